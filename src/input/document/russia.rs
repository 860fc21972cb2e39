//! The order list of AliExpress Russia's seller interface, as a saved answer shows it (confidence
//! medium; `https://business.aliexpress.ru/docs/manage-orders` describes the page). Times are ISO
//! with an offset; buyers' data are not read.

use serde_json::Value;

use crate::domain::{Completion, Moment, OrderFacts, OrderId};
use crate::input::decode::country_names::CountryNames;
use crate::input::decode::words;
use crate::input::document::open_platform::{AnswerFault, Page, fault, text, text_or_empty};

/// A page of the list.
pub(crate) struct RussianOrders {
    /// Its orders.
    pub(crate) page: Page<OrderFacts>,
    /// Those of them that have a line with a dispute; the list does not say since when.
    pub(crate) disputed: Vec<OrderId>,
}

/// Tells the list by the keys of its first order.
pub(crate) fn is_order_list(answer: &Value) -> bool {
    let Some(orders) = rows(answer) else { return false };
    let total = answer.get("data").is_some_and(|data| data.get("total_count").is_some());
    orders.first().map_or(total, |order| {
        ["id", "created_at", "order_lines"].iter().all(|key| order.get(key).is_some())
    })
}

fn rows(answer: &Value) -> Option<&Vec<Value>> {
    answer.get("data").unwrap_or(answer).get("orders")?.as_array()
}

/// Reads the orders of a page.
pub(crate) fn orders(answer: &Value, shop: &str, countries: &mut CountryNames) -> RussianOrders {
    let data = answer.get("data").unwrap_or(answer);
    let mut page = Page {
        rows: Vec::new(),
        faults: Vec::new(),
        total_item: None,
        current_page: None,
        page_size: None,
    };
    let mut disputed = Vec::new();
    for (row, order) in (1..).zip(rows(answer).into_iter().flatten()) {
        match read(order, shop, countries) {
            Ok(facts) => {
                disputed.extend(lines(order).iter().any(is_disputed).then_some(facts.id));
                page.rows.push(facts);
            }
            Err(fault) => page.faults.push((row, fault)),
        }
    }
    page.total_item = text(data, "total_count").and_then(|count| count.parse().ok());
    RussianOrders { page, disputed }
}

fn lines(order: &Value) -> &[Value] {
    order.get("order_lines").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A line without a dispute says `NoDispute` or nothing.
fn is_disputed(line: &Value) -> bool {
    text(line, "issue_status").is_some_and(|word| !word.eq_ignore_ascii_case("NoDispute"))
}

fn read(
    order: &Value,
    shop: &str,
    countries: &mut CountryNames,
) -> Result<OrderFacts, AnswerFault> {
    let id = text(order, "id")
        .and_then(|id| OrderId::from_digits(id.as_bytes()))
        .ok_or_else(|| fault(order, "id", "an order id of 16 or 17 digits"))?;
    let created_at = moment(order, "created_at")?
        .ok_or_else(|| fault(order, "created_at", "a time as `2026-01-16T15:12:01+00:00`"))?;
    let line =
        |field| lines(order).first().map_or_else(String::new, |line| text_or_empty(line, field));
    let status = text_or_empty(order, "status");
    let completion = completion(&text_or_empty(order, "finish_reason"));
    // The list has no time of completion; its last change is the nearest.
    let completed_at = match completion {
        Some(_) => moment(order, "updated_at")?,
        None => None,
    };
    let state = words::order_status(&status);
    Ok(OrderFacts {
        shop: shop.into(),
        product: line("item_id").into(),
        sku: line("sku_id").into(),
        country: text(order, "buyer_country_code").and_then(|code| countries.find_or_note(&code)),
        paid_at: moment(order, "paid_at")?,
        completed_at,
        completion,
        completed_estimated: completed_at.is_some(),
        status: status.into(),
        state,
        ..OrderFacts::placed(id, created_at)
    })
}

/// Returns how an order was completed, by the reason it finished for. One word is attested; orders
/// that finished for another reason are not taken for completed.
fn completion(reason: &str) -> Option<Completion> {
    (reason == "ConfirmedByBuyer").then_some(Completion::BuyerConfirmed)
}

fn moment(order: &Value, field: &'static str) -> Result<Option<Moment>, AnswerFault> {
    let Some(written) = text(order, field) else { return Ok(None) };
    let wrong = || fault(order, field, "a time as `2026-01-16T15:12:01+00:00`");
    Moment::from_rfc3339(&written).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn orders_are_read_and_bad_ones_named() {
        let answer = json!({"data": {"total_count": 2, "orders": [
            {"id": 8200000000000001_u64, "created_at": "2025-12-01T17:13:00.000000+00:00",
             "paid_at": "2025-12-01T17:20:00+00:00", "updated_at": "2025-12-28T22:05:00+00:00",
             "status": "Finished", "finish_reason": "ConfirmedByBuyer", "buyer_country_code": "Narnia",
             "order_lines": [{"item_id": "1005", "issue_status": "InDispute"}]},
            {"id": 1, "created_at": "2025-12-01T17:13:00+00:00", "order_lines": []}
        ]}});
        assert!(is_order_list(&answer));
        let mut countries = CountryNames::default();
        let read = orders(&answer, "", &mut countries);
        assert!(countries.unknown.caveat(crate::domain::CaveatKind::UnknownCountry).is_some());
        assert_eq!((read.page.rows.len(), read.disputed.len()), (1, 1));
        assert_eq!(read.page.rows[0].completion, Some(Completion::BuyerConfirmed));
        assert_eq!(read.page.faults[0].0, 2);
        assert_eq!(read.page.total_item, Some(2));
    }

    #[test]
    fn other_answers_are_not_taken_for_it() {
        assert!(!is_order_list(&json!({"data": {"orders": [{"order_id": 1}]}})));
        assert!(!is_order_list(&json!({"orders": []})));
    }
}
