//! Puts a text on the clipboard: by the system's own program, else by asking the terminal.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use base64::Engine;

/// Programs that take the text on standard input, by system.
const PROGRAMS: [(&str, &[&str]); 5] = [
    ("wl-copy", &[]),
    ("xclip", &["-selection", "clipboard"]),
    ("xsel", &["--clipboard", "--input"]),
    ("pbcopy", &[]),
    ("clip.exe", &[]),
];

/// Copies a text.
///
/// # Errors
///
/// When there is neither a program nor a terminal; the text says so.
pub(super) fn copy(text: &str) -> Result<(), &'static str> {
    if PROGRAMS.iter().any(|(program, words)| pipe(program, words, text)) {
        return Ok(());
    }
    let mut terminal = std::io::stderr().lock();
    if !terminal.is_terminal() {
        return Err("there is no clipboard program and no terminal");
    }
    // OSC 52 works over a remote shell too, where the terminal allows it.
    let encoded = base64::engine::general_purpose::STANDARD.encode(text);
    write!(terminal, "\u{1b}]52;c;{encoded}\u{7}").map_err(|_| "the terminal cannot be written to")
}

fn pipe(program: &str, words: &[&str], text: &str) -> bool {
    let child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let written =
        child.stdin.take().is_some_and(|mut stdin| stdin.write_all(text.as_bytes()).is_ok());
    written && child.wait().is_ok_and(|status| status.success())
}
