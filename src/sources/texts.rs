//! Texts that many rows repeat, kept once.

use crate::domain::Text;

/// Texts met lately. A table has few shops, statuses and reasons, and rows of one product come
/// close together; what was forgotten is only kept once more.
#[derive(Debug, Default)]
pub(super) struct Texts {
    slots: Vec<Text>,
}

const SLOTS: usize = 4096;

impl Texts {
    /// Returns a text, the same as lately where it was met lately.
    pub(super) fn share(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::new();
        }
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Text::new());
        }
        match self.slots.get_mut(slot_of(text.as_bytes())) {
            Some(slot) if *slot == text => slot.clone(),
            Some(slot) => {
                *slot = text.into();
                slot.clone()
            }
            None => text.into(),
        }
    }
}

/// Spreads texts by their first and last eight bytes and their length.
fn slot_of(text: &[u8]) -> usize {
    let word = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let (first, last) = if text.len() < 8 {
        (text.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)), 0)
    } else {
        (word(text.first_chunk()), word(text.last_chunk()))
    };
    let length = u64::try_from(text.len()).unwrap_or(0);
    let mixed = (first ^ last.rotate_left(23) ^ length).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 52).unwrap_or(0) % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_each_time_and_kept_once_while_it_is_remembered() {
        let mut texts = Texts::default();
        let words = ["", "a", "shop-001", "shop-002", "a much longer text than eight bytes"];
        let first: Vec<Text> = words.iter().map(|word| texts.share(word)).collect();
        for (word, text) in words.iter().zip(&first) {
            assert_eq!(text, word);
            assert!(Text::ptr_eq(text, &texts.share(word)), "{word}");
        }
    }
}
