//! Counting in a database and judging here gives what reading the rows here gives.

use std::fs;

use disputes::domain::{MaskCount, Moment, Window};
use disputes::reports::rate::{Grouping, report_of_masks};
use disputes::warehouse::{Dialect, GroupBy, MaskQuestion, Tables, Vocabulary, read_counts};
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params};
use serde_json::Value;

use crate::common::{Place, root};
use crate::random_shops::{MOMENTS, Shops, numbers, settings, shops};

fn iso(at: Option<i64>) -> Option<String> {
    at.map(|at| Moment::from_millis(at).to_string())
}

/// Puts shops into tables of an embedded database; times as text.
pub(crate) fn loaded(shops: &Shops) -> Connection {
    let base = Connection::open_in_memory().unwrap();
    base.execute_batch(
        "CREATE TABLE orders (order_id TEXT, shop TEXT, product_id TEXT, country TEXT, paid_at TEXT, completed_at TEXT, completion TEXT);
         CREATE TABLE disputes (order_id TEXT, shop TEXT, buyer_country TEXT, opened_at TEXT, reason TEXT, status TEXT, escalated_at TEXT, ruled_at TEXT, liability TEXT, closed_at TEXT);
         BEGIN;",
    )
    .unwrap();
    let mut insert = base.prepare("INSERT INTO orders VALUES (?,?,?,?,?,?,?)").unwrap();
    for row in &shops.orders {
        for _ in 0..row.rows {
            let id = row.id.to_string();
            let (paid, completed) = (iso(row.paid), iso(row.completed));
            insert
                .execute(params![
                    id,
                    row.shop,
                    row.product,
                    row.country,
                    paid,
                    completed,
                    row.completion
                ])
                .unwrap();
        }
    }
    drop(insert);
    let mut insert = base.prepare("INSERT INTO disputes VALUES (?,?,?,?,?,?,?,?,?,?)").unwrap();
    for row in &shops.disputes {
        let id = row.order.to_string();
        let (opened, escalated) = (iso(Some(row.opened)), iso(row.escalated));
        let (ruled, closed) = (iso(row.ruled), iso(row.closed));
        insert
            .execute(params![
                id,
                row.shop,
                row.country,
                opened,
                row.reason,
                row.status,
                escalated,
                ruled,
                row.liability,
                closed
            ])
            .unwrap();
    }
    drop(insert);
    base.execute_batch("COMMIT").unwrap();
    base
}

/// Runs a statement and returns its rows as a client prints them.
pub(crate) fn answer(base: &Connection, statement: &str) -> String {
    let mut query = base.prepare(statement).unwrap();
    let columns = query.column_count();
    let rows = query.query_map([], |row| {
        let cells = (0..columns).map(|at| row.get::<_, Cell>(at).map(shown));
        Ok(cells.collect::<Result<Vec<String>, _>>()?.join(",") + "\n")
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn shown(cell: Cell) -> String {
    match cell {
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn question<'a>(
    tables: &'a Tables,
    words: &'a Vocabulary,
    (rule_set, as_of): (&str, &str),
    by: GroupBy,
) -> MaskQuestion<'a> {
    let days = settings(rule_set).longest_window();
    let window = Window::ending_at(Moment::from_rfc3339(as_of).unwrap(), days);
    MaskQuestion { dialect: Dialect::Sqlite, tables, words, window, zone: None, by, shops: &[] }
}

const GROUPS: [(GroupBy, Grouping); 3] = [
    (GroupBy::Shop, Grouping::Shop),
    (GroupBy::Product, Grouping::Product),
    (GroupBy::Country, Grouping::Country),
];

#[test]
fn ten_thousand_random_shops_are_counted_alike_by_sqlite_and_here() {
    let made = shops(10_000, 1);
    std::thread::scope(|scope| {
        for as_of in MOMENTS {
            let made = &made;
            scope.spawn(move || counted_alike(made, as_of));
        }
    });
}

fn counted_alike(made: &Shops, as_of: &str) {
    let base = loaded(made);
    let tables = Tables::new("orders", "disputes", []).unwrap();
    let words = Vocabulary::new([]).unwrap();
    for (by, grouping) in GROUPS {
        // The masks are of no rule set but its window: one answer serves both.
        let asked = question(&tables, &words, ("aliexpress-2021", as_of), by);
        let file = read_counts(&answer(&base, &asked.statement().unwrap())).unwrap();
        assert_eq!(file.fingerprint, Some(asked.fingerprint()));
        assert_eq!((file.undated, file.in_several_groups), (0, 0));
        assert!(file.repeated > 1_000, "{}", file.repeated);
        for rule_set in ["aliexpress-2021", "aliexpress-2013"] {
            let at = Moment::from_rfc3339(as_of).unwrap();
            let counted = report_of_masks(&file.rows, Some(grouping), at, settings(rule_set), None);
            let read = made.report(rule_set, as_of, grouping);
            let (counted, read) = (numbers(&counted), numbers(&read));
            assert!(read.len() > 30, "{}", read.len());
            for (key, expected) in &read {
                assert_eq!(counted.get(key), Some(expected), "{key:?} {rule_set} {as_of}");
            }
            assert_eq!(counted.len(), read.len(), "{grouping:?} {rule_set} {as_of}");
        }
    }
}

fn counts_of(answer: &str) -> Vec<(Option<u64>, Option<u64>)> {
    let json = answer.split("--- stdout\n").nth(1).unwrap_or_else(|| panic!("{answer}"));
    let json = json.split("--- stderr\n").next().unwrap();
    let document: Value = serde_json::from_str(json).unwrap();
    let metrics = document["metrics"].as_array().unwrap();
    metrics.iter().map(|m| (m["numerator"].as_u64(), m["denominator"].as_u64())).collect()
}

/// The made-up shop of the examples in a database.
pub(crate) fn example() -> Connection {
    base_of(["orders", "disputes"].map(|table| {
        let path = root().join(format!("examples/shop/{table}.csv"));
        (table, fs::read_to_string(path).unwrap())
    }))
}

/// Tables with the columns and rows of csv texts.
fn base_of(tables: [(&str, String); 2]) -> Connection {
    let base = Connection::open_in_memory().unwrap();
    for (table, text) in tables {
        let mut rows = csv_rows(&text).into_iter();
        let titles = rows.next().unwrap();
        base.execute_batch(&format!("CREATE TABLE {table} ({})", titles.join(", "))).unwrap();
        let places = vec!["?"; titles.len()].join(",");
        let mut insert = base.prepare(&format!("INSERT INTO {table} VALUES ({places})")).unwrap();
        for row in rows {
            insert.execute(rusqlite::params_from_iter(row.iter().take(titles.len()))).unwrap();
        }
    }
    base
}

/// Splits csv into rows of fields.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    for letter in text.chars() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            letter => row.last_mut().unwrap().push(letter),
        }
    }
    rows.retain(|row| row.len() > 1);
    rows
}

