//! What is whole of one shop may lack in another: its orders end early, have a hole, or begin late.

use std::fmt::Write as _;

use serde_json::Value;

use crate::common::{Place, json};

/// 2026-01-16 is day 0.
const AS_OF: &str = "--as-of 2026-01-16T12:00:00+08:00";

/// Days from one on, up to another.
type Span = (i64, i64);

fn days_of(spans: &[Span]) -> impl Iterator<Item = i64> {
    spans.iter().flat_map(|(from, to)| *from..*to)
}

fn day(day: i64) -> String {
    let start = chrono::DateTime::from_timestamp(1_768_521_600, 0).unwrap();
    (start + chrono::TimeDelta::days(day)).format("%Y-%m-%dT02:00:00Z").to_string()
}

fn id(shop: &str, number: i64) -> i64 {
    8_200_000_000_000_101 + i64::from(shop.as_bytes()[0]) * 1_000_003 + number * 777
}

/// Two orders a day of a shop in spans of days, each completed after 20 days, up to the last day.
fn orders(shop: &str, spans: &[Span]) -> Vec<(i64, String)> {
    let last = spans.last().map_or(0, |(_, end)| *end);
    let days = days_of(spans);
    let rows = days.flat_map(|at| [at * 2, at * 2 + 1].map(|number| (at, number)));
    let row = |(at, number)| {
        let completed = if at + 20 < last { day(at + 20) } else { String::new() };
        (at, format!("{},{shop},{},{1},{completed}\n", id(shop, number), day(at)))
    };
    rows.map(row).collect()
}

/// A dispute on every fourth day of some.
fn disputes(shop: &str, spans: &[Span]) -> String {
    let days = days_of(spans).filter(|at| at % 4 == 0);
    days.fold(String::new(), |mut text, at| {
        writeln!(text, "D{shop}{at},{},{},finished", id(shop, at * 2), day(at + 6)).unwrap();
        text
    })
}

const ORDERS: &str = "order_id,shop,created_at,paid_at,completed_at\n";
const DISPUTES: &str = "dispute_id,order_id,opened_at,status\n";

/// Writes the orders of both shops in one file, by day, and a list of all disputes, which names no shop.
fn in_one_file(place: &Place, of_a: &[Span], of_b: &[Span]) {
    let mut rows = [orders("a", of_a), orders("b", of_b)].concat();
    rows.sort();
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    place.write("orders.csv", format!("{ORDERS}{rows}"));
    let filed = [disputes("a", of_a), disputes("b", of_b)].concat();
    place.write("disputes.csv", format!("{DISPUTES}{filed}"));
}

/// Returns the doubts about how far the input reaches: their kinds, each with the shop that is named.
fn doubts(place: &Place, command: &str) -> Vec<String> {
    const OF_REACH: [&str; 5] =
        ["stale_data", "coverage", "orders_hole", "disputes_hole", "no_completion_times"];
    let told = json(&place.run(&format!("{command} {AS_OF} --format json")));
    let caveats = told["caveats"].as_array().unwrap().iter();
    let of_reach = caveats.filter(|c| OF_REACH.contains(&c["kind"].as_str().unwrap()));
    let named = |caveat: &Value| {
        let message = caveat["message"].as_str().unwrap();
        let shop = message.strip_prefix("shop `").map_or("", |rest| &rest[..1]);
        let severity = &caveat["severity"].as_str().unwrap()[..4];
        format!("{} {severity} {shop}", caveat["kind"].as_str().unwrap()).trim().to_owned()
    };
    let mut found: Vec<String> = of_reach.map(named).collect();
    found.sort();
    found
}

const FILES: &str = "orders.csv disputes.csv";

/// Compares what is said of both shops together and, without its name, of each alone: of a file with the
/// orders of both, and of a store that was filled from it.
fn compare(place: &Place, of_a: &[&str], of_b: &[&str]) {
    compare_inputs(place, FILES, of_a, of_b);
    place.run(&format!("import {FILES} --store one.db"));
    compare_inputs(place, "--store one.db", of_a, of_b);
}

/// Compares that with what is said of files of each shop, in any order, and of a store that was filled from
/// one after another.
fn compare_split(place: &Place) {
    let orders = std::fs::read_to_string(place.path("orders.csv")).unwrap();
    for shop in ["a", "b"] {
        let is_own = |row: &&str| row.contains(&format!(",{shop},")) || row.contains("shop");
        let own: Vec<&str> = orders.lines().filter(is_own).collect();
        place.write(&format!("{shop}.csv"), own.join("\n") + "\n");
    }
    let both = doubts(place, &format!("rate {FILES}"));
    for files in ["a.csv b.csv disputes.csv", "disputes.csv b.csv a.csv"] {
        assert_eq!(doubts(place, &format!("rate {files}")), both, "{files}");
    }
    for file in ["b.csv", "disputes.csv", "a.csv"] {
        place.run(&format!("import {file} --store three.db"));
    }
    assert_eq!(doubts(place, "rate --store three.db"), both);
}

fn compare_inputs(place: &Place, files: &str, of_a: &[&str], of_b: &[&str]) {
    let of = |shop: &str, kinds: &[&str]| -> Vec<String> {
        kinds.iter().map(|kind| format!("{kind} {shop}").trim().to_owned()).collect()
    };
    let mut both = [of("a", of_a), of("b", of_b)].concat();
    both.sort();
    for command in ["rate --by shop", "risk", "report --no-record"] {
        assert_eq!(doubts(place, &format!("{command} {files}")), both, "{command}");
    }
    assert_eq!(doubts(place, &format!("rate {files} --shop a")), of("", of_a), "a");
    assert_eq!(doubts(place, &format!("rate {files} --shop b")), of("", of_b), "b");
}

#[test]
fn the_old_orders_of_one_shop_are_not_hidden_by_the_new_ones_of_another() {
    let place = Place::new();
    in_one_file(&place, &[(-120, 1)], &[(-120, -60)]);
    compare(&place, &[], &["stale_data warn"]);
    compare_split(&place);
    let check = |words: &str| place.run(&format!("check {FILES} {AS_OF} --limit 90% {words}"));
    assert!(check("--shop a").contains("DISPUTES OK"), "{}", check("--shop a"));
    assert!(check("--shop b").contains("DISPUTES UNKNOWN"), "{}", check("--shop b"));
    let both = check("");
    assert!(both.contains("DISPUTES WARNING") && both.contains("shop `b`: "), "{both}");
}

#[test]
fn the_hole_of_one_shop_is_not_filled_by_the_orders_of_another() {
    let place = Place::new();
    in_one_file(&place, &[(-120, 1)], &[(-120, -60), (-30, 1)]);
    compare(&place, &[], &["disputes_hole warn", "orders_hole warn"]);
    compare_split(&place);
}

#[test]
fn a_young_shop_is_a_note_beside_one_with_older_orders() {
    let place = Place::new();
    in_one_file(&place, &[(-120, 1)], &[(-40, 1)]);
    compare(&place, &[], &["coverage note"]);
}

#[test]
fn a_shop_that_seldom_sells_is_not_old() {
    let place = Place::new();
    let seldom: Vec<Span> = (0..11).map(|n| (-120 + n * 11, -119 + n * 11 + n % 2)).collect();
    in_one_file(&place, &[(-120, 1)], &seldom);
    compare(&place, &[], &[]);
}

#[test]
fn what_all_shops_lack_is_said_once() {
    let place = Place::new();
    in_one_file(&place, &[(-120, -40)], &[(-120, -60)]);
    assert_eq!(doubts(&place, &format!("rate {FILES}")), ["stale_data warn"]);
}
