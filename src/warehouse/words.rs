//! Reads which words, or which types, an engine says are in use.

use super::answer_lines::from_hex;
use super::counts_reader::CountsError;
use super::tables::Field;

/// A word of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The field.
    pub field: Field,
    /// The word, as the table has it.
    pub word: String,
    /// How many rows have it.
    pub used: u64,
}

/// Reads an answer of `field, word, used`: csv or tab-separated, words in hexadecimal digits.
///
/// # Errors
///
/// When a line is none of the answer's.
pub fn read_words(text: &str) -> Result<Vec<Word>, CountsError> {
    let mut words = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, text) in (1_u64..).zip(text.lines()) {
        let plain = text.replace(['"', '\r'], "");
        let cells: Vec<&str> = plain.split([',', '\t', '|', ';']).map(str::trim).collect();
        match cells.as_slice() {
            // A client's own line.
            [field, ..] if Field::from_id(field).is_none() => {}
            [field, word, used] => {
                let read = || {
                    let word = from_hex(word)?;
                    Some(Word { field: Field::from_id(field)?, word, used: used.parse().ok()? })
                };
                let wrong = || CountsError::Line { line, text: text.chars().take(80).collect() };
                words.push(read().ok_or_else(wrong)?);
            }
            _ => return Err(CountsError::Line { line, text: text.chars().take(80).collect() }),
        }
    }
    Ok(words)
}
