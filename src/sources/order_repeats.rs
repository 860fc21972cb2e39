//! Orders that stand in more than one row: which row counts, and whether the rows agree.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::SourceError;
use crate::domain::{IdTable, Order, OrderId};

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
pub(super) enum Meeting {
    /// The first of all files.
    First,
    /// The first of its file; an earlier file has the order too, and is newer.
    Overlap,
    /// A later row of the same file.
    Repeat,
}

/// How rows are to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    /// An order is a row.
    Whole,
    /// An order has a row for each product, so that products and amounts differ.
    PerProduct,
    /// Not at all.
    Nothing,
}

/// Watches the ids that are known to stand in more than one row.
#[derive(Debug, Default)]
pub(super) struct Watch {
    ids: IdTable,
    earlier: Vec<bool>,
    first: HashMap<usize, Fingerprint>,
    conflict: Option<(OrderId, u64, u64, &'static str)>,
}

impl Watch {
    /// Watches some ids.
    pub(super) fn new(ids: impl IntoIterator<Item = OrderId>) -> Self {
        let ids: IdTable = ids.into_iter().collect();
        Self { earlier: vec![false; ids.len()], ids, ..Self::default() }
    }

    /// Tells whether an id is watched.
    pub(super) fn holds(&self, id: OrderId) -> bool {
        self.ids.get(id).is_some()
    }

    /// Notes a row's order, and says what the row is. Ids that are not watched come once.
    pub(super) fn meet(&mut self, order: &Order<'_>, row: u64, compare: Compare) -> Meeting {
        let Some(place) = self.ids.get(order.id) else { return Meeting::First };
        let print = Fingerprint::of(order, row, compare);
        let Some(first) = self.first.get(&place) else {
            self.first.insert(place, print);
            let overlap = self.earlier.get(place).copied().unwrap_or(false);
            return if overlap { Meeting::Overlap } else { Meeting::First };
        };
        let differs = first.fields.iter().zip(&print.fields).position(|(a, b)| a != b);
        if let (Some(field), None) = (differs, self.conflict) {
            let field = FIELDS.get(field).copied().unwrap_or("a field");
            self.conflict = Some((order.id, first.row, row, field));
        }
        Meeting::Repeat
    }

    /// Begins a file anew.
    pub(super) fn restart(&mut self) {
        self.first.clear();
        self.conflict = None;
    }

    /// Ends a file: refuses it if rows with one id differ.
    pub(super) fn end(&mut self, path: &str) -> Result<(), SourceError> {
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
