//! Sentences and tables for a terminal.

use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, Width,
    presets,
};

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::document::{CaveatLine, Document, ENTRY, Line, Section, SectionRole};
use crate::render::escape::one_line;
use crate::render::grid::{Align, COLUMN_GAP, Column, Emphasis, Grid, Style, width};
use crate::render::wrap::wrapped;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "table",
    aliases: &["text"],
    endings: &["txt"],
    help: "For people, at a terminal",
    kind: FormatKind::Table,
    writer: FormatWriter::Whole(write),
};

/// Blanks behind a column.
const GAP: u16 = 2;

/// The widest text that is kept on one line, in columns: an id, a moment with its zone.
const UNBROKEN: usize = 24;

pub(super) fn write(document: &Document, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for (at, section) in document.sections.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_section(section, style, out)?;
    }
    Ok(())
}

fn write_section(section: &Section, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let title = one_line(&section.title);
    match section.role {
        SectionRole::Body => {}
        SectionRole::Chapter => writeln!(out, "{title}\n{}", "─".repeat(width(&title)))?,
        SectionRole::Title
        | SectionRole::Verdict
        | SectionRole::Warning
        | SectionRole::Group
        | SectionRole::List
        | SectionRole::Foot => writeln!(out, "{title}")?,
    }
    let indent = if section.role == SectionRole::Group { "  " } else { "" };
    for line in &section.lines {
        match line {
            Line::Text(text) if section.role == SectionRole::Chapter => {
                writeln!(out, "{}", one_line(text).trim_start_matches(ENTRY))?;
            }
            Line::Text(text) => writeln!(out, "{indent}{}", one_line(text))?,
            Line::Wrapped(text) => writeln!(out, "{}", wrapped(&one_line(text)))?,
            Line::Drawn(signs) => writeln!(out, "{signs}")?,
            Line::Caveat(CaveatLine { text, details, .. }) => {
                writeln!(out, "- {}", one_line(text))?;
                for detail in details {
                    writeln!(out, "  - {}", one_line(detail))?;
                }
            }
            Line::Step { why, command } => {
                writeln!(out, "{indent}{}\n{indent}    {}", one_line(why), one_line(command))?;
            }
        }
    }
    if let Some(grid) = section.shown_grid() {
        write_grid(grid, style, out)?;
    }
    section.remarks.iter().try_for_each(|remark| writeln!(out, "{}", one_line(remark)))
}

fn write_grid(grid: &Grid, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('─').junction('─');
    table.load_style(presets::NOTHING.header_separator(rule));
    if style.terminal || style.width.is_some() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    if let Some(width) = style.width {
        table.set_width(width);
    }
    let align = |column: &Column| match column.align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
    };
    table.set_header(grid.columns.iter().map(|c| Cell::new(&c.title).set_alignment(align(c))));
    if style.color {
        table.enforce_styling();
    }
    for (place, row) in grid.rows.iter().enumerate() {
        let emphasis = grid.emphasis.get(place).copied().filter(|_| style.color);
        let cells = row.iter().zip(&grid.columns).map(|(text, column)| {
            let cell = Cell::new(one_line(text)).set_alignment(align(column));
            match emphasis {
                Some(Emphasis::Bad) => cell.fg(Color::Red),
                Some(Emphasis::Near) => cell.fg(Color::Yellow),
                Some(Emphasis::None) | None => cell,
            }
        });
        table.add_row(cells);
    }
    fit(&mut table, grid, style);
    for line in table.to_string().lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Makes room where the width is bounded.
fn fit(table: &mut Table, grid: &Grid, style: Style) {
    if style.terminal || style.width.is_some() {
        for (at, column) in table.column_iter_mut().enumerate() {
            column.set_constraint(constraint(grid, at));
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    let wanted = style.columns().map(usize::from);
    let taken: usize = grid.widths().iter().map(|own| own + COLUMN_GAP).sum();
    if wanted.is_some_and(|wanted| taken > wanted + 1)
        && let Some(last) = grid.columns.len().checked_sub(1)
        && let Some(column) = table.column_mut(last)
    {
        // There is nothing behind it to keep apart, and the room is needed.
        column.set_padding((0, 0));
    }
}

/// Ids, moments and amounts are never broken; other texts only between words.
fn constraint(grid: &Grid, at: usize) -> ColumnConstraint {
    let cells = || grid.rows.iter().filter_map(|row| row.get(at)).filter(|t| !t.is_empty());
    let widest = cells().map(|text| width(text)).fold(0, Ord::max);
    if widest <= UNBROKEN && cells().all(|text| text.contains(|c: char| c.is_ascii_digit())) {
        return ColumnConstraint::ContentWidth;
    }
    let title = grid.columns.get(at).map(|column| column.title.as_str());
    let words = cells().map(String::as_str).chain(title).flat_map(str::split_whitespace);
    let longest = words.map(width).fold(0, Ord::max).min(UNBROKEN);
    ColumnConstraint::LowerBoundary(Width::Fixed(
        u16::try_from(longest + 2).expect("UNBROKEN fits in 16 bits"),
    ))
}
