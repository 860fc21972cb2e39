//! The formats that answers are written in: a file each, and a line in the list of all.

mod csv;
mod html;
mod ics;
mod info;
mod json;
mod jsonl;
mod markdown;
mod table;
mod tsv;
mod xlsx;

use std::io::{self, Write};

use super::document::Document;
use super::grid::{Grid, RowCells, Style};
use crate::render::audience::Audience;
use info::{FormatInfo, FormatWriter};

pub(super) use crate::render::escape::escape;
pub(crate) use ics::list_ics;
pub(crate) use info::FormatKind;
pub(crate) use json::{json, json_line};

/// How an answer is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format(&'static FormatInfo);

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Format {}

impl Format {
    /// Every format, in the order of the help.
    pub(crate) const ALL: [Self; 9] = [
        Self::TABLE,
        Self(&json::FORMAT),
        Self(&jsonl::FORMAT),
        Self::CSV,
        Self(&tsv::FORMAT),
        Self(&markdown::FORMAT),
        Self(&html::FORMAT),
        Self(&ics::FORMAT),
        Self(&xlsx::FORMAT),
    ];

    /// For people, at a terminal: what a command writes that is not asked for another.
    pub(crate) const TABLE: Self = Self(&table::FORMAT);

    /// Comma-separated values: what is written to be read again.
    pub(crate) const CSV: Self = Self(&self::csv::FORMAT);

    /// Returns the format of a word of `--format`, or `None`.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == word || format.aliases().contains(&word))
    }

    /// Returns the format whose files have an ending, without its dot, or `None`.
    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        Self::ALL.into_iter().find(|format| format.0.endings.contains(&ending.as_str()))
    }

    /// Returns the word of `--format`.
    pub(crate) const fn id(self) -> &'static str {
        self.0.id
    }

    /// Returns other words for it.
    pub(crate) const fn aliases(self) -> &'static [&'static str] {
        self.0.aliases
    }

    /// Returns the ending that its files are given.
    pub(crate) fn ending(self) -> &'static str {
        self.0.endings.first().expect("every format has an ending")
    }

    /// Returns what it is, for the help.
    pub(crate) const fn help(self) -> &'static str {
        self.0.help
    }

    /// Returns what an answer in it is made of.
    pub(crate) const fn kind(self) -> FormatKind {
        self.0.kind
    }

    /// Returns whether an answer in it is one document with a schema.
    pub(crate) fn is_document(self) -> bool {
        self.kind() == FormatKind::Document
    }

    /// Returns who reads an answer in it.
    pub(crate) const fn audience(self) -> Audience {
        match self.kind() {
            FormatKind::Table | FormatKind::Markdown | FormatKind::Page | FormatKind::Calendar => {
                Audience::People
            }
            FormatKind::Workbook => Audience::Spreadsheet,
            FormatKind::Document | FormatKind::Lines | FormatKind::Rows => Audience::Programs,
        }
    }

    /// Lays a document out.
    ///
    /// # Errors
    ///
    /// When the output cannot be written, and with [`io::ErrorKind::FileTooLarge`] when a workbook
    /// cannot hold the document.
    pub(crate) fn write(
        self,
        document: &Document,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match &self.0.writer {
            FormatWriter::Whole(write) => write(document, style, out),
            FormatWriter::ByRow { head, row } => document.grids().try_for_each(|grid| {
                let mut text = head(&grid.columns);
                for cells in &grid.rows {
                    row(&grid.columns, cells, &mut text);
                    write_piece(&mut text, PIECE, out)?;
                }
                write_piece(&mut text, 0, out)
            }),
            FormatWriter::OfReport => table::write(document, style, out),
        }
    }

    /// Writes rows below the titles of a grid, given what puts the cells of a row in the place of those
    /// of the row before; where the format needs no more, each is laid out when it is its turn.
    ///
    /// # Errors
    ///
    /// As [`Format::write`].
    pub(crate) fn write_rows<R>(
        self,
        name: &str,
        mut titles: Grid,
        rows: impl IntoIterator<Item = R>,
        mut put: impl FnMut(R, &mut RowCells),
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let FormatWriter::ByRow { head, row } = &self.0.writer else {
            titles.extend(rows, put);
            return self.write(&Document::of_grid(name, titles), style, out);
        };
        let mut cells = RowCells::default();
        let mut text = head(&titles.columns);
        for of in rows {
            cells.begin();
            put(of, &mut cells);
            row(&titles.columns, cells.get(), &mut text);
            write_piece(&mut text, PIECE, out)?;
        }
        write_piece(&mut text, 0, out)
    }
}

