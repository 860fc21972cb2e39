//! Figures from orders that were counted elsewhere: what `--counts` names, judged by the rule set as
//! if the orders had been read here.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::{Failure, unreadable};
use crate::cli::input::{points_file, table_doubts};
use crate::cli::output::caveats::Caveats;
use crate::cli::sources::warehouse::{self, WarehouseSource, one_window, refused};
use crate::domain::{
    Caveat, CaveatKind, Fact, FactSet, MaskCount, RowKind, SkippedRows, Window, is_asked, to_u64,
};
use crate::files::{self, Bounds};
use crate::input::decode::country_names::CountryNames;
use crate::render::{DataReach, FileV1, ReportParts, RiskParts};
use crate::reports::counted_flow::CountedFlow;
use crate::reports::forecast::{Question, forecast};
use crate::reports::points::PointsReport;
use crate::reports::rate::{Grouping, RateReport, RateSettings, report_of_masks};
use crate::reports::risk::{RiskReport, report_of_counts};
use crate::reports::risk_settings::RiskSettings;
use crate::warehouse::{
    CountsError, CountsFile, DelaysFile, Field, Fingerprint, FingerprintError, GroupBy, OrderAges,
    Shape, read_counts, read_delays,
};

/// Where orders are counted instead of here.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct CountsArgs {
    /// Use the result of a `disputes sql` statement instead of files (`-` reads standard input)
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub(crate) counts: Option<String>,
    /// The statement's fingerprint, if the result does not contain it
    #[arg(long, value_name = "FINGERPRINT", requires = "counts", conflicts_with = "files")]
    pub(crate) fingerprint: Option<String>,
    /// Use the result of a `--shape delays` statement for the forecast (`-` reads standard input)
    #[arg(long, value_name = "FILE", requires = "counts", conflicts_with = "files")]
    pub(crate) delays: Option<String>,
    /// Count the orders in this warehouse from the settings
    #[arg(long, value_name = "NAME", conflicts_with_all = ["files", "counts"])]
    pub(crate) from: Option<String>,
}

impl CountsArgs {
    /// Returns whether orders are counted elsewhere.
    pub(crate) fn is_used(&self) -> bool {
        self.counts.is_some() || self.from.is_some()
    }
}

/// Counts with all that is needed to judge them.
pub(crate) struct LoadedCounts {
    /// The context, as of the moment that the counts are of.
    pub(crate) context: Context,
    /// The counts.
    pub(crate) rows: Vec<MaskCount>,
    /// What they are grouped by.
    pub(crate) by: Option<Grouping>,
    /// How they are judged.
    pub(crate) settings: RateSettings,
    /// How the orders flow, for the forecast; `None` where that was not counted.
    pub(crate) flow: Option<CountedFlow>,
    /// What can make the figures wrong.
    pub(crate) doubts: Vec<Caveat>,
    /// Up to when the tables reach.
    pub(crate) reach: DataReach,
    /// What was read, for the totals.
    pub(crate) files: Vec<FileV1>,
}

/// What is asked of counts.
#[derive(Clone, Copy)]
pub(crate) struct CountsQuery {
    /// What groups are shown; `None` for all orders alone.
    pub(crate) by: Option<Grouping>,
    /// A window in place of the rule set's, in days.
    pub(crate) window: Option<u32>,
    /// Whether a warehouse is asked for what a forecast needs.
    pub(crate) forecast: Forecasting,
}

/// Whether a warehouse is asked for what a forecast needs, which costs more than all rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forecasting {
    /// It is.
    Asked,
    /// It is not.
    NotAsked,
}

/// Counts, judged.
pub(crate) struct Judged {
    /// The context, as of the moment that the counts are of.
    pub(crate) context: Context,
    /// The rates, with groups.
    pub(crate) rate: RateReport,
    /// Risk, as far as counts tell.
    pub(crate) risk: RiskReport,
    /// What can make the figures wrong.
    pub(crate) doubts: Vec<Caveat>,
    /// The same in the seller's language.
    pub(crate) caveats: Caveats,
    /// What was read, for the totals.
    pub(crate) files: Vec<FileV1>,
    /// Orders with a row left out because a value could not be understood.
    pub(crate) bad_rows: u64,
}

impl LoadedCounts {
    /// Judges the counts, and how near the limits they are.
    pub(crate) fn judge(self, settings: &RiskSettings) -> Judged {
        let Self { context, rows, by, settings: asked, flow, doubts, reach, files } = self;
        let bad_rows = asked.skipped_rows.total();
        let known = asked.known.has_all(FactSet::TIMES);
        let forecast = flow.as_ref().filter(|_| known).and_then(|flow| {
            let (rules, window) = (&asked.rules, asked.window);
            let ended = None;
            forecast(&Question { as_of: context.as_of, rules, window, ended }, &flow.table)
        });
        let rate = report_of_masks(&rows, by, context.as_of, asked, flow.as_ref());
        let risk = report_of_counts(&rate, settings, forecast);
        let caveats = Caveats::new(&doubts, &context).reaching(reach);
        Judged { context, rate, risk, doubts, caveats, files, bad_rows }
    }
}

