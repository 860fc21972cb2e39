use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::{
    Completion, Country, IdTable, Order, OrderId, OrderTally, OrderTexts, Skim, Wanted, Window,
};
use crate::store::tests::{day, id, order, put, store};
use crate::store::{Aside, Batch, Store};

/// What came how: as an order, as a skim, or by number.
#[derive(Default)]
struct Came {
    ids: Arc<IdTable>,
    span: Option<Window>,
    shops: Vec<String>,
    whole: Vec<u64>,
    skims: Vec<u64>,
    others: u64,
}

impl OrderTally for Came {
    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, order: &Order<'_>) {
        self.whole.push(order.id.number() % 1000);
    }

    fn merge(&mut self, _: Self) {}

    fn needs_texts(&self, skim: &Skim) -> bool {
        skim.place.is_some() || skim.paid_at == Some(day(5))
    }

    fn add_skim(&mut self, skim: &Skim) {
        self.skims.push(skim.id.number() % 1000);
    }

    fn texts(&self) -> OrderTexts {
        OrderTexts::Shop
    }

    fn needs_paid_and_completed_only(&self) -> bool {
        true
    }

    fn wanted(&self) -> Option<Wanted> {
        Some(Wanted { ids: self.ids.clone(), span: self.span, shops: self.shops.clone() })
    }

    fn add_number(&mut self, count: u64) {
        self.others += count;
    }
}

#[test]
fn of_orders_that_a_tally_does_not_want_only_the_number_comes() {
    let (_folder, mut store) = store();
    let done = |n, at| Order { completed_at: Some(day(at)), ..order(n) };
    put(&mut store, &done(1, 3));
    put(&mut store, &done(2, 4));
    put(&mut store, &done(3, 6));
    put(&mut store, &Order { paid_at: Some(day(5)), ..order(4) });
    put(&mut store, &Order { completed_estimated: true, ..done(5, 5) });
    put(&mut store, &Order { paid_at: None, ..order(6) });
    put(&mut store, &Order { shop: "other", ..done(7, 4) });
    let ids = || Arc::new([id(6), id(99)].into_iter().collect());
    let span = Some(Window { from: day(4), to: day(6) });
    let mut came = Came { ids: ids(), span, ..Came::default() };
    assert_eq!(store.count_orders(&[], &mut came).unwrap(), 7);
    came.whole.sort_unstable();
    assert_eq!((came.whole, came.skims, came.others), (vec![4, 5, 6], vec![2, 7], 2));

    let mut came = Came { ids: ids(), span, ..Came::default() };
    assert_eq!(store.count_orders(&["other".to_owned()], &mut came).unwrap(), 1);
    assert_eq!((came.whole, came.skims, came.others), (vec![], vec![7], 0));

    let shops = vec!["other".to_owned()];
    let mut came = Came { ids: ids(), span, shops, ..Came::default() };
    assert_eq!(store.count_orders(&["main".to_owned()], &mut came).unwrap(), 0);
    assert_eq!((came.whole, came.skims, came.others), (vec![], vec![], 0));

    let mut came = Came { ids: ids(), ..Came::default() };
    assert_eq!(store.count_orders(&[], &mut came).unwrap(), 1);
    assert_eq!((came.whole, came.skims, came.others), (vec![6], vec![], 0));
}

/// The texts by which orders are grouped, where no others are asked for.
#[derive(Default)]
struct Grouped {
    ids: Arc<IdTable>,
    groups: Vec<String>,
}

impl OrderTally for Grouped {
    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, order: &Order<'_>) {
        let country = order.country.map(|country| country.to_string()).unwrap_or_default();
        let item = if order.product.is_empty() { order.sku } else { order.product };
        self.groups.push(format!("{}/{item}/{country}/{}", order.shop, order.tracking));
    }

    fn merge(&mut self, _: Self) {}

    fn texts(&self) -> OrderTexts {
        OrderTexts::Groups
    }

    fn needs_paid_and_completed_only(&self) -> bool {
        true
    }

    fn wanted(&self) -> Option<Wanted> {
        let span = Some(Window { from: day(4), to: day(6) });
        Some(Wanted { ids: self.ids.clone(), span, shops: Vec::new() })
    }
}

