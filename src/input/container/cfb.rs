//! Checks the container of an xls workbook before it is opened.
//!
//! Its sectors are chained by tables of pointers. A chain that runs in a circle, or out of its
//! table, would otherwise be followed until memory ends.

use std::fs::File;
use std::io::{self, Read, Seek};

/// The first pointer value that is none.
const SPECIAL: u32 = 0xffff_fffa;
/// Streams shorter than this lie in the small sectors, in bytes.
const SMALL_STREAM: u64 = 4096;
/// How many pointers to the table's own sectors stand in the header.
const IN_HEADER: usize = 109;

/// What is known of a container before it is opened.
pub(crate) struct Examined {
    /// Every chain of it ends.
    pub(crate) is_sound: bool,
    /// It holds a workbook of Excel 97 or newer.
    pub(crate) is_biff8: bool,
    /// The records of its workbook; empty where it has none, or is not sound.
    pub(crate) workbook: Vec<u8>,
}

/// Looks into a container.
pub(crate) fn examine(file: &mut File) -> io::Result<Examined> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    file.rewind()?;
    let is_sound = CompoundFile::new(&bytes).and_then(CompoundFile::chains_end).is_some();
    let workbook = || CompoundFile::new(&bytes)?.stream(&["Workbook", "Book"]);
    // Without the stream there is nothing to check; the reader names the damage.
    let workbook = is_sound.then(workbook).flatten().unwrap_or_default();
    Ok(Examined { is_sound, is_biff8: bytes.chunks(64).any(begins_biff8), workbook })
}

/// Returns whether bytes begin with the record that begins the stream of a workbook of BIFF8: a
/// record `BOF` (0809) whose version is 0600 and whose kind is 0005, workbook.
fn begins_biff8(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x08, _, 0, 0x00, 0x06, 0x05, 0x00, ..])
}

struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Chains,
}

/// Pointers from sector to sector, and which are known to end.
struct Chains {
    next: Vec<u32>,
    ends: Vec<bool>,
}

impl Chains {
    fn new(next: Vec<u32>) -> Self {
        let ends = vec![false; next.len()];
        Self { next, ends }
    }

    /// Returns the sectors of a chain, up to one that is known to end; `None` when the chain
    /// runs in a circle or out of the table.
    fn follow(&mut self, start: u32) -> Option<Vec<usize>> {
        let mut path = Vec::new();
        let mut at = start;
        while at < SPECIAL {
            let place = usize::try_from(at).ok()?;
            if *self.ends.get(place)? {
                break;
            }
            // More steps than sectors is a circle.
            if path.len() > self.next.len() {
                return None;
            }
            path.push(place);
            at = *self.next.get(place)?;
        }
        for place in &path {
            *self.ends.get_mut(*place)? = true;
        }
        Some(path)
    }
}

