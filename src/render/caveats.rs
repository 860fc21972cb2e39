//! What can make a figure wrong, in the seller's language: JSON, lines below the figures, and what
//! the other formats need.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Line, Section, SectionRole};
use super::escape::one_line;
use super::format::json;
use super::translator::{Translator, values};
use crate::domain::{Caveat, CaveatKind, Moment, Severity, SortRows, Zone};
use crate::render::document::CaveatLine;

/// A caveat in JSON; the message and the suggestion are in the seller's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CaveatV1 {
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
    /// What it is, with the file it is about, in the seller's language.
    #[serde(skip)]
    sentence: String,
    /// How bad it is, what it is and what to do, on one line.
    #[serde(skip)]
    line: String,
}

impl CaveatV1 {
    /// Returns what to do, in the seller's language.
    pub(crate) fn suggestion(&self) -> &str {
        &self.suggestion
    }

    fn of(caveat: &Caveat, words: Translator<'_>) -> Self {
        let key = format!("caveat-{}", caveat.kind.id().replace('_', "-"));
        let parts = caveat.parts.iter().map(|(name, value)| (*name, value as &dyn Display));
        let parts: Vec<(&str, &dyn Display)> = parts.collect();
        let (message, suggestion) =
            (words.fill(&key, &parts), words.fill(&format!("{key}-do"), &parts));
        let message = match &caveat.shop {
            None => message,
            Some(shop) => words.fill("caveat-of-shop", values!(shop, message)),
        };
        let files = caveat.files.join(&words.get("list-separator"));
        let sentence = match caveat.files.as_slice() {
            [] => one_line(&message),
            [..] => one_line(&words.fill("caveat-of-file", values!(files, message))),
        };
        let severity = words.get(&format!("severity-{}", caveat.severity.id()));
        let line = values!(severity, message = sentence, suggestion);
        let line = one_line(&words.fill("caveat-line", line));
        Self {
            kind: caveat.kind.id(),
            severity: caveat.severity.id(),
            message,
            files: caveat.files.clone(),
            sheet: caveat.sheet.clone(),
            rows: caveat.count,
            first_rows: caveat.rows.clone(),
            metrics: caveat.metrics.iter().map(|metric| metric.id()).collect(),
            suggestion,
            details: caveat.details.iter().map(|detail| one_line(detail)).collect(),
            how_bad: caveat.severity,
            sentence,
            line,
        }
    }

    /// Returns how bad it is.
    pub(crate) const fn severity(&self) -> Severity {
        self.how_bad
    }

    /// Returns what is said, with the file it is about.
    pub(crate) fn sentence(&self) -> String {
        self.sentence.clone()
    }

    /// Returns how bad it is, what is said and what to do, on one line.
    pub(crate) fn line(&self) -> String {
        self.line.clone()
    }
}

/// Puts caveats into the seller's language, the worst first.
pub(crate) fn caveats(caveats: &[Caveat], words: Translator<'_>) -> Vec<CaveatV1> {
    let mut worst_first: Vec<&Caveat> = caveats.iter().collect();
    worst_first.sort_rows_by_key(|caveat| std::cmp::Reverse(caveat.severity));
    worst_first.into_iter().map(|caveat| CaveatV1::of(caveat, words)).collect()
}

/// Returns why the input is incomplete; empty when it is whole, as far as it can be known.
pub(crate) fn incomplete(caveats: &[CaveatV1]) -> Vec<String> {
    let blocking = caveats.iter().filter(|caveat| caveat.severity() == Severity::Blocking);
    // What a lost page needs is not what missing files need, which the error's hint says.
    let reason = |caveat: &CaveatV1| match caveat.kind == CaveatKind::PageLost.id() {
        true => format!("{} ({})", caveat.sentence(), one_line(&caveat.suggestion)),
        false => caveat.sentence(),
    };
    blocking.map(reason).collect()
}

/// How many caveats of one kind people are shown one by one.
const OF_A_KIND: usize = 3;
/// How many files are named of those that are only counted.
const FILES_NAMED: usize = 3;

/// Caveats of one kind and severity: those shown one by one, and those only counted.
pub(crate) struct CaveatGroup<'a> {
    /// The first ones.
    pub(crate) shown: Vec<&'a CaveatV1>,
    /// The others; none or at least two.
    pub(crate) counted: Vec<&'a CaveatV1>,
}

/// Puts caveats of one kind and severity together, in the order of the first of each, and keeps so many
/// of each group apart from the others. Thirty files with one fault must not hide another fault.
pub(crate) fn caveat_groups<'a>(
    caveats: impl IntoIterator<Item = &'a CaveatV1>,
    most: usize,
) -> Vec<CaveatGroup<'a>> {
    let mut groups: Vec<Vec<&CaveatV1>> = Vec::new();
    for caveat in caveats {
        let is_its = |group: &&mut Vec<&CaveatV1>| {
            let first = group.first();
            first.is_some_and(|first| (first.kind, first.how_bad) == (caveat.kind, caveat.how_bad))
        };
        match groups.iter_mut().find(is_its) {
            Some(group) => group.push(caveat),
            None => groups.push(vec![caveat]),
        }
    }
    let split = |mut shown: Vec<&'a CaveatV1>| {
        let apart = if shown.len() > most + 1 { most } else { shown.len() };
        let counted = shown.split_off(apart);
        CaveatGroup { shown, counted }
    };
    groups.into_iter().map(split).collect()
}

