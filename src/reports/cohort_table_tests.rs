use proptest::prelude::*;

use super::*;
use crate::domain::order_batch::tests::add_orders;
use crate::domain::{Completion, Dispute, OrderFacts, OrderId, OrderStatus};

const AS_OF: i64 = 200 * DAY_MS;

fn at(days_ago: i64) -> Moment {
    Moment::from_millis(AS_OF - days_ago * DAY_MS - 1)
}

fn id(number: u64) -> OrderId {
    OrderId::from_number(8_200_000_000_000_000 + number * 10_001).unwrap()
}

fn order(number: u64, paid: i64, completed: Option<i64>) -> OrderFacts {
    OrderFacts {
        paid_at: Some(at(paid)),
        completed_at: completed.map(at),
        completion: completed.map(|_| Completion::TimedOut),
        state: OrderStatus::Finished,
        ..OrderFacts::placed(id(number), at(paid))
    }
}

fn dispute(number: u64, opened: i64) -> Dispute {
    Dispute { state: State::Ended, ..Dispute::new(id(number), at(opened)) }
}

/// Orders by days of payment and completion, with the days of their filings.
type Rows = Vec<(i64, Option<i64>, Option<i64>)>;

fn filings(rows: &Rows) -> Filings {
    let filed = rows.iter().zip(0..).filter_map(|((_, _, filed), n)| Some(dispute(n, (*filed)?)));
    Filings::new(filed.collect())
}

fn tally(rows: &Rows, filings: &Filings) -> FlowTally {
    let mut tally = FlowTally::new(Moment::from_millis(AS_OF), Vec::new(), filings);
    for (number, (paid, completed, _)) in (0..).zip(rows) {
        add_orders(&mut tally, &[order(number, *paid, *completed).borrow()]);
    }
    tally
}

fn flow(rows: &Rows) -> CohortTable {
    let filings = filings(rows);
    tally(rows, &filings).flow(&filings)
}

#[test]
fn a_rate_counts_each_order_once() {
    let rows = vec![
        (40, Some(10), None),
        (40, Some(10), Some(12)),
        (40, None, Some(5)),
        (40, Some(35), Some(33)),
        (40, Some(35), None),
    ];
    assert_eq!(flow(&rows).rate(30, CountedFilings::All), Count::new(2, 3));
}

#[test]
fn what_came_later_was_not_known() {
    let rows = vec![(40, Some(10), Some(12)), (3, None, None)];
    let then = flow(&rows).as_known(20);
    assert_eq!(then.rate(30, CountedFilings::All), Count::new(0, 0));
    assert_eq!(then.filings(CountedFilings::All), []);
    assert_eq!(then.paid().iter().sum::<u64>(), 1);
}

#[test]
fn a_cancelled_filing_counts_in_one_way_only() {
    let mut cancelled = dispute(0, 8);
    cancelled.state = State::Cancelled;
    cancelled.set_closed_at(Some(at(4)));
    let filings = Filings::new(vec![cancelled]);
    let flow = tally(&vec![(40, None, None)], &filings).flow(&filings);
    assert_eq!(flow.rate(30, CountedFilings::NotCancelled), Count::new(0, 1));
    assert_eq!(flow.rate(30, CountedFilings::All), Count::new(1, 1));
    // Six days ago the cancellation had not come.
    assert_eq!(flow.as_known(6).rate(30, CountedFilings::NotCancelled), Count::new(1, 1));
}

#[test]
fn the_order_s_shop_decides_whose_filing_it_is() {
    let filings = Filings::new(vec![dispute(0, 5)]);
    let asked = |shop: &str| {
        let shops = vec![shop.to_owned()];
        let mut tally = FlowTally::new(Moment::from_millis(AS_OF), shops, &filings);
        let mut order = order(0, 40, None);
        order.shop = "main".into();
        add_orders(&mut tally, &[order.borrow()]);
        tally.flow(&filings).rate(30, CountedFilings::All)
    };
    assert_eq!(asked("main"), Count::new(1, 1));
    assert_eq!(asked("other"), Count::new(0, 0));
}

proptest! {
    #[test]
    fn a_split_anywhere_gives_the_same_flow(
        rows in prop::collection::vec(
            (0_i64..120, prop::option::of(0_i64..120), prop::option::of(0_i64..120)), 1..40),
        cut in 0_usize..40,
    ) {
        let filings = filings(&rows);
        let whole = tally(&rows, &filings);
        let mut first = whole.fresh();
        let mut second = whole.fresh();
        for (number, (paid, completed, _)) in (0_u64..).zip(&rows) {
            let part = if usize::try_from(number).unwrap() < cut { &mut first } else { &mut second };
            add_orders(part, &[order(number, *paid, *completed).borrow()]);
        }
        second.merge(first);
        let (whole, merged) = (whole.flow(&filings), second.flow(&filings));
        prop_assert_eq!(whole.clean, merged.clean);
        prop_assert_eq!(whole.disputed, merged.disputed);
    }
}
