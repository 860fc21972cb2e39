//! `disputes import`

use std::io::Write;
use std::time::Duration;

use super::api::{line, store_path};
use super::caveats::Caveats;
use super::context::{Context, FileShop, clock};
use super::data;
use super::failure::Failure;
use super::translate::translate;
use crate::domain::{Moment, contradicting};
use crate::render::Format;
use crate::store::{Aside, DetailLevel, Import, Store, lock};

/// Import files into the local store, so that later commands need not name them
///
/// Names, addresses, phones and the like are dropped while reading and never stored. Importing
/// the same file again changes nothing; a newer file replaces what
/// changed and adds what was missing.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Order exports and dispute lists; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// Wait this many seconds for a sync to end
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    wait: u64,
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let context = &Context { file_shop: FileShop::AsGiven, ..context.clone() };
    let mut data = data::open(context, &args.files)?;
    data.require_pages(context)?;
    let order_files = data.read_order_files(&Aside::default())?;
    data.print_totals(context);
    let mut found = data.caveats(context);
    let path = store_path(context)?;
    let _lock = lock(&path, clock(), Duration::from_secs(args.wait), &mut |holder| {
        context.note(&format!("another run works on the store ({holder}); waiting for it"));
    })?;
    let mut store = Store::open(&path)?;
    let now = clock();
    let batch = store.batch()?;
    let mut orders = 0;
    for (aside, newest) in order_files {
        orders += batch.put_aside(aside, newest, now)?;
    }
    for dispute in data.disputes() {
        batch.put_dispute(dispute, DetailLevel::Listed, now)?;
    }
    found.extend(contradicting(&batch.contradictions()));
    let caveats = Caveats::new(&found, context);
    for import in imports(&data, &caveats, context, now) {
        batch.put_import(&import)?;
    }
    batch.commit()?;
    let disputes = data.disputes().len();
    let counts = [("orders", orders.to_string()), ("disputes", disputes.to_string())];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    line(out, &translate(context, "import-done", &counts))?;
    caveats.end(Format::Table, context, out)?;
    Ok(0)
}

fn imports(data: &data::Data, caveats: &Caveats, context: &Context, now: Moment) -> Vec<Import> {
    let shop = match context.common.shops.as_slice() {
        [one] => one.clone(),
        _ => String::new(),
    };
    let incomplete = caveats.incomplete();
    let incomplete = (!incomplete.is_empty()).then(|| incomplete.join("; "));
    let files = data.files().into_iter();
    let import = |file: crate::render::FileV1| Import {
        path: file.path,
        kind: file.kind,
        shop: shop.clone(),
        at: now,
        used: file.rows.used,
        incomplete: incomplete.clone(),
    };
    files.map(import).collect()
}
