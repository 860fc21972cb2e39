//! Compares orders that no file holds, those of a store, with the disputes: what is done row by row
//! where a file is read.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, Filings, IdTable, Moment, OrderBatch, OrderId, OrderTally,
    Projection, Severity, Window, Zone, to_u64,
};
use crate::ids::number_set::NumberSet;
use crate::input::scan::lost_order_ids::{damaged, may_have_been};

/// How many ids are named.
const NAMED: usize = 3;

/// Missing orders of which other ids are looked for, at most: of more it is no slip of a spreadsheet.
const SOUGHT: usize = 10_000;

/// A few disputes are of orders that are older than the export; one in so many is worth a word.
const FEW: u64 = 10;

/// So many missing orders, and one in so many, that were placed within the time of the order files are no chance.
const SOME: u64 = 3;
const SOME_ONE_IN: u64 = 20;

/// The ends of that time are not looked at: clocks may differ, and the files may be some hours apart.
const MARGIN_DAYS: i64 = 2;

/// Disputed orders, and those of them that are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MissingOrders {
    /// Disputed orders.
    of: u64,
    /// Those that no order file has.
    missing: u64,
    /// Those of these that were placed within the time of the order files, as their disputes say.
    within: u64,
}

impl MissingOrders {
    /// Takes counts of orders of which nothing says when they were placed.
    pub(crate) fn counted(missing: u64, of: u64) -> Self {
        Self { of, missing, within: 0 }
    }

    /// Counts an order that is there.
    pub(crate) fn add_met(&mut self) {
        self.of += 1;
    }

    /// Counts one that is not, with when it was placed, as far as its disputes say.
    pub(crate) fn add_missing(&mut self, placed: Option<Moment>, files: Window) {
        self.of += 1;
        self.missing += 1;
        let within = files.from.plus_days(MARGIN_DAYS)..files.to.plus_days(-MARGIN_DAYS);
        self.within += u64::from(placed.is_some_and(|placed| within.contains(&placed)));
    }

    /// Returns what is said of them: where they are most, or were placed when orders that are there were, they
    /// may be of another shop.
    pub(crate) fn caveat(self) -> Option<Caveat> {
        let Self { of, missing, within } = self;
        let is_sure = within >= SOME && within * SOME_ONE_IN >= of;
        let is_most = missing * 2 > of;
        let severity = if is_most || is_sure { Severity::Warning } else { Severity::Note };
        let caveat = Caveat::new(CaveatKind::OrdersMissing).counting(missing).with("of", of);
        let caveat = caveat.with("within", if is_sure { within } else { 0 });
        let caveat = caveat.with("place", "files");
        let is_said = missing > 0 && missing * FEW >= of || is_sure;
        is_said.then(|| caveat.of_severity(severity))
    }
}

/// What orders say of the disputes.
#[derive(Clone, Debug)]
pub struct OrderCheck {
    filings: Arc<Filings>,
    places: Arc<IdTable>,
    shops: BTreeSet<String>,
    met: NumberSet,
    late: u64,
    /// The one of them with the smallest id: when it was placed, and when its dispute was opened.
    first_late: Option<(OrderId, Moment, Moment)>,
}

impl OrderCheck {
    /// Begins to look at the disputed orders of some shops; none named means all.
    pub fn new(filings: Arc<Filings>, shops: BTreeSet<String>) -> Self {
        let places = filings.places();
        let met = NumberSet::default();
        Self { filings, places, shops, met, late: 0, first_late: None }
    }

    /// Returns what is said of orders that were placed after their disputes were opened; `None` where
    /// none were.
    pub fn late(&self) -> Option<Caveat> {
        let (order, placed, opened) = self.first_late?;
        let (placed, opened) = (Zone::PLATFORM.show(placed), Zone::PLATFORM.show(opened));
        let caveat = Caveat::new(CaveatKind::TimeOrder).counting(self.late);
        let caveat = caveat.with("of", "disputes").with("example", format!("{placed} / {opened}"));
        let caveat = caveat.with("earlier", "created_at").with("later", "opened_at");
        Some(caveat.listing([order.to_string()]))
    }

