#!/usr/bin/env bash
# Seen on 2026-11-29 with pyarrow 26.0.1 from PyPI: a column of times with a zone that pyarrow writes as
# INT96 (`use_deprecated_int96_timestamps=True`, as for Spark and Impala) comes back from pyarrow as times
# without a zone, although the file's own `ARROW:schema` names the zone. As 64-bit times the same column
# keeps it. So a shop's times that were instants become wall times of nobody knows where, without a word.
# Of a column without a zone INT96 gives the same type: the reader cannot tell the two apart but by
# `ARROW:schema`.
#
# Where our users meet it: Parquet of older pipelines. docs/formats.md says how INT96 is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1
cat >write.py <<'PY'
import base64
from datetime import datetime, timezone

import pyarrow
import pyarrow.parquet as parquet

moment = datetime(2026, 1, 5, 8, 30, tzinfo=timezone.utc)
times = pyarrow.array([moment], pyarrow.timestamp("us", tz="Asia/Shanghai"))
for int96 in (False, True):
    parquet.write_table(pyarrow.table({"paid_at": times}), "orders.parquet",
                        use_deprecated_int96_timestamps=int96)
    stored = parquet.ParquetFile("orders.parquet").metadata.metadata[b"ARROW:schema"]
    schema = pyarrow.ipc.read_schema(pyarrow.BufferReader(base64.b64decode(stored)))
    read = parquet.read_table("orders.parquet").schema.field("paid_at").type
    print("INT96" if int96 else "INT64", "| ARROW:schema says", schema.field("paid_at").type, "| read as", read)
PY
python/bin/python write.py >seen
cat seen
diff seen - <<'SEEN'
INT64 | ARROW:schema says timestamp[us, tz=Asia/Shanghai] | read as timestamp[us, tz=Asia/Shanghai]
INT96 | ARROW:schema says timestamp[us, tz=Asia/Shanghai] | read as timestamp[ns]
SEEN
echo "as seen: the zone of an INT96 column is in the file, and lost on reading"
