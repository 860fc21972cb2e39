//! Orders by group key, counted fast: they come in millions, in thousands of groups.
//!
//! Where a group's counts stand is not looked up order by order: that would wait for memory each
//! time. Some hundred orders are kept and then looked up one right after another, which processors
//! do side by side.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::histogram::{DayCount, Histogram};
use super::names::{KeyHasher, Names, PackedName};

/// Anything by group key, in no order.
pub(super) type ByKey<'a, T> = HashMap<&'a str, T, BuildHasherDefault<KeyHasher>>;

/// Orders by group key and by cells of 24 h.
#[derive(Clone, Debug)]
pub struct Groups {
    names: Names,
    /// Cells of completions, and as many of payments after them.
    cells: usize,
    /// The counts of [`PIECE`] groups each.
    counts: Vec<Box<[DayCount]>>,
    /// Orders that are not counted yet.
    pending: Vec<Pending>,
    /// The groups of these, while they are counted.
    places: Vec<u32>,
}

/// An order that is not counted yet.
#[derive(Clone, Copy, Debug)]
struct Pending {
    key: PackedName,
    completed: Option<u32>,
    paid: Option<u32>,
}

/// Orders that are kept before they are counted.
const KEPT: usize = 512;
/// Groups whose counts stand together.
const PIECE: usize = 64;

impl Groups {
    /// Begins with so many cells for completions and as many for payments.
    pub(super) fn new(cells: usize) -> Self {
        let (names, counts) = (Names::default(), Vec::new());
        Self { names, cells, counts, pending: Vec::new(), places: Vec::new() }
    }

    /// Counts an order in the cells of its completion and its payment.
    #[inline]
    pub(super) fn add(&mut self, key: &str, completed: Option<usize>, paid: Option<usize>) {
        let cell = |cell: Option<usize>| cell.and_then(|cell| u32::try_from(cell).ok());
        let (completed, paid) = (cell(completed), cell(paid));
        match PackedName::of(key) {
            Some(key) => {
                self.pending.push(Pending { key, completed, paid });
                if self.pending.len() >= KEPT {
                    self.settle();
                }
            }
            None => {
                let place = self.names.number(key);
                self.make_room();
                self.count(place, completed, paid);
            }
        }
    }

