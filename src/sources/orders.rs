//! Turns a table's rows into orders.

use std::collections::HashMap;

use super::amounts;
use super::dates::{self, DateOrder, Slashed, Stamp};
use super::header::{Header, TableKind};
use super::places::Places;
use super::table::{Cell, Row};
use super::words;
use crate::domain::{
    Completion, Currency, InvalidId, Moment, Money, Order, OrderId, OrderStatus, WallTime, Zone,
};

/// A value that cannot be understood, before its file and row are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The column, or `None` for the whole row.
    pub(super) column: Option<usize>,
    /// What was expected.
    pub(super) expected: String,
}

/// A column of moments, and what it has proved of its date order.
#[derive(Clone, Debug)]
pub(super) struct DateColumn {
    column: usize,
    order: DateOrder,
    /// Row of the first value that can only be month first.
    pub(super) month_first: Option<u64>,
    /// Row of the first value that can only be day first.
    pub(super) day_first: Option<u64>,
    /// Row of the first value that could be either.
    pub(super) either: Option<u64>,
    /// Count of values without a zone of their own.
    pub(super) without_zone: u64,
}

/// Remembers offsets by day, because rows come in runs of the same days.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    zone: Zone,
    days: HashMap<i32, Option<i64>>,
}

/// The columns of an order table, found, and what decoding needs between rows.
pub(super) struct OrderColumns {
    kind: TableKind,
    id: usize,
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
    created: DateColumn,
    paid: Option<DateColumn>,
    shipped: Option<DateColumn>,
    completed: Option<DateColumn>,
    protection: Option<DateColumn>,
    clock: Clock,
    places: Places,
    /// Count of amounts that could not be read; amounts never decide a rate.
    pub(super) bad_amounts: u64,
    states: HashMap<String, (OrderStatus, u64)>,
}

/// Texts that an order borrows but no cell holds.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    sku: String,
    shop: String,
    product: String,
    tracking: String,
    carrier: String,
}

impl Clock {
    /// Reads wall times of a zone.
    pub(super) fn new(zone: Zone) -> Self {
        Self { zone, days: HashMap::new() }
    }

    /// Returns the moment of a wall time, or `None` when the zone's clocks skip it.
    pub(super) fn moment(&mut self, wall: WallTime) -> Option<Moment> {
        use chrono::Datelike;
        let zone = self.zone;
        let offset = *self.days.entry(wall.num_days_from_ce()).or_insert_with(|| {
            let midnight = wall.date().and_time(chrono::NaiveTime::MIN);
            let next = midnight.checked_add_days(chrono::Days::new(1))?;
            let offset = |wall: WallTime| {
                Some(wall.and_utc().timestamp_millis() - zone.moment(wall).ok()?.millis())
            };
            let (first, last) = (offset(midnight)?, offset(next)?);
            (first == last).then_some(first)
        });
        match offset {
            Some(offset) => Some(Moment::from_millis(wall.and_utc().timestamp_millis() - offset)),
            None => zone.moment(wall).ok(),
        }
    }
}

impl DateColumn {
    /// Prepares a column; texts of the form `a/b/yyyy` are first taken in one order.
    pub(super) fn new(column: usize, order: DateOrder) -> Self {
        let (month_first, day_first, either, without_zone) = (None, None, None, 0);
        Self { column, order, month_first, day_first, either, without_zone }
    }

    /// Returns the column's place.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    fn note(&mut self, parts: Slashed, row: u64) {
        // What is a day in neither order is a bad row and proves nothing.
        if parts.wall(DateOrder::MonthFirst).or(parts.wall(DateOrder::DayFirst)).is_none() {
            return;
        }
        let place = match parts.proves() {
            Some(DateOrder::MonthFirst) => &mut self.month_first,
            Some(DateOrder::DayFirst) => &mut self.day_first,
            None => &mut self.either,
        };
        place.get_or_insert(row);
    }

    /// Reads a row's moment; `None` when the cell is empty.
    pub(super) fn read(
        &mut self,
        row: &(impl Row + ?Sized),
        clock: &mut Clock,
    ) -> Result<Option<Moment>, Problem> {
        let wall = match row.cell(self.column) {
            Cell::Empty => return Ok(None),
            Cell::Date(wall) => wall,
            Cell::Text(text) => match dates::parse(text) {
                Some(Stamp::Absolute(moment)) => return Ok(Some(moment)),
                Some(Stamp::Wall(wall)) => wall,
                Some(Stamp::Slashed(parts)) => {
                    self.note(parts, row.number());
                    parts.wall(self.order).ok_or_else(|| self.problem())?
                }
                None => return Err(self.problem()),
            },
            Cell::Whole(_) | Cell::Error(_) => return Err(self.problem()),
        };
        self.without_zone += 1;
        match clock.moment(wall) {
            Some(moment) => Ok(Some(moment)),
            None => Err(Problem {
                column: Some(self.column),
                expected: format!("no such time: the clocks of {} skip it", clock.zone.name()),
            }),
        }
    }

    fn problem(&self) -> Problem {
        let form = match (self.either.is_some() || self.month_first.is_some(), self.order) {
            (true, DateOrder::MonthFirst) => "MM/DD/YYYY HH:MM",
            (true, DateOrder::DayFirst) => "DD/MM/YYYY HH:MM",
            (false, _) => "YYYY-MM-DD HH:MM or MM/DD/YYYY HH:MM",
        };
        Problem { column: Some(self.column), expected: format!("is no date ({form} expected)") }
    }
}

