//! What no message to a buyer may have, and what each must say (`docs/platform/buyer.md`).

use std::sync::OnceLock;

use serde::Deserialize;

use super::{LANGUAGES, Language, MessageError};
use crate::messages::error::Finding;
use crate::packed::word_list;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Must {
    voluntary: Vec<String>,
    only_buyer: Vec<String>,
    irrevocable: Vec<String>,
    money_to_seller: Vec<String>,
    support: Vec<String>,
    on_platform: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MustNot {
    review: Vec<String>,
    reward: Vec<String>,
    pressure: Vec<String>,
    receipt: Vec<String>,
    reopen: Vec<String>,
    outside: Vec<String>,
}

/// What the seller's own words must not have besides. Our texts explain what cancelling does, so
/// they need these words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    /// Something on condition that the buyer cancels, or a term that the seller sets.
    condition: Vec<String>,
    /// Another reason or a lower amount of the claim.
    claim: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct GuardFile {
    must: Must,
    must_not: MustNot,
    own: Own,
}

/// A language's lists.
pub struct Guard(GuardFile);

/// A statement that every message makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// Cancelling is voluntary.
    Voluntary,
    /// Only the buyer can.
    OnlyBuyer,
    /// It cannot be undone after protection has ended.
    Irrevocable,
    /// The money then goes to the seller.
    MoneyToSeller,
    /// Where the platform's help is.
    Support,
    /// Everything stays on the platform.
    OnPlatform,
}

impl Statement {
    /// Every statement.
    pub const ALL: [Self; 6] = [
        Self::Voluntary,
        Self::OnlyBuyer,
        Self::Irrevocable,
        Self::MoneyToSeller,
        Self::Support,
        Self::OnPlatform,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Voluntary => "that it is voluntary",
            Self::OnlyBuyer => "that only the buyer can do it",
            Self::Irrevocable => "that it cannot be undone after protection has ended",
            Self::MoneyToSeller => "that the money then goes to the seller",
            Self::Support => "about the platform's customer service",
            Self::OnPlatform => "that everything stays on AliExpress",
        }
    }
}

impl Guard {
    /// Reads a language's lists.
    ///
    /// # Errors
    ///
    /// When the data file is malformed.
    pub fn of(language: &Language) -> Result<Self, MessageError> {
        toml::from_str(language.guard.text()).map(Self).map_err(|source| MessageError::Data {
            name: format!("guard/{}", language.code),
            source,
        })
    }

    /// Returns a language's lists, read once: a batch looks into all of them for each message.
    fn kept(language: &'static Language) -> Result<&'static Self, MessageError> {
        static KEPT: [OnceLock<Guard>; LANGUAGES.len()] = [const { OnceLock::new() }; 18];
        let at = LANGUAGES.iter().position(|known| known.code == language.code);
        let cell = at.and_then(|at| KEPT.get(at)).expect("every language is in the list");
        match cell.get() {
            Some(guard) => Ok(guard),
            None => {
                let guard = Self::of(language)?;
                Ok(cell.get_or_init(|| guard))
            }
        }
    }

    /// Returns what a text has that no message may have.
    pub fn forbidden(&self, text: &str) -> Vec<Finding> {
        let lower = plain(text);
        let lists = &self.0.must_not;
        let words = [
            ("reviews", &lists.review),
            ("rewards", &lists.reward),
            ("pressure", &lists.pressure),
            ("confirming receipt", &lists.receipt),
            ("opening again at any time", &lists.reopen),
            ("contact or payment elsewhere", &lists.outside),
        ];
        let found = words.into_iter().flat_map(|(list, stems)| {
            stems
                .iter()
                .filter(|stem| lower.contains(stem.as_str()))
                .map(move |stem| Finding::Word(list, stem.clone()))
        });
        contact(text).into_iter().chain(found).collect()
    }

    /// Returns the first thing that the seller's own words must not have, beside what no message
    /// may: money or goods on condition that the buyer cancels, and a change of the claim.
    fn forbidden_in_own_words(&self, text: &str, matching: Matching) -> Option<Finding> {
        let lower = plain(text);
        let lists = [
            ("what depends on cancelling", &self.0.own.condition),
            ("changing the claim", &self.0.own.claim),
        ];
        let own = lists.into_iter().flat_map(|(list, stems)| {
            let stems = stems.iter().filter(|stem| lower.contains(stem.as_str()));
            stems.map(move |stem| Finding::Word(list, stem.clone())).collect::<Vec<_>>()
        });
        let counts = |finding: &Finding| match (finding, matching) {
            (Finding::Word(_, word), Matching::WordStart) => starts_word(&lower, word),
            _ => true,
        };
        self.forbidden(text).into_iter().chain(own).find(counts)
    }

    /// Returns whether a text makes a statement.
    pub fn states(&self, statement: Statement, text: &str) -> bool {
        self.says(statement, &text.to_lowercase())
    }

    fn says(&self, statement: Statement, lower: &str) -> bool {
        let must = &self.0.must;
        let stems = match statement {
            Statement::Voluntary => &must.voluntary,
            Statement::OnlyBuyer => &must.only_buyer,
            Statement::Irrevocable => &must.irrevocable,
            Statement::MoneyToSeller => &must.money_to_seller,
            Statement::Support => &must.support,
            Statement::OnPlatform => &must.on_platform,
        };
        stems.iter().any(|stem| lower.contains(stem.as_str()))
    }

    /// Returns the finding that a statement is missing.
    pub(super) const fn lack(statement: Statement) -> Finding {
        Finding::Missing(statement.name())
    }
}

/// What is wrong, or may be wrong, with the seller's own words.
#[derive(Debug, Default)]
pub(super) struct OwnWordsChecked {
    /// Why they are refused; `None` when they are not.
    pub(super) refused: Option<Finding>,
    /// Words of other languages' lists, by the language's tag.
    pub(super) doubts: Vec<(&'static str, Finding)>,
}

/// Looks at the seller's own words by the lists of the message's language, of English, and of
/// every language in the script of which they are written. A word of another language in Latin
/// script is only a doubt: short stems have chance likenesses.
///
/// # Errors
///
/// When a data file is malformed.
pub(super) fn own_words(language: &Language, text: &str) -> Result<OwnWordsChecked, MessageError> {
    let mut checked = OwnWordsChecked::default();
    if text.is_empty() {
        return Ok(checked);
    }
    for other in &LANGUAGES {
        let own_language = other.code == language.code;
        let sure = own_language || other.code == "en" || !other.script.is_latin();
        if !own_language && !text.chars().any(|c| other.script.has(c)) {
            continue;
        }
        // Compounds of the message's own language have the stem inside; elsewhere "rating" would
        // be found in "operating".
        let matching = if own_language && other.code != "en" || !other.script.is_latin() {
            Matching::Anywhere
        } else {
            Matching::WordStart
        };
        match Guard::kept(other)?.forbidden_in_own_words(text, matching) {
            Some(finding) if sure => {
                checked.refused = Some(finding);
                return Ok(checked);
            }
            Some(finding) => checked.doubts.push((other.code, finding)),
            None => {}
        }
    }
    Ok(checked)
}

/// Returns a text in small letters between blanks, those of full width as the usual ones.
fn plain(text: &str) -> String {
    let usual = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        _ => sign,
    };
    let text: String = text.chars().map(usual).collect();
    format!(" {} ", text.to_lowercase())
}

/// Where in a word a stem counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matching {
    Anywhere,
    WordStart,
}

