//! Plain tables from Apache Parquet (cargo feature `parquet`): every thread takes the next row group,
//! and of its columns those that somebody looks at.

mod column;
mod file;
mod filled;
mod rows;
mod runs;
mod slow;
mod stored;
mod values;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parquet::basic::Encoding;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::file::statistics::Statistics;

use self::column::Pages;
use self::file::SharedFile;
use self::rows::{Column, Packing, Promise};
pub(crate) use self::rows::{Group, GroupRow, GroupRows};
use self::slow::Slow;
use self::stored::{Right, Shape, Stored};
use self::values::Meaning;
use crate::input::SourceError;
use crate::input::container::raw_file::Input;
use crate::input::scan::parallel::BlockPass;

/// Rows looked at together.
const ROWS: usize = 2048;

/// A file, open.
struct Table<'a> {
    file: Arc<SharedFile>,
    reader: SerializedFileReader<SharedFile>,
    /// The columns that are read.
    wanted: &'a [usize],
}

/// Returns the titles of a file's columns.
pub(crate) fn titles(input: &Input) -> Result<Vec<String>, SourceError> {
    let table = Table::open(input, &[])?;
    let schema = table.reader.metadata().file_metadata().schema_descr_ptr();
    Ok(schema.columns().iter().map(|column| column.path().string()).collect())
}

