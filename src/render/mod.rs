//! Lays reports out: each becomes a document of sections once, which every format lays out; JSON comes from structs
//! of its own. Computes no figure and decides nothing.

mod agreement;
mod bars;
mod causes;
mod caveats;
mod chart;
mod document;
mod escape;
mod forecast_json;
mod format;
mod grid;
mod guide;
mod history;
mod list;
mod metrics;
mod notices;
mod points;
mod rate;
mod rate_json;
mod report;
mod report_changes;
mod report_json;
mod report_sections;
mod risk;
mod risk_json;
mod rule_sets;
mod rule_sets_json;
mod schema;
mod shops;
mod show;
mod sparkline;
mod today;
mod translator;
mod wrap;

pub use causes::{CausesV1, causes_document, causes_json};
pub use caveats::{
    CaveatGroup, CaveatLine, CaveatV1, DataReach, caveat_groups, caveat_lines, caveat_sections,
    caveats, dated_document, document, incomplete,
};
pub use document::{Document, Line, Section, SectionRole};
pub use escape::{markdown, markdown_paragraph, one_line, spreadsheet_cell};
pub use format::{Audience, Format, FormatKind, json, json_line, list_ics};
pub use grid::{Align, Column, Emphasis, Grid, Style};
pub use guide::{CountsV1, GuideBatchV1, GuideV1, RefusedV1, guide_batch_json, guide_texts};
pub use history::{history_document, history_json};
pub use list::{DisputeV1, MoneyV1, list_document, list_json, usual_columns, write_list};
pub use metrics::{MetricsScope, report_metrics};
pub use notices::{notice_line, notice_title};
pub use points::{PointsDocumentV1, PointsV1, points_document, points_json};
pub use rate::{explain_grid, rate_document};
pub use rate_json::{
    FileV1, MetricV1, RowsV1, confidence_id, millionths, rate_json, rate_lines, why_id,
};
pub use report::{ReportParts, RowParts, ShopPage, report_document};
pub use report_json::{ReportV1, report_json};
pub use risk::{RiskRows, risk_document};
pub use risk_json::{RiskParts, RiskV1, risk_json};
pub use rule_sets::{
    Unverified, metric_document, rule_set_document, rule_sets_document, rules_diff_document,
};
pub use rule_sets_json::{RuleSetV1, RuleSetsV1, rule_set_json, rule_sets_json};
pub use schema::{schema, schema_names};
pub use show::{ShowV1, show_document, show_json, timeline_document};
pub use sparkline::rate_chart;
pub use today::{Invocation, TodayParts, TodayV1, today_document, today_json};
pub use translator::{Lookup, Translator};

/// Returns the text of a cell; what is not known is an empty cell.
pub(crate) fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
