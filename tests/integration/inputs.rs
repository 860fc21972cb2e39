//! One shop in every form in which sellers have their files: the figures are the same.

use std::fs;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value};

use crate::common::{Place, root};

const ORDERS: &str = "examples/shop/orders.csv";
const DISPUTES: &str = "examples/shop/disputes.csv";
const LIST: &str = "examples/shop/disputes.json";

/// Returns the metrics that the program tells of files.
fn metrics(place: &Place, files: &[&str], more: &str) -> Value {
    let line = format!("rate {} --as-of 2026-01-16 --format json {more}", files.join(" "));
    let output = place.command(&line, &root()).output().unwrap();
    assert!(output.status.success(), "{line}: {}", place.told(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["metrics"][0]["numerator"], 16);
    answer["metrics"].clone()
}

fn example(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// Returns the rows of the example's orders.
fn rows() -> Vec<Vec<String>> {
    rows_of(ORDERS)
}

/// Returns the rows of a table; none of their first sixteen cells has a comma.
fn rows_of(name: &str) -> Vec<Vec<String>> {
    let text = example(name);
    let rows = text.lines().map(|line| line.splitn(17, ',').map(str::to_owned).collect());
    // The last cell may go on in further lines.
    rows.filter(|row: &Vec<String>| row.len() > 2).collect()
}

fn joined(rows: &[Vec<String>], delimiter: &str, end: &str) -> String {
    let quoted = |cell: &String| {
        if cell.contains([';', '\n', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter);
    rows.iter().map(|row| line(row) + end).collect()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn plain_orders_in_every_form_give_the_same_figures() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let (text, rows) = (example(ORDERS), rows());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let reversed: Vec<Vec<String>> =
        rows[..1].iter().chain(rows[1..].iter().rev()).cloned().collect();
    let twice: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().chain(row.get(1)).cloned().collect()).collect();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("bom", format!("\u{feff}{text}").into_bytes()),
        ("utf-16le", [&[0xff, 0xfe][..], &utf16(&text, u16::to_le_bytes)].concat()),
        ("utf-16be without mark", utf16(&text, u16::to_be_bytes)),
        ("semicolons", joined(&rows, ";", "\n").into_bytes()),
        ("tabs", joined(&rows, "\t", "\r\n").into_bytes()),
        ("bars", joined(&rows, "|", "\n").into_bytes()),
        ("carriage returns", joined(&rows, ",", "\r").into_bytes()),
        ("no last line end", text.trim_end().into()),
        ("blank lines", text.replace('\n', "\n\n").into_bytes()),
        ("of hive", joined(&rows, "\u{1}", "\n").into_bytes()),
        ("tildes and bars", joined(&rows, "~|~", "\n").into_bytes()),
        ("wide commas", joined(&rows, "，", "\n").into_bytes()),
        ("blanks before quotes", with_quotes(&rows, '"', ", ").into_bytes()),
        ("other quotes", with_quotes(&rows, '\'', ",").into_bytes()),
        ("end mark", format!("{text}\u{1a}").into_bytes()),
        (
            "lines in quotes",
            text.lines().map(|line| format!("\"{line}\"\n")).collect::<String>().into(),
        ),
        ("a column twice", joined(&twice, ",", "\n").into_bytes()),
        ("split times", joined(&with_split_times(&rows), ",", "\n").into_bytes()),
        ("dressed cells", joined(&with_dressed_cells(&rows), ",", "\n").into_bytes()),
        ("split times in keys", json_lines(&with_split_times(&rows)).into_bytes()),
        ("one title over both", joined(&with_one_title(&rows), ",", "\n").into_bytes()),
        ("reversed", joined(&reversed, ",", "\n").into_bytes()),
        ("gzip", gzip.finish().unwrap()),
        ("zstd", zstd::encode_all(text.as_bytes(), 1).unwrap()),
        ("json lines", json_lines(&rows).into_bytes()),
        ("workbook", workbook(&rows)),
        ("psql", drawn(&rows, PSQL).into_bytes()),
        ("mysql", drawn(&rows, MYSQL).into_bytes()),
        ("duckdb", drawn(&rows, DUCKDB).into_bytes()),
        ("markdown", drawn(&rows, MARKDOWN).into_bytes()),
    ];
    for (name, bytes) in forms {
        let path = place.write(&name.replace(' ', "-"), bytes);
        let path = path.display().to_string();
        assert_eq!(metrics(&place, &[&path, DISPUTES], ""), base, "{name}");
    }
}

/// Returns the rows with the dates and the times of day in columns of their own.
fn with_split_times(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let split = |column: usize, cell: &String| {
        let title = rows[0][column].as_str();
        match (title.strip_suffix("_at"), cell.split_once('T')) {
            (None, _) => vec![cell.clone()],
            (Some(stem), _) if cell == title => {
                vec![format!("{stem}_date"), format!("{stem}_time")]
            }
            (Some(_), None) => vec![cell.clone(), String::new()],
            (Some(_), Some((date, time))) => vec![date.to_owned(), time.to_owned()],
        }
    };
    let row = |row: &Vec<String>| {
        row.iter().enumerate().flat_map(|(column, cell)| split(column, cell)).collect()
    };
    rows.iter().map(row).collect()
}

/// Returns the rows with every value as a formula, so that a spreadsheet takes it for a text.
fn with_dressed_cells(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    for cell in rows.iter_mut().skip(1).flatten() {
        *cell = format!("=\"{cell}\"");
    }
    rows
}

/// Returns the rows with the dates and the times of day in two columns, of which only the first has a title.
fn with_one_title(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = with_split_times(rows);
    for title in &mut rows[0] {
        match title.strip_suffix("_date") {
            Some(stem) => *title = format!("{stem}_at"),
            None if title.ends_with("_time") => title.clear(),
            None => {}
        }
    }
    rows
}

fn with_quotes(rows: &[Vec<String>], quote: char, separator: &str) -> String {
    let quoted = |field: &String| format!("{quote}{field}{quote}");
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(separator);
    rows.iter().map(|row| line(row) + "\n").collect()
}

#[test]
fn two_columns_of_one_title_must_say_the_same() {
    let place = Place::new();
    let mut rows: Vec<Vec<String>> =
        rows().into_iter().map(|row| row.iter().chain(row.get(7)).cloned().collect()).collect();
    let last = rows[2].len() - 1;
    rows[2][last] = "2025-11-02T00:00:00Z".to_owned();
    let path = place.write("twice.csv", joined(&rows, ",", "\n"));
    let line = format!("rate {} {DISPUTES} --as-of 2026-01-16", path.display());
    let answer = place.told(&place.command(&line, &root()).output().unwrap());
    let wrong = "column H created_at has the same title";
    assert!(answer.contains("row 3") && answer.contains(wrong), "{answer}");
    // A blank says that an order was not completed; of two columns one of which is blank, the other counts.
    const IDS: [&str; 3] = ["8200000000000003", "8200000000000004", "8200000000000005"];
    let table = |titles: &str, cells: [&str; 3]| {
        let rows = IDS.iter().zip(cells);
        let rows = rows.map(|(id, cells)| format!("{id},2026-01-02T10:11:12Z,{cells}\n"));
        format!("order_id,created_at,{titles}\n{}", rows.collect::<String>())
    };
    let (one, two) = ("2026-01-12T10:11:12Z", "2026-01-13T10:11:12Z");
    place.write("disputes.toml", "[map]\ncompleted_at = \"own\"\n");
    for (titles, cells, map, completed) in [
        ("completed_at,completed_at", ["@,@", "@,", ",@"], "", None),
        ("completed_at,completed_at_1", ["@,@", ",@", "@,@"], "", Some(2)),
        ("completed_at,completed_at", ["@,", "@,", ","], "", Some(2)),
        ("completed_at,completed_at", [",@", ",@", ","], "", Some(2)),
        ("completed_at,completed_at_right", ["@,@", "@,@", ","], "", Some(2)),
        ("completed_at,completed_at_right", ["@,@", "@,*", ","], "", Some(2)),
        // A column that is named takes the place of the usual one, and of one that the settings name.
        ("completed_at,own", ["@,", "@,@", "@,"], "--map completed_at=own", Some(1)),
        ("own,other", ["@,", "@,@", "@,"], "--map completed_at=other", Some(1)),
        ("own,other", ["@,", "@,@", "@,"], "", Some(3)),
    ] {
        let cells = cells.map(|cells| cells.replace('@', one).replace('*', two));
        place.write("own.csv", table(titles, cells.each_ref().map(String::as_str)));
        let line = "rate own.csv --no-disputes --as-of 2026-01-16 --format json";
        let answer = place.run(&format!("{line} {map}"));
        let is_right = match completed {
            Some(count) => answer.contains(&format!("\"denominator\": {count},")),
            None => {
                answer.starts_with("exit 3") && answer.contains("which one counts is not plain")
            }
        };
        assert!(is_right, "{titles} {cells:?} {map}: {answer}");
    }
}

/// How a program draws the lines of a table.
#[derive(Clone, Copy)]
struct Drawing {
    left: &'static str,
    bar: &'static str,
    right: &'static str,
    /// A rule's dash and what stands between two of its parts.
    dash: &'static str,
    joint: &'static str,
    /// Whether there is a rule above the titles too.
    has_lid: bool,
}

const PSQL: Drawing =
    Drawing { left: " ", bar: " | ", right: "", dash: "-", joint: "+", has_lid: false };
const MYSQL: Drawing =
    Drawing { left: "| ", bar: " | ", right: " |", dash: "-", joint: "+", has_lid: true };
const DUCKDB: Drawing =
    Drawing { left: "│ ", bar: " │ ", right: " │", dash: "─", joint: "┼", has_lid: true };
const MARKDOWN: Drawing =
    Drawing { left: "| ", bar: " | ", right: " |", dash: "-", joint: "|", has_lid: false };

fn drawn(rows: &[Vec<String>], with: Drawing) -> String {
    let (titles, rest) = rows.split_first().unwrap();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap();
    let widths: Vec<usize> = (0..titles.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        let cells: Vec<String> = cells.collect();
        format!("{}{}{}\n", with.left, cells.join(with.bar), with.right)
    };
    let edge = if with.right.is_empty() { "" } else { with.joint };
    let parts: Vec<String> = widths.iter().map(|width| with.dash.repeat(width + 2)).collect();
    let rule = format!("{edge}{}{edge}\n", parts.join(with.joint));
    let lid = if with.has_lid { rule.as_str() } else { "" };
    let lines: String = rest.iter().map(line).collect();
    format!("{lid}{}{rule}{lines}{lid}({} rows)\n", line(titles), rest.len())
}

#[test]
fn what_sellers_put_around_ids_changes_no_figure() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    for (name, before, after) in [
        ("formula", "\"=\"\"", "\"\"\""),
        ("tab", "\t", ""),
        ("tick", "`", ""),
        ("quote", "'", ""),
        ("number-sign", "#", ""),
        ("label", "No. ", ".0"),
        ("blanks", "  ' ", ""),
    ] {
        let mut lines = example(ORDERS).lines().map(str::to_owned).collect::<Vec<_>>();
        for line in lines.iter_mut().skip(1) {
            let (id, rest) = line.split_once(',').unwrap();
            *line = format!("{before}{id}{after},{rest}");
        }
        let path = place.write(name, lines.join("\n")).display().to_string();
        assert_eq!(metrics(&place, &[&path, DISPUTES], ""), base, "{name}");
    }
}

#[test]
fn titles_of_the_sellers_own_are_mapped_and_others_ignored() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let mut rows = rows();
    rows[0][0] = "Pedido".to_owned();
    for (number, row) in rows.iter_mut().enumerate() {
        row.push(if number == 0 { "colour of the box".to_owned() } else { "red".to_owned() });
        row.swap(1, 8);
    }
    let path = place.write("mapped", joined(&rows, ",", "\n")).display().to_string();
    assert_eq!(metrics(&place, &[&path, DISPUTES], "--map order_id=Pedido"), base);
    // JSON beside it that has no such key keeps its own, and so does what has it in its last rows alone.
    let disputes = rows_of(DISPUTES);
    let whole = json_lines(&disputes);
    for text in [whole.clone(), json_rows(&disputes)] {
        let disputes = place.write("disputes.json", text).display().to_string();
        assert_eq!(metrics(&place, &[&path, &disputes], "--map order_id=Pedido"), base);
    }
    let (first, last) = whole.split_at(whole[..whole.len() / 2].rfind('\n').unwrap() + 1);
    let last = last.replace("\"closed_at\"", "\"over\"");
    let path = place.write("late.jsonl", first.replace("\"closed_at\"", "\"x\"") + &last);
    let line = format!("rate {ORDERS} {} --as-of 2026-01-16 --map closed_at=over", path.display());
    let output = place.command(&line, &root()).output().unwrap();
    assert!(output.status.success(), "{}", place.told(&output));
}

