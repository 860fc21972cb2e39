//! The store as the place where a sync puts what it reads.

use std::collections::HashMap;

use crate::domain::{Completion, Moment, OrderId, State, Window};
use crate::platform::pull::{PageIn, Seen, Shelf, ShelfError};
use crate::store::{Knowledge, Span, Store};

/// A shop's part of the store.
pub(super) struct ShopShelf<'a> {
    pub(super) store: &'a mut Store,
    pub(super) shop: &'a str,
    /// The moment that what is read now was seen at.
    pub(super) seen: Moment,
}

impl Shelf for ShopShelf<'_> {
    fn seen(&self, query: &str) -> Result<Seen, ShelfError> {
        let progress = self.store.progress(self.shop, query)?;
        Ok(Seen {
            pages: progress.pages,
            rows: progress.rows,
            total: progress.total,
            done: progress.done,
        })
    }

    fn put(&mut self, page: PageIn<'_>) -> Result<(), ShelfError> {
        let batch = self.store.batch()?;
        if page.anew {
            batch.forget_query(self.shop, page.query)?;
        }
        for order in &page.orders {
            batch.put_order(&order.borrow(), page.channel, self.seen)?;
        }
        for dispute in &page.listed {
            batch.put_dispute(dispute, Knowledge::Listed, self.seen)?;
        }
        for dispute in &page.detailed {
            batch.put_dispute(dispute, Knowledge::Detailed, self.seen)?;
        }
        let ids = page.ids.iter().map(String::as_str);
        batch.page_is_in((self.shop, page.query), page.page, ids, page.total)?;
        Ok(batch.commit()?)
    }

    fn done(&mut self, query: &str) -> Result<(), ShelfError> {
        let batch = self.store.batch()?;
        batch.query_is_in(self.shop, query)?;
        Ok(batch.commit()?)
    }

    fn span(&mut self, list: &str, channel: u64, window: Window) -> Result<(), ShelfError> {
        let batch = self.store.batch()?;
        let (shop, list) = (self.shop.to_owned(), list.to_owned());
        batch.span_is_in(&Span { shop, channel, list, window, read_at: self.seen })?;
        Ok(batch.commit()?)
    }

    fn detailed(&self) -> Result<HashMap<String, State>, ShelfError> {
        Ok(self.store.detailed(self.shop)?)
    }

    fn to_date(&self) -> Result<Vec<(OrderId, u64)>, ShelfError> {
        let orders = self.store.orders_to_date(self.shop)?;
        Ok(orders.into_iter().map(|order| (order.id, order.channel)).collect())
    }

    fn date(
        &mut self,
        ends: &[(OrderId, Option<Moment>, Option<Completion>)],
    ) -> Result<(), ShelfError> {
        let batch = self.store.batch()?;
        for (order, at, completion) in ends {
            batch.date_order(*order, *at, *completion, self.seen)?;
        }
        Ok(batch.commit()?)
    }
}

#[cfg(test)]
#[path = "shelf_tests.rs"]
mod tests;
