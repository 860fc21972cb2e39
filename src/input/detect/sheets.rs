//! Which sheets of a workbook are read: all that are of one kind, those that continue another
//! without titles, and none that would be lost without a word.

use std::collections::{BTreeMap, HashSet};

use crate::domain::{Caveat, CaveatKind, OrderId, Zone, quoted_list, to_u64};
use crate::input::SourceError;
use crate::input::container::raw_file::Input;
use crate::input::decode::order_ids::read_id;
use crate::input::detect::FAR_TITLE_ROWS;
use crate::input::detect::untitled::{Continues, FirstRows, TablesAbove};
use crate::input::table::cell_padding::FIRST_ROWS;
use crate::input::table::dispute_titles::are_of_disputes;
use crate::input::table::header::Header;
use crate::input::table::held::HeldSheet;
use crate::input::table::kind::TableKind;
use crate::input::table::row::{Cell, DayZero, Flow, Row};
use crate::input::table::stated_length::StatedLength;
use crate::input::table::title_catalogue::TitleCatalogue;
use crate::input::table::title_zone::zone_beside;
use crate::input::table::workbook::{SheetRow, Workbook};
use crate::input::text::numbers::is_scientific;
use crate::input::text::shop_names;

/// How many of the first rows may stand above the titles.
const TITLE_ROWS: usize = 20;
/// How many of the first rows of a sheet without titles are searched for order ids.
const SEARCHED_ROWS: usize = 1000;
/// So many tables are looked for below the first of a sheet.
const MOST_TABLES: usize = 100;

/// A sheet that is read.
pub(crate) struct SheetPart {
    /// Its name.
    pub(crate) name: String,
    /// Its titles, or those of the sheet that it continues.
    pub(crate) header: Header,
    /// The last of its rows, where another table begins below; `None` to the end of the sheet.
    pub(crate) last_row: Option<u64>,
    /// Other tables stand above it.
    pub(crate) is_below: bool,
}

/// What is to be said of sheets that are not read.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    /// Sheets that hold what is missing elsewhere: the input is incomplete.
    pub(crate) lost: Vec<LostSheet>,
    /// Sheets with titles of a kind that holds no orders and no disputes, or without rows beside
    /// others of their kind, or whose ids are read from other sheets.
    pub(crate) known: Vec<String>,
    /// Sheets without titles that were read as the continuation of another.
    pub(crate) continued: Vec<(String, String)>,
}

/// A sheet that is not read and holds what no sheet that is read has.
#[derive(Debug)]
pub(crate) struct LostSheet {
    name: String,
    why: WhyLost,
    /// Its order ids; of those that stand in it alone, where this is why.
    ids: usize,
}

/// Why a sheet is lost.
#[derive(Clone, Copy, Debug)]
enum WhyLost {
    /// Order ids stand in it alone.
    Ids,
    /// It may be one of disputes.
    Disputes,
    /// It has no titles, and the columns of no sheet above fit, or those of orders and those of disputes.
    Untitled,
}

impl WhyLost {
    /// Returns its word in messages.
    const fn word(self) -> &'static str {
        match self {
            Self::Ids => "ids",
            Self::Disputes => "disputes",
            Self::Untitled => "untitled",
        }
    }
}

/// A sheet that is not read.
struct OtherSheet {
    name: String,
    titles: Vec<String>,
    /// What it is, where its titles say so.
    kind: Option<TableKind>,
}

/// What the first rows of a sheet show.
struct SheetPreview {
    name: String,
    header: Option<Header>,
    /// Titles of other tables below it.
    below: Vec<Header>,
    titles: Vec<String>,
    /// Which table above its rows continue, where it has no titles.
    continues: Continues,
    has_ids: bool,
    /// Something stands below its titles.
    has_rows: bool,
    /// The zone that its name says all times are of, or a line of it that is none of the table's.
    zone: Option<Zone>,
}

