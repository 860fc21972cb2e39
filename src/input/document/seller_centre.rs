//! The seller centre's dispute list as JSON (`docs/platform/exports.md`).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::{Currency, Dispute, DisputeDetails, Moment, Money, OrderId, Zone};
use crate::input::RowProblem;
use crate::input::decode::country_names::CountryNames;
use crate::input::decode::date_column::Clock;
use crate::input::decode::dates;
use crate::input::decode::stamp::Stamp;
use crate::input::decode::words;
use crate::input::document::entities;
use crate::input::document::lenient::{self, LenientText};

/// One element of the list: a filing may hold several lines.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Element<'a> {
    #[serde(borrow)]
    seller_reverse_order_lines: Option<&'a RawValue>,
}

/// Returns the lines of an element: of a list, of an object that programs make of a list (`{"0": …}`), or
/// the only one in place of a list. `null` is none.
fn lines(element: Element<'_>) -> Vec<&RawValue> {
    let Some(value) = element.seller_reverse_order_lines else { return Vec::new() };
    let is_line = |line: &&RawValue| line.get() != "null";
    if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        return list.into_iter().filter(is_line).collect();
    }
    let by_number = serde_json::from_str::<BTreeMap<u64, &RawValue>>(value.get());
    by_number.map_or_else(|_| vec![value], |lines| lines.into_values().filter(is_line).collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OrderLine {
    trade_order_id: LenientText,
    trade_order_line_id: Option<LenientText>,
    reverse_order_line_id: Option<LenientText>,
    reverse_status: Option<String>,
    gmt_create: Option<String>,
    #[serde(default, deserialize_with = "lenient::integer")]
    gmt_create_timestamp: Option<i64>,
    gmt_modified: Option<String>,
    #[serde(default, deserialize_with = "lenient::integer")]
    trade_order_gmt_create_timestamp: Option<i64>,
    trade_order_gmt_create: Option<String>,
    item: Option<Item>,
    #[serde(rename = "aeItemDTO")]
    ae_item: Option<Item>,
    buyer: Option<Buyer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    item_id: Option<LenientText>,
    item_title: Option<String>,
    #[serde(default, deserialize_with = "lenient::integer")]
    item_count: Option<i64>,
    item_unit_price: Option<Price>,
}

#[derive(Deserialize)]
struct Price {
    #[serde(default, deserialize_with = "lenient::integer")]
    cent: Option<i64>,
    currency: Option<String>,
}

/// Only the country is read; the buyer's name is not.
#[derive(Deserialize)]
struct Buyer {
    country: Option<String>,
}

/// The shape in which a common browser script keeps the list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cached {
    order_id: LenientText,
    dispute_time: LenientText,
    dispute_status: Option<String>,
    reverse_order_line_id: Option<LenientText>,
}

/// What is said of an element that is no line of the list.
const NO_LINE: &str = "is no dispute: an object with `tradeOrderId` and `gmtCreate` is expected, as the page's \
                       own answer has them";

/// Reads one element of the list into disputes. `row` is its place in the list, from 1.
pub(crate) fn read_element(
    element: &RawValue,
    row: u64,
    shop: &str,
    words: &mut ListWords,
) -> Result<Vec<Dispute>, RowProblem> {
    if let Ok(element) = serde_json::from_str::<Element<'_>>(element.get())
        && element.seller_reverse_order_lines.is_some()
    {
        return lines(element).into_iter().map(|line| read_line(line, row, shop, words)).collect();
    }
    if let Ok(cached) = serde_json::from_str::<Cached>(element.get()) {
        return read_cached(cached, row, shop, &mut words.clock).map(|dispute| vec![dispute]);
    }
    read_line(element, row, shop, words).map(|dispute| vec![dispute])
}

fn problem(row: u64, column: &str, value: &str, expected: impl Into<String>) -> RowProblem {
    RowProblem {
        sheet: None,
        row,
        column: column.to_owned(),
        value: RowProblem::shorten(value),
        expected: expected.into(),
    }
}

