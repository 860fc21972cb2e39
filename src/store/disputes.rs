//! Disputes: the newest facts, the platform's timeline, and what was seen from when to when.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, Row, named_params, params};

use super::batch::Batch;
use super::figures::{COLUMNS, FigureColumns, MORE};
use super::stored_order::{amount, moment, signed};
use super::sums::{DISPUTES, EVENTS, RowTotals, SIGHTINGS, damage, note_rows, verify};
use super::words::{ending_number, event, event_word, state, turn};
use super::{Store, StoreError};
use crate::domain::{
    Contradiction, Dispute, DisputeDates, DisputeDetails, Event, FiledAs, ListEnd, Moment, OrderId,
    PartDates, SavedDisputes, Stage, State, Text, double_filing,
};
use crate::store::figures::Sight;

/// How much a reading of a dispute tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DetailLevel {
    /// A row of a list: what it does not say is kept as known before.
    Listed,
    /// The whole detail: deadline and timeline are as it says, also where it has none.
    Detailed,
}

/// What keeping a dispute changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It was not in.
    New,
    /// Its state, deadline or the like changed.
    Changed,
    /// Nothing changed but that it was seen again.
    Same,
}

/// When an order was placed, from two inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlacedTwice {
    /// The order.
    pub(crate) order: OrderId,
    /// According to the orders.
    pub(crate) kept: Moment,
    /// According to its dispute.
    pub(crate) said: Moment,
}

/// What [`COLUMNS`] leave out.
const DETAILS: &str = ", line_id, title, reason, status, status_known, stage, turn, response_due_at, \
    refund, refund_currency, amount, currency, order_created_at, note, part_dates, details_sum";

/// How many of them the checksum at their end is over.
const DETAILS_SUMMED: usize = 15;

/// Writes both checksums of a dispute.
const SEAL: &str = "
UPDATE disputes SET
  figures_sum = row_sum(key, id, order_id, shop, product, opened_at, escalated_at, ruled_at,
    closed_at, modified_at, family, state, liability, country, ending_known),
  details_sum = row_sum(key, line_id, title, reason, status, status_known, stage, turn,
    response_due_at, refund, refund_currency, amount, currency, order_created_at, note, part_dates)
WHERE key = ?1 RETURNING figures_sum";

const PUT: &str = "
INSERT INTO disputes VALUES (:key, :id, :order_id, :line_id, :shop, :product, :title, :opened_at,
  :family, :reason, :status, :status_known, :state, :stage, :turn, :response_due_at, :escalated_at,
  :ruled_at, :closed_at, :modified_at, :liability, :refund, :refund_currency, :amount, :currency,
  :country, :order_created_at, :ending_known, :note, :seen, :seen, :detailed, :part_dates, 0, 0)
ON CONFLICT (key) DO UPDATE SET
  id = :id, order_id = :order_id, line_id = :line_id, shop = :shop, product = :product,
  title = :title, opened_at = :opened_at, family = :family, reason = :reason, status = :status,
  status_known = :status_known, state = :state, stage = :stage, turn = :turn,
  response_due_at = :response_due_at, escalated_at = :escalated_at, ruled_at = :ruled_at,
  closed_at = :closed_at, modified_at = :modified_at, liability = :liability, refund = :refund,
  refund_currency = :refund_currency, amount = :amount, currency = :currency, country = :country,
  order_created_at = :order_created_at, ending_known = :ending_known, note = :note,
  part_dates = :part_dates,
  last_seen = max(last_seen, :seen), detailed_state = coalesce(:detailed, detailed_state)";

/// Whether a row counts as a dispute: one without an id, of an order of which others have ids, is mostly a record of
/// one of those.
pub(super) const IS_DISPUTE: &str = "(id <> '' OR NOT EXISTS (SELECT 1 FROM disputes AS named \
    WHERE named.order_id = disputes.order_id AND named.id <> ''))";

struct StoredDispute {
    key: i64,
    dispute: Dispute,
    sum: i64,
}

