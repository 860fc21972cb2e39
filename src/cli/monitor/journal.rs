//! The state folder as a memory: what earlier reports said.
//!
//! The memory is kept in files of their own and not in the store: a report from files must not
//! create a store of orders, and a store that is rebuilt must not forget what was said.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::cli::context::{Context, clock};
use crate::cli::failure::{self, FAULT, Failure, USE};
use crate::deliver::{self, Remembered};
use crate::domain::{Moment, SortRows};
use crate::files::{self, Bounds};
use crate::reports::record::Record;
use crate::store::{Lock, StoreError, lock, sweep, write_private};

/// Reports remembered of one shop: a year of daily ones, and some.
const KEPT: usize = 400;

/// The folder of what reports said.
pub(crate) const REPORTS: &str = "reports";

/// How long a run waits for another to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// What earlier reports of the same subject said.
pub(crate) struct RunHistory {
    path: Option<PathBuf>,
    records: Vec<Record>,
}

/// Whether it is said that a run waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LockNotice {
    /// It is.
    Said,
    /// It is not: a scheduled run prints nothing on success.
    Silent,
}

/// Takes the lock that keeps runs from overlapping; `None` where there is no state folder.
pub(crate) fn alone(context: &Context, notice: LockNotice) -> Result<Option<Lock>, Failure> {
    let Some(folder) = &context.environment.state_dir else { return Ok(None) };
    let told = &mut |holder: &str| match notice {
        LockNotice::Said => context.note(&format!("another run is at work: {holder}")),
        LockNotice::Silent => {}
    };
    let held =
        lock(&folder.join("report"), clock(), PATIENCE, told).map_err(|error| match error {
            StoreError::Held { holder, .. } => {
                input_error!("another run writes a report or sends notices: {holder}")
                    .hint("wait for it to end, or end it, and run this again")
            }
            StoreError::Open { path, cause } => unwritable(cause, &path),
            other => other.into(),
        })?;
    for folder in ["", "reports", "notify", "spool"].map(|below| folder.join(below)) {
        // What is left over hinders nobody.
        let _ = sweep(&folder);
    }
    Ok(Some(held))
}

/// The memory cannot be written at all.
fn unwritable(cause: io::Error, path: &Path) -> Failure {
    let is_full = matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    let failure = fault(cause, "write", path).with(USE);
    if is_full {
        return failure;
    }
    failure.hint(
        "set XDG_STATE_HOME to a folder that this user may write; `report --no-record` needs none",
    )
}

/// Returns what a file of the memory holds; nothing where there is none. What was changed or cut off is said,
/// and kept beside it as it is.
pub(crate) fn read<T: DeserializeOwned>(path: &Path, context: &Context) -> Result<Vec<T>, Failure> {
    let text = match files::read_text(path, Bounds::USUAL) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(error, "read", path)),
    };
    let Remembered { items, is_whole } = deliver::read_lines(&text);
    if !is_whole {
        let kept = path.with_extension("damaged");
        write(&kept, &text)?;
        context.warn(&format!(
            "`{}` was changed or cut off: {} of its entries can be read, and what is lost may be said again; \
             it is kept as `{}`",
            path.display(),
            items.len(),
            kept.display()
        ));
    }
    Ok(items)
}

/// Writes a file of the memory, whole or not at all.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    write_private(path, text.as_bytes()).map_err(|error| fault(error, "write", path))
}

pub(crate) fn fault(error: io::Error, what: &str, path: &Path) -> Failure {
    failure::of_file(error, what, path, FAULT)
}

/// Returns where something about the present settings, shops and files is remembered; `None` where
/// there is no state folder.
pub(crate) fn place(context: &Context, folder: &str, files: &[String]) -> Option<PathBuf> {
    let mut whole = context.common.shops.clone();
    whole.push(String::new());
    let settings = context.found.path.as_ref();
    let absolute = settings.and_then(|path| std::path::absolute(path).ok());
    whole.extend(absolute.map(|path| path.display().to_string()));
    whole.push(String::new());
    whole.extend(files.iter().cloned());
    let readable = if whole.first().is_some_and(String::is_empty) {
        "all".to_owned()
    } else {
        context.common.shops.join("-")
    };
    let name = format!("{}.jsonl", deliver::name(&readable, &whole));
    Some(context.environment.state_dir.as_ref()?.join(folder).join(name))
}

impl RunHistory {
    /// Reads what is remembered of the present shops and files in a folder of the state folder.
    pub(crate) fn open(context: &Context, folder: &str, files: &[String]) -> Result<Self, Failure> {
        let path = place(context, folder, files);
        // Without a folder for state nothing is remembered.
        let mut records: Vec<Record> = match &path {
            Some(path) => read(path, context)?,
            None => Vec::new(),
        };
        records.sort_rows_by_key(Record::moment);
        Ok(Self { path, records })
    }

    /// Returns every record, oldest first.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    /// Returns the last record before a moment that a run can be held against, so that a report taken again
    /// says the same.
    pub(crate) fn before(&self, as_of: Moment, run: &Record) -> Option<&Record> {
        let is_before = |record: &&Record| {
            record.moment().is_some_and(|at| at < as_of) && record.open_moment() < run.open_moment()
        };
        self.records.iter().rev().filter(is_before).find(|record| record.is_like(run))
    }

    /// Remembers a run; one of the same moment is replaced.
    pub(crate) fn add(mut self, record: Record) -> Result<(), Failure> {
        let Some(path) = self.path else { return Ok(()) };
        self.records.retain(|known| known.as_of != record.as_of || !known.is_like(&record));
        self.records.push(record);
        self.records.sort_rows_by_key(Record::moment);
        let surplus = self.records.len().saturating_sub(KEPT);
        self.records.drain(..surplus);
        write(&path, &deliver::write_lines(&self.records))
    }
}
