//! Ids that a workbook holds as numbers. A spreadsheet that took them from a text has replaced
//! every digit after the fifteenth by 0 (`docs/platform/exports.md`).

use crate::domain::{Caveat, CaveatKind, Filings, IdTable, OrderId, Severity, to_u64};
use crate::input::SourceError;
use crate::input::table::row::Cell;

/// The ids of a sheet that are numbers.
#[derive(Debug, Default)]
pub(crate) struct NumericIds {
    all: IdTable,
    /// Those that end in 0, with their rows.
    ending_in_zero: Vec<(u64, OrderId)>,
}

impl NumericIds {
    /// Notes the id cell of a row.
    pub(crate) fn add(&mut self, row: u64, cell: Cell<'_>) {
        let Cell::Whole(number) = cell else { return };
        let Some(id) = u64::try_from(number).ok().and_then(OrderId::from_number) else { return };
        self.all.insert(id);
        if id.number().is_multiple_of(10) {
            self.ending_in_zero.push((row, id));
        }
    }

    /// Returns what a reader should know; `None` where every id is a text.
    pub(crate) fn caveat(&self) -> Option<Caveat> {
        let (count, zeros) = (self.all.len(), self.ending_in_zero.len());
        let severity = if are_many(zeros, count) { Severity::Warning } else { Severity::Note };
        let count = to_u64(count);
        let rows = self.ending_in_zero.iter().map(|(row, _)| *row);
        (count > 0).then(|| {
            let caveat =
                Caveat::new(CaveatKind::IdsAsNumbers).of_severity(severity).counting(count);
            caveat.with("zeros", zeros).at_rows(rows)
        })
    }

    /// Refuses ids of which a dispute proves that their last digit was replaced: on an order that
    /// the sheet lacks and that differs in the last digit alone.
    pub(crate) fn refuse_proved(&self, path: &str, filings: &Filings) -> Result<(), SourceError> {
        let lacking = |id: &OrderId| filings.place(*id).is_some() && self.all.get(*id).is_none();
        for (row, id) in &self.ending_in_zero {
            if filings.place(*id).is_some() {
                continue;
            }
            let others = (1..10).filter_map(|digit| OrderId::from_number(id.number() + digit));
            if let Some(real) = others.into_iter().find(lacking) {
                let (path, row, id) = (path.to_owned(), *row, *id);
                return Err(SourceError::RoundedId { path, row, id, real });
            }
        }
        Ok(())
    }
}

/// Returns whether more ids end in 0 than chance leaves: two standard deviations more than a tenth of them. Of an
/// id that a spreadsheet has cut, the last digit is 0.
fn are_many(zeros: usize, count: usize) -> bool {
    let more = zeros.saturating_mul(10).saturating_sub(count);
    more.saturating_mul(more) > count.saturating_mul(36)
}

/// Returns whether an id looks as a spreadsheet leaves it: 15 digits, then zeros.
#[inline]
pub(crate) fn is_rounded(id: OrderId) -> bool {
    let number = id.number();
    number.is_multiple_of(10) && (number < 10_000_000_000_000_000 || number.is_multiple_of(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_of_ids_ends_in_0_by_chance() {
        let many = [(1, 1), (3, 10), (10, 10), (9, 40), (20, 40)];
        assert!(many.iter().all(|(zeros, count)| are_many(*zeros, *count)));
        let few = [(0, 1), (0, 10), (2, 10), (4, 40), (7, 40), (0, 0)];
        assert!(few.iter().all(|(zeros, count)| !are_many(*zeros, *count)));
    }
}
