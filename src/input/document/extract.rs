//! Finds the JSON documents of a text: bare, one after another, in a call (JSONP), in a script that
//! gives lists names, behind a guard against foreign pages.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::input::text::literal::{self, Literal, NoLiteral, is_blank};

/// What services put before an answer so that no foreign page can run it.
const GUARDS: [&str; 7] = [")]}',", ")]}'", "while(1);", "for(;;);", "/**/", "{}&&", "{} &&"];

/// Keys that a list of this trade has, in scripts too.
pub(super) const OWN_KEYS: [&str; 7] = [
    "tradeOrderId",
    "sellerReverseOrderLines",
    "reverseOrderLineId",
    "order_id",
    "orderId",
    "issue_id",
    "订单号",
];

/// Returns whether a text, blanks at its beginning left out, is JSON in any dress.
pub(crate) fn is_json(begin: &str) -> bool {
    let begin = without_guard(begin);
    let mut signs = begin.chars().filter(|c| !is_blank(*c));
    match signs.next() {
        Some('{') => true,
        Some('[') => match signs.next() {
            Some('/') => matches!(signs.next(), Some('/' | '*')),
            // A day in brackets begins the lines of a log: `[2026-01-16 10:00] …`.
            Some('0'..='9') => {
                !signs.find(|c| !c.is_ascii_digit()).is_some_and(|c| "-/".contains(c))
            }
            Some(c) => matches!(c, '{' | '[' | ']' | '"' | '-' | 't' | 'f' | 'n'),
            None => true,
        },
        // An answer that was written as a text once more.
        Some('"')
            if ["\"{\\\"", "\"[{\\\"", "\"{\\n", "\"[\\n"].iter().any(|s| begin.starts_with(s)) =>
        {
            true
        }
        Some(_) => is_script(begin) || call_start(begin).is_some(),
        None => false,
    }
}

/// Returns whether a text is one of settings, TOML or INI: its first line names a section, and the next one gives
/// something a value or names another one.
pub(crate) fn is_settings(begin: &str) -> bool {
    let lines = begin.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', ';']));
    let is_section = |line: &str| {
        let line = line.split(" #").next().unwrap_or(line).trim_end();
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        let name = name.map(|name| name.trim_start_matches('[').trim_end_matches(']'));
        let is_of_names =
            |c: char| c.is_alphabetic() || matches!(c, '_' | '-' | '.' | ' ' | '"' | ':' | '/');
        name.is_some_and(|name| {
            name.starts_with(char::is_alphabetic)
                && name.chars().all(|c| is_of_names(c) || c.is_ascii_digit())
                && !["true", "false", "null"].contains(&name)
        })
    };
    let gives_value = |line: &str| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(|key| key.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    };
    lines.next().is_some_and(is_section)
        && lines.next().is_none_or(|line| is_section(line) || gives_value(line))
}

/// Returns whether a text is one in Markdown: it begins with a heading, and further on has another, a list, a
/// link or a block of code.
pub(crate) fn is_markdown(begin: &str) -> bool {
    const LINES: usize = 200;
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let mut lines = begin.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines.next().is_some_and(|first| is_heading(first.trim_start()))
        && lines.any(|line| {
            is_heading(line)
                || ["- ", "* ", "```", "> ", "1. ", "!["].iter().any(|sign| line.starts_with(sign))
                || line.contains("](")
        })
}

/// What to do about what a program printed.
pub(crate) const PYTHON_REMEDY: &str =
    "write it with `json.dumps(answer)` (PHP: `json_encode`), not with `print(answer)`";

/// What to do about what a program printed into the cells of a table.
pub(crate) const PRINTED_CELLS_REMEDY: &str =
    "write the answer itself with `json.dumps(answer)`, not a data frame of it with `to_csv`";

