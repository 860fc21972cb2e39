//! The words of the trade: orders, disputes, rates, moments. No files, no network, no clock.
//!
//! | word | meaning |
//! |---|---|
//! | order | the parent order; a 16 or 17 digit id |
//! | line | a child order: one product line of an order |
//! | dispute | one filing by the buyer on one line; a line may be disputed again |
//! | filed | the moment the buyer opened the dispute |
//! | cancelled | withdrawn by the buyer; only the buyer can |
//! | escalated | handed to the platform for a ruling |
//! | ruled | decided by the platform; who is liable is never inferred |
//! | family | what the dispute is about: not received, not as described, the buyer's own reason |
//! | due | the moment the seller's time runs out |
//! | as-of | the moment a figure is taken for |
//! | assessment day | a calendar day in Asia/Shanghai |
//! | platform time | America/Los_Angeles, with daylight saving |

mod atoms;
mod buyer_index;
mod caveat;
mod completion_days;
mod country;
mod course;
mod day_set;
mod dispute;
mod dispute_atom;
mod dispute_details;
mod dispute_filter;
mod dispute_state;
mod enum_with_ids;
mod fact_set;
mod filings;
mod guidance;
mod hostile_sign;
mod mark;
mod merge;
mod metric;
mod moment;
mod money;
mod order;
pub(crate) mod order_batch;
mod order_tally;
mod orders_under_way;
mod packed_timestamps;
mod placed_days;
mod projection;
mod rate;
mod refusal;
mod saved_disputes;
mod shop_orders;
mod skipped_rows;
mod sort_rows;
mod zone;

/// A text that many records may share; eight bytes where it is kept, none more when it is empty.
pub type Text = arcstr::ArcStr;

pub use crate::ids::{IdTable, InvalidId, NeighbourCache, OrderId};
pub use atoms::{AtomMask, MaskCount};
pub use buyer_index::BuyerIndex;
pub use caveat::{Caveat, CaveatKind, Severity, quoted_list, quoted_words, settings_lines};
pub use completion_days::CompletionDays;
pub use country::Country;
pub use course::{Course, CourseCount, FiledCell};
pub use day_set::DaySet;
pub use dispute::{Dispute, Due, DueSource, StateAsOf, double_filing};
pub use dispute_atom::{Atom, DisputeAtom, Reading};
pub use dispute_details::{
    DisputeDetails, Event, EventKind, Filed, FiledAs, LineName, is_id_of_line,
};
pub use dispute_filter::{DisputeFilter, DisputeSummary, is_asked};
pub use dispute_state::{Family, Liability, Stage, State, Turn};
pub(crate) use enum_with_ids::enum_with_ids;
pub use fact_set::{Fact, FactSet};
pub use filings::{DisputedIndex, Filings, arrange};
pub use guidance::{
    Agreed, Caution, FEW_DAYS, GuidanceFacts, Plan, Protection, Situation, Steps, plan,
};
pub use hostile_sign::{is_hostile, show_hostile};
pub use mark::{AsMarked, DisputeMark, DisputeMarks, Handled, OwnNote, Reopening};
pub use merge::{Contradiction, DisputeDates, OrderDates, OrderRecord, PartDates, contradicting};
pub use metric::{Basis, CancelledReading, Metric};
pub use moment::{AssessmentDay, Moment, Window};
pub use money::{Currency, InvalidAmount, Money};
pub use order::{Completion, Order, OrderFacts, OrderOf, OrderStatus};
pub use order_batch::OrderBatch;
pub(crate) use order_batch::{MomentColumn, TextColumn};
pub use order_tally::{AnyTally, OrderTally};
pub use orders_under_way::{OrderProgress, OrdersUnderWay, outdated_orders};
pub use packed_timestamps::{FarMoments, PackedTimestamps};
pub use placed_days::PlacedDays;
pub use projection::{ColumnSet, IdSelection, Projection, RowFilter};
pub use rate::{Count, Interval, none_is_rare};
pub use refusal::Refusal;
pub use saved_disputes::{ListEnd, SavedDisputes, outdated_disputes};
pub use shop_orders::ShopOrders;
pub use skipped_rows::{RowKind, SkippedRow, SkippedRows};
pub use sort_rows::SortRows;
pub use zone::{InvalidWallTime, WallTime, Zone};

/// Returns a count as a number that does not depend on the machine.
pub(crate) fn to_u64(count: usize) -> u64 {
    u64::try_from(count).expect("an address has 64 bits at most")
}
