//! How delivery to a receiver has gone: since when it fails, why, and when to try again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::monitor::journal;
use crate::deliver::{self, DeliverError};
use crate::domain::Moment;

/// Longest pause that is made where a service named none, in minutes.
const LONGEST_PAUSE: i64 = 360;

/// How delivery to a receiver has gone since it last succeeded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeliveryHealth {
    /// Runs in a row that failed.
    failures: u32,
    /// The as-of of the first of them, in RFC 3339.
    since: Option<String>,
    /// The as-of of the last of them.
    last: Option<String>,
    /// Until when the service asked to be left alone, by the clock.
    not_before: Option<String>,
    /// Why the last one failed.
    why: String,
    /// Whether that may pass by itself.
    passes: bool,
    /// Messages that were given up and that no report has said yet.
    pub(crate) given_up: usize,
    /// The as-of of the oldest of them.
    pub(crate) given_up_since: Option<String>,
}

/// Where a receiver's standing is kept.
pub(crate) fn place(state: &Path, settings: &str, receiver: &str) -> PathBuf {
    let whole = [settings.to_owned(), receiver.to_owned()];
    state.join("receivers").join(format!("{}.jsonl", deliver::name(receiver, &whole)))
}

impl DeliveryHealth {
    /// Reads a standing; a receiver without one has not failed.
    pub(crate) fn read(path: &Path, context: &Context) -> Result<Self, Failure> {
        // A standing that cannot be read only means that a receiver is tried at once.
        Ok(journal::read(path, context)?.pop().unwrap_or_default())
    }

    /// Keeps a standing.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        journal::write(path, &deliver::write_lines(std::slice::from_ref(self)))
    }

    /// Returns why a receiver is not tried in this run, by the clock and by as-of; `None` where it
    /// is.
    pub(crate) fn pause(&self, now: Moment, as_of: Moment) -> Option<String> {
        let moment = |text: &Option<String>| text.as_deref().and_then(Moment::from_rfc3339);
        if let Some(until) = moment(&self.not_before).filter(|until| *until > now) {
            return Some(format!("{} (it asked to be left alone until {until})", self.why));
        }
        let last = moment(&self.last)?;
        let doubled = self.failures.checked_sub(2).filter(|_| self.passes)?;
        let minutes =
            1_i64.checked_shl(doubled).map_or(LONGEST_PAUSE, |m| m.clamp(1, LONGEST_PAUSE));
        let until = Moment::from_millis(last.millis().saturating_add(minutes * 60_000));
        (last < as_of && as_of < until)
            .then(|| format!("{} (tried again from {until} on)", self.why))
    }

    /// Remembers a failure.
    pub(crate) fn failed(&mut self, error: &DeliverError, now: Moment, as_of: Moment) {
        self.failures = self.failures.saturating_add(1);
        self.since.get_or_insert_with(|| as_of.to_string());
        self.last = Some(as_of.to_string());
        self.why = error.to_string();
        self.passes = error.may_pass();
        let until = |seconds: u64| {
            let millis =
                i64::try_from(seconds).map_or(i64::MAX, |seconds| seconds.saturating_mul(1_000));
            Moment::from_millis(now.millis().saturating_add(millis)).to_string()
        };
        self.not_before = error.wait().map(until);
    }

    /// Forgets failures: a message was taken. What no report has said yet stays.
    pub(crate) fn succeeded(&mut self) {
        let (given_up, given_up_since) = (self.given_up, self.given_up_since.take());
        *self = Self { given_up, given_up_since, ..Self::default() };
    }

    /// Returns whether a receiver has failed for more than so many days.
    pub(crate) fn is_hopeless(&self, days: u32, as_of: Moment) -> bool {
        let since = self.since.as_deref().and_then(Moment::from_rfc3339);
        since.is_some_and(|since| since.plus_hours(24 * i64::from(days)) < as_of)
    }

    /// Gives messages up: they are counted until a report says so, and the time begins again.
    pub(crate) fn give_up(&mut self, count: usize, oldest: &str, as_of: Moment) {
        self.given_up += count;
        self.given_up_since.get_or_insert_with(|| oldest.to_owned());
        self.since = self.since.is_some().then(|| as_of.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_left_alone_for_as_long_as_it_asks() {
        let at = |minutes: i64| Moment::from_millis(minutes * 60_000);
        let mut standing = DeliveryHealth::default();
        let busy = DeliverError::Busy { why: "429".to_owned(), wait: Some(120) };
        standing.failed(&busy, at(0), at(0));
        assert!(standing.pause(at(1), at(1)).unwrap().contains("429"));
        assert_eq!(standing.pause(at(3), at(3)), None);
    }

    #[test]
    fn pauses_double_for_what_passes_and_are_none_for_what_stays() {
        let at = |minutes: i64| Moment::from_millis(minutes * 60_000);
        let mut standing = DeliveryHealth::default();
        let lost = DeliverError::Unanswered { why: "lost".to_owned() };
        let mut pauses = Vec::new();
        for _ in 0..12 {
            standing.failed(&lost, at(0), at(0));
            pauses.push((0..500).filter(|m| standing.pause(at(*m), at(*m)).is_some()).count());
        }
        assert_eq!(pauses, [0, 0, 1, 3, 7, 15, 31, 63, 127, 255, 359, 359]);
        standing.failed(&DeliverError::Refused { why: "no".to_owned() }, at(0), at(0));
        assert_eq!(standing.pause(at(1), at(1)), None);
        standing.succeeded();
        assert_eq!(standing, DeliveryHealth::default());
    }
}
