//! A column of moments: which date order it proves, and the clock its times are read by.

use chrono::{DateTime, Datelike, NaiveTime, Timelike};

use crate::domain::{DaySet, Moment, WallTime, Zone};
use crate::input::decode::dates;
use crate::input::decode::hour_sample::HourSample;
use crate::input::decode::iso_timestamp::{Quick, quick};
use crate::input::decode::missing::{is_error_of_sheet, is_missing};
use crate::input::decode::problem::Problem;
use crate::input::decode::split_times::is_time_alone;
use crate::input::decode::stamp::{DateOrder, OpenDate, SIGNS, Stamp};
use crate::input::rows::CountedRows;
use crate::input::table::row::{Cell, DayZero, Row};
use crate::input::text::numbers::is_scientific;
use crate::packed::word_list;

/// A column of moments, and what it has proved of its date order.
#[derive(Clone, Debug, Default)]
pub(crate) struct DateColumn {
    column: usize,
    order: DateOrder,
    /// The clock that the column's title names; `None` where the table's clock counts.
    own_clock: Option<Clock>,
    day_zero: DayZero,
    /// What its texts say of the order of day, month and year.
    pub(crate) evidence: OrderEvidence,
    /// Count of values without a zone of their own.
    pub(crate) without_zone: u64,
    /// Some value names another zone than that of those without one; a few were looked at.
    names_other_zone: bool,
    /// Count of values that were a spreadsheet's count of days.
    pub(crate) day_counts: u64,
    /// Count of cells with a word for nothing.
    pub(crate) missing: u64,
    /// Cells that say that the time is not known, by the word [`UNKNOWN`].
    pub(crate) unknown: u64,
    /// The hours of its first texts.
    pub(crate) hours: HourSample,
    zero_dates: CountedRows,
    /// Date cells that hold a time of day without a date.
    times_alone: CountedRows,
    /// How many times one cell may hold.
    times: TimesInCell,
    /// How many moments there are.
    moments: u64,
    times_of_day: TimesOfDay,
    /// The days of moments, while all have one and the same time of the day.
    days_of_one_time: DaySet,
    /// The days of beginnings of a day that are counted.
    days_of_midnights: DaySet,
}

/// The times of the day that a column holds, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimesOfDay {
    /// Their bits: those of any, and those of all.
    any: i64,
    all: i64,
    /// Beginnings of a day, but for those of texts that write them out.
    midnights: u64,
}

impl Default for TimesOfDay {
    fn default() -> Self {
        Self { any: 0, all: -1, midnights: 0 }
    }
}

impl TimesOfDay {
    /// Adds one that is written out, which an offset may have moved into the day before or after.
    #[inline(always)]
    pub(crate) fn add_written(&mut self, millis: i64) {
        let millis = if millis < 0 { millis + DAY_MS } else { millis };
        let millis = if millis >= DAY_MS { millis - DAY_MS } else { millis };
        self.add_of_day(millis);
    }

    /// Adds one that is written out and lies within its day.
    #[inline(always)]
    pub(crate) fn add_of_day(&mut self, millis: i64) {
        self.any |= millis;
        self.all &= millis;
    }

    /// Returns whether all are one and the same time.
    fn are_equal(self) -> bool {
        self.any == self.all
    }

    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.any |= other.any;
        self.all &= other.all;
        self.midnights += other.midnights;
    }
}

/// Moments of a column without a time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DaysOnly<'a> {
    /// How many.
    pub(crate) count: u64,
    /// Of how many.
    pub(crate) of: u64,
    /// The days on which they lie.
    pub(crate) days: &'a DaySet,
}

/// How many times one cell may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TimesInCell {
    /// One.
    #[default]
    One,
    /// One for each parcel (`docs/platform/exports.md`, "Cell grammar"); the first counts.
    OneOfEachParcel,
}

/// What the texts of a column say of the order in which it writes day, month and year.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrderEvidence {
    /// For each order of [`DateOrder::ALL`], the row of the first value that rules it out.
    ruled_out: [Option<u64>; 3],
    /// Row of the first value that more than one order allows.
    pub(crate) undecided: Option<u64>,
    /// Texts that leave the order open, by the sign between their parts, as in [`SIGNS`].
    open: [OpenTexts; SIGNS.len()],
    /// Some year has four digits, so that it cannot stand first.
    full_year: bool,
    /// Count of values that do not depend on the order, date cells among them.
    certain: u64,
    /// The last day of the month among those.
    latest_day: u32,
}

