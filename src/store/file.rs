//! The database file: opening, migrations, integrity.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::pieces::pack_outdated;

/// What may go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file or its folder cannot be opened or made.
    #[error("cannot open the store `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The file is no store of ours, or is damaged.
    #[error("the store `{}` cannot be used", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: rusqlite::Error,
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
    Aside(#[from] std::io::Error),
    /// A statement failed.
    #[error("the store refused a read or a write")]
    Sql(#[from] rusqlite::Error),
}

/// The migrations, oldest first; the n-th leads to schema n.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
];

/// The local database of orders and disputes.
#[derive(Debug)]
pub struct Store {
    pub(super) db: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a store, making it, readable by its owner only, where there is none, and brings an
    /// older schema up to date.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened, is no store, or is from a newer version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_private(path).map_err(|cause| StoreError::Open { path: path.to_owned(), cause })?;
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a store that exists, or returns `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn open_existing(path: &Path) -> Result<Option<Self>, StoreError> {
        if !path.is_file() {
            return Ok(None);
        }
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map(Some)
    }

    /// Returns where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let unusable = |cause| StoreError::Unusable { path: path.to_owned(), cause };
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags).map_err(unusable)?;
        configure(&db).map_err(unusable)?;
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        let found = migrate(&mut db).map_err(unusable)?;
        if found > known {
            return Err(StoreError::Newer { path: path.to_owned(), found, known });
        }
        Ok(Self { db, path: path.to_owned() })
    }
}

fn configure(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(Duration::from_secs(30))?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "journal_mode", "WAL")?;
    // With a write-ahead log NORMAL survives kill -9 at any point; a power cut may lose the last
    // pages, which the next sync reads again because their progress is lost with them.
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "foreign_keys", true)
}

/// Brings the schema up to date and returns the version found, or the newest after migrating. Two
/// processes may open a new store at once, so the version is read inside the transaction.
fn migrate(db: &mut Connection) -> rusqlite::Result<u32> {
    let newest = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found >= newest {
        return Ok(found);
    }
    let step = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (version, sql) in (1_u32..).zip(MIGRATIONS).filter(|(version, _)| *version > found) {
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", version)?;
    }
    if found < newest {
        pack_outdated(&step)?;
    }
    step.commit()?;
    Ok(found.max(newest))
}

/// Makes the folder and an empty file where there are none, for the owner only.
fn make_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_made_for_its_owner_and_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/store.db");
        drop(Store::open(&path).unwrap());
        assert!(Store::open_existing(&path).unwrap().is_some());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn an_older_store_is_brought_up_to_date_with_what_it_holds() {
        for schema in 1..MIGRATIONS.len() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("store.db");
            let old = Connection::open(&path).unwrap();
            old.execute_batch(&MIGRATIONS[..schema].concat()).unwrap();
            old.pragma_update(None, "user_version", schema).unwrap();
            old.execute_batch(
                "INSERT INTO orders VALUES (8200000000000001, 'main', '1005', '', NULL, NULL, \
                 NULL, 1000, 2000, NULL, 9000, 'timeout', 0, NULL, '', 'finished', '', '', 1, 1, \
                 NULL, 0)",
            )
            .unwrap();
            drop(old);
            let store = Store::open_existing(&path).unwrap().unwrap();
            let sql = "SELECT product FROM orders INDEXED BY orders_by_shop WHERE shop = 'main'";
            let product: String = store.db.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(product, "1005");
            assert_eq!(store.check().unwrap(), Vec::<String>::new());
            let outdated = "SELECT count(*) FROM order_figures WHERE moments IS NULL";
            let outdated: u64 = store.db.query_row(outdated, [], |row| row.get(0)).unwrap();
            assert_eq!(outdated, 0);
            let version: usize =
                store.db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
            assert_eq!(version, MIGRATIONS.len());
        }
    }

    #[test]
    fn a_newer_store_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        Store::open(&path).unwrap().db.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
    }

    #[test]
    fn a_file_of_another_kind_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let text = b"not a database, but long enough to have a header of a database file in it";
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text).unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::Unusable { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), text);
    }
}
