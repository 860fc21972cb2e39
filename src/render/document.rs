//! A report as any format lays it out: sections of sentences, tables and drawings.

use super::chart::Chart;
use super::grid::{Column, Grid};
use crate::domain::Severity;

/// What a section is in the document, by which each format sets it apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SectionRole {
    /// Without a title.
    #[default]
    Body,
    /// The title of the whole.
    Title,
    /// The sentence that matters most.
    Verdict,
    /// What the reader must know first.
    Warning,
    /// A part of a report, with a sheet of its own in a workbook.
    Chapter,
    /// A part of a short answer: its lines belong to its title.
    Group,
    /// A list below a sentence.
    List,
    /// The last line.
    Foot,
}

/// What an entry of a list begins with.
pub(super) const ENTRY: &str = "- ";

/// A line of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A sentence; an entry of a list where it begins with `- ` or the section has a title.
    Text(String),
    /// A sentence that is broken to fit a terminal.
    Wrapped(String),
    /// Signs that stay as they are.
    Drawn(String),
    /// What can make a figure wrong, and its cases one by one.
    Caveat(CaveatLine),
    /// What to type next.
    Step {
        /// What for.
        why: String,
        /// The words to type.
        command: String,
    },
}

impl Line {
    /// Returns what is said, without what stands below it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Wrapped(text) | Self::Drawn(text) => text,
            Self::Caveat(caveat) => &caveat.text,
            Self::Step { command, .. } => command,
        }
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How a chart of a workbook looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlotKind {
    /// A line over days.
    Line,
    /// Columns beside each other.
    Columns,
    /// Columns on top of each other.
    Stacked,
    /// Bars from the left, the first at the top.
    Bars,
}

/// A chart of some columns of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plot {
    /// How it looks.
    pub(super) kind: PlotKind,
    /// The key of the column that names the values.
    pub(super) names: &'static str,
    /// The keys of the columns that are drawn; those that the grid lacks are not.
    pub(super) values: &'static [&'static str],
}

/// Rows of a table that a page shows at once.
const ROWS_SHOWN: usize = 20;

/// A part of a document: a title, sentences, a table, a drawing.
#[derive(Default)]
pub(crate) struct Section {
    /// What it is.
    pub(super) role: SectionRole,
    /// Name within a page, and there the class of a verdict; empty for none.
    pub(super) id: &'static str,
    /// What stands above the lines; empty for none.
    pub(super) title: String,
    /// Sentences.
    pub(super) lines: Vec<Line>,
    /// Figures.
    pub(super) grid: Option<Grid>,
    /// Sentences on the figures, right below them.
    pub(super) remarks: Vec<String>,
    /// The same figures as a drawing, for a page.
    pub(super) chart: Option<Chart>,
    /// The same figures as a chart of a workbook.
    pub(super) plot: Option<Plot>,
    /// Rows of the grid that a page shows at once, where the others can be unfolded; `None` for none
    /// beside a chart and some twenty without one.
    pub(super) rows_shown: Option<usize>,
    /// What unfolds the other rows on a page.
    pub(super) unfold: String,
    /// Whether something on the page points at rows, by the section's name and the row's number.
    pub(super) rows_have_names: bool,
    /// Where the first cell of each row leads to; rows beyond lead nowhere.
    pub(super) links: Vec<Option<String>>,
}

impl Section {
    /// Starts a section with a title.
    pub(super) fn new(role: SectionRole, title: String) -> Self {
        Self { role, title, ..Self::default() }
    }

    /// A section of sentences.
    pub(crate) fn of_lines(lines: impl IntoIterator<Item = impl Into<Line>>) -> Self {
        let mut section = Self::default();
        section.say_all(lines);
        section
    }

    /// A section of a table.
    pub(crate) fn of_grid(grid: Grid) -> Self {
        Self { grid: Some(grid), ..Self::default() }
    }

    /// Adds a line.
    pub(super) fn say(&mut self, line: impl Into<Line>) {
        self.lines.push(line.into());
    }

    /// Adds lines.
    pub(super) fn say_all(&mut self, lines: impl IntoIterator<Item = impl Into<Line>>) {
        self.lines.extend(lines.into_iter().map(Into::into));
    }

    /// Returns how many rows a page shows at once.
    pub(super) fn rows_at_once(&self) -> usize {
        let usual = if self.chart.is_some() { 0 } else { ROWS_SHOWN };
        self.rows_shown.unwrap_or(usual)
    }

    /// Returns the table as texts show it: a chapter of a report needs no titles over nothing.
    pub(super) fn shown_grid(&self) -> Option<&Grid> {
        self.grid.as_ref().filter(|grid| self.role != SectionRole::Chapter || !grid.rows.is_empty())
    }
}

/// A report as any format lays it out. Between two sections of a text stands an empty line.
#[derive(Default)]
pub(crate) struct Document {
    /// What its first sheet is called in a workbook.
    pub(super) name: String,
    /// The language's tag, for a page; empty where it is none.
    pub(super) language: &'static str,
    /// What leads past the head of a page.
    pub(super) skip: String,
    /// The sections.
    pub(super) sections: Vec<Section>,
}

impl Document {
    /// Says in each row of every table that pages or spans are missing, so that its figures are too low.
    pub(crate) fn mark_incomplete(&mut self) {
        for grid in self.sections.iter_mut().filter_map(|section| section.grid.as_mut()) {
            grid.columns.push(Column::plain("incomplete"));
            grid.rows.iter_mut().for_each(|row| row.push("true".to_owned()));
        }
    }

    /// Starts a document.
    pub(crate) fn new(name: &str, sections: Vec<Section>) -> Self {
        Self { name: name.to_owned(), sections, ..Self::default() }
    }

    /// A document of one table.
    pub(crate) fn of_grid(name: &str, grid: Grid) -> Self {
        Self::new(name, vec![Section::of_grid(grid)])
    }

    /// Adds a section.
    pub(crate) fn push(&mut self, section: Section) {
        self.sections.push(section);
    }

    /// Adds sections.
    pub(crate) fn extend(&mut self, sections: impl IntoIterator<Item = Section>) {
        self.sections.extend(sections);
    }

    /// Returns its tables.
    pub(super) fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.sections.iter().filter_map(|section| section.grid.as_ref())
    }
}

/// A caveat as people are shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CaveatLine {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// How bad it is, what it is and what to do.
    pub(crate) text: String,
    /// The cases one by one, as far as they are listed.
    pub(crate) details: Vec<String>,
}
