//! Reads the ways in which programs, spreadsheets and languages write a date
//! (`docs/platform/exports.md`, "Times"). `docs/times.md` lists them.
//!
//! A text alone does not always say which part is the day and which clock it was read from: what
//! it leaves open, the column decides (`date_column`, `date_order`).

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveTime};
use unicode_normalization::UnicodeNormalization;

use crate::domain::Moment;
use crate::input::decode::date_cursor::Cursor;
use crate::input::decode::stamp::{
    DateOrder, DaySerial, OpenDate, Stamp, TimeOfDay, calendar_day, compact, part_of, stamp,
};
use crate::input::text::chinese::simplified;

/// No way of writing a moment is longer.
const LONGEST: usize = 96;
const DAY_MS: i64 = 86_400_000;
/// Counts of milliseconds since 1970 that can be a time of an order: 2000-01-01 to 2099-12-31.
/// Order ids of 16 digits, taken for microseconds, are beyond.
const EPOCH_MS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;
/// Counts of days that can be a time of an order: 2000-01-01 to 2050-07-31, counted from 1900.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=55_000;

/// Reads a text, or returns `None` when it is no date.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    slashed(text.as_bytes()).or_else(|| written(text))
}

/// What a text alone says of a day or of a moment, as a person writes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDay {
    /// A day.
    Day(NaiveDate),
    /// A moment with an offset or a zone.
    Moment(Moment),
    /// A day that no calendar has.
    NoSuchDay,
    /// Two days, by which number is the month: the first where it is the first one.
    TwoDays(NaiveDate),
}

/// Reads a day or a moment with an offset or a zone in the forms of a column; `None` for another text, and for a time
/// without a zone.
pub fn written_day(text: &str) -> Option<WrittenDay> {
    let is_short = |digits: &str| digits.len() <= 2 && digits.parse().is_ok_and(|n: u32| n > 28);
    let day_of = |wall: chrono::NaiveDateTime| {
        let is_day = wall.time() == NaiveTime::MIN && !text.contains(':');
        is_day.then(|| WrittenDay::Day(wall.date()))
    };
    let Some(stamp) = parse(text) else {
        // It would be one if its last days were there.
        let digits = |c: char| c.is_ascii_digit();
        let day = text.split(|c: char| !digits(c)).find(|digits| is_short(digits))?;
        let is_there = parse(&text.replacen(day, "28", 1)).is_some();
        return is_there.then_some(WrittenDay::NoSuchDay);
    };
    match stamp {
        Stamp::Absolute(moment) => Some(WrittenDay::Moment(moment)),
        Stamp::Wall(wall) => day_of(wall),
        Stamp::Serial(_) => None,
        Stamp::Open(open) if !open.has_full_year() => None,
        Stamp::Open(open) => {
            // With full stops the day comes first wherever it is written so.
            let is_decided = open.sign() == '.';
            let in_order = |order: DateOrder| match open.in_order(order)? {
                Stamp::Wall(wall) => day_of(wall),
                Stamp::Absolute(moment) => Some(WrittenDay::Moment(moment)),
                Stamp::Serial(_) | Stamp::Open(_) => None,
            };
            match (in_order(DateOrder::MonthFirst), in_order(DateOrder::DayFirst)) {
                (Some(WrittenDay::Day(first)), Some(day)) if !is_decided => {
                    Some(if first.day() == first.month() {
                        day
                    } else {
                        WrittenDay::TwoDays(first)
                    })
                }
                (None, None) if !text.contains(':') => Some(WrittenDay::NoSuchDay),
                (month_first, day_first) => day_first.or(month_first),
            }
        }
    }
}

/// Reads `01/16/2026 15:12` and `01/16/2026 15:12:01` as [`written`] does: each day of a column is read once,
/// and most columns whose order is open are written so. `None` for all else.
fn slashed(text: &[u8]) -> Option<Stamp> {
    let (head, seconds) = text.split_first_chunk::<16>()?;
    let [a, b, b'/', c, d, b'/', y0, y1, y2, y3, b' ', h0, h1, b':', m0, m1] = *head else {
        return None;
    };
    let pair = |tens: u8, ones: u8| {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
        Some(digit(tens)? * 10 + digit(ones)?)
    };
    let second = match *seconds {
        [] => 0,
        [b':', tens, ones] => pair(tens, ones)?,
        _ => return None,
    };
    let parts = [pair(a, b)?, pair(c, d)?, pair(y0, y1)? * 100 + pair(y2, y3)?];
    if parts.starts_with(&[0]) || parts.get(1) == Some(&0) {
        return None;
    }
    let time = TimeOfDay::of(pair(h0, h1)?, pair(m0, m1)?, second, 0)?;
    Some(Stamp::Open(OpenDate { parts, full_year: true, sign: '/', time, zone: None }))
}

/// Reads a text without blanks around it in any form.
fn written(text: &str) -> Option<Stamp> {
    let text = undressed(text);
    if let Some(parts) = text.strip_prefix("Date(") {
        return of_query(parts.strip_suffix(')')?);
    }
    if let Some(stamp) = number(text) {
        return Some(stamp);
    }
    let text = normalised(text);
    // Kibana: `Nov 2, 2025 @ 03:07:00.000`.
    let text = match text.split_once(" @ ") {
        Some((day, time)) => Cow::Owned(format!("{day} {time}")),
        None => text,
    };
    let other = || ungrouped(&text).or_else(|| exact_power(&text));
    if let Some(stamp) = number(&text).or_else(|| number(&other()?)) {
        return Some(stamp);
    }
    let mut cursor = Cursor { rest: &text };
    let stamp = cursor.whole()?;
    cursor.rest.is_empty().then_some(stamp)
}

