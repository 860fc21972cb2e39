//! Turns cells into orders, column after column: the one decoder of orders for all tables of cells.

mod rows;

use std::collections::HashMap;

pub(crate) use rows::{Compare, Scratch};

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Completion, Country, DisputedIndex, Moment, MomentColumn, Money,
    OrderBatch, OrderId, OrderStatus, RowKind, SkippedRow, TextColumn, Zone,
};
use crate::input::decode::blank_times::{BlankTimes, UnstatedTimes};
use crate::input::decode::completions::read_completions;
use crate::input::decode::country_names::{CountryNames, are_two_letters};
use crate::input::decode::currencies::{Currencies, first_cell, read_amount};
use crate::input::decode::left_out::OtherRows;
use crate::input::decode::missing;
use crate::input::decode::order_ids::{PackageIds, PackageRows, read_id, read_ids_with};
use crate::input::decode::problem::{Problem, RowFault};
use crate::input::decode::products::{LOST_DIGITS, product_id, write_sku};
use crate::input::decode::row_marks::RowMark;
use crate::input::decode::stamp::DateOrder;
use crate::input::decode::status_cache::StatusCache;
use crate::input::decode::table_columns::{PlaceSlots, TableColumns};
use crate::input::table::cell_chunk::{CellChunk, CellRange};
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::text::numbers::is_scientific;

/// The columns of an order table, found, and what decoding needs between chunks.
pub(crate) struct OrderDecoder {
    kind: TableKind,
    /// What tells rows without an id that are none of the table's.
    pub(crate) other_rows: OtherRows,
    /// The columns asked for.
    pub(crate) table: TableColumns,
    /// The column of ids, by its place in the table.
    id_column: usize,
    id: usize,
    /// Ids with the number of a package behind them.
    pub(crate) packages: PackageIds,
    /// The columns that say where a row belongs.
    pub(crate) place: PlaceSlots,
    /// Products and SKUs are read as far as the table has them.
    products_are_read: bool,
    currency: Option<usize>,
    amounts: Vec<usize>,
    status: Option<usize>,
    completion: Option<usize>,
    tracking: Option<usize>,
    carrier: Option<usize>,
    /// Columns that say that a row is none of the table's.
    pub(crate) marks: Vec<RowMark>,
    countries: CountryNames,
    currencies: Currencies,
    states: StatusCache,
    /// Count of amounts that could not be read; amounts never decide a rate.
    pub(crate) bad_amounts: u64,
    /// Rows whose status says that a time has come that is blank.
    pub(crate) blank_times: BlankTimes,
    /// The same of a table without states.
    pub(crate) unstated_times: UnstatedTimes,
    /// Good rows of the chunk whose status says that the order is in dispute.
    pub(crate) in_dispute: Vec<usize>,
    /// Good rows of the chunk that were closed without payment and have a time of completion.
    closed_unpaid: Vec<usize>,
    /// When orders with a state that is not known were placed and completed.
    pub(crate) unknown_times: UnstatedTimes,
    /// Rows of the chunk with a cell that cannot be understood, or without a date of placing.
    bad: Vec<usize>,
}

/// What the rows of a chunk say, a list for each field, in the order of the rows. Of a row that is
/// not good nothing may be used.
#[derive(Debug, Default)]
pub(crate) struct OrderValues {
    /// The ids; a row without one is bad.
    pub(crate) ids: Vec<Option<OrderId>>,
    /// Placed, paid, shipped, completed, end of protection.
    pub(crate) times: [Vec<Option<Moment>>; 5],
    /// How the orders were completed; `None` means not yet.
    pub(crate) completions: Vec<Option<Completion>>,
    /// What is wrong with rows, in their order; the others are good.
    pub(crate) problems: Vec<RowFault>,
}

impl OrderValues {
    /// Returns the id of a row and when it was placed; `None` where either is missing.
    pub(crate) fn placed(&self, row: usize) -> Option<(OrderId, Moment)> {
        let [created, ..] = &self.times;
        Some((self.ids.get(row).copied().flatten()?, created.get(row).copied().flatten()?))
    }

    /// Returns when the order of a row was placed, paid, shipped and completed.
    pub(crate) fn moments(&self, row: usize) -> [Option<Moment>; 4] {
        let [created, paid, shipped, completed, _] = &self.times;
        [created, paid, shipped, completed].map(|column| column.get(row).copied().flatten())
    }

    /// Returns the same of each row.
    #[inline]
    pub(crate) fn all_moments(&self) -> impl Iterator<Item = [Option<Moment>; 4]> {
        let [created, paid, shipped, completed, _] = &self.times;
        let rows = created.iter().zip(paid).zip(shipped.iter().zip(completed));
        rows.map(|((created, paid), (shipped, completed))| [*created, *paid, *shipped, *completed])
    }

