//! The parts of a dispute, and how each is merged.

use std::cmp::Reverse;

use super::{
    Contradiction, DisputeDates, Lasts, PartDates, Rule, are_one_moment, country_key, given,
    has_time, is_one_reading, merge, minute, moment, money, money_key, never, no_rank, own_dates,
    text,
};
use crate::domain::{
    Dispute, DisputeDetails, Family, FiledAs, Liability, LineName, Moment, Stage, State, Turn,
};

/// A rule for one text of a dispute's details.
macro_rules! detail {
    ($lasts:ident, $name:literal, $field:ident) => {
        text!($lasts, $name, [details().$field], [details_mut().$field])
    };
}

/// A rule for one of a dispute's later moments.
macro_rules! later {
    ($lasts:ident, $name:literal, $get:ident, $set:ident) => {
        Rule {
            lasts: Lasts::$lasts,
            name: $name,
            is_known: |d: &Dispute| d.$get().is_some(),
            rank: no_rank,
            // What was cut to the day gives way.
            compare: |a, b| {
                let key = |dispute: &Dispute| dispute.$get().map(|at| (has_time(at), at));
                key(a).cmp(&key(b))
            },
            take: |a, b| a.$set(b.$get()),
            mean_the_same: |a, b| are_one_moment(a.$get(), b.$get()),
            show: |d| d.$get().map_or_else(String::new, minute),
        }
    };
}

/// Whose turn it is, as the field is named.
const TURN: &str = "turn";