#[test]
fn orders_are_grouped_without_their_other_texts() {
    let (_folder, mut store) = store();
    let country = Country::from_code("PL");
    let paid = |n| Order { paid_at: Some(day(5)), tracking: "LP", country, ..order(n) };
    put(&mut store, &paid(1));
    put(&mut store, &Order { product: "", sku: "S-2", ..paid(2) });
    put(&mut store, &Order { paid_at: None, country, tracking: "LP", ..order(3) });
    let ids = Arc::new([id(3)].into_iter().collect());
    let mut grouped = Grouped { ids, groups: Vec::new() };
    assert_eq!(store.count_orders(&[], &mut grouped).unwrap(), 3);
    grouped.groups.sort_unstable();
    assert_eq!(grouped.groups, ["main/1005/PL/", "main/1005/PL/", "main/S-2/PL/"]);
}

/// What may happen to a store.
#[derive(Clone, Debug)]
enum Change {
    /// Orders come one by one, as in a sync.
    Come(Vec<Order<'static>>),
    /// A file with orders is taken in.
    Import(Vec<Order<'static>>),
    /// The same, but the program is ended before its end.
    Stop(Vec<Order<'static>>),
    /// The completion of an order is stated.
    Date(u64, i64),
    /// A sync ends.
    End,
    /// Orders placed before a day are forgotten.
    Forget(i64),
}

impl Change {
    fn happen(&self, store: &mut Store) {
        if let Self::Forget(before) = self {
            store.forget(day(*before)).unwrap();
            return;
        }
        let batch = store.batch().unwrap();
        let come = |batch: &Batch<'_>, orders: &[Order<'_>]| {
            orders.iter().for_each(|order| batch.put_order(order, 0, day(9)).unwrap());
        };
        match self {
            Self::Come(orders) => come(&batch, orders),
            Self::Import(orders) => {
                let mut aside = Aside::default();
                orders.iter().for_each(|order| aside.add(order));
                batch.put_aside(aside, day(9)).unwrap();
            }
            Self::Stop(orders) => {
                come(&batch, orders);
                batch.pack_outdated().unwrap();
                return;
            }
            Self::Date(n, at) => batch.date_order(id(*n), Some(day(*at)), None, day(9)).unwrap(),
            Self::End => batch.end_run("main").unwrap(),
            Self::Forget(_) => {}
        }
        batch.commit().unwrap();
    }
}

/// All that a tally is told, in the order of ids.
#[derive(Default)]
struct Told {
    wanted: Option<Wanted>,
    texts: Option<OrderTexts>,
    /// Orders of which this comes to no more than a remainder are told by their moments only.
    skimmed: u64,
    lines: String,
    others: u64,
}

impl Told {
    fn skims(&self, id: OrderId) -> bool {
        id.number() % 4 < self.skimmed
    }

    fn moments(&mut self, order: &Skim, estimated: bool, texts: &[&str]) {
        let Skim { id, paid_at, completed_at, completion, .. } = order;
        let told = (id, paid_at, completed_at, completion, estimated, texts);
        writeln!(self.lines, "{told:?}").unwrap();
    }

    /// Counts one of all orders as it should be.
    fn expect(&mut self, order: &Order<'_>, shops: &[String]) {
        let Wanted { ids, span, shops: wanted } = self.wanted.clone().unwrap();
        let asked = |shops: &[String]| shops.is_empty() || shops.iter().any(|s| s == order.shop);
        if !asked(shops) || !asked(&wanted) {
            return;
        }
        if self.texts() == OrderTexts::All {
            self.add(order);
            return;
        }
        let span = span.unwrap();
        let listed = ids.get(order.id).is_some();
        if !listed && !span.has(order.paid_at) && !span.has(order.completed_at) {
            self.others += 1;
        } else if order.completed_estimated || !self.skims(order.id) {
            self.add(order);
        } else {
            self.add_skim(&Skim::from(order));
        }
    }
}

impl OrderTally for Told {
    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, order: &Order<'_>) {
        let country = order.country.map(|country| country.to_string()).unwrap_or_default();
        let sku = if order.product.is_empty() { order.sku } else { "" };
        let texts = match self.texts() {
            OrderTexts::Shop => vec![order.shop],
            OrderTexts::Product => vec![order.product, sku],
            OrderTexts::Groups => vec![order.shop, order.product, sku, &country],
            OrderTexts::All => vec![order.shop, order.product, order.sku, &country, order.tracking],
        };
        self.moments(&Skim::from(order), order.completed_estimated, &texts);
    }

    fn merge(&mut self, _: Self) {}

    fn needs_texts(&self, skim: &Skim) -> bool {
        !self.skims(skim.id)
    }

    fn texts(&self) -> OrderTexts {
        self.texts.unwrap()
    }

    fn needs_paid_and_completed_only(&self) -> bool {
        true
    }

    fn add_skim(&mut self, skim: &Skim) {
        self.moments(skim, false, &[]);
    }

    fn wanted(&self) -> Option<Wanted> {
        self.wanted.clone()
    }

    fn add_number(&mut self, count: u64) {
        self.others += count;
    }
}

fn orders() -> impl Strategy<Value = Vec<Order<'static>>> {
    let moments = (0..9_i64, prop::option::of(0..9_i64), prop::option::of(0..9_i64));
    let endings = [None, Some(Completion::TimedOut), Some(Completion::Refund)];
    let texts = (
        select(vec!["main", "other", ""]),
        select(vec!["1005", "1006", ""]),
        select(vec!["S-1", "红", ""]),
        select(vec!["PL", "BR", ""]),
    );
    let all = (0..24_u64, moments, select(endings.to_vec()), any::<bool>(), texts);
    let all = all.prop_map(|(n, (placed, paid, done), completion, estimated, texts)| {
        let (shop, product, sku, country) = texts;
        Order {
            shop,
            product,
            sku,
            country: Country::from_code(country),
            created_at: day(placed),
            paid_at: paid.map(day),
            completed_at: done.map(day),
            completion,
            completed_estimated: estimated && done.is_some(),
            tracking: "LP",
            ..order(n)
        }
    });
    prop::collection::vec(all, 0..12)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => orders().prop_map(Change::Come),
        3 => orders().prop_map(Change::Import),
        1 => orders().prop_map(Change::Stop),
        1 => (0..24_u64, 0..9_i64).prop_map(|(n, at)| Change::Date(n, at)),
        3 => Just(Change::End),
        1 => (0..4_i64).prop_map(Change::Forget),
    ]
}

