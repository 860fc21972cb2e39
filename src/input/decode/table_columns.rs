//! The columns that a decoder asks a table for, and those of them that are times.

use std::collections::HashMap;

use crate::domain::{Moment, RowKind, SkippedRow, Zone};
use crate::input::decode::country_names::CountryNames;
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates;
use crate::input::decode::missing::{self, is_missing};
use crate::input::decode::order_ids::read_id;
use crate::input::decode::problem::{Problem, RowFault};
use crate::input::decode::products::{product_text, write_sku};
use crate::input::decode::split_times::SplitSlots;
use crate::input::decode::stamp::{DateOrder, Stamp};
use crate::input::decode::timestamp_column::{TimestampColumn, TimestampColumns};
use crate::input::table::cell_chunk::{CellChunk, Slots};
use crate::input::table::cell_padding::CellPadding;
use crate::input::table::header::{Header, TwinColumns, ZoneColumn};
use crate::input::table::title_zone::zone_named;
use crate::input::{RowProblem, SourceError};

/// The columns asked for, a slot each, and the columns of times.
pub(crate) struct TableColumns {
    /// The columns asked for.
    pub(crate) slots: Slots,
    /// The columns of times.
    pub(crate) times: TimestampColumns,
    twins: Vec<TwinSlots>,
    twin_blanks: Vec<TwinBlanks>,
    split: Vec<SplitSlots>,
    padding: CellPadding,
    zone: Option<ZoneSlot>,
}

/// Two columns of one title, which must say the same.
struct TwinSlots {
    /// They hold order ids.
    are_ids: bool,
    /// A blank cell says something: that what is asked for has not been.
    tells_by_blanks: bool,
    /// How their times are read; `None` where both are of one zone, or hold no times.
    clocks: Option<[TwinClock; 2]>,
    first: usize,
    second: usize,
    /// The place of the second in the table.
    column: usize,
    /// The letters and the title of the first.
    name: String,
}

/// What was found in two columns of one title, of which a blank cell says as much as a value does.
#[derive(Clone, Copy, Default)]
struct TwinBlanks {
    /// Rows with values in both that are written alike.
    alike: u64,
    /// Rows with values in both that are not: halves of a moment, or one moment by two clocks.
    unlike: u64,
    /// Rows with a value in the first alone.
    first_alone: u64,
    /// Rows with a value in the second alone.
    second_alone: u64,
}

impl TwinBlanks {
    /// Returns in how many rows a blank stands beside a value, where neither column is blank in all rows.
    fn beside_values(self) -> u64 {
        let is_filled = |alone: u64| self.alike + alone > 0;
        let are_filled = is_filled(self.first_alone) && is_filled(self.second_alone);
        let beside = self.first_alone + self.second_alone;
        if are_filled && self.unlike == 0 { beside } else { 0 }
    }

    fn add(&mut self, other: Self) {
        self.alike += other.alike;
        self.unlike += other.unlike;
        self.first_alone += other.first_alone;
        self.second_alone += other.second_alone;
    }
}

/// How the times of one of two columns are read.
#[derive(Clone, Copy)]
struct TwinClock {
    zone: Zone,
    order: Option<DateOrder>,
}

impl TwinClock {
    /// Returns the moments that a text may stand for: of a date whose order is open, one in each order.
    fn moments(self, text: &str) -> Vec<Moment> {
        let stamps: Vec<Stamp> = match dates::parse(text) {
            Some(Stamp::Open(open)) => {
                let orders = DateOrder::ALL
                    .into_iter()
                    .filter(|order| self.order.is_none_or(|known| known == *order));
                orders.filter_map(|order| open.in_order(order)).collect()
            }
            stamp => Vec::from_iter(stamp),
        };
        let moment = |stamp| match stamp {
            Stamp::Absolute(moment) => Some(moment),
            Stamp::Wall(wall) => self.zone.moment(wall).ok(),
            Stamp::Open(_) | Stamp::Serial(_) => None,
        };
        let moments: Vec<Moment> = stamps.into_iter().filter_map(moment).collect();
        // Clocks that are put back show a time twice.
        let later = moments.iter().filter_map(|moment| self.zone.later_reading(*moment));
        let later: Vec<Moment> = later.collect();
        [moments, later].concat()
    }
}

