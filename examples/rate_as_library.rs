//! The dispute rate of a set of files, without the command line:
//! `cargo run --example rate_as_library -- examples/shop/orders.csv examples/shop/disputes.csv`.
//!
//! Disputes are read whole, then the orders are streamed to a tally, then the tally becomes a report.

use std::env;
use std::error::Error;
use std::io::{Write, stdout};

use chrono::NaiveDate;
use disputes::domain::AssessmentDay;
use disputes::input::{InputFile, ReadOptions, Spec, open};
use disputes::reports::rate::{RateQuestion, RateSettings, RateTally, report};
use disputes::rules;

fn main() -> Result<(), Box<dyn Error>> {
    let file = |word: String| InputFile::new(Spec::from_word(&word), None);
    let files: Vec<InputFile> = env::args().skip(1).map(file).collect();
    let day = AssessmentDay::new(NaiveDate::from_ymd_opt(2026, 1, 16).ok_or("no such day")?);

    let mut inputs = open(&files, &ReadOptions::default())?;
    let filings = std::sync::Arc::clone(inputs.filings());
    let known = inputs.given;
    let rules = rules::in_force(day)?;
    let settings = RateSettings::new(rules, None, known);
    let question = RateQuestion::at(day.end(), settings.longest_window());
    let read = inputs.read_orders(RateTally::new(question, &filings))?;
    for figure in report(&read.tally, &filings, settings).figures {
        let name = figure.metric.id();
        match figure.count {
            Some(count) => writeln!(
                stdout(),
                "{name}: {count} ({} of {})",
                count.numerator,
                count.denominator
            )?,
            None => writeln!(stdout(), "{name}: cannot be told from these files")?,
        }
    }
    Ok(())
}
