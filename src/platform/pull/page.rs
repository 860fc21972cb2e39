//! One list over one span, page by page, until nothing can have been missed.
//!
//! Rows move between pages while they are read: a page is therefore read again after an
//! interruption, the count is compared before and after, and the whole list is read anew when the
//! two differ.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::pool::in_flight;
use super::queries::{LAST_ORDER_PAGE, List, PAGE_SIZE, Query, halves};
use super::{Fault, PageIn, Pull, PullError, Short};
use crate::domain::OrderFacts;
use crate::input::document::open_platform::{
    AnswerKind, IssueRow, Page, issue_rows, kind, orders_from_order_list,
};
use crate::platform::{CallError, Client, Note, Session};

/// How often a list is read in all when its count does not hold still.
const PASSES: u32 = 3;

/// Most pages of the issue list that are read: half a million disputes.
const LAST_ISSUE_PAGE: u64 = 10_000;

/// A page of either list.
pub(super) enum Rows {
    Orders(Page<OrderFacts>),
    Issues(Page<IssueRow>),
}

impl Rows {
    fn total(&self) -> Option<u64> {
        match self {
            Self::Orders(page) => page.total_item,
            Self::Issues(page) => page.total_item,
        }
    }

    fn len(&self) -> u64 {
        let rows = match self {
            Self::Orders(page) => page.len(),
            Self::Issues(page) => page.len(),
        };
        u64::try_from(rows).unwrap_or(u64::MAX)
    }
}

