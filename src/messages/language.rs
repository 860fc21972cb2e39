//! Which language a buyer is written to in.

use serde::Deserialize;

use super::MessageError;
use crate::domain::{Country, quoted_list};
use crate::packed::{PackedText, packed};

/// A language that buyers can be written to in.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, as `pt-BR`.
    pub code: &'static str,
    /// Its name in English.
    pub english: &'static str,
    /// Its name in Chinese.
    pub chinese: &'static str,
    /// Its name in itself.
    pub autonym: &'static str,
    /// Which way it is written.
    pub direction: Direction,
    /// The letters it is written in.
    pub(super) script: Script,
    /// What stands between two sentences of one paragraph.
    pub(super) joiner: &'static str,
    pub(super) catalogue: PackedText,
    pub(super) labels: PackedText,
    pub(super) guard: PackedText,
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

/// The letters of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Hangul,
    /// Ideographs and, in Japanese, kana.
    Han,
}

impl Script {
    pub(super) const fn is_latin(self) -> bool {
        matches!(self, Self::Latin)
    }

    /// Returns whether a character is a letter of this script.
    pub(super) fn has(self, c: char) -> bool {
        match self {
            Self::Latin => c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}'),
            Self::Cyrillic => matches!(c, '\u{400}'..='\u{52f}'),
            Self::Arabic => matches!(c, '\u{600}'..='\u{6ff}'),
            Self::Hebrew => matches!(c, '\u{590}'..='\u{5ff}'),
            Self::Hangul => matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}'),
            Self::Han => matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'),
        }
    }
}

/// A language that was chosen, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The language.
    pub language: &'static Language,
    /// Why.
    pub because: Because,
}

/// Why a language was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The seller asked for it.
    Asked,
    /// The buyer's country.
    Country {
        /// The country.
        country: Country,
        /// Other languages that the buyer may prefer: codes, also of languages not offered.
        others: Vec<String>,
        /// True when the country does not settle the language.
        ambiguous: bool,
        /// What else is to be said, in English; empty when nothing is.
        note: String,
        /// The same in Chinese.
        note_zh: String,
    },
    /// The country is not in the table; English is used.
    CountryUnlisted(Country),
    /// The country is not known; English is used.
    CountryUnknown,
}

macro_rules! language {
    ($code:literal, $english:literal, $chinese:literal, $autonym:literal, $direction:ident, $script:ident, $joiner:literal) => {
        Language {
            code: $code,
            english: $english,
            chinese: $chinese,
            autonym: $autonym,
            direction: Direction::$direction,
            script: Script::$script,
            joiner: $joiner,
            catalogue: PackedText::new(packed!("src/messages/catalogue/", $code, ".ftl")),
            labels: PackedText::new(packed!("src/messages/labels/", $code, ".toml")),
            guard: PackedText::new(packed!("src/messages/guard/", $code, ".toml")),
        }
    };
}

