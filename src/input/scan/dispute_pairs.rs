//! Records without an id of disputes that another table has, mostly with one, whose times are not written alike: to
//! the day alone, rounded, or by another clock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::{Caveat, Moment, OrderId, State, Zone};
use crate::input::scan::clock_check::ClockCheck;
use crate::input::scan::dispute_merge::OnOrder;

/// How the records of several sources are joined.
pub(crate) struct Joining {
    /// The zone in which times without one were read.
    pub(crate) zone: Zone,
    /// For each file whether its times name their zone, so that they are of no other clock.
    pub(crate) names_zone: Vec<bool>,
    /// From where the records come.
    pub(crate) from: RecordsFrom,
}

/// From where the records come that are joined.
#[derive(PartialEq, Eq)]
pub(crate) enum RecordsFrom {
    /// Each from a file that is known: two rows of one file are of two disputes.
    Files,
    /// The same, to be kept in a store, which joins them with others: only those of two clocks of which none has an
    /// id are joined, as long as their files are known.
    FilesToKeep,
    /// From a store, which does not say from which file.
    Store {
        /// The number of the import of those without an id, by their order and when they were opened.
        imports: BTreeMap<(OrderId, Moment), usize>,
    },
}

/// The records of one order.
struct OrderRecords<'a> {
    /// Those without an id that are not known to be of another one.
    left: Vec<OnOrder<'a>>,
    named: Vec<OnOrder<'a>>,
}

/// A source, and the other one without ids with which it is compared; `None` for disputes with an id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sources {
    source: usize,
    of: Option<usize>,
}

/// Two records that are of one dispute if a table's clock is another one.
struct Shifted {
    record: usize,
    whole: usize,
    order: OrderId,
    read: Moment,
    truth: Moment,
    quarters: i64,
}

/// Looks for them, order by order.
pub(super) struct PairSearch<'a> {
    joining: &'a Joining,
    /// Where the records of each file begin.
    starts: &'a [usize],
    orders: Vec<OrderRecords<'a>>,
    /// How many records of each source are filed to the second or minute as another one is.
    agreed: BTreeMap<usize, usize>,
    /// The disputes that each source has already.
    taken: BTreeSet<(usize, usize)>,
    /// Records whose times are written like those of several disputes.
    ambiguous: Vec<usize>,
}

/// What was found.
#[derive(Default)]
pub(super) struct PairsFound {
    /// Which record is of which dispute.
    pub(super) parts: BTreeMap<usize, usize>,
    /// What is said of the clocks of files, by the number of the file.
    pub(super) clocks: Vec<(usize, Caveat)>,
    /// Records that may be of another dispute, and were left apart.
    pub(super) doubtful: Vec<usize>,
}

/// The seconds after the beginning of a day, as it was read, in which its disputes were filed: the days are
/// those of the zone in which they were read, or Beijing's read as Los Angeles', UTC's as Los Angeles' or
/// Beijing's as UTC's, and the other way round; an hour longer, as clocks are put forward.
const DAYS: [Range<i64>; 5] =
    [0..86_400, -57_600..32_400, -28_800..61_200, 54_000..144_000, 25_200..115_200];

/// As many pairs prove another clock.
const ENOUGH: usize = 3;

/// Zones differ by whole quarters of an hour, and these are so many quarters of a day.
const QUARTERS_A_DAY: i64 = 96;

impl<'a> PairSearch<'a> {
    /// Begins a search.
    pub(super) fn new(joining: &'a Joining, starts: &'a [usize]) -> Self {
        Self {
            joining,
            starts,
            orders: Vec::new(),
            agreed: BTreeMap::new(),
            taken: BTreeSet::new(),
            ambiguous: Vec::new(),
        }
    }

