//! A column of times: most cells are read by days that were met before, eight bytes at a time; all
//! others by [`DateColumn`], which knows every form.
//!
//! The quick way reads a date of ten bytes, a blank or `T`, `HH:MM` or `HH:MM:SS`, and after it
//! nothing, `Z`, `.mmmZ` or an offset such as `+08:00`. What a date of ten bytes means, the full way
//! is asked once; so both mean the same, whatever forms the full way reads.

use std::collections::HashMap;

use crate::domain::{Moment, Zone};
use crate::input::decode::date_column::{Clock, DateColumn, NotedOnce};
use crate::input::decode::dates::DateOrder;
use crate::input::decode::problem::Problem;
use crate::input::table::cell_chunk::{CellChunk, CellRange, Slots};
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, Row};

/// A column of times.
pub(crate) struct TimestampColumn {
    slot: usize,
    full: DateColumn,
    clock: Clock,
    days: DayCache,
}

/// A cell as a row of a table in which no other has a value.
struct LoneCell<'a> {
    cell: Cell<'a>,
    column: usize,
    row: u64,
}

impl Row for LoneCell<'_> {
    fn number(&self) -> u64 {
        self.row
    }

    fn len(&self) -> usize {
        self.column.saturating_add(1)
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        if column == self.column { self.cell } else { Cell::Empty }
    }
}

/// Whether a time names its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ZoneOf {
    Text,
    Column,
}

/// A date as it is written, and when the day begins. Small, because rows come with days in any order
/// and all that are met should stay in the processor's nearest cache.
#[derive(Clone, Copy, Debug)]
struct Day {
    head: u64,
    start: Moment,
    /// The last two bytes, and above them how times are written.
    tail: u32,
    /// Of how many times of the day the column has not noted yet what it notes of each.
    unnoted: u32,
}

impl Day {
    /// No day: no date ends so.
    const NONE: Self = Self { head: 0, start: Moment::from_millis(0), tail: u32::MAX, unnoted: 0 };

    #[inline(always)]
    fn is(&self, head: u64, tail: u32) -> bool {
        self.head == head && self.tail == tail
    }

    fn is_none(&self) -> bool {
        self.tail == Self::NONE.tail
    }
}

/// Days that were met. Days on which the clocks are changed are not among them.
struct DayCache {
    days: Box<[Day; DAYS]>,
    /// What the column notes of each time of the day in the same place.
    noted: Box<[NotedOnce; DAYS]>,
}

/// Days that are remembered: some three years.
const DAYS: usize = 1024;
/// Places in which a day may stand.
const PROBES: usize = 8;

/// The parts of a time that the quick way reads.
struct Parts {
    head: u64,
    tail: u32,
    /// Milliseconds since the day began, in the zone of the text or in UTC.
    time: i64,
    zone: ZoneOf,
    /// The time names its seconds.
    seconds: bool,
}

impl DayCache {
    fn new() -> Self {
        Self { days: Box::new([Day::NONE; DAYS]), noted: Box::new([NotedOnce::default(); DAYS]) }
    }

    #[inline(always)]
    fn slot(head: u64, tail: u32) -> usize {
        // Dates differ in the same few bits of both parts, which must not cancel each other.
        let mixed = head.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ u64::from(tail).wrapping_mul(0xd6e8_feb8_6659_fd93);
        usize::try_from(mixed >> 54).unwrap_or(0)
    }

    /// Returns a day; `None` where it was not met.
    #[inline(always)]
    fn find(&mut self, head: u64, tail: u32) -> Option<&mut Day> {
        let first = Self::slot(head, tail) % DAYS;
        let is_first = self.days.get(first).is_some_and(|day| day.is(head, tail));
        let slot = if is_first { first } else { self.probe(first, head, tail)? };
        self.days.get_mut(slot)
    }

    #[inline(never)]
    fn probe(&self, slot: usize, head: u64, tail: u32) -> Option<usize> {
        let mut slots = (1..PROBES).map(|step| (slot + step) % DAYS);
        slots.find(|slot| self.days.get(*slot).is_some_and(|day| day.is(head, tail)))
    }