/// Counts of texts that leave the order of the date open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenTexts {
    /// Those that only one order allows.
    decided: u64,
    /// All others.
    undecided: u64,
}

impl OpenTexts {
    fn add(&mut self, other: Self, times: u64) {
        self.decided += other.decided * times;
        self.undecided += other.undecided * times;
    }

    /// Returns what one text has added, whichever number of such texts was read since.
    fn one_since(self, before: Self) -> Self {
        Self {
            decided: u64::from(self.decided > before.decided),
            undecided: u64::from(self.undecided > before.undecided),
        }
    }
}

/// What a store's table has in place of a time that no input could give: an empty cell would say that
/// it has not happened.
pub const UNKNOWN: &str = "unknown";

impl DateColumn {
    /// Returns the order in which dates were read; `None` where every value leaves no choice.
    pub(crate) fn order_taken(&self) -> Option<DateOrder> {
        self.evidence.is_asked().then_some(self.order)
    }
}

impl OrderEvidence {
    /// Returns the row of the first value that rules an order out; `None` where none does.
    pub(crate) fn against(&self, order: DateOrder) -> Option<u64> {
        let at = DateOrder::ALL.iter().position(|one| *one == order)?;
        self.ruled_out.get(at).copied().flatten()
    }

    /// Returns the orders that every value allows.
    pub(crate) fn possible(&self) -> impl Iterator<Item = DateOrder> {
        let orders = DateOrder::ALL.into_iter().zip(self.ruled_out);
        orders.filter(|(_, row)| row.is_none()).map(|(order, _)| order)
    }

    /// Returns true if any text leaves the order open.
    pub(crate) fn is_asked(&self) -> bool {
        self.undecided.is_some() || self.ruled_out.iter().any(Option::is_some)
    }

    /// Returns true if some year has four digits, so that it cannot stand first.
    pub(crate) fn has_full_year(&self) -> bool {
        self.full_year
    }

    /// Returns true if the column looks half exchanged: it holds dates of two kinds (date cells or
    /// dates with the year first, and dates of other signs), the days of all of one kind can be 12 or
    /// less and those of the other never, in so many rows that it is no chance. A spreadsheet of
    /// another locale does so when it opens a csv file.
    pub(crate) fn looks_half_exchanged(&self) -> bool {
        let certain = if self.latest_day <= 12 { (self.certain, 0) } else { (0, self.certain) };
        // A day above 12 among the dates that a spreadsheet knew shows that it exchanged nothing.
        let open = self.open.iter().map(|texts| (texts.undecided, texts.decided));
        let kinds = open.chain([certain]).filter(|(low, high)| low + high > 0);
        let (mut low, mut high) = (0, 0);
        for kind in kinds {
            if kind.0 > 0 && kind.1 > 0 {
                return false;
            }
            (low, high) = (low + kind.0, high + kind.1);
        }
        // A day is 12 or less with a chance of 0.39, which is 10 to the power of -0.403, and above
        // with 0.61, 10 to the power of -0.218. Below one in a hundred it is no chance.
        let (low, high) = (low.min(100), high.min(100));
        low >= 2 && high >= 2 && low * 403 + high * 218 >= 2000
    }

    fn note_open(&mut self, open: OpenDate, row: u64) {
        // What is a day in no order is a bad row and proves nothing.
        let allowed = DateOrder::ALL.map(|order| open.allows(order));
        let count = allowed.iter().filter(|allowed| **allowed).count();
        // So does what programs write where they have no time.
        if count == 0 || open.year().is_some_and(|year| year < FIRST_YEAR) {
            return;
        }
        for (slot, allowed) in self.ruled_out.iter_mut().zip(allowed) {
            if !allowed {
                slot.get_or_insert(row);
            }
        }
        self.full_year |= open.has_full_year();
        let at = SIGNS.iter().position(|sign| *sign == open.sign());
        let texts =
            at.and_then(|at| self.open.get_mut(at)).expect("SIGNS has every sign of a date");
        if count == 1 {
            texts.decided += 1;
        } else {
            texts.undecided += 1;
            self.undecided.get_or_insert(row);
        }
    }

