//! Rows that were left out because a value could not be understood, by where they may belong.

use std::collections::BTreeMap;

use super::Moment;

/// Distinct rows that are told apart; of more it is not known where they belong.
const MOST: usize = 1_000;

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// An order.
    Order,
    /// A dispute.
    Dispute,
}

/// What the cells of a row that was left out say of where it belongs. `None` is anywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SkippedRow {
    /// What it is of.
    pub of: RowKind,
    /// The shop.
    pub shop: Option<String>,
    /// The product, or the SKU of an order without one.
    pub product: Option<String>,
    /// The country's code; empty for a name that is not known.
    pub country: Option<String>,
    /// When the order was placed, or the dispute was opened: it counts at no moment before.
    pub from: Option<Moment>,
}

impl SkippedRow {
    /// A row that may belong anywhere.
    pub fn anywhere(of: RowKind) -> Self {
        Self { of, shop: None, product: None, country: None, from: None }
    }
}

/// Rows that were left out, with how many there are of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkippedRows(BTreeMap<SkippedRow, u64>);

impl SkippedRows {
    /// So many rows that may belong anywhere.
    pub fn anywhere(of: RowKind, count: u64) -> Self {
        let mut rows = Self::default();
        rows.add(SkippedRow::anywhere(of), count);
        rows
    }

    /// Adds some rows.
    pub fn add(&mut self, row: SkippedRow, count: u64) {
        if count == 0 {
            return;
        }
        let is_known = self.0.len() < MOST || self.0.contains_key(&row);
        let row = if is_known { row } else { SkippedRow::anywhere(row.of) };
        let known = self.0.entry(row).or_insert(0);
        *known = known.saturating_add(count);
    }

    /// Adds the rows of another part.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(row, count)| self.add(row.clone(), count));
    }

    /// Returns the rows, with how many there are of each.
    pub fn iter(&self) -> impl Iterator<Item = (&SkippedRow, u64)> {
        self.0.iter().map(|(row, count)| (row, *count))
    }

    /// Returns how many there are.
    pub fn total(&self) -> u64 {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Returns those that may be of one of the shops; all where no shop is named.
    #[must_use]
    pub fn of_shops(self, shops: &[String]) -> Self {
        let is_asked = |row: &SkippedRow| {
            shops.is_empty() || row.shop.as_ref().is_none_or(|shop| shops.contains(shop))
        };
        Self(self.0.into_iter().filter(|(row, _)| is_asked(row)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_rows_it_is_not_known_where_they_belong_but_each_is_counted() {
        let mut rows = SkippedRows::default();
        for number in 0..MOST * 2 {
            let product = Some(number.to_string());
            rows.add(SkippedRow { product, ..SkippedRow::anywhere(RowKind::Order) }, 1);
        }
        assert_eq!(rows.total(), 2 * u64::try_from(MOST).unwrap());
        assert_eq!(rows.iter().count(), MOST + 1);
        assert_eq!(rows.0.get(&SkippedRow::anywhere(RowKind::Order)), Some(&1_000));
    }
}
