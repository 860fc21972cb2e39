//! StringInterner that many rows repeat, kept once.

use crate::domain::Text;
use crate::input::decode::dispute_words::in_utf8;

/// StringInterner met lately. A table has few shops, statuses and reasons, and rows of one product come
/// close together; what was forgotten is only kept once more.
#[derive(Debug, Default)]
pub(crate) struct StringInterner {
    slots: Vec<Text>,
}

const SLOTS: usize = 4096;

impl StringInterner {
    /// Returns a text, the same as lately where it was met lately.
    pub(crate) fn share(&mut self, text: &str) -> Text {
        self.share_bytes(text.as_bytes())
    }

    /// Returns the same of a text in UTF-8.
    pub(crate) fn share_bytes(&mut self, text: &[u8]) -> Text {
        if text.is_empty() {
            return Text::new();
        }
        let new = || Text::from(in_utf8(text));
        match self.slot(text) {
            Some(slot) if slot.as_bytes() == text => slot.clone(),
            Some(slot) => {
                *slot = new();
                slot.clone()
            }
            None => new(),
        }
    }

    /// Returns a text that was not met lately; `None` for one that was, and for the empty one.
    pub(crate) fn first_met(&mut self, text: &str) -> Option<Text> {
        let slot = self.slot(text.as_bytes()).filter(|known| **known != text)?;
        *slot = text.into();
        Some(slot.clone())
    }

    fn slot(&mut self, text: &[u8]) -> Option<&mut Text> {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Text::new());
        }
        // Names often differ in their last letters alone, which only a second mixing spreads.
        let slot = mixed(mixed(0, text), b"") >> 52;
        self.slots.get_mut(usize::try_from(slot).unwrap_or(0) % SLOTS)
    }
}

/// Mixes bytes into a number.
pub(crate) fn mixed(seed: u64, bytes: &[u8]) -> u64 {
    let step = |mixed: u64, word: u64| {
        let product = (mixed ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 32)
    };
    let seed = step(seed, u64::try_from(bytes.len()).unwrap_or(0));
    let (words, rest) = bytes.as_chunks::<8>();
    let whole = words.iter().fold(seed, |mixed, word| step(mixed, u64::from_le_bytes(*word)));
    // The last eight bytes hold those that are left; a shorter text is taken byte by byte.
    match bytes.last_chunk::<8>() {
        Some(_) if rest.is_empty() => whole,
        Some(last) => step(whole, u64::from_le_bytes(*last)),
        None => step(whole, rest.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_each_time_and_kept_once_while_it_is_remembered() {
        let mut texts = StringInterner::default();
        let words = ["", "a", "shop-001", "shop-002", "a much longer text than eight bytes"];
        let first: Vec<Text> = words.iter().map(|word| texts.share(word)).collect();
        for (word, text) in words.iter().zip(&first) {
            assert_eq!(text, word);
            assert!(Text::ptr_eq(text, &texts.share(word)), "{word}");
            assert_eq!(texts.first_met(word), None, "{word}");
        }
        assert_eq!(texts.first_met("another"), Some("another".into()));
    }
}
