//! What programs write where they have no value.

/// Words for no value, in lower case: of databases (`NULL`, `\N` of MySQL and PostgreSQL dumps,
/// `ᴺᵁᴸᴸ` of ClickHouse), of data frames (`NaN`, `NaT`, `None`, `<NA>`), of spreadsheets (`#N/A`)
/// and of people (`-`, `--`, `n/a`, `无`).
const WORDS: &[&str] = &[
    "null",
    "(null)",
    "\\n",
    "ᴺᵁᴸᴸ",
    "nil",
    "nan",
    "nat",
    "none",
    "na",
    "<na>",
    "n/a",
    "#n/a",
    "-",
    "--",
    "—",
    "无",
    "暂无",
];

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
    text.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || is_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_told_from_values() {
        for text in
            ["", " ", "NULL", "NaT", "None", "\\N", "ᴺᵁᴸᴸ", "NA", "-", "0000-00-00 00:00:00"]
        {
            assert!(is_missing(text), "{text}");
        }
        for text in ["0", "00", "2026-01-16", "-5", "north", "NAN0", "0000-00-01"] {
            assert!(!is_missing(text), "{text}");
        }
    }
}
