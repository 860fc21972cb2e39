//! Intervals and forecasts: the only file that computes with floats.
#![expect(clippy::float_arithmetic, reason = "the one place where floats may live")]

use std::ops::RangeInclusive;

use statrs::distribution::{ContinuousCDF, Discrete, DiscreteCDF, LogNormal};
use statrs::distribution::{Hypergeometric, NegativeBinomial, Normal};

use crate::domain::{Count, Interval, to_u64};

/// The 97.5 % quantile of the standard normal distribution, so that the interval holds 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Returns the 95 % Wilson score interval of a rate, or `None` where nothing was looked at.
///
/// Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212. Unlike the
/// textbook interval it stays between 0 and 1 and holds for small counts.
pub fn wilson(count: Count) -> Option<Interval> {
    if count.denominator == 0 {
        return None;
    }
    let whole = float(count.denominator);
    let share = float(count.numerator.min(count.denominator)) / whole;
    let squared = Z * Z;
    let scale = 1.0 + squared / whole;
    let centre = (share + squared / (2.0 * whole)) / scale;
    let spread = share * (1.0 - share) / whole + squared / (4.0 * whole * whole);
    let half = Z / scale * spread.sqrt();
    let low = if count.numerator == 0 { 0.0 } else { centre - half };
    let high = if count.numerator >= count.denominator { 1.0 } else { centre + half };
    Some(Interval { low: millionths(low), high: millionths(high) })
}

/// Returns the float nearest to an integer; exact below 2^53.
fn float(integer: u64) -> f64 {
    let high = u32::try_from(integer >> 32).expect("32 bits are left");
    let low = u32::try_from(integer & u64::from(u32::MAX)).expect("32 bits are left");
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// Returns the float nearest to a count of millionths; its shortest text has at most six decimals.
pub fn decimal(millionths: u64) -> f64 {
    float(millionths) / 1_000_000.0
}

/// Returns a share in millionths, rounded half up, kept between 0 and 1.
fn millionths(share: f64) -> u32 {
    // NOTE: no `try_from` leads from a float to an integer; `as` saturates, and the clamp bounds it.
    (share.clamp(0.0, 1.0) * 1_000_000.0 + 0.5).floor() as u32
}

/// What is believed of the delay from payment to filing before the shop's own disputes are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayPrior {
    /// Half of the disputes come within this many days.
    pub median_days: u32,
    /// Nine tenths come within this many days.
    pub ninth_decile_days: u32,
}

/// What a model learns from: a shop's history up to as-of, in cells of 24 h counted back from it.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// Orders paid, by cell.
    pub paid: &'a [u64],
    /// First filings of orders, as cells of payment and filing.
    pub filings: &'a [(u32, u32)],
    /// Completions, as cells of payment and completion, with their counts.
    pub completions: &'a [((u32, u32), u64)],
    /// `None`: nothing is believed beforehand.
    pub prior: Option<DelayPrior>,
}

/// An expected figure with its 80 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The expected figure.
    pub expected: u64,
    /// One in ten is expected below.
    pub low: u64,
    /// One in ten is expected above.
    pub high: u64,
}

/// A moment ahead, and what is known already of the window that ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// Days from as-of.
    pub days: u32,
    /// Length of the window in days.
    pub window: u32,
    /// Orders disputed, and looked at, in the part of the window that has passed.
    pub known: Count,
}

/// Disputes that come from orders by the days since payment.
#[derive(Clone, Debug)]
pub struct Model {
    paid: Vec<f64>,
    filing: Vec<f64>,
    completion: Vec<f64>,
    events: f64,
    drift: f64,
}

/// The prior weighs as much as this many disputes of the shop's own.
const PRIOR_DISPUTES: f64 = 10.0;
/// New orders are expected at the pace of so many last days.
const PACE_DAYS: usize = 30;
/// How far the shop's past strays from the model is measured on this many spans of a month.
const DRIFT_SPANS: usize = 12;
const DRIFT_DAYS: usize = 30;

impl Model {
    /// Learns from a history.
    ///
    /// Nelson–Aalen intensities: filings at an age over orders that have been through that age, so
    /// that young orders say nothing of late disputes (right-censoring). With few disputes the
    /// shape of the delay is drawn towards the prior. How much past months strayed from the model
    /// beyond chance is kept for the interval.
    pub fn learn(history: &History<'_>) -> Self {
        let paid: Vec<f64> = history.paid.iter().copied().map(float).collect();
        let exposed = exposure(&paid);
        let filings: Vec<_> = history.filings.iter().map(|pair| (*pair, 1)).collect();
        let mut filing = intensity(&filings, &exposed);
        let events: f64 = filings.iter().map(|(_, count)| float(*count)).sum();
        if let Some(shape) = history.prior.and_then(|prior| prior_shape(prior, paid.len())) {
            let pull: f64 = exposed.iter().zip(&shape).map(|(orders, share)| orders * share).sum();
            let level = if pull > 0.0 { (events + 0.5) / pull } else { 0.0 };
            let own = events / (events + PRIOR_DISPUTES);
            for (rate, share) in filing.iter_mut().zip(&shape) {
                *rate = own * *rate + (1.0 - own) * level * share;
            }
        }
        let completion = intensity(history.completions, &exposed);
        let mut model = Self { paid, filing, completion, events: events.max(0.5), drift: 0.0 };
        model.drift = model.drift_of(history.filings);
        model
    }