#[test]
fn a_printed_statement_and_its_answer_give_what_the_files_give() {
    let base = example();
    let place = Place::new();
    let shop = root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv", shop.display());
    for rules in ["", "--rules aliexpress-2013", "--rules aliexpress-2015"] {
        let as_of = format!("--as-of 2026-01-16 {rules}");
        let printed = place.run(&format!("sql --dialect sqlite --by shop {as_of}"));
        let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
        assert!(statement.starts_with("-- disputes counts6/masks/2026-01-16T16:00:00Z/"));
        let counted = answer(&base, statement);
        let judged =
            place.run_with(&format!("rate --counts - --format json {rules}"), counted.as_bytes());
        let read = place.run(&format!("rate {files} {as_of} --format json"));
        assert_eq!(counts_of(&judged), counts_of(&read), "{judged}");
        assert!(judged.contains("\"kind\": \"counts_unchecked\""), "{judged}");
    }
}

/// What is said of who was liable: the figures and the word of `check`.
fn said_of_rulings(place: &Place, input: &str, stdin: &str) -> Vec<String> {
    let json = |command: &str| {
        let line = format!("{command} {input} --format json");
        let told = place.run_with(&line, stdin.as_bytes());
        let json = told.split("--- stdout\n").nth(1).unwrap().split("--- stderr\n").next().unwrap();
        let document: Value = serde_json::from_str(json).unwrap();
        let metrics = document["metrics"].as_array().unwrap();
        metrics.iter().find(|metric| metric["id"] == "seller_liable_rate").unwrap().clone()
    };
    let (rate, risk) = (json("rate"), json("risk"));
    let mut said: Vec<String> =
        ["assessable", "numerator", "denominator", "rate", "range", "reason"]
            .map(|key| rate[key].to_string())
            .into();
    said.push(risk["level"].to_string());
    let line =
        format!("check {input} --warning seller_liable_rate=5% --critical seller_liable_rate=30%");
    let line = place.run_with(&line, stdin.as_bytes());
    let of_rulings = line.split([';', '-', '|']).find(|part| part.contains(" seller_liable_rate"));
    said.push(of_rulings.unwrap_or_else(|| panic!("{line}")).trim().to_owned());
    let text = place.run_with(&format!("report {input}"), stdin.as_bytes());
    let sentences = ["liable party is not known", "no ruling in the window says who was liable"];
    said.push(sentences.iter().any(|sentence| text.contains(sentence)).to_string());
    said
}

#[test]
fn rulings_that_name_nobody_are_of_counts_what_they_are_of_files() {
    let place = Place::new();
    for (case, liable) in [
        ["seller", "buyer", "", "none", "who?", "logistics"],
        ["", "none", "", "", "who?", ""],
        ["buyer", "buyer", "platform", "logistics", "buyer", "buyer"],
        ["buyer", "buyer", "platform", "logistics", "buyer", ""],
        ["seller", "seller", "", "seller", "seller", "seller"],
    ]
    .into_iter()
    .enumerate()
    {
        let (mut orders, mut disputes) = (
            "order_id,created_at,paid_at,completed_at,completion\n".to_owned(),
            "order_id,opened_at,status,reason,escalated_at,ruled_at,liability,closed_at\n"
                .to_owned(),
        );
        for number in 0..40 {
            let id = 8_200_460_800_001_233_u64 + number * 70_117;
            orders += &format!(
                "{id},2025-12-20T00:00:00Z,2025-12-20T01:00:00Z,2026-01-03T00:00:00Z,timeout\n"
            );
            // The last two rulings are of one order.
            if let Some(liable) = liable.get(usize::try_from(number).unwrap() + 1) {
                disputes += &format!(
                    "{id},2026-01-04T00:00:00Z,finished,quality,2026-01-05T00:00:00Z,2026-01-06T00:00:00Z,{liable},2026-01-06T00:00:00Z\n"
                );
            }
            if number == 4 {
                disputes += &format!(
                    "{id},2026-01-07T00:00:00Z,cancelled_by_buyer,quality,2026-01-07T01:00:00Z,2026-01-08T00:00:00Z,{},2026-01-08T00:00:00Z\n",
                    liable[0]
                );
            }
        }
        place.write("orders.csv", &orders);
        place.write("disputes.csv", &disputes);
        let base = base_of([("orders", orders), ("disputes", disputes)]);
        let tables = Tables::new("orders", "disputes", []).unwrap();
        let words = Vocabulary::new([]).unwrap();
        let asked = question(&tables, &words, ("aliexpress-2021", MOMENTS[0]), GroupBy::Nothing);
        let counted = answer(&base, &asked.statement().unwrap());
        let read = said_of_rulings(&place, "orders.csv disputes.csv --as-of 2026-01-16", "");
        let counted = said_of_rulings(&place, "--counts -", &counted);
        assert_eq!(counted, read, "case {case}");
        assert_eq!(read[8], (case != 2).to_string(), "case {case}");
        let range = &read[4];
        assert_eq!(range.contains("\"unknown_parties\":null"), matches!(case, 1 | 2), "{range}");
        assert_eq!(read[5], ["null", "\"no-liable-parties\""][usize::from(case == 1)], "{case}");
    }
}

