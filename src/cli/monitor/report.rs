//! `disputes report`

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;

use crate::cli::args::cycle::CycleArgs;
use crate::cli::args::limits::{self, LimitArgs, ShopNaming};
use crate::cli::context::{Context, clock};
use crate::cli::failure::{self, Failure, USE};
use crate::cli::input::counted::{self, CountsArgs, CountsQuery, Forecasting};
use crate::cli::input::overview::{self, Overview, OverviewQuery};
use crate::cli::input::points_file;
use crate::cli::input::whole_shops;
use crate::cli::monitor::history;
use crate::cli::monitor::journal::{self, LockNotice, RunHistory};
use crate::cli::monitor::notify;
use crate::cli::monitor::report_files::{
    ALL, dated, file_name, make_folder, require_known_words, way_between,
};
use crate::cli::output::answer;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::destination::Output;
use crate::cli::output::translate::seller_words;
use crate::cli::sources::api;
use crate::deliver;
use crate::domain::{Caveat, Moment, Severity};
use crate::render::{self, Format, FormatKind, ReportParts, ShopPage};
use crate::reports::changes::changes;
use crate::reports::rate::Grouping;
use crate::rules::Cycle;
use crate::store::make_private_folder;

/// Days of the rate that a report draws.
const DAYS: u32 = 90;

/// Write a report: rates, risk, open disputes by urgency, and what changed since the last one
///
/// Made for cron: `--quiet` prints nothing at all on success, runs never overlap, `--output` is
/// replaced whole or not at all, and the same inputs give the same bytes.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input [default: the settings' files]
    files: Vec<String>,
    #[command(flatten)]
    counted: CountsArgs,
    /// Write to this file (replaced only when complete); `{date}`, `{month}`, `{week}` and `{shop}` in the
    /// name are filled in, and `{shop}` gives a report for each shop and one for `all`
    #[arg(long, short, value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    output: Option<String>,
    /// Open what was written with the system's viewer; without --output a page in the state folder
    #[arg(long, conflicts_with = "history")]
    open: bool,
    /// Length of the window in days [default: the rule set's]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=1000))]
    window: Option<u32>,
    #[command(flatten)]
    cycle: CycleArgs,
    #[command(flatten)]
    limits: LimitArgs,
    /// Print nothing at all on success
    #[arg(long, short)]
    quiet: bool,
    /// Write the figures for Prometheus to this file too (replaced only when complete)
    #[arg(long, value_name = "PATH")]
    metrics: Option<PathBuf>,
    /// Call a health-check URL: URL after a success, URL/CODE (the exit code) after a failure
    #[arg(long, value_name = "URL")]
    ping: Option<String>,
    /// Send what is new, once, to the receivers in the settings
    #[arg(long)]
    notify: bool,
    /// Show the figures earlier reports gave for a metric, and what today's data gives for the same dates
    #[arg(long, value_name = "METRIC", conflicts_with_all = ["output", "metrics", "notify", "cycle", "month"])]
    history: Option<String>,
    /// Do not record this report
    #[arg(long)]
    no_record: bool,
}

impl Args {
    fn notice(&self) -> LockNotice {
        if self.quiet { LockNotice::Silent } else { LockNotice::Said }
    }
}

/// One report to write.
struct Job {
    context: Context,
    shop: Option<String>,
    output: Output,
    /// Whether the input is what the settings name, and not files of the command line.
    of_settings: bool,
    /// For the report on all shops, the pages of each that are written beside it.
    pages: Vec<ShopPage>,
}

/// The page that `--open` writes where no file is named, in the state folder.
const OPENED: &str = "report.html";

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut args = args.clone();
    if args.open && args.output.is_none() {
        let folder = api::state_dir(context)?;
        make_private_folder(folder)
            .map_err(|cause| failure::of_file(cause, "make the folder", folder, USE))?;
        let page = folder.join(OPENED);
        context.note(&format!("the page is `{}`", page.display()));
        args.output = Some(page.display().to_string());
    }
    let args = &args;
    let done = match &args.history {
        Some(metric) => history::run(metric, &args.files, context, out),
        None if args.counted.is_used() => of_counts(args, context, out),
        None => whole_shops::answer(context, &args.files, &mut |shops| report(args, shops, out)),
    };
    let notice = args.notice();
    let done = match (done, args.notify) {
        (Ok(_), true) => notify::queue_and_send(context, &args.files, notice)
            .and_then(|outcome| outcome.outcome()),
        (done, _) => done,
    };
    if let Some(address) = &args.ping {
        let code = done.as_ref().map_or_else(Failure::code, |code| *code);
        if let Err(error) = deliver::ping(address, code) {
            context.warn(&format!("the health-check service was not reached: {error}"));
        }
    }
    done
}

