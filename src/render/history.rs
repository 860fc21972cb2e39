//! What was said when.

use serde::Serialize;
use serde_json::Number;

use super::document::{Document, Section};
use super::format::Audience;
use super::grid::Grid;
use super::rate_json::millionths;
use super::translator::Translator;
use crate::domain::{Count, Metric, Zone};
use crate::reports::history::{Difference, Past};

/// Lays out what was said, and what it comes to today; without anything said, people are told so.
pub(crate) fn history_document(
    rows: &[Past],
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    if rows.is_empty() && audience == Audience::People {
        return Document::new("history", vec![Section::of_lines([words.get("history-none")])]);
    }
    let keys = ["said_for", "said", "today", "why"];
    let mut grid = Grid::of_keys("history-column", &keys, &["said", "today"], words);
    let shown = |count: Option<Count>| match count {
        Some(count) => format!("{count} ({}/{})", count.numerator, count.denominator),
        None => "—".to_owned(),
    };
    for row in rows {
        let why: Vec<String> = row.why.iter().map(|why| reason(why, words)).collect();
        grid.rows.push(vec![
            words.moment(Zone::ASSESSMENT, row.as_of),
            shown(row.said),
            shown(row.today),
            why.join(&words.get("clause-separator")),
        ]);
    }
    Document::of_grid("history", grid)
}

fn reason(why: &Difference, words: Translator<'_>) -> String {
    match why {
        Difference::Rule { before, now } => {
            words.fill("history-rule", &[("before", before), ("now", now)])
        }
        Difference::Late { entered, left, denominator } => {
            let (entered, left) = (entered.to_string(), left.to_string());
            let denominator = denominator.to_string();
            let values =
                [("entered", entered.as_str()), ("left", &left), ("denominator", &denominator)];
            words.fill("history-late", &values)
        }
        Difference::Gone => words.get("history-gone"),
    }
}

#[derive(Serialize)]
struct FigureV1 {
    numerator: u64,
    denominator: u64,
    rate: Option<Number>,
}

#[derive(Serialize)]
struct WhyV1 {
    kind: &'static str,
    rule_set_before: Option<String>,
    rule_set_now: Option<String>,
    entered: Option<usize>,
    left: Option<usize>,
    denominator_change: Option<i64>,
}

#[derive(Serialize)]
struct PastReportV1 {
    as_of: String,
    said: Option<FigureV1>,
    today: Option<FigureV1>,
    why: Vec<WhyV1>,
}

/// The history in JSON.
#[derive(Serialize)]
pub(crate) struct HistoryV1 {
    schema: &'static str,
    metric: &'static str,
    history: Vec<PastReportV1>,
}

/// Returns what was said, and what it comes to today, as JSON.
pub(crate) fn history_json(metric: Metric, rows: &[Past]) -> HistoryV1 {
    let figure = |count: Count| FigureV1 {
        numerator: count.numerator,
        denominator: count.denominator,
        rate: count.millionths().and_then(millionths),
    };
    let past = |row: &Past| PastReportV1 {
        as_of: row.as_of.to_string(),
        said: row.said.map(figure),
        today: row.today.map(figure),
        why: row.why.iter().map(why).collect(),
    };
    HistoryV1 {
        schema: "disputes/history/v1",
        metric: metric.id(),
        history: rows.iter().map(past).collect(),
    }
}

fn why(why: &Difference) -> WhyV1 {
    let nothing = WhyV1 {
        kind: "out_of_reach",
        rule_set_before: None,
        rule_set_now: None,
        entered: None,
        left: None,
        denominator_change: None,
    };
    match why {
        Difference::Rule { before, now } => WhyV1 {
            kind: "rule_set",
            rule_set_before: Some(before.clone()),
            rule_set_now: Some(now.clone()),
            ..nothing
        },
        Difference::Late { entered, left, denominator } => WhyV1 {
            kind: "late_data",
            entered: Some(*entered),
            left: Some(*left),
            denominator_change: Some(*denominator),
            ..nothing
        },
        Difference::Gone => nothing,
    }
}
