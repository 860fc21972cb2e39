//! `disputes risk`

use std::collections::BTreeMap;
use std::io::Write;

use crate::cli::args::cycle::CycleArgs;
use crate::cli::args::limits::{self, LimitArgs, ShopNaming, metric};
use crate::cli::context::Context;
use crate::cli::disputes::guide::whole_id;
use crate::cli::failure::Failure;
use crate::cli::input::counted::{self, CountsArgs, CountsQuery, Forecasting, LoadedCounts};
use crate::cli::input::data::{self, Data};
use crate::cli::input::overview::CountedForRisk;
use crate::cli::input::points_file;
use crate::cli::output::answer::OutputArgs;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::format::ROWS;
use crate::cli::output::translate::seller_words;
use crate::domain::{Filings, Metric, Moment, OrderId};
use crate::render::{self, Format, RiskParts, RiskRows};
use crate::reports::agreement::{self, Agreement, Check, PlatformFigure, Trial};
use crate::reports::cohort_table::FlowTally;
use crate::reports::list::{DisputedOrders, ListRow, row};
use crate::reports::rate::{Grouping, RateQuestion, RateSettings, RateTally};
use crate::reports::risk::RiskReport;
use crate::reports::risk_settings::RiskSettings;
use crate::reports::shop_queue::ShopQueue;
use crate::reports::shops::ShopRisk;
use crate::reports::what_if::Change;
use crate::rules::{self, RiskLevel, RuleSet};

/// Show how far each metric is from its limit, what would cross it, and what is likely to come
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    pub(crate) files: Vec<String>,
    #[command(flatten)]
    counted: CountsArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=1000))]
    window: Option<u32>,
    #[command(flatten)]
    cycle: CycleArgs,
    /// Rank these groups by what they contribute [default: product]
    #[arg(long, value_enum)]
    by: Option<Grouping>,
    #[command(flatten)]
    limits: LimitArgs,
    /// Percentage of the limit from which a metric counts as near it [default: 70]
    #[arg(long, value_name = "PERCENT")]
    near: Option<String>,
    /// Suppose N more disputed orders
    #[arg(long, value_name = "N", default_value_t = 0,
          value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    add: u64,
    /// Suppose that the buyer cancels the open disputes of an order (may be repeated)
    #[arg(long, value_name = "ORDER")]
    cancel: Vec<String>,
    /// Suppose that the platform rules an order's dispute against you (may be repeated)
    #[arg(long, value_name = "ORDER")]
    rule_against: Vec<String>,
    /// A figure that your seller centre shows, such as dispute_rate=2.31% or dispute_rate=6/260: find
    /// the rule set and reading that give it (may be repeated)
    #[arg(long = "platform-figure", value_name = "METRIC=FIGURE")]
    figures: Vec<String>,
    /// Show how forecasts would have done on this shop's past, month by month
    #[arg(long)]
    backtest: bool,
    /// Exit with 10 when a metric is near its limit, and with 11 when one is over it
    #[arg(long)]
    exit_code: bool,
}

/// Judges orders that were counted elsewhere.
fn of_counts(
    args: &Args,
    counted: LoadedCounts,
    format: Format,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let settings = settings(args, &counted.context)?;
    let judged = counted.judge(&settings);
    let (context, points) = (&judged.context, judged.points()?);
    let parts = judged.risk_parts(&points);
    write(parts, RiskRows::Metrics, &judged.caveats, format, context, out)?;
    Ok(if args.exit_code { exit_code(&judged.risk) } else { 0 })
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(ROWS)?;
    if args.counted.is_used() {
        args.cycle.refuse_counts()?;
        counted::refuse_rows(&[
            ("--add", args.add > 0),
            ("--cancel", !args.cancel.is_empty()),
            ("--rule-against", !args.rule_against.is_empty()),
            ("--platform-figure", !args.figures.is_empty()),
            ("--backtest", args.backtest),
        ])?;
        let by = args.by.or(args.counted.from.is_some().then_some(Grouping::Shop));
        let asked = CountsQuery { by, window: args.window, forecast: Forecasting::Asked };
        if let Some(counted) = counted::open(&args.counted, asked, context)? {
            return of_counts(args, counted, format, out);
        }
    }
    let rules = context.rules()?;
    let span = args.cycle.span(context, &rules)?;
    let mut settings = settings(args, context)?;
    let checks = checks(&args.figures)?;
    let mut data = data::open(context, &args.files)?;
    settings.what_if.changes = changes(args, &data, context)?;
    let window = span.days.or(args.window).or(context.found.settings.window);
    let asked =
        RateSettings { since: span.since, ..RateSettings::new(rules, window, data.known()) };
    data.needs(context, asked.longest_window())?;
    data.count_between([span.as_of].into_iter().chain(span.since));
    data.require_whole(context)?;
    let answer =
        answer(args, context, &mut data, RiskQuery { as_of: span.as_of, asked, settings, checks })?;
    data.print_totals(context);
    let caveats = data.shown_caveats(context);
    let (report, agreement) = answer;
    let points = points_file::report(context, &report.rules, span.as_of)?;
    let parts = RiskParts {
        agreement: &agreement,
        cycle: span.cycle,
        ..caveats.risk_parts(&report, &points)
    };
    let rows = if args.backtest { RiskRows::Backtest } else { RiskRows::Metrics };
    note_unassessable(&report, context);
    if span.since.is_some() {
        context.note(
            "there is no forecast: the window is a cycle or a month, and no order leaves it before its end",
        );
    }
    write(parts, rows, &caveats, format, context, out)?;
    Ok(if args.exit_code { exit_code(&report) } else { 0 })
}