#[test]
fn orders_in_two_files_that_overlap_count_once() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let rows = rows();
    let head = rows[..1].to_vec();
    let [old, new] = [[&head[..], &rows[1..700]].concat(), [&head[..], &rows[500..]].concat()]
        .map(|rows| joined(&rows, ",", "\n"));
    let [old, new] = [("old", old), ("new", new)]
        .map(|(name, text)| place.write(name, text).display().to_string());
    assert_eq!(metrics(&place, &[&old, &new, DISPUTES], ""), base);
    assert_eq!(metrics(&place, &[&new, DISPUTES, &old], ""), base);
}

#[test]
fn the_export_of_the_seller_centre_is_the_same_as_a_text() {
    let place = Place::new();
    let base = metrics(&place, &["examples/shop/orders.xlsx", LIST], "");
    let bytes = fs::read(root().join("examples/shop/orders.xlsx")).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range("sheet1").unwrap();
    let rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| {
            row.iter()
                .map(
                    |cell| if let Data::String(text) = cell { text.clone() } else { String::new() },
                )
                .collect()
        })
        .collect();
    let text = joined(&rows, "\t", "\n");
    // GB18030 has a sign for every character.
    for (name, bytes) in [
        ("utf-8", text.clone().into_bytes()),
        ("gb18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ("utf-16", [&[0xff, 0xfe][..], &utf16(&text, u16::to_le_bytes)].concat()),
    ] {
        let path = place.write(name, bytes).display().to_string();
        // An encoding that is named is that of texts that do not say theirs.
        let more = if name == "utf-16" { "--encoding windows-1251" } else { "" };
        assert_eq!(metrics(&place, &[&path, LIST], more), base, "{name}");
    }
}

