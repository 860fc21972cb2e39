//! Two records of one dispute, or of one order, into one.
//!
//! There is one rule, for files, imports and the platform's answers alike. Each part of a record is
//! decided by itself: what is known beats what is not; of two values that differ, the one whose
//! record is dated later wins, then the one that sorts last. An ending beats a reading as open, and
//! an ending that says how beats one that does not; a reading as open that is dated after the ending
//! is a contradiction. Each part keeps the date of the record that it
//! came from, so that the result is the same whatever the order in which records are merged, and
//! however they are divided among files and imports.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    Caveat, CaveatKind, Completion, Dispute, DisputeDetails, Family, Liability, Moment, OrderFacts,
    OrderStatus, Stage, State, Turn,
};

/// When the records of each part were last changed; `None` where a record is not dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDates<const PARTS: usize>([Option<Moment>; PARTS]);

impl<const PARTS: usize> PartDates<PARTS> {
    fn all(at: Option<Moment>) -> Self {
        Self([at; PARTS])
    }

    fn get(&self, part: usize) -> Option<Moment> {
        self.0.get(part).copied().flatten()
    }

    fn set(&mut self, part: usize, at: Option<Moment>) {
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

/// Dates of the parts of a dispute.
pub type DisputeDates = PartDates<21>;

/// What two records of one dispute may differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DisputePart {
    Shop,
    Product,
    Title,
    Id,
    Line,
    OpenedAt,
    /// The reason, and the family that it names.
    Reason,
    /// The state, whether it is known how it ended, and the input's word for it.
    State,
    Stage,
    Turn,
    ResponseDueAt,
    EscalatedAt,
    RuledAt,
    ClosedAt,
    Liability,
    Country,
    Refund,
    Amount,
    OrderCreatedAt,
    Note,
    History,
}

impl DisputePart {
    const fn place(self) -> usize {
        self as usize
    }

    /// Returns whether the part stays the same for as long as the dispute lasts, so that two values
    /// contradict each other whatever their dates.
    const fn is_fixed(self) -> bool {
        match self {
            Self::Shop
            | Self::Product
            | Self::Line
            | Self::OpenedAt
            | Self::EscalatedAt
            | Self::RuledAt
            | Self::ClosedAt
            | Self::Country
            | Self::Amount
            | Self::OrderCreatedAt => true,
            Self::Title
            | Self::Id
            | Self::Reason
            | Self::State
            | Self::Stage
            | Self::Turn
            | Self::ResponseDueAt
            | Self::Liability
            | Self::Refund
            | Self::Note
            | Self::History => false,
        }
    }
}

/// What two records say differently, where no date and no course of events explains it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The part, as the field is named.
    pub part: &'static str,
    /// The value that was kept.
    pub kept: String,
    /// The value that was not.
    pub other: String,
}

/// So many contradictions of one part are named.
const NAMED: usize = 3;

/// Says that records of disputes or orders contradict each other, part by part; `None` where none do. Each
/// contradiction comes with the dispute's or order's name.
pub fn contradicting(found: &[(String, Contradiction)]) -> Option<Caveat> {
    let records: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    if records.is_empty() {
        return None;
    }
    let count = u64::try_from(records.len()).expect("a count of records fits in 64 bits");
    // Which two records were compared depends on their order: of a part, all values are named.
    let mut parts: BTreeMap<&str, BTreeMap<&str, ContradictingValues<'_>>> = BTreeMap::new();
    for (name, found) in found {
        let values = parts.entry(found.part).or_default().entry(name).or_default();
        values.kept.insert(&found.kept);
        values.others.insert(&found.other);
    }
    let lines = parts.into_iter().flat_map(|(part, records)| {
        let line = |(name, values): (&&str, &ContradictingValues<'_>)| {
            let (kept, others) = values.told_apart();
            format!("{name}: {part} is `{kept}`, and `{}` elsewhere", others.join("`, `"))
        };
        let named: Vec<String> = records.iter().take(NAMED).map(line).collect();
        let all = records.len();
        let rest = (all > NAMED).then(|| format!("{part}: {} more of {all}", all - NAMED));
        named.into_iter().chain(rest)
    });
    let lines = lines.take(Caveat::MOST_ROWS);
    Some(Caveat::new(CaveatKind::RecordsContradict).counting(count).listing(lines))
}

/// The values of one part that contradict each other.
#[derive(Default)]
struct ContradictingValues<'a> {
    kept: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
}

