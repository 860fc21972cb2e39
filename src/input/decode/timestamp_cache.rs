//! Reads the common forms of a moment, without a copy and without a calendar library.
//!
//! What it reads, `dates` reads to the same moment; everything else is left to `dates`.

use crate::domain::{Moment, Zone};
use crate::input::decode::date_column::Clock;

/// A moment in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quick {
    /// In UTC.
    Absolute(i64),
    /// What a clock on the wall shows: the day since 1970, and the time of day.
    Wall(i32, i64),
}

const DAY_MS: i64 = 86_400_000;
/// Days before each month.
const BEFORE: [i32; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const LENGTHS: [u8; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Reads `2026-01-16 15:12:01`, with `T` or a blank, with `Z`, with milliseconds and `Z`, or with
/// an offset such as `+08:00`. `None` for all else, dates that do not exist among them.
pub(crate) fn quick(text: &[u8]) -> Option<Quick> {
    let (head, rest) = text.split_first_chunk::<19>()?;
    let [
        y0,
        y1,
        y2,
        y3,
        b'-',
        m0,
        m1,
        b'-',
        d0,
        d1,
        b'T' | b' ',
        h0,
        h1,
        b':',
        i0,
        i1,
        b':',
        s0,
        s1,
    ] = head
    else {
        return None;
    };
    let (hour, minute, second) = (pair(*h0, *h1)?, pair(*i0, *i1)?, pair(*s0, *s1)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let day = day_number(pair(*y0, *y1)?, pair(*y2, *y3)?, pair(*m0, *m1)?, pair(*d0, *d1)?)?;
    let time = i64::from(u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second));
    let time = time * 1000;
    let utc = i64::from(day) * DAY_MS + time;
    match rest {
        b"Z" => Some(Quick::Absolute(utc)),
        b"" => Some(Quick::Wall(day, time)),
        [b'.', a, b, c, b'Z'] => {
            let millis = u32::from(pair(b'0', *a)?) * 100 + u32::from(pair(*b, *c)?);
            Some(Quick::Absolute(utc + i64::from(millis)))
        }
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => {
            let (hours, minutes) = (pair(*h0, *h1)?, pair(*m0, *m1)?);
            if hours > 14 || minutes > 59 {
                return None;
            }
            let offset = i64::from(u32::from(hours) * 60 + u32::from(minutes)) * 60_000;
            Some(Quick::Absolute(if *sign == b'+' { utc - offset } else { utc + offset }))
        }
        _ => None,
    }
}

/// Reads moments like [`quick`], and remembers days: rows come in runs of the same ones.
pub(crate) struct Stamps {
    /// Days in UTC.
    utc: Days,
    /// Days by the clocks of the zone; `None` before the first.
    wall: Option<Days>,
    clock: Clock,
}

/// Days, each in the slot of its date.
struct Days {
    /// What follows the century in a date, and when that day begins. Days on which the clocks are
    /// changed are not among them.
    slots: Box<[(u64, Moment); DAYS]>,
}

/// Days that are remembered: some three years.
const DAYS: usize = 1024;
/// Of the days of two years, this leaves one in twenty to share a slot with another; numbers chosen
/// without a search leave half of them.
const SPREAD: u64 = 0x691b_a2d2_1b60_676e;

impl Days {
    fn new() -> Self {
        // No text begins so: these bytes are not UTF-8.
        Self { slots: Box::new([(u64::MAX, Moment::from_millis(0)); DAYS]) }
    }

    /// Returns when the day of a date begins; `None` where it is not known yet.
    #[inline(always)]
    fn start(&self, date: u64) -> Option<Moment> {
        let (known, start) = self.slots.get(slot_of(date))?;
        (*known == date).then_some(*start)
    }

    fn remember(&mut self, date: u64, start: Moment) {
        if let Some(slot) = self.slots.get_mut(slot_of(date)) {
            *slot = (date, start);
        }
    }
}

#[inline(always)]
fn slot_of(date: u64) -> usize {
    usize::try_from(date.wrapping_mul(SPREAD) >> 54).unwrap_or(0) % DAYS
}

impl Stamps {
    /// Reads wall times by the clocks of a zone; remembers no day yet.
    pub(crate) fn new(zone: Zone) -> Self {
        Self { utc: Days::new(), wall: None, clock: Clock::new(zone) }
    }

    /// Returns the zone of times that name none.
    pub(crate) fn zone(&self) -> Zone {
        self.clock.zone()
    }

    /// Returns the clock by which wall times are read.
    pub(crate) fn clock(&mut self) -> &mut Clock {
        &mut self.clock
    }

    /// Reads `2026-01-16T15:12:01Z` on a day that was met before; `None` for all else.
    #[inline(always)]
    pub(crate) fn usual(&self, text: &[u8; 20]) -> Option<Moment> {
        let [century @ .., _, _, _, _, _, _, _, _, b'T', a, b, c, d, e, f, g, h, b'Z'] = *text
        else {
            return None;
        };
        if century != *b"20" {
            return None;
        }
        let [_, _, date @ .., _, _, _, _, _, _, _, _, _, _] = text;
        let time = time_of_day([a, b, c, d, e, f, g, h])?;
        Some(self.utc.start(u64::from_le_bytes(*date))?.plus_millis(time))
    }

    /// Reads what [`quick`] reads, to the same moment, and sets the bit in a place where the text
    /// names no zone. `None` for all else, and on days on which the clocks are changed.
    #[inline(never)]
    pub(crate) fn read(&mut self, text: &[u8], at: usize, zoneless: &mut u8) -> Option<Moment> {
        let (head, rest) = text.split_first_chunk::<19>()?;
        let [b'2', b'0', date @ .., b'T' | b' ', _, _, _, _, _, _, _, _] = head else {
            return self.other(text, at, zoneless);
        };
        let (date, time) = (u64::from_le_bytes(*date), time_of_day(*head.last_chunk()?)?);
        let start = match rest {
            b"Z" => self.utc.start(date).or_else(|| self.new_day(date))?,
            b"" => {
                *zoneless |= 1 << at;
                let known = self.wall.as_ref().and_then(|days| days.start(date));
                known.or_else(|| self.new_wall_day(date))?
            }
            _ => return self.other(text, at, zoneless),
        };
        Some(start.plus_millis(time))
    }

    /// Returns the moment of a stamp, and sets the bit in a place where it names no zone; `None` on a
    /// day on which the clocks are changed.
    #[inline]
    pub(crate) fn moment(&mut self, stamp: Quick, at: usize, zoneless: &mut u8) -> Option<Moment> {
        match stamp {
            Quick::Absolute(millis) => Some(Moment::from_millis(millis)),
            Quick::Wall(day, time) => {
                *zoneless |= 1 << at;
                let offset = self.clock.offset(day)?;
                Some(Moment::from_millis(i64::from(day) * DAY_MS + time - offset))
            }
        }
    }

    #[cold]
    fn other(&mut self, text: &[u8], at: usize, zoneless: &mut u8) -> Option<Moment> {
        self.moment(quick(text)?, at, zoneless)
    }

    #[inline(never)]
    fn new_day(&mut self, date: u64) -> Option<Moment> {
        let start = Moment::from_millis(i64::from(day_of(date)?) * DAY_MS);
        self.utc.remember(date, start);
        Some(start)
    }

    #[inline(never)]
    fn new_wall_day(&mut self, date: u64) -> Option<Moment> {
        let day = day_of(date)?;
        let start = Moment::from_millis(i64::from(day) * DAY_MS - self.clock.offset(day)?);
        self.wall.get_or_insert_with(Days::new).remember(date, start);
        Some(start)
    }
}

/// Returns the days since 1970 of a date that follows the century 20.
fn day_of(date: u64) -> Option<i32> {
    let [y0, y1, b'-', m0, m1, b'-', d0, d1] = date.to_le_bytes() else { return None };
    day_number(20, pair(y0, y1)?, pair(m0, m1)?, pair(d0, d1)?)
}

/// Reads `15:12:01`, all eight bytes at once, in milliseconds.
#[inline]
fn time_of_day(time: [u8; 8]) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // What each byte lacks to 0x80, beyond the most it may be: 29:59:59.
    const MOST: u64 = u64::from_le_bytes([0x7d, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76]);
    let word = u64::from_le_bytes(time) ^ u64::from_le_bytes(*b"00:00:00");
    if (word | word.wrapping_add(MOST)) & (ONES * 0x80) != 0 {
        return None;
    }
    let pairs = word * 10 + (word >> 8);
    let hour = pairs & 0xff;
    if hour > 23 {
        return None;
    }
    // Minutes stand at bit 24 and seconds at bit 48, where both meet.
    let seconds = (pairs & 0xff_0000_ff00_0000).wrapping_mul(60 << 24 | 1) >> 48;
    u32::try_from((hour * 3600 + seconds) * 1000).ok()
}

/// Reads two digits.
fn pair(tens: u8, ones: u8) -> Option<u8> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| tens * 10 + ones)
}