/// Returns whether a lower-case text has a word that begins so.
fn starts_word(lower: &str, stem: &str) -> bool {
    lower.match_indices(stem).any(|(at, _)| {
        let before = lower.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Messengers, networks and ways of paying, in any language's text.
const SERVICES: &[&str] = word_list!("lists/services.txt");

/// Returns whether a text names no contact and no payment outside the platform.
pub fn is_free_of_contacts(text: &str) -> bool {
    contact(text).is_none()
}

/// Returns a contact or a payment outside the platform that a text names.
pub(super) fn contact(text: &str) -> Option<Finding> {
    let lower = plain(text);
    if lower.contains('@') {
        return Some(Finding::Address);
    }
    if let Some(service) = SERVICES.iter().find(|name| lower.contains(**name)) {
        return Some(Finding::Service((*service).to_owned()));
    }
    let link = lower.split_whitespace().find(|word| is_outside_link(word));
    if let Some(link) = link {
        return Some(Finding::Link(link.to_owned()));
    }
    phone(&lower).map(Finding::Phone)
}

fn is_outside_link(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "com", "net", "org", "ru", "cn", "me", "ly", "io", "gl", "shop", "info", "biz", "to", "eu",
    ];
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let given = word.contains("://") || word.starts_with("www.");
    let host = word.split("://").last().unwrap_or(word).split(['/', '?', '#', ':']).next();
    let host = host.expect("a split text has a first part");
    let labels: Vec<_> = host.split('.').collect();
    let [.., name, ending] = labels.as_slice() else { return given };
    let looks = !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || c == '-')
        && ENDINGS.contains(ending);
    let ours = host == "aliexpress.com" || host.ends_with(".aliexpress.com");
    (given || looks) && !ours
}

/// Finds a number written like a phone's: `+` and at least seven digits, or at least nine digits
/// in three or more groups. Order ids and tracking numbers are one group.
fn phone(text: &str) -> Option<String> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')');
    text.split(|c: char| !part(c)).map(str::trim).find_map(|run| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
        let longest = run.split(|c: char| !c.is_ascii_digit()).map(str::len).fold(0, usize::max);
        let international = run.contains('+') && digits >= 7;
        // A mobile number of China.
        let chinese = run.len() == 11 && digits == 11 && ("13".."2").contains(&run);
        let written_so = groups >= 3 && digits >= 9 && longest < 9;
        (international || chinese || written_so).then(|| run.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_outside_the_platform_are_found() {
        assert_eq!(contact("write to a@b.example"), Some(Finding::Address));
        for text in ["see bit.ly/x", "https://shop.example/a", "www.shop.example", "t.me/abc"] {
            assert!(matches!(contact(text), Some(Finding::Link(_))), "{text}");
        }
        for text in [
            "on WhatsApp",
            "ＷｈａｔｓＡｐｐ",
            "Whats App",
            "加微信",
            "через Телеграм",
            "by PayPal",
        ] {
            assert!(matches!(contact(text), Some(Finding::Service(_))), "{text}");
        }
        for text in ["call +44 20 7946 0958", "555-010-1234", "(020) 7946 0958", "call 13800138000"]
        {
            assert!(matches!(contact(text), Some(Finding::Phone(_))), "{text}");
        }
    }

    #[test]
    fn ids_dates_amounts_and_the_platform_are_no_contacts() {
        for text in [
            "Refund 82000000000020002 paid on 2026-01-16, USD 12.30, tracking RB123456789CN",
            "see https://www.aliexpress.com/p/order/index.html",
            "2026-02-09T16:00:00-08:00 (v1.2), 10:30",
            "Tracking 1234567890123.Thanks",
            "Tracking 12345678901, LP00138001380001",
        ] {
            assert_eq!(contact(text), None, "{text}");
        }
    }
}
