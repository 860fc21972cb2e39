//! `disputes check`

use crate::common::{AS_OF, run};

const FILES: &str = "examples/shop/orders.csv examples/shop/disputes.csv";

#[test]
fn an_overdue_answer_is_a_warning_and_a_missing_limit_is_said_in_one_line() {
    insta::assert_snapshot!(run(&format!("check {FILES} {AS_OF}")), @r"
    exit 1
    --- stdout
    DISPUTES WARNING - 13 open, 1 due within 24 h, 3 overdue; dispute_rate 7.96% (16 of 201), no limit is set; data up to 2026-01-17 15:15 CST; caveat: examples/shop/disputes.csv: 5 disputes have a reason that is not known and count in no family: `the lamp hums` (5); caveat: 1 dispute has a status that is not known and is counted as open: `warehouse_check` (1) | dispute_rate=7.96%;;;0;100 open=13;;;0 due_24h=1;;;0 overdue=3;;;0
    ");
}

#[test]
fn thresholds_decide_and_the_worst_comes_first() {
    let told = run(&format!("check {FILES} {AS_OF} --warning 7.96% --critical due=24h"));
    assert!(told.starts_with("exit 2\n--- stdout\nDISPUTES CRITICAL - 13 open, 1 due"), "{told}");
    let told = run(&format!("check {FILES} {AS_OF} --warning 7.95%"));
    assert!(told.starts_with("exit 1\n--- stdout\nDISPUTES WARNING - dispute_rate"), "{told}");
    assert!(told.contains("dispute_rate=7.96%;7.95;;0;100"), "{told}");
    let told = run(&format!("check {FILES} {AS_OF} --critical dispute_rate=5"));
    assert!(told.starts_with("exit 2\n"), "{told}");
}

#[test]
fn anything_that_hinders_an_answer_is_unknown_in_one_line() {
    for line in [
        "check absent.csv".to_owned(),
        "check --bogus".to_owned(),
        "check --as-of someday".to_owned(),
        format!("check {FILES} --warning x"),
        format!("check {FILES} --warning 5% --critical 3%"),
        format!("check examples/shop/orders.csv {AS_OF}"),
        format!("check {FILES} {AS_OF} --metric happiness"),
        "check --config absent.toml".to_owned(),
        format!("check {FILES} --format json"),
    ] {
        let told = run(&line);
        assert!(told.starts_with("exit 3\n--- stdout\nDISPUTES UNKNOWN - "), "{line}: {told}");
        assert_eq!(told.lines().count(), 3, "{told}");
    }
}

#[test]
fn an_incomplete_input_is_never_ok_and_shows_its_figures_where_they_are_asked_for() {
    let page = "tests/data/mistakes/orders.csv tests/data/mistakes/page-1-of-14.json";
    let told = run(&format!("check {page} {AS_OF}"));
    assert!(told.starts_with("exit 3\n--- stdout\nDISPUTES UNKNOWN - incomplete: "), "{told}");
    let told = run(&format!("check {page} {AS_OF} --allow-incomplete"));
    assert!(told.starts_with("exit 3\n--- stdout\nDISPUTES UNKNOWN - INCOMPLETE: "), "{told}");
    assert!(told.contains("dispute_rate="), "{told}");
    let told = run(&format!("check {page} {AS_OF} --allow-incomplete --critical 0.01%"));
    assert!(told.starts_with("exit 2\n--- stdout\nDISPUTES CRITICAL - INCOMPLETE: "), "{told}");
}

#[test]
fn a_metric_that_cannot_be_assessed_is_unknown() {
    let told = run(&format!("check {FILES} --as-of 2019-01-01"));
    assert!(told.starts_with("exit 3\n"), "{told}");
    assert!(told.contains("dispute_rate is not assessable"), "{told}");
}

#[test]
fn each_shop_is_held_against_its_own_limit() {
    let place = crate::common::Place::new();
    let folder = crate::common::root().join("examples/shop").display().to_string();
    let mut settings = String::new();
    for (name, limit) in [("first", "20%"), ("second", "5%")] {
        settings.push_str(&format!(
            "[[shop]]\nname = \"{name}\"\nfiles = [\"{name}/*.csv\"]\n[shop.limits]\ndispute_rate = \"{limit}\"\n"
        ));
        for file in ["orders.csv", "disputes.csv"] {
            let text = std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
            place.write(&format!("{name}/{file}"), text.replace(",main,", &format!(",{name},")));
        }
    }
    place.write("disputes.toml", settings);
    let told = place.run(&format!("check {AS_OF}"));
    let head = "exit 2\n--- stdout\nDISPUTES CRITICAL - 2 shops, 1 over, 0 near; second: dispute_rate 7.96% (16 of 201), limit 5.00%";
    assert!(told.starts_with(head), "{told}");
    assert!(told.contains("'first:dispute_rate'=7.96%;14.00;20.00;0;100"), "{told}");
}

#[test]
fn a_limit_of_the_call_is_held_against_in_every_command() {
    let over = run(&format!("check {FILES} {AS_OF} --limit 5%"));
    assert!(over.starts_with("exit 2\n") && over.contains("limit 5.00%"), "{over}");
    for command in ["risk", "report", "today"] {
        let told = run(&format!("{command} {FILES} {AS_OF} --limit dispute_rate=5% --format json"));
        assert!(told.contains("\"level\": \"over\""), "{command}: {told}");
    }
    let wrong = run(&format!("report {FILES} {AS_OF} --limit 5"));
    assert!(wrong.starts_with("exit 2\n") && wrong.contains("not a percentage"), "{wrong}");
}

#[test]
fn the_rate_of_an_ended_cycle_leaves_the_deadlines_those_of_today() {
    let due = |told: &str| {
        let from = told.find(" open=").unwrap();
        told.get(from..).unwrap().lines().next().unwrap().to_owned()
    };
    let now = run(&format!("check {FILES} {AS_OF}"));
    for cycle in ["previous", "2025-12-01"] {
        let told = run(&format!("check {FILES} {AS_OF} --cycle {cycle}"));
        assert!(told.starts_with("exit 1\n"), "{told}");
        assert_eq!(due(&told), due(&now), "{told}");
        assert!(!told.contains("7.96% (16 of 201)"), "{told}");
    }
}
