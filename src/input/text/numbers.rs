//! Numbers as programs write them into texts.

/// Returns true if a text is a number in scientific notation, as `6.3e+16`, which has lost digits.
pub(crate) fn is_scientific(text: &[u8]) -> bool {
    // Most are short, and all of their bytes are compared at once.
    if !text.iter().fold(false, |found, byte| found | (*byte | 0x20 == b'e')) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    [whole, fraction, exponent]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scientific_notation_is_told_from_other_texts() {
        for (text, scientific) in [
            ("6.300001781010659e+16", true),
            ("8E15", true),
            ("1e", false),
            ("e5", false),
            ("1e5x", false),
            ("12", false),
        ] {
            assert_eq!(is_scientific(text.as_bytes()), scientific, "{text}");
        }
    }
}
