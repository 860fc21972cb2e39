//! At which moments something is true of an order or of a dispute: the only place where an
//! [`Atom`](crate::domain::Atom) is read from moments and states.
//!
//! The moments lie 24 h apart, so what an event decides, it decides for a range of them. One moment
//! alone is a range of one.

use crate::domain::{Dispute, DisputeAtom, Family, Liability, Moment, State, Window};

const DAY_MS: i64 = 86_400_000;

/// Moments as of which is counted, 24 h apart, numbered back from the last.
#[derive(Clone, Copy, Debug)]
pub(in crate::reports) struct AsOfPoints {
    last: i64,
    count: usize,
    /// Only events in here are seen, for months.
    within: Option<Window>,
}

/// The points at which something is true: the first number inside and the first after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reports) struct PointRange {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Returns which of the atoms of rulings is true of one.
const fn of_ruling(liability: Liability) -> DisputeAtom {
    match liability {
        Liability::Seller => DisputeAtom::Liable,
        Liability::Buyer | Liability::Platform | Liability::Logistics => DisputeAtom::OtherLiable,
        Liability::Unknown => DisputeAtom::LiableUnknown,
    }
}

impl PointRange {
    const NONE: Self = Self { from: 0, to: 0 };

    pub(super) fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    pub(in crate::reports) fn is_empty(self) -> bool {
        self.from >= self.to
    }
}

impl AsOfPoints {
    /// Takes so many moments, the last at `as_of`.
    pub(super) fn ending_at(as_of: Moment, count: usize) -> Self {
        Self { last: as_of.millis(), count, within: None }
    }

    /// Takes one moment.
    pub(in crate::reports) fn one(as_of: Moment) -> Self {
        Self::ending_at(as_of, 1)
    }

    /// Sees only events in a span.
    #[must_use]
    pub(super) fn within_span(self, within: Option<Window>) -> Self {
        Self { within, ..self }
    }

    /// Returns how many points come after a moment.
    fn after(self, moment: Moment) -> usize {
        match self.last.saturating_sub(moment.millis()) {
            before @ 1.. => {
                let days = usize::try_from((before - 1) / DAY_MS + 1);
                days.map_or(self.count, |days| days.min(self.count))
            }
            _ => 0,
        }
    }

    /// Returns the points in whose window of so many days a moment lies; none without a moment.
    pub(super) fn in_window(self, moment: Option<Moment>, days: u32) -> PointRange {
        match moment {
            Some(moment) if self.within.is_none_or(|within| within.contains(moment)) => {
                PointRange {
                    from: self.after(moment.plus_days(i64::from(days))),
                    to: self.after(moment),
                }
            }
            Some(_) | None => PointRange::NONE,
        }
    }

    pub(super) fn all(self) -> PointRange {
        PointRange { from: 0, to: self.count }
    }

    fn since(self, moment: Moment) -> PointRange {
        PointRange { from: 0, to: self.after(moment) }
    }

    /// Returns the points as of which a dispute is in its last state.
    pub(super) fn in_last_state(self, dispute: &Dispute) -> PointRange {
        dispute.closed_at().map_or(self.all(), |closed| self.since(closed))
    }

    /// Returns the points as of which a dispute is not cancelled.
    pub(super) fn not_cancelled(self, dispute: &Dispute) -> PointRange {
        match dispute.state {
            State::Cancelled => PointRange { from: self.in_last_state(dispute).to, to: self.count },
            State::Open | State::Ended => self.all(),
        }
    }

    /// Returns the points in whose window of so many days a dispute was ruled on, whoever was liable.
    fn ruled(self, dispute: &Dispute, days: u32) -> PointRange {
        self.since(dispute.opened_at).and(self.in_window(dispute.ruled_at(), days))
    }

    /// Returns the points as of which an atom is true of a dispute, in windows of so many days.
    pub(in crate::reports) fn of_dispute(
        self,
        atom: DisputeAtom,
        dispute: &Dispute,
        days: u32,
    ) -> PointRange {
        let filed = || self.in_window(Some(dispute.opened_at), days);
        let is_of = |family: Family| dispute.family == family;
        let seen = || self.since(dispute.opened_at);
        match atom {
            DisputeAtom::Seen => seen(),
            DisputeAtom::Filed => filed(),
            DisputeAtom::NotReceived if is_of(Family::NotReceived) => filed(),
            DisputeAtom::NotAsDescribed if is_of(Family::NotAsDescribed) => filed(),
            DisputeAtom::Escalated => seen().and(self.in_window(dispute.escalated_at(), days)),
            DisputeAtom::Liable | DisputeAtom::OtherLiable | DisputeAtom::LiableUnknown
                if atom == of_ruling(dispute.liability) =>
            {
                self.ruled(dispute, days)
            }
            DisputeAtom::Resolved if dispute.state != State::Open => {
                filed().and(self.in_last_state(dispute))
            }
            DisputeAtom::NotReceived
            | DisputeAtom::NotAsDescribed
            | DisputeAtom::Liable
            | DisputeAtom::OtherLiable
            | DisputeAtom::LiableUnknown
            | DisputeAtom::Resolved => PointRange::NONE,
        }
    }
}
