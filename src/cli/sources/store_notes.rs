//! Notes and marks as a csv file: written for a copy or another machine, and taken over from it.

use std::io::Write;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::disputes::note::checked;
use crate::cli::failure::{Failure, unreadable};
use crate::cli::input::marks;
use crate::cli::output::destination::QuietArgs;
use crate::cli::output::translate::{translate, values};
use crate::domain::{
    AsMarked, DisputeMark, DisputeMarks, Handled, Moment, OrderId, OwnNote, Stage, Turn,
};
use crate::files;
use crate::render::{Column, Document, FormatKind, Grid, or_empty};

/// A column of the file, and what stands in it.
type MarkColumn = (&'static str, fn(&DisputeMark) -> String);

const COLUMNS: [MarkColumn; 10] = [
    ("order_id", |mark| mark.order_id.to_string()),
    ("dispute_id", |mark| mark.dispute_id.clone()),
    ("line_id", |mark| mark.line_id.clone()),
    ("opened_at", |mark| mark.opened_at.to_string()),
    ("note", |mark| or_empty(mark.note.as_ref().map(|note| &note.text))),
    ("noted_at", |mark| or_empty(mark.note.as_ref().map(|note| note.at))),
    ("handled_at", |mark| or_empty(mark.handled.map(|handled| handled.at))),
    ("turn", |mark| or_empty(mark.handled.map(|handled| handled.then.turn.id()))),
    ("stage", |mark| or_empty(mark.handled.and_then(|handled| handled.then.stage).map(Stage::id))),
    ("due", |mark| or_empty(mark.handled.and_then(|handled| handled.then.due))),
];

/// Writes all notes and marks.
pub(crate) fn export(
    marks: &[DisputeMark],
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let format = context.format(&[FormatKind::Rows])?;
    let mut grid = Grid::new(COLUMNS.map(|(key, _)| Column::plain(key)).into());
    let row = |mark| COLUMNS.iter().map(|(_, cell)| cell(mark)).collect();
    grid.rows = marks.iter().map(row).collect();
    format.write(&Document::of_grid("notes", grid), context.style(), out)?;
    Ok(0)
}

/// Returns a cell without the apostrophe that keeps a text from being a formula.
fn unguarded(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

/// Takes over notes and marks of a file; of two on one dispute the later one counts.
pub(crate) fn import(
    path: &Path,
    quiet: QuietArgs,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let name = path.display().to_string();
    let text = files::read_word(path, context.bounds()).map_err(|cause| {
        unreadable(
            cause,
            &name,
            "a file that `disputes store export notes` has written is expected",
        )
    })?;
    let theirs = parse(&text, &name)?;
    let read = theirs.len();
    let taken = marks::change(context, |own| {
        let changed = merged(own, theirs);
        Ok((changed.len(), changed))
    })?;
    quiet.line(out, &translate(context, "notes-imported", values!(read, taken)))?;
    Ok(0)
}

/// Returns the marks that are new, or later than those there are.
fn merged(own: &DisputeMarks, theirs: Vec<DisputeMark>) -> Vec<DisputeMark> {
    let mut changed: Vec<DisputeMark> = Vec::new();
    for mark in theirs {
        let known = changed.iter_mut().find(|known| known.is_of(&mark));
        if let Some(known) = known {
            known.take_over(&mark);
            continue;
        }
        match own.all().iter().find(|known| known.is_of(&mark)) {
            None => changed.push(mark),
            Some(known) => {
                let mut known = known.clone();
                if known.take_over(&mark) {
                    changed.push(known);
                }
            }
        }
    }
    changed
}

/// One row of the file.
struct NoteRow<'r> {
    titles: &'r [String],
    record: &'r csv::StringRecord,
    place: String,
}

fn parse(text: &str, name: &str) -> Result<Vec<DisputeMark>, Failure> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| {
        input_error!("{name}: {error}").hint("correct the row, or export again")
    };
    let titles: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(str::to_lowercase).collect();
    if let Some((missing, _)) =
        COLUMNS.iter().find(|(title, _)| !titles.iter().any(|own| own == title))
    {
        return Err(input_error!("{name}: there is no column `{missing}`")
            .hint("a file that `disputes store export notes` has written is expected"));
    }
    let mut marks = Vec::new();
    for (row, record) in (2_usize..).zip(reader.records()) {
        let record = record.map_err(broken)?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let place = format!("{name}, row {row}");
        marks.push(NoteRow { titles: &titles, record: &record, place }.mark()?);
    }
    Ok(marks)
}

