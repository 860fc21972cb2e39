//! Finds where the fields and records of delimited text end.
//!
//! Regular text is searched sixty-four bytes at a time with the widest registers that the processor
//! has: what stands in quotes is known by the exclusive or of all quotes before. Text whose quotes do
//! not stand where RFC 4180 has them is searched byte by byte: a quote inside an unquoted field is
//! a part of it, and what follows a closing quote is kept and reported.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, mask8x64, u8x64};

use crate::input::table::cell_chunk::{to_u32, to_usize};
use crate::input::table::csv::quote_scan::{QuoteScan, Step};

/// A block ends inside quotes: it was cut in the wrong place, or a quote is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenQuote {
    /// Records of the block before the one that is not closed.
    pub(crate) records: usize,
}

/// Where the fields and records of one block end. Lists are kept from block to block.
#[derive(Debug)]
pub(crate) struct StructuralIndex {
    delimiter: u8,
    level: Level,
    ends: Positions,
    /// Of each record, the place among the ends that follows its last; the first is 1.
    records: Places,
    /// Of each field that begins with a quote, the place of its end among the ends, ascending.
    quoted: Places,
    /// Records with a text after a closing quote, in order.
    pub(crate) irregular: Vec<u32>,
    ascii: bool,
    /// The block that was searched last has quotes.
    has_quotes: bool,
    /// Line breaks may stand in quotes.
    pub(crate) has_quoted_breaks: bool,
    /// Whether fields that begin with a quote may hold others.
    pub(crate) inner_quotes: InnerQuotes,
}

/// Whether fields that begin with a quote may hold others but the one that ends them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InnerQuotes {
    /// None of the block does.
    Nowhere,
    /// Some may.
    Possible,
}

/// Positions in a block, ascending, after one that stands before its first byte. There is room
/// beyond those that count, so that they are written several at a time: how many there are in a
/// piece is never foreseen.
#[derive(Debug, Default)]
struct Positions {
    all: Vec<u32>,
    count: usize,
}

/// Places among positions; what counts stands before what is left of the block before.
#[derive(Debug, Default)]
struct Places {
    all: Vec<u32>,
    count: usize,
}

impl Places {
    fn push(&mut self, place: u32) {
        self.make_room(1);
        self.add(place);
    }

    /// Makes room for so many more places.
    fn make_room(&mut self, more: usize) {
        if self.all.len() < self.count + more {
            self.all.resize((self.all.len() * 2).max(self.count + more), 0);
        }
    }

    /// Adds a place for which room was made.
    #[inline(always)]
    fn add(&mut self, place: u32) {
        if let Some(slot) = self.all.get_mut(self.count) {
            *slot = place;
        }
        self.count += 1;
    }

    #[inline]
    fn get(&self) -> &[u32] {
        self.all.get(..self.count).unwrap_or_default()
    }
}

/// Positions that are written at a time.
const AT_A_TIME: usize = 8;
/// Positions that are written at a time where registers are packed at once.
const PACKED: usize = 16;
/// Room for the positions of 64 bytes, and for what is written beyond them.
const ROOM: usize = 64 + PACKED;
/// Pieces of 64 bytes for which room is made at a time: a call of what makes it, however seldom, would
/// take the registers of each piece.
const GROUP: usize = 16;
/// Before the first byte of a block: one more is 0.
const BEFORE: u32 = u32::MAX;

impl Positions {
    fn clear(&mut self) {
        self.make_room(1);
        if let Some(first) = self.all.first_mut() {
            *first = BEFORE;
        }
        self.count = 1;
    }

    /// Makes room for so many more positions, and for what is written beyond them.
    fn make_room(&mut self, more: usize) {
        let needed = self.count + more + ROOM;
        if self.all.len() < needed {
            self.all.resize((self.all.len() * 2).max(needed), 0);
        }
    }

    fn push(&mut self, at: u32) {
        self.make_room(1);
        if let Some(slot) = self.all.get_mut(self.count) {
            *slot = at;
        }
        self.count += 1;
    }

