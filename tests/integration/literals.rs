//! The texts in the source that people may read: each has its Chinese.
//!
//! The tests of `chinese` run what can be run; this one finds the sentence that no test provokes.

use std::fmt::Write;
use std::fs;

use disputes::messages::in_chinese;

use crate::architecture::rooms;
use crate::chinese::english;
use crate::common::root;

/// Files whose texts are for no reader of Chinese, or have their Chinese elsewhere, by the end of their path.
const OTHERWISE: &[(&str, &str)] = &[
    ("cli/args/zones.rs", "names of zones that are read"),
    ("cli/mod.rs", "words of the parser that are replaced"),
    ("cli/monitor/check.rs", "the Chinese stands beside them"),
    ("text/zone_names.rs", "names of zones that are read"),
    ("table/kind.rs", "names of kinds, which have their Chinese in other words"),
    ("messages/evidence.rs", "the Chinese stands beside them"),
    ("messages/every_message_tests.rs", "a test"),
    ("render/metrics.rs", "for a monitor"),
    ("render/rate_json.rs", "notes of a JSON document"),
    ("rules/ledger.rs", "a remark in a file"),
    ("rules/tests/mod.rs", "tests"),
    ("warehouse/client.rs", "words of database clients that are read"),
    ("warehouse/tables.rs", "documentation of a macro's items"),
];

/// What a text for a database has, and no sentence.
const STATEMENTS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "FROM ", "row_sum("];

/// Code before a text that nobody reads: documentation, reasons of lints, broken promises.
const UNREAD: [&str; 4] = ["doc = ", "reason = ", "expect (", "b"];

/// Returns the texts of code that is written as tokens with blanks between them, each with the code
/// before it.
fn texts(code: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find(['"', '\'']).map(|at| from + at) {
        if code[at..].starts_with('\'') {
            from = at + sign_length(&code[at..]);
            continue;
        }
        let hashes = code[..at].len() - code[..at].trim_end_matches('#').len();
        let before = &code[..at - hashes];
        let is_raw = before.ends_with('r');
        let (start, length) = if is_raw {
            let end = format!("\"{}", "#".repeat(hashes));
            (at - hashes - 1, code[at + 1..].find(&end).unwrap() + 1 + end.len())
        } else {
            (at, text_length(&code[at..]))
        };
        from = at + length;
        if let Ok(text) = syn::parse_str::<syn::LitStr>(&code[start..from]) {
            found.push((&code[..start], text.value()));
        }
    }
    found
}

/// The length of what begins with an apostrophe: a sign, or the name of a lifetime's apostrophe.
fn sign_length(code: &str) -> usize {
    let mut signs = code.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => 3 + code[3..].find('\'').unwrap(),
        Some(_) => match signs.next() {
            Some((at, '\'')) => at + 1,
            Some(_) | None => 1,
        },
        None => 1,
    }
}

/// The length of a text with its quotation marks.
fn text_length(code: &str) -> usize {
    let mut signs = code.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return at + 1,
            '\\' => drop(signs.next()),
            _ => {}
        }
    }
    code.len()
}

/// Returns a text for `format!` with a value in each place, and what stands between the values.
fn filled(text: &str) -> (String, Vec<String>) {
    let text = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let braces = |text: &str| text.replace('\u{1}', "{").replace('\u{2}', "}");
    let mut between = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        between.push(braces(before));
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    between.push(braces(rest));
    (between.join("7"), between)
}

/// Returns whether a line of the table has the pieces one after another: a text that others make part of
/// a sentence.
fn is_part(lines: &[&str], pieces: &[String]) -> bool {
    let pieces: Vec<&str> =
        pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).collect();
    lines.iter().any(|line| {
        let mut rest = *line;
        pieces.iter().all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    })
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| c > '\u{2e7f}')
}

#[test]
fn every_sentence_of_the_source_has_its_chinese() {
    let table = root().join("src/messages/catalogue/sentences.zh.txt");
    let table = fs::read_to_string(table).unwrap();
    let lines: Vec<&str> = table.lines().filter(|line| !is_chinese(line)).collect();
    let mut report = String::new();
    let mut count = 0;
    for (path, code) in rooms().into_iter().flat_map(|(_, files)| files) {
        let name = path.strip_prefix(root().join("src")).unwrap().display().to_string();
        if OTHERWISE.iter().any(|(file, _)| name.ends_with(file)) {
            continue;
        }
        for (before, text) in texts(&code) {
            if UNREAD.iter().any(|code| before.ends_with(code))
                || STATEMENTS.iter().any(|word| text.contains(word))
                || text.starts_with("disputes ")
            {
                continue;
            }
            let (sample, pieces) = filled(&text);
            if english(&sample).is_empty() {
                continue;
            }
            count += 1;
            if !is_chinese(&in_chinese(sample.trim())) && !is_part(&lines, &pieces) {
                writeln!(report, "{name}: {text}").unwrap();
            }
        }
    }
    assert!(report.is_empty(), "no Chinese in `sentences.zh.txt`:\n{report}");
    assert!(count > 800, "{count}");
}

#[test]
fn texts_are_found_in_code_with_signs_lifetimes_and_raw_texts() {
    let code =
        r####"f :: < 'a > ('"' , "one \" two" , '\'' , r#"three " four"# , b"five" , "six")"####;
    let found: Vec<String> = texts(code).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["one \" two", "three \" four", "five", "six"]);
    assert_eq!(filled("a {{b}} {c} d{}").0, "a {b} 7 d7");
    let pieces = |text: &str| filled(text).1;
    assert!(is_part(&["{a} is of {b}, and more"], &pieces("is of {}, and")));
    assert!(!is_part(&["{a} is of {b}, and more"], &pieces("and {} is of")));
}
