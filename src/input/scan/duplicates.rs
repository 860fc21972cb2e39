//! Orders that stand in more than one row: which row counts, and whether the rows agree.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::{Fact, FactSet, IdTable, Order, OrderFacts, OrderId, to_u64};
use crate::input::SourceError;
use crate::input::decode::orders::Compare;

/// What an order's row says, to compare rows with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowFingerprint {
    row: u64,
    fields: [u64; 9],
}

const FIELDS: [&str; 9] = [
    "the status",
    "the time of ordering",
    "the time of payment",
    "the time of completion",
    "the way of completion",
    "the country",
    "the shop",
    "the amount",
    "the product",
];

/// How many of them, the first ones, are of an order and not of one of its products.
const OF_ORDERS: usize = 7;

/// What a row is among those with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occurrence {
    /// The first of all files.
    First,
    /// The first of all files; it is merged with the records of other files before it is counted.
    Held,
    /// The first of its file; an earlier file has the order too.
    Overlap,
    /// A later row of the same file.
    Repeat,
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
        /// Those that were met.
        met: SharedRows,
    },
}

/// An order that several files have, as one of them has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SharedRow {
    place: usize,
    /// A mark of all that the row says; 0 where rows are not compared.
    print: u64,
}

/// The orders of a file that other files have too.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedRows {
    rows: Vec<SharedRow>,
    /// Those of them that are merged.
    pub(crate) held: Vec<OrderFacts>,
}

impl SharedRows {
    /// Returns how many there are.
    pub(crate) fn count(&self) -> u64 {
        to_u64(self.rows.len())
    }
}

impl<'a> Repeats<'a> {
    /// Begins a file: one in which no id stands twice where it is known which stand in several.
    pub(crate) fn across(watch: Option<&'a DuplicateTracker>) -> Self {
        watch.map_or(Self::Unknown, |watch| Self::Across { watch, met: SharedRows::default() })
    }

    /// Returns whether rows with an id are compared, merged or left out.
    #[inline]
    pub(crate) fn watches(&self, id: OrderId) -> bool {
        match self {
            Self::Unknown => false,
            Self::Watched(watch) => watch.ids.get(id).is_some(),
            Self::Across { watch, .. } => watch.ids.get(id).is_some(),
        }
    }

    /// Notes a row's order, and says what the row is.
    pub(crate) fn meet(&mut self, order: &Order<'_>, row: u64, compare: Compare) -> Occurrence {
        match self {
            Self::Unknown => Occurrence::First,
            Self::Watched(watch) => watch.meet(order, row, compare),
            Self::Across { watch, met } => match watch.ids.get(order.id) {
                Some(place) => watch.meet_shared(place, order, met),
                None => Occurrence::First,
            },
        }
    }

    /// Adds what was met in other blocks of the same file.
    pub(crate) fn absorb(&mut self, other: Self) {
        if let (Self::Across { met, .. }, Self::Across { met: theirs, .. }) = (self, other) {
            met.rows.extend(theirs.rows);
            met.held.extend(theirs.held);
        }
    }
}

/// What becomes of orders that several files have.
#[derive(Clone, Debug)]
enum SharedOrders {
    /// There is one file.
    None,
    /// The first file's record counts, and the others are compared with it.
    Compared {
        /// A mark of what the first file says of each order; 0 where none has come.
        prints: Vec<u64>,
        /// Whether some file says something else.
        differing: Vec<bool>,
    },
    /// The records of these orders are merged; those of others say the same.
    Merged(Vec<bool>),
}

/// Watches the ids that are known to stand in more than one row.
#[derive(Clone, Debug)]
pub(crate) struct DuplicateTracker {
    ids: IdTable,
    earlier: Vec<bool>,
    /// Which of [`FactSet::TIMES`] some file gives of each order.
    given: Vec<FactSet>,
    shared: SharedOrders,
    first: HashMap<usize, RowFingerprint>,
    met: SharedRows,
    conflict: Option<(OrderId, u64, u64, &'static str)>,
}

impl DuplicateTracker {
    fn new(ids: IdTable, shared: SharedOrders) -> Self {
        Self {
            earlier: vec![false; ids.len()],
            given: vec![FactSet::default(); ids.len()],
            ids,
            shared,
            first: HashMap::new(),
            met: SharedRows::default(),
            conflict: None,
        }
    }

    /// Watches ids that stand in one file more than once.
    pub(crate) fn of_one_file(ids: impl IntoIterator<Item = OrderId>) -> Self {
        Self::new(ids.into_iter().collect(), SharedOrders::None)
    }

    /// Watches ids of several files, and finds out which of the orders the files disagree on.
    pub(crate) fn comparing(ids: impl IntoIterator<Item = OrderId>) -> Self {
        let ids: IdTable = ids.into_iter().collect();
        let (prints, differing) = (vec![0; ids.len()], vec![false; ids.len()]);
        Self::new(ids, SharedOrders::Compared { prints, differing })
    }

    /// Watches ids of several files, whose records are merged.
    pub(crate) fn merging(ids: impl IntoIterator<Item = OrderId>) -> Self {
        let ids: IdTable = ids.into_iter().collect();
        let merged = vec![true; ids.len()];
        Self::new(ids, SharedOrders::Merged(merged))
    }

    /// Returns a watch that merges the orders on which the files disagree; `None` where they agree
    /// on all.
    pub(crate) fn merging_what_differs(self) -> Option<Self> {
        let SharedOrders::Compared { differing, .. } = self.shared else { return None };
        let some = differing.contains(&true);
        some.then(|| Self::new(self.ids, SharedOrders::Merged(differing)))
    }