/// Visits every row. Of the columns, only those in `wanted` are read; the others are empty.
pub(crate) fn each_row(
    input: &Input,
    wanted: &[usize],
    visit: &mut dyn FnMut(&GroupRow<'_>),
) -> Result<(), SourceError> {
    let table = Table::open(input, wanted)?;
    let right = Rc::default();
    for group in 0..table.reader.num_row_groups() {
        let read = table.columns(group, &right).and_then(|mut columns| {
            table.rows(group, &mut columns, &mut |rows| rows.each().for_each(|row| visit(&row)))
        });
        read.map_err(|cause| broken(input, &cause))?;
    }
    Ok(())
}

/// Reads a file into a pass, on as many threads as there are passes; `None` when it must be read
/// one row after another.
pub(crate) fn read<P: BlockPass>(
    input: &Input,
    wanted: &[usize],
    mut passes: Vec<P>,
) -> Result<Option<P>, SourceError> {
    let table = Table::open(input, wanted)?;
    let groups = table.reader.num_row_groups();
    passes.truncate(groups.max(1));
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |mut pass: P| {
        let right = Rc::default();
        while !stop.load(Ordering::Relaxed) {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= groups {
                break;
            }
            let read = table.columns(group, &right).and_then(|mut columns| {
                pass.begin_group(&columns);
                table.rows(group, &mut columns, &mut |rows| pass.rows(rows))
            });
            if let Err(error) = read {
                stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
            pass.end_block(u64::try_from(group).unwrap_or(u64::MAX));
        }
        Ok(pass)
    };
    let Some(own) = passes.pop() else { return Ok(None) };
    let parts = std::thread::scope(|scope| {
        let others: Vec<_> = passes.into_iter().map(|pass| scope.spawn(|| work(pass))).collect();
        let mut parts = vec![work(own)];
        for other in others {
            match other.join() {
                Ok(part) => parts.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    let mut joined: Option<P> = None;
    for part in parts {
        let part = part.map_err(|cause| broken(input, &cause))?;
        match &mut joined {
            Some(joined) => joined.absorb(part),
            None => joined = Some(part),
        }
    }
    if let Some(pass) = &mut joined {
        if pass.words_depend_on_rows_above() {
            return Ok(None);
        }
        pass.settle(&|row| row);
    }
    Ok(joined)
}

/// Tells whether a packing is the usual one of values or levels.
#[expect(deprecated, reason = "some writers name the last one for levels that they do not have")]
fn is_usual(encoding: Encoding) -> bool {
    let dictionary = [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY];
    let others = [Encoding::PLAIN, Encoding::RLE, Encoding::BIT_PACKED];
    dictionary.contains(&encoding) || others.contains(&encoding)
}

/// Returns what the file says of a column's values before any is read.
fn promise(chunk: &ColumnChunkMetaData) -> Promise {
    let dictionary = [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY];
    let in_dictionary = match chunk.page_encoding_stats_mask() {
        Some(pages) => dictionary.iter().any(|encoding| pages.is_only(*encoding)),
        // A dictionary of its own has the same name as values without one.
        None => chunk.encodings().all(|encoding| encoding != Encoding::PLAIN),
    };
    let span = match chunk.statistics() {
        Some(Statistics::Int64(about)) => about.min_opt().copied().zip(about.max_opt().copied()),
        Some(_) | None => None,
    };
    let nulls = chunk.statistics().and_then(Statistics::null_count_opt);
    let values = u64::try_from(chunk.num_values()).ok();
    Promise {
        span,
        in_dictionary,
        in_every_row: nulls == Some(0) || chunk.column_descr().max_def_level() == 0,
        in_no_row: nulls.is_some() && nulls == values,
    }
}

fn broken(input: &Input, cause: &ParquetError) -> SourceError {
    SourceError::BrokenParquet { path: input.name().to_owned(), cause: cause.to_string() }
}

impl<'a> Table<'a> {
    fn open(input: &Input, wanted: &'a [usize]) -> Result<Self, SourceError> {
        let file = SharedFile::new(input.seekable()?).map_err(|cause| input.unreadable(cause))?;
        let reader =
            SerializedFileReader::new(file.clone()).map_err(|cause| broken(input, &cause))?;
        Ok(Self { file: Arc::new(file), reader, wanted })
    }

    /// Visits the rows of a group under their numbers in the file; the titles are row 1.
    fn rows(
        &self,
        group: usize,
        columns: &mut Group,
        visit: &mut impl FnMut(&GroupRows<'_>),
    ) -> Result<(), ParquetError> {
        let rows = |group: usize| {
            let rows = self.reader.metadata().row_groups().get(group).map(|about| about.num_rows());
            rows.and_then(|rows| usize::try_from(rows).ok()).unwrap_or(0)
        };
        let mut first =
            2 + (0..group).map(rows).map(|rows| u64::try_from(rows).unwrap_or(0)).sum::<u64>();
        let mut left = rows(group);
        while left > 0 {
            let count = left.min(ROWS);
            columns.next((count, first), visit)?;
            first += u64::try_from(count).unwrap_or(0);
            left -= count;
        }
        Ok(())
    }

    fn columns(&self, group: usize, right: &Rc<RefCell<Right>>) -> Result<Group, ParquetError> {
        let reader = self.reader.get_row_group(group)?;
        let schema = self.reader.metadata().file_metadata().schema_descr_ptr();
        let mut columns = Vec::new();
        for (at, about) in schema.columns().iter().enumerate() {
            if about.max_rep_level() > 0 || !self.wanted.contains(&at) {
                columns.push(None);
                continue;
            }
            let (meaning, full) = (Meaning::of(about), about.max_def_level());
            let chunk = reader.metadata().column(at);
            let stored = Stored::of(about.physical_type())
                .filter(|_| meaning != Meaning::Odd && chunk.encodings().all(is_usual));
            let packing = match stored {
                Some(stored) => {
                    let rows = usize::try_from(chunk.num_values()).unwrap_or(0);
                    let pages =
                        SerializedPageReader::new(Arc::clone(&self.file), chunk, rows, None)?;
                    Packing::Pages(Box::new(Pages::new(pages, Shape { stored, meaning, full })))
                }
                None => {
                    Packing::Slow(Box::new(Slow::new(reader.get_column_reader(at)?, meaning, full)))
                }
            };
            columns.push(Some(Column::new(packing, meaning, promise(chunk))));
        }
        Ok(Group::new(columns, Rc::clone(right)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::sync::Arc;

    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use parquet::schema::parser::parse_message_type;

    use crate::domain::order_batch::tests::Recorder;
    use crate::domain::{ColumnSet, Projection};
    use crate::input::{InputFile, ReadOptions, Spec, open as open_inputs};

    const SCHEMA: &str = "message orders {
        required int64 order_id;
        optional binary created_at (STRING);
        optional int64 paid_at (TIMESTAMP(MICROS, true));
        optional int64 completed_at (TIMESTAMP(MILLIS, false));
        optional int64 amount (DECIMAL(18, 2));
        optional binary currency (STRING);
        optional binary colour (STRING);
    }";

    fn shown() -> Recorder {
        let moments = ColumnSet::CREATED.and(ColumnSet::PAID).and(ColumnSet::COMPLETED);
        Recorder::new(Projection::of_every_order(moments.and(ColumnSet::AMOUNT)))
    }

    fn write(rows: usize) -> tempfile::NamedTempFile {
        write_groups(&[0], rows)
    }

    /// Writes a group of rows for each start of their ids.
    fn write_groups(starts: &[i64], rows: usize) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut writer =
            SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap();
        for start in starts {
            let mut group = writer.next_row_group().unwrap();
            write_group(&mut group, *start, rows);
            group.close().unwrap();
        }
        writer.close().unwrap();
        file
    }

    fn write_group(group: &mut SerializedRowGroupWriter<'_, File>, start: i64, rows: usize) {
        let mut at = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            // Of every three rows the last has no optional values but the date of placing.
            let filled = |row: &usize| at <= 1 || row % 3 != 2;
            let levels: Vec<i16> = (0..rows).map(|row| i16::from(filled(&row))).collect();
            let present = (0..rows).filter(filled);
            if [0, 2, 3, 4].contains(&at) {
                let first = 8_200_000_000_000_001 + start;
                let base = [first, 0, 1_768_576_321_000_000, 1_768_576_321_000, 1_234];
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
    }

    #[test]
    fn a_table_is_read_with_every_type_it_may_have() {
        let file = write(10_000);
        let spec = Spec::Path(file.path().to_owned());
        let files = [InputFile { spec, shop: None }];
        let mut inputs = open_inputs(&files, &ReadOptions::default()).unwrap();
        let read = inputs.read_orders(shown()).unwrap();
        assert_eq!(read.orders, 10_000);
        assert_eq!(
            read.tally.shown().lines().take(3).collect::<Vec<_>>(),
            [
                "8200000000000001 Moment(1768003200000) Some(Moment(1768576321000)) \
                 Some(Moment(1768605121000)) Some(Unspecified) false Some(Money { minor: 1234, \
                 currency: Currency(USD) })",
                "8200000000000002 Moment(1768003200000) Some(Moment(1768576321000)) \
                 Some(Moment(1768605121001)) Some(Unspecified) false Some(Money { minor: 1235, \
                 currency: Currency(USD) })",
                "8200000000000003 Moment(1768003200000) None None None false None",
            ]
        );
        let caveats = format!("{:?}", inputs.files()[0].caveats);
        assert!(caveats.contains("`colour`"), "{caveats}");
    }

    #[test]
    fn orders_are_counted_once_however_the_ids_of_groups_lie() {
        // Apart, one within another, and with the same ids, of which facts differ.
        for (starts, orders) in [
            (&[0_i64, 50_000, 20_000][..], Some(9_000)),
            (&[0, 1_500, 50_000], None),
            (&[3, 2_999, 5_999], None),
            (&[0, 3_000, 6_000], Some(9_000)),
        ] {
            let file = write_groups(starts, 3_000);
            let files = [InputFile { spec: Spec::Path(file.path().to_owned()), shop: None }];
            let read = |threads: usize| {
                let options = ReadOptions { threads, ..ReadOptions::default() };
                let mut inputs = open_inputs(&files, &options).unwrap();
                inputs.read_orders(shown()).map(|read| read.orders).ok()
            };
            assert_eq!([read(1), read(2)], [orders; 2], "{starts:?}");
        }
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
