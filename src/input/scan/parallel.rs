//! Reads a table of text on several threads: they cut blocks in turn and take them apart.
//!
//! Rows are numbered within their block until all blocks are known. Whatever could come out
//! otherwise than when one row is read after another is left to that way.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::scan::order_file::Source;
use crate::input::table::csv::chunks::{Block, BlockError, Blocks, Ends};
use crate::input::table::csv::record_splitter::{BlockRows, Found, Misfit, Splitter};
use crate::input::table::jsonl::rows::JsonRows;
use crate::input::table::row::{RawRow, Row};
use crate::input::{RowProblem, SourceError};

/// What takes the rows of blocks, in parts that are joined at the end.
pub(crate) trait BlockPass: Sized + Send {
    /// Takes a record.
    fn record<R: RawRow>(&mut self, record: &R);
    /// Takes any other row.
    fn row<R: Row + ?Sized>(&mut self, row: &R);
    /// Returns the columns that the pass looks at, of a table that is read by columns.
    #[cfg(feature = "parquet")]
    fn wanted(&self, header: &crate::input::table::header::Header) -> Vec<usize> {
        header.all_columns()
    }
    /// Ends a block of rows.
    fn end_block(&mut self, number: u64);
    /// Tells whether what was said of some row depends on the rows above it in other blocks.
    fn words_depend_on_rows_above(&self) -> bool;
    /// Adds what another pass over other blocks of the same file has found.
    fn absorb(&mut self, other: Self);
    /// Puts what was found in blocks in the order of the file, under the rows' real numbers.
    fn settle(&mut self, real: &dyn Fn(u64) -> u64);
    /// Counts a row that could not be read before it became a row.
    fn unreadable(&mut self, problem: RowProblem);
}

/// Reads text in blocks on all threads. `None` where the source is none, or must be read one row
/// after another; nothing has been counted then.
pub(crate) fn in_blocks<P: BlockPass>(
    input: &Input,
    source: &Source,
    (threads, block): (usize, Option<usize>),
    pass: impl Fn() -> P,
) -> Result<Option<P>, SourceError> {
    let block = block.or(input.is_small().then_some(SMALL_BLOCK));
    match source {
        Source::Delimited { encoding, delimiter, header } => {
            let ends = Ends::RecordsWithoutQuotes;
            let layout = Layout { ends, header_row: header.row, block };
            let worker = |_| Worker { pass: pass(), splitter: BlockRows::new(*delimiter) };
            let workers = || (0..threads).map(worker).collect();
            Ok(with(input, *encoding, layout, workers)?.map(|(pass, _)| pass))
        }
        Source::Lines { encoding, keys, .. } => {
            let layout = Layout { ends: Ends::Lines, header_row: 0, block };
            let splitter = || JsonRows::new(keys.borrow().for_part());
            let worker = |_| Worker { pass: pass(), splitter: splitter() };
            let workers = || (0..threads).map(worker).collect();
            let read = with(input, *encoding, layout, workers)?;
            Ok(read.map(|(pass, parts)| {
                keys.borrow_mut().join(parts.into_iter().map(JsonRows::into_keys));
                pass
            }))
        }
        Source::Sheet { .. } | Source::Facts(_) => Ok(None),
        #[cfg(feature = "parquet")]
        Source::Parquet { header } => {
            let passes = (0..threads).map(|_| pass()).collect();
            crate::input::table::parquet::read(input, header, passes)
        }
    }
}

fn with<P: BlockPass, S: Splitter + Send>(
    input: &Input,
    encoding: TextEncoding,
    layout: Layout,
    workers: impl Fn() -> Vec<Worker<P, S>>,
) -> Result<Option<Joined<P, S>>, SourceError> {
    let reader = Utf8Reader::new(input.bytes()?, encoding);
    match read(reader, layout, workers()) {
        Ok(read) => Ok(read),
        Err(Refused::Misfit) if layout.ends == Ends::RecordsWithoutQuotes => {
            with(input, encoding, Layout { ends: Ends::Records, ..layout }, workers)
        }
        Err(Refused::Misfit | Refused::OneByOne) => Ok(None),
        Err(Refused::Io(cause)) => Err(input.unreadable(cause)),
    }
}

/// Bytes of a small file's blocks: memory that is touched for the first time costs more than
/// reading what comes into it.
const SMALL_BLOCK: usize = 64 * 1024;

/// How a text is taken apart.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Where blocks may end.
    ends: Ends,
    /// The row that holds the titles; what is above it is none of the table. 0 where there is none.
    header_row: u64,
    /// Bytes of a block; `None` is the usual count.
    block: Option<usize>,
}

/// Why a text must be read one row after another.
#[derive(Debug)]
enum Refused {
    /// It failed.
    Io(io::Error),
    /// A block was cut in the wrong place, or a quote is never closed.
    Misfit,
    /// Something in it depends on what stands before.
    OneByOne,
}

/// Where in a row's number its block stands; the row within the block is below.
const BLOCK_SHIFT: u32 = 32;

struct Shared<R> {
    blocks: Mutex<Blocks<R>>,
    layout: Layout,
    stop: AtomicBool,
}

/// What a thread reads with.
struct Worker<P, S> {
    /// Takes the rows.
    pass: P,
    /// Takes blocks apart.
    splitter: S,
}

/// What a thread has found.
struct Part<P, S> {
    worker: Worker<P, S>,
    /// Blocks and how many rows they hold.
    counts: Vec<(u64, u64)>,
    /// Rows that are none.
    unreadable: Vec<RowProblem>,
    refused: Option<Refused>,
}

