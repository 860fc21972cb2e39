//! The ledger of points on disk: read, and written so that a crash loses nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::context::Context;
use super::failure::Failure;
use crate::rules::{Notice, read_ledger, write_ledger};

/// Returns where the ledger is.
pub(super) fn path(context: &Context) -> Result<PathBuf, Failure> {
    let folder = context.environment.state_dir.clone();
    folder.map(|folder| folder.join("points.toml")).ok_or_else(|| {
        Failure::usage("there is no folder for the ledger of points")
            .hint("set HOME or XDG_STATE_HOME")
    })
}

/// Reads the ledger; an absent one is empty.
pub(super) fn read(context: &Context) -> Result<Vec<Notice>, Failure> {
    match path(context) {
        Ok(path) => read_at(&path),
        // Without a home there is no ledger.
        Err(_) => Ok(Vec::new()),
    }
}

/// Reads the ledger at a path; an absent one is empty.
pub(super) fn read_at(path: &Path) -> Result<Vec<Notice>, Failure> {
    #[expect(clippy::disallowed_methods, reason = "the ledger is opened here")]
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unusable(error, "read", path)),
    };
    Ok(read_ledger(&text, &path.display().to_string())?)
}

/// Changes the ledger: read, changed and replaced as a whole while no other run does.
pub(super) fn change<T>(
    context: &Context,
    change: impl FnOnce(&mut Vec<Notice>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let path = path(context)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unusable(error, "make the folder of", &path))?;
    let lock = File::create(folder.join("points.lock"));
    let lock = lock.map_err(|error| unusable(error, "lock", &path))?;
    lock.lock().map_err(|error| unusable(error, "lock", &path))?;
    let mut notices = read_at(&path)?;
    let answer = change(&mut notices)?;
    replace(&path, folder, &write_ledger(&notices))
        .map_err(|error| unusable(error, "write", &path))?;
    Ok(answer)
}

/// The new ledger is on the disk before the old one goes.
fn replace(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(folder).and_then(|folder| folder.sync_all()).or_else(|error| {
        // Some systems cannot flush a folder; the file itself is safe.
        if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput) {
            Ok(())
        } else {
            Err(error)
        }
    })
}

fn unusable(error: io::Error, what: &str, path: &Path) -> Failure {
    let error = Err::<(), _>(error).with_context(|| format!("cannot {what} `{}`", path.display()));
    error.err().map_or_else(|| Failure::usage("no ledger"), Failure::settings)
}

/// Keeps the notices of the shops asked for; those that name no shop belong to all.
pub(super) fn of_shops(notices: Vec<Notice>, shops: &[String]) -> Vec<Notice> {
    let ours = |notice: &Notice| {
        notice.shop.is_empty() || shops.is_empty() || shops.contains(&notice.shop)
    };
    notices.into_iter().filter(ours).collect()
}
