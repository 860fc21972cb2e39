//! Dispute rates, for people and as rows.

use super::document::{Document, Section};
use super::format::Audience;
use super::grid::Grid;
use super::one_line;
use super::or_empty;
use super::rate_json::why_id;
use super::risk::metric_name;
use super::translator::Translator;
use crate::domain::{AssessmentDay, Count, Moment, Zone};
use crate::reports::rate::{ExplainRow, Grouping};
use crate::reports::rate::{Figure, RateReport};
use crate::rules::RuleSet;

/// Lays out which orders are behind the rates.
pub(crate) fn explain_grid(
    rows: &[ExplainRow],
    zone: Zone,
    audience: Audience,
    words: Translator<'_>,
) -> Grid {
    let keys = [
        "order_id",
        "dispute_rate",
        "dispute_rate_reason",
        "order_dispute_rate",
        "order_dispute_rate_reason",
        "also_counts_in",
        "disputes",
        "completed_at",
        "paid_at",
    ];
    let times = ["disputes", "completed_at", "paid_at"];
    let mut grid = Grid::of_keys("explain", &keys, &[], words).with_zone(&times, zone, words);
    for row in rows {
        let disputes: Vec<String> = row
            .disputes
            .iter()
            .map(|(id, at)| {
                format!("{} {}", one_line(id), words.time_cell(zone, *at, audience))
                    .trim()
                    .to_owned()
            })
            .collect();
        let cell = |code: &str| words.cell(code, audience);
        let also: Vec<String> = row.also.iter().map(|metric| cell(metric.id())).collect();
        let at = |moment: Option<Moment>| {
            moment.map(|m| words.time_cell(zone, m, audience)).unwrap_or_default()
        };
        grid.rows.push(vec![
            row.id.to_string(),
            cell(row.filed.0.id()),
            cell(row.filed.1.id()),
            cell(row.paid.0.id()),
            cell(row.paid.1.id()),
            also.join(" "),
            disputes.join("; "),
            at(row.completed_at),
            at(row.paid_at),
        ]);
    }
    grid
}

/// Lays the rates out for people, or as rows for programs: one a metric, group or day.
pub(crate) fn rate_document(
    report: &RateReport,
    incomplete: &[String],
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let people = audience == Audience::People;
    let tables: &[RateTable] = match (report.series.is_empty(), report.groups.is_empty()) {
        (true, true) => &[RateTable::Whole],
        (true, false) => &[RateTable::Groups],
        (false, false) if people => &[RateTable::Series, RateTable::Groups],
        (false, _) => &[RateTable::Series],
    };
    let grids = tables.iter().map(|table| rate_grid(report, *table, words, audience));
    let mut sections: Vec<Section> = grids.map(Section::of_grid).collect();
    if people {
        sections.insert(0, Section::of_lines(head(report, incomplete, words)));
        sections.push(Section::of_lines(notes(report, words)));
    }
    Document::new("rate", sections)
}

fn head(report: &RateReport, incomplete: &[String], words: Translator<'_>) -> Vec<String> {
    let day = |moment: Moment| words.moment(Zone::ASSESSMENT, moment);
    let ends = AssessmentDay::of(Moment::from_millis(report.as_of.millis() - 1));
    let as_of = if ends.end() == report.as_of { ends.to_string() } else { day(report.as_of) };
    let window = [
        ("days", report.days.to_string()),
        ("from", day(report.window.from)),
        ("to", day(report.window.to)),
    ];
    let window = window.each_ref().map(|(key, value)| (*key, value.as_str()));
    let mut lines = vec![
        words.fill("rate-title", &[("as_of", &as_of)]),
        words.fill("rate-window", &window),
        rules_line(&report.rules, words),
    ];
    let reason = |reason: &String| words.fill("rate-incomplete", &[("reason", reason)]);
    lines.extend(incomplete.iter().map(reason));
    lines
}

