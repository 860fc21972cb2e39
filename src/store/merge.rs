//! Two readings of one dispute into one.

use super::Knowledge;
use crate::domain::{Dispute, Family, Liability, State, Turn};

/// Returns what is known of a dispute after a further reading of it. The later change wins; what it
/// does not say is kept.
pub(super) fn merge(old: &Dispute, new: &Dispute, knowledge: Knowledge) -> Dispute {
    let older = matches!((new.modified_at, old.modified_at), (Some(n), Some(o)) if n < o);
    let (late, early) = if older { (old, new) } else { (new, old) };
    let mut merged = late.clone();
    fill(&mut merged, early);
    // "Over" without how, after a reading that knows how, is no news.
    let vaguer = merged.state == State::Ended && !merged.ending_known;
    if vaguer && early.state != State::Open && early.ending_known {
        merged.state = early.state;
        merged.status.clone_from(&early.status);
        merged.status_known = early.status_known;
        merged.ending_known = true;
    }
    if merged.state == State::Open {
        merged.closed_at = late.closed_at;
    }
    let fresh_detail = knowledge == Knowledge::Detailed && !older;
    if merged.state == early.state {
        merged.stage = merged.stage.or(early.stage);
        if merged.turn == Turn::Unknown && !fresh_detail {
            merged.turn = early.turn;
        }
        if !fresh_detail {
            merged.response_due_at = merged.response_due_at.or(early.response_due_at);
        }
    }
    if merged.state != State::Open {
        merged.response_due_at = None;
    }
    merged
}

/// Fills what `dispute` does not say from `other`.
fn fill(dispute: &mut Dispute, other: &Dispute) {
    let blank = |text: &mut String, from: &str| {
        if text.is_empty() {
            from.clone_into(text);
        }
    };
    blank(&mut dispute.id, &other.id);
    blank(&mut dispute.line_id, &other.line_id);
    blank(&mut dispute.shop, &other.shop);
    blank(&mut dispute.product, &other.product);
    blank(&mut dispute.title, &other.title);
    blank(&mut dispute.note, &other.note);
    if dispute.reason.family == Family::Unknown
        && (other.reason.family != Family::Unknown || dispute.reason.text.is_empty())
    {
        dispute.reason = other.reason.clone();
    }
    dispute.escalated_at = dispute.escalated_at.or(other.escalated_at);
    dispute.ruled_at = dispute.ruled_at.or(other.ruled_at);
    dispute.closed_at = dispute.closed_at.or(other.closed_at);
    dispute.modified_at = dispute.modified_at.max(other.modified_at);
    dispute.refund = dispute.refund.or(other.refund);
    dispute.amount = dispute.amount.or(other.amount);
    dispute.country = dispute.country.or(other.country);
    dispute.order_created_at = dispute.order_created_at.or(other.order_created_at);
    if dispute.liability == Liability::Unknown {
        dispute.liability = other.liability;
    }
    if dispute.history.is_empty() {
        dispute.history.clone_from(&other.history);
    }
}
