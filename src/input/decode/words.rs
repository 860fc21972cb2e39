//! The platform's words for reasons and states, from `words.toml`.

use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use serde::Deserialize;

use crate::domain::{Completion, Country, Family, OrderStatus, Stage, State, Turn};
use crate::input::text::chinese::simplified;

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

/// Words of the seller's own files, and what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    orders: HashMap<String, OrderStatus>,
    disputes: HashMap<String, DisputeWord>,
    reasons: HashMap<String, Family>,
    countries: HashMap<String, Country>,
}

/// A meaning that is none. It is not quoted: in the settings a secret may stand there by mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value is not {expected}")]
pub struct NoMeaning {
    /// What is meant to stand there.
    expected: &'static str,
}

/// The meanings that a word for a status may have: states of an order, then of a dispute.
pub const STATUS_MEANINGS: [&str; 16] = [
    "unpaid",
    "risk_check",
    "to_ship",
    "part_shipped",
    "shipped",
    "cancel_requested",
    "fund_processing",
    "finished",
    "closed",
    "in_dispute",
    "frozen",
    "processing",
    "negotiation",
    "returning",
    "platform",
    "cancelled_by_buyer",
];

impl OwnWords {
    /// Adds a word for the status of an order or of a dispute.
    ///
    /// # Errors
    ///
    /// When the meaning is neither one of [`STATUS_MEANINGS`] nor a word that is known.
    pub fn add_status(&mut self, word: &str, meaning: &str) -> Result<(), NoMeaning> {
        let order = order_named(meaning).or_else(|| WORDS.orders.get(&normal(meaning)).copied());
        let dispute =
            dispute_named(meaning).or_else(|| WORDS.disputes.get(&normal(meaning)).copied());
        if order.is_none() && dispute.is_none() {
            return Err(NoMeaning { expected: "the meaning of a status" });
        }
        self.orders.extend(order.map(|order| (normal(word), order)));
        self.disputes.extend(dispute.map(|dispute| (normal(word), dispute)));
        Ok(())
    }

    /// Adds a word for a reason.
    ///
    /// # Errors
    ///
    /// When the meaning is neither a family's name nor a word that is known.
    pub fn add_reason(&mut self, word: &str, meaning: &str) -> Result<(), NoMeaning> {
        let known =
            Family::from_id(meaning).or_else(|| WORDS.reasons.get(&normal(meaning)).copied());
        let family = known.ok_or(NoMeaning {
            expected: "the meaning of a reason (not_received, not_as_described, buyer_own)",
        })?;
        self.reasons.insert(normal(word), family);
        Ok(())
    }

    /// Adds a word for a country.
    ///
    /// # Errors
    ///
    /// When the meaning is not the code of a country.
    pub fn add_country(&mut self, word: &str, meaning: &str) -> Result<(), NoMeaning> {
        let country = Country::from_code(meaning)
            .ok_or(NoMeaning { expected: "the code of a country (two letters)" })?;
        self.countries.insert(normal(word), country);
        Ok(())
    }
}

/// The words of the run. They are set once, before any input is read: status words are looked up by
/// readers of every kind, and mean the same in each.
static OWN: OnceLock<OwnWords> = OnceLock::new();

/// Lets the seller's own words count in all inputs from now on. What was set first stays.
pub fn use_own_words(own: OwnWords) {
    OWN.get_or_init(|| own);
}

/// The seller's own words for a status that were met in this run.
static MET: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Returns whether a status that was read is a word of the seller's own.
pub fn was_status_met(word: &str) -> bool {
    MET.lock().unwrap_or_else(PoisonError::into_inner).contains(&normal(word))
}

/// Returns what a word of the seller's own for a status means, and notes that it was met.
fn own_status<T: Copy>(table: impl Fn(&OwnWords) -> &HashMap<String, T>, word: &str) -> Option<T> {
    let found = own(table, word);
    if found.is_some() {
        MET.lock().unwrap_or_else(PoisonError::into_inner).insert(normal(word));
    }
    found
}

