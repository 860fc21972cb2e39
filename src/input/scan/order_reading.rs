//! Reads an order file into a tally: the passes it takes, and what they found.

use std::collections::{HashMap, HashSet};

use crate::domain::{
    Caveat, CaveatKind, DaySet, Fact, FactSet, Filings, OrderId, OrderTally, Severity, Zone,
    quoted_list, quoted_words, settings_lines, to_u64,
};
use crate::ids::duplicate_ids::{self, Distinct, DuplicateIdFinder};
use crate::ids::sorted_runs::Keep;
use crate::input::container::raw_file::Input;
use crate::input::decode::date_column::{DateColumn, DaysOnly};
use crate::input::decode::date_order::{OrderDefault, orders_to_read_in};
use crate::input::decode::order_ids::PackageRows;
use crate::input::decode::orders::OrderDecoder;
use crate::input::decode::stamp::DateOrder;
use crate::input::rows::{Problems, Rows};
use crate::input::scan::clock_check::{ComparedColumn, OrderClocks};
use crate::input::scan::cross_check::LostDigits;
use crate::input::scan::duplicates::{DuplicateTracker, Repeats, SharedRows};
use crate::input::scan::exchanged_days::ExchangedColumns;
use crate::input::scan::id_scan::IdScan;
use crate::input::scan::inputs::FileReport;
use crate::input::scan::lost_order_ids::LostOrderIds;
use crate::input::scan::order_file::{OrderFile, RowSource, table_caveats, zone_caveat};
use crate::input::scan::order_scan::{OrderScan, ScanInput, columns_of};
use crate::input::scan::orders_of_shop::OrdersOfShop;
use crate::input::scan::parallel::{self, ReadPlan};
use crate::input::scan::read_options::ReadOptions;
use crate::input::scan::row_log::{Place, RowLog};
use crate::input::scan::row_runs::RowRuns;
use crate::input::table::header::{Header, says_zone};
use crate::input::{SourceError, TableKind};

/// What a file gave.
pub(crate) struct FileRead<T> {
    /// What counts.
    pub(crate) tally: T,
    /// The ids that are watched, for the next file.
    pub(crate) watch: Option<DuplicateTracker>,
    /// Its orders that other files have too, as far as they are watched.
    pub(crate) shared: SharedRows,
    /// Its ids, repeats included; empty where they were watched.
    pub(crate) ids: Vec<DuplicateIdFinder>,
    /// Count of its distinct orders; 0 where they were watched.
    pub(crate) orders: u64,
    /// Its orders, of all shops together; of no name.
    pub(crate) all: OrdersOfShop,
    /// Its orders by shop.
    shops: Vec<OrdersOfShop>,
    /// Rows of orders that are paid and neither completed nor closed.
    pub(crate) under_way: u64,
    /// Something is said of a dispute whose name was dropped.
    pub(crate) unnamed: bool,
    log: RowLog,
    caveats: Vec<Caveat>,
    exchanged: Vec<ExchangedColumns>,
}