impl Judged {
    /// Returns what a report is made of.
    pub(crate) fn report_parts<'a>(
        &'a self,
        points: &'a PointsReport,
    ) -> Result<ReportParts<'a>, Failure> {
        Ok(ReportParts {
            pages: &[],
            shop: None,
            language: self.context.locale.id(),
            rate: &self.rate,
            risk: self.risk_parts(points),
            rows: None,
            changes: None,
            files: &self.files,
            bad_rows: self.bad_rows,
            reach: self.caveats.reach(),
            zone: self.context.own_zone()?,
        })
    }

    /// Returns what an answer about risk is made of.
    pub(crate) fn risk_parts<'a>(&'a self, points: &'a PointsReport) -> RiskParts<'a> {
        self.caveats.risk_parts(&self.risk, points)
    }

    /// Returns the ledger of penalty points as of the moment of the counts.
    pub(crate) fn points(&self) -> Result<PointsReport, Failure> {
        points_file::report(&self.context, &self.rate.rules, self.context.as_of)
    }
}

/// Refuses the first of these options that is used.
pub(crate) fn refuse_rows(used: &[(&str, bool)]) -> Result<(), Failure> {
    match used.iter().find(|(_, is_used)| *is_used) {
        Some((option, _)) => Err(needs_rows(option)),
        None => Ok(()),
    }
}

/// Refuses what cannot be answered by counts.
pub(crate) fn needs_rows(what: &str) -> Failure {
    usage_error!("{what} needs the rows of orders and disputes, and counts have none")
        .hint("give the orders and disputes of one shop as files")
}

/// Returns the counts that the command line names; `None` where it names none.
pub(crate) fn open(
    args: &CountsArgs,
    asked: CountsQuery,
    context: &Context,
) -> Result<Option<LoadedCounts>, Failure> {
    if let Some(name) = &args.from {
        return counted_in(&warehouse::source(context, name)?, asked, context).map(Some);
    }
    let Some(path) = &args.counts else { return Ok(None) };
    let text = read(path, context.bounds())?;
    let name = if path == "-" { "standard input" } else { path };
    let refused = |error: CountsError| wrong(&error, name);
    let mut file = read_counts(&text).map_err(refused)?;
    if let Some(text) = &args.fingerprint {
        let given = Fingerprint::parse(text).map_err(|error| foreign(&error, name))?;
        if file.fingerprint.as_ref().is_some_and(|own| *own != given) {
            return Err(input_error!(
                "{name}: the counts have another fingerprint than `--fingerprint` names"
            ));
        }
        file.fingerprint = Some(given);
    }
    let mut counted = judged(file, name, asked, context)?;
    if let Some(path) = &args.delays {
        let name = if path == "-" { "standard input" } else { path };
        let delays =
            read_delays(&read(path, context.bounds())?).map_err(|error| wrong(&error, name))?;
        counted.take_delays(&delays, name)?;
    }
    Ok(Some(counted))
}

impl LoadedCounts {
    /// Takes what forecasts learn from, of the same moment and shops.
    fn take_delays(&mut self, file: &DelaysFile, source: &str) -> Result<(), Failure> {
        let context = &self.context;
        let refuse = |what: String, hint: &str| {
            Err(input_error!("{source}: the delays are {what}").hint(hint.to_owned()))
        };
        let Some(print) = file.fingerprint.as_ref().filter(|print| print.shape == Shape::Delays)
        else {
            return refuse(
                "not the answer to a statement of shape `delays`".to_owned(),
                "print it with `disputes sql --shape delays`, and keep the row without orders",
            );
        };
        if print.as_of != context.as_of {
            let what = format!("as of {}, and the counts are as of {}", print.as_of, context.as_of);
            return refuse(what, "print both statements with the same `--as-of`");
        }
        if print.shops != Fingerprint::of_shops(&context.common.shops) {
            return refuse(
                "of other shops than those asked for".to_owned(),
                "print the statement again with the same `--shop`",
            );
        }
        self.flow = Some(CountedFlow::new(&file.rows));
        self.files.push(FileV1::whole(source, "delays", to_u64(file.rows.len())));
        Ok(())
    }
}

