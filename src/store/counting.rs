//! Counts orders in tallies: of a large store only that is read which a tally wants.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::orders::{by_id, lent, signed};
use super::pieces::{Kind, Piece};
use super::{Store, StoreError};
use crate::domain::{
    Country, Moment, Order, OrderId, OrderStatus, OrderTally, OrderTexts, Skim, Wanted, Window,
};

/// Counts orders as they come, by rising ids.
struct Counting<'t, T> {
    tally: &'t mut T,
    wanted: Wanted,
    span: Window,
    /// The shops asked for; `None` asks for all.
    shops: Option<Vec<String>>,
    /// The ids that are wanted of those to come.
    listed: Peekable<IntoIter<i64>>,
    /// Orders of the shops.
    all: u64,
    /// Those that came one by one.
    came: u64,
}

impl Store {
    /// Counts the orders of `shops` (of all, when there are none) in a tally, and returns how many
    /// there were. Only orders that the tally wants are read.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn count_orders<T: OrderTally>(
        &self,
        shops: &[String],
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let Some(wanted) = tally.wanted() else {
            return self.each_order(shops, &mut |order| tally.add(order));
        };
        let shops = both(shops, &wanted.shops);
        let mut listed: Vec<i64> = wanted.ids.ids().map(signed).collect();
        // Neighbours stand together.
        listed.sort_unstable();
        // One transaction: each query alone would lock the file and look whether it has changed.
        let reading = self.db.unchecked_transaction()?;
        let Some(span) = wanted.span else {
            return self.count_listed(&listed, shops.as_deref(), tally);
        };
        let texts = tally.texts();
        if texts > OrderTexts::Groups || !tally.needs_paid_and_completed_only() {
            return match shops {
                Some(shops) if shops.is_empty() => Ok(0),
                shops => self.each_order(&shops.unwrap_or_default(), &mut |order| tally.add(order)),
            };
        }
        let listed = listed.into_iter().peekable();
        let mut counting = Counting { tally, wanted, span, shops, listed, all: 0, came: 0 };
        self.each_piece(texts, &mut |piece| counting.piece(piece))?;
        let Counting { tally, all, came, .. } = counting;
        tally.add_number(all - came);
        reading.finish()?;
        self.require_unchanged()?;
        Ok(all)
    }

    /// Counts orders by their ids.
    fn count_listed<T: OrderTally>(
        &self,
        ids: &[i64],
        shops: Option<&[String]>,
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let mut select = self.db.prepare(&by_id())?;
        let mut count = 0;
        for id in ids {
            let mut rows = select.query([id])?;
            let Some(row) = rows.next()? else { continue };
            let Some(order) = lent(row)? else { continue };
            if shops.is_none_or(|shops| shops.iter().any(|shop| shop == order.shop)) {
                tally.add(&order);
                count += 1;
            }
        }
        self.require_unchanged()?;
        Ok(count)
    }
}

/// Returns the shops that both ask for; an empty list asks for all, as does `None`.
fn both(one: &[String], two: &[String]) -> Option<Vec<String>> {
    match (one, two) {
        ([], []) => None,
        (shops, []) | ([], shops) => Some(shops.to_vec()),
        (one, two) => Some(one.iter().filter(|shop| two.contains(shop)).cloned().collect()),
    }
}

impl<T: OrderTally> Counting<'_, T> {
    fn piece(&mut self, piece: &Piece<'_>) {
        let asked = self
            .shops
            .as_ref()
            .map(|shops| piece.shops.rows_where(|shop| shops.iter().any(|asked| asked == shop)));
        let count = asked
            .as_ref()
            .map_or(piece.ids.len(), |asked| asked.iter().filter(|is_asked| **is_asked).count());
        self.all += u64::try_from(count).unwrap_or(u64::MAX);
        let mut listed = self.listed_rows(&piece.ids).into_iter();
        let mut next_listed = listed.next();
        let moments = piece.paid.iter().zip(&piece.completed).zip(&piece.kinds);
        for (row, ((paid, completed), kind)) in moments.enumerate() {
            let kind = Kind(*kind);
            let (paid_at, completed_at) = (kind.paid_at(*paid), kind.completed_at(*completed));
            let is_listed = next_listed == Some(row);
            if !is_listed && !self.span.has(paid_at) && !self.span.has(completed_at) {
                continue;
            }
            if is_listed {
                next_listed = listed.next();
            }
            let id = piece.ids.get(row).and_then(|id| u64::try_from(*id).ok());
            let Some(id) = id.and_then(OrderId::from_number) else { continue };
            if asked.as_ref().is_some_and(|asked| asked.get(row) != Some(&true)) {
                continue;
            }
            let skim = Skim {
                id,
                place: if is_listed { self.wanted.ids.get(id) } else { None },
                // The tally looks at neither.
                created_at: Moment::from_millis(0),
                shipped_at: None,
                paid_at,
                completed_at,
                completion: kind.completion(),
            };
            self.came += 1;
            self.count(&skim, kind, piece, row);
        }
    }

    /// Returns the rows of ids that are wanted.
    fn listed_rows(&mut self, ids: &[i64]) -> Vec<usize> {
        let mut rows = Vec::new();
        let Some(last) = ids.last() else { return rows };
        while let Some(id) = self.listed.next_if(|id| id <= last) {
            rows.extend(ids.binary_search(&id));
        }
        rows
    }

    /// Counts an order, of which texts are looked at only where the tally needs them.
    fn count(&mut self, skim: &Skim, kind: Kind, piece: &Piece<'_>, row: usize) {
        if !kind.is_estimated() && !self.tally.needs_texts(skim) {
            self.tally.add_skim(skim);
            return;
        }
        let (country, item) = match &piece.groups {
            Some((countries, items)) => (Country::from_code(countries.get(row)), items.get(row)),
            None => (None, ""),
        };
        let (product, sku) = if kind.is_by_sku() { ("", item) } else { (item, "") };
        self.tally.add(&Order {
            id: skim.id,
            shop: piece.shops.get(row),
            product,
            sku,
            country,
            amount: None,
            created_at: skim.created_at,
            paid_at: skim.paid_at,
            shipped_at: skim.shipped_at,
            completed_at: skim.completed_at,
            completion: skim.completion,
            completed_estimated: kind.is_estimated(),
            protection_ends_at: None,
            status: "",
            state: OrderStatus::Unknown,
            tracking: "",
            carrier: "",
        });
    }
}

#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
