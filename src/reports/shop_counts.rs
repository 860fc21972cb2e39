//! Shops that have orders and no dispute, or disputes and no order, beside others in the same input that have both.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Filings, OrderBatch, OrderTally, Projection, Severity, Text,
    is_asked, none_is_rare, quoted_list, quoted_words,
};
use crate::reports::rate::names::Names;
use crate::reports::{add_at, index};

/// That none of the orders of some shop was disputed, as often as those of the others were, is worth a warning
/// where chance gives it once in so many cases.
const RARE: u128 = 20;

/// Counts the orders that other questions look at by shop.
#[derive(Clone, Debug, Default)]
pub struct ShopCounts {
    is_asked: bool,
    /// Only these; empty means all.
    shops: Vec<String>,
    names: Names,
    /// Their orders, by the numbers of their names.
    orders: Vec<u64>,
}

/// Returns whether disputes name several shops.
pub fn several_shops(filings: &Filings) -> bool {
    filings.shops().iter().filter(|shop| !shop.is_empty()).count() > 1
}

impl ShopCounts {
    /// Begins to count, where every dispute names its shop; none named means all.
    pub fn beside(filings: &Filings, shops: &[String]) -> Self {
        let named = filings.shops();
        let is_asked = !named.is_empty() && !named.contains("");
        Self { is_asked, shops: shops.to_vec(), ..Self::default() }
    }

    /// Counts nothing; asked for are the same shops.
    pub fn of_none(shops: &[String]) -> Self {
        Self { shops: shops.to_vec(), ..Self::default() }
    }

    /// Returns whether anything is counted.
    pub fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// Returns the shops without disputes, and those without orders.
    pub fn caveats(&self, filings: &Filings) -> Vec<Caveat> {
        if let Some(orders) = self.all_blank(filings) {
            let shops = quoted_list(self.lacking_orders(filings));
            return vec![Caveat::new(CaveatKind::ShopBlank).counting(orders).with("shops", shops)];
        }
        let without_orders = self.without_orders(filings).into_iter().map(|shop| {
            Caveat::new(CaveatKind::NoOrders).of_severity(Severity::Warning).with("shop", shop)
        });
        self.without_disputes(filings).into_iter().chain(without_orders).collect()
    }

    /// Returns the shops that have disputes, and of which no input has an order; where no order names its shop
    /// and disputes name several, the orders' too, which is empty.
    pub fn without_orders(&self, filings: &Filings) -> BTreeSet<String> {
        let of_none = self.all_blank(filings).map(|_| String::new());
        self.lacking_orders(filings).into_iter().chain(of_none).collect()
    }

    /// Returns how many orders there are where none names its shop, and disputes name several.
    fn all_blank(&self, filings: &Filings) -> Option<u64> {
        let is_blank = self.names.texts().eq([""]) && several_shops(filings);
        self.orders.first().copied().filter(|_| is_blank)
    }

    fn lacking_orders(&self, filings: &Filings) -> BTreeSet<String> {
        let is_lacking =
            |shop: &&Text| self.names.find(shop).is_none() && is_asked(&self.shops, shop);
        let named = filings.shops().iter().filter(|_| self.is_asked);
        named.filter(is_lacking).map(Text::to_string).collect()
    }

    fn without_disputes(&self, filings: &Filings) -> Vec<Caveat> {
        let of_shops: BTreeMap<&str, u64> =
            self.names.texts().zip(self.orders.iter().copied()).collect();
        let shops = of_shops.keys().copied();
        let mut lacking: BTreeSet<&str> = shops.filter(|shop| !shop.is_empty()).collect();
        lacking.retain(|shop| !filings.shops().contains(*shop));
        let is_lacking = |shop: &str| lacking.contains(shop);
        let others = of_shops.iter().filter(|(shop, _)| !is_lacking(shop));
        let orders = others.map(|(_, count)| u128::from(*count)).sum::<u128>();
        let disputed = u128::try_from(filings.orders()).expect("a usize has at most 64 bits");
        let without = of_shops.iter().filter(|(shop, _)| is_lacking(shop));
        // Of many shops, some have none by chance.
        let shops = u128::try_from(of_shops.len()).expect("a usize has at most 64 bits");
        let (rare, usual): (Vec<_>, Vec<_>) =
            without.partition(|(_, count)| none_is_rare(**count, orders, disputed, RARE * shops));
        let caveat = |shops: &[(&&str, &u64)], severity: Severity| {
            let words = shops.iter().map(|(shop, count)| (**shop, **count));
            let caveat = Caveat::new(CaveatKind::NoDisputes).of_severity(severity);
            let caveat = caveat.with("shops", quoted_words(words)).with("what", "shops");
            let count = shops.iter().map(|(_, count)| **count).sum();
            (!shops.is_empty()).then(|| caveat.counting(count))
        };
        let found = [caveat(&rare, Severity::Warning), caveat(&usual, Severity::Note)];
        found.into_iter().flatten().collect()
    }

