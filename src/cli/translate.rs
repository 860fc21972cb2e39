//! The seller's language, for `render`.

use super::context::Context;
use crate::messages::Locale;
use crate::messages::seller;

/// Returns a look-up of what the seller reads.
pub(super) fn seller_words(locale: Locale) -> impl Fn(&str, &[(&str, &str)]) -> String {
    let text = seller(locale);
    move |key, values| text.text(key, values)
}

/// Returns a text of the seller's language, its placeholders filled.
pub(super) fn translate(context: &Context, key: &str, values: &[(&str, &str)]) -> String {
    seller_words(context.locale)(key, values)
}
