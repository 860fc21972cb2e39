//! Opens a set of files, reads the disputes, and streams the orders to a tally.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use memchr::memmem;

use crate::domain::{
    Caveat, CaveatKind, Dispute, DisputeFilter, Fact, FactSet, Filings, ListEnd, RowKind, Severity,
    SkippedRow, Zone, to_u64,
};
use crate::input::container::companions::Companions;
use crate::input::container::encoding::TextEncoding;
use crate::input::container::paths::{self, Chosen, InputFile};
use crate::input::container::raw_file::{Input, Spec};
use crate::input::container::{archive, signature};
use crate::input::decode::disputes::Details;
use crate::input::decode::numeric_ids::NumericIds;
use crate::input::decode::table_columns::given;
use crate::input::detect::sheets::{SheetPart, Unread};
use crate::input::detect::{Detector, InputFormat};
use crate::input::document::documents::Documents;
use crate::input::document::json;
use crate::input::document::known_keys::KnownKeys;
use crate::input::document::pages::{self, PageFact};
use crate::input::document::saved_orders::SavedOrders;
use crate::input::rows::CountedRows;
use crate::input::scan::beside_tables::BesideTables;
use crate::input::scan::cross_check::{DisputeIds, RoundedIds};
use crate::input::scan::dispute_merge::{DisputeMerge, Name, naming_file};
use crate::input::scan::dispute_pairs::{Joining, RecordsFrom};
use crate::input::scan::inputs::{FileReport, Inputs, shops_lacking_files};
use crate::input::scan::order_file::{OrderFile, RowSource};
use crate::input::scan::plain_disputes;
use crate::input::scan::read_options::{Accounts, ReadOptions, refuse_bad_rows};
use crate::input::table::csv::joined::{self, JoinedTable};
use crate::input::table::header::{Header, RowsOf};
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::workbook::Workbook;
use crate::input::{SourceError, TableKind};

/// Returns the fields that `--map` accepts, sorted.
pub fn mappable_fields() -> Vec<String> {
    TitleCatalogue::new(&Vec::new()).fields().into_iter().map(str::to_owned).collect()
}

/// Opens files, decides what each is, and reads the disputes.
///
/// # Errors
///
/// When a file cannot be read, is of no known kind, or has bad rows (unless they are skipped).
pub fn open(files: &[InputFile], options: &ReadOptions) -> Result<Inputs, SourceError> {
    let inputs = open_once(files, options)?;
    if inputs.accounts_are_people() {
        return open(files, &ReadOptions { accounts: Accounts::People, ..options.clone() });
    }
    if options.details == Details::Dropped && inputs.needs_details {
        return open_once(files, &ReadOptions { details: Details::Kept, ..options.clone() });
    }
    Ok(inputs)
}

fn open_once(files: &[InputFile], options: &ReadOptions) -> Result<Inputs, SourceError> {
    let catalogue = TitleCatalogue::new(&options.map);
    let mut set = Opening {
        catalogue,
        options,
        filter: None,
        union: DisputeMerge::default(),
        united: Vec::new(),
        pages: Vec::new(),
        line_products: HashMap::new(),
        beside: BesideTables::default(),
        of_orders: 0,
        pages_of: None,
        inputs: Inputs {
            has_files_alone: true,
            given: FactSet::TIMES,
            options: options.clone(),
            ..Inputs::default()
        },
    };
    let files = distinct(files);
    // Disputes of several files may be the same, and orders are compared with all of them.
    set.filter = options.filter.as_ref().filter(|_| files.len() == 1);
    for file in files {
        let added = set.add(&file);
        match file.chosen {
            Chosen::ByName => added?,
            Chosen::WithOthers => set.beside.pass(added)?,
        }
    }
    set.finish()
}

/// Leaves out the shops that lines above orders name where all disputes name other ones: the name in such a line may
/// be no name of the shop that a column has.
fn forget_other_names(inputs: &mut Inputs, filings: &Filings) {
    if !inputs.order_files.iter().any(|(at, file)| inputs.is_stated_shop(*at, file)) {
        return;
    }
    let named = filings.shops();
    let is_known = |(_, file): &(usize, OrderFile)| named.contains(file.shop.as_str());
    if named.iter().all(|shop| shop.is_empty()) || inputs.order_files.iter().any(is_known) {
        return;
    }
    for (report, file) in &mut inputs.order_files {
        if let Some(report) = inputs.reports.get(*report) {
            file.shop.clone_from(&report.shop);
        }
    }
}

