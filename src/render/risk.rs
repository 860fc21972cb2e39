//! Risk, for people and as rows.

use super::agreement::agreement_lines;
use super::audience::Audience;
use super::document::{Document, Line, Section, SectionRole};
use super::grid::Grid;
use super::names::group_name;
use super::or_empty;
use super::points::points_lines;
use super::rate::{ranges, window_lines};
use super::risk_json::RiskParts;
use super::risk_row::RiskRow;
use super::shops::{shops_at, shops_grid, sum_line};
use super::translator::{Translator, values};
use crate::domain::{AssessmentDay, Count, Zone};
use crate::render::names::{metric_name, percent};
use crate::reports::exposure::{NumeratorChange, WhatIf};
use crate::reports::forecast::{Backtest, Forecast, Outlook};
use crate::reports::metric_risk::{GroupRisk, MetricRisk, RollOff};
use crate::reports::risk::{RiskReport, Verdict};
use crate::reports::statistics::Spread;
use crate::rules::RiskLevel;

/// Rows of exposure, groups and roll-off that people are shown; JSON has them all.
const SHOWN: usize = 5;

/// Which rows of risk programs are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RiskRows {
    /// The metrics, or what was supposed of them where something was.
    Metrics,
    /// How forecasts would have done on the shop's past, where there is a forecast.
    Backtest,
}

/// Lays the risk out for people, or rows of it for programs.
pub(crate) fn risk_document(
    parts: RiskParts<'_>,
    rows: RiskRows,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let report = parts.report;
    let backtest = report.forecast.as_ref().map(|forecast| &forecast.backtest);
    let backtest = backtest.filter(|_| rows == RiskRows::Backtest);
    let backtest = backtest.map(|backtest| backtest_grid(backtest, audience, words));
    let what_if =
        report.what_if.as_ref().map(|what_if| what_if_grid(what_if, report, words, audience));
    let metrics = || metrics_grid(report, words, audience);
    if audience != Audience::People {
        return Document::of_grid("risk", backtest.or(what_if).unwrap_or_else(metrics));
    }
    let mut document = Document::new("risk", head(parts, words));
    document.push(Section::of_grid(metrics()));
    document.push(Section::of_lines(body(parts, words).into_iter().map(Line::Wrapped)));
    document.extend(what_if.map(|grid| Section {
        grid: Some(grid),
        ..Section::new(SectionRole::List, words.get("what-if-title"))
    }));
    document.extend(backtest.map(Section::of_grid));
    document
}

/// What stands above the metrics: the verdict, what it is of, and a line a shop where there are several.
fn head(parts: RiskParts<'_>, words: Translator<'_>) -> Vec<Section> {
    let report = parts.report;
    let ends = AssessmentDay::before(report.as_of);
    let whole = ends.end() == report.as_of;
    let as_of = if whole { ends.to_string() } else { words.moment(Zone::ASSESSMENT, report.as_of) };
    let confidence = words.get(&format!("confidence-{}", report.rules.confidence.id()));
    let mut lines =
        vec![words.fill("risk-title", values!(as_of, id = report.rules.id, confidence))];
    lines.extend(window_lines(report.metrics.iter().map(|risk| &risk.figure), words));
    lines.extend(
        parts
            .cycle
            .map(|cycle| words.fill("risk-cycle", values!(first = cycle.first, last = cycle.last))),
    );
    let reason = |reason: &String| words.fill("rate-incomplete", values!(reason));
    lines.extend(parts.incomplete.iter().map(reason));
    let mut sections = vec![
        Section::of_lines([Line::Wrapped(verdict_line(report, words))]),
        Section::of_lines(lines),
    ];
    let shops = report.several_shops();
    if !shops.is_empty() {
        sections.push(Section::of_grid(shops_grid(shops, words, Audience::People)));
        sections.push(Section::of_lines([Line::Wrapped(sum_line(shops, words))]));
    }
    sections
}

