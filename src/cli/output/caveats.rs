//! What can make a command's figures wrong, beside its answer: the one place that shows it.

use std::io::{IsTerminal, Write};

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::language;
use crate::cli::output::translate::seller_words;
use crate::domain::{Caveat, Severity, show_hostile};
use crate::render::{
    self, Audience, CaveatLine, CaveatV1, DataReach, Document, Format, FormatKind, RiskParts,
};
use crate::reports::points::PointsReport;
use crate::reports::risk::RiskReport;

/// The caveats of one answer, in the seller's language.
#[derive(Clone)]
pub(crate) struct Caveats {
    shown: Vec<CaveatV1>,
    /// What people are shown of them.
    lines: Vec<CaveatLine>,
    /// Why the input is incomplete; empty when it is whole.
    pub(crate) incomplete: Vec<String>,
    /// Up to when the data reach; `None` for an answer that rests on none.
    reach: Option<DataReach>,
}

impl Caveats {
    /// Puts caveats into the seller's language.
    pub(crate) fn new(caveats: &[Caveat], context: &Context) -> Self {
        let words = seller_words(context.locale);
        let caveats: Vec<Caveat> = caveats.iter().cloned().map(translated).collect();
        let shown = render::caveats(&caveats, words);
        let lines = render::caveat_lines(&shown, words);
        Self { incomplete: render::incomplete(&shown), shown, lines, reach: None }
    }

    /// Returns them for an answer that has said already up to when its data reach.
    pub(crate) fn undated(&self) -> Self {
        Self { reach: None, ..self.clone() }
    }

    /// Says up to when the data reach.
    pub(crate) fn reaching(self, reach: DataReach) -> Self {
        Self { reach: Some(reach), ..self }
    }

    /// Returns up to when the data reach; nothing is known of an answer that rests on none.
    pub(crate) fn reach(&self) -> DataReach {
        // An answer that rests on no data has no reach.
        self.reach.unwrap_or_default()
    }

    /// Returns them, the worst first.
    pub(crate) fn shown(&self) -> &[CaveatV1] {
        &self.shown
    }

    /// Returns what an answer about risk is made of, without checks and without a cycle.
    pub(crate) fn risk_parts<'a>(
        &'a self,
        report: &'a RiskReport,
        points: &'a PointsReport,
    ) -> RiskParts<'a> {
        RiskParts {
            report,
            points,
            agreement: &[],
            cycle: None,
            incomplete: &self.incomplete,
            caveats: &self.shown,
        }
    }

    /// Writes a document with them in it.
    pub(crate) fn document(
        &self,
        document: &impl Serialize,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        Ok(render::dated_document(document, self.reach, &self.shown, out)?)
    }

    /// Writes an answer with them, as one JSON document or laid out.
    pub(crate) fn answer<J: Serialize>(
        &self,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
        json: impl FnOnce() -> J,
        laid_out: impl FnOnce() -> Document,
    ) -> Result<u8, Failure> {
        match format.is_document() {
            true => self.document(&json(), out)?,
            false => self.write(laid_out(), format, context, out)?,
        }
        Ok(0)
    }

    /// Writes an answer that is laid out, with what can make it wrong: in each row that the input is
    /// incomplete, a sheet of caveats in a workbook, and as [`Self::end`] says.
    pub(crate) fn write(
        &self,
        mut answer: Document,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let is_for_people = format.audience() == Audience::People;
        if !self.incomplete.is_empty() && !is_for_people {
            answer.mark_incomplete();
        }
        if format.kind() == FormatKind::Workbook {
            let sheet = render::caveat_sheet(&self.lines, seller_words(context.locale));
            sheet.into_iter().for_each(|sheet| answer.push(sheet));
        }
        format.write(&answer, context.style(), out)?;
        self.end(format, context, out)
    }

    /// Ends an answer: shows them below what is for people, on stderr beside rows that programs read,
    /// and nowhere else where a document has them in it.
    pub(crate) fn end(
        &self,
        format: Format,
        context: &Context,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        match format.kind() {
            FormatKind::Document => {}
            FormatKind::Table | FormatKind::Markdown => {
                let words = seller_words(context.locale);
                for section in render::caveat_sections(&self.lines, self.reach(), words) {
                    writeln!(out)?;
                    let section = Document::new("caveats", vec![section]);
                    format.write(&section, context.style(), out)?;
                }
                self.repeat();
            }
            FormatKind::Lines
            | FormatKind::Rows
            | FormatKind::Page
            | FormatKind::Calendar
            | FormatKind::Workbook => self.print_to_stderr(Severity::Note),
        }
        Ok(())
    }

    /// Repeats the bad ones on stderr where stdout goes to a file or a program, in which nobody may
    /// look.
    pub(crate) fn repeat(&self) {
        if !std::io::stdout().is_terminal() {
            self.print_to_stderr(Severity::Warning);
        }
    }

    /// Says those that are at least as bad on stderr.
    pub(crate) fn print_to_stderr(&self, least: Severity) {
        let mut err = std::io::stderr().lock();
        for line in self.lines.iter().filter(|line| line.severity >= least) {
            // Nothing can be done where stderr is closed.
            let _ = writeln!(err, "{}", show_hostile(&line.text));
            for detail in &line.details {
                let _ = writeln!(err, "  {}", show_hostile(detail));
            }
        }
    }
}

/// Puts the sentences that a caveat carries from where it was found into the seller's language.
fn translated(mut caveat: Caveat) -> Caveat {
    for (_, part) in &mut caveat.parts {
        *part = language::translated(part);
    }
    for detail in &mut caveat.details {
        *detail = language::translated(detail);
    }
    caveat
}
