//! What services say is shown, but never with a secret in it: some repeat the address, the body or
//! the password that they refuse.

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
    /// Longest first, so that no part is left of a longer one; in lower case.
    forms: Vec<String>,
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
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        self.forms.dedup();
    }

    fn add_forms(&mut self, text: &str, shortest: usize) {
        if text.chars().count() < shortest {
            return;
        }
        let encoded = |plain: &dyn Fn(u8) -> bool| -> String {
            let one = |byte: u8| {
                if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02x}") }
            };
            text.bytes().map(one).collect()
        };
        let alphanumeric = |byte: u8| byte.is_ascii_alphanumeric();
        let component = encoded(&|byte| alphanumeric(byte) || b"-_.~".contains(&byte));
        let forms = [
            text.to_owned(),
            encoded(&alphanumeric),
            encoded(&|byte| alphanumeric(byte) || b"-_.!~*'()".contains(&byte)),
            encoded(&|byte| alphanumeric(byte) || b"-_.~/:?&=+,;@".contains(&byte)),
            component.replace("%20", "+"),
            component,
            text.replace('/', "\\/"),
            text.replace('\\', "\\\\").replace('"', "\\\""),
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;"),
            text.bytes().map(|byte| format!("{byte:02x}")).collect(),
        ];
        let in_base64 = (0..3).flat_map(|before| in_base64(text, before));
        for form in forms.into_iter().chain(in_base64) {
            // Percent signs and letters come in either case.
            let form = form.to_ascii_lowercase();
            if !self.forms.contains(&form) {
                self.forms.push(form);
            }
        }
    }

    /// Returns a text with every secret blanked.
    pub fn hide(&self, text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let (mut shown, mut at) = (String::new(), 0);
        while let Some(rest) = lower.get(at..).filter(|rest| !rest.is_empty()) {
            let found = self.forms.iter().find(|form| rest.starts_with(form.as_str()));
            match (found, text.get(at..).and_then(|rest| rest.chars().next())) {
                (Some(form), _) => {
                    shown.push_str(BLANK);
                    at += form.len();
                }
                (None, Some(letter)) => {
                    shown.push(letter);
                    at += letter.len_utf8();
                }
                (None, None) => break,
            }
        }
        shown
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
            ] {
                assert!(!shown.contains(part), "{echo}: {shown}");
            }
            assert!(shown.contains('…'), "{echo}: {shown}");
        }
        assert_eq!(mask.hide("chat not found: send"), "chat not found: send");
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
