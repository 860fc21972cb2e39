#!/usr/bin/env bash
# Seen on 2026-11-30 with haralyzer 2.4.0 from PyPI, which reads HAR files and computes how long pages took: the time to the first byte
# has the TLS handshake in it twice. Of a request of 186 ms (blocked 5, dns 10, connect 50 of which ssl 30, send 1, wait 100, receive
# 20) it is 200 ms, more than the whole request took. All fields of `timings` but `receive` are added up, and of ssl the format says "If
# this field is defined then the time is also included in the connect field" (HAR 1.2, "timings"). A field of a browser's own, as Chrome's
# `_blocked_queueing`, which is part of `blocked`, is added too. Without them it is 166. And two requests that ran at the same time
# for 100 ms took 200 ms where their beginnings differ by less than a millisecond, as in HAR files with microseconds (mitmproxy writes
# them); from the same millisecond it is 100. By its documentation "the actual load time takes asynchronous transactions into account".
# There is no error.
#
# A seller centre so seems slower than it is. `disputes` reads answers in HAR files and no timings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check haralyzer==2.4.0
cat >times.py <<'PY'
from haralyzer import HarParser


def entry(started, timings, url="https://example.com/orders"):
    time = sum(value for key, value in timings.items() if value > 0 and key != "ssl" and not key.startswith("_"))
    response = {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [], "redirectURL": "", "headersSize": -1, "bodySize": 2}
    response["content"] = {"size": 2, "mimeType": "image/png", "text": "{}"}
    request = {"method": "GET", "url": url, "httpVersion": "HTTP/1.1", "cookies": [], "headers": [], "queryString": [], "headersSize": -1, "bodySize": 0}
    return {"pageref": "page_1", "startedDateTime": started, "time": time, "request": request, "response": response, "cache": {}, "timings": timings}


def page(*entries):
    first = entries[0]["startedDateTime"]
    pages = [{"id": "page_1", "title": "orders", "startedDateTime": first, "pageTimings": {"onContentLoad": -1, "onLoad": -1}}]
    log = {"version": "1.2", "creator": {"name": "made up", "version": "1"}, "pages": pages, "entries": list(entries)}
    return HarParser({"log": log}).pages[0]


plain = {"blocked": 5, "dns": 10, "connect": 50, "send": 1, "wait": 100, "receive": 20}
for name, more in (("without ssl", {}), ("ssl -1", {"ssl": -1}), ("ssl 30", {"ssl": 30}), ("ssl 30, queueing 4", {"ssl": 30, "_blocked_queueing": 4})):
    one = entry("2026-01-16T11:48:05.000Z", {**plain, **more})
    print(f"{name}: the request took {one['time']} ms, the first byte {page(one).time_to_first_byte} ms")
hundred = {"blocked": -1, "dns": -1, "connect": -1, "send": 0, "wait": 80, "receive": 20}
for second in (".100000Z", ".100400Z", ".150000Z", ".150400Z"):
    loaded = page(entry("2026-01-16T11:48:05.100000Z", hundred), entry("2026-01-16T11:48:05" + second, hundred, "https://example.com/b"))
    print(f"begun at .100000Z and {second}, 100 ms each: {loaded.get_load_time(content_type='image')} ms")
PY
python/bin/python times.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other times"; exit 1; }
without ssl: the request took 186 ms, the first byte 166 ms
ssl -1: the request took 186 ms, the first byte 166 ms
ssl 30: the request took 186 ms, the first byte 196 ms
ssl 30, queueing 4: the request took 186 ms, the first byte 200 ms
begun at .100000Z and .100000Z, 100 ms each: 100 ms
begun at .100000Z and .100400Z, 100 ms each: 200 ms
begun at .100000Z and .150000Z, 100 ms each: 150 ms
begun at .100000Z and .150400Z, 100 ms each: 200 ms
SEEN
echo "as seen: the handshake is counted twice"