/// Chooses the sheets that are read.
///
/// # Errors
///
/// When no sheet has known titles, or all are empty.
pub(crate) fn choose(
    input: &Input,
    workbook: &mut Workbook,
    catalogue: &TitleCatalogue,
) -> Result<(Vec<SheetPart>, Unread), SourceError> {
    let seen = look_at_all(input, workbook, catalogue)?;
    if !seen.iter().any(|sheet| sheet.header.as_ref().is_some_and(Header::is_complete)) {
        return Ok((vec![best(input, catalogue, seen)?], Unread::default()));
    }
    let day_zero = workbook.day_zero();
    let filled = |sheet: &SheetPreview| {
        let own = sheet.header.as_ref().filter(|header| header.is_complete() && sheet.has_rows);
        let continued = match &sheet.continues {
            Continues::Table(table) => Some(&table.header),
            Continues::None | Continues::Either { .. } | Continues::Unfit => None,
        };
        Some(own.or(continued)?.kind)
    };
    let filled: Vec<TableKind> = seen.iter().filter_map(filled).collect();
    let (mut parts, mut rest) = (Vec::new(), Unread::default());
    let (mut others, mut untitled) = (Vec::new(), Vec::new());
    let zone = zone_of_remarks(&seen);
    for sheet in seen {
        match (sheet.header, sheet.continues) {
            // A sheet that is there for rows to come.
            (Some(header), _)
                if header.is_complete() && !sheet.has_rows && filled.contains(&header.kind) =>
            {
                rest.known.push(sheet.name);
            }
            (Some(header), _) if header.is_complete() => {
                let headers = [vec![header], sheet.below].concat();
                parts.extend(tables(&sheet.name, headers, catalogue, day_zero));
            }
            (Some(header), _) if !header.kind.is_read() && !may_hold_disputes(header.kind) => {
                rest.known.push(sheet.name);
            }
            (None, Continues::Table(table)) => {
                rest.known.retain(|name| *name != table.titled);
                rest.continued.push((sheet.name.clone(), table.titled));
                let header = table.header.at_row(0).counting_from(day_zero);
                parts.push(SheetPart { name: sheet.name, header, last_row: None, is_below: false });
            }
            (_, Continues::Unfit | Continues::Either { .. }) => untitled.push(sheet.name),
            (None, Continues::None) if !sheet.has_ids => {}
            (header, Continues::None | Continues::Table(_)) => {
                let kind = header.map(|header| header.kind);
                others.push(OtherSheet { name: sheet.name, titles: sheet.titles, kind });
            }
        }
    }
    parts.iter_mut().for_each(|part| part.header.state_zone(zone));
    look_at_first_rows(input, workbook, &mut parts)?;
    take_texts_of_page(workbook.held(), &mut parts);
    if !others.is_empty() {
        compare_ids(input, workbook, &parts, others, &mut rest)?;
    }
    say_untitled(input, workbook, untitled, &mut rest)?;
    Ok((parts, rest))
}

/// Looks at the first rows of each sheet.
fn look_at_all(
    input: &Input,
    workbook: &mut Workbook,
    catalogue: &TitleCatalogue,
) -> Result<Vec<SheetPreview>, SourceError> {
    let (mut seen, mut above): (Vec<SheetPreview>, _) = (Vec::new(), TablesAbove::default());
    for name in workbook.sheets() {
        let mut sheet = look(input, workbook, catalogue, name, &above)?;
        if let Continues::Either { orders, disputes } = sheet.continues {
            let table = above.by_ids(input, workbook, &sheet.name, orders, disputes)?;
            sheet.continues = table.map_or(Continues::Unfit, Continues::Table);
        }
        match (&sheet.header, &sheet.continues) {
            (Some(header), _) if header.is_complete() => {
                above.add(header, &sheet.name);
                above.lacks_rows = !sheet.has_rows;
            }
            (None, Continues::Table(table)) => above.add_continued((**table).clone(), &sheet.name),
            (Some(_), _)
            | (None, Continues::None | Continues::Either { .. } | Continues::Unfit) => {}
        }
        seen.push(sheet);
    }
    Ok(seen)
}

