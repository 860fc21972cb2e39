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

/// The same list as scripts take it out of a page: texts alone, by a clock that is so many hours ahead
/// of UTC in winter and in summer.
fn disputes_as_texts(ahead: i64) -> String {
    let line = |case: &Case| {
        let text = |hour: i64, day: u32| format!("2025-{:02}-{day:02} {hour:02}:05:06", case.month);
        let (ordered, opened) = (text(4 + ahead, case.day), text(5 + ahead, case.day));
        let id = case.id;
        format!(
            r#"{{"tradeOrderId":{id},"reverseOrderLineId":{},"gmtCreate":"{opened}",
            "tradeOrderGmtCreate":"{ordered}","reverseStatus":"已结束"}}"#,
            id % 1_000_000
        )
    };
    let lines: Vec<String> = cases().iter().step_by(3).map(line).collect();
    format!("[{}]", lines.join(","))
}

#[test]
fn a_list_of_texts_on_another_clock_than_the_orders_is_said_to_be() {
    let place = Place::new();
    place.write("disputes.json", disputes_as_texts(8));
    // The platform's clock, which the texts are read by, is 16 hours behind, and 15 in summer.
    for (hour, apart) in [("04:05:06Z", true), ("12:05:06-08:00", false)] {
        let time = |case: &Case| format!("2025-{:02}-{:02}T{hour}", case.month, case.day);
        let summer = |told: &str| told.contains("1 h apart");
        for (name, text) in tables(&time) {
            place.write(name, text);
            let told = place.run(&format!("rate {name} disputes.json --as-of 2026-01-16"));
            assert!(told.starts_with("exit 0"), "{name}: {told}");
            assert_eq!(told.contains("15, 16 h apart"), apart, "{name}: {told}");
            assert!(apart || summer(&told), "{name}: {told}");
        }
    }
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
        assert!(told.contains("day and month are swapped"), "{name}: {told}");
        assert!(told.contains("do not save the file from a spreadsheet"), "{name}: {told}");
    }
    let early = |case: &Case| format!("{:02}/{:02}/2025 04:05:06", case.day.min(12), case.month);
    let all = caveats(&early, "--source-tz UTC --date-order mdy --skip-bad-rows");
    for (name, told) in all {
        assert!(told.contains("Try `--date-order dmy`"), "{name}: {told}");
    }
    // Columns of which every day is 12 or less: completed from 4 to 7 January; filed from 5 to 9, year first.
    let place = Place::new();
    let row = |at: usize, end: &str| format!("8208460785{at}72844,2025-12-0{at} 09:13,{end}\n");
    let table = |ends: [&str; 3]| {
        let rows = (1..).zip(ends).map(|(at, end)| row(at, end));
        format!("order_id,created_at,completed_at\n{}", rows.collect::<String>())
    };
    let ends = ["2026-01-04 10:00", "2026-01-05 10:00", "2026-01-07 10:00"];
    place.write("right.csv", table(ends));
    let ends = ["2026-04-01 10:00", "2026-05-01 10:00", "2026-07-01 10:00"];
    place.write("wrong.csv", table(ends));
    let filed = |days: [&str; 3]| {
        let rows = (1..).zip(days).map(|(at, day)| format!("8208460785{at}72844,{day} 11:00\n"));
        format!("order_id,opened_at\n{}", rows.collect::<String>())
    };
    place.write("filed.csv", filed(["2026-01-05", "2026-01-07", "2026-01-09"]));
    place.write("wrong_filed.csv", filed(["2026/5/1", "2026/7/1", "2026/9/1"]));
    for (files, column) in [
        ("right.csv filed.csv", None),
        ("wrong.csv filed.csv", Some("in `C completed_at` day and month are swapped")),
        ("right.csv wrong_filed.csv", Some("in `B opened_at` day and month are swapped")),
    ] {
        let told = place.run(&format!("rate {files} --as-of 2026-01-16"));
        let is_said = column.is_some_and(|column| told.contains(column));
        assert_eq!(is_said, told.contains("are swapped"), "{files}: {told}");
        assert_eq!(is_said, column.is_some(), "{files}: {told}");
        // The same of a store that has them.
        let _ = std::fs::remove_dir_all(place.path("state"));
        files.split(' ').rev().for_each(|file| drop(place.run(&format!("import {file}"))));
        let told = place.run("rate --as-of 2026-01-16");
        assert_eq!(told.contains("_at` day and month are swapped"), is_said, "{files}: {told}");
    }
    // Every other value has an offset: of another zone than the rest is read in, or of that.
    for (offset, is_said) in [("+08:00", true), ("Z", true), ("-08:00", false)] {
        let ends = ["2026-01-02T10:00:00", "2026-01-03T10:00:00", "2026-01-05T10:00:00"];
        let with_offset = format!("{}{offset}", ends[1]);
        place.write("mixed.csv", table([ends[0], &with_offset, ends[2]]));
        let told = place.run("rate mixed.csv filed.csv --as-of 2026-01-16");
        let warned = told.contains("other values of C completed_at name another zone");
        assert_eq!(warned, is_said, "{offset}: {told}");
        let told =
            place.run("rate mixed.csv filed.csv --as-of 2026-01-16 --source-tz Asia/Shanghai");
        assert!(!told.contains("other values of"), "{offset}: {told}");
    }
}

