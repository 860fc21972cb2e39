//! Counts by ranges of points and counts by masks of atoms are those of a plain reading of what each
//! metric is.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::facts::RateFacts;
use super::*;
use crate::domain::{Dispute, Liability, OrderId};
use crate::rules;
use crate::warehouse::condition_tests::atoms;

const AS_OF: i64 = 1_768_579_200_000;
const DAY_MS: i64 = 86_400_000;

fn as_of() -> Moment {
    Moment::from_millis(AS_OF)
}

/// A moment around the windows, often at their very edges.
fn moment() -> impl Strategy<Value = Moment> {
    let days = prop_oneof![3 => -45..15_i64, 1 => select(vec![-90, -60, -30, -10, -7, -1, 0])];
    let millis = select(vec![0, 0, 1, -1, 7 * 3_600_000]);
    (days, millis).prop_map(|(days, millis)| Moment::from_millis(AS_OF + days * DAY_MS + millis))
}

fn maybe() -> impl Strategy<Value = Option<Moment>> {
    prop::option::weighted(0.7, moment())
}

/// An order with its disputes; without facts, no order input holds it.
#[derive(Clone, Debug)]
struct Plain {
    facts: Option<RateFacts>,
    disputes: Vec<Dispute>,
}

fn dispute(id: OrderId) -> impl Strategy<Value = Dispute> {
    let moments = (moment(), maybe(), maybe(), maybe());
    let states = select(vec![State::Open, State::Cancelled, State::Ended]);
    let liable = select(vec![Liability::Seller, Liability::Buyer, Liability::Unknown]);
    (moments, select(Family::ALL.to_vec()), states, liable, any::<bool>()).prop_map(
        move |(moments, family, state, liability, ending_known)| {
            let (opened, escalated, ruled, closed) = moments;
            let dispute =
                Dispute { family, state, liability, ending_known, ..Dispute::new(id, opened) };
            dispute.with_moments(escalated, ruled, closed)
        },
    )
}

fn shop() -> impl Strategy<Value = Vec<Plain>> {
    let id = OrderId::from_number(8_200_000_000_000_000).unwrap();
    let facts =
        (maybe(), maybe()).prop_map(|(paid_at, completed_at)| RateFacts { paid_at, completed_at });
    let order = (prop::option::weighted(0.8, facts), prop::collection::vec(dispute(id), 1..4));
    prop::collection::vec(order, 0..8).prop_map(|orders| {
        orders.into_iter().map(|(facts, disputes)| Plain { facts, disputes }).collect()
    })
}

impl Plain {
    fn paid(&self, window: Window) -> bool {
        window.has(self.facts.and_then(|facts| facts.paid_at))
    }

    fn completed(&self, window: Window) -> bool {
        window.has(self.facts.and_then(|facts| facts.completed_at))
    }

    /// The disputes by which the order is in a numerator, by the words of the metric.
    fn behind(&self, metric: Metric, window: Window) -> Vec<&Dispute> {
        let seen = self.disputes.iter().filter(|dispute| dispute.opened_at < window.to);
        let counts = |dispute: &&Dispute| {
            let filed = window.contains(dispute.opened_at);
            match metric {
                Metric::DisputeRate => filed,
                Metric::OrderDisputeRate => self.paid(window),
                Metric::NotReceivedRate => filed && dispute.family == Family::NotReceived,
                Metric::NotAsDescribedRate => filed && dispute.family == Family::NotAsDescribed,
                Metric::EscalationRate => window.has(dispute.escalated_at()),
                Metric::SellerLiableRate => {
                    window.has(dispute.ruled_at()) && dispute.liability == Liability::Seller
                }
            }
        };
        seen.filter(counts).collect()
    }

    fn is_in_denominator(&self, denominator: Denominator, window: Window) -> bool {
        let filed = |dispute: &Dispute| window.contains(dispute.opened_at);
        let over = |dispute: &Dispute| dispute.state_as_of(window.to).state != State::Open;
        let escalated =
            |dispute: &Dispute| dispute.opened_at < window.to && window.has(dispute.escalated_at());
        match denominator {
            Denominator::Paid => self.paid(window),
            Denominator::CompletedOrFiled => {
                self.completed(window) || self.disputes.iter().any(filed)
            }
            Denominator::CompletedResolvedOrEscalated => {
                self.completed(window)
                    || self.disputes.iter().any(|d| filed(d) && over(d) || escalated(d))
            }
        }
    }

    fn counts(&self, metric: Metric, denominator: Denominator, window: Window) -> MetricCounts {
        let behind = self.behind(metric, window);
        let state = |dispute: &Dispute| dispute.state_as_of(window.to).state;
        let of_family = matches!(metric, Metric::NotReceivedRate | Metric::NotAsDescribedRate);
        let of_no_family = self.disputes.iter().filter(|dispute| {
            of_family && dispute.family == Family::Unknown && window.contains(dispute.opened_at)
        });
        let endings = behind.iter().filter(|d| !d.ending_known && state(d) == State::Ended);
        let ruled = |dispute: &&Dispute| {
            let at = dispute.ruled_at().filter(|_| metric == Metric::SellerLiableRate);
            dispute.exists(window.to) && at.is_some_and(|at| window.contains(at))
        };
        let is_known = |dispute: &&Dispute| dispute.liability != Liability::Unknown;
        let (known, unknown): (Vec<&Dispute>, Vec<&Dispute>) =
            self.disputes.iter().filter(ruled).partition(is_known);
        let sellers = known.iter().filter(|dispute| dispute.liability == Liability::Seller);
        MetricCounts {
            known_parties: known.len() as u64,
            unknown_parties: unknown.len() as u64,
            liable_at_most: u64::from(sellers.count() + unknown.len() > 0),
            denominator: u64::from(self.is_in_denominator(denominator, window)),
            counted: u64::from(!behind.is_empty()),
            excluded: u64::from(behind.iter().any(|dispute| state(dispute) != State::Cancelled)),
            unknown_endings: endings.count() as u64,
            unknown_families: of_no_family.count() as u64,
        }
    }
}

