//! A Parquet table tells the same however it is packed, on however many threads it is read, and
//! the same as a table of text.

use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use proptest::sample::select;

use super::tests::{Recorder, TITLES, everything, opened, row, words};
use super::*;
use crate::input::container::raw_file::Spec;
use crate::input::detect::{Detector, InputFormat};
use crate::input::table::csv::records::first_records;
use crate::input::table::row::Row;
use crate::input::table::title_catalogue::TitleCatalogue;

/// The values of a column.
#[derive(Clone, Debug)]
enum Values {
    Texts(Vec<Option<String>>),
    Longs(Vec<Option<i64>>),
    Ints(Vec<Option<i32>>),
    Doubles(Vec<Option<f64>>),
    Bools(Vec<Option<bool>>),
}

/// A column: its type, its title and what the type means, in the words of a schema.
type Column = (&'static str, String, &'static str, Values);

/// How a table is packed.
#[derive(Clone, Copy, Debug)]
struct Packed {
    group: usize,
    page: usize,
    dictionary: bool,
    second_version: bool,
    compression: Compression,
}

fn packed() -> BoxedStrategy<Packed> {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let compression = select(vec![Compression::UNCOMPRESSED, Compression::SNAPPY, zstd]);
    (1..12_usize, 1..6_usize, any::<bool>(), any::<bool>(), compression)
        .prop_map(|(group, page, dictionary, second_version, compression)| Packed {
            group,
            page,
            dictionary,
            second_version,
            compression,
        })
        .boxed()
}

fn column<T: DataType>(writer: &mut SerializedColumnWriter<'_>, values: &[Option<T::T>]) {
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let filled: Vec<T::T> = values.iter().flatten().cloned().collect();
    let writer = writer.typed::<T>();
    // One row after another, so that pages may end anywhere.
    let mut next = filled.chunks(1);
    for level in levels {
        let value = if level > 0 { next.next().unwrap() } else { &[] };
        writer.write_batch(value, Some(&[level]), None).unwrap();
    }
}

fn write(columns: &[Column], rows: usize, packed: Packed) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let fields: String = columns
        .iter()
        .map(|(stored, title, meaning, _)| format!("optional {stored} {title} {meaning};"))
        .collect();
    let schema = Arc::new(parse_message_type(&format!("message t {{{fields}}}")).unwrap());
    let version =
        if packed.second_version { WriterVersion::PARQUET_2_0 } else { WriterVersion::PARQUET_1_0 };
    let properties = WriterProperties::builder()
        .set_dictionary_enabled(packed.dictionary)
        .set_data_page_row_count_limit(packed.page)
        .set_write_batch_size(1)
        .set_compression(packed.compression)
        .set_writer_version(version)
        .build();
    let mut writer =
        SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::new(properties)).unwrap();
    for first in (0..rows).step_by(packed.group) {
        let part = first..rows.min(first + packed.group);
        let mut group = writer.next_row_group().unwrap();
        for (_, _, _, values) in columns {
            let mut open = group.next_column().unwrap().unwrap();
            match values {
                Values::Texts(values) => {
                    let bytes = |text: &Option<String>| text.as_deref().map(ByteArray::from);
                    let values: Vec<_> = values[part.clone()].iter().map(bytes).collect();
                    column::<ByteArrayType>(&mut open, &values);
                }
                Values::Longs(values) => column::<Int64Type>(&mut open, &values[part.clone()]),
                Values::Ints(values) => column::<Int32Type>(&mut open, &values[part.clone()]),
                Values::Doubles(values) => column::<DoubleType>(&mut open, &values[part.clone()]),
                Values::Bools(values) => column::<BoolType>(&mut open, &values[part.clone()]),
            }
            open.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    file
}

/// How a file is read.
#[derive(Clone, Copy, Debug)]
enum Way {
    Threads(usize),
    OneByOne,
}

fn told(file: &tempfile::NamedTempFile, way: Way) -> String {
    told_by(file, way, &everything())
}

fn told_by(file: &tempfile::NamedTempFile, way: Way, tally: &Recorder) -> String {
    let input = Input::open(&Spec::Path(file.path().to_owned()), &Default::default()).unwrap();
    let catalogue = TitleCatalogue::new(&Vec::new());
    let detector = Detector { catalogue: &catalogue, encoding: None };
    let mut source = match detector.detect(&input) {
        Ok(InputFormat::Delimited { encoding, delimiter, header }) => {
            RowSource::Delimited { encoding, delimiter, header }
        }
        Ok(InputFormat::Parquet) => RowSource::of_parquet(&input, &catalogue).unwrap(),
        Ok(_) => panic!("no table"),
        Err(error) => panic!("no table: {error}"),
    };
    let header = source.header().clone();
    let titles = |column: usize| header.describe(column);
    let filings = opened("8200000000000002", "2025-06-01T00:00:00Z");
    let place = Place { sheet: None, titles: &titles };
    let lost = LostDigits::of(&filings);
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
        threads: if let Way::Threads(count) = way { count } else { 1 },
        orders: HashMap::new(),
        block: None,
        keep: Keep::Each,
        // Rows of one order are compared: which of them a group of rows joins depends on where it ends.
        packages: PackageRows::OfOrders,
    };
    let pass = match way {
        Way::Threads(_) => reading.on_all_threads(tally, None).unwrap(),
        Way::OneByOne => reading.scan(1, tally, || Repeats::Unknown).unwrap(),
    };
    without_evidence(&words(pass, &source, &options, |tally| tally.shown()))
}

