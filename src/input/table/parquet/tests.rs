//! Files of every codec and type that a writer may choose, written by the crate itself.

use std::io::Write;

use arrow_array::types::{Int32Type, UInt8Type};
use arrow_array::{
    ArrayRef, BinaryArray, BinaryViewArray, BooleanArray, Date32Array, Date64Array, Decimal32Array,
    Decimal64Array, Decimal128Array, Decimal256Array, DictionaryArray, FixedSizeBinaryArray,
    Float32Array, Float64Array, Int32Array, Int64Array, LargeBinaryArray, LargeStringArray,
    ListArray, NullArray, RecordBatch, StringArray, StringViewArray, StructArray,
    Time64MicrosecondArray, TimestampMicrosecondArray, TimestampMillisecondArray,
    TimestampNanosecondArray, TimestampSecondArray, UInt32Array, UInt64Array,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type, Int96, Int96Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use tempfile::NamedTempFile;

use super::columns::DAY_MS;
use super::*;
use crate::domain::{ColumnSet, Moment, Order, OrderBatch, OrderTally, Projection};
use crate::input::{InputFile, ReadOptions, Spec, open as open_inputs};

/// Keeps each order in words.
#[derive(Default)]
struct Shown(Vec<String>);

impl OrderTally for Shown {
    fn fresh(&self) -> Self {
        Self::default()
    }

    fn projection(&self) -> Projection {
        Projection::of_every_order(ColumnSet::ORDER)
    }

    fn add(&mut self, batch: &OrderBatch) {
        batch.orders().unwrap().for_each(|order| self.show(&order));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl Shown {
    fn show(&mut self, order: &Order<'_>) {
        let shown = |at: Option<Moment>| at.map_or("-".to_owned(), |at| at.to_string());
        self.0.push(format!(
            "{} {} {} {} {}",
            order.id,
            order.created_at,
            shown(order.completed_at),
            order.amount.map_or("-".to_owned(), |amount| amount.to_string()),
            if order.product.is_empty() { "-" } else { order.product },
        ));
    }
}

/// 2026-01-16T15:12:01.609Z, in milliseconds since 1970.
const MILLIS: i64 = 1_768_576_321_609;
/// Two ids of 16 digits.
const ORDERS: [i64; 2] = [8_200_000_000_000_001, 8_200_000_000_000_002];

/// A column: its title and its values in two rows.
type Titled = (&'static str, ArrayRef);

fn column(title: &'static str, values: impl arrow_array::Array + 'static) -> Titled {
    (title, Arc::new(values))
}

fn ids() -> Titled {
    column("order_id", Int64Array::from(ORDERS.to_vec()))
}

fn placed() -> Titled {
    let placed = TimestampMillisecondArray::from(vec![MILLIS; 2]);
    column("created_at", placed.with_timezone("UTC"))
}

fn write(columns: Vec<Titled>, compression: Compression, hints: bool) -> NamedTempFile {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(title, array)| (title, array, true)),
    )
    .unwrap();
    let file = NamedTempFile::new().unwrap();
    let properties = WriterProperties::builder().set_compression(compression).build();
    let options =
        ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(!hints);
    let writer = file.reopen().unwrap();
    let mut writer = ArrowWriter::try_new_with_options(writer, batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    file
}

fn read(file: &NamedTempFile) -> Result<Vec<String>, String> {
    let files = [InputFile::new(Spec::Path(file.path().to_owned()), None)];
    let options = ReadOptions::default();
    let name = file.path().display().to_string();
    let words = |error: SourceError| error.to_string().replace(&name, "orders.parquet");
    let mut inputs = open_inputs(&files, &options).map_err(words)?;
    Ok(inputs.read_orders(Shown::default()).map_err(words)?.tally.0)
}

/// Reads a table of which columns take the place of the usual ones, with and without what the
/// writer says of Arrow types.
fn with(own: &[Titled]) -> Result<Vec<String>, String> {
    let usual = [ids(), placed()];
    let usual = usual.into_iter().filter(|(title, _)| own.iter().all(|(own, _)| own != title));
    let columns: Vec<Titled> = usual.chain(own.iter().cloned()).collect();
    let told = read(&write(columns.clone(), Compression::UNCOMPRESSED, true));
    let silent = read(&write(columns, Compression::UNCOMPRESSED, false));
    // Of some types only the writer's words say what they are.
    let writer_only = matches!(
        own.first().map(|(_, array)| array.data_type()),
        Some(DataType::Timestamp(TimeUnit::Second, _) | DataType::Date64)
    );
    assert!(writer_only || told == silent, "{told:?} {silent:?}");
    told
}

fn refused(own: &[Titled]) -> String {
    with(own).expect_err("the file was read")
}

#[test]
fn every_codec_is_read() {
    let amount =
        Decimal128Array::from(vec![Some(1_234), None]).with_precision_and_scale(18, 2).unwrap();
    let columns = || {
        vec![
            ids(),
            placed(),
            column("amount", amount.clone()),
            column("currency", StringArray::from(vec!["USD"; 2])),
        ]
    };
    for codec in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let file = write(columns(), codec, true);
        let read = read(&file).unwrap();
        assert_eq!(
            read,
            [
                "8200000000000001 2026-01-16T15:12:01.609Z - USD 12.34 -",
                "8200000000000002 2026-01-16T15:12:01.609Z - - -",
            ],
            "{codec:?}"
        );
    }
}

#[test]
fn every_type_of_a_timestamp_is_read() {
    let utc = "2026-01-16T15:12:01.609Z";
    let whole = "2026-01-16T15:12:01Z";
    let [seconds, micros, nanos] = [MILLIS / 1_000, MILLIS * 1_000, MILLIS * 1_000_000];
    let text = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; 2])) };
    let cases: [(ArrayRef, &str); 13] = [
        (Arc::new(TimestampSecondArray::from(vec![seconds; 2]).with_timezone("UTC")), whole),
        (Arc::new(TimestampMillisecondArray::from(vec![MILLIS; 2]).with_timezone("UTC")), utc),
        (Arc::new(TimestampMicrosecondArray::from(vec![micros; 2]).with_timezone("UTC")), utc),
        (Arc::new(TimestampNanosecondArray::from(vec![nanos; 2]).with_timezone("UTC")), utc),
        // A zone is how the writer shows an instant; the instant stays what it is.
        (Arc::new(TimestampMicrosecondArray::from(vec![micros; 2]).with_timezone("+08:00")), utc),
        // Without a zone, a clock in Los Angeles.
        (Arc::new(TimestampSecondArray::from(vec![seconds; 2])), "2026-01-16T23:12:01Z"),
        (Arc::new(TimestampMillisecondArray::from(vec![MILLIS; 2])), "2026-01-16T23:12:01.609Z"),
        (Arc::new(TimestampMicrosecondArray::from(vec![micros; 2])), "2026-01-16T23:12:01.609Z"),
        (Arc::new(TimestampNanosecondArray::from(vec![nanos; 2])), "2026-01-16T23:12:01.609Z"),
        (Arc::new(Date32Array::from(vec![20_469; 2])), "2026-01-16T08:00:00Z"),
        (Arc::new(Date64Array::from(vec![20_469 * DAY_MS; 2])), "2026-01-16T08:00:00Z"),
        (text(whole), whole),
        (text("2026-01-16 15:12:01"), "2026-01-16T23:12:01Z"),
    ];
    for (values, expected) in cases {
        let shown = format!("{:?}", values.data_type());
        let read = with(&[("created_at", values)]).unwrap();
        assert_eq!(read[0], format!("8200000000000001 {expected} - - -"), "{shown}");
    }
}

