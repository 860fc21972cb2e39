//! What can make figures wrong of records that come one by one, as those of a sync: what is looked for in the rows
//! of files too.

use crate::domain::{Caveat, Completion, Dispute, Moment, OrderFacts, OrderStatus, Zone};
use crate::input::decode::blank_times::BlankTimes;
use crate::input::decode::unknown_words::UnknownOfRecords;
use crate::input::scan::copied_times::CopiedTimes;
use crate::input::scan::coverage::Coverage;
use crate::input::scan::shared_moment::SharedMoment;
use crate::input::scan::time_order::TimeOrder;

/// Records that were looked at, each once.
#[derive(Debug)]
pub(crate) struct RecordCheck {
    unknown: UnknownOfRecords,
    orders: TimeOrder,
    disputes: TimeOrder,
    paid: SharedMoment,
    completed: SharedMoment,
    copied: CopiedTimes,
    blank: BlankTimes,
    newest_order: Option<Moment>,
    newest_dispute: Option<Moment>,
}

impl Default for RecordCheck {
    fn default() -> Self {
        Self {
            unknown: UnknownOfRecords::default(),
            orders: TimeOrder::of_orders(Zone::PLATFORM),
            disputes: TimeOrder::of_disputes(Zone::PLATFORM),
            paid: SharedMoment::default(),
            completed: SharedMoment::of_runs(),
            copied: CopiedTimes::default(),
            blank: BlankTimes::default(),
            newest_order: None,
            newest_dispute: None,
        }
    }
}

impl RecordCheck {
    /// Looks at an order.
    pub(crate) fn see_order(&mut self, order: &OrderFacts) {
        self.unknown.see_order(order);
        let OrderFacts { created_at, paid_at, shipped_at, completed_at, state, .. } = *order;
        let times = [Some(created_at), paid_at, shipped_at, completed_at];
        self.orders.note(&times);
        if order.completion != Some(Completion::Refund) {
            self.orders.note_unusual(&times, 0);
        }
        self.paid.add(paid_at);
        self.completed.add(completed_at);
        self.copied.add([&[Some(created_at)], &[paid_at], &[shipped_at], &[completed_at]]);
        // An end whose reason is not known is said by its word.
        if state != OrderStatus::Unknown {
            self.blank.see(state, [paid_at, shipped_at, completed_at]);
        }
        self.newest_order = times.into_iter().max().flatten().max(self.newest_order);
    }

    /// Looks at a dispute.
    pub(crate) fn see_dispute(&mut self, dispute: &Dispute) {
        self.unknown.see_dispute(dispute);
        let opened = Some(dispute.opened_at);
        let times = [opened, dispute.escalated_at(), dispute.ruled_at(), dispute.closed_at()];
        self.disputes.note(&times);
        self.disputes.note_unusual(&times, 0);
        self.newest_dispute = times.into_iter().max().flatten().max(self.newest_dispute);
    }

    /// Returns what can make figures wrong of them, as of a moment at which they were read.
    pub(crate) fn caveats(&self, now: Moment) -> Vec<Caveat> {
        let mut caveats: Vec<Caveat> = self.unknown.caveats().collect();
        for (times, of) in [(&self.orders, "orders"), (&self.disputes, "disputes")] {
            caveats.extend(times.caveats_of_records(of));
        }
        caveats.extend(self.paid.caveat(Some("paid_at".to_owned())));
        caveats.extend(self.completed.caveat(Some("completed_at".to_owned())));
        caveats.extend(self.copied.caveat(Some("completed_at".to_owned())));
        caveats.extend(self.blank.caveats(|field| Some(field.to_owned())));
        let Self { newest_order, newest_dispute, .. } = *self;
        let reach = Coverage { newest_order, newest_dispute, ..Coverage::default() };
        caveats.extend(reach.future(now));
        caveats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::OrderId;
    use crate::domain::order_batch::tests::first;

    fn at(hours: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_hours(hours)
    }

    fn kinds(check: &RecordCheck) -> Vec<&'static str> {
        check.caveats(at(2_000)).iter().map(|caveat| caveat.kind.id()).collect()
    }

    fn order(hours: [Option<i64>; 3]) -> OrderFacts {
        let [paid_at, shipped_at, completed_at] = hours.map(|at| at.map(self::at));
        let state = OrderStatus::Finished;
        let plain = OrderFacts { created_at: at(1), state, ..first().facts() };
        OrderFacts { paid_at, shipped_at, completed_at, completion: None, ..plain }
    }

    #[test]
    fn what_files_are_looked_at_for_is_found_in_records() {
        let found = |orders: &[OrderFacts]| {
            let mut check = RecordCheck::default();
            orders.iter().for_each(|order| check.see_order(order));
            kinds(&check)
        };
        let good = || order([Some(2), Some(30), Some(400)]);
        assert_eq!(found(&[good(), good()]), [""; 0]);
        assert_eq!(found(&[good(), order([Some(0), Some(30), Some(400)])]), ["time_order"]);
        assert_eq!(found(&[good(), order([Some(2), Some(500), Some(400)])]), ["time_order"]);
        assert_eq!(found(&[good(), order([None, Some(30), Some(400)])]), ["times_blank"]);
        assert_eq!(found(&[good(), order([Some(2), Some(30), Some(9_000)])]), ["future_times"]);
        let minutes = |n: i64| Some(Moment::from_millis(at(3).millis() + n * 60_007));
        let paid = |n: i64| OrderFacts { paid_at: minutes(n.min(40)), ..good() };
        assert_eq!(found(&(0..80).map(paid).collect::<Vec<_>>()), ["same_moment"]);
    }

    #[test]
    fn disputes_are_looked_at_too() {
        let dispute = Dispute::new(OrderId::from_number(8_200_000_000_000_127).unwrap(), at(9));
        let mut check = RecordCheck::default();
        check.see_dispute(&dispute);
        assert_eq!(kinds(&check), [""; 0]);
        check.see_dispute(&Dispute { opened_at: at(9_000), ..dispute });
        assert_eq!(kinds(&check), ["future_times"]);
    }
}
