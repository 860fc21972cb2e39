//! What is put around the values of cells so that a spreadsheet takes them for texts: `="…"`, `'…`, signs that nobody
//! sees.

use crate::ids::order_id::is_invisible;
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, Row};

/// Whether the cells of a table have anything around their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellDress {
    /// No more than blanks, and what order ids may have around them.
    Bare,
    /// Cells of other columns too.
    Dressed,
}

/// A value within the text of its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undressed<'t> {
    /// How many bytes stand before it.
    pub(crate) before: usize,
    /// The value.
    pub(crate) value: &'t str,
}

impl<'t> Undressed<'t> {
    /// Takes off what stands around a value.
    pub(crate) fn of(text: &'t str) -> Self {
        const PAIRS: [(&str, char); 4] = [("=\"", '"'), ("\"", '"'), ("'", '\''), ("`", '`')];
        let is_around = |c: char| c.is_whitespace() || is_invisible(c);
        let inner = text.trim_start_matches(is_around);
        let open = |(before, after): (&str, char)| {
            let inner = inner.strip_prefix(before)?;
            let closed = inner.trim_end_matches(is_around).strip_suffix(after);
            // An apostrophe and a back-tick need no other behind the value.
            let may_be_open = matches!(after, '\'' | '`');
            closed.or(Some(inner).filter(|_| may_be_open)).map(|value| (before.len(), value))
        };
        let (opened, value) = PAIRS.into_iter().find_map(open).unwrap_or((0, inner));
        let begun = value.trim_start_matches(is_around);
        let before = text.len() - inner.len() + opened + value.len() - begun.len();
        Self { before, value: begun.trim_end_matches(is_around) }
    }
}

impl CellDress {
    /// Looks at the cells of rows below titles, those of order ids left out: what may stand around an id is known.
    pub(crate) fn of<'r, R: Row + 'r>(
        header: &Header,
        mut rows: impl Iterator<Item = &'r R>,
    ) -> Self {
        let id = header.id_column();
        let columns: Vec<usize> = header.read_columns().filter(|column| *column != id).collect();
        let is_dressed = |row: &R| {
            columns.iter().any(|column| match row.cell(*column) {
                Cell::Text(text) => Undressed::of(text).value != text.trim(),
                Cell::Empty | Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => {
                    false
                }
            })
        };
        if rows.any(is_dressed) { Self::Dressed } else { Self::Bare }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_value_is_taken_off() {
        for text in [
            "quality",
            " quality\t",
            "=\"quality\"",
            "\u{feff}=\"quality\" ",
            "'quality",
            "'quality'",
            "`quality",
            "\"quality\"",
            "\u{1f}quality",
            "quality\u{200b}",
            "\u{200e}quality\u{200e}",
            "=\"\u{200b}quality \"",
        ] {
            let Undressed { before, value } = Undressed::of(text);
            assert_eq!(value, "quality", "{text:?}");
            assert_eq!(text.get(before..before + value.len()), Some("quality"), "{text:?}");
        }
        for text in ["=\"\"", "\u{200e}\u{200e}", "'", ""] {
            assert_eq!(Undressed::of(text).value, "", "{text:?}");
        }
        for text in ["Rock 'n' Roll", "=1+1", "\"a", "O'Neill"] {
            assert_eq!(Undressed::of(text), Undressed { before: 0, value: text }, "{text}");
        }
    }
}
