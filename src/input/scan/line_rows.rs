//! Rows of an order table that stand for the lines of the order beside them: some programs write those with
//! ids of their own, and each would count as an order.

use crate::domain::{Caveat, CaveatKind, Moment, OrderId, quoted_list, to_u64};
use crate::input::scan::order_check::LINES_ABOVE;

/// How many ids are named.
const NAMED: usize = 3;

/// The rows that have the id of a line of the order in the row before or behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineRows(Vec<OrderId>);

impl LineRows {
    /// Looks at rows that follow each other: those of one order were placed at one moment, which few orders
    /// share.
    pub(crate) fn add(&mut self, ids: &[Option<OrderId>], placed: &[Option<Moment>]) {
        let after = placed.iter().skip(1);
        for (row, (one, next)) in placed.iter().zip(after).enumerate() {
            if one == next {
                self.add_pair(ids.get(row).copied().flatten(), ids.get(row + 1).copied().flatten());
            }
        }
    }

    #[cold]
    fn add_pair(&mut self, one: Option<OrderId>, next: Option<OrderId>) {
        let Some((one, next)) = one.zip(next) else { return };
        if LINES_ABOVE.contains(&one.number().abs_diff(next.number())) {
            self.0.push(one.max(next));
        }
    }

    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Returns what is said of them; `None` where there are none.
    pub(crate) fn caveat(&self) -> Option<Caveat> {
        let mut ids = self.0.clone();
        ids.sort_unstable();
        ids.dedup();
        let count = to_u64(ids.len());
        let shown = quoted_list(ids.iter().take(NAMED));
        let caveat = Caveat::new(CaveatKind::LineIds).with("what", "orders").counting(count);
        (count > 0).then(|| caveat.with("ids", shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_placed_with_the_one_beside_it_and_above_it_by_a_line_is_a_line() {
        let found = |rows: &[(u64, i64)]| {
            let id = |n: &(u64, i64)| OrderId::from_number(8_200_000_000_000_123 + n.0);
            let (ids, placed): (Vec<_>, Vec<_>) =
                rows.iter().map(|row| (id(row), Some(Moment::from_millis(row.1)))).unzip();
            let mut lines = LineRows::default();
            lines.add(&ids, &placed);
            lines.caveat().and_then(|caveat| caveat.count)
        };
        assert_eq!(found(&[(0, 1), (10_000, 1), (20_000, 1), (77_777, 1)]), Some(2));
        assert_eq!(found(&[(10_000, 1), (0, 1)]), Some(1));
        assert_eq!(found(&[(0, 1), (10_000, 2), (30_000, 2), (70_000, 2)]), Some(1));
        assert_eq!(found(&[(0, 1), (10_000, 2), (90_000, 2)]), None);
    }
}
