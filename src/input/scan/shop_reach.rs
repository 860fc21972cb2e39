//! What an input of several shops tells of each of them: from when to when it reaches, and which facts it
//! gives. What is whole of one shop may lack in another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{
    Caveat, ColumnSet, CompletionDays, Dispute, Fact, FactSet, Filings, Moment, OrderBatch,
    OrderTally, PlacedDays, Projection, Window,
};
use crate::input::scan::coverage::Coverage;
use crate::input::scan::holes::{hole_caveat, needed_orders, silence_of};
use crate::input::scan::time_range::TimeRange;
use crate::input::scan::told_facts::told_caveats;

/// Of more shops than a seller has, the column holds something else.
const MOST_SHOPS: usize = 500;

/// The length of a bucket of [`PlacedDays`], rounded up: a hole that ends later ends now.
const NOW_HOURS: i64 = 24;

/// The orders of a shop.
#[derive(Clone, Debug, Default)]
struct OrdersOfShop {
    range: TimeRange,
    completion_days: CompletionDays,
    placed: PlacedDays,
    /// Of [`FactSet::TIMES`], what some input with its orders does not give.
    untold: FactSet,
}

impl OrdersOfShop {
    fn merge(&mut self, other: &Self) {
        self.range.merge(other.range);
        self.completion_days.merge(&other.completion_days);
        self.placed.merge(&other.placed);
        self.untold = self.untold.union(other.untold);
    }
}

/// Looks at the orders of each shop, where there may be several.
#[derive(Clone, Debug, Default)]
pub struct ShopReach {
    /// The disputes; `None` where nothing is looked at.
    filings: Option<Arc<Filings>>,
    /// The shops asked for; empty means all.
    wanted: Vec<String>,
    shops: BTreeMap<String, OrdersOfShop>,
    /// The shops of disputed orders, by their places among the filings.
    disputed: BTreeMap<usize, String>,
}

/// What an input tells of some of its shops.
#[derive(Clone, Debug)]
pub struct ShopInput<'a> {
    orders: OrdersOfShop,
    disputes: Vec<&'a Dispute>,
}

impl ShopReach {
    /// Begins to look at the orders of all shops, of which only some may be asked for (none named means
    /// all). The default looks at nothing.
    pub fn beside(filings: &Arc<Filings>, wanted: &[String]) -> Self {
        Self { filings: Some(Arc::clone(filings)), wanted: wanted.to_vec(), ..Self::default() }
    }

    /// Returns whether anything is looked at.
    pub fn is_asked(&self) -> bool {
        self.filings.is_some()
    }

    /// Returns the shops that orders name, in order; none where they are not of several.
    pub fn names(&self) -> Vec<&str> {
        let named = self.shops.keys().map(String::as_str).filter(|shop| !shop.is_empty());
        let named: Vec<&str> = named.collect();
        if (2..=MOST_SHOPS).contains(&named.len()) { named } else { Vec::new() }
    }

    /// Notes which times no input gives of some order of a shop.
    pub fn note_untold(&mut self, shop: &str, untold: FactSet) {
        if let Some(orders) = self.shops.get_mut(shop) {
            orders.untold = orders.untold.union(untold);
        }
    }

    /// Returns the shop of the disputes of an order: the order's, else the one that they name; `None` where
    /// neither is known.
    fn shop_of<'a>(&'a self, place: usize, disputes: &'a [Dispute]) -> Option<&'a str> {
        let own = || disputes.first().map(|first| first.shop.as_str());
        let of_order = self.disputed.get(&place).map(String::as_str);
        of_order.or_else(|| own().filter(|shop| !shop.is_empty()))
    }

    /// Returns the disputes by the shops of their orders.
    fn disputes(&self) -> impl Iterator<Item = (Option<&str>, &[Dispute])> {
        let all = self.filings.iter().flat_map(|filings| filings.iter().enumerate());
        all.map(|(place, (_, disputes))| (self.shop_of(place, disputes), disputes))
    }

    /// Returns what is known of some shops together.
    pub fn of(&self, shops: &[&str]) -> ShopInput<'_> {
        let mut orders = OrdersOfShop::default();
        let own = self.shops.iter().filter(|(shop, _)| shops.contains(&shop.as_str()));
        own.for_each(|(_, own)| orders.merge(own));
        let of_shops = self.disputes().filter(|(shop, _)| shop.is_some_and(|s| shops.contains(&s)));
        ShopInput { orders, disputes: of_shops.flat_map(|(_, disputes)| disputes).collect() }
    }

    /// Returns which facts are given of each shop, of those that are given of all together or, of times, of
    /// some; nothing where orders are not of several shops.
    pub fn given(&self, of_all: FactSet) -> BTreeMap<String, FactSet> {
        let mut told: BTreeMap<&str, FactSet> = BTreeMap::new();
        for (shop, disputes) in self.disputes() {
            let Some(shop) = shop else { continue };
            let known = told.entry(shop).or_default();
            *known = disputes.iter().fold(*known, |known, one| known.union(one.told));
        }
        let given = |shop: &str| {
            let times = self.shops.get(shop).map(|orders| orders.times());
            let of_all = of_all.replacing(FactSet::TIMES, times.unwrap_or(of_all));
            // Without any dispute there is nothing that its record could fail to tell.
            let told = told.get(shop).copied().unwrap_or(FactSet::OF_DISPUTES);
            of_all.replacing(FactSet::OF_DISPUTES, of_all.intersection(told))
        };
        self.names().into_iter().map(|shop| (shop.to_owned(), given(shop))).collect()
    }

    /// Returns how many disputes that were filed in a window are of no known shop; 0 where orders are not of
    /// several.
    pub fn unassigned(&self, window: Window) -> u64 {
        if self.names().is_empty() {
            return 0;
        }
        let unknown = self.disputes().filter(|(shop, _)| shop.is_none());
        let filed = unknown.flat_map(|(_, disputes)| disputes);
        let filed = filed.filter(|dispute| window.contains(dispute.opened_at));
        u64::try_from(filed.count()).expect("a usize has at most 64 bits")
    }
}

