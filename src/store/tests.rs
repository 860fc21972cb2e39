use super::disputes::Kept;
use super::sync_coverage::Progress;
use super::*;
use crate::domain::{
    ColumnSet, Completion, Dispute, DisputeDetails, Family, Moment, Order, OrderFacts, OrderId,
    OrderStatus, Stage, State, Turn, Window,
};

pub(super) fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("store.db")).unwrap();
    (folder, store)
}

pub(super) fn day(n: i64) -> Moment {
    Moment::from_millis(1_760_000_000_000).plus_days(n)
}

pub(super) fn id(n: u64) -> OrderId {
    OrderId::from_number(8_200_000_000_000_000 + n).unwrap()
}

pub(super) fn order(n: u64) -> Order<'static> {
    Order {
        shop: "main",
        product: "1005",
        paid_at: Some(day(0)),
        status: "FINISH",
        state: OrderStatus::Finished,
        ..Order::placed(id(n), day(0))
    }
}

impl Store {
    /// Returns an order, or `None` when it is not in.
    pub(super) fn order(&self, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
        let (id, mut facts) = (super::stored_order::signed(id), None);
        self.each_segment_of(&[id], ColumnSet::ORDER, &mut |segment, _| {
            let order = segment.row(id).and_then(|row| segment.order(row));
            facts = facts.take().or(order.map(|order| order.facts()));
        })?;
        Ok(facts)
    }
}

fn dispute(n: u64) -> Dispute {
    let dispute =
        Dispute { shop: "main".into(), family: Family::NotReceived, ..Dispute::new(id(n), day(1)) };
    dispute.with_details(DisputeDetails {
        id: n.to_string().into(),
        line_id: (n + 10_000).to_string().into(),
        reason: "没有收到货".into(),
        status: "processing".into(),
        ..DisputeDetails::default()
    })
}

/// The same dispute with some details changed.
fn with(mut dispute: Dispute, change: impl FnOnce(&mut DisputeDetails)) -> Dispute {
    change(dispute.details_mut());
    dispute
}

fn ended(n: u64) -> Dispute {
    with(Dispute { state: State::Ended, ..dispute(n) }, |details| {
        details.status = "finish".into();
        details.stage = Some(Stage::Closed);
    })
}

fn keep(store: &mut Store, dispute: &Dispute, knowledge: DetailLevel, seen: Moment) -> Kept {
    let batch = store.batch().unwrap();
    let kept = batch.put_dispute(dispute, knowledge, seen).unwrap();
    batch.commit().unwrap();
    kept
}

pub(super) fn put(store: &mut Store, order: &Order<'_>) {
    let batch = store.batch().unwrap();
    batch.put_order(order, 0, day(9)).unwrap();
    batch.commit().unwrap();
}

#[test]
fn orders_and_disputes_come_back_as_they_were_put() {
    let (_folder, mut store) = store();
    let order =
        Order { completed_at: Some(day(3)), completion: Some(Completion::TimedOut), ..order(1) };
    put(&mut store, &order);
    assert_eq!(store.order(order.id).unwrap().unwrap(), order.facts());
    let dispute = dispute(1);
    assert_eq!(keep(&mut store, &dispute, DetailLevel::Listed, day(2)), Kept::New);
    assert_eq!(store.disputes(&[], day(9)).unwrap(), [dispute]);
}

#[test]
fn what_was_rolled_back_is_not_in() {
    let (_folder, mut store) = store();
    let batch = store.batch().unwrap();
    batch.put_order(&order(1), 0, day(1)).unwrap();
    drop(batch);
    assert_eq!(store.order(id(1)).unwrap(), None);
}

#[test]
fn a_stated_completion_is_not_replaced_by_an_estimate() {
    let (_folder, mut store) = store();
    let estimated = |n| Order {
        completed_at: Some(day(n)),
        completion: Some(Completion::BuyerConfirmed),
        completed_estimated: true,
        ..order(1)
    };
    put(&mut store, &estimated(8));
    put(&mut store, &estimated(9));
    assert_eq!(store.order(id(1)).unwrap().unwrap().completed_at, Some(day(8)));
    assert_eq!(store.orders_to_date("main").unwrap().len(), 1);
    let batch = store.batch().unwrap();
    batch.date_order(id(1), Some(day(5)), None, day(9)).unwrap();
    batch.commit().unwrap();
    put(&mut store, &estimated(9));
    let stored = store.order(id(1)).unwrap().unwrap();
    assert_eq!((stored.completed_at, stored.completed_estimated), (Some(day(5)), false));
    assert!(store.orders_to_date("main").unwrap().is_empty());
}

#[test]
fn an_end_of_trade_asked_in_vain_stays_estimated_and_is_not_asked_again() {
    let (_folder, mut store) = store();
    put(&mut store, &Order { completed_at: Some(day(8)), completed_estimated: true, ..order(1) });
    let batch = store.batch().unwrap();
    batch.date_order(id(1), None, None, day(9)).unwrap();
    batch.commit().unwrap();
    assert!(store.order(id(1)).unwrap().unwrap().completed_estimated);
    assert!(store.orders_to_date("main").unwrap().is_empty());
}

