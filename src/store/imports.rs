//! Files taken in: what each could give, and what of it may make a figure wrong.

use std::collections::BTreeSet;

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::batch::Batch;
use super::stored_order::{moment, signed};
use super::sums::{IMPORTS, RowTotals, damage};
use super::{Store, StoreError};
use crate::domain::{
    Caveat, CaveatKind, CompletionDays, DaySet, FactSet, Filings, Moment, OrderId, RowKind,
    Severity, SkippedRow, SkippedRows, to_u64,
};

/// A file taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The file, as it was named.
    pub(crate) path: String,
    /// What it was, by its content.
    pub(crate) kind: String,
    /// The shop it was taken in for; empty when the file says.
    pub(crate) shop: String,
    /// When.
    pub(crate) at: Moment,
    /// Rows used.
    pub(crate) used: u64,
    /// Why it is known to be only a part; `None` when it is not.
    pub(crate) incomplete: Option<String>,
    /// What it could give; `None` where an older version of the program took it in.
    pub(crate) given: Option<FactSet>,
    /// The oldest and newest moment of its orders; `None` without orders.
    pub(crate) span: Option<(Moment, Moment)>,
    /// How long its orders took from placing to completion.
    pub(crate) completion_days: CompletionDays,
    /// What of it may make a figure wrong, without rows and the cases one by one, in which anything of
    /// a buyer may stand.
    pub(crate) caveats: Vec<Caveat>,
    /// Rows of it that were left out, by where they may belong.
    pub(crate) skipped: SkippedRows,
}

/// The parts that say what a caveat of a sync is about.
const WHICH: [&str; 5] = ["list", "what", "field", "column", "earlier"];

/// The kind of the note that a sync leaves of itself: of an [`Import`] that is no file.
const SYNC: &str = "sync";

/// What becomes of the note that an earlier sync of a shop left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EarlierNote {
    /// What it says of lists still holds: only what may have changed was read again.
    Holds,
    /// Everything was read again.
    Replaced,
}

/// A caveat as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptCaveat {
    kind: String,
    severity: String,
    parts: Vec<(String, String)>,
    files: Vec<String>,
    sheet: Option<String>,
    count: Option<u64>,
    /// Ids of orders; nothing else is kept of single cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    orders: Vec<String>,
    /// As [`DaySet::to_text`] writes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<String>,
}

impl KeptCaveat {
    fn of(caveat: &Caveat) -> Self {
        let part = |(name, value): &(&str, String)| ((*name).to_owned(), value.clone());
        Self {
            kind: caveat.kind.id().to_owned(),
            severity: caveat.severity.id().to_owned(),
            parts: caveat.parts.iter().map(part).collect(),
            files: caveat.files.clone(),
            sheet: caveat.sheet.clone(),
            count: caveat.count,
            orders: match caveat.kind {
                CaveatKind::DisputesLacking => caveat.details.clone(),
                _ => Vec::new(),
            },
            days: caveat.days.as_ref().map(DaySet::to_text),
        }
    }

    /// Returns the caveat; `None` where its words are none of this program's.
    fn caveat(self) -> Option<Caveat> {
        let kind = CaveatKind::ALL.iter().copied().find(|kind| kind.id() == self.kind)?;
        let severity = Severity::from_id(&self.severity)?;
        let mut caveat = Caveat::new(kind).of_severity(severity).in_sheet(self.sheet);
        for (name, value) in self.parts {
            let name = kind.parts().iter().copied().find(|part| *part == name)?;
            caveat = caveat.with(name, value);
        }
        (caveat.files, caveat.count, caveat.details) = (self.files, self.count, self.orders);
        caveat.days = self.days.and_then(|days| DaySet::from_text(&days));
        Some(caveat)
    }
}

fn to_json(kept: &impl Serialize) -> rusqlite::Result<String> {
    let text = serde_json::to_string(kept);
    text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error));
    serde_json::from_str(text).map_err(damaged)
}

fn caveats_from_text(text: &str) -> rusqlite::Result<Vec<Caveat>> {
    let kept: Vec<KeptCaveat> = from_json(text)?;
    let caveats = kept.into_iter().map(KeptCaveat::caveat).collect::<Option<Vec<_>>>();
    caveats.ok_or_else(|| damage("the caveats of an imported file"))
}

