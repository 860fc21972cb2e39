#!/usr/bin/env bash
# Seen on 2026-11-30 with date-fns 4.4.0 and humanize-duration 3.35.1 (npm): "2 days" in Ukrainian has a Latin letter in
# it for date-fns: the last letter of `днi` is the i of English (U+0069) and not that of Ukrainian (U+0456), which "5
# days" (`днів`) has. "101 days" in Arabic has a Persian zero (U+06F0) between two digits of Arabic (U+0661) for
# humanize-duration, as have all numbers with a zero. They look right. There is no error. The language data of CLDR,
# which Node.js has (`Intl`), and moment 2.31.0 have one alphabet in each word (Unicode Technical Standard 39, 5,
# "single script").
#
# A search for the word, a rule that looks for it in a message, and a program that reads it aloud find nothing, or spell
# the letter; and a filter against deceit by letters that look alike takes the message for one. `disputes` has words of
# its own for each language of its messages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund date-fns@4.4.0 humanize-duration@3.35.1 moment@2.31.0
cat >words.cjs <<'JS'
const { formatDuration, formatDistanceStrict } = require("date-fns");
const { uk } = require("date-fns/locale");
const humanize = require("humanize-duration");
const moment = require("moment");
require("moment/locale/uk");
require("moment/locale/ar");

const day = 24 * 60 * 60 * 1000;
const show = (name, text) => {
  const signs = [...text].filter((sign) => sign !== " ").map((sign) => sign.codePointAt(0).toString(16).padStart(4, "0"));
  const latin = /\p{Script=Latin}/u.test(text) && /\p{Script=Cyrillic}/u.test(text);
  const persian = /[\u06f0-\u06f9]/u.test(text) && /[\u0660-\u0669]/u.test(text);
  console.log(name, signs.join(" "), latin ? "Latin and Cyrillic" : persian ? "Arabic and Persian digits" : "");
};
for (const days of [2, 5]) {
  show(`date-fns, ${days} days`, formatDuration({ days }, { locale: uk }));
  show(`date-fns, distance of ${days} days`, formatDistanceStrict(0, days * day, { locale: uk }));
  show(`moment, ${days} days`, moment.duration(days, "days").locale("uk").humanize());
  show(`Intl, ${days} days`, new Intl.NumberFormat("uk", { style: "unit", unit: "day", unitDisplay: "long" }).format(days));
}
for (const days of [12, 101]) {
  show(`humanize-duration, ${days} days`, humanize(days * day, { language: "ar", units: ["d"] }));
  show(`Intl, ${days}`, new Intl.NumberFormat("ar-u-nu-arab").format(days));
}
JS
node words.cjs | sed 's/ *$//' >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other letters"; exit 1; }
date-fns, 2 days 0032 0434 043d 0069 Latin and Cyrillic
date-fns, distance of 2 days 0032 0434 043d 0069 Latin and Cyrillic
moment, 2 days 0032 0434 043d 0456
Intl, 2 days 0032 0434 043d 0456
date-fns, 5 days 0035 0434 043d 0456 0432
date-fns, distance of 5 days 0035 0434 043d 0456 0432
moment, 5 days 0035 0434 043d 0456 0432
Intl, 5 days 0035 0434 043d 0456 0432
humanize-duration, 12 days 0661 0662 064a 0648 0645
Intl, 12 0661 0662
humanize-duration, 101 days 0661 06f0 0661 064a 0648 0645 Arabic and Persian digits
Intl, 101 0661 0660 0661
SEEN
echo "as seen: letters and digits of another alphabet"