impl<'a> ContradictingValues<'a> {
    /// Returns the value that was kept in the end, and the others.
    fn told_apart(&self) -> (&'a str, Vec<&'a str>) {
        let last = self.kept.difference(&self.others).next().or(self.kept.first());
        let kept = last.copied().expect("a contradiction has a value that was kept");
        let all = self.kept.union(&self.others).copied();
        (kept, all.filter(|value| *value != kept).collect())
    }
}

/// How one part is merged: what makes it known, how two values of it compare, how it is taken over,
/// and how it is written in a message.
struct Rule<R: ?Sized, P> {
    part: P,
    name: &'static str,
    is_known: fn(&R) -> bool,
    /// What beats a later date: an ending beats a reading as open.
    rank: fn(&R) -> i64,
    compare: fn(&R, &R) -> Ordering,
    take: fn(&mut R, &R),
    show: fn(&R) -> String,
}

const fn no_rank<R>(_: &R) -> i64 {
    0
}

/// A rule for one text of a dispute's details.
macro_rules! detail {
    ($part:ident, $name:literal, $field:ident) => {
        Rule {
            part: DisputePart::$part,
            name: $name,
            is_known: |d: &Dispute| is_given(&d.details().$field),
            rank: no_rank,
            compare: |a, b| a.details().$field.cmp(&b.details().$field),
            take: |a, b| a.details_mut().$field = b.details().$field.clone(),
            show: |d| d.details().$field.to_string(),
        }
    };
}

/// A rule for a text of a record itself.
macro_rules! text {
    ($part:expr, $name:literal, $field:ident) => {
        Rule {
            part: $part,
            name: $name,
            is_known: |record| is_given(&record.$field),
            rank: no_rank,
            compare: |a, b| a.$field.cmp(&b.$field),
            take: |a, b| a.$field = b.$field.clone(),
            show: |record| record.$field.to_string(),
        }
    };
}

/// A rule for one of a dispute's later moments.
macro_rules! moment {
    ($part:ident, $name:literal, $get:ident, $set:ident) => {
        Rule {
            part: DisputePart::$part,
            name: $name,
            is_known: |d: &Dispute| d.$get().is_some(),
            rank: no_rank,
            compare: |a, b| a.$get().cmp(&b.$get()),
            take: |a, b| a.$set(b.$get()),
            show: |d| d.$get().map_or_else(String::new, minute),
        }
    };
}

/// Writes a moment for a comparison: many exports cut their times to the minute.
fn minute(at: Moment) -> String {
    Moment::from_millis(at.millis().div_euclid(60_000) * 60_000).to_string()
}

fn is_given(text: &str) -> bool {
    !text.is_empty()
}

