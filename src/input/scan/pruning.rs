//! Row groups of which so much is known beforehand that of most rows only the id is looked at.
//!
//! Columns say which moments they hold and dictionaries which words. Where all of them are right, a
//! row that no tally wants adds nothing but one to the count; all others are read as ever.

use crate::domain::{
    ColumnSet, DisputedIndex, Filings, Moment, Order, OrderId, OrderStatus, RowFilter,
};
use crate::input::decode::order_times::{completion, completion_word};
use crate::input::decode::orders::OrderColumns;
use crate::input::table::parquet::{Group, GroupRows};
use crate::input::table::row::RawRow;

/// What to look for in the rows of a group.
pub(crate) struct Foretold {
    id: usize,
    filter: RowFilter,
    /// Moments of which some may be in the window.
    near: Vec<usize>,
    /// Of an order that is wanted, its payment and completion may be enough.
    brief: bool,
    /// The first and the last moment at which orders of the group were placed.
    pub(crate) placed: (Moment, Moment),
    /// The last moment of any kind but the end of protection.
    pub(crate) last: Moment,
}

/// What a row is.
pub(crate) enum Glimpse<'a> {
    /// An order that nobody wants.
    PassedOver(OrderId),
    /// An order of which only payment and completion are told.
    Brief(Order<'a>, Option<DisputedIndex>),
}

/// The places of moments among the columns.
const PLACED: usize = 0;
const PAID: usize = 1;
const SHIPPED: usize = 2;
const COMPLETED: usize = 3;
const PROTECTION: usize = 4;

impl Foretold {
    /// Returns what to look for; `None` where rows must be read to know whether they are right.
    pub(crate) fn of(
        columns: &OrderColumns,
        group: &Group,
        filter: &RowFilter,
        asked: ColumnSet,
    ) -> Option<Self> {
        let span = |at: usize| match columns.moments.place(at) {
            Some(column) => group.moments(column),
            None => Some(None),
        };
        span(PROTECTION)?;
        let placed = columns.moments.place(PLACED)?;
        let placed = group.moments(placed)?.filter(|_| group.in_every_row(placed))?;
        let mut last = placed.1;
        let mut near = Vec::new();
        for at in [PAID, SHIPPED, COMPLETED] {
            let Some((from, to)) = span(at)? else { continue };
            last = last.max(to);
            if at != SHIPPED && filter.may_be_in_range(from, to) {
                near.push(at);
            }
        }
        let right = |column: Option<usize>, word: &dyn Fn(&[u8]) -> bool| {
            column.is_none_or(|column| group.every_text(column, word))
        };
        let amounts = match (columns.amounts.first(), columns.currency) {
            (None, _) => true,
            (Some(amount), Some(currency)) => group.amounts_are_plain(*amount, currency),
            (Some(_), None) => false,
        };
        let known = !filter.has_every_order()
            && filter.has_every_shop()
            && right(columns.completion, &|word| {
                word.is_empty() || completion_word(word).is_some()
            })
            && right(columns.status, &|word| word.is_empty() || columns.knows_state(word))
            && amounts;
        let brief = ColumnSet::PAID.and(ColumnSet::COMPLETED).has(asked);
        let (id, filter) = (columns.id, filter.clone());
        known.then_some(Self { id, filter, near, brief, placed, last })
    }

    /// Returns the ids of rows, `None` for what is none, where of an order that is not named no more
    /// is looked at, and they stand together.
    pub(crate) fn ids<'a>(
        &self,
        rows: &GroupRows<'a>,
    ) -> Option<impl Iterator<Item = Option<OrderId>> + use<'a>> {
        let numbers = if self.near.is_empty() { rows.whole(self.id)? } else { return None };
        Some(numbers.map(|number| OrderId::from_number(u64::try_from(number).ok()?)))
    }

    /// Tells whether an order is wanted whatever its moments.
    #[inline]
    pub(crate) fn names(&self, id: OrderId, filings: &Filings) -> bool {
        self.filter.has_id(id, filings.index(id))
    }

    /// Looks at a row; `None` where it must be read as ever.
    #[inline]
    pub(crate) fn glimpse(
        &self,
        columns: &mut OrderColumns,
        record: &impl RawRow,
        filings: &Filings,
    ) -> Option<Glimpse<'static>> {
        let id = record.id(self.id)?;
        let disputed = filings.index(id);
        if !self.filter.has_id(id, disputed) && !self.is_in_range(columns, record)? {
            return Some(Glimpse::PassedOver(id));
        }
        if !self.brief || disputed.is_some_and(|at| self.is_late(at, columns, record, filings)) {
            return None;
        }
        let paid_at = columns.moments.skim(PAID, record, &mut 0)?;
        let completed_at = columns.moments.skim(COMPLETED, record, &mut 0)?;
        let order = Order {
            id,
            shop: "",
            product: "",
            sku: "",
            country: None,
            amount: None,
            created_at: self.placed.0,
            paid_at,
            shipped_at: None,
            completed_at,
            completion: completion(columns, record, completed_at)?,
            completed_estimated: false,
            protection_ends_at: None,
            status: "",
            state: OrderStatus::Unknown,
            tracking: "",
            carrier: "",
        };
        Some(Glimpse::Brief(order, disputed))
    }

    fn is_in_range(&self, columns: &mut OrderColumns, record: &impl RawRow) -> Option<bool> {
        for at in &self.near {
            let moment = columns.moments.skim(*at, record, &mut 0)?;
            if self.filter.is_in_range(moment, None) {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Tells whether an order was placed after its dispute was opened, or when is not to be told.
    fn is_late(
        &self,
        disputed: DisputedIndex,
        columns: &mut OrderColumns,
        record: &impl RawRow,
        filings: &Filings,
    ) -> bool {
        let Some(first) = filings.of_index(disputed).first() else { return false };
        // Where all orders of a group were placed before, the moment of this one need not be read.
        first.opened_at < self.placed.1
            && columns
                .moments
                .skim(PLACED, record, &mut 0)
                .flatten()
                .is_none_or(|placed| first.opened_at < placed)
    }
}
