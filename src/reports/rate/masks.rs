//! Rates of orders that were counted elsewhere: by group and by what is true of them.

use std::collections::BTreeMap;

use super::counts::{Counts, MetricFormulas};
use super::figure::{Figure, Group, RateReport};
use super::grouped::rank;
use super::groups::ByKey;
use super::judge::Judge;
use super::settings::{Grouping, RateSettings};
use crate::domain::{Atom, DisputeAtom, MaskCount, Metric, Moment, Window};
use crate::reports::counted_flow::CountedFlow;

/// Judges counts of orders by their atoms, all of them in windows of one length that end at as-of.
/// Groups are those of `by`; without it there are none. The share of an order-basis figure that is in is
/// known of all orders together, where their flow is.
pub fn report_of_masks(
    rows: &[MaskCount],
    by: Option<Grouping>,
    as_of: Moment,
    settings: RateSettings,
    flow: Option<&CountedFlow>,
) -> RateReport {
    let (whole, groups) = counts(rows, by, &MetricFormulas::of(&settings));
    let orders = |rows: &mut dyn Iterator<Item = &MaskCount>| rows.map(|row| row.orders).sum();
    let is_disputed = |row: &&MaskCount| row.atoms.has(Atom::Some(DisputeAtom::Seen));
    let curve = flow.and_then(CountedFlow::curve);
    let judge = Judge { settings: &settings, skipped: &settings.skipped_rows, curve: None };
    let judge_of_all =
        Judge { settings: &settings, skipped: &settings.skipped_rows, curve: curve.as_ref() };
    let window = |days| Window::ending_at(as_of, days);
    // What is not known of disputes is no matter of orders.
    let known = |figure| Figure {
        unknown_endings: None,
        unknown_families: None,
        unknown_parties: None,
        ..figure
    };
    let figures = |counts: &Counts| -> Vec<Figure> {
        judge.figures(counts, window, |_| Vec::new()).into_iter().map(known).collect()
    };
    let ages = |days| flow.map_or_else(Vec::new, |flow| flow.paid_by_age(days));
    let mut found: Vec<Group> = by
        .into_iter()
        .flat_map(|by| groups.iter().map(move |(key, counts)| (by, key, counts)))
        .map(|(by, key, counts)| Group { by, key: (*key).to_owned(), figures: figures(counts) })
        .filter(|group| group.figures.iter().any(Figure::has_orders))
        .collect();
    rank(&mut found);
    let days = settings.days(Metric::DisputeRate);
    RateReport {
        as_of,
        window: window(days),
        days,
        figures: judge_of_all.figures(&whole, window, ages).into_iter().map(known).collect(),
        groups: found,
        series: Vec::new(),
        explain: None,
        orders: orders(&mut rows.iter()),
        disputes: None,
        disputed_orders: orders(&mut rows.iter().filter(is_disputed)),
        disputes_without_order: None,
        estimated: 0,
        rules: settings.rules,
    }
}

/// Adds up the rows: all of them, and by group where groups are asked for.
fn counts<'a>(
    rows: &'a [MaskCount],
    by: Option<Grouping>,
    formulas: &MetricFormulas,
) -> (Counts, BTreeMap<&'a str, Counts>) {
    let mut whole = Counts::default();
    let mut by_key: ByKey<'_, Counts> = ByKey::default();
    for row in rows {
        let counts = match by {
            Some(_) => by_key.entry(&row.group).or_default(),
            None => &mut whole,
        };
        counts.add_orders(row.atoms, row.orders, formulas);
    }
    by_key.values().for_each(|counts| whole.add(counts));
    (whole, by_key.into_iter().collect())
}
