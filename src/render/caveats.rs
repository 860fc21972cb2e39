//! What can make a figure wrong, in the seller's language: JSON, lines below the figures, and what
//! the other formats need.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::escape::{markdown_paragraph, one_line};
use super::translator::Translator;
use super::{Format, json};
use crate::domain::{Caveat, Severity};

/// A caveat in JSON; the message and the suggestion are in the seller's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaveatV1 {
    kind: &'static str,
    severity: &'static str,
    message: String,
    files: Vec<String>,
    sheet: Option<String>,
    rows: Option<u64>,
    first_rows: Vec<u64>,
    metrics: Vec<&'static str>,
    suggestion: String,
    details: Vec<String>,
    #[serde(skip)]
    how_bad: Severity,
    /// The severity's word in the seller's language.
    #[serde(skip)]
    mark: String,
}

impl CaveatV1 {
    fn of(caveat: &Caveat, words: Translator<'_>) -> Self {
        let key = format!("caveat-{}", caveat.kind.id().replace('_', "-"));
        let parts: Vec<(&str, &str)> =
            caveat.parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Self {
            kind: caveat.kind.id(),
            severity: caveat.severity.id(),
            message: words.fill(&key, &parts),
            files: caveat.files.clone(),
            sheet: caveat.sheet.clone(),
            rows: caveat.count,
            first_rows: caveat.rows.clone(),
            metrics: caveat.metrics.iter().map(|metric| metric.id()).collect(),
            suggestion: words.fill(&format!("{key}-do"), &parts),
            details: caveat.details.iter().map(|detail| one_line(detail)).collect(),
            how_bad: caveat.severity,
            mark: words.get(&format!("severity-{}", caveat.severity.id())),
        }
    }

    /// Returns how bad it is.
    pub const fn severity(&self) -> Severity {
        self.how_bad
    }

    /// Returns the cases one by one, as far as they are listed.
    pub fn details(&self) -> &[String] {
        &self.details
    }

    /// Returns what is said, with the file it is about.
    pub fn sentence(&self) -> String {
        match self.files.as_slice() {
            [] => one_line(&self.message),
            files => one_line(&format!("{}: {}", files.join(", "), self.message)),
        }
    }

    /// Returns how bad it is, what is said and what to do, on one line.
    pub fn line(&self) -> String {
        let suggestion = one_line(&self.suggestion);
        format!("{}: {}. {suggestion}", self.mark, self.sentence())
    }
}

/// Puts caveats into the seller's language, the worst first.
pub fn caveats(caveats: &[Caveat], words: Translator<'_>) -> Vec<CaveatV1> {
    let mut worst_first: Vec<&Caveat> = caveats.iter().collect();
    worst_first.sort_by_key(|caveat| std::cmp::Reverse(caveat.severity));
    worst_first.into_iter().map(|caveat| CaveatV1::of(caveat, words)).collect()
}

/// Returns why the input is incomplete; empty when it is whole, as far as it can be known.
pub fn incomplete(caveats: &[CaveatV1]) -> Vec<String> {
    let blocking = caveats.iter().filter(|caveat| caveat.severity() == Severity::Blocking);
    blocking.map(CaveatV1::sentence).collect()
}

/// Writes caveats below the figures, for people.
///
/// # Errors
///
/// When the output cannot be written.
pub fn caveat_lines(
    caveats: &[CaveatV1],
    format: Format,
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    if caveats.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.get("caveats-title"))?;
    if format == Format::Markdown {
        writeln!(out)?;
    }
    for caveat in caveats {
        let line = caveat.line();
        let shown = |text: &str| match format {
            Format::Markdown => markdown_paragraph(text),
            Format::Table | Format::Json | Format::Jsonl | Format::Csv | Format::Html => {
                text.to_owned()
            }
        };
        writeln!(out, "- {}", shown(&line))?;
        for detail in &caveat.details {
            writeln!(out, "  - {}", shown(detail))?;
        }
    }
    Ok(())
}

/// Counts caveats by kind and severity.
pub(super) fn counts(caveats: &[CaveatV1]) -> BTreeMap<(&'static str, &'static str), u64> {
    let mut counts = BTreeMap::new();
    for caveat in caveats {
        *counts.entry((caveat.kind, caveat.severity)).or_insert(0) += 1;
    }
    counts
}

#[derive(Serialize)]
struct Document<'a, T> {
    #[serde(flatten)]
    document: &'a T,
    caveats: &'a [CaveatV1],
}

/// Writes a command's document, with what can make its figures wrong.
///
/// # Errors
///
/// When the output cannot be written.
pub fn document(
    document: &impl Serialize,
    caveats: &[CaveatV1],
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    json(&Document { document, caveats }, out)
}
