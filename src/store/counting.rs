//! Counts orders in tallies: of a large store only that is read which a tally wants.

use super::segments::{ChosenOrder, Looked, Segment};
use super::stored_order::signed;
use super::{Store, StoreError};
use crate::domain::{
    Fact, FactSet, Filings, IdSelection, NeighbourCache, OrderBatch, OrderTally, Projection,
    RowFilter, ShopOrders,
};

/// Of more shops than a seller has, something else stands in their place.
const MOST_SHOPS: usize = 500;

/// How many orders were counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CountedOrders {
    /// Orders of the shops.
    pub(crate) all: u64,
    /// Those of them of which no input that has them can give when they were paid; 0 where a tally
    /// looks at some orders alone.
    pub(crate) untold_paid: u64,
    /// The same of completion.
    pub(crate) untold_completed: u64,
    /// Orders that name no shop, where a tally asks for shops.
    pub(crate) without_shop: u64,
    /// The orders by shop, of those that a tally does not ask for too; empty where it looks at some orders
    /// alone.
    pub(crate) by_shop: Vec<ShopOrders>,
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
    /// The shops that are wanted of the store; an empty list is all.
    lent: &'a [String],
    /// The shops that the tally asks for; an empty list is all.
    asked: Vec<String>,
    counted: CountedOrders,
    /// The orders by shop; `None` where only some orders are looked at.
    by_shop: Option<Vec<ShopOrders>>,
}

impl Store {
    /// Counts the orders of `shops` (of all, when there are none) in a tally, and returns how many
    /// there were of those that it asks for. Only what the tally looks at is read.
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
            lent: shops,
            asked: projection.shops.iter().cloned().collect(),
            counted: CountedOrders::default(),
            by_shop: None,
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
            Projection { columns, .. } => {
                counting.by_shop = Some(Vec::new());
                self.each_segment(Looked::of(*columns), &mut |segment| {
                    counting.rows(segment, 0..segment.len());
                    counting.note(segment);
                })?;
                counting.counted.by_shop = counting.by_shop.take().unwrap_or_default();
            }
        }
        counting.flush();
        let counted = counting.counted;
        reading.finish()?;
        self.require_unchanged()?;
        Ok(counted)
    }
}

/// Returns of each order of a segment whether it is of some shops; `None` where all are.
fn are_of(segment: &Segment<'_>, shops: &[String]) -> Option<Vec<bool>> {
    let are_of = || segment.shops.rows_where(|shop| shops.iter().any(|name| name == shop));
    (!shops.is_empty()).then(are_of)
}

fn is_of(mask: Option<&Vec<bool>>, row: usize) -> bool {
    mask.is_none_or(|all| all.get(row) == Some(&true))
}

/// Returns the number of a shop. Of more than a seller has, the last one has the orders of all others.
fn number(shops: &mut Vec<ShopOrders>, name: &str) -> usize {
    if let Some(known) = shops.iter().position(|shop| shop.name == name) {
        return known;
    }
    if shops.len() <= MOST_SHOPS {
        shops.push(ShopOrders::of(name));
    }
    shops.len() - 1
}

impl<T: OrderTally> OrderCounting<'_, T> {
    fn flush(&mut self) {
        self.tally.add(&self.batch);
        self.batch.clear();
    }

    /// Counts some orders of a segment, their ids rising.
    fn rows(&mut self, segment: &Segment<'_>, rows: impl Iterator<Item = usize>) {
        let (lent, asked) = (are_of(segment, self.lent), are_of(segment, &self.asked));
        let (mut all, mut filtered_out) = (0, 0);
        let (mut shops, numbers) = match self.by_shop.take() {
            None => (None, Vec::new()),
            Some(mut shops) => {
                let numbers = segment.shops.of_rows(|name| number(&mut shops, name));
                (Some(shops), numbers)
            }
        };
        for row in rows.filter(|row| is_of(lent.as_ref(), *row)) {
            let Some(head) = segment.head(row) else { continue };
            let is_asked = is_of(asked.as_ref(), row);
            let disputed = self.filings.index_near(head.id, &mut self.gap);
            let shop = shops.as_mut().and_then(|shops| shops.get_mut(*numbers.get(row)?));
            if let Some(shop) = shop {
                shop.add(head.paid_at, head.completed_at, disputed);
            }
            let is_looked_at = match is_asked {
                true => self.filter.has(head.id, disputed, head.paid_at, head.completed_at),
                false => self.filter.has_id(head.id, disputed),
            };
            if is_looked_at {
                self.chosen.push(ChosenOrder { head, disputed });
            }
            all += u64::from(is_asked);
            filtered_out += u64::from(is_asked && !is_looked_at);
        }
        self.by_shop = shops;
        self.counted.all += all;
        self.batch.filter_out(filtered_out);
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

    /// Notes what no input can give of the orders of a segment, and which name no shop.
    fn note(&mut self, segment: &Segment<'_>) {
        if !self.asked.is_empty() {
            let unnamed = segment.shops.rows_where(str::is_empty).into_iter().filter(|is| *is);
            self.counted.without_shop += u64::try_from(unnamed.count()).expect("rows of a segment");
        }
        if segment.given() == FactSet::TIMES {
            return;
        }
        let (lent, asked) = (are_of(segment, self.lent), are_of(segment, &self.asked));
        for row in 0..segment.len() {
            if is_of(lent.as_ref(), row) && is_of(asked.as_ref(), row) {
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
