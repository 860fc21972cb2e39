#!/usr/bin/env bash
# Seen on 2026-11-30 with intl-messageformat 12.1.5 and @messageformat/core 3.4.1 (npm) and icu4py 1.2.0 (PyPI, ICU
# itself), which format ICU's messages: a rate of 7.48 % in the same message is a hundred times larger in one library
# than in the others. In a number's skeleton `percent` is the sign alone, and `%x100` or `percent scale/100` multiply as
# well (ICU, Number Skeletons, "Unit" and "Scale"). For intl-messageformat `percent` multiplies, so that a message that
# is right with ICU, in Java, C++ and Python, is `748.00%` there, and one that is right there is `0.07%` with ICU.
# `permille` has no sign in both packages from npm. There is no error. The older form, `{rate, number, percent}`, is 7%
# for all.
#
# Messages that are shared between a page and a server so show two rates. `disputes` formats its rates before they go
# into a message.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund intl-messageformat@12.1.5 @messageformat/core@3.4.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check icu4py==1.2.0
cat >messages.txt <<'MESSAGES'
{rate, number, percent}
{rate, number, ::percent .00}
{rate, number, ::percent scale/100 .00}
{rate, number, ::%x100 .00}
{rate, number, ::permille}
MESSAGES
cat >format.mjs <<'JS'
import fs from "fs";
import { createRequire } from "module";
import { IntlMessageFormat } from "intl-messageformat";

const core = createRequire(import.meta.url)("@messageformat/core");
const compiler = new (core.default ?? core)("en");
for (const message of fs.readFileSync("messages.txt", "utf8").trim().split("\n")) {
  console.log(message, "intl-messageformat", new IntlMessageFormat(message, "en").format({ rate: 0.0748 }));
  console.log(message, "@messageformat/core", compiler.compile(message)({ rate: 0.0748 }));
}
JS
cat >format.py <<'PY'
from icu4py.messageformat import MessageFormat

with open("messages.txt", encoding="utf-8") as file:
    for message in file.read().splitlines():
        print(message, "ICU", MessageFormat(message, "en").format({"rate": 0.0748}))
PY
{
  node format.mjs
  python/bin/python format.py
} | LC_ALL=C sort >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other rates"; exit 1; }
{rate, number, ::%x100 .00} @messageformat/core 7.48%
{rate, number, ::%x100 .00} ICU 7.48%
{rate, number, ::%x100 .00} intl-messageformat 748.00%
{rate, number, ::percent .00} @messageformat/core 0.07%
{rate, number, ::percent .00} ICU 0.07%
{rate, number, ::percent .00} intl-messageformat 7.48%
{rate, number, ::percent scale/100 .00} @messageformat/core 7.48%
{rate, number, ::percent scale/100 .00} ICU 7.48%
{rate, number, ::percent scale/100 .00} intl-messageformat 748.00%
{rate, number, ::permille} @messageformat/core 0.075
{rate, number, ::permille} ICU 0.0748‰
{rate, number, ::permille} intl-messageformat 0.075
{rate, number, percent} @messageformat/core 7%
{rate, number, percent} ICU 7%
{rate, number, percent} intl-messageformat 7%
SEEN
echo "as seen: a rate is a hundred times larger"