/// Has orders counted in a warehouse.
fn counted_in(
    source: &WarehouseSource,
    asked: CountsQuery,
    context: &Context,
) -> Result<LoadedCounts, Failure> {
    let window = asked.window.or(context.found.settings.window);
    let days = one_window(&context.rules()?, window)?;
    let window = Window::ending_at(context.as_of, days);
    let by = group_by(asked.by)?;
    let question = source.question(window, by, &context.common.shops);
    let statement = question.statement()?;
    source.require_shops(&question)?;
    let unknown = source.unknown_words(window)?;
    let mut file = read_counts(&source.run(&statement)?).map_err(|error| source.garbled(&error))?;
    // The words in use have been asked for, those of orders too.
    file.facts.unknown.clear();
    // An answer without the row with the fingerprint was cut off.
    if file.fingerprint.as_ref() != Some(&question.fingerprint()) {
        return Err(source.garbled(&CountsError::Cut));
    }
    let mut counted = judged(file, &source.label(), asked, context)?;
    counted.doubts.extend(unknown);
    if asked.forecast == Forecasting::Asked {
        match question.delays_statement() {
            Ok(statement) => {
                let delays = read_delays(&source.run(&statement)?);
                let delays = delays.map_err(|error| source.garbled(&error))?;
                if delays.fingerprint.as_ref() != Some(&question.delays_fingerprint()) {
                    return Err(source.garbled(&CountsError::Cut));
                }
                counted.take_delays(&delays, &source.label())?;
            }
            Err(error) => context.note(&format!("no forecast: {error}")),
        }
    }
    Ok(counted)
}

/// Returns the grouping of a statement.
fn group_by(by: Option<Grouping>) -> Result<GroupBy, Failure> {
    let Some(by) = by else { return Ok(GroupBy::Nothing) };
    GroupBy::from_id(by.id()).ok_or_else(|| {
        usage_error!("counts have no groups by {}: those need the rows of one shop", by.id())
            .hint("give the orders and disputes of one shop as files")
    })
}

fn read(path: &str, bounds: Bounds) -> Result<String, Failure> {
    files::read_word(Path::new(path), bounds).map_err(|cause| {
        let hint = match cause.kind() {
            std::io::ErrorKind::InvalidData => {
                "give what the engine's client printed, as it printed it"
            }
            _ => "give a path, or `-` for standard input",
        };
        unreadable(cause, path, hint)
    })
}

/// Compares counts with the question, and puts them into our terms.
fn judged(
    file: CountsFile,
    source: &str,
    asked: CountsQuery,
    context: &Context,
) -> Result<LoadedCounts, Failure> {
    let Some(print) = &file.fingerprint else {
        return Err(input_error!(
            "{source}: nothing says which question these counts answer"
        )
        .hint("keep the row without orders that the statement returns, or give the fingerprint of its first line with `--fingerprint`"));
    };
    let mut context = context.clone();
    if context.common.as_of.is_none() {
        context.as_of = print.as_of;
    }
    let rules = context.rules()?;
    let window = asked.window.or(context.found.settings.window);
    let days = one_window(&rules, window)?;
    require_same(print, asked, &context, days, source)?;
    let has = |field: Field| !print.missing.contains(&field);
    table_doubts::require_orders(&file, source)?;
    let orders = file.facts.orders;
    let paid = has(Field::Paid) && orders.is_none_or(|ages| ages.paid.is_some());
    let completed = has(Field::Completed) && !orders.is_some_and(OrderAges::lack_completions);
    let known = [
        (Fact::Orders, true),
        (Fact::Paid, paid),
        (Fact::Completed, completed),
        (Fact::Reasons, has(Field::Reason)),
        (Fact::Escalations, has(Field::Escalated)),
        (Fact::Rulings, has(Field::Ruled) && has(Field::Liability)),
    ];
    let known = known.into_iter().collect();
    let mut doubts = doubts(&file, source, &context)?;
    if !has(Field::Closed) {
        doubts.push(Caveat::new(CaveatKind::ClosingTimesMissing));
    }
    doubts.extend(table_doubts::of_tables(&file, source, &context));
    let reach = table_doubts::reach(&file.facts, context.as_of);
    let skipped_rows = SkippedRows::anywhere(RowKind::Dispute, file.undated);
    let settings = RateSettings { rules, window, since: None, known, skipped_rows };
    let files = vec![FileV1::whole(source, "counts", to_u64(file.rows.len()))];
    let by_shop = print.by == GroupBy::Shop;
    let by = Grouping::from_id(print.by.id());
    let rows = named(file.rows, by);
    let shops = &context.common.shops;
    let keep = |row: &MaskCount| !by_shop || is_asked(shops, &row.group);
    let rows = rows.into_iter().filter(keep).collect();
    Ok(LoadedCounts { context, rows, by, settings, flow: None, doubts, reach, files })
}

