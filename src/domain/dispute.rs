//! Disputes.

use super::enum_with_ids;
use super::packed_timestamps::{MomentKind, PackedTimestamps, Told};
use super::{Country, DisputeDetails, FactSet, Moment, OrderId, Text};

enum_with_ids! {
    /// What a dispute is about.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Family {
        /// The parcel did not arrive.
        NotReceived = "not_received",
        /// Not as described; also quality, wrong item, missing parts, damaged, counterfeit.
        NotAsDescribed = "not_as_described",
        /// The buyer's own reason: no longer wanted, return without reason.
        BuyerOwn = "buyer_own",
        /// The input does not say, or its word is not known.
        Unknown = "unknown",
    }

    /// Whether a dispute is still running.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum State {
        /// Running.
        Open = "open",
        /// Withdrawn by the buyer.
        Cancelled = "cancelled",
        /// Ended in some other way, or in a way the input does not tell (see [`Dispute::ending_known`]).
        Ended = "ended",
    }

    /// How far a dispute has come.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Stage {
        /// Buyer and seller negotiate.
        Negotiation = "negotiation",
        /// The platform has it.
        Platform = "platform",
        /// A return is under way.
        Returning = "returning",
        /// Over.
        Closed = "closed",
    }

    /// Who must act.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Turn {
        /// The seller.
        Seller = "seller",
        /// The buyer.
        Buyer = "buyer",
        /// The platform.
        Platform = "platform",
        /// A carrier or a warehouse.
        Logistics = "logistics",
        /// The input does not say.
        Unknown = "unknown",
    }

    /// Who was found liable by a ruling. Never inferred from a refund.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Liability {
        /// The seller.
        Seller = "seller",
        /// The buyer.
        Buyer = "buyer",
        /// The platform.
        Platform = "platform",
        /// The carrier.
        Logistics = "logistics",
        /// No ruling, or the input does not say.
        Unknown = "unknown",
    }
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
    /// Moments after it.
    pub later: PackedTimestamps,
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
    /// Which of [`FactSet::OF_DISPUTES`] some input says of it, be it that there was no such thing.
    pub told: FactSet,
    /// The details; `None` where nobody looks at them, or none is known.
    pub kept_details: Option<Box<DisputeDetails>>,
}

impl State {
    /// Returns the state as of a moment: what ended later was still open.
    pub fn as_of(self, closed_at: Option<Moment>, as_of: Moment) -> Self {
        if closed_at.is_some_and(|closed| closed >= as_of) { Self::Open } else { self }
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
            later: PackedTimestamps::default(),
            family: Family::Unknown,
            state: State::Open,
            ending_known: true,
            liability: Liability::Unknown,
            country: None,
            told: FactSet::OF_DISPUTES,
            kept_details: None,
        }
    }

    /// Returns the same dispute with these details, moments left as they are.
    #[must_use]
    pub fn with_details(mut self, mut details: DisputeDetails) -> Self {
        if let Some(old) = self.kept_details.take() {
            details.modified_at = details.modified_at.or(old.modified_at);
            details.far_moments = old.far_moments;
        }
        Self { kept_details: Some(Box::new(details)), ..self }
    }

    /// Returns the same dispute, escalated, ruled and closed at these moments.
    #[must_use]
    pub fn with_moments(
        mut self,
        escalated_at: Option<Moment>,
        ruled_at: Option<Moment>,
        closed_at: Option<Moment>,
    ) -> Self {
        self.set_escalated_at(escalated_at);
        self.set_ruled_at(ruled_at);
        self.set_closed_at(closed_at);
        self
    }

    /// Returns when it was handed to the platform.
    pub fn escalated_at(&self) -> Option<Moment> {
        self.moment(MomentKind::Escalated)
    }

    /// Returns when the platform decided it.
    pub fn ruled_at(&self) -> Option<Moment> {
        self.moment(MomentKind::Ruled)
    }

    /// Returns when it ended or was cancelled.
    pub fn closed_at(&self) -> Option<Moment> {
        self.moment(MomentKind::Closed)
    }

    /// Returns its last change, as the input dates it; `None` also where details were not kept.
    pub fn modified_at(&self) -> Option<Moment> {
        self.details().modified_at
    }

    /// Says when it was handed to the platform.
    pub fn set_escalated_at(&mut self, at: Option<Moment>) {
        self.set_moment(MomentKind::Escalated, at);
    }

    /// Says when the platform decided it.
    pub fn set_ruled_at(&mut self, at: Option<Moment>) {
        self.set_moment(MomentKind::Ruled, at);
    }

    /// Says when it ended or was cancelled.
    pub fn set_closed_at(&mut self, at: Option<Moment>) {
        self.set_moment(MomentKind::Closed, at);
    }

    /// Says when it was last changed.
    pub fn set_modified_at(&mut self, at: Option<Moment>) {
        if at != self.modified_at() {
            self.details_mut().modified_at = at;
        }
    }

    fn moment(&self, which: MomentKind) -> Option<Moment> {
        match self.later.get(which) {
            Told::At(moment) => Some(moment),
            Told::Missing => None,
            Told::Far => {
                let far = self.details().far_moments.as_deref()?;
                far.get(which.place()).copied().flatten()
            }
        }
    }

    fn set_moment(&mut self, which: MomentKind, at: Option<Moment>) {
        let near = self.later.set(which, at);
        let has_far = |details: &DisputeDetails| details.far_moments.is_some();
        if near && !self.kept_details.as_deref().is_some_and(has_far) {
            return;
        }
        let far = self.details_mut().far_moments.get_or_insert_default();
        if let Some(slot) = far.get_mut(which.place()) {
            *slot = at.filter(|_| !near);
        }
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

    /// Returns the shop within which no other dispute has its id. It is empty for an id of the platform,
    /// which no other shop has either, and where details were dropped; a seller's own program may count from
    /// 1 in each shop.
    pub fn shop_of_id(&self) -> &str {
        /// Ids of the platform have 11 digits and more.
        const PLATFORM: usize = 10;
        let id = &self.details().id;
        let is_long = id.len() >= PLATFORM && id.bytes().all(|byte| byte.is_ascii_digit());
        if is_long || id.is_empty() { "" } else { &self.shop }
    }

    /// Returns whether the dispute had been filed before a moment.
    pub fn exists(&self, as_of: Moment) -> bool {
        self.opened_at < as_of
    }

    /// Returns whether the dispute had been filed before a moment and was open then; see
    /// [`Self::state_as_of`].
    pub fn is_open(&self, as_of: Moment) -> bool {
        self.exists(as_of) && self.state_as_of(as_of).state == State::Open
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
        let closed_at = self.closed_at();
        let undated = self.state != State::Open && closed_at.is_none();
        let modified_since = || self.modified_at().is_none_or(|modified| modified >= as_of);
        StateAsOf {
            state: self.state.as_of(closed_at, as_of),
            later_knowledge: undated && modified_since(),
        }
    }
}
