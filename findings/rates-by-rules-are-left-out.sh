#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate prometheus-parse 0.2.5 (from crates.io, built with cargo), which reads the text format of
# Prometheus, and prometheus_client 0.26.0 (PyPI) beside it: a metric with a colon in its name, as the ones that recording rules
# make (`shop:disputes:rate30d`; Prometheus, "Data model": [a-zA-Z_:][a-zA-Z0-9_:]*), is left out. A label whose value has a comma is
# cut there, and what follows is dropped: the shops `Lamps, Berlin` and `Lamps, Paris` are both `Lamps`, two values of one. A value with
# an equals sign has no label at all, and a backslash before a quotation mark (exposition format: `\"`) stays. There is no error,
# and no line is reported. prometheus_client reads each of them.
#
# Shops have such names, and rates come from rules. The metrics that `disputes` writes have no colon; their labels are names of
# shops.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "metrics"
version = "0.1.0"
edition = "2021"
[dependencies]
prometheus-parse = "=0.2.5"
[workspace]
TOML
cat >metrics.txt <<'TXT'
# TYPE disputes_rate gauge
disputes_rate{shop="Lamps, Berlin"} 0.0748
disputes_rate{shop="Lamps, Paris"} 0.031
disputes_rate{shop="Lamps"} 0.02
disputes_rate{shop="5W=LED"} 0.05
disputes_rate{shop="The \"Lamp\""} 0.06
# TYPE shop:disputes:rate30d gauge
shop:disputes:rate30d{shop="Lamps"} 0.03
shop:disputes:rate30d 0.04
TXT
cat >src/main.rs <<'RS'
use std::io::{BufRead, BufReader};

fn main() {
    let file = std::fs::File::open("metrics.txt").expect("the file is there");
    let read = prometheus_parse::Scrape::parse(BufReader::new(file).lines()).expect("the crate reads the file");
    println!("prometheus-parse: {} of 7", read.samples.len());
    for sample in read.samples {
        println!("prometheus-parse: {}{{{}}} {:?}", sample.metric, sample.labels, sample.value);
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check prometheus_client==0.26.0
cat >beside.py <<'PY'
from prometheus_client.parser import text_string_to_metric_families

samples = [sample for family in text_string_to_metric_families(open("metrics.txt").read()) for sample in family.samples]
print(f"prometheus_client: {len(samples)} of 7")
for sample in samples:
    print(f"prometheus_client: {sample.name}{{{', '.join(f'{name}={value}' for name, value in sample.labels.items())}}} {sample.value}")
PY
{ target/debug/metrics; python/bin/python beside.py; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other metrics"; exit 1; }
prometheus-parse: 5 of 7
prometheus-parse: disputes_rate{shop="Lamps"} Gauge(0.0748)
prometheus-parse: disputes_rate{shop="Lamps"} Gauge(0.031)
prometheus-parse: disputes_rate{shop="Lamps"} Gauge(0.02)
prometheus-parse: disputes_rate{} Gauge(0.05)
prometheus-parse: disputes_rate{shop="The \"Lamp\"} Gauge(0.06)
prometheus_client: 7 of 7
prometheus_client: disputes_rate{shop=Lamps, Berlin} 0.0748
prometheus_client: disputes_rate{shop=Lamps, Paris} 0.031
prometheus_client: disputes_rate{shop=Lamps} 0.02
prometheus_client: disputes_rate{shop=5W=LED} 0.05
prometheus_client: disputes_rate{shop=The "Lamp"} 0.06
prometheus_client: shop:disputes:rate30d{shop=Lamps} 0.03
prometheus_client: shop:disputes:rate30d{} 0.04
SEEN
echo "as seen: rates by rules are left out"
