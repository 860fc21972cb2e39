//! Matches a table's titles with our fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::Zone;
use crate::ids::order_id::is_invisible;
use crate::input::decode::chinese::simplified;
use crate::input::decode::date_words::abbreviation;
use crate::input::decode::dates::DayZero;
use crate::input::error::{Ids, Nearest};
pub use crate::input::table::kind::TableKind;
use crate::input::table::row::{Row, column_letters};
use crate::input::table::title_zone::{self, TitleZone, odd_remark, zone_of_line};
use crate::input::{RowProblem, SourceError};

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
    /// The zone that a line above the titles says all times are of.
    stated_zone: TitleZone,
    /// The day from which the table's numbers count days, where they stand for dates.
    pub(crate) day_zero: DayZero,
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
pub(crate) struct TitleCatalogue {
    kinds: Vec<(TableKind, Titles)>,
    map: Vec<OwnTitle>,
}

/// A title that the seller has named for a field.
struct OwnTitle {
    field: String,
    /// In the form in which titles are compared.
    title: String,
    /// Whether an input may have it: it stood among its titles, or its rows name their own.
    is_met: AtomicBool,
}

/// Returns a title in the form in which titles are compared: compatibility forms, simplified
/// characters, blanks and case evened out, invisible characters, the zone of a time and what follows the
/// first line of 产品信息 dropped.
pub(crate) fn normalise(title: &str) -> String {
    // Most titles are in this form already.
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let names_zone =
        || title.rsplit_once('_').is_some_and(|(_, last)| abbreviation(last).is_some());
    if title.bytes().all(plain) && !names_zone() {
        return title.to_owned();
    }
    let visible = |c: &char| c.is_whitespace() || !is_invisible(*c);
    let first: String = title.trim().chars().filter(visible).collect();
    let (first, _) = match ["产品信息", "產品信息"].iter().any(|info| first.starts_with(info))
    {
        true => ("产品信息".to_owned(), TitleZone::None),
        false => title_zone::split(&first),
    };
    let wide = match first.is_ascii() {
        true => first.to_ascii_lowercase(),
        // In compatibility forms already.
        false => simplified(first.to_lowercase()),
    };
    wide.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

/// Returns the forms in which a title may be known, the whole one first: without stars, brackets
/// and colons around it; and where a translation or a remark stands beside it, each half. What
/// stands beside a title may change what it means (`下单时间（北京时间）`), so a half counts only
/// beside what cannot.
pub(crate) fn forms(title: &str) -> Vec<String> {
    let title = without_breaks(title);
    let title = title.as_ref();
    let mut forms = vec![normalise(title)];
    let mut add = |form: &str| {
        let form = normalise(form.trim_matches(is_ornament));
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    add(title);
    let bare = without_number(title.trim_matches(is_ornament));
    add(bare);
    if let Some(snake) = in_snake_case(bare) {
        add(&snake);
    }
    if bare.chars().any(is_of_east_asia) {
        // Blanks and line breaks say nothing between such characters: a narrow column has them.
        add(&bare.split_whitespace().collect::<String>());
    }
    if let Some((first, second)) = bare.split_once(' ')
        && first.chars().all(is_of_east_asia)
        && is_beside_the_point(second)
    {
        add(first);
    }
    if let Some(first) = without_repeat(bare).or_else(|| without_table(bare)) {
        add(first);
    }
    if let Some((first, second)) = halves(bare) {
        if is_beside_the_point(second) {
            add(first);
        }
        if is_beside_the_point(first) {
            add(second);
        }
    }
    forms
}

/// Splits a title from a translation or a remark beside it.
fn halves(title: &str) -> Option<(&str, &str)> {
    title.split_once(['\n', '\r', '/', '|']).or_else(|| {
        title.trim_end_matches([')', '）', ']', '】']).split_once(['(', '（', '[', '【'])
    })
}

/// Writes an English title as those of plain tables are: `Order ID` and `orderId` as `order_id`, what its
/// last brackets say of a zone left out; `None` for other titles.
fn in_snake_case(title: &str) -> Option<String> {
    let (name, _) = title_zone::split(title);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    if !name.chars().all(is_sign) {
        return None;
    }
    let (mut snake, mut before) = (String::new(), ' ');
    for sign in name.chars() {
        let begins_word = sign.is_ascii_uppercase() && before.is_ascii_lowercase();
        match sign {
            ' ' | '-' | '_' => snake.push('_'),
            _ if begins_word => snake.extend(['_', sign.to_ascii_lowercase()]),
            _ => snake.push(sign.to_ascii_lowercase()),
        }
        before = sign;
    }
    Some(snake)
}

/// Puts blanks in place of the line breaks of a page that a program has written into a title.
fn without_breaks(title: &str) -> Cow<'_, str> {
    if !title.contains('<') {
        return Cow::Borrowed(title);
    }
    let breaks = ["<br>", "<br/>", "<br />", "<BR>", "<BR/>"];
    Cow::Owned(breaks.iter().fold(title.to_owned(), |title, sign| title.replace(sign, " ")))
}

/// Takes off the number that a title has in a list of titles: `1.订单号`, `2、订单状态`.
fn without_number(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.strip_prefix(['.', '、', '．']).filter(|_| rest.len() < title.len());
    bare.map_or(title, str::trim)
}

/// Takes off the number that pandas gives a title that comes again: `订单号.1`.
fn without_repeat(title: &str) -> Option<&str> {
    let (first, number) = title.rsplit_once('.')?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !first.is_empty()).then_some(first)
}

