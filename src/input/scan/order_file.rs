//! One order file, and the passes over it.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{Caveat, CaveatKind, FactSet, Severity, Zone, quoted_list, to_u64};
use crate::ids::sorted_runs::Keep;
use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::decode::numeric_ids::NumericIds;
use crate::input::decode::order_ids::PackageRows;
use crate::input::document::saved_orders::SavedOrders;
use crate::input::rows::CountedRows;
use crate::input::scan::order_reading::cut_at;
use crate::input::scan::row_log::left_out;
use crate::input::scan::sheet_rows::{RowVisitor, SheetRows};
use crate::input::table::cell_chunk::ShortRows;
use crate::input::table::cell_padding::FIRST_ROWS;
use crate::input::table::csv::chunks::LONGEST;
use crate::input::table::header::{Header, RowsOf, says_zone};
use crate::input::table::jsonl::record::{JsonRow, KeyRow, KeyTable};
use crate::input::table::row::{Cell, Row};
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::workbook::Workbook;
use crate::input::text::wrapped_values::{ColumnOf, text_in};
use crate::input::{SourceError, TableKind};

/// Where rows come from.
pub(crate) enum RowSource {
    /// Delimited text.
    Delimited {
        /// The encoding.
        encoding: TextEncoding,
        /// The byte between fields.
        delimiter: u8,
        /// The titles.
        header: Header,
    },
    /// A workbook's sheet.
    Sheet {
        /// The workbook, open; other sheets of it may be read too.
        workbook: Arc<Mutex<Workbook>>,
        /// The sheet.
        sheet: String,
        /// The titles.
        header: Header,
        /// The last row; `None` to the end of the sheet.
        last_row: Option<u64>,
        /// Order ids that are numbers, as of the last pass.
        numeric: NumericIds,
        /// Rows that belong to the order above, over which its id reaches, as of the last pass.
        merged: CountedRows,
    },
    /// JSON lines.
    Lines {
        /// The encoding.
        encoding: TextEncoding,
        /// Keys and their columns; which were seen is noted while reading.
        keys: RefCell<KeyTable>,
        /// The titles.
        header: Header,
    },
    /// Orders of saved answers.
    Facts(SavedOrders),
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet {
        /// The titles.
        header: Header,
    },
}

/// An order file, open.
pub(crate) struct OrderFile {
    /// The bytes.
    pub(crate) input: Input,
    /// How they become rows.
    pub(crate) source: RowSource,
    /// Shop for rows that name none.
    pub(crate) shop: String,
    /// The zone of times that name none, as orders of other files prove; `None` leaves it to the options.
    pub(crate) proved_zone: Option<Zone>,
    /// Each of its times names its zone, as far as it has been read.
    pub(crate) names_zones: bool,
    /// Some order stands in more than one of its rows, as far as it has been read.
    pub(crate) repeats: bool,
    /// What becomes of ids with the number of a package, as far as it has been read.
    pub(crate) packages: PackageRows,
    /// What is kept of its ids where they rise.
    pub(crate) keep: Keep,
    /// Which of [`FactSet::TIMES`] some of its cells say are not known, as far as it has been read.
    pub(crate) unknown: FactSet,
}

impl OrderFile {
    /// Takes a file that has not been read yet.
    pub(crate) fn new(input: Input, source: RowSource, shop: String) -> Self {
        let keep = match source {
            // Its ids are read again in no time where they turn out to overlap.
            #[cfg(feature = "parquet")]
            RowSource::Parquet { .. } => Keep::Ends,
            RowSource::Delimited { .. }
            | RowSource::Sheet { .. }
            | RowSource::Lines { .. }
            | RowSource::Facts(_) => Keep::Each,
        };
        Self {
            input,
            source,
            shop,
            proved_zone: None,
            names_zones: false,
            repeats: false,
            packages: PackageRows::default(),
            keep,
            unknown: FactSet::default(),
        }
    }
}