    /// Adds the positions of 64 bytes, a bit each, for which room was made.
    #[inline(always)]
    fn add(&mut self, at: u32, mut bits: u64) {
        let count = bits.count_ones();
        let mut put = |room: &mut [u32; AT_A_TIME]| {
            for slot in room {
                *slot = at.wrapping_add(bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
            }
            bits == 0
        };
        let room = self.all.get_mut(self.count..self.count + ROOM).unwrap_or_default();
        if let Some((first, rest)) = room.split_first_chunk_mut()
            && !put(first)
        {
            rest.as_chunks_mut().0.iter_mut().any(put);
        }
        self.count += to_usize(count);
    }

    /// Adds the positions of 64 bytes, of which the first have been packed and for which room was made.
    #[inline(always)]
    fn add_packed(&mut self, at: u32, bits: u64, packed: [u8; 64]) {
        let count = to_usize(bits.count_ones());
        let rest = self.all.get_mut(self.count..).unwrap_or_default();
        if let (Some(room), Some(first)) =
            (rest.first_chunk_mut::<PACKED>(), packed.first_chunk::<PACKED>())
        {
            for (slot, place) in room.iter_mut().zip(first) {
                *slot = at.wrapping_add(u32::from(*place));
            }
        }
        if count > PACKED {
            self.add(at, bits);
        } else {
            self.count += count;
        }
    }
}

impl StructuralIndex {
    /// Prepares for a delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            level: Level::new(),
            ends: Positions::default(),
            records: Places::default(),
            quoted: Places::default(),
            irregular: Vec::new(),
            ascii: true,
            has_quotes: false,
            has_quoted_breaks: true,
            inner_quotes: InnerQuotes::Possible,
        }
    }

    /// Searches a block of whole records.
    pub(crate) fn search(&mut self, text: &[u8]) -> Result<(), OpenQuote> {
        self.clear();
        let (delimiter, level) = (self.delimiter, self.level);
        loop {
            let outcome = dispatch!(level, simd => match self.has_quotes {
                true => search::<_, true>(simd, delimiter, text, self),
                false => search::<_, false>(simd, delimiter, text, self),
            });
            match outcome {
                Outcome::Regular => {
                    self.end(text);
                    return Ok(());
                }
                Outcome::Irregular => return self.search_carefully(text),
                Outcome::QuotesMissed => {
                    self.clear();
                    self.has_quotes = true;
                }
            }
        }
    }

    /// Searches a block byte by byte.
    pub(crate) fn search_carefully(&mut self, text: &[u8]) -> Result<(), OpenQuote> {
        let ascii = text.is_ascii();
        self.clear();
        self.ascii = ascii;
        let mut scan = QuoteScan::new(self.delimiter);
        let mut irregular = false;
        for (at, byte) in (0..).zip(text) {
            match scan.next(*byte) {
                Step::Inside => {}
                Step::AfterClosing => irregular = true,
                Step::Field => self.push_end(text, at),
                // The line feed of a pair ends the record.
                Step::Record if *byte == b'\r' && text.get(to_usize(at) + 1) == Some(&b'\n') => {}
                Step::Record => {
                    self.push_end(text, at);
                    if std::mem::take(&mut irregular) {
                        self.irregular.push(to_u32(self.len()));
                    }
                    self.push_record();
                }
            }
        }
        if scan.is_open() {
            return Err(OpenQuote { records: self.len() });
        }
        if irregular {
            self.irregular.push(to_u32(self.len()));
        }
        self.end(text);
        Ok(())
    }

    /// Makes room for what so many bytes hold at most.
    fn make_room(&mut self, bytes: usize) {
        self.ends.make_room(bytes);
        self.records.make_room(bytes);
        self.quoted.make_room(bytes);
    }

    fn clear(&mut self) {
        self.ends.clear();
        (self.records.count, self.quoted.count, self.ascii) = (0, 0, true);
        (self.inner_quotes, self.has_quoted_breaks) = (InnerQuotes::Possible, true);
        self.irregular.clear();
    }

    /// Ends a last record that no line break ends.
    fn end(&mut self, text: &[u8]) {
        let length = to_u32(text.len());
        let reached = self.records().last().map_or(0, |next| self.start(to_usize(*next) - 1));
        if reached < length {
            let place = to_u32(self.ends.count);
            // Of regular text, a quote at its beginning is noted already.
            match self.quoted().last() {
                Some(last) if *last == place => self.ends.push(length),
                Some(_) | None => self.push_end(text, length),
            }
            self.push_record();
        }
    }

    fn push_record(&mut self) {
        self.records.push(to_u32(self.ends.count));
    }

    /// Adds the end of a field of which the text is at hand.
    fn push_end(&mut self, text: &[u8], at: u32) {
        let start = to_usize(self.start(self.ends.count - 1));
        if text.get(start) == Some(&b'"') && start < to_usize(at) {
            self.quoted.push(to_u32(self.ends.count));
        }
        self.ends.push(at);
    }

    /// Returns the count of records.
    pub(crate) fn len(&self) -> usize {
        self.records.count
    }

    /// Returns the places among the positions of the ends of those fields that begin with a quote,
    /// ascending.
    #[inline]
    pub(crate) fn quoted(&self) -> &[u32] {
        self.quoted.get()
    }

    /// Returns whether all bytes are ASCII.
    pub(crate) fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Adds records that need a closer look.
    pub(crate) fn add_irregular(&mut self, records: impl Iterator<Item = u32>) {
        self.irregular.extend(records);
        self.irregular.sort_unstable();
        self.irregular.dedup();
    }

    /// Returns for each record where the position that follows its last stands among the positions;
    /// the first record begins with position 1.
    #[inline]
    pub(crate) fn records(&self) -> &[u32] {
        self.records.get()
    }

    /// Returns the positions: that at a place ends the field that begins after the one before it.
    #[inline]
    pub(crate) fn positions(&self) -> &[u32] {
        self.ends.all.get(..self.ends.count).unwrap_or_default()
    }

    /// Returns where the field begins that follows a place among the positions.
    fn start(&self, place: usize) -> u32 {
        self.ends.all.get(place).map_or(0, |end| end.wrapping_add(1))
    }

    /// Adds a record that has fewer fields than others as one that has so many, the missing ones
    /// empty; returns the place of its first position.
    pub(crate) fn pad(&mut self, first: u32, fields: usize, width: usize) -> u32 {
        let padded = to_u32(self.ends.count);
        let from = to_usize(first).saturating_sub(1);
        let mut last = 0;
        for place in from..=from + fields {
            last = self.ends.all.get(place).copied().unwrap_or(0);
            if place > from && self.quoted().binary_search(&to_u32(place)).is_ok() {
                self.quoted.push(to_u32(self.ends.count));
            }
            self.ends.push(last);
        }
        for _ in fields..width {
            self.ends.push(last);
        }
        padded + 1
    }
}

