//! Whether the times of a row are in the order in which things happen: an order is placed, paid,
//! shipped, completed; a dispute is opened, and then escalated, ruled, closed.
//!
//! A row in which they are not is a bad row. Where many rows have the same two times the wrong way
//! round, the column is wrong: the file is refused whatever the flags, with the likely cause.

use chrono::{Datelike, NaiveDate, Timelike};

use crate::domain::{Caveat, CaveatKind, Moment, WallTime, Zone};
use crate::input::decode::problem::Problem;
use crate::input::{OutOfOrder, RowProblem, SourceError};

/// Times of a row, in the order of the fields: each must not be before the ones named for it.
pub(crate) type Times = [Option<Moment>];

/// Pairs of places in [`Times`] of an order (placed, paid, shipped, completed, end of protection): the
/// first is not after the second. A refund may complete an order before it is shipped.
pub(crate) const OF_ORDERS: &[(usize, usize)] = &[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)];

/// The same of a dispute (opened, escalated, ruled, closed, the seller's deadline).
pub(crate) const OF_DISPUTES: &[(usize, usize)] = &[(0, 1), (0, 2), (0, 3), (0, 4)];

/// Pairs that are usually in this order: a seller may ship, or a file date a shipment, after the
/// buyer has confirmed, and protection may end on the day on which an order completes by itself.
const USUAL_OF_ORDERS: &[(usize, usize)] = &[(2, 3), (3, 4)];

/// The same of disputes: some lists date an escalation or a ruling by their last change.
const USUAL_OF_DISPUTES: &[(usize, usize)] = &[(1, 2), (1, 3), (2, 3)];

/// Rows with the same fault from which on they are a pattern, if they are at least one in
/// [`ONE_IN`] rows.
const PATTERN: u64 = 3;
const ONE_IN: u64 = 20;

/// How many violations of a pair are looked at for their cause.
const LOOKED_AT: usize = 64;

/// The longest distance between the clocks of two zones, in milliseconds: UTC-12 and UTC+14.
const ZONES_APART: i64 = 26 * 3_600_000;

/// Two times of a row that are the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    /// The place of the time that should be the earlier one.
    first: usize,
    /// The place of the time that is before it.
    second: usize,
    first_at: Moment,
    second_at: Moment,
}

/// Violations of some pairs.
#[derive(Clone, Debug)]
struct Violations {
    pairs: &'static [(usize, usize)],
    /// The smallest ones, and some more.
    found: Vec<Violation>,
    /// How many there are of each pair.
    counts: [u64; 5],
}

/// The violations of a table.
#[derive(Clone, Debug)]
pub(crate) struct TimeOrder {
    zone: Zone,
    /// Of pairs that are always in order: a row with one is a bad row.
    strict: Violations,
    /// Of pairs that usually are: a row with one is a good row.
    usual: Violations,
    /// The first row with one of the latter; `None` without any, or where rows have no numbers.
    first_unusual: Option<u64>,
    /// The fields of the times.
    fields: [&'static str; 5],
}

/// What kind of records a caveat is about, as its message names them.
const MERGED: &str = "merged";

/// Tells quickly whether the times of an order are in order; where they are not, the reason may
/// still be a clock put back or a time cut to the minute.
#[inline(always)]
pub(crate) fn is_plain(
    created: Option<Moment>,
    [paid, shipped, completed]: [Option<Moment>; 3],
) -> bool {
    // One less than its rank, a time that is missing comes after all others: nothing to be foreseen.
    let rank = |time: Option<Moment>| Moment::rank(time).wrapping_sub(1);
    let from = paid.or(created);
    let (sent, created, from) = (rank(shipped.or(from)), rank(created), rank(from));
    (rank(paid) >= created) & (rank(shipped) >= from) & (rank(completed) >= sent)
}

impl Violations {
    const fn of(pairs: &'static [(usize, usize)]) -> Self {
        Self { pairs, found: Vec::new(), counts: [0; 5] }
    }

