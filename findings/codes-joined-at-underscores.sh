#!/usr/bin/env bash
# Seen on 2026-11-29 with frictionless 5.21.0, petl 1.7.17 and agate 1.14.2, which csvkit 2.2.0 reads with, all from PyPI:
# a column of product codes such as `10_20` and `5_10` is a column of whole numbers for all three, and the code becomes
# 1020 and 510. Python's own conversions skip underscores between digits, as its source code does, and the three ask
# them whether a text is a number. `10_20` and `102_0` are then one code. frictionless reports the column as an integer
# and the file as valid; there is no message. Polars 2.1.0 keeps the texts.
#
# Codes of sellers often join two sizes so. Rates by product then name products that do not exist. `disputes` takes
# product codes as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check frictionless==5.21.0 petl==1.7.17 agate==1.14.2 polars==2.1.0
printf 'order,code\nA-1,10_20\nA-2,102_0\n' >orders.csv
cat >read.py <<'PY'
import agate
import frictionless
import petl
import polars

print("polars", polars.read_csv("orders.csv")["code"].to_list())
report = frictionless.validate("orders.csv")
rows = frictionless.Resource(path="orders.csv").read_rows()
print("frictionless", [row["code"] for row in rows], "valid" if report.valid else "not valid")
print("petl", list(petl.values(petl.convertnumbers(petl.fromcsv("orders.csv")), "code")))
print("agate", [str(code) for code in agate.Table.from_csv("orders.csv").columns["code"]])
PY
nice python/bin/python -W ignore read.py >seen
cat seen
diff seen - <<'SEEN'
polars ['10_20', '102_0']
frictionless [1020, 1020] valid
petl [1020, 1020]
agate ['1020', '1020']
SEEN
echo "as seen: two codes have become one number"