/// Returns caveats as people are shown them; of many of one kind the first, and how many more there are.
pub(crate) fn caveat_lines(caveats: &[CaveatV1], words: Translator<'_>) -> Vec<CaveatLine> {
    let mut lines = Vec::new();
    for group in caveat_groups(caveats, OF_A_KIND) {
        lines.extend(group.shown.iter().map(|caveat| CaveatLine {
            severity: caveat.how_bad,
            text: caveat.line(),
            details: caveat.details.clone(),
        }));
        let Some(first) = group.counted.first() else { continue };
        let files: Vec<&str> =
            group.counted.iter().flat_map(|caveat| &caveat.files).map(String::as_str).collect();
        let named: Vec<&str> = files.iter().take(FILES_NAMED).copied().collect();
        let mut named = named.join(&words.get("list-separator"));
        if files.len() > FILES_NAMED {
            named.push_str(&format!("{}…", words.get("list-separator")));
        }
        let key = if files.is_empty() { "caveats-more" } else { "caveats-more-files" };
        let severity = words.get(&format!("severity-{}", first.severity));
        let text = one_line(
            &words.fill(key, values!(severity, count = group.counted.len(), files = named)),
        );
        lines.push(CaveatLine { severity: first.how_bad, text, details: Vec::new() });
    }
    lines
}

/// Returns what stands below the figures, for people: up to when the data reach, and the caveats.
pub(crate) fn caveat_sections(
    lines: &[CaveatLine],
    reach: DataReach,
    words: Translator<'_>,
) -> Vec<Section> {
    let mut sections: Vec<Section> =
        reach_line(reach, words).map(|line| Section::of_lines([line])).into_iter().collect();
    if !lines.is_empty() {
        let mut list = Section::new(SectionRole::List, words.get("caveats-title"));
        list.say_all(lines.iter().cloned().map(Line::Caveat));
        sections.push(list);
    }
    sections
}

/// Makes the sheet of a workbook that holds caveats; `None` without any.
pub(crate) fn caveat_sheet(lines: &[CaveatLine], words: Translator<'_>) -> Option<Section> {
    let mut sheet = Section::new(SectionRole::Chapter, words.get("caveats-title"));
    sheet.say_all(lines.iter().cloned().map(Line::Caveat));
    (!lines.is_empty()).then_some(sheet)
}

/// Counts caveats by kind and severity.
pub(super) fn counts(caveats: &[CaveatV1]) -> BTreeMap<(&'static str, &'static str), u64> {
    let mut counts = BTreeMap::new();
    for caveat in caveats {
        *counts.entry((caveat.kind, caveat.severity)).or_insert(0) += 1;
    }
    counts
}

/// Up to when the data reach: the newest fact of each kind, `None` where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DataReach {
    /// The newest moment of any order in files.
    pub(crate) orders: Option<Moment>,
    /// The newest moment of any dispute.
    pub(crate) disputes: Option<Moment>,
    /// The moment up to which the store was synced.
    pub(crate) synced: Option<Moment>,
}

impl DataReach {
    /// Returns the newest of them; `None` where nothing is known.
    pub(crate) fn newest(self) -> Option<Moment> {
        self.orders.max(self.disputes).max(self.synced)
    }
}

/// Says up to when the data reach; `None` where nothing is known.
pub(super) fn reach_line(reach: DataReach, words: Translator<'_>) -> Option<String> {
    let of = [
        ("data-orders", reach.orders),
        ("data-disputes", reach.disputes),
        ("data-synced", reach.synced),
    ];
    let part = |(key, at): (&str, Option<Moment>)| {
        Some(words.fill(key, values!(at = Zone::ASSESSMENT.show(at?))))
    };
    let parts: Vec<String> = of.into_iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| {
        words.fill("data-reach", values!(parts = parts.join(&words.get("list-separator"))))
    })
}

#[derive(Serialize)]
struct WithCaveats<'a, T> {
    #[serde(flatten)]
    document: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_until: Option<Value>,
    caveats: &'a [CaveatV1],
}

/// Writes a document that rests on no input, with what can make it wrong.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn document(
    document: &impl Serialize,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    dated_document(document, None, &[], out)
}

/// Writes a command's document, with up to when its data reach (`None` where it rests on none) and
/// what can make its figures wrong.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn dated_document(
    document: &impl Serialize,
    reach: Option<DataReach>,
    caveats: &[CaveatV1],
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let at = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let data_until = reach.map(|reach| {
        json!({
            "orders": at(reach.orders),
            "disputes": at(reach.disputes),
            "synced": at(reach.synced),
        })
    });
    json(&WithCaveats { document, data_until, caveats }, out)
}
