#!/usr/bin/env bash
# Seen on 2026-11-30 with splink 5.0.0 from PyPI (with duckdb 2.0.1), which finds records of the same thing in two tables:
# amounts within 10 % of each other (`PercentageDifferenceLevel("amount", 0.1)`) are all pairs of amounts below nothing. A
# refund of 5 and one of 95 are "within 10 %", and so are -5 and -1,000,000: the difference is divided by the larger of the
# two amounts with its sign, and what is below nothing is less than any limit. Two amounts of 0, which are the same, are not
# within it. Amounts above nothing are right. There is no error. By the difference in absolute numbers
# (`AbsoluteDifferenceLevel`), and by Python's math.isclose, a refund of 5 is none of 95.
#
# Refunds of a shop matched with those of the platform so go with any others. `disputes` joins orders and disputes by their
# ids.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check splink==5.0.0 duckdb==2.0.1 pandas==2.3.3 pyarrow==26.0.1
cat >match.py <<'PY'
import math

import pandas
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEFT = [100.0, 5.0, 0.0, -5.0, -100.0]
RIGHT = [95.0, 0.0, -1.0, -95.0, -1000000.0]


def matched(level):
    tables = [pandas.DataFrame({"unique_id": [f"{side}{place}" for place in range(len(amounts))], "all": 1, "amount": amounts}) for side, amounts in (("l", LEFT), ("r", RIGHT))]
    comparison = comparisons.CustomComparison(output_column_name="amount", comparison_levels=[levels.NullLevel("amount"), level, levels.ElseLevel()])
    settings = SettingsCreator(link_type="link_only", comparisons=[comparison], blocking_rules_to_generate_predictions=[block_on("all")], retain_matching_columns=True, retain_intermediate_calculation_columns=True)
    database = DuckDBAPI()
    found = Linker([database.register(table) for table in tables], settings).inference.predict().as_pandas_dataframe()
    return {(row.amount_l, row.amount_r) for row in found.itertuples() if row.gamma_amount == 1}


percent = matched(levels.PercentageDifferenceLevel("amount", 0.1))
absolute = matched(levels.AbsoluteDifferenceLevel("amount", 10))
for left in LEFT:
    for right in RIGHT:
        found = ["within 10 %" if (left, right) in percent else "-", "within 10" if (left, right) in absolute else "-"]
        print(f"{left:g} and {right:g}:", ", ".join(found), "| isclose:", "within 10 %" if math.isclose(left, right, rel_tol=0.1) else "-")
PY
python/bin/python match.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other pairs"; exit 1; }
100 and 95: within 10 %, within 10 | isclose: within 10 %
100 and 0: -, - | isclose: -
100 and -1: -, - | isclose: -
100 and -95: -, - | isclose: -
100 and -1e+06: -, - | isclose: -
5 and 95: -, - | isclose: -
5 and 0: -, within 10 | isclose: -
5 and -1: -, within 10 | isclose: -
5 and -95: -, - | isclose: -
5 and -1e+06: -, - | isclose: -
0 and 95: -, - | isclose: -
0 and 0: -, within 10 | isclose: within 10 %
0 and -1: -, within 10 | isclose: -
0 and -95: -, - | isclose: -
0 and -1e+06: -, - | isclose: -
-5 and 95: -, - | isclose: -
-5 and 0: -, within 10 | isclose: -
-5 and -1: within 10 %, within 10 | isclose: -
-5 and -95: within 10 %, - | isclose: -
-5 and -1e+06: within 10 %, - | isclose: -
-100 and 95: -, - | isclose: -
-100 and 0: -, - | isclose: -
-100 and -1: within 10 %, - | isclose: -
-100 and -95: within 10 %, within 10 | isclose: within 10 %
-100 and -1e+06: within 10 %, - | isclose: -
SEEN
echo "as seen: all refunds are alike"
