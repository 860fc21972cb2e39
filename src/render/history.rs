//! What was said when.

use serde_json::{Value, json};

use super::audience::Audience;
use super::document::{Document, Section};
use super::grid::Grid;
use super::rate_json::{count_v1, list};
use super::translator::{Translator, values};
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
        Difference::Rule { before, now } => words.fill("history-rule", values!(before, now)),
        Difference::Late { entered, left, denominator } => {
            words.fill("history-late", values!(entered, left, denominator))
        }
        Difference::Gone => words.get("history-gone"),
    }
}

/// Returns what was said, and what it comes to today, as JSON.
pub(crate) fn history_json(metric: Metric, rows: &[Past]) -> Value {
    let past = |row: &Past| {
        json!({
            "as_of": row.as_of.to_string(),
            "said": row.said.map(count_v1),
            "today": row.today.map(count_v1),
            "why": list(&row.why, why),
        })
    };
    json!({
        "schema": "disputes/history/v1",
        "metric": metric.id(),
        "history": list(rows, past),
    })
}

fn why(why: &Difference) -> Value {
    let (kind, rules, late) = match why {
        Difference::Rule { before, now } => ("rule_set", Some((before, now)), None),
        Difference::Late { entered, left, denominator } => {
            ("late_data", None, Some((*entered, *left, *denominator)))
        }
        Difference::Gone => ("out_of_reach", None, None),
    };
    json!({
        "kind": kind,
        "rule_set_before": rules.map(|(before, _)| before),
        "rule_set_now": rules.map(|(_, now)| now),
        "entered": late.map(|(entered, ..)| entered),
        "left": late.map(|(_, left, _)| left),
        "denominator_change": late.map(|(.., change)| change),
    })
}
