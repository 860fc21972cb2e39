//! Words of plain dispute tables: status, stage, reason, who is liable, true and false.

use crate::domain::{Family, Liability, Moment, Stage, State, Turn};
use crate::input::decode::words::{self, in_plain_form};
use crate::packed::word_list;

pub(super) fn in_utf8(text: &[u8]) -> &str {
    std::str::from_utf8(text).expect("readers refuse rows that are not UTF-8")
}

/// Returns what a word of the contract means, whatever its letter case and the signs between its parts.
fn meaning<T>(word: &[u8], of: fn(&[u8]) -> Option<T>) -> Option<T> {
    let is_written_otherwise = || word.is_ascii() && !word.is_empty();
    of(word).or_else(|| is_written_otherwise().then(|| of(&in_plain_form(word))).flatten())
}

/// Returns the stage that a word names; `None` for any other word, `Some(None)` for none.
pub(super) fn stage_of(word: &[u8]) -> Option<Option<Stage>> {
    meaning(word, |word| {
        Some(match word {
            b"" => None,
            b"negotiation" => Some(Stage::Negotiation),
            b"platform" => Some(Stage::Platform),
            b"returning" => Some(Stage::Returning),
            b"closed" => Some(Stage::Closed),
            _ => return None,
        })
    })
}

const TRUE: &[&str] = word_list!("lists/true.txt");

const FALSE: &[&str] = word_list!("lists/false.txt");

/// Returns what a word for true or false says as programs write them: `True` (pandas), `t`
/// (PostgreSQL), `1`, and the words of Excel in the languages of sellers (`ИСТИНА`, `FALSCH`); `None` for
/// any other word, and for none.
pub(crate) fn truth(word: &[u8]) -> Option<bool> {
    let lower: String;
    let word = match word.is_ascii() {
        true => word,
        false => {
            lower = String::from_utf8_lossy(word).to_lowercase();
            lower.as_bytes()
        }
    };
    let is = |words: &[&str]| words.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word));
    if is(TRUE) { Some(true) } else { is(FALSE).then_some(false) }
}

/// The statuses of a plain dispute table.
pub const PLAIN_STATUSES: [&str; 5] =
    ["processing", "cancelled_by_buyer", "finished", "seller_rejected", "timeout_accepted"];

/// Only the words of the contract name a family in a plain table; others are kept verbatim.
pub fn plain_family(reason: &str) -> Family {
    named_family(reason.as_bytes()).unwrap_or(Family::Unknown)
}

/// Returns the family that a reason in UTF-8 names, by a word of the contract or of the seller's own;
/// `None` for any other word.
pub(super) fn named_family(reason: &[u8]) -> Option<Family> {
    // Lists of other programs that were flattened into a table have the platform's texts.
    let of_text =
        || Some(words::family(in_utf8(reason))).filter(|family| *family != Family::Unknown);
    known_family(reason).or_else(of_text)
}

/// Returns the family that a word names; `None` for any other word.
pub(crate) fn known_family(reason: &[u8]) -> Option<Family> {
    meaning(reason, |reason| match reason {
        b"not_received" => Some(Family::NotReceived),
        b"not_as_described" | b"quality" | b"wrong_item" | b"missing_parts" | b"damaged"
        | b"counterfeit" => Some(Family::NotAsDescribed),
        b"no_reason_return" | b"no_longer_wanted" => Some(Family::BuyerOwn),
        _ => None,
    })
}

/// Returns who is liable by a word; `None` for any other word.
pub(crate) fn known_liability(word: &[u8]) -> Option<Liability> {
    meaning(word, |word| match word {
        b"seller" => Some(Liability::Seller),
        b"buyer" => Some(Liability::Buyer),
        b"platform" => Some(Liability::Platform),
        b"logistics" => Some(Liability::Logistics),
        _ => None,
    })
}

/// Returns the status of a plain table that a word is; `None` for any other word.
fn plain_status(word: &[u8]) -> Option<&'static str> {
    meaning(word, |word| PLAIN_STATUSES.into_iter().find(|known| known.as_bytes() == word))
}

