//! Forecasts in JSON.

use serde_json::{Number, Value, json};

use super::rate_json::{millionths, rate};
use crate::reports::forecast::{Backtest, Forecast, METHOD, Outlook};
use crate::reports::statistics::Spread;

fn thousandths(value: u64) -> Option<Number> {
    millionths(value * 1_000)
}

fn spread(spread: Option<Spread>, number: fn(u64) -> Option<Number>) -> Value {
    json!({
        "expected": spread.and_then(|spread| number(spread.expected)),
        "low": spread.and_then(|spread| number(spread.low)),
        "high": spread.and_then(|spread| number(spread.high)),
    })
}

fn outlook_v1(outlook: &Outlook) -> Value {
    json!({
        "day": outlook.day.to_string(),
        "days": outlook.days,
        "disputed_orders": spread(outlook.filed, thousandths),
        "rate": outlook.rate.map(|rate| spread(Some(rate), millionths)),
    })
}

fn backtest_v1(backtest: &Backtest) -> Value {
    let coverage = backtest.coverage();
    let errors = backtest.errors();
    let rows = backtest.rows.iter().map(|row| {
        json!({
            "made": row.made.to_string(),
            "day": row.day.to_string(),
            "expected": millionths(row.rate.expected),
            "low": millionths(row.rate.low),
            "high": millionths(row.rate.high),
            "actual": rate(row.actual),
            "carried": rate(row.carried),
            "held": row.held(),
        })
    });
    json!({
        "held": coverage.map(|coverage| coverage.numerator),
        "of": coverage.map(|coverage| coverage.denominator),
        "mean_absolute_error": errors.and_then(|(own, _)| millionths(own)),
        "carry_forward_error": errors.and_then(|(_, carried)| millionths(carried)),
        "rows": rows.collect::<Value>(),
    })
}

pub(super) fn forecast_v1(forecast: &Forecast) -> Value {
    let headline = forecast.in_30_days.rate;
    let pick = |pick: fn(Spread) -> u64| headline.map(pick).and_then(millionths);
    json!({
        "method": METHOD,
        "expected": pick(|rate| rate.expected),
        "low": pick(|rate| rate.low),
        "high": pick(|rate| rate.high),
        "coverage": forecast.backtest.coverage().and_then(rate),
        "interval": millionths(800_000),
        "still_to_come": spread(forecast.still_to_come, thousandths),
        "in_30_days": outlook_v1(&forecast.in_30_days),
        "next_assessment": forecast.next_assessment.as_ref().map(outlook_v1),
        "learnt_from": forecast.learnt_from,
        "backtest": backtest_v1(&forecast.backtest),
    })
}
