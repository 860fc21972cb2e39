//! The database file: opening, migrations, integrity.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::changes;
use super::error::{Obstacle, StoreError, obstacle};
use super::log::{self, LogState};
use super::private::{Target, target};
use super::segments::pack_orders;
use super::sums::{self, recount_all};
use crate::files;
use crate::store::look::{PATIENCE, has_pending, look, schema};

/// The migrations, oldest first; the n-th leads to schema n.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
    include_str!("schema/005.sql"),
    include_str!("schema/006.sql"),
    include_str!("schema/007.sql"),
    include_str!("schema/008.sql"),
    include_str!("schema/009.sql"),
];

/// The newest schema.
pub(super) fn newest_schema() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("there are a few migrations")
}

/// What a database of this program says that it is, in SQLite's `application_id`: "DISP".
const APPLICATION_ID: u32 = 0x4449_5350;

/// Tables that every schema of this program has had. Stores up to schema 4 had no application id.
const OWN_TABLES: [&str; 4] = ["orders", "disputes", "dispute_sightings", "query_rows"];

/// The local database of orders and disputes.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) db: Connection,
    path: PathBuf,
    /// How the file looked when it was opened without locks; `None` where it has locks.
    unlocked: Option<FileStamp>,
}

/// What tells whether a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileStamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Store {
    /// Opens a store, making it, readable by its owner only, where there is none, and brings an
    /// older schema up to date.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or written, is not a store, or is from a newer version.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let path = &plain(path)?;
        make_private(path).map_err(|cause| StoreError::Open { path: path.to_owned(), cause })?;
        Self::connect(path)
    }

    /// Opens a store that exists to change it, or returns `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub(crate) fn open_existing(path: &Path) -> Result<Option<Self>, StoreError> {
        let path = &plain(path)?;
        if !is_there(path)? {
            return Ok(None);
        }
        Self::connect(path).map(Some)
    }

    /// Opens a store that exists to read it, or returns `None` where there is none. Where neither
    /// the file nor its folder may be written, or the disk is full, it is read all the same.
    ///
    /// # Errors
    ///
    /// As [`Store::open`]; also when the file may not be written and holds changes that were not
    /// yet put in place, or an older schema.
    pub(crate) fn open_to_read(path: &Path) -> Result<Option<Self>, StoreError> {
        let path = &plain(path)?;
        if !is_there(path)? {
            return Ok(None);
        }
        match Self::connect(path) {
            Err(error) => match error.obstacle() {
                Some(Obstacle::NoRights | Obstacle::NotOpened | Obstacle::NoRoom) => {
                    Self::connect_to_read(path).map(Some)
                }
                Some(Obstacle::Busy | Obstacle::Damaged | Obstacle::Other) | None => Err(error),
            },
            store => store.map(Some),
        }
    }

    /// Returns where the store is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connect(path: &Path) -> Result<Self, StoreError> {
        let unusable = |cause| StoreError::Unusable { path: path.to_owned(), cause };
        require_own(path)?;
        require_log(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags).map_err(unusable)?;
        configure(&db).map_err(unusable)?;
        changes::require_all(&db, path)?;
        let known = newest_schema();
        let found = migrate(&mut db).map_err(unusable)?;
        if found > known {
            return Err(StoreError::Newer { path: path.to_owned(), found, known });
        }
        Ok(Self::of(db, path))
    }

    /// A store of an open database.
    pub(super) fn of(db: Connection, path: &Path) -> Self {
        files::remember(path);
        Self { db, path: path.to_owned(), unlocked: None }
    }

    /// Opens a file that may not be written.
    fn connect_to_read(path: &Path) -> Result<Self, StoreError> {
        let unusable = |cause| StoreError::Unusable { path: path.to_owned(), cause };
        require_log(path)?;
        let unlocked = if has_pending(path) { None } else { Some(stamp(path)?) };
        let db = look(path).map_err(|cause| match obstacle(&cause) {
            Obstacle::NoRights | Obstacle::NotOpened | Obstacle::NoRoom => StoreError::ReadOnly {
                path: path.to_owned(),
                why: "its latest changes still stand in the file `-wal` beside it".to_owned(),
            },
            _ => unusable(cause),
        })?;
        changes::require_all(&db, path)?;
        let known = newest_schema();
        let found = schema(&db).map_err(unusable)?;
        if found > known {
            return Err(StoreError::Newer { path: path.to_owned(), found, known });
        }
        if found < known {
            let why = format!("its schema {found} must be brought up to {known} first");
            return Err(StoreError::ReadOnly { path: path.to_owned(), why });
        }
        Ok(Self { db, path: path.to_owned(), unlocked })
    }

    /// Fails when the file was written since it was opened without locks: what was read of it may
    /// be partly old and partly new.
    pub(super) fn require_unchanged(&self) -> Result<(), StoreError> {
        let Some(then) = self.unlocked else { return Ok(()) };
        if stamp(&self.path)? == then && !has_pending(&self.path) {
            return Ok(());
        }
        Err(StoreError::Changed { path: self.path.clone() })
    }
}

