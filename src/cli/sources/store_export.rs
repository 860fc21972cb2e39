//! The store as the plain tables that this program reads again.

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::stored;
use crate::domain::{Completion, Dispute, Fact, FactSet, Family, Moment, Money, Order, State};
use crate::input::{PLAIN_STATUSES, UNKNOWN_TIME, plain_family};
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

/// Columns of orders that are left out where no input could give them, and the facts that they hold.
const TIMES: [(&str, Fact); 2] = [("paid_at", Fact::Paid), ("completed_at", Fact::Completed)];

/// The same of disputes.
const TELLING: [(&str, Fact); 4] = [
    ("reason", Fact::Reasons),
    ("escalated_at", Fact::Escalations),
    ("ruled_at", Fact::Rulings),
    ("liability", Fact::Rulings),
];

/// Writes all orders. A time that no input could give is the word [`UNKNOWN_TIME`] where others have
/// it, and has no column where none has: an empty cell would say that it has not happened.
pub(crate) fn orders(store: &Store, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let mut grid = grid(&ORDERS);
    let places = TIMES.map(|(key, fact)| (place(&grid, key), fact));
    let mut of_any = FactSet::default();
    store.each_order(&context.common.shops, &mut |order, given| {
        let mut row = order_row(order);
        for (place, _) in places.iter().filter(|(_, fact)| !given.has(*fact)) {
            let cell = place.and_then(|place| row.get_mut(place));
            if let Some(cell) = cell.filter(|cell| cell.is_empty()) {
                UNKNOWN_TIME.clone_into(cell);
            }
        }
        of_any = of_any.union(given);
        grid.rows.push(row);
    })?;
    if !grid.rows.is_empty() {
        leave_out(&mut grid, &TIMES, of_any);
    }
    write(grid, context, out)
}

/// Writes all disputes, as they were last seen up to as-of. What no input could give has no column.
pub(crate) fn disputes(
    store: &Store,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let mut grid = grid(&DISPUTES);
    let shops = &context.common.shops;
    let disputes = stored::whole_disputes(store, shops, shops, context.as_of)?;
    let given = stored::dispute_facts(store, &store.imports()?, &disputes)?;
    grid.rows = disputes.disputes.iter().map(dispute_row).collect();
    leave_out(&mut grid, &TELLING, given);
    write(grid, context, out)
}

/// Returns where a column stands.
fn place(grid: &Grid, key: &str) -> Option<usize> {
    grid.columns.iter().position(|column| column.key == key)
}

/// Leaves out columns whose facts are not given, unless some row has them.
fn leave_out(grid: &mut Grid, columns: &[(&str, Fact)], given: FactSet) {
    for (key, _) in columns.iter().filter(|(_, fact)| !given.has(*fact)) {
        let Some(place) = place(grid, key) else { continue };
        let is_blank = |cell: &String| ["", UNKNOWN_TIME].contains(&cell.as_str());
        if !grid.rows.iter().all(|row| row.get(place).is_none_or(is_blank)) {
            continue;
        }
        grid.columns.retain(|column| column.key != *key);
        for row in &mut grid.rows {
            let mut places = 0..;
            row.retain(|_| places.next() != Some(place));
        }
    }
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

/// Writes a time; one that no input could give of the dispute as [`UNKNOWN_TIME`].
fn moment_or_unknown(dispute: &Dispute, at: Option<Moment>, fact: Fact) -> String {
    match at {
        None if !dispute.told.has(fact) => UNKNOWN_TIME.to_owned(),
        Some(_) | None => moment(at),
    }
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
        moment_or_unknown(dispute, dispute.ruled_at(), Fact::Rulings),
        dispute.liability.id().to_owned(),
        number(dispute.details().refund),
        currency(dispute.details().refund),
        dispute.country.map_or_else(String::new, |country| country.to_string()),
        moment(dispute.details().response_due_at),
        moment_or_unknown(dispute, dispute.escalated_at(), Fact::Escalations),
        moment(dispute.closed_at()),
        dispute.ending_known.to_string(),
    ]
}
