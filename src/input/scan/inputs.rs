//! What was read of a set of files: disputes, what each file holds, and what can make a figure wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{
    Caveat, CaveatKind, CompletionDays, Dispute, Fact, FactSet, Filings, Moment, OrdersUnderWay,
    SavedDisputes, ShopOrders, SkippedRows, Zone, outdated_disputes,
};
use crate::input::rows::Rows;
use crate::input::scan::exchanged_days::{ExchangedColumns, FilingsToCompare};
use crate::input::scan::order_file::{OrderFile, RowSource};
use crate::input::scan::orders_of_shop::OrdersOfShop;
use crate::input::scan::read_options::ReadOptions;
use crate::input::table::stated_length::{TableRows, without_pages_of_a_whole};
use crate::input::{PassedOver, RowProblem};

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name.
    pub path: String,
    /// The shop of rows that name none; empty where nothing says it.
    pub(crate) shop: String,
    /// What it is.
    pub kind: String,
    /// What it can give; what it cannot is unknown in figures, not 0.
    pub given: FactSet,
    /// None of its disputes says how it stands.
    pub(crate) lacks_states: bool,
    /// Some column of when its disputes were opened, escalated, ruled or closed has days alone.
    pub(crate) has_days: bool,
    /// What became of its rows.
    pub rows: Rows,
    /// Rows left out because a value cannot be understood.
    pub bad_rows: u64,
    /// Where they may belong.
    pub skipped: SkippedRows,
    /// The first of them, at most 20.
    pub problems: Vec<RowProblem>,
    /// What can make a figure wrong, as far as this file tells; not the bad rows.
    pub caveats: Vec<Caveat>,
    /// What was found when it was opened, of the same kind.
    pub(crate) opening: Vec<Caveat>,
    /// Columns of its times in which day and month may have been exchanged.
    pub(crate) exchanged: Vec<ExchangedColumns>,
    /// When its disputes were opened, where day and month may have been exchanged in that; `None` where not.
    pub(crate) compared: Option<FilingsToCompare>,
    /// The oldest and newest moment of its orders; `None` without orders.
    pub span: Option<(Moment, Moment)>,
    /// How long its orders took from placing to completion.
    pub completion_days: CompletionDays,
    /// When its list of disputes was saved; `None` where it does not say that.
    pub(crate) saved_at: Option<Moment>,
    /// Its orders by shop.
    pub(crate) shops: Vec<OrdersOfShop>,
}

/// From when to when orders reach, and how long they took.
#[derive(Clone, Debug)]
pub struct OrderReach {
    /// The shop that they are of; empty where they may be of several.
    pub shop: String,
    /// The oldest and newest moment; `None` without orders.
    pub span: Option<(Moment, Moment)>,
    /// Days from placing to completion.
    pub completion_days: CompletionDays,
}

/// A set of files, open: disputes read, orders ready to be streamed.
#[derive(Default)]
pub struct Inputs {
    /// What the inputs can give: the times of orders where each of them does, the rest where any does.
    pub given: FactSet,
    /// The newest moment in the dispute inputs; `None` without disputes.
    pub newest_dispute: Option<Moment>,
    /// What can make a figure wrong that concerns more than one file.
    pub(crate) caveats: Vec<Caveat>,
    /// The same of orders, as of the last time they were read.
    pub(crate) order_caveats: Vec<Caveat>,
    pub(crate) reports: Vec<FileReport>,
    pub(super) filings: Arc<Filings>,
    pub(super) passed: PassedOver,
    /// Whether something cannot be told rightly without details that were dropped.
    pub(crate) needs_details: bool,
    /// The accounts that folders name and that were taken for shops.
    pub(super) accounts: BTreeSet<String>,
    /// Where orders reach that no file holds, and how long they took.
    pub(crate) elsewhere: Vec<OrderReach>,
    /// Orders that no file holds, by shop; empty where nobody knows them all.
    pub(crate) orders_elsewhere: Vec<ShopOrders>,
    /// All disputes are of the files.
    pub(crate) has_files_alone: bool,
    pub(crate) order_files: Vec<(usize, OrderFile)>,
    /// How many of their orders were under way when each of several was saved.
    pub(crate) saved: Vec<OrdersUnderWay>,
    /// Which disputes were open when each of several lists was saved.
    pub(crate) saved_disputes: Vec<SavedDisputes>,
    /// Those of them whose zone others have proved, as of the last time they were read together.
    pub(crate) proved: Vec<ProvedClock>,
    pub(crate) options: ReadOptions,
    /// The fields for which the seller named a title that no file has.
    pub unmet_fields: Vec<String>,
}

