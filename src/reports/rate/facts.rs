//! What is kept of disputed orders while orders are read.

use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;

use crate::domain::{Country, Dispute, Filings, Moment, Window};
use crate::reports::chunked_vec::ChunkedVec;
use crate::reports::reporting_delay::{Delay, Delays};

/// What figures look at in a disputed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reports) struct RateFacts {
    /// Paid; `None` when not.
    pub(super) paid_at: Option<Moment>,
    /// Completed in the sense of a rate; `None` when not.
    pub(super) completed_at: Option<Moment>,
}

/// What a disputed order is grouped or chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FactGroups {
    /// The number of the shop's name; of an empty one unless shops are grouped by or asked for.
    pub(super) shop: u32,
    /// That of the product's id, else its SKU; of an empty one unless products are grouped by.
    pub(super) product: u32,
    /// The country; `None` unless countries are grouped by.
    pub(super) country: Option<Country>,
}

/// What is kept of disputed orders, each with its place among the filings, in no order.
type ByPlace<T> = ChunkedVec<(u32, T), 1024>;

/// What is kept of orders, by place.
pub(super) struct InOrder<'a, T>(Peekable<IntoIter<&'a (u32, T)>>);

/// What is kept of disputed orders.
#[derive(Clone, Debug, Default)]
pub(super) struct FactTable {
    facts: ByPlace<RateFacts>,
    /// The groups of disputed orders, where any are looked at.
    groups: ByPlace<FactGroups>,
    /// The places of all orders that came, a bit for each.
    met: Vec<u64>,
    /// Facts are kept only of orders with an event near this span.
    near: Option<Near>,
    /// Delays to the first filing, of the others that were paid.
    delays: Delays,
}

#[derive(Clone, Debug)]
struct Near {
    span: Window,
    filings: Arc<Filings>,
}

fn put<T>(chunks: &mut ByPlace<T>, place: usize, what: T) {
    chunks.push((u32::try_from(place).expect("a table counts its ids in 32 bits"), what));
}

fn in_order<T>(chunks: &ByPlace<T>) -> InOrder<'_, T> {
    let mut all: Vec<&(u32, T)> = chunks.iter().collect();
    all.sort_by_key(|(place, _)| *place);
    InOrder(all.into_iter().peekable())
}

impl<'a, T> InOrder<'a, T> {
    /// Returns what is kept of the order in a place, each above the one asked for before.
    pub(super) fn of(&mut self, place: usize) -> Option<&'a T> {
        let mut found = None;
        let wide = |place: u32| usize::try_from(place).expect("an address has 32 bits or more");
        while let Some((at, what)) = self.0.next_if(|(at, _)| wide(*at) <= place) {
            found = (wide(*at) == place).then_some(what);
        }
        found
    }
}

impl FactTable {
    /// Keeps facts only of orders with an event near a span that ends at as-of.
    pub(super) fn near(span: Window, filings: Arc<Filings>) -> Self {
        Self { near: Some(Near { span, filings }), ..Self::default() }
    }

    /// Returns the same without anything kept.
    pub(super) fn fresh(&self) -> Self {
        Self { near: self.near.clone(), ..Self::default() }
    }

    /// Notes that a disputed order came which is of no shop asked for.
    pub(super) fn meet(&mut self, place: usize) {
        let word = place / 64;
        if self.met.len() <= word {
            self.met.resize(word + 1, 0);
        }
        let word = self.met.get_mut(word).expect("there is room for it now");
        *word |= 1 << (place % 64);
    }

    /// Adds a disputed order.
    pub(super) fn push(&mut self, place: usize, facts: RateFacts) {
        self.meet(place);
        if let Some(Near { span, filings }) = &self.near {
            let all = filings.of_place(place);
            if !has_event_in(Some(&facts), all, *span) {
                self.delays.extend(delay(Some(&facts), all, span.to));
                return;
            }
        }
        put(&mut self.facts, place, facts);
    }

    /// Adds what a disputed order is grouped by.
    pub(super) fn push_groups(&mut self, place: usize, groups: FactGroups) {
        put(&mut self.groups, place, groups);
    }

    /// Adds what was kept of other orders, whose names have these numbers here.
    pub(super) fn merge(&mut self, mut other: Self, names: &[u32]) {
        self.facts.append(other.facts);
        let number = |theirs: u32| {
            let mine = usize::try_from(theirs).ok().and_then(|theirs| names.get(theirs));
            mine.copied().unwrap_or(theirs)
        };
        for (_, groups) in other.groups.iter_mut() {
            (groups.shop, groups.product) = (number(groups.shop), number(groups.product));
        }
        self.groups.append(other.groups);
        self.met.resize(self.met.len().max(other.met.len()), 0);
        self.met.iter_mut().zip(other.met).for_each(|(mine, theirs)| *mine |= theirs);
        self.delays.merge(other.delays);
    }

    /// Returns the facts of disputed orders, by place; of those that no order input holds there are
    /// none, nor of those whose were not kept.
    pub(super) fn in_order(&self) -> InOrder<'_, RateFacts> {
        in_order(&self.facts)
    }

    /// Returns the groups of disputed orders, by place; none where they are not looked at.
    pub(super) fn groups(&self) -> InOrder<'_, FactGroups> {
        in_order(&self.groups)
    }

    /// Returns whether some order input holds the order in a place.
    pub(super) fn holds(&self, place: usize) -> bool {
        self.met.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Returns the delays to the first filing of orders whose facts were not kept.
    pub(super) fn delays(&self) -> &Delays {
        &self.delays
    }
}

