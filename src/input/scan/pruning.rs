//! Row groups of which so much is known beforehand that of most rows only the id is looked at.
//!
//! Columns say which moments they hold and dictionaries which words. Where all of them are right, a
//! row that no tally wants adds nothing but one to the count; all others are read as ever.

use std::sync::Arc;

use crate::domain::{Filings, IdTable, Moment, OrderId, OrderTally, Skim, Wanted, Window};
use crate::input::decode::order_times::{completion, completion_word};
use crate::input::decode::orders::OrderColumns;
use crate::input::table::parquet::{Group, GroupRows};
use crate::input::table::row::RawRow;

/// What to look for in the rows of a group.
pub(crate) struct Foretold {
    id: usize,
    /// Orders that are wanted, unless they are those with disputes.
    ids: Option<Arc<IdTable>>,
    window: Option<Window>,
    /// Moments of which some may be in the window.
    near: Vec<usize>,
    /// Of an order that is wanted, its payment and completion may be enough.
    brief: bool,
    /// Some completion may be looked at.
    completions: bool,
    /// The first and the last moment at which orders of the group were placed.
    pub(crate) placed: (Moment, Moment),
    /// The last moment of any kind but the end of protection.
    pub(crate) last: Moment,
}

/// What a tally asks for.
pub(crate) struct Asked {
    /// Which orders.
    pub(crate) wanted: Wanted,
    /// Of these, payment and completion may be enough.
    pub(crate) brief: bool,
    /// A completion outside the span wanted is not looked at.
    pub(crate) completion_in_span_only: bool,
}

impl Asked {
    /// Returns what a tally asks for; `None` where it must see every order.
    pub(crate) fn of(tally: &impl OrderTally) -> Option<Self> {
        Some(Self {
            wanted: tally.wanted()?,
            brief: tally.needs_paid_and_completed_only(),
            completion_in_span_only: tally.needs_completion_in_span_only(),
        })
    }
}

/// What a row is.
pub(crate) enum Glimpse {
    /// An order that nobody wants.
    PassedOver(OrderId),
    /// An order of which only payment and completion are told.
    Brief(Skim),
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
        asked: Asked,
        filings: &Filings,
    ) -> Option<Self> {
        let Asked { wanted, brief, completion_in_span_only } = asked;
        let Wanted { ids, span: window, shops } = wanted;
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
            if at != SHIPPED && window.is_some_and(|window| from < window.to && window.from <= to) {
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
        let known = shops.is_empty()
            && right(columns.completion, &|word| {
                word.is_empty() || completion_word(word).is_some()
            })
            && right(columns.status, &|word| word.is_empty() || columns.knows_state(word))
            && amounts;
        let ids = Some(ids).filter(|ids| !Arc::ptr_eq(ids, &filings.places()));
        let completions = !completion_in_span_only || near.contains(&COMPLETED);
        let id = columns.id;
        known.then_some(Self { id, ids, window, near, brief, completions, placed, last })
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
        filings.place(id).is_some() || self.lists(id)
    }

    #[inline]
    fn lists(&self, id: OrderId) -> bool {
        self.ids.as_ref().is_some_and(|ids| ids.get(id).is_some())
    }

    /// Looks at a row; `None` where it must be read as ever.
    #[inline]
    pub(crate) fn glimpse(
        &self,
        columns: &mut OrderColumns,
        record: &impl RawRow,
        filings: &Filings,
    ) -> Option<Glimpse> {
        let id = record.id(self.id)?;
        let place = filings.place(id);
        if place.is_none() && !self.lists(id) && !self.is_in_window(columns, record)? {
            return Some(Glimpse::PassedOver(id));
        }
        if !self.brief || place.is_some_and(|at| self.is_late(at, columns, record, filings)) {
            return None;
        }
        let paid_at = columns.moments.skim(PAID, record, &mut 0)?;
        let (completed_at, completion) = if self.completions {
            let completed_at = columns.moments.skim(COMPLETED, record, &mut 0)?;
            (completed_at, completion(columns, record, completed_at)?)
        } else {
            (None, None)
        };
        let (created_at, shipped_at) = (self.placed.0, None);
        let skim = Skim { id, place, created_at, paid_at, shipped_at, completed_at, completion };
        Some(Glimpse::Brief(skim))
    }

    fn is_in_window(&self, columns: &mut OrderColumns, record: &impl RawRow) -> Option<bool> {
        for at in &self.near {
            let moment = columns.moments.skim(*at, record, &mut 0)?;
            if self.window.is_some_and(|window| window.has(moment)) {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Tells whether an order was placed after its dispute was opened, or when is not to be told.
    fn is_late(
        &self,
        place: usize,
        columns: &mut OrderColumns,
        record: &impl RawRow,
        filings: &Filings,
    ) -> bool {
        let Some(first) = filings.of_place(place).first() else { return false };
        // Where all orders of a group were placed before, the moment of this one need not be read.
        first.opened_at < self.placed.1
            && columns
                .moments
                .skim(PLACED, record, &mut 0)
                .flatten()
                .is_none_or(|placed| first.opened_at < placed)
    }
}
