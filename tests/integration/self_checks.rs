//! What an input says of itself, and its parts of each other: each doubt is said, and none without a
//! reason.

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::common::Place;

const ORDERS: &str = "order_id,created_at,paid_at,shipped_at,completed_at\n";
const DISPUTES: &str =
    "dispute_id,order_id,opened_at,reason,liability,escalated_at,ruled_at,closed_at\n";

fn id(number: u64) -> u64 {
    8_200_000_000_000_123 + number * 7_777
}

/// Ten orders, completed from 2026-01-06 to 2026-01-15.
fn order(number: u64) -> [String; 5] {
    [
        id(number).to_string(),
        format!("2025-12-0{}T10:00:01Z", number % 9 + 1),
        format!("2025-12-0{}T11:00:01Z", number % 9 + 1),
        format!("2025-12-1{}T12:00:01Z", number % 9 + 1),
        format!("2026-01-{:02}T13:00:01Z", number + 6),
    ]
}

/// Disputes of the first four orders, opened on 2026-01-11 and the days after.
fn dispute(number: u64) -> [String; 8] {
    let at = |day: u64| format!("2026-01-{:02}T14:00:0{number}Z", day + number);
    let (opened, escalated, ruled, closed) = (at(11), at(12), at(12), at(13));
    let ruled = ruled.replace("T14", "T15");
    let reason = ["quality", "not_received"][usize::try_from(number % 2).unwrap()].to_owned();
    let liability = ["seller", "buyer"][usize::try_from(number % 2).unwrap()].to_owned();
    [
        format!("D{number}"),
        id(number).to_string(),
        opened,
        reason,
        liability,
        escalated,
        ruled,
        closed,
    ]
}

fn table<const N: usize>(titles: &str, rows: impl Iterator<Item = [String; N]>) -> String {
    titles.to_owned() + &rows.map(|row| row.join(",") + "\n").collect::<String>()
}

fn orders() -> String {
    table(ORDERS, (0..10).map(order))
}

fn disputes() -> String {
    table(DISPUTES, (0..4).map(dispute))
}

/// Leaves a column out of a table.
fn without(text: &str, title: &str) -> String {
    let at = text.lines().next().unwrap().split(',').position(|t| t == title).unwrap();
    let row = |line: &str| {
        let cells = line.split(',').enumerate().filter(|(place, _)| *place != at);
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
    };
    text.lines().map(row).collect()
}

/// What a rate says: of each metric its counts, `None` where it cannot be assessed; and of each caveat
/// its kind and severity. Nothing for a refusal.
#[derive(Debug, PartialEq)]
struct Said {
    counts: Vec<Option<(u64, u64)>>,
    caveats: Vec<(String, String)>,
}

impl Said {
    fn has(&self, kind: &str, severity: &str) -> bool {
        self.caveats.contains(&(kind.to_owned(), severity.to_owned()))
    }
}

fn rate(place: &Place, files: &str) -> Option<Said> {
    let answer = place.run(&format!("rate --as-of 2026-01-16 --format json {files}"));
    let text = answer.strip_prefix("exit 0\n--- stdout\n")?;
    let text = text.split("--- stderr").next().unwrap();
    let document: Value = serde_json::from_str(text).unwrap();
    let counts = document["metrics"].as_array().unwrap().iter().map(|metric| {
        let count = |key: &str| metric[key].as_u64().unwrap();
        metric["assessable"].as_bool().unwrap().then(|| (count("numerator"), count("denominator")))
    });
    let caveats = document["caveats"].as_array().unwrap().iter().map(|caveat| {
        let word = |key: &str| caveat[key].as_str().unwrap().to_owned();
        (word("kind"), word("severity"))
    });
    Some(Said { counts: counts.collect(), caveats: caveats.collect() })
}

/// The figures of the files as they are.
const TRUTH: [Option<(u64, u64)>; 6] =
    [Some((4, 10)), Some((4, 0)), Some((2, 10)), Some((2, 10)), Some((4, 10)), Some((2, 10))];

fn is_true(said: &Said) -> bool {
    // No order was paid in the window.
    said.counts.iter().zip(TRUTH).enumerate().all(|(at, (said, truth))| at == 1 || *said == truth)
}

