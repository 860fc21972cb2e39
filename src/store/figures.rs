//! Disputes as figures look at them, without what only people read.

use std::collections::BTreeSet;

use rusqlite::types::{FromSqlError, ValueRef};
use rusqlite::{Row, params_from_iter};

use super::stored_order::moment;
use super::sums::{DISPUTES, RowTotals, verify_values};
use super::words::{ending_is_known, family, liability, state, told};
use super::{Store, StoreError};
use crate::domain::{Country, Dispute, Moment, OrderId, Stage, State, Text, Turn};

/// Disputes without their details, and what the details would have told of all of them together.
#[derive(Clone, Debug, Default)]
pub(crate) struct ForFigures {
    /// The disputes, in the order of [`Store::disputes`].
    pub(crate) disputes: Vec<Dispute>,
    /// Whether any gives a reason.
    pub(crate) reasons: bool,
    /// Whether any has a timeline.
    pub(crate) timelines: bool,
}

/// What figures look at, and what disputes are found and sorted by; last the checksum over it.
pub(super) const COLUMNS: &str = "key, id, order_id, shop, product, opened_at, escalated_at, \
    ruled_at, closed_at, modified_at, family, state, liability, country, ending_known, figures_sum";

/// The place of the checksum.
pub(super) const SUM: usize = 15;

/// The first column after those.
pub(super) const MORE: usize = 16;

impl Store {
    /// Returns the disputes of [`Store::disputes`] without their details, and what those of the shops
    /// `asked` for (of all, when there are none) tell.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn disputes_for_figures(
        &self,
        shops: &[String],
        asked: &[String],
        as_of: Moment,
    ) -> Result<ForFigures, StoreError> {
        let (mut disputes, mut ranks) = (Vec::new(), Vec::new());
        let (mut keys, mut ids) = (Vec::new(), String::new());
        let mut reasons = false;
        self.each(", reason <> ''", shops, as_of, |row, columns, mut dispute, then| {
            if let Some(then) = then {
                dispute.state = then.state;
            }
            reasons |= row.get::<_, bool>(MORE)? && may_be_of(asked, &dispute.shop);
            let from = ids.len();
            ids.push_str(columns.id()?);
            keys.push((from..ids.len(), columns.key()?));
            ranks.push((dispute.opened_at, disputes.len()));
            disputes.push(Some(dispute));
            Ok(())
        })?;
        ranks.sort_unstable();
        // Few were filed at one moment, so ids are hardly ever compared.
        let id_and_key = |place: usize| keys.get(place).map(|(id, key)| (ids.get(id.clone()), key));
        for tied in ranks.chunk_by_mut(|(at, _), (next, _)| at == next) {
            tied.sort_unstable_by_key(|(_, place)| id_and_key(*place));
        }
        let taken = |(_, place): (Moment, usize)| disputes.get_mut(place)?.take();
        let disputes = ranks.into_iter().filter_map(taken).collect();
        Ok(ForFigures { disputes, reasons, timelines: self.has_timelines(asked)? })
    }

    /// Visits the disputes of `shops` in no order, each with its row, its columns, and how it looked at
    /// `as_of` where the platform does not date its ending. Further columns follow [`COLUMNS`].
    pub(super) fn each(
        &self,
        further: &str,
        shops: &[String],
        as_of: Moment,
        mut visit: impl FnMut(
            &Row<'_>,
            &FigureColumns<'_>,
            Dispute,
            Option<Sight>,
        ) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let mut seen_then = self.seen_at(as_of)?;
        // Sorted by the caller: the database would move whole rows to do so.
        let chosen = if shops.is_empty() { "" } else { "WHERE shop = ?1" };
        let sql = format!("SELECT {COLUMNS}{further} FROM disputes {chosen}");
        let mut select = self.db.prepare(&sql)?;
        let each_once = BTreeSet::from_iter(shops).into_iter().map(Some);
        for shop in each_once.chain(shops.is_empty().then_some(None)) {
            let mut rows = select.query(params_from_iter(shop))?;
            let mut found = RowTotals::default();
            while let Some(row) = rows.next()? {
                let columns = FigureColumns::of(row)?;
                found.add(columns.verify()?);
                let Some(dispute) = columns.dispute()? else { continue };
                let dated = dispute.closed_at().is_some_and(|closed| closed < as_of);
                let then = seen_then.remove(&columns.key()?).filter(|_| !dated);
                visit(row, &columns, dispute, then)?;
            }
            self.require_totals(&DISPUTES, shop.map(String::as_str), found)?;
        }
        self.require_unchanged()
    }

    fn has_timelines(&self, shops: &[String]) -> Result<bool, StoreError> {
        if shops.is_empty() {
            let sql = "SELECT EXISTS (SELECT 1 FROM dispute_events)";
            return Ok(self.db.query_row(sql, [], |row| row.get(0))?);
        }
        let mut select = self.db.prepare(
            "SELECT EXISTS (SELECT 1 FROM dispute_events JOIN disputes ON key = dispute \
             WHERE shop = ?1)",
        )?;
        for shop in shops {
            if select.query_row([shop], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Returns whether a dispute of a shop may be of one of the shops asked for; every one is, where none
/// are asked for.
pub(crate) fn may_be_of(asked: &[String], shop: &str) -> bool {
    asked.is_empty() || shop.is_empty() || asked.iter().any(|name| name == shop)
}

fn text(value: ValueRef<'_>) -> rusqlite::Result<&str> {
    // A record has no other word for what is not known.
    Ok(value.as_str_or_null()?.unwrap_or_default())
}

/// The values of [`COLUMNS`]: to ask the database for one costs more than what is done with it.
pub(super) struct FigureColumns<'r>([ValueRef<'r>; SUM + 1]);

impl<'r> FigureColumns<'r> {
    /// Reads a row.
    pub(super) fn of(row: &'r Row<'_>) -> rusqlite::Result<Self> {
        let mut values = [ValueRef::Null; SUM + 1];
        for (column, value) in values.iter_mut().enumerate() {
            *value = row.get_ref(column)?;
        }
        Ok(Self(values))
    }

    /// Returns the key of the row.
    pub(super) fn key(&self) -> rusqlite::Result<i64> {
        let [key, ..] = self.0;
        Ok(key.as_i64()?)
    }

    /// Returns the platform's id of the dispute; empty where it is not known.
    fn id(&self) -> rusqlite::Result<&'r str> {
        let [_, id, ..] = self.0;
        text(id)
    }

    /// Compares them with the checksum among them, and returns that.
    pub(super) fn verify(&self) -> rusqlite::Result<i64> {
        let [values @ .., sum] = &self.0;
        verify_values(values, *sum, "disputes")
    }

    /// Returns the dispute, without details. `None` when its order id is none.
    pub(super) fn dispute(&self) -> rusqlite::Result<Option<Dispute>> {
        let [_, _, order_id, shop, product, opened, escalated, ruled, closed, _, rest @ ..] =
            self.0;
        let [family_word, state_word, liability_word, country, ending_known, _] = rest;
        let order_id = order_id.as_i64()?;
        let order_id = u64::try_from(order_id).map_err(|_| FromSqlError::OutOfRange(order_id))?;
        let Some(order_id) = OrderId::from_number(order_id) else { return Ok(None) };
        let time = |value: ValueRef<'_>| -> rusqlite::Result<Option<Moment>> {
            Ok(moment(value.as_i64_or_null()?))
        };
        Ok(Some(Dispute {
            shop: Text::from(text(shop)?),
            product: Text::from(text(product)?),
            family: family(text(family_word)?),
            state: state(text(state_word)?),
            liability: liability(text(liability_word)?),
            country: Country::from_code(text(country)?),
            ending_known: ending_is_known(ending_known.as_i64()?),
            told: told(ending_known.as_i64()?),
            ..Dispute::new(order_id, Moment::from_millis(opened.as_i64()?)).with_moments(
                time(escalated)?,
                time(ruled)?,
                time(closed)?,
            )
        }))
    }
}

