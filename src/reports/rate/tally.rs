//! Counts orders for rates: one pass serves every window, series and group.
//!
//! Of an order with disputes the facts are kept. Of all others only two histograms: completions
//! and payments by cells of 24 h that end at as-of, so that any window of whole days is a sum.

use std::borrow::Cow;
use std::sync::Arc;

use super::facts::{FactGroups, FactTable, RateFacts};
use super::groups::Groups;
use super::histogram::Histogram;
use super::settings::{Grouping, RateQuestion, month_of};
use crate::domain::{
    ColumnSet, DisputedIndex, Filings, IdTable, Moment, OrderBatch, OrderId, OrderTally,
    Projection, Window, is_asked,
};

/// An order without disputes that is in some denominator, for the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CleanOrder {
    /// The order.
    pub id: OrderId,
    /// Completed; `None` when not, or not in the longest window.
    pub completed_at: Option<Moment>,
    /// Paid; `None` when not, or not in the longest window.
    pub paid_at: Option<Moment>,
}

/// The tally.
#[derive(Clone, Debug)]
pub struct RateTally {
    question: Arc<RateQuestion>,
    places: Arc<IdTable>,
    span: Window,
    cells: usize,
    facts: FactTable,
    total: Histogram,
    /// Orders without disputes by group, and the names of the groups of disputed orders.
    groups: Groups,
    /// Orders without disputes that are in some denominator, when asked for.
    pub(super) clean: Vec<CleanOrder>,
    /// Count of orders of the shops asked for.
    pub(super) orders: u64,
    /// Count of completions whose moment is estimated.
    pub(super) estimated: u64,
}

/// What rates look at in a row of a batch.
#[derive(Clone, Copy)]
struct RateOrder {
    row: usize,
    id: OrderId,
    paid_at: Option<Moment>,
    /// Completed in the sense of a rate.
    completed_at: Option<Moment>,
    estimated: bool,
}

const DAY_MS: i64 = 86_400_000;

/// Returns what rates look at in each row of a batch.
#[inline]
fn rate_orders(batch: &OrderBatch) -> impl Iterator<Item = RateOrder> {
    let moments = batch.paid().iter().zip(batch.counted_completions());
    let rows = batch.ids().iter().zip(batch.estimated()).zip(moments);
    rows.enumerate().map(|(row, ((id, estimated), (paid_at, completed_at)))| {
        let (id, paid_at, estimated) = (*id, *paid_at, *estimated);
        RateOrder { row, id, paid_at, completed_at, estimated }
    })
}

impl RateTally {
    /// Prepares a tally for a question about some disputes.
    pub fn new(question: RateQuestion, filings: &Filings) -> Self {
        let cells = question.longest_window + question.points.saturating_sub(1);
        let span = Window::ending_at(question.as_of, cells);
        let span =
            Window { from: question.since.map_or(span.from, |since| since.max(span.from)), ..span };
        let cells = usize::try_from(cells).expect("a usize has at least 32 bits");
        Self {
            places: filings.places(),
            span,
            cells,
            facts: FactTable::default(),
            total: Histogram::default(),
            groups: Groups::new(cells),
            clean: Vec::new(),
            orders: 0,
            estimated: 0,
            question: Arc::new(question),
        }
    }

    /// Prepares a tally of which nothing but rates is asked: of disputed orders without any event
    /// near the span that is looked at, only the delays are kept, unless all are to be listed.
    pub fn of_rates_alone(question: RateQuestion, filings: &Arc<Filings>) -> Self {
        let mut tally = Self::new(question, filings);
        if !tally.question.explain {
            tally.facts = FactTable::near(tally.span, Arc::clone(filings));
        }
        tally
    }

    /// Returns the question.
    pub fn question(&self) -> &RateQuestion {
        &self.question
    }

    /// Returns what was kept of disputed orders.
    pub(super) fn facts(&self) -> &FactTable {
        &self.facts
    }

    /// Returns the columns by which orders are grouped or chosen.
    fn group_columns(&self) -> ColumnSet {
        let by = match self.question.by {
            Some(Grouping::Shop) => ColumnSet::SHOP,
            Some(Grouping::Product) => ColumnSet::ITEM,
            Some(Grouping::Country) => ColumnSet::COUNTRY,
            Some(Grouping::Month | Grouping::Family) | None => ColumnSet::NONE,
        };
        let shops = if self.question.shops.is_empty() { ColumnSet::NONE } else { ColumnSet::SHOP };
        by.and(shops)
    }