/// Rows that were left out, as they are kept.
#[derive(Serialize, Deserialize)]
struct KeptRows {
    #[serde(with = "KeptKind")]
    of: RowKind,
    shop: Option<String>,
    product: Option<String>,
    country: Option<String>,
    from: Option<i64>,
    count: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RowKind", rename_all = "lowercase")]
enum KeptKind {
    Order,
    Dispute,
}

impl KeptRows {
    fn of(row: &SkippedRow, count: u64) -> Self {
        let SkippedRow { of, shop, product, country, from } = row.clone();
        Self { of, shop, product, country, from: from.map(Moment::millis), count }
    }

    fn row(self) -> (SkippedRow, u64) {
        let Self { of, shop, product, country, from, count } = self;
        (SkippedRow { of, shop, product, country, from: moment(from) }, count)
    }
}

fn skipped_from_text(text: &str) -> rusqlite::Result<SkippedRows> {
    let mut skipped = SkippedRows::default();
    let kept: Vec<KeptRows> = from_json(text)?;
    kept.into_iter().map(KeptRows::row).for_each(|(row, count)| skipped.add(row, count));
    Ok(skipped)
}

/// Reads a row of [`IMPORTS`].
fn read(row: &Row<'_>) -> rusqlite::Result<Import> {
    let text = |column: usize| -> rusqlite::Result<Option<&str>> {
        Ok(row.get_ref(column)?.as_str_or_null()?)
    };
    let given = text(6)?.map(|text| FactSet::from_text(text).ok_or_else(|| damage("facts given")));
    let span = moment(row.get(7)?).zip(moment(row.get(8)?));
    let days = text(9)?.map_or_else(|| Some(CompletionDays::default()), CompletionDays::from_text);
    Ok(Import {
        path: row.get(0)?,
        kind: row.get(1)?,
        shop: row.get(2)?,
        at: Moment::from_millis(row.get(3)?),
        used: row.get(4)?,
        incomplete: row.get(5)?,
        given: given.transpose()?,
        span,
        completion_days: days.ok_or_else(|| damage("days to completion"))?,
        caveats: text(10)?.map_or_else(|| Ok(Vec::new()), caveats_from_text)?,
        skipped: text(11)?.map_or_else(|| Ok(SkippedRows::default()), skipped_from_text)?,
    })
}

/// Reads a row of [`IMPORTS`] that matches its checksum.
fn checked(row: &Row<'_>) -> rusqlite::Result<Import> {
    IMPORTS.count(row, &mut RowTotals::default())?;
    read(row)
}

/// Returns the orders that a caveat of a sync lists, as those in dispute without any that is in.
fn lacking(caveat: &Caveat) -> impl Iterator<Item = OrderId> {
    let is_of_orders = caveat.kind == CaveatKind::DisputesLacking;
    let ids = caveat.details.iter().filter(move |_| is_of_orders);
    ids.filter_map(|id| OrderId::from_digits(id.as_bytes()))
}

/// Returns what is said of orders in dispute of which there is no dispute; `None` without any.
fn disputes_lacking(orders: Vec<OrderId>) -> Option<Caveat> {
    let count = to_u64(orders.len());
    let caveat = || Caveat::new(CaveatKind::DisputesLacking).counting(count);
    (count > 0).then(|| caveat().listing(orders.iter().map(ToString::to_string)))
}

impl Import {
    /// Returns what of a sync may make a figure wrong, beside some disputes: its orders in dispute may have some by now.
    pub(crate) fn caveats_beside(&self, filings: &Filings) -> Vec<Caveat> {
        let others = self.caveats.iter().filter(|of| of.kind != CaveatKind::DisputesLacking);
        let orders = self.caveats.iter().flat_map(lacking);
        let orders = orders.filter(|order| filings.index(*order).is_none()).collect();
        others.cloned().chain(disputes_lacking(orders)).collect()
    }

    /// The note of a sync of a shop: what of it may make a figure wrong, the oldest and newest moment at which its
    /// orders were placed, and how long they took to be completed.
    pub(crate) fn of_sync(
        shop: &str,
        at: Moment,
        span: Option<(Moment, Moment)>,
        completion_days: CompletionDays,
        caveats: Vec<Caveat>,
    ) -> Self {
        Self {
            path: format!("{SYNC} {shop}"),
            kind: SYNC.to_owned(),
            shop: shop.to_owned(),
            at,
            used: 0,
            incomplete: None,
            given: None,
            span,
            completion_days,
            caveats,
            skipped: SkippedRows::default(),
        }
    }

