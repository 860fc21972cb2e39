//! The files that hold what a HAR names and does not hold itself: beside it, or in its archive.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::files::{self, Bounds};
use crate::input::SourceError;
use crate::input::container::archive;
use crate::input::container::raw_file::Input;

/// The most that is read of one body, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Where the bodies of a HAR are looked for.
pub(crate) enum Companions {
    /// Nowhere.
    None,
    /// In the folder of the HAR.
    Folder(PathBuf),
    /// In the archive that holds it, in the same folder, whose slash is kept.
    Archive(Box<ZipArchive<BufReader<File>>>, String),
}

impl Companions {
    /// The folder of a file that lies in one.
    pub(crate) fn beside(input: &Input) -> Self {
        input.folder().map_or(Self::None, Self::Folder)
    }

    /// The archive itself, and the HAR in it as text.
    pub(crate) fn of_archive(input: &Input) -> Result<(Self, Vec<u8>), SourceError> {
        let broken = |cause: ZipError| SourceError::BrokenArchive {
            path: input.name().to_owned(),
            cause: cause.to_string(),
        };
        let mut archive = ZipArchive::new(BufReader::new(input.seekable()?)).map_err(broken)?;
        let mut text = Vec::new();
        let name = archive::har_in(&archive).ok_or_else(|| broken(ZipError::FileNotFound))?;
        archive
            .by_name(&name)
            .map_err(broken)?
            .take(input.bounds().document)
            .read_to_end(&mut text)
            .map_err(|cause| input.unreadable(cause))?;
        let folder = archive::folder_of(&name).to_owned();
        Ok((Self::Archive(Box::new(archive), folder), text))
    }

    /// Returns the bytes of a body; `None` where there is no such file. Only a plain name is
    /// looked for, so that a HAR reads nothing outside its own folder.
    pub(crate) fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        let name = name.strip_prefix("./").unwrap_or(name);
        let is_plain =
            !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0']);
        if !is_plain {
            return None;
        }
        let mut bytes = Vec::new();
        match self {
            Self::None => return None,
            Self::Folder(folder) => {
                let path = folder.join(name);
                let kind = std::fs::symlink_metadata(&path).ok()?;
                if !kind.is_file() {
                    return None;
                }
                let file = files::open(&path, Bounds::up_to(LARGEST)).ok()?;
                file.take(LARGEST).read_to_end(&mut bytes).ok()?;
            }
            Self::Archive(archive, folder) => {
                archive
                    .by_name(&format!("{folder}{name}"))
                    .ok()?
                    .take(LARGEST)
                    .read_to_end(&mut bytes)
                    .ok()?;
            }
        }
        Some(bytes)
    }
}
