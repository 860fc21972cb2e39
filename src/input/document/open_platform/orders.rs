//! The order list and the end of trade from the order detail (`docs/platform/open-platform.md`).
//! Buyers' names, logins and addresses are not read.

use serde_json::Value;

use super::envelope::{Page, open};
use super::value::{
    AnswerFault, fault, list, moment, money, order_id, required_moment, text, text_or_empty,
};
use crate::domain::{Completion, Moment, OrderFacts, OrderId, OrderStatus};
use crate::input::decode::words::is_end_reason;
use crate::input::{completion, order_status};

/// Reads an answer of the order list, wrapped or simplified, as the orders of `shop`. A finished
/// order's completion is estimated from its last change, and marked so: the list has none.
pub fn orders_from_order_list(answer: &Value, shop: &str) -> Page<OrderFacts> {
    let inner = open(answer);
    let result = inner.get("result").unwrap_or(inner);
    Page::of(list(result, "target_list"), result, "total_count", |row| listed(row, shop))
}

/// Returns the orders of a list, or of a detail, that are or were in dispute by its own word, whole or in a line.
pub(crate) fn disputed_orders(answer: &Value) -> Vec<OrderId> {
    let inner = open(answer);
    let result = inner.get("result").unwrap_or(inner);
    let says = |row: &Value| {
        matches!(text_or_empty(row, "issue_status").as_str(), "IN_ISSUE" | "END_ISSUE")
    };
    let is_disputed = |row: &&Value| {
        says(row)
            || ["product_list", "child_order_list"].iter().any(|f| list(row, f).iter().any(says))
    };
    let id = |row: &Value| order_id(row, "order_id").or_else(|_| order_id(row, "id")).ok();
    let rows = list(result, "target_list").iter().chain(inner.get("target"));
    rows.filter(is_disputed).filter_map(id).collect()
}

/// Returns the product of each line of the orders of a list that have several, by the line's id.
pub(crate) fn line_products(answer: &Value) -> impl Iterator<Item = (String, String)> {
    let inner = open(answer);
    let result = inner.get("result").unwrap_or(inner);
    let rows = list(result, "target_list").iter();
    let several = rows.map(|row| list(row, "product_list")).filter(|lines| lines.len() > 1);
    several.flatten().filter_map(|line| Some((text(line, "child_id")?, text(line, "product_id")?)))
}

/// When and how an order's trade ended, from its detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TradeEnd {
    /// When; `None` when the detail has none.
    pub at: Option<Moment>,
    /// How it was completed; `None` when that is no completion or not said.
    pub completion: Option<Completion>,
}

/// Reads the end of trade from an answer of the order detail, wrapped or simplified.
///
/// # Errors
///
/// When the answer holds no order or a time is not in the expected shape.
pub fn trade_end_from_order_detail(answer: &Value) -> Result<TradeEnd, AnswerFault> {
    let inner = open(answer);
    let Some(target) = inner.get("target") else {
        return Err(fault(inner, "target", "an object"));
    };
    let reason = text_or_empty(target, "order_end_reason");
    Ok(TradeEnd { at: moment(target, "gmt_trade_end")?, completion: completion(&reason) })
}

/// Reads an answer of the order detail as an order of `shop`.
///
/// # Errors
///
/// When an id or a time is not in the expected shape.
pub fn order_from_order_detail(answer: &Value, shop: &str) -> Result<OrderFacts, AnswerFault> {
    let end = trade_end_from_order_detail(answer)?;
    let inner = open(answer);
    let target = inner.get("target").unwrap_or(inner);
    let mut order = placed(target, "id", list(target, "child_order_list"), shop)?;
    order.paid_at = moment(target, "gmt_pay_success")?;
    order.completion = end.completion;
    order.completed_at = end.completion.and(end.at);
    order.amount = money(target, "new_order_amount").or_else(|| money(target, "order_amount"));
    set_state(&mut order, "order_end_reason", target);
    if let Some(parcel) = list(target, "logistic_info_list").first() {
        order.shipped_at = moment(parcel, "gmt_send")?;
        order.tracking = text_or_empty(parcel, "logistics_no").into();
        order.carrier = text_or_empty(parcel, "logistics_service_name").into();
    }
    Ok(order)
}

fn listed(row: &Value, shop: &str) -> Result<OrderFacts, AnswerFault> {
    let mut order = placed(row, "order_id", list(row, "product_list"), shop)?;
    order.paid_at = moment(row, "gmt_pay_time")?;
    order.shipped_at = moment(row, "gmt_send_goods_time")?;
    order.completion = completion(&text_or_empty(row, "end_reason"));
    if order.completion.is_some() {
        order.completed_at = moment(row, "gmt_update")?;
        order.completed_estimated = order.completed_at.is_some();
    }
    order.amount = money(row, "pay_amount");
    set_state(&mut order, "end_reason", row);
    Ok(order)
}

/// Reads what list and detail share; product and SKU are those of the first line.
fn placed(
    row: &Value,
    id: &'static str,
    lines: &[Value],
    shop: &str,
) -> Result<OrderFacts, AnswerFault> {
    let line = |field| lines.first().map_or_else(String::new, |line| text_or_empty(line, field));
    Ok(OrderFacts {
        shop: shop.into(),
        product: line("product_id").into(),
        sku: line("sku_code").into(),
        status: text_or_empty(row, "order_status").into(),
        carrier: line("logistics_service_name").into(),
        ..OrderFacts::placed(order_id(row, id)?, required_moment(row, "gmt_create")?)
    })
}

/// Sets the state; one that has finished for a reason that is no completion is closed. A reason that is not known
/// takes the place of the status, as it alone says whether the order counts.
fn set_state(order: &mut OrderFacts, field: &str, row: &Value) {
    order.state = order_status(&order.status);
    let Some(reason) = text(row, field).filter(|_| order.state == OrderStatus::Finished) else {
        return;
    };
    if !is_end_reason(&reason) {
        order.status = reason.into();
        order.state = OrderStatus::Unknown;
    } else if completion(&reason).is_none() {
        order.state = OrderStatus::Closed;
    }
}