    fn note_certain(&mut self, wall: WallTime) {
        // What programs write where they have no time proves nothing.
        if wall.year() < FIRST_YEAR {
            return;
        }
        self.certain += 1;
        self.latest_day = self.latest_day.max(wall.day());
    }

    fn merge(&mut self, other: &Self) {
        let first = |mine: &mut Option<u64>, theirs: Option<u64>| {
            *mine = [*mine, theirs].into_iter().flatten().min();
        };
        for (mine, theirs) in self.ruled_out.iter_mut().zip(other.ruled_out) {
            first(mine, theirs);
        }
        first(&mut self.undecided, other.undecided);
        for (mine, theirs) in self.open.iter_mut().zip(other.open) {
            mine.add(theirs, 1);
        }
        self.full_year |= other.full_year;
        self.certain += other.certain;
        self.latest_day = self.latest_day.max(other.latest_day);
    }

    fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        for row in self.ruled_out.iter_mut().chain([&mut self.undecided]) {
            *row = row.map(real);
        }
    }
}

/// What a column notes of one cell with a date and a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NotedOnce {
    /// It is counted as without a zone.
    pub(crate) without_zone: bool,
    /// Its text leaves the order of the date open: counted by the sign between its parts.
    open: [OpenTexts; SIGNS.len()],
    /// It does not depend on the order of the date.
    pub(crate) certain: bool,
}

/// Remembers offsets by day, because rows come in runs of the same days.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: Zone,
    /// Days since 1970 and their offsets, each in the slot of its last digits.
    days: Vec<(i32, Option<i64>)>,
}

/// Days whose offset is remembered.
const DAYS: usize = 512;
const DAY_MS: i64 = 86_400_000;

impl Clock {
    /// Reads wall times of a zone.
    pub(crate) fn new(zone: Zone) -> Self {
        Self { zone, days: Vec::new() }
    }

    /// Returns the moment of a wall time, or `None` when the zone's clocks skip it.
    pub(crate) fn moment(&mut self, wall: WallTime) -> Option<Moment> {
        let millis = wall.and_utc().timestamp_millis();
        let day = i32::try_from(millis.div_euclid(DAY_MS)).ok();
        match day.and_then(|day| self.offset(day)) {
            Some(offset) => Some(Moment::from_millis(millis - offset)),
            None => self.zone.moment(wall).ok(),
        }
    }

    /// Returns by how many milliseconds the zone's clocks are ahead of UTC on a day since 1970, or
    /// `None` when they are changed on that day.
    pub(crate) fn offset(&mut self, day: i32) -> Option<i64> {
        if self.days.is_empty() {
            self.days.resize(DAYS, (i32::MIN, None));
        }
        let slot = usize::try_from(day.rem_euclid(512)).ok()?;
        match self.days.get(slot) {
            Some((known, offset)) if *known == day => *offset,
            Some(_) | None => {
                let offset = self.look_up(day);
                if let Some(slot) = self.days.get_mut(slot) {
                    *slot = (day, offset);
                }
                offset
            }
        }
    }

    fn look_up(&self, day: i32) -> Option<i64> {
        let midnight = |day: i32| {
            let moment = DateTime::from_timestamp_millis(i64::from(day) * DAY_MS)?;
            Some(moment.naive_utc())
        };
        let offset = |wall: WallTime| {
            Some(wall.and_utc().timestamp_millis() - self.zone.moment(wall).ok()?.millis())
        };
        let (first, last) = (offset(midnight(day)?)?, offset(midnight(day.checked_add(1)?)?)?);
        (first == last).then_some(first)
    }
}

