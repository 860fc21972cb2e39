//! What each ending of an open dispute would do to each metric, and what if.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::rate::{self, DisputedOrder, RateSettings};
use super::risk_settings::{Parts, RiskSettings, Standing};
use crate::domain::{
    Count, Dispute, Fact, Filings, Liability, Metric, Moment, SortRows, State, enum_with_ids,
    to_u64,
};
use crate::reports::what_if::{Change, NoSuchDispute, WhatIfQuestion};
use crate::rules::Denominator;

enum_with_ids! {
    /// How an open dispute may end, the best for the seller first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Ending {
        /// The buyer withdraws it.
        Cancelled = "cancelled",
        /// The platform finds the buyer's side liable.
        RuledForSeller = "ruled-for-seller",
        /// Buyer and seller agree on a refund.
        Agreed = "agreed",
        /// The seller's time runs out.
        TimedOut = "timed-out",
        /// The platform finds the seller liable.
        RuledForBuyer = "ruled-for-buyer",
    }
}

/// A metric that an ending changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The metric.
    pub metric: Metric,
    /// What it would be.
    pub count: Count,
    /// How it would stand.
    pub standing: Standing,
}

/// One open dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The dispute.
    pub dispute: Dispute,
    /// The metrics that each ending changes, in the order of [`Ending::ALL`].
    pub endings: Vec<(Ending, Vec<Effect>)>,
    /// In how many metrics the worst ending counts and the best does not: what an answer today is
    /// worth.
    pub worth: u64,
    /// The ending that puts the order into the most numerators in which it is not yet; `None` where
    /// none does.
    pub worst: Option<NumeratorChange>,
    /// The ending that takes the order out of the most numerators; `None` where none does.
    pub best: Option<NumeratorChange>,
}

/// A metric before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supposed {
    /// The metric.
    pub metric: Metric,
    /// As it is.
    pub before: Count,
    /// As it would be.
    pub after: Count,
    /// How it would stand.
    pub standing: Standing,
    /// True where `after` is the most it can be: added disputes may be of another family.
    pub at_most: bool,
}

/// The answer to a what-if.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// What was supposed.
    pub question: WhatIfQuestion,
    /// The metrics that can be assessed.
    pub metrics: Vec<Supposed>,
}

impl Ending {
    /// Returns the dispute as if it had ended so at a moment.
    fn apply(self, dispute: &Dispute, at: Moment) -> Dispute {
        let mut ended = dispute.clone();
        ended.set_closed_at(Some(at));
        ended.set_modified_at(Some(at));
        ended.ending_known = true;
        ended.state = match self {
            Self::Cancelled => State::Cancelled,
            Self::Agreed | Self::RuledForSeller | Self::RuledForBuyer | Self::TimedOut => {
                State::Ended
            }
        };
        let liable = match self {
            Self::Cancelled | Self::Agreed | Self::TimedOut => None,
            Self::RuledForSeller => Some(Liability::Buyer),
            Self::RuledForBuyer => Some(Liability::Seller),
        };
        if let Some(liable) = liable {
            // An escalation that came later is not known of yet; a ruling at this moment needs one.
            let escalated = ended.escalated_at().filter(|escalated| *escalated <= at);
            ended.set_escalated_at(escalated.or(Some(at)));
            ended.set_ruled_at(Some(at));
            ended.liability = liable;
        }
        ended
    }
}

/// What an order adds to a metric.
fn adds(order: &DisputedOrder<'_>, asked: &RateSettings, metric: Metric, as_of: Moment) -> Count {
    let rule = asked.rules.metric(metric);
    let atoms = order.atoms(asked.window_at(metric, as_of));
    Count::new(
        u64::from(atoms.is_in_numerator(metric, rule.cancelled.reading())),
        u64::from(rule.denominator.has(atoms)),
    )
}

fn moved(whole: Count, before: Count, after: Count) -> Count {
    let shift =
        |whole: u64, before: u64, after: u64| whole.saturating_add(after).saturating_sub(before);
    Count::new(
        shift(whole.numerator, before.numerator, after.numerator),
        shift(whole.denominator, before.denominator, after.denominator),
    )
}

