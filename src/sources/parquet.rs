//! Plain tables from Apache Parquet (cargo feature `parquet`): a column's values are read in
//! batches, and put together to rows.

use std::fs::File;

use chrono::DateTime;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use super::SourceError;
use super::input::Input;
use super::table::{Cell, Row};
use crate::domain::WallTime;

/// Rows read at a time.
const BATCH: usize = 4096;

/// One value.
enum Value {
    Empty,
    Bytes(ByteArray),
    Text(String),
    Whole(i64),
    Wall(WallTime),
    /// Of a type that no plain table has.
    Odd,
}

/// The columns of a batch: values by column, `None` where a column is not read.
struct Batch {
    columns: Vec<Option<Vec<Value>>>,
}

/// One row of a batch. The titles are row 1.
struct BatchRow<'a> {
    batch: &'a Batch,
    at: usize,
    number: u64,
}

/// Returns the titles of a file's columns.
pub(super) fn titles(input: &Input) -> Result<Vec<String>, SourceError> {
    let reader = open(input)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    Ok(schema.columns().iter().map(|column| column.path().string()).collect())
}

/// Visits every row. Of the columns, only those in `wanted` are read; the others are empty.
pub(super) fn each_row(
    input: &Input,
    wanted: &[usize],
    visit: &mut dyn FnMut(&dyn Row),
) -> Result<(), SourceError> {
    let reader = open(input)?;
    let broken = |cause: ParquetError| broken(input, &cause);
    let mut number = 2;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(broken)?;
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let mut columns = Vec::new();
        for (at, column) in schema.columns().iter().enumerate() {
            let plain = column.max_rep_level() == 0 && wanted.contains(&at);
            columns.push(if plain {
                Some((column, group.get_column_reader(at).map_err(broken)?))
            } else {
                None
            });
        }
        let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        while left > 0 {
            let count = left.min(BATCH);
            let mut batch = Batch { columns: Vec::new() };
            for column in &mut columns {
                let values = match column {
                    Some((about, reader)) => Some(read(about, reader, count).map_err(broken)?),
                    None => None,
                };
                batch.columns.push(values);
            }
            for at in 0..count {
                visit(&BatchRow { batch: &batch, at, number });
                number += 1;
            }
            left -= count;
        }
    }
    Ok(())
}

fn open(input: &Input) -> Result<SerializedFileReader<File>, SourceError> {
    SerializedFileReader::new(input.seekable()?).map_err(|cause| broken(input, &cause))
}

fn broken(input: &Input, cause: &ParquetError) -> SourceError {
    SourceError::BrokenParquet { path: input.name().to_owned(), cause: cause.to_string() }
}

/// Reads the next values of a column.
fn read(
    about: &ColumnDescriptor,
    reader: &mut ColumnReader,
    count: usize,
) -> Result<Vec<Value>, ParquetError> {
    let count = (count, about.max_def_level());
    match reader {
        ColumnReader::ByteArrayColumnReader(reader) => values(reader, count, Value::Bytes),
        ColumnReader::Int64ColumnReader(reader) => {
            let meaning = about.logical_type_ref().cloned();
            values(reader, count, |number| whole(number, meaning.as_ref()))
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let meaning = about.logical_type_ref().cloned();
            values(reader, count, |number| whole(i64::from(number), meaning.as_ref()))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            values(reader, count, |number| Value::Text(number.to_string()))
        }
        ColumnReader::FloatColumnReader(reader) => {
            values(reader, count, |number| Value::Text(number.to_string()))
        }
        ColumnReader::BoolColumnReader(reader) => {
            values(reader, count, |yes| Value::Text(yes.to_string()))
        }
        ColumnReader::Int96ColumnReader(reader) => values(reader, count, |_| Value::Odd),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            values(reader, count, |_| Value::Odd)
        }
    }
}