/// The orders of the cases as another program has them, in platform time plus so many hours, with a time of
/// payment and, where asked, of completion.
fn other_file(titles: &str, ahead: i64, completed: bool) -> String {
    let time = |at: i64| {
        let at = chrono::DateTime::from_timestamp_millis(at).unwrap();
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    };
    let row = |id: u64, ordered: i64| {
        let ordered = ordered + ahead * 3_600_000;
        let end = if completed { time(ordered + 20 * 86_400_000) } else { String::new() };
        let (placed, paid) = (time(ordered), time(ordered + 600_000));
        format!("{id},{placed},{paid},{end},已完成\n")
    };
    let of_summer = |case: &&Case| (4..=10).contains(&case.month);
    // Summer time of 2025 in Los Angeles: from 9 March to 2 November.
    let in_platform_time = |case: &Case| row(case.id, millis(case) - 7 * 3_600_000);
    let rows: String = cases().iter().filter(of_summer).map(in_platform_time).collect();
    // 2025-06-10 09:00, which is midnight 15 hours ahead.
    let at_midnight = row(8_200_000_000_900_123, 1_749_546_000_000);
    format!("{titles}\n{at_midnight}{rows}")
}

#[test]
fn a_file_of_another_zone_is_read_in_it_where_the_seller_centres_orders_prove_it() {
    const PLATFORM: &str = "订单号,下单时间,付款时间,确认收货时间,订单状态";
    const PLAIN: &str = "order_id,created_at,paid_at,completed_at,status";
    let place = Place::new();
    place.write("disputes.json", disputes());
    place.write("own.csv", other_file(PLATFORM, 0, true));
    let read = |ahead: i64, files: &str, more: &str| {
        place.write("erp.csv", other_file(PLAIN, ahead, false));
        let line = format!("rate {files} --as-of 2025-11-20 --window 300 --format json {more}");
        let folder = place.write("x", "").parent().unwrap().to_owned();
        let output = place.command(&line, &folder).output().unwrap();
        assert!(output.status.success(), "{}", place.told(&output));
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let kinds: Vec<String> = answer["caveats"]
            .as_array()
            .unwrap()
            .iter()
            .map(|caveat| caveat["kind"].as_str().unwrap().to_owned())
            .collect();
        let said = answer["caveats"].to_string();
        (answer["metrics"].clone(), kinds, said)
    };
    let (alone, ..) = read(15, "own.csv disputes.json", "");
    for files in ["own.csv erp.csv disputes.json", "erp.csv own.csv disputes.json"] {
        let (metrics, kinds, said) = read(15, files, "");
        assert_eq!(metrics, alone);
        let has = |kind: &str| kinds.iter().any(|found| found == kind);
        assert!(
            has("clock_proved") && !has("records_contradict") && !has("zone_assumed"),
            "{said}"
        );
        assert!(said.contains("Asia/Shanghai") && said.contains("own.csv"), "{said}");
        let (_, kinds, said) = read(0, files, "");
        assert!(!kinds.iter().any(|kind| kind == "clock_proved"), "{said}");
        // What the seller says is not doubted.
        let (_, kinds, said) = read(15, files, "--source-tz America/Los_Angeles");
        assert!(!kinds.iter().any(|kind| kind == "clock_proved"), "{said}");
    }
}
