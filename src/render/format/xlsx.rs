//! A workbook for spreadsheets: ids as text, dates as dates, percentages and counts as numbers.

use std::io::{self, ErrorKind, Write};

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, Format as Look, Workbook, Worksheet, XlsxError,
};

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::document::{Document, Plot, PlotKind, SectionRole};
use crate::render::escape::one_line as plain;
use crate::render::grid::{Grid, Style};

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "xlsx",
    aliases: &[],
    endings: &["xlsx"],
    help: "An Excel workbook (list, show, rate, risk, causes, report)",
    kind: FormatKind::Workbook,
    writer: FormatWriter::Whole(write_document),
};

/// A sheet of a workbook.
#[derive(Default)]
struct Sheet {
    /// Its name; signs that a spreadsheet forbids are replaced.
    name: String,
    /// What each column holds, as the keys of csv.
    keys: Vec<String>,
    /// The titles that people read.
    titles: Vec<String>,
    /// The rows, each with as many texts as there are columns.
    rows: Vec<Vec<String>>,
    /// Sentences, below the rows.
    lines: Vec<String>,
    /// The chart beside the rows; `None` without one.
    plot: Option<Plot>,
}

impl Sheet {
    fn with(mut self, grid: &Grid) -> Self {
        self.keys = grid.columns.iter().map(|column| column.key.to_owned()).collect();
        self.titles = grid.columns.iter().map(|column| column.title.clone()).collect();
        self.rows.clone_from(&grid.rows);
        self
    }
}

/// Writes a sheet for each chapter, behind one of all that is no chapter.
fn write_document(document: &Document, _: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut first = Sheet { name: document.name.clone(), ..Sheet::default() };
    let mut chapters = Vec::new();
    for section in &document.sections {
        let lines = section.lines.iter().map(|line| line.text().to_owned());
        if section.role == SectionRole::Chapter {
            let sheet = Sheet {
                name: section.title.clone(),
                lines: lines.collect(),
                plot: section.plot,
                ..Sheet::default()
            };
            chapters.push(section.grid.iter().fold(sheet, Sheet::with));
            continue;
        }
        first.lines.extend(Some(section.title.clone()).filter(|title| !title.is_empty()));
        first.lines.extend(lines);
        if let Some(grid) = &section.grid {
            first = first.with(grid);
        }
    }
    let sheets: Vec<Sheet> = std::iter::once(first).chain(chapters).collect();
    let bytes = workbook(&sheets).map_err(|cause| io::Error::new(ErrorKind::FileTooLarge, cause));
    out.write_all(&bytes?)
}

/// The longest name of a sheet, in characters.
const NAME_LENGTH: usize = 31;

/// The widest column, in characters.
const WIDEST: usize = 60;

/// Digits of which a spreadsheet keeps all without doubt.
const SAFE_DIGITS: usize = 9;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
enum CellValue {
    Text(String),
    Whole(u32),
    /// A share of one.
    Percent(f64),
    Date(NaiveDate),
    /// A moment as a zone's clocks show it; estimated ones are marked.
    Moment {
        wall: NaiveDateTime,
        is_estimated: bool,
    },
}

/// Returns the bytes of a workbook.
///
/// # Errors
///
/// When a sheet has more rows than a workbook can hold.
fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // By which a folder of exports tells it from an export.
    workbook.set_properties(&DocProperties::new().set_author("disputes"));
    let mut used: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = unused_name(&sheet.name, &used);
        let page = workbook.add_worksheet();
        page.set_name(&name)?;
        used.push(name.to_lowercase());
        write(sheet, page)?;
        if let Some(chart) = sheet.plot.and_then(|plot| chart(sheet, plot, &name)) {
            // Beside the rows, with a column between.
            page.insert_chart(0, width_in_columns(sheet) + 1, &chart)?;
        }
    }
    workbook.save_to_buffer()
}

fn width_in_columns(sheet: &Sheet) -> u16 {
    u16::try_from(sheet.keys.len()).expect("a report's grid has a dozen columns")
}

