//! Reads a plain dispute table whole.

use std::collections::{HashMap, HashSet};

use crate::domain::{Caveat, Dispute, Sieve, Zone};
use crate::input::container::raw_file::Input;
use crate::input::decode::date_order::{DateVerdict, OrderDefault, date_verdict};
use crate::input::decode::dates::DateOrder;
use crate::input::decode::disputes::DisputeColumns;
use crate::input::scan::dispute_merge::Name;
use crate::input::scan::dispute_scan::DisputePass;
use crate::input::scan::open::{FileReport, ReadOptions, refuse_bad_rows};
use crate::input::scan::order_file::{
    Source, footer_caveat, refuse_rounded, table_caveats, zone_caveat,
};
use crate::input::scan::order_reading;
use crate::input::scan::parallel::{self, BlockPass};
use crate::input::{PassedOver, SourceError, TableKind};

/// What a dispute table gave.
pub(crate) struct DisputesRead {
    /// The disputes that are kept, in the file's order.
    pub(crate) disputes: Vec<Dispute>,
    /// What tells each of them from others of its order.
    pub(crate) names: Vec<Name>,
    /// The others; `None` when all were kept.
    pub(crate) passed: Option<PassedOver>,
    /// The fields that the table has.
    pub(crate) fields: HashSet<&'static str>,
    /// The totals; `used` and `merged` are left to whoever merges.
    pub(crate) report: FileReport,
}

/// Fields whose absence leaves a figure unknown.
const TELLING: [&str; 4] = ["reason", "escalated_at", "ruled_at", "liability"];

/// Reads a table; keeps only disputes that a sieve lets through, unless a filing stands in it
/// twice.
pub(crate) fn read(
    input: &Input,
    mut source: Source,
    shop: &str,
    (options, mut sieve): (&ReadOptions, Option<&Sieve>),
) -> Result<DisputesRead, SourceError> {
    let header = source.header().clone();
    let sheet = source.sheet();
    let zone = options.zone.unwrap_or(Zone::PLATFORM);
    let titles = |column: usize| header.describe(column);
    let mut orders: HashMap<usize, DateOrder> = HashMap::new();
    let path = input.name();
    let default = OrderDefault::new(options.date_order, header.kind);
    let threads = (order_reading::threads(options, input), None);
    loop {
        let pass = || {
            let columns = DisputeColumns::new(&header, zone, &orders);
            DisputePass::new(columns, shop, sheet.as_deref(), &titles)
                .keeping(sieve, options.details)
        };
        let mut pass = match parallel::in_blocks(input, &source, threads, pass)? {
            Some(pass) => pass,
            None => one_by_one(input, &mut source, pass())?,
        };
        pass.log.end();
        match date_verdict(pass.columns().dates(), &orders, default) {
            DateVerdict::Right => {}
            DateVerdict::Again(again) => {
                orders = again;
                continue;
            }
            DateVerdict::Wrong { column, problem } => {
                let column = header.describe(column);
                return Err(SourceError::DateOrder { path: path.to_owned(), column, problem });
            }
        }
        refuse_rounded(path, pass.rounded, pass.count)?;
        let title = |at| pass.columns().moments.place(at).map(titles).unwrap_or_default();
        let listed = &pass.log.problems.listed;
        pass.time_order.refuse_pattern(path, pass.log.rows.read, &title, listed)?;
        refuse_bad_rows(path, &mut pass.log.problems, options)?;
        let passed = pass.sifter.take().map(|sifter| sifter.end(threads.0));
        if passed == Some(None) {
            sieve = None;
            continue;
        }
        let mut report = FileReport::new(path.to_owned(), TableKind::PlainDisputes.id());
        report.rows = pass.log.rows;
        report.bad_rows = pass.log.problems.total;
        let mut own: Vec<Caveat> =
            pass.log.footer.as_ref().map(footer_caveat).into_iter().collect();
        own.extend(order_reading::date_caveats(pass.columns().dates()));
        let without_zone: u64 = pass.columns().dates().map(|column| column.without_zone).sum();
        if without_zone > 0 {
            own.push(zone_caveat(without_zone, zone, "other"));
        }
        let own = own.into_iter().map(|caveat| caveat.in_file(path).in_sheet(sheet.clone()));
        report.caveats = table_caveats(&source, path).into_iter().chain(own).collect();
        report.problems = pass.log.problems.listed;
        let fields = TELLING.into_iter().filter(|field| source.has(field)).collect();
        let passed = passed.flatten();
        let (disputes, names) = (pass.disputes, pass.names);
        return Ok(DisputesRead { disputes, names, passed, fields, report });
    }
}

fn one_by_one<'a>(
    input: &Input,
    source: &mut Source,
    mut pass: DisputePass<'a>,
) -> Result<DisputePass<'a>, SourceError> {
    let mut unreadable = Vec::new();
    source.each(input, &mut |problem| unreadable.push(problem), &mut pass)?;
    for problem in unreadable {
        pass.unreadable(problem);
    }
    Ok(pass)
}
