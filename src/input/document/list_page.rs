//! Pages of the seller centre's dispute list, and what may stand around a document.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::RowProblem;
use crate::input::document::fields::JsonFields;
use crate::input::document::json_bounds::bounded_value;
use crate::input::document::list_statement::ListStatement;
use crate::input::document::pages::ListAccount;
use crate::input::text::extended_json;

/// The page's network reply, with or without its outer envelopes.
pub(crate) struct ListPage<'a> {
    pub(super) data_source: Vec<&'a RawValue>,
    seller_id: Option<Value>,
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

/// Reads a page of the dispute list, in whatever envelopes; `None` for any other object.
pub(super) fn list_page<'a>(object: &JsonFields<'a>) -> Option<ListPage<'a>> {
    let mut around = ListStatement::default();
    let (mut fields, mut inner) = (object, None);
    for _ in 0..3 {
        let stated = ListStatement::of(fields).or(around);
        if let Some(data_source) = fields.parsed("dataSource") {
            return Some(ListPage { data_source, seller_id: fields.parsed("sellerId"), stated });
        }
        around = stated;
        let data = JsonFields::of(fields.get("data")?.get())?;
        fields = inner.insert(data);
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
    let begins = |beginning: &&str| {
        let signs = document.get().chars().filter(|c| !c.is_whitespace());
        signs.take(beginning.len()).eq(beginning.chars())
    };
    BEGINNINGS.iter().any(begins)
}

/// Tells an element of the dispute list by a key that nothing else has.
pub(super) fn is_element(fields: &JsonFields<'_>) -> bool {
    let has = |name| fields.get(name).is_some();
    has("sellerReverseOrderLines")
        || (has("tradeOrderId") && has("reverseStatus"))
        || (has("disputeTime") && has("orderId"))
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
pub(super) fn denial(fields: &JsonFields<'_>) -> Option<String> {
    let success = fields.get("success")?.get();
    let words = ["message", "errorMessage", "errorMsg", "msg"].into_iter();
    let words = words.filter_map(|name| fields.get(name)).next();
    let words = words.and_then(|words| serde_json::from_str::<String>(words.get()).ok());
    let words = words.as_deref().unwrap_or("success is false");
    matches!(success, "false" | "\"false\"").then(|| RowProblem::shorten(words))
}

/// Returns the words of an answer with rows that says of itself that it failed, or that rows are missing;
/// `None` where it does not.
pub(super) fn shortfall(fields: &JsonFields<'_>) -> Option<String> {
    let said = fields.iter().find(|(name, value)| {
        let name = name.chars().filter(char::is_ascii_alphanumeric);
        let name = name.collect::<String>().to_ascii_lowercase();
        let value = value.get();
        match name.as_str() {
            "success" | "succeeded" | "issuccess" | "resultsuccess" | "ok" | "complete"
            | "iscomplete" => value.trim_matches('"').eq_ignore_ascii_case("false"),
            "partial" | "ispartial" | "incomplete" | "isincomplete" | "incompleteresults"
            | "timedout" => value == "true",
            "status" | "statuscode" => is_failure(value),
            "code" => is_failure(value) || names_failure(value),
            "errorcode" | "errcode" => is_error_code(value),
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
const NOTHING: [&str; 9] =
    ["null", "false", "0", "\"\"", "\"0\"", "[]", "{}", "\"none\"", "\"no\""];

/// Returns whether a code is an error's: a status of HTTP, or a word.
fn is_failure(code: &str) -> bool {
    const WORDS: [&str; 5] = ["error", "fail", "failed", "failure", "partial"];
    let code = code.trim_matches('"');
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(code))
        || code.parse::<u16>().is_ok_and(|code| (400..600).contains(&code))
}

/// Returns whether a code is the name of an error, such as `ApiCallLimit`.
fn names_failure(code: &str) -> bool {
    const PARTS: [&str; 9] = [
        "error",
        "fail",
        "calllimit",
        "ratelimit",
        "invalid",
        "denied",
        "expired",
        "timeout",
        "exception",
    ];
    let mut code = code.to_ascii_lowercase();
    code.retain(|c| c.is_ascii_alphanumeric());
    PARTS.iter().any(|part| code.contains(part)) && !code.contains("noerror")
}

/// Returns whether the code of an error says that there was one: a name, or a number other than 0 and 200.
fn is_error_code(code: &str) -> bool {
    let code = code.trim_matches('"');
    let is_number = code != "200" && code.contains(|c| matches!(c, '1'..='9'));
    is_number || names_failure(code)
}

/// Returns how many parts of an index of Elasticsearch did not answer.
fn failed_shards(shards: &str) -> u64 {
    #[derive(Deserialize)]
    struct Shards {
        failed: u64,
    }
    serde_json::from_str::<Shards>(shards).map_or(0, |shards| shards.failed)
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
            r#"{"code": "ApiCallLimit", "rows": [1]}"#,
            r#"{"errorCode": "E1002", "rows": [1]}"#,
            r#"{"error_code": 15, "rows": [1]}"#,
        ] {
            assert!(shortfall(&JsonFields::of(text).unwrap()).is_some(), "{text}");
        }
        for text in [
            r#"{"success": true, "code": 200, "errors": [], "error": null}"#,
            r#"{"code": 0, "status": "ok", "_shards": {"failed": 0}, "timed_out": false}"#,
            r#"{"code": 20000, "status": 1, "errorCode": "0", "error": ""}"#,
            r#"{"error_message": "SUCCESS", "error_msg": "", "rows": [1]}"#,
            r#"{"code": "A0000", "errorCode": "", "errCode": "00000", "error_code": null}"#,
            r#"{"code": "SUCCESS", "errorCode": "SUCCESS", "status": "completed"}"#,
            r#"{"code": "no_error", "errorCode": "NO_ERROR", "errCode": "S0000", "status": "unlimited"}"#,
            r#"{"code": "unlimited", "errorCode": "成功"}"#,
        ] {
            assert_eq!(shortfall(&JsonFields::of(text).unwrap()), None, "{text}");
        }
        let text = r#"{"code": 500, "message": "no", "data": [1]}"#;
        let said = shortfall(&JsonFields::of(text).unwrap()).unwrap();
        assert_eq!(said, "code: 500; \"no\"");
    }
}
