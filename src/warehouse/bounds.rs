//! The ends of a window, as the columns of times are written.

use super::dialect::{Dialect, Instant, TimeType};
use crate::domain::{Moment, Window, Zone};

/// Why a question cannot be put to an engine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// The engine has no times with a zone.
    #[error("times of {0} have no zone, so the zone they are written in must be named")]
    NeedsZone(&'static str),
    /// The engine has no times without a zone.
    #[error("times of {0} are moments, so no zone can be named for them")]
    NeedsNoZone(&'static str),
    /// The zone's clocks are put back at other moments than those that are known to be safe.
    #[error(
        "times without a zone are counted only for zones without summer time and for America/Los_Angeles, and `{0}` is another"
    )]
    SummerTime(&'static str),
    /// A bound lies in the hour that comes twice.
    #[error("the window's end {bound} lies where the clocks of {zone} show an hour twice")]
    DoubledHour {
        /// The bound.
        bound: Moment,
        /// The zone.
        zone: &'static str,
    },
    /// The zone's days are not all of 24 hours.
    #[error("delays are counted only for zones without summer time, and `{0}` has it")]
    UnevenDays(&'static str),
    /// The tables lack the column to group by.
    #[error("the table of orders has no column for `{0}`")]
    NoKey(&'static str),
}

/// The window, as the columns of times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WindowBounds {
    /// Where it begins.
    pub(super) from: Instant,
    /// Where it ends.
    pub(super) to: Instant,
}

impl WindowBounds {
    /// Takes a window; the zone is that of columns that have none.
    ///
    /// # Errors
    ///
    /// When the engine cannot compare such times, or a bound cannot be written in the zone's time
    /// without being ambiguous.
    pub(super) fn new(
        dialect: Dialect,
        window: Window,
        zone: Option<Zone>,
    ) -> Result<Self, StatementError> {
        let Some(zone) = zone else {
            if dialect.has_only_wall_times() {
                return Err(StatementError::NeedsZone(dialect.id()));
            }
            let (from, to) = (Instant::Moment(window.from), Instant::Moment(window.to));
            return Ok(Self { from, to });
        };
        if dialect.has_only_moments() {
            return Err(StatementError::NeedsNoZone(dialect.id()));
        }
        if zone != Zone::PLATFORM && changes_clocks(zone, window) {
            return Err(StatementError::SummerTime(zone.name()));
        }
        let wall = |at: Moment| {
            // Rows before and after a bound lie before and after it on the wall too, unless its hour
            // comes twice.
            let doubled =
                zone.later_reading(at).is_some() || zone.later_reading(at.plus_hours(-1)).is_some();
            if doubled && !is_edge(zone, at) {
                return Err(StatementError::DoubledHour { bound: at, zone: zone.name() });
            }
            Ok(Instant::Wall(zone.wall(at)))
        };
        Ok(Self { from: wall(window.from)?, to: wall(window.to)? })
    }
}

impl WindowBounds {
    /// Returns what the columns of times hold.
    pub(super) const fn times(self) -> TimeType {
        match self.to {
            Instant::Moment(_) => TimeType::Moment,
            Instant::Wall(_) => TimeType::Wall,
        }
    }
}

impl Instant {
    /// Returns the instant so many days of 24 hours before.
    pub(super) fn days_before(self, days: u32) -> Self {
        match self {
            Self::Moment(moment) => Self::Moment(moment.plus_days(-i64::from(days))),
            Self::Wall(wall) => {
                let at = Moment::from_millis(wall.and_utc().timestamp_millis());
                Self::Wall(at.plus_days(-i64::from(days)).utc().naive_utc())
            }
        }
    }
}

/// Returns whether a moment is the first of the doubled hour: whatever is written before it came
/// before it.
fn is_edge(zone: Zone, at: Moment) -> bool {
    let before = Moment::from_millis(at.millis() - 1);
    zone.later_reading(at).is_some() && zone.later_reading(before).is_none()
}

/// Returns whether a zone's clocks have changed, or will, within some years of a window.
pub(super) fn changes_clocks(zone: Zone, window: Window) -> bool {
    let ahead = |at: Moment| zone.wall(at).and_utc().timestamp_millis() - at.millis();
    let first = ahead(window.to);
    (-24..=24).any(|months| ahead(window.to.plus_days(30 * months)) != first)
}
