//! What engines' clients print: csv, tab-separated text, JSON lines or one JSON array, tables drawn with `|`,
//! and lines of their own around the rows.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

/// What stands between cells.
pub(super) const SEPARATORS: [char; 4] = [',', '\t', '|', ';'];

/// A row of counts as it was printed.
pub(super) struct Printed<'a> {
    /// The group's name in hexadecimal digits.
    pub(super) group: Cow<'a, str>,
    pub(super) mask: u64,
    pub(super) orders: u64,
}

/// Where in a line the group, the mask and the number of orders are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct CountColumns([usize; 3]);

impl CountColumns {
    /// As statements name them.
    pub(super) const USUAL: Self = Self([0, 1, 2]);

    /// Returns them when a line holds titles, in any order.
    pub(super) fn of_titles(text: &str) -> Option<Self> {
        let plain = text.replace(['"', '`', ' '], "").to_ascii_lowercase();
        let titles: Vec<&str> = inside(&plain).split(SEPARATORS).collect();
        let place = |name: &str| titles.iter().position(|title| *title == name);
        let places = [place("grp")?, place("mask")?, place("orders")?];
        (titles.len() == places.len()).then_some(Self(places))
    }

    /// Reads a row; `None` for what is none.
    pub(super) fn read<'t>(self, text: &'t str) -> Option<Printed<'t>> {
        if text.trim_start().starts_with('{') {
            return Printed::of_json(text);
        }
        let cells: Vec<&str> = cells(inside(text)).collect();
        let [group, mask, orders] = self.0.map(|place| cells.get(place).copied());
        let (group, mask, orders) = (group?, whole(mask?)?, whole(orders?)?);
        (cells.len() == self.0.len()).then_some(Printed {
            group: Cow::Borrowed(group),
            mask,
            orders,
        })
    }
}

#[derive(Deserialize)]
struct CountRow {
    #[serde(alias = "GRP")]
    grp: Option<String>,
    #[serde(alias = "MASK")]
    mask: Value,
    #[serde(alias = "ORDERS")]
    orders: Value,
}

impl Printed<'_> {
    fn of_json(text: &str) -> Option<Self> {
        let row: CountRow = serde_json::from_str(text).ok()?;
        let number = |value: &Value| match value {
            Value::Number(number) => number.as_u64(),
            // Clients write numbers of 64 bits as texts.
            Value::String(text) => whole(text),
            _ => None,
        };
        let group = Cow::Owned(row.grp?);
        Some(Self { group, mask: number(&row.mask)?, orders: number(&row.orders)? })
    }
}

/// Returns the lines of an answer, of a JSON array one for each of its rows.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('[') {
        return Cow::Borrowed(text);
    }
    match serde_json::from_str::<Vec<Value>>(text) {
        Ok(rows) => {
            let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
            Cow::Owned(lines.join("\n"))
        }
        Err(_) => Cow::Borrowed(text),
    }
}

/// Returns whether a line that cannot be read may be a row, or a part of one. Others, as titles, warnings and
/// times taken, are a client's own.
pub(super) fn may_be_row(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(['{', '[']) {
        return text.to_ascii_lowercase().contains("\"orders\"");
    }
    let is_of_row = |letter: char| {
        letter.is_ascii_hexdigit() || SEPARATORS.contains(&letter) || " \"+-.".contains(letter)
    };
    text.contains(SEPARATORS)
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(is_of_row)
}

/// Returns a row of a drawn table without the lines on its sides.
fn inside(text: &str) -> &str {
    let drawn = text.trim();
    let is_drawn = drawn.matches('|').count() == 4;
    let cells = drawn.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    cells.filter(|_| is_drawn).unwrap_or(text)
}

/// Splits a line of csv or tab-separated text, whose cells have no separators in them.
pub(super) fn cells(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATORS).map(|cell| {
        let cell = cell.trim_matches(' ');
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
    })
}

/// Splits off a whole number at the end and the separator before it.
pub(super) fn number_at_end(text: &str) -> Option<(&str, u64)> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, digits) = text.split_at_checked(text.len() - digits)?;
    Some((before.strip_suffix(SEPARATORS)?, whole(digits)?))
}

/// Reads digits alone: no sign, no point, no exponent.
pub(super) fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Reads the bytes of a text from hexadecimal digits; bytes that are not UTF-8 are replaced.
pub(super) fn from_hex(text: &str) -> Option<String> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let bytes: Vec<u8> =
        pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
