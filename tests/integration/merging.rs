//! The same records give the same figures, however they are divided among files and imports, and
//! in whatever order these come.

use proptest::prelude::*;
use proptest::sample::select;

use crate::common::Place;

const ORDERS: &str = "order_id,created_at,paid_at,completed_at,completion,status,country,\
    product_id,shop,amount,currency\n";
const DISPUTES: &str = "dispute_id,order_id,opened_at,status,reason,liability,escalated_at,ruled_at,\
    closed_at,buyer_country,shop\n";
const RATE: &str = "rate --as-of 2026-01-16 --format json --window 60 --series 3 --by shop \
    --by product --by country --by family --by month";
/// Each day is one on which a window ends.
const BY_EACH_DAY: &str = "--as-of 2026-01-16 --series 30 --format json";

/// The rows of a table: of each order or dispute the record that each of some files has of it.
type Table = Vec<Vec<String>>;

/// A record of an order, whose times are in order whichever records are merged.
fn order(number: usize) -> BoxedStrategy<String> {
    let id = 8_200_000_000_000_001 + number * 7_777;
    let day = 1 + number % 9;
    (
        select(vec!["", "12:00:00Z", "13:30:00Z"]),
        select(vec!["", "2025-12-20T00:00:00Z", "2025-12-28T00:00:00Z", "2026-01-02T10:00:00Z"]),
        select(vec!["", "timeout", "buyer_confirmed"]),
        select(vec!["", "shipped", "finished"]),
        select(vec!["", "US", "BR"]),
        select(vec!["", "p1", "p2"]),
        select(vec!["", "north", "south"]),
    )
        .prop_map(move |(paid, completed, how, status, country, product, shop)| {
            let paid =
                if paid.is_empty() { String::new() } else { format!("2025-12-0{day}T{paid}") };
            let how = if completed.is_empty() { "" } else { how };
            format!(
                "{id},2025-12-0{day}T10:00:00Z,{paid},{completed},{how},{status},{country},{product},\
                 {shop},1.00,USD"
            )
        })
        .boxed()
}

/// A record of a dispute; two disputes may be of one order.
fn dispute(number: usize) -> BoxedStrategy<String> {
    let order = 8_200_000_000_000_001 + (number / 2) * 7_777;
    // Every second order has two that were filed in one minute.
    let at = if number % 4 < 2 { number } else { number / 2 };
    let opened = format!("2025-12-2{}T0{}", at % 8, 1 + at % 6);
    (
        // Records without an id are of the dispute of which some record was filed as they are.
        select(vec!["00:00Z", "00:07Z", "02:00Z"]),
        select(vec![String::new(), format!("D{number}")]),
        select(vec!["", "processing", "finished", "cancelled_by_buyer", "seller_rejected"]),
        select(vec!["", "not_received", "quality", "odd word"]),
        select(vec!["", "seller", "buyer"]),
        select(vec!["", "2025-12-29T00:00:00Z", "2025-12-30T00:00:00Z"]),
        select(vec!["", "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z"]),
        select(vec!["", "2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z"]),
        select(vec!["", "US", "BR"]),
    )
        .prop_map(move |(time, id, status, reason, liable, escalated, ruled, closed, country)| {
            format!(
                "{id},{order},{opened}:{time},{status},{reason},{liable},{escalated},{ruled},{closed},\
                 {country},"
            )
        })
        .boxed()
}

/// Up to three records of each of some orders or disputes.
fn table(of: fn(usize) -> BoxedStrategy<String>, count: usize) -> impl Strategy<Value = Table> {
    let records = move |number| prop::collection::vec(of(number), 1..4);
    (1..count).prop_flat_map(move |count| (0..count).map(records).collect::<Vec<_>>())
}

/// Columns that a file may lack: what no file of an order or dispute can give is unknown, not 0.
const OPTIONAL: [&str; 6] =
    ["paid_at", "completed_at", "reason", "liability", "escalated_at", "ruled_at"];

