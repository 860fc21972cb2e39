#!/usr/bin/env bash
# Seen on 2026-11-29 with cmark-gfm 0.29.0.gfm.6 (Debian 12, package cmark-gfm): no escape keeps an address of
# mail from becoming a link. A backslash before `:` or `.` stops `http://…` and `www.…`; but `me\@example.com` and
# `me&#64;example.com` are links to mailto:me@example.com all the same. The addresses are looked for in the text
# that is left once escapes and entities have been resolved, those of pages while the source is read.
#
# `disputes` escapes the bare links of pages in every name that it writes into Markdown (src/render/escape.rs);
# an address of mail in a product's name stays a link in GitHub's reader.
set -euo pipefail
if ! command -v cmark-gfm >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq cmark-gfm >/dev/null
fi
seen=$(mktemp)
trap 'rm -f "$seen"' EXIT
printf '%s\n\n' 'http\://example.com' 'www\.example.com' 'me\@example.com' 'me&#64;example.com' |
  cmark-gfm -e autolink >"$seen"
cat "$seen"
diff "$seen" - <<'SEEN'
<p>http://example.com</p>
<p>www.example.com</p>
<p><a href="mailto:me@example.com">me@example.com</a></p>
<p><a href="mailto:me@example.com">me@example.com</a></p>
SEEN
echo "as seen: pages are text once escaped, addresses of mail are links"