impl OrderFile {
    /// Reads the file into a tally. Ids known to stand in several files are watched; without a
    /// watch, the file's own repeats are found, and then it is read once more. With one it has been
    /// read before.
    pub(crate) fn read<T: OrderTally>(
        &mut self,
        tally: T,
        filings: &Filings,
        watch: Option<DuplicateTracker>,
        options: &ReadOptions,
    ) -> Result<FileRead<T>, SourceError> {
        let stated = options.zone_of(self.source.header().kind);
        let options = &ReadOptions { zone: self.proved_zone.or(stated), ..options.clone() };
        let (header, sheet) = (self.source.header().clone(), self.source.sheet());
        let (titles, path) = (|column| header.describe(column), self.input.name().to_owned());
        let scan_input = ScanInput {
            shop: &self.shop.clone(),
            place: Place { sheet: sheet.as_deref(), titles: &titles },
            filings,
            lost: &LostDigits::of(filings),
            clocks: &OrderClocks::of(filings),
            lost_orders: &LostOrderIds::of(filings),
        };
        let mut known = None;
        let begin = self.begin(watch, &mut known);
        let mut reading = FileScan {
            input: &self.input,
            source: &mut self.source,
            scan_input: &scan_input,
            zone: options.zone.unwrap_or(Zone::PLATFORM),
            date_order: options.date_order,
            threads: threads(options, &self.input),
            orders: HashMap::new(),
            block: None,
            keep: self.keep,
            packages: self.packages,
        };
        let is_first = matches!(begin, ScanMode::OnAllThreads(None));
        let mut pass = reading.with_ids(&tally, begin)?;
        (self.keep, self.packages) = (reading.keep, reading.packages);
        let piles: Vec<&DuplicateIdFinder> = pass.ids.iter().collect();
        let Distinct { count, repeated } = duplicate_ids::distinct(&piles, reading.threads);
        let times = &pass.decoder.table.times;
        pass.log.refuse_marks(&path, &titles)?;
        pass.log.refuse(&path, &|at| times.column(at).map(titles), options)?;
        refuse_no_rows(&path, &pass.log.rows)?;
        pass.decoder.table.refuse_twin_blanks(&path, &header)?;
        let ids = std::mem::take(&mut pass.ids);
        if !repeated.is_empty() {
            drop(pass);
            self.repeats = true;
            pass = reading.in_order(&tally, &DuplicateTracker::of_one_file(repeated))?;
        }
        (self.unknown, self.names_zones) = times_found(&header, &pass.decoder);
        let repeats = std::mem::replace(&mut pass.repeats, Repeats::Unknown);
        let mut read = FileRead::of(pass, reading.source, options, filings, &path);
        (read.ids, read.orders) = (ids, count);
        let is_across = matches!(repeats, Repeats::Across { .. });
        (read.shared, read.watch) = shared_rows(repeats, &path)?;
        read.watch = if is_across { known } else { read.watch.filter(|_| !is_first) };
        read.watch.iter_mut().for_each(|of| of.end_file(&read.shared, self.times_given()));
        Ok(read)
    }

    /// Returns how a reading begins, of which a watch over ids of several files may be kept.
    fn begin<'a>(
        &self,
        watch: Option<DuplicateTracker>,
        kept: &'a mut Option<DuplicateTracker>,
    ) -> ScanMode<'a> {
        match watch {
            Some(watch) if self.repeats => ScanMode::InOrder(Box::new(watch)),
            Some(watch) => ScanMode::OnAllThreads(Some(kept.insert(watch))),
            None => ScanMode::OnAllThreads(None),
        }
    }
}

/// Returns the rows that other files have too, and the watch over the rows of the file.
fn shared_rows(
    repeats: Repeats<'_>,
    path: &str,
) -> Result<(SharedRows, Option<DuplicateTracker>), SourceError> {
    Ok(match repeats {
        Repeats::Unknown => (SharedRows::default(), None),
        Repeats::Watched(mut watch) => (watch.end(path)?, Some(*watch)),
        Repeats::Across { met, .. } => (met, None),
    })
}

impl OrderFile {
    /// Returns which of [`FactSet::TIMES`] the file has columns for, no cell of which says that the
    /// time is not known.
    pub(crate) fn times_given(&self) -> FactSet {
        let is_given =
            |(field, fact): &(&str, Fact)| self.source.has(field) && !self.unknown.has(*fact);
        TIMES.into_iter().filter(is_given).map(|(_, fact)| fact).collect()
    }
}

/// The columns of [`FactSet::TIMES`].
const TIMES: [(&str, Fact); 2] = [("paid_at", Fact::Paid), ("completed_at", Fact::Completed)];

/// Returns which times a file does not give, whatever its titles, and whether all that it gives name their
/// zones.
fn times_found(header: &Header, read: &OrderDecoder) -> (FactSet, bool) {
    let unknown = unknown_times(header, read.table.dates());
    let are_zoned = read.table.dates().all(|column| column.without_zone == 0);
    let blank = read.blank_times.not_given().union(read.unstated_times.not_given());
    (unknown.union(blank), are_zoned)
}

/// Returns which times some cells say are not known.
fn unknown_times<'a>(header: &Header, columns: impl Iterator<Item = &'a DateColumn>) -> FactSet {
    let unknown: Vec<usize> =
        columns.filter(|column| column.unknown > 0).map(DateColumn::column).collect();
    let is_unknown = |(field, _): &(&str, Fact)| {
        header.columns(field).iter().any(|column| unknown.contains(column))
    };
    TIMES.into_iter().filter(is_unknown).map(|(_, fact)| fact).collect()
}

/// How a reading begins.
enum ScanMode<'a> {
    /// On all threads; of ids that stand in several files, those of earlier ones do not count.
    OnAllThreads(Option<&'a DuplicateTracker>),
    /// In the order of the file, each row compared with the first of its id.
    InOrder(Box<DuplicateTracker>),
}

