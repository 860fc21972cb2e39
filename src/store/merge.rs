//! Two readings of one dispute into one.

use super::Knowledge;
use crate::domain::{Dispute, Family, State, Turn};

/// Returns what is known of a dispute after a further reading of it. The later change wins; what it
/// does not say is kept.
pub(super) fn merge(old: &Dispute, new: &Dispute, knowledge: Knowledge) -> Dispute {
    let older = matches!((new.modified_at(), old.modified_at()), (Some(n), Some(o)) if n < o);
    let (late, early) = if older { (old, new) } else { (new, old) };
    let mut merged = late.clone();
    fill(&mut merged, early);
    // "Over" without how, after a reading that knows how, is no news.
    let vaguer = merged.state == State::Ended && !merged.ending_known;
    if vaguer && early.state != State::Open && early.ending_known {
        merged.state = early.state;
        let (details, early) = (merged.details_mut(), early.details());
        details.status.clone_from(&early.status);
        details.status_known = early.status_known;
        merged.ending_known = true;
    }
    if merged.state == State::Open {
        merged.set_closed_at(late.closed_at());
    }
    let fresh_detail = knowledge == Knowledge::Detailed && !older;
    if merged.state == early.state {
        let (details, early) = (merged.details_mut(), early.details());
        details.stage = details.stage.or(early.stage);
        if details.turn == Turn::Unknown && !fresh_detail {
            details.turn = early.turn;
        }
        if !fresh_detail {
            details.response_due_at = details.response_due_at.or(early.response_due_at);
        }
    }
    if merged.state != State::Open {
        merged.details_mut().response_due_at = None;
    }
    merged
}

/// Fills what `dispute` does not say from `other`.
fn fill(dispute: &mut Dispute, other: &Dispute) {
    dispute.fill_gaps(other);
    if dispute.family == Family::Unknown
        && (other.family != Family::Unknown || dispute.details().reason.is_empty())
    {
        dispute.take_reason(other);
    }
    dispute.set_modified_at(dispute.modified_at().max(other.modified_at()));
}
