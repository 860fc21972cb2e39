//! When the records of each part were last changed.

use crate::domain::Moment;

/// When the records of each part were last changed; `None` where a record is not dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDates<const PARTS: usize>(pub(super) [Option<Moment>; PARTS]);

/// Those of a dispute.
pub type DisputeDates = PartDates<21>;

impl<const PARTS: usize> PartDates<PARTS> {
    pub(super) fn all(at: Option<Moment>) -> Self {
        Self([at; PARTS])
    }

    pub(super) fn get(&self, part: usize) -> Option<Moment> {
        self.0.get(part).copied().flatten()
    }

    pub(super) fn set(&mut self, part: usize, at: Option<Moment>) {
        if let Some(slot) = self.0.get_mut(part) {
            *slot = at;
        }
    }

    /// Writes the dates as text, to be kept beside a record; `None` where all are `usual`.
    pub fn to_text(&self, usual: Option<Moment>) -> Option<String> {
        if self.0.iter().all(|at| *at == usual) {
            return None;
        }
        let text = |at: &Option<Moment>| at.map_or_else(String::new, |at| at.millis().to_string());
        Some(self.0.iter().map(text).collect::<Vec<_>>().join(","))
    }

    /// Reads what [`PartDates::to_text`] wrote; `None` where the text is something else.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut dates = Self::all(None);
        let mut count = 0;
        for (part, number) in text.split(',').enumerate() {
            if !number.is_empty() {
                dates.set(part, Some(Moment::from_millis(number.parse().ok()?)));
            }
            count = part + 1;
        }
        (count == PARTS).then_some(dates)
    }
}