#[test]
fn a_time_that_no_order_can_have_is_a_bad_row() {
    for millis in [i64::MIN, -1, 47_482 * DAY_MS, i64::MAX] {
        let values = TimestampMillisecondArray::from(vec![MILLIS, millis]).with_timezone("UTC");
        let error = refused(&[column("created_at", values)]);
        assert!(error.contains('1') && error.contains("row"), "{error}");
    }
}

/// Writes times as INT96, as Spark does: the nanoseconds of the day, and the Julian day.
fn write_int96(days: &[u32]) -> NamedTempFile {
    let schema = "message t { required int64 order_id; required int96 created_at; }";
    let file = NamedTempFile::new().unwrap();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer =
        SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut open = group.next_column().unwrap().unwrap();
    let ids: Vec<i64> = (ORDERS[0]..).take(days.len()).collect();
    open.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
    open.close().unwrap();
    let nanos: u64 = 54_721_609_000_000;
    let words = [u32::try_from(nanos & 0xffff_ffff).unwrap(), u32::try_from(nanos >> 32).unwrap()];
    let times: Vec<Int96> = days
        .iter()
        .map(|day| {
            let mut time = Int96::new();
            time.set_data(words[0], words[1], *day);
            time
        })
        .collect();
    let mut open = group.next_column().unwrap().unwrap();
    open.typed::<Int96Type>().write_batch(&times, None, None).unwrap();
    open.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    file
}

