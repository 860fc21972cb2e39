//! Cuts a message into numbered ones, where a reader would.

use super::MessageError;
use super::compose::{BuyerMessage, Reminder};

/// Stands before the number of a part in right-to-left text, which has no direction of its own.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Cuts a message into parts of at most `limit` UTF-16 units, each headed `(1/3)`. Paragraphs stay
/// whole, a heading stays with its first step, and a line that ends in a colon with the next.
/// Only what is longer than a part is cut: at line ends, else at sentence ends, else between
/// words; never inside a word, an id or a date. The part with the button repeats what pressing it
/// means, unless it has the paragraph that says so, or there is no room for it.
///
/// # Errors
///
/// When a single word is longer than a part.
pub fn split(message: &BuyerMessage, limit: usize) -> Result<Vec<String>, MessageError> {
    cut_text(&message.text, limit, Some(&message.reminder))
}

fn cut_text(
    text: &str,
    limit: usize,
    reminder: Option<&Reminder>,
) -> Result<Vec<String>, MessageError> {
    if units(text) <= limit {
        return Ok(vec![text.to_owned()]);
    }
    // The heading's length depends on the number of parts: room for a mark, `(99/99)` and a line
    // break.
    let room = limit.saturating_sub(9);
    let mut pieces = pieces(text, room);
    let mut parts = packed(&pieces, room, limit)?;
    if let Some(reminder) = reminder {
        remind(&mut pieces, &parts, reminder, room);
        parts = packed(&pieces, room, limit)?;
    }
    let count = parts.len();
    let mark =
        if text.contains('\u{2068}') { RIGHT_TO_LEFT_MARK.to_string() } else { String::new() };
    let head =
        |(number, part): (usize, String)| format!("{mark}({number}/{count})\n{}", part.trim());
    Ok((1..).zip(parts).map(head).collect())
}

/// A piece that stays whole.
#[derive(Clone, Debug)]
struct TextPiece {
    /// With the line break or blanks after it.
    text: String,
    /// True when it begins a part even if the one before has room.
    starts_part: bool,
}

impl TextPiece {
    fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), starts_part: false }
    }

    fn units(&self) -> usize {
        units(self.text.trim_end())
    }
}

/// Puts pieces into parts, as many as fit into each.
fn packed(pieces: &[TextPiece], room: usize, limit: usize) -> Result<Vec<String>, MessageError> {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for piece in pieces {
        let full = units(&part) + piece.units() > room;
        if units(part.trim_end()) > 0 && (full || piece.starts_part) {
            parts.push(std::mem::take(&mut part));
        }
        if piece.units() > room {
            return Err(MessageError::PartTooLong { shortest: piece.units() + 9, limit });
        }
        part.push_str(&piece.text);
    }
    parts.push(part);
    Ok(parts)
}

/// Repeats the warning at the head of the part with the button, where that part lacks it.
fn remind(pieces: &mut [TextPiece], parts: &[String], reminder: &Reminder, room: usize) {
    let has_button = |text: &str| text.contains(reminder.button.as_str());
    let Some(part) = parts.iter().find(|part| has_button(part)) else { return };
    if part.contains(reminder.warning.as_str()) {
        return;
    }
    let added = units(&reminder.text) + 1;
    let mut start = None;
    for (at, piece) in pieces.iter().enumerate() {
        if part.starts_with(&piece.text) && start.is_none() {
            start = Some(at);
        }
    }
    // The whole part where there is room for one line more, else from the button on.
    let at = match start.filter(|_| units(part.trim_end()) + added <= room) {
        Some(start) => Some(start),
        None => pieces.iter().position(|piece| has_button(&piece.text)),
    };
    let Some(piece) = at.and_then(|at| pieces.get_mut(at)) else { return };
    if piece.units() + added <= room {
        piece.text = format!("{}\n{}", reminder.text, piece.text);
        piece.starts_part = true;
    }
}

/// The pieces that stay whole: paragraphs and steps where they fit, else lines, else sentences,
/// else words.
fn pieces(text: &str, room: usize) -> Vec<TextPiece> {
    let mut pieces = Vec::new();
    for block in blocks(text) {
        if units(block.trim_end()) <= room {
            pieces.push(TextPiece::of(block));
            continue;
        }
        for lines in joined_lines(&block, room) {
            if units(lines.trim_end()) <= room {
                pieces.push(TextPiece::of(lines));
                continue;
            }
            for sentence in sentences(&lines) {
                if units(sentence.trim_end()) <= room {
                    pieces.push(TextPiece::of(sentence));
                } else {
                    pieces.extend(words(sentence).into_iter().map(TextPiece::of));
                }
            }
        }
    }
    pieces
}

