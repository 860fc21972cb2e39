//! Decides what an input is, by its bytes and never by its name.
//!
//! In this order: a zip archive with a workbook; the OLE container of xls; Parquet; a text, whose
//! encoding is decided first: JSON when its first sign is `{` or `[` or it assigns a list to a
//! name; a web page saved as a spreadsheet; otherwise a table, whose delimiter is the one that
//! splits the first lines into the most known titles.

use std::io::Read;

use crate::input::SourceError;
use crate::input::container::encoding::{TextEncoding, Utf8Reader, encoding_of};
use crate::input::container::raw_file::{Input, read_up_to};
use crate::input::table::csv::records::first_records;
use crate::input::table::header::{Catalogue, Header};
use crate::input::table::row::{Flow, Row};
use crate::input::table::workbook::Workbook;

/// How many of the first bytes decide the encoding.
const HEAD: usize = 1024 * 1024;
/// How many of them usually decide everything else.
const LOOK: usize = 64 * 1024;
/// How many of the first rows may stand above the titles.
const TITLE_ROWS: usize = 20;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What an input is.
pub(crate) enum Format {
    /// Delimited text.
    Delimited {
        /// The encoding.
        encoding: TextEncoding,
        /// The byte between fields.
        delimiter: u8,
        /// The titles, matched.
        header: Header,
    },
    /// A workbook's best sheet.
    Sheet {
        /// The workbook, open.
        workbook: Workbook,
        /// The sheet.
        sheet: String,
        /// The titles, matched.
        header: Header,
        /// Names of other sheets with a known header.
        others: Vec<String>,
    },
    /// JSON in some shape.
    Json {
        /// The encoding.
        encoding: TextEncoding,
    },
    /// Apache Parquet.
    Parquet,
}

/// Which container the first bytes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A zip archive.
    Zip,
    /// An OLE compound file.
    Ole,
    /// Parquet.
    Parquet,
    /// Anything else.
    Other,
}

/// Returns the container that the first bytes show.
pub(crate) fn container(head: &[u8]) -> Container {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Container::Zip
    } else if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Container::Ole
    } else if head.starts_with(b"PAR1") {
        Container::Parquet
    } else {
        Container::Other
    }
}

/// Tells whether an OLE container holds an encrypted package instead of a workbook.
fn is_locked(head: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(head, &name).is_some()
}

/// Decides what an input is.
pub(crate) fn detect(input: &Input, catalogue: &Catalogue) -> Result<Format, SourceError> {
    let first = head(input, LOOK)?;
    match container(&first) {
        Container::Zip => return detect_sheet(input, Workbook::xlsx(input)?, catalogue),
        Container::Ole if is_locked(&head(input, HEAD)?) => {
            return Err(unknown(input, "a workbook locked with a password; save it without one"));
        }
        Container::Ole => return detect_sheet(input, Workbook::xls(input)?, catalogue),
        Container::Parquet => return Ok(Format::Parquet),
        Container::Other => {}
    }
    if first.len() < LOOK {
        return detect_text(input, &first, true, catalogue);
    }
    // Most large files are told by their beginning; the others are worth a longer look.
    if is_ascii(input)?
        && let Ok(format) = detect_text(input, &first, false, catalogue)
    {
        return Ok(format);
    }
    let head = head(input, HEAD)?;
    detect_text(input, &head, head.len() < HEAD, catalogue)
}

/// Returns the first bytes.
fn head(input: &Input, most: usize) -> Result<Vec<u8>, SourceError> {
    let mut head = vec![0; most];
    let count =
        read_up_to(&mut input.bytes()?, &mut head).map_err(|cause| input.unreadable(cause))?;
    head.truncate(count);
    Ok(head)
}

/// Tells whether all the bytes that decide the encoding are ASCII.
fn is_ascii(input: &Input) -> Result<bool, SourceError> {
    let mut reader = input.bytes()?;
    let mut piece = vec![0; LOOK];
    for _ in 0..HEAD / LOOK {
        let count = read_up_to(&mut reader, &mut piece).map_err(|cause| input.unreadable(cause))?;
        if !piece.get(..count).unwrap_or_default().is_ascii() {
            return Ok(false);
        }
        if count < piece.len() {
            break;
        }
    }
    Ok(true)
}

