//! The words for an order's state that a file uses, looked up once and counted.

use std::cell::Cell;
use std::collections::HashMap;

use super::words;
use crate::domain::OrderStatus;

/// Words and their counts.
#[derive(Debug, Default)]
pub(super) struct States {
    /// The first few different words; a file seldom has more.
    few: Vec<(Box<str>, OrderStatus, u64)>,
    /// The place of the word that was found last.
    last: Cell<usize>,
    rest: HashMap<Box<str>, (OrderStatus, u64)>,
}

const FEW: usize = 24;

/// Compares two words; without a call for those of eight to sixteen bytes.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let ends = |word: &[u8]| Some((*word.first_chunk::<8>()?, *word.last_chunk::<8>()?));
    match (ends(one), ends(other)) {
        (Some(a), Some(b)) if one.len() <= 16 => one.len() == other.len() && a == b,
        _ => one == other,
    }
}

impl States {
    /// Returns what a word says, and counts it.
    pub(super) fn count(&mut self, word: &str) -> OrderStatus {
        self.add(word, 1)
    }

    /// Returns the place of a word that has been counted, and what it says; `None` when it is not
    /// one of the first few.
    pub(super) fn find(&self, word: &[u8]) -> Option<(u8, OrderStatus)> {
        let last = self.last.get();
        let (place, state) = match self.few.get(last) {
            Some((known, state, _)) if same(known.as_bytes(), word) => (last, *state),
            Some(_) | None => {
                let mut few = self.few.iter().enumerate();
                let (place, (_, state, _)) =
                    few.find(|(_, (known, _, _))| known.as_bytes() == word)?;
                self.last.set(place);
                (place, *state)
            }
        };
        Some((u8::try_from(place).ok()?, state))
    }

    /// Counts the word in a place once more.
    pub(super) fn count_place(&mut self, place: u8) {
        if let Some((_, _, count)) = self.few.get_mut(usize::from(place)) {
            *count += 1;
        }
    }

    /// Adds what was counted elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        for (word, _, count) in &other.few {
            self.add(word, *count);
        }
        for (word, (_, count)) in &other.rest {
            self.add(word, *count);
        }
    }

    /// Returns the words that nobody knows, with their counts, sorted.
    pub(super) fn unknown(&self) -> Vec<(String, u64)> {
        let few = self.few.iter().map(|(word, state, count)| (word, *state, *count));
        let rest = self.rest.iter().map(|(word, (state, count))| (word, *state, *count));
        let unknown = few.chain(rest).filter(|(_, state, _)| *state == OrderStatus::Unknown);
        let mut words: Vec<_> =
            unknown.map(|(word, _, count)| (word.clone().into_string(), count)).collect();
        words.sort_unstable();
        words
    }

    fn add(&mut self, word: &str, times: u64) -> OrderStatus {
        if let Some((_, state, count)) = self.few.iter_mut().find(|(known, _, _)| **known == *word)
        {
            *count += times;
            return *state;
        }
        if let Some((state, count)) = self.rest.get_mut(word) {
            *count += times;
            return *state;
        }
        let state = words::order_status(word);
        if self.few.len() < FEW {
            self.few.push((word.into(), state, times));
        } else {
            self.rest.insert(word.into(), (state, times));
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_however_many_there_are() {
        let (mut one, mut two) = (States::default(), States::default());
        for number in 0..100 {
            one.count(&format!("word {number}"));
            two.count(&format!("word {}", number + 50));
        }
        assert_eq!(one.count("FINISH"), OrderStatus::Finished);
        let (place, state) = one.find(b"word 3").unwrap();
        assert_eq!(state, OrderStatus::Unknown);
        one.count_place(place);
        one.merge(&two);
        let unknown = one.unknown();
        assert_eq!(unknown.len(), 150);
        assert_eq!(unknown.iter().map(|(_, count)| count).sum::<u64>(), 201);
        assert!(unknown.contains(&("word 3".to_owned(), 2)));
        assert!(unknown.contains(&("word 60".to_owned(), 2)));
    }
}
