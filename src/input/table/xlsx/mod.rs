//! Workbooks of Office Open XML: their sheets are read cell by cell, and the texts that cells share
//! are kept close together. A wide export shares millions of them.

mod cells;
mod formats;
mod part;
mod plain;
#[cfg(test)]
mod tests;
mod texts;

use std::io::{Read, Seek};
use std::sync::mpsc::sync_channel;

use quick_xml::events::Event;

use crate::input::table::row::DayZero;

pub(crate) use self::cells::CellReader;
use self::part::{
    PackageParts, Unpacked, WAITING_BLOCKS, attributes, meant, unpack, value, xml_of,
};
use self::texts::SharedStrings;
use crate::input::table::held::Merge;
use crate::input::table::row::column_letters;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XlsxError {
    /// The archive is damaged.
    #[error("Zip error: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A part is no XML.
    #[error("Xml error: {0}")]
    Xml(#[from] quick_xml::Error),
    /// An attribute is not written as one.
    #[error("Xml attribute error: `{0}` is not an attribute")]
    NoAttribute(String),
    /// A part ends too early.
    #[error("Unexpected end of xml, expecting '</{0}>'")]
    Unfinished(&'static str),
    /// A part is missing.
    #[error("File not found '{0}'")]
    NoPart(String),
    /// The archive does not say which part is the workbook or a sheet.
    #[error("Relationship not found")]
    NoRelation,
    /// A sheet has no part.
    #[error("Worksheet '{0}' not found")]
    NoSheet(String),
    /// A sheet's part is something else.
    #[error("Expecting a worksheet, got {0}")]
    NoWorksheet(String),
    /// A cell's place is none.
    #[error("`{0}` is not a cell position")]
    NoPlace(String),
    /// A cell holds something else than a value.
    #[error("Expecting 'v, f, or is' node")]
    NoValue,
    /// A cell holds the place of a text that there is not.
    #[error("Cell string index not found in shared strings table")]
    NoText,
    /// A cell is neither true nor false.
    #[error("Unrecognized boolean cell value: {0}")]
    UnknownTruth(String),
    /// A formula failed in an unknown way.
    #[error("Unsupported cell error value '{0}'")]
    UnknownFailure(String),
    /// A cell's value is written in an unknown way.
    #[error("Unknown cell 't' attribute: {0:?}")]
    UnknownType(String),
    /// A row stands below one with a higher number.
    #[error("row {row} stands below row {above}")]
    RowOutOfOrder {
        /// Its number, from 1.
        row: u64,
        /// That of the row above.
        above: u64,
    },
    /// Two cells are in one place.
    #[error("two cells stand at {}{row}", column_letters(*column))]
    CellTwice {
        /// Their row, from 1.
        row: u64,
        /// Their column, from 0.
        column: usize,
    },
    /// The shared texts are longer than any workbook's.
    #[error("the shared texts are longer than 4 GB")]
    TextsTooLong,
}

impl XlsxError {
    fn no_place(text: &str) -> Self {
        Self::NoPlace(text.to_owned())
    }
}

/// A workbook, open.
pub(crate) struct Book<R> {
    parts: PackageParts<R>,
    /// The sheets' names and parts.
    sheets: Vec<(String, String)>,
    texts: SharedStrings,
    styles: Styles,
}

/// How a workbook's numbers are dates.
#[derive(Debug, Default)]
struct Styles {
    /// Of each style.
    dated: Vec<bool>,
    /// Whether days are counted from 1904 instead of 1900.
    since_1904: bool,
}

impl Styles {
    fn is_dated(&self, style: usize) -> bool {
        self.dated.get(style).copied().unwrap_or(false)
    }
}

impl<R: Read + Seek> Book<R> {
    /// Returns the day from which the workbook counts days.
    pub(crate) fn day_zero(&self) -> DayZero {
        if self.styles.since_1904 { DayZero::Of1904 } else { DayZero::Of1900 }
    }

    /// Opens a workbook.
    pub(crate) fn open(reader: R) -> Result<Self, XlsxError> {
        let mut parts = PackageParts::new(reader)?;
        let relations = Relation::all(&mut parts, "_rels/.rels")?;
        let main = relations.iter().rfind(|part| part.kind == "officeDocument");
        let main = main.ok_or(XlsxError::NoRelation)?;
        let target = main.target.strip_prefix('/').unwrap_or(&main.target);
        let (folder, name) = target.split_at(target.rfind('/').map_or(0, |slash| slash + 1));
        let name = if name.is_empty() { "workbook.xml" } else { name };
        let texts = SharedStrings::read(&mut parts, &format!("{folder}sharedStrings.xml"))?;
        let dated = formats::read(&mut parts, &format!("{folder}styles.xml"))?;
        let relations = Relation::all(&mut parts, &format!("{folder}_rels/{name}.rels"))?;
        let styles = Styles { dated, since_1904: false };
        let mut book = Self { parts, sheets: Vec::new(), texts, styles };
        book.read_main(folder, name, &relations)?;
        Ok(book)
    }

    fn read_main(
        &mut self,
        folder: &str,
        name: &str,
        relations: &[Relation],
    ) -> Result<(), XlsxError> {
        let Some(mut xml) = self.parts.open(&format!("{folder}{name}"))? else { return Ok(()) };
        let mut event = Vec::new();
        loop {
            event.clear();
            match xml.read_event_into(&mut event)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let (mut name, mut id) = (String::new(), String::new());
                        for attribute in attributes(element.attributes_raw()) {
                            let (key, value) = attribute?;
                            // The id is of another namespace, whatever it is called.
                            match key.rsplit(':').next().unwrap_or_default() {
                                "name" => name = meant(value)?,
                                "id" => id = meant(value)?,
                                _ => {}
                            }
                        }
                        let part = relations
                            .iter()
                            .rfind(|part| part.id == id)
                            .ok_or(XlsxError::NoRelation)?;
                        // A chart or a dialogue can be a sheet too, but has no rows.
                        if part.kind == "worksheet" {
                            self.sheets.push((name, part.path(folder)));
                        }
                    }
                    "workbookPr" => {
                        if let Some(word) = value(&element, "date1904")? {
                            self.styles.since_1904 = word == "1" || word == "true";
                        }
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "workbook" => return Ok(()),
                Event::Eof => return Err(XlsxError::Unfinished("workbook")),
                _ => {}
            }
        }
    }

    /// Returns the names of the sheets, in the workbook's order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Returns the cells of a sheet that are one over several rows.
    pub(crate) fn merges(&mut self, sheet: &str) -> Result<Vec<Merge>, XlsxError> {
        let missing = || XlsxError::NoSheet(sheet.to_owned());
        let (_, path) = self.sheets.iter().find(|(name, _)| name == sheet).ok_or_else(missing)?;
        // Most sheets have none, which is seen sooner in their bytes than in their elements.
        if !part::may_hold(self.parts.file(path)?.ok_or_else(missing)?, b"mergeCell")? {
            return Ok(Vec::new());
        }
        let mut xml = self.parts.open(path)?.ok_or_else(missing)?;
        let (mut merges, mut event) = (Vec::new(), Vec::new());
        loop {
            event.clear();
            match xml.read_event_into(&mut event)? {
                Event::Start(element) if element.local_name().as_ref() == "mergeCell" => {
                    if let Some(written) = value(&element, "ref")? {
                        merges.extend(cells::merge(&written)?);
                    }
                }
                Event::Eof => return Ok(merges),
                _ => {}
            }
        }
    }

    /// Reads the cells of a sheet, which another thread unpacks meanwhile.
    pub(crate) fn read_cells<T>(
        &mut self,
        sheet: &str,
        read: impl FnOnce(CellReader<'_>) -> T,
    ) -> Result<T, XlsxError>
    where
        R: Send,
    {
        let missing = || XlsxError::NoSheet(sheet.to_owned());
        let (_, path) = self.sheets.iter().find(|(name, _)| name == sheet).ok_or_else(missing)?;
        let part = self.parts.file(path)?.ok_or_else(missing)?;
        let (texts, styles) = (&self.texts, &self.styles);
        std::thread::scope(|scope| {
            let (sender, blocks) = sync_channel(WAITING_BLOCKS);
            scope.spawn(move || unpack(part, &sender));
            let xml = xml_of(Unpacked::new(blocks));
            Ok(read(CellReader::new(xml, texts, styles)?))
        })
    }
}

/// What a part says of another.
struct Relation {
    id: String,
    /// The last word of its kind: `worksheet`, `officeDocument`.
    kind: String,
    target: String,
}

impl Relation {
    /// Reads all that a part of relations says, in order.
    fn all<R: Read + Seek>(
        parts: &mut PackageParts<R>,
        path: &str,
    ) -> Result<Vec<Self>, XlsxError> {
        let missing = || XlsxError::NoPart(path.to_owned());
        let mut xml = parts.open(path)?.ok_or_else(missing)?;
        let mut relations = Vec::new();
        let mut event = Vec::new();
        loop {
            event.clear();
            match xml.read_event_into(&mut event)? {
                Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let kind = value(&element, "Type")?.unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let target = value(&element, "Target")?.unwrap_or_default();
                    let id = value(&element, "Id")?.unwrap_or_default();
                    relations.push(Self { id, kind, target });
                }
                Event::End(element) if element.local_name().as_ref() == "Relationships" => {
                    return Ok(relations);
                }
                Event::Eof => return Err(XlsxError::Unfinished("Relationships")),
                _ => {}
            }
        }
    }

    /// The part's name in the package.
    fn path(&self, folder: &str) -> String {
        match self.target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{folder}{}", self.target),
        }
    }
}
