//! Why a call failed.

use crate::domain::Moment;
use crate::input::document::open_platform::{AnswerFault, PlatformRefusal};

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    /// The base address cannot be used.
    #[error(
        "`{address}` is not an address to call: `https` is needed, `http` only to this machine"
    )]
    Address {
        /// The address.
        address: String,
    },
    /// The client could not be set up.
    #[error("cannot set up calls to the platform")]
    Setup {
        /// Why.
        #[source]
        cause: reqwest::Error,
    },
    /// No usable answer came.
    #[error("the platform did not answer `{method}` after {attempts} attempts: {why}")]
    NoAnswer {
        /// The method or path.
        method: String,
        /// How often it was tried.
        attempts: u32,
        /// What came instead, the last time.
        why: String,
    },
    /// The platform refused.
    #[error("the platform refused `{method}`: {}", words(refusal))]
    Refused {
        /// The method or path.
        method: String,
        /// Its code and words.
        refusal: Box<PlatformRefusal>,
    },
    /// The application's calls for the day are used up.
    #[error(
        "the application's calls for today are used up ({}); they start again at {resets}",
        words(refusal)
    )]
    Quota {
        /// The method.
        method: String,
        /// The platform's code and words.
        refusal: Box<PlatformRefusal>,
        /// When the count starts again.
        resets: Moment,
    },
    /// A ban is longer than is waited out.
    #[error("the platform has banned `{method}` until {until}: {}", words(refusal))]
    Banned {
        /// The method.
        method: String,
        /// The platform's code and words.
        refusal: Box<PlatformRefusal>,
        /// When it ends.
        until: Moment,
    },
    /// The access token is not accepted.
    #[error("the platform does not accept the access token: {}", words(refusal))]
    Token {
        /// The method.
        method: String,
        /// The platform's code and words.
        refusal: Box<PlatformRefusal>,
    },
    /// There is no token, or it cannot be renewed.
    #[error("there is no usable authorisation: {why}")]
    Session {
        /// Why.
        why: String,
        /// The cause, if another error is it.
        #[source]
        cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// The authorisation has ended, and only the seller can renew it.
    #[error("the authorisation has ended: {why}")]
    Ended {
        /// Why.
        why: String,
    },
    /// A status that is neither success nor a passing failure.
    #[error("the platform answered `{method}` with status {status}")]
    Status {
        /// The method or path.
        method: String,
        /// The HTTP status.
        status: u16,
    },
    /// A redirection, which is never followed, because it would carry the token elsewhere.
    #[error("the platform redirected `{method}`; redirections are not followed")]
    Redirected {
        /// The method or path.
        method: String,
    },
    /// An answer beyond any plausible size.
    #[error("the answer to `{method}` is too large")]
    TooLarge {
        /// The method or path.
        method: String,
    },
    /// An answer that is not in the expected shape.
    #[error("the answer to `{method}` is not in the expected shape")]
    Shape {
        /// The method or path.
        method: String,
        /// What is wrong.
        #[source]
        fault: AnswerFault,
    },
    /// An answer that holds no list where one was asked for.
    #[error("the answer to `{method}` holds no list")]
    NoList {
        /// The method.
        method: String,
    },
    /// As many calls as allowed have been made.
    #[error("as many calls as allowed have been made")]
    Budget,
}

/// Returns a refusal's codes and words, each once.
fn words(refusal: &PlatformRefusal) -> String {
    let code = if refusal.code.is_empty() { "no code" } else { &refusal.code };
    let mut text = format!("`{code}` {}", refusal.message);
    if !refusal.sub_code.is_empty() {
        text.push_str(&format!(" (`{}` {})", refusal.sub_code, refusal.sub_message));
    }
    // The words are the platform's, and end up on a terminal.
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(300)
        .collect::<String>()
        .trim()
        .to_owned()
}

impl CallError {
    /// Returns whether other calls may still succeed: the platform refused this one alone.
    pub(crate) fn concerns_one_call(&self) -> bool {
        match self {
            Self::Refused { .. }
            | Self::Shape { .. }
            | Self::Status { .. }
            | Self::TooLarge { .. } => true,
            Self::Address { .. }
            | Self::Setup { .. }
            | Self::NoAnswer { .. }
            | Self::Quota { .. }
            | Self::Banned { .. }
            | Self::Token { .. }
            | Self::Session { .. }
            | Self::Ended { .. }
            | Self::Redirected { .. }
            | Self::NoList { .. }
            | Self::Budget => false,
        }
    }
}
