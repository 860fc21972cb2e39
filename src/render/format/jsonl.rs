//! A JSON object a line, by the keys of the columns.

use super::{FormatInfo, FormatKind, FormatWriter};
use crate::render::grid::{Column, object};

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "jsonl",
    aliases: &[],
    endings: &["jsonl", "ndjson"],
    help: "One object a line",
    kind: FormatKind::Lines,
    writer: FormatWriter::ByRow { head: |_| String::new(), row },
};

fn row(columns: &[Column], cells: &[String]) -> String {
    let object = object(columns, cells);
    serde_json::to_string(&object).expect("texts and nulls by keys have a form in JSON") + "\n"
}
