//! What a column's values are, and the values of some rows.

use std::cell::OnceCell;
use std::fmt::Write;

use chrono::DateTime;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::data_type::ByteArray;
use parquet::schema::types::ColumnDescriptor;

use super::filled::Filled;
use super::stored::{Shape, Stored};

/// What the bytes of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Texts.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers that are written out.
    Written(Written),
    /// Moments, counted from 1970.
    Moment {
        /// What is counted.
        unit: Unit,
        /// Whether they are in UTC; else they are what a clock on the wall shows.
        utc: bool,
    },
    /// Nothing that any plain table has.
    Odd,
}

/// A part of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A thousandth.
    Milli,
    /// A millionth.
    Micro,
    /// A thousand-millionth.
    Nano,
}

/// In place of a moment that no date is read in; others are in milliseconds since 1970.
pub(super) const OUT_OF_RANGE: i64 = i64::MIN;
/// From 1970 to 2099.
const MOMENTS: std::ops::Range<i64> = 0..47_482 * 86_400_000;

/// How a number is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As a date; the number is the day since 1970.
    Date,
    /// With so many decimals.
    Decimals(u8),
    /// As a number with a floating point; the number is its bits.
    Float,
}

/// The values of one column in some rows.
pub(super) enum Values {
    /// Texts.
    Texts(Texts),
    /// Whole numbers or moments.
    Numbers(Numbers),
    /// Whether there is a value of another kind.
    Odd(Vec<bool>),
}

/// Texts, and the buffers that hold them.
#[derive(Default)]
pub(super) struct Texts {
    buffers: Vec<ByteArray>,
    pub(super) places: Vec<Option<Place>>,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) buffer: u32,
    pub(super) start: u32,
    pub(super) length: u32,
}

/// Numbers, and the same in digits where somebody asks for them.
pub(super) struct Numbers {
    source: Source,
    digits: OnceCell<Vec<String>>,
}

enum Source {
    /// Taken out of their pages.
    Kept(Vec<Option<i64>>),
    /// Where they stand in their page.
    Standing(Standing),
}

/// Numbers of rows that stand one after another in one page.
pub(super) struct Standing {
    /// The page.
    pub(super) page: ByteArray,
    /// Where the first of them stands.
    pub(super) start: usize,
    /// Bytes of each.
    pub(super) width: usize,
    /// How they are stored.
    pub(super) shape: Shape,
    /// Count of rows.
    pub(super) rows: usize,
    /// Which rows have one, and their ranks; `None` where all have.
    pub(super) filled: Option<(Filled, Vec<usize>)>,
}

impl Unit {
    /// Returns a number of units in milliseconds, or [`OUT_OF_RANGE`].
    #[inline]
    pub(super) fn millis(self, number: i64) -> i64 {
        let millis = match self {
            Self::Milli => number,
            Self::Micro => number.div_euclid(1_000),
            Self::Nano => number.div_euclid(1_000_000),
        };
        if MOMENTS.contains(&millis) { millis } else { OUT_OF_RANGE }
    }
}

impl Meaning {
    /// Returns a number as it is kept: moments in milliseconds, all else as it stands.
    #[inline]
    pub(super) fn kept(self, number: i64) -> i64 {
        match self {
            Self::Moment { unit, .. } => unit.millis(number),
            Self::Text | Self::Whole | Self::Written(_) | Self::Odd => number,
        }
    }

    /// Returns what a column holds.
    pub(super) fn of(column: &ColumnDescriptor) -> Self {
        match (column.physical_type(), column.logical_type_ref(), column.converted_type()) {
            (Type::BYTE_ARRAY, ..) => Self::Text,
            (Type::DOUBLE, ..) => Self::Written(Written::Float),
            (Type::INT32 | Type::INT64, Some(logical), _) => Self::of_logical(logical),
            (Type::INT32 | Type::INT64, None, converted) => match converted {
                ConvertedType::TIMESTAMP_MILLIS => Self::Moment { unit: Unit::Milli, utc: true },
                ConvertedType::TIMESTAMP_MICROS => Self::Moment { unit: Unit::Micro, utc: true },
                ConvertedType::DATE => Self::Written(Written::Date),
                ConvertedType::DECIMAL => Self::of_scale(column.type_scale()),
                _ => Self::Whole,
            },
            (Type::BOOLEAN | Type::FLOAT, ..) => Self::Text,
            (Type::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::Decimal(decimal)), _) => {
                Self::of_scale(decimal.scale)
            }
            (Type::INT96 | Type::FIXED_LEN_BYTE_ARRAY, ..) => Self::Odd,
        }
    }

    fn of_logical(logical: &LogicalType) -> Self {
        match logical {
            LogicalType::Timestamp(stamp) => {
                let unit = match stamp.unit {
                    TimeUnit::MILLIS => Unit::Milli,
                    TimeUnit::MICROS => Unit::Micro,
                    TimeUnit::NANOS => Unit::Nano,
                };
                Self::Moment { unit, utc: stamp.is_adjusted_to_u_t_c }
            }
            LogicalType::Date => Self::Written(Written::Date),
            LogicalType::Decimal(decimal) => Self::of_scale(decimal.scale),
            _ => Self::Whole,
        }
    }

    fn of_scale(scale: i32) -> Self {
        u8::try_from(scale).map_or(Self::Odd, |scale| Self::Written(Written::Decimals(scale)))
    }
}

