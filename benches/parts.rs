//! How long the parts take, each alone: `cargo bench --bench parts [PART]`.
//!
//! What tests do not run and `.ci/run` does not measure: seconds differ from machine to machine.
//! Instructions of whole commands are counted by `benches/instructions.sh`.

#![expect(clippy::expect_used, reason = "a measurement stops at the first surprise")]

use std::hint::black_box;
use std::path::PathBuf;

use chrono::{NaiveDate, TimeDelta};
use disputes::domain::{
    Agreed, AssessmentDay, ColumnSet, FactSet, Filings, GuidanceFacts, IdTable, Moment, OrderBatch,
    OrderId, OrderTally, Projection, Protection, Stage, State, Turn, Zone, plan,
};
use disputes::input::{Chosen, InputFile, Inputs, ReadOptions, Spec, open};
use disputes::messages::{
    Case, Catalogue, LabelOverrides, Language, Marks, MessageStyle, SellerWords, Surface, Tone,
    Wording, compose,
};
use disputes::reports::rate::{Grouping, RateQuestion, RateSettings, RateTally, report};
use disputes::rules;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box_drop};
use tempfile::TempDir;

#[expect(dead_code, reason = "the generator is a program of its own as well")]
#[path = "generate.rs"]
mod generate;

/// Orders of each table that is read.
const ORDERS: u64 = 20_000;

fn main() {
    divan::main();
}

fn as_of() -> AssessmentDay {
    AssessmentDay::new(NaiveDate::from_ymd_opt(2026, 1, 16).expect("a day"))
}

/// Made-up tables, and where they are.
struct Tables {
    folder: TempDir,
    ending: &'static str,
}

impl Tables {
    fn new(form: generate::Form) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        generate::write_tables(
            &generate::Tables { orders: ORDERS, share: 4, order: generate::RowOrder::Rising, form },
            folder.path(),
        )
        .expect("tables");
        let ending = if form == generate::Form::Lines { "jsonl" } else { "csv" };
        Self { folder, ending }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.{}", self.ending))
    }

    fn open(&self, names: &[&str]) -> Inputs {
        let file = |name: &&str| InputFile {
            spec: Spec::Path(self.path(name)),
            shop: None,
            chosen: Chosen::ByName,
        };
        let files: Vec<InputFile> = names.iter().map(file).collect();
        let options = ReadOptions { threads: 1, ..ReadOptions::default() };
        open(&files, &options).expect("tables that are in order")
    }

    fn bytes(&self, name: &str) -> BytesCount {
        BytesCount::new(self.path(name).metadata().expect("a table").len())
    }
}

fn question(points: u32, by: Option<Grouping>) -> RateQuestion {
    let as_of = as_of().end();
    RateQuestion { points, by, ..RateQuestion::at(as_of, 30) }
}

fn settings() -> RateSettings {
    let rules = rules::in_force(as_of()).expect("a rule set");
    RateSettings::new(rules, None, FactSet::ALL)
}

/// Counts orders and nothing else.
#[derive(Default)]
struct Number(u64);

impl OrderTally for Number {
    fn projection(&self) -> Projection {
        Projection::of_every_order(ColumnSet::ORDER)
    }

    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.0 += u64::try_from(batch.len()).expect("a batch is small") + batch.filtered_out();
    }

    fn merge(&mut self, other: Self) {
        self.0 += other.0;
    }
}

mod reading {
    use super::*;

    const FORMS: [&str; 3] = ["csv", "quoted csv", "json lines"];

    fn tables(form: &str) -> Tables {
        Tables::new(match form {
            "csv" => generate::Form::Csv,
            "quoted csv" => generate::Form::Quoted,
            _ => generate::Form::Lines,
        })
    }

    /// Blocks split, rows taken apart, every field read, nothing counted.
    #[divan::bench(args = FORMS)]
    fn every_field_of_orders(bencher: Bencher<'_, '_>, form: &str) {
        let tables = tables(form);
        bencher.counter(tables.bytes("orders")).bench_local(|| {
            tables.open(&["orders"]).read_orders(Number::default()).expect("orders").tally.0
        });
    }

    /// Blocks split, rows taken apart, texts passed over.
    #[divan::bench(args = FORMS)]
    fn moments_of_orders(bencher: Bencher<'_, '_>, form: &str) {
        let tables = tables(form);
        let filings = Filings::default();
        bencher.counter(tables.bytes("orders")).bench_local(|| {
            let tally = RateTally::new(question(1, None), &filings);
            black_box_drop(tables.open(&["orders"]).read_orders(tally).expect("orders"));
        });
    }

    #[divan::bench(args = FORMS)]
    fn disputes(bencher: Bencher<'_, '_>, form: &str) {
        let tables = tables(form);
        bencher.counter(tables.bytes("disputes")).bench_local(|| tables.open(&["disputes"]));
    }
}

mod words {
    use super::*;

