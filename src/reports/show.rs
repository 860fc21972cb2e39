//! Everything known of one case: the order, its disputes, the timeline.

use super::list::ListRow;
use crate::domain::{EventKind, Moment, OrderFacts, OrderId, SortRows};

/// An entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// What, as a stable code; the input's own word for what has none.
    pub what: String,
    /// Who, in the input's word; empty when not given.
    pub by: String,
    /// The dispute it belongs to; empty for the order's own events.
    pub dispute: String,
}

/// One case.
#[derive(Clone, Debug)]
pub struct ShownDispute<'a> {
    /// The order.
    pub order_id: OrderId,
    /// The order's facts, when an order input holds it.
    pub order: Option<OrderFacts>,
    /// Its disputes, the oldest first.
    pub disputes: Vec<ListRow<'a>>,
    /// What happened, the oldest first, up to as-of.
    pub timeline: Vec<Entry>,
}

impl<'a> ShownDispute<'a> {
    /// Puts a case together.
    pub fn new(
        order_id: OrderId,
        order: Option<OrderFacts>,
        mut disputes: Vec<ListRow<'a>>,
        as_of: Moment,
    ) -> Self {
        disputes.sort_rows_by_key(|row| (row.dispute.opened_at, row.dispute.details().id.clone()));
        let timeline = timeline(order.as_ref(), &disputes, as_of);
        Self { order_id, order, disputes, timeline }
    }
}

fn timeline(order: Option<&OrderFacts>, disputes: &[ListRow<'_>], as_of: Moment) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |at: Option<Moment>, what: &str, by: &str, dispute: &str| {
        if let Some(at) = at.filter(|at| *at < as_of) {
            let text = |text: &str| text.to_owned();
            entries.push(Entry { at, what: text(what), by: text(by), dispute: text(dispute) });
        }
    };
    match order {
        Some(order) => {
            add(Some(order.created_at), "ordered", "buyer", "");
            add(order.paid_at, "paid", "buyer", "");
            add(order.shipped_at, "shipped", "seller", "");
            add(order.completed_at, "completed", "", "");
        }
        None => {
            let created = disputes.iter().find_map(|row| row.dispute.details().order_created_at);
            add(created, "ordered", "buyer", "");
        }
    }
    for dispute in disputes.iter().map(|row| &row.dispute) {
        add(Some(dispute.opened_at), "filed", "buyer", &dispute.details().id);
        add(dispute.escalated_at(), "escalated", "", &dispute.details().id);
        add(dispute.ruled_at(), "ruled", "platform", &dispute.details().id);
        add(dispute.closed_at(), "closed", "", &dispute.details().id);
        let dated = dispute.closed_at().is_some() || !dispute.details().history.is_empty();
        add(dispute.modified_at().filter(|_| !dated), "last-change", "", &dispute.details().id);
        for event in &dispute.details().history {
            if let EventKind::Other(word) = &event.kind {
                add(Some(event.at), word, &event.by, &dispute.details().id);
            }
        }
    }
    entries.sort_rows_by_key(|entry| entry.at);
    entries
}
