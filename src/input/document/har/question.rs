//! What a dispute list was asked for, as the requests of a network log say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::input::document::list_page::is_account;
use crate::input::document::pages::CHANNEL;

/// JsonFields that ask for a page of a list, or say how its answer is to be shown: they leave no dispute out.
/// (JsonFields of the page of 2025 and 2026, docs/platform/exports.md.)
const NEUTRAL: [&str; 5] = ["current", "pageSize", CHANNEL, "timezone", "tabKey"];

/// JsonFields that narrow a list, and the value with which they do not.
const FILTERS: [(&str, &str); 8] = [
    ("screenItemsStatus", ""),
    ("tradeOrderId", ""),
    ("buyerName", ""),
    ("itemId", ""),
    ("reverseOrderId", ""),
    ("reverseStatus", "1"),
    ("reverseLineFeatureKey", "all"),
    ("reverseBizType", "1"),
];

/// What the names of fields hold by which lists are narrowed to a span or to what is searched for.
const NARROWING: [&str; 8] =
    ["gmt", "start", "begin", "end", "date", "keyword", "search", "querytext"];

/// The fields of a question that are not known, with their values.
pub(super) type UnknownFields = BTreeMap<String, String>;

/// Returns the names of the fields by which a question narrows its list; empty where it asks for the
/// whole list as far as its fields are known.
pub(super) fn known_filters(asked: &Value) -> Vec<String> {
    let Value::Object(fields) = asked else { return Vec::new() };
    let narrows = |(name, value): &(&String, &Value)| {
        let value = text_of(value);
        let known = FILTERS.iter().find(|(filter, _)| filter == name);
        !value.is_empty() && known.map_or_else(|| is_narrowing(name), |(_, whole)| value != *whole)
    };
    fields.iter().filter(narrows).map(|(name, _)| name.clone()).collect()
}

/// Returns the fields that have a value and of which it is not known whether they narrow a list.
pub(super) fn unknown_fields(asked: &Value) -> UnknownFields {
    let Value::Object(fields) = asked else { return UnknownFields::new() };
    let is_unknown = |name: &str| {
        let is_known = NEUTRAL.contains(&name) || FILTERS.iter().any(|(filter, _)| *filter == name);
        // JsonFields such as `_timezone` and `_bizLang` come from the page itself.
        let is_other = is_narrowing(name) || is_account(name);
        !is_known && !is_other && !name.starts_with('_') && !name.starts_with("sort")
    };
    let given = fields.iter().map(|(name, value)| (name.clone(), text_of(value)));
    given.filter(|(name, value)| is_unknown(name) && !value.is_empty()).collect()
}

/// Returns the unknown fields that all questions have with one value: they tell no list from another.
pub(super) fn common(questions: &[UnknownFields]) -> UnknownFields {
    let Some((first, others)) = questions.split_first() else { return UnknownFields::new() };
    let everywhere = |(name, value): &(&String, &String)| {
        others.iter().all(|other| other.get(*name) == Some(*value))
    };
    first.iter().filter(everywhere).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Returns the names of fields that are not among those of all questions.
pub(super) fn own_names(fields: &UnknownFields, common: &UnknownFields) -> BTreeSet<String> {
    fields
        .iter()
        .filter(|(name, value)| common.get(*name) != Some(*value))
        .map(|(name, _)| name.clone())
        .collect()
}

/// Returns the fields that say whose list is asked for, with their values: of the account, else of its channel.
pub(super) fn account(asked: &Value) -> Option<String> {
    let fields = asked.as_object()?;
    let of = |is_named: &dyn Fn(&str) -> bool| {
        let named = fields.iter().filter(|(name, _)| is_named(name));
        let named = named.map(|(name, value)| (name, text_of(value)));
        let named = named.filter(|(_, value)| !value.is_empty());
        let named: Vec<String> = named.map(|(name, value)| format!("{name} {value}")).collect();
        (!named.is_empty()).then(|| named.join(" "))
    };
    of(&is_account).or_else(|| of(&|name| name == CHANNEL))
}

fn is_narrowing(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NARROWING.iter().any(|word| name.starts_with(word) || name.ends_with(word))
}

/// Returns a value as text; empty for what gives no value.
fn text_of(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(parts) if parts.is_empty() => String::new(),
        Value::Object(fields) if fields.is_empty() => String::new(),
        other => other.to_string(),
    }
}
