//! Lays reports out: each becomes a document of sections once, which every format lays out; JSON comes from structs
//! of its own. Computes no figure and decides nothing.

mod agreement;
mod audience;
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
mod limit_chart;
mod list;
mod metrics;
mod names;
mod notices;
mod points;
mod rate;
mod rate_json;
mod report;
mod report_changes;
mod report_json;
mod report_parts;
mod report_sections;
mod risk;
mod risk_json;
mod risk_row;
mod rule_sets;
mod rule_sets_json;
mod schema;
mod shops;
mod show;
mod sparkline;
mod today;
mod translator;
mod wrap;

pub(crate) use audience::Audience;
pub(crate) use causes::{causes_document, causes_json};
pub(crate) use caveats::{
    CaveatV1, DataReach, caveat_groups, caveat_lines, caveat_sections, caveat_sheet, caveats,
    dated_document, document, incomplete,
};
pub(crate) use document::CaveatLine;
pub(crate) use document::{Document, Section};
pub(crate) use escape::one_line;
pub(crate) use format::{Format, FormatKind, json, json_line, list_ics};
pub(crate) use grid::{Column, Grid, Style};
pub(crate) use guide::{CountsV1, GuideV1, RefusedV1, guide_batch_json, guide_texts};
pub(crate) use history::{history_document, history_json};
pub(crate) use list::{DisputeV1, list_document, list_json, usual_columns, write_list};
pub(crate) use metrics::{MetricsScope, report_metrics};
pub(crate) use notices::{notice_line, notice_title};
pub(crate) use points::{points_document, points_json};
pub(crate) use rate::{explain_grid, rate_document, rate_rows, write_rates};
pub(crate) use rate_json::{FileV1, RowsV1, rate_json, rate_lines, why_english};
pub(crate) use report::report_document;
pub(crate) use report_json::report_json;
pub(crate) use report_parts::{ReportParts, RowParts, ShopPage};
pub(crate) use risk::{RiskRows, risk_document};
pub(crate) use risk_json::{RiskParts, risk_json};
pub(crate) use rule_sets::{
    Unverified, metric_document, rule_set_document, rule_sets_document, rules_diff_document,
};
pub(crate) use rule_sets_json::{rule_set_json, rule_sets_json};
pub(crate) use schema::{schema, schema_names};
pub(crate) use show::{show_document, show_json, timeline_document};
pub(crate) use sparkline::rate_chart;
pub(crate) use today::{Invocation, TodayParts, today_document, today_json};
pub(crate) use translator::{Lookup, Translator, values};

/// Returns a text for JSON, which has `null` for an empty one.
fn not_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Returns the text of a cell; what is not known is an empty cell.
pub(crate) fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
