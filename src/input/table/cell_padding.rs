//! What is put around the values of cells so that a spreadsheet takes them for texts: `="…"`, `'…`, signs that nobody
//! sees.

use crate::ids::formula::text_of_formula;
use crate::ids::order_id::is_invisible;
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, Row};

/// Whether the cells of a table have anything around their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellPadding {
    /// No more than blanks, and what order ids may have around them.
    Plain,
    /// Cells of other columns too.
    Padded,
}

/// A value within the text of its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unpadded<'t> {
    /// How many bytes stand before it.
    pub(crate) before: usize,
    /// The value.
    pub(crate) value: &'t str,
}

impl<'t> Unpadded<'t> {
    /// Takes off what stands around a value.
    pub(crate) fn of(text: &'t str) -> Self {
        const PAIRS: [(&str, char); 4] = [("=\"", '"'), ("\"", '"'), ("'", '\''), ("`", '`')];
        let is_around = |c: char| c.is_whitespace() || is_padding(c);
        let inner = text.trim_start_matches(is_around);
        let open = |(before, after): (&str, char)| {
            let inner = inner.strip_prefix(before)?;
            let closed = inner.trim_end_matches(is_around).strip_suffix(after);
            // An apostrophe and a back-tick need no other behind the value.
            let may_be_open = matches!(after, '\'' | '`');
            let value = closed.or(Some(inner).filter(|_| may_be_open))?;
            // Where the sign stands within too, it is one of the text's own.
            (!value.contains(after)).then_some((before.len(), value))
        };
        let formula = || text_in_formula(inner);
        let (opened, value) =
            PAIRS.into_iter().find_map(open).or_else(formula).unwrap_or((0, inner));
        let begun = value.trim_start_matches(is_around);
        let before = text.len() - inner.len() + opened + value.len() - begun.len();
        let value = begun.trim_end_matches(is_around);
        let taken_off = [text.get(..before), text.get(before + value.len()..)];
        if taken_off.into_iter().flatten().any(is_more_than_padding) {
            return Self { before: 0, value: text };
        }
        Self { before, value }
    }
}

/// Returns the text that a formula with a call or a sum in it stands for, and how many bytes stand before it.
fn text_in_formula(text: &str) -> Option<(usize, &str)> {
    let value = text_of_formula(text)?;
    let mut places = text.rmatch_indices(value);
    let is_literal = |(at, _): &(usize, &str)| {
        let (before, rest) = text.split_at(*at);
        before.ends_with('"') && rest.get(value.len()..).is_some_and(|after| after.starts_with('"'))
    };
    places.find(is_literal)
}

/// Returns whether more signs that nobody sees stand at one side than programs put there: then they are the text's, and
/// are shown by their numbers.
fn is_more_than_padding(side: &str) -> bool {
    const MOST: usize = 2;
    side.chars().filter(|c| is_padding(*c)).count() > MOST
}

/// Returns whether a sign is none that anybody sees. What chooses the form of a sign before it is a part of that.
fn is_padding(c: char) -> bool {
    is_invisible(c) && !('\u{fe00}'..='\u{fe0f}').contains(&c)
}

/// How many rows below the titles are looked at.
pub(crate) const FIRST_ROWS: u64 = 40;

impl Header {
    /// Looks at one of the first rows below the titles for what counts for all: the zone that they name, and what stands
    /// around values.
    pub(crate) fn look_at(&mut self, row: &impl Row) {
        if (1..=FIRST_ROWS).contains(&row.number().saturating_sub(self.row)) {
            self.look_for_zone(row);
            self.look_for_padding(row);
        }
    }

    /// Looks at the cells of a row, those of order ids left out: what may stand around an id is known.
    fn look_for_padding(&mut self, row: &impl Row) {
        if self.padding == CellPadding::Padded {
            return;
        }
        let id = self.id_column();
        let is_padded = |column: usize| match row.cell(column) {
            Cell::Text(text) => Unpadded::of(text).value != text.trim(),
            Cell::Empty | Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => {
                false
            }
        };
        if self.read_columns().any(|column| column != id && is_padded(column)) {
            self.padding = CellPadding::Padded;
        }
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
            "=\"quality\"&\"\"",
            "=T(\"quality\")",
        ] {
            let Unpadded { before, value } = Unpadded::of(text);
            assert_eq!(value, "quality", "{text:?}");
            assert_eq!(text.get(before..before + value.len()), Some("quality"), "{text:?}");
        }
        for text in ["=\"\"", "\u{200e}\u{200e}", "'", ""] {
            assert_eq!(Unpadded::of(text).value, "", "{text:?}");
        }
        for text in [
            "quality\u{202e}\u{200b}\u{2066}",
            "`code` ``",
            "'n' Roll",
            "Rock 'n' Roll",
            "=1+1",
            "\"a",
            "O'Neill",
        ] {
            assert_eq!(Unpadded::of(text), Unpadded { before: 0, value: text }, "{text}");
        }
    }
}
