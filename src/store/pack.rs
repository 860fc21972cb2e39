//! Columns of numbers and texts as bytes, small and read without a branch for each number.

use std::collections::HashMap;
use std::ops::Range;

/// Rows of a column, at most: what claims more is damaged.
pub(super) const MOST_ROWS: usize = 2048;

/// Numbers as they are packed: each is read where it is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct PackedNumbers<'a> {
    /// How much each is above the least.
    packed: &'a [u8],
    count: usize,
    /// Bytes of each, at most 8.
    width: usize,
    least: i64,
}

/// Texts, each once, and which of them each row has.
#[derive(Debug)]
pub(super) struct TextDictionary<'a> {
    /// The place of each row's text in `texts`.
    places: PackedNumbers<'a>,
    texts: Vec<&'a str>,
}

impl<'a> TextDictionary<'a> {
    /// Takes the texts of so many rows; `None` where the bytes are no such texts.
    pub(super) fn of(mut from: &'a [u8], rows: usize) -> Option<Self> {
        Self::take(&mut from, rows)
    }

    /// Takes the texts of so many rows that come next; `None` where the bytes are no such texts.
    pub(super) fn take(from: &mut &'a [u8], rows: usize) -> Option<Self> {
        let places = PackedNumbers::take(from)?;
        let lengths = PackedNumbers::take(from)?.to_vec();
        let mut size = 0_usize;
        for length in &lengths {
            size = size.checked_add(usize::try_from(*length).ok()?)?;
        }
        let (texts, after) = from.split_at_checked(size)?;
        *from = after;
        let mut rest = std::str::from_utf8(texts).ok()?;
        let mut texts = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (text, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            texts.push(text);
            rest = after;
        }
        let known = i64::try_from(texts.len()).ok()?;
        let sound = places.len() == rows && places.are_all_in(0..known);
        sound.then_some(Self { places, texts })
    }

    /// Returns a row's text; empty where there is no such row.
    pub(super) fn get(&self, row: usize) -> &'a str {
        // What was not packed is empty.
        self.places.get(row).and_then(|place| at(&self.texts, place)).unwrap_or_default()
    }

    /// Returns each text once, in no order.
    pub(super) fn each_once(&self) -> impl Iterator<Item = &'a str> {
        self.texts.iter().copied()
    }

    /// Tells of each row whether its text is such a one.
    pub(super) fn rows_where(&self, is: impl Fn(&str) -> bool) -> Vec<bool> {
        self.of_rows(is)
    }

    /// Returns what is said of each row's text, which is asked once for each text.
    pub(super) fn of_rows<T: Copy>(&self, of: impl FnMut(&str) -> T) -> Vec<T> {
        let said: Vec<T> = self.texts.iter().copied().map(of).collect();
        if let [of_all] = said.as_slice() {
            return vec![*of_all; self.places.len()];
        }
        let places = self.places.to_vec().into_iter();
        places.map(|place| at(&said, place).expect("each is the place of a text")).collect()
    }
}

fn at<T: Copy>(all: &[T], place: i64) -> Option<T> {
    all.get(usize::try_from(place).ok()?).copied()
}

/// Packs the texts of so many rows.
pub(super) fn pack_texts<'t>(rows: usize, texts: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let (mut known, mut each) = (HashMap::new(), Vec::with_capacity(rows));
    let mut last = None;
    let place = |text: &'t str| {
        // The same text often stands in one row after another.
        if let Some((same, place)) = last
            && same == text
        {
            return place;
        }
        let place = *known.entry(text).or_insert_with(|| {
            each.push(text);
            signed(each.len() - 1)
        });
        last = Some((text, place));
        place
    };
    let places: Vec<i64> = texts.map(place).collect();
    let mut packed = Vec::new();
    pack_numbers(&mut packed, places.iter().copied());
    pack_numbers(&mut packed, each.iter().map(|text| signed(text.len())));
    each.iter().for_each(|text| packed.extend_from_slice(text.as_bytes()));
    packed
}

/// Packs numbers: how many there are, bytes for each, the least, and how much each is above it.
pub(super) fn pack_numbers(into: &mut Vec<u8>, numbers: impl Iterator<Item = i64> + Clone) {
    // Of no numbers no room is taken.
    let least = numbers.clone().min().unwrap_or(0);
    let most = numbers.clone().map(|number| number.abs_diff(least)).fold(0, u64::max);
    let width = usize::try_from((u64::BITS - most.leading_zeros()).div_ceil(8)).expect("at most 8");
    for head in [signed(numbers.clone().count()), signed(width), least] {
        into.extend(head.to_le_bytes());
    }
    for number in numbers {
        into.extend(number.abs_diff(least).to_le_bytes().iter().take(width));
    }
}

impl<'a> PackedNumbers<'a> {
    /// Takes the numbers that come next; `None` where the bytes are no numbers.
    pub(super) fn take(from: &mut &'a [u8]) -> Option<Self> {
        let mut head = || {
            let (word, rest) = from.split_first_chunk()?;
            *from = rest;
            Some(i64::from_le_bytes(*word))
        };
        let (count, width, least) = (head()?, head()?, head()?);
        let count = usize::try_from(count).ok().filter(|count| *count <= MOST_ROWS)?;
        let width = usize::try_from(width).ok().filter(|width| *width <= 8)?;
        let (packed, rest) = from.split_at_checked(count * width)?;
        *from = rest;
        Some(Self { packed, count, width, least })
    }

