//! What inputs do not say of some disputes: those count as if there were no such thing, although another
//! input says it of the rest.

use crate::domain::{
    Caveat, CaveatKind, Dispute, Fact, FactSet, Metric, Moment, Severity, State, Window, to_u64,
};
use crate::input::scan::input_part::InputPart;

/// A dispute may be escalated and ruled so many days after it was filed.
const LATER_DAYS: i64 = 60;

/// Disputes that are so many days old have ended, most of them.
const OLD_DAYS: i64 = 30;

/// Fewer old disputes may all be open by chance.
const FEWEST_OLD: u64 = 5;

/// Where some dispute was open at nearly every moment of so many days, but for one in so many, some is open
/// now too.
const SEEN_DAYS: std::ops::RangeInclusive<i64> = 30..=180;
const QUIET_ONE_IN: i64 = 25;

/// Fewer disputes may all be escalated by chance, or made up.
const FEWEST_ESCALATED: u64 = 12;

/// Fewer disputes say little of it.
const FEWEST_ENDED: u64 = 20;

/// The newest days are not looked at: their open disputes may be what is missing. A list without a dispute
/// that is so new is an old one, or of a shop that has none any more.
const NEWEST_DAYS: i64 = 14;

/// A dispute of which it is not known when it ended was open for as long as the seller has to answer.
const OPEN_DAYS: i64 = 5;

/// So many halves of a dispute were open at a time, as a mean: fewer may be none by chance.
const OPEN_HALVES: i64 = 4;

impl InputPart<'_> {
    /// Returns what is not said of disputes that may count in a window, and whether the lists hold open
    /// ones alone, or ended or escalated ones.
    pub fn told_caveats(&self, window: Window) -> Vec<Caveat> {
        let from = window.from.plus_days(-LATER_DAYS);
        let disputes = self.disputes.iter().copied();
        let near = disputes.filter(|d| d.exists(window.to) && d.opened_at >= from);
        let near: Vec<&Dispute> = near.collect();
        let facts = [Fact::Reasons, Fact::Escalations, Fact::Rulings];
        // What no input says at all is not assessable, which is said in its place.
        let given = facts.into_iter().filter(|fact| self.given.has(*fact));
        let untold = given.filter_map(|fact| untold(fact, &near));
        // What is newer than the moment says that the states are newer too.
        let is_now = self.coverage.newest_dispute.is_none_or(|newest| newest < window.to);
        let ended_only = if is_now { ended_only(&self.disputes, window.to) } else { None };
        // Where no state is given, that all are open is no news of the list.
        let open_only = if self.has_states { open_only(&near, window.to) } else { None };
        let escalated_only =
            self.given.has(Fact::Escalations).then(|| escalated_only(&self.disputes)).flatten();
        untold.chain(open_only).chain(ended_only).chain(escalated_only).collect()
    }
}

/// Returns the disputes of which no input says a fact.
fn untold(fact: Fact, disputes: &[&Dispute]) -> Option<Caveat> {
    let count = counted(disputes.iter().filter(|dispute| !dispute.told.has(fact)));
    let metrics = Metric::ALL.into_iter().filter(|metric| metric.needs() == Some(fact));
    (count > 0).then(|| {
        let caveat = Caveat::new(CaveatKind::FactsUntold).counting(count);
        let word = FactSet::from_iter([fact]).to_text();
        let caveat = caveat.with("of", disputes.len()).with("fact", word);
        Caveat { metrics: metrics.collect(), ..caveat }
    })
}

/// Returns that a list holds open disputes alone, where some must have ended.
fn open_only(disputes: &[&Dispute], as_of: Moment) -> Option<Caveat> {
    let is_old = |dispute: &&&Dispute| dispute.opened_at < as_of.plus_days(-OLD_DAYS);
    let old = counted(disputes.iter().filter(is_old));
    let are_open = disputes.iter().all(|dispute| dispute.state == State::Open);
    (are_open && old >= FEWEST_OLD).then(|| Caveat::new(CaveatKind::OpenOnly).counting(old))
}

