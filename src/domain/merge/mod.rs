//! Two records of one dispute, or of one order, into one.
//!
//! There is one rule, for files, imports and the platform's answers alike. Each part of a record is
//! decided by itself: what is known beats what is not; of two values that differ, the one whose
//! record is dated later wins, then the one that sorts last. An ending beats a reading as open, and
//! an ending that says how beats one that does not; a reading as open that is dated after the ending
//! is a contradiction. Each part keeps the date of the record that it
//! came from, so that the result is the same whatever the order in which records are merged, and
//! however they are divided among files and imports.

mod dispute;
mod order;
mod part_dates;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Caveat, CaveatKind, Country, Filed, Moment, Money, Severity, Zone, to_u64};

pub use self::order::{OrderDates, OrderRecord};
pub use self::part_dates::{DisputeDates, PartDates};

/// What two records say differently, where no date and no course of events explains it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The part, as the field is named.
    pub part: &'static str,
    /// The value that was kept.
    pub kept: String,
    /// The value that was not.
    pub other: String,
}

/// So many contradictions of one part are named.
const NAMED: usize = 3;

/// Parts that no rate is counted by, whatever it is grouped by.
const DECIDES_NO_RATE: [&str; 6] =
    ["title", "amount", "refund_amount", "note", "tracking", "carrier"];

/// Says that records of disputes or orders contradict each other, part by part; `None` where none do. Each
/// contradiction comes with the dispute's or order's name.
pub fn contradicting(found: &[(String, Contradiction)]) -> Option<Caveat> {
    let records: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    if records.is_empty() {
        return None;
    }
    let count = to_u64(records.len());
    // Which two records were compared depends on their order: of a part, all values are named.
    let mut parts: BTreeMap<&str, BTreeMap<&str, ContradictingValues<'_>>> = BTreeMap::new();
    for (name, found) in found {
        let values = parts.entry(found.part).or_default().entry(name).or_default();
        values.kept.insert(&found.kept);
        values.others.insert(&found.other);
    }
    let lines = parts.into_iter().flat_map(|(part, records)| {
        let line = |(name, values): (&&str, &ContradictingValues<'_>)| {
            let (kept, others) = values.told_apart();
            format!("{name}: {part} is `{kept}`, and `{}` elsewhere", others.join("`, `"))
        };
        let named: Vec<String> = records.iter().take(NAMED).map(line).collect();
        let all = records.len();
        let rest = (all > NAMED).then(|| format!("{part}: {} more of {all}", all - NAMED));
        named.into_iter().chain(rest)
    });
    let lines = lines.take(Caveat::MOST_ROWS);
    let caveat = Caveat::new(CaveatKind::RecordsContradict).counting(count).listing(lines);
    Some(match found.iter().all(|(_, found)| DECIDES_NO_RATE.contains(&found.part)) {
        true => Caveat { metrics: Vec::new(), ..caveat.of_severity(Severity::Note) },
        false => caveat,
    })
}

/// The values of one part that contradict each other.
#[derive(Default)]
struct ContradictingValues<'a> {
    kept: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
}

impl<'a> ContradictingValues<'a> {
    /// Returns the value that was kept in the end, and the others.
    fn told_apart(&self) -> (&'a str, Vec<&'a str>) {
        let last = self.kept.difference(&self.others).next().or(self.kept.first());
        let kept = last.copied().expect("a contradiction has a value that was kept");
        let all = self.kept.union(&self.others).copied();
        (kept, all.filter(|value| *value != kept).collect())
    }
}

/// How long a value of a part is true.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasts {
    /// As long as the dispute or the order: two values contradict each other whatever their dates.
    Always,
    /// Until it is changed.
    UntilChanged,
    /// Until it is changed, and for good once it has rank: a dispute that has ended is not opened again,
    /// the buyer files another one.
    UntilEnding,
}

/// How one part is merged, whose date stands in the place of the rule: what makes it known, how two values of it compare, how it is taken over,
/// and how it is written in a message.
struct Rule<R> {
    lasts: Lasts,
    /// The part, as the field is named.
    name: &'static str,
    is_known: fn(&R) -> bool,
    /// What beats a later date: an ending beats a reading as open.
    rank: fn(&R) -> i64,
    compare: fn(&R, &R) -> Ordering,
    take: fn(&mut R, &R),
    /// Returns whether two values that differ mean the same, as the words of two sources for one status do.
    mean_the_same: fn(&R, &R) -> bool,
    show: fn(&R) -> String,
}

fn never<R>(_: &R, _: &R) -> bool {
    false
}

const fn no_rank<R>(_: &R) -> i64 {
    0
}

/// A rule for a text of a record itself.
macro_rules! text {
    ($lasts:ident, $name:literal, $field:ident) => {
        text!($lasts, $name, [$field], [$field])
    };
    ($lasts:ident, $name:literal, [$($from:tt)+], [$($to:tt)+]) => {
        Rule {
            lasts: Lasts::$lasts,
            name: $name,
            is_known: |record| !record.$($from)+.is_empty(),
            rank: no_rank,
            compare: |a, b| a.$($from)+.cmp(&b.$($from)+),
            take: |a, b| a.$($to)+ = b.$($from)+.clone(),
            mean_the_same: never,
            show: |record| record.$($from)+.to_string(),
        }
    };
}

/// A rule for something that a record gives or not: what it is compared by, how it is written, and
/// where it stands.
macro_rules! given {
    ($lasts:ident, $name:literal, $key:expr, $show:expr, [$($from:tt)+], [$($to:tt)+]) => {
        Rule {
            lasts: Lasts::$lasts,
            name: $name,
            is_known: |record| record.$($from)+.is_some(),
            rank: no_rank,
            compare: |a, b| a.$($from)+.map($key).cmp(&b.$($from)+.map($key)),
            take: |a, b| a.$($to)+ = b.$($from)+,
            mean_the_same: never,
            show: |record| record.$($from)+.map_or_else(String::new, $show),
        }
    };
}

