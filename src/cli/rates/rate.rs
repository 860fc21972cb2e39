//! `disputes rate`

use std::io::Write;

use crate::cli::args::cycle::CycleArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::counted::{self, CountsArgs, CountsQuery, Forecasting, LoadedCounts};
use crate::cli::input::data::{self, Data};
use crate::cli::input::files;
use crate::cli::output::answer::OutputArgs;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::format::ROWS;
use crate::cli::output::translate::seller_words;
use crate::domain::{Moment, Window, Zone};
use crate::input::Details;
use crate::render::{self, Audience, Document, FileV1, Format, FormatKind, Section};
use crate::reports::rate::{
    Grouping, RateQuestion, RateReport, RateSettings, RateTally, groups, months, report,
    report_of_masks,
};

/// Show how often orders end in a dispute, and which orders are behind it
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    #[command(flatten)]
    counted: CountsArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    window: Option<u32>,
    #[command(flatten)]
    cycle: CycleArgs,
    /// The beginning of the span that `cycle` names.
    #[arg(skip)]
    since: Option<Moment>,
    /// Group the orders (may be repeated)
    #[arg(long, value_enum)]
    by: Vec<Grouping>,
    /// Show this many days up to as-of, 24 hours apart
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3660))]
    series: Option<u32>,
    /// Also draw the dispute rate as a chart, by day (--series) or by group (--by)
    #[arg(long)]
    chart: bool,
    /// List every order that counted or was left out, with the reason
    #[arg(long)]
    explain: bool,
}

/// Returns what to group by, each once.
fn groupings(by: &[Grouping]) -> Vec<Grouping> {
    let mut groupings = Vec::new();
    for grouping in by.iter().copied() {
        if !groupings.contains(&grouping) {
            groupings.push(grouping);
        }
    }
    groupings
}

/// Refuses a chart of what cannot be drawn.
fn refuse_chart(args: &Args, by: &[Grouping]) -> Result<(), Failure> {
    if !args.chart || args.series.is_some() {
        return Ok(());
    }
    match by {
        [] => Err(Failure::usage("a chart needs `--series N` or `--by GROUP`")),
        [_] => Ok(()),
        _ => Err(Failure::usage("a chart shows the groups of one `--by GROUP`")),
    }
}

/// Returns the question about all orders, then one for each grouping. A first grouping is part of
/// the first question unless that has a series, which would keep the days of every group.
fn questions(all: RateQuestion, by: &[Grouping]) -> Vec<RateQuestion> {
    let (first, others) = match by {
        [first, others @ ..] if all.points == 0 => (Some(*first), others),
        others => (None, others),
    };
    let grouped =
        |by: &Grouping| RateQuestion { by: Some(*by), points: 0, explain: false, ..all.clone() };
    let others: Vec<RateQuestion> = others.iter().map(grouped).collect();
    [RateQuestion { by: first, ..all }].into_iter().chain(others).collect()
}

/// What was read of the input.
struct Read {
    data: Data,
    settings: RateSettings,
    tallies: Vec<RateTally>,
}

/// Reads the input, without the details of disputes where no line of the output shows them.
fn read(args: &Args, by: &[Grouping], context: &Context) -> Result<Read, Failure> {
    if !args.explain && files::open_again(context, &args.files) {
        // What is said of a bad row names its dispute.
        match read_with(Details::Dropped, args, by, context) {
            Ok(read) if !read.data.needs_details() => return Ok(read),
            Ok(_) | Err(_) => {}
        }
    }
    read_with(Details::Kept, args, by, context)
}

fn read_with(
    details: Details,
    args: &Args,
    by: &[Grouping],
    context: &Context,
) -> Result<Read, Failure> {
    let rules = context.rules()?;
    let mut data = data::open_for(context, &args.files, None, details)?;
    let window = args.window.or(context.found.settings.window);
    let mut settings = RateSettings::new(rules, window, data.known());
    settings.since = args.since;
    data.needs(context, settings.longest_window())?;
    data.needs_series(args.series.unwrap_or(0));
    data.count_between(settings.since);
    if by.contains(&Grouping::Month) {
        let longest = Window::ending_at(context.as_of, settings.longest_window());
        data.count_between(months(longest).into_iter().map(|(_, month)| month.from));
    }
    data.require_whole(context)?;
    let question = RateQuestion {
        // Without a series no day is counted by itself.
        points: args.series.unwrap_or(0),
        since: args.since,
        shops: context.common.shops.clone(),
        explain: args.explain,
        ..RateQuestion::at(context.as_of, settings.longest_window())
    };
    let filings = data.filings();
    let tally = |question| RateTally::of_rates_alone(question, &filings);
    let tallies: Vec<RateTally> = questions(question, by).into_iter().map(tally).collect();
    let tallies = data.read_orders(tallies)?;
    settings.known = data.known();
    settings.skipped_rows = data.skipped_rows(context);
    Ok(Read { data, settings, tallies })
}