/// Returns the zone that sheets which are no tables name for all times.
fn zone_of_remarks(seen: &[SheetPreview]) -> Option<Zone> {
    let remarks = seen.iter().filter(|sheet| sheet.header.is_none() && !sheet.has_ids);
    sole_zone(remarks.filter_map(|sheet| sheet.zone))
}

/// Returns the zone that all of these are; `None` where they differ.
fn sole_zone(mut zones: impl Iterator<Item = Zone>) -> Option<Zone> {
    let first = zones.next()?;
    zones.all(|zone| zone == first).then_some(first)
}

/// Gives the tables of a page what it says of their zone, and to each the length that stands below it, or above the
/// first.
fn take_texts_of_page(sheets: &[HeldSheet], parts: &mut [SheetPart]) {
    let texts = sheets.iter().flat_map(|sheet| &sheet.beside);
    let zone = sole_zone(texts.filter_map(|text| zone_beside(text)));
    parts.iter_mut().for_each(|part| part.header.state_zone(zone));
    let is_read = |sheet: &&HeldSheet| parts.iter().any(|part| part.name == sheet.name);
    let rows = match parts.len() {
        0 | 1 => 0,
        // Each may be a part of what the length is said of.
        _ => sheets.iter().filter(is_read).map(|sheet| sheet.rows.len()).sum(),
    };
    let (mut next, mut nearest) = (0, 0);
    for sheet in sheets {
        while parts.get(next).is_some_and(|part| part.name == sheet.name) {
            (next, nearest) = (next + 1, next);
        }
        let Some(part) = parts.get_mut(nearest) else { return };
        let of_others: &[&str] = match part.header.kind {
            TableKind::PlainDisputes => &["订单", "order"],
            _ => &["纠纷", "dispute"],
        };
        let is_own = |text: &&String| {
            let text = text.to_lowercase();
            !of_others.iter().any(|word| text.contains(word))
        };
        let said =
            sheet.beside.iter().filter(is_own).filter_map(|text| StatedLength::of_page(text));
        let exceeds = |said: &StatedLength| match said {
            StatedLength::Rows(stated) => {
                usize::try_from(*stated).map_or(true, |count| count > rows)
            }
            StatedLength::Page { .. } | StatedLength::More | StatedLength::Failed => true,
            StatedLength::Until(_) | StatedLength::Part => true,
        };
        part.header.stated_lengths.extend(said.filter(exceeds));
    }
}

/// Returns the tables of a sheet: those whose titles stand below each other, and of each the ones that share its
/// titles.
fn tables(
    sheet: &str,
    headers: Vec<Header>,
    catalogue: &TitleCatalogue,
    day_zero: DayZero,
) -> Vec<SheetPart> {
    let ends: Vec<Option<u64>> =
        headers.iter().skip(1).map(|next| Some(next.row - 1)).chain([None]).collect();
    let part = |(at, (header, last_row)): (usize, (Header, Option<u64>))| {
        let tables = catalogue.tables(header.counting_from(day_zero)).into_iter();
        let is_below = at > 0;
        tables.map(move |header| SheetPart { name: sheet.to_owned(), header, last_row, is_below })
    };
    headers.into_iter().zip(ends).enumerate().flat_map(part).collect()
}

/// Looks at the first rows below the titles of tables.
fn look_at_first_rows(
    input: &Input,
    workbook: &mut Workbook,
    parts: &mut [SheetPart],
) -> Result<(), SourceError> {
    for SheetPart { name, header, .. } in parts {
        let last = header.row + FIRST_ROWS;
        workbook.each_row(input, name, &mut |row| {
            header.look_at(row);
            Ok(if row.number() < last { Flow::Next } else { Flow::Stop })
        })?;
    }
    Ok(())
}

/// Looks at the first rows of a sheet below these tables; where it continues none of them, as at one without any above:
/// titles may stand below its first row.
fn look(
    input: &Input,
    workbook: &mut Workbook,
    catalogue: &TitleCatalogue,
    name: String,
    above: &TablesAbove,
) -> Result<SheetPreview, SourceError> {
    let mut first = FirstRows::default();
    let sheet = look_below(input, workbook, catalogue, name, above, &mut first)?;
    if !matches!(sheet.continues, Continues::None) || !first.is_begun() {
        return Ok(sheet);
    }
    let (none, mut first) = (TablesAbove::default(), FirstRows::default());
    look_below(input, workbook, catalogue, sheet.name, &none, &mut first)
}

