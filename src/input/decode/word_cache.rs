//! What the words of a column mean, each looked up once.

/// Words of a column, which has few different ones, and what they mean.
#[derive(Debug)]
pub(crate) struct WordCache<T>(Vec<(Box<[u8]>, T)>);

/// So many words are kept; what others mean is looked up each time.
const MOST: usize = 24;

impl<T> Default for WordCache<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> WordCache<T> {
    /// Returns what a word means, which is asked for where it is not known yet.
    pub(crate) fn get(&mut self, word: &[u8], meaning: impl FnOnce(&[u8]) -> T) -> T {
        match self.0.iter().find(|(known, _)| **known == *word) {
            Some((_, known)) => *known,
            None => {
                let meaning = meaning(word);
                if self.0.len() < MOST {
                    self.0.push((word.into(), meaning));
                }
                meaning
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_the_same_each_time_and_the_first_are_asked_for_once() {
        let (mut cache, mut asked) = (WordCache::default(), 0);
        for _ in 0..3 {
            for number in 0..MOST + 2 {
                let word = format!("word {number}");
                let meaning = cache.get(word.as_bytes(), |word| {
                    asked += 1;
                    word.len() + number
                });
                assert_eq!(meaning, word.len() + number);
            }
        }
        assert_eq!(asked, MOST + 3 * 2);
    }
}