/// Returns every open dispute with what each ending would do.
pub(super) fn exposure(parts: Parts<'_>, settings: &RiskSettings) -> Vec<Exposure> {
    let as_of = parts.rate.as_of;
    let mut found = Vec::new();
    for order in rate::disputed_orders(parts.tally, parts.filings) {
        for (index, dispute) in order.all.iter().enumerate() {
            if dispute.is_open(as_of) {
                found.push(one(parts, settings, &order, index, dispute));
            }
        }
    }
    found.sort_rows_by_key(|exposure| {
        let dispute = &exposure.dispute;
        let due = dispute.details().response_due_at.unwrap_or(Moment::from_millis(i64::MAX));
        (Reverse(exposure.worth), due, dispute.opened_at, dispute.order_id)
    });
    found
}

fn one(
    parts: Parts<'_>,
    settings: &RiskSettings,
    order: &DisputedOrder<'_>,
    index: usize,
    dispute: &Dispute,
) -> Exposure {
    let as_of = parts.rate.as_of;
    let at = Moment::from_millis(as_of.millis() - 1);
    let mut counted: Vec<BTreeSet<Metric>> = Vec::new();
    let mut today = BTreeSet::new();
    let endings = Ending::ALL.map(|ending| {
        let mut disputes = order.all.to_vec();
        if let Some(slot) = disputes.get_mut(index) {
            *slot = ending.apply(dispute, at);
        }
        let changed = DisputedOrder::of_order(order.id, order.facts, &disputes);
        let mut effects = Vec::new();
        let mut counts = BTreeSet::new();
        for figure in parts.rate.figures.iter().filter(|figure| figure.why_not.is_none()) {
            let (metric, Some(whole)) = (figure.metric, figure.count) else { continue };
            let before = adds(order, parts.asked, metric, as_of);
            let after = adds(&changed, parts.asked, metric, as_of);
            if before.numerator > 0 {
                today.insert(metric);
            }
            if after.numerator > 0 {
                counts.insert(metric);
            }
            if before != after {
                let count = moved(whole, before, after);
                let limit = settings.limit_on(&parts.rate.rules, metric);
                let standing = settings.standing(Some(count), limit.as_ref());
                effects.push(Effect { metric, count, standing });
            }
        }
        counted.push(counts);
        (ending, effects)
    });
    let all: BTreeSet<Metric> = counted.iter().flatten().copied().collect();
    let always = all.iter().filter(|metric| counted.iter().all(|set| set.contains(metric)));
    let worth = to_u64(all.len() - always.count());
    let changes = || Ending::ALL.into_iter().zip(&counted);
    let raised = changes().map(|(ending, set)| (ending, set.difference(&today).count()));
    let worst = raised.max_by_key(|(_, metrics)| *metrics);
    // The best endings come first, and the last of equals is taken.
    let lowered = changes().rev().map(|(ending, set)| (ending, today.difference(set).count()));
    let best = lowered.max_by_key(|(_, metrics)| *metrics);
    Exposure {
        dispute: dispute.clone(),
        endings: endings.to_vec(),
        worth,
        worst: worst.and_then(|(ending, metrics)| NumeratorChange::of(ending, metrics)),
        best: best.and_then(|(ending, metrics)| NumeratorChange::of(ending, metrics)),
    }
}

/// Answers a what-if; `None` when nothing was supposed.
pub(super) fn what_if(
    parts: Parts<'_>,
    settings: &RiskSettings,
) -> Result<Option<WhatIf>, NoSuchDispute> {
    let question = &settings.what_if;
    if *question == WhatIfQuestion::default() {
        return Ok(None);
    }
    let as_of = parts.rate.as_of;
    let mut disputes: Vec<Dispute> = parts.filings.disputes().to_vec();
    for change in &question.changes {
        apply(*change, &mut disputes, as_of)?;
    }
    let changed = Filings::new(disputes);
    let after = rate::report(parts.tally, &changed, parts.asked.clone());
    let metrics = parts.rate.figures.iter().zip(&after.figures).filter_map(|(before, after)| {
        let count = after.count.filter(|_| before.why_not.is_none())?;
        let (numerator, denominator) = added(parts.asked, before.metric, question.add);
        let count = Count::new(
            count.numerator.saturating_add(numerator),
            count.denominator.saturating_add(denominator),
        );
        let limit = settings.limit_on(&parts.rate.rules, before.metric);
        Some(Supposed {
            metric: before.metric,
            before: before.count?,
            after: count,
            standing: settings.standing(Some(count), limit.as_ref()),
            at_most: numerator > 0 && before.metric.needs() == Some(Fact::Reasons),
        })
    });
    Ok(Some(WhatIf { metrics: metrics.collect(), question: question.clone() }))
}

