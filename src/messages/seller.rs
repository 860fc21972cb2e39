//! What the seller reads, in English and in Simplified Chinese.

use std::cell::OnceCell;

use fluent_bundle::{FluentBundle, FluentResource};

use super::catalogue::{Tone, Values, bundle, fill, parse};
use super::sentences::signs_in_chinese;
use crate::domain::enum_with_ids;
use crate::packed::{PackedText, packed};

enum_with_ids! {
    /// The language of what the seller reads.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum Locale {
        /// English.
        #[default]
        English = "en",
        /// Simplified Chinese.
        Chinese = "zh",
    }
}

/// The seller's words in one language, English where a key has no translation. A catalogue is
/// parsed when the first of its words is asked for.
pub struct SellerText {
    locale: Locale,
    catalogues: Vec<SellerCatalogue>,
}

/// One catalogue of one language; its bundle is `None` where it is malformed, which a test keeps
/// from happening.
struct SellerCatalogue {
    code: &'static str,
    text: &'static str,
    bundle: OnceCell<Option<FluentBundle<FluentResource>>>,
}

impl SellerCatalogue {
    fn new(code: &'static str, text: &'static str) -> Self {
        Self { code, text, bundle: OnceCell::new() }
    }

    /// Returns the text of a key, or `None` where it has none or a placeholder has no value.
    fn fill(&self, key: &str, values: Values<'_>) -> Option<String> {
        let parsed = || parse(self.code, self.text).ok().map(|words| bundle(self.code, words));
        let bundle = self.bundle.get_or_init(parsed).as_ref()?;
        bundle.has_message(key).then(|| fill(bundle, key, Tone::Full, values).ok())?
    }

    fn is_parsed(&self) -> bool {
        self.bundle.get().is_some()
    }

    /// Returns whether a line begins with a key.
    fn mentions(&self, key: &str) -> bool {
        self.text
            .lines()
            .any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with([' ', '='])))
    }
}

/// A catalogue in both languages. The English one stays as it is: every run reads some of it.
struct SellerTopic {
    english: &'static str,
    chinese: PackedText,
}

macro_rules! topics {
    ($($name:literal),* $(,)?) => {
        [$(SellerTopic {
            english: include_str!(concat!("catalogue/", $name, ".en.ftl")),
            chinese: PackedText::new(packed!("src/messages/catalogue/", $name, ".zh.ftl")),
        }),*]
    };
}

/// The catalogues, by topic.
static TOPICS: [SellerTopic; 8] = topics![
    "seller-today",
    "seller-report",
    "seller",
    "seller-figures",
    "seller-risk",
    "seller-store",
    "seller-codes",
    "seller-caveats",
];

/// Returns the seller's words in a language.
pub fn seller(locale: Locale) -> SellerText {
    let mut catalogues = Vec::new();
    for topic in &TOPICS {
        if locale == Locale::Chinese {
            catalogues.push(SellerCatalogue::new("zh", topic.chinese.text()));
        }
        // English stands in for a key without a translation.
        catalogues.push(SellerCatalogue::new("en", topic.english));
    }
    SellerText { locale, catalogues }
}

impl SellerText {
    /// Returns the text of a key. A key that no catalogue has (a test keeps this from happening)
    /// is shown itself, so that a report never fails for a word.
    pub fn text(&self, key: &str, values: Values<'_>) -> String {
        // A key stands in one catalogue of a language, so those at hand may be asked first.
        let at_hand = || self.catalogues.iter().filter(|words| words.is_parsed());
        let others = || self.catalogues.iter().filter(|words| !words.is_parsed());
        let text = at_hand()
            .find_map(|words| words.fill(key, values))
            .or_else(|| {
                others()
                    .filter(|words| words.mentions(key))
                    .find_map(|words| words.fill(key, values))
            })
            .unwrap_or_else(|| format!("{{{key}}}"));
        match self.locale {
            Locale::English => text,
            Locale::Chinese => signs_in_chinese(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::placeholders;
    use super::*;

    #[test]
    fn both_catalogues_have_the_same_keys_and_placeholders() {
        let mut keys = std::collections::BTreeSet::new();
        for topic in &TOPICS {
            let english = placeholders(&parse("en", topic.english).unwrap());
            let chinese = placeholders(&parse("zh", topic.chinese.text()).unwrap());
            assert_eq!(english, chinese);
            for key in english.keys() {
                assert!(keys.insert(key.clone()), "{key} stands in two topics");
            }
        }
    }

    #[test]
    fn every_caveat_has_a_message_and_a_suggestion_that_use_its_parts_and_no_others() {
        let of_caveats = TOPICS.iter().filter(|topic| topic.english.contains("\ncaveat-"));
        for topic in of_caveats {
            let texts = placeholders(&parse("en", topic.english).unwrap());
            for kind in crate::domain::CaveatKind::ALL {
                let key = format!("caveat-{}", kind.id().replace('_', "-"));
                let mut used = texts[&key].clone();
                used.extend(texts[&format!("{key}-do")].iter().cloned());
                let named = kind.parts().iter().map(|part| (*part).to_owned()).collect();
                assert_eq!(used, named, "{key}");
            }
            assert_eq!(texts.len(), 9 + 2 * crate::domain::CaveatKind::ALL.len());
        }
    }

    #[test]
    fn an_unknown_key_is_shown_itself() {
        assert_eq!(seller(Locale::Chinese).text("no-such-key", &[]), "{no-such-key}");
    }
}