/// Returns what a text is that a program of Python or PHP printed instead of writing JSON.
pub(crate) fn printed_by_program(begin: &str) -> Option<&'static str> {
    let signs: String = begin.chars().filter(|c| !c.is_whitespace()).take(16).collect();
    let dictionary =
        ["{'", "[{'", "{u'", "[{u'", "{b'", "({'", "OrderedDict(", "defaultdict(", "{None:"];
    if dictionary.iter().any(|start| signs.starts_with(start)) {
        return Some("a Python dictionary, not JSON");
    }
    if ["Array(", "array(", "<?phpreturn[", "<?phpreturna", "array:"]
        .iter()
        .any(|start| signs.starts_with(start))
    {
        return Some("a PHP array, not JSON");
    }
    if ["[('", "[(\"", "(('"].iter().any(|start| signs.starts_with(start)) {
        return Some("a Python list, not JSON");
    }
    if signs.starts_with("shape:(") {
        return Some("a data frame as Polars shows it, which may leave out rows");
    }
    if signs.starts_with("<Response[") {
        return Some("what Python shows of an answer, without its text");
    }
    let bytes = ["b'{", "b\"{", "b'[", "b\"["];
    bytes.iter().any(|start| signs.starts_with(start)).then_some("printed Python bytes, not JSON")
}

/// Documents that were found in a text.
#[derive(Debug, Default)]
pub(crate) struct ExtractedDocuments<'a> {
    /// The documents, in order.
    pub(crate) all: Vec<Cow<'a, RawValue>>,
    /// They stand in a program, of which other parts may be of no interest.
    pub(crate) in_script: bool,
}

/// Why a text holds no documents.
#[derive(Debug)]
pub(crate) enum NoDocuments {
    /// It is no JSON.
    Broken(serde_json::Error),
    /// It is what Python prints.
    Python,
    /// It is a program that has a row of this trade outside of the lists that are read, in this line.
    RowOutside(usize),
}

/// So many documents of one text are read.
const MOST_DOCUMENTS: usize = 4_000_000;

/// Finds the documents of a text.
///
/// # Errors
///
/// When a document is neither JSON nor a literal of JavaScript; in a script, when none is, one that is not
/// holds keys of this trade, or a row of this trade stands outside of all documents.
pub(crate) fn documents(text: &str) -> Result<ExtractedDocuments<'_>, NoDocuments> {
    let begin = without_guard(text);
    if is_script(begin) {
        return in_script(begin);
    }
    let (mut rest, mut all) = (begin, Vec::new());
    loop {
        rest = rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, ',' | ';'));
        if !all.is_empty() {
            rest = rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, ',' | ';' | ')'));
        }
        rest = without_comments(rest);
        if rest.is_empty() {
            return Ok(ExtractedDocuments { all, in_script: false });
        }
        if let Some(start) = call_start(rest) {
            rest = rest.get(start..).expect("a call starts in the text");
        }
        if all.len() == MOST_DOCUMENTS {
            let many = "more documents one after another than are read";
            return Err(NoDocuments::Broken(serde::de::Error::custom(many)));
        }
        let (document, length) = match one(rest) {
            Ok(found) => found,
            // What a program says behind its answer.
            Err(_) if !all.is_empty() && is_remark(rest) => {
                return Ok(ExtractedDocuments { all, in_script: false });
            }
            Err(error) => return Err(error),
        };
        all.push(document);
        rest = rest.get(length..).expect("a document ends in the text");
    }
}

/// Returns whether a text can hold no row of this trade.
fn is_remark(text: &str) -> bool {
    !text.contains(['{', '[', '"']) && OWN_KEYS.iter().all(|key| !text.contains(key))
}

/// Reads the document that a text begins with, and returns its length too.
fn one(text: &str) -> Result<(Cow<'_, RawValue>, usize), NoDocuments> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let broken = match stream.next() {
        Some(Ok(document)) => return Ok((Cow::Borrowed(document), stream.byte_offset())),
        Some(Err(broken)) => broken,
        None => return Err(NoDocuments::Broken(serde::de::Error::custom("no document"))),
    };
    match literal::read(text) {
        Ok(Literal { json, length }) => match RawValue::from_string(json) {
            Ok(document) => Ok((Cow::Owned(document), length)),
            Err(_) => Err(NoDocuments::Broken(broken)),
        },
        Err(NoLiteral::Python) => Err(NoDocuments::Python),
        Err(NoLiteral::Other) => Err(NoDocuments::Broken(broken)),
    }
}

