//! A report: sections of lines, a grid and a chart, laid out as text, Markdown or a page.

use std::io::{self, Write};

use super::chart::{self, Bar};
use super::grid::{Align, Column, Grid, Style};
use super::html::{self, Head};
use super::list::list_grid;
use super::points::points_lines;
use super::rate_json::FileV1;
use super::risk::{forecast_lines, limit_text, metric_name, verdict_line};
use super::risk_json::RiskParts;
use super::words::Words;
use super::{Format, one_line, rate};
use crate::domain::{AssessmentDay, Count, Family, Metric, Moment, State, Zone};
use crate::reports::changes::Changes;
use crate::reports::list::ListRow;
use crate::reports::rate::RateReport;
use crate::reports::risk::{GroupRisk, MetricRisk, Verdict};
use crate::reports::trend::{DELAY_ENDS, Trend};
use crate::rules::RiskLevel;

/// Rows of products and orders that people are shown; JSON has them all.
const SHOWN: usize = 10;

/// Everything a report speaks of.
#[derive(Clone, Copy)]
pub struct ReportParts<'a> {
    /// The shop; `None` for all of them.
    pub shop: Option<&'a str>,
    /// The language's tag.
    pub language: &'a str,
    /// The rates, with a series.
    pub rate: &'a RateReport,
    /// Risk, with products as groups.
    pub risk: RiskParts<'a>,
    /// The dispute rate by shop, each against its own limit.
    pub shops: &'a [GroupRisk],
    /// Every dispute filed before as-of, the most urgent first.
    pub disputes: &'a [ListRow],
    /// Disputes by week and by delay.
    pub trend: &'a Trend,
    /// What changed since the last report; `None` when there is none before.
    pub changes: Option<&'a Changes>,
    /// The files read.
    pub files: &'a [FileV1],
    /// Rows left out because a value could not be understood.
    pub bad_rows: u64,
    /// The seller's own zone.
    pub zone: Zone,
}

/// A part of a report.
pub(super) struct Section {
    /// Name within the page.
    pub(super) id: &'static str,
    /// Title.
    pub(super) title: String,
    /// Sentences.
    pub(super) lines: Vec<String>,
    /// Figures.
    pub(super) grid: Option<Grid>,
    /// The same figures as a drawing, for the page.
    pub(super) chart: Option<String>,
}

/// Writes the report as text, Markdown or a page.
///
/// # Errors
///
/// When the output cannot be written.
pub fn report_text(
    parts: ReportParts<'_>,
    format: Format,
    style: Style,
    words: Words<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let sections = sections(parts, words);
    let head = head(parts, words);
    if format == Format::Html {
        return html::page(&head, &sections, words, out);
    }
    let markdown = format == Format::Markdown;
    let mark = |text: &str, level: &str| {
        if markdown { format!("{level} {}", one_line(text)) } else { one_line(text) }
    };
    writeln!(out, "{}\n\n{}", mark(&head.title, "#"), mark(&head.verdict, "").trim())?;
    for warning in &head.warnings {
        writeln!(out, "\n{}", one_line(warning))?;
    }
    for section in &sections {
        writeln!(out, "\n{}", mark(&section.title, "##"))?;
        if !markdown {
            writeln!(out, "{}", "─".repeat(width(&section.title)))?;
        }
        for line in &section.lines {
            let dash = if markdown { "- " } else { "" };
            writeln!(out, "{dash}{}", one_line(line).trim_start_matches("- "))?;
        }
        if let Some(grid) = section.grid.as_ref().filter(|grid| !grid.rows.is_empty()) {
            if markdown && !section.lines.is_empty() {
                writeln!(out)?;
            }
            grid.write(format, style, out)?;
        }
    }
    writeln!(out, "\n{}", head.foot)
}

/// Wide signs take two columns.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum()
}

/// Returns what people call the moment: a day when it is one's end.
fn day(as_of: Moment) -> String {
    let ends = AssessmentDay::of(Moment::from_millis(as_of.millis() - 1));
    if ends.end() == as_of { ends.to_string() } else { Zone::ASSESSMENT.show(as_of) }
}

