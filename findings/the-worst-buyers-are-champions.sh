#!/usr/bin/env bash
# Seen on 2026-11-30 with rfmanalysis 0.2.0 from PyPI (with pandas 2.3.3), which sorts the buyers of a shop into groups by how recent,
# how many and how large their orders are, and names the groups: the names are the wrong way round. Of eight buyers the one who
# bought last, most often and for most is in "Demands Activation" and the last name of `top_customers()`, and the one with a
# single order of 3, 120 days ago, is in "Can't Lose Them" and the first. The quarter with the most orders and money and the
# least days gets 1, and the one with the least gets 4, so that the best have a sum of 3 and the worst of 12; the names are given
# to the sums from 9 upwards as if 12 were best. There is no error. By its own words `top_customers()` sorts "by RFM segments in
# descending order" and its purpose is "to identify top customers"; by the method a higher score is a better customer.
#
# Offers so go to buyers who never come back, and the best ones are written off. `disputes` sorts no buyers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check --no-deps rfmanalysis==0.2.0
python/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 matplotlib==3.11.2 seaborn==0.13.2 squarify==0.4.4
cat >buyers.py <<'PY'
import datetime

import pandas
from rfmanalysis import RFMAnalysis

last = datetime.date(2026, 1, 16)
rows = []
# From the best buyer, A, to the worst, H: each bought less, and less often, and longer ago than the one before.
for place, buyer in enumerate("ABCDEFGH"):
    for order in range(9 - place if place < 7 else 1):
        rows.append((buyer, last - datetime.timedelta(days=place * 17 + order), 103 - 14 * place if place < 7 else 3))
orders = pandas.DataFrame(rows, columns=["buyer", "paid", "amount"])
analysis = RFMAnalysis(orders, "buyer", "paid", "amount")
analysis.process_data()
analysis.top_customers()
for _, row in analysis.rfm_data.iterrows():
    days, count, money = row["Recency"], row["Frequency"], row["Monetary"]
    print(row["buyer"], f"{days:3} days ago, {count} orders, {money:3}: score {row['RFM_Score']:2}, {row['Segment_Name']}")
PY
python/bin/python buyers.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other names"; exit 1; }
G 102 days ago, 3 orders,  57: score 12, Can't Lose Them
H 119 days ago, 1 orders,   3: score 12, Can't Lose Them
E  68 days ago, 5 orders, 235: score  9, Can't Lose Them
F  85 days ago, 4 orders, 132: score  9, Can't Lose Them
C  34 days ago, 7 orders, 525: score  6, Potential
D  51 days ago, 6 orders, 366: score  6, Potential
A   0 days ago, 9 orders, 927: score  3, Demands Activation
B  17 days ago, 8 orders, 712: score  3, Demands Activation
SEEN
echo "as seen: the worst buyers are champions"