fn in_script(text: &str) -> Result<ExtractedDocuments<'_>, NoDocuments> {
    let (mut at, mut read_to, mut all, mut first_error) = (0, 0, Vec::new(), None);
    while let Some(start) = literal_start(text, at) {
        let rest = text.get(start..).expect("a literal starts in the text");
        match one(rest) {
            Ok((document, length)) => {
                no_row_between(text, read_to, start)?;
                all.push(document);
                at = start + length;
                read_to = at;
            }
            Err(error) => {
                let end = rest.find(';').unwrap_or(rest.len()).min(4096);
                let (look, _) = rest.split_at(rest.floor_char_boundary(end));
                if OWN_KEYS.iter().any(|key| look.contains(key)) {
                    return Err(error);
                }
                first_error.get_or_insert(error);
                at = start + 1;
            }
        }
    }
    no_row_between(text, read_to, text.len())?;
    // `[].concat(…)` and `let list = [];` begin lists that other parts fill.
    if all.iter().any(|document: &Cow<'_, RawValue>| document.get() != "[]") {
        all.retain(|document| document.get() != "[]");
    }
    match first_error {
        Some(error) if all.is_empty() => Err(error),
        Some(_) | None => Ok(ExtractedDocuments { all, in_script: true }),
    }
}

/// Refuses a row of this trade between two places of a program: a part that is passed over.
fn no_row_between(text: &str, from: usize, to: usize) -> Result<(), NoDocuments> {
    let passed_over = text.get(from..to).expect("both are places of documents");
    let Some(row) = OWN_KEYS.iter().filter_map(|key| place_of_value(passed_over, key)).min() else {
        return Ok(());
    };
    let before = text.get(..from + row).expect("the row was found behind `from`");
    Err(NoDocuments::RowOutside(before.matches('\n').count() + 1))
}

/// Returns where a key has a text, a number, a list or an object, in quotes or not.
fn place_of_value(text: &str, key: &str) -> Option<usize> {
    let begins_value = |c: char| "\"'`\\[{".contains(c) || c.is_ascii_digit();
    keyed(text, key)
        .find(|(_, value)| value.trim_start_matches(is_blank).starts_with(begins_value))
        .map(|(at, _)| at)
}

/// Returns where a word stands as a key, in quotes or not, and what follows its colon.
fn keyed<'t>(text: &'t str, key: &str) -> impl Iterator<Item = (usize, &'t str)> {
    text.match_indices(key).filter_map(move |(at, found)| {
        let after = text.get(at + found.len()..).expect("a match ends in the text");
        let value = after.trim_start_matches(['\\', '"', '\'', ' ']).strip_prefix(':')?;
        Some((at, value))
    })
}

/// Returns where the next list or object begins that is given a name, given to a function, or
/// returned; or the call that reads one from a text.
fn literal_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + memchr::memchr2(b'[', b'{', text.as_bytes().get(at..)?)?;
        let before = text.get(..start)?.trim_end_matches(is_blank);
        if let Some(call) = before.strip_suffix(['"', '\'', '`'])
            && let Some(before) = call.trim_end_matches(is_blank).strip_suffix("JSON.parse(")
            && before.len() >= from
        {
            return Some(before.len());
        }
        // JSON in a template literal.
        let before =
            before.strip_suffix('`').map_or(before, |before| before.trim_end_matches(is_blank));
        let assigned = before.strip_suffix('=');
        let is_assigned = assigned.is_some_and(|before| !before.ends_with(['=', '!', '<', '>']));
        // After one that was read, a comma goes on with what is given to a function.
        let follows = || from > 0 && before.len() > from && is_comma(text.get(from..before.len()));
        let is_given = before.ends_with('(') || before.ends_with("...") || follows();
        let is_returned = before.ends_with("default") || before.ends_with("return");
        if is_assigned || is_given || is_returned {
            return Some(start);
        }
        at = start + 1;
    }
}

fn is_comma(between: Option<&str>) -> bool {
    between.is_some_and(|between| between.trim_matches(is_blank) == ",")
}

/// Returns whether a text is a program that holds lists or objects, such as `const list = […]`.
fn is_script(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "const ",
        "let ",
        "var ",
        "window.",
        "export ",
        "module.exports",
        "self.",
        "globalThis.",
        "\"use strict\"",
    ];
    let code = without_comments(text);
    let begins = WORDS.iter().any(|word| code.starts_with(word));
    if begins && literal_start(code, 0).is_some() {
        return true;
    }
    // Other programs are told by what they hold: a key of this trade in a list that is given a name
    // or given to a function.
    let is_code = code.starts_with(|c: char| c.is_ascii_alphabetic() || "_$(!;'\"".contains(c));
    let look = code.get(..code.floor_char_boundary(PROGRAM)).unwrap_or(code);
    is_code
        && call_start(text).is_none()
        && literal_start(look, 0).is_some()
        && OWN_KEYS.iter().any(|key| keyed(look, key).next().is_some())
}