/// Some of [`OPTIONAL`] for each of several files; most have all.
fn lacking() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let some = prop_oneof![
        2 => Just(Vec::new()),
        1 => proptest::sample::subsequence(OPTIONAL.to_vec(), 1..=OPTIONAL.len()),
    ];
    prop::collection::vec(some, 8)
}

/// Returns a table without some columns.
fn without(text: &str, lacking: &[&str]) -> String {
    let titles: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let kept = |row: &str| {
        let cells = row.split(',').zip(&titles).filter(|(_, title)| !lacking.contains(title));
        cells.map(|(cell, _)| cell).collect::<Vec<_>>().join(",") + "\n"
    };
    text.lines().map(kept).collect()
}

/// Puts the records into so many files, the records of one order or dispute into different ones.
fn files(titles: &str, table: &Table, count: usize, shift: usize) -> Vec<String> {
    let mut files = vec![String::new(); count];
    for (number, records) in table.iter().enumerate() {
        for (at, record) in records.iter().enumerate() {
            files[(number * shift + at) % count].push_str(&format!("{record}\n"));
        }
    }
    files.retain(|rows| !rows.is_empty());
    files.into_iter().map(|rows| format!("{titles}{rows}")).collect()
}

/// Returns the part of an answer that the figures are in.
fn figures(told: &str) -> &str {
    assert!(told.starts_with("exit 0"), "{told}");
    &told[told.find("\"metrics\"").unwrap()..told.find("\"inputs\"").unwrap()]
}

/// Writes files and returns their names.
fn written(place: &Place, kind: &str, files: &[String]) -> Vec<String> {
    let write = |(number, text): (usize, &String)| {
        let name = format!("{kind}{number}.csv");
        place.write(&name, text);
        name
    };
    files.iter().enumerate().map(write).collect()
}

/// Imports files one after the other, and returns the figures of the store.
fn imported(files: &[String]) -> String {
    let place = Place::new();
    for (number, text) in files.iter().enumerate() {
        place.write("now.csv", text);
        let told = place.run("import now.csv");
        assert!(told.starts_with("exit 0"), "{number}: {told}");
    }
    figures(&place.run(RATE)).to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_order_of_files_and_of_imports_gives_the_same_figures(
        orders in table(order, 9), disputes in table(dispute, 9), turn in 0..5_usize,
        lacking in lacking(),
    ) {
        let place = Place::new();
        let mut texts = files(ORDERS, &orders, 3, 1);
        texts.extend(files(DISPUTES, &disputes, 3, 1));
        let mut texts: Vec<String> =
            texts.iter().zip(&lacking).map(|(text, lacking)| without(text, lacking)).collect();
        let mut names = written(&place, "file", &texts);
        let first = place.run(&format!("{RATE} {}", names.join(" ")));
        names.reverse();
        let turned = turn % names.len();
        names.rotate_left(turned);
        let second = place.run(&format!("{RATE} {}", names.join(" ")));
        prop_assert_eq!(figures(&first), figures(&second));
        prop_assert_eq!(imported(&texts), figures(&first));
        texts.reverse();
        texts.rotate_left(turned);
        prop_assert_eq!(imported(&texts), figures(&first));
    }

    #[test]
    fn any_split_of_one_file_gives_the_figures_of_the_one_file(
        orders in table(order, 12), disputes in table(dispute, 12),
        parts in 2..5_usize, shift in 1..4_usize, lacking in lacking(),
    ) {
        let place = Place::new();
        // Rows of one order that differ are refused in one file; those of a dispute are merged.
        let orders: Table = orders.iter().map(|records| vec![records[0].clone()]).collect();
        let lacking = &lacking[0];
        let cut = |texts: Vec<String>| -> Vec<String> {
            texts.iter().map(|text| without(text, lacking)).collect()
        };
        let one = cut([files(ORDERS, &orders, 1, 1), files(DISPUTES, &disputes, 1, 1)].concat());
        let whole = place.run(&format!("{RATE} {}", written(&place, "one", &one).join(" ")));
        let mut split = files(DISPUTES, &disputes, parts, shift);
        split.extend(files(ORDERS, &orders, parts, shift));
        let split = cut(split);
        let names = written(&place, "part", &split);
        let several = place.run(&format!("{RATE} {}", names.join(" ")));
        prop_assert_eq!(figures(&several), figures(&whole));
        prop_assert_eq!(imported(&split), figures(&whole));
    }
}

