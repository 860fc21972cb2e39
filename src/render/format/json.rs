//! JSON as text, written in large pieces.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::domain::is_hostile;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "json",
    aliases: &[],
    endings: &["json"],
    help: "One document",
    kind: FormatKind::Document,
    writer: FormatWriter::OfReport,
};

/// Bytes that are held before they are written.
const PIECE: usize = 32 * 1024;

/// Writes a JSON document, indented, with a line break at its end.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn json(value: &impl Serialize, mut out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    write(value, Indented::default(), &mut out)
}

/// Writes a JSON document on one line.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn json_line(
    value: &impl Serialize,
    mut out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    write(value, OneLine, &mut out)
}

fn write(value: &impl Serialize, formatter: impl Formatter, out: &mut dyn Write) -> io::Result<()> {
    let mut pieces = Pieces { held: Vec::new(), out };
    let mut serializer = Serializer::with_formatter(&mut pieces, formatter);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    pieces.write_all(b"\n")?;
    pieces.flush()
}

/// A document is written some bytes at a time, by calls that cost more than the bytes.
struct Pieces<'a> {
    held: Vec<u8>,
    out: &'a mut dyn Write,
}

impl Write for Pieces<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.held.extend_from_slice(bytes);
        if self.held.len() < PIECE { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }
}

/// Writes what [`serde_json::ser::CompactFormatter`] writes, with hostile signs as their numbers.
struct OneLine;

impl Formatter for OneLine {
    #[inline]
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        escaped(fragment, out)
    }
}

/// Writes a part of a string: a sign that controls a terminal or turns the direction of what follows
/// is written as its number, so that it does neither and is not lost.
#[inline]
fn escaped<W: ?Sized + Write>(fragment: &str, out: &mut W) -> io::Result<()> {
    if is_plain(fragment.as_bytes()) {
        return out.write_all(fragment.as_bytes());
    }
    let mut rest = fragment;
    while let Some((at, sign)) = rest.char_indices().find(|(_, sign)| is_hostile(*sign)) {
        let (before, after) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        let mut units = [0; 2];
        for unit in sign.encode_utf16(&mut units) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = after.strip_prefix(sign).expect("the rest begins with the sign");
    }
    out.write_all(rest.as_bytes())
}

/// Returns whether all bytes are ASCII and none is 0x7f, eight of them at once: names of fields are short.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks();
    let odd = |word: u64| (word | word.wrapping_add(ONES)) & (ONES * 0x80);
    let odd_words = words.iter().fold(0, |any, word| any | odd(u64::from_le_bytes(*word)));
    let odd_rest = rest.iter().fold(0, |any, byte| any | odd(u64::from(*byte)));
    odd_words | odd_rest == 0
}

/// Writes what [`serde_json::ser::PrettyFormatter`] writes, each break with its blanks at once.
#[derive(Default)]
struct Indented {
    depth: usize,
    has_value: bool,
}

/// A comma, a line break and blanks.
const BREAK: &[u8; 66] = b",\n                                                                ";

/// What stands before a line break.
#[derive(Clone, Copy)]
enum After {
    /// A value, which a comma follows.
    Value,
    /// A bracket.
    Bracket,
}

impl Indented {
    #[inline]
    fn line<W: ?Sized + Write>(&self, after: After, out: &mut W) -> io::Result<()> {
        let width = 2 * self.depth;
        let known = width.min(BREAK.len() - 2);
        let start = match after {
            After::Value => 0,
            After::Bracket => 1,
        };
        let text =
            BREAK.get(start..2 + known).expect("known is at most what stands after two bytes");
        out.write_all(text)?;
        (known..width).try_for_each(|_| out.write_all(b" "))
    }

    #[inline]
    fn open<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        out.write_all(bracket)
    }

    #[inline]
    fn close<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.line(After::Bracket, out)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for Indented {
    #[inline]
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        escaped(fragment, out)
    }

    #[inline]
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"[", out)
    }

    #[inline]
    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"]", out)
    }

    #[inline]
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(if first { After::Bracket } else { After::Value }, out)
    }

    #[inline]
    fn end_array_value<W: ?Sized + Write>(&mut self, _out: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    #[inline]
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b"{", out)
    }

    #[inline]
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b"}", out)
    }

    #[inline]
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(if first { After::Bracket } else { After::Value }, out)
    }

    #[inline]
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    #[inline]
    fn end_object_value<W: ?Sized + Write>(&mut self, _out: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn plain_is_all_below_the_last_sign_of_ascii() {
        for length in 0..20 {
            assert!(super::is_plain(&vec![b'~'; length]) && super::is_plain(&vec![0; length]));
            for (at, odd) in (0..length).flat_map(|at| [0x7f, 0x80, 0xff].map(|odd| (at, odd))) {
                let mut bytes = vec![b'a'; length];
                bytes[at] = odd;
                assert!(!super::is_plain(&bytes), "{bytes:?}");
            }
        }
    }

    #[test]
    fn hostile_signs_are_numbers_and_nothing_is_lost() {
        let text: String = (0x20..=0x10_ffff_u32).filter_map(char::from_u32).collect();
        let value = json!({ (text.as_str()): text });
        for written in [
            |value: &Value, out: &mut Vec<u8>| super::json(value, out),
            |value: &Value, out: &mut Vec<u8>| super::json_line(value, out),
        ] {
            let mut out = Vec::new();
            written(&value, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(!out.chars().any(|c| c != '\n' && super::is_hostile(c)));
            assert!(
                out.contains("\\u009b")
                    && out.contains("\\u202e")
                    && out.contains("\\udb40\\udc20")
            );
            assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), value);
        }
    }

    #[test]
    fn what_is_written_is_what_the_library_writes_in_small_pieces() {
        let deep = (0..40).fold(json!(1), |inner, n| json!({"in": [inner, n], "none": []}));
        let long: Vec<Value> = (0..3_000).map(|n| json!({"n": n, "of": [null, {}]})).collect();
        for value in [json!({}), json!([]), json!("a\nb"), json!({"a": 0.04}), deep, json!(long)] {
            let mut written = Vec::new();
            super::json(&value, &mut written).unwrap();
            let expected = serde_json::to_string_pretty(&value).unwrap() + "\n";
            assert_eq!(String::from_utf8(written).unwrap(), expected);
            let mut line = Vec::new();
            super::json_line(&value, &mut line).unwrap();
            assert_eq!(String::from_utf8(line).unwrap(), value.to_string() + "\n");
        }
    }
}
