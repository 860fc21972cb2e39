//! Rows that are left out count only where they can belong.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::common::Place;

const ORDERS: &str = "order_id,created_at,paid_at,completed_at,shop,product_id,country\n";
const DISPUTES: &str = "dispute_id,order_id,opened_at,shop,buyer_country,ending_known\n";
const AS_OF: &str = "--as-of 2026-01-16 --skip-bad-rows --format json";

/// Orders of two shops, two products, two countries and two months.
fn orders(bad: &str) -> String {
    let mut text = ORDERS.to_owned();
    for number in 0..8_u64 {
        let id = 8_200_000_000_000_123 + number * 7_777;
        let [shop, product, country] =
            if number % 2 == 0 { ["north", "p1", "US"] } else { ["south", "p2", "BR"] };
        let completed = if number < 4 { "2025-12-28" } else { "2026-01-10" };
        text.push_str(&format!(
            "{id},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,{completed}T10:00:00Z,{shop},{product},\
             {country}\n"
        ));
    }
    text + bad
}

fn disputes(bad: &str) -> String {
    format!("{DISPUTES}D1,8200000000000123,2026-01-12T10:00:00Z,north,US,\n{bad}")
}

fn document(told: &str) -> Value {
    let json = told.split_once("--- stdout\n").unwrap().1;
    serde_json::from_str(json.split("--- stderr").next().unwrap()).expect(told)
}

/// Returns the upper end of the dispute rate of each group; `None` where no row may be of it.
fn upper_ends(document: &Value) -> BTreeMap<String, Option<String>> {
    let groups = document["groups"].as_array().unwrap().iter();
    let end = |group: &Value| {
        let high = &group["metrics"][0]["range"]["skipped_rows"]["high"];
        let key = group["key"].as_str().unwrap().to_owned();
        (key, high.as_f64().map(|rate| format!("{rate:.2}")))
    };
    groups.map(end).collect()
}

/// Returns the upper ends of groups, of files and of a store that they were imported into.
fn ends_of(orders: &str, disputes: &str, by: &str) -> BTreeMap<String, Option<String>> {
    let place = Place::new();
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    let rate = format!("rate {AS_OF} --by {by}");
    let of_files = document(&place.run(&format!("{rate} orders.csv disputes.csv")));
    place.run("import --skip-bad-rows orders.csv");
    place.run("import --skip-bad-rows disputes.csv");
    let of_store = document(&place.run(&rate));
    assert_eq!(of_files["groups"], of_store["groups"], "{by}");
    upper_ends(&of_files)
}

fn groups(of: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
    of.iter().map(|(key, end)| ((*key).to_owned(), end.map(str::to_owned))).collect()
}

#[test]
fn a_bad_row_of_an_order_counts_in_the_groups_that_its_cells_name() {
    let bad = "8200000000099991,2026-01-02T10:00:00Z,never,,south,p2,BR\n";
    let ends = |by| ends_of(&orders(bad), &disputes(""), by);
    assert_eq!(ends("shop"), groups(&[("north", None), ("south", Some("0.20"))]));
    assert_eq!(ends("product"), groups(&[("p1", None), ("p2", Some("0.20"))]));
    assert_eq!(ends("country"), groups(&[("US", None), ("BR", Some("0.20"))]));
    // It was placed in January, and nothing of it happened before.
    // Of the five orders of January one was completed in December, and disputed in January.
    assert_eq!(ends("month"), groups(&[("2025-12", None), ("2026-01", Some("0.33"))]));
}

#[test]
fn a_group_whose_orders_are_all_bad_rows_has_a_range_and_so_have_disputes_of_no_known_group() {
    let bad = "8200000000099991,2026-01-02T10:00:00Z,2026-01-02T11:00:00Z,never,west,p3,FR\n";
    let dispute = "D2,8200000000099991,2026-01-12T10:00:00Z,,,\n";
    for (by, groups_of) in [("country", ["US", "BR", "FR"]), ("product", ["p1", "p2", "p3"])] {
        let [one, two, all_bad] = groups_of;
        let unknown = ("unknown", Some("1.00"));
        let expected = [(one, None), (two, None), (all_bad, Some("1.00")), unknown];
        assert_eq!(ends_of(&orders(bad), &disputes(dispute), by), groups(&expected), "{by}");
    }
}

