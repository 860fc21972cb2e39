//! What is known of a dispute beyond what figures look at.

use super::packed_timestamps::FarMoments;
use super::{DisputeDates, Moment, Money, OrderId, Stage, Text, Turn};

/// What happened, in a dispute's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The buyer opened the dispute.
    Filed,
    /// The buyer withdrew it.
    Cancelled,
    /// It was handed to the platform.
    Escalated,
    /// The platform decided.
    Ruled,
    /// It ended.
    Closed,
    /// The input's own word for something else.
    Other(String),
}

/// One dated entry of a dispute's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// What.
    pub kind: EventKind,
    /// Who, in the input's word; empty when not given.
    pub by: String,
}

/// By what records of a dispute are found again where one of them has no id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiledAs {
    /// The child order; empty when not given.
    pub line_id: Text,
    /// When it was opened, in seconds since 1970: some exports cut the rest off.
    pub second: i64,
}

/// What a record says of how it was filed, by which records of one dispute are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filed<L> {
    /// The child order; `None` when not given.
    pub line: Option<L>,
    /// When it was opened, in seconds since 1970.
    pub second: i64,
}

/// What names a child order.
pub trait LineName: PartialEq {
    /// Returns whether it is the platform's id, and not a number of a program of one's own.
    fn is_id(&self) -> bool;
}

impl LineName for &str {
    fn is_id(&self) -> bool {
        OrderId::from_digits(self.as_bytes()).is_some()
    }
}

impl<L: LineName> Filed<L> {
    /// Returns whether two records may be of one line: a number of one's own says nothing of an id.
    fn lines_agree(&self, other: &Self) -> bool {
        let both = self.line.as_ref().zip(other.line.as_ref());
        both.is_none_or(|(one, other)| one == other || one.is_id() != other.is_id())
    }

    /// Returns whether two records of one order may be of one dispute: what both say is the same, as far
    /// as both are written.
    pub fn agrees(&self, other: &Self) -> bool {
        let holds = |cut: i64, whole: i64| (cut..cut + seconds_of(cut)).contains(&whole);
        self.lines_agree(other)
            && (holds(self.second, other.second) || holds(other.second, self.second))
    }

    /// Returns whether two records of one order may be of one dispute although they do not agree: one gives the
    /// day alone, in whatever zone, and the other the time; or one was rounded, and the other cut.
    pub fn is_near(&self, other: &Self) -> bool {
        /// A day in Beijing, or in Los Angeles, that was read in the other of them, in UTC or as it is.
        const DAY: std::ops::RangeInclusive<i64> = -57_600..=144_000;
        let apart = other.second - self.second;
        let is_near = match self.after_day(other) {
            Some(after) => DAY.contains(&after),
            None if !self.has_time() => false,
            None => apart.abs() <= seconds_of(self.second).max(seconds_of(other.second)),
        };
        self.lines_agree(other) && is_near
    }

    /// Returns how many seconds after the beginning of the day that one gives the other was filed; `None` unless
    /// one of them gives the day alone.
    pub fn after_day(&self, other: &Self) -> Option<i64> {
        match (self.has_time(), other.has_time()) {
            (false, true) => Some(other.second - self.second),
            (true, false) => Some(self.second - other.second),
            _ => None,
        }
    }

    /// Returns whether it says a part of what another one says.
    pub fn is_part_of(&self, other: &Self) -> bool {
        let says_no_more = self.line.is_none() || self.line == other.line;
        let is_cut = seconds_of(self.second) >= seconds_of(other.second);
        self != other && self.agrees(other) && says_no_more && is_cut
    }

    /// Returns whether the time of the day is given: it is not the beginning of a day in UTC, in Los Angeles in
    /// summer or winter, or in Beijing.
    pub const fn has_time(&self) -> bool {
        !matches!(self.second.rem_euclid(86_400), 0 | 25_200 | 28_800 | 57_600)
    }
}

/// Returns for how many seconds a time may stand: many exports cut theirs to the minute.
pub(super) const fn seconds_of(second: i64) -> i64 {
    if second % 60 == 0 { 60 } else { 1 }
}

impl FiledAs {
    /// Returns what it says.
    pub fn filed(&self) -> Filed<&str> {
        let line = Some(self.line_id.as_str()).filter(|line| !line.is_empty());
        Filed { line, second: self.second }
    }
}

/// What the platform's id of a dispute's line is above that of the dispute (`docs/platform/exports.md`).
const LINE_ABOVE: u64 = 100_000;

/// Returns whether the first of two ids is the platform's for a dispute, and the second that of its line.
pub fn is_id_of_line(dispute: &str, line: &str) -> bool {
    let numbers = dispute.parse::<u64>().ok().zip(line.parse::<u64>().ok());
    numbers.is_some_and(|(dispute, line)| dispute.checked_add(LINE_ABOVE) == Some(line))
}

/// What no figure looks at: names, words, the state of the talks, sums of money.
///
/// Empty texts and `None` mean that the input does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeDetails {
    /// The platform's id of the filing; empty when the input gives none.
    pub id: Text,
    /// The child order.
    pub line_id: Text,
    /// Product title. Written by the seller, shown as data.
    pub title: Text,
    /// Why the buyer complains, in the input's own words; empty when it gives none.
    pub reason: Text,
    /// The input's own word for the state.
    pub status: Text,
    /// Returns whether `status` is a word we know. An unknown one is counted as open and listed.
    pub status_known: bool,
    /// How far it has come; `None` when the input does not say.
    pub stage: Option<Stage>,
    /// Who must act.
    pub turn: Turn,
    /// The seller's deadline as served by the platform.
    pub response_due_at: Option<Moment>,
    /// What the buyer got back or asks for.
    pub refund: Option<Money>,
    /// The input gives that amount and it could not be read.
    pub refund_unread: bool,
    /// Price of the disputed item.
    pub amount: Option<Money>,
    /// When the order was placed, if the dispute's own record says so.
    pub order_created_at: Option<Moment>,
    /// Last change of the dispute, as the input dates it.
    pub modified_at: Option<Moment>,
    /// When it was escalated, ruled and closed, as far as that lies before 1970 or after 2109;
    /// `None` where none does.
    pub far_moments: Option<Box<FarMoments>>,
    /// The dates of the parts, where they come from several records; `None` where all are the
    /// record's own.
    pub part_dates: Option<Box<DisputeDates>>,
    /// How each of the records is filed from which it was merged, sorted; empty where all are filed
    /// as the dispute itself.
    pub filed_as: Vec<FiledAs>,
    /// The seller's own note. Free text.
    pub note: Text,
    /// The timeline that the input gives, in its own order.
    pub history: Vec<Event>,
}

impl DisputeDetails {
    /// Of which nothing is known.
    pub(super) const NONE: Self = Self {
        id: Text::new(),
        line_id: Text::new(),
        title: Text::new(),
        reason: Text::new(),
        status: Text::new(),
        status_known: true,
        stage: None,
        turn: Turn::Unknown,
        response_due_at: None,
        refund: None,
        refund_unread: false,
        amount: None,
        order_created_at: None,
        modified_at: None,
        far_moments: None,
        part_dates: None,
        filed_as: Vec::new(),
        note: Text::new(),
        history: Vec::new(),
    };
}

impl Default for DisputeDetails {
    /// Nothing is known.
    fn default() -> Self {
        Self::NONE
    }
}