impl Batch<'_> {
    /// Keeps a dispute as seen at `seen`, and what changed since it was last seen.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn put_dispute(
        &self,
        dispute: &Dispute,
        knowledge: DetailLevel,
        seen: Moment,
    ) -> Result<Kept, StoreError> {
        let mut known = self.stored(dispute)?.into_iter();
        let old = known.next();
        let mut merged = match &old {
            Some(old) => self.merged(&old.dispute, dispute, knowledge),
            None => {
                self.note_other_order(dispute)?;
                dispute.clone()
            }
        };
        for further in known {
            merged = self.merged(&merged, &further.dispute, DetailLevel::Listed);
            self.remove(&further)?;
        }
        let key = self.write(old.as_ref().map(|old| old.key), &merged, knowledge, seen)?;
        if dispute.details().id.is_empty() && dispute.is_filed_by_day() {
            self.days.borrow_mut().insert(key);
        }
        self.seal(key, &merged, old.as_ref())?;
        self.put_timeline(key, &merged.details().history)?;
        let changed =
            self.changing(&SIGHTINGS, "dispute = ?1", &key, || self.sight(key, &merged, seen))?;
        Ok(match (old, changed) {
            (None, _) => Kept::New,
            (Some(_), true) => Kept::Changed,
            (Some(_), false) => Kept::Same,
        })
    }

    /// Notes that the id of a dispute that was not in stands on another order already.
    fn note_other_order(&self, dispute: &Dispute) -> Result<(), StoreError> {
        let (id, shop) = (&dispute.details().id, dispute.shop_of_id());
        let mut select = self.db.prepare_cached(
            "SELECT min(order_id) FROM disputes \
             WHERE id = ?1 AND id <> '' AND order_id <> ?2 AND (shop = ?3 OR ?3 = '')",
        )?;
        let of = signed(dispute.order_id);
        let other: Option<i64> =
            select.query_row(params![id.as_str(), of, shop], |row| row.get(0))?;
        let found = other.map(|other| Contradiction {
            part: "order_id",
            kept: of.min(other).to_string(),
            other: of.max(other).to_string(),
        });
        let named = found.map(|found| (dispute.name().to_string(), found));
        self.contradictions.borrow_mut().extend(named);
        Ok(())
    }

    /// Returns when disputed orders were placed, as they are kept and as one of their disputes says.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn placed_twice(&self) -> Result<Vec<PlacedTwice>, StoreError> {
        let mut placed = Vec::new();
        for (order, said) in placed_by_disputes(&self.db)? {
            let kept = self.placed_at(order)?;
            placed.extend(kept.map(|kept| PlacedTwice { order, kept, said }));
        }
        Ok(placed)
    }

    /// Adds to what is known of a dispute what a further reading says.
    fn merged(&self, old: &Dispute, new: &Dispute, knowledge: DetailLevel) -> Dispute {
        let mut merged = old.clone();
        let is_older =
            matches!((new.modified_at(), old.modified_at()), (Some(new), Some(old)) if new < old);
        let is_open = old.state == State::Open && new.state == State::Open;
        if knowledge == DetailLevel::Detailed && is_open && !is_older {
            merged.forget_turn_and_deadline();
        }
        let contradictions = merged.merge(new).into_iter();
        let name = merged.name().to_string();
        let named = contradictions.map(|found| (name.clone(), found));
        self.contradictions.borrow_mut().extend(named);
        merged
    }

    /// Writes the checksums of a dispute, and notes that it has come or changed.
    fn seal(
        &self,
        key: i64,
        merged: &Dispute,
        old: Option<&StoredDispute>,
    ) -> Result<(), StoreError> {
        let sum = self.db.prepare_cached(SEAL)?.query_row([key], |row| row.get(0))?;
        let mut came = RowTotals::default();
        came.add(sum);
        if let Some(StoredDispute { dispute, sum, .. }) = old {
            let gone = RowTotals::default().since(RowTotals { rows: 1, total: *sum });
            note_rows(&self.db, &DISPUTES, &dispute.shop, gone)?;
        }
        Ok(note_rows(&self.db, &DISPUTES, &merged.shop, came)?)
    }

    /// Finds what is in of a dispute: the row to keep it in, and rows with other ids that turn out to be of the same
    /// dispute.
    fn stored(&self, dispute: &Dispute) -> Result<Vec<StoredDispute>, StoreError> {
        let of_order = format!(
            "SELECT {COLUMNS}{DETAILS} FROM disputes WHERE order_id = ?1 ORDER BY id = '', id, key"
        );
        let mut select = self.db.prepare_cached(&of_order)?;
        let mut rows = select.query([signed(dispute.order_id)])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            let columns = FigureColumns::of(row)?;
            let sum = columns.verify()?;
            let Some(found) = columns.dispute()? else { continue };
            let mut found = with_details(row, found)?;
            if is_kept_with(&found, dispute) {
                let key = row.get(0)?;
                found.details_mut().history = timeline(&self.db, key)?;
                known.push(StoredDispute { key, dispute: found, sum });
            } else {
                self.contradictions.borrow_mut().extend(double_filing(&found, dispute));
            }
        }
        if dispute.details().id.is_empty() {
            known.retain(|known| !self.are_two(known, dispute));
            known.sort_by_key(|known| known.dispute.state != dispute.state);
            known.truncate(1);
        }
        Ok(known)
    }

    /// Returns whether two records without an id came together, so that they are of two disputes: filed on one day
    /// without the time, in different states or for different reasons.
    fn are_two(&self, known: &StoredDispute, dispute: &Dispute) -> bool {
        let StoredDispute { key, dispute: known, .. } = known;
        dispute.is_filed_by_day()
            && known.is_told_otherwise(dispute)
            && self.days.borrow().contains(key)
    }

    /// Removes a row that has become part of another one.
    fn remove(&self, row: &StoredDispute) -> Result<(), StoreError> {
        let StoredDispute { key, dispute, sum } = row;
        let gone = RowTotals::default().since(RowTotals { rows: 1, total: *sum });
        note_rows(&self.db, &DISPUTES, &dispute.shop, gone)?;
        let (own, delete) = ("dispute = ?1", "DELETE FROM disputes WHERE key = ?1");
        self.changing(&EVENTS, own, key, || {
            self.changing(&SIGHTINGS, own, key, || {
                self.db.prepare_cached(delete)?.execute([key])?;
                Ok(())
            })
        })
    }

    fn write(
        &self,
        key: Option<i64>,
        dispute: &Dispute,
        knowledge: DetailLevel,
        seen: Moment,
    ) -> Result<i64, StoreError> {
        let detailed = match knowledge {
            DetailLevel::Detailed => Some(dispute.state.id()),
            DetailLevel::Listed => None,
        };
        self.db.prepare_cached(PUT)?.execute(named_params! {
            ":key": key,
            ":id": dispute.details().id.as_str(),
            ":order_id": signed(dispute.order_id),
            ":line_id": dispute.details().line_id.as_str(),
            ":shop": dispute.shop.as_str(),
            ":product": dispute.product.as_str(),
            ":title": dispute.details().title.as_str(),
            ":opened_at": dispute.opened_at.millis(),
            ":family": dispute.family.id(),
            ":reason": dispute.details().reason.as_str(),
            ":status": dispute.details().status.as_str(),
            ":status_known": dispute.details().status_known,
            ":state": dispute.state.id(),
            ":stage": dispute.details().stage.map(|s| s.id()),
            ":turn": dispute.details().turn.id(),
            ":response_due_at": dispute.details().response_due_at.map(Moment::millis),
            ":escalated_at": dispute.escalated_at().map(Moment::millis),
            ":ruled_at": dispute.ruled_at().map(Moment::millis),
            ":closed_at": dispute.closed_at().map(Moment::millis),
            ":modified_at": dispute.modified_at().map(Moment::millis),
            ":liability": dispute.liability.id(),
            ":refund": dispute.details().refund.map(|m| m.minor),
            ":refund_currency": dispute.details().refund.map(|m| m.currency.code().to_owned()),
            ":amount": dispute.details().amount.map(|m| m.minor),
            ":currency": dispute.details().amount.map(|m| m.currency.code().to_owned()),
            ":country": dispute.country.map(|c| c.code().to_owned()),
            ":order_created_at": dispute.details().order_created_at.map(Moment::millis),
            ":ending_known": ending_number(dispute),
            ":note": dispute.details().note.as_str(),
            ":part_dates": written_parts(dispute),
            ":seen": seen.millis(),
            ":detailed": detailed,
        })?;
        Ok(key.unwrap_or_else(|| self.db.last_insert_rowid()))
    }

    fn put_timeline(&self, key: i64, history: &[Event]) -> Result<(), StoreError> {
        if history.is_empty() {
            return Ok(());
        }
        self.changing(&EVENTS, "dispute = ?1", &key, || {
            let delete = "DELETE FROM dispute_events WHERE dispute = ?1";
            self.db.prepare_cached(delete)?.execute([key])?;
            let mut insert = self.db.prepare_cached(
                "INSERT INTO dispute_events \
                 VALUES (?1, ?2, ?3, ?4, ?5, row_sum(?1, ?2, ?3, ?4, ?5))",
            )?;
            for (position, entry) in (0_i64..).zip(history) {
                let kind = event_word(&entry.kind);
                insert.execute(params![key, position, entry.at.millis(), kind, entry.by])?;
            }
            Ok(())
        })
    }

    /// Lengthens the newest sighting when the dispute looks the same, else begins one. Returns
    /// whether it looked different before.
    fn sight(&self, key: i64, dispute: &Dispute, seen: Moment) -> Result<bool, StoreError> {
        let looks = params![
            key,
            seen.millis(),
            dispute.details().status.as_str(),
            dispute.state.id(),
            dispute.details().stage.map(|s| s.id()),
            dispute.details().turn.id(),
            dispute.details().response_due_at.map(Moment::millis),
        ];
        let same = self
            .db
            .prepare_cached(
                "UPDATE dispute_sightings SET seen_to = max(seen_to, ?2), sum = row_sum(dispute, \
                 seen_from, max(seen_to, ?2), status, state, stage, turn, response_due_at) \
                 WHERE dispute = ?1 AND sum = row_sum(dispute, seen_from, seen_to, status, state, \
                 stage, turn, response_due_at) AND seen_from = (SELECT max(seen_from) FROM dispute_sightings WHERE dispute = ?1) \
                 AND status = ?3 AND state = ?4 AND stage IS ?5 AND turn = ?6 \
                 AND response_due_at IS ?7",
            )?
            .execute(looks)?;
        if same == 0 {
            let insert = "INSERT OR REPLACE INTO dispute_sightings \
                          VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, \
                          row_sum(?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7))";
            self.db.prepare_cached(insert)?.execute(looks)?;
        }
        Ok(same == 0)
    }
}