/// Names the metrics on which a what-if can say nothing.
fn note_unassessable(report: &RiskReport, context: &Context) {
    let Some(what_if) = &report.what_if else { return };
    if !report.several_shops().is_empty() {
        context.note(
            "limits are a shop's: what is supposed of several shops together is held against none; add \
             `--shop NAME`",
        );
    }
    let is_missing = |id: &Metric| what_if.metrics.iter().all(|supposed| supposed.metric != *id);
    let missing: Vec<&str> =
        Metric::ALL.iter().filter(|id| is_missing(id)).map(|id| id.id()).collect();
    if !missing.is_empty() {
        context.note(&format!(
            "not assessable in this data, so no what-if is computed for them: {}",
            missing.join(", ")
        ));
    }
}

/// What is asked of the orders.
struct RiskQuery {
    as_of: Moment,
    asked: RateSettings,
    settings: RiskSettings,
    checks: Vec<Check>,
}

/// Writes the answer, with what can make it wrong.
fn write(
    parts: RiskParts<'_>,
    rows: RiskRows,
    caveats: &Caveats,
    format: Format,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let words = seller_words(context.locale);
    let laid_out = || render::risk_document(parts, rows, format.audience(), words);
    caveats.answer(format, context, out, || render::risk_json(parts), laid_out)
}

/// Reads the orders and answers everything.
fn answer(
    args: &Args,
    context: &Context,
    data: &mut Data,
    query: RiskQuery,
) -> Result<(RiskReport, Vec<Agreement>), Failure> {
    let RiskQuery { as_of, mut asked, settings, checks } = query;
    let filings = data.filings();
    let widest = agreement::WINDOWS.into_iter().max().expect("there are windows to try");
    let longest =
        if checks.is_empty() { asked.longest_window() } else { asked.longest_window().max(widest) };
    let question = |as_of: Moment, by: Option<Grouping>| RateQuestion {
        by,
        shops: context.common.shops.clone(),
        ..RateQuestion::at(as_of, longest)
    };
    let by = args.by.unwrap_or(Grouping::Product);
    // The platform's figure is looked for in windows of whole days.
    let tried: Vec<RateTally> = std::iter::once(0)
        .chain(agreement::EDGE_HOURS)
        .filter(|_| !checks.is_empty())
        .map(|hours| RateTally::new(question(as_of.plus_hours(hours), None), &filings))
        .collect();
    let since = asked.since;
    let grouped = |by| RateQuestion { since, ..question(as_of, Some(by)) };
    let tally = RateTally::new(grouped(by), &filings);
    let by_shop = RateTally::new(grouped(Grouping::Shop), &filings);
    let flow = FlowTally::new(as_of, context.common.shops.clone(), &filings);
    let open = data.disputes().iter().filter(|dispute| dispute.is_open(context.as_of));
    let open = DisputedOrders::of(open);
    let read = data.read_orders(((tally, tried), (by_shop, (flow, open))))?;
    let ((tally, tried), (by_shop, (flow, orders))) = read;
    asked.known = data.known();
    asked.skipped_rows = data.skipped_rows(context);
    let queues = queues(data, &orders, &asked.rules, context);
    let counted = CountedForRisk { tally: &tally, by_shop: &by_shop, flow, filings: &filings };
    let (_, report) = counted.judge(data, &asked, &settings, queues, context).map_err(|error| {
        Failure::input(error.to_string()).hint("`disputes list --all` names them")
    })?;
    let asked = RateSettings { since: None, ..asked };
    let agreement = agree(&asked, &tried, &filings, &checks)?;
    Ok((report, agreement))
}

