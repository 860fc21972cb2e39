#!/usr/bin/env bash
# Seen on 2026-12-01 with har2postman 0.1.3 and har2pm 0.1.9 from PyPI, which turn the requests of a HAR file into a
# collection for Postman, and Python's urllib beside them: of a parameter whose value has an equals sign, which may
# stand there as it is (RFC 3986, 3.4; URL Standard, 5.1), what stands behind the last one is left. Cursors of pages and
# signatures in base64 end in one or two: `cursor=MTEwMTA3Mzc4MTczOTgzMQ==` is an empty cursor, and `filter=status=open`
# is `open`. Without the signs, and where they are written `%3D`, the value is right. There is no error, and the file's
# own list of the parameters (`queryString`), where the value stands whole, is not read.
#
# A request for the third page so is one for the first. `disputes` reads the answers of a HAR file and sends nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check har2postman==0.1.3
python3 -m venv second
second/bin/pip install --quiet --disable-pip-version-check har2pm==0.1.9
cat >write.py <<'PY'
import json
from urllib.parse import parse_qsl, urlsplit

queries = ["page=3&cursor=MTEwMTA3Mzc4MTczOTgzMQ==", "cursor=MTEwMTA3Mzc4MTczOTgzMQ%3D%3D", "filter=status=open", "page=3", "note="]
entries = []
for query in queries:
    parameters = [{"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)]
    request = {"method": "GET", "url": f"https://shop.example/disputes?{query}", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [], "queryString": parameters, "headersSize": -1, "bodySize": 0}
    response = {"status": 200, "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [], "content": {"size": 0, "mimeType": "application/json"}, "redirectURL": "", "headersSize": -1, "bodySize": -1}
    entries.append({"startedDateTime": "2026-01-17T08:00:00.000Z", "time": 1, "request": request, "response": response, "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0}})
with open("shop.har", "w", encoding="utf-8") as file:
    json.dump({"log": {"version": "1.2", "creator": {"name": "example", "version": "1"}, "entries": entries}}, file)
for query in queries:
    print("urllib:", ", ".join(f"{name} is {value!r}" for name, value in parse_qsl(urlsplit(f"https://shop.example/disputes?{query}").query, keep_blank_values=True)))
PY
cat >convert.py <<'PY'
import sys
from importlib import import_module
from urllib.parse import unquote

name = sys.argv[1]
converter = import_module(f"{name}.har2postman").Har2Postman("shop.har")
converter.run(generate_file=False)
for item in converter.postman_collection["item"]:
    found = item["request"]["url"]["query"]
    print(f"{name}:", ", ".join(f"{parameter['key']} is {unquote(parameter['value'] or '')!r}" for parameter in found))
PY
{
  python/bin/python write.py
  python/bin/python convert.py har2postman
  second/bin/python convert.py har2pm
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other parameters"; exit 1; }
urllib: page is '3', cursor is 'MTEwMTA3Mzc4MTczOTgzMQ=='
urllib: cursor is 'MTEwMTA3Mzc4MTczOTgzMQ=='
urllib: filter is 'status=open'
urllib: page is '3'
urllib: note is ''
har2postman: page is '3', cursor is ''
har2postman: cursor is 'MTEwMTA3Mzc4MTczOTgzMQ=='
har2postman: filter is 'open'
har2postman: page is '3'
har2postman: note is ''
har2pm: page is '3', cursor is ''
har2pm: cursor is 'MTEwMTA3Mzc4MTczOTgzMQ=='
har2pm: filter is 'open'
har2pm: page is '3'
har2pm: note is ''
SEEN
echo "as seen: a cursor that ends in an equals sign is empty"
