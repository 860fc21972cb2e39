//! Where an answer goes, in which format and language, and what can make it wrong.

pub(super) mod answer;
pub(super) mod caveats;
pub(super) mod clipboard;
pub(super) mod destination;
pub(super) mod format;
pub(super) mod language;
pub(super) mod quoting;
pub(super) mod translate;
