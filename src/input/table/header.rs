//! Matches a table's titles with our fields.

use std::collections::BTreeMap;

use crate::domain::Zone;
use crate::input::RowProblem;
use crate::input::table::cell_padding::CellPadding;
use crate::input::table::kind::TableKind;
use crate::input::table::row::{DayZero, Row, column_letters};
use crate::input::table::split_times::SplitTime;
use crate::input::table::stated_length::StatedLength;
use crate::input::table::title_forms::{is_ornament, name_of_joined, normalise, zone_of};
use crate::input::table::title_zone::{TitleZone, is_of_all_times, zone_named, zone_of_line};
use crate::input::text::chinese::simplified;
use crate::input::text::shop_names;

/// Titles of a file's columns, matched.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// What the table is.
    pub(crate) kind: TableKind,
    /// The row that holds the titles.
    pub(crate) row: u64,
    /// The columns of each field; of several the first is read.
    pub(super) columns: BTreeMap<String, Vec<usize>>,
    pub(super) titles: Vec<String>,
    /// Columns of times beside which another may hold the date, or the time of day.
    pub(crate) split_times: Vec<SplitTime>,
    /// Titles that nobody knows.
    pub(crate) unknown: Vec<String>,
    /// The lines above the titles.
    pub(super) above: Vec<String>,
    /// The zone that a line above the titles says all times are of.
    pub(super) stated_zone: TitleZone,
    /// The shop that lines above the titles name, where no column does.
    pub(crate) stated_shop: Option<String>,
    /// What lines above the titles say of the table's length.
    pub(crate) stated_lengths: Vec<StatedLength>,
    /// The day from which the table's numbers count days, where they stand for dates.
    pub(crate) day_zero: DayZero,
    /// Which of the rows below are the table's.
    pub(crate) rows: RowsOf,
    /// Whether anything stands around the values of the cells.
    pub(crate) padding: CellPadding,
    /// The column that names the zone of the times of each row; `None` without one, or where the zone is not known.
    pub(crate) zone_column: Option<ZoneColumn>,
}

/// A column that names the zone of the times of each row.
#[derive(Clone, Debug)]
pub(crate) struct ZoneColumn {
    pub(crate) column: usize,
    /// What its first row says.
    pub(crate) text: String,
    /// The zone that this names.
    pub(crate) zone: Zone,
}

/// Which of the rows below its titles are a table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowsOf {
    /// All.
    All,
    /// Those in whose columns anything stands: another table stands beside it.
    PartOfLines,
    /// Those with a time of filing: disputes in a table of orders.
    Filed,
    /// All, if some of them have no dispute. Where each has one, the table is one of disputes, and none is an order's.
    WithDisputes,
}

/// Whether a row says the titles again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitlesAgain {
    /// It does not.
    No,
    /// Each stands in its column.
    InOrder,
    /// Some stand in other columns: the rows below are of another order.
    InOtherOrder,
}

/// Two columns of one title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TwinColumns<'a> {
    /// The field that both stand for.
    pub(crate) field: &'a str,
    /// The one that is read.
    pub(crate) first: usize,
    /// The other.
    pub(crate) second: usize,
}