/// Returns the lines of a dispute list as a table.
fn flattened(list: &[Value]) -> String {
    const KEYS: [&str; 4] =
        ["reverseOrderLineId", "tradeOrderId", "gmtCreateTimestamp", "reverseStatus"];
    let cell = |line: &Value, key: &str| line[key].to_string().trim_matches('"').to_owned();
    let row = |element: &Value| {
        let line = &element["sellerReverseOrderLines"][0];
        KEYS.map(|key| cell(line, key)).join(",") + "\n"
    };
    list.iter().map(row).fold(KEYS.join(",") + "\n", |table, row| table + &row)
}

#[test]
fn the_dispute_list_is_the_same_in_every_shape() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, LIST], "");
    let text = example(LIST);
    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
    let page = |part: &[Value]| {
        let source = Value::Array(part.to_vec());
        format!(
            "{{\"ret\":[\"SUCCESS::ok\"],\"data\":{{\"data\":{{\"dataSource\":{source},\
             \"pageInfo\":{{\"total\":60}}}}}}}}"
        )
    };
    let script = format!("const list = {text};\nlist.forEach((one) => console.log(one));\n");
    for (name, parts) in [
        ("a script", vec![script]),
        ("the page's reply", vec![page(&all)]),
        ("three pages", vec![page(&all[..20]), page(&all[20..40]), page(&all[40..])]),
        ("pages that overlap", vec![page(&all[..40]), page(&all[20..])]),
        ("a list and its page", vec![text.clone(), page(&all)]),
        ("a stream of events", vec![all.iter().map(|row| format!("data: {row}\n\n")).collect()]),
        ("a table", vec![flattened(&all)]),
    ] {
        let paths: Vec<String> = (0..)
            .zip(parts)
            .map(|(number, part)| {
                place.write(&format!("{number}.json"), part).display().to_string()
            })
            .collect();
        let mut files = vec![ORDERS];
        files.extend(paths.iter().map(String::as_str));
        assert_eq!(metrics(&place, &files, ""), base, "{name}");
    }
}

#[test]
fn one_dispute_in_two_kinds_of_file_counts_once() {
    let place = Place::new();
    let line = format!("rate {ORDERS} {DISPUTES} {LIST} --as-of 2026-01-16 --format json");
    let output = place.command(&line, &root()).output().unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["inputs"]["disputes"], 60);
    assert_eq!(answer["metrics"][0]["numerator"], 16);
}

#[test]
fn orders_and_disputes_in_one_file_of_json_rows_are_both_read() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let (orders, disputes) = (json_lines(&rows_of(ORDERS)), json_lines(&rows_of(DISPUTES)));
    for (name, text) in [
        ("lines.jsonl", format!("{orders}{disputes}")),
        ("disputes-first.jsonl", format!("{disputes}{orders}")),
        ("list.json", format!("[{}]", format!("{orders}{disputes}").trim_end().replace('\n', ","))),
    ] {
        let path = place.write(name, text).display().to_string();
        assert_eq!(metrics(&place, &[&path], ""), base, "{name}");
    }
    // Where an order has no dispute, the keys of one are left out.
    place.write(
        "joined.jsonl",
        "{\"order_id\":\"8200000000000001\",\"created_at\":\"2026-01-01T10:05:07Z\"}\n\
         {\"order_id\":\"8200000000000002\",\"created_at\":\"2026-01-02T10:05:07Z\",\
         \"opened_at\":\"2026-01-05T10:05:07Z\",\"status\":\"cancelled_by_buyer\"}\n",
    );
    // A key of another kind of file stands for a field in all rows, as it does in the first.
    place.write(
        "keys.json",
        "[{\"issueId\":\"1\",\"tradeOrderId\":\"8200000000000002\",\"issueReason\":\"quality\",\
         \"gmtCreate\":\"2026-01-05 10:05:07\"}]",
    );
    let told = place.run("list keys.json --as-of 2026-01-16 --format json");
    assert!(told.contains("\"opened_at\": \"2026-01-05T18:05:07Z\""), "{told}");
    let joined = std::fs::read_to_string(place.path("joined.jsonl")).unwrap();
    place.write(
        "中文.jsonl",
        joined.replace("order_id", "订单号").replace("created_at", "下单时间"),
    );
    for name in ["joined", "中文"] {
        let told = place.run(&format!("rate {name}.jsonl --as-of 2026-01-16 --format json"));
        assert!(told.contains("\"orders\": 2,") && !told.contains("unknown_status"), "{told}");
        let told = place.run(&format!("list --all {name}.jsonl --as-of 2026-01-16 --format json"));
        assert!(told.contains("\"status\": \"cancelled_by_buyer\""), "{told}");
    }
}

