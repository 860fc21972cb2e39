//! Order ids with a place for each.

use super::OrderId;
use super::id_filter::IdFilter;

/// A set of order ids that gives each a place, in the order in which they came.
///
/// Most orders have no dispute, so a lookup in a finished table asks a small filter first, which
/// stays in the cache. What it lets through is found among its neighbours: they are asked together.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// Made when all ids are known; `None` before.
    index: Option<Index>,
    /// One more than the place of an id; 0 where there is none. Empty where there is an index, and
    /// while each id is above the one before it.
    slots: Vec<u32>,
    /// The ids, by place. Empty where there is an index.
    ids: Vec<OrderId>,
}

/// The ids of a finished table, those of a line of the filter together and sorted.
#[derive(Clone, Debug, Default)]
struct Index {
    filter: IdFilter,
    /// Where the ids of each line begin, and after the last the count of all.
    starts: Vec<u32>,
    ids: Vec<OrderId>,
    places: Places,
}

/// The places of the ids of an index.
#[derive(Clone, Debug)]
enum Places {
    /// Of each.
    Each(Vec<u32>),
    /// One after another, from this one on to the last and then from the first: so it is where ids
    /// rise.
    Turned(usize),
}

impl Default for Places {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl Places {
    /// Takes the places of ids.
    fn of(places: Vec<u32>) -> Self {
        let first = places.first().copied().and_then(|first| usize::try_from(first).ok());
        let Some(first) = first else { return Self::default() };
        let turned = |at: usize| u32::try_from((at + first) % places.len()).ok();
        if places.iter().enumerate().all(|(at, place)| turned(at) == Some(*place)) {
            return Self::Turned(first);
        }
        Self::Each(places)
    }

    /// Returns the place of the id that stands here among so many.
    fn get(&self, at: usize, count: usize) -> Option<usize> {
        match self {
            Self::Each(places) => usize::try_from(*places.get(at)?).ok(),
            Self::Turned(first) if at + first < count => Some(at + first),
            Self::Turned(first) => Some(at + first - count),
        }
    }
}

/// Slots for each id, at least; free slots keep searches short.
const ROOM: usize = 2;

impl Index {
    fn of(ids: &[OrderId]) -> Self {
        let filter = IdFilter::of(ids);
        let mut starts = vec![0_u32; filter.lines() + 1];
        for id in ids {
            if let Some(after) = starts.get_mut(filter.line(*id) + 1) {
                *after += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        // Each id goes to its line, then the few of a line are sorted.
        let (mut sorted, mut places) = (ids.to_vec(), vec![0_u32; ids.len()]);
        let mut free = starts.clone();
        for (place, id) in (0..).zip(ids) {
            let Some(free) = free.get_mut(filter.line(*id)) else { continue };
            let at = usize::try_from(*free).unwrap_or(usize::MAX);
            *free += 1;
            if let (Some(to), Some(slot)) = (sorted.get_mut(at), places.get_mut(at)) {
                (*to, *slot) = (*id, place);
            }
        }
        let mut line = Vec::new();
        let (mut rest_ids, mut rest_places) = (&mut *sorted, &mut *places);
        for (from, to) in starts.iter().zip(starts.iter().skip(1)) {
            let count = usize::try_from(to - from).unwrap_or(usize::MAX);
            let (Some(own_ids), Some(own_places)) =
                (rest_ids.split_off_mut(..count), rest_places.split_off_mut(..count))
            else {
                break;
            };
            line.clear();
            line.extend(own_ids.iter().copied().zip(own_places.iter().copied()));
            line.sort_unstable();
            for ((to, slot), (id, place)) in own_ids.iter_mut().zip(own_places).zip(&line) {
                (*to, *slot) = (*id, *place);
            }
        }
        Self { filter, starts, ids: sorted, places: Places::of(places) }
    }

    /// Returns the ids, by place.
    fn by_place(&self) -> Vec<OrderId> {
        let mut ids = self.ids.clone();
        for (at, id) in self.ids.iter().enumerate() {
            let place = self.places.get(at, self.ids.len());
            if let Some(slot) = place.and_then(|place| ids.get_mut(place)) {
                *slot = *id;
            }
        }
        ids
    }

    #[inline(never)]
    fn find(&self, id: OrderId) -> Option<usize> {
        let [from, to] = *self.starts.get(self.filter.line(id)..)?.first_chunk()?;
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        let at = from + self.ids.get(from..to)?.binary_search(&id).ok()?;
        self.places.get(at, self.ids.len())
    }
}

impl IdTable {
    /// Returns the place of an id, or `None` when it is not here.
    #[inline]
    pub fn get(&self, id: OrderId) -> Option<usize> {
        match &self.index {
            Some(index) if !index.filter.may_hold(id) => None,
            Some(index) => index.find(id),
            None if self.slots.is_empty() => self.ids.binary_search(&id).ok(),
            None => match self.slot(id, spread(id))? {
                (_, 0) => None,
                (_, slot) => usize::try_from(slot - 1).ok(),
            },
        }
    }

    /// Finishes the table for many lookups.
    #[must_use]
    pub fn filtered(self) -> Self {
        match self.index {
            Some(_) => self,
            None => Self { index: Some(Index::of(&self.ids)), ..Self::default() },
        }
    }

    /// Adds an id unless it is here, and returns its place.
    pub fn insert(&mut self, id: OrderId) -> usize {
        if let Some(index) = self.index.take() {
            self.ids = index.by_place();
            if !self.ids.is_sorted() {
                self.grow();
            }
        }
        if self.slots.is_empty() {
            match self.ids.last() {
                Some(last) if *last > id => {}
                Some(last) if *last == id => return self.ids.len() - 1,
                Some(_) | None => {
                    self.ids.push(id);
                    return self.ids.len() - 1;
                }
            }
        }
        if (self.ids.len() + 1) * ROOM > self.slots.len() {
            self.grow();
        }
        let hash = spread(id);
        match self.slot(id, hash) {
            Some((at, 0)) => {
                let place = self.ids.len();
                self.ids.push(id);
                self.put(at, place);
                place
            }
            Some((_, slot)) => usize::try_from(slot - 1).unwrap_or(0),
            None => 0,
        }
    }

    /// Returns the ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = OrderId> {
        self.all().iter().copied()
    }

    /// Returns the count of ids.
    pub fn len(&self) -> usize {
        self.all().len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// Returns the id in a place, while the table is not finished.
    pub(super) fn id_at(&self, place: usize) -> Option<OrderId> {
        self.ids.get(place).copied()
    }

    fn all(&self) -> &[OrderId] {
        self.index.as_ref().map_or(&self.ids, |index| &index.ids)
    }

    /// Finds an id's slot, or the free one where it belongs; `None` only before the first id.
    fn slot(&self, id: OrderId, hash: u64) -> Option<(usize, u32)> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = low(hash >> 20) & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let known = || usize::try_from(slot - 1).ok().and_then(|place| self.ids.get(place));
            if slot == 0 || known() == Some(&id) {
                return Some((at, slot));
            }
            at = (at + 1) & mask;
        }
    }

