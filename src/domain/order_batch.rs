//! Orders by columns, some at a time: what readers hand to tallies.

use std::borrow::Cow;
use std::sync::Arc;

use super::{
    ColumnSet, Completion, Country, DisputedIndex, IdTable, Moment, Money, Order, OrderId,
    OrderStatus,
};

/// Up to [`OrderBatch::ROWS`] orders, a column for each field, of which only those are filled that
/// a [`Projection`](super::Projection) asks for. A batch is cleared and filled again.
///
/// Row `n` of every filled column is of the same order.
#[derive(Clone, Debug, Default)]
pub struct OrderBatch {
    columns: ColumnSet,
    disputed_table: Arc<IdTable>,
    ids: Vec<OrderId>,
    disputed: Vec<Option<DisputedIndex>>,
    created: Vec<Moment>,
    paid: Vec<Option<Moment>>,
    shipped: Vec<Option<Moment>>,
    completed: Vec<Option<Moment>>,
    completions: Vec<Option<Completion>>,
    estimated: Vec<bool>,
    protection: Vec<Option<Moment>>,
    countries: Vec<Option<Country>>,
    amounts: Vec<Option<Money>>,
    states: Vec<OrderStatus>,
    arena: String,
    /// Texts of a column that is added, before they are put into the arena.
    added: Vec<u8>,
    shops: TextSpans,
    items: TextSpans,
    products: TextSpans,
    skus: TextSpans,
    statuses: TextSpans,
    tracking: TextSpans,
    carriers: TextSpans,
    filtered_out: u64,
}

/// Where the texts of a column stand in the arena of their batch.
#[derive(Clone, Debug, Default)]
struct TextSpans(Vec<TextSpan>);

#[derive(Clone, Copy, Debug)]
struct TextSpan {
    start: usize,
    end: usize,
}

/// A column of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextColumn {
    /// The shop.
    Shop,
    /// The product, or the SKU where there is no product.
    Item,
    /// The product.
    Product,
    /// The SKU.
    Sku,
    /// The input's word for the state.
    Status,
    /// The tracking number.
    Tracking,
    /// The carrier.
    Carrier,
}

/// A column of moments that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MomentColumn {
    /// When the order was paid.
    Paid,
    /// When it was shipped.
    Shipped,
    /// When buyer protection ends.
    Protection,
}

impl TextSpans {
    #[inline]
    fn push(&mut self, arena: &mut String, text: &str) {
        let start = arena.len();
        arena.push_str(text);
        self.0.push(TextSpan { start, end: arena.len() });
    }

    #[inline]
    fn get<'a>(&self, arena: &'a str, row: usize) -> &'a str {
        let text = self.0.get(row).and_then(|span| arena.get(span.start..span.end));
        text.unwrap_or_default()
    }
}

impl OrderBatch {
    /// Rows of a batch, at most.
    pub const ROWS: usize = 1_024;
    /// Bytes of text after which a batch counts as full, so that it stays in the processor's cache
    /// even where texts are long.
    const ENOUGH_TEXT: usize = 256 * 1_024;

    /// Makes an empty batch of some columns, whose [`DisputedIndex`] is that of a table.
    pub fn new(columns: ColumnSet, disputed_table: Arc<IdTable>) -> Self {
        Self { columns, disputed_table, ..Self::default() }
    }

