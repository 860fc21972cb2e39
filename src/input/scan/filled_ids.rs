//! Order ids that a spreadsheet's fill handle continued. Ids of the platform end in four digits of the buyer: those
//! of two orders that follow each other differ by one by chance alone.

use crate::domain::{Caveat, CaveatKind, OrderId};

/// So many ids in a row that count by one are no chance.
const SHORTEST: u64 = 10;

/// Where more than one in so many rows count so, the ids are made up.
const ONE_IN: u64 = 2;

/// Ids that count up or down by one from row to row.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilledIds {
    last: u64,
    /// By how much each id of the run differs from the one before, wrapped; 0 outside of a run.
    step: u64,
    /// The first id of the run.
    first: u64,
    /// Ids in long runs that have ended.
    count: u64,
    /// The first and the last id of the longest of them.
    longest: Option<(u64, u64)>,
}

impl FilledIds {
    /// Adds the id of the next row.
    #[inline]
    pub(crate) fn add(&mut self, id: OrderId) {
        let before = std::mem::replace(&mut self.last, id.number());
        let step = self.last.wrapping_sub(before);
        if step == 1 || step == u64::MAX || self.step != 0 {
            self.count_on(before, step);
        }
    }

    #[cold]
    fn count_on(&mut self, before: u64, step: u64) {
        if step == self.step {
            return;
        }
        self.end(before);
        if step == 1 || step == u64::MAX {
            (self.first, self.step) = (before, step);
        }
    }

    /// Ends the run with its last id.
    fn end(&mut self, last: u64) {
        let length = |(first, last): (u64, u64)| first.abs_diff(last) + 1;
        let run = (self.first, last);
        if std::mem::take(&mut self.step) != 0 && length(run) >= SHORTEST {
            self.count += length(run);
            let longest = self.longest.filter(|longest| length(*longest) >= length(run));
            self.longest = longest.or(Some(run));
        }
    }

    /// Adds the ids of another part of the table.
    pub(crate) fn merge(&mut self, mut other: Self) {
        other.end(other.last);
        self.count += other.count;
        self.longest = self.longest.max(other.longest);
    }

    /// Returns what is said of them in a table of so many rows.
    pub(crate) fn caveat(&self, rows: u64) -> Option<Caveat> {
        let mut all = self.clone();
        all.end(all.last);
        let (first, last) = all.longest.filter(|_| all.count * ONE_IN <= rows)?;
        let caveat = Caveat::new(CaveatKind::IdsFilled).counting(all.count);
        Some(caveat.with("first", first).with("last", last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(ids: &[u64]) -> Option<(Option<u64>, String)> {
        let mut filled = FilledIds::default();
        for id in ids {
            filled.add(OrderId::from_number(8_200_000_000_000_000 + id).unwrap());
        }
        let rows = u64::try_from(ids.len()).unwrap();
        let caveat = filled.caveat(rows)?;
        Some((caveat.count, caveat.parts.last().unwrap().1.clone()))
    }

    #[test]
    fn ids_that_count_by_one_among_others_were_filled_in() {
        let others = |from: u64| (from..from + 20).map(|n| n * 7_777);
        let up: Vec<u64> = others(9).chain(500..511).chain(others(99)).collect();
        assert_eq!(said(&up), Some((Some(11), "8200000000000510".to_owned())));
        let down: Vec<u64> = others(9).chain((500..510).rev()).collect();
        assert_eq!(said(&down), Some((Some(10), "8200000000000500".to_owned())));
        let short: Vec<u64> = others(9).chain(500..509).chain(others(99)).collect();
        assert_eq!(said(&short), None);
        // Ids that somebody made up.
        assert_eq!(said(&(500..700).collect::<Vec<_>>()), None);
        assert_eq!(said(&others(9).chain(500..530).collect::<Vec<_>>()), None);
    }
}
