//! The words on the buyer's buttons, and how a step shows them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Language, MessageError, guard};
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
    pub(super) key: &'static str,
    /// The surface whose word it is, where that differs from the one asked for.
    pub(super) surface: Option<Surface>,
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
