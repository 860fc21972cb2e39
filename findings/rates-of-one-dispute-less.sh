#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate stats-ci 0.1.1 (from crates.io, built with cargo), which computes confidence intervals:
# given a rate and the number of orders (`ci_wilson_ratio`) it computes the interval of one dispute less for some rates. The
# interval of 29 of 100 is 21.0 % to 38.5 % by the number of disputes, and 20.1 % to 37.5 % by the rate 0.29: the product 28.999…
# is cut off. 18 of the rates in 400 orders are so and 43 of those in 690, and of 2 in 49 orders the function says that there are
# too few, 1. A rate as it is shown, 4.14 % for 29 of 700, is cut off too. By its documentation the function "is simply a front
# for ci_wilson". There is no error but for 2 in 49.
#
# Platforms show rates. `disputes` takes counts, and its intervals are of counts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "rates"
version = "0.1.0"
edition = "2021"
[dependencies]
stats-ci = "=0.1.1"
[workspace]
TOML
cat >src/main.rs <<'RS'
use stats_ci::{Confidence, proportion};

fn percent(interval: Result<stats_ci::Interval<f64>, impl std::fmt::Display>) -> String {
    match interval {
        Ok(interval) => format!("{:.1} % to {:.1} %", 100.0 * interval.low_f(), 100.0 * interval.high_f()),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let confidence = Confidence::new_two_sided(0.95);
    for (disputes, orders) in [(29usize, 100usize), (28, 100), (29, 50), (57, 100), (30, 100), (2, 49)] {
        let rate = disputes as f64 / orders as f64;
        println!("{disputes} of {orders}: by count {}", percent(proportion::ci_wilson(confidence, orders, disputes)));
        println!("  by the rate {rate}: {}", percent(proportion::ci_wilson_ratio(confidence, orders, rate)));
    }
    println!("29 of 700: by count {}", percent(proportion::ci_wilson(confidence, 700, 29)));
    println!("  by the rate 0.0414: {}", percent(proportion::ci_wilson_ratio(confidence, 700, 0.0414)));
    for orders in [100usize, 400, 690, 1000] {
        let other = (2..orders - 1).filter(|&disputes| {
            let by_rate = proportion::ci_wilson_ratio(confidence, orders, disputes as f64 / orders as f64).ok();
            by_rate.is_none_or(|interval| interval != proportion::ci_wilson(confidence, orders, disputes).expect("enough of both"))
        });
        println!("of the rates in {orders} orders another interval: {}", other.count());
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
target/debug/rates >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other intervals"; exit 1; }
29 of 100: by count 21.0 % to 38.5 %
  by the rate 0.29: 20.1 % to 37.5 %
28 of 100: by count 20.1 % to 37.5 %
  by the rate 0.28: 20.1 % to 37.5 %
29 of 50: by count 44.2 % to 70.6 %
  by the rate 0.58: 42.3 % to 68.8 %
57 of 100: by count 47.2 % to 66.3 %
  by the rate 0.57: 46.2 % to 65.3 %
30 of 100: by count 21.9 % to 39.6 %
  by the rate 0.3: 21.9 % to 39.6 %
2 of 49: by count 1.1 % to 13.7 %
  by the rate 0.04081632653061224: error: Too few successes: 1 (population: 49; n*p=1))
29 of 700: by count 2.9 % to 5.9 %
  by the rate 0.0414: 2.8 % to 5.7 %
of the rates in 100 orders another interval: 3
of the rates in 400 orders another interval: 18
of the rates in 690 orders another interval: 43
of the rates in 1000 orders another interval: 0
SEEN
echo "as seen: rates of one dispute less"
