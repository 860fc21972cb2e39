//! Everything known of one case: its timeline, its deadline with the reasons, what cancelling does.

use crate::domain::{Dispute, EventKind, Moment, OrderFacts};

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
    /// After the moment asked for.
    pub after_as_of: bool,
}

/// Returns the events of an order and its disputes, the oldest first; those of later moments are
/// left out.
pub fn timeline(order: Option<&OrderFacts>, disputes: &[&Dispute], as_of: Moment) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |at: Option<Moment>, what: &str, by: &str, dispute: &str| {
        if let Some(at) = at.filter(|at| *at < as_of) {
            entries.push(Entry {
                at,
                what: what.to_owned(),
                by: by.to_owned(),
                dispute: dispute.to_owned(),
                after_as_of: false,
            });
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
            let created = disputes.iter().find_map(|dispute| dispute.order_created_at);
            add(created, "ordered", "buyer", "");
        }
    }
    for dispute in disputes {
        add(Some(dispute.opened_at), "filed", "buyer", &dispute.id);
        add(dispute.escalated_at, "escalated", "", &dispute.id);
        add(dispute.ruled_at, "ruled", "platform", &dispute.id);
        add(dispute.closed_at, "closed", "", &dispute.id);
        let dated = dispute.closed_at.is_some() || !dispute.history.is_empty();
        add(dispute.modified_at.filter(|_| !dated), "last-change", "", &dispute.id);
        for event in &dispute.history {
            if let EventKind::Other(word) = &event.kind {
                add(Some(event.at), word, &event.by, &dispute.id);
            }
        }
    }
    entries.sort_by_key(|entry| entry.at);
    entries
}
