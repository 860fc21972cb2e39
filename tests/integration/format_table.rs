//! Which command writes which format: the table in `docs/reports.md` is made by asking the program.

use std::fs;

use serde_json::Value;

use crate::common::{AS_OF, Place, root};

const FORMATS: [&str; 9] =
    ["table", "json", "jsonl", "csv", "tsv", "markdown", "html", "ics", "xlsx"];

/// Each command, and a call of it. Those that ask a service get no answer here, so that of them only is
/// seen which formats they refuse.
const CALLS: [(&str, &str); 34] = [
    ("today", "today FILES"),
    ("list", "list FILES"),
    ("show", "show 1101073781739830 FILES"),
    ("guide", "guide 1101073781739830 FILES --agreed resolved"),
    ("guide --labels", "guide --labels ru"),
    ("rate", "rate FILES"),
    ("risk", "risk FILES"),
    ("causes", "causes FILES"),
    ("points", "points"),
    ("rules list", "rules list"),
    ("rules show", "rules show"),
    ("rules explain", "rules explain dispute_rate"),
    ("rules diff", "rules diff aliexpress-2017 aliexpress-2021"),
    ("report", "report FILES --no-record"),
    ("report --history", "report FILES --history dispute_rate"),
    ("check", "check FILES --limit 20%"),
    ("notify send", "notify send"),
    ("schedule", "schedule cron --force"),
    ("config show", "config show"),
    ("config path", "config path"),
    ("doctor", "doctor --offline"),
    ("auth status", "auth status"),
    ("auth url", "auth url --redirect-uri https://example.com/"),
    ("sync", "sync"),
    ("import", "import orders.csv"),
    ("scrub", "scrub absent.har"),
    ("sql", "sql --dialect duckdb"),
    ("warehouse check", "warehouse check erp"),
    ("store info", "store info"),
    ("store export", "store export orders"),
    ("store check", "store check"),
    ("schema", "schema list"),
    ("completions", "completions bash"),
    ("man", "man"),
];

const BEGIN: &str = "<!-- formats: made by a test -->\n";
const END: &str = "<!-- end of formats -->";

/// Looks whether an answer is of the format that was asked for.
fn is_of(format: &str, stdout: &[u8]) -> bool {
    let text = String::from_utf8_lossy(stdout);
    let json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    match format {
        "table" => !text.is_empty() && !text.starts_with("<!DOCTYPE"),
        "json" => json(&text),
        "jsonl" => text.lines().all(json),
        "csv" => text.lines().next().is_some_and(|line| line.contains(',')),
        "tsv" => text.lines().next().is_some_and(|line| line.contains('\t')),
        "markdown" => text.contains("| ") || text.starts_with("# "),
        "html" => text.starts_with("<!DOCTYPE html>"),
        "ics" => text.starts_with("BEGIN:VCALENDAR\r\n"),
        "xlsx" => stdout.starts_with(b"PK"),
        _ => false,
    }
}

/// Returns which formats a command writes.
fn written(place: &Place, name: &str, call: &str) -> Vec<&'static str> {
    let mut works = Vec::new();
    let mut hints = Vec::new();
    for format in FORMATS {
        let call = call.replace("FILES", "orders.csv disputes.csv");
        let line = format!("{call} {AS_OF} --format {format}");
        let output = place.command(&line, &place.path(".")).output().unwrap();
        let told = place.told(&output);
        let refused =
            told.contains("cannot write `") || told.contains("a check has its own format");
        if let Some(hint) = told.lines().find_map(|line| line.strip_prefix("hint: it writes ")) {
            hints.push(hint.to_owned());
        }
        match (refused, output.status.code()) {
            (true, Some(2 | 3)) => {}
            // A check says how things stand by its code.
            (false, Some(0 | 1)) => {
                assert!(is_of(format, &output.stdout), "{name} --format {format}: {told}");
                works.push(format);
            }
            // No service answers, no settings are there: what was asked for was not refused.
            (false, Some(2..=4))
                if [
                    "notify send",
                    "auth status",
                    "auth url",
                    "sync",
                    "scrub",
                    "warehouse check",
                ]
                .contains(&name) =>
            {
                works.push(format);
            }
            (_, code) => panic!("{name} --format {format}: {code:?}: {told}"),
        }
    }
    for hint in hints {
        let mut named: Vec<&str> = hint.split(", ").collect();
        named.sort_by_key(|word| FORMATS.iter().position(|format| format == word));
        assert_eq!(named, works, "{name}: the refusal lists what is written");
    }
    works
}

#[test]
fn the_table_of_formats_is_what_the_program_does() {
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        place.write(name, fs::read(root().join("examples/shop").join(name)).unwrap());
    }
    place.run("import orders.csv disputes.csv");
    place.run("report orders.csv disputes.csv --as-of 2026-01-15 -q");
    let mut table =
        format!("| command | {} |\n|---|{}\n", FORMATS.join(" | "), "---|".repeat(FORMATS.len()));
    for (name, call) in CALLS {
        let works = written(&place, name, call);
        let cells = FORMATS.map(|format| if works.contains(&format) { "yes" } else { "–" });
        table.push_str(&format!("| `{name}` | {} |\n", cells.join(" | ")));
    }
    let path = root().join("docs/reports.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (kept, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(kept, table);
    }
}
