//! Figures that must agree with each other, on the made-up shop.

use std::fs;

use serde_json::Value;

use crate::common::{AS_OF, Place, root};

const SHOP: &str = "examples/shop/orders.csv examples/shop/disputes.csv";

fn ask(line: &str) -> Vec<u8> {
    let output = Place::new().command(line, &root()).output().unwrap();
    assert!(output.status.success(), "{line}");
    output.stdout
}

fn json(line: &str) -> Value {
    serde_json::from_slice(&ask(&format!("rate {line} --format json"))).unwrap()
}

fn counts(metrics: &Value) -> Vec<[Option<u64>; 2]> {
    let pair = |metric: &Value| [&metric["numerator"], &metric["denominator"]].map(Value::as_u64);
    metrics.as_array().unwrap().iter().map(pair).collect()
}

#[test]
fn the_listing_adds_up_to_the_headline() {
    for window in [7, 30, 90] {
        let line = format!("{SHOP} {AS_OF} --window {window}");
        let headline = counts(&json(&line)["metrics"]);
        let listing = ask(&format!("rate {line} --explain --format csv"));
        let listing = String::from_utf8(listing).unwrap();
        for (metric, column) in [(0, 1), (1, 3)] {
            let roles = || listing.lines().skip(1).map(|row| row.split(',').nth(column).unwrap());
            let role = |name| u64::try_from(roles().filter(|role| *role == name).count()).unwrap();
            let numerator = role("numerator");
            let summed = [Some(numerator), Some(numerator + role("denominator"))];
            assert_eq!(summed, headline[metric], "window {window}, metric {metric}");
        }
    }
}

#[test]
fn groups_add_up_to_the_whole() {
    for by in ["shop", "country", "product"] {
        let answer = json(&format!("{SHOP} {AS_OF} --by {by}"));
        let whole = counts(&answer["metrics"]);
        let mut summed = vec![[Some(0), Some(0)]; whole.len()];
        for group in answer["groups"].as_array().unwrap() {
            for (sum, part) in summed.iter_mut().zip(counts(&group["metrics"])) {
                *sum = [0, 1].map(|place| Some(sum[place].unwrap() + part[place].unwrap_or(0)));
            }
        }
        assert_eq!(summed, whole, "{by}");
    }
}

#[test]
fn several_groupings_and_a_series_are_what_each_alone_is() {
    let together = json(&format!("{SHOP} {AS_OF} --by shop --by product --by month --series 5"));
    let mut groups = Vec::new();
    for by in ["shop", "product", "month"] {
        let alone = json(&format!("{SHOP} {AS_OF} --by {by}"));
        assert_eq!(alone["metrics"], together["metrics"], "{by}");
        groups.extend(alone["groups"].as_array().unwrap().clone());
    }
    assert_eq!(together["groups"].as_array().unwrap(), &groups);
    assert_eq!(together["series"], json(&format!("{SHOP} {AS_OF} --series 5"))["series"]);
    let one = json(&format!("{SHOP} {AS_OF} --series 1"));
    assert_eq!(one["series"][0], together["series"][4]);
    assert_eq!(one["series"].as_array().unwrap().len(), 1);
    let table = ask(&format!("rate {SHOP} {AS_OF} --by shop --by country --format csv"));
    let table = String::from_utf8(table).unwrap();
    let of = |by: &str| table.lines().filter(|row| row.starts_with(&format!("{by},"))).count();
    assert!(table.starts_with("by,group,metric,"), "{table}");
    assert!(of("shop") > 0 && of("country") > 0, "{table}");
    let shown = ask(&format!("rate {SHOP} {AS_OF} --by shop --series 5"));
    let shown = String::from_utf8(shown).unwrap();
    let (days, groups) = (shown.find("\nDay "), shown.find("\nGroup "));
    assert!(days.is_some() && days < groups, "{shown}");
    let line = format!("rate {SHOP} {AS_OF} --by shop --series 5 --format csv");
    let output = Place::new().command(&line, &root()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("`--format json`"));
}

