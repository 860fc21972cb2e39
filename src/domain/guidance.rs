//! Which message fits a dispute: the decision table of `docs/platform/buyer.md`.

use super::enum_with_ids;
use super::{Dispute, Moment, OrderFacts, Refusal, Stage, State, Turn};

enum_with_ids! {
    /// What seller and buyer agreed, in the seller's word.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Agreed {
        /// The problem is solved and nothing more is owed.
        Resolved = "resolved",
        /// A return was under way and the buyer keeps the item.
        Keep = "keep",
        /// A full or partial refund, paid through the platform.
        Refund = "refund",
        /// A replacement is sent.
        Resend = "resend",
        /// The parcel is on its way and the buyer waits.
        Wait = "wait",
        /// Money outside the platform.
        OffPlatform = "off-platform",
        /// Something in return for a review.
        ForReview = "for-review",
    }

    /// Which message to print.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Situation {
        /// Nothing more is owed.
        Resolved = "resolved",
        /// The buyer keeps the item: cancelling the return cancels the dispute.
        Keep = "keep",
        /// The buyer accepts the proposal and does not cancel.
        Refund = "refund",
        /// A replacement is on its way.
        Resend = "resend",
        /// The parcel is on its way.
        Wait = "wait",
        /// The buyer cannot find or press the button.
        Stuck = "stuck",
    }
}

/// What the buyer is shown how to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Steps {
    /// Cancel the dispute.
    CancelDispute,
    /// Cancel the return request, which cancels the dispute.
    CancelReturn,
    /// Accept the proposal.
    AcceptProposal,
    /// Ask the platform's customer service to help with a cancellation.
    AskSupportToCancel,
    /// Ask the platform's customer service to help with cancelling a return.
    AskSupportToCancelReturn,
    /// Ask the platform's customer service to help with accepting.
    AskSupportToAccept,
}

/// What is known about the end of buyer protection, as of the moment asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protection {
    /// Not in the data. Never computed.
    Unknown,
    /// It runs until this moment.
    Until(Moment),
    /// It ended at this moment.
    Over(Moment),
}

enum_with_ids! {
    /// Something the seller should know before sending the message.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Caution {
        /// No agreement was stated; the message is conditional.
        NotStated = "not-stated",
        /// `keep` without a return in the data.
        NoReturnKnown = "no-return-known",
        /// A return is under way, so the buyer is shown how to cancel that.
        ReturnUnderWay = "return-under-way",
        /// A return is under way, and the message is about accepting a proposal.
        ReturnBesideProposal = "return-beside-proposal",
        /// Something is still owed, and guides tell buyers not to cancel on a promise.
        StillOwed = "still-owed",
        /// The seller must make (or agree to) the proposal before the buyer can accept it.
        ProposalFirst = "proposal-first",
        /// The platform has the dispute; sources differ on whether the button still works.
        PlatformDecides = "platform-decides",
        /// The input's word for the state is not known; the dispute is taken as open.
        StatusUnknown = "status-unknown",
        /// The dispute was open at the moment asked for, and the data says that it is over since.
        OverSince = "over-since",
        /// A later change may have made this state; the data does not date it.
        LaterKnowledge = "later-knowledge",
        /// The end of buyer protection is not in the data.
        ProtectionUnknown = "protection-unknown",
        /// Buyer protection is over: a cancellation cannot be undone.
        ProtectionOver = "protection-over",
    }
}

/// Below this many days of protection left, nothing is asked of a buyer who is still owed
/// something. Our own choice: no source names a number of days.
pub const FEW_DAYS: i64 = 5;