/// So much of a program is looked at for a key of this trade, in bytes.
const PROGRAM: usize = 64 * 1024;

/// Returns where the argument begins in a call such as `mtopjsonp3({…})`.
fn call_start(text: &str) -> Option<usize> {
    let code = without_comments(text);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let argument = code.trim_start_matches(is_name);
    let inner = argument.trim_start_matches(is_blank).strip_prefix('(')?;
    let inner = inner.trim_start_matches(is_blank);
    inner.starts_with(['{', '[']).then_some(text.len() - inner.len())
}

fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_blank);
    loop {
        let after = match rest {
            line if line.starts_with("//") => line.split_once('\n').map(|(_, after)| after),
            block if block.starts_with("/*") => block.split_once("*/").map(|(_, after)| after),
            _ => return rest,
        };
        // Nothing stands behind a comment that does not end.
        rest = after.unwrap_or_default().trim_start_matches(is_blank);
    }
}

fn without_guard(text: &str) -> &str {
    let text = text.trim_start_matches(is_blank);
    let rest = GUARDS.iter().find_map(|guard| text.strip_prefix(guard));
    // Robo 3T numbers the documents that it shows: `/* 1 */`.
    without_comments(rest.unwrap_or(text))
}

/// Returns the scripts of a page that have a key of this trade, one after another; empty without one.
pub(crate) fn scripts_of_page(page: &str) -> String {
    let mut scripts = String::new();
    for script in page.split("<script").skip(1) {
        let script = script.split_once('>').map_or("", |(_, script)| script);
        let script = script.split("</script").next().unwrap_or_default();
        if OWN_KEYS.iter().any(|key| script.contains(key)) {
            scripts.push_str(script.trim());
            scripts.push('\n');
        }
    }
    scripts
}

