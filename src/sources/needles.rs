//! Finds delimiters, line breaks and quotes, sixteen bytes at a time.

use wide::u8x16;

/// What is searched for.
#[derive(Clone, Copy)]
pub(super) struct Needles {
    delimiter: u8x16,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where needles stand.
    pub(super) all: Vec<u32>,
    /// Which of them are line breaks and quotes.
    pub(super) breaks: Vec<u32>,
}

impl Needles {
    /// Searches for a delimiter, line breaks and double quotes.
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter: u8x16::splat(delimiter) }
    }

    /// Adds the marks of some bytes, the first of which stands at `at`; returns whether all are
    /// ASCII.
    pub(super) fn search(self, bytes: &[u8], mut at: u32, marks: &mut Marks) -> bool {
        let (pieces, rest) = bytes.as_chunks::<64>();
        let mut seen = u8x16::ZERO;
        for piece in pieces {
            self.note(piece, at, marks, &mut seen);
            at += 64;
        }
        if !rest.is_empty() {
            let mut last = [0; 64];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            self.note(&last, at, marks, &mut seen);
        }
        seen.to_bitmask() == 0
    }

    /// Notes the needles among 64 bytes.
    #[inline]
    fn note(self, piece: &[u8; 64], at: u32, marks: &mut Marks, seen: &mut u8x16) {
        let (mut all, mut breaks) = (0_u64, 0_u64);
        for (index, part) in piece.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*part);
            *seen |= bytes;
            let is = |needle: u8| bytes.simd_eq(u8x16::splat(needle));
            let other = is(b'\n') | is(b'\r') | is(b'"');
            let any = bytes.simd_eq(self.delimiter) | other;
            breaks |= u64::from(other.to_bitmask()) << (16 * index);
            all |= u64::from(any.to_bitmask()) << (16 * index);
        }
        let before = u32::try_from(marks.all.len()).unwrap_or(u32::MAX);
        while breaks != 0 {
            let below = (breaks & breaks.wrapping_neg()) - 1;
            marks.breaks.push(before + (all & below).count_ones());
            breaks &= breaks - 1;
        }
        while all != 0 {
            marks.all.push(at + all.trailing_zeros());
            all &= all - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_what_one_byte_after_another_finds() {
        let text: Vec<u8> = (0..1_000_u32)
            .map(|n| b",;\"\n\rab0 ,"[usize::try_from(n * n % 97 % 10).unwrap()])
            .collect();
        for length in (0..300).chain([1_000]) {
            let (needles, text) = (Needles::new(b','), &text[..length]);
            let mut marks = Marks::default();
            assert!(needles.search(text, 7, &mut marks));
            let is_mark = |byte: u8| matches!(byte, b',' | b'\n' | b'\r' | b'"');
            let all: Vec<u32> =
                (7..).zip(text).filter(|(_, byte)| is_mark(**byte)).map(|(at, _)| at).collect();
            let at = |mark: &u32| text[usize::try_from(*mark).unwrap() - 7];
            let breaks: Vec<u32> =
                (0..).zip(&all).filter(|(_, mark)| at(mark) != b',').map(|(at, _)| at).collect();
            assert_eq!((marks.all, marks.breaks), (all, breaks));
        }
        let needles = Needles::new(b',');
        for at in 0..130 {
            let mut text = vec![b'a'; 130];
            text[at] = 0xe9;
            assert!(!needles.search(&text, 0, &mut Marks::default()), "{at}");
        }
    }
}
