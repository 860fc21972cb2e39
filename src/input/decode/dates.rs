//! Reads the ways in which programs, spreadsheets and languages write a date
//! (`docs/platform/exports.md`, "Times"). [`TIME_FORMS`] lists them.
//!
//! A text alone does not always say which part is the day and which clock it was read from: what
//! it leaves open, the column decides (`date_column`, `date_order`).

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use unicode_normalization::UnicodeNormalization;

use crate::domain::{Moment, WallTime, Zone};
use crate::input::decode::chinese::simplified;
use crate::input::decode::date_words::{
    HalfDay, WrittenZone, abbreviation, half_day, is_link, is_weekday, month, named, named_first,
};

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

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DayZero {
    /// 1899-12-30, for days from March 1900 on.
    #[default]
    Of1900,
    /// 1904-01-01.
    Of1904,
}

/// The parts of `a/b/yyyy hh:mm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenDate {
    parts: [u32; 3],
    /// The last part is a year of four digits; otherwise all have two.
    full_year: bool,
    /// What stands between the parts; one of [`SIGNS`].
    sign: char,
    time: TimeOfDay,
    zone: Option<WrittenZone>,
}

/// A time of day; `24:00` is the next day's midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TimeOfDay {
    time: NaiveTime,
    next_day: bool,
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

/// A form in which a time may be written.
#[derive(Clone, Copy, Debug)]
pub struct TimeForm {
    /// What it is called in the documents.
    pub name: &'static str,
    /// A text of this form.
    pub example: &'static str,
}

/// The forms that are read. Each example means 2025-12-13 19:48:00 by some clock.
pub const TIME_FORMS: &[TimeForm] = &[
    TimeForm { name: "year, month, day", example: "2025-12-13 19:48:00" },
    TimeForm { name: "the same with slashes or full stops", example: "2025/12/13 19:48" },
    TimeForm { name: "ISO 8601 with an offset", example: "2025-12-13T19:48:00-08:00" },
    TimeForm { name: "ISO 8601 in UTC, parts of a second", example: "2025-12-13T19:48:00.609Z" },
    TimeForm { name: "parts of a second after a comma", example: "2025-12-13 19:48:00,609" },
    TimeForm { name: "compact", example: "20251213194800" },
    TimeForm { name: "compact ISO 8601", example: "20251213T194800Z" },
    TimeForm { name: "compact with an offset", example: "20251213194800000-0800" },
    TimeForm { name: "month, day, year", example: "12/13/2025 19:48" },
    TimeForm { name: "day, month, year", example: "13.12.2025 19:48" },
    TimeForm { name: "day, month, year with dashes", example: "13-12-2025 19:48" },
    TimeForm { name: "year of two digits", example: "12/13/25 19:48" },
    TimeForm { name: "full stops between hours and minutes", example: "13.12.2025 19.48" },
    TimeForm { name: "AM and PM", example: "12/13/2025 7:48:00 PM" },
    TimeForm { name: "上午 and 下午", example: "2025/12/13 下午 7:48:00" },
    TimeForm { name: "오전 and 오후", example: "2025. 12. 13. 오후 7:48" },
    TimeForm { name: "年月日", example: "2025年12月13日 19时48分" },
    TimeForm { name: "년 월 일", example: "2025년 12월 13일 19:48" },
    TimeForm { name: "name of the month", example: "Dec 13, 2025 19:48" },
    TimeForm {
        name: "name of the month in other languages", example: "13 декабря 2025 г. 19:48"
    },
    TimeForm { name: "day, counted month, year (Oracle)", example: "13-12月-25 19:48" },
    TimeForm { name: "hours with an h", example: "13 décembre 2025 à 19 h 48" },
    TimeForm { name: "RFC 2822", example: "Sat, 13 Dec 2025 19:48:00 -0800" },
    TimeForm {
        name: "JavaScript's text",
        example: "Sat Dec 13 2025 19:48:00 GMT-0800 (Pacific Standard Time)",
    },
    TimeForm { name: "the year at the end (Unix, Java)", example: "Sat Dec 13 19:48:00 PST 2025" },
    TimeForm { name: "name of the zone", example: "2025-12-13 19:48:00 PST" },
    TimeForm { name: "offset by name", example: "2025-12-13 19:48:00 GMT-8" },
    TimeForm { name: "a zone before the date", example: "北京时间 2025-12-14 11:48" },
    TimeForm {
        name: "digits of other scripts", example: "２０２５－１２－１３　１９：４８"
    },
    TimeForm { name: "seconds since 1970", example: "1765684080" },
    TimeForm { name: "the same with signs between thousands", example: "1,765,684,080" },
    TimeForm { name: "the same with a power of ten and all digits", example: "1.765684080E+09" },
    TimeForm { name: "milliseconds since 1970", example: "1765684080000" },
    TimeForm { name: "microseconds since 1970", example: "1765684080000000" },
    TimeForm { name: "a spreadsheet's count of days", example: "46004.825" },
];

