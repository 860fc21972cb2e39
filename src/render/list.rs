//! The list of disputes.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Write as _};
use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::audience::Audience;
use super::document::{Document, Section};
use super::format::Format;
use super::grid::{COLUMN_GAP, Emphasis, Grid, RowCells, Style, shortened};
use super::not_empty;
use super::translator::{Translator, values};
use crate::domain::{Country, DisputeMarks, DueSource, Moment, Money, Stage, Zone};
use crate::reports::list::{Handling, ListRow, Tier};

/// The columns shown when none are named; the shop only where there are several, and what the seller
/// keeps by hand only where there is any.
const USUAL: [&str; 12] = [
    "left", "due", "turn", "status", "order_id", "shop", "item", "country", "amount", "age_days",
    "handled", "own_note",
];

/// The columns that are left out where there is no room for all, the least needed first. What is
/// left and the order stay.
const LEAST_NEEDED: [&str; 10] = [
    "age_days", "status", "country", "amount", "item", "turn", "own_note", "handled", "shop", "due",
];

/// The widest item that is shown on a screen, in columns.
const ITEM_WIDTH: usize = 24;

/// Returns the columns shown when none are named, before any is left out for lack of room. Rows are not
/// looked at once they can say nothing more; `marks` are all that rows may have, `None` where that is not
/// known.
pub(crate) fn usual_columns<'r>(
    rows: impl IntoIterator<Item = ListRow<'r>>,
    marks: Option<&DisputeMarks>,
) -> Vec<&'static str> {
    let is_unmarked = marks.is_some_and(|marks| marks.all().is_empty());
    let (mut first, mut several) = (None, false);
    let (mut handled, mut noted) = (false, false);
    for row in rows {
        handled |= row.handling != Handling::Unmarked;
        noted |= !row.own_note().is_empty();
        several |= first.as_ref().is_some_and(|first| *first != row.shop);
        if several && (is_unmarked || (handled && noted)) {
            break;
        }
        first.get_or_insert(row.shop);
    }
    let shown = |column: &&str| match *column {
        "shop" => several,
        "handled" => handled,
        "own_note" => noted,
        _ => true,
    };
    USUAL.into_iter().filter(shown).collect()
}

/// Columns that fit a width, and those left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FittingColumns {
    /// Those that are shown.
    pub(super) kept: Vec<&'static str>,
    /// Those that are not.
    pub(super) dropped: Vec<&'static str>,
}

