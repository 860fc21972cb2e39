//! Matches a table's titles with our fields.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::domain::Zone;
use crate::input::SourceError;
use crate::input::decode::date_words::abbreviation;
use crate::input::decode::dates::DayZero;
use crate::input::error::Nearest;
pub use crate::input::table::kind::TableKind;
use crate::input::table::row::{Row, column_letters};
use crate::input::table::title_zone::{self, TitleZone};

/// Titles of a file's columns, matched.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// What the table is.
    pub(crate) kind: TableKind,
    /// The row that holds the titles.
    pub(crate) row: u64,
    columns: BTreeMap<String, Vec<usize>>,
    titles: Vec<String>,
    /// Titles that nobody knows.
    pub(crate) unknown: Vec<String>,
    /// The day from which the table's numbers count days, where they stand for dates.
    pub(crate) day_zero: DayZero,
}

/// The seller's own names for fields: `--map FIELD=HEADER`.
pub type FieldMap = Vec<(String, String)>;

/// The known titles of one kind of file.
#[derive(Debug, serde::Deserialize)]
struct Titles {
    #[serde(default)]
    ignored: Vec<String>,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(flatten)]
    fields: BTreeMap<String, Vec<String>>,
}

/// All titles known.
pub(crate) struct Catalogue {
    kinds: Vec<(TableKind, Titles)>,
    map: Vec<(String, String)>,
}

