//! Reads delimited text byte by byte, as RFC 4180 has it and beyond it: which bytes end fields and
//! records, whatever stands where no quote should.

/// What a byte does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is a part of a field.
    Inside,
    /// It is a part of a field whose quotes were closed before.
    AfterClosing,
    /// It ends a field.
    Field,
    /// It ends a field and a record; of a carriage return and a line feed, each says so.
    Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum QuoteState {
    FieldStart,
    Unquoted,
    Quoted,
    AfterQuote,
}

/// Where in a field the next byte stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteScan {
    delimiter: u8,
    state: QuoteState,
}

impl QuoteScan {
    /// Begins with a record.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self { delimiter, state: QuoteState::FieldStart }
    }

    /// Takes the next byte.
    #[inline]
    pub(crate) fn next(&mut self, byte: u8) -> Step {
        let (state, step) = match (self.state, byte) {
            (QuoteState::Quoted, b'"') => (QuoteState::AfterQuote, Step::Inside),
            (QuoteState::Quoted, _) => (QuoteState::Quoted, Step::Inside),
            (_, b'\n' | b'\r') => (QuoteState::FieldStart, Step::Record),
            (_, byte) if byte == self.delimiter => (QuoteState::FieldStart, Step::Field),
            (QuoteState::FieldStart, b'"') | (QuoteState::AfterQuote, b'"') => {
                (QuoteState::Quoted, Step::Inside)
            }
            (QuoteState::AfterQuote, _) => (QuoteState::Unquoted, Step::AfterClosing),
            (QuoteState::FieldStart | QuoteState::Unquoted, _) => {
                (QuoteState::Unquoted, Step::Inside)
            }
        };
        self.state = state;
        step
    }

    /// Returns whether a quote is open.
    pub(crate) fn is_open(&self) -> bool {
        self.state == QuoteState::Quoted
    }
}

/// Adds what a field says to a buffer: without its quotes, of doubled ones one.
pub(crate) fn unquote(field: &[u8], into: &mut Vec<u8>) {
    let Some(mut rest) = field.strip_prefix(b"\"") else {
        into.extend_from_slice(field);
        return;
    };
    while let Some(at) = memchr::memchr(b'"', rest) {
        into.extend_from_slice(rest.get(..at).unwrap_or_default());
        let after = rest.get(at + 1..).unwrap_or_default();
        match after.strip_prefix(b"\"") {
            Some(more) => {
                into.push(b'"');
                rest = more;
            }
            // What follows the closing quote is kept as it stands.
            None => {
                rest = after;
                break;
            }
        }
    }
    into.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unquoted(field: &str) -> String {
        let mut text = Vec::new();
        unquote(field.as_bytes(), &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn quotes_are_taken_off_and_undoubled() {
        for (field, text) in [
            ("plain", "plain"),
            ("5\"\" pipe", "5\"\" pipe"),
            ("\"\"", ""),
            ("\"a\"\"b\"", "a\"b"),
            ("\"\"\"\"", "\""),
            ("\"a\" b \"c\"", "a b \"c\""),
        ] {
            assert_eq!(unquoted(field), text, "{field}");
        }
    }
}