/// Paragraphs, and of the paragraph with the steps each step with the lines that belong to it.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = vec![String::new()];
    let mut numbered = false;
    for line in text.split_inclusive('\n') {
        let step = step_of(line);
        // The first step stays with its heading.
        let begins = matches!(step, Some(number) if number > 1);
        if begins && numbered {
            blocks.push(String::new());
        }
        numbered = numbered && !line.trim().is_empty() || step == Some(1);
        if let Some(block) = blocks.last_mut() {
            block.push_str(line);
        }
        if line.trim().is_empty() {
            blocks.push(String::new());
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The number of the step that a line begins.
fn step_of(line: &str) -> Option<u32> {
    let (number, _) = line.split_once(". ")?;
    number.parse().ok()
}

/// Lines, those that end in a colon with the next where both fit.
fn joined_lines(block: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in block.split_inclusive('\n') {
        match lines.last_mut() {
            Some(last)
                if last.trim_end().ends_with([':', '：'])
                    && units(last) + units(line.trim_end()) <= room =>
            {
                last.push_str(line);
            }
            Some(_) | None => lines.push(line.to_owned()),
        }
    }
    lines
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
        assert_eq!(cut_text(TEXT, 500, None).unwrap(), [TEXT]);
    }

    #[test]
    fn parts_keep_to_the_limit_and_lose_nothing() {
        for limit in 32..units(TEXT) {
            let parts = cut_text(TEXT, limit, None).unwrap();
            assert!(parts.iter().all(|part| units(part) <= limit), "{limit}: {parts:?}");
            let bodies: Vec<_> = parts.iter().map(|p| p.split_once('\n').unwrap().1).collect();
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&bodies.join(" ")), words(TEXT), "{limit}");
        }
    }

    #[test]
    fn parts_are_numbered_and_end_with_sentences() {
        let parts = cut_text(TEXT, 61, None).unwrap();
        assert_eq!(parts[1], "(2/4)\nFirst sentence here. Second one is longer. Third!");
    }

    #[test]
    fn an_id_that_does_not_fit_is_an_error() {
        assert!(cut_text(TEXT, 20, None).is_err());
    }

    #[test]
    fn chinese_is_cut_at_its_full_stops() {
        let parts = cut_text("第一句话在这里。第二句话也在这里。第三句话。", 20, None).unwrap();
        assert_eq!(parts[0], "(1/3)\n第一句话在这里。");
    }

    #[test]
    fn a_heading_stays_with_its_first_step_and_a_colon_with_what_follows() {
        let text = "Hello there, this is some text before it.\n\nHow to do it:\n1. Open the page.\n\
            2. Press.\nDo not press the other.\n\nBye:\nnow";
        for limit in 45..units(text) {
            let parts = cut_text(text, limit, None).unwrap();
            for part in &parts {
                assert!(!part.trim_end().ends_with(':'), "{limit}: {parts:?}");
                assert!(
                    !part.contains("2. Press.") || part.contains("other"),
                    "{limit}: {parts:?}"
                );
            }
        }
    }

    #[test]
    fn the_part_with_the_button_says_what_pressing_it_means() {
        let reminder = Reminder {
            button: "Press “Cancel”.".to_owned(),
            warning: "After that the money is gone.".to_owned(),
            text: "Remember: gone.".to_owned(),
        };
        let text = "Some words to begin with, long enough.\n\nAfter that the money is gone.\n\n\
            How to:\n1. Open the page.\n2. Press “Cancel”.\n3. Confirm.\n\nBye now.";
        for limit in 60..units(text) {
            let parts = cut_text(text, limit, Some(&reminder)).unwrap();
            assert!(parts.iter().all(|part| units(part) <= limit), "{limit}: {parts:?}");
            let part = parts.iter().find(|part| part.contains(&reminder.button)).unwrap();
            let warned = part.contains(&reminder.warning) || part.contains(&reminder.text);
            assert!(warned, "{limit}: {parts:?}");
        }
    }
}
