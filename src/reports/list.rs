//! What needs an answer, and until when.

use std::borrow::Cow;

pub use super::disputed_orders::DisputedOrders;
use super::maybe_owned::MaybeOwned;
use super::own_records::OwnRecords;
use crate::domain::enum_with_ids;
use crate::domain::{
    AsMarked, Country, Dispute, DisputeFilter, DisputeMark, Due, DueSource, EventKind, Family,
    Liability, Moment, Money, OrderFacts, OrderId, Reopening, SortRows, Stage, State, Turn, Zone,
    is_asked,
};
use crate::rules::RuleSet;

enum_with_ids! {
    /// How soon the seller's time runs out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Tier {
        /// It has run out.
        Overdue = "overdue",
        /// In less than 24 hours.
        Day = "under_24h",
        /// In less than 72 hours.
        ThreeDays = "under_72h",
        /// In less than 7 days.
        Week = "under_7d",
        /// Later than that.
        Later = "later",
        /// No deadline is known.
        None = "none_known",
    }
}

/// One dispute with all that the list shows.
#[derive(Clone, Debug)]
pub struct ListRow<'a> {
    /// The dispute.
    pub dispute: MaybeOwned<'a, Dispute>,
    /// The moment asked for: what happened after it is not shown.
    pub as_of: Moment,
    /// Its state as of the moment asked for.
    pub state: State,
    /// The state may be newer than the moment asked for.
    pub later_knowledge: bool,
    /// How far it has come as of then; `None` when not known.
    pub stage: Option<Stage>,
    /// Who must act as of then.
    pub turn: Turn,
    /// When the seller's time runs out; `None` when no deadline of the seller's is known.
    pub due: Option<Due>,
    /// The event that started the clock, for estimated deadlines.
    pub clock_started: Option<Moment>,
    /// Whole minutes until it runs out, negative once it has; `None` without a deadline.
    pub minutes_left: Option<i64>,
    /// How soon.
    pub tier: Tier,
    /// The shop.
    pub shop: Cow<'a, str>,
    /// The product, by id, else by SKU.
    pub product: Cow<'a, str>,
    /// The country.
    pub country: Option<Country>,
    /// The amount: of the refund asked, else of the item, else of the order.
    pub amount: Option<Money>,
    /// Whole days since filing.
    pub age_days: i64,
    /// End of buyer protection, when an order input gives it.
    pub protection_ends_at: Option<Moment>,
    /// The order, when an order input holds it.
    pub order: Option<MaybeOwned<'a, OrderFacts>>,
    /// The seller's note and mark; `None` where there are none.
    pub mark: Option<MaybeOwned<'a, DisputeMark>>,
    /// Whether the seller has handled it.
    pub handling: Handling,
    /// Another disputed order that was filed before and may be the same buyer's, by the last four digits
    /// of its id: a hint and not a fact.
    pub earlier: Option<OrderId>,
}

/// Whether the seller has handled a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// It is not marked as handled.
    Unmarked,
    /// It is marked, and nothing has come since that is the seller's to do.
    Handled,
    /// It was marked, and needs the seller again.
    Reopened(Reopening),
}