/// Returns true if a text, read as a moment, has another hour or minute than a zone's clocks show then.
fn shows_other_clock(text: &[u8], moment: Moment, zone: Zone) -> bool {
    // A count of seconds has no clock.
    let Some(colon) = text.iter().position(|byte| *byte == b':') else { return false };
    let (before, after) = text.split_at(colon);
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        let digits = bytes.take(2).map_while(|byte| char::from(*byte).to_digit(10));
        digits.collect::<Vec<u32>>()
    };
    let number = |digits: &[u32]| digits.iter().fold(0, |number, digit| number * 10 + digit);
    let mut hour = digits(&mut before.iter().rev());
    hour.reverse();
    let minute = digits(&mut after.iter().skip(1));
    let wall = zone.wall(moment);
    // Of twelve hours or of 24.
    !hour.is_empty() && (number(&hour) % 12, number(&minute)) != (wall.hour() % 12, wall.minute())
}

/// Reads a text, the common forms first.
fn parse(text: &str) -> Option<Stamp> {
    match quick(text.as_bytes()) {
        Some(Quick::Absolute(millis)) => Some(Stamp::Absolute(Moment::from_millis(millis))),
        Some(Quick::Wall(day, time)) => {
            let wall = DateTime::from_timestamp_millis(i64::from(day) * DAY_MS + time)?;
            Some(Stamp::Wall(wall.naive_utc()))
        }
        None => dates::parse(text),
    }
}

/// Returns the first of the times in a cell with one for each parcel, the carrier before it or not; `None`
/// where some part of the text is neither.
fn first_of_parcels(text: &str) -> Option<Stamp> {
    let time = |part: &str| {
        let named = |part: &str| parse(part.split_once([':', '：'])?.1);
        parse(part).or_else(|| named(part))
    };
    let of_parcel = |part: &&str| part.bytes().any(|byte| byte.is_ascii_digit());
    let parts = text.split(['\n', '\r', ';', '；', ',', '，', '|']).map(str::trim);
    let times: Option<Vec<Stamp>> = parts.filter(of_parcel).map(time).collect();
    times?.first().copied()
}

impl DateColumn {
    /// Prepares a column; texts that leave the order open are first taken in one order. Where the
    /// title names a zone, times without one of their own are read by its clock.
    pub(crate) fn new(column: usize, order: DateOrder, title_zone: Option<Zone>) -> Self {
        Self { column, order, own_clock: title_zone.map(Clock::new), ..Self::default() }
    }

    /// Returns the row of the first date of zero where the column holds nothing else.
    pub(crate) fn only_zeros(&self) -> Option<u64> {
        self.zero_dates.first.filter(|_| self.moments == 0)
    }

    /// Returns the row of the first time of day without a date where the column holds no date.
    pub(crate) fn only_times_of_day(&self) -> Option<u64> {
        self.times_alone.first.filter(|_| self.moments == 0)
    }

    /// Returns the count of cells without a value that are not empty: words such as `NULL`, and
    /// dates of zero.
    pub(crate) fn without_value(&self) -> u64 {
        self.missing + self.zero_dates.count
    }

    /// Returns true if some values have no zone and are no days alone, and others name one that is not that of the
    /// former.
    pub(crate) fn is_of_two_zones(&self) -> bool {
        self.without_zone > self.times_of_day.midnights && self.names_other_zone
    }

