use super::*;
use crate::domain::order_batch::tests::{add_orders, first};
use crate::domain::{CaveatKind, Order, OrderId, State};

const DAY_MS: i64 = 86_400_000;

fn at(day: i64) -> Moment {
    Moment::from_millis(1_760_000_000_000 + day * DAY_MS)
}

fn id(shop: u64, number: i64) -> OrderId {
    let number = u64::try_from(number).unwrap();
    OrderId::from_number(8_200_000_000_000_000 + shop * 1_000_000 + number).unwrap()
}

/// One dispute of each third day; its order stands in the input or not.
fn disputes(shop: u64, days: std::ops::Range<i64>, told: FactSet) -> Vec<Dispute> {
    let dispute = |day: i64| Dispute {
        told,
        state: if shop == 1 { State::Open } else { State::Ended },
        ..Dispute::new(id(shop, day), at(day + 1))
    };
    days.step_by(3).map(dispute).collect()
}

fn add(reach: &mut ShopReach, name: &str, orders: impl Iterator<Item = (u64, i64)>) {
    for (shop, day) in orders {
        let (created_at, completed_at) = (at(day), Some(at(day + 9)));
        let order = Order {
            id: id(shop, day),
            created_at,
            paid_at: Some(created_at),
            shipped_at: None,
            completed_at,
            shop: name,
            ..first()
        };
        add_orders(reach, &[order]);
    }
}

fn kinds(caveats: impl IntoIterator<Item = Caveat>) -> Vec<CaveatKind> {
    caveats.into_iter().map(|caveat| caveat.kind).collect()
}

#[test]
fn each_shop_has_its_own_end_holes_and_facts() {
    let all = FactSet::OF_DISPUTES;
    let mut filed = disputes(1, 0..90, all.without(Fact::Reasons));
    filed.extend(disputes(2, 0..90, all));
    // Nothing says of which shop these are.
    filed.extend(disputes(3, 80..90, all));
    let mut reach = ShopReach::beside(&Arc::new(Filings::new(filed)), &[]);
    let mut without_times = reach.fresh();
    // The second has orders in all of the time in which the first has none.
    add(&mut without_times, "one", (0..40).chain(60..90).map(|day| (1, day)));
    without_times.note_times(FactSet::TIMES.without(Fact::Completed));
    let mut whole = reach.fresh();
    add(&mut whole, "two", (0..100).map(|day| (2, day)));
    whole.note_times(FactSet::TIMES);
    reach.merge(whole);
    reach.merge(without_times);

    assert_eq!(reach.names(), ["one", "two"]);
    let window = Window { from: at(70), to: at(100) };
    assert_eq!(reach.unassigned(window), 4);
    let given = reach.given(FactSet::TIMES.union(all));
    assert!(!given["one"].has(Fact::Completed) && !given["one"].has(Fact::Reasons));
    assert!(given["one"].has(Fact::Paid) && given["one"].has(Fact::Rulings));
    assert_eq!(given["two"], FactSet::TIMES.union(all));

    let (one, two) = (reach.of(&["one"]), reach.of(&["two"]));
    assert_eq!((one.disputes().len(), two.disputes().len()), (24, 30));
    assert_eq!(
        (one.coverage().newest_order, two.coverage().newest_order),
        (Some(at(98)), Some(at(108)))
    );
    assert_eq!(kinds(one.hole(window)), [CaveatKind::OrdersHole]);
    assert_eq!(kinds(two.hole(window)), []);
    assert_eq!(kinds(one.told_caveats(given["one"], window)), [CaveatKind::OpenOnly]);
    assert_eq!(kinds(two.told_caveats(given["two"], window)), []);
    assert!(!two.is_silent_until(Window { from: at(70), to: at(101) }));
    assert!(two.is_silent_until(Window { from: at(70), to: at(125) }));
}

#[test]
fn orders_of_one_shop_are_looked_at_as_a_whole() {
    let filed = disputes(1, 0..30, FactSet::default());
    let mut reach = ShopReach::beside(&Arc::new(Filings::new(filed)), &[]);
    add(&mut reach, "one", (0..9).map(|day| (1, day)));
    add(&mut reach, "", (9..20).map(|day| (1, day)));
    assert!(reach.names().is_empty() && reach.given(FactSet::OF_DISPUTES).is_empty());
    assert_eq!(reach.unassigned(Window { from: at(0), to: at(99) }), 0);
}
