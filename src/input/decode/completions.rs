//! How orders were completed.

use crate::domain::{Completion, Moment};
use crate::input::decode::missing;
use crate::input::decode::words::in_plain_form;
use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::row::Cell;

/// Reads how orders were completed; an order with a moment of completion and no word for it was
/// completed in some way.
pub(super) fn read_completions(
    chunk: &CellChunk,
    slot: Option<usize>,
    completed: &[Option<Moment>],
    completions: &mut Vec<Option<Completion>>,
    bad: &mut Vec<usize>,
) {
    completions.clear();
    let unspecified = |at: &Option<Moment>| at.map(|_| Completion::Unspecified);
    let Some(slot) = slot else {
        completions.extend(completed.iter().map(unspecified));
        return;
    };
    let rows = chunk.column(slot).iter().zip(completed).enumerate();
    completions.extend(rows.map(|(row, (cell, at))| {
        if cell.is_empty() {
            return unspecified(at);
        }
        let quick = chunk.text_bytes(*cell).and_then(completion_word);
        quick.or_else(|| match chunk.value(*cell) {
            Cell::Empty => unspecified(at),
            Cell::Text(word) if let Some(word) = written_otherwise(word) => Some(word),
            Cell::Text(word) if missing::is_missing(word) => unspecified(at),
            _ => {
                bad.push(row);
                None
            }
        })
    }));
}

/// Returns what a word for completion says; `None` for any other word.
#[inline(always)]
fn completion_word(word: &[u8]) -> Option<Completion> {
    // Compared by their first and last bytes, which meet, at once.
    let ends = |first: &[u8; 4], last: &[u8; 4]| {
        word.first_chunk() == Some(first) && word.last_chunk() == Some(last)
    };
    match word.len() {
        6 if ends(b"refu", b"fund") => Some(Completion::Refund),
        7 if ends(b"time", b"eout") => Some(Completion::TimedOut),
        15 if word.first_chunk() == Some(b"buyer_co") && word.last_chunk() == Some(b"onfirmed") => {
            Some(Completion::BuyerConfirmed)
        }
        _ => None,
    }
}

/// Reads a word for completion in another letter case or with other signs between its parts.
fn written_otherwise(word: &str) -> Option<Completion> {
    let mut bare = in_plain_form(word.as_bytes());
    bare.retain(|sign| *sign != b'_');
    completion_word(if bare == b"buyerconfirmed" { b"buyer_confirmed" } else { &bare })
}