/// Leaves out what is noted of date cells alone, to tell which order dates in text have: no column
/// has both, and the quick way notes nothing.
fn without_evidence(words: &str) -> String {
    let words = words.replace("has_moment: true", "has_moment: false");
    let mut parts = words.split("certain: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once('}').unwrap().1)
}

/// Returns the fields of a record.
fn fields(line: &str) -> Option<Vec<String>> {
    let records = first_records(line.as_bytes(), b',', 1);
    let record = records.first()?;
    Some((0..14).map(|column| record.text(column)).collect())
}

fn texts() -> BoxedStrategy<Vec<Vec<String>>> {
    let row = row().prop_filter_map("no record", |line| fields(&line));
    let blank = Just(vec![String::new(); 14]);
    let rows = prop::collection::vec(prop_oneof![20 => row, 1 => blank], 1..40);
    // A table without any row is refused before it is read.
    let has_row =
        |rows: &Vec<Vec<String>>| rows.iter().flatten().any(|field| !field.trim().is_empty());
    rows.prop_filter("no row", has_row).boxed()
}

fn csv(rows: &[Vec<String>]) -> tempfile::NamedTempFile {
    let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    let text = format!("{TITLES}\n{}", rows.iter().map(line).collect::<String>());
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    file
}

fn text_columns(rows: &[Vec<String>], null: bool) -> Vec<Column> {
    let values = |at: usize| {
        let text = |row: &Vec<String>| Some(row[at].clone()).filter(|t| !(null && t.is_empty()));
        Values::Texts(rows.iter().map(text).collect())
    };
    (0..)
        .zip(TITLES.split(','))
        .map(|(at, t)| ("binary", t.into(), "(STRING)", values(at)))
        .collect()
}

/// Values of a column with gaps.
fn with_gaps<V: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = V> + 'static,
    rows: usize,
) -> BoxedStrategy<Vec<Option<V>>> {
    prop::collection::vec(prop::option::weighted(0.8, value), rows).boxed()
}

fn moments(rows: usize) -> BoxedStrategy<(&'static str, &'static str, Values)> {
    // From before 1970 to after 2099, most of the time in 2025.
    let seconds = || prop_oneof![8 => 1_735_000_000..1_768_000_000_i64, 1 => -9..5_000_000_000_i64];
    let long = |unit: i64, meaning: &'static str| {
        with_gaps(seconds().prop_map(move |s| s * unit + s % 7), rows)
            .prop_map(move |values| ("int64", meaning, Values::Longs(values)))
    };
    prop_oneof![
        long(1_000, "(TIMESTAMP(MILLIS,true))"),
        long(1_000_000, "(TIMESTAMP(MICROS,true))"),
        long(1_000_000, "(TIMESTAMP(MICROS,false))"),
        long(1_000_000_000, "(TIMESTAMP(NANOS,false))"),
        long(1, ""),
        with_gaps(15_000..25_000_i32, rows).prop_map(|values| (
            "int32",
            "(DATE)",
            Values::Ints(values)
        )),
    ]
    .boxed()
}

