//! Blocks of JSON lines hold what the slow way finds line after line.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::title_catalogue::TitleCatalogue;

/// Columns that are looked at.
const COLUMNS: usize = 260;

/// Returns cells in words; empty ones at the end are none.
fn shown<'a>(cells: impl Iterator<Item = Cell<'a>>) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("{cell:?}")).collect();
    let filled = cells.iter().rposition(|cell| cell != "Empty").map_or(0, |last| last + 1);
    format!("{:?}", &cells[..filled])
}

fn known() -> KeyTable {
    static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| {
        TitleCatalogue::new(&Vec::new()).titles(TableKind::PlainDisputes, Header::none(), &[])
    });
    KeyTable::new(TITLES.clone())
}

/// Rows with any content, and lines that are none, by their numbers.
type Found = Vec<(u64, String)>;

/// Reads a text line after line.
fn slowly(text: &[u8], mut keys: KeyTable) -> (Found, KeyTable) {
    let (mut row, mut all) = (JsonRow::default(), Vec::new());
    for (number, line) in (1..).zip(text.split_inclusive(|byte| *byte == b'\n')) {
        match row.line(line, number, &mut keys) {
            JsonLine::Blank => {}
            JsonLine::Row if row.is_blank() => {}
            JsonLine::Row => {
                all.push((number, shown((0..COLUMNS).map(|column| row.cell(column)))));
            }
            JsonLine::Unreadable(problem) => all.push((number, format!("{problem:?}"))),
        }
    }
    (all, keys)
}

/// Reads a text block after block; counts the bytes that were left to the slow way.
fn quickly(text: &[u8], size: usize, keys: KeyTable) -> (Found, KeyTable, usize) {
    use crate::input::table::csv::chunks::{Chunks, Ends};
    let mut blocks = Chunks::new(text, Ends::Lines, Some(size));
    let columns: Vec<usize> = (0..COLUMNS).collect();
    let mut chunk = CellChunk::new(&columns);
    let (mut rows, mut all) = (JsonRows::new(keys, ForeignIds::of(Header::none())), Vec::new());
    let (mut before, mut odd) = (0, 0);
    while let Some(block) = blocks.next(&mut chunk.buffer).unwrap() {
        let place = BlockPlace { before, length: block.length, last: block.last };
        let count = rows.read(&mut chunk, place, &mut |chunk| {
            odd += chunk.buffer.len() - block.length;
            all.extend((0..chunk.len()).map(|row| {
                let cells = (0..COLUMNS).map(|column| chunk.cell(column, row));
                (chunk.row_number(row), shown(cells))
            }));
            all.extend(chunk.problems.iter().map(|problem| (problem.row, format!("{problem:?}"))));
        });
        before += count.unwrap();
    }
    all.sort();
    (all, rows.keys, odd)
}

fn key() -> BoxedStrategy<String> {
    prop_oneof![
        30 => select(&[
            "dispute_id", "order_id", "opened_at", "reason", "status", "note", "buyer_country",
        ][..]),
        4 => select(&["extra", "EXTRA", "Order_ID", "ключ", "a longer key than sixteen",
            "a key that is longer than thirty-two bytes", "a key that is longer than thirty-two bytes!",
        ][..]),
        1 => select(&["a\\\"b", "order\\u005fid", "\t", "", "\\x", "a\"b"][..]),
    ]
    .prop_map(|key| format!("\"{key}\""))
    .boxed()
}

fn value() -> BoxedStrategy<String> {
    let text = select(
        &[
            "",
            " ",
            " x ",
            "abc",
            "8200000000000002",
            "2025-05-01T10:00:00Z",
            "\u{a0}n\u{a0}",
            "шоп",
            "exactly sixteen!",
            "made up for measurements, longer than two pieces",
            "{",
            "}",
            ",",
            ":",
        ][..],
    );
    let odd = select(
        &[
            "a\\nb",
            "\\u0041",
            "\\ud800",
            "tab\there",
            "\\",
            "a\"b",
            "\r",
            "\u{7f}",
            "words that go on for a while and\\n",
            "twenty bytes, then a \t",
            "words that go on and on, longer than three pieces, and \\\"one\\\" more",
        ][..],
    );
    let number = select(&["0", "-0", "12", "-7", "12.30", "0.5", "82000000000020002"][..]);
    let no_number = select(&["01", "1.", ".5", "-", "1e5", "1E+2", "+1", "12a", "1.e1"][..]);
    let other = select(
        &["nul", "nulls", "True", "{\"a\":1}", "[1,2]", "[]", "{}", "", "'x'", "NaN", "\"", "tru"]
            [..],
    );
    prop_oneof![
        12 => text.prop_map(|text| format!("\"{text}\"")),
        1 => odd.prop_map(|text| format!("\"{text}\"")),
        4 => number.prop_map(str::to_owned),
        1 => no_number.prop_map(str::to_owned),
        4 => select(&["null", "true", "false"][..]).prop_map(str::to_owned),
        1 => other.prop_map(str::to_owned),
    ]
    .boxed()
}