/// The rows as csv, with every field quoted.
fn csv_of(rows: &[Vec<String>]) -> String {
    let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect()
}

#[test]
fn words_in_any_form_are_counted_as_they_are_read() {
    let place = Place::new();
    let forms: [fn(&str) -> String; 7] = [
        str::to_owned,
        str::to_uppercase,
        |word| word.replace('_', " "),
        |word| word.replace('_', "-"),
        |word| format!(" {} ", word.replace('_', " _")),
        |word| word.replacen("cancelled", "Canceled", 1),
        |word| if word.is_empty() { "NULL".to_owned() } else { word.to_owned() },
    ];
    let tables = ["orders", "disputes"].map(|table| {
        let path = root().join(format!("examples/shop/{table}.csv"));
        let mut rows = csv_rows(&fs::read_to_string(path).unwrap());
        let titles = rows[0].clone();
        for (number, row) in rows.iter_mut().enumerate().skip(1) {
            for (column, title) in titles.iter().enumerate() {
                if ["reason", "status", "liability"].contains(&title.as_str())
                    || *title == "completion" && !row[column].is_empty()
                {
                    row[column] = forms[(number * 5 + column) % forms.len()](&row[column]);
                }
            }
        }
        let text = csv_of(&rows);
        place.write(&format!("{table}.csv"), &text);
        (table, text)
    });
    let base = base_of(tables);
    for as_of in ["2026-01-16", "2025-12-20"] {
        let printed = place.run(&format!("sql --dialect sqlite --by shop --as-of {as_of}"));
        let counted = answer(&base, printed.strip_prefix("exit 0\n--- stdout\n").unwrap());
        for rules in ["", "--rules aliexpress-2013"] {
            let told = place
                .run_with(&format!("rate --counts - --format json {rules}"), counted.as_bytes());
            let read = place.run(&format!(
                "rate orders.csv disputes.csv --as-of {as_of} --format json {rules}"
            ));
            assert_eq!(counts_of(&told), counts_of(&read), "{told}");
            for kind in ["unknown_status", "unknown_reason", "unknown_liability"] {
                // Files say it of rows outside the window as well.
                assert!(!told.contains(kind) || read.contains(kind), "{kind}: {told}");
            }
        }
    }
}

#[test]
fn lines_of_clients_around_the_rows_are_left_out() {
    let place = Place::new();
    let printed = place.run("sql --dialect sqlite --by shop --as-of 2026-01-16");
    let text = answer(&example(), printed.strip_prefix("exit 0\n--- stdout\n").unwrap());
    let read = |text: &str| {
        let told = place.run_with("rate --counts - --format json", text.as_bytes());
        assert!(told.starts_with("exit 0\n"), "{text}: {told}");
        told
    };
    let plain = read(&text);
    let count = text.lines().count();
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<String>>();
    let each = |form: &dyn Fn(&[String]) -> String, end: &str| -> String {
        text.lines().map(|row| form(&cells(row)) + end).collect()
    };
    let object = |row: &[String]| {
        format!("{{\"grp\":\"{}\",\"mask\":{},\"orders\":{}}}", row[0], row[1], row[2])
    };
    let rule = "+---+---+---+\n";
    let array = |between: &str| {
        let objects: Vec<String> = text.lines().map(|row| object(&cells(row))).collect();
        format!("[{}]\n", objects.join(between))
    };
    for form in [
        format!("Timing is on.\nProgress: 3,4,5\n{text}({count} rows)\n\nTime: 12.345 ms\n"),
        format!(
            "Setting default log level to \"WARN\".\n26/01/16 00:00:00 WARN Loader: none, using 1\n{text}Time taken: 3.2 seconds, Fetched {count} row(s)\n"
        ),
        format!("mysql: [Warning] Using a password is insecure.\n{}", text.replace(',', "\t")),
        format!(
            "orders,mask,grp\n{}",
            each(&|row| format!("{},{},{}", row[2], row[1], row[0]), "\n")
        ),
        format!(
            "{rule}| grp | mask | orders |\n{rule}{}{rule}",
            each(&|row| format!("| {} |", row.join(" | ")), "\n")
        ),
        each(&object, "\n"),
        array(",\n"),
        array(", "),
    ] {
        assert_eq!(read(&form), plain, "{form}");
    }
    // A row that was lost is not taken for a line of the client.
    let lost: Vec<&str> = text.lines().skip(1).collect();
    let told =
        place.run_with("rate --counts -", format!("WARN: 1\n{}", lost.join("\n")).as_bytes());
    assert!(told.starts_with("exit 3\n") && told.contains("is not a row of counts"), "{told}");
}