/// How many archives may stand in each other.
const DEEPEST: usize = 2;

/// A file named twice, by a glob and by name, is read once.
fn distinct(files: &[InputFile]) -> Vec<InputFile> {
    let mut seen = HashSet::new();
    files.iter().filter(|file| seen.insert(file.spec.clone())).cloned().collect()
}

struct Opening<'a> {
    catalogue: TitleCatalogue,
    options: &'a ReadOptions,
    filter: Option<&'a DisputeFilter>,
    union: DisputeMerge,
    /// The reports of the files whose disputes were added to it.
    united: Vec<usize>,
    pages: Vec<(String, PageFact)>,
    /// The product of each line of orders that have several, by the line's id.
    line_products: HashMap<String, String>,
    beside: BesideTables,
    /// Rows of the last table of disputes that hold orders alone.
    of_orders: u64,
    /// The shop of the file before, where that holds pages of a list.
    pages_of: Option<String>,
    inputs: Inputs,
}

/// How a delimited text is written.
#[derive(Clone, Copy)]
struct DelimitedText {
    encoding: TextEncoding,
    delimiter: u8,
}

impl Opening<'_> {
    fn add(&mut self, file: &InputFile) -> Result<(), SourceError> {
        // A file that belongs to no shop of the settings has none to lend to its rows.
        let path = match &file.spec {
            Spec::Path(path) => Some(path.as_path()),
            Spec::Stdin | Spec::BuiltIn(_) => None,
        };
        let shop = file.shop.clone().or_else(|| self.account_of(path?)).unwrap_or_default();
        if let Some(what) = file.spec.file_name().and_then(|name| signature::side_file(&name)) {
            let (path, what) = (file.spec.name(), what.to_owned());
            return Err(SourceError::Named { path, what, remedy: signature::SIDE_REMEDY });
        }
        let input = Input::open_within(&file.spec, &self.options.meter, self.options.bounds)?;
        self.add_input(input, shop, DEEPEST)
    }

    /// Returns the account that a folder of a path names, where that is taken for a shop.
    fn account_of(&mut self, path: &Path) -> Option<String> {
        let account = paths::account_of(path).filter(|_| self.options.accounts == Accounts::Shops);
        self.inputs.accounts.extend(account.clone());
        account
    }

    /// Adds an input, and those that it holds, down to a depth.
    fn add_input(&mut self, input: Input, shop: String, depth: usize) -> Result<(), SourceError> {
        let detector = Detector { catalogue: &self.catalogue, encoding: self.options.encoding };
        match detector.detect(&input)? {
            #[cfg(feature = "parquet")]
            InputFormat::Parquet => {
                let source = RowSource::of_parquet(&input, &self.catalogue)?;
                for header in self.catalogue.tables(source.header().clone()) {
                    let again = input.again(input.name().to_owned())?;
                    self.add_table(again, RowSource::Parquet { header }, shop.clone())?;
                }
                Ok(())
            }
            #[cfg(not(feature = "parquet"))]
            InputFormat::Parquet => Err(SourceError::NoParquet { path: input.name().to_owned() }),
            InputFormat::Json { encoding } => {
                const PLAIN: [TableKind; 2] = [TableKind::PlainOrders, TableKind::PlainDisputes];
                let tables = RowSource::of_json(&input, encoding, &self.catalogue, &PLAIN, &[])?;
                if tables.is_empty() || may_hold_another_table(&input, encoding)? {
                    return self.add_documents(&input, encoding, &shop);
                }
                self.add_tables(&input, tables, &shop)
            }
            InputFormat::HarArchive => {
                let (companions, har) = Companions::of_archive(&input)?;
                let text = String::from_utf8_lossy(&har);
                self.add_text(&input, &text, companions, &shop)
            }
            InputFormat::Delimited { encoding, delimiter, header } => {
                let tables = joined::tables(&input, encoding, delimiter, &header, &self.catalogue)?;
                let Some(tables) = tables else {
                    let text = DelimitedText { encoding, delimiter };
                    return self.add_delimited(&input, text, header, &shop);
                };
                let encoding = TextEncoding { encoding: encoding_rs::UTF_8, mark: 0, ..encoding };
                let text = DelimitedText { encoding, delimiter };
                for JoinedTable { input, header } in tables {
                    self.add_delimited(&input, text, header, &shop)?;
                }
                Ok(())
            }
            InputFormat::Sheets { workbook, parts, rest } => {
                self.add_sheets(&input, &workbook, parts, rest, &shop)
            }
            InputFormat::Archive if depth == 0 => Err(SourceError::Named {
                path: input.name().to_owned(),
                what: "an archive in an archive in an archive".to_owned(),
                remedy: "unpack it and give the files that are in it",
            }),
            InputFormat::Archive => self.add_archive(&input, &shop, depth),
            InputFormat::Inner(inner) if depth == 0 => Err(SourceError::UnknownKind {
                path: inner.name().to_owned(),
                found: "a text wrapped again and again".to_owned(),
            }),
            InputFormat::Inner(inner) => self.add_input(inner, shop, depth - 1),
        }
    }

    /// Adds the files of an archive, each of the shop that its folder names, or of the archive's.
    fn add_archive(&mut self, input: &Input, shop: &str, depth: usize) -> Result<(), SourceError> {
        let members = archive::members(input, &self.options.meter)?;
        let (mut beside, before) = (BesideTables::default(), self.inputs.reports.len());
        for member in members {
            let path = Path::new(member.name());
            let own_shop = paths::shop_of(path);
            let own_shop =
                own_shop.or_else(|| Some(shop.to_owned()).filter(|shop| !shop.is_empty()));
            let shop = own_shop.or_else(|| self.account_of(path)).unwrap_or_default();
            beside.pass(self.add_input(member, shop, depth - 1))?;
        }
        self.beside.absorb(beside, self.inputs.reports.len() - before)
    }

    /// Adds the tables of a text that share a row of titles.
    fn add_delimited(
        &mut self,
        input: &Input,
        DelimitedText { encoding, delimiter }: DelimitedText,
        header: Header,
        shop: &str,
    ) -> Result<(), SourceError> {
        for header in self.catalogue.tables(header) {
            let input = input.again(header.place_beside(input.name().to_owned()))?;
            let source = RowSource::Delimited { encoding, delimiter, header };
            self.add_table(input, source, shop.to_owned())?;
        }
        Ok(())
    }

    /// Adds tables of the same rows.
    fn add_tables(
        &mut self,
        input: &Input,
        tables: Vec<RowSource>,
        shop: &str,
    ) -> Result<(), SourceError> {
        for source in tables {
            let input = input.again(input.name().to_owned())?;
            self.add_table(input, source, shop.to_owned())?;
        }
        Ok(())
    }

    /// Adds the sheets of a workbook that are read, each as a file of its own.
    fn add_sheets(
        &mut self,
        input: &Input,
        workbook: &Arc<Mutex<Workbook>>,
        parts: Vec<SheetPart>,
        rest: Unread,
        shop: &str,
    ) -> Result<(), SourceError> {
        let path = input.name().to_owned();
        let is_one = parts.len() == 1;
        let first_report = self.inputs.reports.len();
        for SheetPart { name: sheet, header, last_row, is_below } in parts {
            let mut name = if is_one { path.clone() } else { format!("{path} · {sheet}") };
            if is_below {
                name = format!("{name} · row {}", header.row);
            }
            let name = header.place_beside(name);
            let workbook = Arc::clone(workbook);
            let (numeric, merged) = (NumericIds::default(), CountedRows::default());
            let source = RowSource::Sheet { workbook, sheet, header, last_row, numeric, merged };
            self.add_table(input.again(name)?, source, shop.to_owned())?;
        }
        if let Some(report) = self.inputs.reports.get_mut(first_report) {
            let of_workbook = rest.caveats().into_iter().map(|caveat| caveat.in_file(&path));
            report.opening.extend(of_workbook);
        }
        Ok(())
    }

    fn add_table(
        &mut self,
        input: Input,
        source: RowSource,
        shop: String,
    ) -> Result<(), SourceError> {
        let header = source.header();
        header.require(input.name(), &self.catalogue)?;
        let path = input.name().to_owned();
        let is_named = !shop.is_empty() && !self.inputs.accounts.contains(&shop);
        let of_rows = header.stated_shop.clone().filter(|_| !is_named);
        let of_rows = of_rows.unwrap_or_else(|| shop.clone());
        match header.kind {
            TableKind::SellerOrders | TableKind::Dianxiaomi | TableKind::PlainOrders => {
                if header.rows == RowsOf::WithDisputes && self.of_orders == 0 {
                    return Ok(());
                }
                let mut report = FileReport::new(path, header.kind.id());
                let fields = [("paid_at", Fact::Paid), ("completed_at", Fact::Completed)];
                let times = fields.into_iter().filter(|(field, _)| header.column(field).is_some());
                report.given = times.map(|(_, fact)| fact).chain([Fact::Orders]).collect();
                report.shop = shop;
                self.push_report(report);
                let at = self.inputs.reports.len() - 1;
                self.inputs.order_files.push((at, OrderFile::new(input, source, of_rows)));
                Ok(())
            }
            TableKind::PlainDisputes => {
                let (options, filter) = (self.options, self.filter);
                let read = plain_disputes::read(&input, source, &of_rows, options, filter)?;
                self.of_orders = read.of_orders;
                let mut report = read.report;
                if let Some(passed) = read.passed {
                    report.rows.used += passed.disputes;
                    self.inputs.passed = passed;
                }
                report.shop = shop;
                self.unite(read.disputes, read.names, None, &mut report);
                self.push_report(report);
                Ok(())
            }
            TableKind::RefundReport
            | TableKind::PayoutReport
            | TableKind::Ledger
            | TableKind::Workbook
            | TableKind::OtherRows => {
                Err(SourceError::NoDisputes { path, kind: header.kind.words() })
            }
        }
    }

    fn add_documents(
        &mut self,
        input: &Input,
        encoding: TextEncoding,
        shop: &str,
    ) -> Result<(), SourceError> {
        let text = json::text(input, encoding)?;
        self.add_text(input, &text, Companions::beside(input), shop)
    }

    /// Adds what the JSON documents of a text hold, plain rows included.
    fn add_text(
        &mut self,
        input: &Input,
        text: &str,
        companions: Companions,
        shop: &str,
    ) -> Result<(), SourceError> {
        let path = input.name().to_owned();
        let reader = json::Reader { input, shop, keys: KnownKeys::new(&self.catalogue) };
        let mut found = reader.read(text, companions)?;
        self.line_products.extend(std::mem::take(&mut found.line_products));
        let pages = std::mem::take(&mut found.pages);
        // Of a whole list its newest row tells when it was saved.
        let is_page = found.saved_at.is_none() && pages.iter().any(|page| !page.is_whole());
        self.pages.extend(pages.into_iter().map(|page| (shop.to_owned(), page)));
        for rows in reader.tables_of(&found.plain) {
            let lines = input.of_bytes(rows.as_bytes())?;
            let encoding =
                TextEncoding { encoding: encoding_rs::UTF_8, mark: 0, is_guessed: false };
            let said = found.plain.said();
            let tables =
                RowSource::of_json(&lines, encoding, &self.catalogue, &TableKind::ALL, said)?;
            if tables.is_empty() {
                return Err(found.nothing_known(&path, &self.catalogue));
            }
            self.add_tables(&lines, tables, shop)?;
        }
        let refusals = found.refusals.iter().map(|refusal| {
            Caveat::new(CaveatKind::RefusalSaved).with("refusal", refusal).in_file(&path)
        });
        let refusals: Vec<Caveat> = refusals.collect();
        if found.kind.is_empty() {
            self.inputs.caveats.extend(refusals);
            let rows = found.has_rows().then_some(());
            return rows.ok_or_else(|| found.nothing_known(&path, &self.catalogue));
        }
        let mut report = report_of(&found, path, shop);
        refuse_bad_rows(&report.path, &mut found.problems, &found.rows, self.options)?;
        let unknown = found.unknown_words().into_iter();
        report.problems = found.problems.listed;
        let of_file = |caveat: Caveat| caveat.in_file(&report.path);
        let of_documents = std::mem::take(&mut found.caveats).into_iter().chain(unknown);
        report.opening.extend(of_documents.map(of_file));
        report.caveats.extend(refusals);
        if found.bare_and_empty {
            report.caveats.push(Caveat::new(CaveatKind::EmptyList).in_file(&report.path));
        }
        let rounded = rounded_ids(&found.disputes, &report.path)?;
        report.caveats.extend(rounded);
        let names = found.disputes.iter().map(Name::of).collect();
        let pages_of = is_page.then(|| shop.to_owned());
        self.unite(found.disputes, names, pages_of, &mut report);
        self.push_report(report);
        if found.given.has(Fact::Orders) {
            let orders = SavedOrders::of(found.orders).with_disputed(found.disputed);
            self.add_saved_orders(input, orders, shop)?;
        }
        Ok(())
    }

    /// Adds the orders of the answers in the file whose report is the last.
    fn add_saved_orders(
        &mut self,
        input: &Input,
        orders: SavedOrders,
        shop: &str,
    ) -> Result<(), SourceError> {
        let at = self.inputs.reports.len() - 1;
        let empty = Input::empty(input.name()).map_err(|cause| input.unreadable(cause))?;
        let file = OrderFile::new(empty, RowSource::Facts(orders), shop.to_owned());
        self.inputs.order_files.push((at, file));
        Ok(())
    }

    /// Adds what was found in a file.
    fn push_report(&mut self, report: FileReport) {
        let (given, own) = (self.inputs.given, report.given);
        let times = if own.has(Fact::Orders) { given.intersection(own) } else { given };
        self.inputs.given = given.union(own).replacing(FactSet::TIMES, times);
        self.inputs.reports.push(report);
    }

    /// Adds the disputes of a file; of pages of a list, the shop is given.
    fn unite(
        &mut self,
        mut disputes: Vec<Dispute>,
        names: Vec<Name>,
        pages_of: Option<String>,
        report: &mut FileReport,
    ) {
        let end = ListEnd::of(disputes.iter(), report.saved_at);
        // Where nothing says when each page was saved, all were saved at once.
        if pages_of.is_some() && pages_of == self.pages_of {
            self.union.go_on(end);
        } else {
            self.union.begin(end);
        }
        self.pages_of = pages_of;
        report.saved_at = end.saved_at;
        // A column of reasons in which none stands gives none, as far as all of it was kept.
        let gives_reasons = disputes.iter().any(|dispute| dispute.told.has(Fact::Reasons));
        if !gives_reasons && !disputes.is_empty() && self.filter.is_none() {
            report.given = report.given.without(Fact::Reasons);
        }
        for dispute in &mut disputes {
            dispute.told = dispute.told.intersection(report.given);
        }
        let count = to_u64(disputes.len());
        let merged = self.union.add(disputes, names);
        // It is pushed next.
        self.united.push(self.inputs.reports.len());
        report.rows.merged += merged;
        report.rows.used += count - merged;
    }

    /// Returns how records of disputes are joined.
    fn joining(&self, zone: Zone, reports: &[FileReport]) -> Joining {
        let names_zone = |report: &usize| {
            let is_assumed = |caveat: &Caveat| caveat.kind == CaveatKind::ZoneAssumed;
            let report = reports.get(*report);
            report.is_some_and(|report| !report.caveats.iter().any(is_assumed))
                && !self.options.states_zone()
        };
        let names_zone = self.united.iter().map(names_zone).collect();
        let from = match self.options.keeps_records_apart {
            true => RecordsFrom::FilesToKeep,
            false => RecordsFrom::Files,
        };
        Joining { zone, names_zone, from }
    }

    fn finish(mut self) -> Result<Inputs, SourceError> {
        let zone = self.options.zone_of(TableKind::PlainDisputes).unwrap_or(Zone::PLATFORM);
        let joining = self.joining(zone, &self.inputs.reports);
        let mut inputs = self.inputs;
        inputs.unmet_fields = self.catalogue.unmet_fields();
        let mut beside = BesideTables::default();
        beside.absorb(self.beside, inputs.reports.len())?;
        inputs.caveats.extend(beside.caveat());
        for (report, merged) in self.united.iter().zip(self.union.settle(&joining)) {
            if let Some(report) = inputs.reports.get_mut(*report) {
                report.rows.used -= merged;
                report.rows.merged += merged;
            }
        }
        if self.united.len() > 1 {
            forget_days(&mut inputs.reports, &self.union);
        }
        for (file, caveat) in std::mem::take(&mut self.union.said) {
            let report = self.united.get(file).and_then(|report| inputs.reports.get_mut(*report));
            if let Some(report) = report {
                report.caveats.push(naming_file(caveat, &report.path).in_file(&report.path));
            }
        }
        know_whole_lists(&mut inputs.reports);
        inputs.caveats.extend(self.union.contradicting(zone));
        inputs.needs_details = self.union.needs_details;
        inputs.saved_disputes = self.union.saved();
        let filings = self.union.filings();
        let filings = with_products(filings, &self.line_products);
        forget_other_names(&mut inputs, &filings);
        inputs.filings = Arc::new(inputs.of_only_shop(filings));
        inputs.caveats.extend(pages::missing_pages(&self.pages));
        let names_shops = inputs.names_shops();
        let files = inputs.reports.iter().map(|report| {
            let is_of_several = names_shops && report.given.has(Fact::Orders);
            (if is_of_several { "" } else { report.shop.as_str() }, report.given)
        });
        let lacking = shops_lacking_files(files, &inputs.filings);
        inputs.caveats.extend(lacking);
        inputs.forget_empty_lists();
        let is_said = |report: &FileReport| {
            report.caveats.iter().any(|caveat| caveat.kind == CaveatKind::EmptyList)
        };
        let is_empty = inputs.filings.disputes().is_empty() && inputs.passed.disputes == 0;
        if is_empty && inputs.given.has(Fact::Disputes) && !inputs.reports.iter().any(is_said) {
            inputs.caveats.push(Caveat::new(CaveatKind::EmptyList));
        }
        if !inputs.given.has(Fact::Orders) {
            inputs.given = inputs.given.replacing(FactSet::TIMES, FactSet::default());
        }
        inputs.newest_dispute = inputs
            .filings
            .disputes()
            .iter()
            .flat_map(|d| [Some(d.opened_at), d.modified_at(), d.closed_at()])
            .flatten()
            .max()
            .max(inputs.passed.newest);
        Ok(inputs)
    }
}

