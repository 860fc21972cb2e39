//! Rows of another table among those of a table: they have an order id in a column that is not read, as where two
//! exports with other titles, or objects with other keys, were joined.

use crate::domain::OrderId;
use crate::input::RowProblem;
use crate::input::table::header::{Header, RowsOf};
use crate::input::text::written_times::holds_time;
use crate::packed::word_list;

/// What tells rows of another table.
#[derive(Clone, Debug)]
pub(crate) struct ForeignIds {
    /// The column of order ids; `None` where rows of other tables are expected, or ids cannot be missed.
    id: Option<usize>,
    /// Columns that a row of the table does not leave blank beside it.
    own: Vec<usize>,
    /// The columns that are not read, with their titles.
    others: Vec<(usize, String)>,
}

/// Fields that tell a row of the table: with a blank id it is one of a product, or has a mistake.
const OWN: [&str; 4] = ["created_at", "opened_at", "product_id", "sku"];

impl ForeignIds {
    /// Takes the titles of a table.
    pub(crate) fn of(header: &Header) -> Self {
        let is_whole = matches!(header.rows, RowsOf::All | RowsOf::Filed);
        let read: Vec<usize> = header.read_columns().collect();
        let others = (0..header.titles()).filter(|column| !read.contains(column));
        let others = others.map(|column| (column, header.title(column).to_owned()));
        Self {
            id: header.column("order_id").filter(|_| is_whole),
            own: OWN.iter().flat_map(|field| header.columns(field)).copied().collect(),
            others: others.filter(|(_, title)| !title.is_empty()).collect(),
        }
    }

    /// Returns the column of order ids, where a row of another table is to be looked for if it is blank.
    pub(crate) const fn id(&self) -> Option<usize> {
        self.id
    }

    /// Returns what is wrong with a row whose id is blank, if it is one of another table; `more` are columns that
    /// the titles lack.
    pub(crate) fn problem<'t>(
        &'t self,
        row: u64,
        more: impl Iterator<Item = (usize, &'t str)>,
        text: impl Fn(usize) -> String,
    ) -> Option<RowProblem> {
        let is_blank = |column: &usize| text(*column).trim().is_empty();
        if !self.id.iter().chain(&self.own).all(is_blank) {
            return None;
        }
        let others = self.others.iter().map(|(column, title)| (*column, title.as_str()));
        let cells = others.chain(more).map(|(column, title)| (title, text(column)));
        let cells: Vec<(&str, String)> = cells.collect();
        // A row of a product has ids too, and no time.
        if !cells.iter().any(|(_, value)| holds_time(value)) {
            return None;
        }
        let mut orders = cells.into_iter().filter(|(title, value)| is_order_id(title, value));
        orders.next().map(|(title, value)| {
            RowProblem {
                sheet: None,
                row,
                column: title.to_owned(),
                value: RowProblem::shorten(value.trim()),
                expected: "an order id in a column that is not read, and none in that of order ids: a row of another \
                           table; put those rows into a file of their own"
                    .to_owned(),
            }
        })
    }
}

/// Returns whether a value under a title or a key may be an order's id, and is none of a product, a line of an order, a
/// payment, a parcel or a person.
pub(crate) fn is_order_id(title: &str, value: &str) -> bool {
    const OF_OTHERS: &[&str] = word_list!("lists/other_ids.txt");
    let title = title.to_lowercase();
    has_order_id(value)
        && !value.trim_start_matches(['\'', '"', '=', '\t', ' ']).starts_with("1005")
        && !OF_OTHERS.iter().any(|word| title.contains(word))
}

/// Returns whether a value is an order id, or an object or a list that holds one.
fn has_order_id(value: &str) -> bool {
    let value = value.trim();
    let is_id = |digits: &str| OrderId::from_digits(digits.as_bytes()).is_some();
    match value.starts_with(['{', '[']) {
        true => value.split(|c: char| !c.is_ascii_alphanumeric()).any(is_id),
        false => is_id(value.trim_matches(['\'', '"', '=', '\t'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_told_from_products_lines_and_people_and_times_from_numbers() {
        let id = "8200000000000001";
        assert!(["orderNo", "订单编号", "no", "order"].iter().all(|title| is_order_id(title, id)));
        let others =
            ["item_id", "子订单号", "transaction_id", "order_line_id", "phone", "buyer_id"];
        assert!(others.iter().all(|title| !is_order_id(title, id)));
        assert!(!is_order_id("id", "1005001000000001"));
    }

    #[test]
    fn ids_are_found_alone_and_in_objects_and_not_in_remarks() {
        for text in [
            "8200000000000001",
            " '82000000000000017",
            "=\"8200000000000001\"",
            r#"{"order":{"id":"8200000000000001"}}"#,
            r#"[8200000000000001]"#,
        ] {
            assert!(has_order_id(text), "{text}");
        }
        for text in [
            "",
            "FALSE",
            "see 8200000000000001",
            "820000000000001",
            "820000000000000001",
            "LP8200000000000001",
            r#"{"trace":"a8200000000000001"}"#,
        ] {
            assert!(!has_order_id(text), "{text}");
        }
    }
}
