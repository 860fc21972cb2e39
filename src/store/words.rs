//! How terms are written in the store. Words are only ever added.

use crate::domain::{
    Completion, Dispute, EventKind, FactSet, Family, Liability, OrderStatus, State, Turn,
};

/// Returns the number that says whether a dispute's ending is known, in its lowest bit, and above the lowest
/// four which facts no input has told of it.
pub(super) fn ending_number(dispute: &Dispute) -> i64 {
    i64::from(dispute.ending_known) | i64::from(dispute.told.missing_of_disputes())
}

/// Returns whether a dispute's ending is known, by such a number.
pub(super) const fn ending_is_known(number: i64) -> bool {
    number & 1 != 0
}

/// Returns which facts some input has told of a dispute, by such a number.
pub(super) fn told(number: i64) -> FactSet {
    let missing = u8::try_from(number & 0xf0).expect("eight bits");
    FactSet::of_disputes_without(missing)
}

/// Returns the number of a completion, above 0.
pub(super) fn completion_number(completion: Completion) -> i64 {
    let known = (1..).zip(Completion::ALL).find(|(_, known)| *known == completion);
    known.map(|(number, _)| number).expect("every completion is listed")
}

/// Returns the completion of a number, which stays the same as words are added at the end.
pub(super) fn numbered_completion(number: i64) -> Option<Completion> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    Completion::ALL.get(at).copied()
}

pub(super) fn order_state(word: &str) -> OrderStatus {
    OrderStatus::from_id(word).unwrap_or(OrderStatus::Unknown)
}

/// Returns the number of an order's state.
pub(super) fn order_state_number(state: OrderStatus) -> i64 {
    let known = (0..).zip(OrderStatus::ALL).find(|(_, known)| *known == state);
    known.map(|(number, _)| number).expect("every state is listed")
}

/// Returns the order's state of a number, which stays the same as words are added at the end; one that
/// is not known is of a newer version.
pub(super) fn numbered_order_state(number: i64) -> OrderStatus {
    let known = usize::try_from(number).ok().and_then(|at| OrderStatus::ALL.get(at));
    known.copied().unwrap_or(OrderStatus::Unknown)
}

pub(super) fn family(word: &str) -> Family {
    Family::from_id(word).unwrap_or(Family::Unknown)
}

pub(super) fn state(word: &str) -> State {
    State::from_id(word).unwrap_or(State::Open)
}

pub(super) fn turn(word: &str) -> Turn {
    Turn::from_id(word).unwrap_or(Turn::Unknown)
}

pub(super) fn liability(word: &str) -> Liability {
    Liability::from_id(word).unwrap_or(Liability::Unknown)
}

pub(super) fn event_word(kind: &EventKind) -> &str {
    match kind {
        EventKind::Filed => "filed",
        EventKind::Cancelled => "cancelled",
        EventKind::Escalated => "escalated",
        EventKind::Ruled => "ruled",
        EventKind::Closed => "closed",
        EventKind::Other(word) => word,
    }
}

pub(super) fn event(word: String) -> EventKind {
    match word.as_str() {
        "filed" => EventKind::Filed,
        "cancelled" => EventKind::Cancelled,
        "escalated" => EventKind::Escalated,
        "ruled" => EventKind::Ruled,
        "closed" => EventKind::Closed,
        _ => EventKind::Other(word),
    }
}