#[test]
fn titles_of_times_that_change_places_are_refused_or_said() {
    let place = Place::new();
    place.write("o.csv", orders());
    place.write("d.csv", disputes());
    let right = rate(&place, "o.csv d.csv").unwrap();
    assert!(is_true(&right) && right.caveats.is_empty(), "{right:?}");
    let times_of_orders = ["created_at", "paid_at", "shipped_at", "completed_at"];
    let times_of_disputes = ["opened_at", "escalated_at", "ruled_at", "closed_at"];
    for (name, text, times) in
        [("o.csv", orders(), times_of_orders), ("d.csv", disputes(), times_of_disputes)]
    {
        for (at, one) in times.into_iter().enumerate() {
            for other in times.into_iter().skip(at + 1) {
                let (titles, rows) = text.split_once('\n').unwrap();
                let swap = |title: &str| match title {
                    title if title == one => other.to_owned(),
                    title if title == other => one.to_owned(),
                    title => title.to_owned(),
                };
                let titles: Vec<String> = titles.split(',').map(swap).collect();
                place.write(name, format!("{}\n{rows}", titles.join(",")));
                for flags in ["", "--skip-bad-rows"] {
                    let said = rate(&place, &format!("{flags} o.csv d.csv"));
                    assert_eq!(said, None, "{one} and {other} {flags}");
                }
            }
        }
        place.write(name, text);
    }
}

#[test]
fn a_few_times_that_change_places_are_said_and_a_refund_is_not() {
    let place = Place::new();
    place.write("d.csv", disputes());
    let of = |refunds: bool| {
        let rows = (0..10).map(|number| {
            let [id, created, paid, shipped, completed] = order(number);
            let how = if refunds && number < 3 { "refund" } else { "timeout" }.to_owned();
            match number < 3 {
                true => [id, created, paid, completed, shipped, how],
                false => [id, created, paid, shipped, completed, how],
            }
        });
        place.write("o.csv", table(&ORDERS.replace('\n', ",completion\n"), rows));
        rate(&place, "o.csv d.csv").unwrap()
    };
    assert!(of(false).has("time_order", "warning"));
    assert_eq!(of(true).caveats, []);
    place.write("o.csv", orders());
    let rows = (0..4).map(|number| {
        let mut row = dispute(number);
        if number == 2 {
            row.swap(5, 7);
        }
        row
    });
    place.write("d.csv", table(DISPUTES, rows));
    assert!(rate(&place, "o.csv d.csv").unwrap().has("time_order", "warning"));
}

