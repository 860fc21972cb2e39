#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate nagiosplugin 0.7.1 (from crates.io, built with cargo), which makes checks for Nagios and
# Icinga, and nagiosplugin 1.4.0 (PyPI), another library of that name, beside it: a limit from below is written into the
# performance data as one from above. Of a positive rating of 92 % with a warning below 90 and an alarm below 80
# (`TriggerIfValue::Less`) the check says OK, and the data `92;90;80`, which mean that all above 90 is a warning and all above 80
# an alarm (Monitoring Plugins Development Guidelines, "Threshold and Ranges": `90` is 0 to 90, and less than 90 is `90:`). Of 75
# the check is critical, and by its data all is well. An apostrophe in a name, which is to be written twice, ends the name. There is
# no error. The library from PyPI writes `92;90:;80:`.
#
# Graphs and second alarms are drawn from these data, and are the other way round. `disputes check` has limits from above only,
# for which a plain number is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "check"
version = "0.1.0"
edition = "2021"
[dependencies]
nagiosplugin = "=0.7.1"
[workspace]
TOML
cat >src/main.rs <<'RS'
use nagiosplugin::{Metric, Resource, TriggerIfValue};

fn main() {
    for (name, value, warning, critical, trigger) in [
        ("rating", 92, 90, 80, TriggerIfValue::Less),
        ("rating", 75, 90, 80, TriggerIfValue::Less),
        ("disputes", 8, 7, 10, TriggerIfValue::Greater),
        ("Tom's", 92, 90, 80, TriggerIfValue::Less),
    ] {
        let metric = Metric::new(name, value).with_thresholds(warning, critical, trigger);
        let (state, text) = Resource::new(name).with_result(metric).nagios_result();
        println!("{state} {}", text.split('|').next_back().expect("there is a text"));
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
target/debug/check >lines
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check nagiosplugin==1.4.0
cat >read.py <<'PY'
import nagiosplugin


def said(value, warning, critical):
    if not nagiosplugin.Range(critical).match(value):
        return "CRITICAL"
    return "OK" if nagiosplugin.Range(warning).match(value) else "WARNING"


for line in open("lines"):
    state, data = line.strip().split(" ", 1)
    name, rest = data.split("=")
    value, warning, critical = rest.split(";")[:3]
    print(f"the crate: {state}, its data {data}: {said(int(value), warning, critical)}")
for name, value, warning, critical in (("rating", 92, "90:", "80:"), ("rating", 75, "90:", "80:"), ("disputes", 8, "7", "10")):
    data = nagiosplugin.Performance(name, value, warn=nagiosplugin.Range(warning), crit=nagiosplugin.Range(critical))
    print(f"from PyPI: {said(value, warning, critical)}, its data {data}")
PY
python/bin/python -W ignore read.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other data"; exit 1; }
the crate: OK, its data 'rating'=92;90;80;;: CRITICAL
the crate: CRITICAL, its data 'rating'=75;90;80;;: OK
the crate: WARNING, its data 'disputes'=8;7;10;;: WARNING
the crate: OK, its data 'Tom's'=92;90;80;;: CRITICAL
from PyPI: OK, its data rating=92;90:;80:
from PyPI: CRITICAL, its data rating=75;90:;80:
from PyPI: WARNING, its data disputes=8;7;10
SEEN
echo "as seen: at least is written as at most"
