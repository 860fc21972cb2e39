//! Plain tables from Apache Parquet: every thread takes the next row group, and of its columns
//! those that the question needs.
//!
//! The `parquet` crate's Arrow reader unpacks them, whatever their codec, encoding and type. What
//! it gives becomes one of a few kinds of cells in `columns`.

mod columns;
mod file;
mod pages;
mod rows;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use arrow_schema::{DataType, Field, Schema, TimeUnit};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels};
use parquet::basic::{LogicalType, Type};
use parquet::errors::ParquetError;

use self::columns::{BatchColumn, ColumnUse, Unfit, unfit};
use self::file::SharedFile;
use self::pages::CheckedGroup;
use self::rows::{BatchRow, RowBatch};
use crate::input::SourceError;
use crate::input::container::raw_file::Input;
use crate::input::table::cell_chunk::{CellChunk, ChunkScan};
use crate::input::table::header::Header;

/// Rows of a batch.
const ROWS: usize = 4096;
/// Fields that are ids: of a floating-point number they are read only where it is exact.
const IDS: [&str; 4] = ["order_id", "dispute_id", "line_id", "product_id"];

/// A file, open.
struct ParquetTable<'a> {
    input: &'a Input,
    file: SharedFile,
    metadata: ArrowReaderMetadata,
}

/// What is read of a table.
struct ColumnSelection {
    /// Columns, counted from 0, in rising order.
    columns: Vec<usize>,
    /// Those of them that are ids.
    ids: Vec<usize>,
}

impl ColumnSelection {
    fn new(header: &Header, mut columns: Vec<usize>) -> Self {
        columns.sort_unstable();
        columns.dedup();
        let ids = IDS.iter().flat_map(|field| header.columns(field)).copied().collect();
        Self { columns, ids }
    }
}

/// Returns the titles of a file's columns: of nested columns, the one that holds the others.
pub(crate) fn titles(input: &Input) -> Result<Vec<String>, SourceError> {
    let table = ParquetTable::open(input)?;
    Ok(table.metadata.schema().fields().iter().map(|field| field.name().clone()).collect())
}

/// Refuses a file with a column of a known field that holds what no field can be read from.
pub(crate) fn check_types(input: &Input, header: &Header) -> Result<(), SourceError> {
    let table = ParquetTable::open(input)?;
    for column in header.read_columns() {
        if let Some(wrong) = table.unfit(column) {
            return Err(table.unfit_error(column, 0, wrong));
        }
    }
    Ok(())
}

/// Reads a file into a scan, on as many threads as there are scans.
pub(crate) fn read<P: ChunkScan>(
    input: &Input,
    header: &Header,
    mut scans: Vec<P>,
) -> Result<Option<P>, SourceError> {
    let table = ParquetTable::open(input)?;
    let groups = table.groups();
    scans.truncate(groups.max(1));
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |mut scan: P| {
        let wanted = ColumnSelection::new(header, scan.columns().to_vec());
        let mut chunk = CellChunk::new(scan.columns());
        while !stop.load(Ordering::Relaxed) {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= groups {
                break;
            }
            let read = table.batches(group, &wanted, &mut |batch| {
                batch.each().for_each(|row| push(&mut scan, &mut chunk, &row));
            });
            if let Err(error) = read {
                stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
            scan.chunk(&mut chunk);
            chunk.clear(0);
            scan.end_block(u64::try_from(group).expect("a file has fewer row groups than bytes"));
        }
        Ok(scan)
    };
    let Some(own) = scans.pop() else { return Ok(None) };
    let parts = std::thread::scope(|scope| {
        let others: Vec<_> = scans.into_iter().map(|scan| scope.spawn(|| work(scan))).collect();
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
        let part = part?;
        match &mut joined {
            Some(joined) => joined.absorb(part),
            None => joined = Some(part),
        }
    }
    if let Some(scan) = &mut joined {
        scan.settle(&|row| row);
    }
    Ok(joined)
}

/// Adds a row to a chunk, which is handed over once it is full.
fn push(scan: &mut impl ChunkScan, chunk: &mut CellChunk, row: &BatchRow<'_>) {
    chunk.push(row);
    if chunk.is_full() {
        scan.chunk(chunk);
        chunk.clear(0);
    }
}

fn broken(input: &Input, cause: impl ToString) -> SourceError {
    SourceError::BrokenParquet { path: input.name().to_owned(), cause: cause.to_string() }
}

/// Opens a file with types that the columns of a batch are made of.
fn metadata(file: &SharedFile) -> Result<ArrowReaderMetadata, ParquetError> {
    let plain = || ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let stored = ArrowReaderMetadata::load(file, plain())?;
    let parquet = stored.metadata().clone();
    // What the writer says of Arrow types is a hint: where it is damaged, the file's own types do.
    let hinted = ArrowReaderMetadata::try_new(parquet.clone(), ArrowReaderOptions::new());
    let schema = hinted.as_ref().unwrap_or(&stored).schema();
    let roots = parquet.file_metadata().schema_descr().root_schema().get_fields();
    let fields = schema.fields().iter().zip(roots).map(|(field, stored)| {
        let is_int96 = stored.is_primitive() && stored.get_physical_type() == Type::INT96;
        let data_type = match field.data_type() {
            // Spark, Hive and Impala write nothing but UTC in it. Nanoseconds would overflow.
            DataType::Timestamp(..) if is_int96 => {
                DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()))
            }
            other => read_as(other),
        };
        Field::clone(field).with_data_type(data_type)
    });
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    ArrowReaderMetadata::try_new(parquet, options)
}

