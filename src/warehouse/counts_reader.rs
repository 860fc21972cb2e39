//! Reads what an engine's client printed of a statement's answer: csv, tab-separated or JSON lines.
//! Group names come as hexadecimal digits and all else is whole numbers, so that no client's way of
//! printing can change them; any other line is refused.

use std::collections::HashSet;

use serde::Deserialize;

use super::fingerprint::{Fingerprint, FingerprintError};
use super::statement::{bits, faults};
use crate::domain::{Atom, AtomMask, DisputeAtom, MaskCount};

/// The answer to a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountsFile {
    /// What it answers, as it says itself; `None` where it does not.
    pub fingerprint: Option<Fingerprint>,
    /// The counts.
    pub rows: Vec<MaskCount>,
    /// Orders with several rows in the table of orders, each counted once.
    pub repeated: u64,
    /// Orders whose rows are in different groups, counted in one of them.
    pub in_several_groups: u64,
    /// Orders with a dispute of which the moment of filing is missing; such disputes are not counted.
    pub undated: u64,
}

/// Why an answer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountsError {
    /// A line that is not of the answer.
    #[error(
        "line {line}: `{text}` is not a row of counts: group in hexadecimal digits, mask, orders"
    )]
    Line {
        /// The line, from 1.
        line: u64,
        /// Its beginning.
        text: String,
    },
    /// A mask that no order can have.
    #[error("line {line}: no order can have the mask {mask}")]
    Mask {
        /// The line, from 1.
        line: u64,
        /// The mask.
        mask: u64,
    },
    /// A row that comes again.
    #[error(
        "line {line}: the group and mask of this row came before; two answers may have been put together"
    )]
    Twice {
        /// The line, from 1.
        line: u64,
    },
    /// Two answers in one.
    #[error("line {line}: this is the fingerprint of another statement than before")]
    TwoFingerprints {
        /// The line, from 1.
        line: u64,
    },
    /// A fingerprint that cannot be used.
    #[error("line {line}")]
    Fingerprint {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        #[source]
        cause: FingerprintError,
    },
    /// More orders than can be counted.
    #[error("line {line}: more orders than a number of 64 bits holds")]
    TooMany {
        /// The line, from 1.
        line: u64,
    },
    /// Nothing at all.
    #[error(
        "there is no row of counts and no fingerprint: the statement did not run, or its output was lost"
    )]
    Empty,
    /// The row with the fingerprint is not there.
    #[error("the answer lacks its row with the fingerprint: it was cut off")]
    Cut,
    /// Rows without an order id.
    #[error("some rows have no order id, so it cannot be said which orders they are")]
    NoId,
    /// Ids as floating-point numbers.
    #[error("the order ids are floating-point numbers, which keep 15 or 16 of their digits")]
    FloatIds,
    /// Times of another type than the statement compares with.
    #[error(
        "a column of times is not of the type that the statement compares with: with a zone, or without one where the zone is named"
    )]
    Times,
}

/// A row as it was printed.
struct Printed {
    group: String,
    mask: u64,
    orders: u64,
}

#[derive(Deserialize)]
struct CountRow {
    #[serde(alias = "GRP")]
    grp: Option<String>,
    #[serde(alias = "MASK")]
    mask: serde_json::Value,
    #[serde(alias = "ORDERS")]
    orders: serde_json::Value,
}

/// Reads an answer.
///
/// # Errors
///
/// When a line is none of the answer's, a number cannot be, or the statement says that rows of the
/// tables cannot be counted.
pub fn read_counts(text: &str) -> Result<CountsFile, CountsError> {
    let mut file = CountsFile::default();
    let mut seen: HashSet<(String, u64)> = HashSet::new();
    let mut total = 0_u64;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut titles = true;
    for (line, text) in (1_u64..).zip(text.lines()) {
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.trim().is_empty() {
            continue;
        }
        if let Some(print) = text.strip_prefix(Fingerprint::MARK) {
            file.take_print(print, line)?;
            continue;
        }
        let wrong = || CountsError::Line { line, text: text.chars().take(80).collect() };
        if titles && is_title(text) {
            titles = false;
            continue;
        }
        titles = false;
        let Printed { group, mask, orders } = parse(text).ok_or_else(wrong)?;
        if mask == 0 && orders == 0 {
            file.take_print(&group, line)?;
            continue;
        }
        if !seen.insert((group.clone(), mask)) {
            return Err(CountsError::Twice { line });
        }
        total = total.checked_add(orders).ok_or(CountsError::TooMany { line })?;
        file.take(group, mask, orders, line)?;
    }
    if file.rows.is_empty() && file.fingerprint.is_none() {
        return Err(CountsError::Empty);
    }
    Ok(file)
}

