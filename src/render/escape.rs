//! Text that buyers control is hostile: no control sign reaches a terminal, no formula a cell.

use std::borrow::Cow;

use crate::domain::show_hostile;

/// Returns a text as one line for a cell: line breaks become blanks, hostile signs are shown as their
/// code points.
pub(crate) fn one_line(text: &str) -> String {
    line(text).into_owned()
}

/// Returns the same, without a copy where the text is such a line already.
fn line(text: &str) -> Cow<'_, str> {
    if is_plain_line(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let blanks: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let shown = show_hostile(&blanks);
    Cow::Owned(shown.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Returns whether a text is nothing but words of ASCII with one blank between them.
fn is_plain_line(text: &[u8]) -> bool {
    let mut before = b' ';
    let is_plain = text.iter().all(|byte| {
        let is_word = matches!(byte, b'!'..=b'~');
        let is_alone = *byte == b' ' && before != b' ';
        before = *byte;
        is_word || is_alone
    });
    is_plain && text.last() != Some(&b' ')
}

/// Returns a text as one line of Markdown that shows it as it is: no emphasis, no link, no image, no
/// column of a table, no entity, no formula. GitHub's reader links addresses of mail whatever is
/// escaped in them.
pub(crate) fn markdown(text: &str) -> String {
    let line = line(text);
    let mut escaped = String::with_capacity(line.len());
    let mut before = ' ';
    let mut rest = line.chars().peekable();
    while let Some(letter) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        match letter {
            '<' => escaped.push_str("&lt;"),
            '&' if after == '#' || after.is_ascii_alphabetic() => escaped.push_str("&amp;"),
            // Inside a word it has no meaning.
            '_' if before.is_alphanumeric() && after.is_alphanumeric() => escaped.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '$' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            // GitHub's reader makes links of `https://…` and `www.…`.
            ':' if after == '/' => escaped.push_str("\\:"),
            '.' if ends_in_www(&escaped) => escaped.push_str("\\."),
            other => escaped.push(other),
        }
        before = letter;
    }
    escaped
}

fn ends_in_www(text: &str) -> bool {
    text.as_bytes().last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

/// Returns a paragraph of Markdown: as [`markdown`], and nothing at its start makes it a heading, a
/// list or a quotation.
pub(crate) fn markdown_paragraph(text: &str) -> String {
    let line = markdown(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '>', '+', '-', '=']) { format!("\\{line}") } else { line }
}

/// Returns a cell that a spreadsheet takes for text: what could begin a formula gets an
/// apostrophe. Plain numbers stay numbers.
pub(crate) fn spreadsheet_cell(text: &str) -> Cow<'_, str> {
    let line = line(text);
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return line;
    }
    let formula = line.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = line.strip_prefix(['-', '+']).is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if formula && !number { Cow::Owned(format!("'{line}")) } else { line }
}

/// Returns a text in which nothing is markup, and no sign controls anything.
pub(in crate::render) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_do_not_survive() {
        assert_eq!(
            one_line("a\u{1b}[31mb\u{9b}2Jc\u{202e}d"),
            "a<U+001B>[31mb<U+009B>2Jc<U+202E>d"
        );
        assert_eq!(one_line("a\r\nb\tc\u{7}\u{2028}d"), "a b c<U+0007> d");
    }

    /// Returns the text that a reader of CommonMark shows, and whether it draws anything but text.
    fn rendered(markdown: &str) -> (String, bool) {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let (mut text, mut markup) = (String::new(), false);
        for event in Parser::new_ext(
            markdown,
            Options::ENABLE_TABLES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_MATH
                | Options::ENABLE_GFM,
        ) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => markup = true,
            }
        }
        (text, markup)
    }

    #[test]
    fn markdown_shows_the_text_as_it_is() {
        for text in [
            "BOX-10*20*30cm",
            "GLOVE*M*2pcs",
            "TEE_RED_XL",
            "__init__ _a_ *b* **c**",
            "~~old~~ ~x~",
            "![x](http://example.com/a.png)",
            "[x](javascript:alert(1))",
            "[x]: http://example.com",
            "https://example.com/a.png www.example.com WWW.example.com ftp://x",
            "[x][y] [^1]",
            "<img src=x> <javascript:alert(1)>",
            "&lt; &#42; &amp;amp;",
            "`code` ``",
            "a | b \\| c \\",
            "$x$ $$y$$",
            "# no heading",
            "1. no list",
            "2) no list",
            "- no list",
            "+ no list",
            "> no quotation",
            "--- ",
            "===",
            "+1",
        ] {
            let (shown, markup) = rendered(&markdown_paragraph(text));
            assert_eq!(shown, one_line(text));
            assert!(!markup, "{text}: {}", markdown_paragraph(text));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_markup(text in "[-a-c0-2 *_~`!#&;:/.()<>$|=+\\[\\]\\\\\"']{1,24}") {
            let (shown, markup) = rendered(&markdown_paragraph(&text));
            proptest::prop_assert!(!markup, "{}", markdown_paragraph(&text));
            proptest::prop_assert_eq!(shown, one_line(&text));
        }
    }

    #[test]
    fn words_with_one_blank_between_them_are_a_line_and_all_else_becomes_one() {
        for (text, line) in [
            ("", ""),
            ("a", "a"),
            ("a b, c~", "a b, c~"),
            (" a", "a"),
            ("a ", "a"),
            ("a  b", "a b"),
            (" ", ""),
            ("a\u{7f}b", "a<U+007F>b"),
            ("шоп", "шоп"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
        }
    }

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        assert_eq!(spreadsheet_cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(spreadsheet_cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(spreadsheet_cell("-12.50"), "-12.50");
        assert_eq!(spreadsheet_cell("-1+cmd|'/c calc'"), "'-1+cmd|'/c calc'");
    }
}
