//! Disputes.

use super::{Country, DisputeDetails, Moment, OrderId, Text};

/// What a dispute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The parcel did not arrive.
    NotReceived,
    /// Not as described; also quality, wrong item, missing parts, damaged, counterfeit.
    NotAsDescribed,
    /// The buyer's own reason: no longer wanted, return without reason.
    BuyerOwn,
    /// The input does not say, or its word is not known.
    Unknown,
}

/// Whether a dispute is still running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Running.
    Open,
    /// Withdrawn by the buyer.
    Cancelled,
    /// Ended in some other way, or in a way the input does not tell (see [`Dispute::ending_known`]).
    Ended,
}

/// How far a dispute has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Buyer and seller negotiate.
    Negotiation,
    /// The platform has it.
    Platform,
    /// A return is under way.
    Returning,
    /// Over.
    Closed,
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// The seller.
    Seller,
    /// The buyer.
    Buyer,
    /// The platform.
    Platform,
    /// A carrier or a warehouse.
    Logistics,
    /// The input does not say.
    Unknown,
}

/// Who was found liable by a ruling. Never inferred from a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Liability {
    /// The seller.
    Seller,
    /// The buyer.
    Buyer,
    /// The platform.
    Platform,
    /// The carrier.
    Logistics,
    /// No ruling, or the input does not say.
    Unknown,
}

/// Where the moment at which the seller's time runs out comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueSource {
    /// Served by the platform.
    Platform,
    /// Computed by a dated rule, named by `rule`.
    Estimated {
        /// The rule set's id and the deadline's id, as `aliexpress-2021/seller-response`.
        rule: String,
    },
}

/// The moment the seller's time runs out, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The moment.
    pub at: Moment,
    /// How it is known.
    pub source: DueSource,
}

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

/// One filing by the buyer on one line of an order: what figures look at, and the details.
///
/// Empty texts and `None` mean that the input does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The parent order.
    pub order_id: OrderId,
    /// The shop, as the input or the settings name it.
    pub shop: Text,
    /// Product id.
    pub product: Text,
    /// Filed.
    pub opened_at: Moment,
    /// Handed to the platform.
    pub escalated_at: Option<Moment>,
    /// Decided by the platform.
    pub ruled_at: Option<Moment>,
    /// Ended or cancelled.
    pub closed_at: Option<Moment>,
    /// Last change, as the input dates it.
    pub modified_at: Option<Moment>,
    /// What the buyer complains about.
    pub family: Family,
    /// Whether it is running, as of the newest data.
    pub state: State,
    /// False when the input says only that the dispute is over and not how (已结束).
    pub ending_known: bool,
    /// Who was found liable.
    pub liability: Liability,
    /// The buyer's country.
    pub country: Option<Country>,
    /// The details; `None` where nobody looks at them, or none is known.
    pub kept_details: Option<Box<DisputeDetails>>,
}

impl Family {
    /// Every family, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::NotReceived, Self::NotAsDescribed, Self::BuyerOwn, Self::Unknown];

    /// Returns the word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotReceived => "not_received",
            Self::NotAsDescribed => "not_as_described",
            Self::BuyerOwn => "buyer_own",
            Self::Unknown => "unknown",
        }
    }
}

impl State {
    /// Returns the state as of a moment: what ended later was still open.
    pub fn as_of(self, closed_at: Option<Moment>, as_of: Moment) -> Self {
        if closed_at.is_some_and(|closed| closed >= as_of) { Self::Open } else { self }
    }

    /// Returns the word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
        }
    }
}

impl Stage {
    /// Returns the word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Negotiation => "negotiation",
            Self::Platform => "platform",
            Self::Returning => "returning",
            Self::Closed => "closed",
        }
    }
}

impl Turn {
    /// Returns the word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Buyer => "buyer",
            Self::Platform => "platform",
            Self::Logistics => "logistics",
            Self::Unknown => "unknown",
        }
    }
}

