//! What is worth a notice: a level that changed, a new dispute, a deadline that nears, a week's end.
//! Each is said once per crossing and period; what was said is handed in and out.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::list::{ListRow, Tier};
use super::metric_risk::MetricRisk;
use super::record::key;
use super::risk::RiskReport;
use crate::domain::{AssessmentDay, Count, Family, Metric, Moment, OrderId, State};
use crate::rules::RiskLevel;

/// A better level is said only when the last word on it is this old, so that a rate that swings
/// around its limit does not cause a notice a day.
const CALM_DAYS: i64 = 3;

/// What was said is forgotten after so many days, unless its dispute is still open.
const REMEMBERED_DAYS: i64 = 120;

/// Disputes filed so long before the first run are new to it.
const FIRST_HOURS: i64 = 24;

/// What a receiver wants to hear of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Levels that change.
    pub level: bool,
    /// New disputes.
    pub new_dispute: bool,
    /// Deadlines within so many hours.
    pub deadline_hours: Option<u32>,
    /// A digest each week from this day on.
    pub digest: Option<Weekday>,
}

/// The last word on a metric's level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidLevel {
    /// The level's word.
    pub level: String,
    /// The as-of of that word, in RFC 3339.
    pub at: String,
}

/// What one receiver was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The as-of of the last run, in RFC 3339; `None` before the first.
    pub as_of: Option<String>,
    /// Levels by metric.
    pub levels: BTreeMap<String, SaidLevel>,
    /// What was said and its as-of, by key.
    pub said: BTreeMap<String, String>,
}

/// Something worth a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A metric's level changed.
    Level {
        /// The metric.
        metric: Metric,
        /// The level that was said last; `None` when none was.
        before: Option<RiskLevel>,
        /// Its level.
        level: RiskLevel,
        /// Its counts; `None` when not assessable.
        count: Option<Count>,
        /// Its limit in hundredths of a percent; `None` without one.
        limit_bp: Option<u32>,
    },
    /// A dispute was filed.
    New {
        /// The order.
        order: OrderId,
        /// What it is about.
        family: Family,
        /// The seller's deadline; `None` when none is known.
        due: Option<Moment>,
    },
    /// The seller's time runs out soon.
    Deadline {
        /// The order.
        order: OrderId,
        /// When.
        due: Moment,
    },
    /// A week is over.
    Digest {
        /// The dispute rate; `None` when not assessable.
        count: Option<Count>,
        /// Open disputes.
        open: usize,
        /// Those whose time has run out.
        overdue: usize,
    },
}

fn level_of(word: &str) -> Option<RiskLevel> {
    [RiskLevel::Ok, RiskLevel::Near, RiskLevel::Over].into_iter().find(|level| level.id() == word)
}

fn severity(level: &str) -> u8 {
    match level {
        "over" => 2,
        "near" => 1,
        _ => 0,
    }
}

/// Returns what to say now, and what will have been said then. A run for a moment before the last
/// one says nothing and changes nothing.
pub fn notices(
    wishes: Wishes,
    memory: &Memory,
    risk: &RiskReport,
    disputes: &[ListRow],
) -> (Vec<Notice>, Memory) {
    let as_of = risk.as_of;
    let last = memory.as_of.as_deref().and_then(Moment::from_rfc3339);
    if last.is_some_and(|last| as_of < last) {
        return (Vec::new(), memory.clone());
    }
    let mut run = NoticeRun { as_of, last, memory: memory.clone(), notices: Vec::new() };
    if wishes.level {
        risk.metrics.iter().for_each(|metric| run.level(metric));
    }
    let open: Vec<&ListRow> = disputes.iter().filter(|row| row.state == State::Open).collect();
    for row in &open {
        if wishes.new_dispute {
            run.new_dispute(row);
        }
        if let Some(hours) = wishes.deadline_hours {
            run.deadline(row, hours);
        }
    }
    if let Some(day) = wishes.digest {
        run.digest(day, risk, &open);
    }
    let old = as_of.plus_days(-REMEMBERED_DAYS);
    let keys: Vec<String> = open.iter().map(|row| key(row)).collect();
    run.memory.said.retain(|said, at| {
        Moment::from_rfc3339(at).is_some_and(|at| at >= old)
            || keys.iter().any(|key| said.contains(key.as_str()))
    });
    run.memory.as_of = Some(as_of.to_string());
    (run.notices, run.memory)
}

struct NoticeRun {
    as_of: Moment,
    last: Option<Moment>,
    memory: Memory,
    notices: Vec<Notice>,
}

impl NoticeRun {
    /// Remembers a key; tells whether it is new.
    fn first(&mut self, key: String) -> bool {
        self.memory.said.insert(key, self.as_of.to_string()).is_none()
    }

    fn level(&mut self, risk: &MetricRisk) {
        let level = risk.standing.level;
        match level {
            RiskLevel::Ok | RiskLevel::Near | RiskLevel::Over => {}
            // Nothing can be said; the last word stands.
            RiskLevel::NoLimit | RiskLevel::NotAssessable => return,
        }
        let id = risk.figure.metric.id();
        let said = self.memory.levels.get(id);
        let (before, at) = match said {
            Some(said) => (severity(&said.level), Moment::from_rfc3339(&said.at)),
            None => (0, None),
        };
        let now = severity(level.id());
        let calm = at.is_none_or(|at| self.as_of >= at.plus_days(CALM_DAYS));
        let worth = now > before || now < before && calm;
        if worth {
            self.notices.push(Notice::Level {
                metric: risk.figure.metric,
                before: said.and_then(|said| level_of(&said.level)),
                level,
                count: risk.figure.count,
                limit_bp: risk.limit.as_ref().map(|used| used.limit.bp),
            });
        }
        if worth || said.is_none() {
            let said = SaidLevel { level: level.id().to_owned(), at: self.as_of.to_string() };
            self.memory.levels.insert(id.to_owned(), said);
        }
    }

