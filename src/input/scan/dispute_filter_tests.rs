//! What is passed over changes nothing of what is known of a table.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::{CaveatKind, Dispute, OrderId, State};
use crate::input::{Details, FileReport, InputFile, Inputs, ReadOptions, Spec, open};

fn read(text: &str, filter: Option<DisputeFilter>) -> Result<Inputs, String> {
    let options = ReadOptions { filter, threads: 2, skip_bad_rows: true, ..ReadOptions::default() };
    read_all(&[text], &options)
}

fn read_all(texts: &[&str], options: &ReadOptions) -> Result<Inputs, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = |(number, text): (usize, &&str)| {
        let path = folder.path().join(number.to_string());
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        InputFile::new(Spec::Path(path), Some("south".to_owned()))
    };
    let files: Vec<InputFile> = texts.iter().enumerate().map(file).collect();
    let name = folder.path().display().to_string();
    open(&files, options).map_err(|error| error.to_string().replace(&name, "the folder"))
}

/// Returns all that is known of the disputes that a filter lets through, and of the others.
fn told(inputs: &Inputs, filter: &DisputeFilter) -> String {
    let passed = inputs.passed_over();
    let kept = inputs.filings().disputes();
    let mut unknown: BTreeMap<String, u64> =
        passed.unknown_statuses.iter().map(|(word, count)| (word.to_string(), *count)).collect();
    for dispute in
        kept.iter().filter(|d| !d.details().status_known && !d.details().status.is_empty())
    {
        *unknown.entry(dispute.details().status.to_string()).or_default() += 1;
    }
    let mut wanted: Vec<_> = kept.iter().filter(|d| filter.lets_through(&d.summary())).collect();
    // Orders stand where they are met first, be it in a dispute that is passed over.
    wanted.sort_by_key(|dispute| dispute.order_id);
    let files: Vec<_> =
        inputs.files().iter().map(|f| (f.rows, f.bad_rows, &f.problems, said(f))).collect();
    let count = u64::try_from(kept.len()).unwrap() + passed.disputes;
    format!("{wanted:?} {unknown:?} {files:?} {count} {:?}", (inputs.given, inputs.newest_dispute))
}

/// Returns the shops of all disputes; an empty name is none.
fn shops(inputs: &Inputs) -> BTreeSet<&str> {
    let kept = inputs.filings().disputes().iter().map(|dispute| &dispute.shop);
    let all = inputs.passed_over().shops.iter().chain(kept);
    all.map(Text::as_str).filter(|shop| !shop.is_empty()).collect()
}

fn moment(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

fn filter() -> BoxedStrategy<DisputeFilter> {
    let states = select(vec![vec![], vec![State::Open], vec![State::Ended, State::Cancelled]]);
    let shops = select(vec![vec![], vec!["north"], vec!["south", "west"], vec!["nobody"]]);
    let from = prop::option::of(Just(moment("2025-05-01T10:00:00Z")));
    let before = prop::option::of(Just(moment("2025-07-01T17:00:00Z")));
    let order = prop::option::weighted(0.1, Just(OrderId::from_number(8_200_000_000_000_002)));
    (states, shops, from, before, order)
        .prop_map(|(states, shops, opened_from, opened_before, order)| DisputeFilter {
            as_of: moment("2025-08-01T00:00:00Z"),
            states,
            shops: shops.into_iter().map(str::to_owned).collect(),
            opened_from,
            opened_before,
            order: order.flatten(),
        })
        .boxed()
}

fn field(usual: &'static [&'static str], odd: &'static [&'static str]) -> BoxedStrategy<String> {
    prop_oneof![15 => select(usual), 1 => select(odd)].prop_map(str::to_owned).boxed()
}

const TITLES: [&str; 17] = [
    "order_id",
    "opened_at",
    "shop",
    "status",
    "stage",
    "closed_at",
    "escalated_at",
    "ruled_at",
    "seller_response_due_at",
    "line_id",
    "reason",
    "refund_amount",
    "dispute_id",
    "liability",
    "buyer_country",
    "product_id",
    "ending_known",
];

