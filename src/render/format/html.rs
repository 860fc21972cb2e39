//! A report as one page: no scripts, no remote parts, every text escaped.

use std::io::{self, Write};
use std::ops::Range;

use base64::Engine;
use sha2::{Digest, Sha256};

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::chart::{LegendKey, Sign};
use crate::render::document::{Document, Section, SectionRole};
use crate::render::escape::escape;
use crate::render::grid::{Align, Column, Emphasis, Grid, Style};

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "html",
    aliases: &[],
    endings: &["html", "htm"],
    help: "A self-contained page (report only)",
    kind: FormatKind::Page,
    writer: FormatWriter::Whole(page),
};

/// The looks. The policy allows this style sheet by its hash, and nothing else.
const STYLE_SHEET: &str = include_str!("html.css");

/// Writes the page: what is not a chapter is above or below the chapters.
fn page(document: &Document, _: Style, out: &mut dyn Write) -> io::Result<()> {
    let hash =
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE_SHEET.as_bytes()));
    let of = |role| document.sections.iter().filter(move |section| section.role == role);
    let title: String = of(SectionRole::Title).map(|section| escape(&section.title)).collect();
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"generator\" content=\"disputes\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{hash}'; img-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE_SHEET}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{title}</h1>\n",
        escape(document.language),
        escape(&document.skip),
    )?;
    for verdict in of(SectionRole::Verdict) {
        writeln!(out, "<p class=\"verdict {}\">{}</p>", verdict.id, escape(&verdict.title))?;
    }
    for warning in of(SectionRole::Warning) {
        writeln!(out, "<p class=\"warning\">{}</p>", escape(&warning.title))?;
    }
    writeln!(out, "</header>\n<main id=\"main\">")?;
    let chapters: Vec<&Section> = of(SectionRole::Chapter).collect();
    for (section, width) in chapters.iter().zip(widths(&chapters)) {
        write_section(section, width, out)?;
    }
    let foot: String = of(SectionRole::Foot).map(|section| escape(&section.title)).collect();
    writeln!(out, "</main>\n<footer><p>{foot}</p></footer>\n</body>\n</html>")
}

/// How much of the page's width a section takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SectionWidth {
    /// All of it.
    Whole,
    /// Half, on a screen that has room for two beside each other.
    Half,
}

/// Tables have many columns, drawings and sentences do not.
fn own_width(section: &Section) -> SectionWidth {
    match (&section.chart, &section.grid) {
        (None, Some(_)) => SectionWidth::Whole,
        (Some(_), Some(_)) if section.rows_shown.is_some() => SectionWidth::Whole,
        (Some(_), _) | (None, None) => SectionWidth::Half,
    }
}

/// Returns how wide each section is laid out. Half ones stand beside each other; one that none stands
/// beside has the whole width, so that no half of a line is empty.
fn widths(sections: &[&Section]) -> Vec<SectionWidth> {
    let mut widths: Vec<SectionWidth> = Vec::with_capacity(sections.len());
    for run in sections.chunk_by(|one, other| own_width(one) == own_width(other)) {
        let alone = run.len() % 2 == 1;
        widths.extend(run.iter().map(|section| own_width(section)));
        if let Some(last) = widths.last_mut().filter(|_| alone) {
            *last = SectionWidth::Whole;
        }
    }
    widths
}

fn write_section(section: &Section, width: SectionWidth, out: &mut dyn Write) -> io::Result<()> {
    let (id, title) = (section.id, escape(&section.title));
    let class = match width {
        SectionWidth::Whole => " class=\"wide\"",
        SectionWidth::Half => "",
    };
    writeln!(out, "<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")?;
    for line in &section.lines {
        writeln!(out, "<p>{}</p>", escape(line.text()))?;
    }
    if let Some(chart) = &section.chart {
        // The chart is made by `chart` and `bars`, which escape each text.
        writeln!(out, "<figure>{}{}</figure>", chart.drawing, legend(&chart.legend))?;
    }
    if let Some(grid) = &section.grid {
        let shown = section.rows_at_once().min(grid.rows.len());
        if shown > 0 {
            table(section, grid, 0..shown, out)?;
        }
        if shown < grid.rows.len() {
            let class = if shown == 0 { "" } else { " class=\"rest\"" };
            writeln!(out, "<details{class}><summary>{}</summary>", escape(&section.unfold))?;
            table(section, grid, shown..grid.rows.len(), out)?;
            writeln!(out, "</details>")?;
        }
    }
    writeln!(out, "</section>")
}

