//! Rows that stray quotes have made a part of a field: one cell begins with a quote, a cell of a later row ends
//! with one, and the number of fields is right by chance.

use crate::ids::order_id::OrderId;
use crate::input::table::cell_chunk::{to_u32, to_usize};
use crate::input::table::csv::dialect::CsvLayout;
use crate::input::table::csv::structural_index::StructuralIndex;

/// Fields behind the id by which a line of a text is a row of the table, where it has as many titles.
const FIELDS: usize = 3;

/// Returns the records with rows of the table in a quoted field, in order, and how many rows that are.
pub(crate) fn find(text: &[u8], index: &StructuralIndex, layout: &CsvLayout) -> Vec<(u32, u32)> {
    if index.quoted().is_empty() || layout.titles < 2 || !index.has_quoted_breaks {
        return Vec::new();
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    for place in index.quoted() {
        let end = |place: usize| index.positions().get(place).copied();
        let Some((before, end)) = end(to_usize(*place) - 1).zip(end(to_usize(*place))) else {
            continue;
        };
        let field = text.get(to_usize(before.wrapping_add(1))..to_usize(end));
        let rows = field.map_or(0, |field| rows_in(field, layout));
        if rows > 0 {
            let record = to_u32(index.records().partition_point(|next| next <= place));
            match found.last_mut().filter(|(last, _)| *last == record) {
                Some((_, count)) => *count += rows,
                None => found.push((record, rows)),
            }
        }
    }
    found
}

/// Counts the lines of a field, but for its first, that have an order id in its place; none where none of
/// them has fields behind it.
fn rows_in(field: &[u8], layout: &CsvLayout) -> u32 {
    let Some((_, lines)) =
        memchr::memchr(b'\n', field).and_then(|at| field.split_at_checked(at + 1))
    else {
        return 0;
    };
    let needed = (layout.titles - 1).min(layout.key + FIELDS) - layout.key;
    // Most are addresses, of which nothing more is looked at.
    if memchr::memchr_iter(layout.delimiter, lines).count() < needed {
        return 0;
    }
    // Fields behind the id of a line that has one in its place.
    let behind = |line: &[u8]| {
        let mut cells = line.split(|byte| *byte == layout.delimiter);
        let id = cells.nth(layout.key).filter(|cell| has_digits_of_id(cell));
        let id = id.and_then(|cell| std::str::from_utf8(cell).ok());
        id.filter(|id| OrderId::parse(id).is_ok()).map(|_| cells.count())
    };
    let rows = lines.split(|byte| *byte == b'\n').filter_map(behind);
    // The last one may be closed in any of its fields.
    if rows.clone().any(|fields| fields >= needed) { to_u32(rows.count()) } else { 0 }
}

/// Returns whether a cell can hold an order id, by its digits: those of ASCII, and those of full width, each of
/// which has one byte of this value (U+FF10 to U+FF19).
fn has_digits_of_id(cell: &[u8]) -> bool {
    const FEWEST: usize = 10;
    cell.iter().filter(|byte| byte.is_ascii_digit() || **byte == 0xbc).count() >= FEWEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u32, u32)> {
        let layout = CsvLayout { delimiter: b',', titles: 5, key: 1, header_row: 0 };
        let mut index = StructuralIndex::new(b',');
        index.search(text.as_bytes()).unwrap();
        find(text.as_bytes(), &index, &layout)
    }

    const ID: &str = "8200460785972844";

    #[test]
    fn rows_between_stray_quotes_are_found_with_their_record() {
        let row = format!("a,{ID},b,c,d\n");
        assert_eq!(
            found(&format!("{row}a,{ID},b,c,\"d\n{row}{row}a,{ID},b,c,d\"\n{row}")),
            [(1, 3)]
        );
        assert_eq!(found(&format!("a,{ID},\"b,c,d\n{row}a,{ID},b\",c,d\n{row}")), [(0, 2)]);
        let two = format!("a,{ID},b,c,\"d\na,{ID},b,c,d\"\n");
        assert_eq!(found(&format!("{two}{row}{two}")), [(0, 1), (2, 1)]);
        assert_eq!(found(two.trim_end()), [(0, 1)]);
        assert_eq!(found(&two.replace('\n', "\r\n")), [(0, 1)]);
    }

    #[test]
    fn texts_of_several_lines_are_texts() {
        for text in [
            format!("a,{ID},b,c,\"d\ne\"\n"),
            format!("a,{ID},b,c,\"d\n{ID}, again\"\n"),
            format!("a,{ID},b,c,\"see, {ID}, there\n and, here, it, is, too\"\n"),
            format!("\"a\",\"{ID}\",\"b\",\"c\",\"d\"\n"),
            format!("a,{ID},b,c,d\n\na,{ID},\"b\",c,d\n"),
        ] {
            assert_eq!(found(&text), [], "{text}");
        }
    }
}
