//! A made-up shop: about 1,200 orders and 60 disputes with the traps that real files hold.

mod dice;
mod disputes;
mod json;
mod orders;
mod plain;
mod sheet;

use disputes::Filing;
use orders::Sale;

/// Returns every file of the shop: name and bytes.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut sales = orders::sales();
    let filings = disputes::filings(&mut sales);
    vec![
        ("orders.xlsx", sheet::workbook(&sales, &filings)),
        ("orders.csv", plain::orders(&sales).into_bytes()),
        ("disputes.json", json::disputes(&filings).into_bytes()),
        ("disputes.csv", plain::disputes(&filings).into_bytes()),
    ]
}