    /// Returns the first two times of a row that are the wrong way round, and counts them.
    fn check(&mut self, times: &Times, zone: Zone) -> Option<Violation> {
        let wrong = |(pair, (first, second)): (usize, &(usize, usize))| {
            let first_at = times.get(*first).copied().flatten()?;
            let second_at = times.get(*second).copied().flatten()?;
            let (first, second) = (*first, *second);
            is_before(second_at, first_at, zone)
                .then_some((pair, Violation { first, second, first_at, second_at }))
        };
        let (pair, violation) = self.pairs.iter().enumerate().find_map(wrong)?;
        if let Some(count) = self.counts.get_mut(pair) {
            *count += 1;
        }
        self.found.push(violation);
        if self.found.len() >= 2 * LOOKED_AT {
            self.cut();
        }
        Some(violation)
    }

    fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
        self.cut();
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine += theirs;
        }
    }

    /// Keeps the same ones in whatever order the rows come.
    fn cut(&mut self) {
        self.found.sort_unstable();
        self.found.truncate(LOOKED_AT);
    }

    /// Returns the pair that is most often the wrong way round, and how often that is.
    fn most(&self) -> Option<(u64, usize, usize)> {
        let most = self.counts.iter().zip(self.pairs).max_by_key(|(count, _)| **count);
        most.map(|(count, (first, second))| (*count, *first, *second))
    }

    /// Returns what may have made the times of a pair wrong.
    fn cause(&self, first: usize, second: usize, zone: Zone) -> &'static str {
        let such = |found: &&Violation| found.first == first && found.second == second;
        let found: Vec<Violation> = self.found.iter().filter(such).copied().collect();
        cause(&found, zone)
    }
}

impl TimeOrder {
    /// Begins a table of orders whose times without a zone are of `zone`.
    pub(crate) fn of_orders(zone: Zone) -> Self {
        Self {
            zone,
            strict: Violations::of(OF_ORDERS),
            usual: Violations::of(USUAL_OF_ORDERS),
            first_unusual: None,
            fields: [
                "created_at",
                "paid_at",
                "shipped_at",
                "completed_at",
                "buyer_protection_ends_at",
            ],
        }
    }

    /// Begins a table of disputes.
    pub(crate) fn of_disputes(zone: Zone) -> Self {
        Self {
            strict: Violations::of(OF_DISPUTES),
            usual: Violations::of(USUAL_OF_DISPUTES),
            fields: [
                "opened_at",
                "escalated_at",
                "ruled_at",
                "closed_at",
                "seller_response_due_at",
            ],
            ..Self::of_orders(zone)
        }
    }

    /// Returns what is wrong with a row whose times are the wrong way round, given the columns of its
    /// times and their titles, and counts it; `None` where they are in order.
    pub(crate) fn problem(
        &mut self,
        times: &Times,
        column: impl Fn(usize) -> Option<usize>,
        titles: &dyn Fn(usize) -> String,
    ) -> Option<Problem> {
        let violation = self.strict.check(times, self.zone)?;
        // Saved answers have no columns.
        let first = column(violation.first).map_or_else(String::new, titles);
        let expected = self.expected(&violation, &first);
        Some(Problem { column: column(violation.second), expected, form: None })
    }

    /// Returns what is wrong with an order that stands in no table; its row is left to be named.
    pub(crate) fn problem_of_fields(&mut self, times: &Times) -> Option<RowProblem> {
        let violation = self.strict.check(times, self.zone)?;
        Some(RowProblem {
            sheet: None,
            row: 0,
            column: self.field(violation.second).to_owned(),
            value: violation.second_at.to_string(),
            expected: self.expected(&violation, self.field(violation.first)),
        })
    }

    /// Notes a good row in which times are not in their usual order.
    pub(crate) fn note_unusual(&mut self, times: &Times, row: u64) {
        if self.usual.check(times, self.zone).is_some() {
            self.first_unusual = Some(self.first_unusual.map_or(row, |first| first.min(row)));
        }
    }

