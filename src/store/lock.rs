//! One writer at a time, across processes: a lock that the system drops with its process, however
//! that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::StoreError;
use super::file::{plain, require_own};
use super::private::{Target, named_beside, target};
use crate::domain::Moment;

/// A held lock. Dropping it lets the next run in.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the lock of a store, as [`lock`] does, and refuses a file of another program before anything is
/// written beside it.
///
/// # Errors
///
/// As [`lock`], and when the file is not a store.
pub(crate) fn lock_store(
    path: &Path,
    now: Moment,
    patience: Duration,
    waiting: &mut dyn FnMut(&str),
) -> Result<Lock, StoreError> {
    require_own(&plain(path)?)?;
    lock(path, now, patience, waiting)
}

/// Takes the lock beside `path`, waiting up to `patience`, and notes process and moment in it so
/// that others can say who holds it. `waiting` is known the holder once, when there is one.
///
/// # Errors
///
/// When the lock file cannot be made, or is held longer than `patience`.
pub(crate) fn lock(
    path: &Path,
    now: Moment,
    patience: Duration,
    waiting: &mut dyn FnMut(&str),
) -> Result<Lock, StoreError> {
    let lock_path = match target(path) {
        Ok(Target::File(file)) => named_beside(&file, ".lock"),
        // What opens it says what is wrong.
        Ok(Target::Stream(_) | Target::Folder) | Err(_) => named_beside(path, ".lock"),
    };
    let failed = |cause| StoreError::Open { path: lock_path.clone(), cause };
    let mut file = open(&lock_path).map_err(failed)?;
    let started = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                let holder = holder(&mut file);
                if started.elapsed() >= patience {
                    return Err(StoreError::Held { path: path.to_owned(), holder });
                }
                if !told {
                    waiting(&holder);
                    told = true;
                }
                std::thread::sleep(Duration::from_millis(50).min(patience));
            }
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
    }
    note(&mut file, now).map_err(failed)?;
    Ok(Lock { _file: file })
}

fn open(path: &Path) -> std::io::Result<File> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        super::private::make_private_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.take(100).read_to_string(&mut text));
    match read {
        Ok(_) if !text.trim().is_empty() => text.trim().to_owned(),
        Ok(_) | Err(_) => "another run".to_owned(),
    }
}

fn note(file: &mut File, now: Moment) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "process {} since {now}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_put_beside_a_file_of_another_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE notes (text)").unwrap();
        drop(other);
        let now = Moment::from_millis(0);
        let locked = lock_store(&path, now, Duration::ZERO, &mut |_| ());
        assert!(matches!(locked, Err(StoreError::Foreign { .. })));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(
            lock_store(&folder.path().join("new.db"), now, Duration::ZERO, &mut |_| ()).is_ok()
        );
    }

    #[test]
    fn a_second_run_is_told_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let now = Moment::from_millis(0);
        let held = lock(&path, now, Duration::ZERO, &mut |_| ()).unwrap();
        let error = lock(&path, now, Duration::ZERO, &mut |_| ()).unwrap_err().to_string();
        assert!(error.contains(&format!("process {}", std::process::id())), "{error}");
        drop(held);
        assert!(lock(&path, now, Duration::ZERO, &mut |_| ()).is_ok());
    }
}