    /// Returns whether this is a file, and not the note of a sync.
    pub(crate) fn is_file(&self) -> bool {
        self.kind != SYNC
    }

    /// Returns what is to be kept where a file of the same name was taken in before: its orders and
    /// disputes are still in.
    fn after(mut self, earlier: Self) -> Self {
        let is_another = self.kind != earlier.kind
            || self.span.zip(earlier.span).is_some_and(|(new, old)| new.0 > old.1);
        if is_another {
            let kept = earlier.caveats.into_iter().filter(|caveat| !self.caveats.contains(caveat));
            let kept: Vec<Caveat> = kept.collect();
            self.caveats.extend(kept);
            self.skipped.merge(&earlier.skipped);
        }
        self.given = match (self.given, earlier.given) {
            (Some(new), Some(old)) => Some(new.union(old)),
            (new, old) => new.or(old),
        };
        self.span = joined(self.span, earlier.span);
        self.completion_days.merge(&earlier.completion_days);
        self
    }
}

/// Returns the span over two of them.
fn joined(
    one: Option<(Moment, Moment)>,
    other: Option<(Moment, Moment)>,
) -> Option<(Moment, Moment)> {
    let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
    Some((one.0.min(other.0), one.1.max(other.1)))
}

impl Store {
    /// Returns the files taken in, the oldest first.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn imports(&self) -> Result<Vec<Import>, StoreError> {
        Ok(self.checked_rows(&IMPORTS, "at, rowid", read)?)
    }
}

