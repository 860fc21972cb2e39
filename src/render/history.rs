//! What was said when.

use super::grid::{Align, Column, Grid};
use super::words::Words;
use crate::domain::{Count, Zone};
use crate::reports::history::{Difference, Past};

/// Lays out what was said, and what it comes to today.
pub fn history_grid(rows: &[Past], words: Words<'_>) -> Grid {
    let column = |key: &'static str, align: Align| {
        let title = words.get(&format!("history-column-{}", key.replace('_', "-")));
        Column { key, title, align }
    };
    let mut grid = Grid::new(vec![
        column("said_for", Align::Left),
        column("said", Align::Right),
        column("today", Align::Right),
        column("why", Align::Left),
    ]);
    let shown = |count: Option<Count>| match count {
        Some(count) => format!("{count} ({}/{})", count.numerator, count.denominator),
        None => "—".to_owned(),
    };
    for row in rows {
        let why: Vec<String> = row.why.iter().map(|why| reason(why, words)).collect();
        grid.rows.push(vec![
            Zone::ASSESSMENT.show(row.as_of),
            shown(row.said),
            shown(row.today),
            why.join("; "),
        ]);
    }
    grid
}

fn reason(why: &Difference, words: Words<'_>) -> String {
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
