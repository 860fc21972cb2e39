#!/usr/bin/env bash
# Seen on 2026-11-30 with hyperformula 3.5.0 from npm, which works out the formulas of spreadsheets in web pages: TEXT with a
# format in percent writes the fraction and puts a percent sign behind it. `TEXT(0.074,"0.00%")` is `0.07%`, where
# LibreOffice 7.4.7 (Debian 12) and fast-formula-parser 1.0.19 (npm) write 7.40%, and `TEXT(0.5,"0%")` is `1%`. The format
# `#,##0.00` leaves its own signs in the text: 1234.5 becomes `1235,##0.00`. There is no error.
#
# A rate of 7 % in a seller's sheet so reads as a hundredth of it. `disputes` writes its rates itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v soffice >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi
npm install --silent --no-audit --no-fund hyperformula@3.5.0 fast-formula-parser@1.0.19 >/dev/null
cat >formulas.csv <<'CSV'
"=TEXT(0.074;""0.00%"")","=TEXT(0.5;""0%"")","=TEXT(1234.5;""#,##0.00"")"
CSV
cat >text.cjs <<'JS'
const { HyperFormula } = require("hyperformula");
const Parser = require("fast-formula-parser");

const formulas = ['TEXT(0.074,"0.00%")', 'TEXT(0.5,"0%")', 'TEXT(1234.5,"#,##0.00")'];
const sheet = HyperFormula.buildFromArray([formulas.map((formula) => "=" + formula)], { licenseKey: "gpl-v3" });
const parser = new Parser();
console.log("hyperformula", ...sheet.getSheetValues(0)[0]);
console.log("fast-formula-parser", ...formulas.map((formula) => parser.parse(formula, { row: 1, col: 1 })));
JS
{
  node text.cjs
  # The last number of the filter lets the texts of the file be formulas.
  soffice "-env:UserInstallation=file://$folder/office" --headless --infilter="CSV:44,34,76,1,,1033,false,true,false,false,false,-1,true" \
    --convert-to 'csv:Text - txt - csv (StarCalc):32,34,76' --outdir office-out formulas.csv >/dev/null 2>&1
  echo "LibreOffice $(cat office-out/formulas.csv)"
} >seen
cat seen
diff seen - <<'SEEN'
hyperformula 0.07% 1% 1235,##0.00
fast-formula-parser 7.40% 50% 1,234.50
LibreOffice 7.40% 50% 1,234.50
SEEN
echo "as seen: percent are fractions with a percent sign"
