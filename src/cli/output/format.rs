//! Which kinds of formats commands write.

use crate::render::FormatKind;

/// What a command writes whose answer has one form.
pub(crate) const TEXT: &[FormatKind] = &[FormatKind::Table];

/// What a command writes that answers with sentences, or the whole as one document.
pub(crate) const TEXT_AND_JSON: &[FormatKind] = &[FormatKind::Table, FormatKind::Document];

/// What a command writes that answers with rows, or the whole as one document.
pub(crate) const ROWS_AND_JSON: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Document,
    FormatKind::Lines,
    FormatKind::Rows,
    FormatKind::Markdown,
];

/// The same where the answer may be a file.
pub(crate) const ROWS: &[FormatKind] = &[
    FormatKind::Table,
    FormatKind::Document,
    FormatKind::Lines,
    FormatKind::Rows,
    FormatKind::Markdown,
    FormatKind::Workbook,
];
