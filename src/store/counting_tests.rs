use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::order_batch::tests::{Recorder, add_orders, columns};
use crate::domain::{
    ColumnSet, Completion, Country, Dispute, Fact, FactSet, Filings, IdTable, Moment, Order,
    OrderId, OrderRecord, OrderTally, Projection, Window,
};
use crate::store::batch::Batch;
use crate::store::tests::{day, id, order, put, store};
use crate::store::{SpillBuffer, Store};

fn moments() -> ColumnSet {
    ColumnSet::PAID.and(ColumnSet::COMPLETED)
}

fn counted(store: &Store, shops: &[String], projection: Projection) -> (u64, Recorder) {
    let mut recorder = Recorder::new(projection);
    let count = store.count_orders(shops, &Filings::default(), &mut recorder).unwrap().all;
    (count, recorder)
}

/// The last digits of the orders that were looked at, and how many were not.
fn found(recorder: &Recorder) -> (Vec<u64>, u64) {
    let digits = |id: &str| id.parse::<u64>().unwrap() % 1_000;
    let mut ids: Vec<u64> = recorder.ids().into_iter().map(digits).collect();
    ids.sort_unstable();
    (ids, recorder.others())
}

#[test]
fn of_orders_that_a_tally_does_not_look_at_only_the_number_comes() {
    let (_folder, mut store) = store();
    let done = |n, at| Order { completed_at: Some(day(at)), ..order(n) };
    put(&mut store, &done(1, 3));
    put(&mut store, &done(2, 4));
    put(&mut store, &done(3, 6));
    put(&mut store, &Order { paid_at: Some(day(5)), ..order(4) });
    put(&mut store, &Order { completed_estimated: true, ..done(5, 5) });
    put(&mut store, &Order { paid_at: None, ..order(6) });
    put(&mut store, &Order { shop: "other", ..done(7, 4) });
    let ids: Arc<IdTable> = Arc::new([id(6), id(99)].into_iter().collect());
    let listed = || Projection::of_ids(moments(), Arc::clone(&ids));
    let near = || listed().or_in(Window { from: day(4), to: day(6) });
    let other = ["other".to_owned()];

    let (count, recorder) = counted(&store, &[], near());
    assert_eq!((count, found(&recorder)), (7, (vec![2, 4, 5, 6, 7], 2)));
    let (count, recorder) = counted(&store, &other, near());
    assert_eq!((count, found(&recorder)), (1, (vec![7], 0)));
    let (count, recorder) = counted(&store, &["main".to_owned()], near().of_shops(&other));
    assert_eq!((count, found(&recorder)), (0, (vec![], 0)));
    let (count, recorder) = counted(&store, &[], listed());
    assert_eq!((count, found(&recorder)), (1, (vec![6], 0)));
}

#[test]
fn orders_are_grouped_without_their_other_texts() {
    let (_folder, mut store) = store();
    let country = Country::from_code("PL");
    let paid = |n| Order { paid_at: Some(day(5)), tracking: "LP", country, ..order(n) };
    put(&mut store, &paid(1));
    put(&mut store, &Order { product: "", sku: "S-2", ..paid(2) });
    put(&mut store, &Order { paid_at: None, country, tracking: "LP", ..order(3) });
    let columns = moments().and(ColumnSet::ITEM).and(ColumnSet::COUNTRY).and(ColumnSet::SHOP);
    let ids = Arc::new([id(3)].into_iter().collect());
    let projection = Projection::of_ids(columns, ids).or_in(Window { from: day(4), to: day(6) });
    let (count, recorder) = counted(&store, &[], projection);
    assert_eq!(count, 3);
    let shown = recorder.shown();
    for item in ["\"main\" \"1005\"", "\"main\" \"S-2\"", "Country([80, 76])"] {
        assert!(shown.contains(item), "{shown}");
    }
    assert!(!shown.contains("LP"), "{shown}");
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
                let mut spilled = SpillBuffer::default();
                add_orders(&mut spilled, orders);
                batch.put_spilled(spilled, None, FactSet::TIMES, day(9)).unwrap();
            }
            Self::Stop(orders) => {
                come(&batch, orders);
                batch.pack_orders().unwrap();
                return;
            }
            Self::Date(n, at) => batch.date_order(id(*n), Some(day(*at)), None, day(9)).unwrap(),
            Self::End => batch.end_run("main").unwrap(),
            Self::Forget(_) => {}
        }
        batch.commit().unwrap();
    }
}

/// What a store must hold, by the rule of merging alone.
#[derive(Default)]
struct Expected(BTreeMap<OrderId, OrderRecord>);

