//! The union of disputes from several files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::{
    Caveat, CaveatKind, Contradiction, Dispute, Filed, Filings, IdTable, LineName, ListEnd, Moment,
    OrderId, SavedDisputes, State, Zone, contradicting, double_filing, is_id_of_line, quoted_list,
    to_u64,
};
use crate::input::decode::string_interner::mixed;
use crate::input::scan::clock_check::ClockCheck;
use crate::input::scan::dispute_pairs::{Joining, PairSearch, PairsFound, RecordsFrom};

/// When a dispute was opened, as the field is named.
const OPENED: &str = "opened_at";

/// What tells a dispute from others of its order: marks of its id and of its line, 0 where empty.
///
/// Marks are compared within one order only; that two texts share one is as likely as a torn bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    id: u64,
    line: u64,
}

impl Name {
    /// Marks an id and a line.
    pub(crate) fn new(id: &[u8], line: &[u8]) -> Self {
        Self { id: mark(id), line: mark_of_line(line) }
    }

    /// Marks a dispute merged from two of these names: as the merged one is called, or where details
    /// are not kept, by what is known.
    fn and(self, other: Self, merged: &Dispute) -> Self {
        let of = Self::of(merged);
        let first = |merged: u64, one: u64, two: u64| match (merged, one) {
            (0, 0) => two,
            (0, _) => one,
            _ => merged,
        };
        Self { id: first(of.id, self.id, other.id), line: first(of.line, self.line, other.line) }
    }

    /// Marks the id and the line of a dispute with its details.
    pub(crate) fn of(dispute: &Dispute) -> Self {
        Self::new(dispute.details().id.as_bytes(), dispute.details().line_id.as_bytes())
    }
}

fn second_of(dispute: &Dispute) -> i64 {
    dispute.opened_at.millis().div_euclid(1000)
}

/// Marks a line: as an odd number where it is the platform's id.
fn mark_of_line(text: &[u8]) -> u64 {
    match mark(text) {
        0 => 0,
        mark if OrderId::from_digits(text).is_some() => mark,
        mark => (mark ^ 1) | 2,
    }
}

impl LineName for u64 {
    fn is_id(&self) -> bool {
        self % 2 == 1
    }
}

fn mark(text: &[u8]) -> u64 {
    if text.is_empty() { 0 } else { mixed(0, text) | 1 }
}

/// A dispute among those of its order.
pub(super) struct OnOrder<'a> {
    /// Its place among all disputes.
    pub(super) at: usize,
    pub(super) dispute: &'a Dispute,
    name: Name,
    pub(super) filed: Vec<Filed<u64>>,
}

impl<'a> OnOrder<'a> {
    fn of(at: usize, dispute: &'a Dispute, name: Name) -> Self {
        let filed =
            |line: u64, second: i64| Filed { line: Some(line).filter(|line| *line != 0), second };
        let filed = match dispute.details().filed_as.as_slice() {
            // Where it was not merged, its details may have been dropped.
            [] => vec![filed(name.line, second_of(dispute))],
            several => several
                .iter()
                .map(|one| filed(mark_of_line(one.line_id.as_bytes()), one.second))
                .collect(),
        };
        Self { at, dispute, name, filed }
    }

    /// Returns which of the disputes of its order it is a record of: of several with an id the one whose id
    /// sorts first, else of those that say more of how they were filed.
    fn whole(&self, of_order: &[Self]) -> Option<usize> {
        let id = &self.dispute.details().id;
        if self.name.id != 0 {
            let is_whole = |other: &&Self| {
                let of = &other.dispute.details().id;
                let has_ids_of_two = id < of && self.dispute.is_filed_in_second_of(other.dispute);
                is_id_of_line(id, of) && self.agrees(other) || has_ids_of_two
            };
            return of_order.iter().find(is_whole).map(|other| other.at);
        }
        let mut named: Vec<_> =
            of_order.iter().filter(|other| other.name.id != 0 && self.agrees(other)).collect();
        if named.len() > 1 && named.iter().any(|one| one.dispute.state == self.dispute.state) {
            named.retain(|one| one.dispute.state == self.dispute.state);
        } else if named.len() > 1 && self.dispute.state != State::Open {
            // It would end one of them, and which is not known.
            return None;
        }
        let named = named
            .into_iter()
            .min_by(|one, two| one.dispute.details().id.cmp(&two.dispute.details().id));
        let is_part = |other: &&Self| {
            let is_part = |one: &Filed<u64>| other.filed.iter().any(|other| one.is_part_of(other));
            other.name.id == 0 && self.filed.iter().any(is_part)
        };
        let fuller = || of_order.iter().filter(is_part).min_by_key(|other| &other.filed);
        named.or_else(fuller).map(|other| other.at)
    }

