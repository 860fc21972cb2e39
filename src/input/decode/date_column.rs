//! A column of moments: which date order it proves, and the clock its times are read by.

use chrono::DateTime;

use crate::domain::{Moment, WallTime, Zone};
use crate::input::decode::dates::{self, DateOrder, Slashed, Stamp};
use crate::input::decode::orders::Problem;
use crate::input::decode::timestamp_cache::{Quick, quick};
use crate::input::table::row::{Cell, Row};

/// A column of moments, and what it has proved of its date order.
#[derive(Clone, Debug)]
pub(crate) struct DateColumn {
    column: usize,
    order: DateOrder,
    /// Row of the first value that can only be month first.
    pub(crate) month_first: Option<u64>,
    /// Row of the first value that can only be day first.
    pub(crate) day_first: Option<u64>,
    /// Row of the first value that could be either.
    pub(crate) either: Option<u64>,
    /// Count of values without a zone of their own.
    pub(crate) without_zone: u64,
}

/// Remembers offsets by day, because rows come in runs of the same days.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: Zone,
    /// Days since 1970 and their offsets, each in the slot of its last digits.
    days: Vec<(i32, Option<i64>)>,
}

/// Days whose offset is remembered.
const DAYS: usize = 512;
const DAY_MS: i64 = 86_400_000;

impl Clock {
    /// Reads wall times of a zone.
    pub(crate) fn new(zone: Zone) -> Self {
        Self { zone, days: Vec::new() }
    }

    /// Returns the moment of a wall time, or `None` when the zone's clocks skip it.
    pub(crate) fn moment(&mut self, wall: WallTime) -> Option<Moment> {
        let millis = wall.and_utc().timestamp_millis();
        let day = i32::try_from(millis.div_euclid(DAY_MS)).ok();
        match day.and_then(|day| self.offset(day)) {
            Some(offset) => Some(Moment::from_millis(millis - offset)),
            None => self.zone.moment(wall).ok(),
        }
    }

    /// Returns by how many milliseconds the zone's clocks are ahead of UTC on a day since 1970, or
    /// `None` when they are changed on that day.
    pub(crate) fn offset(&mut self, day: i32) -> Option<i64> {
        if self.days.is_empty() {
            self.days.resize(DAYS, (i32::MIN, None));
        }
        let slot = usize::try_from(day.rem_euclid(512)).ok()?;
        match self.days.get(slot) {
            Some((known, offset)) if *known == day => *offset,
            Some(_) | None => {
                let offset = self.look_up(day);
                if let Some(slot) = self.days.get_mut(slot) {
                    *slot = (day, offset);
                }
                offset
            }
        }
    }

    fn look_up(&self, day: i32) -> Option<i64> {
        let midnight = |day: i32| {
            let moment = DateTime::from_timestamp_millis(i64::from(day) * DAY_MS)?;
            Some(moment.naive_utc())
        };
        let offset = |wall: WallTime| {
            Some(wall.and_utc().timestamp_millis() - self.zone.moment(wall).ok()?.millis())
        };
        let (first, last) = (offset(midnight(day)?)?, offset(midnight(day.checked_add(1)?)?)?);
        (first == last).then_some(first)
    }
}

/// Reads a text, the common forms first.
fn parse(text: &str) -> Option<Stamp> {
    match quick(text.as_bytes()) {
        Some(Quick::Absolute(millis)) => Some(Stamp::Absolute(Moment::from_millis(millis))),
        Some(Quick::Wall(..)) | None => dates::parse(text),
    }
}

impl DateColumn {
    /// Prepares a column; texts of the form `a/b/yyyy` are first taken in one order.
    pub(crate) fn new(column: usize, order: DateOrder) -> Self {
        let (month_first, day_first, either, without_zone) = (None, None, None, 0);
        Self { column, order, month_first, day_first, either, without_zone }
    }

    /// Returns the column's place.
    pub(crate) fn column(&self) -> usize {
        self.column
    }

    /// Adds what another reader of the same column has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        let first = |mine: &mut Option<u64>, theirs: Option<u64>| {
            *mine = [*mine, theirs].into_iter().flatten().min();
        };
        first(&mut self.month_first, other.month_first);
        first(&mut self.day_first, other.day_first);
        first(&mut self.either, other.either);
        self.without_zone += other.without_zone;
    }

    /// Rewrites the rows noted.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        for row in [&mut self.month_first, &mut self.day_first, &mut self.either] {
            *row = row.map(real);
        }
    }

    /// Tells whether any text was of the form `a/b/yyyy`.
    pub(crate) fn has_slashes(&self) -> bool {
        self.month_first.is_some() || self.day_first.is_some() || self.either.is_some()
    }

    fn note(&mut self, parts: Slashed, row: u64) {
        // What is a day in neither order is a bad row and proves nothing.
        if parts.wall(DateOrder::MonthFirst).or(parts.wall(DateOrder::DayFirst)).is_none() {
            return;
        }
        let place = match parts.proves() {
            Some(DateOrder::MonthFirst) => &mut self.month_first,
            Some(DateOrder::DayFirst) => &mut self.day_first,
            None => &mut self.either,
        };
        place.get_or_insert(row);
    }

    /// Reads a row's moment; `None` when the cell is empty.
    pub(crate) fn read(
        &mut self,
        row: &(impl Row + ?Sized),
        clock: &mut Clock,
    ) -> Result<Option<Moment>, Problem> {
        let wall = match row.cell(self.column) {
            Cell::Empty => return Ok(None),
            Cell::Date(wall) => wall,
            Cell::Moment(moment) => return Ok(Some(moment)),
            Cell::Text(text) => match parse(text) {
                Some(Stamp::Absolute(moment)) => return Ok(Some(moment)),
                Some(Stamp::Wall(wall)) => wall,
                Some(Stamp::Slashed(parts)) => {
                    self.note(parts, row.number());
                    parts.wall(self.order).ok_or_else(|| self.problem())?
                }
                None => return Err(self.problem()),
            },
            Cell::Whole(_) | Cell::Error(_) => return Err(self.problem()),
        };
        self.without_zone += 1;
        match clock.moment(wall) {
            Some(moment) => Ok(Some(moment)),
            None => Err(Problem {
                column: Some(self.column),
                expected: format!("no such time: the clocks of {} skip it", clock.zone.name()),
            }),
        }
    }

    fn problem(&self) -> Problem {
        let form = match (self.either.is_some() || self.month_first.is_some(), self.order) {
            (true, DateOrder::MonthFirst) => "MM/DD/YYYY HH:MM",
            (true, DateOrder::DayFirst) => "DD/MM/YYYY HH:MM",
            (false, _) => "YYYY-MM-DD HH:MM or MM/DD/YYYY HH:MM",
        };
        Problem { column: Some(self.column), expected: format!("is no date ({form} expected)") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_agrees_with_the_zone_on_every_half_hour_of_a_year() {
        let mut clock = Clock::new(Zone::PLATFORM);
        let start =
            chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap().and_time(Default::default());
        for half_hours in 0..365 * 48 {
            let wall = start + chrono::TimeDelta::minutes(30 * half_hours);
            assert_eq!(clock.moment(wall), Zone::PLATFORM.moment(wall).ok(), "{wall}");
        }
    }
}
