//! What can be wrong with an input.

use std::fmt;
use std::io;
use std::path::Path;

use crate::domain::{OrderId, to_u64};
use crate::ids::order_id::is_invisible;

/// Two columns of times that are the wrong way round in many rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfOrder {
    /// The column that should be the earlier one: its letters and title.
    pub first: String,
    /// The column that is before it.
    pub second: String,
    /// In how many rows.
    pub count: u64,
    /// Of how many.
    pub rows: u64,
    /// The likely cause.
    pub cause: &'static str,
    /// The first of the rows.
    pub problems: Vec<RowProblem>,
}

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The operating system refused.
    #[error("cannot read `{path}`")]
    Unreadable {
        /// The input's name.
        path: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// A folder where a file was expected.
    #[error("`{path}` is a folder, a file was expected")]
    Directory {
        /// The input's name.
        path: String,
    },
    /// No bytes, or only blanks.
    #[error("`{path}` is empty")]
    Empty {
        /// The input's name.
        path: String,
    },
    /// Titles, and nothing below them.
    #[error("`{path}` has a header row but no data")]
    NoRows {
        /// The input's name.
        path: String,
    },
    /// No kind of file that is known.
    #[error("`{path}` cannot be read: {found}")]
    UnknownKind {
        /// The input's name.
        path: String,
        /// What was found instead.
        found: String,
    },
    /// A file that is called by its name, and is not read.
    #[error("`{path}` is {what}")]
    Named {
        /// The input's name.
        path: String,
        /// What it is, with its article.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A file that is called by its name, and can hold neither orders nor disputes.
    #[error("`{path}` is {what}")]
    NoTable {
        /// The input's name.
        path: String,
        /// What it is, with its article.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// An answer in which the platform refuses.
    #[error("`{path}` holds no list but the platform's refusal: {refusal}")]
    Refused {
        /// The input's name.
        path: String,
        /// The platform's words.
        refusal: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A folder without a file to read, or a pattern that matches none.
    #[error("`{path}` matches no file")]
    NoFiles {
        /// The folder or pattern.
        path: String,
    },
    /// A folder, pattern or archive with more files than are read.
    #[error("`{path}` matches {count} files; at most {most} are read")]
    TooManyFiles {
        /// The folder, pattern or archive.
        path: String,
        /// How many there are.
        count: usize,
        /// How many are read.
        most: usize,
    },
    /// A pattern that is not written as one.
    #[error("`{pattern}` is not a pattern: {problem}")]
    BadPattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An archive that cannot be opened.
    #[error("`{path}` is a damaged zip archive: {cause}")]
    BrokenArchive {
        /// The input's name.
        path: String,
        /// The reader's words.
        cause: String,
    },
    /// A table none of whose header rows is known.
    #[error("`{path}` has no header row this program recognises; its first row has {found}{}{}",
        missing_titles(missing), guessed(*encoding))]
    UnknownHeader {
        /// The input's name.
        path: String,
        /// The titles found, quoted.
        found: String,
        /// The titles that the file would need besides those that are known, quoted; empty where
        /// none is known.
        missing: String,
        /// The title that comes nearest to one that is missing.
        nearest: Option<Box<Nearest>>,
        /// The encoding that was guessed; `None` where there was no need to.
        encoding: Option<&'static str>,
        /// Whether an order id may stand in it.
        ids: Ids,
    },
    /// A column that cannot be done without, and that the seller has named for another field.
    #[error(
        "`{path}` ({kind}) needs its column `{title}` for `{field}`, and `--map` takes it for `{other}`"
    )]
    ColumnTaken {
        /// The input's name.
        path: String,
        /// The kind it was taken for.
        kind: &'static str,
        /// The title.
        title: String,
        /// The field that cannot be done without.
        field: &'static str,
        /// The field for which it was named.
        other: String,
    },
    /// A column that cannot be done without.
    #[error("`{path}` ({kind}) has no column {wanted}; it has {found}")]
    MissingColumn {
        /// The input's name.
        path: String,
        /// The kind it was taken for.
        kind: &'static str,
        /// The field and its usual titles.
        wanted: String,
        /// The field alone.
        field: &'static str,
        /// The title found that may be meant for it; `None` where none is near.
        nearest: Option<String>,
        /// The titles found, quoted.
        found: String,
        /// Whether orders or disputes may stand in it.
        ids: Ids,
    },
    /// A column that says of most rows that they are none of the table's.
    #[error(
        "`{path}` column {column} says of {marked} of {rows} rows that they are deleted, tests or not valid; fewer \
         than half were expected"
    )]
    MostRowsMarked {
        /// The input's name.
        path: String,
        /// The column.
        column: String,
        /// Of how many rows it says so.
        marked: u64,
        /// How many rows the table has.
        rows: u64,
    },
    /// A file of this trade that has neither orders nor disputes.
    #[error("`{path}` is a {kind}: it holds no disputes and no order dates")]
    NoDisputes {
        /// The input's name.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// A workbook that cannot be opened.
    #[error("`{path}` is a damaged workbook: {cause}")]
    BrokenWorkbook {
        /// The input's name.
        path: String,
        /// The reader's words.
        cause: String,
    },
    /// A workbook that would unpack to more than a sheet can hold.
    #[error(
        "`{path}` would unpack to {claimed} bytes; at most {largest} are read from a file of its size"
    )]
    TooLarge {
        /// The input's name.
        path: String,
        /// What it claims or turned out to hold, in bytes.
        claimed: u64,
        /// The limit, in bytes.
        largest: u64,
    },
    /// A text that cannot be split into rows.
    #[error("`{path}` row {row}: {problem}")]
    BrokenText {
        /// The input's name.
        path: String,
        /// The row.
        row: u64,
        /// What is wrong.
        problem: &'static str,
    },
    /// JSON that cannot be parsed.
    #[error("`{path}` is not valid JSON")]
    BrokenJson {
        /// The input's name.
        path: String,
        /// Why, with line and column.
        #[source]
        cause: serde_json::Error,
    },
    /// JSON whose lists and objects stand in one another deeper than anything read here does.
    #[error("`{path}` line {line}: lists and objects stand in one another more than {most} deep")]
    TooDeep {
        /// The input's name.
        path: String,
        /// The line, from 1.
        line: u64,
        /// The limit.
        most: usize,
    },
    /// JSON with more values than are read from a text of the size that is allowed.
    #[error("`{path}` has more than {most} values")]
    TooManyValues {
        /// The input's name.
        path: String,
        /// The limit.
        most: u64,
    },
    /// Rows with values that cannot be understood.
    #[error("`{path}` has {total} bad {}{}", if *total == 1 { "row" } else { "rows" }, listed(problems, *total))]
    BadRows {
        /// The input's name.
        path: String,
        /// The first of them, at most 20.
        problems: Vec<RowProblem>,
        /// How many there are.
        total: u64,
    },
    /// A column of times in a form that is not read.
    #[error("`{path}`, column {column}: a form of times that is not read: `{value}` in row {row}{}", and_more(*more))]
    UnknownTimes {
        /// The input's name.
        path: String,
        /// The column's letters and title.
        column: String,
        /// The first text that is not read.
        value: String,
        /// Its row.
        row: u64,
        /// How many rows more have such a text.
        more: u64,
    },
    /// A column of times that were saved as a spreadsheet or a page shortens them.
    #[error("`{path}`, column {column}: times without {lost}: `{value}` in row {row}{}", and_more(*more))]
    ShortenedTimes {
        /// The input's name.
        path: String,
        /// The column's letters and title.
        column: String,
        /// What they have not, in words.
        lost: &'static str,
        /// The first of them.
        value: String,
        /// Its row.
        row: u64,
        /// How many rows more have one.
        more: u64,
    },
    /// A file whose ids lost their last digits.
    #[error(
        "`{path}` has damaged ids: all {count} end in 0 after 15 digits, as a spreadsheet leaves them"
    )]
    DamagedIds {
        /// The input's name.
        path: String,
        /// Count of ids.
        count: u64,
    },
    /// An id whose last digit a spreadsheet has replaced, as a dispute proves.
    #[error(
        "`{path}`, row {row}: order id {id} has lost its last digit to a spreadsheet; \
         the disputes name {real}"
    )]
    RoundedId {
        /// The input's name.
        path: String,
        /// Its row.
        row: u64,
        /// The id as the file has it.
        id: OrderId,
        /// The id as a dispute has it.
        real: OrderId,
    },
    /// A dispute whose order id has lost its last digits, as an order proves.
    #[error(
        "a dispute names order {id}, which has lost its last digits: `{path}` has {real} and not {id}"
    )]
    RoundedDispute {
        /// The order file.
        path: String,
        /// The id as the dispute has it.
        id: OrderId,
        /// The id as the order file has it.
        real: OrderId,
    },
    /// One id twice with different facts.
    #[error(
        "`{path}` has order {id} twice with different facts: row {first} and row {second} differ in {field}"
    )]
    Conflict {
        /// The input's name.
        path: String,
        /// The id.
        id: String,
        /// The first row.
        first: u64,
        /// The second row.
        second: u64,
        /// The field that differs.
        field: &'static str,
    },
    /// A column that writes some dates month first and some day first, or gives no proof.
    #[error("`{path}` column {column}: {problem}")]
    DateOrder {
        /// The input's name.
        path: String,
        /// The column's letters and title.
        column: String,
        /// What was found, with rows.
        problem: String,
    },
    /// A column's title names a zone that is not known, or something that may be one.
    #[error("`{path}` column {column}: the title names the zone `{zone}`, which is not known")]
    UnknownZone {
        /// The input's name.
        path: String,
        /// The column's letters and title.
        column: String,
        /// The zone as the title has it.
        zone: String,
    },
    /// Two columns of times that are the wrong way round in many rows.
    #[error(
        "`{path}`: in {} of {} rows column {} is before column {}; probably {}{}",
        found.count, found.rows, found.second, found.first, found.cause,
        listed(&found.problems, found.count)
    )]
    TimesOutOfOrder {
        /// The input's name.
        path: String,
        /// What was found.
        found: Box<OutOfOrder>,
    },
    /// A Parquet file that cannot be read.
    #[error("`{path}` is a damaged Parquet file: {cause}")]
    BrokenParquet {
        /// The input's name.
        path: String,
        /// The reader's words.
        cause: String,
    },
    /// A column of a known field whose type is read as no field.
    #[error("`{path}` column `{column}` holds {holds}, which cannot be read")]
    ParquetType {
        /// The input's name.
        path: String,
        /// The column's title.
        column: String,
        /// What it holds, in words.
        holds: String,
    },
    /// An id that was stored as a floating-point number and has lost digits.
    #[error(
        "`{path}` column `{column}`, row {row}: {value} is a floating-point number, which holds no \
         whole number beyond 9007199254740992 (2^53) exactly; the id has lost its last digits"
    )]
    FloatId {
        /// The input's name.
        path: String,
        /// The column's title.
        column: String,
        /// The row; the titles are row 1.
        row: u64,
        /// The number as it is stored.
        value: String,
    },
    /// A kind of file that this build cannot read.
    #[error("`{path}` is a Parquet file, and this build has no Parquet reader")]
    NoParquet {
        /// The input's name.
        path: String,
    },
}

