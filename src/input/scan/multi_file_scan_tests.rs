//! The order of files makes no difference, nor does how many orders they share.

use std::io::Write;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::domain::{ColumnSet, Projection, Window};
use crate::input::container::raw_file::Spec;
use crate::input::scan::order_reading::tests::{Recorder, TITLES, everything};
use crate::input::{InputFile, ReadOptions};

/// One row of an order, most of the time good in every way.
fn row(id: u64) -> BoxedStrategy<String> {
    let optional = |values: &'static [&'static str]| select(values);
    (
        select(&["2025-05-01T10:00:00Z", "2025-05-01T10:00:09Z", "2025-05-02T00:00:00Z"][..]),
        optional(&["", "2025-05-03T10:00:00Z", "2025-05-04T10:00:00Z"]),
        optional(&["", "2025-06-03T10:00:00Z", "2025-06-20T10:00:00Z", "2025-07-20T10:00:00Z"]),
        optional(&["", "timeout", "buyer_confirmed"]),
        optional(&["", "shipped", "finished", "odd"]),
        optional(&["", "p1", "p2"]),
        optional(&["", "shop", "other"]),
        optional(&["", "US", "BR"]),
    )
        .prop_map(move |(created, paid, completed, how, status, product, shop, country)| {
            let id = 8_200_000_000_000_000 + id;
            format!(
                "{id},{created},{paid},{completed},{how},{status},USD,1.00,{product},,{shop},{country},,"
            )
        })
        .boxed()
}

/// A file with some of a few orders, each in one row; at times one row stands there twice.
fn file() -> BoxedStrategy<String> {
    let ids = subsequence((11..18_u64).collect::<Vec<_>>(), 1..7);
    let rows = ids.prop_flat_map(|ids| ids.into_iter().map(row).collect::<Vec<_>>());
    (rows, any::<bool>())
        .prop_map(|(rows, twice)| {
            let again = rows.first().filter(|_| twice).cloned();
            let rows: Vec<String> = rows.into_iter().chain(again).collect();
            format!("{TITLES}\n{}\n", rows.join("\n"))
        })
        .boxed()
}

/// What some files gave: orders, their count, what they say of times, and what contradicts.
type Read = (String, u64, (bool, bool), Vec<Caveat>);

fn read(files: &[&String], tally: &Recorder, at_once: usize) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let file = |(number, text): (usize, &&String)| {
        let path = folder.path().join(number.to_string());
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        InputFile::new(Spec::Path(path), None)
    };
    let files: Vec<_> = files.iter().enumerate().map(file).collect();
    let options = ReadOptions { threads: 2, ..ReadOptions::default() };
    let mut inputs = crate::input::open(&files, &options).unwrap();
    let read = inputs.read_each_once(tally, at_once).unwrap();
    let knowledge = (inputs.given.has(Fact::Paid), inputs.given.has(Fact::Completed));
    // Files are called by their places here.
    let caveats = inputs.order_caveats.iter().cloned();
    let caveats = caveats.map(|caveat| Caveat { files: Vec::new(), ..caveat }).collect();
    (read.tally.forget_others().shown(), read.orders, knowledge, caveats)
}

/// Merges the records of a file's rows with those known, as plainly as can be.
fn plainly(files: &[&String]) -> Recorder {
    let mut merged: HashMap<OrderId, OrderRecord> = HashMap::new();
    for file in files {
        let mut written = tempfile::NamedTempFile::new().unwrap();
        written.write_all(file.as_bytes()).unwrap();
        let files = [InputFile::new(Spec::Path(written.path().to_owned()), None)];
        let mut inputs = crate::input::open(&files, &ReadOptions::default()).unwrap();
        let facts = inputs.read_orders(Kept::default()).unwrap().tally.0;
        let newest = inputs.reports[0].span.map(|(_, newest)| newest);
        for facts in facts {
            let record = OrderRecord::new(facts, newest);
            match merged.get_mut(&record.facts.id) {
                Some(known) => drop(known.merge(&record)),
                None => drop(merged.insert(record.facts.id, record)),
            }
        }
    }
    let mut recorder = everything();
    merged.values().for_each(|record| recorder.expect(&record.facts.borrow()));
    recorder
}

