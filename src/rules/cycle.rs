//! Assessment cycles, by the Beijing calendar.

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use super::assessment::{CycleKind, CycleRule};
use crate::domain::{AssessmentDay, Window};

/// The span that one assessment looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cycle {
    /// First day looked at.
    pub first: AssessmentDay,
    /// Last day looked at.
    pub last: AssessmentDay,
    /// False where the rule set says that this cycle gives no points.
    pub gives_points: bool,
}

impl Cycle {
    /// Returns the span as moments.
    pub fn window(self) -> Window {
        Window { from: self.first.start(), to: self.last.end() }
    }
}

impl CycleRule {
    /// Returns the cycle that a day belongs to: the one that is assessed next.
    ///
    /// `None` before the first cycle, and outside the calendar.
    pub fn on(&self, day: AssessmentDay) -> Option<Cycle> {
        let (first, last) = match &self.kind {
            CycleKind::Monthly { first_day } => self.month_of(day, *first_day)?,
            CycleKind::Dates { dates } => {
                let assessed = self.next_date(day, dates)?;
                let back = i64::from(self.window_days?);
                (assessed.plus_days(-back), assessed.plus_days(-1))
            }
            CycleKind::Rolling => (day.plus_days(1 - i64::from(self.window_days?)), day),
        };
        let gives_points = self.without_points_until.is_none_or(|until| last > until);
        Some(Cycle { first, last, gives_points })
    }

    /// Returns the cycle before the one that a day belongs to.
    pub fn before(&self, day: AssessmentDay) -> Option<Cycle> {
        let current = self.on(day)?;
        match &self.kind {
            CycleKind::Monthly { .. } | CycleKind::Rolling => self.on(current.first.plus_days(-1)),
            CycleKind::Dates { dates } => {
                let assessed = current.last.plus_days(1);
                let previous = last_before(assessed.date(), dates)?;
                let previous = self.first.map_or(previous, |first| previous.max(first.date()));
                let before = AssessmentDay::new(previous).plus_days(-1);
                (previous < assessed.date()).then(|| self.on(before)).flatten()
            }
        }
    }

    fn month_of(&self, day: AssessmentDay, starts: u32) -> Option<(AssessmentDay, AssessmentDay)> {
        let date = day.date();
        let this_month = date.with_day(starts)?;
        let first = if date >= this_month {
            this_month
        } else {
            this_month.checked_sub_months(Months::new(1))?
        };
        let next = first.checked_add_months(Months::new(1))?;
        let begun = self.first.is_none_or(|earliest| first >= earliest.date());
        begun.then(|| (AssessmentDay::new(first), AssessmentDay::new(next).plus_days(-1)))
    }

    /// Returns the first assessment after a day.
    fn next_date(&self, day: AssessmentDay, dates: &[(u32, u32)]) -> Option<AssessmentDay> {
        let date = day.date();
        let coming = [date.year(), date.year() + 1].into_iter().flat_map(|year| {
            dates.iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, *month, *day))
        });
        let next = coming.filter(|coming| *coming > date).min()?;
        Some(match self.first {
            Some(first) if date < first.date() => first,
            Some(_) | None => AssessmentDay::new(next),
        })
    }
}

fn last_before(date: NaiveDate, dates: &[(u32, u32)]) -> Option<NaiveDate> {
    let past = [date.year() - 1, date.year()].into_iter().flat_map(|year| {
        dates.iter().filter_map(move |(month, day)| NaiveDate::from_ymd_opt(year, *month, *day))
    });
    past.filter(|past| *past < date).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::by_id;

    fn day(text: &str) -> AssessmentDay {
        AssessmentDay::new(NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    fn rule(id: &str) -> CycleRule {
        by_id(id).unwrap().cycles.remove(0)
    }

    fn span(cycle: Option<Cycle>) -> String {
        cycle.map_or("none".into(), |cycle| format!("{}..{}", cycle.first, cycle.last))
    }

    #[test]
    fn the_cycle_of_2021_runs_from_the_27th_to_the_26th() {
        let rule = rule("aliexpress-2021");
        assert_eq!(span(rule.on(day("2026-01-26"))), "2025-12-27..2026-01-26");
        assert_eq!(span(rule.on(day("2026-01-27"))), "2026-01-27..2026-02-26");
        assert_eq!(span(rule.before(day("2026-01-27"))), "2025-12-27..2026-01-26");
        assert_eq!(span(rule.on(day("2024-02-29"))), "2024-02-27..2024-03-26");
        assert_eq!(span(rule.on(day("2021-12-26"))), "none");
    }

    #[test]
    fn the_first_cycle_of_2021_gave_no_points() {
        let rule = rule("aliexpress-2021");
        assert!(!rule.on(day("2022-01-26")).unwrap().gives_points);
        assert!(rule.on(day("2022-01-27")).unwrap().gives_points);
        assert_eq!(span(rule.before(day("2022-01-20"))), "none");
    }

    #[test]
    fn the_categories_are_assessed_on_four_days_a_year() {
        let rule = rule("aliexpress-2020-category");
        assert_eq!(span(rule.on(day("2021-04-01"))), "2021-01-02..2021-04-01");
        assert_eq!(span(rule.on(day("2021-04-02"))), "2021-04-03..2021-07-01");
        assert_eq!(span(rule.before(day("2021-01-05"))), "2020-10-04..2021-01-01");
    }

    #[test]
    fn the_first_category_assessment_was_moved_to_august_2020() {
        let rule = rule("aliexpress-2020-category");
        assert_eq!(span(rule.on(day("2020-06-30"))), "2020-05-12..2020-08-09");
        assert_eq!(span(rule.before(day("2020-09-01"))), "2020-05-12..2020-08-09");
        assert_eq!(span(rule.before(day("2020-08-09"))), "none");
    }

    #[test]
    fn a_rolling_cycle_ends_today() {
        let rule = rule("aliexpress-2013");
        assert_eq!(span(rule.on(day("2014-05-30"))), "2014-05-01..2014-05-30");
        assert_eq!(span(rule.before(day("2014-05-30"))), "2014-04-01..2014-04-30");
    }

    #[test]
    fn a_cycle_spans_whole_days_in_beijing() {
        let window = rule("aliexpress-2021").on(day("2026-01-26")).unwrap().window();
        assert_eq!(window.from.to_string(), "2025-12-26T16:00:00Z");
        assert_eq!(window.to.to_string(), "2026-01-26T16:00:00Z");
    }
}
