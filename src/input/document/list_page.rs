//! Pages of the seller centre's dispute list, and what may stand around a document.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::RowProblem;
use crate::input::document::json_bounds::bounded_value;
use crate::input::document::list_statement::ListStatement;
use crate::input::document::pages::ListAccount;
use crate::input::text::extended_json;

/// The page's network reply, with or without its outer envelopes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListPage<'a> {
    #[serde(borrow)]
    pub(super) data_source: Vec<&'a RawValue>,
    seller_id: Option<Value>,
    #[serde(skip)]
    pub(super) stated: ListStatement,
}

impl ListPage<'_> {
    /// Returns whose list it is, as its rows say, or the field beside them.
    pub(super) fn account(&self) -> ListAccount {
        match (account_of(&self.data_source), &self.seller_id) {
            (ListAccount::Unknown, Some(id)) => ListAccount::One(seller(id)),
            (account, _) => account,
        }
    }

    /// Returns whether the page has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.data_source.is_empty()
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

/// Returns whether a field says whose a list or a dispute is.
pub(super) fn is_account(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let of_whom = ["seller", "shop", "store", "merchant", "account"];
    let is_id = name.ends_with("id") || name.ends_with("seq");
    is_id && of_whom.iter().any(|word| name.contains(word))
}

/// Returns what an account is called in messages.
fn seller(id: &Value) -> String {
    format!("sellerId {}", id.as_str().map_or_else(|| id.to_string(), str::to_owned))
}

/// Returns the account that a page's rows name, each or its first line.
fn account_of(rows: &[&RawValue]) -> ListAccount {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct RowAccount {
        seller_id: Option<Value>,
        seller_admin_seq: Option<Value>,
        #[serde(default)]
        seller_reverse_order_lines: Vec<RowAccount>,
    }
    let of = |row: &&RawValue| {
        let row: RowAccount = serde_json::from_str(row.get()).ok()?;
        let own =
            |row: &RowAccount| row.seller_id.as_ref().or(row.seller_admin_seq.as_ref()).map(seller);
        own(&row).or_else(|| row.seller_reverse_order_lines.iter().find_map(own))
    };
    let ids: BTreeSet<Option<String>> = rows.iter().map(of).collect();
    let mut ids = ids.into_iter();
    match (ids.next(), ids.next()) {
        (Some(Some(id)), None) => ListAccount::One(id),
        (Some(_), Some(_)) => ListAccount::Several,
        (None | Some(None), None) | (None, Some(_)) => ListAccount::Unknown,
    }
}

/// Returns the part of an answer that says whether it is one.
pub(super) fn ret_of(answer: &str) -> Option<Value> {
    #[derive(Deserialize, serde::Serialize)]
    struct GatewayReturn {
        ret: Value,
    }
    serde_json::to_value(serde_json::from_str::<GatewayReturn>(answer).ok()?).ok()
}

/// Reads a page of the dispute list, in whatever envelopes; `None` for any other document.
pub(crate) fn list_page(document: &RawValue) -> Option<ListPage<'_>> {
    let mut text = document.get();
    let mut around = ListStatement::default();
    for _ in 0..3 {
        // A list would be taken for the fields of the structure, one after another.
        if !text.starts_with('{') {
            return None;
        }
        if let Ok(page) = serde_json::from_str::<ListPage<'_>>(text) {
            return Some(ListPage { stated: ListStatement::of(text).or(around), ..page });
        }
        let inner = serde_json::from_str::<Envelope<'_>>(text).ok()?.data.get();
        around = ListStatement::of(text).or(around);
        text = inner;
    }
    None
}

/// Returns whether a document says something of the rows beside it and is none: what phpMyAdmin, bulk files of
/// Elasticsearch and Singer put before rows and after them.
pub(super) fn is_about_rows(document: &RawValue) -> bool {
    const BEGINNINGS: [&str; 7] = [
        "{\"type\":\"header\"",
        "{\"type\":\"database\"",
        "{\"type\":\"SCHEMA\"",
        "{\"type\":\"STATE\"",
        "{\"index\":{",
        "{\"create\":{",
        "{\"update\":{",
    ];
    let begin: String = document.get().chars().filter(|c| !c.is_whitespace()).take(24).collect();
    BEGINNINGS.iter().any(|beginning| begin.starts_with(beginning))
}

