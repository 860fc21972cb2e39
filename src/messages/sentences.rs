//! Chinese translations of the English sentences that are made where they arise: errors, their
//! causes and hints, warnings, help.
//!
//! The rooms that find an error know its facts and word it in English; only the command line
//! prints it. So the translation is by the English sentence, as gettext does it, and where a
//! sentence carries values the table has it with places for them. A sentence that the table lacks
//! is shown in English; a test runs the commands and keeps that from happening.

use std::sync::LazyLock;

use crate::packed::{PackedText, packed};

static TABLE: PackedText = PackedText::new(packed!("src/messages/catalogue/sentences.zh.txt"));

/// A sentence with places for values, and what it is in Chinese.
struct Sentence {
    english: Vec<SentencePiece>,
    chinese: Vec<SentencePiece>,
    /// Of several sentences that fit, one that begins with words of its own counts before one that
    /// begins with a value, then the one with the most words.
    rank: (bool, usize),
}

enum SentencePiece {
    Words(String),
    /// A place for a value, by its name.
    Value {
        name: String,
        /// True when the value is itself a sentence.
        nested: bool,
    },
}

static SENTENCES: LazyLock<Vec<Sentence>> = LazyLock::new(|| read(TABLE.text()));

/// Writes in the Chinese way what stands in a text as it is: the comma between names in backticks, and the zone
/// behind a time of day (`17:00 CST` becomes `17:00 北京时间`). The abbreviations are those of the zones that
/// `Zone::show` abbreviates.
pub fn signs_in_chinese(text: &str) -> String {
    const ZONES: [(&str, &str); 3] =
        [(" CST", " 北京时间"), (" PST", " 太平洋时间"), (" PDT", " 太平洋时间")];
    let mut text = text.replace("`, `", "`、`");
    for (english, chinese) in ZONES {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(english)) {
            let at = from + at;
            let end = at + english.len();
            let after_time = text.get(..at).is_some_and(ends_in_time);
            let whole_word =
                !text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            from = end;
            if after_time && whole_word {
                text.replace_range(at..end, chinese);
                from = at + chinese.len();
            }
        }
    }
    text
}

/// Returns whether a text ends in a time of day, as `17:00`.
fn ends_in_time(text: &str) -> bool {
    let last: Vec<char> = text.chars().rev().take(5).collect();
    matches!(last.as_slice(), [a, b, ':', c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()))
}

/// Translates a text of the program's, line by line. What the table lacks stays as it is.
pub fn in_chinese(text: &str) -> String {
    signs_in_chinese(&translated(text))
}

fn translated(text: &str) -> String {
    let line = |line: &str| {
        let words = line.trim_start();
        let (blank, words) = line.split_at(line.len() - words.len());
        let words_end = words.trim_end();
        match sentence(words_end, 0) {
            Some(chinese) => format!("{blank}{chinese}"),
            None => line.to_owned(),
        }
    };
    match sentence(text, 0) {
        Some(chinese) => chinese,
        None => text.split('\n').map(line).collect::<Vec<_>>().join("\n"),
    }
}

/// How deep sentences may stand in one another; of a list each but the first stands in those before.
const DEPTH: u32 = 32;

fn sentence(text: &str, depth: u32) -> Option<String> {
    if text.is_empty() || depth > DEPTH {
        return None;
    }
    let mut best: Option<(&Sentence, Fit<'_>)> = None;
    for candidate in SENTENCES.iter() {
        if best.as_ref().is_some_and(|(known, fit)| !fit.torn && known.rank >= candidate.rank) {
            continue;
        }
        let Some(fit) = fit(&candidate.english, text) else { continue };
        let beats = |(known, other): &(&Sentence, Fit<'_>)| {
            (!fit.torn, candidate.rank) > (!other.torn, known.rank)
        };
        if best.as_ref().is_none_or(beats) {
            best = Some((candidate, fit));
        }
    }
    let (known, fit) = best?;
    Some(filled(&known.chinese, &fit.values, depth))
}

fn filled(pieces: &[SentencePiece], values: &[(&str, &str, bool)], depth: u32) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            SentencePiece::Words(words) => text.push_str(words),
            SentencePiece::Value { name, .. } => {
                let Some((_, value, nested)) = values.iter().find(|(known, ..)| known == name)
                else {
                    continue;
                };
                let translated = nested.then(|| sentence(value, depth + 1)).flatten();
                text.push_str(translated.as_deref().unwrap_or(value));
            }
        }
    }
    text
}

/// How a text is a sentence of the table.
struct Fit<'a> {
    /// Its values: the name of each, its text, and whether it is a sentence of its own.
    values: Vec<(&'a str, &'a str, bool)>,
    /// A value in backticks has a backtick: where another sentence fits without, the value reaches from
    /// one name to another.
    torn: bool,
}

