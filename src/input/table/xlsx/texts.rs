//! The texts that a workbook's cells share, and how a text is written.

use std::io::{Read, Seek};

use memchr::memchr;
use quick_xml::Reader;
use quick_xml::escape::{EscapeError, resolve_xml_entity};
use quick_xml::events::{BytesRef, Event};
use quick_xml::name::QName;

use super::XlsxError;
use super::part::{PackageParts, raw};

/// How long a written character (`_x000D_`) is, in bytes.
const WRITTEN: usize = 7;

/// The shared texts, one after another: millions of them are not worth a place of their own each.
#[derive(Debug, Default)]
pub(crate) struct SharedStrings {
    all: String,
    /// Where each text ends in `all`.
    ends: Vec<u32>,
}

/// Room for the pieces of a text, used again for the next.
#[derive(Default)]
pub(super) struct TextScratch {
    event: Vec<u8>,
    piece: Vec<u8>,
    value: String,
}

impl SharedStrings {
    /// Reads the part at `path`; a package without one shares no texts.
    pub(super) fn read<R: Read + Seek>(
        parts: &mut PackageParts<R>,
        path: &str,
    ) -> Result<Self, XlsxError> {
        let mut texts = Self::default();
        let Some(mut xml) = parts.open(path)? else { return Ok(texts) };
        let (mut event, mut scratch) = (Vec::new(), TextScratch::default());
        let mut begun = false;
        loop {
            event.clear();
            match xml.read_event_into(&mut event)? {
                Event::Start(element) if !begun => begun = element.local_name().as_ref() == "sst",
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    read_text(&mut xml, element.name(), &mut scratch, &mut texts.all)?;
                    let end = u32::try_from(texts.all.len());
                    texts.ends.push(end.map_err(|_| XlsxError::TextsTooLong)?);
                }
                Event::End(element) if begun && element.local_name().as_ref() == "sst" => break,
                Event::Eof => return Err(XlsxError::Unfinished("sst")),
                _ => {}
            }
        }
        texts.all.shrink_to_fit();
        texts.ends.shrink_to_fit();
        Ok(texts)
    }

    /// Returns a text by its place, from 0.
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        self.all.get(usize::try_from(*start).ok()?..usize::try_from(end).ok()?)
    }
}

/// Adds the text of an element (`si` or `is`) that has just begun, up to its end: a plain one or
/// one in runs, without how it is pronounced.
pub(super) fn read_text<R: std::io::BufRead>(
    xml: &mut Reader<R>,
    closing: QName<'_>,
    scratch: &mut TextScratch,
    text: &mut String,
) -> Result<(), XlsxError> {
    let TextScratch { event, piece, value } = scratch;
    let mut is_phonetic = false;
    loop {
        event.clear();
        match xml.read_event_into(event)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => is_phonetic = true,
                "t" if !is_phonetic => {
                    let keeps_blanks = raw(&element, "xml:space")? == Some("preserve");
                    value.clear();
                    read_content(xml, element.name(), "t", piece, value)?;
                    let value = match keeps_blanks {
                        true => value.as_str(),
                        false => value.trim_matches([' ', '\t', '\r', '\n']),
                    };
                    push_unescaped(value, text);
                }
                _ => {}
            },
            Event::End(element) if element.name() == closing => return Ok(()),
            Event::End(element) if element.local_name().as_ref() == "rPh" => is_phonetic = false,
            Event::Eof => return Err(XlsxError::Unfinished("")),
            _ => {}
        }
    }
}

/// Adds the characters of an element that has just begun, up to its end.
pub(super) fn read_content<R: std::io::BufRead>(
    xml: &mut Reader<R>,
    closing: QName<'_>,
    name: &'static str,
    piece: &mut Vec<u8>,
    value: &mut String,
) -> Result<(), XlsxError> {
    loop {
        piece.clear();
        match xml.read_event_into(piece)? {
            Event::Text(characters) => value.push_str(&characters.xml10_content()),
            Event::CData(characters) => value.push_str(&characters.xml10_content()),
            Event::GeneralRef(reference) => value.push_str(&resolve(&reference)?),
            Event::End(element) if element.name() == closing => return Ok(()),
            Event::Eof => return Err(XlsxError::Unfinished(name)),
            _ => {}
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, XlsxError> {
    if let Some(text) = resolve_xml_entity(reference) {
        return Ok(text.to_owned());
    }
    match reference.resolve_char_ref()? {
        Some(character) => Ok(character.into()),
        None => {
            let name = format!("&{};", &**reference);
            Err(quick_xml::Error::from(EscapeError::UnrecognizedEntity(0..0, name)).into())
        }
    }
}

/// Adds a text in which characters may be written as `_xHHHH_`, four digits of UTF-16 each.
pub(super) fn push_unescaped(mut rest: &str, text: &mut String) {
    let mut from = 0;
    while let Some(found) = rest.as_bytes().get(from..).and_then(|rest| memchr(b'_', rest)) {
        let at = from + found;
        let Some(unit) = written(rest, at) else {
            from = at + 1;
            continue;
        };
        text.push_str(rest.get(..at).expect("a sign was found there"));
        let low = written(rest, at + WRITTEN);
        let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
        let is_pair = pair.is_some_and(|pair| pair.len_utf16() == 2);
        let alone = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(pair.filter(|_| is_pair).unwrap_or(alone));
        let length = if is_pair { 2 * WRITTEN } else { WRITTEN };
        rest = rest.get(at + length..).expect("what was written there has this length");
        from = 0;
    }
    text.push_str(rest);
}

/// Returns the unit of UTF-16 that is written at a place.
fn written(text: &str, at: usize) -> Option<u16> {
    let digits = text.as_bytes().get(at..at + WRITTEN)?;
    let digits = digits.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    let digits =
        str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}
