//! The seller's English: a count of one stands before a noun in the singular.

use std::fmt::Write;
use std::fs;

use crate::common::{Place, root};

/// Nouns that are counted, in the plural.
const PLURALS: [&str; 34] = [
    "disputes",
    "orders",
    "days",
    "rows",
    "files",
    "messages",
    "points",
    "strikes",
    "times",
    "pages",
    "parts",
    "calls",
    "characters",
    "amounts",
    "metrics",
    "countries",
    "shops",
    "products",
    "ids",
    "records",
    "entries",
    "details",
    "notices",
    "cells",
    "columns",
    "sheets",
    "lines",
    "hours",
    "minutes",
    "statuses",
    "reasons",
    "groups",
    "causes",
    "bytes",
];

/// Returns where a text says `1 disputes` and its like, or `2 dispute`.
fn disagreements(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        // A sign between them parts a count from a noun.
        let signs = ['(', ')', '[', ']', ';', ':', ',', '·', '=', '|'];
        let apart = signs.iter().fold(line.to_owned(), |line, sign| line.replace(*sign, " | "));
        let words: Vec<&str> =
            apart.split_whitespace().map(|word| word.trim_end_matches('.')).collect();
        let words = std::iter::once("").chain(words).collect::<Vec<_>>();
        for three in words.windows(3) {
            let [before, count, noun] = three else { continue };
            // `line 21 column 36` counts nothing.
            if ["line", "row", "column", "page", "exit"].contains(before) {
                continue;
            }
            let Ok(number) = count.parse::<u64>() else { continue };
            let one_of_many = number == 1 && PLURALS.contains(noun);
            let plural = |noun: &str| PLURALS.contains(&format!("{noun}s").as_str());
            // A year, an id or a day before a noun counts nothing.
            let many_of_one = (2..1_000).contains(&number) && plural(noun) && count.len() < 4;
            if one_of_many || many_of_one {
                found.push(format!("{count} {noun}  <-  {line}"));
            }
        }
    }
    found
}

#[test]
fn the_finder_of_disagreements_finds_them() {
    assert_eq!(disagreements("1 disputes have a status").len(), 1);
    assert_eq!(disagreements("(1 rows read)").len(), 1);
    assert_eq!(disagreements("in 2 day").len(), 1);
    assert_eq!(disagreements("1 dispute, 2 disputes, 11 days, 0 rows").len(), 0);
}

/// A shop in which everything there is once.
fn small_shop(place: &Place) {
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at,country,shop,buyer_protection_ends_at\n\
         8200000000000001,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,2026-01-09T00:00:00Z,US,a,2026-02-09T00:00:00Z\n",
    );
    place.write(
        "disputes.csv",
        "order_id,opened_at,status,reason,buyer_country,shop\n\
         8200000000000001,2026-01-15T01:00:00Z,wondrous,odd reason,Narnia,a\n",
    );
    place.write("empty.csv", "order_id,opened_at,status\n");
    place.write(
        "bad.csv",
        "order_id,created_at,paid_at\n8200000000000001,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z\n\
         8.20846E+15,2026-01-01T00:00:00Z,\n",
    );
    place.write(
        "local.csv",
        "order_id,created_at,paid_at,amount,currency\n8200000000000001,2026-01-01 10:00,2026-01-01T00:00:00Z,lots,USD\n",
    );
}

#[test]
fn one_of_everything_is_said_in_the_singular() {
    let place = Place::new();
    small_shop(&place);
    let files = "orders.csv disputes.csv --as-of 2026-01-16";
    let lines = [
        format!("today {files}"),
        format!("list {files}"),
        format!("list {files} --all"),
        format!("show 8200000000000001 {files}"),
        format!("guide 8200000000000001 --agreed resolved {files}"),
        format!("guide 8200000000000001 --agreed wait {files}"),
        format!("guide --batch --output out {files}"),
        format!("rate {files} --window 1"),
        format!("rate {files} --explain"),
        format!("rate {files} --by shop --by country"),
        format!("rate {files} --series 1"),
        format!("risk {files}"),
        format!("risk {files} --limit dispute_rate=90%"),
        format!("risk {files} --limit dispute_rate=90% --add 1"),
        format!("risk {files} --backtest"),
        format!("causes {files}"),
        format!("report {files}"),
        format!("report {files} --format html"),
        format!("check {files}"),
        "rate bad.csv empty.csv --skip-bad-rows --as-of 2026-01-16".to_owned(),
        "rate bad.csv empty.csv --as-of 2026-01-16".to_owned(),
        "rate local.csv disputes.csv --as-of 2026-01-16".to_owned(),
        "rate local.csv empty.csv --as-of 2026-01-02".to_owned(),
        "list disputes.csv --shop nobody --as-of 2026-01-16".to_owned(),
        "points add --family mismatched-merchandise --points 1 --date 2026-01-10".to_owned(),
        "points --as-of 2026-01-16".to_owned(),
        format!("import {files}"),
        "store".to_owned(),
        "store info".to_owned(),
        "store forget --before 2026-02-01".to_owned(),
        "doctor --offline".to_owned(),
    ];
    let mut report = String::new();
    for line in &lines {
        for found in disagreements(&place.run(line)) {
            writeln!(report, "{line}\n    {found}").unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn nothing_kept_of_outputs_disagrees() {
    let folder = root().join("tests/integration");
    let mut report = String::new();
    let mut pages = 0;
    let kept = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let documents =
        ["README.md", "docs/risk.md", "docs/cron.md", "docs/sync.md", "docs/reports.md"];
    let kept = kept.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    for path in kept.chain(documents.map(|page| root().join(page))) {
        let text = fs::read_to_string(&path).unwrap();
        for found in disagreements(&text) {
            writeln!(report, "{}: {found}", path.display()).unwrap();
        }
        pages += 1;
    }
    assert!(report.is_empty(), "{report}");
    assert!(pages > 7, "{pages}");
}
