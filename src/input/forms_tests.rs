//! Every form in which an input is read. `docs/formats.md` lists them, and those that are named only.

use crate::input::container::{archive, signature};
use crate::input::table::csv::dialect::{DELIMITERS, RARE_DELIMITERS, SEPARATORS};

/// A form in which an input is read.
struct InputForm {
    /// What it is called in the documentation.
    name: &'static str,
    /// Where it comes from.
    from: &'static str,
    /// The version that was the first to read it.
    since: &'static str,
}

/// A form that the first version read.
const fn form(name: &'static str, from: &'static str) -> InputForm {
    InputForm { name, from, since: "0.1.0" }
}

/// Every form that is read, in the order of `detect`.
const FORMS: &[InputForm] = &[
    form("xlsx, xlsm", "the seller centre; spreadsheet programs and libraries"),
    form("xls", "the seller centre until about 2021; JExcelAPI, Perl's WriteExcel"),
    form("xlsb", "spreadsheet programs, SheetJS"),
    form("ods, fods", "LibreOffice, WPS"),
    form("XML Spreadsheet 2003", "older back offices, under the name .xls"),
    form("HTML table", "ERPs and back offices, under the name .xls"),
    form(
        "web archive (MHTML)",
        "a browser's \"single file\", a spreadsheet's \"single file web page\"",
    ),
    form("Gnumeric", "Gnumeric"),
    form("SYLK, DIF", "spreadsheet programs, under the names .slk and .dif"),
    form("csv, tab text", "spreadsheet programs, databases, data frames"),
    form(
        "text with other separators or quotes",
        "Hive, mainframes, programs whose texts may hold commas",
    ),
    form(
        "drawn tables",
        "`psql`, `mysql`, DuckDB and SQLite on a terminal, copied into a file; Markdown",
    ),
    form(
        "records with a line a field",
        "`psql` after `\\x`, `mysql` after `\\G`, ClickHouse's `Vertical`, SQLite's `.mode line`",
    ),
    form("LTSV", "logs: a line a row, and the name of each field before its value"),
    form("rows in XML", "phpMyAdmin, `mysql --xml`, Navicat, DBeaver, data frames"),
    form("JSON lines", "databases, data frames"),
    form(
        "JSON rows",
        "data frames, `jq`, MongoDB's tools: a list of rows, rows one after another, or rows under their \
         order's id",
    ),
    form("Parquet", "databases, data frames; in builds with the feature `parquet`"),
    form("dispute list", "the seller centre's page: bare, as JSONP, in a script, in a wrapping"),
    form("Open Platform answers", "applications and their libraries, bare or in a wrapping"),
    form("order list of AliExpress Russia", "the Russian seller interface"),
    form(
        "JavaScript literals",
        "scripts: names without quotes, single quotes, comments, `undefined`",
    ),
    form("HAR", "the network panel of a browser, Playwright, mitmproxy"),
    form("zip", "mail, downloads: several files are several files"),
    form("gzip, zstd, zlib", "databases, `.zhar` files"),
];

const DOCUMENTED: &str = include_str!("../../docs/formats.md");

/// Compares the table below a heading, as a whole, with the rows that it must have.
fn assert_table(heading: &str, titles: &str, rows: impl Iterator<Item = String>) {
    let (_, section) = DOCUMENTED.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let found: Vec<&str> = section.lines().filter(|line| line.starts_with('|')).collect();
    let rule = "|---".repeat(titles.matches('|').count() - 1) + "|";
    let mut wanted = vec![titles.to_owned(), rule];
    for row in rows {
        if !wanted.contains(&row) {
            wanted.push(row);
        }
    }
    assert_eq!(found, wanted, "{heading}:\n{}\n", wanted.join("\n"));
}

#[test]
fn every_form_that_is_read_is_documented_with_where_it_comes_from() {
    let row =
        |InputForm { name, from, since }: &InputForm| format!("| {name} | {from} | {since} |");
    assert_table("Read", "| form | where it comes from | since |", FORMS.iter().map(row));
    let numbers = |version: &str| -> Vec<u64> {
        version.split('.').map(|number| number.parse().unwrap()).collect()
    };
    for InputForm { name, since, .. } in FORMS {
        assert!(numbers(since) <= numbers(env!("CARGO_PKG_VERSION")), "{name}: {since}");
    }
}

#[test]
fn every_separator_is_documented() {
    let (_, section) = DOCUMENTED.split_once("**Separators and quotes.**").unwrap();
    let section = section.split("\n\n").next().unwrap();
    let shown = |byte: &u8| match byte {
        b'\t' => "a tab".to_owned(),
        control @ 0..0x20 => format!("`0x{control:02X}`"),
        byte => format!("`{}`", char::from(*byte)),
    };
    let single = DELIMITERS.iter().chain(&RARE_DELIMITERS).map(shown);
    let others = SEPARATORS.iter().map(|separator| format!("`{separator}`"));
    for separator in single.chain(others) {
        assert!(section.contains(&separator), "{separator}");
    }
}

#[test]
fn every_form_that_is_only_named_is_documented() {
    let row = |error: crate::input::SourceError| {
        let beside = if error.beside().is_some() { "passed over" } else { "refused" };
        let (crate::input::SourceError::Named { what, remedy, .. }
        | crate::input::SourceError::NoTable { what, remedy, .. }) = &error
        else {
            panic!("{error}")
        };
        format!("| {what} | {remedy} | {beside} |")
    };
    let signatures = signature::SIGNATURES.iter().chain([&signature::DBASE]).map(|s| s.error(""));
    let titles = "| form | what to do | beside orders |";
    assert_table(
        "Named, not read",
        titles,
        signatures
            .chain(archive::NAMED.iter().chain(archive::NAMED_BY_TYPE).map(|n| n.error("")))
            .map(row),
    );
    let affix = |affix: &signature::Affix| match affix {
        signature::Affix::Start(text) => format!("`{text}…`"),
        signature::Affix::End(text) => format!("`…{text}`"),
        signature::Affix::Whole(text) => format!("`{text}`"),
    };
    let sides = signature::SIDE_FILES.iter();
    let sides = sides.map(|(name, what)| format!("| {} | {what} |", affix(name)));
    assert_table("Passed over", "| name | what it is |", sides);
}
