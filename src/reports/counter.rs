//! Counting for rates: orders looked at together, and each metric's counts over them.

use std::collections::BTreeMap;

use super::filings::{OrderFilings, Reading};
use super::maturity::{Delay, DelayCurve};
use super::rate::{FEWEST_ORDERS, Figure, Group, Point, RateSettings, WhyNot};
use super::rate_tally::{Grouping, Histogram, RateFacts, RateTally, month_of};
use super::statistics::wilson;
use crate::domain::{
    AssessmentDay, Basis, Count, Country, Dispute, Family, Filings, Metric, Moment, OrderId, State,
    Window,
};
use crate::rules::{Denominator, MetricRule};

/// The group of a disputed order.
#[derive(Clone, Copy)]
enum Key<'a> {
    Word(&'a str),
    Country(Option<Country>),
}

impl Key<'_> {
    fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Country(country) => country.as_ref().map(Country::code).unwrap_or_default(),
        }
    }
}

/// One disputed order, for counting.
pub(super) struct Case<'a> {
    pub(super) id: OrderId,
    pub(super) facts: Option<&'a RateFacts>,
    pub(super) all: &'a [Dispute],
    /// The disputes that may put it into a numerator, where these are not all.
    numerator: Option<Vec<Dispute>>,
    key: Key<'a>,
    /// From the first to the last of its events that any metric looks at.
    span: (Moment, Moment),
}

/// Returns each disputed order of the shops asked for, with its disputes.
pub(super) fn cases_of<'a>(tally: &'a RateTally, filings: &'a Filings) -> Vec<Case<'a>> {
    cases(tally, filings, None)
}

/// Pairs each disputed order with its facts and its group. Disputes of other shops are left out.
pub(super) fn cases<'a>(
    tally: &'a RateTally,
    filings: &'a Filings,
    by: Option<Grouping>,
) -> Vec<Case<'a>> {
    let shops = &tally.question().shops;
    let facts = tally.facts(filings.orders());
    filings
        .iter()
        .zip(facts)
        .filter_map(|((id, all), facts)| {
            let first = all.first()?;
            let shop = facts.map_or(first.shop.as_str(), |facts| &facts.shop);
            if !shops.is_empty() && !shops.iter().any(|wanted| wanted == shop) {
                return None;
            }
            let key = match by {
                Some(Grouping::Shop) => Key::Word(shop),
                Some(Grouping::Product) => Key::Word(product(facts, first)),
                Some(Grouping::Country) => {
                    Key::Country(facts.and_then(|facts| facts.country).or(first.country))
                }
                Some(Grouping::Family | Grouping::Month) | None => Key::Word(""),
            };
            Some(Case { key, ..Case::of_order(id, facts, all) })
        })
        .collect()
}

/// An order belongs to one product: that of the order input, or where no order input names one,
/// that of its first dispute.
fn product<'a>(facts: Option<&'a RateFacts>, first: &'a Dispute) -> &'a str {
    facts
        .map(|facts| facts.product.as_str())
        .filter(|key| !key.is_empty())
        .unwrap_or(&first.product)
}

pub(super) fn delays(cases: &[Case<'_>], as_of: Moment) -> Vec<Delay> {
    let days = |later: Moment, earlier: Moment| u32::try_from(later.days_since(earlier)).ok();
    cases
        .iter()
        .filter_map(|case| {
            let paid = case.facts?.paid_at?;
            let filed = case.all.iter().map(|dispute| dispute.opened_at).min()?;
            (filed < as_of)
                .then(|| Some(Delay { days: days(filed, paid)?, age: days(as_of, paid)? }))
                .flatten()
        })
        .collect()
}

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

pub(super) struct Counter<'a> {
    pub(super) settings: &'a RateSettings,
    pub(super) curve: Option<&'a DelayCurve>,
    pub(super) skipped: u64,
}

