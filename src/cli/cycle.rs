//! The span of an assessment cycle, wherever a window counts.

use super::context::Context;
use super::dates;
use super::failure::Failure;
use crate::domain::{AssessmentDay, Moment};
use crate::rules::{Cycle, RuleSet};

/// The option wherever a window counts.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct CycleArgs {
    /// Take the window from an assessment cycle: current, previous, or that of a day
    #[arg(long, value_name = "current|previous|DAY", conflicts_with = "window")]
    cycle: Option<String>,
}

/// The span that `--cycle` asks for.
pub(super) struct Span {
    pub(super) as_of: Moment,
    pub(super) days: Option<u32>,
    pub(super) cycle: Option<Cycle>,
}

impl CycleArgs {
    /// Returns whether a cycle is asked for.
    pub(super) fn is_given(&self) -> bool {
        self.cycle.is_some()
    }

    /// Returns the span that is asked for: up to as-of where none is.
    pub(super) fn span(&self, context: &Context, rules: &RuleSet) -> Result<Span, Failure> {
        span(self.cycle.as_deref(), context, rules)
    }
}

fn span(word: Option<&str>, context: &Context, rules: &RuleSet) -> Result<Span, Failure> {
    let today = AssessmentDay::of(Moment::from_millis(context.as_of.millis() - 1));
    let rule = rules.cycles.first();
    let current = rule.and_then(|rule| rule.on(today));
    let Some(word) = word else {
        return Ok(Span { as_of: context.as_of, days: None, cycle: current });
    };
    let cycle = match word {
        "current" => current,
        "previous" => rule.and_then(|rule| rule.before(today)),
        text => {
            let day = dates::day(text)?.ok_or_else(|| {
                Failure::usage(format!(
                    "`--cycle {text}` is neither `current`, `previous` nor a day (2026-01-16)"
                ))
            })?;
            rule.and_then(|rule| rule.on(day))
        }
    };
    let cycle = cycle.ok_or_else(|| {
        Failure::usage(format!("rule set `{}` has no such assessment cycle", rules.id))
    })?;
    let as_of = cycle.window().to.min(context.as_of);
    let begun = as_of.millis() - cycle.window().from.millis();
    let days = u32::try_from((begun + 86_399_999) / 86_400_000).unwrap_or(0);
    if days == 0 {
        return Err(Failure::usage(format!("the cycle from {} has not begun", cycle.first)));
    }
    Ok(Span { as_of, days: Some(days), cycle: Some(cycle) })
}