/// Returns whether two texts, read by their clocks, are one moment, to the minute.
fn is_same_moment([own, other]: [TwinClock; 2], first: &str, second: &str) -> bool {
    let others = other.moments(second);
    let is_near = |one: Moment, other: &Moment| one.millis().abs_diff(other.millis()) < 60_000;
    own.moments(first).into_iter().any(|one| others.iter().any(|other| is_near(one, other)))
}

/// The slot of a column that names the zone of the times of each row.
struct ZoneSlot {
    slot: usize,
    /// Which columns of times are of it, in their order: their titles name none.
    are_of_it: [bool; 5],
    named: ZoneColumn,
}

impl ZoneSlot {
    /// Returns whether a row names another zone than the first.
    fn differs(&self, chunk: &CellChunk, row: usize) -> bool {
        let text = chunk.text(Some(self.slot), row).trim();
        let is_same = |zone: Zone| {
            zone == self.named.zone
                || is_of_platform([zone, self.named.zone])
                || zone.shows_as(self.named.zone)
        };
        text != self.named.text && !is_missing(text) && !zone_named(text).is_some_and(is_same)
    }

    /// Returns the zone of a row that names another than the first, where both are the platform's or offsets of its
    /// clocks, in summer and in winter; `None` where they are not, or are the same.
    fn other_zone(&self, chunk: &CellChunk, row: usize) -> Option<Zone> {
        let text = chunk.text(Some(self.slot), row).trim();
        if text == self.named.text {
            return None;
        }
        let zone = zone_named(text).filter(|zone| *zone != self.named.zone)?;
        is_of_platform([zone, self.named.zone]).then_some(zone)
    }
}

/// Returns whether all of these zones are the platform's, or fixed ones that its clocks show in summer or in winter.
fn is_of_platform<const COUNT: usize>(zones: [Zone; COUNT]) -> bool {
    let is_own =
        |zone: Zone| zone == Zone::PLATFORM || matches!(zone.name(), "Etc/GMT+7" | "Etc/GMT+8");
    zones.into_iter().all(is_own)
}

impl TwinSlots {
    /// Returns whether a row says something else in the second column than in the first.
    fn differ(&self, chunk: &CellChunk, row: usize) -> bool {
        let [first, second] = [self.first, self.second].map(|slot| chunk.cell(slot, row));
        let [own, other] = [first.to_text(), second.to_text()];
        let is_same_id =
            || self.are_ids && read_id(first).is_ok_and(|id| read_id(second) == Ok(id));
        let is_same_time =
            || self.clocks.is_some_and(|clocks| is_same_moment(clocks, own.trim(), other.trim()));
        !is_missing(&other) && own.trim() != other.trim() && !is_same_id() && !is_same_time()
    }
}

/// The columns that say where a row belongs.
#[derive(Clone, Copy)]
pub(crate) struct PlaceSlots {
    /// What rows are of.
    pub(crate) of: RowKind,
    pub(crate) shop: Option<usize>,
    pub(crate) product: Option<usize>,
    pub(crate) sku: Option<usize>,
    pub(crate) country: Option<usize>,
}

impl PlaceSlots {
    /// Returns where a row may belong, as far as its cells say; the shop is that of rows that name none.
    pub(crate) fn of_row(
        &self,
        chunk: &CellChunk,
        row: usize,
        shop: &str,
        countries: &mut CountryNames,
    ) -> SkippedRow {
        let text = |slot: Option<usize>| missing::value(chunk.text(slot, row));
        let mut sku = Vec::new();
        write_sku(text(self.sku), &mut sku);
        let sku = String::from_utf8(sku).expect("written from texts");
        let country = chunk.text(self.country, row);
        let country = (!is_missing(country))
            .then(|| countries.find(country).map_or(String::new(), |c| c.code().to_owned()));
        SkippedRow {
            shop: given(text(self.shop)).or_else(|| given(shop)),
            product: given(&product_text(text(self.product))).or_else(|| given(&sku)),
            country,
            ..SkippedRow::anywhere(self.of)
        }
    }

