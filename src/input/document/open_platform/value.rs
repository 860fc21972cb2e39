//! Reading single values as tolerantly as the platform writes them: ids as numbers or text,
//! booleans as text, empty lists as `{}`, fields absent, null or empty.

use chrono::NaiveDateTime;
use serde_json::Value;

use crate::domain::{Currency, Moment, Money, OrderId, Zone};

/// A row of an answer that is not in the expected shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` is {found}, expected {expected}")]
pub struct AnswerFault {
    /// The field's name.
    pub field: &'static str,
    /// What stands there, shortened; never a personal field.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

/// Returns a field's text, trimmed; a number as its digits. `None` when the field is absent, null,
/// empty, or something else.
pub(crate) fn text(row: &Value, field: &str) -> Option<String> {
    let text = match row.get(field)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Returns a field's text as [`text`] does; empty where the field says nothing, as records keep it.
pub(crate) fn text_or_empty(row: &Value, field: &str) -> String {
    // Records have no other word for what an answer leaves out.
    text(row, field).unwrap_or_default()
}

/// Returns a boolean given as such or as text, or `None`.
pub(super) fn flag(row: &Value, field: &str) -> Option<bool> {
    match row.get(field)? {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Returns a count given as a number or as text, or `None`.
pub(super) fn count(row: &Value, field: &str) -> Option<u64> {
    text(row, field)?.parse().ok()
}

/// Returns a list: an array, or the array that is the only value of an object; empty for `{}`,
/// null and absent.
pub(super) fn list<'a>(row: &'a Value, field: &str) -> &'a [Value] {
    match row.get(field) {
        Some(Value::Array(rows)) => rows,
        Some(Value::Object(wrapper)) => {
            let mut values = wrapper.values();
            match (values.next(), values.next()) {
                (Some(Value::Array(rows)), None) => rows,
                _ => &[],
            }
        }
        _ => &[],
    }
}

/// Returns a required id as its digits.
pub(super) fn id(row: &Value, field: &'static str) -> Result<String, AnswerFault> {
    let expected = "a whole number";
    match text(row, field) {
        Some(id) if id.bytes().all(|b| b.is_ascii_digit()) => Ok(id),
        _ => Err(fault(row, field, expected)),
    }
}

/// Returns a required order id.
pub(super) fn order_id(row: &Value, field: &'static str) -> Result<OrderId, AnswerFault> {
    text(row, field)
        .and_then(|id| OrderId::from_digits(id.as_bytes()))
        .ok_or_else(|| fault(row, field, "an order id of 16 or 17 digits"))
}

/// Returns a moment written as platform time or as epoch milliseconds; `None` when it is absent or
/// empty.
pub(super) fn moment(row: &Value, field: &'static str) -> Result<Option<Moment>, AnswerFault> {
    let Some(text) = text(row, field) else { return Ok(None) };
    let wrong = || fault(row, field, "a time as `2026-01-16 15:12:01` (platform time)");
    if text.len() >= 12 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map(|ms| Some(Moment::from_millis(ms))).map_err(|_| wrong());
    }
    let wall = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").map_err(|_| wrong())?;
    Zone::PLATFORM.moment(wall).map(Some).map_err(|_| wrong())
}

/// Returns a required moment.
pub(super) fn required_moment(row: &Value, field: &'static str) -> Result<Moment, AnswerFault> {
    let expected = "a time as `2026-01-16 15:12:01` (platform time)";
    moment(row, field)?.ok_or_else(|| fault(row, field, expected))
}

/// Returns an amount whose currency stands in a field beside it. `None` when either is missing or
/// not readable: no figure depends on it.
pub(super) fn amount(row: &Value, field: &str, currency: &str) -> Option<Money> {
    let currency = Currency::from_code(&text(row, currency)?)?;
    Money::from_decimal(&text(row, field)?, currency).ok()
}

/// Returns an amount object of the platform: `{amount, currency_code}`.
pub(super) fn money(row: &Value, field: &str) -> Option<Money> {
    amount(row.get(field)?, "amount", "currency_code")
}

/// Says that a field is not as expected.
pub(crate) fn fault(row: &Value, field: &'static str, expected: &'static str) -> AnswerFault {
    let found = match row.get(field) {
        None | Some(Value::Null) => "missing".to_owned(),
        Some(value) => format!("`{}`", value.to_string().chars().take(40).collect::<String>()),
    };
    AnswerFault { field, found, expected }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_may_be_bare_wrapped_or_an_empty_object() {
        let rows = json!({"a": [1], "b": {"dto": [1, 2]}, "c": {}, "d": null});
        let count = |field| list(&rows, field).len();
        assert_eq!([count("a"), count("b"), count("c"), count("d"), count("e")], [1, 2, 0, 0, 0]);
    }

    #[test]
    fn ids_beyond_a_double_keep_their_digits() {
        let row: Value =
            serde_json::from_str(r#"{"n":82000000000010003,"s":"82000000000010003"}"#).unwrap();
        assert_eq!(order_id(&row, "n").unwrap(), order_id(&row, "s").unwrap());
        assert_eq!(id(&row, "n").unwrap(), "82000000000010003");
        assert!(order_id(&json!({"n": 8.20846e15}), "n").is_err());
    }

    #[test]
    fn booleans_may_be_text() {
        let row = json!({"a": true, "b": "true", "c": "False", "d": "yes"});
        assert_eq!(flag(&row, "b"), flag(&row, "a"));
        assert_eq!((flag(&row, "c"), flag(&row, "d")), (Some(false), None));
    }

    #[test]
    fn times_are_platform_time_and_empty_ones_are_none() {
        let row =
            json!({"a": "2026-01-16 15:12:01", "b": "", "c": "2026-03-08 02:30:00", "d": "soon"});
        let read = required_moment(&row, "a").unwrap();
        assert_eq!(read.to_string(), "2026-01-16T23:12:01Z");
        assert_eq!(moment(&row, "b").unwrap(), None);
        assert!(moment(&row, "c").is_err());
        let fault = moment(&row, "d").unwrap_err().to_string();
        assert_eq!(
            fault,
            "`d` is `\"soon\"`, expected a time as `2026-01-16 15:12:01` (platform time)"
        );
    }
}
