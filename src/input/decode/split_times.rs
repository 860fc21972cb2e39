//! Moments of which one column holds the date and another the time of day.

use chrono::{Datelike, NaiveTime, Timelike};

use crate::domain::WallTime;
use crate::input::decode::dates;
use crate::input::decode::missing::is_missing;
use crate::input::decode::stamp::{DateOrder, Stamp};
use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::row::Cell;

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
enum Half {
    /// A date without a time of day, as it is written.
    Date(String),
    /// A time of day, as it is written.
    Time(String),
    Blank,
    /// All else.
    Other,
}

impl SplitSlots {
    /// Puts the whole moment into both cells of each row in which the one has its date and the other its time of
    /// day. A midnight without a date is blank.
    pub(crate) fn join(self, chunk: &mut CellChunk) {
        for row in 0..chunk.len() {
            if self.is_untitled && !may_be_clock(chunk.cell(self.other, row)) {
                continue;
            }
            let [first, second] =
                [self.read, self.other].map(|slot| Half::of(chunk.cell(slot, row)));
            let whole = match (first, second) {
                (Half::Date(date), Half::Time(time)) | (Half::Time(time), Half::Date(date)) => {
                    Some(written(&date, &time))
                }
                (Half::Time(time), Half::Blank) | (Half::Blank, Half::Time(time)) => {
                    let is_midnight = time.chars().all(|c| matches!(c, '0' | ':' | '.'));
                    is_midnight.then(String::new)
                }
                _ => None,
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

impl Half {
    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Empty => Self::Blank,
            Cell::Text(text) => Self::of_text(text),
            Cell::Whole(number) => Self::of_text(&number.to_string()),
            Cell::Date(wall) if is_time_alone(wall) => {
                Self::Time(wall.format("%H:%M:%S").to_string())
            }
            Cell::Date(wall) if wall.time() == NaiveTime::MIN => {
                Self::Date(wall.format("%Y-%m-%d").to_string())
            }
            Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => Self::Other,
        }
    }

    fn of_text(text: &str) -> Self {
        if is_missing(text) {
            return Self::Blank;
        }
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.len() {
            3 | 4 if are_digits => {
                let (hours, minutes) = text.split_at(text.len() - 2);
                return Self::Time(format!("{hours}:{minutes}"));
            }
            5 | 6 if are_digits => {
                let (hours, rest) = text.split_at(text.len() - 4);
                let (minutes, seconds) = rest.split_at(2);
                return Self::Time(format!("{hours}:{minutes}:{seconds}"));
            }
            8 if are_digits => return Self::Date(text.to_owned()),
            _ => {}
        }
        match dates::parse(text) {
            Some(stamp) => match date_alone(text, stamp) {
                Some(date) => Self::Date(date.to_owned()),
                None => Self::Other,
            },
            None if dates::parse(&format!("2000-02-03 {text}")).is_some() => {
                Self::Time(text.to_owned())
            }
            None => Self::Other,
        }
    }
}

/// Writes a date and a time of day as one text.
fn written(date: &str, time: &str) -> String {
    let whole = format!("{date} {time}");
    match (date.as_bytes(), dates::parse(&whole)) {
        // A date of digits alone stands before a time of digits alone.
        ([y0, y1, y2, y3, m0, m1, d0, d1], None) => {
            let digits = |digits: &[u8]| String::from_utf8_lossy(digits).into_owned();
            let [year, month, day] =
                [digits(&[*y0, *y1, *y2, *y3]), digits(&[*m0, *m1]), digits(&[*d0, *d1])];
            format!("{year}-{month}-{day} {time}")
        }
        _ => whole,
    }
}

/// Returns the text of a date without the midnight that some programs write behind each; `None` where it has another
/// time, or names its zone.
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
        Stamp::Absolute(_) | Stamp::Serial(_) => false,
    };
    let midnight = MIDNIGHTS.iter().find_map(|midnight| text.strip_suffix(midnight));
    let date = midnight.map_or(text, |date| date.trim_end_matches([' ', 'T']));
    of_date.then_some(date)
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
        let half = |text: &str| Half::of(Cell::Text(text));
        for text in ["7:03", "07:03:05", "7:03 PM", "下午7:03", "19时03分", "07:03:05.120"] {
            assert_eq!(half(text), Half::Time(text.to_owned()), "{text}");
        }
        assert_eq!(half("70305"), Half::Time("7:03:05".to_owned()));
        for text in ["2025-11-16", "16.11.2025", "11/06/2025", "2025年11月6日", "Nov 6, 2025"] {
            assert_eq!(half(text), Half::Date(text.to_owned()), "{text}");
        }
        assert_eq!(half("2025-11-16T00:00:00"), Half::Date("2025-11-16".to_owned()));
        for text in ["2025-11-16 07:03", "2025-11-16T00:00:00Z", "soon", "45977", "1763251200"] {
            assert_ne!(half(text), Half::Date(text.to_owned()), "{text}");
        }
        assert_eq!(half("-"), Half::Blank);
    }

    #[test]
    fn both_are_one_moment() {
        for (date, time, whole) in [
            ("2025-11-16", "7:03", "2025-11-16 07:03"),
            ("16.11.2025", "07:03:05", "16.11.2025 07:03:05"),
            ("20251116", "07:03:05", "2025-11-16 07:03:05"),
            ("2025年11月16日", "下午7:03", "2025-11-16 19:03"),
        ] {
            let whole = dates::parse(whole);
            assert!(whole.is_some());
            assert_eq!(dates::parse(&written(date, time)), whole, "{date} {time}");
        }
    }
}