/// What is shown: the figures, and what they are made from.
struct Answer {
    context: Context,
    report: RateReport,
    caveats: Caveats,
    files: Vec<FileV1>,
}

/// Reads the input and computes the figures.
fn from_rows(args: &Args, by: &[Grouping], context: &Context) -> Result<Answer, Failure> {
    let Read { data, settings, tallies } = read(args, by, context)?;
    let filings = data.filings();
    let (tally, others) = tallies.split_first().expect("there is a question about all orders");
    let grouped = others.iter().flat_map(|tally| groups(tally, &filings, &settings));
    let grouped: Vec<_> = grouped.collect();
    let mut report = report(tally, &filings, settings);
    report.groups.extend(grouped);
    report.without_orders_of(&data.shops_without_orders);
    data.print_totals(context);
    let (caveats, files) = (data.shown_caveats(context), data.files());
    Ok(Answer { context: context.clone(), report, caveats, files })
}

/// Judges what was counted elsewhere; `None` where nothing was.
fn from_counts(args: &Args, by: &[Grouping], context: &Context) -> Result<Option<Answer>, Failure> {
    let one = match by {
        [] => None,
        [one] => Some(*one),
        _ if args.counted.is_used() => {
            return Err(Failure::usage("counts are by one group").hint("name one `--by`"));
        }
        _ => return Ok(None),
    };
    let asked = CountsQuery { by: one, window: args.window, forecast: Forecasting::NotAsked };
    let Some(counted) = counted::open(&args.counted, asked, context)? else { return Ok(None) };
    if args.explain {
        return Err(counted::needs_rows("--explain"));
    }
    if args.series.is_some() {
        return Err(counted::needs_rows("--series"));
    }
    let LoadedCounts { context, rows, settings, flow, doubts, reach, files, .. } = counted;
    let report = report_of_masks(&rows, one, context.as_of, settings, flow.as_ref());
    let caveats = Caveats::new(&doubts, &context).reaching(reach);
    Ok(Some(Answer { context, report, caveats, files }))
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS)?;
    let by = groupings(&args.by);
    refuse_chart(args, &by)?;
    if args.counted.is_used() {
        args.cycle.refuse_counts()?;
    }
    let span = args.cycle.span(context, &context.rules()?)?;
    if span.days.is_some() && args.series.is_some() {
        return Err(Failure::usage("`--series` looks back from days beyond a cycle or a month")
            .hint("leave `--cycle` and `--month` out, or `--series`"));
    }
    let context = &Context { as_of: span.as_of, ..context.clone() };
    let args = &Args { window: span.days.or(args.window), since: span.since, ..args.clone() };
    let answer = match from_counts(args, &by, context)? {
        Some(answer) => answer,
        None => from_rows(args, &by, context)?,
    };
    show(args, &answer, format, out)
}

/// Says which rows are written where several kinds were asked for.
fn note_other_rows(report: &RateReport, context: &Context) {
    let (series, groups) = (!report.series.is_empty(), !report.groups.is_empty());
    match (report.explain.is_some(), series, groups) {
        (true, true, _) | (true, _, true) => context.note(
            "rows are of one kind, so these are the orders; `--format json` has series and groups too",
        ),
        (false, true, true) => context.note(
            "rows are of one kind, so these are the series; `--format json` has the groups too",
        ),
        (true, false, false) | (false, _, _) => {}
    }
}

fn show(args: &Args, answer: &Answer, format: Format, out: &mut dyn Write) -> Result<u8, Failure> {
    let Answer { context, report, caveats, files } = answer;
    if !format.is_document() && format.audience() != Audience::People {
        note_other_rows(report, context);
    }
    let words = seller_words(context.locale);
    let incomplete = caveats.incomplete.as_slice();
    let audience = format.audience();
    let is_marked = audience == Audience::Programs && !incomplete.is_empty();
    let rates = || render::rate_document(report, incomplete, words);
    let document = match (format.kind(), &report.explain) {
        (FormatKind::Document, _) => {
            caveats.document(&render::rate_json(report, files, incomplete), out)?;
            return Ok(0);
        }
        (FormatKind::Lines, _) => {
            render::rate_lines(report, incomplete, out)?;
            None
        }
        (kind, Some(rows)) => {
            let grid = render::explain_grid(rows, Zone::ASSESSMENT, audience, words);
            let mut document = match kind == FormatKind::Table {
                true => rates(),
                false => Document::new("rate", Vec::new()),
            };
            document.push(Section::of_grid(grid));
            Some(document)
        }
        (kind, None) if kind == FormatKind::Workbook || is_marked => {
            Some(render::rate_rows(report, words, audience))
        }
        (_, None) if audience == Audience::Programs => {
            render::write_rates(report, words, format, context.style(), out)?;
            None
        }
        (kind, None) => {
            let mut document = rates();
            if args.chart && kind == FormatKind::Table {
                document.push(render::rate_chart(report, words));
            }
            Some(document)
        }
    };
    match document {
        Some(document) => caveats.write(document, format, context, out)?,
        None => caveats.end(format, context, out)?,
    }
    Ok(0)
}
