//! Which rule set and reading gives the figure that the seller centre shows, or what the likeliest
//! cause of the difference is: found by trying them.

use std::collections::BTreeSet;
use std::fmt;

use super::rate::{AsOfPoints, Figure, RateSettings, RateTally, disputed_orders, report};
use crate::domain::{Count, Dispute, Family, Filings, Metric, Reading, State, to_u64};
use crate::rules::RuleSet;

/// The seller centre's figure for a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformFigure {
    /// A percentage, in units of the last digit shown, and how many decimals it has.
    Percent {
        /// The digits without the point: 2.31 % is 231.
        units: u64,
        /// Digits after the point, at most 4.
        decimals: u32,
    },
    /// Two counts.
    Counts(Count),
}

/// Why a figure differs from the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceCause {
    /// Cancelled disputes are read the other way.
    CancelledReading,
    /// The window has another length.
    WindowLength,
    /// Another rule set's orders are looked at.
    OtherRuleSet,
    /// Disputed lines are counted, not orders.
    Lines,
    /// The day ends in another zone, or the figure is of a day before or after.
    DayEdge {
        /// Hours from as-of to the end of the day that fits.
        hours: i64,
    },
    /// Disputes for the buyer's own reasons are left out.
    BuyerOwnExempt,
    /// So many disputed orders are missing here: pages that were not saved, most likely.
    Missing {
        /// How many.
        orders: u64,
    },
    /// So many disputed orders were taken out by the platform.
    Exempted {
        /// How many.
        orders: u64,
    },
}

/// A way to reach the platform's figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule set.
    pub rule_set: String,
    /// The window in days.
    pub window_days: u32,
    /// `counted` or `excluded`.
    pub reading: &'static str,
    /// The counts.
    pub count: Count,
    /// What differs from the headline; `None` when it is the headline itself.
    pub cause: Option<DifferenceCause>,
}

/// The answer for one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The metric.
    pub metric: Metric,
    /// The platform's figure.
    pub figure: PlatformFigure,
    /// Our headline; `None` when it cannot be assessed.
    pub headline: Option<Count>,
    /// The ways that reach it, the likeliest first.
    pub matches: Vec<Match>,
}

/// A figure to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// The metric.
    pub metric: Metric,
    /// The platform's figure.
    pub figure: PlatformFigure,
}

/// What is tried: the rule sets, and tallies at as-of (first) and at ends of other days.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// How the headline was asked for.
    pub asked: &'a RateSettings,
    /// The other rule sets.
    pub others: &'a [RuleSet],
    /// The tally at as-of, then those whose as-of is that of another day's edge.
    pub tallies: &'a [RateTally],
    /// The disputes.
    pub filings: &'a Filings,
}

/// Hours from the end of an assessment day to the ends that are tried: the same day's in UTC, in
/// Los Angeles in summer and in winter, and a day before and after.
pub const EDGE_HOURS: [i64; 5] = [8, 15, 16, -24, 24];

/// Windows tried beside the rule set's own, in days.
pub const WINDOWS: [u32; 3] = [30, 60, 90];

impl PlatformFigure {
    /// Reads `2.31%` or `20/283`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let (numerator, denominator) =
                (numerator.trim().parse().ok()?, denominator.trim().parse().ok()?);
            let sound = denominator > 0 && numerator <= denominator;
            return sound.then_some(Self::Counts(Count::new(numerator, denominator)));
        }
        let percent = text.trim().strip_suffix('%')?.trim();
        let (whole, part) = percent.split_once('.').unwrap_or((percent, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || part.len() > 4 || !digits(whole) || !digits(part)
        {
            return None;
        }
        let decimals = u32::try_from(part.len()).ok()?;
        let units: u64 = format!("{whole}{part}").parse().ok()?;
        (units <= 100 * 10_u64.pow(decimals)).then_some(Self::Percent { units, decimals })
    }

    /// Returns whether a count is shown as this figure.
    pub fn fits(self, count: Count) -> bool {
        match self {
            Self::Counts(platform) => platform == count,
            Self::Percent { units, decimals } => {
                let (n, d) = (u128::from(count.numerator), u128::from(count.denominator));
                let scale = 100 * 10_u128.pow(decimals);
                // Half up, as percentages are shown.
                d > 0 && (2 * n * scale + d) / (2 * d) == u128::from(units)
            }
        }
    }
}

