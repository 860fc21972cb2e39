//! Looks into zip archives: which of them is a workbook, and which files another one holds.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::sync::Arc;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::input::SourceError;
use crate::input::container::meter::Meter;
use crate::input::container::raw_file::Input;
use crate::input::container::signature::{self, Signature};

/// The most files that are read from one archive.
const MOST_FILES: usize = 1000;
/// The most that the files of one archive may unpack to, in bytes.
const LARGEST: u64 = 2_000_000_000;
/// How many times smaller packed than unpacked a large archive may be. Exports reach about 30.
const DENSEST: u64 = 250;
/// An archive that unpacks to less is not looked at more closely, in bytes.
const SMALL: u64 = 64 * 1024 * 1024;

/// What a zip archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Package {
    /// A workbook of Office Open XML.
    Xlsx,
    /// A binary workbook.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A HAR and the bodies of its answers.
    Har,
    /// Files.
    Files,
}

/// Names of parts that only one kind of workbook has.
const PARTS: [(&str, Package); 2] =
    [("xl/workbook.bin", Package::Xlsb), ("xl/workbook.xml", Package::Xlsx)];

/// Packages that are named, not read, by the name of a part.
pub(crate) const NAMED: &[Signature] = &[
    signature::in_archive(b"index/document.iwa", "a Numbers document of Apple"),
    signature::in_archive(b"index.zip", "a Numbers document of Apple"),
    signature::in_archive(b"word/document.xml", "a Word document").without_table(),
    signature::in_archive(b"ppt/presentation.xml", "a PowerPoint presentation").without_table(),
    signature::in_archive(b"androidmanifest.xml", "an Android program").without_table(),
];

/// Packages that are named, not read, by what their part `mimetype` begins with.
pub(crate) const NAMED_BY_TYPE: &[Signature] = &[
    document(b"application/vnd.oasis.opendocument.text", "a text document (OpenDocument)"),
    document(b"application/vnd.oasis.opendocument.presentation", "a presentation (OpenDocument)"),
    document(b"application/vnd.oasis.opendocument.graphics", "a drawing (OpenDocument)"),
    document(b"application/epub+zip", "a book (EPUB)"),
];

const fn document(kind: &'static [u8], name: &'static str) -> Signature {
    signature::in_archive(kind, name).without_table()
}

/// Returns what a package is by its part `mimetype`; `None` without one, and for one that is read.
fn named_by_type(archive: &mut ZipArchive<BufReader<File>>) -> Option<&'static Signature> {
    /// No type of the list is longer.
    const LONGEST: u64 = 64;
    let mut kind = Vec::new();
    archive.by_name("mimetype").ok()?.take(LONGEST).read_to_end(&mut kind).ok()?;
    NAMED_BY_TYPE.iter().find(|named| kind.starts_with(named.mark()))
}

/// Decides what a zip archive is.
///
/// # Errors
///
/// When the archive is cut off or damaged, or is a document that is named, not read.
pub(crate) fn package(input: &Input) -> Result<Package, SourceError> {
    let mut archive = open(input)?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.replace('\\', "/").to_lowercase())
        .collect();
    let found = |part: &str| names.iter().any(|name| name == part);
    if let Some((_, package)) = PARTS.iter().find(|(part, _)| found(part)) {
        return Ok(*package);
    }
    let is_there = |named: &&Signature| std::str::from_utf8(named.mark()).is_ok_and(found);
    if let Some(named) = NAMED.iter().find(is_there) {
        return Err(named.error(input.name()));
    }
    if let Some(named) = named_by_type(&mut archive) {
        return Err(named.error(input.name()));
    }
    if found("content.xml") && (found("mimetype") || found("meta-inf/manifest.xml")) {
        return Ok(Package::Ods);
    }
    // Other programs call the parts of a workbook what they like.
    if found("[content_types].xml") && found("_rels/.rels") {
        return Ok(Package::Xlsx);
    }
    Ok(if is_har_with_bodies(&mut archive) { Package::Har } else { Package::Files })
}

/// Returns the name of the HAR in an archive that holds one; `None` where it holds none or several.
pub(crate) fn har_in(archive: &ZipArchive<BufReader<File>>) -> Option<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let mut hars = names.filter(|name| {
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        last.to_lowercase().ends_with(".har") && !signature::is_passed_over(last)
    });
    let only = hars.next()?.to_string();
    hars.next().is_none().then_some(only)
}

