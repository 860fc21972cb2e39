//! Dispute rates: orders are counted (`tally`, `counts`), the counts judged by a rule set (`judge`).

mod as_of;
mod counts;
mod disputed_order;
mod explain;
mod facts;
mod figure;
mod grouped;
mod groups;
mod histogram;
mod judge;
mod masks;
pub(super) mod names;
mod report;
mod series;
mod settings;
mod tally;

pub(super) use as_of::AsOfPoints;
pub use counts::{Counts, MetricCounts, MetricFormulas};
pub(super) use disputed_order::{DisputedOrder, disputed_orders};
pub use explain::{ExplainRow, Role, Why};
pub use figure::{FEWEST_ORDERS, Figure, Group, Point, RateReport, WhyNot};
pub use grouped::months;
pub use groups::Groups;
pub use histogram::Histogram;
pub use masks::report_of_masks;
pub use report::{groups, report};
pub(super) use settings::month_of;
pub use settings::{Grouping, RateQuestion, RateSettings, SkippedCount};
pub use tally::{CleanOrder, RateTally};
