//! Signs that act where a text is shown: in every field of the data, in the names of files, shops and
//! receivers, and in the words of a call, through every command in every format.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::common::Place;

/// C0, C1, an escape sequence, directions, a mark of one, signs without width, and breaks of a line.
const SIGNS: &str = "\u{202e}\u{9b}2J\u{1b}[31m\u{61c}\u{2028}\u{200b}\u{7f}\u{2066}\u{e0041}";

/// The signs as people see them; the break of a line is a blank.
const SHOWN: &str = "<U+202E><U+009B>2J<U+001B>[31m<U+061C> <U+200B><U+007F><U+2066><U+E0041>";

fn place() -> Place {
    let place = Place::new();
    let name = |word: &str| format!("{word}{SIGNS}");
    let (shop, sku, status) = (name("shop"), name("sku"), name("status"));
    let mut orders =
        "order_id,shop,product_id,sku,country,currency,amount,created_at,paid_at,shipped_at,\
                      completed_at,tracking,buyer_protection_ends_at\n"
            .to_owned();
    let mut disputes =
        "dispute_id,order_id,line_id,shop,opened_at,reason,status,seller_response_due_at,\
                        liability,buyer_country,note\n"
            .to_owned();
    for n in 0..12 {
        orders.push_str(&format!(
            "82000000000010{n:02},{shop},,{sku}{n},US,USD,1.00,2025-12-01T10:00:00Z,2025-12-01T11:00:00Z,\
             2025-12-02T11:00:00Z,2025-12-20T10:00:00Z,{},2026-02-20T10:00:00Z\n",
            name("track")
        ));
        if n < 6 {
            disputes.push_str(&format!(
                "9{n}{},82000000000010{n:02},,{shop},2026-01-10T10:00:00Z,{},{status},2026-01-16T20:00:00Z,\
                 {},{},{}\n",
                if n == 0 { String::new() } else { name("d") },
                name("reason"),
                name("liable"),
                name("land"),
                name("note")
            ));
        }
    }
    place.write("orders.csv", orders);
    place.write("disputes.csv", disputes);
    place
}

/// Returns what a call says and writes; fails where a hostile sign is in it.
fn clean(place: &Place, call: &[&str]) -> (String, String) {
    let mut command = place.command("", &place.path("."));
    let output = command.args(call).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8], what: &str| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let found = text.chars().find(|sign| !"\n\r".contains(*sign) && is_hostile(*sign));
        assert!(found.is_none(), "{call:?}, {what}: {found:?} in {text}");
        text
    };
    (text(&output.stdout, "stdout"), text(&output.stderr, "stderr"))
}

fn is_hostile(sign: char) -> bool {
    sign.is_control() || disputes::domain::is_hostile(sign)
}

/// Commands that look at the data, each with its formats.
const COMMANDS: [(&str, &str); 19] = [
    ("rate FILES", "table markdown csv json"),
    ("rate FILES --by shop", "table markdown csv json"),
    ("rate FILES --by product", "table markdown csv json"),
    ("rate FILES --by country", "table markdown csv json"),
    ("rate FILES --explain", "table markdown csv json"),
    ("list FILES --all", "table markdown csv json jsonl ics"),
    ("show 90 FILES", "table markdown csv json"),
    ("risk FILES", "table markdown csv json"),
    ("risk FILES --by shop", "table markdown csv json"),
    ("causes FILES", "table markdown csv json"),
    ("report FILES --no-record", "table markdown csv json html"),
    ("check FILES", "table"),
    ("guide 8200000000001000 FILES --lang en --agreed resolved", "table json"),
    ("guide 8200000000001000 FILES --lang ar --agreed resolved", "json"),
    ("points list", "table markdown csv json"),
    ("store export orders", "csv jsonl"),
    ("store export disputes", "csv jsonl"),
    ("store export notes", "csv"),
    ("today FILES", "table markdown json"),
];