    /// Returns whether something was found wrong with a row.
    pub(crate) fn is_bad(&self, row: usize) -> bool {
        self.problems.binary_search_by_key(&row, |fault| fault.row).is_ok()
    }

    /// Returns whether the order of a row ended by a refund.
    pub(crate) fn is_refunded(&self, row: usize) -> bool {
        self.completions.get(row) == Some(&Some(Completion::Refund))
    }
}

/// Good rows of a chunk that are handed over.
#[derive(Clone, Copy)]
pub(crate) struct ChosenRows<'a> {
    /// The chunk.
    pub(crate) chunk: &'a CellChunk,
    /// What its rows say.
    pub(crate) values: &'a OrderValues,
    /// Where its rows stand among the disputed orders.
    pub(crate) disputed: &'a [Option<DisputedIndex>],
    /// The rows that are handed over, from 0.
    pub(crate) rows: &'a [usize],
    /// Shop for rows that name none.
    pub(crate) shop: &'a str,
}

impl<'a> ChosenRows<'a> {
    /// Returns the values of the rows in a column.
    #[inline(always)]
    fn of<T: Copy>(&self, column: &'a [Option<T>]) -> impl Iterator<Item = Option<T>> + use<'a, T> {
        self.rows.iter().map(|row| column.get(*row).copied().flatten())
    }

    /// Returns the cells of the rows in a column; empty ones where the table lacks it.
    #[inline(always)]
    fn cells(&self, slot: Option<usize>) -> impl Iterator<Item = CellRange> + use<'a> {
        let cells = slot.map_or(&[][..], |slot| self.chunk.column(slot));
        self.rows.iter().map(|row| cells.get(*row).copied().unwrap_or(CellRange::EMPTY))
    }
}

/// The fields of times, in the order in which they are read.
const TIMES: [&str; 5] =
    ["created_at", "paid_at", "shipped_at", "completed_at", "buyer_protection_ends_at"];

/// The place of the time of payment among them.
const PAID: usize = 1;

impl OrderDecoder {
    /// Finds the columns of a header; of texts, only those of some columns are read.
    pub(crate) fn new(
        header: &Header,
        asked: ColumnSet,
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let id_column = header.id_column();
        let mut table = TableColumns::new(header, id_column, TIMES, zone, orders);
        let slots = &mut table.slots;
        let id = slots.of(id_column);
        let marks = RowMark::all(header, slots);
        let mut always = |field: &str| header.column(field).map(|column| slots.of(column));
        let (currency, status, completion) =
            (always("currency"), always("status"), always("completion"));
        // Names that nobody knows are counted whatever is asked, and each shop is judged by itself.
        let (country, shop) = (always("country"), always("shop"));
        let amounts = header.columns("amount").iter().map(|column| slots.of(*column)).collect();
        let mut field = |set: ColumnSet, field: &str| {
            header.column(field).filter(|_| asked.has_any(set)).map(|column| slots.of(column))
        };
        let item = |set: ColumnSet| set.and(ColumnSet::ITEM);
        Self {
            kind: header.kind,
            other_rows: OtherRows::of(header),
            id_column,
            id,
            packages: PackageIds::default(),
            place: PlaceSlots {
                of: RowKind::Order,
                shop,
                product: field(item(ColumnSet::PRODUCT), "product_id"),
                sku: field(item(ColumnSet::SKU), "sku"),
                country,
            },
            products_are_read: asked.has_any(ColumnSet::ITEM)
                || asked.has(ColumnSet::PRODUCT.and(ColumnSet::SKU))
                || ["product_id", "sku"].iter().all(|field| header.column(field).is_none()),
            tracking: field(ColumnSet::TRACKING, "tracking"),
            carrier: field(ColumnSet::CARRIER, "carrier"),
            currency,
            amounts,
            status,
            completion,
            marks,
            table,
            countries: CountryNames::default(),
            currencies: Currencies::default(),
            states: StatusCache::default(),
            bad_amounts: 0,
            blank_times: BlankTimes::default(),
            unstated_times: UnstatedTimes::default(),
            in_dispute: Vec::new(),
            closed_unpaid: Vec::new(),
            unknown_times: UnstatedTimes::default(),
            bad: Vec::new(),
        }
    }

    /// Returns the decoder for a table in which ids with the number of a package are so.
    pub(crate) fn with_packages(self, rows: PackageRows) -> Self {
        Self { packages: PackageIds::new(rows), ..self }
    }

