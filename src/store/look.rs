//! Opens a database only to look at it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::private::named_beside;
use super::sums;

/// Opens a database to look at it: read only, and without any file made beside it unless there is
/// a log whose content belongs to it.
pub(super) fn look(path: &Path) -> rusqlite::Result<Connection> {
    if has_pending(path) { look_at(uri(path)) } else { look_without_log(path) }
}

/// Opens a database to look at what the file says by itself.
pub(super) fn look_without_log(path: &Path) -> rusqlite::Result<Connection> {
    look_at(format!("{}?immutable=1", uri(path)))
}

pub(crate) fn look_at(uri: String) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(uri, flags)?;
    db.busy_timeout(PATIENCE)?;
    sums::register(&db)?;
    // Opening reads nothing yet.
    schema(&db)?;
    Ok(db)
}

/// Writes a path as SQLite's URI.
pub(crate) fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && bytes.get(1) == Some(&b':') {
        uri.push_str("///");
    }
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri
}

/// How long to wait for another process that writes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Returns whether a write-ahead log or a journal beside the file holds anything.
pub(super) fn has_pending(path: &Path) -> bool {
    ["-wal", "-journal"]
        .into_iter()
        .any(|suffix| named_beside(path, suffix).metadata().is_ok_and(|file| file.len() > 0))
}

pub(super) fn schema(db: &Connection) -> rusqlite::Result<u32> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}
