//! Which order the dates of a table are written in, by what its columns prove together.

use std::collections::HashMap;

use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates::DateOrder;

/// What the columns of moments have proved, taken together.
pub(crate) enum DateVerdict {
    /// They were read in the right order.
    Right,
    /// They must be read again, in these orders.
    Again(HashMap<usize, DateOrder>),
    /// A column contradicts itself, or nothing proves an order.
    Wrong {
        /// The column.
        column: usize,
        /// What was found.
        problem: String,
    },
}

/// Decides per column whether dates are written month first or day first. A column without a
/// proof follows those that have one; without any, only the seller centre's own export is taken
/// as month first.
pub(crate) fn date_verdict<'a>(
    columns: impl Iterator<Item = &'a DateColumn>,
    taken: &HashMap<usize, DateOrder>,
    seller_centre: bool,
) -> DateVerdict {
    let columns: Vec<&DateColumn> = columns.collect();
    for column in &columns {
        if let (Some(month), Some(day)) = (column.month_first, column.day_first) {
            let problem = format!(
                "row {month} can only be month first and row {day} only day first; one order is expected in a column"
            );
            return DateVerdict::Wrong { column: column.column(), problem };
        }
    }
    let proved = |column: &DateColumn| match (column.month_first, column.day_first) {
        (Some(_), _) => Some(DateOrder::MonthFirst),
        (None, Some(_)) => Some(DateOrder::DayFirst),
        (None, None) => None,
    };
    let mut all: Vec<DateOrder> = columns.iter().filter_map(|c| proved(c)).collect();
    all.dedup();
    let shared = if let [one] = all.as_slice() { Some(*one) } else { None };
    let fallback = shared.or(seller_centre.then_some(DateOrder::MonthFirst));
    let mut orders = HashMap::new();
    for column in columns {
        let order = match (proved(column), column.either) {
            (Some(order), _) => order,
            (None, None) => continue,
            (None, Some(row)) => match fallback {
                Some(order) => order,
                None => {
                    let problem = format!(
                        "row {row} can be read month first and day first, and no row of the column decides; write dates as YYYY-MM-DD"
                    );
                    return DateVerdict::Wrong { column: column.column(), problem };
                }
            },
        };
        orders.insert(column.column(), order);
    }
    let current = |column: &usize| taken.get(column).copied().unwrap_or(DateOrder::MonthFirst);
    if orders.iter().all(|(column, order)| current(column) == *order) {
        DateVerdict::Right
    } else {
        DateVerdict::Again(orders)
    }
}
