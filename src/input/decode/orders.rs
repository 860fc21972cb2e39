//! Turns cells into orders, column after column: the one decoder of orders for all tables of cells.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Completion, Country, DisputedIndex, InvalidId, Moment,
    MomentColumn, Money, Order, OrderBatch, OrderId, OrderStatus, RowKind, SkippedRow, TextColumn,
    Zone,
};
use crate::ids::order_id::bare_digits;
use crate::input::decode::amounts;
use crate::input::decode::blank_times::BlankTimes;
use crate::input::decode::country_names::{CountryNames, are_two_letters};
use crate::input::decode::currencies::Currencies;
use crate::input::decode::dates::DateOrder;
use crate::input::decode::missing;
use crate::input::decode::problem::Problem;
use crate::input::decode::status_cache::StatusCache;
use crate::input::decode::table_columns::TableColumns;
use crate::input::decode::words::in_plain_form;
use crate::input::scan::duplicates::Compare;
use crate::input::scan::left_out::OtherRows;
use crate::input::table::cell_chunk::{CellChunk, CellRange};
use crate::input::table::drawn::NO_ROW;
use crate::input::table::header::{Header, TableKind};
use crate::input::table::row::Cell;

/// The columns of an order table, found, and what decoding needs between chunks.
pub(crate) struct OrderDecoder {
    kind: TableKind,
    /// The columns of orders that are looked at.
    asked: ColumnSet,
    other_rows: OtherRows,
    /// The columns asked for.
    pub(crate) table: TableColumns,
    /// The column of ids, by its place in the table.
    id_column: usize,
    id: usize,
    /// The table has a column of shops.
    names_shops: bool,
    shop: Option<usize>,
    product: Option<usize>,
    sku: Option<usize>,
    country: Option<usize>,
    currency: Option<usize>,
    amounts: Vec<usize>,
    status: Option<usize>,
    completion: Option<usize>,
    tracking: Option<usize>,
    carrier: Option<usize>,
    /// The column that names the platform an order comes from.
    platform: Option<usize>,
    countries: CountryNames,
    currencies: Currencies,
    states: StatusCache,
    /// Count of amounts that could not be read; amounts never decide a rate.
    pub(crate) bad_amounts: u64,
    /// Rows whose status says that a time has come that is blank.
    pub(crate) blank_times: BlankTimes,
    /// Good rows of the chunk whose status says that the order is in dispute.
    in_dispute: Vec<usize>,
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

/// What is wrong with a row of a chunk.
#[derive(Clone, Debug)]
pub(crate) struct RowFault {
    /// The row, from 0.
    pub(crate) row: usize,
    /// What is wrong.
    pub(crate) problem: Problem,
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

    /// Adds what was found wrong with rows; of a row, what was found first counts.
    pub(crate) fn add_problems(&mut self, found: Vec<RowFault>) {
        add_problems(&mut self.problems, found);
    }
}

/// Adds what was found wrong with rows to what was found before; of a row, the first counts.
pub(crate) fn add_problems(problems: &mut Vec<RowFault>, found: Vec<RowFault>) {
    if !found.is_empty() {
        problems.extend(found);
        problems.sort_by_key(|fault| fault.row);
        problems.dedup_by_key(|fault| fault.row);
    }
}

/// Texts that an order borrows but no cell holds as they are.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    sku: Vec<u8>,
    product: String,
}

/// The fields of times, in the order in which they are read.
const TIMES: [&str; 5] =
    ["created_at", "paid_at", "shipped_at", "completed_at", "buyer_protection_ends_at"];

/// Reads an order id from a cell.
pub(crate) fn read_id(cell: Cell<'_>) -> Result<OrderId, String> {
    const EXPECTED: &str = "16 or 17 digits expected";
    let parsed = match cell {
        Cell::Error(text) if text.starts_with(NO_ROW) => {
            return Err("is not a row of the table; copy the whole table again".to_owned());
        }
        Cell::Text(text) | Cell::Error(text) if missing::is_error_of_sheet(text) => {
            return Err(format!(
                "is what a spreadsheet shows in place of a value ({EXPECTED}); correct the formula, or \
                 widen the column, and export again"
            ));
        }
        Cell::Text(text) => OrderId::parse(text),
        Cell::Whole(number) => u64::try_from(number)
            .ok()
            .and_then(OrderId::from_number)
            .ok_or_else(|| InvalidId::Length(number.to_string().len())),
        Cell::Empty => Err(InvalidId::Empty),
        Cell::Error(text) => {
            Err(OrderId::parse(text).map_or_else(|wrong| wrong, |_| InvalidId::Scientific))
        }
        Cell::Date(_) | Cell::Moment(_) => Err(InvalidId::NotDigits),
    };
    parsed.map_err(|wrong| {
        let repair = match wrong {
            InvalidId::Scientific => {
                "; export again, or import the csv as text and set the column to text"
            }
            InvalidId::Empty => "; where cells were merged, unmerge them and fill them down",
            InvalidId::NotDigits | InvalidId::Length(_) => "",
        };
        format!("{wrong} ({EXPECTED}){repair}")
    })
}

