//! Cycles and months to date begin where they begin, at whatever moment they are looked at.

use crate::common::Place;

const HEAD: &str =
    "dispute_id,order_id,opened_at,status,stage,reason,escalated_at,seller_response_due_at\n";

/// Orders completed and disputed around the beginning of January (Beijing), each with what it counts for in
/// the month to date: nothing, the denominator, or the numerator too.
const ORDERS: [(&str, &str, [u64; 2]); 6] = [
    ("2025-12-31T15:59:59Z", "", [0, 0]),
    ("2025-12-31T16:00:00Z", "", [0, 1]),
    ("2025-12-30T16:00:00Z", "2025-12-31T15:00:00Z", [0, 0]),
    ("2025-12-30T16:00:00Z", "2025-12-31T17:00:00Z", [1, 1]),
    ("2026-01-06T03:59:59Z", "", [0, 1]),
    ("2026-01-06T04:00:00Z", "", [0, 0]),
];

#[test]
fn a_month_to_date_begins_at_its_first_midnight() {
    let place = Place::new();
    let mut orders = "order_id,created_at,paid_at,completed_at,status,product_id\n".to_owned();
    let mut disputes = HEAD.to_owned();
    let mut expected = [0, 0];
    for (number, (completed, filed, counts)) in ORDERS.iter().enumerate() {
        let id = 1_101_000_000_001_022 + 1_111 * number;
        orders += &format!(
            "{id},2025-12-01T00:10:01Z,2025-12-01T01:00:01Z,{completed},finished,p{number}\n"
        );
        if !filed.is_empty() {
            disputes += &format!("63{number},{id},{filed},processing,,quality,,\n");
        }
        expected = [expected[0] + counts[0], expected[1] + counts[1]];
    }
    place.write("o.csv", orders);
    place.write("d.csv", disputes);
    place.run("import o.csv d.csv");
    let [numerator, denominator] = expected;
    let counts = format!("\"numerator\":{numerator},\"denominator\":{denominator}");
    for span in ["--month current", "--month 2026-01"] {
        for input in ["o.csv d.csv", ""] {
            let line = format!("rate {input} {span} --as-of 2026-01-06T12:00:00+08:00");
            let told = place.run(&format!("{line} --format json"));
            let told = told.replace([' ', '\n'], "");
            assert!(told.contains(&counts), "{line}: {told}");
            assert!(told.contains("\"from\":\"2025-12-31T16:00:00Z\""), "{line}: {told}");
            let explained = place.run(&format!("{line} --explain --format csv"));
            let listed = |role: &str| {
                let is = |row: &&str| row.split(',').nth(1) == Some(role);
                explained.lines().filter(is).count() as u64
            };
            assert_eq!(listed("numerator"), numerator, "{explained}");
            assert_eq!(listed("denominator") + numerator, denominator, "{explained}");
            let by = place.run(&format!("{line} --by product --by month --format json"));
            assert!(!by.contains("\"2025-12\""), "{by}");
        }
        let told = place.run(&format!(
            "risk o.csv d.csv --limit 5% {span} --as-of 2026-01-06T12:00:00+08:00 --format json"
        ));
        assert!(told.replace([' ', '\n'], "").contains(&counts), "{told}");
    }
}

#[test]
fn a_span_has_the_cycle_of_its_day_and_no_forecast() {
    let place = Place::new();
    let shop = crate::common::root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv", shop.display());
    for span in ["--month current", "--cycle current"] {
        let told = place.run(&format!("risk {files} {span} --as-of 2026-01-16 --format json"));
        let (told, notes) = (told.replace([' ', '\n'], ""), told);
        assert!(told.contains("\"first\":\"2025-12-27\""), "{span}: {told}");
        assert!(told.contains("\"forecast\":null"), "{span}: {told}");
        assert!(told.contains("\"roll_off\":[]"), "{span}: {told}");
        assert!(notes.contains("there is no forecast"), "{span}: {notes}");
    }
}

#[test]
fn a_limit_on_what_the_data_do_not_say_is_not_passed_over() {
    let place = Place::new();
    let id = "1101000000001022";
    place.write(
        "o.csv",
        format!("order_id,created_at,paid_at,completed_at\n{id},2026-01-01T00:10:01Z,2026-01-01T01:00:01Z,2026-01-10T01:00:01Z\n"),
    );
    place.write(
        "d.csv",
        format!("dispute_id,order_id,opened_at,status,reason\n631,{id},2026-01-12T00:10:01Z,finished,quality\n"),
    );
    let limits = "--limit escalation_rate=1% --limit not_received_rate=50%";
    let told = place.run(&format!("check o.csv d.csv --as-of 2026-01-14 {limits}"));
    assert!(told.starts_with("exit 3\n"), "{told}");
    assert!(told.contains("escalation_rate is not assessable"), "{told}");
    let told = place.run(&format!("risk o.csv d.csv --as-of 2026-01-14 {limits}"));
    assert!(told.contains("CANNOT SAY") && !told.contains("FINE"), "{told}");
}

