//! Counting for rates: orders looked at together, and each metric's counts over them.

use super::case::{Case, Cases, Keys};
use super::filings::Reading;
use super::groups::ByKey;
use super::histogram::Histogram;
use super::maturity::DelayCurve;
use super::rate::{FEWEST_ORDERS, Figure, Group, RateSettings, SkippedRows, WhyNot};
use super::rate_tally::{Grouping, RateTally, month_of};
use super::statistics::wilson;
use crate::domain::{AssessmentDay, Basis, Count, Family, Metric, Moment, Window};
use crate::rules::{Denominator, MetricRule};

pub(super) fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Orders looked at together: all of them, a group, a month.
pub(super) struct Part<'a> {
    pub(super) cases: Vec<&'a Case<'a>>,
    pub(super) clean: &'a Histogram,
    /// A span that cuts every window, for months.
    pub(super) within: Option<Window>,
}

/// What disputed orders add to a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Orders in the denominator.
    pub(super) disputed: u64,
    /// Orders in the numerator, with cancelled disputes counted.
    pub(super) counted: u64,
    /// Without orders all of whose disputes were cancelled.
    pub(super) excluded: u64,
    /// Disputes behind the numerator whose ending is not known.
    pub(super) unknown_endings: u64,
    /// Disputes in the window whose family is not known.
    pub(super) unknown_families: u64,
}

pub(super) struct Counter<'a> {
    pub(super) settings: &'a RateSettings,
    pub(super) curve: Option<&'a DelayCurve>,
    pub(super) skipped: SkippedRows,
}

