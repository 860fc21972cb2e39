use super::super::disputed_order::DisputedOrder;
use super::super::facts::RateFacts;
use super::super::histogram::Histogram;
use super::super::settings::RateSettings;
use super::*;
use crate::domain::{Dispute, Family, Liability, OrderId, State};
use crate::reports::reporting_delay::{Delay, DelayCurve};
use crate::rules;

/// A generator of numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % sides
    }

    /// A moment around as-of, often at the very hour of a point, or none.
    fn moment(&mut self) -> Option<Moment> {
        let days = i64::try_from(self.throw(60)).unwrap() - 50;
        let millis = [0, 0, 1, -1, 7 * 3_600_000][usize::try_from(self.throw(5)).unwrap()];
        (self.throw(5) > 0).then(|| Moment::from_millis(AS_OF + days * DAY_MS + millis))
    }

    fn dispute(&mut self, id: OrderId) -> Dispute {
        let opened = self.moment().unwrap_or(Moment::from_millis(AS_OF - 9 * DAY_MS - 5));
        let family = Family::ALL[usize::try_from(self.throw(4)).unwrap()];
        let later = [self.moment(), self.moment(), self.moment()];
        let [escalated_at, ruled_at, closed_at] = later;
        Dispute {
            family,
            state: [State::Open, State::Cancelled, State::Ended]
                [usize::try_from(self.throw(3)).unwrap()],
            liability: [Liability::Seller, Liability::Buyer]
                [usize::try_from(self.throw(2)).unwrap()],
            ending_known: self.throw(2) > 0,
            ..Dispute::new(id, opened).with_moments(escalated_at, ruled_at, closed_at)
        }
    }
}

const AS_OF: i64 = 1_768_579_200_000;

#[test]
fn every_point_of_a_series_is_what_it_is_alone() {
    let mut dice = Dice(11);
    for shop in 0..300 {
        let mut orders = Vec::new();
        for number in 0..dice.throw(6) {
            let id = OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
            let disputes: Vec<Dispute> = (0..=dice.throw(3)).map(|_| dice.dispute(id)).collect();
            let facts = (dice.throw(6) > 0)
                .then(|| RateFacts { paid_at: dice.moment(), completed_at: dice.moment() });
            orders.push((id, facts, disputes));
        }
        let cases: Vec<DisputedOrder<'_>> =
            orders.iter().map(|(id, f, d)| DisputedOrder::of_order(*id, f.as_ref(), d)).collect();
        let (id, _) = rules::RULE_SETS[shop % rules::RULE_SETS.len()];
        let window = [None, Some(1), Some(7), Some(30)][shop % 4];
        let rules = rules::by_id(id).unwrap();
        let settings = RateSettings::new(rules, window, crate::domain::FactSet::ALL);
        let curve = DelayCurve::learn(&(0..12).map(|n| Delay { days: n, age: 90 }).collect());
        let judge =
            Judge { settings: &settings, skipped: &settings.skipped_rows, curve: curve.as_ref() };
        let clean = Histogram::default();
        let whole = OrderGroup { disputed: cases.iter().collect(), clean: &clean, within: None };
        let as_of = Moment::from_millis(AS_OF);
        let points = 1 + u32::try_from(dice.throw(20)).unwrap();
        let found = series(&judge, &whole, as_of, points);
        assert_eq!(found.len(), usize::try_from(points).unwrap());
        for (back, point) in (0..points).rev().zip(&found) {
            let alone = as_of.plus_days(-i64::from(back));
            assert_eq!(point.as_of, alone);
            assert_eq!(point.figures, judge.figures_of(&whole, alone), "{shop} {back}");
        }
    }
}
