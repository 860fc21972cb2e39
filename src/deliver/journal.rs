//! Small files that remember, one JSON document a line. A line that cannot be read (cut off by a
//! crash, or written by a newer version) is left out; the others stand.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads lines.
pub(crate) fn read_lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Writes lines.
pub(crate) fn write_lines<T: Serialize>(items: &[T]) -> String {
    let lines = items.iter().filter_map(|item| serde_json::to_string(item).ok());
    lines.map(|line| line + "\n").collect()
}

/// Returns a file name for what is remembered of something: its readable part, and a number that
/// tells different things apart (FNV-1a, which stays the same for ever).
pub(crate) fn name(readable: &str, whole: &[String]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in whole.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let readable: String = readable.chars().take(40).map(safe).collect();
    format!("{readable}-{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_off_does_not_spoil_the_others() {
        let text = write_lines(&[1, 2]);
        assert_eq!(read_lines::<u32>(&format!("{text}[3")), [1, 2]);
    }

    #[test]
    fn names_are_safe_and_tell_shops_apart() {
        assert_eq!(name("../a", &["x".to_owned()]), "___a-08f0d807b58d20e5");
        assert_ne!(name("ü", &["ü".to_owned()]), name("é", &["é".to_owned()]));
    }
}