/// Returns the chart of a sheet called `name`; `None` without rows.
fn chart(sheet: &Sheet, plot: Plot, name: &str) -> Option<Chart> {
    let place = |key: &str| {
        let at = sheet.keys.iter().position(|own| own == key)?;
        u16::try_from(at).ok()
    };
    let last = u32::try_from(sheet.rows.len()).ok().filter(|rows| *rows > 0)?;
    let names = place(plot.names)?;
    let mut chart = Chart::new(match plot.kind {
        PlotKind::Line => ChartType::Line,
        PlotKind::Columns => ChartType::Column,
        PlotKind::Stacked => ChartType::ColumnStacked,
        PlotKind::Bars => ChartType::Bar,
    });
    for values in plot.values.iter().filter_map(|key| place(key)) {
        let series = chart.add_series();
        series.set_name((name, 0, values));
        series.set_categories((name, 1, names, last, names));
        series.set_values((name, 1, values, last, values));
    }
    chart.title().set_name(name);
    match plot.kind {
        // The rows have the newest day first; an axis of dates puts them in order.
        PlotKind::Line => {
            chart.x_axis().set_date_axis(true);
        }
        // The names of bars stand on the axis that this writer calls y.
        PlotKind::Bars => {
            chart.y_axis().set_reverse();
        }
        PlotKind::Columns | PlotKind::Stacked => {}
    }
    Some(chart)
}

/// Returns a name that no sheet has yet.
fn unused_name(wanted: &str, used: &[String]) -> String {
    let forbidden = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let plain = plain(wanted).replace(forbidden, " ");
    let plain = if plain.trim().is_empty() { "1".to_owned() } else { plain.trim().to_owned() };
    let cut = |length: usize| {
        let kept: String = plain.chars().take(length).collect();
        let is_whole = plain.chars().nth(length).is_none_or(|next| next == ' ');
        let words = kept.rsplit_once(' ').filter(|_| !is_whole);
        words.map_or(kept.as_str(), |(words, _)| words).trim_end().to_owned()
    };
    let mut name = cut(NAME_LENGTH);
    let mut number = 2_u32;
    while used.contains(&name.to_lowercase()) {
        name = format!("{} {number}", cut(NAME_LENGTH - 6));
        number = number.saturating_add(1);
    }
    name
}

fn write(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Look::new().set_bold();
    let zones: Vec<Option<String>> = (0..sheet.keys.len()).map(|at| zone(sheet, at)).collect();
    let mut widths = vec![0; sheet.titles.len()];
    for (column, title) in (0_u16..).zip(&sheet.titles) {
        let zone = zones.get(usize::from(column)).and_then(Option::as_deref);
        // Some titles name the zone themselves.
        let zone = zone.filter(|zone| !title.contains(zone) && !title.ends_with([')', '）']));
        let title = zone.map_or_else(|| plain(title), |zone| format!("{} ({zone})", plain(title)));
        widen(&mut widths, column, &title);
        page.write_string_with_format(0, column, title, &bold)?;
    }
    if !sheet.titles.is_empty() {
        page.set_freeze_panes(1, 0)?;
    }
    let mut row = u32::from(!sheet.titles.is_empty());
    for cells in &sheet.rows {
        for ((column, key), text) in (0_u16..).zip(&sheet.keys).zip(cells) {
            widen(&mut widths, column, text);
            put(page, row, column, value(key, text))?;
        }
        row += 1;
    }
    for (column, width) in (0_u16..).zip(widths) {
        page.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(60)))?;
    }
    for line in &sheet.lines {
        row += 1;
        page.write_string(row, 0, plain(line))?;
    }
    Ok(())
}

fn widen(widths: &mut [usize], column: u16, text: &str) {
    if let Some(width) = widths.get_mut(usize::from(column)) {
        let wide = text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum::<usize>();
        *width = (wide + 2).min(WIDEST).max(*width);
    }
}

fn put(page: &mut Worksheet, row: u32, column: u16, value: CellValue) -> Result<(), XlsxError> {
    match value {
        CellValue::Text(text) if text.is_empty() => {}
        CellValue::Text(text) => {
            page.write_string(row, column, text)?;
        }
        CellValue::Whole(number) => {
            page.write_number(row, column, number)?;
        }
        CellValue::Percent(share) => {
            let look = Look::new().set_num_format("0.00%");
            page.write_number_with_format(row, column, share, &look)?;
        }
        CellValue::Date(date) => {
            let look = Look::new().set_num_format("yyyy-mm-dd");
            page.write_date_with_format(row, column, date, &look)?;
        }
        CellValue::Moment { wall, is_estimated } => {
            let format = if is_estimated { "\"~\"yyyy-mm-dd hh:mm" } else { "yyyy-mm-dd hh:mm" };
            page.write_datetime_with_format(
                row,
                column,
                wall,
                &Look::new().set_num_format(format),
            )?;
        }
    }
    Ok(())
}

