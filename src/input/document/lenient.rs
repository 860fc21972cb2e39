//! Values of JSON as programs write them that know no types: numbers as texts, ids as numbers,
//! whole numbers as floats.

use serde::{Deserialize, Deserializer};

/// A text, or a whole number taken as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LenientText(String);

/// A value in one of the types that a number or an id may have.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Whole(i64),
    Float(f64),
    Text(String),
    Nothing(()),
}

impl LenientText {
    /// Returns the text of a field; empty where the field is absent, as records keep it.
    pub(crate) fn or_empty(field: Option<Self>) -> String {
        field.map_or_else(String::new, Self::into_string)
    }

    /// Returns the text without blanks around it.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl<'de> Deserialize<'de> for LenientText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Loose::deserialize(deserializer)? {
            Loose::Whole(number) => Ok(Self(number.to_string())),
            Loose::Text(text) => Ok(Self(text.trim().to_owned())),
            Loose::Nothing(()) => Ok(Self(String::new())),
            Loose::Float(number) => {
                let whole = whole(number).filter(|number| !has_lost_digits(*number));
                whole.map(|number| Self(number.to_string())).ok_or_else(|| {
                    serde::de::Error::custom(format!(
                        "`{number:e}` is a number that has lost digits"
                    ))
                })
            }
        }
    }
}

/// Returns whether a float that was written with an exponent looks as if it had lost digits of an id: one
/// of a thousand ids ends in three zeros.
fn has_lost_digits(number: i64) -> bool {
    const SHORTEST_ID: i64 = 1_000_000_000_000_000;
    number >= SHORTEST_ID && number % 1_000 == 0
}

/// Reads a whole number, in whatever type it is written; nothing for null and for an empty text.
pub(crate) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let wrong =
        |found: String| serde::de::Error::custom(format!("`{found}` is not a whole number"));
    match Loose::deserialize(deserializer)? {
        Loose::Whole(number) => Ok(Some(number)),
        Loose::Nothing(()) => Ok(None),
        Loose::Float(number) => whole(number).map(Some).ok_or_else(|| wrong(number.to_string())),
        Loose::Text(text) => match text.trim() {
            "" => Ok(None),
            digits => digits.parse().map(Some).or_else(|_| {
                let float: Option<f64> = digits.parse().ok();
                float.and_then(whole).map(Some).ok_or_else(|| wrong(digits.to_owned()))
            }),
        },
    }
}

/// Reads a count, in whatever type it is written; nothing for what is none.
pub(crate) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(integer(deserializer)?.and_then(|number| u64::try_from(number).ok()))
}

/// Returns a float as the whole number that it is; `None` where it is none, or where floats no
/// longer keep every digit.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < EXACT).then(|| format!("{number:.0}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Row {
        id: Option<LenientText>,
        #[serde(default, deserialize_with = "integer")]
        number: Option<i64>,
        #[serde(default, deserialize_with = "count")]
        count: Option<u64>,
    }

    fn row(text: &str) -> Option<(Option<String>, Option<i64>, Option<u64>)> {
        let row: Row = serde_json::from_str(text).ok()?;
        Some((row.id.map(LenientText::into_string), row.number, row.count))
    }

    #[test]
    fn numbers_are_read_in_whatever_type() {
        let expected =
            Some((Some("8208460785972844".to_owned()), Some(1_767_630_600_000), Some(4)));
        for text in [
            r#"{"id": 8208460785972844, "number": 1767630600000, "count": 4}"#,
            r#"{"id": " 8208460785972844 ", "number": "1767630600000", "count": "4"}"#,
            r#"{"id": 8208460785972844.0, "number": 1767630600000.0, "count": "4.0"}"#,
            r#"{"id": 8.208460785972844e15, "number": 1.7676306e12, "count": 4}"#,
        ] {
            assert_eq!(row(text), expected, "{text}");
        }
        assert_eq!(row(r#"{"id": null, "number": null}"#), Some((None, None, None)));
        assert_eq!(row(r#"{"number": "soon"}"#), None);
        assert_eq!(row(r#"{"id": 82084607859728441.0}"#), None);
        for (text, is_whole) in
            [("8.20846e15", false), ("8208460785000.0e3", false), ("8208460785972000", true)]
        {
            assert_eq!(row(&format!(r#"{{"id": {text}}}"#)).is_some(), is_whole, "{text}");
        }
    }
}
