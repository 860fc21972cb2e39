//! The words of the seller's language, lent by anyone who knows them.

use std::fmt::Display;

use super::audience::Audience;
use crate::domain::{Moment, Zone};

/// Looks a text up by its key and fills its placeholders.
pub(crate) type Lookup<'a> = dyn Fn(&str, &[(&str, &str)]) -> String + 'a;

/// The values of a sentence by the names of its placeholders, as `format!` takes them: `day` alone is short for
/// `day = day`.
macro_rules! values {
    (@ $name:ident) => { &$name as &dyn std::fmt::Display };
    (@ $name:ident $value:expr) => { &$value as &dyn std::fmt::Display };
    ($($name:ident $(= $value:expr)?),+ $(,)?) => {
        &[$((stringify!($name), $crate::render::values!(@ $name $($value)?))),+]
    };
}
pub(crate) use values;

/// The seller's language.
#[derive(Clone, Copy)]
pub(crate) struct Translator<'a> {
    lookup: &'a Lookup<'a>,
}

impl<'a> Translator<'a> {
    /// Wraps a look-up.
    pub(crate) fn new(lookup: &'a Lookup<'a>) -> Self {
        Self { lookup }
    }

    /// Returns a text without placeholders.
    pub(crate) fn get(&self, key: &str) -> String {
        (self.lookup)(key, &[])
    }

    /// Returns a moment as a zone's clocks show it, with the zone's name.
    pub(crate) fn moment(&self, zone: Zone, moment: Moment) -> String {
        self.fill("moment", values!(moment = zone.show(moment)))
    }

    /// Returns a column's title; it names the zone of its times where the cells do not.
    pub(crate) fn title_of_times(&self, title: &str, zone: Zone) -> String {
        let zone = self.code(zone.name());
        self.fill("title-of-times", values!(title, zone))
    }

    /// Returns a moment as it stands in a column of times: for people as the seller's language has
    /// it, for programs with the zone's abbreviation always.
    pub(crate) fn time_cell(&self, zone: Zone, moment: Moment, audience: Audience) -> String {
        let shown = zone.show(moment);
        match audience {
            Audience::Programs | Audience::Spreadsheet => shown,
            Audience::People => {
                let (time, name) = shown.rsplit_once(' ').unwrap_or((&shown, ""));
                self.fill("time-cell", values!(time, zone = name))
            }
        }
    }

    /// Returns a code of a cell in the seller's language; what is not one of our codes stays as it is.
    pub(crate) fn code(&self, code: &str) -> String {
        let sign = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let key: String = code.chars().map(sign).collect();
        let key = format!("code-{key}");
        let text = self.get(&key);
        if text == format!("{{{key}}}") { code.to_owned() } else { text }
    }

    /// Returns the kinds of a file, which ` + ` stands between, in the seller's language.
    pub(crate) fn file_kinds(&self, kinds: &str) -> String {
        kinds.split(" + ").map(|kind| self.code(kind)).collect::<Vec<_>>().join(" + ")
    }

    /// Returns a code in the seller's language for people, and as it is for
    /// programs.
    pub(crate) fn cell(&self, code: &str, audience: Audience) -> String {
        match audience {
            Audience::People | Audience::Spreadsheet => self.code(code),
            Audience::Programs => code.to_owned(),
        }
    }

    /// Returns a text with its placeholders filled.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        let texts: Vec<(&str, String)> =
            values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, &**text)).collect();
        (self.lookup)(key, &texts)
    }
}
