use proptest::prelude::*;

use super::dispute::DISPUTE;
use super::*;
use crate::domain::{
    Completion, Dispute, DisputeDetails, Event, EventKind, Family, Liability, OrderFacts, OrderId,
    OrderStatus, Stage, State, Text, Turn,
};

fn day(n: i64) -> Moment {
    Moment::from_millis(1_760_000_000_000).plus_days(n)
}

fn some_day() -> impl Strategy<Value = Option<Moment>> {
    prop::option::of((0..5_i64).prop_map(day))
}

fn some_text() -> impl Strategy<Value = Text> {
    prop_oneof![Just(""), Just("a"), Just("b"), Just("c")].prop_map(Text::from)
}

fn some_money() -> impl Strategy<Value = Option<Money>> {
    prop::option::of((0..3_i64).prop_map(|minor| Money {
        minor,
        currency: crate::domain::Currency::from_code("USD").unwrap(),
    }))
}

fn states() -> impl Strategy<Value = (State, bool)> {
    prop_oneof![
        Just((State::Open, true)),
        Just((State::Cancelled, true)),
        Just((State::Ended, true)),
        Just((State::Ended, false)),
    ]
}

fn details() -> impl Strategy<Value = DisputeDetails> {
    let stages = prop::option::of(prop_oneof![
        Just(Stage::Negotiation),
        Just(Stage::Platform),
        Just(Stage::Returning),
        Just(Stage::Closed)
    ]);
    let turns = prop_oneof![Just(Turn::Unknown), Just(Turn::Seller), Just(Turn::Buyer)];
    let history = prop::collection::vec((0..3_i64).prop_map(day), 0..2);
    (
        (some_text(), some_text(), some_text(), some_text(), some_text()),
        (stages, turns, some_day(), some_money(), some_money()),
        (some_day(), some_day(), history),
    )
        .prop_map(
            |((line_id, title, reason, status, note), talks, (created, modified, at))| {
                let (stage, turn, response_due_at, refund, amount) = talks;
                let event = |at| Event { at, kind: EventKind::Filed, by: String::new() };
                DisputeDetails {
                    id: "1".into(),
                    line_id,
                    title,
                    reason,
                    status,
                    stage,
                    turn,
                    response_due_at,
                    refund,
                    amount,
                    order_created_at: created,
                    modified_at: modified,
                    note,
                    history: at.into_iter().map(event).collect(),
                    ..DisputeDetails::default()
                }
            },
        )
}

fn records() -> impl Strategy<Value = Dispute> {
    let families = prop_oneof![
        Just(Family::Unknown),
        Just(Family::NotReceived),
        Just(Family::NotAsDescribed),
        Just(Family::BuyerOwn)
    ];
    let liable =
        prop_oneof![Just(Liability::Unknown), Just(Liability::Seller), Just(Liability::Buyer),];
    let moments = (some_day(), some_day(), some_day(), 0..2_i64);
    (details(), some_text(), some_text(), families, states(), liable, moments).prop_map(
        |(details, shop, product, family, (state, ending_known), liability, moments)| {
            let (escalated, ruled, closed, opened) = moments;
            let id = order_id();
            Dispute {
                shop,
                product,
                family,
                state,
                ending_known,
                liability,
                ..Dispute::new(id, day(opened - 10))
            }
            .with_details(details)
            .with_moments(escalated, ruled, closed)
        },
    )
}

fn merged(one: &Dispute, two: &Dispute) -> Dispute {
    let mut both = one.clone();
    both.merge(two);
    both
}

fn order_id() -> OrderId {
    OrderId::from_number(8_200_000_000_000_001).unwrap()
}

fn orders() -> impl Strategy<Value = OrderRecord> {
    let completions = prop::option::of(prop_oneof![
        Just(Completion::Unspecified),
        Just(Completion::BuyerConfirmed),
        Just(Completion::TimedOut),
        Just(Completion::Refund)
    ]);
    let status = prop_oneof![
        Just(("", OrderStatus::Unknown)),
        Just(("x", OrderStatus::Unknown)),
        Just(("FINISH", OrderStatus::Finished)),
        Just(("sent", OrderStatus::Shipped))
    ];
    let texts = (some_text(), some_text(), some_text(), some_text());
    let moments = (some_day(), some_day(), some_day(), some_day(), any::<bool>(), 0..2_i64);
    (texts, moments, completions, status, some_money(), some_day()).prop_map(
        |((shop, product, sku, tracking), moments, completion, (status, state), amount, dated)| {
            let (paid_at, shipped_at, completed_at, ends, estimated, created) = moments;
            let text = |text: Text| text.as_str().into();
            let facts = OrderFacts {
                shop: text(shop),
                product: text(product),
                sku: text(sku),
                amount,
                paid_at,
                shipped_at,
                completed_at,
                completion,
                completed_estimated: estimated && completed_at.is_some(),
                protection_ends_at: ends,
                status: status.into(),
                state,
                tracking: text(tracking),
                ..OrderFacts::placed(order_id(), day(created))
            };
            OrderRecord::new(facts, dated)
        },
    )
}

