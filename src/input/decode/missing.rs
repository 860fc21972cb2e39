//! What programs write where they have no value.

use crate::packed::word_list;

/// Words for no value, in lower case: of databases (`NULL`, `\N` of MySQL and PostgreSQL dumps,
/// `ᴺᵁᴸᴸ` of ClickHouse, `[null]` and `<null>` of their editors), of data frames (`NaN`, `NaT`,
/// `None`, `<NA>`), of spreadsheets (`#N/A`), of scripts (`undefined`, `[]`) and of people (`-`, `/`,
/// `n/a`, `无`).
const WORDS: &[&str] = word_list!("lists/missing.txt");

/// Signs of which people draw a line where there is nothing, however long.
const STROKES: [char; 8] = ['-', '_', '–', '—', '－', '―', '…', '.'];

/// Returns true if a text stands for no value. A date of zeros is one too: `0000-00-00 00:00:00`.
///
/// Not for columns of countries, where `NA` is Namibia.
pub(crate) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    // No word is longer, and most values are.
    if text.len() > 32 {
        return false;
    }
    let is_zeros = || {
        text.starts_with("00")
            && text.len() >= 8
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0' | b'-' | b'/' | b':' | b' ' | b'.' | b'T' | b'Z'))
    };
    let is_word = |text: &str| WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    if text.chars().all(|c| STROKES.contains(&c)) || is_word(text) || is_zeros() {
        return true;
    }
    let is_odd = text.chars().any(|c| matches!(c, '（' | '\u{400}'..='\u{4ff}'));
    is_odd && is_word(&text.to_lowercase().replace('（', "(").replace('）', ")"))
}

/// Returns whether a text is an error of a formula (`#REF!`, `#NAME?`), or what a spreadsheet shows of a
/// value for which the column is too narrow (`####`).
pub(crate) fn is_error_of_sheet(text: &str) -> bool {
    let name = text.trim().strip_prefix('#').map(|rest| rest.trim_start_matches('#'));
    name.is_some_and(|name| name.is_empty() || name.ends_with(['!', '?']) || name == "N/A")
}

/// Returns a text, or nothing for one that stands for no value.
pub(crate) fn value(text: &str) -> &str {
    if text.is_empty() || is_plain(text.as_bytes()) || !is_missing(text) { text } else { "" }
}

/// Returns the bytes of a text, or nothing for one that stands for no value.
#[inline]
pub(crate) fn bytes(text: &[u8]) -> &[u8] {
    if text.is_empty() || is_plain(text) || !says_none(text) { text } else { &[] }
}

/// Returns true if the bytes of a text stand for no value; apart, so that what calls it stays short.
#[inline(never)]
fn says_none(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(is_missing)
}

/// Returns true for most texts that are values. Words with letters begin with `n` or `un`, and none of
/// them is longer than `undefined`.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    text.first().is_some_and(|first| match first {
        b'u' | b'U' => !matches!(text, [_, b'n' | b'N', ..]) || text.len() > 9,
        b'n' | b'N' => text.len() > 9,
        first => first.is_ascii_alphabetic() || matches!(first, b'1'..=b'9'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_and_a_word_for_nothing_is_not() {
        for text in ["LAMP-1", "1005000000002221", "not_received", "A", "none of these"] {
            assert_eq!(value(text), text);
        }
        for text in WORDS.iter().copied().chain(["", "NULL", "0000-00-00 00:00:00"]) {
            assert_eq!((value(text), bytes(text.as_bytes())), ("", &[][..]), "{text}");
        }
    }

    #[test]
    fn what_a_spreadsheet_shows_in_place_of_a_value_is_known() {
        for text in ["#REF!", "#NAME?", "#DIV/0!", "########", "#N/A"] {
            assert!(is_error_of_sheet(text), "{text}");
        }
        for text in ["#8208460785972844", "# 1", "REF!", "8.2E+15"] {
            assert!(!is_error_of_sheet(text), "{text}");
        }
    }

    #[test]
    fn words_for_nothing_are_told_from_values() {
        for text in [
            "",
            " ",
            "NULL",
            "NaT",
            "None",
            "\\N",
            "ᴺᵁᴸᴸ",
            "NA",
            "-",
            "——",
            "...",
            "（空）",
            "Нет данных",
            "(Blank)",
            "0000-00-00 00:00:00",
        ] {
            assert!(is_missing(text), "{text}");
        }
        for text in ["0", "00", "2026-01-16", "-5", "north", "NAN0", "0000-00-01"] {
            assert!(!is_missing(text), "{text}");
        }
    }
}
