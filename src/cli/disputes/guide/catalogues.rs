//! What the catalogues of the messages hold: their labels, and what is wrong with the seller's own.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::text;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::answer;
use crate::cli::output::format::ROWS_AND_JSON;
use crate::cli::output::translate::seller_words;
use crate::messages::{self, Language, Locale};
use crate::render::{Audience, Column, Document, Grid};

pub(super) fn list_labels(
    language: &str,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let format = context.format(ROWS_AND_JSON)?;
    let audience = format.audience();
    let language = Language::parse(language)?;
    let words = seller_words(context.locale);
    let column =
        |key: &'static str| Column { title: words.cell(key, audience), ..Column::plain(key) };
    let keys = ["key", "label", "surface", "attested", "form", "evidence"];
    let mut grid = Grid::new(keys.into_iter().map(column).collect());
    for label in messages::labels(language)? {
        let attested = if label.verified { "yes" } else { "no" };
        let (surface, attested) =
            (words.cell(&label.surface, audience), words.cell(attested, audience));
        let evidence = match (context.locale, audience) {
            (Locale::Chinese, Audience::People) => messages::evidence_in_chinese(&label.evidence),
            (Locale::Chinese | Locale::English, _) => label.evidence,
        };
        let row = [label.key, label.text, surface, attested, label.form, evidence];
        grid.rows.push(row.into());
    }
    let json = || grid.document("disputes/labels/v1", "labels");
    answer::without_caveats(format, context, out, json, || {
        Document::of_grid("labels", grid.clone())
    })
}

/// Checks every catalogue of a folder and names everything that is wrong.
pub(crate) fn check_templates(
    folder: &Path,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|cause| {
        let text = format!("cannot read the folder `{}`", folder.display());
        Failure::settings(anyhow::Error::new(cause).context(text))
    })?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ftl"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(usage_error!("`{}` has no file such as `ru.ftl`", folder.display()));
    }
    let mut wrong = Vec::new();
    for path in paths {
        match text::template(&path, context.bounds()) {
            Ok(language) => writeln!(out, "{}: in order ({language})", path.display())?,
            Err(failure) => {
                let (name, fault) = (path.display().to_string(), failure.to_string());
                // What is wrong with a template begins with its name.
                wrong.push(if fault.contains(&name) { fault } else { format!("{name}: {fault}") });
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(0),
        false => Err(Failure::usage(wrong.join("\n"))),
    }
}