impl Batch<'_> {
    /// Notes a file taken in. An earlier note of the same path is replaced, but for what is still true
    /// of the orders and disputes that came with it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or what was noted before is damaged.
    pub(crate) fn put_import(&self, import: Import) -> Result<(), StoreError> {
        let import = match self.earlier(&import)? {
            Some(earlier) => import.after(earlier),
            None => import,
        };
        self.write_import(&import)
    }

    /// Returns what was noted before under the same name.
    fn earlier(&self, import: &Import) -> rusqlite::Result<Option<Import>> {
        let select = format!("{} WHERE path = ?1", IMPORTS.select());
        self.db.prepare_cached(&select)?.query_row([&import.path], checked).optional()
    }

    /// Keeps the note of a sync ([`Import::of_sync`]), and of the orders that are or were in dispute, as their list
    /// says, those of which no dispute is in. Returns what it says, without what earlier ones did.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or what was noted before is damaged.
    pub(crate) fn put_sync(
        &self,
        mut note: Import,
        mut in_dispute: BTreeSet<OrderId>,
        earlier: EarlierNote,
    ) -> Result<Vec<Caveat>, StoreError> {
        let before = self.earlier(&note)?.filter(|_| earlier == EarlierNote::Holds);
        in_dispute.extend(before.iter().flat_map(|before| &before.caveats).flat_map(lacking));
        note.caveats.extend(disputes_lacking(self.without_dispute(in_dispute)?));
        let found = note.caveats.clone();
        if let Some(before) = before {
            let list = |caveat: &Caveat| {
                let parts = caveat.parts.iter();
                parts.filter(|(name, _)| WHICH.contains(name)).cloned().collect::<Vec<_>>()
            };
            let is_told = |caveat: &Caveat| {
                note.caveats.iter().any(|own| own.kind == caveat.kind && list(own) == list(caveat))
            };
            let of_lists = [
                CaveatKind::TotalOverstated,
                CaveatKind::SyncProblem,
                CaveatKind::UnknownReason,
                CaveatKind::UnknownStatus,
                CaveatKind::TimeOrder,
                CaveatKind::TimesBlank,
                CaveatKind::CompletedEarly,
                CaveatKind::SameMoment,
                CaveatKind::FutureTimes,
            ];
            let holds = |caveat: &Caveat| of_lists.contains(&caveat.kind) && !is_told(caveat);
            let kept: Vec<Caveat> = before.caveats.into_iter().filter(holds).collect();
            note.caveats.extend(kept);
            note.completion_days.merge(&before.completion_days);
            note.span = joined(note.span, before.span);
        }
        self.write_import(&note)?;
        Ok(found)
    }

    /// Returns the orders of which no dispute is in.
    fn without_dispute(&self, orders: BTreeSet<OrderId>) -> Result<Vec<OrderId>, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM disputes WHERE order_id = ?1)";
        let mut select = self.db.prepare_cached(sql)?;
        let mut without = Vec::new();
        for order in orders {
            if !select.query_row([signed(order)], |row| row.get(0))? {
                without.push(order);
            }
        }
        Ok(without)
    }

    /// Notes of each file what of it was forgotten: all before a moment, some of which counted in figures up to
    /// another.
    pub(super) fn note_forgotten(&self, before: Moment, until: Moment) -> Result<(), StoreError> {
        let all: Vec<Import> = self
            .db
            .prepare(&format!("{} ORDER BY at, rowid", IMPORTS.select()))?
            .query_map([], checked)?
            .collect::<Result<_, _>>()?;
        let caveat = Caveat::new(CaveatKind::Forgotten).with("before", until);
        for mut import in all {
            if !import.is_file() || import.span.is_some_and(|(oldest, _)| oldest >= before) {
                continue;
            }
            import.span = import.span.map(|(_, newest)| (before, newest.max(before)));
            import.caveats.retain(|caveat| caveat.kind != CaveatKind::Forgotten);
            import.caveats.push(caveat.clone());
            self.write_import(&import)?;
        }
        Ok(())
    }

    fn write_import(&self, import: &Import) -> Result<(), StoreError> {
        let caveats: Vec<KeptCaveat> = import.caveats.iter().map(KeptCaveat::of).collect();
        let skipped: Vec<KeptRows> =
            import.skipped.iter().map(|(row, count)| KeptRows::of(row, count)).collect();
        let (caveats, skipped) = (to_json(&caveats)?, to_json(&skipped)?);
        let columns = IMPORTS.columns;
        let places: Vec<String> = (1..=IMPORTS.width).map(|place| format!("?{place}")).collect();
        let places = places.join(", ");
        let insert =
            format!("INSERT INTO imports ({columns}, sum) VALUES ({places}, row_sum({places}))");
        self.changing(&IMPORTS, "path = ?1", &import.path, || {
            self.db.execute("DELETE FROM imports WHERE path = ?1", [&import.path])?;
            let values = params![
                import.path,
                import.kind,
                import.shop,
                import.at.millis(),
                import.used,
                import.incomplete,
                import.given.map(FactSet::to_text),
                import.span.map(|(oldest, _)| oldest.millis()),
                import.span.map(|(_, newest)| newest.millis()),
                import.completion_days.to_text(),
                caveats,
                skipped,
            ];
            self.db.execute(&insert, values)?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dispute, Filings};
    use crate::store::DetailLevel;
    use crate::store::tests::{day, id, store};

    #[test]
    fn orders_in_dispute_are_said_until_their_disputes_are_in() {
        let (_folder, mut store) = store();
        let put = |store: &mut Store, numbers: &[u64], earlier, with: Option<u64>| {
            let batch = store.batch().unwrap();
            if let Some(number) = with {
                let dispute = Dispute { shop: "main".into(), ..Dispute::new(id(number), day(1)) };
                batch.put_dispute(&dispute, DetailLevel::Listed, day(2)).unwrap();
            }
            let note = Import::of_sync("main", day(2), None, CompletionDays::default(), Vec::new());
            let orders = numbers.iter().map(|number| id(*number)).collect();
            let found = batch.put_sync(note, orders, earlier).unwrap();
            batch.commit().unwrap();
            assert!(found.len() < 2);
            let kept = store.imports().unwrap().remove(0);
            assert_eq!(kept.caveats, found);
            let beside = Filings::new(vec![Dispute::new(id(3), day(1))]);
            let count = |all: &[Caveat]| all.first().and_then(|caveat| caveat.count);
            (count(&found), count(&kept.caveats_beside(&beside)))
        };
        let (new, holds) = (EarlierNote::Replaced, EarlierNote::Holds);
        assert_eq!(put(&mut store, &[1, 2, 3], new, Some(2)), (Some(2), Some(1)));
        // A later sync reads other orders; the dispute of one of these has come.
        assert_eq!(put(&mut store, &[4], holds, Some(1)), (Some(2), Some(1)));
        assert_eq!(put(&mut store, &[], new, None), (None, None));
    }
}
