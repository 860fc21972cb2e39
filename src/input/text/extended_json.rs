//! MongoDB's Extended JSON, as plain JSON.

use serde_json::Value;

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
}