fn head(parts: ReportParts<'_>, words: Words<'_>) -> Head {
    let report = parts.risk.report;
    let as_of = day(report.as_of);
    let title = match parts.shop {
        Some(shop) => words.fill("report-title-shop", &[("shop", shop), ("as_of", &as_of)]),
        None => words.fill("report-title", &[("as_of", &as_of)]),
    };
    let warnings = parts.risk.incomplete.iter();
    let confidence = words.get(&format!("confidence-{}", report.rules.confidence.id()));
    let retrieved = report.rules.retrieved.to_string();
    let foot = [
        ("id", report.rules.id.as_str()),
        ("title", report.rules.title.as_str()),
        ("confidence", confidence.as_str()),
        ("retrieved", retrieved.as_str()),
    ];
    Head {
        language: if parts.language == "zh" { "zh-Hans" } else { "en" }.to_owned(),
        title,
        verdict: verdict_line(report, words),
        class: match report.verdict {
            Verdict::Act => "act",
            Verdict::Watch => "watch",
            Verdict::Fine => "fine",
            Verdict::NoLimit => "none",
        },
        warnings: warnings
            .map(|reason| words.fill("rate-incomplete", &[("reason", reason)]))
            .collect(),
        foot: words.fill("rate-rules", &foot),
    }
}

fn sections(parts: ReportParts<'_>, words: Words<'_>) -> Vec<Section> {
    let mut sections = vec![changes(parts, words), open(parts, words)];
    sections.extend(deadlines(parts, words));
    sections.push(rates(parts, words));
    sections.extend(headroom(parts, words));
    sections.push(rolling(parts, words));
    sections.push(weeks(parts, words));
    sections.extend(delays(parts, words));
    sections.extend(groups("products", parts.risk.report.groups.as_slice(), words));
    if parts.shops.len() > 1 {
        sections.extend(groups("shops", parts.shops, words));
    }
    sections.push(points(parts, words));
    sections.push(quality(parts, words));
    sections
}

/// A section without anything in it.
fn section(id: &'static str, words: Words<'_>) -> Section {
    let title = words.get(&format!("report-{id}"));
    Section { id, title, lines: Vec::new(), grid: None, chart: None }
}

fn column(key: &'static str, title: String, align: Align) -> Column {
    Column { key, title, align }
}

fn some(orders: &[String], words: Words<'_>) -> String {
    let shown: Vec<&str> = orders.iter().take(SHOWN).map(String::as_str).collect();
    let shown = shown.join(", ");
    match orders.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        None => shown,
        Some(more) => {
            let more = words.fill("report-more", &[("count", &more.to_string())]);
            format!("{shown} {more}")
        }
    }
}

fn changes(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let mut section = section("changes", words);
    let Some(changes) = parts.changes else {
        section.lines.push(words.get("changes-first"));
        return section;
    };
    let since = day(changes.since);
    section.title = words.fill("report-changes-since", &[("since", &since)]);
    if changes.is_empty() {
        section.lines.push(words.get("changes-none"));
        return section;
    }
    let lines = &mut section.lines;
    for switch in &changes.rules {
        let what = match Metric::from_id(&switch.what) {
            Some(metric) => metric_name(metric, words),
            None => words.get("changes-rule-set"),
        };
        let values = [("what", what.as_str()), ("before", &switch.before), ("now", &switch.now)];
        lines.push(words.fill("changes-rule", &values));
    }
    for (key, orders) in [("changes-filed", &changes.filed), ("changes-ended", &changes.ended)] {
        if !orders.is_empty() {
            let (count, orders) = (orders.len().to_string(), some(orders, words));
            lines.push(words.fill(key, &[("count", &count), ("orders", &orders)]));
        }
    }
    for passed in &changes.passed {
        let due = parts.zone.show(passed.due);
        let key = if passed.open { "changes-passed-open" } else { "changes-passed" };
        lines.push(words.fill(key, &[("order", &passed.order), ("due", &due)]));
    }
    for metric in &changes.metrics {
        let shown = |count: Option<Count>| match count {
            Some(count) => format!("{count} ({}/{})", count.numerator, count.denominator),
            None => "—".to_owned(),
        };
        let (before, now) = (shown(metric.before), shown(metric.now));
        let name = metric_name(metric.metric, words);
        let values = [("metric", name.as_str()), ("before", &before), ("now", &now)];
        let mut line = words.fill("changes-metric", &values);
        if metric.level_before != metric.level_now {
            let level = |id: &str| words.get(&format!("level-{id}"));
            let (before, now) = (level(&metric.level_before), level(&metric.level_now));
            let values = [("before", before.as_str()), ("now", &now)];
            line.push_str(&words.fill("changes-level", &values));
        }
        for (key, orders) in [("changes-entered", &metric.entered), ("changes-left", &metric.left)]
        {
            if !orders.is_empty() {
                line.push_str(&words.fill(key, &[("orders", &some(orders, words))]));
            }
        }
        lines.push(line);
    }
    section
}