fn json_lines(rows: &[Vec<String>]) -> String {
    let object = |row: &Vec<String>| -> String {
        let pairs = rows[0].iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let object: Map<String, Value> =
            pairs.map(|(key, cell)| (key.clone(), Value::from(cell.clone()))).collect();
        Value::Object(object).to_string() + "\n"
    };
    rows[1..].iter().map(object).collect()
}

/// A workbook with two lines above the titles, and a second sheet that holds something else.
pub(crate) fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "read me").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "all orders").unwrap();
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook of orders whose ids are numbers.
fn numbers(ids: &[u64]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "order_id").unwrap();
    sheet.write_string(0, 1, "created_at").unwrap();
    for (row, id) in (1..).zip(ids) {
        let id = id.to_string().parse::<f64>().unwrap();
        sheet.write_number(row, 0, id).unwrap();
        sheet.write_string(row, 1, "2026-01-02T00:00:00Z").unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn ids_that_are_numbers_are_counted_and_refused_where_a_dispute_proves_a_loss() {
    let place = Place::new();
    let ids = [8_200_000_000_000_020, 8_200_000_000_000_010, 8_200_000_000_000_023];
    place.write("orders.xlsx", numbers(&ids));
    let disputes = |id: u64| format!("order_id,opened_at\n{id},2026-01-05T00:00:00Z\n");
    place.write("whole.csv", disputes(8_200_000_000_000_010));
    place.write("proof.csv", disputes(8_200_000_000_000_014));
    let told = place.run("rate orders.xlsx whole.csv --as-of 2026-01-16 --format csv");
    let note = "warning: orders.xlsx: 3 order ids are numbers, of which 2 end in 0; a \
                spreadsheet keeps only 15 digits of a number. Set the column to text before pasting ids into it";
    assert!(told.starts_with("exit 0\n") && told.contains(note), "{told}");
    let told = place.run("rate orders.xlsx proof.csv --as-of 2026-01-16");
    assert_eq!(
        told,
        "exit 3
--- stderr
error: `orders.xlsx`, row 3: order id 8200000000000010 has lost its last digit to a spreadsheet; \
the disputes name 8200000000000014
hint: export again, or open the csv through Data, From text and set the id column to text
"
    );
    place.write("beyond.xlsx", numbers(&[8_200_000_000_000_001, 11_010_737_817_398_301]));
    let told = place.run("rate beyond.xlsx whole.csv --as-of 2026-01-16");
    assert!(told.contains("a spreadsheet has replaced the last digits of this id"), "{told}");
}

#[test]
fn an_old_workbook_with_titles_in_the_third_row_and_real_dates_is_read() {
    let told = crate::common::run(
        "rate tests/data/files/orders.xls tests/data/files/no-disputes.csv --as-of 2026-01-16 --format csv",
    );
    assert!(told.contains("dispute_rate,0.00%,0,3,"), "{told}");
}

/// Forty orders, of which some have other times.
fn orders_with(others: &[(u32, &str)]) -> String {
    let row = |number: u32| {
        let day = number % 20 + 1;
        let usual =
            format!("2026-01-{day:02} 10:00,2026-01-{day:02} 11:00,,2026-01-{day:02} 12:00");
        let times = others.iter().find(|(other, _)| *other == number);
        let times = times.map_or(usual, |(_, times)| (*times).to_owned());
        format!("82000000000001{number:02},{times}\n")
    };
    let titles = "order_id,created_at,paid_at,shipped_at,completed_at\n";
    titles.to_owned() + &(1..=40).map(row).collect::<String>()
}

#[test]
fn times_out_of_order_are_bad_rows_and_a_pattern_is_refused() {
    let place = Place::new();
    let wrong = "2026-01-09 10:00,2026-01-09 11:00,2026-01-08 09:00,";
    place.write("one.csv", orders_with(&[(7, wrong)]));
    let line = "rate one.csv --no-disputes --as-of 2026-01-20";
    let told = place.run(line);
    let row = "row 8 · column D shipped_at · `2026-01-08 09:00` · 2026-01-08 09:00 PST is before \
               column B created_at, 2026-01-09 10:00 PST";
    assert!(told.starts_with("exit 3") && told.contains(row), "{told}");
    let told = place.run(&format!("{line} --skip-bad-rows"));
    assert!(told.starts_with("exit 0") && told.contains(row), "{told}");
    // What a clock put back, or a time without seconds or hours, makes of the order is no fault.
    let fine = [
        (3, "2025-11-02 01:50,2025-11-02 01:10,,"),
        (4, "2026-01-04 10:00:30,2026-01-04 10:00,,"),
        (5, "2026-01-05 10:00:30,2026-01-05,2026-01-05,2026-01-05"),
        (6, "2026-01-05 10:00:30,,,"),
    ];
    place.write("fine.csv", orders_with(&fine));
    let told = place.run("rate fine.csv --no-disputes --as-of 2026-01-20");
    assert!(told.starts_with("exit 0"), "{told}");
    let several: Vec<(u32, &str)> = (10..16).map(|number| (number, wrong)).collect();
    place.write("many.csv", orders_with(&several));
    let told = place.run("rate many.csv --no-disputes --as-of 2026-01-20 --skip-bad-rows");
    let pattern = "in 6 of 40 rows column D shipped_at is before column B created_at; probably";
    assert!(told.starts_with("exit 3") && told.contains(pattern), "{told}");
}

/// Returns the rows as a web page with one table.
fn web_page(rows: &[Vec<String>]) -> String {
    let cells = |row: &Vec<String>| row.iter().map(|c| format!("<td>{c}</td>")).collect::<String>();
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    format!(
        "<html><head><meta charset=utf-8><title>Orders</title></head><table>{rows}</table></html>"
    )
}

/// Returns the rows as an XML Spreadsheet, half of them on each of two sheets.
fn spreadsheet_xml(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let row =
        |row: &Vec<String>| format!("<Row>{}</Row>", row.iter().map(cell).collect::<String>());
    let (titles, rest) = rows.split_first().unwrap();
    let (first, second) = rest.split_at(rest.len() / 2);
    let sheet = |name: &str, titles: &[Vec<String>], rows: &[Vec<String>]| {
        let rows: String = titles.iter().chain(rows).map(row).collect();
        format!("<Worksheet ss:Name=\"{name}\"><Table>{rows}</Table></Worksheet>")
    };
    let titles = std::slice::from_ref(titles);
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{}{}</Workbook>",
        sheet("1", titles, first),
        sheet("2", &[], second),
    )
}

