#!/usr/bin/env bash
# Seen on 2026-11-30 with rfm 1.0.9 from PyPI (with pandas 2.3.3), which sorts the buyers of a shop into groups by how recent, how many
# and how large their orders are: an amount with one to nine cents loses them. Orders of 12.05, 10.09 and 1.01 add up to 23.00, and
# 0.05 is 0. Every value is made a text, and of a text in which `.0` stands the last two characters are cut, which is meant for `12.0`:
# `12.05` becomes `12.`. 12.50 is right. A buyer's name is cut too: `li.05@example.com` and `li.05@example.net` become `…example.c` and
# `…example.n`. Two orders of one buyer on one day with the same amount are one, and buyers with one order each get different
# figures for how often they buy, 1 to 3 of 5, by the order in which they stand. There is no error.
#
# The sums of the buyers so do not add up to the sales. `disputes` reads amounts as decimals and drops nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check --no-deps rfm==1.0.9
python/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 matplotlib==3.11.2
cat >buyers.py <<'PY'
import pandas
from rfm import RFM

rows = [
    ("li.05@example.com", "2026-01-16", "12.05"),
    ("li.05@example.com", "2026-01-15", "10.09"),
    ("li.05@example.com", "2026-01-14", "1.01"),
    ("twice", "2026-01-14", "8.50"),
    ("twice", "2026-01-14", "8.50"),
    ("cents", "2026-01-10", "0.05"),
    ("refund", "2026-01-09", "-3.07"),
    ("half", "2026-01-08", "12.50"),
    ("last", "2026-01-07", "7.00"),
]
orders = pandas.DataFrame(rows, columns=["buyer", "order_date", "amount"])
orders["amount"] = orders["amount"].astype(float)
sums = orders.groupby("buyer")["amount"].agg(["size", "sum"]).round(2)
table = RFM(orders.copy(), customer_id="buyer", transaction_date="order_date", amount="amount").rfm_table
for buyer, row in sums.iterrows():
    found = table[table["buyer"].str.slice(0, 5) == buyer[:5]].iloc[0]
    print(f"{buyer}: {row['size']:g} orders, {row['sum']:.2f}; as {found['buyer']}: {found['frequency']}, {found['monetary_value']:.2f}, f {found['f']}")
print(f"all: {orders['amount'].sum():.2f}, {table['monetary_value'].sum():.2f}")
PY
python/bin/python buyers.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other sums"; exit 1; }
cents: 1 orders, 0.05; as cents: 1, 0.00, f 1
half: 1 orders, 12.50; as half: 1, 12.50, f 1
last: 1 orders, 7.00; as last: 1, 7.00, f 2
li.05@example.com: 3 orders, 23.15; as li.05@example.c: 3, 23.00, f 5
refund: 1 orders, -3.07; as refund: 1, -3.00, f 3
twice: 2 orders, 17.00; as twice: 1, 8.50, f 4
all: 56.63, 48.00
SEEN
echo "as seen: nine cents are cut"
