//! What inputs do not say of some disputes: those count as if there were no such thing, although another
//! input says it of the rest.

use crate::domain::{Caveat, CaveatKind, Dispute, Fact, FactSet, Metric, Moment, State, Window};
use crate::input::scan::input_part::InputPart;

/// A dispute may be escalated and ruled so many days after it was filed.
const LATER_DAYS: i64 = 60;

/// Disputes that are so many days old have ended, most of them.
const OLD_DAYS: i64 = 30;

/// Fewer old disputes may all be open by chance.
const FEWEST_OLD: u64 = 5;

impl InputPart<'_> {
    /// Returns what is not said of disputes that may count in a window, and whether the lists hold open
    /// ones alone.
    pub fn told_caveats(&self, window: Window) -> Vec<Caveat> {
        let from = window.from.plus_days(-LATER_DAYS);
        let disputes = self.disputes.iter().copied();
        let near = disputes.filter(|d| d.exists(window.to) && d.opened_at >= from);
        let near: Vec<&Dispute> = near.collect();
        let facts = [Fact::Reasons, Fact::Escalations, Fact::Rulings];
        // What no input says at all is not assessable, which is said in its place.
        let given = facts.into_iter().filter(|fact| self.given.has(*fact));
        given.filter_map(|fact| untold(fact, &near)).chain(open_only(&near, window.to)).collect()
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

fn counted(all: impl Iterator) -> u64 {
    u64::try_from(all.count()).expect("a usize has at most 64 bits")
}
