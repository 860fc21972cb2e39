//! Reads the ways in which programs, spreadsheets and languages write a date
//! (`docs/platform/exports.md`, "Times"). `docs/times.md` lists them.
//!
//! A text alone does not always say which part is the day and which clock it was read from: what
//! it leaves open, the column decides (`date_column`, `date_order`).

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use unicode_normalization::UnicodeNormalization;

use crate::domain::{Moment, WallTime, Zone};
use crate::input::decode::date_cursor::Cursor;
use crate::input::table::row::DayZero;
use crate::input::text::chinese::simplified;
use crate::input::text::zone_names::WrittenZone;

/// What a text says of a moment, before its zone and its column's date order are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// It names its own offset.
    Absolute(Moment),
    /// A wall time without a zone.
    Wall(WallTime),
    /// A wall time given as a spreadsheet's count of days.
    Serial(DaySerial),
    /// `a/b/yyyy`, `a.b.yy`: the column decides which part is which.
    Open(OpenDate),
}

/// A spreadsheet's count of days, in milliseconds since its day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DaySerial(i64);

/// The parts of `a/b/yyyy hh:mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenDate {
    pub(super) parts: [u32; 3],
    /// The last part is a year of four digits; otherwise all have two.
    pub(super) full_year: bool,
    /// What stands between the parts; one of [`SIGNS`].
    pub(super) sign: char,
    pub(super) time: TimeOfDay,
    pub(super) zone: Option<WrittenZone>,
}

/// A time of day; `24:00` is the next day's midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) time: NaiveTime,
    pub(super) next_day: bool,
}

/// In which order a column writes day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// `01/16/2026`
    MonthFirst,
    /// `16/01/2026`
    DayFirst,
    /// `26/01/16`; only where the year has two digits.
    YearFirst,
}

/// What may stand between the parts of a date whose order is open.
pub(crate) const SIGNS: [char; 3] = ['/', '.', '-'];

/// Years that two digits may stand for.
pub(super) const SHORT_YEARS: std::ops::RangeInclusive<u32> = 10..=39;
/// The years 2000 to 2099, as Thai spreadsheets write them.
const THAI_YEARS: std::ops::RangeInclusive<u32> = 2543..=2642;
/// No way of writing a moment is longer.
const LONGEST: usize = 96;
const DAY_MS: i64 = 86_400_000;
/// Counts of milliseconds since 1970 that can be a time of an order: 2000-01-01 to 2099-12-31.
/// Order ids of 16 digits, taken for microseconds, are beyond.
const EPOCH_MS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;
/// Counts of days that can be a time of an order: 2000-01-01 to 2050-07-31, counted from 1900.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=55_000;

impl DateOrder {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::MonthFirst, Self::DayFirst, Self::YearFirst];

    /// Returns the order by its letters: `mdy`, `dmy` or `ymd`.
    pub fn from_letters(letters: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.letters() == letters)
    }

    /// Returns its letters.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::MonthFirst => "mdy",
            Self::DayFirst => "dmy",
            Self::YearFirst => "ymd",
        }
    }

    /// Returns how it is called in messages.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::MonthFirst => "month first",
            Self::DayFirst => "day first",
            Self::YearFirst => "year first",
        }
    }
}

impl OpenDate {
    /// Returns the stamp in a date order, or `None` when there is no such day in that order.
    pub(crate) fn in_order(self, order: DateOrder) -> Option<Stamp> {
        let [first, second, third] = self.parts;
        let (year, month, day) = match order {
            DateOrder::MonthFirst => (third, first, second),
            DateOrder::DayFirst => (third, second, first),
            DateOrder::YearFirst if self.full_year => return None,
            DateOrder::YearFirst => (first, second, third),
        };
        let year = match self.full_year {
            true => year,
            false => SHORT_YEARS.contains(&year).then_some(year + 2000)?,
        };
        stamp(calendar_day(year, month, day)?, self.time, self.zone)
    }

    /// Returns true if there is such a day in an order.
    pub(crate) fn allows(self, order: DateOrder) -> bool {
        self.in_order(order).is_some()
    }

    /// Returns what stands between the parts; one of [`SIGNS`].
    pub(crate) fn sign(self) -> char {
        self.sign
    }

    /// Returns true if its year has four digits.
    pub(crate) fn has_full_year(self) -> bool {
        self.full_year
    }
}

impl DaySerial {
    /// Returns the wall time, counted from a workbook's day 0.
    pub(crate) fn wall(self, zero: DayZero) -> Option<WallTime> {
        let (year, month, day) = match zero {
            DayZero::Of1900 => (1899, 12, 30),
            DayZero::Of1904 => (1904, 1, 1),
        };
        let zero = NaiveDate::from_ymd_opt(year, month, day)?.and_time(NaiveTime::MIN);
        zero.checked_add_signed(TimeDelta::milliseconds(self.0))
    }
}

/// Reads a text, or returns `None` when it is no date.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    slashed(text.as_bytes()).or_else(|| written(text))
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
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
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
            let within = part_of(fraction.unwrap_or("0"), DAY_MS)?;
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

/// Returns the part of a whole that decimals name, rounded.
pub(super) fn part_of(decimals: &str, whole: i64) -> Option<i64> {
    let decimals = decimals.get(..decimals.len().min(11))?;
    let scale = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let value: i128 = decimals.parse::<i64>().ok()?.into();
    let scale = i128::from(scale);
    i64::try_from((value * i128::from(whole) + scale / 2) / scale).ok()
}

/// `20251213`, `202512131948`, `20251213194800`, `20251213194800609`.
pub(super) fn compact(digits: &str) -> Option<Stamp> {
    let part = |from: usize, to: usize| -> Option<u32> { digits.get(from..to)?.parse().ok() };
    let date = calendar_day(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    let or_zero = |part: Option<u32>| part.map_or(0, |value| value);
    let (hour, minute) = (or_zero(part(8, 10)), or_zero(part(10, 12)));
    let (second, milli) = (or_zero(part(12, 14)), or_zero(part(14, 17)));
    let time = TimeOfDay::of(hour, minute, second, milli)?;
    stamp(date, time, None)
}

/// Returns a day; years of the Thai calendar, which counts 543 more, are taken for those they mean.
pub(super) fn calendar_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = if THAI_YEARS.contains(&year) { year - 543 } else { year };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

pub(super) fn stamp(date: NaiveDate, time: TimeOfDay, zone: Option<WrittenZone>) -> Option<Stamp> {
    let date = if time.next_day { date.succ_opt()? } else { date };
    let wall = date.and_time(time.time);
    let utc = || Zone::UTC.moment(wall).ok();
    match zone {
        None => Some(Stamp::Wall(wall)),
        Some(WrittenZone::Offset(seconds)) => {
            let millis = utc()?.millis() - i64::from(seconds) * 1000;
            Some(Stamp::Absolute(Moment::from_millis(millis)))
        }
        Some(WrittenZone::Named(zone)) => zone.moment(wall).ok().map(Stamp::Absolute),
    }
}

impl TimeOfDay {
    pub(super) const MIDNIGHT: Self = Self { time: NaiveTime::MIN, next_day: false };

    pub(super) fn of(hour: u32, minute: u32, second: u32, milli: u32) -> Option<Self> {
        if (hour, minute, second, milli) == (24, 0, 0, 0) {
            return Some(Self { time: NaiveTime::MIN, next_day: true });
        }
        let time = NaiveTime::from_hms_milli_opt(hour, minute, second, milli)?;
        Some(Self { time, next_day: false })
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