#[test]
fn the_older_file_completes_what_the_newer_one_leaves_open() {
    let place = Place::new();
    // A table to the day says no other times than the export, and takes none of them away.
    place.write(
        "times.csv",
        "order_id,created_at,paid_at,completed_at\n\
         8200000000000011,2025-12-01 21:10:00,2025-12-01 21:13:00,2026-01-05 09:20:00\n",
    );
    place.write(
        "days.csv",
        "order_id,created_at,paid_at,completed_at\n8200000000000011,2025-12-02,2025-12-02,2026-01-05\n",
    );
    for files in ["times.csv days.csv", "days.csv times.csv"] {
        let told = place.run(&format!("{RATE} --no-disputes {files}"));
        let kinds = kinds(&told);
        assert!(told.contains("\"denominator\": 1"), "{told}");
        assert!(!kinds.contains(&"records_contradict") && !kinds.contains(&"time_order"), "{told}");
    }
    place.write(
        "old.csv",
        "order_id,created_at,paid_at,completed_at\n\
         8200000000000011,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2025-12-20T10:00:00Z\n",
    );
    place.write(
        "new.csv",
        "order_id,created_at,paid_at,completed_at\n\
         8200000000000011,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,\n\
         8200000000000029,2026-01-10T10:00:00Z,2026-01-10T11:00:00Z,\n",
    );
    for files in ["old.csv new.csv", "new.csv old.csv"] {
        let told = place.run(&format!("{RATE} --no-disputes {files}"));
        assert!(told.contains("\"denominator\": 1"), "{told}");
        assert!(told.contains("\"kind\": \"orders_overlap\""), "{told}");
    }
}

#[test]
fn a_dispute_that_ended_and_is_open_later_is_said_to_contradict_itself() {
    let place = Place::new();
    let table = |rows: &str| {
        format!("dispute_id,order_id,opened_at,status,closed_at,escalated_at\n{rows}\n")
    };
    let order = "8200000000000011,2025-12-20T10:00:00Z";
    place.write("ended.csv", table(&format!("D1,{order},finished,2025-12-28T10:00:00Z,")));
    place.write("open.csv", table(&format!("D1,{order},processing,2026-01-05T10:00:00Z,")));
    for files in ["ended.csv open.csv", "open.csv ended.csv"] {
        let told = place.run(&format!("list --all --format json {files} --as-of 2026-01-16"));
        assert!(told.contains("\"kind\": \"records_contradict\""), "{told}");
        assert!(told.contains("status is `finished`, and `processing` elsewhere"), "{told}");
    }
}

#[test]
fn a_store_knows_what_its_files_could_not_give() {
    let orders = "order_id,created_at,paid_at,completed_at\n\
        8200000000000011,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z\n";
    let unfinished = "order_id,created_at,paid_at\n\
        8200000000000029,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z\n";
    let later = "order_id,created_at,completed_at\n8200000000000029,2025-12-01T10:00:00Z,\n";
    let disputes = "dispute_id,order_id,opened_at\nD1,8200000000000011,2026-01-14T10:00:00Z\n";
    let escalations = "dispute_id,order_id,opened_at,escalated_at,reason,ruled_at,liability\n\
        D1,8200000000000011,2026-01-14T10:00:00Z,,,,\n";
    let titles = "dispute_id,order_id,opened_at,escalated_at\n";
    let cases: [&[&str]; 7] = [
        &[orders, disputes],
        &[orders, escalations],
        &[orders, disputes, escalations],
        &[orders, unfinished, disputes],
        &[orders, unfinished, later, disputes],
        &[unfinished, escalations],
        &[orders, titles],
    ];
    for texts in cases {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let place = Place::new();
        let told = place.run(&format!("{RATE} {}", written(&place, "file", &texts).join(" ")));
        assert_eq!(imported(&texts), figures(&told), "{texts:?}");
    }
}

