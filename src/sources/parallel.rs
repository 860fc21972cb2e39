//! Reads an order file on several threads: they cut blocks in turn and take them apart.
//!
//! Rows are numbered within their block until all blocks are known. Whatever could come out
//! otherwise than when one row is read after another is left to that way.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::RowProblem;
use super::block_rows::{Found, Splitter};
use super::blocks::{Block, BlockError, Blocks, Ends};
use super::order_pass::OrderPass;
use super::table::Row;
use crate::domain::OrderTally;

/// How a text is taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Where blocks may end.
    pub(super) ends: Ends,
    /// The row that holds the titles; what is above it is none of the table. 0 where there is none.
    pub(super) header_row: u64,
    /// Bytes of a block; `None` is the usual count.
    pub(super) block: Option<usize>,
}

/// Why a text must be read one row after another.
#[derive(Debug)]
pub(super) enum Refused {
    /// It failed.
    Io(io::Error),
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
pub(super) struct Worker<P, S> {
    /// Takes the rows.
    pub(super) pass: P,
    /// Takes blocks apart.
    pub(super) splitter: S,
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
pub(super) type Joined<P, S> = (P, Vec<S>);

/// Reads a text into a pass, on as many threads as there are workers.
pub(super) fn read<'a, T: OrderTally, S: Splitter + Send>(
    reader: impl Read + Send,
    layout: Layout,
    mut workers: Vec<Worker<OrderPass<'a, T>, S>>,
) -> Result<Option<Joined<OrderPass<'a, T>, S>>, Refused> {
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

impl<'a, T: OrderTally, S: Splitter> Part<OrderPass<'a, T>, S> {
    fn new(worker: Worker<OrderPass<'a, T>, S>) -> Self {
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
            Found::Record(record) if record.number() <= header_row => {}
            Found::Record(record) => pass.record(record),
            Found::Object(row) => pass.row(row),
            Found::Unreadable(problem) => unreadable.push(problem),
        });
        match counted {
            Ok(count) => self.counts.push((number, count)),
            Err(_) => self.refused = Some(Refused::OneByOne),
        }
        self.worker.pass.end_block();
    }
}

/// Joins what the threads have found.
fn join<'a, T: OrderTally, S>(
    parts: Vec<Part<OrderPass<'a, T>, S>>,
    layout: Layout,
) -> Result<Option<Joined<OrderPass<'a, T>, S>>, Refused> {
    let (mut counts, mut unreadable, mut splitters) = (Vec::new(), Vec::new(), Vec::new());
    let mut joined: Option<OrderPass<'a, T>> = None;
    for part in parts {
        match part.refused {
            Some(Refused::Io(cause)) => return Err(Refused::Io(cause)),
            Some(Refused::OneByOne) => return Err(Refused::OneByOne),
            None => {}
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
    // Words in messages about dates depend on the rows above.
    let worded = pass.has_problems() && pass.columns().dates().any(|date| date.has_slashes());
    if worded || (counts.len() > 1 && first < layout.header_row) {
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