// A store keeps the dates of parts in this order.
pub(super) const DISPUTE: [Rule<Dispute>; 21] = [
    text!(Always, "shop", shop),
    text!(Always, "product_id", product),
    detail!(UntilChanged, "title", title),
    Rule { mean_the_same: |a, b| a.is_same_filing(b), ..detail!(UntilChanged, "dispute_id", id) },
    Rule {
        rank: |d| i64::from(d.details().line_id.as_str().is_id()),
        // A number of a program of one's own gives way to the platform's id.
        mean_the_same: |a, b| {
            let is_id = |dispute: &Dispute| dispute.details().line_id.as_str().is_id();
            is_id(a) != is_id(b)
        },
        ..detail!(Always, "line_id", line_id)
    },
    Rule {
        lasts: Lasts::Always,
        name: "opened_at",
        is_known: |_| true,
        rank: no_rank,
        // What was cut to the day or the minute gives way.
        compare: |a, b| b.filed_within().cmp(&a.filed_within()).then(a.opened_at.cmp(&b.opened_at)),
        take: |a, b| a.opened_at = b.opened_at,
        mean_the_same: |a, b| {
            a.is_filed_as(b)
                || a.is_filed_near(b)
                || is_one_reading(Some(a.opened_at), Some(b.opened_at))
        },
        show: |d| minute(d.opened_at),
    },
    Rule {
        lasts: Lasts::UntilChanged,
        name: "reason",
        is_known: |d| d.family != Family::Unknown || !d.details().reason.is_empty(),
        rank: |d| i64::from(d.family != Family::Unknown),
        compare: |a, b| (a.family, &a.details().reason).cmp(&(b.family, &b.details().reason)),
        take: |a, b| {
            a.family = b.family;
            a.details_mut().reason = b.details().reason.clone();
        },
        mean_the_same: |a, b| a.family == b.family && a.family != Family::Unknown,
        show: |d| d.details().reason.to_string(),
    },
    Rule {
        lasts: Lasts::UntilEnding,
        name: "status",
        is_known: |_| true,
        rank: |d| match (d.state, d.ending_known) {
            (State::Open, _) => 0,
            // An ending that only its date tells gives way to one that is told.
            (State::Cancelled | State::Ended, false) => {
                1 + i64::from(!d.details().status.is_empty())
            }
            (State::Cancelled | State::Ended, true) => 3,
        },
        compare: |a, b| state_key(a).cmp(&state_key(b)),
        take: |a, b| {
            (a.state, a.ending_known) = (b.state, b.ending_known);
            let (details, other) = (a.details_mut(), b.details());
            details.status = other.status.clone();
            details.status_known = other.status_known;
        },
        // One that says nothing is read as open.
        mean_the_same: |a, b| {
            let says = |dispute: &Dispute| {
                dispute.details().status_known || dispute.details().status.is_empty()
            };
            a.state == b.state && says(a) && says(b)
        },
        show: |d| match d.details().status.as_str() {
            "" => d.state.id().to_owned(),
            word => word.to_owned(),
        },
    },
    given!(
        UntilChanged,
        "stage",
        stage_rank,
        |stage| stage.id().to_owned(),
        [details().stage],
        [details_mut().stage]
    ),
    Rule {
        lasts: Lasts::UntilChanged,
        name: TURN,
        is_known: |d| d.details().turn != Turn::Unknown,
        rank: no_rank,
        compare: |a, b| turn_rank(a.details().turn).cmp(&turn_rank(b.details().turn)),
        take: |a, b| a.details_mut().turn = b.details().turn,
        mean_the_same: never,
        show: |d| d.details().turn.id().to_owned(),
    },
    Rule {
        mean_the_same: |a, b| {
            are_one_moment(a.details().response_due_at, b.details().response_due_at)
        },
        // What was cut to the day gives way; the earlier deadline is the one that may be missed.
        ..given!(
            UntilChanged,
            "seller_response_due_at",
            |at| (has_time(at), Reverse(at)),
            minute,
            [details().response_due_at],
            [details_mut().response_due_at]
        )
    },
    later!(Always, "escalated_at", escalated_at, set_escalated_at),
    later!(Always, "ruled_at", ruled_at, set_ruled_at),
    later!(Always, "closed_at", closed_at, set_closed_at),
    Rule {
        lasts: Lasts::UntilChanged,
        name: "liability",
        is_known: |d| d.liability != Liability::Unknown,
        rank: no_rank,
        compare: |a, b| liability_rank(a.liability).cmp(&liability_rank(b.liability)),
        take: |a, b| a.liability = b.liability,
        mean_the_same: never,
        show: |d| d.liability.id().to_owned(),
    },
    given!(
        Always,
        "buyer_country",
        country_key,
        |country| country.to_string(),
        [country],
        [country]
    ),
    money!(UntilChanged, "refund_amount", [details().refund], [details_mut().refund]),
    money!(Always, "amount", [details().amount], [details_mut().amount]),
    moment!(
        Always,
        "order_created_at",
        [details().order_created_at],
        [details_mut().order_created_at]
    ),
    detail!(UntilChanged, "note", note),
    Rule {
        lasts: Lasts::UntilChanged,
        name: "history",
        is_known: |d| !d.details().history.is_empty(),
        rank: no_rank,
        compare: |a, b| history_key(a).cmp(&history_key(b)),
        take: |a, b| a.details_mut().history = b.details().history.clone(),
        mean_the_same: never,
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

fn history_key(dispute: &Dispute) -> (usize, Vec<(Moment, String, &str)>) {
    let history = &dispute.details().history;
    let entries = history.iter().map(|e| (e.at, format!("{:?}", e.kind), e.by.as_str()));
    (history.len(), entries.collect())
}

impl Dispute {
    /// Returns when the record was last changed, as far as it is dated: it is not older than what it tells.
    pub fn dated(&self) -> Option<Moment> {
        let told = [self.escalated_at(), self.ruled_at(), self.closed_at()];
        told.into_iter().fold(self.modified_at(), Option::max)
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
        let mut filed_as = self.filed_as();
        filed_as.extend(other.filed_as());
        filed_as.sort_unstable();
        filed_as.dedup();
        let all = filed_as.clone();
        let is_part =
            |one: &FiledAs| all.iter().any(|other| one.filed().is_part_of(&other.filed()));
        filed_as.retain(|one| !is_part(one));
        let modified_at = self.modified_at().max(other.modified_at());
        self.told = self.told.union(other.told);
        // Where one record names no stage, its turn is a guess at one.
        let one_guesses = self.details().stage.is_some() != other.details().stage.is_some();
        let mut contradictions = merge(&DISPUTE, self, other, &mut dates, &others);
        contradictions.retain(|found| !(one_guesses && found.part == TURN));
        self.set_modified_at(modified_at);
        self.set_part_dates(dates);
        self.details_mut().filed_as.clear();
        if filed_as != self.filed_as() {
            self.details_mut().filed_as = filed_as;
        }
        contradictions
    }

    /// Notes the dates of the parts, where they are not all the record's own.
    pub fn set_part_dates(&mut self, dates: DisputeDates) {
        let own = own_dates(&DISPUTE, self, dates, self.dated());
        if own.is_some() || self.details().part_dates.is_some() {
            self.details_mut().part_dates = own;
        }
    }
}