    /// Returns the count of rows.
    #[inline]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns whether there is no row, and no order was filtered out.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.filtered_out == 0
    }

    /// Returns whether it should be counted and cleared before another row is added.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.ids.len() >= Self::ROWS || self.arena.len() >= Self::ENOUGH_TEXT
    }

    /// Removes all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.disputed.clear();
        self.created.clear();
        self.paid.clear();
        self.shipped.clear();
        self.completed.clear();
        self.completions.clear();
        self.estimated.clear();
        self.protection.clear();
        self.countries.clear();
        self.amounts.clear();
        self.states.clear();
        self.arena.clear();
        self.texts_mut().into_iter().for_each(|texts| texts.0.clear());
        self.filtered_out = 0;
    }

    fn texts_mut(&mut self) -> [&mut TextSpans; 7] {
        [
            &mut self.shops,
            &mut self.items,
            &mut self.products,
            &mut self.skus,
            &mut self.statuses,
            &mut self.tracking,
            &mut self.carriers,
        ]
    }

    /// Adds an order, of which only the columns of this batch are kept.
    #[inline]
    pub fn push(&mut self, order: &Order<'_>, disputed: Option<DisputedIndex>) {
        let columns = self.columns;
        self.ids.push(order.id);
        self.disputed.push(disputed);
        if columns.has(ColumnSet::PAID) {
            self.paid.push(order.paid_at);
        }
        if columns.has(ColumnSet::COMPLETED) {
            self.completed.push(order.completed_at);
            self.completions.push(order.completion);
            self.estimated.push(order.completed_estimated);
        }
        if columns.has(ColumnSet::SHOP) {
            self.shops.push(&mut self.arena, order.shop);
        }
        if columns.has(ColumnSet::ITEM) {
            self.items.push(&mut self.arena, order.item());
        }
        if columns.has(ColumnSet::COUNTRY) {
            self.countries.push(order.country);
        }
        if columns.has_any(Self::SELDOM) {
            self.push_seldom(order);
        }
    }

    /// The columns that only few questions look at.
    const SELDOM: ColumnSet = ColumnSet::CREATED
        .and(ColumnSet::SHIPPED)
        .and(ColumnSet::PROTECTION)
        .and(ColumnSet::PRODUCT)
        .and(ColumnSet::SKU)
        .and(ColumnSet::AMOUNT)
        .and(ColumnSet::STATUS)
        .and(ColumnSet::TRACKING)
        .and(ColumnSet::CARRIER);

    fn push_seldom(&mut self, order: &Order<'_>) {
        let (columns, arena) = (self.columns, &mut self.arena);
        if columns.has(ColumnSet::CREATED) {
            self.created.push(order.created_at);
        }
        if columns.has(ColumnSet::SHIPPED) {
            self.shipped.push(order.shipped_at);
        }
        if columns.has(ColumnSet::PROTECTION) {
            self.protection.push(order.protection_ends_at);
        }
        if columns.has(ColumnSet::AMOUNT) {
            self.amounts.push(order.amount);
        }
        if columns.has(ColumnSet::STATUS) {
            self.states.push(order.state);
            self.statuses.push(arena, order.status);
        }
        for (column, texts, text) in [
            (ColumnSet::PRODUCT, &mut self.products, order.product),
            (ColumnSet::SKU, &mut self.skus, order.sku),
            (ColumnSet::TRACKING, &mut self.tracking, order.tracking),
            (ColumnSet::CARRIER, &mut self.carriers, order.carrier),
        ] {
            if columns.has(column) {
                texts.push(arena, text);
            }
        }
    }

    /// Returns whether there is room for so many more rows.
    pub(crate) fn has_room(&self, rows: usize) -> bool {
        self.ids.len() + rows <= Self::ROWS && !self.is_full()
    }

    /// Adds rows, each an id and where it stands among the disputed orders. Of every other column of
    /// this batch as many values must be added by the methods that follow; those that are called for
    /// a column that the batch lacks do nothing.
    #[inline]
    pub(crate) fn extend_ids(
        &mut self,
        rows: impl Iterator<Item = (OrderId, Option<DisputedIndex>)>,
    ) {
        for (id, disputed) in rows {
            self.ids.push(id);
            self.disputed.push(disputed);
        }
    }

    /// Adds when orders were placed.
    #[inline]
    pub(crate) fn extend_created(&mut self, moments: impl Iterator<Item = Moment>) {
        if self.columns.has(ColumnSet::CREATED) {
            self.created.extend(moments);
        }
    }

    /// Adds a column of moments.
    #[inline]
    pub(crate) fn extend_moments(
        &mut self,
        column: MomentColumn,
        moments: impl Iterator<Item = Option<Moment>>,
    ) {
        let (set, list) = match column {
            MomentColumn::Paid => (ColumnSet::PAID, &mut self.paid),
            MomentColumn::Shipped => (ColumnSet::SHIPPED, &mut self.shipped),
            MomentColumn::Protection => (ColumnSet::PROTECTION, &mut self.protection),
        };
        if self.columns.has(set) {
            list.extend(moments);
        }
    }

    /// Adds when and how orders were completed, and whether the moment is estimated.
    #[inline]
    pub(crate) fn extend_completed(
        &mut self,
        moments: impl Iterator<Item = Option<Moment>>,
        how: impl Iterator<Item = Option<Completion>>,
        estimated: impl Iterator<Item = bool>,
    ) {
        if self.columns.has(ColumnSet::COMPLETED) {
            self.completed.extend(moments);
            self.completions.extend(how);
            self.estimated.extend(estimated);
        }
    }

    /// Adds countries.
    #[inline]
    pub(crate) fn extend_countries(&mut self, countries: impl Iterator<Item = Option<Country>>) {
        if self.columns.has(ColumnSet::COUNTRY) {
            self.countries.extend(countries);
        }
    }

    /// Adds what buyers paid.
    #[inline]
    pub(crate) fn extend_amounts(&mut self, amounts: impl Iterator<Item = Option<Money>>) {
        if self.columns.has(ColumnSet::AMOUNT) {
            self.amounts.extend(amounts);
        }
    }

    /// Adds states; their words are a column of texts.
    #[inline]
    pub(crate) fn extend_states(&mut self, states: impl Iterator<Item = OrderStatus>) {
        if self.columns.has(ColumnSet::STATUS) {
            self.states.extend(states);
        }
    }

    /// Adds a column of texts, each of which is written as UTF-8 behind the ones before.
    #[inline]
    pub(crate) fn extend_texts<T>(
        &mut self,
        column: TextColumn,
        rows: impl Iterator<Item = T>,
        mut write: impl FnMut(T, &mut Vec<u8>),
    ) {
        let (set, texts) = match column {
            TextColumn::Shop => (ColumnSet::SHOP, &mut self.shops),
            TextColumn::Item => (ColumnSet::ITEM, &mut self.items),
            TextColumn::Product => (ColumnSet::PRODUCT, &mut self.products),
            TextColumn::Sku => (ColumnSet::SKU, &mut self.skus),
            TextColumn::Status => (ColumnSet::STATUS, &mut self.statuses),
            TextColumn::Tracking => (ColumnSet::TRACKING, &mut self.tracking),
            TextColumn::Carrier => (ColumnSet::CARRIER, &mut self.carriers),
        };
        if !self.columns.has(set) {
            return;
        }
        let before = self.arena.len();
        self.added.clear();
        for row in rows {
            let start = before + self.added.len();
            write(row, &mut self.added);
            texts.0.push(TextSpan { start, end: before + self.added.len() });
        }
        // All at once: texts are short, and looking at each would cost more than its bytes.
        let added = std::str::from_utf8(&self.added);
        self.arena.push_str(added.expect("readers refuse rows that are not UTF-8"));
    }

    /// Counts orders that a reader has proved to be irrelevant to the projection.
    #[inline]
    pub fn filter_out(&mut self, orders: u64) {
        self.filtered_out += orders;
    }

    /// Returns the count of orders that were left out because the projection does not look at them.
    pub fn filtered_out(&self) -> u64 {
        self.filtered_out
    }

    /// Returns the ids.
    pub fn ids(&self) -> &[OrderId] {
        &self.ids
    }

    /// Returns where each order stands among the disputed orders of a table; `None` for one that is
    /// not in it. Nothing is searched where the rows were read with this very table.
    pub fn disputed_in(&self, table: &Arc<IdTable>) -> Cow<'_, [Option<DisputedIndex>]> {
        if Arc::ptr_eq(table, &self.disputed_table) {
            return Cow::Borrowed(&self.disputed);
        }
        let index = |id: &OrderId| table.get(*id).map(DisputedIndex::new);
        Cow::Owned(self.ids.iter().map(index).collect())
    }

    /// Returns when each order was placed; empty unless [`ColumnSet::CREATED`] is asked for.
    #[inline]
    pub fn created(&self) -> &[Moment] {
        &self.created
    }

    /// Returns when each order was paid; `None`: not paid, or not given.
    pub fn paid(&self) -> &[Option<Moment>] {
        &self.paid
    }

    /// Returns the moment of each order's completion in the sense of a rate: `None` for refunds and
    /// for orders still under way.
    #[inline]
    pub fn counted_completions(&self) -> impl Iterator<Item = Option<Moment>> {
        let pairs = self.completed.iter().zip(&self.completions);
        pairs.map(|(at, how)| super::order::counted(*at, *how))
    }

    /// Returns whether the moment of each order's completion is estimated.
    pub fn estimated(&self) -> &[bool] {
        &self.estimated
    }

    /// Returns the country of each order; `None` when not given or not known.
    pub fn countries(&self) -> &[Option<Country>] {
        &self.countries
    }

    /// Returns the shop of the order in a row; empty where it is not given.
    #[inline]
    pub fn shop(&self, row: usize) -> &str {
        self.shops.get(&self.arena, row)
    }

    /// Returns the product of the order in a row, or its SKU where it has no product; empty where
    /// neither is given.
    #[inline]
    pub fn item(&self, row: usize) -> &str {
        self.items.get(&self.arena, row)
    }

    /// Returns each row as an order; `None` unless every column of [`ColumnSet::ORDER`] is filled.
    pub fn orders(&self) -> Option<impl Iterator<Item = Order<'_>>> {
        self.columns
            .has(ColumnSet::ORDER)
            .then(|| (0..self.len()).filter_map(|row| self.order(row)))
    }

    fn order(&self, row: usize) -> Option<Order<'_>> {
        let arena = self.arena.as_str();
        Some(Order {
            id: *self.ids.get(row)?,
            shop: self.shops.get(arena, row),
            product: self.products.get(arena, row),
            sku: self.skus.get(arena, row),
            country: *self.countries.get(row)?,
            amount: *self.amounts.get(row)?,
            created_at: *self.created.get(row)?,
            paid_at: *self.paid.get(row)?,
            shipped_at: *self.shipped.get(row)?,
            completed_at: *self.completed.get(row)?,
            completion: *self.completions.get(row)?,
            completed_estimated: *self.estimated.get(row)?,
            protection_ends_at: *self.protection.get(row)?,
            status: self.statuses.get(arena, row),
            state: *self.states.get(row)?,
            tracking: self.tracking.get(arena, row),
            carrier: self.carriers.get(arena, row),
        })
    }
}

#[cfg(test)]
#[path = "order_batch_tests.rs"]
pub(crate) mod tests;