    fn new_dispute(&mut self, row: &ListRow) {
        let opened = row.dispute.opened_at;
        let known = self.last.is_none() && opened < self.as_of.plus_hours(-FIRST_HOURS);
        if self.first(format!("new/{}", key(row))) && !known {
            self.notices.push(Notice::New {
                order: row.dispute.order_id,
                family: row.dispute.family,
                due: row.due.as_ref().map(|due| due.at),
            });
        }
    }

    fn deadline(&mut self, row: &ListRow, hours: u32) {
        let Some(due) = row.due.as_ref().map(|due| due.at) else { return };
        let soon = self.as_of < due && due <= self.as_of.plus_hours(i64::from(hours));
        if soon && self.first(format!("due/{}/{due}", key(row))) {
            self.notices.push(Notice::Deadline { order: row.dispute.order_id, due });
        }
    }

    /// A machine that was off on the day says it later in the same week.
    fn digest(&mut self, day: Weekday, risk: &RiskReport, open: &[&ListRow]) {
        let today = AssessmentDay::before(self.as_of).date();
        let week = today.iso_week();
        if today.weekday().num_days_from_monday() < day.num_days_from_monday()
            || !self.first(format!("digest/{}-{:02}", week.year(), week.week()))
        {
            return;
        }
        let rate = risk.metrics.first();
        self.notices.push(Notice::Digest {
            count: rate.and_then(|m| m.figure.assessed()),
            open: open.len(),
            overdue: open.iter().filter(|row| row.tier == Tier::Overdue).count(),
        });
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{CancelledReading, Window};
    use crate::reports::rate::Figure;
    use crate::reports::risk::Verdict;
    use crate::reports::risk_settings::Standing;
    use crate::rules::by_id;

    fn risk(day: &str, level: RiskLevel) -> RiskReport {
        let day = AssessmentDay::new(NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap());
        let figure = Figure {
            metric: Metric::DisputeRate,
            window: Window::ending_at(day.end(), 30),
            count: Some(Count::new(5, 100)),
            denominator: Some(100),
            counted: None,
            excluded: None,
            reading: CancelledReading::Counted,
            interval: None,
            why_not: None,
            minimum: 30,
            too_few: false,
            unknown_endings: Some(0),
            unknown_families: Some(0),
            unknown_parties: Some(0),
            by_parties: None,
            expected_share: None,
            skipped: None,
        };
        let standing = Standing { level, headroom: None, recovery: None };
        RiskReport {
            as_of: day.end(),
            rules: by_id("aliexpress-2021").unwrap(),
            metrics: vec![MetricRisk {
                figure,
                limit: None,
                stated: Vec::new(),
                standing,
                roll_off: None,
            }],
            groups: Vec::new(),
            shops: Vec::new(),
            exposure: None,
            what_if: None,
            forecast: None,
            verdict: Verdict::NoLimit,
        }
    }

    /// Replays days and returns how many notices each caused.
    fn replay(wishes: Wishes, days: &[(&str, RiskLevel)]) -> Vec<usize> {
        let mut memory = Memory::default();
        let mut counts = Vec::new();
        for (day, level) in days {
            let (found, after) = notices(wishes, &memory, &risk(day, *level), &[]);
            counts.push(found.len());
            memory = after;
        }
        counts
    }

    #[test]
    fn a_level_is_said_when_it_gets_worse_and_not_again() {
        let wishes = Wishes { level: true, ..Wishes::default() };
        use RiskLevel::{Near, Ok, Over};
        let days =
            [("2026-01-01", Ok), ("2026-01-02", Near), ("2026-01-03", Near), ("2026-01-04", Over)];
        assert_eq!(replay(wishes, &days), [0, 1, 0, 1]);
    }

    #[test]
    fn a_rate_that_swings_around_its_limit_is_no_notice_a_day() {
        let wishes = Wishes { level: true, ..Wishes::default() };
        use RiskLevel::{Near, Over};
        let days = [
            ("2026-01-01", Over),
            ("2026-01-02", Near),
            ("2026-01-03", Over),
            ("2026-01-04", Near),
            ("2026-01-05", Near),
        ];
        assert_eq!(replay(wishes, &days), [1, 0, 0, 1, 0]);
    }

    #[test]
    fn a_digest_comes_once_a_week_and_late_when_the_day_was_missed() {
        let wishes = Wishes { digest: Some(Weekday::Mon), ..Wishes::default() };
        let ok = RiskLevel::Ok;
        // 2026-01-05 is a Monday, which is missed.
        let days = [("2026-01-06", ok), ("2026-01-07", ok), ("2026-01-11", ok), ("2026-01-12", ok)];
        assert_eq!(replay(wishes, &days), [1, 0, 0, 1]);
    }

    #[test]
    fn the_past_is_no_news() {
        let wishes = Wishes { level: true, ..Wishes::default() };
        let days = [("2026-01-05", RiskLevel::Ok), ("2026-01-02", RiskLevel::Over)];
        assert_eq!(replay(wishes, &days), [0, 0]);
    }
}
