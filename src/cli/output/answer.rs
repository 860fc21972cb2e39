//! Where a command's answer goes, and in which format: `--output`, its ending, `--excel`, workbooks.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::monitor::report_files::dated_path;
use crate::cli::output::destination::Output;
use crate::render::{self, Document, Format, FormatKind};

/// The options of commands that answer with one table or document.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file (replaced only when complete); its ending names the format, and `{date}`, `{month}`
    /// and `{week}` in the name are filled in
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Begin csv with the mark by which Excel recognises UTF-8
    #[arg(long)]
    excel: bool,
}

impl OutputArgs {
    /// Returns how a command runs that writes another format than a table where none is named.
    pub(crate) fn with_usual(&self, usual: Format, context: &Context) -> Result<Context, Failure> {
        let of_ending = self.output.as_deref().map(of_ending).transpose()?.flatten();
        let mut context = context.clone();
        context.common.format = context.common.format.or(of_ending).or(Some(usual));
        Ok(context)
    }
}

/// The mark at the beginning of a text by which Excel recognises UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Returns the format that a file's ending names; `None` without an ending.
///
/// # Errors
///
/// When the ending is that of no format: a workbook or a document of another name would be a text.
pub(crate) fn of_ending(path: &Path) -> Result<Option<Format>, Failure> {
    let Some(ending) = path.extension().and_then(|ending| ending.to_str()) else { return Ok(None) };
    if let Some(format) = Format::of_ending(ending) {
        return Ok(Some(format));
    }
    let known = Format::ALL.map(|format| format!(".{}", format.ending())).join(", ");
    Err(usage_error!("`.{}` is not the ending of a format", ending.to_lowercase())
        .hint(format!("end the name in {known}, or use `--format`")))
}

/// Runs a command whose answer may go to a file or into a workbook.
pub(crate) fn write(
    args: &OutputArgs,
    context: &Context,
    formats: &[FormatKind],
    out: &mut dyn Write,
    run: impl FnOnce(&Context, &mut dyn Write) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let mut context = context.clone();
    if let (None, Some(path)) = (context.common.format, &args.output) {
        context.common.format = of_ending(path)?;
    }
    let format = context.format(formats)?;
    if args.excel && format != Format::CSV {
        return Err(Failure::usage("`--excel` is for csv")
            .hint("use `--format csv`, or `--format xlsx` for a workbook"));
    }
    let is_workbook = format.kind() == FormatKind::Workbook;
    if !is_workbook && args.output.is_none() && !args.excel {
        return run(&context, out);
    }
    let place = match &args.output {
        Some(path) => Output::open(dated_path(path, context.as_of)?)?,
        None => Output::Stdout,
    };
    if is_workbook {
        refuse_terminal(&place)?;
    }
    let mut bytes = if args.excel { MARK.to_vec() } else { Vec::new() };
    let code = run(&context, &mut bytes)?;
    place.finish(&bytes, Some(out))?;
    Ok(code)
}

/// Writes an answer that no caveat is about, as one JSON document or laid out.
pub(crate) fn without_caveats<J: Serialize>(
    format: Format,
    context: &Context,
    out: &mut dyn Write,
    json: impl FnOnce() -> J,
    laid_out: impl FnOnce() -> Document,
) -> Result<u8, Failure> {
    match format.is_document() {
        true => render::document(&json(), out)?,
        false => format.write(&laid_out(), context.style(), out)?,
    }
    Ok(0)
}

/// Refuses to write a workbook onto a terminal.
pub(crate) fn refuse_terminal(place: &Output) -> Result<(), Failure> {
    match place {
        Output::Stdout if std::io::stdout().is_terminal() => {
            Err(Failure::usage("a workbook cannot be shown on a terminal")
                .hint("name its file, as `--output disputes.xlsx`"))
        }
        Output::Stdout | Output::File(_) | Output::Stream(_) => Ok(()),
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
        assert_eq!(of_ending(Path::new("r.XLSX")).unwrap(), Format::named("xlsx"));
        assert_eq!(of_ending(Path::new("/dev/stdout")).unwrap(), None);
    }
}
