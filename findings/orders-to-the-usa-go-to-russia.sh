#!/usr/bin/env bash
# Seen on 2026-11-30 with country-locale-map 1.9.14, country-emoji 1.5.6 and country-in-text-detector 1.0.10 (npm) and pycountry 26.2.16
# (PyPI), which find a country by its name: of names that are none of its own
# country-locale-map returns the country whose name looks most alike when it is asked to search so (`getAlpha2ByName(name,
# true)`): USA is Russia, UAE Ukraine, the Czech Republic the Central African Republic, Swaziland Thailand, Brunei Burundi, and
# Korea, as AliExpress calls South Korea, North Korea. Laos and the Ivory Coast are not found. For country-emoji and the detector
# South Sudan is Sudan; the detector finds Guinea in Guinea-Bissau and South Korea in North Korea. The first result of
# `search_fuzzy` of pycountry is North Korea for Korea, and Nigeria for Niger, which is the whole name. There is no error.
#
# Disputes by country so are those of other countries. `disputes` keeps the names of its files.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund country-locale-map@1.9.14 country-emoji@1.5.6 country-in-text-detector@1.0.10 2>/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pycountry==26.2.16
cat >names <<'NAMES'
Korea
USA
UAE
Czech Republic
Swaziland
Brunei
Laos
Ivory Coast
Niger
South Sudan
Guinea-Bissau
North Korea
Russian Federation
Macedonia
NAMES
cat >find.cjs <<'JS'
const fs = require("fs");
const map = require("country-locale-map");
const { code } = require("country-emoji");
const { detect } = require("country-in-text-detector");

for (const name of fs.readFileSync("names", "utf8").trim().split("\n")) {
  const found = detect(name).map((one) => one.iso3166).join(" and ");
  console.log(`${name}: country-locale-map ${map.getAlpha2ByName(name, true)}, country-emoji ${code(name)}, detector ${found}`);
}
JS
cat >find.py <<'PY'
import pycountry

for name in ("Korea", "Niger", "South Sudan", "Guinea-Bissau"):
    print(f"{name}: pycountry {pycountry.countries.search_fuzzy(name)[0].alpha_2}")
PY
{
  node --no-deprecation find.cjs
  python/bin/python find.py
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other countries"; exit 1; }
Korea: country-locale-map KP, country-emoji undefined, detector KR
USA: country-locale-map RU, country-emoji US, detector US
UAE: country-locale-map UA, country-emoji AE, detector AE
Czech Republic: country-locale-map CF, country-emoji CZ, detector CZ
Swaziland: country-locale-map TH, country-emoji SZ, detector SZ
Brunei: country-locale-map BI, country-emoji BN, detector BN
Laos: country-locale-map undefined, country-emoji undefined, detector LA
Ivory Coast: country-locale-map undefined, country-emoji undefined, detector CI
Niger: country-locale-map NE, country-emoji NE, detector NE
South Sudan: country-locale-map SS, country-emoji SD, detector SD
Guinea-Bissau: country-locale-map GW, country-emoji GW, detector GN and GW
North Korea: country-locale-map KP, country-emoji KP, detector KP and KR
Russian Federation: country-locale-map RU, country-emoji RU, detector RU
Macedonia: country-locale-map MK, country-emoji MK, detector MK
Korea: pycountry KP
Niger: pycountry NG
South Sudan: pycountry SS
Guinea-Bissau: pycountry GW
SEEN
echo "as seen: orders to the USA go to Russia"
