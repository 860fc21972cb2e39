//! A rate beside its limit as a row of a table: what a column holds is said here, whichever table has it.

use super::grid::Emphasis;
use super::names::{limit_text, metric_name};
use super::or_empty;
use super::translator::Translator;
use crate::domain::{Count, Interval, Metric, Window};
use crate::render::names::limit_percent;
use crate::reports::metric_risk::{GroupRisk, MetricRisk};
use crate::reports::rate::Figure;
use crate::reports::risk_settings::{LimitInUse, Standing};
use crate::rules::RiskLevel;

/// A rate beside its limit.
#[derive(Clone, Copy)]
pub(super) struct RiskRow<'a> {
    metric: Metric,
    /// The rate; `None` where none can be told.
    rate: Option<Count>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    /// Its bounds and readings; `None` where only counts are known.
    figure: Option<&'a Figure>,
    limit: Option<&'a LimitInUse>,
    standing: Standing,
    /// The span that it is over; `None` where that is not said.
    window: Option<Window>,
}

impl<'a> RiskRow<'a> {
    /// Returns the row of a metric over all orders.
    pub(super) fn of(risk: &'a MetricRisk) -> Self {
        let figure = &risk.figure;
        Self {
            metric: figure.metric,
            rate: figure.assessed(),
            numerator: figure.count.map(|count| count.numerator),
            denominator: figure.denominator,
            figure: Some(figure),
            limit: risk.limit.as_ref(),
            standing: risk.standing,
            window: Some(figure.window),
        }
    }

    /// Returns the row of a shop's dispute rate.
    pub(super) fn of_group(group: &'a GroupRisk) -> Self {
        let limit = group.limit.as_ref();
        Self::of_count(Metric::DisputeRate, Some(group.count), limit, group.standing)
    }

    /// Returns the row of another metric of a shop.
    pub(super) fn of_shop(risk: &'a MetricRisk) -> Self {
        let count = risk.figure.assessed();
        Self::of_count(risk.figure.metric, count, risk.limit.as_ref(), risk.standing)
            .in_window(risk.figure.window)
    }

    fn of_count(
        metric: Metric,
        count: Option<Count>,
        limit: Option<&'a LimitInUse>,
        standing: Standing,
    ) -> Self {
        Self {
            metric,
            rate: count.filter(|count| count.denominator > 0),
            numerator: count.map(|count| count.numerator),
            denominator: count.map(|count| count.denominator),
            figure: None,
            limit,
            standing,
            window: None,
        }
    }

    /// Says over which span it is.
    pub(super) fn in_window(self, window: Window) -> Self {
        Self { window: Some(window), ..self }
    }

    /// Returns the cell of a column for programs; empty where the row has nothing for it.
    pub(super) fn cell(&self, key: &str) -> String {
        let figure = self.figure.filter(|figure| figure.why_not.is_none());
        let bound = |bound: fn(Interval) -> u32| {
            let interval = self.figure.and_then(|figure| figure.interval);
            or_empty(interval.map(|own| Count::new(u64::from(bound(own)), 1_000_000)))
        };
        let readings = figure.and_then(|figure| figure.excluded.zip(figure.counted));
        let range = readings.filter(|(excluded, counted)| excluded != counted);
        match key {
            "metric" => self.metric.id().to_owned(),
            "rate" => or_empty(self.rate),
            "numerator" => or_empty(self.numerator),
            "denominator" => or_empty(self.denominator),
            "counts" => {
                let (numerator, denominator) = (self.cell("numerator"), self.cell("denominator"));
                or_empty(self.rate.map(|_| format!("{numerator}/{denominator}")))
            }
            "low" => bound(|interval| interval.low),
            "high" => bound(|interval| interval.high),
            "cancelled_excluded" => or_empty(figure.and_then(|figure| figure.excluded)),
            "cancelled_counted" => or_empty(figure.and_then(|figure| figure.counted)),
            "range" => or_empty(range.map(|(excluded, counted)| format!("{excluded}–{counted}"))),
            "limit" => or_empty(self.limit.map(|used| limit_text(used.limit))),
            "level" => self.standing.level.id().to_owned(),
            "headroom" => or_empty(self.standing.headroom),
            "recovery" => or_empty(self.standing.recovery),
            "from" => or_empty(self.window.map(|window| window.from)),
            "to" => or_empty(self.window.map(|window| window.to)),
            "too_few" => or_empty(self.figure.map(|figure| figure.too_few)),
            _ => String::new(),
        }
    }

    /// Returns the cell of a column for people.
    pub(super) fn shown(&self, key: &str, words: Translator<'_>) -> String {
        match key {
            "metric" => metric_name(self.metric, words),
            "level" => words.get(&format!("level-{}", self.standing.level.id())),
            _ => self.cell(key),
        }
    }

    /// Returns the limit alone, without how it is compared.
    pub(super) fn limit_percent(&self) -> String {
        or_empty(self.limit.map(|used| limit_percent(used.limit.bp)))
    }

    /// Returns whether the metric has a rate and a limit.
    pub(super) const fn has_both(&self) -> bool {
        self.rate.is_some() && self.limit.is_some()
    }
}

/// Returns how the row of a rate stands out.
pub(super) const fn level_emphasis(level: RiskLevel) -> Emphasis {
    match level {
        RiskLevel::Over => Emphasis::Bad,
        RiskLevel::Near => Emphasis::Near,
        RiskLevel::Ok | RiskLevel::NoLimit | RiskLevel::NotAssessable => Emphasis::None,
    }
}