#[test]
fn a_sheet_that_waits_for_rows_changes_nothing_and_one_alone_is_refused() {
    let place = Place::new();
    place.write("d.csv", disputes());
    let of = |sheets: &[&str]| {
        let mut workbook = Workbook::new();
        for text in sheets {
            let sheet = workbook.add_worksheet();
            for (row, line) in (0..).zip(text.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
        place.write("o.xlsx", workbook.save_to_buffer().unwrap());
        rate(&place, "o.xlsx d.csv")
    };
    for sheets in [[&orders(), ORDERS], [ORDERS, &orders()]] {
        let said = of(&sheets).unwrap();
        assert!(is_true(&said) && said.has("unread_sheet", "note"), "{said:?}");
    }
    assert_eq!(of(&[ORDERS]), None);
    // A dispute sheet without rows may be that of a login that has ended.
    let said = rate_of_empty_disputes(&place);
    assert!(said.has("empty_list", "warning"), "{said:?}");
    // Beside one with rows, it is of a month without any.
    let said = rate(&place, "o.csv d.csv none.csv").unwrap();
    assert!(is_true(&said) && !said.has("empty_list", "warning"), "{said:?}");
}

/// What is said of orders beside a dispute table with titles alone.
fn rate_of_empty_disputes(place: &Place) -> Said {
    place.write("o.csv", orders());
    place.write("none.csv", DISPUTES);
    rate(place, "o.csv none.csv").unwrap()
}

/// A page of the dispute list with disputes of the orders with these numbers.
fn page(orders: std::ops::Range<u64>, info: &Value) -> Value {
    let row = |number: u64| {
        json!({"sellerReverseOrderLines": [{"tradeOrderId": id(number), "reverseStatus": "方案协商中",
            "reverseOrderLineId": 71 + number, "gmtCreateTimestamp": 1_768_200_000_000_u64 + number}]})
    };
    let rows: Vec<Value> = orders.map(row).collect();
    json!({"data": {"dataSource": rows, "pageInfo": info}})
}

#[test]
fn what_a_list_states_of_its_length_is_compared_with_its_rows() {
    let place = Place::new();
    place.write("o.csv", orders());
    let of = |pages: &[Value]| {
        let names: Vec<String> = (0..pages.len()).map(|at| format!("d{at}.json")).collect();
        for (name, page) in names.iter().zip(pages) {
            place.write(name, page.to_string());
        }
        rate(&place, &format!("o.csv {}", names.join(" ")))
    };
    let numbered =
        |current: u64, total: u64| json!({"total": total, "current": current, "pageSize": 2});
    assert_eq!(of(&[page(0..4, &json!({"total": 4}))]).unwrap().caveats, []);
    let said = of(&[page(0..4, &json!({"total": 3}))]).unwrap();
    assert!(said.has("total_understated", "warning"));
    assert!(of(&[page(0..4, &json!({}))]).unwrap().has("list_total_unknown", "note"));
    let full = page(0..2, &json!({"pageSize": 2}));
    assert!(of(&[full]).unwrap().has("list_total_unknown", "warning"));
    // The first and the third page of a list that says it has two.
    assert_eq!(of(&[page(0..2, &numbered(1, 4)), page(4..6, &numbered(3, 4))]), None);
    // A part of one shop's list, and the whole of another's, which has as many rows as the part lacks.
    assert_eq!(of(&[page(0..2, &numbered(1, 6)), page(5..9, &json!({"total": 4}))]), None);
    let mut denied = page(0..0, &json!({"total": 0}));
    denied["success"] = json!(false);
    assert_eq!(of(&[denied]), None);
}

#[test]
fn a_list_that_says_in_any_words_that_it_is_a_part_gives_no_figures() {
    let place = Place::new();
    place.write("o.csv", orders());
    let row = |number: u64| {
        json!({"dispute_id": format!("D{number}"), "order_id": id(number).to_string(),
            "opened_at": "2026-01-12T05:00:01Z", "status": "processing", "reason": "quality"})
    };
    let plain = json!((0..4).map(row).collect::<Vec<_>>());
    let listed = page(0..4, &json!({}))["data"]["dataSource"].take();
    let of = |rows: &Value, words: &Value| {
        let mut around = words.clone();
        around[if rows == &plain { "rows" } else { "dataSource" }] = rows.clone();
        place.write("d.json", json!({"success": true, "data": around}).to_string());
        rate(&place, "o.csv d.json")
    };
    let parts = [
        json!({"hasMore": true}),
        json!({"hasNext": true}),
        json!({"has_next_page": "true"}),
        json!({"pageInfo": {"hasNextPage": true, "total": 4}}),
        json!({"pageInfo": {"currentPage": 2, "pageSize": 4, "totalPage": 2}}),
        json!({"pageNo": 1, "totalPages": 3}),
        json!({"pagination": {"pages": 2}}),
        json!({"paging": {"total": 60}}),
        json!({"total_results": "60"}),
        json!({"count": 60}),
    ];
    let wholes = [
        json!({"hasMore": false}),
        json!({"pageInfo": {"currentPage": 1, "pageSize": 4, "totalPage": 1}}),
        json!({"pageIndex": 0, "pages": 1}),
        json!({"paging": {"total": 4}}),
        json!({"count": 4}),
        // A count of less than the rows counts something else.
        json!({"count": 2}),
    ];
    for rows in [&plain, &listed] {
        parts.iter().for_each(|part| assert_eq!(of(rows, part), None, "{part}"));
        for whole in &wholes {
            let said = of(rows, whole).unwrap_or_else(|| panic!("{whole}"));
            assert_eq!(said.counts[0], Some((4, 10)), "{whole}");
        }
    }
}

fn of_rows(place: &Place, rows: &[[String; 8]]) -> Said {
    place.write("d.csv", table(DISPUTES, rows.iter().cloned()));
    rate(place, "o.csv d.csv").unwrap()
}

#[test]
fn one_dispute_id_on_two_orders_contradicts_itself() {
    let place = Place::new();
    place.write("o.csv", orders());
    let mut rows: Vec<_> = (0..4).map(dispute).collect();
    assert!(!of_rows(&place, &rows).has("records_contradict", "warning"));
    let mut again = dispute(3);
    again[1] = id(7).to_string();
    rows.push(again);
    assert!(of_rows(&place, &rows).has("records_contradict", "warning"));
}

#[test]
fn an_order_in_two_answers_counts_by_the_one_that_has_come_further() {
    let place = Place::new();
    place.write("d.csv", disputes());
    let row = |done: bool| {
        let mut row = json!({"order_id": id(9), "gmt_create": "2025-12-09 02:00:01",
            "gmt_pay_time": "2025-12-09 03:00:01", "order_status": "WAIT_BUYER_ACCEPT_GOODS"});
        if done {
            row["order_status"] = json!("FINISH");
            row["end_reason"] = json!("buyer_confirm_goods");
            row["gmt_update"] = json!("2026-01-10 05:00:01");
        }
        json!({"aliexpress_trade_seller_orderlist_get_response": {"result": {"total_count": 1,
            "target_list": {"aeop_order_item_dto": [row]}}}})
    };
    let of = |answers: [Value; 2]| {
        place.write("o.json", answers.map(|answer| answer.to_string()).join("\n"));
        rate(&place, "o.json d.csv").unwrap()
    };
    let said = of([row(false), row(true)]);
    assert_eq!(said, of([row(true), row(false)]));
    // Four disputed orders, and the one that was completed.
    assert_eq!(said.counts[0], Some((4, 5)));
}

#[test]
fn a_store_written_as_tables_gives_the_figures_of_the_store() {
    let mut tables = vec![(orders(), disputes())];
    for title in ["paid_at", "completed_at"] {
        tables.push((without(&orders(), title), disputes()));
    }
    for title in ["reason", "liability", "ruled_at", "escalated_at", "closed_at"] {
        tables.push((orders(), without(&disputes(), title)));
    }
    for (orders, disputes) in tables {
        let place = Place::new();
        place.write("o.csv", &orders);
        place.write("d.csv", &disputes);
        let files = rate(&place, "o.csv d.csv").unwrap();
        place.run("import o.csv d.csv");
        round_trip(&place, &files.counts);
    }
}

#[test]
fn what_only_some_orders_of_a_store_lack_is_written_as_unknown() {
    let place = Place::new();
    let (some, others) = (table(ORDERS, (0..6).map(order)), table(ORDERS, (6..10).map(order)));
    place.write("some.csv", some);
    place.write("others.csv", without(&others, "completed_at"));
    place.write("d.csv", disputes());
    place.run("import some.csv d.csv");
    place.run("import others.csv");
    let stored = rate(&place, "").unwrap();
    assert!(stored.has("no_completion_times", "warning"), "{stored:?}");
    assert_eq!(stored.counts[0], None);
    let text = place.run("store export orders");
    assert_eq!(text.matches(",unknown,").count(), 4, "{text}");
    round_trip(&place, &stored.counts);
}

/// Writes the store as tables of either form, and compares the figures of those, read and taken in.
fn round_trip(place: &Place, counts: &[Option<(u64, u64)>]) {
    assert_eq!(rate(place, "").unwrap().counts, counts, "the store");
    for format in ["csv", "jsonl"] {
        let back = Place::new();
        for what in ["orders", "disputes"] {
            let text = place.run(&format!("store export {what} --format {format}"));
            let text = text.strip_prefix("exit 0\n--- stdout\n").unwrap();
            back.write(&format!("{what}.{format}"), text);
        }
        let files = format!("orders.{format} disputes.{format}");
        assert_eq!(rate(&back, &files).unwrap().counts, counts, "{format}");
        back.run(&format!("import {files}"));
        assert_eq!(rate(&back, "").unwrap().counts, counts, "{format}, taken in");
    }
}

#[test]
fn files_taken_in_one_by_one_are_compared_as_they_are_together() {
    let of = |orders: String, disputes: String| {
        let found = [["o.csv", "d.csv"], ["d.csv", "o.csv"]].map(|names| {
            let place = Place::new();
            place.write("o.csv", &orders);
            place.write("d.csv", &disputes);
            names.iter().for_each(|name| drop(place.run(&format!("import {name}"))));
            rate(&place, "").unwrap()
        });
        assert_eq!(found[0], found[1]);
        let [found, _] = found;
        found
    };
    assert_eq!(of(orders(), disputes()).caveats, []);
    // Opened before its order was placed.
    let early = disputes().replace("2026-01-12T14:00:01Z", "2025-11-12T14:00:01Z");
    assert!(of(orders(), early).has("time_order", "warning"));
    let lost = (id(2) / 10 * 10).to_string();
    let rounded = of(orders(), disputes().replace(&id(2).to_string(), &lost));
    assert!(rounded.has("ids_rounded", "warning") && rounded.has("orders_missing", "note"));
    let rounded = of(orders().replace(&id(2).to_string(), &lost), disputes());
    assert!(rounded.has("ids_rounded", "warning"));
    let elsewhere = disputes().replace(",82000000000", ",83000000000");
    assert!(of(orders(), elsewhere).has("orders_missing", "warning"));
}

#[test]
fn a_column_that_lost_am_and_pm_is_found_though_some_texts_have_an_offset() {
    let place = Place::new();
    let rows = (0..120_u64).map(|number| {
        let (day, hour) = (number % 28 + 1, number % 12 + 1);
        let time = match number % 5 {
            0 => format!("2025-12-{day:02}T{hour:02}:{:02}:00Z", number % 60),
            _ => format!("2025-12-{day:02} {hour:02}:{:02}:00", number % 60),
        };
        [id(number).to_string(), time, String::new(), String::new(), String::new()]
    });
    place.write("o.csv", table(ORDERS, rows));
    place.write("d.csv", disputes());
    assert!(rate(&place, "o.csv d.csv --skip-bad-rows").unwrap().has("half_day_clock", "warning"));
}

#[test]
fn amounts_of_disputes_that_cannot_be_read_are_counted_by_every_command() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at,amount,currency\n\
         8200000000000123,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z,9.90,USD\n",
    );
    let titles = "dispute_id,order_id,opened_at,refund_amount,currency";
    let row = "8200000000000123,2026-01-12T10:00:00Z";
    place.write(
        "disputes.csv",
        format!(
            "{titles}\nD1,{row},约12,USD\nD2,{row},12.34,\nD3,{row},12.34,XXX\nD4,{row},,\n\
             D5,{row},1’234.50,€\n"
        ),
    );
    for command in ["list", "rate"] {
        let told = place
            .run(&format!("{command} --as-of 2026-01-16 --format json orders.csv disputes.csv"));
        assert!(told.contains("3 amounts could not be read"), "{told}");
        assert_eq!(told.contains("123450"), command == "list", "{told}");
    }
}