#[test]
fn a_group_with_nothing_but_an_escalation_is_shown() {
    let place = Place::new();
    let orders = "order_id,product_id,created_at,paid_at,completed_at\n\
        8200000000000001,1005,2025-10-01T00:00:00Z,2025-10-01T01:00:00Z,\n\
        8200000000000002,1006,2025-12-20T00:00:00Z,2025-12-20T01:00:00Z,2026-01-10T00:00:00Z\n";
    let disputes = "order_id,opened_at,escalated_at\n\
        8200000000000001,2025-11-01T00:00:00Z,2026-01-05T00:00:00Z\n";
    let (orders, disputes) = (place.write("o.csv", orders), place.write("d.csv", disputes));
    let (orders, disputes) = (orders.display(), disputes.display());
    let answer = json(&format!("{orders} {disputes} {AS_OF} --by product"));
    let keys: Vec<&Value> =
        answer["groups"].as_array().unwrap().iter().map(|group| &group["key"]).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
}

#[test]
fn each_point_of_a_series_is_the_headline_of_its_day() {
    let series = json(&format!("{SHOP} {AS_OF} --series 5"))["series"].clone();
    let points = series.as_array().unwrap();
    assert_eq!(points.len(), 5);
    for point in points {
        let day = point["day"].as_str().unwrap();
        let alone = json(&format!("{SHOP} --as-of {day}"));
        assert_eq!(counts(&point["metrics"]), counts(&alone["metrics"]), "{day}");
    }
}

#[test]
fn two_runs_give_the_same_bytes_in_every_format() {
    for format in ["table", "json", "csv"] {
        for more in ["--by country --series 3", "--explain"] {
            let line = format!("rate {SHOP} {AS_OF} --format {format} {more}");
            let turned = format!(
                "rate examples/shop/disputes.csv examples/shop/orders.csv {AS_OF} --format {format} {more}"
            );
            assert_eq!(ask(&line), ask(&line), "{format} {more}");
            // JSON names the files in the order given.
            if format != "json" {
                assert_eq!(ask(&line), ask(&turned), "{format} {more}");
            }
        }
    }
}

#[test]
fn what_comes_after_as_of_is_not_seen() {
    let place = Place::new();
    // The end of the assessment day 2025-11-02.
    let end = "2025-11-02T16:00:00Z";
    let text = fs::read_to_string(root().join("examples/shop/orders.csv")).unwrap();
    let blank_later = |row: &str| -> String {
        let cells: Vec<&str> = row.split(',').collect();
        // paid_at, shipped_at and completed_at; what had not happened yet is not there.
        let seen = |(column, cell): (usize, &&str)| {
            let later = (8..=10).contains(&column) && **cell >= *end;
            if later { String::new() } else { (*cell).to_owned() }
        };
        cells.iter().enumerate().map(seen).collect::<Vec<_>>().join(",")
    };
    let (head, rows) = text.split_once('\n').unwrap();
    let kept = rows.lines().filter(|row| row.split(',').nth(7).unwrap() < end).map(blank_later);
    let orders = format!("{head}\n{}\n", kept.collect::<Vec<_>>().join("\n"));
    let path = place.write("orders.csv", orders).display().to_string();
    let full = json(&format!("{SHOP} --as-of 2025-11-02"));
    let cut = json(&format!("{path} examples/shop/disputes.csv --as-of 2025-11-02"));
    assert_eq!(counts(&full["metrics"]), counts(&cut["metrics"]));
    assert!(counts(&full["metrics"])[0][0].unwrap() > 0);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::new();
    let line = format!("rate {SHOP} {AS_OF} --explain --format csv");
    let mut child = place.command(&line, &root()).spawn().unwrap();
    // The reading end is closed at once, as `| head -0` does.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let told = place.told(&output);
    assert!(!told.contains("error") && !told.contains("panic"), "{told}");
}

