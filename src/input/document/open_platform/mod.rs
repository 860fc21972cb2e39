//! The shapes of the platform's answers, read into our terms; wrapped and simplified alike. Saved
//! answers are read by the same functions.

mod envelope;
mod issues;
mod orders;
mod value;

#[cfg(test)]
mod tests;

pub use envelope::{AnswerKind, Page, PlatformRefusal, kind, refusal};
pub(crate) use envelope::{answer_of_row, channels, is_failed, open, total};
pub use issues::{IssueRow, dispute_from_issue_detail, disputes_from_issue_list, issue_rows};
pub use orders::{
    TradeEnd, order_from_order_detail, orders_from_order_list, trade_end_from_order_detail,
};
pub(crate) use orders::{disputed_orders, line_products};
pub use value::AnswerFault;
pub(crate) use value::{fault, text, text_or_empty};