fn merged_orders(one: &OrderRecord, two: &OrderRecord) -> OrderRecord {
    let mut both = one.clone();
    both.merge(two);
    both
}

proptest! {
    #[test]
    fn neither_order_nor_grouping_of_disputes_changes_what_they_merge_to(
        a in records(), b in records(), c in records(),
    ) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&merged(&a, &b), &b), merged(&a, &b));
        prop_assert_eq!(merged(&a, &a), a.clone());
        let (mut one, mut two) = (a.clone(), b.clone());
        let mut said = one.merge(&b);
        let mut again = two.merge(&a);
        said.sort();
        again.sort();
        prop_assert_eq!(said, again);
        prop_assert_eq!(merged(&a, &a).merge(&a), []);
    }

    #[test]
    fn neither_order_nor_grouping_of_orders_changes_what_they_merge_to(
        a in orders(), b in orders(), c in orders(),
    ) {
        prop_assert_eq!(merged_orders(&a, &b), merged_orders(&b, &a));
        let (left, right) = (merged_orders(&a, &b), merged_orders(&b, &c));
        prop_assert_eq!(merged_orders(&left, &c), merged_orders(&a, &right));
        prop_assert_eq!(merged_orders(&left, &b), left);
        prop_assert_eq!(merged_orders(&a, &a), a);
    }

    #[test]
    fn what_is_known_stays_known(a in records(), b in records()) {
        let both = merged(&a, &b);
        for rule in DISPUTE {
            // Whose turn it was is forgotten with the end.
            let talks = matches!(rule.name, "stage" | "turn");
            if !talks {
                let known = (rule.is_known)(&a) || (rule.is_known)(&b);
                prop_assert_eq!((rule.is_known)(&both), known, "{}", rule.name);
            }
        }
    }

    #[test]
    fn dates_of_parts_are_read_back(dates in prop::collection::vec(some_day(), 14)) {
        let dates = PartDates::<14>(dates.try_into().unwrap());
        for usual in [None, Some(day(1))] {
            let read = match dates.to_text(usual) {
                Some(text) => PartDates::from_text(&text).unwrap(),
                None => PartDates::all(usual),
            };
            prop_assert_eq!(&read, &dates);
        }
        prop_assert_eq!(PartDates::<14>::from_text("1,2"), None);
    }
}

fn dispute() -> Dispute {
    let id = order_id();
    Dispute::new(id, day(0))
}

#[test]
fn an_end_keeps_the_deadline_and_drops_whose_turn_it_was() {
    let mut open = dispute();
    open.details_mut().response_due_at = Some(day(2));
    open.details_mut().turn = Turn::Seller;
    let ended = Dispute { state: State::Ended, ..dispute() };
    assert_eq!(open.merge(&ended), []);
    let details = open.details();
    assert_eq!((open.state, details.turn), (State::Ended, Turn::Unknown));
    assert_eq!(details.response_due_at, Some(day(2)));
}

#[test]
fn the_later_change_beats_the_earlier_and_is_no_contradiction() {
    let with_due = |modified: i64, due: i64| {
        let mut dispute = dispute();
        dispute.details_mut().modified_at = Some(day(modified));
        dispute.details_mut().response_due_at = Some(day(due));
        dispute
    };
    for (mut one, two) in [(with_due(1, 9), with_due(2, 5)), (with_due(2, 5), with_due(1, 9))] {
        assert_eq!(one.merge(&two), []);
        assert_eq!(one.details().response_due_at, Some(day(5)));
    }
    // A list's later row without a deadline does not date an earlier one again.
    let mut row = dispute();
    row.details_mut().modified_at = Some(day(5));
    row.merge(&with_due(1, 9));
    row.merge(&with_due(3, 7));
    assert_eq!(row.details().response_due_at, Some(day(7)));
}

#[test]
fn what_no_date_explains_is_a_contradiction() {
    let cancelled = Dispute { state: State::Cancelled, product: "1".into(), ..dispute() };
    let mut ended = Dispute { state: State::Ended, product: "2".into(), ..dispute() };
    let parts: Vec<_> = ended.merge(&cancelled).into_iter().map(|c| (c.part, c.other)).collect();
    assert_eq!(parts, [("product_id", "1".to_owned()), ("status", "cancelled".to_owned())]);
    let mut whole = Dispute { opened_at: day(0), ..dispute() };
    let cut =
        Dispute { opened_at: Moment::from_millis(day(0).millis() + 59_000 - 2_000), ..dispute() };
    let contradictions = whole.merge(&cut);
    assert!(contradictions.is_empty() || day(0).millis() % 60_000 > 3_000, "{contradictions:?}");
}