    /// Remembers a day and what is noted of each of its times; returns the one that is forgotten for
    /// it, and what is noted of each of that one's times.
    fn remember(&mut self, day: Day, noted: NotedOnce) -> Option<(Day, NotedOnce)> {
        let first = Self::slot(day.head, day.tail);
        let mut slots = (0..PROBES).map(|step| (first + step) % DAYS);
        let free = slots.find(|slot| self.days.get(*slot).is_some_and(Day::is_none));
        let slot = free.unwrap_or(first % DAYS);
        let day = std::mem::replace(self.days.get_mut(slot)?, day);
        let noted = std::mem::replace(self.noted.get_mut(slot)?, noted);
        (!day.is_none()).then_some((day, noted))
    }
}

/// Bytes of a date.
const DATE: usize = 10;
const DAY_MS: i64 = 86_400_000;
/// Older times may be refused: they are left to the full way.
const OLDEST: Moment = Moment::from_millis(946_684_800_000 + 2 * DAY_MS);

impl TimestampColumn {
    /// Prepares a column of a table, in a slot of its chunks.
    pub(crate) fn new(full: DateColumn, slot: usize, zone: Zone) -> Self {
        Self { slot, full, clock: Clock::new(zone), days: DayCache::new() }
    }

    /// Returns the column with what it has proved of its date order.
    pub(crate) fn dates(&self) -> &DateColumn {
        &self.full
    }

    /// Reads all cells of a chunk into a list, `None` for those that are empty or bad; the bad ones
    /// are noted.
    pub(crate) fn read(
        &mut self,
        chunk: &CellChunk,
        times: &mut Vec<Option<Moment>>,
        bad: &mut Vec<usize>,
    ) {
        times.clear();
        let cells = chunk.column(self.slot).iter().enumerate();
        times.extend(cells.map(|(row, cell)| {
            if cell.is_empty() {
                return None;
            }
            match self.quick(chunk, *cell) {
                Some(time) => Some(time),
                None => self.careful(chunk, row, *cell, bad),
            }
        }));
    }

    /// Reads a cell again, and changes nothing that was noted.
    fn problem(&mut self, chunk: &CellChunk, row: usize) -> Result<Option<Moment>, Problem> {
        let cell = LoneCell {
            cell: chunk.cell(self.slot, row),
            column: self.full.column(),
            row: chunk.row_number(row),
        };
        let problem = match self.full.clone().read(&cell, &mut self.clock) {
            Ok(time) => return Ok(time),
            Err(problem) => problem,
        };
        // What is said of any text that is no time changes with what the column shows further on.
        let form = self.no_time().filter(|other| *other == problem).and(problem.column);
        Err(Problem { form, ..problem })
    }

    /// Returns what is said of a text that is no time.
    fn no_time(&self) -> Option<Problem> {
        let cell = LoneCell { cell: Cell::Text("?"), column: self.full.column(), row: 0 };
        self.full.clone().read(&cell, &mut self.clock.clone()).err()
    }

    /// Notes what is left to be noted of the times that were read.
    fn note(&mut self) {
        for (day, noted) in self.days.days.iter_mut().zip(self.days.noted.iter()) {
            self.full.repeat(*noted, u64::from(std::mem::take(&mut day.unnoted)));
        }
    }

    #[inline(always)]
    fn quick(&mut self, chunk: &CellChunk, cell: CellRange) -> Option<Moment> {
        let parts = match usual_parts(chunk, cell) {
            Some(parts) => parts,
            None if cell.is_text() => parts(chunk.bytes(cell))?,
            None => return None,
        };
        let day = self.days.find(parts.head, parts.tail)?;
        day.unnoted += 1;
        Some(Moment::from_millis(day.start.millis() + parts.time))
    }

    /// Reads a cell in the full way, and learns its day.
    #[inline(never)]
    fn careful(
        &mut self,
        chunk: &CellChunk,
        row: usize,
        cell: CellRange,
        bad: &mut Vec<usize>,
    ) -> Option<Moment> {
        let number = chunk.row_number(row);
        let column = self.full.column();
        let lone = LoneCell { cell: chunk.value(cell), column, row: number };
        match self.full.read(&lone, &mut self.clock) {
            Ok(time) => {
                if cell.is_text() {
                    self.learn(chunk.bytes(cell), number);
                }
                time
            }
            Err(_) => {
                bad.push(row);
                None
            }
        }
    }

