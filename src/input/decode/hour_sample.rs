//! The hours of a column of times, to find a clock of twelve hours whose AM and PM are lost.

use crate::domain::Severity;

/// The hours of some times of a column that have no offset of their own and no AM or PM.
///
/// A converter may write `07:48` for 19:48 (`findings/xlsx2csv-half-day-clock.sh`): half of the times are
/// twelve hours too early, and no hour is 0 or above 12.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HourSample {
    /// Count of the times looked at.
    times: u64,
    /// Count of the texts looked at, those with an offset of their own included.
    texts: u64,
    /// The hours that were met, a bit each.
    hours: u32,
}

/// Times that are looked at in a column by one reader.
const ENOUGH: u64 = 512;
/// Texts that are looked at for so many times: a column may have offsets in some rows alone.
const MOST: u64 = 8 * ENOUGH;
/// Times below which the hours may lack 0 and 13 to 23 by chance: of orders placed in the day of one
/// continent up to eight in ten fall into the hours from 1 to 12 of another, and 0.8 to the power of 48 is
/// two in a hundred thousand.
const CERTAIN: u64 = 48;
/// Times below which nothing is said: 0.8 to the power of 24 is one in two hundred.
const LEAST: u64 = 24;
/// Different hours below which the times are those of a routine, such as noon for an unknown hour.
const LEAST_HOURS: u32 = 9;
/// The bits of the hours from 1 to 12.
const HALF_DAY: u32 = 0b1_1111_1111_1110;

impl HourSample {
    /// Returns true until enough times were looked at, or one rules the lost half out.
    pub(crate) fn is_wanted(&self) -> bool {
        self.times < ENOUGH && self.texts < MOST && self.hours & !HALF_DAY == 0
    }

    /// Passes over a text with an offset of its own.
    pub(crate) fn pass_over(&mut self) {
        self.texts += 1;
    }

    /// Adds a time of day in milliseconds since midnight, as it is written.
    pub(crate) fn add(&mut self, time: i64) {
        let hour = u32::try_from(time / 3_600_000).unwrap_or(u32::MAX).min(31);
        self.times += 1;
        self.texts += 1;
        self.hours |= 1 << hour;
    }

    /// Adds what another reader has found in the same column.
    pub(crate) fn merge(&mut self, other: Self) {
        self.times += other.times;
        self.texts += other.texts;
        self.hours |= other.hours;
    }

    /// Returns the count of times looked at if all hours are from 1 to 12, by more than chance, and how
    /// sure that is; `None` otherwise.
    pub(crate) fn half_day(&self) -> Option<(u64, Severity)> {
        let is_half = self.hours & !HALF_DAY == 0 && self.hours.count_ones() >= LEAST_HOURS;
        let severity = if self.times < CERTAIN { Severity::Note } else { Severity::Warning };
        (is_half && self.times >= LEAST).then_some((self.times, severity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(hours: impl Iterator<Item = i64>) -> HourSample {
        let mut sample = HourSample::default();
        hours.for_each(|hour| sample.add(hour * 3_600_000 + 59 * 60_000));
        sample
    }

    #[test]
    fn hours_from_one_to_twelve_alone_are_half_a_day() {
        assert_eq!(
            sample((0..60).map(|time| time % 12 + 1)).half_day(),
            Some((60, Severity::Warning))
        );
    }

    #[test]
    fn one_hour_of_the_other_half_or_midnight_rules_it_out() {
        for other in [0, 13, 23, 24, -1] {
            let mut all = sample((0..60).map(|time| time % 12 + 1));
            all.merge(sample([other].into_iter()));
            assert_eq!(all.half_day(), None, "{other}");
            assert!(!all.is_wanted());
        }
    }

    #[test]
    fn texts_with_an_offset_are_passed_over_and_not_without_end() {
        let mut all = HourSample::default();
        for time in 0..60 {
            all.add((time % 12 + 1) * 3_600_000);
            (0..9).for_each(|_| all.pass_over());
        }
        assert_eq!(all.half_day(), Some((60, Severity::Warning)));
        assert!(all.is_wanted());
        (0..MOST).for_each(|_| all.pass_over());
        assert!(!all.is_wanted());
    }

    #[test]
    fn few_times_and_a_routine_are_no_proof() {
        let of = |times: i64| sample((0..times).map(|time| time % 12 + 1)).half_day();
        assert_eq!([of(23), of(47)], [None, Some((47, Severity::Note))]);
        assert_eq!(sample((0..500).map(|time| time % 8 + 1)).half_day(), None);
        assert_eq!(HourSample::default().half_day(), None);
    }
}
