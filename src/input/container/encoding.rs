//! Decides a text's encoding and hands it out as UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// How a text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    /// The encoding.
    pub(crate) encoding: &'static Encoding,
    /// Count of bytes of the byte order mark.
    pub(crate) mark: usize,
}

/// Decides the encoding of a text by its first bytes, or returns `None` for what is no text:
/// byte order mark; zeros in every second byte (UTF-16); valid UTF-8; GB18030; windows-1251 when
/// that yields Cyrillic letters.
pub(crate) fn encoding_of(head: &[u8], whole: bool) -> Option<TextEncoding> {
    let plain = |encoding| Some(TextEncoding { encoding, mark: 0 });
    if head.starts_with(&[0xef, 0xbb, 0xbf]) {
        return Some(TextEncoding { encoding: UTF_8, mark: 3 });
    }
    if head.starts_with(&[0xff, 0xfe]) {
        return Some(TextEncoding { encoding: UTF_16LE, mark: 2 });
    }
    if head.starts_with(&[0xfe, 0xff]) {
        return Some(TextEncoding { encoding: UTF_16BE, mark: 2 });
    }
    let sample = head.get(..4096).unwrap_or(head);
    if sample.len() >= 4 {
        let zeros = |odd: usize| {
            let half: Vec<_> = sample.iter().skip(odd).step_by(2).collect();
            let count = half.iter().filter(|b| ***b == 0).count();
            count * 10 >= half.len() * 4
        };
        match (zeros(0), zeros(1)) {
            (false, true) => return plain(UTF_16LE),
            (true, false) => return plain(UTF_16BE),
            (true, true) => return None,
            (false, false) => {}
        }
    }
    if sample.contains(&0) {
        return None;
    }
    match std::str::from_utf8(head) {
        Ok(_) => return plain(UTF_8),
        Err(error) if error.error_len().is_none() && !whole => return plain(UTF_8),
        // Mostly valid UTF-8 with a damaged spot stays UTF-8, so that the spot is reported.
        Err(error) if error.valid_up_to() > 0 && mostly_utf8(head) => return plain(UTF_8),
        Err(_) => {}
    }
    // A cut may fall inside a character, so the last bytes are not held against an encoding.
    let body = head.get(..head.len().saturating_sub(4)).filter(|_| !whole).unwrap_or(head);
    if GB18030.decode_without_bom_handling_and_without_replacement(body).is_some() {
        return plain(GB18030);
    }
    let cyrillic = WINDOWS_1251.decode_without_bom_handling_and_without_replacement(body)?;
    cyrillic
        .chars()
        .any(|c| ('\u{400}'..='\u{45f}').contains(&c))
        .then_some(TextEncoding { encoding: WINDOWS_1251, mark: 0 })
}

/// Tells whether at least half of the non-ASCII characters of a text are valid UTF-8.
fn mostly_utf8(head: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// A reader that turns any encoding into UTF-8. UTF-8 itself is passed through unchecked: the
/// record reader checks it, because it can name the row.
pub(crate) struct Utf8Reader<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    skip: usize,
    ended: bool,
}

const CHUNK: usize = 64 * 1024;

impl<R: Read> Utf8Reader<R> {
    /// Wraps a reader that stands at the very beginning of a text.
    pub(crate) fn new(inner: R, encoding: TextEncoding) -> Self {
        let decoder = (encoding.encoding != UTF_8)
            .then(|| encoding.encoding.new_decoder_without_bom_handling());
        Self {
            inner,
            decoder,
            raw: Vec::new(),
            ready: Vec::new(),
            taken: 0,
            skip: encoding.mark,
            ended: false,
        }
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        let mut mark = [0; 4];
        if let Some(mark) = mark.get_mut(..self.skip).filter(|mark| !mark.is_empty()) {
            crate::input::container::raw_file::read_up_to(&mut self.inner, mark)?;
        }
        self.skip = 0;
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        self.raw.resize(CHUNK, 0);
        let count = self.inner.read(&mut self.raw)?;
        self.ended = count == 0;
        let chunk = self.raw.get(..count).unwrap_or_default();
        let room = decoder.max_utf8_buffer_length(count).unwrap_or(CHUNK * 3);
        let mut text = String::with_capacity(room);
        let _ = decoder.decode_to_string(chunk, &mut text, self.ended);
        self.ready = text.into_bytes();
        self.taken = 0;
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.skip > 0 {
            self.skip_mark()?;
        }
        if self.decoder.is_none() {
            return self.inner.read(buffer);
        }
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let rest = self.ready.get(self.taken..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let encoding = encoding_of(bytes, true).unwrap();
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_ends_as_the_same_text() {
        let text = "订单号,下单时间\n8208460785972844,2026-01-16\n";
        assert_eq!(read(text.as_bytes()), text);
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), text);
        assert_eq!(read(&GB18030.encode(text).0), text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xff, 0xfe][..], &utf16].concat();
        assert_eq!(read(&with_mark), text);
        let latin = "order_id,created_at\n8208460785972844,2026-01-16\n";
        let bare: Vec<u8> = latin.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bare), latin);
    }

    #[test]
    fn a_damaged_spot_does_not_change_the_encoding() {
        let mut bytes = "订单号,下单时间\n".repeat(20).into_bytes();
        bytes.insert(60, 0xff);
        assert_eq!(encoding_of(&bytes, true).unwrap().encoding, UTF_8);
    }

    #[test]
    fn a_picture_is_no_text() {
        assert_eq!(encoding_of(&[0x89, b'P', b'N', b'G', 0, 0, 0, 1, 0, 0, 0, 0], true), None);
    }
}
