//! Which facts an input can give at all, whether or not any of its rows has one. What no input can
//! give is unknown in figures, not 0.

use super::enum_with_ids;

enum_with_ids! {
    /// Something that an input may be able to give.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Fact {
        /// Orders. An input without any still gives them.
        Orders = "orders",
        /// Disputes. An empty list still gives them.
        Disputes = "disputes",
        /// When orders were paid.
        Paid = "paid",
        /// When orders were completed.
        Completed = "completed",
        /// Why disputes were filed.
        Reasons = "reasons",
        /// When disputes were escalated.
        Escalations = "escalations",
        /// When disputes were ruled, and who was liable.
        Rulings = "rulings",
    }
}

impl Fact {
    const fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// The facts that an input can give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactSet(u8);

impl FactSet {
    /// When orders were paid and completed: what every list of the platform gives.
    pub const TIMES: Self = Self(Fact::Paid.bit() | Fact::Completed.bit());

    /// Every fact.
    pub const ALL: Self = Self((1 << Fact::ALL.len()) - 1);

    /// What an input of disputes may or may not say of each.
    pub const OF_DISPUTES: Self =
        Self(Fact::Reasons.bit() | Fact::Escalations.bit() | Fact::Rulings.bit());

    /// Returns the same without a fact.
    #[must_use]
    pub const fn without(self, fact: Fact) -> Self {
        Self(self.0 & !fact.bit())
    }

    /// Returns the facts of [`FactSet::OF_DISPUTES`] that are not in the set, as a number in which the lowest
    /// four bits are 0.
    #[must_use]
    pub const fn missing_of_disputes(self) -> u8 {
        Self::OF_DISPUTES.0 & !self.0
    }

    /// Returns the set of which [`FactSet::missing_of_disputes`] gives a number.
    #[must_use]
    pub const fn of_disputes_without(missing: u8) -> Self {
        Self(Self::OF_DISPUTES.0 & !missing)
    }

    /// Returns whether a fact is given.
    #[must_use]
    pub const fn has(self, fact: Fact) -> bool {
        self.0 & fact.bit() != 0
    }

    /// Returns whether all facts of another set are given.
    #[must_use]
    pub const fn has_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Returns what either gives.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns what both give.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the same, with some facts as another set has them.
    #[must_use]
    pub const fn replacing(self, facts: Self, by: Self) -> Self {
        Self(self.0 & !facts.0 | by.0 & facts.0)
    }

    /// Writes the facts as words, parted by spaces.
    #[must_use]
    pub fn to_text(self) -> String {
        let words = Fact::ALL.into_iter().filter(|fact| self.has(*fact)).map(Fact::id);
        words.collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`FactSet::to_text`] wrote; `None` where a word is none of a fact.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let fact = |word| Fact::from_id(word);
        text.split_whitespace().map(fact).collect()
    }
}

/// Facts, each with whether it is in the set.
impl FromIterator<(Fact, bool)> for FactSet {
    fn from_iter<T: IntoIterator<Item = (Fact, bool)>>(facts: T) -> Self {
        facts.into_iter().filter(|(_, is_in)| *is_in).map(|(fact, _)| fact).collect()
    }
}

impl FromIterator<Fact> for FactSet {
    fn from_iter<T: IntoIterator<Item = Fact>>(facts: T) -> Self {
        Self(facts.into_iter().fold(0, |bits, fact| bits | fact.bit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_read_as_it_was_written() {
        for bits in 0..1 << Fact::ALL.len() {
            let set = FactSet(bits);
            assert_eq!(FactSet::from_text(&set.to_text()), Some(set));
            let facts: FactSet = Fact::ALL.into_iter().filter(|fact| set.has(*fact)).collect();
            assert_eq!(facts, set);
        }
        assert_eq!(FactSet::from_text("paid moon"), None);
    }

    #[test]
    fn what_is_missing_of_disputes_is_a_number_above_the_lowest_bits() {
        for fact in [Fact::Reasons, Fact::Escalations, Fact::Rulings] {
            let set = FactSet::OF_DISPUTES.without(fact);
            let missing = set.missing_of_disputes();
            assert_eq!((FactSet::of_disputes_without(missing), missing & 15), (set, 0));
        }
        assert_eq!(FactSet::OF_DISPUTES.missing_of_disputes(), 0);
    }

    #[test]
    fn facts_are_replaced_alone() {
        let (paid, rulings) =
            (FactSet::from_iter([Fact::Paid]), FactSet::from_iter([Fact::Rulings]));
        let both = paid.union(rulings);
        assert_eq!(both.replacing(FactSet::TIMES, rulings), rulings);
        assert_eq!(rulings.replacing(FactSet::TIMES, both), both);
        assert_eq!(both.intersection(FactSet::TIMES), paid);
    }
}