fn json_rows(rows: &[Vec<String>]) -> String {
    let (titles, rest) = rows.split_first().unwrap();
    let row = |row: &Vec<String>| {
        let fields = titles.iter().zip(row).filter(|(_, value)| !value.is_empty());
        Value::Object(fields.map(|(k, v)| (k.clone(), Value::String(v.clone()))).collect())
    };
    format!("{:#}", Value::Array(rest.iter().map(row).collect()))
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Returns a workbook whose sheet is written in another way.
fn rewritten(workbook: &[u8], write: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = Vec::new();
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        let is_sheet = name == "xl/worksheets/sheet2.xml";
        parts.push((name, if is_sheet { write(&text) } else { text }));
    }
    let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zipped(&parts)
}

/// Turns the rows of a sheet around, or the cells of each row.
fn reversed(sheet: &str, begin: &str, end: &str) -> String {
    let (first, last) = (sheet.find(begin).unwrap(), sheet.rfind(end).unwrap() + end.len());
    let turned = |part: &str| {
        let mut pieces: Vec<&str> = part.split_inclusive(end).collect();
        pieces.reverse();
        pieces.concat()
    };
    format!("{}{}{}", &sheet[..first], turned(&sheet[first..last]), &sheet[last..])
}

#[test]
fn cells_in_any_order_are_read_and_rows_out_of_order_are_refused() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let book = workbook(&rows());
    let rows_turned = |sheet: &str| {
        let rows = sheet.split_inclusive("</row>");
        rows.map(|row| if row.contains("<c ") { reversed(row, "<c ", "</c>") } else { row.into() })
            .collect::<Vec<_>>()
            .concat()
    };
    let path = place.write("cells.xlsx", rewritten(&book, rows_turned));
    assert_eq!(metrics(&place, &[path.to_str().unwrap(), DISPUTES], ""), base);
    for (name, sheet, answer) in [
        (
            "rows",
            rewritten(&book, |sheet| reversed(sheet, "<row ", "</row>")),
            " stands below row ",
        ),
        (
            "twice",
            rewritten(&book, |sheet| sheet.replace("<c r=\"B9\"", "<c r=\"A9\"")),
            "two cells stand at A9",
        ),
    ] {
        let path = place.write(&format!("{name}.xlsx"), sheet);
        let line = format!("rate {} {DISPUTES} --as-of 2026-01-16", path.display());
        let output = place.command(&line, &root()).output().unwrap();
        let told = place.told(&output);
        assert!(output.status.code() == Some(3) && told.contains(answer), "{name}: {told}");
    }
}

#[test]
fn the_time_when_a_record_was_made_is_not_the_time_of_the_order() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let rows = rows();
    let title = |name: &str| rows[0].iter().position(|title| title == name).unwrap();
    let (created, id) = (title("created_at"), title("order_id"));
    let with = |own: &str, order: Option<&str>| {
        let row = |(at, row): (usize, &Vec<String>)| {
            let mut row = row.clone();
            row[id] = if at == 0 { "订单号".to_owned() } else { row[id].clone() };
            let time = if at == 0 { own.to_owned() } else { "2026-01-16T00:00:00Z".to_owned() };
            match order {
                Some(order) if at == 0 => row[created] = order.to_owned(),
                Some(_) => {}
                None => row[created] = time.clone(),
            }
            [vec![time], row].concat()
        };
        rows.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let both = with("创建时间", Some("下单时间"));
    let path = place.write("both.csv", joined(&both, ",", "\n"));
    assert_eq!(metrics(&place, &[path.to_str().unwrap(), DISPUTES], ""), base);
    let path = place.write("alone.csv", joined(&with("创建时间", None), ",", "\n"));
    let line = format!("rate {} {DISPUTES} --as-of 2026-01-16", path.display());
    let told = place.told(&place.command(&line, &root()).output().unwrap());
    assert!(told.contains("has no column `created_at`"), "{told}");
}

#[test]
fn files_of_one_name_in_an_archive_are_all_read_and_named_apart() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let (titles, rest) =
        example(ORDERS).split_once('\n').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let half = rest.match_indices('\n').nth(300).unwrap().0 + 1;
    let parts = [&rest[..half], &rest[half..]].map(|part| format!("{titles}\n{part}"));
    let [first, second] = &parts;
    let mut archive = zipped(&[("orders1.csv", first), ("orders2.csv", second)]);
    while let Some(at) = archive.windows(11).position(|name| name == b"orders2.csv") {
        archive[at + 6] = b'1';
    }
    let path = place.write("orders.zip", archive);
    assert_eq!(metrics(&place, &[path.to_str().unwrap(), DISPUTES], ""), base);
    let line = format!("rate {} {DISPUTES} --as-of 2026-01-16 -v", path.display());
    let output = place.command(&line, &root()).output().unwrap();
    let told = place.told(&output);
    assert!(told.contains("orders.zip/orders1.csv (2): "), "{told}");
    // The same name in two folders.
    let path = place.write("folders.zip", zipped(&[("a/o.csv", first), ("b/o.csv", second)]));
    assert_eq!(metrics(&place, &[path.to_str().unwrap(), DISPUTES], ""), base);
}

/// Returns a table with a column before its first.
fn beside(table: &str, title: &str) -> String {
    let line = |(at, line): (usize, &str)| match at {
        0 => format!("{title},{line}\n"),
        _ => format!("{at},{line}\n"),
    };
    table.lines().enumerate().map(line).collect()
}

fn of_table(titles: &str) -> String {
    titles.split(',').map(|title| format!("orders.{title}")).collect::<Vec<_>>().join(",")
}

/// Returns the columns as rows.
fn turned(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at].clone()).collect()).collect()
}

/// Returns the rows as Navicat writes them.
fn records_in_xml(rows: &[Vec<String>]) -> String {
    let record = |row: &Vec<String>| {
        let field = |(name, cell): (&String, &String)| format!("<{name}>{cell}</{name}>\n");
        let fields: String = rows[0].iter().zip(row).map(field).collect();
        format!("<RECORD>\n{fields}</RECORD>\n")
    };
    let records: String = rows[1..].iter().map(record).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RECORDS>\n{records}</RECORDS>\n")
}

