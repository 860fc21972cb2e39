//! A row of the table of orders.

use rusqlite::Row;

use super::sums::verify;
use super::words::order_state;
use crate::domain::{
    Completion, Country, Currency, FactSet, Moment, Money, Order, OrderId, OrderOf,
};

/// All that is kept of an order, whose texts are a `T`.
#[derive(Clone, Debug)]
pub(super) struct StoredOf<T> {
    pub(super) order: OrderOf<T>,
    /// How new what says so is; `None` when that is not known.
    pub(super) dated: Option<Moment>,
    /// The dates of its parts, where they are not all that one; else empty.
    pub(super) part_dates: T,
    /// When it was put first and last, in milliseconds.
    pub(super) first_seen: i64,
    pub(super) last_seen: i64,
    /// When the end of trade was asked for without effect, in milliseconds.
    pub(super) asked_at: Option<i64>,
    /// The channel shop to ask it with; 0 for a seller with one.
    pub(super) channel: u64,
    /// Which of [`FactSet::TIMES`] some input that has it can give. Of what is not packed both: only
    /// the platform's answers, which give both, are not packed at once.
    pub(super) given: FactSet,
}

/// All that is kept of an order, as a reader lends it.
pub(super) type StoredOrder<'a> = StoredOf<&'a str>;

impl<T> StoredOf<T> {
    /// Returns the same with its texts in another form.
    pub(super) fn with_texts<'a, U>(&'a self, mut text: impl FnMut(&'a T) -> U) -> StoredOf<U> {
        let Self { dated, first_seen, last_seen, asked_at, channel, given, .. } = *self;
        let order = self.order.with_texts(&mut text);
        let part_dates = text(&self.part_dates);
        StoredOf { order, dated, part_dates, first_seen, last_seen, asked_at, channel, given }
    }
}

/// All of an order that anything is made of, the checksum over it, and what only a sync looks at.
pub(super) const COLUMNS: &str = "id, shop, product, sku, country, amount, currency, created_at, paid_at, \
    shipped_at, completed_at, completion, completed_estimated, protection_ends_at, status, state, \
    tracking, carrier, dated, part_dates, sum, first_seen, last_seen, end_asked_at, channel";

/// The place of the checksum among [`COLUMNS`].
pub(super) const SUM: usize = 20;

/// Compares an order's row of [`COLUMNS`] with its checksum, and returns that.
pub(super) fn verify_order(row: &Row<'_>) -> rusqlite::Result<i64> {
    verify(row, 0..SUM, SUM, "orders")
}

/// Reads a row of [`COLUMNS`]; `None` when its id is none.
pub(super) fn stored<'a>(row: &'a Row<'_>) -> rusqlite::Result<Option<StoredOrder<'a>>> {
    let Some(order) = lent(row)? else { return Ok(None) };
    Ok(Some(StoredOrder {
        order,
        dated: moment(row.get(18)?),
        part_dates: row.get_ref(19)?.as_str_or_null()?.unwrap_or(""),
        first_seen: row.get(21)?,
        last_seen: row.get(22)?,
        asked_at: row.get(23)?,
        channel: row.get(24)?,
        given: FactSet::TIMES,
    }))
}

pub(crate) fn lent<'a>(row: &'a Row<'_>) -> rusqlite::Result<Option<Order<'a>>> {
    let text = |column: usize| -> rusqlite::Result<&'a str> {
        Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or(""))
    };
    let time = |column: usize| -> rusqlite::Result<Option<Moment>> { Ok(moment(row.get(column)?)) };
    let Some(id) = OrderId::from_number(row.get(0)?) else { return Ok(None) };
    Ok(Some(Order {
        id,
        shop: text(1)?,
        product: text(2)?,
        sku: text(3)?,
        country: Country::from_code(text(4)?),
        amount: amount(row.get(5)?, Some(text(6)?)),
        created_at: Moment::from_millis(row.get(7)?),
        paid_at: time(8)?,
        shipped_at: time(9)?,
        completed_at: time(10)?,
        completion: Completion::from_id(text(11)?),
        completed_estimated: row.get(12)?,
        protection_ends_at: time(13)?,
        status: text(14)?,
        state: order_state(text(15)?),
        tracking: text(16)?,
        carrier: text(17)?,
    }))
}

/// Returns the id as the database's integer: ids have at most 17 digits.
pub(super) fn signed(id: OrderId) -> i64 {
    i64::try_from(id.number()).expect("ids have at most 17 digits")
}

pub(super) fn amount(minor: Option<i64>, currency: Option<&str>) -> Option<Money> {
    Some(Money { minor: minor?, currency: Currency::from_code(currency?)? })
}

pub(super) fn moment(millis: Option<i64>) -> Option<Moment> {
    millis.map(Moment::from_millis)
}