const DISPUTE: &[Rule<Dispute, DisputePart>] = &[
    text!(DisputePart::Shop, "shop", shop),
    text!(DisputePart::Product, "product_id", product),
    detail!(Title, "title", title),
    detail!(Id, "dispute_id", id),
    detail!(Line, "line_id", line_id),
    Rule {
        part: DisputePart::OpenedAt,
        name: "opened_at",
        is_known: |_| true,
        rank: no_rank,
        compare: |a, b| a.opened_at.cmp(&b.opened_at),
        take: |a, b| a.opened_at = b.opened_at,
        show: |d| minute(d.opened_at),
    },
    Rule {
        part: DisputePart::Reason,
        name: "reason",
        is_known: |d| d.family != Family::Unknown || !d.details().reason.is_empty(),
        rank: |d| i64::from(d.family != Family::Unknown),
        compare: |a, b| (a.family, &a.details().reason).cmp(&(b.family, &b.details().reason)),
        take: |a, b| {
            a.family = b.family;
            a.details_mut().reason = b.details().reason.clone();
        },
        show: |d| d.details().reason.to_string(),
    },
    Rule {
        part: DisputePart::State,
        name: "status",
        is_known: |_| true,
        rank: |d| match (d.state, d.ending_known) {
            (State::Open, _) => 0,
            (State::Cancelled | State::Ended, false) => 1,
            (State::Cancelled | State::Ended, true) => 2,
        },
        compare: |a, b| state_key(a).cmp(&state_key(b)),
        take: |a, b| {
            (a.state, a.ending_known) = (b.state, b.ending_known);
            let (details, other) = (a.details_mut(), b.details());
            details.status = other.status.clone();
            details.status_known = other.status_known;
        },
        show: |d| match d.details().status.as_str() {
            "" => d.state.id().to_owned(),
            word => word.to_owned(),
        },
    },
    Rule {
        part: DisputePart::Stage,
        name: "stage",
        is_known: |d| d.details().stage.is_some(),
        rank: no_rank,
        compare: |a, b| a.details().stage.map(stage_rank).cmp(&b.details().stage.map(stage_rank)),
        take: |a, b| a.details_mut().stage = b.details().stage,
        show: |d| d.details().stage.map_or("", Stage::id).to_owned(),
    },
    Rule {
        part: DisputePart::Turn,
        name: "turn",
        is_known: |d| d.details().turn != Turn::Unknown,
        rank: no_rank,
        compare: |a, b| turn_rank(a.details().turn).cmp(&turn_rank(b.details().turn)),
        take: |a, b| a.details_mut().turn = b.details().turn,
        show: |d| d.details().turn.id().to_owned(),
    },
    Rule {
        part: DisputePart::ResponseDueAt,
        name: "seller_response_due_at",
        is_known: |d| d.details().response_due_at.is_some(),
        rank: no_rank,
        // The earlier deadline is the one that may be missed.
        compare: |a, b| b.details().response_due_at.cmp(&a.details().response_due_at),
        take: |a, b| a.details_mut().response_due_at = b.details().response_due_at,
        show: |d| d.details().response_due_at.map_or_else(String::new, minute),
    },
    moment!(EscalatedAt, "escalated_at", escalated_at, set_escalated_at),
    moment!(RuledAt, "ruled_at", ruled_at, set_ruled_at),
    moment!(ClosedAt, "closed_at", closed_at, set_closed_at),
    Rule {
        part: DisputePart::Liability,
        name: "liability",
        is_known: |d| d.liability != Liability::Unknown,
        rank: no_rank,
        compare: |a, b| liability_rank(a.liability).cmp(&liability_rank(b.liability)),
        take: |a, b| a.liability = b.liability,
        show: |d| d.liability.id().to_owned(),
    },
    Rule {
        part: DisputePart::Country,
        name: "buyer_country",
        is_known: |d| d.country.is_some(),
        rank: no_rank,
        compare: |a, b| {
            let code = |d: &Dispute| d.country.map(|country| country.code().to_owned());
            code(a).cmp(&code(b))
        },
        take: |a, b| a.country = b.country,
        show: |d| d.country.map_or_else(String::new, |country| country.to_string()),
    },
    Rule {
        part: DisputePart::Refund,
        name: "refund_amount",
        is_known: |d| d.details().refund.is_some(),
        rank: no_rank,
        compare: |a, b| money_key(a.details().refund).cmp(&money_key(b.details().refund)),
        take: |a, b| a.details_mut().refund = b.details().refund,
        show: |d| d.details().refund.map_or_else(String::new, |money| money.decimal()),
    },
    Rule {
        part: DisputePart::Amount,
        name: "amount",
        is_known: |d| d.details().amount.is_some(),
        rank: no_rank,
        compare: |a, b| money_key(a.details().amount).cmp(&money_key(b.details().amount)),
        take: |a, b| a.details_mut().amount = b.details().amount,
        show: |d| d.details().amount.map_or_else(String::new, |money| money.decimal()),
    },
    Rule {
        part: DisputePart::OrderCreatedAt,
        name: "order_created_at",
        is_known: |d| d.details().order_created_at.is_some(),
        rank: no_rank,
        compare: |a, b| a.details().order_created_at.cmp(&b.details().order_created_at),
        take: |a, b| a.details_mut().order_created_at = b.details().order_created_at,
        show: |d| d.details().order_created_at.map_or_else(String::new, minute),
    },
    detail!(Note, "note", note),
    Rule {
        part: DisputePart::History,
        name: "history",
        is_known: |d| !d.details().history.is_empty(),
        rank: no_rank,
        compare: |a, b| history_key(a).cmp(&history_key(b)),
        take: |a, b| a.details_mut().history = b.details().history.clone(),
        show: |d| d.details().history.len().to_string(),
    },
];

fn state_key(dispute: &Dispute) -> (u8, bool, &str) {
    let DisputeDetails { status, status_known, .. } = dispute.details();
    let state = match dispute.state {
        State::Open => 0,
        State::Cancelled => 1,
        State::Ended => 2,
    };
    (state, *status_known, status)
}

