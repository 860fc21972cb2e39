//! The only way in which a path that somebody named is opened and read: bounded in size and in time,
//! whatever stands there, so that nothing fills the disk or the memory or is waited for without end.
//! `docs/limits.md` lists all bounds.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much of an input is read, and how long it is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of what is unpacked, of a pipe and of standard input, which are kept in a temporary
    /// file.
    pub bytes: u64,
    /// Bytes of what is read into memory whole: a JSON document, unpacked, or a list of the seller's own.
    pub document: u64,
    /// How long a pipe or standard input may give no byte.
    pub wait: Duration,
    /// How long a pipe or standard input is read in all.
    pub total: Duration,
}

impl Bounds {
    /// The usual bounds of inputs.
    pub const USUAL: Self = Self {
        bytes: 16 << 30,
        document: 256 << 20,
        wait: Duration::from_secs(600),
        total: Duration::from_secs(3600),
    };

    /// Bounds for inputs of so many bytes.
    pub const fn up_to(bytes: u64) -> Self {
        Self { bytes, document: bytes, ..Self::USUAL }
    }

    /// Bounds for a file written by hand: settings, a rule set, a catalogue of messages, a certificate.
    #[must_use]
    pub const fn of_settings(self) -> Self {
        Self { wait: self.wait, total: self.total, ..Self::up_to(4 << 20) }
    }

    /// Bounds where the whole is a document.
    const fn of_document(self) -> Self {
        Self { bytes: self.document, ..self }
    }

    /// Bounds for a secret, a code or tokens.
    #[must_use]
    pub const fn of_secret(self) -> Self {
        Self { wait: self.wait, total: self.total, ..Self::up_to(64 << 10) }
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self::USUAL
    }
}

/// Why an input was left before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OutOfBounds {
    /// It holds more than is read.
    #[error("it has more than {0} bytes, unpacked")]
    TooLarge(u64),
    /// It gives nothing.
    #[error("it gave no byte for {0} seconds")]
    Silent(u64),
    /// It gives a little now and then.
    #[error("it did not end within {0} seconds")]
    Endless(u64),
    /// It takes nothing.
    #[error("nobody has read from it for {0} seconds")]
    NotTaken(u64),
}

impl From<OutOfBounds> for io::Error {
    fn from(error: OutOfBounds) -> Self {
        let kind = match error {
            OutOfBounds::TooLarge(_) => io::ErrorKind::FileTooLarge,
            OutOfBounds::Silent(_) | OutOfBounds::Endless(_) | OutOfBounds::NotTaken(_) => {
                io::ErrorKind::TimedOut
            }
        };
        Self::new(kind, error)
    }
}

/// A path is that of a device, which may give bytes without end or change what stands behind it when it is read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("it is a device; give a file, a pipe or `-`")]
struct IsDevice;

/// Returns whether a path is that of a device other than a terminal and the one that is always empty.
#[cfg(unix)]
fn is_device(path: &Path, kind: std::fs::FileType) -> bool {
    use std::io::IsTerminal;
    use std::os::unix::fs::FileTypeExt;
    let is_empty = || path.canonicalize().is_ok_and(|path| path == Path::new("/dev/null"));
    let is_terminal = || File::open(path).is_ok_and(|file| file.is_terminal());
    kind.is_block_device() || (kind.is_char_device() && !is_empty() && !is_terminal())
}

/// Returns whether a path is that of a device: elsewhere than on Unix they have no paths of their own.
#[cfg(not(unix))]
const fn is_device(_: &Path, _: std::fs::FileType) -> bool {
    false
}

/// The files that were read, with symbolic links followed. That one must not be replaced by an answer holds
/// for the whole run, whichever part of the program reads and whichever writes.
static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Remembers that a file was read, or is kept by the program, so that no answer is written over it.
pub(crate) fn remember(path: &Path) {
    if let Ok(path) = path.canonicalize() {
        READ.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }
}

/// Returns whether a file was read in this run, by whatever name.
pub(crate) fn was_read(path: &Path) -> bool {
    let read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    path.canonicalize().is_ok_and(|path| read.contains(&path))
}

/// A reader that fails where it would give more bytes than it may.
pub(crate) struct Bounded<R> {
    from: R,
    left: u64,
    most: u64,
}