/// Returns what a word of the seller's own means; `None` where there is no such word.
fn own<T: Copy>(table: impl Fn(&OwnWords) -> &HashMap<String, T>, word: &str) -> Option<T> {
    let table = table(OWN.get()?);
    // Few have words of their own, and every word of a table would be made ready for the search.
    if table.is_empty() { None } else { table.get(&normal(word)).copied() }
}

/// Returns the country that a word of the seller's own means.
pub(crate) fn own_country(word: &str) -> Option<Country> {
    own(|words| &words.countries, word)
}

/// Returns the family that a word of the seller's own means.
pub(crate) fn own_family(word: &str) -> Option<Family> {
    own(|words| &words.reasons, word)
}

/// Returns the family of a reason text; [`Family::Unknown`] for words that are not listed.
pub fn family(reason: &str) -> Family {
    let known = || WORDS.reasons.get(&normal(reason)).copied();
    own_family(reason).or_else(known).unwrap_or(Family::Unknown)
}

/// Returns what a state word of a dispute tells: an issue status or detail status of the open
/// interface, or the seller centre's text (of which only the first line counts). `None` for
/// words that are not known.
pub fn dispute_word(word: &str) -> Option<DisputeWord> {
    let word = normal(word.trim().lines().next().unwrap_or_default());
    if let Some(meaning) = own_status(|words| &words.disputes, &word) {
        return Some(meaning);
    }
    // A text may say more beside a status: `等待卖家响应，超时平台将介入`.
    let within = || {
        let open = WORDS.disputes.iter().filter(|(known, is)| {
            !known.is_ascii() && is.state == State::Open && word.contains(known.as_str())
        });
        open.max_by_key(|(known, _)| known.len()).map(|(_, is)| *is)
    };
    let part = || {
        WORDS.parts.iter().find(|(part, is)| {
            let at = word.find(part.as_str());
            at.is_some_and(|at| match is.state {
                State::Open => !is_denied(&word, at, part),
                State::Cancelled | State::Ended => !is_to_come(&word, at),
            })
        })
    };
    let known = WORDS.disputes.get(&word).copied();
    known.or_else(|| within().filter(|_| word.contains('待'))).or_else(|| part().map(|(_, is)| *is))
}

/// Returns whether a Chinese word for an end that begins at a place speaks of one that has not come: somebody
/// is waited for, or it stands behind a "not" or "soon"; or of the end of something else.
fn is_to_come(word: &str, at: usize) -> bool {
    const BEFORE: [&str; 8] = ["未", "不", "将", "没", "申请", "提交", "上传", "发起"];
    let before = word.get(..at).unwrap_or(word);
    word.contains('待') || BEFORE.iter().any(|sign| before.contains(sign))
}

/// Returns whether a "not" or "soon" stands directly before or behind a part of a word that begins at a place.
fn is_denied(word: &str, at: usize, part: &str) -> bool {
    const NOT: [&str; 8] = ["未", "不", "非", "无需", "没有", "没", "无须", "将"];
    let before = word.get(..at).unwrap_or_default();
    let after = word.get(at + part.len()..).unwrap_or_default();
    NOT.iter().any(|not| before.ends_with(not) || after.starts_with(not))
}

/// Returns who must act before a served time-out of this type ends.
pub fn timeout_turn(kind: &str) -> Turn {
    WORDS.timeouts.get(&normal(kind)).copied().unwrap_or(Turn::Unknown)
}

/// Returns an order's state; [`OrderStatus::Unknown`] for words that are not listed.
pub fn order_status(word: &str) -> OrderStatus {
    let known = || WORDS.orders.get(&normal(word)).copied();
    own_status(|words| &words.orders, word).or_else(known).unwrap_or(OrderStatus::Unknown)
}

