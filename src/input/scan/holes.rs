//! Spans in which no order was placed, or no dispute filed: a month's file or a page that was forgotten, or an
//! export filtered by status.

use crate::domain::{AssessmentDay, Caveat, CaveatKind, PlacedDays, Window};
use crate::input::scan::input_part::InputPart;

/// Days that orders take from placing to completion, where too few tell.
const UNKNOWN_DAYS: i64 = 30;

impl InputPart<'_> {
    /// Returns the longest span in which no dispute was filed, of those that end in a window and that chance
    /// does not give.
    pub fn silence(&self, window: Window) -> Option<Caveat> {
        let mut filed = PlacedDays::default();
        self.disputes.iter().for_each(|dispute| filed.add(dispute.opened_at));
        Some(spanned(CaveatKind::DisputesHole, filed.silence(window)?))
    }

    /// Returns the longest span in which no order was placed, of those that may matter to a window and that
    /// chance does not give.
    pub fn holes(&self, window: Window) -> Vec<Caveat> {
        let usual = self.coverage.usual_days.unwrap_or(UNKNOWN_DAYS);
        let needed = Window { from: window.from.plus_days(-2 * usual), ..window };
        let caveat = |hole: Window| spanned(CaveatKind::OrdersHole, hole);
        self.placed.iter().filter_map(|placed| placed.hole(needed)).map(caveat).collect()
    }
}

/// Makes a caveat of a span.
fn spanned(kind: CaveatKind, span: Window) -> Caveat {
    let caveat = Caveat::new(kind).with("from", AssessmentDay::of(span.from));
    let caveat = caveat.with("to", AssessmentDay::of(span.to));
    caveat.with("days", span.to.days_since(span.from))
}
