//! The words for an order's state that a file uses, looked up once and counted.

use std::cell::Cell;
use std::collections::HashMap;

use crate::domain::OrderStatus;
use crate::input::decode::words;
use crate::input::table::cell_chunk::TextKey;

/// Words and their counts.
#[derive(Debug, Default)]
pub(crate) struct StatusCache {
    /// The first few different words; a file seldom has more.
    few: Vec<CachedWord>,
    /// The place of the word that was found last.
    last: Cell<usize>,
    rest: HashMap<Box<str>, (OrderStatus, u64)>,
}

/// A word and how often it came.
#[derive(Debug)]
struct CachedWord {
    word: Box<str>,
    /// The word as a number; `None` for a long one.
    number: Option<u64>,
    state: OrderStatus,
    count: u64,
}

/// A word that is all in its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownWord {
    /// Its key.
    pub(crate) key: TextKey,
    /// What it says.
    pub(crate) state: OrderStatus,
}

const FEW: usize = 24;

/// Returns the bytes of a word of one to eight as a number, zeros for those that it lacks.
fn number(word: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    (!word.is_empty()).then(|| u64::from_le_bytes(bytes))
}

impl StatusCache {
    /// Returns what a word says, and counts it.
    pub(crate) fn count(&mut self, word: &str) -> OrderStatus {
        self.add(word, 1)
    }

    /// Returns what a word says, and does not count it.
    pub(crate) fn known(&self, word: &str) -> OrderStatus {
        match (word, self.find(word.as_bytes(), None)) {
            ("", _) => OrderStatus::Unknown,
            (_, Some((_, state))) => state,
            (word, None) => words::order_status(word),
        }
    }

    /// Returns the place of a word that has been counted, and what it says; `None` when it is not
    /// one of the first few. Of most short words the bytes are given as a number too.
    #[inline(always)]
    pub(crate) fn find(&self, word: &[u8], number: Option<u64>) -> Option<(u8, OrderStatus)> {
        let place = self.last.get();
        match self.few.get(place) {
            Some(known)
                if number.is_some() && known.number == number && known.word.len() == word.len() =>
            {
                Some((u8::try_from(place).ok()?, known.state))
            }
            Some(_) | None => self.look_up(word),
        }
    }

    /// Returns the word that was found last; `None` where there is none, and for a long one.
    pub(crate) fn last(&self) -> Option<KnownWord> {
        let known = self.few.get(self.last.get())?;
        let key = TextKey::of(known.word.as_bytes());
        key.is_whole().then_some(KnownWord { key, state: known.state })
    }

    /// Counts the word that was found last so many times more.
    pub(crate) fn count_last(&mut self, times: u64) {
        if let Some(known) = self.few.get_mut(self.last.get()) {
            known.count += times;
        }
    }

    #[inline(never)]
    fn look_up(&self, word: &[u8]) -> Option<(u8, OrderStatus)> {
        let place = self.few.iter().position(|known| known.word.as_bytes() == word)?;
        self.last.set(place);
        Some((u8::try_from(place).ok()?, self.few.get(place)?.state))
    }

    /// Counts the word in a place once more.
    #[inline]
    pub(crate) fn count_place(&mut self, place: u8) {
        if let Some(known) = self.few.get_mut(usize::from(place)) {
            known.count += 1;
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) {
        for known in &other.few {
            self.add(&known.word, known.count);
        }
        for (word, (_, count)) in &other.rest {
            self.add(word, *count);
        }
    }

    /// Returns the words that nobody knows, with their counts, sorted.
    pub(crate) fn unknown(&self) -> Vec<(String, u64)> {
        let few = self.few.iter().map(|known| (&known.word, known.state, known.count));
        let rest = self.rest.iter().map(|(word, (state, count))| (word, *state, *count));
        let unknown = few.chain(rest).filter(|(_, state, _)| *state == OrderStatus::Unknown);
        let mut words: Vec<_> =
            unknown.map(|(word, _, count)| (word.clone().into_string(), count)).collect();
        words.sort_unstable();
        words
    }

    fn add(&mut self, word: &str, times: u64) -> OrderStatus {
        if let Some(known) = self.few.iter_mut().find(|known| *known.word == *word) {
            known.count += times;
            return known.state;
        }
        if let Some((state, count)) = self.rest.get_mut(word) {
            *count += times;
            return *state;
        }
        let state = words::order_status(word);
        if self.few.len() < FEW {
            self.few.push(CachedWord {
                word: word.into(),
                number: number(word),
                state,
                count: times,
            });
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
        let (mut one, mut two) = (StatusCache::default(), StatusCache::default());
        for number in 0..100 {
            one.count(&format!("word {number}"));
            two.count(&format!("word {}", number + 50));
        }
        assert_eq!(one.count("FINISH"), OrderStatus::Finished);
        let (place, state) = one.find(b"word 3", number("word 3")).unwrap();
        assert_eq!(state, OrderStatus::Unknown);
        for _ in 0..2 {
            assert_eq!(one.find(b"word 3", number("word 3")), Some((place, state)));
            assert_eq!(one.find(b"word 3", None), Some((place, state)));
            assert!(one.find(b"word 3\0", number("word 3\0")).is_none());
            assert!(one.find(b"\0word 3", number("\0word 3")).is_none());
            assert!(one.find(b"ord 3", number("ord 3")).is_none());
        }
        one.count_place(place);
        one.merge(&two);
        let unknown = one.unknown();
        assert_eq!(unknown.len(), 150);
        assert_eq!(unknown.iter().map(|(_, count)| count).sum::<u64>(), 201);
        assert!(unknown.contains(&("word 3".to_owned(), 2)));
        assert!(unknown.contains(&("word 60".to_owned(), 2)));
    }
}
