//! The disputes to list, sorted before their rows are made.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::disputed_orders::DisputedOrders;
use super::list::{Filter, ListRow, SortKey, row};
use crate::domain::{Country, Currency, Dispute, DisputeFilter, Moment, OrderId};
use crate::rules::RuleSet;

/// What rows are made of.
#[derive(Clone, Copy, Debug)]
pub struct ListingData<'a> {
    /// The disputes.
    pub disputes: &'a [Dispute],
    /// Their orders, as far as they are known.
    pub orders: &'a DisputedOrders,
    /// The moment that rows are of.
    pub as_of: Moment,
    /// The rules for deadlines.
    pub rules: &'a RuleSet,
}

/// The disputes to list, sorted. A row is made when it is its turn: rows are several times as large as
/// what they are sorted by.
#[derive(Debug)]
pub struct Listing<'a> {
    source: ListingData<'a>,
    places: Vec<RowPlace<'a>>,
}

/// What a row is sorted by, and the place of its dispute.
#[derive(Clone, Copy, Debug)]
struct RowPlace<'a> {
    first: First<'a>,
    due: (bool, Option<Moment>),
    opened_at: Moment,
    order_id: OrderId,
    at: usize,
}

/// What a row is sorted by first; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First<'a> {
    Due,
    Opened(Reverse<Moment>),
    Age(Moment),
    Amount(bool, Option<(Currency, Reverse<i64>)>),
    Order(OrderId),
    Country(bool, Option<Country>),
    Product(&'a str),
}

impl<'a> ListingData<'a> {
    fn row(&self, at: usize) -> Option<ListRow<'a>> {
        let dispute = self.disputes.get(at)?;
        Some(row(dispute, self.orders.get(dispute.order_id), self.as_of, self.rules))
    }
}

impl<'a> Listing<'a> {
    /// Chooses and sorts the disputes to list, and keeps the first so many of them.
    pub fn new(
        source: ListingData<'a>,
        filter: &Filter,
        key: SortKey,
        limit: Option<usize>,
    ) -> Self {
        // The order may name another shop.
        let early = DisputeFilter { shops: Vec::new(), ..filter.dispute_filter(source.as_of) };
        let shown = |(at, dispute): (usize, &Dispute)| {
            let row = early.lets_through(&dispute.summary()).then(|| source.row(at))??;
            filter.lets_through(&row, source.as_of).then(|| RowPlace::of(&row, key, at))
        };
        let mut places: Vec<RowPlace<'a>> =
            source.disputes.iter().enumerate().filter_map(shown).collect();
        let id = |place: &RowPlace<'_>| source.disputes.get(place.at).map(|it| &it.details().id);
        places.sort_unstable_by(|a, b| {
            a.key().cmp(&b.key()).then_with(|| id(a).cmp(&id(b))).then_with(|| a.at.cmp(&b.at))
        });
        places.truncate(limit.unwrap_or(usize::MAX));
        Self { source, places }
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Makes the rows, one after another.
    pub fn rows(&self) -> impl Iterator<Item = ListRow<'a>> {
        self.places.iter().filter_map(|place| self.source.row(place.at))
    }
}

impl<'a> RowPlace<'a> {
    fn of(row: &ListRow<'a>, key: SortKey, at: usize) -> Self {
        let dispute = &row.dispute;
        let amount = row.amount.map(|money| (money.currency, Reverse(money.minor)));
        let first = match key {
            SortKey::Due => First::Due,
            SortKey::Opened => First::Opened(Reverse(dispute.opened_at)),
            SortKey::Age => First::Age(dispute.opened_at),
            SortKey::Amount => First::Amount(amount.is_none(), amount),
            SortKey::Order => First::Order(dispute.order_id),
            SortKey::Country => First::Country(row.country.is_none(), row.country),
            SortKey::Product => First::Product(match row.product {
                Cow::Borrowed(product) => product,
                // Rows that are made of a source lend its texts.
                Cow::Owned(_) => "",
            }),
        };
        let due = row.due.as_ref().map(|due| due.at);
        let due = (due.is_none(), due);
        Self { first, due, opened_at: dispute.opened_at, order_id: dispute.order_id, at }
    }

    fn key(&self) -> (First<'a>, (bool, Option<Moment>), Moment, OrderId) {
        (self.first, self.due, self.opened_at, self.order_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Money, State};
    use crate::reports::list::sort;

    #[test]
    fn a_listing_is_sorted_as_its_rows_are() {
        let opened = Moment::from_millis(1_768_605_121_000);
        let rules = crate::rules::by_id("aliexpress-2021").unwrap();
        let usd = Currency::from_code("USD").unwrap();
        let dispute = |number: u64| {
            let id = OrderId::from_number(8_200_000_000_000_000 + number * 37 % 53).unwrap();
            let days = i64::try_from(number * 13 % 7).unwrap();
            let country = ["PL", "BR", ""][usize::try_from(number % 3).unwrap()];
            let minor = i64::try_from(number * 7 % 5).unwrap();
            Dispute {
                product: ["b", "", "a"][usize::try_from(number * 5 % 3).unwrap()].into(),
                country: Country::from_code(country),
                state: if number.is_multiple_of(4) { State::Ended } else { State::Open },
                ..Dispute::new(id, opened.plus_days(days))
            }
            .with_details(crate::domain::DisputeDetails {
                id: (number * 11 % 17).to_string().into(),
                amount: (!number.is_multiple_of(6)).then_some(Money { minor, currency: usd }),
                ..Default::default()
            })
        };
        let disputes: Vec<Dispute> = (0..200).map(dispute).collect();
        let orders = DisputedOrders::of(&disputes);
        let as_of = opened.plus_days(9);
        let source = ListingData { disputes: &disputes, orders: &orders, as_of, rules: &rules };
        for all in [true, false] {
            let filter = Filter { all, ..Filter::default() };
            for key in [
                SortKey::Due,
                SortKey::Opened,
                SortKey::Age,
                SortKey::Amount,
                SortKey::Order,
                SortKey::Country,
                SortKey::Product,
            ] {
                let made = disputes.iter().map(|dispute| row(dispute, None, as_of, &rules));
                let mut rows: Vec<_> = made.filter(|row| filter.lets_through(row, as_of)).collect();
                sort(&mut rows, key);
                let text = |rows: &[ListRow<'_>]| -> Vec<String> {
                    rows.iter().map(|row| format!("{row:?}")).collect()
                };
                let listed =
                    |limit| Listing::new(source, &filter, key, limit).rows().collect::<Vec<_>>();
                assert_eq!(text(&listed(None)), text(&rows), "{key:?}");
                assert_eq!(text(&listed(Some(7))), text(&rows[..7]), "{key:?}");
            }
        }
    }
}