#[test]
fn a_state_as_of_a_past_moment_is_the_one_seen_then() {
    let (_folder, mut store) = store();
    keep(&mut store, &dispute(1), DetailLevel::Listed, day(2));
    assert_eq!(keep(&mut store, &dispute(1), DetailLevel::Listed, day(4)), Kept::Same);
    assert_eq!(keep(&mut store, &ended(1), DetailLevel::Listed, day(6)), Kept::Changed);
    let state = |as_of| store.disputes(&[], as_of).unwrap()[0].state;
    assert_eq!(
        [state(day(3)), state(day(4)), state(day(9))],
        [State::Open, State::Open, State::Ended]
    );
}

#[test]
fn a_list_row_keeps_what_the_detail_told_and_an_end_keeps_the_deadline() {
    let (_folder, mut store) = store();
    let detailed = with(Dispute { product: "1005".into(), ..dispute(1) }, |details| {
        details.response_due_at = Some(day(7));
        details.turn = Turn::Seller;
    });
    keep(&mut store, &detailed, DetailLevel::Detailed, day(2));
    keep(&mut store, &dispute(1), DetailLevel::Listed, day(3));
    let stored = store.disputes(&[], day(9)).unwrap().remove(0);
    assert_eq!(
        (stored.details().response_due_at, stored.details().turn),
        (Some(day(7)), Turn::Seller)
    );
    keep(&mut store, &ended(1), DetailLevel::Listed, day(4));
    let stored = store.disputes(&[], day(9)).unwrap().remove(0);
    let details = stored.details();
    assert_eq!((details.response_due_at, details.turn), (Some(day(7)), Turn::Unknown));
    assert_eq!(stored.product.as_str(), "1005");
    assert_eq!(store.detailed("main").unwrap()["1"], State::Open);
}

#[test]
fn an_older_reading_does_not_undo_a_newer_one() {
    let (_folder, mut store) = store();
    let newer = with(ended(1), |details| details.modified_at = Some(day(5)));
    keep(&mut store, &newer, DetailLevel::Listed, day(6));
    let older = with(dispute(1), |details| details.modified_at = Some(day(3)));
    let older = with(older, |details| details.title = "cup".into());
    keep(&mut store, &older, DetailLevel::Listed, day(7));
    let stored = store.disputes(&[], day(9)).unwrap().remove(0);
    assert_eq!((stored.state, stored.details().title.as_str()), (State::Ended, "cup"));
}

#[test]
fn the_seller_centres_over_does_not_hide_that_the_buyer_cancelled() {
    let (_folder, mut store) = store();
    let cancelled = Dispute { state: State::Cancelled, ..ended(1) };
    let cancelled = with(cancelled, |details| details.status = "canceled_issue".into());
    keep(&mut store, &cancelled, DetailLevel::Listed, day(2));
    let vague = with(Dispute { ending_known: false, ..ended(1) }, |details| {
        details.status = "已结束".into();
    });
    keep(&mut store, &vague, DetailLevel::Listed, day(3));
    let stored = store.disputes(&[], day(9)).unwrap();
    assert_eq!(
        (stored.len(), stored[0].state, stored[0].ending_known),
        (1, State::Cancelled, true)
    );
}

fn span(list: &str, from: i64, to: i64) -> SyncedRange {
    let window = Window { from: day(from), to: day(to) };
    SyncedRange {
        shop: "main".to_owned(),
        channel: 0,
        list: list.to_owned(),
        window,
        read_at: day(to),
    }
}

#[test]
fn spans_join_and_gaps_are_named() {
    let (_folder, mut store) = store();
    let run = Run {
        window: Window { from: day(0), to: day(30) },
        plan: String::new(),
        started_at: day(30),
    };
    let batch = store.batch().unwrap();
    batch.start_run("main", &[0], &run).unwrap();
    for list in LISTS {
        batch.span_is_in(&span(list, 0, 10)).unwrap();
        batch.span_is_in(&span(list, 20, 30)).unwrap();
    }
    batch.span_is_in(&span(LISTS[0], 10, 20)).unwrap();
    batch.commit().unwrap();
    let window = Window { from: day(5), to: day(30) };
    let gaps = store.gaps(&[], window).unwrap();
    assert_eq!(gaps.len(), LISTS.len() - 1);
    assert_eq!((gaps[0].list, gaps[0].window.from), (LISTS[1], day(10)));
    assert_eq!(store.synced_to(&[]).unwrap(), Some(day(30)));
    assert_eq!(store.gaps(&["other".to_owned()], window).unwrap(), []);
    assert_eq!(store.gaps(&[], Window { from: day(-1), to: day(3) }).unwrap().len(), 5);
}

