//! What is asked of an order and of its disputes, as trees: the one definition behind the masks that a
//! database counts.

use crate::domain::DisputeAtom;

/// A moment that a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeColumn {
    /// When the order was paid.
    Paid,
    /// When it was completed, in any way.
    Completed,
    /// When the dispute was filed.
    Opened,
    /// When it was handed to the platform.
    Escalated,
    /// When the platform decided it.
    Ruled,
    /// When it ended or was cancelled.
    Closed,
}

/// Words that say the same, for a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// A completion that is a refund.
    Refund,
    /// A reason of family *not received*.
    NotReceived,
    /// A reason of family *not as described*.
    NotAsDescribed,
    /// A status: withdrawn by the buyer.
    Cancelled,
    /// A status: ended in some other way.
    Ended,
    /// A status that leaves open whether the dispute is over: rejected by the seller, or none.
    Undecided,
    /// A stage: closed.
    Closed,
    /// The seller was found liable.
    SellerLiable,
    /// Somebody else was found liable: the buyer, the platform or the carrier.
    OtherLiable,
}

/// A condition on one order or one dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// The moment is known and lies in the window.
    Within(TimeColumn),
    /// The moment is known and lies before as-of.
    Before(TimeColumn),
    /// The moment is not known.
    Missing(TimeColumn),
    /// The word is of a class.
    Is(WordClass),
    /// All of them hold.
    All(&'static [Self]),
    /// At least one of them holds.
    Any(&'static [Self]),
    /// It does not hold.
    Not(&'static Self),
}

use Condition::{All, Any, Before, Is, Missing, Not, Within};

const FILED: Condition = Within(TimeColumn::Opened);
/// What is not dated is taken for the latest state at any as-of.
const CLOSED_BY_THEN: Condition = Any(&[Missing(TimeColumn::Closed), Before(TimeColumn::Closed)]);
const CANCELLED: Condition = All(&[Is(WordClass::Cancelled), CLOSED_BY_THEN]);
const LIABLE_KNOWN: Condition = Any(&[Is(WordClass::SellerLiable), Is(WordClass::OtherLiable)]);
const OVER: Condition = Any(&[
    CANCELLED,
    All(&[Is(WordClass::Ended), CLOSED_BY_THEN]),
    All(&[
        Is(WordClass::Undecided),
        Any(&[
            Before(TimeColumn::Closed),
            All(&[Is(WordClass::Closed), Missing(TimeColumn::Closed)]),
        ]),
    ]),
]);

impl Condition {
    /// The dispute was filed before as-of; of no other dispute is any atom true.
    pub(super) const SEEN: Self = Before(TimeColumn::Opened);
    /// Something of the dispute lies in the window: an atom other than *seen* is true of it.
    pub(super) const IN_WINDOW: Self =
        All(&[Self::SEEN, Any(&[FILED, Within(TimeColumn::Escalated), Within(TimeColumn::Ruled)])]);
    /// The dispute is not cancelled as of as-of.
    pub(super) const LIVE: Self = Not(&CANCELLED);
    /// The order was paid in the window.
    pub(super) const PAID: Self = Within(TimeColumn::Paid);
    /// The order was completed in the window, in the sense of a rate.
    pub(super) const COMPLETED: Self =
        All(&[Within(TimeColumn::Completed), Not(&Is(WordClass::Refund))]);

    /// Returns when an atom is true of a dispute.
    pub(super) const fn of(atom: DisputeAtom) -> Self {
        match atom {
            DisputeAtom::Seen => Self::SEEN,
            DisputeAtom::Filed => FILED,
            DisputeAtom::NotReceived => All(&[FILED, Is(WordClass::NotReceived)]),
            DisputeAtom::NotAsDescribed => All(&[FILED, Is(WordClass::NotAsDescribed)]),
            DisputeAtom::Escalated => All(&[Self::SEEN, Within(TimeColumn::Escalated)]),
            DisputeAtom::Liable => {
                All(&[Self::SEEN, Within(TimeColumn::Ruled), Is(WordClass::SellerLiable)])
            }
            DisputeAtom::Resolved => All(&[FILED, OVER]),
            DisputeAtom::OtherLiable => {
                All(&[Self::SEEN, Within(TimeColumn::Ruled), Is(WordClass::OtherLiable)])
            }
            DisputeAtom::LiableUnknown => {
                All(&[Self::SEEN, Within(TimeColumn::Ruled), Not(&LIABLE_KNOWN)])
            }
        }
    }
}
