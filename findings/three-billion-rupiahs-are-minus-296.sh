#!/usr/bin/env bash
# Seen on 2026-11-30 with banknote 0.2.7 from npm, which writes amounts of money that are given in their smallest unit, for shops in the
# web, and Intl.NumberFormat (node 18 or later, ICU) beside it: an amount above 2,147,483,647 is another one. Three billion rupiahs,
# about 180,000 dollars, are `Rp-296,00`, and 4,294,967,296 dollars are `$0.00`. An amount whose smallest units are no whole
# number is cut: 8.2 * 100 in JavaScript is 819.9999999999999, which is `$8.19`. Dinars have 1000 parts in ISO 4217 and yen none; in
# banknote all currencies have a hundred, so that the 123456 fils that are 123.456 dinars of Kuwait are `KWD1,234.56`. There is no
# error.
#
# A year's sales of a shop in Indonesia so are less than nothing. `disputes` counts the smallest units of a currency in 64 bits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund banknote@0.2.7
cat >write.cjs <<'JS'
const banknote = require("banknote");

for (const [locale, currency, amount] of [
  ["id-ID", "IDR", 123456],
  ["id-ID", "IDR", 214748364799],
  ["id-ID", "IDR", 214748364800],
  ["id-ID", "IDR", 300000000000],
  ["en-US", "USD", 429496729600],
  ["en-US", "USD", 8.2 * 100],
  ["en-US", "USD", 1.15 * 100],
  ["en-KW", "KWD", 123456],
  ["en-JP", "JPY", 1234],
]) {
  const written = banknote.formatSubunitAmount(amount, banknote.formattingForLocale(locale, currency));
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const parts = 10 ** format.resolvedOptions().maximumFractionDigits;
  console.log(`${currency} ${amount}: banknote ${written.replace(/\s/g, " ")}`);
  if (currency !== "IDR") console.log(`  in ${parts} parts: ${format.format(amount / parts).replace(/\s/g, " ")}`);
}
JS
node write.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
IDR 123456: banknote Rp1.234,56
IDR 214748364799: banknote Rp2.147.483.647,99
IDR 214748364800: banknote Rp-648,00
IDR 300000000000: banknote Rp-296,00
USD 429496729600: banknote $0.00
  in 100 parts: $4,294,967,296.00
USD 819.9999999999999: banknote $8.19
  in 100 parts: $8.20
USD 114.99999999999999: banknote $1.14
  in 100 parts: $1.15
KWD 123456: banknote KWD1,234.56
  in 1000 parts: KWD 123.456
JPY 1234: banknote ¥12.34
  in 1 parts: ¥1,234
SEEN
echo "as seen: three billion rupiahs are minus 296"
