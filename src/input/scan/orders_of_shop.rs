//! The orders of each shop in a file: when they were placed, how long they took, and which are disputed.

use std::collections::HashMap;

use crate::domain::{CompletionDays, DisputedIndex, Moment, PlacedDays, ShopOrders};
use crate::ids::number_set::NumberSet;
use crate::input::decode::missing;
use crate::input::scan::time_range::TimeRange;
use crate::input::table::cell_chunk::{CellChunk, CellRange, TextKey};

/// Of more shops than a seller has, the column holds something else.
pub(crate) const MOST_SHOPS: usize = 500;

/// Places for spellings that are found without a search, 2 to this power, and those in which one may stand.
const SLOT_BITS: u32 = 9;
const SLOTS: usize = 1 << SLOT_BITS;
const PROBES: usize = 4;

/// The orders of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OrdersOfShop {
    /// The shop; empty where nothing names it.
    pub(crate) name: String,
    /// The oldest order and the newest moment.
    pub(crate) range: TimeRange,
    /// How long they took from placing to completion.
    pub(crate) completion_days: CompletionDays,
    /// When they were placed.
    pub(crate) placed: PlacedDays,
    /// Which of the disputed orders are among them.
    pub(crate) met: NumberSet,
}

impl OrdersOfShop {
    /// Begins to look at a shop.
    pub(crate) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds an order by when it was placed, paid, shipped and completed.
    #[inline(always)]
    fn add(&mut self, [created, paid, shipped, completed]: [Option<Moment>; 4]) {
        let Some(created) = created else { return };
        self.range.add(created);
        self.completion_days.add(created, completed);
        self.placed.add(created);
        for at in [paid, shipped, completed] {
            self.range.extend_to(at);
        }
    }

    /// Adds orders of the same shop that no file holds.
    pub(crate) fn add_elsewhere(&mut self, other: &ShopOrders) {
        if let Some((oldest, newest)) = other.span {
            self.range.add(oldest);
            self.range.extend_to(Some(newest));
        }
        self.placed.merge(&other.paid);
        other.disputed.iter().for_each(|disputed| self.met.add(disputed.get()));
    }

    /// Adds other orders of the same shop.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.range.merge(other.range);
        self.completion_days.merge(&other.completion_days);
        self.placed.merge(&other.placed);
        self.met.merge(&other.met);
    }
}

/// The orders of a file by shop, while they are read.
#[derive(Debug)]
pub(crate) struct OrdersByShop {
    /// The shops met, a number each; the first is that of rows that name none.
    shops: Vec<OrdersOfShop>,
    numbers: ShopNumbers,
    /// The numbers of the shops of the chunk's rows; empty where all are of one.
    rows: Vec<usize>,
    /// The number of the shop of all of them.
    all: usize,
}

/// The numbers of shops, by how they are spelt.
#[derive(Debug, Default)]
struct ShopNumbers {
    /// Those that were met lately.
    slots: Vec<Spelling>,
    all: HashMap<Box<[u8]>, usize>,
}

/// How a shop is spelt; the empty spelling stands for none.
#[derive(Clone, Debug, Default)]
struct Spelling {
    key: TextKey,
    /// Its bytes where they are not all in the key; else none.
    long: Box<[u8]>,
    number: usize,
}

impl Spelling {
    /// Returns whether a cell with a key is spelt so.
    #[inline(always)]
    fn is(&self, key: TextKey, chunk: &CellChunk, cell: CellRange) -> bool {
        self.key == key && (key.is_whole() || *self.long == *chunk.written(cell))
    }
}

impl ShopNumbers {
    /// Returns the number of the shop that a cell with a key names; `None` where it was not met lately.
    #[inline(always)]
    fn lately(&self, key: TextKey, chunk: &CellChunk, cell: CellRange) -> Option<usize> {
        let place = key.hash(SLOT_BITS);
        match self.slots.get(place) {
            Some(slot) if slot.is(key, chunk, cell) => Some(slot.number),
            Some(_) | None => self.probe(place, key, chunk, cell),
        }
    }

    #[inline(never)]
    fn probe(
        &self,
        place: usize,
        key: TextKey,
        chunk: &CellChunk,
        cell: CellRange,
    ) -> Option<usize> {
        let mut slots = self.slots.iter().skip(place + 1).take(PROBES - 1);
        slots.find(|slot| slot.is(key, chunk, cell)).map(|slot| slot.number)
    }
}

impl OrdersByShop {
    /// Begins a file with the shop of rows that name none.
    pub(crate) fn new(shop: &str) -> Self {
        Self {
            shops: vec![OrdersOfShop::of(shop)],
            numbers: ShopNumbers::default(),
            rows: Vec::new(),
            all: 0,
        }
    }

    /// Reads the shops of a chunk's rows; without a column, all are of the file's shop.
    pub(crate) fn read(&mut self, chunk: &CellChunk, column: Option<usize>) {
        self.rows.clear();
        let Some(slot) = column.filter(|_| self.shops.len() <= MOST_SHOPS) else {
            self.all = 0;
            return;
        };
        let Some((first, rest)) = chunk.column(slot).split_first() else { return };
        let mut last = chunk.key(*first);
        let mut number = self.number_of(last, chunk, *first);
        self.all = number;
        let is_same = |cell: &&CellRange| {
            let key = chunk.key(**cell);
            key == last && (key.is_whole() || chunk.written(**cell) == chunk.written(*first))
        };
        // Orders of a shop come in runs, most often of the whole file.
        let run = rest.iter().take_while(is_same).count();
        let Some(others @ [_, ..]) = rest.get(run..) else { return };
        let mut rows = std::mem::take(&mut self.rows);
        rows.resize(run + 1, number);
        rows.extend(others.iter().map(|cell| {
            let key = chunk.key(*cell);
            if key != last || !key.is_whole() {
                (last, number) = (key, self.number_of(key, chunk, *cell));
            }
            number
        }));
        self.rows = rows;
    }