    /// Learns when the day of a text begins, where all its times are as far from that as they say.
    fn learn(&mut self, text: &[u8], row: u64) -> Option<()> {
        let parts = parts(text)?;
        let (date, between) = (text.get(..DATE)?, text.get(DATE)?);
        let (zone, column) =
            (if parts.zone == ZoneOf::Text { "Z" } else { "" }, self.full.column());
        let mut full = self.full.clone();
        let clock = &mut self.clock;
        let mut read = |time: &str| {
            let mut text = String::from_utf8(date.to_vec()).ok()?;
            text.push(char::from(*between));
            text.push_str(time);
            text.push_str(if parts.seconds { ":00" } else { "" });
            text.push_str(zone);
            let cell = LoneCell { cell: Cell::Text(&text), column, row };
            full.read(&cell, clock).ok()?
        };
        let (start, last) = (read("00:00")?, read("23:59")?);
        let noted = full.noted_since(&self.full);
        if last.millis() - start.millis() == DAY_MS - 60_000 && start > OLDEST {
            let day = Day { head: parts.head, start, tail: parts.tail, unnoted: 0 };
            if let Some((forgotten, noted)) = self.days.remember(day, noted) {
                self.full.repeat(noted, u64::from(forgotten.unnoted));
            }
        }
        Some(())
    }
}

/// Bits above the last two bytes of a date: how its times are written. Days begin at other times in
/// the zones of a text and of the column, and what is noted of a time depends on how it is written.
const NAMES_ZONE: u32 = 1 << 16;
const AFTER_T: u32 = 1 << 17;
const WITH_SECONDS: u32 = 1 << 18;

/// Takes a text of the forms that most files have apart, `2026-01-16T15:12:01Z` and
/// `2026-01-16 15:12:01`, as [`parts`] does; `None` for all others.
#[inline(always)]
fn usual_parts(chunk: &CellChunk, cell: CellRange) -> Option<Parts> {
    let (date, time, zone, mark) = match chunk.text_of_length::<20>(cell) {
        Some(text) => {
            let (date, rest) = text.split_first_chunk::<DATE>()?;
            let [b'T', time @ .., b'Z'] = rest.as_array::<10>()? else { return None };
            (date, time, ZoneOf::Text, NAMES_ZONE | AFTER_T | WITH_SECONDS)
        }
        None => {
            let text = chunk.text_of_length::<19>(cell)?;
            let (date, rest) = text.split_first_chunk::<DATE>()?;
            let [b' ', time @ ..] = rest.as_array::<9>()? else { return None };
            (date, time, ZoneOf::Column, WITH_SECONDS)
        }
    };
    let [head @ .., y, z] = *date;
    Some(Parts {
        head: u64::from_le_bytes(head),
        tail: u32::from(u16::from_le_bytes([y, z])) | mark,
        time: i64::from(time_of_day(*time)?),
        zone,
        seconds: true,
    })
}

/// Takes a text of the forms of the quick way apart; `None` for all others.
#[inline(never)]
fn parts(text: &[u8]) -> Option<Parts> {
    let (date, rest) = text.split_first_chunk::<DATE>()?;
    let [a, b, c, d, e, f, g, h, y, z] = *date;
    let head = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let tail = u32::from(u16::from_le_bytes([y, z]));
    let (between, rest) = rest.split_first()?;
    if !matches!(between, b' ' | b'T') {
        return None;
    }
    let (time, after, seconds) = match rest.split_first_chunk::<8>() {
        Some((time, after)) => (*time, after, true),
        None => {
            let [a, b, c, d, e] = *rest.as_array()?;
            ([a, b, c, d, e, b':', b'0', b'0'], &[][..], false)
        }
    };
    let time = i64::from(time_of_day(time)?);
    let (time, zone) = match after {
        [] => (time, ZoneOf::Column),
        [b'Z'] => (time, ZoneOf::Text),
        [sign, h0, h1, b':', m0, m1] => (time - offset([*sign, *h0, *h1, *m0, *m1])?, ZoneOf::Text),
        [b'.', a, b, c, b'Z'] => {
            let digit = |byte: &u8| Some(i64::from(byte - b'0')).filter(|_| byte.is_ascii_digit());
            (time + digit(a)? * 100 + digit(b)? * 10 + digit(c)?, ZoneOf::Text)
        }
        _ => return None,
    };
    let marks =
        [(zone == ZoneOf::Text, NAMES_ZONE), (*between == b'T', AFTER_T), (seconds, WITH_SECONDS)];
    let tail = marks.iter().filter(|(is_so, _)| *is_so).fold(tail, |tail, (_, mark)| tail | mark);
    Some(Parts { head, tail, time, zone, seconds })
}

