//! `disputes check`: one line for a monitor, by the conventions of Nagios plug-ins.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::cli::args::cycle::CycleArgs;
use crate::cli::args::limits::{self, LimitArgs, ShopNaming};
use crate::cli::args::thresholds::{Subject, Thresholds};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::counted::{self, CountsArgs, CountsQuery, Forecasting};
use crate::cli::input::overview::{self, Overview, OverviewQuery};
use crate::cli::monitor::check_finding::{CheckFinding, Performance, Status, rate_findings};
use crate::cli::monitor::check_shops::{
    CheckedShop, ShopSurvey, counts_finding, found_of, of_several,
};
use crate::cli::output::language;
use crate::domain::{Caveat, CaveatKind, Moment, Severity, SortRows, Zone};
use crate::render::{self, CaveatV1};
use crate::reports::rate::Grouping;

/// Say in one line whether a monitor should raise an alarm (Nagios: 0 OK, 1 WARNING, 2 CRITICAL,
/// 3 UNKNOWN)
///
/// Without thresholds a metric is WARNING when near its limit and CRITICAL when over it. An overdue
/// answer is never OK: it is WARNING unless a threshold makes it worse, and so are data that are too
/// old. Anything that prevents a definite answer is UNKNOWN: wrong usage, rejected input, incomplete data, a timeout.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    #[command(flatten)]
    counted: CountsArgs,
    /// Warn above this: `3%` of the dispute rate, `METRIC=3%`, or `due=48h` before a deadline and
    /// for as long as an open dispute is overdue
    #[arg(long, value_name = "[METRIC=]VALUE")]
    warning: Vec<String>,
    /// Raise the alarm above this, written as for --warning
    #[arg(long, value_name = "[METRIC=]VALUE")]
    critical: Vec<String>,
    /// Look at this metric too, limit or not (may be repeated)
    #[arg(long, value_name = "METRIC")]
    metric: Vec<String>,
    #[command(flatten)]
    limits: LimitArgs,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3660))]
    window: Option<u32>,
    #[command(flatten)]
    cycle: CycleArgs,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
}

/// Answers wrong use as a plug-in does.
pub(crate) fn wrong_use(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    let first = text.split_once('\n').map_or(text.as_str(), |(first, _)| first);
    unknown(&Failure::usage(first.trim_start_matches("error: ")), &mut io::stdout().lock())
}

/// Answers a failure as a plug-in does.
pub(crate) fn unknown(failure: &Failure, out: &mut dyn Write) -> ExitCode {
    ExitCode::from(give_up(failure, out))
}

/// Answers that nothing is known, and returns the exit code.
pub(crate) fn give_up(failure: &Failure, out: &mut dyn Write) -> u8 {
    let written = writeln!(out, "{}", unknown_line(&failure.line()));
    // Nobody reads on: the code still says it.
    drop(written.and_then(|()| out.flush()));
    Status::Unknown.code()
}

fn unknown_line(why: &str) -> String {
    format!("DISPUTES UNKNOWN - {}", why.replace('|', "/"))
}

/// Waits for what a thread finds out.
fn answer_of<T>(receive: &Receiver<T>, seconds: u64) -> Result<T, Failure> {
    receive.recv_timeout(Duration::from_secs(seconds)).map_err(|error| match error {
        RecvTimeoutError::Timeout => input_error!("no answer within {seconds} seconds"),
        RecvTimeoutError::Disconnected => Failure::input("a fault of this program"),
    })
}

/// Checks orders that were counted elsewhere.
fn of_counts(
    args: &Args,
    context: &Context,
    thresholds: &Thresholds,
) -> Result<(Status, String), Failure> {
    if thresholds.names(Subject::Due) {
        return Err(counted::needs_rows("due"));
    }
    args.cycle.refuse_counts()?;
    let by = args.counted.from.is_some().then_some(Grouping::Shop);
    let asked = CountsQuery { by, window: args.window, forecast: Forecasting::NotAsked };
    let counted = counted::open(&args.counted, asked, context)?;
    let counted = counted.expect("the caller has seen that orders are counted elsewhere");
    let settings = limits::read(&args.limits, ShopNaming::OfInput, &counted.context)?;
    let judged = counted.judge(&settings);
    let found = if judged.risk.several_shops().is_empty() {
        let shops = judged.risk.shops.iter();
        let shops = shops.map(|shop| CheckedShop::of(shop, None, &settings, thresholds));
        let shops: Vec<CheckedShop<'_>> = shops.collect();
        let counts = Some(counts_finding(&shops)).filter(|_| !shops.is_empty());
        let rates = rate_findings(&judged.risk.metrics, &settings, thresholds);
        rates.into_iter().chain(counts).collect()
    } else {
        of_several(&judged.risk, None, &settings, thresholds)
    };
    let status = found.iter().map(|finding| finding.status).max().unwrap_or(Status::Unknown);
    let status = status.max(age(judged.doubts.iter()));
    let caveats = CheckedCaveats { all: judged.caveats.shown().iter().collect(), most: 3 };
    Ok((status, line(status, &caveats, &found, judged.caveats.reach().newest())))
}

