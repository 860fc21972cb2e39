//! Columns of one batch: arrays of any type that a writer may choose, as the few kinds of cells
//! that a table has.

use std::cell::OnceCell;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, BinaryViewArray, Int64Array, PrimitiveArray, StringArray};
use arrow_schema::{DataType, TimeUnit};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnUse {
    /// Ids of orders, disputes or lines: each digit counts.
    Ids,
    /// Anything else.
    Other,
}

/// A column of a batch.
pub(super) struct BatchColumn {
    pub(super) values: ColumnValues,
    /// The values as text, once somebody asks for them.
    written: OnceCell<StringArray>,
}

/// The values of a column.
pub(super) enum ColumnValues {
    /// Text as the file has it; bytes that are not UTF-8 are found when a cell is read.
    Text(BinaryViewArray),
    /// Whole numbers.
    Whole(Int64Array),
    /// Milliseconds since 1970 in UTC, or [`OUT_OF_RANGE`].
    Instant(Int64Array),
    /// Milliseconds since 1970 by a clock of an unnamed zone, or [`OUT_OF_RANGE`].
    Wall(Int64Array),
    /// Values that become text: decimals, floating-point numbers, booleans, texts of fixed length.
    Other(ArrayRef),
    /// No row has a value.
    Nothing,
}

/// In place of an instant that no order can have.
pub(super) const OUT_OF_RANGE: i64 = i64::MIN;
/// From 1899, the day 0 of spreadsheets, to 2099, in milliseconds.
const IN_RANGE: std::ops::Range<i64> = -25_931 * DAY_MS..47_482 * DAY_MS;
/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;

/// Why a column cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It holds values of a type that no field has; in words, as "lists".
    Type(String),
    /// An id that was stored as a floating-point number and has lost digits: the row within the
    /// batch, the number, and what of it is wrong.
    Id {
        /// The row within the batch.
        row: usize,
        /// The number as it is stored.
        value: String,
    },
}

/// Returns why a type can be read as no field, or `None` where it can. Of bytes of a fixed length
/// it depends on the values.
pub(super) fn unfit(data_type: &DataType) -> Option<Unfit> {
    let words = match data_type {
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::ListView(_)
        | DataType::LargeListView(_)
        | DataType::FixedSizeList(..) => "lists",
        DataType::Struct(_) | DataType::Union(..) => "groups of nested columns",
        DataType::Map(..) => "maps",
        DataType::Time32(_) | DataType::Time64(_) => "times of day without a date",
        DataType::Interval(_) | DataType::Duration(_) => "spans of time",
        DataType::Decimal32(_, scale)
        | DataType::Decimal64(_, scale)
        | DataType::Decimal128(_, scale)
        | DataType::Decimal256(_, scale)
            if *scale < 0 =>
        {
            "decimals of a negative scale"
        }
        _ => return None,
    };
    Some(Unfit::Type(words.to_owned()))
}

impl BatchColumn {
    /// Takes an array. Of an id, floating-point numbers must be exact.
    pub(super) fn new(array: &ArrayRef, holds: ColumnUse) -> Result<Self, Unfit> {
        if holds == ColumnUse::Ids
            && let Some((row, value)) = inexact(array)
        {
            return Err(Unfit::Id { row, value });
        }
        let values = ColumnValues::of(array).ok_or_else(|| match array.data_type() {
            DataType::FixedSizeBinary(bytes) => {
                Unfit::Type(format!("binary values of {bytes} bytes"))
            }
            other => Unfit::Type(format!("values of the type {other}")),
        })?;
        Ok(Self { values, written: OnceCell::new() })
    }

    /// Returns the text of a number or another value; `None` where the row has none.
    pub(super) fn written(&self, row: usize) -> Option<&str> {
        let texts = self.written.get_or_init(|| match &self.values {
            ColumnValues::Whole(numbers) => {
                each(numbers, |row| Some(numbers.value(row).to_string()))
            }
            ColumnValues::Other(array) => write(array),
            ColumnValues::Text(_)
            | ColumnValues::Instant(_)
            | ColumnValues::Wall(_)
            | ColumnValues::Nothing => StringArray::new_null(0),
        });
        (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row))
    }
}

impl ColumnValues {
    /// Returns the values of an array; `None` for a type that is not read.
    fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Null => Self::Nothing,
            DataType::Utf8View => Self::Text(array.as_string_view_opt()?.clone().to_binary_view()),
            DataType::BinaryView => Self::Text(array.as_binary_view_opt()?.clone()),
            DataType::Int8 => Self::Whole(whole::<Int8Type>(array)?),
            DataType::Int16 => Self::Whole(whole::<Int16Type>(array)?),
            DataType::Int32 => Self::Whole(whole::<Int32Type>(array)?),
            DataType::Int64 => Self::Whole(whole::<Int64Type>(array)?),
            DataType::UInt8 => Self::Whole(whole::<UInt8Type>(array)?),
            DataType::UInt16 => Self::Whole(whole::<UInt16Type>(array)?),
            DataType::UInt32 => Self::Whole(whole::<UInt32Type>(array)?),
            DataType::UInt64 => {
                match array.as_primitive_opt::<UInt64Type>()?.try_unary(i64::try_from) {
                    Ok(numbers) => Self::Whole(numbers),
                    Err(_) => Self::Other(array.clone()),
                }
            }
            DataType::Timestamp(unit, zone) => {
                let millis = timestamps(array, *unit)?;
                if zone.is_some() { Self::Instant(millis) } else { Self::Wall(millis) }
            }
            DataType::Date32 => {
                let days = array.as_primitive_opt::<Date32Type>()?;
                Self::Wall(days.unary(|day| in_range(i64::from(day) * DAY_MS)))
            }
            DataType::Date64 => Self::Wall(array.as_primitive_opt::<Date64Type>()?.unary(in_range)),
            DataType::FixedSizeBinary(_) => {
                let bytes = array.as_fixed_size_binary_opt()?;
                let all = (0..bytes.len()).filter(|row| bytes.is_valid(*row));
                all.map(|row| padded(bytes.value(row))).all(|text| text.is_some()).then_some(())?;
                Self::Other(array.clone())
            }
            DataType::Boolean
            | DataType::Float16
            | DataType::Float32
            | DataType::Float64
            | DataType::Decimal32(..)
            | DataType::Decimal64(..)
            | DataType::Decimal128(..)
            | DataType::Decimal256(..) => Self::Other(array.clone()),
            _ => return None,
        })
    }
}