/// A rule for a sum of money that a record gives or not: two in two currencies may be one sum.
macro_rules! money {
    ($lasts:ident, $name:literal, [$($from:tt)+], [$($to:tt)+]) => {
        Rule {
            mean_the_same: |a, b| {
                a.$($from)+.map(|money| money.currency) != b.$($from)+.map(|money| money.currency)
            },
            ..given!($lasts, $name, money_key, |money| money.decimal(), [$($from)+], [$($to)+])
        }
    };
}

/// A rule for a moment that a record gives or not.
macro_rules! moment {
    ($lasts:ident, $name:literal, [$($from:tt)+], [$($to:tt)+]) => {
        Rule {
            mean_the_same: |a, b| are_one_moment(a.$($from)+, b.$($from)+),
            // What was cut to the day gives way.
            ..given!($lasts, $name, |at| (has_time(at), at), minute, [$($from)+], [$($to)+])
        }
    };
}

use {given, moment, money, text};

/// Returns whether two moments that differ may be one: the platform's clock showed them alike, or one gives the
/// day of the other alone.
fn are_one_moment(one: Option<Moment>, other: Option<Moment>) -> bool {
    let is_day_of = |(one, other): (Moment, Moment)| {
        let (one, other) = (filed(one), filed(other));
        one.after_day(&other).is_some() && one.is_near(&other)
    };
    is_one_reading(one, other) || one.zip(other).is_some_and(is_day_of)
}

/// Returns whether a moment says more than the day, as far as that can be told.
fn has_time(at: Moment) -> bool {
    filed(at).has_time()
}

fn filed(at: Moment) -> Filed<&'static str> {
    Filed { line: None, second: at.millis().div_euclid(1000) }
}

/// Returns whether the platform's clock showed two moments alike, which lie in the hour that comes twice when it is
/// put back: a text without its zone stands for both. Many exports cut their times to the minute.
fn is_one_reading(one: Option<Moment>, other: Option<Moment>) -> bool {
    let (one, other) = (one.map(whole_minute), other.map(whole_minute));
    let first = one.min(other);
    first.is_some() && first.and_then(|at| Zone::PLATFORM.later_reading(at)) == one.max(other)
}

/// Writes a moment for a comparison: many exports cut their times to the minute.
fn minute(at: Moment) -> String {
    whole_minute(at).to_string()
}

fn whole_minute(at: Moment) -> Moment {
    Moment::from_millis(at.millis().div_euclid(60_000) * 60_000)
}

fn country_key(country: Country) -> String {
    country.code().to_owned()
}

fn money_key(money: Money) -> (String, i64) {
    (money.currency.code().to_owned(), money.minor)
}

/// Returns the dates of a record's parts, where they are not all its own. What is not known has no other date.
fn own_dates<R, const PARTS: usize>(
    rules: &[Rule<R>; PARTS],
    record: &R,
    mut dates: PartDates<PARTS>,
    usual: Option<Moment>,
) -> Option<Box<PartDates<PARTS>>> {
    for (place, _) in rules.iter().enumerate().filter(|(_, rule)| !(rule.is_known)(record)) {
        dates.set(place, usual);
    }
    (dates != PartDates::all(usual)).then(|| Box::new(dates))
}

/// Merges part by part into `kept`, and returns what contradicts.
fn merge<R, const PARTS: usize>(
    rules: &[Rule<R>; PARTS],
    kept: &mut R,
    other: &R,
    dates: &mut PartDates<PARTS>,
    others: &PartDates<PARTS>,
) -> Vec<Contradiction> {
    let mut contradictions = Vec::new();
    for (place, rule) in rules.iter().enumerate() {
        let (date, theirs) = (dates.get(place), others.get(place));
        match ((rule.is_known)(kept), (rule.is_known)(other)) {
            (_, false) => continue,
            (false, true) => {
                (rule.take)(kept, other);
                dates.set(place, theirs);
                continue;
            }
            (true, true) => {}
        }
        let (rank, value) =
            ((rule.rank)(other).cmp(&(rule.rank)(kept)), (rule.compare)(other, kept));
        if rank.is_eq() && value.is_eq() {
            dates.set(place, date.max(theirs));
            continue;
        }
        let other_wins = rank.then(theirs.cmp(&date)).then(value).is_gt();
        let least_rank = (rule.rank)(other).min((rule.rank)(kept));
        let later_loses = if other_wins { date > theirs } else { theirs > date };
        let unexplained = match rank {
            Ordering::Equal => theirs == date || rule.lasts == Lasts::Always,
            // An ending without a date may be the later of the two.
            _ => {
                let are_dated = date.is_some() && theirs.is_some();
                let is_ended = least_rank == 0 && rule.lasts == Lasts::UntilEnding;
                rule.lasts == Lasts::Always || later_loses && are_dated && is_ended
            }
        };
        let unexplained = unexplained && !(rule.mean_the_same)(kept, other);
        let (mine, its) = ((rule.show)(kept), (rule.show)(other));
        if other_wins {
            (rule.take)(kept, other);
            dates.set(place, theirs);
        }
        if unexplained && mine != its {
            let (kept, other) = if other_wins { (its, mine) } else { (mine, its) };
            contradictions.push(Contradiction { part: rule.name, kept, other });
        }
    }
    contradictions
}

#[cfg(test)]
mod tests;
