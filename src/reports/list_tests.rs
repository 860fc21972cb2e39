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
