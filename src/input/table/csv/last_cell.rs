//! Whether a file ends inside its last cell, which can be read all the same.

/// How the last cell ends of a file without a line break at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastCell {
    /// Nothing tells that anything is missing.
    Whole,
    /// It is empty, where none of its column is: it may be missing.
    Empty,
    /// It is the beginning of a date or a time, of those above it.
    Cut,
}

/// So many cells above prove how dates are written in a column.
const FEWEST: usize = 3;

impl LastCell {
    /// Compares the last cell with some above it, as they stand in the file.
    pub(crate) fn of<'t>(last: &'t [u8], above: impl Iterator<Item = &'t [u8]>) -> Self {
        let text = |cell: &'t [u8]| std::str::from_utf8(cell).ok().map(str::trim);
        let all: Vec<&str> = above.filter_map(text).map(unquoted).collect();
        let above: Vec<&str> = all.iter().copied().filter(|cell| !cell.is_empty()).collect();
        match text(last) {
            // Where others of the column are empty too, so may this one be.
            Some("") if !all.is_empty() && above.len() == all.len() => Self::Empty,
            Some(last) if above.len() >= FEWEST && is_cut(last, &above) => Self::Cut,
            Some(_) | None => Self::Whole,
        }
    }
}

fn unquoted(cell: &str) -> &str {
    cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
}

/// Returns whether a cell is shorter than all above it, each a date or a time: parts of it are
/// missing, or digits of its last part in a column that fills them up with zeros.
fn is_cut(last: &str, above: &[&str]) -> bool {
    let own = form(last);
    let fills_up = above.iter().any(|cell| last_digits(cell).starts_with('0'));
    let is_longer = |cell: &&str| {
        let form = form(cell);
        let has_more_parts = form.len() > own.len() && form.starts_with(&own);
        let has_more_digits = form == own && last_digits(cell).len() > last_digits(last).len();
        is_of_date(&form) && (has_more_parts || (has_more_digits && fills_up))
    };
    !last.is_empty() && above.iter().all(is_longer)
}

/// Writes `0` for each number of a text: `0-0-0 0:0`.
fn form(text: &str) -> String {
    let mut form = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' if form.ends_with('0') => {}
            '0'..='9' => form.push('0'),
            other => form.push(other),
        }
    }
    form
}

/// Returns whether a form is that of a date: three numbers or more, parted by the signs of dates.
fn is_of_date(form: &str) -> bool {
    let signs = ['-', '/', '.', '年', '月'];
    form.starts_with('0') && form.matches('0').count() >= 3 && form.matches(signs).count() >= 2
}

/// Returns the digits at the end of a text, or those that stand last before other signs.
fn last_digits(text: &str) -> &str {
    let text = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    text.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_cell_that_lacks_what_those_above_it_have_is_cut() {
        let of = |last: &str, above: &[&str]| {
            LastCell::of(last.as_bytes(), above.iter().map(|cell| cell.as_bytes()))
        };
        let times = ["2025-12-31 05:42", "", "2026-01-02 11:30", "2026-01-03 08:05"];
        for cut in
            ["2025-12-31", "2025-12-31 ", "2025-12-31 05", "2025-12-31 05:4", "2025", "2025-1"]
        {
            assert_eq!(of(cut, &times), LastCell::Cut, "{cut}");
        }
        assert_eq!(of("2025-12-31 05:42", &times), LastCell::Whole);
        assert_eq!(of("", &times), LastCell::Whole);
        assert_eq!(of("", &times[2..]), LastCell::Empty);
        assert_eq!(of("", &[]), LastCell::Whole);
        assert_eq!(of("", &["", ""]), LastCell::Whole);
        let zoned = ["\"2025-12-31T05:42:10Z\"", "2026-01-02T11:30:09Z", "2026-01-03T08:05:00Z"];
        assert_eq!(of("2025-12-31T05:42:10", &zoned), LastCell::Cut);
        assert_eq!(of("\"2025-12-31T05:42:10Z\"", &zoned), LastCell::Whole);
        // Not where days are not filled up, some have no time of the day, or it is no date.
        assert_eq!(of("12/1/2025 9:5", &["12/1/2025 9:15"; 3]), LastCell::Whole);
        assert_eq!(
            of("2026-01-03", &["2026-01-02", "2026-01-02 11:30", "2026-01-01"]),
            LastCell::Whole
        );
        assert_eq!(of("SKU-1", &["SKU-1-2", "SKU-1-3", "SKU-1-4"]), LastCell::Whole);
        assert_eq!(of("2025-12-31", &times[..2]), LastCell::Whole);
    }
}
