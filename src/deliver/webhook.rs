//! Webhooks of the services that these sellers use, each with its signature, size and answer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::DeliverError;
use super::http::{PATIENCE, address, body, client, why};
use super::message::{Message, Room};
use super::refusals::{RefusalMeaning, meaning};
use crate::deliver::service::Service;
use crate::secret::{Mask, Secret, words};

/// Where a webhook is.
#[derive(Clone, Debug)]
pub(crate) struct Webhook {
    /// The service.
    pub(crate) service: Service,
    /// The address, which is as secret as its token.
    pub(crate) address: Secret,
    /// The signing secret; `None` when the service is used without one.
    pub(crate) secret: Option<Secret>,
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

/// DingTalk: HMAC of "time, line break, secret" under the secret, time in milliseconds.
fn dingtalk_sign(secret: &Secret, millis: i64) -> String {
    let secret = secret.reveal();
    STANDARD.encode(hmac(secret.as_bytes(), format!("{millis}\n{secret}").as_bytes()))
}

/// Feishu: HMAC of nothing under "time, line break, secret", time in seconds.
fn feishu_sign(secret: &Secret, seconds: i64) -> String {
    STANDARD.encode(hmac(format!("{seconds}\n{}", secret.reveal()).as_bytes(), b""))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sends a message. `millis` is the time now; no secret of `mask` or of the address is in an error.
///
/// # Errors
///
/// When the address is not one, there is no answer, or the service refuses.
pub(crate) fn post(
    webhook: &Webhook,
    message: &Message,
    mask: &Mask,
    millis: i64,
) -> Result<(), DeliverError> {
    let mut url = address(webhook.address.reveal())?;
    let seconds = millis.div_euclid(1000);
    if let (Service::DingTalk, Some(secret)) = (&webhook.service, &webhook.secret) {
        url.query_pairs_mut()
            .append_pair("timestamp", &millis.to_string())
            .append_pair("sign", &dingtalk_sign(secret, millis));
    }
    let text = document(webhook, message, seconds).to_string();
    let sent_to = url.clone();
    let mut request = client(&url)?
        .post(url)
        .timeout(PATIENCE)
        .header("content-type", "application/json; charset=utf-8");
    if let (Service::Json, Some(secret)) = (&webhook.service, &webhook.secret) {
        let signed = hmac(secret.reveal().as_bytes(), format!("{seconds}.{text}").as_bytes());
        request = request
            .header("x-disputes-timestamp", seconds.to_string())
            .header("x-disputes-signature", format!("sha256={}", hex(&signed)));
    }
    let mut mask = mask.clone();
    mask.add(sent_to.as_str());
    let response = request.body(text).send().map_err(|error| unanswered(&error, &mask))?;
    let status = response.status();
    let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let retry_after = header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
    let page = header("content-type").is_some_and(|kind| kind.to_lowercase().contains("html"));
    let Some(answer) = body(response) else {
        return Err(DeliverError::Unanswered { why: "no answer: none in time".to_owned() });
    };
    let page =
        page || answer.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']).starts_with('<');
    let value: Value = serde_json::from_str(&answer).unwrap_or(Value::Null);
    let taken = status.is_success() && !page && is_taken(&webhook.service, &answer, &value);
    if taken {
        return Ok(());
    }
    let own_words = if page { String::new() } else { own_words(&answer, &value, &mask) };
    let why = match (status.is_success(), page) {
        (true, true) => "a web page answered, not the service: is the address right?".to_owned(),
        (true, false) => format!("the service says no{own_words}"),
        (false, true) => format!("{status}, with a web page"),
        (false, false) => format!("{status}{own_words}"),
    };
    Err(match meaning(&webhook.service, status.as_u16(), retry_after, &value) {
        RefusalMeaning::Passes(wait) => DeliverError::Busy { why, wait },
        RefusalMeaning::Stays => DeliverError::Refused { why },
    })
}

/// Takes off what the service does not take in one message, as messages do.
pub(crate) fn split_off(webhook: &Webhook, message: &mut Message) -> Option<Message> {
    message.split_off(&room(&webhook.service))
}

fn room(service: &Service) -> Room {
    let units = |text: &str| text.encode_utf16().count();
    let bytes = |limit| Room { limit, measure: str::len };
    match service {
        Service::DingTalk => bytes(19_000),
        Service::Feishu => bytes(18_000),
        Service::WeCom => bytes(2_048),
        Service::Telegram { .. } => Room { limit: 4_096, measure: units },
        Service::Slack => bytes(30_000),
        Service::Json => bytes(usize::MAX),
    }
}

/// Returns the body of a request.
fn document(webhook: &Webhook, message: &Message, seconds: i64) -> Value {
    let room = room(&webhook.service);
    let text = || message.fit(room.limit, room.measure);
    match &webhook.service {
        Service::DingTalk => {
            json!({ "msgtype": "text", "text": { "content": text() } })
        }
        Service::Feishu => {
            // `<at …>` would call people.
            let text = text().replace('<', "＜");
            let mut document = json!({ "msg_type": "text", "content": { "text": text } });
            if let (Some(secret), Some(object)) = (&webhook.secret, document.as_object_mut()) {
                object.insert("timestamp".to_owned(), json!(seconds.to_string()));
                object.insert("sign".to_owned(), json!(feishu_sign(secret, seconds)));
            }
            document
        }
        Service::WeCom => {
            json!({ "msgtype": "text", "text": { "content": text() } })
        }
        // Without a parse mode Telegram takes the text for plain.
        Service::Telegram { chat_id } => json!({
            "chat_id": chat_id,
            "text": text(),
            "link_preview_options": { "is_disabled": true },
        }),
        Service::Slack => {
            let text = text().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            json!({ "text": text, "mrkdwn": false })
        }
        Service::Json => json!({
            "schema": "disputes/notice/v1",
            "id": message.id,
            "as_of": message.as_of,
            "title": message.title,
            "lines": message.lines,
        }),
    }
}

fn unanswered(error: &reqwest::Error, mask: &Mask) -> DeliverError {
    DeliverError::Unanswered { why: mask.hide(&format!("no answer: {}", why(error))) }
}

/// Returns whether an answer with a status of success says that the message was taken: Chinese
/// services answer 200 and say no in the body.
fn is_taken(service: &Service, answer: &str, value: &Value) -> bool {
    let zero = |key: &str| value.get(key).and_then(Value::as_i64) == Some(0);
    let yes = |key: &str| value.get(key).and_then(Value::as_bool) == Some(true);
    match service {
        Service::DingTalk | Service::WeCom => zero("errcode"),
        Service::Feishu => zero("code") || zero("StatusCode"),
        Service::Telegram { .. } => yes("ok"),
        // Slack answers `ok`; services with the same interface answer it, or an object.
        Service::Slack => answer.trim().eq_ignore_ascii_case("ok") || yes("ok") || yes("success"),
        Service::Json => true,
    }
}

/// The service's own words, short, with a colon before them; empty where there are none.
fn own_words(answer: &str, value: &Value, mask: &Mask) -> String {
    let keys = ["errmsg", "msg", "description", "error", "message"];
    let named = keys.into_iter().find_map(|key| value.get(key)).and_then(Value::as_str);
    // Slack answers with one word in plain text.
    let text = if value.is_null() { named.unwrap_or(answer) } else { named.unwrap_or_default() };
    let mut text = words(text, mask);
    if let Some(chat) = value.pointer("/parameters/migrate_to_chat_id").and_then(Value::as_i64) {
        text.push_str(&format!("; set `chat_id = \"{chat}\"`"));
    }
    if text.is_empty() { text } else { format!(": {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Computed with Python's hmac and base64 from the services' published schemes.
    #[test]
    fn signatures_are_those_of_the_published_schemes() {
        let secret = Secret::new("SECtest");
        assert_eq!(
            dingtalk_sign(&secret, 1_768_605_121_609),
            "yaCtuq+5oDYBZ0/of8A+QmWEGgXEpTNrYrGYzCrVBaQ="
        );
        assert_eq!(
            feishu_sign(&secret, 1_768_605_121),
            "YFsW5GUauzoyN800q3mYBRzmlHJNCM926SxXb5e8da8="
        );
    }

    #[test]
    fn a_no_in_the_body_is_no_delivery() {
        let telegram = Service::Telegram { chat_id: String::new() };
        for (service, answer, taken) in [
            (&Service::DingTalk, r#"{"errcode":310000,"errmsg":"sign"}"#, false),
            (&Service::DingTalk, r#"{"errcode":0}"#, true),
            (&Service::Feishu, r#"{"code":19021,"msg":"sign"}"#, false),
            (&Service::Feishu, r#"{"StatusCode":0}"#, true),
            (&Service::Feishu, "", false),
            (&telegram, r#"{"ok":true}"#, true),
            (&Service::Slack, "ok", true),
            (&Service::Slack, "invalid_payload", false),
            (&Service::Slack, "", false),
            (&Service::Json, "", true),
        ] {
            let value = serde_json::from_str(answer).unwrap_or(Value::Null);
            assert_eq!(is_taken(service, answer, &value), taken, "{service:?} {answer}");
        }
    }

    #[test]
    fn a_service_is_quoted_in_its_own_words() {
        let mask = Mask::default();
        let said = |answer: &str| {
            let value = serde_json::from_str(answer).unwrap_or(Value::Null);
            own_words(answer, &value, &mask)
        };
        assert_eq!(said("no_service"), ": no_service");
        assert_eq!(said(r#"{"errcode":1,"errmsg":"kw"}"#), ": kw");
        assert_eq!(said(r#"{"ok":false}"#), "");
        let moved = r#"{"description":"upgraded","parameters":{"migrate_to_chat_id":-1001}}"#;
        assert_eq!(said(moved), ": upgraded; set `chat_id = \"-1001\"`");
    }
}
