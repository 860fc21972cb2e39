//! Finds delimiters, line breaks and quotes, sixty-four bytes at a time, with the widest registers
//! that the processor has.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x64};

use crate::input::table::csv::unquoted::MARKS;

/// What is searched for.
#[derive(Clone, Copy)]
pub(crate) struct Needles {
    delimiter: u8,
    level: Level,
}

/// What was found. There is room beyond what counts, so that marks are written eight at a time
/// however many there are: how many there are is never foreseen.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    all: Vec<u32>,
    count: usize,
    breaks: Vec<u32>,
    break_count: usize,
}

/// Room beyond the marks of what was searched: what is written at a time, and what is lent of the
/// last record.
const BEYOND: usize = PACKED + MARKS;
/// Marks that are written at a time.
const AT_A_TIME: usize = 8;
/// Marks that are written at a time where registers are packed at once.
const PACKED: usize = 16;

impl Marks {
    /// Returns where needles stand.
    #[inline]
    pub(crate) fn all(&self) -> &[u32] {
        self.all.get(..self.count).unwrap_or_default()
    }

    /// Returns the marks from one on, and what stands after the last.
    #[inline]
    pub(crate) fn from(&self, at: usize) -> Option<&[u32; MARKS]> {
        self.all.get(at..)?.first_chunk()
    }

    /// Returns where line breaks and quotes stand.
    #[inline]
    pub(crate) fn breaks(&self) -> &[u32] {
        self.breaks.get(..self.break_count).unwrap_or_default()
    }

    /// Begins anew, with one mark that is found nowhere.
    pub(crate) fn begin(&mut self, mark: u32) {
        self.make_room(1);
        if let Some(first) = self.all.first_mut() {
            *first = mark;
        }
        (self.count, self.break_count) = (1, 0);
    }

    /// Drops the first marks, line breaks and quotes all among them.
    pub(crate) fn drop_first(&mut self, marks: usize) {
        let marks = marks.min(self.count);
        self.all.copy_within(marks..self.count, 0);
        self.count -= marks;
        self.break_count = 0;
    }

    /// Makes room for the marks of so many bytes.
    fn make_room(&mut self, bytes: usize) {
        let room = bytes.next_multiple_of(64) + BEYOND;
        for (list, count) in [(&mut self.all, self.count), (&mut self.breaks, self.break_count)] {
            if list.len() < count + room {
                list.resize(count + room, 0);
            }
        }
    }

    /// Adds the marks of 64 bytes, a bit each.
    #[inline(always)]
    fn add(&mut self, at: u32, mut all: u64) {
        let mut from = self.count;
        self.count += usize::try_from(all.count_ones()).unwrap_or(0);
        while let Some(rest) = self.all.get_mut(from..)
            && let Some(room) = rest.first_chunk_mut::<AT_A_TIME>()
        {
            for slot in room {
                *slot = place(at, all);
                all &= all.wrapping_sub(1);
            }
            if all == 0 {
                break;
            }
            from += AT_A_TIME;
        }
    }

    /// Adds so many marks of 64 bytes, of which the first have been packed.
    #[inline(always)]
    fn add_packed(&mut self, at: u32, all: u64, packed: [u8; 64]) {
        let marks = usize::try_from(all.count_ones()).unwrap_or(0);
        let rest = self.all.get_mut(self.count..).unwrap_or_default();
        if let (Some(room), Some(first)) =
            (rest.first_chunk_mut::<PACKED>(), packed.first_chunk::<PACKED>())
        {
            for (slot, place) in room.iter_mut().zip(first) {
                *slot = at.wrapping_add(u32::from(*place));
            }
        }
        if marks > PACKED {
            self.add(at, all);
        } else {
            self.count += marks;
        }
    }

    /// Adds the line breaks and quotes of 64 bytes, a bit each.
    #[inline(always)]
    fn add_breaks(&mut self, at: u32, mut breaks: u64) {
        loop {
            if let Some(slot) = self.breaks.get_mut(self.break_count) {
                *slot = place(at, breaks);
            }
            self.break_count += usize::from(breaks != 0);
            breaks &= breaks.wrapping_sub(1);
            if breaks == 0 {
                break;
            }
        }
    }
}

impl Needles {
    /// Searches for a delimiter, line breaks and double quotes.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self { delimiter, level: Level::new() }
    }

    /// Adds the marks of some bytes, the first of which stands at `at`; returns whether all are
    /// ASCII.
    pub(crate) fn search(self, bytes: &[u8], at: u32, marks: &mut Marks) -> bool {
        marks.make_room(bytes.len());
        let delimiter = self.delimiter;
        dispatch!(self.level, simd => search(simd, delimiter, bytes, at, marks))
    }
}

/// Returns the place of the lowest bit; without any, a place that no one looks at.
#[inline(always)]
fn place(at: u32, bits: u64) -> u32 {
    at.wrapping_add(bits.trailing_zeros())
}