    /// Returns whether some disputed order did not come.
    pub fn lacks_orders(&self) -> bool {
        self.met.count() < to_u64(self.filings.orders())
    }

    /// Returns what is said of disputes, opened since the first order of the files, whose orders did not come, with
    /// when those were placed, as far as disputes say.
    pub fn missing(
        &self,
        files: Window,
        placed: &dyn Fn(OrderId) -> Option<Moment>,
    ) -> Option<Caveat> {
        let mut missing = MissingOrders::default();
        for (place, (id, disputes)) in self.filings.iter().enumerate() {
            if disputes.first().is_none_or(|first| first.opened_at < files.from) {
                continue;
            }
            match self.met.has(place) {
                true => missing.add_met(),
                false => missing.add_missing(placed(id), files),
            }
        }
        missing.caveat()
    }

    /// Returns the ids that orders have where those of disputes whose orders did not come, or their own,
    /// have lost digits, or are those of lines.
    pub fn look_alikes(&self) -> LookAlikes {
        let ids = self.filings.iter().enumerate();
        let missing = ids.filter(|(place, _)| !self.met.has(*place));
        let missing: Vec<OrderId> = missing.map(|(_, (id, _))| id).take(SOUGHT).collect();
        let known = |id: &OrderId| self.filings.index(*id).is_none();
        let pairs = missing.iter().flat_map(|id| {
            let number = id.number();
            let others = damaged(number).into_iter().chain(may_have_been(number));
            others.filter(move |other| *other != number).filter_map(move |other| {
                Some(LookAlike { disputed: *id, order: OrderId::from_number(other)? })
            })
        });
        let mut pairs: Vec<LookAlike> = pairs.filter(|pair| known(&pair.order)).collect();
        pairs.extend(orders_of_lines(&missing));
        LookAlikes::of(pairs)
    }

    /// Returns what is said of so many orders nearly all of which are disputed.
    pub fn only_disputed(&self, orders: u64) -> Option<Caveat> {
        only_disputed(self.met.count(), orders)
    }
}

impl OrderTally for OrderCheck {
    fn projection(&self) -> Projection {
        let shops: Vec<String> = self.shops.iter().cloned().collect();
        Projection::of_ids(ColumnSet::CREATED, Arc::clone(&self.places)).of_shops(&shops)
    }

    fn fresh(&self) -> Self {
        Self::new(Arc::clone(&self.filings), self.shops.clone())
    }

    fn add(&mut self, batch: &OrderBatch) {
        let disputed = batch.disputed_in(&self.places);
        let rows = batch.ids().iter().zip(batch.created()).zip(disputed.iter());
        for ((id, placed), disputed) in rows {
            let Some(disputed) = *disputed else { continue };
            self.met.add(disputed.get());
            let opened = self.filings.of_index(disputed).first().map(|first| first.opened_at);
            let Some(opened) = opened.filter(|opened| opened < placed) else { continue };
            self.late += 1;
            let late = (*id, *placed, opened);
            self.first_late = Some(self.first_late.map_or(late, |first| first.min(late)));
        }
    }

    fn merge(&mut self, other: Self) {
        self.met.merge(&other.met);
        self.late += other.late;
        self.first_late = [self.first_late, other.first_late].into_iter().flatten().min();
    }
}

/// Returns what is said of orders of which so many are disputed: no shop has so many disputes, but an export
/// filtered by them has.
pub(crate) fn only_disputed(disputed: u64, orders: u64) -> Option<Caveat> {
    const FEWEST: u64 = 10;
    let is_most = disputed >= FEWEST && disputed * 3 >= orders * 2;
    let caveat = Caveat::new(CaveatKind::OnlyDisputed).counting(disputed);
    is_most.then(|| caveat.with("of", orders))
}

/// What the ids of an order's first two lines are above its own, as a rule (`docs/platform/exports.md`).
pub(crate) const LINES_ABOVE: [u64; 2] = [10_000, 20_000];

/// Returns ids with those of which they are the first lines'.
fn orders_of_lines(ids: &[OrderId]) -> impl Iterator<Item = LookAlike> {
    ids.iter().flat_map(|id| {
        let orders = LINES_ABOVE.into_iter().filter_map(|above| id.number().checked_sub(above));
        let orders = orders.filter_map(OrderId::from_number);
        orders.map(|order| LookAlike { disputed: *id, order })
    })
}