/// Returns the completion that the open interface's end reason stands for, or `None` when it is no
/// completion, or not known. A word of the seller's own for a finished order is a completion.
pub fn completion(end_reason: &str) -> Option<Completion> {
    match own(|words| &words.orders, end_reason) {
        Some(OrderStatus::Finished) => Some(Completion::Unspecified),
        Some(_) => None,
        None => WORDS.completions.get(&normal(end_reason)).copied().flatten(),
    }
}

/// Returns whether an end reason is known: as a completion, or as none.
pub(crate) fn is_end_reason(word: &str) -> bool {
    own_status(|words| &words.orders, word).is_some()
        || WORDS.completions.contains_key(&normal(word))
}

static WORDS: LazyLock<WordTables> = LazyLock::new(|| {
    parse(include_str!("words.toml"))
        .expect("the words that the program is built with are in order")
});

#[derive(Debug, Default)]
struct WordTables {
    reasons: HashMap<String, Family>,
    disputes: HashMap<String, DisputeWord>,
    parts: Vec<(String, DisputeWord)>,
    timeouts: HashMap<String, Turn>,
    orders: HashMap<String, OrderStatus>,
    completions: HashMap<String, Option<Completion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    reason: HashMap<String, Vec<String>>,
    dispute: HashMap<String, Is>,
    dispute_part: Vec<WordPart>,
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
struct WordPart {
    part: String,
    is: Is,
}

const fn yes() -> bool {
    true
}

/// Returns the table, or `None` when the file is malformed or names something we have no term for.
fn parse(text: &str) -> Option<WordTables> {
    let file: File = toml::from_str(text).ok()?;
    Some(WordTables {
        reasons: inverted(file.reason, Family::from_id)?,
        disputes: file
            .dispute
            .iter()
            .map(|(word, is)| Some((normal(word), is.meaning()?)))
            .collect::<Option<_>>()?,
        parts: file
            .dispute_part
            .iter()
            .map(|p| Some((normal(&p.part), p.is.meaning()?)))
            .collect::<Option<_>>()?,
        timeouts: file
            .timeout
            .iter()
            .map(|(word, turn)| Some((normal(word), Turn::from_id(turn)?)))
            .collect::<Option<_>>()?,
        orders: inverted(file.order, order_named)?,
        completions: inverted(file.completion, completion_named)?,
    })
}

impl Is {
    fn meaning(&self) -> Option<DisputeWord> {
        let stage = match &self.stage {
            Some(name) => Some(Stage::from_id(name)?),
            None => None,
        };
        let turn = self.turn.as_deref().map_or(Some(Turn::Unknown), Turn::from_id)?;
        let state = State::from_id(&self.state)?;
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

/// Returns a word in the form in which words are compared: in small letters, simplified characters, of
/// two spellings the British, and with blanks alone between its parts.
fn normal(word: &str) -> String {
    // Russian is written with е for ё as often as not.
    let word = simplified(word.to_lowercase()).replace('ё', "е").replace("canceled", "cancelled");
    word.split(is_gap).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns whether a sign only stands between the parts of a word.
fn is_gap(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '_' | '-')
}

/// Returns a word as the words of plain tables are written: `Not Received` as `not_received`.
pub(crate) fn in_plain_form(word: &[u8]) -> Vec<u8> {
    normal(&String::from_utf8_lossy(word)).replace(' ', "_").into_bytes()
}

/// Returns what one of our own words for the state of a dispute says; `None` for other words.
fn dispute_named(name: &str) -> Option<DisputeWord> {
    let open =
        |stage| DisputeWord { state: State::Open, stage, turn: Turn::Unknown, ending_known: true };
    let over = |state| DisputeWord {
        state,
        stage: Some(Stage::Closed),
        turn: Turn::Unknown,
        ending_known: true,
    };
    Some(match name {
        "processing" => open(None),
        "negotiation" => open(Some(Stage::Negotiation)),
        "returning" => open(Some(Stage::Returning)),
        "platform" => DisputeWord { turn: Turn::Platform, ..open(Some(Stage::Platform)) },
        "cancelled_by_buyer" => over(State::Cancelled),
        "finished" | "closed" => over(State::Ended),
        _ => return None,
    })
}

fn order_named(name: &str) -> Option<OrderStatus> {
    OrderStatus::from_id(name).filter(|status| *status != OrderStatus::Unknown)
}

fn completion_named(name: &str) -> Option<Option<Completion>> {
    match name {
        "buyer_confirmed" => Some(Some(Completion::BuyerConfirmed)),
        "timed_out" => Some(Some(Completion::TimedOut)),
        "none" => Some(None),
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
        for open in
            ["退款申请提交成功，等待卖家响应", "未结束", "即将关闭", "协商未成功", "平台介入未结束"]
        {
            let state = dispute_word(open).map(|word| word.state);
            assert!(state.is_none_or(|state| state == State::Open), "{open}");
        }
        assert_eq!(dispute_word("退款成功，不可上诉").unwrap().state, State::Ended);
        assert_eq!(dispute_word("brand new"), None);
    }

    #[test]
    fn a_status_with_more_beside_it_is_read_and_what_is_denied_is_not() {
        let turn = |word: &str| dispute_word(word).map(|word| (word.stage, word.turn));
        let (talks, returning) = (Some(Stage::Negotiation), Some(Stage::Returning));
        for waits in ["等待卖家响应，超时平台将介入", "仅退款，无需退货，等待卖家响应"]
        {
            assert_eq!(turn(waits), Some((talks, Turn::Seller)), "{waits}");
        }
        assert_eq!(turn("等待买家退货，即将关闭"), Some((returning, Turn::Buyer)));
        assert_eq!(turn("协商中，平台未介入"), Some((talks, Turn::Unknown)));
        assert_eq!(turn("退货中"), Some((returning, Turn::Unknown)));
        for unknown in [
            "平台未介入",
            "非平台介入",
            "无需退货",
            "未退货",
            "没有结束",
            "提交成功",
            "纠纷申请成功",
        ] {
            assert_eq!(turn(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_meaning_is_one_and_no_other_word_is() {
        let mut own = OwnWords::default();
        for meaning in STATUS_MEANINGS {
            own.add_status(&format!("word for {meaning}"), meaning).unwrap();
        }
        assert_eq!(own.orders["word for finished"], OrderStatus::Finished);
        assert_eq!(own.disputes["word for finished"].state, State::Ended);
        assert_eq!(own.disputes["word for platform"].stage, Some(Stage::Platform));
        own.add_status(" Dispute  Ended ", "已结束").unwrap();
        assert!(!own.disputes["dispute ended"].ending_known);
        own.add_reason("Torn", "not_as_described").unwrap();
        own.add_country("Rossiya", "RU").unwrap();
        let wrong = own.add_status("x", "soon").unwrap_err();
        assert_eq!(wrong.to_string(), "the value is not the meaning of a status");
        assert!(own.add_reason("x", "soon").is_err() && own.add_country("x", "Russia").is_err());
    }

    #[test]
    fn case_does_not_matter_in_codes() {
        assert_eq!(dispute_word("wait_for_AE_feedback").unwrap().turn, Turn::Platform);
        assert_eq!(order_status("FINISH"), OrderStatus::Finished);
        assert_eq!(timeout_turn("WAIT_RECEIVE_ITEM_TIMEOUT"), Turn::Seller);
        assert_eq!(order_status("In-Dispute"), OrderStatus::InDispute);
        assert_eq!(order_status("等待買家收貨"), OrderStatus::Shipped);
        for word in ["Cancelled", "CANCELED_BY_BUYER", "canceled by buyer", "Canceled-Issue"] {
            assert_eq!(dispute_word(word).unwrap().state, State::Cancelled, "{word}");
        }
        assert_eq!(completion("end_issue"), None);
    }
}
