//! Names what a file is by its first bytes or its name, where it is nothing that can be read here.
//!
//! A seller who is known "a PDF" knows what to do; one who is known "damaged" exports again and again.

use crate::input::SourceError;

/// A kind of file that is named, not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// Where its mark stands, in bytes from the beginning.
    at: usize,
    /// The mark.
    mark: &'static [u8],
    /// What it is called.
    name: &'static str,
    /// What to do with it.
    remedy: &'static str,
    holds: Holds,
}

/// What a file of a kind can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Orders or disputes, in a form that is not read.
    Anything,
    /// Neither: beside others it is passed over.
    NoTable,
}

const SAVE_TABLE: &str = "export the orders as .xlsx or .csv instead";
/// What to do with a document that is no table.
pub(crate) const SAVE_ORDERS: &str = "save the orders as .xlsx or .csv";
const SAVE_XLSX: &str = "open it in a spreadsheet program and save it as .xlsx";
const ORIGINAL: &str = "give the file that it leads to";
const UNPACK: &str = "unpack it and give the files that are in it";
const DATABASE: &str = "write its tables as csv; see README, \"Files\"";
const DUMP: &str = "a dump in SQL";

const fn at_start(mark: &'static [u8], name: &'static str, remedy: &'static str) -> Signature {
    Signature { at: 0, mark, name, remedy, holds: Holds::Anything }
}

const fn no_table(at: usize, mark: &'static [u8], name: &'static str) -> Signature {
    Signature { at, ..at_start(mark, name, SAVE_TABLE) }.without_table()
}

/// Returns the kind of an archive in which a part of this name stands.
pub(crate) const fn in_archive(part: &'static [u8], name: &'static str) -> Signature {
    at_start(part, name, SAVE_ORDERS)
}

