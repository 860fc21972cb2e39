//! What a shop has to answer.

use std::collections::BTreeMap;

use super::list::{ListRow, Tier};
use crate::domain::State;

/// The open disputes of a shop, handled or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShopQueue {
    /// All of them.
    pub open: usize,
    /// Those due within 24 hours.
    pub due_24h: usize,
    /// Those whose deadline has passed.
    pub overdue: usize,
}

impl ShopQueue {
    /// Counts the open disputes by shop.
    pub fn by_shop<'r>(rows: impl IntoIterator<Item = &'r ListRow<'r>>) -> BTreeMap<String, Self> {
        let mut queues: BTreeMap<String, Self> = BTreeMap::new();
        for row in rows.into_iter().filter(|row| row.state == State::Open) {
            let queue = queues.entry(row.shop.to_string()).or_default();
            queue.open += 1;
            match row.tier {
                Tier::Overdue => queue.overdue += 1,
                Tier::Day => queue.due_24h += 1,
                Tier::ThreeDays | Tier::Week | Tier::Later | Tier::None => {}
            }
        }
        queues
    }
}
