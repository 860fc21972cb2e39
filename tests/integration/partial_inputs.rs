//! Inputs that hold a part of a shop, or say a part of what they are asked: the figure is right, refused,
//! or has a caveat.

use serde_json::Value;

use crate::common::Place;

const TITLES: &str = "order_id,shop,created_at,paid_at,shipped_at,completed_at,status";

/// A day, counted from 2025-11-01.
fn date(day: u64) -> String {
    let (month, day) = match day {
        0..30 => ("2025-11", day + 1),
        30..61 => ("2025-12", day - 29),
        _ => ("2026-01", day - 60),
    };
    format!("{month}-{day:02}")
}

/// An order a day from 2025-11-01 on; the last three weeks' are not completed.
fn order(day: u64, shop: &str) -> String {
    let minute = day % 50;
    let at = |day: u64, hour: u64| format!("{}T{hour:02}:{minute:02}:01Z", date(day));
    let id = 8_200_000_000_000_123 + day * 7_777;
    let (completed, status) =
        if day < 55 { (at(day + 20, 9), "finished") } else { (String::new(), "shipped") };
    let (created, paid, shipped) = (at(day, 10), at(day, 11), at(day + 1, 12));
    format!("{id},{shop},{created},{paid},{shipped},{completed},{status}")
}

fn orders(days: impl Iterator<Item = u64>, shop: impl Fn(u64) -> &'static str) -> String {
    let rows = days.map(|day| order(day, shop(day)));
    std::iter::once(TITLES.to_owned()).chain(rows).map(|row| row + "\n").collect()
}

fn all() -> String {
    orders(0..75, |_| "a")
}

/// Disputes of some of the orders, one in four days, with columns of one's own.
fn disputes(titles: &str, row: impl Fn(u64) -> String) -> String {
    let rows = (0..12_u64).map(|n| {
        let id = 8_200_000_000_000_123 + 4 * n * 7_777;
        format!("D{n},{id},{}T10:00:01Z,{}\n", date(24 + 4 * n), row(n))
    });
    format!("dispute_id,order_id,opened_at,{titles}\n") + &rows.collect::<String>()
}

fn usual() -> String {
    disputes("status,reason,escalated_at", |n| {
        let status = if n < 9 { "finished" } else { "processing" };
        format!("{status},quality,{}", if n == 7 { "2026-01-15T10:00:01Z" } else { "" })
    })
}

fn document(place: &Place, command: &str) -> Value {
    let told = place.run(&format!("{command} --as-of 2026-01-15 --format json"));
    let json = told.split_once("--- stdout\n").expect(&told).1;
    serde_json::from_str(json.split("--- stderr").next().unwrap()).expect(&told)
}

/// Returns the kinds of caveats that are warnings.
fn warnings(place: &Place, command: &str) -> Vec<String> {
    let document = document(place, command);
    let caveats = document["caveats"].as_array().unwrap().iter();
    let warnings = caveats.filter(|caveat| caveat["severity"] == "warning");
    warnings.map(|caveat| caveat["kind"].as_str().unwrap().to_owned()).collect()
}

fn given(orders: &str, disputes: &str) -> Place {
    let place = Place::new();
    place.write("o.csv", orders);
    place.write("d.csv", disputes);
    place
}

#[test]
fn parts_of_a_shop_are_known_as_such_and_the_whole_has_no_warning() {
    let none = Vec::<String>::new();
    assert_eq!(warnings(&given(&all(), &usual()), "rate o.csv d.csv"), none);
    let hole = orders((0..75).filter(|day| !(30..48).contains(day)), |_| "a");
    let kinds = warnings(&given(&hole, &usual()), "rate o.csv d.csv");
    assert!(kinds.contains(&"orders_hole".to_owned()), "{kinds:?}");
    let finished = orders(0..55, |_| "a");
    let kinds = warnings(&given(&finished, &usual()), "rate o.csv d.csv");
    assert!(kinds.contains(&"orders_hole".to_owned()), "{kinds:?}");
    let open = disputes("status", |_| "processing".to_owned());
    assert_eq!(warnings(&given(&all(), &open), "rate o.csv d.csv"), ["open_only"]);
}