fn row(ids: &'static [&'static str]) -> BoxedStrategy<Vec<String>> {
    let dates = &["2025-05-01T10:00:00Z", "2025-07-01 10:00:00", "2025-09-01T10:00:00+08:00"];
    let later = &["", "", "2025-07-05T10:00:00Z", "2025-10-01 10:00:00", "2025-05-01T10:00:00Z"];
    let date = || field(later, &["soon", "2024-01-01T00:00:00Z", "2025-03-09 02:30:00"]);
    let order = prop_oneof![
        20 => (0..60_u64).prop_map(|number| (8_200_000_000_000_000 + number).to_string()),
        1 => select(&["", "12", "Total", " 8200000000000002 "][..]).prop_map(str::to_owned),
    ];
    let words = &["processing", "finished", "cancelled_by_buyer", "seller_rejected", ""];
    (
        (
            order,
            field(dates, &["", "x", "2025-05-01"]),
            field(&["north", "south", ""], &[" west "]),
        ),
        (
            field(words, &["odd word", " finished", " "]),
            field(&["negotiation", "closed", "", "platform"], &["nowhere", " "]),
        ),
        (date(), date(), date(), date()),
        field(&["1", "2", ""], &[" 1 "]),
        field(&["quality", "not_received", "no_longer_wanted", ""], &["other", " damaged "]),
        field(&["1.50", ""], &["free"]),
        field(ids, &[" a "]),
        (
            field(&["seller", "platform", "none", ""], &[" buyer ", "Seller"]),
            field(&["ES", "GB", "France", ""], &["uk", " DE ", "U1", "Atlantis"]),
            field(&["1005006074010974", ""], &[" mug ", "кружка"]),
            field(&["", "true", "false"], &[" false ", "no"]),
        ),
    )
        .prop_map(|((a, b, c), (d, e), (f, g, h, i), j, k, l, m, (n, o, p, q))| {
            vec![a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q]
        })
        .boxed()
}

fn rows() -> BoxedStrategy<Vec<Vec<String>>> {
    let unique: &[&str] = &["*"];
    prop_oneof![
        6 => prop::collection::vec(row(unique), 0..30),
        1 => prop::collection::vec(row(&[""]), 0..10),
        1 => prop::collection::vec(row(&["a", "b", "", "c"]), 0..20),
    ]
    .prop_map(|mut rows| {
        for (number, row) in rows.iter_mut().enumerate() {
            for field in row.iter_mut().filter(|field| *field == "*") {
                *field = format!("D{number}");
            }
        }
        rows
    })
    .boxed()
}

fn csv(rows: &[Vec<String>]) -> String {
    let lines = rows.iter().map(|row| row.join(","));
    std::iter::once(TITLES.join(",")).chain(lines).map(|line| line + "\n").collect()
}

fn lines(rows: &[Vec<String>]) -> String {
    let first = "{\"order_id\":8200000000000099,\"opened_at\":\"2025-05-01T10:00:00Z\",\
                 \"dispute_id\":\"first\"}\n";
    let line = |row: &Vec<String>| {
        let pairs = TITLES.iter().zip(row).filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> =
            pairs.map(|(key, value)| format!("\"{key}\":\"{value}\"")).collect();
        format!("{{{}}}\n", pairs.join(","))
    };
    first.to_owned() + &rows.iter().map(line).collect::<String>()
}

fn compare(text: &str, filter: &DisputeFilter) -> Result<(), TestCaseError> {
    match (read(text, Some(filter.clone())), read(text, None)) {
        (Ok(some), Ok(all)) => {
            prop_assert_eq!(told(&some, filter), told(&all, filter));
            if !filter.shops.is_empty() && some.passed_over().disputes > 0 {
                prop_assert_eq!(shops(&some), shops(&all));
            }
        }
        (Err(some), Err(all)) => prop_assert_eq!(some, all),
        (some, all) => prop_assert!(false, "{:?} {:?}", some.is_ok(), all.is_ok()),
    }
    Ok(())
}

/// Returns what figures look at, by order, and what is known of the files.
fn figured(inputs: &Inputs) -> String {
    let told = |dispute: &Dispute| {
        let status = dispute.details();
        let unknown = if status.status_known { "" } else { status.status.as_str() };
        format!("{:?} {unknown:?}", Dispute { kept_details: None, ..dispute.clone() })
    };
    let mut disputes: Vec<String> = inputs.filings().disputes().iter().map(told).collect();
    disputes.sort();
    let files: Vec<_> =
        inputs.files().iter().map(|f| (f.rows, f.bad_rows, &f.problems, said(f))).collect();
    format!("{disputes:#?} {files:?} {:?}", (inputs.given, inputs.newest_dispute))
        .replace(['/', '\\'], "")
}