    /// Puts the real number of the first unusual row in place of the one by which it was noted.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.first_unusual = self.first_unusual.map(real);
    }

    /// Returns what is said of orders whose times, merged from several files, are the wrong way round;
    /// `None` where none are.
    pub(crate) fn merged_caveat(&self) -> Option<Caveat> {
        self.caveat(&self.strict, MERGED)
    }

    /// Returns what is said of good rows in which times are not in their usual order; `None` where all
    /// are. `what` names what the rows are.
    pub(crate) fn unusual_caveat(&self, what: &str) -> Option<Caveat> {
        Some(self.caveat(&self.usual, what)?.at_rows(self.first_unusual))
    }

    /// Returns what is said of records, which are in no table, with times that are the wrong way round, or not in
    /// their usual order. `what` names what they are.
    pub(crate) fn caveats_of_records(&self, what: &str) -> impl Iterator<Item = Caveat> {
        [&self.strict, &self.usual].map(|of| self.caveat(of, what)).into_iter().flatten()
    }

    fn caveat(&self, of: &Violations, what: &str) -> Option<Caveat> {
        let first = of.found.iter().min()?;
        let example =
            format!("{} / {}", self.zone.show(first.first_at), self.zone.show(first.second_at));
        let caveat = Caveat::new(CaveatKind::TimeOrder).counting(of.counts.iter().sum());
        let caveat = caveat.with("of", what).with("example", example);
        Some(
            caveat.with("earlier", self.field(first.first)).with("later", self.field(first.second)),
        )
    }

    /// Counts a record, merged from several files or in none, whose times are the wrong way round.
    pub(crate) fn note(&mut self, times: &Times) {
        self.strict.check(times, self.zone);
    }

    /// Returns the field of a time.
    pub(crate) fn field(&self, at: usize) -> &'static str {
        self.fields.get(at).copied().expect("a violation is of one of the five times")
    }

    /// Says what is wrong with a row, given the title of the column that should be the earlier one.
    fn expected(&self, violation: &Violation, first: &str) -> String {
        let (second_at, first_at) = (violation.second_at, violation.first_at);
        format!(
            "{} is before column {first}, {}",
            self.zone.show(second_at),
            self.zone.show(first_at)
        )
    }

    /// Adds what was found in other rows of the same table.
    pub(crate) fn merge(&mut self, other: Self) {
        self.strict.merge(other.strict);
        self.usual.merge(other.usual);
        let firsts = [self.first_unusual, other.first_unusual];
        self.first_unusual = firsts.into_iter().flatten().min();
    }

    /// Refuses a table of so many rows whose violations are a pattern; `listed` are the first bad
    /// rows.
    ///
    /// # Errors
    ///
    /// When so many rows have the same two times the wrong way round that it is no slip, or half of
    /// all rows have two times the wrong way round that usually are in order.
    pub(crate) fn refuse_pattern(
        &self,
        path: &str,
        rows: u64,
        titles: &dyn Fn(usize) -> String,
        listed: &[RowProblem],
    ) -> Result<(), SourceError> {
        for (of, one_in, listed) in [(&self.strict, ONE_IN, listed), (&self.usual, 2, &[][..])] {
            let Some((count, first, second)) = of.most() else { continue };
            if count < PATTERN || count.saturating_mul(one_in) < rows {
                continue;
            }
            return Err(SourceError::TimesOutOfOrder {
                path: path.to_owned(),
                found: Box::new(OutOfOrder {
                    first: titles(first),
                    second: titles(second),
                    count,
                    rows,
                    cause: of.cause(first, second, self.zone),
                    problems: listed.iter().take(3).cloned().collect(),
                }),
            });
        }
        Ok(())
    }
}

/// Returns whether a time is before another, given that it may have been cut to the second, the
/// minute or the day, and that clocks that are put back show an hour twice.
fn is_before(time: Moment, other: Moment, zone: Zone) -> bool {
    if time >= other {
        return false;
    }
    let last = last_reading(time, zone);
    last.at.millis().saturating_add(last.cut - 1) < other.millis()
}

/// The last moment that a time of a table may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastReading {
    /// The later of the two moments where clocks that are put back show the time twice.
    pub(crate) at: Moment,
    /// How much may have been cut off it, in milliseconds: a second, a minute or a day.
    pub(crate) cut: i64,
}

/// Returns the last moment that a time may stand for: it may have been cut to the second, the
/// minute or the day.
pub(crate) fn last_reading(time: Moment, zone: Zone) -> LastReading {
    let wall = zone.wall(time);
    let cut = match (wall.hour(), wall.minute(), wall.second()) {
        (0, 0, 0) => 86_400_000,
        (_, _, 0) => 60_000,
        (..) => 1_000,
    };
    LastReading { at: zone.later_reading(time).unwrap_or(time), cut }
}

