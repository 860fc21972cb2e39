//! Files that are replaced whole or not at all, and those among them that only their owner may
//! read: tokens, messages, the memory of reports.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::files::{self, Bounds};

/// How the name of a file begins that is to take the place of another.
const PREFIX: &str = ".disputes-tmp-";

/// How such names began in earlier versions; six letters or digits followed.
const OLDER_PREFIXES: [&str; 2] = [".tmp", ".disputes-"];

/// A file of this program is locked while it is written, but for the moment after it is made.
const UNLOCKED_FOR: Duration = Duration::from_secs(5);

/// Files of earlier versions were never locked: they are left over once they are this old.
const OLDER_UNLOCKED_FOR: Duration = Duration::from_secs(60);

/// Most symbolic links that are followed from one name; Linux stops there too.
const MOST_LINKS: usize = 40;

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner only, whatever the umask.
    Owner,
    /// Those who may read the file that is replaced; a new one as the umask has it.
    AsBefore,
}

#[cfg(unix)]
impl Readers {
    /// Returns the mode of a new file, from which the system takes the umask.
    const fn mode_of_new(self) -> u32 {
        match self {
            Self::Owner => 0o600,
            Self::AsBefore => 0o666,
        }
    }
}

/// What a name to write to stands for, after its symbolic links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A plain file at this path, or nothing yet.
    File(PathBuf),
    /// A device, a pipe, a socket, or a file that this process holds open (`/dev/stdout`): written
    /// into, never replaced.
    Stream(PathBuf),
    /// A folder.
    Folder,
}

/// Finds out what a name to write to stands for.
///
/// # Errors
///
/// When a link cannot be read, or the links lead in a circle; on Windows, when the name has a colon.
pub(crate) fn target(path: &Path) -> std::io::Result<Target> {
    let mut path = path.to_owned();
    if cfg!(windows) && path.file_name().is_some_and(|name| name.to_string_lossy().contains(':')) {
        return Err(std::io::Error::other(
            "Windows takes what follows a colon for the name of a part of the file that no folder shows",
        ));
    }
    for _ in 0..MOST_LINKS {
        // Links below these folders stand for open files, not for names.
        if ["/dev/fd", "/proc"].iter().any(|folder| path.starts_with(folder)) {
            return Ok(Target::Stream(path));
        }
        let metadata = match path.symlink_metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Target::File(path));
            }
            Err(error) => return Err(error),
        };
        if !metadata.is_symlink() {
            return Ok(match (metadata.is_file(), metadata.is_dir()) {
                (true, _) => Target::File(path),
                (_, true) => Target::Folder,
                (false, false) => Target::Stream(path),
            });
        }
        let link = std::fs::read_link(&path)?;
        path = folder_of(&path).join(link);
    }
    Err(std::io::Error::other("its symbolic links lead in a circle"))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Writes a file for its owner only, whole or not at all, with the folders above it, which only
/// the owner may enter. Also removes what killed runs have left in the folder.
///
/// # Errors
///
/// When the folder or the file cannot be written, or the name stands for no plain file.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    make_private_folder(folder_of(path))?;
    let Target::File(path) = target(path)? else {
        return Err(std::io::Error::other("it is not a plain file"));
    };
    // What cannot be removed does not hinder the writing.
    let _ = sweep(folder_of(&path));
    replace(&path, bytes, Readers::Owner)
}

/// Makes a folder, with those above it, for its owner only.
///
/// # Errors
///
/// When it cannot be made.
pub(crate) fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Takes the rights of all but its owner from a folder. Returns whether others had any.
///
/// # Errors
///
/// When there is no such folder, or it belongs to somebody else.
#[cfg(unix)]
pub(crate) fn close_folder(folder: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    let mode = folder.metadata()?.permissions().mode();
    let open = mode & 0o077 != 0;
    if open {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode & 0o700 | 0o700))?;
    }
    Ok(open)
}

/// Rights are the folder's own matter where the system has no modes.
///
/// # Errors
///
/// Never.
#[cfg(not(unix))]
pub(crate) fn close_folder(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}

