//! From when to when the input reaches, and whether that is enough for what is asked.

use crate::domain::{Caveat, CaveatKind, CompletionDays, Dispute, Moment, Severity, Window, Zone};

/// Days of the past by which it is judged how often disputes are filed.
const PAST_DAYS: i64 = 90;

/// A silence that chance gives once in so many cases is no chance.
const NO_CHANCE: u64 = 150;

/// One that chance gives once in so many cases is worth a word.
const RARE: u64 = 20;

/// A silence is so many halves as long as any before it: a bad batch is disputed within weeks.
const LONGER_HALVES: i64 = 3;

/// The longest time after the oldest order in which no dispute may have been filed yet, in days.
const FIRST_DISPUTE_DAYS: i64 = 30;

/// Days with filings below which they tell no pace.
const FEWEST: u32 = 5;

/// The shortest span over which a pace is taken, in days.
const SHORTEST_SPAN: i64 = 30;

const DAY_MS: i64 = 86_400_000;

/// From when to when an input reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The oldest order, by its placing; `None` without order files.
    pub(crate) oldest_order: Option<Moment>,
    /// From when on the files reach that would have older orders; `None` where they are not known to have
    /// others.
    pub(crate) files_from: Option<Moment>,
    /// The newest moment of any order; `None` without order files.
    pub(crate) newest_order: Option<Moment>,
    /// The newest moment of any dispute; `None` without disputes.
    pub(crate) newest_dispute: Option<Moment>,
    /// When the newest list of disputes was saved; `None` where one does not say that.
    pub(crate) lists_saved_at: Option<Moment>,
    /// When the oldest dispute was opened; `None` without disputes.
    pub(crate) oldest_dispute: Option<Moment>,
    /// Days that orders usually take from placing to completion; `None` where too few tell.
    pub(crate) usual_days: Option<i64>,
    /// Days within which nine in ten were completed; `None` where too few tell.
    pub(crate) most_days: Option<i64>,
    /// Days with filings in the last [`PAST_DAYS`] days before the newest one: a batch of bad goods is
    /// disputed many times in a day.
    pub(crate) days_filed: u32,
    /// When the first of those was filed; `None` without disputes.
    pub(crate) lately_from: Option<Moment>,
    /// The longest time between two of those days, in days.
    pub(crate) longest_pause: u32,
}

