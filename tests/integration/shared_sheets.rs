//! Several tables on one sheet, in one text or in one document: each is read, as if it were a file of its own.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value};

use crate::common::{Place, root};

const ORDERS: &str = "examples/shop/orders.csv";
const DISPUTES: &str = "examples/shop/disputes.csv";

type Table = Vec<Vec<String>>;

fn table(path: &str) -> Table {
    let text = fs::read(root().join(path)).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Puts tables side by side, with so many blank columns between them.
fn side_by_side(tables: &[&Table], gap: usize) -> Table {
    let longest = tables.iter().map(|table| table.len()).max().unwrap();
    let row = |at: usize| {
        let part = |table: &&Table| {
            let blank = vec![String::new(); table[0].len()];
            let mut row = table.get(at).cloned().unwrap_or(blank);
            row.extend(vec![String::new(); gap]);
            row
        };
        tables.iter().flat_map(part).collect()
    };
    (0..longest).map(row).collect()
}

fn text(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn workbook(table: &Table) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(table) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The cells of some columns.
fn columns(table: &Table, names: &[&str]) -> Table {
    let place = |name: &&str| table[0].iter().position(|title| title == name).unwrap();
    let places: Vec<usize> = names.iter().map(place).collect();
    table.iter().map(|row| places.iter().map(|at| row[*at].clone()).collect()).collect()
}

/// Orders with what their disputes say beside them.
fn joined(orders: &Table, disputes: &Table) -> Table {
    let of = columns(disputes, &["order_id", "opened_at", "reason", "closed_at"]);
    let row = |row: &Vec<String>| {
        let dispute = of.iter().find(|dispute| dispute[0] == row[0]);
        let facts = dispute.map_or(vec![String::new(); 3], |dispute| dispute[1..].to_vec());
        [row.clone(), facts].concat()
    };
    let named = [orders[0].clone(), of[0][1..].to_vec()].concat();
    [named].into_iter().chain(orders[1..].iter().map(row)).collect()
}

fn object(titles: &[String], row: &[String]) -> Map<String, Value> {
    titles.iter().cloned().zip(row.iter().map(|cell| Value::from(cell.clone()))).collect()
}

/// Orders as JSON lines, each with the list of its disputes.
fn nested(orders: &Table, disputes: &Table) -> String {
    let order = |row: &Vec<String>| {
        let own = disputes[1..].iter().filter(|dispute| dispute[1] == row[0]);
        let own: Vec<Value> = own
            .map(|dispute| {
                let mut dispute = object(&disputes[0], dispute);
                dispute.remove("order_id");
                dispute.into()
            })
            .collect();
        let mut order = object(&orders[0], row);
        order.insert("disputes".to_owned(), own.into());
        Value::Object(order).to_string() + "\n"
    };
    orders[1..].iter().map(order).collect()
}

/// Returns what the program says of files.
fn rate(place: &Place, files: &str) -> Value {
    let line = format!("rate {files} --as-of 2026-01-16 --format json");
    let output = place.command(&line, &root()).output().unwrap();
    assert!(output.status.success(), "{line}: {}", place.told(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn tables_that_share_a_sheet_or_a_document_are_each_read() {
    let place = Place::new();
    let base = rate(&place, &format!("{ORDERS} {DISPUTES}"));
    let (orders, disputes) = (table(ORDERS), table(DISPUTES));
    let (front, back) = orders.split_at(orders.len() / 2);
    let back = [&orders[..1], back].concat();
    let halves = side_by_side(&[&front.to_vec(), &back, &disputes], 1);
    let below = [disputes.clone(), vec![Vec::new()], orders.clone()].concat();
    let beside = side_by_side(&[&orders, &disputes], 0);
    let mut titled = disputes.clone();
    titled.insert(1, titled[0].iter().map(|_| "标题".to_owned()).collect());
    titled
        .insert(5, [&["合计".to_owned()][..], &vec![String::new(); titled[0].len() - 1]].concat());
    let titled = side_by_side(&[&orders, &titled], 1);
    let mut remarks = orders.clone();
    remarks[3].extend(["", "see below"].map(str::to_owned));
    let mut untitled = back.clone();
    untitled[0].fill(String::new());
    let untitled = side_by_side(&[&front.to_vec(), &untitled], 1);
    for (name, bytes) in [
        ("beside.csv", text(&beside)),
        ("apart.csv", text(&side_by_side(&[&disputes, &orders], 2))),
        ("beside.xlsx", workbook(&beside)),
        ("titled.xlsx", workbook(&titled)),
        ("halves.xlsx", workbook(&halves)),
        ("below.xlsx", workbook(&below)),
    ] {
        let path = place.write(name, bytes).display().to_string();
        assert_eq!(rate(&place, &path)["metrics"], base["metrics"], "{name}");
    }
    let with = |name: &str, table: &Table| {
        format!("{} {DISPUTES}", place.write(name, workbook(table)).display())
    };
    assert_eq!(rate(&place, &with("remarks.xlsx", &remarks))["metrics"], base["metrics"]);
    let line = format!("rate {} --as-of 2026-01-16", with("untitled.xlsx", &untitled));
    let told = place.told(&place.command(&line, &root()).output().unwrap());
    assert!(told.contains("is an order right of the last title; write titles above it"), "{told}");
}

#[test]
fn orders_that_hold_their_disputes_are_both() {
    let place = Place::new();
    let (orders, disputes) = (table(ORDERS), table(DISPUTES));
    // Of disputes on orders that are not there nothing is left.
    let is_there = |dispute: &&Vec<String>| orders.iter().any(|order| order[0] == dispute[1]);
    let disputes: Table = disputes.iter().filter(is_there).cloned().collect();
    let own = place.write("disputes.csv", text(&disputes)).display().to_string();
    let base = rate(&place, &format!("{ORDERS} {own}"));
    let lines = nested(&orders, &disputes);
    let list = format!("[{}]", lines.trim_end().replace('\n', ","));
    for (name, text) in [("nested.jsonl", &lines), ("nested.json", &list)] {
        let path = place.write(name, text).display().to_string();
        assert_eq!(rate(&place, &path)["metrics"], base["metrics"], "{name}");
    }
    let path = place.write("joined.csv", text(&joined(&orders, &disputes))).display().to_string();
    let read = rate(&place, &path);
    for at in 0..4 {
        let counts = |read: &Value| {
            let metric = &read["metrics"][at];
            [metric["numerator"].clone(), metric["denominator"].clone()]
        };
        assert_eq!(counts(&read), counts(&base), "joined, metric {at}");
    }
}

#[test]
fn a_table_below_another_in_a_large_text_is_a_mistake_that_is_named() {
    let place = Place::new();
    let row = |n: u64| {
        format!("{},2025-12-01T10:00:00Z,finished,{}\n", 8_200_000_000_000_000 + n, "x".repeat(900))
    };
    let orders: String = (0..5_000).map(row).collect();
    let below =
        "dispute_id,order_id,opened_at,note\n63000000000000000,8200000000000007,2025-12-09,a\n";
    let all = format!("order_id,created_at,status,note\n{orders}{below}");
    let path = place.write("large.csv", all).display().to_string();
    let output = place.command(&format!("rate {path} --no-disputes"), &root()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = place.told(&output);
    assert!(told.contains("row 5002") && told.contains("the titles of another table"), "{told}");
}

#[test]
fn orders_joined_with_disputes_are_both_whatever_the_count_of_titles() {
    let (orders, disputes) = (table(ORDERS), table(DISPUTES));
    let own: Vec<usize> = (0..disputes[0].len())
        .filter(|at| !["order_id", "shop", "currency"].contains(&disputes[0][*at].as_str()))
        .collect();
    let part = |row: Option<&Vec<String>>| -> Vec<String> {
        own.iter().map(|at| row.map_or(String::new(), |row| row[*at].clone())).collect()
    };
    let mut all = vec![[orders[0].clone(), part(Some(&disputes[0]))].concat()];
    for order in &orders[1..] {
        let of_order: Vec<_> = disputes[1..].iter().filter(|row| row[1] == order[0]).collect();
        match of_order.as_slice() {
            [] => all.push([order.clone(), part(None)].concat()),
            some => all.extend(some.iter().map(|row| [order.clone(), part(Some(row))].concat())),
        }
    }
    let place = Place::new();
    let metrics = |files: &str| {
        let line = format!("rate {files} --as-of 2026-01-16 --format json");
        let output = place.command(&line, &root()).output().unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", place.told(&output)));
        answer["metrics"].clone()
    };
    // A join with orders loses disputes of others.
    let is_of_order = |row: &&Vec<String>| orders.iter().any(|order| order[0] == row[1]);
    let kept: Table = disputes.iter().filter(is_of_order).cloned().collect();
    let kept = place.write("kept.csv", text(&kept)).display().to_string();
    let base = metrics(&format!("{ORDERS} {kept}"));
    let path = place.write("joined.csv", text(&all)).display().to_string();
    assert_eq!(metrics(&path), base);
    // A key stands once in a row of JSON.
    let single: Vec<usize> =
        (0..all[0].len()).filter(|at| !all[0][..*at].contains(&all[0][*at])).collect();
    let of_status = all[0].iter().rposition(|title| title == "status").unwrap();
    let rows = all[1..].iter().map(|row| {
        let cell = |at: &usize| {
            let text = &row[*at];
            (all[0][*at].clone(), if text.is_empty() { Value::Null } else { text.clone().into() })
        };
        let mut object: Map<String, Value> = single.iter().map(cell).collect();
        object.remove("status");
        object.insert("status".to_owned(), cell(&of_status).1);
        Value::Object(object)
    });
    let path = place.write("joined.json", Value::from_iter(rows).to_string()).display().to_string();
    assert_eq!(metrics(&path)[0], base[0]);
}

/// A web page with a table, of whose cells those with `^` are one with the cell above.
fn page(table: &Table) -> Vec<u8> {
    let cell = |row: usize, column: usize| match table[row][column].as_str() {
        "^" => String::new(),
        text => {
            let below = table[row + 1..].iter().take_while(|row| row[column] == "^");
            format!("<td rowspan={}>{text}</td>", below.count() + 1)
        }
    };
    let row = |at: usize| (0..table[at].len()).map(|column| cell(at, column)).collect();
    let rows = (0..table.len()).map(row).collect::<Vec<String>>();
    format!("<table><tr>{}</tr></table>", rows.join("</tr><tr>")).into_bytes()
}

#[test]
fn merged_cells_hold_the_same_in_each_of_their_rows() {
    let rows = |text: &str| -> Table {
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    };
    let filled = |table: &Table| {
        let mut filled = table.clone();
        for row in 1..filled.len() {
            for column in 0..filled[row].len() {
                if filled[row][column] == "^" {
                    filled[row][column] = filled[row - 1][column].clone();
                }
            }
        }
        filled
    };
    let order = |n: u64| {
        let shop = ["^", "A", "B"][usize::from(n == 0) + 2 * usize::from(n == 5)];
        let completed = if n.is_multiple_of(5) { "2025-12-30T09:00:00Z" } else { "^" };
        format!(
            "{},{shop},2025-12-0{}T09:00:00Z,{completed}\n",
            8_208_460_785_972_844 + n * 7919,
            n % 9 + 1
        )
    };
    let orders: String = (0..10).map(order).collect();
    let orders = rows(&format!("order_id,shop,created_at,completed_at\n{orders}"));
    let disputes = rows(
        "order_id,line_id,opened_at,reason,status,liability\n\
         8208460785972844,1,2026-01-05,quality,finished,seller\n\
         ^,2,^,not_received,processing,^\n\
         8208460785980763,1,2026-01-06,quality,finished,seller\n\
         ^,2,2026-01-06,not_received,processing,^\n",
    );
    // Below the order, and nothing of its own but a product.
    let products = rows(
        "order_id,shop,created_at,completed_at,product,opened_at,reason\n\
         8208460785972844,A,2025-12-01,2025-12-30,one,2026-01-05,quality\n\
         ^,^,^,^,two,^,^\n\
         ^,^,^,^,two,2026-01-05,not_received\n\
         8208460785980763,^,2025-12-02,2025-12-30,one,,\n",
    );
    let place = Place::new();
    let read = |files: &str| {
        let read = rate(&place, files);
        [&read["metrics"], &read["inputs"]["orders"], &read["inputs"]["disputes"]].map(Value::clone)
    };
    for tables in [vec![orders, disputes], vec![products]] {
        let write = |ending: &str, bytes: &dyn Fn(&Table) -> Vec<u8>| {
            let paths = tables.iter().enumerate().map(|(at, table)| {
                place.write(&format!("{at}.{ending}"), bytes(table)).display().to_string()
            });
            read(&(paths.collect::<Vec<_>>().join(" ") + " --by shop"))
        };
        assert_eq!(write("html", &page), write("csv", &|table| text(&filled(table))));
    }
}

#[test]
fn a_table_without_titles_continues_the_one_whose_columns_fit() {
    let row = |n: u64, cells: &str| format!("{},{cells}", 8_208_460_785_972_844 + n * 7919);
    let time = |n: u64| format!("2025-12-{:02}T09:00:00Z", n + 1);
    let table = |titles: &str, rows: &mut dyn Iterator<Item = String>| -> Table {
        let titles = Some(titles.to_owned()).filter(|titles| !titles.is_empty());
        let rows = titles.into_iter().chain(rows);
        rows.map(|line| line.split(',').map(str::to_owned).collect()).collect()
    };
    let orders = |titles: &str, from: u64, to: u64| {
        table(titles, &mut (from..to).map(|n| row(n, &format!("{},{}", time(n), time(n + 9)))))
    };
    let disputes = |titles: &str, on: &[u64], cells: &str| {
        table(titles, &mut on.iter().map(|n| row(*n, &format!("{}{cells}", time(n + 12)))))
    };
    let (ordered, closed) = ("order_id,created_at,completed_at", "order_id,opened_at,closed_at");
    let with_reason = "order_id,opened_at,reason";
    let place = Place::new();
    let read = |tables: &[Table]| {
        let path = place.write("tables.html", tables.iter().flat_map(page).collect::<Vec<u8>>());
        let line = format!("rate {} --as-of 2026-01-16 --format json", path.display());
        let output = place.command(&line, &root()).output().unwrap();
        let answer: Option<Value> = serde_json::from_slice(&output.stdout).ok();
        match answer {
            Some(answer) => {
                format!("{} {}", answer["inputs"]["orders"], answer["inputs"]["disputes"])
            }
            None => place.told(&output),
        }
    };
    for tables in [
        [orders(ordered, 0, 8), disputes(closed, &[1, 9], ","), orders("", 8, 12)],
        [disputes(closed, &[1], ","), orders(ordered, 0, 12), disputes("", &[9], ",")],
        [
            disputes(with_reason, &[1], ",quality"),
            orders(ordered, 0, 12),
            disputes("", &[9], ",quality"),
        ],
        [orders(ordered, 0, 8), disputes(with_reason, &[1, 2], ",quality"), orders("", 8, 12)],
    ] {
        assert_eq!(read(&tables), "12 2");
    }
    let either = [orders(ordered, 0, 8), disputes(closed, &[1], ","), orders("", 8, 12)];
    assert!(read(&either).contains("which sheet it continues is not plain"));
    let filed = || {
        let rows = ["dispute_id,order_id,opened_at".to_owned(), format!("7,{}", row(1, &time(13)))];
        table("", &mut rows.into_iter())
    };
    // What else is kept of orders that are known.
    for cells in ["call buyer", "LP00785972844CN,2025-12-06 10:00,post", "2025-12-06 10:00,call"] {
        let kept = |on: &[u64]| table("", &mut on.iter().map(|n| row(*n, cells)));
        assert_eq!(read(&[orders(ordered, 0, 12), filed(), kept(&[1, 9])]), "12 1", "{cells}");
        let lost = read(&[orders(ordered, 0, 8), filed(), kept(&[1, 9])]);
        assert!(lost.contains("1 order id appears only in it"), "{lost}");
    }
    let beside = |titles, cells| {
        let known = disputes(closed, &[1], ",");
        read(&[orders(ordered, 0, 12), known, disputes(titles, &[1, 9], cells)])
    };
    let lost = beside("单号,纠纷时间,原因,状态", ",quality,open");
    assert!(lost.contains("may hold disputes on 1 order"), "{lost}");
    assert!(!beside("订单号,发货时间,运单号", ",LP1").contains("may hold disputes"));
}