impl fmt::Display for PlatformFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Counts(count) => write!(f, "{}/{}", count.numerator, count.denominator),
            Self::Percent { units, decimals: 0 } => write!(f, "{units}%"),
            Self::Percent { units, decimals } => {
                let scale = 10_u64.pow(*decimals);
                let width = usize::try_from(*decimals).expect("a usize has at least 32 bits");
                write!(f, "{}.{:0width$}%", units / scale, units % scale)
            }
        }
    }
}

impl DifferenceCause {
    /// Returns the stable code used in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CancelledReading => "cancelled-reading",
            Self::WindowLength => "window-length",
            Self::OtherRuleSet => "other-rule-set",
            Self::Lines => "lines-not-orders",
            Self::DayEdge { .. } => "day-edge",
            Self::BuyerOwnExempt => "buyer-own-exempt",
            Self::Missing { .. } => "missing-disputes",
            Self::Exempted { .. } => "exempted-disputes",
        }
    }

    /// Returns the count of orders that a cause supposes; `None` where it supposes none.
    pub const fn amount(self) -> Option<u64> {
        match self {
            Self::Missing { orders } | Self::Exempted { orders } => Some(orders),
            Self::CancelledReading
            | Self::WindowLength
            | Self::OtherRuleSet
            | Self::Lines
            | Self::DayEdge { .. }
            | Self::BuyerOwnExempt => None,
        }
    }
}

impl Agreement {
    /// Returns whether the headline itself is the platform's figure.
    pub fn agrees(&self) -> bool {
        self.matches.first().is_some_and(|found| found.cause.is_none())
    }
}

/// Tries readings until the platform's figure comes out.
pub fn check(trial: Trial<'_>, check: Check) -> Agreement {
    let candidates = candidates(trial, check.metric);
    let headline = candidates.iter().find(|found| found.cause.is_none()).map(|found| found.count);
    let mut seen: BTreeSet<&'static str> = BTreeSet::new();
    let mut matches: Vec<Match> = candidates
        .into_iter()
        .filter(|candidate| check.figure.fits(candidate.count))
        .filter(|candidate| seen.insert(candidate.cause.map_or("", DifferenceCause::id)))
        .collect();
    let agrees = matches.first().is_some_and(|found| found.cause.is_none());
    if let Some(headline) = headline.filter(|_| !agrees) {
        matches.extend(unexplained(trial, check, headline));
    }
    Agreement { metric: check.metric, figure: check.figure, headline, matches }
}

/// Returns a count as it is compared: of a metric, with the rule set and the window that are asked for.
fn candidate(
    asked: &RateSettings,
    metric: Metric,
    reading: Reading,
    count: Count,
    cause: Option<DifferenceCause>,
) -> Match {
    let reading = match reading {
        Reading::CancelledCounted => "counted",
        Reading::CancelledExcluded => "excluded",
    };
    let (rule_set, window_days) = (asked.rules.id.clone(), asked.days(metric));
    Match { rule_set, window_days, reading, count, cause }
}

/// What remains: so many disputes are not in the input, or were exempted.
fn unexplained(trial: Trial<'_>, check: Check, headline: Count) -> Option<Match> {
    let most = headline.denominator.clamp(100, 100_000);
    let more = (1..=most).map(|orders| {
        let count = Count::new(headline.numerator + orders, headline.denominator + orders);
        (DifferenceCause::Missing { orders }, count)
    });
    let fewer = (1..=headline.numerator).map(|orders| {
        let count = Count::new(headline.numerator - orders, headline.denominator);
        (DifferenceCause::Exempted { orders }, count)
    });
    let (cause, count) = more.chain(fewer).find(|(_, count)| check.figure.fits(*count))?;
    let reading = trial.asked.rules.metric(check.metric).cancelled.reading();
    Some(candidate(trial.asked, check.metric, reading, count, Some(cause)))
}

