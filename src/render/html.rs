//! A report as one page: no scripts, no remote parts, every text escaped.

use std::io::{self, Write};
use std::ops::Range;

use base64::Engine;
use sha2::{Digest, Sha256};

use super::chart::{LegendKey, Sign};
use super::escape::one_line;
use super::grid::{Align, Column, Emphasis, Grid};
use super::report::{Section, Width};
use super::translator::Translator;

/// The looks. The policy allows this style sheet by its hash, and nothing else.
const STYLE: &str = include_str!("html.css");

/// Returns a text in which nothing is markup, and no sign controls anything.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// What stands above the sections.
pub(super) struct PageHead {
    /// The language's tag.
    pub(super) language: String,
    /// The page's title.
    pub(super) title: String,
    /// The verdict.
    pub(super) verdict: String,
    /// The verdict's class.
    pub(super) class: &'static str,
    /// What else the reader must know first.
    pub(super) warnings: Vec<String>,
    /// The last line.
    pub(super) foot: String,
}

/// Writes the page.
pub(super) fn page(
    head: &PageHead,
    sections: &[Section],
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let (title, verdict) = (escape(&head.title), escape(&head.verdict));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{hash}'; img-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{title}</h1>\n\
         <p class=\"verdict {}\">{verdict}</p>\n",
        escape(&head.language),
        escape(&words.get("report-skip")),
        head.class,
    )?;
    for warning in &head.warnings {
        writeln!(out, "<p class=\"warning\">{}</p>", escape(warning))?;
    }
    writeln!(out, "</header>\n<main id=\"main\">")?;
    for (section, width) in sections.iter().zip(widths(sections)) {
        write_section(section, width, words, out)?;
    }
    writeln!(out, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>", escape(&head.foot))
}

/// Returns how wide each section is laid out. Half ones stand beside each other; one that none stands
/// beside has the whole width, so that no half of a line is empty.
fn widths(sections: &[Section]) -> Vec<Width> {
    let mut widths: Vec<Width> = Vec::with_capacity(sections.len());
    for run in sections.chunk_by(|one, other| one.width() == other.width()) {
        let alone = run.len() % 2 == 1;
        widths.extend(run.iter().map(Section::width));
        if let Some(last) = widths.last_mut().filter(|_| alone) {
            *last = Width::Whole;
        }
    }
    widths
}

fn write_section(
    section: &Section,
    width: Width,
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let (id, title) = (section.id, escape(&section.title));
    let class = match width {
        Width::Whole => " class=\"wide\"",
        Width::Half => "",
    };
    writeln!(out, "<section{class} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")?;
    for line in &section.lines {
        writeln!(out, "<p>{}</p>", escape(line))?;
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
            let (class, summary) = if shown == 0 {
                ("", words.get("report-table"))
            } else {
                let count = (grid.rows.len() - shown).to_string();
                (" class=\"rest\"", words.fill("report-more-rows", &[("count", &count)]))
            };
            folded(class, &summary, out)?;
            table(section, grid, shown..grid.rows.len(), out)?;
            writeln!(out, "</details>")?;
        }
    }
    writeln!(out, "</section>")
}

fn folded(class: &str, summary: &str, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    writeln!(out, "<details{class}><summary>{}</summary>", escape(summary))
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
    out: &mut (impl Write + ?Sized),
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
        match section.row_name(at) {
            Some(name) => write!(out, "<tr role=\"row\" id=\"{name}\">")?,
            None => write!(out, "<tr role=\"row\">")?,
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