/// Refuses counts of another question.
fn require_same(
    print: &Fingerprint,
    asked: CountsQuery,
    context: &Context,
    days: u32,
    source: &str,
) -> Result<(), Failure> {
    let refuse = |what: String, hint: &str| {
        Err(input_error!("{source}: the counts are {what}").hint(hint.to_owned()))
    };
    if print.shape != Shape::Masks {
        return refuse("of shape `delays`".to_owned(), "give them as `--delays`");
    }
    if print.as_of != context.as_of {
        let what = format!("as of {}, and {} is asked for", print.as_of, context.as_of);
        return refuse(what, "leave out `--as-of`, or print the statement again with it");
    }
    if print.days != days {
        let what = format!("over {} days, and {days} are asked for", print.days);
        return refuse(
            what,
            "use the `--rules` and `--window` that the statement was printed with",
        );
    }
    let wanted = match asked.by {
        None => print.by,
        by => group_by(by)?,
    };
    if print.by != wanted {
        let what = format!("by {}, and {} is asked for", print.by.id(), wanted.id());
        return refuse(what, "print the statement again with the same `--by`");
    }
    let shops = Fingerprint::of_shops(&context.common.shops);
    let chosen_here = print.shops.is_none() && print.by == GroupBy::Shop;
    if print.shops != shops && !chosen_here {
        return refuse(
            "of other shops than those asked for".to_owned(),
            "print the statement again with the same `--shop`, or with `--by shop`",
        );
    }
    Ok(())
}

/// Returns what can make the figures wrong; refuses what leaves none.
fn doubts(file: &CountsFile, source: &str, context: &Context) -> Result<Vec<Caveat>, Failure> {
    if file.undated > 0 && !context.common.skip_bad_rows {
        return Err(input_error!(
            "{source}: {} orders have a dispute without the time of filing",
            file.undated
        )
        .hint("correct the rows, or use `--skip-bad-rows` to go on without them and see the rate as a range"));
    }
    if file.in_several_groups > 0 && !context.common.allow_incomplete {
        return Err(input_error!(
            "{source}: {} orders have rows in different groups",
            file.in_several_groups
        )
        .hint("give a view with one row an order, or use `--allow-incomplete` to count each in one of its groups"));
    }
    if !file.is_counted && !context.common.allow_incomplete {
        return Err(wrong(&CountsError::Cut, source));
    }
    let rows = if file.is_counted { "known" } else { "unknown" };
    let unchecked = Caveat::new(CaveatKind::CountsUnchecked).with("source", source);
    let mut doubts = vec![unchecked.with("rows", rows)];
    let counting = |kind: CaveatKind, count: u64| {
        (count > 0).then(|| Caveat::new(kind).counting(count).in_file(source))
    };
    doubts.extend(counting(CaveatKind::RowsSkipped, file.undated));
    doubts.extend(counting(CaveatKind::GroupsContradict, file.in_several_groups));
    for (of, count) in [("orders", file.repeated), ("disputes", file.contradicting)] {
        let repeated = counting(CaveatKind::RowsRepeated, count);
        doubts.extend(repeated.map(|caveat| caveat.with("of", of)));
    }
    Ok(doubts)
}

/// Puts the names of countries into one form, as for files.
fn named(rows: Vec<MaskCount>, by: Option<Grouping>) -> Vec<MaskCount> {
    if by != Some(Grouping::Country) {
        return rows;
    }
    let mut names = CountryNames::default();
    let mut name = |group: &str| {
        names.find_or_note(group).map_or_else(String::new, |country| country.to_string()).into()
    };
    rows.into_iter().map(|row| MaskCount { group: name(&row.group), ..row }).collect()
}

fn wrong(error: &CountsError, source: &str) -> Failure {
    if let CountsError::Fingerprint { cause, .. } = error {
        return foreign(cause, source);
    }
    let hint = match error {
        CountsError::Line { .. } | CountsError::DelayLine { .. } => {
            "give the client's rows alone, as csv, tab-separated or JSON lines, without messages"
        }
        CountsError::Mask { .. } | CountsError::TooMany { .. } => {
            "give the answer to a statement that `disputes sql` of this version printed"
        }
        CountsError::Twice { .. } | CountsError::TwoFingerprints { .. } => {
            "give one answer at a time"
        }
        CountsError::Empty => "look at what the client printed",
        CountsError::Cut => {
            "let the client print every row: it may stop after some hundred, as DBeaver does; or use `--allow-incomplete` if no other is missing"
        }
        CountsError::RowsLost { .. } => {
            "let the client print every row: it may stop after some hundred, as DBeaver does, or have a limit of its own"
        }
        CountsError::NoId => "give a view without such rows, or with their ids",
        CountsError::FloatIds => "give a view with the ids as text or whole numbers",
        CountsError::Times | CountsError::Fingerprint { .. } => {
            "give a view with such columns; for times without a zone name it with `--source-tz`, or as `zone` in the settings"
        }
    };
    refused(error.clone(), source).hint(hint)
}

fn foreign(error: &FingerprintError, source: &str) -> Failure {
    refused(error.clone(), source)
        .hint("print the statement again with this version, and run it again")
}
