//! Disputes that were open when their list was saved, and of which nothing newer is known.

use std::collections::BTreeMap;

use super::{Caveat, CaveatKind, Dispute, Moment, Severity, State, Zone, to_u64};

/// A list whose last dispute was opened so many days before its newest moment, or less, was saved then: of a
/// list that was saved later, the disputes that are left open have gone on since.
const SAVED_WITHIN_DAYS: i64 = 4;

/// So many open disputes change a figure.
const SOME: usize = 3;

/// Open disputes times days without news of any of them, from which on it is no chance that there was none.
const DISPUTE_DAYS: u64 = 30;

/// Disputes that are so many days old have ended, most of them.
const OLD_DAYS: i64 = 30;

/// Up to when a list reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListEnd {
    /// The newest moment in it, or when it was saved; `None` without any dispute.
    pub newest: Option<Moment>,
    /// When its last dispute was opened; `None` without any.
    pub last_opened: Option<Moment>,
    /// It says of some dispute when it ended.
    pub dates_endings: bool,
    /// When it was saved, where it says that; `None` where only its facts tell.
    pub saved_at: Option<Moment>,
}

impl ListEnd {
    /// Returns the end of a list that says when it was saved, or not. A list is not older than what it holds.
    pub fn of<'a>(disputes: impl Iterator<Item = &'a Dispute>, saved_at: Option<Moment>) -> Self {
        let mut end = Self::default();
        disputes.for_each(|dispute| end.add(dispute));
        end.saved_at = saved_at.filter(|saved| end.newest <= Some(*saved));
        end.newest = end.newest.max(end.saved_at);
        end
    }

    /// Adds a dispute.
    pub fn add(&mut self, dispute: &Dispute) {
        let opened = Some(dispute.opened_at);
        let closed = dispute.closed_at();
        self.newest = self.newest.max(opened).max(dispute.modified_at()).max(closed);
        self.last_opened = self.last_opened.max(opened);
        self.dates_endings |= closed.is_some();
    }

    /// Adds the end of another part of the list.
    pub fn merge(&mut self, other: Self) {
        self.newest = self.newest.max(other.newest);
        self.last_opened = self.last_opened.max(other.last_opened);
        self.dates_endings |= other.dates_endings;
        self.saved_at =
            self.saved_at.max(other.saved_at).filter(|saved| self.newest <= Some(*saved));
    }

    /// Returns whether the list was saved at its newest moment.
    fn is_sure(&self) -> bool {
        let until = self.last_opened.map(|opened| opened.plus_days(SAVED_WITHIN_DAYS));
        self.saved_at.is_some() || until >= self.newest
    }
}

/// The disputes of a shop that one list, or one import, is the newest to say anything of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedDisputes {
    /// The shop; empty where nothing names it.
    pub shop: String,
    /// Up to when the list reaches.
    pub end: ListEnd,
    /// When the first of the disputes was opened; `None` without any.
    pub first_opened: Option<Moment>,
    /// When those were opened that are open.
    pub open: Vec<Moment>,
}

impl SavedDisputes {
    /// Adds a dispute of which no newer list says anything.
    pub fn add(&mut self, dispute: &Dispute) {
        let opened = dispute.opened_at;
        self.first_opened = Some(self.first_opened.map_or(opened, |first| first.min(opened)));
        if dispute.state == State::Open && dispute.closed_at().is_none() {
            self.open.push(opened);
        }
    }
}

