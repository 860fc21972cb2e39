//! Orders on their way into a segment: as rows, and packed by columns.

use std::ops::Range;

use rusqlite::{Connection, params};

use super::{
    ASKED, BOUNDS, BY_SKU, Blobs, COLUMNS, COMPLETED, DATED, ESTIMATED, PAID, PRICED, PROTECTED,
    ROWS, SHIPPED, Segment, UNTOLD_COMPLETED, UNTOLD_PAID,
};
use crate::domain::{Country, Fact, Moment};
use crate::store::pack::{pack_numbers, pack_texts};
use crate::store::stored_order::{StoredOf, StoredOrder, signed};
use crate::store::sums::{damage, seal};
use crate::store::words::{completion_number, order_state_number};

/// A segment as it is kept.
#[derive(Debug)]
pub(in crate::store) struct PackedSegment {
    /// The ids that it stands for.
    pub(in crate::store) ids: Range<i64>,
    rows: usize,
    moments: Vec<u8>,
    shops: Vec<u8>,
    countries: Vec<u8>,
    items: Vec<u8>,
    placed: Vec<u8>,
    rest: Vec<u8>,
}

/// Orders on their way into segments, their ids rising.
#[derive(Default)]
pub(in crate::store) struct SegmentRows {
    rows: Vec<RowOrder>,
    /// The texts of each, one after another, without those of orders that were dropped.
    texts: String,
    /// How many bytes the texts of orders that were dropped had.
    dropped: usize,
}

/// An order on its way into a segment: its texts are where they stand among those of all.
type RowOrder = StoredOf<Range<usize>>;

impl PackedSegment {
    /// Packs the first orders, so many or all that there are.
    pub(in crate::store) fn of(rows: &SegmentRows, count: usize, ids: Range<i64>) -> Self {
        let orders = rows.rows.get(..count).unwrap_or(&rows.rows);
        let texts = |text: fn(&RowOrder) -> &Range<usize>| {
            pack_texts(orders.len(), orders.iter().map(|row| rows.text(text(row))))
        };
        let skus = orders.iter().map(|row| match is_by_sku(row) {
            true => "",
            false => rows.text(&row.order.sku),
        });
        let countries = pack_texts(orders.len(), orders.iter().map(country));
        let mut moments = Vec::new();
        pack_each(&mut moments, orders, |row| signed(row.order.id));
        pack_given(&mut moments, orders, |row| row.order.paid_at.map(Moment::millis));
        pack_given(&mut moments, orders, |row| row.order.completed_at.map(Moment::millis));
        pack_each(&mut moments, orders, kind_of);
        let mut placed = Vec::new();
        pack_each(&mut placed, orders, |row| row.order.created_at.millis());
        pack_each(&mut placed, orders, |row| order_state_number(row.order.state));
        let mut rest = pack_rest(orders);
        rest.extend(pack_texts(orders.len(), orders.iter().map(currency)));
        rest.extend(pack_texts(orders.len(), skus));
        rest.extend(texts(|row| &row.order.status));
        rest.extend(texts(|row| &row.order.tracking));
        rest.extend(texts(|row| &row.order.carrier));
        rest.extend(texts(|row| &row.part_dates));
        let first = ids.start;
        Self {
            ids,
            rows: orders.len(),
            moments: seal(moments, "moments", first),
            shops: seal(texts(|row| &row.order.shop), "shops", first),
            countries: seal(countries, "countries", first),
            items: seal(texts(item), "items", first),
            placed: seal(placed, "placed", first),
            rest: seal(rest, "rest", first),
        }
    }

    /// Unpacks it again.
    pub(in crate::store) fn segment(&self) -> rusqlite::Result<Segment<'_>> {
        Segment::of(Blobs {
            first: self.ids.start,
            moments: &self.moments,
            shops: &self.shops,
            groups: Some([&self.countries, &self.items]),
            placed: Some(&self.placed),
            rest: Some(&self.rest),
        })
    }

    /// Writes the segment.
    pub(in crate::store) fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached(&format!(
            "INSERT INTO order_segments ({BOUNDS}, {COLUMNS}) \
             VALUES (?1, ?2, ?3, row_sum(?1, ?2, ?3), ?4, ?5, ?6, ?7, ?8, ?9)"
        ))?;
        insert.execute(params![
            self.ids.start,
            self.ids.end,
            self.rows,
            self.moments,
            self.shops,
            self.countries,
            self.items,
            self.placed,
            self.rest,
        ])?;
        Ok(())
    }
}

fn country(row: &RowOrder) -> &str {
    row.order.country.as_ref().map_or("", Country::code)
}

fn currency(row: &RowOrder) -> &str {
    row.order.amount.as_ref().map_or("", |amount| amount.currency.code())
}

/// Returns the product, or the SKU where there is none.
fn item(row: &RowOrder) -> &Range<usize> {
    if is_by_sku(row) { &row.order.sku } else { &row.order.product }
}

fn is_by_sku(row: &RowOrder) -> bool {
    row.order.product.is_empty()
}

/// Returns how an order was completed, and which bits of [`Segment`]'s kinds are set.
fn kind_of(row: &RowOrder) -> i64 {
    let RowOrder { order, given, .. } = row;
    let bits = [
        (order.paid_at.is_some(), PAID),
        (order.completed_at.is_some(), COMPLETED),
        (order.completed_estimated, ESTIMATED),
        (is_by_sku(row), BY_SKU),
        (!given.has(Fact::Paid), UNTOLD_PAID),
        (!given.has(Fact::Completed), UNTOLD_COMPLETED),
    ];
    order.completion.map_or(0, completion_number) | set(bits)
}