    /// Returns how many disputes are still to come from the orders already paid, in thousandths.
    pub fn still_to_come(&self) -> Spread {
        let last = self.paid.len();
        self.counts(from_paid(&self.paid, &self.filing, 0, last))
    }

    /// Returns the disputes filed between as-of and a moment ahead, in thousandths: those of orders
    /// already paid and those of orders to come at the pace of late.
    pub fn filed_within(&self, days: u32) -> Spread {
        self.counts(self.expect(&self.filing, 0, size(days)))
    }

    /// Returns the rate at a moment ahead, in millionths; `None` when no order is known or expected to be
    /// in its denominator besides those whose dispute is itself only expected.
    pub fn rate(&self, ahead: Ahead) -> Option<Spread> {
        let (from, to) = (size(ahead.days.saturating_sub(ahead.window)), size(ahead.days));
        let disputed = self.expect(&self.filing, from, to);
        let completed = self.expect(&self.completion, from, to);
        let known = float(ahead.known.numerator);
        let orders = float(ahead.known.denominator) + completed;
        if orders <= 0.0 {
            return None;
        }
        let whole = orders + disputed;
        let share = |count: f64| u64::from(millionths((known + count) / whole));
        let counts = self.interval(disputed);
        Some(Spread {
            expected: share(disputed),
            low: share(*counts.start()),
            high: share(*counts.end()),
        })
    }

    fn expect(&self, rates: &[f64], from: usize, to: usize) -> f64 {
        let recent = self.paid.len().clamp(1, PACE_DAYS);
        let days = float(u64::try_from(recent).unwrap_or(1));
        let pace = self.paid.iter().take(recent).sum::<f64>() / days;
        from_paid(&self.paid, rates, from, to) + pace * from_new(rates, from, to)
    }

    fn counts(&self, expected: f64) -> Spread {
        let counts = self.interval(expected);
        Spread {
            expected: thousandths(expected),
            low: thousandths(*counts.start()),
            high: thousandths(*counts.end()),
        }
    }

    /// Returns the interval of 80 % of a count.
    ///
    /// The mean of a skewed count can lie outside of its own quantiles, as 0.1 does where nine
    /// times in ten nothing comes. The interval then reaches to the next whole count beyond the
    /// mean, so that no forecast contradicts its interval.
    fn interval(&self, mean: f64) -> RangeInclusive<f64> {
        let low = self.quantile(mean, 0.1).min(mean.floor());
        let high = self.quantile(mean, 0.9).max(mean.ceil());
        low..=high
    }

    /// Returns a quantile of the count when its mean is known only as well as the disputes learnt
    /// from allow, and strays as it did: a negative binomial.
    fn quantile(&self, mean: f64, share: f64) -> f64 {
        let size = 1.0 / (1.0 / self.events + self.drift);
        if mean <= 0.0 {
            return 0.0;
        }
        if mean > 1_000_000.0 {
            let spread = (mean + mean * mean / size).sqrt();
            let normal = Normal::new(mean, spread).map(|normal| normal.inverse_cdf(share));
            return normal.unwrap_or(mean).max(0.0);
        }
        let found = NegativeBinomial::new(size, size / (size + mean));
        found.map_or(mean, |counts| float(counts.inverse_cdf(share)))
    }

    /// Returns the squared coefficient of variation by which past months strayed beyond chance.
    fn drift_of(&self, filings: &[(u32, u32)]) -> f64 {
        let (mut excess, mut scale) = (0.0, 0.0);
        for span in 0..DRIFT_SPANS {
            let (newest, oldest) = (span * DRIFT_DAYS, (span + 1) * DRIFT_DAYS);
            let mean = within(&self.paid, &self.filing, newest, oldest);
            if mean < 1.0 {
                break;
            }
            let count = filings.iter().filter(|(_, at)| (newest..oldest).contains(&size(*at)));
            let strayed = float(to_u64(count.count())) - mean;
            excess += strayed * strayed - mean;
            scale += mean * mean;
        }
        if scale > 0.0 { (excess / scale).max(0.0) } else { 0.0 }
    }
}