/// Replaces a plain file, or makes it: the bytes are on the disk under another name beside it
/// before they take this one. On any error the file is as it was.
///
/// # Errors
///
/// When the folder cannot be written, or its disk is full.
pub(crate) fn replace(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let file = beside(path, bytes, readers)?;
    file.persist(path).map_err(|error| error.error)?;
    flush_folder(path)
}

/// Makes a plain file that must not be there yet, whole or not at all.
///
/// # Errors
///
/// As [`replace`], and when there is something of that name.
pub(crate) fn create(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<()> {
    let file = beside(path, bytes, readers)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    flush_folder(path)
}

/// Returns the name of a file with so much added to it.
pub(super) fn named_beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes an empty file for its owner, beside the one whose place a whole database is to take, and removes
/// what killed runs have left there. It is gone with its handle, unless it is persisted.
pub(super) fn copy_beside(path: &Path) -> std::io::Result<NamedTempFile> {
    // What cannot be removed does not hinder the writing.
    let _ = sweep(folder_of(path));
    let file = empty_beside(path, Readers::Owner)?;
    // The locks of the database are others here; elsewhere a file that is open cannot be removed.
    #[cfg(unix)]
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// What SQLite puts beside a database.
const LOGS: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Makes an empty file beside another. Opened here, because an error of the library's own opener names the
/// file that was to take the place of the other.
fn empty_beside(path: &Path, readers: Readers) -> std::io::Result<NamedTempFile> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, readers.mode_of_new());
    #[cfg(not(unix))]
    let _ = readers;
    tempfile::Builder::new().prefix(PREFIX).make_in(folder_of(path), |path| options.open(path))
}

