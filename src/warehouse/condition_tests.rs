//! The atoms of an order by the conditions that databases are asked, over the facts of the order.

use super::condition::Condition::{self, All, Any, Before, Is, Missing, Not, Within};
use super::condition::{TimeColumn, WordClass};
use crate::domain::{
    Atom, AtomMask, Dispute, DisputeAtom, Family, Liability, Moment, State, Window,
};

impl Condition {
    /// Returns whether it holds for some facts, in a window that ends at as-of.
    fn holds(self, facts: &impl Facts, window: Window) -> bool {
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
trait Facts {
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
            WordClass::OtherLiable => match self.liability {
                Liability::Buyer | Liability::Platform | Liability::Logistics => true,
                Liability::Seller | Liability::Unknown => false,
            },
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
pub(crate) fn atoms(
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
        let of_window = DisputeAtom::ALL
            .iter()
            .any(|atom| *atom != DisputeAtom::Seen && Condition::of(*atom).holds(dispute, window));
        assert_eq!(Condition::IN_WINDOW.holds(dispute, window), of_window, "{dispute:?}");
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