/// Reads the sign and the digits of an offset, in milliseconds.
#[inline(always)]
fn offset([sign, h0, h1, m0, m1]: [u8; 5]) -> Option<i64> {
    let [h0, h1, m0, m1] = [h0, h1, m0, m1].map(|byte| byte.wrapping_sub(b'0'));
    let (hours, minutes) =
        (h0.wrapping_mul(10).wrapping_add(h1), m0.wrapping_mul(10).wrapping_add(m1));
    if h0 > 1 || h1 > 9 || hours > 14 || m0 > 5 || m1 > 9 {
        return None;
    }
    let offset = (i64::from(hours) * 60 + i64::from(minutes)) * 60_000;
    match sign {
        b'+' => Some(offset),
        b'-' => Some(-offset),
        _ => None,
    }
}

/// Reads `15:12:01`, all eight bytes at once, in milliseconds.
#[inline(always)]
fn time_of_day(time: [u8; 8]) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // What each byte lacks to 0x80, beyond the most it may be: 29:59:59.
    const MOST: u64 = u64::from_le_bytes([0x7d, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76]);
    let word = u64::from_le_bytes(time) ^ u64::from_le_bytes(*b"00:00:00");
    if (word | word.wrapping_add(MOST)) & (ONES * 0x80) != 0 {
        return None;
    }
    let pairs = word * 10 + (word >> 8);
    let hour = pairs & 0xff;
    if hour > 23 {
        return None;
    }
    // Minutes stand at bit 24 and seconds at bit 48, where both meet.
    let seconds = (pairs & 0xff_0000_ff00_0000).wrapping_mul(60 << 24 | 1) >> 48;
    u32::try_from((hour * 3600 + seconds) * 1000).ok()
}

/// How many columns of times a table has at most.
const COUNT: usize = 5;

/// The columns of times of a table, in the order in which they are read; the first must not be
/// empty in any row.
pub(crate) struct TimestampColumns {
    columns: [Option<TimestampColumn>; COUNT],
    zone: Zone,
}

impl TimestampColumns {
    /// Finds the columns of some fields in a header, and slots for them.
    pub(crate) fn new(
        header: &Header,
        fields: [&str; COUNT],
        slots: &mut Slots,
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let columns = fields.map(|field| {
            let column = header.column(field)?;
            let order = orders.get(&column).copied().unwrap_or(DateOrder::MonthFirst);
            let full = DateColumn::new(column, order, header.zone(column));
            let full = full.counted_from(header.day_zero);
            Some(TimestampColumn::new(full, slots.of(column), zone))
        });
        Self { columns, zone }
    }

    /// Returns the zone of times that name none.
    pub(crate) fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the columns that there are.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &TimestampColumn> {
        self.columns.iter().flatten()
    }

    /// Returns a column's place in the table; `None` where the table lacks it.
    pub(crate) fn column(&self, at: usize) -> Option<usize> {
        self.columns.get(at)?.as_ref().map(|column| column.full.column())
    }

    /// Reads all cells of a chunk, a list for each column, `None` for those that are empty or bad;
    /// rows with a bad one are noted.
    pub(crate) fn read(
        &mut self,
        chunk: &CellChunk,
        times: &mut [Vec<Option<Moment>>; COUNT],
        bad: &mut Vec<usize>,
    ) {
        for (column, times) in self.columns.iter_mut().zip(times) {
            match column {
                Some(column) => column.read(chunk, times, bad),
                None => {
                    times.clear();
                    times.resize(chunk.len(), None);
                }
            }
        }
    }

