#!/usr/bin/env bash
# Seen on 2026-11-29 with price-parser 0.5.1 and money-parser 0.0.1 from PyPI: an amount with three decimal places, as the
# dinars of Kuwait, Bahrain and Tunisia and the rial of Oman have (ISO 4217), is read a thousand times too large, without
# an error, although the currency stands beside it: `KWD 0.500` is 500, and price-parser returns the currency KWD with
# it. That a digit 0 begins no group, and that the comma of `BHD 1,234.567` is taken already, does not help: 1234567.
# stockholm 0.5.7 reads all of them right.
#
# Buyers of AliExpress pay in such currencies. `disputes` takes the decimal places that ISO 4217 gives a currency.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check price-parser==0.5.1 money-parser==0.0.1 stockholm==0.5.7
cat >look.py <<'PY'
from money_parser import price_str
from price_parser import Price
from stockholm import Money

for text in ["KWD 0.500", "12.345 TND", "BHD 1,234.567", "KWD 0.50"]:
    read = Price.fromstring(text)
    print(text, "price-parser", read.amount, read.currency, "money-parser", price_str(text), "stockholm", Money(text))
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN'
KWD 0.500 price-parser 500 KWD money-parser 500 stockholm 0.50 KWD
12.345 TND price-parser 12345 TND money-parser 12345 stockholm 12.345 TND
BHD 1,234.567 price-parser 1234567 BHD money-parser 1234567 stockholm 1234.567 BHD
KWD 0.50 price-parser 0.50 KWD money-parser 0.50 stockholm 0.50 KWD
SEEN
echo "as seen: three decimal places make an amount a thousand times larger"