impl CountsFile {
    fn take_print(&mut self, text: &str, line: u64) -> Result<(), CountsError> {
        let print =
            Fingerprint::parse(text).map_err(|cause| CountsError::Fingerprint { line, cause })?;
        match &self.fingerprint {
            Some(before) if *before != print => Err(CountsError::TwoFingerprints { line }),
            Some(_) | None => {
                self.fingerprint = Some(print);
                Ok(())
            }
        }
    }

    fn take(
        &mut self,
        group: String,
        mask: u64,
        orders: u64,
        line: u64,
    ) -> Result<(), CountsError> {
        match mask / bits::FAULT % 8 {
            0 => {}
            faults::UNDATED => self.undated += orders,
            faults::TIME => return Err(CountsError::Times),
            faults::ID => return Err(CountsError::FloatIds),
            faults::NO_ID => return Err(CountsError::NoId),
            _ => return Err(CountsError::Mask { line, mask }),
        }
        if mask & bits::REPEATED != 0 {
            self.repeated += orders;
        }
        if mask & bits::CONFLICT != 0 {
            self.in_several_groups += orders;
        }
        let low = u16::try_from(mask % bits::FAULT).expect("a remainder of 2^16 has 16 bits");
        let atoms = AtomMask::from_bits(low);
        let is_undated = mask / bits::FAULT % 8 == faults::UNDATED;
        if mask >= bits::END || orders == 0 || !(is_possible(atoms) || is_undated && low == 0) {
            return Err(CountsError::Mask { line, mask });
        }
        if low != 0 {
            self.rows.push(MaskCount { group, atoms, orders });
        }
        Ok(())
    }
}

/// Returns whether an order can have these atoms and be counted: what is true of a live dispute is
/// true of some dispute, and all but payment and completion needs a dispute that is seen.
fn is_possible(atoms: AtomMask) -> bool {
    let of_disputes = DisputeAtom::ALL.into_iter().all(|atom| {
        let (some, live) = (atoms.has(Atom::Some(atom)), atoms.has(Atom::SomeLive(atom)));
        (some || !live)
            && (!some || atoms.has(Atom::Some(DisputeAtom::Seen)))
            && (!live || atoms.has(Atom::SomeLive(DisputeAtom::Seen)))
    });
    let parts = [DisputeAtom::NotReceived, DisputeAtom::NotAsDescribed, DisputeAtom::Resolved];
    let filed = parts
        .into_iter()
        .all(|atom| !atoms.has(Atom::Some(atom)) || atoms.has(Atom::Some(DisputeAtom::Filed)));
    atoms.bits() != 0 && of_disputes && filed
}

fn is_title(text: &str) -> bool {
    let plain = text.replace(['"', '`', ' '], "").to_ascii_lowercase();
    ["grp,mask,orders", "grp\tmask\torders", "grp|mask|orders", "grp;mask;orders"]
        .contains(&plain.as_str())
}

fn parse(text: &str) -> Option<Printed> {
    if text.trim_start().starts_with('{') {
        let row: CountRow = serde_json::from_str(text).ok()?;
        let number = |value: &serde_json::Value| match value {
            serde_json::Value::Number(number) => number.as_u64(),
            // Clients write numbers of 64 bits as texts.
            serde_json::Value::String(text) => whole(text),
            _ => None,
        };
        let group = from_hex(&row.grp?)?;
        return Some(Printed { group, mask: number(&row.mask)?, orders: number(&row.orders)? });
    }
    let mut cells = text.split([',', '\t', '|', ';']).map(|cell| {
        let cell = cell.trim_matches(' ');
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
    });
    let (group, mask, orders) = (cells.next()?, cells.next()?, cells.next()?);
    match cells.next() {
        Some(_) => None,
        None => {
            Some(Printed { group: from_hex(group)?, mask: whole(mask)?, orders: whole(orders)? })
        }
    }
}

/// Reads digits alone: no sign, no point, no exponent.
fn whole(text: &str) -> Option<u64> {
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