/// Returns a title in the form in which titles are compared: compatibility forms, blanks and
/// case evened out, line breaks and what follows them dropped, and so is the zone of a time.
pub(crate) fn normalise(title: &str) -> String {
    // Most titles are in this form already.
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let names_zone =
        || title.rsplit_once('_').is_some_and(|(_, last)| abbreviation(last).is_some());
    if title.bytes().all(plain) && !names_zone() {
        return title.to_owned();
    }
    let first = title.trim().trim_start_matches('\u{feff}');
    let (first, _) = match first.strip_prefix("产品信息") {
        Some(_) => ("产品信息".to_owned(), TitleZone::None),
        None => title_zone::split(first),
    };
    let wide = match first.is_ascii() {
        true => first.to_ascii_lowercase(),
        false => first.nfkc().collect::<String>().to_lowercase(),
    };
    wide.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

impl Catalogue {
    /// Loads the titles shipped and adds the seller's own.
    pub(crate) fn new(map: &FieldMap) -> Self {
        let mut tables: BTreeMap<String, Titles> =
            toml::from_str(include_str!("headers.toml")).unwrap_or_default();
        let kinds = TableKind::ALL
            .into_iter()
            .filter_map(|kind| {
                let mut titles = tables.remove(kind.id())?;
                let all =
                    titles.fields.values_mut().chain([&mut titles.ignored, &mut titles.personal]);
                for title in all.flatten() {
                    *title = normalise(title);
                }
                Some((kind, titles))
            })
            .collect();
        let map = map.iter().map(|(field, title)| (field.clone(), normalise(title))).collect();
        Self { kinds, map }
    }

    /// Returns every field a seller may map, sorted.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = self
            .kinds
            .iter()
            .flat_map(|(_, titles)| titles.fields.keys())
            .map(String::as_str)
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Returns every title of a kind that a key of JSON may have, the seller's own first.
    pub(crate) fn titles(&self, kind: TableKind) -> Vec<String> {
        let known = self.kinds.iter().find(|(known, _)| *known == kind).map(|(_, titles)| titles);
        let own = self.map.iter().map(|(_, title)| title);
        let mut titles: Vec<String> =
            own.chain(known.iter().flat_map(|k| k.fields.values().flatten())).cloned().collect();
        let mut seen = std::collections::HashSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        titles
    }

    /// Takes a row for a header row if at least two titles are known, the id among them, and
    /// returns the kind that knows most of them.
    pub(crate) fn read(&self, row: &impl Row) -> Option<Header> {
        let titles: Vec<String> = (0..row.len()).map(|column| row.text(column)).collect();
        let normal: Vec<String> = titles.iter().map(|title| normalise(title)).collect();
        let (_, _, mut header) = self
            .kinds
            .iter()
            .enumerate()
            .filter_map(|(order, (kind, known))| {
                let header = self.match_kind(*kind, known, row.number(), &titles, &normal)?;
                let missing =
                    kind.required().iter().filter(|field| header.column(field).is_none()).count();
                let hits = normal.len().saturating_sub(header.unknown.len());
                // Most titles known, then fewest required ones missing, then the first kind.
                Some((hits * 4, usize::MAX - missing * 64 - order, header))
            })
            .max_by_key(|(hits, rank, _)| (*hits, *rank))?;
        header.unknown.retain(|title| !title.trim().is_empty());
        Some(header)
    }

    /// Takes a row as the titles of one kind.
    pub(crate) fn read_as(&self, kind: TableKind, row: &impl Row) -> Option<Header> {
        let titles: Vec<String> = (0..row.len()).map(|column| row.text(column)).collect();
        let normal: Vec<String> = titles.iter().map(|title| normalise(title)).collect();
        let (_, known) = self.kinds.iter().find(|(known, _)| *known == kind)?;
        self.match_kind(kind, known, row.number(), &titles, &normal)
    }

    fn match_kind(
        &self,
        kind: TableKind,
        known: &Titles,
        row: u64,
        titles: &[String],
        normal: &[String],
    ) -> Option<Header> {
        let mut columns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut hits = 0;
        for (column, title) in normal.iter().enumerate() {
            let mapped = self
                .map
                .iter()
                .find(|(field, to)| to == title && known.fields.contains_key(field))
                .map(|(field, _)| field);
            let own =
                known.fields.iter().find(|(_, all)| all.contains(title)).map(|(field, _)| field);
            match mapped.or(own) {
                Some(field) => {
                    hits += 1;
                    let columns = columns.entry(field.clone()).or_default();
                    if mapped.is_some() { columns.insert(0, column) } else { columns.push(column) }
                }
                None if title.is_empty() => {}
                None if known.ignored.contains(title) || known.personal.contains(title) => {
                    hits += 1
                }
                None => unknown.push(titles.get(column).cloned().unwrap_or_default()),
            }
        }
        let id = columns.contains_key("order_id");
        (hits >= 2 && id).then(|| Header {
            kind,
            row,
            columns,
            titles: titles.to_vec(),
            unknown,
            day_zero: DayZero::Of1900,
        })
    }

    /// Returns the error for a table without a known header row.
    pub(crate) fn unknown_header(&self, path: &str, titles: &[String]) -> SourceError {
        let mut nearest: Option<(usize, String, String, String)> = None;
        let known = self.kinds.iter().flat_map(|(_, titles)| &titles.fields);
        for (field, known) in known.flat_map(|(field, all)| all.iter().map(move |one| (field, one)))
        {
            for title in titles.iter().filter(|title| !title.is_empty()) {
                let distance = strsim::damerau_levenshtein(&normalise(title), known);
                let close = distance * 2 <= known.chars().count();
                if close && nearest.as_ref().is_none_or(|(best, ..)| distance < *best) {
                    nearest = Some((distance, title.clone(), known.clone(), field.clone()));
                }
            }
        }
        SourceError::UnknownHeader {
            path: path.to_owned(),
            found: quoted(titles),
            nearest: nearest.map(|(_, title, known, field)| Nearest { title, known, field }),
        }
    }
}

impl Header {
    /// Returns the header of what has no titles.
    pub(crate) fn none() -> &'static Self {
        static NONE: Header = Header {
            kind: TableKind::PlainOrders,
            row: 0,
            columns: BTreeMap::new(),
            titles: Vec::new(),
            unknown: Vec::new(),
            day_zero: DayZero::Of1900,
        };
        &NONE
    }

    /// Returns the column of a field, or `None` when the file has none.
    pub(crate) fn column(&self, field: &str) -> Option<usize> {
        self.columns.get(field)?.first().copied()
    }

    /// Returns every column of a field, for titles that appear twice.
    pub(crate) fn columns(&self, field: &str) -> &[usize] {
        self.columns.get(field).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the columns of all fields.
    #[cfg(feature = "parquet")]
    pub(crate) fn all_columns(&self) -> Vec<usize> {
        self.columns.values().flatten().copied().collect()
    }

    /// Returns the zone that a column's title names; `None` where it names none.
    pub(crate) fn zone(&self, column: usize) -> Option<Zone> {
        match title_zone::split(self.titles.get(column)?) {
            (_, TitleZone::Known(zone)) => Some(zone),
            (_, TitleZone::None | TitleZone::Unknown(_)) => None,
        }
    }

    /// Checks that the zones that titles of times name are known.
    fn require_zones(&self, path: &str) -> Result<(), SourceError> {
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        for column in times.flat_map(|(_, columns)| columns) {
            let title = self.titles.get(*column).map(String::as_str);
            if let Some((_, TitleZone::Unknown(zone))) = title.map(title_zone::split) {
                return Err(SourceError::UnknownZone {
                    path: path.to_owned(),
                    column: self.describe(*column),
                    zone,
                });
            }
        }
        Ok(())
    }

    /// Returns the count of titles.
    pub(crate) fn titles(&self) -> usize {
        self.titles.len()
    }

    /// Refuses two columns of one title, where which of them counts makes a difference. Of amounts
    /// the first that is not empty counts.
    fn refuse_twice(&self, path: &str) -> Result<(), SourceError> {
        for (field, columns) in self.columns.iter().filter(|(field, _)| *field != "amount") {
            let title = |column: &usize| self.titles.get(*column).map(|title| normalise(title));
            let mut pairs = columns.iter().enumerate().filter_map(|(at, column)| {
                let others = columns.iter().skip(at + 1);
                let second = others.into_iter().find(|other| title(other) == title(column))?;
                Some((column, second))
            });
            if let Some((first, second)) = pairs.next() {
                return Err(SourceError::TitleTwice {
                    path: path.to_owned(),
                    title: self.titles.get(*first).map(|t| t.trim().to_owned()).unwrap_or_default(),
                    field: field.clone(),
                    first: column_letters(*first),
                    second: column_letters(*second),
                });
            }
        }
        Ok(())
    }

    /// Returns a column's letters and title for messages.
    pub(crate) fn describe(&self, column: usize) -> String {
        let title = self.titles.get(column).map(String::as_str).unwrap_or_default();
        format!("{} {}", column_letters(column), title.trim()).trim_end().to_owned()
    }

    /// Checks that the fields that cannot be done without are there.
    pub(crate) fn require(&self, path: &str, catalogue: &Catalogue) -> Result<(), SourceError> {
        self.require_zones(path)?;
        self.refuse_twice(path)?;
        for field in self.kind.required() {
            if self.column(field).is_none() {
                let usual = catalogue
                    .kinds
                    .iter()
                    .find(|(kind, _)| *kind == self.kind)
                    .and_then(|(_, titles)| titles.fields.get(*field))
                    .map(|titles| quoted(titles))
                    .unwrap_or_default();
                return Err(SourceError::MissingColumn {
                    path: path.to_owned(),
                    kind: self.kind.id(),
                    wanted: if usual == format!("`{field}`") {
                        usual
                    } else {
                        format!("`{field}` ({usual})")
                    },
                    found: quoted(&self.titles),
                });
            }
        }
        Ok(())
    }
}

/// Returns titles in back-ticks, the first of them when there are many.
fn quoted(titles: &[String]) -> String {
    const MOST: usize = 12;
    let named: Vec<String> = titles
        .iter()
        .filter(|title| !title.trim().is_empty())
        .take(MOST)
        .map(|title| format!("`{}`", title.split_whitespace().collect::<Vec<_>>().join(" ")))
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

    fn kind(line: &str) -> Option<TableKind> {
        let records = first_records(line.as_bytes(), b'\t', 1);
        Catalogue::new(&Vec::new()).read(&records[0]).map(|header| header.kind)
    }

    #[test]
    fn titles_are_unique_within_a_kind_and_every_kind_has_its_required_fields() {
        let catalogue = Catalogue::new(&Vec::new());
        assert_eq!(catalogue.kinds.len(), TableKind::ALL.len());
        for (kind, titles) in &catalogue.kinds {
            let mut all: Vec<&String> = titles
                .fields
                .values()
                .flatten()
                .chain(&titles.ignored)
                .chain(&titles.personal)
                .collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert!(count - all.len() <= 1, "{kind:?} has titles twice");
            for field in kind.required() {
                assert!(titles.fields.contains_key(*field), "{kind:?} lacks {field}");
            }
        }
    }

    #[test]
    fn header_rows_are_told_apart() {
        assert_eq!(kind("订单号\t订单状态\t下单时间"), Some(TableKind::SellerOrders));
        assert_eq!(kind("包裹号\t订单号\t平台渠道\t下单时间"), Some(TableKind::Dianxiaomi));
        assert_eq!(kind("order_id\tcreated_at\tpaid_at"), Some(TableKind::PlainOrders));
        assert_eq!(kind("dispute_id\torder_id\topened_at"), Some(TableKind::PlainDisputes));
        assert_eq!(kind("订单号\t商品ID\t退款金额(CNY)\t退款来源"), Some(TableKind::RefundReport));
        assert_eq!(kind("结算时间\t收支类型\t变动金额\t订单号"), Some(TableKind::Ledger));
        assert_eq!(kind("单号\t产品\t是否恶意退单"), Some(TableKind::Workbook));
        assert_eq!(kind("name\tvalue"), None);
    }

    #[test]
    fn width_case_and_blanks_do_not_matter() {
        assert_eq!(normalise(" 负责人（业务员） "), normalise("负责人(业务员)"));
        assert_eq!(normalise("商品  ID"), normalise("商品 id"));
        assert_eq!(normalise("产品信息\n（双击单元格展开所有产品信息！）"), "产品信息");
    }
}