/// Scans of one file.
struct FileScan<'a, 'b> {
    input: &'b Input,
    source: &'b mut RowSource,
    scan_input: &'b ScanInput<'a>,
    zone: Zone,
    /// The order of dates that the seller named.
    date_order: Option<DateOrder>,
    threads: usize,
    orders: HashMap<usize, DateOrder>,
    /// Bytes of a block; `None` is the usual count.
    block: Option<usize>,
    /// What is kept of ids that rise.
    keep: Keep,
    /// What becomes of ids with the number of a package.
    packages: PackageRows,
}

impl<'a> FileScan<'a, '_> {
    /// Scans the file; where its ids must be kept one by one, they are read alone, or all is scanned again.
    /// Ids that have lost digits are refused.
    fn with_ids<T: OrderTally>(
        &mut self,
        tally: &T,
        begin: ScanMode<'a>,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        let is_first = matches!(begin, ScanMode::OnAllThreads(None));
        let mut pass = self.in_proved_order(tally, begin)?;
        if is_first && !pass.decoder.packages.met().is_empty() {
            pass = self.with_packages(tally, pass)?;
        }
        if duplicate_ids::must_be_kept(&pass.ids.iter().collect::<Vec<_>>()) {
            if let Some(ids) = self.ids_alone(&pass)? {
                pass.ids = ids;
            } else {
                drop(pass);
                self.keep = Keep::Each;
                pass = self.in_proved_order(tally, ScanMode::OnAllThreads(None))?;
            }
        }
        let path = self.input.name();
        if is_first {
            pass.found.rounded.refuse(path)?;
            pass.found.proofs.refuse(path)?;
        }
        if let RowSource::Sheet { numeric, .. } = &*self.source {
            numeric.refuse_proved(path, self.scan_input.filings)?;
        }
        Ok(pass)
    }

    /// Scans a file again in which numbers of packages stand behind ids: where some order so stands in several rows,
    /// they are packages of orders. Otherwise what was found stays.
    fn with_packages<T: OrderTally>(
        &mut self,
        tally: &T,
        found: OrderScan<'a, T>,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        self.packages = PackageRows::OfOrders;
        let pass = self.in_proved_order(tally, ScanMode::OnAllThreads(None))?;
        let piles: Vec<&DuplicateIdFinder> = pass.ids.iter().collect();
        let Distinct { repeated, .. } = duplicate_ids::distinct(&piles, self.threads);
        let met: HashSet<OrderId> = pass.decoder.packages.met().iter().copied().collect();
        if repeated.iter().any(|id| met.contains(id)) {
            return Ok(pass);
        }
        self.packages = PackageRows::Refused;
        Ok(found)
    }

    /// Reads the file until its dates are read in the order that they prove.
    fn in_proved_order<T: OrderTally>(
        &mut self,
        tally: &T,
        mut begin: ScanMode<'a>,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        let header = self.source.header().clone();
        loop {
            let pass = match begin {
                ScanMode::InOrder(watch) => self.in_order(tally, &watch)?,
                ScanMode::OnAllThreads(earlier) => self.on_all_threads(tally, earlier)?,
            };
            let default = OrderDefault::new(self.date_order, header.kind);
            let (path, dates) = (self.input.name(), pass.decoder.table.dates());
            let again = orders_to_read_in(path, dates, &self.orders, &header, default)?;
            let Some(again) = again else { return Ok(pass) };
            self.orders = again;
            begin = match pass.repeats {
                Repeats::Unknown => ScanMode::OnAllThreads(None),
                Repeats::Across { watch, .. } => ScanMode::OnAllThreads(Some(watch)),
                Repeats::Watched(mut watch) => {
                    watch.restart();
                    ScanMode::InOrder(watch)
                }
            };
        }
    }

    /// Reads the whole file; of ids that come twice it is known what becomes of them.
    fn scan<T: OrderTally>(
        &mut self,
        threads: usize,
        tally: &T,
        repeats: impl Fn() -> Repeats<'a>,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        let header = self.source.header().clone();
        let (zone, orders, keep, scan_input) =
            (self.zone, &self.orders, self.keep, self.scan_input);
        let packages = self.packages;
        let begin = || {
            let repeats = repeats();
            let asked = columns_of(tally, &repeats);
            let decoder = OrderDecoder::new(&header, asked, zone, orders).with_packages(packages);
            let mut scan = OrderScan::new(decoder, *scan_input, tally.fresh(), repeats);
            scan.ids = vec![DuplicateIdFinder::keeping(keep)];
            // Packages are told from mistakes by the orders that come in several rows.
            if packages == PackageRows::OfOrders {
                scan.runs = RowRuns::off();
            }
            scan
        };
        let mut scan = if let RowSource::Facts(saved) = &*self.source {
            let mut scan = begin();
            for (row, order) in (1..).zip(&saved.orders) {
                scan.whole(row, &order.borrow());
            }
            scan.lack_disputes(&saved.disputed);
            scan.log.rows.read += saved.merged;
            scan.log.rows.merged += saved.merged;
            scan
        } else {
            let plan = ReadPlan { threads, block: self.block };
            parallel::read_table(self.input, self.source, plan, begin)?
        };
        if scan.needs_rows_above && threads > 1 {
            self.threads = 1;
            return self.scan(1, tally, repeats);
        }
        scan.end();
        Ok(scan)
    }

    /// Reads the file on all threads.
    fn on_all_threads<T: OrderTally>(
        &mut self,
        tally: &T,
        earlier: Option<&'a DuplicateTracker>,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        self.scan(self.threads, tally, || Repeats::across(earlier))
    }

    /// Returns all ids of the file, read alone; `None` where a scan took but some of them.
    fn ids_alone<T: OrderTally>(
        &mut self,
        scan: &OrderScan<'_, T>,
    ) -> Result<Option<Vec<DuplicateIdFinder>>, SourceError> {
        let column = scan.decoder.id_column();
        let plan = ReadPlan { threads: self.threads, block: self.block };
        let read = parallel::read_table(self.input, self.source, plan, || IdScan::new(column))?;
        let count =
            |piles: &[DuplicateIdFinder]| piles.iter().map(DuplicateIdFinder::len).sum::<usize>();
        Ok(Some(read.piles).filter(|ids| count(ids) == count(&scan.ids)))
    }

    /// Reads the file in its order, each row compared with the first of its id.
    fn in_order<T: OrderTally>(
        &mut self,
        tally: &T,
        watch: &DuplicateTracker,
    ) -> Result<OrderScan<'a, T>, SourceError> {
        self.scan(1, tally, || Repeats::Watched(Box::new(watch.clone())))
    }
}

