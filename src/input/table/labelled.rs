//! Rows each of whose fields has its name beside it, and LTSV, a line a row: `order_id:1<tab>status:ok`.

use crate::input::table::csv::last_cell::LastCell;
use crate::input::table::held::{HeldFormat, HeldSheet, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// A text whose first two lines have the same labels.
pub(crate) const LTSV: HeldFormat = HeldFormat {
    is: |text| {
        let mut lines = text
            .lines()
            .map(|line| fields(line).map(|fields| fields.into_iter().map(|(name, _)| name)));
        match (lines.next().flatten(), lines.next().flatten()) {
            (Some(first), Some(second)) => first.len() > 1 && first.eq(second),
            _ => false,
        }
    },
    read: |input, text| match read(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("rows with too many fields")),
    },
};

/// Rows of one name, a column for each field.
pub(super) struct LabelledRows {
    names: Vec<String>,
    pub(super) sheet: HeldSheet,
    count: u64,
}

impl LabelledRows {
    fn named(name: String) -> Self {
        Self { names: Vec::new(), sheet: HeldSheet::named(name), count: 0 }
    }

    /// Returns the rows of a name among others, none where there are none yet.
    pub(super) fn of(all: &mut Vec<Self>, name: String) -> &mut Self {
        let known = all.iter().position(|records| records.sheet.name == name);
        let at = known.unwrap_or(all.len());
        if known.is_none() {
            all.push(Self::named(name));
        }
        all.get_mut(at).expect("it is there or has just been added")
    }

    /// Adds a row. A field that it has twice is an error.
    pub(super) fn add(&mut self, fields: Vec<(String, String)>) -> Result<(), TooManyCells> {
        self.count += 1;
        let mut filled = Vec::with_capacity(fields.len());
        for (name, value) in fields {
            let column = self.names.iter().position(|known| *known == name);
            let column = column.unwrap_or(self.names.len());
            if column == self.names.len() {
                self.sheet.put(1, column, SheetCell::Text(name.clone().into()))?;
                self.names.push(name);
            }
            let cell = match filled.contains(&column) {
                true => SheetCell::Error(format!("a field that its row has twice: {value}")),
                false => SheetCell::Text(value.into()),
            };
            filled.push(column);
            self.sheet.put(self.count + 1, column, cell)?;
        }
        Ok(())
    }
}

/// Returns the labels and values of a line; `None` where a part of it has no label.
fn fields(line: &str) -> Option<Vec<(&str, &str)>> {
    line.trim_end().split('\t').map(field).collect()
}

fn field(part: &str) -> Option<(&str, &str)> {
    let (label, value) = part.split_once(':')?;
    let is_sign = |sign: char| sign.is_alphanumeric() || "_.-".contains(sign);
    let is_label = label.starts_with(char::is_alphabetic) && label.chars().all(is_sign);
    is_label.then_some((label, value))
}

/// Reads all rows; one that is not of labels alone is an error.
fn read(text: &str) -> Result<HeldSheet, TooManyCells> {
    let mut records = LabelledRows::named("rows".to_owned());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match fields(line) {
            Some(fields) => {
                let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
                records.add(fields.into_iter().map(own).collect())?;
            }
            None => {
                records.count += 1;
                let wrong = format!("a line without labels: {line}");
                records.sheet.put(records.count + 1, 0, SheetCell::Error(wrong))?;
            }
        }
    }
    records.sheet.is_cut = is_cut(text);
    Ok(records.sheet)
}

/// Returns whether a text ends inside its last line: this lacks a field that all others have, or its last value is
/// the beginning of a time.
fn is_cut(text: &str) -> bool {
    let mut rows: Vec<Vec<(&str, &str)>> = text.lines().filter_map(fields).collect();
    let Some(last) = rows.pop().filter(|_| !text.ends_with('\n')) else { return false };
    let value = |row: &[(&str, &str)], label: &str| {
        row.iter().find(|(name, _)| *name == label).map(|(_, value)| value.as_bytes().to_vec())
    };
    let is_of_all = |(label, _): &(&str, &str)| rows.iter().all(|row| value(row, label).is_some());
    let mut usual = rows.first().into_iter().flatten().filter(|field| is_of_all(field));
    let lacks_any = usual.any(|(label, _)| value(&last, label).is_none());
    lacks_any
        || last.last().is_some_and(|(label, end)| {
            let above: Vec<Vec<u8>> = rows.iter().filter_map(|row| value(row, label)).collect();
            LastCell::of(end.as_bytes(), above.iter().map(Vec::as_slice)) != LastCell::Whole
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_labels_are_rows() {
        let text = "id:12\tat:10:20\n\nid:34\tat:\tmore:x\nlost\nid:5\tid:6\n";
        assert!((LTSV.is)(&text.replace("\n\n", "\n").replace("\tmore:x", "")));
        let rows = read(text).unwrap().rows;
        let shown: Vec<String> = rows.iter().map(|(_, cells)| format!("{cells:?}")).collect();
        assert_eq!(shown[0], "[Text(\"id\"), Text(\"at\"), Text(\"more\")]");
        assert_eq!(shown[1], "[Text(\"12\"), Text(\"10:20\")]");
        assert_eq!(shown[2], "[Text(\"34\"), Text(\"\"), Text(\"x\")]");
        assert!(shown[3].starts_with("[Error") && shown[4].contains("twice"), "{shown:?}");
        for (end, cut) in [
            ("id:5\tat:2025-12-03", false),
            ("id:5\tat:2025-12-03\n", false),
            ("id:5\tat:2025-12-03 10", false),
            ("id:5\tat:2025-12-0", true),
            ("id:5\tat:2025-12-0\n", false),
            ("id:5\tat:", true),
            ("id:5", true),
            ("id:5\n", false),
        ] {
            let rows: String = (1..4).map(|n| format!("id:{n}\tat:2025-12-0{n}\n")).collect();
            assert_eq!(read(&(rows + end)).unwrap().is_cut, cut, "{end:?}");
        }
        for other in [
            "order_id:string\tcreated_at:timestamp\n82\t2026-01-05 10:00:00\n",
            "a:1\nb:2\n",
            "a:1\tb:2\n",
            "2026-01-05 10:00:00\tx\n2026-01-05 10:00:00\tx\n",
        ] {
            assert!(!(LTSV.is)(other), "{other}");
        }
    }
}
