//! `disputes` without a command, and `disputes today`: what is due, how the rate stands, what
//! changed, and what to type next.

use std::io::Write;
use std::path::Path;

use crate::cli::args::limits::LimitArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::files;
use crate::cli::input::overview::{self, Overview, OverviewQuery};
use crate::cli::input::points_file;
use crate::cli::input::stored;
use crate::cli::monitor::journal::RunHistory;
use crate::cli::output::quoting::shell;
use crate::cli::output::translate::{seller_words, translate};
use crate::render::{self, Format, FormatKind, Invocation, TodayParts};
use crate::reports::changes::changes;
use crate::reports::shops::ShopRisk;
use crate::reports::today::{Circumstances, LimitsKnown, Today};
use crate::rules::RiskLevel;

/// Show what is due today, how the rate stands, what changed, and what to do next
///
/// The same as `disputes` without a command. What changed is counted from the last time that this was
/// shown at least six hours before.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    pub(crate) files: Vec<String>,
    #[command(flatten)]
    limits: LimitArgs,
}

/// Hours after which a look counts as the last one: a second look in one morning still says what the
/// first one said.
const LAST_LOOK_HOURS: i64 = 6;

/// Where earlier looks are remembered, in the state folder.
const MEMORY: &str = "today";

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format =
        context.format(&[FormatKind::Table, FormatKind::Document, FormatKind::Markdown])?;
    if !format.is_document() && nothing_to_read(args, context)? {
        writeln!(out, "{}", translate(context, "today-first-run", &[]))?;
        return Ok(0);
    }
    let wanted = OverviewQuery::of(&args.files, args.limits.clone());
    let overview = overview::take(context, &wanted)?;
    overview.data.print_totals(context);
    let memory = RunHistory::open(context, MEMORY, &args.files)?;
    write(args, context, &overview, &memory, format, out)?;
    if format.is_document() {
        return Ok(0);
    }
    overview.caveats.undated().end(format, context, out)?;
    // The answer stands whether or not it can be remembered.
    if let Err(failure) = memory.add(overview.record) {
        context.warn(&failure.line());
    }
    Ok(0)
}

/// Returns whether there are neither files nor settings with any nor a store.
fn nothing_to_read(args: &Args, context: &Context) -> Result<bool, Failure> {
    let settings = &context.found.settings.shops;
    let by_settings = settings.iter().any(|shop| !shop.files.is_empty() || shop.api.is_some());
    Ok(args.files.is_empty()
        && !context.common.demo
        && !by_settings
        && stored::open(context)?.is_none())
}

fn write(
    args: &Args,
    context: &Context,
    overview: &Overview,
    memory: &RunHistory,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let before = memory.before(context.as_of.plus_hours(-LAST_LOOK_HOURS), &overview.record);
    let changes = before.and_then(|before| changes(before, &overview.record, &overview.disputes));
    let points = points_file::report(context, &overview.rate.rules, context.as_of)?;
    let files = overview.data.files();
    let mut report = overview.report_parts(&points, &files, context)?;
    report.changes = changes.as_ref();
    let today = Today::of(&overview.disputes, context.as_of);
    let steps = today.steps(circumstances(overview, context));
    let (program, rest) = invocation(context, &args.files);
    let limits = after(&args.limits.options());
    let parts = TodayParts {
        today: &today,
        report,
        reach: overview.caveats.reach(),
        steps: &steps,
        invocation: Invocation { program: &program, rest: &rest, limits: &limits },
    };
    let words = seller_words(context.locale);
    if format.is_document() {
        return overview.caveats.document(&render::today_json(parts, words), out);
    }
    let style = context.style();
    let width = style.columns().filter(|_| format.kind() == FormatKind::Table);
    Ok(format.write(&render::today_document(parts, width, words), style, out)?)
}

fn circumstances(overview: &Overview, context: &Context) -> Circumstances {
    let metrics = overview.risk.metrics.iter().map(|risk| risk.standing.level);
    let shops = overview.risk.shops.iter().flat_map(ShopRisk::levels);
    let levels: Vec<RiskLevel> = metrics.chain(shops).collect();
    let is_known = overview.risk.metrics.iter().any(|risk| risk.limit.is_some())
        || overview.risk.shops.iter().any(|shop| shop.risk.limit.is_some())
        || overview.risk.shops.iter().any(|shop| shop.others().next().is_some());
    Circumstances {
        limit_near: levels.iter().any(|level| *level >= RiskLevel::Near),
        limits: match (is_known, &context.found.path) {
            (true, _) => LimitsKnown::Some,
            (false, Some(_)) => LimitsKnown::NoneInSettings,
            (false, None) => LimitsKnown::NoSettings,
        },
    }
}

/// Returns the program and what follows a command, so that the lines shown read the same input.
fn invocation(context: &Context, files: &[String]) -> (String, String) {
    let common = &context.common;
    let program = if common.demo { "disputes demo" } else { "disputes" };
    let mut words: Vec<String> = files.to_vec();
    let mut option = |name: &str, value: Option<&str>| {
        words.extend(value.into_iter().flat_map(|value| [name.to_owned(), value.to_owned()]));
    };
    option("--as-of", common.as_of.as_deref());
    option("--config", common.config.as_deref().and_then(Path::to_str));
    words.extend(common.reading_options(|path| path.display().to_string()));
    (program.to_owned(), after(&words))
}

/// Returns words as they stand behind others.
fn after(words: &[String]) -> String {
    words.iter().map(|word| format!(" {}", shell(word))).collect()
}

/// Returns whether a word can only mean a file, so that `disputes FILES` shows today of them. No
/// command has a full stop or a separator: where there is no such file, that is what is wrong.
pub(crate) fn is_file(word: &str) -> bool {
    let is_path = word.contains(['.', '/', '\\']);
    word == "-" || is_path || Path::new(word).exists() || files::is_pattern(word)
}