/// How a dispute looked.
pub(super) struct Sight {
    pub(super) status: String,
    pub(super) state: State,
    pub(super) stage: Option<Stage>,
    pub(super) turn: Turn,
    pub(super) due: Option<Moment>,
}

impl Sight {
    pub(super) fn restore(self, dispute: &mut Dispute) {
        dispute.state = self.state;
        let details = dispute.details_mut();
        details.status = self.status.into();
        details.stage = self.stage;
        details.turn = self.turn;
        details.response_due_at = self.due;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DisputeDetails, Event, EventKind, Family, State};
    use crate::store::DetailLevel;

    fn day(n: i64) -> Moment {
        Moment::from_millis(1_760_000_000_000).plus_days(n)
    }

    fn dispute(n: u64, shop: &str) -> Dispute {
        let id = OrderId::from_number(8_200_000_000_000_000 + n % 7).unwrap();
        let at = day(i64::try_from(n % 5).unwrap());
        let dispute =
            Dispute { shop: shop.into(), family: Family::BuyerOwn, ..Dispute::new(id, at) };
        let id = format!("{}", 1000 - n);
        dispute.with_details(DisputeDetails { id: id.into(), ..DisputeDetails::default() })
    }

    #[test]
    fn figures_see_the_same_disputes_without_their_details() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("store.db")).unwrap();
        let batch = store.batch().unwrap();
        for n in 0..40 {
            let first = dispute(n, if n % 3 == 0 { "one" } else { "two" });
            batch.put_dispute(&first, DetailLevel::Listed, day(6)).unwrap();
            if n % 2 == 0 {
                let closed_at = Some(day(8)).filter(|_| n % 4 == 0);
                let mut later = Dispute { state: State::Ended, ..first };
                later.set_closed_at(closed_at);
                batch.put_dispute(&later, DetailLevel::Listed, day(10)).unwrap();
            }
        }
        batch.commit().unwrap();
        for shops in [Vec::new(), vec!["one".to_owned()], vec!["none".to_owned()]] {
            for as_of in [day(5), day(7), day(9), day(11)] {
                let whole = store.disputes(&shops, as_of).unwrap().into_iter();
                let whole: Vec<_> = whole.map(|d| Dispute { kept_details: None, ..d }).collect();
                let figures = store.disputes_for_figures(&shops, &shops, as_of).unwrap();
                assert_eq!(figures.disputes, whole);
                assert_eq!((figures.reasons, figures.timelines), (false, false));
            }
        }
        let mut told = dispute(50, "one");
        told.details_mut().reason = "late".into();
        let event = Event { at: day(3), kind: EventKind::Filed, by: String::new() };
        told.details_mut().history = vec![event];
        let batch = store.batch().unwrap();
        batch.put_dispute(&told, DetailLevel::Detailed, day(12)).unwrap();
        batch.commit().unwrap();
        for (shop, tells) in [("one", true), ("two", false)] {
            let figures = store
                .disputes_for_figures(&[shop.to_owned()], &[shop.to_owned()], day(20))
                .unwrap();
            assert_eq!((figures.reasons, figures.timelines), (tells, tells));
        }
    }
}
