//! Reading on several threads in small blocks finds what reading row after row finds.

use std::cell::Cell;
use std::io::Write;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::*;
use std::sync::Arc;

pub(crate) use crate::domain::order_batch::tests::Recorder;
use crate::domain::order_batch::tests::columns;
use crate::domain::{ColumnSet, Filings, Moment, OrderId, Projection, Window};
use crate::input::container::raw_file::Spec;
use crate::input::detect::{Detector, InputFormat};
use crate::input::table::row::Row;
use crate::input::table::title_catalogue::TitleCatalogue;

/// Records every column of every order.
pub(crate) fn everything() -> Recorder {
    Recorder::new(Projection::of_every_order(ColumnSet::ORDER))
}

/// Looks at some columns of all orders, or of those on a list and those of a summer, of some shops.
pub(crate) fn some_orders() -> BoxedStrategy<Recorder> {
    let shops =
        select(vec![vec![], vec!["x".to_owned()], vec!["abc".to_owned(), "шоп".to_owned()]]);
    let id = |number: u64| OrderId::from_number(8_200_000_000_000_000 + number).unwrap();
    (columns(), any::<bool>(), shops)
        .prop_map(move |(columns, every, shops)| {
            if every {
                return Recorder::new(Projection::of_every_order(columns).of_shops(&shops));
            }
            let day = |day: i64| Moment::from_millis(day * 86_400_000);
            let ids = Arc::new([id(3), id(4), id(13)].into_iter().collect());
            let summer = Window { from: day(20_240), to: day(20_300) };
            Recorder::new(Projection::of_ids(columns, ids).or_in(summer).of_shops(&shops))
        })
        .boxed()
}

/// Returns what a pass found, in words, the tally in those of its own.
pub(crate) fn words<T: OrderTally>(
    pass: OrderScan<'_, T>,
    source: &RowSource,
    options: &ReadOptions,
    shown: fn(T) -> String,
) -> String {
    let piles: Vec<&DuplicateIdFinder> = pass.ids.iter().collect();
    let found = duplicate_ids::distinct(&piles, 1);
    // Values that need no closer look are not counted by the quick way.
    let dates: Vec<String> = pass
        .decoder
        .table
        .dates()
        .map(|date| {
            let evidence = &date.evidence;
            let against = DateOrder::ALL.map(|order| evidence.against(order));
            let (column, year) = (date.column(), evidence.has_full_year());
            format!("{column} {against:?} {:?} {year} {}", evidence.undecided, date.without_zone)
        })
        .collect();
    let all = pass.by_shop.together();
    let caveats = caveats(&pass, &all, source, options, &Filings::default(), "");
    let shops = pass.by_shop.into_shops().into_iter();
    // Of how long orders took, each thread looks at a sample of its own.
    let shops: Vec<_> = shops.map(|s| (s.name, s.range, s.placed, s.met)).collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {} {:?}",
        pass.log.rows,
        pass.log.problems,
        caveats,
        all.range.get(),
        pass.found.rounded,
        pass.log.footer,
        found,
        dates,
        shown(pass.tally),
        shops,
    )
}

pub(crate) fn opened(dispute_on: &str, at: &str) -> Filings {
    let text = format!("order_id,opened_at,dispute_id\n{dispute_on},{at},D1\n");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let spec = Spec::Path(file.path().to_owned());
    let inputs =
        crate::input::open(&[crate::input::InputFile::new(spec, None)], &ReadOptions::default());
    Filings::clone(inputs.unwrap().filings())
}

/// What reading a text in both ways found.
struct Both {
    many: String,
    one: String,
}

/// Reads a text in both ways and returns what each found.
fn both(text: &[u8], block: usize, threads: usize) -> Option<Both> {
    both_by(&everything(), text, block, threads)
}

/// What becomes of rows of one order that follow each other, in the second way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follow {
    /// As in the first.
    Joined,
    /// All rows are compared, as those of packages are.
    Compared,
}

fn both_by(all: &Recorder, text: &[u8], block: usize, threads: usize) -> Option<Both> {
    both_where(
        all,
        text,
        ReadPlan { threads, block: Some(block) },
        Follow::Joined,
        |reading, threads, all| reading.scan(threads, all, || Repeats::Unknown),
    )
}

