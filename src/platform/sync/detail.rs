//! Details, one call each: deadlines and endings of disputes, ends of trade of orders.

use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};

use super::pool::in_flight;
use super::queries::{ISSUE_DETAIL, ORDER_DETAIL, issue_detail, order_detail};
use super::{Sync, SyncError};
use crate::domain::{Dispute, State};
use crate::input::document::open_platform::{
    IssueRow, dispute_from_issue_detail, trade_end_from_order_detail,
};
use crate::platform::CallError;
use crate::platform::sync::tried::Tried;

/// Ends of trade that are kept together.
const TOGETHER: usize = 20;

impl Sync<'_> {
    /// Asks for the details of open disputes, whose deadline may have moved, and of those that
    /// have newly ended.
    pub(super) fn details(&mut self, rows: Vec<IssueRow>, channel: u64) -> Detailed {
        let wanted = |row: &IssueRow| {
            let dispute = &row.dispute;
            let known = self.detailed.get(dispute.details().id.as_str()) == Some(&dispute.state);
            self.options.details
                && !row.buyer_login.is_empty()
                && (dispute.state == State::Open || !known)
        };
        let (ask, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(wanted);
        let mut put = Detailed {
            listed: rest.into_iter().map(|row| row.dispute).collect(),
            ..Detailed::default()
        };
        let (session, shop) = (self.session, self.options.shop.as_str());
        let mut tried = std::mem::take(&mut self.issue_details);
        let off = AtomicBool::new(tried.is_off());
        let ask_one = |row: IssueRow| {
            if off.load(Ordering::Relaxed) {
                return (row, None);
            }
            let params = issue_detail(&row.dispute.details().id, &row.buyer_login, channel);
            let answer = session.read(ISSUE_DETAIL, &params);
            let read = answer.and_then(|answer| {
                dispute_from_issue_detail(&answer, shop, Some(&row.dispute.details().id))
                    .map_err(|fault| CallError::Shape { method: ISSUE_DETAIL.to_owned(), fault })
            });
            (row, Some(read))
        };
        let done: Result<(), Infallible> =
            in_flight(self.options.in_flight, ask, ask_one, |(row, read)| {
                match read {
                    Some(Ok(dispute)) => {
                        tried.went_well();
                        put.detailed.push(completed(dispute, row.dispute));
                        return Ok(());
                    }
                    Some(Err(error)) if error.concerns_one_call() => tried.was_refused(error),
                    // The rows are kept all the same before the sync stops.
                    Some(Err(error)) => put.failed = Some(error),
                    None => {}
                }
                off.store(tried.is_off() || put.failed.is_some(), Ordering::Relaxed);
                put.listed.push(row.dispute);
                Ok(())
            });
        let Ok(()) = done;
        self.issue_details = tried;
        put
    }

    /// Asks for the end of trade of the orders whose completion is only estimated.
    pub(super) fn ends_of_trade(&mut self) -> Result<(), SyncError> {
        let orders = self.sink.store.orders_to_date(self.sink.shop)?;
        let session = self.session;
        let mut ends = Vec::new();
        let mut tried = Tried::default();
        let off = AtomicBool::new(false);
        let sink = &mut self.sink;
        let result = in_flight(
            self.options.in_flight,
            orders.into_iter().take_while(|_| !off.load(Ordering::Relaxed)),
            |order| {
                let read = session.read(ORDER_DETAIL, &order_detail(order.id, order.channel));
                let end = read.and_then(|answer| {
                    trade_end_from_order_detail(&answer).map_err(|fault| CallError::Shape {
                        method: ORDER_DETAIL.to_owned(),
                        fault,
                    })
                });
                (order.id, end)
            },
            |(order, end)| {
                match end {
                    Ok(end) => {
                        tried.went_well();
                        ends.push((order, end.at, end.completion));
                        if ends.len() >= TOGETHER {
                            sink.date(&std::mem::take(&mut ends))?;
                        }
                    }
                    Err(error) if error.concerns_one_call() => {
                        tried.was_refused(error);
                        off.store(tried.is_off(), Ordering::Relaxed);
                    }
                    Err(error) => return Err(SyncError::Call(error)),
                }
                Ok(())
            },
        );
        // What came before a failure is kept.
        sink.date(&ends)?;
        self.report.ends_of_trade = tried.well;
        self.report.refused_details.extend(tried.refusal());
        result
    }
}

/// A page's disputes after asking for details.
#[derive(Debug, Default)]
pub(super) struct Detailed {
    /// Known from the list alone.
    pub(super) listed: Vec<Dispute>,
    /// With their detail.
    pub(super) detailed: Vec<Dispute>,
    /// What stopped the asking.
    pub(super) failed: Option<CallError>,
}

/// Adds to a detail what only the list's row says.
fn completed(mut detail: Dispute, row: Dispute) -> Dispute {
    detail.set_modified_at(detail.modified_at().max(row.modified_at()));
    if detail.details().reason.is_empty() {
        detail.take_reason(&row);
    }
    detail
}
