//! What stands beside the plain rows of a JSON document, which a table has in columns or in lines above its titles.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::document::fields::JsonFields;
use crate::input::document::plain_rows::{PlainRowMark, PlainRows};
use crate::input::table::header::says_zone;
use crate::input::table::stated_length::StatedLength;
use crate::input::text::shop_names;

/// Notes what an object says of the rows that were found in it: their zone, their shop, what they were filtered by, and
/// up to when they reach.
pub(super) fn note(around: &JsonFields<'_>, since: PlainRowMark, rows: &mut PlainRows) {
    if rows.mark() != since {
        note_zone(around, since, rows);
        note_shop(around, since, rows);
        note_said(around, rows);
    }
}

/// Adds the zone that stands beside plain rows to each of them, as a column of it would.
fn note_zone(around: &JsonFields<'_>, since: PlainRowMark, rows: &mut PlainRows) {
    let is_zone = |(key, value): &(&str, &RawValue)| {
        says_zone(key) && !value.get().starts_with(['{', '[', 'n'])
    };
    if let Some((key, value)) = around.iter().find(is_zone) {
        rows.add_field_since(since, key, value.get());
    }
}

/// Adds the shop that stands beside plain rows to each of them, as a column of it would.
fn note_shop(around: &JsonFields<'_>, since: PlainRowMark, rows: &mut PlainRows) {
    let is_name = |value: &RawValue| {
        serde_json::from_str::<String>(value.get()).is_ok_and(|name| shop_names::is_name(&name))
    };
    let mut names = around.iter().filter(|(key, _)| shop_names::is_title(key));
    if let Some((_, name)) = names.find(|(_, value)| is_name(value)) {
        rows.add_field_since(since, "shop", name.get());
    }
}

/// Notes what stands beside plain rows and says by what they were filtered, up to when they reach, or in which zone
/// their times are.
fn note_said(around: &JsonFields<'_>, rows: &mut PlainRows) {
    for (key, value) in around.iter() {
        let Some(line) = said_line(key, value) else { continue };
        match StatedLength::of(&line) {
            Some(StatedLength::Part | StatedLength::Until(_)) => rows.note_said(line),
            None if !key.is_ascii() => rows.note_said(line),
            // How many rows there are is said of one list, not of all.
            Some(StatedLength::Rows(_) | StatedLength::Page { .. })
            | Some(StatedLength::More | StatedLength::Failed)
            | None => {}
        }
    }
}

/// Returns a key and its value as a line above a table has them; `None` for rows, and for values that are none.
fn said_line(key: &str, value: &RawValue) -> Option<String> {
    /// Values that are longer are no remark.
    const LONGEST: usize = 200;
    if value.get().len() > LONGEST || matches!(key, "query" | "search") {
        return None;
    }
    let text = match serde_json::from_str(value.get()).ok()? {
        Value::String(text) => text,
        Value::Array(words) => {
            let words: Option<Vec<&str>> = words.iter().map(Value::as_str).collect();
            words?.join(",")
        }
        Value::Object(mut fields) => {
            // They leave out no dispute of this platform.
            const OF_ALL: [&str; 6] = ["platform", "type", "kind", "entity", "sort", "order"];
            fields.retain(|key, _| !OF_ALL.contains(&key.to_lowercase().as_str()));
            let of = |(key, value): (&String, &Value)| Some(format!("{key}={}", value.as_str()?));
            fields.iter().filter_map(of).collect::<Vec<_>>().join(",")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    let mut words = String::new();
    for c in key.chars() {
        match c {
            '_' => words.push(' '),
            c if c.is_ascii_uppercase() => words.extend([' ', c.to_ascii_lowercase()]),
            c => words.push(c),
        }
    }
    (!text.trim().is_empty()).then(|| format!("{words}：{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_beside_rows_is_a_line_or_nothing() {
        let lines = |object: &str| {
            let (fields, mut rows) = (JsonFields::of(object).unwrap(), PlainRows::default());
            note_said(&fields, &mut rows);
            rows.said().to_vec()
        };
        for (object, line) in [
            (r#"{"filter": "reason=quality"}"#, "filter：reason=quality"),
            (
                r#"{"filters": {"reason": "quality", "page": 1, "country": null}}"#,
                "filters：reason=quality",
            ),
            (r#"{"筛选条件": "质量问题"}"#, "筛选条件：质量问题"),
            (r#"{"exportedAt": "2026-01-09T10:00:00Z"}"#, "exported at：2026-01-09T10:00:00Z"),
            (r#"{"export_time": "2026-01-09"}"#, "export time：2026-01-09"),
            (r#"{"说明": "以上时间均为北京时间"}"#, "说明：以上时间均为北京时间"),
        ] {
            assert_eq!(lines(object), [line], "{object}");
        }
        for object in [
            r#"{"filter": {}, "query": {"page": 1}, "filters": [], "filter_by": null}"#,
            r#"{"message": "ok", "traceId": "a", "total": 20, "rows": [{"a": 1}]}"#,
            r#"{"filter": "all", "总数": "20", "updated": "2026-01-09"}"#,
            r#"{"filters": {"platform": "aliexpress", "type": "dispute"}, "query": "SELECT * FROM disputes"}"#,
        ] {
            assert!(lines(object).is_empty(), "{object}: {:?}", lines(object));
        }
    }
}
