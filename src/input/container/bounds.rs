//! What an input may take of the machine, so that none fills the disk or the memory or is waited for
//! without end. `docs/limits.md` lists all bounds.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How much of an input is read, and how long it is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of what is unpacked, of a pipe and of standard input, which are kept in a temporary
    /// file.
    pub bytes: u64,
    /// Bytes of a JSON document, unpacked: it is read into memory whole.
    pub document: u64,
    /// How long a pipe or standard input may give no byte.
    pub wait: Duration,
}

impl Bounds {
    /// Bounds for inputs of so many bytes.
    pub const fn up_to(bytes: u64) -> Self {
        Self { bytes, document: bytes, wait: Self::USUAL.wait }
    }

    const USUAL: Self =
        Self { bytes: 16 << 30, document: 256 << 20, wait: Duration::from_secs(600) };
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
}

impl From<OutOfBounds> for io::Error {
    fn from(error: OutOfBounds) -> Self {
        let kind = match error {
            OutOfBounds::TooLarge(_) => io::ErrorKind::FileTooLarge,
            OutOfBounds::Silent(_) => io::ErrorKind::TimedOut,
        };
        Self::new(kind, error)
    }
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

/// Copies a stream that may never give anything: it is opened and read on a thread of its own, which
/// is left behind when it stays silent.
pub(crate) fn spool_patiently<R: Read>(
    open: impl FnOnce() -> io::Result<R> + Send + 'static,
    bounds: Bounds,
) -> io::Result<File> {
    let read = Arc::new(AtomicU64::new(0));
    let (send, done) = mpsc::channel();
    let counted = Arc::clone(&read);
    std::thread::Builder::new().spawn(move || {
        let spooled = open().and_then(|from| spool(CountingReader { from, counted }, bounds.bytes));
        // Nobody waits any more where this fails.
        let _ = send.send(spooled);
    })?;
    let mut before = 0;
    loop {
        match done.recv_timeout(bounds.wait) {
            Ok(spooled) => return spooled,
            Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
            Err(RecvTimeoutError::Timeout) => {
                let now = read.load(Ordering::Relaxed);
                if now == before {
                    return Err(OutOfBounds::Silent(bounds.wait.as_secs()).into());
                }
                before = now;
            }
        }
    }
}

/// A reader that counts its bytes where others see it.
struct CountingReader<R> {
    from: R,
    counted: Arc<AtomicU64>,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        let read = u64::try_from(count).expect("the length of a buffer fits in 64 bits");
        self.counted.fetch_add(read, Ordering::Relaxed);
        Ok(count)
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
}