/// Tells an element of the dispute list by a key that nothing else has.
pub(super) fn is_element(document: &RawValue) -> bool {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct ElementKeys {
        seller_reverse_order_lines: Option<IgnoredAny>,
        trade_order_id: Option<IgnoredAny>,
        reverse_status: Option<IgnoredAny>,
        dispute_time: Option<IgnoredAny>,
        order_id: Option<IgnoredAny>,
    }
    document.get().starts_with('{')
        && serde_json::from_str::<ElementKeys>(document.get()).is_ok_and(|keys| {
            keys.seller_reverse_order_lines.is_some()
                || (keys.trade_order_id.is_some() && keys.reverse_status.is_some())
                || (keys.dispute_time.is_some() && keys.order_id.is_some())
        })
}

/// Returns the words with which the seller centre's gateway refuses: `ret` holds a code and words,
/// and the code is not `SUCCESS`.
pub(crate) fn mtop_refusal(answer: &Value) -> Option<String> {
    let words = match answer.get("ret")? {
        Value::Array(words) => words.as_slice(),
        words => std::slice::from_ref(words),
    };
    let mut words = words.iter().filter_map(Value::as_str);
    words.find(|words| !words.starts_with("SUCCESS")).map(RowProblem::shorten)
}

/// Returns the words of an answer that says of itself that it is no success; `None` where it does not.
pub(super) fn denial(answer: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Said {
        success: Option<Value>,
        #[serde(alias = "errorMessage", alias = "errorMsg", alias = "msg")]
        message: Option<Value>,
    }
    let said: Said = serde_json::from_str(answer).ok()?;
    let success = said.success?;
    let is_denied =
        success == Value::Bool(false) || success.as_str().is_some_and(|word| word == "false");
    let words = said.message.as_ref().and_then(Value::as_str).unwrap_or("success is false");
    is_denied.then(|| RowProblem::shorten(words))
}

/// Returns the words of an answer with rows that says of itself that it failed, or that rows are missing;
/// `None` where it does not.
pub(super) fn shortfall(answer: &str) -> Option<String> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(answer).ok()?;
    let said = fields.iter().find(|(name, value)| {
        let name = name.chars().filter(char::is_ascii_alphanumeric);
        let name = name.collect::<String>().to_ascii_lowercase();
        let value = value.get();
        match name.as_str() {
            "success" | "succeeded" | "issuccess" | "resultsuccess" | "ok" | "complete"
            | "iscomplete" => value.trim_matches('"').eq_ignore_ascii_case("false"),
            "partial" | "ispartial" | "incomplete" | "isincomplete" | "incompleteresults"
            | "timedout" => value == "true",
            "code" | "status" | "statuscode" | "errorcode" | "errcode" => is_failure(value),
            "error" | "errors" | "exception" => !NOTHING.contains(&value),
            "errormessage" | "errormsg" | "errmsg" => {
                let says_well = |word: &&str| value.to_lowercase().contains(*word);
                !NOTHING.contains(&value) && !["ok", "success", "成功"].iter().any(says_well)
            }
            "shards" => failed_shards(value) > 0,
            _ => false,
        }
    });
    let (name, value) = said?;
    let words = ["msg", "message", "errorMessage", "error_message", "errorMsg", "error_msg"];
    let words = words.into_iter().find_map(|words| fields.get(words));
    let words = words.filter(|words| words.get().starts_with('"') && words.get().len() > 2);
    let words = words.map_or(String::new(), |words| format!("; {}", words.get()));
    Some(RowProblem::shorten(&format!("{name}: {}{words}", value.get())))
}

/// Values of an error where there was none.
const NOTHING: [&str; 7] = ["null", "false", "0", "\"\"", "\"0\"", "[]", "{}"];

