//! A file that is replaced whole or not at all, opened before the work starts.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::{Failure, USE};

/// Where an answer goes.
pub(super) enum Output {
    /// Standard output.
    Stdout,
    /// A file: what is written so far, and the name it takes at the end.
    File(NamedTempFile, PathBuf),
}

impl Output {
    /// Opens a file beside the one named.
    pub(super) fn open(path: PathBuf) -> Result<Self, Failure> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            Some(_) | None => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".disputes-");
        // A report may be read by others, as far as the user's own mask allows it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|cause| wrong(cause, &path))?;
        if path.is_dir() {
            return Err(Failure::usage(format!("`{}` is a folder", path.display()))
                .hint("name a file, as `--output reports/{date}.html`"));
        }
        Ok(Self::File(file, path))
    }

    /// Writes the answer; `stdout` is `None` when nothing is to be printed.
    pub(super) fn finish(
        self,
        bytes: &[u8],
        stdout: Option<&mut dyn Write>,
    ) -> Result<(), Failure> {
        match (self, stdout) {
            (Self::Stdout, Some(out)) => Ok(out.write_all(bytes)?),
            (Self::Stdout, None) => Ok(()),
            (Self::File(mut file, path), _) => {
                let written = file.write_all(bytes).and_then(|()| file.as_file().sync_all());
                written.map_err(|cause| wrong(cause, &path))?;
                file.persist(&path).map(drop).map_err(|error| wrong(error.error, &path))
            }
        }
    }
}

fn wrong(cause: std::io::Error, path: &Path) -> Failure {
    let error = anyhow::Error::new(cause).context(format!("cannot write `{}`", path.display()));
    Failure::with_code(error, USE).hint("see that the folder is there and can be written")
}
