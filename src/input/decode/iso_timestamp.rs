//! Reads the common forms of a moment, without a copy and without a calendar library.
//!
//! What it reads, `dates` reads to the same moment; everything else is left to `dates`.

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
    use crate::input::decode::dates;
    use crate::input::decode::stamp::Stamp;

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