fn open_rows(parts: ReportParts<'_>) -> Vec<ListRow> {
    parts.disputes.iter().filter(|row| row.state == State::Open).cloned().collect()
}

fn open(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let mut section = section("open", words);
    let rows = open_rows(parts);
    if rows.is_empty() {
        section.lines.push(words.get("list-none"));
        return section;
    }
    let columns = ["due", "tier", "turn", "order_id", "shop", "country", "amount", "family"];
    section.grid = Some(list_grid(&rows, &columns, parts.zone, words));
    if rows.iter().any(|row| row.clock_started.is_some()) {
        section.lines.push(words.get("list-estimated"));
    }
    section
}

fn deadlines(parts: ReportParts<'_>, words: Words<'_>) -> Option<Section> {
    let rows = open_rows(parts);
    let dues: Vec<Moment> =
        rows.iter().filter_map(|row| row.due.as_ref().map(|due| due.at)).collect();
    let chart = chart::deadlines(&dues, parts.rate.as_of, words)?;
    let mut tiers: Vec<(crate::reports::list::Tier, usize)> = Vec::new();
    for tier in crate::reports::list::Tier::ALL {
        let count = rows.iter().filter(|row| row.tier == tier).count();
        tiers.push((tier, count));
    }
    let mut grid = Grid::new(vec![
        column("tier", words.get("list-tier"), Align::Left),
        column("open", words.get("report-column-open"), Align::Right),
    ]);
    for (tier, count) in tiers {
        let name = words.get(&format!("tier-{}", tier.id().replace('_', "-")));
        grid.rows.push(vec![name, count.to_string()]);
    }
    let section = section("deadlines", words);
    Some(Section { grid: Some(grid), chart: Some(chart), ..section })
}

fn rates(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let mut section = section("rates", words);
    let right = Align::Right;
    let rate_column = |key: &str| words.get(&format!("rate-column-{key}"));
    let risk_column = |key: &str| words.get(&format!("risk-column-{key}"));
    let mut grid = Grid::new(vec![
        column("metric", rate_column("metric"), Align::Left),
        column("rate", rate_column("rate"), right),
        column("numerator", rate_column("numerator"), right),
        column("denominator", rate_column("denominator"), right),
        column("low", rate_column("low"), right),
        column("high", rate_column("high"), right),
        column("range", rate_column("range"), right),
        column("limit", risk_column("limit"), right),
        column("level", risk_column("level"), Align::Left),
        column("headroom", risk_column("headroom"), right),
        column("recovery", risk_column("recovery"), right),
    ]);
    for risk in &parts.risk.report.metrics {
        grid.rows.push(rate_row(risk, words));
        let note = rate::note(&risk.figure, words);
        if !note.is_empty() {
            let name = metric_name(risk.figure.metric, words);
            section.lines.push(format!("{name}: {note}"));
        }
    }
    let reading = parts.rate.figures.first().map_or("counted", |figure| figure.reading.id());
    section.lines.push(words.get(&format!("rate-cancelled-{reading}")));
    section.grid = Some(grid);
    section
}

fn rate_row(risk: &MetricRisk, words: Words<'_>) -> Vec<String> {
    let figure = &risk.figure;
    let number = |value: Option<u64>| value.map(|n| n.to_string()).unwrap_or_default();
    let percent = |millionths: u32| Count::new(u64::from(millionths), 1_000_000).to_string();
    let known = figure.count.filter(|_| figure.why_not.is_none());
    let range = match (figure.excluded, figure.counted) {
        (Some(excluded), Some(counted)) if known.is_some() && excluded != counted => {
            format!("{excluded}–{counted}")
        }
        _ => String::new(),
    };
    vec![
        metric_name(figure.metric, words),
        known.map(|count| count.to_string()).unwrap_or_default(),
        number(figure.count.map(|count| count.numerator)),
        number(figure.denominator),
        figure.interval.map(|interval| percent(interval.low)).unwrap_or_default(),
        figure.interval.map(|interval| percent(interval.high)).unwrap_or_default(),
        range,
        risk.limit.as_ref().map(|used| limit_text(used.limit)).unwrap_or_default(),
        words.get(&format!("level-{}", risk.standing.level.id())),
        number(risk.standing.headroom),
        number(risk.standing.recovery),
    ]
}

