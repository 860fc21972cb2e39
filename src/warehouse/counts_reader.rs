//! Reads what an engine's client printed of a statement's answer. Group names come as hexadecimal digits and
//! all else is whole numbers, so that no client's way of printing can change them. Lines that cannot be rows
//! are left out where the answer has as many rows as it says, and refused where it has not.

use std::collections::HashMap;
use std::sync::Arc;

use super::answer_lines::{CountColumns, Printed, flat, from_hex, may_be_row, number_at_end};
use super::fingerprint::{Fingerprint, FingerprintError};
use super::statement::bits;
use super::table_ages::TableFacts;
use crate::domain::{Atom, AtomMask, DisputeAtom, MaskCount, to_u64};

/// The answer to a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountsFile {
    /// What it answers, as it says itself; `None` where it does not.
    pub fingerprint: Option<Fingerprint>,
    /// The counts.
    pub rows: Vec<MaskCount>,
    /// Whether it says how many rows it has; it is refused where it has others.
    pub is_counted: bool,
    /// Orders with several rows in the table of orders, each counted once.
    pub repeated: u64,
    /// Orders whose rows are in different groups, counted in one of them.
    pub in_several_groups: u64,
    /// Orders with a dispute of which the moment of filing is missing; such disputes are not counted.
    pub undated: u64,
    /// Orders that were disputed in the window.
    pub disputed: u64,
    /// How many of them have no row in the table of orders.
    pub without_row: u64,
    /// Orders with a dispute that was cancelled according to one of its rows, and not to another.
    pub contradicting: u64,
    /// What the answer says of the tables.
    pub facts: TableFacts,
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
    /// A line that is not of an answer of shape `delays`.
    #[error(
        "line {line}: `{text}` is not a row of delays: cells of payment and completion, age, delay, filings, orders"
    )]
    DelayLine {
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
    /// Rows were lost, or put between the others.
    #[error("the answer says that it has {stated} rows, and has {found}: rows were lost")]
    RowsLost {
        /// How many rows it says it has.
        stated: u64,
        /// How many it has.
        found: u64,
    },
    /// The row with the fingerprint, which says how many rows there are, is not there.
    #[error(
        "the answer lacks its row with the fingerprint, which says how many rows it has: it was cut off"
    )]
    Cut,
    /// Rows without an order id.
    #[error("some rows have no order id, so it cannot be said which orders they are")]
    NoId,
    /// Ids as floating-point numbers.
    #[error("the order ids are floating-point numbers, which keep 15 or 16 of their digits")]
    FloatIds,
    /// Times of another type than the statement compares with.
    #[error(
        "a time column has a zone although `zone` names one, or has none and `zone` names none"
    )]
    Times,
}

/// Reads an answer.
///
/// # Errors
///
/// When a line is none of the answer's, a number cannot be, or the statement says that rows of the
/// tables cannot be counted.
pub fn read_counts(text: &str) -> Result<CountsFile, CountsError> {
    let mut file = CountsFile::default();
    let mut seen = Vec::new();
    let read = read_lines(&flat(text), &mut file, &mut seen);
    let rows = seen.len();
    // What stands before an error may be wrong already.
    first_repeat(seen).map_or(Ok(()), |line| Err(CountsError::Twice { line }))?;
    let MetLines { stated, of_tables, left_out } = read?;
    require_rows(stated, rows + of_tables, left_out)?;
    file.is_counted = stated.is_some();
    if file.rows.is_empty() && file.fingerprint.is_none() {
        return Err(CountsError::Empty);
    }
    Ok(file)
}

/// What was met in an answer beside the counts.
struct MetLines {
    /// How many rows it says it has.
    stated: Option<u64>,
    /// How many rows say something of the tables.
    of_tables: usize,
    /// What is wrong with the first line that is no row.
    left_out: Option<CountsError>,
}

/// Refuses an answer that has other rows than it says, that with the fingerprint included. Where it does not
/// say it, a line that was left out may have been a row.
pub(super) fn require_rows(
    stated: Option<u64>,
    rows: usize,
    left_out: Option<CountsError>,
) -> Result<(), CountsError> {
    let found = to_u64(rows) + 1;
    match (stated, left_out) {
        (Some(stated), _) if stated == found => Ok(()),
        (_, Some(left_out)) => Err(left_out),
        (Some(stated), None) => Err(CountsError::RowsLost { stated, found }),
        (None, None) => Ok(()),
    }
}

/// A row of an answer, to be compared with the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SeenRow {
    group: u32,
    mask: u64,
    line: u64,
}

/// Returns the first line whose group and mask came before.
fn first_repeat(mut seen: Vec<SeenRow>) -> Option<u64> {
    seen.sort_unstable();
    let pairs = seen.array_windows();
    let again = pairs.filter(|[one, two]| (one.group, one.mask) == (two.group, two.mask));
    again.map(|[_, two]| two.line).min()
}

