#!/usr/bin/env bash
# Seen on 2026-11-30 with node-gettext 3.0.1 and gettext-parser 10.0.0 from npm and Babel 2.19.0 from PyPI: node-gettext
# chooses the form of a plural by a table of its own and not by the header `Plural-Forms` of the file, which says how its
# forms are numbered (GNU gettext, 11.2.6). A catalogue that Babel starts for French, Spanish, Italian or Portuguese has three
# forms: for one, for millions, and for all others. node-gettext knows two for these languages, and shows the form for
# millions for 2, 5 and 21. For Turkish, where Babel writes `n != 1`, 0 has the form for one. A number that is a text has the
# first form whatever it is. There is no error. Python's gettext reads the same catalogue right.
#
# A message so says "2 de litiges" for "2 litiges". `disputes` makes its messages with Fluent (src/messages).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-gettext@3.0.1 gettext-parser@10.0.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check Babel==2.19.0
cat >write.py <<'PY'
import gettext
import sys

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

language = sys.argv[1]
catalog = Catalog(locale=language)
forms = tuple(f"form {number}" for number in range(catalog.num_plurals))
catalog.add(("dispute", "disputes"), string=forms)
with open(f"{language}.po", "wb") as file:
    write_po(file, catalog)
with open(f"{language}.mo", "wb") as file:
    write_mo(file, catalog)
with open(f"{language}.mo", "rb") as file:
    translations = gettext.GNUTranslations(file)
print(f"{language}, Python:", ", ".join(f"{n} {translations.ngettext('dispute', 'disputes', n)}" for n in (0, 1, 2, 21, 1000000)))
PY
cat >read.mjs <<'JS'
import fs from "fs";
import Gettext from "node-gettext";
import { po } from "gettext-parser";

const language = process.argv[2];
const catalogue = po.parse(fs.readFileSync(`${language}.po`));
const gettext = new Gettext();
gettext.addTranslations(language, "messages", catalogue);
gettext.setLocale(language);
const form = (n) => `${JSON.stringify(n)} ${gettext.ngettext("dispute", "disputes", n)}`;
console.log(`${language}, node-gettext:`, [0, 1, 2, 21, 1000000, "5"].map(form).join(", "));
JS
for language in fr es it pt tr ru; do
  python/bin/python write.py "$language"
  node read.mjs "$language"
done >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the forms are chosen in another way"; exit 1; }
fr, Python: 0 form 0, 1 form 0, 2 form 2, 21 form 2, 1000000 form 1
fr, node-gettext: 0 form 0, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1, "5" form 0
es, Python: 0 form 2, 1 form 0, 2 form 2, 21 form 2, 1000000 form 1
es, node-gettext: 0 form 1, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1, "5" form 0
it, Python: 0 form 2, 1 form 0, 2 form 2, 21 form 2, 1000000 form 1
it, node-gettext: 0 form 1, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1, "5" form 0
pt, Python: 0 form 0, 1 form 0, 2 form 2, 21 form 2, 1000000 form 1
pt, node-gettext: 0 form 1, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1, "5" form 0
tr, Python: 0 form 1, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1
tr, node-gettext: 0 form 0, 1 form 0, 2 form 1, 21 form 1, 1000000 form 1, "5" form 0
ru, Python: 0 form 2, 1 form 0, 2 form 1, 21 form 0, 1000000 form 2
ru, node-gettext: 0 form 2, 1 form 0, 2 form 1, 21 form 0, 1000000 form 2, "5" form 0
SEEN
echo "as seen: the header of the file does not choose the form"