impl<R> Bounded<R> {
    pub(crate) const fn new(from: R, most: u64) -> Self {
        Self { from, left: most, most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        let read = u64::try_from(count).expect("the length of a buffer fits in 64 bits");
        match self.left.checked_sub(read) {
            Some(left) => self.left = left,
            None => return Err(OutOfBounds::TooLarge(self.most).into()),
        }
        Ok(count)
    }
}

/// Copies a stream to an unnamed temporary file and rewinds it.
pub(crate) fn spool(from: impl Read, most: u64) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut Bounded::new(from, most), &mut file)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}

/// Opens a file. What is no plain file, or does not know its own length, as files below `/proc`, may give
/// nothing or never end: it is copied to a temporary file first.
///
/// # Errors
///
/// When it cannot be opened, is a folder or a device, or goes beyond the bounds.
pub(crate) fn open(path: &Path, bounds: Bounds) -> io::Result<File> {
    let file = std::fs::metadata(path)?;
    if file.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if is_device(path, file.file_type()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, IsDevice));
    }
    if file.is_file() {
        remember(path);
    }
    if file.is_file() && file.len() > 0 {
        return File::open(path);
    }
    let path = path.to_owned();
    // A pipe that nobody writes to waits as soon as it is opened.
    spool_patiently(move || File::open(path), bounds)
}

/// Copies standard input to a temporary file.
///
/// # Errors
///
/// When it cannot be read, or goes beyond the bounds.
pub(crate) fn open_stdin(bounds: Bounds) -> io::Result<File> {
    spool_patiently(|| Ok(io::stdin()), bounds)
}

/// Reads a file into memory, as a document.
///
/// # Errors
///
/// As [`open()`].
pub(crate) fn read(path: &Path, bounds: Bounds) -> io::Result<Vec<u8>> {
    whole(open(path, bounds.of_document())?, bounds)
}

/// Reads a file into memory, as a document in UTF-8.
///
/// # Errors
///
/// As [`open()`]; also when it is not UTF-8.
pub(crate) fn read_text(path: &Path, bounds: Bounds) -> io::Result<String> {
    text(read(path, bounds)?)
}

/// Reads a text that somebody named: `-` is standard input.
pub(crate) fn read_word(path: &Path, bounds: Bounds) -> io::Result<String> {
    if path == Path::new("-") { read_stdin(bounds) } else { read_text(path, bounds) }
}

/// Reads standard input into memory, as a document in UTF-8.
///
/// # Errors
///
/// As [`open_stdin`]; also when it is not UTF-8.
pub(crate) fn read_stdin(bounds: Bounds) -> io::Result<String> {
    text(whole(open_stdin(bounds.of_document())?, bounds)?)
}

/// Reads what is open into memory, as a document.
pub(crate) fn whole(file: impl Read, bounds: Bounds) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Bounded::new(file, bounds.document).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    let wrong = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not text in UTF-8");
    String::from_utf8(bytes).map_err(wrong)
}

/// Copies a stream that may never give anything: it is opened and read on a thread of its own, which
/// is left behind when it stays silent.
fn spool_patiently<R: Read>(
    open: impl FnOnce() -> io::Result<R> + Send + 'static,
    bounds: Bounds,
) -> io::Result<File> {
    let silent = OutOfBounds::Silent(bounds.wait.as_secs());
    patiently(bounds, silent, move |counted| {
        open().and_then(|from| spool(Counting { stream: from, counted }, bounds.bytes))
    })
}

/// Writes to a device or a pipe, which may have nobody who reads: opened and written on a thread of its own,
/// which is left behind when nothing is taken.
///
/// # Errors
///
/// When it cannot be opened or written, or takes nothing, or not all, for as long as an input is waited for.
pub(crate) fn write_stream(path: &Path, bytes: &[u8], bounds: Bounds) -> io::Result<()> {
    let (path, bytes) = (path.to_owned(), bytes.to_owned());
    patiently(bounds, OutOfBounds::NotTaken(bounds.wait.as_secs()), move |counted| {
        // What a shell has opened keeps what is in it.
        let stream = File::options().append(true).open(path)?;
        Counting { stream, counted }.write_all(&bytes)
    })
}

