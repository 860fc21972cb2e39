//! A column of times: most cells are read by days that were met before, eight bytes at a time; all
//! others by [`DateColumn`], which knows every form.
//!
//! The quick way reads a date of six to ten bytes, a blank or `T`, `HH:MM` or `HH:MM:SS`, parts of a
//! second, and after it nothing, `Z` or an offset such as `+08:00`. What a date means, the full way is
//! asked once for all columns that read dates alike, and every column reads each date in the full way
//! once; so both mean and note the same, whatever forms the full way reads.

use std::collections::HashMap;

use crate::domain::{Moment, Zone};
use crate::input::decode::date_column::{Clock, DateColumn, NotedOnce, TimesInCell, TimesOfDay};
use crate::input::decode::problem::Problem;
use crate::input::decode::stamp::DateOrder;
use crate::input::decode::time_parts::{
    NAMES_ZONE, TimeParts, WITH_SECONDS, other_parts, parts_of_16, parts_of_19, parts_of_20,
    parts_with_zone, usual_parts,
};
use crate::input::table::cell_chunk::{CellChunk, CellRange, Slots};
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, Row};

/// A column of times.
pub(crate) struct TimestampColumn {
    slot: usize,
    full: DateColumn,
    clock: Clock,
    /// Which of the tables of days is that of this column.
    table: usize,
    /// The bit of this column in [`Day::columns`].
    bit: u8,
    /// Some time has an offset: others may have the same or `Z`.
    has_offsets: bool,
    /// Times that were read by their days and are not noted yet, by [`Day::class`].
    unnoted: [u64; CLASSES],
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

/// A date as it is written, and when the day begins. Small, because rows come with days in any order
/// and all that are met should stay in the processor's nearest cache.
#[derive(Clone, Copy, Debug)]
struct Day {
    head: u64,
    /// The [`Moment::rank`] of its beginning.
    start: u64,
    /// The last three bytes, the first of them changed by how times are written, and what stands between
    /// date and time.
    tail: u32,
    /// What is noted of each of its times: a place in [`DayTable::classes`].
    class: u8,
    /// The columns that have read a time of the day in the full way, a bit each.
    columns: u8,
}

impl Day {
    /// No day: no date ends so.
    const NONE: Self = Self { head: 0, start: 0, tail: u32::MAX, class: 0, columns: 0 };

    #[inline(always)]
    fn is(&self, head: u64, tail: u32) -> bool {
        self.head == head && self.tail == tail
    }

    fn is_none(&self) -> bool {
        self.tail == Self::NONE.tail
    }
}

/// Days that were met in columns that read dates alike.
struct DayTable {
    days: Box<[Day; DAYS]>,
    /// What is noted of a time; days differ little in it.
    classes: Vec<NotedOnce>,
}

/// Room for days: some three years in a quarter of it, so that few meet in a place.
const DAYS: usize = 4096;
/// Places in which a day may stand.
const PROBES: usize = 8;
/// Different things that may be noted of a time: with a zone or without, and of its date's order.
const CLASSES: usize = 32;
/// In place of what is noted: the clocks are changed on this day, so that each of its times is read in the
/// full way.
const UNEVEN: u8 = u8::MAX;

impl DayTable {
    fn new() -> Self {
        Self { days: Box::new([Day::NONE; DAYS]), classes: Vec::new() }
    }

    #[inline(always)]
    fn slot(head: u64, tail: u32) -> usize {
        // By these factors, found by trial, few of the days of one to three years meet, in the forms
        // that most files have, and seldom more in a row than places that are looked at.
        let mixed = head
            .wrapping_mul(0xa385_55e1_ab74_c0f9)
            .wrapping_add(u64::from(tail).wrapping_mul(0xbc14_f649_1ed3_dd0a));
        usize::try_from(mixed >> 52).expect("twelve bits")
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

    /// Remembers a day and what is noted of each of its times; another is forgotten for it where
    /// there are too many.
    fn remember(&mut self, day: Day, noted: NotedOnce) {
        let known = self.classes.iter().position(|known| *known == noted);
        let class = known.unwrap_or(self.classes.len());
        if class >= CLASSES {
            return;
        }
        if known.is_none() {
            self.classes.push(noted);
        }
        self.put(Day { class: u8::try_from(class).expect("below CLASSES"), ..day });
    }

    /// Puts a day in its place.
    fn put(&mut self, day: Day) {
        let first = Self::slot(day.head, day.tail);
        let mut slots = (0..PROBES).map(|step| (first + step) % DAYS);
        let free = slots.find(|slot| self.days.get(*slot).is_some_and(Day::is_none));
        if let Some(slot) = self.days.get_mut(free.unwrap_or(first % DAYS)) {
            *slot = day;
        }
    }
}

const DAY_MS: i64 = 86_400_000;
/// Older times may be refused: they are left to the full way.
const OLDEST: Moment = Moment::from_millis(946_684_800_000 + 2 * DAY_MS);

impl TimestampColumn {
    /// Returns the column with what it has proved of its date order.
    pub(crate) fn dates(&self) -> &DateColumn {
        &self.full
    }