#[test]
fn times_of_96_bits_are_in_utc() {
    let read = read(&write_int96(&[2_461_057, 2_461_058])).unwrap();
    assert_eq!(
        read,
        [
            "8200000000000001 2026-01-16T15:12:01.609Z - - -",
            "8200000000000002 2026-01-17T15:12:01.609Z - - -",
        ]
    );
}

#[test]
fn times_of_96_bits_that_no_order_can_have_are_bad_rows() {
    // Year -4713, and one whose nanoseconds since 1970 need more than 64 bits.
    for day in [0, u32::MAX, 2_461_057 + 213_504] {
        let error = read(&write_int96(&[2_461_057, day])).expect_err("the file was read");
        assert!(error.contains("row"), "{error}");
    }
}

#[test]
fn every_type_of_an_amount_is_read() {
    let decimal256 = |number: i64| arrow_buffer_i256(number);
    let cases: [(ArrayRef, &str); 12] = [
        (
            Arc::new(Decimal32Array::from(vec![6_831; 2]).with_precision_and_scale(9, 2).unwrap()),
            "CNY 68.31",
        ),
        (
            Arc::new(Decimal64Array::from(vec![6_831; 2]).with_precision_and_scale(18, 2).unwrap()),
            "CNY 68.31",
        ),
        (
            Arc::new(
                Decimal128Array::from(vec![6_831; 2]).with_precision_and_scale(38, 2).unwrap(),
            ),
            "CNY 68.31",
        ),
        (
            Arc::new(Decimal128Array::from(vec![-5; 2]).with_precision_and_scale(20, 2).unwrap()),
            "CNY -0.05",
        ),
        (
            Arc::new(
                Decimal256Array::from(vec![decimal256(6_831); 2])
                    .with_precision_and_scale(76, 2)
                    .unwrap(),
            ),
            "CNY 68.31",
        ),
        (
            Arc::new(Decimal128Array::from(vec![68; 2]).with_precision_and_scale(10, 0).unwrap()),
            "CNY 68.00",
        ),
        (Arc::new(Float64Array::from(vec![68.31; 2])), "CNY 68.31"),
        (Arc::new(Float32Array::from(vec![68.31; 2])), "CNY 68.31"),
        (Arc::new(Int32Array::from(vec![68; 2])), "CNY 68.00"),
        (Arc::new(StringArray::from(vec!["68.31"; 2])), "CNY 68.31"),
        (Arc::new(Float64Array::from(vec![f64::NAN; 2])), "-"),
        (Arc::new(NullArray::new(2)), "-"),
    ];
    for (values, expected) in cases {
        let shown = format!("{:?}", values.data_type());
        let currency = column("currency", StringArray::from(vec!["CNY"; 2]));
        let read = with(&[("amount", values), currency]).unwrap();
        let placed = "2026-01-16T15:12:01.609Z";
        assert_eq!(read[0], format!("8200000000000001 {placed} - {expected} -"), "{shown}");
    }
}

/// Returns a number of 256 bits.
fn arrow_buffer_i256(
    number: i64,
) -> <arrow_array::types::Decimal256Type as arrow_array::types::ArrowPrimitiveType>::Native {
    number.into()
}

