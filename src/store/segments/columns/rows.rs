//! Orders on their way into a segment: as rows, and packed by columns.

use std::ops::Range;

use rusqlite::{Connection, params};

use super::{
    ASKED, BOUNDS, BY_SKU, Blobs, COLUMNS, COMPLETED, DATED, ESTIMATED, PAID, PRICED, PROTECTED,
    ROWS, SHIPPED, Segment, UNTOLD_COMPLETED, UNTOLD_PAID, completion_of, given_of,
};
use crate::domain::{Country, Fact, Moment, Order, OrderId};
use crate::store::pack::{pack_numbers, pack_texts};
use crate::store::stored_order::{StoredOrder, amount, signed};
use crate::store::sums::{damage, seal};
use crate::store::words::{completion_number, numbered_order_state, order_state_number};

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
    rows: Vec<RowFields>,
    /// The texts of each, one after another.
    texts: String,
}

/// The texts of an order, in the sequence in which they stand.
#[derive(Clone, Copy)]
enum SegmentField {
    Shop,
    Country,
    Product,
    Sku,
    Currency,
    Status,
    Tracking,
    Carrier,
    PartDates,
}

/// An order on its way into a segment.
struct RowFields {
    id: i64,
    kind: i64,
    marks: i64,
    paid: i64,
    completed: i64,
    created: i64,
    state: i64,
    shipped: i64,
    protection: i64,
    amount: i64,
    dated: i64,
    first_seen: i64,
    last_seen: i64,
    asked: i64,
    channel: i64,
    /// Where its texts begin, and where each ends.
    bounds: [usize; 10],
}

