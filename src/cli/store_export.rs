//! The store as the plain tables that this program reads again.

use std::io::Write;

use super::context::Context;
use super::failure::Failure;
use crate::domain::{Completion, Dispute, Family, Moment, Money, Order, State};
use crate::input::{PLAIN_STATUSES, plain_family};
use crate::render::{Column, Document, Format, FormatKind, Grid};
use crate::store::Store;

const ORDERS: [&str; 15] = [
    "order_id",
    "shop",
    "product_id",
    "sku",
    "country",
    "currency",
    "amount",
    "created_at",
    "paid_at",
    "shipped_at",
    "completed_at",
    "status",
    "completion",
    "buyer_protection_ends_at",
    "tracking",
];

const DISPUTES: [&str; 18] = [
    "dispute_id",
    "order_id",
    "line_id",
    "shop",
    "product_id",
    "opened_at",
    "reason",
    "status",
    "stage",
    "ruled_at",
    "liability",
    "refund_amount",
    "currency",
    "buyer_country",
    "seller_response_due_at",
    "escalated_at",
    "closed_at",
    "ending_known",
];

/// Writes all orders.
pub(super) fn orders(store: &Store, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut grid = grid(&ORDERS);
    store.each_order(&context.common.shops, &mut |order| grid.rows.push(order_row(order)))?;
    write(grid, context, out)
}

/// Writes all disputes, as they were last seen up to as-of.
pub(super) fn disputes(
    store: &Store,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let mut grid = grid(&DISPUTES);
    let disputes = store.disputes(&context.common.shops, context.as_of)?;
    grid.rows = disputes.iter().map(dispute_row).collect();
    write(grid, context, out)
}

fn grid(keys: &[&'static str]) -> Grid {
    Grid::new(keys.iter().map(|key| Column::plain(key)).collect())
}

fn write(grid: Grid, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = match context.common.format {
        Some(_) => context.format(&[FormatKind::Rows, FormatKind::Lines])?,
        None => Format::CSV,
    };
    format.write(&Document::of_grid("export", grid), context.style(), out)?;
    Ok(0)
}

fn moment(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |moment| moment.to_string())
}

fn number(money: Option<Money>) -> String {
    money.map_or_else(String::new, Money::decimal)
}

fn currency(money: Option<Money>) -> String {
    money.map_or_else(String::new, |money| money.currency.to_string())
}

fn order_row(order: &Order<'_>) -> Vec<String> {
    let completion = match order.completion {
        Some(Completion::BuyerConfirmed) => "buyer_confirmed",
        Some(Completion::TimedOut) => "timeout",
        Some(Completion::Refund) => "refund",
        Some(Completion::Unspecified) | None => "",
    };
    vec![
        order.id.to_string(),
        order.shop.to_owned(),
        order.product.to_owned(),
        order.sku.to_owned(),
        order.country.map_or_else(String::new, |country| country.to_string()),
        currency(order.amount),
        number(order.amount),
        order.created_at.to_string(),
        moment(order.paid_at),
        moment(order.shipped_at),
        moment(order.completed_at),
        order.status.to_owned(),
        completion.to_owned(),
        moment(order.protection_ends_at),
        order.tracking.to_owned(),
    ]
}

fn dispute_row(dispute: &Dispute) -> Vec<String> {
    let own = dispute.details().status.as_str();
    let status = match dispute.state {
        // A plain table's own word says more than the state: who refused, whose time ran out.
        State::Open | State::Cancelled | State::Ended if PLAIN_STATUSES.contains(&own) => own,
        State::Open if !dispute.details().status_known => own,
        State::Open => "processing",
        State::Cancelled => "cancelled_by_buyer",
        State::Ended => "finished",
    };
    // In a plain table only the contract's words name a family.
    let reason = match dispute.family {
        family if plain_family(&dispute.details().reason) == family => &dispute.details().reason,
        Family::NotReceived | Family::NotAsDescribed => dispute.family.id(),
        Family::BuyerOwn => "no_longer_wanted",
        Family::Unknown => dispute.details().reason.as_str(),
    };
    vec![
        dispute.details().id.to_string(),
        dispute.order_id.to_string(),
        dispute.details().line_id.to_string(),
        dispute.shop.to_string(),
        dispute.product.to_string(),
        dispute.opened_at.to_string(),
        reason.to_owned(),
        status.to_owned(),
        dispute.details().stage.map_or("", |stage| stage.id()).to_owned(),
        moment(dispute.ruled_at()),
        dispute.liability.id().to_owned(),
        number(dispute.details().refund),
        currency(dispute.details().refund),
        dispute.country.map_or_else(String::new, |country| country.to_string()),
        moment(dispute.details().response_due_at),
        moment(dispute.escalated_at()),
        moment(dispute.closed_at()),
        dispute.ending_known.to_string(),
    ]
}
