//! Spans in which no order was placed, or no dispute filed: a month's file or a page that was forgotten, or an
//! export filtered by status.

use std::collections::BTreeMap;

use crate::domain::{AssessmentDay, Caveat, CaveatKind, Dispute, PlacedDays, Window};
use crate::input::scan::inputs::Inputs;

/// Days that orders take from placing to completion, where too few tell.
const UNKNOWN_DAYS: i64 = 30;

impl Inputs {
    /// Returns the longest span in which no dispute was filed, of those that end in a window and that chance
    /// does not give.
    pub fn silence(&self, window: Window) -> Option<Caveat> {
        silence_of(self.filings().disputes().iter(), window)
    }

    /// Returns the longest span in which no order of a shop was placed, of those that may matter to a window
    /// and that chance does not give.
    pub fn holes(&self, window: Window) -> Vec<Caveat> {
        let needed = needed_orders(window, self.coverage().usual_days);
        let mut shops: BTreeMap<&str, PlacedDays> = BTreeMap::new();
        for report in self.reports.iter().filter(|report| report.span.is_some()) {
            shops.entry(&report.shop).or_default().merge(&report.placed);
        }
        if let Some(elsewhere) = &self.placed_elsewhere {
            shops.entry("").or_default().merge(elsewhere);
        }
        shops.values().filter_map(|placed| placed.hole(needed)).map(hole_caveat).collect()
    }
}

/// Returns the longest span in which none of some disputes was filed, of those that end in a window and that
/// chance does not give.
pub(crate) fn silence_of<'a>(
    disputes: impl Iterator<Item = &'a Dispute>,
    window: Window,
) -> Option<Caveat> {
    let mut filed = PlacedDays::default();
    disputes.for_each(|dispute| filed.add(dispute.opened_at));
    Some(spanned(CaveatKind::DisputesHole, filed.silence(window)?))
}

/// Returns when the orders were placed that may matter to a window, which usually take so many days to
/// completion; `None` where too few tell.
pub(crate) fn needed_orders(window: Window, usual_days: Option<i64>) -> Window {
    let usual = usual_days.unwrap_or(UNKNOWN_DAYS);
    Window { from: window.from.plus_days(-2 * usual), ..window }
}

/// Says that no order was placed in a span.
pub(crate) fn hole_caveat(hole: Window) -> Caveat {
    spanned(CaveatKind::OrdersHole, hole)
}

/// Makes a caveat of a span.
fn spanned(kind: CaveatKind, span: Window) -> Caveat {
    let caveat = Caveat::new(kind).with("from", AssessmentDay::of(span.from));
    let caveat = caveat.with("to", AssessmentDay::of(span.to));
    caveat.with("days", span.to.days_since(span.from))
}