/// Returns the kinds of caveats in a JSON answer.
fn kinds(told: &str) -> Vec<&str> {
    told.split("\"kind\": \"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_was_found_in_a_file_is_said_of_the_store() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at,country\n\
         8200000000000011,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z,Atlantis\n\
         8200000000000029,never,,,\n",
    );
    place.write(
        "disputes.csv",
        "dispute_id,order_id,opened_at,status\nD1,8200000000000011,2026-01-14T10:00:00Z,on the moon\n",
    );
    let rate = "rate --as-of 2026-01-16 --format json";
    let of_files = place.run(&format!("{rate} --skip-bad-rows orders.csv disputes.csv"));
    place.run("import --skip-bad-rows orders.csv");
    place.run("import disputes.csv");
    let of_store = place.run(rate);
    for kind in ["rows_skipped", "unknown_country", "unknown_status"] {
        let count = |told: &str| kinds(told).iter().filter(|found| **found == kind).count();
        assert_eq!((count(&of_files), count(&of_store)), (1, 1), "{kind}: {of_store}");
    }
    assert_eq!(figures(&of_store), figures(&of_files));
    assert!(figures(&of_store).contains("\"skipped_rows\": {"), "{of_store}");
    let late = place.run(&rate.replace("01-16", "01-30"));
    assert!(kinds(&late).contains(&"stale_data"), "{late}");
    // A later file of the name, without the bad row, takes the place of the first.
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at,country\n\
         8200000000000011,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-10T10:00:00Z,US\n\
         8200000000000029,2025-12-02T10:00:00Z,,,\n",
    );
    place.run("import orders.csv");
    let right = place.run(rate);
    assert!(!kinds(&right).contains(&"rows_skipped"), "{right}");
}

#[test]
fn words_of_two_sources_for_one_status_do_not_contradict() {
    let place = Place::new();
    let orders = |name: &str, status: &str| {
        let id = "8200000000000003,2026-01-01T00:00:00Z";
        place.write(name, format!("order_id,created_at,status\n{id},{status}\n"));
    };
    let disputes = |name: &str, status: &str, reason: &str| {
        let row = format!("9003,8200000000000003,2026-01-04T00:00:00Z,{status},{reason}");
        place.write(name, format!("dispute_id,order_id,opened_at,status,reason\n{row}\n"));
    };
    let contradicts = |files: &str| {
        let told = place.run(&format!("list {files} --as-of 2026-01-16"));
        assert!(told.starts_with("exit 0"), "{told}");
        told.contains("say different things")
    };
    // Two words, and whether they say the same.
    for (one, two, same) in [
        ("finished", "交易完成", true),
        ("FINISH", "finished", true),
        ("等待买家收货", "WAIT_BUYER_ACCEPT_GOODS", true),
        ("finished", "等待买家收货", false),
    ] {
        orders("o1.csv", one);
        orders("o2.csv", two);
        disputes("d.csv", "processing", "quality");
        assert_eq!(contradicts("o1.csv o2.csv d.csv"), !same, "{one}, {two}");
    }
    for (one, two, same) in [
        (("processing", "quality"), ("", "quality"), true),
        (("processing", "quality"), ("等待卖家响应", "damaged"), true),
        (("processing", "quality"), ("processing", "not_received"), false),
        (("finished", "quality"), ("cancelled_by_buyer", "quality"), false),
    ] {
        disputes("d1.csv", one.0, one.1);
        disputes("d2.csv", two.0, two.1);
        assert_eq!(contradicts("o1.csv d1.csv d2.csv"), !same, "{one:?}, {two:?}");
    }
}