/// Returns whether a code is an error's: a status of HTTP, or a word.
fn is_failure(code: &str) -> bool {
    const WORDS: [&str; 5] = ["error", "fail", "failed", "failure", "partial"];
    let code = code.trim_matches('"');
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(code))
        || code.parse::<u16>().is_ok_and(|code| (400..600).contains(&code))
}

/// Returns how many parts of an index of Elasticsearch did not answer.
fn failed_shards(shards: &str) -> u64 {
    #[derive(Deserialize)]
    struct Shards {
        failed: u64,
    }
    serde_json::from_str::<Shards>(shards).map_or(0, |shards| shards.failed)
}

/// The values of an object, as they stand.
pub(super) struct ObjectValues<'a>(pub(super) Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for ObjectValues<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ArrayValues;
        impl<'de> serde::de::Visitor<'de> for ArrayValues {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(
                self,
                mut map: M,
            ) -> Result<Self::Value, M::Error> {
                let mut values = Vec::new();
                while map.next_key::<IgnoredAny>()?.is_some() {
                    values.push(map.next_value()?);
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(ArrayValues).map(Self)
    }
}

/// Returns the document with MongoDB's wrappings undone.
pub(super) fn without_wrappings(document: &RawValue) -> Result<Box<RawValue>, serde_json::Error> {
    if document.get().starts_with('[') {
        // One element at a time: a collection may have more than are held at once.
        let elements: Vec<&RawValue> = serde_json::from_str(document.get())?;
        let mut plain = "[".to_owned();
        for element in elements {
            if plain.len() > 1 {
                plain.push(',');
            }
            plain.push_str(&without_wrapping(element)?);
        }
        plain.push(']');
        return RawValue::from_string(plain);
    }
    RawValue::from_string(without_wrapping(document)?)
}

fn without_wrapping(document: &RawValue) -> Result<String, serde_json::Error> {
    let many = || serde::de::Error::custom("more values in one document than are read");
    let mut value = bounded_value(document.get()).ok_or_else(many)?;
    extended_json::without_wrappings(&mut value);
    Ok(value.to_string())
}

/// Returns whether an object has a list, or `null` under the name of one, and no row in any.
pub(super) fn is_without_rows(object: &Value) -> bool {
    const LISTS: [&str; 6] = ["list", "rows", "items", "records", "dataSource", "dataList"];
    let Some(fields) = object.as_object() else { return false };
    let is_empty = |(key, value): (&String, &Value)| match value {
        Value::Array(rows) => rows.is_empty(),
        Value::Null => LISTS.contains(&key.as_str()),
        _ => false,
    };
    let is_filled = |value: &Value| value.as_array().is_some_and(|rows| !rows.is_empty());
    fields.iter().any(is_empty) && !fields.values().any(is_filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_may_say_that_it_is_not_whole() {
        for text in [
            r#"{"success": "false", "data": [1]}"#,
            r#"{"code": 500, "message": "no", "data": [1]}"#,
            r#"{"status": "error", "data": [1]}"#,
            r#"{"data": {"a": [1]}, "errors": [{"message": "shard 2"}]}"#,
            r#"{"_shards": {"total": 2, "failed": 1}, "hits": {}}"#,
            r#"{"incomplete_results": true, "items": [1]}"#,
            r#"{"result_success": false, "rows": [1]}"#,
            r#"{"error_message": "timeout", "rows": [1]}"#,
        ] {
            assert!(shortfall(text).is_some(), "{text}");
        }
        for text in [
            r#"{"success": true, "code": 200, "errors": [], "error": null}"#,
            r#"{"code": 0, "status": "ok", "_shards": {"failed": 0}, "timed_out": false}"#,
            r#"{"code": 20000, "status": 1, "errorCode": "0", "error": ""}"#,
            "[1]",
            r#"{"error_message": "SUCCESS", "error_msg": "", "rows": [1]}"#,
        ] {
            assert_eq!(shortfall(text), None, "{text}");
        }
        let said = shortfall(r#"{"code": 500, "message": "no", "data": [1]}"#).unwrap();
        assert_eq!(said, "code: 500; \"no\"");
    }
}