#[test]
fn what_some_disputes_do_not_say_is_counted_for_files_and_store() {
    let place = given(&all(), &usual());
    let half = disputes("status", |n| (if n < 9 { "finished" } else { "processing" }).to_owned());
    let lines = |text: &str, is_taken: &dyn Fn(usize) -> bool| -> String {
        let lines = text.lines().enumerate().filter(|(at, _)| is_taken(*at));
        lines.map(|(_, line)| line.to_owned() + "\n").collect()
    };
    place.write("d1.csv", lines(&usual(), &|at| at < 7));
    place.write("d2.csv", lines(&half, &|at| at == 0 || at > 6));
    let untold = ["facts_untold", "facts_untold"];
    assert_eq!(warnings(&place, "rate o.csv d1.csv d2.csv"), untold);
    // All of them in a list that says it, and some of them in one that does not.
    assert_eq!(warnings(&place, "rate o.csv d.csv d2.csv"), Vec::<String>::new());
    for files in ["d1.csv o.csv", "d2.csv"] {
        let told = place.run(&format!("import {files}"));
        assert!(told.starts_with("exit 0"), "{told}");
    }
    assert_eq!(warnings(&place, "rate"), untold);
    // What the store writes says it too; a blank reason is one that nobody told.
    let told = place.run("store export disputes");
    let table = told.split_once("--- stdout\n").unwrap().1.split("--- stderr").next().unwrap();
    place.write("stored.csv", table);
    assert_eq!(warnings(&place, "rate o.csv stored.csv"), untold);
    // A stage or a ruling without the time of the escalation; a reason of none.
    let staged = disputes("status,stage,escalated_at", |n| {
        format!("processing,{},", if n < 3 { "platform" } else { "negotiation" })
    });
    let kinds = warnings(&given(&all(), &staged), "rate o.csv d.csv");
    assert!(kinds.contains(&"facts_untold".to_owned()), "{kinds:?}");
    let blank = disputes("status,reason", |_| "finished,".to_owned());
    let report = document(&given(&all(), &blank), "rate o.csv d.csv");
    assert_eq!(report["metrics"][2]["assessable"], false, "{report}");
}

#[test]
fn a_shop_without_disputes_is_said_and_the_shop_of_an_order_decides() {
    let by_shop = |day: u64| if day.is_multiple_of(4) { "a" } else { "b" };
    let named = disputes("status,shop", |_| "finished,a".to_owned());
    let place = given(&orders(0..75, by_shop), &named);
    for command in ["rate o.csv d.csv", "rate o.csv d.csv --shop b", "risk o.csv d.csv"] {
        assert_eq!(warnings(&place, command), ["no_disputes"], "{command}");
    }
    assert_eq!(warnings(&place, "rate o.csv d.csv --shop a"), Vec::<String>::new());
    // A dispute that names another shop, or none, counts in that of its order alone.
    let numerator =
        |place: &Place, command: &str| document(place, command)["metrics"][0]["numerator"].clone();
    let other = disputes("status,shop", |_| "finished,b".to_owned());
    let place = given(&orders(0..75, by_shop), &other);
    assert_eq!(numerator(&place, "rate o.csv d.csv --shop b"), 0);
    let place = given(&orders((0..75).filter(|day| day % 4 == 0), |_| ""), &usual());
    place.write("b.csv", orders((0..75).filter(|day| day % 4 > 0), |_| ""));
    for call in ["o.csv --shop a", "b.csv --shop b", "d.csv"] {
        let told = place.run(&format!("import {call}"));
        assert!(told.starts_with("exit 0"), "{told}");
    }
    assert_eq!(numerator(&place, "rate --shop a"), numerator(&place, "rate"));
    assert_eq!(numerator(&place, "rate --shop b"), 0);
    assert_eq!(warnings(&place, "rate --shop b"), Vec::<String>::new());
}

