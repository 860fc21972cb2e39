//! Orders set aside on the disk between their reading and their keeping: only at its end is an
//! input known to be sound, and until then nothing of it may be in the store.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, Write};

use super::orders::{amount, moment};
use super::words::{completion, completion_word, order_state, order_state_word};
use crate::domain::{
    ColumnSet, Country, Moment, Order, OrderBatch, OrderId, OrderTally, Projection,
};

/// Bytes kept in memory before they are written to the disk.
const ENOUGH: usize = 256 * 1024;
/// Stands for a moment or an amount that is not given.
const NONE: i64 = i64::MIN;

/// Orders set aside, in an unnamed temporary file that ends with the program.
#[derive(Debug, Default)]
pub struct Aside {
    own: Part,
    others: Vec<Part>,
    failed: Option<io::Error>,
}

/// A run of orders.
#[derive(Debug, Default)]
struct Part {
    file: Option<File>,
    /// What is not in the file yet.
    rest: Vec<u8>,
}

/// A run that is read again: its next order, not yet taken.
struct Run {
    from: Box<dyn BufRead>,
    next: Vec<u8>,
}

/// What is left of an order's bytes.
struct Fields<'a>(&'a [u8]);

impl Aside {
    /// Visits every order; those of one run keep their order, and the smaller id goes first, because
    /// the store takes ids that rise at twice the speed.
    pub(super) fn each<E: From<io::Error>>(
        self,
        visit: &mut dyn FnMut(&Order<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        if let Some(cause) = self.failed {
            return Err(cause.into());
        }
        let (mut runs, mut heap, mut count) = (Vec::new(), BinaryHeap::new(), 0);
        for part in self.others.into_iter().chain([self.own]) {
            let mut run = Run { from: part.into_reader()?, next: Vec::new() };
            heap.extend(run.read()?.map(|id| Reverse((id, runs.len()))));
            runs.push(run);
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

impl OrderTally for Aside {
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
                self.own.rest.extend(part.rest);
            }
        }
        let failed = other.failed.or(self.own.spill().err());
        self.failed = self.failed.take().or(failed);
    }
}

impl Part {
    fn push(&mut self, order: &Order<'_>) {
        let start = self.rest.len();
        let optional = |at: Option<Moment>| at.map_or(NONE, Moment::millis);
        let numbers = [
            i64::try_from(order.id.number()).unwrap_or(i64::MAX),
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
            order.completion.map_or("", completion_word),
            order_state_word(order.state),
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
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.rest.len() < ENOUGH {
            return Ok(());
        }
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile()?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.rest)?;
        }
        self.rest.clear();
        Ok(())
    }

    fn into_reader(self) -> io::Result<Box<dyn BufRead>> {
        let rest = Cursor::new(self.rest);
        Ok(match self.file {
            Some(mut file) => {
                file.rewind()?;
                Box::new(BufReader::with_capacity(ENOUGH, file).chain(rest))
            }
            None => Box::new(rest),
        })
    }
}

impl Run {
    /// Reads the next order and returns its id; `None` at the end.
    fn read(&mut self) -> io::Result<Option<i64>> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut length = [0; 4];
        self.from.read_exact(&mut length)?;
        self.next.resize(usize::try_from(u32::from_le_bytes(length)).unwrap_or(0), 0);
        self.from.read_exact(&mut self.next)?;
        Ok(Fields(&self.next).number())
    }
}

impl<'a> Fields<'a> {
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
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

/// Reads an order; `None` where the bytes are not what was written.
fn order(bytes: &[u8]) -> Option<Order<'_>> {
    let mut fields = Fields(bytes);
    let id = OrderId::from_number(u64::try_from(fields.number()?).ok()?)?;
    let created_at = Moment::from_millis(fields.number()?);
    let paid_at = moment(fields.optional()?);
    let shipped_at = moment(fields.optional()?);
    let completed_at = moment(fields.optional()?);
    let protection_ends_at = moment(fields.optional()?);
    let completed_estimated = fields.number()? != 0;
    let minor = fields.optional()?;
    let amount = amount(minor, Some(fields.text()?));
    let country = Country::from_code(fields.text()?);
    let completion = completion(fields.text()?);
    let state = order_state(fields.text()?);
    Some(Order {
        id,
        shop: fields.text()?,
        product: fields.text()?,
        sku: fields.text()?,
        country,
        amount,
        created_at,
        paid_at,
        shipped_at,
        completed_at,
        completion,
        completed_estimated,
        protection_ends_at,
        status: fields.text()?,
        state,
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

    fn taken(aside: Aside) -> Vec<OrderFacts> {
        let mut all = Vec::new();
        let count = aside.each(&mut |order| {
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
        let mut aside = Aside::default();
        add_orders(&mut aside, &orders.iter().map(OrderFacts::borrow).collect::<Vec<_>>());
        assert_eq!(taken(aside), orders);
        assert_eq!(taken(Aside::default()), []);
    }

    #[test]
    fn parts_in_memory_and_on_the_disk_are_joined_by_id() {
        let orders: Vec<OrderFacts> = (0..9_000).map(|number| facts(number, None)).collect();
        let mut whole = Aside::default();
        for part in 0..3 {
            let mut aside = whole.fresh();
            // The last part stays below what is kept in memory.
            let mine = |number: &usize| match part {
                2 => number % 100 == 99,
                part => number % 100 != 99 && number % 2 == part,
            };
            let mine = (0..orders.len()).filter(mine).map(|number| orders[number].borrow());
            add_orders(&mut aside, &mine.collect::<Vec<_>>());
            assert_eq!(aside.own.file.is_some(), part < 2);
            whole.merge(aside);
        }
        assert_eq!(taken(whole), orders);
    }
}
