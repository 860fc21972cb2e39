//! Counts orders for rates: one pass serves every window, series and group.
//!
//! Of an order with disputes the facts are kept. Of all others only two histograms: completions
//! and payments by cells of 24 h that end at as-of, so that any window of whole days is a sum.

use std::sync::Arc;

use super::filings::Filings;
use super::groups::Groups;
use crate::domain::{
    AssessmentDay, IdTable, Moment, Order, OrderFacts, OrderId, OrderTally, Skim, Window,
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
    /// Count of points, 24 h apart, the last at as-of; at least 1.
    pub points: u32,
    /// What to group by.
    pub by: Option<Grouping>,
    /// Only orders of these shops; empty means all.
    pub shops: Vec<String>,
    /// Whether to keep every order that counts, for the listing.
    pub explain: bool,
}

/// Completions and payments of orders without disputes, by cells of 24 h counted back from as-of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    completed: Vec<u64>,
    paid: Vec<u64>,
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
    /// Facts of disputed orders, by their place among the filings.
    pub(super) facts: Vec<Option<OrderFacts>>,
    total: Histogram,
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
        Self {
            places: filings.places(),
            span: Window::ending_at(question.as_of, cells),
            cells: usize::try_from(cells).unwrap_or(usize::MAX),
            facts: vec![None; filings.orders()],
            total: Histogram::default(),
            groups: Groups::default(),
            clean: Vec::new(),
            orders: 0,
            estimated: 0,
            question: Arc::new(question),
        }
    }

    /// Returns the question.
    pub fn question(&self) -> &RateQuestion {
        &self.question
    }

    /// Returns the facts of a disputed order; `None` when no order input holds it.
    pub fn facts(&self, place: usize) -> Option<&OrderFacts> {
        self.facts.get(place)?.as_ref()
    }

    /// Returns the histogram of all orders without disputes.
    pub fn total(&self) -> &Histogram {
        &self.total
    }

    /// Returns the histograms by group key.
    pub fn groups(&self) -> &Groups {
        &self.groups
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
            Some(Grouping::Product) => {
                let key = if order.product.is_empty() { order.sku } else { order.product };
                self.add_to_group(key, completed, paid);
            }
            Some(Grouping::Country) => {
                let key = order.country.map(|country| country.to_string()).unwrap_or_default();
                self.add_to_group(&key, completed, paid);
            }
        }
    }

    fn add_to_group(&mut self, key: &str, completed: Option<usize>, paid: Option<usize>) {
        if let Some(histogram) = self.groups.entry(key) {
            histogram.add(completed, paid, self.cells);
        }
    }
}

/// Returns the assessment month of a moment, as `2026-01`.
pub(super) fn month_of(moment: Moment) -> String {
    AssessmentDay::of(moment).date().format("%Y-%m").to_string()
}

impl Histogram {
    pub(super) fn add(&mut self, completed: Option<usize>, paid: Option<usize>, cells: usize) {
        for (cell, counts) in [(completed, &mut self.completed), (paid, &mut self.paid)] {
            if let Some(cell) = cell {
                if counts.is_empty() {
                    counts.resize(cells, 0);
                }
                if let Some(count) = counts.get_mut(cell) {
                    *count += 1;
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (mine, theirs) in [(&mut self.completed, other.completed), (&mut self.paid, other.paid)]
        {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine += theirs;
                }
            }
        }
    }

    /// Returns completions in the `days` that end `back` days before as-of.
    pub fn completed(&self, back: u32, days: u32) -> u64 {
        sum(&self.completed, back, days)
    }

    /// Returns payments in the `days` that end `back` days before as-of.
    pub fn paid(&self, back: u32, days: u32) -> u64 {
        sum(&self.paid, back, days)
    }

    /// Returns payments by cells of 24 h, the newest first.
    pub fn paid_cells(&self) -> &[u64] {
        &self.paid
    }
}

fn sum(cells: &[u64], back: u32, days: u32) -> u64 {
    let from = usize::try_from(back).unwrap_or(usize::MAX);
    let count = usize::try_from(days).unwrap_or(usize::MAX);
    cells.iter().skip(from).take(count).sum()
}

impl OrderTally for RateTally {
    fn fresh(&self) -> Self {
        Self {
            question: Arc::clone(&self.question),
            places: Arc::clone(&self.places),
            span: self.span,
            cells: self.cells,
            facts: vec![None; self.facts.len()],
            total: Histogram::default(),
            groups: Groups::default(),
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
            Some(place) => {
                if let Some(slot) = self.facts.get_mut(place) {
                    *slot = Some(order.facts());
                }
            }
            None => self.add_clean(order),
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.facts.iter_mut().zip(other.facts) {
            if theirs.is_some() {
                *mine = theirs;
            }
        }
        self.total.merge(other.total);
        self.groups.merge(other.groups);
        self.clean.extend(other.clean);
        self.orders += other.orders;
        self.estimated += other.estimated;
    }

    fn needs_texts(&self, skim: &Skim) -> bool {
        if !self.question.shops.is_empty() || self.places.get(skim.id).is_some() {
            return true;
        }
        match self.question.by {
            None | Some(Grouping::Family) => false,
            Some(Grouping::Shop | Grouping::Product | Grouping::Country | Grouping::Month) => {
                self.cell(skim.counted_completion()).is_some() || self.cell(skim.paid_at).is_some()
            }
        }
    }

    fn add_skim(&mut self, skim: &Skim) {
        self.orders += 1;
        self.add_moments(skim.id, skim.counted_completion(), skim.paid_at);
    }
}
