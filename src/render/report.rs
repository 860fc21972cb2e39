//! A report: chapters of lines, a grid and a chart.

use super::chart::{self, DeadlineMark};
use super::document::{Document, Plot, PlotKind, Section, SectionRole};
use super::format::FormatKind;
use super::grid::Grid;
use super::list::{list_grid, reopened_line, usual_columns};
use super::names::metric_name;
use super::rate::{self, cancelled_line, rules_line};
use super::report_changes::changes;
use super::report_json::report_grid;
use super::report_sections::{delays, groups, headroom, points, quality, rolling, weeks};
use super::risk::verdict_line;
use super::risk_row::{RiskRow, level_emphasis};
use super::shops::shops_section;
use super::translator::{Translator, values};
use crate::domain::State;
use crate::render::report_parts::{ReportParts, RowParts, Series, day, section};
use crate::reports::list::{ListRow, Tier};
use crate::reports::risk::Verdict;

/// Open disputes that people are shown; `list` and JSON have them all.
const OPEN_SHOWN: usize = 200;

/// The section of open disputes, whose rows can be pointed at.
const OPEN: &str = "open";

/// Returns how a workbook draws the grid of a section; `None` where the page has no chart of it either.
fn plot(section: &Section) -> Option<Plot> {
    let (kind, names, values): (_, _, &[&'static str]) = match section.id {
        "deadlines" => (PlotKind::Columns, "tier", &["open"]),
        "headroom" => (PlotKind::Bars, "metric", &["rate", "limit"]),
        "rolling" => (PlotKind::Line, "day", &["rate", "limit"]),
        "weeks" => (
            PlotKind::Stacked,
            "week",
            &["not_received", "not_as_described", "buyer_own", "unknown"],
        ),
        "delays" => (PlotKind::Columns, "days", &["disputes"]),
        "products" => (PlotKind::Bars, "group", &["numerator"]),
        "shops" => (PlotKind::Bars, "shop", &["rate"]),
        _ => return None,
    };
    section.chart.as_ref().map(|_| Plot { kind, names, values })
}

/// Returns what unfolds the rows of a section that a page does not show at once.
fn unfold(section: &Section, words: Translator<'_>) -> String {
    let rows = section.grid.as_ref().map_or(0, |grid| grid.rows.len());
    match section.rows_at_once() {
        0 => words.get("report-table"),
        shown => words.fill("report-more-rows", values!(count = rows.saturating_sub(shown))),
    }
}

/// Lays the report out: for people the verdict, then its chapters; for programs a row a metric.
pub(crate) fn report_document(
    parts: ReportParts<'_>,
    kind: FormatKind,
    words: Translator<'_>,
) -> Document {
    let series = match kind {
        FormatKind::Table | FormatKind::Markdown => Series::Weekly,
        FormatKind::Page | FormatKind::Workbook => Series::Daily,
        FormatKind::Document | FormatKind::Lines | FormatKind::Rows | FormatKind::Calendar => {
            return Document::of_grid("report", report_grid(parts));
        }
    };
    let report = parts.risk.report;
    let as_of = day(report.as_of);
    let title = match parts.shop {
        Some(shop) => words.fill("report-title-shop", values!(shop, as_of)),
        None => words.fill("report-title", values!(as_of)),
    };
    let verdict = Section::new(SectionRole::Verdict, verdict_line(report, words));
    let class = match report.verdict {
        Verdict::Act => "act",
        Verdict::Watch => "watch",
        Verdict::Fine => "fine",
        Verdict::NotAssessable | Verdict::NoLimit => "none",
    };
    let warning = |reason: &String| {
        let text = words.fill("rate-incomplete", values!(reason));
        Section::new(SectionRole::Warning, text)
    };
    let mut sections =
        vec![Section::new(SectionRole::Title, title), Section { id: class, ..verdict }];
    sections.extend(parts.risk.incomplete.iter().map(warning));
    sections.extend(chapters(parts, series, words).into_iter().map(|section| Section {
        plot: plot(&section),
        unfold: unfold(&section, words),
        ..section
    }));
    sections.push(Section::new(SectionRole::Foot, rules_line(&report.rules, words)));
    Document {
        language: if parts.language == "zh" { "zh-Hans" } else { "en" },
        skip: words.get("report-skip"),
        ..Document::new(&words.get("report-sheet"), sections)
    }
}

fn chapters(parts: ReportParts<'_>, series: Series, words: Translator<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    let shops = parts.risk.report.several_shops();
    if !shops.is_empty() {
        sections.push(shops_section(shops, parts.pages, words));
    }
    if let Some(rows) = parts.rows {
        sections.push(open(rows, parts, words));
        sections.extend(deadlines(rows, parts, words));
    }
    sections.extend(headroom(parts, words));
    if parts.rows.is_some() {
        sections.push(changes(parts.changes, parts.zone, words));
    }
    sections.push(rates(parts, words));
    if let Some(rows) = parts.rows {
        sections.push(rolling(parts, series, words));
        sections.push(weeks(rows.trend, words));
        sections.extend(delays(rows.trend, words));
    }
    sections.extend(groups("products", parts.risk.report.groups.as_slice(), words));
    sections.push(points(parts, words));
    sections.push(quality(parts, words));
    sections
}

/// What is said of an open dispute.
const OPEN_COLUMNS: [&str; 10] = [
    "order_id", "left", "due", "turn", "shop", "country", "amount", "family", "handled", "own_note",
];

/// Columns that are shown where a row says something in them: of several shops, of the seller's own.
const AS_NEEDED: [&str; 3] = ["shop", "handled", "own_note"];

fn open_rows(parts: RowParts<'_>) -> Vec<ListRow<'_>> {
    parts.disputes.iter().filter(|row| row.state == State::Open).cloned().collect()
}

fn open(rows: RowParts<'_>, parts: ReportParts<'_>, words: Translator<'_>) -> Section {
    let mut section = Section { rows_have_names: true, ..section(OPEN, words) };
    if rows.as_of != parts.rate.as_of {
        let (as_of, rates) = (day(rows.as_of), day(parts.rate.as_of));
        section.say(words.fill("report-open-as-of", values!(as_of, rates)));
    }
    let rows = open_rows(rows);
    if rows.is_empty() {
        section.say(words.get("list-none"));
        return section;
    }
    let shown = rows.get(..OPEN_SHOWN).unwrap_or(&rows);
    let usual = usual_columns(rows.iter().cloned(), None);
    let is_shown = |column: &&str| !AS_NEEDED.contains(column) || usual.contains(column);
    let columns: Vec<&'static str> = OPEN_COLUMNS.into_iter().filter(is_shown).collect();
    section.grid = Some(list_grid(shown, &columns, parts.zone, words));
    if rows.len() > shown.len() {
        section.say(words.fill("notice-more", values!(count = rows.len() - shown.len())));
    }
    if rows.iter().any(|row| row.clock_started.is_some()) {
        section.say(words.get("list-estimated"));
    }
    section.say_all(reopened_line(&rows, words));
    section
}

fn deadlines(rows: RowParts<'_>, parts: ReportParts<'_>, words: Translator<'_>) -> Option<Section> {
    let (as_of, rows) = (rows.as_of, open_rows(rows));
    let one = |(at, row): (usize, &ListRow<'_>)| {
        let due = row.due.as_ref()?.at;
        let time = words.moment(parts.zone, due);
        let text =
            words.fill("changes-passed-order", values!(order = row.dispute.order_id, due = time));
        Some(DeadlineMark {
            due,
            text,
            row: (at < OPEN_SHOWN).then(|| format!("{OPEN}-{}", at + 1)),
        })
    };
    let dues: Vec<DeadlineMark> = rows.iter().enumerate().filter_map(one).collect();
    let drawn = chart::deadlines(&dues, as_of, words)?;
    let titles = [("list", ["tier"].as_slice()), ("report-column", &["open"])];
    let mut grid = Grid::of_several(&titles, &["open"], words);
    for tier in Tier::ALL {
        let name = words.get(&format!("tier-{}", tier.id().replace('_', "-")));
        let count = rows.iter().filter(|row| row.tier == tier).count();
        grid.rows.push(vec![name, count.to_string()]);
    }
    let mut section = section("deadlines", words);
    if drawn.left_out > 0 {
        section.say(words.fill("chart-left-out", values!(count = drawn.left_out)));
    }
    Some(Section { grid: Some(grid), chart: Some(drawn.chart), ..section })
}

fn rates(parts: ReportParts<'_>, words: Translator<'_>) -> Section {
    let mut section = section("rates", words);
    let figures = ["metric", "rate", "numerator", "denominator", "low", "high", "range"];
    let standing = ["limit", "level", "headroom", "recovery"];
    let right = [&figures[1..], &["limit", "headroom", "recovery"]].concat();
    let titles = [("rate-column", figures.as_slice()), ("risk-column", &standing)];
    let mut grid = Grid::of_several(&titles, &right, words);
    let windows = parts.risk.report.metrics.iter().map(|risk| &risk.figure);
    section.say_all(rate::window_lines(windows, words));
    for risk in &parts.risk.report.metrics {
        let row = RiskRow::of(risk);
        let keys = figures.iter().chain(&standing);
        grid.rows.push(keys.map(|key| row.shown(key, words)).collect());
        grid.emphasis.push(level_emphasis(risk.standing.level));
        let note = rate::note(&risk.figure, words);
        if !note.is_empty() {
            let name = metric_name(risk.figure.metric, words);
            section.say(words.fill("report-note", values!(name, note)));
        }
    }
    section.say(cancelled_line(parts.rate, words));
    if parts.risk.report.metrics.iter().any(|risk| risk.limit.is_some()) {
        section.say(words.get("report-headroom-is"));
    }
    section.grid = Some(grid);
    section
}