/// Returns the days since 1970 of a date from 1970 to 2099.
fn day_number(century: u8, year: u8, month: u8, day: u8) -> Option<i32> {
    let year = match century {
        19 if year >= 70 => i32::from(year) - 70,
        20 => i32::from(year) + 30,
        _ => return None,
    };
    // From 1970 to 2099 every fourth year is a leap year, 1972 the first.
    let leap = year % 4 == 2;
    let length = *LENGTHS.get(usize::from(month))? + u8::from(leap && month == 2);
    if day == 0 || day > length {
        return None;
    }
    let before = *BEFORE.get(usize::from(month))? + i32::from(leap && month > 2);
    Some(year * 365 + (year + 1) / 4 + before + i32::from(day) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::decode::dates::{self, Stamp};

    fn slow(text: &str) -> Option<Quick> {
        match dates::parse(text)? {
            Stamp::Absolute(moment) => Some(Quick::Absolute(moment.millis())),
            Stamp::Wall(wall) => {
                let millis = wall.and_utc().timestamp_millis();
                let day = i32::try_from(millis.div_euclid(DAY_MS)).unwrap();
                Some(Quick::Wall(day, millis.rem_euclid(DAY_MS)))
            }
            Stamp::Serial(_) | Stamp::Open(_) => None,
        }
    }

    #[test]
    fn what_is_read_by_remembered_days_is_read_the_same_without() {
        let mut stamps = Stamps::new(Zone::PLATFORM);
        let mut clock = Clock::new(Zone::PLATFORM);
        let heads = ["1999-12-31", "2026-01-16", "2026-01-17", "2025-02-29", "2026-1-160", "20"];
        let times = ["T00:00:00", " 23:59:59", "T24:00:00", "T10:60:00", "T10:00:60", "T1a:00:00"];
        let rests = ["", "Z", ".609Z", "+08:00", "x", "T:"];
        let mut usually = 0;
        for _ in 0..2 {
            for head in heads {
                for time in times.iter().chain(&["T10.00:00", "T\u{8a}:00:00", "_10:00:00"]) {
                    for rest in rests {
                        let text = format!("{head}{time}{rest}");
                        let mut zoneless = 0;
                        let read = stamps.read(text.as_bytes(), 2, &mut zoneless);
                        let wanted = quick(text.as_bytes()).and_then(|stamp| match stamp {
                            Quick::Absolute(millis) => Some((Moment::from_millis(millis), false)),
                            Quick::Wall(day, time) => {
                                let millis = i64::from(day) * DAY_MS + time;
                                let offset = clock.offset(day)?;
                                Some((Moment::from_millis(millis - offset), true))
                            }
                        });
                        let read = read.map(|moment| (moment, zoneless == 4));
                        assert_eq!(read, wanted, "{text}");
                        if let Some(usual) =
                            text.as_bytes().as_array().and_then(|t| stamps.usual(t))
                        {
                            assert_eq!(Some((usual, false)), wanted, "{text}");
                            usually += 1;
                        }
                    }
                }
            }
        }
        // Two days of this century, at the only time after a `T`, in both rounds.
        assert_eq!(usually, 4);
    }

    #[test]
    fn every_day_from_1970_to_2099_is_read_as_the_calendar_has_it() {
        let first = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        for day in 0..130 * 365 + 32 {
            let date = first + chrono::Days::new(day);
            let text = format!("{date} 23:59:58");
            assert_eq!(quick(text.as_bytes()), slow(&text), "{text}");
        }
    }

    #[test]
    fn what_is_read_quickly_is_read_the_same_slowly() {
        let forms = ["", "Z", ".609Z", "+08:00", "-03:30", "+14:59", "+15:00", ".5Z", " Z", "x"];
        let heads = [
            "2026-01-16T15:12:01",
            "2026-01-16 00:00:00",
            "2024-02-29T23:59:59",
            "2025-02-29T00:00:00",
            "2026-13-01T00:00:00",
            "2026-00-10T00:00:00",
            "2026-01-00T00:00:00",
            "2026-01-16T24:00:00",
            "2026-01-16T15:60:00",
            "2026-01-16T15:12:60",
            "1969-12-31T15:12:00",
            "2100-02-29T15:12:00",
            "2026/01/16 15:12:01",
            "2026-01-16T15:12:0a",
        ];
        for text in heads.iter().flat_map(|head| forms.map(|form| format!("{head}{form}"))) {
            if let Some(read) = quick(text.as_bytes()) {
                assert_eq!(Some(read), slow(&text), "{text}");
            }
        }
        assert!(quick(b"2026-01-16T15:12:01Z").is_some());
    }
}
