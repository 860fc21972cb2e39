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
    ("times that a spreadsheet saved as minutes and seconds", "minutes-alone.csv disputes.csv"),
    ("times without their year", "no-year.csv disputes.csv"),
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

/// What looks wrong and is read all the same.
const ACCEPTED: &[(&str, &str)] = &[
    ("one row twice, which is no mistake", "same-row-twice.csv disputes.csv"),
    ("times without a zone, which are platform time", "no-zone.csv disputes.csv"),
    ("a sum below the rows, which is left out", "footer.csv disputes.csv"),
    ("an amount that is none, which is left out", "bad-amount.csv disputes.csv"),
    ("a status that nobody knows, which counts as open", "orders.csv unknown-status.csv"),
    ("a dispute whose order is absent, which counts", "orders.csv dispute-without-order.csv"),
    ("no orders at all", "disputes.csv"),
    ("a table named as a workbook, which is read", "a-workbook-by-name-only.xlsx disputes.csv"),
    ("titles below other rows in an old workbook, which is read", "titles-above.xls disputes.csv"),
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

#[test]
fn what_only_looks_wrong_is_read_and_said() {
    let mut answers = Answers::default();
    for (what, files) in ACCEPTED {
        let line = format!("rate {} --as-of 2026-01-16 --format csv -v", paths(files));
        answers.add(what, &line, &run(&line));
    }
    answers.compare("oddities_in_files.txt");
}

fn paths(files: &str) -> String {
    let paths: Vec<String> =
        files.split(' ').map(|file| format!("tests/data/mistakes/{file}")).collect();
    paths.join(" ")
}

#[test]
fn every_mistake_in_a_command_is_named() {
    let shop = "examples/shop/orders.csv examples/shop/disputes.csv";
    let mistakes = "tests/data/mistakes/impossible-dates.csv tests/data/mistakes/disputes.csv";
    let lines = [
        ("a command misspelt", format!("rates {shop}")),
        ("a flag misspelt", format!("rate {shop} --asof 2026-01-16")),
        ("no files and no settings", "rate --as-of 2026-01-16".to_owned()),
        ("a day that is none", format!("rate {shop} --as-of 2026-02-30")),
        ("a group that is none", format!("rate {shop} --as-of 2026-01-16 --by colour")),
        ("a window of no days", format!("rate {shop} --as-of 2026-01-16 --window 0")),
        (
            "rules that are not there",
            format!("rate {shop} --as-of 2026-01-16 --rules aliexpress-2020"),
        ),
        (
            "a zone that is none",
            format!("rate {shop} --as-of 2026-01-16 --source-tz Europe/Madird"),
        ),
        ("a zone as people call it", format!("rate {shop} --source-tz China")),
        ("a zone that nobody knows", format!("rate {shop} --source-tz Nowhere")),
        ("two limits of one metric", format!("risk {shop} --limit 9% --limit dispute_rate=20%")),
        ("a country that is none", format!("list {shop} --country EU")),
        (
            "an order with two endings",
            format!("risk {shop} --cancel 1101073781739830 --rule-against 1101073781739830"),
        ),
        ("shops without a name", format!("rate {shop} --shop ,")),
        ("days beyond a month", format!("rate {shop} --month 2025-12 --series 3")),
        ("own messages that are not there", format!("guide 739830 {shop} --templates absent")),
        ("a demo that keeps something", "demo store info".to_owned()),
        ("half a day", format!("rate {shop} --window 30.5")),
        ("a day after all others", format!("rate {shop} --as-of 9999-12-31")),
        ("a folder that is not there", "config init a/b/c.toml".to_owned()),
        ("a file in place of a note", format!("note 739830 {shop}")),
        ("a field that is none", format!("rate {shop} --as-of 2026-01-16 --map ordr_id=Pedido")),
        (
            "a column for two fields",
            format!(
                "rate {shop} --as-of 2026-01-16 --map created_at=created_at --map paid_at=created_at"
            ),
        ),
        ("a title for no field", format!("rate {shop} --as-of 2026-01-16 --map Pedido")),
        ("a shop that is none", format!("rate {shop} --as-of 2026-01-16 --shop other")),
        ("settings that are not there", "rate --as-of 2026-01-16 --config absent.toml".to_owned()),
        ("bad rows, skipped", format!("rate {mistakes} --as-of 2026-01-16 --skip-bad-rows")),
        (
            "one page of fourteen, allowed",
            "rate tests/data/mistakes/orders.csv tests/data/mistakes/page-1-of-14.json \
             --as-of 2026-01-16 --allow-incomplete"
                .to_owned(),
        ),
        (
            "no disputes, said so",
            "rate tests/data/mistakes/orders.csv --as-of 2026-01-16 --no-disputes".to_owned(),
        ),
        (
            "no disputes to list",
            "list tests/data/mistakes/orders.csv --as-of 2026-01-16".to_owned(),
        ),
        (
            "no disputes to list, said so",
            "list tests/data/mistakes/orders.csv --as-of 2026-01-16 --no-disputes".to_owned(),
        ),
        ("an order that is not there", format!("show 8200000000999999 {shop} --as-of 2026-01-16")),
        ("an id that is none", format!("show 82000 {shop} --as-of 2026-01-16")),
        (
            "a message for an order that is not there",
            format!("guide 8200000000999999 {shop} --as-of 2026-01-16"),
        ),
        ("last digits with one that is wrong", format!("guide 739831 {shop} --as-of 2026-01-16")),
        (
            "an order with two digits exchanged",
            format!("show 1101073781739380 {shop} --as-of 2026-01-16"),
        ),
        (
            "an answer that is none",
            format!("guide 1101073781739830 {shop} --as-of 2026-01-16 --agreed maybe"),
        ),
        (
            "money outside the platform, which is refused",
            format!("guide 1101073781739830 {shop} --as-of 2026-01-16 --agreed off-platform"),
        ),
        (
            "a dispute that is over",
            format!("guide 1101058862669980 {shop} --as-of 2026-01-16 --agreed resolved"),
        ),
        (
            "a language that is not there",
            format!(
                "guide 1101073781739830 {shop} --as-of 2026-01-16 --agreed resolved --lang tlh"
            ),
        ),
    ];
    let mut answers = Answers::default();
    for (what, line) in lines {
        answers.add(what, &line, &run(&line));
    }
    answers.compare("errors_in_commands.txt");
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
    let orders = std::fs::read(root().join("tests/data/mistakes/orders.csv")).unwrap();
    let line = "rate - --no-disputes --as-of 2026-01-16";
    answers.add("a pipe, which is read", line, &place.run_with(line, &orders));
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