fn stamp(path: &Path) -> Result<FileStamp, StoreError> {
    let metadata = std::fs::metadata(path)
        .map_err(|cause| StoreError::Open { path: path.to_owned(), cause })?;
    // Some file systems date nothing; the length still tells.
    Ok(FileStamp { bytes: metadata.len(), modified: metadata.modified().ok() })
}

/// Returns whether there is a store, and not only the file of one.
///
/// # Errors
///
/// When there was one in that file.
fn is_there(path: &Path) -> Result<bool, StoreError> {
    if !path.is_file() {
        return Ok(false);
    }
    if is_blank(path) {
        changes::require_never_written(path)?;
        return Ok(false);
    }
    Ok(true)
}

/// Returns whether nothing was ever written: a run that made the file was stopped at once.
fn is_blank(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.len() == 0) && !has_pending(path)
}

/// Returns the plain file, there or not, that a name stands for, with its links followed: so a store has
/// one log and one lock by whatever name it is opened, and no device loses its place to a file.
pub(super) fn plain(path: &Path) -> Result<PathBuf, StoreError> {
    let path = path.to_owned();
    match target(&path) {
        Ok(Target::File(file)) => Ok(file),
        Ok(Target::Stream(_) | Target::Folder) => {
            Err(StoreError::Foreign { path, found: "it is not a plain file".to_owned() })
        }
        Err(cause) => Err(StoreError::Open { path, cause }),
    }
}

/// Refuses a file of another program before anything is written, even a log beside it.
pub(super) fn require_own(path: &Path) -> Result<(), StoreError> {
    let foreign = |found: &str| StoreError::Foreign { path: path.to_owned(), found: found.into() };
    if is_blank(path) {
        return Ok(());
    }
    match look(path).and_then(|db| owner(&db)) {
        Ok(Owner::Own) => Ok(()),
        Ok(Owner::Other(found)) => Err(foreign(&found)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(foreign("it is not a SQLite database, or its first bytes are damaged"))
        }
        // What opens it to write says what is wrong.
        Err(_) => Ok(()),
    }
}

/// Refuses a store whose last changes SQLite would leave out, before it does.
fn require_log(path: &Path) -> Result<(), StoreError> {
    match log::state(path) {
        Ok(LogState::Sound) => Ok(()),
        Ok(LogState::Damaged) => Err(StoreError::Unusable {
            path: path.to_owned(),
            cause: sums::damage("the log beside it, `-wal`, is not what was written"),
        }),
        Err(cause) => Err(StoreError::Open { path: path.to_owned(), cause }),
    }
}

/// Whose a database is.
enum Owner {
    /// Ours, or of nobody yet.
    Own,
    /// Another program's, and how that shows.
    Other(String),
}

fn owner(db: &Connection) -> rusqlite::Result<Owner> {
    let id: u32 =
        db.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))?.cast_unsigned();
    if id == APPLICATION_ID {
        return Ok(Owner::Own);
    }
    if id != 0 {
        return Ok(Owner::Other(format!("it is a database with application id {id:#010x}")));
    }
    let mut select = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let own = |name: &&str| tables.iter().any(|table| table == name);
    if OWN_TABLES.iter().all(own) && schema(db)? > 0 {
        return Ok(Owner::Own);
    }
    if tables.is_empty() && schema(db)? == 0 {
        return Ok(Owner::Own);
    }
    Ok(Owner::Other("it is a database of another program".to_owned()))
}

/// Returns a new store in memory.
pub(super) fn in_memory() -> rusqlite::Result<Connection> {
    let mut db = Connection::open_in_memory()?;
    sums::register(&db)?;
    migrate(&mut db)?;
    Ok(db)
}