    /// Returns how many of how many moments have no time of the day, where that is no chance: a minute in
    /// 1,440 begins a day. Where all have the first or the last moment of the day, none has; a single one that has
    /// its time written out shows nothing.
    pub(crate) fn days(&self) -> Option<DaysOnly<'_>> {
        // Some programs write the last minute of a day in place of its beginning.
        const LAST_MINUTE: i64 = DAY_MS - 60_000;
        let (times, of) = (self.times_of_day, self.moments);
        let TimesOfDay { any, midnights, .. } = times;
        let shows = of > 1 || midnights > 0;
        let are_days = of > 0 && shows && times.are_equal() && (any == 0 || any >= LAST_MINUTE);
        let by_chance = match of {
            ..=50 => 1,
            51..=300 => 2,
            _ => (of / 200).max(3),
        };
        let some = midnights > by_chance;
        let count = if are_days { of } else { midnights };
        let days = if are_days { &self.days_of_one_time } else { &self.days_of_midnights };
        (are_days || some).then_some(DaysOnly { count, of, days })
    }

    /// Notes how long after the beginning of a day a moment is, in milliseconds; `text` is what it was
    /// read from, `None` where a cell holds no text.
    #[inline(always)]
    pub(crate) fn note_time(&mut self, millis: i64, text: Option<&[u8]>) {
        self.times_of_day.add_written(millis);
        let is_written = || text.is_some_and(|text| text.contains(&b':'));
        self.times_of_day.midnights += u64::from(millis == 0 && !is_written());
    }

    /// Notes those of many moments.
    pub(crate) fn note_times(&mut self, times: TimesOfDay) {
        self.times_of_day.merge(times);
    }

    /// Says how many times one cell may hold.
    pub(crate) fn holding(mut self, times: TimesInCell) -> Self {
        self.times = times;
        self
    }

    /// Takes numbers for days counted from a workbook's day 0.
    pub(crate) fn counted_from(mut self, day_zero: DayZero) -> Self {
        self.day_zero = day_zero;
        self
    }

    /// Returns what this column has noted of one cell more than another, before it was read.
    pub(crate) fn noted_since(&self, before: &Self) -> NotedOnce {
        let mut open = self.evidence.open;
        for (texts, before) in open.iter_mut().zip(before.evidence.open) {
            *texts = texts.one_since(before);
        }
        NotedOnce {
            without_zone: self.without_zone > before.without_zone,
            open,
            certain: self.evidence.certain > before.evidence.certain,
        }
    }

    /// Notes so many more cells on a day of which one was read before.
    pub(crate) fn repeat(&mut self, noted: NotedOnce, cells: u64) {
        let times = |noted: bool| if noted { cells } else { 0 };
        self.without_zone += times(noted.without_zone);
        for (mine, noted) in self.evidence.open.iter_mut().zip(noted.open) {
            mine.add(noted, cells);
        }
        self.evidence.certain += times(noted.certain);
        self.moments += cells;
    }

    /// Returns whether this column and another read every text to the same moment, and note the same
    /// of it.
    pub(crate) fn reads_alike(&self, other: &Self) -> bool {
        (self.order, self.day_zero) == (other.order, other.day_zero)
            && self.own_zone() == other.own_zone()
    }

    /// Returns the zone that the column's title names; `None` where it names none.
    pub(crate) fn own_zone(&self) -> Option<Zone> {
        self.own_clock.as_ref().map(|clock| clock.zone)
    }

    /// Returns the column's place.
    pub(crate) fn column(&self) -> usize {
        self.column
    }

    /// Adds what another reader of the same column has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.evidence.merge(&other.evidence);
        self.without_zone += other.without_zone;
        self.names_other_zone |= other.names_other_zone;
        self.day_counts += other.day_counts;
        self.missing += other.missing;
        self.unknown += other.unknown;
        self.hours.merge(other.hours);
        self.moments += other.moments;
        self.times_of_day.merge(other.times_of_day);
        self.days_of_one_time.merge(&other.days_of_one_time);
        self.days_of_midnights.merge(&other.days_of_midnights);
        self.zero_dates.merge(other.zero_dates);
        self.times_alone.merge(other.times_alone);
    }

    /// Rewrites the rows noted.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        self.evidence.renumber(real);
        self.zero_dates.settle(real);
        self.times_alone.settle(real);
    }

    /// Reads a row's moment; `None` when the cell is empty or says that there is none.
    pub(crate) fn read(
        &mut self,
        row: &(impl Row + ?Sized),
        clock: &mut Clock,
    ) -> Result<Option<Moment>, Problem> {
        let cell = row.cell(self.column);
        let text = match cell {
            Cell::Text(text) => Some(text.as_bytes()),
            _ => None,
        };
        let Some(stamp) = self.stamp(cell, row.number())? else { return Ok(None) };
        if is_zero(stamp) {
            self.missing += 1;
            return Ok(None);
        }
        let midnights = self.times_of_day.midnights;
        let moment = self.moment(stamp, text, clock)?;
        if self.times_of_day.are_equal() {
            self.days_of_one_time.add(moment);
        }
        if self.times_of_day.midnights > midnights {
            self.days_of_midnights.add(moment);
        }
        if moment < EARLIEST {
            return Err(Problem {
                column: Some(self.column),
                expected: "is long before any order; a missing time is an empty cell".to_owned(),
                form: None,
            });
        }
        self.moments += 1;
        Ok(Some(moment))
    }

    /// Reads a cell as it is written; `None` when it is empty or says that there is no time.
    fn stamp(&mut self, cell: Cell<'_>, row: u64) -> Result<Option<Stamp>, Problem> {
        let stamp = match cell {
            Cell::Empty => return Ok(None),
            Cell::Date(wall) if is_day_zero(wall) => {
                self.zero_dates.add(row);
                return Ok(None);
            }
            Cell::Date(wall) => self.date_cell(wall, row),
            Cell::Moment(moment) => Stamp::Absolute(moment),
            Cell::Text(text) => return self.text(text, row),
            Cell::Whole(0) => {
                self.missing += 1;
                return Ok(None);
            }
            Cell::Whole(number) => match dates::parse(&number.to_string()) {
                Some(stamp) => stamp,
                None if is_zero_count(&number.to_string()) => {
                    self.missing += 1;
                    return Ok(None);
                }
                None => return Err(self.problem()),
            },
            Cell::Error(text) if is_missing(text) => {
                self.missing += 1;
                return Ok(None);
            }
            Cell::Error(text) if is_error_of_sheet(text) => return Err(self.shown_in_place()),
            Cell::Error(_) => return Err(self.problem()),
        };
        Ok(Some(stamp))
    }

    fn date_cell(&mut self, wall: WallTime, row: u64) -> Stamp {
        if is_time_alone(wall) {
            self.times_alone.add(row);
        }
        self.evidence.note_certain(wall);
        Stamp::Wall(wall)
    }

    /// Reads a text; `None` for a word that says that there is no value.
    fn text(&mut self, text: &str, row: u64) -> Result<Option<Stamp>, Problem> {
        let stamp = parse(text).or_else(|| match self.times {
            TimesInCell::One => None,
            TimesInCell::OneOfEachParcel => first_of_parcels(text),
        });
        match stamp {
            // What programs write where they have no time proves no order.
            Some(stamp @ Stamp::Open(_)) if is_zero(stamp) => {
                self.missing += 1;
                Ok(None)
            }
            Some(Stamp::Open(open)) => {
                self.evidence.note_open(open, row);
                open.in_order(self.order).map(Some).ok_or_else(|| self.problem())
            }
            Some(stamp) => {
                if let Stamp::Wall(wall) = stamp {
                    self.evidence.note_certain(wall);
                }
                Ok(Some(stamp))
            }
            None if text.trim() == UNKNOWN => {
                self.unknown += 1;
                Ok(None)
            }
            None if is_missing(text) || is_no_time(text) => {
                self.missing += 1;
                Ok(None)
            }
            None if is_error_of_sheet(text) => Err(self.shown_in_place()),
            None if is_scientific(text.trim().as_bytes()) => {
                let expected = "has lost digits: a program took the time for a number; export again, \
                                with the column as text";
                Err(Problem { expected: expected.to_owned(), ..self.problem() })
            }
            None => Err(self.problem()),
        }
    }

    fn moment(
        &mut self,
        stamp: Stamp,
        text: Option<&[u8]>,
        clock: &mut Clock,
    ) -> Result<Moment, Problem> {
        let wall = match stamp {
            Stamp::Absolute(moment) => {
                self.names_other_zone = self.names_other_zone
                    || text.is_some_and(|text| shows_other_clock(text, moment, clock.zone));
                self.note_time(moment.millis().rem_euclid(DAY_MS), text);
                return Ok(moment);
            }
            Stamp::Wall(wall) => wall,
            Stamp::Serial(serial) => {
                self.day_counts += 1;
                serial.wall(self.day_zero).ok_or_else(|| self.problem())?
            }
            Stamp::Open(_) => return Err(self.problem()),
        };
        self.note_time(wall.and_utc().timestamp_millis().rem_euclid(DAY_MS), text);
        let clock = match &mut self.own_clock {
            Some(own) => own,
            None => {
                self.without_zone += 1;
                clock
            }
        };
        clock.moment(wall).ok_or_else(|| Problem {
            column: Some(self.column),
            expected: format!("no such time: the clocks of {} skip it", clock.zone.name()),
            form: None,
        })
    }

    /// Returns what is said of an error of a formula, or of `####`.
    fn shown_in_place(&self) -> Problem {
        let expected = "is what a spreadsheet shows in place of a time; correct the formula, or widen the \
                        column, and export again";
        Problem { expected: expected.to_owned(), ..self.problem() }
    }

    fn problem(&self) -> Problem {
        let form = match (self.evidence.is_asked(), self.order) {
            (true, DateOrder::MonthFirst) => "MM/DD/YYYY HH:MM",
            (true, DateOrder::DayFirst) => "DD/MM/YYYY HH:MM",
            (true, DateOrder::YearFirst) => "YY/MM/DD HH:MM",
            (false, _) => "YYYY-MM-DD HH:MM or MM/DD/YYYY HH:MM",
        };
        Problem {
            column: Some(self.column),
            expected: format!("{NO_DATE} ({form} expected)"),
            form: None,
        }
    }
}