    fn put(&mut self, at: usize, place: usize) {
        if let (Some(slot), Ok(place)) = (self.slots.get_mut(at), u32::try_from(place)) {
            *slot = place.saturating_add(1);
        }
    }

    fn grow(&mut self) {
        let room = (self.ids.len() * ROOM * 2).next_power_of_two().max(64);
        self.slots = vec![0; room];
        let ids = std::mem::take(&mut self.ids);
        for (place, id) in ids.iter().enumerate() {
            let mut at = low(spread(*id) >> 20) & (room - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (room - 1);
            }
            self.put(at, place);
        }
        self.ids = ids;
    }
}

impl FromIterator<OrderId> for IdTable {
    fn from_iter<I: IntoIterator<Item = OrderId>>(ids: I) -> Self {
        let mut table = Self::default();
        for id in ids {
            table.insert(id);
        }
        table.filtered()
    }
}

/// Spreads ids that differ in a few digits over all 64 bits.
fn spread(id: OrderId) -> u64 {
    let mixed = id.number().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

fn low(hash: u64) -> usize {
    usize::try_from(hash & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_000 + number * 10_000).unwrap()
    }

    #[test]
    fn ids_have_the_same_places_in_whatever_order_they_come() {
        // Rising, rising up to a step back, rising with each twice, falling, and mixed.
        let rising: Vec<u64> = (0..300).collect();
        let back = [&rising[..], &[150, 301, 17]].concat();
        let twice = rising.iter().flat_map(|n| [*n, *n]).collect();
        let falling = (0..300).rev().collect();
        let mixed = (0..600).map(|n| n * 7_919 % 401).collect();
        for numbers in [rising, back, twice, falling, mixed] {
            let mut met: Vec<u64> = Vec::new();
            let (mut table, mut finished) = (IdTable::default(), IdTable::default());
            for number in numbers {
                let place = met.iter().position(|known| *known == number).unwrap_or(met.len());
                assert_eq!(table.get(id(number)), met.get(place).map(|_| place));
                if place == met.len() {
                    met.push(number);
                }
                assert_eq!(table.insert(id(number)), place);
                assert_eq!(finished.insert(id(number)), place);
                finished = finished.filtered();
                assert_eq!(finished.get(id(number)), Some(place));
                assert_eq!((table.len(), finished.len()), (met.len(), met.len()));
            }
        }
    }

    #[test]
    fn every_id_keeps_its_place_and_no_other_is_found() {
        let mut table = IdTable::default();
        assert_eq!(table.get(id(1)), None);
        for number in 0..5_000 {
            assert_eq!(table.insert(id(number)), usize::try_from(number).unwrap());
        }
        assert_eq!(table.insert(id(17)), 17);
        assert_eq!(table.len(), 5_000);
        for number in 0..5_000 {
            assert_eq!(table.get(id(number)), usize::try_from(number).ok());
        }
        assert!((5_000..20_000).all(|number| table.get(id(number)).is_none()));
        let mut table = table.filtered();
        for number in 0..5_000 {
            assert_eq!(table.get(id(number)), usize::try_from(number).ok());
        }
        assert!((5_000..20_000).all(|number| table.get(id(number)).is_none()));
        assert_eq!(table.len(), 5_000);
        assert_eq!((table.insert(id(17)), table.insert(id(9_000))), (17, 5_000));
        assert_eq!((table.get(id(9_000)), table.get(id(4_999))), (Some(5_000), Some(4_999)));
    }
}