fn configure(db: &Connection) -> rusqlite::Result<()> {
    sums::register(db)?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    // Built with the statistics of ANALYZE, which there are none of here, SQLite prepares a statement again
    // whenever another value is bound to be compared with.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    // A change is on the disk before the next is written, so that a power cut leaves no log that seems damaged:
    // one with a page missing before a whole change.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}

/// Brings the schema up to date and returns the version found, or the newest after migrating. Two
/// processes may open a new store at once, so the version is read inside the transaction.
fn migrate(db: &mut Connection) -> rusqlite::Result<u32> {
    let newest = newest_schema();
    let found = schema(db)?;
    if found >= newest {
        return Ok(found);
    }
    let step = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = schema(&step)?;
    for (version, sql) in (1_u32..).zip(MIGRATIONS).filter(|(version, _)| *version > found) {
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", version)?;
    }
    step.pragma_update(None, "application_id", APPLICATION_ID.cast_signed())?;
    if found < newest {
        recount_all(&step)?;
        pack_orders(&step)?;
    }
    step.commit()?;
    Ok(found.max(newest))
}

/// Makes the folder and an empty file where there are none, for the owner only.
fn make_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        super::private::make_private_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => changes::forget(path),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            OpenOptions::new().read(true).append(true).open(path).map(drop)
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Completion, Moment};

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
            sums::register(&old).unwrap();
            old.execute_batch(&MIGRATIONS[..schema].concat()).unwrap();
            old.pragma_update(None, "user_version", schema).unwrap();
            old.execute_batch(
                "INSERT INTO orders (id, shop, product, sku, created_at, paid_at, completed_at, \
                 completion, completed_estimated, status, state, tracking, carrier, first_seen, \
                 last_seen, channel) VALUES (8200000000000001, 'main', '1005', '', 1000, 2000, \
                 9000, 'timeout', 0, '', 'finished', '', '', 1, 1, 0)",
            )
            .unwrap();
            old.execute_batch(
                "INSERT INTO imports (path, kind, shop, at, used, incomplete) \
                 VALUES ('orders.csv', 'plain-orders', '', 9, 1, 'a page is missing')",
            )
            .unwrap();
            if schema >= 5 {
                let sum = match schema {
                    8.. => sums::IMPORTS.row_sum(),
                    _ => "row_sum(path, kind, shop, at, used, incomplete)".to_owned(),
                };
                old.execute_batch(&format!("UPDATE imports SET sum = {sum}")).unwrap();
                let sum = sums::ORDERS.row_sum();
                old.execute_batch(&format!("UPDATE orders SET sum = {sum}")).unwrap();
            }
            drop(old);
            let store = Store::open_existing(&path).unwrap().unwrap();
            let order = store.order(super::super::tests::id(1)).unwrap().unwrap();
            assert_eq!((&*order.product, &*order.shop), ("1005", "main"));
            let moments = (order.created_at.millis(), order.completed_at.map(Moment::millis));
            assert_eq!(moments, (1000, Some(9000)));
            assert_eq!(order.completion, Some(Completion::TimedOut));
            let imports = store.imports().unwrap();
            let incomplete = imports.iter().map(|import| import.incomplete.as_deref());
            assert!(incomplete.eq([Some("a page is missing")]), "{imports:?}");
            assert!(imports.iter().all(|import| import.given.is_none()), "{imports:?}");
            assert_eq!(store.check().unwrap(), Vec::<String>::new());
            let unpacked = "SELECT count(*) FROM orders";
            let unpacked: u64 = store.db.query_row(unpacked, [], |row| row.get(0)).unwrap();
            assert_eq!(unpacked, 0);
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
        assert!(matches!(Store::open(&path), Err(StoreError::Foreign { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), text);
    }

    #[test]
    fn a_database_of_another_program_is_refused_and_left_alone() {
        for (sql, own) in [
            ("CREATE TABLE notes (id INTEGER PRIMARY KEY)", false),
            ("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT)", false),
            ("CREATE TABLE notes (id INTEGER PRIMARY KEY); PRAGMA user_version = 4", false),
            ("PRAGMA application_id = 7", false),
            ("PRAGMA journal_mode = WAL; CREATE TABLE notes (id INTEGER PRIMARY KEY)", false),
            ("VACUUM", true),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a store?#%.db");
            let other = Connection::open(&path).unwrap();
            other.execute_batch(sql).unwrap();
            drop(other);
            let before = std::fs::read(&path).unwrap();
            let (to_write, to_read) = (Store::open(&path), Store::open_to_read(&path));
            if own {
                assert!(to_write.is_ok() && to_read.unwrap().is_some(), "{sql}");
                continue;
            }
            assert!(matches!(to_write, Err(StoreError::Foreign { .. })), "{sql}");
            assert!(matches!(to_read, Err(StoreError::Foreign { .. })), "{sql}");
            assert_eq!(std::fs::read(&path).unwrap(), before, "{sql}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{sql}");
        }
    }

    #[test]
    fn a_store_that_may_only_be_read_is_read_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        drop(Store::open(&path).unwrap());
        let read = Store::connect_to_read(&path).unwrap();
        assert_eq!(read.info().unwrap().orders, 0);
        assert!(read.require_unchanged().is_ok());
        let mut writer = Store::open(&path).unwrap();
        super::super::tests::put(&mut writer, &super::super::tests::order(1));
        assert!(matches!(read.require_unchanged(), Err(StoreError::Changed { .. })));
        // With changes that are not in place yet, the log is read too.
        let read = Store::connect_to_read(&path).unwrap();
        assert_eq!(read.info().unwrap().orders, 1);
        assert!(read.unlocked.is_none());
    }

    #[test]
    fn an_older_store_that_may_only_be_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(&MIGRATIONS[..2].concat()).unwrap();
        old.pragma_update(None, "user_version", 2).unwrap();
        drop(old);
        let refused = Store::connect_to_read(&path).unwrap_err().to_string();
        assert!(refused.contains("schema 2"), "{refused}");
    }
}