impl Pull<'_> {
    /// Brings a query in, in halves when it has more rows than the platform shows.
    pub(super) fn query(&mut self, query: &Query) -> Result<(), PullError> {
        let name = query.name();
        let seen = self.shelf.seen(&name)?;
        if seen.done {
            return Ok(());
        }
        let mut start = seen.pages.max(1);
        let mut anew = seen.pages == 0;
        let mut before = seen.total;
        for _ in 0..PASSES {
            let first = self.fetch(query, start)?;
            if let Some([early, late]) = self.too_many(query, &first) {
                self.query(&early)?;
                self.query(&late)?;
                return Ok(self.shelf.done(&name)?);
            }
            if anew {
                before = first.total();
            }
            let after = self.pass(query, &name, start, anew, first)?;
            let seen = self.shelf.seen(&name)?;
            if after == before && after.is_none_or(|total| seen.rows >= total) {
                return Ok(self.shelf.done(&name)?);
            }
            (start, anew) = (1, true);
        }
        let rows = self.shelf.seen(&name)?.rows;
        match before {
            Some(total) if rows < total => {
                let short = Short { list: query.ledger(), window: query.window, rows, total };
                self.report.short.push(short);
            }
            // Rows came and went all the time, and as many are in as there are.
            Some(_) | None => self.shelf.done(&name)?,
        }
        Ok(())
    }

    /// Reads all pages from `start` on, of which the first is given, and returns the count after.
    fn pass(
        &mut self,
        query: &Query,
        name: &str,
        start: u64,
        anew: bool,
        first: Rows,
    ) -> Result<Option<u64>, PullError> {
        let total = first.total();
        let (cap, at_once) = match query.list {
            List::Orders { .. } => (LAST_ORDER_PAGE, self.options.in_flight),
            // Its details are called for page by page, several at once.
            List::Issues { .. } => (LAST_ISSUE_PAGE, 1),
        };
        let mut last_len = first.len();
        self.put(query, name, (start, start, anew), first)?;
        let expected = total.unwrap_or(0).div_ceil(PAGE_SIZE).min(cap);
        if expected > start && last_len > 0 {
            last_len = self.pages(query, name, start + 1..=expected, at_once)?;
        }
        let mut page = expected.max(start);
        while page < cap && self.may_go_on(name, last_len, total)? {
            page += 1;
            let rows_before = self.shelf.seen(name)?.rows;
            let rows = self.fetch(query, page)?;
            last_len = rows.len();
            self.put(query, name, (page, page, false), rows)?;
            // A server that repeats itself has nothing more to say.
            if self.shelf.seen(name)?.rows == rows_before {
                break;
            }
        }
        if page == 1 && last_len < PAGE_SIZE {
            return Ok(total);
        }
        // The first page again: its count tells whether rows came or went meanwhile.
        let again = self.fetch(query, 1)?;
        let total = again.total();
        self.put(query, name, (1, page, false), again)?;
        Ok(total)
    }

    /// Tells whether a further page may hold something: never after an empty one, whatever the
    /// platform's count says.
    fn may_go_on(&self, name: &str, last: u64, total: Option<u64>) -> Result<bool, PullError> {
        if last == 0 {
            return Ok(false);
        }
        let rows = self.shelf.seen(name)?.rows;
        Ok(last >= PAGE_SIZE || total.is_some_and(|total| rows < total))
    }

    /// Reads pages, several at once, until one is empty. Returns the length of the last page, or 0
    /// when one was empty.
    fn pages(
        &mut self,
        query: &Query,
        name: &str,
        pages: std::ops::RangeInclusive<u64>,
        at_once: usize,
    ) -> Result<u64, PullError> {
        let (first, last) = (*pages.start(), *pages.end());
        let empty = AtomicBool::new(false);
        let (client, session, shop) = (self.client, self.session, self.options.shop.as_str());
        let (mut arrived, mut whole, mut last_len) = (BTreeSet::new(), first - 1, PAGE_SIZE);
        in_flight(
            at_once,
            pages.take_while(|_| !empty.load(Ordering::Relaxed)),
            |page| (page, fetch(client, session, shop, query, page)),
            |(page, rows)| {
                let rows = rows?;
                if rows.len() == 0 {
                    empty.store(true, Ordering::Relaxed);
                }
                if page == last {
                    last_len = rows.len();
                }
                arrived.insert(page);
                // Progress is what is in without a hole, so that nothing is skipped after a kill.
                while arrived.remove(&(whole + 1)) {
                    whole += 1;
                }
                self.put(query, name, (page, whole, false), rows)
            },
        )?;
        Ok(if empty.into_inner() { 0 } else { last_len })
    }

    fn fetch(&self, query: &Query, page: u64) -> Result<Rows, PullError> {
        Ok(fetch(self.client, self.session, &self.options.shop, query, page)?)
    }

    /// Returns the halves of a window that holds more orders than the platform shows.
    fn too_many(&self, query: &Query, first: &Rows) -> Option<[Query; 2]> {
        let shown = LAST_ORDER_PAGE * PAGE_SIZE;
        match query.list {
            List::Orders { .. } if first.total().is_some_and(|total| total > shown) => {
                let halves = halves(query.window)?;
                Some(halves.map(|window| Query { window, ..query.clone() }))
            }
            List::Orders { .. } | List::Issues { .. } => None,
        }
    }

    /// Keeps a page, with the details that its disputes need. `pages` are its number, the number
    /// up to which all are in, and whether the reading begins anew with it.
    fn put(
        &mut self,
        query: &Query,
        name: &str,
        (page, whole, anew): (u64, u64, bool),
        rows: Rows,
    ) -> Result<(), PullError> {
        let mut put = PageIn {
            query: name,
            page: whole,
            anew,
            total: rows.total(),
            ids: Vec::new(),
            orders: Vec::new(),
            listed: Vec::new(),
            detailed: Vec::new(),
            channel: query.channel,
        };
        let mut failed = None;
        let faults = match rows {
            Rows::Orders(rows) => {
                put.ids = rows.rows.iter().map(|order| order.id.to_string()).collect();
                put.orders = rows.rows;
                rows.faults
            }
            Rows::Issues(rows) => {
                put.ids =
                    rows.rows.iter().map(|row| row.dispute.details().id.to_string()).collect();
                let inside = |row: &IssueRow| query.window.contains(row.dispute.opened_at);
                let kept: Vec<IssueRow> = rows.rows.into_iter().filter(inside).collect();
                let details = self.details(kept, query.channel);
                (put.listed, put.detailed) = (details.listed, details.detailed);
                failed = details.failed;
                rows.faults
            }
        };
        for (position, fault) in faults {
            put.ids.push(format!("unreadable {page}/{position}"));
            self.report.unreadable(Fault { list: query.ledger(), page, position, fault });
        }
        if failed.is_some() {
            // Not all of the page is in, so the next sync reads it again.
            put.page = whole.saturating_sub(1);
        }
        self.report.count(&put);
        self.shelf.put(put)?;
        if let Some(error) = failed {
            return Err(PullError::Call(error));
        }
        let seen = self.shelf.seen(name)?;
        let list = query.ledger();
        self.client.world().note(&Note::Read { list: &list, rows: seen.rows, total: seen.total });
        Ok(())
    }
}

fn fetch(
    client: &Client<'_>,
    session: &dyn Session,
    shop: &str,
    query: &Query,
    page: u64,
) -> Result<Rows, CallError> {
    let answer = client.read(query.method(), &query.params(page, PAGE_SIZE), session)?;
    // What is no list must not pass for an empty one.
    let expected = match query.list {
        List::Orders { .. } => AnswerKind::OrderList,
        List::Issues { .. } => AnswerKind::IssueList,
    };
    if kind(&answer) != Some(expected) {
        return Err(CallError::NoList { method: query.method().to_owned() });
    }
    Ok(match query.list {
        List::Orders { .. } => Rows::Orders(orders_from_order_list(&answer, shop)),
        List::Issues { .. } => Rows::Issues(issue_rows(&answer, shop)),
    })
}
