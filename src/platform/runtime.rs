//! What a client needs from outside: the clock, patience, chance, and someone to tell.

use std::time::Duration;

use crate::domain::Moment;

/// The outside runtime of a client. Tests bring their own, in which nobody waits.
pub(crate) trait Runtime: Sync {
    /// Returns the moment it is.
    fn now(&self) -> Moment;

    /// Waits.
    fn sleep(&self, time: Duration);

    /// Returns any number, evenly, for spreading retries.
    fn chance(&self) -> u64;

    /// Is told what the client does. No text of a call or an answer is in it, and no secret.
    fn note(&self, note: &Note<'_>);
}

/// What a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note<'a> {
    /// A call leaves.
    Calling {
        /// The method or path.
        method: &'a str,
    },
    /// A ban is waited out.
    Banned {
        /// The method or path.
        method: &'a str,
        /// For how long.
        wait: Duration,
    },
    /// A read has failed and is tried again.
    Retrying {
        /// The method or path.
        method: &'a str,
        /// Why, in our words.
        why: &'a str,
        /// In how long.
        wait: Duration,
    },
    /// The access token is renewed.
    Renewing,
    /// Rows have come in.
    Read {
        /// The list, as the ledger names it.
        list: &'a str,
        /// Distinct rows of the query so far.
        rows: u64,
        /// Rows there are, as the platform says; `None` when it does not.
        total: Option<u64>,
    },
}
