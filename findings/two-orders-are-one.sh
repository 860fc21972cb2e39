#!/usr/bin/env bash
# Seen on 2026-11-30 with pyseeyou 1.0.2 from PyPI and @ultraq/icu-message-formatter 0.15.2 from npm, which format ICU's
# messages: with an `offset`, as in "order A and 1 other", the cases for an exact number (`=1`) are compared with the number
# less the offset. One order is "no order" for both. Two orders are "order A" alone for the first, and none is "order A and -1
# other" for the second. ICU's rule is that `=1` means the number itself, and the offset counts for `one`, `other` and `#`
# (ICU, PluralFormat). icu4py 1.2.0 (ICU itself) and intl-messageformat 12.1.5 are right. pyseeyou also writes an ordinal
# (`selectordinal`) as the word None. There is no error.
#
# A message to a buyer about two orders so names one of them. `disputes` makes its messages with Fluent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @ultraq/icu-message-formatter@0.15.2 intl-messageformat@12.1.5
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyseeyou==1.0.2 parsimonious==0.11.0 icu4py==1.2.0
cat >message <<'MESSAGE'
{n, plural, offset:1 =0 {no order} =1 {order A} one {order A and # other} other {order A and # others}}
MESSAGE
cat >look.py <<'PY'
import pyseeyou
from icu4py.messageformat import MessageFormat

with open("message") as file:
    message = file.read().strip()
for n in range(4):
    print(f"{n}: pyseeyou: {pyseeyou.format(message, {'n': n}, 'en')}; ICU: {MessageFormat(message, 'en').format({'n': n})}")
reminder = "the {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} reminder"
print(f"pyseeyou: {pyseeyou.format(reminder, {'n': 2}, 'en')}; ICU: {MessageFormat(reminder, 'en').format({'n': 2})}")
PY
cat >look.mjs <<'JS'
import fs from "fs";
import { MessageFormatter, pluralTypeHandler } from "@ultraq/icu-message-formatter";
import { IntlMessageFormat } from "intl-messageformat";

const message = fs.readFileSync("message", "utf8").trim();
const formatter = new MessageFormatter("en", { plural: pluralTypeHandler });
for (const n of [0, 1, 2, 3]) {
  const right = new IntlMessageFormat(message, "en").format({ n });
  console.log(`${n}: @ultraq: ${formatter.format(message, { n })}; intl-messageformat: ${right}`);
}
JS
{
  python/bin/python look.py
  node look.mjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the messages are formatted in another way"; exit 1; }
0: pyseeyou: no order; ICU: no order
1: pyseeyou: no order; ICU: order A
2: pyseeyou: order A; ICU: order A and 1 other
3: pyseeyou: order A and 2 others; ICU: order A and 2 others
pyseeyou: the None reminder; ICU: the 2nd reminder
0: @ultraq: order A and -1 other; intl-messageformat: no order
1: @ultraq: no order; intl-messageformat: order A
2: @ultraq: order A and 1 other; intl-messageformat: order A and 1 other
3: @ultraq: order A and 2 others; intl-messageformat: order A and 2 others
SEEN
echo "as seen: the offset is taken off before an exact number is looked for"
