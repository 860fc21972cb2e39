//! Reads all order files into a tally, each order once.
//!
//! Orders that stand in one file are counted as they come. Of those that stand in several, the
//! records are merged (`domain::merge`) and counted at the end: the order of the files makes no
//! difference.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::{
    AnyTally, Caveat, CaveatKind, CompletionDays, Contradiction, Fact, FactSet, Filings, Moment,
    OrderBatch, OrderFacts, OrderId, OrderProgress, OrderRecord, OrderStatus, OrderTally,
    OrdersUnderWay, Window, Zone, contradicting, none_is_rare, outdated_orders, quoted_words,
    to_u64,
};
use crate::ids::duplicate_ids::{self, Distinct, DuplicateIdFinder};
use crate::ids::number_set::NumberSet;
use crate::ids::sorted_runs::Keep;
use crate::input::SourceError;
use crate::input::scan::duplicates::{DuplicateTracker, SharedRows};
use crate::input::scan::exchanged_days::PlacedOrders;
use crate::input::scan::inputs::{FileReport, Inputs, ProvedClock};
use crate::input::scan::order_check::{LookAlikes, MissingOrders, OrderCheck, only_disputed};
use crate::input::scan::order_file::OrderFile;
use crate::input::scan::order_reading::{FileRead, threads};
use crate::input::scan::shared_clocks::PlacedInFile;
use crate::input::scan::time_order::TimeOrder;

/// Up to so many orders of several files are all kept in memory and merged; of more, only those on
/// which the files disagree, for which the files are read once more.
const MERGED_AT_ONCE: usize = 100_000;

/// Most orders are disputed within so many days after they were placed.
const DISPUTED_WITHIN_DAYS: i64 = 45;

/// What a tally counted, and of how many distinct orders.
#[derive(Debug)]
pub struct OrdersRead<T> {
    /// The tally.
    pub tally: T,
    /// Count of distinct orders.
    pub orders: u64,
}

/// What a tally counted of one file.
#[derive(Debug)]
pub struct OrdersOfFile<T> {
    /// The tally.
    pub tally: T,
    /// The newest moment in the file; `None` without any order.
    pub newest: Option<Moment>,
    /// Which of [`FactSet::TIMES`] the file gives.
    pub given: FactSet,
}

/// Orders of several files, merged, and what their records say differently.
#[derive(Debug, Default)]
struct OrderMerge {
    orders: HashMap<OrderId, OrderRecord>,
    contradictions: Vec<(String, Contradiction)>,
}

impl OrderMerge {
    /// Adds the orders of a file whose newest moment is given.
    fn add(&mut self, shared: SharedRows, newest: Option<Moment>) {
        for facts in shared.held {
            let id = facts.id;
            let record = OrderRecord::new(facts, newest);
            let Some(known) = self.orders.get_mut(&id) else {
                self.orders.insert(id, record);
                continue;
            };
            let found = known.merge(&record).into_iter();
            self.contradictions.extend(found.map(|found| (id.to_string(), found)));
        }
    }

    /// Counts the merged orders, by id.
    fn count<T: OrderTally>(&self, tally: &mut T, filings: &Filings) {
        let mut orders: Vec<&OrderRecord> = self.orders.values().collect();
        orders.sort_unstable_by_key(|record| record.facts.id);
        let mut batch = OrderBatch::new(tally.projection().columns, filings.places());
        for record in orders {
            batch.push(&record.facts.borrow(), filings.index(record.facts.id));
            if batch.is_full() {
                tally.add(&batch);
                batch.clear();
            }
        }
        if !batch.is_empty() {
            tally.add(&batch);
        }
    }

    /// Returns what contradicts, and whether merged times are the wrong way round.
    fn caveats(mut self) -> Vec<Caveat> {
        self.contradictions.sort_unstable();
        self.contradictions.dedup();
        let mut times = TimeOrder::of_orders(Zone::PLATFORM);
        let mut orders: Vec<_> = self.orders.values().map(|record| &record.facts).collect();
        orders.sort_unstable_by_key(|facts| facts.id);
        for facts in orders {
            let created = Some(facts.created_at);
            times.note(&[created, facts.paid_at, facts.shipped_at, facts.completed_at]);
        }
        contradicting(&self.contradictions).into_iter().chain(times.merged_caveat()).collect()
    }
}

