//! Why a message did not leave, or was not taken.

use thiserror::Error;

/// Why a message did not leave, or was not taken. No variant holds an address or a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum DeliverError {
    /// The address is none, or is neither https nor on this machine.
    #[error("the address is neither https nor http to this machine")]
    Address,
    /// Nobody answered; a later attempt may succeed.
    #[error("{why}")]
    Unanswered {
        /// What went wrong.
        why: String,
    },
    /// The service said no for now; a later attempt may succeed.
    #[error("not taken now: {why}")]
    Busy {
        /// Its words.
        why: String,
        /// Seconds for which the service takes nothing; `None` when it did not say.
        wait: Option<u64>,
    },
    /// The service said no, and will until something is changed: settings, key, robot, chat.
    #[error("refused: {why}")]
    Refused {
        /// Its words.
        why: String,
    },
}

impl DeliverError {
    /// Returns whether a later attempt may succeed without a change of the settings.
    pub(crate) const fn may_pass(&self) -> bool {
        match self {
            Self::Unanswered { .. } | Self::Busy { .. } => true,
            Self::Address | Self::Refused { .. } => false,
        }
    }

    /// Returns for how many seconds the service takes nothing; `None` when it did not say.
    pub(crate) const fn wait(&self) -> Option<u64> {
        match self {
            Self::Busy { wait, .. } => *wait,
            Self::Address | Self::Unanswered { .. } | Self::Refused { .. } => None,
        }
    }
}
