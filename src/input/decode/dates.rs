//! Reads the ways in which exports write a date (`platform/export-formats.md` §5).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::{Moment, WallTime, Zone};

/// What a text says of a moment, before its zone and its column's date order are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// It names its own offset.
    Absolute(Moment),
    /// A wall time without a zone.
    Wall(WallTime),
    /// `a/b/yyyy`: the column decides which is the month.
    Slashed(Slashed),
}

/// The parts of `a/b/yyyy hh:mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slashed {
    first: u32,
    second: u32,
    year: i32,
    time: NaiveTime,
}

/// In which order a column writes day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `01/16/2026`
    MonthFirst,
    /// `16/01/2026`
    DayFirst,
}

impl Slashed {
    /// Which order this one value proves, or `None` when both are possible.
    pub(crate) fn proves(self) -> Option<DateOrder> {
        match (self.first > 12, self.second > 12) {
            (false, true) => Some(DateOrder::MonthFirst),
            (true, false) => Some(DateOrder::DayFirst),
            (true, true) | (false, false) => None,
        }
    }

    /// Returns the wall time in a date order, or `None` when there is no such day.
    pub(crate) fn wall(self, order: DateOrder) -> Option<WallTime> {
        let (month, day) = match order {
            DateOrder::MonthFirst => (self.first, self.second),
            DateOrder::DayFirst => (self.second, self.first),
        };
        Some(NaiveDate::from_ymd_opt(self.year, month, day)?.and_time(self.time))
    }
}

/// Reads a text, or returns `None` when it is no date.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    match (bytes.get(4), bytes.get(2), bytes.get(1)) {
        (Some(b'-' | b'.' | b'/'), _, _) => year_first(text),
        (_, Some(b'/'), _) | (_, _, Some(b'/')) => slashed(text),
        _ => None,
    }
}

/// `2026-01-16`, `2026-01-16 15:12[:01[.5]]`, with `T`, with `.` or `/` between the parts of the
/// date, with an offset or `Z`.
fn year_first(text: &str) -> Option<Stamp> {
    let year = i32::try_from(number(text.get(..4)?)?).ok()?;
    let rest = text.get(4..)?;
    let separator = rest.chars().next()?;
    let (month, rest) = digits(rest.strip_prefix(separator)?, 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 2)?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    if rest.is_empty() {
        return Some(Stamp::Wall(date.and_time(NaiveTime::MIN)));
    }
    let (time, rest) = clock(rest.strip_prefix([' ', 'T', 't'])?.trim_start())?;
    let wall = date.and_time(time);
    match rest.trim_start() {
        "" => Some(Stamp::Wall(wall)),
        "Z" | "z" => Some(Stamp::Absolute(Zone::UTC.moment(wall).ok()?)),
        offset => with_offset(wall, offset).map(Stamp::Absolute),
    }
}

fn with_offset(wall: NaiveDateTime, offset: &str) -> Option<Moment> {
    let sign = match offset.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, rest) = digits(offset.get(1..)?, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, "") } else { digits(rest, 2)? };
    if !rest.is_empty() || hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i64::from(hours * 60 + minutes) * 60;
    let utc = Zone::UTC.moment(wall).ok()?;
    Some(Moment::from_millis(utc.millis() - sign * seconds * 1000))
}

/// `01/16/2026`, `01/16/2026 15:57[:01]`, `01/16/26 15:57`.
fn slashed(text: &str) -> Option<Stamp> {
    let (first, rest) = digits(text, 2)?;
    let (second, rest) = digits(rest.strip_prefix('/')?, 2)?;
    let (year, rest) = digits(rest.strip_prefix('/')?, 4)?;
    let year = i32::try_from(if year < 100 { year + 2000 } else { year }).ok()?;
    let (time, rest) = match rest.trim_start() {
        "" => (NaiveTime::MIN, ""),
        rest => clock(rest)?,
    };
    rest.is_empty().then_some(Stamp::Slashed(Slashed { first, second, year, time }))
}

/// `15:57`, `15:57:01`, `15:57:01.609`; returns what follows.
fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let Some(rest) = rest.strip_prefix(':') else {
        return Some((NaiveTime::from_hms_opt(hour, minute, 0)?, rest));
    };
    let (second, rest) = digits(rest, 2)?;
    let Some(rest) = rest.strip_prefix('.') else {
        return Some((NaiveTime::from_hms_opt(hour, minute, second)?, rest));
    };
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let fraction = rest.get(..count.min(3))?;
    let scale = [100, 100, 10, 1].get(fraction.len())?;
    let millis = if fraction.is_empty() { 0 } else { number(fraction)? * scale };
    Some((NaiveTime::from_hms_milli_opt(hour, minute, second, millis)?, rest.get(count..)?))
}

/// Reads one to `most` digits; returns what follows.
fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if count == 0 {
        return None;
    }
    Some((number(text.get(..count)?)?, text.get(count..)?))
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().try_fold(0_u32, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(text: &str) -> String {
        match parse(text).unwrap() {
            Stamp::Wall(wall) => wall.to_string(),
            Stamp::Absolute(moment) => moment.to_string(),
            Stamp::Slashed(parts) => format!("{:?}", parts.wall(DateOrder::MonthFirst)),
        }
    }

    #[test]
    fn every_form_seen_is_read() {
        assert_eq!(wall("2026-01-16 15:12:01"), "2026-01-16 15:12:01");
        assert_eq!(wall("2023-11-18 19:41"), "2023-11-18 19:41:00");
        assert_eq!(wall("2017.05.03 21:14"), "2017-05-03 21:14:00");
        assert_eq!(wall("2026-01-16"), "2026-01-16 00:00:00");
        assert_eq!(wall("2026-01-16T15:12:01.609Z"), "2026-01-16T15:12:01.609Z");
        assert_eq!(wall("2026-01-16T15:12+08:00"), "2026-01-16T07:12:00Z");
        assert_eq!(wall("2026-01-16 15:12:01 -0800"), "2026-01-16T23:12:01Z");
        assert_eq!(wall("01/16/2026 15:57"), "Some(2026-01-16T15:57:00)");
        assert_eq!(wall("1/6/26 5:07"), "Some(2026-01-06T05:07:00)");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "13", "2026-02-30", "2026-01-16 25:00", "soon", "2026-01-16 15:12 PST"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_proved_or_not() {
        let parts = |text| match parse(text) {
            Some(Stamp::Slashed(parts)) => parts,
            other => panic!("{other:?}"),
        };
        assert_eq!(parts("01/16/2026").proves(), Some(DateOrder::MonthFirst));
        assert_eq!(parts("16/01/2026").proves(), Some(DateOrder::DayFirst));
        assert_eq!(parts("01/02/2026").proves(), None);
        assert_eq!(parts("13/13/2026").wall(DateOrder::MonthFirst), None);
    }
}