/// Writes a report on orders that were counted elsewhere. It is not remembered: without the rows
/// nothing can be said of what changed.
fn of_counts(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut context = context.clone();
    let format = format(args, &mut context)?;
    let path = args.output.as_deref().unwrap_or("-");
    require_known_words(path)?;
    args.cycle.refuse_counts()?;
    counted::refuse_rows(&[
        ("--notify", args.notify),
        ("--output with `{shop}`", path.contains("{shop}")),
    ])?;
    let by = args.counted.from.is_some().then_some(Grouping::Shop);
    let asked = CountsQuery { by, window: args.window, forecast: Forecasting::Asked };
    let counted = counted::open(&args.counted, asked, &context)?;
    let counted = counted.expect("the caller has seen that orders are counted elsewhere");
    let settings = limits::read(&args.limits, ShopNaming::OfInput, &counted.context)?;
    let judged = counted.judge(&settings);
    let (context, points) = (&judged.context, judged.points()?);
    let output = Output::open(PathBuf::from(dated(path, context.as_of)))?;
    let parts = judged.report_parts(&points)?;
    if format.kind() == FormatKind::Workbook {
        answer::refuse_terminal(&output)?;
    }
    let mut bytes = Vec::new();
    laid_out(parts, &judged.caveats, format, context, &mut bytes)?;
    let written = output.file().map(Path::to_owned);
    output.finish(&bytes, if args.quiet { None } else { Some(&mut *out) })?;
    if args.open {
        show_written(written.as_deref(), context);
    }
    if let Some(metrics) = metrics_output(args)? {
        let names =
            judged.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
        let scope = render::MetricsScope::Total(&names);
        metrics.write(render::report_metrics(parts, scope, clock()).as_bytes())?;
    }
    if !args.quiet {
        judged.caveats.repeat();
    }
    Ok(0)
}

/// Lays a report out.
fn laid_out(
    parts: ReportParts<'_>,
    caveats: &Caveats,
    format: Format,
    context: &Context,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    if format.is_document() {
        return caveats.document(&render::report_json(parts), out);
    }
    let words = seller_words(context.locale);
    let document = render::report_document(parts, format.kind(), words);
    Ok(format.write(&document, context.style(), out)?)
}

fn report(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut context = context.clone();
    let format = format(args, &mut context)?;
    let rules = context.rules()?;
    let span = args.cycle.span(&context, &rules)?;
    let _lock = if args.no_record { None } else { journal::alone(&context, args.notice())? };
    let wanted = OverviewQuery {
        window: span.days.or(args.window),
        since: span.since,
        rates_as_of: Some(span.as_of),
        // No day of the series lies before the cycle or the month.
        points: span.days.map_or(DAYS, |days| days.min(DAYS)),
        ..OverviewQuery::of(&args.files, args.limits.clone())
    };
    let metrics = metrics_output(args)?;
    let mut figures = String::new();
    let jobs = jobs(args, &context, span.as_of)?;
    require_sense(args, &jobs, metrics.as_ref())?;
    // The last is the one on all shops.
    let written = jobs.last().and_then(|job| job.output.file()).map(Path::to_owned);
    let given_up = notify::given_up(&context)?;
    let lost: Vec<Caveat> = given_up.iter().map(notify::GivenUp::caveat).collect();
    for job in jobs {
        let mut overview = overview::take(&job.context, &wanted)?.with(&lost, &job.context);
        overview.record.span = span.kind;
        if !args.quiet {
            overview.data.print_totals(&job.context);
            match (format.kind(), &job.output) {
                (FormatKind::Rows, _) => overview.caveats.print_to_stderr(Severity::Note),
                (FormatKind::Document, Output::Stdout) => {}
                (_, Output::Stdout) => overview.caveats.repeat(),
                (_, Output::File(_) | Output::Stream(_)) => {
                    overview.caveats.print_to_stderr(Severity::Warning)
                }
            }
        }
        let journal = RunHistory::open(&job.context, journal::REPORTS, &args.files)?;
        let mut bytes = Vec::new();
        // The last job is about all shops wherever there are several.
        figures = write(&job, &overview, &journal, span.cycle, format, &mut bytes)?;
        job.output.finish(&bytes, if args.quiet { None } else { Some(&mut *out) })?;
        // What nobody got is not remembered as said.
        if !args.no_record {
            journal.add(overview.record)?;
        }
    }
    if args.open {
        show_written(written.as_deref(), &context);
    }
    if let Some(metrics) = metrics {
        metrics.write(figures.as_bytes())?;
    }
    if !args.no_record {
        given_up.iter().try_for_each(|lost| lost.mark_reported(&context))?;
    }
    Ok(0)
}