/// Returns the first lines that are not blank, `most` at most, of those among the first bytes that a record may have.
fn first_lines(
    input: &Input,
    encoding: TextEncoding,
    most: u64,
) -> Result<Vec<String>, SourceError> {
    let text = Utf8Reader::new(input.bytes()?, encoding).take(to_u64(LONGEST));
    let (mut reader, mut lines) = (BufReader::new(text), Vec::new());
    while to_u64(lines.len()) < most {
        let mut line = Vec::new();
        let read = reader.read_until(b'\n', &mut line).map_err(|cause| input.unreadable(cause))?;
        // The last may be cut off by the bound.
        let Some(line) = String::from_utf8(line).ok().filter(|_| read > 0) else { break };
        if !line.trim().is_empty() {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// Returns the keys of the first row, and those of further rows while some title that the seller has named is not among
/// them.
fn all_keys(
    input: &Input,
    encoding: TextEncoding,
    catalogue: &TitleCatalogue,
    mut keys: KeyTable,
) -> Result<KeyTable, SourceError> {
    if !catalogue.seeks_beyond(keys.names()) {
        return Ok(keys);
    }
    let mut reader = BufReader::new(Utf8Reader::new(input.bytes()?, encoding));
    let (mut row, mut line, mut known) = (JsonRow::default(), Vec::new(), 0);
    while known == keys.names().len() || catalogue.seeks_beyond(keys.names()) {
        known = keys.names().len();
        line.clear();
        let of_line = (&mut reader).take(to_u64(LONGEST));
        let read = { of_line }.read_until(b'\n', &mut line);
        if read.map_err(|cause| input.unreadable(cause))? == 0 {
            break;
        }
        // What is no row is said when the rows are read.
        row.line(&line, 1, &mut keys);
    }
    Ok(keys)
}

/// Returns whether a cell of a JSON row is an object or a list that holds more than one value.
fn holds_others(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Error(text) if text.starts_with(['{', '[']) && text_in(text, ColumnOf::Ids).is_none())
}

impl RowSource {
    /// Returns the titles; saved answers have none of their own.
    pub(crate) fn header(&self) -> &Header {
        match self {
            Self::Delimited { header, .. }
            | Self::Sheet { header, .. }
            | Self::Lines { header, .. } => header,
            #[cfg(feature = "parquet")]
            Self::Parquet { header } => header,
            Self::Facts(_) => Header::none(),
        }
    }

    /// Takes JSON for plain rows if its first line is an object with the titles of a table of one of
    /// these kinds: a table, or those of orders and of the disputes that they were joined with. Without any it is
    /// something else. `said` is what stands beside the rows, as lines above a table.
    pub(crate) fn of_json(
        input: &Input,
        encoding: TextEncoding,
        catalogue: &TitleCatalogue,
        kinds: &[TableKind],
        said: &[String],
    ) -> Result<Vec<Self>, SourceError> {
        let lines = first_lines(input, encoding, FIRST_ROWS)?;
        let Some(line) = lines.first() else { return Ok(Vec::new()) };
        let (mut row, mut met) = (JsonRow::default(), KeyTable::default());
        if row.read(line.trim(), 1, &mut met).is_err() {
            return Ok(Vec::new());
        }
        let Some(first) = catalogue.read_keys(met.names()) else { return Ok(Vec::new()) };
        if !kinds.contains(&first.kind) {
            return Ok(Vec::new());
        }
        // The columns of a whole table may stand under the titles of one object; of a document they are rows here.
        let is_of_document = kinds == TableKind::ALL;
        if !is_of_document && holds_others(row.cell(first.id_column())) {
            return Ok(Vec::new());
        }
        if !first.is_complete() && to_u64(lines.len()) < FIRST_ROWS {
            lines.iter().for_each(|line| drop(row.read(line.trim(), 1, &mut met)));
            let all = catalogue.read_as(first.kind, &KeyRow(met.names()));
            all.as_ref().unwrap_or(&first).require(input.name(), catalogue)?;
        }
        let all = all_keys(input, encoding, catalogue, met.clone())?;
        let mut tables = catalogue.tables(first.clone());
        if tables.iter().any(|own| own.rows == RowsOf::PartOfLines) {
            // Keys have no places in which tables could stand side by side.
            tables = vec![first];
        }
        let titles = |own: &Header| catalogue.titles(own.kind, own, all.names());
        let of_lines = |own: &Header| {
            let mut keys = KeyTable::new(titles(own));
            keys.take_zones(met.names());
            let mut header = catalogue.read_as(own.kind, &KeyRow(keys.names()))?;
            header.require_as(own, |title| keys.column_of(title));
            if tables.len() > 1 {
                header = header.of_joined(own);
            }
            // What is a title of one of the tables in the same rows is known in the others.
            let others = tables.iter().filter(|other| !std::ptr::eq(*other, own));
            others.flat_map(titles).for_each(|title| keys.know(title));
            let mut header = if said.is_empty() { header } else { header.below(said) };
            let (mut row, mut met) = (JsonRow::default(), keys.clone());
            for (number, line) in (header.row + 1..).zip(&lines) {
                if row.read(line.trim(), number, &mut met).is_ok() {
                    header.look_at(&row);
                }
            }
            Some(Self::Lines { encoding, keys: RefCell::new(keys), header })
        };
        Ok(tables.iter().filter_map(of_lines).collect())
    }

    /// Returns whether the orders of JSON lines may have their disputes in them, by the keys of the first.
    pub(crate) fn may_hold_disputes(
        input: &Input,
        encoding: TextEncoding,
    ) -> Result<bool, SourceError> {
        let lines = first_lines(input, encoding, 1)?;
        let Some(line) = lines.first() else { return Ok(false) };
        let (mut row, mut keys) = (JsonRow::default(), KeyTable::default());
        let is_row = row.read(line.trim(), 1, &mut keys).is_ok();
        let are_disputes = |(column, key): (usize, &String)| {
            let key = key.to_lowercase();
            let is_named = ["dispute", "issue", "纠纷"].iter().any(|word| key.contains(word));
            is_named && holds_others(row.cell(column))
        };
        Ok(is_row && keys.names().iter().enumerate().any(are_disputes))
    }

    /// Takes a Parquet file for a table by the names of its columns.
    #[cfg(feature = "parquet")]
    pub(crate) fn of_parquet(
        input: &Input,
        catalogue: &TitleCatalogue,
    ) -> Result<Self, SourceError> {
        let titles = crate::input::table::parquet::titles(input)?;
        match catalogue.read(&KeyRow(&titles)) {
            Some(header) => {
                crate::input::table::parquet::check_types(input, &header)?;
                Ok(Self::Parquet { header })
            }
            None => Err(catalogue.unknown_header(input.name(), &titles)),
        }
    }

    /// Returns whether the input has a column at all.
    pub(crate) fn has(&self, field: &str) -> bool {
        if let Self::Lines { keys, header, .. } = self {
            return header.columns(field).iter().any(|column| keys.borrow().seen(*column));
        }
        matches!(self, Self::Facts(_)) || self.header().column(field).is_some()
    }

    /// Returns the titles that nobody knows.
    pub(crate) fn unknown_titles(&self) -> Vec<String> {
        let Self::Lines { keys, header, .. } = self else { return self.header().unknown.clone() };
        match header.rows {
            RowsOf::All => {
                // Of the keys that are looked for one may say the zone, and name none that is known.
                let zone = header.unknown.iter().filter(|title| says_zone(title));
                zone.chain(keys.borrow().unknown()).cloned().collect()
            }
            // What one of the tables does not know is of the other.
            RowsOf::PartOfLines | RowsOf::Filed | RowsOf::WithDisputes => Vec::new(),
        }
    }

    /// Returns the sheet's name.
    pub(crate) fn sheet(&self) -> Option<String> {
        if let Self::Sheet { sheet, .. } = self { Some(sheet.clone()) } else { None }
    }

    /// Visits every row below the titles of a workbook's sheet, in order, with what is wrong with the count of its
    /// cells.
    pub(crate) fn each_row(
        &mut self,
        input: &Input,
        visit: RowVisitor<'_>,
    ) -> Result<(), SourceError> {
        let Self::Sheet { workbook, sheet, header, last_row, numeric, merged } = self else {
            return Ok(());
        };
        let mut workbook = workbook.lock().unwrap_or_else(PoisonError::into_inner);
        (*numeric, *merged) = (NumericIds::default(), CountedRows::default());
        let last_row = *last_row;
        let sheet = SheetRows { input, workbook: &mut workbook, sheet, header, last_row };
        sheet.each(numeric, merged, visit)
    }
}

/// What can make a figure wrong in any table, some of whose rows have fewer fields than titles.
pub(crate) fn table_caveats(source: &RowSource, path: &str, short: ShortRows) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    if let Some(row) = short.open_end {
        let caveat = Caveat::new(CaveatKind::FileCut).with("row", row).with("cell", "missing");
        caveats.push(caveat.at_rows([row]));
    }
    caveats.extend(short.rows.caveat(Caveat::new(CaveatKind::RaggedRows)));
    let unknown = source.unknown_titles();
    if !unknown.is_empty() {
        let titles = quoted_list(&unknown);
        caveats.push(Caveat::new(CaveatKind::UnknownColumns).with("titles", titles));
    }
    if let RowSource::Sheet { workbook, sheet, numeric, merged, .. } = source {
        let cut = workbook.lock().ok().and_then(|workbook| workbook.cut_at(sheet));
        caveats.extend(cut.map(cut_at));
        caveats.extend(numeric.caveat());
        let of_merged = left_out("merged");
        caveats.extend(merged.caveat(of_merged));
    }
    if let RowSource::Delimited { encoding, .. } | RowSource::Lines { encoding, .. } = source
        && encoding.is_guessed
    {
        let caveat = Caveat::new(CaveatKind::EncodingGuessed);
        caveats.push(caveat.with("encoding", encoding.encoding.name()));
    }
    let sheet = source.sheet();
    caveats.into_iter().map(|caveat| caveat.in_file(path).in_sheet(sheet.clone())).collect()
}

/// What is said of times without a zone in a table whose kind says nothing of it; `zone` is the one that was
/// named, `kind` that of the table, `mixed` the column of which other values name another zone.
pub(crate) fn zone_caveat(
    without_zone: u64,
    zone: Option<Zone>,
    kind: &str,
    source: &RowSource,
    mixed: Option<&str>,
) -> Caveat {
    let unknown = source.unknown_titles();
    let column = unknown.iter().find(|title| says_zone(title)).filter(|_| zone.is_none());
    let used = zone.unwrap_or(Zone::PLATFORM);
    let title = source.header().title_of_other_zone(used);
    let is_doubtful = column.is_some() || title.is_some() || mixed.is_some();
    let severity = if is_doubtful { Severity::Warning } else { Severity::Note };
    let caveat = Caveat::new(CaveatKind::ZoneAssumed).counting(without_zone).of_severity(severity);
    let caveat = caveat.with("zone", used.name()).with("kind", kind);
    caveat
        .with("column", column.map_or("none", String::as_str))
        .with("title", title.unwrap_or("none"))
        .with("mixed", mixed.unwrap_or("none"))
}
