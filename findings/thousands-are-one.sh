#!/usr/bin/env bash
# Seen on 2026-11-30 with @vanillaes/csv 3.0.8 from npm, whose option `typed` makes numbers of texts: of an amount with a sign
# between its thousands the part before the sign is left, `1,234.50` is 1 and `12,345.00` is 12. A date with full stops is its
# first two parts, `13.12.2025` is 13.12, and `5-pack` stays a text. There is no error. d3-dsv 3.0.1 (`autoType`), csv42 5.0.3
# and papaparse 5.7.1 (`dynamicTyping`) from npm leave a text as it is that is not a number to its last sign.
#
# The largest orders of a shop so are its smallest. `disputes` reads amounts with such signs (docs/formats.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @vanillaes/csv@3.0.8 d3-dsv@3.0.1 csv42@5.0.3 papaparse@5.7.1 >/dev/null
cat >look.mjs <<'JS'
import { createRequire } from "node:module";
import { parse } from "@vanillaes/csv";
import { autoType, csvParse } from "d3-dsv";

const require = createRequire(import.meta.url);
const csv = 'amount,paid,item\n"1,234.50",13.12.2025,5-pack\n"12,345.00",14.12.2025,2 m\n12.50,15.12.2025,12E\n';
console.log("@vanillaes/csv", JSON.stringify(parse(csv, { typed: true }).slice(1)));
console.log("d3-dsv", JSON.stringify(csvParse(csv, autoType).map(Object.values)));
console.log("csv42", JSON.stringify(require("csv42").csv2json(csv).map(Object.values)));
const { data } = require("papaparse").parse(csv, { dynamicTyping: true, skipEmptyLines: true });
console.log("papaparse", JSON.stringify(data.slice(1)));
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN'
@vanillaes/csv [[1,13.12,"5-pack"],[12,14.12,"2 m"],[12.5,15.12,"12E"]]
d3-dsv [["1,234.50","13.12.2025","5-pack"],["12,345.00","14.12.2025","2 m"],[12.5,"15.12.2025","12E"]]
csv42 [["1,234.50","13.12.2025","5-pack"],["12,345.00","14.12.2025","2 m"],[12.5,"15.12.2025","12E"]]
papaparse [["1,234.50","13.12.2025","5-pack"],["12,345.00","14.12.2025","2 m"],[12.5,"15.12.2025","12E"]]
SEEN
echo "as seen: the part before the first sign is left"