/// Returns the candidates, the likeliest first.
fn candidates(trial: Trial<'_>, metric: Metric) -> Vec<Match> {
    let Some((first, edges)) = trial.tallies.split_first() else { return Vec::new() };
    let headline = |asked: &RateSettings, figure: &Figure, cause: Option<DifferenceCause>| {
        Some(candidate(asked, metric, figure.reading.reading(), figure.count?, cause))
    };
    let of = |tally: &RateTally, asked: &RateSettings, cause: DifferenceCause| {
        let figure = figure(tally, trial.filings, asked.clone(), metric)?;
        headline(asked, &figure, Some(cause))
    };
    let asked = trial.asked;
    let mut found: Vec<Option<Match>> = Vec::new();
    if let Some(own) = figure(first, trial.filings, asked.clone(), metric) {
        found.extend([headline(asked, &own, None), other_reading(asked, &own)]);
        found.extend([lines(trial, &own), without_buyer_own(trial, first, &own)]);
    }
    for tally in edges {
        let shift = tally.question().as_of.millis() - first.question().as_of.millis();
        found.push(of(tally, asked, DifferenceCause::DayEdge { hours: shift / 3_600_000 }));
    }
    for days in WINDOWS.into_iter().filter(|days| *days != asked.days(metric)) {
        let longer = RateSettings { window: Some(days), ..asked.clone() };
        found.push(of(first, &longer, DifferenceCause::WindowLength));
    }
    for rules in trial.others {
        let theirs = RateSettings { rules: rules.clone(), window: None, ..asked.clone() };
        found.push(of(first, &theirs, DifferenceCause::OtherRuleSet));
    }
    found.into_iter().flatten().collect()
}

fn figure(
    tally: &RateTally,
    filings: &Filings,
    asked: RateSettings,
    metric: Metric,
) -> Option<Figure> {
    let report = report(tally, filings, asked);
    report.figures.into_iter().find(|figure| figure.metric == metric && figure.why_not.is_none())
}

fn other_reading(asked: &RateSettings, figure: &Figure) -> Option<Match> {
    let (reading, count) = match figure.reading.reading() {
        Reading::CancelledCounted => (Reading::CancelledExcluded, figure.excluded?),
        Reading::CancelledExcluded => (Reading::CancelledCounted, figure.counted?),
    };
    let cause = Some(DifferenceCause::CancelledReading);
    Some(candidate(asked, figure.metric, reading, count, cause))
}

/// Counts disputed lines in place of disputed orders.
fn lines(trial: Trial<'_>, own: &Figure) -> Option<Match> {
    let (metric, window) = (own.metric, own.window);
    let reading = Some(own.reading.reading()).filter(|of| *of == Reading::CancelledCounted)?;
    let points = AsOfPoints::one(window.to);
    let count = own.counted?;
    let mut lines = 0_u64;
    let mut orders = 0_u64;
    // The disputes of the shops asked for, each order once.
    for order in disputed_orders(trial.tallies.first()?, trial.filings) {
        let relevant = order.all.iter().filter(|dispute| {
            !points.of_dispute(metric.numerator(), dispute, window.days()).is_empty()
        });
        let distinct: BTreeSet<&str> = relevant.map(|d| d.details().line_id.as_str()).collect();
        lines += to_u64(distinct.len());
        orders += u64::from(!distinct.is_empty());
    }
    let more = lines.checked_sub(orders).filter(|more| *more > 0)?;
    let count = Count::new(count.numerator + more, count.denominator + more);
    Some(candidate(trial.asked, metric, reading, count, Some(DifferenceCause::Lines)))
}

/// Leaves disputes for the buyer's own reasons out of the numerator.
fn without_buyer_own(trial: Trial<'_>, tally: &RateTally, own: &Figure) -> Option<Match> {
    let reading = own.reading.reading();
    let marked = trial.filings.disputes().iter().map(|dispute| {
        let mut marked: Dispute = dispute.clone();
        if marked.family == Family::BuyerOwn {
            marked.state = State::Cancelled;
            marked.set_closed_at(Some(marked.opened_at));
        } else if reading == Reading::CancelledCounted && marked.state == State::Cancelled {
            marked.state = State::Ended;
        }
        marked
    });
    let filings = Filings::new(marked.collect());
    let figure = figure(tally, &filings, trial.asked.clone(), own.metric)?;
    let cause = Some(DifferenceCause::BuyerOwnExempt);
    Some(candidate(trial.asked, own.metric, reading, figure.excluded?, cause))
}

#[cfg(test)]
#[path = "agreement_tests.rs"]
mod tests;
