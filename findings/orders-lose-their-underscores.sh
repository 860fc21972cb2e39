#!/usr/bin/env bash
# Seen on 2026-11-30 with md2tgmd 0.3.10, mark2tg 1.0.2, mistune-telegram 0.5.0 (with mistune 3.4.0) and
# telegramify-markdown 1.4.1, all from PyPI, which turn Markdown into Telegram's MarkdownV2: md2tgmd leaves the
# underscores of `A_1_B` as they are. In Markdown they are letters (CommonMark 0.31, 6.2, "left-flanking", rule 2), in
# MarkdownV2 they make `1` slanted and are not shown, so that the message names the order A1B. mark2tg turns an asterisk
# that stands alone into an underscore (`2 * 3` becomes `2 _ 3`), and neither it nor mistune-telegram writes a backslash
# before a full stop, without which Telegram refuses the message (core.telegram.org/bots/api#markdownv2-style). There is
# no error. telegramify-markdown has all of it right.
#
# A notice so names an order that there is not, or does not come. `disputes` sends plain text to Telegram.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check md2tgmd==0.3.10 mark2tg==1.0.2 mistune-telegram==0.5.0 mistune==3.4.0 telegramify-markdown==1.4.1
cat >convert.py <<'PY'
import mark2tg
import mistune
import mistune_telegram
import telegramify_markdown
from md2tgmd import escape

notice = "Order A_1_B is due, 2 * 3 h are left.\n"
renderer = mistune_telegram.TelegramMarkdownV2Renderer()
for name, text in (
    ("telegramify-markdown", telegramify_markdown.markdownify(notice)),
    ("md2tgmd", escape(notice)),
    ("mark2tg", mark2tg.convert_markdown_to_telegram(notice)),
    ("mistune-telegram", mistune.create_markdown(renderer=renderer)(notice)),
):
    print(f"{name}: {text.strip()}")
PY
python/bin/python convert.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another message"; exit 1; }
telegramify-markdown: Order A\_1\_B is due, 2 \* 3 h are left\.
md2tgmd: Order A_1_B is due, 2 \* 3 h are left\.
mark2tg: Order A_1_B is due, 2 _ 3 h are left.
mistune-telegram: Order A_1_B is due, 2 * 3 h are left.
SEEN
echo "as seen: an order loses its underscores"
