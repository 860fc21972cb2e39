//! Rows of a table that are none of its orders or disputes: sums, titles that come again, a foot.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::enum_with_ids;
use crate::domain::{Family, OrderStatus, Zone};
use crate::input::decode::country_names::country_named;
use crate::input::decode::date_column::says_none;
use crate::input::decode::dates;
use crate::input::decode::missing::{is_error_of_sheet, is_missing, value};
use crate::input::decode::words::{dispute_word, family, order_status};
use crate::input::rows::CountedRows;
use crate::input::table::header::{Header, RowsOf, TitlesAgain};
use crate::input::table::held::MOST_COLUMNS;
use crate::input::table::jsonl::record::KeyRow;
use crate::input::table::kind::TableKind;
use crate::input::table::row::Cell;
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_forms::normalise;
use crate::input::table::title_zone::zone_named;
use crate::packed::word_list;

enum_with_ids! {
    /// Why a row is none of the table's.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub(crate) enum LeftOut {
        /// It says a sum.
        Sum = "sum",
        /// It stands below the last order and has neither an id nor a date.
        Foot = "footer",
        /// It says the titles again, as where files were joined.
        Titles = "titles",
        /// It says the titles in another language.
        SecondTitles = "second-titles",
        /// It is a line drawn between rows, or a heading above some of them.
        Line = "lines",
        /// It names a further product of the order above.
        Product = "merged",
        /// It is of another platform.
        Platform = "platform",
        /// A column says that it was deleted, is a test, or is not valid.
        Deleted = "deleted",
    }
}

/// Rows that were left out, by reason: how many, and the first of them.
pub(crate) type LeftOutCounts = BTreeMap<LeftOut, CountedRows>;

/// Words that a sum begins with.
const SUMS: &[&str] = word_list!("lists/sums.txt");

/// Words that spreadsheet programs write beside the name of a group above the rows of which they have worked out
/// something (Data, Subtotal): `France Count`, `France 计数`, `Cuenta France`.
const OF_GROUPS: &[&str] = word_list!("lists/group_figures.txt");

/// How many rows below the titles a second row of titles may stand.
const SECOND_TITLES: u64 = 2;
/// So many digits in a cell may be a date.
const DIGITS_OF_A_DATE: usize = 6;
/// So many digits in the cell of the id may be an id that was damaged.
const DIGITS_OF_AN_ID: usize = 10;

/// So many digits that follow each other are an id.
const DIGITS_OF_A_WHOLE_ID: usize = 15;

/// What a row that is joined with no dispute leaves blank, beside the time of filing.
const OF_DISPUTES: [&str; 4] = ["dispute_id", "escalated_at", "ruled_at", "closed_at"];

/// What tells such rows from bad ones.
#[derive(Clone, Debug)]
pub(crate) struct OtherRows {
    header: Header,
    id: usize,
    date: Option<usize>,
}

/// What a row is whose id cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WithoutId {
    /// None of the table's.
    LeftOut(LeftOut),
    /// A foot, if no order follows.
    MaybeFoot,
    /// A row with a mistake.
    Bad,
    /// A row of another table.
    OfOther,
}

impl OtherRows {
    /// Takes the titles of a table.
    pub(crate) fn of(header: &Header) -> Self {
        let date = match header.kind {
            TableKind::PlainDisputes => "opened_at",
            TableKind::SellerOrders
            | TableKind::Dianxiaomi
            | TableKind::PlainOrders
            | TableKind::RefundReport
            | TableKind::PayoutReport
            | TableKind::Ledger
            | TableKind::Workbook
            | TableKind::OtherRows => "created_at",
        };
        Self { id: header.id_column(), date: header.column(date), header: header.clone() }
    }

    /// Returns the column of ids.
    pub(crate) const fn id(&self) -> usize {
        self.id
    }