/// Returns the type to read a type as: texts of any kind without copying them.
fn read_as(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Dictionary(_, values) => read_as(values),
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        other => other.clone(),
    }
}

impl<'a> ParquetTable<'a> {
    fn open(input: &'a Input) -> Result<Self, SourceError> {
        let file = SharedFile::new(input.seekable()?).map_err(|cause| input.unreadable(cause))?;
        let metadata = metadata(&file).map_err(|cause| broken(input, &cause))?;
        Ok(Self { input, file, metadata })
    }

    fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Returns why a column can be read as no field.
    fn unfit(&self, column: usize) -> Option<Unfit> {
        let root = self.metadata.parquet_schema().root_schema().get_fields().get(column)?;
        if matches!(root.get_basic_info().logical_type_ref(), Some(LogicalType::Uuid)) {
            return Some(Unfit::Type("binary values of 16 bytes (UUID)".to_owned()));
        }
        unfit(self.metadata.schema().fields().get(column)?.data_type())
    }

    fn unfit_error(&self, column: usize, first: u64, wrong: Unfit) -> SourceError {
        let path = self.input.name().to_owned();
        let fields = self.metadata.schema().fields();
        let column = fields.get(column).map_or_else(String::new, |field| field.name().clone());
        match wrong {
            Unfit::Type(holds) => SourceError::ParquetType { path, column, holds },
            Unfit::Id { row, value } => {
                let row = first + u64::try_from(row).expect("a batch has fewer rows than bytes");
                SourceError::FloatId { path, column, row, value }
            }
        }
    }

    /// Returns the number of a group's first row; the titles are row 1.
    fn first_row(&self, group: usize) -> u64 {
        let before = self.metadata.metadata().row_groups().iter().take(group);
        // A count below 0 is refused by the reader when it comes to that group.
        2 + before.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).sum::<u64>()
    }

    fn reader(
        &self,
        group: usize,
        wanted: &ColumnSelection,
    ) -> Result<ParquetRecordBatchReader, ParquetError> {
        let schema = self.metadata.parquet_schema();
        let mask = ProjectionMask::roots(schema, wanted.columns.iter().copied());
        let types = Some(self.metadata.schema().fields());
        let levels = parquet_to_arrow_field_levels(schema, mask, types)?;
        let group = CheckedGroup::new(&self.file, self.metadata.metadata(), group)?;
        ParquetRecordBatchReader::try_new_with_row_groups(&levels, &group, ROWS, None)
    }

    /// Visits the rows of a group in batches.
    fn batches(
        &self,
        group: usize,
        wanted: &ColumnSelection,
        visit: &mut dyn FnMut(&RowBatch),
    ) -> Result<(), SourceError> {
        let broken = |cause: &dyn ToString| {
            broken(self.input, format!("row group {}: {}", group + 1, cause.to_string()))
        };
        let reader = self.reader(group, wanted).map_err(|cause| broken(&cause))?;
        let mut first = self.first_row(group);
        for batch in reader {
            let batch = batch.map_err(|cause| broken(&cause))?;
            let mut columns = Vec::new();
            columns.resize_with(self.metadata.schema().fields().len(), || None);
            for (column, array) in wanted.columns.iter().zip(batch.columns()) {
                let is_id = wanted.ids.contains(column);
                let holds = if is_id { ColumnUse::Ids } else { ColumnUse::Other };
                let read = BatchColumn::new(array, holds)
                    .map_err(|wrong| self.unfit_error(*column, first, wrong))?;
                if let Some(place) = columns.get_mut(*column) {
                    *place = Some(read);
                }
            }
            let rows = batch.num_rows();
            visit(&RowBatch { columns, rows, first });
            first += u64::try_from(rows).expect("a batch has fewer rows than bytes");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