#[test]
fn what_tables_lack_is_said_as_of_files() {
    let place = Place::new();
    let statement = |as_of: &str| {
        let printed = place.run(&format!("sql --dialect sqlite --as-of {as_of}"));
        printed.strip_prefix("exit 0\n--- stdout\n").unwrap().to_owned()
    };
    let said = |change: &str, as_of: &str| {
        let base = example();
        base.execute_batch(
            "UPDATE disputes SET status = 'processing' WHERE status = 'warehouse_check';
             UPDATE disputes SET reason = '' WHERE reason = 'the lamp hums';",
        )
        .unwrap();
        base.execute_batch(change).unwrap();
        let text = answer(&base, &statement(as_of));
        let told = place.run_with("rate --counts - --format json", text.as_bytes());
        let json = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
        let json: Value = serde_json::from_str(json.split("--- stderr").next().unwrap()).unwrap();
        let kinds = json["caveats"].as_array().unwrap().iter().map(|caveat| {
            format!("{}:{}", caveat["kind"].as_str().unwrap(), caveat["severity"].as_str().unwrap())
        });
        let kinds: Vec<String> = kinds.filter(|kind| !kind.starts_with("counts_")).collect();
        (kinds.join(" "), json["metrics"][0]["numerator"].as_u64(), text)
    };
    for (change, kinds) in [
        ("", ""),
        ("UPDATE orders SET completed_at = ''", "times_blank:warning"),
        // Nothing can have been completed yet.
        ("UPDATE orders SET completed_at = '', paid_at = '2026-01-15T10:00:00Z'", ""),
        ("UPDATE disputes SET order_id = order_id || ' '", "orders_missing:warning"),
        (
            "UPDATE disputes SET order_id = '9' || order_id WHERE rowid % 4 = 0",
            "orders_missing:note",
        ),
        ("DELETE FROM disputes", "empty_list:warning"),
        (
            "INSERT INTO disputes SELECT * FROM disputes; UPDATE disputes SET status = 'processing', closed_at = '' WHERE rowid * 2 > (SELECT count(*) FROM disputes)",
            "rows_repeated:warning",
        ),
        ("INSERT INTO disputes SELECT * FROM disputes", ""),
        ("UPDATE disputes SET reason = 'torn' WHERE rowid % 3 = 0", "unknown_reason:warning"),
        ("UPDATE disputes SET liability = 'who?'", "unknown_liability:warning"),
    ] {
        let (found, numerator, _) = said(change, "2026-01-16");
        assert_eq!(found, kinds, "{change}");
        assert_eq!(numerator.is_none(), kinds.starts_with("times_blank"), "{change}");
    }
    // Tables that were not filled: nothing is OK.
    let (kinds, _, text) = said("", "2026-01-25");
    assert_eq!(kinds, "stale_data:warning");
    let check = |text: &str| {
        place.run_with("check --counts - --warning 99% --critical 99%", text.as_bytes())
    };
    let told = check(&text);
    assert!(told.contains("WARNING") && told.contains("the newest fact in the tables"), "{told}");
    let told = check(&said("", "2026-01-16").2);
    assert!(told.contains("DISPUTES OK") && told.contains("2026-01-1"), "{told}");
}

#[test]
fn a_table_without_a_status_is_counted_and_it_is_said() {
    let (place, base) = (Place::new(), example());
    base.execute_batch("ALTER TABLE disputes DROP COLUMN status").unwrap();
    let printed = place.run("sql --dialect sqlite --as-of 2026-01-16 --map status=");
    let text = answer(&base, printed.strip_prefix("exit 0\n--- stdout\n").unwrap());
    for rules in ["aliexpress-2021", "aliexpress-2013"] {
        let line = format!("rate --counts - --format json --rules {rules}");
        let told = place.run_with(&line, text.as_bytes());
        let json = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
        let json: Value = serde_json::from_str(json.split("--- stderr").next().unwrap()).unwrap();
        let range = &json["metrics"][0]["range"];
        assert_eq!(range["cancelled_excluded"], range["cancelled_counted"], "{rules}");
        assert!(range["cancelled_counted"]["numerator"].as_u64() > Some(0), "{rules}");
        assert!(told.contains("which of them were cancelled is not known"), "{rules}: {told}");
    }
}

#[test]
fn parts_of_a_millisecond_do_not_move_a_dispute() {
    let base = Connection::open_in_memory().unwrap();
    base.execute_batch(
        "CREATE TABLE orders (order_id TEXT, shop TEXT, product_id TEXT, country TEXT, paid_at TEXT, completed_at TEXT, completion TEXT);
         CREATE TABLE disputes (order_id TEXT, shop TEXT, buyer_country TEXT, opened_at TEXT, reason TEXT, status TEXT, escalated_at TEXT, ruled_at TEXT, liability TEXT, closed_at TEXT);
         INSERT INTO orders (order_id, paid_at) VALUES ('1', '2026-01-10T00:00:00Z');
         INSERT INTO disputes (order_id, opened_at) VALUES
           ('1', '2026-01-16T15:59:59.9996Z'), ('2', '2026-01-16T23:59:59.999999+08:00'), ('3', '2025-12-17T15:59:59.9999Z'),
           ('4', '2025-12-17T16:00:00.0001Z'), ('5', '2026-01-16T16:00:00.0004Z'), ('6', '2025-12-17 16:00:00Z');",
    )
    .unwrap();
    let (tables, words) =
        (Tables::new("orders", "disputes", []).unwrap(), Vocabulary::new([]).unwrap());
    let asked =
        question(&tables, &words, ("aliexpress-2021", "2026-01-16T16:00:00Z"), GroupBy::Nothing);
    let file = read_counts(&answer(&base, &asked.statement().unwrap())).unwrap();
    assert_eq!((file.disputed, file.without_row), (4, 3));
}

