//! Whether a kind of detail is still asked for.

use crate::platform::CallError;

/// How a kind of detail has gone.
#[derive(Debug, Default)]
pub(super) struct Tried {
    pub(super) well: u64,
    pub(super) refused: u64,
    last: Option<CallError>,
}

impl Tried {
    pub(super) fn went_well(&mut self) {
        self.well += 1;
    }

    pub(super) fn was_refused(&mut self, error: CallError) {
        self.refused += 1;
        self.last = Some(error);
    }

    /// Returns the last refusal.
    pub(super) fn refusal(self) -> Option<CallError> {
        self.last
    }

    pub(super) fn is_off(&self) -> bool {
        self.well == 0 && self.refused >= REFUSALS
    }
}

/// Refusals in a row, before any success, after which a kind of detail is not asked for again in
/// this sync: the application lacks the permission.
const REFUSALS: u64 = 3;