fn look_below(
    input: &Input,
    workbook: &mut Workbook,
    catalogue: &TitleCatalogue,
    name: String,
    above: &TablesAbove,
    first: &mut FirstRows,
) -> Result<SheetPreview, SourceError> {
    let (mut below, mut is_filled, mut has_rows): (Vec<Header>, _, _) = (Vec::new(), false, false);
    let (mut header, mut titles, mut has_ids, mut lines) = (None, Vec::new(), false, Vec::new());
    let (mut zone, mut last, mut rows) = (zone_beside(&name), Vec::new(), 0);
    workbook.each_row(input, &name, &mut |row| {
        if let Some(flow) = above.look(row, first) {
            has_ids = true;
            return Ok(flow);
        }
        rows += 1;
        if titles.is_empty() && !row.is_blank() {
            titles = row.texts();
        }
        let joined = catalogue.titles_in_two_rows(&last, row).filter(|_| !has_rows);
        if let Some(found) = joined {
            // The upper row is none of the lines above.
            lines.pop();
            (header, last) = (Some(found.below(&lines)), Vec::new());
            return Ok(Flow::Next);
        }
        last.retain(|_| row.is_blank());
        if let Some(above) = below.last().or(header.as_ref()) {
            let titles = || catalogue.read(row).filter(Header::is_complete);
            let begins = is_filled && input.is_small() && !has_digits(row);
            if let Some(next) = Some(row).filter(|_| begins).and_then(|_| titles()) {
                is_filled = next.means_same_columns(above);
                below.extend(Some(next).filter(|_| !is_filled));
            } else {
                is_filled = is_filled || has_digits(row);
            }
            has_rows |= !row.is_blank() || rows >= SEARCHED_ROWS;
        }
        let may_be_titles = rows <= TITLE_ROWS || (rows <= FAR_TITLE_ROWS && !has_ids);
        if may_be_titles && header.is_none() && !row.is_blank() {
            header = catalogue.read(row).map(|header| header.below(&lines));
            lines.push(shop_names::line_of(&row.texts()));
            last = row.texts();
        }
        zone = zone.or_else(|| zone_beside(&only_text(row)?));
        has_ids = has_ids || ids(row).next().is_some();
        let searched = rows >= SEARCHED_ROWS || (has_ids && rows >= TITLE_ROWS);
        let is_looked_through = !input.is_small() || below.len() == MOST_TABLES;
        let done = (has_rows && is_looked_through) || (header.is_none() && searched);
        Ok(if done { Flow::Stop } else { Flow::Next })
    })?;
    // Titles with nothing below them begin no table.
    below.pop_if(|_| !is_filled);
    let continues = above.continued(&name, first);
    if below.is_empty() {
        header.iter_mut().for_each(|header| header.state_zone(zone));
    }
    Ok(SheetPreview { name, header, below, titles, continues, has_ids, has_rows, zone })
}

/// Returns what a row says that has one cell, which is a text; `None` for others.
fn only_text(row: &SheetRow<'_>) -> Option<String> {
    let mut filled = (0..row.len()).map(|at| row.cell(at)).filter(|cell| *cell != Cell::Empty);
    match (filled.next(), filled.next()) {
        (Some(Cell::Text(text)), None) => Some(text.to_owned()),
        _ => None,
    }
}

fn has_digits(row: &SheetRow<'_>) -> bool {
    (0..row.len()).any(|column| match row.cell(column) {
        Cell::Text(text) => text.bytes().any(|byte| byte.is_ascii_digit()),
        Cell::Empty => false,
        Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => true,
    })
}

/// Returns what may be order ids in a row, each with its column.
fn ids<'r>(row: &'r SheetRow<'_>) -> impl Iterator<Item = (usize, OrderId)> + 'r {
    (0..row.len())
        .flat_map(|column| ids_of(row.cell(column)).into_iter().map(move |id| (column, id)))
}