/// Opens a report with the system's viewer. The report stands whether or not there is one.
fn show_written(written: Option<&Path>, context: &Context) {
    let Some(path) = written else {
        return context.warn("`--open` needs a file: name one with `--output`");
    };
    if let Err(cause) = open::that_detached(path) {
        let path = path.display();
        context.warn(&format!("`{path}` was written but could not be opened: {cause}"));
    }
}

/// Refuses what would lose a report: two under one name, and standard input that is read twice.
fn require_sense(args: &Args, jobs: &[Job], metrics: Option<&Output>) -> Result<(), Failure> {
    // Some file systems take `Main` and `main` for one name.
    let alike =
        |output: &Output| output.file().map(|path| path.display().to_string().to_lowercase());
    for (place, job) in jobs.iter().enumerate() {
        let same = |other: &&Job| alike(&other.output) == alike(&job.output);
        if let Some(other) = jobs.iter().take(place).find(same)
            && job.output.file().is_some()
        {
            let name = |job: &Job| job.shop.clone().unwrap_or_else(|| "all shops".to_owned());
            return Err(usage_error!(
                "the reports of `{}` and `{}` would be written to one file",
                name(other),
                name(job)
            )
            .hint("rename one of the shops, or write them one by one with `--shop`"));
        }
        let metrics = metrics.and_then(Output::file);
        if metrics.is_some() && job.output.file() == metrics {
            return Err(Failure::usage("`--output` and `--metrics` name one file"));
        }
    }
    let reads = args.files.iter().filter(|file| *file == "-").count();
    let has_template = args.output.as_deref().is_some_and(|path| path.contains("{shop}"));
    if reads > 0 && (reads > 1 || args.notify || has_template) {
        return Err(Failure::usage("standard input (`-`) can be read only once").hint(
            "save it to a file and name that; a report for each shop, and --notify, read again",
        ));
    }
    Ok(())
}

/// Opens the file for the figures of Prometheus; `None` where none is asked for.
fn metrics_output(args: &Args) -> Result<Option<Output>, Failure> {
    match &args.metrics {
        Some(path) if path == Path::new("-") => {
            Err(Failure::usage("`--metrics` names a file, not standard output (`-`)"))
        }
        path => path.clone().map(Output::open).transpose(),
    }
}

/// The formats of a report.
const FORMATS: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Markdown,
    FormatKind::Page,
    FormatKind::Document,
    FormatKind::Rows,
    FormatKind::Workbook,
];

/// Without a format the output's ending names it.
fn format(args: &Args, context: &mut Context) -> Result<Format, Failure> {
    if let (None, Some(output)) = (context.common.format, args.output.as_deref()) {
        context.common.format = answer::of_ending(Path::new(output))?;
    }
    context.format(FORMATS)
}