fn settings(rule_set: usize, window: Option<u32>) -> RateSettings {
    let (id, _) = rules::RULE_SETS[rule_set % rules::RULE_SETS.len()];
    let rules = rules::by_id(id).unwrap();
    RateSettings::new(rules, window, crate::domain::FactSet::ALL)
}

fn sum(all: impl Iterator<Item = MetricCounts>) -> MetricCounts {
    all.fold(MetricCounts::default(), |one, two| MetricCounts {
        denominator: one.denominator + two.denominator,
        counted: one.counted + two.counted,
        excluded: one.excluded + two.excluded,
        unknown_endings: one.unknown_endings + two.unknown_endings,
        unknown_families: one.unknown_families + two.unknown_families,
        known_parties: one.known_parties + two.known_parties,
        unknown_parties: one.unknown_parties + two.unknown_parties,
        liable_at_most: one.liable_at_most + two.liable_at_most,
    })
}

fn disputed(shop: &[Plain]) -> Vec<DisputedOrder<'_>> {
    let id = OrderId::from_number(8_200_000_000_000_000).unwrap();
    shop.iter()
        .map(|plain| DisputedOrder::of_order(id, plain.facts.as_ref(), &plain.disputes))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn orders_are_counted_as_the_words_of_each_metric_say(
        shop in shop(), set in 0..9_usize, window in prop::option::of(select(vec![1_u32, 7, 30])),
        month in prop::option::of((-40..5_i64, 0..20_i64)),
    ) {
        let settings = settings(set, window);
        let day = |day: i64| Moment::from_millis(AS_OF + day * DAY_MS);
        let within = month.map(|(from, days)| Window { from: day(from), to: day(from + days) });
        let orders = disputed(&shop);
        let clean = Histogram::default();
        let group = OrderGroup { disputed: orders.iter().collect(), clean: &clean, within };
        let counts = group.count(&settings, as_of(), 0);
        for metric in Metric::ALL {
            // A month cuts windows; what a dispute's state is as of as-of stays.
            if within.is_some_and(|within| within.to < as_of()) {
                continue;
            }
            let denominator = settings.rules.metric(metric).denominator;
            let window = Window::ending_at(as_of(), settings.days(metric)).cut(within);
            let expected = sum(shop.iter().map(|plain| plain.counts(metric, denominator, window)));
            prop_assert_eq!(counts.of(metric), expected, "{:?}", metric);
        }
    }

    #[test]
    fn masks_of_atoms_give_the_counts_that_orders_give(
        shop in shop(), set in 0..9_usize, days in select(vec![1_u32, 7, 30]),
    ) {
        let settings = settings(set, Some(days));
        let window = Window::ending_at(as_of(), days);
        let mut counts = Counts::default();
        for order in disputed(&shop) {
            counts.add_orders(order.atoms(window), 1, &MetricFormulas::of(&settings));
        }
        for metric in Metric::ALL {
            let denominator = settings.rules.metric(metric).denominator;
            let expected = sum(shop.iter().map(|plain| plain.counts(metric, denominator, window)));
            // What is not known of disputes is no matter of orders, but for who was liable.
            let expected = MetricCounts { unknown_endings: 0, unknown_families: 0, ..expected };
            let counted = counts.of(metric);
            let is_same = |count: fn(&MetricCounts) -> u64| (count(&counted) > 0) == (count(&expected) > 0);
            prop_assert!(is_same(|c| c.known_parties) && is_same(|c| c.unknown_parties));
            let MetricCounts { known_parties, unknown_parties, .. } = counted;
            let expected = MetricCounts { known_parties, unknown_parties, ..expected };
            prop_assert_eq!(counted, expected, "{:?}", metric);
        }
    }

    #[test]
    fn the_conditions_that_databases_are_asked_give_the_atoms_of_orders(
        shop in shop(), days in select(vec![1_u32, 7, 30]),
    ) {
        let window = Window::ending_at(as_of(), days);
        for (plain, order) in shop.iter().zip(disputed(&shop)) {
            let paid = plain.facts.and_then(|facts| facts.paid_at);
            let completed = plain.facts.and_then(|facts| facts.completed_at);
            let asked = atoms(paid, completed, &plain.disputes, window);
            prop_assert_eq!(asked, order.atoms(window), "{:?}", plain);
        }
    }

    #[test]
    fn an_order_leaves_with_the_last_event_by_which_it_counts(
        shop in shop(), days in select(vec![1_u32, 7, 30]), excluded in any::<bool>(),
    ) {
        let window = Window::ending_at(as_of(), days);
        let reading =
            if excluded { Reading::CancelledExcluded } else { Reading::CancelledCounted };
        for (plain, order) in shop.iter().zip(disputed(&shop)) {
            for metric in Metric::ALL {
                let is_in = order.atoms(window).is_in_numerator(metric, reading);
                let last = order.last_event(metric, window, reading);
                prop_assert_eq!(last.is_some(), is_in);
                prop_assert!(last.is_none_or(|last| window.contains(last)), "{:?}", plain);
            }
        }
    }
}
