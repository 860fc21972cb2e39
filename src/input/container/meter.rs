//! How far the reading of a file has come, for anyone who shows it. Counted by blocks as they are
//! read, never by rows.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of the file at hand has been read.
#[derive(Debug, Default)]
pub struct Meter {
    read: AtomicU64,
    size: AtomicU64,
}

impl Meter {
    /// Returns the bytes read and the bytes there are, packed as the file is; `None` while no file
    /// is read from its beginning to its end, as workbooks are not.
    pub fn now(&self) -> Option<(u64, u64)> {
        let size = self.size.load(Ordering::Relaxed);
        let read = self.read.load(Ordering::Relaxed);
        (size > 0).then(|| (read.min(size), size))
    }
}

/// A reader that is followed by a meter while it lives.
pub(crate) struct Metered<'a, R> {
    reader: R,
    meter: &'a Meter,
}

impl<'a, R> Metered<'a, R> {
    /// Begins a pass over `size` bytes.
    pub(crate) fn new(reader: R, meter: &'a Meter, size: u64) -> Self {
        meter.read.store(0, Ordering::Relaxed);
        meter.size.store(size, Ordering::Relaxed);
        Self { reader, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.meter.read.fetch_add(
            u64::try_from(count).expect("a usize has at most 64 bits"),
            Ordering::Relaxed,
        );
        Ok(count)
    }
}

impl<R> Drop for Metered<'_, R> {
    fn drop(&mut self) {
        self.meter.size.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_seen_while_it_is_read() {
        let meter = Meter::default();
        assert_eq!(meter.now(), None);
        let mut reader = Metered::new(&[0_u8; 10][..], &meter, 10);
        reader.read_exact(&mut [0; 4]).unwrap();
        assert_eq!(meter.now(), Some((4, 10)));
        io::copy(&mut reader, &mut io::sink()).unwrap();
        assert_eq!(meter.now(), Some((10, 10)));
        drop(reader);
        assert_eq!(meter.now(), None);
    }
}
