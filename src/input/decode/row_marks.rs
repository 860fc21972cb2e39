//! Columns that say that a row is none of the table's: it is of another platform, deleted, a test, or not valid.

use std::collections::BTreeMap;

use crate::domain::{Caveat, CaveatKind, quoted_words};
use crate::input::decode::dispute_words::truth;
use crate::input::decode::left_out::LeftOut;
use crate::input::decode::missing::is_missing;
use crate::input::decode::platforms::{NamedPlatforms, Platform, platform_of};
use crate::input::rows::CountedRows;
use crate::input::table::cell_chunk::{CellChunk, CellKind, CellRange, Slots};
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::row::Cell;
use crate::input::text::written_times::holds_time;
use crate::packed::word_list;

/// Words that say what became of a row that is none of the table's.
const GONE: &[&str] = word_list!("lists/gone.txt");
/// Words that say that a row is one of the table's.
const KEPT: &[&str] = word_list!("lists/kept.txt");

/// A column that says that a row is none of the table's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowMark {
    pub(crate) column: usize,
    slot: usize,
    says: Says,
}

/// The most words of a column that are counted.
const MOST_WORDS: usize = 20;

/// Rows of which a column says that they are none of the table's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkedRows {
    pub(crate) rows: CountedRows,
    /// What it says, other than a time, and of how many rows.
    words: BTreeMap<String, u64>,
    /// Of how many rows it says that they are the table's.
    own: u64,
    /// What it says that is not known, and of how many rows.
    unclear: BTreeMap<String, u64>,
}

fn add_word(words: &mut BTreeMap<String, u64>, word: &str, count: u64) {
    if let Some(known) = words.get_mut(word) {
        *known += count;
    } else if words.len() < MOST_WORDS {
        words.insert(word.to_owned(), count);
    }
}

impl MarkedRows {
    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.rows.merge(other.rows);
        self.own += other.own;
        other.words.iter().for_each(|(word, count)| add_word(&mut self.words, word, *count));
        other.unclear.iter().for_each(|(word, count)| add_word(&mut self.unclear, word, *count));
    }

    /// Returns the words that are not known, each with the count of its rows; `None` without any.
    pub(crate) fn unclear_words(&self) -> Option<String> {
        let words = self.unclear.iter().map(|(word, count)| (word.as_str(), *count));
        (!self.unclear.is_empty()).then(|| quoted_words(words))
    }

    /// Returns whether one word that is not known stands in all of so many rows: it tells none from the others.
    pub(crate) fn tells_none_apart(&self, rows: u64) -> bool {
        self.unclear.len() == 1 && self.unclear.values().all(|count| *count == rows)
    }

    /// Returns what is said of names of platforms that are not known, where others of their column are the
    /// platform's own, given the title of their column.
    pub(crate) fn unknown_platforms(&self, title: &str) -> Option<Caveat> {
        let words = self.unclear_words().filter(|_| self.own > 0)?;
        let caveat = Caveat::new(CaveatKind::UnknownPlatform).with("column", title);
        Some(caveat.counting(self.unclear.values().sum()).with("words", words))
    }

    /// Returns what is said of them, given the title of their column; `None` without any.
    pub(crate) fn caveat(&self, why: LeftOut, title: &str) -> Option<Caveat> {
        let words = quoted_words(self.words.iter().map(|(word, count)| (word.as_str(), *count)));
        let words = if words.is_empty() { "none".to_owned() } else { words };
        let caveat =
            self.rows.caveat(Caveat::new(CaveatKind::RowsLeftOut).with("what", why.id()))?;
        Some(caveat.with("column", title).with("words", words))
    }
}

/// Whether a row is one of the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    /// It says so.
    Yes,
    /// Nothing is said.
    Unsaid,
    No,
    /// What is said is not known.
    Unclear,
}

/// What a column says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Platform(NamedPlatforms),
    /// Whether it was deleted, or is a test.
    Deleted,
    /// When it was deleted.
    DeletedAt,
    /// Whether it is valid.
    Valid,
}

impl RowMark {
    /// Finds the columns.
    pub(crate) fn all(header: &Header, slots: &mut Slots) -> Vec<Self> {
        let names = match header.kind {
            TableKind::Dianxiaomi => NamedPlatforms::All,
            TableKind::SellerOrders
            | TableKind::PlainOrders
            | TableKind::PlainDisputes
            | TableKind::RefundReport
            | TableKind::PayoutReport
            | TableKind::Ledger
            | TableKind::OtherRows
            | TableKind::Workbook => NamedPlatforms::Others,
        };
        let fields = [
            ("platform", Says::Platform(names)),
            ("deleted", Says::Deleted),
            ("test", Says::Deleted),
            ("deleted_at", Says::DeletedAt),
            ("valid", Says::Valid),
        ];
        let of = fields.into_iter().filter_map(|(field, says)| Some((header.column(field)?, says)));
        of.map(|(column, says)| Self { column, slot: slots.of(column), says }).collect()
    }

    /// Returns why rows are left out.
    pub(crate) fn why(self) -> LeftOut {
        match self.says {
            Says::Platform(_) => LeftOut::Platform,
            Says::Deleted | Says::DeletedAt | Says::Valid => LeftOut::Deleted,
        }
    }