/// Returns how many threads to read on.
pub(crate) fn threads(options: &ReadOptions, input: &Input) -> usize {
    match options.threads {
        0 if input.is_small() => 1,
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        count => count,
    }
}

impl<T: OrderTally> FileRead<T> {
    fn of(
        pass: OrderScan<'_, T>,
        source: &RowSource,
        options: &ReadOptions,
        filings: &Filings,
        path: &str,
    ) -> Self {
        let all = pass.by_shop.together();
        let decoder = &pass.decoder;
        let under_way = decoder.blank_times.under_way() + decoder.unstated_times.under_way();
        Self {
            under_way,
            caveats: caveats(&pass, &all, source, options, filings, path),
            exchanged: pass.exchanged.found(&|at| {
                let column = decoder.table.times.column(at);
                column.map_or_else(String::new, |column| source.header().describe(column))
            }),
            tally: pass.tally,
            watch: None,
            shared: SharedRows::default(),
            ids: Vec::new(),
            orders: 0,
            all,
            shops: pass.by_shop.into_shops(),
            unnamed: pass.found.unnamed,
            log: pass.log,
        }
    }
}

/// Most refunds are paid within so many days after their dispute ended.
const PAID_WITHIN_DAYS: i64 = 7;

fn refuse_no_rows(path: &str, rows: &Rows) -> Result<(), SourceError> {
    if rows.read == 0 {
        return Err(SourceError::NoRows { path: path.to_owned() });
    }
    Ok(())
}

