//! A report as one page: no scripts, no remote parts, every text escaped.

use std::io::{self, Write};

use base64::Engine;
use sha2::{Digest, Sha256};

use super::escape::one_line;
use super::grid::{Align, Grid};
use super::report::Section;
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
    for section in sections {
        write_section(section, words, out)?;
    }
    writeln!(out, "</main>\n<footer><p>{}</p></footer>\n</body>\n</html>", escape(&head.foot))
}

fn write_section(
    section: &Section,
    words: Translator<'_>,
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    let (id, title) = (section.id, escape(&section.title));
    let wide = if section.chart.is_some() { "" } else { " class=\"wide\"" };
    writeln!(out, "<section{wide} aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")?;
    for line in &section.lines {
        writeln!(out, "<p>{}</p>", escape(line))?;
    }
    match (&section.chart, &section.grid) {
        (Some(chart), Some(grid)) => {
            // The chart is made by `chart`, which escapes each text.
            writeln!(
                out,
                "<figure>{chart}<figcaption><details><summary>{}</summary>",
                escape(&words.get("report-table"))
            )?;
            table(grid, &section.title, out)?;
            writeln!(out, "</details></figcaption></figure>")?;
        }
        (Some(chart), None) => writeln!(out, "<figure>{chart}</figure>")?,
        (None, Some(grid)) => table(grid, &section.title, out)?,
        (None, None) => {}
    }
    writeln!(out, "</section>")
}

fn table(grid: &Grid, title: &str, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let class = |align: Align| match align {
        Align::Left => "",
        Align::Right => " class=\"n\"",
    };
    writeln!(
        out,
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>\n<thead><tr>",
        escape(title)
    )?;
    for column in &grid.columns {
        write!(out, "<th scope=\"col\"{}>{}</th>", class(column.align), escape(&column.title))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &grid.rows {
        write!(out, "<tr>")?;
        for (text, column) in row.iter().zip(&grid.columns) {
            write!(out, "<td{}>{}</td>", class(column.align), escape(text))?;
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
