//! Whole numbers as Parquet packs them: runs of one number, and numbers of a few bits each.

use std::ops::Range;

use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;

use super::filled::Filled;

/// Numbers that are unpacked one after another.
pub(super) struct Runs {
    bytes: ByteArray,
    at: usize,
    end: usize,
    width: usize,
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    /// The same number, so many times more.
    Same { number: u32, left: usize },
    /// Numbers that begin at this bit of the bytes.
    Packed { bit: usize, left: usize },
}

impl Runs {
    /// Unpacks numbers of `width` bits.
    pub(super) fn new(
        bytes: ByteArray,
        range: Range<usize>,
        width: u8,
    ) -> Result<Self, ParquetError> {
        if width > 32 || range.end > bytes.len() {
            return Err(broken());
        }
        let run = Run::Same { number: 0, left: 0 };
        Ok(Self { bytes, at: range.start, end: range.end, width: usize::from(width), run })
    }

    /// Takes the next `count` numbers if they are known to be the same, and returns which one.
    pub(super) fn same(&mut self, count: usize) -> Result<Option<u32>, ParquetError> {
        self.open()?;
        match &mut self.run {
            Run::Same { number, left } if *left >= count => {
                *left -= count;
                Ok(Some(*number))
            }
            Run::Same { .. } | Run::Packed { .. } => Ok(None),
        }
    }

    /// Appends the next `count` numbers.
    pub(super) fn read(&mut self, count: usize, into: &mut Vec<u32>) -> Result<(), ParquetError> {
        let mut wanted = count;
        while wanted > 0 {
            self.open()?;
            let taken = match &mut self.run {
                Run::Same { number, left } => {
                    let taken = wanted.min(*left);
                    into.extend(std::iter::repeat_n(*number, taken));
                    *left -= taken;
                    taken
                }
                Run::Packed { bit, left } => {
                    let taken = wanted.min(*left);
                    unpack(self.bytes.data(), *bit, (self.width, taken), into);
                    *bit += taken * self.width;
                    *left -= taken;
                    taken
                }
            };
            wanted -= taken;
        }
        Ok(())
    }

    /// Adds the next `count` levels as rows that have a value, at the level `full`, or none.
    pub(super) fn filled(
        &mut self,
        count: usize,
        full: u32,
        into: &mut Filled,
    ) -> Result<(), ParquetError> {
        let (mut wanted, mut levels) = (count, Vec::new());
        while wanted > 0 {
            self.open()?;
            let taken = match &mut self.run {
                Run::Same { number, left } => {
                    let taken = wanted.min(*left);
                    into.extend(*number == full, taken);
                    *left -= taken;
                    taken
                }
                Run::Packed { bit, left } => {
                    let taken = wanted.min(*left).min(64 - into.rows() % 64).min(56);
                    if self.width == 1 && full == 1 {
                        into.push(word(self.bytes.data(), *bit), taken);
                    } else {
                        levels.clear();
                        unpack(self.bytes.data(), *bit, (self.width, taken), &mut levels);
                        levels.iter().for_each(|level| into.extend(*level == full, 1));
                    }
                    *bit += taken * self.width;
                    *left -= taken;
                    taken
                }
            };
            wanted -= taken;
        }
        Ok(())
    }

    /// Begins the next run where the present one is over.
    fn open(&mut self) -> Result<(), ParquetError> {
        loop {
            match self.run {
                Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => {}
                Run::Same { .. } | Run::Packed { .. } => return Ok(()),
            }
            let header = self.length()?;
            let count = usize::try_from(header >> 1).map_err(|_| broken())?;
            if header & 1 == 1 {
                // The last run of some writers ends before its last group of eight is full.
                let bits = count.checked_mul(8).and_then(|c| c.checked_mul(self.width));
                let bytes = bits.map(|bits| bits / 8).ok_or_else(broken)?;
                self.run = Run::Packed { bit: self.at * 8, left: count * 8 };
                self.at = self.end.min(self.at.saturating_add(bytes));
            } else {
                let mut number = 0;
                for shift in (0..self.width.div_ceil(8)).map(|byte| 8 * byte) {
                    number |= u32::from(self.byte()?) << shift;
                }
                self.run = Run::Same { number, left: count };
            }
        }
    }

    fn length(&mut self) -> Result<u64, ParquetError> {
        let mut length = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(length);
            }
        }
        Err(broken())
    }

    fn byte(&mut self) -> Result<u8, ParquetError> {
        let byte = self.bytes.data().get(self.at).filter(|_| self.at < self.end);
        self.at += 1;
        byte.copied().ok_or_else(broken)
    }
}

/// Appends numbers of `width` bits that begin at a bit; what is beyond the bytes is 0.
fn unpack(bytes: &[u8], bit: usize, (width, count): (usize, usize), into: &mut Vec<u32>) {
    let mask = (1_u64 << width) - 1;
    into.reserve(count);
    let mut bit = bit;
    for _ in 0..count {
        into.push(u32::try_from(word(bytes, bit) & mask).unwrap_or(0));
        bit += width;
    }
}

/// Returns the bits from one on, at least 57 of them; what is beyond the bytes is 0.
#[inline]
fn word(bytes: &[u8], bit: usize) -> u64 {
    let rest = bytes.get(bit / 8..).unwrap_or_default();
    let word = match rest.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => rest.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte)),
    };
    word >> (bit % 8)
}

pub(super) fn broken() -> ParquetError {
    ParquetError::General("packed numbers that do not fit their page".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(bytes: &[u8], width: u8, counts: &[usize]) -> Result<Vec<u32>, ParquetError> {
        let mut runs = Runs::new(ByteArray::from(bytes.to_vec()), 0..bytes.len(), width)?;
        let mut all = Vec::new();
        for count in counts {
            match runs.same(*count)? {
                Some(number) => all.extend(std::iter::repeat_n(number, *count)),
                None => runs.read(*count, &mut all)?,
            }
        }
        Ok(all)
    }

    #[test]
    fn runs_of_both_kinds_are_unpacked_in_any_steps() {
        // Five times 4, then 0 to 7 in three bits each (the example of the format's description).
        let bytes = [5 << 1, 4, (1 << 1) | 1, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        let all = [4, 4, 4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7];
        assert_eq!(numbers(&bytes, 3, &[13]).unwrap(), all);
        assert_eq!(numbers(&bytes, 3, &[2, 3, 1, 7]).unwrap(), all);
        assert_eq!(numbers(&bytes, 3, &[1; 13]).unwrap(), all);
    }

    #[test]
    fn numbers_without_bits_are_0_and_wide_ones_are_whole() {
        assert_eq!(numbers(&[(2 << 1) | 1], 0, &[16]).unwrap(), [0; 16]);
        assert_eq!(numbers(&[2, 1, 2, 3, 4], 32, &[1]).unwrap(), [0x0403_0201]);
        assert_eq!(numbers(&[3, 1, 2], 16, &[1, 2]).unwrap(), [0x0201, 0, 0]);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        assert!(numbers(&[], 1, &[1]).is_err());
        assert!(numbers(&[8], 8, &[1]).is_err());
        assert!(numbers(&[2, 5], 8, &[2]).is_err());
        assert!(numbers(&[0xff; 9], 8, &[1]).is_err());
        assert!(numbers(&[2, 5], 33, &[1]).is_err());
    }
}
