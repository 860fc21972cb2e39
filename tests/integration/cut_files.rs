//! A file that is cut off at any byte gives the right figure, a refusal, or a caveat.

use std::sync::Arc;

use disputes::domain::{AssessmentDay, Count, FactSet, Severity};
use disputes::input::{InputFile, ReadOptions, Spec, open};
use disputes::reports::rate::{RateQuestion, RateSettings, RateTally, report};
use disputes::rules;
use rust_xlsxwriter::Workbook;

use crate::common::Place;

const TITLES: [&str; 5] = ["order_id", "created_at", "paid_at", "completed_at", "note"];

/// Orders that are all completed in the window, so that each that is lost shows.
fn rows() -> Vec<[String; 5]> {
    let row = |number: u64| {
        let id = 8_200_000_000_000_123 + number * 7_777;
        let completed = format!("2026-01-1{number}T10:00:00Z");
        let note = if number == 2 { "one, \"two\"".to_owned() } else { String::new() };
        [
            id.to_string(),
            "2025-12-01T10:00:00Z".to_owned(),
            "2025-12-01T11:00:00Z".to_owned(),
            completed,
            note,
        ]
    };
    (0..4).map(row).collect()
}

fn joined(rows: &[[String; 5]], quote: impl Fn(&str) -> String) -> String {
    let titles = TITLES.map(&quote).join(",");
    let rows = rows.iter().map(|row| row.each_ref().map(|cell| quote(cell)).join(",") + "\n");
    format!("{titles}\n{}", rows.collect::<String>())
}

/// A file, and its beginnings that are whole files of fewer rows, which nothing tells from others.
struct Form {
    name: &'static str,
    bytes: Vec<u8>,
    whole: Vec<Vec<u8>>,
}

/// A file of lines, each of its beginnings written by the number of its rows.
fn lines(name: &'static str, write: impl Fn(&[[String; 5]]) -> Vec<u8>) -> Form {
    let rows = rows();
    let whole = (0..=rows.len()).map(|count| write(&rows[..count])).collect();
    Form { name, bytes: write(&rows), whole }
}

/// Returns whether a text is delimited, and its last row has all fields, of which the last may be cut.
fn has_whole_rows(beginning: &[u8]) -> bool {
    let text = match beginning {
        [0xff, 0xfe, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let is_full = reader.records().last().is_some_and(|row| row.is_ok_and(|row| row.len() == 5));
    is_full && text.starts_with(['o', '"']) && text.matches('"').count().is_multiple_of(2)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

impl Form {
    /// Returns whether a beginning is a whole file, the last line break aside.
    fn is_whole(&self, beginning: &[u8]) -> bool {
        let is_rest =
            |rest: &[u8]| rest.len() <= 2 && rest.iter().all(|byte| b"\n\0".contains(byte));
        has_whole_rows(beginning)
            || self.whole.iter().any(|whole| whole.strip_prefix(beginning).is_some_and(is_rest))
    }
}

fn objects(rows: &[[String; 5]]) -> Vec<String> {
    let object = |row: &[String; 5]| {
        let fields = TITLES.iter().zip(row).map(|(title, cell)| format!("\"{title}\":{cell:?}"));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    };
    rows.iter().map(object).collect()
}

fn page() -> Vec<u8> {
    let line = |row: &[String; 5]| {
        let cells = row.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>();
        format!("<tr>{cells}</tr>\n")
    };
    let titles = TITLES.map(str::to_owned);
    let lines: String = [titles].iter().chain(&rows()).map(line).collect();
    format!("<html><body><table>{lines}</table></body></html>").into_bytes()
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let titles = TITLES.map(str::to_owned);
    for (row, cells) in (0..).zip([titles].into_iter().chain(rows())) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The dispute rate of a file, and whether anything of it is said to be wrong; `None` for a refusal.
fn rate(place: &Place, name: &str, options: &ReadOptions) -> Option<(Option<Count>, bool)> {
    let files = [InputFile::new(Spec::Path(place.path(name)), None)];
    let mut inputs = open(&files, options).ok()?;
    let filings = Arc::clone(inputs.filings());
    let day = AssessmentDay::new(chrono::NaiveDate::from_ymd_opt(2026, 1, 16).unwrap());
    let rules = rules::in_force(day).unwrap();
    let known = FactSet::ALL;
    let settings = RateSettings::new(rules, None, known);
    let question = RateQuestion::at(day.end(), settings.longest_window());
    let read = inputs.read_orders(RateTally::new(question, &filings)).ok()?;
    let figures = report(&read.tally, &filings, settings).figures;
    let is_said = inputs.caveats().iter().any(|caveat| caveat.severity >= Severity::Warning);
    Some((figures[0].count, is_said))
}

#[test]
fn a_file_cut_at_any_byte_gives_the_right_figure_or_says_so() {
    let place = Place::new();
    let strict = ReadOptions::default();
    let lenient = ReadOptions { skip_bad_rows: true, ..ReadOptions::default() };
    let plain = |cell: &str| {
        if cell.contains(',') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let json = format!("[{}]", objects(&rows()).join(",\n")).into_bytes();
    for form in [
        lines("plain.csv", |rows| joined(rows, plain).into_bytes()),
        lines("quoted.csv", |rows| joined(rows, quoted).into_bytes()),
        lines("wide.csv", |rows| utf16(&format!("\u{feff}{}", joined(rows, plain)))),
        lines("rows.jsonl", |rows| {
            objects(rows).into_iter().map(|row| row + "\n").collect::<String>().into_bytes()
        }),
        Form { name: "rows.json", bytes: json, whole: Vec::new() },
        Form { name: "page.xls", bytes: page(), whole: Vec::new() },
        Form { name: "book.xlsx", bytes: workbook(), whole: Vec::new() },
    ] {
        let Form { name, bytes, .. } = &form;
        place.write(name, bytes);
        let whole = rate(&place, name, &strict).expect(name);
        assert_eq!(whole.0, Some(Count::new(0, 4)), "{name}");
        // A workbook is packed: each of its parts is cut in some places.
        let step = if name.ends_with("xlsx") { 11 } else { 1 };
        let lengths = (0..bytes.len()).step_by(step);
        for length in lengths.filter(|length| !form.is_whole(&bytes[..*length])) {
            place.write(name, &bytes[..length]);
            for options in [&strict, &lenient] {
                let Some((count, is_said)) = rate(&place, name, options) else { continue };
                let end = String::from_utf8_lossy(&bytes[length.saturating_sub(20)..length]);
                assert!(count == whole.0 || is_said, "{name} {length}: {end}");
            }
        }
    }
}
