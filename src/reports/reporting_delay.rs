//! How much of an order-basis figure is in: disputes come late, so a young window is unfinished.
//!
//! The delay from payment to the first filing is learnt from the shop's own disputes. Those of
//! young orders can only have short delays, so the reverse-hazard estimator for right-truncated
//! times is used (Lagakos, Barraj, De Gruttola 1988, Biometrika 75, 515–523): the share of
//! disputes in by day d is the product over later days j of 1 − n(j)/N(j), with n(j) the disputes
//! filed on day j and N(j) those filed up to day j on orders at least j days old.

use super::{add_at, index};

/// Fewest delays from which a share is stated. Below it the estimate says more about chance than
/// about the shop.
const FEWEST: u64 = 10;
const ONE: u128 = 1_000_000_000_000_000;

/// A first filing: how long after payment, and how old the order is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Whole days from payment to the first filing.
    pub days: u32,
    /// Whole days from payment to as-of.
    pub age: u32,
}

/// First filings, counted by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delays {
    count: u64,
    /// Filed on each day after payment.
    on_day: Vec<u64>,
    /// What the count at risk gains on each day, and loses on each.
    enter: Vec<u64>,
    leave: Vec<u64>,
    /// Days of loss that are too late for a list of all days before them.
    late: Vec<(u32, u64)>,
}

/// Days that are listed each; longer delays come from mistakes.
const LISTED: u32 = 1 << 15;

/// The share of disputes that are in by each day after payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelayCurve {
    by_day: Vec<u128>,
}

impl Extend<Delay> for Delays {
    fn extend<I: IntoIterator<Item = Delay>>(&mut self, delays: I) {
        delays.into_iter().for_each(|delay| self.add(delay, 1));
    }
}

impl Delays {
    /// Adds so many filings alike.
    pub fn add(&mut self, delay: Delay, filings: u64) {
        self.count += filings;
        add(&mut self.on_day, delay.days, filings);
        if delay.days <= delay.age {
            add(&mut self.enter, delay.days, filings);
            match delay.age.saturating_add(1) {
                day @ 0..LISTED => add(&mut self.leave, day, filings),
                day => self.late.push((day, filings)),
            }
        }
    }

    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        for (mine, theirs) in [
            (&mut self.on_day, other.on_day),
            (&mut self.enter, other.enter),
            (&mut self.leave, other.leave),
        ] {
            mine.resize(mine.len().max(theirs.len()), 0);
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.late.extend(other.late);
    }
}

impl FromIterator<Delay> for Delays {
    fn from_iter<I: IntoIterator<Item = Delay>>(delays: I) -> Self {
        let mut all = Self::default();
        all.extend(delays);
        all
    }
}

impl DelayCurve {
    /// Learns the curve, or returns `None` when there are too few disputes to learn from.
    pub fn learn(delays: &Delays) -> Option<Self> {
        if delays.count < FEWEST {
            return None;
        }
        let mut leave = delays.leave.clone();
        let days = delays.on_day.len();
        let reached = |day: u32| usize::try_from(day).is_ok_and(|day| day < days);
        let late = delays.late.iter().filter(|(day, _)| reached(*day));
        late.for_each(|(day, filings)| add(&mut leave, *day, *filings));
        // Nothing was counted of days beyond the last cell.
        let wide = |counts: &[u64], day: usize| u128::from(counts.get(day).copied().unwrap_or(0));
        let on_day: Vec<u128> = delays.on_day.iter().copied().map(u128::from).collect();
        let mut at_risk: Vec<u128> = Vec::with_capacity(on_day.len());
        for day in 0..on_day.len() {
            // Before the first day none is at risk.
            let before = at_risk.last().copied().unwrap_or(0);
            at_risk.push(before + wide(&delays.enter, day) - wide(&leave, day));
        }
        let mut by_day = vec![ONE; on_day.len()];
        let mut share = ONE;
        for ((slot, on_day), at_risk) in by_day.iter_mut().zip(on_day).zip(at_risk).rev() {
            *slot = share;
            share = (share * (at_risk - on_day.min(at_risk))).checked_div(at_risk).unwrap_or(share);
        }
        Some(Self { by_day })
    }

    fn exact(&self, day: usize) -> u128 {
        self.by_day.get(day).copied().unwrap_or(ONE)
    }

    /// Returns the share of the final figure expected to be in for orders of these ages, in
    /// millionths: `paid[a]` is the count of orders paid `a` to `a + 1` days ago. `None` without
    /// orders.
    pub fn expected_share(&self, paid: &[u64]) -> Option<u64> {
        let orders: u128 = paid.iter().copied().map(u128::from).sum();
        let known: u128 =
            paid.iter().enumerate().map(|(age, count)| u128::from(*count) * self.exact(age)).sum();
        u64::try_from(known.checked_div(orders)? / (ONE / 1_000_000)).ok()
    }
}

fn add(counts: &mut Vec<u64>, day: u32, filings: u64) {
    add_at(counts, index(day), filings);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the share of disputes in by the end of a day after payment, in millionths.
    fn by(curve: &DelayCurve, day: usize) -> u128 {
        curve.exact(day) / (ONE / 1_000_000)
    }

    fn delays(list: &[(u32, u32)]) -> Delays {
        list.iter().map(|(days, age)| Delay { days: *days, age: *age }).collect()
    }

    #[test]
    fn old_orders_give_the_plain_share() {
        let list: Vec<(u32, u32)> = (1..=10).map(|day| (day, 100)).collect();
        let curve = DelayCurve::learn(&delays(&list)).unwrap();
        assert_eq!(by(&curve, 5), 500_000);
        assert_eq!(by(&curve, 10), 1_000_000);
        assert_eq!(by(&curve, 99), 1_000_000);
        assert_eq!(by(&curve, 0), 0);
    }

    #[test]
    fn young_orders_do_not_make_the_delay_look_short() {
        let mut list: Vec<(u32, u32)> = (1..=10).map(|day| (day, 100)).collect();
        list.extend([(1, 1); 10]);
        let curve = DelayCurve::learn(&delays(&list)).unwrap();
        // The ten young ones say nothing about days 2 and later.
        assert_eq!(by(&curve, 5), 500_000);
    }

    #[test]
    fn delays_of_a_hundred_years_are_learnt_from_as_others_are() {
        let list: Vec<(u32, u32)> = (1..=10).map(|day| (day, 100)).collect();
        let by = |late: u32, age: u32| {
            let long = [(late, u32::MAX), (3, age), (5, age)];
            let curve = DelayCurve::learn(&delays(&[&list[..], &long].concat())).unwrap();
            [2, 4, 7, 9].map(|day| by(&curve, day))
        };
        assert_eq!(by(120, 110), by(40_000, 39_990));
        assert_ne!(by(120, 110), by(120, 130));
        let (one, two) = list.split_at(4);
        let mut both = delays(one);
        both.merge(delays(two));
        assert_eq!(both, delays(&list));
    }

    #[test]
    fn few_disputes_teach_nothing() {
        assert_eq!(DelayCurve::learn(&delays(&[(1, 9); 9])), None);
    }

    #[test]
    fn a_share_weighs_ages_by_their_orders() {
        let list: Vec<(u32, u32)> = (1..=10).map(|day| (day, 100)).collect();
        let curve = DelayCurve::learn(&delays(&list)).unwrap();
        assert_eq!(curve.expected_share(&[0, 0, 0, 0, 0, 4]), Some(500_000));
        assert_eq!(curve.expected_share(&[4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]), Some(500_000));
        assert_eq!(curve.expected_share(&[]), None);
    }
}