const fn stage_rank(stage: Stage) -> u8 {
    match stage {
        Stage::Negotiation => 0,
        Stage::Returning => 1,
        Stage::Platform => 2,
        Stage::Closed => 3,
    }
}

/// The seller's turn wins where nothing is dated: it is the one that may be missed.
const fn turn_rank(turn: Turn) -> u8 {
    match turn {
        Turn::Unknown => 0,
        Turn::Logistics => 1,
        Turn::Buyer => 2,
        Turn::Platform => 3,
        Turn::Seller => 4,
    }
}

const fn liability_rank(liability: Liability) -> u8 {
    match liability {
        Liability::Unknown => 0,
        Liability::Logistics => 1,
        Liability::Platform => 2,
        Liability::Buyer => 3,
        Liability::Seller => 4,
    }
}

fn money_key(money: Option<super::Money>) -> Option<(String, i64)> {
    money.map(|money| (money.currency.code().to_owned(), money.minor))
}

fn history_key(dispute: &Dispute) -> (usize, Vec<(Moment, String, &str)>) {
    let history = &dispute.details().history;
    let entries = history.iter().map(|e| (e.at, format!("{:?}", e.kind), e.by.as_str()));
    (history.len(), entries.collect())
}

/// What merging two records looks at, whatever they are records of.
struct Merging<'a, R, P, const PARTS: usize> {
    rules: &'a [Rule<R, P>],
    place: fn(&P) -> usize,
    is_fixed: fn(&P) -> bool,
    /// Whether a record of rank 0 that is dated later contradicts what it does not replace.
    is_final: fn(&P) -> bool,
}

impl<R, P, const PARTS: usize> Merging<'_, R, P, PARTS> {
    /// Merges part by part into `kept`, and returns what contradicts.
    fn merge(
        &self,
        kept: &mut R,
        other: &R,
        dates: &mut PartDates<PARTS>,
        others: &PartDates<PARTS>,
    ) -> Vec<Contradiction> {
        let mut contradictions = Vec::new();
        for rule in self.rules {
            let place = (self.place)(&rule.part);
            let (date, theirs) = (dates.get(place), others.get(place));
            match ((rule.is_known)(kept), (rule.is_known)(other)) {
                (_, false) => continue,
                (false, true) => {
                    (rule.take)(kept, other);
                    dates.set(place, theirs);
                    continue;
                }
                (true, true) => {}
            }
            let (rank, value) =
                ((rule.rank)(other).cmp(&(rule.rank)(kept)), (rule.compare)(other, kept));
            if rank.is_eq() && value.is_eq() {
                dates.set(place, date.max(theirs));
                continue;
            }
            let other_wins = rank.then(theirs.cmp(&date)).then(value).is_gt();
            let least_rank = (rule.rank)(other).min((rule.rank)(kept));
            let later_loses = if other_wins { date > theirs } else { theirs > date };
            let unexplained = match rank {
                Ordering::Equal => theirs == date || (self.is_fixed)(&rule.part),
                _ => later_loses && least_rank == 0 && (self.is_final)(&rule.part),
            };
            let (mine, its) = ((rule.show)(kept), (rule.show)(other));
            if other_wins {
                (rule.take)(kept, other);
                dates.set(place, theirs);
            }
            if unexplained && mine != its {
                let (kept, other) = if other_wins { (its, mine) } else { (mine, its) };
                contradictions.push(Contradiction { part: rule.name, kept, other });
            }
        }
        contradictions
    }
}

impl Dispute {
    /// Returns when the record was last changed, as far as it is dated.
    fn dated(&self) -> Option<Moment> {
        self.modified_at().max(self.closed_at())
    }

    /// Returns the dates of the parts: the record's own, unless it was merged from several.
    pub fn part_dates(&self) -> DisputeDates {
        match &self.details().part_dates {
            Some(dates) => dates.as_ref().clone(),
            None => PartDates::all(self.dated()),
        }
    }

    /// Adds what another record of the same dispute says, and returns what contradicts. Which of
    /// the two is added to which makes no difference.
    pub fn merge(&mut self, other: &Self) -> Vec<Contradiction> {
        // Whose turn it was while it was open says nothing of a dispute that is over. The deadline
        // does: it is looked at as of a moment before the end.
        let is_open = |dispute: &Self| dispute.state == State::Open;
        if is_open(self) && !is_open(other) {
            self.forget_talks();
        }
        if !is_open(self) && is_open(other) {
            let mut other = other.clone();
            other.forget_talks();
            return self.merge_alike(&other);
        }
        self.merge_alike(other)
    }