/// What is said of a text that is no time, before the forms that are expected.
pub(crate) const NO_DATE: &str = "is not a date";

/// The year of [`EARLIEST`].
const FIRST_YEAR: i32 = 2000;
/// 2000-01-01: the platform is younger, and what spreadsheets and programs write for a missing time
/// (1899-12-30, 1904-01-01, 1970-01-01) is older.
const EARLIEST: Moment = Moment::from_millis(946_684_800_000);

/// Days since 1970 that programs write where they have no time: the first of 1970 itself, of .NET's
/// calendar, of SQL Server's (1753-01-01), of Windows' (1601-01-01), of spreadsheets (1899-12-30 to 1900-01-01,
/// 1904-01-01).
const ZERO_DAYS: [i64; 8] = [0, -719_162, -79_257, -134_774, -25_569, -25_568, -25_567, -24_107];

/// 9999-12-30: databases write the last day that they have for one that never comes.
const NEVER: Moment = Moment::from_millis(253_402_128_000_000);

/// Returns true if a stamp is the zero of a calendar, or its end, as some zone's clocks show it.
fn is_zero(stamp: Stamp) -> bool {
    let is_zero_wall =
        |wall: WallTime| is_zero_moment(Moment::from_millis(wall.and_utc().timestamp_millis()));
    match stamp {
        Stamp::Absolute(moment) => is_zero_moment(moment),
        Stamp::Wall(wall) => is_zero_wall(wall),
        Stamp::Serial(_) => false,
        Stamp::Open(open) => {
            open.year().is_some_and(|year| !(FIRST_YEAR..9999).contains(&year))
                && DateOrder::ALL.into_iter().filter_map(|order| open.in_order(order)).any(is_zero)
        }
    }
}

