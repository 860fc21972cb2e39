//! Columns of types and packings that few writers use, value by value.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray};
use parquet::errors::ParquetError;

use super::values::{Meaning, Numbers, Place, Texts, Values, Written, wide_decimal};

/// A column of a row group, read from its first row to its last.
pub(super) struct Slow {
    reader: ColumnReader,
    meaning: Meaning,
    full: i16,
}

/// Values, `None` where there is none.
type Found<T> = Result<Vec<Option<T>>, ParquetError>;

impl Slow {
    pub(super) fn new(reader: ColumnReader, meaning: Meaning, full: i16) -> Self {
        Self { reader, meaning, full }
    }

    /// Reads the values of the next rows.
    pub(super) fn read(&mut self, count: usize) -> Result<Values, ParquetError> {
        let meaning = self.meaning;
        let rows = (count, self.full);
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                Ok(texts(values(reader, rows)?.into_iter()))
            }
            ColumnReader::Int64ColumnReader(reader) => Ok(numbers(values(reader, rows)?, meaning)),
            ColumnReader::Int32ColumnReader(reader) => {
                let found = values(reader, rows)?.into_iter().map(|n| n.map(i64::from));
                Ok(numbers(found.collect(), meaning))
            }
            ColumnReader::DoubleColumnReader(reader) => {
                let bits = |number: f64| number.to_bits().cast_signed();
                let found = values(reader, rows)?.into_iter().map(|n| n.map(bits));
                Ok(numbers(found.collect(), Meaning::Written(Written::Float)))
            }
            ColumnReader::FloatColumnReader(reader) => Ok(shown(values(reader, rows)?)),
            ColumnReader::BoolColumnReader(reader) => Ok(shown(values(reader, rows)?)),
            ColumnReader::Int96ColumnReader(reader) => Ok(odd(&values(reader, rows)?)),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                let found = values(reader, rows)?;
                let Meaning::Written(Written::Decimals(places)) = meaning else {
                    return Ok(odd(&found));
                };
                let written = |bytes: FixedLenByteArray| wide_decimal(bytes.data(), places);
                Ok(texts(found.into_iter().map(|bytes| Some(written(bytes?)?.into_bytes().into()))))
            }
        }
    }
}

/// Reads values and puts the empty ones between them.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    (count, full): (usize, i16),
) -> Found<T::T> {
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
        return Ok(found.into_iter().map(Some).collect());
    }
    let mut found = found.into_iter();
    Ok(levels.into_iter().map(|level| if level == full { found.next() } else { None }).collect())
}

fn texts(found: impl Iterator<Item = Option<ByteArray>>) -> Values {
    let mut texts = Texts::default();
    for bytes in found {
        let place = bytes.and_then(|bytes| {
            let length = u32::try_from(bytes.len()).ok()?;
            Some(Place { buffer: texts.add(bytes)?, start: 0, length })
        });
        texts.places.push(place);
    }
    Values::Texts(texts)
}

fn shown<T: ToString>(found: Vec<Option<T>>) -> Values {
    texts(found.into_iter().map(|value| value.map(|value| value.to_string().into_bytes().into())))
}

fn numbers(found: Vec<Option<i64>>, meaning: Meaning) -> Values {
    match meaning {
        Meaning::Written(written) => texts(found.into_iter().map(|number| {
            number.map(|number| {
                let mut digits = String::new();
                written.write(number, &mut digits);
                digits.into_bytes().into()
            })
        })),
        Meaning::Odd => odd(&found),
        Meaning::Text | Meaning::Whole | Meaning::Moment { .. } => {
            let kept = |number: Option<i64>| number.map(|number| meaning.kept(number));
            Values::Numbers(Numbers::new(found.into_iter().map(kept).collect()))
        }
    }
}

fn odd<T>(found: &[Option<T>]) -> Values {
    Values::Odd(found.iter().map(Option::is_some).collect())
}
