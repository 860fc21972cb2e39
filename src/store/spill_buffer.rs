//! Orders spilled to the disk between their reading and their keeping: only at its end is an
//! input known to be sound, and until then nothing of it may be in the store.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use super::stored_order::{amount, moment, signed};
use super::words::order_state;
use crate::domain::{
    ColumnSet, Completion, Country, Moment, Order, OrderBatch, OrderId, OrderTally, Projection,
    to_u64,
};

/// Bytes kept in memory before they are sorted and written to the disk: of many, few runs are left to
/// be joined. Few in tests, so that a test need not have many.
const ENOUGH: usize = if cfg!(test) { 64 * 1024 } else { 4 * 1024 * 1024 };
/// Bytes read at once of each run.
const READ: usize = 64 * 1024;
/// Stands for a moment or an amount that is not given.
const NONE: i64 = i64::MIN;

/// Spilled orders, in an unnamed temporary file that ends with the program.
#[derive(Debug, Default)]
pub(crate) struct SpillBuffer {
    own: ThreadSpill,
    others: Vec<ThreadSpill>,
    failed: Option<io::Error>,
}

/// Orders that one thread has spilled.
#[derive(Debug, Default)]
struct ThreadSpill {
    file: Option<File>,
    /// The runs in the file, the ids of each rising.
    runs: Vec<Sorted>,
    /// What is not in the file yet.
    rest: Vec<u8>,
    /// Where each order of `rest` stands, with its id.
    places: Vec<(i64, Range<usize>)>,
}

/// A run of orders in a file.
#[derive(Debug)]
struct Sorted {
    bytes: Range<u64>,
    last: i64,
}

/// A part of a file that is read while others of it are.
struct FileSection {
    file: Rc<RefCell<File>>,
    left: Range<u64>,
}

/// A run that is read again: its next order, not yet taken.
struct SortedRun {
    from: Box<dyn BufRead>,
    next: Vec<u8>,
}

/// What is left of an order's bytes.
struct OrderFields<'a>(&'a [u8]);

impl SpillBuffer {
    /// Visits every order, the smaller id first; of one id those that came first.
    pub(super) fn each<E: From<io::Error>>(
        self,
        visit: &mut dyn FnMut(&Order<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        if let Some(cause) = self.failed {
            return Err(cause.into());
        }
        let (mut runs, mut heap, mut count) = (Vec::new(), BinaryHeap::new(), 0);
        for part in self.others.into_iter().chain([self.own]) {
            for from in part.into_readers()? {
                let mut run = SortedRun { from, next: Vec::new() };
                heap.extend(run.read()?.map(|id| Reverse((id, runs.len()))));
                runs.push(run);
            }
        }
        while let Some(Reverse((_, at))) = heap.pop() {
            let Some(run) = runs.get_mut(at) else { continue };
            visit(&order(&run.next).ok_or(io::ErrorKind::InvalidData).map_err(io::Error::from)?)?;
            count += 1;
            heap.extend(run.read()?.map(|id| Reverse((id, at))));
        }
        Ok(count)
    }
}

impl OrderTally for SpillBuffer {
    fn projection(&self) -> Projection {
        Projection::of_every_order(ColumnSet::ORDER)
    }

    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, batch: &OrderBatch) {
        let orders = batch.orders().expect("the projection asks for every column of an order");
        orders.for_each(|order| self.own.push(&order));
        if let Err(cause) = self.own.spill() {
            self.failed.get_or_insert(cause);
        }
    }

    fn merge(&mut self, other: Self) {
        for part in other.others.into_iter().chain([other.own]) {
            if part.file.is_some() {
                self.others.push(part);
            } else {
                self.own.append(part);
            }
        }
        let failed = other.failed.or(self.own.spill().err());
        self.failed = self.failed.take().or(failed);
    }
}