/// Decimals as BYTE_ARRAY and of fixed lengths, which the crate's own Arrow writer does not write.
#[test]
fn decimals_of_any_stored_length_are_read() {
    for (stored, bytes) in [
        ("binary amount (DECIMAL(50, 2))", &[0x1a, 0xaf][..]),
        ("binary amount (DECIMAL(10, 2))", &[0, 0, 0x1a, 0xaf]),
        ("binary amount (DECIMAL(10, 2))", &[0x1a, 0xaf]),
    ] {
        let schema = format!(
            "message t {{ required int64 order_id; required binary created_at (STRING); \
             required {stored}; required binary currency (STRING); }}"
        );
        let file = NamedTempFile::new().unwrap();
        let schema = Arc::new(parse_message_type(&schema).unwrap());
        let mut writer =
            SerializedFileWriter::new(file.reopen().unwrap(), schema, Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut open = group.next_column().unwrap().unwrap();
        open.typed::<Int64Type>().write_batch(&ORDERS[..1], None, None).unwrap();
        open.close().unwrap();
        for value in [b"2026-01-16".as_slice(), bytes, b"CNY"] {
            let mut open = group.next_column().unwrap().unwrap();
            let value = ByteArray::from(value.to_vec());
            open.typed::<ByteArrayType>().write_batch(&[value], None, None).unwrap();
            open.close().unwrap();
        }
        group.close().unwrap();
        writer.close().unwrap();
        let read = read(&file).unwrap();
        assert_eq!(read, ["8200000000000001 2026-01-16T08:00:00Z - CNY 68.31 -"], "{stored}");
    }
}

#[test]
fn every_type_of_an_id_is_read() {
    let texts = ORDERS.map(|id| id.to_string());
    let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
    let bytes: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
    let wide = ORDERS.map(i128::from).to_vec();
    let cases: [ArrayRef; 12] = [
        Arc::new(Int64Array::from(ORDERS.to_vec())),
        Arc::new(UInt64Array::from(ORDERS.map(|id| id.unsigned_abs()).to_vec())),
        Arc::new(Decimal128Array::from(wide).with_precision_and_scale(20, 0).unwrap()),
        // Exact up to 2^53.
        Arc::new(Float64Array::from(vec![8_200_000_000_000_001.0, 8_200_000_000_000_002.0])),
        Arc::new(StringArray::from(refs.clone())),
        Arc::new(LargeStringArray::from(refs.clone())),
        Arc::new(StringViewArray::from(refs.clone())),
        Arc::new(BinaryArray::from(bytes.clone())),
        Arc::new(LargeBinaryArray::from(bytes.clone())),
        Arc::new(BinaryViewArray::from(bytes.clone())),
        Arc::new(refs.iter().copied().collect::<DictionaryArray<Int32Type>>()),
        Arc::new(refs.iter().copied().collect::<DictionaryArray<UInt8Type>>()),
    ];
    for values in cases {
        let shown = format!("{:?}", values.data_type());
        let read = with(&[("order_id", values)]).unwrap();
        let placed = "2026-01-16T15:12:01.609Z";
        let expected = ORDERS.map(|id| format!("{id} {placed} - - -"));
        assert_eq!(read, expected, "{shown}");
    }
}

#[test]
fn texts_of_a_fixed_length_are_read_without_what_fills_them_up() {
    let padded: Vec<Vec<u8>> = ORDERS.iter().map(|id| format!("{id}\0\0").into_bytes()).collect();
    let values = FixedSizeBinaryArray::try_from_iter(padded.into_iter()).unwrap();
    assert_eq!(with(&[column("order_id", values)]).unwrap().len(), 2);
}

#[test]
fn whole_numbers_of_any_width_are_products() {
    let cases: [(ArrayRef, &str); 4] = [
        (Arc::new(UInt32Array::from(vec![4_000_000_005; 2])), "4000000005"),
        (Arc::new(Int32Array::from(vec![5; 2])), "5"),
        (Arc::new(UInt64Array::from(vec![u64::MAX; 2])), "18446744073709551615"),
        (Arc::new(Float64Array::from(vec![1_005_000_000_000_001.0; 2])), "1005000000000001"),
    ];
    for (values, expected) in cases {
        let read = with(&[("product_id", values)]).unwrap();
        assert!(read[0].ends_with(&format!(" {expected}")), "{read:?}");
    }
}

#[test]
fn ids_that_a_floating_point_number_has_changed_are_refused() {
    for (title, values, expected) in [
        ("order_id", vec![82_084_612_345_670_016.0, f64::NAN], "row 2: 82084612345670020"),
        ("order_id", vec![8_200_000_000_000_001.0, 9_007_199_254_740_994.0], "row 3"),
        ("order_id", vec![8_200_000_000_000_001.0, 0.5], "row 3: 0.5"),
        ("product_id", vec![1_005_000_000_000_001.0, f64::INFINITY], "row 3: inf"),
    ] {
        let error = refused(&[column(title, Float64Array::from(values))]);
        assert!(error.contains(title) && error.contains("2^53"), "{error}");
        assert!(error.contains(expected), "{error}");
    }
    let error = refused(&[column("order_id", Float32Array::from(vec![16_777_218.0; 2]))]);
    assert!(error.contains("16777218"), "{error}");
}

#[test]
fn columns_that_no_field_can_be_read_from_are_named() {
    let uuid = FixedSizeBinaryArray::try_from_iter([[7_u8; 16], [200; 16]].into_iter()).unwrap();
    let list: ListArray =
        ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1)]), None]);
    let inner: ArrayRef = Arc::new(Int32Array::from(vec![1, 2]));
    let nested = StructArray::try_from(vec![("order_id", inner)]).unwrap();
    for (own, expected) in [
        (column("order_id", uuid), "`order_id` holds binary values of 16 bytes"),
        (column("created_at", list), "`created_at` holds lists"),
        (column("amount", nested), "`amount` holds groups of nested columns"),
        (
            column("completed_at", Time64MicrosecondArray::from(vec![1; 2])),
            "`completed_at` holds times of day",
        ),
        (column("order_id", BooleanArray::from(vec![true; 2])), "row"),
    ] {
        let error = refused(&[own]);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn nested_columns_beside_are_passed_over() {
    let inner: ArrayRef = Arc::new(Int32Array::from(vec![1, 2]));
    let nested = StructArray::try_from(vec![("order_id", inner)]).unwrap();
    assert_eq!(with(&[column("buyer", nested)]).unwrap().len(), 2);
}

#[test]
fn a_text_that_is_not_utf8_is_an_error() {
    let bytes: Vec<&[u8]> = vec![b"8200000000000001", b"82000000000000\xff2"];
    let error = refused(&[column("order_id", BinaryArray::from(bytes))]);
    assert!(error.contains("row"), "{error}");
}

#[test]
fn a_file_cut_off_is_refused() {
    let file = write(vec![ids(), placed()], Compression::SNAPPY, true);
    let whole = std::fs::read(file.path()).unwrap();
    for length in [4, 8, whole.len() / 2, whole.len() - 1] {
        let mut cut = NamedTempFile::new().unwrap();
        cut.write_all(&whole[..length]).unwrap();
        let error = read(&cut).expect_err("the file was read");
        assert!(error.contains("damaged Parquet file"), "{error}");
    }
}

#[test]
fn columns_that_are_not_known_are_named() {
    let file = write(
        vec![ids(), placed(), column("colour", StringArray::from(vec!["red"; 2]))],
        Compression::SNAPPY,
        true,
    );
    let files = [InputFile::new(Spec::Path(file.path().to_owned()), None)];
    let mut inputs = open_inputs(&files, &ReadOptions::default()).unwrap();
    inputs.read_orders(Shown::default()).unwrap();
    let caveats = format!("{:?}", inputs.files()[0].caveats);
    assert!(caveats.contains("`colour`"), "{caveats}");
}

/// Writes a row group of 3,000 orders for each start of their ids; the facts of a row are those of
/// its place in the group.
fn write_groups(starts: &[i64]) -> NamedTempFile {
    let file = NamedTempFile::new().unwrap();
    let mut writer: Option<ArrowWriter<std::fs::File>> = None;
    for start in starts {
        let rows = 0..3_000_i64;
        let ids: Vec<i64> = rows.clone().map(|row| ORDERS[0] + start + row).collect();
        let times: Vec<i64> = rows.map(|row| MILLIS + row).collect();
        let placed = TimestampMillisecondArray::from(times).with_timezone("UTC");
        let columns = [column("order_id", Int64Array::from(ids)), column("created_at", placed)];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let writer = writer.get_or_insert_with(|| {
            ArrowWriter::try_new(file.reopen().unwrap(), batch.schema(), None).unwrap()
        });
        writer.write(&batch).unwrap();
        writer.flush().unwrap();
    }
    writer.unwrap().close().unwrap();
    file
}

#[test]
fn orders_are_counted_once_however_the_ids_of_groups_lie() {
    // Apart, one within another, and with the same ids, of which facts differ.
    for (starts, orders) in [
        (&[0_i64, 50_000, 20_000][..], Some(9_000)),
        (&[0, 1_500, 50_000], None),
        (&[3, 2_999, 5_999], None),
        (&[0, 3_000, 6_000], Some(9_000)),
    ] {
        let file = write_groups(starts);
        let files = [InputFile::new(Spec::Path(file.path().to_owned()), None)];
        let read = |threads: usize| {
            let options = ReadOptions { threads, ..ReadOptions::default() };
            let mut inputs = open_inputs(&files, &options).unwrap();
            inputs.read_orders(Shown::default()).map(|read| read.orders).ok()
        };
        assert_eq!([read(1), read(2)], [orders; 2], "{starts:?}");
    }
}

#[test]
fn a_date_of_zero_is_no_time_where_other_rows_have_one() {
    // 1899-12-30, which a spreadsheet's empty date becomes.
    let done = Date32Array::from(vec![-25_569, 20_469]);
    assert_eq!(
        with(&[column("completed_at", done)]).unwrap(),
        [
            "8200000000000001 2026-01-16T15:12:01.609Z - - -",
            "8200000000000002 2026-01-16T15:12:01.609Z 2026-01-16T08:00:00Z - -",
        ]
    );
}

/// Reads a file of these bytes; whatever comes, it must not panic.
fn read_bytes(bytes: &[u8]) -> Result<Vec<String>, String> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    read(&file)
}

