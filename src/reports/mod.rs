//! One question a file: a tally and the report it ends in. Knows no file formats and lays out
//! nothing.

pub mod agreement;
pub mod causes;
pub mod causes_tally;
pub mod changes;
mod chunked_vec;
pub mod cohort_table;
pub mod counted_flow;
mod disputed_orders;
pub mod estimated_completions;
pub mod exposure;
pub mod forecast;
pub mod history;
pub mod list;
pub mod listing;
mod maybe_owned;
pub mod metric_risk;
pub mod notices;
pub mod own_records;
pub mod points;
pub mod rate;
pub mod record;
pub mod reporting_delay;
pub mod risk;
pub mod risk_settings;
pub mod shop_counts;
pub mod shop_names;
pub mod shop_queue;
pub mod shops;
pub mod show;
pub mod sort_key;
pub mod statistics;
pub mod today;
pub mod trend;
pub mod what_if;

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Returns a number of days or places as an index.
fn index(number: u32) -> usize {
    usize::try_from(number).expect("an address has 32 bits or more")
}

/// Adds to the count at a place, for which room is made where there is none.
fn add_at(counts: &mut Vec<u64>, place: usize, more: u64) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    *counts.get_mut(place).expect("there is room for it now") += more;
}

/// Adds each count to that of the same key.
fn add_counts<K: Ord, N: Default + AddAssign>(mine: &mut BTreeMap<K, N>, theirs: BTreeMap<K, N>) {
    theirs.into_iter().for_each(|(key, count)| *mine.entry(key).or_default() += count);
}