/// Every language, in the order of the contract. A language is one line here and one file each in
/// `catalogue`, `labels` and `guard`.
pub static LANGUAGES: [Language; 18] = [
    language!("en", "English", "英语", "English", LeftToRight, Latin, " "),
    language!("ru", "Russian", "俄语", "русский", LeftToRight, Cyrillic, " "),
    language!("es", "Spanish", "西班牙语", "español", LeftToRight, Latin, " "),
    language!(
        "pt-BR",
        "Brazilian Portuguese",
        "巴西葡萄牙语",
        "português",
        LeftToRight,
        Latin,
        " "
    ),
    language!(
        "pt-PT",
        "European Portuguese",
        "欧洲葡萄牙语",
        "português europeu",
        LeftToRight,
        Latin,
        " "
    ),
    language!("fr", "French", "法语", "français", LeftToRight, Latin, " "),
    language!("de", "German", "德语", "Deutsch", LeftToRight, Latin, " "),
    language!("it", "Italian", "意大利语", "italiano", LeftToRight, Latin, " "),
    language!("pl", "Polish", "波兰语", "polski", LeftToRight, Latin, " "),
    language!("nl", "Dutch", "荷兰语", "Nederlands", LeftToRight, Latin, " "),
    language!("uk", "Ukrainian", "乌克兰语", "українська", LeftToRight, Cyrillic, " "),
    language!("cs", "Czech", "捷克语", "čeština", LeftToRight, Latin, " "),
    language!("tr", "Turkish", "土耳其语", "Türkçe", LeftToRight, Latin, " "),
    language!("ar", "Arabic", "阿拉伯语", "العربية", RightToLeft, Arabic, " "),
    language!("he", "Hebrew", "希伯来语", "עברית", RightToLeft, Hebrew, " "),
    language!("ko", "Korean", "韩语", "한국어", LeftToRight, Hangul, " "),
    language!("ja", "Japanese", "日语", "日本語", LeftToRight, Han, ""),
    language!("zh", "Chinese", "中文", "中文", LeftToRight, Han, ""),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryRow {
    codes: Vec<String>,
    language: String,
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    note: String,
    #[serde(default)]
    note_zh: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryTable {
    country: Vec<CountryRow>,
}

impl Language {
    /// Returns the ids of all languages, as `--lang` takes them.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|language| language.code)
    }

    /// Returns English, from which missing pieces come.
    pub fn english() -> &'static Self {
        &LANGUAGES[0]
    }

    /// Returns the language with exactly this tag.
    pub fn with_code(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code.eq_ignore_ascii_case(code))
    }

    /// Returns the language for a BCP 47 tag or a usual variant of one: `pt_BR`, `es-MX`, `iw`,
    /// `zh-Hans-CN`, `ru_RU.UTF-8`. Traditional Chinese is not offered, since the catalogue is in
    /// simplified characters.
    ///
    /// # Errors
    ///
    /// When there is no such language; the error names the nearest.
    pub fn parse(tag: &str) -> Result<&'static Self, MessageError> {
        let unknown = |nearest: Option<&'static Self>| MessageError::UnknownLanguage {
            given: tag.to_owned(),
            known: known(),
            nearest: nearest.map(|language| language.code),
        };
        let bare = tag
            .split(['.', '@'])
            .next()
            .expect("a split text has a first part")
            .trim()
            .replace('_', "-");
        let mut parts = bare.split('-');
        let first = parts.next().expect("a split text has a first part").to_ascii_lowercase();
        let rest: Vec<String> = parts.map(str::to_ascii_uppercase).collect();
        let has = |wanted: &[&str]| rest.iter().any(|part| wanted.contains(&part.as_str()));
        let base = match first.as_str() {
            "iw" => "he",
            "jp" => "ja",
            "kr" => "ko",
            "cz" => "cs",
            "ua" => "uk",
            "cmn" => "zh",
            other => other,
        };
        let code = match base {
            "pt" if rest.is_empty() || has(&["BR"]) => "pt-BR",
            // CLDR: every other country's Portuguese inherits from that of Portugal.
            "pt" => "pt-PT",
            "zh" if has(&["HANT", "TW", "HK", "MO"]) && !has(&["HANS"]) => {
                return Err(unknown(Self::with_code("zh")));
            }
            other => other,
        };
        Self::with_code(code).ok_or_else(|| unknown(nearest(tag)))
    }

    /// Chooses the language: the one asked for, else the country's, else English.
    ///
    /// # Errors
    ///
    /// When the one asked for is not offered.
    pub fn choose(asked: Option<&str>, country: Option<Country>) -> Result<Choice, MessageError> {
        if let Some(tag) = asked {
            return Ok(Choice { language: Self::parse(tag)?, because: Because::Asked });
        }
        let english = |because| Choice { language: Self::english(), because };
        let Some(country) = country else { return Ok(english(Because::CountryUnknown)) };
        let table: CountryTable =
            toml::from_str(include_str!("countries.toml")).map_err(MessageError::countries)?;
        let row = table.country.into_iter().find(|r| r.codes.iter().any(|c| c == country.code()));
        let Some(row) = row else { return Ok(english(Because::CountryUnlisted(country))) };
        let CountryRow { language, others, ambiguous, note, note_zh, .. } = row;
        let because = Because::Country { country, others, ambiguous, note, note_zh };
        Ok(Choice { language: Self::parse(&language)?, because })
    }
}

/// Returns the language whose code or name is most like a word, if one is near.
fn nearest(word: &str) -> Option<&'static Language> {
    let word = word.trim().to_lowercase().replace('_', "-");
    LANGUAGES
        .iter()
        .flat_map(|language| {
            [language.code, language.english, language.autonym]
                .map(|name| (strsim::damerau_levenshtein(&word, &name.to_lowercase()), language))
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= word.chars().count().div_ceil(3))
        .map(|(_, language)| language)
}

/// The tags of the languages there are.
fn known() -> String {
    quoted_list(LANGUAGES.iter().map(|language| language.code))
}
