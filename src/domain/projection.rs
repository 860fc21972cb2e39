//! Which columns and which orders a question looks at.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{DisputedIndex, IdTable, Moment, OrderId, Window};

/// A set of columns of an [`OrderBatch`](super::OrderBatch). The id, and whether the order is
/// disputed, are always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnSet(u16);

impl ColumnSet {
    /// No column.
    pub const NONE: Self = Self(0);
    /// When the order was placed.
    pub const CREATED: Self = Self(1);
    /// When it was paid.
    pub const PAID: Self = Self(1 << 1);
    /// When it was shipped.
    pub const SHIPPED: Self = Self(1 << 2);
    /// When and how it was completed, and whether the moment is estimated.
    pub const COMPLETED: Self = Self(1 << 3);
    /// When buyer protection ends.
    pub const PROTECTION: Self = Self(1 << 4);
    /// The shop.
    pub const SHOP: Self = Self(1 << 5);
    /// The product, or the SKU where there is no product.
    pub const ITEM: Self = Self(1 << 6);
    /// The product.
    pub const PRODUCT: Self = Self(1 << 7);
    /// The SKU.
    pub const SKU: Self = Self(1 << 8);
    /// The country.
    pub const COUNTRY: Self = Self(1 << 9);
    /// What the buyer paid.
    pub const AMOUNT: Self = Self(1 << 10);
    /// The state, and the input's word for it.
    pub const STATUS: Self = Self(1 << 11);
    /// The tracking number.
    pub const TRACKING: Self = Self(1 << 12);
    /// The carrier.
    pub const CARRIER: Self = Self(1 << 13);
    /// Every column of which [`Order`](super::Order) has a field.
    pub const ORDER: Self = Self((1 << 14) - 1 - Self::ITEM.0);

    /// Returns the columns of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether all columns of another set are in this one.
    #[must_use]
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns whether some column is in both sets.
    #[must_use]
    #[inline]
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The ids of the orders that a question looks at whatever their moments.
#[derive(Clone, Debug)]
pub enum IdSelection {
    /// Every order.
    Every,
    /// The orders of these tables.
    Listed(Vec<Arc<IdTable>>),
}

/// What a question looks at: a reader may leave out what is not in here.
///
/// Of the shops asked for, an order that is neither listed nor paid or completed in the range may
/// come as one of [`OrderBatch::filtered_out`](super::OrderBatch::filtered_out), or as a row like
/// any other. An order of another shop comes as a row where it is listed; else it may be left out
/// altogether, or come as a row.
#[derive(Clone, Debug)]
pub struct Projection {
    /// The columns that are looked at; readers leave the others empty.
    pub columns: ColumnSet,
    /// Orders that are looked at whatever their moments.
    pub ids: IdSelection,
    /// Orders paid or completed in this range are looked at too; `None` for no range.
    pub range: Option<Window>,
    /// Only orders of these shops are looked at; empty means all.
    pub shops: BTreeSet<String>,
}

impl Projection {
    /// Looks at nothing but how many orders there are.
    pub const fn of_count() -> Self {
        let ids = IdSelection::Listed(Vec::new());
        Self { columns: ColumnSet::NONE, ids, range: None, shops: BTreeSet::new() }
    }

    /// Looks at some columns of every order.
    pub const fn of_every_order(columns: ColumnSet) -> Self {
        Self { columns, ids: IdSelection::Every, range: None, shops: BTreeSet::new() }
    }

    /// Looks at some columns of the orders in a table.
    pub fn of_ids(columns: ColumnSet, ids: Arc<IdTable>) -> Self {
        let ids = IdSelection::Listed(vec![ids]);
        Self { columns, ids, range: None, shops: BTreeSet::new() }
    }

    /// Looks also at orders paid or completed in a range.
    #[must_use]
    pub fn or_in(self, range: Window) -> Self {
        Self { range: Some(range), ..self }
    }

    /// Looks only at orders of some shops; none named means all.
    #[must_use]
    pub fn of_shops(self, shops: &[String]) -> Self {
        let shop = if shops.is_empty() { ColumnSet::NONE } else { ColumnSet::SHOP };
        let columns = self.columns.and(shop);
        Self { columns, shops: shops.iter().cloned().collect(), ..self }
    }

