//! What rates look at in an order: whether something is true of it, or of one of its disputes, as
//! of a moment and in the window that ends there.
//!
//! Every rate of every rule set is a formula over these atoms. Anyone who knows the atoms of an order,
//! from its rows or from a database, counts it by the same formula.

use std::sync::Arc;

use super::{Basis, Metric};

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

/// Which of two figures: with cancelled disputes, or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Cancelled disputes count.
    CancelledCounted,
    /// Orders all of whose disputes were cancelled do not count.
    CancelledExcluded,
}

/// The atoms that are true of an order.
///
/// Bit `2n` is that of [`Atom::Some`] and bit `2n + 1` that of [`Atom::SomeLive`] for the atom of
/// number `n` in [`DisputeAtom::ALL`]; bit 18 is that of payment, bit 19 that of completion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AtomMask(u32);

/// Orders of one group of which the same atoms are true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskCount {
    /// The group, one text for all of its rows; empty where it is not known.
    pub group: Arc<str>,
    /// What is true of them.
    pub atoms: AtomMask,
    /// How many they are.
    pub orders: u64,
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

impl Atom {
    const fn bit(self) -> u32 {
        match self {
            Self::Some(atom) => 1 << (2 * (atom as u32)),
            Self::SomeLive(atom) => 1 << (2 * (atom as u32) + 1),
            Self::Paid => 1 << 18,
            Self::Completed => 1 << 19,
        }
    }
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

impl AtomMask {
    /// Takes the bits of a mask.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Returns the bits.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Takes some atoms.
    pub fn of(atoms: impl IntoIterator<Item = Atom>) -> Self {
        let mut mask = Self(0);
        atoms.into_iter().for_each(|atom| mask.set(atom));
        mask
    }

    /// Adds an atom.
    pub const fn set(&mut self, atom: Atom) {
        self.0 |= atom.bit();
    }

    /// Returns whether an atom is true.
    #[must_use]
    pub const fn has(self, atom: Atom) -> bool {
        self.0 & atom.bit() != 0
    }

    /// Returns whether all atoms of another mask are true.
    #[must_use]
    pub const fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns whether some atom of another mask is true.
    #[must_use]
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the atoms all of which put an order into a metric's numerator.
    #[must_use]
    pub const fn of_numerator(metric: Metric, reading: Reading) -> Self {
        let mut needed = Self(0);
        needed.set(reading.of_some(metric.numerator()));
        match metric.basis() {
            Basis::Filed => {}
            Basis::Paid => needed.set(Atom::Paid),
        }
        needed
    }

    /// Returns whether the order is in a metric's numerator.
    #[must_use]
    pub const fn is_in_numerator(self, metric: Metric, reading: Reading) -> bool {
        self.has_all(Self::of_numerator(metric, reading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_atom_has_a_bit_of_its_own() {
        let of_disputes =
            DisputeAtom::ALL.into_iter().flat_map(|atom| [Atom::Some(atom), Atom::SomeLive(atom)]);
        let all = of_disputes.chain([Atom::Paid, Atom::Completed]);
        let bits: Vec<u32> = all.map(Atom::bit).collect();
        assert_eq!(bits, (0..20).map(|bit| 1 << bit).collect::<Vec<u32>>());
    }
}