#[test]
fn lists_saved_month_by_month_leave_disputes_open_in_files_and_in_the_store() {
    let place = Place::new();
    let list = |month: u32, last: &str, open: bool| {
        let row = |n: u32| {
            let at = |day: u32| format!("2025-{month:02}-{day:02}T10:0{}:01Z", n % 7);
            let (state, closed) = if open && n > 5 {
                ("processing", String::new())
            } else {
                ("finished", at(3 * n + 4))
            };
            format!(
                "63000000{month}{n},{},{},{state},{closed}\n",
                id(u64::from(month * 20 + n)),
                at(3 * n + 2)
            )
        };
        let rows: String = (0..9).map(row).collect();
        format!("dispute_id,order_id,opened_at,status,closed_at\n{rows}{last}")
    };
    place.write("october.csv", list(10, "", true));
    place.write("november.csv", list(11, "", false));
    place.write("october-again.csv", list(10, "", false));
    let said = |input: &str| {
        let told = place.run(&format!("list {input} --as-of 2025-11-30 --format json"));
        told.matches("disputes_outdated").count()
    };
    assert_eq!(said("october.csv november.csv"), 1);
    assert_eq!(said("october-again.csv november.csv"), 0);
    assert_eq!(said("october.csv november.csv october-again.csv"), 0);
    for imports in [&["october.csv november.csv"][..], &["october.csv", "november.csv"]] {
        let place = Place::new();
        for (name, text) in [
            ("october.csv", list(10, "", true)),
            ("november.csv", list(11, "", false)),
            ("october-again.csv", list(10, "", false)),
        ] {
            place.write(name, &text);
        }
        let said = || {
            place.run("list --as-of 2025-11-30 --format json").matches("disputes_outdated").count()
        };
        imports.iter().for_each(|files| drop(place.run(&format!("import {files}"))));
        assert_eq!(said(), 1, "{imports:?}");
        place.run("import october-again.csv");
        assert_eq!(said(), 0, "{imports:?}");
    }
}