#[test]
fn counts_of_another_question_are_refused() {
    let base = example();
    let place = Place::new();
    let printed = place.run("sql --dialect sqlite --by shop --as-of 2026-01-16");
    let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
    let counted = answer(&base, statement);
    place.write("counts.csv", &counted);
    for (line, words) in [
        ("--rules aliexpress-2015", "over 30 days, and 90 are asked for"),
        ("--window 7", "over 30 days, and 7 are asked for"),
        ("--as-of 2026-01-15", "as of 2026-01-16T16:00:00Z, and 2026-01-15T16:00:00Z is asked for"),
        ("--by product", "by shop, and product is asked for"),
    ] {
        let told = place.run(&format!("rate --counts counts.csv {line}"));
        assert!(told.starts_with("exit 3\n") && told.contains(words), "{line}: {told}");
    }
    let bare: String =
        counted.lines().filter(|row| !row.contains(",0,")).map(|row| format!("{row}\n")).collect();
    place.write("bare.csv", &bare);
    let told = place.run("rate --counts bare.csv");
    assert!(told.starts_with("exit 3\n") && told.contains("nothing says which question"), "{told}");
    let print = statement.lines().next().unwrap();
    place.write("commented.csv", format!("{print}\ngrp,mask,orders\n{bare}"));
    let print = print.strip_prefix("-- disputes ").unwrap();
    for line in ["commented.csv".to_owned(), format!("bare.csv --fingerprint {print}")] {
        let told = place.run(&format!("rate --counts {line}"));
        assert!(told.starts_with("exit 3\n") && told.contains("how many rows it has"), "{told}");
        let told = place.run(&format!("rate --counts {line} --allow-incomplete"));
        assert!(told.starts_with("exit 0\n"), "{told}");
    }
    let other = print.replace("counts6", "counts2");
    let told = place.run(&format!("rate --counts bare.csv --fingerprint {other}"));
    assert!(told.starts_with("exit 3\n") && told.contains("`counts2`"), "{told}");
}

#[test]
fn what_is_not_an_answer_is_refused() {
    let place = Place::new();
    let printed = place.run("sql --dialect sqlite --as-of 2026-01-16");
    let print = printed.lines().find(|line| line.starts_with("-- disputes")).unwrap();
    for (rows, words) in [
        ("WARNING: log4j\n,15,3\n", "is not a row of counts"),
        (",15,3\n,15,4\n", "came before"),
        (",15,3.0\n", "is not a row of counts"),
        (",2,3\n", "no order can have the mask 2"),
        (",536870912,3\n", "no order can have the mask 536870912"),
        ("zz,15,3\n", "is not a row of counts"),
        (",15,-3\n", "is not a row of counts"),
        (",15\n", "is not a row of counts"),
        (",67108864,1\n", "no order id"),
        (",4194307,1\n", "floating-point"),
        (",2097153,1\n", "time column"),
        (",1048591,1\n", "without the time of filing"),
        (",15,18446744073709551615\n41,15,2\n", "more orders than"),
    ] {
        let told = place.run_with("rate --counts -", format!("{print}\n{rows}").as_bytes());
        assert!(told.starts_with("exit 3\n") && told.contains(words), "{rows}: {told}");
    }
    let told = place.run_with("rate --counts -", b"");
    assert!(told.starts_with("exit 3\n") && told.contains("no row of counts"), "{told}");
}

#[test]
fn rows_are_read_as_csv_tabs_and_json_lines() {
    let expected = vec![MaskCount {
        group: "a;\"\t甲".into(),
        atoms: disputes::domain::AtomMask::from_bits(15),
        orders: 7,
    }];
    let hex = "613B2209e794b2";
    for text in [
        format!("grp,mask,orders\n{hex},15,7\n"),
        format!("\u{feff}\"grp\",\"mask\",\"orders\"\r\n\"{hex}\",\"15\",\"7\"\r\n"),
        format!("grp\tmask\torders\n{hex}\t15\t7"),
        format!("{hex}\t15\t7"),
        format!("{{\"grp\":\"{hex}\",\"mask\":\"15\",\"orders\":\"7\"}}\n"),
        format!("{{\"orders\":7,\"mask\":15,\"grp\":\"{hex}\"}}\n\n"),
    ] {
        assert_eq!(read_counts(&text).unwrap().rows, expected, "{text}");
    }
}

