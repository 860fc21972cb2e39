//! A file of settled cases: `order_id,agreed,amount`, and the seller's own words.

use std::path::Path;

use clap::ValueEnum;

use crate::cli::failure::Failure;
use crate::cli::output::quoting::shell;
use crate::domain::{Agreed, quoted_list};
use crate::files::{self, Bounds};
use crate::input::{OwnTable, Spec, TextRows, own_table};

/// One settled case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// The order's or the dispute's id, or its last digits.
    pub(super) id: String,
    /// What was agreed.
    pub(super) agreed: Agreed,
    /// The refund agreed, as written; `None` where the cell is empty.
    pub(super) amount: Option<String>,
    /// What was agreed, in the seller's words; empty where there are none.
    pub(super) agreed_text: String,
    /// What has been done, in the seller's words; empty where there are none.
    pub(super) done: String,
    /// Where it stands, for errors: the file and the row.
    pub(super) place: String,
}

/// The columns that are read, and those of them that are needed.
const COLUMNS: [&str; 5] = ["order_id", "agreed", "amount", "agreed_text", "done"];
const NEEDED: [&str; 2] = ["order_id", "agreed"];

impl Settled {
    /// Returns whether two rows say the same of a case.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let said = |row: &Self| {
            (row.agreed, row.amount.clone(), row.agreed_text.clone(), row.done.clone())
        };
        said(self) == said(other)
    }
}

/// Options that somebody may take for columns.
const OPTIONS: [&str; 3] = ["tone", "lang", "stuck"];

/// The rows of a file, and the titles of the columns that nothing is read from.
#[derive(Debug)]
pub(crate) struct SettledCases {
    /// The rows.
    pub(crate) rows: Vec<Settled>,
    /// Such titles, as the file has them.
    unread: Vec<String>,
}

impl SettledCases {
    /// Returns which columns of a file are not read; `None` where all are.
    pub(crate) fn unread(&self, path: &Path) -> Option<String> {
        let columns = quoted_list(&self.unread);
        let (name, known) = (path.display(), COLUMNS.join(", "));
        (!self.unread.is_empty()).then(|| {
            format!("{name}: nothing is read from the columns {columns}; there are {known}")
        })
    }
}

/// Refuses a column that nothing is read from and whose name is nearly that of one that is: a message
/// without the amount that was agreed must not go out for a slip of the hand.
fn refuse_misspelt(titles: &[String], name: &str) -> Result<(), Failure> {
    let is_free = |known: &&&str| !titles.iter().any(|title| title == **known);
    let is_ours = |title: &&String| [&COLUMNS[..], &OPTIONS].concat().contains(&title.as_str());
    for title in titles.iter().filter(|title| !is_ours(title)) {
        let near = |known: &&&str| strsim::damerau_levenshtein(title, known) <= 2;
        if let Some(known) = COLUMNS.iter().filter(is_free).find(near) {
            return Err(input_error!("{name}: nothing is read from a column `{title}`")
                .hint(format!("did you mean `{known}`?")));
        }
    }
    Ok(())
}

/// Returns why files were refused: a file of settled cases among them belongs to another option.
pub(super) fn misplaced(refused: Failure, files: &[String], bounds: Bounds) -> Failure {
    let is_of_cases = |file: &&String| {
        let text = files::read_text(Path::new(file.as_str()), bounds).unwrap_or_default();
        let head = text.lines().next().unwrap_or_default().to_lowercase();
        let titles = || head.split([',', ';', '\t']).map(|title| title.trim_matches(is_around));
        NEEDED.iter().all(|needed| titles().any(|title| title == *needed))
    };
    match files.iter().filter(|file| Path::new(file).is_file()).find(is_of_cases) {
        Some(file) => usage_error!("`{file}` holds settled cases, and no orders or disputes")
            .hint(format!("give it as `--settled {}`", shell(file))),
        None => refused,
    }
}