    const COUNT: u32 = 1_000;

    #[divan::bench]
    fn ids(bencher: Bencher<'_, '_>) {
        let texts: Vec<String> = (0..COUNT).map(|n| format!("82000{:011}", n * 7)).collect();
        bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
            texts.iter().filter(|text| OrderId::parse(black_box(text)).is_ok()).count()
        });
    }

    #[divan::bench]
    fn time_stamps_with_an_offset(bencher: Bencher<'_, '_>) {
        let start = as_of().end();
        let texts: Vec<String> =
            (0..COUNT).map(|n| start.plus_hours(i64::from(n)).to_string()).collect();
        bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
            texts.iter().filter_map(|text| Moment::from_rfc3339(black_box(text))).count()
        });
    }

    #[divan::bench]
    fn wall_times_of_the_platform(bencher: Bencher<'_, '_>) {
        let start = Zone::PLATFORM.wall(as_of().end());
        let walls: Vec<_> = (0..COUNT).map(|n| start + TimeDelta::hours(i64::from(n))).collect();
        bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
            walls.iter().filter(|wall| Zone::PLATFORM.moment(**wall).is_ok()).count()
        });
    }
}

mod id_table {
    use super::*;

    const DISPUTED: u64 = 40_000;

    fn id(number: u64) -> OrderId {
        OrderId::from_number(8_200_000_000_000_001 + number * 30_011).expect("an id")
    }

    #[divan::bench]
    fn insert(bencher: Bencher<'_, '_>) {
        bencher
            .counter(ItemsCount::new(DISPUTED))
            .bench_local(|| (0..DISPUTED).map(id).collect::<IdTable>());
    }

    /// Of 25 orders one is disputed.
    #[divan::bench]
    fn look_up(bencher: Bencher<'_, '_>) {
        let table: IdTable = (0..DISPUTED).map(|number| id(number * 25)).collect();
        let all = DISPUTED * 25;
        bencher
            .counter(ItemsCount::new(all))
            .bench_local(|| (0..all).filter(|number| table.get(id(*number)).is_some()).count());
    }
}

mod figures {
    use super::*;

    const BY: [Option<Grouping>; 4] =
        [None, Some(Grouping::Shop), Some(Grouping::Product), Some(Grouping::Country)];

    /// Orders read and counted by group.
    #[divan::bench(args = BY)]
    fn grouping(bencher: Bencher<'_, '_>, by: &Option<Grouping>) {
        let tables = Tables::new(generate::Form::Csv);
        let inputs = tables.open(&["orders", "disputes"]);
        let filings = inputs.filings();
        bencher.counter(ItemsCount::new(ORDERS)).bench_local(|| {
            let tally = RateTally::new(question(1, *by), filings);
            black_box_drop(tables.open(&["orders"]).read_orders(tally).expect("orders"));
        });
    }

    /// The report of what has been counted: points of a series, and shops.
    #[divan::bench(args = [(1, false), (90, false), (1, true)])]
    fn rate_report(bencher: Bencher<'_, '_>, (points, shops): (u32, bool)) {
        let tables = Tables::new(generate::Form::Csv);
        let mut inputs = tables.open(&["orders", "disputes"]);
        let filings = std::sync::Arc::clone(inputs.filings());
        let question = question(points, shops.then_some(Grouping::Shop));
        let tally = inputs.read_orders(RateTally::new(question, &filings)).expect("orders").tally;
        bencher.with_inputs(settings).bench_local_values(|given| report(&tally, &filings, given));
    }
}

mod guide {
    use super::*;

    /// One message, its language's catalogue read again as for every command.
    #[divan::bench(args = ["en", "ru", "ar", "ja"])]
    fn message(bencher: Bencher<'_, '_>, language: &str) {
        let until = as_of().end().plus_days(20);
        let facts = GuidanceFacts {
            state: State::Open,
            later_knowledge: false,
            status_known: true,
            stage: Some(Stage::Negotiation),
            turn: Turn::Seller,
            closed_at: None,
            ruled_at: None,
            refunded: false,
            protection: Protection::Until(until),
            protected_days: 20,
            agreed: Some(Agreed::Resolved),
            stuck: false,
            over_since: false,
        };
        let plan = plan(&facts).expect("a message that fits");
        let order = OrderId::from_number(8_200_000_000_000_001).expect("an id");
        let labels = LabelOverrides::new();
        let style = MessageStyle {
            tone: Tone::Full,
            surface: Surface::Both,
            wording: Wording::Current,
            marks: Marks::Isolate,
            labels: &labels,
            limit: None,
        };
        bencher.bench_local(|| {
            let language = Language::parse(language).expect("a language");
            let catalogue = Catalogue::of(language).expect("a catalogue");
            let case = Case { order, item: "USB cable", plan: &plan };
            compose(&catalogue, &case, &SellerWords::default(), &style).expect("a message")
        });
    }
}
