//! `disputes report --history`: what was said when, and what the same moments come to today.

use std::io::Write;

use super::caveats::Caveats;
use super::context::Context;
use super::data;
use super::failure::Failure;
use super::format::ROWS_AND_JSON;
use super::journal::{REPORTS, RunHistory};
use super::translate::seller_words;
use crate::domain::{Metric, Moment, SkippedRows};
use crate::render;
use crate::reports::history::compare;
use crate::reports::rate::{RateQuestion, RateSettings, RateTally, report};
use crate::reports::record::{MetricRecord, metric_record};
use crate::reports::risk::Parts;

/// Recomputes each moment of which a report was remembered.
pub(super) fn run(
    name: &str,
    files: &[String],
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let metric = Metric::from_id(name).ok_or_else(|| {
        let known: Vec<&str> = Metric::ALL.iter().map(|metric| metric.id()).collect();
        Failure::usage(format!("`{name}` is not a metric; there are {}", known.join(", ")))
    })?;
    let journal = RunHistory::open(context, REPORTS, files)?;
    let words = seller_words(context.locale);
    if journal.records().is_empty() {
        if format.is_document() {
            render::document(&render::history_json(metric, &[]), &[], out)?;
        } else {
            let document = render::history_document(&[], format.audience(), words);
            format.write(&document, context.style(), out)?;
        }
        return Ok(0);
    }
    let moments: Vec<Moment> =
        journal.records().iter().filter_map(|record| record.moment()).collect();
    let (today, caveats) = recompute(metric, files, &moments, context)?;
    let rules = context.rules()?.id;
    let rows = compare(metric, journal.records(), &today, &rules);
    if format.is_document() {
        caveats.document(&render::history_json(metric, &rows), out)?;
    } else {
        let document = render::history_document(&rows, format.audience(), words);
        caveats.write(document, format, context, out)?;
    }
    Ok(0)
}

/// Every moment in one pass over the orders.
fn recompute(
    metric: Metric,
    files: &[String],
    moments: &[Moment],
    context: &Context,
) -> Result<(Vec<(Moment, MetricRecord)>, Caveats), Failure> {
    let mut data = data::open(context, files)?;
    let filings = data.filings();
    let mut asked = RateSettings {
        rules: context.rules()?,
        window: context.found.settings.window,
        known: data.known(),
        skipped_rows: SkippedRows::default(),
    };
    data.needs(context, asked.longest_window())?;
    data.require_whole(context)?;
    let tallies: Vec<RateTally> = moments
        .iter()
        .map(|as_of| {
            let question = RateQuestion {
                shops: context.common.shops.clone(),
                ..RateQuestion::at(*as_of, asked.longest_window())
            };
            RateTally::new(question, &filings)
        })
        .collect();
    let tallies = data.read_orders(tallies)?;
    asked.known = data.known();
    asked.skipped_rows = data.skipped_rows(context);
    let mut found = Vec::new();
    for (as_of, tally) in moments.iter().zip(&tallies) {
        let rate = report(tally, &filings, asked.clone());
        let parts = Parts { rate: &rate, tally, filings: &filings, asked: &asked };
        if let Some(figure) = rate.figures.iter().find(|figure| figure.metric == metric) {
            found.push((*as_of, metric_record(parts, figure)));
        }
    }
    Ok((found, Caveats::of(&data, context)))
}
