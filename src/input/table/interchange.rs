//! Texts by which spreadsheets of the 1980s exchanged tables: SYLK (`.slk`) and DIF. Spreadsheets still save both.

use crate::input::table::held::{HeldFormat, HeldSheet, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// SYLK: records of fields between `;`, the first of them `ID`.
pub(crate) const SYLK: HeldFormat = HeldFormat {
    is: |text| {
        let mut lines = text.lines();
        let is_record =
            |line: &str| ["P;", "F;", "B;", "C;", "O;"].iter().any(|r| line.starts_with(r));
        lines.next().is_some_and(|line| line.starts_with("ID;P"))
            && lines.next().is_some_and(is_record)
    },
    read: |input, text| match sylk(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("a SYLK table with too many cells")),
    },
};

/// DIF: pairs of lines, the first of them `TABLE`.
pub(crate) const DIF: HeldFormat = HeldFormat {
    is: |text| {
        let mut lines = text.lines().map(str::trim_end);
        lines.next() == Some("TABLE") && lines.next() == Some("0,1")
    },
    read: |input, text| match dif(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("a DIF table with too many cells")),
    },
};

fn sylk(text: &str) -> Result<HeldSheet, TooManyCells> {
    let mut sheet = HeldSheet::named("table");
    let (mut row, mut column, mut has_ended) = (1, 1_usize, false);
    for line in text.lines() {
        // Two stand for one that is a part of a text.
        let line = line.replace(";;", "\0");
        let mut fields = line.split(';');
        let kind = fields.next();
        has_ended |= kind == Some("E");
        if !matches!(kind, Some("C" | "F")) {
            continue;
        }
        for field in fields {
            let number = || field.get(1..).and_then(|digits| digits.parse::<u64>().ok());
            match field.chars().next() {
                Some('Y') => row = number().unwrap_or(row),
                Some('X') => column = number().and_then(|x| x.try_into().ok()).unwrap_or(column),
                Some('K') if kind == Some("C") => {
                    let text = field.get(1..).unwrap_or_default().replace('\0', ";");
                    sheet.put(row, column.saturating_sub(1), value(&text))?;
                }
                _ => {}
            }
        }
    }
    sheet.is_cut = !has_ended;
    Ok(sheet)
}

fn dif(text: &str) -> Result<HeldSheet, TooManyCells> {
    let mut sheet = HeldSheet::named("table");
    let mut lines = text.lines().map(str::trim_end).skip_while(|line| *line != "DATA").skip(3);
    let (mut row, mut column, mut has_ended) = (0, 0, false);
    while let (Some(head), Some(text)) = (lines.next(), lines.next()) {
        match head.split_once(',') {
            Some(("-1", _)) if text == "BOT" => (row, column) = (row + 1, 0),
            Some(("-1", _)) => {
                has_ended = true;
                break;
            }
            Some(("0", number)) => {
                let is_number = text == "V";
                sheet.put(row, column, value(if is_number { number } else { text }))?;
                column += 1;
            }
            Some(_) | None => {
                sheet.put(row, column, of_text(text))?;
                column += 1;
            }
        }
    }
    sheet.is_cut = !has_ended;
    Ok(sheet)
}

/// Returns the value of a cell: a text in quotes, a number, or a word for an error.
fn value(text: &str) -> SheetCell<'static> {
    if text.starts_with('"') {
        return of_text(text);
    }
    match text.trim().parse::<i64>() {
        Ok(whole) => SheetCell::Whole(whole),
        Err(_) if text.starts_with('#') || matches!(text, "NA" | "ERROR") => {
            SheetCell::Error(text.to_owned())
        }
        Err(_) => match text.trim().parse() {
            Ok(number) => SheetCell::of_number(number),
            Err(_) => of_text(text),
        },
    }
}

/// Takes a text out of its quotes.
fn of_text(text: &str) -> SheetCell<'static> {
    let inner = text.strip_prefix('"').map(|text| text.strip_suffix('"').unwrap_or(text));
    let text = inner.map_or_else(|| text.to_owned(), |inner| inner.replace("\"\"", "\""));
    if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sheet: &HeldSheet) -> String {
        format!("{:?} {}", sheet.rows, sheet.is_cut)
    }

    #[test]
    fn cells_of_sylk_stand_where_their_fields_say() {
        let text = "ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"a;;b\"\nC;X3;K8208460785972844\nC;Y3;X1;K46004.825\nE\n";
        assert!((SYLK.is)(text) && !(SYLK.is)("ID;Price;Date\n1;2;3\n"));
        let right = "[(1, [Text(\"a;b\"), Empty, Whole(8208460785972844)]), (3, [Text(\"46004.825\")])] false";
        assert_eq!(shown(&sylk(text).unwrap()), right);
        assert!(sylk("ID;P\nC;Y1;X1;K1\n").unwrap().is_cut);
    }

    #[test]
    fn cells_of_dif_follow_each_other() {
        let text = "TABLE\n0,1\n\"EXCEL\"\nVECTORS\n0,2\n\"\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n1,0\n\"a \"\"b\"\"\"\n0,5\nV\n\
                    -1,0\nBOT\n1,0\n\"\"\n0,0\nNA\n-1,0\nEOD\n";
        assert!((DIF.is)(text));
        let right = "[(1, [Text(\"a \\\"b\\\"\"), Whole(5)]), (2, [Empty, Error(\"NA\")])] false";
        assert_eq!(shown(&dif(text).unwrap()), right);
    }
}
