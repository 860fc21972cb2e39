//! Many shops: a line each, the worst first, and no limit for their sum.

use std::fmt::Write as _;

use serde_json::Value;

use crate::common::{Place, json};

/// Orders and disputes of shops: of each its name, how many orders were completed, and how many of them
/// are disputed; the first dispute of a shop with an `!` in its name is overdue.
fn place(shops: &[(&str, usize, usize)]) -> Place {
    let place = Place::new();
    let mut orders = "order_id,shop,created_at,paid_at,completed_at\n".to_owned();
    let mut disputes =
        "dispute_id,order_id,shop,opened_at,status,stage,seller_response_due_at\n".to_owned();
    for (at, (shop, count, disputed)) in shops.iter().enumerate() {
        for number in 0..*count {
            let id = 8_200_000_000_000_000_u64 + u64::try_from(at * 1_000 + number).unwrap();
            writeln!(
                orders,
                "{id},\"{shop}\",2025-12-10T03:20:00Z,2025-12-10T04:10:00Z,2026-01-05T09:10:00Z"
            )
            .unwrap();
            if number < *disputed {
                let due = if shop.contains('!') { "2026-01-15" } else { "2026-01-17" };
                writeln!(
                    disputes,
                    "9{id},{id},\"{shop}\",2026-01-15T02:30:00Z,processing,negotiation,{due}T08:00:00Z"
                )
                .unwrap();
            }
        }
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    place
}

const ON: &str = "orders.csv disputes.csv --as-of 2026-01-16";

/// Five shops, of which one is over a limit of 5 %, one near it, and one has overdue answers.
fn five() -> Place {
    place(&[("calm", 60, 0), ("over", 50, 5), ("near", 50, 2), ("late!", 60, 1), ("good", 80, 1)])
}

#[test]
fn each_shop_is_judged_by_its_limit_and_their_sum_by_none() {
    let place = five();
    for (command, of) in [("risk", ""), ("report --no-record", "risk")] {
        let told = json(&place.run(&format!("{command} {ON} --limit 5% --format json")));
        let risk = if of.is_empty() { &told } else { &told[of] };
        assert_eq!(risk["verdict"], "act", "{command}");
        assert_eq!(risk["metrics"][0]["limit"], Value::Null, "{command}");
        assert_eq!(risk["metrics"][0]["level"], "no-limit", "{command}");
        assert_eq!(risk["metrics"][0]["denominator"], 300, "{command}");
        let shops = told["shops"].as_array().unwrap();
        let names: Vec<&str> = shops.iter().map(|shop| shop["shop"].as_str().unwrap()).collect();
        assert_eq!(names, ["over", "near", "late!", "good", "calm"], "{command}");
        assert_eq!(shops[0]["level"], "over");
        assert_eq!(shops[0]["limit"]["value"], 0.05);
        let queue = |at: usize| ["open", "due_24h", "overdue"].map(|key| shops[at][key].as_u64());
        assert_eq!(queue(0), [Some(5), Some(5), Some(0)]);
        assert_eq!(queue(2), [Some(1), Some(0), Some(1)]);
    }
    let told = place.run(&format!("risk {ON} --limit 5%"));
    assert!(told.contains("ACT: over the limit: 1 of 5 shops: over 10.00%"), "{told}");
    assert!(told.contains("late!"), "{told}");
    assert!(told.contains("judged by none"), "{told}");
    for format in ["table", "markdown", "html"] {
        let told = place.run(&format!("report --no-record {ON} --limit 5% --format {format}"));
        assert!(told.contains("Due in 24 h") && told.contains("near"), "{format}: {told}");
    }
    let told = place.run(&format!("risk {ON} --limit 5% --format csv"));
    assert!(
        told.contains("\ndispute_rate,10.00%,5,50,> 5.00%,over,0,50,over,2025-12-17T16:00:00Z,"),
        "{told}"
    );
    let told = place.run(&format!("report --no-record {ON} --limit 5% --format csv"));
    assert!(
        told.contains("\nover,2026-01-16T16:00:00Z,aliexpress-2021,dispute_rate,10.00%"),
        "{told}"
    );
}

/// Two shops of 60 orders with three disputes each; those of `x` are escalated, and one more of its rows
/// cannot be read.
fn escalated() -> Place {
    let place = Place::new();
    let mut orders = "order_id,shop,created_at,paid_at,completed_at\n".to_owned();
    let mut disputes = "dispute_id,order_id,shop,opened_at,status,escalated_at\n".to_owned();
    for (at, shop) in ["x", "y"].into_iter().enumerate() {
        for number in 0..60 {
            let id = 8_200_000_000_000_001_u64 + u64::try_from(at * 1_000 + number * 7).unwrap();
            let day = 1 + number % 16;
            writeln!(orders, "{id},{shop},2025-12-{day:02}T08:00:00Z,2025-12-{day:02}T09:00:00Z,2026-01-{day:02}T09:00:00Z").unwrap();
            if number < 3 {
                let at = if shop == "x" { "2026-01-12T03:00:00Z" } else { "" };
                writeln!(disputes, "9{id},{id},{shop},2026-01-10T03:00:00Z,finished,{at}").unwrap();
            }
        }
    }
    place.write("whole.csv", disputes.clone());
    disputes.push_str("98200000000000999,8200000000000350,x,soon,finished,\n");
    place.write("disputes.csv", disputes);
    place.write("orders.csv", orders);
    place
}

#[test]
fn every_metric_of_every_shop_is_checked() {
    let place = escalated();
    let check = |words: &str| place.run(&format!("check {ON} --skip-bad-rows {words}"));
    for (words, code, part) in [
        ("--limit escalation_rate=2%", 2, "x: escalation_rate 5.00% (3 of 60), limit 2.00%"),
        // The sum of both is 2.5 %.
        ("--critical escalation_rate=4%", 2, "x: escalation_rate 5.00% (3 of 60)"),
        // With the row that was left out it is 6.67 %.
        ("--limit 6%", 3, "2 shops, 0 over, 1 near, 1 not known"),
        // A threshold takes the place of the limit for its own severity.
        ("--limit 4% --warning 3%", 2, "dispute_rate 5.00% (3 of 60), limit 4.00%"),
        ("--limit 4% --critical 50%", 1, "0 over, 2 near"),
        ("--metric escalation_rate", 0, "y: escalation_rate 0.00% (0 of 60)"),
    ] {
        let told = check(words);
        assert!(
            told.starts_with(&format!("exit {code}\n")) && told.contains(part),
            "{words}: {told}"
        );
    }
    let risk = json(
        &place.run(&format!("risk {ON} --skip-bad-rows --limit escalation_rate=2% --format json")),
    );
    let metrics = risk["shops"][0]["metrics"].as_array().unwrap();
    let found = metrics.iter().find(|metric| metric["id"] == "escalation_rate").unwrap();
    assert_eq!(
        (metrics.len(), &found["level"], &found["numerator"]),
        (6, &"over".into(), &3.into())
    );
    assert_eq!(found["window"]["days"], 30);
}

#[test]
fn a_shop_of_which_nothing_is_known_silences_no_other() {
    let place = escalated();
    let shop =
        |name: &str, files: &str| format!("[[shop]]\nname = \"{name}\"\nfiles = [{files}]\n");
    // The first has no files yet; of the third there are disputes alone.
    let settings = [shop("new", ""), shop("x", "\"orders.csv\", \"whole.csv\"")].concat();
    place.write("disputes.toml", settings);
    let told = place.run("check --limit 2% --as-of 2026-01-16");
    assert!(told.starts_with("exit 2\n") && told.contains("new: no files given"), "{told}");
    let lacking = [shop("z", "\"z.csv\""), shop("x", "\"orders.csv\", \"whole.csv\"")].concat();
    place.write("disputes.toml", lacking);
    place.write(
        "z.csv",
        "dispute_id,order_id,opened_at,status\n977,8200000000005557,2026-01-10T03:00:00Z,finished\n",
    );
    for command in ["risk", "rate --by shop"] {
        let told = json(
            &place.run(&format!("{command} --as-of 2026-01-16 --allow-incomplete --format json")),
        );
        let (list, name) = if command == "risk" { ("shops", "shop") } else { ("groups", "key") };
        let one = told[list].as_array().unwrap().iter().find(|one| one[name] == "z").unwrap();
        let rate = if command == "risk" { &one["rate"] } else { &one["metrics"][0]["rate"] };
        assert_eq!(rate, &Value::Null, "{command}: {one}");
    }
}

#[test]
fn one_shop_of_several_is_judged() {
    let place = five();
    for (shop, code) in
        [("over", 11), ("near", 10), ("good", 0), ("good,calm", 0), ("calm,over", 11)]
    {
        let told = place.run(&format!("risk {ON} --limit 5% --exit-code --shop {shop}"));
        assert!(told.starts_with(&format!("exit {code}\n")), "{shop}: {told}");
    }
    let told = json(&place.run(&format!("risk {ON} --limit 5% --shop over --format json")));
    assert_eq!(told["metrics"][0]["level"], "over");
    // Orders that name no shop are taken for those of the only one that is named.
    let one = self::place(&[("only", 40, 4), ("", 10, 1)]);
    let told = json(&one.run(&format!("risk {ON} --limit 5% --format json")));
    assert_eq!(told["metrics"][0]["level"], "over");
}

#[test]
fn a_check_of_many_shops_is_one_short_line() {
    let many: Vec<(String, usize, usize)> =
        (0..30).map(|at| (format!("Store {at}"), 50, at % 6)).collect();
    let many: Vec<(&str, usize, usize)> =
        many.iter().map(|(name, orders, disputed)| (name.as_str(), *orders, *disputed)).collect();
    let place = place(&many);
    let told = place.run(&format!("check {ON} --limit 5%"));
    let line = told.lines().nth(2).unwrap();
    assert!(told.starts_with("exit 2") && line.len() < 800, "{} {told}", line.len());
    assert!(line.starts_with("DISPUTES CRITICAL - 30 shops, 15 over, 5 near; "), "{line}");
    assert_eq!(line.matches("Store ").count(), 3, "{line}");
    assert!(line.contains("Store 11: dispute_rate 10.00% (5 of 50), limit 5.00%"), "{line}");
    assert!(line.contains("75 open, 75 due within 24 h, 0 overdue"), "{line}");
    assert!(line.contains("| shops=30;;;0 over=15;;;0 near=5;;;0 open=75"), "{line}");
    let told = place.run(&format!("check {ON} --limit 20%"));
    // The made-up orders begin late and end early, which is a warning.
    assert!(told.contains("- 30 shops, 0 over, 0 near; ") && !told.contains("Store"), "{told}");
}

#[test]
fn an_overdue_answer_of_one_shop_is_never_ok() {
    let place = place(&[("a", 60, 0), ("b!", 60, 1), ("c", 60, 0), ("d", 60, 1)]);
    let told = place.run(&format!("check {ON} --limit 50%"));
    assert!(told.starts_with("exit 1"), "{told}");
    assert!(told.contains("b!: 1 open, 0 due within 24 h, 1 overdue"), "{told}");
}

#[test]
fn a_shop_that_cannot_choose_is_refused() {
    let place = Place::new();
    place.write(
        "disputes.csv",
        "order_id,opened_at,status\n8200000000000001,2026-01-12T00:00:00Z,processing\n",
    );
    let line = "list disputes.csv --as-of 2026-01-16";
    assert!(place.run(line).contains("8200000000000001"));
    for command in ["list", "today", "rate", "report --no-record"] {
        let told = place.run(&format!("{command} disputes.csv --as-of 2026-01-16 --shop foo"));
        assert!(
            told.starts_with("exit 2") && told.contains("cannot be applied"),
            "{command}: {told}"
        );
    }
    // The settings know it: the files are its.
    place.write("shop.toml", "[[shop]]\nname = \"foo\"\n");
    assert!(
        place.run(&format!("{line} --shop foo --config shop.toml")).contains("8200000000000001")
    );
    // Files are imported for a shop of any name.
    assert!(place.run("import disputes.csv --shop foo").starts_with("exit 0"));
    let told = place.run("list --as-of 2026-01-16 --shop foo --format json");
    assert!(told.contains("\"shop\": \"foo\""), "{told}");
}

#[test]
fn names_with_commas_can_be_asked_for() {
    let place = place(&[("Lamp, Inc", 10, 1), ("b", 10, 1), ("c", 10, 1)]);
    let orders = |shop: &str| {
        let told = place.run(&format!("list {ON} {shop} --format json"));
        json(&told)["disputes"].as_array().unwrap().len()
    };
    assert_eq!(orders("--shop b,c"), 2);
    assert_eq!(orders("--shop b --shop c"), 2);
    assert_eq!(orders("--shop 'Lamp\\, Inc,b'"), 2);
}

/// The dispute rate of a shop, from files or from what was imported of them, and whether orders without
/// a shop were named.
fn rate_of(place: &Place, shop: &str, files: &str) -> (String, bool) {
    let line = format!("rate {files} --shop {shop} --as-of 2026-01-16 --format json");
    let told = json(&place.run(&line));
    let is_blank = |caveat: &Value| caveat["kind"] == "shop_blank";
    let rates = told["metrics"].as_array().unwrap();
    let rate = rates.iter().find(|rate| rate["id"] == "dispute_rate").unwrap();
    let caveats = told["caveats"].as_array().unwrap();
    (format!("{} of {}", rate["numerator"], rate["denominator"]), caveats.iter().any(is_blank))
}

#[test]
fn the_shop_of_an_order_decides_whatever_shop_its_disputes_name() {
    let place = place(&[("north", 20, 3), ("south", 30, 0)]);
    let disputes = std::fs::read_to_string(place.path("disputes.csv")).unwrap();
    // (what the disputes say of the shop, what half of the orders of the south do)
    for (at, (disputed, some_orders)) in
        [("north", "south"), ("", "south"), ("south", "south"), ("", "")].into_iter().enumerate()
    {
        let (orders_now, disputes_now) = (format!("o{at}.csv"), format!("d{at}.csv"));
        let orders = std::fs::read_to_string(place.path("orders.csv")).unwrap();
        let halves = orders.split_once("\"south\"").unwrap();
        place.write(&orders_now, format!("{}\"{some_orders}\"{}", halves.0, halves.1));
        place.write(&disputes_now, disputes.replace("\"north\"", &format!("\"{disputed}\"")));
        let blank = some_orders.is_empty();
        let south = format!("0 of {}", if blank { 29 } else { 30 });
        let store = format!("--store s{at}.db");
        let told = place.run(&format!("import {orders_now} {disputes_now} {store}"));
        assert!(told.starts_with("exit 0"), "{told}");
        for files in [format!("{orders_now} {disputes_now}"), store] {
            let case = format!("disputes of {disputed:?}, an order of {some_orders:?}, {files}");
            assert_eq!(rate_of(&place, "north", &files), ("3 of 20".to_owned(), blank), "{case}");
            assert_eq!(rate_of(&place, "south", &files), (south.clone(), blank), "{case}");
        }
    }
}

#[test]
fn the_only_shop_that_disputes_name_is_that_of_orders_without_one() {
    let place = place(&[("north", 20, 3)]);
    let orders = std::fs::read_to_string(place.path("orders.csv")).unwrap();
    let without = orders.replace("order_id,shop,", "order_id,").replace("\"north\",", "");
    place.write("plain.csv", without);
    assert!(place.run("import plain.csv disputes.csv --store s.db").starts_with("exit 0"));
    for files in ["plain.csv disputes.csv", "--store s.db"] {
        assert_eq!(rate_of(&place, "north", files), ("3 of 20".to_owned(), false), "{files}");
    }
}
