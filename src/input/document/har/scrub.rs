//! What of a HAR is kept for others to see: keys on a list, so that what nobody thought of is dropped.

use serde_json::{Map, json};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::input::container::companions::Companions;
use crate::input::document::extract;
use crate::input::document::extract::NoDocuments;
use crate::input::document::json_bounds::bounded_value;
use crate::packed::word_list;

use super::entry::{Body, HarEntry, Interface, entries, field, logged};
use super::refusal_of;

/// Writes the answers that are read, and nothing else of a HAR, as a HAR.
///
/// # Errors
///
/// When the text is no HAR, or holds no answer that is read.
pub(crate) fn scrubbed(text: &str, companions: &mut Companions) -> Result<Scrubbed, NotScrubbed> {
    let documents = extract::documents(text).map_err(|why| match why {
        NoDocuments::Broken(cause) => NotScrubbed::Broken(cause),
        NoDocuments::Python | NoDocuments::RowOutside(_) => NotScrubbed::NoHar,
    })?;
    let logs = documents.all.iter().filter_map(|document| logged(document)).collect::<Vec<_>>();
    if logs.is_empty() {
        return Err(NotScrubbed::NoHar);
    }
    let (mut before, mut kept) = (0, Vec::new());
    for entry in entries(&logs.concat(), companions) {
        before += 1;
        kept.extend(kept_of(&entry));
    }
    if kept.is_empty() {
        return Err(NotScrubbed::NothingKnown);
    }
    let count = kept.len();
    let har = serde_json::json!({"log": {
        "version": "1.2",
        "creator": {"name": "disputes", "version": env!("CARGO_PKG_VERSION")},
        "entries": kept,
    }});
    Ok(Scrubbed { text: format!("{har:#}\n"), kept: count, dropped: before - count })
}

/// A HAR with nothing in it but the answers that are read.
#[derive(Debug)]
pub struct Scrubbed {
    /// The HAR.
    pub text: String,
    /// Count of entries kept.
    pub kept: usize,
    /// Count of entries dropped.
    pub dropped: usize,
}

/// Why nothing can be taken out of a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotScrubbed {
    /// It is no JSON.
    #[error(transparent)]
    Broken(serde_json::Error),
    /// It is JSON of another kind.
    #[error("not a HAR file")]
    NoHar,
    /// No answer in it is read.
    #[error("a HAR without any answer of the dispute pages")]
    NothingKnown,
}

/// What a value of a form may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Writes a text as a value of a form.
pub(super) fn form_encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// What a question is known by. Searches are kept as the fact that there was one.
const ASKED: [&str; 9] = [
    "current",
    "pageSize",
    "reverseStatus",
    "reverseLineFeatureKey",
    "reverseBizType",
    "screenItemsStatus",
    "reverseOrderLineId",
    "channelId",
    "_timezone",
];
const SEARCHES: [&str; 4] = ["tradeOrderId", "buyerName", "itemId", "reverseOrderId"];
/// What an answer is read for, at any depth.
const ANSWERED: &[&str] = word_list!("lists/kept_fields.txt");
const ACTIONS: [&str; 2] = ["actionOwner", "actionPlan"];

/// Returns what is kept of an entry; `None` for one that is not read.
fn kept_of(entry: &HarEntry) -> Option<Value> {
    let name = match entry.interface {
        Interface::List => "querySellerReverseOrderList",
        Interface::Detail => "reverseOrderLineDetailRender",
        Interface::History => "reverseOrderLineHistoryRender",
        Interface::Other => return None,
    };
    let name = format!("mtop.aliexpress.seller.reverse.{name}");
    let url = format!("https://seller.example/h5/{}/1.0/", name.to_lowercase());
    let mut request = json!({"method": "POST", "url": url});
    if let (Some(asked), Some(fields)) = (kept_question(entry), request.as_object_mut()) {
        let data = asked.to_string();
        let text = format!("data={}", form_encoded(&data));
        let kind = "application/x-www-form-urlencoded";
        fields.insert("postData".to_owned(), json!({"mimeType": kind, "text": text}));
    }
    let content = match kept_body(entry) {
        Some(text) => json!({"mimeType": "application/json", "text": text}),
        None => json!({}),
    };
    let status = if content.get("text").is_some() { 200 } else { 0 };
    Some(json!({
        "startedDateTime": entry.at.map(|at| at.to_string()).unwrap_or_default(),
        "request": request,
        "response": {"status": status, "content": content},
    }))
}

fn kept_question(entry: &HarEntry) -> Option<Value> {
    let asked = entry.asked.as_ref()?;
    let mut kept = Map::new();
    for key in ASKED {
        if let Some(value) = field(asked, key) {
            kept.insert(key.to_owned(), Value::String(value));
        }
    }
    for key in SEARCHES {
        if field(asked, key).is_some_and(|value| !value.is_empty()) {
            kept.insert(key.to_owned(), Value::String("searched".to_owned()));
        }
    }
    Some(Value::Object(kept))
}

/// Returns the body that is kept. A body that was cut stays unreadable, and is written as none.
fn kept_body(entry: &HarEntry) -> Option<String> {
    let Body::Text(text) = &entry.body else { return None };
    if let Some(refusal) = refusal_of(entry) {
        return Some(json!({"ret": [refusal], "data": {}}).to_string());
    }
    let documents = extract::documents(text).ok()?;
    let mut value = bounded_value(documents.all.first()?.get())?;
    keep(&mut value);
    Some(value.to_string())
}

fn keep(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| {
                ANSWERED.contains(&key.as_str()) || ACTIONS.contains(&key.as_str())
            });
            fields.values_mut().for_each(keep);
        }
        Value::Array(rows) => rows.iter_mut().for_each(keep),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