/// Does work on a thread of its own that counts the bytes it has moved, for as long as these grow, and no longer
/// than in all.
fn patiently<T: Send + 'static>(
    bounds: Bounds,
    stuck: OutOfBounds,
    work: impl FnOnce(Arc<AtomicU64>) -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let moved = Arc::new(AtomicU64::new(0));
    let (send, done) = mpsc::channel();
    let counted = Arc::clone(&moved);
    std::thread::Builder::new().spawn(move || {
        // Nobody waits any more where this fails.
        let _ = send.send(work(counted));
    })?;
    let (started, mut before) = (Instant::now(), 0);
    loop {
        let left = bounds.total.saturating_sub(started.elapsed());
        match done.recv_timeout(bounds.wait.min(left)) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
            Err(RecvTimeoutError::Timeout) => {
                let now = moved.load(Ordering::Relaxed);
                if left < bounds.wait {
                    return Err(OutOfBounds::Endless(bounds.total.as_secs()).into());
                }
                if now == before {
                    return Err(stuck.into());
                }
                before = now;
            }
        }
    }
}

/// A stream whose bytes are counted where others see it.
struct Counting<S> {
    stream: S,
    counted: Arc<AtomicU64>,
}

impl<S> Counting<S> {
    fn count(&self, count: usize) -> usize {
        let moved = u64::try_from(count).expect("the length of a buffer fits in 64 bits");
        self.counted.fetch_add(moved, Ordering::Relaxed);
        count
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        Ok(self.count(count))
    }
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.stream.write(bytes)?;
        Ok(self.count(count))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_up_to_its_bound_and_no_further() {
        let bytes = [7; 100];
        let mut whole = Vec::new();
        Bounded::new(&bytes[..], 100).read_to_end(&mut whole).unwrap();
        assert_eq!(whole, bytes);
        let error = Bounded::new(io::repeat(0), 99).read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "it has more than 99 bytes, unpacked");
        assert_eq!(spool(io::repeat(0), 1000).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_stream_that_stays_silent_is_left() {
        let bounds = Bounds { wait: Duration::from_millis(50), ..Bounds::default() };
        let (send, silent) = mpsc::channel::<()>();
        let never = move || -> io::Result<&[u8]> {
            let _ = silent.recv();
            Ok(&[])
        };
        let error = spool_patiently(never, bounds).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drop(send);
        let slow = || {
            std::thread::sleep(Duration::from_millis(5));
            Ok(&b"late"[..])
        };
        let mut text = String::new();
        spool_patiently(slow, bounds).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "late");
    }

    #[test]
    fn a_stream_that_gives_a_byte_now_and_then_is_left() {
        struct Drip(Duration);
        impl Read for Drip {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                std::thread::sleep(self.0);
                buffer[0] = b'x';
                Ok(1)
            }
        }
        let [often, wait, total] = [5, 100, 350].map(Duration::from_millis);
        let bounds = Bounds { wait, total, ..Bounds::default() };
        let started = Instant::now();
        let error = spool_patiently(move || Ok(Drip(often)), bounds).unwrap_err();
        assert_eq!(error.to_string(), "it did not end within 0 seconds");
        assert!(started.elapsed() >= total && started.elapsed() < 10 * total);
    }

    #[cfg(unix)]
    #[test]
    fn what_never_gives_or_takes_anything_is_left() {
        let folder = tempfile::tempdir().unwrap();
        // The thread that was left behind reads from the first for as long as the test runs.
        let [silent, unread] = ["silent", "unread"].map(|name| folder.path().join(name));
        for pipe in [&silent, &unread] {
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
        }
        let bounds = Bounds { wait: Duration::from_millis(50), ..Bounds::up_to(1000) };
        assert_eq!(read(&silent, bounds).unwrap_err().kind(), io::ErrorKind::TimedOut);
        let error = write_stream(&unread, b"text", bounds).unwrap_err();
        assert_eq!(error.to_string(), "nobody has read from it for 0 seconds");
        let endless = read(Path::new("/dev/zero"), bounds).unwrap_err();
        assert!(endless.to_string().starts_with("it is a device"), "{endless}");
        assert_eq!(read(Path::new("/dev/null"), bounds).unwrap(), b"");
        assert_eq!(read(folder.path(), bounds).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn a_file_is_read_up_to_its_bound_and_as_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for (bytes, kind) in [
            (&b""[..], None),
            (b"1234", None),
            (b"12345", Some(io::ErrorKind::FileTooLarge)),
            (b"\xff", Some(io::ErrorKind::InvalidData)),
        ] {
            #[expect(clippy::disallowed_methods, reason = "a test writes a file of its own")]
            std::fs::write(&path, bytes).unwrap();
            let read = read_text(&path, Bounds::up_to(4));
            assert_eq!(read.as_ref().err().map(io::Error::kind), kind);
            assert!(kind.is_some() || read.unwrap().as_bytes() == bytes);
        }
    }
}