/// Takes off the name of the table that Hive puts before a title: `orders.order_id`.
fn without_table(title: &str) -> Option<&str> {
    let (table, title) = title.split_once('.')?;
    let is_name = |text: &str| {
        text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !text.is_empty()
    };
    (is_name(table) && is_name(title)).then_some(title)
}

/// Returns whether a character is one of Chinese, Japanese or Korean writing.
fn is_of_east_asia(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Returns the zone that a title names, ornaments around it or not.
pub(crate) fn zone_of(title: &str) -> TitleZone {
    let in_snake =
        || in_snake_case(title).map_or(TitleZone::None, |snake| title_zone::split(&snake).1);
    let bare = title.trim_matches(is_ornament);
    let found = [title.trim(), bare].map(|title| title_zone::split(title).1);
    found.into_iter().find(|zone| *zone != TitleZone::None).unwrap_or_else(in_snake)
}

/// Returns whether a character is put around titles and says nothing.
fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '*' | '＊'
                | '#'
                | ':'
                | '：'
                | '"'
                | '\''
                | '“'
                | '”'
                | '【'
                | '】'
                | '['
                | ']'
                | '「'
                | '」'
                | '|'
                | '='
                | '-'
                | '?'
                | '？'
                | '。'
                | '、'
                | ';'
                | '；'
                | '\u{2190}'..='\u{21ff}'
                | '\u{25a0}'..='\u{27bf}'
                | '\u{1f000}'..='\u{1faff}'
        )
}

/// Returns whether a text beside a title is a remark that a field is required, or words of another
/// script, as a translation is, that name neither a zone nor a unit.
fn is_beside_the_point(text: &str) -> bool {
    const REMARKS: [&str; 8] =
        ["必填", "必须", "必填项", "选填", "可选", "required", "optional", "mandatory"];
    const ZONES: [&str; 22] = [
        "utc", "gmt", "pst", "pdt", "cst", "est", "msk", "jst", "kst", "bst", "cet", "zone",
        "pacific", "beijing", "china", "moscow", "shanghai", "local", "buyer", "ship", "cny",
        "usd",
    ];
    let text = normalise(text.trim_matches(is_ornament)).trim_end_matches(')').to_owned();
    if REMARKS.contains(&text.as_str()) {
        return true;
    }
    let is_foreign = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '_' | '-' | '\'');
    !text.is_empty()
        && text.chars().all(is_foreign)
        && !ZONES.iter().any(|zone| text.contains(zone))
}

