//! The seller's own templates: catalogues that replace ours key by key, and what they must keep.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{parse, placeholders};
use super::guard::{Guard, Statement};
use super::{Catalogue, Language, MessageError};

/// What the texts that carry required statements must say.
const REQUIRED: &[(&str, &[Statement])] = &[
    ("choice", &[Statement::Voluntary, Statement::OnlyBuyer]),
    ("choice-refund", &[Statement::Voluntary, Statement::OnlyBuyer]),
    ("protection-running", &[Statement::Irrevocable, Statement::MoneyToSeller]),
    ("protection-over", &[Statement::Irrevocable, Statement::MoneyToSeller]),
    ("protection-unknown", &[Statement::Irrevocable, Statement::MoneyToSeller]),
    ("consequence", &[Statement::Irrevocable, Statement::MoneyToSeller]),
    ("heading-support", &[Statement::Support]),
    ("help", &[Statement::Support]),
    ("close", &[Statement::OnPlatform]),
];

/// Checks a seller's catalogue of a language against ours. `file` is its name, for the report.
///
/// # Errors
///
/// With everything that is wrong: not in the form of Fluent, an unknown key, an unknown
/// placeholder or one that is dropped, a required statement that is dropped, or something that no
/// message may have.
pub fn check_template(
    language: &'static Language,
    file: &str,
    text: &str,
) -> Result<(), MessageError> {
    let theirs = placeholders(&parse(file, text)?);
    let ours = placeholders(&parse(language.code, language.catalogue.text())?);
    let guard = Guard::of(language)?;
    let mut catalogue = Catalogue::of(language)?;
    catalogue.override_with(file, text)?;
    let mut findings = Vec::new();
    for (key, used) in &theirs {
        findings.extend(shape(key, used, &ours));
        if ours.contains_key(key) {
            findings.extend(wording(key, &shown(&catalogue, key, used)?, &guard));
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    Err(MessageError::Templates { file: file.to_owned(), findings })
}

/// Makes a language's catalogue with the seller's texts in it, after checking them.
///
/// # Errors
///
/// As [`check_template`].
pub fn with_template(
    language: &'static Language,
    file: &str,
    text: &str,
) -> Result<Catalogue, MessageError> {
    check_template(language, file, text)?;
    let mut catalogue = Catalogue::of(language)?;
    catalogue.override_with(file, text)?;
    Ok(catalogue)
}

fn shape(
    key: &str,
    used: &BTreeSet<String>,
    ours: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    // A brief wording may be given where ours has none; it has the placeholders of the full one.
    let base = key.strip_suffix(".brief").unwrap_or(key);
    let Some(known) = ours.get(key).or_else(|| ours.get(base)) else {
        let near = ours.keys().min_by_key(|ours| strsim::damerau_levenshtein(ours, key));
        let near = near.map_or_else(String::new, |near| format!(", the nearest is `{near}`"));
        return vec![format!("`{key}` is not a known key{near}")];
    };
    let unknown = used.difference(known).map(|name| format!("`{key}` has an unknown `${name}`"));
    let dropped = known.difference(used).map(|name| format!("`{key}` lacks `${name}`"));
    unknown.chain(dropped).collect()
}

/// Fills a text with stand-ins, to look at its words.
fn shown(
    catalogue: &Catalogue,
    key: &str,
    used: &BTreeSet<String>,
) -> Result<String, MessageError> {
    let values: Vec<_> = used.iter().map(|name| (name.as_str(), "…")).collect();
    match key.strip_suffix(".brief") {
        Some(base) => catalogue.toned(base, super::Tone::Brief, &values),
        None => catalogue.text(key, &values),
    }
}

fn wording(key: &str, text: &str, guard: &Guard) -> Vec<String> {
    let base = key.strip_suffix(".brief").unwrap_or(key);
    let required = REQUIRED.iter().find(|(name, _)| *name == base).map_or(&[][..], |(_, s)| *s);
    let lacking = required
        .iter()
        .filter(|statement| !guard.states(**statement, text))
        .map(|statement| format!("`{key}` has {}", Guard::lack(*statement)));
    let forbidden =
        guard.forbidden(text).into_iter().map(|finding| format!("`{key}` has {finding}"));
    let empty = text.trim().is_empty().then(|| format!("`{key}` has no text"));
    lacking.chain(forbidden).chain(empty).collect()
}
