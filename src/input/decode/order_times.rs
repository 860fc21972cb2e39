//! Reads from a record of a plain table what figures need, and checks the rest, without a copy.
//!
//! Only what is written in the usual way: for anything else it returns `None` and has changed
//! nothing, and the record is decoded in full, which gives the same answer or says what is wrong.

use crate::domain::{ColumnSet, Completion, Moment, Money, Order, OrderId, OrderStatus};
use crate::input::decode::currencies::Currencies;
use crate::input::decode::orders::OrderColumns;
use crate::input::table::row::RawRow;

/// What was read lately.
pub(crate) struct Skimmer {
    currencies: Currencies,
}

/// What a record says before any text is looked at. Fields as in [`Order`].
#[derive(Clone, Copy)]
pub(crate) struct Skimmed {
    pub(crate) id: OrderId,
    pub(crate) created_at: Moment,
    pub(crate) paid_at: Option<Moment>,
    pub(crate) shipped_at: Option<Moment>,
    pub(crate) completed_at: Option<Moment>,
    completion: Option<Completion>,
    /// `None` where it has not been looked at.
    protection_ends_at: Option<Option<Moment>>,
    state: OrderStatus,
    /// The place of the word for its state; `None` when there is no word.
    pub(crate) state_place: Option<u8>,
    /// A bit for each moment that names no zone.
    pub(crate) zoneless: u8,
}

/// The place of the end of protection among the moments; it is the last.
const PROTECTION: usize = 4;

/// Reads how an order was completed; `None` when it is not written in the usual way.
#[inline(always)]
pub(crate) fn completion(
    columns: &OrderColumns,
    record: &impl RawRow,
    completed_at: Option<Moment>,
) -> Option<Option<Completion>> {
    match columns.completion.map(|column| record.raw(column)) {
        None | Some(b"") => Some(completed_at.map(|_| Completion::Unspecified)),
        Some(word) => completion_word(word).map(Some),
    }
}

/// Returns what a word for completion says; `None` for any other word.
#[inline(always)]
pub(crate) fn completion_word(word: &[u8]) -> Option<Completion> {
    // Compared by their first and last bytes, which meet, at once.
    let ends = |first: &[u8; 4], last: &[u8; 4]| {
        word.first_chunk() == Some(first) && word.last_chunk() == Some(last)
    };
    match word.len() {
        6 if ends(b"refu", b"fund") => Some(Completion::Refund),
        7 if ends(b"time", b"eout") => Some(Completion::TimedOut),
        15 if word.first_chunk() == Some(b"buyer_co") && word.last_chunk() == Some(b"onfirmed") => {
            Some(Completion::BuyerConfirmed)
        }
        _ => None,
    }
}

impl Skimmer {
    /// Prepares for a table; `None` for a kind of table that must be decoded in full.
    pub(crate) fn of(columns: &OrderColumns) -> Option<Self> {
        let usual = columns.amounts.len() <= 1 && !columns.row_per_product();
        usual.then(|| Self { currencies: Currencies::default() })
    }

    /// Reads a record. What it adds to the columns' counts is left to [`OrderColumns::note`].
    ///
    /// Inlined, because what it returns is long, and copying what was just written waits.
    #[inline(always)]
    pub(crate) fn read(
        &mut self,
        columns: &mut OrderColumns,
        record: &impl RawRow,
    ) -> Option<Skimmed> {
        let id = record.id(columns.id)?;
        let mut zoneless = 0;
        let may_wait = columns.moments.place(PROTECTION).is_some_and(|at| record.may_wait(at));
        let mut moments = [None; PROTECTION + 1];
        let looked_at = if may_wait { PROTECTION } else { moments.len() };
        columns.moments.skim_first(record, moments.get_mut(..looked_at)?, &mut zoneless)?;
        let [created_at, paid_at, shipped_at, completed_at, protection] = moments;
        let protection_ends_at = (!may_wait).then_some(protection);
        let created_at = created_at?;
        let completion = completion(columns, record, completed_at)?;
        if !self.amount_is_usual(columns, record) {
            return None;
        }
        let (mut state_place, mut state) = (None, OrderStatus::Unknown);
        if let Some(column) = columns.status {
            let word = record.raw(column);
            if !word.is_empty() {
                let (place, known) = columns.known_state(word, record.tail(column))?;
                (state_place, state) = (Some(place), known);
            }
        }
        Some(Skimmed {
            id,
            created_at,
            paid_at,
            shipped_at,
            completed_at,
            completion,
            protection_ends_at,
            state,
            state_place,
            zoneless,
        })
    }

