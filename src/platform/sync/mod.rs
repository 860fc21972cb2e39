//! A sync: disputes by the platform's three states, then orders, then the ends of trade. Whatever
//! stops it, what was read is kept, and a later sync goes on from there.

mod detail;
mod page;
mod pool;
mod queries;
mod store_sink;
mod tried;

use std::collections::HashMap;

use self::queries::{CHANNELS, List, Query, windows};
use self::store_sink::PageIn;
pub(crate) use self::store_sink::{FoundInRows, StoreSink};
use super::sign::Params;
use super::{CallError, TokenManager};
use crate::domain::{Moment, State, Window, to_u64};
use crate::input::document::open_platform::{self as wire, AnswerFault};
use crate::store::StoreError;
use tried::Tried;

/// What to bring in, and how.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The shop's name in the settings.
    pub(crate) shop: String,
    /// The channel shops; `[0]` for a seller with one.
    pub(crate) channels: Vec<u64>,
    /// Orders created in here are brought in.
    pub(crate) orders: Window,
    /// Of these, only those changed since; `None` for all.
    pub(crate) changed_since: Option<Moment>,
    /// Disputes filed in here are brought in.
    pub(crate) disputes: Window,
    /// The span that is fully in when all is read.
    pub(crate) covers: Window,
    /// Calls at once; at least 1.
    pub(crate) in_flight: usize,
    /// Whether details are asked for, one call each.
    pub(crate) details: bool,
    /// Whether a list with unreadable rows counts as in.
    pub(crate) skip_unreadable: bool,
}

/// What a sync has brought.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Pages read.
    pub(crate) pages: u64,
    /// Rows of orders read, repeated ones too.
    pub(crate) orders: u64,
    /// Rows of disputes read, repeated ones too.
    pub(crate) disputes: u64,
    /// Disputes read with their detail.
    pub(crate) details: u64,
    /// Orders whose end of trade was read.
    pub(crate) ends_of_trade: u64,
    /// Lists that are not known to be in.
    pub(crate) short: Vec<Short>,
    /// Lists that are in, of which the platform counts more rows than there are.
    pub(crate) overstated: Vec<Short>,
    /// Rows that could not be read: how many, and the first of them.
    pub(crate) unreadable: (u64, Vec<Fault>),
    /// Why details were refused: the last refusal of each kind.
    pub(crate) refused_details: Vec<CallError>,
    /// Why the platform did not name the seller's channel shops; `None` where it did or was not asked.
    pub(crate) channels_refused: Option<CallError>,
}

/// A list of which other rows came than the platform says there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    /// The list, as the ledger names it.
    pub(crate) list: String,
    /// The span of creation asked for.
    pub(crate) window: Window,
    /// Rows that came.
    pub(crate) rows: u64,
    /// Rows there are, as the platform says; `None` where it does not.
    pub(crate) total: Option<u64>,
    /// What is wrong.
    pub(crate) lack: Lack,
}

/// Why a list is not known to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// Fewer rows came than the platform counts.
    Rows,
    /// Rows came and went all the time.
    Unsteady,
    /// The platform gives no count, and the last page that it shows is full.
    NoTotal,
    /// None: other windows find the same rows, so that the platform counts too many.
    Overstated,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The list, as the ledger names it.
    pub(crate) list: String,
    /// The page, from 1.
    pub(crate) page: u64,
    /// The row on the page, from 1.
    pub(crate) position: usize,
    /// What is wrong with it.
    pub(crate) fault: AnswerFault,
}

/// Why a sync stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SyncError {
    /// A call failed.
    #[error(transparent)]
    Call(#[from] CallError),
    /// What was read could not be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The platform's states of a dispute, in the order in which they are asked for: one that ends
/// while the first list is read is found in a later one.
const STATES: [&str; 3] = ["processing", "canceled_issue", "finish"];

/// Unreadable rows that are named.
const NAMED_FAULTS: usize = 20;

struct Sync<'a> {
    session: &'a TokenManager<'a>,
    sink: StoreSink<'a>,
    options: &'a Options,
    detailed: HashMap<String, State>,
    issue_details: Tried,
    report: Report,
}

/// Brings in what `options` say. The report is filled as far as the sync came.
///
/// # Errors
///
/// When a call fails for good, or what was read cannot be kept; what was kept before stays.
pub(crate) fn sync(
    session: &TokenManager<'_>,
    sink: StoreSink<'_>,
    options: &Options,
    report: &mut Report,
) -> Result<(), SyncError> {
    let detailed = sink.store.detailed(sink.shop)?;
    let issue_details = Tried::default();
    let mut sync =
        Sync { session, sink, options, detailed, issue_details, report: Report::default() };
    let result = sync.all();
    *report = sync.report;
    report.refused_details.extend(sync.issue_details.refusal());
    result
}

