//! Opens what a command works on: the files named, else the shops' configured files and, for shops
//! without any, the store.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::cli::context::{Context, clock};
use crate::cli::failure::{Failure, INPUT};
use crate::cli::input::files::{NameableShops, options, refuse_unmet_titles, shared, wanted};
use crate::cli::input::progress::ProgressLine;
use crate::cli::input::stored::{self, StoreInput};
use crate::cli::output::caveats::Caveats;
use crate::domain::{
    AnyTally, AssessmentDay, BuyerIndex, Caveat, CaveatKind, Contradiction, Dispute, DisputeFilter,
    Fact, FactSet, Filings, Metric, Moment, OrderTally, Severity, SkippedRows, Stage, State,
    Window, Zone, contradicting, is_asked, quoted_list, quoted_words, settings_lines, to_u64,
};
use crate::input::{self, Details, FileReport, Inputs, Meter, OrdersOfFile, ReadOptions};
use crate::render::{CaveatV1, FileV1, RowsV1};
use crate::reports::estimated_completions::EstimatedCompletions;
use crate::reports::shop_counts::{ShopCounts, several_shops};
use crate::reports::shop_names::ShopNames;

/// The input, open: disputes read, orders ready to be streamed.
pub(crate) struct Data {
    pub(super) inputs: Inputs,
    pub(super) stored: Option<StoreInput>,
    pub(super) shops: ShopNames,
    meter: Arc<Meter>,
    /// Whether the disputes have their details.
    details: Details,
    /// The longest window of a figure, in days; `None` where none is taken.
    pub(super) window: Option<u32>,
    /// Where windows begin and end; empty where none is taken.
    edges: Vec<Moment>,
    /// What figures count in; `None` where none is taken.
    counted_span: Option<Window>,
    /// Days by which the first window of a series begins earlier.
    pub(super) series: u32,
    /// What is said of shops, once the orders have been read.
    of_shops: Vec<Caveat>,
    /// What is said of completions that are estimated, once the orders have been read.
    estimated: Option<Caveat>,
    /// The shops that have disputes and no order, once the orders have been read.
    pub(crate) shops_without_orders: BTreeSet<String>,
    /// The files that several shops of the settings name, quoted.
    shared_files: Vec<String>,
}

/// How many files an error names.
const MOST_NAMED: usize = 6;

/// Opens the input of a command.
pub(crate) fn open(context: &Context, files: &[String]) -> Result<Data, Failure> {
    open_for(context, files, None, Details::Kept)
}

/// Opens the input of a command that keeps the records of disputes as they come.
pub(crate) fn open_to_keep(context: &Context, files: &[String]) -> Result<Data, Failure> {
    let options = ReadOptions { keeps_records_apart: true, ..options(context)? };
    open_as(context, files, options)
}

/// Opens the input of a command that looks only at some disputes, or only at what figures need.
pub(crate) fn open_for(
    context: &Context,
    files: &[String],
    filter: Option<DisputeFilter>,
    details: Details,
) -> Result<Data, Failure> {
    open_as(context, files, ReadOptions { filter, details, ..options(context)? })
}