impl ThreadSpill {
    fn push(&mut self, order: &Order<'_>) {
        let start = self.rest.len();
        let optional = |at: Option<Moment>| at.map_or(NONE, Moment::millis);
        let numbers = [
            signed(order.id),
            order.created_at.millis(),
            optional(order.paid_at),
            optional(order.shipped_at),
            optional(order.completed_at),
            optional(order.protection_ends_at),
            i64::from(order.completed_estimated),
            order.amount.map_or(NONE, |amount| amount.minor),
        ];
        self.rest.extend([0; 4]);
        self.rest.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let texts = [
            order.amount.as_ref().map_or("", |amount| amount.currency.code()),
            order.country.as_ref().map_or("", Country::code),
            order.completion.map_or("", Completion::id),
            order.state.id(),
            order.shop,
            order.product,
            order.sku,
            order.status,
            order.tracking,
            order.carrier,
        ];
        for text in texts {
            self.rest.extend(size(text.len()));
            self.rest.extend(text.as_bytes());
        }
        let length = size(self.rest.len() - start - 4);
        if let Some(place) = self.rest.get_mut(start..start + 4) {
            place.copy_from_slice(&length);
        }
        self.places.push((signed(order.id), start..self.rest.len()));
    }

    /// Adds what another part has in memory.
    fn append(&mut self, other: Self) {
        let before = self.rest.len();
        self.rest.extend(other.rest);
        let moved =
            |(id, place): (i64, Range<usize>)| (id, place.start + before..place.end + before);
        self.places.extend(other.places.into_iter().map(moved));
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.rest.len() < ENOUGH {
            return Ok(());
        }
        let (sorted, ids) = self.sorted();
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&sorted)?;
        let size = to_u64(sorted.len());
        match self.runs.last_mut() {
            // Ids that rise from row to row make one long run.
            Some(run) if run.last <= *ids.start() => {
                run.bytes.end += size;
                run.last = *ids.end();
            }
            run => {
                let from = run.map_or(0, |run| run.bytes.end);
                self.runs.push(Sorted { bytes: from..from + size, last: *ids.end() });
            }
        }
        Ok(())
    }

    /// Takes what is in memory, sorted by id, and returns it with the first and the last id.
    fn sorted(&mut self) -> (Vec<u8>, RangeInclusive<i64>) {
        let rest = std::mem::take(&mut self.rest);
        let mut places = std::mem::take(&mut self.places);
        let ends = |places: &[(i64, Range<usize>)]| {
            let id = |place: Option<&(i64, Range<usize>)>| place.map_or(0, |(id, _)| *id);
            id(places.first())..=id(places.last())
        };
        if places.is_sorted_by_key(|(id, _)| *id) {
            return (rest, ends(&places));
        }
        places.sort_by_key(|(id, _)| *id);
        let mut sorted = Vec::with_capacity(rest.len());
        for (_, place) in &places {
            sorted.extend_from_slice(rest.get(place.clone()).expect("it was written there"));
        }
        (sorted, ends(&places))
    }

    /// Reads each run from its beginning.
    fn into_readers(mut self) -> io::Result<Vec<Box<dyn BufRead>>> {
        let (rest, _) = self.sorted();
        let mut readers: Vec<Box<dyn BufRead>> = Vec::new();
        if let Some(file) = self.file {
            let file = Rc::new(RefCell::new(file));
            for run in self.runs {
                let section = FileSection { file: Rc::clone(&file), left: run.bytes };
                readers.push(Box::new(BufReader::with_capacity(READ, section)));
            }
        }
        readers.push(Box::new(Cursor::new(rest)));
        Ok(readers)
    }
}

impl Read for FileSection {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.left.start))?;
        let mut section = Read::by_ref(&mut *file).take(self.left.end - self.left.start);
        let count = section.read(into)?;
        self.left.start += to_u64(count);
        Ok(count)
    }
}

impl SortedRun {
    /// Reads the next order and returns its id; `None` at the end.
    fn read(&mut self) -> io::Result<Option<i64>> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut length = [0; 4];
        self.from.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length);
        self.next.resize(usize::try_from(length).expect("a usize has at least 32 bits"), 0);
        self.from.read_exact(&mut self.next)?;
        Ok(OrderFields(&self.next).number())
    }
}

impl<'a> OrderFields<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, left) = self.0.split_at_checked(count)?;
        self.0 = left;
        Some(taken)
    }

    fn number(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn optional(&mut self) -> Option<Option<i64>> {
        self.number().map(|number| Some(number).filter(|number| *number != NONE))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
        std::str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()
    }
}

/// Returns a length as four bytes; no row of a file comes near their end.
fn size(length: usize) -> [u8; 4] {
    u32::try_from(length).expect("a row is below 4 GB").to_le_bytes()
}