/// What all threads have found, joined, and what they took blocks apart with.
type Joined<P, S> = (P, Vec<S>);

/// Reads a text into a pass, on as many threads as there are workers.
fn read<P: BlockPass, S: Splitter + Send>(
    reader: impl Read + Send,
    layout: Layout,
    mut workers: Vec<Worker<P, S>>,
) -> Result<Option<Joined<P, S>>, Refused> {
    let mut blocks = Blocks::new(reader, layout.ends, layout.block);
    let mut buffer = Vec::new();
    let first = blocks.next(&mut buffer).map_err(Refused::from)?;
    if first.is_none_or(|block| block.last) {
        workers.truncate(1);
    }
    let shared = Shared { blocks: Mutex::new(blocks), layout, stop: AtomicBool::new(false) };
    let Some(own) = workers.pop() else { return Ok(None) };
    let parts = std::thread::scope(|scope| {
        let shared = &shared;
        let others: Vec<_> = workers
            .into_iter()
            .map(|worker| scope.spawn(move || Part::new(worker).work(shared, None, Vec::new())))
            .collect();
        let mut parts = vec![Part::new(own).work(shared, first, buffer)];
        for other in others {
            match other.join() {
                Ok(part) => parts.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    join(parts, layout)
}

impl<P: BlockPass, S: Splitter> Part<P, S> {
    fn new(worker: Worker<P, S>) -> Self {
        Self { worker, counts: Vec::new(), unreadable: Vec::new(), refused: None }
    }

    /// Takes blocks apart until there are no more.
    fn work<R: Read>(
        mut self,
        shared: &Shared<R>,
        first: Option<Block>,
        mut buffer: Vec<u8>,
    ) -> Self {
        let mut block = match first {
            Some(block) => Some(block),
            None => self.fetch(shared, &mut buffer),
        };
        while let Some(Block { number, length, .. }) = block {
            let text = buffer.get(..length).unwrap_or_default();
            self.block(text, number, shared.layout.header_row);
            if self.refused.is_some() {
                shared.stop.store(true, Ordering::Relaxed);
                break;
            }
            block = self.fetch(shared, &mut buffer);
        }
        self
    }

    fn fetch<R: Read>(&mut self, shared: &Shared<R>, buffer: &mut Vec<u8>) -> Option<Block> {
        if shared.stop.load(Ordering::Relaxed) {
            return None;
        }
        let next = shared.blocks.lock().unwrap_or_else(PoisonError::into_inner).next(buffer);
        match next {
            Ok(block) => block,
            Err(error) => {
                shared.stop.store(true, Ordering::Relaxed);
                self.refused = Some(error.into());
                None
            }
        }
    }

    fn block(&mut self, text: &[u8], number: u64, header_row: u64) {
        let before = number << BLOCK_SHIFT;
        let (Worker { pass, splitter }, unreadable) = (&mut self.worker, &mut self.unreadable);
        let counted = splitter.each(text, before + 1, &mut |found| match found {
            Found::Bare(record) if record.number() <= header_row => {}
            Found::Record(record) if record.number() <= header_row => {}
            Found::Bare(record) => pass.record(record),
            Found::Record(record) => pass.record(record),
            Found::Object(row) => pass.row(row),
            Found::Unreadable(problem) => unreadable.push(problem),
        });
        match counted {
            Ok(count) => self.counts.push((number, count)),
            Err(Misfit) => self.refused = Some(Refused::Misfit),
        }
        self.worker.pass.end_block(number);
    }
}

/// Joins what the threads have found.
fn join<P: BlockPass, S>(
    parts: Vec<Part<P, S>>,
    layout: Layout,
) -> Result<Option<Joined<P, S>>, Refused> {
    let (mut counts, mut unreadable, mut splitters) = (Vec::new(), Vec::new(), Vec::new());
    let mut joined: Option<P> = None;
    for part in parts {
        if let Some(refused) = part.refused {
            return Err(refused);
        }
        counts.extend(part.counts);
        unreadable.extend(part.unreadable);
        splitters.push(part.worker.splitter);
        match &mut joined {
            Some(joined) => joined.absorb(part.worker.pass),
            None => joined = Some(part.worker.pass),
        }
    }
    counts.sort_unstable();
    let first = counts.first().map_or(0, |(_, count)| *count);
    let Some(mut pass) = joined else { return Ok(None) };
    if pass.words_depend_on_rows_above() || (counts.len() > 1 && first < layout.header_row) {
        return Err(Refused::OneByOne);
    }
    let bases: Vec<u64> = counts
        .iter()
        .scan(0, |base, (_, count)| {
            let before = *base;
            *base += count;
            Some(before)
        })
        .collect();
    let real = |row: u64| {
        let block = usize::try_from(row >> BLOCK_SHIFT).unwrap_or(usize::MAX);
        bases.get(block).copied().unwrap_or(0) + (row & ((1 << BLOCK_SHIFT) - 1))
    };
    pass.settle(&real);
    unreadable.sort_by_key(|problem| problem.row);
    for problem in unreadable {
        let row = real(problem.row);
        pass.unreadable(RowProblem { row, ..problem });
    }
    Ok(Some((pass, splitters)))
}

impl From<BlockError> for Refused {
    fn from(error: BlockError) -> Self {
        match error {
            BlockError::Io(cause) => Self::Io(cause),
            BlockError::TooLong => Self::OneByOne,
        }
    }
}
