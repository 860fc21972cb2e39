//! From the columns of a segment to those of a batch.

use super::{ESTIMATED, GroupTexts, Head, Rest, Segment, completion_of};
use crate::domain::{Country, DisputedIndex, MomentColumn, OrderBatch, TextColumn};

/// An order that is looked at.
pub(in crate::store) struct ChosenOrder {
    pub(in crate::store) head: Head,
    /// Where it stands among the disputed orders; `None` where it has no dispute.
    pub(in crate::store) disputed: Option<DisputedIndex>,
}

impl Segment<'_> {
    /// Adds some of its orders to a batch, column after column.
    pub(in crate::store) fn fill(&self, orders: &[ChosenOrder], batch: &mut OrderBatch) {
        let heads = orders.iter().map(|order| order.head);
        let rows = heads.clone().map(|head| head.row);
        batch.extend_ids(orders.iter().map(|order| (order.head.id, order.disputed)));
        batch.extend_moments(MomentColumn::Paid, heads.clone().map(|head| head.paid_at));
        batch.extend_completed(
            heads.clone().map(|head| head.completed_at),
            heads.clone().map(|head| completion_of(head.kind)),
            heads.clone().map(|head| head.kind & ESTIMATED != 0),
        );
        extend_texts(batch, TextColumn::Shop, rows.clone().map(|row| self.shops.get(row)));
        if let Some(groups) = &self.groups {
            groups.fill(heads.clone(), batch);
        }
        if let Some(placed) = &self.placed {
            batch.extend_created(rows.clone().filter_map(|row| placed.created(row)));
            batch.extend_states(rows.clone().filter_map(|row| placed.state(row)));
        }
        if let Some(rest) = &self.rest {
            rest.fill(rows, batch);
        }
        if let (Some(groups), Some(rest)) = (&self.groups, &self.rest) {
            let skus = heads.map(|head| match head.is_by_sku() {
                true => groups.items.get(head.row),
                false => rest.skus.get(head.row),
            });
            extend_texts(batch, TextColumn::Sku, skus);
        }
    }
}

/// Adds a column of texts to a batch.
fn extend_texts<'t>(
    batch: &mut OrderBatch,
    column: TextColumn,
    texts: impl Iterator<Item = &'t str>,
) {
    batch.extend_texts(column, texts, |text, into| into.extend_from_slice(text.as_bytes()));
}

impl GroupTexts<'_> {
    fn fill(&self, heads: impl Iterator<Item = Head> + Clone, batch: &mut OrderBatch) {
        let items = heads.clone().map(|head| self.items.get(head.row));
        extend_texts(batch, TextColumn::Item, items);
        let product = |head: Head| if head.is_by_sku() { "" } else { self.items.get(head.row) };
        extend_texts(batch, TextColumn::Product, heads.clone().map(product));
        let country = |head: Head| Country::from_code(self.countries.get(head.row));
        batch.extend_countries(heads.map(country));
    }
}

impl Rest<'_> {
    fn fill(&self, rows: impl Iterator<Item = usize> + Clone, batch: &mut OrderBatch) {
        batch.extend_moments(MomentColumn::Shipped, rows.clone().map(|row| self.shipped(row)));
        let protection = rows.clone().map(|row| self.protection(row));
        batch.extend_moments(MomentColumn::Protection, protection);
        batch.extend_amounts(rows.clone().map(|row| self.amount(row)));
        for (column, texts) in [
            (TextColumn::Status, &self.statuses),
            (TextColumn::Tracking, &self.tracking),
            (TextColumn::Carrier, &self.carriers),
        ] {
            extend_texts(batch, column, rows.clone().map(|row| texts.get(row)));
        }
    }
}
