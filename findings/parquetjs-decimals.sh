#!/usr/bin/env bash
# Seen on 2026-11-29 with @dsnp/parquetjs 1.8.8 from npm and pyarrow 26.0.1 from PyPI: a column of decimals with two
# places that parquetjs writes holds other amounts: 0.29 is stored as 0.28, 1.15 as 1.14 and 8.2 as 8.19, while
# 12.34 is right. The number is multiplied by 100 and cut off, and 0.29 times 100 is 28.999999999999996 in a double.
# There is no error, and parquetjs reads its own file back with the wrong amounts.
#
# Of the amounts of 0.00 to 99.99 the last line counts how many are a cent short. Sums of refunds made from such a
# file are too small. Write cents as an integer. `disputes` reads what is stored; amounts never change a rate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @dsnp/parquetjs@1.8.8
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1
cat >write.js <<'JS'
const { ParquetSchema, ParquetWriter, ParquetReader } = require("@dsnp/parquetjs");
const schema = new ParquetSchema({ amount: { type: "DECIMAL", precision: 10, scale: 2 } });
async function write(name, amounts) {
  const writer = await ParquetWriter.openFile(schema, name);
  for (const amount of amounts) await writer.appendRow({ amount });
  await writer.close();
}
(async () => {
  await write("few.parquet", [12.34, 0.29, 1.15, 8.2]);
  await write("all.parquet", Array.from({ length: 10000 }, (_, cents) => cents / 100));
  const reader = await ParquetReader.openFile("few.parquet");
  const cursor = reader.getCursor();
  const read = [];
  for (let row; (row = await cursor.next()); ) read.push(row.amount);
  console.log("parquetjs", read.join(" "));
  await reader.close();
})();
JS
cat >read.py <<'PY'
import pyarrow.parquet

print("pyarrow", *pyarrow.parquet.read_table("few.parquet")["amount"].to_pylist())
stored = pyarrow.parquet.read_table("all.parquet")["amount"].to_pylist()
short = sum(int(amount * 100) < cents for cents, amount in enumerate(stored))
print("a cent short:", short, "of", len(stored))
PY
{
  node write.js
  python/bin/python read.py
} >seen
cat seen
diff seen - <<'SEEN'
parquetjs 12.34 0.28 1.14 8.19
pyarrow 12.34 0.28 1.14 8.19
a cent short: 573 of 10000
SEEN
echo "as seen: amounts are cut off to a cent less"
