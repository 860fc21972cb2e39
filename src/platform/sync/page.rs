//! One list over one span, page by page, until nothing can have been missed.
//!
//! Rows move between pages, and from list to list, while they are read. A list of several pages is
//! therefore read until two passes from the first page to the last find the same rows and the same
//! count; where none do, it is not in.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::pool::in_flight;
use super::queries::{LAST_ORDER_PAGE, List, PAGE_SIZE, Query, halves};
use super::{Fault, Lack, PageIn, Short, Sync, SyncError};
use crate::domain::{OrderFacts, OrderId, to_u64};
use crate::input::document::open_platform::{
    AnswerKind, IssueRow, Page, disputed_orders, issue_rows, kind, orders_from_order_list,
};
use crate::platform::{CallError, Note, TokenManager};

/// How often a list is read in all when it does not hold still.
const PASSES: u32 = 6;

/// Most pages of the issue list that are read: half a million disputes.
const LAST_ISSUE_PAGE: u64 = 10_000;
/// An empty list may be counted to have so many rows: the platform counts some that it does not show.
const COUNTED_TOO_MANY: u64 = 10;

/// A page of either list.
pub(super) enum PageRows {
    /// Orders, and which of them are or were in dispute by their own word.
    Orders(Page<OrderFacts>, Vec<OrderId>),
    Issues(Page<IssueRow>),
}

impl PageRows {
    fn total(&self) -> Option<u64> {
        match self {
            Self::Orders(page, _) => page.total_item,
            Self::Issues(page) => page.total_item,
        }
    }

    /// Returns the ids of the rows; of those that cannot be read, where they stand.
    fn ids(&self, page: u64) -> BTreeSet<String> {
        let (mut ids, faults): (BTreeSet<String>, _) = match self {
            Self::Orders(rows, _) => {
                (rows.rows.iter().map(|order| order.id.to_string()).collect(), &rows.faults)
            }
            Self::Issues(rows) => {
                let id = |row: &IssueRow| row.dispute.details().id.to_string();
                (rows.rows.iter().map(id).collect(), &rows.faults)
            }
        };
        ids.extend(faults.iter().map(|(position, _)| format!("unreadable {page}/{position}")));
        ids
    }

    fn len(&self) -> u64 {
        let rows = match self {
            Self::Orders(page, _) => page.len(),
            Self::Issues(page) => page.len(),
        };
        to_u64(rows)
    }
}

/// What one reading of a list from its first page to its last has found.
struct Pass {
    ids: BTreeSet<String>,
    /// The platform's count at the beginning, and at the end.
    before: Option<u64>,
    after: Option<u64>,
    end: End,
    /// The whole list came in one answer.
    is_one_page: bool,
}

/// How a reading of a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With a page after which there is nothing.
    Reached,
    /// With a full page that was there before.
    Repeated,
    /// With the last page that the platform shows, after which there may be more.
    LastAllowed,
}

/// What the two halves of a list's window hold.
#[derive(Debug, Default)]
struct Halves {
    ids: BTreeSet<String>,
    /// The smaller of the counts that the platform states of them; `None` where it states none.
    least: Option<u64>,
}

impl Pass {
    fn count(&self) -> u64 {
        to_u64(self.ids.len())
    }

    /// Returns whether nothing can have moved while it was read.
    fn is_snapshot(&self) -> bool {
        self.is_one_page && self.after.is_none_or(|total| self.count() >= total)
    }

    /// Returns whether another reading has found the same.
    fn agrees(&self, other: &Self) -> bool {
        let counts = [self.before, self.after, other.before, other.after];
        counts.iter().all(|count| *count == other.after) && self.ids == other.ids
    }
}

/// Returns whether a further page may hold something: never after an empty one, whatever the
/// platform's count says. Where it gives none, a short page may be one of a smaller size than was asked for.
fn may_go_on(ids: &BTreeSet<String>, last: u64, total: Option<u64>) -> bool {
    last > 0 && (last >= PAGE_SIZE || total.is_none_or(|total| to_u64(ids.len()) < total))
}

/// How a reading of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListStart {
    /// At its first page; what was read before is forgotten.
    Afresh,
    /// Where it was interrupted.
    Resumed,
}

/// A page that has been read.
#[derive(Clone, Copy, Debug)]
struct ReadPage {
    /// Its number, from 1.
    page: u64,
    /// The number up to which all pages are in.
    whole: u64,
    /// Whether the reading begins with it.
    begin: ListStart,
}

/// Returns a query in two halves of its window; `None` where that is too short.
fn halves_of(query: &Query) -> Option<[Query; 2]> {
    Some(halves(query.window)?.map(|window| Query { window, ..query.clone() }))
}