/// Every kind that is named by its first bytes.
pub(crate) const SIGNATURES: &[Signature] = &[
    no_table(0, b"%PDF-", "a PDF"),
    no_table(0, b"\x89PNG\r\n", "a picture (PNG)"),
    no_table(0, b"\xff\xd8\xff", "a picture (JPEG)"),
    no_table(0, b"GIF8", "a picture (GIF)"),
    no_table(8, b"WEBPVP8", "a picture (WebP)"),
    no_table(0, b"II*\0", "a picture (TIFF)"),
    no_table(0, b"MM\0*", "a picture (TIFF)"),
    no_table(4, b"ftyphei", "a picture (HEIC)"),
    no_table(4, b"ftypmif1", "a picture (HEIC)"),
    no_table(4, b"ftypavif", "a picture (AVIF)"),
    no_table(4, b"ftyp", "a video or audio file (MP4)"),
    no_table(0, b"ID3", "an audio file (MP3)"),
    no_table(0, b"{\\rtf", "a text document (RTF)"),
    no_table(0, b"BEGIN:VCALENDAR", "a calendar (iCalendar)"),
    no_table(0, b"BEGIN:VCARD", "an address (vCard)"),
    no_table(0, b"-----BEGIN ", "a key or a certificate"),
    no_table(0, b"MZ\x90\0", "a program of Windows"),
    at_start(b"\x1f\x8b", "a gzip file in another one", UNPACK),
    at_start(b"\x28\xb5\x2f\xfd", "a zstd file in another one", UNPACK),
    at_start(b"BZh", "a bzip2 archive", UNPACK),
    at_start(b"\xfd7zXZ\0", "an xz archive", UNPACK),
    at_start(b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    at_start(b"Rar!\x1a\x07", "a rar archive", UNPACK),
    at_start(b"\x04\x22\x4d\x18", "an lz4 archive", UNPACK),
    at_start(b"LZIP", "an lzip archive", UNPACK),
    at_start(b"MSCF", "a cabinet archive", UNPACK),
    Signature { at: 257, ..at_start(b"ustar", "a tar archive", UNPACK) },
    at_start(b"SQLite format 3\0", "a SQLite database", DATABASE),
    Signature { at: 4, ..at_start(b"Standard Jet DB", "an Access database", DATABASE) },
    Signature { at: 4, ..at_start(b"Standard ACE DB", "an Access database", DATABASE) },
    at_start(b"-- MySQL dump", DUMP, DATABASE),
    at_start(b"-- MariaDB dump", DUMP, DATABASE),
    at_start(b"-- phpMyAdmin SQL", DUMP, DATABASE),
    at_start(b"--\n-- PostgreSQL database dump", DUMP, DATABASE),
    at_start(b"CREATE TABLE ", DUMP, DATABASE),
    at_start(b"INSERT INTO ", DUMP, DATABASE),
    at_start(b"\x89HDF\r\n", "an HDF5 file", DATABASE),
    at_start(b"\x80\x04\x95", "a pickle of Python", DATABASE),
    at_start(b"\x80\x05\x95", "a pickle of Python", DATABASE),
    at_start(b"ORC", "an ORC file", DATABASE),
    at_start(b"Obj\x01", "an Avro file", DATABASE),
    at_start(b"ARROW1", "an Arrow (Feather) file", DATABASE),
    at_start(b"bplist00", "a property list of macOS", SAVE_TABLE),
    at_start(b"crc\0", "a checksum that Hadoop keeps beside a file", LEAVE_OUT),
    at_start(b"\x00\x05\x16\x07", APPLE_DOUBLE, LEAVE_OUT),
    at_start(b"\x00\x05\x16\x00", APPLE_DOUBLE, LEAVE_OUT),
    at_start(b"\x00\x00\x02\x00\x06\x04", "a Lotus 1-2-3 worksheet", SAVE_XLSX),
    at_start(b"\x00\x00\x1a\x00", "a Lotus 1-2-3 worksheet", SAVE_XLSX),
    at_start(b"L\0\0\0\x01\x14\x02\0", "a shortcut of Windows", ORIGINAL),
    at_start(b"[InternetShortcut]", "a shortcut of Windows to a web page", ORIGINAL),
    at_start(b"\xff\xfe\0\0", "a text in UTF-32", "save it as UTF-8"),
    at_start(b"\0\0\xfe\xff", "a text in UTF-32", "save it as UTF-8"),
    at_start(b"\x09\x00\x04\x00", "a worksheet of Excel 2", SAVE_XLSX),
    at_start(b"\x09\x02\x06\x00", "a worksheet of Excel 3", SAVE_XLSX),
    at_start(b"\x09\x04\x06\x00", "a worksheet of Excel 4", SAVE_XLSX),
];

impl Signature {
    /// Says that files of this kind can hold neither orders nor disputes.
    pub(crate) const fn without_table(self) -> Self {
        Self { holds: Holds::NoTable, ..self }
    }

    /// Returns the mark.
    pub(crate) const fn mark(&self) -> &'static [u8] {
        self.mark
    }

    /// Returns the error for an input of this kind.
    pub(crate) fn error(&self, path: &str) -> SourceError {
        let (path, what, remedy) = (path.to_owned(), self.name.to_owned(), self.remedy);
        match self.holds {
            Holds::Anything => SourceError::Named { path, what, remedy },
            Holds::NoTable => SourceError::NoTable { path, what, remedy },
        }
    }
}

const LEAVE_OUT: &str = "leave it out; the data are in the file beside it";
const APPLE_DOUBLE: &str = "what macOS keeps beside a file on other drives (AppleDouble)";

/// Returns what a file is by its first bytes; `None` where no mark of the list stands there.
pub(crate) fn of(head: &[u8]) -> Option<&'static Signature> {
    let marked = |signature: &&Signature| {
        let end = signature.at + signature.mark.len();
        head.get(signature.at..end) == Some(signature.mark)
    };
    SIGNATURES.iter().find(marked).or_else(|| is_dbase(head).then_some(&DBASE))
}

/// A table of dBASE, FoxPro or Clipper: it has no mark, but a date and a list of fields.
pub(crate) const DBASE: Signature = at_start(b"", "a dBASE table", SAVE_XLSX);

