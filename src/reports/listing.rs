//! The disputes to list, sorted before their rows are made.

use super::disputed_orders::DisputedOrders;
use super::list::{Filter, ListRow, row};
use super::own_records::OwnRecords;
use super::sort_key::{SortKey, SortValue};
use crate::domain::{Dispute, DisputeFilter, Moment, OrderId};
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
    /// What the seller keeps by hand.
    pub own: &'a OwnRecords,
}

/// The disputes to list, sorted. A row is made when it is its turn: rows are several times as large as
/// what they are sorted by.
#[derive(Debug)]
pub struct Listing<'a> {
    source: ListingData<'a>,
    places: Vec<RowPlace>,
    /// How many disputes would be listed without the limit on rows, and are not.
    pub left_out: usize,
}

/// What a row is sorted by, and the place of its dispute.
#[derive(Clone, Debug)]
struct RowPlace {
    first: SortValue,
    due: (bool, Option<Moment>),
    opened_at: Moment,
    order_id: OrderId,
    at: usize,
}

impl<'a> ListingData<'a> {
    fn row(&self, at: usize) -> Option<ListRow<'a>> {
        let dispute = self.disputes.get(at)?;
        let row = row(dispute, self.orders.get(dispute.order_id), self.as_of, self.rules);
        Some(row.with_own(self.own, self.as_of))
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
        let mut places: Vec<RowPlace> =
            source.disputes.iter().enumerate().filter_map(shown).collect();
        let id = |place: &RowPlace| source.disputes.get(place.at).map(|it| &it.details().id);
        places.sort_unstable_by(|a, b| {
            a.key().cmp(&b.key()).then_with(|| id(a).cmp(&id(b))).then_with(|| a.at.cmp(&b.at))
        });
        // Without a limit all are shown.
        let left_out = places.len().saturating_sub(limit.unwrap_or(usize::MAX));
        places.truncate(places.len() - left_out);
        Self { source, places, left_out }
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

impl RowPlace {
    fn of(row: &ListRow<'_>, key: SortKey, at: usize) -> Self {
        let dispute = &row.dispute;
        let due = row.due.as_ref().map(|due| due.at);
        let due = (due.is_none(), due);
        let (opened_at, order_id) = (dispute.opened_at, dispute.order_id);
        Self { first: key.value(row), due, opened_at, order_id, at }
    }

    fn key(&self) -> (&SortValue, (bool, Option<Moment>), Moment, OrderId) {
        (&self.first, self.due, self.opened_at, self.order_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Country, Currency, Money, State};
    use crate::reports::list::sort;
    use crate::reports::sort_key::LIST_COLUMNS;

    #[test]
    fn what_is_not_known_comes_last_and_ties_are_sorted_by_deadline() {
        let opened = Moment::from_millis(1_768_605_121_000);
        let rules = crate::rules::by_id("aliexpress-2021").unwrap();
        let dispute = |number: u64, shop: &str, days| {
            let id = OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
            Dispute { shop: shop.into(), ..Dispute::new(id, opened.plus_days(days)) }
        };
        let disputes =
            [dispute(1, "", 0), dispute(2, "b", 1), dispute(3, "a", 3), dispute(4, "a", 2)];
        let orders = DisputedOrders::of(&disputes);
        let own = OwnRecords::default();
        let as_of = opened.plus_days(9);
        let source =
            ListingData { disputes: &disputes, orders: &orders, as_of, rules: &rules, own: &own };
        let sorted = |column: &str, limit: Option<usize>| -> Vec<u64> {
            let (_, key) = crate::reports::sort_key::list_column(column).unwrap();
            let listing = Listing::new(source, &Filter::default(), key, limit);
            let rows: Vec<u64> =
                listing.rows().map(|row| row.dispute.order_id.number() % 10).collect();
            assert_eq!(rows.len() + listing.left_out, disputes.len());
            rows
        };
        assert_eq!(sorted("shop", None), [4, 3, 2, 1]);
        assert_eq!(sorted("due", None), [1, 2, 4, 3]);
        assert_eq!(sorted("opened", Some(2)), [3, 4]);
        assert_eq!(sorted("order", None), [1, 2, 3, 4]);
    }

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
        let own = OwnRecords::default();
        let source =
            ListingData { disputes: &disputes, orders: &orders, as_of, rules: &rules, own: &own };
        for all in [true, false] {
            let filter = Filter { all, ..Filter::default() };
            for (_, key) in LIST_COLUMNS {
                let made = disputes.iter().map(|dispute| row(dispute, None, as_of, &rules));
                let mut rows: Vec<_> = made.filter(|row| filter.lets_through(row, as_of)).collect();
                sort(&mut rows);
                rows.sort_by_cached_key(|row| key.value(row));
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