/// Returns the rows as pandas' `to_json` writes them.
fn by_column(rows: &[Vec<String>]) -> String {
    let (titles, rest) = rows.split_first().unwrap();
    let cells = |at: usize| {
        let cells = rest.iter().enumerate();
        let cells = cells.map(|(row, cells)| (row.to_string(), Value::String(cells[at].clone())));
        Value::Object(cells.collect())
    };
    let columns = titles.iter().enumerate().map(|(at, title)| (title.clone(), cells(at)));
    Value::Object(columns.collect()).to_string()
}

/// Returns the rows, and below each two more of its order that say nothing but a product.
fn with_products(rows: &[Vec<String>]) -> String {
    let (titles, rest) = rows.split_first().unwrap();
    let of_order = |row: &Vec<String>| {
        let cell = |(title, cell): (&String, &String)| match title.as_str() {
            "order_id" => cell.clone(),
            "sku" => "OTHER-1".to_owned(),
            _ => String::new(),
        };
        let further: Vec<String> = titles.iter().zip(row).map(cell).collect();
        [row.clone(), further.clone(), further]
    };
    let all: Vec<Vec<String>> =
        std::iter::once(titles.clone()).chain(rest.iter().flat_map(of_order)).collect();
    joined(&all, ",", "\n")
}

fn log_of(lines: &str) -> String {
    let line = |line: &str| format!("2026-01-16 10:00:01,123 INFO row: {line}\n");
    lines.lines().map(line).chain(["2026-01-16 10:00:02 INFO done\n".to_owned()]).collect()
}

#[test]
fn what_stands_around_a_table_changes_no_figure() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let (text, rows) = (example(ORDERS), rows());
    let (titles, rest) = text.split_once('\n').unwrap();
    let lines: Vec<&str> = rest.lines().collect();
    let half = |lines: &[&str]| format!("{titles}\n{}\n", lines.join("\n"));
    let (first, second) = lines.split_at(lines.len() / 2);
    let (first, second) = (half(first), half(second));
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("page.xls", web_page(&rows).into_bytes()),
        ("sheets.xls", spreadsheet_xml(&rows).into_bytes()),
        ("rows.json", json_rows(&rows).into_bytes()),
        ("one.zip", zipped(&[("orders.csv", &text)])),
        (
            "two.zip",
            zipped(&[("a/1.csv", &first), ("a/2.csv", &second), ("__MACOSX/._1.csv", "x")]),
        ),
        ("dotted.zip", zipped(&[("./orders.csv", &text)])),
        ("above.zip", zipped(&[("../orders.csv", &text)])),
        ("joined.csv", format!("{first}\u{feff}{second}").into_bytes()),
        (
            "summed.csv",
            format!("{titles}\ntotal,,,,,99\n{rest}\n\nprinted: 2026-01-16\npage 1 of 1\n")
                .into_bytes(),
        ),
        ("starred.csv", text.replacen("order_id", "*order_id*", 1).into_bytes()),
        ("tables.csv", format!("{first}{}", beside(&second, "note")).into_bytes()),
        // R writes no title over the names of rows.
        ("names.csv", beside(&text, "").replacen(',', "", 1).into_bytes()),
        ("hive.csv", text.replacen(titles, &of_table(titles), 1).into_bytes()),
        ("columns.json", by_column(&rows).into_bytes()),
        ("columns.csv", joined(&turned(&rows), ",", "\n").into_bytes()),
        ("records.xml", records_in_xml(&rows).into_bytes()),
        ("products.csv", with_products(&rows).into_bytes()),
        ("log.txt", log_of(&json_lines(&rows)).into_bytes()),
    ];
    for (name, bytes) in forms {
        let path = place.write(name, bytes).display().to_string();
        assert_eq!(metrics(&place, &[&path, DISPUTES], ""), base, "{name}");
    }
}

const PICTURE: &str = "\u{ff}PNG\r\n\u{1a}\n";
const NOTE: &str = "Export of the shop, made on 2026-01-16.\nQuestions: call 0571 1234, Li.\n";
const MONEY: &str = "结算时间,收支类型,变动金额,订单号\n2026-01-05,放款,5,8200000000000123\n";

/// Returns what is said of files that were passed over, and the exit code.
fn passed_over(place: &Place, path: &str) -> (Option<i32>, String) {
    let line = format!("rate {path} {DISPUTES} --as-of 2026-01-16 --format json");
    let output = place.command(&line, &root()).output().unwrap();
    if !output.status.success() {
        return (output.status.code(), place.told(&output));
    }
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let caveats = answer["caveats"].as_array().unwrap().iter();
    let said = caveats.filter(|caveat| caveat["kind"] == "files_passed_over");
    (Some(0), said.map(|caveat| format!("{}\n", caveat["details"])).collect())
}

#[test]
fn what_is_no_table_beside_the_orders_is_passed_over_and_named() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let orders = example(ORDERS);
    let beside = [
        ("2026/readme.txt", NOTE),
        ("2026/offer.pdf", "%PDF-1.7\n"),
        ("2026/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("2026/money.csv", MONEY),
        ("2026/disputes.toml", "# settings\n[[shop]]\nname = \"a\"\n"),
        ("2026/run.log", ""),
    ];
    let all = [&[("2026/orders.csv", orders.as_str())], &beside[..]].concat();
    let archive = place.write("shop.zip", zipped(&all)).display().to_string();
    let folder = place.write("orders.csv", &orders).parent().unwrap().join("exports");
    fs::create_dir_all(folder.join("2026")).unwrap();
    for (name, text) in all {
        fs::write(folder.join(name), text).unwrap();
    }
    let picture: Vec<u8> = PICTURE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(folder.join("2026/chart.png"), [&[0x89], &picture[1..]].concat()).unwrap();
    let folder = folder.display().to_string();
    for path in [archive, folder.clone(), format!("{folder}/*/*")] {
        assert_eq!(metrics(&place, &[&path, DISPUTES], ""), base, "{path}");
        let (code, said) = passed_over(&place, &path);
        assert_eq!(code, Some(0));
        for what in
            ["a text without order ids", "a PDF", "a picture (SVG)", "settings file", "ledger"]
        {
            assert!(said.contains(what), "{path}: {what} in {said}");
        }
    }
    assert!(passed_over(&place, &folder).1.contains("a picture (PNG)"));
}