/// Returns whether JSON lines may have rows of two tables: disputes in their orders, or, in a small file, disputes
/// below orders or the other way round, whose key of a time stands in it and not in its first row.
fn may_hold_another_table(input: &Input, encoding: TextEncoding) -> Result<bool, SourceError> {
    const TIMES: [&str; 4] = ["\"created_at\"", "\"createdAt\"", "\"opened_at\"", "\"openedAt\""];
    if RowSource::may_hold_disputes(input, encoding)? {
        return Ok(true);
    }
    if !input.is_small() {
        return Ok(false);
    }
    let text = json::text(input, encoding)?;
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let has = |part: &str, key: &str| memmem::find(part.as_bytes(), key.as_bytes()).is_some();
    Ok(TIMES.iter().any(|key| !has(first, key) && has(&text, key)))
}

/// Forgets that tables give days alone, where each day has given way to a time of another table.
fn forget_days(reports: &mut [FileReport], union: &DisputeMerge) {
    let mut with_days = reports.iter_mut().filter(|report| report.has_days).peekable();
    if with_days.peek().is_some() && union.has_times() {
        for report in with_days {
            report.caveats.retain(|caveat| caveat.kind != CaveatKind::DaysOnly);
        }
    }
}

/// Gives disputes that name a line alone the product of that line.
fn with_products(filings: Filings, line_products: &HashMap<String, String>) -> Filings {
    if line_products.is_empty() {
        return filings;
    }
    let mut disputes = filings.into_disputes();
    for dispute in disputes.iter_mut().filter(|dispute| dispute.product.is_empty()) {
        if let Some(product) = line_products.get(dispute.details().line_id.as_str()) {
            dispute.product = product.as_str().into();
        }
    }
    Filings::new(disputes)
}

