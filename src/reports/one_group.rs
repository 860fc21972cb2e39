//! Disputes that are all of one product, or of one country, of several that the orders have: their list may have been
//! searched or filtered by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Country, Filings, IdTable, OrderBatch, OrderTally, Projection,
};

/// Fewer disputed orders say little of it.
const FEWEST: u64 = 12;

/// Of more it takes too long to count, and no search finds so many.
const MOST: usize = 2_000;

/// Chance gives it in fewer than one of so many cases, were the groups disputed alike. They are not: a bad product
/// has more disputes than a good one.
const RARE: u128 = 1_000_000;

/// Counts orders, and those of them that are disputed, by product and by country.
#[derive(Clone, Debug, Default)]
pub struct OneGroup {
    places: Arc<IdTable>,
    is_asked: bool,
    /// Only these shops; empty means all.
    shops: Vec<String>,
    products: BTreeMap<String, GroupCount>,
    countries: BTreeMap<String, GroupCount>,
}

/// Orders of a group.
#[derive(Clone, Copy, Debug, Default)]
struct GroupCount {
    orders: u64,
    disputed: u64,
}

impl OneGroup {
    /// Begins to count where there are few disputes, and some. The default counts nothing.
    pub fn of(filings: &Filings, shops: &[String]) -> Self {
        let fewest = usize::try_from(FEWEST).expect("a small number");
        let is_asked = (fewest..=MOST).contains(&filings.orders());
        Self { places: filings.places(), is_asked, shops: shops.to_vec(), ..Self::default() }
    }

    /// Returns whether anything is counted.
    pub fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// Returns what is said of the product, and of the country.
    pub fn caveats(&self) -> Vec<Caveat> {
        let found = [caveat("product", &self.products), caveat("country", &self.countries)];
        found.into_iter().flatten().collect()
    }
}

/// Returns that all disputed orders are of one of several groups, where chance hardly gives it.
fn caveat(what: &str, groups: &BTreeMap<String, GroupCount>) -> Option<Caveat> {
    const CERTAIN: u128 = 1 << 80;
    let mut disputed = groups.iter().filter(|(_, count)| count.disputed > 0);
    let (Some((name, own)), None) = (disputed.next(), disputed.next()) else { return None };
    let orders: u64 = groups.values().map(|count| count.orders).sum();
    let step = |chance: u128, _| chance * u128::from(own.orders) / u128::from(orders.max(1));
    let chance = (0..own.disputed).fold(CERTAIN, step);
    let groups = u128::try_from(groups.len()).expect("a usize has at most 64 bits");
    let is_said = own.disputed >= FEWEST && chance * groups * RARE < CERTAIN;
    let caveat = Caveat::new(CaveatKind::OneGroupOnly).with("what", what).with("group", name);
    let caveat = caveat.with("orders", own.orders).with("of", orders);
    is_said.then(|| caveat.counting(own.disputed))
}

impl OrderTally for OneGroup {
    fn projection(&self) -> Projection {
        let projection = match self.is_asked {
            true => Projection::of_every_order(ColumnSet::ITEM.and(ColumnSet::COUNTRY)),
            false => Projection::of_count(),
        };
        projection.of_shops(&self.shops)
    }

    fn fresh(&self) -> Self {
        Self { products: BTreeMap::new(), countries: BTreeMap::new(), ..self.clone() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        if !self.is_asked {
            return;
        }
        let disputed = batch.disputed_in(&self.places);
        for (row, (disputed, country)) in disputed.iter().zip(batch.countries()).enumerate() {
            if !self.shops.is_empty() && !self.shops.iter().any(|shop| shop == batch.shop(row)) {
                continue;
            }
            let count = GroupCount { orders: 1, disputed: u64::from(disputed.is_some()) };
            count.add_to(&mut self.products, batch.item(row));
            count.add_to(&mut self.countries, country.as_ref().map_or("", Country::code));
        }
    }

    fn merge(&mut self, other: Self) {
        for (product, count) in other.products {
            count.add_to(&mut self.products, &product);
        }
        for (country, count) in other.countries {
            count.add_to(&mut self.countries, &country);
        }
    }
}

impl GroupCount {
    /// Adds the orders to those of a group; those of none are left out.
    fn add_to(self, groups: &mut BTreeMap<String, Self>, name: &str) {
        match groups.get_mut(name) {
            Some(known) => {
                known.orders += self.orders;
                known.disputed += self.disputed;
            }
            None if name.is_empty() => {}
            None => drop(groups.insert(name.to_owned(), self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disputes_of_one_group_of_several_are_said_where_chance_hardly_gives_it() {
        let said = |groups: &[(u64, u64)]| {
            let count = |(orders, disputed): &(u64, u64)| GroupCount {
                orders: *orders,
                disputed: *disputed,
            };
            let names = ["a", "b", "c", "d"].map(str::to_owned);
            let groups = names.into_iter().zip(groups.iter().map(count)).collect();
            caveat("product", &groups).is_some()
        };
        assert!(said(&[(50, 14), (50, 0), (50, 0), (50, 0)]));
        assert!(!said(&[(50, 14), (50, 1), (50, 0), (50, 0)]));
        // One product of all, most orders of one country, or few disputes.
        assert!(!said(&[(50, 14)]));
        assert!(!said(&[(90, 30), (10, 0)]));
        assert!(!said(&[(10, 11), (90, 0)]));
    }
}
