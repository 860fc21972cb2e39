#!/usr/bin/env bash
# Seen on 2026-11-30 with NelsonCheck 0.4 from PyPI, which checks a series by Nelson's eight rules, and pyqicharts 2.0.0 (PyPI)
# beside it: seven weeks without a dispute are "Six or more points in a row are continually increasing or decreasing" (rule
# 3): a difference that is not above nothing counts as a fall. Six weeks in each of which there are more disputes than in the
# week before are found by nobody's rule, as the library asks for six differences, which seven weeks have. And eight weeks far
# above and eight far below the mean, none of them near it, are "Fifteen points in a row are all within 1 standard deviation"
# (rule 7): a row of points outside counts like one inside. There is no error. Nelson's rules are in the Journal of Quality
# Technology 16 (1984), 237; pyqicharts finds the six weeks, and no trend or closeness in the others.
#
# In small shops weeks without a dispute are the rule. `disputes` compares rates by their intervals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check NelsonCheck==0.4 pyqicharts==2.0.0 numpy==2.4.6 pandas==2.3.3 plotly==7.1.0 matplotlib==3.11.2
cat >weeks.py <<'PY'
from NelsonCheck.NelsonCheck import NelsonCheck
from pyqicharts.nelson import nelson_rule_signals

SERIES = {
    "seven weeks without a dispute": ([3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 2, 1, 3, 2, 1], 1, 1),
    "seven weeks with two disputes each": ([1, 3, 2, 2, 2, 2, 2, 2, 2, 1, 3, 1], 2, 1),
    "six weeks, each with more than the last": ([5, 3, 4, 2, 3, 4, 5, 6, 7, 3, 4, 5, 4], 4, 2),
    "sixteen weeks far above or below": ([6, 6, 2, 2] * 4, 4, 1),
    "fifteen weeks close to the mean": ([4, 4.5, 4.2] * 5, 4, 1),
}
for name, (weeks, middle, deviation) in SERIES.items():
    check = NelsonCheck(weeks, CL=middle, LCL=middle - 3 * deviation, UCL=middle + 3 * deviation)
    found = [f"rule {violation.rule.num} at weeks {violation.offenders.index.min() + 1} to {violation.offenders.index.max() + 1}" for violation in check.violations if violation.rule.num in (3, 7)]
    beside = nelson_rule_signals(weeks, centre=middle, sigma=deviation)
    others = [f"rule {row.rule_id[1]} at weeks {row.start_index} to {row.end_index}" for row in beside.itertuples() if row.rule_id in ("N3", "N7")]
    print(f"{name}: NelsonCheck: {', '.join(found) or 'nothing'} | pyqicharts: {', '.join(others) or 'nothing'}")
PY
python/bin/python weeks.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other weeks"; exit 1; }
seven weeks without a dispute: NelsonCheck: rule 3 at weeks 4 to 10 | pyqicharts: nothing
seven weeks with two disputes each: NelsonCheck: rule 3 at weeks 3 to 10 | pyqicharts: nothing
six weeks, each with more than the last: NelsonCheck: nothing | pyqicharts: rule 3 at weeks 4 to 9
sixteen weeks far above or below: NelsonCheck: rule 7 at weeks 1 to 16 | pyqicharts: nothing
fifteen weeks close to the mean: NelsonCheck: rule 7 at weeks 1 to 15 | pyqicharts: rule 7 at weeks 1 to 15
SEEN
echo "as seen: weeks without disputes are a trend"
