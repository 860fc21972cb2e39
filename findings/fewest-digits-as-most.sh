#!/usr/bin/env bash
# Seen on 2026-11-30 with fluent.runtime 0.4.0 (PyPI, with Babel 2.19.0) and @fluent/bundle 0.19.1 (npm), both of Project Fluent:
# the same message says other figures. A number with at least three significant digits
# (`minimumSignificantDigits: 3`) loses all further ones in Python: 1,234.5 is printed as 1,230, and 20,718 disputes are
# 20,700. A rate in percent with at least two decimal places (`minimumFractionDigits: 2`) has none: 7.125 % is `7%`. There
# is no error. JavaScript prints 1,234.5 and 7.13%: a least number of digits cuts nothing (ECMA-402,
# SetNumberFormatDigitOptions).
#
# A rate of 7.4 % so looks as if it kept a limit of 7 %. `disputes` writes rates and amounts itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check fluent.runtime==0.4.0 babel==2.19.0
npm install --silent --no-audit --no-fund @fluent/bundle@0.19.1 >/dev/null
cat >messages.ftl <<'FTL'
amount = { NUMBER($number, minimumSignificantDigits: 3) }
rate = { NUMBER($number, minimumFractionDigits: 2) }
FTL
cat >say.py <<'PY'
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

bundle = FluentBundle(["en"])
bundle.add_resource(FluentResource(open("messages.ftl").read()))
for name, number in (
    ("amount", 1234.5),
    ("amount", 20718),
    ("rate", fluent_number(0.07125, style="percent")),
    ("rate", fluent_number(0.074, style="percent")),
):
    text, errors = bundle.format_pattern(bundle.get_message(name).value, {"number": number})
    print("fluent.runtime", name, text, errors)
PY
cat >say.mjs <<'JS'
import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";
import { readFileSync } from "node:fs";

const bundle = new FluentBundle("en");
bundle.addResource(new FluentResource(readFileSync("messages.ftl", "utf8")));
for (const [name, number] of [
  ["amount", 1234.5],
  ["amount", 20718],
  ["rate", new FluentNumber(0.07125, { style: "percent" })],
  ["rate", new FluentNumber(0.074, { style: "percent" })],
]) {
  const errors = [];
  const text = bundle.formatPattern(bundle.getMessage(name).value, { number }, errors);
  console.log("@fluent/bundle", name, text.replace(/[\u2068\u2069]/g, ""), JSON.stringify(errors));
}
JS
{
  python/bin/python say.py
  node say.mjs
} >seen
cat seen
diff seen - <<'SEEN'
fluent.runtime amount 1,230 []
fluent.runtime amount 20,700 []
fluent.runtime rate 7% []
fluent.runtime rate 7% []
@fluent/bundle amount 1,234.5 []
@fluent/bundle amount 20,718 []
@fluent/bundle rate 7.13% []
@fluent/bundle rate 7.40% []
SEEN
echo "as seen: a least number of digits cuts digits off"
