//! Countries by the names that exports use.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::domain::Country;
use crate::input::decode::missing::is_missing;
use crate::input::decode::unknown_words::UnknownWords;
use crate::input::decode::words::own_country;
use crate::input::table::cell_chunk::{CellChunk, CellRange, TextKey};
use crate::input::text::chinese::simplified;
use crate::packed::{PackedText, packed};

/// The countries of a table, by the letters of their names.
type NameTable = LazyLock<HashMap<String, Country>>;

/// Names in English, in Chinese and of each country's own.
static NAMES: NameTable = LazyLock::new(|| load(include_str!("countries.toml")));
/// Names in other languages, loaded at the first name that is none of those.
static LANGUAGES: NameTable = LazyLock::new(|| {
    load(PackedText::new(packed!("src/input/decode/country_languages.toml")).text())
});

/// Places for names that are known at once, 2 to this power.
const SLOT_BITS: u32 = 5;

/// Finds countries by their names.
#[derive(Debug, Default)]
pub(crate) struct CountryNames {
    recent: HashMap<String, Option<Country>>,
    /// Names that were found lately.
    lately: [TextKey; 1 << SLOT_BITS],
    /// Names that nobody knows.
    pub(crate) unknown: UnknownWords,
}

impl CountryNames {
    /// Counts a cell's name if nobody knows it.
    #[inline]
    pub(crate) fn note(&mut self, chunk: &CellChunk, cell: CellRange) {
        let key = chunk.key(cell);
        let place = key.hash(SLOT_BITS);
        if key.is_whole() && self.lately.get(place) == Some(&key) {
            return;
        }
        if self.find_or_note(chunk.text_of(cell)).is_some()
            && let Some(slot) = self.lately.get_mut(place)
        {
            *slot = key;
        }
    }

    /// Returns the country with a code or a name, or `None` when nobody knows it, which is counted.
    pub(crate) fn find_or_note(&mut self, text: &str) -> Option<Country> {
        let found = self.find(text);
        if found.is_none() && !is_missing(text) {
            self.unknown.add(text.trim());
        }
        found
    }

    /// Returns the country with a code or a name, or `None` when nobody knows it.
    pub(crate) fn find(&mut self, text: &str) -> Option<Country> {
        if let Some(own) = own_country(text) {
            return Some(own);
        }
        if text.len() == 2 {
            return Country::from_code(text);
        }
        if let Some(known) = self.recent.get(text) {
            return *known;
        }
        let found = named(text);
        if self.recent.len() < 1_000 {
            self.recent.insert(text.to_owned(), found);
        }
        found
    }
}

/// Returns the country of a name, which may have a second one beside it, as `France (FR)`, `FR - France` and
/// `BR Brazil`, or a part of it behind, as `Korea (North)`; `None` where two are of different countries.
fn named(text: &str) -> Option<Country> {
    let find = |text: &str| match text.trim() {
        code if code.len() == 2 && code.is_ascii() => assigned(Country::from_code(code)?),
        name => {
            let letters = letters(name);
            NAMES.get(&letters).or_else(|| LANGUAGES.get(&letters)).copied()
        }
    };
    if let Some(whole) = find(text) {
        return Some(whole);
    }
    let text = text.trim();
    let in_brackets =
        || text.strip_suffix([')', '）']).and_then(|text| text.split_once(['(', '（']));
    let turned = |(name, part): (&str, &str)| find(&format!("{part} {name}"));
    if let Some(more) = in_brackets().or_else(|| text.split_once(',')).and_then(turned) {
        return Some(more);
    }
    let beside = || [" - ", "/", "|"].into_iter().find_map(|sign| text.split_once(sign));
    match in_brackets().or_else(beside).map(|(name, second)| (find(name), find(second))) {
        Some((Some(one), Some(two))) => (one == two).then_some(one),
        Some((one, two)) => one.or(two),
        None => {
            let is_code = |word: &str| word.len() == 2 && word.chars().all(char::is_uppercase);
            let first = text.split_once(' ').filter(|(code, _)| is_code(code));
            let last = || text.rsplit_once(' ').filter(|(_, code)| is_code(code));
            let (one, two) = first.or_else(last)?;
            find(one).filter(|country| find(two) == Some(*country))
        }
    }
}

/// Returns the country of a name or of an assigned code, as an export may have it; `None` for others.
pub fn country_named(text: &str) -> Option<Country> {
    own_country(text).or_else(|| named(text)).and_then(assigned)
}

/// What a country is called.
pub(crate) struct CountryCalled {
    /// In English.
    pub(crate) english: String,
    /// In Chinese.
    pub(crate) chinese: String,
}

/// Returns what a country is called; `None` for a code that the table does not have.
pub(crate) fn called(country: Country) -> Option<CountryCalled> {
    let table: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("countries.toml")).expect("a test reads the table");
    let names = table.get(&country.to_string())?;
    let is_chinese = |name: &&String| name.chars().any(|sign| ('一'..='鿿').contains(&sign));
    let (english, chinese) = (names.first()?.clone(), names.iter().find(is_chinese)?.clone());
    Some(CountryCalled { english, chinese })
}

/// Returns a country if some code of the table is its own.
fn assigned(country: Country) -> Option<Country> {
    NAMES.values().any(|known| *known == country).then_some(country)
}

