//! Words for buyers and sellers, by language. Sends nothing and holds no shop's data.
//!
//! Buyers are written to in eighteen languages: a catalogue (Fluent), the words on the buyer's
//! buttons with their evidence, and lists of what a message must and must not say, a file a
//! language each. Dates are a pattern and twelve names in the catalogue (CLDR's long form),
//! because a date is all that is formatted here and CLDR's own library would add megabytes.

mod catalogue;
mod compose;
mod error;
mod evidence;
mod guard;
mod label_words;
mod labels;
mod language;
mod seller;
mod sentences;
mod split;
mod templates;
mod text;

pub use catalogue::{BRIEF_LIMIT, FULL_LIMIT};
pub use catalogue::{Catalogue, Tone, Values};
pub use compose::{BuyerMessage, Case, MessageStyle, OwnTextDoubt, SellerWords, compose};
pub use error::Finding;
pub use error::MessageError;
pub use evidence::evidence_in_chinese;
pub use guard::{Guard, Statement, is_free_of_contacts};
pub use labels::{Label, LabelOverrides, Surface, Wording, check_overrides, label_keys, labels};
pub use language::{Because, Choice, Direction, LANGUAGES, Language};
pub use seller::{Locale, SellerText, seller};
pub use sentences::{in_chinese, signs_in_chinese};
pub use split::split;
pub use templates::{check_template, with_template};
pub use text::{Marks, item_title, own_text};

#[cfg(test)]
mod every_message_tests;
#[cfg(test)]
mod tests;
