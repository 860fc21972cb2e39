//! What the refusals of each service mean: whether they pass by themselves, and when.

use serde_json::Value;

use super::service::Service;

/// Longest wait that a service may ask for, in seconds: a day.
const LONGEST_WAIT: u64 = 86_400;

/// What a refusal means for the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RefusalMeaning {
    /// It passes; after so many seconds where the service says so.
    Passes(Option<u64>),
    /// It stays until settings, key, robot or chat are changed.
    Stays,
}

/// A code of a service that answers with one of its own.
struct Code {
    service: fn(&Service) -> bool,
    code: i64,
    meaning: RefusalMeaning,
}

/// The codes whose meaning a source states, as `docs/cron.md` cites them; every other code is taken as
/// temporary, so that no message is given up early for a code of unknown meaning.
const CODES: &[Code] = &[
    // "send too fast, exceed 20 times per minute"; the robot is shut out for ten minutes.
    Code { service: is_dingtalk, code: 130_101, meaning: RefusalMeaning::Passes(Some(600)) },
    // "system busy": to be tried again later.
    Code { service: is_dingtalk, code: -1, meaning: RefusalMeaning::Passes(None) },
    // The keyword, the signature or the time does not fit.
    Code { service: is_dingtalk, code: 310_000, meaning: RefusalMeaning::Stays },
    // "frequency limited".
    Code { service: is_feishu, code: 11_232, meaning: RefusalMeaning::Passes(None) },
    // "Bad Request": the form of the message.
    Code { service: is_feishu, code: 9_499, meaning: RefusalMeaning::Stays },
    // "sign match fail or timestamp is not within one hour from current time".
    Code { service: is_feishu, code: 19_021, meaning: RefusalMeaning::Stays },
    // "Ip Not Allowed".
    Code { service: is_feishu, code: 19_022, meaning: RefusalMeaning::Stays },
    // "Key Words Not Found".
    Code { service: is_feishu, code: 19_024, meaning: RefusalMeaning::Stays },
    // "api freq out of limit"; a robot takes 20 messages a minute.
    Code { service: is_wecom, code: 45_009, meaning: RefusalMeaning::Passes(Some(60)) },
    // "system busy": to be tried again later.
    Code { service: is_wecom, code: -1, meaning: RefusalMeaning::Passes(None) },
];

fn is_dingtalk(service: &Service) -> bool {
    matches!(service, Service::DingTalk)
}

fn is_feishu(service: &Service) -> bool {
    matches!(service, Service::Feishu)
}

fn is_wecom(service: &Service) -> bool {
    matches!(service, Service::WeCom)
}

/// Returns what a refusal means: by the service's own code where it has one, else by the status.
pub(super) fn meaning(
    service: &Service,
    status: u16,
    retry_after: Option<u64>,
    answer: &Value,
) -> RefusalMeaning {
    let number = |path: &str| answer.pointer(path).and_then(Value::as_i64);
    let code = ["/errcode", "/code", "/StatusCode"].into_iter().find_map(number);
    let known = code
        .and_then(|code| CODES.iter().find(|known| known.code == code && (known.service)(service)));
    if let Some(known) = known {
        return known.meaning;
    }
    let has_codes = is_dingtalk(service) || is_feishu(service) || is_wecom(service);
    let unknown = has_codes && code.is_some_and(|code| code != 0);
    // Telegram: `parameters.retry_after`; others: the header.
    let asked = answer.pointer("/parameters/retry_after").and_then(Value::as_u64).or(retry_after);
    let asked = asked.map(|seconds| seconds.min(LONGEST_WAIT));
    match status {
        408 | 425 | 429 | 500..=599 => RefusalMeaning::Passes(asked),
        _ if unknown => RefusalMeaning::Passes(asked),
        _ => RefusalMeaning::Stays,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_limit_passes_and_a_wrong_key_stays() {
        let telegram = Service::Telegram { chat_id: String::new() };
        for (service, status, header, answer, expected) in [
            (
                &Service::DingTalk,
                200,
                None,
                json!({"errcode": 130101}),
                RefusalMeaning::Passes(Some(600)),
            ),
            (&Service::DingTalk, 200, None, json!({"errcode": 310000}), RefusalMeaning::Stays),
            // No source says what it means.
            (
                &Service::DingTalk,
                200,
                None,
                json!({"errcode": 300001}),
                RefusalMeaning::Passes(None),
            ),
            (&Service::WeCom, 200, None, json!({"errcode": 93000}), RefusalMeaning::Passes(None)),
            (&Service::Feishu, 200, None, json!({"code": 19024}), RefusalMeaning::Stays),
            // A web page, or nothing.
            (&Service::DingTalk, 200, None, json!(null), RefusalMeaning::Stays),
            (&Service::Feishu, 200, None, json!({"code": 11232}), RefusalMeaning::Passes(None)),
            (&Service::Feishu, 400, None, json!({"code": 9499}), RefusalMeaning::Stays),
            (
                &Service::WeCom,
                200,
                None,
                json!({"errcode": 45009}),
                RefusalMeaning::Passes(Some(60)),
            ),
            (&Service::Slack, 429, Some(30), json!(null), RefusalMeaning::Passes(Some(30))),
            (&Service::Slack, 404, None, json!(null), RefusalMeaning::Stays),
            (&Service::Json, 503, None, json!(null), RefusalMeaning::Passes(None)),
            (
                &telegram,
                429,
                None,
                json!({"ok": false, "parameters": {"retry_after": 35}}),
                RefusalMeaning::Passes(Some(35)),
            ),
            (&telegram, 429, Some(u64::MAX), json!({}), RefusalMeaning::Passes(Some(LONGEST_WAIT))),
            (&telegram, 403, None, json!({"ok": false, "error_code": 403}), RefusalMeaning::Stays),
        ] {
            assert_eq!(meaning(service, status, header, &answer), expected, "{service:?} {answer}");
        }
    }
}
