//! One way to say things: what means the same is written the same, and an option that a command does
//! not have is answered with where it belongs.

use std::fs;

use crate::common::{AS_OF, Place, run};

const FILES: &str = "examples/shop/orders.csv examples/shop/disputes.csv";

#[test]
fn an_option_of_another_command_is_answered_with_where_it_belongs() {
    for (line, hint) in [
        ("list --json", "use `--format json`"),
        ("rate --csv", "use `--format csv`"),
        ("report --plain", "use `--format table`"),
        ("rate --sort due", "`--sort` is an option of `list`"),
        ("list --agreed keep", "`--agreed` is an option of `guide`"),
        ("list --limit 5%", "a limit in percent is for `risk`"),
        ("causes --cycle current", "`--cycle` is an option of `rate`, `risk`, `report`, `check`"),
    ] {
        let told = run(line);
        assert!(told.starts_with("exit 2\n"), "{line}: {told}");
        assert!(told.contains("hint: ") && told.contains(hint), "{line}: {told}");
        assert!(!told.contains("tip: ") && !told.contains("Usage: "), "{line}: {told}");
    }
    let told = run("rate --asof 2026-01-16");
    assert!(told.contains("'--as-of'") && !told.contains("<FILES>"), "{told}");
}

#[test]
fn a_cycle_is_the_window_wherever_one_counts() {
    let numerators = |told: &str| -> Vec<String> {
        let rows = told.lines().filter(|line| line.trim_start().starts_with("\"numerator\""));
        rows.take(1).map(|line| line.trim().to_owned()).collect()
    };
    let day = "--cycle 2025-12-01";
    let risk = run(&format!("risk {FILES} {AS_OF} {day} --format json"));
    let rate = run(&format!("rate {FILES} {AS_OF} {day} --format json"));
    assert!(rate.starts_with("exit 0\n"), "{rate}");
    assert_eq!(numerators(&risk), numerators(&rate));
    assert!(rate.contains("\"as_of\": \"2025-12-26T16:00:00Z\""), "{rate}");
    let number = numerators(&rate)[0].replace("\"numerator\": ", "").replace(',', "");
    let check = run(&format!("check {FILES} {AS_OF} {day}"));
    assert!(check.contains(&format!("({number} of ")), "{number} {check}");
    assert!(run(&format!("rate {FILES} --cycle 2025-12-01 --window 3")).starts_with("exit 2\n"));
    assert!(run(&format!("check {FILES} --cycle someday")).starts_with("exit 3\n"));
}

#[test]
fn a_month_is_the_window_of_its_days() {
    let whole = run(&format!("rate {FILES} --as-of 2025-12-31 --window 31"));
    assert!(whole.starts_with("exit 0\n"), "{whole}");
    let named = run(&format!("rate {FILES} {AS_OF} --month 2025-12"));
    let note = "note: the span ends before `--as-of`: its figures are as of 2025-12-31\n";
    assert_eq!((named.replace(note, ""), named.contains(note)), (whole.clone(), true), "{named}");
    assert_eq!(run(&format!("rate {FILES} {AS_OF} --month previous")), whole);
    let place = Place::new();
    let shop = crate::common::root().join("examples/shop");
    let files = format!("{0}/orders.csv {0}/disputes.csv", shop.display());
    let told =
        place.run(&format!("report {files} {AS_OF} --month previous -q -o r-{{month}}.json"));
    let report = fs::read_to_string(place.path("r-2025-12.json")).expect(&told);
    assert!(report.contains("\"as_of\": \"2025-12-31T16:00:00Z\""), "{report}");
}

#[test]
fn a_day_is_read_as_people_write_it_wherever_one_is_taken() {
    let place = Place::new();
    let points = "points add --family mismatched-merchandise --points 2 --format json";
    let first = place.run(&format!("{points} --date 2026/1/10 --expires 2027年1月10日 {AS_OF}"));
    assert!(first.contains("\"date\": \"2026-01-10\""), "{first}");
    assert!(first.contains("\"2027-01-10\""), "{first}");
    let wrong = place.run(&format!("{points} --date soon"));
    assert!(wrong.starts_with("exit 2\n") && wrong.contains("hint: a day is written"), "{wrong}");
    let told =
        run(&format!("list {FILES} --as-of 2026/1/16 --opened-since 2026年1月1日 --format json"));
    assert_eq!(told, run(&format!("list {FILES} {AS_OF} --opened-since 2026-01-01 --format json")));
}

#[test]
fn what_only_says_that_it_is_done_can_be_silent() {
    let place = Place::new();
    let root = crate::common::root().display().to_string();
    let files = FILES.replace("examples", &format!("{root}/examples"));
    for line in [
        format!("note 739830 x {files} {AS_OF} --quiet"),
        format!("done 739830 {files} {AS_OF} -q"),
        "store backup copy.db -q".to_owned(),
        "store vacuum --quiet".to_owned(),
        "store forget --before 2020-01-01 -q".to_owned(),
    ] {
        assert_eq!(place.run(&line), "exit 0\n", "{line}");
    }
    let told = place.run(&format!("import {files} {AS_OF} -q"));
    assert!(told.starts_with("exit 0\n") && !told.contains("--- stdout"), "{told}");
    assert!(told.contains("warning: "), "{told}");
}