impl Counter<'_> {
    pub(super) fn figures(&self, part: &Part<'_>, as_of: Moment, back: u32) -> Vec<Figure> {
        // Of many cases few have any event in the windows, and the others count nowhere.
        let longest = Window::ending_at(as_of, self.settings.longest_window());
        let cases = part.cases.iter().copied().filter(|case| case.may_count(longest)).collect();
        let near = Part { cases, clean: part.clean, within: part.within };
        Metric::ALL.into_iter().map(|metric| self.figure(metric, &near, as_of, back)).collect()
    }

    fn figure(&self, metric: Metric, part: &Part<'_>, as_of: Moment, back: u32) -> Figure {
        let window = cut(Window::ending_at(as_of, self.settings.days(metric)), part.within);
        let denominator = self.settings.rules.metric(metric).denominator;
        let count = |reading| {
            let counts = |case: &&&Case<'_>| case.counts(metric, window, as_of, reading);
            to_u64(part.cases.iter().filter(counts).count())
        };
        let disputed = part.cases.iter().filter(|c| c.in_denominator(denominator, window, as_of));
        let reached = part.cases.iter().filter(|case| case.reaches(metric, window));
        let counts = Counts {
            disputed: to_u64(disputed.count()),
            counted: count(Reading::CancelledCounted),
            excluded: count(Reading::CancelledExcluded),
            unknown_endings: reached
                .map(|case| case.filings(as_of).unknown_endings(metric, window))
                .sum(),
            unknown_families: part.unknown_families(metric, window, as_of),
        };
        let share = self.expected_share(metric, part, window, as_of, back);
        self.assemble(metric, (window, back), part.clean, (counts, share))
    }

    /// Turns counts over disputed orders into a figure.
    pub(super) fn assemble(
        &self,
        metric: Metric,
        (window, back): (Window, u32),
        clean: &Histogram,
        (counts, expected_share): (Counts, Option<u64>),
    ) -> Figure {
        let rule = self.settings.rules.metric(metric);
        let days = self.settings.days(metric);
        let clean = match rule.denominator {
            Denominator::Paid => clean.paid(back, days),
            Denominator::CompletedOrFiled | Denominator::CompletedResolvedOrEscalated => {
                clean.completed(back, days)
            }
        };
        let denominator = clean + counts.disputed;
        let why_not = self.why_not(metric, rule, denominator);
        let numerator_known = matches!(why_not, None | Some(WhyNot::NoneInWindow));
        let known = |count: Count| numerator_known.then_some(count);
        let counted = Count::new(counts.counted, denominator);
        let excluded = Count::new(counts.excluded, denominator);
        let headline = if rule.cancelled.counts() { counted } else { excluded };
        let minimum = rule.minimum_orders.unwrap_or(FEWEST_ORDERS);
        let basis_known =
            !matches!(why_not, Some(WhyNot::NoOrders | WhyNot::NoPayments | WhyNot::NoCompletions));
        Figure {
            metric,
            window,
            count: known(headline),
            denominator: basis_known.then_some(denominator),
            counted: known(counted),
            excluded: known(excluded),
            reading: rule.cancelled,
            interval: if why_not.is_none() { wilson(headline) } else { None },
            why_not,
            minimum,
            too_few: denominator < u64::from(minimum),
            unknown_endings: counts.unknown_endings,
            unknown_families: counts.unknown_families,
            expected_share,
            skipped: self.skipped.bounds(headline).filter(|_| why_not.is_none()),
        }
    }

    fn why_not(&self, metric: Metric, rule: &MetricRule, denominator: u64) -> Option<WhyNot> {
        let known = self.settings.known;
        let basis = match rule.denominator {
            _ if !known.orders => Some(WhyNot::NoOrders),
            Denominator::Paid if !known.paid => Some(WhyNot::NoPayments),
            Denominator::CompletedOrFiled | Denominator::CompletedResolvedOrEscalated
                if !known.completed =>
            {
                Some(WhyNot::NoCompletions)
            }
            Denominator::CompletedResolvedOrEscalated if !known.escalations => {
                Some(WhyNot::NoEscalations)
            }
            Denominator::Paid
            | Denominator::CompletedOrFiled
            | Denominator::CompletedResolvedOrEscalated => None,
        };
        let numerator = match metric {
            Metric::NotReceivedRate | Metric::NotAsDescribedRate if !known.reasons => {
                Some(WhyNot::NoReasons)
            }
            Metric::EscalationRate if !known.escalations => Some(WhyNot::NoEscalations),
            Metric::SellerLiableRate if !known.rulings => Some(WhyNot::NoRulings),
            Metric::DisputeRate
            | Metric::OrderDisputeRate
            | Metric::NotReceivedRate
            | Metric::NotAsDescribedRate
            | Metric::EscalationRate
            | Metric::SellerLiableRate => None,
        };
        basis.or(numerator).or((denominator == 0).then_some(WhyNot::NoneInWindow))
    }

    fn expected_share(
        &self,
        metric: Metric,
        part: &Part<'_>,
        window: Window,
        as_of: Moment,
        back: u32,
    ) -> Option<u64> {
        let skip = usize::try_from(back).unwrap_or(usize::MAX);
        let days = usize::try_from(self.settings.days(metric)).unwrap_or(usize::MAX);
        self.share(metric, || {
            let mut ages: Vec<u64> = part.clean.paid_cells().skip(skip).take(days).collect();
            for case in &part.cases {
                let paid =
                    case.facts.and_then(|facts| facts.paid_at).filter(|at| window.contains(*at));
                if let Some(age) = paid.and_then(|at| usize::try_from(as_of.days_since(at)).ok()) {
                    if ages.len() <= age {
                        ages.resize(age + 1, 0);
                    }
                    if let Some(count) = ages.get_mut(age) {
                        *count += 1;
                    }
                }
            }
            ages
        })
    }

    /// Returns the share of the final figure that is in, for orders by age; `None` for a metric
    /// that is in at once, or where nothing is known of delays.
    pub(super) fn share(&self, metric: Metric, ages: impl FnOnce() -> Vec<u64>) -> Option<u64> {
        if metric.basis() != Basis::Paid || !self.settings.known.paid {
            return None;
        }
        self.curve?.expected_share(&ages())
    }

    /// Returns the figures of each group; groups of orders without an event are told apart.
    pub(super) fn groups(
        &self,
        by: Grouping,
        tally: &RateTally,
        (cases, far): (&Cases<'_>, &Keys<'_>),
    ) -> Vec<Group> {
        match by {
            Grouping::Family => self.by_family(tally, cases),
            Grouping::Month => self.by_month(tally, cases),
            Grouping::Shop | Grouping::Product | Grouping::Country => {
                self.by_key(by, tally, cases, far)
            }
        }
    }

    fn by_key(
        &self,
        by: Grouping,
        tally: &RateTally,
        cases: &Cases<'_>,
        far: &Keys<'_>,
    ) -> Vec<Group> {
        let all = tally.groups();
        let mut by_key: ByKey<'_, Vec<&Case<'_>>> = ByKey::default();
        for key in all.keys() {
            by_key.entry(key).or_default();
        }
        for key in far {
            by_key.entry(key.word()).or_default();
        }
        for case in cases.iter() {
            by_key.entry(case.key.word()).or_default().push(case);
        }
        let mut groups: Vec<Group> = by_key
            .into_iter()
            .map(|(key, cases)| {
                let part = Part { cases, clean: &all.histogram(key), within: None };
                let figures = self.figures(&part, tally.question().as_of, 0);
                Group { by, key: key.to_owned(), figures }
            })
            .filter(|group| group.figures.iter().any(Figure::has_orders))
            .collect();
        let weight = |group: &Group| {
            group.figures.first().and_then(|figure| figure.counted).unwrap_or_default()
        };
        let rank = |group: &Group| {
            let Count { numerator, denominator } = weight(group);
            std::cmp::Reverse((numerator, denominator))
        };
        groups.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key)));
        groups
    }

    fn by_family(&self, tally: &RateTally, cases: &Cases<'_>) -> Vec<Group> {
        let group = |family: Family| {
            let narrowed: Vec<Case<'_>> = cases.iter().map(|case| case.of_family(family)).collect();
            let part =
                Part { cases: narrowed.iter().collect(), clean: tally.total(), within: None };
            let figures = self.figures(&part, tally.question().as_of, 0);
            Group { by: Grouping::Family, key: family.id().to_owned(), figures }
        };
        Family::ALL.into_iter().map(group).collect()
    }

    fn by_month(&self, tally: &RateTally, cases: &Cases<'_>) -> Vec<Group> {
        let as_of = tally.question().as_of;
        let all = tally.groups();
        let longest = Window::ending_at(as_of, self.settings.longest_window());
        months(longest)
            .into_iter()
            .map(|(key, within)| {
                let clean = &all.histogram(&key);
                let part = Part { cases: cases.iter().collect(), clean, within: Some(within) };
                Group { by: Grouping::Month, figures: self.figures(&part, as_of, 0), key }
            })
            .collect()
    }
}