    /// Returns the count of numbers.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Returns the number in a row; `None` where there is no such row.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<i64> {
        let rest = self.packed.get(row * self.width..).filter(|_| row < self.count)?;
        let word = match rest.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            None => self.last_word(rest),
        };
        let unused = u64::BITS - 8 * u32::try_from(self.width).expect("at most eight bytes");
        let above = if unused == u64::BITS { 0 } else { word << unused >> unused };
        Some(self.least.wrapping_add_unsigned(above))
    }

    /// Reads fewer than eight bytes.
    #[cold]
    fn last_word(&self, bytes: &[u8]) -> u64 {
        bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
    }

    /// Returns whether all lie in a range.
    fn are_all_in(&self, range: Range<i64>) -> bool {
        if self.width != 1 {
            return self.to_vec().iter().all(|number| range.contains(number));
        }
        // As most columns are: the least and the most say it of all.
        let [least, most] = self
            .packed
            .iter()
            .fold([u8::MAX, 0], |[least, most], above| [least.min(*above), most.max(*above)]);
        let is_in = |above: u8| {
            let number = self.least.checked_add(i64::from(above));
            number.is_some_and(|number| range.contains(&number))
        };
        self.packed.is_empty() || (is_in(least) && is_in(most))
    }

    /// Returns all of them.
    pub(super) fn to_vec(self) -> Vec<i64> {
        match self.width {
            0 => vec![self.least; self.count],
            1 => self.of_width::<1>(),
            2 => self.of_width::<2>(),
            3 => self.of_width::<3>(),
            4 => self.of_width::<4>(),
            5 => self.of_width::<5>(),
            6 => self.of_width::<6>(),
            7 => self.of_width::<7>(),
            _ => self.of_width::<8>(),
        }
    }

    fn of_width<const WIDTH: usize>(self) -> Vec<i64> {
        let number = |bytes: &[u8; WIDTH]| {
            let mut word = [0; 8];
            word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            self.least.wrapping_add_unsigned(u64::from_le_bytes(word))
        };
        self.packed.as_chunks().0.iter().map(number).collect()
    }
}

/// Returns a count of what is in memory.
fn signed(count: usize) -> i64 {
    i64::try_from(count).expect("what is in memory is counted in 63 bits")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_number() -> impl Strategy<Value = i64> {
        prop_oneof![any::<i64>(), 0..300_i64, 1_760_000_000_000..1_770_000_000_000_i64]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            one in prop::collection::vec(any_number(), 0..40),
            two in prop::collection::vec(0..3_i64, 0..40),
            texts in prop::collection::vec("[a-c红]{0,2}", 0..40),
        ) {
            let mut packed = Vec::new();
            pack_numbers(&mut packed, one.iter().copied());
            pack_numbers(&mut packed, two.iter().copied());
            let mut from = packed.as_slice();
            for numbers in [one, two] {
                let packed = PackedNumbers::take(&mut from).unwrap();
                prop_assert_eq!(packed.to_vec(), numbers.clone());
                for row in 0..=numbers.len() {
                    prop_assert_eq!(packed.get(row), numbers.get(row).copied());
                }
                let ends = [i64::MIN, -1, 0, 1, 2, 3, 256, i64::MAX];
                for (first, end) in ends.iter().flat_map(|one| ends.map(|two| (*one, two))) {
                    let range = first..end;
                    let are_all = numbers.iter().all(|number| range.contains(number));
                    prop_assert_eq!(packed.are_all_in(range), are_all);
                }
            }
            prop_assert!(from.is_empty());
            let packed = pack_texts(texts.len(), texts.iter().map(String::as_str));
            let unpacked = TextDictionary::of(&packed, texts.len()).unwrap();
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(unpacked.get(row), text);
                prop_assert_eq!(unpacked.rows_where(|text| text.contains('a'))[row], text.contains('a'));
            }
            prop_assert_eq!(unpacked.get(texts.len()), "");
        }

        #[test]
        fn damaged_bytes_are_refused_or_read_as_something_else(
            texts in prop::collection::vec("[a-c红]{0,2}", 1..9),
            at in any::<prop::sample::Index>(),
            byte: u8,
            length in any::<prop::sample::Index>(),
        ) {
            let mut packed = pack_texts(texts.len(), texts.iter().map(String::as_str));
            let at = at.index(packed.len());
            packed[at] = byte;
            packed.truncate(length.index(packed.len() + 1));
            let unpacked = TextDictionary::of(&packed, texts.len());
            prop_assert!(unpacked.is_none_or(|texts| texts.texts.len() <= MOST_ROWS));
        }
    }

    #[test]
    fn equal_numbers_take_no_room() {
        let mut packed = Vec::new();
        pack_numbers(&mut packed, std::iter::repeat_n(1_760_000_000_000, 1000));
        assert_eq!(packed.len(), 24);
    }
}