/// Returns whether a sign may stand around a title.
fn is_around(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '"' | '\u{feff}')
}

/// Reads a file of settled cases: a workbook, or a text with commas, semicolons or tabs.
pub(crate) fn read(path: &Path, bounds: Bounds) -> Result<SettledCases, Failure> {
    let name = path.display().to_string();
    match own_table(&Spec::from_word(&name), bounds)? {
        OwnTable::Text(text) => parse(&text, &name),
        OwnTable::Sheets(mut sheets) => {
            let own = sheets.iter().position(|rows| rows.iter().any(has_titles));
            let rows = own.map(|at| sheets.swap_remove(at));
            // Without a sheet of settled cases their titles are missed in the first.
            settled(rows.or_else(|| sheets.into_iter().next()).unwrap_or_default(), &name)
        }
    }
}

fn parse(text: &str, name: &str) -> Result<SettledCases, Failure> {
    let text = text.trim_start_matches('\u{feff}');
    // Excel obeys such a line, and some programs write it for that.
    let is_sign_of = |line: &str| line.len() == 5 && line.starts_with("sep=");
    let (above, text) = match text.split_once('\n') {
        Some((first, rest)) if is_sign_of(first.trim_end()) => (1, rest),
        _ => (0, text),
    };
    // An empty file has no titles, of which the first is missed below.
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| (head.bytes().filter(|byte| byte == sign).count(), *sign == b','));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let broken = |error: csv::Error| {
        input_error!("{name}: {error}").hint("correct the row, or save the file again")
    };
    let rows = (1_u64 + above..).zip(reader.records());
    let rows = rows.map(|(number, record)| {
        Ok((number, record.map_err(broken)?.iter().map(str::to_owned).collect()))
    });
    settled(rows.collect::<Result<Vec<_>, Failure>>()?, name)
}

/// Returns titles as the columns are called: `Order ID` is `order_id`, and so is `dispute_id` where nothing else is.
fn column_names(titles: &[String]) -> Vec<String> {
    let name =
        |title: &String| title.trim_matches(is_around).to_lowercase().replace([' ', '-'], "_");
    let mut names: Vec<String> = titles.iter().map(name).collect();
    if !names.iter().any(|name| name == "order_id")
        && let Some(id) =
            names.iter_mut().find(|name| ["订单号", "dispute_id"].contains(&name.as_str()))
    {
        "order_id".clone_into(id);
    }
    names
}

/// Returns whether a row has the titles that are needed.
fn has_titles((_, cells): &(u64, Vec<String>)) -> bool {
    let names = column_names(cells);
    NEEDED.iter().all(|needed| names.iter().any(|name| name == needed))
}

