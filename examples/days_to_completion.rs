//! A question of your own, in one pass over any order file:
//! `cargo run --example days_to_completion -- examples/shop/orders.xlsx`.
//!
//! A tally sees each order once, some at a time, whatever kind of file they come from, and adds up
//! with others.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::io::{Write, stdout};

use disputes::domain::{ColumnSet, OrderBatch, OrderTally, Projection};
use disputes::input::{InputFile, ReadOptions, Spec, open};

/// How many orders of a country were completed after how many whole days.
#[derive(Default)]
struct Days(BTreeMap<String, BTreeMap<i64, u64>>);

impl OrderTally for Days {
    fn projection(&self) -> Projection {
        let moments = ColumnSet::PAID.and(ColumnSet::COMPLETED);
        Projection::of_every_order(moments.and(ColumnSet::COUNTRY))
    }

    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, batch: &OrderBatch) {
        let moments = batch.paid().iter().zip(batch.counted_completions());
        for ((paid, completed), country) in moments.zip(batch.countries()) {
            let (Some(paid), Some(completed)) = (paid, completed) else { continue };
            let country = country.map_or_else(|| "??".to_owned(), |country| country.to_string());
            let days = completed.days_since(*paid);
            *self.0.entry(country).or_default().entry(days).or_default() += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        for (country, days) in other.0 {
            let mine = self.0.entry(country).or_default();
            for (day, count) in days {
                *mine.entry(day).or_default() += count;
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = |word: String| InputFile::new(Spec::from_word(&word), None);
    let files: Vec<InputFile> = env::args().skip(1).map(file).collect();
    let read = open(&files, &ReadOptions::default())?.read_orders(Days::default())?;
    for (country, days) in read.tally.0 {
        let orders: u64 = days.values().sum();
        let mut below = 0;
        let median = days.iter().find_map(|(day, count)| {
            below += count;
            (below * 2 >= orders).then_some(*day)
        });
        let median = median.unwrap_or_default();
        writeln!(
            stdout(),
            "{country}: half of {orders} orders were completed within {median} days"
        )?;
    }
    Ok(())
}
