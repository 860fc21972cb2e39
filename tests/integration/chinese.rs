//! `--locale zh`: every command, its help and a wide set of errors, none of them in English.

use std::fmt::Write;
use std::fs;

use crate::common::{Place, root, run};
use crate::golden::compare_page;

/// The command lines of a file of whole outputs.
fn lines_of(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/integration").join(name)).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("$ disputes ")).map(str::to_owned).collect()
}

/// Returns the English left in an answer: three plain words in a row, outside quotation marks and
/// code.
pub(crate) fn english(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut plain = String::new();
        // What the platform said is quoted, and what follows it.
        let line = line.split('“').next().unwrap_or_default();
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
fn labels_and_unit_files_are_in_chinese() {
    let told = run("guide --labels ru --locale zh");
    assert!(told.contains("无来源：自拟译文") && !told.contains("unsourced"), "{told}");
    let told = run("schedule systemd --force --every month --locale zh");
    assert!(told.contains("\nDescription=纠纷报告\n"), "{told}");
    assert!(told.contains("\nDescription=每月纠纷报告\n"), "{told}");
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
fn what_a_file_is_and_what_to_do_with_it_is_in_chinese() {
    let place = Place::new();
    let mut names = Vec::new();
    for (at, bytes) in [
        &b"%PDF-1.7"[..],
        b"\xff\xd8\xff\xe0 JFIF",
        b"\0\0\0\x18ftypmp42",
        b"BZh91AY&SY",
        b"\xfd7zXZ\0\0",
        b"SQLite format 3\0",
        b"<!DOCTYPE html><html><body>x</body></html>",
        b"<?xml version='1.0'?><a/>",
        b"ORC 1 2 3",
        b"{\"success\":false,\"msg\":\"x\"}",
        b"order_id,created_at\n,2026-01-01 10:00\n",
        b"order_id,created_at,paid_at\n1101073781739830,2026-01-01 10:00,2025-01-01 10:00\n",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("n{at}");
        place.write(&name, bytes);
        names.push(name);
    }
    for name in names {
        let told = place.run(&format!("rate {name} --no-disputes --locale zh"));
        let (_, said) = told.split_once("--- stderr").unwrap();
        let plain: String = said.split('`').step_by(2).collect();
        let left = plain
            .split(|c: char| !c.is_ascii_lowercase() && c != ' ')
            .find(|part| part.split(' ').filter(|word| word.len() > 1).count() > 1);
        assert!(
            left.is_none() && !plain.contains("：a") && !plain.contains("README 的"),
            "{left:?} {told}"
        );
    }
}

/// Every command of the program's own tree, by the pages of its manual: `config init`.
pub(crate) fn commands() -> Vec<String> {
    let place = Place::new();
    assert!(place.run("man --dir pages").starts_with("exit 0\n"));
    let mut commands: Vec<String> = fs::read_dir(place.path("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|page| {
            page.strip_prefix("disputes").unwrap().strip_suffix(".1").unwrap().replace('-', " ")
        })
        .map(|command| command.trim().to_owned())
        .collect();
    commands.sort();
    assert!(commands.len() > 50, "{commands:?}");
    commands
}

#[test]
fn the_help_of_every_command_is_in_chinese() {
    let commands = commands();
    let lines: Vec<_> = commands
        .iter()
        .flat_map(|command| [format!("{command} --help"), format!("{command} -h")])
        .collect();
    left_in_english(lines.iter().map(String::as_str), |line| {
        let told = run(line);
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "OPTIONS",
            "COMMAND",
            "[default",
            "values",
            "Print help",
        ] {
            assert!(!told.contains(word), "{line}: {word} is left in {told}");
        }
        told
    });
}

#[test]
fn every_mistake_on_the_command_line_is_told_in_chinese() {
    // One for each kind of error that the parser knows.
    for flag in [
        "--no-such-flag",
        "no-such-command",
        "list --max-rows",
        "list --sort colour",
        "list --max-rows x",
        "list --max-rows 3 --max-rows 4",
        "rate --window x",
        "rate --window -1",
        "guide",
        "guide 1 --surface",
        "rules show a b c",
        "rules diff a",
        "points",
        "points add --points 2",
        "config",
        "list --allow-incomplete=yes",
        "show",
        "completions klingon",
        "list --as-of someday",
    ] {
        let told = run(&format!("{flag} --locale zh"));
        if flag == "points" {
            continue;
        }
        assert!(!told.starts_with("exit 0"), "{told}");
        assert!(told.contains("\n错误："), "{flag}: {told}");
        let left = english(&told);
        assert!(left.is_empty(), "{flag}: {left:?} in {told}");
    }
}

/// What each command is run with, in a folder that holds the shop's files and settings: `{}` is the
/// shop's files. A command that is not here fails the test.
const CALLS: [(&str, &[&str]); 57] = [
    ("", &[" {}"]),
    ("today", &["{}", ""]),
    ("demo", &["risk --limit dispute_rate=5%"]),
    (
        "list",
        &[
            "{}",
            "{} --all",
            "{} --handled yes",
            "{} --all --columns due,due_source,tier,turn,state,status,order_id,family,reason,opened_at",
        ],
    ),
    ("show", &["1101073781739830 {}", "8200073459888073 {}", "1101070108752827 {}"]),
    (
        "guide",
        &[
            "1101073781739830 --stuck --lang zh {}",
            "8200073459888073 --agreed keep --lang zh {}",
            "1101073781739830 --agreed refund --amount 'USD 1.00' --done 已补发 --lang zh {}",
            "1101073781739830 --agreed off-platform {}",
            "1101073781739830 --agreed for-review {}",
            "1101073781739830 --agreed wait --lang zh {}",
            "1101073781739830 --max-chars 300 --split --lang zh {}",
            "1101073781739830 --classic --lang zh {}",
            "1101073781739830 --agreed resolved --amount 'USD 1.00' {}",
            "1101073781739830 --done 'add me on telegram' {}",
            "1101073781739830 --done “cupom” --lang zh {}",
            "1101073781739830 --lang xx {}",
        ],
    ),
    (
        "note",
        &["1101073781739830 已补发 {}", "1101073781739830 --clear", "1 x {}", "1101073781739830"],
    ),
    ("done", &["1101073781739830 {}", "8200073459888073 {}", "1101073781739830 --undo", "{}"]),
    (
        "rate",
        &[
            "{}",
            "{} --explain",
            "{} --by shop --by product --by country --by family --by month",
            "{} --series 3 --chart",
            "{} --by country --chart",
            "{} --window 3",
        ],
    ),
    (
        "risk",
        &[
            "{}",
            "{} --backtest",
            "{} --limit dispute_rate=5%",
            "{} --limit dispute_rate=9% --add 3",
            "{} --cancel 1101073781739830 --rule-against 8200073459888073",
        ],
    ),
    ("causes", &["{}"]),
    ("points", &[""]),
    ("points add", &["--family mismatched-merchandise --points 2 --notice N-1 --date 2026-01-10"]),
    ("points list", &["", "--as-of 2026-01-16"]),
    ("points remove", &["1", "9"]),
    ("points import", &["absent.toml"]),
    ("rules", &[""]),
    ("rules list", &[""]),
    ("rules show", &["", "--believed", "aliexpress-2013", "aliexpress-2017 --believed", "absent"]),
    ("rules explain", &["dispute_rate", "seller_liable_rate --believed", "absent"]),
    (
        "rules diff",
        &["aliexpress-2021 aliexpress-2013", "aliexpress-2015 aliexpress-2020-category"],
    ),
    ("rules check", &["absent.toml", "shop.toml"]),
    ("report", &["{}", "{} --limit dispute_rate=5%", "{} --history dispute_rate"]),
    ("check", &["{}", "{} --warning 1%", "{} --critical 1%", "absent.csv"]),
    ("notify", &[""]),
    ("notify send", &["{}", "--config shop.toml"]),
    ("notify test", &["", "nobody --config shop.toml"]),
    ("schedule", &["--at 25:99", "--kind cron"]),
    ("config", &[""]),
    ("config init", &["new.toml", "new.toml"]),
    ("config check", &["", "--config shop.toml", "--config nofiles.toml"]),
    ("config show", &["", "--config shop.toml"]),
    ("config path", &["", "--config shop.toml"]),
    ("auth", &[""]),
    ("auth url", &["--redirect https://a.example", "--config shop.toml --shop main"]),
    ("auth login", &["", "--config shop.toml --shop main"]),
    ("auth import", &["", "--config shop.toml --shop main"]),
    ("auth status", &["", "--config shop.toml"]),
    ("auth refresh", &["", "--config shop.toml --shop main"]),
    ("auth logout", &["", "--config shop.toml --shop main"]),
    ("sync", &["", "--config shop.toml --shop main", "--since never"]),
    ("import", &["{}", "absent.csv"]),
    ("scrub", &["orders.csv", "absent.har"]),
    ("sql", &["", "--dialect klingon"]),
    ("warehouse", &[""]),
    ("warehouse check", &["nobody", "nobody --config shop.toml"]),
    ("store", &[""]),
    ("store info", &["", "--store absent.db"]),
    ("store export", &["orders", "disputes --output d.csv"]),
    ("store import", &["absent.csv"]),
    ("store vacuum", &[""]),
    ("store check", &["", "--store orders.csv"]),
    ("store backup", &["copy.db"]),
    ("store forget", &["--before 2020-01-01", "--before someday"]),
    ("doctor", &["--offline", "--offline --config shop.toml"]),
    ("help", &["times", "rates"]),
    ("completions", &["klingon"]),
];

/// Commands whose answer is for a program.
const FOR_PROGRAMS: [&str; 2] = ["man", "schema"];

#[test]
fn every_command_answers_in_chinese_in_every_format_for_people() {
    let known: Vec<&str> = CALLS.iter().map(|(command, _)| *command).chain(FOR_PROGRAMS).collect();
    for command in commands() {
        assert!(known.contains(&command.as_str()), "`{command}` is not among the calls");
    }
    let place = Place::new();
    for name in ["orders.csv", "disputes.csv"] {
        let text = fs::read_to_string(root().join("examples/shop").join(name)).unwrap();
        place.write(
            name,
            text.replace("the lamp hums", "灯有噪音").replace("sent a photo, waiting", "等待"),
        );
    }
    place.write(
        "shop.toml",
        "[[shop]]\nname = \"main\"\nfiles = [\"*.csv\"]\n[[notify]]\nname = \"team\"\n\
         kind = \"dingtalk\"\nurl_file = \"absent\"\n",
    );
    place.write("nofiles.toml", "[[shop]]\nname = \"main\"\nfiles = [\"absent/*.csv\"]\n");
    let files = "orders.csv disputes.csv --as-of 2026-01-16";
    let mut report = String::new();
    let mut count = 0;
    let mut page = String::from(
        "<!-- Written by `UPDATE_DOCS=1 cargo test --test integration`. -->\n\n# How much is in Chinese\n\n\
         Each command is run with `--locale zh` in every format for people, its mistakes too, and every word of\n\
         English in the answers is looked for: outside of code, paths, addresses, quotations and names of programs.\n\
         The test fails when one is found. Help pages are looked through in the same way, and so are all\n\
         errors that are kept in `tests/integration/*.txt`.\n\n\
         | command | answers | lines | left in English |\n|---|---:|---:|---:|\n",
    );
    for (command, calls) in CALLS {
        let (mut answers, mut lines, mut left) = (0, 0, 0);
        for call in calls {
            let formats: &[&str] = match command {
                "report" => &["", "--format markdown", "--format html"],
                "list" => &["", "--format markdown", "--format ics"],
                _ if call.contains("{}") => &["", "--format markdown"],
                // What refuses a format refuses each alike.
                _ => &[""],
            };
            for format in formats {
                let call = call.replace("{}", files);
                let line = format!("{command} {call} {format} --locale zh");
                let told = place.run(&line);
                for word in english_words(&told) {
                    writeln!(report, "{line}\n    {word}").unwrap();
                    left += 1;
                }
                count += 1;
                answers += 1;
                lines += told.lines().count();
            }
        }
        let name = format!("disputes {command}");
        writeln!(page, "| `{}` | {answers} | {lines} | {left} |", name.trim_end()).unwrap();
    }
    page.push_str(
        "\nNot in Chinese on purpose: JSON, csv and JSON lines, the names of settings, options and rule sets, SQL, the\n\
         manual page (`disputes man`), and messages to buyers, which are in the buyer's language.\n",
    );
    compare_page(&root().join("docs/messages/chinese.md"), &page);
    assert!(report.is_empty(), "{report}");
    assert!(count > 130, "{count}");
}

/// Words that stay as they are in Chinese: names of programs, values that the test writes into its
/// files, and names of settings.
const NAMES: [&str; 26] = [
    "encoding",
    "auto",
    "table",
    "json",
    "jsonl",
    "markdown",
    "html",
    "AliExpress",
    "App",
    "Nagios",
    "SQLite",
    "main",
    "team",
    "csv",
    "tsv",
    "dingtalk",
    "tool",
    "locale",
    "zone",
    "rules",
    "window",
    "near",
    "store",
    "templates",
    "transaction",
    "zh",
];

/// Returns the English words left in an answer: words of lower-case letters outside of code, paths,
/// addresses and what is quoted.
fn english_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let page = text.contains("<html");
    let mut style = false;
    for line in text.lines().skip(1) {
        // Of a page only what is shown counts.
        style = (style || line.contains("<style")) && !line.contains("</style>");
        if style {
            continue;
        }
        let shown = if page { without_tags(line) } else { line.to_owned() };
        let line = shown.as_str();
        // Calls of the program, names of commands and of values are the same in every language.
        let is_code = [
            "--- ",
            "disputes",
            "用法：",
            "[子命令：",
            "[可选值：",
            "BEGIN:",
            "END:",
            "UID:",
            "PRODID:",
            "VERSION:",
            "CALSCALE:",
        ]
        .iter()
        .any(|start| line.trim_start().starts_with(start));
        if is_code {
            continue;
        }
        let mut plain = String::new();
        // What stands in quotation marks is somebody's own word, and a call goes to the line's end.
        let line = line.split("：disputes ").next().unwrap();
        for (at, part) in line.split(['`', '“', '”']).enumerate() {
            plain.push_str(if at % 2 == 0 { part } else { "·" });
        }
        // Messages have the button's English name behind the Chinese one.
        if plain.chars().next().is_some_and(|c| c.is_ascii_digit())
            || plain.contains("（Accept）")
            || plain.contains("（Help Center）")
        {
            plain = plain.split('（').map(|part| part.rsplit('）').next().unwrap()).collect();
        }
        let word = |part: &str| {
            part.len() > 1
                && part.chars().all(|c| c.is_ascii_alphabetic())
                && part.chars().any(|c| c.is_ascii_lowercase())
                && !NAMES.contains(&part)
        };
        let parts = plain.split(|c: char| {
            c.is_whitespace() || "，。、；：？！（）“”()|[]【】".contains(c) || c > '\u{2e7f}'
        });
        for part in parts.map(|part| part.trim_matches([',', ';', ':', '.', '*', '~'])) {
            if word(part) {
                found.push(format!("{part}  <-  {line}"));
            }
        }
    }
    found
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

/// Returns what a line of a page shows.
fn without_tags(line: &str) -> String {
    let mut shown = String::new();
    let mut is_tag = false;
    for c in line.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                shown.push(' ');
            }
            _ if !is_tag => shown.push(c),
            _ => {}
        }
    }
    shown
}

#[test]
fn the_finder_of_english_words_looks_at_what_is_shown() {
    assert_eq!(english_words("exit 0\n<html><p class=\"a b\">纠纷 medium</p>").len(), 1);
    assert_eq!(english_words("exit 0\n可信度 medium，计入 counted").len(), 2);
    assert_eq!(
        english_words("exit 0\n`some code` --flag dispute_rate a.csv 2026-01-16 USD").len(),
        0
    );
}
