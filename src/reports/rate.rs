//! Dispute rates: from a tally, the disputes and a rule set to figures.

use std::collections::{BTreeMap, BTreeSet};

use super::explain::{self, ExplainRow};
use super::filings::{Filings, OrderFilings, Reading};
use super::maturity::{Delay, DelayCurve};
use super::rate_tally::{Grouping, Histogram, RateTally, month_of};
use super::statistics::wilson;
use crate::domain::{
    AssessmentDay, Basis, CancelledReading, Count, Dispute, Family, Interval, Metric, Moment,
    OrderFacts, OrderId, State, Window,
};
use crate::rules::{Denominator, MetricRule, RuleSet};

/// Below this many orders a rate is called too few to say, where a rule set names no minimum.
pub const FEWEST_ORDERS: u32 = 30;

/// What the inputs can tell at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact about the inputs")]
pub struct Known {
    /// There is an order input.
    pub orders: bool,
    /// It tells when orders were paid.
    pub paid: bool,
    /// It tells when orders were completed.
    pub completed: bool,
    /// Reasons are told, or there are no disputes.
    pub reasons: bool,
    /// Escalations are told, or there are no disputes.
    pub escalations: bool,
    /// Rulings are told, or there are no disputes.
    pub rulings: bool,
}

/// Why a metric cannot be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// No order input was given.
    NoOrders,
    /// The order input does not tell when orders were paid.
    NoPayments,
    /// The order input does not tell when orders were completed.
    NoCompletions,
    /// No dispute input tells reasons.
    NoReasons,
    /// No dispute input tells when disputes were escalated.
    NoEscalations,
    /// No dispute input tells rulings and who was liable.
    NoRulings,
    /// No order is in the denominator.
    NoneInWindow,
}

/// One metric's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The metric.
    pub metric: Metric,
    /// The span looked at.
    pub window: Window,
    /// The headline: under the rule set's reading of cancelled disputes. `None` where the
    /// numerator is not known.
    pub count: Option<Count>,
    /// The denominator; `None` where it is not known.
    pub denominator: Option<u64>,
    /// With cancelled disputes counted.
    pub counted: Option<Count>,
    /// With cancelled-only orders left out of the numerator.
    pub excluded: Option<Count>,
    /// The rule set's reading.
    pub reading: CancelledReading,
    /// 95 % Wilson interval of the headline; `None` where it is not assessable.
    pub interval: Option<Interval>,
    /// Why it cannot be assessed; `None` when it can.
    pub why_not: Option<WhyNot>,
    /// The fewest orders for which it says something.
    pub minimum: u32,
    /// Fewer orders than that.
    pub too_few: bool,
    /// Disputes behind the numerator of which the data says only that they are over.
    pub unknown_endings: u64,
    /// Disputes in the window whose family is not known (family metrics only).
    pub unknown_families: u64,
    /// Order basis: share of the final figure expected to be in, in millionths; `None` where
    /// there is too little history.
    pub expected_share: Option<u64>,
    /// The rate if no skipped row were disputed, and if all were; `None` when none was skipped.
    pub skipped: Option<(Count, Count)>,
}

/// The figures of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What was grouped by.
    pub by: Grouping,
    /// The group; empty where the input does not say.
    pub key: String,
    /// Its figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
}

/// The figures as of one moment of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The moment.
    pub as_of: Moment,
    /// The assessment day that ends with it or holds it.
    pub day: AssessmentDay,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// Everything `disputes rate` says.
#[derive(Clone, Debug)]
pub struct RateReport {
    /// The moment the figures are taken for.
    pub as_of: Moment,
    /// The rule set.
    pub rules: RuleSet,
    /// The span of the dispute rate.
    pub window: Window,
    /// Its length in days.
    pub days: u32,
    /// The figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
    /// By group, largest numerator first (months and families in their own order).
    pub groups: Vec<Group>,
    /// A series, oldest first.
    pub series: Vec<Point>,
    /// Every order that counted or was left out, when asked for.
    pub explain: Option<Vec<ExplainRow>>,
    /// Distinct orders read.
    pub orders: u64,
    /// Disputes read.
    pub disputes: u64,
    /// Distinct orders with a dispute.
    pub disputed_orders: u64,
    /// Disputes whose order no order input holds.
    pub disputes_without_order: u64,
    /// Completions whose moment is estimated.
    pub estimated: u64,
}

/// What a report needs besides tally and filings.
#[derive(Clone, Debug)]
pub struct RateSettings {
    /// The rule set.
    pub rules: RuleSet,
    /// A window that replaces the rule set's own, in days.
    pub window: Option<u32>,
    /// What the inputs can tell.
    pub known: Known,
    /// Rows left out because a value could not be understood.
    pub skipped_rows: u64,
}

/// One disputed order, for counting.
pub(super) struct Case<'a> {
    pub(super) id: OrderId,
    pub(super) facts: Option<&'a OrderFacts>,
    pub(super) all: &'a [Dispute],
    numerator: Vec<Dispute>,
    narrowed: bool,
    key: String,
}

impl RateSettings {
    /// Returns a metric's window in days.
    pub fn days(&self, metric: Metric) -> u32 {
        self.window.unwrap_or_else(|| self.rules.metric(metric).window_days)
    }

    /// Returns the longest window of any metric, in days.
    pub fn longest_window(&self) -> u32 {
        Metric::ALL.into_iter().map(|metric| self.days(metric)).max().unwrap_or(0)
    }
}

