//! Reads a table in chunks of cells, on several threads where it is a text: they cut blocks in turn
//! and take them apart.
//!
//! Rows are numbered within their block until all blocks are known.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::domain::to_u64;
use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::scan::order_file::RowSource;
use crate::input::table::block_reader::{BlockPlace, BlockReader};
use crate::input::table::cell_chunk::{CellChunk, ChunkScan};
use crate::input::table::csv::chunks::{Block, BlockError, Chunks, Ends, KeyField};
use crate::input::table::csv::dialect::CsvLayout;
use crate::input::table::csv::fill::CsvReader;
use crate::input::table::foreign_ids::ForeignIds;
use crate::input::table::jsonl::rows::JsonRows;
use crate::input::table::row::{Cell, Row};
use crate::input::{RowProblem, SourceError};

/// How a table is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadPlan {
    /// Threads, at most; with one, rows come in the order of the table.
    pub(crate) threads: usize,
    /// Bytes of a block; `None` is the usual count.
    pub(crate) block: Option<usize>,
}

/// Reads all rows of a table into a scan.
pub(crate) fn read_table<P: ChunkScan>(
    input: &Input,
    source: &mut RowSource,
    plan: ReadPlan,
    scan: impl Fn() -> P,
) -> Result<P, SourceError> {
    let small = input.is_small().then_some(SMALL_BLOCK);
    let plan = ReadPlan { block: plan.block.or(small), ..plan };
    match source {
        RowSource::Delimited { encoding, delimiter, header } => {
            let layout = CsvLayout {
                delimiter: *delimiter,
                titles: header.titles(),
                key: header.column("order_id").unwrap_or(0),
                header_row: header.row,
            };
            let foreign = ForeignIds::of(header);
            let reader = || CsvReader::new(layout, foreign.clone());
            read_delimited(input, *encoding, &reader, plan, &scan)
        }
        RowSource::Lines { encoding, keys, header } => {
            let reader = Utf8Reader::new(input.bytes()?, *encoding);
            let foreign = ForeignIds::of(header);
            let rows = || JsonRows::new(keys.borrow().for_part(), foreign.clone());
            let worker = || Worker { scan: scan(), reader: rows() };
            let workers = (0..plan.threads.max(1)).map(|_| worker()).collect();
            let layout = Layout { ends: Ends::Lines, key: None, header_row: 0, block: plan.block };
            let (scan, parts) =
                read(reader, layout, workers).map_err(|refused| refused.of(input))?;
            keys.borrow_mut().join(parts.into_iter().map(|reader| reader.keys));
            Ok(scan)
        }
        RowSource::Sheet { .. } | RowSource::Facts(_) => read_rows(input, source, scan()),
        #[cfg(feature = "parquet")]
        RowSource::Parquet { header } => {
            let scans = (0..plan.threads.max(1)).map(|_| scan()).collect();
            let read = crate::input::table::parquet::read(input, header, scans)?;
            read.ok_or_else(|| SourceError::NoRows { path: input.name().to_owned() })
        }
    }
}

/// Reads delimited text: first as if quotes stood as they should, then with more and more care.
fn read_delimited<P: ChunkScan>(
    input: &Input,
    encoding: TextEncoding,
    reader: &dyn Fn() -> CsvReader,
    plan: ReadPlan,
    scan: &impl Fn() -> P,
) -> Result<P, SourceError> {
    let layout = reader().layout();
    let with = |ends: Ends, threads: usize| {
        let text = Utf8Reader::new(input.bytes()?, encoding);
        let worker = || Worker { scan: scan(), reader: reader() };
        let workers = (0..threads.max(1)).map(|_| worker()).collect();
        let key = Some(KeyField { delimiter: layout.delimiter, column: layout.key });
        let blocks = Layout { ends, key, header_row: layout.header_row, block: plan.block };
        Ok(read(text, blocks, workers))
    };
    for ends in [Ends::RecordsWithoutQuotes, Ends::Records] {
        match with(ends, plan.threads)? {
            Ok((scan, _)) => return Ok(scan),
            Err(Refused::Io(cause)) => return Err(input.unreadable(cause)),
            Err(Refused::OpenQuote { .. } | Refused::LateTitles) => {}
        }
    }
    let ends = Ends::RecordsWithCare { delimiter: layout.delimiter };
    match with(ends, 1)? {
        Ok((scan, _)) => Ok(scan),
        Err(refused) => Err(refused.of(input)),
    }
}

