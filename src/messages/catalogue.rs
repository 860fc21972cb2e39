//! One language's words, ready to be filled.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use super::labels::{Label, labels};
use super::{Language, MessageError};
use crate::domain::enum_with_ids;

/// One language's words. Parsed when it is made, so make it only for the language in use.
pub struct Catalogue {
    /// The language.
    pub language: &'static Language,
    pub(super) local_labels: Vec<Label>,
    pub(super) english_labels: Vec<Label>,
    bundle: FluentBundle<FluentResource>,
}

enum_with_ids! {
    /// How long a wording is wanted.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Tone {
        /// The short wording: at most 900 characters.
        Brief = "brief",
        /// The full wording: at most 1,500 characters.
        Full = "full",
    }
}

impl Tone {
    /// Returns the most characters of a message without the seller's own words.
    pub const fn limit(self) -> usize {
        match self {
            Self::Brief => BRIEF_LIMIT,
            Self::Full => FULL_LIMIT,
        }
    }
}

/// Named values for the placeholders of a text. They are inserted as given and never looked at
/// for placeholders again.
pub type Values<'a> = &'a [(&'a str, &'a str)];

impl Catalogue {
    /// Reads a language's catalogue.
    ///
    /// # Errors
    ///
    /// When the catalogue is malformed.
    pub fn of(language: &'static Language) -> Result<Self, MessageError> {
        let resource = parse(&format!("{}.ftl", language.code), language.catalogue.text())?;
        Ok(Self {
            language,
            local_labels: labels(language)?,
            english_labels: labels(Language::english())?,
            bundle: bundle(language.code, resource),
        })
    }

    /// Replaces words by those of another catalogue text, key by key.
    ///
    /// # Errors
    ///
    /// When that text is malformed.
    pub fn override_with(&mut self, name: &str, text: &str) -> Result<(), MessageError> {
        self.bundle.add_resource_overriding(parse(name, text)?);
        Ok(())
    }

    /// Returns the text of a key.
    ///
    /// # Errors
    ///
    /// When there is no such key, or a placeholder has no value.
    pub fn text(&self, key: &str, values: Values<'_>) -> Result<String, MessageError> {
        self.toned(key, Tone::Full, values)
    }

    /// Returns the text of a key in a tone; a key without a brief wording has one for both.
    ///
    /// # Errors
    ///
    /// When there is no such key, or a placeholder has no value.
    pub fn toned(&self, key: &str, tone: Tone, values: Values<'_>) -> Result<String, MessageError> {
        let unfilled = |reason: String| MessageError::Unfilled {
            key: key.to_owned(),
            language: self.language.code,
            reason,
        };
        fill(&self.bundle, key, tone, values).map_err(unfilled)
    }
}

/// Parses a catalogue.
pub(super) fn parse(name: &str, text: &str) -> Result<FluentResource, MessageError> {
    FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let at = errors.first().map_or(0, |error| error.pos.start);
        // An error that is placed beyond the text is shown as one of its first line.
        let before = text.get(..at).unwrap_or_default().lines().count();
        // An empty text has no line to show.
        let line = text.lines().nth(before.saturating_sub(1)).unwrap_or_default();
        MessageError::Syntax { name: name.to_owned(), place: line.trim().to_owned() }
    })
}

/// Makes a bundle. Isolation is left to the caller: Fluent would isolate every inserted value in
/// every language, also across line breaks, where an isolate ends by itself.
pub(super) fn bundle(code: &str, resource: FluentResource) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = code.parse().expect("codes of languages are well formed");
    let mut bundle = FluentBundle::new(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Fills a text, or says what is missing.
pub(super) fn fill(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    tone: Tone,
    values: Values<'_>,
) -> Result<String, String> {
    let message = bundle.get_message(key).ok_or_else(|| "no such key".to_owned())?;
    let brief = match tone {
        Tone::Brief => message.get_attribute("brief").map(|attribute| attribute.value()),
        Tone::Full => None,
    };
    let pattern =
        brief.or_else(|| message.value()).ok_or_else(|| "the key has no text".to_owned())?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, argument(value));
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    match errors.first() {
        None => Ok(text),
        Some(error) => Err(error.to_string()),
    }
}

/// A short whole number selects plural forms; an id must stay the text it is.
fn argument(value: &str) -> FluentValue<'_> {
    let short = value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit());
    let plain = value == "0" || !value.starts_with('0');
    match value.parse::<u32>() {
        Ok(number) if short && plain => FluentValue::from(number),
        Ok(_) | Err(_) => FluentValue::from(value),
    }
}

/// Returns each text of a catalogue (`key`, `key.brief`) with the placeholders it uses.
pub(super) fn placeholders(resource: &FluentResource) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else { continue };
        if let Some(pattern) = &message.value {
            texts.insert(message.id.name.to_owned(), variables(pattern));
        }
        for attribute in &message.attributes {
            let key = format!("{}.{}", message.id.name, attribute.id.name);
            texts.insert(key, variables(&attribute.value));
        }
    }
    texts
}

fn variables(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(pattern, &mut found);
    found
}

fn collect(pattern: &ast::Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        match expression {
            ast::Expression::Inline(inline) => collect_inline(inline, found),
            ast::Expression::Select { selector, variants } => {
                collect_inline(selector, found);
                variants.iter().for_each(|variant| collect(&variant.value, found));
            }
        }
    }
}

fn collect_inline(inline: &ast::InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|inner| collect_inline(inner, found));
        }
        ast::InlineExpression::Placeable { expression } => {
            if let ast::Expression::Inline(inner) = &**expression {
                collect_inline(inner, found);
            }
        }
        ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. }
        | ast::InlineExpression::MessageReference { .. }
        | ast::InlineExpression::TermReference { .. } => {}
    }
}

/// The most characters a full message has.
pub const FULL_LIMIT: usize = 1500;

/// The most characters a brief message has.
pub const BRIEF_LIMIT: usize = 900;