    /// Reads all cells of a chunk into a list, `None` for those that are empty or bad; the bad ones
    /// are noted.
    fn read(
        &mut self,
        table: &mut DayTable,
        chunk: &CellChunk,
        times: &mut Vec<Option<Moment>>,
        bad: &mut Vec<usize>,
    ) {
        self.sample_hours(chunk);
        // What is in it is written over.
        times.resize(chunk.len(), None);
        let mut row = 0;
        let cells = chunk.column(self.slot);
        while let (Some(rest @ [_, ..]), Some(into)) = (cells.get(row..), times.get_mut(row..)) {
            let days = &table.days;
            let filled = rest.iter().find(|cell| !cell.is_empty()).map(|cell| cell.bounds());
            let length = filled.map_or(0, |(start, end)| end - start);
            self.has_offsets |= length == 25;
            let of_day = TimesOfDay::add_of_day;
            row += match length {
                20 | 25 if self.has_offsets => {
                    let parts = |cell| parts_with_zone(chunk.text_bytes(cell)?);
                    self.run(days, rest, into, parts, TimesOfDay::add_written)
                }
                20 => self.run(days, rest, into, |cell| parts_of_20(chunk.sized(cell)?), of_day),
                19 => self.run(days, rest, into, |cell| parts_of_19(chunk.sized(cell)?), of_day),
                _ => self.run(days, rest, into, |cell| parts_of_16(chunk.sized(cell)?), of_day),
            };
            // What ended the run is of another length, or of a day that is not known yet.
            if let (Some(cell), Some(time)) = (cells.get(row), times.get_mut(row)) {
                *time = match self.quick(table, chunk, *cell) {
                    Some(time) => Some(time),
                    None if cell.is_empty() => None,
                    None => self.careful(table, chunk, row, bad),
                };
                row += 1;
            }
        }
    }

    /// Reads cells of one form, and empty ones, of days that were met, up to the first that is none of
    /// them; returns how many. Nothing is called for a cell, so that all that is needed for the next
    /// stays in registers.
    #[inline(never)]
    fn run(
        &mut self,
        days: &[Day; DAYS],
        cells: &[CellRange],
        times: &mut [Option<Moment>],
        parts: impl Fn(CellRange) -> Option<TimeParts>,
        note: impl Fn(&mut TimesOfDay, i64),
    ) -> usize {
        let bit = self.bit;
        let mut times_of_day = TimesOfDay::default();
        let mut read = |cell: CellRange, time: &mut Option<Moment>| {
            let Some(parts) = parts(cell) else {
                *time = None;
                return cell.is_empty();
            };
            let Some(day) = days.get(DayTable::slot(parts.head, parts.tail)) else { return false };
            *time = Moment::of_rank(day.start.wrapping_add(parts.time.cast_unsigned()));
            if !day.is(parts.head, parts.tail) || day.columns & bit == 0 || time.is_none() {
                return false;
            }
            if let Some(unnoted) = self.unnoted.get_mut(usize::from(day.class) % CLASSES) {
                *unnoted += 1;
            }
            note(&mut times_of_day, parts.time);
            true
        };
        let ended = cells.iter().zip(times).position(|(cell, time)| !read(*cell, time));
        self.full.note_times(times_of_day);
        ended.unwrap_or(cells.len())
    }

    /// Looks at the hours of the first texts without an offset.
    fn sample_hours(&mut self, chunk: &CellChunk) {
        if !self.full.hours.is_wanted() {
            return;
        }
        let texts = chunk.column(self.slot).iter().filter_map(|cell| chunk.text_bytes(*cell));
        for text in texts {
            // Most texts with an offset are of this length, and thousands of them are passed over.
            if text.len() == 20 && text.ends_with(b"Z") {
                self.full.hours.pass_over();
            } else if let Some(parts) = usual_parts(text).or_else(|| other_parts(text)) {
                match parts.marks & NAMES_ZONE {
                    0 => self.full.hours.add(parts.time),
                    _ => self.full.hours.pass_over(),
                }
            }
            if !self.full.hours.is_wanted() {
                break;
            }
        }
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
        let cell = LoneCell { cell: Cell::Text("no time"), column: self.full.column(), row: 0 };
        self.full.clone().read(&cell, &mut self.clock.clone()).err()
    }

    /// Notes what is left to be noted of the times that were read.
    fn note(&mut self, table: &DayTable) {
        for (noted, count) in table.classes.iter().zip(&mut self.unnoted) {
            self.full.repeat(*noted, std::mem::take(count));
        }
    }