/// Reads the ids of a column of cells; rows without one are noted as bad.
pub(crate) fn read_ids(
    chunk: &CellChunk,
    slot: usize,
    ids: &mut Vec<Option<OrderId>>,
    bad: &mut Vec<usize>,
) {
    ids.clear();
    ids.extend(chunk.column(slot).iter().enumerate().map(|(row, cell)| {
        let quick = match chunk.sized::<16>(*cell) {
            Some(digits) => OrderId::from_digits(digits),
            None => chunk.text_bytes(*cell).and_then(OrderId::from_digits),
        };
        let id = quick.or_else(|| read_id(chunk.value(*cell)).ok());
        if id.is_none() {
            bad.push(row);
        }
        id
    }));
}

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
        let mut always = |field: &str| header.column(field).map(|column| slots.of(column));
        let (currency, status, completion, platform) =
            (always("currency"), always("status"), always("completion"), always("platform"));
        // Names that nobody knows are counted whatever is asked.
        let country = always("country");
        let amounts = header.columns("amount").iter().map(|column| slots.of(*column)).collect();
        let mut field = |set: ColumnSet, field: &str| {
            header.column(field).filter(|_| asked.has_any(set)).map(|column| slots.of(column))
        };
        let item = |set: ColumnSet| set.and(ColumnSet::ITEM);
        Self {
            kind: header.kind,
            asked,
            other_rows: OtherRows::of(header),
            id_column,
            id,
            names_shops: header.column("shop").is_some(),
            shop: field(ColumnSet::SHOP, "shop"),
            product: field(item(ColumnSet::PRODUCT), "product_id"),
            sku: field(item(ColumnSet::SKU), "sku"),
            country,
            tracking: field(ColumnSet::TRACKING, "tracking"),
            carrier: field(ColumnSet::CARRIER, "carrier"),
            currency,
            amounts,
            status,
            completion,
            platform,
            table,
            countries: CountryNames::default(),
            currencies: Currencies::default(),
            states: StatusCache::default(),
            bad_amounts: 0,
            blank_times: BlankTimes::default(),
            in_dispute: Vec::new(),
            bad: Vec::new(),
        }
    }

    /// Returns the column of the dates of placing; `None` where there is none.
    pub(crate) fn created_column(&self) -> Option<usize> {
        self.table.times.column(0)
    }

    /// Returns what is said of countries that are not known, as far as they were looked at.
    pub(crate) fn unknown_countries(&self) -> Option<Caveat> {
        self.countries.unknown.caveat(CaveatKind::UnknownCountry)
    }

    /// Returns what tells rows without an id that are none of the table's.
    pub(crate) fn other_rows(&self) -> &OtherRows {
        &self.other_rows
    }

    /// Returns the column of ids.
    pub(crate) fn id_column(&self) -> usize {
        self.id_column
    }

    /// Adds what another decoder of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.table.times.merge(&other.table.times);
        self.states.merge(&other.states);
        self.bad_amounts += other.bad_amounts;
        self.blank_times.merge(other.blank_times);
        self.countries.unknown.merge(&other.countries.unknown);
    }

    /// Returns whether each row of a chunk is of this platform; `None` where no column tells
    /// (店小秘 mixes platforms).
    pub(crate) fn own_rows(&self, chunk: &CellChunk) -> Option<Vec<bool>> {
        let cells = chunk.column(self.platform?).iter();
        Some(cells.map(|cell| is_aliexpress(chunk.value(*cell))).collect())
    }

    /// Reads all rows of a chunk, and counts what is not known.
    pub(crate) fn decode(&mut self, chunk: &CellChunk, values: &mut OrderValues) {
        self.bad.clear();
        read_ids(chunk, self.id, &mut values.ids, &mut self.bad);
        self.table.compare_twins(chunk, &mut self.bad);
        self.table.times.read(chunk, &mut values.times, &mut self.bad);
        let [created, _, _, completed, _] = &values.times;
        if created.iter().fold(false, |missing, created| missing | created.is_none()) {
            let missing = created.iter().enumerate().filter(|(_, created)| created.is_none());
            self.bad.extend(missing.map(|(row, _)| row));
        }
        read_completions(chunk, self.completion, completed, &mut values.completions, &mut self.bad);
        let products = self.product.map_or(&[][..], |slot| chunk.column(slot)).iter().enumerate();
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
        if let Err(expected) = read_id(chunk.cell(self.id, row)) {
            return Problem { column: Some(self.id_column), expected, form: None };
        }
        if let Some(problem) = self.table.twin_problem(chunk, row) {
            return problem;
        }
        if let Some(problem) = self.table.times.problem(chunk, row) {
            return problem;
        }
        if is_scientific(chunk.text(self.product, row).as_bytes()) {
            let (column, expected) = (self.table.column(self.product), LOST_DIGITS.to_owned());
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
    fn count_states(&mut self, chunk: &CellChunk, values: &OrderValues) {
        self.in_dispute.clear();
        let Some(slot) = self.status else { return };
        let [_, paid, _, completed, _] = &values.times;
        let mut last = self.states.last();
        let mut again = 0;
        let times = paid.iter().zip(completed);
        for ((row, cell), (paid, completed)) in chunk.column(slot).iter().enumerate().zip(times) {
            let same =
                last.zip(cell.short(&chunk.buffer)).is_some_and(|(last, text)| last.is(text));
            if let Some(last) = last.filter(|_| same && self.is_good(row)) {
                again += 1;
                self.see_state(row, last.state, [*paid, *completed]);
                continue;
            }
            if !cell.is_text() || !self.is_good(row) {
                continue;
            }
            self.states.count_last(std::mem::take(&mut again));
            let state = match self.states.find(chunk.bytes(*cell), chunk.word(*cell)) {
                Some((place, state)) => {
                    self.states.count_place(place);
                    state
                }
                None => match missing::value(chunk.text_of(*cell)) {
                    "" => OrderStatus::Unknown,
                    word => self.states.count(word),
                },
            };
            self.see_state(row, state, [*paid, *completed]);
            last = self.states.last();
        }
        self.states.count_last(again);
    }

    #[inline(always)]
    fn see_state(
        &mut self,
        row: usize,
        state: OrderStatus,
        [paid, completed]: [Option<Moment>; 2],
    ) {
        self.blank_times.see(state, paid, completed);
        if state == OrderStatus::InDispute {
            self.in_dispute.push(row);
        }
    }

    /// Returns the good rows of the chunk whose status says that the order is in dispute.
    pub(crate) fn in_dispute(&self) -> &[usize] {
        &self.in_dispute
    }

    /// Counts countries that are not known.
    fn check_countries(&mut self, chunk: &CellChunk) {
        let Some(slot) = self.country else { return };
        for (row, cell) in chunk.column(slot).iter().enumerate() {
            let code = chunk.sized::<2>(*cell);
            if code.is_some_and(are_two_letters) {
                continue;
            }
            if !cell.is_empty() && self.is_good(row) {
                self.countries.find_or_note(chunk.text_of(*cell));
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

    /// Returns where a bad row may belong, as far as its cells say; the shop is that of rows that name
    /// none.
    pub(crate) fn skipped_row(
        &mut self,
        chunk: &CellChunk,
        values: &OrderValues,
        fault: &RowFault,
        shop: &str,
    ) -> SkippedRow {
        let row = fault.row;
        let text = |slot: Option<usize>| missing::value(chunk.text(slot, row));
        let (own_shop, product) = (text(self.shop), product_text(text(self.product)));
        let mut sku = Vec::new();
        write_sku(text(self.sku), &mut sku);
        let sku = String::from_utf8(sku).expect("written from texts");
        let country = chunk.text(self.country, row);
        let country = (!missing::is_missing(country))
            .then(|| self.countries.find(country).map_or(String::new(), |c| c.code().to_owned()));
        let [created, ..] = &values.times;
        let is_of_created = fault.problem.column == self.created_column();
        let created = created.get(row).copied().flatten().filter(|_| !is_of_created);
        SkippedRow {
            shop: given(own_shop).or_else(|| given(shop)),
            product: given(&product).or_else(|| given(&sku)),
            country,
            from: created,
            ..SkippedRow::anywhere(RowKind::Order)
        }
    }

    /// Returns where a row may belong whose cells cannot be told apart.
    pub(crate) fn unplaced_row(&self, shop: &str) -> SkippedRow {
        let shop = given(shop).filter(|_| !self.names_shops);
        SkippedRow { shop, ..SkippedRow::anywhere(RowKind::Order) }
    }

    /// Returns the order of a good row, with the texts that are asked for.
    pub(crate) fn order<'a>(
        &mut self,
        chunk: &'a CellChunk,
        values: &OrderValues,
        row: usize,
        shop: &'a str,
        scratch: &'a mut Scratch,
    ) -> Option<Order<'a>> {
        let time = |at: usize| values.times.get(at)?.get(row).copied().flatten();
        let own_shop = missing::value(chunk.text(self.shop, row));
        let status = self.status.filter(|_| self.asked.has(ColumnSet::STATUS));
        let status = missing::value(chunk.text(status, row));
        scratch.sku.clear();
        write_sku(missing::value(chunk.text(self.sku, row)), &mut scratch.sku);
        let sku = std::str::from_utf8(&scratch.sku).expect("written from texts");
        scratch.product = product_text(missing::value(chunk.text(self.product, row))).into_owned();
        let has_amount = self.asked.has(ColumnSet::AMOUNT);
        Some(Order {
            id: values.ids.get(row).copied().flatten()?,
            shop: if own_shop.is_empty() { shop } else { own_shop },
            product: &scratch.product,
            sku,
            country: self.country(chunk, row),
            amount: if has_amount { self.amount(chunk, row) } else { None },
            created_at: time(0)?,
            paid_at: time(1),
            shipped_at: time(2),
            completed_at: time(3),
            completion: values.completions.get(row).copied().flatten(),
            completed_estimated: false,
            protection_ends_at: time(4),
            status,
            state: self.states.known(status),
            tracking: missing::value(chunk.text(self.tracking, row)),
            carrier: missing::value(chunk.text(self.carrier, row)),
        })
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
        let countries = from.cells(self.country).map(|cell| from.chunk.text_of(cell));
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
        batch.extend_texts(TextColumn::Shop, from.cells(self.shop), |cell, into| {
            let own = missing::bytes(chunk.trimmed(cell));
            into.extend_from_slice(if own.is_empty() { shop } else { own });
        });
        let items = from.cells(self.product).zip(from.cells(self.sku));
        batch.extend_texts(TextColumn::Item, items, |(product, sku), into| {
            match product_id(missing::bytes(chunk.trimmed(product))).as_ref() {
                [] => write_sku(missing::value(chunk.text_of(sku)), into),
                product => into.extend_from_slice(product),
            }
        });
        batch.extend_texts(TextColumn::Product, from.cells(self.product), |cell, into| {
            into.extend_from_slice(&product_id(missing::bytes(chunk.trimmed(cell))));
        });
        batch.extend_texts(TextColumn::Sku, from.cells(self.sku), |cell, into| {
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
        match chunk.text(self.country, row) {
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

    /// Returns true if one order may stand in several rows, one for each product.
    pub(crate) fn row_per_product(&self) -> bool {
        self.kind == TableKind::Dianxiaomi
    }

    /// Returns how rows with the same id are compared.
    pub(crate) fn compare(&self) -> Compare {
        if self.row_per_product() { Compare::PerProduct } else { Compare::Whole }
    }
}

/// Returns the first cell of a row that is not empty.
#[inline]
fn first_cell(chunk: &CellChunk, slots: &[usize], row: usize) -> Option<CellRange> {
    let mut cells = slots.iter().filter_map(|slot| chunk.column(*slot).get(row).copied());
    cells.find(|cell| {
        let is_plain = || chunk.bytes(*cell).first().is_some_and(u8::is_ascii_graphic);
        !cell.is_empty() && (is_plain() || chunk.value(*cell) != Cell::Empty)
    })
}

fn read_amount(
    chunk: &CellChunk,
    currencies: &mut Currencies,
    amount: CellRange,
    currency: Option<&CellRange>,
) -> Option<Money> {
    let code = currency.map_or(&[][..], |cell| chunk.bytes(*cell));
    if !amount.is_text() {
        return None;
    }
    if let Some(money) = currencies.plain(chunk.bytes(amount), code) {
        return Some(money);
    }
    let currency = currency.map(|cell| chunk.text_of(*cell)).and_then(amounts::currency);
    match currency {
        Some(_) => amounts::parse(chunk.text_of(amount), currency),
        None => currencies.with_sign(chunk.text_of(amount)),
    }
}

/// Reads how orders were completed; an order with a moment of completion and no word for it was
/// completed in some way.
fn read_completions(
    chunk: &CellChunk,
    slot: Option<usize>,
    completed: &[Option<Moment>],
    completions: &mut Vec<Option<Completion>>,
    bad: &mut Vec<usize>,
) {
    completions.clear();
    let unspecified = |at: &Option<Moment>| at.map(|_| Completion::Unspecified);
    let Some(slot) = slot else {
        completions.extend(completed.iter().map(unspecified));
        return;
    };
    let rows = chunk.column(slot).iter().zip(completed).enumerate();
    completions.extend(rows.map(|(row, (cell, at))| {
        if cell.is_empty() {
            return unspecified(at);
        }
        let quick = chunk.text_bytes(*cell).and_then(completion_word);
        quick.or_else(|| match chunk.value(*cell) {
            Cell::Empty => unspecified(at),
            Cell::Text(word) if let Some(word) = written_otherwise(word) => Some(word),
            _ => {
                bad.push(row);
                None
            }
        })
    }));
}

/// Returns what a word for completion says; `None` for any other word.
#[inline(always)]
fn completion_word(word: &[u8]) -> Option<Completion> {
    // Compared by their first and last bytes, which meet, at once.
    let ends = |first: &[u8; 4], last: &[u8; 4]| {
        word.first_chunk() == Some(first) && word.last_chunk() == Some(last)
    };
    match word.len() {
        6 if ends(b"refu", b"fund") => Some(Completion::Refund),
        7 if ends(b"time", b"eout") => Some(Completion::TimedOut),
        15 if word.first_chunk() == Some(b"buyer_co") && word.last_chunk() == Some(b"onfirmed") => {
            Some(Completion::BuyerConfirmed)
        }
        _ => None,
    }
}

/// Reads a word for completion in another letter case or with other signs between its parts.
fn written_otherwise(word: &str) -> Option<Completion> {
    let mut bare = in_plain_form(word.as_bytes());
    bare.retain(|sign| *sign != b'_');
    completion_word(if bare == b"buyerconfirmed" { b"buyer_confirmed" } else { &bare })
}

fn is_aliexpress(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => {
            let text = text.to_lowercase();
            text.contains("aliexpress") || text.contains("速卖通") || text == "smt"
        }
        Cell::Empty => true,
        Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => false,
    }
}

/// Returns the id of a product as it is, whatever a spreadsheet or a person has put around it; any other
/// text as it stands.
pub(crate) fn product_text(text: &str) -> Cow<'_, str> {
    match product_id(text.as_bytes()) {
        Cow::Borrowed(id) if id.len() == text.len() => Cow::Borrowed(text),
        id => Cow::Owned(String::from_utf8_lossy(&id).into_owned()),
    }
}

/// Returns the same of a text as bytes.
#[inline]
fn product_id(text: &[u8]) -> Cow<'_, [u8]> {
    match text {
        // Most have sixteen digits, and what is put around them is put at an end.
        [b'0'..=b'9', inner @ .., b'0'..=b'9'] if inner.len() == 14 => Cow::Borrowed(text),
        [] => Cow::Borrowed(text),
        _ => undressed_product(text),
    }
}

#[cold]
#[inline(never)]
fn undressed_product(text: &[u8]) -> Cow<'_, [u8]> {
    let text_of_id = std::str::from_utf8(text).ok();
    if let Some(id) = text_of_id.and_then(product_in_address) {
        return Cow::Borrowed(id.as_bytes());
    }
    match text_of_id.and_then(bare_digits) {
        Some(digits) if PRODUCT_DIGITS.contains(&digits.len()) && digits.len() < text.len() => {
            Cow::Owned(digits.into_bytes())
        }
        Some(_) | None => Cow::Borrowed(whole_digits(text)),
    }
}

/// How many digits the id of a product may have: fewer may be a part of any name (`AE-5`), more are
/// several ids in one cell.
const PRODUCT_DIGITS: RangeInclusive<usize> = 10..=17;

/// Returns the id that the address of a product's page names (`…/item/1.html`); `None` where there is none,
/// or several.
fn product_in_address(text: &str) -> Option<&str> {
    let mut pages = text.split("/item/").skip(1).map(|page| {
        let page = page.split_once(".html").map_or("", |(page, _)| page);
        page.rsplit('/').next().unwrap_or(page)
    });
    let id = pages.next()?;
    let is_id = PRODUCT_DIGITS.contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
    (is_id && pages.all(|other| other == id)).then_some(id)
}

/// Returns a text; `None` for an empty one.
pub(crate) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the same of a text as bytes.
pub(crate) fn whole_digits(text: &[u8]) -> &[u8] {
    let number = text.strip_prefix(b"#");
    let whole = text.strip_suffix(b".0");
    let digits = number.or(whole).filter(|digits| !digits.is_empty());
    digits.filter(|digits| digits.iter().all(u8::is_ascii_digit)).unwrap_or(text)
}

/// What is said of an id that a program has taken for a number.
pub(crate) const LOST_DIGITS: &str =
    "has lost digits: a program took it for a number; export again, with the column as text";

/// Returns true if a text is a number in scientific notation, as `6.3e+16`, which has lost digits.
pub(crate) fn is_scientific(text: &[u8]) -> bool {
    // Most are short, and all of their bytes are compared at once.
    if !text.iter().fold(false, |found, byte| found | (*byte | 0x20 == b'e')) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    [whole, fraction, exponent]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Adds a text for SKUs without the quantities, as in `SKU-1 * 2;SKU-2 * 1`. A SKU may itself hold `*`.
fn write_sku(text: &str, into: &mut Vec<u8>) {
    if memchr::memchr2(b';', b'*', text.as_bytes()).is_none() {
        into.extend_from_slice(text.as_bytes());
        return;
    }
    let mut is_first = true;
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let bare = match part.rsplit_once(" * ") {
            Some((sku, count)) if count.trim().bytes().all(|b| b.is_ascii_digit()) => {
                sku.trim_end()
            }
            _ => part,
        };
        if !std::mem::take(&mut is_first) {
            into.push(b';');
        }
        into.extend_from_slice(bare.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_programs_wrote_as_floats_are_told_from_texts() {
        for text in [
            "1005000000002221.0",
            "'1005000000002221",
            "=\"1005000000002221\"",
            "1,005,000,000,002,221",
            "１００５００００００００２２２１",
            "1005000000002221\u{200b}",
            "#1005000000002221",
            "https://www.aliexpress.com/item/1005000000002221.html?spm=a2g0o",
            "https://es.aliexpress.com/item/Lamp-5W/1005000000002221.html",
        ] {
            assert_eq!(product_text(text), "1005000000002221");
        }
        for text in [
            "1005",
            "v1.0",
            ".0",
            "1.50",
            "",
            "1.00500E+15",
            "LAMP-1",
            "AE-5",
            "12-34",
            "1005000000002221\n1005000000002222",
            "1005000000002221 1005000000002222",
            "https://www.aliexpress.com/item/x.html",
        ] {
            assert_eq!(product_text(text), text);
        }
        for (text, scientific) in [
            ("6.300001781010659e+16", true),
            ("8E15", true),
            ("1e", false),
            ("e5", false),
            ("1e5x", false),
            ("12", false),
        ] {
            assert_eq!(is_scientific(text.as_bytes()), scientific, "{text}");
        }
    }

    #[test]
    fn quantities_are_no_part_of_a_sku() {
        let bare = |text: &str| {
            let mut sku = Vec::new();
            write_sku(text, &mut sku);
            String::from_utf8(sku).unwrap()
        };
        assert_eq!(bare("JKM-Y10-PRO * 1;GJ-055+RS1 * 2"), "JKM-Y10-PRO;GJ-055+RS1");
        assert_eq!(bare("A * B"), "A * B");
        assert_eq!(bare("A * 2"), "A");
        assert_eq!(bare("A-1"), "A-1");
        assert_eq!(bare(" ;; "), "");
    }
}
