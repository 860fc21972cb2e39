//! Counts orders in tallies: of a large store only that is read which a tally wants.

use super::orders::signed;
use super::segments::Segment;
use super::{Store, StoreError};
use crate::domain::{
    DisputedIndex, Fact, FactSet, Filings, IdSelection, NeighbourCache, Order, OrderBatch,
    OrderTally, Projection, RowFilter,
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
                    ids.iter().filter_map(|id| segment.row(*id)).for_each(|row| {
                        segment.order(row).iter().for_each(|order| counting.order(order));
                    });
                })?;
            }
            Projection { columns, .. } => {
                self.each_segment(*columns, &mut |segment| counting.segment(segment))?;
            }
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

impl CountedOrders {
    /// Notes what some input can give of an order.
    fn note(&mut self, given: FactSet) {
        self.untold_paid += u64::from(!given.has(Fact::Paid));
        self.untold_completed += u64::from(!given.has(Fact::Completed));
    }
}

impl<T: OrderTally> OrderCounting<'_, T> {
    fn order(&mut self, order: &Order<'_>) {
        let is_asked = |shops: &Vec<String>| shops.iter().any(|shop| shop == order.shop);
        if !self.shops.as_ref().is_none_or(is_asked) {
            return;
        }
        self.counted.all += 1;
        let disputed = self.filings.index(order.id);
        if self.filter.has(order.id, disputed, order.paid_at, order.completed_at) {
            self.push(order, disputed);
        } else {
            self.batch.filter_out(1);
        }
    }

    fn push(&mut self, order: &Order<'_>, disputed: Option<DisputedIndex>) {
        self.batch.push(order, disputed);
        if self.batch.is_full() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.tally.add(&self.batch);
        self.batch.clear();
    }

    fn segment(&mut self, segment: &Segment<'_>) {
        let asked = self
            .shops
            .as_ref()
            .map(|shops| segment.shops.rows_where(|shop| shops.iter().any(|asked| asked == shop)));
        let is_told = segment.given() == FactSet::TIMES;
        for row in 0..segment.len() {
            if asked.as_ref().is_some_and(|asked| asked.get(row) != Some(&true)) {
                continue;
            }
            self.counted.all += 1;
            if !is_told {
                self.counted.note(segment.given_of(row));
            }
            let Some(head) = segment.head(row) else { continue };
            let disputed = self.filings.index_near(head.id, &mut self.gap);
            if self.filter.has(head.id, disputed, head.paid_at, head.completed_at) {
                segment.order(row).iter().for_each(|order| self.push(order, disputed));
            } else {
                self.batch.filter_out(1);
            }
        }
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
