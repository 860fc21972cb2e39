use super::*;
use crate::domain::{Course, FiledCell};
use crate::rules::by_id;

const AS_OF: Moment = Moment::from_millis(1_772_380_800_000);

/// Ten orders a day for 300 days up to `ended` days before as-of, completed after 20 days, one in ten
/// disputed after ten.
fn flow(ended: u32) -> CohortTable {
    let mut flow = CohortTable::default();
    for age in 0..300_u32 {
        let at = |days: u32| age.checked_sub(days).map(|cell| cell + ended);
        let course = Course { paid: Some(age + ended), completed: at(20) };
        flow.add(course, &[], 9);
        let filed: Vec<FiledCell> =
            at(10).into_iter().map(|at| FiledCell { at, cancelled: None }).collect();
        flow.add(course, &filed, 1);
    }
    flow
}

fn asked(days_old: u32, ended: Option<i64>) -> Forecast {
    let rules = by_id("aliexpress-2021").unwrap();
    let ended = ended.map(|days| AS_OF.plus_days(-days));
    let question = Question { as_of: AS_OF, rules: &rules, window: None, ended };
    forecast(&question, &flow(days_old)).unwrap()
}

#[test]
fn data_that_reach_as_of_give_a_forecast() {
    let fresh = asked(0, None);
    let rate = fresh.in_30_days.rate.unwrap();
    assert!((80_000..120_000).contains(&rate.expected), "{rate:?}");
    assert!(fresh.still_to_come.is_some() && fresh.in_30_days.filed.is_some());
}

#[test]
fn data_that_ended_long_before_as_of_give_none_and_say_when() {
    for days in [3, 29, 45] {
        let stale = asked(days, Some(i64::from(days)));
        assert_eq!(stale.ended, Some(AS_OF.plus_days(-i64::from(days))));
        assert_eq!((stale.still_to_come, stale.in_30_days.filed), (None, None));
        assert_eq!(stale.in_30_days.rate, None);
        assert!(stale.next_assessment.is_none_or(|next| next.rate.is_none()));
    }
}

#[test]
fn a_rate_that_is_not_assessable_today_is_not_forecast() {
    assert_eq!(asked(31, None).in_30_days.rate, None);
}

#[test]
fn the_backtest_looks_only_at_windows_inside_the_data() {
    let last = |days: u32| {
        let rows = asked(days, (days > 0).then_some(i64::from(days))).backtest.rows;
        rows.iter().map(|row| row.day).max().unwrap()
    };
    let as_of = AssessmentDay::of(AS_OF);
    for days in [1, 20, 31, 60] {
        let data_end = as_of.plus_days(-i64::from(days));
        assert!(last(days) <= data_end, "{days}");
    }
    assert!(last(0) > as_of.plus_days(-32));
}
