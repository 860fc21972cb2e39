#!/usr/bin/env bash
# Seen on 2026-11-30 with html-to-mrkdwn 3.0.0, html-to-mrkdwn-ts 1.1.0 and slackify-html 1.0.1 from npm, which turn HTML into
# messages for Slack: of a table the first makes an empty text, and the third puts the cells together with nothing between
# them, so that order 8208 with a rate of 7.46% is `82087.46%`. The items of a list are put together in the same way by the
# third (`3 open1 overdue`). The second writes the table, but numbers a list that starts at 3 (`<ol start="3">`) from 1. There
# is no error.
#
# A report sent to a channel by a script so arrives empty, or with figures that are two figures. `disputes` writes its notices
# to Slack itself (docs/receivers.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund html-to-mrkdwn@3.0.0 html-to-mrkdwn-ts@1.1.0 slackify-html@1.0.1
cat >look.mjs <<'JS'
import mrkdwn from "html-to-mrkdwn";
import mrkdwnTs from "html-to-mrkdwn-ts";
import slackify from "slackify-html";

const table = "<table><tr><th>Order</th><th>Rate</th></tr><tr><td>8208</td><td>7.46%</td></tr></table>";
const list = "<ul><li>3 open</li><li>1 overdue</li></ul>";
const numbered = '<ol start="3"><li>third</li><li>fourth</li></ol>';
const convertTs = mrkdwnTs.default ?? mrkdwnTs;
for (const [name, html] of Object.entries({ table, list, numbered })) {
  console.log(`html-to-mrkdwn, ${name}:`, JSON.stringify(mrkdwn(html).text));
  console.log(`html-to-mrkdwn-ts, ${name}:`, JSON.stringify(convertTs(html).text));
  console.log(`slackify-html, ${name}:`, JSON.stringify(slackify(html)));
}
JS
node look.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: the texts are converted in another way"; exit 1; }
html-to-mrkdwn, table: ""
html-to-mrkdwn-ts, table: "| Order | Rate  |\n| ----- | ----- |\n| 8208  | 7.46% |"
slackify-html, table: "OrderRate82087.46%"
html-to-mrkdwn, list: "• 3 open\n• 1 overdue"
html-to-mrkdwn-ts, list: "* 3 open\n* 1 overdue"
slackify-html, list: "3 open1 overdue"
html-to-mrkdwn, numbered: "3. third\n4. fourth"
html-to-mrkdwn-ts, numbered: "1. third\n2. fourth"
slackify-html, numbered: "thirdfourth"
SEEN
echo "as seen: a table is an empty message, or figures without anything between them"