#[test]
fn no_hostile_sign_leaves_in_any_format_of_any_command() {
    let place = place();
    clean(&place, &["import", "orders.csv", "disputes.csv", "--as-of", "2026-01-16"]);
    let note = format!("note{SIGNS}");
    for call in [&["note", "8200000000001001", &note][..], &["done", "8200000000001001"]] {
        clean(&place, &[call, &["orders.csv", "disputes.csv", "--as-of", "2026-01-16"]].concat());
    }
    let mut shown = 0;
    for (command, formats) in COMMANDS {
        for format in formats.split(' ') {
            let line = command.replace("FILES", "orders.csv disputes.csv");
            let mut call: Vec<&str> = line.split(' ').collect();
            call.extend(["--as-of", "2026-01-16"]);
            if format != "table" {
                call.extend(["--format", format]);
            }
            let (out, err) = clean(&place, &call);
            assert!(!out.is_empty(), "{call:?}: {err}");
            if matches!(format, "json" | "jsonl") {
                // Nothing is lost: the parsed text is that of the file.
                for line in
                    if format == "json" { vec![out.as_str()] } else { out.lines().collect() }
                {
                    serde_json::from_str::<Value>(line).unwrap();
                }
                shown +=
                    usize::from(out.contains("\\u202e\\u009b2J\\u001b[31m\\u061c\\u2028\\u200b"));
            } else {
                let text = out.replace('\\', "").replace("&lt;", "<").replace("&gt;", ">");
                shown += usize::from(text.contains(SHOWN));
            }
        }
    }
    // The rest shows no text of the data.
    assert!(shown >= 34, "{shown}");
}

#[test]
fn no_hostile_sign_leaves_in_errors_files_and_echoes() {
    let place = place();
    let name = format!("x{SIGNS}");
    let file = format!("{name}.csv").replace('\u{2028}', "");
    fs::copy(place.path("orders.csv"), place.path(&file)).unwrap();
    let rows = format!("order_id,created_at\n8200000000001000,{name}\n");
    place.write("bad.csv", rows);
    place.write("titles.csv", format!("{name},{name}2\na,b\n"));
    for call in [
        vec!["rate", &file, "disputes.csv", "--as-of", "2026-01-16", "-v"],
        vec!["rate", "bad.csv", "disputes.csv"],
        vec!["rate", "titles.csv", "disputes.csv"],
        vec!["rate", &name],
        vec!["rate", "--as-of", &name],
        vec!["rate", "--by", &name],
        vec!["rate", "--rules", &name],
        vec!["rate", "--shop", &name, "orders.csv", "disputes.csv"],
        vec!["rate", "--locale", "zh", "--by", &name],
        vec!["check", &name],
        vec!["check", "--warning", &name],
        vec![&name],
        vec!["--config", &name, "config", "check"],
        vec!["config", "--config", &name, "path"],
        vec!["show", &name, "orders.csv", "disputes.csv"],
        vec!["guide", "--lang", &name],
        vec!["guide", "8200000000001000", "--lang", "en", "--agreed-text", &name],
        vec!["notify", "test", &name],
        vec!["points", "add", "--tally", &name],
        vec!["store", "info", "--store", &name],
        vec!["schedule", "cron", "--force", "--output", &name],
        vec![
            "report",
            "orders.csv",
            "disputes.csv",
            "--as-of",
            "2026-01-16",
            "--output",
            "{shop}.md",
            "-q",
        ],
        vec![
            "report",
            "orders.csv",
            "disputes.csv",
            "--as-of",
            "2026-01-16",
            "--metrics",
            "m.prom",
            "-q",
        ],
        vec!["store", "info"],
        vec!["doctor", "--offline"],
    ] {
        clean(&place, &call);
    }
    let written = fs::read_to_string(place.path("m.prom")).unwrap();
    assert!(!written.chars().any(|sign| sign != '\n' && is_hostile(sign)), "{written}");
    for entry in fs::read_dir(place.path(".")).unwrap() {
        let made = entry.unwrap().file_name().into_string().unwrap();
        assert!(made == file || !made.chars().any(is_hostile), "{made:?}");
    }
}
