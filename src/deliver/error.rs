//! Why a message did not leave, or was not taken.

use thiserror::Error;

/// Why a message did not leave, or was not taken. No variant holds an address or a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeliverError {
    /// The address is none, or is neither https nor on this machine.
    #[error("the address is neither https nor http to this machine")]
    Address,
    /// Settings lack something.
    #[error("{what} is missing")]
    Missing {
        /// The key.
        what: &'static str,
    },
    /// Nobody answered; a later attempt may succeed.
    #[error("no answer: {why}")]
    Unanswered {
        /// What went wrong.
        why: String,
    },
    /// The service said no.
    #[error("refused: {why}")]
    Refused {
        /// Its words.
        why: String,
    },
}

impl DeliverError {
    /// Tells whether a later attempt may succeed without a change of the settings.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Unanswered { .. } | Self::Refused { .. } => true,
            Self::Address | Self::Missing { .. } => false,
        }
    }
}
