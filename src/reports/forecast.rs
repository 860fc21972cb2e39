//! What is likely to come: disputes from orders already paid, the rate on a day ahead, and how well
//! such forecasts would have done on the shop's own past.

use chrono::Datelike;

use super::cohort_table::{CohortTable, CountedFilings};
use super::statistics::{Ahead, DelayPrior, History, Model, Spread};
use crate::domain::{AssessmentDay, CancelledReading, Count, Metric, Moment, to_u64};
use crate::rules::RuleSet;

/// The method's name, printed with every forecast.
pub const METHOD: &str = "nelson-aalen-by-age/negative-binomial";

/// Days ahead of the forecast that every report has.
pub const AHEAD_DAYS: u32 = 30;

/// Fewest first filings known before a past day is forecast.
const FEWEST_FILINGS: usize = 10;

/// A forecast for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The assessment day at whose end it is taken.
    pub day: AssessmentDay,
    /// Days from as-of.
    pub days: u32,
    /// Disputed orders to come by then, in thousandths, with an 80 % interval; `None` where the data
    /// have ended too long before as-of.
    pub filed: Option<Spread>,
    /// The dispute rate then, in millionths, with an 80 % interval; `None` where today's is not
    /// assessable, where no order is expected, and where the data have ended too long before as-of.
    pub rate: Option<Spread>,
}

/// A forecast that a past day would have got, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastForecast {
    /// The assessment day at whose end it would have been made.
    pub made: AssessmentDay,
    /// The assessment day it speaks of.
    pub day: AssessmentDay,
    /// The forecast rate, in millionths.
    pub rate: Spread,
    /// The rate that came.
    pub actual: Count,
    /// The rate on the day it was made: the forecast of who carries the last rate forward.
    pub carried: Count,
}

/// How forecasts would have done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backtest {
    /// One a month, oldest first.
    pub rows: Vec<PastForecast>,
}

/// Everything a forecast says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Disputes still to come from orders already paid, in thousandths, with an 80 % interval; `None`
    /// where the data have ended too long before as-of.
    pub still_to_come: Option<Spread>,
    /// In 30 days.
    pub in_30_days: Outlook,
    /// On the last day of the assessment cycle under way; `None` where the rule set has none.
    pub next_assessment: Option<Outlook>,
    /// How such forecasts would have done on this shop's past.
    pub backtest: Backtest,
    /// First filings learnt from.
    pub learnt_from: usize,
    /// When the data ended, where that is too long before as-of to forecast from them.
    pub ended: Option<Moment>,
}

/// What a forecast is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The moment up to which everything is known.
    pub as_of: Moment,
    /// The rule set, for window, reading and cycle.
    pub rules: &'a RuleSet,
    /// A window that replaces the rule set's own, in days.
    pub window: Option<u32>,
    /// When the data ended, where that is too long before as-of: what came since is missing, not absent.
    pub ended: Option<Moment>,
}

