//! What this program has written itself, which stands in a seller's folder beside the exports it was made of.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::input::SourceError;
use crate::input::container::archive;
use crate::input::container::raw_file::Input;
use crate::packed::{PackedText, packed, word_list};

/// What this program calls itself in what it writes.
const OWN_NAME: &str = "disputes";

/// Keys of its rows for programs that nobody else has.
const OWN: [&str; 11] = [
    "due_source",
    "status_is_later",
    "status_known",
    "own_note",
    "headroom",
    "platform_time",
    "assessment_time",
    "own_time",
    "dispute_rate_reason",
    "order_dispute_rate_reason",
    "also_counts_in",
];

/// Keys of what it works out of orders and disputes, in its rows for programs: no export without times of orders or
/// disputes has two of them.
const WORKED_OUT: &[&str] = word_list!("lists/worked_out.txt");

/// The catalogues with the titles of its tables for people.
static TITLES: [PackedText; 8] = [
    PackedText::new(packed!("src/messages/catalogue/seller-today.en.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-today.zh.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-figures.en.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-figures.zh.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-risk.en.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-risk.zh.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-report.en.ftl")),
    PackedText::new(packed!("src/messages/catalogue/seller-report.zh.ftl")),
];

/// Says that an input is an answer of this program.
pub(super) fn refused(input: &Input) -> SourceError {
    SourceError::NoTable {
        path: input.name().to_owned(),
        what: "an answer of this program".to_owned(),
        remedy: "give the files from which it was made",
    }
}

/// Returns whether a workbook is one that this program has written.
pub(super) fn is_workbook(input: &Input) -> bool {
    archive::is_workbook_by(input, OWN_NAME)
}

/// Returns whether a page is one that this program has written.
pub(super) fn is_page(begin: &str) -> bool {
    begin.contains(&format!("<meta name=\"generator\" content=\"{OWN_NAME}\">"))
}

/// Returns whether a text is a document, or rows for programs, that this program has written: by the schema that a
/// document names first, and by the titles or keys of the first line.
pub(super) fn is_for_programs(begin: &str) -> bool {
    let first = begin.lines().next().unwrap_or_default();
    // An export may have two of what is worked out under other meanings, as `due` and `level`.
    let Some(inner) = begin.strip_prefix('{').map(str::trim_start) else {
        let titles = first.split([',', ';', '\t']).map(|title| title.trim_matches('"'));
        let titles: Vec<&str> = titles.collect();
        let has = |key: &str| titles.contains(&key);
        let is_export = titles.iter().any(|title| is_of_export(title));
        return has_two(&OWN, has) || !is_export && has_two(WORKED_OUT, has);
    };
    let schema = inner.strip_prefix("\"schema\":").map(str::trim_start);
    let has = |key: &str| first.contains(&format!("\"{key}\":"));
    let is_export = has("created_at") || has("opened_at");
    schema.is_some_and(|schema| schema.starts_with(&format!("\"{OWN_NAME}/")))
        || has_two(&OWN, has)
        || !is_export && has_two(WORKED_OUT, has)
}

/// Returns whether a row has two of these keys.
fn has_two(keys: &[&str], has: impl Fn(&str) -> bool) -> bool {
    keys.iter().filter(|key| has(key)).nth(1).is_some()
}

/// Returns whether a title is of a table of orders or disputes: a time of theirs, or none in English.
fn is_of_export(title: &str) -> bool {
    let title = title.to_lowercase();
    let is_time = ["created", "opened", "placed", "date"].iter().any(|part| title.contains(part));
    is_time || !title.is_ascii()
}

/// Returns whether a text, which is no table that is read, has a table as this program draws it for people: below a
/// line that is drawn through, or that of Markdown, stand titles of its own.
pub(super) fn is_for_people(text: &str) -> bool {
    const WIDEST_GAP: &str = "   ";
    let mut above = "";
    for line in text.lines() {
        let line = line.trim();
        let cells: Vec<&str> = if is_drawn(line) {
            above.split(WIDEST_GAP).collect()
        } else if line.starts_with("| -") {
            above.split('|').collect()
        } else {
            above = line;
            continue;
        };
        let own = cells.iter().map(|cell| cell.trim()).filter(|cell| own_titles().contains(cell));
        if own.take(2).count() == 2 {
            return true;
        }
        above = line;
    }
    false
}

/// Returns whether a line is drawn through, and nothing else.
fn is_drawn(line: &str) -> bool {
    const SHORTEST: usize = 10;
    line.chars().all(|sign| sign == '─') && line.chars().nth(SHORTEST).is_some()
}

/// Returns the titles of its tables, in every language that it has: any short text of the catalogues.
fn own_titles() -> &'static HashSet<&'static str> {
    static OWN: OnceLock<HashSet<&str>> = OnceLock::new();
    OWN.get_or_init(|| {
        let lines = TITLES.iter().flat_map(|catalogue| catalogue.text().lines());
        let texts = lines.filter(|line| !line.starts_with([' ', '#', '-']));
        let texts = texts.filter_map(|line| Some(line.split_once(" = ")?.1.trim()));
        texts.filter(|text| !text.is_empty() && !text.contains('{')).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_for_programs_are_known_by_what_is_worked_out() {
        for own in [
            "left,due,turn,status,order_id",
            "\"factor\";\"key\";\"rate\";\"disputed\"",
            "{\"id\":\"dispute_rate\",\"numerator\":16,\"denominator\":201}",
            "{ \"schema\": \"disputes/list/v1\",",
            "platform_time\tassessment_time\town_time",
            "order_id,dispute_rate,dispute_rate_reason,also_counts_in,paid_at",
            "{\"order_id\":1,\"opened_at\":2,\"due_source\":3,\"own_note\":\"\"}",
        ] {
            assert!(is_for_programs(own), "{own}");
        }
        for other in [
            "order_id,created_at,level",
            "order_id,created_at,paid_at,due,level",
            "dispute_id,order_id,opened_at,reason,due,turn",
            "订单号,下单时间,due,level",
            "{\"order_id\":1,\"created_at\":2,\"due\":3,\"level\":4}",
            "dispute_id,order_id,opened_at,status,reason,note",
            "{\"order_id\":1,\"text\":\"left or due\"}",
            "{\"schema\":{}}",
            "",
        ] {
            assert!(!is_for_programs(other), "{other}");
        }
    }

    #[test]
    fn a_table_for_people_is_known_by_its_titles() {
        let line = "─".repeat(40);
        for own in [
            format!("Dispute rates\n\nMetric   Rate   Disputed\n{line}\nx"),
            format!("响应截止   订单号   责任方\n{line}\n"),
            "| Left | Answer by | Turn |\n| ---: | --- | --- |\n".to_owned(),
            "# 报告\n\n| 指标 | 比率 | 纠纷订单 |\n| --- | ---: | ---: |\n".to_owned(),
        ] {
            assert!(is_for_people(&own), "{own}");
        }
        for other in [
            format!("Nummer   Datum\n{line}\n8200000000000123   2026-01-05\n"),
            "| Nummer | Datum |\n| --- | --- |\n".to_owned(),
            "Metric   Rate\n--------------------\n".to_owned(),
        ] {
            assert!(!is_for_people(&other), "{other}");
        }
    }
}