/// What may have made a column's times wrong, as far as they tell.
fn cause(found: &[Violation], zone: Zone) -> &'static str {
    let exchanged = |found: &Violation| {
        let (first, second) = (zone.wall(found.first_at), zone.wall(found.second_at));
        exchange(second).is_some_and(|second| second >= first)
            || exchange(first).is_some_and(|first| second >= first)
    };
    let near =
        |found: &Violation| found.first_at.millis() - found.second_at.millis() <= ZONES_APART;
    if found.iter().all(near) {
        "one of the two columns is in another time zone"
    } else if found.iter().all(exchanged) {
        "day and month were exchanged in one of the two columns"
    } else {
        "the two columns were exchanged, or one of them comes from another file"
    }
}

/// Returns when an order's protection ended, where that was days before it was completed: it may end
/// as the order completes by itself.
pub(crate) fn protection_ended_early(
    completed: Option<Moment>,
    protection: Option<Moment>,
) -> Option<Moment> {
    const DAYS: i64 = 2;
    let completed = completed?;
    protection.filter(|end| end.plus_days(DAYS) < completed)
}

/// Returns a time with day and month exchanged; `None` where that is no date or the same one.
pub(crate) fn exchange(wall: WallTime) -> Option<WallTime> {
    let date = NaiveDate::from_ymd_opt(wall.year(), wall.day(), wall.month())?;
    (date != wall.date()).then(|| date.and_time(wall.time()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Option<Moment> {
        Some(Moment::from_rfc3339(text).unwrap())
    }

    fn wrong(times: [Option<Moment>; 4]) -> Option<(usize, usize)> {
        let found = Violations::of(OF_ORDERS).check(&times, Zone::PLATFORM)?;
        Some((found.first, found.second))
    }

    #[test]
    fn what_is_placed_comes_before_what_is_paid_shipped_and_completed() {
        let day = at("2026-01-10T20:00:01Z");
        let before = at("2026-01-08T20:00:01Z");
        assert_eq!(wrong([day, day, day, day]), None);
        assert_eq!(wrong([day, before, None, None]), Some((0, 1)));
        assert_eq!(wrong([day, None, before, None]), Some((0, 2)));
        assert_eq!(wrong([day, None, None, before]), Some((0, 3)));
        assert_eq!(wrong([before, day, before, None]), Some((1, 2)));
        assert_eq!(wrong([before, day, None, before]), Some((1, 3)));
        // A refund completes what was never shipped, or was shipped later.
        assert_eq!(wrong([before, before, day, before]), None);
    }

    #[test]
    fn what_is_usual_is_noted_and_refused_where_half_of_the_rows_are_not() {
        let titles = |at: usize| at.to_string();
        let of = |unusual: u64, rows: u64| {
            let mut order = TimeOrder::of_orders(Zone::PLATFORM);
            for row in 0..unusual {
                let [created, completed, shipped] =
                    ["2026-01-08T20:00:01Z", "2026-01-10T20:00:01Z", "2026-01-12T20:00:01Z"]
                        .map(at);
                let times = [created, None, shipped, completed];
                assert!(order.problem(&times, Some, &titles).is_none());
                order.note_unusual(&times, row + 7);
            }
            let caveat = order.unusual_caveat("orders");
            assert_eq!(
                caveat.as_ref().and_then(|caveat| caveat.count),
                (unusual > 0).then_some(unusual)
            );
            assert_eq!(caveat.map_or(0, |caveat| caveat.rows[0]), if unusual > 0 { 7 } else { 0 });
            order.refuse_pattern("o", rows, &titles, &[]).is_ok()
        };
        assert!(of(0, 4) && of(2, 2) && of(3, 7));
        assert!(!of(3, 6) && !of(3, 3));
    }

    #[test]
    fn an_escalation_after_the_ruling_or_the_end_is_unusual() {
        let [first, then] = ["2026-01-08T20:00:01Z", "2026-01-10T20:00:01Z"].map(at);
        for times in
            [[first, then, first, None], [first, then, None, first], [first, None, then, first]]
        {
            let mut order = TimeOrder::of_disputes(Zone::PLATFORM);
            order.note_unusual(&times, 2);
            assert_eq!(order.unusual_caveat("disputes").unwrap().count, Some(1));
        }
    }

    #[test]
    fn a_deadline_comes_after_the_filing_and_protection_ends_after_completion() {
        let [first, then] = ["2026-01-08T20:00:01Z", "2026-01-18T20:00:01Z"].map(at);
        let mut order = TimeOrder::of_disputes(Zone::PLATFORM);
        let titles = |at: usize| at.to_string();
        assert!(order.problem(&[first, None, None, None, then], Some, &titles).is_none());
        let problem = order.problem(&[then, None, None, None, first], Some, &titles).unwrap();
        assert_eq!(problem.column, Some(4));
        let mut order = TimeOrder::of_orders(Zone::PLATFORM);
        for (completed, protection, ended) in
            [(first, then, None), (then, first, first), (first, first, None), (None, first, None)]
        {
            let protection = protection_ended_early(completed, protection);
            assert_eq!(protection, ended);
            order.note_unusual(&[first, None, None, completed, protection], 2);
        }
        assert_eq!(order.unusual_caveat("orders").unwrap().count, Some(1));
    }

    #[test]
    fn a_time_cut_to_the_minute_or_the_day_is_not_before_another_of_that_minute_or_day() {
        assert_eq!(
            wrong([at("2026-01-10T20:00:31Z"), at("2026-01-10T20:00:00Z"), None, None]),
            None
        );
        let violation = [at("2026-01-10T20:01:00Z"), at("2026-01-10T20:00:00Z"), None, None];
        assert_eq!(wrong(violation), Some((0, 1)));
        // Midnight in platform time.
        assert_eq!(
            wrong([at("2026-01-10T20:00:31Z"), at("2026-01-10T08:00:00Z"), None, None]),
            None
        );
        let violation = [at("2026-01-11T08:00:00Z"), at("2026-01-10T08:00:00Z"), None, None];
        assert_eq!(wrong(violation), Some((0, 1)));
    }

    #[test]
    fn the_hour_that_comes_twice_in_november_is_no_violation() {
        // 01:50 and, twenty minutes later, 01:10: clocks are put back at 02:00.
        let (first, second) = ("2025-11-02T01:50:07-07:00", "2025-11-02T01:10:07-07:00");
        assert_eq!(wrong([at(first), at(second), None, None]), None);
        let (first, second) = ("2025-11-02T03:50:07-08:00", "2025-11-02T01:10:07-07:00");
        assert_eq!(wrong([at(first), at(second), None, None]), Some((0, 1)));
        let (first, second) = ("2025-11-01T01:50:07-07:00", "2025-11-01T01:10:07-07:00");
        assert_eq!(wrong([at(first), at(second), None, None]), Some((0, 1)));
    }

    #[test]
    fn the_cause_is_told_from_the_times() {
        let of = |pairs: &[(&str, &str)]| {
            let mut order = Violations::of(OF_ORDERS);
            for (first, second) in pairs {
                order.check(&[at(first), at(second), None, None], Zone::PLATFORM);
            }
            cause(&order.found, Zone::PLATFORM)
        };
        let zone = [("2026-01-10T20:00:01Z", "2026-01-10T05:00:01Z")];
        assert!(of(&zone).contains("time zone"));
        // 5 December, of which a spreadsheet made 12 May.
        let exchanged = [("2025-12-04T20:00:01Z", "2025-05-12T20:00:01Z")];
        assert!(of(&exchanged).contains("day and month"));
        let columns = [("2026-01-30T20:00:01Z", "2026-01-20T20:00:01Z")];
        assert!(of(&columns).contains("columns were exchanged"));
    }

    proptest! {
        #[test]
        fn what_is_plain_has_no_violation(
            created in 0_i64..1_000_000,
            later in proptest::array::uniform3(proptest::option::of(0_i64..1_000_000)),
        ) {
            let created = Moment::from_millis(1_700_000_000_000 + created * 1_000);
            let of = |at: i64| Moment::from_millis(1_700_000_000_000 + at * 1_000);
            let [paid, shipped, completed] = later.map(|at| at.map(of));
            let times = [Some(created), paid, shipped, completed];
            let found = Violations::of(OF_ORDERS).check(&times, Zone::UTC);
            let unusual = Violations::of(USUAL_OF_ORDERS).check(&times, Zone::UTC);
            if is_plain(Some(created), [paid, shipped, completed]) {
                prop_assert_eq!(found.or(unusual), None);
            }
            if let Some(found) = found {
                prop_assert!(found.second_at < found.first_at);
            }
        }
    }
}
