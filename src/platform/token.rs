//! The answer of `/auth/token/create` and `/auth/token/refresh` (`docs/platform/open-platform.md`).

use serde_json::{Value, json};

use crate::domain::Moment;
use crate::input::document::open_platform::{
    AnswerFault, fault, open, refusal, text, text_or_empty,
};
use crate::secret::Secret;

/// A shop's permission to ask: tokens and their lives.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    /// Sent with every call.
    pub(crate) access: Secret,
    /// Exchanged for the next pair; `None` when the application may not refresh.
    pub(crate) refresh: Option<Secret>,
    /// When the access token stops working.
    pub(crate) access_ends: Moment,
    /// When the refresh token stops working; `None` when it is not said.
    pub(crate) refresh_ends: Option<Moment>,
    /// The seller's id; empty when not given.
    pub(crate) seller_id: String,
}

impl Tokens {
    /// Returns the tokens in the shape of the platform's answer, with absolute times, for the file
    /// that only its owner may read.
    pub(crate) fn to_json(&self) -> String {
        json!({
            "access_token": self.access.reveal(),
            "refresh_token": self.refresh.as_ref().map(Secret::reveal),
            "expire_time": self.access_ends.millis(),
            "refresh_token_valid_time": self.refresh_ends.map(Moment::millis),
            "seller_id": self.seller_id,
        })
        .to_string()
    }

    /// Reads what [`Tokens::to_json`] wrote, or an answer that came at `now`, from its bytes.
    ///
    /// # Errors
    ///
    /// When they are no JSON, or hold no tokens.
    pub(crate) fn from_json(bytes: &[u8], now: Moment) -> Result<Self, AnswerFault> {
        let answer: Value = serde_json::from_slice(bytes).map_err(|_| AnswerFault {
            field: "answer",
            found: "no JSON".to_owned(),
            expected: "the answer of `/auth/token/create`",
        })?;
        if let Some(refusal) = refusal(&answer) {
            return Err(AnswerFault {
                field: "code",
                found: format!("`{}`", refusal.code),
                expected: "0: this is a refusal, not tokens",
            });
        }
        tokens_from_answer(&answer, now)
    }
}

/// Reads a token answer that came at `now`. The remaining lives are counted from `now`; the absolute
/// times are taken where there are none.
///
/// # Errors
///
/// When a token or its life is missing.
pub(crate) fn tokens_from_answer(answer: &Value, now: Moment) -> Result<Tokens, AnswerFault> {
    let inner = open(answer);
    let access = text(inner, "access_token");
    let access = access.ok_or_else(|| missing("access_token", "a token"))?;
    let access_ends = ends(inner, "expire_time", "expires_in", now)
        .ok_or_else(|| fault(inner, "expires_in", "the remaining life in seconds"))?;
    // A life of 0 means that there is nothing to refresh with.
    let life = text(inner, "refresh_expires_in");
    let refresh = text(inner, "refresh_token").filter(|_| life.as_deref() != Some("0"));
    Ok(Tokens {
        access: Secret::new(access),
        refresh: refresh.map(Secret::new),
        access_ends,
        refresh_ends: ends(inner, "refresh_token_valid_time", "refresh_expires_in", now),
        seller_id: text_or_empty(inner, "seller_id"),
    })
}

fn ends(answer: &Value, at: &str, life: &str, now: Moment) -> Option<Moment> {
    let absolute = text(answer, at).and_then(|ms| ms.parse().ok()).map(Moment::from_millis);
    let counted = || {
        let seconds: i64 = text(answer, life)?.parse().ok()?;
        Some(Moment::from_millis(now.millis().saturating_add(seconds.saturating_mul(1_000))))
    };
    // The remaining life is to be trusted (§4); only our own file has none.
    counted().or(absolute)
}

/// Says that a field is missing without quoting its neighbours, which are secrets.
fn missing(field: &'static str, expected: &'static str) -> AnswerFault {
    AnswerFault { field, found: "missing".to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = include_str!("../../tests/data/api/auth-token-create.seller.json");

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn tokens_never_show_in_debug() {
        let now = crate::domain::Moment::from_millis(0);
        let tokens = tokens_from_answer(&parsed(TOKEN), now).unwrap();
        assert_eq!(tokens.access_ends.millis(), 86_400_000);
        let shown = format!("{tokens:?}");
        assert!(!shown.contains("50000000a") && !shown.contains("synthetic"), "{shown}");
        let relative = json!({"access_token": "a", "refresh_token": "b", "expires_in": "60", "refresh_expires_in": 0});
        let relative = tokens_from_answer(&relative, now).unwrap();
        assert_eq!((relative.access_ends.millis(), relative.refresh), (60_000, None));
    }

    #[test]
    fn tokens_are_read_back_from_their_file() {
        let now = crate::domain::Moment::from_millis(0);
        let tokens = Tokens::from_json(TOKEN.as_bytes(), now).unwrap();
        let again = Tokens::from_json(tokens.to_json().as_bytes(), now).unwrap();
        assert_eq!((again.access, again.refresh), (tokens.access, tokens.refresh));
        assert_eq!(
            (again.access_ends, again.refresh_ends),
            (tokens.access_ends, tokens.refresh_ends)
        );
        assert!(Tokens::from_json(b"<html>", now).is_err());
        let refusal = br#"{"code":"InvalidCode","message":"Invalid authorization code"}"#;
        assert!(Tokens::from_json(refusal, now).unwrap_err().to_string().contains("InvalidCode"));
    }
}
