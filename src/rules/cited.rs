//! The sources that a rule set names for its statements.

use super::confidence::Confidence;
use super::fields::Fields;
use super::set::Source;

/// The sources that a file lists, by which what it cites is checked.
pub(super) struct Cited<'s> {
    pub(super) known: &'s [Source],
}

impl Cited<'_> {
    /// Reads the sources of a statement; each must be listed, and there must be one.
    pub(super) fn read(&self, fields: &Fields<'_>) -> Vec<String> {
        let cited = self.read_if_any(fields);
        if cited.is_empty() {
            fields.complain("`source` is missing: name at least one source that the file lists");
        }
        cited
    }

    pub(super) fn read_if_any(&self, fields: &Fields<'_>) -> Vec<String> {
        let cited = fields.texts("source");
        for id in &cited {
            if !self.known.iter().any(|source| source.id == *id) {
                fields.refuse("source", format!("names `{id}`, which no [[reference]] describes"));
            }
        }
        cited
    }
}

pub(super) fn confidence(fields: &Fields<'_>) -> Option<Confidence> {
    fields.required("confidence", fields.word("confidence", &Confidence::BY_ID))
}