/// Reads values and puts the empty ones between them.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    (count, full): (usize, i16),
    value: impl Fn(T::T) -> Value,
) -> Result<Vec<Value>, ParquetError> {
    let (mut levels, mut found) = (Vec::new(), Vec::new());
    let mut rows = 0;
    while rows < count {
        let (read, _, _) =
            reader.read_records(count - rows, Some(&mut levels), None, &mut found)?;
        if read == 0 {
            return Err(ParquetError::EOF("a column ends before its group".to_owned()));
        }
        rows += read;
    }
    // Columns that are always filled have no levels.
    if levels.is_empty() {
        return Ok(found.into_iter().map(value).collect());
    }
    let mut found = found.into_iter();
    let next = |level| {
        let filled = if level == full { found.next() } else { None };
        filled.map_or(Value::Empty, &value)
    };
    Ok(levels.into_iter().map(next).collect())
}

/// Returns what a whole number stands for.
fn whole(number: i64, meaning: Option<&LogicalType>) -> Value {
    let day = || DateTime::from_timestamp(number.checked_mul(86_400)?, 0);
    let value = match meaning {
        Some(LogicalType::Timestamp(stamp)) => {
            let moment = match stamp.unit {
                TimeUnit::MILLIS => DateTime::from_timestamp_millis(number),
                TimeUnit::MICROS => DateTime::from_timestamp_micros(number),
                TimeUnit::NANOS => Some(DateTime::from_timestamp_nanos(number)),
            };
            moment.map(|moment| {
                if stamp.is_adjusted_to_u_t_c {
                    Value::Text(moment.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
                } else {
                    Value::Wall(moment.naive_utc())
                }
            })
        }
        Some(LogicalType::Date) => day().map(|day| Value::Text(day.date_naive().to_string())),
        Some(LogicalType::Decimal(decimal)) => Some(Value::Text(scaled(number, decimal.scale))),
        Some(_) | None => Some(Value::Whole(number)),
    };
    value.unwrap_or(Value::Odd)
}

/// Writes a number of units of a power of ten.
fn scaled(number: i64, scale: i32) -> String {
    let places = usize::try_from(scale).unwrap_or(0);
    if places == 0 {
        return number.to_string();
    }
    let digits = format!("{:0width$}", number.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{}{whole}.{fraction}", if number < 0 { "-" } else { "" })
}

impl Row for BatchRow<'_> {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.batch.columns.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let values = self.batch.columns.get(column).and_then(Option::as_ref);
        let Some(value) = values.and_then(|values| values.get(self.at)) else { return Cell::Empty };
        match value {
            Value::Empty => Cell::Empty,
            Value::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                Ok(found) => match found.trim() {
                    "" => Cell::Empty,
                    text => Cell::Text(text),
                },
                Err(_) => Cell::Error("bytes that are not UTF-8"),
            },
            Value::Text(found) => Cell::Text(found),
            Value::Whole(number) => Cell::Whole(*number),
            Value::Wall(wall) => Cell::Date(*wall),
            Value::Odd => Cell::Error("a value of a type that is not read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places() {
        assert_eq!(scaled(1_234, 2), "12.34");
        assert_eq!(scaled(-5, 2), "-0.05");
        assert_eq!(scaled(7, 0), "7");
    }

    #[test]
    fn moments_say_whether_they_name_a_zone() {
        let stamp = |utc| LogicalType::timestamp(utc, TimeUnit::MICROS);
        let at = 1_768_576_321_000_000;
        let Value::Text(text) = whole(at, Some(&stamp(true))) else { panic!("no text") };
        assert_eq!(text, "2026-01-16T15:12:01.000Z");
        assert!(matches!(whole(at, Some(&stamp(false))), Value::Wall(_)));
        assert!(matches!(whole(5, None), Value::Whole(5)));
    }

    use std::sync::Arc;

    use parquet::data_type::{ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use crate::domain::{Order, OrderTally};
    use crate::sources::{InputFile, ReadOptions, Spec, open as open_inputs};

    const SCHEMA: &str = "message orders {
        required int64 order_id;
        optional binary created_at (STRING);
        optional int64 paid_at (TIMESTAMP(MICROS, true));
        optional int64 completed_at (TIMESTAMP(MILLIS, false));
        optional int64 amount (DECIMAL(18, 2));
        optional binary currency (STRING);
        optional binary colour (STRING);
    }";

    /// Keeps each order in words.
    #[derive(Default)]
    struct Shown(Vec<String>);

    impl OrderTally for Shown {
        fn fresh(&self) -> Self {
            Self::default()
        }

        fn add(&mut self, order: &Order<'_>) {
            let shown = |at: Option<crate::domain::Moment>| at.map(|at| at.to_string());
            self.0.push(format!(
                "{} {} {:?} {:?} {:?}",
                order.id,
                order.created_at,
                shown(order.paid_at),
                shown(order.completed_at),
                order.amount.map(|amount| amount.to_string()),
            ));
        }

        fn merge(&mut self, other: Self) {
            self.0.extend(other.0);
        }
    }

    fn write(rows: usize) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut writer =
            SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut at = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            // Of every three rows the last has no optional values but the date of placing.
            let filled = |row: &usize| at <= 1 || row % 3 != 2;
            let levels: Vec<i16> = (0..rows).map(|row| i16::from(filled(&row))).collect();
            let present = (0..rows).filter(filled);
            if [0, 2, 3, 4].contains(&at) {
                let base =
                    [8_200_000_000_000_001, 0, 1_768_576_321_000_000, 1_768_576_321_000, 1_234];
                let values: Vec<i64> =
                    present.map(|row| base[at] + i64::try_from(row).unwrap()).collect();
                let levels = (at > 0).then_some(levels.as_slice());
                column.typed::<Int64Type>().write_batch(&values, levels, None).unwrap();
            } else {
                let texts = ["", "2026-01-10T00:00:00Z", "", "", "", "USD", "red"];
                let values: Vec<ByteArray> = present.map(|_| ByteArray::from(texts[at])).collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
            }
            column.close().unwrap();
            at += 1;
        }
        group.close().unwrap();
        writer.close().unwrap();
        file
    }

    #[test]
    fn a_table_is_read_with_every_type_it_may_have() {
        let file = write(10_000);
        let spec = Spec::Path(file.path().to_owned());
        let files = [InputFile { spec, shop: None }];
        let mut inputs = open_inputs(&files, &ReadOptions::default()).unwrap();
        let read = inputs.read_orders(Shown::default()).unwrap();
        assert_eq!(read.orders, 10_000);
        assert_eq!(
            read.tally.0[..3],
            [
                "8200000000000001 2026-01-10T00:00:00Z Some(\"2026-01-16T15:12:01Z\") \
                 Some(\"2026-01-16T23:12:01Z\") Some(\"USD 12.34\")",
                "8200000000000002 2026-01-10T00:00:00Z Some(\"2026-01-16T15:12:01Z\") \
                 Some(\"2026-01-16T23:12:01.001Z\") Some(\"USD 12.35\")",
                "8200000000000003 2026-01-10T00:00:00Z None None None",
            ]
        );
        let notes = inputs.files()[0].notes.join("; ");
        assert!(notes.contains("`colour`"), "{notes}");
    }

    #[test]
    fn a_file_cut_off_is_refused() {
        let file = write(100);
        let whole = std::fs::read(file.path()).unwrap();
        let cut = tempfile::NamedTempFile::new().unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own file")]
        std::fs::write(cut.path(), &whole[..whole.len() / 2]).unwrap();
        let files = [InputFile { spec: Spec::Path(cut.path().to_owned()), shop: None }];
        let Err(error) = open_inputs(&files, &ReadOptions::default()) else { panic!("taken") };
        assert!(error.to_string().contains("damaged Parquet file"), "{error}");
    }
}
