//! Columns that say that a row is none of the table's: it is of another platform, deleted, a test, or not valid.

use std::collections::BTreeMap;

use crate::domain::{Caveat, CaveatKind, quoted_words};
use crate::input::decode::dispute_words::truth;
use crate::input::decode::left_out::LeftOut;
use crate::input::decode::platforms::{NamedPlatforms, is_own};
use crate::input::rows::CountedRows;
use crate::input::table::cell_chunk::{CellChunk, CellKind, CellRange, Slots};
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::row::Cell;

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
}

impl MarkedRows {
    fn add_word(&mut self, word: &str, count: u64) {
        if let Some(known) = self.words.get_mut(word) {
            *known += count;
        } else if self.words.len() < MOST_WORDS {
            self.words.insert(word.to_owned(), count);
        }
    }

    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.rows.merge(other.rows);
        other.words.iter().for_each(|(word, count)| self.add_word(word, *count));
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
        let is_own = |cell: &CellRange| match last {
            Some((known, is_own)) if cell.is_text() && chunk.written(*cell) == known => is_own,
            _ => {
                let is_own = self.says.is_own(chunk.value(*cell));
                last =
                    Some((chunk.written(*cell), is_own)).filter(|_| cell.kind() == CellKind::Text);
                is_own
            }
        };
        let own: Vec<bool> = chunk.column(self.slot).iter().map(is_own).collect();
        let rows = chunk.rows().iter().zip(chunk.column(self.slot)).zip(&own);
        for ((row, cell), _) in rows.filter(|(_, own)| !**own) {
            others.rows.add(*row);
            if self.says != Says::DeletedAt {
                others.add_word(chunk.value(*cell).to_text().trim(), 1);
            }
        }
        if others.rows.count > 0 {
            chunk.retain(&own);
        }
        others
    }
}

impl Says {
    fn is_own(self, cell: Cell<'_>) -> bool {
        let said = || match cell.to_text().trim() {
            "已删除" => Some(true),
            "无效" => Some(false),
            word => truth(word.as_bytes()),
        };
        match self {
            Self::Platform(names) => is_own(cell, names),
            Self::Deleted => said() != Some(true),
            Self::DeletedAt => !cell.is_time(),
            Self::Valid => said() != Some(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no_say_that_a_row_is_none() {
        let own = |says: Says, text: &str| says.is_own(Cell::Text(text));
        for (says, none, own_rows) in [
            (Says::Deleted, ["1", "TRUE", "是", "Y"], ["0", "false", "", "2"]),
            (Says::Valid, ["0", "False", "否", "N"], ["1", "true", "NULL", "有效"]),
            (
                Says::DeletedAt,
                ["2026-01-05 10:00:00", "2026/1/5", "2026-01-05", "2026-01-05T10:00:00Z"],
                ["NULL", "0", "0000-00-00 00:00:00", "1970-01-01"],
            ),
        ] {
            assert!(!none.into_iter().any(|text| own(says, text)), "{says:?}");
            assert!(own_rows.into_iter().all(|text| own(says, text)), "{says:?}");
        }
        assert!(!Says::Deleted.is_own(Cell::Whole(1)) && Says::Deleted.is_own(Cell::Whole(0)));
    }
}
