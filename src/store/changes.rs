//! How many changes a store has had: counted in it, and noted beside it once they are written. SQLite takes a
//! write-ahead log that is gone, or an older one in its place, for all there is, and the changes in it
//! for never made.
//!
//! Not noticed: a log that is gone together with the note, or from a store that was copied without either; a
//! change whose run was killed before it could be noted, and had not said that it was done.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use super::log::{self, LogState};
use super::look::{look, look_without_log};
use super::private::named_beside;
use super::sums::{self, verify};
use crate::files::{self, Bounds};

/// Which store, and its changes so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChangeCount {
    /// A random number; a backup has another.
    store: i64,
    made: i64,
}

impl ChangeCount {
    /// Reads what a store says of itself; `None` where it is of an older schema, or empty.
    fn of(db: &Connection) -> rusqlite::Result<Option<Self>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'changes')";
        if !db.query_row(sql, [], |row| row.get(0))? {
            return Ok(None);
        }
        let made = db.query_row("SELECT store, made, sum FROM changes", [], |row| {
            verify(row, 0..2, 2, "changes")?;
            Ok(Self { store: row.get(0)?, made: row.get(1)? })
        });
        made.optional()
    }

    /// Reads what is noted beside a store; `None` where nothing is, or what a power cut has left of it.
    fn noted(store: &Path) -> io::Result<Option<Self>> {
        let text = match files::read(&note_of(store), Bounds::USUAL) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text?,
        };
        let line = std::str::from_utf8(&text).ok().and_then(|text| text.strip_suffix('\n'));
        Ok(line.and_then(|line| {
            let mut numbers = line.split_whitespace().map(str::parse);
            let store = numbers.next()?.ok()?;
            Some(Self { store, made: numbers.next()?.ok()? })
        }))
    }

    /// Notes them beside a store.
    pub(super) fn note(self, store: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // As long each time, so that a later one covers an earlier.
        let line = format!("{:20} {:20}\n", self.store, self.made);
        options.open(note_of(store))?.write_all(line.as_bytes())
    }
}

fn note_of(store: &Path) -> PathBuf {
    named_beside(store, ".changes")
}

/// Counts a change that is about to be written.
pub(super) fn count(db: &Connection) -> rusqlite::Result<ChangeCount> {
    let sql = "UPDATE changes SET made = made + 1, sum = row_sum(store, made + 1) \
               RETURNING store, made";
    db.query_row(sql, [], |row| Ok(ChangeCount { store: row.get(0)?, made: row.get(1)? }))
}

/// Makes a copy a store of its own: what is noted beside the file whose place it takes is not of it.
pub(super) fn begin(db: &Connection) -> rusqlite::Result<()> {
    let sql = "UPDATE changes SET (store, made, sum) = (SELECT id, 0, row_sum(id, 0) \
               FROM (SELECT random() AS id LIMIT 1))";
    db.execute(sql, []).map(drop)
}

/// Removes what an earlier store of this name has left beside it.
pub(super) fn forget(store: &Path) -> io::Result<()> {
    match std::fs::remove_file(note_of(store)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Refuses an empty file that was a store.
pub(super) fn require_never_written(path: &Path) -> Result<(), StoreError> {
    let failed = |cause| StoreError::Open { path: path.to_owned(), cause };
    match ChangeCount::noted(path).map_err(failed)? {
        Some(ChangeCount { made, .. }) => {
            Err(StoreError::Behind { path: path.to_owned(), made, held: 0 })
        }
        None => Ok(()),
    }
}

/// Refuses a store that lacks changes which it had.
pub(super) fn require_all(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |cause| StoreError::Open { path: path.to_owned(), cause };
    let unusable = |cause| StoreError::Unusable { path: path.to_owned(), cause };
    // What is there first is read first: another run may write meanwhile.
    let known = [ChangeCount::noted(path).map_err(failed)?, without_log(path)];
    let held = ChangeCount::of(db).map_err(unusable)?;
    let [_, file] = known;
    if file.zip(held).is_some_and(|(file, held)| file.store != held.store) {
        let cause = sums::damage("the log beside it, `-wal`, is of another store");
        return Err(unusable(cause));
    }
    for ChangeCount { store, made } in known.into_iter().flatten() {
        let of_this = held.filter(|held| held.store == store);
        let held = match (held, of_this) {
            (None, _) => 0,
            (Some(_), Some(held)) if held.made < made => held.made,
            (Some(_), _) => continue,
        };
        return Err(StoreError::Behind { path: path.to_owned(), made, held });
    }
    Ok(())
}

/// Opens a store to look at what is left of it, past its log where that is of another store or older than
/// the file; and says what the log is like.
pub(super) fn left_of(path: &Path) -> Result<(Connection, LogState), StoreError> {
    let failed = |cause| StoreError::Open { path: path.to_owned(), cause };
    let db = look(path)?;
    if require_all(&db, path).is_ok() {
        return Ok((db, log::state(path).map_err(failed)?));
    }
    let is_older = match (without_log(path), ChangeCount::of(&db)) {
        (None, _) => false,
        (Some(file), Ok(Some(held))) => held.store != file.store || held.made < file.made,
        (Some(_), Ok(None) | Err(_)) => true,
    };
    Ok((if is_older { look_without_log(path)? } else { db }, LogState::Damaged))
}

/// Reads what the file says by itself, where a log stands beside it that it is to be read with. What
/// cannot be read is under way, or is refused by what reads on.
fn without_log(path: &Path) -> Option<ChangeCount> {
    let log = named_beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
    let db = log.then(|| look_without_log(path))?.ok()?;
    ChangeCount::of(&db).ok()?
}