/// Decides what a text is by its beginning.
fn detect_text(
    input: &Input,
    head: &[u8],
    whole: bool,
    catalogue: &Catalogue,
) -> Result<Format, SourceError> {
    let Some(encoding) = encoding_of(head, whole) else {
        return Err(unknown(input, "neither a workbook nor a text"));
    };
    let mut text = Vec::with_capacity(head.len());
    Utf8Reader::new(head, encoding)
        .read_to_end(&mut text)
        .map_err(|cause| input.unreadable(cause))?;
    let shown = String::from_utf8_lossy(&text);
    let begin = shown.trim_start();
    if begin.is_empty() {
        return Err(SourceError::Empty { path: input.name().to_owned() });
    }
    if begin.starts_with(['{', '[']) || json_start(begin).is_some() {
        return Ok(Format::Json { encoding });
    }
    let lower = begin.get(..begin.floor_char_boundary(2048)).unwrap_or(begin).to_lowercase();
    if lower.starts_with('<') && (lower.contains("<html") || lower.contains("<table")) {
        return Err(unknown(input, "a web page saved as a spreadsheet"));
    }
    detect_delimited(input, &text, encoding, catalogue)
}

/// Returns where the list begins in a script such as `const list = […]`, or `None` when the text
/// is no such script.
pub(crate) fn json_start(text: &str) -> Option<usize> {
    let keyword = ["const ", "let ", "var ", "window.", "export ", "module.exports"];
    keyword.iter().find(|word| text.starts_with(**word))?;
    let equals = text.find('=')?;
    let value = text.get(equals + 1..)?;
    let blanks = value.len() - value.trim_start().len();
    value.trim_start().starts_with(['[', '{']).then_some(equals + 1 + blanks)
}

fn detect_delimited(
    input: &Input,
    head: &[u8],
    encoding: TextEncoding,
    catalogue: &Catalogue,
) -> Result<Format, SourceError> {
    let mut best: Option<(usize, u8, Header)> = None;
    let mut widest: Vec<String> = Vec::new();
    for delimiter in DELIMITERS {
        // A cut-off or damaged record is reported when the file is read.
        for record in first_records(head, delimiter, TITLE_ROWS) {
            if record.number() == 1 && record.len() > widest.len() {
                widest = (0..record.len()).map(|column| record.text(column)).collect();
            }
            if let Some(header) = catalogue.read(&record) {
                let hits = record.len().saturating_sub(header.unknown.len());
                if best.as_ref().is_none_or(|(most, _, _)| hits > *most) {
                    best = Some((hits, delimiter, header));
                }
                break;
            }
        }
    }
    match best {
        Some((_, delimiter, header)) => Ok(Format::Delimited { encoding, delimiter, header }),
        None => Err(catalogue.unknown_header(input.name(), &widest)),
    }
}

fn detect_sheet(
    input: &Input,
    mut workbook: Workbook,
    catalogue: &Catalogue,
) -> Result<Format, SourceError> {
    let mut found: Vec<(usize, String, Header)> = Vec::new();
    let mut first_titles: Vec<String> = Vec::new();
    for sheet in workbook.sheets() {
        let mut rows = 0;
        workbook.each_row(input, &sheet, &mut |row| {
            rows += 1;
            if first_titles.is_empty() && !row.is_blank() {
                first_titles = (0..row.len()).map(|column| row.text(column)).collect();
            }
            if let Some(header) = catalogue.read(row) {
                let hits = row.len().saturating_sub(header.unknown.len());
                found.push((hits, sheet.clone(), header));
                return Ok(Flow::Stop);
            }
            Ok(if rows < TITLE_ROWS { Flow::Next } else { Flow::Stop })
        })?;
    }
    if found.is_empty() {
        return Err(if first_titles.is_empty() {
            SourceError::Empty { path: input.name().to_owned() }
        } else {
            catalogue.unknown_header(input.name(), &first_titles)
        });
    }
    // The sheet with the most known titles; of equal ones the first.
    let most = found.iter().map(|(hits, _, _)| *hits).max().unwrap_or(0);
    let best = found.iter().position(|(hits, _, _)| *hits == most).unwrap_or(0);
    let (_, sheet, mut header) = found.swap_remove(best);
    header.day_zero = workbook.day_zero();
    let others = found.into_iter().map(|(_, sheet, _)| sheet).collect();
    Ok(Format::Sheet { workbook, sheet, header, others })
}

fn unknown(input: &Input, found: &str) -> SourceError {
    SourceError::UnknownKind { path: input.name().to_owned(), found: found.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_a_script_is_found() {
        let text = "const list = [\n{}]; f(list)";
        assert_eq!(text.get(json_start(text).unwrap()..), Some("[\n{}]; f(list)"));
        assert_eq!(json_start("constant,value\n"), None);
        assert_eq!(json_start("order_id,created_at"), None);
    }

    #[test]
    fn containers_are_told_by_their_first_bytes() {
        assert_eq!(container(b"PK\x03\x04rest"), Container::Zip);
        assert_eq!(container(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Container::Ole);
        assert_eq!(container(b"PAR1"), Container::Parquet);
        assert_eq!(container(b"order"), Container::Other);
    }
}
