//! Reads the rows of an answer that say something of the tables: how new they are, and words that are not known.

use super::answer_lines::{from_hex, whole};
use super::counts_reader::CountsError;
use super::statement::bits;
use super::table_facts::DAYS;
use super::tables::Field;
use super::words::Word;

/// What an answer says of the tables, or of the rows of the shops asked for. Ages are milliseconds before
/// as-of, and 0 where something is not before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// The orders; `None` where nothing is said of them.
    pub orders: Option<OrderAges>,
    /// The disputes; `None` where nothing is said of them.
    pub disputes: Option<DisputeAges>,
    /// The days on which disputes were filed, of the last 180, counted back from as-of.
    pub days_filed: Vec<u32>,
    /// Words of completions and disputes in the window that are not known.
    pub unknown: Vec<Word>,
}

/// How new the orders are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderAges {
    /// The age of the newest payment; `None` where no row has one.
    pub paid: Option<u64>,
    /// The age of the newest completion; `None` where no row has one.
    pub completed: Option<u64>,
    /// The age of the oldest payment; `None` where no row has one, or some order has been completed.
    pub oldest: Option<u64>,
}

impl OrderAges {
    /// Within so many days some order of any shop has been completed.
    const COMPLETED_DAYS: u64 = 35;

    /// Returns whether times of completion are missing: none is there, and some order was paid so long ago that it
    /// should have been completed.
    pub fn lack_completions(self) -> bool {
        let is_old = |age: u64| age > Self::COMPLETED_DAYS * 86_400_000;
        self.completed.is_none() && self.oldest.is_none_or(is_old)
    }
}

/// How new the disputes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeAges {
    /// The age of the newest moment of any dispute; `None` where no row has one.
    pub newest: Option<u64>,
    /// How many rows there are.
    pub rows: u64,
}

impl TableFacts {
    /// Takes a row of the answer.
    pub(super) fn take(
        &mut self,
        mask: u64,
        group: &str,
        rows: u64,
        line: u64,
    ) -> Result<(), CountsError> {
        let wrong = || CountsError::Line { line, text: format!("{group},{mask},{rows}") };
        let twice = CountsError::Twice { line };
        let mut word = |field: Field| {
            self.unknown.push(Word { field, word: from_hex(group)?, used: rows });
            Some(())
        };
        match mask {
            bits::ORDERS if self.orders.is_some() => return Err(twice),
            bits::DISPUTES if self.disputes.is_some() => return Err(twice),
            bits::ORDERS => {
                let [paid, completed, oldest] = ages(group).ok_or_else(wrong)?;
                self.orders = Some(OrderAges { paid, completed, oldest });
            }
            bits::DISPUTES => {
                let ages: [Option<u64>; 4] = ages(group).ok_or_else(wrong)?;
                let newest = ages.into_iter().flatten().min();
                self.disputes = Some(DisputeAges { newest, rows });
            }
            bits::FILED => {
                let day = group.parse().ok().filter(|day| *day < DAYS);
                self.days_filed.push(day.ok_or_else(wrong)?);
            }
            bits::STATUS => word(Field::Status).ok_or_else(wrong)?,
            bits::REASON => word(Field::Reason).ok_or_else(wrong)?,
            bits::LIABILITY => word(Field::Liability).ok_or_else(wrong)?,
            bits::COMPLETION => word(Field::Completion).ok_or_else(wrong)?,
            _ => return Err(CountsError::Mask { line, mask }),
        }
        Ok(())
    }
}

/// Reads ages with `+` between them.
fn ages<const N: usize>(text: &str) -> Option<[Option<u64>; N]> {
    let age = |text: &str| match text {
        "" => Some(None),
        text => whole(text).map(Some),
    };
    text.split('+').map(age).collect::<Option<Vec<_>>>()?.try_into().ok()
}