impl ListRow<'_> {
    /// Returns the row with copies of what it is about, so that it outlives the input.
    pub fn into_owned(self) -> ListRow<'static> {
        ListRow {
            dispute: self.dispute.into_owned(),
            shop: Cow::Owned(self.shop.into_owned()),
            product: Cow::Owned(self.product.into_owned()),
            order: self.order.map(MaybeOwned::into_owned),
            mark: self.mark.map(MaybeOwned::into_owned),
            ..self
        }
    }

    /// Returns the seller's own words; empty where there are none.
    pub fn own_note(&self) -> &str {
        let note = self.mark.as_ref().and_then(|mark| mark.note.as_ref());
        note.map_or("", |note| note.text.as_str())
    }

    /// Returns how it stands, as far as a mark depends on it.
    pub fn as_marked(&self) -> AsMarked {
        AsMarked { turn: self.turn, stage: self.stage, due: self.due.as_ref().map(|due| due.at) }
    }

    /// Returns what a seller calls the item: its title, else its SKU, else its product id; empty where
    /// none is known.
    pub fn item(&self) -> &str {
        let sku = self.order.as_ref().map_or("", |order| &*order.sku);
        let known = [self.dispute.details().title.as_str(), sku];
        known.into_iter().find(|text| !text.is_empty()).unwrap_or(&self.product)
    }

    /// Returns whether the status word is certainly from after the moment asked for: the dispute was
    /// open then, and has ended or been escalated since.
    pub fn status_is_later(&self) -> bool {
        self.state == State::Open && is_said_later(&self.dispute, self.as_of)
    }

    /// Returns a moment of the dispute's course; `None` for one after the moment asked for.
    pub fn seen(&self, at: Option<Moment>) -> Option<Moment> {
        at.filter(|at| *at < self.as_of)
    }

    /// Returns who was found liable, as far as that was known at the moment asked for.
    pub fn liability(&self) -> Liability {
        let ruled_later = self.dispute.ruled_at().is_some_and(|at| at >= self.as_of);
        let is_known = !ruled_later && !self.status_is_later();
        if is_known { self.dispute.liability } else { Liability::Unknown }
    }
}

/// Which disputes to list. Empty lists and `None` let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Ended and cancelled ones too.
    pub all: bool,
    /// Only these shops.
    pub shops: Vec<String>,
    /// Only these states.
    pub states: Vec<State>,
    /// Only when these must act.
    pub turns: Vec<Turn>,
    /// Only these families.
    pub families: Vec<Family>,
    /// Only these countries.
    pub countries: Vec<Country>,
    /// Only those due within so many hours (overdue ones too).
    pub due_within_hours: Option<i64>,
    /// Only those filed from this moment on.
    pub opened_from: Option<Moment>,
    /// Only those filed before this moment.
    pub opened_before: Option<Moment>,
    /// Only this order.
    pub order: Option<OrderId>,
    /// Only those with this text in id, product, title, reason, status or note, in any case.
    pub text: Option<String>,
    /// Only those that are, or are not, handled; a mark that no longer holds makes none handled.
    pub handled: Option<HandledFilter>,
}

enum_with_ids! {
    /// Which of the handled disputes to list.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum HandledFilter {
        /// The handled ones.
        Handled = "yes",
        /// All others.
        NotHandled = "no",
    }
}

impl HandledFilter {
    fn lets_through(self, handling: Handling) -> bool {
        (handling == Handling::Handled) == (self == Self::Handled)
    }
}

/// Returns everything known of one dispute as of a moment.
pub fn row<'a>(
    dispute: &'a Dispute,
    order: Option<&'a OrderFacts>,
    as_of: Moment,
    rules: &RuleSet,
) -> ListRow<'a> {
    let known = dispute.state_as_of(as_of);
    let open = known.state == State::Open;
    let (stage, turn) =
        if open { talks(dispute, as_of) } else { (Some(Stage::Closed), Turn::Unknown) };
    let (due, clock_started) =
        if open { due(dispute, stage, turn, as_of, rules) } else { (None, None) };
    let said = |text: &'a str| (!text.is_empty()).then_some(text);
    let shop = order.and_then(|order| said(&order.shop)).unwrap_or(&dispute.shop);
    let product = said(&dispute.product)
        .or_else(|| order.and_then(|order| said(&order.product)))
        .or_else(|| order.and_then(|order| said(&order.sku)));
    let details = dispute.details();
    ListRow {
        as_of,
        state: known.state,
        later_knowledge: known.later_knowledge,
        stage,
        turn,
        tier: due.as_ref().map_or(Tier::None, |due| Tier::of(due.at, as_of)),
        minutes_left: due.as_ref().map(|due| minutes(as_of, due.at)),
        due,
        clock_started,
        shop: Cow::Borrowed(shop),
        // Neither the dispute nor its order may name one.
        product: Cow::Borrowed(product.unwrap_or_default()),
        country: dispute.country.or_else(|| order.and_then(|order| order.country)),
        amount: details.refund.or_else(|| {
            // Where the refund could not be read, another amount would be taken for it.
            let whole = details.amount.or_else(|| order.and_then(|order| order.amount));
            whole.filter(|_| !details.refund_unread)
        }),
        age_days: as_of.days_since(dispute.opened_at),
        protection_ends_at: order.and_then(|order| order.protection_ends_at),
        order: order.map(MaybeOwned::Lent),
        dispute: MaybeOwned::Lent(dispute),
        mark: None,
        handling: Handling::Unmarked,
        earlier: None,
    }
}

