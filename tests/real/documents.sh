# Manual pages under mandoc and man, Markdown under cmark-gfm.
source "$(dirname "$0")/common.sh"
needs mandoc mandoc
needs cmark-gfm cmark-gfm

mkdir pages
"$DISPUTES" man --dir pages
lint() {
  local page
  # A page is called as its command is, in small letters, so that the footer names what is typed.
  for page in pages/*.1; do mandoc -T lint -W all "$page" || true; done 2>&1 | grep -v 'STYLE: lower case character in document title' >lint.out || true
  if [ -s lint.out ]; then head lint.out; return 1; fi
}
check "mandoc finds nothing in any manual page" lint

footers() {
  local page name
  for page in pages/*.1; do
    name="$(basename "$page" .1)"
    mandoc -T ascii "$page" | col -bx >page.txt
    has "$(tail -1 page.txt)" "$name(1)" "disputes $("$DISPUTES" --version | cut -d' ' -f2)"
    has "$(head -1 page.txt)" "$name(1)"
  done
}
check "every manual page has its own name in header and footer" footers

examples() {
  # An example keeps its line: `man` does not run it together with the next one.
  mandoc -T ascii -O width=100 pages/disputes-scrub.1 | col -bx >page.txt
  grep -q '^ *disputes scrub seller.har --output disputes.har' page.txt || { tail -12 page.txt; return 1; }
}
check "examples of a manual page keep their lines" examples

# Every text that buyers control, with all that Markdown means.
cat >hostile.py <<'PY'
import csv, sys
names = ["BOX-10*20*30cm", "GLOVE*M*2pcs", "TEE_RED_XL", "__init__", "~~old~~", "![x](http://example.com/a.png)",
         "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "<!-- x", "&lt;b&gt; &#42;", "`code` ``", "a | b \\| c \\",
         "# heading", "1. list", "- list", "> quote", "===", "- - -", "$x$", "http://example.com/?a=b", "www.example.com",
         "me@example.com", "@team #1 GH-1", ":smile:", "<javascript:alert(1)>", "[^1]", "[ ] task", "\\*a\\*", "***", "|---|",
         "</td></table><h1>x", "a<br>b", "&nbsp;&copy;", "https://example.com/*a*_b_", "{{7*7}}", "=1+1", "<script>alert(1)</script>"]
with open("orders.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow("order_id,shop,product_id,sku,country,currency,amount,created_at,paid_at,completed_at".split(","))
    for n, name in enumerate(names):
        rows.writerow([8208461234500001 + n, f"s{name}", "", name, "US", "USD", "1.00"] + [f"2026-01-0{d}T00:00:00Z" for d in (1, 1, 5)])
with open("disputes.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow("dispute_id,order_id,shop,opened_at,reason,status,note".split(","))
    for n, name in enumerate(names):
        rows.writerow([6300000000000001 + n, 8208461234500001 + n, f"s{name}", "2026-01-07T00:00:00Z", "quality", name or "x", name])
with open("names.txt", "w") as file:
    file.write("\n".join(names))
PY
python3 hostile.py
cat >shown.py <<'PY'
"""Succeeds when the page draws no markup of a name's making, and shows every name that the tool shows in a table as it is."""
import html.parser, sys
names = [" ".join(name.split()) for name in open("names.txt").read().split("\n")]
class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.cells, self.cell, self.bad = [], None, []
    def handle_starttag(self, tag, attributes):
        if tag in ("td", "th"):
            self.cell = ""
        elif tag not in ("a", "table", "thead", "tbody", "tr", "p", "h1", "h2", "h3", "ul", "li", "pre", "code"):
            self.bad.append((tag, attributes))
        if tag == "a" and attributes[0][1].startswith("mailto:"):
            # cmark-gfm makes links of addresses of mail whatever is escaped in them.
            return
        if tag not in ("td", "th", "code") and [pair for pair in attributes if pair[0] != "align"]:
            self.bad.append((tag, attributes))
    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.cells.append(self.cell)
            self.cell = None
    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text
page = Page()
page.feed(sys.stdin.read())
wanted = {prefix + name for name in names for prefix in sys.argv[1:]}
# A product's name ends at a semicolon: several may stand in one cell of an export.
missing = {name for name in wanted if ";" not in name or sys.argv[1]} - set(page.cells)
if page.bad or missing:
    sys.exit(f"markup: {page.bad[:5]}\nnot shown as they are: {sorted(missing)[:8]}\ncells: {page.cells[:30]}")
PY
for line in "rate --by product:" "rate --by shop:s" "list --all:" "causes:" "report --no-record:"; do
  command="${line%:*}" prefix="${line##*:}"
  rendered() {
    # shellcheck disable=SC2086
    "$DISPUTES" $command orders.csv disputes.csv --as-of 2026-01-10 --format markdown >page.md 2>said.err || { cat said.err; return 1; }
    cmark-gfm --unsafe -e table -e strikethrough -e autolink -e tasklist -e footnotes page.md >page.html
    case "$command" in
    rate*) python3 shown.py "$prefix" <page.html ;;
    *) python3 shown.py <page.html ;;
    esac
  }
  check "cmark-gfm shows the names of $command as they are" rendered
done
conclude
