//! Cuts a message into numbered ones at sentence ends.

use super::MessageError;

/// Cuts a text into parts of at most `limit` UTF-16 units, each headed `(1/3)`. Cuts are made at
/// line ends, else at sentence ends, else between words; never inside a word, an id or a date.
///
/// # Errors
///
/// When a single word is longer than a part.
pub fn split(text: &str, limit: usize) -> Result<Vec<String>, MessageError> {
    if units(text) <= limit {
        return Ok(vec![text.to_owned()]);
    }
    // The heading's length depends on the number of parts: room for `(99/99)` and a line break.
    let room = limit.saturating_sub(8);
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for piece in pieces(text, room) {
        if units(part.trim_end()) > 0 && units(&part) + units(piece.trim_end()) > room {
            parts.push(std::mem::take(&mut part));
        }
        if units(piece.trim_end()) > room {
            return Err(MessageError::TooLong { shortest: units(piece.trim_end()) + 8, limit });
        }
        part.push_str(piece);
    }
    parts.push(part);
    let count = parts.len();
    let head = |(number, part): (usize, String)| format!("({number}/{count})\n{}", part.trim());
    Ok((1..).zip(parts).map(head).collect())
}

/// The pieces that stay whole: lines where they fit, else sentences, else words.
fn pieces(text: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    for line in text.split_inclusive('\n') {
        if units(line.trim_end()) <= room {
            pieces.push(line);
            continue;
        }
        for sentence in sentences(line) {
            if units(sentence.trim_end()) <= room {
                pieces.push(sentence);
            } else {
                pieces.extend(words(sentence));
            }
        }
    }
    pieces
}

/// Cuts after `. `, `! `, `? `, `؟ ` and after `。`, but not after the number of a step.
fn sentences(line: &str) -> Vec<&str> {
    cut(line, |before, after| {
        let Some(last) = before.chars().next_back() else { return false };
        let wide = last == '。';
        let spaced = matches!(last, '.' | '!' | '?' | '؟') && after.starts_with(' ');
        (wide || spaced) && !is_step_number(before)
    })
}

/// Cuts before blanks and, in scripts without blanks, between ideographs and kana. Nothing is
/// cut between isolates.
fn words(sentence: &str) -> Vec<&str> {
    cut(sentence, |before, after| {
        let Some(last) = before.chars().next_back() else { return false };
        let Some(next) = after.chars().next() else { return false };
        let open = before.matches('\u{2068}').count() > before.matches('\u{2069}').count();
        let blank = next == ' ' && last != ' ';
        let wide = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
        !open && !is_step_number(before) && (blank || (wide(last) && wide(next)))
    })
}

fn is_step_number(text: &str) -> bool {
    text.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())
}

fn cut(text: &str, at: impl Fn(&str, &str) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    'rest: loop {
        for (place, _) in rest.char_indices().skip(1) {
            let (before, after) = rest.split_at(place);
            if at(before, after) {
                pieces.push(before);
                rest = after;
                continue 'rest;
            }
        }
        pieces.push(rest);
        return pieces;
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Order: 82000000000020002\n\nFirst sentence here. Second one is longer. \
        Third!\n1. Step one of four, with an id 82000000000020002 in it.\n2. Step two.";

    #[test]
    fn a_short_text_is_left_alone() {
        assert_eq!(split(TEXT, 500).unwrap(), [TEXT]);
    }

    #[test]
    fn parts_keep_to_the_limit_and_lose_nothing() {
        for limit in 32..units(TEXT) {
            let parts = split(TEXT, limit).unwrap();
            assert!(parts.iter().all(|part| units(part) <= limit), "{limit}: {parts:?}");
            let bodies: Vec<_> = parts.iter().map(|p| p.split_once('\n').unwrap().1).collect();
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&bodies.join(" ")), words(TEXT), "{limit}");
        }
    }

    #[test]
    fn parts_are_numbered_and_end_with_sentences() {
        let parts = split(TEXT, 60).unwrap();
        assert_eq!(parts[1], "(2/4)\nFirst sentence here. Second one is longer. Third!");
    }

    #[test]
    fn an_id_that_does_not_fit_is_an_error() {
        assert!(split(TEXT, 20).is_err());
    }

    #[test]
    fn chinese_is_cut_at_its_full_stops() {
        let parts = split("第一句话在这里。第二句话也在这里。第三句话。", 20).unwrap();
        assert_eq!(parts[0], "(1/3)\n第一句话在这里。");
    }
}
