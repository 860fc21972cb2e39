#!/usr/bin/env bash
# Seen on 2026-11-30 with humanize 2.5.1 for Ruby (Debian 12, ruby-humanize) and num2words 0.5.14 (PyPI), which write
# numbers in words in many languages: 2,000,000,000 in German is `Zwei Billion` for humanize, which says two million
# millions: a thousand millions are a `Milliarde`, and a `Billion` is a thousand of these. 1,500,000,000 is so read as
# 1,000,500,000,000. In Spanish 1,000,000,000,000 is `un trillón`, a million times too much (`un billón`). The words of
# these languages were set in the order of the English ones. French and Russian are right. There is no error. num2words
# follows the dictionaries (Duden, "Billion": 1000 Milliarden; RAE, "billón": un millón de millones).
#
# An amount in rupiah of Indonesia or dong of Vietnam has ten digits for a large order. `disputes` writes amounts in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! ruby -e 'require "humanize"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ruby ruby-humanize >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check num2words==0.5.14
cat >words.rb <<'RB'
require "humanize"

%i[de es fr].each do |language|
  [2_000_000, 2_000_000_000, 1_500_000_000, 1_000_000_000_000].each { |number| puts "#{language} #{number} humanize: #{number.humanize(locale: language)}" }
end
RB
cat >words.py <<'PY'
from num2words import num2words

for language in ("de", "es", "fr"):
    for number in (2_000_000, 2_000_000_000, 1_500_000_000, 1_000_000_000_000):
        print(f"{language} {number} num2words: {num2words(number, lang=language)}")
PY
{ ruby words.rb; python/bin/python words.py; } | sort -s -k1,1 -k2,2n >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other words"; exit 1; }
de 2000000 humanize: Zwei Million
de 2000000 num2words: zwei Millionen
de 1500000000 humanize: Eins Billion Fünfhundert Million
de 1500000000 num2words: eine Milliarde fünfhundert Millionen
de 2000000000 humanize: Zwei Billion
de 2000000000 num2words: zwei Milliarden
de 1000000000000 humanize: Eins Trillion
de 1000000000000 num2words: eine Billion
es 2000000 humanize: dos millones
es 2000000 num2words: dos millones
es 1500000000 humanize: un mil millones quinientos millones
es 1500000000 num2words: mil quinientos millones
es 2000000000 humanize: dos mil millones
es 2000000000 num2words: dos mil millones
es 1000000000000 humanize: un trillón
es 1000000000000 num2words: un billón
fr 2000000 humanize: deux millions
fr 2000000 num2words: deux millions
fr 1500000000 humanize: un milliard cinq cents millions
fr 1500000000 num2words: un milliard cinq cents millions
fr 2000000000 humanize: deux milliards
fr 2000000000 num2words: deux milliards
fr 1000000000000 humanize: un billion
fr 1000000000000 num2words: un billion
SEEN
echo "as seen: a thousand millions are a Billion in German"