    fn add_disputed(&mut self, index: DisputedIndex, batch: &OrderBatch, order: RateOrder) {
        let RateOrder { row, paid_at, completed_at, .. } = order;
        self.facts.push(index.get(), RateFacts { paid_at, completed_at });
        let columns = self.group_columns();
        if columns == ColumnSet::NONE {
            return;
        }
        let country = batch.countries().get(row).copied().flatten();
        let shop = if columns.has(ColumnSet::SHOP) { batch.shop(row) } else { "" };
        let item = if columns.has(ColumnSet::ITEM) { batch.item(row) } else { "" };
        let groups = FactGroups {
            shop: self.groups.number(shop),
            product: self.groups.number(item),
            country: country.filter(|_| columns.has(ColumnSet::COUNTRY)),
        };
        self.facts.push_groups(index.get(), groups);
    }

    /// Returns the histogram of all orders without disputes.
    pub fn total(&self) -> &Histogram {
        &self.total
    }

    /// Returns the orders without disputes by group key.
    pub fn groups(&self) -> Cow<'_, Groups> {
        self.groups.settled()
    }

    /// Returns the name that has a number in the groups of disputed orders.
    pub(super) fn name(&self, number: u32) -> &str {
        self.groups.name(number)
    }

    fn cell(&self, moment: Option<Moment>) -> Option<usize> {
        let moment = moment.filter(|moment| self.span.contains(*moment))?;
        let back = self.question.as_of.millis() - 1 - moment.millis();
        usize::try_from(back / DAY_MS).ok()
    }

    /// Counts an order without disputes; returns its cells.
    #[inline]
    fn add_moments(&mut self, order: RateOrder) -> (Option<usize>, Option<usize>) {
        let RateOrder { id, completed_at, paid_at, .. } = order;
        let (completed, paid) = (self.cell(completed_at), self.cell(paid_at));
        if completed.is_none() && paid.is_none() {
            return (None, None);
        }
        self.total.add(completed, paid, self.cells);
        if self.question.explain {
            self.clean.push(CleanOrder {
                id,
                completed_at: completed.and(completed_at),
                paid_at: paid.and(paid_at),
            });
        }
        (completed, paid)
    }

    fn add_to_groups(&mut self, batch: &OrderBatch, order: RateOrder) {
        let (completed, paid) = self.add_moments(order);
        if completed.is_none() && paid.is_none() {
            return;
        }
        match self.question.by {
            None | Some(Grouping::Family) => {}
            Some(Grouping::Month) => {
                let month = |at: Option<Moment>| at.map(month_of);
                if let Some(key) = completed.and(month(order.completed_at)) {
                    self.add_to_group(&key, completed, None);
                }
                if let Some(key) = paid.and(month(order.paid_at)) {
                    self.add_to_group(&key, None, paid);
                }
            }
            Some(Grouping::Shop) => self.add_to_group(batch.shop(order.row), completed, paid),
            Some(Grouping::Product) => self.add_to_group(batch.item(order.row), completed, paid),
            Some(Grouping::Country) => {
                let country = batch.countries().get(order.row).copied().flatten();
                let key = country.map_or_else(String::new, |country| country.to_string());
                self.add_to_group(&key, completed, paid);
            }
        }
    }

    fn add_to_group(&mut self, key: &str, completed: Option<usize>, paid: Option<usize>) {
        self.groups.add(key, completed, paid);
    }
}

impl OrderTally for RateTally {
    fn projection(&self) -> Projection {
        let columns = ColumnSet::PAID.and(ColumnSet::COMPLETED).and(self.group_columns());
        let projection = Projection::of_ids(columns, Arc::clone(&self.places)).or_in(self.span);
        projection.of_shops(&self.question.shops)
    }

    fn fresh(&self) -> Self {
        Self {
            question: Arc::clone(&self.question),
            places: Arc::clone(&self.places),
            span: self.span,
            cells: self.cells,
            facts: self.facts.fresh(),
            total: Histogram::default(),
            groups: Groups::new(self.cells),
            clean: Vec::new(),
            orders: 0,
            estimated: 0,
        }
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.orders += batch.filtered_out();
        let places = Arc::clone(&self.places);
        let question = Arc::clone(&self.question);
        let disputed = batch.disputed_in(&places);
        let is_grouped = !matches!(question.by, None | Some(Grouping::Family));
        for (order, disputed) in rate_orders(batch).zip(disputed.iter()) {
            if !is_asked(&question.shops, batch.shop(order.row)) {
                // The order's shop decides, whatever shop its disputes name.
                disputed.iter().for_each(|index| self.facts.meet(index.get()));
                continue;
            }
            self.orders += 1;
            if order.estimated && self.cell(order.completed_at).is_some() {
                self.estimated += 1;
            }
            match disputed {
                Some(index) => self.add_disputed(*index, batch, order),
                None if is_grouped => self.add_to_groups(batch, order),
                None => drop(self.add_moments(order)),
            }
        }
    }

    fn merge(&mut self, other: Self) {
        let names = self.groups.merge(other.groups);
        self.facts.merge(other.facts, &names);
        self.total.merge(other.total);
        self.clean.extend(other.clean);
        self.orders += other.orders;
        self.estimated += other.estimated;
    }
}
