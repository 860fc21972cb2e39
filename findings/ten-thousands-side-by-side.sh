#!/usr/bin/env bash
# Seen on 2026-11-30 with chinese2digits 6.0.2 from PyPI, which replaces Chinese numbers in texts by digits: 2万3千元, two times ten
# thousand and three thousand yuan, becomes `200003000元`: the two parts are read as numbers of their own, 20000 and 3000, and
# written side by side. 1万5千 is 100005000 and 3千5百 is 3000500. In signs only (二万三千元) it is 23000, as it should be,
# and so is 2.3万. There is no error. cn2an 0.5.24 (PyPI) reads 23000 in either writing.
#
# Amounts on Chinese pages are written with digits and signs mixed, so that a refund of 23,000 yuan is one of 200 million.
# `disputes` reads amounts in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check chinese2digits==6.0.2 cn2an==0.5.24
cat >look.py <<'PY'
import chinese2digits
import cn2an

for text in ["2万3千", "1万5千", "3千5百", "二万三千", "2.3万"]:
    read = chinese2digits.takeNumberFromString(text + "元")["replacedText"]
    print(text + "元", "chinese2digits", read, "cn2an", cn2an.cn2an(text, "smart"))
PY
python/bin/python -W ignore look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: digits and signs together are read otherwise"; exit 1; }
2万3千元 chinese2digits 200003000元 cn2an 23000
1万5千元 chinese2digits 100005000元 cn2an 15000
3千5百元 chinese2digits 3000500元 cn2an 3500
二万三千元 chinese2digits 23000元 cn2an 23000
2.3万元 chinese2digits 23000元 cn2an 23000
SEEN
echo "as seen: 23,000 yuan become 200,003,000"
