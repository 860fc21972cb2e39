//! Workbooks are read as calamine reads them, which keeps more of them in memory.

use std::io::{Cursor, Write};

use calamine::{DataRef, Reader, Xlsx};
use proptest::prelude::*;
use proptest::sample::select;
use zip::write::SimpleFileOptions;

use super::Book;
use super::cells::NOT_COMPUTED;
use crate::input::table::sheet_cell::{SheetCell, without_utc};

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/KIND" Target="TARGET"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd&quot;x&quot;"/>
<numFmt numFmtId="165" formatCode="0.0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"><alignment/></xf><xf numFmtId="164"/><xf numFmtId="165"/><xf/><xf numFmtId="46"/></cellXfs>
<dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs></styleSheet>"#;

/// A workbook of one sheet; without shared texts where there is no part of them.
fn workbook(shared: Option<&str>, sheet: &str, since_1904: bool) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: &str| {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    };
    let relations = |kind, target| RELATIONS.replace("KIND", kind).replace("TARGET", target);
    part("_rels/.rels", &relations("officeDocument", "/xl/workbook.xml"));
    part("xl/_rels/workbook.xml.rels", &relations("worksheet", "worksheets/Sheet1.xml"));
    let main = format!(
        r#"<workbook><workbookPr date1904="{since_1904}"/><sheets><sheet name="a &amp; b" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    part("xl/workbook.xml", &main);
    part("xl/styles.xml", STYLES);
    if let Some(shared) = shared {
        part("xl/SharedStrings.xml", shared);
    }
    part("xl\\worksheets\\sheet1.xml", sheet);
    writer.finish().unwrap().into_inner()
}

/// The cells up to the first that cannot be read, and whether there is one.
type Read = (Vec<(u32, u32, String)>, bool);

fn ours(bytes: &[u8]) -> Read {
    let Ok(mut book) = Book::open(Cursor::new(bytes)) else { return (Vec::new(), true) };
    assert_eq!(book.sheets(), ["a & b"]);
    let read = book.read_cells("a & b", |mut cells| {
        let mut all = Vec::new();
        loop {
            match cells.next() {
                Ok(Some((row, column, cell))) => all.push((row, column, words(&cell))),
                Ok(None) => return (all, false),
                Err(_) => return (all, true),
            }
        }
    });
    read.unwrap_or((Vec::new(), true))
}

fn theirs(bytes: &[u8]) -> Read {
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) else { return (Vec::new(), true) };
    assert_eq!(book.sheet_names(), ["a & b"]);
    let Ok(mut cells) = book.worksheet_cells_reader("a & b") else { return (Vec::new(), true) };
    let mut all = Vec::new();
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                all.push((row, column, words(&of_calamine(cell.get_value()))));
            }
            Ok(None) => return (all, false),
            Err(_) => return (all, true),
        }
    }
}

fn of_calamine<'a>(value: &DataRef<'a>) -> SheetCell<'a> {
    match value {
        DataRef::SharedString(text) => SheetCell::Text((*text).into()),
        DataRef::String(text) | DataRef::DurationIso(text) => SheetCell::Text(text.clone().into()),
        DataRef::DateTimeIso(text) => SheetCell::Text(without_utc(text).to_owned().into()),
        DataRef::Int(number) => SheetCell::Whole(*number),
        DataRef::Float(number) => SheetCell::of_number(*number),
        DataRef::Bool(true) => SheetCell::TRUE,
        DataRef::Bool(false) => SheetCell::FALSE,
        DataRef::DateTime(date) => SheetCell::of_date(*date),
        DataRef::Error(error) => SheetCell::Error(error.to_string()),
        DataRef::Empty => SheetCell::Empty,
    }
}

fn words(cell: &SheetCell<'_>) -> String {
    match cell {
        SheetCell::Empty => "nothing".to_owned(),
        // calamine takes such a cell for an empty one.
        SheetCell::Error(text) if text == NOT_COMPUTED => "nothing".to_owned(),
        SheetCell::Text(text) => format!("text {text:?}"),
        SheetCell::Whole(number) => format!("whole {number}"),
        SheetCell::Date(date) => format!("date {date}"),
        SheetCell::Error(text) => format!("error {text}"),
    }
}