impl Header {
    /// Returns the header of what has no titles.
    pub(crate) fn none() -> &'static Self {
        static NONE: Header = Header {
            kind: TableKind::PlainOrders,
            row: 0,
            columns: BTreeMap::new(),
            titles: Vec::new(),
            split_times: Vec::new(),
            unknown: Vec::new(),
            stated_zone: TitleZone::None,
            above: Vec::new(),
            stated_shop: None,
            stated_lengths: Vec::new(),
            day_zero: DayZero::Of1900,
            rows: RowsOf::All,
            padding: CellPadding::Plain,
            zone_column: None,
        };
        &NONE
    }

    /// Returns whether the table holds orders or disputes, and every column that they need.
    pub(crate) fn is_complete(&self) -> bool {
        self.kind.is_read() && self.kind.required().iter().all(|field| self.column(field).is_some())
    }

    /// Takes what cannot be done without, where these titles have it not, from the column that stands for it in the
    /// titles of the first row, by its title.
    pub(crate) fn require_as(&mut self, first: &Self, column_of: impl Fn(&str) -> Option<usize>) {
        for field in self.kind.required() {
            let title = first.column(field).map(|column| first.title(column));
            if let Some(column) = title.and_then(&column_of) {
                self.columns.entry((*field).to_owned()).or_insert_with(|| vec![column]);
            }
        }
    }

    /// Returns the same titles a column further to the right, beside names of rows that have no title.
    pub(crate) fn behind_row_names(mut self) -> Self {
        self.titles.insert(0, String::new());
        self.columns.values_mut().flatten().for_each(|column| *column += 1);
        let split = self.split_times.iter_mut();
        split.for_each(|SplitTime { read, other }| (*read, *other) = (*read + 1, *other + 1));
        self
    }

    /// Returns whether each field stands in the same columns as in another table of the same kind.
    pub(crate) fn means_same_columns(&self, other: &Self) -> bool {
        (self.kind, &self.columns) == (other.kind, &other.columns)
            && self.titles.len() == other.titles.len()
    }

    /// Returns the same titles for a table in which they stand in another row; in row 0, nowhere above its rows.
    pub(crate) fn at_row(self, row: u64) -> Self {
        Self { row, ..self }
    }

    /// Returns the same titles below lines that may say of which zone all times are, whose the rows are, and how many
    /// follow.
    pub(crate) fn below(self, lines: &[String]) -> Self {
        let stated_lengths = lines.iter().filter_map(|line| StatedLength::of(line)).collect();
        let beside = self.unknown.iter().filter(|title| is_of_all_times(title));
        let zones = lines.iter().chain(beside).map(|line| zone_of_line(line));
        let stated = zones.into_iter().find(|zone| *zone != TitleZone::None);
        let stated_shop =
            shop_names::of_lines(lines).filter(|_| !self.columns.contains_key("shop"));
        let above = lines.to_vec();
        let stated_zone = stated.unwrap_or(TitleZone::None);
        Self { stated_zone, stated_shop, stated_lengths, above, ..self }
    }

    /// Takes the zone that a text elsewhere beside the table names for all times, unless one above the titles does.
    pub(crate) fn state_zone(&mut self, zone: Option<Zone>) {
        if let (TitleZone::None, Some(zone)) = (&self.stated_zone, zone) {
            self.stated_zone = TitleZone::Known(zone);
        }
    }

    /// Returns the title of the column that names the zone of the times of each row; `None` without one.
    pub(super) fn zone_title(&self) -> Option<&String> {
        self.unknown.iter().find(|title| is_zone_of_rows(title))
    }

    /// Takes the zone that a row below the titles names for the times of the table, unless a text beside it names one:
    /// the other rows have to name the same.
    pub(super) fn look_for_zone(&mut self, row: &impl Row) {
        let Some(title) = self.zone_title().filter(|_| self.stated_zone == TitleZone::None) else {
            return;
        };
        let column = self.titles.iter().position(|known| known == title);
        let text = column.map(|column| row.text(column).trim().to_owned());
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        let times = times.flat_map(|(_, columns)| columns).map(|column| row.text(*column));
        let mut times = times.filter(|text| !text.trim().is_empty()).peekable();
        let are_absolute =
            times.peek().is_some() && times.all(|text| names_own_offset(text.trim()));
        if let (Some(column), Some(text)) = (column, text)
            && let Some(zone) = zone_named(&text).filter(|_| !are_absolute)
        {
            self.unknown.retain(|title| !is_zone_of_rows(title));
            self.stated_zone = TitleZone::Known(zone);
            self.zone_column = Some(ZoneColumn { column, text, zone });
        }
    }

    /// Returns the same titles for a table whose numbers count days from this day.
    pub(crate) fn counting_from(self, day_zero: DayZero) -> Self {
        Self { day_zero, ..self }
    }

    /// Returns whether cells, with their columns, say the titles again, as where files were joined:
    /// most of those that are not empty have the title of their column.
    pub(crate) fn said_again(&self, cells: &[(usize, String)]) -> TitlesAgain {
        let filled = cells.iter().filter(|(_, text)| !text.trim().is_empty());
        let bare = |title: &str| normalise(title.trim_matches(is_ornament));
        let (same, others): (Vec<_>, Vec<_>) =
            filled.partition(|(column, text)| bare(text) == bare(self.title(*column)));
        let known: Vec<String> = self.titles.iter().map(|title| bare(title)).collect();
        let moved = others.iter().filter(|(_, text)| known.contains(&bare(text))).count();
        match (same.len(), others.len()) {
            // The column with which this one changed places is not among those that are read.
            (2.., 1) if moved == 1 => TitlesAgain::InOtherOrder,
            (same, _) if same + moved < 2 || moved == 1 => TitlesAgain::No,
            (same, others) if moved > 1 && same + moved >= others => TitlesAgain::InOtherOrder,
            (same, others) if same > others => TitlesAgain::InOrder,
            _ => TitlesAgain::No,
        }
    }

    /// Returns the column of a field, or `None` when the file has none.
    pub(crate) fn column(&self, field: &str) -> Option<usize> {
        self.columns.get(field)?.first().copied()
    }

    /// Returns the columns whose title has come before, with or without what a program that joins tables has put
    /// behind it, and whatever stands between its words (`completedAt`, `completed_at`). Of amounts the first that
    /// is not empty counts.
    pub(crate) fn twins(&self) -> Vec<TwinColumns<'_>> {
        let bare = |column: &usize| name_of_joined(self.title(*column));
        let fields = self.columns.iter().filter(|(field, _)| *field != "amount");
        fields
            .flat_map(|(field, columns)| {
                columns.iter().enumerate().filter_map(move |(at, second)| {
                    let mut before = columns.iter().take(at);
                    let first = before.find(|first| bare(first) == bare(second))?;
                    Some(TwinColumns { field, first: *first, second: *second })
                })
            })
            .collect()
    }

    /// Reads the next column of a field of several in the place of its first.
    pub(crate) fn pass_over_first(&mut self, field: &str) {
        if let Some(columns) = self.columns.get_mut(field).filter(|columns| columns.len() > 1) {
            columns.remove(0);
        }
    }

    /// Returns the first column; of a table beside others, the first of its own.
    pub(crate) fn first_column(&self) -> usize {
        match self.rows {
            RowsOf::PartOfLines => self.titles.iter().position(|title| !title.is_empty()),
            RowsOf::All | RowsOf::Filed | RowsOf::WithDisputes => None,
        }
        .unwrap_or(0)
    }

    /// Returns the column of order ids.
    pub(crate) fn id_column(&self) -> usize {
        // Cells beyond the last title are empty: rows of a table without the column have no id.
        self.column("order_id").unwrap_or(usize::MAX)
    }

    /// Returns every column of a field, for titles that appear twice.
    pub(crate) fn columns(&self, field: &str) -> &[usize] {
        // A field that the table lacks has no column.
        self.columns.get(field).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the columns of all fields.
    pub(crate) fn read_columns(&self) -> impl Iterator<Item = usize> {
        self.columns.values().flatten().copied()
    }

    /// Returns the columns of times.
    pub(crate) fn time_columns(&self) -> impl Iterator<Item = usize> {
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        times.flat_map(|(_, columns)| columns).copied()
    }

    /// Returns the texts that say how the values of a column are written: its title, then the lines above.
    pub(crate) fn says_of(&self, column: usize) -> impl Iterator<Item = &str> {
        self.titles.get(column).into_iter().chain(&self.above).map(String::as_str)
    }

    /// Returns the zone that a column's title names; `None` where it names none.
    pub(crate) fn zone(&self, column: usize) -> Option<Zone> {
        match (zone_of(self.titles.get(column)?), &self.stated_zone) {
            (TitleZone::Known(zone), _) => Some(zone),
            (TitleZone::None, TitleZone::Known(zone)) => Some(*zone),
            (TitleZone::None | TitleZone::Unknown(_), _) => None,
        }
    }

    /// Returns the title of a time that names another zone than this one, where those of other times name none;
    /// `None` without one.
    pub(crate) fn title_of_other_zone(&self, used: Zone) -> Option<&str> {
        const TIMES: [&str; 7] = [
            "created_at",
            "paid_at",
            "completed_at",
            "opened_at",
            "escalated_at",
            "ruled_at",
            "closed_at",
        ];
        let columns = || TIMES.iter().filter_map(|field| self.column(field));
        let names_other = |column: &usize| self.zone(*column).is_some_and(|zone| zone != used);
        let other = columns().find(names_other)?;
        columns().any(|column| self.zone(column).is_none()).then(|| self.title(other))
    }

    /// Returns the count of titles.
    pub(crate) fn titles(&self) -> usize {
        self.titles.len()
    }

    /// Returns the last column with a title; `None` without any.
    pub(crate) fn last_titled(&self) -> Option<usize> {
        self.titles.iter().rposition(|title| !title.trim().is_empty())
    }

    /// Returns the title of a column; empty beyond the last.
    pub(crate) fn title(&self, column: usize) -> &str {
        // Rows may be longer than the titles.
        self.titles.get(column).map(String::as_str).unwrap_or_default()
    }

    /// Returns a column's letters and title for messages.
    pub(crate) fn describe(&self, column: usize) -> String {
        format!("{} {}", column_letters(column), self.title(column).trim()).trim_end().to_owned()
    }
}