/// One report, or with `{shop}` in the name one for each shop and one for all of them. Every output
/// is opened before the work. The names are dated by the last day of the rates.
fn jobs(args: &Args, context: &Context, as_of: Moment) -> Result<Vec<Job>, Failure> {
    args.output.as_deref().map_or(Ok(()), require_known_words)?;
    let template = args.output.as_deref().map(|path| dated(path, as_of));
    let named = context.common.only_shop().map(str::to_owned);
    let of_settings = args.files.is_empty();
    let job = |context, shop, output| Job { context, shop, output, of_settings, pages: Vec::new() };
    let Some(template) = template.filter(|path| path != "-") else {
        let (context, output) = (context.clone(), Output::Stdout);
        return Ok(vec![job(context, named, output)]);
    };
    if !template.contains("{shop}") {
        make_folder(&template)?;
        let output = Output::open(PathBuf::from(template))?;
        return Ok(vec![job(context.clone(), named, output)]);
    }
    let shops = shops(args, context)?;
    let known = context.found.settings.shops.iter().map(|shop| shop.name.as_str());
    let mut subjects: Vec<Option<String>> = shops.iter().cloned().map(Some).collect();
    if shops.len() != 1 {
        subjects.push(None);
    }
    let all: BTreeSet<&str> = shops.iter().map(String::as_str).chain(known).collect();
    let mut jobs: Vec<Job> = Vec::new();
    for shop in subjects {
        let mut context = context.clone();
        if let Some(shop) = &shop {
            context.common.shops = vec![shop.clone()];
        }
        let name = shop.as_deref().map_or_else(|| ALL.to_owned(), |shop| file_name(shop, &all));
        let path = template.replace("{shop}", &name);
        make_folder(&path)?;
        let output = Output::open(PathBuf::from(path))?;
        jobs.push(job(context, shop, output));
    }
    let pages = pages(&jobs);
    if let Some(all) = jobs.last_mut().filter(|job| job.shop.is_none()) {
        all.pages = pages;
    }
    Ok(jobs)
}

/// Returns the files of single shops that the last report, the one on all of them, can link to.
fn pages(jobs: &[Job]) -> Vec<ShopPage> {
    let Some(index) = jobs.last().and_then(|job| job.output.file()) else { return Vec::new() };
    let page = |job: &Job| {
        let file = way_between(index, job.output.file()?)?;
        Some(ShopPage { shop: job.shop.clone()?, file })
    };
    jobs.iter().filter_map(page).collect()
}

/// The shops asked for, else those of the settings, else those that the files name.
fn shops(args: &Args, context: &Context) -> Result<Vec<String>, Failure> {
    if !context.common.shops.is_empty() {
        return Ok(context.common.shops.clone());
    }
    let settings = &context.found.settings.shops;
    if args.files.is_empty() && !settings.is_empty() {
        return Ok(settings.iter().map(|shop| shop.name.clone()).collect());
    }
    let wanted = OverviewQuery::of(&args.files, args.limits.clone());
    let overview = overview::take(context, &wanted)?;
    let named = overview.risk.shops.into_iter().map(|shop| shop.risk.key);
    let named = named.filter(|key| !key.is_empty());
    let mut named: Vec<String> = named.collect();
    named.sort();
    Ok(named)
}

/// Most shops or files that are named in the label of a sum.
const NAMED: usize = 3;

/// Names what a sum is over: shops, else files. Different sums have different names.
fn total_names(overview: &Overview) -> String {
    let mut names: Vec<String> =
        overview.risk.shops.iter().map(|shop| shop.risk.key.clone()).collect();
    names.retain(|name| !name.is_empty());
    if names.is_empty() {
        names = overview.data.files().into_iter().map(|file| file.path).collect();
    }
    names.sort();
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(NAMED) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more ({})", deliver::name("", &names)),
    }
}

fn write(
    job: &Job,
    overview: &Overview,
    journal: &RunHistory,
    cycle: Option<Cycle>,
    format: Format,
    out: &mut Vec<u8>,
) -> Result<String, Failure> {
    let context = &job.context;
    let points = points_file::report(context, &overview.rate.rules, overview.rate.as_of)?;
    let before = journal.before(overview.rate.as_of, &overview.record);
    let changes = before.and_then(|before| changes(before, &overview.record, &overview.disputes));
    let files = overview.data.files();
    let mut parts = overview.report_parts(&points, &files, context)?;
    (parts.pages, parts.changes, parts.risk.cycle) = (&job.pages, changes.as_ref(), cycle);
    if format.kind() == FormatKind::Workbook {
        answer::refuse_terminal(&job.output)?;
    }
    laid_out(parts, &overview.caveats, format, context, out)?;
    let names = total_names(overview);
    let one = match (&job.shop, context.found.settings.shops.as_slice()) {
        (Some(shop), _) => Some(shop.as_str()),
        (None, [only]) if job.of_settings => Some(only.name.as_str()),
        (None, _) => None,
    };
    let scope = one.map_or(render::MetricsScope::Total(&names), render::MetricsScope::Shop);
    Ok(render::report_metrics(parts, scope, clock()))
}