/// Reads an order id from a cell.
pub(super) fn read_id(row: &(impl Row + ?Sized), column: usize) -> Result<OrderId, Problem> {
    let problem = |expected: String| Problem { column: Some(column), expected };
    let parsed = match row.cell(column) {
        Cell::Text(text) => OrderId::parse(text),
        Cell::Whole(number) => u64::try_from(number)
            .ok()
            .and_then(OrderId::from_number)
            .ok_or_else(|| InvalidId::Length(number.to_string().len())),
        Cell::Empty => Err(InvalidId::Empty),
        Cell::Error(_) => Err(InvalidId::Scientific),
        Cell::Date(_) => Err(InvalidId::NotDigits),
    };
    parsed.map_err(|wrong| {
        let repair = match wrong {
            InvalidId::Scientific => {
                "; export again, or import the csv as text and set the column to text"
            }
            InvalidId::Empty | InvalidId::NotDigits | InvalidId::Length(_) => "",
        };
        problem(format!("{wrong} (16 or 17 digits expected){repair}"))
    })
}

impl OrderColumns {
    /// Finds the columns of a header.
    pub(super) fn new(header: &Header, zone: Zone, orders: &HashMap<usize, DateOrder>) -> Self {
        let date = |field: &str| {
            header.column(field).map(|column| {
                let order = orders.get(&column).copied().unwrap_or(DateOrder::MonthFirst);
                DateColumn::new(column, order)
            })
        };
        Self {
            kind: header.kind,
            id: header.column("order_id").unwrap_or(usize::MAX),
            shop: header.column("shop"),
            product: header.column("product_id"),
            sku: header.column("sku"),
            country: header.column("country"),
            currency: header.column("currency"),
            amounts: header.columns("amount").to_vec(),
            status: header.column("status"),
            completion: header.column("completion"),
            tracking: header.column("tracking"),
            carrier: header.column("carrier"),
            created: date("created_at")
                .unwrap_or_else(|| DateColumn::new(usize::MAX, DateOrder::MonthFirst)),
            paid: date("paid_at"),
            shipped: date("shipped_at"),
            completed: date("completed_at"),
            protection: date("buyer_protection_ends_at"),
            clock: Clock::new(zone),
            places: Places::default(),
            bad_amounts: 0,
            states: HashMap::new(),
        }
    }

