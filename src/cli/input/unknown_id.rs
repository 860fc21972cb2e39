//! What is answered to the id of a dispute that is not in the input.

use std::collections::BTreeSet;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::data::{Data, Incomplete};
use crate::domain::Moment;

/// Most ids that are offered.
const OFFERED: usize = 3;

/// Answers an id that no dispute has.
pub(crate) fn no_dispute(data: &Data, id: &str, context: &Context) -> Failure {
    not_told(data, id, context).unwrap_or_else(|| {
        input_error!("there is no dispute on `{id}` in the input").hint(hint(
            data,
            id,
            context.as_of,
        ))
    })
}

/// Answers an id that no dispute has where the input does not tell whether there is one: it is incomplete, or
/// holds no dispute list. `None` where it does.
pub(crate) fn not_told(data: &Data, id: &str, context: &Context) -> Option<Failure> {
    if let Err(none) = data.require_disputes(context, "nothing is known of disputes") {
        return Some(none);
    }
    let Incomplete { lacking, remedies } = data.incomplete(context)?;
    let error =
        input_error!("there is no dispute on `{id}` in the input, which is incomplete: {lacking}");
    Some(error.hint(remedies))
}

/// Offers the ids of disputes that differ from an unknown one by one slip of the hand.
pub(crate) fn hint(data: &Data, id: &str, as_of: Moment) -> String {
    let is_rounded =
        |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '+' | 'E' | 'e');
    if id.contains(['E', 'e']) && id.chars().all(is_rounded) {
        return "a spreadsheet has rounded this id; give the last six digits of the order"
            .to_owned();
    }
    let disputes = data.disputes().iter().filter(|dispute| dispute.exists(as_of));
    let known = disputes.flat_map(|dispute| {
        [dispute.order_id.to_string(), dispute.details().id.as_str().to_owned()]
    });
    let near: BTreeSet<String> = known.filter(|known| is_near(id, known)).collect();
    let near: Vec<String> = near.iter().map(|id| format!("`{id}`")).collect();
    match near.as_slice() {
        [one] => format!("did you mean {one}?"),
        several if (2..=OFFERED).contains(&several.len()) => {
            format!("did you mean one of {}?", several.join(", "))
        }
        _ => "`disputes list --all` lists the disputes there are".to_owned(),
    }
}

/// Returns whether an id, or as many of its last digits, is another one but for a digit that is wrong,
/// missing, too many or exchanged with its neighbour.
fn is_near(id: &str, known: &str) -> bool {
    const FEWEST: usize = 5;
    let length = id.chars().count();
    let ends = [length.saturating_sub(1), length, length + 1].into_iter().filter_map(|length| {
        let start = known.chars().count().checked_sub(length)?;
        known.char_indices().nth(start).and_then(|(at, _)| known.get(at..))
    });
    let mut all = std::iter::once(known).chain(ends);
    length >= FEWEST && all.any(|known| strsim::damerau_levenshtein(id, known) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_hand_is_near() {
        let known = "1101073781739830";
        for near in [
            "1101073781739831",
            "1101073781793830",
            "110107378173983",
            "11010737817398300",
            "739831",
            "793830",
            "73830",
            "7399830",
        ] {
            assert!(is_near(near, known), "{near}");
        }
        for far in ["1101073781739841", "739", "730038", "", "D-17"] {
            assert!(!is_near(far, known), "{far}");
        }
    }
}