impl<'a> CompoundFile<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let sector = match bytes.get(30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self { bytes, sector, table: Chains::new(Vec::new()) };
        let mut pointers: Vec<u32> =
            (0..IN_HEADER).map(|index| number(bytes, 76 + 4 * index)).collect::<Option<_>>()?;
        let mut more = number(bytes, 68)?;
        let most = bytes.len() / sector;
        while more < SPECIAL {
            pointers.extend(numbers(container.sector(more)?));
            more = pointers.pop()?;
            if pointers.len() > most + IN_HEADER + sector {
                return None;
            }
        }
        let mut next = Vec::new();
        for pointer in pointers.into_iter().filter(|pointer| *pointer < SPECIAL) {
            next.extend(numbers(container.sector(pointer)?));
            if next.len() > bytes.len() {
                return None;
            }
        }
        container.table = Chains::new(next);
        Some(container)
    }

    /// The sector with this number; the last one may be cut short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn content(&mut self, start: u32) -> Option<Vec<u8>> {
        let path = self.table.follow(start)?;
        let mut content = Vec::new();
        for place in path {
            content.extend_from_slice(self.sector(u32::try_from(place).ok()?)?);
        }
        Some(content)
    }

    /// Returns the first stream that has one of these names.
    fn stream(mut self, names: &[&str]) -> Option<Vec<u8>> {
        /// The small sectors, in bytes.
        const SMALL_SECTOR: usize = 64;
        let folder = self.content(number(self.bytes, 48)?)?;
        let called = |entry: &[u8], name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.starts_with(&[&name[..], &[0, 0]].concat())
        };
        let mut entries = folder.chunks_exact(128);
        let of_small = entries.next()?;
        let entry = entries.find(|entry| names.iter().any(|name| called(entry, name)))?;
        let length = u64::from(number(entry, 120)?);
        let start = number(entry, 116)?;
        if length >= SMALL_STREAM {
            return self.content(start);
        }
        let table = self.content(number(self.bytes, 60)?)?;
        let small = self.content(number(of_small, 116)?)?;
        let path = Chains::new(numbers(&table).collect()).follow(start)?;
        let sectors = path.into_iter().map(|place| {
            small.get(place * SMALL_SECTOR..).map(|rest| rest.get(..SMALL_SECTOR).unwrap_or(rest))
        });
        sectors.collect::<Option<Vec<_>>>().map(|sectors| sectors.concat())
    }

    fn chains_end(mut self) -> Option<()> {
        let small = self.content(number(self.bytes, 60)?)?;
        let mut small = Chains::new(numbers(&small).collect());
        let folder = self.content(number(self.bytes, 48)?)?;
        for (place, entry) in folder.chunks_exact(128).enumerate() {
            let start = number(entry, 116)?;
            let length = u64::from(number(entry, 120)?);
            if length == 0 {
                continue;
            }
            // The first entry holds the small sectors themselves.
            if place == 0 || length >= SMALL_STREAM {
                self.table.follow(start)?;
            } else {
                small.follow(start)?;
            }
        }
        Some(())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(four))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| number(four, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_workbook_is_found_among_the_others() {
        const END: u32 = 0xffff_fffe;
        let entry = |name: &str, start: u32, length: u32| {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(116, 0);
            [entry, start.to_le_bytes().to_vec(), length.to_le_bytes().to_vec(), vec![0; 4]]
                .concat()
        };
        let sector = |mut bytes: Vec<u8>| {
            bytes.resize(512, 0);
            bytes
        };
        let pointers = |all: &[u32]| all.iter().flat_map(|one| one.to_le_bytes()).collect();
        let mut head = vec![0; 512];
        let places = [(30, 9), (48, 1), (60, 2), (68, END), (76, 0)];
        for (at, value) in places.into_iter().chain((1..109).map(|n| (76 + 4 * n, END))) {
            head[at..at + 4].copy_from_slice(&u32::to_le_bytes(value));
        }
        // The table, the folder, the table of small sectors, the small sectors, a large stream.
        let chains = [0xffff_fffd, END, END, END, 5, 6, 7, 8, 9, 10, 11, END];
        let root = entry("Root Entry", 3, 512);
        let small: Vec<u8> = [vec![7; 64], vec![8; 64], vec![9; 64]].concat();
        let file = |stream: Vec<u8>| {
            let folder = [root.clone(), entry("Books", 1, 64), stream].concat();
            let parts = [pointers(&chains), folder, pointers(&[2, END, END]), small.clone()];
            let parts = parts.into_iter().chain((4..12).map(|n| vec![n; 512]));
            [head.clone(), parts.flat_map(sector).collect()].concat()
        };
        let of_small = file(entry("Workbook", 0, 100));
        let found = CompoundFile::new(&of_small).unwrap().stream(&["Workbook", "Book"]);
        assert_eq!(found, Some([vec![7; 64], vec![9; 64]].concat()));
        let of_large = file(entry("Book", 4, 4096));
        let found = CompoundFile::new(&of_large).unwrap().stream(&["Workbook", "Book"]).unwrap();
        assert_eq!((found.len(), found[0], found[4095]), (4096, 4, 11));
        let of_none = file(entry("Other", 4, 4096));
        assert_eq!(CompoundFile::new(&of_none).unwrap().stream(&["Workbook", "Book"]), None);
    }

    #[test]
    fn chains_that_end_are_followed_and_others_are_not() {
        let end = 0xffff_fffe;
        let mut chains = Chains::new(vec![1, 2, end, 4, 3, 9]);
        assert_eq!(chains.follow(0), Some(vec![0, 1, 2]));
        assert_eq!(chains.follow(1), Some(vec![]));
        assert_eq!(chains.follow(3), None);
        assert_eq!(chains.follow(5), None);
        assert_eq!(chains.follow(end), Some(vec![]));
    }
}