/// Returns that a list holds escalated disputes alone: most are settled before.
fn escalated_only(disputes: &[&Dispute]) -> Option<Caveat> {
    let are_escalated = disputes.iter().all(|dispute| dispute.escalated_at().is_some());
    let count = counted(disputes.iter());
    let caveat = Caveat::new(CaveatKind::EscalatedOnly).counting(count);
    (are_escalated && count >= FEWEST_ESCALATED).then_some(caveat)
}

/// Returns that a list holds ended disputes alone, where some should be open.
fn ended_only(disputes: &[&Dispute], as_of: Moment) -> Option<Caveat> {
    let is_ended = |dispute: &&Dispute| {
        dispute.state.as_of(dispute.closed_at(), as_of) != State::Open && dispute.exists(as_of)
    };
    let first = disputes.iter().map(|dispute| dispute.opened_at).min()?;
    let newest = disputes.iter().map(|dispute| dispute.opened_at).max()?;
    let from = first.max(as_of.plus_days(-NEWEST_DAYS - SEEN_DAYS.end()));
    let to = as_of.plus_days(-NEWEST_DAYS);
    if from.plus_days(*SEEN_DAYS.start()) > to || newest < to || !disputes.iter().all(is_ended) {
        return None;
    }
    let seen = disputes.iter().filter(|dispute| dispute.opened_at < to);
    let mut spells: Vec<(Moment, Moment)> = seen
        .map(|dispute| {
            let closed = dispute.closed_at().filter(|closed| *closed > dispute.opened_at);
            (dispute.opened_at, closed.unwrap_or_else(|| dispute.opened_at.plus_days(OPEN_DAYS)))
        })
        .filter(|(_, closed)| *closed >= from)
        .collect();
    spells.sort_unstable();
    let count = counted(spells.iter());
    let span = to.millis() - from.millis();
    let open: i64 = spells.iter().map(|(opened, closed)| closed.millis() - opened.millis()).sum();
    let (mut quiet, mut open_until) = (0, from);
    for (opened, closed) in spells.into_iter().chain([(to, to)]) {
        quiet += (opened.millis() - open_until.millis()).max(0);
        open_until = open_until.max(closed);
    }
    let is_seldom = quiet * QUIET_ONE_IN <= span && open * 2 >= span * OPEN_HALVES;
    let dated = disputes.iter().filter(|dispute| dispute.closed_at().is_some());
    let are_dated = counted(dated) * 2 >= counted(disputes.iter());
    // How long they were open is a guess otherwise.
    let severity = if are_dated { Severity::Warning } else { Severity::Note };
    let caveat = Caveat::new(CaveatKind::EndedOnly).counting(counted(disputes.iter()));
    (is_seldom && count >= FEWEST_ENDED).then(|| caveat.of_severity(severity))
}

fn counted(all: impl Iterator) -> u64 {
    to_u64(all.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::OrderId;

    /// Disputes opened every so many hours up to the moment, of which those last so many days that have ended.
    fn ended(hours: i64, days: i64, keep_open: bool) -> Option<Caveat> {
        let as_of = Moment::from_millis(1_768_500_000_000);
        let order = OrderId::from_number(8_200_000_000_000_127).unwrap();
        let opened = (0..2400 / hours).map(|n| as_of.plus_hours(-n * hours - 1));
        let disputes = opened.filter_map(|opened| {
            let closed = opened.plus_days(days);
            let is_ended = closed < as_of;
            let mut dispute = Dispute::new(order, opened);
            if is_ended {
                dispute.state = State::Ended;
                dispute.set_closed_at(Some(closed));
            }
            (is_ended || keep_open).then_some(dispute)
        });
        let disputes: Vec<Dispute> = disputes.collect();
        ended_only(&disputes.iter().collect::<Vec<_>>(), as_of)
    }

    #[test]
    fn a_list_without_any_open_dispute_is_said_where_some_always_were() {
        assert_eq!(ended(38, 4, false).unwrap().count, Some(60));
        assert_eq!(ended(38, 4, true), None);
        // Most of the time none is open.
        assert_eq!(ended(38, 1, false), None);
        // Too few.
        assert_eq!(ended(180, 9, false), None);
    }
}