#[test]
fn a_table_without_a_status_takes_none_away() {
    let place = Place::new();
    let ids = [(9003, 3, "cancelled_by_buyer"), (9004, 4, "finished"), (9005, 5, "finished")];
    let orders: String = ids
        .iter()
        .map(|(_, n, _)| format!("820000000000000{n},2025-12-01T00:00:00Z,2026-01-05T00:00:00Z\n"))
        .collect();
    place.write("o.csv", format!("order_id,created_at,completed_at\n{orders}"));
    let disputes = |name: &str, column: &str, cell: &dyn Fn(&str) -> String| {
        let row = |(id, n, status): &(u32, u32, &str)| {
            format!("{id},820000000000000{n},2026-01-04T00:00:00Z,{}\n", cell(status))
        };
        let rows: String = ids.iter().map(row).collect();
        place.write(name, format!("dispute_id,order_id,opened_at,{column}\n{rows}"));
    };
    disputes("status.csv", "status", &|status: &str| status.to_owned());
    disputes("closed.csv", "closed_at", &|_: &str| "2026-01-09T00:00:00Z".to_owned());
    disputes("stage.csv", "stage", &|_: &str| "closed".to_owned());
    let figures = |files: &str| {
        let told = place.run(&format!("rate o.csv {files} --as-of 2026-01-16 --format json"));
        assert!(!told.contains("records_contradict"), "{told}");
        let answer: serde_json::Value =
            serde_json::from_str(told.split_once("--- stdout\n").unwrap().1).unwrap();
        let metric = &answer["metrics"][0];
        let without = &metric["range"]["cancelled_excluded"]["numerator"];
        (without.as_u64().unwrap(), metric["unknown_endings"].as_u64().unwrap())
    };
    for files in ["status.csv", "status.csv closed.csv", "closed.csv status.csv stage.csv"] {
        assert_eq!(figures(files), (2, 0), "{files}");
    }
    for files in ["closed.csv", "stage.csv", "stage.csv closed.csv"] {
        assert_eq!(figures(files), (3, 3), "{files}");
    }
}