fn both_where(
    all: &Recorder,
    text: &[u8],
    plan: ReadPlan,
    follow: Follow,
    found: impl for<'a> Fn(
        &mut FileScan<'a, '_>,
        usize,
        &Recorder,
    ) -> Result<OrderScan<'a, Recorder>, SourceError>,
) -> Option<Both> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    let input = Input::open(&Spec::Path(file.path().to_owned()), &Default::default()).unwrap();
    let catalogue = TitleCatalogue::new(&Vec::new());
    let detector = Detector { catalogue: &catalogue, encoding: None };
    let mut source = match detector.detect(&input) {
        Ok(InputFormat::Delimited { encoding, delimiter, header }) => {
            RowSource::Delimited { encoding, delimiter, header }
        }
        Ok(InputFormat::Json { encoding }) => {
            let tables = RowSource::of_json(&input, encoding, &catalogue, &TableKind::ALL, &[]);
            tables.ok()?.pop()?
        }
        Ok(_) | Err(_) => return None,
    };
    let header = source.header().clone();
    let titles = |column: usize| header.describe(column);
    let filings = opened("8200000000000002", "2025-06-01T00:00:00Z");
    let place = Place { sheet: None, titles: &titles };
    let lost = crate::input::scan::cross_check::LostDigits::of(&filings);
    let clocks = OrderClocks::default();
    let lost_orders = LostOrderIds::of(&filings);
    let scan_input = ScanInput {
        shop: "the shop",
        place,
        filings: &filings,
        lost: &lost,
        clocks: &clocks,
        lost_orders: &lost_orders,
    };
    let options = ReadOptions::default();
    let mut reading = FileScan {
        date_order: None,
        input: &input,
        source: &mut source,
        scan_input: &scan_input,
        zone: Zone::PLATFORM,
        threads: plan.threads,
        orders: HashMap::new(),
        block: plan.block,
        keep: Keep::Each,
        packages: PackageRows::default(),
    };
    let many = found(&mut reading, plan.threads, all);
    (reading.block, reading.threads) = (None, 1);
    if follow == Follow::Compared {
        reading.packages = PackageRows::OfOrders;
    }
    let one = found(&mut reading, 1, all);
    let shown = |pass: Result<OrderScan<'_, Recorder>, SourceError>| match pass {
        Ok(pass) => words(pass, &source, &options, |all| all.shown()),
        Err(error) => error.to_string(),
    };
    Some(Both { many: shown(many), one: shown(one) })
}

pub(crate) const TITLES: &str = "order_id,created_at,paid_at,completed_at,completion,status,currency,amount,\
    product_id,sku,shop,country,tracking,buyer_protection_ends_at";

/// A field, most of the time as it should be.
fn field(usual: &'static [&'static str], odd: &'static [&'static str]) -> BoxedStrategy<String> {
    prop_oneof![12 => select(usual), 1 => select(odd)].prop_map(str::to_owned).boxed()
}

const DATES: &[&str] = &[
    "2025-05-01T10:00:00Z",
    "2025-07-01 10:00:00",
    "2025-12-31T23:59:59.999Z",
    "2026-01-16T15:12:01+08:00",
    "\"2025-02-28T00:00:00Z\"",
];
const ODD_DATES: &[&str] =
    &["soon", "01/16/2026 15:57", "2025-03-09 02:30:00", " 2025-05-01 ", "\"2025-05-01\"", ""];