/// What status, stage and dates of a plain row say together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StatusReading {
    /// Whether the dispute is running.
    pub(crate) state: State,
    /// The status of a plain table that the word is; `None` for other words.
    pub(super) plain: Option<&'static str>,
    pub(super) stage: Option<Stage>,
    pub(super) turn: Turn,
    pub(super) known: bool,
    /// False when the dispute is over and no word says how.
    pub(crate) ending_known: bool,
}

impl StatusReading {
    /// Reads them.
    pub(crate) fn of(
        status: &[u8],
        stage: Option<Stage>,
        escalated: Option<Moment>,
        closed: Option<Moment>,
    ) -> Self {
        let plain = plain_status(status);
        let (known, status) = (plain.is_some(), plain.map_or(status, str::as_bytes));
        // Rows of the seller centre's list, or of the Open Platform's, in a table keep its words.
        let is_of_others = !known && !status.is_empty();
        if let Some(word) = is_of_others.then(|| words::dispute_word(in_utf8(status))).flatten() {
            let stage = stage.or(word.stage).or(escalated.map(|_| Stage::Platform));
            let ending_known = word.ending_known;
            let (state, turn) = (word.state, word.turn);
            return Self { state, plain, stage, turn, known: true, ending_known };
        }
        let state = match status {
            b"cancelled_by_buyer" => State::Cancelled,
            b"finished" | b"timeout_accepted" => State::Ended,
            b"" | b"seller_rejected" if closed.is_some() || stage == Some(Stage::Closed) => {
                State::Ended
            }
            _ => State::Open,
        };
        if state != State::Open {
            let stage = Some(Stage::Closed);
            let turn = Turn::Unknown;
            // A closing alone says nothing of how it ended: the buyer may have cancelled.
            let ending_known =
                matches!(status, b"cancelled_by_buyer" | b"finished" | b"timeout_accepted");
            return Self { state, plain, stage, turn, known, ending_known };
        }
        let stage = stage.or(escalated.map(|_| Stage::Platform));
        let turn = match stage {
            Some(Stage::Platform) => Turn::Platform,
            Some(Stage::Returning) => Turn::Buyer,
            Some(Stage::Negotiation | Stage::Closed) | None => match status {
                b"seller_rejected" => Turn::Buyer,
                b"processing" => Turn::Seller,
                _ => Turn::Unknown,
            },
        };
        let known = known || status.is_empty();
        Self { state, plain, stage, turn, known, ending_known: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_contract_may_be_written_otherwise() {
        for word in ["Not Received", "NOT_RECEIVED", "not-received", " not  received"] {
            assert_eq!(plain_family(word), Family::NotReceived, "{word}");
        }
        assert_eq!(known_liability(b"Seller"), Some(Liability::Seller));
        assert_eq!(stage_of(b"PLATFORM"), Some(Some(Stage::Platform)));
        for word in ["Not Receive", "received", "seller's", "готово"] {
            assert_eq!(plain_family(word), Family::Unknown);
            assert!(
                known_liability(word.as_bytes()).is_none() && stage_of(word.as_bytes()).is_none()
            );
        }
    }

    #[test]
    fn a_closing_without_a_word_does_not_say_how() {
        let (closed, stage) = (Some(Moment::from_millis(0)), Some(Stage::Closed));
        for (status, stage, closed, known) in [
            ("", None, closed, false),
            ("", stage, None, false),
            ("seller_rejected", None, closed, false),
            ("finished", stage, closed, true),
            ("timeout_accepted", None, None, true),
        ] {
            let reading = StatusReading::of(status.as_bytes(), stage, None, closed);
            assert_eq!((reading.state, reading.ending_known), (State::Ended, known), "{status}");
        }
    }

    #[test]
    fn a_status_written_otherwise_reads_as_its_word() {
        for word in PLAIN_STATUSES {
            let of = |word: &str| StatusReading::of(word.as_bytes(), None, None, None);
            let other = of(&word.to_uppercase().replace('_', " "));
            let own = of(word);
            assert_eq!((other.plain, other.state, other.turn), (Some(word), own.state, own.turn));
        }
    }
}
