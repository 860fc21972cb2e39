//! One case: the order, its disputes, the timeline, what cancelling would do.

use serde_json::{Value, json};

use super::audience::Audience;
use super::document::{Document, Section, SectionRole};
use super::grid::{Align, Column, Grid};
use super::list::{DisputeV1, handling_id, money_v1};
use super::translator::{Translator, values};
use super::{not_empty, one_line, or_empty};
use crate::domain::{DueSource, Metric, Moment, Stage, State, Zone};
use crate::reports::list::{Handling, ListRow};
use crate::reports::show::{Entry, ShownDispute};
use crate::rules::RuleSet;

/// Returns a case as JSON.
pub(crate) fn show_json(case: &ShownDispute<'_>, rules: &RuleSet, as_of: Moment) -> Value {
    json!({
        "schema": "disputes/show/v1",
        "as_of": as_of.to_string(),
        "order_id": case.order_id.to_string(),
        "order": case.order.as_ref().map(|order| json!({
            "order_id": order.id.to_string(),
            "shop": not_empty(&order.shop),
            "product": not_empty(&order.product),
            "sku": not_empty(&order.sku),
            "country": order.country.map(|country| country.to_string()),
            "amount": order.amount.map(money_v1),
            "status": not_empty(&order.status),
            "created_at": order.created_at.to_string(),
            "paid_at": order.paid_at,
            "shipped_at": order.shipped_at,
            "completed_at": order.completed_at,
            "buyer_protection_ends_at": order.protection_ends_at,
        })),
        "disputes": case.disputes.iter().map(DisputeV1).collect::<Vec<_>>(),
        "timeline": case
            .timeline
            .iter()
            .map(|entry| json!({
                "at": entry.at.to_string(),
                "what": entry.what,
                "by": not_empty(&entry.by),
                "dispute_id": not_empty(&entry.dispute),
            }))
            .collect::<Value>(),
        "rule_set": rules.id,
        "cancelled": rules.metric(Metric::DisputeRate).cancelled.id(),
    })
}

/// Lays out the timeline in platform time, Beijing time and the seller's own.
pub(crate) fn timeline_document(
    case: &ShownDispute<'_>,
    own: Zone,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    Document::of_grid("show", timeline_grid(case, own, audience, words))
}

fn timeline_grid(
    case: &ShownDispute<'_>,
    own: Zone,
    audience: Audience,
    words: Translator<'_>,
) -> Grid {
    let own_title = words.fill("show-when-own", values!(zone = words.code(own.name())));
    let column = |key, title| Column { key, title, align: Align::Left };
    // For people a clock stands there once; programs find the same columns always.
    let people = audience == Audience::People;
    let same = |entry: &Entry| {
        let own = own.show(entry.at);
        own == Zone::ASSESSMENT.show(entry.at) || own == Zone::PLATFORM.show(entry.at)
    };
    let shows_own = !people || !case.timeline.iter().all(same);
    let mut columns = vec![
        column("platform_time", words.get("show-when-platform")),
        column("assessment_time", words.get("show-when-assessment")),
    ];
    columns.extend(shows_own.then(|| column("own_time", own_title)));
    columns.extend([
        column("what", words.get("show-what")),
        column("by", words.get("show-by")),
        column("dispute_id", words.get("show-which")),
    ]);
    let mut grid = Grid::new(columns);
    for entry in &case.timeline {
        let known = [
            "ordered",
            "paid",
            "shipped",
            "completed",
            "filed",
            "escalated",
            "ruled",
            "closed",
            "last-change",
        ];
        let what = if known.contains(&entry.what.as_str()) {
            words.get(&format!("event-{}", entry.what))
        } else {
            entry.what.clone()
        };
        let mut row = vec![
            words.time_cell(Zone::PLATFORM, entry.at, audience),
            words.time_cell(Zone::ASSESSMENT, entry.at, audience),
        ];
        row.extend(shows_own.then(|| words.time_cell(own, entry.at, audience)));
        row.extend([what, acting(&entry.by, words), entry.dispute.clone()]);
        grid.rows.push(row);
    }
    grid
}

/// Lays a case out for people.
pub(crate) fn show_document(
    case: &ShownDispute<'_>,
    rules: &RuleSet,
    own: Zone,
    words: Translator<'_>,
) -> Document {
    let field = |(key, value): (&'static str, String)| {
        words.fill("show-line", values!(name = words.get(key), value = one_line(&value)))
    };
    let order = words.fill("show-order", values!(order = case.order_id));
    let mut section = Section::new(SectionRole::Group, order);
    section.say_all(order_fields(case, own, words).into_iter().map(field));
    let mut sections = vec![section];
    for row in &case.disputes {
        let details = row.dispute.details();
        let name = if details.id.is_empty() { &details.line_id } else { &details.id };
        let title = words.fill("show-dispute", values!(dispute = one_line(name)));
        let mut section = Section::new(SectionRole::Group, title);
        section.say_all(dispute_fields(row, rules, own, words).into_iter().map(field));
        section.say_all(cancelling(row, rules, words));
        sections.push(section);
    }
    let grid = Some(timeline_grid(case, own, Audience::People, words));
    let timeline = Section::new(SectionRole::Group, words.get("show-timeline"));
    sections.push(Section { grid, ..timeline });
    Document::new("show", sections)
}

/// Who did it, where that is one of the words we know.
fn acting(by: &str, words: Translator<'_>) -> String {
    match by {
        "buyer" | "seller" | "platform" | "logistics" | "system" => words.get(&format!("by-{by}")),
        other => other.to_owned(),
    }
}

