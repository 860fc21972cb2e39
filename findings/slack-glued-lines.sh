#!/usr/bin/env bash
# Seen on 2026-11-29 with @tryfabric/mack 1.2.1 and md-to-slack 1.1.7 from npm, which turn Markdown into messages for
# Slack: lines that end in a backslash or in two blanks (CommonMark 0.31, 6.7) are joined without anything between them,
# and so are the numbers at their ends: `1`, `24 hours` and `3` become `124 hours left: 32 days`. mack also writes the
# `_` of a cell that was escaped as blanks, so that order A_1 is `A  1`, and md-to-slack leaves a table out. There is no
# error. slackify-markdown 5.0.0 keeps lines and table.
#
# A notice then says 124 hours and 32 days where 24 hours are left, and does not name the order. `disputes` sends plain
# text to Slack, with `mrkdwn` set to false.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @tryfabric/mack@1.2.1 md-to-slack@1.1.7 slackify-markdown@5.0.0
cat >notice.md <<'MD'
Disputed orders: 1\
24 hours left: 3  
2 days left: 5

| order | left |
|---|---|
| A\_1 | 17 h |
MD
cat >convert.mjs <<'JS'
import fs from "fs";
import { markdownToBlocks } from "@tryfabric/mack";
import { markdownToSlack } from "md-to-slack";
import { slackifyMarkdown } from "slackify-markdown";
const notice = fs.readFileSync("notice.md", "utf8");
console.log("--- slackify-markdown\n" + slackifyMarkdown(notice).trim());
const blocks = await markdownToBlocks(notice);
console.log("--- mack\n" + blocks.map((block) => block.text.text).join("\n"));
console.log("--- md-to-slack\n" + markdownToSlack(notice).trim());
JS
node convert.mjs >seen
cat seen
diff seen - <<'SEEN'
--- slackify-markdown
Disputed orders: 1\
24 hours left: 3\
2 days left: 5

| order | left |
| ----- | ---- |
| A_1   | 17 h |
--- mack
Disputed orders: 124 hours left: 32 days left: 5
```
| order | left |
| --- | --- |
| A  1 | 17 h |
```
--- md-to-slack
Disputed orders: 124 hours left: 32 days left: 5
SEEN
echo "as seen: lines are one line, and a table is gone"