fn open_as(context: &Context, files: &[String], options: ReadOptions) -> Result<Data, Failure> {
    let details = options.details;
    let mut options = options;
    let from_store = files.is_empty() && !context.common.demo;
    let are_named = !files.is_empty();
    let shared_files = match from_store {
        true => shared(context)?.into_keys().map(|path| format!("`{}`", path.display())).collect(),
        false => Vec::new(),
    };
    let mut stored = if from_store { stored::open(context)? } else { None };
    let files = wanted(context, files, NameableShops::beside(stored.as_ref()))?;
    if files.is_empty() && stored.is_none() {
        return Err(Failure::usage(
            "no files given, the settings name none, and nothing is stored",
        )
        .hint(
            "give an order export and a dispute list, as `disputes rate orders.xlsx \
                 disputes.json`; or `disputes sync`",
        ));
    }
    // The store may hold the same disputes.
    options.filter = options.filter.filter(|_| stored.is_none());
    let from_both = stored.is_some() && !files.is_empty();
    options.details = if from_both { Details::Kept } else { details };
    let meter = Arc::clone(&options.meter);
    let progress = ProgressLine::of("reading disputes", &meter);
    let mut inputs = input::open(&files, &options)?;
    // Of the files of the settings, those of one shop may have the title and those of another not.
    if are_named {
        refuse_unmet_titles(context, &inputs.unmet_fields)?;
        note_folders(context, &inputs);
    }
    if let Some(stored) = &mut stored {
        stored.add_to(&mut inputs, options.details, context)?;
    }
    drop(progress);
    Ok(Data {
        shops: shops_met(context, &inputs, stored.as_ref()),
        inputs,
        stored,
        meter,
        details,
        window: None,
        edges: Vec::new(),
        counted_span: None,
        series: 0,
        of_shops: Vec::new(),
        estimated: None,
        shops_without_orders: BTreeSet::new(),
        shared_files,
    })
}

/// Says that the folders of files that count as those of one shop may be of a shop each: of every one orders and
/// disputes were read, and its name is none of a month or a year.
fn note_folders(context: &Context, inputs: &Inputs) {
    let names_shops = inputs.names_shops()
        || inputs.filings().disputes().iter().any(|dispute| !dispute.shop.is_empty())
        || inputs.reports.iter().any(|report| !report.shop.is_empty());
    let mut folders: BTreeMap<&Path, FactSet> = BTreeMap::new();
    for report in &inputs.reports {
        // The sheets of a workbook are called by its path and their names.
        let Some(folder) = Path::new(&report.path).parent() else { return };
        let given = folders.entry(folder).or_default();
        *given = given.union(report.given);
    }
    let is_of_shop = |(folder, given): (&&Path, &FactSet)| {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_named = name.chars().any(|sign| sign.is_alphabetic() && !"年月日周".contains(sign));
        is_named && given.has(Fact::Orders) && given.has(Fact::Disputes)
    };
    if !names_shops && folders.len() > 1 && folders.iter().all(is_of_shop) {
        let count = folders.len();
        context.note(&format!(
            "the files lie in {count} folders and count as those of one shop; if each folder is a shop's, call it \
             `shop=NAME`, or write settings with `disputes config init --files FOLDER`"
        ));
    }
}

/// Returns the shops that disputes and the store name, beside those asked for.
fn shops_met(context: &Context, inputs: &Inputs, stored: Option<&StoreInput>) -> ShopNames {
    let mut shops = ShopNames::looking_for(&context.common.shops);
    let disputes = inputs.filings().disputes().iter().map(|dispute| &dispute.shop);
    inputs.passed_over().shops.iter().chain(disputes).for_each(|shop| shops.meet(shop));
    stored.into_iter().flat_map(StoreInput::known_shops).for_each(|shop| shops.meet(shop));
    shops
}

/// What an incomplete input lacks, in the seller's language.
pub(crate) struct Incomplete {
    /// What is missing.
    pub(crate) lacking: String,
    /// What to do about it.
    pub(crate) remedies: String,
}

impl Data {
    /// Returns the disputes.
    pub(crate) fn disputes(&self) -> &[Dispute] {
        self.inputs.filings().disputes()
    }

    /// Returns how many disputes there are: a record without an id counts where no other one of its order has one.
    pub(crate) fn count_disputes(&self) -> usize {
        let of_order = |(_, disputes): (_, &[Dispute])| {
            let with_id = disputes.iter().filter(|dispute| !dispute.details().id.is_empty());
            match with_id.count() {
                0 => disputes.len(),
                count => count,
            }
        };
        self.inputs.filings().iter().map(of_order).sum()
    }