/// Reads an order, each field where it was written; `None` where the bytes are not what was written.
fn order(bytes: &[u8]) -> Option<Order<'_>> {
    let mut fields = OrderFields(bytes);
    Some(Order {
        id: OrderId::from_number(u64::try_from(fields.number()?).ok()?)?,
        created_at: Moment::from_millis(fields.number()?),
        paid_at: moment(fields.optional()?),
        shipped_at: moment(fields.optional()?),
        completed_at: moment(fields.optional()?),
        protection_ends_at: moment(fields.optional()?),
        completed_estimated: fields.number()? != 0,
        amount: amount(fields.optional()?, Some(fields.text()?)),
        country: Country::from_code(fields.text()?),
        completion: Completion::from_id(fields.text()?),
        state: order_state(fields.text()?),
        shop: fields.text()?,
        product: fields.text()?,
        sku: fields.text()?,
        status: fields.text()?,
        tracking: fields.text()?,
        carrier: fields.text()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order_batch::tests::add_orders;
    use crate::domain::{Completion, Currency, Money, OrderFacts, OrderStatus};

    fn facts(number: u64, completion: Option<Completion>) -> OrderFacts {
        let at = |days: i64| Moment::from_millis(1_768_000_000_000 + days * 86_400_000);
        Order {
            id: OrderId::from_number(8_200_000_000_000_000 + number).unwrap(),
            shop: "north",
            product: "",
            sku: "SKU-1;红色",
            country: completion.and(Country::from_code("BR")),
            amount: completion
                .map(|_| Money { minor: -5, currency: Currency::from_code("USD").unwrap() }),
            created_at: at(0),
            paid_at: Some(at(1)),
            shipped_at: None,
            completed_at: completion.map(|_| at(30)),
            completion,
            completed_estimated: number % 2 == 1,
            protection_ends_at: completion.map(|_| at(45)),
            status: "已完成",
            state: OrderStatus::Finished,
            tracking: "LP1",
            carrier: "Cainiao",
        }
        .facts()
    }

    fn taken(spilled: SpillBuffer) -> Vec<OrderFacts> {
        let mut all = Vec::new();
        let count = spilled.each(&mut |order| {
            all.push(order.facts());
            Ok::<(), io::Error>(())
        });
        assert_eq!(count.unwrap(), u64::try_from(all.len()).unwrap());
        all
    }

    #[test]
    fn what_is_set_aside_comes_back_as_it_was() {
        let endings = [None, Some(Completion::Refund), Some(Completion::TimedOut)];
        let orders: Vec<OrderFacts> = (0..9).map(|n| facts(n, endings[n as usize % 3])).collect();
        let mut spilled = SpillBuffer::default();
        add_orders(&mut spilled, &orders.iter().map(OrderFacts::borrow).collect::<Vec<_>>());
        assert_eq!(taken(spilled), orders);
        assert_eq!(taken(SpillBuffer::default()), []);
    }

    #[test]
    fn orders_in_any_sequence_come_back_by_id_and_those_of_one_id_as_they_came() {
        let mixed = |n: u64| (n * 7_919) % 4_999;
        let orders: Vec<OrderFacts> = (0..4_999).map(|n| facts(mixed(n), None)).collect();
        let again = OrderFacts { status: "later".into(), ..facts(17, None) };
        let mut spilled = SpillBuffer::default();
        let mut all: Vec<&OrderFacts> = orders.iter().collect();
        all.push(&again);
        add_orders(&mut spilled, &all.iter().map(|facts| facts.borrow()).collect::<Vec<_>>());
        assert!(spilled.own.runs.len() > 3, "{}", spilled.own.runs.len());
        all.sort_by_key(|facts| facts.id);
        assert_eq!(taken(spilled), all.into_iter().cloned().collect::<Vec<_>>());
    }

    #[test]
    fn parts_in_memory_and_on_the_disk_are_joined_by_id() {
        let orders: Vec<OrderFacts> = (0..9_000).map(|number| facts(number, None)).collect();
        let mut whole = SpillBuffer::default();
        for part in 0..3 {
            let mut spilled = whole.fresh();
            // The last part stays below what is kept in memory.
            let mine = |number: &usize| match part {
                2 => number % 100 == 99,
                part => number % 100 != 99 && number % 2 == part,
            };
            let mine = (0..orders.len()).filter(mine).map(|number| orders[number].borrow());
            add_orders(&mut spilled, &mine.collect::<Vec<_>>());
            assert_eq!(spilled.own.file.is_some(), part < 2);
            whole.merge(spilled);
        }
        assert_eq!(taken(whole), orders);
    }
}