pub(crate) fn row() -> BoxedStrategy<String> {
    let id = field(
        &["8200000000000001", "8200000000000002", "8200000000000013", "82000000000000044"],
        &["=\"8200000000000066\"", "Total", "12", "", "8.2E+15", "\"8200000000000078\""],
    );
    let date = || field(DATES, ODD_DATES);
    let optional = || prop_oneof![2 => date(), 1 => Just(String::new())];
    let completion =
        field(&["", "timeout", "buyer_confirmed", "refund", "NULL"], &["lost", " timeout"]);
    let status = field(&["finished", "shipped", ""], &["odd word", " finished ", "已完成"]);
    let money = (
        field(&["USD", "EUR", "JPY"], &["", "XXX", "usd"]),
        field(&["12.34", "5", "0.5", ""], &["free", "1,5", "-3", "\"1,234.50\"", "7.", "1.234"]),
    );
    let text = || {
        field(
            &["abc", "SKU-1", "", "шоп"],
            &["\"a\nb\"", "\"a,\"\"b\"", "5\" pipe", "A * 2;B * 1", "\"x\ry\" z", "\u{a0}n\u{a0}"],
        )
    };
    let texts = (text(), text(), text(), field(&["US", "BR", ""], &["Spain", "Atlantis"]), text());
    (id, date(), optional(), optional(), completion, status, money, texts, optional())
        .prop_map(|(id, a, b, c, how, status, money, texts, last)| {
            let (currency, amount) = money;
            let (product, sku, shop, country, tracking) = texts;
            [
                id, a, b, c, how, status, currency, amount, product, sku, shop, country, tracking,
                last,
            ]
            .join(",")
        })
        .boxed()
}

fn line() -> BoxedStrategy<String> {
    prop_oneof![
        20 => row(),
        3 => select(&["8200000000000001,,,,,,,,77", "8200000000000013"][..]).prop_map(str::to_owned),
        1 => select(&["", ",,,", "Total,5", "8200000000000099", "\"", "a,\"b", " "][..])
            .prop_map(str::to_owned),
        1 => row().prop_map(|row| format!("{row},more,fields")),
    ]
    .boxed()
}

fn text() -> BoxedStrategy<Vec<u8>> {
    let ends = select(&["\n", "\r\n", "\r"][..]);
    let lines = prop::collection::vec(line(), 0..40);
    let damage = prop::option::weighted(0.1, any::<prop::sample::Index>());
    (any::<bool>(), ends, lines, any::<bool>(), damage)
        .prop_map(|(mark, end, lines, last, damage)| {
            let mut text = String::new();
            if mark {
                text.push('\u{feff}');
            }
            text.push_str(TITLES);
            for line in lines {
                text.push_str(end);
                text.push_str(&line);
            }
            if last {
                text.push_str(end);
            }
            let mut bytes = text.into_bytes();
            if let Some(damage) = damage {
                let at = damage.index(bytes.len());
                bytes[at] = 0xff;
            }
            bytes
        })
        .boxed()
}

/// Returns a row as a JSON line; empty fields are left out, or are `null`.
fn object((row, style): (String, u8)) -> String {
    let records = crate::input::table::csv::records::first_records(row.as_bytes(), b',', 1);
    let Some(record) = records.first() else { return row };
    let mut pairs = Vec::new();
    for (column, title) in TITLES.split(',').enumerate() {
        let field = record.text(column);
        let field = field.as_str();
        let digits = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
        match (field, style) {
            ("", 0..3) => {}
            ("", _) => pairs.push(format!("\"{title}\": null")),
            (number, 1..4) if digits => pairs.push(format!("\"{title}\":{number}")),
            (text, _) => pairs.push(format!("\"{title}\":{}", serde_json::Value::from(text))),
        }
    }
    if style == 6 {
        pairs.push("\"more\":{}".to_owned());
    }
    format!("{{{}}}", pairs.join(","))
}

fn lines() -> BoxedStrategy<Vec<u8>> {
    let odd = select(&["", " ", "{}", "[1]", "{\"order_id\":\"Total\"}", "{\"order_id\":"][..]);
    let line = prop_oneof![
        20 => (row(), 0..7_u8).prop_map(object),
        1 => odd.prop_map(str::to_owned),
    ];
    let first = r#"{"order_id":"8200000000000101","created_at":"2025-05-01T10:00:00Z"}"#;
    (prop::collection::vec(line, 0..30), any::<bool>())
        .prop_map(move |(lines, last)| {
            let end = if last { "\n" } else { "" };
            format!("{first}\n{}{end}", lines.join("\n")).into_bytes()
        })
        .boxed()
}

