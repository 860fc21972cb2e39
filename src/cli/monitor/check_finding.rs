//! What a check finds: a verdict with what it rests on.

use crate::cli::args::thresholds::{Subject, Thresholds};
use crate::cli::output::language;
use crate::domain::{Count, Metric, Moment, State, show_hostile};
use crate::render::why_english;
use crate::reports::list::{ListRow, Tier};
use crate::reports::metric_risk::MetricRisk;
use crate::reports::risk_settings::{LimitInUse, RiskSettings};
use crate::rules::RiskLevel;

/// What is said of one subject.
pub(crate) struct CheckFinding {
    pub(crate) status: Status,
    pub(crate) text: String,
    pub(crate) performance: Vec<Performance>,
}

impl CheckFinding {
    /// Names the shop, where there are several.
    pub(crate) fn of(mut self, shop: &str) -> Self {
        if !shop.is_empty() {
            let plain = show_hostile(shop).replace(['=', '\'', '|', '\n', '\t'], "_");
            self.text = language::named(&plain, &language::translated(&self.text));
            for performance in &mut self.performance {
                performance.label = format!("'{plain}:{}'", performance.label);
            }
        }
        self
    }
}

/// One value for a monitor to draw.
pub(crate) struct Performance {
    label: String,
    values: String,
}

impl Performance {
    pub(crate) fn new(label: &str, values: String) -> Self {
        Self { label: label.to_owned(), values }
    }

    pub(super) fn text(&self) -> String {
        format!("{}={}", self.label, self.values)
    }
}

/// A plug-in's answer, the best first: an alarm about what is known outranks what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Ok,
    Warning,
    Unknown,
    Critical,
}

impl Status {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        }
    }

    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Warning => 1,
            Self::Critical => 2,
            Self::Unknown => 3,
        }
    }
}

/// Open disputes, and those whose time runs out.
pub(crate) fn due_finding(
    disputes: &[&ListRow<'_>],
    as_of: Moment,
    thresholds: &Thresholds,
) -> CheckFinding {
    let open: Vec<_> = disputes.iter().filter(|row| row.state == State::Open).collect();
    let overdue = open.iter().filter(|row| row.tier == Tier::Overdue).count();
    let within = |hours: u32| {
        let end = as_of.plus_hours(i64::from(hours));
        open.iter()
            .filter(|row| row.tier != Tier::Overdue)
            .filter(|row| row.due.as_ref().is_some_and(|due| due.at < end))
            .count()
    };
    let (warning, critical) = thresholds.of(Subject::Due);
    // An alarm does not end because the deadline has passed.
    let raised = |hours: u32| within(hours) + overdue > 0;
    let status = if critical.is_some_and(raised) {
        Status::Critical
    } else if warning.is_some_and(raised) || overdue > 0 {
        Status::Warning
    } else {
        Status::Ok
    };
    let day = within(24);
    let soon = warning.or(critical);
    let said = match soon {
        Some(hours) => format!(", {} due within {hours} h", within(hours)),
        None => format!(", {day} due within 24 h"),
    };
    CheckFinding {
        status,
        text: format!("{} open{said}, {overdue} overdue", open.len()),
        performance: [("open", open.len()), ("due_24h", day), ("overdue", overdue)]
            .map(|(label, count)| Performance::new(label, format!("{count};;;0")))
            .into(),
    }
}

/// Says how the metrics of a shop stand: its dispute rate, those asked for, and those with a limit.
pub(crate) fn rate_findings<'a>(
    metrics: impl IntoIterator<Item = &'a MetricRisk>,
    settings: &RiskSettings,
    thresholds: &Thresholds,
) -> Vec<CheckFinding> {
    let is_asked = |risk: &&MetricRisk| {
        let id = risk.figure.metric;
        id == Metric::DisputeRate || thresholds.ask_for(id) || risk.limit.is_some()
    };
    let asked = metrics.into_iter().filter(is_asked);
    asked.map(|risk| rate_finding(risk, settings, thresholds)).collect()
}

