//! Disputed orders with what figures look at.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::as_of::AsOfPoints;
use super::facts::{FactGroups, RateFacts, delay, events, has_event_in};
use super::names::KeyHasher;
use super::settings::Grouping;
use super::tally::RateTally;
use crate::domain::{
    Atom, AtomMask, Basis, Country, Dispute, DisputeAtom, Family, Filings, Metric, Moment, OrderId,
    Reading, Window, is_asked, to_u64,
};
use crate::reports::chunked_vec::ChunkedVec;
use crate::reports::reporting_delay::Delays;

/// The group of a disputed order.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::reports) enum GroupKey<'a> {
    Word(&'a str),
    Country(Option<Country>),
}

impl GroupKey<'_> {
    pub(in crate::reports) fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Country(country) => country.as_ref().map_or("", Country::code),
        }
    }
}

/// Groups, each once.
pub(in crate::reports) type GroupKeys<'a> = HashSet<GroupKey<'a>, BuildHasherDefault<KeyHasher>>;

/// One disputed order, for counting.
pub(in crate::reports) struct DisputedOrder<'a> {
    pub(in crate::reports) id: OrderId,
    pub(in crate::reports) facts: Option<&'a RateFacts>,
    pub(in crate::reports) all: &'a [Dispute],
    /// The disputes that may put it into a numerator, where these are not all.
    numerator: Option<Box<[Dispute]>>,
    pub(in crate::reports) key: GroupKey<'a>,
    /// From the first to the last of its events that any metric looks at.
    span: (Moment, Moment),
}

/// Returns each disputed order of the shops asked for, with its disputes.
pub(in crate::reports) fn disputed_orders<'a>(
    tally: &'a RateTally,
    filings: &'a Filings,
) -> Vec<DisputedOrder<'a>> {
    let mut orders = Vec::new();
    each(tally, filings, None, |order, _| orders.push(order));
    orders
}

/// Disputed orders, in chunks: they come where pages of orders stood before.
pub(in crate::reports) type DisputedOrderChunks<'a> = ChunkedVec<DisputedOrder<'a>, 256>;

/// What is known of all disputed orders of the shops asked for.
#[derive(Default)]
pub(in crate::reports) struct Snapshot<'a> {
    /// Those with an event in the span that is looked at.
    pub(in crate::reports) disputed: DisputedOrderChunks<'a>,
    /// The groups of the others.
    pub(in crate::reports) far: GroupKeys<'a>,
    /// Delays to the first filing, of those that were paid.
    pub(in crate::reports) delays: Delays,
    /// Count of orders.
    pub(in crate::reports) orders: u64,
    /// Count of disputes.
    pub(in crate::reports) disputes: u64,
    /// Count of disputes whose order no order input holds.
    pub(in crate::reports) without_order: u64,
}

/// Looks at all disputed orders; keeps those with an event in a span, or all without one.
pub(in crate::reports) fn snapshot<'a>(
    tally: &'a RateTally,
    filings: &'a Filings,
    span: Option<Window>,
) -> Snapshot<'a> {
    let mut found = Snapshot { delays: tally.facts().delays().clone(), ..Snapshot::default() };
    let by = tally.question().by;
    each(tally, filings, by, |order, is_held| {
        let disputes = to_u64(order.all.len());
        found.orders += 1;
        found.disputes += disputes;
        found.without_order += if is_held { 0 } else { disputes };
        found.delays.extend(delay(order.facts, order.all, tally.question().as_of));
        if span.is_none_or(|span| has_event_in(order.facts, order.all, span)) {
            found.disputed.push(order);
        } else if by.is_some() {
            found.far.insert(order.key);
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
    mut visit: impl FnMut(DisputedOrder<'a>, bool),
) {
    let of_orders = matches!(by, Some(Grouping::Product | Grouping::Country));
    let of_orders = of_orders.then(|| tally.groups());
    let is_of_orders = |key: &str| of_orders.as_ref().is_some_and(|groups| groups.has(key));
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
        if !is_asked(&tally.question().shops, shop) {
            continue;
        }
        // What is filed later is not seen yet.
        let seen = Some(first).filter(|dispute| dispute.exists(tally.question().as_of));
        let key = match by {
            Some(Grouping::Shop) => GroupKey::Word(shop),
            Some(Grouping::Product) => {
                GroupKey::Word(product(tally, groups, seen, |key| !is_held || is_of_orders(key)))
            }
            Some(Grouping::Country) => {
                let own = groups.and_then(|groups| groups.country);
                let disputed = seen.and_then(|dispute| dispute.country);
                let named = disputed.filter(|key| !is_held || is_of_orders(key.code()));
                GroupKey::Country(own.or(named))
            }
            Some(Grouping::Family | Grouping::Month) | None => GroupKey::Word(""),
        };
        visit(DisputedOrder { key, ..DisputedOrder::of_order(id, facts, all) }, is_held);
    }
}

/// An order belongs to one product: that of its first dispute where the order input has orders of it, as an
/// order of several products stands under one of them there, or lacks the order; else that of the order
/// input. A product that only disputes name would have no orders without.
fn product<'a>(
    tally: &'a RateTally,
    groups: Option<&FactGroups>,
    seen: Option<&'a Dispute>,
    is_counted: impl Fn(&str) -> bool,
) -> &'a str {
    let own = groups.map(|groups| tally.name(groups.product)).filter(|key| !key.is_empty());
    let disputed = seen.map(|dispute| dispute.product.as_str()).filter(|key| !key.is_empty());
    disputed.filter(|key| is_counted(key)).or(own).unwrap_or("")
}

