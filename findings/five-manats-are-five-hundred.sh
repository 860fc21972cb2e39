#!/usr/bin/env bash
# Seen on 2026-11-30 with Locale::Currency::Format 1.35 for Perl (Debian 12) and Babel 2.19.0 (PyPI) beside it: for ten
# currencies an amount is written without anything between its units and its parts. 5 manats of Azerbaijan (AZN) are `500m`,
# 12.50 dinars of Serbia (RSD) are `1250din`, and 12.5 dinars of Tunisia (TND), which has three decimals, are `12500 TND`.
# ALL, BBD, BTN, CDF, DZD, IQD and KHR are the others. It is so in every form that the module has, unless the parts are
# noughts and `FMT_NOZEROS` is asked for. The other currencies have a point or a comma. There is no error. Babel writes a
# point.
#
# A buyer in Baku or Belgrade so reads a refund that is a hundred times too high. `disputes` writes amounts with a point
# before the decimals of their currency.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MLocale::Currency::Format -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq liblocale-currency-format-perl >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check Babel==2.19.0
cat >amounts.pl <<'PL'
use strict;
use warnings;
use Locale::Currency::Format;

for my $amount (5, 12.5, 1234.56) {
    print "$amount:", (map { " " . currency_format($_, $amount, FMT_COMMON) . "," } qw(AZN RSD TND DZD KHR)), " ", currency_format("GEL", $amount, FMT_COMMON), "\n";
}
my $glued = 0;
my @codes = map { chomp; $_ } <STDIN>;
for my $code (@codes) {
    my $text = currency_format($code, 1234.56, FMT_STANDARD) // next;
    print "$code " and $glued++ if $text =~ /1234560?(?!\d)/;
}
print "have their parts glued to their units: $glued\n";
PL
cat >amounts.py <<'PY'
from babel.numbers import format_currency

for amount in (5, 12.5, 1234.56):
    print("Babel", amount, ", ".join(format_currency(amount, code, "¤¤ #,##0.00", locale="en", currency_digits=True) for code in ("AZN", "RSD", "TND", "DZD", "KHR", "GEL")).replace("\u00a0", " "))
PY
python/bin/python -c 'from babel.numbers import list_currencies; print("\n".join(sorted(list_currencies("en"))))' >codes
{ perl amounts.pl <codes; python/bin/python amounts.py; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
5: 500m, 500din, 5000 TND, 500 DZD, 500 KHR, 5 GEL
12.5: 1250m, 1250din, 12500 TND, 1250 DZD, 1250 KHR, 13 GEL
1234.56: 123456m, 123456din, 1234560 TND, 123456 DZD, 123456 KHR, 1235 GEL
ALL AZN BBD BTN CDF DZD IQD KHR RSD TND have their parts glued to their units: 10
Babel 5 AZN 5.00, RSD 5.00, TND 5.000, DZD 5.00, KHR 5.00, GEL 5.00
Babel 12.5 AZN 12.50, RSD 12.50, TND 12.500, DZD 12.50, KHR 12.50, GEL 12.50
Babel 1234.56 AZN 1,234.56, RSD 1,234.56, TND 1,234.560, DZD 1,234.56, KHR 1,234.56, GEL 1,234.56
SEEN
echo "as seen: nothing stands between units and parts"
