//! Counts orders in tallies: of a large store only that is read which a tally wants.

use super::orders::signed;
use super::segments::{ChosenOrder, Segment};
use super::{Store, StoreError};
use crate::domain::{
    Fact, FactSet, Filings, IdSelection, NeighbourCache, OrderBatch, OrderTally, Projection,
    RowFilter,
};

/// How many orders were counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CountedOrders {
    /// Orders of the shops.
    pub(crate) all: u64,
    /// Those of them of which no input that has them can give when they were paid; 0 where a tally
    /// looks at some orders alone.
    pub(crate) untold_paid: u64,
    /// The same of completion.
    pub(crate) untold_completed: u64,
}

/// Counts orders as they come, by rising ids.
struct OrderCounting<'a, T> {
    tally: &'a mut T,
    filings: &'a Filings,
    filter: RowFilter,
    batch: OrderBatch,
    /// The orders of a segment that are looked at.
    chosen: Vec<ChosenOrder>,
    /// Where the last order stands among disputed ones.
    gap: NeighbourCache,
    /// The shops asked for; `None` asks for all.
    shops: Option<Vec<String>>,
    counted: CountedOrders,
}

impl Store {
    /// Counts the orders of `shops` (of all, when there are none) in a tally, and returns how many
    /// there were. Only what the tally looks at is read.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn count_orders<T: OrderTally>(
        &self,
        shops: &[String],
        filings: &Filings,
        tally: &mut T,
    ) -> Result<CountedOrders, StoreError> {
        let projection = tally.projection();
        let asked: Vec<String> = projection.shops.iter().cloned().collect();
        let shops = both(shops, &asked);
        // One transaction: each query alone would lock the file and look whether it has changed.
        let reading = self.db.unchecked_transaction()?;
        let filter = projection.row_filter(&filings.places());
        let batch = OrderBatch::new(projection.columns, filings.places());
        let mut counting = OrderCounting {
            tally,
            filings,
            filter,
            batch,
            chosen: Vec::new(),
            gap: NeighbourCache::default(),
            shops,
            counted: CountedOrders::default(),
        };
        match &projection {
            Projection { ids: IdSelection::Listed(tables), range: None, .. } => {
                let mut ids: Vec<i64> =
                    tables.iter().flat_map(|table| table.ids()).map(signed).collect();
                // Neighbours stand together.
                ids.sort_unstable();
                ids.dedup();
                self.each_segment_of(&ids, projection.columns, &mut |segment, ids| {
                    counting.rows(segment, ids.iter().filter_map(|id| segment.row(*id)));
                })?;
            }
            Projection { columns, .. } => self.each_segment(*columns, &mut |segment| {
                counting.rows(segment, 0..segment.len());
                counting.note(segment);
            })?,
        }
        counting.flush();
        let counted = counting.counted;
        reading.finish()?;
        self.require_unchanged()?;
        Ok(counted)
    }
}

/// Returns the shops that both ask for; an empty list asks for all, as does `None`.
fn both(one: &[String], two: &[String]) -> Option<Vec<String>> {
    match (one, two) {
        ([], []) => None,
        (shops, []) | ([], shops) => Some(shops.to_vec()),
        (one, two) => Some(one.iter().filter(|shop| two.contains(shop)).cloned().collect()),
    }
}

impl<T: OrderTally> OrderCounting<'_, T> {
    fn flush(&mut self) {
        self.tally.add(&self.batch);
        self.batch.clear();
    }

    /// Returns of each order of a segment whether it is of the shops asked for; `None` where all are.
    fn asked(&self, segment: &Segment<'_>) -> Option<Vec<bool>> {
        let shops = self.shops.as_ref()?;
        Some(segment.shops.rows_where(|shop| shops.iter().any(|asked| asked == shop)))
    }

    /// Counts some orders of a segment, their ids rising.
    fn rows(&mut self, segment: &Segment<'_>, rows: impl Iterator<Item = usize>) {
        let asked = self.asked(segment);
        let is_asked = |row: &usize| asked.as_ref().is_none_or(|all| all.get(*row) == Some(&true));
        let mut all = 0;
        for head in rows.filter(is_asked).filter_map(|row| segment.head(row)) {
            all += 1;
            let disputed = self.filings.index_near(head.id, &mut self.gap);
            if self.filter.has(head.id, disputed, head.paid_at, head.completed_at) {
                self.chosen.push(ChosenOrder { head, disputed });
            }
        }
        self.counted.all += all;
        let chosen = u64::try_from(self.chosen.len()).expect("rows of a segment");
        self.batch.filter_out(all - chosen);
        let mut chosen = std::mem::take(&mut self.chosen);
        for some in chosen.chunks(OrderBatch::ROWS) {
            if !self.batch.has_room(some.len()) {
                self.flush();
            }
            segment.fill(some, &mut self.batch);
        }
        chosen.clear();
        self.chosen = chosen;
    }

    /// Notes what no input can give of the orders of a segment.
    fn note(&mut self, segment: &Segment<'_>) {
        if segment.given() == FactSet::TIMES {
            return;
        }
        let asked = self.asked(segment);
        for row in 0..segment.len() {
            if asked.as_ref().is_none_or(|all| all.get(row) == Some(&true)) {
                let given = segment.given_of(row);
                self.counted.untold_paid += u64::from(!given.has(Fact::Paid));
                self.counted.untold_completed += u64::from(!given.has(Fact::Completed));
            }
        }
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
