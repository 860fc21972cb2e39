//! Forecasts from counts of a database are those from the rows.

use disputes::domain::Moment;
use disputes::reports::counted_flow::CountedFlow;
use disputes::reports::forecast::{Question, forecast};
use disputes::reports::rate::report_of_masks;
use disputes::warehouse::{GroupBy, MaskQuestion, Tables, Vocabulary, read_counts, read_delays};
use serde_json::Value;

use crate::common::{Place, root};
use crate::random_shops::{MOMENTS, Shops, settings, shops};
use crate::warehouse::{answer, example, loaded, question};

#[test]
fn random_shops_are_forecast_alike_by_sqlite_and_here() {
    let made = shops(2_000, 3);
    let compared = std::thread::scope(|scope| {
        let made = &made;
        let moments = MOMENTS.map(|as_of| scope.spawn(move || forecast_alike(made, as_of)));
        moments.map(|compared| compared.join().unwrap())
    });
    let forecasts: usize = compared.iter().map(|compared| compared.forecasts).sum();
    let shares: usize = compared.iter().map(|compared| compared.shares).sum();
    assert!(forecasts > 20 && shares > 5, "{forecasts} {shares}");
}

/// How much two ways gave alike.
#[derive(Default)]
struct Compared {
    forecasts: usize,
    shares: usize,
}

fn forecast_alike(made: &Shops, as_of: &str) -> Compared {
    let base = loaded(made);
    let tables = Tables::new("orders", "disputes", []).unwrap();
    let words = Vocabulary::new([]).unwrap();
    let names: Vec<String> = made.orders.iter().map(|order| order.shop.clone()).collect();
    // All shops, and some from the middle and the end.
    let some = |from: usize, count: usize| names[from..from + count].to_vec();
    let at = Moment::from_rfc3339(as_of).unwrap();
    let mut compared = Compared::default();
    for chosen in [vec![], some(names.len() / 2, 400), some(names.len() - 9, 9)] {
        // Both rule sets look back as far, so that one statement serves them.
        let asked = question(&tables, &words, ("aliexpress-2021", as_of), GroupBy::Nothing);
        let asked = MaskQuestion { shops: &chosen, ..asked };
        let delays = read_delays(&answer(&base, &asked.delays_statement().unwrap())).unwrap();
        let masks = read_counts(&answer(&base, &asked.statement().unwrap())).unwrap().rows;
        let flow = CountedFlow::new(&delays.rows);
        for rule_set in ["aliexpress-2021", "aliexpress-2013"] {
            let other = question(&tables, &words, (rule_set, as_of), GroupBy::Nothing);
            let other = MaskQuestion { shops: &chosen, ..other };
            assert_eq!(delays.fingerprint, Some(other.delays_fingerprint()));
            let rules = settings(rule_set).rules;
            let question = Question { as_of: at, rules: &rules, window: None, ended: None };
            let counted = forecast(&question, &flow.table);
            let read = made.forecast(rule_set, as_of, &chosen);
            assert!(read.is_some());
            assert_eq!(counted, read, "{rule_set} {as_of} {}", chosen.len());
            compared.forecasts += read.map_or(0, |read| read.backtest.rows.len() + 1);
            let counted = report_of_masks(&masks, None, at, settings(rule_set), Some(&flow));
            let read = made.report_of(rule_set, as_of, None, &chosen);
            for (one, two) in counted.figures.iter().zip(&read.figures) {
                assert_eq!(one.expected_share, two.expected_share, "{:?} {as_of}", one.metric);
                compared.shares += usize::from(one.expected_share.is_some());
            }
        }
    }
    compared
}

fn document(answer: &str) -> Value {
    let json = answer.split("--- stdout\n").nth(1).unwrap_or_else(|| panic!("{answer}"));
    serde_json::from_str(json.split("--- stderr\n").next().unwrap()).unwrap()
}

