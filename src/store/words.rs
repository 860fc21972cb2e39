//! How terms are written in the store. Words are only ever added.

use crate::domain::{Completion, EventKind, Family, Liability, OrderStatus, Stage, State, Turn};

const COMPLETIONS: [(Completion, &str); 4] = [
    (Completion::BuyerConfirmed, "buyer_confirmed"),
    (Completion::TimedOut, "timeout"),
    (Completion::Unspecified, "unspecified"),
    (Completion::Refund, "refund"),
];

const ORDER_STATES: [(OrderStatus, &str); 12] = [
    (OrderStatus::Unpaid, "unpaid"),
    (OrderStatus::RiskCheck, "risk_check"),
    (OrderStatus::ToShip, "to_ship"),
    (OrderStatus::PartShipped, "part_shipped"),
    (OrderStatus::Shipped, "shipped"),
    (OrderStatus::CancelRequested, "cancel_requested"),
    (OrderStatus::FundProcessing, "fund_processing"),
    (OrderStatus::Finished, "finished"),
    (OrderStatus::Closed, "closed"),
    (OrderStatus::InDispute, "in_dispute"),
    (OrderStatus::Frozen, "frozen"),
    (OrderStatus::Unknown, "unknown"),
];

pub(super) fn completion_word(completion: Completion) -> &'static str {
    COMPLETIONS.iter().find(|(c, _)| *c == completion).map_or("", |(_, word)| word)
}

pub(super) fn completion(word: &str) -> Option<Completion> {
    COMPLETIONS.iter().find(|(_, w)| *w == word).map(|(c, _)| *c)
}

/// Returns the number of a completion, above 0.
pub(super) fn completion_number(completion: Completion) -> i64 {
    let known = (1..).zip(COMPLETIONS).find(|(_, (c, _))| *c == completion);
    known.map(|(number, _)| number).expect("every completion has a word")
}

/// Returns the completion of a number, which stays the same as words are added at the end.
pub(super) fn numbered_completion(number: i64) -> Option<Completion> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    COMPLETIONS.get(at).map(|(completion, _)| *completion)
}

pub(super) fn order_state_word(state: OrderStatus) -> &'static str {
    ORDER_STATES.iter().find(|(s, _)| *s == state).map_or("unknown", |(_, word)| word)
}

pub(super) fn order_state(word: &str) -> OrderStatus {
    ORDER_STATES.iter().find(|(_, w)| *w == word).map_or(OrderStatus::Unknown, |(s, _)| *s)
}

/// Returns the number of an order's state.
pub(super) fn order_state_number(state: OrderStatus) -> i64 {
    let known = (0..).zip(ORDER_STATES).find(|(_, (s, _))| *s == state);
    known.map(|(number, _)| number).expect("every state has a word")
}

/// Returns the order's state of a number, which stays the same as words are added at the end; one that
/// is not known is of a newer version.
pub(super) fn numbered_order_state(number: i64) -> OrderStatus {
    let known = usize::try_from(number).ok().and_then(|at| ORDER_STATES.get(at));
    known.map_or(OrderStatus::Unknown, |(state, _)| *state)
}

pub(super) fn family(word: &str) -> Family {
    Family::ALL.into_iter().find(|f| f.id() == word).unwrap_or(Family::Unknown)
}

pub(super) fn state(word: &str) -> State {
    let all = [State::Open, State::Cancelled, State::Ended];
    all.into_iter().find(|s| s.id() == word).unwrap_or(State::Open)
}

pub(super) fn stage(word: &str) -> Option<Stage> {
    let all = [Stage::Negotiation, Stage::Platform, Stage::Returning, Stage::Closed];
    all.into_iter().find(|s| s.id() == word)
}

pub(super) fn turn(word: &str) -> Turn {
    let all = [Turn::Seller, Turn::Buyer, Turn::Platform, Turn::Logistics];
    all.into_iter().find(|t| t.id() == word).unwrap_or(Turn::Unknown)
}

pub(super) fn liability(word: &str) -> Liability {
    let all = [Liability::Seller, Liability::Buyer, Liability::Platform, Liability::Logistics];
    all.into_iter().find(|l| l.id() == word).unwrap_or(Liability::Unknown)
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
