//! The write-ahead log, looked at before SQLite does: where bits of it are changed, SQLite leaves out all changes
//! from there on as if they had never been made, and whoever closes the store last removes the log.
//!
//! A change that was never finished, as after a kill, looks the same, and is no damage. What tells them apart is
//! that a further change stands behind the one that is damaged: [`Batch::commit`](super::batch::Batch::commit) makes one
//! of nothing behind each.
//!
//! Its form is that of "WAL-mode File Format", sqlite.org/fileformat2.html#walformat.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::time::Duration;

use super::private::named_beside;
use crate::files::{self, Bounds};

/// What the log of a store is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LogState {
    /// Whole, or there is none; or what is not whole was never finished.
    Sound,
    /// Bits in it are changed, or it is gone.
    Damaged,
}

/// Bytes of the log's header and of the header of a frame.
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// How often, and how long apart, a log that seems damaged is looked at: another run may write to it.
const LOOKS: u32 = 3;
const BETWEEN: Duration = Duration::from_millis(20);

/// Looks at the log of a store.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn state(store: &Path) -> io::Result<LogState> {
    let log = named_beside(store, "-wal");
    for look in 0..LOOKS {
        if look > 0 {
            std::thread::sleep(BETWEEN);
        }
        let file = match files::open(&log, Bounds::USUAL) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(LogState::Sound),
            file => file?,
        };
        if looked_at(BufReader::new(file))? == LogState::Sound {
            return Ok(LogState::Sound);
        }
    }
    Ok(LogState::Damaged)
}

fn looked_at(mut log: impl Read) -> io::Result<LogState> {
    let mut header = [0; HEADER];
    if !filled(&mut log, &mut header)? {
        return Ok(LogState::Sound);
    }
    let order = if number(&header, 0) & 1 == 1 { u32::from_be_bytes } else { u32::from_le_bytes };
    let sum = Sum::default().over(header.get(..24).unwrap_or(&[]), order);
    let page = number(&header, 8);
    let is_page = page.is_power_of_two() && (512..=65_536).contains(&page);
    if number(&header, 0) & !1 != 0x377f_0682 || !is_page || sum != Sum::stored(&header, 24) {
        // A header is written at once; frames behind one that is wrong were of another.
        let has_frames = filled(&mut log, &mut [0; FRAME_HEADER])?;
        return Ok(if has_frames { LogState::Damaged } else { LogState::Sound });
    }
    let page = usize::try_from(page).expect("a page is small");
    let mut frame = vec![0; FRAME_HEADER + page];
    let (mut sum, mut found) = (sum, LogFinding::Whole);
    while filled(&mut log, &mut frame)? {
        let (head, content) = frame.split_at(FRAME_HEADER);
        let is_of_this_log = head.get(8..16) == header.get(16..24);
        let ends_a_change = number(head, 4) != 0;
        if found == LogFinding::Whole {
            sum = sum.over(head.get(..8).unwrap_or(&[]), order).over(content, order);
            if is_of_this_log && sum == Sum::stored(head, 16) {
                continue;
            }
            found = if ends_a_change { LogFinding::BrokenChange } else { LogFinding::Broken };
        } else if is_of_this_log && ends_a_change {
            if found == LogFinding::BrokenChange {
                return Ok(LogState::Damaged);
            }
            found = LogFinding::BrokenChange;
        }
    }
    Ok(LogState::Sound)
}

/// What was found in the frames so far. A change is begun when the one before it is on the disk: where the end of
/// one stands behind the end of another with a frame that is not what was written, that frame was whole once.
/// What a change that was never finished leaves behind a later one has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogFinding {
    /// All are what was written.
    Whole,
    /// One is not, or is of an earlier log.
    Broken,
    /// So, and the end of its change was reached.
    BrokenChange,
}

/// Fills a buffer, or returns that there are not as many bytes.
fn filled(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns the number in four bytes, the highest first; those that are not there are zeros.
fn number(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..).and_then(<[u8]>::first_chunk);
    u32::from_be_bytes(*bytes.unwrap_or(&[0; 4]))
}

/// The checksum of a log, which goes on from frame to frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    first: u32,
    second: u32,
}

impl Sum {
    fn stored(bytes: &[u8], at: usize) -> Self {
        Self { first: number(bytes, at), second: number(bytes, at + 4) }
    }

    fn over(self, bytes: &[u8], order: fn([u8; 4]) -> u32) -> Self {
        let (words, _) = bytes.as_chunks::<4>();
        let (pairs, _) = words.as_chunks::<2>();
        pairs.iter().fold(self, |sum, [x, y]| {
            let first = sum.first.wrapping_add(order(*x)).wrapping_add(sum.second);
            let second = sum.second.wrapping_add(order(*y)).wrapping_add(first);
            Self { first, second }
        })
    }
}
