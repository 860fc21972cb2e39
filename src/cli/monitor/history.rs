//! `disputes report --history`: what was said when, and what the same moments come to today.

use std::io::Write;

use crate::cli::args::thresholds;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data;
use crate::cli::monitor::journal::{REPORTS, RunHistory};
use crate::cli::output::answer;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::format::ROWS_AND_JSON;
use crate::cli::output::translate::seller_words;
use crate::domain::{Metric, Moment};
use crate::render;
use crate::reports::history::compare;
use crate::reports::rate::{RateQuestion, RateSettings, RateTally, report};
use crate::reports::record::{MetricRecord, Record, metric_record};
use crate::reports::risk_settings::Parts;

/// Recomputes each moment of which a report was remembered.
pub(crate) fn run(
    name: &str,
    files: &[String],
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let metric = thresholds::metric(name)?;
    let journal = RunHistory::open(context, REPORTS, files)?;
    let words = seller_words(context.locale);
    let laid_out = |rows: &[_]| render::history_document(rows, format.audience(), words);
    if journal.records().is_empty() {
        let json = || render::history_json(metric, &[]);
        return answer::without_caveats(format, context, out, json, || laid_out(&[]));
    }
    let (today, caveats) = recompute(metric, files, journal.records(), context)?;
    let rules = context.rules()?.id;
    let rows = compare(metric, journal.records(), &today, &rules);
    let json = || render::history_json(metric, &rows);
    caveats.answer(format, context, out, json, || laid_out(&rows))
}

/// Every record in one pass over the orders: each as it was asked for, unless the rule set is another.
fn recompute(
    metric: Metric,
    files: &[String],
    records: &[Record],
    context: &Context,
) -> Result<(Vec<Option<MetricRecord>>, Caveats), Failure> {
    let mut data = data::open(context, files)?;
    let filings = data.filings();
    let usual = RateSettings::new(context.rules()?, context.found.settings.window, data.known());
    let as_asked = |record: &Record| {
        let days = record.of(metric).and_then(|then| u32::try_from(then.days).ok());
        let since = record.since.as_deref().and_then(Moment::from_rfc3339);
        match record.rule_set == usual.rules.id {
            // Days are rounded down where a cycle or a month is cut off.
            true => {
                let days = days.map(|days| days + u32::from(since.is_some()));
                RateSettings { window: days.or(usual.window), since, ..usual.clone() }
            }
            false => usual.clone(),
        }
    };
    let mut asked: Vec<(Moment, RateSettings)> = records
        .iter()
        .map(|record| {
            let as_of = record.moment().unwrap_or(context.as_of);
            (as_of, as_asked(record))
        })
        .collect();
    let longest = asked.iter().map(|(_, asked)| asked.longest_window()).max();
    data.needs(context, longest.unwrap_or_else(|| usual.longest_window()))?;
    data.count_between(asked.iter().flat_map(|(as_of, asked)| {
        let from = as_of.plus_days(-i64::from(asked.longest_window()));
        [Some(*as_of), Some(from), asked.since].into_iter().flatten()
    }));
    data.require_whole(context)?;
    let tally = |(as_of, asked): &(Moment, RateSettings)| {
        let question = RateQuestion {
            since: asked.since,
            shops: context.common.shops.clone(),
            ..RateQuestion::at(*as_of, asked.longest_window())
        };
        RateTally::new(question, &filings)
    };
    let tallies: Vec<RateTally> = asked.iter().map(tally).collect();
    let tallies = data.read_orders(tallies)?;
    let (known, skipped_rows) = (data.known(), data.skipped_rows(context));
    let mut found = Vec::new();
    for ((_, asked), tally) in asked.iter_mut().zip(&tallies) {
        (asked.known, asked.skipped_rows) = (known, skipped_rows.clone());
        let rate = report(tally, &filings, asked.clone());
        let parts = Parts { rate: &rate, tally, filings: &filings, asked };
        let figure = rate.figures.iter().find(|figure| figure.metric == metric);
        found.push(figure.map(|figure| metric_record(parts, figure)));
    }
    Ok((found, data.shown_caveats(context)))
}
