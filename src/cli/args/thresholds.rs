//! The thresholds of a check.

use crate::cli::args::common::refuse_twice;
use crate::cli::disputes::list::hours;
use crate::cli::failure::Failure;
use crate::domain::Metric;
use crate::rules::Limit;

/// What a threshold is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A rate, in hundredths of a percent.
    Metric(Metric),
    /// Hours before a deadline.
    Due,
}

impl Subject {
    /// Returns the word before `=` in a threshold.
    const fn id(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.id(),
            Self::Due => DUE,
        }
    }
}

/// What a threshold in hours is called.
const DUE: &str = "due";

pub(crate) type Threshold = (Subject, u32);

/// The thresholds given.
pub(crate) struct Thresholds {
    pub(crate) warning: Vec<Threshold>,
    pub(crate) critical: Vec<Threshold>,
    pub(crate) metrics: Vec<Metric>,
}

impl Thresholds {
    pub(crate) fn read(
        warning: &[String],
        critical: &[String],
        metrics: &[String],
    ) -> Result<Self, Failure> {
        let read = |words: &[String]| {
            words.iter().map(|word| threshold(word)).collect::<Result<Vec<_>, _>>()
        };
        let metrics = metrics.iter().map(|name| metric(name)).collect::<Result<_, _>>()?;
        let own = Self { warning: read(warning)?, critical: read(critical)?, metrics };
        for (option, own) in [("--warning", &own.warning), ("--critical", &own.critical)] {
            refuse_twice(option, own.iter().map(|(subject, _)| subject.id()))?;
        }
        for (subject, warning) in &own.warning {
            let critical = find(&own.critical, *subject);
            let wrong = match subject {
                Subject::Metric(_) => critical.is_some_and(|critical| critical < *warning),
                Subject::Due => critical.is_some_and(|critical| critical > *warning),
            };
            if wrong {
                return Err(Failure::usage("a critical threshold is reached before its warning"));
            }
        }
        Ok(own)
    }

    /// Returns the thresholds of a subject: from which on to warn, and to raise the alarm.
    pub(crate) fn of(&self, subject: Subject) -> (Option<u32>, Option<u32>) {
        (find(&self.warning, subject), find(&self.critical, subject))
    }

    /// Returns whether a metric is named.
    pub(crate) fn ask_for(&self, metric: Metric) -> bool {
        self.names(Subject::Metric(metric)) || self.metrics.contains(&metric)
    }

    pub(crate) fn names(&self, subject: Subject) -> bool {
        find(&self.warning, subject).or(find(&self.critical, subject)).is_some()
    }
}

fn find(thresholds: &[Threshold], subject: Subject) -> Option<u32> {
    thresholds.iter().find(|(own, _)| *own == subject).map(|(_, value)| *value)
}

/// Reads `3%`, `METRIC=3%`, `due=48h`, `due=2d`.
/// Reads a metric by its name.
pub(crate) fn metric(name: &str) -> Result<Metric, Failure> {
    Metric::from_id(name).ok_or_else(|| {
        let known = Metric::ALL.map(Metric::id).join(", ");
        usage_error!("`{name}` is not a metric; there are {known}")
    })
}

fn threshold(word: &str) -> Result<Threshold, Failure> {
    let (name, value) = word.split_once('=').unwrap_or((Metric::DisputeRate.id(), word));
    let wrong = |wanted: &str| usage_error!("threshold `{word}` is not {wanted}");
    if name == DUE {
        let hours = hours(value).ok().and_then(|hours| u32::try_from(hours).ok());
        return Ok((Subject::Due, hours.ok_or_else(|| wrong("of the form due=48h"))?));
    }
    let percent = if value.ends_with('%') { value.to_owned() } else { format!("{value}%") };
    let bp =
        Limit::parse_percent(&percent).ok_or_else(|| wrong("a percentage such as 3% or 2.5%"))?;
    // A rate as other programs write it: 0.03 of one is 3 %.
    const DOUBTFUL: std::ops::Range<u32> = 1..100;
    if DOUBTFUL.contains(&bp) && !value.ends_with('%') {
        // In one piece: `check` prints a line.
        return Err(usage_error!("threshold `{word}` may be {percent} or {bp}%; write its sign"));
    }
    Ok((Subject::Metric(metric(name)?), bp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_that_may_be_a_part_of_one_needs_its_sign() {
        let rate = Subject::Metric(Metric::DisputeRate);
        for (word, bp) in [("3", 300), ("1.5", 150), ("0.03%", 3), ("0.1%", 10), ("0", 0)] {
            assert_eq!(threshold(word).unwrap(), (rate, bp), "{word}");
        }
        for word in ["0.03", "dispute_rate=0.09", "0.1", "0.5"] {
            assert!(threshold(word).is_err(), "{word}");
        }
    }

    #[test]
    fn hours_before_a_deadline_are_written_as_elsewhere() {
        for (word, hours) in [("due=48h", 48), ("due=2d", 48), ("due=1w", 168)] {
            assert_eq!(threshold(word).unwrap(), (Subject::Due, hours), "{word}");
        }
        for word in ["due=48", "due=", "due=-1h", "due=2m"] {
            assert!(threshold(word).is_err(), "{word}");
        }
    }
}
