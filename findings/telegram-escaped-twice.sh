#!/usr/bin/env bash
# Seen on 2026-11-29 with telegramify-markdown 1.3.3 from npm: of a table in Markdown what stands in the cells is
# escaped twice, with the option `escape` for what Telegram has no form for. A day becomes `2026\\-01\\-17`, which in
# Telegram's MarkdownV2 is a backslash that is shown and a hyphen that is not escaped, and `12.5%` a full stop that is
# not. Telegram's rule is that `-` and `.` are escaped everywhere (core.telegram.org/bots/api#markdownv2-style), and it
# refuses a message in which one is not. The same texts in a line or in a list are right.
#
# A shop's notice arrives until the day on which a table of open disputes is in it. `disputes` sends plain text to
# Telegram, without `parse_mode`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund telegramify-markdown@1.3.3
cat >convert.mjs <<'JS'
import telegramify from "telegramify-markdown";
for (const text of ["due 2026-01-17, 12.5%", "- due 2026-01-17", "| due | rate |\n|---|---|\n| 2026-01-17 | 12.5% |"]) {
  const made = telegramify(text, "escape").trim();
  const bare = made.replace(/\\./gs, "").match(/[-.]/g) ?? [];
  console.log(`${made}\nnot escaped: ${bare.join(" ") || "nothing"}\n`);
}
JS
node convert.mjs >seen
cat seen
diff seen - <<'SEEN'
due 2026\-01\-17, 12\.5%
not escaped: nothing

•   due 2026\-01\-17
not escaped: nothing

\| due          \| rate   \|
\| \-\-\-\-\-\-\-\-\-\-\-\- \| \-\-\-\-\-\- \|
\| 2026\\-01\\-17 \| 12\\.5% \|
not escaped: - - .

SEEN
echo "as seen: what stands in a table is escaped twice"
