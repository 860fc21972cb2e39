//! Web archives (MHTML, RFC 2557): what browsers call "single file", and spreadsheets "single file web page".

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use encoding_rs::{Encoding, UTF_8};

/// Padding may be missing, as it is where a part was cut.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);
/// How far into a page its own encoding stands.
const LOOK: usize = 4096;

/// Returns whether a text in small letters begins with the fields of a web archive.
pub(crate) fn is_archive(lower: &str) -> bool {
    lower.starts_with("mime-version:") || lower.contains("content-type: multipart/related")
}

/// Returns the pages of a web archive one after another, without those that only arrange frames; empty where it
/// has none.
pub(crate) fn pages(archive: &[u8]) -> String {
    let (fields, body) = head_and_body(archive);
    let parts = match fields.parameter("content-type", "boundary") {
        Some(boundary) => parts(body, &boundary),
        None => vec![archive],
    };
    let pages = parts.into_iter().filter_map(page);
    pages.filter(|page| !page.to_lowercase().contains("<frameset")).collect()
}

/// Returns the page that a part holds; `None` where it is something else.
fn page(part: &[u8]) -> Option<String> {
    let (fields, body) = head_and_body(part);
    let kind = fields.value("content-type")?.to_lowercase();
    if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
        return None;
    }
    let transfer = fields.value("content-transfer-encoding").unwrap_or_default().to_lowercase();
    let bytes = match transfer.as_str() {
        "quoted-printable" => unquoted(body),
        "base64" => {
            let packed: Vec<u8> =
                body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
            BASE64.decode(packed).ok()?
        }
        _ => body.to_vec(),
    };
    let stated = fields.parameter("content-type", "charset").or_else(|| {
        let head = String::from_utf8_lossy(bytes.get(..LOOK).unwrap_or(&bytes)).to_lowercase();
        let (_, rest) = head.split_once("charset=")?;
        let name = rest.trim_start_matches(['"', '\'']).split(['"', '\'', ';', '>', ' ', '/']);
        name.map(str::to_owned).next()
    });
    let encoding = stated.and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8);
    Some(encoding.decode(&bytes).0.into_owned())
}

/// The fields above a body, by their names in small letters.
struct PartFields(Vec<(String, String)>);

impl PartFields {
    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns a parameter of a field: `charset` of `text/html; charset="utf-8"`.
    fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        let parameters = self.value(name)?.split(';').skip(1);
        let mut pairs = parameters.filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(parameter))?;
        Some(value.trim().trim_matches('"').to_owned())
    }
}

/// Splits what begins with fields at its first empty line. A line that begins with a blank continues the field above.
fn head_and_body(bytes: &[u8]) -> (PartFields, &[u8]) {
    let (mut fields, mut rest) = (Vec::<(String, String)>::new(), bytes);
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let (line, after) = rest.split_at(end + 1);
        rest = after;
        let line = String::from_utf8_lossy(line);
        let is_continued = line.starts_with([' ', '\t']);
        match line.trim() {
            "" if fields.is_empty() => {}
            "" => break,
            more if is_continued => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push_str(more);
                }
            }
            field => {
                let (name, value) = field.split_once(':').unwrap_or((field, ""));
                fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
    }
    (PartFields(fields), rest)
}

/// Returns the parts between lines with a boundary.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let rule = format!("--{boundary}");
    let starts: Vec<usize> = memchr::memmem::find_iter(body, rule.as_bytes()).collect();
    let ends = starts.iter().copied().skip(1).chain([body.len()]);
    let parts =
        starts.iter().zip(ends).filter_map(|(start, end)| body.get(start + rule.len()..end));
    parts.filter(|part| !part.starts_with(b"--")).collect()
}

/// Decodes quoted-printable; what is no code stands as it is.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::with_capacity(body.len()), body);
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, code) = rest.split_at(at);
        bytes.extend_from_slice(before);
        rest = match *code {
            [_, b'\r', b'\n', ref after @ ..] | [_, b'\n', ref after @ ..] => after,
            [_, tens, ones, ref after @ ..] => match (digit(tens), digit(ones)) {
                (Some(tens), Some(ones)) => {
                    bytes.push(tens * 16 + ones);
                    after
                }
                _ => {
                    bytes.push(b'=');
                    code.get(1..).unwrap_or_default()
                }
            },
            _ => return bytes,
        };
    }
    bytes.extend_from_slice(rest);
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_decoded_and_put_one_after_another() {
        let archive = "From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
                       \tboundary=\"--B\"\r\n\r\n----B\r\nContent-Type: text/html\r\n\
                       Content-Transfer-Encoding: quoted-printable\r\n\r\n<p a=3Db>=E8=AE=A2=\r\n=E5=8D=95</p>\r\n\
                       ----B\r\nContent-Type: image/png\r\n\r\n<img>\r\n----B\r\nContent-Type: text/html; \
                       charset=\"gbk\"\r\nContent-Transfer-Encoding: base64\r\n\r\ntqm1\r\npQ==\r\n----B\r\n\
                       Content-Type: text/html\r\n\r\n<frameset>\r\n----B--\r\n";
        assert_eq!(pages(archive.as_bytes()).replace("\r\n", ""), "<p a=b>订单</p>订单");
    }

    #[test]
    fn what_is_cut_or_no_archive_holds_what_there_is() {
        assert_eq!(pages(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>"), "<p>");
        assert_eq!(pages(b"MIME-Version: 1.0\n"), "");
        assert_eq!(unquoted(b"a=\nb=Z1=4"), b"ab=Z1");
    }
}
