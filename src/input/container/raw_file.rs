//! Opens paths, standard input and pipes, and undoes gzip, zstd and zlib.
//!
//! What comes from a pipe is kept in an unnamed temporary file, because deciding what a file is,
//! and reading it, are two passes.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

use crate::files::{self, Bounded, Bounds, spool};
use crate::input::SourceError;
use crate::input::container::meter::{Meter, Metered};

/// Where an input comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spec {
    /// A path.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A file that is part of the program.
    BuiltIn(BuiltIn),
}

/// A file that is part of the program, as it is packed there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuiltIn {
    /// The name that messages use.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// Bytes of a file that one thread reads in the time that starting others takes.
const SMALL: u64 = 4 * 1024 * 1024;

/// How the bytes of an input are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
    /// A zlib stream, as `.zhar` files are.
    Zlib,
}

impl Packing {
    /// Tells it by the first four bytes.
    const fn of(magic: &[u8]) -> Self {
        match magic {
            [0x1f, 0x8b, _, _, ..] => Self::Gzip,
            // Programs that pack on several threads begin with a frame to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            [0x78, 0x01 | 0x5e | 0x9c | 0xda, _, _, ..] => Self::Zlib,
            _ => Self::Plain,
        }
    }

    /// Unpacks what a reader gives, up to so many bytes; what is not packed has no bound.
    fn unpacked<'a>(
        self,
        packed: impl Read + Send + 'a,
        most: u64,
    ) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Self::Plain => Box::new(packed),
            Self::Gzip => Box::new(Bounded::new(flate2::read::MultiGzDecoder::new(packed), most)),
            Self::Zlib => Box::new(Bounded::new(flate2::read::ZlibDecoder::new(packed), most)),
            Self::Zstd => Box::new(Bounded::new(zstd::Decoder::new(packed)?, most)),
        })
    }
}

/// Unpacks bytes that are packed by gzip, zlib or zstd, up to so many and as far as they are whole; others stay.
pub(crate) fn unpacked(bytes: Vec<u8>, most: u64) -> Vec<u8> {
    let packing = Packing::of(&bytes);
    if packing == Packing::Plain {
        return bytes;
    }
    let mut all = Vec::new();
    let read = packing.unpacked(&*bytes, most).and_then(|mut packed| packed.read_to_end(&mut all));
    if read.is_err() && all.is_empty() { bytes } else { all }
}

/// An input that can be read from its beginning as often as needed.
#[derive(Debug)]
pub(crate) struct Input {
    name: String,
    /// The folder it lies in; `None` for what comes from no path.
    folder: Option<PathBuf>,
    file: File,
    packing: Packing,
    meter: Arc<Meter>,
    bounds: Bounds,
}

impl Spec {
    /// Returns the spec of a command-line word: `-` is standard input.
    pub fn from_word(word: &str) -> Self {
        if word == "-" { Self::Stdin } else { Self::Path(PathBuf::from(word)) }
    }

    /// Returns whether a second opening gives the same bytes: not so of standard input and pipes.
    pub fn opens_again(&self) -> bool {
        match self {
            Self::Path(path) => path.is_file(),
            Self::BuiltIn(_) => true,
            Self::Stdin => false,
        }
    }

    /// Returns the last part of the path; `None` for standard input and names that are no text.
    pub fn file_name(&self) -> Option<String> {
        match self {
            Self::Path(path) => path.file_name()?.to_str().map(str::to_owned),
            Self::BuiltIn(file) => Some(file.name.to_owned()),
            Self::Stdin => None,
        }
    }

    /// Returns the name that messages use.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::BuiltIn(file) => file.name.to_owned(),
            Self::Stdin => "-".to_owned(),
        }
    }
}

impl Input {
    /// Opens an input whose reading a meter follows, with the usual bounds.
    #[cfg(test)]
    pub(crate) fn open(spec: &Spec, meter: &Arc<Meter>) -> Result<Self, SourceError> {
        Self::open_within(spec, meter, Bounds::default())
    }

    /// Opens an input whose reading a meter follows.
    pub(crate) fn open_within(
        spec: &Spec,
        meter: &Arc<Meter>,
        bounds: Bounds,
    ) -> Result<Self, SourceError> {
        let name = spec.name();
        let unreadable = |cause| SourceError::Unreadable { path: name.clone(), cause };
        let file = match spec {
            Spec::Stdin => files::open_stdin(bounds).map_err(unreadable)?,
            Spec::BuiltIn(file) => spool(file.bytes, u64::MAX).map_err(unreadable)?,
            Spec::Path(path) => files::open(path, bounds).map_err(|cause| match cause.kind() {
                io::ErrorKind::IsADirectory => SourceError::Directory { path: name.clone() },
                _ => unreadable(cause),
            })?,
        };
        let folder = match spec {
            Spec::Path(path) => path.parent().map(|folder| match folder.as_os_str() {
                name if name.is_empty() => PathBuf::from("."),
                name => PathBuf::from(name),
            }),
            Spec::Stdin | Spec::BuiltIn(_) => None,
        };
        Ok(Self { folder, ..Self::of_file(name, file, meter, bounds)? })
    }

    /// Takes a file that is open, as one unpacked from an archive.
    pub(crate) fn of_file(
        name: String,
        mut file: File,
        meter: &Arc<Meter>,
        bounds: Bounds,
    ) -> Result<Self, SourceError> {
        let unreadable = |cause| SourceError::Unreadable { path: name.clone(), cause };
        let mut magic = [0; 4];
        file.rewind().map_err(unreadable)?;
        let count = read_up_to(&mut file, &mut magic).map_err(unreadable)?;
        let packing = Packing::of(magic.get(..count).unwrap_or_default());
        Ok(Self { name, folder: None, file, packing, meter: Arc::clone(meter), bounds })
    }