    /// Looks at the records of one order, of which some are known to be part of others.
    pub(super) fn see(&mut self, of_order: Vec<OnOrder<'a>>, parts: &BTreeMap<usize, usize>) {
        let (mut named, others): (Vec<_>, Vec<_>) = of_order.into_iter().partition(OnOrder::has_id);
        let (agreed, mut left): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|one| parts.contains_key(&one.at));
        if left.is_empty() && agreed.is_empty() {
            return;
        }
        if self.joining.from == RecordsFrom::FilesToKeep {
            if !named.is_empty() {
                return;
            }
            left.retain(OnOrder::has_time);
        }
        for one in &agreed {
            let source = self.source(one);
            *self.agreed.entry(source).or_default() += usize::from(one.has_time());
            let wholes = std::iter::successors(parts.get(&one.at), |whole| parts.get(whole));
            self.taken.extend(wholes.map(|whole| (source, *whole)));
        }
        left.retain(|record| {
            let is_ambiguous = record.has_time() && named.iter().any(|one| record.agrees(one));
            self.ambiguous.extend(is_ambiguous.then_some(record.at));
            !is_ambiguous
        });
        for records in [&mut left, &mut named] {
            let id = |one: &OnOrder<'_>| one.dispute.details().id.clone();
            records.sort_by(|a, b| {
                let opened = a.dispute.opened_at.cmp(&b.dispute.opened_at);
                let state = || a.dispute.state.id().cmp(b.dispute.state.id());
                opened
                    .then_with(|| a.filed.cmp(&b.filed))
                    .then_with(|| id(a).cmp(&id(b)))
                    .then_with(state)
            });
        }
        self.orders.push(OrderRecords { left, named });
    }

    /// Returns which record is of which dispute, what is said of the clocks of files, and which records may be
    /// of another dispute.
    pub(super) fn end(mut self) -> PairsFound {
        let doubtful = std::mem::take(&mut self.ambiguous);
        let mut found = PairsFound { doubtful, ..PairsFound::default() };
        let days = self.days();
        let by_days = self.orders.iter().filter(|_| self.joining.from != RecordsFrom::FilesToKeep);
        for order in by_days {
            for source in self.sources(order) {
                let days = days.get(&source).unwrap_or(&DAYS[0]);
                self.join(order, source, days, &mut found);
            }
        }
        self.join_by_clock(&mut found);
        found.doubtful.retain(|at| !found.parts.contains_key(at));
        found
    }

    /// Returns the number of the file of a record. An import has at most one record of a sort of each dispute; of
    /// those with an id, and of those to the day, a store has.
    fn source(&self, record: &OnOrder<'_>) -> usize {
        let dispute = record.dispute;
        match &self.joining.from {
            RecordsFrom::Files | RecordsFrom::FilesToKeep => self.file(record.at),
            RecordsFrom::Store { .. } if record.has_id() => 0,
            RecordsFrom::Store { .. } if !record.has_time() => 1,
            RecordsFrom::Store { imports } => {
                let import = imports.get(&(dispute.order_id, dispute.opened_at));
                2 + import.copied().unwrap_or_default()
            }
        }
    }

    fn file(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn sources(&self, order: &OrderRecords<'_>) -> BTreeSet<usize> {
        order.left.iter().map(|record| self.source(record)).collect()
    }

    /// Returns the records of other sources that a record may be of, whatever the zone of its day; those without
    /// an id where none has one.
    fn candidates<'o>(
        &self,
        order: &'o OrderRecords<'a>,
        record: &OnOrder<'a>,
    ) -> Vec<&'o OnOrder<'a>> {
        let may_be = |other: &&OnOrder<'a>| {
            self.source(other) != self.source(record) && record.may_be_of(other)
        };
        let named: Vec<_> = order.named.iter().filter(may_be).collect();
        if !named.is_empty() || record.has_time() {
            return named;
        }
        order.left.iter().filter(|other| other.has_time()).filter(may_be).collect()
    }

    /// Returns in which of [`DAYS`] the disputes of each source were filed.
    fn days(&self) -> BTreeMap<usize, Range<i64>> {
        let mut counts: BTreeMap<usize, (usize, [usize; DAYS.len()])> = BTreeMap::new();
        for order in &self.orders {
            for record in &order.left {
                let candidates = self.candidates(order, record);
                if candidates.is_empty() {
                    continue;
                }
                let (all, fitting) = counts.entry(self.source(record)).or_default();
                *all += 1;
                for (days, count) in DAYS.iter().zip(fitting) {
                    *count += usize::from(candidates.iter().any(|one| record.is_within(one, days)));
                }
            }
        }
        let most = |fitting: [usize; DAYS.len()]| {
            // Of those that are as many, the first.
            fitting.into_iter().zip(DAYS).rev().max_by_key(|(count, _)| *count)
        };
        let proved = counts.into_iter().filter_map(|(source, (all, fitting))| {
            let (count, days) = most(fitting)?;
            let is_proved = count >= ENOUGH && is_most(count, all) && !is_most(fitting[0], all);
            is_proved.then_some((source, days))
        });
        proved.collect()
    }

    /// Joins the records of one source on one order with those that another one has: each with one, first those
    /// of which a state is the same. One that is over ends no dispute where it may be of several.
    fn join(
        &self,
        order: &OrderRecords<'a>,
        source: usize,
        days: &Range<i64>,
        found: &mut PairsFound,
    ) {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let is_free = |taken: &BTreeSet<usize>, one: &OnOrder<'_>| {
            !taken.contains(&one.at) && !self.taken.contains(&(source, one.at))
        };
        let mut rows: Vec<&OnOrder<'a>> =
            order.left.iter().filter(|record| self.source(record) == source).collect();
        // An open one is the one to be left.
        rows.sort_by_key(|row| row.dispute.state == State::Open);
        for is_by_state in [true, false] {
            rows.retain(|row| {
                let mut free = self.candidates(order, row);
                free.retain(|one| is_free(&taken, one));
                let may_be = !free.is_empty();
                free.retain(|one| row.is_within(one, days));
                if is_by_state {
                    free.retain(|one| one.dispute.state == row.dispute.state);
                } else if row.dispute.state == State::Open {
                    free.retain(|one| !is_filed_again(row, one, days.end));
                } else if free.len() > 1 {
                    free.clear();
                }
                let whole = free.into_iter().min_by_key(|one| {
                    (row.dispute.family != one.dispute.family, row.apart(one).abs())
                });
                if let Some(whole) = whole {
                    taken.insert(whole.at);
                    found.parts.insert(row.at, whole.at);
                } else if may_be && !is_by_state {
                    found.doubtful.push(row.at);
                }
                whole.is_none()
            });
        }
    }

    /// Joins the records of each source whose clock is proved to be another one.
    fn join_by_clock(&self, found: &mut PairsFound) {
        let mut shifted: BTreeMap<Sources, (Vec<Shifted>, Vec<Option<i64>>)> = BTreeMap::new();
        for order in &self.orders {
            for source in self.sources(order) {
                let left = Self::unjoined(order, found, |record| self.source(record) == source);
                for (of, wholes) in self.wholes(order, source, found) {
                    let (all, sample) = shifted.entry(Sources { source, of }).or_default();
                    let is_sample = left.len() == wholes.len();
                    for (number, record) in left.iter().enumerate() {
                        let own = wholes
                            .get(number)
                            .filter(|own| is_sample && (record.has_time() || !own.has_time()));
                        sample.extend(own.map(|own| Some(Shifted::of(record, own)?.quarters)));
                        all.extend(wholes.iter().filter_map(|whole| Shifted::of(record, whole)));
                    }
                }
            }
        }
        let mut checks: BTreeMap<usize, ClockCheck> = BTreeMap::new();
        for (Sources { source, of }, (all, sample)) in shifted {
            let usual = usual_quarters(&sample, self.agreed.get(&source).copied().unwrap_or(0));
            let mut taken = BTreeSet::new();
            for pair in all {
                let names_zone = |record: usize| {
                    self.joining.names_zone.get(self.file(record)).copied().unwrap_or(false)
                };
                // Of two without ids, the one whose clock is ahead is the other one.
                let is_ahead = of.is_none() || names_zone(pair.whole) || pair.quarters > 0;
                let is_usual = !names_zone(pair.record) && usual.contains(&pair.quarters);
                if !(is_usual && is_ahead)
                    || found.parts.contains_key(&pair.record)
                    || !taken.insert(pair.whole)
                {
                    continue;
                }
                found.parts.insert(pair.record, pair.whole);
                if pair.quarters.abs() < QUARTERS_A_DAY {
                    let check = checks
                        .entry(self.file(pair.record))
                        .or_insert_with(|| ClockCheck::new(self.joining.zone));
                    check.add(pair.order, pair.read, pair.truth);
                }
            }
        }
        let clocks =
            checks.into_iter().filter_map(|(file, check)| Some((file, check.of_disputes()?)));
        found.clocks.extend(clocks);
    }

    /// Returns the records without an id of an order that are not known to be of another one.
    fn unjoined<'o>(
        order: &'o OrderRecords<'a>,
        found: &PairsFound,
        is_of: impl Fn(&OnOrder<'a>) -> bool,
    ) -> Vec<&'o OnOrder<'a>> {
        let is_left = |record: &&OnOrder<'a>| !found.parts.contains_key(&record.at);
        order.left.iter().filter(|record| is_of(record)).filter(is_left).collect()
    }

    /// Returns the records of an order that those of a source may be of by another clock, and that it has not:
    /// those with an id, or where none has one, those of each other source.
    fn wholes<'o>(
        &self,
        order: &'o OrderRecords<'a>,
        source: usize,
        found: &PairsFound,
    ) -> Vec<(Option<usize>, Vec<&'o OnOrder<'a>>)> {
        if order.named.is_empty() {
            let others = self.sources(order).into_iter().filter(|other| *other != source);
            let of = |other: usize| {
                (Some(other), Self::unjoined(order, found, |one| self.source(one) == other))
            };
            return others.map(of).collect();
        }
        let is_free = |one: &&OnOrder<'a>| {
            self.source(one) != source && !self.taken.contains(&(source, one.at))
        };
        vec![(None, order.named.iter().filter(is_free).collect())]
    }
}

