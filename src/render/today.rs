//! Today at a glance: answers due, rates against limits, what changed, and what to type next.

use serde_json::{Value, json};

use super::audience::Audience;
use super::caveats::{DataReach, reach_line};
use super::document::{Document, Line, Section, SectionRole};
use super::list::{DisputeV1, fitting_columns, list_grid, reopened_line};
use super::names::{limit_text, metric_name};
use super::rate::ranges;
use super::rate_json::list;
use super::report_changes::changes;
use super::report_parts::{ReportParts, day};
use super::risk::verdict_line;
use super::risk_json::{metric_v1, shops_v1};
use super::shops::shops_grid;
use super::translator::{Translator, values};
use crate::domain::Metric;
use crate::reports::metric_risk::MetricRisk;
use crate::reports::risk_settings::Standing;
use crate::reports::today::{SuggestedCommand, Today};

/// Answers that are shown; `disputes list` has them all.
const DUE_SHOWN: usize = 10;

/// Shops that are shown, the worst first.
const SHOPS_SHOWN: usize = 10;

/// The columns of the answers due, of which those that fit are shown.
const COLUMNS: [&str; 8] =
    ["left", "due", "order_id", "shop", "item", "country", "amount", "own_note"];

/// What is shown of today.
#[derive(Clone, Copy)]
pub(crate) struct TodayParts<'a> {
    /// Open disputes by urgency.
    pub(crate) today: &'a Today<'a>,
    /// Rates, limits, shops and what changed.
    pub(crate) report: ReportParts<'a>,
    /// Up to when the data reach.
    pub(crate) reach: DataReach,
    /// What to do next.
    pub(crate) steps: &'a [SuggestedCommand],
    /// The words before and behind a command's own, so that a line can be typed as it stands.
    pub(crate) invocation: Invocation<'a>,
}

/// What stands around a command's own words.
#[derive(Clone, Copy)]
pub(crate) struct Invocation<'a> {
    /// The program, as `disputes` or `disputes demo`.
    pub(crate) program: &'a str,
    /// Files and options, with a blank before each.
    pub(crate) rest: &'a str,
    /// The limits of the call, for the commands that take any.
    pub(crate) limits: &'a str,
}

/// Lays today out for people; `width` is what a table has room for, in columns, and `None` no limit.
pub(crate) fn today_document(
    parts: TodayParts<'_>,
    width: Option<u16>,
    words: Translator<'_>,
) -> Document {
    let title = Section::new(SectionRole::Title, head(parts, words));
    let remarks = reach_line(parts.reach, words).into_iter().collect();
    let warning = |reason: &String| {
        let text = words.fill("rate-incomplete", values!(reason));
        Section::new(SectionRole::Warning, text)
    };
    let mut document = Document::new("today", vec![Section { remarks, ..title }]);
    document.extend(parts.report.risk.incomplete.iter().map(warning));
    document.push(due(parts, width, words));
    let mut group = Section::new(SectionRole::Group, words.get("today-rates"));
    group.say_all(rates(parts, words));
    document.push(group);
    document.extend(shops(parts, width, words));
    if parts.report.changes.is_some() {
        let changed = changes(parts.report.changes, parts.report.zone, words);
        document.push(Section { role: SectionRole::Group, ..changed });
    }
    if !parts.steps.is_empty() {
        let mut group = Section::new(SectionRole::Group, words.get("today-next"));
        let step = |step: &SuggestedCommand| {
            let (command, why) = step_text(*step, parts.invocation, words);
            Line::Step { why, command }
        };
        group.say_all(parts.steps.iter().map(step));
        document.push(group);
    }
    document
}

fn head(parts: TodayParts<'_>, words: Translator<'_>) -> String {
    let today = parts.today;
    let as_of = day(today.as_of);
    let zone = words.code(parts.report.zone.name());
    let counts = words.fill(
        "today-title",
        values!(as_of, overdue = today.overdue, soon = today.within_day, open = today.open, zone),
    );
    match parts.report.shop {
        Some(shop) => words.fill("today-shop", values!(shop, text = counts)),
        None => counts,
    }
}

/// Returns the first rows, so many at most; `None` where there are none.
fn first<T>(rows: &[T], most: usize) -> Option<&[T]> {
    rows.get(..most.min(rows.len())).filter(|shown| !shown.is_empty())
}

fn due(parts: TodayParts<'_>, width: Option<u16>, words: Translator<'_>) -> Section {
    let mut section = Section::new(SectionRole::Group, words.get("today-due"));
    let rows = &parts.today.due;
    let remarks = &mut section.remarks;
    match first(rows, DUE_SHOWN) {
        None if parts.today.handled > 0 => remarks.push(words.get("today-none-left")),
        None => remarks.push(words.get("today-none-due")),
        Some(shown) => {
            let shown: Vec<_> = shown.iter().map(|row| (*row).clone()).collect();
            let several = !parts.report.risk.report.several_shops().is_empty();
            let noted = shown.iter().any(|row| !row.own_note().is_empty());
            let columns = COLUMNS.into_iter().filter(|column| match *column {
                "shop" => several,
                "own_note" => noted,
                _ => true,
            });
            let columns: Vec<&'static str> = columns.collect();
            let zone = parts.report.zone;
            let fitting = fitting_columns(&shown, &columns, zone, words, width);
            if shown.iter().any(|row| row.clock_started.is_some()) {
                remarks.push(words.get("list-estimated"));
            }
            let later = shown.iter().filter(|row| row.status_is_later());
            let later: Vec<String> = later.map(|row| row.dispute.order_id.to_string()).collect();
            if !later.is_empty() {
                let orders = later.join(&words.get("list-separator"));
                remarks.push(words.fill("today-later", values!(orders)));
            }
            if rows.len() > shown.len() {
                let (command, _) = step_text(SuggestedCommand::List, parts.invocation, words);
                let count = rows.len() - shown.len();
                remarks.push(words.fill("today-more", values!(count, command)));
            }
            remarks.extend(reopened_line(&shown, words));
            section.grid = Some(list_grid(&shown, &fitting.kept, zone, words));
        }
    }
    if parts.today.handled > 0 {
        let Invocation { program, rest, .. } = parts.invocation;
        let (count, command) = (parts.today.handled, format!("{program} list --handled yes{rest}"));
        section.remarks.push(words.fill("today-handled", values!(count, command)));
    }
    section
}