impl PackedSegment {
    /// Packs the first orders, so many or all that there are.
    pub(in crate::store) fn of(rows: &SegmentRows, count: usize, ids: Range<i64>) -> Self {
        let orders = rows.rows.get(..count).unwrap_or(&rows.rows);
        let texts = |field: SegmentField| {
            pack_texts(orders.len(), orders.iter().map(|row| rows.text(row, field)))
        };
        let item = |row: &RowFields| {
            rows.text(
                row,
                if row_is_by_sku(row) { SegmentField::Sku } else { SegmentField::Product },
            )
        };
        let sku = |row| if row_is_by_sku(row) { "" } else { rows.text(row, SegmentField::Sku) };
        let mut moments = Vec::new();
        pack_numbers(&mut moments, orders.iter().map(|row| row.id));
        pack_given(&mut moments, orders, |row| (row.kind & PAID != 0).then_some(row.paid));
        pack_given(&mut moments, orders, |row| {
            (row.kind & COMPLETED != 0).then_some(row.completed)
        });
        pack_numbers(&mut moments, orders.iter().map(|row| row.kind));
        let mut placed = Vec::new();
        pack_numbers(&mut placed, orders.iter().map(|row| row.created));
        pack_numbers(&mut placed, orders.iter().map(|row| row.state));
        let mut rest = pack_rest(orders);
        rest.extend(texts(SegmentField::Currency));
        rest.extend(pack_texts(orders.len(), orders.iter().map(sku)));
        for field in [
            SegmentField::Status,
            SegmentField::Tracking,
            SegmentField::Carrier,
            SegmentField::PartDates,
        ] {
            rest.extend(texts(field));
        }
        let first = ids.start;
        Self {
            ids,
            rows: orders.len(),
            moments: seal(moments, "moments", first),
            shops: seal(texts(SegmentField::Shop), "shops", first),
            countries: seal(texts(SegmentField::Country), "countries", first),
            items: seal(pack_texts(orders.len(), orders.iter().map(item)), "items", first),
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

fn row_is_by_sku(row: &RowFields) -> bool {
    row.kind & BY_SKU != 0
}

/// Packs the numbers of [`super::Rest`].
fn pack_rest(orders: &[RowFields]) -> Vec<u8> {
    let mut rest = Vec::new();
    let given = |mark: i64, value: fn(&RowFields) -> i64| {
        move |row: &RowFields| (row.marks & mark != 0).then(|| value(row))
    };
    pack_numbers(&mut rest, orders.iter().map(|row| row.marks));
    pack_given(&mut rest, orders, given(SHIPPED, |row| row.shipped));
    pack_given(&mut rest, orders, given(PROTECTED, |row| row.protection));
    pack_given(&mut rest, orders, given(PRICED, |row| row.amount));
    pack_given(&mut rest, orders, given(DATED, |row| row.dated));
    pack_numbers(&mut rest, orders.iter().map(|row| row.first_seen));
    pack_numbers(&mut rest, orders.iter().map(|row| row.last_seen));
    pack_given(&mut rest, orders, given(ASKED, |row| row.asked));
    pack_numbers(&mut rest, orders.iter().map(|row| row.channel));
    rest
}

/// Packs numbers that are not always given; what is not takes no room of its own.
fn pack_given(into: &mut Vec<u8>, orders: &[RowFields], value: impl Fn(&RowFields) -> Option<i64>) {
    // Where none is given no number is written that could be near another.
    let near = orders.iter().find_map(&value).unwrap_or(0);
    let numbers: Vec<i64> = orders.iter().map(|row| value(row).unwrap_or(near)).collect();
    pack_numbers(into, numbers.iter().copied());
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
        self.rows.get(row).map(|row| row.id)
    }

    /// Returns the id of the last order.
    pub(in crate::store) fn last_id(&self) -> Option<i64> {
        self.rows.last().map(|row| row.id)
    }

    /// Adds an order, above those that are in.
    pub(in crate::store) fn push(&mut self, stored: &StoredOrder<'_>) {
        let StoredOrder { order, .. } = stored;
        let bit = |is: bool, bit: i64| if is { bit } else { 0 };
        // What is not given is told by its bit.
        let millis = |at: Option<Moment>| at.map_or(0, Moment::millis);
        let mut bounds = [self.texts.len(); 10];
        let texts = [
            order.shop,
            order.country.as_ref().map_or("", Country::code),
            order.product,
            order.sku,
            order.amount.as_ref().map_or("", |amount| amount.currency.code()),
            order.status,
            order.tracking,
            order.carrier,
            stored.part_dates,
        ];
        for (end, text) in bounds.iter_mut().skip(1).zip(texts) {
            self.texts.push_str(text);
            *end = self.texts.len();
        }
        let completion = order.completion.map_or(0, completion_number);
        self.rows.push(RowFields {
            id: signed(order.id),
            kind: completion
                | bit(order.paid_at.is_some(), PAID)
                | bit(order.completed_at.is_some(), COMPLETED)
                | bit(order.completed_estimated, ESTIMATED)
                | bit(order.product.is_empty(), BY_SKU)
                | bit(!stored.given.has(Fact::Paid), UNTOLD_PAID)
                | bit(!stored.given.has(Fact::Completed), UNTOLD_COMPLETED),
            marks: bit(order.shipped_at.is_some(), SHIPPED)
                | bit(order.protection_ends_at.is_some(), PROTECTED)
                | bit(order.amount.is_some(), PRICED)
                | bit(stored.dated.is_some(), DATED)
                | bit(stored.asked_at.is_some(), ASKED),
            paid: millis(order.paid_at),
            completed: millis(order.completed_at),
            created: order.created_at.millis(),
            state: order_state_number(order.state),
            shipped: millis(order.shipped_at),
            protection: millis(order.protection_ends_at),
            amount: order.amount.map_or(0, |amount| amount.minor),
            dated: millis(stored.dated),
            first_seen: stored.first_seen,
            last_seen: stored.last_seen,
            // 0 is written for an order that was never asked for by itself.
            asked: stored.asked_at.unwrap_or(0),
            channel: stored.channel.cast_signed(),
            bounds,
        });
    }

    /// Returns all that is kept of the order in a row.
    pub(in crate::store) fn get(&self, row: usize) -> Option<StoredOrder<'_>> {
        let row = self.rows.get(row)?;
        let (kind, marks) = (row.kind, row.marks);
        let moment = |is: i64, millis: i64| (is != 0).then(|| Moment::from_millis(millis));
        let text = |field: SegmentField| self.text(row, field);
        let minor = (marks & PRICED != 0).then_some(row.amount);
        Some(StoredOrder {
            order: Order {
                id: OrderId::from_number(u64::try_from(row.id).ok()?)?,
                shop: text(SegmentField::Shop),
                product: text(SegmentField::Product),
                sku: text(SegmentField::Sku),
                country: Country::from_code(text(SegmentField::Country)),
                amount: amount(minor, Some(text(SegmentField::Currency))),
                created_at: Moment::from_millis(row.created),
                paid_at: moment(kind & PAID, row.paid),
                shipped_at: moment(marks & SHIPPED, row.shipped),
                completed_at: moment(kind & COMPLETED, row.completed),
                completion: completion_of(kind),
                completed_estimated: kind & ESTIMATED != 0,
                protection_ends_at: moment(marks & PROTECTED, row.protection),
                status: text(SegmentField::Status),
                state: numbered_order_state(row.state),
                tracking: text(SegmentField::Tracking),
                carrier: text(SegmentField::Carrier),
            },
            dated: moment(marks & DATED, row.dated),
            part_dates: text(SegmentField::PartDates),
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            asked_at: (marks & ASKED != 0).then_some(row.asked),
            channel: row.channel.cast_unsigned(),
            given: given_of(kind),
        })
    }

    fn text(&self, row: &RowFields, field: SegmentField) -> &str {
        let at = field as usize;
        let range = row.bounds.get(at).zip(row.bounds.get(at + 1));
        range.and_then(|(from, to)| self.texts.get(*from..*to)).expect("bounds are of its texts")
    }

    /// Removes the last order.
    pub(in crate::store) fn pop(&mut self) {
        if let Some(row) = self.rows.pop() {
            self.texts.truncate(row.bounds[0]);
        }
    }

    /// Removes the first orders.
    pub(in crate::store) fn drop_first(&mut self, count: usize) {
        self.rows.drain(..count.min(self.rows.len()));
        let from = self.rows.first().map_or(self.texts.len(), |row| row.bounds[0]);
        self.texts.drain(..from);
        let bounds = self.rows.iter_mut().flat_map(|row| &mut row.bounds);
        bounds.for_each(|bound| *bound -= from);
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
