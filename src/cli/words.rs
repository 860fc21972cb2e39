//! The seller's language, for `render`.

use super::context::Locale;

/// Returns a look-up of what the seller reads.
pub(super) fn seller_words(_locale: Locale) -> impl Fn(&str, &[(&str, &str)]) -> String {
    move |key, values| {
        let values: Vec<String> =
            values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("{key} {}", values.join(" ")).trim().to_owned()
    }
}
