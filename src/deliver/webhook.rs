//! Webhooks of the services that these sellers use, each with its signature, size and answer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::http::{address, body, client, why};
use super::message::Message;
use super::{DeliverError, Secret};

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Service {
    /// A DingTalk robot (`sign` security); 20,000 bytes.
    DingTalk,
    /// A Feishu or Lark robot; 20 KB.
    Feishu,
    /// A WeCom group robot; 2,048 bytes of text.
    WeCom,
    /// A Telegram bot; 4,096 UTF-16 units.
    Telegram {
        /// The chat.
        chat_id: String,
    },
    /// A Slack incoming webhook; 40,000 characters.
    Slack,
    /// A receiver of one's own: JSON with an HMAC over time and body.
    Json,
}

/// Where a webhook is.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The service.
    pub service: Service,
    /// The address, which is as secret as its token.
    pub address: Secret,
    /// The signing secret; `None` when the service is used without one.
    pub secret: Option<Secret>,
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

/// Sends a message. `millis` is the time now.
///
/// # Errors
///
/// When the address is none, nobody answers, or the service says no.
pub fn post(webhook: &Webhook, message: &Message, millis: i64) -> Result<(), DeliverError> {
    let mut url = address(webhook.address.reveal())?;
    let seconds = millis.div_euclid(1000);
    let bytes = str::len;
    let units = |text: &str| text.encode_utf16().count();
    let document = match &webhook.service {
        Service::DingTalk => {
            if let Some(secret) = &webhook.secret {
                url.query_pairs_mut()
                    .append_pair("timestamp", &millis.to_string())
                    .append_pair("sign", &dingtalk_sign(secret, millis));
            }
            json!({ "msgtype": "text", "text": { "content": message.fit(19_000, bytes) } })
        }
        Service::Feishu => {
            // `<at …>` would call people.
            let text = message.fit(18_000, bytes).replace('<', "＜");
            let mut document = json!({ "msg_type": "text", "content": { "text": text } });
            if let (Some(secret), Some(object)) = (&webhook.secret, document.as_object_mut()) {
                object.insert("timestamp".to_owned(), json!(seconds.to_string()));
                object.insert("sign".to_owned(), json!(feishu_sign(secret, seconds)));
            }
            document
        }
        Service::WeCom => {
            json!({ "msgtype": "text", "text": { "content": message.fit(2_048, bytes) } })
        }
        // Without a parse mode Telegram takes the text for plain.
        Service::Telegram { chat_id } => json!({
            "chat_id": chat_id,
            "text": message.fit(4_096, units),
            "link_preview_options": { "is_disabled": true },
        }),
        Service::Slack => {
            let text = message.fit(30_000, str::len);
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            json!({ "text": text, "mrkdwn": false })
        }
        Service::Json => json!({
            "schema": "disputes/notice/v1",
            "id": message.id,
            "as_of": message.as_of,
            "title": message.title,
            "lines": message.lines,
        }),
    };
    let text = document.to_string();
    let mut request =
        client(&url)?.post(url).header("content-type", "application/json; charset=utf-8");
    if let (Service::Json, Some(secret)) = (&webhook.service, &webhook.secret) {
        let signed = hmac(secret.reveal().as_bytes(), format!("{seconds}.{text}").as_bytes());
        request = request
            .header("x-disputes-timestamp", seconds.to_string())
            .header("x-disputes-signature", format!("sha256={}", hex(&signed)));
    }
    let response =
        request.body(text).send().map_err(|error| DeliverError::Unanswered { why: why(&error) })?;
    let status = response.status();
    let answer = body(response);
    if !status.is_success() {
        let why = format!("{status}{}", words(&answer));
        return Err(DeliverError::Refused { why });
    }
    verdict(&webhook.service, &answer)
}

/// Chinese services answer 200 and say no in the body.
fn verdict(service: &Service, answer: &str) -> Result<(), DeliverError> {
    let value: Value = serde_json::from_str(answer).unwrap_or(Value::Null);
    let zero = |key: &str| value.get(key).and_then(Value::as_i64) == Some(0);
    let taken = match service {
        Service::DingTalk | Service::WeCom => zero("errcode"),
        Service::Feishu => zero("code") || zero("StatusCode"),
        Service::Telegram { .. } => value.get("ok").and_then(Value::as_bool) == Some(true),
        Service::Slack | Service::Json => true,
    };
    if taken {
        Ok(())
    } else {
        Err(DeliverError::Refused { why: format!("the service says no{}", words(answer)) })
    }
}

/// The service's own words, short.
fn words(answer: &str) -> String {
    let value: Value = serde_json::from_str(answer).unwrap_or(Value::Null);
    let named =
        ["errmsg", "msg", "description", "error"].into_iter().find_map(|key| value.get(key));
    let text = named.and_then(Value::as_str).unwrap_or_default();
    let text: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
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
        assert!(verdict(&Service::DingTalk, r#"{"errcode":310000,"errmsg":"sign"}"#).is_err());
        assert!(verdict(&Service::DingTalk, r#"{"errcode":0}"#).is_ok());
        assert!(verdict(&Service::Feishu, r#"{"code":19021,"msg":"sign"}"#).is_err());
        assert!(verdict(&Service::Feishu, "").is_err());
        assert!(verdict(&Service::Telegram { chat_id: String::new() }, r#"{"ok":true}"#).is_ok());
    }
}
