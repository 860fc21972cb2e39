//! Whole numbers of the settings, held to what can be computed with.

use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// Reads a whole number from `LEAST` to `MOST`.
pub(super) fn whole<'de, D: Deserializer<'de>, const LEAST: u32, const MOST: u32>(
    value: D,
) -> Result<Option<u32>, D::Error> {
    value.deserialize_any(WholeNumber { range: LEAST..=MOST, unit: "" }).map(Some)
}

/// Reads a number of seconds, from 1 to those of a day.
pub(super) fn seconds<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u64>, D::Error> {
    whole::<D, 1, 86_400>(value).map(|seconds| seconds.map(u64::from))
}

/// Reads a whole percentage from 1 to 100, as `80` or `"80%"`.
pub(super) fn percent<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    value.deserialize_any(WholeNumber { range: 1..=100, unit: "%" }).map(Some)
}

/// Reads a number within a range; with a unit also from a text that ends in it.
struct WholeNumber {
    range: RangeInclusive<u32>,
    unit: &'static str,
}

impl Visitor<'_> for WholeNumber {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {} to {}", self.range.start(), self.range.end())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        let within = u32::try_from(number).ok().filter(|number| self.range.contains(number));
        within.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u32, E> {
        let number = text.trim().strip_suffix(self.unit).filter(|_| !self.unit.is_empty());
        match number.and_then(|number| number.trim().parse().ok()) {
            Some(number) => self.visit_i64(number),
            None => Err(E::invalid_type(Unexpected::Str(text), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn numbers_outside_their_range_are_refused_by_key_and_range() {
        for (text, expected) in [
            ("window = 0", "`window`: invalid value, expected a whole number from 1 to 1000"),
            ("window = 4000000000", "from 1 to 1000"),
            ("window = 99999999999999", "from 1 to 1000"),
            ("window = -1", "from 1 to 1000"),
            ("window = \"30\"", "`window`: invalid type, expected a whole number"),
            ("window = 3.5", "`window`: invalid type, expected a whole number"),
            ("stale_days = 4000000000", "`stale_days`: invalid value"),
            ("near = 0", "from 1 to 100"),
            ("near = \"150%\"", "from 1 to 100"),
            ("near = \"x%\"", "from 1 to 100"),
            (
                "[[notify]]\nname = \"a\"\nkind = \"json\"\ndeadline_hours = 90000",
                "`deadline_hours`",
            ),
            ("[[notify]]\nname = \"a\"\nkind = \"json\"\ngive_up_days = 0", "`give_up_days`"),
            ("[[warehouse]]\nname = \"a\"\ndialect = \"duckdb\"\ntimeout = 0", "`timeout`"),
            (
                "[[shop]]\nname = \"a\"\n[shop.api]\napp_key = \"1\"\nsecret_command_seconds = 9999999999",
                "`secret_command_seconds`",
            ),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
        let settings = parse("window = 1000\nnear = \"80%\"\nstale_days = 0").unwrap();
        assert_eq!(
            (settings.window, settings.near, settings.stale_days),
            (Some(1000), Some(80), Some(0))
        );
        assert_eq!(parse("near = 80").unwrap().near, Some(80));
    }
}
