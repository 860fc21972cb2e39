//! Reads the answer to the question behind the forecast: csv, tab-separated or JSON lines, whole
//! numbers alone, and filings as numbers with `+` between them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::answer_lines::{cells, flat, from_hex, may_be_row, whole};
use super::counts_reader::{CountsError, require_rows};
use super::delays::{CELL_STEP, CELLS, NO_CELL};
use super::fingerprint::Fingerprint;
use super::statement::MARK_CELL;
use crate::domain::{Course, CourseCount, FiledCell};

/// The columns of the answer.
const COLUMNS: [&str; 6] = ["paid_cell", "completed_cell", "age", "delay", "filings", "orders"];

/// Most disputed orders that are learnt from: each is kept.
const MOST_DISPUTED: u64 = 1 << 27;

/// The answer to a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelaysFile {
    /// What it answers, as it says itself; `None` where it does not.
    pub fingerprint: Option<Fingerprint>,
    /// The counts.
    pub rows: Vec<CourseCount>,
}

/// Reads an answer.
///
/// # Errors
///
/// When a line is none of the answer's, or a number cannot be.
pub fn read_delays(text: &str) -> Result<DelaysFile, CountsError> {
    let mut file = DelaysFile::default();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    let (mut disputed, mut total, mut stated) = (0_u64, 0_u64, None);
    let mut left_out = None;
    for (line, text) in (1_u64..).zip(flat(text).lines()) {
        let text = text.trim_end_matches('\r');
        if let Some(print) = text.strip_prefix(Fingerprint::MARK) {
            Fingerprint::note(&mut file.fingerprint, print, line)?;
            continue;
        }
        let wrong = || CountsError::DelayLine { line, text: text.chars().take(80).collect() };
        if !may_be_row(text) {
            let is_blank_or_titles = text.trim().is_empty() || cells(text).eq(COLUMNS);
            left_out = left_out.or_else(|| (!is_blank_or_titles).then(wrong));
            continue;
        }
        let parts = split(text).ok_or_else(wrong)?;
        match parts.as_slice() {
            [cell, _, _, _, print, rows] if cell == MARK_CELL => {
                let print = from_hex(print).ok_or_else(wrong)?;
                Fingerprint::note(&mut file.fingerprint, &print, line)?;
                stated = Some(whole(rows).ok_or_else(wrong)?);
                continue;
            }
            _ => {}
        }
        let row = row(&parts).ok_or_else(wrong)?;
        if !seen.insert(parts) {
            return Err(CountsError::Twice { line });
        }
        total = total.checked_add(row.orders).ok_or(CountsError::TooMany { line })?;
        if !row.filed.is_empty() {
            disputed += row.orders;
        }
        if disputed > MOST_DISPUTED {
            return Err(CountsError::TooMany { line });
        }
        file.rows.push(row);
    }
    if file.rows.is_empty() && file.fingerprint.is_none() {
        return Err(CountsError::Empty);
    }
    require_rows(stated, file.rows.len(), left_out)?;
    if stated.is_none() && file.fingerprint.is_some() {
        return Err(CountsError::Cut);
    }
    Ok(file)
}

/// Splits a line into the texts of its columns.
fn split(text: &str) -> Option<Vec<String>> {
    if !text.trim_start().starts_with('{') {
        return Some(cells(text).map(str::to_owned).collect());
    }
    let row: Map<String, Value> = serde_json::from_str(text).ok()?;
    let cell = |name: &str| match row.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    COLUMNS.iter().map(|name| cell(name)).collect()
}

fn row(parts: &[String]) -> Option<CourseCount> {
    let [paid, completed, age, delay, filings, orders] = parts else { return None };
    let course = Course { paid: cell(paid)?, completed: cell(completed)? };
    let filed = match filings.as_str() {
        "" => Vec::new(),
        filings => filings.split('+').map(filing).collect::<Option<Vec<FiledCell>>>()?,
    };
    let (age, delay) = (days(age)?, days(delay)?);
    let orders = whole(orders).filter(|orders| *orders > 0)?;
    let is_possible = delay.is_none() || age.is_some();
    is_possible.then_some(CourseCount { course, age, delay, filed, orders })
}

/// Reads a count of days; -1 is none.
fn days(text: &str) -> Option<Option<u32>> {
    match text {
        "-1" => Some(None),
        text => Some(Some(u32::try_from(whole(text)?).ok()?)),
    }
}

fn cell(text: &str) -> Option<Option<u32>> {
    days(text).filter(|cell| cell.is_none_or(|cell| cell < CELLS))
}

fn filing(text: &str) -> Option<FiledCell> {
    let number = whole(text)?;
    let cell = |number: u64| u32::try_from(number).ok().filter(|cell| *cell < CELLS);
    let cancelled = match number % CELL_STEP {
        NO_CELL => None,
        at => Some(cell(at)?),
    };
    Some(FiledCell { at: cell(number / CELL_STEP)?, cancelled })
}
