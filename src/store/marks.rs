//! Notes and marks that the seller keeps by hand.

use rusqlite::{Row, params};

use super::batch::Batch;
use super::stored_order::{moment, signed};
use super::sums::MARKS;
use super::words::turn;
use super::{Store, StoreError};
use crate::domain::{AsMarked, DisputeMark, Handled, Moment, OrderId, OwnNote, Stage};

impl Store {
    /// Returns all notes and marks, by order.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or is damaged.
    pub(crate) fn marks(&self) -> Result<Vec<DisputeMark>, StoreError> {
        let marks = self.checked_rows(&MARKS, "order_id, dispute_id, line_id, opened_at", mark)?;
        self.require_unchanged()?;
        Ok(marks.into_iter().flatten().collect())
    }

    /// Returns whether there is nothing but notes and marks in it: no command has anything to read.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn holds_only_marks(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM marks) AND NOT ( \
            EXISTS (SELECT 1 FROM imports) OR EXISTS (SELECT 1 FROM channels) \
            OR EXISTS (SELECT 1 FROM spans) OR EXISTS (SELECT 1 FROM runs))";
        let no_more: bool = self.db.query_row(sql, [], |row| row.get(0))?;
        Ok(no_more && self.holds()? == (false, false))
    }
}

impl Batch<'_> {
    /// Keeps a note and a mark in place of the ones with the same ids; an empty mark is removed.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn put_mark(&self, mark: &DisputeMark) -> Result<(), StoreError> {
        let order = signed(mark.order_id);
        let opened = mark.opened_at.millis();
        let DisputeMark { dispute_id, line_id, note, handled, .. } = mark;
        self.changing(&MARKS, "order_id = ?1", &order, || {
            self.db.execute(
                "DELETE FROM marks WHERE order_id = ?1 AND dispute_id = ?2 AND line_id = ?3 \
                 AND opened_at = ?4",
                params![order, dispute_id, line_id, opened],
            )?;
            if mark.is_empty() {
                return Ok(());
            }
            let then = handled.map(|handled| handled.then);
            self.db.execute(
                "INSERT INTO marks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
                 row_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))",
                params![
                    order,
                    dispute_id,
                    line_id,
                    opened,
                    note.as_ref().map(|note| note.text.as_str()),
                    note.as_ref().map(|note| note.at.millis()),
                    handled.map(|handled| handled.at.millis()),
                    then.map(|then| then.turn.id()),
                    then.and_then(|then| then.stage).map(crate::domain::Stage::id),
                    then.and_then(|then| then.due).map(Moment::millis),
                ],
            )?;
            Ok(())
        })
    }
}

/// Reads a row of [`MARKS`]. `None` when its order id is none.
fn mark(row: &Row<'_>) -> rusqlite::Result<Option<DisputeMark>> {
    let Some(order_id) = OrderId::from_number(row.get(0)?) else { return Ok(None) };
    let text: Option<String> = row.get(4)?;
    let note = text.zip(moment(row.get(5)?)).map(|(text, at)| OwnNote { text, at });
    let turn_word: Option<String> = row.get(7)?;
    let stage_word: Option<String> = row.get(8)?;
    let due = moment(row.get(9)?);
    let handled = moment(row.get(6)?).zip(turn_word).map(|(at, word)| Handled {
        at,
        then: AsMarked {
            turn: turn(&word),
            stage: stage_word.as_deref().and_then(Stage::from_id),
            due,
        },
    });
    Ok(Some(DisputeMark {
        order_id,
        dispute_id: row.get(1)?,
        line_id: row.get(2)?,
        opened_at: Moment::from_millis(row.get(3)?),
        note,
        handled,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dispute, Stage, Turn};

    fn noted(number: u64, text: &str) -> DisputeMark {
        let id = OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
        let at = Moment::from_millis(1_768_605_121_000);
        let then = AsMarked { turn: Turn::Seller, stage: Some(Stage::Negotiation), due: Some(at) };
        DisputeMark {
            note: (!text.is_empty()).then(|| OwnNote { text: text.to_owned(), at }),
            handled: number.is_multiple_of(2).then_some(Handled { at, then }),
            ..DisputeMark::of(&Dispute::new(id, at))
        }
    }

    #[test]
    fn what_is_kept_is_read_back_replaced_and_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let mut store = Store::open(&path).unwrap();
        assert!(!store.holds_only_marks().unwrap());
        let put = |store: &mut Store, mark: &DisputeMark| {
            let batch = store.batch().unwrap();
            batch.put_mark(mark).unwrap();
            batch.commit().unwrap();
        };
        for mark in [noted(1, "call \u{1b}[31mhim"), noted(2, ""), noted(2, "sent, 'x'")] {
            put(&mut store, &mark);
        }
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        drop(store);
        let mut store = Store::open_to_read(&path).unwrap().unwrap();
        assert_eq!(store.marks().unwrap(), [noted(1, "call \u{1b}[31mhim"), noted(2, "sent, 'x'")]);
        assert!(store.holds_only_marks().unwrap());
        put(&mut store, &DisputeMark { note: None, handled: None, ..noted(1, "") });
        assert_eq!(store.marks().unwrap(), [noted(2, "sent, 'x'")]);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_note_that_changed_on_the_disk_is_no_note() {
        let mut store = Store::of(crate::store::file::in_memory().unwrap(), "x".as_ref());
        let batch = store.batch().unwrap();
        batch.put_mark(&noted(1, "pay back")).unwrap();
        batch.commit().unwrap();
        store.db.execute("UPDATE marks SET note = 'pay all'", []).unwrap();
        assert!(store.marks().is_err());
        store.db.execute("DELETE FROM marks", []).unwrap();
        assert!(store.marks().is_err());
    }
}
