//! A report as JSON, and its figures as rows.

use serde::Serialize;
use serde_json::{Value, json};

use super::grid::{Column, Grid};
use super::list::DisputeV1;
use super::or_empty;
use super::rate_json::{RateV1, rate_json};
use super::report_parts::{ReportParts, RowParts};
use super::risk_json::{risk_json, shops_v1};
use super::risk_row::RiskRow;
use crate::domain::{Family, State};
use crate::reports::changes::Changes;
use crate::reports::trend::{DELAY_ENDS, Trend};

/// A report in JSON.
#[derive(Serialize)]
pub(crate) struct ReportV1<'a> {
    schema: &'static str,
    as_of: String,
    shop: Option<String>,
    verdict: &'static str,
    changes: Option<&'a Changes>,
    open: Option<Vec<DisputeV1<'a>>>,
    open_as_of: Option<String>,
    rate: RateV1<'a>,
    risk: Value,
    shops: Vec<Value>,
    weeks: Option<Vec<Value>>,
    delays: Option<Vec<Value>>,
    bad_rows: u64,
}

/// Returns the report as JSON.
pub(crate) fn report_json(parts: ReportParts<'_>) -> ReportV1<'_> {
    ReportV1 {
        schema: "disputes/report/v1",
        as_of: parts.rate.as_of.to_string(),
        shop: parts.shop.map(ToOwned::to_owned),
        verdict: parts.risk.report.verdict.id(),
        changes: parts.changes,
        open: parts.rows.map(open_v1),
        open_as_of: parts.rows.map(|rows| rows.as_of.to_string()),
        rate: rate_json(parts.rate, parts.files, parts.risk.incomplete),
        risk: risk_json(parts.risk),
        shops: shops_v1(&parts.risk.report.shops),
        weeks: parts.rows.map(|rows| rows.trend.weeks.iter().map(week).collect()),
        delays: parts.rows.map(|rows| delays_v1(rows.trend)),
        bad_rows: parts.bad_rows,
    }
}

fn open_v1(rows: RowParts<'_>) -> Vec<DisputeV1<'_>> {
    let open = rows.disputes.iter().filter(|row| row.state == State::Open);
    open.map(DisputeV1).collect()
}

fn delays_v1(trend: &Trend) -> Vec<Value> {
    let starts = std::iter::once(0).chain(DELAY_ENDS);
    let ends = DELAY_ENDS.into_iter().map(Some).chain([None]);
    let delays = starts.zip(ends).zip(&trend.delays);
    delays
        .map(|((from_days, to_days), disputes)| {
            json!({
                "from_days": from_days,
                "to_days": to_days,
                "disputes": disputes,
            })
        })
        .collect()
}

fn week(week: &crate::reports::trend::Week) -> Value {
    let of = |family: Family| {
        let place = Family::ALL.iter().position(|own| *own == family);
        *place.and_then(|place| week.filed.get(place)).expect("a week counts every family")
    };
    json!({
        "first": week.first.to_string(),
        "not_received": of(Family::NotReceived),
        "not_as_described": of(Family::NotAsDescribed),
        "buyer_own": of(Family::BuyerOwn),
        "unknown": of(Family::Unknown),
    })
}

/// Returns the metrics as rows, for spreadsheets.
pub(super) fn report_grid(parts: ReportParts<'_>) -> Grid {
    let keys = [
        "shop",
        "as_of",
        "rule_set",
        "metric",
        "rate",
        "numerator",
        "denominator",
        "low",
        "high",
        "cancelled_excluded",
        "cancelled_counted",
        "limit",
        "level",
        "headroom",
        "recovery",
        "too_few",
        "open",
        "incomplete",
        "from",
        "to",
    ];
    let mut grid = Grid::new(keys.map(Column::plain).into());
    let cell = |key: &str, shop: Option<&str>, open: Option<usize>, row: RiskRow<'_>| match key {
        "shop" => or_empty(shop),
        "as_of" => parts.rate.as_of.to_string(),
        "rule_set" => parts.rate.rules.id.clone(),
        "limit" => row.limit_percent(),
        "open" => or_empty(open),
        "incomplete" => (!parts.risk.incomplete.is_empty()).to_string(),
        key => row.cell(key),
    };
    let open = parts.rows.map(|rows| open_v1(rows).len());
    for risk in &parts.risk.report.metrics {
        let row = RiskRow::of(risk);
        grid.rows.push(keys.map(|key| cell(key, parts.shop, open, row)).into());
    }
    for shop in parts.risk.report.several_shops() {
        let (row, open) = (RiskRow::of_group(&shop.risk), shop.queue.map(|queue| queue.open));
        let row = row.in_window(parts.rate.window);
        for row in std::iter::once(row).chain(shop.others().map(RiskRow::of)) {
            grid.rows.push(keys.map(|key| cell(key, Some(&shop.risk.key), open, row)).into());
        }
    }
    grid
}