#[test]
fn figures_of_other_windows_are_not_held_against_each_other() {
    let place = Place::new();
    let shop = crate::common::root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv", shop.display());
    place.run(&format!("report {files} -q --as-of 2026-01-15"));
    for other in ["--window 7", "--month current", "--cycle current"] {
        let told = place.run(&format!("report {files} --as-of 2026-01-16 {other}"));
        assert!(told.contains("first report") || !told.contains("2026-01-15"), "{other}: {told}");
    }
    let told = place.run(&format!("report {files} --as-of 2026-01-17 --no-record"));
    assert!(told.contains("What changed since 2026-01-15"), "{told}");
    // Each is counted again as it was asked for: no data came since.
    let told = place.run(&format!("report {files} --history dispute_rate --format json"));
    assert!(told.contains("\"why\"") && !told.contains("late_data"), "{told}");
}

#[test]
fn a_deadline_that_the_case_has_left_behind_is_not_overdue() {
    let place = Place::new();
    let mut disputes = HEAD.to_owned();
    for (number, row) in [
        "platform,quality,2026-01-07T00:00:01Z,2026-01-08T00:10:01Z",
        "returning,quality,,2026-01-08T00:10:01Z",
        "platform,quality,,2026-01-08T00:10:01Z",
        // Still to come, and the seller's own.
        "platform,quality,2026-01-07T00:00:01Z,2026-01-20T00:10:01Z",
        "negotiation,quality,,2026-01-08T00:10:01Z",
        ",quality,,2026-01-08T00:10:01Z",
    ]
    .iter()
    .enumerate()
    {
        let id = 1_101_000_000_001_022 + 1_111 * number;
        disputes += &format!("63{number},{id},2026-01-03T00:10:01Z,processing,{row}\n");
    }
    place.write("d.csv", disputes);
    let told = place.run("list d.csv --as-of 2026-01-12 --format json");
    assert_eq!(told.matches("\"due\": null").count(), 3, "{told}");
    let told = place.run("today d.csv --as-of 2026-01-12 --format json");
    assert!(told.replace(' ', "").contains("\"overdue\":2"), "{told}");
    let told = place.run("list d.csv --as-of 2026-01-06 --format json");
    assert_eq!(told.matches("\"due\": null").count(), 0, "{told}");
}

#[test]
fn every_limit_of_a_shop_is_judged_where_there_are_several() {
    let place = Place::new();
    for shop in ["x", "y"] {
        let mut orders = "order_id,created_at,paid_at,completed_at\n".to_owned();
        let mut disputes = HEAD.to_owned();
        for number in 0..40_u64 {
            let id = 1_101_000_000_001_022 + 1_111 * number + u64::from(shop == "y") * 777_777;
            orders += &format!(
                "{id},2025-12-20T00:10:01Z,2025-12-20T01:00:01Z,2026-01-05T01:00:0{}Z\n",
                number % 10
            );
            if number < 4 && shop == "x" {
                disputes += &format!(
                    "63{number},{id},2026-01-06T00:10:01Z,processing,platform,quality,2026-01-07T00:00:01Z,\n"
                );
            }
        }
        place.write(&format!("{shop}-o.csv"), orders);
        place.write(&format!("{shop}-d.csv"), disputes);
    }
    place.write(
        "disputes.toml",
        "[[shop]]\nname = \"x\"\nfiles = [\"x-*.csv\"]\n[shop.limits]\ndispute_rate = \"90%\"\nescalation_rate = \"1%\"\n\
         [[shop]]\nname = \"y\"\nfiles = [\"y-*.csv\"]\n[shop.limits]\ndispute_rate = \"90%\"\n",
    );
    let told = place.run("risk --as-of 2026-01-08 --exit-code");
    assert!(told.starts_with("exit 11\n"), "{told}");
    assert!(told.contains("1 of 2 shops: x Escalated 10.00%"), "{told}");
    let told = place.run("today --as-of 2026-01-08");
    assert!(told.contains("x Escalated 10.00%"), "{told}");
}