fn object() -> BoxedStrategy<String> {
    let blank = || prop_oneof![9 => Just(""), 2 => Just(" "), 1 => select(&["  ", "\t", "\r"][..])];
    let style = (select(&["", " "][..]), select(&["", " "][..]));
    let pairs = prop::collection::vec((key(), value(), blank(), blank()), 0..9);
    let around = (
        prop_oneof![20 => Just("{"), 1 => select(&["", " {", "\u{a0}{", "{{", "{,"][..])],
        prop_oneof![
            20 => Just("}"),
            1 => select(&["", "} ", "}\u{a0}", "}}", ",}", "} x", "}\r\r", " }", "}{}"][..])
        ],
    );
    (pairs, style, around)
        .prop_map(|(pairs, (colon, comma), (open, close))| {
            let pairs: Vec<String> = pairs
                .into_iter()
                .map(|(key, value, before, after)| format!("{key}{before}:{colon}{value}{after}"))
                .collect();
            format!("{open}{}{close}", pairs.join(&format!(",{comma}")))
        })
        .boxed()
}

fn text() -> BoxedStrategy<Vec<u8>> {
    let blank = select(&["", " ", "\t", "\u{a0}", "null", "5", "[]", "\u{feff}{}"][..]);
    let line = prop_oneof![20 => object(), 1 => blank.prop_map(str::to_owned)];
    let end = prop_oneof![8 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    let lines = prop::collection::vec((line, end), 0..20);
    let damage = prop::option::weighted(0.2, (any::<prop::sample::Index>(), any::<u8>()));
    (lines, any::<bool>(), damage)
        .prop_map(|(lines, last, damage)| {
            let text: String = lines.into_iter().map(|(line, end)| line + end).collect();
            let mut bytes = if last { text.into_bytes() } else { text.trim_end().into() };
            if let Some((at, byte)) = damage
                && !bytes.is_empty()
            {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        })
        .boxed()
}

/// Returns what keys tell.
fn told(keys: &KeyTable) -> String {
    let seen: Vec<bool> = (0..keys.names().len()).map(|column| keys.seen(column)).collect();
    format!("{:?} {seen:?} {:?}", keys.names(), keys.unknown())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_hold_what_is_found_line_after_line(text in text(), size in 1_usize..400) {
        // The sign with which old programs end a file (Ctrl-Z) is taken off where blocks are cut.
        let mut text = text;
        while text.last() == Some(&0x1a) {
            text.pop();
        }
        let (slow, keys) = slowly(&text, known());
        let (quick, met, _) = quickly(&text, size, known());
        prop_assert_eq!(quick, slow);
        prop_assert_eq!(told(&met), told(&keys));
    }

    #[test]
    fn readers_of_parts_know_the_same_keys_as_one_reader(
        one in text(), two in text(), three in text(),
    ) {
        let parts = [one, two, three].map(|mut text| { text.push(b'\n'); text });
        let (_, keys) = slowly(&parts.concat(), known());
        let mut joined = known();
        let mut before = 0;
        let met: Vec<KeyTable> = parts.iter().map(|part| {
            let mut rows = JsonRows::new(joined.for_part(), ForeignIds::of(Header::none()));
            let mut chunk = CellChunk::new(&[]);
            chunk.buffer.clone_from(part);
            let place = BlockPlace { before, length: part.len(), last: true };
            before += rows.read(&mut chunk, place, &mut |_| {}).unwrap();
            rows.keys
        }).collect();
        joined.join(met.into_iter().rev());
        prop_assert_eq!(told(&joined), told(&keys));
    }
}

#[test]
fn usual_lines_are_never_left_to_the_slow_way() {
    let mut text = String::new();
    for number in 0..300_u64 {
        let id = 8_200_000_000_000_000 + number;
        let note = if number % 3 == 0 { ",\"note\":\"made up, and a bit longer\"" } else { "" };
        let more = if number % 7 == 0 { ", \"amount\": 12.30, \"who\": null" } else { "" };
        text.push_str(&format!("{{\"order_id\":{id},\"reason\":\"шоп\"{note}{more}}}\r\n"));
    }
    let (slow, keys) = slowly(text.as_bytes(), known());
    for size in [64, 1_000, 100_000] {
        let (quick, met, odd) = quickly(text.as_bytes(), size, known());
        assert_eq!((quick, odd), (slow.clone(), 0));
        assert_eq!(told(&met), told(&keys));
    }
}

#[test]
fn a_line_with_more_keys_than_are_remembered_is_read_slowly() {
    let pairs: Vec<String> = (0..200).map(|number| format!("\"key {number}\":{number}")).collect();
    let text = format!("{{{}}}\n{{\"order_id\":1}}\n", pairs.join(","));
    let (slow, keys) = slowly(text.as_bytes(), known());
    let (quick, met, odd) = quickly(text.as_bytes(), 64, known());
    assert_eq!(quick, slow);
    assert!(odd > 0);
    assert_eq!(told(&met), told(&keys));
}