/// What titles end in of columns that say the zone of the times beside them.
const ZONE_ENDINGS: [&str; 6] = ["timezone", "tz", "时区", "utcoffset", "tzoffset", "gmtoffset"];

/// Returns whether a title that is not known is of a column that says the zone of the times beside it.
pub(crate) fn says_zone(title: &str) -> bool {
    ZONE_ENDINGS.iter().any(|ending| letters_of(title).ends_with(ending))
}

/// Returns whether a title is of a column that says the zone of all times of a row, and of nobody's own (`buyer_tz`).
fn is_zone_of_rows(title: &str) -> bool {
    ZONE_ENDINGS.contains(&letters_of(title).as_str())
}

/// Returns whether a time ends in an offset from UTC, or is counted from 1970: no zone beside it counts.
fn names_own_offset(text: &str) -> bool {
    let is_offset = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let behind = text.rsplit_once(['+', '-']).filter(|(time, _)| time.contains([':', 'T']));
    text.ends_with(['Z', 'z'])
        || behind.is_some_and(|(_, offset)| is_offset(offset))
        || text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the letters and digits of a title in the forms in which they are compared.
fn letters_of(title: &str) -> String {
    let letters: String = title.chars().filter(|sign| sign.is_alphanumeric()).collect();
    simplified(letters.to_lowercase())
}

/// Returns titles in back-ticks, the first of them when there are many.
pub(super) fn quoted(titles: &[String]) -> String {
    const MOST: usize = 12;
    let named: Vec<String> = titles
        .iter()
        .filter(|title| !title.trim().is_empty())
        .take(MOST)
        .map(|title| format!("`{}`", RowProblem::shorten(title)))
        .collect();
    let rest = titles.len().saturating_sub(MOST);
    match (named.is_empty(), rest) {
        (true, _) => "no titles".to_owned(),
        (false, 0) => named.join(", "),
        (false, rest) => format!("{} and {rest} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;
    use crate::input::table::title_catalogue::TitleCatalogue;

    #[test]
    fn titles_in_another_order_are_known_by_the_columns_that_are_read() {
        let line = "order_id,created_at,status,product_id,sku";
        let records = first_records(line.as_bytes(), b',', 1);
        let header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
        let again = |cells: &[(usize, &str)]| {
            let cells: Vec<(usize, String)> =
                cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect();
            header.said_again(&cells)
        };
        let read = [(0, "order_id"), (1, "created_at"), (2, "status")];
        assert_eq!(again(&read), TitlesAgain::InOrder);
        assert_eq!(again(&[&read[..2], &[(2, "sku")]].concat()), TitlesAgain::InOtherOrder);
        assert_eq!(again(&[&read[..2], &[(2, "note")]].concat()), TitlesAgain::InOrder);
        assert_eq!(again(&[(0, "order_id"), (2, "sku")]), TitlesAgain::No);
    }

    #[test]
    fn a_column_of_zones_is_of_all_times_where_it_is_of_nobody_and_known() {
        for (titles, row, zone) in [
            ("order_id,created_at,timezone", "1,2,Asia/Shanghai", Some("Asia/Shanghai")),
            ("order_id,created_at,Time Zone", "1,2,+08:00", Some("Asia/Shanghai")),
            ("订单号,下单时间,时区", "1,2,PST", Some("America/Los_Angeles")),
            ("order_id,created_at,timezone", "1,2,Shenzhen", None),
            ("order_id,created_at,timezone", "1,2025-12-01T09:13:00Z,Asia/Shanghai", None),
            ("order_id,created_at,timezone", "1,2025-12-01T09:13:00+01:00,Asia/Shanghai", None),
            ("order_id,created_at,timezone", "1,1764580380,Asia/Shanghai", None),
            ("order_id,created_at,tz", "1,2025-12-01 09:13,UTC", Some("UTC")),
            ("order_id,created_at,timezone", "1,2,", None),
            ("order_id,created_at,buyer_timezone", "1,2,Asia/Shanghai", None),
            ("order_id,created_at (UTC),timezone", "1,2,Asia/Shanghai", Some("UTC")),
        ] {
            let text = format!("{titles}\n{row}\n");
            let records = first_records(text.as_bytes(), b',', 2);
            let mut header = TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap();
            header.look_at(&records[1]);
            assert_eq!(header.zone(1).as_ref().map(|zone| zone.name()), zone, "{text}");
        }
    }
}