impl Liability {
    /// Returns the word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Buyer => "buyer",
            Self::Platform => "platform",
            Self::Logistics => "logistics",
            Self::Unknown => "unknown",
        }
    }
}

impl DueSource {
    /// Returns the word of the contract.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Estimated { .. } => "estimated",
        }
    }
}

/// A dispute's state as of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateAsOf {
    /// The state.
    pub state: State,
    /// True when the data does not date the change to this state, so that it may have come after
    /// the moment asked for.
    pub later_knowledge: bool,
}

impl Dispute {
    /// Returns an open dispute of which nothing but its order and its filing is known.
    pub fn new(order_id: OrderId, opened_at: Moment) -> Self {
        Self {
            order_id,
            shop: Text::new(),
            product: Text::new(),
            opened_at,
            escalated_at: None,
            ruled_at: None,
            closed_at: None,
            modified_at: None,
            family: Family::Unknown,
            state: State::Open,
            ending_known: true,
            liability: Liability::Unknown,
            country: None,
            kept_details: None,
        }
    }

    /// Returns the same dispute with these details.
    #[must_use]
    pub fn with_details(self, details: DisputeDetails) -> Self {
        Self { kept_details: Some(Box::new(details)), ..self }
    }

    /// Returns the details; where they were not kept, all are empty.
    pub fn details(&self) -> &DisputeDetails {
        static NONE: DisputeDetails = DisputeDetails::NONE;
        self.kept_details.as_deref().unwrap_or(&NONE)
    }

    /// Returns the details to be changed.
    pub fn details_mut(&mut self) -> &mut DisputeDetails {
        self.kept_details.get_or_insert_default()
    }

    /// Returns the id that a message may name it by: its own, else its line's; empty without both.
    pub fn name(&self) -> &Text {
        let DisputeDetails { id, line_id, .. } = self.details();
        if id.is_empty() { line_id } else { id }
    }

    /// Tells whether the dispute had been filed before a moment.
    pub fn exists(&self, as_of: Moment) -> bool {
        self.opened_at < as_of
    }

    /// Fills what this record does not say from another record of the same dispute. What depends on
    /// the state (status, stage, turn, deadline), the reason and the last change are left to the
    /// caller, who knows which record is the newer and how much it could tell.
    pub fn fill_gaps(&mut self, other: &Self) {
        let text = |into: &mut Text, from: &Text| {
            if into.is_empty() {
                into.clone_from(from);
            }
        };
        text(&mut self.shop, &other.shop);
        text(&mut self.product, &other.product);
        self.escalated_at = self.escalated_at.or(other.escalated_at);
        self.ruled_at = self.ruled_at.or(other.ruled_at);
        self.closed_at = self.closed_at.or(other.closed_at);
        self.country = self.country.or(other.country);
        if self.liability == Liability::Unknown {
            self.liability = other.liability;
        }
        let Some(other) = &other.kept_details else { return };
        let details = self.details_mut();
        text(&mut details.id, &other.id);
        text(&mut details.line_id, &other.line_id);
        text(&mut details.title, &other.title);
        text(&mut details.note, &other.note);
        details.refund = details.refund.or(other.refund);
        details.amount = details.amount.or(other.amount);
        details.order_created_at = details.order_created_at.or(other.order_created_at);
        if details.history.is_empty() {
            details.history.clone_from(&other.history);
        }
    }

    /// Takes over what another record of the same dispute says of the buyer's reason.
    pub fn take_reason(&mut self, other: &Self) {
        self.family = other.family;
        if let Some(other) = &other.kept_details {
            self.details_mut().reason.clone_from(&other.reason);
        }
    }

    /// Returns the state as of a moment, as far as the data dates its changes.
    pub fn state_as_of(&self, as_of: Moment) -> StateAsOf {
        let undated = self.state != State::Open && self.closed_at.is_none();
        StateAsOf {
            state: self.state.as_of(self.closed_at, as_of),
            later_knowledge: undated && self.modified_at.is_none_or(|modified| modified >= as_of),
        }
    }
}
