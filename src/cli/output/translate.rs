//! The seller's language, for `render`.

use std::fmt::Display;

use crate::cli::context::Context;
use crate::messages::Locale;
use crate::messages::seller;
pub(crate) use crate::render::values;
use crate::render::{Lookup, Translator};

thread_local! {
    static ENGLISH: &'static Lookup<'static> = lookup(Locale::English);
    static CHINESE: &'static Lookup<'static> = lookup(Locale::Chinese);
}

/// Lives as long as the run: every part of an answer asks for the same words.
fn lookup(locale: Locale) -> &'static Lookup<'static> {
    let text = seller(locale);
    Box::leak(Box::new(move |key: &str, values: &[(&str, &str)]| text.text(key, values)))
}

/// Returns what the seller reads.
pub(crate) fn seller_words(locale: Locale) -> Translator<'static> {
    Translator::new(match locale {
        Locale::English => ENGLISH.with(|lookup| *lookup),
        Locale::Chinese => CHINESE.with(|lookup| *lookup),
    })
}

/// Returns a text of the seller's language, its placeholders filled.
pub(crate) fn translate(context: &Context, key: &str, values: &[(&str, &dyn Display)]) -> String {
    seller_words(context.locale).fill(key, values)
}
