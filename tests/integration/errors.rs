//! Every mistake a seller can make, and all that the program says to it.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::common::{Place, root, run};
use crate::golden::Answers;

/// What is wrong, and the files given to `rate`, below `tests/data/mistakes`.
const REFUSED: &[(&str, &str)] = &[
    ("an empty file", "empty.csv"),
    ("nothing but blank lines", "blank-lines.csv"),
    ("titles and no rows", "header-only.csv disputes.csv"),
    ("titles that nobody knows", "unknown-header.csv"),
    ("a delimiter that is none", "wrong-delimiter.csv"),
    ("a column that is needed is missing", "no-created-at.csv disputes.csv"),
    ("bytes that are no UTF-8 in the middle", "invalid-utf8.csv disputes.csv"),
    ("an id in scientific notation", "scientific-id.csv disputes.csv"),
    ("ids that all end in 0 after 15 digits", "rounded-ids.csv disputes.csv"),
    ("ids of 15 digits", "fifteen-digits.csv disputes.csv"),
    ("one order with two statuses", "two-statuses.csv disputes.csv"),
    ("a dispute before its order", "orders.csv dispute-before-order.csv"),
    ("dates that do not exist", "impossible-dates.csv disputes.csv"),
    ("two orders of day and month in one column", "mixed-date-orders.csv disputes.csv"),
    ("dates that can be read two ways", "undecided-dates.csv disputes.csv"),
    ("a quote that is never closed", "unclosed-quote.csv disputes.csv"),
    ("one page of fourteen", "orders.csv page-1-of-14.json"),
    ("a list made by hand, without dates", "orders.csv hand-made-list.csv"),
    ("a payout report", "payouts.csv"),
    ("a refund report", "orders.csv refunds.csv"),
    ("a ledger", "ledger.csv"),
    ("no disputes at all", "orders.csv"),
    ("JSON cut off", "orders.csv cut-off.json"),
    ("JSON of something else", "orders.csv other.json"),
    ("a refusal of the platform, saved", "orders.csv refusal.json"),
    ("a script without a list", "no-list.js"),
    ("a web page named as a workbook", "web-page.xls"),
    ("a picture named as a table", "picture.csv"),
    ("an encrypted workbook", "encrypted.xlsx"),
    ("a path that is not there", "absent.csv"),
    ("a folder", "."),
];

#[test]
fn every_mistake_in_a_file_is_named() {
    let mut answers = Answers::default();
    for (what, files) in REFUSED {
        let line = format!("rate {} --as-of 2026-01-16", paths(files));
        answers.add(what, &line, &run(&line));
    }
    answers.compare("errors_in_files.txt");
}

fn paths(files: &str) -> String {
    let paths: Vec<String> =
        files.split(' ').map(|file| format!("tests/data/mistakes/{file}")).collect();
    paths.join(" ")
}

#[test]
fn large_mistakes_are_named_too() {
    let place = Place::new();
    place.write("ten-thousand.csv", ten_thousand_bad_rows());
    place.write("truncated.xlsx", truncated());
    place.write("bomb.xlsx", bomb());
    place.write("claims.xlsx", claims_two_gigabytes());
    place.write("letter.xlsx", archive("word/document.xml", b"<w:document/>"));
    let mut answers = Answers::default();
    for (what, file) in [
        ("ten thousand bad rows, of which 20 are shown", "ten-thousand.csv"),
        ("a workbook cut off", "truncated.xlsx"),
        ("a workbook that unpacks to a thousand times its size", "bomb.xlsx"),
        ("a workbook that claims two gigabytes", "claims.xlsx"),
        ("an archive that is no workbook", "letter.xlsx"),
    ] {
        let line = format!("rate {file} --no-disputes --as-of 2026-01-16");
        answers.add(what, &line, &place.run(&line));
    }
    let line = "rate - --no-disputes --as-of 2026-01-16";
    answers.add("an empty pipe", line, &place.run_with(line, b""));
    answers.compare("errors_at_size.txt");
}

fn ten_thousand_bad_rows() -> String {
    let mut text = "order_id,created_at\n".to_owned();
    for number in 0..10_000 {
        text.push_str(&format!("{},13/13/2025\n", 8_200_000_000_010_000_u64 + number));
    }
    text
}

fn truncated() -> Vec<u8> {
    let mut bytes = std::fs::read(root().join("examples/shop/orders.xlsx")).unwrap();
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn bomb() -> Vec<u8> {
    archive("xl/worksheets/sheet1.xml", &vec![b' '; 300 * 1024 * 1024])
}

/// A small archive whose directory says that its part unpacks to more than two gigabytes.
fn claims_two_gigabytes() -> Vec<u8> {
    let mut bytes = archive("xl/worksheets/sheet1.xml", b"<worksheet/>");
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&2_147_483_647_u32.to_le_bytes());
    bytes
}

fn archive(part: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(part, SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}
