//! Names as people take them for the same.

use unicode_normalization::UnicodeNormalization;

/// Returns a name without what is hardly seen: in lower case and compatibility forms, its blanks left out.
pub fn folded(name: &str) -> String {
    let lower = name.nfkc().flat_map(char::to_lowercase);
    lower.filter(|sign| !sign.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_blanks_make_no_other_name() {
        for name in ["Lamp House", "lamp house", "ＬＡＭＰ ｈｏｕｓｅ", "LampHouse\u{3000}"]
        {
            assert_eq!(folded(name), "lamphouse", "{name}");
        }
        assert_ne!(folded("Lamp House 2"), folded("Lamp House"));
    }
}
