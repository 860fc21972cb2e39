#!/usr/bin/env bash
# Seen on 2026-11-30 with commonmark-slack 1.0.0 from PyPI (with commonmark 0.9.2), which turns Markdown into messages for
# Slack: a block of code, fenced or indented, is left out of the message, as if it were not there; code inside of a line is
# kept. A list with numbers has bullets in place of its numbers, whatever they are, and a list inside of a list is on the same
# level as it. A quotation has lost its sign `>`, so that a buyer's words read as one's own. Slack has all of these but the
# levels. There is no error. slackify_markdown 0.2.4 keeps the block and the numbers.
#
# A table of orders is sent to Slack as a block of code, since Slack's texts have no tables: the message then ends before it.
# `disputes` writes its notices to Slack itself (docs/receivers.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check commonmark-slack==1.0.0 commonmark==0.9.2 slackify_markdown==0.2.4
cat >look.py <<'PY'
import commonmarkslack
import slackify_markdown

texts = {
    "fenced": "Due today:\n\n```\n1101  7.46%\n1102  8.10%\n```\n\nEnd.\n",
    "indented": "Due today:\n\n    1101  7.46%\n\nEnd.\n",
    "in a line": "Due is `1101` today.\n",
    "numbers": "3. third\n4. fourth\n",
    "levels": "- 1101\n  - photo\n- 1102\n",
    "quotation": "> it hums\n\nWe are sorry.\n",
}
for name, text in texts.items():
    own = commonmarkslack.SlackRenderer().render(commonmarkslack.Parser().parse(text))
    print(f"{name}, commonmark-slack: {own!r}")
    print(f"{name}, slackify_markdown: {slackify_markdown.slackify_markdown(text)!r}")
PY
python/bin/python look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the texts are converted in another way"; exit 1; }
fenced, commonmark-slack: 'Due today:\n\n\nEnd.\n'
fenced, slackify_markdown: 'Due today:\n\n```\n1101  7.46%\n1102  8.10%\n```\nEnd.\n'
indented, commonmark-slack: 'Due today:\n\n\nEnd.\n'
indented, slackify_markdown: 'Due today:\n\n```\n1101  7.46%\n```\nEnd.\n'
in a line, commonmark-slack: 'Due is `1101` today.\n'
in a line, slackify_markdown: 'Due is `1101` today.\n'
numbers, commonmark-slack: '• third\n• fourth\n'
numbers, slackify_markdown: '3.  third\n4.  fourth\n'
levels, commonmark-slack: '• 1101\n• photo\n• 1102\n'
levels, slackify_markdown: '•   1101\n    ◦   photo\n\n•   1102\n'
quotation, commonmark-slack: 'it hums\n\nWe are sorry.\n'
quotation, slackify_markdown: '> it hums\n\nWe are sorry.\n'
SEEN
echo "as seen: blocks of code are left out"
