//! What a seller keeps by hand beside a dispute: a note, and a mark that it has been handled.

use super::SortRows;
use super::enum_with_ids;
use super::{Dispute, Moment, OrderId, Stage, Turn};

/// A seller's note and mark on one dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeMark {
    /// The order.
    pub order_id: OrderId,
    /// The platform's id of the dispute; empty where the data gave none.
    pub dispute_id: String,
    /// The child order; empty where the data gave none.
    pub line_id: String,
    /// When the dispute was filed.
    pub opened_at: Moment,
    /// The seller's own words; `None` without a note.
    pub note: Option<OwnNote>,
    /// `None` where it is not marked as handled.
    pub handled: Option<Handled>,
}

/// The seller's own words on a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnNote {
    /// The words.
    pub text: String,
    /// The moment they were written for.
    pub at: Moment,
}

/// The mark that a dispute has been handled, and how the dispute stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handled {
    /// The moment it was marked for.
    pub at: Moment,
    /// How the dispute stood.
    pub then: AsMarked,
}

/// How a dispute stands, as far as it decides whether its mark still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsMarked {
    /// Who must act.
    pub turn: Turn,
    /// How far it has come; `None` where not known.
    pub stage: Option<Stage>,
    /// The seller's deadline; `None` where none is known.
    pub due: Option<Moment>,
}

enum_with_ids! {
    /// Why a dispute that was marked as handled needs the seller again.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Reopening {
        /// It is the seller's turn, which it was not then.
        NewTurn = "new_turn",
        /// The seller has another deadline than then.
        NewDeadline = "new_deadline",
        /// It has come to another stage.
        NewStage = "new_stage",
        /// The deadline has passed since, and it is still the seller's turn.
        DeadlinePassed = "deadline_passed",
    }
}

impl Handled {
    /// Returns why an open dispute that stands as `now` needs the seller again; `None` while the mark
    /// holds. Nothing that is the buyer's, the platform's or the carrier's to do ends a mark.
    pub fn reopened(&self, now: AsMarked, as_of: Moment) -> Option<Reopening> {
        match now.turn {
            Turn::Seller | Turn::Unknown => {}
            Turn::Buyer | Turn::Platform | Turn::Logistics => return None,
        }
        let sellers = now.turn == Turn::Seller;
        let passed = |due: Moment| due <= as_of && self.at < due;
        if sellers && self.then.turn != Turn::Seller {
            Some(Reopening::NewTurn)
        } else if now.due.is_some() && now.due != self.then.due {
            Some(Reopening::NewDeadline)
        } else if now.stage.zip(self.then.stage).is_some_and(|(now, then)| now != then) {
            Some(Reopening::NewStage)
        } else if sellers && now.due.is_some_and(passed) {
            Some(Reopening::DeadlinePassed)
        } else {
            None
        }
    }
}

impl DisputeMark {
    /// Returns an empty mark of a dispute.
    pub fn of(dispute: &Dispute) -> Self {
        Self {
            order_id: dispute.order_id,
            dispute_id: dispute.details().id.to_string(),
            line_id: dispute.details().line_id.to_string(),
            opened_at: dispute.opened_at,
            note: None,
            handled: None,
        }
    }

    /// Returns whether there is neither a note nor a mark.
    pub const fn is_empty(&self) -> bool {
        self.note.is_none() && self.handled.is_none()
    }

    /// Returns whether this is about the same dispute: by its id where both have one, else by line and
    /// filing.
    pub fn is_of(&self, other: &Self) -> bool {
        let both = |own: &str, other: &str| !own.is_empty() && !other.is_empty();
        if self.order_id != other.order_id {
            return false;
        }
        if both(&self.dispute_id, &other.dispute_id) {
            return self.dispute_id == other.dispute_id;
        }
        let lines_differ = both(&self.line_id, &other.line_id) && self.line_id != other.line_id;
        !lines_differ && self.opened_at == other.opened_at
    }

    /// Takes over what another mark of the same dispute says later than this one; returns whether
    /// anything changed.
    pub fn take_over(&mut self, other: &Self) -> bool {
        let mut changed = false;
        if let Some(note) = &other.note
            && self.note.as_ref().is_none_or(|own| own.at < note.at)
        {
            self.note = Some(note.clone());
            changed = true;
        }
        if let Some(handled) = other.handled
            && self.handled.is_none_or(|own| own.at < handled.at)
        {
            self.handled = Some(handled);
            changed = true;
        }
        changed
    }
}

/// All marks, found by dispute.
#[derive(Clone, Debug, Default)]
pub struct DisputeMarks(Vec<DisputeMark>);

impl DisputeMarks {
    /// Takes marks, in whatever order.
    pub fn new(mut marks: Vec<DisputeMark>) -> Self {
        marks.sort_rows_by_key(|mark| mark.order_id);
        Self(marks)
    }