    /// Returns whether both are filed alike, as far as both are written.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.filed.iter().any(|one| other.filed.iter().any(|other| one.agrees(other)))
    }

    pub(super) fn has_id(&self) -> bool {
        self.name.id != 0
    }

    /// Returns whether it says more of its filing than the day, as far as that can be told.
    pub(super) fn has_time(&self) -> bool {
        self.filed.iter().all(Filed::has_time)
    }

    /// Returns whether it was not cut to the minute, as far as that can be told.
    pub(super) fn has_seconds(&self) -> bool {
        self.filed.iter().all(|filed| filed.second % 60 != 0)
    }

    /// Returns whether both may be of one line.
    pub(super) fn lines_agree(&self, other: &Self) -> bool {
        let (one, other) = (self.name.line, other.name.line);
        one == other || one == 0 || other == 0 || one.is_id() != other.is_id()
    }

    /// Returns whether both may be of one dispute, of which one gives the day alone or a rounded time.
    pub(super) fn may_be_of(&self, other: &Self) -> bool {
        let may_be = |one: &Filed<u64>, other: &Filed<u64>| one.agrees(other) || one.is_near(other);
        self.filed.iter().any(|one| other.filed.iter().any(|other| may_be(one, other)))
    }

    /// Returns whether both may be of one dispute if a day begins so many seconds before the disputes that were
    /// filed on it.
    pub(super) fn is_within(&self, other: &Self, days: &Range<i64>) -> bool {
        let is_within = |one: &Filed<u64>, other: &Filed<u64>| match one.after_day(other) {
            Some(after) => one.is_near(other) && days.contains(&after),
            None => one.agrees(other) || one.is_near(other),
        };
        self.filed.iter().any(|one| other.filed.iter().any(|other| is_within(one, other)))
    }

    /// Returns by how many seconds it was opened after another one.
    pub(super) fn apart(&self, other: &Self) -> i64 {
        second_of(self.dispute) - second_of(other.dispute)
    }

    /// Returns whether both have an id and were filed at one moment; where details were dropped, the ids may
    /// be those of one dispute.
    fn may_be_double_of(&self, other: &Self) -> bool {
        let has_time = self.filed.iter().chain(&other.filed).all(Filed::has_time);
        let have_ids = self.name.id != 0 && other.name.id != 0 && self.name.id != other.name.id;
        have_ids && has_time && self.agrees(other)
    }
}

/// Disputes of several files, each once, after [`DisputeMerge::settle`].
#[derive(Debug, Default)]
pub(crate) struct DisputeMerge {
    /// The disputes, in the order in which they were first met.
    disputes: Vec<Dispute>,
    names: Vec<Name>,
    places: IdTable,
    /// The last dispute of each order, by place.
    last: Vec<u32>,
    /// For each dispute the one before it on the same order; its own place where there is none.
    before: Vec<u32>,
    /// Where the disputes of each file begin.
    starts: Vec<usize>,
    /// Up to when each list reaches: a file, or pages of one list.
    lists: Vec<ListEnd>,
    /// The newest list that has each dispute; empty while all are of one.
    list_of: Vec<u32>,
    /// The list of which all are as long as that is empty.
    first_list: u32,
    /// Details would decide something: which of two records of one dispute says what, or which of
    /// two disputes of an order is the first, where they were filed at one moment and differ in
    /// what groups look at.
    pub(crate) needs_details: bool,
    /// What records of one dispute say differently, with the dispute's name.
    contradictions: Vec<(String, Contradiction)>,
    /// Disputes that were opened at different moments according to their records: order, what was not kept, and
    /// what was.
    opened: Vec<(OrderId, Moment, Moment)>,
    /// What is said of files, by the number of the file.
    pub(crate) said: Vec<(usize, Caveat)>,
    /// The last file, counted from 1, of those whose rows without an id and a time of day were added to a
    /// dispute.
    days: BTreeMap<usize, usize>,
}