#[test]
fn what_may_be_a_table_is_never_passed_over() {
    let place = Place::new();
    let orders = example(ORDERS);
    let unknown = "Nummer;Datum\n8200000000000123;2026-01-05\n";
    for (name, text, said) in [
        ("more.csv", unknown, "no header row"),
        ("more.csv", "number\n8.2E+15\n", "no header row"),
        ("more.bz2", "BZh91AY", "a bzip2 archive"),
        ("more.html", "<html><title>Sign in</title><p>Password", "a web page"),
        ("more.csv", "", "is empty"),
        ("more.md", "# Orders\n\n- 8200000000000123\n", "a text in Markdown"),
        ("more.json", "{\"ret\":[\"FAIL_SYS_SESSION_EXPIRED::\"]}", "refusal"),
    ] {
        let archive = zipped(&[("orders.csv", &orders), (name, text)]);
        let path = place.write("shop.zip", archive).display().to_string();
        let (code, told) = passed_over(&place, &path);
        assert_eq!(code, Some(3), "{name}: {told}");
        assert!(told.contains(said), "{said} in {told}");
    }
    // Where nothing else is there, and by its own name, it is a mistake.
    let lone = place.write("lone.zip", zipped(&[("readme.txt", NOTE)])).display().to_string();
    let named = place.write("readme.txt", NOTE).display().to_string();
    for path in [lone, format!("{ORDERS} {named}")] {
        let (code, told) = passed_over(&place, &path);
        assert_eq!(code, Some(3), "{told}");
    }
}

#[test]
fn folders_and_quoted_patterns_stand_for_their_files() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let orders = place.write("orders.csv", example(ORDERS));
    let folder = orders.parent().unwrap().join("exports");
    fs::create_dir_all(folder.join("shop=a")).unwrap();
    fs::write(folder.join("shop=a/part-0.csv"), example(ORDERS)).unwrap();
    for side in ["~$part-0.csv", "._part-0.csv", "_SUCCESS", ".part-0.csv.crc"] {
        fs::write(folder.join("shop=a").join(side), "\0\u{5}\u{16}\u{7}").unwrap();
    }
    let titles = example(ORDERS).lines().next().unwrap().to_owned();
    for (part, text) in [("part-1.csv", ""), ("000001_0.csv", "\n\n"), ("part-2.csv", &titles)] {
        fs::write(folder.join("shop=a").join(part), text).unwrap();
    }
    let folder = folder.display().to_string();
    assert_eq!(metrics(&place, &[&folder, DISPUTES], ""), base);
    assert_eq!(metrics(&place, &[&format!("{folder}/*/*.csv"), DISPUTES], ""), base);
}

#[test]
fn a_shop_named_above_the_titles_or_by_a_folder_is_that_of_the_rows() {
    let place = Place::new();
    let (orders, disputes) = ("order_id,created_at,paid_at,completed_at", "order_id,opened_at");
    let write = |folder: &str, line: &str, id: &str| {
        let day = |day: &str| format!("2026-01-{day}T09:00:00Z");
        let row = format!("{id},{},{},{}\n", day("02"), day("02"), day("12"));
        let files = [
            ("orders.csv", orders, row),
            ("disputes.csv", disputes, format!("{id},{}\n", day("13"))),
        ];
        files.map(|(name, titles, row)| {
            let path = format!("{folder}/{name}");
            place.write(&path, format!("{line}{titles}\n{row}")).display().to_string()
        })
    };
    let groups = |files: &[String]| {
        let line = format!("rate {} --by shop --as-of 2026-01-16 --format json", files.join(" "));
        let output = place.command(&line, &root()).output().unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let groups = answer["groups"].as_array().unwrap().clone();
        groups.iter().map(|group| group["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let [one, other] = ["8200000000000123", "8200000000007900"];
    for (first, second) in
        [("店铺：a\n", "Shop: b\n"), ("Store,a\n", "导出,店铺：b 平台：速卖通\n")]
    {
        assert_eq!(
            groups(&[write("1", first, one), write("2", second, other)].concat()),
            ["a", "b"]
        );
    }
    let all = ["店铺：全部\n", "Store: AliExpress\n"];
    assert_eq!(groups(&[write("1", all[0], one), write("2", all[1], other)].concat()), ["unknown"]);
    let in_folders = [write("店铺=a", "", one), write("store=b", "", other)].concat();
    assert_eq!(groups(&in_folders), ["a", "b"]);
    let [a, b] =
        [("seller=a", one), ("seller=b", other)].map(|(folder, row)| write(folder, "", row));
    assert_eq!(groups(&[a.clone(), b.clone()].concat()), ["a", "b"]);
    // Of people, one has the list of disputes; or the accounts are of shops that have other names.
    assert_eq!(groups(&[&a[..], &b[..1]].concat()), ["unknown"]);
    assert_eq!(groups(&[b, write("shop=c", "", one)].concat()), ["c"]);
}

#[test]
fn a_network_log_with_details_gives_all_six_metrics() {
    let place = Place::new();
    let line = format!("rate {ORDERS} examples/har/disputes.har --as-of 2026-01-16 --format json");
    let output = place.command(&line, &root()).output().unwrap();
    assert!(output.status.success(), "{}", place.told(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let numerators: Vec<Option<u64>> =
        answer["metrics"].as_array().unwrap().iter().map(|m| m["numerator"].as_u64()).collect();
    let of_table = metrics(&place, &[ORDERS, DISPUTES], "");
    let plain = of_table.as_array().unwrap().iter().map(|m| m["numerator"].as_u64());
    // Who was found liable stands in no answer of the pages; that is said.
    assert_eq!(numerators, plain.take(5).chain([None]).collect::<Vec<_>>());
    let kinds: Vec<&str> =
        answer["caveats"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"unknown_liability"), "{kinds:?}");
}

#[test]
fn words_of_the_sellers_own_have_a_meaning() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let own = example(DISPUTES)
        .replace(",finished,", ",Beendet,")
        .replace(",not_received,", ",Verloren,");
    let disputes = place.write("own.csv", own).display().to_string();
    place.write(
        "words.toml",
        "[words.status]\n\"beendet\" = \"finished\"\n[words.reason]\n\"Verloren\" = \"not_received\"\n",
    );
    let settings = format!("--config {}", place.path("words.toml").display());
    assert_eq!(metrics(&place, &[ORDERS, &disputes], &settings), base);
    let line = format!("rate {ORDERS} {disputes} --as-of 2026-01-16 --map-status Beendet=soon");
    let output = place.command(&line, &root()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", place.told(&output));
}

/// A list of the seller centre with one dispute, as it stands in answers.
const ELEMENT: &str = r#"{"sellerReverseOrderLines": [{"tradeOrderId": "8200000000000123",
    "reverseOrderLineId": "71", "gmtCreateTimestamp": 1768500000000, "reverseStatus": "已结束",
    "buyer": {"country": "Atlantis"},
    "item": {"itemId": "1005", "itemUnitPrice": {"cent": 500, "currency": "QQQ"}}}]}"#;

#[test]
fn words_and_prices_of_saved_answers_that_are_not_known_are_named() {
    let place = Place::new();
    place.write("list.json", format!("[{ELEMENT}]"));
    place.write(
        "issues.json",
        r#"{"result": {"data_list": {"issue_api_issue_dto": [{"issue_id": 9, "order_id": 1,
        "parent_order_id": 8200000000007900, "gmt_create": "2026-01-05 02:00:00",
        "issue_status": "processing", "reason_english": "too blue"}]}, "total_item": 1}}"#,
    );
    let told = place.run("list --as-of 2026-01-16 --format json list.json issues.json");
    for kind in ["unknown_country", "amounts_unread", "unknown_reason"] {
        assert!(told.contains(&format!("\"kind\": \"{kind}\"")), "{kind}: {told}");
    }
    assert!(told.contains("`Atlantis` (1)") && told.contains("`too blue` (1)"), "{told}");
    let other = ELEMENT.replace("Atlantis", "United States").replace("QQQ", "USD");
    place.write("list.json", format!("[{other}]"));
    let told = place.run("list --all --as-of 2026-01-16 --format json list.json");
    assert!(told.contains("\"country\": \"US\"") && !told.contains("unknown_country"), "{told}");
}

