//! Several tables under one row of titles: side by side, or joined, each order with its dispute.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::table::header::{Header, RowsOf};
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::kind::TableKind;
use crate::input::table::row::column_letters;
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_forms::normalise;

/// So many titles are looked at; wider tables are one.
const MOST_TITLES: usize = 500;

impl TitleCatalogue {
    /// Returns the tables of which a row holds the titles, the one that was recognised among them.
    pub(crate) fn tables(&self, header: Header) -> Vec<Header> {
        if !header.is_complete() || header.titles.len() > MOST_TITLES {
            return vec![header];
        }
        let blocks = self.blocks(&header.titles);
        let beside = |block: &Range<usize>| self.complete(&header.titles, block);
        let tables: Vec<Header> = match blocks.as_slice() {
            [] | [_] => vec![header.clone()],
            several => several
                .iter()
                .filter_map(beside)
                .map(|own| own.under(&header, RowsOf::PartOfLines))
                .collect(),
        };
        let with_disputes = |own: Header| {
            let joined = self.joined(&own).map(|disputes| disputes.under(&own, RowsOf::Filed));
            match joined {
                Some(disputes) => vec![own.without_titles_of(&disputes), disputes],
                None => vec![own],
            }
        };
        tables.into_iter().flat_map(with_disputes).collect()
    }

    /// Returns the titles of disputes in a table of orders: those that no order has, and the order's id.
    fn joined(&self, orders: &Header) -> Option<Header> {
        let is_free = |column: usize| {
            orders.unknown.iter().any(|title| title == orders.title(column))
                || column == orders.id_column()
        };
        if orders.kind == TableKind::PlainDisputes || orders.unknown.is_empty() {
            return None;
        }
        let free: Vec<String> = (0..orders.titles())
            .map(|column| if is_free(column) { orders.title(column) } else { "" }.to_owned())
            .collect();
        // A title of order ids that only order exports have stands for the name that dispute tables give it.
        let mut named = free.clone();
        if let Some(id) = named.get_mut(orders.id_column()) {
            "order_id".clone_into(id);
        }
        let found = self.read_as(TableKind::PlainDisputes, &KeyRow(&named))?;
        found.is_complete().then(|| found.titled(free))
    }

    /// Returns the header of the titles in some columns, if a table needs no others.
    fn complete(&self, titles: &[String], columns: &Range<usize>) -> Option<Header> {
        let own = |(column, title): (usize, &String)| {
            if columns.contains(&column) { title.clone() } else { String::new() }
        };
        let own: Vec<String> = titles.iter().enumerate().map(own).collect();
        self.read(&KeyRow(&own)).filter(Header::is_complete)
    }

    /// Returns the columns of each table; one block of all where they are one table.
    fn blocks(&self, titles: &[String]) -> Vec<Range<usize>> {
        let is_blank = |title: &String| title.trim().is_empty();
        let mut blocks: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for run in titles.split_inclusive(is_blank) {
            let columns = start..start + run.len();
            start = columns.end;
            match blocks.last_mut() {
                // What is no table belongs to the one before it, and what comes before all to the first.
                Some(last)
                    if self.complete(titles, &columns).is_none()
                        || self.complete(titles, last).is_none() =>
                {
                    last.end = columns.end;
                }
                Some(_) | None => blocks.push(columns),
            }
        }
        blocks.into_iter().flat_map(|block| self.cut(titles, block)).collect()
    }

    /// Cuts columns without a blank title between them in two where a table begins: one of disputes beside
    /// one of orders, or the second half of a table whose titles come again.
    fn cut(&self, titles: &[String], block: Range<usize>) -> Vec<Range<usize>> {
        let of_block = titles.get(block.clone()).unwrap_or_default();
        let ids: Vec<usize> = (block.start..)
            .zip(of_block)
            .filter(|(_, title)| self.is_id(title))
            .map(|(at, _)| at)
            .collect();
        let [first, .., last] = ids.as_slice() else { return vec![block] };
        let halves = |at: usize| {
            let (left, right) = (block.start..at, at..block.end);
            let (before, after) = (self.complete(titles, &left)?, self.complete(titles, &right)?);
            let said = |columns: &Range<usize>| -> Vec<String> {
                titles
                    .get(columns.clone())
                    .unwrap_or_default()
                    .iter()
                    .map(|title| normalise(title))
                    .collect()
            };
            let are_two = (before.kind == TableKind::PlainDisputes)
                != (after.kind == TableKind::PlainDisputes)
                || said(&left) == said(&right);
            let odd = |own: &Header| own.unknown.len() + own.twins().len();
            are_two.then_some((odd(&before) + odd(&after), Reverse(at)))
        };
        match (*first + 1..=*last).filter_map(halves).min() {
            Some((_, Reverse(at))) => vec![block.start..at, at..block.end],
            None => vec![block],
        }
    }
}

