//! The order of the list.

use super::*;

#[test]
fn rows_are_sorted_as_a_list_of_them_would_be() {
    let opened = Moment::from_millis(1_768_605_121_000);
    let rules = crate::rules::by_id("aliexpress-2021").unwrap();
    for count in [0, 1, 2, 7, 64, 300] {
        let mut rows: Vec<ListRow> = (0..count)
            .map(|number: u64| {
                let id = OrderId::from_number(8_200_000_000_000_000 + number * 37 % 101).unwrap();
                let days = i64::try_from(number * 13 % 29).unwrap();
                let mut dispute =
                    Dispute::new(id, opened.plus_days(number.is_multiple_of(3).into()));
                let due = (!number.is_multiple_of(5)).then(|| opened.plus_days(days));
                dispute.details_mut().response_due_at = due;
                row(&dispute, None, opened.plus_days(2), &rules).into_owned()
            })
            .collect();
        let mut wanted = rows.clone();
        wanted.sort_by_key(|row| {
            let due = row.due.as_ref().map(|due| due.at);
            (due.is_none(), due, row.dispute.opened_at, row.dispute.order_id)
        });
        sort(&mut rows);
        let ids = |rows: &[ListRow]| -> Vec<_> {
            rows.iter().map(|row| (row.dispute.order_id, row.dispute.opened_at)).collect()
        };
        assert_eq!(ids(&rows), ids(&wanted), "{count}");
    }
}

#[test]
fn what_came_after_the_moment_asked_for_is_not_shown() {
    let opened = Moment::from_millis(1_768_605_121_000);
    let rules = crate::rules::by_id("aliexpress-2021").unwrap();
    let mut dispute = Dispute::new(OrderId::from_number(8_200_000_000_000_000).unwrap(), opened);
    dispute.details_mut().stage = Some(Stage::Platform);
    dispute.details_mut().turn = Turn::Platform;
    dispute.set_escalated_at(Some(opened.plus_days(3)));
    dispute.set_ruled_at(Some(opened.plus_days(6)));
    dispute.liability = Liability::Seller;
    let on = |day| row(&dispute, None, opened.plus_days(day), &rules);
    for (day, stage, turn, has_deadline) in [
        (1, None, Turn::Unknown, true),
        (3, None, Turn::Unknown, true),
        (4, Some(Stage::Platform), Turn::Platform, false),
    ] {
        let row = on(day);
        assert_eq!((row.stage, row.turn, row.due.is_some()), (stage, turn, has_deadline), "{day}");
        assert_eq!(row.status_is_later(), stage.is_none(), "{day}");
        assert_eq!(row.seen(dispute.escalated_at()).is_some(), day == 4, "{day}");
        assert_eq!((row.seen(dispute.ruled_at()), row.liability()), (None, Liability::Unknown));
    }
    assert_eq!(on(7).liability(), Liability::Seller);
}

#[test]
fn after_a_ruling_nothing_is_left_for_the_seller_to_answer() {
    let opened = Moment::from_millis(1_768_605_121_000);
    let rules = crate::rules::by_id("aliexpress-2021").unwrap();
    let id = OrderId::from_number(8_200_000_000_000_000).unwrap();
    let mut ruled = Dispute::new(id, opened);
    ruled.set_ruled_at(Some(opened.plus_days(3)));
    let liable = Dispute { liability: Liability::Seller, ..Dispute::new(id, opened) };
    for turn in [Turn::Unknown, Turn::Seller] {
        ruled.details_mut().turn = turn;
        for (dispute, day, turn, has_deadline) in [
            (&ruled, 2, turn, true),
            (&ruled, 9, Turn::Platform, false),
            (&liable, 9, Turn::Platform, false),
        ] {
            let row = row(dispute, None, opened.plus_days(day), &rules);
            assert_eq!((row.turn, row.due.is_some()), (turn, has_deadline), "{day}");
        }
    }
}