fn compare_details(texts: &[&str]) -> Result<(), TestCaseError> {
    let with = |details: Details| {
        let options = ReadOptions { details, skip_bad_rows: true, ..ReadOptions::default() };
        read_all(texts, &options)
    };
    match (with(Details::Dropped), with(Details::Kept)) {
        (Ok(dropped), Ok(kept)) => {
            prop_assert_eq!(figured(&dropped), figured(&kept));
            let first = |inputs: &Inputs| -> Vec<String> {
                let orders = inputs.filings().iter();
                let first = orders.filter_map(|(_, disputes)| disputes.first());
                first.map(|d| format!("{:?}", (d.order_id, &d.shop, &d.product))).collect()
            };
            prop_assert_eq!(first(&dropped), first(&kept));
        }
        (Err(dropped), Err(kept)) => prop_assert_eq!(dropped, kept),
        (dropped, kept) => prop_assert!(false, "{:?} {:?}", dropped.is_ok(), kept.is_ok()),
    }
    Ok(())
}

#[test]
fn details_are_dropped_unless_a_filing_comes_twice() {
    let table = |day: &str, id: &str| {
        let row = format!("8200000000000001,2025-05-{day}T10:00:00Z,,,,,,,,1,quality,,{id}");
        TITLES.join(",") + "\n" + &row + "\n"
    };
    let (one, other, later) = (table("01", "D1"), table("01", "D2"), table("02", "D2"));
    let options = ReadOptions { details: Details::Dropped, ..ReadOptions::default() };
    let kept = |texts: &[&str]| {
        let inputs = read_all(texts, &options).unwrap();
        inputs.filings().disputes().iter().filter(|d| d.kept_details.is_some()).count()
    };
    assert_eq!((kept(&[&one, &later]), kept(&[&one, &one])), (0, 1));
    // Their ids are compared, as an order is not disputed twice in a second.
    assert_eq!(kept(&[&one, &other]), 2);
}

#[test]
fn disputes_come_in_the_order_of_the_file_whoever_reads_them() {
    let id = |number: u64| 8_200_000_000_000_000 + number * 7_919 % 90_001;
    let row = |number: u64| format!("{},2025-05-01T10:00:00Z,D{number}\n", id(number));
    let rows: String = (0..90_000).chain([17]).map(row).collect();
    let text = format!("order_id,opened_at,dispute_id\n{rows}");
    assert!(text.len() > 50 * 64 * 1024);
    for (threads, details) in [
        (1, Details::Kept),
        (2, Details::Kept),
        (2, Details::Dropped),
        (3, Details::Dropped),
        (4, Details::Kept),
    ] {
        let options = ReadOptions { threads, details, ..ReadOptions::default() };
        let inputs = read_all(&[&text], &options).unwrap();
        let found: Vec<u64> =
            inputs.filings().disputes().iter().map(|d| d.order_id.number()).collect();
        assert!(found == (0..90_000).map(id).collect::<Vec<_>>(), "{threads}");
        assert_eq!(inputs.files()[0].rows.merged, 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_changes_nothing_of_what_it_lets_through(rows in rows(), filter in filter()) {
        compare(&csv(&rows), &filter)?;
        compare(&lines(&rows), &filter)?;
    }

    #[test]
    fn details_that_are_dropped_change_nothing_that_figures_look_at(
        one in rows(),
        other in rows(),
        shared in rows(),
    ) {
        let texts = [csv(&[one, shared.clone()].concat()), lines(&[shared, other].concat())];
        compare_details(&[&texts[0], &texts[1]])?;
    }
}

#[test]
fn usual_rows_are_passed_over_and_a_filing_that_comes_twice_keeps_them_all() {
    let row = |number: u64| {
        let id = 8_200_000_000_000_000 + number;
        format!(
            "{{\"order_id\":{id},\"opened_at\":\"2025-05-01T10:00:00Z\",\"dispute_id\":{id}}}\n"
        )
    };
    let filter = DisputeFilter {
        as_of: moment("2025-08-01T00:00:00Z"),
        states: Vec::new(),
        shops: vec!["west".to_owned()],
        opened_from: None,
        opened_before: None,
        order: None,
    };
    let once: String = (1..200).map(row).collect();
    let inputs = read(&once, Some(filter.clone())).unwrap();
    assert_eq!((inputs.passed_over().disputes, inputs.filings().disputes().len()), (199, 0));
    assert_eq!(shops(&inputs), BTreeSet::from(["south"]));
    let inputs = read(&(once + &row(7)), Some(filter)).unwrap();
    assert_eq!((inputs.passed_over().disputes, inputs.filings().disputes().len()), (0, 199));
    assert_eq!(inputs.files()[0].rows.merged, 1);
}

/// A kind of caveat, the parts of its message, and its rows.
type Said = (CaveatKind, Vec<(&'static str, String)>, Vec<u64>);

/// What is said of a file, whatever its name.
fn said(file: &FileReport) -> Vec<Said> {
    let caveats = file.caveats.iter();
    caveats.map(|caveat| (caveat.kind, caveat.parts.clone(), caveat.rows.clone())).collect()
}