    /// Tells whether an amount is written in the usual way, or is none.
    #[inline(always)]
    fn amount_is_usual(&mut self, columns: &OrderColumns, record: &impl RawRow) -> bool {
        let Some(column) = columns.amounts.first().copied() else { return true };
        let text = record.raw(column);
        if text.is_empty() {
            return true;
        }
        let Some(currency) = columns.currency else { return false };
        if record.amounts_may_wait(column, currency) {
            return true;
        }
        let code = record.raw(currency);
        if let Some(tail) = record.tail(column)
            && self.currencies.is_short(text.len(), tail, code)
        {
            return true;
        }
        self.currencies.plain(text, code).is_some()
    }

    /// Reads an amount: `None` when it is not written in the usual way, `Some(None)` when empty.
    fn amount(&mut self, columns: &OrderColumns, record: &impl RawRow) -> Option<Option<Money>> {
        match columns.amounts.first().map(|column| record.raw(*column)) {
            None | Some(b"") => Some(None),
            Some(text) => self.currencies.plain(text, record.raw(columns.currency?)).map(Some),
        }
    }

    /// Returns the order with the columns asked for; `None` when a text needs a closer look.
    #[inline]
    pub(crate) fn whole<'a>(
        &mut self,
        skimmed: &Skimmed,
        columns: &mut OrderColumns,
        record: &'a impl RawRow,
        shop: &'a str,
        asked: ColumnSet,
    ) -> Option<Order<'a>> {
        let order = Order {
            id: skimmed.id,
            shop: "",
            product: "",
            sku: "",
            country: None,
            amount: None,
            created_at: skimmed.created_at,
            paid_at: skimmed.paid_at,
            shipped_at: skimmed.shipped_at,
            completed_at: skimmed.completed_at,
            completion: skimmed.completion,
            completed_estimated: false,
            protection_ends_at: skimmed.protection_ends_at.flatten(),
            status: "",
            state: skimmed.state,
            tracking: "",
            carrier: "",
        };
        let moments = ColumnSet::PAID.and(ColumnSet::COMPLETED);
        if moments.has(asked) {
            return Some(order);
        }
        self.with_texts(skimmed, order, columns, record, shop, asked)
    }

    fn with_texts<'a>(
        &mut self,
        skimmed: &Skimmed,
        order: Order<'a>,
        columns: &mut OrderColumns,
        record: &'a impl RawRow,
        shop: &'a str,
        asked: ColumnSet,
    ) -> Option<Order<'a>> {
        let text = |is_asked: bool, column: Option<usize>| match column {
            Some(column) if is_asked => Some(std::str::from_utf8(record.raw(column)).ok()?.trim()),
            Some(_) | None => Some(""),
        };
        let item = asked.has(ColumnSet::ITEM);
        let own = text(asked.has(ColumnSet::SHOP), columns.shop)?;
        let product = text(item || asked.has(ColumnSet::PRODUCT), columns.product)?;
        let is_sku_asked = item && product.is_empty() || asked.has(ColumnSet::SKU);
        let sku = text(is_sku_asked, columns.sku)?;
        if sku.contains([';', '*']) {
            return None;
        }
        let country = text(asked.has(ColumnSet::COUNTRY), columns.country)?;
        let country = if country.is_empty() { None } else { columns.country_named(country) };
        let order =
            Order { shop: if own.is_empty() { shop } else { own }, product, sku, country, ..order };
        if !asked.has_any(SELDOM) {
            return Some(order);
        }
        Some(Order {
            amount: self.amount(columns, record)?,
            protection_ends_at: match skimmed.protection_ends_at {
                Some(moment) => moment,
                // A column that may wait names its zone in every cell.
                None => columns.moments.skim(PROTECTION, record, &mut 0)?,
            },
            status: text(true, columns.status)?,
            tracking: text(true, columns.tracking)?,
            carrier: text(true, columns.carrier)?,
            ..order
        })
    }
}

/// Columns that few questions look at; whoever looks at one gets them all.
const SELDOM: ColumnSet = ColumnSet::AMOUNT
    .and(ColumnSet::PROTECTION)
    .and(ColumnSet::STATUS)
    .and(ColumnSet::TRACKING)
    .and(ColumnSet::CARRIER);
