//! What a rule set says of assessment: cycles, penalty points, how late disputes come.

use serde::Serialize;

use super::confidence::Confidence;
use crate::domain::AssessmentDay;

/// When the platform takes stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CycleKind {
    /// From a day of a month to the day before it in the next month.
    Monthly {
        /// The first day of a cycle, 1 to 28.
        first_day: u32,
    },
    /// On dates of the year, each looking back over the window.
    Dates {
        /// Month and day of each, in order.
        dates: Vec<(u32, u32)>,
    },
    /// Every day, looking back over the window.
    Rolling,
}

/// An assessment cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleRule {
    /// Name, as `monthly`.
    pub id: String,
    /// What is assessed.
    pub title: String,
    /// When.
    pub kind: CycleKind,
    /// Days looked back over; `None` where the cycle is the window, or no number is known.
    pub window_days: Option<u32>,
    /// First day of the first cycle (for dates: the first assessment); `None` when not stated.
    pub first: Option<AssessmentDay>,
    /// Last day of the cycles that gave no points; `None` when there were none.
    pub without_points_until: Option<AssessmentDay>,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
}

/// A step on the scale of penalty points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointsStep {
    /// From how many points on.
    pub at: u32,
    /// The tally it is about; `None` means every tally of points.
    pub tally: Option<String>,
    /// What follows.
    pub consequence: String,
    /// True when no source says so.
    pub believed: bool,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources; empty for what is believed.
    pub sources: Vec<String>,
}

/// A tally in which points add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsTally {
    /// Name, as `transaction`.
    pub id: String,
    /// In words.
    pub title: String,
    /// Days that a point lasts; `None` when not known, so that the seller must say.
    pub expiry_days: Option<u32>,
    /// Strikes that close the store; `None` for a tally of points.
    pub strikes: Option<u32>,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
}

/// A family of rules that carries points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsFamily {
    /// Name, as `mismatched-merchandise`.
    pub id: String,
    /// In words.
    pub title: String,
    /// The tally its points go to.
    pub tally: String,
    /// What is known of how many; empty when nothing.
    pub known_points: String,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// Penalty points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsRule {
    /// Points at the end of the scale.
    pub scale: u32,
    /// What happens there.
    pub consequence: String,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
    /// Steps, lowest first.
    pub steps: Vec<PointsStep>,
    /// Tallies.
    pub tallies: Vec<PointsTally>,
    /// Rule families.
    pub families: Vec<PointsFamily>,
}

/// How long after payment disputes are filed, as far as it is known in general.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelayRule {
    /// Half of the disputes come within this many days.
    pub median_days: u32,
    /// Nine tenths come within this many days.
    pub ninth_decile_days: u32,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
}
