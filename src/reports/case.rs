//! Disputed orders with what figures look at.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::counter::to_u64;
use super::facts::{FactGroups, RateFacts};
use super::filings::{OrderFilings, Reading};
use super::maturity::{Delay, Delays};
use super::names::KeyHasher;
use super::pieces::Pieces;
use super::rate_tally::{Grouping, RateTally};
use crate::domain::{
    Basis, Country, Dispute, Family, Filings, Metric, Moment, OrderId, State, Window,
};
use crate::rules::Denominator;

/// The group of a disputed order.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    Word(&'a str),
    Country(Option<Country>),
}

impl Key<'_> {
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Country(country) => country.as_ref().map(Country::code).unwrap_or_default(),
        }
    }
}

/// Groups, each once.
pub(super) type Keys<'a> = HashSet<Key<'a>, BuildHasherDefault<KeyHasher>>;

/// One disputed order, for counting.
pub(super) struct Case<'a> {
    pub(super) id: OrderId,
    pub(super) facts: Option<&'a RateFacts>,
    pub(super) all: &'a [Dispute],
    /// The disputes that may put it into a numerator, where these are not all.
    numerator: Option<Box<[Dispute]>>,
    pub(super) key: Key<'a>,
    /// From the first to the last of its events that any metric looks at.
    span: (Moment, Moment),
}

/// Returns each disputed order of the shops asked for, with its disputes.
pub(super) fn cases_of<'a>(tally: &'a RateTally, filings: &'a Filings) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    each(tally, filings, None, |case, _| cases.push(case));
    cases
}

/// Disputed orders, in pieces: they come where pages of orders stood before.
pub(super) type Cases<'a> = Pieces<Case<'a>, 256>;

/// What is told of all disputed orders of the shops asked for.
#[derive(Default)]
pub(super) struct Survey<'a> {
    /// Those with an event in the span that is looked at.
    pub(super) cases: Cases<'a>,
    /// The groups of the others.
    pub(super) far: Keys<'a>,
    /// Delays to the first filing, of those that were paid.
    pub(super) delays: Delays,
    /// Count of orders.
    pub(super) orders: u64,
    /// Count of disputes.
    pub(super) disputes: u64,
    /// Count of disputes whose order no order input holds.
    pub(super) without_order: u64,
}

/// Looks at all disputed orders; keeps as cases those with an event in a span, or all without one.
pub(super) fn survey<'a>(
    tally: &'a RateTally,
    filings: &'a Filings,
    span: Option<Window>,
) -> Survey<'a> {
    let mut found = Survey { delays: tally.facts().delays().clone(), ..Survey::default() };
    let by = tally.question().by;
    each(tally, filings, by, |case, is_held| {
        let disputes = to_u64(case.all.len());
        found.orders += 1;
        found.disputes += disputes;
        found.without_order += if is_held { 0 } else { disputes };
        found.delays.extend(delay(case.facts, case.all, tally.question().as_of));
        if span.is_none_or(|span| counts_in(case.facts, case.all, span)) {
            found.cases.push(case);
        } else if by.is_some() {
            found.far.insert(case.key);
        }
    });
    found
}

/// Pairs each disputed order with its facts and its group, and tells whether an order input holds
/// it. Disputes of other shops are left out.
fn each<'a>(
    tally: &'a RateTally,
    filings: &'a Filings,
    by: Option<Grouping>,
    mut visit: impl FnMut(Case<'a>, bool),
) {
    let shops = &tally.question().shops;
    let (mut groups, mut facts) = (tally.facts().groups(), tally.facts().in_order());
    for (place, (id, all)) in filings.iter().enumerate() {
        let (groups, facts) = (groups.of(place), facts.of(place));
        let Some(first) = all.first() else { continue };
        let is_held = tally.facts().holds(place);
        // Of an order that the order input holds the dispute's own shop is not looked at.
        let shop = match groups {
            Some(groups) => tally.name(groups.shop),
            None if is_held => "",
            None => first.shop.as_str(),
        };
        if !shops.is_empty() && !shops.iter().any(|wanted| wanted == shop) {
            continue;
        }
        let key = match by {
            Some(Grouping::Shop) => Key::Word(shop),
            Some(Grouping::Product) => Key::Word(product(tally, groups, first)),
            Some(Grouping::Country) => {
                Key::Country(groups.and_then(|groups| groups.country).or(first.country))
            }
            Some(Grouping::Family | Grouping::Month) | None => Key::Word(""),
        };
        visit(Case { key, ..Case::of_order(id, facts, all) }, is_held);
    }
}

