//! The sections of a report that carry charts, and those about the data.

use super::caveats::reach_line;
use super::chart::{self, Bar};
use super::grid::{Align, Grid};
use super::one_line;
use super::or_empty;
use super::points::points_lines;
use super::rate::counted;
use super::report::{ReportParts, SHOWN, Section, column, section};
use super::risk::{forecast_lines, limit_text, metric_name};
use super::translator::Translator;
use crate::domain::{Family, Severity};
use crate::reports::risk::{GroupRisk, MetricRisk};
use crate::reports::trend::{DELAY_ENDS, Trend};
use crate::rules::RiskLevel;

pub(super) fn headroom(parts: ReportParts<'_>, words: Translator<'_>) -> Option<Section> {
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

pub(super) fn rolling(parts: ReportParts<'_>, words: Translator<'_>) -> Section {
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
        let number = |value: Option<u64>| or_empty(value);
        let known = figure.count.filter(|_| figure.why_not.is_none());
        grid.rows.push(vec![
            point.day.to_string(),
            or_empty(known),
            number(figure.count.map(|count| count.numerator)),
            number(figure.denominator),
        ]);
    }
    section.grid = Some(grid);
    section
}

pub(super) fn weeks(trend: &Trend, words: Translator<'_>) -> Section {
    let section = section("weeks", words);
    let mut columns = vec![column("week", words.get("report-column-week"), Align::Left)];
    let keys = ["not_received", "not_as_described", "buyer_own", "unknown"];
    for (key, family) in keys.into_iter().zip(Family::ALL) {
        let name = words.get(&format!("family-{}", family.id().replace('_', "-")));
        columns.push(column(key, name, Align::Right));
    }
    let mut grid = Grid::new(columns);
    for week in &trend.weeks {
        let mut row = vec![week.first.to_string()];
        row.extend(week.filed.iter().map(ToString::to_string));
        grid.rows.push(row);
    }
    let chart = chart::weeks(&trend.weeks, words);
    Section { grid: Some(grid), chart, ..section }
}

pub(super) fn delays(trend: &Trend, words: Translator<'_>) -> Option<Section> {
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

pub(super) fn groups(
    id: &'static str,
    groups: &[GroupRisk],
    words: Translator<'_>,
) -> Option<Section> {
    let disputed = groups.iter().filter(|group| group.count.numerator > 0);
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

pub(super) fn points(parts: ReportParts<'_>, words: Translator<'_>) -> Section {
    Section { lines: points_lines(parts.risk.points, words), ..section("points", words) }
}

pub(super) fn quality(parts: ReportParts<'_>, words: Translator<'_>) -> Section {
    let mut section = section("quality", words);
    let rate = parts.rate;
    section.lines.push(counted(rate, words));
    let unknown_endings = rate.figures.first().and_then(|figure| figure.unknown_endings);
    for (key, count) in [
        ("rate-without-order", rate.disputes_without_order),
        ("rate-estimated", Some(rate.estimated)),
        ("rate-unknown-endings", unknown_endings),
    ] {
        if let Some(count @ 1..) = count {
            section.lines.push(words.fill(key, &[("count", &count.to_string())]));
        }
    }
    section.lines.extend(reach_line(parts.reach, words));
    for caveat in parts.risk.caveats {
        section.lines.push(caveat.line());
        section.lines.extend(caveat.details().iter().cloned());
    }
    if parts.risk.caveats.iter().all(|caveat| caveat.severity() == Severity::Note) {
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
