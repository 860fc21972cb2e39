//! What can make a figure wrong is said in every format of every command that looks at the input.

use std::fs;

use serde_json::Value;

use crate::common::{Place, root};

/// Input with as many kinds of caveats as one input can have: an unknown column, times without a zone,
/// an amount that is none, unknown words of every sort, a sum below the table, ids that end in 0, a bad
/// row, and facts that are weeks old.
fn place() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "order_id,created_at,paid_at,completed_at,status,country,amount,currency,moon\n\
         8200000000010010,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2025-12-20T10:00:00Z,finished,US,1.00,USD,\n\
         8200000000010020,2025-12-02 10:00,2025-12-02 11:00,2025-12-21 10:00,on the moon,Atlantis,much,USD,\n\
         8200000000010030,2025-12-03T10:00:00Z,never,2025-12-21T10:00:00Z,finished,US,1.00,USD,\n\
         Total,,,,,,,,\n",
    );
    place.write(
        "disputes.csv",
        "dispute_id,order_id,opened_at,status,reason,liability,buyer_country\n\
         D1,8200000000010010,2025-12-22T10:00:00Z,lunar,too blue,the cat,Mu\n\
         D2,8200000000010020,2025-12-23T10:00:00Z,finished,quality,seller,US\n",
    );
    place
}

/// The kinds that every command finds, and the words of their messages.
const FOUND: [(&str, &str); 9] = [
    ("unknown_columns", "`moon`"),
    ("rows_skipped", "1 bad row was left out"),
    ("rows_left_out", "is a sum and was left out"),
    ("amounts_unread", "1 amount could not be read"),
    ("unknown_status", "`lunar` (1)"),
    ("unknown_reason", "`too blue` (1)"),
    ("unknown_liability", "`the cat` (1)"),
    ("ids_rounded", "lost the last digits"),
    ("stale_data", "2025-12-23"),
];

const COMMANDS: [&str; 6] = [
    "rate FILES",
    "list FILES --all",
    "risk FILES",
    "causes FILES",
    "show D1 FILES",
    "report FILES",
];

fn line(command: &str, format: &str) -> String {
    let command = command.replace("FILES", "orders.csv disputes.csv");
    format!("{command} --as-of 2026-01-16 --skip-bad-rows --format {format}")
}

#[test]
fn every_format_of_every_command_has_every_caveat() {
    let place = place();
    for command in COMMANDS {
        for format in ["table", "markdown", "csv", "json"] {
            let line = line(command, format);
            let output = place.command(&line, &place.path(".")).output().unwrap();
            let (out, err) = (output.stdout, output.stderr);
            let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap());
            assert!(output.status.success(), "{line}: {err}");
            for (kind, words) in FOUND {
                match format {
                    "table" => assert!(out.contains(words), "{line}, {kind}: {out}"),
                    // What Markdown would take for markup stands behind a backslash.
                    "markdown" => {
                        let plain = out.replace('\\', "");
                        assert!(plain.contains(words), "{line}, {kind}: {out}");
                    }
                    "csv" => {
                        assert!(err.contains(words) && !out.contains("warning"), "{line}: {err}")
                    }
                    _ => {
                        let document: Value = serde_json::from_str(&out).unwrap();
                        let caveats = document["caveats"].as_array().unwrap();
                        let of = caveats.iter().find(|c| {
                            c["kind"] == kind && c["message"].as_str().unwrap().contains(words)
                        });
                        assert!(of.is_some_and(|c| c["suggestion"] != ""), "{line}, {kind}: {out}");
                        assert!(err.is_empty(), "{line}: {err}");
                    }
                }
            }
        }
    }
}

#[test]
fn pages_metrics_checks_and_rows_have_them_too() {
    let place = place();
    let files = "orders.csv disputes.csv --as-of 2026-01-16 --skip-bad-rows";
    let page = place.run(&format!("report {files} --format html"));
    place.run(&format!("report {files} --output report.md --metrics metrics.prom"));
    let metrics = fs::read_to_string(place.path("metrics.prom")).unwrap();
    let check = place.run(&format!("check {files}"));
    let rows = place.run(&format!("list {files} --all --format jsonl"));
    let calendar = place.run(&format!("list {files} --format ics"));
    let chinese = place.run(&format!("rate {files} --locale zh"));
    for (kind, words) in FOUND {
        assert!(page.contains(words), "{kind}: {page}");
        assert!(metrics.contains(&format!("kind=\"{kind}\"")), "{kind}: {metrics}");
        assert!(rows.contains(words) && calendar.contains(words), "{kind}: {rows} {calendar}");
        let is_note = matches!(kind, "unknown_columns" | "rows_left_out");
        assert!(is_note || check.contains(words), "{kind}: {check}");
    }
    assert!(chinese.contains("数据疑点") && chinese.contains("`lunar` (1)"), "{chinese}");
    // Without any doubt the list is empty, and there.
    let none = place.run("points list --format json");
    assert!(none.contains("\"caveats\": []"), "{none}");
}

#[test]
fn the_page_on_caveats_lists_every_kind_with_its_severity() {
    let page = fs::read_to_string(root().join("docs/caveats.md")).unwrap();
    for kind in disputes::domain::CaveatKind::ALL {
        let row = format!("| `{}` | {} |", kind.id(), kind.severity().id());
        assert!(page.contains(&row), "docs/caveats.md lacks {row}");
    }
}

/// Many files with one fault fill no screen and hide no other fault; a document has each of them.
#[test]
fn of_many_caveats_of_one_kind_the_first_are_shown_and_the_others_counted() {
    let place = Place::new();
    let mut files = "orders.csv".to_owned();
    let mut orders = "order_id,created_at,paid_at,completed_at,moon\n".to_owned();
    for n in 1..=8 {
        let id = 8_200_000_000_010_013_u64 + n * 1_117;
        orders.push_str(&format!(
            "{id},2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,2026-01-02T10:00:00Z,1\n"
        ));
        let name = format!("d{n}.csv");
        place.write(
            &name,
            format!(
                "dispute_id,order_id,opened_at,status,reason\n\
                 D{n},{id},2026-01-10T10:00:00Z,processing,too blue\n"
            ),
        );
        files.push_str(&format!(" {name}"));
    }
    place.write("orders.csv", orders);
    let run = |command: &str| place.run(&format!("{command} {files} --as-of 2026-01-16"));
    for command in ["list", "rate", "risk", "report --no-record", "list --format markdown"] {
        let told = run(command);
        let below = told.split("--- stderr").next().unwrap();
        for expected in ["d1.csv: 1 dispute", "d3.csv: 1 dispute", "moon"] {
            assert!(below.contains(expected), "{command}: {told}");
        }
        assert!(!below.contains("d4.csv: 1 dispute"), "{command}: {told}");
        assert!(below.contains("5 more of this kind, in d4.csv, d5.csv, d6.csv, …"), "{told}");
    }
    let told = run("check");
    assert!(told.contains("d3.csv: 1 dispute") && !told.contains("d4.csv"), "{told}");
    assert!(told.contains("; caveat: 5 more of this kind"), "{told}");
    let document = run("list --format json");
    assert_eq!(document.matches("\"unknown_reason\"").count(), 8, "{document}");
    let page = run("report --no-record --format html");
    assert!(page.contains("5 more of this kind") && !page.contains("d4.csv: 1 dispute"), "{page}");
    let chinese = run("list --locale zh");
    assert!(chinese.contains("同类还有 5 条，见 d4.csv"), "{chinese}");
}