#[test]
fn clocks_of_files_that_are_imported_one_by_one_are_compared() {
    let place = given(&all(), &usual());
    let rows = all().replace("Z,", "+08:00,");
    place.write("c.csv", &rows);
    let told = place.run("import o.csv d.csv");
    assert!(told.starts_with("exit 0"), "{told}");
    let told = place.run("import c.csv");
    assert!(told.contains("75 orders were placed 8 h apart from what the store had"), "{told}");
}

#[test]
fn ids_of_disputes_that_lost_digits_are_refused_or_said() {
    let ids = |id: &dyn Fn(u64) -> u64| {
        let rows = (0..24).map(|n| {
            let order = 8_200_000_000_000_123 + n * 7_777;
            format!("{},{order},2026-01-10T10:00:01Z\n", id(63_000_100_007_901_237 + n * 990_071))
        });
        "dispute_id,order_id,opened_at\n".to_owned() + &rows.collect::<String>()
    };
    let place = given(&all(), &ids(&|id| id / 100 * 100));
    let told = place.run("rate o.csv d.csv --as-of 2026-01-15");
    assert!(told.starts_with("exit 3") && told.contains("damaged ids: all 24"), "{told}");
    // Of 17 digits every eighth number is a floating-point one.
    let rounded = given(&all(), &ids(&|id| id / 8 * 8));
    assert!(warnings(&rounded, "rate o.csv d.csv").contains(&"ids_rounded".to_owned()));
    let whole = given(&all(), &ids(&|id| id));
    assert!(!warnings(&whole, "rate o.csv d.csv").contains(&"ids_rounded".to_owned()));
}

#[test]
fn a_report_on_a_cycle_that_has_ended_takes_deadlines_as_of_now() {
    let place = given(&all(), &usual());
    let now = document(&place, "report o.csv d.csv");
    let then = document(&place, "report o.csv d.csv --cycle previous");
    assert_eq!((&now["open_as_of"], &now["open"]), (&then["open_as_of"], &then["open"]));
    assert_ne!(now["as_of"], then["as_of"]);
    let told = place.run("report o.csv d.csv --as-of 2026-01-15 --cycle previous");
    assert!(told.contains("Open disputes and deadlines are as of 2026-01-15"), "{told}");
}

/// Returns a table in which a cell of some rows is another.
fn changed(table: &str, column: usize, cell: impl Fn(usize, &str) -> Option<String>) -> String {
    let line = |(at, line): (usize, &str)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if let Some(other) = cell(at, &cells[column]).filter(|_| at > 0) {
            cells[column] = other;
        }
        cells.join(",") + "\n"
    };
    table.lines().enumerate().map(line).collect()
}