/// Returns whether any event of an order that a metric looks at lies in a window.
pub(super) fn has_event_in(facts: Option<&RateFacts>, all: &[Dispute], window: Window) -> bool {
    events(facts, all).any(|event| window.contains(event))
}

/// Returns the events of an order that any metric looks at.
pub(super) fn events(facts: Option<&RateFacts>, all: &[Dispute]) -> impl Iterator<Item = Moment> {
    let of_order = facts.into_iter().flat_map(|facts| [facts.paid_at, facts.completed_at]);
    let of_disputes = all.iter().flat_map(|d| [Some(d.opened_at), d.escalated_at(), d.ruled_at()]);
    of_order.chain(of_disputes).flatten()
}

/// Returns the delay from payment to the first filing; `None` where one of them is not before
/// as-of, or payment is not known.
pub(super) fn delay(facts: Option<&RateFacts>, all: &[Dispute], as_of: Moment) -> Option<Delay> {
    let days = |later: Moment, earlier: Moment| u32::try_from(later.days_since(earlier)).ok();
    let paid = facts?.paid_at?;
    let filed = all.iter().map(|dispute| dispute.opened_at).min()?;
    if filed >= as_of {
        return None;
    }
    Some(Delay { days: days(filed, paid)?, age: days(as_of, paid)? })
}

#[cfg(test)]
mod tests {
    use super::super::{Grouping, RateQuestion, RateSettings, RateTally, report};
    use super::*;
    use crate::domain::order_batch::tests::{add_orders, first};
    use crate::domain::{
        Completion, Dispute, Family, Liability, Order, OrderId, OrderTally, State,
    };
    use crate::rules;

    const AS_OF: i64 = 1_768_579_200_000;

    struct Dice(u64);

    impl Dice {
        fn throw(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(self.0 >> 33).unwrap() % sides
        }

        /// A moment around the span that is looked at, often at its very edge, or none.
        fn moment(&mut self) -> Option<Moment> {
            let days = i64::try_from(self.throw(300)).unwrap() - 280;
            let millis = [0, 0, -1, 5_000_000][self.throw(4)];
            let at = Moment::from_millis(AS_OF + days * 86_400_000 + millis);
            (self.throw(4) > 0).then_some(at)
        }

        fn id(&mut self) -> OrderId {
            let number = u64::try_from(self.throw(40)).unwrap();
            OrderId::from_number(8_200_000_000_000_000 + number).unwrap()
        }

        fn dispute(&mut self) -> Dispute {
            let opened_at = self.moment().unwrap_or(Moment::from_millis(AS_OF - 1));
            let later = [self.moment(), self.moment(), self.moment()];
            let dispute = Dispute {
                family: Family::ALL[self.throw(4)],
                state: [State::Open, State::Cancelled, State::Ended][self.throw(3)],
                liability: [Liability::Seller, Liability::Unknown][self.throw(2)],
                ending_known: self.throw(2) > 0,
                ..Dispute::new(self.id(), opened_at)
            };
            dispute.with_moments(later[0], later[1], later[2])
        }
    }

    #[test]
    fn rates_are_the_same_where_what_is_far_from_their_span_is_dropped() {
        let (mut dice, mut dropped) = (Dice(5), 0);
        for round in 0..300 {
            let filings: Vec<Dispute> = (0..60).map(|_| dice.dispute()).collect();
            let filings = Arc::new(Filings::new(filings));
            let window = [7, 30][round % 2];
            let question = RateQuestion {
                points: [0, 1, 12][round % 3],
                by: [None, Some(Grouping::Family), Some(Grouping::Month)][round / 3 % 3],
                ..RateQuestion::at(Moment::from_millis(AS_OF), window)
            };
            let mut all = RateTally::new(question.clone(), &filings);
            let mut near = RateTally::of_rates_alone(question, &filings);
            let (mut all_more, mut near_more) = (all.fresh(), near.fresh());
            for number in (0..45).filter(|number| number % 7 != round % 7) {
                let id = OrderId::from_number(8_200_000_000_000_000 + number as u64).unwrap();
                let order = Order {
                    id,
                    paid_at: dice.moment(),
                    completed_at: dice.moment(),
                    completion: Some(Completion::BuyerConfirmed),
                    ..first()
                };
                let (all, near) = if dice.throw(2) > 0 {
                    (&mut all, &mut near)
                } else {
                    (&mut all_more, &mut near_more)
                };
                add_orders(all, std::slice::from_ref(&order));
                add_orders(near, &[order]);
            }
            all.merge(all_more);
            near.merge(near_more);
            let told = |tally: &RateTally| {
                let (id, _) = rules::RULE_SETS[round % rules::RULE_SETS.len()];
                let rules = rules::by_id(id).unwrap();
                let window = Some(window);
                let known = crate::domain::FactSet::ALL;
                format!("{:?}", report(tally, &filings, RateSettings::new(rules, window, known)))
            };
            assert_eq!(told(&all), told(&near));
            let [all, near] = [&all, &near].map(|tally| tally.facts().facts.iter().count());
            dropped += all - near;
        }
        assert!(dropped > 1_000, "{dropped}");
    }
}
