//! `disputes list`

use std::io::Write;

use crate::cli::args::dates::{parse_as_of, parse_day_start};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data::{self, Data};
use crate::cli::input::marks;
use crate::cli::output::answer::OutputArgs;
use crate::cli::output::translate::{seller_words, values};
use crate::domain::{Dispute, DisputeFilter, Family, OrderId, State, Turn};
use crate::input::{Details, country_named};
use crate::render::{self, Document, FormatKind, Section, Translator};
use crate::reports::list::{DisputedOrders, Filter, HandledFilter, ListRow};
use crate::reports::listing::{Listing, ListingData};
use crate::reports::sort_key::{LIST_COLUMNS, SortKey, list_column};

/// Show the disputes that need an answer, the most urgent first
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    /// Show ended and cancelled ones too
    #[arg(long)]
    all: bool,
    /// Only these states
    #[arg(long, value_enum, value_delimiter = ',')]
    state: Vec<State>,
    /// Only those where this party must act
    #[arg(long, value_enum, value_delimiter = ',')]
    turn: Vec<Turn>,
    /// Only these families
    #[arg(long, value_enum, value_delimiter = ',')]
    family: Vec<Family>,
    /// Only these countries, by code (ISO 3166 alpha-2) or by name
    #[arg(long, value_delimiter = ',', value_name = "COUNTRY")]
    country: Vec<String>,
    /// Only those due within this time, such as `48h`, `3d` or `1w`; overdue ones too
    #[arg(long, value_name = "TIME")]
    due_within: Option<String>,
    /// Only those filed on this day (Beijing) or later, or from this moment on
    #[arg(long, value_name = "DAY|MOMENT")]
    opened_since: Option<String>,
    /// Only those filed on this day (Beijing) or earlier, or before this moment
    #[arg(long, value_name = "DAY|MOMENT")]
    opened_until: Option<String>,
    /// Only this order
    #[arg(long, value_name = "ID")]
    order: Option<String>,
    /// Only those with this text in id, product, title, reason, status or note
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Only those that you have, or have not, marked as handled with `disputes done`
    #[arg(long, value_enum)]
    handled: Option<HandledFilter>,
    /// Column to sort by
    #[arg(long, value_name = "COLUMN", default_value = "due")]
    sort: String,
    /// Columns to show, in this order: left, due, due_source, tier, turn, state, status, order_id,
    /// dispute_id, shop, item, sku, title, product, country, amount, family, reason, age_days, opened_at,
    /// handled, own_note
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS")]
    columns: Vec<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Show at most this many
    #[arg(long, alias = "limit", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_rows: Option<u32>,
}

/// What the command answers with.
pub(crate) const FORMATS: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Document,
    FormatKind::Lines,
    FormatKind::Rows,
    FormatKind::Markdown,
    FormatKind::Workbook,
    FormatKind::Calendar,
];

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(FORMATS)?;
    let filter = filter(args, context)?;
    let named = columns(&args.columns)?;
    let (_, key) = column(&args.sort)?;
    let rules = context.rules()?;
    let pushed = filter.dispute_filter(context.as_of);
    let mut data = data::open_for(context, &args.files, Some(pushed.clone()), Details::Kept)?;
    data.require_disputes(context, "none can be listed")?;
    data.count_between([context.as_of]);
    // The order may name another shop.
    let early = DisputeFilter { shops: Vec::new(), ..pushed };
    let shown = |dispute: &&Dispute| early.lets_through(&dispute.summary());
    let orders = data.read_orders(DisputedOrders::of(data.disputes().iter().filter(shown)))?;
    data.print_totals(context);
    let caveats = data.shown_caveats(context);
    let disputes = data.disputes();
    let own = marks::own_records(&data, context);
    let (as_of, orders) = (context.as_of, &orders);
    let source = ListingData { disputes, orders, as_of, rules: &rules, own: &own };
    let most = args.max_rows.and_then(|rows| usize::try_from(rows).ok());
    let listing = Listing::new(source, &filter, key, most);
    let all = || listing.rows().collect::<Vec<ListRow<'_>>>();
    let (words, zone) = (seller_words(context.locale), context.own_zone()?);
    let style = context.style();
    match format.kind() {
        FormatKind::Calendar => {
            out.write_all(render::list_ics(&all(), context.as_of, words).as_bytes())?;
        }
        FormatKind::Document => {
            let (rows, left_out, incomplete) = (all(), listing.left_out, &caveats.incomplete);
            let document = render::list_json(&rows, left_out, context.as_of, incomplete);
            caveats.document(&document, out)?;
        }
        FormatKind::Lines => {
            let mut line = |row| render::json_line(&render::DisputeV1(&row), &mut *out);
            listing.rows().try_for_each(&mut line)?;
        }
        FormatKind::Table => {
            let mut document = match listing.is_empty() {
                true => none(&data, &filter, words),
                false => render::list_document(&all(), named, zone, style.columns(), words),
            };
            if let Some(line) = left_out_line(&listing, words) {
                document.push(Section::of_lines([line]));
            }
            format.write(&document, style, out)?;
        }
        FormatKind::Rows | FormatKind::Workbook | FormatKind::Markdown | FormatKind::Page => {
            let usual = || render::usual_columns(listing.rows(), Some(&own.marks));
            let columns = named.unwrap_or_else(usual);
            render::write_list(listing.rows(), &columns, zone, words, format, style, out)?;
        }
    }
    if !matches!(format.kind(), FormatKind::Document | FormatKind::Table) {
        left_out_line(&listing, words).iter().for_each(|line| context.note(line));
    }
    caveats.end(format, context, out)?;
    Ok(0)
}

