//! How files are read, and what becomes of bad rows.

use std::sync::Arc;

use encoding_rs::Encoding;

use crate::domain::{DisputeFilter, Zone};
use crate::files::Bounds;
use crate::input::container::meter::Meter;
use crate::input::decode::date_column::NO_DATE;
use crate::input::decode::disputes::Details;
use crate::input::decode::stamp::DateOrder;
use crate::input::rows::{Problems, Rows};
use crate::input::table::title_catalogue::FieldMap;
use crate::input::text::shortened_times::LostPart;
use crate::input::{RowProblem, SourceError, TableKind};

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The seller's own titles for fields.
    pub map: FieldMap,
    /// The zone of times that name none; `None` is platform time.
    pub zone: Option<Zone>,
    /// The same in files that are not the seller centre's own, where `zone` is `None`.
    pub zone_of_others: Option<Zone>,
    /// In which order dates such as `1/2/2026` write day and month, where nothing proves it; `None`
    /// refuses them, except in the seller centre's own export, which writes the month first.
    pub date_order: Option<DateOrder>,
    /// Count bad rows and go on.
    pub skip_bad_rows: bool,
    /// Threads to read orders on; 0 is as many as there are cores.
    pub threads: usize,
    /// Follows the reading of each file.
    pub meter: Arc<Meter>,
    /// How much of each input is read, and how long it is waited for.
    pub bounds: Bounds,
    /// Which disputes are looked at, where there is one file: only those are kept of a plain table.
    pub filter: Option<DisputeFilter>,
    /// The encoding of texts, as the user states it; `None` leaves it to their bytes.
    pub encoding: Option<&'static Encoding>,
    /// What becomes of what no figure looks at. Where details are dropped, files must be such as can
    /// be opened again.
    pub details: Details,
    /// Whether records without an id are left apart whose times of filing are not written like those of other
    /// records of their dispute: a store joins them when it is read, whatever came in first.
    pub keeps_records_apart: bool,
    /// What a folder named by an account is taken for.
    pub accounts: Accounts,
}

/// What a folder named by an account (`seller=1`, `shop_id=7`) is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accounts {
    /// A shop.
    #[default]
    Shops,
    /// One of several of one shop, or of one that has another name.
    People,
}

impl ReadOptions {
    /// Returns the zone that the user states for times of a kind of table; `None` where he states none.
    pub(crate) fn zone_of(&self, kind: TableKind) -> Option<Zone> {
        self.zone.or_else(|| self.zone_of_others.filter(|_| kind != TableKind::SellerOrders))
    }

    /// Returns whether the user states a zone.
    pub(crate) fn states_zone(&self) -> bool {
        self.zone.or(self.zone_of_others).is_some()
    }
}

/// Stops at bad rows unless they are to be skipped.
pub(crate) fn refuse_bad_rows(
    path: &str,
    problems: &mut Problems,
    rows: &Rows,
    options: &ReadOptions,
) -> Result<(), SourceError> {
    if problems.total == 0 || options.skip_bad_rows {
        return Ok(());
    }
    if let Some((first, lost)) = shortened(problems, rows) {
        let (path, more) = (path.to_owned(), problems.total - 1);
        let RowProblem { column, value, row, .. } = first.clone();
        let lost = lost.words();
        return Err(SourceError::ShortenedTimes { path, column, lost, value, row, more });
    }
    if let Some(first) = of_one_column(problems, rows) {
        let (path, more) = (path.to_owned(), problems.total - 1);
        let RowProblem { column, value, row, .. } = first.clone();
        return Err(SourceError::UnknownTimes { path, column, value, row, more });
    }
    Err(SourceError::BadRows {
        path: path.to_owned(),
        problems: std::mem::take(&mut problems.listed),
        total: problems.total,
    })
}

/// Returns the first of many bad rows that have all a text in one column of times that is none: the column is in a
/// form that is not read, and a list of its rows would help nobody.
fn of_one_column<'p>(problems: &'p Problems, rows: &Rows) -> Option<&'p RowProblem> {
    const MANY: u64 = 8;
    let first = problems.listed.first()?;
    let are_many = problems.total >= MANY && problems.total * 4 >= rows.read;
    (are_many && are_no_dates(problems)).then_some(first)
}

/// Returns whether all bad rows that are listed have a text in one column of times that is none.
fn are_no_dates(problems: &Problems) -> bool {
    let mut listed = problems.listed.iter();
    let first = listed.clone().next().map(|first| &first.column);
    listed.all(|bad| Some(&bad.column) == first && bad.expected.starts_with(NO_DATE))
}

/// Returns the first of bad rows that have all a shortened time in one column, and what it has not.
fn shortened<'p>(problems: &'p Problems, rows: &Rows) -> Option<(&'p RowProblem, LostPart)> {
    let first = problems.listed.first()?;
    let lost = LostPart::of(&first.value)?;
    let are_alike = problems.listed.iter().all(|bad| LostPart::of(&bad.value).is_some());
    let are_many = problems.total * 4 >= rows.read;
    (are_many && are_alike && are_no_dates(problems)).then_some((first, lost))
}
