//! Orders that were under way when their file was saved, and of which nothing newer is known.

use std::collections::BTreeMap;

use super::{Caveat, CaveatKind, CompletionDays, Moment, OrderFacts, OrderStatus, Severity, Zone};

/// A file whose last order was placed so many days before its newest moment, or less, was saved then: its
/// orders had no time to be completed.
const SAVED_WITHIN_DAYS: i64 = 4;

/// More than one in so many orders under way are no lost parcels, where the usual time to completion is not known.
const LOST_ONE_IN: u64 = 20;

/// Orders under way times days without news of any of them, from which on it is no chance that there was none: one in
/// twenty or more ends on a day once the usual time has passed.
const ORDER_DAYS: u64 = 100;

/// So many orders change a figure.
const SOME: u64 = 3;

/// The orders that one file, or one import, is the newest to say anything of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrdersUnderWay {
    /// The shop of the file; empty where nothing names it.
    pub shop: String,
    /// The newest moment in the file; `None` without any order.
    pub newest: Option<Moment>,
    /// When the first and the last order were placed.
    pub placed: Option<(Moment, Moment)>,
    /// How many there are.
    pub orders: u64,
    /// Those of them that are paid and neither completed nor closed.
    pub under_way: u64,
}

impl OrdersUnderWay {
    /// Adds an order.
    pub fn add(&mut self, placed: Moment, progress: OrderProgress) {
        self.orders += 1;
        let (first, last) = self.placed.unwrap_or((placed, placed));
        self.placed = Some((first.min(placed), last.max(placed)));
        self.under_way += u64::from(progress == OrderProgress::UnderWay);
    }

    /// Returns whether the file was saved while orders of it were under way: of one that was saved long after its
    /// last order, those that are left were lost, but for as many as take so long.
    fn was_early(&self, days: &CompletionDays) -> bool {
        let Some(((first, last), newest)) = self.placed.zip(self.newest) else { return false };
        let are_due = || match days.later_than(newest.days_since(middle(first, last))) {
            Some(thousandths) => self.orders * thousandths >= SOME * 1_000,
            None => self.under_way * LOST_ONE_IN > self.orders,
        };
        self.under_way > 0 && (last.plus_days(SAVED_WITHIN_DAYS) >= newest || are_due())
    }

    /// Returns whether some of the orders under way would have ended up to a moment, had the file been saved then.
    fn would_have_ended(&self, until: Moment, days: &CompletionDays) -> bool {
        let Some(((first, last), newest)) = self.placed.zip(self.newest) else { return false };
        let silent = u64::try_from(until.days_since(newest)).unwrap_or(0);
        self.under_way * silent >= ORDER_DAYS
            && days.median().is_none_or(|days| middle(first, last).plus_days(days) <= until)
    }
}

/// Returns the middle of the time in which orders were placed.
fn middle(first: Moment, last: Moment) -> Moment {
    first.plus_days(last.days_since(first) / 2)
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
        let is_sent =
            matches!(state, OrderStatus::ToShip | OrderStatus::PartShipped | OrderStatus::Shipped);
        if is_sent && completed_at.is_none() { Self::UnderWay } else { Self::Over }
    }

    /// The same of all that is known of an order.
    pub const fn of_facts(facts: &OrderFacts) -> Self {
        Self::of(facts.state, facts.completed_at)
    }
}

/// Returns the orders that were under way when their file was saved, where that was more than so many days before
/// as-of, and before the newest moment in the files of the shop, whose orders take `days` to be completed.
pub fn outdated_orders<'a>(
    saved: impl Iterator<Item = &'a OrdersUnderWay> + Clone,
    as_of: Moment,
    stale_days: u32,
    days: &CompletionDays,
) -> Option<Caveat> {
    let mut known_to: BTreeMap<&str, Option<Moment>> = BTreeMap::new();
    for OrdersUnderWay { shop, newest, .. } in saved.clone() {
        let known_to = known_to.entry(shop).or_default();
        *known_to = (*known_to).max(*newest);
    }
    let is_old = |saved: &&OrdersUnderWay| {
        let known_to = known_to.get(saved.shop.as_str()).copied().flatten();
        let Some(until) = known_to.map(|to| to.min(as_of)) else { return false };
        let oldest = until.plus_days(-i64::from(stale_days));
        saved.newest < Some(oldest) && saved.would_have_ended(until, days)
    };
    let (mut count, mut newest) = (0, None);
    for saved in saved.filter(is_old).filter(|saved| saved.was_early(days)) {
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
        let mut days = CompletionDays::default();
        (10..40).for_each(|end| days.add(at(0), Some(at(end))));
        let caveat = outdated_orders(saved.iter().chain([&now]), at(0), 7, &days)?;
        Some((caveat.count, caveat.severity))
    }

    #[test]
    fn orders_under_way_in_a_file_saved_early_are_outdated() {
        let month = OrdersUnderWay {
            newest: Some(at(-16)),
            placed: Some((at(-47), at(-17))),
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
        let later = OrdersUnderWay { placed: Some((at(-56), at(-26))), under_way: 40, ..month() };
        assert_eq!(said(&[later]), Some((Some(40), Severity::Warning)));
        // Few orders without news for some days are chance; for months they are not.
        assert_eq!(said(&[OrdersUnderWay { under_way: 5, ..month() }]), None);
        let old =
            OrdersUnderWay { newest: Some(at(-60)), placed: Some((at(-90), at(-61))), ..month() };
        let old = |under_way| OrdersUnderWay { under_way, ..old.clone() };
        assert_eq!(said(&[old(2)]), Some((Some(2), Severity::Note)));
        assert_eq!(said(&[old(3)]), Some((Some(3), Severity::Warning)));
        // One that was saved a month after its last order, as its completions show, with those that were lost.
        let late =
            OrdersUnderWay { newest: Some(at(-20)), placed: Some((at(-90), at(-50))), ..month() };
        assert_eq!(said(&[OrdersUnderWay { under_way: 8, ..late }]), None);
        // A page of orders that are too young to have been completed.
        let page =
            OrdersUnderWay { newest: Some(at(-9)), placed: Some((at(-14), at(-10))), ..month() };
        assert_eq!(said(&[page]), None);
        // Lost parcels of a year that was exported long after, a file of this week, and one without any.
        let year = OrdersUnderWay { placed: Some((at(-450), at(-90))), under_way: 4, ..month() };
        assert_eq!(said(&[year]), None);
        assert_eq!(said(&[OrdersUnderWay { newest: Some(at(-6)), ..month() }]), None);
        assert_eq!(said(&[OrdersUnderWay { under_way: 0, ..month() }]), None);
    }
}