/// Returns whether a record is kept in the row of a dispute. One without an id has rows of its own: of which
/// dispute it is, is decided among all records of its order, when they are read.
fn is_kept_with(known: &Dispute, record: &Dispute) -> bool {
    match (known.details().id.is_empty(), record.details().id.is_empty()) {
        (true, true) => {
            let filed = known.filed_as();
            record.filed_as().iter().any(|one| filed.contains(one))
        }
        (false, false) => known.is_same_filing(record),
        _ => false,
    }
}

fn placed_by_disputes(db: &Connection) -> Result<BTreeMap<OrderId, Moment>, StoreError> {
    let mut select = db.prepare(
        "SELECT order_id, min(order_created_at) FROM disputes \
         WHERE order_created_at IS NOT NULL GROUP BY order_id",
    )?;
    let mut rows = select.query([])?;
    let mut placed = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let Some(order) = OrderId::from_number(row.get(0)?) else { continue };
        placed.insert(order, Moment::from_millis(row.get(1)?));
    }
    Ok(placed)
}

impl Store {
    /// Returns when the disputes without an id were first seen that are of an order that has others, by their order
    /// and when they were opened.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn records_without_id_beside_others(
        &self,
    ) -> Result<BTreeMap<(OrderId, Moment), Moment>, StoreError> {
        let mut select = self.db.prepare(
            "SELECT order_id, opened_at, max(first_seen) FROM disputes AS one WHERE id = '' AND EXISTS (\
            SELECT 1 FROM disputes AS other \
            WHERE other.order_id = one.order_id AND other.key <> one.key) GROUP BY order_id, opened_at",
        )?;
        let mut rows = select.query([])?;
        let mut seen = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let Some(order) = OrderId::from_number(row.get(0)?) else { continue };
            let [opened, first] = [row.get(1)?, row.get(2)?].map(Moment::from_millis);
            seen.insert((order, opened), first);
        }
        Ok(seen)
    }

    /// Returns the disputes of `shops` (of all, when there are none) by filing, as they were last
    /// seen up to `as_of`: where the platform dates an ending, by that; where it does not, by what
    /// was seen at the time.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn disputes(
        &self,
        shops: &[String],
        as_of: Moment,
    ) -> Result<Vec<Dispute>, StoreError> {
        let mut timelines = self.timelines()?;
        let mut disputes = Vec::new();
        self.each(DETAILS, shops, as_of, |row, columns, dispute, then| {
            let (mut dispute, key) = (with_details(row, dispute)?, columns.key()?);
            // A dispute without events has an empty history.
            dispute.details_mut().history = timelines.remove(&key).unwrap_or_default();
            if let Some(then) = then {
                then.restore(&mut dispute);
            }
            disputes.push((key, dispute));
            Ok(())
        })?;
        disputes.sort_by_cached_key(|(key, dispute)| {
            (dispute.opened_at, dispute.details().id.clone(), *key)
        });
        Ok(disputes.into_iter().map(|(_, dispute)| dispute).collect())
    }

    /// Returns when disputed orders were placed, as one of their disputes says, by order.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn placed_by_disputes(&self) -> Result<BTreeMap<OrderId, Moment>, StoreError> {
        placed_by_disputes(&self.db)
    }

    /// Returns the disputes by shop and by when they were last seen, which is when the newest list that has
    /// them was taken in.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn saved_disputes(
        &self,
    ) -> Result<BTreeMap<(String, Moment), SavedDisputes>, StoreError> {
        let mut saved: BTreeMap<(String, Moment), SavedDisputes> = BTreeMap::new();
        let mut ends: BTreeMap<Moment, ListEnd> = BTreeMap::new();
        let now = Moment::from_millis(i64::MAX);
        self.each(&format!(", last_seen, {IS_DISPUTE}"), &[], now, |row, _, dispute, _| {
            if !row.get::<_, bool>(MORE + 1)? {
                return Ok(());
            }
            let seen = Moment::from_millis(row.get(MORE)?);
            ends.entry(seen).or_default().add(&dispute);
            saved.entry((dispute.shop.to_string(), seen)).or_default().add(&dispute);
            Ok(())
        })?;
        let named = saved.into_iter().map(|((shop, seen), saved)| {
            let end = ends.get(&seen).copied().unwrap_or_default();
            ((shop.clone(), seen), SavedDisputes { shop, end, ..saved })
        });
        Ok(named.collect())
    }

    /// Returns the state in which each dispute's detail was last read, by dispute id.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn detailed(&self, shop: &str) -> Result<HashMap<String, State>, StoreError> {
        let mut select = self.db.prepare(
            "SELECT id, detailed_state FROM disputes \
             WHERE shop = ?1 AND id <> '' AND detailed_state IS NOT NULL",
        )?;
        let rows = select.query_map([shop], |row| {
            Ok((row.get::<_, String>(0)?, state(row.get_ref(1)?.as_str()?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns when the oldest dispute of a shop that is still open was filed.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn oldest_open(&self, shop: &str) -> Result<Option<Moment>, StoreError> {
        let sql = format!(
            "SELECT min(opened_at) FROM disputes WHERE shop = ?1 AND state = 'open' AND {IS_DISPUTE}"
        );
        Ok(moment(self.db.query_row(&sql, [shop], |row| row.get(0))?))
    }

    /// Returns what was seen at a moment of each dispute that was seen before and after it.
    pub(super) fn seen_at(&self, as_of: Moment) -> Result<HashMap<i64, Sight>, StoreError> {
        self.require_totals(&SIGHTINGS, None, SIGHTINGS.found(&self.db)?)?;
        let then = format!("{} WHERE seen_from < ?1 AND seen_to >= ?1", SIGHTINGS.select());
        let mut select = self.db.prepare(&then)?;
        let mut rows = select.query([as_of.millis()])?;
        let mut seen = HashMap::new();
        while let Some(row) = rows.next()? {
            let sight = Sight {
                status: row.get(3)?,
                state: state(row.get_ref(4)?.as_str()?),
                stage: row.get_ref(5)?.as_str_or_null()?.and_then(Stage::from_id),
                turn: turn(row.get_ref(6)?.as_str()?),
                due: moment(row.get(7)?),
            };
            seen.insert(row.get(0)?, sight);
        }
        Ok(seen)
    }

    fn timelines(&self) -> Result<HashMap<i64, Vec<Event>>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, entry(row, 2)?));
        let mut timelines: HashMap<i64, Vec<Event>> = HashMap::new();
        for (dispute, event) in self.checked_rows(&EVENTS, "dispute, position", read)? {
            timelines.entry(dispute).or_default().push(event);
        }
        Ok(timelines)
    }
}

fn timeline(db: &rusqlite::Connection, key: i64) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT at, kind, by FROM dispute_events WHERE dispute = ?1 ORDER BY position";
    let mut select = db.prepare_cached(sql)?;
    let rows = select.query_map([key], |row| entry(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn entry(row: &Row<'_>, first: usize) -> rusqlite::Result<Event> {
    Ok(Event {
        at: Moment::from_millis(row.get(first)?),
        kind: event(row.get(first + 1)?),
        by: row.get(first + 2)?,
    })
}

/// Writes the dates of a dispute's parts, and after a semicolon how its records are filed, where
/// they are not filed alike.
fn written_parts(dispute: &Dispute) -> Option<String> {
    let DisputeDetails { part_dates, filed_as, .. } = dispute.details();
    let dates = part_dates.as_ref().and_then(|dates| dates.to_text(dispute.dated()));
    if filed_as.is_empty() {
        return dates;
    }
    let filed: Vec<_> = filed_as.iter().map(|one| (one.second, one.line_id.as_str())).collect();
    let filed = serde_json::to_string(&filed).expect("numbers and texts can be written as JSON");
    Some(format!("{};{filed}", dates.as_deref().unwrap_or("")))
}

/// Reads what [`written_parts`] wrote; `None` where it is something else.
fn parts(text: &str) -> Option<(Option<Box<DisputeDates>>, Vec<FiledAs>)> {
    let (dates, filed) = text.split_once(';').unwrap_or((text, "[]"));
    let dates = match dates {
        "" => None,
        dates => Some(Box::new(PartDates::from_text(dates)?)),
    };
    let filed: Vec<(i64, String)> = serde_json::from_str(filed).ok()?;
    let filed = filed.into_iter().map(|(second, line)| FiledAs { line_id: line.into(), second });
    Some((dates, filed.collect()))
}

/// Reads the details in a row of [`COLUMNS`] and [`DETAILS`], without the timeline.
fn with_details(row: &Row<'_>, dispute: Dispute) -> rusqlite::Result<Dispute> {
    let summed = std::iter::once(0).chain(MORE..MORE + DETAILS_SUMMED);
    verify(row, summed, MORE + DETAILS_SUMMED, "disputes")?;
    let (part_dates, filed_as) = match row.get_ref(MORE + 14)?.as_str_or_null()? {
        Some(text) => parts(text).ok_or_else(|| damage("dates of a dispute's parts"))?,
        None => (None, Vec::new()),
    };
    let word = |column: usize| -> rusqlite::Result<Option<&str>> {
        Ok(row.get_ref(MORE + column)?.as_str_or_null()?)
    };
    let text = |column: usize| -> rusqlite::Result<Text> {
        Ok(row.get_ref(MORE + column)?.as_str()?.into())
    };
    let time = |column: usize| row.get(MORE + column).map(moment);
    Ok(dispute.with_details(DisputeDetails {
        id: row.get_ref(1)?.as_str()?.into(),
        line_id: text(0)?,
        title: text(1)?,
        reason: text(2)?,
        status: text(3)?,
        status_known: row.get(MORE + 4)?,
        stage: word(5)?.and_then(Stage::from_id),
        turn: turn(word(6)?.unwrap_or("")),
        response_due_at: time(7)?,
        // The store knows that no amount was read, and not why.
        refund_unread: false,
        refund: amount(row.get(MORE + 8)?, word(9)?),
        amount: amount(row.get(MORE + 10)?, word(11)?),
        order_created_at: time(12)?,
        modified_at: row.get(9).map(moment)?,
        far_moments: None,
        part_dates,
        filed_as,
        note: text(13)?,
        history: Vec::new(),
    }))
}
