//! Workbooks and csv for spreadsheets, read back by another program's reader.

use std::fs;
use std::io::Read;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::common::{AS_OF, Place, root, run};

fn place() -> Place {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
    }
    place
}

fn sheets(place: &Place, name: &str) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook(place.path(name)).unwrap();
    book.worksheets()
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

#[test]
fn a_workbook_keeps_ids_whole_and_dates_and_rates_as_such() {
    let place = place();
    let told = place.run(&format!("list orders.csv disputes.csv {AS_OF} --all --output list.xlsx"));
    assert!(told.starts_with("exit 0\n"), "{told}");
    let book = sheets(&place, "list.xlsx");
    let [(name, rows)] = book.as_slice() else { panic!("{book:?}") };
    assert_eq!(name, "list");
    let column = |title: &str| {
        let titles = rows[0].iter().map(ToString::to_string);
        titles.into_iter().position(|own| own.starts_with(title)).unwrap()
    };
    let ids: Vec<String> = rows[1..].iter().map(|row| row[column("Order")].to_string()).collect();
    assert_eq!(ids.len(), 59);
    assert!(ids.contains(&"1101073781739830".to_owned()), "{ids:?}");
    assert!(rows[1..].iter().all(|row| matches!(row[column("Order")], Data::String(_))));
    assert!(matches!(rows[1][column("Answer by")], Data::DateTime(_)), "{:?}", rows[1]);
    assert_eq!(rows[0][column("Answer by")].to_string(), "Answer by (UTC)");
    place.run(&format!("rate orders.csv disputes.csv {AS_OF} -o rate.xlsx"));
    let book = sheets(&place, "rate.xlsx");
    let cells: Vec<&Data> = book[0].1.iter().flatten().collect();
    assert!(cells.contains(&&Data::Float(0.0796)), "{cells:?}");
}

#[test]
fn every_command_that_says_so_writes_a_workbook() {
    let place = place();
    let id = "1101073781739830";
    for command in ["list", "rate --by product", "risk", "causes", &format!("show {id}"), "report"]
    {
        let told = place.run(&format!("{command} orders.csv disputes.csv {AS_OF} -o x.xlsx"));
        assert!(told.starts_with("exit 0\n"), "{command}: {told}");
        let book = sheets(&place, "x.xlsx");
        assert!(book.iter().any(|(_, rows)| rows.len() > 1), "{command}: {book:?}");
        assert_eq!(book.len() > 5, command == "report", "{command}");
    }
    let told = place.run(&format!("causes orders.csv disputes.csv {AS_OF} --locale zh -o x.pdf"));
    assert!(told.starts_with("exit 2\n") && told.contains("扩展名"), "{told}");
    assert!(!place.path("x.pdf").exists());
}

#[test]
fn a_workbook_has_titles_in_the_language_of_the_seller() {
    let place = place();
    let commands = ["list --all", "rate", "rate --by product", "rate --explain", "risk", "causes"];
    for command in commands.into_iter().chain(["show 1101073781739830"]) {
        let line = format!("{command} orders.csv disputes.csv {AS_OF} --locale zh -o x.xlsx");
        assert!(place.run(&line).starts_with("exit 0\n"), "{command}");
        let book = sheets(&place, "x.xlsx");
        let [titles, row, ..] = book[0].1.as_slice() else { panic!("{command}: {book:?}") };
        for title in titles {
            let title = title.to_string();
            let is_chinese = title.chars().any(|c| c > '\u{2e7f}');
            assert!(is_chinese || title == "SKU" || title.is_empty(), "{command}: {title}");
        }
        // Names are words too, and no codes of ours.
        let codes = row.iter().map(ToString::to_string).filter(|cell| {
            cell.len() > 3 && cell.bytes().all(|c| c.is_ascii_lowercase() || b"_-*".contains(&c))
        });
        assert_eq!(codes.collect::<Vec<_>>(), Vec::<String>::new(), "{command}");
    }
}

