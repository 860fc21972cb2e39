//! A table of the seller's own, whatever its titles.

use std::sync::Arc;

use crate::files::Bounds;
use crate::input::SourceError;
use crate::input::container::archive::{self, Package};
use crate::input::container::encoding::{TextExtent, candidates};
use crate::input::container::raw_file::{Input, Spec};
use crate::input::detect::{Container, container, head, whole_text};
use crate::input::table::row::{Flow, Row};
use crate::input::table::workbook::Workbook;

/// What a file with one table holds.
#[derive(Debug)]
pub enum OwnTable {
    /// A text, decoded.
    Text(String),
    /// The sheets of a workbook, in its order.
    Sheets(Vec<TextRows>),
}

/// Rows with any cell: the number of each, from 1, and its cells as texts.
pub type TextRows = Vec<(u64, Vec<String>)>;

/// Reads a workbook or a text in any encoding.
///
/// # Errors
///
/// When the file cannot be read within the bounds, is damaged, or is neither.
pub fn own_table(spec: &Spec, bounds: Bounds) -> Result<OwnTable, SourceError> {
    /// The encoding is guessed by so many bytes, which no such file exceeds by much.
    const LOOK: usize = 1024 * 1024;
    let input = Input::open_within(spec, &Arc::default(), bounds)?;
    let head = head(&input, LOOK)?;
    let workbook = match container(&head) {
        Container::Zip => match archive::package(&input)? {
            Package::Xlsx => Workbook::xlsx(&input)?,
            Package::Xlsb => Workbook::xlsb(&input)?,
            Package::Ods => Workbook::ods(&input)?,
            Package::Har | Package::Files => return Err(input.unknown_kind("a zip archive")),
        },
        Container::Ole => Workbook::xls(&input)?,
        Container::Parquet => return Err(input.unknown_kind("Apache Parquet")),
        Container::Other => {
            let extent = if head.len() < LOOK { TextExtent::Whole } else { TextExtent::Beginning };
            let Some(encoding) = candidates(&head, extent).into_iter().next() else {
                return Err(input.unknown_kind("neither a workbook nor a text"));
            };
            return Ok(OwnTable::Text(whole_text(&input, encoding)?));
        }
    };
    sheets(&input, workbook).map(OwnTable::Sheets)
}

fn sheets(input: &Input, mut workbook: Workbook) -> Result<Vec<TextRows>, SourceError> {
    let names = workbook.sheets();
    let read = |sheet: String| {
        let mut rows = Vec::new();
        workbook.each_row(input, &sheet, &mut |row| {
            rows.push((row.number(), row.texts()));
            Ok(Flow::Next)
        })?;
        Ok(rows)
    };
    names.into_iter().map(read).collect()
}