fn settled(rows: TextRows, name: &str) -> Result<SettledCases, Failure> {
    let is_blank = |cells: &[String]| cells.iter().all(|cell| cell.trim().is_empty());
    let has_any = rows.iter().any(has_titles);
    let is_above = |row: &(u64, Vec<String>)| is_blank(&row.1) || (has_any && !has_titles(row));
    let mut rows = rows.into_iter().skip_while(is_above);
    // An empty file has no titles, of which the first is missed below.
    let head = rows.next().map(|(_, cells)| cells).unwrap_or_default();
    let mut titles = column_names(&head);
    refuse_misspelt(&titles, name)?;
    let column = |title: &str| titles.iter().position(|known| known == title);
    if let Some(missing) = NEEDED.into_iter().find(|title| column(title).is_none()) {
        return Err(input_error!("{name}: there is no column `{missing}`")
            .hint("the first line names the columns: order_id,agreed,amount,agreed_text,done"));
    }
    let mut settled = Vec::new();
    for (row, cells) in rows.filter(|(_, cells)| !is_blank(cells)) {
        let cell = |title: &str| {
            // A column that is not there says as much as empty cells.
            let cell = column(title).and_then(|place| cells.get(place));
            cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let place = format!("{name}, row {row}");
        let word = cell("agreed");
        let agreed = Agreed::from_str(&word, true).map_err(|_| {
            input_error!("{place}, column agreed: `{word}` is not an agreement")
                .hint("use resolved, keep, refund, resend or wait")
        })?;
        // A spreadsheet that knows the id as text writes an apostrophe before it.
        let id = cell("order_id").trim_start_matches('\'').to_owned();
        if id.is_empty() {
            return Err(input_error!("{place}, column order_id: the id is missing")
                .hint("give the order's id, or its last six digits"));
        }
        let amount = Some(cell("amount")).filter(|amount| !amount.is_empty());
        let (agreed_text, done) = (cell("agreed_text"), cell("done"));
        settled.push(Settled { id, agreed, amount, agreed_text, done, place });
    }
    if settled.is_empty() {
        return Err(input_error!("{name}: there is no row below the titles")
            .hint("write a row for each case that is settled"));
    }
    titles.retain(|title| !title.is_empty() && !COLUMNS.contains(&title.as_str()));
    Ok(SettledCases { rows: settled, unread: titles })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_and_a_mark_at_the_beginning_do_not_matter() {
        for text in [
            "order_id,agreed,amount\n8200000000000001,refund,USD 12.30\n",
            "\u{feff}order_id;agreed;amount\r\n'8200000000000001;Refund;USD 12.30\r\n;;\r\n",
            "Agreed\tOrder_ID\tamount\nrefund\t8200000000000001\tUSD 12.30\n",
            "sep=;\r\n\r\n订单号;agreed ;Amount\r\n8200000000000001;refund; USD 12.30 \r\n",
            "Order ID,Agreed,Amount\n8200000000000001,refund,USD 12.30\n",
            "dispute_id,Order ID,Agreed,Amount\n,8200000000000001,refund,USD 12.30\n",
            "dispute_id,agreed,amount\n8200000000000001,refund,USD 12.30\n",
        ] {
            let settled = parse(text, "s.csv").unwrap().rows;
            assert_eq!(settled.len(), 1, "{text}");
            assert_eq!(settled[0].id, "8200000000000001");
            assert_eq!(settled[0].agreed, Agreed::Refund);
            assert_eq!(settled[0].amount.as_deref(), Some("USD 12.30"));
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes the files that it reads")]
    fn settled_cases_among_the_files_are_told_where_they_belong() {
        let place = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = place.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let (orders, cases) = (file("o.csv", "order_id\n"), file("c.csv", "Order_ID;\"agreed\"\n"));
        let said = |files: &[String]| misplaced(Failure::usage("no"), files, Bounds::USUAL).line();
        assert_eq!(said(std::slice::from_ref(&orders)), "no");
        assert!(said(&[orders, cases]).contains("c.csv` holds settled cases"));
    }

    #[test]
    fn columns_that_are_not_read_are_named() {
        let text = "order_id,agreed,lang,tone,refund\n1,keep,de,brief,5\n";
        let said = parse(text, "s.csv").unwrap().unread(Path::new("s.csv")).unwrap();
        assert!(said.contains("`lang`, `tone`, `refund`"), "{said}");
        let all = parse("order_id,agreed,amount\n1,keep,\n", "s.csv").unwrap();
        assert_eq!(all.unread(Path::new("s.csv")), None);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_row_and_column() {
        for (text, words) in [
            ("order_id,amount\n1,2\n", "no column `agreed`"),
            ("order_id,agreed\n1,maybe\n", "row 2, column agreed: `maybe`"),
            ("order_id,agreed\n,keep\n", "row 2, column order_id"),
            ("order_id,agreed\n", "no row"),
            ("order_id,agreed,amuont\n1,refund,USD 1.00\n", "from a column `amuont`"),
            ("order_id,agreed,amount,don\n1,keep,,shipped\n", "from a column `don`"),
        ] {
            let error = parse(text, "s.csv").unwrap_err().line();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