/// Returns whether one that is open may have been filed after another one was over.
fn is_filed_again(open: &OnOrder<'_>, other: &OnOrder<'_>, within: i64) -> bool {
    let is_told = !open.dispute.details().status.is_empty();
    let within = if open.has_time() { 0 } else { within };
    let latest = open.dispute.opened_at.millis() + 1000 * within;
    let closed = other.dispute.closed_at().filter(|_| other.dispute.state != State::Open);
    is_told
        && open.dispute.state == State::Open
        && closed.is_some_and(|closed| closed.millis() <= latest)
}

fn is_most(count: usize, all: usize) -> bool {
    count * 5 >= all * 4
}

/// Returns by how many quarters of an hour most pairs are apart, given how many are not: by two numbers where a
/// clock is put forward and back in the year. Empty where too few are.
fn usual_quarters(sample: &[Option<i64>], agreed: usize) -> Vec<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for quarters in sample.iter().flatten() {
        *counts.entry(*quarters).or_default() += 1;
    }
    let Some((first, count)) = counts.iter().max_by_key(|(_, count)| **count) else {
        return Vec::new();
    };
    let an_hour = [first - 4, first + 4];
    let beside = an_hour.into_iter().max_by_key(|quarters| counts.get(quarters));
    let beside = beside.and_then(|quarters| Some((quarters, *counts.get(&quarters)?)));
    let of_usual = count + beside.map_or(0, |(_, count)| count);
    let is_proved = of_usual >= ENOUGH && is_most(of_usual, sample.len() + agreed);
    let usual = [*first].into_iter().chain(beside.map(|(quarters, _)| quarters));
    if is_proved { usual.collect() } else { Vec::new() }
}