impl Expected {
    fn happen(&mut self, change: &Change) {
        match change {
            Change::Come(orders) => self.come(orders, Some(day(9))),
            Change::Import(orders) => self.come(orders, None),
            Change::Date(n, at) => {
                if let Some(known) = self.0.get_mut(&id(*n)) {
                    known.facts.completed_at = Some(day(*at));
                    known.facts.completed_estimated = false;
                }
            }
            Change::Forget(before) => {
                self.0.retain(|_, known| known.facts.created_at >= day(*before));
            }
            Change::Stop(_) | Change::End => {}
        }
    }

    fn come(&mut self, orders: &[Order<'static>], dated: Option<Moment>) {
        for order in orders {
            let seen = OrderRecord::new(order.facts(), dated);
            match self.0.get_mut(&order.id) {
                Some(known) => drop(known.merge(&seen)),
                None => drop(self.0.insert(order.id, seen)),
            }
        }
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
    fn segments_tell_what_the_orders_tell_whatever_has_happened(
        changes in prop::collection::vec(change(), 1..8),
        (from, days) in (0..9_i64, prop::option::of(0..5_i64)),
        listed in prop::option::weighted(0.8, prop::collection::vec(0..26_u64, 0..6)),
        (shops, asked) in (some_shops(), some_shops()),
        columns in columns(),
        disputed in prop::collection::vec(0..26_u64, 0..6),
    ) {
        let (_folder, mut store) = store();
        let disputes = disputed.into_iter().map(|n| Dispute::new(id(n), day(1)));
        let filings = Filings::new(disputes.collect());
        let projection = match listed {
            // Sometimes the orders listed are those with disputes.
            Some(listed) if listed.is_empty() => Projection::of_ids(columns, filings.places()),
            Some(listed) => {
                Projection::of_ids(columns, Arc::new(listed.into_iter().map(id).collect()))
            }
            None => Projection::of_every_order(columns),
        };
        let projection = match days {
            Some(days) => projection.or_in(Window { from: day(from), to: day(from + days) }),
            None => projection,
        };
        let projection = projection.of_shops(&asked);
        let mut whole = Expected::default();
        for change in changes {
            change.happen(&mut store);
            whole.happen(&change);
            let mut kept = Vec::new();
            store.each_order(&[], &mut |order, _| kept.push(order.facts())).unwrap();
            let whole: Vec<_> = whole.0.values().map(|known| known.facts.clone()).collect();
            prop_assert_eq!(&kept, &whole);
            for facts in &kept {
                prop_assert_eq!(store.order(facts.id).unwrap(), Some(facts.clone()));
            }
            prop_assert_eq!(store.info().unwrap().orders, u64::try_from(kept.len()).unwrap());
            prop_assert_eq!(store.check().unwrap(), Vec::<String>::new());
            let mut expected = Recorder::new(projection.clone());
            let mut found = expected.fresh();
            store.each_order(&shops, &mut |order, _| expected.expect(order)).unwrap();
            store.count_orders(&shops, &filings, &mut found).unwrap();
            // Of orders that are listed alone, no others are read, not even their number.
            let others = if projection.range.is_none() && !projection.is_of_every_order() {
                expected.forget_others()
            } else {
                expected
            };
            prop_assert_eq!(found.shown(), others.shown());
        }
    }
}

#[test]
fn orders_whose_times_no_input_can_give_are_counted() {
    let (_folder, mut store) = store();
    let import = |store: &mut Store, n: u64, given: FactSet| {
        let batch = store.batch().unwrap();
        let mut spilled = SpillBuffer::default();
        add_orders(&mut spilled, &[order(n)]);
        batch.put_spilled(spilled, None, given, day(9)).unwrap();
        batch.commit().unwrap();
    };
    let untold = |store: &Store| {
        let mut tally = Recorder::new(Projection::of_every_order(moments()));
        let found = store.count_orders(&[], &Filings::default(), &mut tally).unwrap();
        (found.all, found.untold_paid, found.untold_completed)
    };
    let paid = FactSet::from_iter([Fact::Paid]);
    (1..8).for_each(|n| import(&mut store, n, paid));
    import(&mut store, 8, FactSet::default());
    import(&mut store, 9, FactSet::TIMES);
    assert_eq!(untold(&store), (9, 1, 8));
    // Another input that has the order gives what the first could not.
    import(&mut store, 8, FactSet::from_iter([Fact::Completed]));
    import(&mut store, 3, FactSet::TIMES);
    assert_eq!(untold(&store), (9, 1, 6));
    put(&mut store, &order(4));
    assert_eq!(untold(&store), (9, 1, 5));
}