fn headroom(parts: ReportParts<'_>, words: Words<'_>) -> Option<Section> {
    let bar = |risk: &MetricRisk| {
        let limit = risk.limit.as_ref()?;
        let count = risk.figure.count.filter(|_| risk.figure.why_not.is_none())?;
        let over = risk.standing.level == RiskLevel::Over;
        let left = match risk.standing.headroom {
            _ if over => words.get("level-over"),
            Some(room) => words.fill("chart-room", &[("count", &room.to_string())]),
            None => String::new(),
        };
        Some(Bar {
            name: metric_name(risk.figure.metric, words),
            value: count.basis_points()?,
            limit: Some(u64::from(limit.limit.bp)),
            text: format!("{count} · {} · {left}", limit_text(limit.limit)),
            over,
        })
    };
    let bars: Vec<Bar> = parts.risk.report.metrics.iter().filter_map(bar).collect();
    let section = section("headroom", words);
    let chart = chart::bars(&bars, &section.title)?;
    Some(Section { chart: Some(chart), ..section })
}

fn rolling(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let mut section = section("rolling", words);
    let risk = parts.risk.report;
    let limit = risk.metrics.first().and_then(|m| m.limit.as_ref()).map(|used| used.limit.bp);
    let outlook = risk.forecast.as_ref().map(|forecast| &forecast.in_30_days);
    section.chart = chart::rolling(&parts.rate.series, limit, outlook, words);
    match &risk.forecast {
        Some(forecast) => section.lines.extend(forecast_lines(forecast, words)),
        None => section.lines.push(words.get("report-no-forecast")),
    }
    let mut grid = Grid::new(vec![
        column("day", words.get("rate-column-day"), Align::Left),
        column("rate", words.get("rate-column-rate"), Align::Right),
        column("numerator", words.get("rate-column-numerator"), Align::Right),
        column("denominator", words.get("rate-column-denominator"), Align::Right),
    ]);
    // The newest first, one a week: the page's chart and JSON have every day.
    for point in parts.rate.series.iter().rev().step_by(7) {
        let Some(figure) = point.figures.first() else { continue };
        let number = |value: Option<u64>| value.map(|n| n.to_string()).unwrap_or_default();
        let known = figure.count.filter(|_| figure.why_not.is_none());
        grid.rows.push(vec![
            point.day.to_string(),
            known.map(|count| count.to_string()).unwrap_or_default(),
            number(figure.count.map(|count| count.numerator)),
            number(figure.denominator),
        ]);
    }
    section.grid = Some(grid);
    section
}

fn weeks(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let section = section("weeks", words);
    let mut columns = vec![column("week", words.get("report-column-week"), Align::Left)];
    let keys = ["not_received", "not_as_described", "buyer_own", "unknown"];
    for (key, family) in keys.into_iter().zip(Family::ALL) {
        let name = words.get(&format!("family-{}", family.id().replace('_', "-")));
        columns.push(column(key, name, Align::Right));
    }
    let mut grid = Grid::new(columns);
    for week in &parts.trend.weeks {
        let mut row = vec![week.first.to_string()];
        row.extend(week.filed.iter().map(ToString::to_string));
        grid.rows.push(row);
    }
    let chart = chart::weeks(&parts.trend.weeks, words);
    Section { grid: Some(grid), chart, ..section }
}

fn delays(parts: ReportParts<'_>, words: Words<'_>) -> Option<Section> {
    let trend = parts.trend;
    let mut labels: Vec<String> = Vec::new();
    let mut from = 0;
    for end in DELAY_ENDS {
        labels.push(format!("{from}–{}", end - 1));
        from = end;
    }
    labels.push(format!("{from}+"));
    let chart = chart::delays(&trend.delays, &labels, words)?;
    let mut grid = Grid::new(vec![
        column("days", words.get("report-column-days"), Align::Left),
        column("disputes", words.get("report-column-disputes"), Align::Right),
    ]);
    for (label, count) in labels.into_iter().zip(&trend.delays) {
        grid.rows.push(vec![label, count.to_string()]);
    }
    let mut section = section("delays", words);
    if trend.delays_unknown > 0 {
        let count = trend.delays_unknown.to_string();
        section.lines.push(words.fill("report-delays-unknown", &[("count", &count)]));
    }
    Some(Section { grid: Some(grid), chart: Some(chart), ..section })
}

