#!/usr/bin/env bash
# Seen on 2026-11-30 with @platformatic/promotel 0.2.2, prom2javascript 0.2.0 and parse-prometheus-text-format 1.1.1
# from npm, and prometheus_client 0.26.0 from PyPI, which read the text format of Prometheus: promotel leaves out each
# line that has a brace in the value of a label, as the shop `Lamps {5W}`, and each whose number is `NaN`, `+Inf` or
# `-Inf`. Any character may stand in the value of a label, and these are numbers (Prometheus, Exposition formats, "Text
# format details"). A backslash before an n, which is written as `\\n`, becomes a line break for promotel and for
# prom2javascript: the two signs behind the first backslash are read as `\n`. There is no error. The two others read all
# of them.
#
# A shop so has no rate on the page that shows all rates. `disputes report --metrics` writes the names of shops as
# labels, and escapes what has to be escaped.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @platformatic/promotel@0.2.2 prom2javascript@0.2.0 parse-prometheus-text-format@1.1.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check prometheus_client==0.26.0
cat >shops.prom <<'PROM'
# HELP rate Share of disputed orders.
# TYPE rate gauge
rate{shop="Lamps"} 0.01
rate{shop="Lamps {5W}"} 0.02
rate{shop="Lamps, 5W"} 0.03
rate{shop="new\\north"} 0.04
rate{shop="two\nlines"} 0.05
# TYPE left gauge
left{shop="a"} NaN
left{shop="b"} +Inf
left{shop="c"} 3
PROM
cat >read.mjs <<'JS'
import fs from "fs";
import { createRequire } from "module";
import { parse } from "@platformatic/promotel";
import format from "parse-prometheus-text-format";

const require = createRequire(import.meta.url);
const text = fs.readFileSync("shops.prom", "utf8");
const show = (library, samples) => console.log(library, samples.map(([shop, value]) => `${JSON.stringify(shop)} ${value}`).join(", "));

const label = (series) => series.labels.find(({ name }) => name === "shop").value;
show("promotel", parse(text).timeseries.flatMap((series) => series.samples.map(({ value }) => [label(series), value])));
const families = (format.default ?? format)(text);
show("parse-prometheus-text-format", families.flatMap(({ metrics }) => metrics.map(({ labels, value }) => [labels.shop, value])));
const { getMetricsFromIterator } = require("prom2javascript");
const lines = text.split("\n").filter((line) => !line.startsWith("left") && !line.includes(" left "));
const read = await getMetricsFromIterator(lines[Symbol.iterator]());
show("prom2javascript", read.rate.data.map(({ labels, value }) => [labels.shop, value]));
JS
cat >read.py <<'PY'
import json

from prometheus_client.parser import text_string_to_metric_families

with open("shops.prom", encoding="utf-8") as file:
    samples = [sample for family in text_string_to_metric_families(file.read()) for sample in family.samples]
print("prometheus_client", ", ".join(f"{json.dumps(sample.labels['shop'])} {sample.value:g}" for sample in samples))
PY
{
  node read.mjs
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other shops"; exit 1; }
promotel "Lamps" 0.01, "Lamps, 5W" 0.03, "new\north" 0.04, "two\nlines" 0.05, "c" 3
parse-prometheus-text-format "Lamps" 0.01, "Lamps {5W}" 0.02, "Lamps, 5W" 0.03, "new\\north" 0.04, "two\nlines" 0.05, "a" NaN, "b" +Inf, "c" 3
prom2javascript "Lamps" 0.01, "Lamps {5W}" 0.02, "Lamps, 5W" 0.03, "new\north" 0.04, "two\nlines" 0.05
prometheus_client "Lamps" 0.01, "Lamps {5W}" 0.02, "Lamps, 5W" 0.03, "new\\north" 0.04, "two\nlines" 0.05, "a" nan, "b" inf, "c" 3
SEEN
echo "as seen: shops are lost"