/// The id of a dispute's order that did not come, and one that either may have become of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LookAlike {
    disputed: OrderId,
    order: OrderId,
}

/// How the two came to be alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// The order's id lost digits.
    OrderLost,
    /// The dispute's did.
    DisputeLost,
    /// The dispute has the id of a line.
    Line,
}

impl LookAlike {
    fn how(&self) -> Likeness {
        let (disputed, order) = (self.disputed.number(), self.order.number());
        if LINES_ABOVE.iter().any(|above| order + above == disputed) {
            Likeness::Line
        } else if damaged(disputed).contains(&order) {
            Likeness::OrderLost
        } else {
            Likeness::DisputeLost
        }
    }
}

/// Looks for orders by ids that others may have become.
#[derive(Clone, Debug)]
pub struct LookAlikes {
    pairs: Vec<LookAlike>,
    table: Arc<IdTable>,
    found: BTreeSet<OrderId>,
}

impl LookAlikes {
    /// Looks for the orders of which these ids are those of lines.
    pub(crate) fn of_lines(ids: &[OrderId]) -> Self {
        Self::of(orders_of_lines(ids.get(..SOUGHT).unwrap_or(ids)).collect())
    }

    fn of(mut pairs: Vec<LookAlike>) -> Self {
        pairs.sort_unstable_by_key(|pair| (pair.order, pair.disputed));
        pairs.dedup();
        let table = Arc::new(pairs.iter().map(|pair| pair.order).collect());
        Self { pairs, table, found: BTreeSet::new() }
    }

    /// Returns whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns what is said of ids that lost digits or are those of lines, as the orders that were found prove.
    pub fn caveats(&self) -> Vec<Caveat> {
        let of = |how: Likeness| {
            let found = |pair: &&LookAlike| self.found.contains(&pair.order) && pair.how() == how;
            let pairs: Vec<&LookAlike> = self.pairs.iter().filter(found).collect();
            let wrong = |pair: &LookAlike| match how {
                Likeness::OrderLost => (pair.order, pair.disputed),
                Likeness::DisputeLost | Likeness::Line => (pair.disputed, pair.order),
            };
            let shown = pairs.iter().take(NAMED).map(|pair| {
                let (wrong, real) = wrong(pair);
                format!("`{wrong}` (≠ `{real}`)")
            });
            let shown: Vec<String> = shown.collect();
            let wrong: BTreeSet<OrderId> = pairs.iter().map(|pair| wrong(pair).0).collect();
            let count = to_u64(wrong.len());
            let (kind, what) = match how {
                Likeness::OrderLost => (CaveatKind::IdsRounded, "orders"),
                Likeness::DisputeLost => (CaveatKind::IdsRounded, "disputes"),
                Likeness::Line => (CaveatKind::LineIds, "disputes"),
            };
            let caveat = Caveat::new(kind).with("what", what).counting(count);
            (count > 0).then(|| caveat.with("ids", shown.join(", ")))
        };
        let each = [Likeness::OrderLost, Likeness::DisputeLost, Likeness::Line];
        each.into_iter().filter_map(of).collect()
    }
}

impl OrderTally for LookAlikes {
    fn projection(&self) -> Projection {
        Projection::of_ids(ColumnSet::NONE, Arc::clone(&self.table))
    }