    /// Returns those made for no later moment than as-of.
    #[must_use]
    pub fn as_of(self, as_of: Moment) -> Self {
        let then = |mark: DisputeMark| DisputeMark {
            note: mark.note.filter(|note| note.at <= as_of),
            handled: mark.handled.filter(|handled| handled.at <= as_of),
            ..mark
        };
        Self(self.0.into_iter().map(then).filter(|mark| !mark.is_empty()).collect())
    }

    /// Returns all of them, by order.
    pub fn all(&self) -> &[DisputeMark] {
        &self.0
    }

    /// Returns the mark of a dispute; `None` where it has none.
    pub fn get(&self, dispute: &Dispute) -> Option<&DisputeMark> {
        let from = self.0.partition_point(|mark| mark.order_id < dispute.order_id);
        let on_order = self.0.get(from..)?.iter();
        let mut on_order = on_order.take_while(|mark| mark.order_id == dispute.order_id).peekable();
        on_order.peek()?;
        let wanted = DisputeMark::of(dispute);
        on_order.find(|mark| mark.is_of(&wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DisputeDetails;

    fn at(hours: i64) -> Moment {
        Moment::from_millis(1_768_605_121_000).plus_hours(hours)
    }

    fn stands(turn: Turn, due: Option<i64>) -> AsMarked {
        AsMarked { turn, stage: Some(Stage::Negotiation), due: due.map(at) }
    }

    #[test]
    fn a_mark_holds_until_the_seller_must_act_again() {
        use Turn::{Buyer, Platform, Seller, Unknown};
        let marked = |then| Handled { at: at(0), then };
        let new_stage = AsMarked { stage: Some(Stage::Returning), ..stands(Seller, Some(10)) };
        for (then, now, as_of, why) in [
            (stands(Seller, Some(10)), stands(Seller, Some(10)), 5, None),
            (stands(Seller, Some(10)), stands(Buyer, Some(30)), 20, None),
            (stands(Seller, Some(10)), stands(Platform, None), 20, None),
            (stands(Seller, Some(10)), stands(Seller, None), 20, None),
            (stands(Unknown, Some(10)), stands(Unknown, Some(10)), 20, None),
            (stands(Buyer, None), stands(Seller, None), 1, Some(Reopening::NewTurn)),
            (stands(Unknown, Some(10)), stands(Seller, Some(10)), 1, Some(Reopening::NewTurn)),
            (stands(Seller, Some(10)), stands(Seller, Some(30)), 5, Some(Reopening::NewDeadline)),
            (stands(Unknown, None), stands(Unknown, Some(30)), 5, Some(Reopening::NewDeadline)),
            (stands(Seller, Some(10)), new_stage, 5, Some(Reopening::NewStage)),
            (
                stands(Seller, Some(10)),
                stands(Seller, Some(10)),
                10,
                Some(Reopening::DeadlinePassed),
            ),
            // Marked after the deadline: the seller knows that it has passed.
            (stands(Seller, Some(-1)), stands(Seller, Some(-1)), 5, None),
        ] {
            assert_eq!(marked(then).reopened(now, at(as_of)), why, "{then:?} {now:?}");
        }
    }

    fn dispute(id: &str, line: &str, hours: i64) -> Dispute {
        let order = OrderId::from_number(8_200_000_000_000_001).expect("an order id");
        Dispute::new(order, at(hours)).with_details(DisputeDetails {
            id: id.into(),
            line_id: line.into(),
            ..DisputeDetails::default()
        })
    }

    #[test]
    fn a_mark_is_found_by_id_else_by_line_and_filing() {
        let mark = DisputeMark {
            note: Some(OwnNote { text: "x".to_owned(), at: at(3) }),
            ..DisputeMark::of(&dispute("1", "2", 0))
        };
        let marks = DisputeMarks::new(vec![mark]);
        for (id, line, hours, found) in [
            ("1", "2", 0, true),
            ("1", "", 9, true),
            ("", "2", 0, true),
            ("", "", 0, true),
            ("", "3", 0, false),
            ("", "2", 1, false),
            ("9", "2", 0, false),
        ] {
            let found_mark = marks.get(&dispute(id, line, hours)).is_some();
            assert_eq!(found_mark, found, "{id} {line} {hours}");
        }
        assert!(marks.clone().as_of(at(2)).all().is_empty());
        assert!(!marks.as_of(at(3)).all().is_empty());
    }

    #[test]
    fn the_later_note_is_taken_over() {
        let note = |text: &str, hours| Some(OwnNote { text: text.to_owned(), at: at(hours) });
        let empty = DisputeMark::of(&dispute("1", "2", 0));
        let mut mark = DisputeMark { note: note("old", 1), ..empty.clone() };
        assert!(!mark.take_over(&DisputeMark { note: note("older", 0), ..empty.clone() }));
        let handled = Some(Handled { at: at(1), then: stands(Turn::Seller, None) });
        assert!(mark.take_over(&DisputeMark { note: note("new", 2), handled, ..empty }));
        assert_eq!((mark.note, mark.handled), (note("new", 2), handled));
    }
}
