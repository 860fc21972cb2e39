//! One pass over a plain dispute table, and the union of disputes from several files.

use std::collections::HashMap;

use super::RowProblem;
use super::disputes::DisputeColumns;
use super::order_pass::{Problems, is_rounded, locate};
use super::read::Rows;
use super::table::{Cell, Row};
use crate::domain::{Dispute, OrderId};

/// What a pass over a dispute table finds.
pub(super) struct DisputePass<'a> {
    columns: DisputeColumns,
    shop: &'a str,
    sheet: Option<&'a str>,
    titles: &'a dyn Fn(usize) -> String,
    pending: Option<RowProblem>,
    /// The disputes, in the file's order.
    pub(super) disputes: Vec<Dispute>,
    /// The totals.
    pub(super) rows: Rows,
    /// Bad rows.
    pub(super) problems: Problems,
    /// A text in the id column of the last row.
    pub(super) footer: Option<RowProblem>,
    /// Count of ids that end in 0 after 15 digits.
    pub(super) rounded: u64,
}

impl<'a> DisputePass<'a> {
    /// Begins a pass.
    pub(super) fn new(
        columns: DisputeColumns,
        shop: &'a str,
        sheet: Option<&'a str>,
        titles: &'a dyn Fn(usize) -> String,
    ) -> Self {
        Self {
            columns,
            shop,
            sheet,
            titles,
            pending: None,
            disputes: Vec::new(),
            rows: Rows::default(),
            problems: Problems::default(),
            footer: None,
            rounded: 0,
        }
    }

    /// Returns the columns with what they have proved.
    pub(super) fn columns(&self) -> &DisputeColumns {
        &self.columns
    }

    /// Takes a row.
    pub(super) fn row<R: Row + ?Sized>(&mut self, row: &R) {
        if row.is_blank() {
            self.rows.blank += 1;
            return;
        }
        self.rows.read += 1;
        if let Some(problem) = self.pending.take() {
            self.skip(problem);
        }
        match self.columns.decode(row, self.shop) {
            Ok(dispute) => {
                self.rounded += u64::from(is_rounded(dispute.order_id));
                self.disputes.push(dispute);
            }
            Err(problem) => {
                let id = self.columns.id_column();
                let words =
                    |text: &str| text.chars().any(char::is_alphabetic) && !text.contains('+');
                let footer = problem.column == Some(id)
                    && matches!(row.cell(id), Cell::Text(text) if words(text));
                let problem = locate(row, problem, self.sheet, self.titles);
                if footer {
                    self.pending = Some(problem);
                } else {
                    self.skip(problem);
                }
            }
        }
    }

    /// Counts a row that could not be read before it became a row.
    pub(super) fn unreadable(&mut self, problem: RowProblem) {
        self.rows.read += 1;
        self.skip(problem);
    }

    /// Ends the pass.
    pub(super) fn end(&mut self) {
        if let Some(problem) = self.pending.take() {
            self.rows.skipped += 1;
            self.footer = Some(problem);
        }
    }

    fn skip(&mut self, problem: RowProblem) {
        self.rows.skipped += 1;
        self.problems.add(problem);
    }
}

/// Disputes of several files, each once.
#[derive(Debug, Default)]
pub(super) struct Union {
    /// The disputes, in the order in which they were first met.
    pub(super) disputes: Vec<Dispute>,
    by_id: HashMap<(String, OrderId), usize>,
    by_line: HashMap<(OrderId, String, i64), usize>,
}

impl Union {
    /// Adds a dispute; returns false when it was there already and was merged.
    pub(super) fn add(&mut self, dispute: Dispute) -> bool {
        let seconds = dispute.opened_at.millis().div_euclid(1000);
        let line = (dispute.order_id, dispute.line_id.clone(), seconds);
        // Not by shop: one file may name it and another not.
        let id = (dispute.id.clone(), dispute.order_id);
        let known = if dispute.id.is_empty() {
            self.by_line.get(&line)
        } else {
            // One filing may have an id in one file and none in another.
            let same_line = self
                .by_line
                .get(&line)
                .filter(|at| self.disputes.get(**at).is_some_and(|other| other.id.is_empty()));
            self.by_id.get(&id).or(same_line)
        };
        match known.copied().and_then(|at| self.disputes.get_mut(at)) {
            Some(old) => {
                merge(old, dispute);
                false
            }
            None => {
                let at = self.disputes.len();
                if !dispute.id.is_empty() {
                    self.by_id.insert(id, at);
                }
                self.by_line.entry(line).or_insert(at);
                self.disputes.push(dispute);
                true
            }
        }
    }
}

/// Keeps the newer of two records of one dispute and fills its gaps from the older. Where neither
/// dates its last change, the one read later is the newer.
fn merge(old: &mut Dispute, new: Dispute) {
    let old_is_newer =
        match (old.modified_at.max(old.closed_at), new.modified_at.max(new.closed_at)) {
            (Some(old), Some(new)) => old > new,
            (Some(_), None) => !old.history.is_empty(),
            (None, _) => false,
        };
    let (mut base, gaps) = if old_is_newer { (old.clone(), new) } else { (new, old.clone()) };
    base.fill_gaps(&gaps);
    if base.status.is_empty() {
        base.status = gaps.status;
    }
    if base.reason.text.is_empty() {
        base.reason = gaps.reason;
    }
    if base.state == gaps.state {
        base.ending_known |= gaps.ending_known;
        base.stage = base.stage.or(gaps.stage);
        if base.turn == crate::domain::Turn::Unknown {
            base.turn = gaps.turn;
        }
        base.response_due_at = base.response_due_at.or(gaps.response_due_at);
    }
    base.modified_at = base.modified_at.or(gaps.modified_at);
    *old = base;
}
