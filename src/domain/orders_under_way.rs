//! Orders that were under way when their file was saved, and of which nothing newer is known.

use std::collections::BTreeMap;

use super::{Caveat, CaveatKind, Moment, OrderFacts, OrderStatus, Severity, Zone};

/// A file whose last order was placed so many days before its newest moment, or less, was saved then: its
/// orders had no time to be completed.
const SAVED_WITHIN_DAYS: i64 = 4;

/// More than one in so many orders under way are no lost parcels.
const LOST_ONE_IN: u64 = 20;

/// So many orders change a figure.
const SOME: u64 = 3;

/// The orders that one file, or one import, is the newest to say anything of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrdersUnderWay {
    /// The shop of the file; empty where nothing names it.
    pub shop: String,
    /// The newest moment in the file; `None` without any order.
    pub newest: Option<Moment>,
    /// When the last order was placed.
    pub last_placed: Option<Moment>,
    /// How many there are.
    pub orders: u64,
    /// Those of them that are paid and neither completed nor closed.
    pub under_way: u64,
}

impl OrdersUnderWay {
    /// Adds an order.
    pub fn add(&mut self, placed: Moment, progress: OrderProgress) {
        self.orders += 1;
        self.last_placed = self.last_placed.max(Some(placed));
        self.under_way += u64::from(progress == OrderProgress::UnderWay);
    }

    /// Returns whether the file was saved while orders of it were under way: of one that was saved long after its
    /// last order, those that are left were lost.
    fn was_early(&self) -> bool {
        let until = self.last_placed.map(|placed| placed.plus_days(SAVED_WITHIN_DAYS));
        self.under_way > 0 && (until >= self.newest || self.under_way * LOST_ONE_IN > self.orders)
    }
}

/// Whether an order is paid and neither completed nor closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderProgress {
    /// It is.
    UnderWay,
    /// It is not, or nothing says it.
    Over,
}

impl OrderProgress {
    /// Returns whether an order is, by its state and time of completion.
    pub const fn of(state: OrderStatus, completed_at: Option<Moment>) -> Self {
        match state {
            OrderStatus::ToShip | OrderStatus::PartShipped | OrderStatus::Shipped => {
                if completed_at.is_none() { Self::UnderWay } else { Self::Over }
            }
            OrderStatus::Unpaid
            | OrderStatus::RiskCheck
            | OrderStatus::CancelRequested
            | OrderStatus::FundProcessing
            | OrderStatus::Finished
            | OrderStatus::Closed
            | OrderStatus::InDispute
            | OrderStatus::Frozen
            | OrderStatus::Unknown => Self::Over,
        }
    }

    /// The same of all that is known of an order.
    pub const fn of_facts(facts: &OrderFacts) -> Self {
        Self::of(facts.state, facts.completed_at)
    }
}

/// Returns the orders that were under way when their file was saved, where that was more than so many days before
/// as-of, and before the newest moment in the files of the shop.
pub fn outdated_orders<'a>(
    saved: impl Iterator<Item = &'a OrdersUnderWay> + Clone,
    as_of: Moment,
    stale_days: u32,
) -> Option<Caveat> {
    let mut known_to: BTreeMap<&str, Option<Moment>> = BTreeMap::new();
    for OrdersUnderWay { shop, newest, .. } in saved.clone() {
        let known_to = known_to.entry(shop).or_default();
        *known_to = (*known_to).max(*newest);
    }
    let is_old = |saved: &&OrdersUnderWay| {
        let known_to = known_to.get(saved.shop.as_str()).copied().flatten();
        let oldest = known_to.map(|to| to.min(as_of).plus_days(-i64::from(stale_days)));
        saved.newest.is_some() && saved.newest < oldest
    };
    let (mut count, mut newest) = (0, None);
    for saved in saved.filter(is_old).filter(|saved| saved.was_early()) {
        count += saved.under_way;
        newest = newest.max(saved.newest);
    }
    let severity = if count < SOME { Severity::Note } else { Severity::Warning };
    let caveat = Caveat::new(CaveatKind::OrdersOutdated).counting(count).of_severity(severity);
    newest.map(|newest| caveat.with("newest", Zone::ASSESSMENT.show(newest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_days(day)
    }

    fn said(saved: &[OrdersUnderWay]) -> Option<(Option<u64>, Severity)> {
        let now = OrdersUnderWay { newest: Some(at(1)), ..OrdersUnderWay::default() };
        let caveat = outdated_orders(saved.iter().chain([&now]), at(0), 7)?;
        Some((caveat.count, caveat.severity))
    }

    #[test]
    fn orders_under_way_in_a_file_saved_early_are_outdated() {
        let month = OrdersUnderWay {
            newest: Some(at(-16)),
            last_placed: Some(at(-17)),
            orders: 100,
            under_way: 60,
            ..OrdersUnderWay::default()
        };
        let month = || month.clone();
        assert_eq!(said(&[month()]), Some((Some(60), Severity::Warning)));
        assert_eq!(said(&[month(), month()]), Some((Some(120), Severity::Warning)));
        // Of another shop nothing newer is known.
        assert_eq!(said(&[OrdersUnderWay { shop: "b".to_owned(), ..month() }]), None);
        // Saved ten days after its last order, or with one order left.
        let later = OrdersUnderWay { last_placed: Some(at(-26)), under_way: 40, ..month() };
        assert_eq!(said(&[later]), Some((Some(40), Severity::Warning)));
        assert_eq!(
            said(&[OrdersUnderWay { under_way: 1, ..month() }]),
            Some((Some(1), Severity::Note))
        );
        // Lost parcels of a year that was exported long after, a file of this week, and one without any.
        let year = OrdersUnderWay { last_placed: Some(at(-90)), under_way: 4, ..month() };
        assert_eq!(said(&[year]), None);
        assert_eq!(said(&[OrdersUnderWay { newest: Some(at(-6)), ..month() }]), None);
        assert_eq!(said(&[OrdersUnderWay { under_way: 0, ..month() }]), None);
    }
}
