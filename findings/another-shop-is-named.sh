#!/usr/bin/env bash
# Seen on 2026-11-30 with funnelplot 0.2.1 from PyPI, which draws the rates of groups over their sizes, with the limits between
# which they lie by chance, and writes the names of the groups outside: the name of another group is written. Of five shops with
# 4 % and one of them with 12 % disputes, the point at 200 orders is marked, which is shop B, and `C` is written beside it, the
# shop with 100 orders. The groups are sorted by size before they are drawn, and their names are not. So it is for both ways in
# which limits are computed (`bootstrap_mode`). There is no error. By its manual `labels` has "one label string per group, will
# be shown only for those groups that lie outside the funnel". Where the names happen to follow the sizes they are right.
#
# A shop in order is so taken to task, and the one with the disputes is not seen. `disputes` writes the name with each rate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check funnelplot==0.2.1 numpy==2.4.6 pandas==2.3.3 scipy==1.17.1 matplotlib==3.11.2
cat >shops.py <<'PY'
import matplotlib

matplotlib.use("Agg")
import numpy
import pandas
from funnelplot.core import funnel
from matplotlib import pyplot
from scipy.stats import binom

SHOPS = {"A": (400, 16), "B": (200, 24), "C": (100, 4), "D": (300, 12), "E": (50, 2)}
BY_SIZE = {name: SHOPS[name] for name in sorted(SHOPS, key=lambda name: SHOPS[name])}


def drawn(shops, names, bootstrap_mode):
    table = pandas.DataFrame([(name, int(place < disputes)) for new, name in zip(names, shops) for orders, disputes in [shops[name]] for place in range(orders)], columns=["shop", "disputed"])
    table["shop"] = table["shop"].map(dict(zip(shops, names)))
    pyplot.clf()
    numpy.random.seed(1)
    funnel(table, "disputed", "shop", bootstrap_mode=bootstrap_mode, error_mode="none")
    axes = pyplot.gca()
    marked = [f"the point at {line.get_ydata()[0]:.0f} orders" for line in axes.lines if line.get_marker() == "o"]
    return ", ".join(marked), [text.get_text() for text in axes.texts if len(text.get_text()) == 1]


orders, disputes = (sum(column) for column in zip(*SHOPS.values()))
for name, (size, count) in SHOPS.items():
    rarely = binom.sf(count - 1, size, disputes / orders)
    print(f"shop {name}: {count} of {size}, {100 * count / size:.0f} %, as many or more by chance: {rarely:.4f}")
for bootstrap_mode in (False, True):
    print(f"bootstrap_mode={bootstrap_mode}, shops A to E:", *drawn(SHOPS, SHOPS, bootstrap_mode))
    print(f"bootstrap_mode={bootstrap_mode}, renamed by size (B is the third):", *drawn(BY_SIZE, "12345", bootstrap_mode))
PY
python/bin/python shops.py 2>/dev/null >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another name"; exit 1; }
shop A: 16 of 400, 4 %, as many or more by chance: 0.9314
shop B: 24 of 200, 12 %, as many or more by chance: 0.0003
shop C: 4 of 100, 4 %, as many or more by chance: 0.8090
shop D: 12 of 300, 4 %, as many or more by chance: 0.9053
shop E: 2 of 50, 4 %, as many or more by chance: 0.7710
bootstrap_mode=False, shops A to E: the point at 200 orders ['C']
bootstrap_mode=False, renamed by size (B is the third): the point at 200 orders ['3']
bootstrap_mode=True, shops A to E: the point at 200 orders ['C']
bootstrap_mode=True, renamed by size (B is the third): the point at 200 orders ['3']
SEEN
echo "as seen: another shop is named"