/// Reads the lines of an answer up to the first that is wrong.
fn read_lines(
    text: &str,
    file: &mut CountsFile,
    seen: &mut Vec<SeenRow>,
) -> Result<MetLines, CountsError> {
    let mut lines = MetLines { stated: None, of_tables: 0, left_out: None };
    let mut names = GroupNames::default();
    let mut total = 0_u64;
    let mut columns = CountColumns::USUAL;
    for (line, text) in (1_u64..).zip(text.lines()) {
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.trim().is_empty() {
            continue;
        }
        if let Some(print) = text.strip_prefix(Fingerprint::MARK) {
            Fingerprint::note(&mut file.fingerprint, print, line)?;
            continue;
        }
        let wrong = || CountsError::Line { line, text: text.chars().take(80).collect() };
        let known = known_row(text, &names).filter(|_| columns == CountColumns::USUAL);
        let (GroupName { number, text: group }, mask, orders) = match known {
            Some(row) => row,
            None => match columns.read(text).map(|row| (names.find_or_read(&row.group), row)) {
                Some((_, Printed { group, mask, orders })) if mask >= bits::END => {
                    file.facts.take(mask, &group, orders, line)?;
                    lines.of_tables += 1;
                    continue;
                }
                Some((Some(name), Printed { mask, orders, .. })) => (name, mask, orders),
                Some((None, _)) | None if may_be_row(text) => return Err(wrong()),
                Some((None, _)) | None => {
                    match CountColumns::of_titles(text) {
                        Some(titles) => columns = titles,
                        None => lines.left_out = lines.left_out.or_else(|| Some(wrong())),
                    }
                    continue;
                }
            },
        };
        if mask == 0 {
            Fingerprint::note(&mut file.fingerprint, &group, line)?;
            lines.stated = Some(orders);
            continue;
        }
        seen.push(SeenRow { group: number, mask, line });
        total = total.checked_add(orders).ok_or(CountsError::TooMany { line })?;
        file.take(group, mask, orders, line)?;
    }
    Ok(lines)
}

/// The names of groups, each read once: an answer has many rows of each.
#[derive(Default)]
struct GroupNames {
    by_digits: HashMap<String, GroupName>,
    numbers: HashMap<Arc<str>, u32>,
}

/// The name of a group, and its number.
#[derive(Clone)]
struct GroupName {
    number: u32,
    text: Arc<str>,
}

impl GroupNames {
    /// Returns the name of a group; `None` when these are no hexadecimal digits.
    fn find_or_read(&mut self, digits: &str) -> Option<GroupName> {
        if let Some(known) = self.by_digits.get(digits) {
            return Some(known.clone());
        }
        let text: Arc<str> = from_hex(digits)?.into();
        let next = u32::try_from(self.numbers.len()).ok()?;
        // Capital digits and others may mean one name.
        let number = *self.numbers.entry(text.clone()).or_insert(next);
        let name = GroupName { number, text };
        self.by_digits.insert(digits.to_owned(), name.clone());
        Some(name)
    }
}

impl Fingerprint {
    /// Notes the fingerprint of an answer; there is one.
    pub(super) fn note(found: &mut Option<Self>, text: &str, line: u64) -> Result<(), CountsError> {
        let print = Self::parse(text).map_err(|cause| CountsError::Fingerprint { line, cause })?;
        if found.as_ref().is_some_and(|before| *before != print) {
            return Err(CountsError::TwoFingerprints { line });
        }
        *found = Some(print);
        Ok(())
    }
}