fn order_fields(
    case: &ShownDispute<'_>,
    own: Zone,
    words: Translator<'_>,
) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    let first = case.disputes.first();
    let mut add = |key, value: Option<String>| {
        fields.extend(value.filter(|value| !value.is_empty()).map(|value| (key, value)));
    };
    let order = case.order.as_ref();
    add(
        "show-shop",
        first.map(|row| row.shop.to_string()).or_else(|| order.map(|o| o.shop.to_string())),
    );
    let country = first.and_then(|row| row.country).or_else(|| order.and_then(|o| o.country));
    add("show-country", country.map(|country| country.to_string()));
    add("show-order-status", order.map(|order| words.code(&order.status)));
    add("show-order-amount", order.and_then(|order| order.amount).map(|amount| amount.to_string()));
    let protection = order.and_then(|order| order.protection_ends_at);
    let protection = match protection {
        Some(at) => three_clocks(at, own, words),
        None => words.get("show-protection-unknown"),
    };
    add("show-protection", Some(protection));
    fields
}

/// A moment on the three clocks that matter.
fn three_clocks(at: Moment, own: Zone, words: Translator<'_>) -> String {
    let shown = [Zone::PLATFORM, Zone::ASSESSMENT, own].map(|zone| words.moment(zone, at));
    let [platform, assessment, own] = shown;
    if own == assessment || own == platform {
        format!("{platform} = {assessment}")
    } else {
        format!("{platform} = {assessment} = {own}")
    }
}

fn dispute_fields(
    row: &ListRow,
    rules: &RuleSet,
    own: Zone,
    words: Translator<'_>,
) -> Vec<(&'static str, String)> {
    let dispute = &row.dispute;
    let mut fields = Vec::new();
    let mut add = |key, value: String| {
        if !value.is_empty() {
            fields.push((key, value));
        }
    };
    let later =
        if row.later_knowledge { remark(&words.get("show-later"), words) } else { String::new() };
    add("show-state", words.get(&format!("state-{}", row.state.id())) + &later);
    let said_later = if row.status_is_later() && !dispute.details().status.is_empty() {
        remark(&words.get("show-status-later"), words)
    } else {
        String::new()
    };
    add("show-status", words.code(&dispute.details().status) + &said_later);
    add(
        "show-stage",
        row.stage.map_or_else(String::new, |stage| words.get(&format!("stage-{}", stage.id()))),
    );
    add("show-turn", words.get(&format!("turn-{}", row.turn.id())));
    add("show-family", words.get(&format!("family-{}", dispute.family.id().replace('_', "-"))));
    add("show-reason", words.code(&dispute.details().reason));
    add("show-product", row.product.to_string());
    add("show-title", dispute.details().title.to_string());
    add("show-amount", or_empty(row.amount));
    if row.state == State::Open {
        add("show-deadline", deadline(row, rules, own, words));
    } else {
        add("show-liability", words.get(&format!("liable-{}", row.liability().id())));
    }
    add("show-note", dispute.details().note.to_string());
    for (key, value) in own_fields(row, own, words) {
        add(key, value);
    }
    fields
}

/// What the seller keeps by hand, and whether the buyer may have disputed before.
fn own_fields(row: &ListRow, own: Zone, words: Translator<'_>) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(note) = row.mark.as_ref().and_then(|mark| mark.note.as_ref()) {
        let at = remark(&words.moment(own, note.at), words);
        fields.push(("show-own-note", note.text.clone() + &at));
    }
    if let Some(handled) = row.mark.as_ref().and_then(|mark| mark.handled) {
        let word = words.get(&format!("handled-{}", handling_id(row.handling)));
        let why = match row.handling {
            Handling::Reopened(why) => {
                remark(&words.get(&format!("reopened-{}", why.id().replace('_', "-"))), words)
            }
            Handling::Unmarked | Handling::Handled => String::new(),
        };
        let at = remark(&words.moment(own, handled.at), words);
        fields.push(("show-handled", word + &at + &why));
    }
    if let Some(earlier) = row.earlier {
        let value = words.fill("same-buyer", values!(before = earlier));
        fields.push(("show-same-buyer", value));
    }
    fields
}

/// The deadline with its reasons: which clock, started by which event.
fn deadline(row: &ListRow, rules: &RuleSet, own: Zone, words: Translator<'_>) -> String {
    let Some(due) = &row.due else { return words.get("show-deadline-none") };
    let reason = match &due.source {
        DueSource::Platform => words.get("show-deadline-served"),
        DueSource::Estimated { rule } => {
            let start = row.clock_started.unwrap_or(row.dispute.opened_at);
            let restarted = start > row.dispute.opened_at;
            let days = rules.deadline("seller-response").map_or(0, |deadline| deadline.days);
            let key = if restarted { "show-deadline-restarted" } else { "show-deadline-estimated" };
            let start = words.moment(Zone::PLATFORM, start);
            words.fill(key, values!(days, rule, start))
        }
    };
    three_clocks(due.at, own, words) + &remark(&reason, words)
}

/// Returns a remark in brackets, as it stands behind a value.
fn remark(text: &str, words: Translator<'_>) -> String {
    words.fill("remark", values!(text))
}

/// What cancelling would do.
fn cancelling(row: &ListRow, rules: &RuleSet, words: Translator<'_>) -> Vec<String> {
    if row.state != State::Open {
        return vec![words.get("show-cancel-over")];
    }
    let mut lines = vec![words.get("show-cancel-open")];
    if row.stage == Some(Stage::Returning) {
        lines.push(words.get("show-cancel-returning"));
    }
    let reading = rules.metric(Metric::DisputeRate).cancelled.id();
    let key = format!("show-cancel-{reading}");
    lines.push(words.fill(&key, values!(rules = rules.id)));
    lines
}