impl FileReport {
    /// Names the file where its clock contradicts, beside other files for which the same zone would hold.
    pub(crate) fn name_in_clocks(&mut self) {
        for caveat in &mut self.caveats {
            if caveat.kind == CaveatKind::ClockContradicts {
                *caveat = caveat.clone().filled("file", &self.path);
            }
        }
    }

    /// Returns the bad rows that were left out as a caveat; `None` where there are none.
    pub fn skipped_rows(&self) -> Option<Caveat> {
        (self.bad_rows > 0).then(|| {
            Caveat::new(CaveatKind::RowsSkipped)
                .counting(self.bad_rows)
                .in_file(&self.path)
                .in_sheet(self.problems.first().and_then(|problem| problem.sheet.clone()))
                .at_rows(self.problems.iter().map(|problem| problem.row))
                .listing(self.problems.iter().map(ToString::to_string))
        })
    }

    pub(crate) fn new(path: String, kind: &str) -> Self {
        Self { path, kind: kind.to_owned(), ..Self::default() }
    }
}

impl Inputs {
    /// Returns what was found in each file; order files are complete once they have been read.
    pub fn files(&self) -> &[FileReport] {
        &self.reports
    }

    /// Returns columns of times in which day and month were exchanged, as figures of a moment show; at most one
    /// caveat a file.
    pub fn exchanged(&self, as_of: Moment) -> Vec<Caveat> {
        let of_report = |report: &FileReport| {
            let found = report.exchanged.iter().find_map(|found| found.caveat(as_of))?;
            Some(found.in_file(&report.path))
        };
        self.reports.iter().filter_map(of_report).collect()
    }

    /// Returns what can make a figure wrong, file by file and between files; of order files, all of
    /// it once they have been read.
    pub fn caveats(&self) -> Vec<Caveat> {
        let of_files = self.reports.iter().flat_map(|report| {
            let known = report.opening.iter().chain(&report.caveats).cloned();
            known.chain(report.skipped_rows())
        });
        let all = of_files.chain(self.caveats.iter().chain(&self.order_caveats).cloned());
        let mut all: Vec<Caveat> = all.collect();
        let tables = self.reports.iter().map(|report| TableRows {
            path: &report.path,
            shop: &report.shop,
            what: if report.given.has(Fact::Orders) { "orders" } else { "disputes" },
            read: report.rows.read - report.rows.skipped,
        });
        without_pages_of_a_whole(&mut all, &tables.collect::<Vec<_>>());
        all
    }

    /// Returns whether rows of orders name their shops, or lines above them do.
    pub fn names_shops(&self) -> bool {
        let names = |(at, file): &(usize, OrderFile)| {
            file.source.has("shop") || self.is_stated_shop(*at, file)
        };
        self.order_files.iter().any(names)
    }

    /// Returns whether a line above its titles names the shop of an order file, given the number of its report.
    pub(super) fn is_stated_shop(&self, report: usize, file: &OrderFile) -> bool {
        self.reports.get(report).is_some_and(|report| report.shop != file.shop)
    }

    /// Returns whether some orders are of saved answers, of which the lists have no times of completion.
    pub fn has_saved_orders(&self) -> bool {
        self.order_files.iter().any(|(_, file)| matches!(file.source, RowSource::Facts(_)))
    }

    /// Returns the disputes that were open when their list was saved, where that was more than so many days
    /// before as-of and other lists are newer.
    pub fn outdated_disputes(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        outdated_disputes(&self.saved_disputes.iter().collect::<Vec<_>>(), as_of, stale_days)
    }