#[test]
fn a_printed_statement_gives_the_forecast_of_the_files() {
    let (base, place) = (example(), Place::new());
    let files = format!("{0}/orders.csv {0}/disputes.csv", root().join("examples/shop").display());
    for (as_of, rules) in [
        ("2026-01-16", ""),
        ("2026-01-16", "--rules aliexpress-2013"),
        ("2025-11-05T03:04:05Z", ""),
    ] {
        for (shape, file) in [("masks --by shop", "counts.csv"), ("delays", "delays.csv")] {
            let line = format!("sql --dialect sqlite --as-of {as_of} {rules} --shape {shape}");
            let printed = place.run(&line);
            let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
            place.write(file, answer(&base, statement));
        }
        let counted = format!("--counts counts.csv --delays delays.csv {rules} --format json");
        let read = format!("{files} --as-of {as_of} {rules} --format json");
        let (one, two) = (
            document(&place.run(&format!("risk {counted}"))),
            document(&place.run(&format!("risk {read}"))),
        );
        assert!(one["forecast"].is_object(), "{one}");
        assert_eq!(one["forecast"], two["forecast"]);
        let (one, two) = (
            document(&place.run(&format!("rate {counted}"))),
            document(&place.run(&format!("rate {read}"))),
        );
        let shares = |document: &Value| -> Vec<Value> {
            let metrics = document["metrics"].as_array().unwrap();
            metrics.iter().map(|metric| metric["expected_share"].clone()).collect()
        };
        assert_eq!(shares(&one), shares(&two));
        assert!(shares(&one).iter().any(Value::is_number), "{one}");
    }
}

#[test]
fn delays_of_another_question_are_refused() {
    let (base, place) = (example(), Place::new());
    let write = |shape: &str, as_of: &str, more: &str, file: &str| {
        let line = format!("sql --dialect sqlite --as-of {as_of} --shape {shape} {more}");
        let printed = place.run(&line);
        let statement = printed.strip_prefix("exit 0\n--- stdout\n").unwrap();
        let rows = answer(&base, statement);
        place.write(file, &rows);
        rows
    };
    write("masks", "2026-01-16", "", "counts.csv");
    let rows = write("delays", "2026-01-16", "", "delays.csv");
    write("delays", "2026-01-15", "", "older.csv");
    write("delays", "2026-01-16", "--shop other", "other.csv");
    place.write("twice.csv", format!("{rows}{rows}"));
    place.write(
        "bare.csv",
        rows.lines().filter(|row| !row.starts_with("-2,")).collect::<Vec<_>>().join("\n"),
    );
    place.write("text.csv", format!("{rows}WARN: slow\n"));
    place.write("minus.csv", format!("{rows}-1,-1,-1,-1,-5,1\n"));
    place.write("cell.csv", format!("{rows}1100,-1,-1,-1,,1\n"));
    for (file, words) in [
        ("counts.csv", "is not a row of delays"),
        ("older.csv", "as of 2026-01-15T16:00:00Z, and the counts are as of 2026-01-16T16:00:00Z"),
        ("other.csv", "of other shops"),
        ("twice.csv", "came before"),
        ("bare.csv", "not the answer to a statement of shape `delays`"),
        ("minus.csv", "is not a row of delays"),
        ("cell.csv", "is not a row of delays"),
    ] {
        let told = place.run(&format!("risk --counts counts.csv --delays {file}"));
        assert!(told.starts_with("exit 3\n") && told.contains(words), "{file}: {told}");
    }
    // A client's own line is left out where all rows are there.
    let told = place.run("risk --counts counts.csv --delays text.csv");
    assert!(told.starts_with("exit 0\n"), "{told}");
    let told = place.run("risk --counts delays.csv");
    assert!(told.starts_with("exit 3\n"), "{told}");
    let told = place.run(
        "sql --dialect postgres --shape delays --source-tz America/Los_Angeles --as-of 2026-01-16",
    );
    assert!(told.starts_with("exit 2\n") && told.contains("without summer time"), "{told}");
}
