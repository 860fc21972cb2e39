//! What may go wrong with the store.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// What may go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The file or its folder cannot be opened or made.
    #[error("cannot open the store `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The file is damaged, or cannot be read or written.
    #[error("the store `{}` cannot be used", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
    },
    /// The file is not a store: it is left as it is.
    #[error("`{}` is not a store of this program: {found}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// A newer version of this program has written it.
    #[error("the store `{}` has schema {found}, this version knows up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema known.
        known: u32,
    },
    /// It may only be read, and something would have to be written first.
    #[error("the store `{}` may only be read, and {why}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What would have to be written.
        why: String,
    },
    /// It was written by another program run while it was read without locks.
    #[error("the store `{}` was changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Changes that were made to it are not in it: its write-ahead log is gone, or it or the log is
    /// an older copy.
    #[error(
        "the store `{}` has lost its last changes: it holds {held} of {made}",
        path.display()
    )]
    Behind {
        /// The file.
        path: PathBuf,
        /// Changes so far.
        made: i64,
        /// Those that are in it.
        held: i64,
    },
    /// Another run works on it.
    #[error("the store `{}` is in use by {holder}", path.display())]
    Held {
        /// The file.
        path: PathBuf,
        /// Who: process number and since when.
        holder: String,
    },
    /// Orders could not be set aside while their input was read.
    #[error("cannot set orders aside in a temporary file")]
    Spill(#[from] std::io::Error),
    /// A statement failed.
    #[error("the store refused a read or a write")]
    Sql(#[from] rusqlite::Error),
}

impl From<rusqlite::types::FromSqlError> for StoreError {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sql(error.into())
    }
}

/// Why SQLite refused something, as far as a user can act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// The disk or the quota is full.
    NoRoom,
    /// The file or its folder may not be written.
    NoRights,
    /// The file cannot be opened: it is not there, or may not be read.
    NotOpened,
    /// Another process holds it for too long.
    Busy,
    /// Its bytes are not what they were.
    Damaged,
    /// Anything else.
    Other,
}

impl StoreError {
    /// Returns what stood in the way; `None` where SQLite was not asked.
    pub(crate) fn obstacle(&self) -> Option<Obstacle> {
        match self {
            Self::Unusable { cause, .. } | Self::Sql(cause) => Some(obstacle(cause)),
            Self::Behind { .. } => Some(Obstacle::Damaged),
            _ => None,
        }
    }
}

/// Result code of an input or output error for want of room in the shared memory of a write-ahead
/// log, which SQLite makes beside the file.
const SHARED_MEMORY_FULL: i32 = rusqlite::ffi::SQLITE_IOERR_SHMSIZE;

/// Returns what stood in the way of a statement.
pub(super) fn obstacle(error: &rusqlite::Error) -> Obstacle {
    let Some(cause) = error.sqlite_error() else {
        // A value of another type than its column has: nothing of ours writes that.
        return Obstacle::Damaged;
    };
    match cause.code {
        ErrorCode::DiskFull => Obstacle::NoRoom,
        _ if cause.extended_code == SHARED_MEMORY_FULL => Obstacle::NoRoom,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Obstacle::NoRights,
        ErrorCode::CannotOpen => Obstacle::NotOpened,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Obstacle::Busy,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Obstacle::Damaged,
        _ => Obstacle::Other,
    }
}
