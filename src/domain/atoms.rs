//! What rates look at in an order: whether something is true of it, or of one of its disputes, as
//! of a moment and in the window that ends there.
//!
//! Every rate of every rule set is a formula over these atoms. Anyone who knows the atoms of an order,
//! from its rows or from a database, counts it by the same formula.

use std::sync::Arc;

use super::{Basis, Metric};
use crate::domain::dispute_atom::{Atom, Reading};

/// The atoms that are true of an order.
///
/// Bit `2n` is that of [`Atom::Some`] and bit `2n + 1` that of [`Atom::SomeLive`] for the atom of
/// number `n` in [`DisputeAtom::ALL`](super::DisputeAtom::ALL); bit 18 is that of payment, bit 19 that of completion.
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
    use crate::domain::DisputeAtom;

    #[test]
    fn every_atom_has_a_bit_of_its_own() {
        let of_disputes =
            DisputeAtom::ALL.into_iter().flat_map(|atom| [Atom::Some(atom), Atom::SomeLive(atom)]);
        let all = of_disputes.chain([Atom::Paid, Atom::Completed]);
        let bits: Vec<u32> = all.map(Atom::bit).collect();
        assert_eq!(bits, (0..20).map(|bit| 1 << bit).collect::<Vec<u32>>());
    }
}