impl Shifted {
    /// Compares two records, of two days whether they follow each other; `None` where no two zones differ so, or
    /// one was filed after the other was over.
    fn of(record: &OnOrder<'_>, whole: &OnOrder<'_>) -> Option<Self> {
        /// What a time without seconds may have lost.
        const CUT: i64 = 60;
        /// A day, and one on which the clocks are changed.
        const DAY: std::ops::RangeInclusive<i64> = 82_800..=90_000;
        let apart = record.apart(whole);
        let is_cut = !(record.has_seconds() && whole.has_seconds());
        let slack = if is_cut { CUT } else { 1 };
        let (quarters, is_of_zones) = if record.has_time() || whole.has_time() {
            let quarters = (apart + slack).div_euclid(900);
            let is_whole = (apart + slack).rem_euclid(900) <= 2 * slack;
            (quarters, is_whole && quarters != 0 && quarters.abs() < QUARTERS_A_DAY)
        } else {
            (apart.signum() * QUARTERS_A_DAY, DAY.contains(&apart.abs()))
        };
        let is_pair = is_of_zones && record.lines_agree(whole);
        (is_pair && !is_filed_again(record, whole, 0)).then_some(Self {
            record: record.at,
            whole: whole.at,
            order: record.dispute.order_id,
            read: record.dispute.opened_at,
            truth: whole.dispute.opened_at,
            quarters,
        })
    }
}