/// Returns true if a moment is the zero of a calendar, as some zone's clocks show it.
fn is_zero_moment(moment: Moment) -> bool {
    const HOUR_MS: i64 = 3_600_000;
    if moment >= EARLIEST {
        return moment >= NEVER;
    }
    let since = ZERO_DAYS.map(|day| moment.millis() - day * DAY_MS);
    since.iter().any(|since| (-14 * HOUR_MS..=24 * HOUR_MS).contains(since))
}

/// Returns true if a number counts seconds or milliseconds from 1970 to the zero of a calendar, as some zone's
/// clocks show it. Few of them are no whole half hours: clocks of year 1.
fn is_zero_count(text: &str) -> bool {
    const HALF_HOUR: i64 = 1_800;
    let Ok(count) = text.parse::<i64>() else { return false };
    let is_zero = |scale: i64| {
        let is_whole = count % (HALF_HOUR * 1_000 / scale) == 0;
        let millis = count.checked_mul(scale).filter(|_| is_whole || count < -1_000_000_000);
        millis.is_some_and(|millis| is_zero_moment(Moment::from_millis(millis)))
    };
    is_zero(1_000) || is_zero(1)
}

/// What a spreadsheet shows of a cell with 0, and what else stands for a day of zeros.
const ZEROS: &[&str] = word_list!("lists/zero_days.txt");

