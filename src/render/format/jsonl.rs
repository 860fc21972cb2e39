//! A JSON object a line, by the keys of the columns.

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::grid::{Column, object};

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "jsonl",
    aliases: &[],
    endings: &["jsonl", "ndjson"],
    help: "One object a line",
    kind: FormatKind::Lines,
    writer: FormatWriter::ByRow { head: |_| String::new(), row },
};

fn row(columns: &[Column], cells: &[String], into: &mut String) {
    let object = object(columns, cells);
    let line = serde_json::to_string(&object);
    into.push_str(&line.expect("texts and nulls by keys have a form in JSON"));
    into.push('\n');
}