pub(super) fn verdict_line(report: &RiskReport, words: Translator<'_>) -> String {
    let named_where = |is_named: &dyn Fn(&MetricRisk) -> bool| {
        let metrics = report.metrics.iter().filter(|metric| is_named(metric));
        let one = |metric: &MetricRisk| {
            let rate = or_empty(metric.figure.count);
            format!("{} {rate}", metric_name(metric.figure.metric, words))
        };
        metrics.map(one).collect::<Vec<_>>().join(&words.get("list-separator"))
    };
    let named = |level: RiskLevel| named_where(&|metric| metric.standing.level == level);
    let shops = report.several_shops();
    let at = |level: RiskLevel| shops_at(shops, level, words);
    match (report.verdict, at(RiskLevel::Over).or_else(|| at(RiskLevel::Near))) {
        (Verdict::Act, Some(shops)) => return words.fill("risk-act", values!(metrics = shops)),
        (Verdict::Watch, Some(shops)) => return words.fill("risk-watch", values!(metrics = shops)),
        (Verdict::Act | Verdict::Watch | Verdict::Fine, _) => {}
        (Verdict::NotAssessable | Verdict::NoLimit, _) => {}
    }
    match report.verdict {
        Verdict::Act => words.fill("risk-act", values!(metrics = named(RiskLevel::Over))),
        Verdict::Watch => match named(RiskLevel::Near) {
            near if near.is_empty() => words.get("risk-watch-coming"),
            near => words.fill("risk-watch", values!(metrics = near)),
        },
        Verdict::Fine => words.get("risk-fine"),
        Verdict::NotAssessable => match named_where(&MetricRisk::is_in_doubt) {
            none if none.is_empty() => words.get("risk-not-assessable"),
            metrics => words.fill("risk-in-doubt", values!(metrics)),
        },
        Verdict::NoLimit => words.get("risk-no-limit"),
    }
}

fn metrics_grid(report: &RiskReport, words: Translator<'_>, audience: Audience) -> Grid {
    let is_sum = !report.several_shops().is_empty();
    let people = audience == Audience::People;
    let in_words = audience != Audience::Programs;
    // For people the two counts stand in one column, so that the table fits 80.
    let keys: &[&'static str] = if people {
        &["metric", "rate", "counts", "limit", "level", "headroom", "recovery"]
    } else {
        &["metric", "rate", "numerator", "denominator", "limit", "level", "headroom", "recovery"]
    };
    let shop = Some("shop").filter(|_| is_sum && !people);
    let window = ["from", "to"].into_iter().filter(|_| !people);
    let keys: Vec<&'static str> = keys.iter().copied().chain(shop).chain(window).collect();
    let right = ["rate", "counts", "numerator", "denominator", "headroom", "recovery", "shop"];
    let mut grid = Grid::of_keys("risk-column", &keys, &right, words);
    for risk in &report.metrics {
        let row = RiskRow::of(risk);
        let cell = |key: &&'static str| match *key {
            "level" if in_words => level_word(risk.standing.level, report, words),
            key if in_words => row.shown(key, words),
            key => row.cell(key),
        };
        grid.rows.push(keys.iter().map(cell).collect());
    }
    for shop in report.several_shops().iter().filter(|_| shop.is_some()) {
        let others = shop.others().map(RiskRow::of_shop);
        let window = report.metrics.first().map(|risk| risk.figure.window);
        let own = RiskRow::of_group(&shop.risk);
        let own = window.map_or(own, |window| own.in_window(window));
        for row in std::iter::once(own).chain(others) {
            let cell = |key: &&'static str| match *key {
                "shop" => shop.risk.key.clone(),
                key if in_words => row.shown(key, words),
                key => row.cell(key),
            };
            grid.rows.push(keys.iter().map(cell).collect());
        }
    }
    grid
}

/// Says how a rate over all orders looked at stands: the sum of several shops is held against no limit.
fn level_word(level: RiskLevel, report: &RiskReport, words: Translator<'_>) -> String {
    match level {
        RiskLevel::NoLimit if !report.several_shops().is_empty() => words.get("level-sum"),
        _ => words.get(&format!("level-{}", level.id())),
    }
}

