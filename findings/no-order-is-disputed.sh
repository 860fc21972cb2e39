#!/usr/bin/env bash
# Seen on 2026-11-30 with @dsnp/parquetjs 1.8.8 and hyparquet 1.33.0 (npm), of Parquet files that pyarrow 26.0.1 (PyPI)
# wrote: with data pages of version 2 a column of yes and no is "no" in every row for parquetjs. Such pages hold the
# values as run lengths (`RLE`; Parquet, "Encodings"), pages of version 1 as single bits, which are read right. A moment
# as INT96, as Spark and Hive of old write it, is a number, the nanoseconds since midnight: the day, which stands behind
# them, is gone. Ids as unsigned numbers (`uint32`) are negative from 2,147,483,648 on. There is no error. hyparquet and
# pyarrow read all of them.
#
# Of ten orders of which five are disputed none is. `disputes` reads Parquet with the crates of Apache Arrow.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @dsnp/parquetjs@1.8.8 hyparquet@1.33.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1
cat >write.py <<'PY'
from datetime import datetime

import pyarrow
import pyarrow.parquet

table = pyarrow.table({
    "disputed": [True, False, True, True, False, False, True, False, False, True],
    "paid": pyarrow.array([datetime(2025, 12, day, 19, 48, 5) for day in range(1, 11)], pyarrow.timestamp("us")),
    "id": pyarrow.array([2147483647 + number for number in range(10)], pyarrow.uint32()),
})
for version in ("1.0", "2.0"):
    pyarrow.parquet.write_table(
        table, f"pages-{version}.parquet", data_page_version=version, use_deprecated_int96_timestamps=True, compression="none")
    read = pyarrow.parquet.read_table(f"pages-{version}.parquet")
    print("pyarrow", version, *(str(value).lower() for value in read["disputed"].to_pylist()))
PY
cat >read.mjs <<'JS'
import { createRequire } from "module";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";

const { ParquetReader } = createRequire(import.meta.url)("@dsnp/parquetjs");
for (const version of ["1.0", "2.0"]) {
  const file = `pages-${version}.parquet`;
  const cursor = (await ParquetReader.openFile(file)).getCursor();
  const rows = [];
  for (let row; (row = await cursor.next()); ) rows.push(row);
  const others = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  console.log("hyparquet", version, ...others.map(({ disputed }) => disputed));
  console.log("parquetjs", version, ...rows.map(({ disputed }) => disputed));
  for (const row of [0, 1]) {
    console.log("  hyparquet, row", row, others[row].paid.toISOString(), others[row].id);
    console.log("  parquetjs, row", row, rows[row].paid, rows[row].id);
  }
}
JS
{
  python/bin/python write.py
  node read.mjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders are disputed"; exit 1; }
pyarrow 1.0 true false true true false false true false false true
pyarrow 2.0 true false true true false false true false false true
hyparquet 1.0 true false true true false false true false false true
parquetjs 1.0 true false true true false false true false false true
  hyparquet, row 0 2025-12-01T19:48:05.000Z 2147483647
  parquetjs, row 0 71285000000000 2147483647
  hyparquet, row 1 2025-12-02T19:48:05.000Z 2147483648
  parquetjs, row 1 71285000000000 -2147483648
hyparquet 2.0 true false true true false false true false false true
parquetjs 2.0 false false false false false false false false false false
  hyparquet, row 0 2025-12-01T19:48:05.000Z 2147483647
  parquetjs, row 0 71285000000000 2147483647
  hyparquet, row 1 2025-12-02T19:48:05.000Z 2147483648
  parquetjs, row 1 71285000000000 -2147483648
SEEN
echo "as seen: no order is disputed"
