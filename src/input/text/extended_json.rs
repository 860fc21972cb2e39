//! MongoDB's Extended JSON as plain JSON, and times as libraries write them into JSON.

use serde_json::{Map, Value};

/// Puts plain numbers and times in place of MongoDB's wrappings (`{"$numberLong": "1"}`), as its
/// export tools write them.
pub(crate) fn without_wrappings(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let mut pairs = fields.iter();
            if let (Some((key, inner)), None) = (pairs.next(), pairs.next())
                && key.starts_with('$')
                && let Some(plain) = unwrapped(key, inner)
            {
                *value = plain;
                return;
            }
            fields.values_mut().for_each(without_wrappings);
        }
        Value::Array(rows) => rows.iter_mut().for_each(without_wrappings),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns what a wrapping holds; `None` for one that is not known.
fn unwrapped(key: &str, inner: &Value) -> Option<Value> {
    match (key, inner) {
        ("$numberLong" | "$numberInt", Value::String(digits)) => {
            digits.parse::<i64>().ok().map(Value::from)
        }
        ("$numberDouble" | "$numberDecimal" | "$oid", Value::String(text)) => {
            Some(Value::String(text.clone()))
        }
        ("$date", Value::String(text)) => Some(Value::String(text.clone())),
        ("$date", Value::Number(number)) => Some(Value::Number(number.clone())),
        ("$date", Value::Object(_)) => {
            let mut inner = inner.clone();
            without_wrappings(&mut inner);
            inner.is_number().then_some(inner)
        }
        _ => None,
    }
}

/// Returns a time as a text that a library has written in parts: Jackson's `[2025,9,28,10,1]`, Java's
/// `{"year":2025,"monthValue":9,…}`, PHP's `{"date":"…","timezone":"UTC"}`, or protobuf's
/// `{"seconds":…}`. `None` for all else.
pub(crate) fn time_in_parts(value: &Value) -> Option<String> {
    match value {
        Value::Array(parts) if (3..=7).contains(&parts.len()) => {
            let part = |at: usize| parts.get(at).map_or(Some(0), Value::as_u64);
            written([part(0)?, part(1)?, part(2)?, part(3)?, part(4)?, part(5)?])
        }
        Value::Object(fields) => counted(fields).or_else(|| zoned(fields)).or_else(|| {
            let part = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)?.as_u64());
            let year = part(&["year"])?;
            let (month, day) = (part(&["monthValue", "month"])?, part(&["dayOfMonth", "day"])?);
            let [hour, minute, second] =
                [["hour", "hours"], ["minute", "minutes"], ["second", "seconds"]]
                    .map(|names| part(&names).unwrap_or(0));
            written([year, month, day, hour, minute, second])
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    }
}

fn written([year, month, day, hour, minute, second]: [u64; 6]) -> Option<String> {
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    let is_time = hour < 24 && minute < 60 && second < 60;
    let is_one = (1900..=9999).contains(&year) && is_day && is_time;
    is_one.then(|| format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
}

/// Reads seconds since 1970, with parts of a second beside them.
fn counted(fields: &Map<String, Value>) -> Option<String> {
    const SECONDS: [&str; 3] = ["seconds", "_seconds", "epochSecond"];
    const PARTS: [&str; 5] = ["nanos", "nano", "nanoseconds", "_nanoseconds", "nanosecond"];
    let seconds = SECONDS.iter().find_map(|name| fields.get(*name))?;
    let is_part = |name: &String| PARTS.contains(&name.as_str());
    let others = fields.keys().filter(|name| !SECONDS.contains(&name.as_str()));
    let seconds = seconds.as_i64().or_else(|| seconds.as_str()?.parse().ok());
    seconds.filter(|_| others.clone().all(is_part)).map(|seconds| seconds.to_string())
}

/// Reads a text beside the name of its zone.
fn zoned(fields: &Map<String, Value>) -> Option<String> {
    let text = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)?.as_str());
    let time = text(&["date", "dateTime", "timestamp"])?;
    let zone = text(&["timezone", "timeZone", "time_zone", "tz", "zone"])?;
    Some(format!("{time} {zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_mongo_are_numbers() {
        let mut value = serde_json::json!({
            "total": {"$numberLong": "4"}, "at": {"$date": {"$numberLong": "1767630600000"}},
            "list": [{"_id": {"$oid": "65a"}}], "x": {"$unknown": 1}
        });
        without_wrappings(&mut value);
        assert_eq!(
            value,
            serde_json::json!({
                "total": 4, "at": 1767630600000_u64, "list": [{"_id": "65a"}], "x": {"$unknown": 1}
            })
        );
    }

    #[test]
    fn times_in_parts_are_texts() {
        for (json, text) in [
            ("[2025,9,28,10,1,0]", Some("2025-09-28 10:01:00")),
            ("[2025,9,28,10,1]", Some("2025-09-28 10:01:00")),
            ("[2025,9,28,10,1,7,120000000]", Some("2025-09-28 10:01:07")),
            (
                r#"{"year":2025,"month":"SEPTEMBER","monthValue":9,"dayOfMonth":28,"hour":10,"minute":1,"second":7,"nano":0}"#,
                Some("2025-09-28 10:01:07"),
            ),
            (r#"{"seconds":1759078860,"nanos":0}"#, Some("1759078860")),
            (r#"{"_seconds":1759078860,"_nanoseconds":5}"#, Some("1759078860")),
            (r#"{"epochSecond":1759078860,"nano":0}"#, Some("1759078860")),
            (
                r#"{"date":"2025-09-28 17:01:00.000000","timezone_type":3,"timezone":"UTC"}"#,
                Some("2025-09-28 17:01:00.000000 UTC"),
            ),
            (
                r#"{"timestamp":"2025-09-28 17:01:00","timezone":"UTC"}"#,
                Some("2025-09-28 17:01:00 UTC"),
            ),
            (r#"{"value":"2025-09-28T17:01:00Z"}"#, None),
            ("[2025,9]", None),
            ("[1,2,3]", None),
            ("[8208460785972844,1,2]", None),
            (r#"{"seconds":5,"minutes":3}"#, None),
            (r#"{"date":"2025-09-28"}"#, None),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(time_in_parts(&value).as_deref(), text, "{json}");
        }
    }
}
