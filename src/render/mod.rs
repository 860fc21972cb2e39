//! Lays reports out: a table, Markdown, csv, JSON lines from one neutral grid; JSON from structs
//! of its own. Computes no figure and decides nothing.

mod agreement;
mod bars;
mod causes;
mod caveats;
mod chart;
mod escape;
mod forecast_json;
mod grid;
mod guide;
mod history;
mod html;
mod ics;
mod json_text;
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
mod workbook;
mod wrap;

pub use causes::{CausesV1, causes_grid, causes_json, causes_text};
pub use caveats::{
    CaveatGroup, CaveatLine, CaveatV1, DataReach, caveat_groups, caveat_lines, caveats,
    dated_document, document, incomplete, reach_line, write_caveats,
};
pub use escape::{markdown, markdown_paragraph, one_line, spreadsheet_cell};
pub use grid::{Align, Column, Emphasis, Grid, Style};
pub use guide::{CountsV1, GuideBatchV1, GuideV1, RefusedV1, guide_batch_json, guide_texts};
pub use history::{history_grid, history_json};
pub use ics::list_ics;
pub use json_text::{json, json_line};
pub use list::{
    DisputeV1, FittingColumns, MoneyV1, dropped_line, fitting_columns, list_grid, list_json,
    list_marks, usual_columns, write_list,
};
pub use metrics::{MetricsScope, report_metrics};
pub use notices::{notice_line, notice_title};
pub use points::{PointsDocumentV1, PointsV1, points_grid, points_json, points_lines};
pub use rate::{explain_grid, rate_text};
pub use rate_json::{
    FileV1, MetricV1, RowsV1, confidence_id, millionths, rate_json, rate_lines, why_id,
};
pub use report::{ReportParts, RowParts, ShopPage, report_sheets, report_text};
pub use report_json::{ReportV1, report_grid, report_json};
pub use risk::{backtest_grid, risk_text, what_if_grid};
pub use risk_json::{RiskParts, RiskV1, risk_json};
pub use rule_sets::{Unverified, metric_text, rule_set_text, rule_sets_grid, rules_diff_grid};
pub use rule_sets_json::{RuleSetV1, RuleSetsV1, rule_set_json, rule_sets_json};
pub use schema::{schema, schema_names};
pub use show::{ShowV1, show_json, show_text, timeline_grid};
pub use sparkline::rate_chart;
pub use today::{Invocation, TodayParts, TodayV1, today_json, today_text};
pub use translator::{Lookup, Translator};
pub use workbook::{Plot, PlotKind, Sheet, workbook};

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, at a terminal.
    #[default]
    Table,
    /// One document.
    Json,
    /// One object a line.
    Jsonl,
    /// Comma-separated values with titles.
    Csv,
    /// A Markdown table.
    Markdown,
    /// A self-contained page (reports only).
    Html,
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Words in their language, and the rows that matter most.
    People,
    /// Fixed identifiers, and all rows.
    Programs,
}

impl Format {
    /// Returns who reads rows of this format.
    pub fn audience(self) -> Audience {
        match self {
            Self::Table | Self::Markdown | Self::Html => Audience::People,
            Self::Json | Self::Jsonl | Self::Csv => Audience::Programs,
        }
    }
}

impl Format {
    /// Returns the word of `--format`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

/// Returns the text of a cell; what is not known is an empty cell.
pub(crate) fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