#[test]
fn an_order_in_dispute_whose_disputes_ended_long_ago_lacks_its_dispute() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "订单号,订单状态,下单时间,付款时间,确认收货时间\n\
         8208460785972844,纠纷中,12/01/2025 09:13,12/01/2025 09:20,\n\
         8208460785980763,交易完成,12/01/2025 20:14,12/01/2025 20:21,12/28/2025 23:05\n",
    );
    let said = |closed: &str| {
        let row =
            format!("63001,8208460785972844,2025-12-05T10:00:00Z,cancelled_by_buyer,{closed}");
        place.write("d.csv", format!("dispute_id,order_id,opened_at,status,closed_at\n{row}\n"));
        place
            .run("rate orders.csv d.csv --as-of 2025-12-30 --format json")
            .contains("disputes_lacking")
    };
    assert!(said("2025-12-07T10:00:00Z"));
    assert!(!said("2025-12-27T10:00:00Z"));
    assert!(!said(""));
}

#[test]
fn a_flattened_list_is_read_by_its_counts_of_milliseconds() {
    let place = Place::new();
    place.write("orders.csv", "order_id,created_at,paid_at,completed_at\n8208460785972844,2025-12-01T09:13:00Z,2025-12-01T09:20:00Z,2025-12-28T14:05:00Z\n");
    // The text is Beijing's clock: 2026-01-10T15:00Z.
    let opened = |count: &str| {
        let titles = "gmtCreate,gmtCreateTimestamp,reverseOrderLineId,reverseStatus,tradeOrderId";
        let row = format!("2026-01-10 23:00:00,{count},63001,等待卖家响应,8208460785972844");
        place.write("list.csv", format!("{titles}\n{row}\n"));
        let told = place.run("list orders.csv list.csv --as-of 2026-01-16 --format json");
        ["2026-01-10T15:00:00", "2026-01-11T07:00:00"].map(|at| told.contains(at))
    };
    assert_eq!(opened("1768057200000"), [true, false]);
    // A spreadsheet has shortened it.
    assert_eq!(opened("1.76806E+12"), [false, true]);
}

#[test]
fn ids_that_end_in_0_are_whole_where_orders_have_them() {
    let place = Place::new();
    let orders = |ids: &[u64]| {
        let row = |id: &u64| format!("{id},2025-12-01T10:00:00Z,,,\n");
        place.write("orders.csv", format!("{ORDERS}{}", ids.iter().map(row).collect::<String>()));
    };
    let row = |id: u64| format!("{},{id},2025-12-09T10:00:00Z,,,,,\n", id - 1_900_000_000_000_000);
    let (one, two) = (8_208_460_787_408_160, 8_208_460_788_642_280);
    place.write("disputes.csv", format!("{DISPUTES}{}{}", row(one), row(two)));
    let said =
        || place.run("rate orders.csv disputes.csv --as-of 2025-12-30").contains("last digits");
    orders(&[one, two, 8_208_460_785_972_844]);
    assert!(!said());
    orders(&[one, 8_208_460_785_972_844]);
    assert!(said());
}