impl Counter<'_> {
    pub(super) fn point(&self, whole: &Part<'_>, last: Moment, back: u32) -> Point {
        let as_of = last.plus_days(-i64::from(back));
        let day = AssessmentDay::of(Moment::from_millis(as_of.millis() - 1));
        Point { as_of, day, figures: self.figures(whole, as_of, back) }
    }

    pub(super) fn figures(&self, part: &Part<'_>, as_of: Moment, back: u32) -> Vec<Figure> {
        // Of many cases few have any event in the windows, and the others count nowhere.
        let longest = Window::ending_at(as_of, self.settings.longest_window());
        let cases = part.cases.iter().copied().filter(|case| case.may_count(longest)).collect();
        let near = Part { cases, clean: part.clean, within: part.within };
        Metric::ALL.into_iter().map(|metric| self.figure(metric, &near, as_of, back)).collect()
    }

    fn figure(&self, metric: Metric, part: &Part<'_>, as_of: Moment, back: u32) -> Figure {
        let rule = self.settings.rules.metric(metric);
        let days = self.settings.days(metric);
        let window = cut(Window::ending_at(as_of, days), part.within);
        let clean = match rule.denominator {
            Denominator::Paid => part.clean.paid(back, days),
            Denominator::CompletedOrFiled | Denominator::CompletedResolvedOrEscalated => {
                part.clean.completed(back, days)
            }
        };
        let disputed = part
            .cases
            .iter()
            .filter(|case| case.in_denominator(rule.denominator, window, as_of))
            .count();
        let denominator = clean + to_u64(disputed);
        let count = |reading| {
            let numerator = part
                .cases
                .iter()
                .filter(|case| case.counts(metric, window, as_of, reading))
                .count();
            Count::new(to_u64(numerator), denominator)
        };
        let why_not = self.why_not(metric, rule, denominator);
        let numerator_known = matches!(why_not, None | Some(WhyNot::NoneInWindow));
        let known = |count: Count| numerator_known.then_some(count);
        let (counted, excluded) =
            (count(Reading::CancelledCounted), count(Reading::CancelledExcluded));
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
            unknown_endings: part
                .cases
                .iter()
                .filter(|case| case.reaches(metric, window))
                .map(|case| case.filings(as_of).unknown_endings(metric, window))
                .sum(),
            unknown_families: part.unknown_families(metric, window, as_of),
            expected_share: self.expected_share(metric, part, window, as_of, back),
            skipped: (self.skipped > 0 && why_not.is_none()).then(|| {
                let denominator = denominator + self.skipped;
                let low = Count::new(headline.numerator, denominator);
                (low, Count::new(headline.numerator + self.skipped, denominator))
            }),
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
        if metric.basis() != Basis::Paid || !self.settings.known.paid {
            return None;
        }
        let skip = usize::try_from(back).unwrap_or(usize::MAX);
        let days = usize::try_from(self.settings.days(metric)).unwrap_or(usize::MAX);
        let mut ages: Vec<u64> =
            part.clean.paid_cells().iter().copied().skip(skip).take(days).collect();
        for case in &part.cases {
            let paid = case.facts.and_then(|facts| facts.paid_at).filter(|at| window.contains(*at));
            if let Some(age) = paid.and_then(|at| usize::try_from(as_of.days_since(at)).ok()) {
                if ages.len() <= age {
                    ages.resize(age + 1, 0);
                }
                if let Some(count) = ages.get_mut(age) {
                    *count += 1;
                }
            }
        }
        self.curve?.expected_share(&ages)
    }

    pub(super) fn groups(&self, by: Grouping, tally: &RateTally, cases: &[Case<'_>]) -> Vec<Group> {
        match by {
            Grouping::Family => self.by_family(tally, cases),
            Grouping::Month => self.by_month(tally, cases),
            Grouping::Shop | Grouping::Product | Grouping::Country => self.by_key(by, tally, cases),
        }
    }

    fn by_key(&self, by: Grouping, tally: &RateTally, cases: &[Case<'_>]) -> Vec<Group> {
        let none = Histogram::default();
        let mut by_key: BTreeMap<&str, Vec<&Case<'_>>> = BTreeMap::new();
        for key in tally.groups().keys() {
            by_key.entry(key).or_default();
        }
        for case in cases {
            by_key.entry(case.key.word()).or_default().push(case);
        }
        let mut groups: Vec<Group> = by_key
            .into_iter()
            .map(|(key, cases)| {
                let clean = tally.groups().get(key).unwrap_or(&none);
                let part = Part { cases, clean, within: None };
                let figures = self.figures(&part, tally.question().as_of, 0);
                Group { by, key: key.to_owned(), figures }
            })
            .filter(|group| group.figures.iter().any(|figure| figure.denominator != Some(0)))
            .collect();
        let weight = |group: &Group| {
            group.figures.first().and_then(|figure| figure.counted).unwrap_or_default()
        };
        groups.sort_by_key(|group| {
            let Count { numerator, denominator } = weight(group);
            (std::cmp::Reverse((numerator, denominator)), group.key.clone())
        });
        groups
    }

    fn by_family(&self, tally: &RateTally, cases: &[Case<'_>]) -> Vec<Group> {
        let group = |family: Family| {
            let narrowed: Vec<Case<'_>> = cases.iter().map(|case| case.of_family(family)).collect();
            let part =
                Part { cases: narrowed.iter().collect(), clean: tally.total(), within: None };
            let figures = self.figures(&part, tally.question().as_of, 0);
            Group { by: Grouping::Family, key: family.id().to_owned(), figures }
        };
        Family::ALL.into_iter().map(group).collect()
    }

    fn by_month(&self, tally: &RateTally, cases: &[Case<'_>]) -> Vec<Group> {
        let as_of = tally.question().as_of;
        let none = Histogram::default();
        let longest = Window::ending_at(as_of, self.settings.longest_window());
        months(longest)
            .into_iter()
            .map(|(key, within)| {
                let clean = tally.groups().get(key.as_str()).unwrap_or(&none);
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
            filings.filed(window).filter(|d| d.reason.family == Family::Unknown).count()
        };
        to_u64(self.cases.iter().map(unknown).sum())
    }
}

/// Returns the first and the last of an order's events that any metric looks at. Every order here
/// has a dispute.
fn span(facts: Option<&RateFacts>, all: &[Dispute]) -> (Moment, Moment) {
    let of_order = facts.into_iter().flat_map(|facts| [facts.paid_at, facts.completed_at]);
    let of_disputes = all.iter().flat_map(|d| [Some(d.opened_at), d.escalated_at, d.ruled_at]);
    let none = (Moment::from_millis(i64::MAX), Moment::from_millis(i64::MIN));
    of_order
        .chain(of_disputes)
        .flatten()
        .fold(none, |(first, last), at| (first.min(at), last.max(at)))
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
            Metric::EscalationRate => dispute.escalated_at,
            Metric::SellerLiableRate => dispute.ruled_at,
        });
        events.max()
    }
}

impl Case<'_> {
    /// Keeps only the disputes of one family for the numerator; the denominator sees them all.
    fn of_family(&self, family: Family) -> Case<'_> {
        let numerator =
            self.all.iter().filter(|dispute| dispute.reason.family == family).cloned().collect();
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
    fn may_count(&self, window: Window) -> bool {
        self.span.0 < window.to && window.from <= self.span.1
    }

    /// Order basis: only an order paid in the window can count.
    fn reaches(&self, metric: Metric, window: Window) -> bool {
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
