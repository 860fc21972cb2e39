//! What is asked of an order and of its disputes, as trees: the one definition behind the masks that a
//! database counts.

use crate::domain::{
    Atom, AtomMask, Dispute, DisputeAtom, Family, Liability, Moment, State, Window,
};

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
}

/// A condition on one order or one dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
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
    pub const SEEN: Self = Before(TimeColumn::Opened);
    /// The dispute is not cancelled as of as-of.
    pub const LIVE: Self = Not(&CANCELLED);
    /// The order was paid in the window.
    pub const PAID: Self = Within(TimeColumn::Paid);
    /// The order was completed in the window, in the sense of a rate.
    pub const COMPLETED: Self = All(&[Within(TimeColumn::Completed), Not(&Is(WordClass::Refund))]);
    /// Something that an atom looks at happened to the dispute in the window.
    pub const NEAR: Self = Any(&[FILED, Within(TimeColumn::Escalated), Within(TimeColumn::Ruled)]);

    /// Returns when an atom is true of a dispute.
    pub const fn of(atom: DisputeAtom) -> Self {
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
        }
    }

    /// Returns whether it holds for some facts, in a window that ends at as-of.
    pub fn holds(self, facts: &impl Facts, window: Window) -> bool {
        match self {
            Within(column) => window.has(facts.time(column)),
            Before(column) => facts.time(column).is_some_and(|at| at < window.to),
            Missing(column) => facts.time(column).is_none(),
            Is(class) => facts.is(class),
            All(parts) => parts.iter().all(|part| part.holds(facts, window)),
            Any(parts) => parts.iter().any(|part| part.holds(facts, window)),
            Not(part) => !part.holds(facts, window),
        }
    }
}

/// What conditions look at.
pub trait Facts {
    /// Returns a moment; `None` where it is not known.
    fn time(&self, column: TimeColumn) -> Option<Moment>;

    /// Returns whether a word of the facts is of a class.
    fn is(&self, class: WordClass) -> bool;
}

impl Facts for Dispute {
    fn time(&self, column: TimeColumn) -> Option<Moment> {
        match column {
            TimeColumn::Opened => Some(self.opened_at),
            TimeColumn::Escalated => self.escalated_at(),
            TimeColumn::Ruled => self.ruled_at(),
            TimeColumn::Closed => self.closed_at(),
            TimeColumn::Paid | TimeColumn::Completed => None,
        }
    }

    fn is(&self, class: WordClass) -> bool {
        match class {
            WordClass::NotReceived => self.family == Family::NotReceived,
            WordClass::NotAsDescribed => self.family == Family::NotAsDescribed,
            WordClass::Cancelled => self.state == State::Cancelled,
            WordClass::Ended => self.state == State::Ended,
            WordClass::SellerLiable => self.liability == Liability::Seller,
            // The reader has decided these.
            WordClass::Undecided | WordClass::Closed | WordClass::Refund => false,
        }
    }
}

/// Payment and completion of an order.
#[derive(Clone, Copy)]
struct OrderTimes {
    paid: Option<Moment>,
    /// Completed in the sense of a rate.
    completed: Option<Moment>,
}

impl Facts for OrderTimes {
    fn time(&self, column: TimeColumn) -> Option<Moment> {
        match column {
            TimeColumn::Paid => self.paid,
            TimeColumn::Completed => self.completed,
            TimeColumn::Opened | TimeColumn::Escalated | TimeColumn::Ruled | TimeColumn::Closed => {
                None
            }
        }
    }

    fn is(&self, _: WordClass) -> bool {
        false
    }
}

/// Returns the atoms of an order, from its payment, its completion in the sense of a rate, and its
/// disputes.
pub fn atoms(
    paid: Option<Moment>,
    completed: Option<Moment>,
    disputes: &[Dispute],
    window: Window,
) -> AtomMask {
    let mut mask = AtomMask::default();
    let order = OrderTimes { paid, completed };
    for (condition, atom) in
        [(Condition::PAID, Atom::Paid), (Condition::COMPLETED, Atom::Completed)]
    {
        if condition.holds(&order, window) {
            mask.set(atom);
        }
    }
    for dispute in disputes {
        let live = Condition::LIVE.holds(dispute, window);
        for atom in DisputeAtom::ALL {
            if Condition::of(atom).holds(dispute, window) {
                mask.set(Atom::Some(atom));
                if live {
                    mask.set(Atom::SomeLive(atom));
                }
            }
        }
    }
    mask
}
