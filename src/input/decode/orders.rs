//! Turns a table's rows into orders.

use std::collections::HashMap;

#[cfg(feature = "parquet")]
use crate::domain::ColumnSet;
use crate::domain::{
    Completion, Country, Currency, InvalidId, Moment, Money, Order, OrderId, OrderStatus, Zone,
};
use crate::input::decode::amounts;
use crate::input::decode::country_names::Places;
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates::DateOrder;
use crate::input::decode::moment_columns::MomentColumns;
use crate::input::decode::order_times::{Skimmed, completion_word};
use crate::input::decode::status_cache::States;
use crate::input::scan::duplicates::Compare;
use crate::input::table::header::{Header, TableKind};
use crate::input::table::row::{Cell, Row};

/// A value that cannot be understood, before its file and row are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The column, or `None` for the whole row.
    pub(crate) column: Option<usize>,
    /// What was expected.
    pub(crate) expected: String,
}

/// The columns of an order table, found, and what decoding needs between rows.
pub(crate) struct OrderColumns {
    kind: TableKind,
    pub(crate) id: usize,
    pub(crate) shop: Option<usize>,
    pub(crate) product: Option<usize>,
    pub(crate) sku: Option<usize>,
    pub(crate) country: Option<usize>,
    pub(crate) currency: Option<usize>,
    pub(crate) amounts: Vec<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) completion: Option<usize>,
    pub(crate) tracking: Option<usize>,
    pub(crate) carrier: Option<usize>,
    /// Placed, paid, shipped, completed, end of protection.
    pub(crate) moments: MomentColumns,
    places: Places,
    /// Count of amounts that could not be read; amounts never decide a rate.
    pub(crate) bad_amounts: u64,
    states: States,
}

/// Texts that an order borrows but no cell holds.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    sku: String,
    shop: String,
    product: String,
    tracking: String,
    carrier: String,
}

/// Reads an order id from a cell.
pub(crate) fn read_id(row: &(impl Row + ?Sized), column: usize) -> Result<OrderId, Problem> {
    let problem = |expected: String| Problem { column: Some(column), expected };
    let parsed = match row.cell(column) {
        Cell::Text(text) => OrderId::parse(text),
        Cell::Whole(number) => u64::try_from(number)
            .ok()
            .and_then(OrderId::from_number)
            .ok_or_else(|| InvalidId::Length(number.to_string().len())),
        Cell::Empty => Err(InvalidId::Empty),
        Cell::Error(_) => Err(InvalidId::Scientific),
        Cell::Date(_) | Cell::Moment(_) => Err(InvalidId::NotDigits),
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
    pub(crate) fn new(header: &Header, zone: Zone, orders: &HashMap<usize, DateOrder>) -> Self {
        let fields =
            ["created_at", "paid_at", "shipped_at", "completed_at", "buyer_protection_ends_at"];
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
            moments: MomentColumns::new(header, fields, zone, orders),
            places: Places::default(),
            bad_amounts: 0,
            states: States::default(),
        }
    }

    /// Returns the columns of moments, for the verdict on their date order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        self.moments.iter()
    }

    /// Returns the country of a code or a name.
    pub(crate) fn country_named(&mut self, text: &str) -> Option<Country> {
        self.places.find(text)
    }

    /// Returns what a word for the state says, and its place; `None` for a word not met before.
    /// The eight bytes that end with it are asked for where they are known.
    #[inline(always)]
    pub(crate) fn known_state(
        &self,
        word: &[u8],
        tail: Option<[u8; 8]>,
    ) -> Option<(u8, OrderStatus)> {
        self.states.find(word, tail)
    }

    /// Returns whether a column can be left unread because it is not asked for: no value in it makes
    /// a row bad.
    #[cfg(feature = "parquet")]
    pub(crate) fn is_unasked_text(&self, column: usize, asked: ColumnSet) -> bool {
        let item = ColumnSet::ITEM;
        [
            (self.shop, ColumnSet::SHOP),
            (self.product, ColumnSet::PRODUCT.and(item)),
            (self.sku, ColumnSet::SKU.and(item)),
            (self.country, ColumnSet::COUNTRY),
            (self.tracking, ColumnSet::TRACKING),
            (self.carrier, ColumnSet::CARRIER),
        ]
        .into_iter()
        .any(|(place, field)| place == Some(column) && !asked.has_any(field))
    }

    /// Notes what a record that was skimmed adds to the counts.
    #[inline]
    pub(crate) fn note(&mut self, skimmed: &Skimmed) {
        if let Some(place) = skimmed.state_place {
            self.states.count_place(place);
        }
        self.moments.note_zoneless(skimmed.zoneless);
    }

    /// Adds what another reader of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.moments.merge(&other.moments);
        self.states.merge(&other.states);
        self.bad_amounts += other.bad_amounts;
    }

    /// Rewrites the rows noted in columns of moments.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        self.moments.renumber(real);
    }

    /// Returns the column of ids.
    pub(crate) fn id_column(&self) -> usize {
        self.id
    }

    /// Decodes a row. `None` for a row of another platform (店小秘 mixes them).
    pub(crate) fn decode<'a, R: Row + ?Sized>(
        &mut self,
        row: &'a R,
        shop: &'a str,
        scratch: &'a mut Scratch,
    ) -> Result<Order<'a>, Problem> {
        let id = read_id(row, self.id)?;
        let moments = &mut self.moments;
        let created_at = moments.read(0, row)?.ok_or_else(|| Problem {
            column: moments.place(0),
            expected: "a date is missing".to_owned(),
        })?;
        let paid_at = moments.read(1, row)?;
        let shipped_at = moments.read(2, row)?;
        let completed_at = moments.read(3, row)?;
        let protection_ends_at = moments.read(4, row)?;
        let completion = self.completion(row, completed_at)?;
        let amount = self.amount(row);
        let country = self.country.and_then(|column| match row.cell(column) {
            Cell::Text(text) => self.places.find(text),
            _ => None,
        });
        let status = self.status.map(|column| row.cell(column));
        let (status, state) = match status {
            Some(Cell::Text(word)) => (word, self.states.count(word)),
            _ => ("", OrderStatus::Unknown),
        };
        let Scratch { sku, shop: shop_text, product, tracking, carrier } = scratch;
        match self.sku.map(|column| row.cell(column)) {
            Some(Cell::Text(text)) => bare_skus(text, sku),
            Some(Cell::Whole(number)) => *sku = number.to_string(),
            Some(Cell::Empty | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_)) | None => {
                sku.clear();
            }
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
            Cell::Text(word) if let Some(completion) = completion_word(word.as_bytes()) => {
                Ok(Some(completion))
            }
            _ => Err(Problem {
                column: Some(column),
                expected: "`buyer_confirmed`, `timeout`, `refund` or nothing expected".to_owned(),
            }),
        }
    }

    /// Returns the words for a status that nobody knows, with their counts, sorted.
    pub(crate) fn unknown_words(&self) -> Vec<(String, u64)> {
        self.states.unknown()
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
            Cell::Empty | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => None,
        };
        if money.is_none() {
            self.bad_amounts += 1;
        }
        money
    }

    /// Tells whether one order may stand in several rows, one for each product.
    pub(crate) fn row_per_product(&self) -> bool {
        self.kind == TableKind::Dianxiaomi
    }

    /// Returns how rows with the same id are compared.
    pub(crate) fn compare(&self) -> Compare {
        if self.row_per_product() { Compare::PerProduct } else { Compare::Whole }
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
        Some(Cell::Empty | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_)) | None => "",
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
}