/// Reads a table that is no text, one row after another.
fn read_rows<P: ChunkScan>(
    input: &Input,
    source: &mut RowSource,
    mut scan: P,
) -> Result<P, SourceError> {
    let mut chunk = CellChunk::new(scan.columns());
    let foreign = ForeignIds::of(source.header());
    let sheet = source.sheet();
    source.each_row(input, &mut |row: &dyn Row, problem| {
        let lacks_id = foreign.id().is_some_and(|id| row.cell(id) == Cell::Empty);
        let text = |column: usize| row.cell(column).to_text();
        let of_other = || foreign.problem(row.number(), std::iter::empty(), text);
        match problem.or_else(|| lacks_id.then(of_other).flatten()) {
            Some(problem) => {
                chunk.problems.push(RowProblem { sheet: sheet.clone(), ..problem });
            }
            None => {
                chunk.push(row);
            }
        }
        if chunk.is_full() {
            scan.chunk(&mut chunk);
            chunk.clear(0);
        }
    })?;
    scan.chunk(&mut chunk);
    scan.end_block(0);
    scan.settle(&|row| row);
    Ok(scan)
}

/// Bytes of a small file's blocks: memory that is touched for the first time costs more than
/// reading what comes into it.
const SMALL_BLOCK: usize = 64 * 1024;

/// How a text is taken apart.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Where blocks may end.
    ends: Ends,
    /// The field that rows of one order share; `None` where blocks end with any row.
    key: Option<KeyField>,
    /// The row that holds the titles; what is above it is none of the table. 0 where there is none.
    header_row: u64,
    /// Bytes of a block; `None` is the usual count.
    block: Option<usize>,
}

/// Why a text cannot be read so.
#[derive(Debug)]
enum Refused {
    /// It failed.
    Io(io::Error),
    /// A block was cut in the wrong place, or a quote is never closed: in this row, where rows are
    /// read in order.
    OpenQuote { row: u64 },
    /// The titles stand below the first block.
    LateTitles,
}

impl Refused {
    fn of(self, input: &Input) -> SourceError {
        match self {
            Self::Io(cause) => input.unreadable(cause),
            Self::OpenQuote { row } => SourceError::BrokenText {
                path: input.name().to_owned(),
                row,
                problem: "a quote is opened and never closed",
            },
            Self::LateTitles => {
                let cause = io::Error::new(io::ErrorKind::InvalidData, "the titles come too late");
                input.unreadable(cause)
            }
        }
    }
}

/// Where in a row's number its block stands; the row within the block is below.
pub(crate) const BLOCK_SHIFT: u32 = 32;

/// From where rows are numbered while they are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// From the beginning of the file: one thread reads all blocks.
    OfFile,
    /// From the beginning of their block, whose number stands above [`BLOCK_SHIFT`].
    OfBlock,
}

struct Shared<R> {
    blocks: Mutex<Chunks<R>>,
    stop: AtomicBool,
    numbering: Numbering,
}

/// What a thread reads with.
struct Worker<P, S> {
    /// Takes the rows.
    scan: P,
    /// Takes blocks apart.
    reader: S,
}

/// What a thread has found.
struct ThreadResult<P, S> {
    worker: Worker<P, S>,
    /// Blocks and how many rows they hold.
    counts: Vec<(u64, u64)>,
    refused: Option<Refused>,
}

/// What all threads have found, joined, and what they took blocks apart with.
type Joined<P, S> = (P, Vec<S>);