/// What has been met in the pieces before.
#[derive(Default)]
struct Carried {
    /// All bits where the next byte stands in quotes.
    inside: u64,
    /// A bit where the byte before closes quotes.
    closed: u64,
    /// A bit where a quote may open.
    may_open: u64,
    /// A bit where the next byte begins a field.
    begins: u64,
    /// What breaks the rules.
    wrong: u64,
    /// Quotes that stand for one inside a field.
    doubled: u64,
    /// Line breaks in quotes.
    quoted_breaks: u64,
}

/// What else 64 bytes hold in which quotes stand, or before which quotes were closed: a bit for each.
#[derive(Clone, Copy)]
struct QuotedPiece {
    quotes: u64,
    /// Carriage returns before line feeds.
    pairs: u64,
    /// Bytes of the block.
    valid: u64,
}

impl Carried {
    /// Leaves out delimiters and line breaks that stand in quotes, checks that quotes stand where they
    /// should, and notes the fields that begin with one.
    #[inline(always)]
    fn quoted_piece(
        &mut self,
        QuotedPiece { quotes, pairs, valid }: QuotedPiece,
        all: &mut u64,
        breaks: &mut u64,
        index: &mut StructuralIndex,
    ) {
        let inside = prefix_xor(quotes) ^ self.inside;
        self.inside = (inside.cast_signed() >> 63).cast_unsigned();
        self.quoted_breaks |= *breaks & inside;
        *all &= !inside;
        *breaks &= !inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let may_open = *all | closing;
        self.wrong |= opening & !(may_open << 1 | self.may_open);
        let after_closing = (closing << 1 | self.closed) & valid;
        self.doubled |= after_closing & opening;
        self.wrong |= after_closing & !(*all | opening | (pairs & !inside));
        self.may_open = may_open >> 63;
        self.closed = closing >> 63;
        let mut quoted = quotes & (*all << 1 | self.begins);
        self.begins = *all >> 63;
        while quoted != 0 {
            let below = quoted ^ quoted.wrapping_sub(1);
            index.quoted.add(to_u32(index.ends.count) + (*all & below).count_ones());
            quoted &= quoted.wrapping_sub(1);
        }
    }
}

