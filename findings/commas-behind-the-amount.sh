#!/usr/bin/env bash
# Seen on 2026-11-30 with jsonata 2.2.2 from npm, which asks JSON and formats numbers by the rules of XPath: with the groups
# of rupees, `#,##,##0`, where the last three digits are a group and two each before it, amounts of fewer digits than the
# format have commas anywhere: 1234 is `12,34,`, 999 is `9,9,9`, 0 is `,0,`, 12345 is `,12,345`, and with two decimal places
# 1234.5 is `12,34.5,0`. From 100,000 on they are right (`1,00,000`). Places that lie before the first digit are taken for
# places from the end. There is no error. With groups of three (`#,##0`) all are right. Saxon (saxonche 13.1.1, PyPI) and
# jsonata-python 0.7.1 (PyPI) follow the rule: a separator stands where there are digits before it (XPath and XQuery
# Functions 3.1, 4.7.5).
#
# Most orders of a shop in India are below 100,000 rupees. `disputes` writes amounts without such signs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund jsonata@2.2.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check saxonche==13.1.1 jsonata-python==0.7.1
cat >groups.mjs <<'JS'
import jsonata from "jsonata";

for (const [amount, picture] of JSON.parse(process.argv[2])) {
  console.log("jsonata", amount, picture, await jsonata(`$formatNumber(${amount}, "${picture}")`).evaluate({}));
}
JS
cat >groups.py <<'PY'
import json
import sys

import jsonata
from saxonche import PySaxonProcessor

with PySaxonProcessor(license=False) as processor:
    for amount, picture in json.loads(sys.argv[1]):
        print("jsonata-python", amount, picture, jsonata.Jsonata(f'$formatNumber({amount}, "{picture}")').evaluate({}))
        found = processor.new_xpath_processor().evaluate_single(f"format-number({amount}, '{picture}')")
        print("saxon", amount, picture, found.string_value)
PY
pairs='[[0,"#,##,##0"],[7,"#,##,##0"],[999,"#,##,##0"],[1234,"#,##,##0"],[12345,"#,##,##0"],[100000,"#,##,##0"],[1234567,"#,##,##0"],[-1234,"#,##,##0"],[1234.5,"#,##,##0.00"],[1234,"#,##0"]]'
{
  node groups.mjs "$pairs"
  python/bin/python groups.py "$pairs"
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other groups"; exit 1; }
jsonata 0 #,##,##0 ,0,
jsonata 7 #,##,##0 ,7,
jsonata 999 #,##,##0 9,9,9
jsonata 1234 #,##,##0 12,34,
jsonata 12345 #,##,##0 ,12,345
jsonata 100000 #,##,##0 1,00,000
jsonata 1234567 #,##,##0 12,34,567
jsonata -1234 #,##,##0 -12,34,
jsonata 1234.5 #,##,##0.00 12,34.5,0
jsonata 1234 #,##0 1,234
jsonata-python 0 #,##,##0 0
saxon 0 #,##,##0 0
jsonata-python 7 #,##,##0 7
saxon 7 #,##,##0 7
jsonata-python 999 #,##,##0 999
saxon 999 #,##,##0 999
jsonata-python 1234 #,##,##0 1,234
saxon 1234 #,##,##0 1,234
jsonata-python 12345 #,##,##0 12,345
saxon 12345 #,##,##0 12,345
jsonata-python 100000 #,##,##0 1,00,000
saxon 100000 #,##,##0 1,00,000
jsonata-python 1234567 #,##,##0 12,34,567
saxon 1234567 #,##,##0 12,34,567
jsonata-python -1234 #,##,##0 -1,234
saxon -1234 #,##,##0 -1,234
jsonata-python 1234.5 #,##,##0.00 1,234.50
saxon 1234.5 #,##,##0.00 1,234.50
jsonata-python 1234 #,##0 1,234
saxon 1234 #,##0 1,234
SEEN
echo "as seen: commas behind the amount"