    /// Returns the column of the dates of placing; `None` where there is none.
    pub(crate) fn created_column(&self) -> Option<usize> {
        self.table.times.column(0)
    }

    /// Returns what is said of countries that are not known, as far as they were looked at.
    pub(crate) fn unknown_countries(&self) -> Option<Caveat> {
        self.countries.unknown.caveat(CaveatKind::UnknownCountry)
    }

    /// Returns the column of ids.
    pub(crate) fn id_column(&self) -> usize {
        self.id_column
    }

    /// Adds what another decoder of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.table.merge(&other.table);
        self.packages.merge(&other.packages);
        self.states.merge(&other.states);
        self.bad_amounts += other.bad_amounts;
        self.blank_times.merge(other.blank_times);
        self.unstated_times.merge(&other.unstated_times);
        self.unknown_times.merge(&other.unknown_times);
        self.countries.unknown.merge(&other.countries.unknown);
    }

    /// Reads all rows of a chunk, and counts what is not known.
    pub(crate) fn decode(&mut self, chunk: &CellChunk, values: &mut OrderValues) {
        self.bad.clear();
        read_ids_with(&mut self.packages, chunk, self.id, &mut values.ids, &mut self.bad);
        self.table.compare_twins(chunk, &mut self.bad);
        self.table.read_times(chunk, &mut values.times, &mut self.bad);
        let [created, _, _, completed, _] = &values.times;
        if created.iter().fold(false, |missing, created| missing | created.is_none()) {
            let missing = created.iter().enumerate().filter(|(_, created)| created.is_none());
            self.bad.extend(missing.map(|(row, _)| row));
        }
        read_completions(chunk, self.completion, completed, &mut values.completions, &mut self.bad);
        let products =
            self.place.product.map_or(&[][..], |slot| chunk.column(slot)).iter().enumerate();
        let is_lost = |cell: &CellRange| {
            chunk.sized::<16>(*cell).is_none() && is_scientific(chunk.trimmed(*cell))
        };
        self.bad.extend(products.filter(|(_, cell)| is_lost(cell)).map(|(row, _)| row));
        self.explain(chunk, values);
        self.count_states(chunk, values);
        self.check_countries(chunk);
        self.check_amounts(chunk);
    }

    /// Says what is wrong with the bad rows.
    fn explain(&mut self, chunk: &CellChunk, values: &mut OrderValues) {
        values.problems.clear();
        self.bad.sort_unstable();
        self.bad.dedup();
        for row in std::mem::take(&mut self.bad) {
            let problem = self.problem(chunk, row);
            values.problems.push(RowFault { row, problem });
            self.bad.push(row);
        }
    }

    fn problem(&mut self, chunk: &CellChunk, row: usize) -> Problem {
        let id = chunk.cell(self.id, row);
        if let Err(expected) = read_id(id)
            && !self.packages.reads(id)
        {
            return Problem { column: Some(self.id_column), expected, form: None };
        }
        if let Some(problem) = self.table.twin_problem(chunk, row) {
            return problem;
        }
        if let Some(problem) = self.table.times.problem(chunk, row) {
            return problem;
        }
        if is_scientific(chunk.text(self.place.product, row).as_bytes()) {
            let (column, expected) =
                (self.table.column(self.place.product), LOST_DIGITS.to_owned());
            return Problem { column, expected, form: None };
        }
        Problem {
            column: self.table.column(self.completion),
            expected: "`buyer_confirmed`, `timeout`, `refund` or nothing expected".to_owned(),
            form: None,
        }
    }

    /// Returns whether nothing is wrong with a row.
    #[inline(always)]
    fn is_good(&self, row: usize) -> bool {
        self.bad.is_empty() || self.bad.binary_search(&row).is_err()
    }

    /// Counts words that are not known, and rows that lack a time that their status says has come.
    fn count_states(&mut self, chunk: &CellChunk, values: &mut OrderValues) {
        self.in_dispute.clear();
        self.closed_unpaid.clear();
        let Some(slot) = self.status else {
            let [created, _, _, completed, _] = &values.times;
            self.unstated_times.see(created, completed);
            return;
        };
        let cells = chunk.column(slot);
        let mut row = 0;
        while let Some(cell) = cells.get(row) {
            self.count_state(chunk, *cell, row, values);
            row += 1;
            row += self.count_run(chunk, cells.get(row..).unwrap_or_default(), row, values);
        }
        self.forget_ends(values);
    }

    /// Counts the state of a row.
    fn count_state(
        &mut self,
        chunk: &CellChunk,
        cell: CellRange,
        row: usize,
        values: &OrderValues,
    ) {
        if !cell.is_text() || !self.is_good(row) {
            return;
        }
        let state = match self.states.find(chunk.bytes(cell), chunk.word(cell)) {
            Some((place, state)) => {
                self.states.count_place(place);
                state
            }
            None => match missing::value(chunk.text_of(cell)) {
                "" => OrderStatus::Unknown,
                word => self.states.count(word),
            },
        };
        self.see_state(row, state, values.moments(row));
    }

    /// Counts the states of rows from one on that have the word that was found last, where no row of the chunk
    /// is bad; returns how many.
    fn count_run(
        &mut self,
        chunk: &CellChunk,
        cells: &[CellRange],
        from: usize,
        values: &OrderValues,
    ) -> usize {
        let Some(last) = self.states.last().filter(|_| self.bad.is_empty()) else { return 0 };
        let run = cells.iter().take_while(|cell| chunk.key(**cell) == last.key).count();
        self.states.count_last(u64::try_from(run).expect("rows of a chunk"));
        let rows = from..from + run;
        if is_seen_by_row(last.state) {
            rows.for_each(|row| self.see_state(row, last.state, values.moments(row)));
        } else {
            let [_, paid, shipped, completed, _] = &values.times;
            let times = [paid, shipped, completed].map(|c| c.get(rows.clone()).unwrap_or_default());
            self.blank_times.see_all(last.state, times);
        }
        run
    }

    /// Takes the time of completion of orders that were closed without payment for that of their end: some
    /// programs write it for every order. Of a table that does not say what was paid, they are counted.
    fn forget_ends(&mut self, values: &mut OrderValues) {
        if self.table.times.column(PAID).is_none() {
            let count = self.closed_unpaid.len();
            self.blank_times.count_early(u64::try_from(count).expect("rows of a chunk"));
            return;
        }
        let [_, _, _, completed, _] = &mut values.times;
        for row in &self.closed_unpaid {
            if let Some(time) = completed.get_mut(*row) {
                *time = None;
            }
            if let Some(completion) = values.completions.get_mut(*row) {
                *completion = None;
            }
        }
    }

    #[inline(always)]
    fn see_state(
        &mut self,
        row: usize,
        state: OrderStatus,
        [created, paid, shipped, completed]: [Option<Moment>; 4],
    ) {
        self.blank_times.see(state, [paid, shipped, completed]);
        if state == OrderStatus::InDispute {
            self.in_dispute.push(row);
        } else if state == OrderStatus::Unknown {
            self.unknown_times.see(&[created], &[completed]);
        } else if state == OrderStatus::Closed && paid.is_none() && completed.is_some() {
            self.closed_unpaid.push(row);
        }
    }

    /// Counts countries that are not known.
    fn check_countries(&mut self, chunk: &CellChunk) {
        let Some(slot) = self.place.country else { return };
        for (row, cell) in chunk.column(slot).iter().enumerate() {
            let code = chunk.sized::<2>(*cell);
            if code.is_some_and(are_two_letters) {
                continue;
            }
            if !cell.is_empty() && self.is_good(row) {
                self.countries.note(chunk, *cell);
            }
        }
    }

    /// Counts amounts that cannot be read.
    fn check_amounts(&mut self, chunk: &CellChunk) {
        let Some(first) = self.amounts.first() else { return };
        let codes = self.currency.map_or(&[][..], |slot| chunk.column(slot));
        let mut bad_amounts = 0;
        for (row, cell) in chunk.column(*first).iter().enumerate() {
            let currency = codes.get(row);
            let code = currency.and_then(|cell| chunk.sized::<3>(*cell));
            let is_short = code
                .zip(cell.short(&chunk.buffer))
                .is_some_and(|(code, amount)| self.currencies.is_short(amount, *code));
            if is_short || !self.is_good(row) {
                continue;
            }
            let Some(amount) = first_cell(chunk, &self.amounts, row) else { continue };
            let is_missing = |cell: CellRange| missing::is_missing(chunk.text_of(cell));
            let is_read = read_amount(chunk, &mut self.currencies, amount, currency).is_some();
            if !is_read && !is_missing(amount) {
                bad_amounts += 1;
            }
        }
        self.bad_amounts += bad_amounts;
    }

    /// Returns whether a row has no date of placing, and says neither a time nor a state: the order that its id
    /// names is described in another row.
    pub(crate) fn lacks_facts(&self, chunk: &CellChunk, row: usize) -> bool {
        let is_blank = |slot| missing::is_missing(chunk.cell(slot, row).to_text().trim());
        let times =
            self.table.times.iter().filter_map(|time| self.table.slot(time.dates().column()));
        self.created_column().is_some()
            && times.chain(self.status).chain(self.completion).all(is_blank)
    }

    /// Returns where a bad row may belong, as far as its cells say; the shop is that of rows that name
    /// none.
    pub(crate) fn skipped_row(
        &mut self,
        chunk: &CellChunk,
        values: &OrderValues,
        fault: &RowFault,
        shop: &str,
    ) -> SkippedRow {
        let [created, ..] = &values.times;
        let from = self.table.first_time(created, fault);
        SkippedRow { from, ..self.place.of_row(chunk, fault.row, shop, &mut self.countries) }
    }

    /// Adds good rows to a batch, column after column.
    pub(crate) fn fill(&mut self, from: &ChosenRows<'_>, batch: &mut OrderBatch) {
        let ChosenRows { values, rows, disputed, .. } = *from;
        let [created, paid, shipped, completed, protection] = &values.times;
        let disputed = |row: &usize| disputed.get(*row).copied().flatten();
        let ids = rows.iter().filter_map(|row| Some((values.ids.get(*row).copied()??, row)));
        batch.extend_ids(ids.map(|(id, row)| (id, disputed(row))));
        batch.extend_created(from.of(created).flatten());
        batch.extend_moments(MomentColumn::Paid, from.of(paid));
        batch.extend_moments(MomentColumn::Shipped, from.of(shipped));
        batch.extend_moments(MomentColumn::Protection, from.of(protection));
        let estimated = std::iter::repeat_n(false, rows.len());
        batch.extend_completed(from.of(completed), from.of(&values.completions), estimated);
        self.fill_texts(from, batch);
        let countries = from.cells(self.place.country).map(|cell| from.chunk.text_of(cell));
        batch.extend_countries(countries.map(|text| match text {
            "" => None,
            text => self.countries.find(text),
        }));
        batch.extend_amounts(rows.iter().map(|row| self.amount(from.chunk, *row)));
        let words = from.cells(self.status).map(|cell| from.chunk.text_of(cell));
        batch.extend_states(words.map(|word| self.states.known(missing::value(word))));
    }

    fn fill_texts(&self, from: &ChosenRows<'_>, batch: &mut OrderBatch) {
        let chunk = from.chunk;
        let shop = from.shop.as_bytes();
        batch.extend_texts(TextColumn::Shop, from.cells(self.place.shop), |cell, into| {
            let own = missing::bytes(chunk.trimmed(cell));
            into.extend_from_slice(if own.is_empty() { shop } else { own });
        });
        let items = from.cells(self.place.product).zip(from.cells(self.place.sku));
        batch.extend_texts(TextColumn::Item, items, |(product, sku), into| {
            match product_id(missing::bytes(chunk.trimmed(product))).as_ref() {
                [] => write_sku(missing::value(chunk.text_of(sku)), into),
                product => into.extend_from_slice(product),
            }
        });
        batch.extend_texts(TextColumn::Product, from.cells(self.place.product), |cell, into| {
            into.extend_from_slice(&product_id(missing::bytes(chunk.trimmed(cell))));
        });
        batch.extend_texts(TextColumn::Sku, from.cells(self.place.sku), |cell, into| {
            write_sku(missing::value(chunk.text_of(cell)), into);
        });
        for (column, slot) in [
            (TextColumn::Status, self.status),
            (TextColumn::Tracking, self.tracking),
            (TextColumn::Carrier, self.carrier),
        ] {
            batch.extend_texts(column, from.cells(slot), |cell, into| {
                into.extend_from_slice(missing::bytes(chunk.trimmed(cell)));
            });
        }
    }

    fn country(&mut self, chunk: &CellChunk, row: usize) -> Option<Country> {
        match chunk.text(self.place.country, row) {
            "" => None,
            text => self.countries.find(text),
        }
    }

    fn amount(&mut self, chunk: &CellChunk, row: usize) -> Option<Money> {
        let amount = first_cell(chunk, &self.amounts, row)?;
        let currency = self.currency.and_then(|slot| chunk.column(slot).get(row));
        read_amount(chunk, &mut self.currencies, amount, currency)
    }

    /// Returns the words for a status that nobody knows, with their counts, sorted.
    pub(crate) fn unknown_words(&self) -> Vec<(String, u64)> {
        self.states.unknown()
    }
}

/// Returns whether more is noted of orders in a state than which times they lack.
const fn is_seen_by_row(state: OrderStatus) -> bool {
    matches!(state, OrderStatus::InDispute | OrderStatus::Closed | OrderStatus::Unknown)
}
