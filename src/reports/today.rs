//! What a seller needs to know today: which answers are due, and what to do next.

use super::list::{Handling, ListRow, Tier};
use crate::domain::{Moment, OrderId, State};

/// What to do next, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestedCommand {
    /// Look at the case whose time runs out first, or has run out.
    Show(OrderId),
    /// Write to its buyer once it is settled in chat.
    Guide(OrderId),
    /// See every open dispute.
    List,
    /// See what keeps a metric below its limit, or brings it back.
    Risk,
    /// Begin settings with the limit that the seller centre shows, without which nothing is judged.
    SetLimit,
    /// Enter that limit in the settings that are there.
    EnterLimit,
}

/// Open disputes by how soon the seller's time runs out.
#[derive(Clone, Debug)]
pub struct Today<'a> {
    /// The moment asked for.
    pub as_of: Moment,
    /// Open disputes.
    pub open: usize,
    /// Those with a deadline of the seller's that are not handled, the earliest first: overdue ones come
    /// first.
    pub due: Vec<&'a ListRow<'a>>,
    /// Open disputes whose deadline has passed, handled or not.
    pub overdue: usize,
    /// Open disputes whose deadline comes within 24 hours, handled or not.
    pub within_day: usize,
    /// Open disputes that the seller has handled; with a deadline or not.
    pub handled: usize,
}

/// What decides on the next steps besides the disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// A metric, or a shop's dispute rate, is near or over its limit.
    pub limit_near: bool,
    /// Which limits are known.
    pub limits: LimitsKnown,
}

/// Whether any limit is known, and where one could be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitsKnown {
    /// That of a metric or a shop is.
    Some,
    /// None is, and the settings have none.
    NoneInSettings,
    /// None is, and there are no settings.
    NoSettings,
}

/// Steps that are shown; more would not be read.
const MOST_STEPS: usize = 4;

impl<'a> Today<'a> {
    /// Sorts out the open ones of disputes that come with the most urgent first.
    pub fn of(disputes: &'a [ListRow<'a>], as_of: Moment) -> Self {
        let open = || disputes.iter().filter(|row| row.state == State::Open);
        let is_handled = |row: &&ListRow<'_>| row.handling == Handling::Handled;
        let left = || open().filter(|row| !is_handled(row));
        // A mark changes no figure: only the row is left out.
        let in_tier = |tier: Tier| open().filter(|row| row.tier == tier).count();
        Self {
            as_of,
            open: open().count(),
            handled: open().filter(is_handled).count(),
            due: left().filter(|row| row.due.is_some()).collect(),
            overdue: in_tier(Tier::Overdue),
            within_day: in_tier(Tier::Day),
        }
    }

    /// Returns what to do next.
    pub fn steps(&self, circumstances: Circumstances) -> Vec<SuggestedCommand> {
        // Of a dispute that is over since, nothing is left to be done.
        let still_open = self.due.iter().find(|row| !row.status_is_later());
        let first = still_open.or(self.due.first()).map(|row| row.dispute.order_id);
        let mut steps = Vec::new();
        steps.extend(first.map(SuggestedCommand::Show));
        steps.extend(first.map(SuggestedCommand::Guide));
        steps.extend(circumstances.limit_near.then_some(SuggestedCommand::Risk));
        steps.extend(match circumstances.limits {
            LimitsKnown::Some => None,
            LimitsKnown::NoneInSettings => Some(SuggestedCommand::EnterLimit),
            LimitsKnown::NoSettings => Some(SuggestedCommand::SetLimit),
        });
        steps.extend(
            (first.is_none() && self.open > self.handled).then_some(SuggestedCommand::List),
        );
        steps.truncate(MOST_STEPS);
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: Circumstances = Circumstances { limit_near: false, limits: LimitsKnown::Some };

    #[test]
    fn without_anything_open_there_is_nothing_to_do() {
        let today = Today::of(&[], Moment::from_millis(0));
        assert_eq!((today.open, today.overdue, today.steps(QUIET)), (0, 0, Vec::new()));
    }

    #[test]
    fn a_limit_that_is_near_or_not_known_is_a_step() {
        let today = Today::of(&[], Moment::from_millis(0));
        let near = Circumstances { limit_near: true, ..QUIET };
        assert_eq!(today.steps(near), [SuggestedCommand::Risk]);
        for (limits, step) in [
            (LimitsKnown::NoSettings, SuggestedCommand::SetLimit),
            (LimitsKnown::NoneInSettings, SuggestedCommand::EnterLimit),
        ] {
            assert_eq!(today.steps(Circumstances { limits, ..QUIET }), [step]);
        }
    }
}