/// Writes random shops and what is counted of them here, for engines that are started by
/// `tests/warehouse/run`.
#[test]
#[ignore = "writes files for tests/warehouse/run"]
fn shops_for_other_engines_are_written() {
    let folder = std::path::PathBuf::from(std::env::var("DISPUTES_SHOPS").unwrap());
    let made = shops(1_000, 2);
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "order_id,shop,product_id,country,paid_at,completed_at,completion\n".to_owned();
    for row in &made.orders {
        let (paid, completed) = (iso(row.paid), iso(row.completed));
        for _ in 0..row.rows {
            let id = row.id.to_string();
            let cells = [&id, &row.shop, &row.product].map(|text| cell(text)).join(",");
            let [paid, completed] = [&paid, &completed].map(|at| at.clone().unwrap_or_default());
            text += &format!("{cells},{},{paid},{completed},{}\n", row.country, row.completion);
        }
    }
    fs::write(folder.join("orders.csv"), text).unwrap();
    let mut text = "order_id,shop,buyer_country,opened_at,reason,status,escalated_at,ruled_at,liability,closed_at\n".to_owned();
    for row in &made.disputes {
        let times = [Some(row.opened), row.escalated, row.ruled, row.closed];
        let [opened, escalated, ruled, closed] = times.map(|at| iso(at).unwrap_or_default());
        let (shop, reason) = (cell(&row.shop), cell(row.reason));
        text += &format!(
            "{},{shop},{},{opened},{reason},{},{escalated},{ruled},{},{closed}\n",
            row.order, row.country, row.status, row.liability
        );
    }
    fs::write(folder.join("disputes.csv"), text).unwrap();
    let mut expected = serde_json::Map::new();
    let (base, tables) = (loaded(&made), Tables::new("orders", "disputes", []).unwrap());
    let words = Vocabulary::new([]).unwrap();
    for as_of in MOMENTS {
        let asked = question(&tables, &words, ("aliexpress-2021", as_of), GroupBy::Nothing);
        let delays = answer(&base, &asked.delays_statement().unwrap());
        let day = as_of.split('T').next().unwrap();
        fs::write(folder.join(format!("delays-{day}.csv")), delays).unwrap();
        let mut by_group = serde_json::Map::new();
        for (_, by) in GROUPS {
            let mut by_rules = serde_json::Map::new();
            for rule_set in ["aliexpress-2021", "aliexpress-2013"] {
                let mut groups: std::collections::BTreeMap<String, Vec<_>> = Default::default();
                for ((key, _), numbers) in numbers(&made.report(rule_set, as_of, by)) {
                    let key = if key.is_empty() { "unknown".to_owned() } else { key };
                    groups.entry(key).or_default().push(numbers);
                }
                by_rules.insert(rule_set.to_owned(), serde_json::to_value(groups).unwrap());
            }
            by_group.insert(by.id().to_owned(), by_rules.into());
        }
        expected.insert(as_of.to_owned(), by_group.into());
    }
    fs::write(folder.join("expected.json"), Value::from(expected).to_string()).unwrap();
}

/// A place with a warehouse `erp` whose client runs a script; answers that were computed before stand
/// beside it as `masks` and `words`.
#[cfg(unix)]
fn with_client(script: &str, more: &str) -> Place {
    let place = Place::new();
    let base = example();
    place.write("client.sh", script);
    place.write(
        "disputes.toml",
        format!("[[warehouse]]\nname = \"erp\"\ndialect = \"sqlite\"\ncommand = [\"sh\", \"client.sh\"]\n{more}"),
    );
    for shape in ["masks", "delays", "words"] {
        let told = place.run(&format!("sql --from erp --shape {shape} --as-of 2026-01-16"));
        let statement =
            told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
        place.write(shape, answer(&base, statement));
    }
    place
}

/// Answers each statement as it asks.
#[cfg(unix)]
const HONEST: &str = "read -r mark\ncat > /dev/null\ncase \"$mark\" in *words) cat words;; */masks/*) cat masks;; */delays/*) cat delays;; *) echo 1;; esac\n";

