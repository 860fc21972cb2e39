use proptest::prelude::*;

use super::*;

fn interval(numerator: u64, denominator: u64) -> (u32, u32) {
    let found = wilson(Count::new(numerator, denominator)).unwrap();
    (found.low, found.high)
}

#[test]
fn the_interval_is_that_of_the_textbook() {
    // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3, to six places.
    assert_eq!(interval(81, 263), (255_289, 366_210));
    assert_eq!(interval(15, 148), (62_386, 160_487));
    assert_eq!(interval(0, 20), (0, 161_125));
    assert_eq!(interval(1, 29), (6_113, 171_755));
}

#[test]
fn all_of_all_reaches_one_and_nothing_looked_at_has_none() {
    assert_eq!(interval(5, 5).1, 1_000_000);
    assert_eq!(wilson(Count::new(0, 0)), None);
}

#[test]
fn the_largest_counts_have_a_narrow_interval() {
    assert_eq!(interval(u64::MAX / 2, u64::MAX), (500_000, 500_000));
}

fn paid_each_day(days: usize, orders: u64) -> Vec<u64> {
    vec![orders; days]
}

#[test]
fn a_steady_shop_is_forecast_at_its_own_pace() {
    // 100 orders a day for 200 days; one in ten is disputed ten days after payment.
    let paid = paid_each_day(200, 100);
    let filings: Vec<(u32, u32)> =
        (10..200).flat_map(|age| std::iter::repeat_n((age, age - 10), 10)).collect();
    let completions: Vec<((u32, u32), u64)> = (20..200).map(|age| ((age, age - 20), 90)).collect();
    let history =
        History { paid: &paid, filings: &filings, completions: &completions, prior: None };
    let model = Model::learn(&history);
    let to_come = model.still_to_come();
    assert!((99_000..=106_000).contains(&to_come.expected), "{to_come:?}");
    let filed = model.filed_within(30);
    assert!((295_000..=305_000).contains(&filed.expected), "{filed:?}");
    assert!(filed.low < filed.expected && filed.expected < filed.high);
    let rate = model.rate(Ahead { days: 30, window: 30, known: Count::default() }).unwrap();
    assert!((98_000..=102_000).contains(&rate.expected), "{rate:?}");
}

#[test]
fn young_orders_do_not_hide_late_disputes() {
    // A growing shop: disputes always come 20 days after payment, most orders are younger.
    let paid: Vec<u64> = (0..60).map(|age| if age < 15 { 1_000 } else { 100 }).collect();
    let filings: Vec<(u32, u32)> =
        (20..60).flat_map(|age| std::iter::repeat_n((age, age - 20), 10)).collect();
    let history = History { paid: &paid, filings: &filings, completions: &[], prior: None };
    let to_come = Model::learn(&history).still_to_come();
    // 15,000 young orders and 500 of 15 to 19 days, one in ten of them.
    assert!((1_480_000..=1_620_000).contains(&to_come.expected), "{to_come:?}");
}

#[test]
fn a_shop_without_disputes_expects_few_and_not_none() {
    let paid = paid_each_day(60, 5);
    let prior = Some(DelayPrior { median_days: 12, ninth_decile_days: 36 });
    let history = History { paid: &paid, filings: &[], completions: &[], prior };
    let filed = Model::learn(&history).filed_within(30);
    assert!(filed.expected > 0 && filed.expected < 1_000, "{filed:?}");
    assert_eq!(filed.low, 0);
}

proptest! {
    #[test]
    fn a_forecast_never_lies_outside_its_own_interval(
        paid in prop::collection::vec(0_u64..40, 1..120),
        filed in prop::collection::vec((0_u32..120, 0_u32..120), 0..12),
        known in (0_u64..30, 30_u64..300),
        days in 1_u32..90,
    ) {
        let ages = u32::try_from(paid.len()).unwrap();
        let filings: Vec<(u32, u32)> = filed
            .into_iter()
            .map(|(paid, at)| (paid.max(at), paid.min(at)))
            .filter(|(paid, _)| *paid < ages)
            .collect();
        let prior = Some(DelayPrior { median_days: 12, ninth_decile_days: 36 });
        let history = History { paid: &paid, filings: &filings, completions: &[], prior };
        let model = Model::learn(&history);
        let rate = model.rate(Ahead { days, window: 30, known: Count::new(known.0, known.1) });
        for spread in [Some(model.still_to_come()), Some(model.filed_within(days)), rate] {
            let spread = spread.unwrap();
            prop_assert!(
                (spread.low..=spread.high).contains(&spread.expected),
                "{spread:?}"
            );
        }
    }
}

#[test]
fn what_has_passed_of_the_window_is_taken_as_known() {
    let paid = paid_each_day(100, 10);
    let history = History { paid: &paid, filings: &[], completions: &[], prior: None };
    let model = Model::learn(&history);
    let rate = model.rate(Ahead { days: 10, window: 30, known: Count::new(5, 100) }).unwrap();
    assert_eq!(rate.expected, 50_000);
    assert_eq!(model.rate(Ahead { days: 10, window: 30, known: Count::default() }), None);
}

#[test]
fn the_exact_test_is_that_of_the_textbook() {
    // Fisher's tea: 4 of 4 with 4 of 8, 1 in 70; 3 or more, 17 in 70.
    assert_eq!(chance(Count::new(4, 4), Count::new(4, 8)), Some(14_286));
    assert_eq!(chance(Count::new(3, 4), Count::new(4, 8)), Some(242_857));
    assert_eq!(chance(Count::new(0, 4), Count::new(4, 8)), Some(1_000_000));
    assert_eq!(chance(Count::new(1, 9), Count::new(4, 8)), None);
}

#[test]
fn large_groups_have_a_chance_too() {
    // By the exact sum in integers: P(X >= 62) with 233 of 4222 disputed, 1135 drawn.
    assert_eq!(chance(Count::new(62, 1_135), Count::new(233, 4_222)), Some(564_619));
    assert_eq!(chance(Count::new(0, 1_135), Count::new(233, 4_222)), Some(1_000_000));
}
