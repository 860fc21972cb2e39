//! Texts that are part of the program, which the build packs.

use std::fmt;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

/// A text of the program, unpacked when it is first asked for.
pub(crate) struct PackedText {
    bytes: &'static [u8],
    text: OnceLock<String>,
}

impl PackedText {
    /// Holds what [`packed!`] names.
    pub(crate) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, text: OnceLock::new() }
    }

    /// Returns the text.
    pub(crate) fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut bytes = Vec::new();
            let read = GzDecoder::new(self.bytes).read_to_end(&mut bytes);
            read.expect("the build packs what is read here");
            String::from_utf8(bytes).expect("the texts of the program are in UTF-8")
        })
    }
}

impl fmt::Debug for PackedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PackedText({} bytes)", self.bytes.len())
    }
}

impl PartialEq for PackedText {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for PackedText {}

/// Returns the bytes of a file that the build has packed, by its path in the repository.
macro_rules! packed {
    ($($path:expr),+) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $($path,)+ ".gz"))
    };
}
pub(crate) use packed;

/// Returns the words of a file beside the source, one a line, as an array that is made when the program is
/// compiled. Blank lines, and lines that begin with `//`, are none.
macro_rules! word_list {
    ($path:literal) => {{
        const TEXT: &str = include_str!($path);
        const WORDS: [&str; $crate::packed::count_words(TEXT)] = $crate::packed::words(TEXT);
        &WORDS
    }};
}
pub(crate) use word_list;

/// Returns how many words a list has.
pub(crate) const fn count_words(mut text: &str) -> usize {
    let mut count = 0;
    while let Some((_, rest)) = next_word(text) {
        (count, text) = (count + 1, rest);
    }
    count
}

/// Returns the words of a list, of which there must be so many.
pub(crate) const fn words<const COUNT: usize>(mut text: &'static str) -> [&'static str; COUNT] {
    let mut words = [""; COUNT];
    let mut free: &mut [&str] = &mut words;
    while let Some((slot, after)) = free.split_first_mut()
        && let Some((word, rest)) = next_word(text)
    {
        *slot = word;
        (free, text) = (after, rest);
    }
    words
}

/// Returns the first word of a list, without the blanks around it, and the lines below it.
const fn next_word(mut text: &str) -> Option<(&str, &str)> {
    while !text.is_empty() {
        let (line, rest) = text.split_at(first_line(text));
        let word = line.trim_ascii();
        if !matches!(word.as_bytes(), [] | [b'/', b'/', ..]) {
            return Some((word, rest));
        }
        text = rest;
    }
    None
}

/// Returns how many bytes the first line has, with its line break.
const fn first_line(text: &str) -> usize {
    let (mut rest, mut length) = (text.as_bytes(), 0);
    while let [byte, after @ ..] = rest {
        (rest, length) = (after, length + 1);
        if *byte == b'\n' {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_one_in_the_repository() {
        let packed = PackedText::new(packed!("src/messages/guard/en.toml"));
        assert_eq!(packed.text(), include_str!("messages/guard/en.toml"));
        assert!(packed.bytes.len() < packed.text().len());
    }

    #[test]
    fn a_list_has_a_word_a_line_without_remarks() {
        const TEXT: &str = "// remark\n\nnull\r\n  n a \n/\n无";
        assert_eq!(words::<{ count_words(TEXT) }>(TEXT), ["null", "n a", "/", "无"]);
        assert_eq!(count_words(""), 0);
    }
}
