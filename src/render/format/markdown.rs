//! Markdown, in which no text that others wrote is markup.

use std::io::{self, Write};

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::document::{CaveatLine, Document, ENTRY, Line, Section, SectionRole};
use crate::render::escape::{markdown, markdown_paragraph, one_line};
use crate::render::grid::{Align, Column, Grid, Style};
use crate::render::wrap::wrapped;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "markdown",
    aliases: &["md"],
    endings: &["md"],
    help: "A Markdown table",
    kind: FormatKind::Markdown,
    writer: FormatWriter::Whole(write),
};

fn write(document: &Document, _: Style, out: &mut dyn Write) -> io::Result<()> {
    for (at, section) in document.sections.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_section(section, out)?;
    }
    Ok(())
}

fn write_section(section: &Section, out: &mut dyn Write) -> io::Result<()> {
    let title = &section.title;
    match section.role {
        SectionRole::Body => {}
        SectionRole::Title => writeln!(out, "# {}", markdown(title))?,
        SectionRole::Verdict | SectionRole::Warning | SectionRole::Foot => {
            writeln!(out, "{}", markdown_paragraph(title))?;
        }
        SectionRole::Chapter => writeln!(out, "## {}", markdown(title))?,
        SectionRole::Group => writeln!(out, "## {}\n", markdown(title))?,
        SectionRole::List => writeln!(out, "{}\n", markdown_paragraph(title))?,
    }
    let dash = if section.role == SectionRole::Body { "" } else { ENTRY };
    for line in &section.lines {
        match line {
            Line::Text(text) => writeln!(out, "{}", paragraph(text, dash))?,
            Line::Wrapped(text) => writeln!(out, "{}", wrapped(&paragraph(text, dash)))?,
            Line::Drawn(signs) => writeln!(out, "{signs}")?,
            Line::Caveat(CaveatLine { text, details, .. }) => {
                writeln!(out, "- {}", markdown_paragraph(text))?;
                for detail in details {
                    writeln!(out, "  - {}", markdown_paragraph(detail))?;
                }
            }
            Line::Step { why, command } => {
                writeln!(out, "- `{}`: {}", one_line(command), markdown(why))?;
            }
        }
    }
    if let Some(grid) = section.shown_grid() {
        if !section.lines.is_empty() {
            writeln!(out)?;
        }
        write_grid(grid, out)?;
    }
    for (at, remark) in section.remarks.iter().enumerate() {
        // Below a table, or another remark, a line would be a part of it.
        if at > 0 || section.grid.is_some() || section.role == SectionRole::Title {
            writeln!(out)?;
        }
        writeln!(out, "{}", markdown_paragraph(remark))?;
    }
    Ok(())
}

/// Returns a paragraph, or an entry of a list where it has a dash of its own or is given one.
fn paragraph(text: &str, dash: &str) -> String {
    match text.strip_prefix(ENTRY) {
        Some(entry) => format!("{ENTRY}{}", markdown_paragraph(entry)),
        None => format!("{dash}{}", markdown_paragraph(text)),
    }
}

fn write_grid(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let rule = |column: &Column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    };
    row(grid.columns.iter().map(|column| markdown(&column.title)), out)?;
    row(grid.columns.iter().map(rule), out)?;
    grid.rows.iter().try_for_each(|cells| row(cells.iter().map(|text| markdown(text)), out))
}

fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}