    /// Returns up to when the lists of disputes reach of a shop (of all, without a name), where each says when
    /// it was saved; `None` where one does not.
    pub(crate) fn lists_saved_at(&self, shop: Option<&str>) -> Option<Moment> {
        if !self.has_files_alone {
            return None;
        }
        let is_of = |report: &&FileReport| {
            let is_own = shop.is_none_or(|shop| report.shop.is_empty() || report.shop == shop);
            is_own && report.given.has(Fact::Disputes)
        };
        let saved: Option<Vec<Moment>> =
            self.reports.iter().filter(is_of).map(|report| report.saved_at).collect();
        saved?.into_iter().max()
    }

    /// Returns the shops that orders and disputes are of; of orders, once they have been read.
    pub fn shop_names(&self) -> BTreeSet<&str> {
        let of_orders = self.reports.iter().flat_map(|report| &report.shops);
        let mut names: BTreeSet<&str> = of_orders.map(|shop| shop.name.as_str()).collect();
        names.extend(self.filings.shops().iter().map(|shop| shop.as_str()));
        names.remove("");
        names
    }

    /// Returns the disputes, each once.
    pub fn filings(&self) -> &Arc<Filings> {
        &self.filings
    }

    /// Returns what was read of disputes that nobody looks at; nothing where all were kept.
    pub fn passed_over(&self) -> &PassedOver {
        &self.passed
    }

    /// Adds where orders reach that no file holds.
    pub fn add_reach(&mut self, reach: OrderReach) {
        self.elsewhere.push(reach);
    }

    /// Notes all orders that no file holds, by shop, where no file holds any.
    pub fn note_orders(&mut self, by_shop: Vec<ShopOrders>) {
        self.orders_elsewhere = by_shop;
    }

    /// Returns whether it is known from when to when any orders reach.
    pub fn has_reach(&self) -> bool {
        !self.reports.is_empty() || !self.elsewhere.is_empty()
    }

    /// Adds disputes that no file holds.
    pub fn add_disputes(&mut self, more: Vec<Dispute>) {
        self.has_files_alone = false;
        let known = std::mem::take(&mut self.filings);
        let mut disputes = Arc::unwrap_or_clone(known).into_disputes();
        disputes.extend(more);
        self.filings = Arc::new(Filings::new(disputes));
    }
}

/// Returns the shops with files of orders and none of disputes, and the reverse, where each file of what they
/// lack is of a shop and none of them names another in its rows. Of each file is given its shop and what it
/// gives; of order files, the shop is empty where rows name theirs.
pub fn shops_lacking_files<'a>(
    files: impl Iterator<Item = (&'a str, FactSet)> + Clone,
    filings: &Filings,
) -> Vec<Caveat> {
    let of = |fact: Fact| {
        let files = files.clone().filter(move |(_, given)| given.has(fact));
        files.map(|(shop, _)| shop)
    };
    let of_disputes = filings.shops().iter().map(|shop| shop.as_str());
    let disputes = lacking(of(Fact::Orders), of(Fact::Disputes).chain(of_disputes));
    let disputes = disputes.into_iter().map(|shop| (CaveatKind::DisputesMissing, shop));
    // A shop without any dispute needs no orders.
    let there = of(Fact::Disputes).filter(|shop| filings.shops().contains(*shop));
    let orders = lacking(there, of(Fact::Orders));
    let orders = orders.into_iter().map(|shop| (CaveatKind::NoOrders, shop));
    disputes.chain(orders).map(|(kind, shop)| Caveat::new(kind).with("shop", shop)).collect()
}

/// Returns the shops that are there and do not have files of their own; none where some file is of no shop, or
/// there is no file at all, for which figures are refused by a word of their own.
fn lacking<'a>(
    there: impl Iterator<Item = &'a str>,
    have: impl Iterator<Item = &'a str>,
) -> BTreeSet<&'a str> {
    let mut lacking: BTreeSet<&str> = there.filter(|shop| !shop.is_empty()).collect();
    let mut have = have.peekable();
    if lacking.is_empty() || have.peek().is_none() {
        return BTreeSet::new();
    }
    for shop in have {
        if shop.is_empty() {
            return BTreeSet::new();
        }
        lacking.remove(shop);
    }
    lacking
}

/// A file whose times are of another zone than they were read in.
pub(crate) struct ProvedClock {
    /// The file, by its place among the order files.
    pub(super) file: usize,
    /// The file that proves it.
    pub(super) by: usize,
    /// By so many orders.
    pub(super) orders: u64,
    pub(super) zone: Zone,
}