/// Puts plain blanks in place of others between values, as a text that was copied from a page has;
/// `None` where there are none.
pub(crate) fn with_plain_blanks(text: &str) -> Option<String> {
    let odd = |c: char| is_blank(c) && !c.is_ascii();
    if !text.contains(odd) {
        return None;
    }
    let (mut in_text, mut escaped) = (false, false);
    let plain = text.chars().map(|c| {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ => {}
        }
        if odd(c) && !in_text { ' ' } else { c }
    });
    Some(plain.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        assert!(is_json(text.trim_start()), "{text}");
        documents(text).unwrap().all.iter().map(|raw| raw.get().to_owned()).collect()
    }

    #[test]
    fn settings_and_markdown_are_known_by_their_first_lines() {
        for text in
            ["[[shop]]\nname = \"a\"\n", "# x\n[main]\n[other]\n", "[log.file]\n", "[a] # x\nb=1\n"]
        {
            assert!(is_settings(text), "{text}");
        }
        for text in
            ["[1]", "[]", "[true]\n", "[a]\n8200000000000123\n", "[[1, 2]]", "[\"a\"]\n", "a = 1\n"]
        {
            assert!(!is_settings(text), "{text}");
        }
        assert!(is_markdown("# Exports\n\n- orders: weekly\n"));
        assert!(is_markdown("# disputes\n\ntext\n\n## Files\n"));
        for text in ["# made by hand\n1,2\n", "#order\n- 1\n", "a\n# b\n"] {
            assert!(!is_markdown(text), "{text}");
        }
    }

    #[test]
    fn documents_are_found_in_every_dress() {
        assert_eq!(found(" [1]\n{\"a\":2}"), ["[1]", "{\"a\":2}"]);
        assert_eq!(found("[1],\n[2];"), ["[1]", "[2]"]);
        assert_eq!(found(" mtopjsonp3({\"a\":1});\nmtopjsonp4([2])"), ["{\"a\":1}", "[2]"]);
        assert_eq!(found("/**/ jQuery_1.cb( {} )"), ["{}"]);
        assert_eq!(found(")]}',\n{\"a\":1}"), ["{\"a\":1}"]);
        assert_eq!(found("while(1);[1]"), ["[1]"]);
        assert_eq!(
            found("/* 1 */\n{\"a\":1}\n\n/* 2 */\n{\"a\":2}\n// end"),
            ["{\"a\":1}", "{\"a\":2}"]
        );
    }

    #[test]
    fn every_list_of_a_script_is_found() {
        let text = "// mine\nconst list = [\n{}]; f(list)\nvar o = {a: 1};\nlet b = [2];\nif (a == [3]) {}";
        assert_eq!(found(text), ["[\n{}]", "{\"a\":1}", "[2]"]);
        let broken = "const a = [{\"tradeOrderId\": \"1\"}]; const b = [{tradeOrderId: f(2)}]";
        assert!(documents(broken).is_err());
        assert!(documents("const a = [{x: f(2)}]").is_err());
    }

    #[test]
    fn rows_that_are_added_later_are_found_or_refused() {
        let row = |id: u8| format!("{{\"tradeOrderId\":\"{id}\"}}");
        let (a, b, c) = (row(1), row(2), row(3));
        let list = format!("[{a}]");
        for (text, all) in [
            (format!("const a={list};\na.push({b}, {c});"), [&list, &b, &c].to_vec()),
            (format!("const a={list};\na.push(...[{b}]);"), [&list, &format!("[{b}]")].to_vec()),
            (format!("const a=[].concat({list},\n[{b}])"), [&list, &format!("[{b}]")].to_vec()),
        ] {
            let found = found(&text);
            assert!(found.iter().eq(all), "{text}: {found:?}");
        }
        let line = |text: &str| match documents(text) {
            Err(NoDocuments::RowOutside(line)) => line,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(line(&format!("const a={list};\na.push(f(1, {b}));")), 2);
        assert_eq!(line(&format!("const a={list};\n\nx ? {b} : 0")), 3);
        let types = format!("interface R {{ tradeOrderId: string }}\nconst a: R[] = {list};");
        assert!(documents(&types).is_ok());
    }

    #[test]
    fn programs_are_told_by_the_keys_that_they_hold() {
        let list = "[{\"tradeOrderId\": \"1\"}]";
        for before in [
            "list = ",
            "exports.list = ",
            "export default ",
            "'use strict';\nconst a = ",
            "function f(x, y) { return x; }\nconst a = ",
            "(function(){ const a = ",
            "(async () => {\nconst a = ",
            "import fs from \"fs\";\nconst a = ",
            "cb && cb(",
            "/**/typeof cb === 'function' && cb(",
            "try{cb(",
            "window[\"cb\"](",
        ] {
            let text = format!("{before}{list}; }})");
            assert!(found(&text).iter().any(|found| found == list), "{text}");
        }
        assert_eq!(found("const a = JSON.parse('[{\"orderId\": 1}]');"), ["[{\"orderId\":1}]"]);
        assert_eq!(found("list = [{orderId: 1n, a: 'x'}]"), ["[{\"orderId\":1,\"a\":\"x\"}]"]);
        for text in ["order_id,note\n1,a (orderId: x)\n", "Order (orderId: 1)\tdate\n"] {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn tables_are_no_json() {
        for text in ["constant,value\n", "order_id,created_at", "[订单号],下单时间", "f(x),y\n1,2"]
        {
            assert!(!is_json(text), "{text}");
        }
    }

    #[test]
    fn what_python_prints_is_called_so() {
        assert!(printed_by_program("{'ret': ['SUCCESS'], 'data': None}").is_some());
        assert!(printed_by_program("[ {'a': 1}]").is_some());
        assert!(printed_by_program("b'{\"a\": 1}'").is_some());
        assert!(printed_by_program("{\"ret\": []}").is_none());
        assert!(printed_by_program("<Response [200]>").is_some());
        assert!(matches!(documents("{\"a\": ['b'], \"c\": None}"), Err(NoDocuments::Python)));
    }

    #[test]
    fn blanks_in_texts_stay() {
        let text = "{\u{a0}\"a\":\u{3000}\"b\u{a0}\\\"\u{a0}c\"}";
        let plain = with_plain_blanks(text).unwrap();
        assert_eq!(plain, "{ \"a\": \"b\u{a0}\\\"\u{a0}c\"}");
        assert_eq!(with_plain_blanks("{}"), None);
    }
}
