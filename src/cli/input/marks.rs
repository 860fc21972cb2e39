//! Notes and marks that the seller keeps by hand: read beside whatever a command reads, and changed.

use std::time::Duration;

use crate::cli::context::{Context, clock};
use crate::cli::failure::Failure;
use crate::cli::input::data::Data;
use crate::cli::sources::api::{store_path, wait_for_store};
use crate::domain::{DisputeMark, DisputeMarks, Moment};
use crate::reports::own_records::OwnRecords;
use crate::store::Store;

/// How long a run waits for a sync or an import to end.
const PATIENCE: Duration = Duration::from_secs(600);

/// Reads the notes and marks made for no later moment than as-of. A store that cannot be used is no
/// reason not to answer: nothing is then taken for handled, and a warning says so.
pub(crate) fn read(context: &Context) -> DisputeMarks {
    // Without a home there is no store.
    let Ok(path) = store_path(context) else { return DisputeMarks::default() };
    let marks = Store::open_to_read(&path)
        .and_then(|store| store.map_or_else(|| Ok(Vec::new()), |store| store.marks()));
    match marks {
        Ok(marks) => DisputeMarks::new(marks).as_of(context.as_of),
        Err(error) => {
            let why = Failure::from(error).line();
            context.warn(&format!("your notes and marks cannot be read: {why}"));
            DisputeMarks::default()
        }
    }
}

/// Returns what rows show beside the data.
pub(crate) fn own_records(data: &Data, context: &Context) -> OwnRecords {
    OwnRecords::of(read(context), data.buyers_passed_over(), data.disputes())
}

/// Changes notes and marks while no other run does: `change` is given all there are, and returns those
/// that are new or other than before.
pub(crate) fn change<T>(
    context: &Context,
    change: impl FnOnce(&DisputeMarks) -> Result<(T, Vec<DisputeMark>), Failure>,
) -> Result<T, Failure> {
    let path = store_path(context)?;
    // The lock lies beside the store, whose folder may not be there yet.
    let mut store = Store::open(&path)?;
    let _lock = wait_for_store(context, &path, PATIENCE)?;
    let (answer, changed) = change(&DisputeMarks::new(store.marks()?))?;
    store.change(|batch| changed.iter().try_for_each(|mark| batch.put_mark(mark)))?;
    Ok(answer)
}

/// Returns the moment that a note or a mark is made for: now, or an earlier as-of.
pub(crate) fn moment(context: &Context) -> Moment {
    context.as_of.min(clock())
}

/// The fewest last digits that stand for a whole id.
const FEWEST_DIGITS: usize = 5;

/// Returns the marks that an id stands for: of an order or a dispute, whole or by its last digits.
///
/// # Errors
///
/// When there is none, or there are those of several orders.
pub(crate) fn named(marks: &DisputeMarks, wanted: &str) -> Result<Vec<DisputeMark>, Failure> {
    let is_short = (FEWEST_DIGITS..16).contains(&wanted.len())
        && wanted.bytes().all(|byte| byte.is_ascii_digit());
    let is = |id: &str| id == wanted || is_short && id.ends_with(wanted);
    let found: Vec<DisputeMark> = marks
        .all()
        .iter()
        .filter(|mark| is(&mark.order_id.to_string()) || is(&mark.dispute_id) || is(&mark.line_id))
        .cloned()
        .collect();
    let Some(first) = found.first() else {
        return Err(input_error!("there is no note and no mark on `{wanted}`")
            .hint("`disputes store export notes` lists them"));
    };
    if let Some(other) = found.iter().find(|mark| mark.order_id != first.order_id) {
        let text = format!("`{wanted}` matches {} and {}", first.order_id, other.order_id);
        return Err(Failure::usage(text).hint("give more digits"));
    }
    Ok(found)
}