impl TitleCatalogue {
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
        let own = |(field, title): &(String, String)| OwnTitle {
            field: field.clone(),
            title: normalise(title),
            is_met: AtomicBool::new(false),
        };
        Self { kinds, map: map.iter().map(own).collect() }
    }

    /// Returns the fields whose own titles no input had, of those read so far.
    pub(crate) fn unmet_fields(&self) -> Vec<String> {
        let is_met = |field: &str| {
            self.map.iter().any(|own| own.field == field && own.is_met.load(Ordering::Relaxed))
        };
        self.map.iter().map(|own| own.field.clone()).filter(|field| !is_met(field)).collect()
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
        // Any row may have a key that those before it have not.
        self.map.iter().for_each(|own| own.is_met.store(true, Ordering::Relaxed));
        let own = self.map.iter().map(|own| &own.title);
        let mut titles: Vec<String> =
            own.chain(known.iter().flat_map(|k| k.fields.values().flatten())).cloned().collect();
        let mut seen = std::collections::HashSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        titles
    }

    /// Takes a row for a header row if at least two titles are known, the id among them, and
    /// returns the kind that knows most of them.
    pub(crate) fn read(&self, row: &impl Row) -> Option<Header> {
        if row.len() < 2 {
            return None;
        }
        let titles: Vec<String> = (0..row.len()).map(|column| row.text(column)).collect();
        let normal: Vec<Vec<String>> = titles.iter().map(|title| forms(title)).collect();
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
        let normal: Vec<Vec<String>> = titles.iter().map(|title| forms(title)).collect();
        let (_, known) = self.kinds.iter().find(|(known, _)| *known == kind)?;
        self.match_kind(kind, known, row.number(), &titles, &normal)
    }

    fn match_kind(
        &self,
        kind: TableKind,
        known: &Titles,
        row: u64,
        titles: &[String],
        normal: &[Vec<String>],
    ) -> Option<Header> {
        let mut columns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut hits = 0;
        for (column, forms) in normal.iter().enumerate() {
            match self.meaning(known, forms) {
                TitleMeaning::Mapped(field) => {
                    hits += 1;
                    columns.entry(field.to_owned()).or_default().insert(0, column);
                }
                TitleMeaning::Field(field) => {
                    hits += 1;
                    let columns = columns.entry(field.to_owned()).or_default();
                    // A title that comes again stands for its field where the first is not there.
                    let is_again = |column: &usize| {
                        titles.get(*column).is_some_and(|title| without_repeat(title).is_some())
                    };
                    let place = match is_again(&column) {
                        true => columns.len(),
                        false => columns.iter().take_while(|other| !is_again(other)).count(),
                    };
                    columns.insert(place, column);
                }
                TitleMeaning::Passed => hits += 1,
                TitleMeaning::Blank => {}
                TitleMeaning::Unknown => {
                    unknown.push(titles.get(column).cloned().unwrap_or_default())
                }
            }
        }
        let id = columns.contains_key("order_id");
        (hits >= 2 && id).then(|| Header {
            kind,
            row,
            columns,
            titles: titles.to_vec(),
            unknown,
            stated_zone: TitleZone::None,
            day_zero: DayZero::Of1900,
        })
    }

    /// Returns what a title means in one kind of file.
    fn meaning<'a>(&'a self, known: &'a Titles, forms: &[String]) -> TitleMeaning<'a> {
        let [whole, ..] = forms else { return TitleMeaning::Blank };
        if whole.is_empty() {
            return TitleMeaning::Blank;
        }
        for form in forms {
            let is_meant =
                |own: &&OwnTitle| own.title == *form && known.fields.contains_key(&own.field);
            if let Some(own) = self.map.iter().find(is_meant) {
                own.is_met.store(true, Ordering::Relaxed);
                return TitleMeaning::Mapped(&own.field);
            }
            if let Some((field, _)) = known.fields.iter().find(|(_, all)| all.contains(form)) {
                return TitleMeaning::Field(field);
            }
            if known.ignored.contains(form) || known.personal.contains(form) {
                return TitleMeaning::Passed;
            }
        }
        TitleMeaning::Unknown
    }

    /// Returns the error for a table without a known header row. The hint speaks of titles that are
    /// missing, never of one that is known.
    pub(crate) fn unknown_header(&self, path: &str, titles: &[String]) -> SourceError {
        let forms: Vec<Vec<String>> = titles.iter().map(|title| forms(title)).collect();
        let is_known = |known: &Titles, forms: &[String]| {
            matches!(
                self.meaning(known, forms),
                TitleMeaning::Mapped(_) | TitleMeaning::Field(_) | TitleMeaning::Passed
            )
        };
        let hits = |known: &Titles| forms.iter().filter(|forms| is_known(known, forms)).count();
        let likely = self.kinds.iter().rev().max_by_key(|(_, known)| hits(known));
        let likely = likely.filter(|(kind, known)| kind.is_read() && hits(known) > 0);
        let mut nearest: Option<(usize, Nearest)> = None;
        let mut missing = Vec::new();
        for (kind, known) in
            self.kinds.iter().filter(|one| likely.is_none_or(|likely| std::ptr::eq(*one, likely)))
        {
            let has = |field: &str| {
                forms.iter().any(|forms| {
                    matches!(self.meaning(known, forms),
                    TitleMeaning::Mapped(found) | TitleMeaning::Field(found) if found == field)
                })
            };
            let unread = titles.iter().zip(&forms).filter(|(_, forms)| {
                forms.iter().any(|form| !form.is_empty()) && !is_known(known, forms)
            });
            for (field, all) in known.fields.iter().filter(|(field, _)| !has(field)) {
                if likely.is_some() && kind.required().contains(&field.as_str()) {
                    missing.extend(all.first().cloned());
                }
                for (title, forms) in unread.clone() {
                    nearest = nearer(nearest, field, all, title, forms);
                }
            }
        }
        SourceError::UnknownHeader {
            path: path.to_owned(),
            found: quoted(titles),
            missing: if missing.is_empty() { String::new() } else { quoted(&missing) },
            nearest: nearest.map(|(_, nearest)| Box::new(nearest)),
            encoding: None,
            ids: Ids::Possible,
        }
    }
}