/// Returns which numbers of [`super::Rest`] an order has.
fn marks_of(row: &RowOrder) -> i64 {
    let RowOrder { order, dated, asked_at, .. } = row;
    set([
        (order.shipped_at.is_some(), SHIPPED),
        (order.protection_ends_at.is_some(), PROTECTED),
        (order.amount.is_some(), PRICED),
        (dated.is_some(), DATED),
        (asked_at.is_some(), ASKED),
    ])
}

fn set<const COUNT: usize>(bits: [(bool, i64); COUNT]) -> i64 {
    bits.into_iter().map(|(is, bit)| if is { bit } else { 0 }).sum()
}

/// Packs the numbers of [`super::Rest`].
fn pack_rest(orders: &[RowOrder]) -> Vec<u8> {
    let mut rest = Vec::new();
    pack_each(&mut rest, orders, marks_of);
    pack_given(&mut rest, orders, |row| row.order.shipped_at.map(Moment::millis));
    pack_given(&mut rest, orders, |row| row.order.protection_ends_at.map(Moment::millis));
    pack_given(&mut rest, orders, |row| row.order.amount.map(|amount| amount.minor));
    pack_given(&mut rest, orders, |row| row.dated.map(Moment::millis));
    pack_each(&mut rest, orders, |row| row.first_seen);
    pack_each(&mut rest, orders, |row| row.last_seen);
    pack_given(&mut rest, orders, |row| row.asked_at);
    pack_each(&mut rest, orders, |row| row.channel.cast_signed());
    rest
}

fn pack_each(into: &mut Vec<u8>, orders: &[RowOrder], value: impl Fn(&RowOrder) -> i64) {
    let numbers: Vec<i64> = orders.iter().map(value).collect();
    pack_numbers(into, numbers.iter().copied());
}

/// Packs numbers that are not always given; what is not takes no room of its own.
fn pack_given(into: &mut Vec<u8>, orders: &[RowOrder], value: impl Fn(&RowOrder) -> Option<i64>) {
    // Where none is given no number is written that could be near another.
    let near = orders.iter().find_map(&value).unwrap_or(0);
    pack_each(into, orders, |row| value(row).unwrap_or(near));
}

impl SegmentRows {
    /// Unpacks the orders of a segment of which all columns were read.
    pub(in crate::store) fn of(segment: &Segment<'_>) -> rusqlite::Result<Self> {
        let mut rows = Self::default();
        for row in 0..segment.len() {
            let stored = segment.stored(row).ok_or_else(|| damage("packed columns of orders"))?;
            rows.push(&stored);
        }
        Ok(rows)
    }

    pub(in crate::store) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the id of the order in a row.
    pub(in crate::store) fn id(&self, row: usize) -> Option<i64> {
        self.rows.get(row).map(|row| signed(row.order.id))
    }

    /// Returns the id of the last order.
    pub(in crate::store) fn last_id(&self) -> Option<i64> {
        self.rows.last().map(|row| signed(row.order.id))
    }

    /// Adds an order, above those that are in.
    pub(in crate::store) fn push(&mut self, stored: &StoredOrder<'_>) {
        let row = stored.with_texts(|text| {
            let from = self.dropped + self.texts.len();
            self.texts.push_str(text);
            from..from + text.len()
        });
        self.rows.push(row);
    }

    /// Returns all that is kept of the order in a row.
    pub(in crate::store) fn get(&self, row: usize) -> Option<StoredOrder<'_>> {
        self.rows.get(row).map(|row| row.with_texts(|place| self.text(place)))
    }

    fn text(&self, place: &Range<usize>) -> &str {
        let place = place.start - self.dropped..place.end - self.dropped;
        self.texts.get(place).expect("it is where the text was put")
    }

    /// Removes the last order.
    pub(in crate::store) fn pop(&mut self) {
        if let Some(row) = self.rows.pop() {
            self.texts.truncate(row.order.shop.start - self.dropped);
        }
    }

    /// Removes the first orders.
    pub(in crate::store) fn drop_first(&mut self, count: usize) {
        self.rows.drain(..count.min(self.rows.len()));
        let end = self.dropped + self.texts.len();
        let from = self.rows.first().map_or(end, |row| row.order.shop.start);
        self.texts.drain(..from - self.dropped);
        self.dropped = from;
    }

    /// Packs as many orders as a segment should have, where there are enough, and visits it; returns
    /// the id that the next segment begins at.
    pub(in crate::store) fn emit_full(
        &mut self,
        first: i64,
        visit: &mut dyn FnMut(PackedSegment) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<i64> {
        if self.len() < 2 * ROWS {
            return Ok(first);
        }
        let next = self.id(ROWS).expect("there are twice as many");
        visit(PackedSegment::of(self, ROWS, first..next))?;
        self.drop_first(ROWS);
        Ok(next)
    }

    /// Packs what is left, even where that is nothing, and visits it.
    pub(in crate::store) fn emit_rest(
        &mut self,
        ids: Range<i64>,
        visit: &mut dyn FnMut(PackedSegment) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        visit(PackedSegment::of(self, 2 * ROWS, ids))?;
        *self = Self::default();
        Ok(())
    }
}
