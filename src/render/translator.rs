//! The words of the seller's language, lent by anyone who knows them.

/// Looks a text up by its key and fills its placeholders.
pub type Lookup<'a> = dyn Fn(&str, &[(&str, &str)]) -> String + 'a;

/// The seller's language.
#[derive(Clone, Copy)]
pub struct Translator<'a> {
    lookup: &'a Lookup<'a>,
}

impl<'a> Translator<'a> {
    /// Wraps a look-up.
    pub fn new(lookup: &'a Lookup<'a>) -> Self {
        Self { lookup }
    }

    /// Returns a text without placeholders.
    pub fn get(&self, key: &str) -> String {
        (self.lookup)(key, &[])
    }

    /// Returns a text with its placeholders filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        (self.lookup)(key, values)
    }
}