    /// Returns the disputes that were read and not kept, by the digits of their buyers.
    pub(crate) fn buyers_passed_over(&self) -> &BuyerIndex {
        &self.inputs.passed_over().buyers
    }

    /// Returns the disputes by order.
    pub(crate) fn filings(&self) -> Arc<Filings> {
        Arc::clone(self.inputs.filings())
    }

    /// Returns whether there is any dispute, looked at or not.
    pub(crate) fn has_disputes(&self) -> bool {
        self.dispute_count() > 0
    }

    /// Returns how many disputes there are, looked at or not.
    pub(crate) fn dispute_count(&self) -> u64 {
        to_u64(self.disputes().len()) + self.inputs.passed_over().disputes
    }

    /// Streams the orders to a tally.
    pub(crate) fn read_orders<T: OrderTally + 'static>(&mut self, tally: T) -> Result<T, Failure> {
        Ok(self.read_any(AnyTally::of(tally))?.into_inner())
    }

    fn read_any(&mut self, tally: AnyTally) -> Result<AnyTally, Failure> {
        let _progress = ProgressLine::of("reading orders", &self.meter);
        // Where shops are asked for, figures look at their orders alone.
        let chooses = !tally.projection().shops.is_empty();
        let known = self.stored.as_ref().map_or(0, |stored| stored.known_shops().len());
        let asked = self.shops.asked();
        let are_named = self.inputs.names_shops() || known > 1;
        // Where some of the disputed orders are looked at, the others may be of any shop.
        let counts_all = tally.projection().has_all(&self.inputs.filings().places());
        let counts = match counts_all && (are_named || several_shops(self.inputs.filings())) {
            true => ShopCounts::beside(self.inputs.filings(), asked),
            false => ShopCounts::of_none(asked),
        };
        let may_be_estimated = self.stored.is_some() || self.inputs.has_saved_orders();
        let window = self.counted_span.filter(|_| may_be_estimated);
        let estimated = EstimatedCompletions::in_window(window, asked);
        let is_more_asked = counts.is_asked() || estimated.is_asked();
        let mut both = (tally, (counts, estimated));
        if !chooses && self.shops.missing().is_empty() && !is_more_asked {
            both.0 = self.inputs.read_orders(both.0)?.tally;
        } else {
            let read = self.inputs.read_orders((both, self.shops.clone()))?;
            (both, self.shops) = read.tally;
        }
        let given = match &mut self.stored {
            Some(stored) if is_more_asked => {
                Some(stored.count_orders(self.inputs.filings(), &mut both)?)
            }
            Some(stored) => Some(stored.count_orders(self.inputs.filings(), &mut both.0)?),
            None => None,
        };
        let (tally, (counts, estimated)) = both;
        self.estimated = estimated.caveat();
        self.of_shops = counts.caveats(self.inputs.filings());
        self.shops_without_orders = counts.without_orders(self.inputs.filings());
        let elsewhere = self.stored.as_ref().map_or(&[][..], StoreInput::by_shop);
        self.inputs.note_orders(elsewhere.to_vec());
        if let Some(given) = given {
            let of_all = match self.inputs.files().iter().any(|file| file.given.has(Fact::Orders)) {
                true => self.inputs.given.intersection(given),
                false => given,
            };
            self.inputs.given = self.inputs.given.replacing(FactSet::TIMES, of_all);
        }
        self.require_shops()?;
        Ok(tally)
    }

    /// Refuses a shop by which nothing can be chosen: what was read names no shop at all. A name that is
    /// only misspelt is a caveat, which names the shops there are.
    fn require_shops(&self) -> Result<(), Failure> {
        match (self.shops.missing(), self.shops.met()) {
            ([missing, ..], None) => Err(usage_error!(
                "`--shop {missing}` cannot be applied: neither the files nor the store name a shop"
            )
            .hint(match self.shared_files.as_slice() {
                [] => "leave `--shop` out; or name the shop with its files in the settings, or the files' \
                       folder `shop=NAME`"
                    .to_owned(),
                shared => format!(
                    "several shops of the settings name {}: let only that one match it to which it \
                     belongs",
                    shared.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ")
                ),
            })),
            ([] | [_, ..], _) => Ok(()),
        }
    }

    /// Streams the orders of each file to a tally of its own.
    pub(crate) fn read_order_files<T: OrderTally + 'static>(
        &mut self,
        tally: &T,
    ) -> Result<Vec<OrdersOfFile<T>>, Failure> {
        let _progress = ProgressLine::of("reading orders", &self.meter);
        Ok(self.inputs.read_order_files(tally)?)
    }

    /// Asks for the store's lists to be in over the `days` before as-of.
    pub(crate) fn needs(&mut self, context: &Context, days: u32) -> Result<(), Failure> {
        self.window = Some(days);
        let rules = context.rules()?;
        let lengths = Metric::ALL.into_iter().map(|metric| rules.metric(metric).window_days);
        let lengths = lengths.filter(|own| *own < days);
        let begins = lengths.chain([days]).map(|days| context.as_of.plus_days(-i64::from(days)));
        self.count_between(begins.chain([context.as_of]));
        self.counted_span = Some(Window::ending_at(context.as_of, days));
        if let Some(stored) = &mut self.stored {
            stored.needs(context, days)?;
        }
        Ok(())
    }

    /// Notes where further windows begin and end.
    pub(crate) fn count_between(&mut self, edges: impl IntoIterator<Item = Moment>) {
        self.edges.extend(edges);
    }

    /// Returns whether an event whose time of the day is not known may count in another window than it
    /// belongs to.
    fn is_near_edge(&self, caveat: &Caveat) -> bool {
        // What was kept by an earlier version says nothing of days.
        let days = caveat.days.as_ref();
        days.is_none_or(|days| self.edges.iter().any(|edge| days.is_near(*edge)))
    }

    /// Asks for a series of so many points: what the files do not reach is said of its first day too.
    pub(crate) fn needs_series(&mut self, points: u32) {
        self.series = points.saturating_sub(1);
        let days = 1..=i64::from(self.series);
        let edges: Vec<Moment> =
            days.flat_map(|day| self.edges.iter().map(move |edge| edge.plus_days(-day))).collect();
        self.count_between(edges);
        if let Some(span) = &mut self.counted_span {
            span.from = span.from.plus_days(-i64::from(self.series));
        }
    }

    /// Returns what the inputs can tell.
    pub(crate) fn known(&self) -> FactSet {
        let given = self.inputs.given;
        // Without any dispute there is nothing that its record could fail to tell.
        if self.has_disputes() { given } else { given.union(FactSet::OF_DISPUTES) }
    }

    /// Returns whether something cannot be told rightly without details that were dropped.
    pub(crate) fn needs_details(&self) -> bool {
        self.inputs.needs_details
    }

    /// Returns the count of rows left out because a value could not be understood.
    pub(crate) fn bad_rows(&self) -> u64 {
        let of_files = self.inputs.files().iter().map(|file| file.bad_rows);
        let of_store = self.stored.iter().map(|stored| stored.skipped_rows().total());
        of_files.chain(of_store).sum()
    }

    /// Returns where they may belong, as far as they may be of the shops asked for.
    pub(crate) fn skipped_rows(&self, context: &Context) -> SkippedRows {
        let mut skipped = SkippedRows::default();
        self.inputs.files().iter().for_each(|file| skipped.merge(&file.skipped));
        self.stored.iter().for_each(|stored| skipped.merge(&stored.skipped_rows()));
        skipped.of_shops(&context.common.shops)
    }

    /// Returns what was found in each file.
    pub(crate) fn reports(&self) -> &[FileReport] {
        self.inputs.files()
    }

    /// Returns the files and their totals.
    pub(crate) fn files(&self) -> Vec<FileV1> {
        let stored = self.stored.iter().map(StoreInput::file);
        self.inputs.files().iter().map(file_v1).chain(stored).collect()
    }

    /// Refuses figures from an incomplete input, or without any dispute input, unless told
    /// otherwise.
    pub(crate) fn require_whole(&self, context: &Context) -> Result<(), Failure> {
        self.require_disputes(context, "no rate can be computed")?;
        self.require_pages(context)
    }

    /// Refuses to go on without any dispute input, unless told that there were no disputes.
    pub(crate) fn require_disputes(&self, context: &Context, so: &str) -> Result<(), Failure> {
        if context.common.no_disputes && !self.disputes().is_empty() {
            let count = self.disputes().len();
            return Err(usage_error!(
                "`--no-disputes` says that there were no disputes, but the input holds {count}"
            )
            .hint("leave `--no-disputes` out, or the files and the store with disputes"));
        }
        if self.inputs.given.has(Fact::Disputes) || context.common.no_disputes {
            return Ok(());
        }
        Err(input_error!("no dispute input was given, so {so}").hint(
            "give the dispute list too; if there were no disputes at all, use `--no-disputes`",
        ))
    }

    /// Refuses an incomplete input unless told otherwise.
    pub(crate) fn require_pages(&self, context: &Context) -> Result<(), Failure> {
        match self.incomplete(context).filter(|_| !context.common.allow_incomplete) {
            None => Ok(()),
            Some(Incomplete { lacking, remedies }) => {
                let error = anyhow::anyhow!("incomplete: {lacking}");
                Err(Failure::with_code(error, INPUT).hint(format!(
                    "{remedies} Or use `--allow-incomplete` to see figures that are too low"
                )))
            }
        }
    }

    /// Returns what an incomplete input lacks; `None` for a whole one.
    pub(crate) fn incomplete(&self, context: &Context) -> Option<Incomplete> {
        let blocking: Vec<Caveat> =
            self.caveats(context).into_iter().filter(Caveat::is_blocking).collect();
        if blocking.is_empty() {
            return None;
        }
        let caveats = Caveats::new(&blocking, context);
        let remedies: BTreeSet<&str> = caveats.shown().iter().map(CaveatV1::suggestion).collect();
        let remedies = remedies.into_iter().collect::<Vec<_>>().join(" ");
        Some(Incomplete { lacking: caveats.incomplete.join("; "), remedies })
    }

    /// Returns what can make a figure wrong; of orders, all of it once they have been read.
    pub(crate) fn caveats(&self, context: &Context) -> Vec<Caveat> {
        let mut caveats: Vec<Caveat> =
            self.shops.missing().iter().map(|shop| self.unmatched(shop)).collect();
        let of_store = self.stored.as_ref().map_or(0, StoreInput::without_shop);
        let without = self.shops.without_shop() + of_store;
        // Where none is asked for, they may have been counted for another question.
        if without > 0 && !self.shops.asked().is_empty() {
            let caveat = Caveat::new(CaveatKind::ShopBlank).counting(without);
            caveats.push(caveat.with("shops", "asked"));
        }
        caveats.extend(self.inputs.caveats());
        caveats.extend(self.inputs.exchanged(context.as_of));
        let unknown_statuses = self.unknown_statuses();
        let of_store =
            self.stored.iter().flat_map(|stored| stored.caveats(context, self.inputs.filings()));
        // Where the statuses of disputes are kept, those of the store have been counted again.
        let is_counted = |of: &Caveat| {
            let own = unknown_statuses.as_ref();
            own.is_some_and(|own| own.kind == of.kind) && of.part("of") == Some("disputes")
        };
        caveats.extend(of_store.filter(|caveat| !is_counted(caveat)));
        caveats.extend(self.reach(context));
        caveats.extend(self.of_shops.iter().chain(&self.estimated).cloned());
        caveats.extend(future(context));
        caveats.extend(self.alike_shops());
        caveats.extend(self.unused_shops());
        caveats.extend(unknown_statuses);
        caveats.extend(self.blank_statuses());
        caveats.extend(self.open_and_closed(context));
        caveats.extend(self.later_knowledge(context));
        let has_edge = |of: &Caveat| of.kind != CaveatKind::DaysOnly || self.is_near_edge(of);
        caveats.retain(|caveat| self.edges.is_empty() || has_edge(caveat));
        caveats
    }

    /// Returns them as an answer shows them that rests on these data.
    pub(crate) fn shown_caveats(&self, context: &Context) -> Caveats {
        Caveats::new(&self.caveats(context), context).reaching(self.reach_to())
    }

    fn unmatched(&self, shop: &str) -> Caveat {
        let met = self.shops.met().unwrap_or_else(|| "none".to_owned());
        Caveat::new(CaveatKind::ShopUnmatched).with("shop", shop).with("met", met)
    }

    /// Returns the shops whose names differ in case, width or blanks alone: each counts as one of its own. Where no
    /// shop is asked for, figures of all together are as they are.
    fn alike_shops(&self) -> Option<Caveat> {
        let mut names: BTreeSet<&str> = self.inputs.shop_names();
        names.extend(self.stored.iter().flat_map(StoreInput::known_shops).map(String::as_str));
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in names {
            alike.entry(input::folded(name)).or_default().push(name);
        }
        let asked = self.shops.asked();
        let any_asked = |names: &Vec<&str>| names.iter().any(|name| is_asked(asked, name));
        let several = alike.values().filter(|names| names.len() > 1 && any_asked(names));
        let named = |names: &Vec<&str>| {
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ≠ ")
        };
        let found: Vec<String> = several.map(named).collect();
        let severity = if asked.is_empty() { Severity::Note } else { Severity::Warning };
        let caveat = Caveat::new(CaveatKind::ShopsAlike).with("names", found.join(", "));
        (!found.is_empty()).then(|| caveat.of_severity(severity))
    }

    /// Returns the shops that folders or the settings name for files whose rows name others, which count.
    fn unused_shops(&self) -> Option<Caveat> {
        let mut names = self.inputs.shop_names();
        names.extend(self.inputs.passed_over().shops.iter().map(|shop| shop.as_str()));
        let with_rows = self.inputs.reports.iter().filter(|report| report.rows.used > 0);
        let given = with_rows.map(|report| report.shop.as_str());
        // An engine writes `my_shop` for `My Shop`.
        let bare = |name: &str| input::folded(name).replace(['_', '-'], "");
        let met: BTreeSet<String> = names.iter().map(|name| bare(name)).collect();
        let unused: BTreeSet<String> = given
            .filter(|shop| !shop.is_empty() && !met.contains(&bare(shop)))
            .map(str::to_owned)
            .collect();
        let (any, unused) = (!unused.is_empty(), quoted_list(unused));
        let caveat = Caveat::new(CaveatKind::ShopUnused).with("shops", unused);
        any.then(|| caveat.with("names", quoted_list(names.into_iter().map(str::to_owned))))
    }

    /// Returns the disputes whose status is not known.
    fn unknown_statuses(&self) -> Option<Caveat> {
        let unknown = |dispute: &&Dispute| {
            !dispute.details().status_known && !dispute.details().status.is_empty()
        };
        let kept =
            self.disputes().iter().filter(unknown).map(|dispute| (&dispute.details().status, 1));
        let passed = &self.inputs.passed_over().unknown_statuses;
        let passed = passed.iter().map(|(word, count)| (word, *count));
        let mut words: BTreeMap<&str, u64> = BTreeMap::new();
        for (word, count) in kept.chain(passed) {
            *words.entry(word).or_insert(0) += count;
        }
        let count = words.values().sum();
        (count > 0).then(|| {
            let caveat = Caveat::new(CaveatKind::UnknownStatus).with("of", "disputes");
            let lines = settings_lines(words.keys().copied());
            caveat.counting(count).with("words", quoted_words(words)).with("lines", lines)
        })
    }

    /// Returns the disputes of which nothing says whether they run: each counts as open. `None` where there
    /// are none, and where details were dropped, because then no command shows what runs.
    fn blank_statuses(&self) -> Option<Caveat> {
        if self.details == Details::Dropped {
            return None;
        }
        let is_blank = |dispute: &&Dispute| {
            let details = dispute.details();
            let is_open = dispute.state == State::Open && details.stage.is_none();
            is_open && details.status.is_empty()
        };
        let count = self.disputes().iter().filter(is_blank).count();
        let count = to_u64(count);
        (count > 0).then(|| {
            let caveat = Caveat::new(CaveatKind::UnknownStatus).of_severity(Severity::Note);
            let caveat = caveat.with("of", "disputes").counting(count);
            caveat.with("words", "none").with("lines", "none")
        })
    }

    /// Returns the disputes whose status says that they run, and whose stage or date says that they ended.
    fn open_and_closed(&self, context: &Context) -> Option<Caveat> {
        let open = self.disputes().iter().filter(|dispute| dispute.state == State::Open);
        let found = open.filter_map(|dispute| {
            let details = dispute.details();
            if details.status.is_empty() {
                return None;
            }
            let ending = match (dispute.closed_at(), details.stage) {
                (Some(at), _) if at < context.as_of => {
                    format!("closed_at {}", Zone::PLATFORM.show(at))
                }
                (_, Some(Stage::Closed)) => format!("stage {}", Stage::Closed.id()),
                (_, Some(_) | None) => return None,
            };
            let (kept, name) = (details.status.to_string(), dispute.order_id.to_string());
            Some((name, Contradiction { part: "status", kept, other: ending }))
        });
        contradicting(&found.collect::<Vec<_>>())
    }

    /// Returns the disputes whose state may be newer than as-of.
    fn later_knowledge(&self, context: &Context) -> Option<Caveat> {
        // Nothing is later than now.
        context.common.as_of.as_ref()?;
        let later = self.disputes().iter().filter(|dispute| {
            dispute.exists(context.as_of) && dispute.state_as_of(context.as_of).later_knowledge
        });
        let count = to_u64(later.count());
        (count > 0).then(|| Caveat::new(CaveatKind::LaterKnowledge).counting(count))
    }

    /// Says on stderr, where it was asked for, what became of the rows of each file.
    pub(crate) fn print_totals(&self, context: &Context) {
        if context.common.verbose == 0 {
            return;
        }
        for file in self.inputs.files() {
            let rows = file.rows;
            let noun = if rows.read == 1 { "row" } else { "rows" };
            context.note(&format!(
                "{}: {}; {} {noun} read = {} used + {} merged + {} skipped",
                file.path, file.kind, rows.read, rows.used, rows.merged, rows.skipped
            ));
        }
    }
}

/// Returns that the moment asked for is not there yet; the day that is under way may be asked for.
fn future(context: &Context) -> Option<Caveat> {
    let asked = context.common.as_of.as_ref().map(|_| context.as_of)?;
    let now = clock();
    (asked > AssessmentDay::of(now).end()).then(|| {
        let caveat = Caveat::new(CaveatKind::FutureAsOf);
        let days = asked.days_since(now);
        caveat.with("as_of", Zone::ASSESSMENT.show(asked)).with("days", days)
    })
}

fn file_v1(file: &FileReport) -> FileV1 {
    let rows = file.rows;
    FileV1 {
        path: file.path.clone(),
        kind: file.kind.clone(),
        rows: RowsV1 {
            read: rows.read,
            used: rows.used,
            merged: rows.merged,
            skipped: rows.skipped,
        },
    }
}