impl Inputs {
    /// Returns whether folders named by accounts were taken for shops and are none: something else names shops, or
    /// one of them has orders or disputes alone.
    fn accounts_are_people(&self) -> bool {
        let is_shop = |name: &str| !name.is_empty() && !self.accounts.contains(name);
        let is_of_shop =
            |(_, file): &(usize, OrderFile)| file.source.has("shop") || is_shop(&file.shop);
        let lacks = |caveat: &Caveat| {
            matches!(caveat.kind, CaveatKind::DisputesMissing | CaveatKind::NoOrders)
        };
        !self.accounts.is_empty()
            && (self.filings.shops().iter().any(|shop| is_shop(shop.as_str()))
                || self.order_files.iter().any(is_of_shop)
                || self.reports.iter().any(|report| is_shop(&report.shop))
                || self.caveats.iter().any(lacks))
    }

    /// Says of no file that it has no dispute where others have some of its shop: a month may be without any.
    fn forget_empty_lists(&mut self) {
        let (filings, passed) = (&self.filings, &self.passed);
        for report in &mut self.reports {
            let is_disputed = match report.shop.as_str() {
                "" => !filings.disputes().is_empty() || passed.disputes > 0,
                shop => filings.shops().contains(shop) || passed.shops.contains(shop),
            };
            if is_disputed {
                report.caveats.retain(|caveat| caveat.kind != CaveatKind::EmptyList);
            }
        }
    }

