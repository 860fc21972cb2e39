//! The cells of one sheet, in the order in which they are written.

use std::borrow::Cow;
use std::io::BufRead;

use calamine::{CellErrorType, ExcelDateTime, ExcelDateTimeType};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::part::{Unpacked, attributes, raw};
use super::plain::{self, CellContent};
use super::texts::{SharedStrings, TextScratch, push_unescaped, read_content, read_text};
use super::{Styles, XlsxError};
use crate::ids::formula::text_of_expression;
use crate::input::table::held::Merge;
use crate::input::table::sheet_cell::{SheetCell, without_utc};

/// What stands in place of the result of a formula that libraries have written and no program has computed.
pub(super) const NOT_COMPUTED: &str = "a formula without a result";

/// Numbers of so many digits are exact in every spreadsheet.
const EXACT_DIGITS: usize = 15;

/// Reads the cells of a sheet.
pub(crate) struct CellReader<'a> {
    xml: Reader<Unpacked>,
    values: ValueReader<'a>,
    /// Where a row or cell that does not say it stands, from 0.
    row: u32,
    column: u32,
    /// A cell has just ended, so that the bytes at hand begin with what follows it.
    after_cell: bool,
    event: Vec<u8>,
    inner: Vec<u8>,
    /// The formula of the cell.
    formula: String,
}

/// Turns what cells hold into values.
struct ValueReader<'a> {
    texts: &'a SharedStrings,
    styles: &'a Styles,
    scratch: TextScratch,
    event: Vec<u8>,
    text: String,
}

/// What a cell says of itself before its value.
struct CellHead {
    /// Its row and column, from 0.
    place: Option<(u32, u32)>,
    dated: bool,
    written: CellType,
}

/// How a cell's value is written.
enum CellType {
    /// A number.
    Number,
    /// Not said: a number where it reads as one.
    Unsaid,
    /// The place of a shared text.
    Shared,
    /// 0 or 1.
    Truth,
    /// An error of a formula.
    Error,
    /// A text of the cell's own, which is not in `v`.
    Inline,
    /// A formula's text.
    Text,
    /// A moment as a text.
    Moment,
    /// A word that is none of these.
    Other(String),
}

impl CellType {
    fn read(word: &str) -> Self {
        match word {
            "n" => Self::Number,
            "s" => Self::Shared,
            "b" => Self::Truth,
            "e" => Self::Error,
            "inlineStr" | "is" => Self::Inline,
            "str" => Self::Text,
            "d" => Self::Moment,
            word => Self::Other(word.to_owned()),
        }
    }
}

impl CellHead {
    fn read(raw: &str, styles: &Styles) -> Result<Self, XlsxError> {
        let mut head = Self { place: None, dated: false, written: CellType::Unsaid };
        for attribute in attributes(raw) {
            let (name, value) = attribute?;
            match name {
                "r" => {
                    let (row, column) = place(value)?;
                    let column = column.ok_or_else(|| XlsxError::no_place(value))?;
                    head.place = Some((row, column));
                }
                "s" => head.dated = styles.is_dated(value.parse().unwrap_or(0)),
                "t" => head.written = CellType::read(value),
                _ => {}
            }
        }
        Ok(head)
    }
}

