//! Disputes.

use super::dispute_details::{Filed, FiledAs, is_id_of_line, seconds_of};
use super::packed_timestamps::{MomentKind, PackedTimestamps, Told};
use super::{
    Contradiction, Country, DisputeDetails, Fact, FactSet, Family, Liability, Moment, OrderId,
    State, Text,
};

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
    /// False when the input says only that the dispute is over and not how (已结束, or a closing time without
    /// a status).
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
        if other.told.has(Fact::Reasons) {
            self.told = self.told.union([Fact::Reasons].into_iter().collect());
        }
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

    /// Returns whether two records are of one dispute of their order: they have one id; or one of them has none,
    /// or that of the line, and some record of both is filed alike; or both name the line and the second.
    pub fn is_same_filing(&self, other: &Self) -> bool {
        let (own, others) = (&self.details().id, &other.details().id);
        if own.is_empty() || others.is_empty() {
            return self.is_filed_as(other);
        }
        let of_line = is_id_of_line(own, others) || is_id_of_line(others, own);
        own == others || of_line && self.is_filed_as(other) || self.is_filed_in_second_of(other)
    }

    /// Returns whether both name one line and were filed in one second, which is no whole minute: two sources
    /// have ids of their own.
    pub fn is_filed_in_second_of(&self, other: &Self) -> bool {
        let others = other.filed_as();
        let is_exact = |one: &FiledAs| !one.line_id.is_empty() && one.second % 60 != 0;
        self.filed_as().iter().any(|one| is_exact(one) && others.contains(one))
    }

    /// Returns for how many seconds the moment of filing may stand.
    pub(super) fn filed_within(&self) -> i64 {
        let second = self.opened_at.millis().div_euclid(1000);
        if self.is_filed_by_day() { 86_400 } else { seconds_of(second) }
    }

    /// Returns whether the day alone is given on which it was filed, as far as that can be told.
    pub fn is_filed_by_day(&self) -> bool {
        is_day(self.opened_at)
    }

    /// Returns whether the day alone is given on which it was filed, escalated, ruled or closed, as far as that
    /// can be told.
    pub fn has_days(&self) -> bool {
        let later = [self.escalated_at(), self.ruled_at(), self.closed_at()];
        self.is_filed_by_day() || later.into_iter().flatten().any(is_day)
    }

    /// Returns whether two rows of one table, of one order and day, are of two disputes: they tell different states
    /// or reasons.
    pub fn is_told_otherwise(&self, other: &Self) -> bool {
        let (reason, others) = (&self.details().reason, &other.details().reason);
        let have_families = self.family != Family::Unknown && other.family != Family::Unknown;
        self.state != other.state
            || have_families && self.family != other.family
            || !reason.is_empty() && !others.is_empty() && reason != others
    }

    /// Returns whether one says the day alone, or rounded, of what the other says.
    pub(super) fn is_filed_near(&self, other: &Self) -> bool {
        let others = other.filed_as();
        let is_near =
            |one: &FiledAs| others.iter().any(|other| one.filed().is_near(&other.filed()));
        self.filed_as().iter().any(is_near)
    }

    /// Returns whether some record of both is filed alike.
    pub(super) fn is_filed_as(&self, other: &Self) -> bool {
        let others = other.filed_as();
        let agrees = |one: &FiledAs| others.iter().any(|other| one.filed().agrees(&other.filed()));
        self.filed_as().iter().any(agrees)
    }
}

/// Returns whether a moment is a day, as far as that can be told.
fn is_day(at: Moment) -> bool {
    !(Filed { line: None::<&str>, second: at.millis().div_euclid(1000) }).has_time()
}

/// Returns the contradiction of two records of an order that have ids of two disputes and were filed at one
/// moment: of two disputes of an order, one is later. `None` where they are of one dispute, or no time of
/// the day is given.
pub fn double_filing(one: &Dispute, other: &Dispute) -> Option<(String, Contradiction)> {
    let (first, second) = (&one.details().id, &other.details().id);
    let has_time = |of: &Dispute| of.filed_as().iter().all(|filed| filed.filed().has_time());
    let has_time = has_time(one) && has_time(other);
    let is_double = !first.is_empty() && !second.is_empty() && has_time && one.is_filed_as(other);
    (is_double && !one.is_same_filing(other)).then(|| {
        let (kept, other) = (first.min(second).to_string(), first.max(second).to_string());
        (one.order_id.to_string(), Contradiction { part: "dispute_id", kept, other })
    })
}