#[test]
fn an_end_beats_a_later_reading_as_open_and_the_two_contradict_each_other() {
    let of = |state: State, modified: Option<i64>| {
        let mut dispute = Dispute { state, ..dispute() };
        dispute.details_mut().modified_at = modified.map(day);
        dispute
    };
    let ended = of(State::Ended, Some(1));
    for (open, parts) in [(Some(2), 1), (Some(1), 0), (Some(0), 0), (None, 0)] {
        let open = of(State::Open, open);
        for (mut one, two) in [(open.clone(), ended.clone()), (ended.clone(), open)] {
            assert_eq!(one.merge(&two).len(), parts);
            assert_eq!(one.state, State::Ended);
        }
    }
}

#[test]
fn an_ending_that_is_told_beats_one_that_only_its_date_tells() {
    let mut closed = Dispute { state: State::Ended, ending_known: false, ..dispute() };
    closed.set_closed_at(Some(day(9)));
    for (state, ending_known, status) in [
        (State::Cancelled, true, "cancelled_by_buyer"),
        (State::Ended, true, "finished"),
        (State::Ended, false, "已结束"),
    ] {
        let mut told = Dispute { state, ending_known, ..dispute() };
        told.details_mut().status = status.into();
        told.details_mut().status_known = true;
        for (mut one, two) in [(told.clone(), closed.clone()), (closed.clone(), told)] {
            assert_eq!(one.merge(&two), []);
            assert_eq!((one.state, one.ending_known), (state, ending_known));
            assert_eq!((one.details().status.as_str(), one.closed_at()), (status, Some(day(9))));
        }
    }
}

#[test]
fn an_escalation_dates_the_record_that_tells_it() {
    let mut before = dispute();
    before.details_mut().stage = Some(Stage::Negotiation);
    before.details_mut().turn = Turn::Seller;
    let mut after = dispute();
    after.set_escalated_at(Some(day(4)));
    after.details_mut().stage = Some(Stage::Platform);
    after.details_mut().turn = Turn::Platform;
    // A table without a stage: whose turn it is, is read from the status alone.
    let mut guess = dispute();
    guess.details_mut().turn = Turn::Seller;
    let ended = Dispute { state: State::Ended, ..dispute() };
    for other in [&before, &guess, &ended] {
        for (mut one, two) in [(after.clone(), other.clone()), (other.clone(), after.clone())] {
            assert_eq!(one.merge(&two), []);
            let talks = (one.details().stage, one.details().turn);
            let expected = match one.state {
                State::Open => (Some(Stage::Platform), Turn::Platform),
                State::Cancelled | State::Ended => (None, Turn::Unknown),
            };
            assert_eq!(talks, expected);
        }
    }
}

#[test]
fn sums_in_two_currencies_and_the_hour_that_comes_twice_contradict_nothing() {
    let facts = |paid: &str, code: &str, minor: i64| OrderFacts {
        amount: crate::domain::Currency::from_code(code).map(|currency| Money { minor, currency }),
        paid_at: Moment::from_rfc3339(paid),
        ..OrderFacts::placed(order_id(), day(0))
    };
    let own = facts("2025-11-02T08:24:00Z", "CNY", 7177);
    for (paid, code, parts) in [
        ("2025-11-02T09:24:37Z", "USD", 0),
        ("2025-11-02T09:24:37Z", "CNY", 1),
        ("2025-11-02T09:25:00Z", "USD", 1),
        ("2025-11-03T09:24:00Z", "USD", 1),
    ] {
        let mut one = OrderRecord::new(own.clone(), None);
        let other = OrderRecord::new(facts(paid, code, 1000), None);
        assert_eq!(one.merge(&other).len(), parts, "{paid} {code}");
    }
}

#[test]
fn what_decides_no_rate_is_a_note() {
    let found = |part| {
        ("1".to_owned(), Contradiction { part, kept: "a".to_owned(), other: "b".to_owned() })
    };
    let severity = |parts: &[&'static str]| {
        let found: Vec<_> = parts.iter().map(|part| found(part)).collect();
        contradicting(&found).map(|caveat| (caveat.severity, caveat.metrics.is_empty()))
    };
    assert_eq!(severity(&["amount", "tracking"]), Some((Severity::Note, true)));
    assert_eq!(severity(&["amount", "paid_at"]), Some((Severity::Warning, false)));
}
