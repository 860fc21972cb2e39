//! Countries.

use std::fmt;

/// A country by its ISO 3166 alpha-2 code, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two ASCII letters; `UK` becomes `GB`. `None` for anything else. Whether the code is
    /// assigned is not checked.
    pub fn from_code(code: &str) -> Option<Self> {
        let [a, b] = code.as_bytes() else { return None };
        if !(a.is_ascii_alphabetic() && b.is_ascii_alphabetic()) {
            return None;
        }
        let code = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
        Some(Self(if &code == b"UK" { *b"GB" } else { code }))
    }

    /// Returns the two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