/// What the decision looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuidanceFacts {
    /// The dispute's state as of the moment asked for.
    pub state: State,
    /// True when the data does not date the change to that state.
    pub later_knowledge: bool,
    /// True when it was open at that moment and is over by what the data says of later.
    pub over_since: bool,
    /// False when the input's word for the state is not known.
    pub status_known: bool,
    /// How far the dispute has come.
    pub stage: Option<Stage>,
    /// Who must act.
    pub turn: Turn,
    /// Ended or cancelled, if it was before the moment asked for.
    pub closed_at: Option<Moment>,
    /// Decided by the platform, if it was before the moment asked for.
    pub ruled_at: Option<Moment>,
    /// True when the order ended by a refund.
    pub refunded: bool,
    /// End of buyer protection.
    pub protection: Protection,
    /// Days of 24 hours until protection ends, rounded down; 0 when over or unknown.
    pub protected_days: i64,
    /// What was agreed; `None` when the seller did not say.
    pub agreed: Option<Agreed>,
    /// True when the buyer cannot find or press the button.
    pub stuck: bool,
}

/// A message that fits, before it is worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which message.
    pub situation: Situation,
    /// What the buyer is shown how to do.
    pub steps: Steps,
    /// End of buyer protection.
    pub protection: Protection,
    /// What the seller should know, most important first.
    pub cautions: Vec<Caution>,
}

impl Plan {
    /// Returns whether the message is about cancelling; else it is about accepting a proposal.
    pub const fn asks_to_cancel(&self) -> bool {
        !matches!(self.steps, Steps::AcceptProposal | Steps::AskSupportToAccept)
    }
}

impl Protection {
    /// Returns what is known as of a moment.
    pub fn as_of(ends_at: Option<Moment>, as_of: Moment) -> Self {
        match ends_at {
            None => Self::Unknown,
            Some(end) if end > as_of => Self::Until(end),
            Some(end) => Self::Over(end),
        }
    }
}

impl GuidanceFacts {
    /// Gathers the facts of a dispute and, where it is known, its order.
    pub fn of(dispute: &Dispute, order: Option<&OrderFacts>, as_of: Moment) -> Self {
        let before = |at: Option<Moment>| at.filter(|at| *at < as_of);
        let state = dispute.state_as_of(as_of);
        let ends_at = order.and_then(|o| o.protection_ends_at);
        let completion = order.and_then(|o| before(o.completed_at).and(o.completion));
        Self {
            state: state.state,
            later_knowledge: state.later_knowledge,
            over_since: state.state == State::Open && dispute.state != State::Open,
            status_known: dispute.details().status_known,
            stage: dispute.details().stage,
            turn: dispute.details().turn,
            closed_at: before(dispute.closed_at()),
            ruled_at: before(dispute.ruled_at()),
            refunded: completion.is_some_and(|c| !c.counts()),
            protection: Protection::as_of(ends_at, as_of),
            protected_days: ends_at.map_or(0, |end| end.days_since(as_of).max(0)),
            agreed: None,
            stuck: false,
        }
    }

    fn returning(&self) -> bool {
        self.stage == Some(Stage::Returning)
    }
}

/// Decides which message fits.
///
/// # Errors
///
/// When the situation forbids a message.
pub fn plan(facts: &GuidanceFacts) -> Result<Plan, Refusal> {
    forbidden(facts)?;
    let returning = facts.returning();
    let (situation, steps) = match (facts.agreed, returning) {
        (Some(Agreed::OffPlatform), _) => return Err(Refusal::OffPlatform),
        (Some(Agreed::ForReview), _) => return Err(Refusal::ForReview),
        (Some(Agreed::Refund), _) => (Situation::Refund, Steps::AcceptProposal),
        (Some(Agreed::Keep), _) | (None, true) => (Situation::Keep, Steps::CancelReturn),
        (Some(Agreed::Resolved), true) => (Situation::Resolved, Steps::CancelReturn),
        (Some(Agreed::Resolved) | None, false) => (Situation::Resolved, Steps::CancelDispute),
        (Some(Agreed::Resend), true) => (Situation::Resend, Steps::CancelReturn),
        (Some(Agreed::Resend), false) => (Situation::Resend, Steps::CancelDispute),
        // A parcel on its way and a return of it exclude each other.
        (Some(Agreed::Wait), true) => return Err(Refusal::WaitDuringReturn),
        (Some(Agreed::Wait), false) => (Situation::Wait, Steps::CancelDispute),
    };
    let (situation, steps) = match (facts.stuck, steps) {
        (false, steps) => (situation, steps),
        (true, Steps::AcceptProposal) => (Situation::Stuck, Steps::AskSupportToAccept),
        (true, Steps::CancelReturn) => (Situation::Stuck, Steps::AskSupportToCancelReturn),
        (true, _) => (Situation::Stuck, Steps::AskSupportToCancel),
    };
    Ok(Plan { situation, steps, protection: facts.protection, cautions: cautions(facts, steps) })
}

