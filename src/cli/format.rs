//! Which kinds of formats commands write.

use crate::render::FormatKind;

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
