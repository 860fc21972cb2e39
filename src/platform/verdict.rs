//! What to do after a refusal (`docs/platform/open-platform.md`).

use crate::domain::{AssessmentDay, Moment};
use crate::input::document::open_platform::PlatformRefusal;

/// What a refusal calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RefusalVerdict {
    /// Wait so many seconds and ask again; `None` when the ban does not say.
    Banned(Option<u64>),
    /// The application's calls for the day are used up.
    Quota,
    /// The access token is not accepted.
    Token,
    /// The platform's side failed; a read may be tried again.
    Again,
    /// Asking again would be refused again.
    Final,
}

/// The daily quota starts again at midnight in China (`docs/platform/open-platform.md`).
pub(super) fn quota_resets(now: Moment) -> Moment {
    AssessmentDay::of(now).end()
}

/// Returns what a refusal calls for.
pub(super) fn verdict(refusal: &PlatformRefusal) -> RefusalVerdict {
    let code = refusal.code.to_ascii_lowercase();
    let sub = refusal.sub_code.to_ascii_lowercase();
    let words = format!("{} {}", refusal.message, refusal.sub_message);
    if sub.contains("limited-by-app-access-count") || code.contains("limited-by-app-access-count") {
        return RefusalVerdict::Quota;
    }
    let banned = ["apicalllimit", "apicalllimits", "appapicalllimit", "7"].contains(&code.as_str())
        || sub.starts_with("accesscontrol.limited-by");
    if banned {
        return RefusalVerdict::Banned(ban_seconds(&words));
    }
    if code == "illegalaccesstoken" || code == "27" || sub.contains("invalid-sessionkey") {
        return RefusalVerdict::Token;
    }
    if sub.starts_with("isv.") && code != "15" {
        return RefusalVerdict::Final;
    }
    let callers = ["invalid", "incomplete", "illegal", "insufficient", "missing", "app"];
    if callers.iter().any(|start| code.starts_with(start)) {
        return RefusalVerdict::Final;
    }
    let platforms = ["15", "unknownruntimeexception", "serviceunavailable", "servicetimeout"];
    if platforms.contains(&code.as_str()) || code.starts_with("isp.") || sub.starts_with("isp.") {
        return RefusalVerdict::Again;
    }
    match refusal.side.as_str() {
        "ISP" | "SYSTEM" => RefusalVerdict::Again,
        _ => RefusalVerdict::Final,
    }
}

/// Returns the seconds that a ban's words name: "last for N more seconds", "ban will last N
/// seconds". They arrive nowhere else.
fn ban_seconds(words: &str) -> Option<u64> {
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    let unit = words.iter().rposition(|word| word.to_ascii_lowercase().starts_with("second"))?;
    words.get(..unit)?.iter().rev().take(3).find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, sub_code: &str, message: &str) -> RefusalVerdict {
        verdict(&PlatformRefusal {
            code: code.to_owned(),
            sub_code: sub_code.to_owned(),
            message: message.to_owned(),
            ..PlatformRefusal::default()
        })
    }

    #[test]
    fn bans_name_their_length_in_words_only() {
        let words = "Api access frequency exceeds the limit. this ban will last 1 seconds";
        assert_eq!(refused("ApiCallLimit", "", words), RefusalVerdict::Banned(Some(1)));
        let words = "This ban will last for 17 more seconds";
        assert_eq!(refused("AppApiCallLimit", "", words), RefusalVerdict::Banned(Some(17)));
        assert_eq!(refused("7", "", "App Call Limited"), RefusalVerdict::Banned(None));
    }

    #[test]
    fn the_daily_quota_is_told_from_a_ban() {
        let quota = refused("7", "accesscontrol.limited-by-app-access-count", "App Call Limited");
        assert_eq!(quota, RefusalVerdict::Quota);
        let ban = refused("7", "accesscontrol.limited-by-app-api-access-count", "last 3 seconds");
        assert_eq!(ban, RefusalVerdict::Banned(Some(3)));
    }

    #[test]
    fn only_the_platforms_own_failures_are_tried_again() {
        assert_eq!(refused("15", "isv.account-migration-check-fail", ""), RefusalVerdict::Again);
        assert_eq!(refused("ServiceUnavailable", "", ""), RefusalVerdict::Again);
        assert_eq!(refused("15", "isp.call-timeout", ""), RefusalVerdict::Again);
        assert_eq!(refused("InsufficientPermission", "", ""), RefusalVerdict::Final);
        assert_eq!(refused("11", "isv.insufficient-permission", ""), RefusalVerdict::Final);
        assert_eq!(refused("IllegalAccessToken", "", ""), RefusalVerdict::Token);
    }

    #[test]
    fn a_code_that_is_not_known_is_tried_again_only_on_the_platforms_side() {
        let unknown = |side: &str, code: &str| {
            let (side, code) = (side.to_owned(), code.to_owned());
            verdict(&PlatformRefusal { side, code, ..PlatformRefusal::default() })
        };
        assert_eq!(unknown("SYSTEM", "Hiccup"), RefusalVerdict::Again);
        assert_eq!(unknown("ISV", "Hiccup"), RefusalVerdict::Final);
        assert_eq!(unknown("SYSTEM", "InvalidAppKey"), RefusalVerdict::Final);
    }

    #[test]
    fn the_quota_resets_at_midnight_in_china() {
        let now = Moment::from_rfc3339("2026-01-16T10:00:00Z").unwrap();
        assert_eq!(quota_resets(now).to_string(), "2026-01-16T16:00:00Z");
    }
}