/// Says by which rule set figures are, and how sure it is.
pub(super) fn rules_line(rules: &RuleSet, words: Translator<'_>) -> String {
    let confidence = words.get(&format!("confidence-{}", rules.confidence.id()));
    let retrieved = rules.retrieved.to_string();
    let values = [
        ("id", rules.id.as_str()),
        ("title", rules.title.as_str()),
        ("confidence", confidence.as_str()),
        ("retrieved", retrieved.as_str()),
    ];
    words.fill("rate-rules", &values)
}

/// Says how many orders and disputes the figures are of.
fn counted(report: &RateReport, words: Translator<'_>) -> String {
    let (orders, disputed) = (report.orders.to_string(), report.disputed_orders.to_string());
    match report.disputes.map(|disputes| disputes.to_string()) {
        Some(disputes) => words.fill(
            "rate-inputs",
            &[("orders", &orders), ("disputes", &disputes), ("disputed_orders", &disputed)],
        ),
        None => words
            .fill("rate-counted-elsewhere", &[("orders", &orders), ("disputed_orders", &disputed)]),
    }
}

/// What a table is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RateTable {
    /// All orders.
    Whole,
    /// A row for each group.
    Groups,
    /// A row for each day.
    Series,
}

fn titles(
    by: Option<&'static str>,
    table: RateTable,
    words: Translator<'_>,
    audience: Audience,
) -> Grid {
    let first = match table {
        RateTable::Series => Some("day"),
        RateTable::Groups => Some("group"),
        RateTable::Whole => None,
    };
    let rest: &[&'static str] = match audience {
        Audience::People => &["metric", "rate", "numerator", "denominator", "interval", "range"],
        Audience::Programs => {
            &["metric", "rate", "numerator", "denominator", "low", "high", "range", "note"]
        }
    };
    let keys: Vec<&'static str> = by.iter().chain(&first).chain(rest).copied().collect();
    let right = ["rate", "numerator", "denominator", "interval", "low", "high"];
    Grid::of_keys("rate-column", &keys, &right, words)
}

fn rate_grid(
    report: &RateReport,
    table: RateTable,
    words: Translator<'_>,
    audience: Audience,
) -> Grid {
    let people = audience == Audience::People;
    let several = report
        .groups
        .iter()
        .any(|group| Some(group.by) != report.groups.first().map(|first| first.by));
    let by = (several && table == RateTable::Groups).then_some("by");
    let mut grid = titles(by, table, words, audience);
    let mut add = |first: Option<String>, grouped: &str, figures: &[Figure]| {
        for figure in figures {
            let mut row: Vec<String> =
                by.map(|_| grouped.to_owned()).into_iter().chain(first.clone()).collect();
            row.extend(figure_cells(figure, words, audience));
            grid.rows.push(row);
        }
    };
    // For people, series and groups show the headline metric alone; the rest is in csv and JSON.
    let pick = |figures: &[Figure]| -> Vec<Figure> {
        if people { figures.iter().take(2).cloned().collect() } else { figures.to_vec() }
    };
    match table {
        RateTable::Whole => add(None, "", &report.figures),
        RateTable::Groups => {
            for group in &report.groups {
                let key = match group.key.as_str() {
                    "" => words.get("group-unknown"),
                    key if people => group_name(group.by, key, words),
                    key => key.to_owned(),
                };
                let by = if people { words.code(group.by.id()) } else { group.by.id().to_owned() };
                add(Some(key), &by, &pick(&group.figures));
            }
            let all = words.get("group-all");
            add(Some(all), "", &pick(&report.figures));
        }
        RateTable::Series => {
            for point in &report.series {
                add(Some(point.day.to_string()), "", &pick(&point.figures));
            }
        }
    }
    grid
}

/// Returns a group's name for people: a family is a code of ours.
pub(super) fn group_name(by: Grouping, key: &str, words: Translator<'_>) -> String {
    match by {
        Grouping::Family => words.code(key),
        Grouping::Shop | Grouping::Product | Grouping::Country | Grouping::Month => one_line(key),
    }
}

