//! From when to when the input reaches, and whether that is enough for what is asked.

use crate::domain::{Caveat, CaveatKind, CompletionDays, Dispute, Moment, Severity, Window, Zone};

/// Days of the past by which it is judged how often disputes are filed.
const PAST_DAYS: i64 = 90;

/// So many disputes that should have been filed, and were not, are no chance: where five are
/// expected, none comes in 1 of 150 cases.
const EXPECTED: u64 = 5;

const DAY_MS: i64 = 86_400_000;

/// From when to when an input reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The oldest order, by its placing; `None` without order files.
    pub(crate) oldest_order: Option<Moment>,
    /// The newest moment of any order; `None` without order files.
    pub(crate) newest_order: Option<Moment>,
    /// The newest moment of any dispute; `None` without disputes.
    pub(crate) newest_dispute: Option<Moment>,
    /// When the oldest dispute was opened; `None` without disputes.
    pub(crate) oldest_dispute: Option<Moment>,
    /// Days that orders usually take from placing to completion; `None` where too few tell.
    pub(crate) usual_days: Option<i64>,
    /// Disputes filed in the last [`PAST_DAYS`] days before the newest one.
    pub(crate) lately_filed: u64,
}

impl Coverage {
    pub(crate) fn of(
        spans: impl Iterator<Item = (Moment, Moment)> + Clone,
        completions: &CompletionDays,
        disputes: &[Dispute],
        newest_dispute: Option<Moment>,
    ) -> Self {
        let last = disputes.iter().map(|dispute| dispute.opened_at).max();
        let lately = |dispute: &&Dispute| {
            last.is_some_and(|last| dispute.opened_at > last.plus_days(-PAST_DAYS))
        };
        let lately_filed = disputes.iter().filter(lately).count();
        Self {
            oldest_order: spans.clone().map(|(oldest, _)| oldest).min(),
            newest_order: spans.map(|(_, newest)| newest).max(),
            newest_dispute,
            oldest_dispute: disputes.iter().map(|dispute| dispute.opened_at).min(),
            usual_days: completions.median(),
            lately_filed: u64::try_from(lately_filed).expect("a usize has at most 64 bits"),
        }
    }

    /// Returns what is missing for figures as of a moment: facts newer than `stale_days` days, and
    /// orders old enough to have been completed in the window.
    pub fn caveats(&self, as_of: Moment, window: Option<Window>, stale_days: u32) -> Vec<Caveat> {
        let begins = window.and_then(|window| self.begins_late(window));
        self.stale(as_of, stale_days).into_iter().chain(begins).collect()
    }

    /// Returns which facts are dated after a moment, with some allowance for clocks and zones.
    pub fn future(&self, now: Moment) -> Option<Caveat> {
        let is_to_come = |at: &Moment| at.millis() > now.plus_days(2).millis();
        let newest = [("orders", self.newest_order), ("disputes", self.newest_dispute)];
        let (what, newest) =
            newest.into_iter().find_map(|(what, at)| Some((what, at.filter(is_to_come)?)))?;
        let caveat = Caveat::new(CaveatKind::FutureTimes).with("what", what);
        Some(caveat.with("newest", Zone::ASSESSMENT.show(newest)))
    }

    /// Returns when the facts ended, where they are older than `stale_days` days as of a moment.
    pub fn ended(&self, as_of: Moment, stale_days: u32) -> Option<Moment> {
        self.oldest_end(as_of, stale_days).map(|(_, newest)| newest)
    }

    fn stale(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        let (what, newest) = self.oldest_end(as_of, stale_days)?;
        let caveat = Caveat::new(CaveatKind::StaleData).with("what", what);
        let days = as_of.days_since(newest);
        Some(caveat.with("newest", Zone::ASSESSMENT.show(newest)).with("days", days))
    }

    /// Returns which facts are older than `stale_days` days, and the newest moment of them.
    fn oldest_end(&self, as_of: Moment, stale_days: u32) -> Option<(&'static str, Moment)> {
        let newest = self.newest_order.max(self.newest_dispute)?;
        let age = |of: Moment| (as_of.millis() - of.millis()).div_euclid(DAY_MS);
        let is_old = |of: &Moment| as_of.millis() - of.millis() > i64::from(stale_days) * DAY_MS;
        let due = |of: Moment| {
            u64::try_from(age(of)).is_ok_and(|days| {
                self.lately_filed.saturating_mul(days) >= EXPECTED * PAST_DAYS.unsigned_abs()
            })
        };
        let old = [
            ("files", Some(newest).filter(is_old)),
            ("orders", self.newest_order.filter(is_old)),
            ("disputes", self.newest_dispute.filter(is_old).filter(|newest| due(*newest))),
        ];
        old.into_iter().find_map(|(what, at)| Some((what, at?)))
    }