fn beside(path: &Path, bytes: &[u8], readers: Readers) -> std::io::Result<NamedTempFile> {
    let mut file = empty_beside(path, readers)?;
    // The lock ends with the process, so that a left-over can be told from a file under way. Some
    // file systems have no locks; there the age alone says it.
    let _ = file.as_file().try_lock();
    file.write_all(bytes)?;
    #[cfg(unix)]
    if let (Readers::AsBefore, Ok(before)) = (readers, path.metadata()) {
        use std::os::unix::fs::MetadataExt;
        // Only root may give a file away; for others it stays theirs.
        let _ = std::os::unix::fs::fchown(file.as_file(), Some(before.uid()), Some(before.gid()));
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Does nothing: elsewhere than on Unix a folder cannot be flushed.
#[cfg(not(unix))]
const fn flush_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The name itself is on the disk only once the folder is.
#[cfg(unix)]
fn flush_folder(path: &Path) -> std::io::Result<()> {
    match File::open(folder_of(path)).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot flush a folder, and some folders may be written but not read.
        Err(error)
            if !matches!(
                error.kind(),
                std::io::ErrorKind::InvalidInput
                    | std::io::ErrorKind::PermissionDenied
                    | std::io::ErrorKind::Unsupported
            ) =>
        {
            return Err(error);
        }
        Ok(()) | Err(_) => {}
    }
    Ok(())
}

/// Removes what runs that were killed have left in a folder: files that were to take the place of
/// others. Those of runs that are at work stay. Returns how many there were.
///
/// # Errors
///
/// When the folder cannot be read, or a left-over cannot be removed.
pub(crate) fn sweep(folder: &Path) -> std::io::Result<u32> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut swept = 0;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        // A log is left over as the database is that it belongs to.
        let owner = LOGS.iter().find_map(|log| name.strip_suffix(log)).unwrap_or(name);
        let Some(age) = left_over_after(owner) else { continue };
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            // Another run has finished with it.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        // A change in the future is a clock that was put back.
        let old = metadata.modified()?.elapsed().is_ok_and(|elapsed| elapsed > age);
        if !metadata.is_file() || !old {
            continue;
        }
        if File::open(folder.join(owner)).is_ok_and(|file| file.try_lock().is_err()) {
            continue;
        }
        match std::fs::remove_file(entry.path()) {
            Ok(()) => swept += 1,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(swept)
}

/// From which age on a file of this name is left over; `None` where the name is not one of ours.
fn left_over_after(name: &str) -> Option<Duration> {
    let random = |rest: &str| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    if name.strip_prefix(PREFIX).is_some_and(random) {
        return Some(UNLOCKED_FOR);
    }
    let older = OLDER_PREFIXES.iter().any(|prefix| name.strip_prefix(prefix).is_some_and(random));
    older.then_some(OLDER_UNLOCKED_FOR)
}

/// Reads a file that only its owner may read. `None` where there is none.
///
/// # Errors
///
/// When it cannot be read, is too large, or others may read it.
pub(crate) fn read_private(path: &Path, bounds: Bounds) -> std::io::Result<Option<Vec<u8>>> {
    let found = match path.metadata() {
        Ok(metadata) if !metadata.is_file() && !path.starts_with("/dev") => {
            return Err(std::io::Error::other("it is not a plain file"));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    let bounds = bounds.of_secret();
    let mut file = match files::open(path, bounds) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    // A pipe has been copied to a file that is private in any case.
    if !is_private(&found) || !is_private(&file.metadata()?) {
        return Err(std::io::Error::new(
            std::io::ErrorKind::PermissionDenied,
            "users other than its owner can read it; `chmod 600` it",
        ));
    }
    files::whole(&mut file, bounds).map(Some)
}

#[cfg(unix)]
fn is_private(metadata: &std::fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &std::fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_is_replaced_whole_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens/main.json");
        assert_eq!(read_private(&path, Bounds::USUAL).unwrap(), None);
        write_private(&path, b"one").unwrap();
        write_private(&path, b"two").unwrap();
        assert_eq!(read_private(&path, Bounds::USUAL).unwrap().unwrap(), b"two");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        write_private(&path, b"one").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(read_private(&path, Bounds::USUAL).unwrap_err().to_string().contains("chmod 600"));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_may_enter_is_closed_once() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert!(close_folder(folder.path()).unwrap());
        assert_eq!(folder.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        assert!(!close_folder(folder.path()).unwrap());
        assert!(close_folder(&folder.path().join("absent")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_a_mode_is_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("second", at("first")).unwrap();
        symlink("real", at("second")).unwrap();
        assert_eq!(target(&at("first")).unwrap(), Target::File(at("real")));
        replace(&at("real"), b"old", Readers::AsBefore).unwrap();
        std::fs::set_permissions(at("real"), std::fs::Permissions::from_mode(0o640)).unwrap();
        replace(&at("real"), b"new", Readers::AsBefore).unwrap();
        assert_eq!(at("real").metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(std::fs::read(at("first")).unwrap(), b"new");
        assert_eq!(target(Path::new("/dev/null")).unwrap(), Target::Stream("/dev/null".into()));
        assert_eq!(target(folder.path()).unwrap(), Target::Folder);
        symlink("round", at("about")).unwrap();
        symlink("about", at("round")).unwrap();
        assert!(target(&at("round")).is_err());
    }

    #[test]
    fn a_file_that_is_there_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        create(&path, b"one", Readers::AsBefore).unwrap();
        assert!(create(&path, b"two", Readers::AsBefore).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_killed_runs_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, age: u64| {
            let file = File::create(folder.path().join(name)).unwrap();
            let then = file.metadata().unwrap().modified().unwrap() - Duration::from_secs(age);
            file.set_modified(then).unwrap();
            file
        };
        for name in [".tmpAbCdEf", ".disputes-AbCdEf", ".disputes-tmp-AbCdEf"] {
            drop(make(name, 100));
        }
        let at_work = make(".disputes-tmp-aaaaaa", 100);
        at_work.lock().unwrap();
        let kept = ["main.json", ".tmp", ".tmpAbCdE", ".tmp-other", ".disputes-lock"];
        for name in kept {
            drop(make(name, 100));
        }
        for name in [".tmpLeftAb-journal", ".disputes-tmp-LeftAb-wal", ".disputes-tmp-aaaaaa-wal"] {
            drop(make(name, 100));
        }
        drop(make(".tmpFresh0", 1));
        assert_eq!(sweep(folder.path()).unwrap(), 5);
        // The one at work, its log, and the fresh one.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), kept.len() + 3);
        assert_eq!(sweep(&folder.path().join("absent")).unwrap(), 0);
    }
}