fn figure_cells(figure: &Figure, words: Translator<'_>, audience: Audience) -> Vec<String> {
    let people = audience == Audience::People;
    let number = |value: Option<u64>| or_empty(value);
    let percent = |value: u32| Count::new(u64::from(value), 1_000_000).to_string();
    let metric =
        if people { metric_name(figure.metric, words) } else { figure.metric.id().to_owned() };
    let rate = match (figure.why_not, figure.count) {
        (None, Some(count)) => count.to_string(),
        _ if people => words.get("not-assessable"),
        _ => String::new(),
    };
    let range = match (figure.excluded, figure.counted) {
        (Some(excluded), Some(counted)) if figure.why_not.is_none() => {
            if excluded == counted {
                String::new()
            } else {
                format!("{excluded}–{counted}")
            }
        }
        _ => String::new(),
    };
    let bounds = figure.interval.map(|interval| (percent(interval.low), percent(interval.high)));
    let mut cells = vec![
        metric,
        rate,
        number(figure.count.map(|count| count.numerator)),
        number(figure.denominator),
    ];
    if people {
        cells.push(bounds.map(|(low, high)| format!("{low}–{high}")).unwrap_or_default());
        cells.push(range);
    } else {
        let (low, high) = bounds.unwrap_or_default();
        cells.extend([low, high, range, note(figure, words)]);
    }
    cells
}

pub(super) fn note(figure: &Figure, words: Translator<'_>) -> String {
    let mut notes = Vec::new();
    if let Some(why) = figure.why_not {
        notes.push(words.get(&format!("why-{}", why_id(why))));
    } else if figure.too_few {
        notes.push(words.fill("too-few", &[("minimum", &figure.minimum.to_string())]));
    }
    if let Some(share) = figure.expected_share {
        let percent = format!("{}%", (share + 5_000) / 10_000);
        notes.push(words.fill("expected-share", &[("share", &percent)]));
    }
    if let Some((low, high)) = figure.skipped {
        let (low, high) = (low.to_string(), high.to_string());
        notes.push(words.fill("skipped-range", &[("low", &low), ("high", &high)]));
    }
    if let Some(count @ 1..) = figure.unknown_families.filter(|_| figure.why_not.is_none()) {
        let count = count.to_string();
        notes.push(words.fill("unknown-families", &[("count", &count)]));
    }
    if let Some(count @ 1..) = figure.unknown_parties {
        let count = count.to_string();
        notes.push(words.fill("unknown-parties", &[("count", &count)]));
    }
    if let Some((low, high)) = figure.by_parties {
        let (low, high) = (low.to_string(), high.to_string());
        let key = match figure.unknown_parties {
            Some(_) => "parties-range",
            None => "parties-range-of-orders",
        };
        notes.push(words.fill(key, &[("low", &low), ("high", &high)]));
    }
    notes.join(&words.get("clause-separator"))
}

fn notes(report: &RateReport, words: Translator<'_>) -> Vec<String> {
    let one = |figure: &Figure| {
        let note = note(figure, words);
        let metric = metric_name(figure.metric, words);
        let values = [("metric", metric.as_str()), ("note", &note)];
        (!note.is_empty()).then(|| words.fill("rate-note", &values))
    };
    let mut lines: Vec<String> = report.figures.iter().filter_map(one).collect();
    lines.extend(of_input(report, words));
    lines.push(cancelled_line(report, words));
    lines
}

/// Says what the figures are of, and how many orders and disputes are in doubt.
pub(super) fn of_input(report: &RateReport, words: Translator<'_>) -> Vec<String> {
    let unknown = report.figures.first().and_then(|figure| figure.unknown_endings);
    let counts = [
        ("rate-without-order", report.disputes_without_order),
        ("rate-estimated", Some(report.estimated)),
        ("rate-unknown-endings", unknown),
    ];
    let counts = counts.into_iter().filter_map(|(key, count)| {
        let count = count.filter(|count| *count > 0)?;
        Some(words.fill(key, &[("count", &count.to_string())]))
    });
    std::iter::once(counted(report, words)).chain(counts).collect()
}

/// Says whether cancelled disputes count.
pub(super) fn cancelled_line(report: &RateReport, words: Translator<'_>) -> String {
    let reading = report.figures.first().map_or("counted", |figure| figure.reading.id());
    words.get(&format!("rate-cancelled-{reading}"))
}
