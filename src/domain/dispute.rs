//! Disputes.

use super::{Country, Moment, Money, OrderId, Text};

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

/// Why the buyer complains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The family.
    pub family: Family,
    /// The input's own words; empty when it gives none.
    pub text: Text,
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

/// One filing by the buyer on one line of an order.
///
/// Empty texts and `None` mean that the input does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The platform's id of the filing; empty when the input gives none.
    pub id: Text,
    /// The parent order.
    pub order_id: OrderId,
    /// The child order.
    pub line_id: Text,
    /// The shop, as the input or the settings name it.
    pub shop: Text,
    /// Product id.
    pub product: Text,
    /// Product title. Written by the seller, shown as data.
    pub title: Text,
    /// Filed.
    pub opened_at: Moment,
    /// Why.
    pub reason: Reason,
    /// The input's own word for the state.
    pub status: Text,
    /// Tells whether `status` is a word we know. An unknown one is counted as open and listed.
    pub status_known: bool,
    /// Whether it is running, as of the newest data.
    pub state: State,
    /// How far it has come; `None` when the input does not say.
    pub stage: Option<Stage>,
    /// Who must act.
    pub turn: Turn,
    /// The seller's deadline as served by the platform.
    pub response_due_at: Option<Moment>,
    /// Handed to the platform.
    pub escalated_at: Option<Moment>,
    /// Decided by the platform.
    pub ruled_at: Option<Moment>,
    /// Ended or cancelled.
    pub closed_at: Option<Moment>,
    /// Last change, as the input dates it.
    pub modified_at: Option<Moment>,
    /// Who was found liable.
    pub liability: Liability,
    /// What the buyer got back or asks for.
    pub refund: Option<Money>,
    /// Price of the disputed item.
    pub amount: Option<Money>,
    /// The buyer's country.
    pub country: Option<Country>,
    /// When the order was placed, if the dispute's own record says so.
    pub order_created_at: Option<Moment>,
    /// False when the input says only that the dispute is over and not how (已结束).
    pub ending_known: bool,
    /// The seller's own note. Free text.
    pub note: Text,
    /// The timeline that the input gives, in its own order.
    pub history: Box<[Event]>,
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
            id: Text::new(),
            order_id,
            line_id: Text::new(),
            shop: Text::new(),
            product: Text::new(),
            title: Text::new(),
            opened_at,
            reason: Reason { family: Family::Unknown, text: Text::new() },
            status: Text::new(),
            status_known: true,
            state: State::Open,
            stage: None,
            turn: Turn::Unknown,
            response_due_at: None,
            escalated_at: None,
            ruled_at: None,
            closed_at: None,
            modified_at: None,
            liability: Liability::Unknown,
            refund: None,
            amount: None,
            country: None,
            order_created_at: None,
            ending_known: true,
            note: Text::new(),
            history: Box::default(),
        }
    }

    /// Returns the id that a message may name it by: its own, else its line's; empty without both.
    pub fn name(&self) -> &Text {
        if self.id.is_empty() { &self.line_id } else { &self.id }
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
        text(&mut self.id, &other.id);
        text(&mut self.line_id, &other.line_id);
        text(&mut self.shop, &other.shop);
        text(&mut self.product, &other.product);
        text(&mut self.title, &other.title);
        text(&mut self.note, &other.note);
        self.escalated_at = self.escalated_at.or(other.escalated_at);
        self.ruled_at = self.ruled_at.or(other.ruled_at);
        self.closed_at = self.closed_at.or(other.closed_at);
        self.refund = self.refund.or(other.refund);
        self.amount = self.amount.or(other.amount);
        self.country = self.country.or(other.country);
        self.order_created_at = self.order_created_at.or(other.order_created_at);
        if self.liability == Liability::Unknown {
            self.liability = other.liability;
        }
        if self.history.is_empty() {
            self.history.clone_from(&other.history);
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
