//! What the platform's rule sets say, as dated data: which metrics, over which window and orders,
//! with which limits, deadlines, cycles and points, each with its source and how sure it is.
//!
//! Does not know where disputes come from. No number of the platform's stands in code; all of them
//! are in `data/*.toml`, and a seller's own file goes through the same loader.

mod assessment;
mod cited;
mod confidence;
mod cycle;
mod fields;
mod judge;
mod ledger;
mod load;
mod load_assessment;
mod set;
mod texts;

use std::sync::OnceLock;

use thiserror::Error;

pub use assessment::{
    CycleKind, CycleRule, DelayRule, PointsFamily, PointsRule, PointsStep, PointsTally,
};
pub use confidence::Confidence;
pub use cycle::Cycle;
pub use fields::Complaint;
pub use judge::{Limit, RiskLevel};
pub use ledger::{Appeal, PenaltyNotice, read_ledger, write_ledger};
pub use set::{
    Believed, Deadline, Denominator, Level, LimitRule, LimitValue, MetricRule, Operator, Precision,
    RuleSet, Source,
};

use crate::domain::{AssessmentDay, quoted_list};

/// The rule sets that are shipped, oldest first: id and file.
pub const RULE_SETS: [(&str, &str); 5] = [
    ("aliexpress-2013", include_str!("data/aliexpress-2013.toml")),
    ("aliexpress-2015", include_str!("data/aliexpress-2015.toml")),
    ("aliexpress-2017", include_str!("data/aliexpress-2017.toml")),
    ("aliexpress-2020-category", include_str!("data/aliexpress-2020-category.toml")),
    ("aliexpress-2021", include_str!("data/aliexpress-2021.toml")),
];

/// Those that were read in this run, in the same order: most commands ask for one twice.
static READ: [OnceLock<RuleSet>; RULE_SETS.len()] = [const { OnceLock::new() }; RULE_SETS.len()];

/// Why there is no rule set to judge by.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RulesError {
    /// No shipped rule set has this id.
    #[error("there is no rule set `{id}`; there are {}", known())]
    Unknown {
        /// The id that was asked for.
        id: String,
    },
    /// The day lies before the first rule set known.
    #[error("no rule set is known for {day}; the oldest is `{oldest}`, name it to use it anyway")]
    NotInForce {
        /// The day that was asked for.
        day: AssessmentDay,
        /// The oldest rule set's id.
        oldest: String,
    },
    /// The file is no rule set.
    #[error("`{name}` is not a rule set:{}", lines(complaints))]
    Invalid {
        /// Path or id.
        name: String,
        /// Everything that is wrong with it, by line.
        complaints: Vec<Complaint>,
    },
    /// The file is no ledger of points.
    #[error("`{name}` is not a ledger of points:{}", lines(complaints))]
    BadLedger {
        /// Its path.
        name: String,
        /// Everything that is wrong with it, by line.
        complaints: Vec<Complaint>,
    },
}

fn known() -> String {
    quoted_list(RULE_SETS.iter().map(|(id, _)| id))
}

fn lines(complaints: &[Complaint]) -> String {
    complaints.iter().map(|complaint| format!("\n  {complaint}")).collect()
}

/// Returns a shipped rule set by its id.
pub fn by_id(id: &str) -> Result<RuleSet, RulesError> {
    let mut shipped = RULE_SETS.iter().zip(&READ);
    let Some(((name, text), read)) = shipped.find(|((known, _), _)| *known == id) else {
        return Err(RulesError::Unknown { id: id.to_owned() });
    };
    match read.get() {
        Some(set) => Ok(set.clone()),
        None => load::load(text, name, None).map(|set| read.get_or_init(|| set).clone()),
    }
}

/// Reads a rule set from the text of a file; `name` is the path that complaints name.
///
/// A file may say `base = "aliexpress-2021"`: what it leaves out is then taken from there.
pub fn load(text: &str, name: &str) -> Result<RuleSet, RulesError> {
    let base = load::base_of(text).map(|id| by_id(&id)).transpose()?;
    load::load(text, name, base.as_ref())
}

/// Returns the rule set in force on a day: the newest shipped one whose first day has come.
pub fn in_force(day: AssessmentDay) -> Result<RuleSet, RulesError> {
    let mut oldest = String::new();
    for (id, _) in RULE_SETS.iter().rev() {
        let set = by_id(id)?;
        if set.in_force_on(day) {
            return Ok(set);
        }
        oldest = set.id;
    }
    Err(RulesError::NotInForce { day, oldest })
}

#[cfg(test)]
mod tests;
