//! What disputes come from.

use serde_json::{Value, json};

use super::audience::Audience;
use super::document::{Document, Section};
use super::grid::Grid;
use super::rate_json::{list, millionths, rate};
use super::translator::{Translator, values};
use super::{not_empty, or_empty};
use crate::domain::{AssessmentDay, Count};
use crate::reports::causes::{Cause, CausesReport, Significance, Slow};
use crate::reports::causes_tally::Factor;

/// Rows that people are shown of each kind; csv, JSON lines and JSON have them all.
const SHOWN: usize = 15;

/// Returns the causes as JSON.
pub(crate) fn causes_json(report: &CausesReport) -> Value {
    let cause = |cause: &Cause| {
        json!({
            "factor": cause.factor.id(),
            "key": cause.key,
            "orders": cause.count.denominator,
            "disputed_orders": cause.count.numerator,
            "rate": rate(cause.count).filter(|_| cause.factor != Factor::Family),
            "rate_without": rate(cause.without).filter(|_| cause.factor != Factor::Family),
            "share_of_disputes": rate(Count::new(cause.count.numerator, report.whole.numerator)),
            "excess": if cause.factor == Factor::Family { 0 } else { cause.excess() },
            "chance": cause.chance.and_then(millionths),
            "chance_corrected": cause.corrected.and_then(millionths),
            "finding": cause.finding.id(),
            "hint": cause.factor == Factor::Buyer,
        })
    };
    let slow = |slow: &Slow| {
        json!({
            "order_id": slow.order.id.to_string(),
            "shop": not_empty(&slow.order.shop),
            "product": not_empty(&slow.order.product),
            "paid_at": slow.order.paid_at.to_string(),
            "shipped_at": slow.order.shipped_at.map(|at| at.to_string()),
            "to_ship": slow.order.to_ship,
            "days": slow.days,
            "usual_days": slow.usual,
        })
    };
    json!({
        "schema": "disputes/causes/v1",
        "from": report.window.from.to_string(),
        "to": report.window.to.to_string(),
        "orders": report.whole.denominator,
        "disputed_orders": report.whole.numerator,
        "rate": rate(report.whole),
        "test": "fisher-exact-one-sided/holm",
        "tested": report.tested,
        "causes": list(&report.causes, cause),
        "slow_orders": list(&report.slow, slow),
    })
}

/// Lays out the groups; for people only those that explain most.
fn causes_grid(report: &CausesReport, words: Translator<'_>, audience: Audience) -> Grid {
    let people = audience == Audience::People;
    let in_words = audience != Audience::Programs;
    // For people the two counts stand in one column, so that the table fits 80.
    let keys: &[&'static str] = if people {
        &["factor", "key", "rate", "counts", "without", "finding"]
    } else {
        &["factor", "key", "rate", "disputed", "orders", "without", "finding"]
    };
    let right = ["rate", "counts", "disputed", "orders", "without"];
    let mut grid = Grid::of_keys("causes-column", keys, &right, words);
    let worth = |cause: &&Cause| match cause.finding {
        Significance::Likely => true,
        Significance::CouldBeChance => cause.excess() > 0,
        Significance::TooFew => false,
        Significance::NotTested => cause.factor == Factor::Family,
    };
    let shown = report.causes.iter().filter(|cause| !people || worth(cause));
    for cause in shown.take(if people { SHOWN } else { usize::MAX }) {
        let family = cause.factor == Factor::Family;
        let percent = |count: Count| if family { String::new() } else { count.to_string() };
        let (factor, finding) = (cause.factor.id(), cause.finding.id());
        let (disputed, orders) = (cause.count.numerator, cause.count.denominator);
        let mut row = vec![
            if in_words { words.get(&format!("factor-{factor}")) } else { factor.to_owned() },
            if in_words && family { words.code(&cause.key) } else { cause.key.clone() },
            percent(cause.count),
        ];
        if people {
            row.push(format!("{disputed}/{orders}"));
        } else {
            row.extend([disputed.to_string(), orders.to_string()]);
        }
        row.extend([
            percent(cause.without),
            if in_words { words.get(&format!("finding-{finding}")) } else { finding.to_owned() },
        ]);
        grid.rows.push(row);
    }
    grid
}

/// Lays the causes out for people, or the groups for programs.
pub(crate) fn causes_document(
    report: &CausesReport,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let grid = causes_grid(report, words, audience);
    if audience != Audience::People {
        return Document::of_grid("causes", grid);
    }
    let likely = report.causes.iter().filter(|cause| cause.finding == Significance::Likely).count();
    let first = AssessmentDay::of(report.window.from);
    let values = values!(
        likely,
        tested = report.tested,
        from = first,
        orders = report.whole.denominator,
        disputed = report.whole.numerator,
        rate = report.whole
    );
    let title = match (likely, report.tested) {
        (_, 0) => "causes-untested",
        (0, _) => "causes-none",
        _ => "causes-title",
    };
    let head = [words.fill(title, values), words.fill("causes-looked-at", values)];
    let slow_title = match report.slow.is_empty() {
        true => words.get("slow-none"),
        false => words.fill("slow-title", values!(count = report.slow.len())),
    };
    let slow = report.slow.iter().take(SHOWN).map(|slow| slow_line(slow, words));
    let slow = std::iter::once(slow_title).chain(slow);
    let sections = vec![Section::of_lines(head), Section::of_grid(grid), Section::of_lines(slow)];
    Document::new("causes", sections)
}

fn slow_line(slow: &Slow, words: Translator<'_>) -> String {
    let order = slow.order.id.to_string();
    let usual = or_empty(slow.usual);
    let product = super::one_line(&slow.order.product);
    let key = match (slow.order.to_ship, slow.usual) {
        (true, Some(_)) => "slow-to-ship",
        (true, None) => "slow-to-ship-plain",
        (false, _) => "slow-under-way",
    };
    words.fill(key, values!(order, days = slow.days, usual, product))
}