    /// Returns where a row may belong whose cells cannot be told apart.
    pub(crate) fn of_any_row(&self, shop: &str) -> SkippedRow {
        let shop = given(shop).filter(|_| self.shop.is_none());
        SkippedRow { shop, ..SkippedRow::anywhere(self.of) }
    }
}

/// Returns a text; `None` for an empty one.
pub(crate) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl TableColumns {
    /// Asks for the first column and those of some fields of times; other slots follow theirs.
    pub(crate) fn new(
        header: &Header,
        id_column: usize,
        times: [&str; 5],
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let mut slots = Slots::default();
        slots.of(id_column);
        // The word for a sum stands in the first column, whichever it is.
        slots.of(header.first_column());
        let columns = TimestampColumns::new(header, times, &mut slots, zone, orders);
        let clock = |column: usize| TwinClock {
            zone: header.zone(column).unwrap_or(zone),
            order: orders.get(&column).copied(),
        };
        let are_apart = |field: &str, first: usize, second: usize| {
            times.contains(&field) && header.zone(first) != header.zone(second)
        };
        let twin = |TwinColumns { field, first, second }: TwinColumns<'_>| TwinSlots {
            are_ids: field == "order_id",
            tells_by_blanks: field == "status" || times.contains(&field),
            clocks: are_apart(field, first, second).then(|| [first, second].map(clock)),
            first: slots.of(first),
            second: slots.of(second),
            column: second,
            name: header.describe(first),
        };
        let twins: Vec<TwinSlots> = header.twins().into_iter().map(twin).collect();
        let twin_blanks = vec![TwinBlanks::default(); twins.len()];
        let split = header.split_times.iter().map(|split| SplitSlots {
            read: slots.of(split.read),
            other: slots.of(split.other),
            is_untitled: header.is_untitled(split.other),
        });
        let split = split.collect();
        let zone = header.zone_column.clone();
        let zone = zone.map(|named| ZoneSlot {
            slot: slots.of(named.column),
            are_of_it: times.map(|field| {
                header.column(field).is_some_and(|at| header.zone(at) == Some(named.zone))
            }),
            named,
        });
        Self { slots, times: columns, twins, twin_blanks, split, padding: header.padding, zone }
    }

    /// Takes off what stands around the values of cells where a table has any.
    pub(crate) fn trim_cells(&self, chunk: &mut CellChunk) {
        match self.padding {
            CellPadding::Padded => chunk.trim_cells(),
            CellPadding::Plain => {}
        }
    }

    /// Counts the blank cells beside values in columns of one title, before any are filled.
    pub(crate) fn count_twin_blanks(&mut self, chunk: &CellChunk) {
        let twins = self.twins.iter().zip(&mut self.twin_blanks);
        for (twin, blanks) in twins.filter(|(twin, _)| twin.tells_by_blanks) {
            for row in 0..chunk.len() {
                let [first, second] = [twin.first, twin.second].map(|slot| chunk.cell(slot, row));
                let [first, second] = [first.to_text(), second.to_text()];
                match [is_missing(&first), is_missing(&second)] {
                    [false, false] if first.trim() == second.trim() => blanks.alike += 1,
                    [false, false] => blanks.unlike += 1,
                    [false, true] => blanks.first_alone += 1,
                    [true, false] => blanks.second_alone += 1,
                    [true, true] => {}
                }
            }
        }
    }

    /// Adds what was found in other rows of the same table.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.times.merge(&other.times);
        let blanks = self.twin_blanks.iter_mut().zip(&other.twin_blanks);
        blanks.for_each(|(own, other)| own.add(*other));
    }

    /// Refuses a table with two columns of one title of which a blank stands beside a value of the other.
    pub(crate) fn refuse_twin_blanks(
        &self,
        path: &str,
        header: &Header,
    ) -> Result<(), SourceError> {
        for (twin, blanks) in self.twins.iter().zip(&self.twin_blanks) {
            let (rows, other) = (blanks.beside_values(), header.describe(twin.column));
            if rows > 0 {
                let name = &twin.name;
                let what = format!(
                    "a table with two columns of one title, {name} and {other}: in {rows} of its rows only one of \
                     them has a value, and which one counts is not plain"
                );
                let remedy = "remove the column that does not count";
                return Err(SourceError::Named { path: path.to_owned(), what, remedy });
            }
        }
        Ok(())
    }

    /// Joins dates with the times of day that stand in columns of their own.
    pub(crate) fn join_split_times(&self, chunk: &mut CellChunk) {
        self.split.iter().for_each(|split| split.join(chunk));
    }

    /// Reads the times of all rows, of each by its own offset from UTC, where a column names it.
    pub(crate) fn read_times(
        &mut self,
        chunk: &CellChunk,
        times: &mut [Vec<Option<Moment>>; 5],
        bad: &mut Vec<usize>,
    ) {
        self.times.read(chunk, times, bad);
        let Some(zone) = &self.zone else { return };
        if !is_of_platform([zone.named.zone]) {
            return;
        }
        for row in 0..chunk.len() {
            let Some(own) = zone.other_zone(chunk, row) else { continue };
            for (at, times) in times.iter_mut().enumerate() {
                let slot = self.times.column(at).and_then(|column| self.slots.find(column));
                let is_absolute =
                    || matches!(dates::parse(chunk.text(slot, row)), Some(Stamp::Absolute(_)));
                if zone.are_of_it.get(at) == Some(&true)
                    && let Some(Some(time)) = times.get_mut(row)
                    && !is_absolute()
                {
                    // Each was read by the clock of the first row. An hour that the row's clock skips stays.
                    *time = own.moment(zone.named.zone.wall(*time)).unwrap_or(*time);
                }
            }
        }
    }

    /// Notes rows that say different things in two columns of one title, or name another zone than the first row.
    pub(crate) fn compare_twins(&self, chunk: &CellChunk, bad: &mut Vec<usize>) {
        if let Some(zone) = &self.zone {
            bad.extend((0..chunk.len()).filter(|row| zone.differs(chunk, *row)));
        }
        for twin in &self.twins {
            bad.extend((0..chunk.len()).filter(|row| twin.differ(chunk, *row)));
        }
    }

    /// Returns what is wrong with a row of which two columns of one title say different things.
    pub(crate) fn twin_problem(&self, chunk: &CellChunk, row: usize) -> Option<Problem> {
        if let Some(zone) = self.zone.as_ref().filter(|zone| zone.differs(chunk, row)) {
            let ZoneColumn { column, text, .. } = &zone.named;
            let text = RowProblem::shorten(text);
            let expected = format!(
                "names another zone than the first row (`{text}`): write all times of a table in one zone"
            );
            return Some(Problem { column: Some(*column), expected, form: None });
        }
        let twin = self.twins.iter().find(|twin| twin.differ(chunk, row))?;
        let own = chunk.cell(twin.first, row).to_text();
        let (name, own) = (&twin.name, RowProblem::shorten(own.trim()));
        let expected = format!(
            "column {name} has the same title and says `{own}`: which one counts is not plain; remove \
             the column that does not count"
        );
        Some(Problem { column: Some(twin.column), expected, form: None })
    }

    /// Returns the columns that chunks must have, in their order.
    pub(crate) fn asked(&self) -> &[usize] {
        self.slots.columns()
    }

    /// Returns the slot of a column of the table in chunks.
    pub(crate) fn slot(&self, column: usize) -> Option<usize> {
        self.slots.find(column)
    }

    /// Returns the column in a slot; `None` where there is no slot.
    pub(crate) fn column(&self, slot: Option<usize>) -> Option<usize> {
        self.slots.columns().get(slot?).copied()
    }

    /// Returns the first time of a bad row, unless that is what is wrong with it.
    pub(crate) fn first_time(&self, column: &[Option<Moment>], fault: &RowFault) -> Option<Moment> {
        let is_bad = fault.problem.column == self.times.column(0);
        column.get(fault.row).copied().flatten().filter(|_| !is_bad)
    }

    /// Returns the columns of times, for the verdict on their date order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        self.times.iter().map(TimestampColumn::dates)
    }
}
