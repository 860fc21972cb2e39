//! The sections of a report that carry charts, and those about the data.

use super::bars::{Bar, Bars, bars};
use super::caveats::{caveat_lines, reach_line};
use super::chart::{self, Chart, LegendKey, Sign};
use super::document::Section;
use super::grid::{Align, Grid};
use super::names::{limit_percent, limit_text, metric_name};
use super::points::points_lines;
use super::rate::of_input;
use super::report_parts::{ReportParts, SHOWN, Series, column, section};
use super::risk::forecast_lines;
use super::risk_row::{RiskRow, level_emphasis};
use super::translator::{Translator, values};
use super::{one_line, or_empty};
use crate::domain::{Family, Severity};
use crate::render::limit_chart::{limit_chart, share_of_limit};
use crate::reports::metric_risk::{GroupRisk, MetricRisk};
use crate::reports::trend::{DELAY_ENDS, Trend};
use crate::rules::RiskLevel;

pub(super) fn headroom(parts: ReportParts<'_>, words: Translator<'_>) -> Option<Section> {
    let bar = |risk: &MetricRisk| {
        let limit = risk.limit.as_ref()?;
        let count = risk.figure.assessed()?;
        let over = risk.standing.level == RiskLevel::Over;
        let left = match risk.standing.headroom {
            _ if over => words.get("level-over"),
            Some(room) => words.fill("chart-room", values!(count = room)),
            None => String::new(),
        };
        Some(Bar {
            name: metric_name(risk.figure.metric, words),
            value: share_of_limit(count.basis_points()?, limit.limit.bp),
            text: format!("{count} · {} · {left}", limit_text(limit.limit)),
            over,
        })
    };
    let metrics = &parts.risk.report.metrics;
    let chart = limit_chart(metrics.iter().filter_map(bar).collect(), words)?;
    let grid = headroom_grid(metrics, words);
    Some(Section { grid: Some(grid), chart: Some(chart), ..section("headroom", words) })
}

fn headroom_grid(metrics: &[MetricRisk], words: Translator<'_>) -> Grid {
    let keys = ["metric", "rate", "limit", "headroom"];
    let mut grid = Grid::of_keys("risk-column", &keys, &keys[1..], words);
    for risk in metrics {
        let row = RiskRow::of(risk);
        if row.has_both() {
            let cell =
                |key| if key == "limit" { row.limit_percent() } else { row.shown(key, words) };
            grid.rows.push(keys.map(cell).into());
            grid.emphasis.push(level_emphasis(risk.standing.level));
        }
    }
    grid
}

