//! Reads the parts of a date, a time and a zone off the front of a text, in lower case.

use crate::input::text::zone_names::{WrittenZone, abbreviation, named, named_first};
use chrono::NaiveDate;

use crate::domain::Zone;
use crate::input::decode::date_words::{HalfDay, half_day, is_link, month, weekday_length};

use crate::input::decode::stamp::{
    OpenDate, SHORT_YEARS, SIGNS, Stamp, TimeOfDay, calendar_day, compact, part_of, stamp,
};

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
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn whole(&mut self) -> Option<Stamp> {
        let before = self.attempt(Self::leading_zone);
        // `mar` is Tuesday in Spanish, French and Italian, and March in all languages.
        let behind_weekday = self.attempt(|cursor| {
            cursor.weekday()?;
            cursor.behind_weekday(before)
        });
        behind_weekday.or_else(|| self.behind_weekday(before))
    }

    /// Reads what is left, up to its end.
    fn behind_weekday(&mut self, before: Option<WrittenZone>) -> Option<Stamp> {
        if let Some(stamp) = self.attempt(Self::year_last).filter(|_| before.is_none()) {
            return Some(stamp);
        }
        let (date, time) = self.date_and_time()?;
        let zone = match (before, self.zone()?) {
            (Some(_), Some(_)) => return None,
            (before, after) => before.or(after),
        };
        self.blanks();
        if !self.rest.is_empty() {
            return None;
        }
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
        let date = calendar_day(year, month, day)?;
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

    /// Passes over the name of a weekday, in brackets or not, where something follows it.
    fn weekday(&mut self) -> Option<()> {
        self.attempt(|cursor| {
            cursor.blanks();
            let open = cursor.sign(&['(']);
            let length = weekday_length(cursor.peek_word())?;
            cursor.rest = cursor.rest.get(length..)?;
            cursor.rest = cursor.rest.strip_prefix("-feira").unwrap_or(cursor.rest);
            if open.is_some() {
                cursor.sign(&[')'])?;
            }
            cursor.sign(&['.']);
            cursor.sign(&[',']);
            cursor.blanks();
            (!cursor.rest.is_empty()).then_some(())
        })
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
        calendar_day(year, month, day).map(DatePart::Known)
    }

    /// A month by its name, or counted as in `12月`, `12월` and `tháng 12`.
    fn month_word(&mut self) -> Option<u32> {
        let behind_its_word = |cursor: &mut Self| {
            cursor.word(|word| matches!(word, "tháng" | "thg").then_some(()))?;
            cursor.blanks();
            cursor.digits(2).map(|(month, _)| month)
        };
        self.attempt(|cursor| cursor.word(month))
            .or_else(|| self.attempt(|cursor| cursor.counted(&['月', '월'])))
            .or_else(|| self.attempt(behind_its_word))
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
        calendar_day(year, month, day).map(DatePart::Known)
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

    /// `12/13/2025`, `13.12.2025`, `13-12-25`, `25-1-3`.
    fn open(&mut self) -> Option<DatePart> {
        let (first, first_count) = self.digits(2)?;
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
            // One digit is no year, so that the year stands first.
            1 if first_count == 2 => YearDigits::Two,
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
            (Some(HalfDay::Noon), hour @ 11..=14) => hour,
            (Some(HalfDay::Noon), hour @ 0..=2) => hour + 12,
            (Some(HalfDay::Morning | HalfDay::Noon), _) | (Some(HalfDay::Evening), 12) => {
                return None;
            }
            (Some(HalfDay::Afternoon | HalfDay::Evening), hour @ 0..12) => hour + 12,
            (Some(HalfDay::Afternoon | HalfDay::Evening), hour) => hour,
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
            let unit = |cursor: &mut Self, names: &[&str]| {
                cursor.blanks();
                cursor.word(|word| names.contains(&word).then_some(()))
            };
            let minute = self.attempt(|cursor| cursor.digits(2)).map_or(0, |(minute, _)| minute);
            let second = self.attempt(|cursor| {
                unit(cursor, &["m", "min"])?;
                cursor.blanks();
                let (second, _) = cursor.digits(2)?;
                unit(cursor, &["s", "sec"])?;
                Some(second)
            });
            if second.is_none() {
                self.attempt(|cursor| unit(cursor, &["m", "min"]));
            }
            return Some((hour, minute, second.unwrap_or(0), 0));
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
        // A spreadsheet's `A/P` is a letter alone.
        if matches!(word, "a" | "p") && !self.rest.is_empty() {
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