    /// Takes bytes that were made from another input, under its name.
    pub(crate) fn of_bytes(&self, bytes: &[u8]) -> Result<Self, SourceError> {
        let file = spool(bytes, u64::MAX).map_err(|cause| self.unreadable(cause))?;
        let (name, meter, bounds) = (self.name.clone(), Arc::clone(&self.meter), self.bounds);
        Ok(Self { name, folder: None, file, packing: Packing::Plain, meter, bounds })
    }

    /// Returns the same input once more under a name of its own, for a part of it.
    pub(crate) fn again(&self, name: String) -> Result<Self, SourceError> {
        let file = self.file.try_clone().map_err(|cause| self.unreadable(cause))?;
        let (packing, meter, bounds) = (self.packing, Arc::clone(&self.meter), self.bounds);
        Ok(Self { name, folder: self.folder.clone(), file, packing, meter, bounds })
    }

    /// Returns the folder that the input lies in; `None` for what comes from no path.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        self.folder.clone()
    }

    /// Returns an input without bytes, for what has been read already.
    pub(crate) fn empty(name: &str) -> io::Result<Self> {
        let (file, packing) = (tempfile::tempfile()?, Packing::Plain);
        let (meter, bounds) = (Arc::default(), Bounds::default());
        Ok(Self { name: name.to_owned(), folder: None, file, packing, meter, bounds })
    }

    /// Returns how much of the input is read.
    pub(crate) fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Returns the name that messages use.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Returns whether the input is read too quickly for another thread to be worth its start.
    pub(crate) fn is_small(&self) -> bool {
        self.packing == Packing::Plain && self.file.metadata().is_ok_and(|file| file.len() < SMALL)
    }

    /// Returns the unpacked bytes from the beginning.
    pub(crate) fn bytes(&self) -> Result<Box<dyn Read + Send + '_>, SourceError> {
        let file = self.rewound()?;
        let size = file.metadata().map_err(|cause| self.unreadable(cause))?.len();
        let file = Metered::new(file, &self.meter, size);
        let unpacked = self.packing.unpacked(file, self.bounds.bytes);
        unpacked.map_err(|cause| self.unreadable(cause))
    }

    /// Returns the file itself, for readers that seek. Packed spreadsheets are unpacked to a
    /// temporary file first.
    pub(crate) fn seekable(&self) -> Result<File, SourceError> {
        match self.packing {
            Packing::Plain => self.rewound()?.try_clone().map_err(|cause| self.unreadable(cause)),
            Packing::Gzip | Packing::Zstd | Packing::Zlib => {
                spool(self.bytes()?, self.bounds.bytes).map_err(|cause| self.unreadable(cause))
            }
        }
    }

    /// Returns the unpacked bytes of what is read into memory whole.
    pub(crate) fn document(&self) -> Result<Box<dyn Read + Send + '_>, SourceError> {
        Ok(Box::new(Bounded::new(self.bytes()?, self.bounds.document)))
    }

    /// Returns an error about this input.
    pub(crate) fn unreadable(&self, cause: io::Error) -> SourceError {
        SourceError::Unreadable { path: self.name.clone(), cause }
    }

    /// Returns that it is a workbook, and damaged.
    pub(crate) fn broken_workbook(&self, cause: &str) -> SourceError {
        SourceError::BrokenWorkbook { path: self.name.clone(), cause: cause.to_owned() }
    }

    /// Returns that it is nothing that is read.
    pub(crate) fn unknown_kind(&self, found: &str) -> SourceError {
        SourceError::UnknownKind { path: self.name.clone(), found: found.to_owned() }
    }

    fn rewound(&self) -> Result<&File, SourceError> {
        let mut file = &self.file;
        file.rewind().map_err(|cause| self.unreadable(cause))?;
        Ok(file)
    }
}

/// Fills a buffer as far as the reader has bytes, and returns how many there were.
pub(crate) fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PARTS: [&str; 3] = ["order_id,created_at\n", "", "8208460785972844,2026-01-16\n"];

    fn gzip(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        zstd::encode_all(text.as_bytes(), 1).unwrap()
    }

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(bytes)?;
        let input = Input::open(&Spec::Path(file.path().to_owned()), &Arc::default()).unwrap();
        let mut text = String::new();
        input.bytes().unwrap().read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn members_and_frames_one_after_another_are_one_text() {
        assert_eq!(unpacked(&PARTS.map(gzip).concat()).unwrap(), PARTS.concat());
        assert_eq!(unpacked(&PARTS.map(zstd).concat()).unwrap(), PARTS.concat());
        let skipped = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let frames = [&skipped[..], &zstd(PARTS[0]), &skipped, &zstd(PARTS[2])].concat();
        assert_eq!(unpacked(&frames).unwrap(), PARTS.concat());
    }

    #[test]
    fn what_is_cut_off_inside_a_member_or_a_frame_is_an_error() {
        for pack in [gzip, zstd] {
            let (first, last) = (pack(PARTS[0]), pack(PARTS[2]));
            let whole = [first.clone(), last].concat();
            for length in (5..first.len()).chain(first.len() + 1..whole.len()) {
                assert!(unpacked(&whole[..length]).is_err(), "{length}");
            }
        }
    }
}