#[cfg(unix)]
#[test]
fn a_warehouse_of_the_settings_gives_what_the_files_give() {
    let place = with_client(HONEST, "");
    let shop = root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv", shop.display());
    let counted = place.run("rate --from erp --as-of 2026-01-16 --format json");
    let read = place.run(&format!("rate {files} --as-of 2026-01-16 --format json"));
    assert_eq!(counts_of(&counted), counts_of(&read), "{counted}");
    assert!(counted.contains("warehouse erp (sqlite)"), "{counted}");
    let table = place.run("rate --from erp --as-of 2026-01-16");
    assert!(
        table.contains(
            "were counted in warehouse erp (sqlite), and their rows were not checked one by one"
        ),
        "{table}"
    );
    let told = place.run("rate --from other");
    assert!(told.starts_with("exit 2\n") && told.contains("there are `erp`"), "{told}");
    for flag in ["--explain", "--series 3", "--by month", "--by shop --by product"] {
        let told = place.run(&format!("rate --from erp --as-of 2026-01-16 {flag}"));
        assert!(told.starts_with("exit 2\n"), "{flag}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn risk_report_and_check_judge_counts_and_say_what_they_leave_out() {
    let place = with_client(HONEST, "");
    let base = example();
    let printed = place.run("sql --dialect sqlite --by shop --as-of 2026-01-16");
    let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
    place.write("counts.csv", answer(&base, statement));
    let shop = root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv --as-of 2026-01-16", shop.display());
    let unchecked = "their rows were not checked one by one";
    for limit in ["", "--limit dispute_rate=2%", "--limit dispute_rate=90%"] {
        let json = |line: &str| {
            let told = place.run(&format!("{line} {limit} --format json"));
            let json =
                told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
            let json = json.split("--- stderr").next().unwrap();
            serde_json::from_str::<Value>(json).unwrap()
        };
        let (counted, read) = (json("risk --counts counts.csv"), json(&format!("risk {files}")));
        for (one, two) in
            counted["metrics"].as_array().unwrap().iter().zip(read["metrics"].as_array().unwrap())
        {
            for key in ["id", "numerator", "denominator", "level", "headroom", "recovery", "limit"]
            {
                assert_eq!(one[key], two[key], "{key} {limit}");
            }
            assert!(one["roll_off"].is_null() && two["roll_off"].is_array());
        }
        assert!(counted["exposure"].is_null() && counted["forecast"].is_null());
        assert!(counted.to_string().contains(unchecked), "{counted}");
        let (counted, read) =
            (json("report --counts counts.csv"), json(&format!("report {files}")));
        assert_eq!(counted["verdict"].is_string(), read["verdict"].is_string());
        assert!(counted["open"].is_null() && counted["weeks"].is_null() && read["open"].is_array());
        for (one, two) in
            counted["shops"].as_array().unwrap().iter().zip(read["shops"].as_array().unwrap())
        {
            for key in ["shop", "numerator", "denominator", "level", "limit", "headroom"] {
                assert_eq!(one[key], two[key], "{key}");
            }
            // What is open, only rows say.
            assert!(one["open"].is_null() && two["open"].is_number());
        }
        let check = |line: &str| place.run(&format!("check {line} {limit}"));
        let (counted, read) = (check("--counts counts.csv"), check(&files));
        let figure = |told: &str| {
            told.split("dispute_rate ")
                .nth(1)
                .and_then(|rest| rest.split(',').next().map(str::to_owned))
        };
        assert_eq!(figure(&counted), figure(&read), "{counted}");
        assert!(counted.contains(unchecked) && counted.contains("shops=1"), "{counted}");
    }
    for format in ["table", "markdown", "html"] {
        let told = place.run(&format!("report --counts counts.csv --format {format}"));
        assert!(told.starts_with("exit 0\n") && told.contains(unchecked), "{format}: {told}");
        assert!(!told.contains("No open dispute"), "{format}: {told}");
    }
    for format in ["csv", "jsonl", "table", "markdown"] {
        for command in ["rate", "risk"] {
            let told = place.run(&format!("{command} --counts counts.csv --format {format}"));
            assert!(told.starts_with("exit 0\n") && told.contains(unchecked), "{format}: {told}");
        }
    }
    let metrics = place.run("report --counts counts.csv --metrics metrics.prom --output report.md");
    assert!(metrics.starts_with("exit 0\n"), "{metrics}");
    let metrics = fs::read_to_string(place.path("metrics.prom")).unwrap();
    assert!(
        metrics.contains("counts_unchecked") && !metrics.contains("disputes_open{"),
        "{metrics}"
    );
    for line in [
        "risk --counts counts.csv --cancel 8200000000000001",
        "risk --counts counts.csv --add 3",
        "risk --counts counts.csv --backtest",
        "report --counts counts.csv --notify",
    ] {
        let told = place.run(line);
        assert!(told.starts_with("exit 2\n") && told.contains("needs the rows"), "{line}: {told}");
    }
    let told = place.run("check --counts counts.csv --warning due=48h");
    assert!(told.starts_with("exit 3\n") && told.contains("UNKNOWN"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_client_that_fails_gives_no_figure() {
    for (script, words) in [
        (
            "cat > /dev/null; echo 'ERROR: relation \"orders\" does not exist' >&2; exit 3",
            "does not exist",
        ),
        (
            "cat > /dev/null; echo 'error: connection refused' >&2; exit 2",
            "the connection was lost",
        ),
        ("sleep 60", "no answer within 1 s"),
        (
            "read -r mark; cat > /dev/null; case \"$mark\" in *words) cat words;; *) echo '41,15,1.5'; cat masks;; esac",
            "is not a row of counts",
        ),
        (
            "read -r mark; cat > /dev/null; case \"$mark\" in *words) cat words;; *) head -n 3 masks;; esac",
            "it was cut off",
        ),
        (
            "read -r mark; cat > /dev/null; case \"$mark\" in *words) cat words;; *) head -n 3 masks; kill -9 $$;; esac",
            "the statement failed",
        ),
        ("cat > /dev/null", "the statement did not run"),
    ] {
        let place = with_client(script, "timeout = 1\n");
        let told = place.run("rate --from erp --as-of 2026-01-16");
        assert!(told.starts_with("exit 4\n") && told.contains(words), "{script}: {told}");
        assert!(!told.contains("--- stdout"), "{told}");
        let chinese = place.run("rate --from erp --as-of 2026-01-16 --locale zh");
        assert!(chinese.contains("没有返回结果") || chinese.contains("被拒绝"), "{chinese}");
    }
    let place = with_client(HONEST, "");
    place.write(
        "disputes.toml",
        "[[warehouse]]\nname = \"erp\"\ndialect = \"sqlite\"\ncommand = [\"no-such-client\"]\n",
    );
    let told = place.run("rate --from erp");
    assert!(
        told.starts_with("exit 4\n") && told.contains("`no-such-client` was not found"),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn words_that_nobody_knows_are_named_until_the_settings_map_them() {
    let words = "read -r mark\ncat > /dev/null\ncase \"$mark\" in *words) cat words; echo status,35,7;; *) cat masks;; esac\n";
    let place = with_client(words, "");
    let told = place.run("rate --from erp --as-of 2026-01-16");
    assert!(told.contains("`5` (7)"), "{told}");
    assert!(told.contains("in the settings, below `[warehouse.words.status]`."), "{told}");
    let place = with_client(words, "[warehouse.words.status]\n\"5\" = \"cancelled_by_buyer\"\n");
    let told = place.run("rate --from erp --as-of 2026-01-16");
    assert!(!told.contains("`5` (7)"), "{told}");
    let printed = place.run("sql --from erp --as-of 2026-01-16");
    assert!(printed.contains("IN ('5', 'cancelled_by_buyer')"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_shop_that_no_row_of_a_warehouse_names_is_refused() {
    let place = with_client(HONEST, "");
    let base = Connection::open_in_memory().unwrap();
    base.execute_batch(
        "CREATE TABLE orders (order_id TEXT, shop TEXT, paid_at TEXT, completed_at TEXT);
         CREATE TABLE disputes (order_id TEXT, shop TEXT, opened_at TEXT);
         INSERT INTO orders VALUES ('1', ' north ', NULL, NULL);
         INSERT INTO disputes VALUES ('2', 'south', NULL);",
    )
    .unwrap();
    let tables = Tables::new("orders", "disputes", []).unwrap();
    let words = Vocabulary::new([]).unwrap();
    let asked =
        question(&tables, &words, ("aliexpress-2021", "2026-01-16T00:00:00Z"), GroupBy::Nothing);
    place.write("words", answer(&base, &asked.shops_statement().unwrap()));
    for command in ["rate", "check --critical 5%", "risk --limit 5%"] {
        let told = place.run(&format!("{command} --from erp --as-of 2026-01-16 --shop nope"));
        let says = "belongs to shop `nope`; there are `north`, `south`";
        assert!(told.contains(says) && !told.starts_with("exit 0\n"), "{command}: {told}");
    }
}

#[test]
fn hostile_names_are_quoted_part_by_part() {
    let place = Place::new();
    place.write(
        "disputes.toml",
        "[[warehouse]]\nname = \"a\"\ndialect = \"postgres\"\ncommand = [\"psql\"]\norders = \"s\\\"x.o; DROP TABLE y\"\n[warehouse.columns]\nshop = \"a\\\" b\"\n[warehouse.words.status]\n\"it's; --\" = \"finished\"\n",
    );
    let printed = place.run("sql --from a --by shop --as-of 2026-01-16");
    for quoted in ["\"s\"\"x\".\"o; DROP TABLE y\"", "\"a\"\" b\"", "'it''s; --'"] {
        assert!(printed.contains(quoted), "{quoted}: {printed}");
    }
    for (orders, words) in [(".", "not the name of a table"), ("a..b", "not the name of a table")] {
        let told = place.run(&format!("sql --dialect spark --orders={orders} --as-of 2026-01-16"));
        assert!(told.starts_with("exit 2\n") && told.contains(words), "{orders}: {told}");
    }
}

#[test]
fn times_without_a_zone_are_counted_where_that_is_safe() {
    let place = Place::new();
    for (zone, as_of, code, words) in [
        ("Asia/Shanghai", "2026-01-16", 0, "TIMESTAMP '2026-01-17 00:00:00.000'"),
        ("UTC", "2026-01-16", 0, "TIMESTAMP '2026-01-16 16:00:00.000'"),
        ("America/Los_Angeles", "2025-11-05", 0, "TIMESTAMP '2025-11-05 08:00:00.000'"),
        ("America/Los_Angeles", "2025-11-02T09:30:00Z", 2, "show an hour twice"),
        ("America/Los_Angeles", "2025-11-02T08:30:00Z", 2, "show an hour twice"),
        ("America/Los_Angeles", "2025-11-02T08:00:00Z", 0, "TIMESTAMP '2025-11-02 01:00:00.000'"),
        ("America/Los_Angeles", "2025-11-02T10:00:00Z", 0, "TIMESTAMP '2025-11-02 02:00:00.000'"),
        ("Europe/Madrid", "2026-01-16", 2, "`Europe/Madrid` is another"),
    ] {
        let told = place.run(&format!("sql --dialect postgres --as-of {as_of} --source-tz {zone}"));
        assert!(
            told.starts_with(&format!("exit {code}\n")) && told.contains(words),
            "{zone}: {told}"
        );
    }
    let told = place.run("sql --dialect doris --as-of 2026-01-16");
    assert!(told.starts_with("exit 2\n") && told.contains("must be named"), "{told}");
    let told = place.run("sql --dialect starrocks --as-of 2026-01-16 --source-tz Asia/Shanghai");
    assert!(told.starts_with("exit 0\n") && told.contains("have not been tested"), "{told}");
}

#[test]
fn rows_that_cannot_be_counted_are_refused_by_the_statement_itself() {
    let place = Place::new();
    let printed = place.run("sql --dialect sqlite --by shop --as-of 2026-01-16");
    let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
    for (change, code, words) in [
        ("UPDATE orders SET order_id = CAST(order_id AS REAL)", 3, "floating-point"),
        ("UPDATE disputes SET order_id = printf('%.5E', order_id)", 3, "floating-point"),
        ("UPDATE disputes SET order_id = NULL WHERE rowid % 3 = 0", 3, "no order id"),
        ("UPDATE orders SET order_id = '' WHERE rowid % 3 = 0", 3, "no order id"),
        ("UPDATE orders SET paid_at = substr(paid_at, 1, 19)", 3, "time column"),
        ("UPDATE orders SET paid_at = '16/01/2026' WHERE paid_at > ''", 3, "time column"),
        ("UPDATE orders SET paid_at = unixepoch(paid_at)", 3, "time column"),
        ("UPDATE disputes SET opened_at = NULL WHERE rowid = 1", 3, "without the time of filing"),
        ("INSERT INTO orders SELECT * FROM orders", 0, "several rows in the table of orders"),
        (
            "INSERT INTO orders SELECT * FROM orders; UPDATE orders SET shop = 'b' WHERE rowid % 7 = 0",
            3,
            "rows in different groups",
        ),
        ("DELETE FROM disputes", 0, "the dispute list is empty"),
        ("DELETE FROM orders", 3, "no row of the table of orders has a time"),
    ] {
        let base = example();
        base.execute_batch(change).unwrap();
        let told = place.run_with("rate --counts -", answer(&base, statement).as_bytes());
        assert!(
            told.starts_with(&format!("exit {code}\n")) && told.contains(words),
            "{change}: {told}"
        );
    }
    let base = example();
    base.execute_batch("ALTER TABLE orders DROP COLUMN paid_at").unwrap();
    assert!(base.prepare(statement).unwrap_err().to_string().contains("paid_at"));
    // What is said not to be there is not 0 but not known.
    let printed =
        place.run("sql --dialect sqlite --as-of 2026-01-16 --map paid_at= --map escalated_at=");
    let answer = answer(&base, printed.strip_prefix("exit 0\n--- stdout\n").unwrap());
    let told = place.run_with("rate --counts - --format json", answer.as_bytes());
    let known: Vec<bool> =
        counts_of(&told).iter().map(|(numerator, _)| numerator.is_some()).collect();
    assert_eq!(known, [true, false, true, true, false, true], "{told}");
}