/// The verdict, and of a single shop all its metrics that have a limit.
fn rates(parts: TodayParts<'_>, words: Translator<'_>) -> Vec<String> {
    let report = parts.report.risk.report;
    let mut lines = vec![verdict_line(report, words)];
    if report.several_shops().is_empty() {
        let shown =
            |risk: &&MetricRisk| risk.figure.metric == Metric::DisputeRate || risk.limit.is_some();
        lines.extend(report.metrics.iter().filter(shown).map(|risk| rate(risk, words)));
    }
    lines
}

/// A line a shop, where there are several, the worst first.
fn shops(parts: TodayParts<'_>, width: Option<u16>, words: Translator<'_>) -> Option<Section> {
    const LEAST_NEEDED: [&str; 5] = ["counts", "due_24h", "headroom", "open", "limit"];
    let shops = parts.report.risk.report.several_shops();
    let shown = first(shops, SHOPS_SHOWN)?;
    let more = shops.len().checked_sub(SHOPS_SHOWN).filter(|more| *more > 0);
    let (command, _) = step_text(SuggestedCommand::Risk, parts.invocation, words);
    let more = more.map(|more| words.fill("today-more-shops", values!(count = more, command)));
    let mut grid = shops_grid(shown, words, Audience::People);
    if let Some(width) = width {
        grid.fit(usize::from(width), &LEAST_NEEDED);
    }
    let section = Section::of_grid(grid);
    Some(Section { remarks: more.into_iter().collect(), ..section })
}

fn rate(risk: &MetricRisk, words: Translator<'_>) -> String {
    let figure = &risk.figure;
    let name = metric_name(figure.metric, words);
    let Some(count) = figure.assessed() else {
        let why = super::rate::note(figure, words);
        return words.fill("today-not-assessable", values!(metric = name, why));
    };
    let limit = risk.limit.as_ref().map(|used| limit_text(used.limit));
    let text = words.fill(
        "today-rate",
        values!(
            metric = name,
            rate = count,
            numerator = count.numerator,
            denominator = count.denominator
        ),
    );
    let few = if figure.too_few { words.get("today-too-few") } else { String::new() };
    let standing = format!("{text}{}{few}", standing(&risk.standing, limit.as_deref(), words));
    let clauses: Vec<String> = std::iter::once(standing).chain(ranges(figure, words)).collect();
    clauses.join(&words.get("clause-separator"))
}

/// Says how a rate stands against its limit, and how far it is from it.
fn standing(standing: &Standing, limit: Option<&str>, words: Translator<'_>) -> String {
    let level = words.get(&format!("level-{}", standing.level.id()));
    let mut text = match limit {
        Some(limit) => words.fill("today-limit", values!(limit, level)),
        None => words.fill("today-level", values!(level)),
    };
    match (standing.headroom, standing.recovery) {
        (_, Some(orders)) if orders > 0 => {
            text.push_str(&words.fill("today-recovery", values!(count = orders)));
        }
        (Some(room), _) => {
            text.push_str(&words.fill("today-room", values!(count = room)));
        }
        (None, _) => {}
    }
    text
}

/// Returns the command of a step, and why it is the next.
fn step_text(
    step: SuggestedCommand,
    around: Invocation<'_>,
    words: Translator<'_>,
) -> (String, String) {
    let Invocation { program, rest, limits } = around;
    let (command, key) = match step {
        SuggestedCommand::Show(order) => (format!("{program} show {order}{rest}"), "show"),
        SuggestedCommand::Guide(order) => {
            (format!("{program} guide {order}{rest} --agreed resolved"), "guide")
        }
        SuggestedCommand::List => (format!("{program} list{rest}"), "list"),
        SuggestedCommand::Risk => (format!("{program} risk{rest}{limits}"), "risk"),
        SuggestedCommand::SetLimit => ("disputes config init".to_owned(), "set-limit"),
        SuggestedCommand::EnterLimit => ("disputes config path".to_owned(), "enter-limit"),
    };
    (command, words.get(&format!("today-step-{key}")))
}

/// Returns today as JSON.
pub(crate) fn today_json<'a>(parts: TodayParts<'a>, words: Translator<'_>) -> Value {
    let today = parts.today;
    let step = |step: &SuggestedCommand| {
        let (command, why) = step_text(*step, parts.invocation, words);
        json!({ "command": command, "why": why })
    };
    let report = parts.report.risk.report;
    json!({
        "schema": "disputes/today/v1",
        "as_of": today.as_of.to_string(),
        "shop": parts.report.shop,
        "zone": parts.report.zone.name(),
        "verdict": report.verdict.id(),
        "open": today.open,
        "overdue": today.overdue,
        "due_24h": today.within_day,
        "handled": today.handled,
        "due": today.due.iter().map(|row| DisputeV1(row)).collect::<Vec<_>>(),
        "metrics": list(&report.metrics, metric_v1),
        "shops": shops_v1(&parts.report.risk.report.shops),
        "changes": parts.report.changes,
        "next": list(parts.steps, step),
        "incomplete": parts.report.risk.incomplete,
    })
}
