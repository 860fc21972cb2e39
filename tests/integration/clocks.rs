//! Orders whose times contradict those that their disputes give, in several formats.

use crate::common::Place;

/// An order of a day of 2025: its id and day, and the day of its dispute.
struct Case {
    id: u64,
    month: u32,
    day: u32,
}

fn cases() -> Vec<Case> {
    let case = |number: u32| Case {
        id: 8_200_000_000_000_123 + u64::from(number) * 7_777,
        month: 2 + number % 9,
        day: 1 + (number * 5) % 27,
    };
    (0..30).map(case).collect()
}

/// Milliseconds since 1970 of 04:05:06 UTC on a day of 2025.
fn millis(case: &Case) -> i64 {
    let days = (1..case.month).map(|month| match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    });
    let days: i64 = days.sum::<i64>() + i64::from(case.day) - 1;
    (20_089 + days) * 86_400_000 + (4 * 3_600 + 5 * 60 + 6) * 1_000
}

/// The dispute list of the seller centre, which has the moment of ordering of every third order.
fn disputes() -> String {
    let line = |case: &Case| {
        let (ordered, id) = (millis(case), case.id);
        let opened = ordered + 12 * 86_400_000;
        format!(
            r#"{{"sellerReverseOrderLines":[{{"tradeOrderId":{id},"reverseOrderLineId":{},
            "gmtCreateTimestamp":{opened},"tradeOrderGmtCreateTimestamp":{ordered},
            "reverseStatus":"已结束"}}]}}"#,
            id % 1_000_000
        )
    };
    let lines: Vec<String> = cases().iter().step_by(3).map(line).collect();
    format!("[{}]", lines.join(","))
}

/// Order tables in some formats, with a time for each order.
fn tables(time: &dyn Fn(&Case) -> String) -> Vec<(&'static str, String)> {
    let rows: Vec<(u64, String)> = cases().iter().map(|case| (case.id, time(case))).collect();
    let with = |titles: &str, row: &dyn Fn(u64, &str) -> String, end: &str| {
        let rows: Vec<String> = rows.iter().map(|(id, time)| row(*id, time)).collect();
        format!("{titles}{}{end}", rows.concat())
    };
    let json = |id: u64, t: &str| format!("{{\"order_id\":\"{id}\",\"created_at\":\"{t}\"}}\n");
    let cells = |id: u64, t: &str| format!("<tr><td>{id}</td><td>{t}</td></tr>");
    vec![
        ("orders.csv", with("order_id,created_at\n", &|id, t| format!("{id},{t}\n"), "")),
        ("quoted.csv", with("order_id;created_at\n", &|id, t| format!("\"{id}\";\"{t}\"\n"), "")),
        ("orders.txt", with("订单号\t下单时间\n", &|id, t| format!("{id}\t{t}\n"), "")),
        ("orders.jsonl", with("", &json, "")),
        (
            "orders.xls",
            with(
                "<html><table><tr><td>订单号</td><td>下单时间</td></tr>",
                &cells,
                "</table></html>",
            ),
        ),
    ]
}

/// Says what is told of each table's times.
fn caveats(time: &dyn Fn(&Case) -> String, more: &str) -> Vec<(&'static str, String)> {
    let place = Place::new();
    place.write("disputes.json", disputes());
    let told = |(name, text): (&'static str, String)| {
        place.write(name, text);
        let line = format!("rate {name} disputes.json --as-of 2026-01-16 {more}");
        let told = place.run(&line);
        assert!(told.starts_with("exit 0"), "{name}: {told}");
        (name, told)
    };
    tables(time).into_iter().map(told).collect()
}

#[test]
fn an_order_table_in_chinese_time_is_said_to_be_and_put_right_by_the_zone_that_is_named() {
    let beijing = |case: &Case| format!("2025-{:02}-{:02} 12:05:06", case.month, case.day);
    for (name, told) in caveats(&beijing, "") {
        assert!(told.contains("10 of the 10 orders whose disputes"), "{name}: {told}");
        assert!(told.contains("15, 16 h apart"), "{name}: {told}");
        assert!(told.contains("use `--source-tz Asia/Shanghai`"), "{name}: {told}");
    }
    for (name, told) in caveats(&beijing, "--source-tz Asia/Shanghai") {
        assert!(!told.contains("h apart"), "{name}: {told}");
    }
    let utc = |case: &Case| format!("2025/{}/{} 4:05", case.month, case.day);
    for (name, told) in caveats(&utc, "") {
        assert!(told.contains("7, 8 h apart"), "{name}: {told}");
        assert!(told.contains("use `--source-tz UTC`"), "{name}: {told}");
    }
}

#[test]
fn day_and_month_in_each_others_place_are_said_to_be() {
    let exchanged = |case: &Case| {
        let (month, day) = match case.day {
            1..=12 => (case.day, case.month),
            _ => (case.month, case.day),
        };
        format!("2025-{month:02}-{day:02}T04:05:06Z")
    };
    for (name, told) in caveats(&exchanged, "--skip-bad-rows") {
        assert!(told.contains("day and month stand in each other's place"), "{name}: {told}");
        assert!(told.contains("do not save the file from a spreadsheet"), "{name}: {told}");
    }
    let early = |case: &Case| format!("{:02}/{:02}/2025 04:05:06", case.day.min(12), case.month);
    let all = caveats(&early, "--source-tz UTC --date-order mdy --skip-bad-rows");
    for (name, told) in all {
        assert!(told.contains("Try `--date-order dmy`"), "{name}: {told}");
    }
}