    /// Returns the groups with every order counted.
    pub fn settled(&self) -> Cow<'_, Self> {
        if self.pending.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled)
    }

    #[inline(never)]
    fn settle(&mut self) {
        let (names, pending) = (&mut self.names, &self.pending);
        self.places.clear();
        self.places.extend(pending.iter().map(|pending| names.number_of(pending.key)));
        self.make_room();
        let (pending, places) =
            (std::mem::take(&mut self.pending), std::mem::take(&mut self.places));
        for (Pending { completed, paid, .. }, place) in pending.iter().zip(&places) {
            self.count(*place, *completed, *paid);
        }
        (self.pending, self.places) = (pending, places);
        self.pending.clear();
    }

    fn make_room(&mut self) {
        while self.counts.len() * PIECE < self.names.len() {
            self.counts.push(vec![0; 2 * self.cells * PIECE].into());
        }
    }

    #[inline]
    fn count(&mut self, place: u32, completed: Option<u32>, paid: Option<u32>) {
        let cells = self.cells;
        let Some(row) = self.row_mut(place) else { return };
        let cell = |cell: u32| usize::try_from(cell).ok().filter(|cell| *cell < cells);
        let paid = paid.and_then(cell).map(|cell| cells + cell);
        for at in [completed.and_then(cell), paid].into_iter().flatten() {
            if let Some(count) = row.get_mut(at) {
                *count = count.saturating_add(1);
            }
        }
    }

    #[inline]
    fn row_mut(&mut self, place: u32) -> Option<&mut [DayCount]> {
        let (place, width) = (usize::try_from(place).ok()?, 2 * self.cells);
        let from = place % PIECE * width;
        self.counts.get_mut(place / PIECE)?.get_mut(from..from + width)
    }

    fn row(&self, place: u32) -> Option<&[DayCount]> {
        let (place, width) = (usize::try_from(place).ok()?, 2 * self.cells);
        let from = place % PIECE * width;
        self.counts.get(place / PIECE)?.get(from..from + width)
    }

    /// Returns the keys of groups with any order, in no order, of what is settled.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        // A group whose pieces are not made yet has no orders.
        let counts = |place: u32| self.row(place).unwrap_or_default();
        let names = (0..).zip(self.names.texts());
        let counted = names.filter(move |(place, _)| counts(*place).iter().any(|count| *count > 0));
        counted.map(|(_, name)| name)
    }

    /// Returns a group's histogram of what is settled; one of no orders where nothing was counted.
    pub fn histogram(&self, key: &str) -> Histogram {
        // A group that is not known, or has no pieces yet, has no orders.
        let row = self.names.find(key).and_then(|place| self.row(place)).unwrap_or_default();
        // A row without cells has none of either.
        let (completed, paid) = row.split_at_checked(self.cells).unwrap_or_default();
        Histogram::of(completed, paid)
    }

    /// Returns whether any order has a name, of what is settled.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.find(name).is_some()
    }

    /// Returns the number of a name, the same each time.
    #[inline]
    pub(super) fn number(&mut self, name: &str) -> u32 {
        self.names.number(name)
    }

    /// Returns the name that has a number.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.text(number)
    }

    /// Adds what other groups have counted, and returns the numbers here of the names there.
    pub(super) fn merge(&mut self, mut other: Self) -> Vec<u32> {
        self.settle();
        other.settle();
        let places = self.names.join(&other.names);
        self.make_room();
        for (theirs, mine) in (0..).zip(&places) {
            let (Some(mine), Some(theirs)) = (self.row_mut(*mine), other.row(theirs)) else {
                continue;
            };
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine = mine.saturating_add(*theirs);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "1005006074010974";
    const LONG: &str = "a key of more than eight bytes";

    fn count(groups: &mut Groups, key: &str) {
        groups.add(key, Some(1), None);
    }

    fn completed(groups: &Groups, key: &str) -> u64 {
        groups.settled().histogram(key).completed(0, 3)
    }

    #[test]
    fn groups_add_up_by_key() {
        let (mut one, mut two) = (Groups::new(3), Groups::new(3));
        for key in ["shop-1", "shop-2", "shop-1", LONG, NUMBER] {
            count(&mut one, key);
        }
        for key in ["shop-1", "shop-3", "", NUMBER, "01005006074010974", LONG] {
            count(&mut two, key);
        }
        two.add("shop-3", None, Some(2));
        assert_eq!((completed(&one, "shop-1"), completed(&one, LONG)), (2, 1));
        let (mine, theirs) = (one.number("shop-2"), two.number("another"));
        let numbers = one.merge(two);
        let another = numbers[usize::try_from(theirs).unwrap()];
        assert_eq!((one.name(mine), one.name(another)), ("shop-2", "another"));
        assert_eq!(completed(&one, "shop-1"), 3);
        let three = one.settled().histogram("shop-3");
        assert_eq!((three.completed(1, 1), three.paid(0, 2), three.paid(2, 1)), (1, 0, 1));
        assert_eq!(one.settled().histogram("shop-4"), Histogram::default());
        assert_eq!((completed(&one, NUMBER), completed(&one, LONG)), (2, 2));
        assert_eq!(completed(&one, "01005006074010974"), 1);
        assert_eq!(one.settled().keys().count(), 7);
    }

    #[test]
    fn many_orders_of_many_groups_are_all_counted() {
        let (mut groups, mut other) = (Groups::new(5), Groups::new(5));
        for n in 0..3_000_u32 {
            let key = format!("key {}", n % 700);
            let cell = usize::try_from(n % 5).ok();
            if n % 3 == 0 { &mut groups } else { &mut other }.add(&key, cell, cell);
        }
        groups.merge(other);
        let groups = groups.settled();
        assert_eq!(groups.keys().count(), 700);
        for n in 0..700 {
            let histogram = groups.histogram(&format!("key {n}"));
            let orders = if n < 200 { 5 } else { 4 };
            assert_eq!((histogram.completed(0, 5), histogram.paid(0, 5)), (orders, orders));
            assert_eq!(histogram.completed(n % 5, 1), orders);
        }
    }
}