/// PHP's date of zeros, a day before the year 0.
const BEFORE_ZERO: &str = "-0001-1";

/// Words for what has not happened, in small letters, without 尚 before them.
const NOT_YET: &[&str] = word_list!("lists/not_yet.txt");

/// Returns true if a text in place of a time says that there is none: what a spreadsheet shows of a cell
/// with 0, and 未确认 (not confirmed yet) and the like.
pub(crate) fn is_no_time(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}');
    let day = match text.split_once(' ') {
        Some((day, time)) if time.bytes().all(|b| matches!(b, b'0' | b':' | b'.')) => day,
        Some(_) | None => text,
    };
    day.is_empty()
        || ZEROS.contains(&day)
        || text.starts_with(BEFORE_ZERO)
        || is_zero_count(text)
        || is_error_of_libreoffice(text)
        || NOT_YET.contains(&text.to_lowercase().trim_start_matches('尚'))
}

/// Returns true for `Err:502` and the like, which LibreOffice shows of a formula whose argument is blank.
fn is_error_of_libreoffice(text: &str) -> bool {
    text.strip_prefix("Err:")
        .is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns true if a cell of a time, or of an id of what has one, says that there is none.
pub(crate) fn says_none(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Date(wall) => is_day_zero(wall) || is_zero(Stamp::Wall(wall)),
        Cell::Moment(moment) => is_zero_moment(moment),
        Cell::Whole(number) => is_zero_count(&number.to_string()),
        Cell::Text(text) => {
            is_missing(text) || is_no_time(text) || parse(text).is_some_and(is_zero)
        }
        Cell::Error(text) => is_missing(text),
    }
}

/// Returns true if a date cell holds 0, which a spreadsheet shows as 1900-01-00: a formula that was
/// never worked out, or the result of a look-up of an empty cell.
fn is_day_zero(wall: WallTime) -> bool {
    let date = wall.date();
    matches!(
        (date.year(), date.month(), date.day()),
        (1899, 12, 30 | 31) | (1900, 1, 1) | (1904, 1, 1)
    ) && wall.time() == NaiveTime::MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_say_that_there_is_no_time() {
        for text in [
            "0",
            "1900-01-00",
            "1900/1/0 0:00",
            "1/0/1900 00:00:00",
            "01/00/1900 00:00",
            "-62135596800",
            "-62135596800000",
            "-62135625943",
            "28800",
            "-28800",
            "28800000",
            "-0001-11-30T00:00:00.000000Z",
            "尚未付款",
            "尚未",
            "Not yet",
            "False",
            "FALSE",
            "Err:502",
            "没有纠纷",
            "NaN-NaN-NaN",
            "\u{200b}",
        ] {
            assert!(is_no_time(text), "{text}");
        }
        for text in
            ["10", "28801", "90000", "-999", "1900-01-00 10:00", "1900-01-01", "已确认", "not"]
        {
            assert!(!is_no_time(text), "{text}");
        }
    }

    #[test]
    fn of_the_times_of_several_parcels_the_first_is_taken() {
        let first = parse("11/02/2025 07:08");
        assert!(first.is_some());
        for text in [
            "11/02/2025 07:08\n11/05/2025 09:00",
            "11/02/2025 07:08;11/05/2025 09:00;",
            "USPS:11/02/2025 07:08\nSeller Shipping：11/05/2025 09:00\n",
            "Seller Shipping\n:11/02/2025 07:08\n",
        ] {
            assert_eq!(first_of_parcels(text), first, "{text}");
        }
        for text in ["11/02/2025 07:08\nNo. 5", "", "USPS", "XX000000012YY\nXX000000013YY"] {
            assert_eq!(first_of_parcels(text), None, "{text}");
        }
    }

    #[test]
    fn the_clock_agrees_with_the_zone_on_every_half_hour_of_a_year() {
        let mut clock = Clock::new(Zone::PLATFORM);
        let start =
            chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap().and_time(Default::default());
        for half_hours in 0..365 * 48 {
            let wall = start + chrono::TimeDelta::minutes(30 * half_hours);
            assert_eq!(clock.moment(wall), Zone::PLATFORM.moment(wall).ok(), "{wall}");
        }
    }
}
