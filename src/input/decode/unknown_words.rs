//! Words of a column that nobody knows, counted.

use std::collections::BTreeMap;

use crate::domain::{
    Caveat, CaveatKind, Dispute, Family, OrderFacts, OrderStatus, quoted_words, settings_lines,
};
use crate::input::decode::missing;

/// So many different words are kept; the others are only counted.
const MOST: usize = 1_000;

/// The words of a column that nobody knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnknownWords {
    counts: BTreeMap<String, u64>,
    total: u64,
}

impl UnknownWords {
    /// Counts a word.
    pub(crate) fn add(&mut self, word: &str) {
        self.add_counted(word, 1);
    }

    fn add_counted(&mut self, word: &str, count: u64) {
        self.total += count;
        if let Some(known) = self.counts.get_mut(word) {
            *known += count;
        } else if self.counts.len() < MOST {
            self.counts.insert(word.to_owned(), count);
        }
    }

    /// Adds the words of another part of the table.
    pub(crate) fn merge(&mut self, other: &Self) {
        let before = self.total;
        for (word, count) in &other.counts {
            self.add_counted(word, *count);
        }
        self.total = before + other.total;
    }

    /// Returns the words that are kept, sorted.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.counts.keys().map(String::as_str)
    }

    /// Returns what is said of them; `None` where every word is known.
    pub(crate) fn caveat(&self, kind: CaveatKind) -> Option<Caveat> {
        let words = self.counts.iter().map(|(word, count)| (word.as_str(), *count));
        let caveat = || Caveat::new(kind).counting(self.total).with("words", quoted_words(words));
        (self.total > 0).then(caveat)
    }
}

/// What records say in words that nobody knows: reasons of disputes, and states of orders.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnknownOfRecords {
    reasons: UnknownWords,
    statuses: UnknownWords,
}

impl UnknownOfRecords {
    /// Looks at a dispute.
    pub(crate) fn see_dispute(&mut self, dispute: &Dispute) {
        let reason = dispute.details().reason.trim();
        let is_told = !missing::is_missing(reason) && reason != "unknown";
        if is_told && dispute.family == Family::Unknown {
            self.reasons.add(reason);
        }
    }

    /// Looks at an order.
    pub(crate) fn see_order(&mut self, order: &OrderFacts) {
        if order.state == OrderStatus::Unknown && !missing::is_missing(&order.status) {
            self.statuses.add(order.status.trim());
        }
    }

    /// Returns what is said of them.
    pub(crate) fn caveats(&self) -> impl Iterator<Item = Caveat> {
        let statuses = self.statuses.caveat(CaveatKind::UnknownStatus).map(|caveat| {
            caveat.with("of", "orders").with("lines", settings_lines(self.statuses.words()))
        });
        statuses.into_iter().chain(self.reasons.caveat(CaveatKind::UnknownReason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_over_all_parts() {
        let mut words = UnknownWords::default();
        assert_eq!(words.caveat(CaveatKind::UnknownReason), None);
        let mut more = UnknownWords::default();
        ["late", "late", "moon"].iter().for_each(|word| more.add(word));
        words.add("late");
        words.merge(&more);
        let caveat = words.caveat(CaveatKind::UnknownReason).unwrap();
        assert_eq!(caveat.count, Some(4));
        assert!(caveat.parts.contains(&("words", "`late` (3), `moon` (1)".to_owned())));
    }
}