impl Coverage {
    pub(crate) fn of<'a>(
        spans: impl Iterator<Item = (Moment, Moment)> + Clone,
        completions: &CompletionDays,
        disputes: impl Iterator<Item = &'a Dispute> + Clone,
        newest_dispute: Option<Moment>,
    ) -> Self {
        let opened = disputes.map(|dispute| dispute.opened_at);
        let (mut oldest, mut last) = (None, None);
        for at in opened.clone() {
            oldest = Some(oldest.map_or(at, |oldest: Moment| oldest.min(at)));
            last = last.max(Some(at));
        }
        let (mut days, mut lately_from) = (0_u128, None);
        for (at, ago) in opened.filter_map(|at| Some((at, last?.days_since(at)))) {
            if ago < PAST_DAYS {
                days |= 1 << ago;
                lately_from = Some(lately_from.map_or(at, |from: Moment| from.min(at)));
            }
        }
        Self {
            files_from: None,
            oldest_order: spans.clone().map(|(oldest, _)| oldest).min(),
            newest_order: spans.map(|(_, newest)| newest).max(),
            newest_dispute,
            lists_saved_at: None,
            oldest_dispute: oldest,
            usual_days: completions.median(),
            most_days: completions.most(),
            days_filed: days.count_ones(),
            lately_from,
            longest_pause: longest_pause(days),
        }
    }

    /// Returns up to when disputes reach: the newest fact, or when their list was saved; `None` without any.
    pub fn disputes_to(&self) -> Option<Moment> {
        self.newest_dispute.max(self.lists_saved_at)
    }

    /// Returns how far tables reach that were counted elsewhere, by their newest moments and by the days on
    /// which disputes were filed, counted back from as-of.
    pub(crate) fn counted(
        as_of: Moment,
        newest_order: Option<Moment>,
        newest_dispute: Option<Moment>,
        days_filed: &[u32],
    ) -> Self {
        let last = days_filed.iter().copied().min().unwrap_or(0);
        let lately = days_filed.iter().map(|day| (day - last, *day));
        let lately = lately.filter(|(ago, _)| i64::from(*ago) < PAST_DAYS);
        let days = lately.clone().fold(0_u128, |days, (ago, _)| days | 1 << ago);
        let first = lately.map(|(_, day)| day).max();
        Self {
            newest_order,
            newest_dispute,
            days_filed: days.count_ones(),
            lately_from: first.map(|day| as_of.plus_days(-i64::from(day) - 1)),
            longest_pause: longest_pause(days),
            ..Self::default()
        }
    }

    /// Returns what is missing for figures as of a moment: facts newer than `stale_days` days, and
    /// orders old enough to have been completed in the window.
    pub fn caveats(&self, as_of: Moment, window: Option<Window>, stale_days: u32) -> Vec<Caveat> {
        let begins = window.and_then(|window| self.begins_late(window));
        let disputes = window.and_then(|window| self.disputes_begin_late(window));
        self.stale(as_of, stale_days).into_iter().chain(begins).chain(disputes).collect()
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
        let old = self.oldest_end(as_of, stale_days)?;
        (old.severity == Severity::Warning).then_some(old.newest)
    }

    fn stale(&self, as_of: Moment, stale_days: u32) -> Option<Caveat> {
        let OldFacts { what, newest, severity } = self.oldest_end(as_of, stale_days)?;
        let caveat = Caveat::new(CaveatKind::StaleData).with("what", what).of_severity(severity);
        let days = as_of.days_since(newest);
        Some(caveat.with("newest", Zone::ASSESSMENT.show(newest)).with("days", days))
    }

    /// Returns which facts are older than `stale_days` days.
    fn oldest_end(&self, as_of: Moment, stale_days: u32) -> Option<OldFacts> {
        let newest = self.newest_order.max(self.disputes_to())?;
        let is_old = |of: &Moment| as_of.millis() - of.millis() > i64::from(stale_days) * DAY_MS;
        let of = |what: &'static str, severity: Severity| {
            move |newest: Moment| OldFacts { what, newest, severity }
        };
        let saved = self.lists_saved_at.filter(|saved| self.newest_dispute <= Some(*saved));
        let disputes = || {
            if saved.is_some() {
                return saved.filter(is_old).map(of("disputes", Severity::Warning));
            }
            let newest = self.newest_dispute.filter(is_old)?;
            let from = self.lately_from?.min(newest.plus_days(-SHORTEST_SPAN));
            let whole = Window { from, to: as_of };
            let usual = i64::from(self.longest_pause) * LONGER_HALVES / 2;
            let is_longest = as_of.days_since(newest) >= usual;
            let severity = silence(Window { from, to: newest }, whole, self.days_filed)?;
            let severity = Some(severity).filter(|_| is_longest)?;
            Some(of("disputes", severity)(newest))
        };
        let orders = self.newest_order.filter(is_old).map(of("orders", Severity::Warning));
        let files = Some(newest).filter(is_old).map(of("files", Severity::Warning));
        files.or(orders).or_else(disputes)
    }

    /// Returns that disputes begin in a window, where older ones are to be expected. A shop has its first
    /// ones some time after its first orders.
    fn disputes_begin_late(&self, window: Window) -> Option<Caveat> {
        let oldest = self.oldest_dispute?;
        let first = self.oldest_order.map(|oldest| oldest.plus_days(FIRST_DISPUTE_DAYS));
        let from = first.map_or(window.from, |first| first.max(window.from));
        let filled = Window { from: oldest, to: window.to };
        let severity = silence(filled, Window { from, to: window.to }, self.days_filed)?;
        let caveat = Caveat::new(CaveatKind::Coverage).with("what", "disputes");
        let caveat = caveat.with("oldest", Zone::ASSESSMENT.show(oldest));
        let caveat = caveat.with("from", Zone::ASSESSMENT.show(from)).with("days", "unknown");
        Some(caveat.of_severity(severity))
    }

    fn begins_late(&self, window: Window) -> Option<Caveat> {
        let oldest = self.oldest_order?;
        // Where the usual time is not known, orders are needed from the first day of the window.
        let needed = window.from.plus_days(-self.most_days.unwrap_or(0));
        let usual = self.most_days.map_or("unknown".to_owned(), |days| days.to_string());
        // A young shop has no older orders; one that had disputes before them has.
        let had_others = self.oldest_dispute.is_some_and(|opened| opened < oldest);
        let severity = match self.most_days {
            None if !had_others => Severity::Note,
            Some(_) if !had_others && self.files_from.is_some_and(|from| from <= needed) => {
                Severity::Note
            }
            Some(_) | None => Severity::Warning,
        };
        (oldest > needed && oldest < window.to).then(|| {
            Caveat::new(CaveatKind::Coverage)
                .with("what", "orders")
                .with("oldest", Zone::ASSESSMENT.show(oldest))
                .with("from", Zone::ASSESSMENT.show(window.from))
                .with("days", usual)
                .of_severity(severity)
        })
    }
}

