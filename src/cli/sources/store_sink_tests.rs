#![allow(
    unreachable_pub,
    dead_code,
    missing_docs,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the gateway is an example's"
)]

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::domain::{Moment, Order, State, Window};
use crate::platform::sync::{FoundInRows, Options, Report, StoreSink, SyncError, sync};
use crate::platform::{CallError, Client, ClientConfig, Note, Runtime, TokenManager, Tokens};
use crate::secret::Secret;
use crate::store::{LISTS, Store};

#[path = "../../../examples/gateway/server.rs"]
mod server;

use server::{Fault, Gateway, Manner, Shop};

/// A runtime in which waiting moves the clock.
#[derive(Default)]
struct Quick(AtomicI64);

impl Runtime for Quick {
    fn now(&self) -> Moment {
        Moment::from_millis(server::now() + self.0.load(Ordering::Relaxed))
    }
    fn sleep(&self, time: Duration) {
        self.0.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }
    fn chance(&self) -> u64 {
        0
    }
    fn note(&self, _: &Note<'_>) {}
}

struct Bench {
    folder: tempfile::TempDir,
    gateway: Gateway,
    store: Store,
    report: Report,
    runtime: Quick,
}

fn day(text: &str) -> Moment {
    Moment::from_rfc3339(&format!("{text}T00:00:00+08:00")).unwrap()
}

fn options() -> Options {
    let window = Window { from: day("2025-08-01"), to: day("2026-01-18") };
    Options {
        shop: "main".to_owned(),
        channels: vec![0],
        orders: window,
        changed_since: None,
        disputes: window,
        covers: window,
        in_flight: 4,
        details: true,
        skip_unreadable: false,
    }
}

impl Bench {
    fn new(manner: Manner) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let gateway = Gateway::start(0, Shop::new(700, 130, 150), manner);
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        let tokens = gateway.token_answer();
        let tokens = Tokens::from_json(tokens.as_bytes(), Quick::default().now()).unwrap();
        tokens.save(&folder.path().join("main.json")).unwrap();
        Self { folder, gateway, store, report: Report::default(), runtime: Quick::default() }
    }

    fn sync(&mut self, options: &Options) -> Result<(), SyncError> {
        let secret = Secret::new(Manner::default().secret);
        let access = ClientConfig::new(self.gateway.url(), "500001".to_owned(), secret);
        let access = ClientConfig {
            patience: Duration::from_secs(2),
            whole: Duration::from_secs(3),
            ..access
        };
        let client = Client::new(access, &self.runtime).unwrap();
        let tokens = TokenManager::new(&client, self.folder.path().join("main.json"));
        let sink = StoreSink {
            store: &mut self.store,
            shop: "main",
            seen: Moment::from_millis(0),
            found: &mut FoundInRows::default(),
        };
        sync(&tokens, sink, options, &mut self.report)
    }

