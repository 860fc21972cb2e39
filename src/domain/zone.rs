//! The one place that converts between wall clocks and moments.

use chrono::{MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::Moment;

/// What a clock on the wall shows: a date and a time without a zone.
pub type WallTime = NaiveDateTime;

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

/// A wall time that a zone's clocks never show.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clocks of {zone} skip this time")]
pub struct InvalidWallTime {
    /// The zone's name.
    pub zone: &'static str,
}

impl Zone {
    /// Platform time, in which exports and most of the platform's texts are written
    /// (`platform/export-formats.md` §5).
    pub const PLATFORM: Self = Self(Tz::America__Los_Angeles);
    /// The zone whose calendar days the platform assesses by (`platform/seller-rules.md` §0.7).
    pub const ASSESSMENT: Self = Self(Tz::Asia__Shanghai);
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// Returns the zone with an IANA name such as `Europe/Madrid`, or `None`.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// Returns every zone's name, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// Returns the IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Returns the moment at which the zone's clocks show a wall time; of two (when clocks are
    /// put back) the earlier.
    ///
    /// # Errors
    ///
    /// When the clocks skip that time.
    pub fn moment(self, wall: WallTime) -> Result<Moment, InvalidWallTime> {
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(moment) | MappedLocalTime::Ambiguous(moment, _) => {
                Ok(Moment::from_millis(moment.timestamp_millis()))
            }
            MappedLocalTime::None => Err(InvalidWallTime { zone: self.name() }),
        }
    }

    /// Returns what the zone's clocks show at a moment.
    pub fn wall(self, moment: Moment) -> WallTime {
        moment.utc().with_timezone(&self.0).naive_local()
    }

    /// Returns the zone's abbreviation at a moment (`PST`, `CST`, `+03`).
    pub fn abbreviation(self, moment: Moment) -> String {
        moment.utc().with_timezone(&self.0).format("%Z").to_string()
    }

    /// Returns a moment as `2026-01-16 15:12 PST`.
    pub fn show(self, moment: Moment) -> String {
        moment.utc().with_timezone(&self.0).format("%Y-%m-%d %H:%M %Z").to_string()
    }

    /// Returns a moment in ISO 8601 with the zone's offset, to the minute:
    /// `2026-01-16T15:12-08:00`.
    pub fn iso(self, moment: Moment) -> String {
        moment.utc().with_timezone(&self.0).format("%Y-%m-%dT%H:%M%:z").to_string()
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_skipped_hour_is_no_moment() {
        assert!(Zone::PLATFORM.moment(wall("2026-03-08 02:30")).is_err());
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
