//! What a list is sorted by: each of its columns, by the same name.

use std::cmp::Reverse;

use super::list::{Handling, ListRow};
use crate::domain::{Country, Currency, Family, Moment, OrderId, State, Turn};

/// What a list is sorted by; equal rows by deadline, the earliest first. What is not known comes last.
#[derive(Clone, Copy, Debug)]
pub enum SortKey {
    /// Deadline, the earliest first.
    Deadline,
    /// Filing, the newest first.
    Newest,
    /// Age, the oldest first.
    Oldest,
    /// Amount, the largest first, by currency.
    Amount,
    /// Order id.
    Order,
    /// Country.
    Country,
    /// A text, by its letters.
    Text(for<'r> fn(&'r ListRow<'_>) -> &'r str),
    /// A word of ours, in the order in which it asks for the seller.
    Rank(fn(&ListRow<'_>) -> u8),
}

/// The columns of a list, in their usual order, each with what sorting by it means.
pub const LIST_COLUMNS: [(&str, SortKey); 22] = [
    ("left", SortKey::Deadline),
    ("due", SortKey::Deadline),
    ("due_source", SortKey::Text(|row| row.due.as_ref().map_or("", |due| due.source.id()))),
    ("tier", SortKey::Deadline),
    ("turn", SortKey::Rank(turn_rank)),
    ("state", SortKey::Rank(state_rank)),
    ("status", SortKey::Text(|row| &row.dispute.details().status)),
    ("order_id", SortKey::Order),
    ("dispute_id", SortKey::Text(|row| &row.dispute.details().id)),
    ("shop", SortKey::Text(|row| &row.shop)),
    ("item", SortKey::Text(|row| row.item())),
    ("sku", SortKey::Text(|row| row.order.as_ref().map_or("", |order| &*order.sku))),
    ("title", SortKey::Text(|row| &row.dispute.details().title)),
    ("product", SortKey::Text(|row| &row.product)),
    ("country", SortKey::Country),
    ("amount", SortKey::Amount),
    ("family", SortKey::Rank(family_rank)),
    ("reason", SortKey::Text(|row| &row.dispute.details().reason)),
    ("age_days", SortKey::Oldest),
    ("opened_at", SortKey::Newest),
    ("handled", SortKey::Rank(handled_rank)),
    ("own_note", SortKey::Text(|row| row.own_note())),
];

/// Shorter names, and the column that each stands for.
const SHORT: [(&str, &str); 5] = [
    ("order", "order_id"),
    ("dispute", "dispute_id"),
    ("age", "age_days"),
    ("opened", "opened_at"),
    ("note", "own_note"),
];

/// Returns a column and what sorting by it means, by its name in any of the ways it is written; `None`
/// for a name that no column has.
pub fn list_column(name: &str) -> Option<(&'static str, SortKey)> {
    let plain = name.trim().to_lowercase().replace('-', "_");
    let whole = SHORT.iter().find(|(short, _)| *short == plain).map_or(&*plain, |(_, whole)| whole);
    LIST_COLUMNS.into_iter().find(|(column, _)| *column == whole)
}

/// What a row is sorted by first; what is not known comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortValue {
    /// The same for all: their deadlines decide.
    Same,
    Newest(Reverse<Moment>),
    Oldest(Moment),
    Amount(bool, Option<(Currency, Reverse<i64>)>),
    Order(OrderId),
    Country(bool, Option<Country>),
    Text(bool, String),
    Rank(u8),
}

impl SortKey {
    /// Returns what a row is sorted by.
    pub(super) fn value(self, row: &ListRow<'_>) -> SortValue {
        match self {
            Self::Deadline => SortValue::Same,
            Self::Newest => SortValue::Newest(Reverse(row.dispute.opened_at)),
            Self::Oldest => SortValue::Oldest(row.dispute.opened_at),
            Self::Amount => {
                let amount = row.amount.map(|money| (money.currency, Reverse(money.minor)));
                SortValue::Amount(amount.is_none(), amount)
            }
            Self::Order => SortValue::Order(row.dispute.order_id),
            Self::Country => SortValue::Country(row.country.is_none(), row.country),
            Self::Text(text) => {
                let text = text(row);
                SortValue::Text(text.is_empty(), text.to_owned())
            }
            Self::Rank(rank) => SortValue::Rank(rank(row)),
        }
    }
}

fn turn_rank(row: &ListRow<'_>) -> u8 {
    match row.turn {
        Turn::Seller => 0,
        Turn::Unknown => 1,
        Turn::Platform => 2,
        Turn::Logistics => 3,
        Turn::Buyer => 4,
    }
}

fn state_rank(row: &ListRow<'_>) -> u8 {
    match row.state {
        State::Open => 0,
        State::Ended => 1,
        State::Cancelled => 2,
    }
}

fn family_rank(row: &ListRow<'_>) -> u8 {
    match row.dispute.family {
        Family::NotReceived => 0,
        Family::NotAsDescribed => 1,
        Family::BuyerOwn => 2,
        Family::Unknown => 3,
    }
}

fn handled_rank(row: &ListRow<'_>) -> u8 {
    match row.handling {
        Handling::Reopened(_) => 0,
        Handling::Unmarked => 1,
        Handling::Handled => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_name_in_any_way_it_is_written() {
        for (name, column) in [
            ("order_id", "order_id"),
            ("order", "order_id"),
            ("Order-ID", "order_id"),
            ("age", "age_days"),
            ("note", "own_note"),
            (" shop ", "shop"),
        ] {
            assert_eq!(list_column(name).map(|(column, _)| column), Some(column), "{name}");
        }
        assert!(list_column("colour").is_none());
        for (short, whole) in SHORT {
            assert_eq!(list_column(short).map(|(column, _)| column), Some(whole));
        }
    }
}