#[test]
fn a_run_under_way_knows_its_distinct_rows_after_reopening() {
    let (folder, mut store) = store();
    let run = Run {
        window: Window { from: day(0), to: day(30) },
        plan: "full".to_owned(),
        started_at: day(30),
    };
    let batch = store.batch().unwrap();
    batch.start_run("main", &[0], &run).unwrap();
    batch.page_is_in("main", "q", 1, ["a", "b"], Some(3)).unwrap();
    batch.page_is_in("main", "q", 2, ["b", "c"], None).unwrap();
    batch.commit().unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("store.db")).unwrap();
    assert_eq!(store.run("main").unwrap(), Some(run));
    let progress = store.progress("main", "q").unwrap();
    assert_eq!(progress, Progress { pages: 2, rows: 3, total: Some(3), done: false });
}

#[test]
fn forgetting_leaves_no_trace_in_the_file() {
    let (folder, mut store) = store();
    put(&mut store, &Order { tracking: "LP-OLD-TRACE", ..order(1) });
    put(&mut store, &Order { created_at: day(5), ..order(2) });
    let over = |dispute: Dispute| Dispute { state: State::Ended, ..dispute };
    keep(&mut store, &over(dispute(1)), DetailLevel::Listed, day(2));
    // A dispute that was filed later goes with its order, unless it is open.
    put(&mut store, &order(3));
    keep(&mut store, &Dispute { opened_at: day(6), ..dispute(3) }, DetailLevel::Listed, day(7));
    let mut later = over(Dispute { opened_at: day(6), ..dispute(1) });
    later.details_mut().id = "later".into();
    keep(&mut store, &later, DetailLevel::Listed, day(7));
    let forgotten = Forgotten { orders: 1, disputes: 2 };
    assert_eq!(store.would_forget(day(4)).unwrap(), forgotten);
    assert_eq!(store.info().unwrap().disputes, 3);
    assert_eq!(store.forget(day(4)).unwrap(), forgotten);
    let left = store.info().unwrap();
    assert_eq!((left.orders, left.disputes, left.open), (2, 1, 1));
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    drop(store);
    let bytes = std::fs::read(folder.path().join("store.db")).unwrap();
    assert!(!bytes.windows(12).any(|w| w == b"LP-OLD-TRACE"));
}

#[test]
fn the_shops_of_orders_are_found_each_once() {
    let (_folder, mut store) = store();
    assert_eq!(store.shops().unwrap(), [""; 0]);
    for (n, shop) in ["b", "", "a", "b", "a"].into_iter().enumerate() {
        put(&mut store, &Order { shop, ..order(u64::try_from(n).unwrap()) });
    }
    assert_eq!(store.shops().unwrap(), ["", "a", "b"]);
}

#[test]
fn segments_that_do_not_fit_their_orders_are_faults_and_are_not_counted() {
    let (_folder, mut store) = store();
    let batch = store.batch().unwrap();
    (0..20).for_each(|n| batch.put_order(&order(n), 0, day(9)).unwrap());
    batch.end_run("main").unwrap();
    batch.commit().unwrap();
    let segments = "SELECT count(*) FROM order_segments WHERE rows > 0";
    assert_eq!(store.db.query_row(segments, [], |row| row.get(0)), Ok(6));
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let damage = "UPDATE order_segments SET shops = x'0000000000' WHERE first = 8200000000000003";
    store.db.execute_batch(damage).unwrap();
    let fault = "the packed shops of orders from 8200000000000003 on do not match";
    assert_eq!(store.check().unwrap(), [fault]);
    let read = store.each_segment(super::segments::Looked::of(ColumnSet::ITEM), &mut |_| ());
    assert!(read.unwrap_err().to_string().contains("refused"));
}

#[test]
fn the_rows_of_disputes_are_the_same_in_whatever_order_records_come() {
    let record = |n: &str, minute: i64, reason: &str| {
        let opened = Moment::from_millis(day(1).millis() + minute * 60_000);
        let details = DisputeDetails { id: n.into(), reason: reason.into(), ..Default::default() };
        Dispute { shop: "main".into(), ..Dispute::new(id(5), opened) }.with_details(details)
    };
    let records = [record("7", 1, ""), record("", 1, "late"), record("8", 1, "")];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let (_folder, mut store) = store();
        for at in order.into_iter().chain(order) {
            keep(&mut store, &records[at], DetailLevel::Listed, day(3));
        }
        assert_eq!(store.check().unwrap(), Vec::<String>::new(), "{order:?}");
        let disputes = store.disputes(&[], day(4)).unwrap();
        let found: Vec<_> = disputes.iter().map(Dispute::details).collect();
        let found: Vec<_> = found.iter().map(|of| (of.id.as_str(), of.reason.as_str())).collect();
        assert_eq!(found, [("", "late"), ("7", ""), ("8", "")], "{order:?}");
        // A record without an id counts as no dispute beside those with one.
        let info = store.info().unwrap();
        assert_eq!((info.disputes, info.open), (2, 2), "{order:?}");
    }
}
