//! Moments, windows and assessment days.

use std::fmt;
use std::num::NonZeroU64;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

const MS_PER_DAY: i64 = 86_400_000;

/// A moment: milliseconds since 1970-01-01T00:00Z.
///
/// The first that eight bytes could hold is left out, so that an `Option<Moment>` takes no more and
/// moments are compared as they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(NonZeroU64);

/// What stands inside for 1970-01-01T00:00Z.
const EPOCH: u64 = 1 << 63;

impl Moment {
    /// Returns the moment of a count of milliseconds since 1970-01-01T00:00Z.
    #[inline]
    pub const fn from_millis(millis: i64) -> Self {
        match NonZeroU64::new(millis.cast_unsigned() ^ EPOCH) {
            Some(inside) => Self(inside),
            None => Self(NonZeroU64::MIN),
        }
    }

    /// Returns the milliseconds since 1970-01-01T00:00Z.
    #[inline]
    pub const fn millis(self) -> i64 {
        (self.0.get() ^ EPOCH).cast_signed()
    }

    /// Returns a number that is the larger, the later the moment; 0 where there is none.
    #[inline(always)]
    pub(crate) const fn rank(moment: Option<Self>) -> u64 {
        match moment {
            Some(moment) => moment.0.get(),
            None => 0,
        }
    }

    /// Returns the moment of a [`Moment::rank`].
    #[inline(always)]
    pub(crate) const fn of_rank(rank: u64) -> Option<Self> {
        match NonZeroU64::new(rank) {
            Some(inside) => Some(Self(inside)),
            None => None,
        }
    }

    /// Returns the moment as chrono's UTC type.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis()).unwrap_or_default()
    }

    /// Returns the moment `days` times 24 hours later (earlier, when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(days.saturating_mul(MS_PER_DAY)))
    }

    /// Returns the moment `hours` later (earlier, when negative).
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(hours.saturating_mul(3_600_000)))
    }

    /// Returns the whole days (24 h) from an earlier moment to this one, rounded down.
    pub const fn days_since(self, earlier: Self) -> i64 {
        (self.millis() - earlier.millis()).div_euclid(MS_PER_DAY)
    }

    /// Reads an RFC 3339 moment (with an offset or `Z`).
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc().into())
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(moment: DateTime<Utc>) -> Self {
        Self::from_millis(moment.timestamp_millis())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Moment").field(&self.millis()).finish()
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 in UTC, with milliseconds only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.millis();
        if !(0..LAST_PLAIN).contains(&millis) {
            return f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true));
        }
        let (days, time) = (millis / MS_PER_DAY, millis % MS_PER_DAY);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60);
        let mut text = *b"0000-00-00T00:00:00.000Z";
        for (at, digits, number) in [
            (0, 4, year),
            (5, 2, month),
            (8, 2, day),
            (11, 2, hour),
            (14, 2, minute),
            (17, 2, second),
            (20, 3, time % 1_000),
        ] {
            let mut rest = number;
            for digit in text.iter_mut().skip(at).take(digits).rev() {
                *digit = b'0' + u8::try_from(rest.rem_euclid(10)).expect("a digit");
                rest /= 10;
            }
        }
        let length = if time % 1_000 == 0 { 19 } else { 23 };
        let (text, _) = text.split_at(length);
        f.write_str(str::from_utf8(text).expect("all of it is ASCII"))?;
        f.write_str("Z")
    }
}

/// The first moment of the year 10000, in milliseconds.
const LAST_PLAIN: i64 = 253_402_300_800_000;

/// Returns the year, month and day of a count of days since 1970, which is not negative.
const fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, in which leap days are the last of their years
    // (https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let january = month >= 10;
    let month = if january { month - 9 } else { month + 3 };
    (era * 400 + year + if january { 1 } else { 0 }, month, day)
}

/// A half-open span of time: `from` belongs to it, `to` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    /// First moment inside.
    pub from: Moment,
    /// First moment after.
    pub to: Moment,
}

impl Window {
    /// Returns the `days` times 24 hours that end at `as_of`.
    pub const fn ending_at(as_of: Moment, days: u32) -> Self {
        Self { from: as_of.plus_days(-(days as i64)), to: as_of }
    }

    /// Returns what of it lies in another span too; empty at its own or the other's begin where they
    /// do not meet.
    #[must_use]
    pub fn cut(self, within: Option<Self>) -> Self {
        let Some(within) = within else { return self };
        let from = self.from.max(within.from);
        Self { from, to: self.to.min(within.to).max(from) }
    }

