//! The parts of an order, and how each is merged.

use super::{
    Contradiction, Lasts, PartDates, Rule, are_one_moment, country_key, given, has_time, merge,
    minute, moment, money, money_key, never, no_rank, own_dates, text,
};
use crate::domain::{Completion, Moment, OrderFacts, OrderStatus};

/// Dates of the parts of an order.
pub type OrderDates = PartDates<14>;

// A store keeps the dates of parts in this order.
pub(super) const ORDER: [Rule<OrderFacts>; 14] = [
    text!(Always, "shop", shop),
    text!(UntilChanged, "product_id", product),
    text!(UntilChanged, "sku", sku),
    given!(Always, "country", country_key, |country| country.to_string(), [country], [country]),
    money!(UntilChanged, "amount", [amount], [amount]),
    Rule {
        lasts: Lasts::Always,
        name: "created_at",
        is_known: |_| true,
        // What was cut to the day gives way, however new it is.
        rank: |order| i64::from(has_time(order.created_at)),
        compare: |a, b| a.created_at.cmp(&b.created_at),
        take: |a, b| a.created_at = b.created_at,
        mean_the_same: |a, b| are_one_moment(Some(a.created_at), Some(b.created_at)),
        show: |order| minute(order.created_at),
    },
    Rule {
        rank: |order| order.paid_at.map_or(0, |paid| i64::from(has_time(paid))),
        ..moment!(Always, "paid_at", [paid_at], [paid_at])
    },
    moment!(UntilChanged, "shipped_at", [shipped_at], [shipped_at]),
    Rule {
        // A stated completion is never replaced by an estimated one. Of two estimates the earlier is
        // nearer the truth, because each is a last change and so never before the completion: it
        // wins whatever their dates.
        rank: |order| match order.completed_at {
            Some(at) if order.completed_estimated => at.millis().saturating_neg(),
            Some(_) | None => i64::MAX,
        },
        take: |a, b| {
            a.completed_at = b.completed_at;
            a.completed_estimated = b.completed_estimated;
        },
        ..moment!(UntilChanged, "completed_at", [completed_at], [completed_at])
    },
    Rule {
        lasts: Lasts::UntilChanged,
        name: "completion",
        is_known: |order| order.completion.is_some(),
        rank: |order| i64::from(order.completion != Some(Completion::Unspecified)),
        compare: |a, b| a.completion.map(completion_rank).cmp(&b.completion.map(completion_rank)),
        take: |a, b| a.completion = b.completion,
        mean_the_same: never,
        show: |order| format!("{:?}", order.completion),
    },
    moment!(UntilChanged, "buyer_protection_ends_at", [protection_ends_at], [protection_ends_at]),
    Rule {
        lasts: Lasts::UntilChanged,
        name: "status",
        is_known: |order| !order.status.is_empty(),
        rank: |order| i64::from(order.state != OrderStatus::Unknown),
        compare: |a, b| (a.state.rank(), &a.status).cmp(&(b.state.rank(), &b.status)),
        take: |a, b| {
            a.status = b.status.clone();
            a.state = b.state;
        },
        mean_the_same: |a, b| a.state == b.state && a.state != OrderStatus::Unknown,
        show: |order| order.status.to_string(),
    },
    text!(UntilChanged, "tracking", tracking),
    text!(UntilChanged, "carrier", carrier),
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
        let contradictions = merge(&ORDER, &mut self.facts, &other.facts, &mut dates, &others);
        self.dated = self.dated.max(other.dated);
        self.part_dates = own_dates(&ORDER, &self.facts, dates, self.dated);
        contradictions
    }
}
