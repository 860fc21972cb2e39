//! The platform's words for reasons and states, from `words.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::{Completion, Family, OrderStatus, Stage, State, Turn};

/// What a word for a dispute's state tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeWord {
    /// The state.
    pub state: State,
    /// How far the dispute has come; `None` when the word does not say.
    pub stage: Option<Stage>,
    /// Who must act.
    pub turn: Turn,
    /// False when the word says that the dispute is over and not how.
    pub ending_known: bool,
}

/// What is taken of a word that nobody knows: the dispute counts as open.
pub(crate) const UNKNOWN: DisputeWord =
    DisputeWord { state: State::Open, stage: None, turn: Turn::Unknown, ending_known: true };

/// Returns the family of a reason text; [`Family::Unknown`] for words that are not listed.
pub fn family(reason: &str) -> Family {
    WORDS.reasons.get(&normal(reason)).copied().unwrap_or(Family::Unknown)
}

/// Returns what a state word of a dispute tells: an issue status or detail status of the open
/// interface, or the seller centre's text (of which only the first line counts). `None` for
/// words that are not known.
pub fn dispute_word(word: &str) -> Option<DisputeWord> {
    let word = normal(word.trim().lines().next().unwrap_or_default());
    let part = || WORDS.parts.iter().find(|(part, _)| word.contains(part.as_str()));
    WORDS.disputes.get(&word).copied().or_else(|| part().map(|(_, is)| *is))
}

/// Returns who must act before a served time-out of this type ends.
pub fn timeout_turn(kind: &str) -> Turn {
    WORDS.timeouts.get(&normal(kind)).copied().unwrap_or(Turn::Unknown)
}

/// Returns an order's state; [`OrderStatus::Unknown`] for words that are not listed.
pub fn order_status(word: &str) -> OrderStatus {
    WORDS.orders.get(&normal(word)).copied().unwrap_or(OrderStatus::Unknown)
}

/// Returns the completion that the open interface's end reason stands for, or `None` when it is no
/// completion.
pub fn completion(end_reason: &str) -> Option<Completion> {
    WORDS.completions.get(&normal(end_reason)).copied()
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| parse(include_str!("words.toml")).unwrap_or_default());

#[derive(Debug, Default)]
struct Words {
    reasons: HashMap<String, Family>,
    disputes: HashMap<String, DisputeWord>,
    parts: Vec<(String, DisputeWord)>,
    timeouts: HashMap<String, Turn>,
    orders: HashMap<String, OrderStatus>,
    completions: HashMap<String, Completion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    reason: HashMap<String, Vec<String>>,
    dispute: HashMap<String, Is>,
    dispute_part: Vec<Part>,
    timeout: HashMap<String, String>,
    order: HashMap<String, Vec<String>>,
    completion: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Is {
    state: String,
    stage: Option<String>,
    turn: Option<String>,
    #[serde(default = "yes")]
    ending_known: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    part: String,
    is: Is,
}

const fn yes() -> bool {
    true
}

/// Returns the table, or `None` when the file is malformed or names something we have no term for.
fn parse(text: &str) -> Option<Words> {
    let file: File = toml::from_str(text).ok()?;
    Some(Words {
        reasons: inverted(file.reason, family_named)?,
        disputes: file
            .dispute
            .iter()
            .map(|(word, is)| Some((normal(word), is.meaning()?)))
            .collect::<Option<_>>()?,
        parts: file
            .dispute_part
            .iter()
            .map(|p| Some((p.part.clone(), p.is.meaning()?)))
            .collect::<Option<_>>()?,
        timeouts: file
            .timeout
            .iter()
            .map(|(word, turn)| Some((normal(word), turn_named(turn)?)))
            .collect::<Option<_>>()?,
        orders: inverted(file.order, order_named)?,
        completions: inverted(file.completion, completion_named)?,
    })
}

impl Is {
    fn meaning(&self) -> Option<DisputeWord> {
        let stage = match &self.stage {
            Some(name) => Some(stage_named(name)?),
            None => None,
        };
        let turn = self.turn.as_deref().map_or(Some(Turn::Unknown), turn_named)?;
        let state = state_named(&self.state)?;
        Some(DisputeWord { state, stage, turn, ending_known: self.ending_known })
    }
}

fn inverted<T: Copy>(
    table: HashMap<String, Vec<String>>,
    named: fn(&str) -> Option<T>,
) -> Option<HashMap<String, T>> {
    let mut words = HashMap::new();
    for (name, list) in table {
        let meaning = named(&name)?;
        words.extend(list.iter().map(|word| (normal(word), meaning)));
    }
    Some(words)
}

fn normal(word: &str) -> String {
    word.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn family_named(name: &str) -> Option<Family> {
    Family::ALL.into_iter().find(|family| family.id() == name)
}

fn state_named(name: &str) -> Option<State> {
    [State::Open, State::Cancelled, State::Ended].into_iter().find(|state| state.id() == name)
}

fn stage_named(name: &str) -> Option<Stage> {
    let all = [Stage::Negotiation, Stage::Platform, Stage::Returning, Stage::Closed];
    all.into_iter().find(|stage| stage.id() == name)
}

fn turn_named(name: &str) -> Option<Turn> {
    let all = [Turn::Seller, Turn::Buyer, Turn::Platform, Turn::Logistics, Turn::Unknown];
    all.into_iter().find(|turn| turn.id() == name)
}

fn order_named(name: &str) -> Option<OrderStatus> {
    Some(match name {
        "unpaid" => OrderStatus::Unpaid,
        "risk_check" => OrderStatus::RiskCheck,
        "to_ship" => OrderStatus::ToShip,
        "part_shipped" => OrderStatus::PartShipped,
        "shipped" => OrderStatus::Shipped,
        "cancel_requested" => OrderStatus::CancelRequested,
        "fund_processing" => OrderStatus::FundProcessing,
        "finished" => OrderStatus::Finished,
        "closed" => OrderStatus::Closed,
        "in_dispute" => OrderStatus::InDispute,
        "frozen" => OrderStatus::Frozen,
        _ => return None,
    })
}

fn completion_named(name: &str) -> Option<Completion> {
    match name {
        "buyer_confirmed" => Some(Completion::BuyerConfirmed),
        "timed_out" => Some(Completion::TimedOut),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed_and_names_only_our_terms() {
        assert!(parse(include_str!("words.toml")).is_some());
    }

    #[test]
    fn reasons_are_told_by_either_language() {
        assert_eq!(family("Not receive  goods"), Family::NotReceived);
        assert_eq!(family("质量问题"), Family::NotAsDescribed);
        assert_eq!(family("no_longer_wanted"), Family::BuyerOwn);
        assert_eq!(family("Other reasons"), Family::Unknown);
    }

    #[test]
    fn the_seller_centres_text_counts_without_the_time_left() {
        let word = dispute_word("方案协商中\n剩余：3天").unwrap();
        assert_eq!((word.state, word.stage), (State::Open, Some(Stage::Negotiation)));
        assert_eq!(dispute_word("等待物流退货").unwrap().stage, Some(Stage::Returning));
        assert!(!dispute_word("已结束").unwrap().ending_known);
        assert_eq!(dispute_word("brand new"), None);
    }

    #[test]
    fn case_does_not_matter_in_codes() {
        assert_eq!(dispute_word("wait_for_AE_feedback").unwrap().turn, Turn::Platform);
        assert_eq!(order_status("FINISH"), OrderStatus::Finished);
        assert_eq!(timeout_turn("WAIT_RECEIVE_ITEM_TIMEOUT"), Turn::Seller);
        assert_eq!(completion("end_issue"), None);
    }
}
