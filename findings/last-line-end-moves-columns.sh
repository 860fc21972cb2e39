#!/usr/bin/env bash
# Seen on 2026-11-30 with papaparse 5.7.1 and csv-sniffer 0.1.1 from npm, which guess what stands between the cells of a csv:
# of a file with two columns, `order;amount` and `1101;12,50`, papaparse finds the semicolon if the last line has no line end,
# and takes the comma if it has one, as files have. Then `1101;12` is a cell and `50` another. Of `order,note` with notes such
# as `"a; b; c"`, the line end makes it take the semicolons in the notes. Without the option `header` `errors` says in the
# first case only that no delimiter was found, and in the second nothing. csv-sniffer finds `2` between the cells of a file
# whose cells are all in quotes. csv-string 4.1.1 (npm) and DuckDB 1.5.5 (PyPI) find the same with and without the line end.
#
# A list of refunds so has no order ids. `disputes` takes the delimiter that parts the titles it knows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5
npm install --silent --no-audit --no-fund papaparse@5.7.1 csv-sniffer@0.1.1 csv-string@4.1.1 >/dev/null
cat >look.js <<'JS'
const { writeFileSync } = require("node:fs");
const Papa = require("papaparse");
const Sniffer = require("csv-sniffer")();
const files = {
  amounts: "order;amount\n1101;12,50\n1102;3,25",
  notes: 'order,note\n1101,"a; b; c"\n1102,"x; y; z"\n1103,"1; 2; 3"',
};
for (const [name, text] of Object.entries(files)) {
  for (const [form, csv] of Object.entries({ "without the last line end": text, "with it": `${text}\n` })) {
    writeFileSync(`${name}${csv.length}.csv`, csv);
    const { data, errors, meta } = Papa.parse(csv);
    console.log(name, form);
    console.log("  papaparse", meta.delimiter, JSON.stringify(data[1]), JSON.stringify(errors.map(({ code }) => code)));
    console.log("  csv-string", require("csv-string").detect(csv));
  }
}
const quoted = '"order","paid"\n"1101","2025-12-13 19:48"\n"1102","2025-12-14 08:05"\n';
console.log("quoted, csv-sniffer", new Sniffer().sniff(quoted).delimiter);
JS
{
  node look.js
  for file in *.csv; do
    python/bin/python -c "import duckdb, sys; print('duckdb', duckdb.sql(f\"FROM sniff_csv('{sys.argv[1]}')\").fetchone()[0])" "$file"
  done
} >seen
cat seen
diff seen - <<'SEEN'
amounts without the last line end
  papaparse ; ["1101","12,50"] []
  csv-string ;
amounts with it
  papaparse , ["1101;12","50"] ["UndetectableDelimiter"]
  csv-string ;
notes without the last line end
  papaparse , ["1101","a; b; c"] []
  csv-string ,
notes with it
  papaparse ; ["1101,\"a"," b"," c\""] []
  csv-string ,
quoted, csv-sniffer 2
duckdb ;
duckdb ;
duckdb ,
duckdb ,
SEEN
echo "as seen: the last line end changes the columns"