/// Joins records without an id with the disputes, as a store has them, that they are of although their times
/// of filing are not written alike; returns the disputes, and what is said of clocks. `seen` is when those without an id
/// were first seen, by their order and when they were opened: those of one import came together.
pub fn joined_records(
    disputes: Vec<Dispute>,
    seen: &BTreeMap<(OrderId, Moment), Moment>,
) -> (Vec<Dispute>, Vec<Caveat>) {
    let mut union = DisputeMerge::default();
    let names = disputes.iter().map(Name::of).collect();
    union.add(disputes, names);
    let (zone, names_zone) = (Zone::PLATFORM, Vec::new());
    let imports: BTreeSet<Moment> = seen.values().copied().collect();
    let imports: BTreeMap<Moment, usize> = imports.into_iter().zip(0..).collect();
    let imports = seen.iter().filter_map(|(key, seen)| Some((*key, *imports.get(seen)?)));
    let from = RecordsFrom::Store { imports: imports.collect() };
    union.settle(&Joining { zone, names_zone, from });
    // Of two ids of one filing it was said as they came.
    union.contradictions.retain(|(_, found)| found.part != "dispute_id");
    let contradicting = union.contradicting(zone);
    let said = union.said.drain(..).map(|(_, caveat)| caveat).chain(contradicting);
    let said = said.map(|caveat| naming_file(caveat, "store")).collect();
    (union.filings().into_disputes(), said)
}

/// Returns what is said of the clock of a file with its name; anything else as it is.
pub(crate) fn naming_file(caveat: Caveat, file: &str) -> Caveat {
    match caveat.kind {
        CaveatKind::ClockContradicts => caveat.filled("file", file),
        _ => caveat,
    }
}

impl DisputeMerge {
    /// Begins a list, to which the disputes belong that are added from now on.
    pub(crate) fn begin(&mut self, end: ListEnd) {
        self.lists.push(end);
    }

    /// Goes on with the last list: up to when it reaches.
    pub(crate) fn go_on(&mut self, end: ListEnd) {
        if let Some(last) = self.lists.last_mut() {
            last.merge(end);
        }
    }

    /// Adds the disputes of a file, each with its name; returns how many of them were there already
    /// and were merged.
    pub(crate) fn add(&mut self, disputes: Vec<Dispute>, names: Vec<Name>) -> u64 {
        self.starts.push(self.disputes.len());
        if !self.disputes.is_empty() {
            return self.add_each(disputes, &names);
        }
        self.first_list = self.list();
        // The first file's list is kept as it is, unless it says something twice.
        (self.disputes, self.names) = (disputes, names);
        // Most orders have one dispute, and lists that grow leave the room of shorter ones behind.
        let count = self.disputes.len();
        self.places.reserve(count);
        self.last.reserve_exact(count);
        self.before.reserve_exact(count);
        let mut at = 0;
        while let (Some(dispute), Some(name)) = (self.disputes.get(at), self.names.get(at)) {
            let place = self.places.insert(dispute.order_id);
            let last = self.last.get(place).copied();
            if last.is_some_and(|last| self.known(last, dispute, *name).is_some()) {
                let (rest, names) = (self.disputes.split_off(at), self.names.split_off(at));
                return self.add_each(rest, &names);
            }
            self.needs_details |= last.is_some_and(|last| self.is_tied(last, dispute));
            self.link(place, last);
            at += 1;
        }
        0
    }

    /// Returns the number of the list that disputes are added to.
    fn list(&self) -> u32 {
        u32::try_from(self.lists.len().saturating_sub(1)).expect("fewer files than 32 bits count")
    }

    /// Notes that a list has a dispute, which counts where none that has it is newer.
    fn note_list(&mut self, at: usize, list: u32) {
        let end = |list: u32| {
            let list = usize::try_from(list).expect("a usize has at least 32 bits");
            self.lists.get(list).map(|end| end.newest)
        };
        if let Some(known) = self.list_of.get(at).copied()
            && end(list) > end(known)
            && let Some(slot) = self.list_of.get_mut(at)
        {
            *slot = list;
        }
    }

