//! Small files that remember: a line with the checksum of what follows, then one JSON document a
//! line. What was changed or cut off is seen, also at the end of a line; files of earlier
//! versions have no such first line.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Remembered<T> {
    /// The documents that can be read.
    pub(crate) items: Vec<T>,
    /// Whether that is all that was written.
    pub(crate) is_whole: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JournalHeader {
    fnv1a: u64,
}

impl JournalHeader {
    fn of(body: &str) -> Self {
        Self { fnv1a: fnv1a(body.bytes()) }
    }
}

/// Reads lines.
pub(crate) fn read_lines<T: DeserializeOwned>(text: &str) -> Remembered<T> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let head: Option<JournalHeader> = serde_json::from_str(first).ok();
    let body = if head.is_some() { rest } else { text };
    let items: Vec<T> = body.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let is_whole = match &head {
        Some(head) => head.fnv1a == JournalHeader::of(body).fnv1a,
        None => !text.is_empty() && items.len() == text.lines().count(),
    };
    Remembered { items, is_whole }
}

/// Writes lines.
pub(crate) fn write_lines<T: Serialize>(items: &[T]) -> String {
    let lines = items.iter().filter_map(|item| serde_json::to_string(item).ok());
    let body: String = lines.map(|line| line + "\n").collect();
    let head = serde_json::to_string(&JournalHeader::of(&body)).expect("a number is a JSON value");
    format!("{head}\n{body}")
}

fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    let with = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.fold(0xcbf2_9ce4_8422_2325, with)
}

/// Returns a file name for what is remembered of something: its readable part, and a number that
/// tells different things apart (FNV-1a, which stays the same for ever).
pub(crate) fn name(readable: &str, whole: &[String]) -> String {
    let hash = fnv1a(whole.iter().flat_map(|part| part.bytes().chain([0])));
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let readable: String = readable.chars().take(40).map(safe).collect();
    format!("{readable}-{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cut_and_no_changed_byte_passes_for_whole() {
        let text = write_lines(&["one", "two", "three"]);
        let read = |text: &str| read_lines::<String>(text);
        assert_eq!(
            read(&text),
            Remembered { items: ["one", "two", "three"].map(str::to_owned).into(), is_whole: true }
        );
        for at in 0..text.len() {
            assert!(!read(&text[..at]).is_whole, "cut at {at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(!read(&changed).is_whole, "changed at {at}: {changed}");
        }
        // Of an earlier version.
        assert!(read("\"one\"\n\"two\"\n").is_whole);
        assert_eq!(read("\"one\"\n\"tw").items, ["one"]);
        assert!(!read("\"one\"\n\"tw").is_whole && !read("").is_whole);
    }

    #[test]
    fn names_are_safe_and_tell_shops_apart() {
        assert_eq!(name("../a", &["x".to_owned()]), "___a-08f0d807b58d20e5");
        assert_ne!(name("ü", &["ü".to_owned()]), name("é", &["é".to_owned()]));
    }
}