impl<'a> CellReader<'a> {
    /// Begins a sheet.
    pub(super) fn new(
        mut xml: Reader<Unpacked>,
        texts: &'a SharedStrings,
        styles: &'a Styles,
    ) -> Result<Self, XlsxError> {
        let mut event = Vec::new();
        let mut first = None;
        loop {
            event.clear();
            match xml.read_event_into(&mut event)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheetData" => break,
                    name => first = first.or_else(|| Some(name.to_owned())),
                },
                Event::Eof => {
                    let otherwise = XlsxError::Unfinished("worksheet");
                    return Err(first.map_or(otherwise, XlsxError::NoWorksheet));
                }
                _ => {}
            }
        }
        let (scratch, text) = (TextScratch::default(), String::new());
        let values = ValueReader { texts, styles, scratch, event: Vec::new(), text };
        Ok(Self {
            xml,
            values,
            row: 0,
            column: 0,
            after_cell: false,
            event,
            inner: Vec::new(),
            formula: String::new(),
        })
    }

    /// Returns the next cell's row and column, from 0, and what it holds.
    pub(crate) fn next(&mut self) -> Result<Option<(u32, u32, SheetCell<'a>)>, XlsxError> {
        if self.after_cell {
            if let Some(cell) = self.plain_cell() {
                return Ok(Some(cell));
            }
            self.after_cell = false;
        }
        loop {
            self.event.clear();
            match self.xml.read_event_into(&mut self.event)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        if let Some(said) = raw(&element, "r")? {
                            self.row = place(said)?.0;
                        }
                    }
                    "c" => {
                        let head = CellHead::read(element.attributes_raw(), self.values.styles)?;
                        return self.cell(&head).map(Some);
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "row" => (self.row, self.column) = (self.row.saturating_add(1), 0),
                    "sheetData" => return Ok(None),
                    _ => {}
                },
                Event::Eof => return Err(XlsxError::Unfinished("sheetData")),
                _ => {}
            }
        }
    }

    /// Reads the cell that comes next if it is written in the plain way and without mistake.
    fn plain_cell(&mut self) -> Option<(u32, u32, SheetCell<'a>)> {
        let plain = plain::find(self.xml.get_mut().fill_buf().ok()?)?;
        let ValueReader { texts, styles, .. } = self.values;
        let head = CellHead::read(plain.attributes, styles).ok()?;
        let cell = match plain.content {
            CellContent::Nothing => SheetCell::Empty,
            CellContent::Value(text) => value(text, &head, texts, styles).ok()?,
            CellContent::Text(text) => {
                let mut unescaped = String::with_capacity(text.len());
                push_unescaped(text.trim_matches([' ', '\t', '\n']), &mut unescaped);
                SheetCell::Text(Cow::Owned(unescaped))
            }
        };
        let length = plain.length;
        self.xml.get_mut().consume(length);
        let (row, column) = self.place(&head);
        Some((row, column, cell))
    }

    /// Returns where a cell stands, and goes on to the next column.
    fn place(&mut self, head: &CellHead) -> (u32, u32) {
        let (row, column) = head.place.unwrap_or((self.row, self.column));
        self.column = column.saturating_add(1);
        (row, column)
    }

    /// Reads a cell that has just begun, up to its end. Of several values the last counts.
    fn cell(&mut self, head: &CellHead) -> Result<(u32, u32, SheetCell<'a>), XlsxError> {
        let (row, column) = self.place(head);
        let (mut cell, mut is_formula) = (SheetCell::Empty, false);
        loop {
            self.inner.clear();
            match self.xml.read_event_into(&mut self.inner)? {
                Event::Start(element) if element.local_name().as_ref() == "f" => {
                    (cell, is_formula) = (SheetCell::Empty, true);
                    self.formula.clear();
                    let piece = &mut self.values.event;
                    read_content(&mut self.xml, element.name(), "f", piece, &mut self.formula)?;
                }
                Event::Start(element) => {
                    cell = self.values.read(&mut self.xml, &element, head)?;
                }
                Event::End(element) if element.local_name().as_ref() == "c" => {
                    self.after_cell = true;
                    if is_formula {
                        cell = of_formula(cell, &self.formula);
                    }
                    return Ok((row, column, cell));
                }
                Event::Eof => return Err(XlsxError::Unfinished("c")),
                _ => {}
            }
        }
    }
}

impl<'a> ValueReader<'a> {
    /// Reads an element of a cell that has just begun, up to its end.
    fn read<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        element: &BytesStart<'_>,
        head: &CellHead,
    ) -> Result<SheetCell<'a>, XlsxError> {
        match element.local_name().as_ref() {
            "is" => {
                let mut text = String::new();
                read_text(xml, element.name(), &mut self.scratch, &mut text)?;
                Ok(SheetCell::Text(text.into()))
            }
            "v" => self.read_value(xml, element, head),
            _ => Err(XlsxError::NoValue),
        }
    }

    fn read_value<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        element: &BytesStart<'_>,
        head: &CellHead,
    ) -> Result<SheetCell<'a>, XlsxError> {
        let cell = match &head.written {
            CellType::Inline => SheetCell::Empty,
            CellType::Text | CellType::Moment | CellType::Other(_) => {
                self.text.clear();
                read_content(xml, element.name(), "v", &mut self.event, &mut self.text)?;
                return value(&self.text, head, self.texts, self.styles);
            }
            // None of these has entities, so it is taken as it stands.
            CellType::Number
            | CellType::Unsaid
            | CellType::Shared
            | CellType::Truth
            | CellType::Error => {
                self.event.clear();
                match xml.read_event_into(&mut self.event)? {
                    Event::Text(text) => value(&text, head, self.texts, self.styles)?,
                    Event::End(end) if end.name() == element.name() => return Ok(SheetCell::Empty),
                    Event::Eof => return Err(XlsxError::Unfinished("v")),
                    _ => SheetCell::Empty,
                }
            }
        };
        self.skip(xml, element)?;
        Ok(cell)
    }

    fn skip<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        element: &BytesStart<'_>,
    ) -> Result<(), XlsxError> {
        self.event.clear();
        xml.read_to_end_into(element.name(), &mut self.event)?;
        Ok(())
    }
}