/// Says why nothing is listed.
fn none(data: &Data, filter: &Filter, words: Translator<'_>) -> Document {
    let why = match data.dispute_count() {
        0 => words.get("list-none-at-all"),
        count if filter.narrows() => words.fill("list-none-matching", values!(count)),
        _ => words.get("list-none"),
    };
    Document::new("list", vec![Section::of_lines([why])])
}

/// Says how many are left out by `--max-rows`; `None` where none is.
fn left_out_line(listing: &Listing<'_>, words: Translator<'_>) -> Option<String> {
    let count = listing.left_out;
    (count > 0).then(|| words.fill("list-left-out", values!(count)))
}

fn filter(args: &Args, context: &Context) -> Result<Filter, Failure> {
    let countries = args
        .country
        .iter()
        .map(|name| {
            country_named(name).ok_or_else(|| {
                usage_error!("`--country {name}` is not a country")
                    .hint("write its code of two letters (ISO 3166), as `ES`, or its name")
            })
        })
        .collect::<Result<_, _>>()?;
    let order = match &args.order {
        Some(text) => {
            Some(OrderId::parse(text).map_err(|wrong| usage_error!("--order `{text}`: {wrong}"))?)
        }
        None => None,
    };
    Ok(Filter {
        all: args.all,
        shops: context.common.shops.clone(),
        states: args.state.clone(),
        turns: args.turn.clone(),
        families: args.family.clone(),
        countries,
        due_within_hours: args.due_within.as_deref().map(hours).transpose()?,
        opened_from: args.opened_since.as_deref().map(parse_day_start).transpose()?,
        opened_before: args.opened_until.as_deref().map(parse_as_of).transpose()?,
        order,
        text: args.text.clone(),
        handled: args.handled,
    })
}

/// Reads `48h`, `3d` or `1w` as hours.
pub(crate) fn hours(text: &str) -> Result<i64, Failure> {
    let wrong = || usage_error!("`{text}` is not a valid time; write `48h`, `3d` or `1w`");
    let units = [('h', 1), ('d', 24), ('w', 168)];
    let (number, factor) = units
        .into_iter()
        .find_map(|(unit, hours)| Some((text.trim().strip_suffix(unit)?, hours)))
        .ok_or_else(wrong)?;
    let number: i64 = number.trim().parse().map_err(|_| wrong())?;
    number.checked_mul(factor).filter(|hours| (0..=87_600).contains(hours)).ok_or_else(wrong)
}

/// Returns the columns that are named; `None` where none is.
fn columns(names: &[String]) -> Result<Option<Vec<&'static str>>, Failure> {
    if names.is_empty() {
        return Ok(None);
    }
    let named = names.iter().map(|name| Ok(column(name)?.0));
    named.collect::<Result<_, Failure>>().map(Some)
}

/// Returns a column by its name, and what sorting by it means.
fn column(name: &str) -> Result<(&'static str, SortKey), Failure> {
    list_column(name).ok_or_else(|| {
        let known = LIST_COLUMNS.map(|(column, _)| column).join(", ");
        usage_error!("there is no column `{name}`").hint(format!("there are {known}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_hours_days_or_weeks() {
        for (text, expected) in
            [("48h", 48), ("3d", 72), (" 1w ", 168), ("0h", 0), ("3650d", 87_600)]
        {
            assert_eq!(hours(text).ok(), Some(expected), "{text}");
        }
        for text in ["", "h", "3", "3m", "-1h", "1.5d", "3651d", "99999999999999999999h"] {
            assert!(hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_column_is_named_once_and_an_unknown_one_is_refused_with_all_names() {
        for (name, _) in LIST_COLUMNS {
            assert_eq!(column(name).unwrap().0, name);
        }
        let refused = column("dew").unwrap_err().line();
        assert!(refused.contains("`dew`"), "{refused}");
    }
}
