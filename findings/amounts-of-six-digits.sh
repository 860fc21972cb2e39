#!/usr/bin/env bash
# Seen on 2026-11-30 with Locale::Maketext 1.31 of Perl 5.36 (Debian 12), which makes messages in many languages, and
# Number::Format 1.75 (Debian 12) beside it: of a number with a fraction a message has six digits. `[numf,_1]` writes
# 12,345.7 for 12345.67, 123,457 for 123456.78 and 1.23457E+06 for 1234567.89; 1234.56 is right. A whole number from ten
# thousand million on, as an order id, is 8.20846E+15. `[quant,_1,dollar,dollars]` writes its number in the same way. There
# is no error. The manual says that the form `%G` is for very large numbers only, and it is for all that have a fraction.
# `[_1]` alone writes the number as it is.
#
# A message about a refund of a large order so names another amount. `disputes` makes its messages with Fluent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! perl -MLocale::Maketext -MNumber::Format -e 1 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq perl libnumber-format-perl >/dev/null
fi
cat >messages.pl <<'PL'
use strict;
use warnings;
use Number::Format;

package Messages { use parent "Locale::Maketext"; }
package Messages::en {
    our @ISA = ("Messages");
    our %Lexicon = (refund => "refund of [numf,_1]", paid => "paid [quant,_1,dollar,dollars]", plain => "refund of [_1]");
}

my $messages = Messages->get_handle("en");
my $format = Number::Format->new;
for my $number (1234.56, 12345.67, 123456.78, 1234567.89, 9999999999, 8208460785972844) {
    my @texts = map { $messages->maketext($_, $number) } qw(refund paid plain);
    my $right = $number < 1e10 ? $format->format_number($number, 2) : $number;
    print join(" | ", @texts, "Number::Format $right"), "\n";
}
PL
LC_ALL=C.UTF-8 perl messages.pl >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
refund of 1,234.56 | paid 1,234.56 dollars | refund of 1234.56 | Number::Format 1,234.56
refund of 12,345.7 | paid 12,345.7 dollars | refund of 12345.67 | Number::Format 12,345.67
refund of 123,457 | paid 123,457 dollars | refund of 123456.78 | Number::Format 123,456.78
refund of 1.23457E+06 | paid 1.23457E+06 dollars | refund of 1234567.89 | Number::Format 1,234,567.89
refund of 9,999,999,999 | paid 9,999,999,999 dollars | refund of 9999999999 | Number::Format 9,999,999,999
refund of 8.20846E+15 | paid 8.20846E+15 dollars | refund of 8208460785972844 | Number::Format 8208460785972844
SEEN
echo "as seen: six digits are left of an amount"
