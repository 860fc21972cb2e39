//! Lists of a document that are not read though they have rows of orders, beside others that are.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::input::document::documents::Documents;
use crate::input::document::json_bounds::bounded_value;
use crate::input::table::foreign_ids::has_order_id;

/// Counts as unknown those of some lists that have orders which no row that was read has: they would be lost without
/// a word.
pub(super) fn note_lost<'a>(lists: impl IntoIterator<Item = &'a RawValue>, found: &mut Documents) {
    for list in lists {
        if is_lost(list, found) {
            found.add_unknown(list);
        }
    }
}

/// Returns whether a list that is not known has rows with order ids that no row which is known has.
fn is_lost(list: &RawValue, found: &Documents) -> bool {
    let Ok(rows) = serde_json::from_str::<Vec<&RawValue>>(list.get()) else { return false };
    let has = |id: &str| {
        found.plain.contain(id)
            || found.disputes.iter().any(|dispute| dispute.order_id.to_string() == id)
            || found.orders.iter().any(|order| order.id.to_string() == id)
    };
    let rows = rows.into_iter().filter(|row| row.get().starts_with(['{', '[']));
    rows.take(LOOKED_AT).any(|row| order_ids(row).iter().any(|id| !has(id)))
}

/// So many rows of a list that is not known are looked at.
const LOOKED_AT: usize = 40;

/// Returns the values of a row that are order ids, but for those of products.
fn order_ids(row: &RawValue) -> Vec<String> {
    const OF_OTHERS: [&str; 6] = ["product", "item", "sku", "商品", "产品", "货品"];
    let is_of_other = |key: &str| OF_OTHERS.iter().any(|word| key.to_lowercase().contains(word));
    let cells: Vec<Value> = match bounded_value(row.get()) {
        Some(Value::Object(fields)) => fields
            .into_iter()
            .filter(|(key, _)| !is_of_other(key))
            .map(|(_, value)| value)
            .collect(),
        Some(Value::Array(cells)) => cells,
        _ => Vec::new(),
    };
    let text = |cell: Value| match cell {
        Value::String(text) => text,
        cell => cell.to_string(),
    };
    cells.into_iter().map(text).filter(|text| has_order_id(text) && is_of_orders(text)).collect()
}

/// Returns whether a number of 16 or 17 digits is none of the product ids that begin with 1005.
fn is_of_orders(id: &str) -> bool {
    !id.starts_with(['{', '[']) && !id.starts_with("1005")
}