/// Whether an order id may stand in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// It may.
    Possible,
    /// The whole text was looked through, and none does.
    Absent,
    /// They may, but neither of orders nor of disputes: nothing says when these would have been placed or filed.
    Undated,
}

/// A title that was found, and the known one nearest to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// What was found.
    pub title: String,
    /// What is known.
    pub known: String,
    /// The field that the known one stands for.
    pub field: String,
}

/// One value that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// The row's own number.
    pub row: u64,
    /// The column: letters and title, or a JSON key.
    pub column: String,
    /// The value.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "{sheet} · ")?;
        }
        write!(
            f,
            "row {} · column {} · `{}` · {}",
            self.row, self.column, self.value, self.expected
        )
    }
}

fn missing_titles(missing: &str) -> String {
    if missing.is_empty() { String::new() } else { format!("; what is missing is {missing}") }
}

fn guessed(encoding: Option<&str>) -> String {
    encoding.map_or_else(String::new, |name| format!("; the encoding was taken to be {name}"))
}

impl SourceError {
    /// Says in the error which encoding was guessed.
    pub(crate) fn of_encoding(mut self, name: Option<&'static str>) -> Self {
        if let Self::UnknownHeader { encoding, .. } = &mut self {
            *encoding = name;
        }
        self
    }

    /// Says in the error that no order id stands in the text.
    pub(crate) fn without_ids(mut self) -> Self {
        if let Self::UnknownHeader { ids, .. } = &mut self {
            *ids = Ids::Absent;
        }
        self
    }

