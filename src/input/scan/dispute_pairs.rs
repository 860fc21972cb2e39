//! Records without an id of disputes that another table has with one, whose times are not written alike: to
//! the day alone, rounded, or by another clock.

use std::collections::BTreeMap;

use crate::domain::{Caveat, Moment, OrderId, Zone};
use crate::input::scan::clock_check::ClockCheck;
use crate::input::scan::dispute_merge::OnOrder;

/// Two records that are of one dispute if a table's clock is another one.
struct Shifted {
    record: usize,
    whole: usize,
    order: OrderId,
    read: Moment,
    truth: Moment,
    quarters: i64,
    /// Both times have seconds of their own.
    has_seconds: bool,
}

/// Looks for them, order by order.
#[derive(Default)]
pub(super) struct PairSearch {
    /// Which record is of which dispute.
    found: BTreeMap<usize, usize>,
    /// Records of orders that have as many of them as disputes with an id.
    sample: Vec<Shifted>,
    /// All that differ by a distance of zones.
    shifted: Vec<Shifted>,
}

/// Zones differ by whole quarters of an hour, and these are so many quarters of a day.
const QUARTERS_A_DAY: i64 = 96;

impl PairSearch {
    /// Looks at the disputes of one order, of which some are known to be part of others.
    pub(super) fn see(&mut self, of_order: &[OnOrder<'_>], parts: &BTreeMap<usize, usize>) {
        let is_left = |one: &&OnOrder<'_>| !one.has_id() && !parts.contains_key(&one.at);
        let mut left: Vec<&OnOrder<'_>> = of_order.iter().filter(is_left).collect();
        if left.is_empty() {
            return;
        }
        let mut named: Vec<&OnOrder<'_>> = of_order.iter().filter(|one| one.has_id()).collect();
        for one in [&mut left, &mut named] {
            let id = |one: &OnOrder<'_>| one.dispute.details().id.clone();
            one.sort_by(|a, b| {
                let opened = a.dispute.opened_at.cmp(&b.dispute.opened_at);
                opened.then_with(|| a.filed.cmp(&b.filed)).then_with(|| id(a).cmp(&id(b)))
            });
        }
        let is_each = left.len() == named.len();
        if is_each && left.iter().zip(&named).all(|(record, whole)| record.may_be_of(whole)) {
            let pairs = left.iter().zip(&named).map(|(record, whole)| (record.at, whole.at));
            self.found.extend(pairs);
            return;
        }
        let with_time: Vec<&OnOrder<'_>> =
            left.iter().copied().filter(|one| one.has_time()).collect();
        let nearest = |record: &OnOrder<'_>, among: &[&OnOrder<'_>]| {
            let may_be = among.iter().filter(|whole| record.may_be_of(whole));
            may_be.min_by_key(|whole| record.apart(whole).abs()).map(|whole| whole.at)
        };
        left.retain(|record| {
            let others: &[_] = if record.has_time() { &[] } else { &with_time };
            let whole = nearest(record, &named).or_else(|| nearest(record, others));
            self.found.extend(whole.map(|whole| (record.at, whole)));
            whole.is_none()
        });
        let is_sample = left.len() == named.len();
        for (number, record) in left.iter().enumerate() {
            let shifted = |whole: &&OnOrder<'_>| Shifted::of(record, whole);
            self.shifted.extend(named.iter().filter_map(shifted));
            let own = named.get(number).filter(|_| is_sample);
            self.sample.extend(own.and_then(shifted));
        }
    }

    /// Returns which record is of which dispute, and what is said of the clocks of files, by where the records
    /// of each file begin.
    pub(super) fn end(mut self, starts: &[usize], zone: Zone) -> PairsFound {
        let usual = self.usual_quarters();
        let mut checks: BTreeMap<usize, ClockCheck> = BTreeMap::new();
        for pair in self.shifted.iter().filter(|pair| usual.contains(&pair.quarters)) {
            if self.found.contains_key(&pair.record) {
                continue;
            }
            self.found.insert(pair.record, pair.whole);
            let file = starts.partition_point(|start| *start <= pair.record).saturating_sub(1);
            let check = checks.entry(file).or_insert_with(|| ClockCheck::new(zone));
            check.add(pair.order, pair.read, pair.truth);
        }
        let clocks =
            checks.into_iter().filter_map(|(file, check)| Some((file, check.of_disputes()?)));
        PairsFound { parts: self.found, clocks: clocks.collect() }
    }

    /// Returns by how many quarters of an hour most of the sample is apart: by two numbers where a clock is
    /// put forward and back in the year. Empty where chance may give it.
    fn usual_quarters(&self) -> Vec<i64> {
        /// As many minutes are the same by chance in one of 60^2 cases.
        const ENOUGH: usize = 3;
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for pair in &self.sample {
            *counts.entry(pair.quarters).or_default() += 1;
        }
        let Some((first, count)) = counts.iter().max_by_key(|(_, count)| **count) else {
            return Vec::new();
        };
        let an_hour = [first - 4, first + 4];
        let beside = an_hour.into_iter().max_by_key(|quarters| counts.get(quarters));
        let beside = beside.and_then(|quarters| Some((quarters, *counts.get(&quarters)?)));
        let of_usual = count + beside.map_or(0, |(_, count)| count);
        let is_exact = self.sample.iter().all(|pair| pair.has_seconds);
        let is_proved = (of_usual >= ENOUGH || is_exact) && of_usual * 5 >= self.sample.len() * 4;
        let usual = [*first].into_iter().chain(beside.map(|(quarters, _)| quarters));
        if is_proved { usual.collect() } else { Vec::new() }
    }
}

/// What was found.
#[derive(Default)]
pub(super) struct PairsFound {
    /// Which record is of which dispute.
    pub(super) parts: BTreeMap<usize, usize>,
    /// What is said of the clocks of files, by the number of the file.
    pub(super) clocks: Vec<(usize, Caveat)>,
}

impl Shifted {
    /// Compares two records; `None` where no two zones differ so.
    fn of(record: &OnOrder<'_>, whole: &OnOrder<'_>) -> Option<Self> {
        /// What a time without seconds may have lost.
        const CUT: i64 = 60;
        let apart = record.apart(whole);
        let is_cut = !(record.has_seconds() && whole.has_seconds());
        let slack = if is_cut { CUT } else { 1 };
        let quarters = (apart + slack).div_euclid(900);
        let is_of_zones = (apart + slack).rem_euclid(900) <= 2 * slack
            && quarters != 0
            && quarters.abs() < QUARTERS_A_DAY;
        let is_pair = is_of_zones && record.has_time() && record.lines_agree(whole);
        is_pair.then_some(Self {
            record: record.at,
            whole: whole.at,
            order: record.dispute.order_id,
            read: record.dispute.opened_at,
            truth: whole.dispute.opened_at,
            quarters,
            has_seconds: !is_cut,
        })
    }
}