    /// Reads the shop of an order that is added by itself.
    pub(crate) fn read_one(&mut self, shop: &str) {
        self.rows.clear();
        self.all = self.number(shop.as_bytes());
    }

    /// Returns the number of the shop that a cell with a key names.
    #[inline(always)]
    fn number_of(&mut self, key: TextKey, chunk: &CellChunk, cell: CellRange) -> usize {
        match self.numbers.lately(key, chunk, cell) {
            Some(number) => number,
            None => self.note(key, chunk, cell),
        }
    }

    /// Notes a spelling that was not met lately; another is forgotten for it where there are too many.
    #[inline(never)]
    fn note(&mut self, key: TextKey, chunk: &CellChunk, cell: CellRange) -> usize {
        let spelt = chunk.written(cell);
        let number = self.number(spelt);
        let slots = &mut self.numbers.slots;
        slots.resize(SLOTS + PROBES, Spelling::default());
        let slots = slots.get_mut(key.hash(SLOT_BITS)..).unwrap_or_default();
        let is_free = |slot: &Spelling| slot.key == TextKey::default();
        let free = slots.iter().take(PROBES).position(is_free);
        if let Some(slot) = slots.get_mut(free.unwrap_or(0)) {
            let long = if key.is_whole() { Box::default() } else { spelt.into() };
            *slot = Spelling { key, long, number };
        }
        number
    }

    /// Returns the number of a shop.
    fn number(&mut self, spelt: &[u8]) -> usize {
        let number = self.numbers.all.get(spelt).copied();
        number.unwrap_or_else(|| self.first_spelt(spelt))
    }

    /// Returns the number of a shop that was not spelt so before.
    #[cold]
    fn first_spelt(&mut self, spelt: &[u8]) -> usize {
        if self.shops.len() > MOST_SHOPS {
            return 0;
        }
        let name = std::str::from_utf8(spelt).unwrap_or_default();
        let name = missing::value(name.trim());
        let known = self.shops.iter().position(|shop| name.is_empty() || shop.name == name);
        let number = known.unwrap_or_else(|| {
            self.shops.push(OrdersOfShop::of(name));
            self.shops.len() - 1
        });
        self.numbers.all.insert(spelt.into(), number);
        number
    }

    #[inline(always)]
    fn of_row(&mut self, row: usize) -> Option<&mut OrdersOfShop> {
        let number = self.rows.get(row).copied().unwrap_or(self.all);
        self.shops.get_mut(number)
    }

    /// Adds the order of a row by when it was placed, paid, shipped and completed.
    #[inline(always)]
    pub(crate) fn add(&mut self, row: usize, moments: [Option<Moment>; 4]) {
        if let Some(shop) = self.of_row(row) {
            shop.add(moments);
        }
    }

    /// Adds all rows of the chunk.
    pub(crate) fn add_columns(&mut self, columns: [&[Option<Moment>]; 4]) {
        let [created, paid, shipped, completed] = columns;
        if self.rows.is_empty() {
            if let Some(shop) = self.shops.get_mut(self.all) {
                shop.range.add_columns(columns);
                shop.completion_days.add_columns(created, completed);
                shop.placed.add_column(created);
            }
            return;
        }
        let times = created.iter().zip(paid).zip(shipped.iter().zip(completed));
        for (number, ((created, paid), (shipped, completed))) in self.rows.iter().zip(times) {
            if let Some(shop) = self.shops.get_mut(*number) {
                shop.add([*created, *paid, *shipped, *completed]);
            }
        }
    }

    /// Notes that the order of a row is disputed.
    pub(crate) fn note_disputed(&mut self, row: usize, disputed: DisputedIndex) {
        if let Some(shop) = self.of_row(row) {
            shop.met.add(disputed.get());
        }
    }

    /// Adds the orders of another part of the file.
    pub(crate) fn merge(&mut self, other: Self) {
        for theirs in other.shops {
            match self.shops.iter_mut().find(|shop| shop.name == theirs.name) {
                Some(mine) => mine.merge(&theirs),
                None => self.shops.push(theirs),
            }
        }
    }

    /// Returns the orders of all shops together.
    pub(crate) fn together(&self) -> OrdersOfShop {
        let mut all = OrdersOfShop::default();
        self.shops.iter().for_each(|shop| all.merge(shop));
        all
    }

    /// Returns the shops that have orders, by name; one without a name where they are too many to be shops.
    pub(crate) fn into_shops(self) -> Vec<OrdersOfShop> {
        if self.shops.len() > MOST_SHOPS {
            return vec![self.together()];
        }
        let mut shops = self.shops;
        shops.retain(|shop| shop.range.get().is_some());
        shops.sort_unstable_by(|one, two| one.name.cmp(&two.name));
        shops
    }
}