    /// Takes all that names no shop for what belongs to the only one that disputes name, where neither a column
    /// of orders nor the settings could name another.
    fn of_only_shop(&mut self, filings: Filings) -> Filings {
        let mut named = filings.shops().iter().filter(|shop| !shop.is_empty());
        let (Some(shop), None) = (named.next().cloned(), named.next()) else { return filings };
        let is_other = |report: &FileReport| !report.shop.is_empty() && report.shop != *shop;
        if self.names_shops() || self.reports.iter().any(is_other) {
            return filings;
        }
        self.reports.iter_mut().for_each(|report| report.shop = shop.to_string());
        self.order_files.iter_mut().for_each(|(_, file)| file.shop = shop.to_string());
        if filings.shops().len() == 1 {
            return filings;
        }
        let mut disputes = filings.into_disputes();
        for dispute in disputes.iter_mut().filter(|dispute| dispute.shop.is_empty()) {
            dispute.shop = shop.clone();
        }
        Filings::new(disputes)
    }
}

/// Takes the lists that were asked for with a filter for parts of a whole one that another file of the shop holds.
fn know_whole_lists(reports: &mut [FileReport]) {
    let is_part_alone =
        |caveat: &Caveat| caveat.kind == CaveatKind::ListPart && caveat.is_blocking();
    let has_whole = |report: &FileReport| {
        let is_part = report.opening.iter().any(is_part_alone);
        report.given.has(Fact::Disputes) && report.rows.read > 0 && !is_part
    };
    let whole = reports.iter().filter(|report| has_whole(report));
    let shops: BTreeSet<String> = whole.map(|report| report.shop.clone()).collect();
    for report in reports.iter_mut().filter(|report| shops.contains(&report.shop)) {
        for caveat in report.opening.iter_mut().filter(|caveat| is_part_alone(caveat)) {
            *caveat = caveat.clone().filled("whole", "some").of_severity(Severity::Note);
        }
    }
}