    /// Returns whether a row is one of another table, which stands beside this one or is joined with it.
    pub(crate) fn is_of_other(&self, cells: &[(usize, Cell<'_>)]) -> bool {
        match self.header.rows {
            RowsOf::All | RowsOf::WithDisputes => false,
            RowsOf::PartOfLines => {
                let mut titled = cells.iter().filter(|(at, _)| !self.header.title(*at).is_empty());
                titled.all(|(_, cell)| value(cell.to_text().trim()).is_empty())
            }
            RowsOf::Filed => {
                let own = OF_DISPUTES.iter().filter_map(|field| self.header.column(field));
                let of_dispute: Vec<usize> = own.chain(self.date).collect();
                let mut cells = cells.iter().filter(|(at, _)| of_dispute.contains(at));
                cells.all(|(_, cell)| says_none(*cell))
            }
        }
    }

    /// Decides what a row is whose id cannot be read, by those of its cells that are at hand.
    pub(crate) fn judge(&self, number: u64, cells: &[(usize, Cell<'_>)]) -> WithoutId {
        let texts: Vec<(usize, String)> =
            cells.iter().map(|(column, cell)| (*column, cell.to_text())).collect();
        let cell = |column: usize| {
            cells.iter().find(|(at, _)| *at == column).map_or(Cell::Empty, |(_, cell)| *cell)
        };
        match self.header.said_again(&texts) {
            TitlesAgain::InOrder => return WithoutId::LeftOut(LeftOut::Titles),
            TitlesAgain::InOtherOrder => return WithoutId::Bad,
            TitlesAgain::No => {}
        }
        let id = cell(self.id).to_text();
        if texts.iter().all(|(_, text)| text.trim().is_empty()) {
            // Something stands in a column that is not read, as the FALSE of a check box.
            return WithoutId::LeftOut(LeftOut::Line);
        }
        let is_error = matches!(cell(self.id), Cell::Error(_)) || is_error_of_sheet(&id);
        if is_error || is_like_an_id(&id) {
            return WithoutId::Bad;
        }
        if let Some(column) = self.date {
            let is_date = matches!(cell(column), Cell::Date(_) | Cell::Moment(_));
            let text = cell(column).to_text();
            let has_date = digits(&text) >= DIGITS_OF_A_DATE && !is_remark(&texts, column);
            if is_date || (column != self.id && has_date) {
                return WithoutId::Bad;
            }
        }
        if says_a_sum(&texts) || says_a_sum(&[(self.id, id.clone())]) {
            return WithoutId::LeftOut(LeftOut::Sum);
        }
        let below = number.saturating_sub(self.header.row);
        let date = self.date.map_or_else(String::new, |column| cell(column).to_text());
        let [is_id, is_date] = [&id, &date].map(|words| is_second_title(&texts, words));
        let is_near = below <= SECOND_TITLES && (is_id || is_date || counts_columns(&texts));
        // Files that were joined have the second titles of each.
        let is_plain = |text: &str| !text.trim().starts_with('#') && !is_missing(text);
        if is_near && self.zone_below_titles(cells).is_some() {
            return WithoutId::Bad;
        }
        if is_near || (is_id && is_date && is_plain(&id) && is_plain(&date)) {
            return match !is_near && self.begins_other(&texts) {
                true => WithoutId::Bad,
                false => WithoutId::LeftOut(LeftOut::SecondTitles),
            };
        }
        if is_rule(&texts, &id) || self.is_heading(&texts, &id) {
            return WithoutId::LeftOut(LeftOut::Line);
        }
        if self.is_product(&texts, number) {
            return WithoutId::LeftOut(LeftOut::Product);
        }
        if says_a_figure_of_a_group(&texts) {
            return WithoutId::LeftOut(LeftOut::Sum);
        }
        if self.is_of_table(&texts) { WithoutId::Bad } else { WithoutId::MaybeFoot }
    }

    /// Returns whether a row below another says nothing but a product, by its id at the least.
    fn is_product(&self, texts: &[(usize, String)], number: u64) -> bool {
        let (ids, skus) = (self.header.columns("product_id"), self.header.columns("sku"));
        let filled = |(_, text): &&(usize, String)| !is_missing(text);
        let mut said = texts.iter().filter(filled).peekable();
        number > self.header.row + 1
            && said.peek().is_some()
            && said.all(|(column, text)| match ids.contains(column) {
                true => is_like_an_id(text),
                false => skus.contains(column),
            })
    }
}

/// Fields of a number, a time or an id: a row of the table has several of them, a foot at most one.
const OF_FIGURES: [&str; 12] = [
    "amount",
    "refund_amount",
    "dispute_id",
    "line_id",
    "tracking",
    "paid_at",
    "shipped_at",
    "completed_at",
    "escalated_at",
    "ruled_at",
    "closed_at",
    "seller_response_due_at",
];

impl OtherRows {
    /// Returns what is said of a row that is none of the table's and changes what its cells mean; `None` for
    /// any other.
    pub(crate) fn changes_columns(&self, cells: &[(usize, Cell<'_>)]) -> Option<&'static str> {
        let texts: Vec<(usize, String)> =
            cells.iter().map(|(column, cell)| (*column, cell.to_text())).collect();
        if self.header.said_again(&texts) == TitlesAgain::InOtherOrder {
            return Some(
                "the titles come again in another order: put what is below them into a file of its own",
            );
        }
        if self.begins_other(&texts) {
            return Some(
                "the titles of another table: put what is below them into a file of its own",
            );
        }
        self.zone_below_titles(cells).map(|_| {
            "names the zone of its column: write it into the title, as `下单时间（北京时间）`, and remove this row"
        })
    }

    /// Returns whether a row says the titles of another table, and no translation of this one's.
    fn begins_other(&self, texts: &[(usize, String)]) -> bool {
        static CATALOGUE: LazyLock<TitleCatalogue> =
            LazyLock::new(|| TitleCatalogue::new(&Vec::new()));
        let width = texts.iter().map(|(column, _)| column + 1).max();
        let mut titles = vec![String::new(); width.unwrap_or(0).min(MOST_COLUMNS)];
        for (column, text) in texts {
            if let Some(title) = titles.get_mut(*column) {
                title.clone_from(text);
            }
        }
        let other = CATALOGUE.read(&KeyRow(&titles)).filter(Header::is_complete);
        other.is_some_and(|other| {
            let date = ["created_at", "opened_at"].iter().find_map(|field| other.column(field));
            (other.id_column(), date) != (self.id, self.date)
        })
    }

    /// Returns the zone that a cell of the date names, where it is not that of the platform.
    fn zone_below_titles(&self, cells: &[(usize, Cell<'_>)]) -> Option<Zone> {
        let date = cells.iter().find(|(column, _)| Some(*column) == self.date)?;
        let bare = date.1.to_text();
        let bare = bare.trim().trim_matches(['(', ')', '（', '）', '[', ']']);
        zone_named(bare).filter(|zone| *zone != Zone::PLATFORM)
    }

    /// Returns whether a row without an id says what only an order or a dispute of the table has: a
    /// known state, country or reason, an id of a dispute, or several figures.
    fn is_of_table(&self, texts: &[(usize, String)]) -> bool {
        let cells = |field: &str| -> Vec<&str> {
            let columns = self.header.columns(field);
            let own = texts.iter().filter(|(column, _)| columns.contains(column));
            own.map(|(_, text)| value(text.trim())).filter(|text| !text.is_empty()).collect()
        };
        let is_state = |word: &&str| {
            order_status(word) != OrderStatus::Unknown || dispute_word(word).is_some()
        };
        // Two letters may be a word, as `in`.
        let is_name = |name: &str| name.len() > 2 || name.bytes().all(|b| b.is_ascii_uppercase());
        let figures = OF_FIGURES.iter().flat_map(|field| cells(field));
        cells("status").iter().any(is_state)
            || cells("reason").iter().any(|word| family(word) != Family::Unknown)
            || cells("dispute_id").iter().any(|id| is_like_an_id(id))
            || figures.filter(|text| digits(text) > 0).take(2).count() == 2
            || cells("country").iter().any(|name| is_name(name) && country_named(name).is_some())
    }

    /// Returns whether a row has a text in the cell of the id or in its first, and nothing in that of the
    /// date and the others: 2025年11月 above the orders of a month, 第 1 页 below those of a page.
    fn is_heading(&self, texts: &[(usize, String)], id: &str) -> bool {
        let says_something =
            |(_, text): &&(usize, String)| !text.trim().is_empty() && !is_missing(text);
        let mut said = texts.iter().filter(says_something);
        let (heading, others) = (said.next(), said.next());
        let is_in_place = |(column, text): &(usize, String)| {
            *column == self.id || (*column == 0 && !is_like_an_id(text))
        };
        self.date.is_some_and(|date| date != self.id)
            && heading.map_or(!id.trim().is_empty(), is_in_place)
            && others.is_none()
    }
}

/// Returns whether a row has words in the cell of the id or of the date, and no digit: titles in another
/// language, units, or remarks such as 必填.
fn is_second_title(texts: &[(usize, String)], words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
        && !texts.iter().any(|(_, text)| text.contains(|c: char| c.is_ascii_digit()))
}

/// Returns whether a row numbers the columns: 1, 2, 3 …
fn counts_columns(texts: &[(usize, String)]) -> bool {
    let numbers: Vec<Option<usize>> =
        texts.iter().map(|(_, text)| text.trim().parse().ok()).collect();
    let first = numbers.first().copied().flatten();
    let offset =
        texts.first().zip(first).and_then(|((column, _), first)| column.checked_sub(first));
    let below = |at: usize| offset.map_or_else(|| at + 1, |offset| at - offset.min(at));
    texts.len() > 2
        && texts.iter().zip(&numbers).all(|((at, _), number)| *number == Some(below(*at)))
}

/// Returns whether a row is a line drawn with signs: `-----`.
fn is_rule(texts: &[(usize, String)], id: &str) -> bool {
    let is_sign = |c: char| {
        matches!(c, '-' | '=' | '_' | '*' | '~' | '+' | ':' | '|' | '—' | '─' | '━' | '┼')
            || c.is_whitespace()
    };
    id.trim().chars().count() >= 3 && texts.iter().all(|(_, text)| text.chars().all(is_sign))
}

/// Returns whether a row says nothing but words in the cell of the date that are no date, as `导出时间 2026-01-17`.
fn is_remark(texts: &[(usize, String)], date: usize) -> bool {
    let mut said = texts.iter().filter(|(_, text)| !is_missing(text));
    let (Some((column, text)), None) = (said.next(), said.next()) else { return false };
    *column == date
        && text.trim_start().starts_with(char::is_alphabetic)
        && dates::parse(text).is_none()
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// Returns whether a cell may hold an id that was damaged: many digits, or a number in scientific
/// notation.
fn is_like_an_id(text: &str) -> bool {
    // An id among other things, as where the separator is not the one of the titles.
    if text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= DIGITS_OF_A_WHOLE_ID) {
        return true;
    }
    let letters = text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'E' | 'e'));
    let count = digits(text);
    !letters && count > 0 && (count >= DIGITS_OF_AN_ID || text.contains(['E', 'e']))
}

/// Returns whether a row has words in one cell, which begin or end with what a figure of a group is called, and
/// nothing but figures in the others.
fn says_a_figure_of_a_group(texts: &[(usize, String)]) -> bool {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let words = OF_GROUPS.iter().flat_map(|words| words.split(' ')).chain(SUMS.iter().copied());
        words.map(normalise).collect()
    });
    let has_words = |(_, text): &&(usize, String)| text.contains(char::is_alphabetic);
    let mut named = texts.iter().filter(has_words);
    let (Some((_, name)), None) = (named.next(), named.next()) else { return false };
    let name = normalise(name);
    let name = name.trim_end_matches([':', '.', ' ']);
    WORDS.iter().any(|word| {
        let ends = name.strip_suffix(word.as_str()).is_some_and(|rest| {
            // Words of some languages stand side by side.
            let is_wide = word.chars().all(|c| c >= '\u{2e80}');
            rest.is_empty() || is_wide || rest.ends_with(char::is_whitespace)
        });
        let begins = name
            .strip_prefix(word.as_str())
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '.'));
        ends || begins
    })
}

/// Returns whether the first cell with any text begins with a word for a sum, or ends with one: 本月小计.
fn says_a_sum(texts: &[(usize, String)]) -> bool {
    // Blanks between Chinese characters only spread them over a cell: `合 计`.
    let joined = |text: String| match text.chars().all(|c| c == ' ' || c >= '\u{2e80}') {
        true => text.replace(' ', ""),
        false => text,
    };
    let first = texts.iter().map(|(column, text)| (*column, joined(normalise(text))));
    let first = first.filter(|(_, text)| !text.is_empty()).min_by_key(|(column, _)| *column);
    first.is_some_and(|(_, text)| {
        let bare = text.trim_end_matches([':', ' ']);
        let ends = |word: &&str| {
            // A word of another alphabet may only end like one: `consum`.
            let before = bare.strip_suffix(*word);
            before.is_some_and(|before| {
                word.chars().any(|c| c >= '\u{2e80}') || before.ends_with(char::is_whitespace)
            })
        };
        SUMS.iter().any(ends)
            || SUMS.iter().any(|word| {
                text.strip_prefix(word).is_some_and(|rest| {
                    // A word of another alphabet may only begin like one: `summer sale`.
                    word.chars().any(|c| c >= '\u{2e80}') || !rest.starts_with(char::is_alphabetic)
                })
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;
    use crate::input::table::row::Row;
    use crate::input::table::title_catalogue::TitleCatalogue;

    fn judged(line: &str) -> WithoutId {
        let text = format!("订单号,订单状态,下单时间,订单金额\n{line}\n");
        let records = first_records(text.as_bytes(), b',', 2);
        let [titles, row] = records.as_slice() else { panic!("{text}") };
        let header = TitleCatalogue::new(&Vec::new()).read(titles).unwrap();
        let cells: Vec<_> = (0..row.len()).map(|column| (column, row.cell(column))).collect();
        OtherRows::of(&header).judge(row.number(), &cells)
    }

    #[test]
    fn rows_that_are_no_orders_are_recognised() {
        use LeftOut::{Line, SecondTitles, Sum, Titles};
        assert_eq!(judged("合计,,,1234.56"), WithoutId::LeftOut(Sum));
        assert_eq!(judged(",Total:,,99"), WithoutId::LeftOut(Sum));
        assert_eq!(judged("合计40笔,,,"), WithoutId::LeftOut(Sum));
        assert_eq!(judged("合 计,,,99"), WithoutId::LeftOut(Sum));
        assert_eq!(judged("Σ,,,99"), WithoutId::LeftOut(Sum));
        assert_eq!(judged(":---,:---,---,---:"), WithoutId::LeftOut(Line));
        assert_eq!(judged("\u{feff}订单号,订单状态,下单时间,订单金额"), WithoutId::LeftOut(Titles));
        assert_eq!(judged("Order,Status,Placed,Amount"), WithoutId::LeftOut(SecondTitles));
        assert_eq!(judged("导出时间：2026-01-16 10:00,,,1"), WithoutId::MaybeFoot);
        assert_eq!(judged("-----,---,----,---"), WithoutId::LeftOut(Line));
        assert_eq!(judged("-----+---+-----"), WithoutId::LeftOut(Line));
        assert_eq!(judged("-,-,-,-"), WithoutId::LeftOut(Line));
        assert_eq!(judged("2025年11月,,,"), WithoutId::LeftOut(Line));
        assert_eq!(judged(",,导出时间 2026-01-17 08:00,"), WithoutId::MaybeFoot);
        for row in [",,2026-01-17 08:00,", ",,Jan 17 2026 08:00,", ",,导出时间 2026-01-17,12.30"]
        {
            assert_eq!(judged(row), WithoutId::Bad, "{row}");
        }
        for row in [
            ",France 计数,2,",
            "2,France Count,,",
            "47,总计数,,",
            ",Grand Average,,12.30",
            ",США Количество,,3",
            ",Cuenta España,,3",
            ",Nombre France,2,",
            ",Frankreich Anzahl,2,",
            ",Gesamtanzahl,2,",
            ",프랑스 개수,2,",
            ",フランス 個数,2,",
            ",France Máx.,2,",
        ] {
            assert_eq!(judged(row), WithoutId::LeftOut(Sum), "{row}");
        }
        for row in [",discount,2,", ",交易完成,2,", ",Count Dracula's,abc,", ",account,2,"] {
            assert_ne!(judged(row), WithoutId::LeftOut(Sum), "{row}");
        }
        assert_eq!(judged("第 1 页,-,,"), WithoutId::LeftOut(Line));
        assert_eq!(judged("本月小计：,,,1234.56"), WithoutId::LeftOut(Sum));
        assert_eq!(judged("December total,,,9"), WithoutId::LeftOut(Sum));
        assert_eq!(judged("*订单号,订单状态,下单时间*,订单金额"), WithoutId::LeftOut(Titles));
        assert_eq!(judged(",,PST,CNY"), WithoutId::LeftOut(SecondTitles));
        assert_eq!(judged("(文本),,,(元)"), WithoutId::LeftOut(SecondTitles));
        assert_eq!(judged("必填,必填,,"), WithoutId::LeftOut(SecondTitles));
        assert_eq!(judged("1,2,3,4"), WithoutId::LeftOut(SecondTitles));
        assert_eq!(judged("0,1,2,3"), WithoutId::LeftOut(SecondTitles));
        assert_ne!(judged("1,2,4,8"), WithoutId::LeftOut(SecondTitles));
    }

    #[test]
    fn titles_of_another_table_far_below_are_no_second_titles() {
        let titles = "order_id,created_at,status";
        let judged = |line: &str| {
            let text = format!("{titles}\n\n\n\n\n{line}\n");
            let records = first_records(text.as_bytes(), b',', 6);
            let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
            let row = &records[5];
            let cells: Vec<_> = (0..row.len()).map(|column| (column, row.cell(column))).collect();
            let rows = OtherRows::of(&header);
            (rows.judge(6, &cells), rows.changes_columns(&cells).is_some())
        };
        assert_eq!(judged("dispute_id,order_id,opened_at"), (WithoutId::Bad, true));
        let translated = WithoutId::LeftOut(LeftOut::SecondTitles);
        assert_eq!(judged("订单号,下单时间,订单状态"), (translated, false));
    }

    #[test]
    fn the_titles_of_every_part_and_headings_in_the_first_column_are_recognised() {
        let text =
            "dispute_id,order_id,opened_at,reason\n\n\n\n订单,Order,Opened,Why\n2025年12月,,,\n";
        let records = first_records(text.as_bytes(), b',', 6);
        let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
        let judged = |at: usize| {
            let row = &records[at];
            let cells: Vec<_> = (0..row.len()).map(|column| (column, row.cell(column))).collect();
            OtherRows::of(&header).judge(row.number(), &cells)
        };
        assert_eq!(judged(4), WithoutId::LeftOut(LeftOut::SecondTitles));
        assert_eq!(judged(5), WithoutId::LeftOut(LeftOut::Line));
    }

    #[test]
    fn orders_with_a_mistake_are_bad_rows() {
        assert_eq!(judged("8.20846E+15,交易完成,01/16/2026 15:57,1"), WithoutId::Bad);
        assert_eq!(judged("820846078597284,交易完成,,1"), WithoutId::Bad);
        assert_eq!(judged(",交易完成,01/16/2026 15:57,1"), WithoutId::Bad);
        assert_eq!(judged("abc,交易完成,01/16/2026 15:57,1"), WithoutId::Bad);
        assert_eq!(judged("summer sale,,01/16/2026 15:57,1"), WithoutId::Bad);
        assert_eq!(judged("8200000000000123;finished;2026-01-16 15:57"), WithoutId::Bad);
        assert_eq!(judged("order 8200000000000123"), WithoutId::Bad);
        assert_eq!(judged("8208460785972844?,,,"), WithoutId::Bad);
        assert_eq!(judged("#REF!,交易完成,####,1"), WithoutId::Bad);
        assert_eq!(judged("####,,,"), WithoutId::Bad);
        assert_eq!(judged("abc,交易完成,,1"), WithoutId::Bad);
        assert_eq!(judged(",等待买家收货,,CN￥ 12.50"), WithoutId::Bad);
        assert_eq!(judged(",120 orders,,CN￥ 12.50"), WithoutId::MaybeFoot);
    }

    #[test]
    fn a_row_with_a_product_alone_belongs_to_the_order_above() {
        let judged = |line: &str| {
            let row = "8208460785972844,2026-01-16,1005000000011111,A\n";
            let text = format!("order_id,created_at,product_id,sku\n{row}{line}\n");
            let records = first_records(text.as_bytes(), b',', 3);
            let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
            let row = records.last().unwrap();
            let cells: Vec<_> = (0..row.len()).map(|column| (column, row.cell(column))).collect();
            OtherRows::of(&header).judge(row.number(), &cells)
        };
        assert_eq!(judged(",,1005000000022222,B"), WithoutId::LeftOut(LeftOut::Product));
        assert_eq!(judged(",,,B"), WithoutId::LeftOut(LeftOut::Product));
        assert_ne!(judged(",,several products,"), WithoutId::LeftOut(LeftOut::Product));
    }

    #[test]
    fn rows_joined_with_no_dispute_are_of_the_orders_whatever_stands_for_nothing() {
        let records = first_records(b"dispute_id,order_id,opened_at,closed_at\n", b',', 1);
        let mut header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
        header.rows = RowsOf::Filed;
        let rows = OtherRows::of(&header);
        let is_of_orders = |cell: Cell<'_>| {
            let of_dispute = ["dispute_id", "opened_at", "closed_at"];
            let columns = of_dispute.iter().filter_map(|field| header.column(field));
            let cells: Vec<(usize, Cell<'_>)> = columns.map(|at| (at, cell)).collect();
            assert!(cells.len() > 1);
            rows.is_of_other(&cells)
        };
        for text in [
            "",
            "0",
            "#N/A",
            "#NV",
            "#N/D",
            "Err:502",
            "FALSE",
            "未找到",
            "没有纠纷",
            "1900-01-00",
            "1899-12-30",
            "1970-01-01 08:00:00",
            "0001-01-01T00:00:00",
        ] {
            assert!(is_of_orders(Cell::Text(text)), "{text}");
        }
        assert!(is_of_orders(Cell::Whole(0)) && is_of_orders(Cell::Error("#N/A")));
        for text in ["2026-01-05", "1", "open"] {
            assert!(!is_of_orders(Cell::Text(text)), "{text}");
        }
    }

    #[test]
    fn rows_at_the_foot_that_say_what_only_an_order_or_a_dispute_has_are_bad() {
        let judged = |titles: &str, line: &str| {
            let text = format!("{titles}\n\n\n\n{line}\n");
            let records = first_records(text.as_bytes(), b',', 5);
            let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
            let row = records.last().unwrap();
            let cells: Vec<_> = (0..row.len()).map(|column| (column, row.cell(column))).collect();
            OtherRows::of(&header).judge(row.number(), &cells)
        };
        let orders = "order_id,created_at,paid_at,amount,country,tracking";
        for line in [",,,,France,", ",,,,FR,", ",,,12.30,,XX000000012YY", ",,2026-01-16 10:00,1,,"]
        {
            assert_eq!(judged(orders, line), WithoutId::Bad, "{line}");
        }
        for line in [",,,1234.56,,", ",,,,120 countries,", "printed by,,,,me,"] {
            assert_eq!(judged(orders, line), WithoutId::MaybeFoot, "{line}");
        }
        let disputes = "order_id,opened_at,dispute_id,reason,status";
        for line in [",,63000001234567,,", ",,,quality,", ",,,,finished"] {
            assert_eq!(judged(disputes, line), WithoutId::Bad, "{line}");
        }
        assert_eq!(judged(disputes, ",,27,,"), WithoutId::MaybeFoot);
    }
}