/// Returns the longest time between two of the days that are bits.
fn longest_pause(days: u128) -> u32 {
    let (mut rest, mut longest) = (days, 0);
    while rest != 0 {
        rest >>= rest.trailing_zeros();
        rest ^= 1;
        if rest != 0 {
            longest = longest.max(rest.trailing_zeros());
        }
    }
    longest
}

/// Facts that end too long before as-of.
struct OldFacts {
    /// Which, as the message names them.
    what: &'static str,
    /// The newest of them.
    newest: Moment,
    severity: Severity,
}

/// Returns how bad it is that so many days with filings are all in a part of a span, and none in the rest;
/// `None` where that may be chance.
fn silence(part: Window, whole: Window, days: u32) -> Option<Severity> {
    const CERTAIN: u64 = 1_000_000;
    let length = |window: Window| {
        u128::try_from(window.to.millis() - window.from.millis()).ok().filter(|length| *length > 0)
    };
    let (part, whole) = (length(part)?, length(whole)?);
    let step = |chance: u128, _| chance * part.min(whole) / whole;
    let chance = (0..days).fold(u128::from(CERTAIN), step);
    match chance {
        _ if days < FEWEST => None,
        chance if chance * u128::from(NO_CHANCE) < u128::from(CERTAIN) => Some(Severity::Warning),
        chance if chance * u128::from(RARE) < u128::from(CERTAIN) => Some(Severity::Note),
        _ => None,
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
            files_from: None,
            newest_order: Some(at(0)),
            newest_dispute: Some(at(-2)),
            lists_saved_at: None,
            oldest_dispute: None,
            usual_days: Some(12),
            most_days: Some(20),
            days_filed: 3,
            lately_from: Some(at(-80)),
            longest_pause: 40,
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
            files_from: None,
            newest_order: Some(at(20)),
            newest_dispute: Some(at(0)),
            lists_saved_at: None,
            oldest_dispute: None,
            usual_days: Some(12),
            most_days: Some(20),
            days_filed: 22,
            lately_from: Some(at(-90)),
            longest_pause: 7,
        };
        let severity = |as_of: i64| coverage.stale(at(as_of), 7).map(|caveat| caveat.severity);
        // (90/103)^22 is 0.051, (90/104)^22 0.042, (90/112)^22 0.0081 and (90/113)^22 0.0067.
        assert_eq!(kinds(coverage, 13), []);
        assert_eq!(kinds(coverage, 14), [(CaveatKind::StaleData, "disputes".to_owned())]);
        assert_eq!([14, 22].map(severity), [Some(Severity::Note); 2]);
        assert_eq!(severity(24), Some(Severity::Warning));
        assert_eq!([14, 24].map(|as_of| coverage.ended(at(as_of), 7)), [None, Some(at(0))]);
        // A pause that was as long before is usual.
        assert_eq!(Coverage { longest_pause: 17, ..coverage }.stale(at(24), 7), None);
        assert_eq!([0b1, 0b11, 0b1001, 0b1000_0101].map(longest_pause), [0, 1, 3, 5]);
        // A few days tell no pace, and many in a short time no long one.
        let few = Coverage { days_filed: 4, ..coverage };
        assert_eq!(kinds(few, 27), []);
        let batch = Coverage { days_filed: 6, lately_from: Some(at(-6)), ..coverage };
        assert_eq!(kinds(batch, 15), []);
    }

    #[test]
    fn a_list_that_says_when_it_was_saved_is_stale_by_that_alone() {
        let coverage = |newest: i64, saved: i64| Coverage {
            newest_order: Some(at(20)),
            newest_dispute: Some(at(newest)),
            lists_saved_at: Some(at(saved)),
            days_filed: 40,
            lately_from: Some(at(-90)),
            ..Coverage::default()
        };
        let stale = |coverage: Coverage| coverage.stale(at(20), 2).map(|caveat| caveat.severity);
        assert_eq!(stale(coverage(9, 17)), Some(Severity::Warning));
        assert_eq!(stale(coverage(-20, 19)), None);
        assert_eq!(coverage(9, 17).disputes_to(), Some(at(17)));
    }

    #[test]
    fn disputes_that_begin_in_the_window_are_too_few_where_older_ones_are_to_be_expected() {
        let coverage = |oldest_order: i64, oldest_dispute: i64, days_filed: u32| Coverage {
            oldest_order: Some(at(oldest_order)),
            files_from: None,
            newest_order: Some(at(0)),
            newest_dispute: Some(at(0)),
            lists_saved_at: None,
            oldest_dispute: Some(at(oldest_dispute)),
            usual_days: Some(12),
            most_days: Some(20),
            days_filed,
            lately_from: Some(at(oldest_dispute)),
            longest_pause: 0,
        };
        let severity = |coverage: Coverage| {
            let window = Window::ending_at(at(0), 30);
            coverage.disputes_begin_late(window).map(|caveat| caveat.severity)
        };
        // All in the last third: one in 243; in the last half: one in 32.
        assert_eq!(severity(coverage(-99, -10, 5)), Some(Severity::Warning));
        assert_eq!(severity(coverage(-99, -15, 5)), Some(Severity::Note));
        assert_eq!(severity(coverage(-99, -20, 5)), None);
        assert_eq!(severity(coverage(-99, -2, 4)), None);
        assert_eq!(severity(coverage(-99, -31, 50)), None);
        // A young shop's orders had no time to be disputed before.
        assert_eq!(severity(coverage(-42, -10, 5)), None);
        assert_eq!(severity(coverage(-20, -10, 50)), None);
    }

    #[test]
    fn orders_that_begin_in_the_window_are_too_few() {
        let coverage = Coverage {
            oldest_order: Some(at(-50)),
            files_from: None,
            newest_order: Some(at(0)),
            newest_dispute: None,
            lists_saved_at: None,
            oldest_dispute: None,
            usual_days: Some(12),
            most_days: Some(20),
            days_filed: 0,
            lately_from: None,
            longest_pause: 0,
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
        let few = Coverage { most_days: None, ..coverage };
        assert_eq!(severity(few), None);
        let few = Coverage { oldest_order: Some(at(-20)), ..few };
        assert_eq!(severity(few), Some(Severity::Note));
        let earlier = Coverage { oldest_dispute: Some(at(-21)), ..few };
        assert_eq!(severity(earlier), Some(Severity::Warning));
        // As of a moment before all orders, all is missing and nothing is too late.
        assert_eq!(kinds(late, -60), []);
    }
}
