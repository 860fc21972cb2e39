//! What is to be known of a format.

use std::io::{self, Write};

use crate::render::document::Document;
use crate::render::grid::{Column, Style};

/// What an answer in a format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormatKind {
    /// Sentences and tables, for people at a terminal.
    Table,
    /// One document with a schema.
    Document,
    /// One object a line.
    Lines,
    /// Rows below titles.
    Rows,
    /// Sentences and tables in Markdown.
    Markdown,
    /// A self-contained page with charts.
    Page,
    /// Deadlines.
    Calendar,
    /// Sheets.
    Workbook,
}

/// How a format is written.
#[derive(Debug)]
pub(crate) enum FormatWriter {
    /// A document as a whole.
    Whole(fn(&Document, Style, &mut dyn Write) -> io::Result<()>),
    /// The rows of its tables one by one, and nothing else of it.
    ByRow {
        /// Returns what stands above the rows.
        head: fn(&[Column]) -> String,
        /// Writes a row behind others.
        row: fn(&[Column], &[String], &mut String),
    },
    /// By the command, from its report: no document is laid out in this format.
    OfReport,
}

/// All that is to be known of a format.
#[derive(Debug)]
pub(crate) struct FormatInfo {
    /// The word of `--format`.
    pub(super) id: &'static str,
    /// Other words for it.
    pub(super) aliases: &'static [&'static str],
    /// The endings of its files, in small letters.
    pub(super) endings: &'static [&'static str],
    /// What it is, for the help.
    pub(super) help: &'static str,
    /// What an answer in it is made of.
    pub(super) kind: FormatKind,
    /// How it is written.
    pub(super) writer: FormatWriter,
}