    /// Returns the name of an input that can hold neither orders nor disputes, and what it is: beside
    /// others it is passed over. `None` for every other error.
    pub(crate) fn beside(&self) -> Option<(&str, String)> {
        match self {
            Self::NoTable { path, what, .. } => Some((path, what.clone())),
            Self::NoDisputes { path, kind } => Some((path, format!("a {kind}"))),
            // Other files may be empty because an export or a download failed.
            Self::Empty { path } | Self::NoRows { path } if is_part(Path::new(path)) => {
                Some((path, "a part of a table without any row".to_owned()))
            }
            Self::Empty { path } if is_of_no_table(Path::new(path)) => {
                Some((path, "an empty file".to_owned()))
            }
            Self::UnknownHeader { path, ids: Ids::Absent, .. } => {
                Some((path, "a text without order ids".to_owned()))
            }
            Self::MissingColumn { path, ids: Ids::Undated, .. }
            | Self::UnknownHeader { path, ids: Ids::Undated, .. } => {
                Some((path, "a table without the times of orders or disputes".to_owned()))
            }
            _ => None,
        }
    }
}

/// Returns whether no table has the ending of a name.
fn is_of_no_table(path: &Path) -> bool {
    const ENDINGS: [&str; 11] =
        ["log", "md", "toml", "ini", "cfg", "conf", "lock", "tmp", "pid", "yml", "yaml"];
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending.to_lowercase().as_str())
}