    /// Returns the columns of moments, for the verdict on their date order.
    pub(super) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        std::iter::once(&self.created)
            .chain(&self.paid)
            .chain(&self.shipped)
            .chain(&self.completed)
            .chain(&self.protection)
    }

    /// Returns the column of ids.
    pub(super) fn id_column(&self) -> usize {
        self.id
    }

    /// Decodes a row. `None` for a row of another platform (店小秘 mixes them).
    pub(super) fn decode<'a, R: Row + ?Sized>(
        &mut self,
        row: &'a R,
        shop: &'a str,
        scratch: &'a mut Scratch,
    ) -> Result<Order<'a>, Problem> {
        let id = read_id(row, self.id)?;
        let clock = &mut self.clock;
        let created_at = self.created.read(row, clock)?.ok_or_else(|| Problem {
            column: Some(self.created.column),
            expected: "a date is missing".to_owned(),
        })?;
        let mut moment = |column: &mut Option<DateColumn>| match column {
            Some(column) => column.read(row, clock),
            None => Ok(None),
        };
        let paid_at = moment(&mut self.paid)?;
        let shipped_at = moment(&mut self.shipped)?;
        let completed_at = moment(&mut self.completed)?;
        let protection_ends_at = moment(&mut self.protection)?;
        let completion = self.completion(row, completed_at)?;
        let amount = self.amount(row);
        let country = self.country.and_then(|column| match row.cell(column) {
            Cell::Text(text) => self.places.find(text),
            _ => None,
        });
        let status = self.status.map(|column| row.cell(column));
        let (status, state) = match status {
            Some(Cell::Text(word)) => (word, self.state(word)),
            _ => ("", OrderStatus::Unknown),
        };
        let Scratch { sku, shop: shop_text, product, tracking, carrier } = scratch;
        if let Some(Cell::Text(text)) = self.sku.map(|column| row.cell(column)) {
            bare_skus(text, sku);
        } else {
            sku.clear();
        }
        let own_shop = text_of(row, self.shop, shop_text);
        Ok(Order {
            id,
            shop: if own_shop.is_empty() { shop } else { own_shop },
            product: text_of(row, self.product, product),
            sku,
            country,
            amount,
            created_at,
            paid_at,
            shipped_at,
            completed_at,
            completion,
            completed_estimated: false,
            protection_ends_at,
            status,
            state,
            tracking: text_of(row, self.tracking, tracking),
            carrier: text_of(row, self.carrier, carrier),
        })
    }

    fn completion(
        &self,
        row: &(impl Row + ?Sized),
        completed_at: Option<Moment>,
    ) -> Result<Option<Completion>, Problem> {
        let Some(column) = self.completion else {
            return Ok(completed_at.map(|_| Completion::Unspecified));
        };
        match row.cell(column) {
            Cell::Empty => Ok(completed_at.map(|_| Completion::Unspecified)),
            Cell::Text("buyer_confirmed") => Ok(Some(Completion::BuyerConfirmed)),
            Cell::Text("timeout") => Ok(Some(Completion::TimedOut)),
            Cell::Text("refund") => Ok(Some(Completion::Refund)),
            _ => Err(Problem {
                column: Some(column),
                expected: "`buyer_confirmed`, `timeout`, `refund` or nothing expected".to_owned(),
            }),
        }
    }

    /// Looks a status up, remembering what was found: a file has few different words.
    fn state(&mut self, word: &str) -> OrderStatus {
        if let Some((state, count)) = self.states.get_mut(word) {
            *count += 1;
            return *state;
        }
        let state = words::order_status(word);
        self.states.insert(word.to_owned(), (state, 1));
        state
    }

    /// Returns the words for a status that nobody knows, with their counts, sorted.
    pub(super) fn unknown_words(&self) -> Vec<(String, u64)> {
        let unknown = self.states.iter().filter(|(_, (state, _))| *state == OrderStatus::Unknown);
        let mut words: Vec<_> = unknown.map(|(word, (_, count))| (word.clone(), *count)).collect();
        words.sort_unstable();
        words
    }

    fn amount(&mut self, row: &(impl Row + ?Sized)) -> Option<Money> {
        let currency = self.currency.and_then(|column| match row.cell(column) {
            Cell::Text(text) => Currency::from_code(text),
            _ => None,
        });
        let cell =
            self.amounts.iter().map(|column| row.cell(*column)).find(|c| *c != Cell::Empty)?;
        let money = match cell {
            Cell::Text(text) => amounts::parse(text, currency),
            Cell::Whole(number) => amounts::parse(&number.to_string(), currency),
            Cell::Empty | Cell::Date(_) | Cell::Error(_) => None,
        };
        if money.is_none() {
            self.bad_amounts += 1;
        }
        money
    }

    /// Tells whether one order may stand in several rows, one for each product.
    pub(super) fn row_per_product(&self) -> bool {
        self.kind == TableKind::Dianxiaomi
    }
}

/// Returns a cell's text, in the scratch where the cell holds a number.
fn text_of<'a, R: Row + ?Sized>(
    row: &'a R,
    column: Option<usize>,
    scratch: &'a mut String,
) -> &'a str {
    match column.map(|column| row.cell(column)) {
        Some(Cell::Text(text)) => text,
        Some(Cell::Whole(number)) => {
            *scratch = number.to_string();
            scratch
        }
        Some(Cell::Empty | Cell::Date(_) | Cell::Error(_)) | None => "",
    }
}

/// Strips quantities from `SKU-1 * 2;SKU-2 * 1`. A SKU may itself hold `*`.
fn bare_skus(text: &str, into: &mut String) {
    into.clear();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let bare = match part.rsplit_once(" * ") {
            Some((sku, count)) if count.trim().bytes().all(|b| b.is_ascii_digit()) => {
                sku.trim_end()
            }
            _ => part,
        };
        if !into.is_empty() {
            into.push(';');
        }
        into.push_str(bare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_no_part_of_a_sku() {
        let mut sku = String::new();
        bare_skus("JKM-Y10-PRO * 1;GJ-055+RS1 * 2", &mut sku);
        assert_eq!(sku, "JKM-Y10-PRO;GJ-055+RS1");
        bare_skus("A * B", &mut sku);
        assert_eq!(sku, "A * B");
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