    /// Drops the rows of a chunk that are none of the table's, and returns them.
    pub(crate) fn drop_others(self, chunk: &mut CellChunk) -> MarkedRows {
        let mut others = MarkedRows::default();
        if chunk.column(self.slot).iter().all(|cell| cell.is_empty()) {
            return others;
        }
        // Rows of a platform come in runs.
        let mut last = None;
        let belongs = |cell: &CellRange| match last {
            Some((known, belongs)) if cell.is_text() && chunk.written(*cell) == known => belongs,
            _ => {
                let belongs = self.says.belongs(chunk.value(*cell));
                last =
                    Some((chunk.written(*cell), belongs)).filter(|_| cell.kind() == CellKind::Text);
                belongs
            }
        };
        let belong: Vec<Belongs> = chunk.column(self.slot).iter().map(belongs).collect();
        for ((row, cell), belongs) in chunk.rows().iter().zip(chunk.column(self.slot)).zip(&belong)
        {
            let word = || chunk.value(*cell).to_text();
            match belongs {
                Belongs::Yes => others.own += 1,
                Belongs::Unsaid => {}
                Belongs::No => {
                    others.rows.add(*row);
                    if self.says != Says::DeletedAt {
                        add_word(&mut others.words, word().trim(), 1);
                    }
                }
                Belongs::Unclear => add_word(&mut others.unclear, word().trim(), 1),
            }
        }
        if others.rows.count > 0 {
            let kept: Vec<bool> = belong.iter().map(|belongs| *belongs != Belongs::No).collect();
            chunk.retain(&kept);
        }
        others
    }
}

impl Says {
    fn belongs(self, cell: Cell<'_>) -> Belongs {
        let text = cell.to_text();
        let word = text.trim().to_lowercase();
        let is = |words: &[&str]| words.contains(&word.as_str());
        let said = truth(word.as_bytes());
        match self {
            Self::Platform(names) => match platform_of(cell, names) {
                Platform::Own => Belongs::Yes,
                Platform::Unsaid => Belongs::Unsaid,
                Platform::Other => Belongs::No,
                Platform::Unknown => Belongs::Unclear,
            },
            Self::Deleted | Self::DeletedAt if is_time(cell) => Belongs::No,
            Self::Deleted | Self::DeletedAt | Self::Valid if is_missing(&word) => Belongs::Unsaid,
            Self::Deleted if said == Some(true) || is(GONE) || word == "x" => Belongs::No,
            Self::Deleted if said == Some(false) || is(KEPT) => Belongs::Yes,
            Self::DeletedAt if said == Some(true) || is(GONE) => Belongs::No,
            Self::DeletedAt => Belongs::Unsaid,
            Self::Valid if said == Some(false) || is(GONE) => Belongs::No,
            Self::Valid if said == Some(true) || is(KEPT) => Belongs::Yes,
            Self::Deleted | Self::Valid => Belongs::Unclear,
        }
    }
}

/// Returns whether a cell holds a time after 1999, or a number that counts up to one.
fn is_time(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Whole(number) => {
            let text = number.to_string();
            holds_time(&text) || is_day_count(&text)
        }
        Cell::Text(text) => cell.is_time() || is_day_count(text),
        Cell::Empty | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => cell.is_time(),
    }
}

/// Returns whether a text is a spreadsheet's count of the days up to one from 2000 to 2099.
fn is_day_count(text: &str) -> bool {
    let (days, part) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = Some(days).filter(|days| are_digits(days) && are_digits(part));
    days.and_then(|days| days.parse().ok())
        .is_some_and(|days: u32| (36_526..73_051).contains(&days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no_say_that_a_row_is_none() {
        let belongs = |says: Says, text: &str| says.belongs(Cell::Text(text));
        for (says, none, own, unclear) in [
            (
                Says::Deleted,
                &["1", "1.0", "TRUE", "是", "Y", "√", "X", "on", "Deleted", "2026-01-05"][..],
                &["0", "0.0", "false", "", "正常"][..],
                &["2", "-1", "maybe"][..],
            ),
            (
                Says::Valid,
                &["0", "False", "否", "N", "无效"],
                &["1", "true", "NULL", "有效"],
                &["X", "2"],
            ),
            (
                Says::DeletedAt,
                &[
                    "2026-01-05 10:00:00",
                    "2026/1/5",
                    "2026-01-05",
                    "2026-01-05T10:00:00Z",
                    "1767630600",
                    "46027.35",
                    "46027",
                    "True",
                ],
                &["NULL", "0", "0000-00-00 00:00:00", "1970-01-01"],
                &[],
            ),
        ] {
            assert!(none.iter().all(|text| belongs(says, text) == Belongs::No), "{says:?}");
            let is_kept =
                |text: &&str| matches!(belongs(says, text), Belongs::Yes | Belongs::Unsaid);
            assert!(own.iter().all(is_kept), "{says:?}");
            assert!(unclear.iter().all(|text| belongs(says, text) == Belongs::Unclear), "{says:?}");
        }
        for (says, number, expected) in [
            (Says::Deleted, 1, Belongs::No),
            (Says::Deleted, 0, Belongs::Yes),
            (Says::DeletedAt, 1_767_630_600_000, Belongs::No),
            (Says::DeletedAt, 0, Belongs::Unsaid),
        ] {
            assert_eq!(says.belongs(Cell::Whole(number)), expected, "{says:?} {number}");
        }
    }

    #[test]
    fn one_word_of_all_rows_tells_none_from_the_others() {
        let of = |words: &[(&str, u64)]| MarkedRows {
            unclear: words.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect(),
            ..MarkedRows::default()
        };
        assert!(of(&[("prod", 6)]).tells_none_apart(6));
        assert!(!of(&[("√?", 2)]).tells_none_apart(6));
        assert!(!of(&[("a", 3), ("b", 3)]).tells_none_apart(6));
    }
}
