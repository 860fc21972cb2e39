//! Prose that fits a terminal.

/// Columns of the terminal that prose fits.
const WIDTH: usize = 80;

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
    for word in words {
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
