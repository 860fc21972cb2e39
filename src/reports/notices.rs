//! What is worth a notice: a level that changed, a new dispute, a deadline that nears, a week's end.
//! Each is said once per crossing and period; what was said is handed in and out.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::list::{ListRow, Tier};
use super::record::key;
use super::risk::{MetricRisk, RiskReport};
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
    let mut run = Run { as_of, last, memory: memory.clone(), notices: Vec::new() };
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

struct Run {
    as_of: Moment,
    last: Option<Moment>,
    memory: Memory,
    notices: Vec<Notice>,
}

impl Run {
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
                family: row.dispute.reason.family,
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
        let today = AssessmentDay::of(Moment::from_millis(self.as_of.millis() - 1)).date();
        let week = today.iso_week();
        if today.weekday().num_days_from_monday() < day.num_days_from_monday()
            || !self.first(format!("digest/{}-{:02}", week.year(), week.week()))
        {
            return;
        }
        let rate = risk.metrics.first();
        self.notices.push(Notice::Digest {
            count: rate.filter(|m| m.figure.why_not.is_none()).and_then(|m| m.figure.count),
            open: open.len(),
            overdue: open.iter().filter(|row| row.tier == Tier::Overdue).count(),
        });
    }
}