/// Bytes of rows that are held before they are written.
const PIECE: usize = 32 * 1024;

/// Writes a text and empties it, where it has so many bytes.
fn write_piece(text: &mut String, bytes: usize, out: &mut dyn Write) -> io::Result<()> {
    if text.len() >= bytes {
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::render::grid::{Align, Column, width};

    #[test]
    fn a_word_and_an_ending_name_one_format() {
        let (mut words, mut endings) = (BTreeSet::new(), BTreeSet::new());
        for format in Format::ALL {
            for word in format.aliases().iter().chain([&format.id()]) {
                assert!(words.insert(*word), "{word}");
                assert_eq!(Format::named(word).unwrap().id(), format.id());
            }
            for ending in format.0.endings {
                assert!(endings.insert(*ending), "{ending}");
                assert_eq!(Format::of_ending(&ending.to_uppercase()).unwrap().id(), format.id());
            }
        }
        assert!(Format::of_ending("pdf").is_none());
    }

    fn written(format: Format) -> String {
        let column = |key, title: &str, align| Column { key, title: title.to_owned(), align };
        let mut grid = Grid::new(vec![
            column("product", "产品", Align::Left),
            column("orders", "Orders", Align::Right),
        ]);
        grid.rows.push(vec!["=1+1 \"x\", |y|\u{1b}[2J".to_owned(), "7".to_owned()]);
        grid.rows.push(vec!["螺丝刀".to_owned(), "12".to_owned()]);
        let mut out = Vec::new();
        let style = Style { width: None, terminal: false, color: false };
        format.write(&Document::of_grid("orders", grid), style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_that_are_written_one_by_one_are_those_of_a_grid() {
        let rows = [["a longer text", "7"], ["", "=1"], ["b, \"c\"", ""], ["last\none", "12"]];
        let rows = || rows.iter().cycle().take(3_000);
        let titles = || Grid::new(vec![Column::plain("product"), Column::plain("orders")]);
        let style = Style { width: None, terminal: false, color: false };
        for format in [Format::CSV, Format(&tsv::FORMAT), Format(&jsonl::FORMAT), Format::TABLE] {
            let mut grid = titles();
            grid.rows = rows().map(|row| row.map(str::to_owned).to_vec()).collect();
            let (mut one, mut two) = (Vec::new(), Vec::new());
            format.write(&Document::of_grid("x", grid), style, &mut one).unwrap();
            let put = |row: &[&str; 2], cells: &mut RowCells| {
                let [first, second] = *row;
                cells.begin_cell().push_str(first);
                cells.push_known(Some(second).filter(|text| !text.is_empty()));
            };
            format.write_rows("x", titles(), rows(), put, style, &mut two).unwrap();
            assert_eq!(String::from_utf8(one).unwrap(), String::from_utf8(two).unwrap());
        }
    }

    #[test]
    fn a_csv_cell_is_no_formula() {
        assert_eq!(
            written(Format::CSV),
            "product,orders\n\"'=1+1 \"\"x\"\", |y|<U+001B>[2J\",7\n螺丝刀,12\n"
        );
    }

    #[test]
    fn a_markdown_cell_ends_no_column() {
        assert_eq!(
            written(Format(&markdown::FORMAT)),
            "| 产品 | Orders |\n| --- | ---: |\n| =1+1 \"x\", \\|y\\|&lt;U+001B>\\[2J | 7 |\n| 螺丝刀 | 12 |\n"
        );
    }

    #[test]
    fn wide_signs_count_as_two_columns() {
        let table = written(Format::TABLE);
        let widths: Vec<usize> = table.lines().map(width).collect();
        assert!(widths.iter().all(|width| *width <= widths[1]), "{table}");
    }
}