    fn begins_late(&self, window: Window) -> Option<Caveat> {
        let oldest = self.oldest_order?;
        // Where the usual time is not known, orders are needed from the first day of the window.
        let needed = window.from.plus_days(-self.usual_days.unwrap_or(0));
        let usual = self.usual_days.map_or("unknown".to_owned(), |days| days.to_string());
        // A young shop has no older orders; one that had disputes before them has.
        let had_others = self.oldest_dispute.is_some_and(|opened| opened < oldest);
        let severity = match self.usual_days {
            None if !had_others => Severity::Note,
            Some(_) | None => Severity::Warning,
        };
        (oldest > needed && oldest < window.to).then(|| {
            Caveat::new(CaveatKind::Coverage)
                .with("oldest", Zone::ASSESSMENT.show(oldest))
                .with("from", Zone::ASSESSMENT.show(window.from))
                .with("days", usual)
                .of_severity(severity)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_days(day)
    }

    fn kinds(coverage: Coverage, as_of: i64) -> Vec<(CaveatKind, String)> {
        let window = Window::ending_at(at(as_of), 30);
        let caveats = coverage.caveats(at(as_of), Some(window), 7);
        caveats.into_iter().map(|caveat| (caveat.kind, caveat.parts[0].1.clone())).collect()
    }

    #[test]
    fn facts_older_than_the_days_allowed_are_stale() {
        let coverage = Coverage {
            oldest_order: Some(at(-200)),
            newest_order: Some(at(0)),
            newest_dispute: Some(at(-2)),
            oldest_dispute: None,
            usual_days: Some(20),
            lately_filed: 3,
        };
        assert_eq!(kinds(coverage, 7), []);
        assert_eq!(kinds(coverage, 8), [(CaveatKind::StaleData, "files".to_owned())]);
        let newer = Coverage { newest_dispute: Some(at(8)), ..coverage };
        assert_eq!(kinds(newer, 8), [(CaveatKind::StaleData, "orders".to_owned())]);
    }

    #[test]
    fn a_list_without_new_disputes_is_stale_where_some_are_to_be_expected() {
        let coverage = Coverage {
            oldest_order: Some(at(-200)),
            newest_order: Some(at(20)),
            newest_dispute: Some(at(0)),
            oldest_dispute: None,
            usual_days: Some(20),
            lately_filed: 22,
        };
        // 22 in 90 days make 4.9 in 20 days and 5.1 in 21.
        assert_eq!(kinds(coverage, 20), []);
        assert_eq!(kinds(coverage, 21), [(CaveatKind::StaleData, "disputes".to_owned())]);
    }

    #[test]
    fn orders_that_begin_in_the_window_are_too_few() {
        let coverage = Coverage {
            oldest_order: Some(at(-50)),
            newest_order: Some(at(0)),
            newest_dispute: None,
            oldest_dispute: None,
            usual_days: Some(20),
            lately_filed: 0,
        };
        assert_eq!(kinds(coverage, 0), []);
        let late = Coverage { oldest_order: Some(at(-49)), ..coverage };
        assert_eq!(kinds(late, 0)[0].0, CaveatKind::Coverage);
        // Where nothing tells how long orders take, those that begin in the window are a note; with
        // disputes from before them a warning.
        let severity = |coverage: Coverage| {
            let window = Window::ending_at(at(0), 30);
            coverage.begins_late(window).map(|caveat| caveat.severity)
        };
        let few = Coverage { usual_days: None, ..coverage };
        assert_eq!(severity(few), None);
        let few = Coverage { oldest_order: Some(at(-20)), ..few };
        assert_eq!(severity(few), Some(Severity::Note));
        let earlier = Coverage { oldest_dispute: Some(at(-21)), ..few };
        assert_eq!(severity(earlier), Some(Severity::Warning));
        // As of a moment before all orders, all is missing and nothing is too late.
        assert_eq!(kinds(late, -60), []);
    }
}
