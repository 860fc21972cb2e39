//! Orders that stand in more than one row: which row counts, and whether the rows agree.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::{IdTable, Order, OrderId};
use crate::input::SourceError;

/// What an order's row says, to compare rows with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fingerprint {
    row: u64,
    fields: [u64; 8],
}

const FIELDS: [&str; 8] = [
    "the status",
    "the time of ordering",
    "the time of payment",
    "the time of completion",
    "the way of completion",
    "the country",
    "the amount",
    "the product",
];

/// What a row is among those with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occurrence {
    /// The first of all files.
    First,
    /// The first of its file; an earlier file has the order too, and is newer.
    Overlap,
    /// A later row of the same file.
    Repeat,
}

/// How rows are to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    /// An order is a row.
    Whole,
    /// An order has a row for each product, so that products and amounts differ.
    PerProduct,
    /// Not at all.
    Nothing,
}

/// What becomes of ids that stand in more than one row.
#[derive(Debug)]
pub(crate) enum Repeats<'a> {
    /// It is not known which do: all are piled up.
    Unknown,
    /// Each row is compared with the first of the file with its id.
    Watched(Box<DuplicateTracker>),
    /// None stands in the file twice. Those that an earlier file has do not count again.
    Across {
        /// The ids that stand in several files.
        watch: &'a DuplicateTracker,
        /// The places of those that were met.
        met: Vec<u32>,
    },
}

impl<'a> Repeats<'a> {
    /// Begins a file: one in which no id stands twice where it is known which stand in several.
    pub(crate) fn across(watch: Option<&'a DuplicateTracker>) -> Self {
        watch.map_or(Self::Unknown, |watch| Self::Across { watch, met: Vec::new() })
    }

    /// Notes a row's order, and says what the row is.
    pub(crate) fn meet(&mut self, order: &Order<'_>, row: u64, compare: Compare) -> Occurrence {
        match self {
            Self::Watched(watch) => watch.meet(order, row, compare),
            Self::Unknown | Self::Across { .. } => {
                self.note(order.id);
                self.foresee(order.id).unwrap_or(Occurrence::First)
            }
        }
    }

    /// Says what a row is that cannot be compared; `None` where it must be. Nothing is noted.
    #[inline]
    pub(crate) fn foresee(&self, id: OrderId) -> Option<Occurrence> {
        match self {
            Self::Unknown => Some(Occurrence::First),
            Self::Watched(watch) if watch.ids.get(id).is_some() => None,
            Self::Watched(_) => Some(Occurrence::First),
            Self::Across { watch, .. } => match watch.ids.get(id) {
                Some(place) if watch.is_earlier(place) => Some(Occurrence::Overlap),
                Some(_) | None => Some(Occurrence::First),
            },
        }
    }

    /// Notes an order of which no more than its id is known.
    #[inline]
    pub(crate) fn note(&mut self, id: OrderId) {
        if let Self::Across { watch, met } = self
            && let Some(place) = watch.ids.get(id)
        {
            met.extend(u32::try_from(place));
        }
    }

    /// Adds what was met in other blocks of the same file.
    pub(crate) fn absorb(&mut self, other: Self) {
        if let (Self::Across { met, .. }, Self::Across { met: theirs, .. }) = (self, other) {
            met.extend(theirs);
        }
    }
}

/// Watches the ids that are known to stand in more than one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct DuplicateTracker {
    ids: IdTable,
    earlier: Vec<bool>,
    first: HashMap<usize, Fingerprint>,
    conflict: Option<(OrderId, u64, u64, &'static str)>,
}

impl DuplicateTracker {
    /// Watches some ids.
    pub(crate) fn new(ids: impl IntoIterator<Item = OrderId>) -> Self {
        let ids: IdTable = ids.into_iter().collect();
        Self { earlier: vec![false; ids.len()], ids, ..Self::default() }
    }

    /// Notes a row's order, and says what the row is. Ids that are not watched come once.
    pub(crate) fn meet(&mut self, order: &Order<'_>, row: u64, compare: Compare) -> Occurrence {
        let Some(place) = self.ids.get(order.id) else { return Occurrence::First };
        let print = Fingerprint::of(order, row, compare);
        let Some(first) = self.first.get(&place) else {
            self.first.insert(place, print);
            return if self.is_earlier(place) { Occurrence::Overlap } else { Occurrence::First };
        };
        let differs = first.fields.iter().zip(&print.fields).position(|(a, b)| a != b);
        if let (Some(field), None) = (differs, self.conflict) {
            let field = FIELDS.get(field).copied().unwrap_or("a field");
            self.conflict = Some((order.id, first.row, row, field));
        }
        Occurrence::Repeat
    }

    fn is_earlier(&self, place: usize) -> bool {
        self.earlier.get(place).copied().unwrap_or(false)
    }

    /// Ends a file in which no id stands twice, by the places of the ids that it has.
    pub(crate) fn end_across(&mut self, met: &[u32]) {
        for place in met.iter().filter_map(|place| usize::try_from(*place).ok()) {
            if let Some(earlier) = self.earlier.get_mut(place) {
                *earlier = true;
            }
        }
    }

    /// Begins a file again.
    pub(crate) fn restart(&mut self) {
        self.first.clear();
        self.conflict = None;
    }

    /// Ends a file: refuses it if rows with one id differ.
    pub(crate) fn end(&mut self, path: &str) -> Result<(), SourceError> {
        for place in self.first.keys() {
            if let Some(earlier) = self.earlier.get_mut(*place) {
                *earlier = true;
            }
        }
        self.first.clear();
        match self.conflict.take() {
            None => Ok(()),
            Some((id, first, second, field)) => Err(SourceError::Conflict {
                path: path.to_owned(),
                id: id.to_string(),
                first,
                second,
                field,
            }),
        }
    }
}

impl Fingerprint {
    fn of(order: &Order<'_>, row: u64, compare: Compare) -> Self {
        let (product, sku, amount) = match compare {
            Compare::Whole => (order.product, order.sku, order.amount),
            Compare::PerProduct => ("", "", None),
            Compare::Nothing => return Self { row, fields: [0; 8] },
        };
        let fields = [
            hash(order.status),
            hash(order.created_at),
            hash(order.paid_at),
            hash(order.completed_at),
            hash(order.completion),
            hash(order.country),
            hash(amount),
            hash((product, sku)),
        ];
        Self { row, fields }
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
