//! What the list says of disputes, and how it marks what it may not have known then.

use crate::common::Place;

const DISPUTES: &str = "\
dispute_id,order_id,opened_at,status,stage,closed_at
9001,8200000000000001,2026-01-02T00:01:00Z,cancelled_by_buyer,closed,2026-01-10T00:00:30Z
9002,8200000000000002,2026-01-03T00:00:00Z,finished,closed,
9003,8200000000000003,2026-01-04T00:00:00Z,processing,negotiation,
";

#[test]
fn verbose_said_twice_is_said_once() {
    let place = Place::new();
    place.write("disputes.csv", DISPUTES);
    let once = place.run("list disputes.csv -v --as-of 2026-01-05");
    assert!(once.contains("note: disputes.csv: plain-disputes; 3 rows read"), "{once}");
    for line in
        ["list disputes.csv -vv --as-of 2026-01-05", "-v list -v disputes.csv --as-of 2026-01-05"]
    {
        assert_eq!(place.run(line), once, "{line}");
    }
}

#[test]
fn a_word_from_after_the_moment_asked_for_is_marked() {
    let place = Place::new();
    place.write("disputes.csv", DISPUTES);
    let line = "list disputes.csv --all --as-of 2026-01-05 --sort opened";
    let told = place.run(&format!("{line} --columns dispute_id,state,status"));
    assert_eq!(
        told,
        "exit 0\n--- stdout
Dispute   State    Status
────────────────────────────────────────
9003      open     processing
9002      ended?   finished?
9001      open     cancelled_by_buyer*
* said after the moment asked for; at that moment the dispute was open
? may be newer than the moment asked for: the data does not date the change

Data up to: disputes 2026-01-10 08:00 CST

Caveats
- note: the state of 1 dispute may be newer than the moment asked for. The input does not date \
the change; keep older exports to compare with.
"
    );
    let told = place.run(&format!("{line} --format json"));
    let json = told.strip_prefix("exit 0\n--- stdout\n").unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let marks = |key: &str| -> Vec<bool> {
        let rows = json["disputes"].as_array().unwrap();
        rows.iter().map(|row| row[key].as_bool().unwrap()).collect()
    };
    assert_eq!(marks("status_is_later"), [false, false, true]);
    assert_eq!(marks("later_knowledge"), [false, true, false]);
    let told = place.run("show 9001 disputes.csv --as-of 2026-01-05");
    assert!(told.contains("cancelled_by_buyer (said after the moment asked for)"), "{told}");
}

#[test]
fn a_list_fits_its_terminal_and_says_what_it_leaves_out() {
    let place = Place::new();
    let shop = crate::common::root().join("examples/shop");
    let line = format!("list {0}/orders.csv {0}/disputes.csv --as-of 2026-01-16", shop.display());
    let columns =
        |text: &str| text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum::<usize>();
    for width in [60, 80, 100, 160] {
        for locale in ["en", "zh"] {
            let mut command = place.command(&format!("{line} --locale {locale}"), &place.path("."));
            let output = command.env("COLUMNS", width.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let table: Vec<&str> = text.lines().take(15).collect();
            assert!(table.iter().all(|line| columns(line) <= width), "{width} {locale}: {text}");
            assert!(table[2].contains("1101070108752827"), "{text}");
            let said = text.contains("Columns that do not fit") || text.contains("宽度不够");
            assert_eq!(said, width < 160, "{width}: {text}");
        }
    }
    let all = place.run(&format!("{line} --columns order_id,left,item,sku,shop"));
    assert!(all.contains("MOON-15") && all.contains("main"), "{all}");
    let found = place.run(&format!("{line} --text moon-15 --max-rows 1 --columns order_id"));
    assert!(found.contains("1101073781739830") && !found.contains("1101073235264262"), "{found}");
    let none = place.run(&format!("{line} --text nosuch"));
    assert!(none.contains("None of the 60 disputes read matches these filters."), "{none}");
}

#[test]
fn a_list_says_how_many_rows_are_left_out() {
    let place = Place::new();
    place.write("disputes.csv", DISPUTES);
    let run =
        |words: &str| place.run(&format!("list disputes.csv --as-of 2026-01-05 --all {words}"));
    let whole = run("--format json");
    let rows = whole.matches("\"dispute_id\"").count();
    assert!(rows > 1 && whole.contains("\"left_out\": 0"), "{whole}");
    let left = format!("{} more not shown (`--max-rows`)", rows - 1);
    for format in ["table", "csv", "jsonl", "markdown"] {
        let shown = run(&format!("--max-rows 1 --format {format}"));
        assert_eq!(shown.matches(&left).count(), 1, "{format}: {shown}");
    }
    let cut = run("--max-rows 1 --format json");
    assert!(cut.contains(&format!("\"left_out\": {}", rows - 1)), "{cut}");
    let word = run("--max-rows 1 --map-status nosuch=finished");
    assert!(word.contains("`nosuch` has no effect"), "{word}");
    place.write("disputes.csv", DISPUTES.replace("processing", "Offen"));
    let met = run("--map-status offen=processing");
    assert!(!met.contains("no effect") && !met.contains("not known"), "{met}");
}

#[test]
fn days_are_read_as_people_write_them() {
    let place = Place::new();
    place.write("disputes.csv", DISPUTES);
    let of = |day: &str| place.run(&format!("list disputes.csv --as-of {day}"));
    let known = of("2026-01-05");
    for day in ["2026/1/5", "20260105", "5.1.2026", "2026年1月5日"] {
        assert_eq!(of(day), known, "{day}");
    }
    assert!(of("yesterday").starts_with("exit 0\n"));
    let two = of("01/05/2026");
    assert!(two.starts_with("exit 2\n") && two.contains("can be two days"), "{two}");
}

#[test]
fn disputes_of_which_nothing_says_whether_they_run_are_counted() {
    let place = Place::new();
    let told = |status: &str| {
        let row = format!("{status},");
        place.write("disputes.csv", DISPUTES.replace("processing,negotiation", &row));
        place.run("list disputes.csv --as-of 2026-01-05")
    };
    for blank in ["", "NULL"] {
        let told = told(blank);
        assert!(told.contains("1 dispute has no status and is counted as open"), "{told}");
    }
    assert!(!told("processing").contains("no status"));
    let rate = place.run("rate disputes.csv --as-of 2026-01-05");
    assert!(!rate.contains("no status"), "{rate}");
}

#[test]
fn a_dispute_that_is_open_and_has_ended_is_a_contradiction() {
    let place = Place::new();
    let told = |stage: &str, closed: &str, as_of: &str| {
        let row =
            format!("9003,8200000000000003,2026-01-04T00:00:00Z,processing,{stage},{closed}\n");
        place
            .write("disputes.csv", format!("{}{row}", &DISPUTES[..DISPUTES.find("9003").unwrap()]));
        place.run(&format!("list disputes.csv --as-of {as_of}"))
    };
    for (stage, closed) in [("closed", ""), ("negotiation", "2026-01-06T10:00:00Z")] {
        let told = told(stage, closed, "2026-01-16");
        assert!(told.contains("8200000000000003: status is `processing`, and `"), "{told}");
    }
    for (stage, as_of) in [("negotiation", "2026-01-05"), ("", "2026-01-05")] {
        let told = told(stage, "2026-01-06T10:00:00Z", as_of);
        assert!(!told.contains("status is `processing`"), "{told}");
    }
    assert!(!told("negotiation", "", "2026-01-16").contains("status is `processing`"));
}