    /// Returns the disputes of each list that no newer one has, by shop; nothing where there is one list.
    pub(crate) fn saved(&self) -> Vec<SavedDisputes> {
        let mut saved: BTreeMap<(u32, &str), SavedDisputes> = BTreeMap::new();
        if self.lists.len() < 2 {
            return Vec::new();
        }
        for (dispute, list) in self.disputes.iter().zip(&self.list_of) {
            saved.entry((*list, &dispute.shop)).or_default().add(dispute);
        }
        let named = saved.into_iter().map(|((list, shop), saved)| {
            let list = usize::try_from(list).expect("a usize has at least 32 bits");
            let end = self.lists.get(list).copied().unwrap_or_default();
            SavedDisputes { shop: shop.to_owned(), end, ..saved }
        });
        named.collect()
    }

    fn add_each(&mut self, disputes: Vec<Dispute>, names: &[Name]) -> u64 {
        self.list_of.resize(self.disputes.len(), self.first_list);
        let each = disputes.into_iter().zip(names);
        each.map(|(dispute, name)| u64::from(!self.add_one(dispute, *name))).sum()
    }

    /// Adds disputes to those of which they are records too: without an id, or with the dispute's where
    /// another has that of the line. Returns how many of each file are now part of another. Only once
    /// all files are added is it known how the records are filed. Records that write their times otherwise are
    /// added where it is said how.
    pub(crate) fn settle(&mut self, joining: &Joining) -> Vec<u64> {
        let mut merged = vec![0; self.starts.len()];
        let mut found = self.parts();
        let pairs = self.pairs(joining, &found);
        self.needs_details |= !(pairs.doubtful.is_empty() && pairs.parts.is_empty());
        self.said.extend(pairs.clocks);
        self.note_doubtful(&pairs.doubtful);
        if joining.from == RecordsFrom::FilesToKeep {
            found.retain(|at, _| self.names.get(*at).is_some_and(|name| name.id != 0));
        }
        found.extend(&pairs.parts);
        for (at, known) in &found {
            let whole = std::iter::successors(Some(known), |known| found.get(known)).last();
            let whole = *whole.expect("the first is there");
            if let (Some(other), Some(name)) = (self.disputes.get(*at), self.names.get(*at)) {
                let (mut other, name) = (other.clone(), *name);
                let opened_at = self.disputes.get(whole).map(|whole| whole.opened_at);
                if let Some(opened_at) = opened_at.filter(|_| pairs.parts.contains_key(at)) {
                    // By the times that it was filed at, it is found again.
                    other.details_mut().filed_as = other.filed_as();
                    other.opened_at = opened_at;
                }
                self.merge(whole, &other, name);
            }
            if let Some(list) = self.list_of.get(*at) {
                self.note_list(whole, *list);
            }
            let file = self.starts.partition_point(|start| start <= at).checked_sub(1);
            if let Some(count) = file.and_then(|file| merged.get_mut(file)) {
                *count += 1;
            }
        }
        if found.is_empty() {
            return merged;
        }
        let is_left = |at: &mut usize| {
            *at += 1;
            !found.contains_key(&(*at - 1))
        };
        let (mut dispute_at, mut name_at, mut list_at) = (0, 0, 0);
        self.disputes.retain(|_| is_left(&mut dispute_at));
        self.names.retain(|_| is_left(&mut name_at));
        self.list_of.retain(|_| is_left(&mut list_at));
        merged
    }

    /// Returns whether it is known at what time of the day each dispute was opened, and escalated, ruled and closed,
    /// where it was.
    pub(crate) fn has_times(&self) -> bool {
        !self.disputes.iter().any(Dispute::has_days)
    }

