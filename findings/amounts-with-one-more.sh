#!/usr/bin/env bash
# Seen on 2026-11-30 with symfony/polyfill-intl-messageformatter 1.27.0 for PHP (Debian 12), which stands in for PHP's
# extension intl where that is missing, and the extension itself (PHP 8.2, ICU) beside it: of a number with a fraction `{n,
# number}` writes the whole part as it is after rounding, and the fraction behind it. From a half on that is one too much:
# 1234.5 is `1,235.5`, 12.99 is `13.99`, and -0.5 is `-1.5`, while 1234.25 is right. There is no error. In a plural `one` is
# taken for 1 where it stands behind `=1`, which goes first (ICU, PluralFormat), and 1234 has no sign between its thousands.
# The extension has all of it right.
#
# A server without the extension so writes half of all amounts one unit higher than another. `disputes` makes its messages
# with Fluent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! php -r 'exit(extension_loaded("intl") && stream_resolve_include_path("Symfony/Polyfill/Intl/MessageFormatter/autoload.php") ? 0 : 1);' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq php-cli php-intl php-symfony-polyfill-intl-messageformatter >/dev/null
fi
cat >messages.php <<'PHP'
<?php
error_reporting(E_ALL & ~E_DEPRECATED);
require 'Symfony/Polyfill/Intl/MessageFormatter/autoload.php';

use Symfony\Polyfill\Intl\MessageFormatter\MessageFormatter as Polyfill;

$plural = '{n, plural, =0{no dispute} =1{the dispute} one{# dispute} other{# disputes}}';
foreach ([1234.5, 12.99, 0.75, -0.5, 1234.25, 8.49] as $number) {
    $texts = [MessageFormatter::formatMessage('en', '{n, number}', ['n' => $number]), Polyfill::formatMessage('en', '{n, number}', ['n' => $number])];
    echo "$number: intl $texts[0], polyfill $texts[1]\n";
}
foreach ([0, 1, 2, 1234] as $number) {
    $texts = [MessageFormatter::formatMessage('en', $plural, ['n' => $number]), Polyfill::formatMessage('en', $plural, ['n' => $number])];
    echo "plural $number: intl $texts[0], polyfill $texts[1]\n";
}
$higher = 0;
for ($cents = 0; $cents < 10000; $cents++) {
    $amount = $cents / 100;
    $read = (float) str_replace(',', '', Polyfill::formatMessage('en', '{n, number}', ['n' => $amount]));
    $higher += abs($read - $amount - 1) < 0.001 ? 1 : 0;
}
echo "of the amounts 0.00 to 99.99 polyfill writes one more for $higher\n";
PHP
php messages.php >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
1234.5: intl 1,234.5, polyfill 1,235.5
12.99: intl 12.99, polyfill 13.99
0.75: intl 0.75, polyfill 1.75
-0.5: intl -0.5, polyfill -1.5
1234.25: intl 1,234.25, polyfill 1,234.25
8.49: intl 8.49, polyfill 8.49
plural 0: intl no dispute, polyfill no dispute
plural 1: intl the dispute, polyfill 1 dispute
plural 2: intl 2 disputes, polyfill 2 disputes
plural 1234: intl 1,234 disputes, polyfill 1234 disputes
of the amounts 0.00 to 99.99 polyfill writes one more for 5000
SEEN
echo "as seen: amounts are one unit higher"
