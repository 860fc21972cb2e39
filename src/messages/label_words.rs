//! The labels that a message quotes.

use super::labels::{Label, LabelOverrides, Slot, Surface, Wording, check_overrides};
use super::text::Marks;
use super::{Catalogue, Language, MessageError};

/// Shows labels in one language.
pub(super) struct LabelWords<'a> {
    catalogue: &'a Catalogue,
    overrides: &'a LabelOverrides,
    marks: Marks,
}

impl<'a> LabelWords<'a> {
    pub(super) fn of(
        catalogue: &'a Catalogue,
        overrides: &'a LabelOverrides,
        marks: Marks,
    ) -> Result<Self, MessageError> {
        check_overrides(catalogue.language, overrides)?;
        Ok(Self { catalogue, overrides, marks })
    }

    /// Returns a slot's text: the local word quoted where one is attested (or given by the
    /// seller), else a description; each with the English word.
    pub(super) fn show(
        &self,
        slot: &Slot,
        surface: Surface,
        wording: Wording,
    ) -> Result<String, MessageError> {
        let surface = slot.surface.unwrap_or(surface);
        let form = match wording {
            Wording::Current => "",
            Wording::Of2022 => "2022",
        };
        let form = form_of(&self.catalogue.english_labels, slot.key, form);
        let english = pick(&self.catalogue.english_labels, slot.key, surface, form, Sure::No)
            .unwrap_or_default();
        let local = match self.overrides.get(slot.key) {
            Some(text) => Some(text.as_str()),
            None if self.catalogue.language == Language::english() => Some(english),
            None => pick(&self.catalogue.local_labels, slot.key, surface, form, Sure::Yes),
        };
        let english_shown = self.marks.isolate(english);
        match local {
            Some(label) if label == english => {
                self.catalogue.text("label-plain", &[("label", &english_shown)])
            }
            Some(label) => {
                let label = self.marks.isolate(label);
                let values = [("label", label.as_str()), ("english", english_shown.as_str())];
                self.catalogue.text("label-quoted", &values)
            }
            None => {
                let key = match form {
                    "" => format!("described-{}", slot.name),
                    form => format!("described-{}-{form}", slot.name),
                };
                let description = self.catalogue.text(&key, &[])?;
                let values = [("description", description.as_str()), ("english", &english_shown)];
                self.catalogue.text("label-described", &values)
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sure {
    Yes,
    No,
}

/// Returns the form asked for where the button had a word of its own then, else today's. The local
/// word must be of the same form as the English one beside it.
pub(crate) fn form_of<'a>(english: &[Label], key: &str, form: &'a str) -> &'a str {
    let known = english.iter().any(|label| label.key == key && label.form == form);
    if known { form } else { "" }
}

/// Returns the preferred word of a form: of the surface, and attested where it must be.
pub(crate) fn pick<'a>(
    labels: &'a [Label],
    key: &str,
    surface: Surface,
    form: &str,
    sure: Sure,
) -> Option<&'a str> {
    let of_key = || labels.iter().filter(|label| label.key == key);
    let fits = |label: &&Label| label.form == form && (label.verified || sure == Sure::No);
    let on = |wanted: &str| of_key().filter(fits).find(|label| label.surface == wanted);
    let found = match (surface, sure) {
        (Surface::Web, Sure::Yes) => on("web"),
        (Surface::App, Sure::Yes) => on("app"),
        (Surface::App, Sure::No) => on("app").or_else(|| on("web")),
        (Surface::Web, Sure::No) | (Surface::Both, _) => on("web").or_else(|| on("app")),
    };
    found.map(|label| label.text.as_str())
}