    /// Returns for how many of the orders no file has the moments of payment, and of completion.
    pub(crate) fn without_times(&self) -> (u64, u64) {
        let count = |fact: Fact| {
            let without = self.given.iter().filter(|given| !given.has(fact)).count();
            to_u64(without)
        };
        (count(Fact::Paid), count(Fact::Completed))
    }

    /// Notes a row's order, and says what the row is. Ids that are not watched come once.
    fn meet(&mut self, order: &Order<'_>, row: u64, compare: Compare) -> Occurrence {
        let Some(place) = self.ids.get(order.id) else { return Occurrence::First };
        let print = RowFingerprint::of(order, row, compare);
        let Some(first) = self.first.get(&place) else {
            self.first.insert(place, print);
            let mut met = std::mem::take(&mut self.met);
            let meeting = self.meet_shared(place, order, &mut met);
            self.met = met;
            return meeting;
        };
        let differs = first.difference(&print);
        if let (Some(field), None) = (differs, self.conflict) {
            let field = FIELDS.get(field).copied().unwrap_or("a field");
            self.conflict = Some((order.id, first.row, row, field));
        }
        Occurrence::Repeat
    }

    /// Notes the first row of a file with an id that is watched.
    fn meet_shared(&self, place: usize, order: &Order<'_>, met: &mut SharedRows) -> Occurrence {
        let is_compared = matches!(self.shared, SharedOrders::Compared { .. });
        let print = if is_compared { whole_print(order) } else { 0 };
        met.rows.push(SharedRow { place, print });
        let is_merged = match &self.shared {
            SharedOrders::Merged(merged) => merged.get(place).copied().unwrap_or(false),
            SharedOrders::None | SharedOrders::Compared { .. } => false,
        };
        if is_merged {
            met.held.push(order.facts());
        }
        match (self.earlier.get(place), is_merged) {
            (Some(true), _) => Occurrence::Overlap,
            (_, true) => Occurrence::Held,
            (_, false) => Occurrence::First,
        }
    }

    /// Ends a file with these moments, by the rows that other files may have too.
    pub(crate) fn end_file(&mut self, met: &SharedRows, given: FactSet) {
        for row in &met.rows {
            if let Some(earlier) = self.earlier.get_mut(row.place) {
                *earlier = true;
            }
            if let Some(known) = self.given.get_mut(row.place) {
                *known = known.union(given);
            }
            if let SharedOrders::Compared { prints, differing } = &mut self.shared
                && let Some(print) = prints.get_mut(row.place)
                && let Some(differs) = differing.get_mut(row.place)
            {
                *differs |= *print != 0 && *print != row.print;
                *print = row.print;
            }
        }
    }

    /// Begins a file again.
    pub(crate) fn restart(&mut self) {
        self.first.clear();
        self.met = SharedRows::default();
        self.conflict = None;
    }

    /// Ends a file whose rows were compared: refuses it if rows with one id differ.
    pub(crate) fn end(&mut self, path: &str) -> Result<SharedRows, SourceError> {
        self.first.clear();
        match self.conflict.take() {
            None => Ok(std::mem::take(&mut self.met)),
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

/// Marks all that a row says of an order; never 0.
fn whole_print(order: &Order<'_>) -> u64 {
    let ids = (order.shop, order.product, order.sku, order.tracking, order.carrier);
    let times = (order.created_at, order.paid_at, order.shipped_at, order.protection_ends_at);
    let end = (order.completed_at, order.completion, order.completed_estimated);
    hash((ids, times, end, order.country, order.amount, order.status, order.state)) | 1
}

impl RowFingerprint {
    /// Marks what a row says of an order, as far as rows are compared.
    pub(crate) fn of(order: &Order<'_>, row: u64, compare: Compare) -> Self {
        let (product, sku, amount) = match compare {
            Compare::Whole => (order.product, order.sku, order.amount),
            Compare::PerProduct => ("", "", None),
            Compare::Nothing => return Self { row, fields: [BLANK; 9] },
        };
        let fields = [
            mark(filled(order.status)),
            mark(Some(order.created_at)),
            mark(order.paid_at),
            mark(order.completed_at),
            mark(order.completion),
            mark(order.country),
            mark(filled(order.shop)),
            mark(amount),
            mark(filled(product).or(filled(sku)).map(|_| (product, sku))),
        ];
        Self { row, fields }
    }

    /// Returns whether two rows say the same.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        self.fields == other.fields
    }

    /// Returns the first field in which a later row of the order differs; a blank is no fact, and what the first
    /// row lacks would be lost. Of an order with several products there may be a row for each, with an amount of
    /// its own.
    pub(crate) fn difference(&self, later: &Self) -> Option<usize> {
        let differs = |(one, later): (&u64, &u64)| one != later && *later != BLANK;
        let pairs = self.fields.iter().zip(&later.fields);
        let are_products = pairs.clone().next_back().is_some_and(differs);
        let compared = if are_products { OF_ORDERS } else { self.fields.len() };
        pairs.take(compared).position(differs)
    }
}

/// The mark of a field that a row leaves blank.
const BLANK: u64 = 0;

/// Returns the mark of a field.
fn mark(value: Option<impl Hash>) -> u64 {
    value.map_or(BLANK, |value| hash(value) | 1)
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
