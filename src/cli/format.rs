//! The words for formats, so that `render` does not know clap.

use super::failure::Failure;
use crate::render::Format;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FormatArg {
    /// For people, at a terminal
    #[value(alias = "text")]
    Table,
    /// One document
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// A Markdown table
    #[value(alias = "md")]
    Markdown,
    /// A self-contained page (report only)
    Html,
    /// A calendar of deadlines (list only)
    Ics,
    /// An Excel workbook (list, show, rate, risk, causes, report)
    Xlsx,
}

/// What a command writes that answers with rows.
pub(super) const ROWS: &[FormatArg] = &[
    FormatArg::Table,
    FormatArg::Json,
    FormatArg::Jsonl,
    FormatArg::Csv,
    FormatArg::Markdown,
    FormatArg::Xlsx,
];

impl FormatArg {
    /// Refuses a format that a command does not write.
    pub(super) fn require_among(self, known: &[Self]) -> Result<(), Failure> {
        if known.contains(&self) {
            return Ok(());
        }
        let words: Vec<&str> = known.iter().map(|format| format.word()).collect();
        Err(Failure::usage(format!("this command cannot write `{}`", self.word()))
            .hint(format!("it writes {}", words.join(", "))))
    }

    /// Returns the format of rows and documents; `None` for a calendar and a workbook.
    pub(super) const fn format(self) -> Option<Format> {
        match self {
            Self::Table => Some(Format::Table),
            Self::Json => Some(Format::Json),
            Self::Jsonl => Some(Format::Jsonl),
            Self::Csv => Some(Format::Csv),
            Self::Markdown => Some(Format::Markdown),
            Self::Html => Some(Format::Html),
            Self::Ics | Self::Xlsx => None,
        }
    }

    /// Returns the word.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Xlsx => "xlsx",
        }
    }
}