fn anything(rows: usize) -> BoxedStrategy<(&'static str, &'static str, Values)> {
    let texts = |words: &'static [&'static str], meaning: &'static str| {
        with_gaps(select(words).prop_map(str::to_owned), rows)
            .prop_map(move |values| ("binary", meaning, Values::Texts(values)))
    };
    prop_oneof![
        3 => texts(&["US", "USD", "finished", "timeout", "12.30", "a;b", " x "], "(STRING)"),
        1 => texts(&["\u{a0}", "refund", "", "7"], ""),
        1 => with_gaps(-1_000..100_000_i64, rows)
            .prop_map(|values| ("int64", "(DECIMAL(18,2))", Values::Longs(values))),
        1 => with_gaps(-5..9_i32, rows).prop_map(|values| ("int32", "", Values::Ints(values))),
        1 => with_gaps(select(&[18.9, 0.1, 5.0, 1e300, -2.5][..]), rows)
            .prop_map(|values| ("double", "", Values::Doubles(values))),
        1 => with_gaps(any::<bool>(), rows)
            .prop_map(|values| ("boolean", "", Values::Bools(values))),
        1 => moments(rows),
    ]
    .boxed()
}

fn typed() -> BoxedStrategy<(Vec<Column>, usize)> {
    (1..40_usize)
        .prop_flat_map(|rows| {
            let id =
                prop_oneof![9 => 8_200_000_000_000_000..8_200_000_000_000_009_i64, 1 => -5..5_i64];
            let number = id.clone();
            let id = prop_oneof![
                with_gaps(number, rows).prop_map(|v| ("int64", "", Values::Longs(v))),
                with_gaps(id.prop_map(|id| id.to_string()), rows).prop_map(|v| (
                    "binary",
                    "(STRING)",
                    Values::Texts(v)
                )),
            ];
            let date = || prop_oneof![5 => moments(rows), 1 => anything(rows)];
            let rest = prop::collection::vec(anything(rows), 9);
            (id, date(), date(), date(), rest, date(), Just(rows))
        })
        .prop_map(|(id, placed, paid, done, rest, last, rows)| {
            let all = [id, placed, paid, done].into_iter().chain(rest).chain([last]);
            let column = |((stored, meaning, values), title): (_, &str)| match values {
                // An id that is not whole is refused, not a bad row.
                Values::Doubles(values) if title == "product_id" => {
                    let whole = values.iter().map(|value| value.map(|_| 5.0)).collect();
                    (stored, title.to_owned(), meaning, Values::Doubles(whole))
                }
                values => (stored, title.to_owned(), meaning, values),
            };
            (all.zip(TITLES.split(',')).map(column).collect(), rows)
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn texts_tell_what_they_tell_in_a_table_of_text(
        rows in texts(), packed in packed(), null in any::<bool>(), threads in 1..4_usize,
    ) {
        let parquet = write(&text_columns(&rows, null), rows.len(), packed);
        let expected = told(&csv(&rows), Way::OneByOne);
        prop_assert_eq!(told(&parquet, Way::Threads(threads)), expected.as_str());
        prop_assert_eq!(told(&parquet, Way::OneByOne), expected);
    }

    #[test]
    fn typed_columns_tell_what_their_cells_tell(
        (columns, rows) in typed(), packed in packed(), threads in 1..4_usize,
    ) {
        let parquet = write(&columns, rows, packed);
        let expected = told(&parquet, Way::OneByOne);
        prop_assert_eq!(told(&parquet, Way::Threads(threads)), expected.as_str());
        prop_assert_eq!(told(&parquet, Way::OneByOne), expected);
    }
}
