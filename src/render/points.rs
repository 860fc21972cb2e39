//! The ledger of penalty points.

use serde::Serialize;
use serde_json::{Value, json};

use super::audience::Audience;
use super::document::{Document, Section};
use super::grid::Grid;
use super::rate_json::list;
use super::translator::{Translator, values};
use super::{not_empty, or_empty};
use crate::reports::points::{NextStep, PointsReport, TallyStanding};
use crate::rules::{PenaltyNotice, PointsStep};

fn step(next: &NextStep) -> Value {
    json!({
        "at": next.step.at,
        "missing": next.missing,
        "consequence": next.step.consequence,
        "believed": next.step.believed,
        "confidence": next.step.confidence.id(),
        "sources": next.step.sources,
    })
}

fn reached(step: &PointsStep) -> Value {
    self::step(&NextStep { step: step.clone(), missing: 0 })
}

fn tally(standing: &TallyStanding) -> Value {
    json!({
        "id": standing.id,
        "title": standing.rule.as_ref().map(|rule| rule.title.clone()),
        "unit": if standing.of_strikes() { "strikes" } else { "points" },
        "active": standing.active,
        "without_end": standing.without_end,
        "reached_steps": list(&standing.reached, reached),
        "next_step": standing.next.as_ref().map(step),
        "next_believed_step": standing.next_believed.as_ref().map(step),
    })
}

fn notice((notice, counts): &(PenaltyNotice, bool)) -> Value {
    json!({
        "number": notice.number,
        "shop": not_empty(&notice.shop),
        "date": notice.date.to_string(),
        "tally": notice.tally,
        "family": notice.family,
        "points": notice.points,
        "expires": notice.expires.map(|day| day.to_string()),
        "notice": not_empty(&notice.notice),
        "appeal": notice.appeal.id(),
        "note": not_empty(&notice.note),
        "counts": *counts,
    })
}

pub(super) fn points_v1(report: &PointsReport) -> Value {
    json!({
        "shop": not_empty(&report.shop),
        "shops": list(&report.shops, points_v1),
        "day": report.day.to_string(),
        "active": report.active,
        "scale": report.scale,
        "next_step": report.next_step.as_ref().map(step),
        "expiring": report.expiring,
        "tallies": list(&report.tallies, tally),
        "notices": list(&report.notices, notice),
    })
}

/// The ledger as a document of its own.
#[derive(Serialize)]
pub(crate) struct PointsDocumentV1<'a> {
    schema: &'static str,
    rule_set: &'a str,
    #[serde(flatten)]
    points: Value,
}

/// Returns the ledger as JSON.
pub(crate) fn points_json<'a>(report: &PointsReport, rule_set: &'a str) -> PointsDocumentV1<'a> {
    PointsDocumentV1 { schema: "disputes/points/v1", rule_set, points: points_v1(report) }
}

/// Lays out the notices, and for people what they come to.
pub(crate) fn points_document(
    report: &PointsReport,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let mut document = Document::of_grid("points", notices_grid(report, audience, words));
    if audience == Audience::People {
        document.push(Section::of_lines(points_lines(report, words)));
    }
    document
}

fn notices_grid(report: &PointsReport, audience: Audience, words: Translator<'_>) -> Grid {
    let mut keys = vec![
        "number", "date", "tally", "family", "points", "expires", "notice", "appeal", "counts",
    ];
    let several = !report.shops.is_empty();
    if several {
        keys.insert(1, "shop");
    }
    let mut grid = Grid::of_keys("points-column", &keys, &["number", "points"], words);
    for (notice, counts) in &report.notices {
        let mut row = vec![notice.number.to_string()];
        row.extend(several.then(|| notice.shop.clone()));
        row.extend([
            notice.date.to_string(),
            words.cell(&notice.tally, audience),
            words.cell(&notice.family, audience),
            notice.points.to_string(),
            or_empty(notice.expires),
            notice.notice.clone(),
            words.cell(notice.appeal.id(), audience),
            words.cell(if *counts { "yes" } else { "no" }, audience),
        ]);
        grid.rows.push(row);
    }
    grid
}

/// Returns what the ledger comes to, in lines.
pub(super) fn points_lines(report: &PointsReport, words: Translator<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for shop in &report.shops {
        lines.push(words.fill("points-shop", values!(shop = shop_name(&shop.shop, words))));
        lines.extend(points_lines(shop, words));
    }
    if !report.shops.is_empty() {
        return lines;
    }
    let (active, day) = (report.active, report.day);
    let of_points = report.tallies.iter().filter(|tally| !tally.of_strikes());
    let key = match of_points.filter(|tally| tally.active > 0).count() {
        0 | 1 => "points-active",
        _ => "points-active-most",
    };
    lines.push(match report.scale {
        Some(scale) => words.fill(key, values!(active, scale, day)),
        None => words.fill("points-no-scale", values!(active, day)),
    });
    for standing in report.tallies.iter().filter(|tally| tally.active > 0) {
        lines.push(tally_line(standing, words));
        lines.extend(standing.reached.iter().map(|step| reached_line(step, words)));
        for next in standing.next_believed.iter().chain(&standing.next) {
            lines.push(step_line(next, words));
        }
    }
    for expiry in &report.expiring {
        let (points, day, tally) = (expiry.points, expiry.day, words.code(&expiry.tally));
        lines.push(words.fill("points-expiring", values!(points, tally, day)));
    }
    lines
}

fn shop_name(shop: &str, words: Translator<'_>) -> String {
    if shop.is_empty() { words.get("points-no-shop") } else { shop.to_owned() }
}

fn tally_line(standing: &TallyStanding, words: Translator<'_>) -> String {
    let tally = words.code(&standing.id);
    let key = match (standing.of_strikes(), standing.without_end) {
        (true, _) => "points-strikes",
        (false, 0) => "points-tally",
        (false, _) => "points-tally-open",
    };
    words.fill(key, values!(tally, active = standing.active, open = standing.without_end))
}

fn reached_line(step: &PointsStep, words: Translator<'_>) -> String {
    let confidence = words.get(&format!("confidence-{}", step.confidence.id()));
    words.fill(
        if step.believed { "points-reached-believed" } else { "points-reached" },
        values!(at = step.at, consequence = step.consequence, confidence),
    )
}

fn step_line(next: &NextStep, words: Translator<'_>) -> String {
    let confidence = words.get(&format!("confidence-{}", next.step.confidence.id()));
    words.fill(
        if next.step.believed { "points-step-believed" } else { "points-step" },
        values!(
            at = next.step.at,
            missing = next.missing,
            consequence = next.step.consequence,
            confidence
        ),
    )
}