/// What a title means in one kind of file.
enum TitleMeaning<'a> {
    /// A field, by the seller's own word.
    Mapped(&'a str),
    /// A field.
    Field(&'a str),
    /// A column that is known and not read.
    Passed,
    /// There is no title.
    Blank,
    /// Nobody knows.
    Unknown,
}

/// Returns the nearer of what was nearest until now and a title that may stand for a field.
fn nearer(
    nearest: Option<(usize, Nearest)>,
    field: &str,
    all: &[String],
    title: &str,
    forms: &[String],
) -> Option<(usize, Nearest)> {
    let mut nearest = nearest;
    for known in all {
        for form in forms {
            let distance = strsim::damerau_levenshtein(form, known);
            let is_close = distance * 5 <= known.chars().count() * 2;
            if is_close && nearest.as_ref().is_none_or(|(best, _)| distance < *best) {
                let (title, known, field) = (title.to_owned(), known.clone(), field.to_owned());
                nearest = Some((distance, Nearest { title, known, field }));
            }
        }
    }
    nearest
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
            stated_zone: TitleZone::None,
            day_zero: DayZero::Of1900,
        };
        &NONE
    }

    /// Returns whether the table holds orders or disputes, and every column that they need.
    pub(crate) fn is_complete(&self) -> bool {
        self.kind.is_read() && self.kind.required().iter().all(|field| self.column(field).is_some())
    }

    /// Returns the same titles a column further to the right, beside names of rows that have no title.
    pub(crate) fn behind_row_names(mut self) -> Self {
        self.titles.insert(0, String::new());
        self.columns.values_mut().flatten().for_each(|column| *column += 1);
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

    /// Returns the same titles below lines that may say of which zone all times are.
    pub(crate) fn below(self, lines: &[String]) -> Self {
        let zones = lines.iter().map(|line| zone_of_line(line));
        let stated = zones.into_iter().find(|zone| *zone != TitleZone::None);
        Self { stated_zone: stated.unwrap_or(TitleZone::None), ..self }
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

    /// Returns the columns whose title has come before, with or without a number that pandas gave it. Of
    /// amounts the first that is not empty counts.
    pub(crate) fn twins(&self) -> Vec<TwinColumns<'_>> {
        let bare = |column: &usize| {
            let title = self.title(*column);
            normalise(without_repeat(title).unwrap_or(title))
        };
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

    /// Returns the column of order ids.
    pub(crate) fn id_column(&self) -> usize {
        // Cells beyond the last title are empty: rows of a table without the column have no id.
        self.column("order_id").unwrap_or(usize::MAX)
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
        match (zone_of(self.titles.get(column)?), &self.stated_zone) {
            (TitleZone::Known(zone), _) => Some(zone),
            (TitleZone::None, TitleZone::Known(zone)) => Some(*zone),
            (TitleZone::None | TitleZone::Unknown(_), _) => None,
        }
    }

    /// Checks that the zones that titles of times name are known, and so is what else may name one.
    fn require_zones(&self, path: &str, catalogue: &TitleCatalogue) -> Result<(), SourceError> {
        if let TitleZone::Unknown(zone) = &self.stated_zone {
            let (path, zone) = (path.to_owned(), zone.clone());
            return Err(SourceError::UnknownZone {
                path,
                column: "(above the titles)".to_owned(),
                zone,
            });
        }
        let times = self.columns.iter().filter(|(field, _)| field.ends_with("_at"));
        for column in times.flat_map(|(_, columns)| columns) {
            let title = self.title(*column);
            let normal = normalise(title);
            let zone = match zone_of(title) {
                TitleZone::None if catalogue.map.iter().any(|own| own.title == normal) => None,
                TitleZone::None => {
                    let remark = halves(title.trim_matches(is_ornament));
                    let odd = remark.and_then(|(a, b)| odd_remark(a).or_else(|| odd_remark(b)));
                    odd.map(str::to_owned)
                }
                TitleZone::Known(_) => None,
                TitleZone::Unknown(zone) => Some(zone),
            };
            if let Some(zone) = zone {
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

    /// Returns the title of a column; empty beyond the last.
    pub(crate) fn title(&self, column: usize) -> &str {
        self.titles.get(column).map(String::as_str).unwrap_or_default()
    }

    /// Returns a column's letters and title for messages.
    pub(crate) fn describe(&self, column: usize) -> String {
        let title = self.titles.get(column).map(String::as_str).unwrap_or_default();
        format!("{} {}", column_letters(column), title.trim()).trim_end().to_owned()
    }

    /// Checks that the fields that cannot be done without are there.
    pub(crate) fn require(
        &self,
        path: &str,
        catalogue: &TitleCatalogue,
    ) -> Result<(), SourceError> {
        self.require_zones(path, catalogue)?;
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

    fn kind(line: &str) -> Option<TableKind> {
        let records = first_records(line.as_bytes(), b'\t', 1);
        TitleCatalogue::new(&Vec::new()).read(&records[0]).map(|header| header.kind)
    }

    #[test]
    fn titles_are_unique_within_a_kind_and_every_kind_has_its_required_fields() {
        let catalogue = TitleCatalogue::new(&Vec::new());
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
        assert_eq!(normalise("\u{feff}订单\u{200b}号"), "订单号");
    }

    #[test]
    fn titles_are_known_in_traditional_characters_and_as_programs_write_them() {
        assert_eq!(kind("訂單號\t訂單狀態\t下單時間"), Some(TableKind::SellerOrders));
        assert_eq!(kind("包裹號\t訂單號\t平台渠道\t下單時間"), Some(TableKind::Dianxiaomi));
        for title in ["Order ID", "orderId", "OrderID", "order-id", "ORDER_ID", "Order Id (UTC)"] {
            assert!(forms(title).contains(&"order_id".to_owned()), "{title}");
        }
        assert!(!forms("order.id").contains(&"order_id".to_owned()));
    }

    #[test]
    fn what_may_name_a_zone_at_a_time_is_refused() {
        let require = |line: &str| {
            let records = first_records(line.as_bytes(), b'\t', 1);
            let catalogue = TitleCatalogue::new(&Vec::new());
            catalogue.read(&records[0]).unwrap().require("f", &catalogue)
        };
        for remark in ["(Shenzhen)", "（SGT）", "/ New York", "(server time)", "(hora de Madrid)"]
        {
            let refused = require(&format!("订单号\t下单时间{remark}"));
            assert!(matches!(refused, Err(SourceError::UnknownZone { .. })), "{remark}");
        }
        for remark in ["(Order Time)", "(必填)", "（北京时间）", "(created at)", " / Date of order"]
        {
            assert!(require(&format!("订单号\t下单时间{remark}")).is_ok(), "{remark}");
        }
        assert!(require("订单号\t订单金额(Shenzhen)\t下单时间").is_ok());
    }

    #[test]
    fn what_stands_around_a_title_does_not_matter_and_what_changes_it_does() {
        let known = |title: &str| forms(title).contains(&"下单时间".to_owned());
        for title in [
            "*下单时间",
            "下单时间*",
            "【下单时间】",
            "下单时间（必填）",
            "下单时间\nOrder Time",
            "Order Time / 下单时间",
            "下单时间(created at)",
            "\"下单时间\"",
            "下单时间：",
        ] {
            assert!(known(title), "{title}");
        }
        for title in ["下单时间(buyer's zone)", "下单时间/local", "下单时间\n2026", "下单时间2"]
        {
            assert!(!known(title), "{title}");
        }
        assert!(matches!(zone_of("*下单时间（北京时间）*"), TitleZone::Known(_)));
    }

    fn nearest(titles: &[&str]) -> (String, Option<String>) {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        match TitleCatalogue::new(&Vec::new()).unknown_header("f", &titles) {
            SourceError::UnknownHeader { missing, nearest, .. } => {
                (missing, nearest.map(|nearest| nearest.known))
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn titles_that_pandas_has_numbered_are_known() {
        let header = |line: &str| {
            let records = first_records(line.as_bytes(), b',', 1);
            TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap()
        };
        let alone = header("订单号.1,下单时间");
        assert_eq!(alone.columns("order_id"), [0]);
        let joined = header("订单号.1,下单时间,订单号,订单金额,订单金额.1");
        assert_eq!(joined.columns("order_id"), [2, 0]);
        assert_eq!(joined.columns("amount"), [3, 4]);
        let twin = |field, first, second| TwinColumns { field, first, second };
        assert_eq!(joined.twins(), [twin("order_id", 2, 0)]);
        let twice = header("order_id,created_at,Status,status,status.1");
        assert_eq!(twice.twins(), [twin("status", 2, 3), twin("status", 2, 4)]);
    }

    #[test]
    fn the_hint_names_a_title_that_is_missing() {
        let (missing, near) = nearest(&["订单编号", "下单时间", "订单金额"]);
        assert_eq!((missing.as_str(), near.as_deref()), ("`订单号`", Some("订单号")));
        let (missing, near) = nearest(&["number", "created_at"]);
        assert_eq!((missing.as_str(), near.as_deref()), ("`order_id`", None));
        assert_eq!(nearest(&["name", "value"]), (String::new(), None));
    }
}