    /// Says of each file which of its records may be of another dispute, and were left apart.
    fn note_doubtful(&mut self, records: &[usize]) {
        let mut orders: BTreeMap<usize, Vec<OrderId>> = BTreeMap::new();
        for at in records {
            let file = self.starts.partition_point(|start| start <= at).saturating_sub(1);
            let order = self.disputes.get(*at).map(|dispute| dispute.order_id);
            orders.entry(file).or_default().extend(order);
        }
        for (file, mut orders) in orders {
            orders.sort_unstable();
            let shown = || orders.iter().take(Caveat::MOST_ROWS);
            let caveat = Caveat::new(CaveatKind::DisputesApart)
                .counting(to_u64(orders.len()))
                .with("orders", quoted_list(shown()))
                .listing(shown().map(ToString::to_string));
            self.said.push((file, caveat));
        }
    }

    /// Looks for records without an id that are of other disputes although their times are not written alike.
    fn pairs(&self, joining: &Joining, found: &BTreeMap<usize, usize>) -> PairsFound {
        let mut search = PairSearch::new(joining, &self.starts);
        self.several().for_each(|of_order| search.see(of_order, found));
        search.end()
    }

    /// Returns the disputes of each order that has several.
    fn several(&self) -> impl Iterator<Item = Vec<OnOrder<'_>>> {
        let is_alone =
            |last: u32| usize::try_from(last).is_ok_and(|at| self.before.get(at) == Some(&last));
        self.last.iter().filter(move |last| !is_alone(**last)).map(|last| {
            let of_order = self.on_order(*last);
            of_order.map(|(at, dispute, name)| OnOrder::of(at, dispute, name)).collect()
        })
    }

    /// Returns which disputes are records of which others; notes those that may be, by another id.
    fn parts(&mut self) -> BTreeMap<usize, usize> {
        let (mut found, mut doubles) = (BTreeMap::new(), Vec::new());
        for of_order in self.several() {
            for (number, record) in of_order.iter().enumerate() {
                found.extend(record.whole(&of_order).map(|whole| (record.at, whole)));
                // Each two once.
                let others = of_order.iter().skip(number + 1);
                doubles.extend(
                    others
                        .filter(|other| record.may_be_double_of(other))
                        .map(|other| (record.at, other.at)),
                );
            }
        }
        for (one, other) in doubles {
            let (Some(one), Some(other)) = (self.disputes.get(one), self.disputes.get(other))
            else {
                continue;
            };
            self.needs_details = true;
            self.contradictions.extend(double_filing(one, other));
        }
        found
    }

    /// Adds a record to a dispute.
    fn merge(&mut self, at: usize, record: &Dispute, name: Name) {
        let (Some(old), Some(named)) = (self.disputes.get_mut(at), self.names.get_mut(at)) else {
            return;
        };
        self.needs_details = true;
        let opened = [old.opened_at, record.opened_at];
        let contradictions = old.merge(record);
        *named = named.and(name, old);
        let called = match old.name().as_str() {
            "" => old.order_id.to_string(),
            name => name.to_owned(),
        };
        if contradictions.iter().any(|found| found.part == OPENED) {
            let other = opened.into_iter().find(|opened| *opened != old.opened_at);
            let kept = old.opened_at;
            self.opened.extend(other.map(|other| (old.order_id, other, kept)));
        }
        let contradictions = contradictions.into_iter();
        self.contradictions.extend(contradictions.map(|found| (called.clone(), found)));
    }

    /// Returns what records say differently; where all of the times at which disputes were opened are so many
    /// hours apart, as those of one clock.
    pub(crate) fn contradicting(&mut self, zone: Zone) -> Vec<Caveat> {
        /// Two may have been changed by hand.
        const ENOUGH: u64 = 3;
        let mut found = std::mem::take(&mut self.contradictions);
        let mut check = ClockCheck::new(zone);
        for (order, other, kept) in std::mem::take(&mut self.opened) {
            check.add(order, other, kept);
        }
        let is_clock = check.compared >= ENOUGH && check.are_of_zones();
        let clock = is_clock.then(|| check.of_disputes()).flatten();
        if clock.is_some() {
            found.retain(|(_, found)| found.part != OPENED);
        }
        found.extend(self.ids_on_several_orders());
        clock
            .map(|clock| clock.filled("zone", "ZONE"))
            .into_iter()
            .chain(contradicting(&found))
            .collect()
    }

    /// Returns the ids that disputes of several orders have, with their orders: the platform's ids are
    /// compared over all shops, others within one. Needs the disputes' details.
    fn ids_on_several_orders(&mut self) -> Vec<(String, Contradiction)> {
        let mut marks: Vec<u64> = self.names.iter().map(|name| name.id).collect();
        marks.retain(|mark| *mark != 0);
        marks.sort_unstable();
        let twice: BTreeSet<u64> = marks
            .windows(2)
            .filter_map(|two| two.first().filter(|first| two.last() == Some(first)).copied())
            .collect();
        if twice.is_empty() {
            return Vec::new();
        }
        let mut first: BTreeMap<(u64, &str), &Dispute> = BTreeMap::new();
        let mut found = Vec::new();
        for (dispute, name) in self.disputes.iter().zip(&self.names) {
            if !twice.contains(&name.id) {
                continue;
            }
            let first = *first.entry((name.id, dispute.shop_of_id())).or_insert(dispute);
            if first.order_id != dispute.order_id {
                let (one, other) = (first.order_id, dispute.order_id);
                let contradiction = Contradiction {
                    part: "order_id",
                    kept: one.min(other).to_string(),
                    other: one.max(other).to_string(),
                };
                found.push((dispute.name().to_string(), contradiction));
            }
        }
        self.needs_details |= !found.is_empty();
        found
    }

    /// Returns all disputes by order.
    pub(crate) fn filings(self) -> Filings {
        let Self { disputes, names, places, last, before, .. } = self;
        drop((names, last, before));
        Filings::with_places(disputes, places)
    }

    fn add_one(&mut self, dispute: Dispute, name: Name) -> bool {
        let place = self.places.insert(dispute.order_id);
        let last = self.last.get(place).copied();
        if let Some(at) = last.and_then(|last| self.known(last, &dispute, name)) {
            self.merge(at, &dispute, name);
            self.note_list(at, self.list());
            if name.id == 0 && dispute.is_filed_by_day() {
                self.days.insert(at, self.starts.len());
            }
            return false;
        }
        self.needs_details |= last.is_some_and(|last| self.is_tied(last, &dispute));
        self.link(place, last);
        self.disputes.push(dispute);
        self.names.push(name);
        self.list_of.push(self.list());
        true
    }

    fn is_tied(&self, last: u32, dispute: &Dispute) -> bool {
        let groups = |d: &Dispute| (d.shop.clone(), d.product.clone(), d.country);
        self.on_order(last).any(|(_, other, _)| {
            other.opened_at == dispute.opened_at && groups(other) != groups(dispute)
        })
    }

    /// Links the next dispute to the one before it on the same order.
    fn link(&mut self, place: usize, last: Option<u32>) {
        let at = u32::try_from(self.before.len()).expect("fewer disputes than 32 bits count");
        self.before.push(last.unwrap_or(at));
        match self.last.get_mut(place) {
            Some(slot) => *slot = at,
            None => self.last.push(at),
        }
    }

    /// Finds the dispute of the same id among those of its order, or where there is no id, the one
    /// without that is filed alike, if possible in the same state. Not by shop: one file may name it and another
    /// not.
    fn known(&self, last: u32, dispute: &Dispute, name: Name) -> Option<usize> {
        let is_alike = |other: &Dispute, named: Name| {
            name.id != 0 || (named.line == name.line && second_of(other) == second_of(dispute))
        };
        let mut known = self.on_order(last).filter(|(at, other, named)| {
            named.id == name.id && is_alike(other, *named) && !self.are_two(*at, other, dispute)
        });
        let first = known.next()?;
        let is_same = |(_, other, _): &(usize, &Dispute, Name)| other.state == dispute.state;
        if is_same(&first) { Some(first.0) } else { Some(known.find(is_same).unwrap_or(first).0) }
    }

    /// Returns whether two records without an id are two rows of one file that are of two disputes: filed on one
    /// day without the time, in different states or for different reasons.
    fn are_two(&self, at: usize, other: &Dispute, dispute: &Dispute) -> bool {
        let file = self.starts.len();
        let is_of_file = || {
            self.starts.last().is_some_and(|start| *start <= at)
                || self.days.get(&at) == Some(&file)
        };
        dispute.is_told_otherwise(other) && dispute.is_filed_by_day() && is_of_file()
    }

    /// Visits the disputes of an order, the last first.
    fn on_order(&self, last: u32) -> impl Iterator<Item = (usize, &Dispute, Name)> {
        let mut next = Some(last);
        std::iter::from_fn(move || {
            let at = usize::try_from(next?).ok()?;
            let before = self.before.get(at).copied();
            next = before.filter(|before| Some(*before) != next);
            Some((at, self.disputes.get(at)?, *self.names.get(at)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::State;

    fn dispute(order: &str, id: &str, shop: &str) -> Dispute {
        let order = OrderId::parse(order).unwrap();
        let opened = Moment::from_rfc3339("2026-01-05T00:00:00Z").unwrap();
        let mut dispute = Dispute { shop: shop.into(), ..Dispute::new(order, opened) };
        dispute.details_mut().id = id.into();
        dispute
    }

    #[test]
    fn one_id_on_two_orders_of_a_shop_is_a_contradiction() {
        let (one, two) = ("1101000000000001", "1101000000000002");
        for (disputes, count) in [
            ([dispute(one, "7", "a"), dispute(two, "7", "a")], 1),
            ([dispute(two, "7", ""), dispute(one, "7", "")], 1),
            ([dispute(one, "7", "a"), dispute(two, "8", "a")], 0),
            ([dispute(one, "", "a"), dispute(two, "", "a")], 0),
            // Ids of a program of one's own may count from 1 in each shop.
            ([dispute(one, "7", "a"), dispute(two, "7", "b")], 0),
            ([dispute(one, "63000000791", "a"), dispute(two, "63000000791", "b")], 1),
        ] {
            let names = disputes.iter().map(Name::of).collect();
            let mut merge = DisputeMerge::default();
            merge.add(disputes.to_vec(), names);
            let found = merge.ids_on_several_orders();
            assert_eq!(found.len(), count, "{disputes:?}");
            for (name, found) in found {
                assert!(name.starts_with(['7', '6']) && found.part == "order_id");
                assert_eq!((found.kept.as_str(), found.other.as_str()), (one, two));
            }
        }
    }

    /// A record of a dispute of one order: with or without an id, filed in one of two minutes, of which one is
    /// written with its seconds.
    fn record() -> impl Strategy<Value = Dispute> {
        let states = prop_oneof![Just(State::Open), Just(State::Cancelled), Just(State::Ended)];
        ("[78]?", "[L]?", 0..2_i64, states).prop_map(|(id, line, minute, state)| {
            let opened = 1_767_600_600_000 + minute * 67_000;
            let mut record = Dispute { state, ..dispute("1101000000000001", &id, "a") };
            record.opened_at = Moment::from_millis(opened);
            record.details_mut().line_id = line.into();
            record
        })
    }

    /// Merges files, and returns the disputes and how many rows count.
    fn merged(files: &[Vec<Dispute>]) -> (Vec<Dispute>, u64) {
        let joining =
            Joining { zone: Zone::PLATFORM, names_zone: Vec::new(), from: RecordsFrom::Files };
        let mut merge = DisputeMerge::default();
        let mut used = 0;
        for file in files {
            let names = file.iter().map(Name::of).collect();
            used += u64::try_from(file.len()).unwrap() - merge.add(file.clone(), names);
        }
        used -= merge.settle(&joining).iter().sum::<u64>();
        (merge.filings().into_disputes(), used)
    }

    proptest! {
        #[test]
        fn neither_the_order_of_records_nor_their_files_change_the_disputes(
            (records, other) in prop::collection::vec(record(), 1..6)
                .prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
            cut in 0..6_usize,
        ) {
            let (disputes, used) = merged(&[records]);
            prop_assert_eq!(u64::try_from(disputes.len()).unwrap(), used);
            let (first, rest) = other.split_at(cut.min(other.len()));
            let alone: Vec<_> = other.iter().map(|record| vec![record.clone()]).collect();
            prop_assert_eq!(&merged(&alone), &(disputes.clone(), used));
            prop_assert_eq!(merged(&[first.to_vec(), rest.to_vec()]), (disputes, used));
        }
    }
}