impl Sync<'_> {
    fn all(&mut self) -> Result<(), SyncError> {
        for &channel in &self.options.channels {
            for status in STATES {
                self.list(&List::Issues { status }, channel, &[self.options.disputes])?;
            }
            let slices = windows(self.options.orders);
            for finished in [false, true] {
                // An order placed in an early slice may have changed just now, and one that is asked for as of
                // a past moment may have changed since.
                let to = self.session.runtime().now().plus_hours(1).max(self.options.orders.to);
                let changed = self.options.changed_since.map(|from| Window { from, to });
                self.list(&List::Orders { finished, changed }, channel, &slices)?;
            }
        }
        if self.options.details {
            self.ends_of_trade()?;
        }
        Ok(())
    }

    /// Brings a list in, and notes that it is when nothing is missing.
    fn list(&mut self, list: &List, channel: u64, slices: &[Window]) -> Result<(), SyncError> {
        let short = self.report.short.len();
        let unreadable = self.report.unreadable.0;
        let query = |window| Query { list: list.clone(), channel, window };
        for &window in slices {
            self.query(&query(window))?;
        }
        let whole = self.report.short.len() == short
            && (self.report.unreadable.0 == unreadable || self.options.skip_unreadable);
        if whole {
            let ledger = query(self.options.covers).ledger();
            self.sink.span(ledger, channel, self.options.covers)?;
        }
        Ok(())
    }
}

impl Report {
    /// Adds what a further sync has brought.
    pub(crate) fn add(&mut self, more: Self) {
        self.pages += more.pages;
        self.orders += more.orders;
        self.disputes += more.disputes;
        self.details += more.details;
        self.ends_of_trade += more.ends_of_trade;
        self.short.extend(more.short);
        self.overstated.extend(more.overstated);
        self.unreadable.0 += more.unreadable.0;
        self.unreadable.1.extend(more.unreadable.1);
        self.refused_details.extend(more.refused_details);
        self.channels_refused = self.channels_refused.take().or(more.channels_refused);
    }

    fn count(&mut self, page: &PageIn<'_>) {
        self.pages += 1;
        self.orders += to_u64(page.orders.len());
        self.disputes += to_u64(page.listed.len() + page.detailed.len());
        self.details += to_u64(page.detailed.len());
    }

    fn unreadable(&mut self, fault: Fault) {
        self.unreadable.0 += 1;
        if self.unreadable.1.len() < NAMED_FAULTS {
            self.unreadable.1.push(fault);
        }
    }
}

/// Returns the channel shops of a seller with several; nothing for one that has none.
///
/// # Errors
///
/// When the platform refuses or does not answer, or answers without a list in which each shop has its id.
pub(crate) fn channels(session: &TokenManager<'_>) -> Result<Vec<u64>, CallError> {
    let answer = session.read(CHANNELS, &Params::new())?;
    wire::channels(&answer).map_err(|fault| CallError::Shape { method: CHANNELS.to_owned(), fault })
}

/// Asks for how many disputes are open, to see whether key, token and permission are in order.
///
/// # Errors
///
/// When the platform refuses or does not answer.
pub(crate) fn probe(session: &TokenManager<'_>, channel: u64) -> Result<u64, CallError> {
    let now = session.runtime().now();
    let window = Window { from: now.plus_days(-180), to: now };
    let query = Query { list: List::Issues { status: "processing" }, channel, window };
    let answer = session.read(query.method(), &query.params(1, 1))?;
    Ok(wire::total(&answer).unwrap_or(0))
}

/// Returns how many rows each list has over a span of creation, as the platform says, for
/// comparison with what is kept: by the ledger's name; orders added up over their windows. `None` where the
/// platform does not say it.
///
/// # Errors
///
/// When the platform refuses or does not answer.
pub(crate) fn counts(
    session: &TokenManager<'_>,
    channel: u64,
    window: Window,
) -> Result<Vec<(String, Option<u64>)>, CallError> {
    let slices = windows(window);
    let lists = STATES
        .map(|status| (List::Issues { status }, std::slice::from_ref(&window)))
        .into_iter()
        .chain(
            [false, true]
                .map(|finished| (List::Orders { finished, changed: None }, slices.as_slice())),
        );
    let mut counts = Vec::new();
    for (list, slices) in lists {
        let (mut total, mut ledger) = (Some(0), String::new());
        for &window in slices {
            // Both ends count, so that a row on a common end would count twice.
            let to = Moment::from_millis(window.to.millis() - 1_000).max(window.from);
            let query = Query { list: list.clone(), channel, window: Window { to, ..window } };
            ledger = query.ledger();
            let answer = session.read(query.method(), &query.params(1, 1))?;
            total = total.zip(wire::total(&answer)).map(|(sum, total)| sum + total);
        }
        counts.push((ledger, total));
    }
    Ok(counts)
}