impl OrdersOfShop {
    /// Returns the times that every input with its orders gives.
    fn times(&self) -> FactSet {
        let facts = [Fact::Paid, Fact::Completed].into_iter();
        facts.filter(|fact| !self.untold.has(*fact)).collect()
    }

    fn add(&mut self, created: Moment, paid: Option<Moment>, completed: Option<Moment>) {
        self.range.add(created);
        self.range.extend_to(paid);
        self.range.extend_to(completed);
        self.completion_days.add(created, completed);
        self.placed.add(created);
    }
}

impl OrderTally for ShopReach {
    fn projection(&self) -> Projection {
        let columns = ColumnSet::CREATED.and(ColumnSet::PAID).and(ColumnSet::COMPLETED);
        let projection = match self.is_asked() {
            true => Projection::of_every_order(columns.and(ColumnSet::SHOP)),
            false => Projection::of_count(),
        };
        projection.of_shops(&self.wanted)
    }

    fn fresh(&self) -> Self {
        Self { shops: BTreeMap::new(), disputed: BTreeMap::new(), ..self.clone() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        let Some(filings) = &self.filings else { return };
        let disputed = batch.disputed_in(&filings.places());
        let times = batch.created().iter().zip(batch.paid()).zip(batch.counted_completions());
        let mut times = times.zip(disputed.iter()).enumerate().peekable();
        while let Some((row, _)) = times.peek() {
            // Orders of a shop come in runs.
            let shop = batch.shop(*row);
            if self.shops.len() > MOST_SHOPS && !self.shops.contains_key(shop) {
                return;
            }
            if !self.shops.contains_key(shop) {
                self.shops.insert(shop.to_owned(), OrdersOfShop::default());
            }
            let orders = self.shops.get_mut(shop).expect("it was put there");
            while let Some((_, (((created, paid), completed), disputed))) =
                times.next_if(|(row, _)| batch.shop(*row) == shop)
            {
                orders.add(*created, *paid, completed);
                if let Some(disputed) = disputed {
                    self.disputed.insert(disputed.get(), shop.to_owned());
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (shop, theirs) in other.shops {
            self.shops.entry(shop).or_default().merge(&theirs);
        }
        self.disputed.extend(other.disputed);
    }

    fn note_times(&mut self, given: FactSet) {
        let times = [Fact::Paid, Fact::Completed].into_iter();
        let untold: FactSet = times.filter(|fact| !given.has(*fact)).collect();
        for orders in self.shops.values_mut() {
            orders.untold = orders.untold.union(untold);
        }
    }
}

impl<'a> ShopInput<'a> {
    /// Returns its disputes.
    pub fn disputes(&self) -> &[&'a Dispute] {
        &self.disputes
    }

    /// Returns from when to when it reaches.
    pub fn coverage(&self) -> Coverage {
        let moments = |d: &&Dispute| [Some(d.opened_at), d.modified_at(), d.closed_at()];
        let newest = self.disputes.iter().flat_map(moments).flatten().max();
        let spans = self.orders.range.get().into_iter();
        Coverage::of(spans, &self.orders.completion_days, self.disputes.iter().copied(), newest)
    }

    /// Returns what is not said of its disputes, of the facts that are given of it.
    pub fn told_caveats(&self, given: FactSet, window: Window) -> Vec<Caveat> {
        told_caveats(given, self.disputes.iter().copied(), window)
    }

    /// Returns the longest span in which no order was placed, of those that may matter to a window and that
    /// chance does not give.
    pub fn hole(&self, window: Window) -> Option<Caveat> {
        self.longest_hole(window).map(hole_caveat)
    }

    /// Returns whether none was placed before the end of a window, for longer than chance gives.
    pub fn is_silent_until(&self, window: Window) -> bool {
        let ends = |hole: Window| hole.to >= window.to.plus_hours(-NOW_HOURS);
        self.longest_hole(window).is_some_and(ends)
    }

    fn longest_hole(&self, window: Window) -> Option<Window> {
        self.orders.placed.hole(needed_orders(window, self.orders.completion_days.median()))
    }

    /// Returns the same of disputes.
    pub fn silence(&self, window: Window) -> Option<Caveat> {
        silence_of(self.disputes.iter().copied(), window)
    }
}

#[cfg(test)]
#[path = "shop_reach_tests.rs"]
mod tests;