impl Sync<'_> {
    /// Brings a query in, in halves when it has more rows than the platform shows.
    pub(super) fn query(&mut self, query: &Query) -> Result<(), SyncError> {
        let name = query.name();
        let seen = self.sink.seen(&name)?;
        if seen.done {
            return Ok(());
        }
        let mut start = seen.pages.max(1);
        let mut begin = if seen.pages == 0 { ListStart::Afresh } else { ListStart::Resumed };
        let mut last: Option<Pass> = None;
        let unreadable = self.report.unreadable.clone();
        for _ in 0..PASSES {
            // A row that cannot be read is one, however often it comes.
            self.report.unreadable = unreadable.clone();
            let first = self.fetch(query, start)?;
            if let Some(halves) = self.too_many(query, &first) {
                return self.both(&name, halves);
            }
            // Of a pass that goes on after an interruption only the end is seen.
            let is_whole = begin == ListStart::Afresh;
            let pass = self.pass(query, &name, start, begin, first)?;
            if pass.is_snapshot() || last.as_ref().is_some_and(|last| last.agrees(&pass)) {
                return self.settle(query, &name, &pass);
            }
            last = is_whole.then_some(pass);
            (start, begin) = (1, ListStart::Afresh);
        }
        let rows = self.sink.seen(&name)?.rows;
        let total = last.and_then(|last| last.after);
        self.short(query, rows, total, Lack::Unsteady);
        Ok(())
    }

    fn both(&mut self, name: &str, halves: [Query; 2]) -> Result<(), SyncError> {
        for half in halves {
            self.query(&half)?;
        }
        Ok(self.sink.done(name)?)
    }

    /// Notes a list that was found the same twice as in, unless there may be more of it. One of which no
    /// row came, though the platform counts many, is not in, unless it counts as many in each half.
    fn settle(&mut self, query: &Query, name: &str, pass: &Pass) -> Result<(), SyncError> {
        match pass.after {
            None if pass.end == End::LastAllowed => match halves_of(query) {
                // It may go on behind the last page that the platform shows.
                Some(halves) => return self.both(name, halves),
                None => self.short(query, pass.count(), None, Lack::NoTotal),
            },
            Some(total) if pass.count() < total => {
                let Halves { ids: found, least } = self.by_halves(query, pass)?;
                let count = to_u64(found.len());
                let is_believed = count > 0 || total <= COUNTED_TOO_MANY || least >= Some(total);
                if count >= total {
                    self.sink.done(name)?;
                } else if found == pass.ids && is_believed {
                    let (list, window) = (query.ledger(), query.window);
                    let (rows, total, lack) = (count, Some(total), Lack::Overstated);
                    self.report.overstated.push(Short { list, window, rows, total, lack });
                    self.sink.done(name)?;
                } else {
                    self.short(query, count.max(pass.count()), Some(total), Lack::Rows);
                }
            }
            Some(_) | None => self.sink.done(name)?,
        }
        Ok(())
    }

    /// Returns the rows that came, and those that other windows find: where these are the same, there
    /// are no more, whatever the platform counts. Nothing where other windows cannot be read whole.
    fn by_halves(&mut self, query: &Query, pass: &Pass) -> Result<Halves, SyncError> {
        let Some(halves) = halves_of(query) else { return Ok(Halves::default()) };
        let unreadable = self.report.unreadable.clone();
        let (mut ids, mut totals) = (BTreeSet::new(), Vec::new());
        for half in halves {
            let name = half.name();
            let first = self.fetch(&half, 1)?;
            let again = self.pass(&half, &name, 1, ListStart::Afresh, first)?;
            if again.end != End::Reached {
                return Ok(Halves::default());
            }
            ids.extend(again.ids);
            totals.push(again.after);
        }
        self.report.unreadable = unreadable;
        if !ids.is_superset(&pass.ids) {
            return Ok(Halves::default());
        }
        Ok(Halves { ids, least: totals.into_iter().min().flatten() })
    }

    fn short(&mut self, query: &Query, rows: u64, total: Option<u64>, lack: Lack) {
        let short = Short { list: query.ledger(), window: query.window, rows, total, lack };
        self.report.short.push(short);
    }

    /// Reads all pages from `start` on, of which the first is given.
    fn pass(
        &mut self,
        query: &Query,
        name: &str,
        start: u64,
        begin: ListStart,
        first: PageRows,
    ) -> Result<Pass, SyncError> {
        let before = first.total();
        let (cap, at_once) = match query.list {
            List::Orders { .. } => (LAST_ORDER_PAGE, self.options.in_flight),
            // Its details are called for page by page, several at once.
            List::Issues { .. } => (LAST_ISSUE_PAGE, 1),
        };
        let mut ids = first.ids(start);
        let mut last_len = first.len();
        self.put(query, name, ReadPage { page: start, whole: start, begin }, first)?;
        // Of a list that did not say how many rows it has, no page is expected.
        let expected = before.unwrap_or(0).div_ceil(PAGE_SIZE).min(cap);
        if expected > start && last_len > 0 {
            last_len = self.pages(query, name, start + 1..=expected, at_once, &mut ids)?;
        }
        let mut page = expected.max(start);
        let mut repeats = false;
        while page < cap && may_go_on(&ids, last_len, before) {
            page += 1;
            let rows = self.fetch(query, page)?;
            last_len = rows.len();
            let known = ids.len();
            ids.extend(rows.ids(page));
            self.put(query, name, ReadPage { page, whole: page, begin: ListStart::Resumed }, rows)?;
            // A server that repeats itself has nothing more to say.
            repeats = ids.len() == known && last_len > 0;
            if repeats {
                break;
            }
        }
        let end = match last_len {
            _ if page >= cap && may_go_on(&ids, last_len, before) => End::LastAllowed,
            PAGE_SIZE.. if repeats => End::Repeated,
            _ => End::Reached,
        };
        if page == 1 && last_len < PAGE_SIZE {
            return Ok(Pass { ids, before, after: before, end, is_one_page: start == 1 });
        }
        // The first page again: its count tells whether rows came or went meanwhile.
        let again = self.fetch(query, 1)?;
        let after = again.total();
        ids.extend(again.ids(1));
        self.put(query, name, ReadPage { page: 1, whole: page, begin: ListStart::Resumed }, again)?;
        Ok(Pass { ids, before, after, end, is_one_page: false })
    }

    /// Reads pages, several at once, until one is empty. Returns the length of the last page, or 0
    /// when one was empty.
    fn pages(
        &mut self,
        query: &Query,
        name: &str,
        pages: std::ops::RangeInclusive<u64>,
        at_once: usize,
        ids: &mut BTreeSet<String>,
    ) -> Result<u64, SyncError> {
        let (first, last) = (*pages.start(), *pages.end());
        let empty = AtomicBool::new(false);
        let (session, shop) = (self.session, self.options.shop.as_str());
        let (mut arrived, mut whole, mut last_len) = (BTreeSet::new(), first - 1, PAGE_SIZE);
        in_flight(
            at_once,
            pages.take_while(|_| !empty.load(Ordering::Relaxed)),
            |page| (page, fetch(session, shop, query, page)),
            |(page, rows)| {
                let rows = rows?;
                if rows.len() == 0 {
                    empty.store(true, Ordering::Relaxed);
                }
                if page == last {
                    last_len = rows.len();
                }
                ids.extend(rows.ids(page));
                arrived.insert(page);
                // Progress is what is in without a hole, so that nothing is skipped after a kill.
                while arrived.remove(&(whole + 1)) {
                    whole += 1;
                }
                self.put(query, name, ReadPage { page, whole, begin: ListStart::Resumed }, rows)
            },
        )?;
        Ok(if empty.into_inner() { 0 } else { last_len })
    }

    fn fetch(&self, query: &Query, page: u64) -> Result<PageRows, SyncError> {
        Ok(fetch(self.session, &self.options.shop, query, page)?)
    }

    /// Returns the halves of a window that holds more orders than the platform shows.
    fn too_many(&self, query: &Query, first: &PageRows) -> Option<[Query; 2]> {
        let shown = LAST_ORDER_PAGE * PAGE_SIZE;
        match query.list {
            List::Orders { .. } if first.total().is_some_and(|total| total > shown) => {
                halves_of(query)
            }
            List::Orders { .. } | List::Issues { .. } => None,
        }
    }

    /// Keeps a page, with the details that its disputes need.
    fn put(
        &mut self,
        query: &Query,
        name: &str,
        at: ReadPage,
        rows: PageRows,
    ) -> Result<(), SyncError> {
        let ReadPage { page, whole, begin } = at;
        let mut put = PageIn {
            query: name,
            page: whole,
            restarted: begin == ListStart::Afresh,
            total: rows.total(),
            ids: Vec::new(),
            orders: Vec::new(),
            in_dispute: Vec::new(),
            listed: Vec::new(),
            detailed: Vec::new(),
            channel: query.channel,
        };
        let mut failed = None;
        let faults = match rows {
            PageRows::Orders(rows, in_dispute) => {
                put.in_dispute = in_dispute;
                put.ids = rows.rows.iter().map(|order| order.id.to_string()).collect();
                put.orders = rows.rows;
                rows.faults
            }
            PageRows::Issues(rows) => {
                put.ids =
                    rows.rows.iter().map(|row| row.dispute.details().id.to_string()).collect();
                let details = self.details(rows.rows, query.channel);
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
        self.sink.put(&put)?;
        if let Some(error) = failed {
            return Err(SyncError::Call(error));
        }
        let seen = self.sink.seen(name)?;
        let list = query.ledger();
        self.session.runtime().note(&Note::Read {
            list: &list,
            rows: seen.rows,
            total: seen.total,
        });
        Ok(())
    }
}

fn fetch(
    session: &TokenManager<'_>,
    shop: &str,
    query: &Query,
    page: u64,
) -> Result<PageRows, CallError> {
    let answer = session.read(query.method(), &query.overlapping().params(page, PAGE_SIZE))?;
    // What is no list must not pass for an empty one.
    let expected = match query.list {
        List::Orders { .. } => AnswerKind::OrderList,
        List::Issues { .. } => AnswerKind::IssueList,
    };
    if kind(&answer) != Some(expected) {
        return Err(CallError::NoList { method: query.method().to_owned() });
    }
    Ok(match query.list {
        List::Orders { .. } => {
            PageRows::Orders(orders_from_order_list(&answer, shop), disputed_orders(&answer))
        }
        List::Issues { .. } => PageRows::Issues(issue_rows(&answer, shop)),
    })
}