impl Header {
    /// Returns the titles as those of a table that shares its row with others.
    fn under(self, shared: &Self, rows: RowsOf) -> Self {
        Self {
            row: shared.row,
            stated_zone: shared.stated_zone.clone(),
            day_zero: shared.day_zero,
            rows,
            ..self
        }
    }

    /// Returns what messages call the table: its file or sheet, and its first column where others stand to the
    /// left.
    pub(crate) fn place_beside(&self, name: String) -> String {
        match (self.rows, self.columns.values().flatten().min()) {
            (RowsOf::PartOfLines, Some(first)) if *first > 0 => {
                format!("{name} · column {}", column_letters(*first))
            }
            _ => name,
        }
    }

    fn titled(self, titles: Vec<String>) -> Self {
        Self { titles, ..self }
    }

    /// Returns the titles without those of which another table makes something.
    fn without_titles_of(self, other: &Self) -> Self {
        let used: BTreeSet<&str> =
            other.columns.values().flatten().map(|column| other.title(*column)).collect();
        let unknown = self.unknown.iter().filter(|title| !used.contains(title.as_str()));
        Self { unknown: unknown.cloned().collect(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;

    fn tables(line: &str) -> Vec<(TableKind, Vec<String>)> {
        let records = first_records(line.as_bytes(), b',', 1);
        let catalogue = TitleCatalogue::new(&Vec::new());
        let read = |header: &Header| {
            let columns = header.columns.iter().map(|(field, at)| format!("{field} {at:?}"));
            (header.kind, columns.collect())
        };
        catalogue.tables(catalogue.read(&records[0]).unwrap()).iter().map(read).collect()
    }

    fn kinds(line: &str) -> Vec<TableKind> {
        tables(line).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn tables_side_by_side_are_told_apart() {
        use TableKind::{PlainDisputes, PlainOrders, SellerOrders};
        let orders = "订单号,订单状态,下单时间";
        let disputes = "dispute_id,order_id,opened_at,status";
        for between in [",", ",,", ",,,"] {
            let all = format!("{orders}{between}{disputes}");
            assert_eq!(kinds(&all), [SellerOrders, PlainDisputes], "{all}");
            let all = format!("{disputes}{between}{orders}");
            assert_eq!(kinds(&all), [PlainDisputes, SellerOrders], "{all}");
            let all = format!("{orders}{between}{orders}");
            assert_eq!(kinds(&all), [SellerOrders, SellerOrders], "{all}");
        }
        let three = format!("{orders},,{orders},,{disputes}");
        assert_eq!(kinds(&three), [SellerOrders, SellerOrders, PlainDisputes]);
        let found = tables(&format!("order_id,created_at,status,{disputes}"));
        assert_eq!(found[0].0, PlainOrders);
        let columns = ["dispute_id [3]", "opened_at [5]", "order_id [4]", "status [6]"];
        assert_eq!(found[1], (PlainDisputes, columns.map(str::to_owned).to_vec()));
    }

    #[test]
    fn one_table_stays_one() {
        for one in [
            "订单号,订单状态,,下单时间,备注",
            "订单号,下单时间,订单号,备注",
            "订单号,下单时间,付款时间,订单号,下单时间",
            ",订单号,下单时间,,合计",
            "序号,,订单号,下单时间",
            "order_id,created_at,note,order_id.1,created_at.1",
        ] {
            assert_eq!(tables(one).len(), 1, "{one}");
        }
    }

    #[test]
    fn orders_joined_with_their_disputes_are_both() {
        use TableKind::{PlainDisputes, PlainOrders, SellerOrders};
        let found = tables("order_id,created_at,status,opened_at,reason,paid_at");
        assert_eq!(found[0].0, PlainOrders);
        let columns = ["opened_at [3]", "order_id [0]", "reason [4]"];
        assert_eq!(found[1], (PlainDisputes, columns.map(str::to_owned).to_vec()));
        assert_eq!(kinds("订单号,订单状态,下单时间,opened_at"), [SellerOrders, PlainDisputes]);
        assert_eq!(kinds("订单号,订单状态,下单时间,dispute_id"), [SellerOrders]);
    }
}
