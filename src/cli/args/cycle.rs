//! The span of an assessment cycle or of a calendar month, wherever a window counts.

use chrono::{Datelike, Months};

use crate::cli::args::dates;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::counted;
use crate::domain::{AssessmentDay, Moment, Window};
use crate::reports::record::SpanKind;
use crate::rules::{Cycle, CycleRule, RuleSet};

/// The options wherever a window counts.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct CycleArgs {
    /// Use an assessment cycle as the window: current, previous, or the one of a day
    #[arg(long, value_name = "current|previous|DAY", conflicts_with = "window")]
    cycle: Option<String>,
    /// Use a calendar month (Beijing) as the window: current, previous, or a month such as 2026-01
    #[arg(long, value_name = "current|previous|MONTH", conflicts_with_all = ["window", "cycle"])]
    month: Option<String>,
}

/// The span that is asked for.
pub(crate) struct Span {
    pub(crate) as_of: Moment,
    pub(crate) days: Option<u32>,
    /// The beginning of the cycle or the month; `None` where no such span is asked for.
    pub(crate) since: Option<Moment>,
    /// Which of them it is; `None` where none is asked for.
    pub(crate) kind: Option<SpanKind>,
    pub(crate) cycle: Option<Cycle>,
}

impl CycleArgs {
    /// Refuses a span of counts, which have one of their own.
    pub(crate) fn refuse_counts(&self) -> Result<(), Failure> {
        let given = [("--cycle", self.cycle.is_some()), ("--month", self.month.is_some())];
        counted::refuse_rows(&given)
    }

    /// Returns the span that is asked for: up to as-of where none is.
    pub(crate) fn span(&self, context: &Context, rules: &RuleSet) -> Result<Span, Failure> {
        let today = AssessmentDay::before(context.as_of);
        let rule = rules.cycles.first();
        let (window, cycle, kind) = match (&self.cycle, &self.month) {
            (Some(word), _) => {
                let cycle = cycle(word, rule, today)?.ok_or_else(|| {
                    usage_error!("rule set `{}` has no such assessment cycle", rules.id)
                })?;
                (cycle.window(), Some(cycle), SpanKind::Cycle)
            }
            (None, Some(word)) => {
                let (first, last) = month(word, today)?;
                let window = Window { from: first.start(), to: last.end() };
                // Of a month that has not ended, the cycle of the day that is looked at.
                (window, rule.and_then(|rule| rule.on(last.min(today))), SpanKind::Month)
            }
            (None, None) => {
                let cycle = rule.and_then(|rule| rule.on(today));
                return Ok(Span {
                    as_of: context.as_of,
                    days: None,
                    since: None,
                    kind: None,
                    cycle,
                });
            }
        };
        let as_of = window.to.min(context.as_of);
        let begun = as_of.millis() - window.from.millis();
        match u32::try_from((begun + 86_399_999) / 86_400_000) {
            Ok(days) if days > 0 => {
                self.note_end(as_of, context);
                let kind = Some(kind);
                Ok(Span { as_of, days: Some(days), since: Some(window.from), kind, cycle })
            }
            _ => {
                let first = AssessmentDay::of(window.from);
                Err(usage_error!("the span from {first} has not begun"))
            }
        }
    }

    /// Says of which day the figures are, where a span that is named ends before the moment that is asked for.
    fn note_end(&self, end: Moment, context: &Context) {
        let word = self.cycle.as_ref().or(self.month.as_ref());
        let is_named = word.is_some_and(|word| word != "previous");
        if is_named && context.common.as_of.is_some() && end < context.as_of {
            let last = AssessmentDay::before(end);
            context.note(&format!("the span ends before `--as-of`: its figures are as of {last}"));
        }
    }
}

/// Returns the assessment cycle that a word names; `None` where the rule set has none.
fn cycle(
    word: &str,
    rule: Option<&CycleRule>,
    today: AssessmentDay,
) -> Result<Option<Cycle>, Failure> {
    match word {
        "current" => Ok(rule.and_then(|rule| rule.on(today))),
        "previous" => Ok(rule.and_then(|rule| rule.before(today))),
        text => {
            let day = dates::day(text)?.ok_or_else(|| {
                usage_error!(
                    "`--cycle {text}` is neither `current`, `previous` nor a day (2026-01-16)"
                )
            })?;
            Ok(rule.and_then(|rule| rule.on(day)))
        }
    }
}

/// Returns the first and the last day of the calendar month that a word names.
fn month(word: &str, today: AssessmentDay) -> Result<(AssessmentDay, AssessmentDay), Failure> {
    let named = match word {
        "current" => Some(today.date()),
        "previous" => today.date().checked_sub_months(Months::new(1)),
        text => dates::month(text),
    };
    let first = named.and_then(|date| date.with_day(1));
    let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
    let (Some(first), Some(next)) = (first, next) else {
        return Err(usage_error!(
            "`--month {word}` is neither `current`, `previous` nor a month (2026-01)"
        ));
    };
    Ok((AssessmentDay::new(first), AssessmentDay::new(next).plus_days(-1)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_month_is_named_as_people_write_it_and_has_all_its_days() {
        let today = AssessmentDay::new(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap());
        let shown = |word: &str| {
            let (first, last) = month(word, today).ok()?;
            Some(format!("{first} {last}"))
        };
        for word in ["2026-02", "2026-2", "2026/2", "2026年2月", "previous"] {
            assert_eq!(shown(word).as_deref(), Some("2026-02-01 2026-02-28"), "{word}");
        }
        assert_eq!(shown("current").as_deref(), Some("2026-03-01 2026-03-31"));
        assert_eq!(shown("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        for word in ["", "2026", "2026-13", "2026-00", "02-2026", "26-02", "2026-02-01", "2026-+2"]
        {
            assert_eq!(shown(word), None, "{word}");
        }
    }
}