/// Looks at the ids of disputes that no table holds, and of their orders.
fn rounded_ids(
    disputes: &[Dispute],
    path: &str,
) -> Result<impl Iterator<Item = Caveat>, SourceError> {
    let (mut orders, mut own) = (RoundedIds::default(), DisputeIds::default());
    orders.add_all(disputes.iter().map(|dispute| dispute.order_id));
    disputes.iter().for_each(|dispute| own.add(dispute.details().id.as_bytes()));
    orders.refuse(path)?;
    own.refuse(path)?;
    let found = [orders.caveat("orders"), own.caveat()].into_iter().flatten();
    Ok(found.map(move |caveat| caveat.in_file(path)))
}

/// Begins the report of a file by what its documents say of their rows.
fn report_of(found: &Documents, path: String, shop: &str) -> FileReport {
    let mut report = FileReport::new(path, &found.kind);
    shop.clone_into(&mut report.shop);
    (report.rows, report.given) = (found.rows, found.given);
    report.bad_rows = found.problems.total;
    // Of a file with both, rows are taken for disputes, which weigh more.
    let has_disputes = found.given.has(Fact::Disputes);
    let of = if has_disputes { RowKind::Dispute } else { RowKind::Order };
    let row = SkippedRow { shop: given(shop), ..SkippedRow::anywhere(of) };
    report.skipped.add(row, report.bad_rows);
    report.saved_at = found.saved_at.filter(|_| has_disputes);
    report
}
