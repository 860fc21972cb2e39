//! The fields of a JSON object as they are written, found in one pass.

use std::borrow::Cow;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// How deep an object's parts stand that say what it is: an answer, its result, its list, a row's fields.
const DEPTH: usize = 4;
/// So many elements of each list are looked at to tell what an object is.
const FIRST: usize = 4;

/// The names and values of an object, in the order of the text.
pub(super) struct JsonFields<'a> {
    text: &'a str,
    fields: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'a> JsonFields<'a> {
    /// Finds the fields of an object; `None` for a text that is none.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        if !text.starts_with('{') {
            return None;
        }
        let NamedValues(fields) = serde_json::from_str(text).ok()?;
        Some(Self { text, fields })
    }

    /// Returns the object's text.
    pub(super) const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the value of a name, the last one of several; `None` without one, and for `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        let found = self.fields.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| *value).filter(|value| value.get() != "null")
    }

    /// Returns the value of a name, parsed.
    pub(super) fn parsed<T: Deserialize<'a>>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.get(name)?.get()).ok()
    }

    /// Returns each name and its value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.fields.iter().map(|(name, value)| (&**name, *value))
    }

    /// Returns the object with the first elements of its lists alone, and without what stands deep: enough to tell
    /// what it is.
    pub(super) fn outline(&self) -> Value {
        self.outline_to(DEPTH)
    }

    fn outline_to(&self, depth: usize) -> Value {
        let part = |(name, value): (&str, &RawValue)| (name.to_owned(), outline(value, depth));
        Value::Object(self.iter().map(part).collect::<Map<_, _>>())
    }
}

struct NamedValues<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for NamedValues<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct FieldName<'a>(#[serde(borrow)] Cow<'a, str>);
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = NamedValues<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(
                self,
                mut map: M,
            ) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some((FieldName(name), value)) = map.next_entry()? {
                    fields.push((name, value));
                }
                Ok(NamedValues(fields))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

fn outline(value: &RawValue, depth: usize) -> Value {
    let text = value.get();
    let within = depth.checked_sub(1);
    match (text.as_bytes().first(), within) {
        (Some(b'{'), Some(within)) => {
            JsonFields::of(text).map_or(Value::Null, |fields| fields.outline_to(within))
        }
        (Some(b'['), Some(within)) => {
            first_elements(text).into_iter().map(|element| outline(element, within)).collect()
        }
        (Some(b'{'), None) => Value::Object(Map::new()),
        (Some(b'['), None) => Value::Array(Vec::new()),
        _ => serde_json::from_str(text).unwrap_or_default(),
    }
}

/// Returns the first elements of a list; the rest is not read.
fn first_elements(list: &str) -> Vec<&RawValue> {
    struct First<'v, 'a>(&'v mut Vec<&'a RawValue>);
    impl<'de: 'a, 'a> Visitor<'de> for First<'_, 'a> {
        type Value = ();

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
            while self.0.len() < FIRST
                && let Some(element) = list.next_element()?
            {
                self.0.push(element);
            }
            Ok(())
        }
    }
    let mut elements = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(list);
    // Elements that are left over are an error to the reader.
    match reader.deserialize_seq(First(&mut elements)) {
        Ok(()) | Err(_) => elements,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_those_of_the_text_and_the_last_of_a_name_counts() {
        let fields =
            JsonFields::of(r#"{"a": 1, "b\u0063": {"d": "}"}, "a": 2, "e": null}"#).unwrap();
        let names: Vec<&str> = fields.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "bc", "a", "e"]);
        assert_eq!(fields.parsed::<u64>("a"), Some(2));
        assert_eq!(fields.get("bc").map(RawValue::get), Some(r#"{"d": "}"}"#));
        assert!(fields.get("e").is_none() && fields.get("f").is_none());
        for text in ["[1]", "1", "{\"a\": ", "", "{\"a\" 1}"] {
            assert!(JsonFields::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_outline_has_the_beginnings_of_lists_and_nothing_that_stands_deep() {
        let outline = |text: &str| JsonFields::of(text).unwrap().outline();
        assert_eq!(
            outline(r#"{"a": [1, 2, 3, 4, 5, 6], "b": {"c": [{"d": [7, {"e": 8}]}]}}"#),
            json!({"a": [1, 2, 3, 4], "b": {"c": [{"d": [7, {}]}]}})
        );
        assert_eq!(outline(r#"{"a": [], "b": {}, "c": "x"}"#), json!({"a": [], "b": {}, "c": "x"}));
    }
}
