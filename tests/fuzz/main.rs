//! Fuzz targets, one for each byte format: files of `tests/corpus` with random edits are read.
//!
//! Whatever the bytes: reading does not panic, takes bounded memory, answers the same twice, and an
//! error names the file. `cargo test --test fuzz` tries a bounded number of edits;
//! `BOLERO_RANDOM_ITERATIONS=100000 cargo test --release --test fuzz` tries more, and
//! `cargo bolero test --test fuzz --sanitizer NONE csv` lets libFuzzer choose them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and is no room of the program"
)]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use disputes::domain::AssessmentDay;
use disputes::files::Bounds;
use disputes::input::{InputFile, ReadOptions, SourceError, Spec, open};
use disputes::reports::rate::{RateQuestion, RateSettings, RateTally, report};
use disputes::rules;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Bytes of memory that no file of the corpus may need, whatever is done to it.
const MOST_MEMORY: u64 = 1 << 30;
/// Bytes that are read of an input.
const MOST_BYTES: u64 = 1 << 24;

/// One change: where, of which kind, and with which byte.
type Edit = (u16, u8, u8);
/// Which file of the corpus, which part of it, and what is changed.
type Recipe = (u8, u8, Vec<Edit>);

/// What readers look for: put in where it is not expected.
const TOKENS: [&[u8]; 16] = [
    b"\"",
    b",",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"</table>",
    b"<td colspan=1000>",
    b"[[[[",
    b"{\"a\":",
    b"99999999999999999999",
    b"-1",
    b"1e309",
    b"&#x0;",
    b"PK\x03\x04",
];

macro_rules! targets {
    ($($(#[$attribute:meta])* $name:ident),+) => {
        $(
            $(#[$attribute])*
            #[test]
            fn $name() {
                let target = Target::of(stringify!($name));
                bolero::check!().with_iterations(60).with_type::<Recipe>().for_each(|recipe| {
                    target.read(recipe);
                });
                target.end();
            }
        )+

        #[test]
        fn every_folder_of_the_corpus_is_a_target() {
            let mut folders: Vec<String> = entries(&corpus())
                .iter()
                .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
                .collect();
            folders.retain(|name| name != "README.md");
            let mut targets = vec![$(stringify!($name)),+];
            targets.sort_unstable();
            assert_eq!(folders, targets);
        }
    };
}

targets!(
    csv,
    jsonl,
    json,
    har,
    xlsx,
    xls,
    xlsb,
    #[ignore = "of some 15,000 edits one kept calamine 0.38 busy for minutes; run by hand"]
    ods,
    html,
    spreadsheet_xml,
    drawn,
    expanded,
    zip,
    gzip,
    zstd
);

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The files of one format, and where changed ones are written.
struct Target {
    seeds: Vec<(String, Vec<u8>)>,
    folder: tempfile::TempDir,
}

impl Target {
    fn of(format: &str) -> Self {
        let seeds: Vec<(String, Vec<u8>)> = entries(&corpus().join(format))
            .into_iter()
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, fs::read(&path).unwrap())
            })
            .collect();
        let target = Self { seeds, folder: tempfile::tempdir().unwrap() };
        for (name, bytes) in &target.seeds {
            let answer = target.answer(name, bytes);
            // What follows would say little of a format whose files are not understood unchanged.
            assert!(answer.contains("Ok(") || format == "json", "{name}: {answer}");
        }
        target
    }

    /// Reads a changed file twice.
    fn read(&self, (seed, part, edits): &Recipe) {
        let (name, bytes) = &self.seeds[usize::from(*seed) % self.seeds.len()];
        let changed = changed(bytes, *part, edits);
        let first = self.answer(name, &changed);
        assert_eq!(first, self.answer(name, &changed), "{name}");
    }

    /// Returns all that reading says of a file: once with bad rows refused, once without them.
    fn answer(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let path = path.to_str().unwrap();
        [false, true].map(|skip| format!("{:?}", answer(path, skip_bad_rows(skip)))).join("\n")
    }

    fn end(&self) {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(peak) = peak {
            let peak = peak.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() << 10;
            assert!(peak < MOST_MEMORY, "reading took {peak} bytes of memory");
        }
    }
}

fn skip_bad_rows(skip_bad_rows: bool) -> ReadOptions {
    let bounds = Bounds { bytes: MOST_BYTES, document: MOST_BYTES, ..Bounds::USUAL };
    ReadOptions { skip_bad_rows, bounds, ..ReadOptions::default() }
}

/// Reads a file to the end and counts; an error must name the file.
fn answer(path: &str, options: ReadOptions) -> Result<String, SourceError> {
    let files = [InputFile::new(Spec::from_word(path), None)];
    let counted = open(&files, &options).and_then(|mut inputs| {
        let filings = Arc::clone(inputs.filings());
        let day = AssessmentDay::new(NaiveDate::from_ymd_opt(2026, 1, 16).unwrap());
        let known = inputs.given;
        let rules = rules::in_force(day).unwrap();
        let settings = RateSettings::new(rules, None, known);
        let question = RateQuestion::at(day.end(), settings.longest_window());
        let read = inputs.read_orders(RateTally::new(question, &filings))?;
        let figures = report(&read.tally, &filings, settings).figures;
        Ok(format!("{figures:?} {:?} {:?}", inputs.files(), inputs.caveats()))
    });
    if let Err(error) = &counted {
        assert!(error.to_string().contains(path), "{error} does not name {path}");
    }
    counted
}

/// Returns a file with edits. Those of a packed file are made inside one of its parts, which is
/// packed again, so that its checksum holds; every eighth is made outside.
fn changed(bytes: &[u8], part: u8, edits: &[Edit]) -> Vec<u8> {
    match unpacked(bytes) {
        Some(mut parts) if !part.is_multiple_of(8) => {
            let place = usize::from(part) % parts.len();
            parts[place].1 = edited(parts[place].1.clone(), edits);
            packed(&parts)
        }
        Some(_) | None => edited(bytes.to_vec(), edits),
    }
}

fn unpacked(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    Some(parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for (place, kind, byte) in edits {
        let at = usize::from(*place) % (bytes.len() + 1);
        let rest = bytes.len() - at;
        match kind % 8 {
            0..=2 if rest > 0 => bytes[at] = *byte,
            3 => bytes.insert(at, *byte),
            4 if rest > 0 => drop(bytes.remove(at)),
            5 => {
                let token = TOKENS[usize::from(*byte) % TOKENS.len()];
                bytes.splice(at..at, token.iter().copied());
            }
            6 => {
                let again = bytes[at..at + rest.min(usize::from(*byte))].to_vec();
                bytes.splice(at..at, again);
            }
            7 if byte.is_multiple_of(8) => bytes.truncate(at),
            _ => {}
        }
    }
    bytes
}
