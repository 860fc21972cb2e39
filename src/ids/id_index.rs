//! Order ids with a place for each, arranged for many lookups.

use super::OrderId;
use super::id_filter::IdFilter;

/// The ids of a finished table, those of a line of the filter together and sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) filter: IdFilter,
    /// Where the ids of each line begin, and after the last the count of all.
    starts: Vec<u32>,
    pub(super) ids: Vec<OrderId>,
    places: IdPositions,
}

/// The places of the ids of an index.
#[derive(Clone, Debug)]
enum IdPositions {
    /// Of each.
    Each(Vec<u32>),
    /// One after another, from this one on to the last and then from the first: so it is where ids
    /// rise.
    Turned(usize),
}

impl Default for IdPositions {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl IdPositions {
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

impl Index {
    /// Takes in ids, each of which has the place in which it stands.
    pub(super) fn of(ids: &[OrderId]) -> Self {
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
            let at = usize::try_from(*free).expect("a usize has at least 32 bits");
            *free += 1;
            if let (Some(to), Some(slot)) = (sorted.get_mut(at), places.get_mut(at)) {
                (*to, *slot) = (*id, place);
            }
        }
        let mut line = Vec::new();
        let (mut rest_ids, mut rest_places) = (&mut *sorted, &mut *places);
        for (from, to) in starts.iter().zip(starts.iter().skip(1)) {
            let count = usize::try_from(to - from).expect("a usize has at least 32 bits");
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
        Self { filter, starts, ids: sorted, places: IdPositions::of(places) }
    }

    /// Returns the ids, by place.
    pub(super) fn by_place(&self) -> Vec<OrderId> {
        let mut ids = self.ids.clone();
        for (at, id) in self.ids.iter().enumerate() {
            let place = self.places.get(at, self.ids.len());
            if let Some(slot) = place.and_then(|place| ids.get_mut(place)) {
                *slot = *id;
            }
        }
        ids
    }

    /// Returns the place of an id, or `None` when it is not here.
    #[inline(never)]
    pub(super) fn find(&self, id: OrderId) -> Option<usize> {
        let (from, ids) = self.of_line(self.filter.line(id))?;
        self.places.get(from + ids.binary_search(&id).ok()?, self.ids.len())
    }

    /// Returns where the ids of a line begin, and these.
    fn of_line(&self, line: usize) -> Option<(usize, &[OrderId])> {
        let [from, to] = *self.starts.get(line..)?.first_chunk()?;
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        Some((from, self.ids.get(from..to)?))
    }

    /// Returns the numbers around an id that is not here, of this line, between which none is.
    pub(super) fn gap(&self, id: OrderId, line: usize) -> (u64, u64) {
        // A line beyond the last has no ids.
        let (_, ids) = self.of_line(line).unwrap_or_default();
        let (lower, higher) = ids.split_at(ids.partition_point(|other| *other < id));
        // Ids further away may be of other lines.
        let (after, before) = self.filter.around(id);
        let last = lower.last().map_or(0, |id| id.number());
        let first = higher.first().map_or(u64::MAX, |id| id.number());
        (after.max(last), before.min(first))
    }
}