/// Returns the assessment months that a span touches, each with the span of the whole month.
fn months(span: Window) -> Vec<(String, Window)> {
    let mut found: Vec<(String, Window)> = Vec::new();
    let mut day = AssessmentDay::of(span.from);
    while day.start() < span.to {
        let key = month_of(day.start());
        match found.last_mut().filter(|(last, _)| *last == key) {
            Some((_, window)) => window.to = day.end(),
            None => {
                found.push((key, Window { from: day.start(), to: day.end() }));
            }
        }
        day = day.plus_days(1);
    }
    found
}

fn cut(window: Window, within: Option<Window>) -> Window {
    match within {
        None => window,
        Some(within) => {
            let from = window.from.max(within.from);
            Window { from, to: window.to.min(within.to).max(from) }
        }
    }
}

impl Part<'_> {
    fn unknown_families(&self, metric: Metric, window: Window, as_of: Moment) -> u64 {
        match metric {
            Metric::NotReceivedRate | Metric::NotAsDescribedRate => {}
            Metric::DisputeRate
            | Metric::OrderDisputeRate
            | Metric::EscalationRate
            | Metric::SellerLiableRate => return 0,
        }
        let unknown = |case: &&Case<'_>| {
            let filings = case.filings(as_of);
            filings.filed(window).filter(|d| d.family == Family::Unknown).count()
        };
        to_u64(self.cases.iter().map(unknown).sum())
    }
}