#[test]
fn a_bad_row_that_does_not_name_its_group_counts_in_all() {
    for bad in [
        "8200000000099991,never,,,,,\n",
        ",2025-12-01T10:00:00Z,,,,,\n8200000000099991,2025-12-01T10:00:00Z,,,north,p1,US\n",
        "8200000000099991,2026-01-02T10:00:00Z,,,south,p2,BR,one too many\n",
    ] {
        for by in ["shop", "product", "country"] {
            let ends = ends_of(&orders(bad), &disputes(""), by);
            assert!(ends.values().all(Option::is_some), "{by} {bad}: {ends:?}");
        }
    }
    let ends = ends_of(&orders("8200000000099991,never,,,north,,\n"), &disputes(""), "month");
    assert_eq!(ends, groups(&[("2025-12", Some("0.20")), ("2026-01", Some("0.33"))]));
}

#[test]
fn a_bad_row_of_a_dispute_counts_in_the_groups_that_its_cells_name() {
    let bad = "D2,8200000000007900,2026-01-12T10:00:00Z,south,BR,perhaps\n";
    let ends = |by| ends_of(&orders(""), &disputes(bad), by);
    assert_eq!(ends("shop"), groups(&[("north", None), ("south", Some("0.25"))]));
    assert_eq!(ends("country"), groups(&[("US", None), ("BR", Some("0.25"))]));
    assert!(ends("product").values().all(Option::is_some));
    assert_eq!(ends("month"), groups(&[("2025-12", None), ("2026-01", Some("0.40"))]));
}

#[test]
fn bad_rows_of_a_shops_own_file_are_of_that_shop() {
    let place = Place::new();
    let titles = "order_id,created_at,paid_at,completed_at";
    let good = "2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z";
    place
        .write("shop=north/orders.csv", format!("{titles}\n8200000000000123,{good}\n82,1,2,3,4\n"));
    place.write("shop=south/orders.csv", format!("{titles}\n8200000000007900,{good}\n"));
    let rate = format!("rate {AS_OF} --no-disputes --by shop shop=*/orders.csv");
    let ends = upper_ends(&document(&place.run(&rate)));
    assert_eq!(ends, groups(&[("north", Some("0.50")), ("south", None)]));
}

#[test]
fn rows_of_shops_that_are_not_asked_for_do_not_count() {
    let place = Place::new();
    place.write("orders.csv", orders("8200000000099991,never,,,south,p2,BR\n"));
    place.write("disputes.csv", disputes(""));
    for (shop, counts) in [("north", false), ("south", true)] {
        let told = place.run(&format!("rate {AS_OF} --shop {shop} orders.csv disputes.csv"));
        let range = &document(&told)["metrics"][0]["range"]["skipped_rows"];
        assert_eq!(!range.is_null(), counts, "{shop}: {told}");
    }
}

/// However a bad row would read if it were right, the rate of each group lies within its range.
#[test]
fn the_range_of_each_group_holds_whatever_the_bad_row_was() {
    let place = Place::new();
    let row = |paid: &str, completed: &str, shop: &str| {
        format!("8200000000099991,2026-01-02T10:00:00Z,{paid},{completed},{shop},p2,BR\n")
    };
    place.write("orders.csv", orders(&row("never", "", "south")));
    place.write("disputes.csv", disputes(""));
    let rate = format!("rate {AS_OF} --by shop --by month orders.csv disputes.csv");
    let ranges = document(&place.run(&rate));
    for (paid, completed) in
        [("2026-01-03T10:00:00Z", "2026-01-10T10:00:00Z"), ("2026-01-03T10:00:00Z", ""), ("", "")]
    {
        for disputed in ["", "D9,8200000000099991,2026-01-12T10:00:00Z,south,BR,\n"] {
            place.write("orders.csv", orders(&row(paid, completed, "south")));
            place.write("disputes.csv", disputes(disputed));
            let right = document(&place.run(&rate));
            for group in right["groups"].as_array().unwrap() {
                let own = |other: &&Value| other["key"] == group["key"];
                let range = ranges["groups"].as_array().unwrap().iter().find(own).unwrap();
                for (metric, ranged) in group["metrics"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .zip(range["metrics"].as_array().unwrap())
                {
                    let rates = [metric["rate"].as_f64(), ranged["rate"].as_f64()];
                    // Where all orders of a group are the bad row there is no figure.
                    let [Some(rate), Some(known)] = rates else { continue };
                    let span = &ranged["range"]["skipped_rows"];
                    let end = |end: &str| span[end].as_f64().unwrap_or(known);
                    let (low, high) = (end("low"), end("high"));
                    assert!(low <= rate && rate <= high, "{group} {range}");
                }
            }
        }
    }
}