/// Returns the stage of a dispute that was open at a moment, and whose turn it was.
fn talks(dispute: &Dispute, as_of: Moment) -> (Option<Stage>, Turn) {
    // Before it ended or was escalated, the data does not say whose turn it was.
    let (stage, turn) = match is_said_later(dispute, as_of) {
        true => (None, Turn::Unknown),
        false => (dispute.details().stage, dispute.details().turn),
    };
    let negotiating = matches!(stage, None | Some(Stage::Negotiation));
    let sellers = matches!(turn, Turn::Seller | Turn::Unknown);
    // Nothing is left for the seller to answer once the platform has decided.
    match negotiating && sellers && is_ruled(dispute, as_of) {
        true => (Some(Stage::Platform), Turn::Platform),
        false => (stage, turn),
    }
}

/// Returns whether the platform had decided a dispute before a moment.
fn is_ruled(dispute: &Dispute, as_of: Moment) -> bool {
    let is_liable_known = dispute.liability != Liability::Unknown;
    dispute.ruled_at().map_or(is_liable_known && !is_said_later(dispute, as_of), |at| at < as_of)
}

/// Returns whether what a record says of an open dispute is from after a moment.
fn is_said_later(dispute: &Dispute, as_of: Moment) -> bool {
    dispute.state != State::Open || dispute.escalated_at().is_some_and(|at| at >= as_of)
}

impl<'a> ListRow<'a> {
    /// Adds what the seller keeps by hand, and whether the buyer may have disputed before.
    #[must_use]
    pub fn with_own(self, own: &'a OwnRecords, as_of: Moment) -> Self {
        let mark = own.marks.get(&self.dispute);
        let handled = mark.and_then(|mark| mark.handled);
        let open = self.state == State::Open;
        let handling = match handled {
            None => Handling::Unmarked,
            Some(handled) => handled
                .reopened(self.as_marked(), as_of)
                .filter(|_| open)
                .map_or(Handling::Handled, Handling::Reopened),
        };
        let earlier = own.buyers.earlier(self.dispute.order_id, self.dispute.opened_at);
        Self { mark: mark.map(MaybeOwned::Lent), handling, earlier, ..self }
    }
}

/// Returns the whole minutes from one moment to another, rounded down, so that nobody is told too many.
fn minutes(from: Moment, to: Moment) -> i64 {
    (to.millis() - from.millis()).div_euclid(60_000)
}

/// The seller's deadline: as served; else by the rule, while it may be the seller's turn.
fn due(
    dispute: &Dispute,
    stage: Option<Stage>,
    turn: Turn,
    as_of: Moment,
    rules: &RuleSet,
) -> (Option<Due>, Option<Moment>) {
    let sellers = match turn {
        Turn::Seller | Turn::Unknown => true,
        Turn::Buyer | Turn::Platform | Turn::Logistics => false,
    };
    let negotiating = match stage {
        Some(Stage::Negotiation) | None => true,
        Some(Stage::Platform | Stage::Returning | Stage::Closed) => false,
    };
    let escalated = dispute.escalated_at().is_some_and(|at| at < as_of);
    let negotiated = sellers && negotiating && !escalated;
    if let Some(at) = dispute.details().response_due_at {
        // What has passed to another cannot be late; what is still to come the platform may ask for.
        let owed = at > as_of || negotiated || turn == Turn::Seller;
        return (owed.then_some(Due { at, source: DueSource::Platform }), None);
    }
    if !negotiated {
        return (None, None);
    }
    let Some(deadline) = rules.deadline("seller-response") else { return (None, None) };
    let start = clock_start(dispute, as_of);
    let source = DueSource::Estimated { rule: format!("{}/{}", rules.id, deadline.id) };
    let at = Zone::PLATFORM.days_on(start, deadline.days);
    (Some(Due { at, source }), Some(start))
}