/// Small files of several codecs and types.
fn samples() -> Vec<Vec<u8>> {
    let columns = || {
        let amount = Decimal128Array::from(vec![Some(1_234), None]);
        vec![
            ids(),
            placed(),
            column("amount", amount.with_precision_and_scale(18, 2).unwrap()),
            column("currency", StringArray::from(vec!["USD"; 2])),
            column("completed_at", TimestampMicrosecondArray::from(vec![Some(MILLIS), None])),
            column("product_id", Float64Array::from(vec![1.0, 2.0])),
            column("country", ["US", "FR"].into_iter().collect::<DictionaryArray<Int32Type>>()),
        ]
    };
    let codecs = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4_RAW,
        Compression::LZ4,
        Compression::ZSTD(ZstdLevel::default()),
    ];
    let mut files: Vec<NamedTempFile> =
        codecs.into_iter().map(|codec| write(columns(), codec, true)).collect();
    files.push(write_int96(&[2_461_057, 2_461_058]));
    files.iter().map(|file| std::fs::read(file.path()).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is changed in a file, it is read or refused: no panic, and no memory or time beyond
    /// what its length gives reason for.
    #[test]
    fn damaged_files_are_read_or_refused(
        sample in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        in_footer in any::<bool>(),
        cut in prop::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let mut bytes = sample.get(&samples()).clone();
        // What stands in the last bytes decides how all others are read.
        let from = if in_footer { bytes.len() / 2 } else { 0 };
        for (at, byte) in edits {
            let at = from + at.index(bytes.len() - from);
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let started = std::time::Instant::now();
        let _read_or_refused = read_bytes(&bytes);
        prop_assert!(started.elapsed().as_secs() < 20);
    }
}