/// Leaves out the least needed columns until a table of the rows fits a width, in columns; `None` is
/// no limit.
pub(super) fn fitting_columns(
    rows: &[ListRow<'_>],
    columns: &[&'static str],
    zone: Zone,
    words: Translator<'_>,
    width: Option<u16>,
) -> FittingColumns {
    let mut kept = columns.to_vec();
    let mut dropped = Vec::new();
    let Some(width) = width.map(usize::from) else { return FittingColumns { kept, dropped } };
    let widths = list_grid(rows, columns, zone, words).widths();
    let width_of = |name: &str| {
        let place = columns.iter().position(|column| *column == name);
        place.and_then(|place| widths.get(place)).map_or(0, |own| own + COLUMN_GAP)
    };
    let mut taken: usize = columns.iter().map(|column| width_of(column)).sum();
    for name in LEAST_NEEDED {
        if taken <= width + COLUMN_GAP {
            break;
        }
        if let Some(place) = kept.iter().position(|column| *column == name) {
            dropped.push(kept.remove(place));
            taken -= width_of(name);
        }
    }
    FittingColumns { kept, dropped }
}

/// Says which columns were left out for lack of room; `None` where all are shown.
fn dropped_line(dropped: &[&str], words: Translator<'_>) -> Option<String> {
    let dropped = USUAL.into_iter().filter(|column| dropped.contains(column));
    let names: Vec<String> = dropped.map(|column| format!("`{column}`")).collect();
    let columns = names.join(&words.get("list-separator"));
    (!names.is_empty()).then(|| words.fill("list-dropped", values!(columns)))
}

/// Lays the list out for a screen.
pub(super) fn list_grid(
    rows: &[ListRow<'_>],
    columns: &[&'static str],
    zone: Zone,
    words: Translator<'_>,
) -> Grid {
    let mut cells = CellFormatter::new(zone, Audience::People, words, ItemText::Short);
    let mut grid = titles(columns, zone, words);
    grid.extend(rows, |row, into| cells.put(row, columns, into));
    grid.emphasis = rows.iter().map(emphasis).collect();
    grid
}

/// Lays the list out for a screen of a width, in columns (`None` is no limit), with all that explains it.
/// Without `named` columns those that fit are shown.
pub(crate) fn list_document(
    rows: &[ListRow<'_>],
    named: Option<Vec<&'static str>>,
    zone: Zone,
    width: Option<u16>,
    words: Translator<'_>,
) -> Document {
    let width = width.filter(|_| named.is_none());
    let columns = named.unwrap_or_else(|| usual_columns(rows.iter().cloned(), None));
    let FittingColumns { kept, dropped } = fitting_columns(rows, &columns, zone, words, width);
    let mut remarks = list_marks(rows, &kept, words);
    remarks.extend(dropped_line(&dropped, words));
    let section = Section::of_grid(list_grid(rows, &kept, zone, words));
    Document::new("list", vec![Section { remarks, ..section }])
}

/// Writes the rows of the list, of which no more than one is laid out at a time where the format needs no
/// more.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn write_list<'r>(
    rows: impl IntoIterator<Item = ListRow<'r>>,
    columns: &[&'static str],
    zone: Zone,
    words: Translator<'_>,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut cells = CellFormatter::new(zone, format.audience(), words, ItemText::Whole);
    let put = |row: ListRow<'r>, into: &mut RowCells| cells.put(&row, columns, into);
    format.write_rows("list", titles(columns, zone, words), rows, put, style, out)
}

fn titles(columns: &[&'static str], zone: Zone, words: Translator<'_>) -> Grid {
    Grid::of_keys("list", columns, &["left", "amount", "age_days"], words).with_zone(
        &["due", "opened_at"],
        zone,
        words,
    )
}

/// Returns how a row stands out.
const fn emphasis(row: &ListRow<'_>) -> Emphasis {
    match row.tier {
        Tier::Overdue => Emphasis::Bad,
        Tier::Day => Emphasis::Near,
        Tier::ThreeDays | Tier::Week | Tier::Later | Tier::None => Emphasis::None,
    }
}

/// How much of an item's name is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ItemText {
    /// As much as a screen has room for.
    Short,
    /// All of it.
    Whole,
}

/// Lays out cells, and remembers the words for what is the same in many.
struct CellFormatter<'w> {
    zone: Zone,
    words: Translator<'w>,
    item: ItemText,
    audience: Audience,
    met: HashMap<(&'static str, &'static str), String>,
    codes: HashMap<String, String>,
    /// Times left by their minutes, as far as these are shown.
    left: HashMap<i64, String>,
}

impl<'w> CellFormatter<'w> {
    fn new(zone: Zone, audience: Audience, words: Translator<'w>, item: ItemText) -> Self {
        let (met, codes, left) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { zone, words, item, audience, met, codes, left }
    }

    /// Returns a word of the data, in the seller's language where it is a code of ours.
    fn code(&mut self, code: &str) -> &str {
        if !self.codes.contains_key(code) {
            self.codes.insert(code.to_owned(), self.words.cell(code, self.audience));
        }
        self.codes.get(code).expect("it was put there if it was not")
    }

    fn word(&mut self, kind: &'static str, id: &'static str) -> &str {
        let words = self.words;
        let get = || words.get(&format!("{kind}-{}", id.replace('_', "-")));
        self.met.entry((kind, id)).or_insert_with(get)
    }

    /// Returns a time until a deadline, or since it passed.
    fn left(&mut self, minutes: i64) -> &str {
        let words = self.words;
        // Of more than a day the minutes are not shown.
        let shown = if minutes.abs() < 1_440 { minutes } else { minutes / 60 * 60 };
        self.left.entry(shown).or_insert_with(|| time_left(shown, words))
    }

    /// Puts the cells of a row.
    fn put(&mut self, row: &ListRow<'_>, columns: &[&str], cells: &mut RowCells) {
        columns.iter().for_each(|key| self.cell(row, key, cells.begin_cell()));
    }

    /// Writes a cell; nothing for what is not known.
    fn cell(&mut self, row: &ListRow<'_>, key: &str, into: &mut String) {
        let (dispute, zone) = (&row.dispute, self.zone);
        let status = &dispute.details().status;
        match key {
            "due" => {
                let Some(due) = &row.due else { return };
                if matches!(due.source, DueSource::Estimated { .. }) {
                    into.push('~');
                }
                into.push_str(&self.words.time_cell(zone, due.at, self.audience));
            }
            "due_source" => {
                let source = row.due.as_ref().map(|due| due.source.id());
                into.push_str(source.map_or("", |source| self.code(source)));
            }
            "tier" => into.push_str(self.word("tier", row.tier.id())),
            "turn" => into.push_str(self.word("turn", row.turn.id())),
            "state" => into.extend([self.word("state", row.state.id()), undated(row)]),
            "status" if status.is_empty() => {}
            "status" if row.status_is_later() => into.extend([self.code(status), "*"]),
            "status" => into.extend([self.code(status), undated(row)]),
            "order_id" => show(dispute.order_id.number(), into),
            "dispute_id" => into.push_str(&dispute.details().id),
            "left" => into.push_str(row.minutes_left.map_or("", |minutes| self.left(minutes))),
            "shop" => into.push_str(&row.shop),
            "item" => into.push_str(&self.item.of(row.item())),
            "sku" => into.push_str(row.order.as_ref().map_or("", |order| &order.sku)),
            "title" => into.push_str(&dispute.details().title),
            "product" => into.push_str(&row.product),
            "country" => into.push_str(row.country.as_ref().map_or("", Country::code)),
            "amount" => row.amount.into_iter().for_each(|amount| {
                into.extend([amount.currency.code(), " ", amount.decimal().as_str()]);
            }),
            "family" => into.push_str(self.word("family", dispute.family.id())),
            "reason" => into.push_str(self.code(&dispute.details().reason)),
            "age_days" => show(row.age_days, into),
            "opened_at" => {
                into.push_str(&self.words.time_cell(zone, dispute.opened_at, self.audience));
            }
            "handled" => into.push_str(self.word("handled", handling_id(row.handling))),
            "own_note" => into.push_str(&self.item.of(row.own_note())),
            _ => {}
        }
    }
}

impl ItemText {
    fn of(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Short => Cow::Owned(shortened(text, ITEM_WIDTH)),
            Self::Whole => Cow::Borrowed(text),
        }
    }
}

/// Writes what is shown of a value.
fn show(value: impl fmt::Display, into: &mut String) {
    write!(into, "{value}").expect("a text takes any other");
}

/// Returns the word for whether a dispute has been handled.
pub(super) const fn handling_id(handling: Handling) -> &'static str {
    match handling {
        Handling::Unmarked => "no",
        Handling::Handled => "yes",
        Handling::Reopened(_) => "reopened",
    }
}

/// Returns the time until a deadline, or since it passed.
pub(super) fn time_left(minutes: i64, words: Translator<'_>) -> String {
    let whole = minutes.unsigned_abs();
    let (days, hours, rest) = (whole / 1_440, whole / 60 % 24, whole % 60);
    let (hours, rest) = (hours.to_string(), rest.to_string());
    let time = if whole >= 1_440 {
        words.fill("left-days", values!(days, hours))
    } else if rest == "0" {
        words.fill("left-whole-hours", values!(hours))
    } else {
        words.fill("left-hours", values!(hours, minutes = rest))
    };
    if minutes <= 0 { words.fill("left-overdue", values!(time)) } else { time }
}

/// Returns the mark of what may be newer than the moment asked for.
const fn undated(row: &ListRow<'_>) -> &'static str {
    if row.later_knowledge { "?" } else { "" }
}

/// Returns the words that explain the marks in a list's columns.
fn list_marks(rows: &[ListRow<'_>], columns: &[&str], words: Translator<'_>) -> Vec<String> {
    let has = |name: &str| columns.contains(&name);
    let any = |is: &dyn Fn(&ListRow<'_>) -> bool| rows.iter().any(is);
    let marks = [
        ("list-estimated", has("due") && any(&|row| row.clock_started.is_some())),
        ("list-status-later", has("status") && any(&|row| row.status_is_later())),
        ("list-later", (has("state") || has("status")) && any(&|row| row.later_knowledge)),
    ];
    let marks = marks.into_iter().filter(|(_, shown)| *shown).map(|(key, _)| words.get(key));
    marks.chain(reopened_line(rows, words)).chain(same_buyer_line(rows, words)).collect()
}

/// Names the disputes that were marked as handled and need the seller again, with the reason.
pub(super) fn reopened_line(rows: &[ListRow<'_>], words: Translator<'_>) -> Option<String> {
    let named = rows.iter().filter_map(|row| match row.handling {
        Handling::Reopened(why) => {
            let why = words.get(&format!("reopened-{}", why.id().replace('_', "-")));
            Some(words.fill("list-reopened-one", values!(order = row.dispute.order_id, why)))
        }
        Handling::Unmarked | Handling::Handled => None,
    });
    some_of(named.collect(), words).map(|cases| words.fill("list-reopened", values!(cases)))
}

/// Names the disputes whose buyer may have disputed before.
fn same_buyer_line(rows: &[ListRow<'_>], words: Translator<'_>) -> Option<String> {
    let named = rows.iter().filter_map(|row| {
        Some(words.fill(
            "list-same-buyer-one",
            values!(order = row.dispute.order_id, before = row.earlier?),
        ))
    });
    some_of(named.collect(), words).map(|cases| words.fill("list-same-buyer", values!(cases)))
}

/// Cases that a line below the list names; JSON has them all.
const NAMED: usize = 5;

fn some_of(named: Vec<String>, words: Translator<'_>) -> Option<String> {
    let shown = named.get(..NAMED.min(named.len())).filter(|shown| !shown.is_empty())?;
    let shown = shown.join(&words.get("list-separator"));
    Some(match named.len().checked_sub(NAMED) {
        None | Some(0) => shown,
        Some(more) => {
            let more = words.fill("report-more", values!(count = more));
            words.fill("list-and-more", values!(shown, more))
        }
    })
}

/// Returns an amount as JSON.
pub(super) fn money_v1(money: Money) -> Value {
    json!({ "minor": money.minor, "currency": money.currency.code() })
}

/// One dispute as JSON.
pub(crate) struct DisputeV1<'a>(pub(crate) &'a ListRow<'a>);

impl Serialize for DisputeV1<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let (dispute, details) = (&row.dispute, row.dispute.details());
        let at = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
        let sku = row.order.as_ref().and_then(|order| not_empty(&order.sku));
        let (source, rule) = match row.due.as_ref().map(|due| &due.source) {
            Some(source @ DueSource::Estimated { rule }) => (Some(source.id()), Some(rule)),
            source => (source.map(DueSource::id), None),
        };
        let reopened = match row.handling {
            Handling::Reopened(why) => Some(why.id()),
            Handling::Unmarked | Handling::Handled => None,
        };
        let noted_at = row.mark.as_ref().and_then(|mark| Some(mark.note.as_ref()?.at));
        let handled_at = row.mark.as_ref().and_then(|mark| Some(mark.handled?.at));
        let mut to = serializer.serialize_map(None)?;
        to.serialize_entry("dispute_id", &not_empty(&details.id))?;
        to.serialize_entry("order_id", &dispute.order_id.to_string())?;
        to.serialize_entry("line_id", &not_empty(&details.line_id))?;
        to.serialize_entry("shop", &not_empty(&row.shop))?;
        to.serialize_entry("opened_at", &dispute.opened_at.to_string())?;
        to.serialize_entry("state", row.state.id())?;
        to.serialize_entry("status", &not_empty(&details.status))?;
        to.serialize_entry("status_known", &details.status_known)?;
        to.serialize_entry("status_is_later", &row.status_is_later())?;
        to.serialize_entry("stage", &row.stage.map(Stage::id))?;
        to.serialize_entry("family", dispute.family.id())?;
        to.serialize_entry("reason", &not_empty(&details.reason))?;
        to.serialize_entry("turn", row.turn.id())?;
        to.serialize_entry("due", &at(row.due.as_ref().map(|due| due.at)))?;
        to.serialize_entry("minutes_left", &row.minutes_left)?;
        to.serialize_entry("due_source", &source)?;
        to.serialize_entry("due_rule", &rule)?;
        to.serialize_entry("tier", row.tier.id())?;
        to.serialize_entry("country", &row.country.as_ref().map(Country::code))?;
        to.serialize_entry("amount", &row.amount.map(money_v1))?;
        to.serialize_entry("product", &not_empty(&row.product))?;
        to.serialize_entry("sku", &sku)?;
        to.serialize_entry("title", &not_empty(&details.title))?;
        to.serialize_entry("age_days", &row.age_days)?;
        to.serialize_entry("liability", row.liability().id())?;
        to.serialize_entry("escalated_at", &at(row.seen(dispute.escalated_at())))?;
        to.serialize_entry("ruled_at", &at(row.seen(dispute.ruled_at())))?;
        to.serialize_entry("closed_at", &at(row.seen(dispute.closed_at())))?;
        to.serialize_entry("modified_at", &at(dispute.modified_at()))?;
        to.serialize_entry("buyer_protection_ends_at", &at(row.protection_ends_at))?;
        to.serialize_entry("ending_known", &dispute.ending_known)?;
        to.serialize_entry("later_knowledge", &row.later_knowledge)?;
        to.serialize_entry("note", &not_empty(&details.note))?;
        to.serialize_entry("own_note", &not_empty(row.own_note()))?;
        to.serialize_entry("own_note_at", &at(noted_at))?;
        to.serialize_entry("handled", &(row.handling == Handling::Handled))?;
        to.serialize_entry("handled_at", &at(handled_at))?;
        to.serialize_entry("reopened", &reopened)?;
        to.serialize_entry("maybe_same_buyer_as", &row.earlier.map(|id| id.to_string()))?;
        to.end()
    }
}

/// The list in JSON.
#[derive(Serialize)]
pub(crate) struct ListV1<'a> {
    schema: &'static str,
    as_of: String,
    disputes: Vec<DisputeV1<'a>>,
    left_out: usize,
    unknown_statuses: Vec<&'a str>,
    incomplete: &'a [String],
}

/// Returns the list as JSON; `left_out` is how many more pass the filters.
pub(crate) fn list_json<'a>(
    rows: &'a [ListRow<'a>],
    left_out: usize,
    as_of: Moment,
    incomplete: &'a [String],
) -> ListV1<'a> {
    let details = rows.iter().map(|row| row.dispute.details());
    let unknown = details.filter(|details| !details.status_known && !details.status.is_empty());
    let unknown: BTreeSet<&str> = unknown.map(|details| details.status.as_str()).collect();
    ListV1 {
        schema: "disputes/list/v1",
        as_of: as_of.to_string(),
        disputes: rows.iter().map(DisputeV1).collect(),
        left_out,
        unknown_statuses: unknown.into_iter().collect(),
        incomplete,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_left_is_the_same_whether_it_was_met_or_not() {
        let lookup = |key: &str, values: &[(&str, &str)]| format!("{key} {values:?}");
        let words = Translator::new(&lookup);
        let mut cells = CellFormatter::new(Zone::UTC, Audience::People, words, ItemText::Whole);
        for minutes in (-4_000..4_000).chain([i64::from(i32::MIN), i64::from(i32::MAX)]) {
            assert_eq!(cells.left(minutes), time_left(minutes, words), "{minutes}");
        }
    }
}