impl Written {
    /// Writes a number out.
    pub(super) fn write(self, number: i64, into: &mut String) {
        let written = match self {
            Self::Date => {
                match number.checked_mul(86_400).map(|s| DateTime::from_timestamp(s, 0)) {
                    Some(Some(day)) => write!(into, "{}", day.date_naive()),
                    Some(None) | None => write!(into, "day {number}"),
                }
            }
            Self::Float => write!(into, "{}", f64::from_bits(number.cast_unsigned())),
            Self::Decimals(places) => decimal(i128::from(number), places, into),
        };
        // Writing to a text does not fail.
        written.unwrap_or_default();
    }
}

/// Writes a number with so many decimals.
fn decimal(number: i128, places: u8, into: &mut String) -> std::fmt::Result {
    if places == 0 {
        return write!(into, "{number}");
    }
    let places = usize::from(places);
    let digits = format!("{:0width$}", number.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    write!(into, "{}{whole}.{fraction}", if number < 0 { "-" } else { "" })
}

/// Writes the number that bytes of any count are, the first of them the highest; `None` where there
/// are more than sixteen.
pub(super) fn wide_decimal(bytes: &[u8], places: u8) -> Option<String> {
    let negative = bytes.first().is_some_and(|byte| *byte > 0x7f);
    let mut number = if negative { -1 } else { 0 };
    for byte in Some(bytes).filter(|bytes| bytes.len() <= 16)? {
        number = (number << 8) | i128::from(*byte);
    }
    let mut text = String::new();
    decimal(number, places, &mut text).ok()?;
    Some(text)
}

impl Texts {
    /// Adds a buffer, and returns its number.
    pub(super) fn add(&mut self, buffer: ByteArray) -> Option<u32> {
        let number = u32::try_from(self.buffers.len()).ok()?;
        self.buffers.push(buffer);
        Some(number)
    }

    /// Puts bytes in place of the last buffer.
    pub(super) fn fill(&mut self, buffer: ByteArray) -> Option<()> {
        *self.buffers.last_mut()? = buffer;
        Some(())
    }

    /// Returns the text of a row; `None` where there is none.
    pub(super) fn get(&self, row: usize) -> Option<&[u8]> {
        let place = (*self.places.get(row)?)?;
        let start = usize::try_from(place.start).ok()?;
        let end = start + usize::try_from(place.length).ok()?;
        self.buffers.get(usize::try_from(place.buffer).ok()?)?.data().get(start..end)
    }
}

impl Numbers {
    pub(super) fn new(numbers: Vec<Option<i64>>) -> Self {
        Self { source: Source::Kept(numbers), digits: OnceCell::new() }
    }

    /// Leaves numbers where they stand.
    pub(super) fn standing(standing: Standing) -> Self {
        Self { source: Source::Standing(standing), digits: OnceCell::new() }
    }

    /// Returns those that were taken out of their pages, to add more; `None` where they stand.
    pub(super) fn kept(&mut self) -> Option<&mut Vec<Option<i64>>> {
        match &mut self.source {
            Source::Kept(numbers) => Some(numbers),
            Source::Standing(_) => None,
        }
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        match &self.source {
            Source::Kept(numbers) => numbers.get(row).copied().flatten(),
            Source::Standing(standing) => standing.get(row),
        }
    }

    /// Returns the numbers as they are stored where every row has one, in eight bytes.
    pub(super) fn in_eight_bytes(&self) -> Option<impl Iterator<Item = i64> + use<'_>> {
        let Source::Standing(standing) = &self.source else { return None };
        let all = standing.filled.is_none() && standing.shape.stored == Stored::Eight;
        let bytes = standing.page.data().get(standing.start..).filter(|_| all)?;
        let numbers = bytes.as_chunks().0.get(..standing.rows)?;
        Some(numbers.iter().map(|number| i64::from_le_bytes(*number)))
    }

    fn rows(&self) -> usize {
        match &self.source {
            Source::Kept(numbers) => numbers.len(),
            Source::Standing(standing) => standing.rows,
        }
    }

    /// Returns a row's number in digits; `None` where there is none.
    pub(super) fn digits(&self, row: usize) -> Option<&[u8]> {
        self.get(row)?;
        let written = |row: usize| self.get(row).map(|n| n.to_string()).unwrap_or_default();
        let digits = self.digits.get_or_init(|| (0..self.rows()).map(written).collect());
        digits.get(row).map(String::as_bytes)
    }
}

impl Standing {
    #[inline]
    fn get(&self, row: usize) -> Option<i64> {
        let place = match &self.filled {
            None => Some(row).filter(|row| *row < self.rows)?,
            Some((filled, ranks)) => filled.place(row, ranks)?,
        };
        self.shape.kept(self.page.data(), self.start + place * self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(how: Written, number: i64) -> String {
        let mut text = String::new();
        how.write(number, &mut text);
        text
    }

    #[test]
    fn numbers_are_written_as_they_mean() {
        assert_eq!(written(Written::Decimals(2), 1_234), "12.34");
        assert_eq!(written(Written::Decimals(2), -5), "-0.05");
        assert_eq!(written(Written::Decimals(0), 7), "7");
        assert_eq!(wide_decimal(&[0xff, 0x85], 2).unwrap(), "-1.23");
        assert_eq!(wide_decimal(&[0, 0, 0, 0, 0, 0, 0, 0, 5, 0x39], 2).unwrap(), "13.37");
        assert_eq!(wide_decimal(&[0; 17], 2), None);
        assert_eq!(written(Written::Date, 20_469), "2026-01-16");
        assert_eq!(written(Written::Date, i64::MAX), "day 9223372036854775807");
        assert_eq!(written(Written::Float, 18.9_f64.to_bits().cast_signed()), "18.9");
    }
}