#[test]
fn a_table_that_says_of_itself_that_it_is_a_part_is_said() {
    for (foot, kind) in [
        ("共 120 条", Some("pages_missing")),
        ("Page 1 of 2,,,,,,", Some("pages_missing")),
        ("...,,,,,,", Some("pages_missing")),
        ("ERROR 2013 (HY000): Lost connection", Some("file_cut")),
        ("共75条", None),
        ("导出人：张三", None),
    ] {
        for end in ["\n", ""] {
            let place = given(&format!("{}{foot}{end}", all()), &usual());
            let kinds = warnings(&place, "rate o.csv d.csv");
            assert_eq!(kinds, kind.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{foot}");
        }
    }
    let place = given(&all(), &format!("{}\"共 27 条\"\n", usual()));
    assert_eq!(warnings(&place, "rate o.csv d.csv"), ["pages_missing"]);
    // The last part says how long all of them are, and a line between two parts is no row of them.
    let (first, second) = (orders(0..40, |_| "a"), orders(40..75, |_| "a"));
    place.write("first.csv", &first);
    place.write("second.csv", format!("{second}共 75 条\n"));
    place.write("both.csv", format!("{first}共 40 条\n{second}共 35 条\n"));
    place.write("d.csv", usual());
    for (files, kinds) in [
        ("first.csv second.csv", &[][..]),
        ("second.csv", &["pages_missing", "orders_missing"]),
        ("both.csv", &[]),
    ] {
        assert_eq!(warnings(&place, &format!("rate {files} d.csv")), kinds, "{files}");
    }
}

/// Returns a table as a web page with the titles in a table of their own, and a text below.
fn page(table: &str, text: &str) -> String {
    let line = |line: &str| format!("<tr><td>{}</td></tr>", line.replace(',', "</td><td>"));
    let (titles, rows) = table.split_once('\n').unwrap();
    let (titles, rows) = (line(titles), rows.lines().map(line).collect::<String>());
    format!("<html><body><table>{titles}</table><table>{rows}</table><p>{text}</p></body></html>")
}

#[test]
fn the_text_of_a_page_says_how_long_its_table_is() {
    for (text, kind) in [
        ("共 <b>120</b> 条", Some("pages_missing")),
        ("第 1 页 / 共 4 页", Some("pages_missing")),
        ("共 75 条 <select><option>100 条/页</option></select>", None),
        ("导出时间 2026-01-15", None),
    ] {
        let place = given(&page(&all(), text), &usual());
        let kinds = warnings(&place, "rate o.csv d.csv");
        assert_eq!(kinds, kind.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_zone_that_is_named_beside_a_table_is_obeyed() {
    const SAYS: &str = "所有时间均为北京时间";
    let bare = all().replace('Z', "");
    let figures =
        |orders: String| document(&given(&orders, &usual()), "rate o.csv d.csv")["metrics"].clone();
    let above = figures(format!("{SAYS}\n{bare}"));
    assert_ne!(figures(bare.clone()), above);
    assert_eq!(figures(page(&bare, SAYS)), above);
    assert_eq!(figures(format!("{bare}注：以上时间均为北京时间\n")), above);
    assert_eq!(figures(bare.replacen('\n', &format!(",{SAYS}\n"), 1)), above);
    // Each row by its own zone, as if each time had it.
    let table = |row: &dyn Fn(&str, &str) -> String| {
        let whole = all();
        let lines = whole.lines().enumerate().map(|(at, line)| match at {
            0 => row(line, "utc_offset"),
            1 => row(line, " America/Los_Angeles"),
            _ => row(line, if at < 40 { "-07:00" } else { "-08:00" }),
        });
        lines.collect::<String>()
    };
    let by_column = figures(table(&|line, own| format!("{},{own}\n", line.replace('Z', ""))));
    assert_eq!(by_column, figures(table(&|line, own| format!("{}\n", line.replace('Z', own)))));
    let one = given(&bare.replacen("created_at", "created_at (UTC+8)", 1), &usual());
    assert!(warnings(&one, "rate o.csv d.csv").contains(&"zone_assumed".to_owned()));
    let all = given(&bare.replacen("_at,", "_at (UTC+8),", 4), &usual());
    assert!(!warnings(&all, "rate o.csv d.csv").contains(&"zone_assumed".to_owned()));
}

#[test]
fn days_without_a_time_in_some_rows_and_ends_of_orders_that_nobody_paid_are_known() {
    let days = |column: usize, of: &dyn Fn(usize) -> bool| {
        let day = |own: &str| own.split('T').next().unwrap().to_owned();
        given(&changed(&all(), column, |at, own| of(at).then(|| day(own))), &usual())
    };
    // Of the days on which no window begins or ends, all events are in it or none is.
    for (column, number, command, kinds) in [
        (5, 9, "rate o.csv d.csv", &["days_only"][..]),
        (5, 10, "rate o.csv d.csv", &[]),
        (5, 10, "rate o.csv d.csv --by month", &["days_only"]),
        (5, 10, "rate o.csv d.csv --series 6", &["days_only"]),
        (2, 9, "rate o.csv d.csv", &[]),
    ] {
        let place = days(column, &|at| at % number == 1 && at < 60);
        assert_eq!(warnings(&place, command), kinds, "{command} {column} {number}");
    }
    let end = |_, own: &str| Some(format!("{}T23:59:59Z", own.split_once('T')?.0));
    let last = changed(&changed(&all(), 2, end), 3, end);
    assert!(
        warnings(&given(&last, &usual()), "rate o.csv d.csv").contains(&"days_only".to_owned())
    );
    // Closed without payment: they were never completed, whatever time stands there.
    let denominator = |orders: &str| {
        document(&given(orders, &usual()), "rate o.csv d.csv")["metrics"][0]["denominator"].clone()
    };
    let closed = changed(&all(), 6, |at, _| at.is_multiple_of(5).then(|| "closed".to_owned()));
    let unpaid = changed(&closed, 3, |at, _| at.is_multiple_of(5).then(String::new));
    let ended = changed(&unpaid, 4, |at, _| at.is_multiple_of(5).then(String::new));
    let without = changed(&ended, 5, |at, _| at.is_multiple_of(5).then(String::new));
    assert_eq!(denominator(&ended), denominator(&without));
    assert_ne!(denominator(&ended), denominator(&all()));
}

#[test]
fn one_dispute_with_an_id_and_without_in_two_lists_is_one() {
    let count = |first: &str, second: &str| {
        let place = given(&all(), first);
        place.write("e.csv", second);
        let found = document(&place, "rate o.csv d.csv e.csv");
        let stored = ["o.csv d.csv", "e.csv"].map(|files| place.run(&format!("import {files}")));
        assert!(stored.iter().all(|told| told.starts_with("exit 0")), "{stored:?}");
        let of_store = document(&place, "rate");
        assert_eq!(found["inputs"]["disputes"], of_store["inputs"]["disputes"]);
        let caveats = found["caveats"].to_string();
        (found["inputs"]["disputes"].as_u64(), caveats.contains("records_contradict"))
    };
    let lines = disputes("line_id", |n| (8_200_000_000_010_123 + 4 * n * 7_777).to_string());
    let bare = |minutes: bool| -> String {
        let cut = |line: &str| {
            let row = line.split(',').skip(1).take(2).collect::<Vec<_>>().join(",");
            if minutes { row.replace(":01Z", "Z") + "\n" } else { row + "\n" }
        };
        lines.lines().map(cut).collect()
    };
    assert_eq!(count(&lines, &bare(false)), (Some(12), false));
    assert_eq!(count(&lines, &bare(true)), (Some(12), false));
    // The platform's id of a dispute is 100,000 below that of its line; any other is said.
    let ids = |above: u64| {
        let text = disputes("status", |_| "finished".to_owned());
        (0..12).rev().fold(text, |text, n| {
            text.replace(&format!("D{n},"), &format!("{},", 63_000_000_123 + n * 1_000_003 + above))
        })
    };
    assert_eq!(count(&ids(100_000), &ids(0)), (Some(12), false));
    assert_eq!(count(&ids(77), &ids(0)), (Some(24), true));
}

#[test]
fn two_spellings_of_a_key_that_differ_are_refused() {
    let place = given(&all(), "");
    let line = |status: &str| {
        format!(
            "{{\"order_id\":\"8200000000000123\",\"opened_at\":\"2025-12-01T10:00:01Z\",\
             \"status\":\"finished\",\"Status\":\"{status}\"}}\n"
        )
    };
    place.write("d.csv", line("cancelled"));
    let told = place.run("rate o.csv d.csv --as-of 2026-01-15");
    assert!(told.starts_with("exit 3") && told.contains("finished / cancelled"), "{told}");
    place.write("d.csv", line("finished"));
    assert!(place.run("rate o.csv d.csv --as-of 2026-01-15").starts_with("exit 0"));
}

/// Returns a table whose later half has its first three values under other titles.
fn joined(table: &str, titles: &str) -> String {
    let (own, rows) = table.split_once('\n').unwrap();
    let half = rows.lines().count() / 2;
    let row = |(at, row): (usize, &str)| match at < half {
        true => format!("{row},,,\n"),
        false => {
            let mut cells: Vec<&str> = row.split(',').collect();
            let first: Vec<&str> = cells.drain(..3).collect();
            format!(",,,{},{}\n", cells.join(","), first.join(","))
        }
    };
    format!("{own},{titles}\n") + &rows.lines().enumerate().map(row).collect::<String>()
}

/// Returns a table as JSON lines, without the cells that are blank.
fn json_lines(table: &str) -> String {
    let (titles, rows) = table.split_once('\n').unwrap();
    let line = |row: &str| {
        let cells = titles.split(',').zip(row.split(',')).filter(|(_, cell)| !cell.is_empty());
        let fields: Vec<_> = cells.map(|(title, cell)| format!("\"{title}\":\"{cell}\"")).collect();
        format!("{{{}}}\n", fields.join(","))
    };
    rows.lines().map(line).collect()
}

#[test]
fn rows_of_another_table_among_those_of_a_table_are_bad() {
    let other = joined(&all(), "no,name,time").replace(",a,", ",,");
    let filed = joined(&usual(), "case,number,time");
    for (orders, disputes, file, count) in [
        (&other, &usual(), "o.csv", 38),
        (&page(&other, ""), &usual(), "o.csv", 38),
        (&json_lines(&other), &usual(), "o.csv", 38),
        (&all(), &filed, "d.csv", 6),
        (&all(), &page(&filed, ""), "d.csv", 6),
        (&all(), &json_lines(&filed), "d.csv", 6),
    ] {
        let told = given(orders, disputes).run("rate o.csv d.csv --as-of 2026-01-15");
        let expected = format!("`{file}` has {count} bad rows");
        assert!(told.starts_with("exit 3") && told.contains(&expected), "{told}\n{orders}");
        assert!(told.contains("an order id in a column that is not read"), "{told}");
    }
    // Marks that nobody reads, below a table and beside it, are none.
    let marked = all().lines().map(|row| format!("{row},FALSE\n")).collect::<String>();
    let marked = marked.replacen("FALSE", "checked", 1) + ",,,,,,,FALSE\n,,,,,,,82 orders\n";
    assert!(
        given(&marked, &usual()).run("rate o.csv d.csv --as-of 2026-01-15").starts_with("exit 0")
    );
}

#[test]
fn times_that_another_file_gives_are_not_blank() {
    let blank = changed(&all(), 5, |at, _| at.is_multiple_of(3).then(String::new));
    let place = given(&all(), &usual());
    place.write("old.csv", &blank);
    assert_eq!(warnings(&place, "rate o.csv old.csv d.csv"), Vec::<String>::new());
    assert_eq!(warnings(&place, "rate old.csv d.csv"), ["times_blank"]);
    // Lines above the titles state a length too.
    place.write("part.csv", format!("共 90 条\n{}", all()));
    assert_eq!(warnings(&place, "rate part.csv d.csv"), ["pages_missing"]);
}

#[test]
fn a_store_says_of_its_orders_what_files_say_of_theirs() {
    let hole = orders((0..75).filter(|day| !(30..48).contains(day)), |_| "a");
    let place = given(&hole, &usual());
    for file in ["o.csv", "d.csv"] {
        assert!(place.run(&format!("import {file}")).starts_with("exit 0"));
    }
    assert!(warnings(&place, "rate").contains(&"orders_hole".to_owned()));
    let whole = given(&all(), &usual());
    for file in ["o.csv", "d.csv"] {
        assert!(whole.run(&format!("import {file}")).starts_with("exit 0"));
    }
    assert_eq!(warnings(&whole, "rate"), Vec::<String>::new());
    // A shop that only disputes name.
    let named = disputes("status,shop", |n| format!("finished,{}", if n < 5 { "a" } else { "c" }));
    assert!(warnings(&given(&all(), &named), "rate o.csv d.csv").contains(&"no_orders".to_owned()));
    // A list looks at the orders of the disputes that it shows: here of none. It has no window.
    let over = disputes("status,shop,closed_at", |_| "finished,a,2026-01-13T00:00:00Z".to_owned());
    assert_eq!(warnings(&given(&all(), &over), "list o.csv d.csv"), Vec::<String>::new());
}

#[test]
fn rows_that_a_column_says_are_deleted_are_left_out_and_counted() {
    let figure = |orders: &str| {
        let answer = document(&given(orders, &usual()), "rate o.csv d.csv");
        let said = answer["caveats"].as_array().unwrap().iter();
        let said = said.filter(|caveat| caveat["kind"] == "rows_left_out");
        let said: Vec<&str> = said.map(|caveat| caveat["message"].as_str().unwrap()).collect();
        (answer["metrics"][0]["denominator"].clone(), said.join("\n"))
    };
    // None of them is in dispute.
    let is_marked = |at: usize| at % 8 == 3;
    let rest: Vec<_> = all().lines().map(str::to_owned).collect();
    let rest = rest.iter().enumerate().filter(|(at, _)| !is_marked(*at));
    let (right, _) = figure(&rest.map(|(_, line)| format!("{line}\n")).collect::<String>());
    for (title, marked, other, said) in [
        (
            "is_deleted",
            "1",
            "0",
            "is_deleted says that they are deleted, tests or not valid: `1` (10)",
        ),
        ("已删除", "是", "", "已删除 says that they are deleted, tests or not valid: `是` (10)"),
        (
            "deleted_at",
            "2026-01-03 10:00:00",
            "NULL",
            "deleted_at says that they are deleted, tests or not valid",
        ),
        (
            "is_valid",
            "false",
            "true",
            "is_valid says that they are deleted, tests or not valid: `false` (10)",
        ),
        (
            "platform",
            "ebay",
            "aliexpress",
            "10 rows of other platforms were left out, as column H platform says: `ebay` (10)",
        ),
        ("is_deleted", "0", "0", ""),
    ] {
        let cell = |at: usize| match at {
            0 => title,
            _ if is_marked(at) => marked,
            _ => other,
        };
        let rows = all();
        let rows = rows.lines().enumerate().map(|(at, line)| format!("{line},{}\n", cell(at)));
        let right = if said.is_empty() { figure(&all()).0 } else { right.clone() };
        let (rate, told) = figure(&rows.collect::<String>());
        assert_eq!((rate, told.ends_with(said)), (right, true), "{title}: {told}");
    }
    let whole = all();
    let rows = whole.lines().enumerate();
    let rows =
        rows.map(|(at, line)| format!("{line},{}\n", if at == 0 { "is_valid" } else { "0" }));
    let told = given(&rows.collect::<String>(), &usual()).run("rate o.csv d.csv");
    assert!(told.starts_with("exit 3") && told.contains("is_valid says of"), "{told}");
}

#[test]
fn what_stands_beside_json_rows_is_theirs() {
    let rows = |table: &str| format!("[{}]", json_lines(table).trim_end().replace('\n', ","));
    let of_shop = |name: &str, days: std::ops::Range<u64>| {
        let orders = orders(days, |_| "").replacen("shop", "none", 1);
        format!("{{\"店铺\": \"{name}\", \"orders\": {}}}", rows(&orders))
    };
    let two = format!("[{}, {}]", of_shop("a", 0..40), of_shop("b", 40..75));
    let document = document(&given(&two, &usual()), "rate o.csv d.csv --by shop");
    let shops: Vec<_> =
        document["groups"].as_array().unwrap().iter().map(|group| &group["key"]).collect();
    assert_eq!(shops, ["a", "b"]);
    for (beside, kind) in [
        ("\"filter\": {\"reason\": \"quality\"}", Some("pages_missing")),
        ("\"筛选条件\": \"质量问题\"", Some("pages_missing")),
        ("\"filter\": \"all\", \"page\": 1", None),
        ("\"exported_at\": \"2026-01-15 10:00\"", None),
        ("\"总数\": 12", None),
    ] {
        let list = format!("{{{beside}, \"disputes\": {}}}", rows(&usual()));
        let kinds = warnings(&given(&all(), &list), "rate o.csv d.csv");
        assert_eq!(kinds, kind.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{beside}");
    }
    for beside in ["\"总数\": 40", "\"_links\": {\"next\": {\"href\": \"/2\"}}", "\"more\": true"]
    {
        let list = format!("{{{beside}, \"disputes\": {}}}", rows(&usual()));
        let told = given(&all(), &list).run("rate o.csv d.csv --as-of 2026-01-15");
        assert!(told.starts_with("exit 3") && told.contains("incomplete"), "{beside}: {told}");
    }
}
