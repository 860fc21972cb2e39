//! Prose that fits a terminal.

/// Columns of the terminal that prose fits.
const WIDTH: usize = 80;

/// Signs that Chinese typesetting keeps from the start of a line, and from its end.
const CLOSING: [char; 14] =
    ['，', '。', '、', '；', '：', '？', '！', '）', '”', '’', '》', '」', '】', '％'];
const OPENING: [char; 6] = ['（', '“', '‘', '《', '「', '【'];

/// Breaks a line at blanks, and after wide signs, so that it fits; what follows is indented.
pub(super) fn wrapped(line: &str) -> String {
    let mut done = String::new();
    let mut current = String::new();
    let width =
        |text: &str| text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum::<usize>();
    let mut words = Vec::new();
    for c in line.chars() {
        let wide = c >= '\u{1100}';
        if words.is_empty() || c == ' ' || wide {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut() {
            last.push(c);
        }
    }
    let mut before: Option<String> = None;
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        // A line begins with no closing sign and ends with no opening one.
        let closing = word.trim_start().starts_with(CLOSING);
        let opened = before.as_ref().is_some_and(|before| before.ends_with(OPENING));
        before = Some(word.clone());
        match joined.last_mut() {
            Some(last) if closing || opened => last.push_str(&word),
            Some(_) | None => joined.push(word),
        }
    }
    for word in joined {
        if width(&current) + width(&word) > WIDTH && !current.trim().is_empty() {
            done.push_str(current.trim_end());
            done.push_str("\n  ");
            current = format!("  {}", word.trim_start());
            done.truncate(done.len() - 2);
        } else {
            current.push_str(&word);
        }
    }
    done + current.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one() {
        for blanks in 0..80 {
            let text = format!(
                "{}即将移出、（统计期）的“纠纷”订单：1 单、2 单。",
                "一".repeat(blanks / 2) + &"a".repeat(blanks % 2)
            );
            let text = format!("{text}{text}");
            let lines = wrapped(&text);
            for line in lines.lines() {
                assert!(!line.trim_start().starts_with(CLOSING), "{lines}");
                assert!(!line.ends_with(OPENING), "{lines}");
            }
            let words =
                |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(words(&lines), words(&text));
        }
    }
}
