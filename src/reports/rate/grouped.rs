//! Rates by group: by shop, product, country, family and month.

use std::collections::BTreeMap;

use super::counts::OrderGroup;
use super::disputed_order::{DisputedOrder, Snapshot};
use super::figure::Group;
use super::groups::ByKey;
use super::judge::Judge;
use super::settings::{Grouping, month_of};
use super::tally::RateTally;
use crate::domain::{AssessmentDay, Count, Family, SkippedRow, SkippedRows, Window};

/// Returns the figures of each group.
pub(super) fn groups_by(
    by: Grouping,
    judge: &Judge<'_>,
    tally: &RateTally,
    found: &Snapshot<'_>,
) -> Vec<Group> {
    match by {
        Grouping::Family => by_family(judge, tally, found),
        Grouping::Month => by_month(judge, tally, found),
        Grouping::Shop | Grouping::Product | Grouping::Country => by_key(by, judge, tally, found),
    }
}

fn by_key(by: Grouping, judge: &Judge<'_>, tally: &RateTally, found: &Snapshot<'_>) -> Vec<Group> {
    let all = tally.groups();
    let mut by_key: ByKey<'_, Vec<&DisputedOrder<'_>>> = ByKey::default();
    for key in all.keys() {
        by_key.entry(key).or_default();
    }
    for key in &found.far {
        by_key.entry(key.word()).or_default();
    }
    for order in found.disputed.iter() {
        by_key.entry(order.key.word()).or_default().push(order);
    }
    let skipped = SkippedByKey::of(by, judge.skipped);
    // All rows of a group may have been left out.
    for key in skipped.of.keys() {
        by_key.entry(key).or_default();
    }
    let mut groups: Vec<Group> = by_key
        .into_iter()
        .map(|(key, disputed)| {
            // An order that is known only as disputed may be any of the rows left out.
            let own = if key.is_empty() { judge.skipped } else { skipped.of_key(key) };
            let judge = Judge { skipped: own, ..*judge };
            let as_of = tally.question().as_of;
            let within = judge.settings.seen(None, as_of);
            let orders = OrderGroup { disputed, clean: &all.histogram(key), within };
            let mut figures = judge.figures_of(&orders, as_of);
            if skipped.of.contains_key(key) {
                figures.iter_mut().for_each(|figure| judge.add_range_of_none(figure));
            }
            Group { by, key: key.to_owned(), figures }
        })
        .filter(|group| group.figures.iter().any(|f| f.has_orders() || f.skipped.is_some()))
        .collect();
    rank(&mut groups);
    groups
}

/// Rows left out, by the groups that they may be of.
struct SkippedByKey {
    /// Those of which it is not known.
    anywhere: SkippedRows,
    /// Those of each group, and those of which it is not known.
    of: BTreeMap<String, SkippedRows>,
}

impl SkippedByKey {
    fn of(by: Grouping, all: &SkippedRows) -> Self {
        let key = |row: &SkippedRow| match by {
            Grouping::Shop => row.shop.clone(),
            Grouping::Product => row.product.clone(),
            Grouping::Country => row.country.clone(),
            Grouping::Family | Grouping::Month => None,
        };
        let mut anywhere = SkippedRows::default();
        let mut of: BTreeMap<String, SkippedRows> = BTreeMap::new();
        for (row, count) in all.iter() {
            match key(row) {
                Some(key) => of.entry(key).or_default().add(row.clone(), count),
                None => anywhere.add(row.clone(), count),
            }
        }
        of.values_mut().for_each(|rows| rows.merge(&anywhere));
        Self { anywhere, of }
    }

    fn of_key(&self, key: &str) -> &SkippedRows {
        self.of.get(key).unwrap_or(&self.anywhere)
    }
}

/// Puts groups into their order: the largest numerator first.
pub(super) fn rank(groups: &mut [Group]) {
    // Where nothing is known of the first metric, its groups come by their names.
    let weight = |group: &Group| {
        let counted = group.figures.first().and_then(|figure| figure.counted);
        counted.unwrap_or(Count::new(0, 0))
    };
    let rank = |group: &Group| {
        let Count { numerator, denominator } = weight(group);
        std::cmp::Reverse((numerator, denominator))
    };
    groups.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key)));
}

fn by_family(judge: &Judge<'_>, tally: &RateTally, found: &Snapshot<'_>) -> Vec<Group> {
    let group = |family: Family| {
        let narrowed: Vec<DisputedOrder<'_>> =
            found.disputed.iter().map(|order| order.of_family(family)).collect();
        let disputed = narrowed.iter().collect();
        let as_of = tally.question().as_of;
        let within = judge.settings.seen(None, as_of);
        let orders = OrderGroup { disputed, clean: tally.total(), within };
        let figures = judge.figures_of(&orders, as_of);
        Group { by: Grouping::Family, key: family.id().to_owned(), figures }
    };
    Family::ALL.into_iter().map(group).collect()
}

fn by_month(judge: &Judge<'_>, tally: &RateTally, found: &Snapshot<'_>) -> Vec<Group> {
    let as_of = tally.question().as_of;
    let all = tally.groups();
    let longest = Window::ending_at(as_of, judge.settings.longest_window());
    let longest = longest.cut(judge.settings.seen(None, as_of));
    months(longest)
        .into_iter()
        .map(|(key, within)| {
            let clean = &all.histogram(&key);
            let disputed = found.disputed.iter().collect();
            let within = judge.settings.seen(Some(within), as_of);
            let orders = OrderGroup { disputed, clean, within };
            Group { by: Grouping::Month, figures: judge.figures_of(&orders, as_of), key }
        })
        .collect()
}

/// Returns the assessment months that a span touches, each with the span of the whole month.
pub fn months(span: Window) -> Vec<(String, Window)> {
    let mut found: Vec<(String, Window)> = Vec::new();
    let mut day = AssessmentDay::of(span.from);
    while day.start() < span.to {
        let key = month_of(day.start());
        match found.last_mut().filter(|(last, _)| *last == key) {
            Some((_, window)) => window.to = day.end(),
            None => {
                found.push((key, Window { from: day.start(), to: day.end() }));
            }
        }
        day = day.plus_days(1);
    }
    found
}
