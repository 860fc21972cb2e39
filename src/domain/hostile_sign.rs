//! Signs that act where a text is shown, instead of being read.

/// Returns whether a sign acts where a text is shown: control signs, the marks that override or embed
/// directions, signs without any width, and the two line breaks that editors know and most programs do
/// not.
pub fn is_hostile(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' | '\u{2028}' | '\u{2029}' | '\u{206a}'..='\u{206f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns a text with each hostile sign as its code point, as `<U+202E>`: it does nothing, and two texts
/// that differ in one are told apart. Line breaks and tabs stay.
pub fn show_hostile(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\n' | '\t' => shown.push(sign),
            // A line break of Windows is one.
            '\r' if signs.peek() == Some(&'\n') => {}
            _ if is_hostile(sign) => shown.push_str(&format!("<U+{:04X}>", u32::from(sign))),
            _ => shown.push(sign),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_sign_is_shown_and_no_other_is_changed() {
        assert_eq!(
            show_hostile("a\u{1b}[31mb\u{9b}2Jc\u{202e}d\u{e0041}"),
            "a<U+001B>[31mb<U+009B>2Jc<U+202E>d<U+E0041>"
        );
        assert_eq!(show_hostile("4\u{ad}\u{3164}2"), "4<U+00AD><U+3164>2");
        assert_eq!(show_hostile("a\r\nb\tc\rd"), "a\nb\tc<U+000D>d");
        assert_eq!(show_hostile("订单 é 👍🏽 שלום"), "订单 é 👍🏽 שלום");
    }

    proptest::proptest! {
        #[test]
        fn nothing_hostile_is_left(text in "\\PC{0,8}[\\x00-\\x1f\u{80}-\u{9f}\u{200b}-\u{206f}\u{e0000}-\u{e007f}]{0,4}\\PC{0,8}") {
            let shown = show_hostile(&text);
            proptest::prop_assert!(shown.chars().all(|sign| matches!(sign, '\n' | '\t') || !is_hostile(sign)));
            proptest::prop_assert_eq!(show_hostile(&shown), shown);
        }
    }
}
