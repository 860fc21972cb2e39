//! Three moments that may be missing, in sixteen bytes.

use super::Moment;

/// When a dispute was escalated, ruled and closed, as far as these moments lie from 1970 to 2109;
/// see [`super::Dispute::escalated_at`] and its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackedTimestamps([u64; 2]);

/// Moments that are beyond what [`PackedTimestamps`] holds: escalated, ruled, closed.
pub type FarMoments = [Option<Moment>; 3];

/// Which of the moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MomentKind {
    Escalated,
    Ruled,
    Closed,
}

/// What is known of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// There is none.
    Missing,
    /// This one.
    At(Moment),
    /// It stands among the [`FarMoments`].
    Far,
}

const BITS: u32 = 42;
/// The code of a moment that stands elsewhere. That of none is 0, and of others one more than their
/// milliseconds.
const FAR: u64 = (1 << BITS) - 1;
/// Bits of the moment in the middle that stand above the first; the others are above the last.
const UPPER: u32 = u64::BITS - BITS;
const UPPER_MASK: u64 = (1 << UPPER) - 1;

impl PackedTimestamps {
    /// Returns a moment.
    pub(super) fn get(self, which: MomentKind) -> Told {
        let [first, last] = self.0;
        let code = match which {
            MomentKind::Escalated => first & FAR,
            MomentKind::Closed => last & FAR,
            MomentKind::Ruled => (first >> BITS) | ((last >> BITS) << UPPER),
        };
        match code {
            FAR => Told::Far,
            0 => Told::Missing,
            code => i64::try_from(code - 1)
                .map_or(Told::Missing, |millis| Told::At(Moment::from_millis(millis))),
        }
    }

    /// Puts a moment in its place; returns false where it must stand elsewhere.
    pub(super) fn set(&mut self, which: MomentKind, moment: Option<Moment>) -> bool {
        let code = moment.map_or(0, code);
        let [first, last] = &mut self.0;
        match which {
            MomentKind::Escalated => *first = (*first & !FAR) | code,
            MomentKind::Closed => *last = (*last & !FAR) | code,
            MomentKind::Ruled => {
                *first = (*first & FAR) | ((code & UPPER_MASK) << BITS);
                *last = (*last & FAR) | ((code >> UPPER) << BITS);
            }
        }
        code != FAR
    }
}

fn code(moment: Moment) -> u64 {
    u64::try_from(moment.millis()).map_or(FAR, |millis| FAR.min(millis + 1))
}

impl MomentKind {
    /// Returns its place among the [`FarMoments`].
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Escalated => 0,
            Self::Ruled => 1,
            Self::Closed => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::{Dispute, DisputeDetails, Moment, OrderId};

    fn moment() -> impl Strategy<Value = Option<Moment>> {
        let last = 1_i64 << 42;
        let millis = prop_oneof![
            any::<i64>(),
            0..last,
            (-3..3_i64).prop_map(move |n| last + n),
            -3..3_i64,
            Just(i64::MAX - 1),
        ];
        proptest::option::of(millis.prop_map(Moment::from_millis))
    }

    fn told(dispute: &Dispute) -> [Option<Moment>; 4] {
        let [escalated, ruled] = [dispute.escalated_at(), dispute.ruled_at()];
        [escalated, ruled, dispute.closed_at(), dispute.modified_at()]
    }

    proptest! {
        #[test]
        fn a_dispute_tells_the_moments_that_were_put_into_it_last(
            puts in proptest::collection::vec((0..4_usize, moment()), 0..12)
        ) {
            let id = OrderId::from_number(8_200_000_000_000_001).unwrap();
            let mut dispute = Dispute::new(id, Moment::from_millis(1_700_000_000_000));
            let mut last = [None; 4];
            for (which, at) in puts {
                match which {
                    0 => dispute.set_escalated_at(at),
                    1 => dispute.set_ruled_at(at),
                    2 => dispute.set_closed_at(at),
                    _ => dispute.set_modified_at(at),
                }
                last[which] = at;
                prop_assert_eq!(told(&dispute), last);
            }
            let details = DisputeDetails { id: "5001".into(), ..DisputeDetails::default() };
            let dispute = dispute.with_details(details);
            prop_assert_eq!(told(&dispute), last);
            prop_assert_eq!(dispute.name().as_str(), "5001");
            let [escalated, ruled, closed, _] = last;
            let other = Dispute::new(id, dispute.opened_at).with_moments(escalated, ruled, closed);
            prop_assert_eq!(told(&other), [escalated, ruled, closed, None]);
            let mut filled = Dispute::new(id, dispute.opened_at);
            filled.merge(&other);
            prop_assert_eq!(told(&filled), told(&other));
        }
    }

    #[test]
    fn a_dispute_takes_sixty_four_bytes() {
        assert_eq!(size_of::<Dispute>(), 64);
    }
}
