//! Moments of which one column holds the date and another the time of day.

use std::borrow::Cow;

use chrono::{Datelike, DurationRound, NaiveTime, TimeDelta, Timelike};

use crate::domain::WallTime;
use crate::input::decode::date_words::weekday_length;
use crate::input::decode::dates;
use crate::input::decode::missing::is_missing;
use crate::input::decode::stamp::{DateOrder, Stamp};
use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::row::{Cell, DayZero};

/// The slots of two columns of one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SplitSlots {
    /// That of the one that is read.
    pub(crate) read: usize,
    /// That of the other.
    pub(crate) other: usize,
    /// Whether the other has no title, so that it may hold anything.
    pub(crate) is_untitled: bool,
}

/// What one of two cells holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Half<'c> {
    /// A date without a time of day, as it is written.
    Date(Cow<'c, str>),
    /// Five digits: a spreadsheet's count of days, or a time of day.
    FiveDigits(Cow<'c, str>),
    /// A time of day, as it is written.
    Time(Cow<'c, str>),
    /// A date with its time of day, as it is written.
    Whole(Cow<'c, str>),
    Blank,
    /// All else.
    Other,
}

impl SplitSlots {
    /// Puts the whole moment into both cells of each row in which the one has its date and the other its time of
    /// day, or in which only one has any. A midnight without a date is blank.
    pub(crate) fn join(self, chunk: &mut CellChunk) {
        for row in 0..chunk.len() {
            let [read, other] = [self.read, self.other].map(|slot| chunk.cell(slot, row));
            if self.is_untitled && !may_be_clock(other) {
                continue;
            }
            let (read, other) = (Half::of(read), Half::of(other));
            let whole = match self.is_untitled {
                true => read.with_time(&other),
                false => read.joined(&other).or_else(|| read.or_whole(&other)),
            };
            if let Some(whole) = whole {
                for slot in [self.read, self.other] {
                    chunk.replace(slot, row, &whole);
                }
            }
        }
    }
}

/// Returns whether a cell is more than a number or a word.
fn may_be_clock(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => text.contains([':', '：', '时', '時']),
        Cell::Date(_) => true,
        Cell::Empty | Cell::Whole(_) | Cell::Moment(_) | Cell::Error(_) => false,
    }
}

impl<'c> Half<'c> {
    fn of(cell: Cell<'c>) -> Self {
        match cell {
            Cell::Empty => Self::Blank,
            Cell::Text(text) => Self::of_text(text),
            Cell::Whole(number) => match Half::of_text(&number.to_string()) {
                Half::Date(text) => Self::Date(text.into_owned().into()),
                Half::FiveDigits(text) => Self::FiveDigits(text.into_owned().into()),
                Half::Time(text) => Self::Time(text.into_owned().into()),
                Half::Whole(text) => Self::Whole(text.into_owned().into()),
                Half::Blank => Self::Blank,
                Half::Other => Self::Other,
            },
            Cell::Date(wall) if is_time_alone(wall) => {
                Self::Time(wall.format("%H:%M:%S").to_string().into())
            }
            Cell::Date(wall) if wall.time() == NaiveTime::MIN => {
                Self::Date(wall.format("%Y-%m-%d").to_string().into())
            }
            Cell::Date(wall) => Self::Whole(wall.format("%Y-%m-%d %H:%M:%S").to_string().into()),
            Cell::Moment(_) | Cell::Error(_) => Self::Other,
        }
    }

    fn of_text(text: &'c str) -> Self {
        if is_missing(text) {
            return Self::Blank;
        }
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.len() {
            3 | 4 | 6 if are_digits => return Self::Time(with_colons(text).into()),
            5 if are_digits => return Self::FiveDigits(text.into()),
            8 if are_digits => return Self::Date(text.into()),
            _ => {}
        }
        let clock = without_day_zero(text);
        if clock.len() < text.len() && is_clock(clock) {
            return Self::Time(clock.into());
        }
        match dates::parse(text) {
            Some(stamp) => match date_alone(text, stamp) {
                Some(date) => Self::Date(date.into()),
                None => Self::Whole(text.into()),
            },
            None if is_clock(text) => Self::Time(text.into()),
            None => match (without_weekday(text), part_of_day(text)) {
                (Some(date), _) => Self::of_text(date),
                (None, Some(time)) => Self::Time(time.into()),
                (None, None) => Self::Other,
            },
        }
    }

    /// Returns the moment of a date and a time of day, whichever is which.
    fn joined(&self, other: &Self) -> Option<String> {
        self.with_time(other).or_else(|| other.with_time(self))
    }

    /// Returns the moment of a date and a time of day.
    fn with_time(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Date(date), Self::Time(time)) => written(date, time),
            (Self::Date(date), Self::FiveDigits(time)) => written(date, &with_colons(time)),
            (Self::FiveDigits(days), Self::Time(time)) => on_day_count(days, time),
            _ => None,
        }
    }

    /// Returns what only one of two cells has: a moment, or a date. The other may say its time of day again.
    fn or_whole(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Whole(whole), Self::Time(time)) | (Self::Time(time), Self::Whole(whole)) => {
                has_time(whole, time).then(|| whole.to_string())
            }
            (Self::Blank, Self::Whole(text) | Self::Date(text)) => Some(text.to_string()),
            (Self::Time(time), Self::Blank) | (Self::Blank, Self::Time(time)) => {
                let is_midnight = time.chars().all(|c| matches!(c, '0' | ':' | '.'));
                is_midnight.then(String::new)
            }
            _ => None,
        }
    }
}

