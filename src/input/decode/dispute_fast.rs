//! Reads from a record of a dispute table what sieves and figures look at, without a copy.
//!
//! Only what is written in the usual way: for anything else it returns `None` and has counted
//! nothing, and the record is decoded in full, which gives the same answer or says what is wrong.

use crate::domain::{Country, Dispute, Family, Gist, Liability, Moment, Stage, State};
use crate::input::decode::disputes::{
    DisputeColumns, PLAIN_STATUSES, Reading, known_family, known_liability,
};
use crate::input::scan::dispute_merge::Name;
use crate::input::table::row::RawRow;

/// What a record says of its dispute.
pub(crate) struct Skimmed<'r> {
    /// What a sieve looks at.
    pub(crate) gist: Gist<'r>,
    /// A bit for each moment that names no zone.
    pub(crate) zoneless: u8,
    escalated_at: Option<Moment>,
    ruled_at: Option<Moment>,
}

/// Reads what a sieve looks at and checks the rest of a record; `None` where anything is not
/// written in the usual way.
pub(crate) fn skim<'r>(
    columns: &mut DisputeColumns,
    record: &'r impl RawRow,
    shop: &'r str,
) -> Option<Skimmed<'r>> {
    let order_id = record.id(columns.order)?;
    let mut zoneless = 0;
    let mut moments = [None; 5];
    columns.moments.skim_first(record, &mut moments, &mut zoneless)?;
    let [opened_at, escalated_at, ruled_at, closed_at, _] = moments;
    let opened_at = opened_at?;
    // An empty moment is before every other.
    if [escalated_at, ruled_at, closed_at].iter().flatten().any(|at| *at < opened_at) {
        return None;
    }
    let stage = match raw(record, columns.stage) {
        b"" => None,
        b"negotiation" => Some(Stage::Negotiation),
        b"platform" => Some(Stage::Platform),
        b"returning" => Some(Stage::Returning),
        b"closed" => Some(Stage::Closed),
        _ => return None,
    };
    let status = match raw(record, columns.status) {
        b"" => "",
        word => PLAIN_STATUSES.into_iter().find(|known| known.as_bytes() == word)?,
    };
    let state = Reading::of(status, stage, escalated_at.is_some(), closed_at).state;
    let own = trimmed(record, columns.shop)?;
    let shop = if own.is_empty() { shop } else { own };
    // Blanks around an id do not tell filings apart.
    if !is_trimmed(raw(record, columns.id)) || !is_trimmed(raw(record, columns.line)) {
        return None;
    }
    let gist = Gist { order_id, shop, opened_at, closed_at, state };
    Some(Skimmed { gist, zoneless, escalated_at, ruled_at })
}

impl Skimmed<'_> {
    /// Returns the dispute as figures look at it, with what tells it from others of its order.
    pub(crate) fn figured(
        &self,
        columns: &mut DisputeColumns,
        record: &impl RawRow,
    ) -> Option<(Dispute, Name)> {
        let Gist { order_id, shop, opened_at, closed_at, state } = self.gist;
        let family = known_family(trimmed_bytes(record, columns.reason)?);
        let liability = known_liability(trimmed_bytes(record, columns.liability)?);
        let ending_known = match raw(record, columns.ending_known) {
            b"" | b"true" => true,
            b"false" => state != State::Ended,
            _ => return None,
        };
        let country = match raw(record, columns.country) {
            b"" => None,
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => {
                Country::from_code(std::str::from_utf8(&[*a, *b]).ok()?)
            }
            _ => return None,
        };
        let product = trimmed(record, columns.product)?;
        let name = Name::new(raw(record, columns.id), raw(record, columns.line));
        let dispute = Dispute {
            shop: columns.texts.share(shop),
            product: columns.texts.share(product),
            family: family.unwrap_or(Family::Unknown),
            state,
            ending_known,
            liability: liability.unwrap_or(Liability::Unknown),
            country,
            ..Dispute::new(order_id, opened_at)
        };
        Some((dispute.with_moments(self.escalated_at, self.ruled_at, closed_at), name))
    }
}

/// Returns the bytes of a cell; none where there is no such column.
fn raw(record: &impl RawRow, column: Option<usize>) -> &[u8] {
    column.map_or(&[], |column| record.raw(column))
}

/// Returns the bytes of a cell; `None` where blanks may stand around them.
fn trimmed_bytes(record: &impl RawRow, column: Option<usize>) -> Option<&[u8]> {
    Some(raw(record, column)).filter(|text| is_trimmed(text))
}

/// Returns a cell's text; `None` where blanks may stand around it.
fn trimmed(record: &impl RawRow, column: Option<usize>) -> Option<&str> {
    match trimmed_bytes(record, column)? {
        b"" => Some(""),
        text => std::str::from_utf8(text).ok(),
    }
}

/// Tells whether a text has no blanks around it; of letters beyond ASCII it is not told.
fn is_trimmed(text: &[u8]) -> bool {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    plain(text.first()) && plain(text.last())
}
