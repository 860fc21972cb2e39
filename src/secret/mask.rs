//! What services say is shown, but never with a secret in it: some repeat the address, the body or
//! the password that they refuse.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use reqwest::Url;

use super::Secret;
use crate::domain::{is_hostile, show_hostile};

/// What stands in the place of a secret.
const BLANK: &str = "…";

/// Shortest part of an address that is a secret of its own: shorter ones are words of the service.
const SHORTEST_PART: usize = 8;

/// Shortest secret that is looked for: a shorter one would blank ordinary words.
const SHORTEST: usize = 4;

/// The secrets of the settings, in every form in which a service may repeat them.
#[derive(Clone, Default)]
pub struct Mask {
    /// As they are and decoded, also in Base64 and in hexadecimal digits; letters of ASCII are small.
    forms: BTreeSet<Vec<u8>>,
}

impl Mask {
    /// Returns a mask for the secrets.
    pub fn new(secrets: &[Secret]) -> Self {
        let mut mask = Self::default();
        for secret in secrets {
            mask.add(secret.reveal());
        }
        mask
    }

    /// Adds a secret, and where it is an address each part of it.
    pub(crate) fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        self.add_forms(secret, SHORTEST);
        if let Ok(url) = Url::parse(secret) {
            let path = url.path().trim_matches('/');
            let user = [Some(url.username()), url.password()].into_iter().flatten();
            for part in path.split('/').chain(user).chain([path]).chain(url.query()) {
                self.add_forms(part, SHORTEST_PART);
            }
            for (_, value) in url.query_pairs() {
                self.add_forms(&value, SHORTEST_PART);
            }
            for word in path.split(['/', ':']).filter(|word| word.len() >= SHORTEST_PART) {
                self.add_forms(word.trim_start_matches("bot"), SHORTEST_PART);
            }
        }
    }

    fn add_forms(&mut self, text: &str, shortest: usize) {
        if text.chars().count() < shortest {
            return;
        }
        let hexadecimal: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        let in_base64 = (0..3).flat_map(|before| in_base64(text, before));
        for form in in_base64.chain([text.to_owned(), hexadecimal]) {
            let read = Unescaped::of(&form);
            self.forms.extend([read.compared(), read.decoded().compared()]);
        }
    }

    /// Returns a text with every secret blanked, however often it is encoded for an address, JSON or HTML.
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = vec![false; text.len()];
        let read = Unescaped::of(text);
        for read in [read.decoded(), read] {
            let bytes = read.compared();
            for start in 0..bytes.len() {
                let rest = bytes.get(start..).unwrap_or(&[]);
                for form in self.forms.iter().filter(|form| rest.starts_with(form)) {
                    hidden.get_mut(read.span(start, form.len())).unwrap_or(&mut []).fill(true);
                }
            }
        }
        let (mut shown, mut was_hidden) = (String::new(), false);
        for (at, letter) in text.char_indices() {
            let is_hidden = hidden.get(at) == Some(&true);
            match (is_hidden, was_hidden) {
                (false, _) => shown.push(letter),
                (true, false) => shown.push_str(BLANK),
                (true, true) => {}
            }
            was_hidden = is_hidden;
        }
        shown
    }
}

/// A text of which escapes are read as what they stand for.
struct Unescaped(Vec<Letter>);

/// A byte that is read, and where it stands.
struct Letter {
    byte: u8,
    from: usize,
    to: usize,
}

/// How often a text is decoded at most: what was encoded more often than a program would, and is as long.
const MOST_DECODED: usize = 8;

impl Unescaped {
    /// A text as it is.
    fn of(text: &str) -> Self {
        let letters = text.bytes().enumerate();
        Self(letters.map(|(from, byte)| Letter { byte, from, to: from + 1 }).collect())
    }

    /// Reads escapes, and what they make, until there is none.
    fn decoded(&self) -> Self {
        let mut read = self.once_decoded();
        for _ in 1..MOST_DECODED {
            let next = read.once_decoded();
            if next.0.len() == read.0.len() {
                break;
            }
            read = next;
        }
        read
    }

    fn once_decoded(&self) -> Self {
        let bytes: Vec<u8> = self.0.iter().map(|letter| letter.byte).collect();
        let (mut read, mut at) = (Vec::new(), 0);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let first = rest.iter().take(1).copied().collect();
            let (length, stands_for) = escape(rest).unwrap_or((1, first));
            let std::ops::Range { start: from, end: to } = self.span(at, length);
            read.extend(stands_for.into_iter().map(|byte| Letter { byte, from, to }));
            at += length;
        }
        Self(read)
    }

    /// The bytes, as they are compared: a space may stand as a plus sign, and percent signs and letters come
    /// in either case.
    fn compared(&self) -> Vec<u8> {
        let compared = |byte: u8| if byte == b'+' { b' ' } else { byte.to_ascii_lowercase() };
        self.0.iter().map(|letter| compared(letter.byte)).collect()
    }

    /// Where some of the bytes stand in the text.
    fn span(&self, start: usize, length: usize) -> std::ops::Range<usize> {
        let of = self.0.get(start..start + length).unwrap_or(&[]);
        match (of.first(), of.last()) {
            (Some(first), Some(last)) => first.from..last.to,
            (None, _) | (_, None) => 0..0,
        }
    }
}