/// Returns the zone that all moments of a column are in; `None` where there is none or several.
fn zone(sheet: &Sheet, at: usize) -> Option<String> {
    let mut zones = sheet.rows.iter().filter_map(|row| moment(row.get(at)?)).map(|(_, zone)| zone);
    let first = zones.next()?;
    zones.all(|zone| zone == first).then(|| first.to_owned())
}

/// Reads a cell; whatever is an id, or may be one, stays text.
fn value(key: &str, text: &str) -> CellValue {
    let keeps = || CellValue::Text(plain(text));
    let is_code = [
        "id", "sku", "product", "order", "shop", "title", "item", "reason", "key", "group", "note",
    ]
    .iter()
    .any(|word| key == *word || key.ends_with(&format!("_{word}")));
    if is_code {
        return keeps();
    }
    if let Some(percent) = percent(text) {
        return CellValue::Percent(percent);
    }
    if let Some((wall, _)) = moment(text) {
        return CellValue::Moment { wall, is_estimated: text.starts_with('~') };
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return CellValue::Date(date);
    }
    let digits = text.len() <= SAFE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    match text.parse() {
        Ok(number) if digits && !leading_zero => CellValue::Whole(number),
        Ok(_) | Err(_) => keeps(),
    }
}

/// Reads `7.96%` as 0.0796, by its digits.
fn percent(text: &str) -> Option<f64> {
    let (whole, cents) = text.strip_suffix('%')?.split_once('.')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(cents) || cents.len() != 2 || whole.len() > 3 {
        return None;
    }
    let padded = format!("{whole:0>3}");
    let (ones, hundredths) = padded.split_at(1);
    format!("{ones}.{hundredths}{cents}").parse().ok()
}

/// Reads `2026-01-16 20:00 UTC`, estimated with `~` before it.
fn moment(text: &str) -> Option<(NaiveDateTime, &str)> {
    let text = text.strip_prefix('~').unwrap_or(text);
    let (wall, zone) = (text.get(..16)?, text.get(16..)?.strip_prefix(' ')?);
    let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").ok()?;
    (!zone.is_empty() && zone.len() <= 40).then_some((wall, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_text_and_figures_become_numbers() {
        let text = |text: &str| CellValue::Text(text.to_owned());
        for (key, cell, expected) in [
            ("order_id", "1101077480464806", text("1101077480464806")),
            ("product", "1005", text("1005")),
            ("numerator", "16", CellValue::Whole(16)),
            ("rate", "7.96%", CellValue::Percent(0.0796)),
            ("rate", "100.00%", CellValue::Percent(1.0)),
            ("count", "1101077480464806", text("1101077480464806")),
            ("count", "007", text("007")),
            ("amount", "CNY 64.20", text("CNY 64.20")),
            ("note", "=1+1", text("=1+1")),
            ("left", "", text("")),
        ] {
            assert_eq!(value(key, cell), expected, "{key} {cell}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 1, 16).unwrap();
        assert_eq!(value("day", "2026-01-16"), CellValue::Date(day));
        let wall = day.and_hms_opt(20, 0, 0).unwrap();
        assert_eq!(
            value("due", "~2026-01-16 20:00 UTC"),
            CellValue::Moment { wall, is_estimated: true }
        );
    }

    #[test]
    fn names_of_sheets_are_such_as_a_spreadsheet_takes() {
        let mut used = Vec::new();
        for wanted in ["a/b:c", "a b c", "", "纠纷".repeat(40).as_str()] {
            let name = unused_name(wanted, &used);
            assert!(name.chars().count() <= NAME_LENGTH && !name.contains(['/', ':']), "{name}");
            assert!(!used.contains(&name.to_lowercase()), "{name}");
            used.push(name.to_lowercase());
        }
        let cut = unused_name("What changed since 2026-01-15 08:00 CST", &[]);
        assert_eq!(cut, "What changed since 2026-01-15");
    }
}
