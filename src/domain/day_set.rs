//! The days on which moments lie.

use std::collections::BTreeSet;

use super::Moment;

const DAY_MS: i64 = 86_400_000;

/// The days (UTC) on which moments lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySet(BTreeSet<i64>);

impl DaySet {
    /// Adds the day of a moment.
    pub(crate) fn add(&mut self, at: Moment) {
        self.0.insert(at.millis().div_euclid(DAY_MS));
    }

    /// Adds other days.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// Returns whether a moment within 24 hours of this one may lie on one of the days.
    pub fn is_near(&self, at: Moment) -> bool {
        let day = at.millis().div_euclid(DAY_MS);
        self.0.range(day - 1..=day + 1).next().is_some()
    }

    /// Writes the days as text, counted from 1970-01-01, as `20454-20460 20470`.
    pub fn to_text(&self) -> String {
        let mut spans: Vec<(i64, i64)> = Vec::new();
        for day in &self.0 {
            match spans.last_mut().filter(|(_, last)| last + 1 == *day) {
                Some((_, last)) => *last = *day,
                None => spans.push((*day, *day)),
            }
        }
        let span = |(first, last): &(i64, i64)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        };
        spans.iter().map(span).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`DaySet::to_text`] wrote; `None` where the text is something else.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut days = BTreeSet::new();
        for span in text.split_whitespace() {
            let (first, last) = span.split_once('-').unwrap_or((span, span));
            let (first, last): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
            days.extend(first..=last);
        }
        Some(Self(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_kept_as_text_and_are_near_the_days_beside_them() {
        let at = |day: i64| Moment::from_millis(day * DAY_MS + 7);
        let mut days = DaySet::default();
        for day in [20_454, 20_470, 20_455, 20_456, 20_454] {
            days.add(at(day));
        }
        assert_eq!(days.to_text(), "20454-20456 20470");
        assert_eq!(DaySet::from_text(&days.to_text()), Some(days.clone()));
        assert_eq!(DaySet::from_text("all"), None);
        let near: Vec<i64> = (20_450..20_475).filter(|day| days.is_near(at(*day))).collect();
        assert_eq!(near, [20_453, 20_454, 20_455, 20_456, 20_457, 20_469, 20_470, 20_471]);
    }
}
