//! The seller's language, for `render`.

use super::context::Locale;
use crate::messages::{self, seller};

/// Returns a look-up of what the seller reads.
pub(super) fn seller_words(locale: Locale) -> impl Fn(&str, &[(&str, &str)]) -> String {
    let text = seller(match locale {
        Locale::English => messages::Locale::En,
        Locale::Chinese => messages::Locale::Zh,
    });
    move |key, values| text.text(key, values)
}
