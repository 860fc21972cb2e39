//! What a text says of a moment, before its zone and the order of its column's dates are known.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::domain::{Moment, WallTime, Zone};
use crate::input::table::row::DayZero;
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
pub(crate) struct DaySerial(pub(super) i64);

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

    /// Returns its year; `None` where it has two digits.
    pub(crate) fn year(self) -> Option<i32> {
        let [_, _, year] = self.parts;
        i32::try_from(year).ok().filter(|_| self.full_year)
    }

    /// Returns true if its year has four digits.
    pub(crate) fn has_full_year(self) -> bool {
        self.full_year
    }
}

/// A time of day; `24:00` is the next day's midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) time: NaiveTime,
    pub(super) next_day: bool,
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

/// In which order a column writes day, month and year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// `01/16/2026`
    #[default]
    MonthFirst,
    /// `16/01/2026`
    DayFirst,
    /// `26/01/16`; only where the year has two digits.
    YearFirst,
}

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

/// What may stand between the parts of a date whose order is open.
pub(crate) const SIGNS: [char; 3] = ['/', '.', '-'];

/// Years that two digits may stand for.
pub(super) const SHORT_YEARS: std::ops::RangeInclusive<u32> = 10..=39;

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

/// The years 2000 to 2099, as Thai spreadsheets write them.
const THAI_YEARS: std::ops::RangeInclusive<u32> = 2543..=2642;