/// Returns whether a file begins as a table of dBASE: the version, the day of the last change, and fields of 32
/// bytes up to a carriage return.
fn is_dbase(head: &[u8]) -> bool {
    const VERSIONS: [u8; 7] = [0x02, 0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5];
    const FIELD: usize = 32;
    let [version, _, month, day, ..] = head else { return false };
    let length = head.get(8..10).and_then(|length| length.first_chunk());
    let length = length.map_or(0, |length| usize::from(u16::from_le_bytes(*length)));
    let is_end = |at: &usize| head.get(*at) == Some(&b'\r');
    VERSIONS.contains(version)
        && (1..=12).contains(month)
        && (1..=31).contains(day)
        && (2 * FIELD..length).step_by(FIELD).any(|at| is_end(&at))
}

/// Names that folders and patterns pass over: what they begin or end with, and what they are.
pub(crate) const SIDE_FILES: &[(Affix, &str)] = &[
    (Affix::Start("~$"), "the lock file of a workbook that is open in a spreadsheet program"),
    (Affix::Start(".~lock."), "the lock file of a workbook that is open in a spreadsheet program"),
    (Affix::Start("._"), APPLE_DOUBLE),
    (Affix::End(".crc"), "a checksum that Hadoop keeps beside a file"),
    (Affix::Whole("_SUCCESS"), "the mark that Spark leaves when a table is complete"),
    (Affix::Start("_committed_"), "a mark that Spark leaves beside a table"),
    (Affix::Start("_started_"), "a mark that Spark leaves beside a table"),
    (Affix::Whole(".DS_Store"), "what macOS notes of a folder"),
    (Affix::Whole("Thumbs.db"), "what Windows notes of a folder"),
    (Affix::Whole("desktop.ini"), "what Windows notes of a folder"),
];

/// Where in a name a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Affix {
    /// At its beginning.
    Start(&'static str),
    /// At its end.
    End(&'static str),
    /// It is the whole name.
    Whole(&'static str),
}

/// Returns what a file is by its name alone; `None` for a name that data may have.
pub(crate) fn side_file(name: &str) -> Option<&'static str> {
    let matches = |affix: Affix| match affix {
        Affix::Start(text) => name.starts_with(text),
        Affix::End(text) => name.ends_with(text),
        Affix::Whole(text) => name == text,
    };
    SIDE_FILES.iter().find(|(affix, _)| matches(*affix)).map(|(_, what)| *what)
}

/// Returns whether folders and archives pass over a name: side files, hidden files, and folders of
/// notes such as `__MACOSX` and `_delta_log`.
pub(crate) fn is_passed_over(name: &str) -> bool {
    side_file(name).is_some() || name.starts_with('.') || name.starts_with("__MACOSX")
}

/// What to do with a side file.
pub(crate) const SIDE_REMEDY: &str = "leave it out; folders and patterns skip it";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_where_it_stands() {
        for signature in SIGNATURES {
            let head = [&vec![b' '; signature.at], signature.mark, b"rest"].concat();
            assert_eq!(of(&head).map(|found| found.name), Some(signature.name));
            let passed = signature.error("f").beside().is_some();
            assert_eq!(passed, signature.holds == Holds::NoTable, "{}", signature.name);
        }
        assert_eq!(of("订单号,下单时间".as_bytes()), None);
        assert_eq!(of(b"order_id,created_at"), None);
    }

    #[test]
    fn a_table_of_dbase_is_known_by_its_fields() {
        let mut head = vec![0x03, 126, 1, 16, 40, 0, 0, 0, 65, 0, 20, 0];
        head.resize(32, 0);
        head.extend(b"ORDER_ID\0\0\0N");
        head.resize(64, 0);
        head.extend(b"\r 8208460785972844");
        assert_eq!(of(&head), Some(&DBASE));
        head[2] = 13;
        assert_eq!(of(&head), None);
    }

    #[test]
    fn side_files_are_known_by_name() {
        for name in ["~$orders.xlsx", "._orders.csv", ".~lock.a.ods#", "_SUCCESS", ".a.csv.crc"] {
            assert!(side_file(name).is_some(), "{name}");
        }
        for name in ["orders.xlsx", "part-0.csv", "订单.xlsx", "a~$b.xlsx"] {
            assert!(!is_passed_over(name), "{name}");
        }
        assert!(is_passed_over(".hidden.csv"));
    }
}
