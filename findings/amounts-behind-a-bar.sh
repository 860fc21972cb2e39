#!/usr/bin/env bash
# Seen on 2026-11-30 with md2mrkdwn 0.4.5 and md2Slack 0.1.3.2 from PyPI, which turn Markdown into messages for Slack: a bar
# that is escaped in a cell of a table, `a\|b` (GitHub Flavored Markdown, 4.10: it is part of the cell), ends the cell. What
# stands behind the bar is in the next column, where the amount was, and md2mrkdwn leaves the amount out of the message, as
# there are no more columns. There is no error. slack-markdown-parser 2.7.0 (PyPI) keeps the cell.
#
# A buyer whose name has a bar so takes the amount's place with half of his name. `disputes` escapes bars in the tables of its
# Markdown (src/render/escape.rs).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check md2mrkdwn==0.4.5 md2Slack==0.1.3.2 slack-markdown-parser==2.7.0
cat >look.py <<'PY'
import md2mrkdwn
import md2slack
import slack_markdown_parser

table = "| Buyer | Amount |\n| --- | --- |\n| Ann\\|B | 12.50 |\n| Cy | 3.10 |\n"
for name, seen in [("md2mrkdwn", md2mrkdwn.convert(table)), ("md2Slack", md2slack.SlackMarkdown()(table))]:
    for line in seen.split("\n"):
        print(f"{name}: {line.rstrip()}")


def text(part):
    return part.get("text", "") + "".join(text(child) for child in part.get("elements", ()))


for block in slack_markdown_parser.convert_markdown_to_slack_blocks(table):
    for row in block["rows"]:
        print("slack-markdown-parser:", " / ".join(text(cell) for cell in row))
PY
python/bin/python look.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the cells are read in another way"; exit 1; }
md2mrkdwn: ```
md2mrkdwn: | Buyer | Amount |
md2mrkdwn: | ----- | ------ |
md2mrkdwn: | Ann\  | B      |
md2mrkdwn: | Cy    | 3.10   |
md2mrkdwn: ```
md2Slack: ```
md2Slack: Buyer | Amount |
md2Slack: ---   | ---    |
md2Slack: Ann\  | B      | 12.50
md2Slack: Cy    | 3.10   |
md2Slack: ```
slack-markdown-parser: Buyer / Amount
slack-markdown-parser: Ann|B / 12.50
slack-markdown-parser: Cy / 3.10
SEEN
echo "as seen: half a name stands in the place of the amount"