/// Rows of few orders, a product each, most of them below each other.
fn rows_of_products() -> BoxedStrategy<Vec<u8>> {
    let order =
        (0..12_u64, 1..5_usize, 0..40_u8, prop::option::weighted(0.2, select(&["1.50"][..])));
    prop::collection::vec(order, 1..30)
        .prop_map(|orders| {
            let mut text = format!("{TITLES}\n");
            for (order, rows, odd, amount) in orders {
                for row in 0..rows {
                    let status = if odd == 0 && row + 1 == rows { "shipped" } else { "finished" };
                    let paid = if odd == 1 && row > 0 { "" } else { "2025-05-01T11:00:00Z" };
                    let (product, amount) = match amount {
                        Some(amount) => (format!("P{row}"), format!("{amount}{row}")),
                        None => ("P".to_owned(), "2".to_owned()),
                    };
                    let id = 8_200_000_000_000_000 + order * 7;
                    text.push_str(&format!(
                        "{id},2025-05-01T10:00:00Z,{paid},,,{status},USD,{amount},{product},,,,,\n"
                    ));
                }
            }
            text.into_bytes()
        })
        .boxed()
}

/// Reads a text as a file is read, each order once.
fn each_once<'a>(
    reading: &mut FileScan<'a, '_>,
    threads: usize,
    all: &Recorder,
) -> Result<OrderScan<'a, Recorder>, SourceError> {
    let pass = reading.scan(threads, all, || Repeats::Unknown)?;
    let piles: Vec<&DuplicateIdFinder> = pass.ids.iter().collect();
    let Distinct { repeated, .. } = duplicate_ids::distinct(&piles, 1);
    if repeated.is_empty() {
        return Ok(pass);
    }
    let mut pass = reading.in_order(all, &DuplicateTracker::of_one_file(repeated))?;
    if let Repeats::Watched(watch) = &mut pass.repeats {
        watch.end("orders.csv")?;
    }
    Ok(pass)
}

/// Leaves out how many orders came twice: it depends on which rows were joined, and a block ends between others.
fn but_for_repeats(found: &str) -> String {
    let (before, after) = found.split_once("Distinct {").unwrap_or((found, "}"));
    format!("{before}{}", after.split_once('}').unwrap().1)
}

#[test]
fn rows_that_follow_each_other_are_joined_as_if_all_were_compared() {
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() };
    let cases = (columns(), rows_of_products(), 64_usize..2_000, 1_usize..4);
    let result = TestRunner::new(config).run(&cases, |(columns, text, block, threads)| {
        let all = Recorder::new(Projection::of_every_order(columns));
        let plan = ReadPlan { threads, block: Some(block) };
        let both = both_where(&all, &text, plan, Follow::Compared, each_once).unwrap();
        prop_assert_eq!(but_for_repeats(&both.many), but_for_repeats(&both.one));
        Ok(())
    });
    result.unwrap();
}

/// Reads many texts in both ways.
fn the_same_is_found(texts: impl Strategy<Value = Vec<u8>>) {
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() };
    let read = Cell::new(0_u32);
    let cases = (some_orders(), texts, 64_usize..2_000, 1_usize..4);
    let result = TestRunner::new(config).run(&cases, |(all, text, block, threads)| {
        // A second row of titles is looked for in the first block, in which the first rows of a file are.
        let mut ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let block = block + ends.nth(5).map_or(0, |(at, _)| at);
        // The last cell of a file without a line break at its end is compared with those above it in its block.
        let block = if text.ends_with(b"\n") { block } else { block.max(text.len() + 1) };
        let plan = ReadPlan { threads, block: Some(block) };
        if let Some(both) = both_where(&all, &text, plan, Follow::Joined, each_once) {
            prop_assert_eq!(but_for_repeats(&both.many), but_for_repeats(&both.one));
            read.set(read.get() + 1);
        }
        Ok(())
    });
    result.unwrap();
    let read = read.get();
    assert!(read >= 300, "only {read} of 400 texts are tables");
}

#[test]
fn on_several_threads_the_same_is_found() {
    the_same_is_found(text());
}

#[test]
fn json_lines_on_several_threads_give_the_same() {
    the_same_is_found(lines());
}

#[test]
fn good_rows_are_never_left_to_the_slow_way_and_bad_ones_keep_their_numbers() {
    let mut text = format!("{TITLES}\n");
    for number in 0..2_000_u64 {
        let id = if number == 1_500 { 5 } else { 8_200_000_000_000_100 + number };
        text.push_str(&format!("{id},2025-05-01T10:00:00Z,,,,finished,USD,1.00,\"p\n1\",,,,,\n"));
    }
    let Both { many, one } = both(text.as_bytes(), 4_096, 3).unwrap();
    assert_eq!(many, one);
    assert!(many.contains("row: 1502"), "{many}");
}

