//! The words for formats, so that `render` does not know clap, and which kinds commands write.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::{Format, FormatKind};

/// What a command writes whose answer has one form.
pub(super) const TEXT: &[FormatKind] = &[FormatKind::Table];

/// What a command writes that answers with sentences, or the whole as one document.
pub(super) const TEXT_AND_JSON: &[FormatKind] = &[FormatKind::Table, FormatKind::Document];

/// What a command writes that answers with rows, or the whole as one document.
pub(super) const ROWS_AND_JSON: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Document,
    FormatKind::Lines,
    FormatKind::Rows,
    FormatKind::Markdown,
];

/// The same where the answer may be a file.
pub(super) const ROWS: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Document,
    FormatKind::Lines,
    FormatKind::Rows,
    FormatKind::Markdown,
    FormatKind::Workbook,
];

/// Reads the word of a format.
pub(super) fn parser() -> impl TypedValueParser<Value = Format> {
    let word = |format: Format| {
        let aliases = format.aliases().iter().copied();
        PossibleValue::new(format.id()).help(format.help()).aliases(aliases)
    };
    PossibleValuesParser::new(Format::ALL.map(word))
        .map(|word| Format::named(&word).expect("the parser lets no other word pass"))
}
