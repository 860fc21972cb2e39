//! What a list is sorted by: each of its columns, by the same name.

use std::cmp::Reverse;

use super::list::ListRow;
use crate::domain::{Country, Currency, Moment, OrderId, State};

/// What a list is sorted by; equal rows by deadline, the earliest first. What is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Text(SortText),
    /// A word of ours, in the order in which it asks for the seller.
    Rank(SortRank),
}

/// A column of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of columns")]
pub enum SortText {
    DueSource,
    Status,
    DisputeId,
    Shop,
    Item,
    Sku,
    Title,
    Product,
    Reason,
    OwnNote,
}

/// A column of words of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of columns")]
pub enum SortRank {
    Turn,
    State,
    Family,
    Handled,
}

/// The columns of a list, in their usual order, each with what sorting by it means.
pub const LIST_COLUMNS: [(&str, SortKey); 22] = [
    ("left", SortKey::Deadline),
    ("due", SortKey::Deadline),
    ("due_source", SortKey::Text(SortText::DueSource)),
    ("tier", SortKey::Deadline),
    ("turn", SortKey::Rank(SortRank::Turn)),
    ("state", SortKey::Rank(SortRank::State)),
    ("status", SortKey::Text(SortText::Status)),
    ("order_id", SortKey::Order),
    ("dispute_id", SortKey::Text(SortText::DisputeId)),
    ("shop", SortKey::Text(SortText::Shop)),
    ("item", SortKey::Text(SortText::Item)),
    ("sku", SortKey::Text(SortText::Sku)),
    ("title", SortKey::Text(SortText::Title)),
    ("product", SortKey::Text(SortText::Product)),
    ("country", SortKey::Country),
    ("amount", SortKey::Amount),
    ("family", SortKey::Rank(SortRank::Family)),
    ("reason", SortKey::Text(SortText::Reason)),
    ("age_days", SortKey::Oldest),
    ("opened_at", SortKey::Newest),
    ("handled", SortKey::Rank(SortRank::Handled)),
    ("own_note", SortKey::Text(SortText::OwnNote)),
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
                let text = text.of(row);
                SortValue::Text(text.is_empty(), text.to_owned())
            }
            Self::Rank(rank) => SortValue::Rank(rank.of(row)),
        }
    }
}

impl SortText {
    fn of<'r>(self, row: &'r ListRow<'_>) -> &'r str {
        let details = row.dispute.details();
        match self {
            Self::DueSource => row.due.as_ref().map_or("", |due| due.source.id()),
            Self::Status => &details.status,
            Self::DisputeId => &details.id,
            Self::Shop => &row.shop,
            Self::Item => row.item(),
            Self::Sku => row.order.as_ref().map_or("", |order| &*order.sku),
            Self::Title => &details.title,
            Self::Product => &row.product,
            Self::Reason => &details.reason,
            Self::OwnNote => row.own_note(),
        }
    }
}

impl SortRank {
    fn of(self, row: &ListRow<'_>) -> u8 {
        use super::list::Handling;
        use crate::domain::{Family, Turn};
        match self {
            Self::Turn => match row.turn {
                Turn::Seller => 0,
                Turn::Unknown => 1,
                Turn::Platform => 2,
                Turn::Logistics => 3,
                Turn::Buyer => 4,
            },
            Self::State => match row.state {
                State::Open => 0,
                State::Ended => 1,
                State::Cancelled => 2,
            },
            Self::Family => match row.dispute.family {
                Family::NotReceived => 0,
                Family::NotAsDescribed => 1,
                Family::BuyerOwn => 2,
                Family::Unknown => 3,
            },
            Self::Handled => match row.handling {
                Handling::Reopened(_) => 0,
                Handling::Unmarked => 1,
                Handling::Handled => 2,
            },
        }
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
        assert_eq!(list_column("colour"), None);
        for (short, whole) in SHORT {
            assert_eq!(list_column(short), list_column(whole));
            assert!(list_column(whole).is_some(), "{whole}");
        }
    }
}