    /// Returns its length in whole days, rounded down.
    pub fn days(self) -> u32 {
        let days = self.to.days_since(self.from).clamp(0, i64::from(u32::MAX));
        u32::try_from(days).expect("it is clamped to 32 bits")
    }

    /// Returns whether a moment lies inside.
    #[inline]
    pub fn contains(self, moment: Moment) -> bool {
        self.from <= moment && moment < self.to
    }

    /// Returns whether there is such a moment and it lies inside.
    #[inline]
    pub fn has(self, moment: Option<Moment>) -> bool {
        let (from, to) = (Moment::rank(Some(self.from)), Moment::rank(Some(self.to)));
        // What is missing, or before, is far above as a distance.
        Moment::rank(moment).wrapping_sub(from) < to.saturating_sub(from)
    }
}

/// A calendar day in Asia/Shanghai, by which the platform assesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssessmentDay(NaiveDate);

/// China keeps UTC+8 all year (since 1992), in milliseconds.
const CHINA_OFFSET: i64 = 8 * 3_600_000;

impl AssessmentDay {
    /// Returns the assessment day with this date.
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Returns the assessment day that has run when it is `moment`: at its very end the one that ends then.
    pub fn before(moment: Moment) -> Self {
        Self::of(Moment::from_millis(moment.millis() - 1))
    }

    /// Returns the assessment day on which a moment falls.
    pub fn of(moment: Moment) -> Self {
        let wall = moment.millis().saturating_add(CHINA_OFFSET);
        Self(Moment::from_millis(wall).utc().date_naive())
    }

    /// Returns the date.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Returns the first moment of the day.
    pub fn start(self) -> Moment {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN).and_utc();
        Moment::from_millis(midnight.timestamp_millis() - CHINA_OFFSET)
    }

    /// Returns the first moment after the day.
    pub fn end(self) -> Moment {
        self.start().plus_days(1)
    }

    /// Returns the day `days` later (earlier, when negative).
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::of(self.start().plus_days(days))
    }
}

impl Serialize for AssessmentDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for AssessmentDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assessment_day_ends_at_midnight_in_shanghai() {
        let day = AssessmentDay::new(NaiveDate::from_ymd_opt(2026, 1, 16).unwrap());
        assert_eq!(day.end(), Moment::from_rfc3339("2026-01-17T00:00:00+08:00").unwrap());
        assert_eq!(AssessmentDay::of(day.end()).to_string(), "2026-01-17");
        assert_eq!(AssessmentDay::of(Moment::from_millis(day.end().millis() - 1)), day);
    }

    #[test]
    fn a_window_holds_its_first_moment_and_not_its_last() {
        let as_of = Moment::from_millis(100 * MS_PER_DAY);
        let window = Window::ending_at(as_of, 30);
        assert!(window.contains(Moment::from_millis(70 * MS_PER_DAY)));
        assert!(!window.contains(Moment::from_millis(70 * MS_PER_DAY - 1)));
        assert!(!window.contains(as_of));
        assert!(window.contains(Moment::from_millis(as_of.millis() - 1)));
    }

    #[test]
    fn moments_around_zero_keep_their_order_and_size() {
        let millis = [i64::MIN + 1, -2, -1, 0, 1, 2, i64::MAX];
        let moments = millis.map(Moment::from_millis);
        assert!(moments.is_sorted());
        assert_eq!(moments.map(Moment::millis), millis);
        assert_eq!(Moment::from_millis(i64::MIN), Moment::from_millis(i64::MIN + 1));
        assert_eq!(size_of::<Option<Moment>>(), 8);
    }

    #[test]
    fn every_day_is_shown_as_the_calendar_has_it() {
        for day in (-800_000..3_000_000).step_by(7).chain(-5..1_500) {
            for time in [0, 1, 999, 43_200_000, 86_399_999] {
                let moment = Moment::from_millis(day * MS_PER_DAY + time);
                let wanted = moment.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true);
                assert_eq!(moment.to_string(), wanted);
            }
        }
    }

    #[test]
    fn milliseconds_show_only_where_there_are_any() {
        assert_eq!(Moment::from_millis(1_768_605_121_609).to_string(), "2026-01-16T23:12:01.609Z");
        assert_eq!(Moment::from_millis(1_768_605_121_000).to_string(), "2026-01-16T23:12:01Z");
    }
}