/// Writes three to six digits as a time of day.
fn with_colons(digits: &str) -> String {
    let (rest, last) = digits.split_at(digits.len() - 2);
    match rest.len() {
        ..=2 => format!("{rest}:{last}"),
        length => {
            let (hours, minutes) = rest.split_at(length - 2);
            format!("{hours}:{minutes}:{last}")
        }
    }
}

/// Takes off the day from which programs count, where they write it before a time of day.
fn without_day_zero(text: &str) -> &str {
    const DAYS: [&str; 7] = [
        "1899-12-30",
        "1899-12-31",
        "1900-01-00",
        "1900-01-01",
        "1904-01-01",
        "1970-01-01",
        "0 days",
    ];
    let clock = DAYS.iter().find_map(|day| text.strip_prefix(day));
    let clock = clock.map(|clock| clock.trim_start_matches([' ', 'T']));
    clock.filter(|clock| !clock.is_empty()).map_or(text, |clock| clock)
}

/// Takes off the weekday behind a date; `None` where there is none.
fn without_weekday(text: &str) -> Option<&str> {
    let (date, word) = text.rsplit_once([' ', '(', '（'])?;
    let word = word.trim_end_matches([')', '）', '.']).to_lowercase();
    (weekday_length(&word) == Some(word.len())).then(|| date.trim_end_matches([' ', ',']))
}

/// Reads a part of a day, as a spreadsheet keeps a time: `0.384027`.
fn part_of_day(text: &str) -> Option<String> {
    let decimals = text.strip_prefix("0.").filter(|decimals| !decimals.is_empty())?;
    match dates::parse(&format!("40000.{decimals}"))? {
        Stamp::Serial(serial) => {
            let wall = serial.wall(DayZero::Of1900)?.duration_round(TimeDelta::seconds(1)).ok()?;
            Some(wall.format("%H:%M:%S").to_string())
        }
        Stamp::Absolute(_) | Stamp::Wall(_) | Stamp::Open(_) => None,
    }
}

/// Returns whether a text is a time of day.
fn is_clock(text: &str) -> bool {
    dates::parse(&format!("2000-02-03 {text}")).is_some()
}

/// Returns the clock's time of a text, on whatever day; `None` where it names a zone or is no time.
fn wall_of(text: &str) -> Option<WallTime> {
    let wall = |stamp| match stamp {
        Stamp::Wall(wall) => Some(wall),
        Stamp::Absolute(_) | Stamp::Serial(_) | Stamp::Open(_) => None,
    };
    match dates::parse(text)? {
        Stamp::Open(open) => {
            DateOrder::ALL.into_iter().filter_map(|order| open.in_order(order)).find_map(wall)
        }
        stamp => wall(stamp),
    }
}

/// Returns whether a moment may be at a time of day, to the minute.
fn has_time(whole: &str, time: &str) -> bool {
    let minute = |wall: WallTime| (wall.hour(), wall.minute());
    let own = wall_of(&format!("2000-02-03 {time}")).map(minute);
    own.is_some() && wall_of(whole).is_none_or(|wall| Some(minute(wall)) == own)
}

/// Adds a time of day to a count of days.
fn on_day_count(days: &str, time: &str) -> Option<String> {
    const DAY: i64 = 86_400_000;
    let clock = wall_of(&format!("2000-02-03 {time}"))?.time() - NaiveTime::MIN;
    let part = (clock.num_milliseconds() * 10_000_000_000 + DAY / 2) / DAY;
    let whole = format!("{days}.{part:010}");
    dates::parse(&whole).is_some().then_some(whole)
}

/// Writes a date and a time of day as one text: the time stands before a zone. `None` where the two are no moment.
fn written(date: &str, time: &str) -> Option<String> {
    let plain = || wall_of(date).map(|wall| wall.format("%Y-%m-%d").to_string());
    let is_open = || matches!(dates::parse(date), Some(Stamp::Open(_)));
    let parts = || date.rsplit_once(' ');
    let whole = |text: String| dates::parse(&text).is_some().then_some(text);
    whole(format!("{date} {time}"))
        .or_else(|| parts().and_then(|(date, zone)| whole(format!("{date} {time} {zone}"))))
        .or_else(|| plain().filter(|_| !is_open()).and_then(|date| whole(format!("{date} {time}"))))
}

