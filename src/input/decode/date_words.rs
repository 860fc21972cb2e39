//! The words in which programs and languages write months, weekdays and halves of the day.
//!
//! Names are in lower case and without a full stop, whole and shortened, as the CLDR has them for English, Spanish,
//! Portuguese, French, German, Italian, Polish, Turkish, Russian, Korean, Chinese, Japanese, Ukrainian, Czech,
//! Dutch, Arabic, Hebrew, Indonesian, Romanian, Hungarian, Swedish, Danish, Norwegian, Greek and Finnish.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::packed::word_list;

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HalfDay {
    /// From midnight to noon.
    Morning,
    /// The hours around noon, 11 to 2.
    Noon,
    /// From noon to midnight.
    Afternoon,
    /// From afternoon to midnight: `晚上12:30` may be after it.
    Evening,
}

const MONTHS: &[&str] = word_list!("lists/months.txt");

const WEEKDAYS: &[&str] = word_list!("lists/weekdays.txt");

const MORNING: &[&str] = &[
    "am", "a", "上午", "早上", "早晨", "清晨", "凌晨", "午夜", "fm", "午前", "오전", "öö", "dop",
    "утра", "д", "дп", "sa", "ص",
];
const NOON: &[&str] = &["中午"];
const AFTERNOON: &[&str] =
    &["pm", "p", "下午", "午后", "오후", "ös", "odp", "вечера", "дня", "пп", "ch", "م", "em"];
const EVENING: &[&str] = &["晚上", "傍晚"];

/// Words between the parts of a date, or between a date and its time.
const LINKS: &[&str] = word_list!("lists/date_links.txt");

/// Returns the month that a word names, from 1.
pub(crate) fn month(word: &str) -> Option<u32> {
    static BY_NAME: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let numbered = MONTHS.iter().zip(1..);
        numbered
            .flat_map(|(names, month)| names.split(' ').map(move |name| (name, month)))
            .collect()
    });
    // Hebrew puts `in` before the name, as a letter of it.
    let names = [Some(word), word.strip_prefix('ב')];
    names.into_iter().flatten().find_map(|name| BY_NAME.get(name).copied())
}

/// Returns the length of the name of a weekday that a word is; or, in Chinese and Japanese, where no blank ends a
/// word, that it begins with.
pub(crate) fn weekday_length(word: &str) -> Option<usize> {
    static NAMES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| WEEKDAYS.iter().flat_map(|names| names.split(' ')).collect());
    const CHINESE: char = '\u{2e80}';
    if NAMES.contains(word) {
        return Some(word.len());
    }
    let ends = word.char_indices().skip(2).take(2).map(|(end, _)| end);
    let mut begins = ends.filter_map(|end| word.get(..end));
    word.starts_with(|first| first >= CHINESE)
        .then(|| begins.find(|begin| NAMES.contains(begin)))?
        .map(str::len)
}

/// Returns true if a word only links the parts of a date.
pub(crate) fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
}

/// Returns the half of the day that a word names.
pub(crate) fn half_day(word: &str) -> Option<HalfDay> {
    let halves = [
        (MORNING, HalfDay::Morning),
        (NOON, HalfDay::Noon),
        (AFTERNOON, HalfDay::Afternoon),
        (EVENING, HalfDay::Evening),
    ];
    halves.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, half)| half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_is_named_like_another() {
        let mut all: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn words_are_in_the_form_in_which_they_are_looked_up() {
        let months = MONTHS.iter().flat_map(|names| names.split(' '));
        for word in months
            .chain(WEEKDAYS.iter().flat_map(|names| names.split(' ')))
            .chain(LINKS.iter().copied())
        {
            assert_eq!(word.to_lowercase(), word);
            assert!(!word.is_empty() && word.chars().all(char::is_alphabetic), "{word}");
        }
    }

    #[test]
    fn a_weekday_ends_where_the_next_word_begins_without_a_blank() {
        assert_eq!(weekday_length("星期三下午"), Some("星期三".len()));
        assert_eq!(weekday_length("周三下午"), Some("周三".len()));
        assert_eq!(weekday_length("木曜日"), Some("木曜日".len()));
        assert_eq!(weekday_length("month"), None);
    }
}
