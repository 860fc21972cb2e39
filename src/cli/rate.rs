//! `disputes rate`

use std::io::Write;

use super::context::{Context, ROWS_AND_JSON};
use super::data;
use super::failure::Failure;
use super::words::seller_words;
use crate::domain::Zone;
use crate::render::{self, Format};
use crate::reports::rate::{RateSettings, report};
use crate::reports::rate_tally::{Grouping, RateQuestion, RateTally};

/// Show how often orders end in a dispute, and which orders are behind it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    window: Option<u32>,
    /// Group the orders
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Show this many days up to as-of, 24 hours apart
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3660))]
    series: Option<u32>,
    /// Draw the dispute rate as well: of each day with --series, of each group with --by
    #[arg(long)]
    chart: bool,
    /// List every order that counted or was left out, with the reason
    #[arg(long)]
    explain: bool,
}

/// What to group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum By {
    /// Shop
    Shop,
    /// Product id, else SKU
    Product,
    /// Country, as ISO 3166 alpha-2
    Country,
    /// What the dispute is about
    Family,
    /// Calendar month in Asia/Shanghai
    Month,
}

impl By {
    pub(super) const fn grouping(self) -> Grouping {
        match self {
            Self::Shop => Grouping::Shop,
            Self::Product => Grouping::Product,
            Self::Country => Grouping::Country,
            Self::Family => Grouping::Family,
            Self::Month => Grouping::Month,
        }
    }
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(&ROWS_AND_JSON)?;
    if args.chart && args.series.is_none() && args.by.is_none() {
        return Err(Failure::usage("a chart needs `--series N` or `--by GROUP`"));
    }
    let rules = context.rules()?;
    let mut data = data::open(context, &args.files)?;
    let filings = data.filings();
    let mut settings = RateSettings {
        rules,
        window: args.window.or(context.found.settings.window),
        known: data.known(),
        skipped_rows: 0,
    };
    data.needs(context, settings.longest_window())?;
    data.require_whole(context)?;
    let question = RateQuestion {
        as_of: context.as_of,
        longest_window: settings.longest_window(),
        points: args.series.unwrap_or(1),
        by: args.by.map(By::grouping),
        shops: context.common.shops.clone(),
        explain: args.explain,
    };
    let tally = data.read_orders(RateTally::new(question, &filings))?;
    settings.known = data.known();
    settings.skipped_rows = data.bad_rows();
    let mut report = report(&tally, &filings, settings);
    if args.series.is_none() {
        report.series.clear();
    }
    data.tell(context);
    let words = seller_words(context.locale);
    let words = render::Words::new(&words);
    match (format, &report.explain) {
        (Format::Json, _) => {
            let files = data.files();
            render::json(&render::rate_json(&report, &files, data.incomplete()), out)?;
        }
        (Format::Jsonl, _) => render::rate_lines(&report, data.incomplete(), out)?,
        (Format::Table, Some(rows)) => {
            render::rate_text(&report, data.incomplete(), format, context.style(), words, out)?;
            writeln!(out)?;
            let grid = render::explain_grid(rows, Zone::ASSESSMENT, words);
            grid.write(format, context.style(), out)?;
        }
        (_, Some(rows)) => {
            let grid = render::explain_grid(rows, Zone::ASSESSMENT, words);
            grid.write(format, context.style(), out)?;
        }
        (_, None) => {
            render::rate_text(&report, data.incomplete(), format, context.style(), words, out)?;
            if args.chart && format == Format::Table {
                render::rate_chart(&report, words, out)?;
            }
        }
    }
    Ok(0)
}