/// The escape that a text begins with, of an address, JSON or HTML: its length, and what it stands for.
fn escape(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let number =
        |digits: &[u8], base| u32::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok();
    let letter = |number| Some(char::from_u32(number)?.to_string().into_bytes());
    match bytes {
        [b'%', high, low, ..] => Some((3, vec![u8::try_from(number(&[*high, *low], 16)?).ok()?])),
        [b'\\', b'u', a, b, c, d, ..] => Some((6, letter(number(&[*a, *b, *c, *d], 16)?)?)),
        [b'\\', sign @ (b'/' | b'"' | b'\'' | b'\\'), ..] => Some((2, vec![*sign])),
        [b'&', rest @ ..] => {
            let end = rest.iter().take(8).position(|byte| *byte == b';')?;
            let sign = match rest.get(..end)? {
                b"amp" => vec![b'&'],
                b"lt" => vec![b'<'],
                b"gt" => vec![b'>'],
                b"quot" => vec![b'"'],
                b"apos" => vec![b'\''],
                [b'#', b'x' | b'X', digits @ ..] => letter(number(digits, 16)?)?,
                [b'#', digits @ ..] => letter(number(digits, 10)?)?,
                _ => return None,
            };
            Some((end + 2, sign))
        }
        _ => None,
    }
}

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mask(…)")
    }
}

/// Returns how a text stands in Base64, in both alphabets, after so many other bytes: a log-in is encoded with
/// the user's name before the password. What is shared with the bytes around it is left out.
fn in_base64(text: &str, before: usize) -> Vec<String> {
    let mut bytes = vec![0; before];
    bytes.extend(text.as_bytes());
    let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
    let forms = [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)];
    let forms = forms.iter().filter_map(|form| form.get(own.clone()));
    forms.filter(|form| form.len() >= SHORTEST).map(str::to_owned).collect()
}

/// Returns the words of a service on one line: no control signs, no secrets, at most so long.
pub(crate) fn words(text: &str, mask: &Mask) -> String {
    const LONGEST: usize = 200;
    let line: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // Secrets first: one that is cut off, or that has signs without any width in it, would not be known
    // any more.
    let bare: String = line.chars().filter(|sign| !is_hostile(*sign)).collect();
    let hidden = mask.hide(&bare);
    let hidden = if hidden == bare { show_hostile(&line) } else { hidden };
    let words: Vec<&str> = hidden.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_blanked_in_each_form_that_a_service_repeats() {
        let address = "https://api.example.com/bot123456:AAE-x_yZ%2Bq/send?access_token=t0k/en+9=1";
        let mask = Mask::new(&[Secret::new(address), Secret::new("pa ss\"word/ü")]);
        for echo in [
            address.to_owned(),
            address.to_uppercase(),
            "no route /bot123456:AAE-x_yZ%2Bq/send".to_owned(),
            "token t0k/en 9=1 is not known".to_owned(),
            "access_token=t0k%2Fen+9%3D1".to_owned(),
            "t0k%2fen%209%3d1".to_owned(),
            r"https:\/\/api.example.com\/bot123456:AAE-x_yZ%2Bq\/send".to_owned(),
            "535 pa ss\"word/ü is wrong".to_owned(),
            r#"{"password":"pa ss\"word/ü"}"#.to_owned(),
            "pa%20ss%22word%2F%C3%BC".to_owned(),
            STANDARD_NO_PAD.encode("pa ss\"word/ü"),
            STANDARD_NO_PAD.encode("\0me\0pa ss\"word/ü"),
            URL_SAFE_NO_PAD.encode("user:pa ss\"word/ü, and more"),
            "706120737322776F72642FC3BC".to_owned(),
            // Encoded twice, decoded, and as programs in Go and Python write texts in JSON.
            "no route /bot123456:AAE-x_yZ+q/send".to_owned(),
            "token=t0k%252Fen%252B9%253D1".to_owned(),
            "/bot123456%253AAAE-x_yZ%25252Bq/send".to_owned(),
            r"pa ss\u0022word/\u00fc".to_owned(),
            r#"{\"password\":\"pa ss\\\"word\\/ü\"}"#.to_owned(),
            "pa ss&quot;word&#x2F;&#252;".to_owned(),
            "pa ss&amp;quot;word/ü".to_owned(),
        ] {
            let shown = mask.hide(&echo).to_lowercase();
            for part in [
                "aae-x",
                "t0k",
                "ss\"word",
                "ss\\\"word",
                "ss%22word",
                "cgegc3m",
                "yssiid29yz",
                "zcj3b3jk",
                "nzinnzb3jkl",
                "22776f",
                "word/",
                "u0022word",
                "quot;word",
                "en%252",
            ] {
                assert!(!shown.contains(part), "{echo}: {shown}");
            }
            assert!(shown.contains('…'), "{echo}: {shown}");
        }
        for plain in ["chat not found: send", "50 %, 100 %2", r"a\b &amp; c &#; %zz \u12"] {
            assert_eq!(mask.hide(plain), plain);
        }
    }

    #[test]
    fn a_secret_is_not_cut_in_half() {
        let mask = Mask::new(&[Secret::new("0123456789abcdef")]);
        let text = format!("{}0123456789abcdef", "x ".repeat(95));
        assert!(words(&text, &mask).ends_with("x …"), "{}", words(&text, &mask));
        assert_eq!(words("a\r\nb\u{1b}[2J0123456789\u{7}abcdef", &mask), "a b[2J…");
        assert_eq!(words("a\u{202e}b\u{9b}\u{61c}", &mask), "a<U+202E>b<U+009B><U+061C>");
        assert_eq!(words("0123456\u{200b}789abcdef", &mask), "…");
    }
}
