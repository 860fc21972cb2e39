//! Dispute rates, for people and as rows.

use std::io::{self, Write};

use super::grid::{Align, Column, Grid, Style};
use super::or_empty;
use super::rate_json::{confidence_id, why_id};
use super::translator::Translator;
use super::{Audience, Format, one_line};
use crate::domain::{AssessmentDay, Count, Moment, Zone};
use crate::reports::rate::{ExplainRow, Grouping};
use crate::reports::rate::{Figure, RateReport};

/// Lays out which orders are behind the rates.
pub fn explain_grid(
    rows: &[ExplainRow],
    zone: Zone,
    format: Format,
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
    let column = |key: &'static str| {
        let title = words.get(&format!("explain-{}", key.replace('_', "-")));
        let title = match key {
            "disputes" | "completed_at" | "paid_at" => words.title_of_times(&title, zone),
            _ => title,
        };
        Column { key, title, align: Align::Left }
    };
    let mut grid = Grid::new(keys.into_iter().map(column).collect());
    for row in rows {
        let disputes: Vec<String> = row
            .disputes
            .iter()
            .map(|(id, at)| {
                format!("{} {}", one_line(id), words.time_cell(zone, *at, format)).trim().to_owned()
            })
            .collect();
        let cell = |code: &str| words.cell(code, format);
        let also: Vec<String> = row.also.iter().map(|metric| cell(metric.id())).collect();
        let at = |moment: Option<Moment>| {
            moment.map(|m| words.time_cell(zone, m, format)).unwrap_or_default()
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

/// Writes the rates for people, or as csv, JSON lines or Markdown: one row a metric, group or day.
///
/// # Errors
///
/// When the output cannot be written.
pub fn rate_text(
    report: &RateReport,
    incomplete: &[String],
    format: Format,
    style: Style,
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let audience = format.audience();
    let people = audience == Audience::People;
    if people {
        head(report, incomplete, words, out)?;
    }
    let tables: &[RateTable] = match (report.series.is_empty(), report.groups.is_empty()) {
        (true, true) => &[RateTable::Whole],
        (true, false) => &[RateTable::Groups],
        (false, false) if people => &[RateTable::Series, RateTable::Groups],
        (false, _) => &[RateTable::Series],
    };
    for (before, table) in tables.iter().enumerate() {
        if before > 0 {
            writeln!(out)?;
        }
        rate_grid(report, *table, words, audience).write(format, style, out)?;
    }
    if people {
        notes(report, words, out)?;
    }
    Ok(())
}

fn head(
    report: &RateReport,
    incomplete: &[String],
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let day = |moment: Moment| words.moment(Zone::ASSESSMENT, moment);
    let ends = AssessmentDay::of(Moment::from_millis(report.as_of.millis() - 1));
    let as_of = if ends.end() == report.as_of { ends.to_string() } else { day(report.as_of) };
    writeln!(out, "{}", words.fill("rate-title", &[("as_of", &as_of)]))?;
    let window = [
        ("days", report.days.to_string()),
        ("from", day(report.window.from)),
        ("to", day(report.window.to)),
    ];
    let window: Vec<(&str, &str)> = window.iter().map(|(k, v)| (*k, v.as_str())).collect();
    writeln!(out, "{}", words.fill("rate-window", &window))?;
    let confidence = words.get(&format!("confidence-{}", confidence_id(report.rules.confidence)));
    let retrieved = report.rules.retrieved.to_string();
    let rules = [
        ("id", report.rules.id.as_str()),
        ("title", report.rules.title.as_str()),
        ("confidence", confidence.as_str()),
        ("retrieved", retrieved.as_str()),
    ];
    writeln!(out, "{}", words.fill("rate-rules", &rules))?;
    for reason in incomplete {
        writeln!(out, "{}", words.fill("rate-incomplete", &[("reason", reason)]))?;
    }
    writeln!(out)
}

/// Says how many orders and disputes the figures are of.
pub(super) fn counted(report: &RateReport, words: Translator<'_>) -> String {
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

fn rate_columns(
    by: Option<&'static str>,
    table: RateTable,
    words: Translator<'_>,
    audience: Audience,
) -> Vec<Column> {
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
    let column = |key: &'static str| Column {
        key,
        title: words.get(&format!("rate-column-{key}")),
        align: match key {
            "rate" | "numerator" | "denominator" | "interval" | "low" | "high" => Align::Right,
            _ => Align::Left,
        },
    };
    by.iter().chain(&first).chain(rest).map(|key| column(key)).collect()
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
    let mut grid = Grid::new(rate_columns(by, table, words, audience));
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
    let metric = if people {
        words.get(&format!("metric-{}", figure.metric.id().replace('_', "-")))
    } else {
        figure.metric.id().to_owned()
    };
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
    notes.join(&words.get("clause-separator"))
}

fn notes(
    report: &RateReport,
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    writeln!(out)?;
    for figure in &report.figures {
        let note = note(figure, words);
        if !note.is_empty() {
            let metric = words.get(&format!("metric-{}", figure.metric.id().replace('_', "-")));
            writeln!(out, "{}", words.fill("rate-note", &[("metric", &metric), ("note", &note)]))?;
        }
    }
    writeln!(out, "{}", counted(report, words))?;
    if let Some(count @ 1..) = report.disputes_without_order {
        let count = count.to_string();
        writeln!(out, "{}", words.fill("rate-without-order", &[("count", &count)]))?;
    }
    if report.estimated > 0 {
        let count = report.estimated.to_string();
        writeln!(out, "{}", words.fill("rate-estimated", &[("count", &count)]))?;
    }
    let unknown = report.figures.first().and_then(|figure| figure.unknown_endings);
    if let Some(count @ 1..) = unknown {
        let count = count.to_string();
        writeln!(out, "{}", words.fill("rate-unknown-endings", &[("count", &count)]))?;
    }
    let reading = report.figures.first().map_or("counted", |figure| figure.reading.id());
    writeln!(out, "{}", words.get(&format!("rate-cancelled-{reading}")))
}
