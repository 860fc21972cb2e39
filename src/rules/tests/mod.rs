use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::*;
use crate::domain::{CancelledReading, Metric};

fn day(text: &str) -> AssessmentDay {
    AssessmentDay::new(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
}

fn all() -> Vec<RuleSet> {
    RULE_SETS.iter().map(|(id, _)| by_id(id).unwrap()).collect()
}

#[test]
fn the_folder_equals_the_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/data");
    let files: BTreeSet<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let list: BTreeSet<_> = RULE_SETS.iter().map(|(id, _)| format!("{id}.toml")).collect();
    assert_eq!(files, list);
}

#[test]
fn every_id_equals_its_file_name() {
    for (id, _) in RULE_SETS {
        assert_eq!(by_id(id).unwrap().id, id);
    }
}

#[test]
fn each_set_begins_on_the_day_after_the_one_before_it() {
    let sets = all();
    for pair in sets.windows(2) {
        assert_eq!(pair[0].to.unwrap().plus_days(1), pair[1].from, "{}", pair[1].id);
    }
    assert_eq!(sets.last().unwrap().to, None);
}

#[test]
fn the_day_picks_the_set() {
    let expected = [
        ("2013-01-01", "aliexpress-2013"),
        ("2015-01-04", "aliexpress-2013"),
        ("2015-01-05", "aliexpress-2015"),
        ("2015-01-06", "aliexpress-2015"),
        ("2016-12-31", "aliexpress-2015"),
        ("2017-01-01", "aliexpress-2017"),
        ("2017-01-02", "aliexpress-2017"),
        ("2020-06-21", "aliexpress-2017"),
        ("2020-06-22", "aliexpress-2020-category"),
        ("2020-06-23", "aliexpress-2020-category"),
        ("2021-12-19", "aliexpress-2020-category"),
        ("2021-12-20", "aliexpress-2021"),
        ("2021-12-21", "aliexpress-2021"),
        ("2026-11-24", "aliexpress-2021"),
    ];
    for (date, id) in expected {
        assert_eq!(in_force(day(date)).unwrap().id, id, "{date}");
    }
}

#[test]
fn a_day_before_all_sets_has_none() {
    let error = in_force(day("2012-12-31")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no rule set is known for 2012-12-31; the oldest is `aliexpress-2013`, name it to use it \
         anyway"
    );
}

#[test]
fn an_unknown_id_names_those_there_are() {
    let error = by_id("aliexpress-2019").unwrap_err().to_string();
    assert!(
        error.starts_with("there is no rule set `aliexpress-2019`; there are `aliexpress-2013`")
    );
}

#[test]
fn cancelled_disputes_count_from_2021_on_and_did_not_in_2013() {
    let reading = |id: &str| by_id(id).unwrap().metric(Metric::DisputeRate).cancelled;
    assert_eq!(reading("aliexpress-2021"), CancelledReading::Counted);
    assert_eq!(reading("aliexpress-2017"), CancelledReading::SourcesDiffer);
    assert_eq!(reading("aliexpress-2013"), CancelledReading::Excluded);
}

#[test]
fn the_filing_rates_of_2013_have_their_own_denominator() {
    let set = by_id("aliexpress-2013").unwrap();
    for metric in Metric::ALL {
        let own = matches!(metric, Metric::EscalationRate | Metric::SellerLiableRate);
        let found = set.metric(metric).denominator == Denominator::CompletedResolvedOrEscalated;
        assert_eq!(found, own, "{}", metric.id());
    }
}

#[test]
fn no_shipped_set_knows_a_limit() {
    for set in all() {
        let known = set.limits.iter().filter(|limit| matches!(limit.value, LimitValue::Known(_)));
        assert_eq!(known.count(), 0, "{}", set.id);
    }
}

#[test]
fn a_file_may_build_on_a_shipped_set() {
    let own = r#"
        id = "mine"
        base = "aliexpress-2021"
        title = "What my seller centre shows"
        from = "2025-01-01"
        source = "seller centre"
        retrieved = "2026-01-15"
        confidence = "high"
        [[reference]]
        id = "screen"
        what = "seller centre, service page"
        kind = "seller"
        [[limit]]
        metric = "dispute_rate"
        limit = 500
        operator = ">="
        confidence = "high"
        source = ["screen"]
    "#;
    let set = load(own, "mine.toml").unwrap();
    assert_eq!(set.limits.len(), 1);
    assert_eq!(set.limits[0].value, LimitValue::Known(500));
    assert_eq!(set.deadline("seller-response").unwrap().days, 5);
    assert_eq!(set.metric(Metric::DisputeRate).window_days, 30);
}

#[test]
fn all_complaints_come_together() {
    let text = "id = \"x\"\ntitel = \"y\"\nfrom = \"2025-02-30\"\nbase = \"aliexpress-2021\"\n\
                source = \"s\"\nretrieved = \"2025-01-01\"\nconfidence = \"certain\"\n\
                [[limit]]\nmetric = \"odr\"\nlimit = 10_001\nconfidence = \"low\"\n\
                source = [\"S99\"]\n";
    let error = load(text, "own.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`own.toml` is not a rule set:\n  \
         line 1: rule set: `title` is missing\n  \
         line 2: rule set: unknown key `titel`, known are `base`, `id`, `title`, `from`, `to`, \
         `from-precision`, `source`, `retrieved`, `confidence`, `note`, `reference`, `metric`, `limit`, \
         `deadline`, `cycle`, `points`, `delay`, `believed`\n  \
         line 3: rule set: `from` is `2025-02-30`, expected a date such as \"2021-12-20\"\n  \
         line 7: rule set: `confidence` is `certain`, expected `low` or `medium` or `high`\n  \
         line 9: limit `odr`: `metric` is `odr`, expected `dispute_rate` or `order_dispute_rate` \
         or `not_received_rate` or `not_as_described_rate` or `escalation_rate` or \
         `seller_liable_rate`\n  \
         line 10: limit `odr`: `limit` is a value of type integer, expected a number in \
         hundredths of a percent, \"back-office\" or { believed = … }\n  \
         line 12: limit `odr`: `source` names `S99`, which no [[reference]] describes"
    );
}

#[test]
fn broken_toml_names_its_line() {
    let error = load("id = \"x\"\ntitle =\n", "own.toml").unwrap_err().to_string();
    assert!(error.starts_with("`own.toml` is not a rule set:\n  line 2: "), "{error}");
}
