//! `disputes import`

use std::io::Write;
use std::time::Duration;

use crate::cli::context::{Context, FileShop, clock};
use crate::cli::failure::Failure;
use crate::cli::input::data;
use crate::cli::output::caveats::Caveats;
use crate::cli::output::destination::QuietArgs;
use crate::cli::output::translate::{translate, values};
use crate::cli::sources::api::{line, store_path, wait_for_store};
use crate::domain::{Caveat, CaveatKind, Contradiction, Moment, OrderId, Severity, contradicting};
use crate::input::{FileReport, OrdersOfFile, placed_twice};
use crate::render::Format;
use crate::store::{DetailLevel, Import, SpillBuffer, Store};

/// Import files into the local store, so that later commands need not name them
///
/// Names, addresses, phones and the like are dropped while reading and never stored. Importing
/// the same file again changes nothing; a newer file replaces what
/// changed and adds what was missing. Files are imported whole: `--shop NAME` names the shop of what
/// names none, and leaves nothing out.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Order exports and dispute lists; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// Wait this many seconds for a sync to end
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    wait: u64,
    #[command(flatten)]
    quiet: QuietArgs,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let context = &Context { file_shop: FileShop::AsGiven, ..context.clone() };
    if let [shop] = context.common.shops.as_slice() {
        context.note(&format!("what names no shop in the files is imported as of `{shop}`"));
    }
    let mut data = data::open_to_keep(context, &args.files)?;
    data.require_pages(context)?;
    let order_files = data.read_order_files(&SpillBuffer::default())?;
    data.print_totals(context);
    let mut found = data.caveats(context);
    // What names no shop has just been given the one that was asked for.
    found.retain(|caveat| caveat.kind != CaveatKind::ShopUnmatched);
    let path = store_path(context)?;
    let _lock = wait_for_store(context, &path, Duration::from_secs(args.wait))?;
    let mut store = Store::open(&path)?;
    let now = clock();
    let batch = store.batch()?;
    let mut orders = 0;
    for OrdersOfFile { tally, newest, given } in order_files {
        orders += batch.put_spilled(tally, newest, given, now)?;
    }
    for dispute in data.disputes() {
        batch.put_dispute(dispute, DetailLevel::Listed, now)?;
    }
    let contradictions = batch.contradictions();
    found.extend(clocks_apart(&contradictions));
    found.extend(contradicting(&contradictions));
    // Of files that were read together, each was compared by itself.
    let kinds = [CaveatKind::ClockContradicts, CaveatKind::DateOrderMixed];
    if !found.iter().any(|caveat| kinds.contains(&caveat.kind)) {
        let placed = batch.placed_twice()?.into_iter();
        let clocks = placed_twice(placed.map(|placed| (placed.order, placed.kept, placed.said)));
        found.extend(clocks.into_iter().filter(|caveat| kinds.contains(&caveat.kind)));
    }
    let caveats = Caveats::new(&found, context);
    for import in imports(&data, &caveats, &found, context, now) {
        batch.put_import(import)?;
    }
    batch.commit()?;
    let disputes = data.count_disputes();
    if args.quiet.quiet {
        caveats.print_to_stderr(Severity::Warning);
        return Ok(0);
    }
    line(out, &translate(context, "import-done", values!(orders, disputes)))?;
    caveats.end(Format::TABLE, context, out)?;
    Ok(0)
}

/// Returns that orders of the files were placed a constant number of hours apart from what the store had of
/// them: the times of one of the two are of another zone.
fn clocks_apart(contradictions: &[(String, Contradiction)]) -> Option<Caveat> {
    let of_placing = contradictions.iter().filter(|(_, found)| found.part == "created_at");
    let placed = of_placing.filter_map(|(order, found)| {
        let times = [&found.kept, &found.other].map(|text| Moment::from_rfc3339(text));
        let [Some(kept), Some(other)] = times else { return None };
        Some((OrderId::parse(order).ok()?, kept, other))
    });
    let placed: Vec<(OrderId, Moment, Moment)> = placed.collect();
    let found = placed_twice(placed.iter().copied());
    let [clock] = found.as_slice() else { return None };
    let is_clock = clock.kind == CaveatKind::ClockContradicts;
    is_clock.then(|| clock.clone().filled("file", "store"))
}

/// Returns what is noted of each file.
fn imports(
    data: &data::Data,
    shown: &Caveats,
    found: &[Caveat],
    context: &Context,
    now: Moment,
) -> Vec<Import> {
    let shop = context.common.only_shop().map_or_else(String::new, str::to_owned);
    let incomplete = &shown.incomplete;
    let incomplete = (!incomplete.is_empty()).then(|| incomplete.join("; "));
    let import = |file: &FileReport| Import {
        path: file.path.clone(),
        kind: file.kind.clone(),
        shop: shop.clone(),
        at: now,
        used: file.rows.used,
        incomplete: incomplete.clone(),
        given: Some(file.given),
        span: file.span,
        completion_days: file.completion_days.clone(),
        skipped: file.skipped.clone(),
        caveats: Vec::new(),
    };
    let mut imports: Vec<Import> = data.reports().iter().map(import).collect();
    for caveat in found.iter().filter(|caveat| is_kept(caveat)) {
        let own = imports.iter().position(|import| caveat.files.contains(&import.path));
        // What is about no file is about all of them.
        if let Some(import) = imports.get_mut(own.unwrap_or(0)) {
            import.caveats.push(caveat.clone());
        }
    }
    imports
}

/// Doubts that are found again whenever figures are made.
const FOUND_AGAIN: [CaveatKind; 28] = [
    CaveatKind::CompletionsEstimated,
    CaveatKind::NoCompletionTimes,
    CaveatKind::OrdersMissing,
    CaveatKind::DisputesLacking,
    CaveatKind::FutureTimes,
    CaveatKind::FactsUntold,
    CaveatKind::OpenOnly,
    CaveatKind::EndedOnly,
    CaveatKind::EscalatedOnly,
    CaveatKind::ShopsAlike,
    CaveatKind::NoDisputes,
    CaveatKind::OrdersHole,
    CaveatKind::OrdersOutdated,
    CaveatKind::DisputesHole,
    CaveatKind::NoOrders,
    CaveatKind::OnlyDisputed,
    CaveatKind::LineIds,
    CaveatKind::StaleData,
    CaveatKind::FutureAsOf,
    CaveatKind::Coverage,
    CaveatKind::ShopUnmatched,
    CaveatKind::ShopBlank,
    CaveatKind::LaterKnowledge,
    CaveatKind::SyncIncomplete,
    CaveatKind::NeverSynced,
    CaveatKind::ImportIncomplete,
    CaveatKind::Forgotten,
    CaveatKind::NoticesUndelivered,
];

/// Returns whether a caveat holds for figures that are made of the store. What blocks figures is kept
/// in words of its own, and notes leave them as they are.
fn is_kept(caveat: &Caveat) -> bool {
    let is_of_rows = caveat.kind == CaveatKind::LineIds && !caveat.files.is_empty();
    let is_found_again = FOUND_AGAIN.contains(&caveat.kind) && !is_of_rows;
    caveat.severity == Severity::Warning && !is_found_again
}