/// Returns whether an archive holds one HAR, and beside it files that the HAR names.
fn is_har_with_bodies(archive: &mut ZipArchive<BufReader<File>>) -> bool {
    /// So many files are looked for in the HAR.
    const LOOKED_FOR: usize = 3;
    let Some(har) = har_in(archive) else { return false };
    let folder = folder_of(&har).to_owned();
    let names = archive.file_names().filter_map(Result::ok);
    let beside = names.filter_map(|name| name.strip_prefix(folder.as_str()).map(str::to_owned));
    let bodies: Vec<String> = beside
        .filter(|name| !name.contains('/') && !har.ends_with(name.as_str()))
        .filter(|name| !name.is_empty() && !signature::is_passed_over(name))
        .take(LOOKED_FOR)
        .collect();
    let mut text = Vec::new();
    let read = archive.by_name(&har).map(|har| har.take(LARGEST).read_to_end(&mut text));
    let is_named = |name: &String| memchr::memmem::find(&text, name.as_bytes()).is_some();
    read.is_ok_and(|read| read.is_ok()) && !bodies.is_empty() && bodies.iter().all(is_named)
}

/// Returns the folder of a file in an archive, with its slash; nothing for one in none.
pub(crate) fn folder_of(name: &str) -> &str {
    let end = name.rfind('/').map_or(0, |slash| slash + 1);
    name.get(..end).expect("a slash is one byte")
}

fn open(input: &Input) -> Result<ZipArchive<BufReader<File>>, SourceError> {
    let mut file = BufReader::new(input.seekable()?);
    let mut first = [0; 128];
    let count = crate::input::container::raw_file::read_up_to(&mut file, &mut first)
        .map_err(|cause| input.unreadable(cause))?;
    // A file that ends before the name of its first entry has none.
    let first = first.get(30..count).unwrap_or_default();
    let of_workbook = [&b"[Content_Types].xml"[..], b"_rels/", b"xl/", b"docProps/", b"mimetype"];
    let is_workbook = of_workbook.iter().any(|name| first.starts_with(name));
    ZipArchive::new(file).map_err(|cause| {
        if is_workbook {
            let path = input.name().to_owned();
            SourceError::BrokenWorkbook { path, cause: cause.to_string() }
        } else {
            broken(input, &cause)
        }
    })
}

fn broken(input: &Input, cause: &ZipError) -> SourceError {
    SourceError::BrokenArchive { path: input.name().to_owned(), cause: cause.to_string() }
}

/// Unpacks the files of an archive, those that are passed over left out, sorted by name.
///
/// # Errors
///
/// When the archive is locked or damaged, holds no file, or unpacks to more than is read.
pub(crate) fn members(input: &Input, meter: &Arc<Meter>) -> Result<Vec<Input>, SourceError> {
    let mut archive = open(input)?;
    let mut found: Vec<(String, usize)> = Vec::new();
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|cause| broken(input, &cause))?;
        let name = member_name(entry.name_raw());
        let mut parts = name.split('/').filter(|part| !matches!(*part, "." | ".."));
        if entry.is_dir() || parts.any(signature::is_passed_over) {
            continue;
        }
        if entry.encrypted() {
            return Err(SourceError::Named {
                path: input.name().to_owned(),
                what: "a zip archive locked with a password".to_owned(),
                remedy: "unpack it and give the files that are in it",
            });
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(SourceError::Named {
                path: input.name().to_owned(),
                what: format!("a zip archive packed as {}", entry.compression()),
                remedy: "unpack it and give the files that are in it",
            });
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        found.push((name, index));
    }
    if found.is_empty() {
        return Err(SourceError::Empty { path: input.name().to_owned() });
    }
    if found.len() > MOST_FILES {
        let path = input.name().to_owned();
        return Err(SourceError::TooManyFiles { path, count: found.len(), most: MOST_FILES });
    }
    let largest = LARGEST.min(input.bounds().bytes).min(SMALL.max(packed.saturating_mul(DENSEST)));
    let too_large = |claimed| {
        let path = input.name().to_owned();
        SourceError::TooLarge { path, claimed, largest }
    };
    if unpacked > largest {
        return Err(too_large(unpacked));
    }
    found.sort();
    let mut left = largest;
    let mut members = Vec::new();
    for (name, index) in found {
        let entry = archive.by_index(index).map_err(|cause| broken(input, &cause))?;
        let mut file = tempfile::tempfile().map_err(|cause| input.unreadable(cause))?;
        let copied = std::io::copy(&mut entry.take(left + 1), &mut file)
            .map_err(|cause| broken(input, &ZipError::Io(cause)))?;
        file.flush().map_err(|cause| input.unreadable(cause))?;
        left = left.checked_sub(copied).ok_or_else(|| too_large(largest.saturating_add(1)))?;
        let name = format!("{}/{name}", input.name());
        members.push(Input::of_file(name, file, meter, input.bounds())?);
    }
    Ok(members)
}

/// Names in archives are UTF-8, or what the writer's system uses: in China GBK.
fn member_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}