    fn count(&mut self, shop: &str, orders: u64) {
        add_at(&mut self.orders, index(self.names.number(shop)), orders);
    }
}

impl OrderTally for ShopCounts {
    fn projection(&self) -> Projection {
        let projection = match self.is_asked {
            true => Projection { columns: ColumnSet::SHOP, ..Projection::of_count() },
            false => Projection::of_count(),
        };
        projection.of_shops(&self.shops)
    }

    fn fresh(&self) -> Self {
        Self { is_asked: self.is_asked, shops: self.shops.clone(), ..Self::default() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        if !self.is_asked {
            return;
        }
        for shop in (0..batch.len()).map(|row| batch.shop(row)) {
            if is_asked(&self.shops, shop) {
                self.count(shop, 1);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        other.names.texts().zip(other.orders).for_each(|(shop, orders)| self.count(shop, orders));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dispute, Moment, OrderId};

    #[test]
    fn a_shop_without_disputes_is_named_and_warned_of_where_chance_seldom_gives_it() {
        let id = |n: u64| OrderId::from_number(8_200_000_000_000_000 + n).unwrap();
        let of = |shop: &str, n: u64| Dispute {
            shop: shop.into(),
            ..Dispute::new(id(n), Moment::from_millis(0))
        };
        let severities = |disputes: Vec<Dispute>| {
            let filings = Filings::new(disputes);
            let mut counts = ShopCounts::beside(&filings, &[]);
            if !counts.is_asked() {
                return Vec::new();
            }
            for (shop, orders) in [("a", 100), ("b", 100), ("c", 2), ("", 7)] {
                counts.count(shop, orders);
            }
            let found = counts.without_disputes(&filings).into_iter();
            found.map(|caveat| (caveat.parts[0].1.clone(), caveat.severity)).collect::<Vec<_>>()
        };
        let disputes = (0..8).map(|n| of("a", n)).collect();
        let (warning, note) = (Severity::Warning, Severity::Note);
        assert_eq!(
            severities(disputes),
            [("`b` (100)".to_owned(), warning), ("`c` (2)".to_owned(), note)]
        );
        assert_eq!(severities(vec![of("a", 1)])[0].1, note);
        let mut counts = ShopCounts::beside(&Filings::new(vec![of("a", 1), of("d", 2)]), &[]);
        counts.count("a", 100);
        let filings = Filings::new(vec![of("a", 1), of("d", 2)]);
        let found = counts.caveats(&filings);
        assert_eq!((found.len(), found[0].kind), (1, CaveatKind::NoOrders));
        // Those that name no shop may be of any.
        assert_eq!(severities(vec![of("a", 1), of("", 2)]), []);
        let filings = Filings::new(vec![of("a", 1), of("d", 2)]);
        let mut counts = ShopCounts::beside(&filings, &[]);
        counts.count("a", 100);
        assert_eq!(counts.without_orders(&filings), BTreeSet::from(["d".to_owned()]));
        assert_eq!(severities(Vec::new()), []);
    }

    #[test]
    fn orders_that_name_no_shop_are_of_none_where_disputes_name_several() {
        let of = |shop: &str, n: u64| Dispute {
            shop: shop.into(),
            ..Dispute::new(OrderId::from_number(n).unwrap(), Moment::from_millis(0))
        };
        let (one, two) = (8_200_000_000_000_001, 8_200_000_000_000_002);
        for (disputes, named, is_said) in [
            ([of("a", one), of("d", two)], "", true),
            ([of("a", one), of("d", two)], "a", false),
            ([of("a", one), of("a", two)], "", false),
        ] {
            let filings = Filings::new(disputes.to_vec());
            let mut counts = ShopCounts::beside(&filings, &[]);
            ["", named].into_iter().for_each(|shop| counts.count(shop, 50));
            let found = counts.caveats(&filings);
            let kinds: Vec<CaveatKind> = found.iter().map(|caveat| caveat.kind).collect();
            assert_eq!(kinds.contains(&CaveatKind::ShopBlank), is_said, "{kinds:?}");
            assert_eq!(counts.without_orders(&filings).contains(""), is_said);
        }
    }
}
