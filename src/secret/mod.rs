//! Texts that are never shown.

mod mask;

use std::fmt;

pub use mask::Mask;
pub(crate) use mask::words;

/// A token, a password, a signing secret or an address with a token in it. Its `Debug` shows `…`,
/// it has no `Display`, and it is not serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text, for a signature, a log-in, a request or the owner-only file.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
