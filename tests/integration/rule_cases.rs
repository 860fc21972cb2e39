//! Rule cases as data: what each rule set makes of a few orders, counted by hand.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::common::{Place, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    as_of: String,
    orders: Vec<String>,
    disputes: Vec<String>,
    expect: BTreeMap<String, String>,
    #[serde(default)]
    limit: BTreeMap<String, String>,
    #[serde(default)]
    level: BTreeMap<String, String>,
}

impl Case {
    fn write(&self, place: &Place) {
        let mut orders = String::from("order_id,created_at,paid_at,completed_at,completion\n");
        for order in &self.orders {
            let words: Vec<&str> = order.split(' ').collect();
            let [id, "completed", at] = words[..] else { panic!("order `{order}`") };
            writeln!(orders, "{id},2013-01-01T00:00:00Z,2013-01-01T00:00:00Z,{at},timeout")
                .unwrap();
        }
        let mut disputes = String::from(
            "dispute_id,order_id,line_id,opened_at,reason,status,closed_at,escalated_at,ruled_at,\
             liability\n",
        );
        for (number, dispute) in self.disputes.iter().enumerate() {
            let words: Vec<&str> = dispute.split(' ').collect();
            let after = |word: &str| {
                let place = words.iter().position(|found| *found == word);
                place.map(|place| words[place + 1]).unwrap_or_default()
            };
            let (cancelled, finished, ruled) =
                (after("cancelled"), after("finished"), after("ruled"));
            let liable = if ruled.is_empty() { "" } else { words[words.len() - 1] };
            let status = match (cancelled, finished, ruled) {
                ("", "", "") => "processing",
                ("", _, _) => "finished",
                _ => "cancelled_by_buyer",
            };
            let closed = [cancelled, finished, ruled].concat();
            let reason = if after("reason").is_empty() { "quality" } else { after("reason") };
            writeln!(
                disputes,
                "D{number},{id},{id}{number},{},{reason},{status},{closed},{},{ruled},{liable}",
                after("opened"),
                after("escalated"),
                id = words[0],
            )
            .unwrap();
        }
        place.write("orders.csv", orders);
        place.write("disputes.csv", disputes);
    }

    fn check(&self, rules: &str) {
        let place = Place::new();
        self.write(&place);
        let mut line = format!(
            "risk orders.csv disputes.csv --format json --rules {rules} --as-of {}",
            self.as_of
        );
        for (metric, value) in &self.limit {
            write!(line, " --limit {metric}={value}").unwrap();
        }
        let told = place.run(&line);
        let body = told.strip_prefix("exit 0\n--- stdout\n").unwrap_or_else(|| panic!("{told}"));
        let body = body.split("--- stderr").next().unwrap();
        let answer: Value = serde_json::from_str(body).unwrap();
        let metric = |id: &str| {
            let metrics = answer["metrics"].as_array().unwrap();
            metrics.iter().find(|metric| metric["id"] == *id).unwrap().clone()
        };
        for (id, expected) in &self.expect {
            let found = metric(id);
            let found = format!("{}/{}", found["numerator"], found["denominator"]);
            assert_eq!(found, *expected, "{rules}: {}: {id}", self.name);
        }
        for (id, expected) in &self.level {
            assert_eq!(metric(id)["level"], **expected, "{rules}: {}: {id}", self.name);
        }
    }
}

#[test]
fn each_rule_set_counts_as_by_hand() {
    for (id, _) in disputes::rules::RULE_SETS {
        let path = root().join(format!("tests/data/rules/{id}.toml"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{id} has no cases"));
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{id}: {error}"));
        for case in &file.case {
            case.check(id);
        }
    }
}
