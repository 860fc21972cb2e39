#!/usr/bin/env bash
# Seen on 2026-11-29 with DuckDB 2.0.1 and ClickHouse's engine (chdb 4.4.0 with chdb-core 26.9.0), both from PyPI:
# of a time in Los Angeles that comes twice, in the hour in which clocks are put back, DuckDB takes the later
# moment and ClickHouse the earlier; a time that clocks skip in spring DuckDB moves on and ClickHouse moves back. Both are an hour
# apart, and neither engine says a word. Orders of that hour so count in another window, or on another day, by
# the engine that was asked.
#
# `disputes sql` therefore writes bounds as moments, for columns without a zone as wall times only where no bound
# lies in such an hour, and refuses the others (docs/warehouse.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 chdb==4.4.0 chdb-core==26.9.0 pytz
cat >ask.py <<'PY'
import duckdb
from chdb import session

base = duckdb.connect()
base.execute("SET TimeZone = 'America/Los_Angeles'")
house = session.Session("house")
for wall in ("2025-11-02 01:30:00", "2025-03-09 02:30:00"):
    one = base.execute(f"SELECT epoch(TIMESTAMPTZ '{wall}')::BIGINT").fetchone()[0]
    two = house.query(f"SELECT toUnixTimestamp(toDateTime('{wall}', 'America/Los_Angeles'))", "CSV").bytes()
    print(wall, "duckdb", one, "clickhouse", int(two))
PY
python/bin/python ask.py >seen
cat seen
diff seen - <<'SEEN'
2025-11-02 01:30:00 duckdb 1762075800 clickhouse 1762072200
2025-03-09 02:30:00 duckdb 1741516200 clickhouse 1741512600
SEEN
echo "as seen: the engines differ by an hour"
