//! Which of the shops asked for the orders know, and which others there are.

use std::collections::BTreeSet;

use crate::domain::{ColumnSet, OrderBatch, OrderTally, Projection};

/// More names than this help nobody who has misspelt one.
const MOST_NAMES: usize = 20;

/// Looks for shops by name, and collects the names met until all of them are found. Counts the orders
/// that name no shop.
#[derive(Clone, Debug, Default)]
pub struct ShopNames {
    asked: Vec<String>,
    missing: Vec<String>,
    met: BTreeSet<String>,
    without_shop: u64,
}

impl ShopNames {
    /// Prepares to look for some shops.
    pub fn looking_for(shops: &[String]) -> Self {
        Self { asked: shops.to_vec(), missing: shops.to_vec(), ..Self::default() }
    }

    /// Notes a shop that an order or a dispute belongs to; an empty name is none.
    pub fn meet(&mut self, shop: &str) {
        if shop.is_empty() || self.missing.is_empty() {
            return;
        }
        self.missing.retain(|name| name != shop);
        // The first by name, so that the order of rows does not matter; one more tells of others.
        let late = self.met.len() > MOST_NAMES
            && self.met.last().is_some_and(|last| shop >= last.as_str());
        if !late && !self.met.contains(shop) {
            self.met.insert(shop.to_owned());
            if self.met.len() > MOST_NAMES + 1 {
                self.met.pop_last();
            }
        }
    }

    /// Returns the shops that are looked for.
    pub fn asked(&self) -> &[String] {
        &self.asked
    }

    /// Returns the shops that were not met.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Returns the count of orders that name no shop.
    pub fn without_shop(&self) -> u64 {
        self.without_shop
    }

    /// Returns the names met, sorted, as a sentence part; `None` when there was none.
    pub fn met(&self) -> Option<String> {
        let names: Vec<String> =
            self.met.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
        let more = if self.met.len() > MOST_NAMES { ", …" } else { "" };
        (!names.is_empty()).then(|| format!("{}{more}", names.join(", ")))
    }
}

impl OrderTally for ShopNames {
    fn projection(&self) -> Projection {
        if self.missing.is_empty() {
            Projection::of_count().of_shops(&self.asked)
        } else {
            Projection::of_every_order(ColumnSet::SHOP)
        }
    }

    fn fresh(&self) -> Self {
        Self { without_shop: 0, ..self.clone() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        for row in 0..batch.len() {
            self.meet(batch.shop(row));
            self.without_shop += u64::from(batch.shop(row).is_empty());
        }
    }

    fn merge(&mut self, other: Self) {
        self.missing.retain(|name| other.missing.contains(name));
        self.met.extend(other.met);
        self.without_shop += other.without_shop;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_shops_the_first_by_name_are_told_in_whatever_order_they_come() {
        let names: Vec<String> = (100..200).map(|number| format!("shop {number}")).collect();
        let mut one = ShopNames::looking_for(&["nobody".to_owned()]);
        let mut two = one.fresh();
        names.iter().for_each(|name| one.meet(name));
        names.iter().rev().for_each(|name| two.meet(name));
        assert_eq!(one.met(), two.met());
        assert!(one.met().unwrap().ends_with("`shop 119`, …"));
    }

    #[test]
    fn a_shop_met_in_any_part_is_not_missing() {
        let asked = ["north".to_owned(), "nrth".to_owned()];
        let mut one = ShopNames::looking_for(&asked);
        let mut two = one.fresh();
        one.meet("south");
        two.meet("north");
        two.meet("");
        one.merge(two);
        assert_eq!(one.missing(), ["nrth"]);
        assert_eq!(one.met().unwrap(), "`north`, `south`");
    }

    #[test]
    fn no_more_names_are_kept_than_anyone_reads() {
        let mut names = ShopNames::looking_for(&["absent".to_owned()]);
        assert_eq!(names.met(), None);
        (100..200).for_each(|number| names.meet(&number.to_string()));
        assert!(names.met().unwrap().ends_with("`119`, …"));
    }
}