fn caveats<T: OrderTally>(
    pass: &OrderScan<'_, T>,
    all: &OrdersOfShop,
    source: &RowSource,
    options: &ReadOptions,
    filings: &Filings,
    path: &str,
) -> Vec<Caveat> {
    let mut caveats: Vec<Caveat> = unknown_status(&pass.decoder).into_iter().collect();
    let rounded = || pass.found.rounded.caveat("orders");
    caveats.extend(pass.found.damaged.caveat(&all.met, filings).or_else(rounded));
    caveats.extend(pass.found.lines.caveat());
    caveats.extend(cut_caveat(&pass.log.problems));
    caveats.extend(pass.log.time_order.unusual_caveat("orders"));
    caveats.extend(pass.decoder.unknown_countries());
    caveats.extend(disputes_lacking(pass, all));
    if pass.found.overlap > 0 {
        caveats.push(Caveat::new(CaveatKind::OrdersOverlap).counting(pass.found.overlap));
    }
    caveats.extend(pass.log.left_out_caveats(&|column| source.header().describe(column)));
    caveats.extend(pass.log.length_caveats("orders", &source.header().stated_lengths));
    if let RowSource::Facts(saved) = source {
        caveats.extend(saved.caveat());
    }
    caveats.extend(blank_times(&pass.decoder, source));
    let title = |field: &str| {
        let column = source.header().column(field);
        column.map(|column| source.header().describe(column))
    };
    caveats.extend(pass.found.shared_paid.caveat(title("paid_at")));
    caveats.extend(pass.found.shared_completed.caveat(title("completed_at")));
    caveats.extend(pass.found.copied.caveat(title("completed_at")));
    let amounts = &pass.decoder.bad_amounts;
    if *amounts > 0 {
        let caveat = Caveat::new(CaveatKind::AmountsUnread).counting(*amounts);
        caveats.push(caveat);
    }
    caveats.extend(date_caveats(source.header(), pass.decoder.table.dates()));
    caveats.extend(clock_caveats(pass, source));
    let without_zone: u64 = pass.decoder.table.dates().map(|column| column.without_zone).sum();
    let own = matches!(source.header().kind, TableKind::SellerOrders);
    let used = options.zone.unwrap_or(Zone::PLATFORM);
    let mixed = column_of_two_zones(source.header(), pass.decoder.table.dates(), options.zone);
    let is_told = own
        && !source.unknown_titles().iter().any(|title| says_zone(title))
        && mixed.is_none()
        && source.header().title_of_other_zone(used).is_none();
    if without_zone > 0 && !is_told && !matches!(source, RowSource::Facts(_)) {
        let kind = match (source.header().kind, options.zone) {
            (TableKind::Dianxiaomi, None) => "dianxiaomi",
            _ => "other",
        };
        caveats.push(zone_caveat(without_zone, options.zone, kind, source, mixed.as_deref()));
    }
    let own = caveats.into_iter().map(|caveat| caveat.in_file(path).in_sheet(source.sheet()));
    table_caveats(source, path, pass.log.short).into_iter().chain(own).collect()
}

/// Returns the orders in dispute that have none in the lists, or only such as ended long ago: an order stays in
/// dispute for some days, until the money is paid.
fn disputes_lacking<T: OrderTally>(pass: &OrderScan<'_, T>, all: &OrdersOfShop) -> Option<Caveat> {
    let newest = all.range.get().map(|(_, newest)| newest.plus_days(-PAID_WITHIN_DAYS));
    let ended = pass.found.disputes_ended.iter().filter(|ended| Some(**ended) < newest).count();
    let lacking = pass.found.disputes_lacking + to_u64(ended);
    (lacking > 0).then(|| Caveat::new(CaveatKind::DisputesLacking).counting(lacking))
}

/// Returns the words for a status that are not known. Rates rest on times; where those are lost, that is said too.
fn unknown_status(read: &OrderDecoder) -> Option<Caveat> {
    let words = read.unknown_words();
    let count = words.iter().map(|(_, count)| count).sum();
    let caveat = Caveat::new(CaveatKind::UnknownStatus).of_severity(Severity::Note);
    let shown = quoted_words(words.iter().map(|(word, count)| (word.as_str(), *count)));
    let lines = settings_lines(words.iter().map(|(word, _)| word.as_str()));
    let caveat = caveat.with("of", "orders").counting(count).with("words", shown);
    (!words.is_empty()).then(|| caveat.with("lines", lines))
}

/// Returns that the file ends inside a row, so that rows after it are missing too.
pub(crate) fn cut_caveat(problems: &Problems) -> Option<Caveat> {
    problems.cut.map(cut_at)
}

/// Returns that the file ends inside a row, or behind it where more has to follow.
pub(crate) fn cut_at(row: u64) -> Caveat {
    Caveat::new(CaveatKind::FileCut).with("row", row).with("cell", "cut").at_rows([row])
}

/// Returns what is said of orders that should have a time and have none, or the reverse.
fn blank_times(read: &OrderDecoder, source: &RowSource) -> Vec<Caveat> {
    let is_saved = matches!(source, RowSource::Facts(_));
    let title = |field: &str| {
        // A key that no row has is no column.
        let column = source.header().column(field).filter(|_| source.has(field));
        let of_column = column.map(|column| source.header().describe(column));
        of_column.or_else(|| is_saved.then(|| field.to_owned()))
    };
    let of_states = read.blank_times.caveats(title);
    let unstated = [&read.unstated_times, &read.unknown_times].into_iter();
    of_states.chain(unstated.filter_map(|times| times.caveat(title("completed_at")))).collect()
}