/// Keeps every order.
#[derive(Default)]
struct Kept(Vec<crate::domain::OrderFacts>);

impl OrderTally for Kept {
    fn projection(&self) -> Projection {
        Projection::of_every_order(ColumnSet::ORDER)
    }

    fn fresh(&self) -> Self {
        Self::default()
    }

    fn add(&mut self, batch: &OrderBatch) {
        self.0.extend(batch.orders().unwrap().map(|order| order.facts()));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

fn some_of_june() -> Recorder {
    let day = |text: &str| Moment::from_rfc3339(text).unwrap();
    let june = Window { from: day("2025-06-01T00:00:00Z"), to: day("2025-07-01T00:00:00Z") };
    let columns = ColumnSet::COMPLETED.and(ColumnSet::SHOP);
    Recorder::new(Projection::of_ids(columns, Arc::default()).or_in(june))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_files_changes_no_order_and_no_caveat(
        files in prop::collection::vec(file(), 2..4),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut other: Vec<&String> = files.iter().collect();
        let at = seed.index(other.len());
        other.rotate_left(at);
        other.reverse();
        let files: Vec<&String> = files.iter().collect();
        let all = read(&files, &everything(), MERGED_AT_ONCE);
        prop_assert_eq!(&all.0, &plainly(&files).forget_others().shown());
        prop_assert_eq!(&read(&other, &everything(), MERGED_AT_ONCE), &all);
        // Where there are too many of them, only what differs is merged, to the same end.
        prop_assert_eq!(&read(&other, &everything(), 0), &all);
        let june = read(&files, &some_of_june(), MERGED_AT_ONCE);
        prop_assert_eq!(&read(&other, &some_of_june(), 0), &june);
    }
}

#[test]
fn an_order_counts_with_the_completion_that_only_the_older_file_has() {
    let titles = "order_id,created_at,paid_at,completed_at\n";
    let older = format!("{titles}8200000000000011,2025-05-01T10:00:00Z,,2025-06-01T10:00:00Z\n");
    let newer = "order_id,created_at,paid_at\n\
         8200000000000011,2025-05-01T10:00:00Z,2025-05-30T10:00:00Z\n\
         8200000000000013,2025-08-01T10:00:00Z,2025-08-01T10:00:00Z\n"
        .to_owned();
    let both = read(&[&newer, &older], &everything(), 0);
    let merged = both.0.lines().next().unwrap();
    assert!(merged.contains("1748772000000") && merged.contains("1748599200000"), "{merged}");
    assert_eq!((both.1, both.2), (2, (true, false)));
    assert_eq!((both.3[0].kind, both.3[0].count), (CaveatKind::NoCompletionTimes, Some(1)));
    let only = newer.lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    let both = read(&[&only, &older], &everything(), 0);
    assert_eq!((both.1, both.2, both.3.len()), (1, (true, true), 0));
}

#[test]
fn a_file_without_disputed_orders_is_said_beside_one_of_its_time_that_has_them() {
    let file = |path, from: i64, to: i64, completed, disputed| ComparedFile {
        path,
        shop: "",
        placed: Window { from: day(from), to: day(to) },
        completed,
        disputed,
    };
    let said = |files: &[ComparedFile<'_>]| {
        files
            .iter()
            .filter(|file| file.lacks_disputes(files))
            .map(|file| file.path.to_owned())
            .collect::<Vec<_>>()
    };
    let (a, b) = (|| file("a", 0, 100, 500, 40), || file("b", 5, 98, 500, 0));
    assert_eq!(said(&[a(), b()]), ["b"]);
    // Of another time, of few orders, and beside few disputes.
    assert_eq!(said(&[a(), file("b", 60, 160, 500, 0)]), [""; 0]);
    assert_eq!(said(&[a(), file("b", 5, 98, 40, 0)]), [""; 0]);
    assert_eq!(said(&[file("a", 0, 100, 500, 4), b()]), [""; 0]);
    assert_eq!(said(&[a(), ComparedFile { shop: "s", ..b() }]), [""; 0]);
}

fn day(number: i64) -> Moment {
    Moment::from_millis(1_767_225_600_000).plus_days(number)
}