/// Returns what a cell with a formula holds. Libraries write none or 0 in place of a result that they have not
/// computed; a formula that is one text has it in itself.
fn of_formula<'a>(result: SheetCell<'a>, formula: &str) -> SheetCell<'a> {
    let is_nothing = matches!(result, SheetCell::Empty);
    match text_of_expression(formula) {
        Some(text) if is_nothing || matches!(result, SheetCell::Whole(0)) => {
            SheetCell::Text(Cow::Owned(text.to_owned()))
        }
        None if is_nothing => SheetCell::Error(NOT_COMPUTED.to_owned()),
        Some(_) | None => result,
    }
}

/// Turns the text of a `v` into what it stands for.
fn value<'a>(
    text: &str,
    head: &CellHead,
    texts: &'a SharedStrings,
    styles: &Styles,
) -> Result<SheetCell<'a>, XlsxError> {
    match &head.written {
        CellType::Shared | CellType::Number | CellType::Unsaid | CellType::Inline
            if text.is_empty() =>
        {
            Ok(SheetCell::Empty)
        }
        CellType::Inline => Ok(SheetCell::Empty),
        CellType::Shared => {
            let shared = text
                .trim()
                .parse()
                .ok()
                .and_then(|place| texts.get(place))
                .ok_or(XlsxError::NoText)?;
            Ok(SheetCell::Text(Cow::Borrowed(shared)))
        }
        CellType::Truth => match text.trim() {
            "" => Ok(SheetCell::Empty),
            word if word == "0" || word.eq_ignore_ascii_case("false") => Ok(SheetCell::FALSE),
            word if word == "1" || word.eq_ignore_ascii_case("true") => Ok(SheetCell::TRUE),
            _ => Err(XlsxError::UnknownTruth(text.to_owned())),
        },
        CellType::Error => {
            let error: CellErrorType =
                text.parse().map_err(|_| XlsxError::UnknownFailure(text.to_owned()))?;
            Ok(SheetCell::Error(error.to_string()))
        }
        CellType::Moment => Ok(SheetCell::Text(Cow::Owned(without_utc(text).to_owned()))),
        CellType::Text => {
            let mut unescaped = String::with_capacity(text.len());
            push_unescaped(text, &mut unescaped);
            Ok(SheetCell::Text(Cow::Owned(unescaped)))
        }
        CellType::Other(word) => Err(XlsxError::UnknownType(word.clone())),
        CellType::Number | CellType::Unsaid => Ok(number(text, head, styles)),
    }
}

fn number<'a>(text: &str, head: &CellHead, styles: &Styles) -> SheetCell<'a> {
    if !head.dated
        && text.len() <= EXACT_DIGITS
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(whole) = text.parse()
    {
        return SheetCell::Whole(whole);
    }
    match text.parse::<f64>() {
        Ok(number) if head.dated => {
            let kind = ExcelDateTimeType::DateTime;
            SheetCell::of_date(ExcelDateTime::new(number, kind, styles.since_1904))
        }
        Ok(number) => SheetCell::of_number(number),
        // Writers put a date as JavaScript prints it into a cell of a number.
        Err(_) => SheetCell::Text(Cow::Owned(text.to_owned())),
    }
}

/// Reads a place as a sheet writes it, `B12`: the row and the column, from 0. The column may be
/// missing.
fn place(text: &str) -> Result<(u32, Option<u32>), XlsxError> {
    let (mut row, mut column, mut in_digits) = (Some(0_u32), Some(0_u32), false);
    for byte in text.bytes() {
        let add = |number: Option<u32>, base: u32, digit: u8| {
            number?.checked_mul(base)?.checked_add(u32::from(digit))
        };
        match byte {
            b'0'..=b'9' => {
                row = add(row, 10, byte - b'0');
                in_digits = true;
            }
            b'A'..=b'Z' | b'a'..=b'z' if !in_digits => {
                column = add(column, 26, byte.to_ascii_uppercase() - b'A' + 1);
            }
            _ => row = None,
        }
    }
    let row = row.and_then(|row| row.checked_sub(1)).zip(column);
    let (row, column) = row.ok_or_else(|| XlsxError::no_place(text))?;
    Ok((row, column.checked_sub(1)))
}

/// Reads a range as a sheet writes it, `A2:A3`; `None` where it is one row.
pub(super) fn merge(text: &str) -> Result<Option<Merge>, XlsxError> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
    let wide = |column: u32| usize::try_from(column).expect("a usize has at least 32 bits");
    Ok((bottom > top).then(|| Merge {
        first: u64::from(top) + 1,
        last: u64::from(bottom) + 1,
        left: wide(left),
        right: wide(right),
    }))
}