    /// Returns what either question looks at. Of two questions about different shops, every order
    /// is looked at, because what is filtered out could not be counted for each of them.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let columns = self.columns.and(other.columns);
        if self.shops != other.shops {
            return Self::of_every_order(columns.and(ColumnSet::SHOP));
        }
        let range = match (self.range, other.range) {
            (Some(one), Some(two)) => {
                Some(Window { from: one.from.min(two.from), to: one.to.max(two.to) })
            }
            (one, two) => one.or(two),
        };
        let ids = match (self.ids, other.ids) {
            (IdSelection::Listed(mut one), IdSelection::Listed(two)) => {
                for table in two {
                    if !one.iter().any(|known| Arc::ptr_eq(known, &table)) {
                        one.push(table);
                    }
                }
                IdSelection::Listed(one)
            }
            (IdSelection::Every, _) | (_, IdSelection::Every) => IdSelection::Every,
        };
        Self { columns, ids, range, shops: self.shops }
    }

    /// Returns whether each order of a table is looked at, if it is of a shop that is.
    pub fn has_all(&self, table: &Arc<IdTable>) -> bool {
        let IdSelection::Listed(listed) = &self.ids else { return true };
        let has_all = |one: &Arc<IdTable>| table.ids().all(|id| one.get(id).is_some());
        listed.iter().any(|one| Arc::ptr_eq(one, table) || has_all(one))
    }

    /// Returns whether every order is looked at.
    #[cfg(test)]
    pub(crate) const fn is_of_every_order(&self) -> bool {
        matches!(self.ids, IdSelection::Every)
    }

    /// Returns the filter of rows whose [`DisputedIndex`] is that of a table.
    pub fn row_filter(&self, disputed: &Arc<IdTable>) -> RowFilter {
        let (every, tables) = match &self.ids {
            IdSelection::Every => (true, &[][..]),
            IdSelection::Listed(tables) => (false, tables.as_slice()),
        };
        let is_own = |table: &&Arc<IdTable>| Arc::ptr_eq(table, disputed);
        RowFilter {
            every,
            disputed: tables.iter().any(|table| is_own(&table)),
            tables: tables.iter().filter(|table| !is_own(table)).cloned().collect(),
            range: self.range,
            shops: self.shops.clone(),
        }
    }
}

/// Returns whether a row is looked at, by its values.
#[derive(Clone, Debug)]
pub struct RowFilter {
    every: bool,
    disputed: bool,
    /// Tables other than that of disputed orders.
    tables: Vec<Arc<IdTable>>,
    range: Option<Window>,
    shops: BTreeSet<String>,
}

impl RowFilter {
    /// Returns whether an order is looked at, if it is of a shop that is.
    #[must_use]
    #[inline]
    pub fn has(
        &self,
        id: OrderId,
        disputed: Option<DisputedIndex>,
        paid: Option<Moment>,
        completed: Option<Moment>,
    ) -> bool {
        self.is_in_range(paid, completed) || self.has_id(id, disputed)
    }

    /// Returns whether an order is looked at whatever its moments.
    #[must_use]
    #[inline]
    pub fn has_id(&self, id: OrderId, disputed: Option<DisputedIndex>) -> bool {
        self.every
            || self.disputed && disputed.is_some()
            || !self.tables.is_empty() && self.tables.iter().any(|table| table.get(id).is_some())
    }

    /// Returns whether an order is looked at because of its moments.
    #[must_use]
    #[inline]
    pub fn is_in_range(&self, paid: Option<Moment>, completed: Option<Moment>) -> bool {
        self.range.is_some_and(|range| range.has(paid) | range.has(completed))
    }

    /// Returns whether every order is looked at.
    #[must_use]
    pub fn has_every_order(&self) -> bool {
        self.every
    }

    /// Returns whether orders of a shop are looked at.
    #[cfg(test)]
    pub(crate) fn has_shop(&self, shop: &str) -> bool {
        self.shops.is_empty() || self.shops.contains(shop)
    }

    /// Returns whether orders of every shop are looked at.
    #[must_use]
    #[inline]
    pub fn has_every_shop(&self) -> bool {
        self.shops.is_empty()
    }
}