fn rate_finding(
    risk: &MetricRisk,
    settings: &RiskSettings,
    thresholds: &Thresholds,
) -> CheckFinding {
    let figure = &risk.figure;
    let id = figure.metric.id();
    let (None, Some(count)) = (figure.why_not, figure.count) else {
        let why = figure.why_not.map_or("there is no figure", why_english);
        return CheckFinding {
            status: Status::Unknown,
            text: format!("{id} is not assessable: {why}"),
            performance: vec![Performance::new(id, "U".to_owned())],
        };
    };
    let rate = CheckedRate { metric: figure.metric, count, limit: risk.limit.as_ref() };
    let mut finding = rate.finding(settings, thresholds);
    let status = |count: Count| rate.status(count, settings, thresholds);
    for (range, what) in [
        (figure.skipped, "the rows left out"),
        (figure.by_parties, "rulings without a known liable party"),
        (figure.by_families(), "disputes of unknown family"),
    ] {
        if range.is_some_and(|(low, high)| status(low) != status(high)) {
            finding.status = Status::Unknown;
            finding.text.push_str(&format!(", and {what} may change the answer"));
        }
    }
    if figure.too_few {
        finding.text.push_str(", too few orders to say");
    }
    finding
}

/// A rate against its limit.
pub(super) struct CheckedRate<'a> {
    pub(super) metric: Metric,
    pub(super) count: Count,
    pub(super) limit: Option<&'a LimitInUse>,
}

impl CheckedRate<'_> {
    fn status(&self, count: Count, settings: &RiskSettings, thresholds: &Thresholds) -> Status {
        let (warning, critical) = thresholds.of(Subject::Metric(self.metric));
        let level = settings.standing(Some(count), self.limit).level;
        // A threshold takes the place of the limit for its own severity only.
        if critical.map_or(level == RiskLevel::Over, |bp| is_above(count, bp)) {
            return Status::Critical;
        }
        let near = matches!(level, RiskLevel::Near | RiskLevel::Over);
        if warning.map_or(near, |bp| is_above(count, bp)) {
            return Status::Warning;
        }
        let is_open = level == RiskLevel::NotAssessable && warning.or(critical).is_none();
        if is_open { Status::Unknown } else { Status::Ok }
    }

    fn finding(&self, settings: &RiskSettings, thresholds: &Thresholds) -> CheckFinding {
        let (id, count) = (self.metric.id(), self.count);
        let (warning, critical) = thresholds.of(Subject::Metric(self.metric));
        let limit = self.limit.map(|used| used.limit.bp);
        let mut text = format!("{id} {count} ({} of {})", count.numerator, count.denominator);
        match (warning.and(critical), limit) {
            (None, Some(bp)) => text.push_str(&format!(", limit {}%", percent(bp))),
            (None, None) if warning.or(critical).is_none() => text.push_str(", no limit is set"),
            (None, None) | (Some(_), _) => {}
        }
        let near = limit.map(|bp| bp * settings.near_percent / 100);
        let (warn, crit) = (warning.or(near), critical.or(limit));
        let shown = |bp: Option<u32>| bp.map_or_else(String::new, percent);
        let values = format!("{count};{};{};0;100", shown(warn), shown(crit));
        CheckFinding {
            status: self.status(count, settings, thresholds),
            text,
            performance: vec![Performance::new(id, values)],
        }
    }
}

/// Returns whether a rate is above hundredths of a percent.
pub(super) fn is_above(count: Count, bp: u32) -> bool {
    u128::from(count.numerator) * 10_000 > u128::from(count.denominator) * u128::from(bp)
}

/// Hundredths of a percent as a number of percent.
pub(super) fn percent(bp: u32) -> String {
    format!("{}.{:02}", bp / 100, bp % 100)
}