/// Which 64 bytes are searched.
#[derive(Clone, Copy)]
struct Piece<'t> {
    /// The block.
    text: &'t [u8],
    /// Where the first stands.
    at: u32,
    /// A bit for each byte that is of the block.
    valid: u64,
}

/// What became of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is found: quotes stand where they should.
    Regular,
    /// Some quote does not.
    Irregular,
    /// There are quotes, and they were not searched for.
    QuotesMissed,
}

/// The bytes that are searched for, and the places of 64 bytes, in registers.
struct Search<S: Simd> {
    delimiter: u8x64<S>,
    feed: u8x64<S>,
    carriage: u8x64<S>,
    quote: u8x64<S>,
    places: u8x64<S>,
    /// The processor packs a register at once.
    packs: bool,
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

/// Returns whether the registers are of the kind that is packed at once.
#[inline(always)]
fn packs<S: Simd>(simd: S) -> bool {
    #[cfg(target_arch = "x86_64")]
    return matches!(simd.level(), Level::Avx512(_));
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

/// Fills an index, and says there whether the text has quotes. All is inlined, closures would not be, so that it is built for the chosen registers.
#[inline(always)]
fn search<S: Simd, const QUOTES: bool>(
    simd: S,
    delimiter: u8,
    text: &[u8],
    index: &mut StructuralIndex,
) -> Outcome {
    let search = Search {
        delimiter: u8x64::splat(simd, delimiter),
        feed: u8x64::splat(simd, b'\n'),
        carriage: u8x64::splat(simd, b'\r'),
        quote: u8x64::splat(simd, b'"'),
        places: u8x64::simd_from(simd, PLACES),
        packs: packs(simd),
    };
    let mut seen = u8x64::splat(simd, 0);
    // Zero where some byte in this place was a quote.
    let mut unlike_quotes = u8x64::splat(simd, u8::MAX);
    let mut carried = Carried { may_open: 1, begins: 1, ..Carried::default() };
    let (pieces, rest) = text.as_chunks::<64>();
    let mut at = 0;
    for group in pieces.chunks(GROUP) {
        index.make_room(GROUP * 64);
        for piece in group {
            let bytes = u8x64::simd_from(simd, *piece);
            seen |= bytes;
            unlike_quotes = unlike_quotes.min(bytes ^ search.quote);
            let valid = u64::MAX;
            search.piece::<QUOTES>(simd, bytes, Piece { text, at, valid }, &mut carried, index);
            at += 64;
        }
    }
    if !rest.is_empty() {
        index.make_room(64);
        let mut last = [0; 64];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let bytes = u8x64::simd_from(simd, last);
        seen |= bytes;
        unlike_quotes = unlike_quotes.min(bytes ^ search.quote);
        let valid = (1 << rest.len()) - 1;
        search.piece::<QUOTES>(simd, bytes, Piece { text, at, valid }, &mut carried, index);
    }
    index.ascii = seen.simd_lt(u8x64::splat(simd, 0x80)).all_true();
    index.has_quotes = unlike_quotes.simd_eq(u8x64::splat(simd, 0)).any_true();
    if index.has_quotes && !QUOTES {
        Outcome::QuotesMissed
    } else if carried.wrong == 0 && carried.inside == 0 {
        if carried.doubled == 0 {
            index.inner_quotes = InnerQuotes::Nowhere;
        }
        index.has_quoted_breaks = carried.quoted_breaks != 0;
        Outcome::Regular
    } else {
        Outcome::Irregular
    }
}

/// Returns for each bit how many bits up to it are set, odd or even.
#[inline(always)]
fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

impl<S: Simd> Search<S> {
    /// Adds what ends among 64 bytes, the first of which stands at a place, before another byte.
    #[inline(always)]
    fn piece<const QUOTES: bool>(
        &self,
        simd: S,
        piece: u8x64<S>,
        Piece { text, at, valid }: Piece<'_>,
        carried: &mut Carried,
        index: &mut StructuralIndex,
    ) {
        let delimiters = piece.simd_eq(self.delimiter).to_bitmask();
        let feeds = piece.simd_eq(self.feed).to_bitmask();
        let mut breaks = feeds;
        let returns = piece.simd_eq(self.carriage).to_bitmask();
        let mut pairs = 0;
        if returns != 0 {
            // The carriage return of a pair ends nothing.
            let next = text.get(to_usize(at) + 64);
            let follows = feeds >> 1 | u64::from(next == Some(&b'\n')) << 63;
            pairs = returns & follows;
            breaks |= returns & !follows;
        }
        let mut all = delimiters | breaks;
        let before = index.ends.count;
        if QUOTES {
            let quotes = piece.simd_eq(self.quote).to_bitmask();
            if quotes | carried.closed == 0 {
                // All stands in quotes, or nothing does.
                carried.quoted_breaks |= breaks & carried.inside;
                all &= !carried.inside;
                breaks &= !carried.inside;
                (carried.may_open, carried.begins) = (all >> 63, all >> 63);
            } else {
                let marks = QuotedPiece { quotes, pairs, valid };
                carried.quoted_piece(marks, &mut all, &mut breaks, index);
            }
        }
        if self.packs {
            let mask = mask8x64::from_bitmask(simd, all);
            let packed = simd.compress_u8x64(self.places, mask);
            index.ends.add_packed(at, all, packed.into());
        } else {
            index.ends.add(at, all);
        }
        while breaks != 0 {
            let below = breaks ^ breaks.wrapping_sub(1);
            index.records.add(to_u32(before) + (all & below).count_ones());
            breaks &= breaks.wrapping_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::input::table::csv::quote_scan::unquote;

    /// Returns every kind of registers that this processor has.
    fn levels() -> Vec<Level> {
        let best = Level::new();
        #[cfg(target_arch = "x86_64")]
        let others = [best.as_sse4_2().map(Level::Sse4_2), best.as_avx2().map(Level::Avx2)];
        #[cfg(not(target_arch = "x86_64"))]
        let others = [None];
        others.into_iter().flatten().chain([Level::baseline(), best]).collect()
    }

    /// Returns the records of an index as texts without quotes; blank lines left out.
    fn records(index: &StructuralIndex, text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let (mut all, mut from) = (Vec::new(), 1);
        for next in index.records() {
            let mut fields = Vec::new();
            let mut blank = true;
            for at in from..to_usize(*next) {
                let start = to_usize(index.positions()[at - 1].wrapping_add(1));
                let end = to_usize(index.positions()[at]);
                let mut field = &text[start..end];
                if at + 1 == to_usize(*next) && text.get(end) == Some(&b'\n') {
                    field = field.strip_suffix(b"\r").unwrap_or(field);
                }
                blank &= field.is_empty() && from + 1 == to_usize(*next);
                let mut unquoted = Vec::new();
                unquote(field, &mut unquoted);
                fields.push(unquoted);
            }
            if !blank {
                all.push(fields);
            }
            from = to_usize(*next);
        }
        all
    }

    /// Reads records as another reader of RFC 4180 does.
    fn oracle(mut text: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut all, mut out, mut ends) = (Vec::new(), vec![0; 4096], vec![0; 1024]);
        let (mut bytes, mut fields) = (0, 0);
        loop {
            let (result, read, written, ended) =
                reader.read_record(text, &mut out[bytes..], &mut ends[fields..]);
            text = &text[read..];
            bytes += written;
            fields += ended;
            match result {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::Record => {
                    let starts = [0].into_iter().chain(ends.iter().copied());
                    let record = starts.zip(&ends[..fields]);
                    all.push(record.map(|(start, end)| out[start..*end].to_vec()).collect());
                    (bytes, fields) = (0, 0);
                }
                csv_core::ReadRecordResult::End => return all,
                other => panic!("{other:?}"),
            }
        }
    }

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let byte = select(&b"\"\"\"\"\",,,,,\n\n\r\r\nab0 \\;\xc3\xa9\xff"[..]);
        let piece = prop_oneof![
            4 => prop::collection::vec(byte, 0..8),
            4 => select(&["abc,", "\"a,b\",", "\"a\"\"b\",", "\"line\nbreak\"\n", "1,2\r\n"][..])
                .prop_map(|text| text.as_bytes().to_vec()),
            1 => (0_usize..140).prop_map(|count| vec![b'x'; count]),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Regular text: quotes stand as they should.
    fn regular() -> impl Strategy<Value = Vec<u8>> {
        let field = select(
            &[
                "",
                "a",
                "longer than most of them are",
                "\"\"",
                "\"a,b\"",
                "\"a\"\"b\"",
                "\"\n\"",
                "\"\"\"\"",
                "\"a, long one with \"\"quotes\"\" and\r\na break\"",
                "\u{e9}",
            ][..],
        );
        let record = prop::collection::vec(field, 1..12).prop_map(|fields| fields.join(","));
        (prop::collection::vec(record, 0..40), select(&["\n", "\r\n", "\r"][..]), any::<bool>())
            .prop_map(|(records, end, last)| {
                (records.join(end) + if last { end } else { "" }).into_bytes()
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn records_are_those_of_another_reader_of_the_standard(text in text()) {
            for level in levels() {
                let mut index = StructuralIndex { level, ..StructuralIndex::new(b',') };
                let found = index.search(&text);
                let mut careful = StructuralIndex::new(b',');
                prop_assert_eq!(found, careful.search_carefully(&text));
                if found.is_ok() {
                    prop_assert_eq!(records(&index, &text), oracle(&text, b','));
                    prop_assert_eq!(index.positions(), careful.positions());
                    prop_assert_eq!(index.records(), careful.records());
                    prop_assert_eq!(&index.irregular, &careful.irregular);
                    prop_assert_eq!(index.quoted(), careful.quoted());
                    prop_assert_eq!(index.is_ascii(), text.is_ascii());
                    if index.inner_quotes == InnerQuotes::Nowhere {
                        for place in index.quoted() {
                            let at = to_usize(*place);
                            let start = to_usize(index.positions()[at - 1].wrapping_add(1));
                            let field = &text[start..to_usize(index.positions()[at])];
                            let field = field.strip_suffix(b"\r").unwrap_or(field);
                            let count = field.iter().filter(|byte| **byte == b'"').count();
                            prop_assert!(count == 2 && field.ends_with(b"\""), "{:?}", field);
                        }
                    }
                }
            }
        }

        #[test]
        fn regular_text_is_never_read_byte_by_byte(text in regular()) {
            for level in levels() {
                let mut index = StructuralIndex { level, ..StructuralIndex::new(b',') };
                index.clear();
                let regular = dispatch!(level, simd => search::<_, true>(simd, b',', &text, &mut index));
                prop_assert_eq!(regular, Outcome::Regular);
                prop_assert_eq!(index.search(&text), Ok(()));
                prop_assert!(index.irregular.is_empty());
                prop_assert_eq!(records(&index, &text), oracle(&text, b','));
            }
        }
    }
}