fn some_shops() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(select(vec!["main", "other", ""]).prop_map(str::to_owned), 0..2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn pieces_tell_what_the_orders_tell_whatever_has_happened(
        changes in prop::collection::vec(change(), 1..8),
        (from, days, skimmed) in (0..9_i64, 0..5_i64, 0..5_u64),
        listed in prop::collection::vec(0..26_u64, 0..6),
        (shops, wanted) in (some_shops(), some_shops()),
        texts in select(vec![OrderTexts::Shop, OrderTexts::Product, OrderTexts::Groups, OrderTexts::All]),
    ) {
        let (_folder, mut store) = store();
        let span = Some(Window { from: day(from), to: day(from + days) });
        let ids = Arc::new(listed.into_iter().map(id).collect());
        let wanted = Wanted { ids, span, shops: wanted };
        let new = || Told { wanted: Some(wanted.clone()), texts: Some(texts), skimmed, ..Told::default() };
        for change in changes {
            change.happen(&mut store);
            prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
            let (mut expected, mut told) = (new(), new());
            store.each_order(&[], &mut |order| expected.expect(order, &shops)).unwrap();
            store.count_orders(&shops, &mut told).unwrap();
            prop_assert_eq!((told.lines, told.others), (expected.lines, expected.others));
        }
    }
}
