//! The plain tables.

use std::fmt::Write;

use disputes::domain::Moment;

use super::{Filing, Sale};

const ORDERS: &str = "order_id,shop,product_id,sku,country,currency,amount,created_at,paid_at,\
    shipped_at,completed_at,status,completion,buyer_protection_ends_at,tracking";
const DISPUTES: &str = "dispute_id,order_id,line_id,shop,opened_at,reason,status,stage,ruled_at,\
    liability,refund_amount,currency,buyer_country,seller_response_due_at,escalated_at,closed_at,\
    note";

/// Returns the plain table of orders.
pub(super) fn orders(sales: &[Sale]) -> String {
    table(ORDERS, sales.iter().map(order))
}

/// Returns the plain table of disputes.
pub(super) fn disputes(filings: &[Filing]) -> String {
    table(DISPUTES, filings.iter().map(dispute))
}

/// Returns the tracking number of a shipped order; it names nobody's parcel.
pub(super) fn tracking(sale: &Sale) -> String {
    sale.shipped.map(|_| format!("XX{:09}YY", sale.number * 7)).unwrap_or_default()
}

fn order(sale: &Sale) -> Vec<String> {
    let (status, completion) = sale.fate.plain();
    vec![
        sale.id.to_string(),
        "main".to_owned(),
        sale.product.id.to_string(),
        sale.skus.clone(),
        sale.place.code.to_owned(),
        "CNY".to_owned(),
        decimal(sale.cents),
        sale.created.to_string(),
        optional(sale.paid),
        optional(sale.shipped),
        optional(sale.completed),
        status.to_owned(),
        completion.to_owned(),
        optional(sale.protected_until),
        tracking(sale),
    ]
}

fn dispute(filing: &Filing) -> Vec<String> {
    vec![
        (filing.reverse_id + 100_000).to_string(),
        filing.sale.id.to_string(),
        filing.line_id.to_string(),
        "main".to_owned(),
        filing.opened.to_string(),
        filing.reason.to_owned(),
        filing.status.to_owned(),
        filing.stage.to_owned(),
        optional(filing.ruled),
        filing.liability.to_owned(),
        filing.refund.map(decimal).unwrap_or_default(),
        filing.refund.map(|_| "CNY".to_owned()).unwrap_or_default(),
        filing.sale.place.code.to_owned(),
        optional(filing.due),
        optional(filing.escalated),
        optional(filing.closed),
        filing.note.to_owned(),
    ]
}

fn decimal(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn optional(moment: Option<Moment>) -> String {
    moment.map(|moment| moment.to_string()).unwrap_or_default()
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        writeln!(text, "{}", cells.join(",")).expect("a string takes all");
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
