//! `disputes store`

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::args::dates::parse_day_start;
use crate::cli::context::{Context, clock};
use crate::cli::failure::{self, Failure, INPUT, USE};
use crate::cli::output::answer::{self, OutputArgs};
use crate::cli::output::destination::QuietArgs;
use crate::cli::output::format::{TEXT, TEXT_AND_JSON};
use crate::cli::output::translate::{seller_words, translate, values};
use crate::cli::sources::api::{line, store_path};
use crate::cli::sources::store_export;
use crate::cli::sources::store_notes;
use crate::domain::{Moment, Zone};
use crate::render::{self, Format, FormatKind};
use crate::store::{Forgotten, Import, Info, Obstacle, Repaired, Store, StoreError, lock_store};

/// Inspect and maintain the local store
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: StoreAction,
}

#[derive(Debug, clap::Subcommand)]
enum StoreAction {
    /// Show what the store holds, and for which dates the platform's lists are complete
    Info,
    /// Write all orders, disputes or notes as a plain table that this program can read back
    Export {
        /// What to write
        #[arg(value_enum)]
        what: ExportTable,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Import notes and marks written by `store export notes`; of two on one dispute the later one
    /// counts
    Import {
        /// The file; `-` reads standard input
        file: PathBuf,
        #[command(flatten)]
        quiet: QuietArgs,
    },
    /// Return unused space to the file system
    Vacuum {
        #[command(flatten)]
        quiet: QuietArgs,
    },
    /// Check the file: pages, row checksums and packed orders
    Check {
        /// Replace a damaged store with everything that is intact in it; the damaged file is kept beside it
        #[arg(long)]
        repair: bool,
    },
    /// Copy the store to a file, as of one moment; a store that is already there is replaced
    Backup {
        /// Where to
        path: PathBuf,
        #[command(flatten)]
        quiet: QuietArgs,
    },
    /// Forget orders placed and disputes filed before a day in Beijing, or a moment, and all disputes of
    /// those orders; figures over that time are refused from then on
    Forget {
        /// The day or moment
        #[arg(long, value_name = "DAY|MOMENT")]
        before: String,
        /// Say what would be removed, and remove nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        quiet: QuietArgs,
    },
}

/// What tables that are read again are written in.
const EXPORTED: &[FormatKind] = &[FormatKind::Rows, FormatKind::Lines];

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ExportTable {
    /// Orders
    Orders,
    /// Disputes
    Disputes,
    /// Your notes and marks
    Notes,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if !matches!(args.what, StoreAction::Info | StoreAction::Export { .. }) {
        context.format(TEXT)?;
    }
    let path = store_path(context)?;
    if let StoreAction::Check { repair: true } = args.what {
        return repair(&path, context, out);
    }
    let opened = match &args.what {
        StoreAction::Info
        | StoreAction::Export { .. }
        | StoreAction::Check { .. }
        | StoreAction::Backup { .. } => Store::open_to_read(&path)?,
        StoreAction::Vacuum { .. } | StoreAction::Forget { .. } => Store::open_existing(&path)?,
        // Notes may come to a machine that has no store yet.
        StoreAction::Import { .. } => Some(Store::open(&path)?),
    };
    let Some(mut store) = opened else {
        return Err(input_error!("there is no store `{}`", path.display())
            .hint("`disputes sync` or `disputes import FILES` makes one"));
    };
    let locked = || lock_store(&path, clock(), Duration::from_secs(600), &mut |_| ());
    match &args.what {
        StoreAction::Info => info(&store, context, out),
        StoreAction::Export { what, output } => {
            let context = &output.with_usual(Format::CSV, context)?;
            answer::write(output, context, EXPORTED, out, |context, out| match what {
                ExportTable::Orders => store_export::orders(&store, context, out),
                ExportTable::Disputes => store_export::disputes(&store, context, out),
                ExportTable::Notes => store_notes::export(&store.marks()?, context, out),
            })
        }
        StoreAction::Import { file, quiet } => store_notes::import(file, *quiet, context, out),
        StoreAction::Vacuum { quiet } => {
            let _lock = locked()?;
            quiet.line(out, &vacuum(&store, context)?)?;
            Ok(0)
        }
        StoreAction::Check { .. } => check(&store, context, out),
        StoreAction::Backup { path: to, quiet } => {
            store.backup(to).map_err(|error| match error {
                StoreError::Open { path, cause } => failure::of_file(cause, "write", &path, USE),
                other => other.into(),
            })?;
            quiet
                .line(out, &translate(context, "store-backed-up", values!(path = to.display())))?;
            Ok(0)
        }
        StoreAction::Forget { before, dry_run, quiet } => {
            let before = parse_day_start(before)?;
            let _lock = locked()?;
            let (key, forgotten) = match dry_run {
                true => ("store-would-forget", store.would_forget(before)?),
                false => ("store-forgotten", store.forget(before)?),
            };
            quiet.line(out, &removed(key, forgotten, context))?;
            Ok(0)
        }
    }
}

/// Gives unused space back, and returns what to say of it.
fn vacuum(store: &Store, context: &Context) -> Result<String, Failure> {
    let before = store.info()?.bytes;
    store.vacuum()?;
    Ok(translate(context, "store-vacuumed", values!(before, after = store.info()?.bytes)))
}

/// Returns what to say of what was forgotten, or would be.
fn removed(key: &str, Forgotten { orders, disputes }: Forgotten, context: &Context) -> String {
    translate(context, key, values!(orders, disputes))
}

/// Replaces a damaged store by what is sound in it; a sound one stays as it is.
fn repair(path: &Path, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let _lock = lock_store(path, clock(), Duration::from_secs(600), &mut |_| ())?;
    match Store::open_to_read(path).and_then(|store| store.map(|s| s.check()).transpose()) {
        Ok(Some(faults)) if faults.is_empty() => {
            line(out, &translate(context, "store-sound", &[]))?;
            return Ok(0);
        }
        Ok(None) => {
            return Err(input_error!("there is no store `{}`", path.display()));
        }
        Ok(Some(_)) => {}
        Err(error) if error.obstacle() == Some(Obstacle::Damaged) => {}
        Err(error) => return Err(error.into()),
    }
    let Repaired { orders, disputes, lost, damaged } = Store::repair(path, clock())?;
    line(
        out,
        &translate(context, "store-repaired", values!(orders, disputes, path = damaged.display())),
    )?;
    if lost == Some(0) {
        return Ok(0);
    }
    let lost = lost.map_or_else(|| "?".to_owned(), |lost| lost.to_string());
    line(out, &translate(context, "store-rows-lost", values!(rows = lost)))?;
    Ok(INPUT)
}

fn check(store: &Store, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let faults = store.check()?;
    if faults.is_empty() {
        line(out, &translate(context, "store-sound", &[]))?;
        return Ok(0);
    }
    let faults = faults.join("; ");
    Err(Failure::with_code(anyhow::anyhow!("the store is damaged: {faults}"), INPUT).hint(
        "`disputes store check --repair` keeps everything that is intact; or restore a backup",
    ))
}

fn info(store: &Store, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    let info = store.info()?;
    if format.is_document() {
        render::document(&document(store, &info)?, out)?;
        return Ok(0);
    }
    let show = |moment: Moment| Zone::ASSESSMENT.show(moment);
    let mut print =
        |key: &str, values: &[(&str, &dyn Display)]| line(out, &translate(context, key, values));
    let path = store.path().display().to_string();
    print("store-file", values!(path, schema = info.schema, bytes = info.bytes))?;
    let moment = |moment: Option<Moment>| moment.map_or("—".to_owned(), show);
    let (from, to) = (moment(info.first_order), moment(info.last_order));
    let (orders, estimated) = (info.orders, info.estimated);
    print("store-orders", values!(orders, from, to, estimated))?;
    print("store-disputes", values!(disputes = info.disputes, open = info.open))?;
    if info.notes + info.handled > 0 {
        print("store-marks", values!(notes = info.notes, handled = info.handled))?;
    }
    for span in store.spans()? {
        let list = match span.channel {
            0 => span.list,
            channel => format!("{} ({channel})", span.list),
        };
        let (from, to) = (show(span.window.from), show(span.window.to));
        print("store-span", values!(shop = span.shop, list, from, to))?;
    }
    for shop in store.synced_shops()? {
        if store.run(&shop)?.is_some() {
            print("store-sync-left", values!(shop))?;
        }
    }
    for import in store.imports()?.into_iter().filter(Import::is_file) {
        let (rows, at) = (import.used, show(import.at));
        let kind = seller_words(context.locale).file_kinds(&import.kind);
        print("store-import", values!(path = import.path, kind, rows, at))?;
    }
    Ok(0)
}

fn document(store: &Store, info: &Info) -> Result<Value, Failure> {
    let mut unfinished_syncs = Vec::new();
    for shop in store.synced_shops()? {
        if store.run(&shop)?.is_some() {
            unfinished_syncs.push(shop);
        }
    }
    let files = store.imports()?.into_iter().filter(Import::is_file);
    let imports = files.map(|import| {
        json!({
            "path": import.path,
            "kind": import.kind,
            "shop": import.shop,
            "at": import.at,
            "rows": import.used,
            "incomplete": import.incomplete,
        })
    });
    Ok(json!({
        "schema": "disputes/store-info/v1",
        "path": store.path().display().to_string(),
        "version": info.schema,
        "bytes": info.bytes,
        "orders": info.orders,
        "completions_estimated": info.estimated,
        "first_order": info.first_order,
        "last_order": info.last_order,
        "disputes": info.disputes,
        "open_disputes": info.open,
        "notes": info.notes,
        "handled": info.handled,
        "spans": store.spans()?,
        "unfinished_syncs": unfinished_syncs,
        "imports": imports.collect::<Value>(),
    }))
}