fn whole<T: ArrowPrimitiveType>(array: &ArrayRef) -> Option<Int64Array>
where
    T::Native: Into<i64>,
{
    Some(array.as_primitive_opt::<T>()?.unary(Into::into))
}

fn in_range(millis: i64) -> i64 {
    if IN_RANGE.contains(&millis) { millis } else { OUT_OF_RANGE }
}

/// Returns timestamps in milliseconds.
fn timestamps(array: &ArrayRef, unit: TimeUnit) -> Option<Int64Array> {
    Some(match unit {
        TimeUnit::Second => array
            .as_primitive_opt::<TimestampSecondType>()?
            .unary(|seconds| in_range(seconds.saturating_mul(1_000))),
        TimeUnit::Millisecond => {
            array.as_primitive_opt::<TimestampMillisecondType>()?.unary(in_range)
        }
        TimeUnit::Microsecond => array
            .as_primitive_opt::<TimestampMicrosecondType>()?
            .unary(|micros| in_range(micros.div_euclid(1_000))),
        TimeUnit::Nanosecond => array
            .as_primitive_opt::<TimestampNanosecondType>()?
            .unary(|nanos| in_range(nanos.div_euclid(1_000_000))),
    })
}

/// Returns bytes of a fixed length as text, without the zero bytes that fill them up; `None` where
/// they are none.
fn padded(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?.trim_end_matches('\0');
    (!text.contains(char::is_control)).then_some(text)
}

/// Returns the texts of an array, row by row.
fn each(array: &dyn Array, text: impl Fn(usize) -> Option<String>) -> StringArray {
    (0..array.len()).map(|row| if array.is_valid(row) { text(row) } else { None }).collect()
}

/// Writes the values of an array as text.
fn write(array: &ArrayRef) -> StringArray {
    match array.data_type() {
        DataType::Boolean => {
            let all = array.as_boolean();
            each(all, |row| Some(all.value(row).to_string()))
        }
        DataType::UInt64 => {
            let all = array.as_primitive::<UInt64Type>();
            each(all, |row| Some(all.value(row).to_string()))
        }
        DataType::Float16 => {
            let all = array.as_primitive::<Float16Type>();
            each(all, |row| float(f64::from(all.value(row)).to_string()))
        }
        DataType::Float32 => {
            let all = array.as_primitive::<Float32Type>();
            each(all, |row| float(all.value(row).to_string()))
        }
        DataType::Float64 => {
            let all = array.as_primitive::<Float64Type>();
            each(all, |row| float(all.value(row).to_string()))
        }
        DataType::Decimal32(..) => decimals::<Decimal32Type>(array.as_primitive()),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(array.as_primitive()),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(array.as_primitive()),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(array.as_primitive()),
        DataType::FixedSizeBinary(_) => {
            let all = array.as_fixed_size_binary();
            each(all, |row| padded(all.value(row)).map(str::to_owned))
        }
        _ => StringArray::new_null(array.len()),
    }
}

/// Returns the text of a floating-point number; "not a number" is how some programs store that there
/// is none.
fn float(text: String) -> Option<String> {
    (text != "NaN").then_some(text)
}

fn decimals<T: DecimalType>(array: &PrimitiveArray<T>) -> StringArray {
    each(array, |row| Some(array.value_as_string(row)))
}

/// Finds the first id that a floating-point number does not hold exactly: one that is not whole, or
/// is beyond what the type counts one by one.
fn inexact(array: &ArrayRef) -> Option<(usize, String)> {
    let first = |number: &dyn Fn(usize) -> f64, last: f64| {
        let wrong = |number: f64| number.fract() != 0.0 || number.abs() > last;
        let rows = (0..array.len()).filter(|row| array.is_valid(*row));
        rows.map(|row| (row, number(row)))
            .find(|(_, number)| !number.is_nan() && wrong(*number))
            .map(|(row, number)| (row, number.to_string()))
    };
    match array.data_type() {
        DataType::Float16 => {
            let all = array.as_primitive_opt::<Float16Type>()?;
            first(&|row| f64::from(all.value(row)), 2_048.0)
        }
        DataType::Float32 => {
            let all = array.as_primitive_opt::<Float32Type>()?;
            first(&|row| f64::from(all.value(row)), 16_777_216.0)
        }
        DataType::Float64 => {
            let all = array.as_primitive_opt::<Float64Type>()?;
            first(&|row| all.value(row), 9_007_199_254_740_992.0)
        }
        _ => None,
    }
}