/// Returns the disputes that were open when their list was saved, where that was more than so many days before
/// as-of and before the newest list of the shop, and newer lists begin after them. One that was saved over the
/// same time has other disputes, not newer ones.
pub fn outdated_disputes(
    lists: &[&SavedDisputes],
    as_of: Moment,
    stale_days: u32,
) -> Option<Caveat> {
    let mut shops: BTreeMap<&str, Vec<&SavedDisputes>> = BTreeMap::new();
    for list in lists {
        shops.entry(&list.shop).or_default().push(list);
    }
    let (mut open, mut newest, mut are_dated) = (Vec::<Moment>::new(), None, false);
    for lists in shops.values() {
        let known_to = lists.iter().filter_map(|list| list.end.newest).max();
        let oldest = known_to.map(|to| to.min(as_of).plus_days(-i64::from(stale_days)));
        let is_old = |list: &&&SavedDisputes| {
            list.end.newest.is_some() && list.end.newest < oldest && list.end.is_sure()
        };
        let known_to = known_to.map(|to| to.min(as_of));
        // Few open ones without news for some days are chance, unless the list says when it was saved.
        let is_silent = |list: &&&SavedDisputes| {
            if list.end.saved_at.is_some() {
                return true;
            }
            let days = known_to.zip(list.end.newest).map(|(to, newest)| to.days_since(newest));
            days.and_then(|days| u64::try_from(days).ok())
                .is_some_and(|days| to_u64(list.open.len()) * days >= DISPUTE_DAYS)
        };
        for list in lists.iter().filter(is_old).filter(is_silent) {
            let newer = lists.iter().filter(|other| other.end.newest > list.end.newest);
            let begin = newer.filter_map(|other| other.first_opened).min();
            let is_before = |opened: &&Moment| begin.is_none_or(|begin| **opened < begin);
            let before = open.len();
            open.extend(list.open.iter().filter(is_before).filter(|opened| **opened < as_of));
            if open.len() > before {
                newest = newest.max(list.end.newest);
                are_dated |= list.end.dates_endings || list.end.saved_at.is_some();
            }
        }
    }
    // A list that dates no ending may have been saved long after its last dispute.
    let old = open.iter().filter(|opened| **opened < as_of.plus_days(-OLD_DAYS)).count();
    let count = if are_dated { open.len() } else { old };
    let severity = if count < SOME { Severity::Note } else { Severity::Warning };
    let caveat = Caveat::new(CaveatKind::DisputesOutdated)
        .counting(to_u64(open.len()))
        .of_severity(severity);
    newest.map(|newest| caveat.with("newest", Zone::ASSESSMENT.show(newest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_days(day)
    }

    /// A list that ends on a day, its last dispute opened some days before, with open ones of these days.
    fn list(end: i64, last: i64, open: &[i64]) -> SavedDisputes {
        SavedDisputes {
            shop: String::new(),
            end: ListEnd {
                newest: Some(at(end)),
                last_opened: Some(at(end - last)),
                dates_endings: true,
                saved_at: None,
            },
            first_opened: Some(at(end - 30)),
            open: open.iter().map(|day| at(*day)).collect(),
        }
    }

    fn said(lists: &[SavedDisputes]) -> Option<(Option<u64>, Severity)> {
        let caveat = outdated_disputes(&lists.iter().collect::<Vec<_>>(), at(1), 2)?;
        Some((caveat.count, caveat.severity))
    }

    #[test]
    fn disputes_open_in_a_list_that_ends_before_newer_ones_begin_are_outdated() {
        let (now, month) = (list(0, 0, &[-1, -2]), list(-31, 1, &[-32, -33, -34]));
        let warned = Some((Some(3), Severity::Warning));
        assert_eq!(said(&[now.clone(), month.clone()]), warned);
        assert_eq!(said(&[month.clone(), now.clone()]), warned);
        assert_eq!(said(std::slice::from_ref(&month)), None);
        let few = SavedDisputes { open: vec![at(-32)], ..month.clone() };
        assert_eq!(said(&[now.clone(), few]), Some((Some(1), Severity::Note)));
        // Saved long after its last dispute, unless it says when.
        let mut late = list(-31, 9, &[-42, -43, -44]);
        assert_eq!(said(&[now.clone(), late.clone()]), None);
        late.end.saved_at = late.end.newest;
        assert_eq!(said(&[now.clone(), late]), warned);
        // Two parts of one list, of another shop, and where nothing tells when the list was saved.
        let part = SavedDisputes { first_opened: Some(at(-60)), ..now.clone() };
        assert_eq!(said(&[part, month.clone()]), None);
        let other = SavedDisputes { shop: "b".to_owned(), ..month.clone() };
        assert_eq!(said(&[now.clone(), other]), None);
        let mut undated = list(-20, 1, &[-21, -22, -23]);
        undated.end.dates_endings = false;
        let now = SavedDisputes { first_opened: Some(at(-9)), ..now };
        assert_eq!(said(&[now.clone(), undated]), Some((Some(3), Severity::Note)));
        let mut old = month;
        old.end.dates_endings = false;
        assert_eq!(said(&[now, old]), warned);
    }
}
