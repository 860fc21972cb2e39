//! The store as the plain tables that this program reads again.

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::stored;
use crate::domain::{Completion, Dispute, Fact, FactSet, Family, Moment, Money, Order, State};
use crate::input::{PLAIN_STATUSES, UNKNOWN_TIME, plain_family};
use crate::render::{Column, Document, FormatKind, Grid, or_empty};
use crate::store::Store;

/// A column, and what stands in it of an order.
type OrderColumn = (&'static str, fn(&Order<'_>) -> String);

/// A column, and what stands in it of a dispute.
type DisputeColumn = (&'static str, fn(&Dispute) -> String);

const ORDERS: [OrderColumn; 15] = [
    ("order_id", |order| order.id.to_string()),
    ("shop", |order| order.shop.to_owned()),
    ("product_id", |order| order.product.to_owned()),
    ("sku", |order| order.sku.to_owned()),
    ("country", |order| or_empty(order.country)),
    ("currency", |order| currency(order.amount)),
    ("amount", |order| number(order.amount)),
    ("created_at", |order| order.created_at.to_string()),
    ("paid_at", |order| or_empty(order.paid_at)),
    ("shipped_at", |order| or_empty(order.shipped_at)),
    ("completed_at", |order| or_empty(order.completed_at)),
    ("status", |order| order.status.to_owned()),
    ("completion", |order| completion(order.completion).to_owned()),
    ("buyer_protection_ends_at", |order| or_empty(order.protection_ends_at)),
    ("tracking", |order| order.tracking.to_owned()),
];

const DISPUTES: [DisputeColumn; 18] = [
    ("dispute_id", |dispute| dispute.details().id.to_string()),
    ("order_id", |dispute| dispute.order_id.to_string()),
    ("line_id", |dispute| dispute.details().line_id.to_string()),
    ("shop", |dispute| dispute.shop.to_string()),
    ("product_id", |dispute| dispute.product.to_string()),
    ("opened_at", |dispute| dispute.opened_at.to_string()),
    ("reason", |dispute| reason(dispute).to_owned()),
    ("status", |dispute| status(dispute).to_owned()),
    ("stage", |dispute| dispute.details().stage.map_or("", |stage| stage.id()).to_owned()),
    ("ruled_at", |dispute| text_or_unknown(dispute, dispute.ruled_at(), Fact::Rulings)),
    ("liability", |dispute| dispute.liability.id().to_owned()),
    ("refund_amount", |dispute| number(dispute.details().refund)),
    ("currency", |dispute| currency(dispute.details().refund)),
    ("buyer_country", |dispute| or_empty(dispute.country)),
    ("seller_response_due_at", |dispute| or_empty(dispute.details().response_due_at)),
    ("escalated_at", |dispute| text_or_unknown(dispute, dispute.escalated_at(), Fact::Escalations)),
    ("closed_at", |dispute| or_empty(dispute.closed_at())),
    ("ending_known", |dispute| dispute.ending_known.to_string()),
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
    let mut grid = grid(ORDERS.map(|(key, _)| key));
    let places = TIMES.map(|(key, fact)| (place(&grid, key), fact));
    let mut of_any = FactSet::default();
    store.each_order(&context.common.shops, &mut |order, given| {
        let mut row: Vec<_> = ORDERS.iter().map(|(_, cell)| cell(order)).collect();
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
    let mut grid = grid(DISPUTES.map(|(key, _)| key));
    let shops = &context.common.shops;
    let disputes = stored::whole_disputes(store, shops, shops, context.as_of)?;
    let given = stored::dispute_facts(store, &store.imports()?, &disputes)?;
    let row = |dispute| DISPUTES.iter().map(|(_, cell)| cell(dispute)).collect();
    grid.rows = disputes.disputes.iter().map(row).collect();
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

fn grid<const N: usize>(keys: [&'static str; N]) -> Grid {
    Grid::new(keys.map(Column::plain).into())
}

fn write(grid: Grid, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(&[FormatKind::Rows, FormatKind::Lines])?;
    format.write(&Document::of_grid("export", grid), context.style(), out)?;
    Ok(0)
}

/// Writes a time; one that no input could give of the dispute as [`UNKNOWN_TIME`].
fn text_or_unknown(dispute: &Dispute, at: Option<Moment>, fact: Fact) -> String {
    match at {
        None if !dispute.told.has(fact) => UNKNOWN_TIME.to_owned(),
        Some(_) | None => or_empty(at),
    }
}

fn number(money: Option<Money>) -> String {
    money.map_or_else(String::new, Money::decimal)
}

fn currency(money: Option<Money>) -> String {
    or_empty(money.map(|money| money.currency))
}

const fn completion(completion: Option<Completion>) -> &'static str {
    match completion {
        Some(Completion::BuyerConfirmed) => "buyer_confirmed",
        Some(Completion::TimedOut) => "timeout",
        Some(Completion::Refund) => "refund",
        Some(Completion::Unspecified) | None => "",
    }
}

fn status(dispute: &Dispute) -> &str {
    let own = dispute.details().status.as_str();
    match dispute.state {
        // A plain table's own word says more than the state: who refused, whose time ran out.
        State::Open | State::Cancelled | State::Ended if PLAIN_STATUSES.contains(&own) => own,
        State::Open if !dispute.details().status_known => own,
        State::Open => "processing",
        State::Cancelled => "cancelled_by_buyer",
        State::Ended => "finished",
    }
}

fn reason(dispute: &Dispute) -> &str {
    let own = dispute.details().reason.as_str();
    // In a plain table only the contract's words name a family.
    match dispute.family {
        family if plain_family(own) == family => own,
        Family::NotReceived | Family::NotAsDescribed => dispute.family.id(),
        Family::BuyerOwn => "no_longer_wanted",
        Family::Unknown => own,
    }
}
