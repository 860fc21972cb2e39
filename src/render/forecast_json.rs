//! Forecasts in JSON.

use serde::Serialize;
use serde_json::Number;

use super::rate_json::millionths;
use crate::domain::Count;
use crate::reports::forecast::{Backtest, Forecast, METHOD, Outlook};
use crate::reports::statistics::Spread;

#[derive(Serialize)]
struct SpreadV1 {
    expected: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
}

#[derive(Serialize)]
struct OutlookV1 {
    day: String,
    days: u32,
    disputed_orders: SpreadV1,
    rate: Option<SpreadV1>,
}

#[derive(Serialize)]
struct PastForecastV1 {
    made: String,
    day: String,
    expected: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    actual: Option<Number>,
    carried: Option<Number>,
    held: bool,
}

#[derive(Serialize)]
struct BacktestV1 {
    held: Option<u64>,
    of: Option<u64>,
    mean_absolute_error: Option<Number>,
    carry_forward_error: Option<Number>,
    rows: Vec<PastForecastV1>,
}

#[derive(Serialize)]
pub(super) struct ForecastV1 {
    method: &'static str,
    expected: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    coverage: Option<Number>,
    interval: Option<Number>,
    still_to_come: SpreadV1,
    in_30_days: OutlookV1,
    next_assessment: Option<OutlookV1>,
    learnt_from: usize,
    backtest: BacktestV1,
}

fn rate(count: Count) -> Option<Number> {
    count.millionths().and_then(millionths)
}

fn thousandths(value: u64) -> Option<Number> {
    millionths(value * 1_000)
}

fn spread(spread: Option<Spread>, number: fn(u64) -> Option<Number>) -> SpreadV1 {
    SpreadV1 {
        expected: spread.and_then(|spread| number(spread.expected)),
        low: spread.and_then(|spread| number(spread.low)),
        high: spread.and_then(|spread| number(spread.high)),
    }
}

fn outlook_v1(outlook: &Outlook) -> OutlookV1 {
    OutlookV1 {
        day: outlook.day.to_string(),
        days: outlook.days,
        disputed_orders: spread(outlook.filed, thousandths),
        rate: outlook.rate.map(|rate| spread(Some(rate), millionths)),
    }
}

fn backtest_v1(backtest: &Backtest) -> BacktestV1 {
    let coverage = backtest.coverage();
    let errors = backtest.errors();
    let rows = backtest.rows.iter().map(|row| PastForecastV1 {
        made: row.made.to_string(),
        day: row.day.to_string(),
        expected: millionths(row.rate.expected),
        low: millionths(row.rate.low),
        high: millionths(row.rate.high),
        actual: rate(row.actual),
        carried: rate(row.carried),
        held: row.held(),
    });
    BacktestV1 {
        held: coverage.map(|coverage| coverage.numerator),
        of: coverage.map(|coverage| coverage.denominator),
        mean_absolute_error: errors.and_then(|(own, _)| millionths(own)),
        carry_forward_error: errors.and_then(|(_, carried)| millionths(carried)),
        rows: rows.collect(),
    }
}

pub(super) fn forecast_v1(forecast: &Forecast) -> ForecastV1 {
    let headline = forecast.in_30_days.rate;
    let pick = |pick: fn(Spread) -> u64| headline.map(pick).and_then(millionths);
    ForecastV1 {
        method: METHOD,
        expected: pick(|rate| rate.expected),
        low: pick(|rate| rate.low),
        high: pick(|rate| rate.high),
        coverage: forecast.backtest.coverage().and_then(rate),
        interval: millionths(800_000),
        still_to_come: spread(forecast.still_to_come, thousandths),
        in_30_days: outlook_v1(&forecast.in_30_days),
        next_assessment: forecast.next_assessment.as_ref().map(outlook_v1),
        learnt_from: forecast.learnt_from,
        backtest: backtest_v1(&forecast.backtest),
    }
}