/// An order belongs to one product: that of the order input, or where no order input names one,
/// that of its first dispute.
fn product<'a>(tally: &'a RateTally, groups: Option<&FactGroups>, first: &'a Dispute) -> &'a str {
    groups
        .map(|groups| tally.name(groups.product))
        .filter(|key| !key.is_empty())
        .unwrap_or(&first.product)
}

/// Returns the first and the last of an order's events that any metric looks at. Every order here
/// has a dispute.
fn span(facts: Option<&RateFacts>, all: &[Dispute]) -> (Moment, Moment) {
    let none = (Moment::from_millis(i64::MAX), Moment::from_millis(i64::MIN));
    events(facts, all).fold(none, |(first, last), at| (first.min(at), last.max(at)))
}

/// Tells whether any event of an order that a metric looks at lies in a window.
pub(super) fn counts_in(facts: Option<&RateFacts>, all: &[Dispute], window: Window) -> bool {
    events(facts, all).any(|event| window.contains(event))
}

fn events(facts: Option<&RateFacts>, all: &[Dispute]) -> impl Iterator<Item = Moment> {
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

impl<'a> Case<'a> {
    /// Returns an order with these disputes.
    pub(super) fn of_order(id: OrderId, facts: Option<&'a RateFacts>, all: &'a [Dispute]) -> Self {
        let span = span(facts, all);
        Self { id, facts, all, numerator: None, key: Key::Word(""), span }
    }

    /// Returns the last event by which the order is in a metric's numerator; `None` when it is not.
    pub(super) fn last_event(
        &self,
        metric: Metric,
        window: Window,
        cancelled_counts: bool,
    ) -> Option<Moment> {
        let as_of = window.to;
        let reading =
            if cancelled_counts { Reading::CancelledCounted } else { Reading::CancelledExcluded };
        if !self.counts(metric, window, as_of, reading) {
            return None;
        }
        let relevant = self.filings(as_of).relevant(metric, window);
        let counted = relevant.filter(|dispute| {
            cancelled_counts || dispute.state_as_of(as_of).state != State::Cancelled
        });
        let events = counted.filter_map(|dispute| match metric {
            Metric::DisputeRate | Metric::NotReceivedRate | Metric::NotAsDescribedRate => {
                Some(dispute.opened_at)
            }
            Metric::OrderDisputeRate => self.facts.and_then(|facts| facts.paid_at),
            Metric::EscalationRate => dispute.escalated_at(),
            Metric::SellerLiableRate => dispute.ruled_at(),
        });
        events.max()
    }
}

impl Case<'_> {
    /// Keeps only the disputes of one family for the numerator; the denominator sees them all.
    pub(super) fn of_family(&self, family: Family) -> Case<'_> {
        let numerator =
            self.all.iter().filter(|dispute| dispute.family == family).cloned().collect();
        Case {
            id: self.id,
            facts: self.facts,
            all: self.all,
            numerator: Some(numerator),
            key: Key::Word(""),
            span: self.span,
        }
    }

    pub(super) fn filings(&self, as_of: Moment) -> OrderFilings<'_> {
        let disputes = self.numerator.as_deref().unwrap_or(self.all);
        OrderFilings { disputes, as_of }
    }

    /// Tells whether any event may lie in a window.
    pub(super) fn may_count(&self, window: Window) -> bool {
        self.span.0 < window.to && window.from <= self.span.1
    }

    /// Order basis: only an order paid in the window can count.
    pub(super) fn reaches(&self, metric: Metric, window: Window) -> bool {
        match metric.basis() {
            Basis::Filed => true,
            Basis::Paid => window.has(self.facts.and_then(|facts| facts.paid_at)),
        }
    }

    pub(super) fn counts(
        &self,
        metric: Metric,
        window: Window,
        as_of: Moment,
        reading: Reading,
    ) -> bool {
        self.reaches(metric, window) && self.filings(as_of).counts(metric, window, reading)
    }

    pub(super) fn in_denominator(
        &self,
        denominator: Denominator,
        window: Window,
        as_of: Moment,
    ) -> bool {
        let all = OrderFilings { disputes: self.all, as_of };
        let completed = || window.has(self.facts.and_then(|facts| facts.completed_at));
        match denominator {
            Denominator::Paid => window.has(self.facts.and_then(|facts| facts.paid_at)),
            Denominator::CompletedOrFiled => completed() || all.filed(window).next().is_some(),
            Denominator::CompletedResolvedOrEscalated => {
                completed() || all.resolved(window) || all.escalated(window)
            }
        }
    }
}