/// Returns how many orders have been through each age; one of the present age counts half.
fn exposure(paid: &[f64]) -> Vec<f64> {
    let mut older = 0.0;
    let mut exposed: Vec<f64> = paid
        .iter()
        .rev()
        .map(|orders| {
            let through = older + orders / 2.0;
            older += orders;
            through
        })
        .collect();
    exposed.reverse();
    exposed
}

fn intensity(events: &[((u32, u32), u64)], exposed: &[f64]) -> Vec<f64> {
    let mut rates = vec![0.0; exposed.len()];
    for ((paid, at), count) in events {
        if let Some(slot) = rates.get_mut(size(paid.saturating_sub(*at))) {
            *slot += float(*count);
        }
    }
    for (rate, orders) in rates.iter_mut().zip(exposed) {
        *rate = if *orders > 0.0 { *rate / orders } else { 0.0 };
    }
    rates
}

fn prior_shape(prior: DelayPrior, ages: usize) -> Option<Vec<f64>> {
    let tenth = Normal::standard().inverse_cdf(0.9);
    let (median, late) = (f64::from(prior.median_days), f64::from(prior.ninth_decile_days));
    let delay = LogNormal::new(median.ln(), (late / median).ln() / tenth).ok()?;
    let until = |age: usize| delay.cdf(float(to_u64(age)));
    Some((0..ages).map(|age| until(age + 1) - until(age)).collect())
}

/// Returns what is expected of paid orders between two days ahead.
fn from_paid(paid: &[f64], rates: &[f64], from: usize, to: usize) -> f64 {
    let sums = running(rates);
    let expected = paid
        .iter()
        .enumerate()
        .map(|(age, orders)| orders * (reached(&sums, age + to) - reached(&sums, age + from)));
    expected.sum()
}

/// Returns what is expected, between two days ahead, of orders that come at one a day.
fn from_new(rates: &[f64], from: usize, to: usize) -> f64 {
    let sums = running(rates);
    (0..to)
        .map(|day| {
            let start = if from > day { reached(&sums, from - day - 1) } else { 0.0 };
            reached(&sums, to - day - 1) - start
        })
        .sum()
}

/// Returns what the model says of a past span, between two counts of days ago.
fn within(paid: &[f64], rates: &[f64], newest: usize, oldest: usize) -> f64 {
    let sums = running(rates);
    let at = |age: usize, ago: usize| {
        if age >= ago { sums.get(age - ago).copied().unwrap_or_else(|| last(&sums)) } else { 0.0 }
    };
    let expected =
        paid.iter().enumerate().map(|(age, orders)| orders * (at(age, newest) - at(age, oldest)));
    expected.sum()
}

/// Returns sums of intensities up to each age.
fn running(rates: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = rates.iter().map(|rate| {
        let before = sum;
        sum += rate;
        before
    });
    let mut sums: Vec<f64> = sums.collect();
    sums.push(sum);
    sums
}

fn last(sums: &[f64]) -> f64 {
    sums.last().copied().unwrap_or(0.0)
}

/// Returns the sum up to the middle of an age.
fn reached(sums: &[f64], age: usize) -> f64 {
    let at = |age: usize| sums.get(age).copied().unwrap_or_else(|| last(sums));
    (at(age) + at(age + 1)) / 2.0
}

/// Returns how likely a group of orders has at least so many disputed ones by chance, if disputes
/// fell on the shop's orders at random: the upper tail of the hypergeometric distribution (Fisher's
/// exact test, one-sided), in millionths. `None` when the counts contradict each other.
pub fn chance(group: Count, shop: Count) -> Option<u32> {
    if group.numerator == 0 {
        return Some(1_000_000);
    }
    let drawn = Hypergeometric::new(shop.denominator, shop.numerator, group.denominator).ok()?;
    let most = group.denominator.min(shop.numerator);
    let mut tail = 0.0;
    let mut before = 0.0;
    // NOTE: by logarithms, for `pmf` divides infinities by each other in shops of a few thousand
    // orders; and summed, for one minus the distribution loses small tails.
    for count in group.numerator..=most {
        let term = drawn.ln_pmf(count).exp();
        tail += term;
        if term < before && term < tail * 1e-12 {
            break;
        }
        before = term;
    }
    Some(millionths(tail))
}

fn size(count: u32) -> usize {
    usize::try_from(count).expect("a usize has at least 32 bits")
}

fn thousandths(count: f64) -> u64 {
    // NOTE: as in `millionths`; counts of orders stay far below 2^53.
    (count.max(0.0) * 1_000.0 + 0.5).floor() as u64
}

#[cfg(test)]
#[path = "statistics_tests.rs"]
mod tests;