impl Inputs {
    /// Streams every order to a tally, each once. The records of an order that stands in several
    /// files are merged.
    ///
    /// # Errors
    ///
    /// When an order file has bad rows (unless they are skipped), damaged ids, or one id twice
    /// with different facts.
    pub fn read_orders<T: OrderTally + 'static>(
        &mut self,
        tally: T,
    ) -> Result<OrdersRead<T>, SourceError> {
        let OrdersRead { tally, orders } =
            self.read_each_once(&AnyTally::of(tally), MERGED_AT_ONCE)?;
        Ok(OrdersRead { tally: tally.into_inner(), orders })
    }

    /// Reads all orders; up to `at_once` orders of several files are merged without reading the
    /// files once more.
    fn read_each_once<T: OrderTally>(
        &mut self,
        tally: &T,
        at_once: usize,
    ) -> Result<OrdersRead<T>, SourceError> {
        let filings = Arc::clone(self.filings());
        self.order_caveats.clear();
        self.saved.clear();
        let mut order: Vec<usize> = (0..self.order_files.len()).collect();
        if order.len() > 1 {
            // They are compared with those of other files.
            self.order_files.iter_mut().for_each(|(_, file)| file.keep = Keep::Each);
        }
        let first = self.round(tally, &filings, &order, None)?;
        let last_placed = first.files.iter().filter_map(|file| file.last_placed).max();
        self.note_orders_missing(&first.met, last_placed, &filings)?;
        self.note_of_files(&first.files, &filings)?;
        let piles: Vec<&DuplicateIdFinder> = first.ids.iter().collect();
        // Of one file, the orders have been counted already.
        let all: u64 = first.files.iter().map(|file| file.orders).sum();
        if order.len() < 2 {
            self.note_times_given::<T>(&first.files, None);
            return Ok(OrdersRead { tally: first.tally, orders: all });
        }
        let threads = |(_, file): &(usize, OrderFile)| threads(&self.options, &file.input);
        let threads = self.order_files.iter().map(threads).max().unwrap_or(1);
        let Distinct { count, repeated } = duplicate_ids::distinct(&piles, threads);
        if count == all {
            self.note_saved(&first.files, None);
            self.note_times_given::<T>(&first.files, None);
            return Ok(OrdersRead { tally: first.tally, orders: count });
        }
        let files = first.files;
        let newest = |index: &usize| files.get(*index).and_then(|file| file.newest);
        // The rows of the newest file are the ones that are named as used.
        order.sort_by_key(|index| (Reverse(newest(index)), *index));
        drop((first.tally, first.ids));
        let watch = watch_of(repeated, at_once);
        let mut round = self.round(tally, &filings, &order, Some(watch))?;
        self.note_times_given(&files, Some(&round));
        if let Some(watch) = round.watch.take().and_then(DuplicateTracker::merging_what_differs) {
            drop(round.tally);
            round = self.round(tally, &filings, &order, Some(watch))?;
        }
        let proved = self.prove_clocks(&round.placed);
        if !proved.is_empty() {
            let merged: Vec<OrderId> = round.merge.orders.into_keys().collect();
            let watch = DuplicateTracker::merging(merged);
            drop(round.tally);
            round = self.round(tally, &filings, &order, Some(watch))?;
            self.note_proved_clocks(&proved);
            self.proved = proved;
        }
        self.forget_blank_times(&files, &round);
        self.note_saved(&round.files, Some(&round.merge));
        round.merge.count(&mut round.tally, &filings);
        self.order_caveats.extend(round.merge.caveats());
        Ok(OrdersRead { tally: round.tally, orders: count })
    }

    /// Notes disputes of orders that no file has: files of another shop, or orders that begin too late; or
    /// the disputes have ids of lines.
    fn note_orders_missing(
        &mut self,
        met: &NumberSet,
        last_placed: Option<Moment>,
        filings: &Filings,
    ) -> Result<(), SourceError> {
        self.forget_rounded_ids(met, filings);
        let oldest =
            self.reports.iter().filter_map(|report| report.span).map(|(from, _)| from).min();
        let Some(oldest) = oldest.filter(|_| self.has_files_alone) else { return Ok(()) };
        let files = Window { from: oldest, to: last_placed.unwrap_or(oldest) };
        let (mut missing, mut late) = (MissingOrders::default(), Vec::new());
        for (place, (id, disputes)) in filings.iter().enumerate() {
            let Some(first) = disputes.first().filter(|first| first.opened_at >= oldest) else {
                continue;
            };
            if met.has(place) {
                missing.add_met();
                continue;
            }
            let placed = disputes.iter().find_map(|dispute| dispute.details().order_created_at);
            missing.add_missing(placed, files);
            let is_late = first.opened_at >= oldest.plus_days(DISPUTED_WITHIN_DAYS);
            late.extend(Some(id).filter(|_| is_late));
        }
        self.order_caveats.extend(missing.caveat());
        if late.is_empty() {
            return Ok(());
        }
        let alike = self.look(LookAlikes::of_lines(&late), filings)?;
        self.order_caveats.extend(alike.caveats());
        Ok(())
    }

    /// Reads all files once more, for a tally of which no report is made.
    fn look<T: OrderTally + 'static>(
        &mut self,
        tally: T,
        filings: &Filings,
    ) -> Result<T, SourceError> {
        let reports = self.reports.clone();
        let order: Vec<usize> = (0..self.order_files.len()).collect();
        let read = self.round(&AnyTally::of(tally), filings, &order, None)?;
        self.reports = reports;
        Ok(read.tally.into_inner())
    }

    /// Forgets that ids of a dispute table look rounded, where files whose ids do not have all its orders; so are
    /// ids of disputes that end as those do, in the last four digits of the buyer.
    fn forget_rounded_ids(&mut self, met: &NumberSet, filings: &Filings) {
        let is_rounded = |caveat: &Caveat| caveat.kind == CaveatKind::IdsRounded;
        let mut of_orders = self.reports.iter().filter(|report| report.given.has(Fact::Orders));
        let are_met = (0..filings.orders()).all(|place| met.has(place));
        if !are_met || of_orders.any(|report| report.caveats.iter().any(is_rounded)) {
            return;
        }
        let endings: BTreeSet<u64> = filings.iter().map(|(id, _)| id.number() % 10_000).collect();
        let is_whole = |caveat: &Caveat| {
            let ids = caveat.part("ids").unwrap_or_default().split(|c: char| !c.is_ascii_digit());
            let mut ids = ids.filter_map(|id| id.parse::<u64>().ok());
            caveat.part("what") == Some("orders") || ids.all(|id| endings.contains(&(id % 10_000)))
        };
        for report in self.reports.iter_mut().filter(|report| !report.given.has(Fact::Orders)) {
            report.caveats.retain(|caveat| !(is_rounded(caveat) && is_whole(caveat)));
        }
    }

    /// Returns what was found in an order file.
    fn report_of(&self, file: &FileOrders) -> Option<&FileReport> {
        self.order_files.get(file.index).and_then(|(at, _)| self.reports.get(*at))
    }

    /// Notes what files show beside each other, and their orders beside the disputes.
    fn note_of_files(
        &mut self,
        files: &[FileOrders],
        filings: &Filings,
    ) -> Result<(), SourceError> {
        self.note_only_disputed(files);
        self.note_undisputed_files(files);
        self.compare_filings(filings)
    }

    /// Compares the filings of tables of disputes in whose dates day and month may have been exchanged with when
    /// their orders were placed.
    fn compare_filings(&mut self, filings: &Filings) -> Result<(), SourceError> {
        if self.reports.iter().all(|report| report.compared.is_none()) {
            return Ok(());
        }
        let placed = self.look(PlacedOrders::of(filings.places()), filings)?;
        for report in &mut self.reports {
            let compared = report.compared.take();
            let found = compared.map(|compared| compared.found(&|order| placed.get(order)));
            report.exchanged.extend(found.into_iter().flatten());
        }
        Ok(())
    }

    /// Notes shops nearly all orders of which are disputed, as far as files tell the shops.
    fn note_only_disputed(&mut self, files: &[FileOrders]) {
        let mut shops: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for file in files {
            let Some(report) = self.report_of(file) else { continue };
            let (disputed, orders) = shops.entry(&report.shop).or_default();
            (*disputed, *orders) = (*disputed + file.disputed, *orders + file.orders);
        }
        let of_shops =
            shops.values().filter_map(|(disputed, orders)| only_disputed(*disputed, *orders));
        let found: Vec<Caveat> = of_shops.collect();
        self.order_caveats.extend(found);
    }

    /// Notes files none of whose orders is disputed, beside others of the same time that have disputed ones: files
    /// of another shop, whose list is missing. Where rows name their shops, shops are compared.
    fn note_undisputed_files(&mut self, files: &[FileOrders]) {
        if self.names_shops() {
            return;
        }
        let of_file = |file: &FileOrders| {
            let report = self.report_of(file)?;
            let placed = Window { from: report.span?.0, to: file.last_placed? };
            let (path, shop) = (report.path.as_str(), report.shop.as_str());
            let completed = report.completion_days.counted();
            Some(ComparedFile { path, shop, placed, completed, disputed: file.disputed })
        };
        let compared: Vec<ComparedFile<'_>> = files.iter().filter_map(of_file).collect();
        let found: Vec<&ComparedFile<'_>> =
            compared.iter().filter(|file| file.lacks_disputes(&compared)).collect();
        if found.is_empty() {
            return;
        }
        let names = quoted_words(found.iter().map(|file| (file.path, file.completed)));
        let count = found.iter().map(|file| file.completed).sum();
        let caveat = Caveat::new(CaveatKind::NoDisputes).counting(count);
        self.order_caveats.push(caveat.with("shops", names).with("what", "files"));
    }

    /// Notes how many orders were under way when each of several files was saved.
    fn note_saved(&mut self, files: &[FileOrders], merge: Option<&OrderMerge>) {
        let of_file = |file: &FileOrders| {
            let report = self.report_of(file);
            let orders = report.map_or(0, |report| report.rows.used);
            let FileOrders { newest, last_placed, under_way, .. } = *file;
            let shop = report.map_or_else(String::new, |report| report.shop.clone());
            let placed = report.and_then(|report| report.span).map(|(first, _)| first);
            OrdersUnderWay { shop, newest, placed: placed.zip(last_placed), orders, under_way }
        };
        let shops: BTreeSet<&str> = self.reports.iter().map(|of| of.shop.as_str()).collect();
        let mut merged: BTreeMap<(&str, Option<Moment>), OrdersUnderWay> = BTreeMap::new();
        for OrderRecord { facts, dated, .. } in merge.iter().flat_map(|merge| merge.orders.values())
        {
            let shop = shops.get(&*facts.shop).copied().unwrap_or_default();
            let saved = merged.entry((shop, *dated)).or_default();
            (saved.shop, saved.newest) = (shop.to_owned(), *dated);
            saved.add(facts.created_at, OrderProgress::of_facts(facts));
        }
        self.saved = files.iter().map(of_file).chain(merged.into_values()).collect();
    }

    /// Returns the orders that were under way when their file was saved, where that was more than so many days
    /// before as-of and other files are newer.
    pub fn outdated_orders(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        let mut days = CompletionDays::default();
        self.reports.iter().for_each(|report| days.merge(&report.completion_days));
        outdated_orders(self.saved.iter(), as_of, stale_days, &days)
    }

    /// Forgets that times are blank in a file all orders of which are in other files too, which give them.
    fn forget_blank_times<T>(&mut self, files: &[FileOrders], round: &ScanRound<T>) {
        let is_blank = |record: &OrderRecord| {
            let OrderFacts { state, paid_at, completed_at, .. } = &record.facts;
            *state == OrderStatus::Finished && (paid_at.is_none() || completed_at.is_none())
        };
        if round.merge.orders.values().any(is_blank) {
            return;
        }
        let merged = to_u64(round.merge.orders.len());
        for file in &round.files {
            let all =
                files.iter().find(|first| first.index == file.index).map(|first| first.orders);
            let is_of_others = all == Some(file.shared) && file.shared <= merged;
            let report =
                self.order_files.get(file.index).and_then(|(at, _)| self.reports.get_mut(*at));
            if let Some(report) = report.filter(|_| is_of_others) {
                report.caveats.retain(|caveat| caveat.kind != CaveatKind::TimesBlank);
            }
        }
    }

    /// Notes whether the files say of every order when it was paid and completed. Of an order in
    /// several files, one that says it is enough.
    fn note_times_given<T>(&mut self, files: &[FileOrders], shared: Option<&ScanRound<T>>) {
        if self.order_files.is_empty() {
            return;
        }
        let own = |file: &FileOrders| {
            let shared =
                shared.and_then(|round| round.files.iter().find(|s| s.index == file.index));
            file.orders - shared.map_or(0, |shared| shared.shared)
        };
        let tracker = shared.and_then(|round| round.watch.as_ref());
        let (mut unpaid, mut uncompleted) = tracker.map_or((0, 0), DuplicateTracker::without_times);
        let mut lacking = Vec::new();
        let mut of_all = FactSet::TIMES;
        for of_file in files {
            let Some((report, file)) = self.order_files.get(of_file.index) else { continue };
            let given = file.times_given();
            of_all = of_all.intersection(given);
            unpaid += if given.has(Fact::Paid) { 0 } else { own(of_file) };
            uncompleted += if given.has(Fact::Completed) { 0 } else { own(of_file) };
            if !given.has(Fact::Completed) && of_file.orders > 0 {
                lacking.extend(self.reports.get(*report).map(|report| report.path.clone()));
            }
        }
        if files.iter().any(|file| file.orders > 0) {
            let lacking = [(Fact::Paid, unpaid), (Fact::Completed, uncompleted)];
            of_all = lacking
                .into_iter()
                .filter(|(_, count)| *count == 0)
                .map(|(fact, _)| fact)
                .collect();
        }
        self.given = self.given.replacing(FactSet::TIMES, of_all);
        if files.len() > 1 && uncompleted > 0 {
            let caveat = Caveat::new(CaveatKind::NoCompletionTimes).counting(uncompleted);
            self.order_caveats.push(lacking.into_iter().fold(caveat, Caveat::in_file));
        }
    }

    /// Streams the orders of each file to a tally of its own. An order that stands in several files comes with each.
    ///
    /// # Errors
    ///
    /// As [`Inputs::read_orders`].
    pub fn read_order_files<T: OrderTally + 'static>(
        &mut self,
        tally: &T,
    ) -> Result<Vec<OrdersOfFile<T>>, SourceError> {
        let tally = AnyTally::of(tally.fresh());
        let filings = Arc::clone(self.filings());
        let mut files = Vec::new();
        let proved = self.clocks_of_files()?;
        for index in 0..self.order_files.len() {
            let round = self.round(&tally, &filings, &[index], None)?;
            let newest = round.files.first().and_then(|file| file.newest);
            let file = self.order_files.get(index).map(|(_, file)| file.times_given());
            let given = file.expect("the file was read");
            files.push(OrdersOfFile { tally: round.tally.into_inner(), newest, given });
        }
        self.note_proved_clocks(&proved);
        Ok(files)
    }

    /// Finds the zones of files that other files prove, which takes readings of all of them together.
    fn clocks_of_files(&mut self) -> Result<Vec<ProvedClock>, SourceError> {
        let is_own = |(_, file): &(usize, OrderFile)| file.is_of_platform();
        let are_alike = self.order_files.len() < 2 || self.order_files.iter().all(is_own);
        if are_alike || self.options.states_zone() {
            return Ok(Vec::new());
        }
        let nothing = OrderCheck::new(Arc::clone(self.filings()), BTreeSet::new());
        self.read_orders(nothing)?;
        // What contradicts is found again in the store.
        self.order_caveats.clear();
        Ok(std::mem::take(&mut self.proved))
    }

    /// Reads all order files, in an order.
    fn round<T: OrderTally>(
        &mut self,
        tally: &T,
        filings: &Filings,
        order: &[usize],
        mut watch: Option<DuplicateTracker>,
    ) -> Result<ScanRound<T>, SourceError> {
        let (mut tally, mut ids, mut files) = (tally.fresh(), Vec::new(), Vec::new());
        let (mut merge, mut met) = (OrderMerge::default(), NumberSet::default());
        let mut placed = Vec::new();
        for index in order {
            let Some((report, file)) = self.order_files.get_mut(*index) else { continue };
            let mut read = file.read(tally.fresh(), filings, watch.take(), &self.options)?;
            watch = read.watch.take();
            if let Some(report) = self.reports.get_mut(*report) {
                read.report_into(report);
                if order.len() > 1 {
                    report.name_in_clocks();
                }
                report.given = report.given.replacing(FactSet::TIMES, file.times_given());
            }
            self.needs_details |= read.unnamed;
            let newest = read.all.range.get().map(|(_, newest)| newest);
            let shared = read.shared.count();
            let (orders, disputed) = (read.orders, read.all.met.count());
            let under_way = own_under_way(&read);
            let last_placed = read.all.placed.last();
            files.push(FileOrders {
                index: *index,
                newest,
                last_placed,
                orders,
                shared,
                disputed,
                under_way,
            });
            let row = |facts: &OrderFacts| PlacedInFile {
                file: *index,
                order: facts.id,
                at: facts.created_at,
            };
            placed.extend(read.shared.held.iter().map(row));
            merge.add(read.shared, newest);
            met.merge(&read.all.met);
            tally.merge(read.tally);
            ids.extend(read.ids);
        }
        Ok(ScanRound { tally, ids, files, watch, merge, placed, met })
    }
}

