//! `disputes store`

use std::io::Write;
use std::time::Duration;

use serde::Serialize;

use super::api::{line, store_path};
use super::context::{Context, clock, parse_day_start};
use super::failure::{Failure, INPUT};
use super::store_export;
use crate::domain::{Moment, Zone};
use crate::render::{self, Format};
use crate::store::{Info, Store, lock};

/// Look into the local store, and keep it in order
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show what is in, and over which spans the platform's lists are fully in
    Info,
    /// Write all orders or disputes as a plain table that this program reads again
    Export {
        /// What to write
        #[arg(value_enum)]
        what: Rows,
    },
    /// Give unused space back
    Vacuum,
    /// Check the file
    Check,
    /// Forget orders placed and disputes filed before a day in Beijing, or a moment
    Forget {
        /// The day or moment
        #[arg(long, value_name = "DAY|MOMENT")]
        before: String,
    },
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Rows {
    /// Orders
    Orders,
    /// Disputes
    Disputes,
}

#[derive(Debug, Serialize)]
struct InfoV1 {
    schema: &'static str,
    path: String,
    version: u32,
    bytes: u64,
    orders: u64,
    completions_estimated: u64,
    first_order: Option<String>,
    last_order: Option<String>,
    disputes: u64,
    open_disputes: u64,
    spans: Vec<SpanV1>,
    unfinished_syncs: Vec<String>,
    imports: Vec<ImportV1>,
}

#[derive(Debug, Serialize)]
struct SpanV1 {
    shop: String,
    channel: u64,
    list: String,
    from: String,
    to: String,
    read_at: String,
}

#[derive(Debug, Serialize)]
struct ImportV1 {
    path: String,
    kind: String,
    shop: String,
    at: String,
    rows: u64,
    incomplete: Option<String>,
}

pub(super) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let path = store_path(context)?;
    let Some(mut store) = Store::open_existing(&path)? else {
        return Err(Failure::input(format!("there is no store `{}`", path.display()))
            .hint("`disputes sync` or `disputes import FILES` makes one"));
    };
    let locked = || lock(&path, clock(), Duration::from_secs(600), &mut |_| ());
    match &args.what {
        What::Info => info(&store, context, out),
        What::Export { what: Rows::Orders } => store_export::orders(&store, context, out),
        What::Export { what: Rows::Disputes } => store_export::disputes(&store, context, out),
        What::Vacuum => {
            let _lock = locked()?;
            let before = store.info()?.bytes;
            store.vacuum()?;
            line(out, &format!("{before} bytes before, {} after", store.info()?.bytes))?;
            Ok(0)
        }
        What::Check => check(&store, out),
        What::Forget { before } => {
            let before = parse_day_start(before)?;
            let _lock = locked()?;
            let (orders, disputes) = store.forget(before)?;
            line(out, &format!("{orders} orders and {disputes} disputes forgotten"))?;
            Ok(0)
        }
    }
}

fn check(store: &Store, out: &mut dyn Write) -> Result<u8, Failure> {
    let faults = store.check()?;
    if faults.is_empty() {
        line(out, "the store is sound")?;
        return Ok(0);
    }
    let faults = faults.join("; ");
    Err(Failure::with_code(anyhow::anyhow!("the store is damaged: {faults}"), INPUT)
        .hint("move the file away and sync or import again"))
}

fn info(store: &Store, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(&[Format::Table, Format::Json])?;
    let info = store.info()?;
    if format == Format::Json {
        render::json(&document(store, &info)?, out)?;
        return Ok(0);
    }
    let show =
        |moment: Option<Moment>| moment.map_or("—".to_owned(), |m| Zone::ASSESSMENT.show(m));
    line(
        out,
        &format!("{} (schema {}, {} bytes)", store.path().display(), info.schema, info.bytes),
    )?;
    line(
        out,
        &format!(
            "{} orders, placed {} to {}; completion estimated for {}",
            info.orders,
            show(info.first_order),
            show(info.last_order),
            info.estimated
        ),
    )?;
    line(out, &format!("{} disputes, {} open", info.disputes, info.open))?;
    for span in store.spans()? {
        let channel =
            if span.channel == 0 { String::new() } else { format!(" channel {}", span.channel) };
        let (from, to) =
            (Zone::ASSESSMENT.show(span.window.from), Zone::ASSESSMENT.show(span.window.to));
        line(out, &format!("{}{channel}: {} fully in from {from} to {to}", span.shop, span.list))?;
    }
    for shop in store.synced_shops()? {
        if store.run(&shop)?.is_some() {
            line(out, &format!("{shop}: a sync has begun and not ended"))?;
        }
    }
    for import in store.imports()? {
        let at = Zone::ASSESSMENT.show(import.at);
        line(
            out,
            &format!("{} ({}), {} rows, taken in {at}", import.path, import.kind, import.used),
        )?;
    }
    Ok(0)
}

fn document(store: &Store, info: &Info) -> Result<InfoV1, Failure> {
    let text = |moment: Moment| moment.to_string();
    let mut unfinished_syncs = Vec::new();
    for shop in store.synced_shops()? {
        if store.run(&shop)?.is_some() {
            unfinished_syncs.push(shop);
        }
    }
    let spans = store.spans()?.into_iter().map(|span| SpanV1 {
        shop: span.shop,
        channel: span.channel,
        list: span.list,
        from: text(span.window.from),
        to: text(span.window.to),
        read_at: text(span.read_at),
    });
    let imports = store.imports()?.into_iter().map(|import| ImportV1 {
        path: import.path,
        kind: import.kind,
        shop: import.shop,
        at: text(import.at),
        rows: import.used,
        incomplete: import.incomplete,
    });
    Ok(InfoV1 {
        schema: "disputes/store-info/v1",
        path: store.path().display().to_string(),
        version: info.schema,
        bytes: info.bytes,
        orders: info.orders,
        completions_estimated: info.estimated,
        first_order: info.first_order.map(text),
        last_order: info.last_order.map(text),
        disputes: info.disputes,
        open_disputes: info.open,
        spans: spans.collect(),
        unfinished_syncs,
        imports: imports.collect(),
    })
}
