//! What is known of a dispute beyond what figures look at.

use super::packed_timestamps::FarMoments;
use super::{Dispute, DisputeDates, Moment, Money, Stage, Text, Turn};

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

impl Dispute {
    /// Returns how each of the records is filed from which it was merged.
    pub fn filed_as(&self) -> Vec<FiledAs> {
        match self.details().filed_as.as_slice() {
            [] => {
                let line_id = self.details().line_id.clone();
                vec![FiledAs { line_id, second: self.opened_at.millis().div_euclid(1000) }]
            }
            several => several.to_vec(),
        }
    }

    /// Returns whether two records are of one dispute of their order: they have one id, or where one
    /// of them has none, some record of both is filed alike.
    pub fn is_same_filing(&self, other: &Self) -> bool {
        let (own, others) = (&self.details().id, &other.details().id);
        if own.is_empty() || others.is_empty() {
            let others = other.filed_as();
            return self.filed_as().iter().any(|filed| others.contains(filed));
        }
        own == others
    }
}