/// The clock starts with the filing, and again when the buyer changes the claim
/// (`docs/platform/seller-rules.md`).
fn clock_start(dispute: &Dispute, as_of: Moment) -> Moment {
    let restart = |kind: &EventKind| match kind {
        EventKind::Other(word) => {
            matches!(word.as_str(), "buyer_modify_solution" | "buyer_create_solution")
        }
        EventKind::Filed
        | EventKind::Cancelled
        | EventKind::Escalated
        | EventKind::Ruled
        | EventKind::Closed => false,
    };
    let events =
        dispute.details().history.iter().filter(|event| event.at < as_of && restart(&event.kind));
    events.map(|event| event.at).fold(dispute.opened_at, Moment::max)
}

impl Tier {
    fn of(due: Moment, as_of: Moment) -> Self {
        if due <= as_of {
            Self::Overdue
        } else if due < as_of.plus_hours(24) {
            Self::Day
        } else if due < as_of.plus_hours(72) {
            Self::ThreeDays
        } else if due < as_of.plus_days(7) {
            Self::Week
        } else {
            Self::Later
        }
    }
}

impl Filter {
    /// Returns whether it leaves out more than what is over.
    pub fn narrows(&self) -> bool {
        *self != Self { all: self.all, ..Self::default() }
    }

    /// Returns what decides, of a dispute whose order is not known, that it is not listed.
    pub fn dispute_filter(&self, as_of: Moment) -> DisputeFilter {
        let open = || if self.all { Vec::new() } else { vec![State::Open] };
        DisputeFilter {
            as_of,
            states: if self.states.is_empty() { open() } else { self.states.clone() },
            shops: self.shops.clone(),
            opened_from: self.opened_from,
            opened_before: self.opened_before,
            order: self.order,
        }
    }

    /// Returns whether a dispute is to be listed.
    pub fn lets_through(&self, row: &ListRow, as_of: Moment) -> bool {
        let any = |wanted: bool, empty: bool| empty || wanted;
        let dispute = &row.dispute;
        dispute.exists(as_of)
            && (self.all || !self.states.is_empty() || row.state == State::Open)
            && is_asked(&self.shops, &row.shop)
            && any(self.states.contains(&row.state), self.states.is_empty())
            && any(self.turns.contains(&row.turn), self.turns.is_empty())
            && any(self.families.contains(&dispute.family), self.families.is_empty())
            && any(
                row.country.is_some_and(|country| self.countries.contains(&country)),
                self.countries.is_empty(),
            )
            && self.due_within_hours.is_none_or(|hours| {
                row.due.as_ref().is_some_and(|due| due.at <= as_of.plus_hours(hours))
            })
            && self.opened_from.is_none_or(|from| dispute.opened_at >= from)
            && self.opened_before.is_none_or(|before| dispute.opened_at < before)
            && self.order.is_none_or(|order| dispute.order_id == order)
            && self.handled.is_none_or(|handled| handled.lets_through(row.handling))
            && self.text.as_deref().is_none_or(|text| contains(row, text))
    }
}

fn contains(row: &ListRow, text: &str) -> bool {
    let wanted = text.to_lowercase();
    let dispute = &row.dispute;
    [
        dispute.details().id.as_str(),
        &dispute.order_id.to_string(),
        &row.product,
        row.order.as_ref().map_or("", |order| &*order.sku),
        &dispute.details().title,
        &dispute.details().reason,
        &dispute.details().status,
        &dispute.details().note,
        row.own_note(),
    ]
    .into_iter()
    .any(|field| field.to_lowercase().contains(&wanted))
}

/// Sorts rows by deadline, the earliest first and those without last; equal ones by filing and id, so
/// that two runs give the same order.
pub fn sort(rows: &mut [ListRow]) {
    let key = |row: &ListRow| {
        let due = row.due.as_ref().map(|due| due.at);
        (due.is_none(), due, row.dispute.opened_at, row.dispute.order_id)
    };
    let id = |row: &ListRow| row.dispute.details().id.clone();
    rows.sort_rows_by(|a, b| key(a).cmp(&key(b)).then_with(|| id(a).cmp(&id(b))));
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