/// Returns where the times of ordering contradict the disputes.
fn clock_caveats<T: OrderTally>(pass: &OrderScan<'_, T>, source: &RowSource) -> Vec<Caveat> {
    let created = pass.decoder.created_column();
    let title = created.map(|column| source.header().describe(column));
    let title = title.unwrap_or_else(|| "created_at".to_owned());
    let mut dates = pass.decoder.table.dates();
    let order =
        dates.find(|dates| Some(dates.column()) == created).and_then(DateColumn::order_taken);
    pass.clocks.caveats(&ComparedColumn { title: &title, order })
}

/// Returns the first column some values of which have no zone, where others name another one than is taken for
/// them; `None` where the seller has named theirs.
pub(crate) fn column_of_two_zones<'a>(
    header: &Header,
    mut columns: impl Iterator<Item = &'a DateColumn>,
    named: Option<Zone>,
) -> Option<String> {
    let column = columns.find(|column| named.is_none() && column.is_of_two_zones())?;
    Some(header.describe(column.column()))
}

/// Returns what to know of cells in columns of times that hold no time, or one by another name, and of
/// columns that have lost AM and PM, or the times of the day.
pub(crate) fn date_caveats<'a>(
    header: &Header,
    columns: impl Iterator<Item = &'a DateColumn>,
) -> Vec<Caveat> {
    /// Days say all that is asked of these.
    const BY_DAY: [&str; 3] = ["shipped_at", "buyer_protection_ends_at", "seller_response_due_at"];
    let by_day = BY_DAY.map(|field| header.column(field));
    let (mut missing, mut day_counts, mut days_only) = (0, 0, Vec::new());
    // No window begins or ends by when an order was placed.
    let placed = header.column("created_at");
    let days_of = |column: &DateColumn, days: &DaySet| match Some(column.column()) == placed {
        true => DaySet::default(),
        false => days.clone(),
    };
    let mut all_days = DaySet::default();
    let mut caveats = Vec::new();
    for column in columns {
        if let Some((times, severity)) = column.hours.half_day() {
            let caveat = Caveat::new(CaveatKind::HalfDayClock).counting(times);
            let caveat = caveat.of_severity(severity);
            caveats.push(caveat.with("column", header.describe(column.column())));
        }
        missing += column.without_value();
        day_counts += column.day_counts;
        match column.days().filter(|_| !by_day.contains(&Some(column.column()))) {
            Some(DaysOnly { count, of, days }) if count == of => {
                days_only.push(header.describe(column.column()));
                all_days.merge(&days_of(column, days));
            }
            Some(DaysOnly { count, of, days }) => {
                let columns = quoted_list([header.describe(column.column())]);
                let caveat = Caveat::new(CaveatKind::DaysOnly).counting(count).with("of", of);
                let caveat = caveat.on_days(days_of(column, days));
                caveats.push(caveat.with("columns", columns));
            }
            None => {}
        }
    }
    let days = Caveat::new(CaveatKind::DaysOnly).with("columns", quoted_list(&days_only));
    let days = days.with("count", "all").with("of", "all").on_days(all_days);
    let found = [(CaveatKind::MissingWords, missing), (CaveatKind::DayCounts, day_counts)];
    let found = found.into_iter().filter(|(_, count)| *count > 0);
    caveats.extend(found.map(|(kind, count)| Caveat::new(kind).counting(count)));
    caveats.extend((!days_only.is_empty()).then_some(days));
    caveats
}

impl<T> FileRead<T> {
    /// Completes the file's report.
    pub(crate) fn report_into(&self, report: &mut FileReport) {
        report.rows = self.log.rows;
        report.bad_rows = self.log.problems.total;
        report.problems.clone_from(&self.log.problems.listed);
        report.skipped.clone_from(&self.log.skipped);
        report.caveats.clone_from(&self.caveats);
        report.exchanged.clone_from(&self.exchanged);
        report.span = self.all.range.get();
        report.completion_days.clone_from(&self.all.completion_days);
        report.shops.clone_from(&self.shops);
    }
}

#[cfg(test)]
#[path = "order_reading_tests.rs"]
pub(crate) mod tests;

#[cfg(test)]
#[cfg(feature = "parquet")]
#[path = "order_reading_parquet_tests.rs"]
mod parquet_tests;
