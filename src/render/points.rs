//! The ledger of penalty points.

use serde::Serialize;

use super::document::{Document, Section};
use super::format::Audience;
use super::grid::Grid;
use super::or_empty;
use super::translator::Translator;
use crate::reports::points::{Expiry, NextStep, PointsReport, TallyStanding};
use crate::rules::{PenaltyNotice, PointsStep};

#[derive(Serialize)]
struct PointStepV1 {
    at: u32,
    missing: u32,
    consequence: String,
    believed: bool,
    confidence: &'static str,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct ExpiryV1 {
    day: String,
    tally: String,
    points: u32,
}

#[derive(Serialize)]
struct TallyV1 {
    id: String,
    title: Option<String>,
    unit: &'static str,
    active: u32,
    without_end: u32,
    reached_steps: Vec<PointStepV1>,
    next_step: Option<PointStepV1>,
    next_believed_step: Option<PointStepV1>,
}

#[derive(Serialize)]
struct NoticeV1 {
    number: u32,
    shop: Option<String>,
    date: String,
    tally: String,
    family: String,
    points: u32,
    expires: Option<String>,
    notice: Option<String>,
    appeal: &'static str,
    note: Option<String>,
    counts: bool,
}

/// The ledger in JSON.
#[derive(Serialize)]
pub(crate) struct PointsV1 {
    day: String,
    active: u32,
    scale: Option<u32>,
    next_step: Option<PointStepV1>,
    expiring: Vec<ExpiryV1>,
    tallies: Vec<TallyV1>,
    notices: Vec<NoticeV1>,
}

/// The ledger as a document of its own.
#[derive(Serialize)]
pub(crate) struct PointsDocumentV1 {
    schema: &'static str,
    rule_set: String,
    #[serde(flatten)]
    points: PointsV1,
}

fn step(next: &NextStep) -> PointStepV1 {
    PointStepV1 {
        at: next.step.at,
        missing: next.missing,
        consequence: next.step.consequence.clone(),
        believed: next.step.believed,
        confidence: next.step.confidence.id(),
        sources: next.step.sources.clone(),
    }
}

fn reached(step: &PointsStep) -> PointStepV1 {
    self::step(&NextStep { step: step.clone(), missing: 0 })
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn tally(standing: &TallyStanding) -> TallyV1 {
    TallyV1 {
        id: standing.id.clone(),
        title: standing.rule.as_ref().map(|rule| rule.title.clone()),
        unit: if standing.of_strikes() { "strikes" } else { "points" },
        active: standing.active,
        without_end: standing.without_end,
        reached_steps: standing.reached.iter().map(reached).collect(),
        next_step: standing.next.as_ref().map(step),
        next_believed_step: standing.next_believed.as_ref().map(step),
    }
}

fn notice((notice, counts): &(PenaltyNotice, bool)) -> NoticeV1 {
    NoticeV1 {
        number: notice.number,
        shop: text(&notice.shop),
        date: notice.date.to_string(),
        tally: notice.tally.clone(),
        family: notice.family.clone(),
        points: notice.points,
        expires: notice.expires.map(|day| day.to_string()),
        notice: text(&notice.notice),
        appeal: notice.appeal.id(),
        note: text(&notice.note),
        counts: *counts,
    }
}

pub(super) fn points_v1(report: &PointsReport) -> PointsV1 {
    let expiry = |expiry: &Expiry| ExpiryV1 {
        day: expiry.day.to_string(),
        tally: expiry.tally.clone(),
        points: expiry.points,
    };
    PointsV1 {
        day: report.day.to_string(),
        active: report.active,
        scale: report.scale,
        next_step: report.next_step.as_ref().map(step),
        expiring: report.expiring.iter().map(expiry).collect(),
        tallies: report.tallies.iter().map(tally).collect(),
        notices: report.notices.iter().map(notice).collect(),
    }
}

/// Returns the ledger as JSON.
pub(crate) fn points_json(report: &PointsReport, rule_set: &str) -> PointsDocumentV1 {
    PointsDocumentV1 {
        schema: "disputes/points/v1",
        rule_set: rule_set.to_owned(),
        points: points_v1(report),
    }
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
    let keys =
        ["number", "date", "tally", "family", "points", "expires", "notice", "appeal", "counts"];
    let mut grid = Grid::of_keys("points-column", &keys, &["number", "points"], words);
    for (notice, counts) in &report.notices {
        grid.rows.push(vec![
            notice.number.to_string(),
            notice.date.to_string(),
            words.cell(&notice.tally, audience),
            words.cell(&notice.family, audience),
            notice.points.to_string(),
            or_empty(notice.expires),
            notice.notice.clone(),
            words.cell(notice.appeal.id(), audience),
            words.cell(if *counts { "yes" } else { "no" }, audience),
        ]);
    }
    grid
}

/// Returns what the ledger comes to, in lines.
pub(super) fn points_lines(report: &PointsReport, words: Translator<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let (active, day) = (report.active.to_string(), report.day.to_string());
    match report.scale {
        Some(scale) => {
            let scale = scale.to_string();
            let values = [("active", active.as_str()), ("scale", &scale), ("day", &day)];
            lines.push(words.fill("points-active", &values));
        }
        None => {
            lines
                .push(words.fill("points-no-scale", &[("active", active.as_str()), ("day", &day)]));
        }
    }
    for standing in report.tallies.iter().filter(|tally| tally.active > 0) {
        lines.push(tally_line(standing, words));
        lines.extend(standing.reached.iter().map(|step| reached_line(step, words)));
        for next in standing.next_believed.iter().chain(&standing.next) {
            lines.push(step_line(next, words));
        }
    }
    for expiry in &report.expiring {
        let points = expiry.points.to_string();
        let day = expiry.day.to_string();
        let tally = words.code(&expiry.tally);
        let values = [("points", points.as_str()), ("tally", &tally), ("day", &day)];
        lines.push(words.fill("points-expiring", &values));
    }
    lines
}

fn tally_line(standing: &TallyStanding, words: Translator<'_>) -> String {
    let (active, open) = (standing.active.to_string(), standing.without_end.to_string());
    let tally = words.code(&standing.id);
    let values = [("tally", tally.as_str()), ("active", &active), ("open", &open)];
    let key = match (standing.of_strikes(), standing.without_end) {
        (true, _) => "points-strikes",
        (false, 0) => "points-tally",
        (false, _) => "points-tally-open",
    };
    words.fill(key, &values)
}

fn reached_line(step: &PointsStep, words: Translator<'_>) -> String {
    let at = step.at.to_string();
    let confidence = words.get(&format!("confidence-{}", step.confidence.id()));
    let values =
        [("at", at.as_str()), ("consequence", &step.consequence), ("confidence", &confidence)];
    words.fill(if step.believed { "points-reached-believed" } else { "points-reached" }, &values)
}

fn step_line(next: &NextStep, words: Translator<'_>) -> String {
    let (at, missing) = (next.step.at.to_string(), next.missing.to_string());
    let confidence = words.get(&format!("confidence-{}", next.step.confidence.id()));
    let values = [
        ("at", at.as_str()),
        ("missing", &missing),
        ("consequence", &next.step.consequence),
        ("confidence", &confidence),
    ];
    words.fill(if next.step.believed { "points-step-believed" } else { "points-step" }, &values)
}
