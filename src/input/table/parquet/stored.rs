//! Values as they stand in a page: one after another, or as codes of a dictionary.

use bytes::Bytes;
use parquet::basic::Type;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;

use super::filled::Filled;
use super::runs::broken;
use super::values::{Meaning, Place, Values, Written};

/// What stands in the pages of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// How a value is stored.
    pub(super) stored: Stored,
    /// What it stands for.
    pub(super) meaning: Meaning,
    /// The level of a row that has a value; 0 where every row has one.
    pub(super) full: i16,
}

/// How a value is stored where no dictionary is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// Bytes after their count.
    Bytes,
    /// Four bytes.
    Four,
    /// Eight bytes.
    Eight,
}

/// The values that codes stand for.
#[derive(Default)]
pub(super) struct Dictionary {
    bytes: ByteArray,
    texts: Vec<(u32, u32)>,
    numbers: Vec<i64>,
    /// How the numbers become texts, once somebody asks for them.
    unwritten: Option<Written>,
}

/// Numbers that were found to be right when they were written out.
#[derive(Default)]
pub(super) struct Right(Vec<i64>);

/// Bits of the place of a number among those found right.
const RIGHT_BITS: u32 = 14;

/// Which of some rows have a value.
pub(super) enum Present<'a> {
    All,
    Some(&'a Filled),
}

impl Stored {
    /// Returns how a type is stored; `None` for a type that is left to the slower reader.
    pub(super) fn of(physical: Type) -> Option<Self> {
        match physical {
            Type::BYTE_ARRAY => Some(Self::Bytes),
            Type::INT32 => Some(Self::Four),
            Type::INT64 | Type::DOUBLE => Some(Self::Eight),
            Type::BOOLEAN | Type::FLOAT | Type::INT96 | Type::FIXED_LEN_BYTE_ARRAY => None,
        }
    }
}

impl Shape {
    /// Returns how many bits a level takes.
    pub(super) fn level_bits(self) -> u8 {
        u8::try_from(i16::BITS - self.full.leading_zeros()).unwrap_or(16)
    }

    /// Returns a number as it is stored, and where the next begins.
    #[inline]
    fn number(self, bytes: &[u8], at: usize) -> Option<(i64, usize)> {
        let rest = bytes.get(at..)?;
        match self.stored {
            Stored::Four => Some((i64::from(i32::from_le_bytes(*rest.first_chunk()?)), at + 4)),
            Stored::Eight => Some((i64::from_le_bytes(*rest.first_chunk()?), at + 8)),
            Stored::Bytes => None,
        }
    }

    /// Returns how many bytes a number takes; `None` where none is stored, or it is written out.
    pub(super) fn width(self) -> Option<usize> {
        match (self.stored, self.meaning) {
            (Stored::Four, Meaning::Whole | Meaning::Moment { .. }) => Some(4),
            (Stored::Eight, Meaning::Whole | Meaning::Moment { .. }) => Some(8),
            (Stored::Bytes, _) | (_, Meaning::Text | Meaning::Written(_) | Meaning::Odd) => None,
        }
    }

    /// Returns the number that stands at a byte, as it is kept.
    #[inline]
    pub(super) fn kept(self, bytes: &[u8], at: usize) -> Option<i64> {
        self.number(bytes, at).map(|(number, _)| self.meaning.kept(number))
    }

    fn written(self) -> Option<Written> {
        match self.meaning {
            Meaning::Written(written) => Some(written),
            Meaning::Text | Meaning::Whole | Meaning::Moment { .. } | Meaning::Odd => None,
        }
    }
}

impl Dictionary {
    /// Reads a dictionary.
    pub(super) fn new(page: Bytes, count: u32, shape: Shape) -> Result<Self, ParquetError> {
        let mut dictionary = Self { bytes: page.into(), ..Self::default() };
        let mut at = 0;
        dictionary.unwritten = shape.written();
        for _ in 0..count {
            if shape.stored == Stored::Bytes {
                let (start, length) = text_at(dictionary.bytes.data(), at).ok_or_else(broken)?;
                dictionary.texts.push((start, length));
                at = after(start, length);
                continue;
            }
            let (number, next) = shape.number(dictionary.bytes.data(), at).ok_or_else(broken)?;
            at = next;
            dictionary.numbers.push(shape.meaning.kept(number));
        }
        Ok(dictionary)
    }

    /// Tells whether every text is right; of numbers found right before it is not asked again.
    pub(super) fn every_text(
        &self,
        found: &mut Right,
        mut right: impl FnMut(&[u8]) -> bool,
    ) -> bool {
        let Some(written) = self.unwritten else {
            return self.texts.iter().all(|(start, length)| {
                let from = usize::try_from(*start).unwrap_or(usize::MAX);
                self.bytes.data().get(from..after(*start, *length)).is_some_and(&mut right)
            });
        };
        let mut digits = String::new();
        self.numbers.iter().all(|number| {
            found.has(*number) || {
                digits.clear();
                written.write(*number, &mut digits);
                right(digits.as_bytes()) && found.add(*number)
            }
        })
    }