/// Says between which figures a rate lies, where something of it is not known.
fn range_lines(report: &RiskReport, words: Translator<'_>) -> Vec<String> {
    let one = |risk: &MetricRisk| {
        let ranges = ranges(&risk.figure, words).join(&words.get("clause-separator"));
        let metric = metric_name(risk.figure.metric, words);
        (!ranges.is_empty()).then(|| words.fill("rate-note", values!(metric, note = ranges)))
    };
    report.metrics.iter().filter_map(one).collect()
}

/// What is said below the metrics.
fn body(parts: RiskParts<'_>, words: Translator<'_>) -> Vec<String> {
    let report = parts.report;
    let mut lines: Vec<String> = limit_lines(report, words).into_iter().collect();
    lines.extend(range_lines(report, words));
    if let Some(first) = report.metrics.first() {
        lines.extend(first.roll_off.iter().flat_map(|roll_off| roll_off_line(roll_off, words)));
    }
    lines.extend(report.forecast.iter().flat_map(|forecast| forecast_lines(forecast, words)));
    let disputed = report.groups.iter().filter(|group| group.count.numerator > 0);
    lines.extend(disputed.take(SHOWN).map(|group| group_line(group, words)));
    lines.extend(exposure_lines(report, words));
    lines.extend(parts.agreement.iter().flat_map(|agreement| agreement_lines(agreement, words)));
    lines.extend(points_lines(parts.points, words));
    lines
}

fn limit_lines(report: &RiskReport, words: Translator<'_>) -> Option<String> {
    if !report.several_shops().is_empty() {
        return None;
    }
    let unknown: Vec<String> = report
        .metrics
        .iter()
        .filter(|metric| metric.standing.level == RiskLevel::NoLimit)
        .map(|metric| metric_name(metric.figure.metric, words))
        .collect();
    let list = unknown.join(&words.get("list-separator"));
    (!unknown.is_empty()).then(|| words.fill("risk-enter-limits", values!(metrics = list)))
}

fn roll_off_line(rows: &[RollOff], words: Translator<'_>) -> Option<String> {
    let one = |row: &RollOff| {
        words.fill("risk-roll-off-day", values!(day = row.day, orders = row.orders.len()))
    };
    let shown: Vec<String> = rows.iter().take(SHOWN).map(one).collect();
    let days = shown.join(&words.get("list-separator"));
    (!rows.is_empty()).then(|| words.fill("risk-roll-off", values!(days)))
}

fn thousandths(value: u64) -> String {
    format!("{}.{}", (value + 50) / 1_000, (value + 50) % 1_000 / 100)
}

fn spread_values(spread: Spread, text: fn(u64) -> String) -> [String; 3] {
    [spread.expected, spread.low, spread.high].map(text)
}

pub(super) fn forecast_lines(forecast: &Forecast, words: Translator<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(ended) = forecast.ended {
        lines.push(words.fill("forecast-ended", values!(day = AssessmentDay::of(ended))));
    }
    if let Some(to_come) = forecast.still_to_come {
        let [expected, low, high] = spread_values(to_come, thousandths);
        lines.push(
            words.fill(
                "forecast-to-come",
                values!(expected, low, high, learnt = forecast.learnt_from),
            ),
        );
    }
    let outlooks = [Some(&forecast.in_30_days), forecast.next_assessment.as_ref()];
    lines.extend(outlooks.into_iter().flatten().filter_map(|outlook| outlook_line(outlook, words)));
    lines.push(backtest_line(&forecast.backtest, words));
    lines
}

fn outlook_line(outlook: &Outlook, words: Translator<'_>) -> Option<String> {
    let [expected, low, high] = spread_values(outlook.rate?, percent);
    Some(words.fill(
        "forecast-rate",
        values!(day = outlook.day, days = outlook.days, expected, low, high),
    ))
}

/// How such forecasts did; says so when they were no better than carrying the last rate forward.
fn backtest_line(backtest: &Backtest, words: Translator<'_>) -> String {
    let (Some(coverage), Some((own, carried))) = (backtest.coverage(), backtest.errors()) else {
        return words.fill("backtest-none", values!(method = words.get("forecast-method")));
    };
    let of = coverage.denominator.to_string();
    // Differences of two percentages: points, not percent.
    let points = |value| percent(value).trim_end_matches('%').trim_end().to_owned();
    let (own_text, carried_text) = (points(own), points(carried));
    let method = words.get("forecast-method");
    words.fill(
        if own < carried { "backtest-better" } else { "backtest-worse" },
        values!(method, held = coverage.numerator, of, own = own_text, carried = carried_text),
    )
}

