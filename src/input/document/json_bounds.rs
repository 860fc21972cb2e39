//! How much a JSON text may hold: its values take more memory than its bytes.

use serde_json::Value;

use crate::domain::to_u64;
use crate::input::SourceError;
use crate::input::container::raw_file::Input;

/// How deep lists and objects may stand in one another: the platform's answers go to 12.
const DEPTH: usize = 256;
/// So many bytes, of those that a document may have, allow one value. Data have more to each.
const BYTES_OF_A_VALUE: u64 = 16;
/// So many values are always allowed.
const FEW: u64 = 1_000_000;

/// What stands in a JSON text, told by its signs alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SignCounts {
    commas: u64,
    lists: u64,
    objects: u64,
}

impl SignCounts {
    /// Counts the signs outside of texts. Stops where lists and objects stand too deep, and returns
    /// the place as an error.
    fn of(bytes: &[u8]) -> Result<Self, usize> {
        let (mut depth, mut quoted, mut at) = (0_usize, false, 0);
        let mut counts = Self::default();
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => quoted = !quoted,
                b'\\' if quoted => at += 1,
                b',' if !quoted => counts.commas += 1,
                b'[' | b'{' if !quoted => {
                    depth += 1;
                    *if *byte == b'[' { &mut counts.lists } else { &mut counts.objects } += 1;
                }
                b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEPTH {
                return Err(at);
            }
            at += 1;
        }
        Ok(counts)
    }

    /// Returns the most values that the text can hold.
    const fn values(self) -> u64 {
        self.commas + self.lists + self.objects + 1
    }
}

/// Refuses a text whose lists and objects stand in one another too deep, or which holds too many
/// values, by one look at each byte.
pub(crate) fn require_bounded(input: &Input, text: &str) -> Result<(), SourceError> {
    let path = || input.name().to_owned();
    match SignCounts::of(text.as_bytes()) {
        Err(at) => {
            let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            Err(SourceError::TooDeep { path: path(), line: to_u64(line), most: DEPTH })
        }
        Ok(counts) => {
            let most = FEW.max(input.bounds().document / BYTES_OF_A_VALUE);
            match counts.values() > most {
                true => Err(SourceError::TooManyValues { path: path(), most }),
                false => Ok(()),
            }
        }
    }
}

/// Texts of fewer bytes are always parsed.
const SMALL: usize = 2_000_000;
/// The most values that one document is parsed with; an object weighs as much as five.
const HEAVIEST: u64 = 3_000_000;

/// Parses a document; `None` where it is no JSON, or holds more values than any answer or row does,
/// so that only its parts can be something that is known.
pub(crate) fn bounded_value(text: &str) -> Option<Value> {
    let is_light = |counts: SignCounts| counts.values() + 4 * counts.objects <= HEAVIEST;
    if text.len() > SMALL && !SignCounts::of(text.as_bytes()).is_ok_and(is_light) {
        return None;
    }
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_outside_of_texts() {
        let counts = SignCounts::of(br#"[{"a,[{": 1, "b\\": [2, "\"{,"]}, 3]"#).unwrap();
        assert_eq!(counts, SignCounts { commas: 3, lists: 2, objects: 1 });
        assert_eq!(counts.values(), 7);
    }

    #[test]
    fn a_document_with_more_values_than_answers_have_is_not_parsed_whole() {
        let few = format!("[{}1]", "1,".repeat(1_500_000));
        assert!(bounded_value(&few).is_some());
        assert_eq!(bounded_value(&format!("[{}1]", "1,".repeat(3_000_000))), None);
        assert_eq!(bounded_value(&format!("[{}1]", "{},".repeat(700_000))), None);
    }
}