pub(super) fn rolling(parts: ReportParts<'_>, series: Series, words: Translator<'_>) -> Section {
    let mut section = section("rolling", words);
    let risk = parts.risk.report;
    let limit = risk.metrics.first().and_then(|m| m.limit.as_ref()).map(|used| used.limit.bp);
    let outlook = risk.forecast.as_ref().map(|forecast| &forecast.in_30_days);
    section.chart = chart::rolling(&parts.rate.series, limit, outlook, words);
    match &risk.forecast {
        Some(forecast) => section.say_all(forecast_lines(forecast, words)),
        None => section.say(words.get("report-no-forecast")),
    }
    let counts = ["day", "rate", "numerator", "denominator"];
    let limits: &[&'static str] = if limit.is_some() { &["limit"] } else { &[] };
    let titles = [("rate-column", counts.as_slice()), ("risk-column", limits)];
    let mut grid = Grid::of_several(&titles, &[&counts[1..], limits].concat(), words);
    let step = match series {
        Series::Weekly => 7,
        Series::Daily => 1,
    };
    // The newest first.
    for point in parts.rate.series.iter().rev().step_by(step) {
        let Some(figure) = point.figures.first() else { continue };
        let number = |value: Option<u64>| or_empty(value);
        let known = figure.assessed();
        let mut row = vec![
            point.day.to_string(),
            or_empty(known),
            number(figure.count.map(|count| count.numerator)),
            number(figure.denominator),
        ];
        row.extend(limit.map(limit_percent));
        grid.rows.push(row);
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
    let starts: Vec<i64> = std::iter::once(0).chain(DELAY_ENDS).collect();
    let ends = DELAY_ENDS.into_iter().map(Some).chain([None]);
    let label = |(from, end): (&i64, Option<i64>)| match end {
        Some(end) => format!("{from}–{}", end - 1),
        None => format!("{from}+"),
    };
    let labels: Vec<String> = starts.iter().zip(ends).map(label).collect();
    let chart = chart::delays(&trend.delays, &starts, words)?;
    let mut grid = Grid::of_keys("report-column", &["days", "disputes"], &["disputes"], words);
    for (label, count) in labels.into_iter().zip(&trend.delays) {
        grid.rows.push(vec![label, count.to_string()]);
    }
    let mut section = section("delays", words);
    if trend.delays_unknown > 0 {
        section.say(words.fill("report-delays-unknown", values!(count = trend.delays_unknown)));
    }
    Some(Section { grid: Some(grid), chart: Some(chart), ..section })
}

pub(super) fn groups(
    id: &'static str,
    groups: &[GroupRisk],
    words: Translator<'_>,
) -> Option<Section> {
    let disputed: Vec<&GroupRisk> =
        groups.iter().filter(|group| group.count.numerator > 0).collect();
    let shown: Vec<&GroupRisk> = disputed.iter().take(SHOWN).copied().collect();
    let name = |group: &GroupRisk| {
        if group.key.is_empty() { words.get("group-unknown") } else { one_line(&group.key) }
    };
    let bar = |group: &&GroupRisk| Bar {
        name: name(group),
        value: group.count.numerator,
        text: words.fill(
            "chart-part",
            values!(
                numerator = group.count.numerator,
                denominator = group.count.denominator,
                rate = group.count
            ),
        ),
        over: false,
    };
    let drawing = bars(&Bars { bars: shown.iter().map(bar).collect(), limit: None })?;
    let key = LegendKey { sign: Sign::Area("bar"), text: words.get("chart-key-disputed") };
    let chart = Chart { drawing, legend: vec![key] };
    let mut section = section(id, words);
    if let Some(more) = disputed.len().checked_sub(shown.len()).filter(|more| *more > 0) {
        section.say(words.fill("chart-left-out", values!(count = more)));
    }
    let titles = [
        ("rate-column", ["group", "rate", "numerator", "denominator"].as_slice()),
        ("report-column", &["without"]),
        ("risk-column", &["level"]),
    ];
    let right = ["rate", "numerator", "denominator", "without"];
    let mut grid = Grid::of_several(&titles, &right, words);
    for group in shown {
        grid.emphasis.push(level_emphasis(group.standing.level));
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
    let mut section = section("points", words);
    section.say_all(points_lines(parts.risk.points, words));
    section
}

/// Files that the page shows at once.
const FILES_SHOWN: usize = 5;

pub(super) fn quality(parts: ReportParts<'_>, words: Translator<'_>) -> Section {
    let mut section = Section { rows_shown: Some(FILES_SHOWN), ..section("quality", words) };
    section.say_all(of_input(parts.rate, words));
    section.say_all(reach_line(parts.reach, words));
    for line in caveat_lines(parts.risk.caveats, words) {
        section.say(line.text);
        section.say_all(line.details);
    }
    if parts.risk.caveats.iter().all(|caveat| caveat.severity() == Severity::Note) {
        section.say(words.get("quality-whole"));
    }
    let keys = ["file", "read", "used", "merged", "skipped", "kind"];
    let mut grid = Grid::of_keys("report-column", &keys, &keys[1..5], words);
    for file in parts.files {
        let rows = file.rows;
        let mut row = vec![file.path.clone()];
        row.extend([rows.read, rows.used, rows.merged, rows.skipped].map(|n| n.to_string()));
        row.push(words.file_kinds(&file.kind));
        grid.rows.push(row);
    }
    section.grid = Some(grid);
    section
}