/// Reads what stands in `Date(2025,11,13,19,48,0)`, as Google's spreadsheets answer queries: months are counted from 0.
fn of_query(parts: &str) -> Option<Stamp> {
    let parts: Option<Vec<u32>> = parts.split(',').map(|part| part.trim().parse().ok()).collect();
    let parts = parts.filter(|parts| (3..=7).contains(&parts.len()))?;
    let part = |at: usize| parts.get(at).copied().unwrap_or(0);
    let date = calendar_day(part(0), part(1).checked_add(1)?, part(2))?;
    stamp(date, TimeOfDay::of(part(3), part(4), part(5), part(6))?, None)
}

/// Takes off what keeps a spreadsheet from reading a text as a number (`'…`, `="…"`), and what
/// programs put around a time since 1970 (`@…`, `/Date(…)/`).
fn undressed(text: &str) -> &str {
    let inner = |before: &str, after: &str| text.strip_prefix(before)?.strip_suffix(after);
    let of_formula = inner("=\"", "\"");
    // The offset behind a count is that of the writer's clock and changes nothing.
    let of_json = inner("/Date(", ")/")
        .map(|inner| inner.split_once(['+', '-']).map_or(inner, |(count, _)| count))
        .filter(|inner| inner.bytes().all(|b| b.is_ascii_digit()));
    let of_shell = inner("@", "").filter(|inner| inner.bytes().all(|b| b.is_ascii_digit()));
    let of_text = inner("'", "");
    let bare = of_formula.or(of_json).or(of_shell).or(of_text);
    bare.map_or(text, str::trim)
}

/// Evens out digits of other scripts, wide letters, and signs that nobody sees, in lower case.
fn normalised(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let letters = text.nfkc().filter(|letter| !is_invisible(*letter)).map(|letter| match letter {
        '\u{660}'..='\u{669}' => ascii_digit(letter, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => ascii_digit(letter, '\u{6f0}'),
        '\u{966}'..='\u{96f}' => ascii_digit(letter, '\u{966}'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '،' => ',',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    });
    // The dot of a Turkish capital İ becomes a sign of its own.
    let text = letters.collect::<String>().trim().to_lowercase().replace('\u{307}', "");
    Cow::Owned(simplified(text))
}

fn ascii_digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).expect("one of ten digits")
}

/// Signs that steer the direction of text or join letters, and show nothing.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Reads a text that is a number alone: compact dates, time since 1970, a count of days.
fn number(text: &str) -> Option<Stamp> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return None;
    }
    let millis = |value: i64| {
        EPOCH_MS.contains(&value).then_some(Stamp::Absolute(Moment::from_millis(value)))
    };
    let value: i64 = whole.parse().ok()?;
    match whole.len() {
        5 if SERIALS.contains(&value) => {
            let within = time_of_day(fraction.unwrap_or("0"))?;
            Some(Stamp::Serial(DaySerial(value * DAY_MS + within)))
        }
        8 | 12 | 14 | 17 if fraction.is_none() => compact(whole),
        10 => millis(value * 1000 + part_of(fraction.unwrap_or("0"), 1000)?),
        13 => millis(value),
        16 => millis(value / 1000),
        19 => millis(value / 1_000_000),
        _ => None,
    }
}

/// Returns the milliseconds since midnight that a part of a day stands for. Of four to seven decimals, as
/// spreadsheets show, the last is rounded: the whole minute or else the whole second is meant that is shown so.
fn time_of_day(decimals: &str) -> Option<i64> {
    const ROUNDED: std::ops::RangeInclusive<usize> = 4..=7;
    let exact = part_of(decimals, DAY_MS)?;
    if !ROUNDED.contains(&decimals.len()) {
        return Some(exact);
    }
    let nearest = |unit: i64| (exact + unit / 2) / unit * unit;
    let units = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let minute = nearest(60_000);
    let is_minute = (minute - exact).abs() * units * 2 <= DAY_MS + units * 2;
    Some(if is_minute { minute } else { nearest(1_000) })
}

/// Returns the digits of a time since 1970 that is written with signs between its thousands.
fn ungrouped(text: &str) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let mut groups = text.split(sign);
    let is_first = |group: &str| (1..=3).contains(&group.len());
    let is_thousand = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = groups.next().is_some_and(is_first) && groups.all(is_thousand);
    let digits = text.replace(sign, "");
    let is_time = is_grouped && matches!(digits.len(), 10 | 13 | 16 | 19);
    (is_time && matches!(sign, ',' | '.' | '\'' | '\u{2019}' | ' ')).then_some(digits)
}

/// Returns the digits of a number in scientific notation that has all of them: `1.765684080e+09`.
fn exact_power(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once('e')?;
    let (whole, decimals) = mantissa.split_once('.')?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (digits, rest) = decimals.split_at_checked(exponent).filter(|_| whole.len() == 1)?;
    Some(if rest.is_empty() {
        format!("{whole}{digits}")
    } else {
        format!("{whole}{digits}.{rest}")
    })
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