/// Returns the values of a sentence that a text is, each the shortest that fits.
fn fit<'a>(pieces: &'a [SentencePiece], text: &'a str) -> Option<Fit<'a>> {
    let mut values = Vec::new();
    let mut torn = false;
    let mut quoted = false;
    let mut rest = text;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match piece {
            SentencePiece::Words(words) => {
                rest = rest.strip_prefix(words.as_str())?;
                quoted = words.ends_with('`');
            }
            SentencePiece::Value { name, nested } => {
                let (value, after) = match (pieces.get(at + 1), at + 2 == pieces.len()) {
                    (Some(SentencePiece::Words(words)), true) => {
                        (rest.strip_suffix(words.as_str())?, "")
                    }
                    (Some(SentencePiece::Words(words)), false) => {
                        rest.split_once(words.as_str())?
                    }
                    (Some(SentencePiece::Value { .. }), _) => return None,
                    (None, _) => (rest, ""),
                };
                // A value never reaches over the end of a line.
                if value.is_empty() || value.contains('\n') {
                    return None;
                }
                torn |= quoted && value.contains('`');
                values.push((name.as_str(), value, *nested));
                rest = after;
                // The words behind the value are used up with it.
                at += 1;
                quoted = matches!(pieces.get(at), Some(SentencePiece::Words(words)) if words.ends_with('`'));
            }
        }
        at += 1;
    }
    rest.is_empty().then_some(Fit { values, torn })
}

/// Reads the table: a line of English, the line of Chinese below it, a blank line.
fn read(table: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut english = None;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        match (english.take(), line) {
            (None, "") => {}
            (None, line) => english = Some(line),
            (Some(before), line) => {
                let english = pieces(before);
                let fixed = english
                    .iter()
                    .map(|piece| match piece {
                        SentencePiece::Words(words) => words.len(),
                        SentencePiece::Value { .. } => 0,
                    })
                    .sum();
                let rank = (matches!(english.first(), Some(SentencePiece::Words(_))), fixed);
                sentences.push(Sentence { english, chinese: pieces(line), rank });
            }
        }
    }
    sentences
}

/// Reads `{name}` and `{+name}`, the latter for a value that is itself a sentence; `\n` is a line
/// break.
fn pieces(text: &str) -> Vec<SentencePiece> {
    let text = text.replace("\\n", "\n");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push(SentencePiece::Words(before.to_owned()));
        }
        let nested = name.starts_with('+');
        let name = name.trim_start_matches('+').to_owned();
        pieces.push(SentencePiece::Value { name, nested });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(SentencePiece::Words(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(pieces: &[SentencePiece]) -> BTreeSet<&str> {
        let name = |piece: &'_ SentencePiece| match piece {
            SentencePiece::Words(_) => None,
            SentencePiece::Value { .. } => Some(()),
        };
        assert!(pieces.iter().filter_map(name).count() < 12);
        pieces
            .iter()
            .filter_map(|piece| match piece {
                SentencePiece::Words(_) => None,
                SentencePiece::Value { name, .. } => Some(name.as_str()),
            })
            .collect()
    }

    #[test]
    fn every_sentence_has_its_values_in_both_languages_and_stands_once() {
        let lines: Vec<_> = TABLE
            .text()
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert_eq!(lines.len() % 2, 0);
        let mut seen = BTreeSet::new();
        for pair in lines.chunks(2) {
            let [english, chinese] = pair else { panic!("{pair:?}") };
            assert!(seen.insert(*english), "{english} stands twice");
            assert!(chinese.chars().any(|c| c > '\u{2e7f}'), "{english}: {chinese}");
            let (ours, theirs) = (pieces(english), pieces(chinese));
            assert!(names(&theirs).is_subset(&names(&ours)), "{english}: {chinese}");
        }
        assert_eq!(SENTENCES.len() * 2, lines.len());
    }

    #[test]
    fn a_zone_is_named_behind_a_time_and_nowhere_else() {
        let named = signs_in_chinese("~2026-01-16 17:00 CST = 2026-01-16 01:00 PST");
        assert_eq!(named, "~2026-01-16 17:00 北京时间 = 2026-01-16 01:00 太平洋时间");
        for same in ["order CST", "at CST", "17:00 CSTX", "17:00 UTC", "", "é CST"] {
            assert_eq!(signs_in_chinese(same), same);
        }
    }

    #[test]
    fn values_are_carried_over_and_sentences_in_sentences_translated() {
        assert_eq!(in_chinese("cannot read `a b.csv`"), "无法读取 `a b.csv`");
        assert_eq!(in_chinese("no such words in the table"), "no such words in the table");
        let unknown = in_chinese("error: cannot read `x`\n  hint: something else");
        assert_eq!(
            in_chinese("`a` has an unknown `$b`; `c` is not a known key, the nearest is `d`"),
            "`a` 里的 `$b` 不存在；`c` 不是已有的键，最接近的是 `d`"
        );
        assert!(unknown.contains("something else"), "{unknown}");
    }

    #[test]
    fn mistakes_in_a_ledger_are_in_chinese() {
        for (english, chinese) in [
            ("ledger: unknown key `a`, known are `b`", "扣分记录：不认识的键 `a`；可用的有 `b`"),
            ("line 3: notice: `date` is missing", "第 3 行：notice：缺少 `date`"),
            (
                "line 1: notice: `points` is a value of type float, expected a whole number above 0",
                "第 1 行：notice：`points` 是 类型为 float 的值，应为 大于 0 的整数",
            ),
            ("line 2: unclosed array, expected `]`", "第 2 行：数组没有结束，应为 `]`"),
        ] {
            assert_eq!(in_chinese(english), chinese);
        }
    }
}