/// Returns the letters and digits of a name, in small letters.
fn letters(name: &str) -> String {
    let name = name.nfkc().collect::<String>().replace('&', "and").to_lowercase();
    simplified(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn load(table: &str) -> HashMap<String, Country> {
    let table: BTreeMap<String, Vec<String>> =
        toml::from_str(table).expect("a test reads the table");
    table
        .iter()
        .filter_map(|(code, names)| Some((Country::from_code(code)?, names)))
        .flat_map(|(country, names)| names.iter().map(move |name| (letters(name), country)))
        .collect()
}

/// Returns whether two bytes are ASCII letters, both at once.
#[inline(always)]
pub(crate) fn are_two_letters(code: &[u8; 2]) -> bool {
    // As small letters; then the high bit of each tells whether it is above `z` or below `a`.
    let low = u32::from(u16::from_le_bytes(*code)) | 0x2020;
    (low | (low + 0x0505) | 0xe0e0_u32.wrapping_sub(low)) & 0x8080 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_are_told_from_all_other_pairs_of_bytes() {
        for code in (0..=u16::MAX).map(u16::to_le_bytes) {
            let are_letters = code.iter().all(u8::is_ascii_alphabetic);
            assert_eq!(are_two_letters(&code), are_letters, "{code:?}");
        }
    }

    #[test]
    fn every_country_is_called_something_in_both_languages() {
        let table: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("countries.toml")).unwrap();
        for code in table.keys() {
            let called = called(Country::from_code(code).unwrap()).unwrap();
            assert_eq!(named(&called.english), named(&called.chinese), "{code}");
        }
        let called = called(Country::from_code("US").unwrap()).unwrap();
        assert_eq!((called.english.as_str(), called.chinese.as_str()), ("United States", "美国"));
    }

    #[test]
    fn names_and_codes_lead_to_the_same_country() {
        let mut places = CountryNames::default();
        for name in ["US", "us", "United States", "united states", "美国"] {
            assert_eq!(places.find(name), Country::from_code("US"), "{name}");
        }
        assert_eq!(places.find("UK"), Country::from_code("GB"));
        assert_eq!(places.find("Atlantis"), None);
    }

    #[test]
    fn spellings_of_programs_and_second_names_in_brackets_are_understood() {
        let mut places = CountryNames::default();
        for (name, code) in [
            ("Great Britain (UK)", "GB"),
            ("United States (USA)", "US"),
            ("United States (US)", "US"),
            ("Hong Kong,China", "HK"),
            ("hong  kong - china", "HK"),
            ("RUS", "RU"),
            ("bra", "BR"),
            ("Korea (Republic of)", "KR"),
            ("Trinidad & Tobago", "TT"),
            ("ＵＮＩＴＥＤ ＫＩＮＧＤＯＭ", "GB"),
            ("德国（DE）", "DE"),
            ("France(EU)", "FR"),
            ("FR - France", "FR"),
            ("France / 法国", "FR"),
            ("Congo (DRC)", "CD"),
            ("Congo, Democratic Republic of the", "CD"),
            ("Congo (Brazzaville)", "CG"),
            ("Korea (South)", "KR"),
            ("Korea (North)", "KP"),
            ("Guinea (Equatorial)", "GQ"),
            ("Ireland (Northern)", "GB"),
            ("Samoa (American)", "AS"),
            ("Côte d’Ivoire (Ivory Coast)", "CI"),
            ("UK - United Kingdom", "GB"),
            ("RU/Russia", "RU"),
            ("BR Brazil", "BR"),
            ("Brazil BR", "BR"),
            ("Hong Kong SAR", "HK"),
            ("Spain (Canary Islands)", "ES"),
            ("США", "US"),
            ("Estados Unidos", "US"),
            ("Alemania", "DE"),
            ("Brésil", "BR"),
            ("ブラジル", "BR"),
            ("스페인", "ES"),
        ] {
            assert_eq!(places.find(name), Country::from_code(code), "{name}");
        }
        for name in ["France (Germany)", "Georgia (US)", "DE France", "US Georgia", "Paris FR"] {
            assert_eq!(places.find(name), None, "{name}");
        }
        assert_eq!(places.find("(USA)"), Country::from_code("US"));
        assert_eq!(places.find("()"), None);
    }

    #[test]
    fn a_country_that_is_asked_for_is_one() {
        for (name, code) in [
            ("uk", "GB"),
            ("GB", "GB"),
            ("俄罗斯", "RU"),
            ("Spain", "ES"),
            (" fr ", "FR"),
            ("RUS", "RU"),
        ] {
            assert_eq!(country_named(name), Country::from_code(code), "{name}");
        }
        for name in ["EU", "ZZ", "", "x", "Atlantis"] {
            assert_eq!(country_named(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_stands_for_two_countries() {
        let tables = [include_str!("countries.toml"), include_str!("country_languages.toml")];
        let tables: Vec<BTreeMap<String, Vec<String>>> =
            tables.map(|table| toml::from_str(table).unwrap()).into();
        let mut met: HashMap<String, &str> = HashMap::new();
        for (code, names) in tables.iter().flatten() {
            assert!(tables[0].contains_key(code), "{code}");
            for name in names {
                let before = met.insert(letters(name), code);
                assert!(before.is_none_or(|before| before == code), "{name}: {before:?}, {code}");
            }
        }
    }

    #[test]
    fn every_entry_of_the_table_is_a_code() {
        let table: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("countries.toml")).unwrap();
        assert!(table.len() > 200);
        assert!(table.keys().all(|code| Country::from_code(code).is_some()));
    }
}
