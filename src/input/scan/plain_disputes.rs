//! Reads a plain dispute table whole.

use std::collections::HashMap;

use crate::domain::{Caveat, CaveatKind, Dispute, DisputeFilter, Fact, Zone};
use crate::input::container::raw_file::Input;
use crate::input::decode::date_order::{OrderDefault, orders_to_read_in};
use crate::input::decode::disputes::DisputeDecoder;
use crate::input::decode::stamp::DateOrder;
use crate::input::scan::dispute_merge::Name;
use crate::input::scan::dispute_scan::DisputeScan;
use crate::input::scan::inputs::FileReport;
use crate::input::scan::order_file::{RowSource, table_caveats, zone_caveat};
use crate::input::scan::order_reading;
use crate::input::scan::parallel::{self, ReadPlan};
use crate::input::scan::read_options::ReadOptions;
use crate::input::scan::row_log::Place;
use crate::input::table::header::{Header, RowsOf};
use crate::input::{PassedOver, RowProblem, SourceError, TableKind};

/// What a dispute table gave.
pub(crate) struct DisputesRead {
    /// The disputes that are kept, in the file's order.
    pub(crate) disputes: Vec<Dispute>,
    /// What tells each of them from others of its order.
    pub(crate) names: Vec<Name>,
    /// The others; `None` when all were kept.
    pub(crate) passed: Option<PassedOver>,
    /// The totals; `used` and `merged` are left to anyone who merges.
    pub(crate) report: FileReport,
    /// Rows that hold no dispute, and an order.
    pub(crate) of_orders: u64,
}

/// Facts that a table with some fields gives.
const TELLING: [(Fact, &[&str]); 4] = [
    (Fact::Disputes, &[]),
    (Fact::Reasons, &["reason"]),
    (Fact::Escalations, &["escalated_at"]),
    (Fact::Rulings, &["ruled_at", "liability"]),
];

/// Reads a table; keeps only disputes that a filter lets through, unless a filing stands in it
/// twice.
pub(crate) fn read(
    input: &Input,
    mut source: RowSource,
    shop: &str,
    options: &ReadOptions,
    mut filter: Option<&DisputeFilter>,
) -> Result<DisputesRead, SourceError> {
    let mut header = source.header().clone();
    let sheet = source.sheet();
    let stated = options.zone_of(header.kind);
    let zone = stated.unwrap_or(Zone::PLATFORM);
    let mut orders: HashMap<usize, DateOrder> = HashMap::new();
    let path = input.name();
    let default = OrderDefault::new(options.date_order, header.kind);
    let threads = order_reading::threads(options, input);
    loop {
        let titles = |column: usize| header.describe(column);
        let place = Place { sheet: sheet.as_deref(), titles: &titles };
        let scan = || {
            let decoder = DisputeDecoder::new(&header, options.details, zone, &orders);
            DisputeScan::new(decoder, shop, place).keeping(filter, options.details)
        };
        let plan = ReadPlan { threads, block: None };
        let mut scan = parallel::read_table(input, &mut source, plan, scan)?;
        scan.end();
        let dates = scan.decoder.table.dates();
        if let Some(again) = orders_to_read_in(path, dates, &orders, &header, default)? {
            orders = again;
            continue;
        }
        if are_counts_shortened(&header, &scan.log.problems.listed) {
            drop(scan);
            header.pass_over_first("opened_at");
            continue;
        }
        scan.rounded.refuse(path)?;
        scan.own_ids.refuse(path)?;
        scan.decoder.table.refuse_twin_blanks(path, &header)?;
        let times = &scan.decoder.table.times;
        scan.log.refuse_marks(path, &titles)?;
        scan.log.refuse(path, &|at| times.column(at).map(titles), options)?;
        let passed = scan.sifter.take().map(|sifter| sifter.end(threads));
        if passed == Some(None) {
            filter = None;
            continue;
        }
        let report = report_of(&mut scan, &source, path, stated);
        let passed = passed.flatten();
        let of_orders = scan.log.of_other;
        let (disputes, names) = (scan.disputes, scan.names);
        return Ok(DisputesRead { disputes, names, passed, report, of_orders });
    }
}

/// Returns whether a spreadsheet has shortened the counts of milliseconds that stand beside a text
/// (`1.76806E+12`), so that the text has to be read.
fn are_counts_shortened(header: &Header, problems: &[RowProblem]) -> bool {
    let opened = header.column("opened_at").map(|column| header.describe(column));
    let is_opened = |problem: &RowProblem| Some(&problem.column) == opened.as_ref();
    header.columns("opened_at").len() > 1 && problems.iter().any(is_opened)
}

/// Returns what the file gave, and what can make it wrong.
fn report_of(
    scan: &mut DisputeScan<'_>,
    source: &RowSource,
    path: &str,
    zone: Option<Zone>,
) -> FileReport {
    let (header, sheet) = (source.header(), source.sheet());
    let mut report = FileReport::new(path.to_owned(), TableKind::PlainDisputes.id());
    report.rows = scan.log.rows;
    report.saved_at = scan.log.stated_end(&header.stated_lengths);
    report.lacks_states = !scan.has_states;
    report.bad_rows = scan.log.problems.total;
    report.skipped = std::mem::take(&mut scan.log.skipped);
    let mut own: Vec<Caveat> = scan.log.left_out_caveats(&|column| header.describe(column));
    own.extend(scan.log.length_caveats("disputes", &header.stated_lengths));
    own.extend(scan.rounded.caveat("orders"));
    own.extend(scan.own_ids.caveat());
    own.extend(order_reading::cut_caveat(&scan.log.problems));
    own.extend(scan.log.time_order.unusual_caveat("disputes"));
    own.extend(scan.copied.caveat());
    let title = |field: &str| header.column(field).map(|column| header.describe(column));
    own.extend(scan.shared_escalated.caveat(title("escalated_at")));
    own.extend(scan.shared_ruled.caveat(title("ruled_at")));
    report.exchanged = scan.exchanged.found(&|at| {
        let column = scan.decoder.table.times.column(at);
        column.map_or_else(String::new, |column| header.describe(column))
    });
    report.compared = scan.filings_to_compare(title("opened_at"));
    // Orders with columns for disputes may have none of them.
    if scan.log.rows.read == 0 && header.rows != RowsOf::Filed {
        own.push(Caveat::new(CaveatKind::EmptyList));
    }
    own.extend(scan.decoder.unknown_words());
    let dates = order_reading::date_caveats(header, scan.decoder.table.dates());
    report.has_days = dates.iter().any(|one| one.kind == CaveatKind::DaysOnly);
    own.extend(dates);
    let without_zone: u64 = scan.decoder.table.dates().map(|column| column.without_zone).sum();
    if without_zone > 0 {
        let columns = scan.decoder.table.dates();
        let mixed = order_reading::column_of_two_zones(header, columns, zone);
        own.push(zone_caveat(without_zone, zone, "other", source, mixed.as_deref()));
    }
    let own = own.into_iter().map(|caveat| caveat.in_file(path).in_sheet(sheet.clone()));
    report.caveats = table_caveats(source, path, scan.log.short).into_iter().chain(own).collect();
    report.problems = std::mem::take(&mut scan.log.problems.listed);
    let is_given = |fields: &[&str]| fields.iter().all(|field| source.has(field));
    let given = TELLING.into_iter().filter(|(_, fields)| is_given(fields));
    report.given = given.map(|(fact, _)| fact).collect();
    // A column of reasons in which none stands gives none.
    if scan.count > 0 && !scan.has_reasons {
        report.given = report.given.without(Fact::Reasons);
    }
    report
}