#[test]
fn a_dispute_that_does_not_fit_its_order_is_named_and_a_filing_in_two_files_counts_once() {
    let place = Place::new();
    let order = |number: u64, placed: &str| {
        format!("820000000000000{number},2026-01-{placed}T10:00:00Z,2026-01-{placed}T11:00:00Z\n")
    };
    let orders = format!("order_id,created_at,paid_at\n{}{}", order(1, "09"), order(2, "02"));
    let dispute = |number: u64, day: &str, status: &str| {
        let order = 8_200_000_000_000_000 + number;
        format!("D{number},{order},2026-01-{day}T10:00:00Z,not_received,{status}\n")
    };
    let titles = "dispute_id,order_id,opened_at,reason,status\n";
    let known = dispute(2, "05", "processing");
    let first = format!("{titles}{}{known}", dispute(1, "05", ""));
    // A status word that nobody knows is kept without the dispute's name.
    let unknown = format!("{titles}{}{known}", dispute(1, "05", "waiting"));
    let second = format!("{titles}{known}");
    let [orders, first, unknown, second] = [
        ("orders.csv", orders),
        ("first.csv", first),
        ("unknown.csv", unknown),
        ("second.csv", second),
    ]
    .map(|(name, text)| place.write(name, text).display().to_string());
    for (files, merged) in [
        (format!("{orders} {first}"), Value::Null),
        (format!("{orders} {unknown}"), Value::Null),
        (format!("{orders} {first} {second}"), 1.into()),
    ] {
        let line = format!("rate {files} {AS_OF} --skip-bad-rows --format json");
        let output = place.command(&line, &root()).output().unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let told = answer["caveats"][0]["details"].to_string();
        assert!(told.contains("after its dispute D1 was opened at 2026-01-05T10:00:00Z"), "{told}");
        assert_eq!(answer["inputs"]["disputes"], 2);
        assert_eq!(answer["inputs"]["files"][2]["rows"]["merged"], merged);
        assert_eq!(counts(&answer["metrics"])[1], [Some(1), Some(1)]);
    }
}

#[test]
fn a_ruling_whose_liable_party_is_not_known_is_no_ruling_for_the_seller() {
    let place = Place::new();
    let id = |n: u64| 8_200_000_000_000_000 + n * 10_001;
    let mut orders = String::from("order_id,created_at,paid_at,completed_at\n");
    for n in 0..60 {
        let line = "2025-12-20T08:00:00Z,2025-12-20T09:00:00Z,2026-01-05T10:00:00Z";
        orders.push_str(&format!("{},{line}\n", id(n)));
    }
    place.write("o.csv", orders);
    let liable = |parties: &[&str], more: &str| {
        let mut disputes = String::from("order_id,opened_at,status,ruled_at,liability\n");
        for (n, party) in (0..).zip(parties) {
            let line = "2026-01-06T03:00:00Z,finished,2026-01-14T05:00:00Z";
            disputes.push_str(&format!("{},{line},{party}\n", id(n)));
        }
        let file = place.write("d.csv", disputes);
        let orders = file.with_file_name("o.csv");
        let line = format!("rate {} {} {AS_OF} {more}", orders.display(), file.display());
        place.command(&line, &root()).output().unwrap()
    };
    let metric = |parties: &[&str]| {
        let output = liable(parties, "--format json");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["metrics"].as_array().unwrap().last().unwrap().clone()
    };
    let none = metric(&["", "", "", "", ""]);
    assert_eq!(none["id"], "seller_liable_rate");
    assert_eq!((&none["assessable"], &none["unknown_parties"]), (&false.into(), &5.into()));
    assert_eq!(none["reason"], "no-liable-parties");
    assert!(none["rate"].is_null() && none["numerator"].is_null(), "{none}");
    let some = metric(&["seller", "buyer", "", "none", ""]);
    assert_eq!((&some["numerator"], &some["unknown_parties"]), (&1.into(), &3.into()));
    assert_eq!(some["range"]["unknown_parties"]["low"].to_string(), "0.016667");
    assert_eq!(some["range"]["unknown_parties"]["high"].to_string(), "0.066667");
    let all = metric(&["seller", "buyer"]);
    assert_eq!((&all["numerator"], &all["unknown_parties"]), (&1.into(), &0.into()));
    assert!(all["range"]["unknown_parties"].is_null());
    let told = String::from_utf8(liable(&["seller", ""], "").stdout).unwrap();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "rulings whose liable party is not known: 1; with those 1.67% to 3.33%";
    assert!(told.contains(said), "{told}");
}
