#!/usr/bin/env bash
# Seen on 2026-11-30 with arrow 1.4.0 and humanize 4.17.0 (PyPI), and humanize-duration 3.35.1 and date-fns 4.4.0 (npm):
# numbers of days take the forms of another language. arrow and humanize-duration have "21 days" in Bulgarian with the
# word for one day (`21 ден`), which is the rule of Russian; Bulgarian has it for 1 alone (`21 дни`). arrow takes Polish
# rules for Czech and Slovak (`22 dny`; Czech has this form for 2, 3 and 4 only). humanize says 2 days in Ukrainian in
# Russian (`2 дня` for `2 дні`). date-fns has the same form for all Lithuanian numbers from 20 on (`21 dienos` for `21
# diena`, `111 dienos` for `111 dienų`), and no `de` in Romanian (`21 zile` for `21 de zile`). There is no error. The
# rules and words are those of CLDR (Unicode Technical Standard 35, "Language Plural Rules"), as Babel 2.19.0 (PyPI) and
# Node.js (`Intl`) have them.
#
# "You have 21 days" reads as if written by nobody. `disputes` chooses forms by CLDR's rules with Fluent (src/messages).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund humanize-duration@3.35.1 date-fns@4.4.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check arrow==1.4.0 humanize==4.17.0 Babel==2.19.0
cat >days.py <<'PY'
import datetime

import arrow
import humanize
from babel.dates import format_timedelta

start = arrow.get("2026-01-01T00:00:00Z")
NUMBERS = (1, 2, 5, 21, 22, 111)


def show(name, text):
    print(name, ", ".join(text(number) for number in NUMBERS))


for language in ("bg", "cs", "sk", "uk"):
    show(f"{language} Babel", lambda days: format_timedelta(datetime.timedelta(days=days), "day", threshold=1e9, locale=language))
    show(f"{language} arrow", lambda days: start.shift(days=days).humanize(start, locale=language, granularity="day"))
humanize.i18n.activate("uk_UA")
show("uk humanize", lambda days: humanize.precisedelta(datetime.timedelta(days=days), suppress=["months", "years"]))
PY
cat >days.cjs <<'JS'
const { formatDuration } = require("date-fns");
const locales = require("date-fns/locale");
const humanize = require("humanize-duration");

const show = (name, text) => console.log(name, [1, 2, 5, 21, 22, 111].map(text).join(", "));
for (const language of ["bg", "lt", "ro"]) {
  const format = new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" });
  show(`${language} Intl`, (days) => format.format(days));
  show(`${language} humanize-duration`, (days) => humanize(days * 86400000, { language, units: ["d"] }));
  show(`${language} date-fns`, (days) => formatDuration({ days }, { locale: locales[language] }));
}
JS
{
  python/bin/python days.py
  node days.cjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other forms"; exit 1; }
bg Babel 1 ден, 2 дни, 5 дни, 21 дни, 22 дни, 111 дни
bg arrow напред ден, напред 2 дни, напред 5 дни, напред 21 ден, напред 22 дни, напред 111 дни
cs Babel 1 den, 2 dny, 5 dnů, 21 dnů, 22 dnů, 111 dnů
cs arrow Za den, Za 2 dny, Za 5 dnů, Za 21 dnů, Za 22 dny, Za 111 dnů
sk Babel 1 deň, 2 dni, 5 dní, 21 dní, 22 dní, 111 dní
sk arrow O deň, O 2 dni, O 5 dní, O 21 dní, O 22 dni, O 111 dní
uk Babel 1 день, 2 дні, 5 днів, 21 день, 22 дні, 111 днів
uk arrow за день, за 2 дні, за 5 днів, за 21 день, за 22 дні, за 111 днів
uk humanize 1 день, 2 дня, 5 днів, 21 день, 22 дня, 111 днів
bg Intl 1 ден, 2 дни, 5 дни, 21 дни, 22 дни, 111 дни
bg humanize-duration 1 ден, 2 дни, 5 дни, 21 ден, 22 дни, 111 дни
bg date-fns 1 ден, 2 дни, 5 дни, 21 дни, 22 дни, 111 дни
lt Intl 1 diena, 2 dienos, 5 dienos, 21 diena, 22 dienos, 111 dienų
lt humanize-duration 1 diena, 2 dienos, 5 dienos, 21 diena, 22 dienos, 111 dienų
lt date-fns diena, 2 dienos, 5 dienos, 21 dienos, 22 dienos, 111 dienos
ro Intl 1 zi, 2 zile, 5 zile, 21 de zile, 22 de zile, 111 zile
ro humanize-duration 1 zi, 2 zile, 5 zile, 21 de zile, 22 de zile, 111 zile
ro date-fns 1 zi, 2 zile, 5 zile, 21 zile, 22 zile, 111 zile
SEEN
echo "as seen: days in the forms of another language"
