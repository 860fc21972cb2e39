//! The words on the buyer's buttons, and how a step shows them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Catalogue, Language, MessageError, guard, text::Marks};
use crate::domain::enum_with_ids;

enum_with_ids! {
    /// Where the buyer follows the steps.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Surface {
        /// In the app.
        App = "app",
        /// On the website.
        Web = "web",
        /// Either; both are shown when that is short enough.
        Both = "both",
    }
}

/// Which wording of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// What guides of today describe.
    Current,
    /// The four steps of 2022: My Orders, dispute in progress, Cancel dispute, Submit.
    Of2022,
}

/// One word on a button, as someone saw or proposed it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Which button, as `cancel_dispute`.
    pub key: String,
    /// The word.
    pub text: String,
    /// `web` or `app`.
    pub surface: String,
    /// True when a source quotes it as a label. Nothing was checked on the live pages.
    pub verified: bool,
    /// `2022` for the older wording; empty for today's.
    #[serde(default)]
    pub form: String,
    /// Where it was seen, or that it is only proposed.
    pub evidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelFile {
    label: Vec<Label>,
}

/// The seller's own words for buttons, by key.
pub type LabelOverrides = BTreeMap<String, String>;

/// A place in a step where a label is shown.
pub(super) struct Slot {
    /// The placeholder, and with `described-` before it the key of the description.
    pub(super) name: &'static str,
    /// The label's key.
    key: &'static str,
    /// The surface whose word it is, where that differs from the one asked for.
    surface: Option<Surface>,
}

/// Every slot.
pub(super) const SLOTS: &[Slot] = &[
    Slot { name: "my-orders", key: "my_orders", surface: Some(Surface::Web) },
    Slot { name: "orders", key: "my_orders", surface: Some(Surface::App) },
    Slot { name: "account", key: "account", surface: Some(Surface::App) },
    Slot { name: "order-details", key: "order_details", surface: None },
    Slot { name: "view-dispute", key: "view_dispute", surface: None },
    Slot { name: "cancel-dispute", key: "cancel_dispute", surface: None },
    Slot { name: "cancel-return", key: "cancel_return", surface: None },
    Slot { name: "accept", key: "accept_solution", surface: None },
    Slot { name: "help-center", key: "help_center", surface: None },
    Slot { name: "submit", key: "submit", surface: None },
];

/// Shows labels in one language.
pub(super) struct LabelWords<'a> {
    catalogue: &'a Catalogue,
    overrides: &'a LabelOverrides,
    marks: Marks,
}

/// Returns what is known about a language's labels.
///
/// # Errors
///
/// When the data file is malformed.
pub fn labels(language: &Language) -> Result<Vec<Label>, MessageError> {
    toml::from_str::<LabelFile>(language.labels.text())
        .map(|file| file.label)
        .map_err(|source| MessageError::Data { name: format!("labels/{}", language.code), source })
}

/// Refuses labels under keys that no step uses, and those that no message in the language may have.
///
/// # Errors
///
/// When there is such a label.
pub fn check_overrides(
    language: &Language,
    overrides: &LabelOverrides,
) -> Result<(), MessageError> {
    for (key, text) in overrides {
        if !SLOTS.iter().any(|slot| slot.key == key) {
            let known = label_keys().join(" ");
            return Err(MessageError::UnknownLabel { given: key.clone(), known });
        }
        if text.trim().is_empty() {
            return Err(MessageError::EmptyLabel { key: key.clone() });
        }
        if let Some(finding) = guard::own_words(language, text)?.refused {
            return Err(MessageError::LabelText { key: key.clone(), finding });
        }
    }
    Ok(())
}

/// Returns the keys of the labels that steps use.
pub fn label_keys() -> Vec<&'static str> {
    let mut keys: Vec<_> = SLOTS.iter().map(|slot| slot.key).collect();
    keys.dedup();
    keys
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
enum Sure {
    Yes,
    No,
}

/// Returns the form asked for where the button had a word of its own then, else today's. The local
/// word must be of the same form as the English one beside it.
fn form_of<'a>(english: &[Label], key: &str, form: &'a str) -> &'a str {
    let known = english.iter().any(|label| label.key == key && label.form == form);
    if known { form } else { "" }
}

/// Returns the preferred word of a form: of the surface, and attested where it must be.
fn pick<'a>(
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