    /// Returns everything kept, as one text.
    fn kept(&self) -> String {
        let mut text = String::new();
        self.store
            .each_order(&[], &mut |order: &Order<'_>, _| text.push_str(&format!("{order:?}\n")))
            .unwrap();
        for dispute in self.store.disputes(&[], Moment::from_millis(i64::MAX)).unwrap() {
            text.push_str(&format!("{dispute:?}\n"));
        }
        text
    }

    fn whole(&self) -> bool {
        self.store.spans().unwrap().len() == LISTS.len()
    }
}

fn clean() -> String {
    let mut bench = Bench::new(Manner::default());
    bench.sync(&options()).unwrap();
    bench.kept()
}

#[test]
fn everything_comes_in_once_and_nothing_personal() {
    let mut bench = Bench::new(Manner::default());
    bench.sync(&options()).unwrap();
    let info = bench.store.info().unwrap();
    assert_eq!((info.orders, info.disputes, info.estimated), (700, 130, 0));
    assert!(bench.whole());
    assert_eq!(bench.gateway.memory().complaints, Vec::<String>::new());
    assert!(bench.gateway.memory().busiest <= 4);
    let kept = bench.kept();
    assert!(!kept.contains("secretlogin") && !kept.contains("Secretname"));
    let bytes = std::fs::read(bench.folder.path().join("store.db")).unwrap();
    assert!(!bytes.windows(11).any(|w| w == b"secretlogin"));
    let open = bench.store.disputes(&[], Moment::from_millis(i64::MAX)).unwrap();
    assert!(
        open.iter()
            .filter(|d| d.state == State::Open)
            .all(|d| d.details().response_due_at.is_some())
    );
}

#[test]
fn both_envelopes_bring_the_same() {
    let mut bench = Bench::new(Manner { wrapped: true, ..Manner::default() });
    bench.sync(&options()).unwrap();
    assert_eq!(bench.kept(), clean());
}

#[test]
fn passing_faults_lose_nothing_and_repeat_nothing() {
    let clean = clean();
    let faults = [
        Fault::Ban(1),
        Fault::Status(500),
        Fault::Status(503),
        Fault::Status(429),
        Fault::Html,
        Fault::Cut,
        Fault::Empty,
        Fault::Gone,
        Fault::Remote,
        Fault::Slow(2_500),
        Fault::Drip(500),
    ];
    for fault in faults {
        let is_slow = matches!(fault, Fault::Slow(_) | Fault::Drip(_));
        let every = if is_slow { 301 } else { 7 };
        let mut bench = Bench::new(Manner { every: Some((every, fault)), ..Manner::default() });
        let result = bench.sync(&options());
        assert!(result.is_ok(), "{fault:?}: {result:?}");
        assert!(bench.whole() && bench.kept() == clean, "{fault:?}");
    }
}

#[test]
fn an_ended_token_is_renewed_once_and_the_new_one_kept() {
    let faults = [(5, Fault::TokenEnds)].into();
    let mut bench = Bench::new(Manner { faults, ..Manner::default() });
    bench.sync(&options()).unwrap();
    assert_eq!(bench.gateway.memory().calls["/rest/auth/token/refresh"], 1);
    assert_eq!(bench.gateway.memory().complaints, Vec::<String>::new());
    bench.sync(&options()).unwrap();
    assert_eq!(bench.gateway.memory().calls["/rest/auth/token/refresh"], 1);
}

#[test]
fn the_days_quota_stops_the_sync_and_the_next_one_goes_on() {
    let clean = clean();
    for quota in [3, 20, 60, 100, 300] {
        let mut bench = Bench::new(Manner { quota: Some(quota), ..Manner::default() });
        let stopped = bench.sync(&options()).unwrap_err();
        assert!(matches!(stopped, SyncError::Call(CallError::Quota { .. })), "{stopped:?}");
        let before = bench.gateway.calls();
        bench.gateway.manner().quota = None;
        bench.sync(&options()).unwrap();
        let (both, all) = (bench.gateway.calls(), clean.lines().count());
        assert!(bench.whole() && bench.kept() == clean, "quota {quota}: {before} {both} {all}");
    }
}

#[test]
fn what_helps_nothing_is_not_repeated() {
    for fault in [Fault::Redirect, Fault::Huge] {
        let mut bench = Bench::new(Manner { faults: [(1, fault)].into(), ..Manner::default() });
        assert!(bench.sync(&options()).is_err());
        assert_eq!((bench.gateway.calls(), bench.whole()), (1, false), "{fault:?}");
    }
}

#[test]
fn a_count_that_is_never_reached_is_named_and_other_windows_prove_that_all_is_in() {
    // Windows without rows are counted to have so many too, and so is each half of them.
    for claims_more in [3, 60] {
        let mut bench = Bench::new(Manner { claims_more, ..Manner::default() });
        bench.sync(&options()).unwrap();
        assert!(bench.whole() && bench.report.short.is_empty(), "{claims_more}");
        let overstated = &bench.report.overstated[0];
        assert_eq!(overstated.total, Some(overstated.rows + claims_more));
        assert!(bench.report.overstated.iter().any(|short| short.rows == 0));
        assert_eq!(bench.store.info().unwrap().orders, 700);
    }
}

#[test]
fn rows_that_move_from_list_to_list_while_they_are_read_are_not_lost() {
    for moves in [1, 3, 9] {
        let mut bench = Bench::new(Manner { moves, ..Manner::default() });
        *bench.gateway.shop() = Shop::new(700, 262, 150);
        bench.gateway.shop().issues.iter_mut().for_each(|issue| issue.status = "processing");
        // A list that moves too long is said to be incomplete, and read again by the next sync.
        for _ in 0..2 {
            bench.sync(&Options { details: false, ..options() }).unwrap();
        }
        assert!(bench.whole(), "{moves}");
        assert_eq!(bench.store.info().unwrap().disputes, 262, "{moves}");
    }
}

#[test]
fn a_full_last_page_without_a_count_is_not_the_end() {
    let mut bench = Bench::new(Manner { no_total: true, ..Manner::default() });
    *bench.gateway.shop() = Shop::new(6_000, 10, 20);
    bench.sync(&Options { details: false, ..options() }).unwrap();
    assert_eq!(bench.store.info().unwrap().orders, 6_000);
    assert!(bench.whole());
}

#[test]
fn a_short_page_without_a_count_is_not_the_end() {
    let manner = Manner { no_total: true, longest_page: 20, ..Manner::default() };
    let mut bench = Bench::new(manner);
    // More than 99 pages of 20 orders in one window.
    *bench.gateway.shop() = Shop::new(5_000, 130, 20);
    bench.sync(&Options { details: false, ..options() }).unwrap();
    let info = bench.store.info().unwrap();
    assert_eq!((info.orders, info.disputes), (5_000, 130));
    assert!(bench.whole());
}

#[test]
fn an_order_that_changed_after_a_past_moment_is_read_as_of_it() {
    let mut bench = Bench::new(Manner::default());
    bench.sync(&options()).unwrap();
    let before = bench.store.info().unwrap();
    let options = options();
    let past = Window { from: options.orders.from, to: options.orders.from.plus_days(20) };
    let mut again = Bench::new(Manner::default());
    let changed_since = Some(options.orders.from);
    let asked = Options { orders: past, changed_since, ..options };
    again.sync(&asked).unwrap();
    let placed = bench
        .gateway
        .shop()
        .orders
        .iter()
        .filter(|order| past.contains(Moment::from_millis(order.created)))
        .count();
    assert_eq!(again.store.info().unwrap().orders, u64::try_from(placed).unwrap());
    assert!(before.orders > 0);
}

#[test]
fn a_server_that_repeats_its_first_page_is_left() {
    let mut bench = Bench::new(Manner { stuck: true, ..Manner::default() });
    bench.sync(&options()).unwrap();
    assert!(!bench.whole());
    assert!(bench.gateway.calls() < 1_500, "{} calls", bench.gateway.calls());
}

#[test]
fn rows_that_move_between_pages_are_not_lost() {
    let mut bench = Bench::new(Manner { shifts: true, ..Manner::default() });
    bench.gateway.shop().issues.iter_mut().for_each(|issue| issue.status = "processing");
    bench.sync(&options()).unwrap();
    assert_eq!(bench.store.info().unwrap().disputes, 130);
    let disputes = bench.store.disputes(&[], Moment::from_millis(i64::MAX)).unwrap();
    assert_eq!(disputes.iter().filter(|d| d.state == State::Ended).count(), 1);
    assert!(bench.whole());
}

#[test]
fn a_window_with_more_orders_than_are_shown_is_halved() {
    let mut bench = Bench::new(Manner::default());
    *bench.gateway.shop() = Shop::new(6_000, 10, 20);
    bench.sync(&Options { details: false, ..options() }).unwrap();
    assert_eq!(bench.store.info().unwrap().orders, 6_000);
    assert!(bench.whole());
}

#[test]
fn without_the_permission_for_details_the_lists_are_in_all_the_same() {
    let mut bench = Bench::new(Manner { no_details: true, ..Manner::default() });
    bench.sync(&options()).unwrap();
    assert!(bench.whole() && bench.report.refused_details.len() == 2);
    let info = bench.store.info().unwrap();
    assert!(info.estimated > 100 && info.disputes == 130);
    assert!(bench.gateway.calls() < 80, "{} calls", bench.gateway.calls());
}

#[test]
fn an_unreadable_row_is_named_and_its_list_is_not_in() {
    let mut bench = Bench::new(Manner { garbled_issue: Some(5), ..Manner::default() });
    bench.sync(&options()).unwrap();
    assert_eq!((bench.report.unreadable.0, bench.whole()), (1, false));
    assert_eq!(bench.report.unreadable.1[0].fault.field, "gmt_create");
    assert_eq!(bench.store.info().unwrap().disputes, 129);
    let mut bench = Bench::new(Manner { garbled_issue: Some(5), ..Manner::default() });
    bench.sync(&Options { skip_unreadable: true, ..options() }).unwrap();
    assert!(bench.whole());
}