/// The gates, in the order in which they are reported.
fn forbidden(facts: &GuidanceFacts) -> Result<(), Refusal> {
    match facts.agreed {
        Some(Agreed::OffPlatform) => return Err(Refusal::OffPlatform),
        Some(Agreed::ForReview) => return Err(Refusal::ForReview),
        Some(Agreed::Resolved | Agreed::Keep | Agreed::Refund | Agreed::Resend | Agreed::Wait)
        | None => {}
    }
    match facts.state {
        State::Cancelled => return Err(Refusal::Cancelled { at: facts.closed_at }),
        State::Ended => return Err(Refusal::Ended { at: facts.closed_at }),
        State::Open => {}
    }
    if let Some(at) = facts.ruled_at {
        return Err(Refusal::Ruled { at });
    }
    if facts.refunded {
        return Err(Refusal::Refunded);
    }
    if facts.agreed == Some(Agreed::Wait) && facts.returning() {
        return Err(Refusal::WaitDuringReturn);
    }
    match (owed(facts.agreed), facts.protection) {
        (true, Protection::Unknown) => Err(Refusal::PromiseWithoutProtectionEnd),
        (true, Protection::Over(at)) => Err(Refusal::PromiseAfterProtection { at }),
        (true, Protection::Until(at)) if facts.protected_days < FEW_DAYS => {
            Err(Refusal::PromiseBeyondProtection { at })
        }
        (true, Protection::Until(_)) | (false, _) => Ok(()),
    }
}

/// Returns whether something promised has still to reach the buyer.
const fn owed(agreed: Option<Agreed>) -> bool {
    matches!(agreed, Some(Agreed::Resend | Agreed::Wait))
}

fn cautions(facts: &GuidanceFacts, steps: Steps) -> Vec<Caution> {
    let returning = facts.returning();
    let accepts = matches!(steps, Steps::AcceptProposal | Steps::AskSupportToAccept);
    let cancels = !accepts;
    let keep = facts.agreed == Some(Agreed::Keep);
    [
        (facts.over_since, Caution::OverSince),
        (facts.agreed.is_none() && !facts.stuck, Caution::NotStated),
        (owed(facts.agreed), Caution::StillOwed),
        (keep && !returning, Caution::NoReturnKnown),
        (returning && !keep && cancels, Caution::ReturnUnderWay),
        (returning && accepts, Caution::ReturnBesideProposal),
        (accepts && !facts.stuck && facts.turn == Turn::Seller, Caution::ProposalFirst),
        (cancels && !facts.stuck && facts.stage == Some(Stage::Platform), Caution::PlatformDecides),
        (!facts.status_known, Caution::StatusUnknown),
        (facts.later_knowledge, Caution::LaterKnowledge),
        (facts.protection == Protection::Unknown, Caution::ProtectionUnknown),
        (cancels && matches!(facts.protection, Protection::Over(_)), Caution::ProtectionOver),
    ]
    .into_iter()
    .filter_map(|(applies, caution)| applies.then_some(caution))
    .collect()
}

#[cfg(test)]
#[path = "guidance_tests.rs"]
mod tests;
