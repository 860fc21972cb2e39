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
use crate::input::table::title_zone::TitleZone;

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
        let with_disputes = |own: Header| match self.joined(&own) {
            Some(JoinedHeaders { orders, disputes }) => match own.kind {
                // Whether they are orders too, the disputes say.
                TableKind::PlainDisputes => vec![disputes, orders],
                _ => vec![orders, disputes],
            },
            None => vec![own],
        };
        tables.into_iter().flat_map(with_disputes).collect()
    }

    /// Returns the titles of orders, and those of disputes in the same rows: those that no order has, and the
    /// order's id. `None` where the rows are of one kind.
    fn joined(&self, own: &Header) -> Option<JoinedHeaders> {
        let orders = match own.kind {
            TableKind::PlainDisputes => self.orders_among(own)?,
            _ => own.clone(),
        };
        let is_free = |column: usize| {
            orders.unknown.iter().any(|title| title == orders.title(column))
                || column == orders.id_column()
        };
        if orders.unknown.is_empty() {
            return None;
        }
        let free: Vec<String> = (0..orders.titles())
            .map(|column| if is_free(column) { orders.title(column) } else { "" }.to_owned())
            .collect();
        let found = self.read_as(TableKind::PlainDisputes, &KeyRow(&free))?;
        let disputes = Some(found).filter(Header::is_complete)?.titled(free);
        let disputes = disputes.under(own, RowsOf::Filed);
        let orders = orders.without_titles_of(&disputes);
        Some(JoinedHeaders { orders, disputes }.sharing())
    }

    /// Returns the titles of orders among those of a table of disputes; `None` where an order needs others.
    fn orders_among(&self, disputes: &Header) -> Option<Header> {
        let kinds = [TableKind::PlainOrders, TableKind::Dianxiaomi, TableKind::SellerOrders];
        let read = |kind| self.read_as(kind, &KeyRow(&disputes.titles));
        let found = kinds.into_iter().filter_map(read).filter(Header::is_complete);
        let mut orders = found.min_by_key(|header| header.unknown.len())?;
        orders.unknown.retain(|title| !title.trim().is_empty());
        Some(orders.under(disputes, RowsOf::WithDisputes))
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

/// The titles of orders and of disputes in the same rows.
struct JoinedHeaders {
    orders: Header,
    disputes: Header,
}

/// Fields that both have, under one title.
const SHARED: [&str; 4] = ["status", "shop", "product_id", "currency"];

impl JoinedHeaders {
    /// Gives the disputes what stands right of their own columns under a title that orders have too, and the shop
    /// of the orders where they name none.
    fn sharing(mut self) -> Self {
        for field in SHARED {
            let (theirs, own): (Vec<usize>, Vec<usize>) =
                self.orders.columns(field).iter().partition(|column| self.is_of_disputes(**column));
            let is_moved = !theirs.is_empty() && (field == "status" || !own.is_empty());
            let shop = own.first().copied().filter(|_| field == "shop");
            if let Some(column) = theirs.first().copied().filter(|_| is_moved).or(shop) {
                if let Some(title) = self.disputes.titles.get_mut(column) {
                    self.orders.title(column).clone_into(title);
                }
                self.disputes.columns.insert(field.to_owned(), vec![column]);
            }
            if is_moved {
                self.orders.columns.insert(field.to_owned(), own);
            }
        }
        self
    }

    /// Returns whether the nearest column to the left that only orders or only disputes have is one of disputes.
    fn is_of_disputes(&self, column: usize) -> bool {
        let has = |header: &Header, at: usize| {
            let own = header
                .columns
                .iter()
                .filter(|(field, _)| *field != "order_id" && !SHARED.contains(&field.as_str()));
            own.flat_map(|(_, columns)| columns).any(|own| *own == at)
        };
        let mut left = (0..column).rev();
        let nearest = left.find(|at| has(&self.disputes, *at) || has(&self.orders, *at));
        nearest.is_some_and(|at| has(&self.disputes, at))
    }
}

impl Header {
    /// Returns the titles as those of a table that shares its row with others.
    fn under(self, shared: &Self, rows: RowsOf) -> Self {
        let zone_column = shared.zone_column.clone();
        let own_zone = zone_column.clone().filter(|zone| !self.title(zone.column).is_empty());
        let is_of_other = zone_column.is_some() && own_zone.is_none();
        let stated_zone = if is_of_other { TitleZone::None } else { shared.stated_zone.clone() };
        let named =
            |title: &String| own_zone.as_ref().is_some_and(|zone| self.title(zone.column) == title);
        let unknown = self.unknown.iter().filter(|title| !named(title)).cloned().collect();
        Self {
            row: shared.row,
            stated_zone,
            stated_shop: shared.stated_shop.clone(),
            zone_column: own_zone,
            unknown,
            day_zero: shared.day_zero,
            padding: shared.padding,
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

    /// Returns all titles of a kind as those of a table of the kind that has the same rows as another, which has
    /// some of what both may have.
    pub(crate) fn of_joined(mut self, own: &Self) -> Self {
        let is_own =
            |field: &String| !SHARED.contains(&field.as_str()) || !own.columns(field).is_empty();
        self.columns.retain(|field, _| is_own(field));
        Self { rows: own.rows, ..self }
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
        for title in
            ["dispute_opened_at", "disputeOpenedAt", "Dispute date", "Дата спора", "纠纷发起时间"]
        {
            let line = format!("订单号,下单时间,确认收货时间,{title},纠纷原因");
            assert_eq!(kinds(&line), [SellerOrders, PlainDisputes], "{title}");
        }
    }

    #[test]
    fn what_orders_are_joined_with_is_known_whatever_the_count_of_titles() {
        use TableKind::{PlainDisputes, PlainOrders};
        let all = "order_id,created_at,paid_at,status,shop,dispute_id,opened_at,reason,status,stage,closed_at";
        let found = tables(all);
        let columns = |of: usize, field: &str| {
            found[of].1.iter().find(|known| known.split(' ').next() == Some(field)).cloned()
        };
        assert_eq!((found[0].0, found[1].0), (PlainDisputes, PlainOrders));
        assert_eq!(columns(0, "status").as_deref(), Some("status [8]"));
        assert_eq!(columns(1, "status").as_deref(), Some("status [3]"));
        assert_eq!(columns(0, "shop").as_deref(), Some("shop [4]"));
        let kinds = |line: &str| kinds(line).len();
        assert_eq!(kinds("order_id,created_at,dispute_id,opened_at,status,reason"), 2);
        assert_eq!(kinds("dispute_id,order_id,opened_at,status,reason"), 1);
        assert_eq!(kinds("tradeOrderId,created_at,reverseOrderLineId,gmtCreate"), 1);
    }
}