/// The longest value that an error repeats, in characters.
const LONGEST_VALUE: usize = 60;

impl RowProblem {
    /// Returns a value fit for a message: one line, not too long.
    /// Characters that leave no mark are written as their numbers, so that a value that looks right
    /// shows what is wrong with it.
    pub(crate) fn shorten(value: &str) -> String {
        let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let line: String = line
            .chars()
            .flat_map(|c| match is_invisible(c) {
                true => format!("<U+{:04X}>", u32::from(c)).chars().collect::<Vec<_>>(),
                false => vec![c],
            })
            .collect();
        let mut text: String = line.chars().take(LONGEST_VALUE).collect();
        if text.len() < line.len() {
            text.push('…');
        }
        text
    }
}

fn and_more(more: u64) -> String {
    match more {
        0 => String::new(),
        1 => " and 1 more row".to_owned(),
        more => format!(" and {more} more rows"),
    }
}

fn listed(problems: &[RowProblem], total: u64) -> String {
    let mut text: String = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    let shown = to_u64(problems.len());
    if shown < total {
        text.push_str(&format!("\n  … and {} more", total - shown));
    }
    text
}

/// Returns whether a file is one of many parts of a table, as engines name them, each of which may have no
/// rows: `part-00000…` of Spark, `000000_0` of Hive, anything in a folder `day=2025-12-13`.
fn is_part(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let is_of_hive = stem.len() >= 8 && stem.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    name.starts_with("part-")
        || (is_of_hive && stem.contains('_'))
        || folders.any(|folder| folder.as_os_str().to_str().is_some_and(|f| f.contains('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_table_are_known_by_their_names() {
        for path in ["part-00000-a1.csv", "a/000000_0", "t/day=2026-01-16/x.csv", "000001_0.gz"] {
            assert!(is_part(Path::new(path)), "{path}");
        }
        for path in ["orders.csv", "20260116.csv", "2026-01.csv", "party.csv", "a/1_2.csv"] {
            assert!(!is_part(Path::new(path)), "{path}");
        }
    }
}