/// What may stand between the parts of a date whose order is open.
pub(crate) const SIGNS: [char; 3] = ['/', '.', '-'];

/// Years that two digits may stand for.
const SHORT_YEARS: std::ops::RangeInclusive<u32> = 10..=39;
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
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        stamp(date, self.time, self.zone)
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
    let text = undressed(text);
    if let Some(stamp) = number(text) {
        return Some(stamp);
    }
    let text = normalised(text);
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
fn part_of(decimals: &str, whole: i64) -> Option<i64> {
    let decimals = decimals.get(..decimals.len().min(11))?;
    let scale = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let value: i128 = decimals.parse::<i64>().ok()?.into();
    let scale = i128::from(scale);
    i64::try_from((value * i128::from(whole) + scale / 2) / scale).ok()
}

/// `20251213`, `202512131948`, `20251213194800`, `20251213194800609`.
fn compact(digits: &str) -> Option<Stamp> {
    let part = |from: usize, to: usize| -> Option<u32> { digits.get(from..to)?.parse().ok() };
    let year = i32::try_from(part(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(4, 6)?, part(6, 8)?)?;
    let or_zero = |part: Option<u32>| part.map_or(0, |value| value);
    let (hour, minute) = (or_zero(part(8, 10)), or_zero(part(10, 12)));
    let (second, milli) = (or_zero(part(12, 14)), or_zero(part(14, 17)));
    let time = TimeOfDay::of(hour, minute, second, milli)?;
    stamp(date, time, None)
}

fn stamp(date: NaiveDate, time: TimeOfDay, zone: Option<WrittenZone>) -> Option<Stamp> {
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
    const MIDNIGHT: Self = Self { time: NaiveTime::MIN, next_day: false };

    fn of(hour: u32, minute: u32, second: u32, milli: u32) -> Option<Self> {
        if (hour, minute, second, milli) == (24, 0, 0, 0) {
            return Some(Self { time: NaiveTime::MIN, next_day: true });
        }
        let time = NaiveTime::from_hms_milli_opt(hour, minute, second, milli)?;
        Some(Self { time, next_day: false })
    }
}

/// The date of a text, before its time and zone are known.
enum DatePart {
    Known(NaiveDate),
    Open([u32; 3], YearDigits, char),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum YearDigits {
    Two,
    Four,
}

/// What is left of a text in lower case.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn whole(&mut self) -> Option<Stamp> {
        let before = self.attempt(Self::leading_zone);
        self.weekday();
        if let Some(stamp) = self.attempt(Self::year_last).filter(|_| before.is_none()) {
            return Some(stamp);
        }
        let (date, time) = self.date_and_time()?;
        let zone = match (before, self.zone()?) {
            (Some(_), Some(_)) => return None,
            (before, after) => before.or(after),
        };
        self.blanks();
        let time = time.unwrap_or(TimeOfDay::MIDNIGHT);
        match date {
            DatePart::Known(date) => stamp(date, time, zone),
            DatePart::Open(parts, digits, sign) => {
                let full_year = digits == YearDigits::Four;
                Some(Stamp::Open(OpenDate { parts, full_year, sign, time, zone }))
            }
        }
    }

    fn date_and_time(&mut self) -> Option<(DatePart, Option<TimeOfDay>)> {
        if let Some((date, time)) = self.attempt(Self::compact_moment) {
            return Some((DatePart::Known(date), Some(time)));
        }
        if let Some(time) = self.attempt(Self::leading_clock) {
            self.links();
            return Some((self.date()?, Some(time)));
        }
        let date = self.date()?;
        self.weekday();
        self.between();
        Some((date, self.attempt(Self::clock)))
    }

    /// `dec 13 19:48:00 pst 2025`, as Unix and Java write it.
    fn year_last(&mut self) -> Option<Stamp> {
        let month = self.word(month)?;
        self.blanks();
        let day = self.day()?;
        self.blanks();
        let time = self.clock()?;
        self.blanks();
        let zone = self.attempt(Self::abbreviated_zone).or_else(|| self.attempt(Self::offset));
        self.blanks();
        let (year, 4) = self.digits(4)? else { return None };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        self.rest.is_empty().then(|| stamp(date, time, zone))?
    }

    /// `20251213194800000-0800`, as the Open Platform writes it.
    fn compact_moment(&mut self) -> Option<(NaiveDate, TimeOfDay)> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if !matches!(count, 12 | 14 | 17) {
            return None;
        }
        let digits = self.rest.get(..count)?;
        self.rest = self.rest.get(count..)?;
        match compact(digits)? {
            Stamp::Wall(wall) => {
                Some((wall.date(), TimeOfDay { time: wall.time(), next_day: false }))
            }
            Stamp::Absolute(_) | Stamp::Serial(_) | Stamp::Open(_) => None,
        }
    }

    /// Reads a part, or leaves the text as it is.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.rest;
        let read = read(self);
        if read.is_none() {
            self.rest = before;
        }
        read
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn sign(&mut self, signs: &[char]) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| signs.contains(first))?;
        self.rest = self.rest.get(first.len_utf8()..)?;
        Some(first)
    }

    /// Reads one to `most` digits, with their count; more digits are no such number.
    fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > most {
            return None;
        }
        let value = self.rest.get(..count)?.parse().ok()?;
        self.rest = self.rest.get(count..)?;
        Some((value, count))
    }

    /// Returns the letters that the text begins with; the signs of Chinese and Korean dates end
    /// a word after the first.
    fn peek_word(&self) -> &'a str {
        let length = |text: &str| -> usize {
            text.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
        };
        self.rest.get(..length(self.rest)).expect("a length of whole letters")
    }

    fn word<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let word = self.peek_word();
        let read = read(word)?;
        self.rest = self.rest.get(word.len()..)?;
        Some(read)
    }

    /// Passes over the name of a weekday, in brackets or not.
    fn weekday(&mut self) {
        self.attempt(|cursor| {
            cursor.blanks();
            let open = cursor.sign(&['(']);
            cursor.word(|word| is_weekday(word).then_some(()))?;
            if open.is_some() {
                cursor.sign(&[')'])?;
            }
            // `mar` is a day in Spanish and a month in all languages: a date must be left.
            cursor.sign(&['.']);
            cursor.sign(&[',']);
            cursor.blanks();
            (!cursor.rest.is_empty()).then_some(())
        });
    }

    /// Passes over blanks, commas and words that only link.
    fn links(&mut self) {
        loop {
            self.blanks();
            let sign = self.sign(&[',', '.']).is_some();
            let word = self.attempt(|cursor| cursor.word(|w| is_link(w).then_some(())));
            if !sign && word.is_none() {
                return;
            }
        }
    }

    /// Passes over what stands between a date and its time.
    fn between(&mut self) {
        self.links();
        self.attempt(|cursor| {
            cursor.word(|word| (word == "t").then_some(()))?;
            cursor.blanks();
            cursor.rest.starts_with(|first: char| first.is_ascii_digit()).then_some(())
        });
        if self.sign(&['-', '/', '_', ':', ';', '|']).is_some() {
            self.blanks();
        }
    }

    fn date(&mut self) -> Option<DatePart> {
        self.blanks();
        self.attempt(Self::compact_date)
            .or_else(|| self.attempt(Self::year_first))
            .or_else(|| self.attempt(Self::month_named))
            .or_else(|| self.attempt(Self::open))
    }

    /// `20251213` before a `t` or a blank.
    fn compact_date(&mut self) -> Option<DatePart> {
        let digits = self.rest.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        self.rest = self.rest.get(8..)?;
        if !self.rest.starts_with(['t', ' ', '_', '-']) {
            return None;
        }
        match compact(digits)? {
            Stamp::Wall(wall) => Some(DatePart::Known(wall.date())),
            Stamp::Absolute(_) | Stamp::Serial(_) | Stamp::Open(_) => None,
        }
    }

    /// `2025-12-13`, `2025/12/13`, `2025. 12. 13.`, `2025年12月13日`, `2025년 12월 13일`,
    /// `2025 dec 13`.
    fn year_first(&mut self) -> Option<DatePart> {
        let (year, count) = self.digits(4)?;
        let sign = self.sign(&['-', '/', '.', '年', '년', ' '])?;
        if count != 4 && !matches!(sign, '年' | '년') {
            return None;
        }
        let year = if count == 2 { year + 2000 } else { year };
        self.blanks();
        let month = match self.attempt(Self::month_word) {
            Some(month) => {
                self.sign(&['.']);
                self.sign(&['-', '/', ' ', ',']);
                month
            }
            None if matches!(sign, '年' | '년' | ' ') => return None,
            None => {
                let (month, _) = self.digits(2)?;
                self.sign(&[sign])?;
                month
            }
        };
        self.blanks();
        let (day, _) = self.digits(2)?;
        match sign {
            '年' => drop(self.sign(&['日', '号', '號'])?),
            '년' => drop(self.sign(&['일'])?),
            '.' => drop(self.sign(&['.'])),
            _ => {}
        }
        let year = i32::try_from(year).ok()?;
        NaiveDate::from_ymd_opt(year, month, day).map(DatePart::Known)
    }

    /// A month by its name, or counted as in `12月` and `12월`.
    fn month_word(&mut self) -> Option<u32> {
        self.attempt(|cursor| cursor.word(month)).or_else(|| self.counted(&['月', '월']))
    }

    /// `dec 13, 2025`, `13-dec-2025`, `13 de diciembre de 2025`, `13. dez. 2025`, `13-12月-25`.
    fn month_named(&mut self) -> Option<DatePart> {
        let (month, day) = match self.attempt(Self::month_word) {
            Some(month) => {
                self.parts();
                (month, self.day()?)
            }
            None => {
                let day = self.day()?;
                self.parts();
                (self.month_word()?, day)
            }
        };
        self.parts();
        self.sign(&['\'']);
        let (year, count) = self.digits(4)?;
        let year = match count {
            4 => year,
            2 => SHORT_YEARS.contains(&year).then_some(year + 2000)?,
            _ => return None,
        };
        let year = i32::try_from(year).ok()?;
        NaiveDate::from_ymd_opt(year, month, day).map(DatePart::Known)
    }

    /// A day of the month, with the ending that makes it a place in a row.
    fn day(&mut self) -> Option<u32> {
        let (day, _) = self.digits(2)?;
        self.attempt(|cursor| {
            cursor.word(|word| matches!(word, "st" | "nd" | "rd" | "th" | "er").then_some(()))
        });
        Some(day)
    }

    /// Passes over what stands between the parts of a date with a named month.
    fn parts(&mut self) {
        self.links();
        self.sign(&['-', '/']);
        self.links();
    }

    /// `12/13/2025`, `13.12.2025`, `13-12-25`.
    fn open(&mut self) -> Option<DatePart> {
        let (first, _) = self.digits(2)?;
        let sign = self.sign(&SIGNS)?;
        self.blanks();
        let (second, _) = self.digits(2)?;
        if first == 0 || second == 0 {
            return None;
        }
        self.sign(&[sign])?;
        self.blanks();
        let (third, count) = self.digits(4)?;
        let digits = match count {
            4 => YearDigits::Four,
            2 => YearDigits::Two,
            _ => return None,
        };
        Some(DatePart::Open([first, second, third], digits, sign))
    }

    /// A time before the date; four digits are a year there.
    fn leading_clock(&mut self) -> Option<TimeOfDay> {
        let begins = |cursor: &mut Self| cursor.digits(2).and_then(|_| cursor.sign(&[':']));
        Cursor { rest: self.rest }.attempt(begins)?;
        self.clock()
    }

    /// `19:48`, `19:48:00.609`, `7:48 pm`, `下午 7:48`, `19时48分`, `194800` after a `t`.
    fn clock(&mut self) -> Option<TimeOfDay> {
        self.blanks();
        let before = self.attempt(|cursor| cursor.word(half_day));
        self.blanks();
        let (hour, minute, second, milli) = match self.attempt(Self::compact_clock) {
            Some((hour, minute, second)) => (hour, minute, second, 0),
            None => self.spelled_clock(before)?,
        };
        let half = match before {
            Some(half) => Some(half),
            None => self.attempt(Self::half_day_after),
        };
        let hour = match (half, hour) {
            (None, hour) => hour,
            (Some(HalfDay::Morning), 12) => 0,
            (Some(HalfDay::Morning), hour @ 0..12) => hour,
            (Some(HalfDay::Morning), _) => return None,
            (Some(HalfDay::Afternoon), hour @ 0..12) => hour + 12,
            (Some(HalfDay::Afternoon), hour) => hour,
        };
        TimeOfDay::of(hour, minute, second, milli)
    }

    /// `1948`, `194800`.
    fn compact_clock(&mut self) -> Option<(u32, u32, u32)> {
        let (value, count) = self.digits(6)?;
        match count {
            6 => Some((value / 10_000, value / 100 % 100, value % 100)),
            4 => Some((value / 100, value % 100, 0)),
            _ => None,
        }
    }

    fn spelled_clock(&mut self, half: Option<HalfDay>) -> Option<(u32, u32, u32, u32)> {
        let (hour, _) = self.digits(2)?;
        let Some(sign) = self.attempt(Self::after_hour) else {
            // `7 pm` has no minutes; a number alone is no time.
            let is_followed = || Cursor { rest: self.rest }.half_day_after().is_some();
            return (half.is_some() || is_followed()).then_some((hour, 0, 0, 0));
        };
        self.blanks();
        if sign == 'h' {
            let minute = self.attempt(|cursor| cursor.digits(2)).map_or(0, |(minute, _)| minute);
            return Some((hour, minute, 0, 0));
        }
        if !matches!(sign, ':' | '.') {
            let Some(minute) = self.attempt(|c| c.counted(&['分', '분'])) else {
                return Some((hour, 0, 0, 0));
            };
            let second = self.attempt(|c| c.counted(&['秒', '초'])).map_or(0, |second| second);
            return Some((hour, minute, second, 0));
        }
        let (minute, _) = self.digits(2)?;
        if self.sign(&[sign]).is_none() {
            return Some((hour, minute, 0, 0));
        }
        let (second, _) = self.digits(2)?;
        let milli = self.attempt(|cursor| {
            cursor.sign(&['.', ','])?;
            let count = cursor.rest.bytes().take_while(u8::is_ascii_digit).count();
            let digits = cursor.rest.get(..count).filter(|digits| !digits.is_empty())?;
            cursor.rest = cursor.rest.get(count..)?;
            // Cut off, not rounded: a moment never moves on to the next second.
            u32::try_from(part_of(digits.get(..digits.len().min(3))?, 1000)?).ok()
        });
        Some((hour, minute, second, milli.map_or(0, |milli| milli)))
    }

    /// Reads what stands behind an hour. A full stop does so before two digits only, since it also
    /// ends a date.
    fn after_hour(&mut self) -> Option<char> {
        let counted = ['h', '时', '時', '点', '點', '시'];
        let sign = match self.sign(&[':', '.']) {
            Some(sign) => sign,
            None => {
                self.blanks();
                self.sign(&counted)?
            }
        };
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        (sign != '.' || digits == 2).then_some(sign)
    }

    fn counted(&mut self, signs: &[char]) -> Option<u32> {
        self.blanks();
        let (value, _) = self.digits(2)?;
        self.blanks();
        self.sign(signs)?;
        Some(value)
    }

    /// `pm`, `p.m.`, `p. m.` after a time.
    fn half_day_after(&mut self) -> Option<HalfDay> {
        self.blanks();
        let word = self.peek_word();
        let half = half_day(word)?;
        self.rest = self.rest.get(word.len()..)?;
        if matches!(word, "a" | "p") {
            self.sign(&['.'])?;
            self.blanks();
            self.word(|word| (word == "m").then_some(()))?;
        }
        self.sign(&['.']);
        Some(half)
    }

    /// Reads the zone before a date: `北京时间 `, `(utc+8) `, `msk: `.
    fn leading_zone(&mut self) -> Option<WrittenZone> {
        let open = self.sign(&['(', '[', '【']);
        let zone = match named_first(self.rest) {
            Some((name, zone)) => {
                self.rest = self.rest.strip_prefix(name)?;
                WrittenZone::Named(zone)
            }
            None => self.abbreviated_zone()?,
        };
        self.blanks();
        if open.is_some() {
            self.sign(&[')', ']', '】'])?;
        }
        self.sign(&[':']);
        self.blanks();
        Some(zone)
    }

    /// Reads the zone after a time: `Some(None)` where there is none, `None` where what stands
    /// there is no zone.
    fn zone(&mut self) -> Option<Option<WrittenZone>> {
        self.links();
        let open = self.sign(&['(', '[']);
        self.blanks();
        if self.rest.is_empty() {
            return open.is_none().then_some(None);
        }
        let zone = match self.attempt(Self::offset) {
            Some(offset) => {
                self.name_of_offset();
                offset
            }
            None => self.attempt(Self::zone_named)?,
        };
        self.blanks();
        if open.is_some() {
            self.sign(&[')', ']'])?;
        } else if self.rest.starts_with(['(', '[']) {
            // What follows an offset in brackets is its name, in any language.
            self.rest = self.rest.ends_with([')', ']']).then_some("")?;
        }
        Some(Some(zone))
    }

    /// `-08:00`, `+0800`, `+8`.
    fn offset(&mut self) -> Option<WrittenZone> {
        let ahead = match self.sign(&['+', '-'])? {
            '+' => 1,
            _ => -1,
        };
        let (value, count) = self.digits(4)?;
        let (hours, minutes) = match count {
            1 | 2 if self.sign(&[':']).is_some() => (value, self.digits(2)?.0),
            1 | 2 => (value, 0),
            _ => (value / 100, value % 100),
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
        Some(WrittenZone::Offset(ahead * seconds))
    }

    /// Passes over the abbreviation that Go writes behind an offset. `+0800 CST` is one zone, since
    /// the offset says which.
    fn name_of_offset(&mut self) {
        self.attempt(|cursor| {
            cursor.blanks();
            let is_one_of_several = |word: &str| matches!(word, "cst" | "ist" | "bst" | "ast");
            cursor.word(|w| (is_one_of_several(w) || abbreviation(w).is_some()).then_some(()))
        });
    }

    fn zone_named(&mut self) -> Option<WrittenZone> {
        let end = self.rest.find([')', ']']).map_or(self.rest.len(), |at| at);
        let whole = self.rest.get(..end)?.trim();
        if let Some(zone) = named(whole).or_else(|| zone_of_database(whole)) {
            self.rest = self.rest.get(end..)?;
            return Some(WrittenZone::Named(zone));
        }
        self.abbreviated_zone()
    }

    /// `pst`, `utc+8`.
    fn abbreviated_zone(&mut self) -> Option<WrittenZone> {
        let seconds = self.word(abbreviation)?;
        self.blanks();
        let is_universal = seconds == 0;
        match self.attempt(Self::offset) {
            Some(offset) => is_universal.then_some(offset),
            None => Some(WrittenZone::Offset(seconds)),
        }
    }
}