    /// Forgets the deadline and whose turn it is, before a whole and newer detail is added: where
    /// that names neither, there is none.
    pub fn forget_turn_and_deadline(&mut self) {
        let dates = self.part_dates();
        let details = self.details_mut();
        (details.turn, details.response_due_at) = (Turn::Unknown, None);
        self.set_part_dates(dates);
    }

    fn forget_talks(&mut self) {
        if self.details().stage.is_some() || self.details().turn != Turn::Unknown {
            // The dates of the other parts stay as they are.
            let dates = self.part_dates();
            let details = self.details_mut();
            (details.stage, details.turn) = (None, Turn::Unknown);
            self.set_part_dates(dates);
        }
    }

    fn merge_alike(&mut self, other: &Self) -> Vec<Contradiction> {
        let (mut dates, others) = (self.part_dates(), other.part_dates());
        let modified_at = self.modified_at().max(other.modified_at());
        let merging = Merging {
            rules: DISPUTE,
            place: |part: &DisputePart| part.place(),
            is_fixed: |part| part.is_fixed(),
            // A dispute that has ended is not opened again: the buyer files another one.
            is_final: |part| *part == DisputePart::State,
        };
        let contradictions = merging.merge(self, other, &mut dates, &others);
        self.set_modified_at(modified_at);
        self.set_part_dates(dates);
        contradictions
    }

    /// Notes the dates of the parts, where they are not all the record's own.
    pub fn set_part_dates(&mut self, mut dates: DisputeDates) {
        let usual = self.dated();
        for rule in DISPUTE {
            // What is not known has no date of its own.
            if !(rule.is_known)(self) {
                dates.set(rule.part.place(), usual);
            }
        }
        let own = dates == PartDates::all(usual);
        if !own || self.details().part_dates.is_some() {
            self.details_mut().part_dates = (!own).then(|| Box::new(dates));
        }
    }
}

/// Dates of the parts of an order.
pub type OrderDates = PartDates<14>;

/// What two records of one order may differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OrderPart {
    Shop,
    Product,
    Sku,
    Country,
    Amount,
    CreatedAt,
    PaidAt,
    ShippedAt,
    CompletedAt,
    Completion,
    ProtectionEndsAt,
    Status,
    Tracking,
    Carrier,
}

impl OrderPart {
    const fn place(self) -> usize {
        self as usize
    }

    const fn is_fixed(self) -> bool {
        match self {
            Self::Shop | Self::Country | Self::CreatedAt | Self::PaidAt => true,
            Self::Product
            | Self::Sku
            | Self::Amount
            | Self::ShippedAt
            | Self::CompletedAt
            | Self::Completion
            | Self::ProtectionEndsAt
            | Self::Status
            | Self::Tracking
            | Self::Carrier => false,
        }
    }
}

/// A rule for a moment of an order.
macro_rules! order_moment {
    ($part:ident, $name:literal, $field:ident) => {
        Rule {
            part: OrderPart::$part,
            name: $name,
            is_known: |order: &OrderFacts| order.$field.is_some(),
            rank: no_rank,
            compare: |a, b| a.$field.cmp(&b.$field),
            take: |a, b| a.$field = b.$field,
            show: |order| order.$field.map_or_else(String::new, minute),
        }
    };
}