pub(crate) fn run(args: &Args, context: Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let thresholds = Thresholds::read(&args.warning, &args.critical, &args.metric)?;
    if let Some(format) = context.common.format {
        let word = format.id();
        if word != "table" {
            return Err(usage_error!("a check has its own format, not `{word}`"));
        }
    }
    if args.counted.is_used() {
        let (send, receive) = channel();
        let (args, timeout) = (args.clone(), args.timeout);
        std::thread::spawn(move || drop(send.send(of_counts(&args, &context, &thresholds))));
        let (status, line) = answer_of(&receive, timeout)??;
        writeln!(out, "{line}")?;
        return Ok(status.code());
    }
    let span = args.cycle.span(&context, &context.rules()?)?;
    let (send, receive) = channel();
    let as_of = context.as_of;
    let (files, limits) = (args.files.clone(), args.limits.clone());
    let window = span.days.or(args.window);
    // A reader that hangs (a pipe, a dead mount) cannot be stopped; it is left behind instead.
    std::thread::spawn(move || {
        let rates_as_of = Some(span.as_of);
        let wanted = OverviewQuery {
            files: &files,
            window,
            since: span.since,
            rates_as_of,
            points: 0,
            limits,
        };
        let contexts = overview::each_shop(&context, &files);
        let several = contexts.len() > 1;
        let survey = |context: &Context| {
            let shop = context.common.shops.first().filter(|_| several);
            // The line of the only shop does not name it.
            let shop = shop.cloned().unwrap_or_default();
            ShopSurvey { shop, overview: overview::take(context, &wanted) }
        };
        // The receiver may have given up.
        drop(send.send(contexts.iter().map(survey).collect::<Vec<ShopSurvey>>()));
    });
    let surveys = refuse_one_failure(answer_of(&receive, args.timeout)?)?;
    let known: Vec<&Overview> = surveys.iter().filter_map(|s| s.overview.as_ref().ok()).collect();
    let found = found_of(&surveys, as_of, &thresholds);
    let status = found.iter().map(|finding| finding.status).max().unwrap_or(Status::Unknown);
    let doubts = known.iter().flat_map(|overview| &overview.doubts);
    let status = status.max(age(doubts)).max(wholeness(&known));
    let caveats = CheckedCaveats {
        all: known.iter().flat_map(|overview| overview.caveats.shown()).collect(),
        most: if surveys.len() > 1 { 1 } else { 3 },
    };
    let reach = known.iter().filter_map(|overview| overview.caveats.reach().newest()).min();
    writeln!(out, "{}", line(status, &caveats, &found, reach))?;
    Ok(status.code())
}

/// Returns what was found out, unless all of it is one failure: a shop of which nothing is known does not
/// silence the alarm of another.
fn refuse_one_failure(surveys: Vec<ShopSurvey>) -> Result<Vec<ShopSurvey>, Failure> {
    let line = |survey: &ShopSurvey| survey.overview.as_ref().err().map(Failure::line);
    let first = surveys.first().and_then(line);
    if first.is_none() || surveys.iter().any(|survey| line(survey) != first) {
        return Ok(surveys);
    }
    let failures = surveys.into_iter().filter_map(|survey| survey.overview.err());
    failures.take(1).map(Err).collect()
}

/// Data that end too early, or that are asked about the future, leave nothing OK.
fn age<'a>(mut doubts: impl Iterator<Item = &'a Caveat>) -> Status {
    let is_age = |caveat: &Caveat| {
        let kind = matches!(caveat.kind, CaveatKind::StaleData | CaveatKind::FutureAsOf);
        kind && caveat.severity >= Severity::Warning
    };
    if doubts.any(is_age) { Status::Warning } else { Status::Ok }
}

/// Of an incomplete input nothing is OK: its figures are too low.
fn wholeness(surveys: &[&Overview]) -> Status {
    let any = surveys.iter().any(|overview| overview.doubts.iter().any(Caveat::is_blocking));
    if any { Status::Unknown } else { Status::Ok }
}

/// The caveats of everything that was looked at.
struct CheckedCaveats<'a> {
    all: Vec<&'a CaveatV1>,
    /// How many of each kind are said.
    most: usize,
}

impl CheckedCaveats<'_> {
    /// Returns what is said of those of a severity; of many of one kind the first, and how many more there
    /// are.
    fn sentences(&self, severity: Severity) -> Vec<String> {
        let such = self.all.iter().copied().filter(|caveat| caveat.severity() == severity);
        let mut said = Vec::new();
        for group in render::caveat_groups(such, self.most) {
            said.extend(group.shown.iter().map(|caveat| caveat.sentence()));
            let more = group.counted.len();
            if more > 0 {
                said.push(match language::is_chinese() {
                    true => format!("同类还有 {more} 条"),
                    false => format!("{more} more of this kind"),
                });
            }
        }
        said
    }
}

/// Worst first, so that a pager's first words say why; doubts about the input after the figures,
/// those that leave it incomplete before them.
fn line(
    status: Status,
    caveats: &CheckedCaveats<'_>,
    findings: &[CheckFinding],
    reach: Option<Moment>,
) -> String {
    let mut texts: Vec<&CheckFinding> = findings.iter().collect();
    texts.sort_rows_by_key(|finding| std::cmp::Reverse(finding.status));
    let mut said: Vec<String> =
        texts.iter().map(|finding| language::translated(&finding.text)).collect();
    let incomplete = caveats.sentences(Severity::Blocking);
    if !incomplete.is_empty() {
        let word = if language::is_chinese() { "数据不完整：" } else { "INCOMPLETE: " };
        said.insert(0, format!("{word}{}", incomplete.join(", ")));
    }
    said.extend(reach.map(|reach| {
        let word = if language::is_chinese() { "数据截至 " } else { "data up to " };
        language::times(&format!("{word}{}", Zone::ASSESSMENT.show(reach)))
    }));
    let word = if language::is_chinese() { "注意：" } else { "caveat: " };
    let warnings = caveats.sentences(Severity::Warning);
    said.extend(warnings.into_iter().map(|warning| format!("{word}{warning}")));
    let performance: Vec<String> =
        findings.iter().flat_map(|finding| &finding.performance).map(Performance::text).collect();
    let joined = said.join(if language::is_chinese() { "；" } else { "; " });
    let text = joined.replace('|', "/");
    format!("DISPUTES {} - {text} | {}", status.word(), performance.join(" "))
}