/// Returns what new disputed orders add to a metric's counts: at most, where their family matters.
fn added(asked: &RateSettings, metric: Metric, orders: u64) -> (u64, u64) {
    let denominator = match asked.rules.metric(metric).denominator {
        Denominator::CompletedOrFiled | Denominator::Paid => orders,
        Denominator::CompletedResolvedOrEscalated => 0,
    };
    match metric.needs() {
        // What is filed is neither escalated nor ruled yet.
        Some(Fact::Escalations | Fact::Rulings) => (0, denominator),
        Some(_) | None => (orders, denominator),
    }
}

fn apply(change: Change, disputes: &mut [Dispute], as_of: Moment) -> Result<(), NoSuchDispute> {
    let (order, ending) = match change {
        Change::Cancel(order) => (order, Ending::Cancelled),
        Change::RuleAgainst(order) => (order, Ending::RuledForBuyer),
    };
    let at = Moment::from_millis(as_of.millis() - 1);
    let mut of_order: Vec<&mut Dispute> = disputes
        .iter_mut()
        .filter(|dispute| dispute.order_id == order && dispute.exists(as_of))
        .collect();
    let latest = of_order.iter().map(|dispute| dispute.opened_at).max();
    let latest = latest.ok_or(NoSuchDispute(order))?;
    for dispute in &mut of_order {
        match change {
            // What has ended is cancelled by nobody.
            Change::Cancel(_) if dispute.is_open(as_of) => **dispute = ending.apply(dispute, at),
            Change::RuleAgainst(_) if dispute.opened_at == latest => {
                **dispute = ending.apply(dispute, at);
            }
            Change::Cancel(_) | Change::RuleAgainst(_) => {}
        }
    }
    Ok(())
}

/// What an ending does to an order's part in numerators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumeratorChange {
    /// The ending.
    pub ending: Ending,
    /// How many metrics count the order from then on, or no longer; at least one.
    pub metrics: u64,
}

impl NumeratorChange {
    fn of(ending: Ending, metrics: usize) -> Option<Self> {
        let metrics = to_u64(metrics);
        (metrics > 0).then_some(Self { ending, metrics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::OrderId;

    #[test]
    fn an_escalation_that_came_later_than_as_of_does_not_hide_the_one_that_is_supposed() {
        let day = |n: i64| Moment::from_millis(1_760_000_000_000).plus_days(n);
        let id = OrderId::from_number(8_200_000_000_000_001).unwrap();
        let of = |escalated| Dispute::new(id, day(0)).with_moments(escalated, None, None);
        let ruled = |dispute: &Dispute| Ending::RuledForBuyer.apply(dispute, day(5)).escalated_at();
        assert_eq!(ruled(&of(Some(day(9)))), Some(day(5)));
        assert_eq!(ruled(&of(Some(day(3)))), Some(day(3)));
        assert_eq!(ruled(&of(None)), Some(day(5)));
    }

    #[test]
    fn a_dispute_that_has_ended_is_cancelled_by_nobody() {
        let day = |n: i64| Moment::from_millis(1_760_000_000_000).plus_days(n);
        let id = OrderId::from_number(8_200_000_000_000_001).unwrap();
        let paid = Dispute { state: State::Ended, ..Dispute::new(id, day(0)) };
        let mut disputes = [paid.with_moments(None, None, Some(day(3))), Dispute::new(id, day(5))];
        apply(Change::Cancel(id), &mut disputes, day(9)).unwrap();
        assert_eq!(disputes.map(|dispute| dispute.state), [State::Ended, State::Cancelled]);
    }
}