/// Watches orders that stand in several files: up to so many are merged, more are compared first.
fn watch_of(repeated: Vec<OrderId>, at_once: usize) -> DuplicateTracker {
    if repeated.len() <= at_once {
        DuplicateTracker::merging(repeated)
    } else {
        DuplicateTracker::comparing(repeated)
    }
}

/// Returns how many orders of a file are under way that no other file has, as far as those are known.
fn own_under_way<T>(read: &FileRead<T>) -> u64 {
    let held = &read.shared.held;
    let is_over = |facts: &&OrderFacts| OrderProgress::of_facts(facts) == OrderProgress::Over;
    let over = held.iter().filter(is_over).filter(|facts| facts.state != OrderStatus::Unknown);
    read.under_way.saturating_sub(read.shared.count().saturating_sub(to_u64(over.count())))
}

/// A file as it is compared with others of its time.
struct ComparedFile<'a> {
    path: &'a str,
    shop: &'a str,
    /// From its first order to its last.
    placed: Window,
    /// Orders that were completed, or a sample of them.
    completed: u64,
    /// Orders that are disputed.
    disputed: u64,
}

impl ComparedFile<'_> {
    /// Returns whether chance leaves the file without any disputed order in fewer than one of 150 cases, as often
    /// as orders of other files of its shop and time are disputed.
    fn lacks_disputes(&self, all: &[Self]) -> bool {
        const FEWEST_COMPLETED: u64 = 50;
        const FEWEST_DISPUTED: u64 = 5;
        const RARE: u128 = 150;
        if self.disputed > 0 || self.completed < FEWEST_COMPLETED {
            return false;
        }
        let is_alike = |other: &&Self| other.shop == self.shop && self.is_of_time_of(other);
        let others = all.iter().filter(is_alike);
        let (orders, disputed) = others.fold((0, 0), |(orders, disputed), other| {
            (orders + other.completed, disputed + other.disputed)
        });
        let files = u128::try_from(all.len()).expect("a usize has at most 64 bits");
        disputed >= FEWEST_DISPUTED
            && none_is_rare(self.completed, orders.into(), disputed.into(), RARE * files)
    }

    /// Returns whether two thirds of each file's time are the other's too.
    fn is_of_time_of(&self, other: &Self) -> bool {
        let length = |window: Window| window.to.millis() - window.from.millis();
        let from = self.placed.from.max(other.placed.from);
        let shared = length(Window { from, to: self.placed.to.min(other.placed.to) });
        shared * 3 >= length(self.placed) * 2 && shared * 3 >= length(other.placed) * 2
    }
}

/// How many orders a file has.
struct FileOrders {
    /// The file, by its place among the order files.
    index: usize,
    /// Its newest moment; `None` without any order.
    newest: Option<Moment>,
    /// When the last was placed, to within a day; `None` without any order.
    last_placed: Option<Moment>,
    /// Its distinct orders; 0 where those of several files are watched.
    orders: u64,
    /// Those that other files have too; 0 where none are watched.
    shared: u64,
    /// Distinct orders that are disputed.
    disputed: u64,
    /// Of orders that no other file has, those that are under way; a lower bound where those of several files
    /// are too many to be kept.
    under_way: u64,
}

/// What one round over all order files gave.
struct ScanRound<T> {
    tally: T,
    ids: Vec<DuplicateIdFinder>,
    /// The files, in the order in which they were read.
    files: Vec<FileOrders>,
    /// The orders of several files; `None` where they are not known.
    watch: Option<DuplicateTracker>,
    /// Those of them that are merged.
    merge: OrderMerge,
    /// When those were placed, according to each file.
    placed: Vec<PlacedInFile>,
    /// The disputed orders that some file has.
    met: NumberSet,
}

#[cfg(test)]
#[path = "multi_file_scan_tests.rs"]
mod tests;
