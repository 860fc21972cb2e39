//! Lists of a document that are not read though they have rows of orders, beside others that are.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::OrderId;
use crate::input::document::documents::Documents;
use crate::input::document::json_bounds::bounded_value;
use crate::input::table::foreign_ids::is_order_id;
use crate::input::text::written_times::holds_time;

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
    let is_read = |id: OrderId| {
        found.disputes.iter().any(|dispute| dispute.order_id == id)
            || found.orders.iter().any(|order| order.id == id)
    };
    let has = |id: &str| {
        found.plain.contain(id) || OrderId::from_digits(id.as_bytes()).is_some_and(is_read)
    };
    let rows = rows.into_iter().filter(|row| row.get().starts_with(['{', '[']));
    rows.take(LOOKED_AT).any(|row| {
        let cells = cells(row);
        let ids = || cells.iter().filter(|(key, text)| is_order_id(key, text)).map(|(_, id)| id);
        cells.iter().any(|(_, text)| holds_time(text))
            && ids().next().is_some()
            && !ids().any(|id| has(id))
    })
}

/// So many rows of a list that is not known are looked at.
const LOOKED_AT: usize = 40;

/// Returns the keys and values of a row that are no lists and objects; keys of cells in a list are blank.
fn cells(row: &RawValue) -> Vec<(String, String)> {
    let cells: Vec<(String, Value)> = match bounded_value(row.get()) {
        Some(Value::Object(fields)) => fields.into_iter().collect(),
        Some(Value::Array(cells)) => cells.into_iter().map(|cell| (String::new(), cell)).collect(),
        _ => Vec::new(),
    };
    let text = |(key, cell): (String, Value)| match cell {
        Value::String(text) => Some((key, text)),
        Value::Number(number) => Some((key, number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    cells.into_iter().filter_map(text).collect()
}