/// The places of 64 bytes.
const PLACES: [u8; 64] = {
    let (mut places, mut at) = ([0; 64], 0);
    while at < 64 {
        if let Some((_, rest)) = places.split_at_mut_checked(at as usize)
            && let Some(place) = rest.first_mut()
        {
            *place = at;
        }
        at += 1;
    }
    places
};

/// Tells whether the registers are of the kind that is packed at once.
#[inline(always)]
fn packs<S: Simd>(simd: S) -> bool {
    #[cfg(target_arch = "x86_64")]
    return matches!(simd.level(), Level::Avx512(_));
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

/// What is searched for, in registers, and all bytes met so far.
struct Search<S: Simd> {
    delimiter: u8x64<S>,
    feed: u8x64<S>,
    carriage: u8x64<S>,
    quote: u8x64<S>,
    seen: u8x64<S>,
    /// The places of 64 bytes.
    places: u8x64<S>,
    /// The processor packs a register at once.
    packs: bool,
}

// All of a search is inlined, closures would not be, so that it is built for the chosen registers.
#[inline(always)]
fn search<S: Simd>(simd: S, delimiter: u8, bytes: &[u8], mut at: u32, marks: &mut Marks) -> bool {
    let mut search = Search {
        delimiter: u8x64::splat(simd, delimiter),
        feed: u8x64::splat(simd, b'\n'),
        carriage: u8x64::splat(simd, b'\r'),
        quote: u8x64::splat(simd, b'"'),
        seen: u8x64::splat(simd, 0),
        places: u8x64::simd_from(simd, PLACES),
        packs: packs(simd),
    };
    let (pieces, rest) = bytes.as_chunks::<64>();
    for piece in pieces {
        search.note(simd, *piece, at, marks);
        at += 64;
    }
    if !rest.is_empty() {
        let mut last = [0; 64];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        search.note(simd, last, at, marks);
    }
    search.seen.simd_lt(u8x64::splat(simd, 0x80)).all_true()
}

impl<S: Simd> Search<S> {
    /// Notes the needles among 64 bytes.
    #[inline(always)]
    fn note(&mut self, simd: S, piece: [u8; 64], at: u32, marks: &mut Marks) {
        let piece = u8x64::simd_from(simd, piece);
        self.seen |= piece;
        let breaks = piece.simd_eq(self.feed) | piece.simd_eq(self.carriage);
        let breaks = breaks | piece.simd_eq(self.quote);
        let all = breaks | piece.simd_eq(self.delimiter);
        if self.packs {
            let packed = simd.compress_u8x64(self.places, all);
            marks.add_packed(at, all.to_bitmask(), packed.into());
        } else {
            marks.add(at, all.to_bitmask());
        }
        marks.add_breaks(at, breaks.to_bitmask());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns every kind of registers that this processor has.
    fn levels() -> Vec<Level> {
        let best = Level::new();
        #[cfg(target_arch = "x86_64")]
        let others = [best.as_sse4_2().map(Level::Sse4_2), best.as_avx2().map(Level::Avx2)];
        #[cfg(not(target_arch = "x86_64"))]
        let others = [None];
        others.into_iter().flatten().chain([Level::baseline(), best]).collect()
    }

    fn check(needles: Needles, text: &[u8]) {
        let mut marks = Marks::default();
        assert!(needles.search(text, 7, &mut marks));
        let is_mark = |byte: u8| matches!(byte, b',' | b'\n' | b'\r' | b'"');
        let all: Vec<u32> =
            (7..).zip(text).filter(|(_, byte)| is_mark(**byte)).map(|(at, _)| at).collect();
        let at = |mark: &&u32| text[usize::try_from(**mark).unwrap() - 7];
        let breaks: Vec<u32> = all.iter().filter(|mark| at(mark) != b',').copied().collect();
        assert_eq!((marks.all(), marks.breaks()), (all.as_slice(), breaks.as_slice()));
        let passed = all.len() / 3;
        marks.drop_first(passed);
        assert!(needles.search(text, 7, &mut marks));
        assert_eq!(marks.all(), [&all[passed..], &all].concat());
        assert_eq!(marks.breaks(), breaks);
    }

    #[test]
    fn what_is_found_is_what_one_byte_after_another_finds() {
        // Mostly needles, a few of them, and as many as are packed at once or one more.
        let text = |bytes: &[u8], of: u32| -> Vec<u8> {
            let byte = |n: u32| bytes.get(usize::try_from(n * n % 97 % of).unwrap());
            (0..1_000).map(|n| byte(n).copied().unwrap_or(b'x')).collect()
        };
        let texts = [text(b",;\"\n\rab0 ,", 10), text(b",\n", 17), text(b",\"", 9), text(b",", 4)];
        for level in levels() {
            let needles = Needles { level, ..Needles::new(b',') };
            for text in &texts {
                (0..300).chain([1_000]).for_each(|length| check(needles, &text[..length]));
            }
            for at in 0..130 {
                let mut text = vec![b'a'; 130];
                text[at] = 0xe9;
                assert!(!needles.search(&text, 0, &mut Marks::default()), "{at}");
            }
        }
    }
}
