//! Text that buyers control is hostile: no control sign reaches a terminal, no formula a cell.

/// Returns a text in which no sign controls a terminal or turns the direction of what follows.
/// Line breaks and tabs stay.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_hostile(*c)).collect()
}

/// Returns a text as one line for a cell: line breaks become blanks, control signs go.
pub fn one_line(text: &str) -> String {
    if is_plain_line(text.as_bytes()) {
        return text.to_owned();
    }
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_hostile(*c))
        .collect();
    kept.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Tells whether a text is nothing but words of ASCII with one blank between them.
fn is_plain_line(text: &[u8]) -> bool {
    let blank_between = |pair: &[u8; 2]| pair != b"  ";
    text.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && text.first() != Some(&b' ')
        && text.last() != Some(&b' ')
        && text.array_windows().all(blank_between)
}

/// Returns a cell that a spreadsheet takes for text: what could begin a formula gets an
/// apostrophe. Plain numbers stay numbers.
pub fn spreadsheet_cell(text: &str) -> String {
    let line = one_line(text);
    let formula = line.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = line.strip_prefix(['-', '+']).is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if formula && !number { format!("'{line}") } else { line }
}

/// Control signs, and the marks that override or embed directions.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_do_not_survive() {
        assert_eq!(plain("a\u{1b}[31mb\u{9b}2Jc\u{202e}d"), "a[31mb2Jcd");
        assert_eq!(one_line("a\r\nb\tc\u{7}"), "a b c");
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
            ("a\u{7f}b", "ab"),
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
