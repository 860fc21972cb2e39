//! Puts a text on the clipboard: by the system's own program, else by asking the terminal.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use base64::Engine;

/// Programs that take the text on standard input, by system. The one of Windows is there under WSL too.
const PROGRAMS: [(&str, &[&str], Encoding); 5] = [
    ("wl-copy", &[], Encoding::Utf8),
    ("xclip", &["-selection", "clipboard"], Encoding::Utf8),
    ("xsel", &["--clipboard", "--input"], Encoding::Utf8),
    ("pbcopy", &[], Encoding::Utf8),
    ("clip.exe", &[], Encoding::Utf16),
];

/// What a program takes its input for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little end first, with a mark at the beginning: without it `clip.exe` takes its input for
    /// the code page of the console, in which Cyrillic becomes Chinese characters.
    Utf16,
}

impl Encoding {
    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf16 => std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        }
    }
}

/// Copies a text.
///
/// # Errors
///
/// When there is neither a program nor a terminal; the text says so.
pub(crate) fn copy(text: &str) -> Result<(), &'static str> {
    if PROGRAMS.iter().any(|(program, words, encoding)| pipe(program, words, &encoding.bytes(text)))
    {
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

fn pipe(program: &str, words: &[&str], bytes: &[u8]) -> bool {
    let child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let written = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(bytes).is_ok());
    written && child.wait().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_is_given_units_of_two_bytes_behind_a_mark() {
        assert_eq!(Encoding::Utf16.bytes("Зд"), [0xff, 0xfe, 0x17, 0x04, 0x34, 0x04]);
        assert_eq!(Encoding::Utf16.bytes("😀"), [0xff, 0xfe, 0x3d, 0xd8, 0x00, 0xde]);
        assert_eq!(Encoding::Utf8.bytes("Зд"), "Зд".as_bytes());
    }
}