fn groups(id: &'static str, groups: &[GroupRisk], words: Words<'_>) -> Option<Section> {
    let disputed = groups.iter().filter(|group| group.count.numerator > 0 || id == "shops");
    let groups: Vec<&GroupRisk> = disputed.take(SHOWN).collect();
    let name = |group: &GroupRisk| {
        if group.key.is_empty() { words.get("group-unknown") } else { one_line(&group.key) }
    };
    let bars: Vec<Bar> = groups
        .iter()
        .map(|group| Bar {
            name: name(group),
            value: group.count.numerator,
            limit: None,
            text: format!(
                "{}/{} · {}",
                group.count.numerator, group.count.denominator, group.count
            ),
            over: group.standing.level == RiskLevel::Over,
        })
        .collect();
    let section = section(id, words);
    let chart = chart::bars(&bars, &section.title)?;
    let mut grid = Grid::new(vec![
        column("group", words.get("rate-column-group"), Align::Left),
        column("rate", words.get("rate-column-rate"), Align::Right),
        column("numerator", words.get("rate-column-numerator"), Align::Right),
        column("denominator", words.get("rate-column-denominator"), Align::Right),
        column("without", words.get("report-column-without"), Align::Right),
        column("level", words.get("risk-column-level"), Align::Left),
    ]);
    for group in groups {
        grid.rows.push(vec![
            name(group),
            group.count.to_string(),
            group.count.numerator.to_string(),
            group.count.denominator.to_string(),
            group.without.to_string(),
            words.get(&format!("level-{}", group.standing.level.id())),
        ]);
    }
    Some(Section { grid: Some(grid), chart: Some(chart), ..section })
}

fn points(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    Section { lines: points_lines(parts.risk.points, words), ..section("points", words) }
}

fn quality(parts: ReportParts<'_>, words: Words<'_>) -> Section {
    let mut section = section("quality", words);
    let rate = parts.rate;
    let counts = [
        ("orders", rate.orders.to_string()),
        ("disputes", rate.disputes.to_string()),
        ("disputed_orders", rate.disputed_orders.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(k, v)| (*k, v.as_str())).collect();
    section.lines.push(words.fill("rate-inputs", &counts));
    let unknown_endings = rate.figures.first().map_or(0, |figure| figure.unknown_endings);
    let later = parts.disputes.iter().filter(|row| row.later_knowledge).count();
    let strange = parts.disputes.iter().filter(|row| !row.dispute.status_known).count();
    for (key, count) in [
        ("rate-without-order", rate.disputes_without_order),
        ("rate-estimated", rate.estimated),
        ("rate-unknown-endings", unknown_endings),
        ("quality-bad-rows", parts.bad_rows),
        ("quality-later", u64::try_from(later).unwrap_or(u64::MAX)),
        ("quality-unknown-status", u64::try_from(strange).unwrap_or(u64::MAX)),
    ] {
        if count > 0 {
            section.lines.push(words.fill(key, &[("count", &count.to_string())]));
        }
    }
    if parts.risk.incomplete.is_empty() {
        section.lines.push(words.get("quality-whole"));
    }
    let title = |key: &str| words.get(&format!("report-column-{key}"));
    let mut grid = Grid::new(vec![
        column("file", title("file"), Align::Left),
        column("read", title("read"), Align::Right),
        column("used", title("used"), Align::Right),
        column("merged", title("merged"), Align::Right),
        column("skipped", title("skipped"), Align::Right),
        column("kind", title("kind"), Align::Left),
    ]);
    for file in parts.files {
        let rows = file.rows;
        let mut row = vec![file.path.clone()];
        row.extend([rows.read, rows.used, rows.merged, rows.skipped].map(|n| n.to_string()));
        row.push(file.kind.clone());
        grid.rows.push(row);
    }
    section.grid = Some(grid);
    section
}