/// Returns the text of a date without the midnight that some programs write behind each; `None` where it has another
/// time, or is the moment of a midnight in a zone.
fn date_alone(text: &str, stamp: Stamp) -> Option<&str> {
    const MIDNIGHTS: [&str; 5] = ["00:00:00.000000", "00:00:00.000", "00:00:00", "00:00", "0:00"];
    let is_midnight = |wall: WallTime| wall.time() == NaiveTime::MIN;
    let of_date = match stamp {
        Stamp::Wall(wall) => is_midnight(wall),
        Stamp::Open(open) => {
            let walls = DateOrder::ALL.into_iter().filter_map(|order| open.in_order(order));
            let mut walls = walls.peekable();
            walls.peek().is_some()
                && walls.all(|stamp| matches!(stamp, Stamp::Wall(wall) if is_midnight(wall)))
        }
        Stamp::Absolute(_) => is_date_in_zone(text),
        Stamp::Serial(_) => false,
    };
    let midnight = MIDNIGHTS.iter().find_map(|midnight| text.strip_suffix(midnight));
    let date = midnight.map_or(text, |date| date.trim_end_matches([' ', 'T']));
    of_date.then_some(date)
}

/// Returns whether a text is a date and the name of a zone, without a time of day.
fn is_date_in_zone(text: &str) -> bool {
    let is_date =
        |date: &str| !date.contains(':') && matches!(dates::parse(date), Some(Stamp::Wall(_)));
    text.rsplit_once(' ').is_some_and(|(date, zone)| is_date(date) && !zone.contains(':'))
}

/// Returns whether a date cell holds a time of day alone: on the day from which spreadsheets count.
pub(crate) fn is_time_alone(wall: WallTime) -> bool {
    matches!((wall.year(), wall.month(), wall.day()), (1899, 12, 30 | 31) | (1904, 1, 1))
        && (wall.hour(), wall.minute(), wall.second()) != (0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_of_day_are_told_apart() {
        let half = |text: &'static str| Half::of(Cell::Text(text));
        for text in ["7:03", "07:03:05", "7:03 PM", "下午7:03", "19时03分", "07:03:05.120"] {
            assert_eq!(half(text), Half::Time(text.into()), "{text}");
        }
        for text in ["70305", "45977"] {
            assert_eq!(half(text), Half::FiveDigits(text.into()), "{text}");
        }
        for text in ["1899-12-30 7:03", "1970-01-01T7:03", "0 days 7:03", "1900-01-00 7:03", "703"]
        {
            assert_eq!(half(text), Half::Time("7:03".into()), "{text}");
        }
        assert_eq!(half("0.384027777777778"), Half::Time("09:13:00".into()));
        for text in [
            "2025-11-16",
            "16.11.2025",
            "11/06/2025",
            "2025年11月6日",
            "Nov 6, 2025",
            "2025-11-16 PST",
        ] {
            assert_eq!(half(text), Half::Date(text.into()), "{text}");
        }
        assert_eq!(half("2025-11-16T00:00:00"), Half::Date("2025-11-16".into()));
        for text in ["2025-11-16 07:03", "2025-11-16T00:00:00Z", "1763251200", "45977.5"] {
            assert_eq!(half(text), Half::Whole(text.into()), "{text}");
        }
        assert_eq!(half("soon"), Half::Other);
        assert_eq!(half("-"), Half::Blank);
    }

    #[test]
    fn both_are_one_moment() {
        for (date, time, whole) in [
            ("2025-11-16", "7:03", "2025-11-16 07:03"),
            ("16.11.2025", "07:03:05", "16.11.2025 07:03:05"),
            ("20251116", "07:03:05", "2025-11-16 07:03:05"),
            ("20251116", "70305", "2025-11-16 07:03:05"),
            ("2025年11月16日", "下午7:03", "2025-11-16 19:03"),
            ("2025-11-16", "1899-12-30 07:03:00", "2025-11-16 07:03"),
            ("2025-11-16 星期日", "07:03", "2025-11-16 07:03"),
            ("16.11.2025 (Sun)", "07:03", "16.11.2025 07:03"),
            ("2025-11-16 PST", "07:03", "2025-11-16 07:03 PST"),
            ("45977", "12:00", "45977.5"),
            ("2025-11-16", "0.5", "2025-11-16 12:00:00"),
            ("2025-11-16 07:03", "07:03:00", "2025-11-16 07:03"),
            ("2025-11-16 07:03", "", "2025-11-16 07:03"),
            ("2025-11-16", "", "2025-11-16"),
        ] {
            let halves = [date, time]
                .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) });
            let [date, time] = halves.map(Half::of);
            let whole = dates::parse(whole);
            for (read, other) in [(&date, &time), (&time, &date)] {
                let joined = read.joined(other).or_else(|| read.or_whole(other));
                let stands = match (joined, read) {
                    (Some(joined), _) => joined,
                    (None, Half::Whole(text) | Half::Date(text)) => text.to_string(),
                    (None, _) => String::new(),
                };
                assert_eq!(dates::parse(&stands), whole, "{stands}");
            }
        }
        let differ = [Half::Whole("2025-11-16 07:03".into()), Half::Time("08:03".into())];
        assert_eq!(differ[1].or_whole(&differ[0]), None);
    }
}
