//! Words quoted for those who read them: shells, XML, the command line of Windows, messages.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use crate::domain::quoted_list;

/// Names what the settings have, in place of what they lack.
pub(crate) fn known<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names = quoted_list(names);
    if names.is_empty() { "none".to_owned() } else { names }
}

/// Quotes a word for a POSIX shell.
pub(crate) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+@,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Escapes a text for XML.
pub(crate) fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Quotes a word as a Windows program splits its arguments.
pub(crate) fn windows(word: &str) -> String {
    if !word.is_empty() && !word.contains([' ', '\t', '"']) {
        return word.to_owned();
    }
    let mut quoted = String::from("\"");
    let mut slashes = 0;
    for letter in word.chars() {
        if letter == '"' {
            quoted.push_str(&"\\".repeat(slashes + 1));
        }
        slashes = if letter == '\\' { slashes + 1 } else { 0 };
        quoted.push(letter);
    }
    quoted.push_str(&"\\".repeat(slashes));
    quoted.push('"');
    quoted
}

/// Returns a path of the settings as it may be shown: a seller may have written the secret itself in
/// the place of the name of its file.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let name = path.file_name().map_or(Cow::Borrowed(""), OsStr::to_string_lossy);
    let is_after_drive = |(at, _): (usize, &str)| at > 1;
    let address = text.contains("://")
        || text.contains(['?', '=', '&', '+'])
        || text.match_indices(':').any(is_after_drive);
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let letters = name.chars().filter(char::is_ascii_uppercase).count();
    let random = name.len() >= 12 && !name.contains('.') && (digits >= 3 || letters >= 4);
    if address || random || text.len() > 200 {
        "the file named there (its name looks like a secret: write the secret into a file, and name \
         the file)"
            .to_owned()
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_their_reader() {
        assert_eq!(shell("/a/b-c.toml"), "/a/b-c.toml");
        assert_eq!(shell("it's {date}"), "'it'\\''s {date}'");
        assert_eq!(windows("C:\\a b\\"), "\"C:\\a b\\\\\"");
        assert_eq!(windows("a\"b c"), "\"a\\\"b c\"");
        assert_eq!(xml("<a & b>"), "&lt;a &amp; b&gt;");
    }
}