/// Characters as they are written in a part.
fn characters() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "B7",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "中文",
        "\u{a0}",
        "é",
        "&amp;",
        "&lt;",
        "&#65;",
        "&#x4e2d;",
        "_",
        "_x000D_",
        "_x005F_x000D_",
        "_xD83D__xDCF7_",
        "_xD83D_",
        "_xDCF7_",
        "_xD83D__x0041_",
        "_x00g0_",
        "_x000D",
        "<![CDATA[<&>]]>",
        "<!-- no -->",
        "8200",
        "0.5",
    ];
    prop::collection::vec(select(pieces.to_vec()), 0..5).prop_map(|pieces| pieces.concat())
}

/// What stands in a shared text or in a cell's own.
fn texts() -> impl Strategy<Value = String> {
    let piece = (0..7, characters()).prop_map(|(form, text)| match form {
        0 | 1 => format!("<t>{text}</t>"),
        2 => format!("<t xml:space=\"preserve\">{text}</t>"),
        3 => format!("<r><rPr><b/></rPr><t>{text}</t></r>"),
        4 => format!("<r><t xml:space='preserve'>{text}</t></r>"),
        5 => format!("<rPh sb=\"0\" eb=\"1\"><t>{text}</t></rPh>"),
        _ => format!("<phoneticPr fontId=\"1\"/>{}", text.replace('&', "&amp;")),
    });
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn shared() -> impl Strategy<Value = Option<String>> {
    let head = select(vec!["", " uniqueCount=\"3\"", " count=\"9\" uniqueCount=\"900\""]);
    let element = texts().prop_map(|text| match text.is_empty() {
        true => "<si/>".to_owned(),
        false => format!("<si>{text}</si>"),
    });
    let all = (head, prop::collection::vec(element, 0..8));
    prop::option::weighted(
        0.9,
        all.prop_map(|(head, elements)| {
            format!("<?xml version=\"1.0\"?>\n<sst{head}>{}</sst>", elements.concat())
        }),
    )
}

// calamine leaves out what stands as CDATA in a value.
fn values() -> impl Strategy<Value = String> {
    let numbers = [
        "",
        "0",
        "1",
        "2",
        "7",
        "-3",
        "-0",
        "007",
        "45000.25",
        "59.5",
        "1.5",
        "1E5",
        "12345678901234567",
        "123456789012345",
        "9007199254740993",
        "8200000000000010",
        "true",
        "#N/A",
        "#DIV/0!",
        "x",
        "5 ",
        " 5",
        "2025-01-02T03:04:05",
        "&amp;",
        ".5",
        "5.",
    ];
    prop_oneof![3 => select(numbers.to_vec()).prop_map(str::to_owned), 1 => characters()]
        .prop_map(|value| value.replace("<![CDATA[<&>]]>", ""))
}

fn cell() -> impl Strategy<Value = String> {
    let kinds = ["", "n", "s", "s", "s", "b", "e", "str", "d", "inlineStr", "odd"];
    let kind = select(kinds.to_vec());
    let place = select(vec!["", "A1", "C2", "b3", "AA3", "D4", "5", "D"]);
    let form = (0..12, 0..8_u8);
    (place, kind, form, values(), texts()).prop_map(|(place, kind, (form, style), value, text)| {
        let attribute = |name: &str, value: &str| match value {
            "" => String::new(),
            value => format!(" {name}=\"{value}\""),
        };
        let style = if style < 7 { style.to_string() } else { String::new() };
        // Places that are none are rare, or hardly any sheet would be read to its end.
        let place = if place.len() == 1 && form != 0 { "" } else { place };
        let kind = if kind == "odd" && form != 0 { "s" } else { kind };
        // The place of a text that is no number is an error here, and the first text to calamine.
        let value = if kind == "s" { value.len().to_string() } else { value };
        // A number's cell with a text is an error to calamine.
        let is_odd = kind == "n" && value.parse::<f64>().is_err();
        let value = if is_odd { "7".to_owned() } else { value };
        let body = match (form, kind) {
            (1, _) => String::new(),
            (2, _) => "<v/>".to_owned(),
            (3, _) => format!("<f>A1+1</f><v>{value}</v>"),
            (4, _) => format!("<v>{value}</v><f/>"),
            (5, _) => format!("<v>{value}</v><extLst/>"),
            (_, "inlineStr") => format!("<is>{text}</is><v>3</v>"),
            _ => format!("<v>{value}</v>"),
        };
        let (r, s, t) = (attribute("r", place), attribute("s", &style), attribute("t", kind));
        match body.as_str() {
            "" => format!("<c{r}{s}{t}/>"),
            body => format!("<c{r}{s}{t}>{body}</c>"),
        }
    })
}

fn sheet() -> impl Strategy<Value = String> {
    let row = (0..8, prop::collection::vec(cell(), 0..4)).prop_map(|(number, cells)| {
        let number = if number == 0 { String::new() } else { format!(" r=\"{number}\"") };
        format!("<row{number}>{}</row>\n", cells.concat())
    });
    let end = select(vec!["</sheetData></worksheet>", "</sheetData></worksheet>", ""]);
    (prop::collection::vec(row, 0..4), end).prop_map(|(rows, end)| {
        format!("<worksheet><dimension ref=\"A1\"/><sheetData>{}{end}", rows.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_workbook_is_read_as_calamine_reads_it(
        shared in shared(),
        sheet in sheet(),
        since_1904: bool,
        is_prefixed: bool,
    ) {
        let prefixed = |part: &str| match is_prefixed {
            true => part.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
                .replace("<x:!", "<!").replace("<![CDATA[<x:&>", "<![CDATA[<&>"),
            false => part.to_owned(),
        };
        let shared = shared.map(|shared| prefixed(&shared));
        let bytes = workbook(shared.as_deref(), &prefixed(&sheet), since_1904);
        prop_assert_eq!(ours(&bytes), theirs(&bytes));
    }
}

#[test]
fn sheets_that_are_charts_have_no_rows() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values("orders!$A$1:$A$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    book.add_worksheet().set_name("orders").unwrap().write_string(0, 0, "order_id").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(Book::open(Cursor::new(bytes)).unwrap().sheets(), ["orders"]);
}

#[test]
fn dates_beyond_every_calendar_are_errors() {
    let cells = ["-1e300", "1e400", "nan", "1e12"].map(|v| format!("<c s=\"1\"><v>{v}</v></c>"));
    let sheet = format!("<worksheet><sheetData><row>{}</row></sheetData>", cells.concat());
    let (cells, _) = ours(&workbook(None, &sheet, false));
    assert_eq!(cells.len(), 4);
    for (_, _, cell) in cells {
        assert_eq!(cell, "error a date out of range");
    }
}

#[test]
fn a_formula_without_a_result_is_an_error_and_no_empty_cell() {
    let plain = "<c><f>A1</f></c><c><f>A1</f><v/></c><c t=\"str\"><f>A1</f><v></v></c><c/>";
    let texts = "<c><f>\"82\"&amp;\"\"</f></c><c><f>T(&quot;82&quot;)</f><v>0</v></c>\
                 <c><f>\"82\"</f><v>7</v></c><c><f>A1</f><v>0</v></c>";
    let cells = format!("{plain}{texts}");
    let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData>");
    let mut book = Book::open(Cursor::new(workbook(None, &sheet, false))).unwrap();
    let mut errors = Vec::new();
    let read = book.read_cells("a & b", |mut cells| {
        while let Some((_, _, cell)) = cells.next().unwrap() {
            errors.push(words(&cell));
        }
    });
    assert!(read.is_ok());
    let nothing = "nothing";
    let (text, found) = ("text \"82\"", ["whole 7", "whole 0"]);
    assert_eq!(errors, [nothing, nothing, "text \"\"", nothing, text, text, found[0], found[1]]);
}

#[test]
fn a_text_in_the_cell_of_a_number_is_a_text() {
    let date = "Sat Nov 01 2025 20:07:00 GMT+0000 (Coordinated Universal Time)";
    let sheet = format!("<worksheet><sheetData><row><c t=\"n\"><v>{date}</v></c></row>");
    assert_eq!(ours(&workbook(None, &sheet, false)).0[0].2, format!("text {date:?}"));
}

#[test]
fn a_value_may_stand_in_a_section_of_characters() {
    let sheet = "<worksheet><sheetData><row><c t=\"str\"><v>a<![CDATA[<&>]]></v></c></row>";
    assert_eq!(ours(&workbook(None, sheet, false)).0[0].2, "text \"a<&>\"");
}