    /// Writes numbers out that were not yet.
    fn write_out(&mut self) {
        let Some(written) = self.unwritten.take() else { return };
        let mut digits = String::new();
        let texts = self.numbers.iter().filter_map(|number| write(written, *number, &mut digits));
        self.texts = texts.collect();
        self.bytes = digits.into_bytes().into();
    }

    /// Appends the values of codes.
    pub(super) fn take(
        &mut self,
        codes: &[u32],
        present: Present<'_>,
        count: usize,
        values: &mut Values,
    ) -> Option<()> {
        let mut codes = codes.iter();
        let mut next = || usize::try_from(*codes.next()?).ok();
        match values {
            Values::Texts(texts) => {
                self.write_out();
                let buffer = texts.add(self.bytes.clone())?;
                present.place(count, &mut texts.places, || {
                    let (start, length) = *self.texts.get(next()?)?;
                    Some(Place { buffer, start, length })
                })
            }
            Values::Numbers(numbers) => {
                present.place(count, numbers.kept()?, || self.numbers.get(next()?).copied())
            }
            Values::Odd(_) => Some(()),
        }
    }
}

impl Right {
    fn place(number: i64) -> usize {
        // Amounts differ in all their bits, or in the lowest alone.
        let spread = number.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(spread >> (u64::BITS - RIGHT_BITS)).unwrap_or(0)
    }

    fn has(&self, number: i64) -> bool {
        number != 0 && self.0.get(Self::place(number)) == Some(&number)
    }

    /// Adds a number, in place of another perhaps; returns true.
    fn add(&mut self, number: i64) -> bool {
        self.0.resize(1 << RIGHT_BITS, 0);
        if let Some(slot) = self.0.get_mut(Self::place(number)) {
            *slot = number;
        }
        true
    }
}

impl Present<'_> {
    /// Appends a value for each row that has one, and nothing for the others.
    fn place<V>(
        &self,
        count: usize,
        into: &mut Vec<Option<V>>,
        mut next: impl FnMut() -> Option<V>,
    ) -> Option<()> {
        into.reserve(count);
        match self {
            Self::All => {
                for _ in 0..count {
                    into.push(Some(next()?));
                }
            }
            Self::Some(filled) => {
                for filled in filled.each() {
                    into.push(if filled { Some(next()?) } else { None });
                }
            }
        }
        Some(())
    }

    /// Calls for each row that has a value.
    fn each(&self, count: usize, mut next: impl FnMut() -> Option<()>) -> Option<()> {
        let filled = match self {
            Self::All => count,
            Self::Some(filled) => filled.count(),
        };
        (0..filled).try_for_each(|_| next())
    }
}

/// Returns where the text begins whose length stands at a byte, and how long it is.
fn text_at(bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    let length = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    let start = at + 4;
    (after(u32::try_from(start).ok()?, length) <= bytes.len())
        .then_some((u32::try_from(start).ok()?, length))
}

fn after(start: u32, length: u32) -> usize {
    let wide = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    wide(start).saturating_add(wide(length))
}

/// Appends texts that stand one after another.
pub(super) fn plain_texts(
    bytes: &ByteArray,
    at: &mut usize,
    (present, count): (Present<'_>, usize),
    values: &mut Values,
) -> Option<()> {
    let data = bytes.data();
    let mut next = || {
        let (start, length) = text_at(data, *at)?;
        *at = after(start, length);
        Some((start, length))
    };
    match values {
        Values::Texts(texts) => {
            let buffer = texts.add(bytes.clone())?;
            present.place(count, &mut texts.places, || {
                next().map(|(start, length)| Place { buffer, start, length })
            })
        }
        Values::Numbers(_) => None,
        Values::Odd(_) => present.each(count, || next().map(|_| ())),
    }
}

/// Appends numbers that stand one after another.
pub(super) fn plain_numbers(
    bytes: &ByteArray,
    at: &mut usize,
    (present, count): (Present<'_>, usize),
    shape: Shape,
    values: &mut Values,
) -> Option<()> {
    let data = bytes.data();
    let mut next = || {
        let (number, after) = shape.number(data, *at)?;
        *at = after;
        Some(number)
    };
    match values {
        Values::Texts(texts) => {
            let written = shape.written()?;
            let buffer = texts.add(ByteArray::from(Vec::new()))?;
            let mut digits = String::new();
            present.place(count, &mut texts.places, || {
                let (start, length) = write(written, next()?, &mut digits)?;
                Some(Place { buffer, start, length })
            })?;
            texts.fill(digits.into_bytes().into())
        }
        Values::Numbers(numbers) => present
            .place(count, numbers.kept()?, || next().map(|number| shape.meaning.kept(number))),
        Values::Odd(_) => present.each(count, || next().map(|_| ())),
    }
}

/// Writes a number out, and returns where it stands.
fn write(written: Written, number: i64, into: &mut String) -> Option<(u32, u32)> {
    let start = into.len();
    written.write(number, into);
    Some((u32::try_from(start).ok()?, u32::try_from(into.len() - start).ok()?))
}