#[test]
fn a_second_table_of_the_same_disputes_makes_no_more_of_them() {
    let place = Place::new();
    let line = "8200000000000013";
    // The order, and when its dispute was filed: by the list; to the day; by Beijing's clock; rounded.
    let filed = [
        ("8200000000000003", "2026-01-04T10:11:12.700Z", "2026-01-04", "2026-01-04 18:11:12", "13"),
        ("8200000000000004", "2026-01-06T17:01:42.800Z", "2026-01-06", "2026-01-07 01:01:42", "43"),
        ("8200000000000004", "2026-01-09T17:31:02.900Z", "2026-01-09", "2026-01-10 01:31:02", "03"),
    ];
    type Filed = (&'static str, &'static str, &'static str, &'static str, &'static str);
    let of = |cell: &dyn Fn(&Filed) -> String| {
        filed.iter().enumerate().map(|(n, row)| format!("{n},{},{}\n", row.0, cell(row))).collect()
    };
    let write = |name: &str, titles: &str, rows: String| {
        place.write(name, format!("{titles}\n{rows}"));
    };
    let sheet = "number,order_id,opened_at,reason";
    write("list.csv", "dispute_id,order_id,opened_at", of(&|row| row.1.to_owned()));
    write("day.csv", sheet, of(&|row| format!("{},quality", row.2)));
    write("beijing.csv", sheet, of(&|row| format!("{},quality", row.3)));
    write("rounded.csv", sheet, of(&|row| format!("{}:{}Z,quality", &row.1[..16], row.4)));
    let exact = |id: u32| format!("{id},{},{line},2026-01-04T10:11:12Z\n", filed[0].0);
    write("one.csv", "dispute_id,order_id,line_id,opened_at", exact(1));
    write("other.csv", "dispute_id,order_id,line_id,opened_at", exact(70_001));
    // The ids of the list, protected from a spreadsheet; lines by numbers of one's own.
    let ids = |name: &str, put: &dyn Fn(&str, &str, &str, u32) -> String| {
        let row = |n: u32| {
            let [id, order, line] =
                [6_300_001_000_006_600_u64, 8_200_000_000_000_000, 8_200_000_000_010_000]
                    .map(|first| (first + u64::from(n)).to_string());
            format!("{},2026-01-0{n}T10:11:1{n}Z\n", put(&id, &order, &line, n))
        };
        write(name, "dispute_id,order_id,line_id,opened_at", (5..7).map(row).collect());
    };
    ids("ids.csv", &|id, order, line, _| format!("{id},{order},{line}"));
    ids("put.csv", &|id, order, line, _| format!("'{id},\u{1f}{order},{line} 复制"));
    ids("quoted.csv", &|_, order, line, _| format!(",{order},\"=\"\"{line}\"\"\""));
    ids("numbers.csv", &|_, order, _, n| format!(",{order},L-{n}"));
    let disputes = |files: &str| {
        let told = place.run(&format!("list {files} --all --as-of 2026-01-16 --format json"));
        assert!(!told.contains("records_contradict"), "{told}");
        // Where each dispute has a time, no figure depends on the days of another table.
        let by_day =
            files.is_empty() || files.contains("more.csv") || files.starts_with("its-days.csv ");
        let counted = place.run(&format!("rate {files} {BY_EACH_DAY}"));
        assert_eq!(counted.contains("days_only"), by_day, "{files}: {counted}");
        (told.matches("\"opened_at\"").count(), told.contains("clock_contradicts"))
    };
    write("more.csv", sheet, "9,8200000000000004,2026-01-12,quality\n".to_owned());
    // Both tables without ids, with times or days of two clocks.
    let plain = "order_id,opened_at,reason";
    let no_id = |cells: [&str; 3]| {
        let rows = cells.iter().zip([3, 4, 5]);
        rows.map(|(cell, n)| format!("820000000000000{n},2026-01-{cell},quality\n")).collect()
    };
    write("here.csv", plain, no_id(["04 10:11:12", "06 17:01:42", "09 17:31:02"]));
    write("there.csv", plain, no_id(["05 02:11:12", "07 09:01:42", "10 09:31:02"]));
    write("its-days.csv", plain, no_id(["04", "06", "09"]));
    write("next-days.csv", plain, no_id(["05", "07", "10"]));
    write("other-days.csv", plain, no_id(["05", "07", "08"]));
    for (files, count, is_clock) in [
        ("list.csv day.csv", 3, false),
        ("day.csv list.csv", 3, false),
        ("list.csv rounded.csv", 3, false),
        ("list.csv beijing.csv", 3, true),
        ("beijing.csv day.csv list.csv", 3, true),
        ("one.csv other.csv", 1, false),
        ("ids.csv put.csv numbers.csv quoted.csv", 2, false),
        ("day.csv more.csv list.csv", 4, false),
        ("here.csv there.csv", 3, true),
        ("there.csv here.csv", 3, true),
        ("its-days.csv next-days.csv", 3, false),
        ("its-days.csv next-days.csv its-days.csv", 3, false),
        ("its-days.csv other-days.csv", 6, false),
    ] {
        assert_eq!(disputes(files), (count, is_clock), "{files}");
    }
    for file in ["day.csv", "rounded.csv", "list.csv", "beijing.csv"] {
        assert!(place.run(&format!("import {file}")).starts_with("exit 0"), "{file}");
    }
    assert_eq!(disputes(""), (3, true));
    let state = place.path("state");
    for imports in [&["here.csv", "there.csv"][..], &["there.csv here.csv"]] {
        std::fs::remove_dir_all(&state).unwrap();
        for files in imports {
            assert!(place.run(&format!("import {files}")).starts_with("exit 0"), "{files}");
        }
        let told = place.run("list --all --as-of 2026-01-16 --format json");
        let found = (told.matches("\"opened_at\"").count(), told.contains("clock_contradicts"));
        assert_eq!(found, (3, true), "{imports:?}: {told}");
    }
}

#[test]
fn no_dispute_is_lost_in_another_one() {
    let place = Place::new();
    let disputes = |files: &str| {
        let told = place.run(&format!("list {files} --all --as-of 2026-01-16 --format json"));
        assert!(!told.contains("clock_contradicts"), "{told}");
        let open = told.matches("\"state\": \"open\"").count();
        (told.matches("\"opened_at\"").count(), open, told.contains("disputes_apart"))
    };
    let order = "8200000000000003";
    // What the list says of each dispute: when it was filed, its state and when it was over; when each row of a
    // table without ids was filed, and its state; how many disputes there are, how many are open, and whether
    // rows are said to be left apart.
    let cases = [
        // Filed again on the next day.
        (
            "05T18:00:12Z,cancelled_by_buyer,05T20:00:44Z",
            "05,cancelled_by_buyer 06,processing",
            (2, 1, false),
        ),
        (
            "05T18:00:12Z,cancelled_by_buyer,06T20:00:44Z",
            "05,processing 06,processing",
            (2, 1, false),
        ),
        ("05T18:00:12Z,processing,", "05,cancelled_by_buyer 06,processing", (2, 1, false)),
        // Filed again on the day, maybe.
        ("05T18:00:12Z,cancelled_by_buyer,05T20:00:44Z", "05,processing", (2, 1, true)),
        ("05T18:00:12Z,cancelled_by_buyer,07T20:00:44Z", "05,processing", (1, 0, false)),
        (
            "05T18:00:12Z,cancelled_by_buyer,05T20:00:44Z",
            "05,processing 05,cancelled_by_buyer",
            (2, 1, false),
        ),
        // Two products of an order, disputed on one day.
        (
            "06T09:26:12Z,processing, 06T12:26:40Z,finished,07T12:00:00Z",
            "06,processing 06,finished",
            (2, 1, false),
        ),
        (
            "06T09:26:12Z,processing, 06T12:26:40Z,finished,07T12:00:00Z",
            "06,finished 06,processing",
            (2, 1, false),
        ),
        ("06T09:26:12Z,processing, 06T12:26:40Z,processing,", "06,finished", (3, 2, true)),
        ("06T09:26:12Z,processing, 06T12:26:40Z,processing,", "06,processing", (2, 2, false)),
        (
            "06T10:30:00Z,processing, 06T10:30:00Z,finished,07T12:00:00Z",
            "06T10:30:00Z,finished",
            (2, 1, false),
        ),
        // Filed again some whole hours later, be it by a clock that is written or not.
        ("05T10:00:05Z,cancelled_by_buyer,05T12:00:05Z", "05T13:00:05Z,processing", (2, 1, false)),
        ("05T10:00:05Z,cancelled_by_buyer,05T12:00:05Z", "05T13:00:05,processing", (2, 1, false)),
        ("05T10:00:05Z,cancelled_by_buyer,", "05T13:00:05Z,finished", (2, 0, false)),
        // The same disputes at a later moment.
        ("05T18:00:12Z,processing,", "05,finished", (1, 0, false)),
        ("05T18:00:12Z,finished,07T20:00:44Z", "05,processing", (1, 0, false)),
    ];
    for (number, (list, table, right)) in cases.into_iter().enumerate() {
        let day = |cell: &str| cell.replacen("0", "2026-01-0", 1);
        let listed = list.split(' ').enumerate().map(|(n, row)| {
            let cells: Vec<String> = row
                .split(',')
                .map(|cell| if cell.starts_with('0') { day(cell) } else { cell.to_owned() })
                .collect();
            format!("{n},{order},{order}{n},{}\n", cells.join(","))
        });
        place.write(
            "list.csv",
            format!(
                "dispute_id,order_id,line_id,opened_at,status,closed_at\n{}",
                listed.collect::<String>()
            ),
        );
        let rows = table.split(' ').map(|row| format!("{order},{}\n", day(row)));
        place
            .write("table.csv", format!("order_id,opened_at,status\n{}", rows.collect::<String>()));
        // Either is read first.
        let files = ["list.csv table.csv", "table.csv list.csv"][number % 2];
        assert_eq!(disputes(files), right, "{files}: {list}; {table}");
    }
    // Two lines of an order, disputed on one day for two reasons; alone, and beside the list, in days alone.
    let list = [
        "1,{o},2026-01-06T09:26:12Z,quality,2026-01-10T08:30:11Z,2026-01-08T08:30:11Z",
        "2,{o},2026-01-06T12:26:40Z,damaged,2026-01-10T08:30:11Z,2026-01-08T08:30:11Z",
    ];
    let list = list.join("\n").replace("{o}", order);
    let titles = "dispute_id,order_id,opened_at,reason,seller_response_due_at,closed_at";
    place.write("list.csv", format!("{titles}\n{list}\n"));
    let day = |cell: &str| cell.split('T').next().unwrap_or(cell).to_owned();
    let days = list.lines().map(|row| row.split(',').map(day).collect::<Vec<_>>().join(","));
    let days: Vec<String> = days.collect();
    place.write("days.csv", format!("{titles}\n{}\n", days.join("\n")));
    let rows = |reasons: [&str; 2]| {
        reasons.map(|reason| format!("{order},2026-01-06,{reason}\n")).concat()
    };
    place.write("two.csv", format!("order_id,opened_at,reason\n{}", rows(["damaged", "quality"])));
    for files in [
        "two.csv",
        "list.csv two.csv",
        "two.csv list.csv",
        "list.csv days.csv",
        "days.csv list.csv",
    ] {
        let told = place.run(&format!("list {files} --all --as-of 2026-01-16 --format json"));
        assert_eq!(disputes(files).0, 2, "{files}");
        assert!(!told.contains("records_contradict"), "{files}: {told}");
        let counted = place.run(&format!("rate {files} {BY_EACH_DAY}"));
        assert_eq!(counted.contains("days_only"), files == "two.csv", "{files}: {counted}");
    }
    // Without ids, the orders are named.
    let rows = |reasons: [&str; 2]| {
        let rows = ["8200000000000003", "8200000000000011"].into_iter().zip(reasons);
        rows.map(|(order, reason)| format!("{order},2026-01-06T09:26:12Z,{reason}\n"))
            .collect::<String>()
    };
    place.write(
        "one.csv",
        format!("order_id,opened_at,reason\n{}", rows(["not_received", "quality"])),
    );
    place.write(
        "other.csv",
        format!("order_id,opened_at,reason\n{}", rows(["quality", "not_received"])),
    );
    let told = place.run("list one.csv other.csv --all --as-of 2026-01-16 --format json");
    assert!(told.contains("8200000000000003: reason is"), "{told}");
    assert!(told.contains("records of 2 disputes"), "{told}");
    // The same from a store, also of a file that is imported again.
    place.write("table.csv", format!("order_id,opened_at,status\n{order},2026-01-05,finished\n{order},2026-01-05,processing\n"));
    for _ in 0..2 {
        assert!(place.run("import table.csv").starts_with("exit 0"));
        assert_eq!(disputes(""), (2, 1, false));
    }
}