    #[inline(always)]
    fn quick(
        &mut self,
        table: &mut DayTable,
        chunk: &CellChunk,
        cell: CellRange,
    ) -> Option<Moment> {
        let text = chunk.text_bytes(cell)?;
        let parts = match usual_parts(text) {
            Some(parts) => parts,
            None => other_parts(text)?,
        };
        let day = table.find(parts.head, parts.tail)?;
        if day.columns & self.bit == 0 {
            return None;
        }
        *self.unnoted.get_mut(usize::from(day.class) % CLASSES)? += 1;
        self.full.note_time(parts.time, Some(text));
        Moment::of_rank(day.start.wrapping_add(parts.time.cast_unsigned()))
    }

    /// Reads a cell in the full way, and learns its day.
    #[inline(never)]
    fn careful(
        &mut self,
        table: &mut DayTable,
        chunk: &CellChunk,
        row: usize,
        bad: &mut Vec<usize>,
    ) -> Option<Moment> {
        let cell = chunk.column(self.slot).get(row).copied()?;
        let number = chunk.row_number(row);
        let column = self.full.column();
        let lone = LoneCell { cell: chunk.value(cell), column, row: number };
        match self.full.read(&lone, &mut self.clock) {
            Ok(time) => {
                if cell.is_text() {
                    self.learn(table, chunk.bytes(cell), number);
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
    fn learn(&mut self, table: &mut DayTable, text: &[u8], row: u64) -> Option<()> {
        let parts = usual_parts(text).or_else(|| other_parts(text))?;
        if let Some(day) = table.find(parts.head, parts.tail) {
            day.columns |= if day.class == UNEVEN { 0 } else { self.bit };
            return Some(());
        }
        let date = std::str::from_utf8(text.get(..parts.date)?).ok()?;
        let has = |mark: u32| parts.marks & mark != 0;
        let between = match text.get(parts.date)? {
            b'T' => "T",
            b' ' => " ",
            _ => return None,
        };
        let seconds = if has(WITH_SECONDS) { ":00" } else { "" };
        let zone = if has(NAMES_ZONE) { "Z" } else { "" };
        let column = self.full.column();
        let mut full = self.full.clone();
        let clock = &mut self.clock;
        let mut read = |time: &str| {
            let text = [date, between, time, seconds, zone].concat();
            full.read(&LoneCell { cell: Cell::Text(&text), column, row }, clock).ok()?
        };
        let (start, last) = (read("00:00")?, read("23:59")?);
        let noted = full.noted_since(&self.full);
        let is_even = last.millis() - start.millis() == DAY_MS - 60_000 && start > OLDEST;
        let (start, columns) = (Moment::rank(Some(start)), if is_even { self.bit } else { 0 });
        let day = Day { head: parts.head, start, tail: parts.tail, class: 0, columns };
        if is_even {
            table.remember(day, noted);
        } else {
            table.put(Day { class: UNEVEN, ..day });
        }
        Some(())
    }
}

/// How many columns of times a table has at most.
const COUNT: usize = 5;

/// The columns of times of a table, in the order in which they are read; the first must not be
/// empty in any row.
pub(crate) struct TimestampColumns {
    columns: [Option<TimestampColumn>; COUNT],
    /// The days met in columns that read dates alike.
    tables: Vec<DayTable>,
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
            let times = match field {
                "shipped_at" => TimesInCell::OneOfEachParcel,
                _ => TimesInCell::One,
            };
            Some((full.counted_from(header.day_zero).holding(times), slots.of(column)))
        });
        Self::of(columns, zone)
    }

    /// Takes columns in slots of chunks.
    fn of(columns: [Option<(DateColumn, usize)>; COUNT], zone: Zone) -> Self {
        let mut alike: Vec<DateColumn> = Vec::new();
        let mut bits = (0..COUNT).map(|at| 1 << at);
        let columns = columns.map(|column| {
            let bit = bits.next()?;
            let (full, slot) = column?;
            let table = alike.iter().position(|other| other.reads_alike(&full));
            let table = table.unwrap_or_else(|| {
                alike.push(full.clone());
                alike.len() - 1
            });
            let (clock, unnoted) = (Clock::new(zone), [0; CLASSES]);
            let has_offsets = false;
            Some(TimestampColumn { slot, full, clock, table, bit, has_offsets, unnoted })
        });
        let tables = alike.iter().map(|_| DayTable::new()).collect();
        Self { columns, tables, zone }
    }

    /// Returns the zone of times that name none.
    pub(crate) fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the zone of each column's times without one of their own; `None` where the table lacks it.
    pub(crate) fn zones(&self) -> [Option<Zone>; COUNT] {
        let zone = |column: &Option<TimestampColumn>| {
            Some(column.as_ref()?.full.own_zone().unwrap_or(self.zone))
        };
        self.columns.each_ref().map(zone)
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
                Some(column) => {
                    let table = self.tables.get_mut(column.table).expect("made for the column");
                    column.read(table, chunk, times, bad);
                }
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
        for column in self.columns.iter_mut().flatten() {
            column.note(self.tables.get(column.table).expect("made for the column"));
        }
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
#[path = "timestamp_column_tests.rs"]
mod tests;
