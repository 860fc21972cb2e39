//! The store as the place where a sync puts what it reads.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{Completion, CompletionDays, Moment, OrderId, OrderStatus, State, Window};
use crate::input::RecordCheck;
use crate::platform::sync::{PageIn, Seen, SinkError, SyncSink};
use crate::store::{DetailLevel, Store, SyncedRange};

/// A shop's part of the store.
pub(crate) struct StoreSink<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) shop: &'a str,
    /// The moment that what is read now was seen at.
    pub(crate) seen: Moment,
    /// What the rows that were read say of themselves.
    pub(crate) found: &'a mut FoundInRows,
}

/// What the rows that a sync reads say of themselves.
#[derive(Debug, Default)]
pub(crate) struct FoundInRows {
    /// What is wrong with them.
    pub(crate) check: RecordCheck,
    /// Orders that are or were in dispute, as their list says.
    pub(crate) in_dispute: BTreeSet<OrderId>,
    /// How long orders took from placing to completion.
    pub(crate) completion_days: CompletionDays,
    /// When the oldest and the newest order were placed; `None` without orders.
    pub(crate) placed: Option<(Moment, Moment)>,
    /// The orders and disputes that were seen: a list is read several times until it holds still.
    orders: HashSet<OrderId>,
    disputes: HashSet<String>,
}

impl FoundInRows {
    fn see(&mut self, page: &PageIn<'_>) {
        let by_status = page.orders.iter().filter(|order| order.state == OrderStatus::InDispute);
        self.in_dispute.extend(page.in_dispute.iter().copied().chain(by_status.map(|o| o.id)));
        for order in page.orders.iter().filter(|order| self.orders.insert(order.id)) {
            let at = order.created_at;
            self.check.see_order(order);
            self.completion_days.add(at, order.completed_at);
            let (oldest, newest) = self.placed.unwrap_or((at, at));
            self.placed = Some((oldest.min(at), newest.max(at)));
        }
        let disputes = page.listed.iter().chain(&page.detailed);
        let ids = &mut self.disputes;
        let new = disputes.filter(|dispute| ids.insert(dispute.details().id.to_string()));
        new.for_each(|dispute| self.check.see_dispute(dispute));
    }
}

impl SyncSink for StoreSink<'_> {
    fn seen(&self, query: &str) -> Result<Seen, SinkError> {
        let progress = self.store.progress(self.shop, query)?;
        Ok(Seen {
            pages: progress.pages,
            rows: progress.rows,
            total: progress.total,
            done: progress.done,
        })
    }

    fn put(&mut self, page: PageIn<'_>) -> Result<(), SinkError> {
        self.found.see(&page);
        let done = self.store.change(|batch| {
            if page.restarted {
                batch.forget_query(self.shop, page.query)?;
            }
            for order in &page.orders {
                batch.put_order(&order.borrow(), page.channel, self.seen)?;
            }
            for dispute in &page.listed {
                batch.put_dispute(dispute, DetailLevel::Listed, self.seen)?;
            }
            for dispute in &page.detailed {
                batch.put_dispute(dispute, DetailLevel::Detailed, self.seen)?;
            }
            let ids = page.ids.iter().map(String::as_str);
            batch.page_is_in(self.shop, page.query, page.page, ids, page.total)
        });
        Ok(done?)
    }

    fn done(&mut self, query: &str) -> Result<(), SinkError> {
        Ok(self.store.change(|batch| batch.query_is_in(self.shop, query))?)
    }

    fn span(&mut self, list: &str, channel: u64, window: Window) -> Result<(), SinkError> {
        let (shop, list) = (self.shop.to_owned(), list.to_owned());
        let range = SyncedRange { shop, channel, list, window, read_at: self.seen };
        Ok(self.store.change(|batch| batch.span_is_in(&range))?)
    }

    fn detailed(&self) -> Result<HashMap<String, State>, SinkError> {
        Ok(self.store.detailed(self.shop)?)
    }

    fn to_date(&self) -> Result<Vec<(OrderId, u64)>, SinkError> {
        let orders = self.store.orders_to_date(self.shop)?;
        Ok(orders.into_iter().map(|order| (order.id, order.channel)).collect())
    }

    fn date(
        &mut self,
        ends: &[(OrderId, Option<Moment>, Option<Completion>)],
    ) -> Result<(), SinkError> {
        Ok(self.store.change(|batch| {
            ends.iter().try_for_each(|(order, at, completion)| {
                batch.date_order(*order, *at, *completion, self.seen)
            })
        })?)
    }
}

#[cfg(test)]
#[path = "store_sink_tests.rs"]
mod tests;