    /// Returns what is wrong with the times of a row; `None` where nothing is.
    pub(crate) fn problem(&mut self, chunk: &CellChunk, row: usize) -> Option<Problem> {
        let missing = || "a date is missing".to_owned();
        for (at, column) in self.columns.iter_mut().enumerate() {
            let Some(column) = column else {
                if at == 0 {
                    return Some(Problem { column: None, expected: missing(), form: None });
                }
                continue;
            };
            match column.problem(chunk, row) {
                Err(problem) => return Some(problem),
                Ok(None) if at == 0 => {
                    let column = Some(column.full.column());
                    return Some(Problem { column, expected: missing(), form: None });
                }
                Ok(_) => {}
            }
        }
        None
    }

    /// Returns what is said of a cell of a column that is no time, by all that the column has shown.
    pub(crate) fn form(&self, column: usize) -> Option<String> {
        let found = self.iter().find(|time| time.full.column() == column)?;
        Some(found.no_time()?.expected)
    }

    /// Notes what is left to be noted of the times that were read, after many of them.
    pub(crate) fn note(&mut self) {
        self.columns.iter_mut().flatten().for_each(TimestampColumn::note);
    }

    /// Adds what another reader of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.columns.iter_mut().flatten().zip(other.iter()) {
            mine.full.merge(&theirs.full);
        }
    }

    /// Rewrites the rows noted.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        self.columns.iter_mut().flatten().for_each(|column| column.full.renumber(real));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let date = select(
            &[
                "2026-01-16",
                "2026-01-17",
                "2025-03-09",
                "2025-11-02",
                "2024-02-29",
                "2025-02-29",
                "1999-12-31",
                "2000-01-01",
                "2026/01/16",
                "2026.01.16",
                "01/16/2026",
                "16/01/2026",
                "01/02/2026",
                "13/13/2026",
                "2026-1-016",
                "20260116",
            ][..],
        );
        let time = select(
            &[
                "00:00", "15:12", "23:59", "24:00", "00:00:00", "15:12:01", "23:59:59", "10:60:00",
                "1a:00", "2:5",
            ][..],
        );
        let between = select(&[" ", "T", "  ", "_", "t"][..]);
        let after = select(
            &[
                "", "Z", "+08:00", "-07:00", "-03:30", "+14:59", "+15:00", ".609Z", ".5Z", " Z",
                "+0800", "x",
            ][..],
        );
        prop_oneof![
            12 => (date, between, time, after)
                .prop_map(|(date, between, time, after)| format!("{date}{between}{time}{after}")),
            1 => select(&["", " ", "2026-01-16", "NULL", "soon", " 2026-01-16 15:12:01 "][..])
                .prop_map(str::to_owned),
        ]
    }

    /// What a column that is read in the full way has noted.
    fn noted(column: &DateColumn) -> String {
        format!("{column:?}")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

        #[test]
        fn cells_are_read_and_noted_as_the_full_way_does(
            texts in prop::collection::vec(text(), 1..60),
            day_first in any::<bool>(),
        ) {
            let order = if day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
            let column = || DateColumn::new(0, order, None);
            let mut quick = TimestampColumn::new(column(), 0, Zone::PLATFORM);
            let (mut full, mut clock) = (column(), Clock::new(Zone::PLATFORM));
            let mut chunk = CellChunk::new(&[0]);
            let (mut times, mut bad) = (Vec::new(), Vec::new());
            // The same cells again are read by days that were met.
            for number in 1..4 {
                chunk.clear(0);
                for text in &texts {
                    let cell = if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) };
                    let row = LoneCell { cell, column: 0, row: number };
                    // Blank rows have no cells.
                    if !chunk.push(&row) {
                        continue;
                    }
                }
                bad.clear();
                quick.read(&chunk, &mut times, &mut bad);
                for (row, time) in times.iter().enumerate() {
                    let lone = LoneCell { cell: chunk.cell(0, row), column: 0, row: number };
                    match full.read(&lone, &mut clock) {
                        Ok(wanted) => prop_assert_eq!(*time, wanted, "{:?}", lone.cell),
                        Err(_) => prop_assert!(bad.contains(&row), "{:?}", lone.cell),
                    }
                }
            }
            quick.note();
            prop_assert_eq!(noted(&quick.full), noted(&full));
        }
    }
}
