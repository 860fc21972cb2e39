//! Where a sync puts what it reads. The store implements it; tests bring a list.

use std::collections::HashMap;

use crate::domain::{Completion, Dispute, Moment, OrderFacts, OrderId, State, Window};

/// What went wrong while putting something away.
pub(crate) type SinkError = Box<dyn std::error::Error + Send + Sync>;

/// How far a query has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Pages in.
    pub(crate) pages: u64,
    /// Distinct rows in.
    pub(crate) rows: u64,
    /// Rows there are, as the platform last said.
    pub(crate) total: Option<u64>,
    /// Whether the query is finished.
    pub(crate) done: bool,
}

/// One page of a query: its rows and the progress they make, to be kept together or not at all.
#[derive(Debug)]
pub(crate) struct PageIn<'a> {
    /// The query.
    pub(crate) query: &'a str,
    /// The page's number, from 1.
    pub(crate) page: u64,
    /// Whether the reading of the query begins again with this page.
    pub(crate) restarted: bool,
    /// Rows there are, as the platform says.
    pub(crate) total: Option<u64>,
    /// The ids of all the page's rows.
    pub(crate) ids: Vec<String>,
    /// Orders.
    pub(crate) orders: Vec<OrderFacts>,
    /// Those of them that are or were in dispute, as the list says.
    pub(crate) in_dispute: Vec<OrderId>,
    /// Disputes known from the list alone.
    pub(crate) listed: Vec<Dispute>,
    /// Disputes with their detail.
    pub(crate) detailed: Vec<Dispute>,
    /// The channel shop; 0 for a seller with one.
    pub(crate) channel: u64,
}

/// Where a sync puts what it reads.
pub(crate) trait SyncSink {
    /// Returns how far a query has come.
    ///
    /// # Errors
    ///
    /// When that cannot be read.
    fn seen(&self, query: &str) -> Result<Seen, SinkError>;

    /// Keeps a page.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn put(&mut self, page: PageIn<'_>) -> Result<(), SinkError>;

    /// Notes that a query is finished.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn done(&mut self, query: &str) -> Result<(), SinkError>;

    /// Notes that a list is in over a span of creation.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn span(&mut self, list: &str, channel: u64, window: Window) -> Result<(), SinkError>;

    /// Returns the state in which each dispute's detail was last read.
    ///
    /// # Errors
    ///
    /// When that cannot be read.
    fn detailed(&self) -> Result<HashMap<String, State>, SinkError>;

    /// Returns the orders whose completion is estimated, with their channel shops.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    fn to_date(&self) -> Result<Vec<(OrderId, u64)>, SinkError>;

    /// Keeps what orders' details say about the end of trade.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn date(
        &mut self,
        ends: &[(OrderId, Option<Moment>, Option<Completion>)],
    ) -> Result<(), SinkError>;
}
