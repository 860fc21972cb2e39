#!/usr/bin/env bash
# Seen on 2026-11-30 with chinese-numbering 1.0.0, number-to-chinese-words 1.0.20 and numero-a-letras 1.0.6, and nzh 1.0.14
# and to-words 5.7.0 beside them, all from npm, which write numbers in words: for the first two 100,010,000 is 一亿, a hundred
# million, as 100,000,000 is: up to nine ten thousands (一万, 二万 …) behind a hundred million are left out. 100,011,000 is
# 一亿零一千, which says 100,001,000, and 1,000,010,000 is 十亿. For numero-a-letras a number from a thousand million on has lost
# its thousands of millions: 1,010,000,000 pesos are "Diez Millones de Pesos", ten million, and 1,500,000,000 are "Millones
# de Pesos", without a number. There is no error. nzh and to-words write all of it.
#
# Amounts in words stand on receipts beside the digits, and count where the two differ. In pesos of Colombia or Chile a
# thousand million is a month of a large shop. `disputes` writes amounts in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund chinese-numbering@1.0.0 number-to-chinese-words@1.0.20 numero-a-letras@1.0.6 nzh@1.0.14 to-words@5.7.0 >/dev/null
cat >words.cjs <<'JS'
const { numberToChinese } = require("chinese-numbering");
const { toWords } = require("number-to-chinese-words");
const { NumerosALetras } = require("numero-a-letras");
const nzh = require("nzh").cn;
const { ToWords } = require("to-words");

const spanish = new ToWords({ localeCode: "es-MX" });
for (const number of [100000000, 100010000, 100011000, 1000010000, 100020000, 10010000]) {
  console.log(number, "nzh", nzh.encodeS(number), "chinese-numbering", numberToChinese(number), "number-to-chinese-words", toWords(number));
}
for (const number of [10000000, 1010000000, 1500000000, 999000000]) {
  console.log(number, "to-words:", `${spanish.convert(number)};`, "numero-a-letras:", NumerosALetras(number));
}
JS
node words.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other words"; exit 1; }
100000000 nzh 一亿 chinese-numbering 一亿 number-to-chinese-words 一億
100010000 nzh 一亿零一万 chinese-numbering 一亿 number-to-chinese-words 一億
100011000 nzh 一亿零一万一千 chinese-numbering 一亿零一千 number-to-chinese-words 一億零一千
1000010000 nzh 十亿零一万 chinese-numbering 十亿 number-to-chinese-words 十億
100020000 nzh 一亿零二万 chinese-numbering 一亿 number-to-chinese-words 一億
10010000 nzh 一千零一万 chinese-numbering 一千零一万 number-to-chinese-words 一千零一萬
10000000 to-words: Diez Millones; numero-a-letras: Diez Millones de Pesos 00/100 M.N.
1010000000 to-words: Mil Diez Millones; numero-a-letras: Diez Millones de Pesos 00/100 M.N.
1500000000 to-words: Mil Quinientos Millones; numero-a-letras: Millones de Pesos 00/100 M.N.
999000000 to-words: Novecientos Noventa Y Nueve Millones; numero-a-letras: Novecientos Noventa y Nueve Millones de Pesos 00/100 M.N.
SEEN
echo "as seen: amounts in words are smaller than their digits"
