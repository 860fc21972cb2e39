//! The parts of an Office Open XML package, and what is common to reading them.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::XlsxError;

/// How many bytes of a part are unpacked at a time.
const AT_ONCE: usize = 64 * 1024;

/// A part, read piece by piece.
pub(super) type Xml<'a, R> = Reader<BufReader<ZipFile<'a, R>>>;

/// The parts of a package.
pub(super) struct Parts<R> {
    archive: ZipArchive<R>,
    /// What parts are called in the archive, by their names with `/` and in small letters.
    names: HashMap<String, String>,
}

impl<R: Read + Seek> Parts<R> {
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
        let key = path.to_ascii_lowercase();
        let file = match self.archive.by_name(self.names.get(&key).map_or(path, String::as_str)) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        let mut xml = Reader::from_reader(BufReader::with_capacity(AT_ONCE, file));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Ok(Some(xml))
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
