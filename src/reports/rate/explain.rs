//! Which orders are behind a rate: each that counted, and each that was left out, with the reason.

use super::disputed_order::{DisputedOrder, DisputedOrderChunks};
use super::settings::RateSettings;
use super::tally::CleanOrder;
use crate::domain::enum_with_ids;
use crate::domain::{Metric, Moment, OrderId, Reading, Text};
use crate::rules::Denominator;

enum_with_ids! {
    /// What an order is to a metric.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Role {
        /// It is one of the disputed ones.
        Numerator = "numerator",
        /// It is looked at and not disputed.
        Denominator = "denominator",
        /// It is not looked at.
        Out = "out",
    }

    /// Why an order has its role, as a stable code.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Why {
        /// A dispute was filed in the window.
        Filed = "filed-in-window",
        /// All its disputes in the window were cancelled, and the rule set leaves them out.
        CancelledOnly = "cancelled-only",
        /// Completed in the window.
        Completed = "completed-in-window",
        /// Paid in the window and disputed since.
        PaidAndDisputed = "paid-in-window-and-disputed",
        /// Paid in the window.
        Paid = "paid-in-window",
        /// No event in the window.
        OutsideWindow = "outside-window",
        /// No order input holds it.
        OrderAbsent = "order-absent",
        /// The dispute was filed after as-of.
        AfterAsOf = "filed-after-as-of",
    }
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainRow {
    /// The order.
    pub id: OrderId,
    /// Its role in the dispute rate, and why.
    pub filed: (Role, Why),
    /// Its role in the order dispute rate, and why.
    pub paid: (Role, Why),
    /// The other metrics in whose numerator it is.
    pub also: Vec<Metric>,
    /// Its disputes: id and moment of filing.
    pub disputes: Vec<(Text, Moment)>,
    /// Completed; `None` when not, or not in the window.
    pub completed_at: Option<Moment>,
    /// Paid; `None` when not, or not in the window.
    pub paid_at: Option<Moment>,
}

/// Lists the disputed orders and those without disputes that are in some denominator: numerators
/// first, then by id.
pub(super) fn rows(
    disputed: &DisputedOrderChunks<'_>,
    clean: &[CleanOrder],
    settings: &RateSettings,
    as_of: Moment,
) -> Vec<ExplainRow> {
    let window = |metric| settings.window_at(metric, as_of);
    let filed_window = window(Metric::DisputeRate);
    let paid_window = window(Metric::OrderDisputeRate);
    let mut rows: Vec<ExplainRow> =
        disputed.iter().map(|order| of_disputed(order, settings, as_of)).collect();
    rows.extend(clean.iter().filter_map(|order| {
        let filed = if filed_window.has(order.completed_at) {
            (Role::Denominator, Why::Completed)
        } else {
            (Role::Out, Why::OutsideWindow)
        };
        let paid = if paid_window.has(order.paid_at) {
            (Role::Denominator, Why::Paid)
        } else {
            (Role::Out, Why::OutsideWindow)
        };
        let row = ExplainRow {
            id: order.id,
            filed,
            paid,
            also: Vec::new(),
            disputes: Vec::new(),
            completed_at: order.completed_at,
            paid_at: order.paid_at,
        };
        (filed.0 != Role::Out || paid.0 != Role::Out).then_some(row)
    }));
    rows.sort_by_key(|row| (row.filed.0, row.paid.0, row.id));
    rows
}

fn of_disputed(order: &DisputedOrder<'_>, settings: &RateSettings, as_of: Moment) -> ExplainRow {
    let atoms = |metric| order.atoms(settings.window_at(metric, as_of));
    let counts = |metric: Metric| {
        let reading = settings.rules.metric(metric).cancelled.reading();
        atoms(metric).is_in_numerator(metric, reading)
    };
    let any = |metric: Metric| atoms(metric).is_in_numerator(metric, Reading::CancelledCounted);
    let within = |metric: Metric, kind: Denominator| kind.has(atoms(metric));
    let unseen = !order.all.iter().any(|dispute| dispute.exists(as_of));
    let absent = order.facts.is_none();
    let filed = if counts(Metric::DisputeRate) {
        (Role::Numerator, Why::Filed)
    } else if any(Metric::DisputeRate) {
        (Role::Denominator, Why::CancelledOnly)
    } else if within(Metric::DisputeRate, Denominator::CompletedOrFiled) {
        (Role::Denominator, Why::Completed)
    } else {
        (Role::Out, if unseen { Why::AfterAsOf } else { Why::OutsideWindow })
    };
    let paid = if counts(Metric::OrderDisputeRate) {
        (Role::Numerator, Why::PaidAndDisputed)
    } else if any(Metric::OrderDisputeRate) {
        (Role::Denominator, Why::CancelledOnly)
    } else if within(Metric::OrderDisputeRate, Denominator::Paid) {
        (Role::Denominator, Why::Paid)
    } else {
        (Role::Out, if absent { Why::OrderAbsent } else { Why::OutsideWindow })
    };
    let is_shown =
        |metric: Metric| matches!(metric, Metric::DisputeRate | Metric::OrderDisputeRate);
    ExplainRow {
        id: order.id,
        filed,
        paid,
        also: Metric::ALL.into_iter().filter(|m| !is_shown(*m) && counts(*m)).collect(),
        disputes: order.all.iter().map(|d| (d.details().id.clone(), d.opened_at)).collect(),
        completed_at: order.completed_at(),
        paid_at: order.paid_at(),
    }
}
