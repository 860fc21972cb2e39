//! A real shop's files, where they lie beside the repository; they are no part of it.
//!
//! The counts are those of a script in another language that follows the same definitions.

use serde_json::Value;

use crate::common::{Place, root};

const ORDERS: &str = "../shared/real/orders-seller-centre-zh-2026.xlsx";
const DISPUTES: &str = "../shared/real/disputes-dispute-management-2026.json";

#[test]
fn a_real_shop_has_the_counts_of_an_independent_script() {
    if !root().join(ORDERS).exists() {
        return;
    }
    for (day, window, filed, order) in [
        ("2025-08-31", 30, [29, 690], [21, 763]),
        ("2025-08-31", 90, [56, 1_191], [44, 1_273]),
        ("2025-11-02", 30, [45, 413], [26, 454]),
        ("2025-11-02", 90, [107, 1_705], [89, 1_640]),
        ("2026-01-16", 30, [20, 283], [8, 254]),
        ("2026-01-16", 90, [84, 1_191], [54, 1_168]),
    ] {
        let place = Place::new();
        let line =
            format!("rate {ORDERS} {DISPUTES} --as-of {day} --window {window} --format json");
        let output = place.command(&line, &root()).output().unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let counts = |metric: usize| {
            let metric = &answer["metrics"][metric];
            [&metric["numerator"], &metric["denominator"]].map(|count| count.as_u64().unwrap())
        };
        assert_eq!((counts(0), counts(1)), (filed, order), "{day}, {window} days");
        assert_eq!(answer["inputs"]["orders"], 4_831);
        assert_eq!(answer["inputs"]["disputes"], 261);
        assert_eq!(answer["inputs"]["disputes_without_order"], 0);
    }
}
