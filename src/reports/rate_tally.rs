//! Counts orders for rates: one pass serves every window, series and group.
//!
//! Of an order with disputes the facts are kept. Of all others only two histograms: completions
//! and payments by cells of 24 h that end at as-of, so that any window of whole days is a sum.

use std::borrow::Cow;
use std::sync::Arc;

use super::facts::{FactGroups, Facts, RateFacts};
use super::groups::Groups;
use super::histogram::Histogram;
use crate::domain::{
    AssessmentDay, Filings, IdTable, Moment, Order, OrderId, OrderTally, OrderTexts, Skim, Wanted,
    Window,
};

/// What orders are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// Shop.
    Shop,
    /// Product, by its id; by SKU where the input has no product ids.
    Product,
    /// Country.
    Country,
    /// Family of the dispute.
    Family,
    /// Calendar month in Asia/Shanghai.
    Month,
}

impl Grouping {
    /// Returns the word used on the command line and in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Product => "product",
            Self::Country => "country",
            Self::Family => "family",
            Self::Month => "month",
        }
    }
}

/// What a tally is asked for.
#[derive(Clone, Debug)]
pub struct RateQuestion {
    /// The moment figures are taken for.
    pub as_of: Moment,
    /// The longest window looked at, in days.
    pub longest_window: u32,
    /// Count of points, 24 h apart, the last at as-of; 0 for no series.
    pub points: u32,
    /// What to group by.
    pub by: Option<Grouping>,
    /// Only orders of these shops; empty means all.
    pub shops: Vec<String>,
    /// Whether to keep every order that counts, for the listing.
    pub explain: bool,
}

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
    facts: Facts,
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

const DAY_MS: i64 = 86_400_000;
impl RateTally {
    /// Prepares a tally for a question about some disputes.
    pub fn new(question: RateQuestion, filings: &Filings) -> Self {
        let cells = question.longest_window + question.points.saturating_sub(1);
        let (span, cells) = (
            Window::ending_at(question.as_of, cells),
            usize::try_from(cells).unwrap_or(usize::MAX),
        );
        Self {
            places: filings.places(),
            span,
            cells,
            facts: Facts::default(),
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
            tally.facts = Facts::near(tally.span, Arc::clone(filings));
        }
        tally
    }

    /// Returns the question.
    pub fn question(&self) -> &RateQuestion {
        &self.question
    }

    /// Returns what was kept of disputed orders.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    fn add_disputed(&mut self, place: usize, order: &Order<'_>) {
        let (paid_at, completed_at) = (order.paid_at, order.counted_completion());
        self.facts.push(place, RateFacts { paid_at, completed_at });
        let by = self.question.by;
        let shop = by == Some(Grouping::Shop) || !self.question.shops.is_empty();
        let (product, country) = (by == Some(Grouping::Product), by == Some(Grouping::Country));
        if shop || product || country {
            let groups = FactGroups {
                shop: self.groups.number(if shop { order.shop } else { "" }),
                product: self.groups.number(if product { product_of(order) } else { "" }),
                country: order.country.filter(|_| country),
            };
            self.facts.push_groups(place, groups);
        }
    }

    fn add_skimmed(&mut self, skim: &Skim, completed_at: Option<Moment>) {
        // The reader's places may be those of other disputes.
        match self.places.get(skim.id) {
            Some(place) => {
                self.facts.push(place, RateFacts { paid_at: skim.paid_at, completed_at });
            }
            None => {
                self.add_moments(skim.id, completed_at, skim.paid_at);
            }
        }
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

    /// Counts an order without disputes, by its moments; returns its cells.
    fn add_moments(
        &mut self,
        id: OrderId,
        completed_at: Option<Moment>,
        paid_at: Option<Moment>,
    ) -> (Option<usize>, Option<usize>) {
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

    fn add_clean(&mut self, order: &Order<'_>) {
        let completed_at = order.counted_completion();
        let (completed, paid) = self.add_moments(order.id, completed_at, order.paid_at);
        if completed.is_none() && paid.is_none() {
            return;
        }
        match self.question.by {
            None | Some(Grouping::Family) => {}
            Some(Grouping::Month) => {
                let month = |at: Option<Moment>| at.map(month_of);
                if let Some(key) = completed.and(month(completed_at)) {
                    self.add_to_group(&key, completed, None);
                }
                if let Some(key) = paid.and(month(order.paid_at)) {
                    self.add_to_group(&key, None, paid);
                }
            }
            Some(Grouping::Shop) => self.add_to_group(order.shop, completed, paid),
            Some(Grouping::Product) => self.add_to_group(product_of(order), completed, paid),
            Some(Grouping::Country) => {
                let key = order.country.map(|country| country.to_string()).unwrap_or_default();
                self.add_to_group(&key, completed, paid);
            }
        }
    }

    fn add_to_group(&mut self, key: &str, completed: Option<usize>, paid: Option<usize>) {
        self.groups.add(key, completed, paid);
    }
}

/// Returns an order's product, by its SKU where the input has no product ids.
fn product_of<'a>(order: &Order<'a>) -> &'a str {
    if order.product.is_empty() { order.sku } else { order.product }
}

