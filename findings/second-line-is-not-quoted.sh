#!/usr/bin/env bash
# Seen on 2026-11-30 with slackify_markdown 0.2.4 (PyPI) and slackify-markdown 4.5.0 (npm), after which it is named: of a
# quotation of two lines (CommonMark 0.31, 5.1) the package from PyPI puts the sign `>` before the first line only. In Slack's
# messages `>` quotes the line before which it stands, so that the second line stands outside of the quotation. The package
# from npm writes the sign before each. Of a list in a quotation, and of its second paragraph, only the first line has it too.
# There is no error.
#
# A buyer's second sentence, "I accept" or "refund all", so reads as the words of the shop. `disputes` writes its notices to
# Slack itself (docs/receivers.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund slackify-markdown@4.5.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check slackify_markdown==0.2.4
cat >texts.json <<'JSON'
{
  "lines": "The buyer wrote:\n\n> it hums\n> refund all\n\nWe answered.\n",
  "paragraphs": "> it hums\n>\n> refund all\n",
  "list": "> - it hums\n> - it smells\n"
}
JSON
cat >look.py <<'PY'
import json

import slackify_markdown

with open("texts.json") as file:
    for name, text in json.load(file).items():
        print(f"PyPI, {name}: {json.dumps(slackify_markdown.slackify_markdown(text), ensure_ascii=False)}")
PY
cat >look.mjs <<'JS'
import fs from "fs";
import * as slackify from "slackify-markdown";

const convert = slackify.slackifyMarkdown ?? slackify.default;
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync("texts.json", "utf8")))) {
  console.log(`npm, ${name}: ${JSON.stringify(convert(text))}`);
}
JS
{
  python/bin/python look.py
  node look.mjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: quotations are written in another way"; exit 1; }
PyPI, lines: "The buyer wrote:\n\n> it hums\nrefund all\n\nWe answered.\n"
PyPI, paragraphs: "> it hums\n\nrefund all\n"
PyPI, list: "> •   it hums\n•   it smells\n"
npm, lines: "The buyer wrote:\n\n> it hums\n> refund all\n\nWe answered.\n"
npm, paragraphs: "> it hums\n>\n> refund all\n"
npm, list: "> •   it hums\n> •   it smells\n"
SEEN
echo "as seen: only the first line of a quotation is quoted"