/// Returns the zone of a database name in any case.
fn zone_of_database(name: &str) -> Option<Zone> {
    if !name.contains('/') {
        return None;
    }
    Zone::named_in_any_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse(text) {
            None => "none".to_owned(),
            Some(Stamp::Wall(wall)) => wall.to_string(),
            Some(Stamp::Absolute(moment)) => moment.to_string(),
            Some(Stamp::Serial(serial)) => format!("{:?}", serial.wall(DayZero::Of1900).unwrap()),
            Some(Stamp::Open(open)) => {
                let all = DateOrder::ALL.into_iter().filter(|order| open.allows(*order));
                let all: Vec<&str> = all.map(DateOrder::letters).collect();
                let first = DateOrder::ALL.into_iter().find_map(|order| open.in_order(order));
                let shown = match first {
                    Some(Stamp::Wall(wall)) => wall.to_string(),
                    Some(Stamp::Absolute(moment)) => moment.to_string(),
                    other => format!("{other:?}"),
                };
                format!("{} {shown}", all.join("|"))
            }
        }
    }

    #[test]
    fn every_form_listed_is_read() {
        for TimeForm { name, example } in TIME_FORMS {
            let read = read(example);
            let is_right = ["2025-12-13T19:48:00", "2025-12-13 19:48:00", "2025-12-14T03:48:00"]
                .iter()
                .any(|right| read.contains(right));
            assert!(is_right, "{name}: {example} is read as {read}");
        }
    }

    #[test]
    fn forms_of_exports() {
        for (text, right) in [
            ("2026-01-16 15:12:01", "2026-01-16 15:12:01"),
            ("2023-11-18 19:41", "2023-11-18 19:41:00"),
            ("2017.05.03 21:14", "2017-05-03 21:14:00"),
            ("2026-01-16", "2026-01-16 00:00:00"),
            ("2026-1-6 5:07", "2026-01-06 05:07:00"),
            ("2026-01-16T15:12:01.609Z", "2026-01-16T15:12:01.609Z"),
            ("2026-01-16T15:12:01.6094599Z", "2026-01-16T15:12:01.609Z"),
            ("2026-01-16T15:12+08:00", "2026-01-16T07:12:00Z"),
            ("2026-01-16 15:12:01 -0800", "2026-01-16T23:12:01Z"),
            ("2026-01-16 15:12:01 UTC", "2026-01-16T15:12:01Z"),
            ("2026-01-16 15:12 PST", "2026-01-16T23:12:00Z"),
            ("2026-01-16 15:12 (GMT+3)", "2026-01-16T12:12:00Z"),
            ("2026-01-16 15:12 UTC+05:30", "2026-01-16T09:42:00Z"),
            ("2026-01-16 15:12 北京时间", "2026-01-16T07:12:00Z"),
            ("2026-07-16T15:12-07:00[America/Los_Angeles]", "2026-07-16T22:12:00Z"),
            ("2026-07-16 15:12 America/Los_Angeles", "2026-07-16T22:12:00Z"),
            ("01/16/2026 15:57", "mdy 2026-01-16 15:57:00"),
            ("12/5/2025 7:57", "mdy|dmy 2025-12-05 07:57:00"),
            ("1/5/2026 10:11", "mdy|dmy 2026-01-05 10:11:00"),
            ("16/01/2026", "dmy 2026-01-16 00:00:00"),
            ("1/6/26 5:07", "mdy|dmy 2026-01-06 05:07:00"),
            ("25-12-13", "dmy|ymd 2013-12-25 00:00:00"),
            ("31.12.25", "dmy|ymd 2025-12-31 00:00:00"),
            ("12/13/2025 12:05:00 AM", "mdy 2025-12-13 00:05:00"),
            ("12/13/2025 12:05:00 PM", "mdy 2025-12-13 12:05:00"),
            ("12/13/2025 7 PM", "mdy 2025-12-13 19:00:00"),
            ("12/13/2025 7:48 p. m.", "mdy 2025-12-13 19:48:00"),
            ("12/13/2025 07:48 GMT-8", "mdy 2025-12-13T15:48:00Z"),
            ("2025/12/13 上午 12:05:00", "2025-12-13 00:05:00"),
            ("2025/12/13 上午12:05", "2025-12-13 00:05:00"),
            ("2025年12月13日 7时8分9秒", "2025-12-13 07:08:09"),
            ("2025年12月13日19:48", "2025-12-13 19:48:00"),
            ("2025年12月13日 星期六 19:48", "2025-12-13 19:48:00"),
            ("2025. 12. 13. 오전 9:00:01", "2025-12-13 09:00:01"),
            ("2025년 12월 13일 토요일 오후 3:05", "2025-12-13 15:05:00"),
            ("2025-12-13 24:00", "2025-12-14 00:00:00"),
            ("2025-12-13 24:00:00", "2025-12-14 00:00:00"),
            ("13-Dec-25 07:48", "2025-12-13 07:48:00"),
            ("13. Dezember 2025, 07:48 Uhr", "2025-12-13 07:48:00"),
            ("13 de diciembre de 2025, 07:48", "2025-12-13 07:48:00"),
            ("13 de dez. de 2025, 07:48", "2025-12-13 07:48:00"),
            ("13 déc. 2025 à 07:48", "2025-12-13 07:48:00"),
            ("sab 13 dic 2025 07:48", "2025-12-13 07:48:00"),
            ("13 gru 2025 07:48", "2025-12-13 07:48:00"),
            ("13 Ara 2025 07:48", "2025-12-13 07:48:00"),
            ("13 дек. 2025 г., 07:48", "2025-12-13 07:48:00"),
            ("Mar 3, 2026", "2026-03-03 00:00:00"),
            ("December 13th, 2025 7:48 am", "2025-12-13 07:48:00"),
            ("2025-Dec-13 07:48", "2025-12-13 07:48:00"),
            ("07:48 13.12.2025", "dmy 2025-12-13 07:48:00"),
            ("13.12.2025, 07:48:00", "dmy 2025-12-13 07:48:00"),
            ("٢٠٢٥-١٢-١٣ ٠٧:٤٨", "2025-12-13 07:48:00"),
            ("\u{200e}12/13/2025 7:48:00\u{202f}AM", "mdy 2025-12-13 07:48:00"),
            ("20251213", "2025-12-13 00:00:00"),
            ("202512130748", "2025-12-13 07:48:00"),
            ("20251102T013000Z", "2025-11-02T01:30:00Z"),
            ("20251213 074800", "2025-12-13 07:48:00"),
            ("1764609180.5", "2025-12-01T17:13:00.500Z"),
            ("1764609180000.0", "2025-12-01T17:13:00Z"),
            ("45992.384", "2025-12-01T09:12:57.600"),
            ("45992,384", "2025-12-01T09:12:57.600"),
            ("2025-12-8 23:0", "2025-12-08 23:00:00"),
            ("2025-1-2 3:4:5", "2025-01-02 03:04:05"),
            ("13.12.2025 07.48", "dmy 2025-12-13 07:48:00"),
            ("2025-12-13 07.48.09", "2025-12-13 07:48:09"),
            ("13-DEC-25 07.48.09.000000 PM", "2025-12-13 19:48:09"),
            ("13/12/2025 07h48", "dmy 2025-12-13 07:48:00"),
            ("13.12.2025 klo 7.48", "dmy 2025-12-13 07:48:00"),
            ("13/Dec/2025:07:48:00 -0800", "2025-12-13T15:48:00Z"),
            ("Sat Dec 13 07:48:00 2025", "2025-12-13 07:48:00"),
            ("Sat Dec 13 07:48:00 PST 2025", "2025-12-13T15:48:00Z"),
            ("Sat Dec 13 07:48:00 GMT+08:00 2025", "2025-12-12T23:48:00Z"),
            ("2025-12-13 07:48:00 -0800 PST", "2025-12-13T15:48:00Z"),
            ("2025-12-13 07:48:00 +0800 CST", "2025-12-12T23:48:00Z"),
            ("20251213074800000-0800", "2025-12-13T15:48:00Z"),
            ("20251213_074800", "2025-12-13 07:48:00"),
            ("2025-12-13_07:48:00", "2025-12-13 07:48:00"),
            ("2025-12-13-07.48.00", "2025-12-13 07:48:00"),
            ("2025-12-13 T 07:48", "2025-12-13 07:48:00"),
            ("2025年12月13日 午後7時48分", "2025-12-13 19:48:00"),
            ("=\"2025-12-13 07:48\"", "2025-12-13 07:48:00"),
            ("'2025-12-13 07:48", "2025-12-13 07:48:00"),
            ("/Date(1764609180000)/", "2025-12-01T17:13:00Z"),
            ("@1764609180", "2025-12-01T17:13:00Z"),
        ] {
            assert_eq!(read(text), right, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "13",
            "2026-02-30",
            "2026-01-16 25:00",
            "soon",
            "01/16/202",
            "13/13/2025 x",
            "2026-01-16 15:12 CST",
            "2026-01-16 15:12 IST",
            "1.76E+12",
            "8208460785972844123",
            "2026-01-16 7:48 foo",
            "20251313",
            "00012345",
            "2026-01/16",
            "2026-01-16 15:12 +25:00",
            "12/13/2025 13:00 AM",
            "Foo 13, 2025",
            "2026-01-16 15:12 (",
            "99999",
            "2025年12月",
            "-",
            "NULL",
            "0000-00-00 00:00:00",
            "2026-01-16 15:12:01 PST+3",
            "7:48",
            "Sat Dec 13 07:48:00 CST 2025",
            "2025-12-13 7.4",
            "2025-12-13 07:48 +0800 foo",
        ] {
            assert_eq!(read(text), "none", "{text}");
        }
        assert_eq!(read("13/13/2025"), " None");
    }

    #[test]
    fn a_count_of_days_has_two_beginnings() {
        let Some(Stamp::Serial(serial)) = parse("46004.825") else { panic!("no serial") };
        assert_eq!(serial.wall(DayZero::Of1900).unwrap().to_string(), "2025-12-13 19:48:00");
        assert_eq!(serial.wall(DayZero::Of1904).unwrap().to_string(), "2029-12-14 19:48:00");
    }

    proptest::proptest! {
        /// No text makes the reader panic, and what it reads of a written moment is that moment.
        #[test]
        fn any_text_is_read_or_not(text in "[ -~年月日时分上下午：／０-９]{0,40}") {
            parse(&text);
        }

        #[test]
        fn what_is_written_is_read(seconds in 946_684_800_i64..2_145_916_800) {
            let wall = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let moment = Moment::from_millis(seconds * 1000);
            for form in [
                "%Y-%m-%d %H:%M:%S", "%Y/%-m/%-d %-H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y%m%d%H%M%S",
                "%d %b %Y %H:%M:%S", "%B %-d, %Y %I:%M:%S %p", "%Y年%-m月%-d日 %H时%M分%S秒",
                "%a %b %d %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d-%b-%Y %H:%M:%S",
            ] {
                let text = wall.format(form).to_string();
                proptest::prop_assert_eq!(parse(&text), Some(Stamp::Wall(wall)), "{}", text);
                for zone in ["Z", " UTC", " +00:00", " GMT+0", " (UTC)"] {
                    let text = format!("{text}{zone}");
                    if form.ends_with("%S") && !form.starts_with("%Y%m") {
                        proptest::prop_assert_eq!(parse(&text), Some(Stamp::Absolute(moment)), "{}", text);
                    }
                }
            }
            for (form, order) in [
                ("%m/%d/%Y %H:%M:%S", DateOrder::MonthFirst), ("%d.%m.%Y %H:%M:%S", DateOrder::DayFirst),
                ("%-d-%-m-%Y %I:%M:%S %p", DateOrder::DayFirst), ("%m/%d/%Y %I:%M:%S %p", DateOrder::MonthFirst),
            ] {
                let text = wall.format(form).to_string();
                let Some(Stamp::Open(open)) = parse(&text) else {
                    return Err(proptest::test_runner::TestCaseError::fail(text));
                };
                proptest::prop_assert_eq!(open.in_order(order), Some(Stamp::Wall(wall)), "{}", text);
            }
            for text in [seconds.to_string(), (seconds * 1000).to_string()] {
                if text.len() == 10 || text.len() == 13 {
                    proptest::prop_assert_eq!(parse(&text), Some(Stamp::Absolute(moment)));
                }
            }
        }
    }
}