#[test]
fn a_text_that_looks_like_a_formula_is_text_without_an_apostrophe() {
    let place = Place::new();
    place.write(
        "disputes.csv",
        "order_id,opened_at,status,reason\n\
         8200000000000001,2026-01-02T00:00:00Z,processing,=HYPERLINK(\"x\")\n",
    );
    let line = "list disputes.csv --as-of 2026-01-05 --columns order_id,reason";
    place.run(&format!("{line} -o x.xlsx"));
    assert_eq!(sheets(&place, "x.xlsx")[0].1[1][1], Data::String("=HYPERLINK(\"x\")".to_owned()));
    assert!(place.run(&format!("{line} --format csv")).contains("'=HYPERLINK"));
}

#[test]
fn csv_for_excel_begins_with_its_mark() {
    let place = place();
    let line = format!("list orders.csv disputes.csv {AS_OF} -o x.csv");
    place.run(&line);
    let plain = fs::read(place.path("x.csv")).unwrap();
    assert!(plain.starts_with(b"due,") || plain.starts_with(b"left,"));
    place.run(&format!("{line} --excel"));
    let marked = fs::read(place.path("x.csv")).unwrap();
    assert_eq!(marked, [b"\xef\xbb\xbf".as_slice(), &plain].concat());
    let told = run(&format!("demo rate {AS_OF} --excel"));
    assert!(told.starts_with("exit 2\n") && told.contains("for csv"), "{told}");
}

/// Returns a part of a workbook.
fn part(place: &Place, name: &str, part: &str) -> String {
    let mut book = zip::ZipArchive::new(fs::File::open(place.path(name)).unwrap()).unwrap();
    let mut text = String::new();
    book.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_report_has_charts_where_the_page_has_them() {
    let place = place();
    let line =
        format!("report orders.csv disputes.csv {AS_OF} --limit dispute_rate=9% --no-record");
    let told = place.run(&format!("{line} -o x.xlsx"));
    assert!(told.starts_with("exit 0\n"), "{told}");
    let book = sheets(&place, "x.xlsx");
    let page = place.run(&format!("{line} --format html"));
    let drawn = page.matches("<figure>").count();
    assert!(drawn >= 6, "{drawn}");
    let parts: Vec<String> =
        (1..=drawn).map(|n| part(&place, "x.xlsx", &format!("xl/charts/chart{n}.xml"))).collect();
    let archive = zip::ZipArchive::new(fs::File::open(place.path("x.xlsx")).unwrap()).unwrap();
    assert_eq!(
        archive
            .file_names()
            .filter(|name| name.as_ref().unwrap().starts_with("xl/charts/chart"))
            .count(),
        drawn
    );
    // Each series points at cells that are numbers, below a title of its own.
    for chart in &parts {
        for reference in chart.split("<c:val>").skip(1) {
            let formula = reference.split_once("<c:f>").unwrap().1.split_once("</c:f>").unwrap().0;
            let (sheet, cells) = formula.rsplit_once('!').unwrap();
            let (_, rows) = book.iter().find(|(name, _)| name == sheet.trim_matches('\'')).unwrap();
            let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
            let column = usize::from(first.as_bytes()[1] - b'A');
            let row = |cell: &str| cell.rsplit_once('$').unwrap().1.parse::<usize>().unwrap();
            assert_eq!(row(first), 2, "{formula}");
            for row in &rows[1..row(last)] {
                assert!(matches!(row[column], Data::Float(_) | Data::Int(_)), "{formula}: {row:?}");
            }
            assert!(!rows[0][column].to_string().is_empty(), "{formula}");
        }
    }
    let with = |text: &str| parts.iter().filter(|chart| chart.contains(text)).count();
    assert_eq!((with("<c:lineChart>"), with("val=\"stacked\"")), (1, 1));
    assert_eq!(with("<c:dateAx>"), 1, "days are in their order");
    for chart in parts.iter().filter(|chart| chart.contains("<c:barDir val=\"bar\"/>")) {
        let names = chart.split_once("<c:catAx>").unwrap().1;
        assert!(
            names.split_once("</c:catAx>").unwrap().0.contains("maxMin"),
            "the first is on top"
        );
    }
}
