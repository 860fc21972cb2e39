//! `--locale zh`: every command, its help and a wide set of errors, none of them in English.

use std::fmt::Write;
use std::fs;

use crate::common::{Place, root, run};

const SHOP: &str = "examples/shop/orders.csv examples/shop/disputes.csv --as-of 2026-01-16";

/// The command lines of a file of whole outputs.
fn lines_of(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/integration").join(name)).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("$ disputes ")).map(str::to_owned).collect()
}

/// Returns the English left in an answer: three plain words in a row, outside quotation marks and
/// code.
fn english(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut plain = String::new();
        // What the platform said is quoted, and a unit file is for the machine.
        let line = line.split('“').next().unwrap_or_default();
        if line.starts_with("Description=") {
            continue;
        }
        for (at, part) in line.split('`').enumerate() {
            // What stands between backticks is a name, a value or a command.
            plain.push_str(if at % 2 == 0 { part } else { "·" });
        }
        let mut row: Vec<&str> = Vec::new();
        for word in plain.split(' ').chain([""]) {
            // Lists of names have a comma behind each; commands begin with the program's name.
            let sentence = word.trim_end_matches([';', ':', '.']);
            if sentence.len() > 1 && sentence.bytes().all(|b| b.is_ascii_lowercase()) {
                row.push(sentence);
                continue;
            }
            if row.len() >= 3 && row.first() != Some(&"disputes") {
                found.push(format!("{}  <-  {line}", row.join(" ")));
            }
            row.clear();
        }
    }
    found
}

/// Runs lines in Chinese and reports what is left in English.
fn left_in_english<'a>(lines: impl IntoIterator<Item = &'a str>, told: impl Fn(&str) -> String) {
    let mut report = String::new();
    let mut count = 0;
    for line in lines {
        let line = format!("{line} --locale zh");
        for english in english(&told(&line)) {
            writeln!(report, "{line}\n    {english}").unwrap();
        }
        count += 1;
    }
    assert!(report.is_empty(), "{report}");
    assert!(count > 5, "{count}");
}

#[test]
fn the_finder_of_english_finds_it_and_nothing_else() {
    assert_eq!(english("错误：`a b c d` 无法读取").len(), 0);
    assert_eq!(english("错误：cannot read the file").len(), 1);
    assert_eq!(english("disputes list orders.xlsx 用法").len(), 0);
}

#[test]
fn errors_of_commands_are_in_chinese() {
    let lines = lines_of("errors_in_commands.txt");
    left_in_english(lines.iter().map(String::as_str), run);
}

#[test]
fn errors_in_files_are_in_chinese() {
    let lines = lines_of("errors_in_files.txt");
    left_in_english(lines.iter().map(String::as_str), run);
}

#[test]
fn the_help_of_every_command_is_in_chinese() {
    let commands = [
        "",
        "list",
        "show",
        "guide",
        "rate",
        "risk",
        "causes",
        "points",
        "points add",
        "points list",
        "points remove",
        "rules",
        "rules show",
        "rules diff",
        "rules check",
        "report",
        "check",
        "notify",
        "notify send",
        "notify test",
        "schedule",
        "config",
        "config init",
        "auth",
        "auth login",
        "sync",
        "import",
        "store",
        "store export",
        "doctor",
        "completions",
        "man",
    ];
    let lines: Vec<_> = commands.iter().map(|command| format!("{command} --help")).collect();
    left_in_english(lines.iter().map(String::as_str), run);
    for flag in ["--no-such-flag", "list --max-rows", "list --sort colour", "rate --window x"] {
        let told = run(&format!("{flag} --locale zh"));
        assert!(told.starts_with("exit 2\n--- stderr\n错误："), "{told}");
    }
}

#[test]
fn every_command_answers_in_chinese() {
    let lines: Vec<String> = [
        "list",
        "list --all",
        "rate",
        "rate --explain",
        "rate --by shop",
        "rate --by family",
        "rate --series 3",
        "risk",
        "risk --backtest",
        "causes",
        "report",
        "check",
        "show 1101073781739830",
        "guide 1101073781739830 --stuck --lang zh",
        "guide 8200073459888073 --agreed keep --lang zh",
        "guide 1101073781739830 --agreed off-platform",
        "guide 1101073781739830 --agreed for-review",
    ]
    .iter()
    .map(|words| format!("{words} {SHOP}"))
    .chain(
        [
            "rules",
            "rules show",
            "rules show --believed",
            "rules explain dispute_rate",
            "points list",
            "schedule",
            "config path",
            "config show",
            "doctor --offline",
        ]
        .iter()
        .map(|words| (*words).to_owned()),
    )
    .collect();
    left_in_english(lines.iter().map(String::as_str), run);
}

#[test]
fn settings_and_stores_that_are_wrong_are_told_in_chinese() {
    let place = Place::new();
    place.write("bad.toml", "locale = \"zh\"\nnonsense = 1\n");
    place.write("shop.toml", "[[shop]]\nname = \"a\"\nfiles = [\"none/*.csv\"]\n");
    place.write("text.db", "not a database, only a text of some length");
    let lines = [
        "list --config bad.toml",
        "list --config shop.toml",
        "sync --shop x",
        "sync",
        "auth status",
        "auth url --redirect https://a.example",
        "store --store text.db",
        "store check",
        "notify send",
        "points remove 3",
        "points add --family x --points 2",
        "import absent.csv",
        "schedule --at 25:99",
        "config check --config bad.toml",
    ];
    left_in_english(lines, |line| place.run(line));
}