/// Returns the assessment month of a moment, as `2026-01`.
pub(super) fn month_of(moment: Moment) -> String {
    AssessmentDay::of(moment).date().format("%Y-%m").to_string()
}

impl OrderTally for RateTally {
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

    fn add(&mut self, order: &Order<'_>) {
        let shops = &self.question.shops;
        if !shops.is_empty() && !shops.iter().any(|shop| shop == order.shop) {
            return;
        }
        self.orders += 1;
        if order.completed_estimated && self.cell(order.counted_completion()).is_some() {
            self.estimated += 1;
        }
        match self.places.get(order.id) {
            Some(place) => self.add_disputed(place, order),
            None => self.add_clean(order),
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

    fn needs_texts(&self, skim: &Skim) -> bool {
        if !self.question.shops.is_empty() {
            return true;
        }
        match self.question.by {
            None | Some(Grouping::Family) => false,
            Some(Grouping::Month) if skim.place.is_some() => false,
            Some(Grouping::Shop | Grouping::Product | Grouping::Country | Grouping::Month) => {
                skim.place.is_some()
                    || self.cell(skim.counted_completion()).is_some()
                    || self.cell(skim.paid_at).is_some()
            }
        }
    }

    fn never_needs_texts(&self) -> bool {
        self.question.shops.is_empty() && matches!(self.question.by, None | Some(Grouping::Family))
    }

    fn texts(&self) -> OrderTexts {
        match self.question.by {
            None | Some(Grouping::Shop | Grouping::Family | Grouping::Month) => OrderTexts::Shop,
            Some(Grouping::Product) if self.question.shops.is_empty() => OrderTexts::Product,
            Some(Grouping::Product | Grouping::Country) => OrderTexts::Groups,
        }
    }

    fn needs_paid_and_completed_only(&self) -> bool {
        true
    }

    fn needs_completion_in_span_only(&self) -> bool {
        // A listing shows the completion of every disputed order.
        !self.question.explain
    }

    fn wanted(&self) -> Option<Wanted> {
        let (ids, shops) = (Arc::clone(&self.places), self.question.shops.clone());
        Some(Wanted { ids, span: Some(self.span), shops })
    }

    fn add_number(&mut self, count: u64) {
        self.orders += count;
    }

    #[inline]
    fn add_skim(&mut self, skim: &Skim) {
        self.orders += 1;
        let completed_at = skim.counted_completion();
        if skim.place.is_some() {
            self.add_skimmed(skim, completed_at);
        } else if self.span.has(completed_at) || self.span.has(skim.paid_at) {
            self.add_moments(skim.id, completed_at, skim.paid_at);
        }
    }
}