/// Returns the first and the last of an order's events that any metric looks at. Every order here
/// has a dispute.
fn span(facts: Option<&RateFacts>, all: &[Dispute]) -> (Moment, Moment) {
    let none = (Moment::from_millis(i64::MAX), Moment::from_millis(i64::MIN));
    events(facts, all).fold(none, |(first, last), at| (first.min(at), last.max(at)))
}

/// Returns the end of a window as the only moment looked at, and whole days that hold the window.
fn points_of(window: Window) -> (AsOfPoints, u32) {
    (AsOfPoints::one(window.to).within_span(Some(window)), window.days().saturating_add(1))
}

impl<'a> DisputedOrder<'a> {
    /// Returns an order with these disputes.
    pub(in crate::reports) fn of_order(
        id: OrderId,
        facts: Option<&'a RateFacts>,
        all: &'a [Dispute],
    ) -> Self {
        let span = span(facts, all);
        Self { id, facts, all, numerator: None, key: GroupKey::Word(""), span }
    }

    /// Returns when it was paid; `None` when not, or not given.
    pub(super) fn paid_at(&self) -> Option<Moment> {
        self.facts.and_then(|facts| facts.paid_at)
    }

    /// Returns when it was completed in the sense of a rate; `None` when not, or not given.
    pub(super) fn completed_at(&self) -> Option<Moment> {
        self.facts.and_then(|facts| facts.completed_at)
    }

    /// Returns the disputes that may put it into a numerator.
    pub(super) fn numerator_disputes(&self) -> &[Dispute] {
        self.numerator.as_deref().unwrap_or(self.all)
    }

    /// Returns what is true of it as of the end of a window, and in it.
    pub(in crate::reports) fn atoms(&self, window: Window) -> AtomMask {
        let (points, days) = points_of(window);
        let mut mask = AtomMask::default();
        for (atom, moment) in [(Atom::Paid, self.paid_at()), (Atom::Completed, self.completed_at())]
        {
            if !points.in_window(moment, days).is_empty() {
                mask.set(atom);
            }
        }
        for dispute in self.all {
            for atom in DisputeAtom::ALL {
                let range = points.of_dispute(atom, dispute, days);
                if range.is_empty() {
                    continue;
                }
                mask.set(Atom::Some(atom));
                if !range.and(points.not_cancelled(dispute)).is_empty() {
                    mask.set(Atom::SomeLive(atom));
                }
            }
        }
        mask
    }

    /// Returns the last event by which the order is in a metric's numerator; `None` when it is not.
    pub(in crate::reports) fn last_event(
        &self,
        metric: Metric,
        window: Window,
        reading: Reading,
    ) -> Option<Moment> {
        if metric.basis() == Basis::Paid && !window.has(self.paid_at()) {
            return None;
        }
        let ((points, days), atom) = (points_of(window), metric.numerator());
        let counted = self.all.iter().filter(|dispute| {
            let range = points.of_dispute(atom, dispute, days);
            let range = match reading {
                Reading::CancelledCounted => range,
                Reading::CancelledExcluded => range.and(points.not_cancelled(dispute)),
            };
            !range.is_empty()
        });
        let events = counted.filter_map(|dispute| match atom {
            DisputeAtom::Seen => self.paid_at(),
            DisputeAtom::Filed
            | DisputeAtom::NotReceived
            | DisputeAtom::NotAsDescribed
            | DisputeAtom::Resolved => Some(dispute.opened_at),
            DisputeAtom::Escalated => dispute.escalated_at(),
            DisputeAtom::Liable | DisputeAtom::OtherLiable | DisputeAtom::LiableUnknown => {
                dispute.ruled_at()
            }
        });
        events.max()
    }

    /// Keeps only the disputes of one family for the numerator; the denominator sees them all.
    pub(super) fn of_family(&self, family: Family) -> DisputedOrder<'_> {
        let numerator =
            self.all.iter().filter(|dispute| dispute.family == family).cloned().collect();
        DisputedOrder {
            id: self.id,
            facts: self.facts,
            all: self.all,
            numerator: Some(numerator),
            key: GroupKey::Word(""),
            span: self.span,
        }
    }

    /// Returns whether any event may lie in a window.
    pub(super) fn may_count(&self, window: Window) -> bool {
        self.span.0 < window.to && window.from <= self.span.1
    }
}