#[test]
fn a_total_beside_the_rows_is_compared_with_them() {
    let place = Place::new();
    let row = r#"{"dispute_id": "D1", "order_id": "8200000000000123",
        "opened_at": "2026-01-14T10:00:00Z"}"#;
    for (rows, what) in [(ELEMENT, "list"), (row, "rows")] {
        for (total, is_whole) in [
            (r#""total": 30"#, false),
            (r#""totalCount": "30""#, false),
            (r#""pagination": {"total_records": 30, "pageNo": 1}"#, false),
            (r#""total": 1"#, true),
            (r#""total": 4.5"#, true),
            (r#""total": "many""#, true),
        ] {
            place.write("saved.json", format!("{{\"data\": {{\"{what}\": [{rows}], {total}}}}}"));
            let told = place.run("rate --as-of 2026-01-16 saved.json");
            assert_eq!(told.starts_with("exit 0"), is_whole, "{what} {total}: {told}");
            assert_eq!(told.contains("30 disputes"), !is_whole, "{what} {total}: {told}");
        }
    }
}

#[test]
fn what_this_program_has_written_is_passed_over_in_folders_and_refused_by_name() {
    let place = Place::new();
    let exports = [("a.csv", example(ORDERS)), ("b.csv", example(DISPUTES))];
    let folder = place.write("x", "").parent().unwrap().join("exports");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in exports {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut written = Vec::new();
    let formats = [
        ("list --all", "jsonl", "en"),
        ("list --all", "txt", "zh"),
        ("report", "md", "zh"),
        ("causes", "csv", "en"),
    ];
    for (command, ending, locale) in formats {
        let path = folder.join(format!("{}.{ending}", command.len())).display().to_string();
        let line = format!(
            "{command} {ORDERS} {DISPUTES} --as-of 2026-01-16 --locale {locale} --output {path}"
        );
        let output = place.command(&line, &root()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", place.told(&output));
        written.push(path);
    }
    let folder = folder.display().to_string();
    let line = format!("list --all {folder} --as-of 2026-01-16 --format json");
    let answer: Value =
        serde_json::from_slice(&place.command(&line, &root()).output().unwrap().stdout).unwrap();
    assert_eq!(answer["disputes"].as_array().unwrap().len(), 59);
    let caveats = answer["caveats"].as_array().unwrap();
    let passed = caveats.iter().find(|caveat| caveat["kind"] == "files_passed_over").unwrap();
    assert_eq!(passed["details"].as_array().unwrap().len(), written.len());
    let named = format!("rate {ORDERS} {DISPUTES} {}", written[0]);
    let told = place.told(&place.command(&named, &root()).output().unwrap());
    assert!(told.contains("is an answer of this program"), "{told}");
}

#[test]
fn other_tables_of_a_seller_are_passed_over_beside_orders_and_refused_by_name() {
    let place = Place::new();
    let base = metrics(&place, &[ORDERS, DISPUTES], "");
    let id = example(ORDERS).lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    let tables = [
        (
            "logistics.csv",
            "订单号,物流单号,发货时间,状态",
            format!("{id},LP1,2025-12-01 08:00:00,已发货"),
        ),
        (
            "reviews.csv",
            "订单号,评价星级,评价时间,评价内容",
            format!("{id},5,2025-12-01 08:00:00,ok"),
        ),
        ("refunds.csv", "order_id,refunded_at,amount,reason", format!("{id},2025-12-01,1.00,x")),
        ("products.csv", "商品 ID,商品编码,商品标题,库存", "1005001000000001,A,灯,5".to_owned()),
        (
            "1688.csv",
            "采购单号,订单号,下单时间,付款时间,订单状态",
            format!("P1,{id},2025-12-01 08:00:00,2025-12-01 08:05:00,交易成功"),
        ),
        ("messages.csv", "order_id,sender,created_at,text", format!("{id},buyer,2025-12-01,hi")),
        (
            "tickets.csv",
            "ticket_id,order_id,opened_at,status,subject",
            format!("T1,{id},2025-12-01,closed,where is it"),
        ),
    ];
    let mut all = vec![("orders.csv".to_owned(), example(ORDERS))];
    all.extend(
        tables.iter().map(|(name, titles, row)| ((*name).to_owned(), format!("{titles}\n{row}\n"))),
    );
    let files: Vec<(&str, &str)> = all.iter().map(|(name, text)| (&**name, &**text)).collect();
    let archive = place.write("shop.zip", zipped(&files)).display().to_string();
    assert_eq!(metrics(&place, &[&archive, DISPUTES], ""), base);
    let (code, said) = passed_over(&place, &archive);
    assert_eq!(code, Some(0));
    for (name, text) in &files[1..] {
        let shown = said.contains(name) || *name == "tickets.csv";
        assert!(shown, "{name} in {said}");
        if ["logistics.csv", "messages.csv"].contains(name) {
            let path = place.write(name, text).display().to_string();
            let (code, told) = passed_over(&place, &format!("{ORDERS} {path}"));
            assert_eq!(code, Some(3), "{told}");
        }
    }
}