fn group_line(group: &GroupRisk, words: Translator<'_>) -> String {
    let by = words.get(&format!("risk-by-{}", group.by.id()));
    let unknown = words.get("group-unknown");
    let key = if group.key.is_empty() { unknown } else { group_name(group.by, &group.key, words) };
    words.fill(
        "risk-group",
        values!(
            by,
            key,
            numerator = group.count.numerator,
            denominator = group.count.denominator,
            rate = group.count,
            without = group.without
        ),
    )
}

fn exposure_lines(report: &RiskReport, words: Translator<'_>) -> Vec<String> {
    let Some(exposure) = &report.exposure else {
        let mut lines = vec![words.get("risk-counted-elsewhere")];
        if report.forecast.is_none() {
            lines.push(words.get("risk-forecast-elsewhere"));
        }
        return lines;
    };
    if exposure.is_empty() {
        return vec![words.get("exposure-none")];
    }
    let any = exposure.iter().any(|exposure| exposure.worth > 0);
    let title = if any { "exposure-title" } else { "exposure-count" };
    let mut lines = vec![words.fill(title, values!(count = exposure.len()))];
    for exposure in exposure.iter().filter(|exposure| exposure.worth > 0).take(SHOWN) {
        let change = |key: &str, change: NumeratorChange| {
            let ending = words.get(&format!("ending-{}", change.ending.id()));
            words.fill(
                key,
                values!(order = exposure.dispute.order_id, worth = change.metrics, ending),
            )
        };
        lines.extend(exposure.worst.map(|worst| change("exposure-row", worst)));
        lines.extend(exposure.best.map(|best| change("exposure-row-best", best)));
    }
    lines
}

/// Lays out what was supposed, with each metric before and after.
fn what_if_grid(
    what_if: &WhatIf,
    report: &RiskReport,
    words: Translator<'_>,
    audience: Audience,
) -> Grid {
    let people = audience == Audience::People;
    let in_words = audience != Audience::Programs;
    let keys = ["metric", "before", "after", "level", "headroom", "recovery"];
    // For people without the last, so that the table fits 80 columns.
    let keys = if people {
        let (_, rest) = keys.split_last().expect("the table has columns");
        rest
    } else {
        keys.as_slice()
    };
    let right = ["before", "after", "headroom", "recovery"];
    let mut grid = Grid::of_keys("risk-column", keys, &right, words);
    for supposed in &what_if.metrics {
        let number = |value: Option<u64>| or_empty(value);
        let counts = |count: Count| format!("{count} ({}/{})", count.numerator, count.denominator);
        let after = counts(supposed.after);
        let level = supposed.standing.level;
        let mut row = vec![
            if in_words {
                metric_name(supposed.metric, words)
            } else {
                supposed.metric.id().to_owned()
            },
            counts(supposed.before),
            if supposed.at_most { format!("≤ {after}") } else { after },
            if in_words { level_word(level, report, words) } else { level.id().to_owned() },
            number(supposed.standing.headroom),
        ];
        if !people {
            row.push(number(supposed.standing.recovery));
        }
        grid.rows.push(row);
    }
    grid
}

/// Lays out how forecasts would have done on the shop's past.
fn backtest_grid(backtest: &Backtest, audience: Audience, words: Translator<'_>) -> Grid {
    let keys = ["made", "day", "expected", "low", "high", "actual", "carried", "held"];
    let right = ["expected", "low", "high", "actual", "carried"];
    let mut grid = Grid::of_keys("backtest-column", &keys, &right, words);
    for row in &backtest.rows {
        let [expected, low, high] = spread_values(row.rate, percent);
        grid.rows.push(vec![
            row.made.to_string(),
            row.day.to_string(),
            expected,
            low,
            high,
            row.actual.to_string(),
            row.carried.to_string(),
            words.cell(if row.held() { "yes" } else { "no" }, audience),
        ]);
    }
    grid
}
