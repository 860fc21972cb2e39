//! Looks into zip archives: which of them is a workbook, and which files another one holds.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use zip::read::{ZipFile, read_zipfile_from_stream};
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

/// Returns whether a workbook says that it was written by a program of this name.
pub(crate) fn is_workbook_by(input: &Input, author: &str) -> bool {
    const LONGEST: u64 = 4096;
    let Ok(mut archive) = open(input) else { return false };
    let Ok(part) = archive.by_name("docProps/core.xml") else { return false };
    let mut text = String::new();
    let is_read = part.take(LONGEST).read_to_string(&mut text).is_ok();
    is_read && text.contains(&format!("<dc:creator>{author}</dc:creator>"))
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

/// Where an entry of an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum EntryPlace {
    /// One that has the name of a later one, of which the library lists the last: where its header begins.
    At(u64),
    /// One of those that the library lists, by its place.
    Listed(usize),
}

/// Unpacks the files of an archive, those that are passed over left out, sorted by name. Of several with one
/// name each but the first is numbered.
///
/// # Errors
///
/// When the archive is locked or damaged, holds no file, or unpacks to more than is read.
pub(crate) fn members(input: &Input, meter: &Arc<Meter>) -> Result<Vec<Input>, SourceError> {
    let mut archive = open(input)?;
    let mut file = BufReader::new(input.seekable()?);
    let mut found: Vec<(String, EntryPlace)> = Vec::new();
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|cause| broken(input, &cause))?;
        if let Some(name) = name_of(input, &entry)? {
            packed = packed.saturating_add(entry.compressed_size());
            unpacked = unpacked.saturating_add(entry.size());
            found.push((name, EntryPlace::Listed(index)));
        }
    }
    let hidden = hidden_entries(&mut archive, &mut file);
    for at in hidden.map_err(|cause| broken(input, &cause))? {
        let entry = entry_at(&mut file, at).map_err(|cause| broken(input, &cause))?;
        if let Some(name) = name_of(input, &entry)? {
            packed = packed.saturating_add(entry.compressed_size());
            unpacked = unpacked.saturating_add(entry.size());
            found.push((name, EntryPlace::At(at)));
        }
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
    let mut left = largest;
    let mut members = Vec::new();
    for (name, place) in named_apart(found) {
        let mut unpacked = tempfile::tempfile().map_err(|cause| input.unreadable(cause))?;
        let copied = match place {
            EntryPlace::Listed(index) => archive.by_index(index),
            EntryPlace::At(at) => entry_at(&mut file, at),
        };
        let copied = copied
            .and_then(|entry| Ok(std::io::copy(&mut entry.take(left + 1), &mut unpacked)?))
            .map_err(|cause| broken(input, &cause))?;
        unpacked.flush().map_err(|cause| input.unreadable(cause))?;
        left = left.checked_sub(copied).ok_or_else(|| too_large(largest.saturating_add(1)))?;
        let name = format!("{}/{name}", input.name());
        members.push(Input::of_file(name, unpacked, meter, input.bounds())?);
    }
    Ok(members)
}

/// Returns the name of a file in an archive; `None` for what is passed over.
fn name_of<R: Read>(input: &Input, entry: &ZipFile<'_, R>) -> Result<Option<String>, SourceError> {
    let name = member_name(entry.name_raw());
    let mut parts = name.split('/').filter(|part| !matches!(*part, "." | ".."));
    if entry.is_dir() || parts.any(signature::is_passed_over) {
        return Ok(None);
    }
    let what = if entry.encrypted() {
        "a zip archive locked with a password".to_owned()
    } else if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        format!("a zip archive packed as {}", entry.compression())
    } else {
        return Ok(Some(name));
    };
    let (path, remedy) = (input.name().to_owned(), "unpack it and give the files that are in it");
    Err(SourceError::Named { path, what, remedy })
}

/// Sorts files by name, and numbers those whose name another one has.
fn named_apart(mut found: Vec<(String, EntryPlace)>) -> Vec<(String, EntryPlace)> {
    found.sort();
    let groups = found.chunk_by(|(name, _), (next, _)| name == next);
    let numbered = groups.flat_map(|group| {
        (1..).zip(group).map(|(number, (name, place))| match number {
            1 => (name.clone(), *place),
            _ => (format!("{name} ({number})"), *place),
        })
    });
    numbered.collect()
}

/// Returns where the headers of entries begin that the library does not list, since a later one has their name.
fn hidden_entries(
    archive: &mut ZipArchive<BufReader<File>>,
    file: &mut BufReader<File>,
) -> Result<Vec<u64>, ZipError> {
    let mut listed = HashSet::new();
    for index in 0..archive.len() {
        listed.insert(archive.by_index_raw(index)?.header_start());
    }
    file.seek(SeekFrom::Start(archive.central_directory_start()))?;
    let mut hidden = Vec::new();
    // A record of the directory: its mark, from its byte 28 on the lengths of three texts, from 42 on the place.
    let mut record = [0; 46];
    while file.read_exact(&mut record).is_ok() && record.starts_with(b"PK\x01\x02") {
        let [.., a0, a1, b0, b1, c0, c1, _, _, _, _, _, _, _, _, p0, p1, p2, p3] = record;
        let texts =
            [[a0, a1], [b0, b1], [c0, c1]].map(|length| i64::from(u16::from_le_bytes(length)));
        file.seek_relative(texts.iter().sum())?;
        let at = u32::from_le_bytes([p0, p1, p2, p3]);
        let place = archive.offset().saturating_add(u64::from(at));
        // Of archives beyond 4 GB, which are not unpacked, the place stands elsewhere.
        if at != u32::MAX && !listed.contains(&place) && !hidden.contains(&place) {
            hidden.push(place);
        }
    }
    Ok(hidden)
}

/// Opens the entry whose header begins at a place.
fn entry_at(file: &mut BufReader<File>, at: u64) -> Result<ZipFile<'_, BufReader<File>>, ZipError> {
    file.seek(SeekFrom::Start(at))?;
    read_zipfile_from_stream(file)?.ok_or(ZipError::FileNotFound)
}

/// Names in archives are UTF-8, or what the writer's system uses: in China GBK.
fn member_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}