fn legend(keys: &[LegendKey]) -> String {
    let one = |key: &LegendKey| {
        let sign = match key.sign {
            Sign::Area(class) => {
                format!("<rect class=\"{class}\" x=\"1\" y=\"1\" width=\"20\" height=\"10\"/>")
            }
            Sign::Line(class) => {
                format!("<polyline class=\"{class}\" points=\"0,6 22,6\"/>")
            }
        };
        let text = escape(&key.text);
        format!(
            "<li><svg class=\"key\" viewBox=\"0 0 22 12\" aria-hidden=\"true\">{sign}</svg>{text}</li>"
        )
    };
    let keys: String = keys.iter().map(one).collect();
    if keys.is_empty() { keys } else { format!("<ul class=\"legend\">{keys}</ul>") }
}

/// The classes of a cell, as an attribute.
fn class(column: &Column, emphasis: Emphasis) -> String {
    let number = match column.align {
        Align::Left => "",
        Align::Right => "n",
    };
    let says_it = matches!(column.key, "left" | "tier" | "level" | "overdue");
    let mark = match emphasis {
        Emphasis::Bad if says_it => "bad",
        Emphasis::Near if says_it => "near",
        Emphasis::Bad | Emphasis::Near | Emphasis::None => "",
    };
    // Names of any length may be broken anywhere; order ids and figures may not.
    let long = if matches!(column.key, "file" | "group" | "shop") { "long" } else { "" };
    let classes: Vec<&str> = [number, mark, long].into_iter().filter(|c| !c.is_empty()).collect();
    if classes.is_empty() {
        return String::new();
    }
    format!(" class=\"{}\"", classes.join(" "))
}

/// Writes some of the rows. On a narrow screen each row becomes a block whose
/// cells have their titles before them, so the roles are named: a block is no row to a screen reader.
fn table(
    section: &Section,
    grid: &Grid,
    which: Range<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let first = which.start;
    let rows = grid.rows.get(which).unwrap_or(&[]);
    // A column without a value in any row is left out; the rows that are unfolded have the same ones.
    let is_used =
        |at: usize| grid.rows.iter().any(|row| row.get(at).is_some_and(|c| !c.is_empty()));
    let used: Vec<(usize, &Column)> =
        grid.columns.iter().enumerate().filter(|(at, _)| is_used(*at)).collect();
    let size = if used.len() > 3 { " class=\"many\"" } else { "" };
    writeln!(
        out,
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table{size} \
         role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">",
        escape(&section.title)
    )?;
    for (_, column) in &used {
        let class = class(column, Emphasis::None);
        let title = escape(&column.title);
        write!(out, "<th scope=\"col\" role=\"columnheader\"{class}>{title}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody role=\"rowgroup\">")?;
    for (at, row) in (first..).zip(rows) {
        let emphasis = grid.emphasis.get(at).copied().unwrap_or_default();
        match section.rows_have_names {
            true => write!(out, "<tr role=\"row\" id=\"{}-{}\">", section.id, at + 1)?,
            false => write!(out, "<tr role=\"row\">")?,
        }
        let link = section.links.get(at).and_then(Option::as_deref);
        for (place, column) in &used {
            let Some(text) = row.get(*place) else { continue };
            let class = class(column, emphasis);
            let label = escape(&column.title);
            let text = match link.filter(|_| *place == 0) {
                Some(link) => format!("<a href=\"{}\">{}</a>", escape(link), escape(text)),
                None => escape(text),
            };
            write!(out, "<td role=\"cell\"{class} data-label=\"{label}\">{text}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escape("<script>\"a\" & 'b'</script>\u{202e}"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;&lt;U+202E&gt;"
        );
    }
}
