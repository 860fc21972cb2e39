//! What may be true of a dispute, and the two readings of a rate.

/// Something that may be true of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeAtom {
    /// It was filed before as-of.
    Seen,
    /// It was filed in the window.
    Filed,
    /// It was filed in the window, of family *not received*.
    NotReceived,
    /// It was filed in the window, of family *not as described*.
    NotAsDescribed,
    /// It was escalated in the window.
    Escalated,
    /// It was ruled the seller's responsibility in the window.
    Liable,
    /// It was filed in the window and is over as of as-of.
    Resolved,
    /// It was ruled the responsibility of somebody else than the seller in the window.
    OtherLiable,
    /// It was ruled on in the window, and who was liable is not known.
    LiableUnknown,
}

impl DisputeAtom {
    /// Every atom, in the order of their bits.
    pub const ALL: [Self; 9] = [
        Self::Seen,
        Self::Filed,
        Self::NotReceived,
        Self::NotAsDescribed,
        Self::Escalated,
        Self::Liable,
        Self::Resolved,
        Self::OtherLiable,
        Self::LiableUnknown,
    ];
}

/// Which of two figures: with cancelled disputes, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Cancelled disputes count.
    CancelledCounted,
    /// Orders all of whose disputes were cancelled do not count.
    CancelledExcluded,
}

impl Reading {
    /// Returns the atom that is true of an order if one of its disputes counts.
    pub const fn of_some(self, atom: DisputeAtom) -> Atom {
        match self {
            Self::CancelledCounted => Atom::Some(atom),
            Self::CancelledExcluded => Atom::SomeLive(atom),
        }
    }
}

/// Something that may be true of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// It was paid in the window.
    Paid,
    /// It was completed in the window, in the sense of a rate.
    Completed,
    /// It is true of some dispute of the order.
    Some(DisputeAtom),
    /// It is true of some dispute of the order that is not cancelled as of as-of.
    SomeLive(DisputeAtom),
}

impl Atom {
    /// Returns its bit in an [`AtomMask`](super::AtomMask).
    pub(crate) const fn bit(self) -> u32 {
        match self {
            Self::Some(atom) => 1 << (2 * (atom as u32)),
            Self::SomeLive(atom) => 1 << (2 * (atom as u32) + 1),
            Self::Paid => 1 << 18,
            Self::Completed => 1 << 19,
        }
    }
}