const ORDER: &[Rule<OrderFacts, OrderPart>] = &[
    text!(OrderPart::Shop, "shop", shop),
    text!(OrderPart::Product, "product_id", product),
    text!(OrderPart::Sku, "sku", sku),
    Rule {
        part: OrderPart::Country,
        name: "country",
        is_known: |order| order.country.is_some(),
        rank: no_rank,
        compare: |a, b| {
            let code = |order: &OrderFacts| order.country.map(|c| c.code().to_owned());
            code(a).cmp(&code(b))
        },
        take: |a, b| a.country = b.country,
        show: |order| order.country.map_or_else(String::new, |country| country.to_string()),
    },
    Rule {
        part: OrderPart::Amount,
        name: "amount",
        is_known: |order| order.amount.is_some(),
        rank: no_rank,
        compare: |a, b| money_key(a.amount).cmp(&money_key(b.amount)),
        take: |a, b| a.amount = b.amount,
        show: |order| order.amount.map_or_else(String::new, |money| money.decimal()),
    },
    Rule {
        part: OrderPart::CreatedAt,
        name: "created_at",
        is_known: |_| true,
        rank: no_rank,
        compare: |a, b| a.created_at.cmp(&b.created_at),
        take: |a, b| a.created_at = b.created_at,
        show: |order| minute(order.created_at),
    },
    order_moment!(PaidAt, "paid_at", paid_at),
    order_moment!(ShippedAt, "shipped_at", shipped_at),
    Rule {
        part: OrderPart::CompletedAt,
        name: "completed_at",
        is_known: |order| order.completed_at.is_some(),
        // A stated completion is never replaced by an estimated one. Of two estimates the earlier is
        // nearer the truth, because each is a last change and so never before the completion: it
        // wins whatever their dates.
        rank: |order| match order.completed_at {
            Some(at) if order.completed_estimated => at.millis().saturating_neg(),
            Some(_) | None => i64::MAX,
        },
        compare: |a, b| a.completed_at.cmp(&b.completed_at),
        take: |a, b| {
            a.completed_at = b.completed_at;
            a.completed_estimated = b.completed_estimated;
        },
        show: |order| order.completed_at.map_or_else(String::new, minute),
    },
    Rule {
        part: OrderPart::Completion,
        name: "completion",
        is_known: |order| order.completion.is_some(),
        rank: |order| i64::from(order.completion != Some(Completion::Unspecified)),
        compare: |a, b| a.completion.map(completion_rank).cmp(&b.completion.map(completion_rank)),
        take: |a, b| a.completion = b.completion,
        show: |order| format!("{:?}", order.completion),
    },
    order_moment!(ProtectionEndsAt, "buyer_protection_ends_at", protection_ends_at),
    Rule {
        part: OrderPart::Status,
        name: "status",
        is_known: |order| is_given(&order.status),
        rank: |order| i64::from(order.state != OrderStatus::Unknown),
        compare: |a, b| (a.state.rank(), &a.status).cmp(&(b.state.rank(), &b.status)),
        take: |a, b| {
            a.status = b.status.clone();
            a.state = b.state;
        },
        show: |order| order.status.to_string(),
    },
    text!(OrderPart::Tracking, "tracking", tracking),
    text!(OrderPart::Carrier, "carrier", carrier),
];

const fn completion_rank(completion: Completion) -> u8 {
    match completion {
        Completion::Unspecified => 0,
        Completion::TimedOut => 1,
        Completion::BuyerConfirmed => 2,
        Completion::Refund => 3,
    }
}

/// A record of an order, and how new it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    /// What it says.
    pub facts: OrderFacts,
    /// How new the export or the answer is that it stands in; `None` when that is not known.
    pub dated: Option<Moment>,
    /// The dates of its parts, where it was merged from several and they are not all `dated`.
    pub part_dates: Option<Box<OrderDates>>,
}

impl OrderRecord {
    /// A record as an export gives it.
    pub const fn new(facts: OrderFacts, dated: Option<Moment>) -> Self {
        Self { facts, dated, part_dates: None }
    }

    fn dates(&self) -> OrderDates {
        match &self.part_dates {
            Some(dates) => dates.as_ref().clone(),
            None => PartDates::all(self.dated),
        }
    }

    /// Adds what another record of the same order says, and returns what contradicts. Which of the
    /// two is added to which makes no difference.
    pub fn merge(&mut self, other: &Self) -> Vec<Contradiction> {
        let (mut dates, others) = (self.dates(), other.dates());
        let merging = Merging {
            rules: ORDER,
            place: |part: &OrderPart| part.place(),
            is_fixed: |part| part.is_fixed(),
            is_final: |_| false,
        };
        let contradictions = merging.merge(&mut self.facts, &other.facts, &mut dates, &others);
        self.dated = self.dated.max(other.dated);
        for rule in ORDER {
            if !(rule.is_known)(&self.facts) {
                dates.set(rule.part.place(), self.dated);
            }
        }
        let own = dates == PartDates::all(self.dated);
        self.part_dates = (!own).then(|| Box::new(dates));
        contradictions
    }
}

// The dates have a place for each part.
const _: () = assert!(DISPUTE.len() == 21 && DisputePart::History.place() == 20);
const _: () = assert!(ORDER.len() == 14 && OrderPart::Carrier.place() == 13);

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
