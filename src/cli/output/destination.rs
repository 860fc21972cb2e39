//! Where an answer goes: standard output, a plain file that is replaced whole or not at all, or a
//! device or pipe that is written into. Looked at before the work starts.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::failure::{self, FAULT, Failure, USE};
use crate::cli::sources::api::line;
use crate::files::{self, Bounds, write_stream};
use crate::store::{Readers, Target, replace, sweep, target};

/// Where an answer goes.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A plain file, with its symbolic links followed.
    File(PathBuf),
    /// A device, a pipe, or a file that is open already, such as `/dev/stdout`.
    Stream(PathBuf),
}

/// The option of commands that answer with no more than that it is done.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct QuietArgs {
    /// Print nothing on success
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

impl QuietArgs {
    /// Writes a line, unless nothing is to be printed.
    pub(crate) fn line(self, out: &mut dyn Write, text: &str) -> Result<(), Failure> {
        if self.quiet { Ok(()) } else { line(out, text) }
    }
}

impl Output {
    /// Looks at the place that a name stands for (`-` is standard output), before any work is done for it.
    pub(crate) fn open(path: PathBuf) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::Stdout);
        }
        match target(&path).map_err(|cause| failure::of_file(cause, "write", &path, USE))? {
            Target::Stream(stream) => Ok(Self::Stream(stream)),
            Target::Folder => Err(usage_error!("`{}` is a folder", path.display())
                .hint("name a file, such as `--output reports/{date}.html`")),
            Target::File(file) => {
                let folder = match file.parent() {
                    Some(folder) if !folder.as_os_str().is_empty() => folder,
                    Some(_) | None => Path::new("."),
                };
                // What a killed run left here hinders nobody.
                let _ = sweep(folder);
                tempfile::tempfile_in(folder)
                    .map_err(|cause| failure::of_file(cause, "write", &path, USE))?;
                Ok(Self::File(file))
            }
        }
    }

    /// Returns the file that is replaced; `None` for what is written into.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdout | Self::Stream(_) => None,
        }
    }

    /// Writes the answer; `stdout` is `None` when nothing is to be printed.
    pub(crate) fn finish(
        self,
        bytes: &[u8],
        stdout: Option<&mut dyn Write>,
    ) -> Result<(), Failure> {
        match (self, stdout) {
            (Self::Stdout, Some(out)) => {
                out.write_all(bytes)?;
                Ok(out.flush()?)
            }
            (Self::Stdout, None) => Ok(()),
            (place @ (Self::File(_) | Self::Stream(_)), _) => place.write(bytes),
        }
    }

    /// Writes the answer to a file or a stream; to standard output nothing. A file that was read for it is
    /// not replaced.
    pub(crate) fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        if let Some(path) = self.file().filter(|path| files::was_read(path)) {
            let text =
                format!("`{}` was read for this answer, which would replace it", path.display());
            return Err(Failure::usage(text).hint("name another file for the answer"));
        }
        self.write_over(bytes)
    }

    /// Writes to a file or a stream; the user has asked that the file is replaced.
    pub(crate) fn write_over(self, bytes: &[u8]) -> Result<(), Failure> {
        let (done, path) = match self {
            Self::Stdout => return Ok(()),
            Self::File(path) => (replace(&path, bytes, Readers::AsBefore), path),
            Self::Stream(path) => (write_stream(&path, bytes, Bounds::USUAL), path),
        };
        done.map_err(|cause| failure::of_file(cause, "write", &path, FAULT))
    }
}