#[test]
fn line_breaks_in_quotes_may_come_after_blocks_without_any() {
    let mut text = format!("{TITLES}\n");
    for number in 8_200_000_000_000_100..8_200_000_000_002_100_u64 {
        let product = if number % 2_000 < 900 { "p1" } else { "\"p\n1\"" };
        text.push_str(&format!(
            "{number},2025-05-01T10:00:00Z,,,,finished,USD,1.00,{product},,,,,\n"
        ));
    }
    for block in [512, 4_096, 4_097, 4_098, 8_191] {
        let Both { many, one } = both(text.as_bytes(), block, 3).unwrap();
        assert_eq!(many, one);
    }
}

#[test]
fn tables_with_more_columns_than_marks_are_lent_are_read_in_blocks_too() {
    for more in [45, 49, 50, 51, 90] {
        let commas = ",".repeat(more);
        let row = |id: u64| format!("{id},2025-05-01T10:00:00Z,,,,,USD,1.00,p1,,,,,{commas}\n");
        let rows: String = (8_200_000_000_000_100..8_200_000_000_000_300).map(row).collect();
        let Both { many, one } =
            both(format!("{TITLES}{commas}\n{rows}").as_bytes(), 1_000, 2).unwrap();
        assert!(many == one, "{more}");
    }
}

/// Reads order files and returns what they gave: orders, rows by file, notes.
fn orders_of(files: &[String]) -> (Recorder, Vec<Rows>, Vec<Vec<Caveat>>) {
    let folder = tempfile::tempdir().unwrap();
    let file = |(number, text): (usize, &String)| {
        let path = folder.path().join(number.to_string());
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        crate::input::InputFile::new(Spec::Path(path), None)
    };
    let files: Vec<_> = files.iter().enumerate().map(file).collect();
    let options = ReadOptions { threads: 3, ..ReadOptions::default() };
    let mut inputs = crate::input::open(&files, &options).unwrap();
    let tally = inputs.read_orders(everything()).unwrap().tally;
    let rows = inputs.files().iter().map(|file| file.rows).collect();
    let caveats = inputs.files().iter().map(|file| file.caveats.clone()).collect();
    (tally, rows, caveats)
}

#[test]
fn orders_of_several_files_count_once_on_all_threads_as_row_after_row() {
    // Each file has a product of its own, so that it shows which of them counts.
    let table = |(file, ids): (u64, std::ops::Range<u64>)| {
        let row = |id: u64| {
            let id = 8_200_000_000_000_000 + id * 7;
            let status = if id.is_multiple_of(97) { "\"an odd\nword\"" } else { "finished" };
            format!("{id},2025-05-0{file}T10:00:00Z,,,,{status},USD,1.00,P{file},,,,,\n")
        };
        format!("{TITLES}\n") + &ids.map(row).collect::<String>()
    };
    let files: Vec<String> =
        [(1, 0..3_000), (3, 2_000..5_000), (2, 4_000..6_000)].map(table).to_vec();
    let (orders, rows, caveats) = orders_of(&files);
    assert_eq!((orders.ids().len(), rows.len()), (6_000, 3));
    assert_eq!(rows.iter().map(|rows| rows.merged).collect::<Vec<_>>(), [1_000, 0, 1_000]);
    let overlap =
        |caveat: &Caveat| caveat.kind == CaveatKind::OrdersOverlap && caveat.count == Some(1000);
    assert!(caveats[2].iter().any(overlap));
    // A row that stands twice in its file has to be compared, and everything is read in a row.
    let twice = files.iter().map(|text| {
        let last = text.trim_end().rsplit('\n').next().unwrap();
        format!("{text}{last}\n")
    });
    let (again, twice, _) = orders_of(&twice.collect::<Vec<_>>());
    assert_eq!(again.shown(), orders.shown());
    for (rows, twice) in rows.iter().zip(&twice) {
        assert_eq!((rows.used, rows.merged + 1), (twice.used, twice.merged));
    }
}
