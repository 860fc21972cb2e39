//! Counts orders in tallies: of a large store only that is read which a tally wants.

use super::orders::{by_id, lent, signed, verify_order};
use super::segments::{Kind, Segment};
use super::{Store, StoreError};
use crate::domain::{
    ColumnSet, Country, DisputedIndex, Filings, IdSelection, Moment, NeighbourCache, Order,
    OrderBatch, OrderId, OrderStatus, OrderTally, Projection, RowFilter,
};

/// Counts orders as they come, by rising ids.
struct Counting<'a, T> {
    tally: &'a mut T,
    filings: &'a Filings,
    filter: RowFilter,
    batch: OrderBatch,
    /// Where the last order stands among disputed ones.
    gap: NeighbourCache,
    /// The shops asked for; `None` asks for all.
    shops: Option<Vec<String>>,
    /// Orders of the shops.
    all: u64,
}

/// The columns that segments have.
const PACKED: ColumnSet = ColumnSet::PAID
    .and(ColumnSet::COMPLETED)
    .and(ColumnSet::SHOP)
    .and(ColumnSet::ITEM)
    .and(ColumnSet::COUNTRY);

impl Store {
    /// Counts the orders of `shops` (of all, when there are none) in a tally, and returns how many
    /// there were. Only what the tally looks at is read.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn count_orders<T: OrderTally>(
        &self,
        shops: &[String],
        filings: &Filings,
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let projection = tally.projection();
        let asked: Vec<String> = projection.shops.iter().cloned().collect();
        let shops = both(shops, &asked);
        // One transaction: each query alone would lock the file and look whether it has changed.
        let reading = self.db.unchecked_transaction()?;
        let filter = projection.row_filter(&filings.places());
        let batch = OrderBatch::new(projection.columns, filings.places());
        let mut counting = Counting {
            tally,
            filings,
            filter,
            batch,
            gap: NeighbourCache::default(),
            shops,
            all: 0,
        };
        match &projection {
            Projection { ids: IdSelection::Listed(tables), range: None, .. } => {
                let mut ids: Vec<i64> =
                    tables.iter().flat_map(|table| table.ids()).map(signed).collect();
                // Neighbours stand together.
                ids.sort_unstable();
                ids.dedup();
                self.count_listed(&ids, &mut counting)?;
            }
            Projection { columns, ids: IdSelection::Listed(_), .. } if PACKED.has(*columns) => {
                self.each_segment(*columns, &mut |segment| counting.segment(segment))?;
            }
            Projection { ids: IdSelection::Listed(_) | IdSelection::Every, .. } => {
                self.each_order(&[], &mut |order| counting.order(order))?;
            }
        }
        counting.flush();
        let all = counting.all;
        reading.finish()?;
        self.require_unchanged()?;
        Ok(all)
    }

    /// Counts orders by their ids.
    fn count_listed<T: OrderTally>(
        &self,
        ids: &[i64],
        counting: &mut Counting<'_, T>,
    ) -> Result<(), StoreError> {
        let mut select = self.db.prepare(&by_id())?;
        let mut absent = Vec::new();
        for id in ids {
            let mut rows = select.query([id])?;
            let Some(row) = rows.next()? else {
                absent.push(*id);
                continue;
            };
            verify_order(row)?;
            if let Some(order) = lent(row)? {
                counting.order(&order);
            }
        }
        Ok(self.require_all_absent(&absent)?)
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

impl<T: OrderTally> Counting<'_, T> {
    fn order(&mut self, order: &Order<'_>) {
        let is_asked = |shops: &Vec<String>| shops.iter().any(|shop| shop == order.shop);
        if !self.shops.as_ref().is_none_or(is_asked) {
            return;
        }
        self.all += 1;
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
        let moments = segment.paid.iter().zip(&segment.completed).zip(&segment.kinds);
        for (row, ((paid, completed), kind)) in moments.enumerate() {
            if asked.as_ref().is_some_and(|asked| asked.get(row) != Some(&true)) {
                continue;
            }
            self.all += 1;
            let kind = Kind(*kind);
            let id = segment.ids.get(row).and_then(|id| u64::try_from(*id).ok());
            let Some(id) = id.and_then(OrderId::from_number) else { continue };
            let (paid_at, completed_at) = (kind.paid_at(*paid), kind.completed_at(*completed));
            let disputed = self.filings.index_near(id, &mut self.gap);
            if self.filter.has(id, disputed, paid_at, completed_at) {
                let order = packed_order(segment, row, kind, id, [paid_at, completed_at]);
                self.push(&order, disputed);
            } else {
                self.batch.filter_out(1);
            }
        }
    }
}

/// Returns an order as a segment has it.
fn packed_order<'a>(
    segment: &'a Segment<'_>,
    row: usize,
    kind: Kind,
    id: OrderId,
    [paid_at, completed_at]: [Option<Moment>; 2],
) -> Order<'a> {
    let (country, item) = match &segment.groups {
        Some((countries, items)) => (Country::from_code(countries.get(row)), items.get(row)),
        None => (None, ""),
    };
    let (product, sku) = if kind.is_by_sku() { ("", item) } else { (item, "") };
    Order {
        id,
        shop: segment.shops.get(row),
        product,
        sku,
        country,
        amount: None,
        // Segments are read only where neither this nor the moment of shipping is looked at.
        created_at: Moment::from_millis(0),
        paid_at,
        shipped_at: None,
        completed_at,
        completion: kind.completion(),
        completed_estimated: kind.is_estimated(),
        protection_ends_at: None,
        status: "",
        state: OrderStatus::Unknown,
        tracking: "",
        carrier: "",
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
