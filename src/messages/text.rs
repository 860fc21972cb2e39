//! Text from outside: what is dropped, what is refused, and how it is set into a message.

use super::error::Finding;
use super::guard;
use super::{Direction, MessageError};
use crate::domain::is_hostile;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether foreign-direction text is wrapped in isolates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// In right-to-left languages, wrap ids, amounts, dates, labels and the seller's own text.
    Isolate,
    /// Leave them bare.
    Bare,
}

impl Marks {
    /// Isolates are of use only in right-to-left text.
    pub(super) const fn for_direction(self, direction: Direction) -> Self {
        match (self, direction) {
            (Self::Isolate, Direction::RightToLeft) => Self::Isolate,
            (Self::Isolate, Direction::LeftToRight) | (Self::Bare, _) => Self::Bare,
        }
    }

    pub(super) fn isolate(self, text: &str) -> String {
        match self {
            Self::Isolate => format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"),
            Self::Bare => text.to_owned(),
        }
    }

    /// Gives lines that hold nothing but foreign text the direction of the lines around them.
    /// An isolate alone has no say in the direction of its line.
    pub(super) fn align(self, text: &str) -> String {
        match self {
            Self::Isolate => {
                let line = |line: &str| match line.starts_with(FIRST_STRONG_ISOLATE) {
                    true => format!("{RIGHT_TO_LEFT_MARK}{line}"),
                    false => line.to_owned(),
                };
                text.lines().map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Bare => text.to_owned(),
        }
    }
}

/// Returns the seller's own text on one line, without control characters and terminal escapes.
///
/// # Errors
///
/// When it has characters that turn the reading direction.
pub fn own_text(field: &'static str, text: &str) -> Result<String, MessageError> {
    match text.chars().find(|c| turns_direction(*c)) {
        Some(c) => Err(MessageError::Direction { field, code: u32::from(c) }),
        None => Ok(one_line(text)),
    }
}

/// Returns an item's title from the data as a message may name it: on one line, without what could act on
/// a terminal or turn the reading direction.
///
/// # Errors
///
/// What it has that no message may: a contact or a payment outside the platform.
pub fn item_title(title: &str) -> Result<String, Finding> {
    let shown = title.chars().filter(|c| c.is_whitespace() || !is_hostile(*c));
    let line = one_line(&shown.collect::<String>());
    guard::contact(&line).map_or(Ok(line), Err)
}

/// Returns text from the data on one line and not longer than `most` characters, without what could act
/// on a terminal or turn the reading direction. Cut at a word's end where the script has blanks. Nothing
/// for 0.
pub(super) fn data_text(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_whitespace() { Some(' ') } else { (!is_hostile(c)).then_some(c) };
    let blanks: String = text.chars().filter_map(plain).collect();
    let line = blanks.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if most == 0 {
        return String::new();
    }
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most.saturating_sub(1)).collect();
    let inside_word = line.chars().nth(cut.chars().count()).is_some_and(|c| c != ' ');
    if let Some((words, _)) = cut.rsplit_once(' ').filter(|_| inside_word) {
        cut.truncate(words.len());
    }
    cut.truncate(cut.trim_end_matches([' ', ',', ';', '-']).len());
    cut.push('…');
    cut
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\u{9b}' => skip_sequence(&mut chars),
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c if c.is_control() || c == '\u{feff}' => {}
            c => line.push(c),
        }
    }
    line.trim().to_owned()
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn skip_escape(chars: &mut Chars<'_>) {
    match chars.next_if(|c| matches!(c, '[' | ']' | 'P' | '_' | '^')) {
        Some('[') => skip_sequence(chars),
        // An operating-system command runs to BEL or to ESC \.
        Some(_) => {
            while let Some(c) = chars.next() {
                if c == '\u{7}' || (c == '\u{1b}' && chars.next_if_eq(&'\\').is_some()) {
                    return;
                }
            }
        }
        None => {}
    }
}

fn skip_sequence(chars: &mut Chars<'_>) {
    while let Some(c) = chars.next_if(|c| matches!(c, '\u{20}'..='\u{7e}')) {
        if matches!(c, '\u{40}'..='\u{7e}') {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_controls_are_dropped() {
        assert_eq!(own_text("done", "a\u{1b}[31mred\u{1b}[0m\u{7}b\r\nc").unwrap(), "aredb c");
        assert_eq!(own_text("done", "x\u{1b}]0;title\u{7}y\u{1b}]8;;u\u{1b}\\z").unwrap(), "xyz");
    }

    #[test]
    fn braces_and_markup_stay_as_they_are() {
        let text = "{ $order } {order_id} <b>100 %</b> {\"x\"}";
        assert_eq!(own_text("done", text).unwrap(), text);
    }

    #[test]
    fn text_that_turns_the_direction_is_refused() {
        let error = own_text("agreed-text", "abc\u{202e}def").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`--agreed-text` has a character that turns the reading direction (U+202E)"
        );
        assert!(own_text("agreed-text", "abc\u{2069}").is_err());
    }

    #[test]
    fn a_title_with_a_contact_names_no_item_however_it_is_hidden() {
        for title in [
            "WhatsApp +1 555 123 4567",
            "Lamp, Whats\u{200b}App us",
            "Lamp pay via PayPal",
            "Lamp write a@b.example",
            "Lamp see t.me/abc",
            "加微信 lamp8888",
        ] {
            assert!(item_title(title).is_err(), "{title}");
        }
        for (title, shown) in [
            ("  Desk lamp\n5 W <b>  ", "Desk lamp 5 W <b>"),
            ("\u{202e}lamp\u{7}", "lamp"),
            ("LED 100-240 V 50/60 Hz, 2.4 GHz (2026)", "LED 100-240 V 50/60 Hz, 2.4 GHz (2026)"),
            ("", ""),
        ] {
            assert_eq!(item_title(title).as_deref(), Ok(shown), "{title}");
        }
    }

    #[test]
    fn titles_are_cut_at_a_length() {
        assert_eq!(data_text("abcdef", 6), "abcdef");
        assert_eq!(data_text("abcd fgh", 6), "abcd…");
        assert_eq!(data_text("desk lamp with charger, black", 20), "desk lamp with…");
        assert_eq!(data_text("desk lamp, black", 12), "desk lamp…");
        assert_eq!(data_text("台灯带无线充电底座黑色", 6), "台灯带无线…");
        assert_eq!(data_text("a\u{202e}b \n\u{200b}c", 40), "ab c");
    }
}
