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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_one_in_the_repository() {
        let packed = PackedText::new(packed!("src/messages/guard/en.toml"));
        assert_eq!(packed.text(), include_str!("messages/guard/en.toml"));
        assert!(packed.bytes.len() < packed.text().len());
    }
}