impl Question<'_> {
    fn window(&self) -> u32 {
        self.window.unwrap_or_else(|| self.rules.metric(Metric::DisputeRate).window_days)
    }

    fn counting(&self) -> CountedFilings {
        match self.rules.metric(Metric::DisputeRate).cancelled {
            CancelledReading::Counted | CancelledReading::SourcesDiffer => CountedFilings::All,
            CancelledReading::Excluded => CountedFilings::NotCancelled,
        }
    }

    /// Returns the last assessment day that as-of has seen whole, or the one it lies in.
    fn today(&self) -> AssessmentDay {
        AssessmentDay::before(self.as_of)
    }

    fn learn(&self, flow: &CohortTable) -> Option<(Model, usize)> {
        let paid = flow.paid();
        let filings = flow.filings(self.counting());
        let completions = flow.completions(self.window());
        let prior = self.rules.delay.as_ref().map(|delay| DelayPrior {
            median_days: delay.median_days,
            ninth_decile_days: delay.ninth_decile_days,
        });
        let history = History { paid: &paid, filings: &filings, completions: &completions, prior };
        (!paid.is_empty()).then(|| (Model::learn(&history), filings.len()))
    }

    fn outlook(&self, flow: &CohortTable, model: &Model, days: u32) -> Outlook {
        let window = self.window();
        let is_assessable = flow.rate(window, self.counting()).denominator > 0;
        let passed = window.saturating_sub(days);
        let known = match passed {
            0 => Count::default(),
            passed => flow.rate(passed, self.counting()),
        };
        Outlook {
            day: self.today().plus_days(i64::from(days)),
            days,
            filed: Some(model.filed_within(days)),
            rate: model.rate(Ahead { days, window, known }).filter(|_| is_assessable),
        }
    }

    /// Returns an outlook without what the data have ended too early for.
    fn while_data_last(&self, outlook: Outlook) -> Outlook {
        match self.ended {
            Some(_) => Outlook { filed: None, rate: None, ..outlook },
            None => outlook,
        }
    }

    fn days_to_assessment(&self) -> Option<u32> {
        let today = self.today();
        let cycle = self.rules.cycles.first()?.on(today)?;
        let days = (cycle.last.date() - today.date()).num_days();
        u32::try_from(days).ok().filter(|days| *days > 0)
    }

    /// Forecasts each past month from its last day, knowing only what was known then.
    fn backtest(&self, flow: &CohortTable) -> Backtest {
        let today = self.today();
        let oldest = u32::try_from(flow.paid().len()).expect("days of moments fit in 32 bits");
        // What came is known only of a window that lies inside the data.
        let ended = self.ended.map_or(0, |ended| self.as_of.days_since(ended).max(0));
        let is_inside = |back: &u32| {
            let newest = *back - AHEAD_DAYS;
            i64::from(newest) >= ended && newest.saturating_add(self.window()) <= oldest
        };
        let month_ends = (AHEAD_DAYS..oldest)
            .rev()
            .filter(is_inside)
            .filter(|back| today.plus_days(1 - i64::from(*back)).date().day() == 1);
        Backtest { rows: month_ends.filter_map(|back| self.past(flow, back)).collect() }
    }

    /// Returns the forecast of `back` days ago; `None` when too little was known, or nothing can be
    /// compared.
    fn past(&self, flow: &CohortTable, back: u32) -> Option<PastForecast> {
        let made = self.today().plus_days(-i64::from(back));
        let then = flow.as_known(back);
        let (model, filings) = self.learn(&then)?;
        let window = self.window();
        let rate = self.outlook(&then, &model, AHEAD_DAYS).rate?;
        let actual = flow.as_known(back - AHEAD_DAYS).rate(window, self.counting());
        let carried = then.rate(window, self.counting());
        let comparable =
            filings >= FEWEST_FILINGS && actual.denominator > 0 && carried.denominator > 0;
        let day = made.plus_days(i64::from(AHEAD_DAYS));
        comparable.then_some(PastForecast { made, day, rate, actual, carried })
    }
}

/// Forecasts; `None` when the inputs tell of no payment.
pub fn forecast(question: &Question<'_>, flow: &CohortTable) -> Option<Forecast> {
    let (model, learnt_from) = question.learn(flow)?;
    Some(Forecast {
        still_to_come: Some(model.still_to_come()).filter(|_| question.ended.is_none()),
        in_30_days: question.while_data_last(question.outlook(flow, &model, AHEAD_DAYS)),
        next_assessment: question
            .days_to_assessment()
            .map(|days| question.while_data_last(question.outlook(flow, &model, days))),
        backtest: question.backtest(flow),
        learnt_from,
        ended: question.ended,
    })
}

impl PastForecast {
    /// Returns whether the rate that came lies in the interval.
    pub fn held(&self) -> bool {
        self.actual
            .millionths()
            .is_some_and(|rate| (self.rate.low..=self.rate.high).contains(&rate))
    }

    fn error(&self, forecast: u64) -> u64 {
        // Of a month without orders no dispute came.
        self.actual.millionths().unwrap_or(0).abs_diff(forecast)
    }
}

impl Backtest {
    /// Returns how many intervals held, of how many; `None` without any.
    pub fn coverage(&self) -> Option<Count> {
        let held = self.rows.iter().filter(|row| row.held()).count();
        (!self.rows.is_empty()).then(|| Count::new(to_u64(held), to_u64(self.rows.len())))
    }

    /// Returns the mean absolute errors in millionths: of the forecasts, and of carrying the last
    /// rate forward. `None` without any.
    pub fn errors(&self) -> Option<(u64, u64)> {
        let own: u64 = self.rows.iter().map(|row| row.error(row.rate.expected)).sum();
        // Of a month without orders no dispute came.
        let carried = self.rows.iter().map(|row| row.error(row.carried.millionths().unwrap_or(0)));
        let carried: u64 = carried.sum();
        let rows = u64::try_from(self.rows.len()).ok()?;
        Some((own.checked_div(rows)?, carried.checked_div(rows)?))
    }
}

#[cfg(test)]
#[path = "forecast_tests.rs"]
mod tests;