/// Reads a text into a scan, on as many threads as there are workers.
fn read<P: ChunkScan, S: BlockReader>(
    reader: impl Read + Send,
    layout: Layout,
    mut workers: Vec<Worker<P, S>>,
) -> Result<Joined<P, S>, Refused> {
    let mut blocks = Chunks::new(reader, layout.ends, layout.block).with_key(layout.key);
    let mut buffer = Vec::new();
    let first = blocks.next(&mut buffer).map_err(Refused::from)?;
    if first.is_none_or(|block| block.last) {
        workers.truncate(1);
    }
    let numbering = if workers.len() == 1 { Numbering::OfFile } else { Numbering::OfBlock };
    let shared = Shared { blocks: Mutex::new(blocks), stop: AtomicBool::new(false), numbering };
    let Some(own) = workers.pop() else { return Err(Refused::LateTitles) };
    let parts = std::thread::scope(|scope| {
        let shared = &shared;
        let others: Vec<_> = workers
            .into_iter()
            .map(|worker| {
                scope.spawn(move || ThreadResult::new(worker).work(shared, None, Vec::new()))
            })
            .collect();
        let mut parts = vec![ThreadResult::new(own).work(shared, first, buffer)];
        for other in others {
            match other.join() {
                Ok(part) => parts.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    join(parts, layout, numbering)
}

impl<P: ChunkScan, S: BlockReader> ThreadResult<P, S> {
    fn new(worker: Worker<P, S>) -> Self {
        Self { worker, counts: Vec::new(), refused: None }
    }

    /// Takes blocks apart until there are no more.
    fn work<R: Read>(mut self, shared: &Shared<R>, first: Option<Block>, buffer: Vec<u8>) -> Self {
        let mut chunk = CellChunk::new(self.worker.scan.columns());
        chunk.buffer = buffer;
        let mut rows = 0;
        let mut block = match first {
            Some(block) => Some(block),
            None => self.fetch(shared, &mut chunk.buffer, rows),
        };
        while let Some(next) = block {
            let before = match shared.numbering {
                Numbering::OfFile => rows,
                Numbering::OfBlock => next.number << BLOCK_SHIFT,
            };
            rows += self.block(&mut chunk, next, before);
            if self.refused.is_some() {
                shared.stop.store(true, Ordering::Relaxed);
                break;
            }
            block = self.fetch(shared, &mut chunk.buffer, rows);
        }
        self
    }

    /// Fetches the next block, after so many rows.
    fn fetch<R: Read>(
        &mut self,
        shared: &Shared<R>,
        buffer: &mut Vec<u8>,
        rows: u64,
    ) -> Option<Block> {
        if shared.stop.load(Ordering::Relaxed) {
            return None;
        }
        let next = shared.blocks.lock().unwrap_or_else(PoisonError::into_inner).next(buffer);
        match next {
            Ok(block) => block,
            Err(error) => {
                shared.stop.store(true, Ordering::Relaxed);
                self.refused = Some(match Refused::from(error) {
                    Refused::OpenQuote { row } => Refused::OpenQuote { row: rows + row },
                    other => other,
                });
                None
            }
        }
    }

    /// Takes a block apart; returns the count of its rows.
    fn block(&mut self, chunk: &mut CellChunk, block: Block, before: u64) -> u64 {
        let Worker { scan, reader } = &mut self.worker;
        let place = BlockPlace { before, length: block.length, last: block.last };
        let count = match reader.read(chunk, place, &mut |chunk| scan.chunk(chunk)) {
            Ok(count) => count,
            Err(open) => {
                let row = before.saturating_add(to_u64(open.records)).saturating_add(1);
                self.refused = Some(Refused::OpenQuote { row });
                return 0;
            }
        };
        self.counts.push((block.number, count));
        self.worker.scan.end_block(block.number);
        count
    }
}

/// Joins what the threads have found.
fn join<P: ChunkScan, S>(
    parts: Vec<ThreadResult<P, S>>,
    layout: Layout,
    numbering: Numbering,
) -> Result<Joined<P, S>, Refused> {
    let (mut counts, mut readers) = (Vec::new(), Vec::new());
    let mut joined: Option<P> = None;
    for part in parts {
        if let Some(refused) = part.refused {
            return Err(refused);
        }
        counts.extend(part.counts);
        readers.push(part.worker.reader);
        match &mut joined {
            Some(joined) => joined.absorb(part.worker.scan),
            None => joined = Some(part.worker.scan),
        }
    }
    counts.sort_unstable();
    let first = counts.first().map_or(0, |(_, count)| *count);
    let Some(mut scan) = joined else { return Err(Refused::LateTitles) };
    if numbering == Numbering::OfFile {
        scan.settle(&|row| row);
        return Ok((scan, readers));
    }
    if counts.len() > 1 && first < layout.header_row {
        return Err(Refused::LateTitles);
    }
    let bases: Vec<u64> = counts
        .iter()
        .scan(0, |base, (_, count)| {
            let before = *base;
            *base += count;
            Some(before)
        })
        .collect();
    scan.settle(&|row: u64| {
        let block = usize::try_from(row >> BLOCK_SHIFT).expect("32 bits are left");
        let base = bases.get(block).expect("each block that was read has a count");
        base + (row & ((1 << BLOCK_SHIFT) - 1))
    });
    Ok((scan, readers))
}

impl From<BlockError> for Refused {
    fn from(error: BlockError) -> Self {
        match error {
            BlockError::Io(cause) => Self::Io(cause),
            BlockError::TooLong => Self::OpenQuote { row: 1 },
        }
    }
}