/// Computes the report.
pub fn report(tally: &RateTally, filings: &Filings, settings: RateSettings) -> RateReport {
    let question = tally.question();
    let as_of = question.as_of;
    let cases = cases(tally, filings, question.by);
    let curve = DelayCurve::learn(&delays(&cases, as_of));
    let counter =
        Counter { settings: &settings, curve: curve.as_ref(), skipped: settings.skipped_rows };
    let whole = Part { cases: cases.iter().collect(), clean: tally.total(), within: None };
    let figures = counter.figures(&whole, as_of, 0);
    let groups = question.by.map(|by| counter.groups(by, tally, &cases)).unwrap_or_default();
    let series = match question.points {
        0 | 1 => Vec::new(),
        points => (0..points).rev().map(|back| counter.point(&whole, as_of, back)).collect(),
    };
    let explain = question.explain.then(|| explain::rows(&cases, &tally.clean, &settings, as_of));
    let days = settings.days(Metric::DisputeRate);
    let without =
        cases.iter().filter(|case| case.facts.is_none()).map(|case| case.all.len()).sum::<usize>();
    RateReport {
        as_of,
        window: Window::ending_at(as_of, days),
        days,
        figures,
        groups,
        series,
        explain,
        orders: tally.orders,
        disputes: to_u64(cases.iter().map(|case| case.all.len()).sum()),
        disputed_orders: to_u64(cases.len()),
        disputes_without_order: to_u64(without),
        estimated: tally.estimated,
        rules: settings.rules,
    }
}

/// Returns each disputed order of the shops asked for, with its disputes.
pub(super) fn cases_of<'a>(tally: &'a RateTally, filings: &'a Filings) -> Vec<Case<'a>> {
    cases(tally, filings, None)
}

/// Pairs each disputed order with its facts and its group. Disputes of other shops are left out.
fn cases<'a>(tally: &'a RateTally, filings: &'a Filings, by: Option<Grouping>) -> Vec<Case<'a>> {
    let shops = &tally.question().shops;
    filings
        .iter()
        .enumerate()
        .filter_map(|(place, (id, all))| {
            let facts = tally.facts(place);
            let first = all.first()?;
            let shop = facts.map_or(first.shop.as_str(), |facts| &facts.shop);
            if !shops.is_empty() && !shops.iter().any(|wanted| wanted == shop) {
                return None;
            }
            let key = match by {
                Some(Grouping::Shop) => shop.to_owned(),
                Some(Grouping::Product) => product(facts, first),
                Some(Grouping::Country) => facts
                    .and_then(|facts| facts.country)
                    .or(first.country)
                    .map(|country| country.to_string())
                    .unwrap_or_default(),
                Some(Grouping::Family | Grouping::Month) | None => String::new(),
            };
            Some(Case { id, facts, all, numerator: Vec::new(), narrowed: false, key })
        })
        .collect()
}

/// An order belongs to one product: that of the order input, or where no order input names one,
/// that of its first dispute.
fn product(facts: Option<&OrderFacts>, first: &Dispute) -> String {
    match facts {
        Some(facts) if !facts.product.is_empty() => facts.product.to_string(),
        Some(facts) if !facts.sku.is_empty() => facts.sku.to_string(),
        Some(_) | None => first.product.clone(),
    }
}

fn delays(cases: &[Case<'_>], as_of: Moment) -> Vec<Delay> {
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

fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Orders looked at together: all of them, a group, a month.
struct Part<'a> {
    cases: Vec<&'a Case<'a>>,
    clean: &'a Histogram,
    /// A span that cuts every window, for months.
    within: Option<Window>,
}

struct Counter<'a> {
    settings: &'a RateSettings,
    curve: Option<&'a DelayCurve>,
    skipped: u64,
}

impl Counter<'_> {
    fn point(&self, whole: &Part<'_>, last: Moment, back: u32) -> Point {
        let as_of = last.plus_days(-i64::from(back));
        let day = AssessmentDay::of(Moment::from_millis(as_of.millis() - 1));
        Point { as_of, day, figures: self.figures(whole, as_of, back) }
    }

    fn figures(&self, part: &Part<'_>, as_of: Moment, back: u32) -> Vec<Figure> {
        Metric::ALL.into_iter().map(|metric| self.figure(metric, part, as_of, back)).collect()
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

    fn groups(&self, by: Grouping, tally: &RateTally, cases: &[Case<'_>]) -> Vec<Group> {
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
            by_key.entry(&case.key).or_default().push(case);
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
    let mut seen = BTreeSet::new();
    let mut day = AssessmentDay::of(span.from);
    while day.start() < span.to {
        let key = month_of(day.start());
        match found.last_mut().filter(|(last, _)| *last == key) {
            Some((_, window)) => window.to = day.end(),
            None => {
                seen.insert(key.clone());
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

impl<'a> Case<'a> {
    /// Returns an order with these disputes.
    pub(super) fn of_order(id: OrderId, facts: Option<&'a OrderFacts>, all: &'a [Dispute]) -> Self {
        Self { id, facts, all, numerator: Vec::new(), narrowed: false, key: String::new() }
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
        let relevant = self.filings(as_of).relevant(metric, window).into_iter();
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
            numerator,
            narrowed: true,
            key: String::new(),
        }
    }

    pub(super) fn filings(&self, as_of: Moment) -> OrderFilings<'_> {
        let disputes = if self.narrowed { &self.numerator } else { self.all };
        OrderFilings { disputes, as_of }
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
        let completed = || window.has(self.facts.and_then(OrderFacts::counted_completion));
        match denominator {
            Denominator::Paid => window.has(self.facts.and_then(|facts| facts.paid_at)),
            Denominator::CompletedOrFiled => completed() || all.filed(window).next().is_some(),
            Denominator::CompletedResolvedOrEscalated => {
                completed() || all.resolved(window) || all.escalated(window)
            }
        }
    }
}