impl CountsFile {
    fn take(
        &mut self,
        group: Arc<str>,
        mask: u64,
        orders: u64,
        line: u64,
    ) -> Result<(), CountsError> {
        let has = |bit: u64| mask & bit != 0;
        if has(bits::NO_ID) {
            return Err(CountsError::NoId);
        }
        if has(bits::ID) || has(bits::PRINTED_ID) {
            return Err(CountsError::FloatIds);
        }
        if has(bits::TIME) {
            return Err(CountsError::Times);
        }
        for (bit, count) in [
            (bits::UNDATED, &mut self.undated),
            (bits::REPEATED, &mut self.repeated),
            (bits::CONFLICT, &mut self.in_several_groups),
            (bits::STATES, &mut self.contradicting),
        ] {
            *count += if has(bit) { orders } else { 0 };
        }
        let low = u32::try_from(mask % bits::UNDATED).expect("a remainder of 2^20 has 20 bits");
        let atoms = AtomMask::from_bits(low);
        if orders == 0 || !(is_possible(atoms) || has(bits::UNDATED) && low == 0) {
            return Err(CountsError::Mask { line, mask });
        }
        if low & IN_WINDOW != 0 {
            self.disputed += orders;
            if has(bits::NO_ROW) {
                self.without_row += orders;
            }
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
    let only = |bits: u32| AtomMask::from_bits(atoms.bits() & bits);
    let live = only(LIVE).bits();
    let needs = |some: AtomMask, atom: Atom| some.bits() == 0 || atoms.has(atom);
    atoms.bits() != 0
        && atoms.has_all(AtomMask::from_bits(live >> 1))
        && needs(only(LIVE >> 1), Atom::Some(DisputeAtom::Seen))
        && needs(only(LIVE), Atom::SomeLive(DisputeAtom::Seen))
        && needs(only(OF_FILED), Atom::Some(DisputeAtom::Filed))
}

/// The bits of what is true of some dispute that is not cancelled; that of the same of any stands below.
const LIVE: u32 = 0x2_aaaa;

/// The bits of what lies in the window of some dispute.
const IN_WINDOW: u32 = Atom::Some(DisputeAtom::Filed).bit()
    | Atom::Some(DisputeAtom::Escalated).bit()
    | Atom::Some(DisputeAtom::Liable).bit()
    | Atom::Some(DisputeAtom::OtherLiable).bit()
    | Atom::Some(DisputeAtom::LiableUnknown).bit();

/// The bits of what is true of a dispute that was filed in the window alone.
const OF_FILED: u32 = Atom::Some(DisputeAtom::NotReceived).bit()
    | Atom::Some(DisputeAtom::NotAsDescribed).bit()
    | Atom::Some(DisputeAtom::Resolved).bit();

/// Reads a row of a group that was met, as most clients print it: without quotes or blanks. `None` for all
/// other rows.
fn known_row(text: &str, names: &GroupNames) -> Option<(GroupName, u64, u64)> {
    let (rest, orders) = number_at_end(text)?;
    let (group, mask) = number_at_end(rest).filter(|(_, mask)| *mask < bits::END)?;
    Some((names.by_digits.get(group)?.clone(), mask, orders))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same atom by atom.
    fn is_possible_plainly(atoms: AtomMask) -> bool {
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

    #[test]
    fn masks_that_are_possible_are_those_atom_by_atom() {
        for atoms in (0..1 << 20).map(AtomMask::from_bits) {
            assert_eq!(is_possible(atoms), is_possible_plainly(atoms), "{atoms:?}");
        }
    }

    #[test]
    fn the_first_row_that_comes_again_is_named_before_what_is_wrong_below() {
        let again = "61,15,1\n62,15,1\n62,15,2\n61,15,3\n";
        let twice = Err(CountsError::Twice { line: 3 });
        assert_eq!(read_counts(again), twice);
        assert_eq!(read_counts(&format!("{again}nothing")), twice);
        assert!(matches!(
            read_counts("61,15,1\n62,15,1.0\n61,15,1"),
            Err(CountsError::Line { line: 2, .. })
        ));
    }

    #[test]
    fn an_answer_that_lost_a_row_is_refused() {
        let print = Fingerprint {
            shape: super::super::fingerprint::Shape::Masks,
            as_of: crate::domain::Moment::from_millis(1_768_579_200_000),
            days: 30,
            by: super::super::fingerprint::GroupBy::Nothing,
            shops: None,
            missing: Vec::new(),
        };
        let mark: String = print.text().bytes().map(|byte| format!("{byte:02X}")).collect();
        let rows = [
            "61,15,1".to_owned(),
            "62,15,2".to_owned(),
            format!("{mark},0,4"),
            "63,15,3".to_owned(),
        ];
        assert!(read_counts(&rows.join("\n")).unwrap().is_counted);
        for lost in [0, 1, 3] {
            let mut left = rows.to_vec();
            left.remove(lost);
            let lost = CountsError::RowsLost { stated: 4, found: 3 };
            assert_eq!(read_counts(&left.join("\n")), Err(lost));
        }
        assert!(!read_counts("61,15,1\n62,15,2").unwrap().is_counted);
    }

    #[test]
    fn rows_of_a_known_group_are_read_as_its_first() {
        for row in ["4A,15,7", "4A\t15\t7", "\"4A\",\"15\",\"7\"", " 4A , 15 , 7 ", "4a|15|7"] {
            let text = format!("4A,14,1\n4a,3,1\n{row}\n");
            let file = read_counts(&text.replace("4A,14,1\n", "4A,5,1\n")).unwrap();
            let last = file.rows.last().unwrap();
            assert_eq!((&*last.group, last.atoms.bits(), last.orders), ("J", 15, 7), "{row}");
        }
        for row in ["4A,15,7,", "4A,15,", "4A,,7", "4A15,7", ",4A,15,7", "4A,+15,7"] {
            assert!(read_counts(&format!("4A,5,1\n{row}")).is_err(), "{row}");
        }
    }
}
