#!/usr/bin/env bash
# Seen on 2026-11-30 with formattable 0.2.1, a package for R (Debian 12): of an amount in a text `currency` drops the sign.
# "-12.50", "-$12.50", "$-12.50" and "(12.50)" are all 12.5, so that "$12.50" and "-$3.00" add up to 15.5, without an error
# or a warning. Refunds alone, "-3.00" and "-4.00", add up to 7 and are printed with their signs, as the sign is taken for
# that of the currency. Only the printing of a column with both warns that it has no unique symbol. The same amounts as
# numbers keep their signs, and `accounting` and `comma` of the same package read "-12.50" right, `accounting` "(12.50)"
# too.
#
# A column with payments and refunds so has the sum of both. `disputes` reads the sign before and behind the currency.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export TZ=UTC
if ! Rscript -e 'suppressMessages(library(formattable))' >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-formattable >/dev/null
fi
cat >amounts.R <<'R'
suppressMessages(library(formattable))
options(warn = 2)
number <- function(read, text) suppressWarnings(tryCatch(as.character(as.numeric(read(text))), error = function(problem) "error"))
for (text in c("12.50", "-12.50", "$12.50", "-$12.50", "$-12.50", "(12.50)", "1,234.50")) {
  cat(text, "currency", number(currency, text), "accounting", number(accounting, text), "comma", number(comma, text), "\n")
}
cat("sum of texts:", as.numeric(sum(currency(c("$12.50", "-$3.00")))), "\n")
refunds <- currency(c("-3.00", "-4.00"))
cat("refunds alone:", format(refunds), "sum:", as.numeric(sum(refunds)), "\n")
cat("sum of numbers:", as.numeric(sum(currency(c(12.5, -3)))), "\n")
cat("sum by accounting:", as.numeric(sum(accounting(c("12.50", "(3.00)")))), "\n")
R
Rscript amounts.R 2>/dev/null | sed 's/ *$//' >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
12.50 currency 12.5 accounting 12.5 comma 12.5
-12.50 currency 12.5 accounting -12.5 comma -12.5
$12.50 currency 12.5 accounting NA comma NA
-$12.50 currency 12.5 accounting NA comma NA
$-12.50 currency 12.5 accounting NA comma NA
(12.50) currency 12.5 accounting -12.5 comma NA
1,234.50 currency 1234.5 accounting 1234.5 comma 1234.5
sum of texts: 15.5
refunds alone: -3.00 -4.00 sum: 7
sum of numbers: 9.5
sum by accounting: 9.5
SEEN
echo "as seen: a refund is a payment"