fn read_line(
    line: &RawValue,
    row: u64,
    shop: &str,
    words: &mut ListWords,
) -> Result<Dispute, RowProblem> {
    let line: OrderLine = serde_json::from_str(line.get())
        .map_err(|_| problem(row, "(element)", line.get(), NO_LINE))?;
    let clock = words.clock_of(&line);
    // In seconds, milliseconds or microseconds. A program's word for no time is the first of 1970.
    let mut given = |count: Option<i64>| moment(&count?.to_string(), clock);
    let order_created_at = given(line.trade_order_gmt_create_timestamp);
    let opened_at = match (given(line.gmt_create_timestamp), &line.gmt_create) {
        (Some(moment), _) => moment,
        (None, Some(text)) => moment(text, clock).ok_or_else(|| {
            problem(row, "gmtCreate", text, "is not a date (YYYY-MM-DD HH:MM:SS expected)")
        })?,
        (None, None) => return Err(problem(row, "gmtCreate", "", "a date is missing")),
    };
    let modified_at = match &line.gmt_modified {
        Some(text) if !text.trim().is_empty() => Some(moment(text, clock).ok_or_else(|| {
            problem(row, "gmtModified", text, "is not a date (YYYY-MM-DD HH:MM:SS expected)")
        })?),
        Some(_) | None => None,
    };
    // Scripts that take rows out of a page leave the timestamps behind. The text is compared with the
    // order's own time, so that a list on another clock is found.
    let as_text = || line.trade_order_gmt_create.as_deref().and_then(|text| moment(text, clock));
    let order_created_at = order_created_at.or_else(as_text);
    if order_created_at.is_some_and(|created| created > opened_at) {
        let text = opened_at.to_string();
        return Err(problem(
            row,
            "gmtCreate",
            &text,
            "the dispute was opened before its order was placed",
        ));
    }
    let mut dispute = blank(row, line.trade_order_id, opened_at, shop, line.reverse_status)?;
    dispute.set_modified_at(modified_at);
    let country = line.buyer.and_then(|buyer| buyer.country);
    dispute.country = country.and_then(|country| words.countries.find_or_note(country.trim()));
    let item = line.item.or(line.ae_item);
    let details = dispute.details_mut();
    details.id = LenientText::or_empty(line.reverse_order_line_id).into();
    details.line_id = LenientText::or_empty(line.trade_order_line_id).into();
    details.order_created_at = order_created_at;
    if let Some(item) = item {
        details.amount = item.amount();
        words.unread_amounts += u64::from(details.amount.is_none() && item.has_price());
        details.title =
            item.item_title.as_deref().map_or_else(String::new, entities::decoded).into();
        dispute.product = LenientText::or_empty(item.item_id).into();
    }
    Ok(dispute)
}

fn read_cached(
    cached: Cached,
    row: u64,
    shop: &str,
    clock: &mut Clock,
) -> Result<Dispute, RowProblem> {
    let time = cached.dispute_time.into_string();
    let opened_at = moment(&time, clock).ok_or_else(|| {
        problem(row, "disputeTime", &time, "is not a date (YYYY-MM-DD HH:MM:SS expected)")
    })?;
    let mut dispute = blank(row, cached.order_id, opened_at, shop, cached.dispute_status)?;
    let id = LenientText::or_empty(cached.reverse_order_line_id);
    dispute.details_mut().id = id.into();
    Ok(dispute)
}

impl Item {
    /// Returns whether a price stands there, in whatever currency.
    fn has_price(&self) -> bool {
        self.item_unit_price.as_ref().is_some_and(|price| price.cent.is_some())
    }

    /// The price of the disputed items together.
    fn amount(&self) -> Option<Money> {
        let price = self.item_unit_price.as_ref()?;
        let currency = Currency::from_code(price.currency.as_deref()?)?;
        let minor = price.cent?.checked_mul(self.item_count.unwrap_or(1).max(1))?;
        Some(Money { minor, currency })
    }
}

fn moment(text: &str, clock: &mut Clock) -> Option<Moment> {
    match dates::parse(text.trim())? {
        Stamp::Absolute(moment) => Some(moment),
        Stamp::Wall(wall) => clock.moment(wall),
        Stamp::Serial(_) | Stamp::Open(_) => None,
    }
}

/// A dispute with what every record has; the list says neither reason nor outcome.
fn blank(
    row: u64,
    order: LenientText,
    opened_at: Moment,
    shop: &str,
    status: Option<String>,
) -> Result<Dispute, RowProblem> {
    let order = order.into_string();
    let order_id = OrderId::parse(&order)
        .map_err(|wrong| problem(row, "tradeOrderId", &order, wrong.to_string()))?;
    let status = status.map_or_else(String::new, |status| status.trim().to_owned());
    let known = words::dispute_word(&status);
    let meaning = known.unwrap_or(words::UNKNOWN);
    let dispute = Dispute {
        shop: shop.into(),
        state: meaning.state,
        ending_known: meaning.ending_known,
        ..Dispute::new(order_id, opened_at)
    };
    Ok(dispute.with_details(DisputeDetails {
        status_known: known.is_some(),
        status: status.into(),
        stage: meaning.stage,
        turn: meaning.turn,
        ..DisputeDetails::default()
    }))
}

/// What reading the elements of a list keeps from one to the next.
#[derive(Debug)]
pub(crate) struct ListWords {
    clock: Clock,
    platform: Clock,
    /// Countries, and names of some that nobody knows.
    pub(crate) countries: CountryNames,
    /// Prices that cannot be read, or in no known currency.
    pub(crate) unread_amounts: u64,
}

impl Default for ListWords {
    fn default() -> Self {
        Self {
            clock: clock(),
            platform: clock(),
            countries: CountryNames::default(),
            unread_amounts: 0,
        }
    }
}

impl ListWords {
    /// Reads the texts of what follows by the clock that the page asked for.
    pub(crate) fn read_by(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Returns the clock of a line: the one that was asked for, unless its number shows that its text is of the
    /// platform's.
    fn clock_of(&mut self, line: &OrderLine) -> &mut Clock {
        let number = line.gmt_create_timestamp.map(|count| count.to_string());
        let number = number.and_then(|count| moment(&count, &mut self.platform));
        let text = line.gmt_create.as_deref().and_then(|text| moment(text, &mut self.platform));
        let is_same = |(one, other): (Moment, Moment)| one.millis().abs_diff(other.millis()) < 1000;
        if number.zip(text).is_some_and(is_same) { &mut self.platform } else { &mut self.clock }
    }
}

/// Platform time, in which the list's texts are written.
pub(crate) fn clock() -> Clock {
    Clock::new(Zone::PLATFORM)
}
