//! What a report is made of, and how its sections begin.

use super::caveats::DataReach;
use super::document::{Section, SectionRole};
use super::grid::{Align, Column};
use super::rate_json::FileV1;
use super::risk_json::RiskParts;
use super::translator::Translator;
use crate::domain::{AssessmentDay, Moment, Zone};
use crate::reports::changes::Changes;
use crate::reports::list::ListRow;
use crate::reports::rate::RateReport;
use crate::reports::trend::Trend;

/// Rows of products and orders that people are shown; JSON has them all.
pub(super) const SHOWN: usize = 10;

/// Everything a report speaks of.
#[derive(Clone, Copy)]
pub(crate) struct ReportParts<'a> {
    /// The shop; `None` for all of them.
    pub(crate) shop: Option<&'a str>,
    /// The language's tag.
    pub(crate) language: &'a str,
    /// The rates, with a series.
    pub(crate) rate: &'a RateReport,
    /// Risk, with products as groups.
    pub(crate) risk: RiskParts<'a>,
    /// What only rows tell; `None` where orders were counted elsewhere.
    pub(crate) rows: Option<RowParts<'a>>,
    /// What changed since the last report; `None` when there is none before, and where only counts are known.
    pub(crate) changes: Option<&'a Changes>,
    /// The files read.
    pub(crate) files: &'a [FileV1],
    /// Rows left out because a value could not be understood.
    pub(crate) bad_rows: u64,
    /// Pages of single shops that are written beside this one.
    pub(crate) pages: &'a [ShopPage],
    /// Up to when the data reach.
    pub(crate) reach: DataReach,
    /// The seller's own zone.
    pub(crate) zone: Zone,
}

/// The page of one shop, beside that of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShopPage {
    /// The shop.
    pub(crate) shop: String,
    /// The way to its file from the folder of the page on all shops, its parts separated by `/`.
    pub(crate) file: String,
}

/// What a report says of single disputes.
#[derive(Clone, Copy)]
pub(crate) struct RowParts<'a> {
    /// Every dispute filed before as-of, the most urgent first.
    pub(crate) disputes: &'a [ListRow<'a>],
    /// Disputes by week and by delay.
    pub(crate) trend: &'a Trend,
    /// The moment that states and deadlines are taken for; that of the rates may be earlier.
    pub(crate) as_of: Moment,
}

/// Returns what people call the moment: a day when it is one's end.
pub(super) fn day(as_of: Moment) -> String {
    let ends = AssessmentDay::before(as_of);
    if ends.end() == as_of { ends.to_string() } else { Zone::ASSESSMENT.show(as_of) }
}

/// Which days of the rate's series stand in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Series {
    /// One a week, for a table that is read.
    Weekly,
    /// All of them, for what is drawn.
    Daily,
}

/// A chapter without anything in it.
pub(super) fn section(id: &'static str, words: Translator<'_>) -> Section {
    let title = words.get(&format!("report-{id}"));
    Section { id, ..Section::new(SectionRole::Chapter, title) }
}

pub(super) fn column(key: &'static str, title: String, align: Align) -> Column {
    Column { key, title, align }
}