/// Returns what may be order ids in a cell: one alone, in whatever dress, several, some among words, or what
/// is left of one in scientific notation.
fn ids_of(cell: Cell<'_>) -> Vec<OrderId> {
    if let Ok(id) = read_id(cell) {
        return vec![id];
    }
    let text = cell.to_text();
    if let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e'])
        && is_scientific(text.trim().as_bytes())
        && let Ok(exponent @ 15..=16) = exponent.trim_start_matches('+').parse::<usize>()
    {
        let digits = format!("{:0<1$}", mantissa.replace('.', ""), exponent + 1);
        return OrderId::parse(&digits).into_iter().collect();
    }
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_long = |word: &&str| word.len() > 15 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.filter(is_long).filter_map(|word| OrderId::parse(word).ok()).collect()
}

/// Where no sheet can be read, returns the one with the most known titles, of equal ones the first.
fn best(
    input: &Input,
    catalogue: &TitleCatalogue,
    seen: Vec<SheetPreview>,
) -> Result<SheetPart, SourceError> {
    let titles = seen.iter().map(|sheet| &sheet.titles).find(|titles| !titles.is_empty()).cloned();
    let known = |sheet: SheetPreview| {
        let header = sheet.header?;
        let hits = sheet.titles.len().saturating_sub(header.unknown.len());
        Some((hits, SheetPart { name: sheet.name, header, last_row: None, is_below: false }))
    };
    let best = seen.into_iter().rev().filter_map(known).max_by_key(|(hits, _)| *hits);
    match (best, titles) {
        (Some((_, part)), _) => Ok(part),
        (None, Some(titles)) => Err(catalogue.unknown_header(input.name(), &titles)),
        (None, None) => Err(SourceError::Empty { path: input.name().to_owned() }),
    }
}

/// Finds which sheets that are not read hold ids that no sheet that is read has. A column in which something
/// stands that is no order in a sheet that is read, such as a product, holds no orders.
fn compare_ids(
    input: &Input,
    workbook: &mut Workbook,
    parts: &[SheetPart],
    others: Vec<OtherSheet>,
    rest: &mut Unread,
) -> Result<(), SourceError> {
    let (mut orders, mut no_orders): (HashSet<OrderId>, HashSet<OrderId>) = Default::default();
    let mut disputed: HashSet<OrderId> = HashSet::new();
    for part in parts {
        let column = part.header.id_column();
        let are_disputes = part.header.kind == TableKind::PlainDisputes;
        let opened = part.header.column("opened_at").filter(|_| are_disputes);
        workbook.each_row(input, &part.name, &mut |row| {
            for (at, id) in ids(row) {
                let set = if at == column { &mut orders } else { &mut no_orders };
                set.insert(id);
            }
            if opened.is_some_and(|opened| row.cell(opened) != Cell::Empty) {
                disputed.extend(read_id(row.cell(column)));
            }
            Ok(Flow::Next)
        })?;
    }
    for OtherSheet { name, titles, kind } in others {
        let columns = columns_of_ids(input, workbook, &name)?;
        let is_other = |id: &OrderId| no_orders.contains(id) && !orders.contains(id);
        let of_orders = columns.values().filter(|ids| !ids.iter().any(is_other));
        let lacking: HashSet<&OrderId> =
            of_orders.flatten().filter(|id| !orders.contains(id)).collect();
        if !lacking.is_empty() && kind.is_none_or(TableKind::is_read) {
            rest.lost.push(LostSheet { name, why: WhyLost::Ids, ids: lacking.len() });
            continue;
        }
        let undisputed = |ids: &HashSet<OrderId>| ids.difference(&disputed).count();
        let ids = columns.values().map(undisputed).max().unwrap_or_default();
        let may_be_lost = ids > 0 && {
            let times = columns_of_times(input, workbook, &name)?;
            are_of_disputes(&name, &titles, &times)
        };
        match may_be_lost {
            true => rest.lost.push(LostSheet { name, why: WhyLost::Disputes, ids }),
            false => rest.known.push(name),
        }
    }
    Ok(())
}

