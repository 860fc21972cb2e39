//! The one text that an object or a list of JSON holds where a row has a value: `{"id": 3, "name": "finished"}`,
//! `[{"text": "8200000000000001", "type": "text"}]`, `{"$date": "2026-01-16T10:00:00Z"}`.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// No such value is longer, in bytes.
pub(crate) const LONGEST: usize = 512;

/// Keys of what a value says, in small letters without signs; the first that a value has counts most.
const VALUES: [&str; 13] = [
    "value",
    "text",
    "plaintext",
    "content",
    "name",
    "label",
    "title",
    "displayvalue",
    "displayname",
    "desc",
    "description",
    "code",
    "key",
];

/// Keys of what is beside it and says nothing more of it.
const BESIDE: [&str; 11] = [
    "id",
    "type",
    "class",
    "color",
    "link",
    "href",
    "url",
    "self",
    "icon",
    "display",
    "annotations",
];

/// What the column is whose value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnOf {
    /// Ids: an `id` is what a value says.
    Ids,
    /// Anything else: an `id` is beside a name.
    Others,
}

impl ColumnOf {
    /// Returns what a title says.
    pub(crate) fn title(title: &str) -> Self {
        let is_id = title.get(title.len().saturating_sub(2)..);
        match is_id.is_some_and(|end| end.eq_ignore_ascii_case("id")) {
            true => Self::Ids,
            false => Self::Others,
        }
    }
}

/// Returns whether an object with these keys is a value, and no column of values.
pub(crate) fn is_value<'k>(mut keys: impl Iterator<Item = &'k String>) -> bool {
    keys.any(|key| key == "type" || VALUES.contains(&bare(key).as_str()))
}

/// Returns the one text or number that an object or a list holds, as it is written there; empty where it holds
/// nothing. `None` where it holds several, or its parts are not known.
pub(crate) fn text_in(json: &str, of: ColumnOf) -> Option<String> {
    if json.len() > LONGEST {
        return None;
    }
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(json).ok().map(|text| text.trim().to_owned()),
        b'n' => Some(String::new()),
        b'[' => match serde_json::from_str::<Vec<&RawValue>>(json).ok()?.as_slice() {
            [] => Some(String::new()),
            [one] => text_in(one.get(), of),
            _ => None,
        },
        b'{' => in_object(json, of),
        _ => Some(json.to_owned()),
    }
}

fn in_object(json: &str, of: ColumnOf) -> Option<String> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(json).ok()?;
    let says_nothing =
        |value: &str| matches!(value, "null" | "true" | "false" | "\"\"" | "[]" | "{}");
    let fields: BTreeMap<String, &str> =
        fields.iter().map(|(key, value)| (bare(key), value.get())).collect();
    let of_key = |key: &str| fields.get(key).and_then(|value| text_in(value, of));
    if let Some(amount) = of_key("amount").or_else(|| of_key("value"))
        && let Some(currency) = ["currency", "currencycode"]
            .into_iter()
            .find_map(of_key)
            .filter(|code| !code.is_empty())
    {
        return Some(format!("{amount} {currency}"));
    }
    if of == ColumnOf::Ids
        && let Some(id) = of_key("id").filter(|id| id.len() > SHORT && is_number(id))
    {
        return Some(id);
    }
    let said = || fields.iter().filter(|(_, value)| !says_nothing(value));
    let is_beside = |key: &String| BESIDE.contains(&key.as_str());
    let is_of_value = |key: &String| VALUES.contains(&key.as_str());
    let mut others = said().filter(|(key, _)| !is_beside(key) && !is_of_value(key));
    if fields.keys().any(is_of_value) {
        let values = VALUES.iter().filter_map(|key| fields.get(*key));
        let values: Option<Vec<String>> = values.map(|value| text_in(value, of)).collect();
        let values: Vec<String> = values?.into_iter().filter(|text| !text.is_empty()).collect();
        let value =
            values.iter().find(|text| text.len() > SHORT || !is_number(text)).or(values.first());
        return others.next().is_none().then(|| value.cloned().unwrap_or_default());
    }
    let mut all = said();
    match (all.next(), all.next()) {
        (None, _) => Some(String::new()),
        (Some((_, only)), None) => text_in(only, of),
        (Some(_), Some(_)) => match (others.next(), others.next()) {
            (Some((_, only)), None) => text_in(only, of),
            (None | Some(_), _) => None,
        },
    }
}

/// No more digits has the number of a choice, whose name says it better; an id and a moment have more.
const SHORT: usize = 8;

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_text_of_a_value_is_found_or_none() {
        for (json, text) in [
            (r#"{"name":"finished"}"#, Some("finished")),
            (r#"{"id":3,"name":"finished"}"#, Some("finished")),
            (r#"{"label":"Finished","value":"finished"}"#, Some("finished")),
            (r#"{"label":"Finished","value":3}"#, Some("Finished")),
            (r#"{"value":"5","label":null}"#, Some("5")),
            (r#"[{"text":"a","type":"text"}]"#, Some("a")),
            (r#"{"text":"a","link":"https://x.example/b"}"#, Some("a")),
            (r#"["a"]"#, Some("a")),
            (r#"{"S":"8208460785972844"}"#, Some("8208460785972844")),
            (r#"{"N":8.20846E+15}"#, Some("8.20846E+15")),
            (r#"{"stringValue":" a "}"#, Some("a")),
            (r#"{"type":"DATETIME","value":""}"#, Some("")),
            (r#"{"type":"DATETIME","value":null}"#, Some("")),
            (r#"{"$date":{"$numberLong":"5"}}"#, Some("5")),
            (r#"{"__type":"Date","iso":"2025-12-09"}"#, Some("2025-12-09")),
            (r#"{"start":"2025-12-09","end":null,"time_zone":null}"#, Some("2025-12-09")),
            (r#"{"value":"2025-12-09T05:30:10Z","display":"today"}"#, Some("2025-12-09T05:30:10Z")),
            (r#"{"value":1765258210000,"text":"2025-12-09 13:30"}"#, Some("1765258210000")),
            (r#"{"amount":"12.30","currencyCode":"USD","cent":1230}"#, Some("12.30 USD")),
            (
                r#"{"id":"ab","type":"select","select":{"id":"1","name":"x","color":"red"}}"#,
                Some("x"),
            ),
            ("[]", Some("")),
            ("{}", Some("")),
            (r#"["a","b"]"#, None),
            (r#"{"a":"b","c":"d"}"#, None),
            (r#"{"value":"2025-12-09 05:30","offset":"+08:00"}"#, None),
            (r#"{"date":"2025-12-09","time":"05:30"}"#, None),
            (r#"{"id":3,"color":"red"}"#, None),
            (r#"{"name":["a","b"]}"#, None),
        ] {
            assert_eq!(text_in(json, ColumnOf::Others).as_deref(), text, "{json}");
        }
        let product = r#"{"_id":"1005001000000001","title":"Lamp"}"#;
        assert_eq!(
            text_in(product, ColumnOf::title("product_id")).as_deref(),
            Some("1005001000000001")
        );
        let numbered = r#"{"id":3,"name":"8208460785972844"}"#;
        assert_eq!(text_in(numbered, ColumnOf::Ids).as_deref(), Some("8208460785972844"));
        assert_eq!(text_in(product, ColumnOf::title("product")).as_deref(), Some("Lamp"));
        assert_eq!(ColumnOf::title("产品"), ColumnOf::Others);
        assert_eq!(text_in(&format!("[{:600}]", 1), ColumnOf::Others), None);
    }
}