    fn fresh(&self) -> Self {
        Self { found: BTreeSet::new(), ..self.clone() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        let sought = batch.ids().iter().filter(|id| self.table.get(**id).is_some());
        self.found.extend(sought);
    }

    fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Dispute;
    use crate::domain::order_batch::tests::first;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(number).unwrap()
    }

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_days(day)
    }

    fn check(disputes: &[(u64, i64)], orders: &[(u64, i64)]) -> (OrderCheck, LookAlikes) {
        let dispute = |(number, day): &(u64, i64)| Dispute::new(id(*number), at(*day));
        let filings = Arc::new(Filings::new(disputes.iter().map(dispute).collect()));
        let mut check = OrderCheck::new(Arc::clone(&filings), BTreeSet::new());
        let add = |tally: &mut dyn FnMut(&OrderBatch)| {
            let mut batch = OrderBatch::new(ColumnSet::ORDER, filings.places());
            for (number, day) in orders {
                let facts = order(*number, *day);
                batch.push(&facts, filings.index(facts.id));
            }
            tally(&batch);
        };
        add(&mut |batch| check.add(batch));
        let mut alike = check.look_alikes();
        add(&mut |batch| alike.add(batch));
        (check, alike)
    }

    fn order(number: u64, day: i64) -> crate::domain::Order<'static> {
        crate::domain::Order { id: id(number), created_at: at(day), ..first() }
    }

    #[test]
    fn an_order_placed_after_its_dispute_was_opened_is_said() {
        let real = 8_200_000_000_000_127;
        assert_eq!(check(&[(real, 5)], &[(real, 5)]).0.late(), None);
        let late = check(&[(real, 5)], &[(real, 6)]).0.late().unwrap();
        assert_eq!((late.count, late.details), (Some(1), vec![real.to_string()]));
    }

    #[test]
    fn orders_that_are_missing_are_counted_since_the_oldest() {
        let disputes =
            [(8_200_000_000_000_127, 5), (8_200_000_000_000_555, 6), (8_200_000_000_000_999, 1)];
        let files = Window { from: at(2), to: at(9) };
        let severity = |orders: &[(u64, i64)]| {
            let caveat = check(&disputes, orders).0.missing(files, &|_| None);
            caveat.map(|caveat| (caveat.count, caveat.severity))
        };
        assert_eq!(severity(&[]), Some((Some(2), Severity::Warning)));
        assert_eq!(severity(&disputes[..1]), Some((Some(1), Severity::Note)));
        assert_eq!(severity(&disputes[..2]), None);
        let said = |of: u64, missing: u64, within: u64| {
            let caveat = MissingOrders { of, missing, within }.caveat()?;
            Some((caveat.severity, caveat.part("within").unwrap().to_owned()))
        };
        assert_eq!([said(91, 9, 0), said(0, 0, 0), said(80, 3, 3)], [None, None, None]);
        // Their disputes say that they were placed when orders that are there were.
        let warning = |within: &str| Some((Severity::Warning, within.to_owned()));
        assert_eq!(said(60, 3, 3), warning("3"));
        assert_eq!(said(60, 50, 2), warning("0"));
        assert_eq!(said(10, 2, 2), Some((Severity::Note, "0".to_owned())));
        let mut missing = MissingOrders::default();
        for placed in [None, Some(at(3)), Some(at(5)), Some(at(8))] {
            missing.add_missing(placed, files);
        }
        assert_eq!(missing, MissingOrders { of: 4, missing: 4, within: 1 });
    }

    #[test]
    fn orders_nearly_all_of_which_are_disputed_are_a_part() {
        let count = |disputed, orders| only_disputed(disputed, orders).and_then(|c| c.count);
        assert_eq!(
            [count(9, 9), count(10, 10), count(10, 15), count(10, 16)],
            [None, Some(10), Some(10), None]
        );
    }

    #[test]
    fn ids_that_lost_digits_are_found_on_either_side() {
        let (real, cut, up) = (8_200_000_000_000_127, 8_200_000_000_000_120, 8_200_000_000_000_130);
        let whats = |disputes: u64, order: u64| -> Vec<String> {
            let (_, alike) = check(&[(disputes, 5)], &[(order, 1)]);
            alike.caveats().iter().map(|caveat| caveat.parts[0].1.clone()).collect()
        };
        assert_eq!(whats(real, cut), ["orders"]);
        assert_eq!(whats(real, up), ["orders"]);
        assert_eq!(whats(cut, real), ["disputes"]);
        assert_eq!(whats(up, real), ["disputes"]);
        assert_eq!(whats(real, real), [""; 0]);
        // Ids of lines.
        assert_eq!(whats(real, real - 10_000), ["disputes"]);
        assert_eq!(whats(real, real - 20_000), ["disputes"]);
        assert_eq!(whats(real, real + 10_000), [""; 0]);
        assert_eq!(whats(real, 8_200_000_000_000_140), [""; 0]);
    }
}