/// Says which sheets have no titles and continue none.
fn say_untitled(
    input: &Input,
    workbook: &mut Workbook,
    untitled: Vec<String>,
    rest: &mut Unread,
) -> Result<(), SourceError> {
    for name in untitled {
        let ids = columns_of_ids(input, workbook, &name)?.values().map(HashSet::len).max();
        rest.lost.push(LostSheet { name, why: WhyLost::Untitled, ids: ids.unwrap_or_default() });
    }
    Ok(())
}

/// Returns whether a sheet whose titles say that it is of a kind that is not read may be one of disputes all the same.
fn may_hold_disputes(kind: TableKind) -> bool {
    kind == TableKind::Workbook
}

/// Returns the columns in which at least every second of the first rows has a time.
fn columns_of_times(
    input: &Input,
    workbook: &mut Workbook,
    sheet: &str,
) -> Result<Vec<usize>, SourceError> {
    let (mut rows, mut times): (u64, BTreeMap<usize, u64>) = (0, BTreeMap::new());
    workbook.each_row(input, sheet, &mut |row| {
        for column in 0..row.len() {
            if row.cell(column).is_time() {
                *times.entry(column).or_default() += 1;
            }
        }
        rows += u64::from(!row.is_blank());
        Ok(if rows <= FIRST_ROWS { Flow::Next } else { Flow::Stop })
    })?;
    // The titles are a row too.
    Ok(times.into_iter().filter(|(_, count)| count * 2 + 1 >= rows).map(|(at, _)| at).collect())
}

/// Returns what may be order ids in the columns of a sheet.
fn columns_of_ids(
    input: &Input,
    workbook: &mut Workbook,
    sheet: &str,
) -> Result<BTreeMap<usize, HashSet<OrderId>>, SourceError> {
    let mut columns: BTreeMap<usize, HashSet<OrderId>> = BTreeMap::new();
    workbook.each_row(input, sheet, &mut |row| {
        for (at, id) in ids(row) {
            columns.entry(at).or_default().insert(id);
        }
        Ok(Flow::Next)
    })?;
    Ok(columns)
}

impl Unread {
    /// Says what was read how, and what was not.
    pub(crate) fn caveats(&self) -> Vec<Caveat> {
        let mut caveats = Vec::new();
        for LostSheet { name, why, ids } in &self.lost {
            let caveat = Caveat::new(CaveatKind::SheetLost).with("sheet", name);
            let caveat = caveat.with("why", why.word()).counting(to_u64(*ids));
            caveats.push(caveat.in_sheet(Some(name.clone())));
        }
        for (sheet, above) in &self.continued {
            let caveat = Caveat::new(CaveatKind::SheetContinued).with("sheet", sheet);
            caveats.push(caveat.with("above", above).in_sheet(Some(sheet.clone())));
        }
        if !self.known.is_empty() {
            let names = quoted_list(&self.known);
            caveats.push(Caveat::new(CaveatKind::UnreadSheet).with("others", names));
        }
        caveats
    }
}

impl TableKind {
    /// Returns whether tables of the kind hold orders or disputes.
    pub(crate) const fn is_read(self) -> bool {
        match self {
            Self::SellerOrders | Self::Dianxiaomi | Self::PlainOrders | Self::PlainDisputes => true,
            Self::RefundReport
            | Self::PayoutReport
            | Self::Ledger
            | Self::Workbook
            | Self::OtherRows => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_whatever_words_they_stand() {
        let found = |text: &str| -> Vec<String> {
            ids_of(Cell::Text(text)).iter().map(ToString::to_string).collect()
        };
        let (one, two) = ("8208460785972844", "8208460785972855");
        assert_eq!(found(&format!("{one};{two}")), [one, two]);
        assert_eq!(found(&format!("see order {one} please")), [one]);
        assert_eq!(found("8.20846E+15"), ["8208460000000000"]);
        for text in
            ["9400111899223197428490", "LP8208460785972844", "8.2E+3", "2025-12-13 07:57:00", ""]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