/// Counts the open disputes by shop, as of the moment asked for: their deadlines run on when a cycle ends.
fn queues(
    data: &Data,
    orders: &DisputedOrders,
    rules: &RuleSet,
    context: &Context,
) -> BTreeMap<String, ShopQueue> {
    let (wanted, as_of) = (&context.common.shops, context.as_of);
    let open = data.disputes().iter().filter(|dispute| dispute.is_open(as_of));
    let rows = open.map(|dispute| row(dispute, orders.get(dispute.order_id), as_of, rules));
    let ours = |row: &ListRow<'_>| wanted.is_empty() || wanted.iter().any(|shop| *shop == row.shop);
    ShopQueue::by_shop(&rows.filter(ours).collect::<Vec<_>>())
}

fn agree(
    asked: &RateSettings,
    tallies: &[RateTally],
    filings: &Filings,
    checks: &[Check],
) -> Result<Vec<Agreement>, Failure> {
    if checks.is_empty() {
        return Ok(Vec::new());
    }
    let mut others = Vec::new();
    for (id, _) in rules::RULE_SETS.iter().rev().filter(|(id, _)| *id != asked.rules.id) {
        others.push(rules::by_id(id)?);
    }
    let trial = Trial { asked, others: &others, tallies, filings };
    Ok(checks.iter().map(|check| agreement::check(trial, *check)).collect())
}

fn exit_code(report: &RiskReport) -> u8 {
    let metrics = report.metrics.iter().map(|risk| risk.standing.level);
    let shops = report.several_shops().iter().flat_map(ShopRisk::levels);
    let levels: Vec<RiskLevel> = metrics.chain(shops).collect();
    let any = |level: RiskLevel| levels.contains(&level);
    match (any(RiskLevel::Over), any(RiskLevel::Near)) {
        (true, _) => 11,
        (false, true) => 10,
        (false, false) => 0,
    }
}

fn settings(args: &Args, context: &Context) -> Result<RiskSettings, Failure> {
    let naming = match args.counted.is_used() {
        true => ShopNaming::OfInput,
        false => ShopNaming::of(&args.files),
    };
    let mut settings = limits::read(&args.limits, naming, context)?;
    settings.near_percent = limits::near(args.near.as_deref(), context)?;
    settings.what_if.add = args.add;
    Ok(settings)
}

/// Refuses an order that is both cancelled and ruled against.
fn refuse_both(changes: &[Change]) -> Result<(), Failure> {
    let both = changes.iter().find_map(|change| match change {
        Change::Cancel(order) if changes.contains(&Change::RuleAgainst(*order)) => Some(order),
        Change::Cancel(_) | Change::RuleAgainst(_) => None,
    });
    match both {
        Some(order) => Err(usage_error!(
            "`--cancel` and `--rule-against` both name {order}: a dispute ends in one way"
        )),
        None => Ok(()),
    }
}

/// Returns the endings to assume, each of an order with an open dispute.
fn changes(args: &Args, data: &Data, context: &Context) -> Result<Vec<Change>, Failure> {
    let cancelled = args.cancel.iter().map(|word| ("--cancel", word));
    let ruled = args.rule_against.iter().map(|word| ("--rule-against", word));
    let change = |(flag, word): (&str, &String)| {
        let whole = whole_id(data, word.trim(), context)?;
        let order = OrderId::parse(&whole).map_err(|error| usage_error!("{flag}: {error}"))?;
        let own = || data.disputes().iter().filter(|dispute| dispute.order_id == order);
        let seen = own().any(|dispute| dispute.exists(context.as_of));
        if seen && !own().any(|dispute| dispute.is_open(context.as_of)) {
            return Err(usage_error!(
                "{flag}: the dispute on order {order} is over, so it can end in no other way"
            ));
        }
        Ok(if flag == "--cancel" { Change::Cancel(order) } else { Change::RuleAgainst(order) })
    };
    let changes = cancelled.chain(ruled).map(change).collect::<Result<Vec<_>, _>>()?;
    refuse_both(&changes)?;
    Ok(changes)
}

fn checks(words: &[String]) -> Result<Vec<Check>, Failure> {
    let check = |word: &String| {
        let place = "--platform-figure";
        let Some((name, value)) = word.split_once('=') else {
            return Err(usage_error!("`{place} {word}` is not of the form METRIC=2.31%"));
        };
        let figure = PlatformFigure::parse(value).ok_or_else(|| {
            usage_error!("{place}: `{value}` is neither as `2.31%` nor as `6/260`")
        })?;
        Ok(Check { metric: metric(name, place)?, figure })
    };
    words.iter().map(check).collect()
}
