//! The store as the place where a sync puts what it reads.

use std::collections::{BTreeSet, HashSet};

use crate::domain::{
    Completion, CompletionDays, Dispute, Moment, OrderFacts, OrderId, OrderStatus, Window,
};
use crate::input::RecordCheck;
use crate::store::{DetailLevel, Progress, Store, StoreError, SyncedRange};

/// A shop's part of the store.
pub(crate) struct StoreSink<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) shop: &'a str,
    /// The moment that what is read now was seen at.
    pub(crate) seen: Moment,
    /// What the rows that were read say of themselves.
    pub(crate) found: &'a mut FoundInRows,
}

/// One page of a query: its rows and the progress they make, to be kept together or not at all.
#[derive(Debug)]
pub(super) struct PageIn<'a> {
    /// The query.
    pub(super) query: &'a str,
    /// The page's number, from 1.
    pub(super) page: u64,
    /// Whether the reading of the query begins again with this page.
    pub(super) restarted: bool,
    /// Rows there are, as the platform says.
    pub(super) total: Option<u64>,
    /// The ids of all the page's rows.
    pub(super) ids: Vec<String>,
    /// Orders.
    pub(super) orders: Vec<OrderFacts>,
    /// Those of them that are or were in dispute, as the list says.
    pub(super) in_dispute: Vec<OrderId>,
    /// Disputes known from the list alone.
    pub(super) listed: Vec<Dispute>,
    /// Disputes with their detail.
    pub(super) detailed: Vec<Dispute>,
    /// The channel shop; 0 for a seller with one.
    pub(super) channel: u64,
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

impl StoreSink<'_> {
    /// Returns how far a query has come.
    pub(super) fn seen(&self, query: &str) -> Result<Progress, StoreError> {
        self.store.progress(self.shop, query)
    }

    /// Keeps a page.
    pub(super) fn put(&mut self, page: &PageIn<'_>) -> Result<(), StoreError> {
        self.found.see(page);
        self.store.change(|batch| {
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
        })
    }

    /// Notes that a query is finished.
    pub(super) fn done(&mut self, query: &str) -> Result<(), StoreError> {
        self.store.change(|batch| batch.query_is_in(self.shop, query))
    }

    /// Notes that a list is in over a span of creation.
    pub(super) fn span(
        &mut self,
        list: String,
        channel: u64,
        window: Window,
    ) -> Result<(), StoreError> {
        let shop = self.shop.to_owned();
        let range = SyncedRange { shop, channel, list, window, read_at: self.seen };
        self.store.change(|batch| batch.span_is_in(&range))
    }

    /// Keeps what orders' details say about the end of trade.
    pub(super) fn date(
        &mut self,
        ends: &[(OrderId, Option<Moment>, Option<Completion>)],
    ) -> Result<(), StoreError> {
        self.store.change(|batch| {
            ends.iter().try_for_each(|(order, at, completion)| {
                batch.date_order(*order, *at, *completion, self.seen)
            })
        })
    }
}
