//! The parts of an Office Open XML package, and what is common to reading them.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::{ZipError, ZipResult};

use super::XlsxError;

/// How many bytes of a part are unpacked at a time.
const AT_ONCE: usize = 64 * 1024;

/// How many bytes of a sheet are handed from the thread that unpacks to the one that reads, and how
/// many such blocks may wait.
const BLOCK: u64 = 256 * 1024;
pub(super) const WAITING_BLOCKS: usize = 4;

/// A block of a part, or why there is none.
type PartBlock = io::Result<Vec<u8>>;

/// A part, read piece by piece.
pub(super) type Xml<'a, R> = Reader<BufReader<ZipFile<'a, R>>>;

/// The parts of a package.
pub(super) struct PackageParts<R> {
    archive: ZipArchive<R>,
    /// What parts are called in the archive, by their names with `/` and in small letters.
    names: HashMap<String, String>,
}

impl<R: Read + Seek> PackageParts<R> {
    /// Opens a package.
    pub(super) fn new(reader: R) -> Result<Self, XlsxError> {
        let archive = ZipArchive::new(reader)?;
        let mut names = HashMap::new();
        for name in archive.file_names() {
            let name = name?;
            names.insert(name.replace('\\', "/").to_ascii_lowercase(), name.into_owned());
        }
        Ok(Self { archive, names })
    }

    /// Opens a part; `None` where the package has none of that name.
    pub(super) fn open(&mut self, path: &str) -> Result<Option<Xml<'_, R>>, XlsxError> {
        let file = self.file(path)?;
        Ok(file.map(|file| xml_of(BufReader::with_capacity(AT_ONCE, file))))
    }

    /// Opens the file of a part; `None` where the package has none of that name.
    pub(super) fn file(&mut self, path: &str) -> Result<Option<ZipFile<'_, R>>, XlsxError> {
        let key = path.to_ascii_lowercase();
        match self.archive.by_name(self.names.get(&key).map_or(path, String::as_str)) {
            Ok(file) => Ok(Some(file)),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(cause) => Err(cause.into()),
        }
    }
}

/// Returns whether a word of one byte a letter may stand in a part: always in one whose letters have two bytes.
pub(super) fn may_hold(mut part: impl Read, word: &[u8]) -> ZipResult<bool> {
    let mut block = Vec::new();
    loop {
        // The end of the last block may be the beginning of the word.
        block.drain(..block.len().saturating_sub(word.len()));
        let kept = block.len();
        Read::by_ref(&mut part).take(BLOCK).read_to_end(&mut block)?;
        if block.len() == kept {
            return Ok(false);
        }
        if memchr::memmem::find(&block, word).is_some() || memchr::memchr(0, &block).is_some() {
            return Ok(true);
        }
    }
}

/// Begins to read XML.
pub(super) fn xml_of<B: BufRead>(bytes: B) -> Reader<B> {
    let mut xml = Reader::from_reader(bytes);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    xml
}

/// Unpacks a part block by block, until all is sent or nobody reads on.
pub(super) fn unpack(mut part: impl Read, blocks: &SyncSender<PartBlock>) {
    loop {
        let mut block = Vec::new();
        let end = Read::by_ref(&mut part).take(BLOCK).read_to_end(&mut block);
        let is_last = block.is_empty();
        // What was unpacked before a failure is read first.
        if !is_last && blocks.send(Ok(block)).is_err() {
            return;
        }
        if let Err(cause) = end {
            // Whoever reads on no longer needs to know.
            let _ = blocks.send(Err(cause));
            return;
        }
        if is_last {
            return;
        }
    }
}

/// A part that another thread unpacks.
pub(super) struct Unpacked {
    blocks: Receiver<PartBlock>,
    block: Vec<u8>,
    /// How many of its bytes have been read.
    read: usize,
}

impl Unpacked {
    pub(super) fn new(blocks: Receiver<PartBlock>) -> Self {
        Self { blocks, block: Vec::new(), read: 0 }
    }
}

impl BufRead for Unpacked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // The thread that unpacks ends when all is sent.
        if self.read >= self.block.len()
            && let Ok(block) = self.blocks.recv()
        {
            (self.block, self.read) = (block?, 0);
        }
        Ok(self.block.get(self.read..).expect("no more is read than a block has"))
    }

    fn consume(&mut self, bytes: usize) {
        self.read += bytes;
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

/// The attributes of an element, as they are written: names and values.
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

/// Splits the attributes of an element. They are looked at in every cell, so nothing is checked but
/// their form.
pub(super) fn attributes(raw: &str) -> Attributes<'_> {
    Attributes { rest: raw }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), XlsxError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = std::mem::take(&mut self.rest).trim_ascii_start();
        if rest.is_empty() {
            return None;
        }
        let found = rest.split_once('=').and_then(|(name, value)| {
            let value = value.trim_ascii_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let (value, rest) = value.get(1..)?.split_once(quote)?;
            self.rest = rest;
            Some((name.trim_ascii_end(), value))
        });
        Some(found.ok_or_else(|| XlsxError::NoAttribute(rest.to_owned())))
    }
}

/// Returns the value of an attribute as it is written.
pub(super) fn raw<'a>(
    element: &'a BytesStart<'_>,
    name: &str,
) -> Result<Option<&'a str>, XlsxError> {
    for attribute in attributes(element.attributes_raw()) {
        let (key, value) = attribute?;
        if key == name {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// Returns the value of an attribute as it is meant.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, XlsxError> {
    raw(element, name)?.map(meant).transpose()
}

/// Resolves the entities of an attribute.
pub(super) fn meant(raw: &str) -> Result<String, XlsxError> {
    Ok(unescape(raw).map_err(quick_xml::Error::from)?.into_owned())
}
