//! From bytes to numbered rows of cells: one folder or file a format, and the titles above them.

pub(crate) mod biff;
pub(crate) mod block_reader;
pub(crate) mod cell_chunk;
pub(crate) mod cell_padding;
pub(crate) mod csv;
pub(crate) mod dispute_titles;
pub(crate) mod drawn;
mod expanded;
pub(crate) mod foreign_ids;
mod gnumeric;
pub(crate) mod header;
pub(crate) mod held;
pub(crate) mod html;
mod interchange;
pub(crate) mod jsonl;
pub(crate) mod kind;
mod labelled;
pub(crate) mod misread;
pub(crate) mod ods;
mod other_tables;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod required_titles;
pub(crate) mod row;
pub(crate) mod sheet_cell;
pub(crate) mod split_times;
pub(crate) mod spreadsheet_xml;
pub(crate) mod stated_length;
mod stated_scope;
mod title_blocks;
pub(crate) mod title_catalogue;
pub(crate) mod title_forms;
mod title_rows;
pub(crate) mod title_zone;
pub(crate) mod turned;
pub(crate) mod workbook;
pub(crate) mod xlsb;
pub(crate) mod xlsx;
mod xml_records;

use held::HeldFormat;

/// The formats of texts that are read whole, beside web pages.
const HELD: [&HeldFormat; 9] = [
    &spreadsheet_xml::FORMAT,
    &ods::FLAT,
    &gnumeric::FORMAT,
    &xml_records::FORMAT,
    &interchange::SYLK,
    &interchange::DIF,
    &drawn::FORMAT,
    &expanded::FORMAT,
    &labelled::LTSV,
];

/// Returns the format that a text has by its beginning; `None` where it is not read whole.
pub(crate) fn held_format(begin: &str) -> Option<&'static HeldFormat> {
    HELD.into_iter().find(|format| (format.is)(begin))
}
