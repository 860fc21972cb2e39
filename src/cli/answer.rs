//! Where a command's answer goes, and in which format: `--output`, its ending, `--excel`, workbooks.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::context::Context;
use super::failure::Failure;
use super::format::FormatArg;
use super::output::Output;
use crate::render::{self, Sheet};

/// The options of commands that answer with one table or document.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct OutputArgs {
    /// Write to this file (replaced only when complete); its ending names the format
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Begin csv with the mark by which Excel recognises UTF-8
    #[arg(long)]
    excel: bool,
}

/// The mark at the beginning of a text by which Excel recognises UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Returns the format that a file's ending names; `None` without an ending.
///
/// # Errors
///
/// When the ending is that of no format: a workbook or a document of another name would be a text.
pub(super) fn of_ending(path: &Path) -> Result<Option<FormatArg>, Failure> {
    let Some(ending) = path.extension().and_then(|ending| ending.to_str()) else { return Ok(None) };
    Ok(Some(match ending.to_lowercase().as_str() {
        "txt" => FormatArg::Table,
        "json" => FormatArg::Json,
        "jsonl" | "ndjson" => FormatArg::Jsonl,
        "csv" => FormatArg::Csv,
        "md" => FormatArg::Markdown,
        "html" | "htm" => FormatArg::Html,
        "ics" => FormatArg::Ics,
        "xlsx" => FormatArg::Xlsx,
        _ => {
            return Err(Failure::usage(format!("`.{ending}` is not the ending of a format")).hint(
                "end the name in .xlsx, .csv, .json, .jsonl, .md, .html, .ics or .txt, or use \
                     `--format`",
            ));
        }
    }))
}

/// The answer of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct AnswerShape {
    /// The sheet of a workbook.
    pub(super) sheet: &'static str,
    /// The formats that it is written in.
    pub(super) formats: &'static [FormatArg],
}

/// Runs a command whose answer may go to a file or into a workbook.
pub(super) fn write(
    args: &OutputArgs,
    context: &Context,
    answer: AnswerShape,
    out: &mut dyn Write,
    run: impl FnOnce(&Context, &mut dyn Write) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let mut context = context.clone();
    if let (None, Some(path)) = (context.common.format, &args.output) {
        context.common.format = of_ending(path)?;
    }
    let format = context.common.format;
    format.map_or(Ok(()), |format| format.require_among(answer.formats))?;
    if args.excel && format != Some(FormatArg::Csv) {
        return Err(Failure::usage("`--excel` is for csv")
            .hint("use `--format csv`, or `--format xlsx` for a workbook"));
    }
    let is_workbook = format == Some(FormatArg::Xlsx);
    if !is_workbook && args.output.is_none() && !args.excel {
        return run(&context, out);
    }
    let place = match &args.output {
        Some(path) => Output::open(path.clone())?,
        None => Output::Stdout,
    };
    if is_workbook {
        refuse_terminal(&place)?;
        context.common.format = Some(FormatArg::Csv);
    }
    let mut bytes = Vec::new();
    let code = run(&context, &mut bytes)?;
    if is_workbook {
        bytes = workbook(&[sheet(answer.sheet, &bytes)?])?;
    } else if args.excel {
        bytes.splice(0..0, MARK.iter().copied());
    }
    place.finish(&bytes, Some(out))?;
    Ok(code)
}

/// Refuses to write a workbook onto a terminal.
pub(super) fn refuse_terminal(place: &Output) -> Result<(), Failure> {
    match place {
        Output::Stdout if std::io::stdout().is_terminal() => {
            Err(Failure::usage("a workbook cannot be shown on a terminal")
                .hint("name its file, as `--output disputes.xlsx`"))
        }
        Output::Stdout | Output::File(_) | Output::Stream(_) => Ok(()),
    }
}

/// Returns a workbook of sheets.
pub(super) fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, Failure> {
    render::workbook(sheets).map_err(|cause| {
        Failure::input(format!("the answer does not fit into a workbook: {cause}"))
            .hint("use `--format csv`, or ask for less")
    })
}

/// Reads rows that were written as csv by this program.
fn sheet(name: &str, csv: &[u8]) -> Result<Sheet, Failure> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|cause| Failure::input(cause.to_string()))?;
        rows.push(record.iter().map(unguarded).collect::<Vec<String>>());
    }
    let titles = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    Ok(Sheet { name: name.to_owned(), keys: titles.clone(), titles, rows, ..Sheet::default() })
}

/// A cell of a workbook that is text is no formula, so it needs no apostrophe before it.
pub(super) fn unguarded(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_that_is_no_format_is_refused() {
        for name in ["r.pdf", "r.xls", "r.doc", "r.PDF"] {
            assert!(of_ending(Path::new(name)).is_err(), "{name}");
        }
        assert_eq!(of_ending(Path::new("r.XLSX")).unwrap(), Some(FormatArg::Xlsx));
        assert_eq!(of_ending(Path::new("/dev/stdout")).unwrap(), None);
    }
}