impl NoteRow<'_> {
    fn cell(&self, title: &str) -> String {
        let place = self.titles.iter().position(|own| own == title);
        place.and_then(|place| self.record.get(place)).map_or_else(String::new, unguarded)
    }

    fn wrong(&self, title: &str, expected: &str) -> Failure {
        let (place, cell) = (&self.place, self.cell(title));
        input_error!("{place}, column {title}: `{cell}` is not {expected}")
            .hint("correct the cell, or export again")
    }

    fn moment(&self, title: &str) -> Result<Option<Moment>, Failure> {
        match self.cell(title) {
            text if text.is_empty() => Ok(None),
            text => {
                let wrong = || self.wrong(title, "a moment such as 2026-01-16T12:00:00+08:00");
                Moment::from_rfc3339(&text).ok_or_else(wrong).map(Some)
            }
        }
    }

    fn mark(&self) -> Result<DisputeMark, Failure> {
        let order_id = OrderId::parse(&self.cell("order_id"))
            .map_err(|_| self.wrong("order_id", "an order id of 16 or 17 digits"))?;
        let opened_at = self
            .moment("opened_at")?
            .ok_or_else(|| self.wrong("opened_at", "a moment such as 2026-01-16T12:00:00+08:00"))?;
        let note = match (self.cell("note"), self.moment("noted_at")?) {
            (text, _) if text.is_empty() => None,
            (_, None) => return Err(self.wrong("noted_at", "a moment, which a note needs")),
            (text, Some(at)) => {
                let text = checked(&text)
                    .map_err(|_| self.wrong("note", "a note of at most 1000 characters"))?;
                Some(OwnNote { text, at })
            }
        };
        let handled = match self.moment("handled_at")? {
            None => None,
            Some(at) => Some(Handled { at, then: self.then()? }),
        };
        let (dispute_id, line_id) = (self.cell("dispute_id"), self.cell("line_id"));
        Ok(DisputeMark { order_id, dispute_id, line_id, opened_at, note, handled })
    }

    fn then(&self) -> Result<AsMarked, Failure> {
        let turn = Turn::from_id(&self.cell("turn"));
        let stage = match self.cell("stage") {
            word if word.is_empty() => None,
            word => Some(Stage::from_id(&word).ok_or_else(|| self.wrong("stage", "a stage"))?),
        };
        Ok(AsMarked {
            turn: turn.ok_or_else(|| {
                self.wrong("turn", "seller, buyer, platform, logistics or unknown")
            })?,
            stage,
            due: self.moment("due")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "order_id,dispute_id,line_id,opened_at,note,noted_at,handled_at,turn,stage,due\n";

    #[test]
    fn what_is_wrong_is_named_with_its_row_and_column() {
        let at = "2026-01-16T12:00:00+08:00";
        for (text, words) in [
            ("order_id,note\n1,2\n".to_owned(), "no column `dispute_id`"),
            (format!("{HEAD}12,,,{at},x,{at},,,,\n"), "row 2, column order_id: `12`"),
            (format!("{HEAD}8200000000000001,,,,x,{at},,,,\n"), "row 2, column opened_at"),
            (format!("{HEAD}\n8200000000000001,,,{at},x,soon,,,,\n"), "column noted_at: `soon`"),
            (format!("{HEAD}8200000000000001,,,{at},,,{at},mine,,\n"), "column turn: `mine`"),
            (format!("{HEAD}8200000000000001,,,{at},,,{at},buyer,x,\n"), "column stage: `x`"),
        ] {
            let error = parse(&text, "n.csv").unwrap_err().line();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn formulas_come_back_as_they_were_written() {
        let at = "2026-01-16T12:00:00+08:00";
        let text = format!("{HEAD}8200000000000001,'7,,{at},'=1+1,{at},,,,\n");
        let marks = parse(&text, "n.csv").unwrap();
        assert_eq!(marks[0].note.as_ref().unwrap().text, "=1+1");
    }
}
