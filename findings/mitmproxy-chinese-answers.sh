#!/usr/bin/env bash
# Seen on 2026-11-29 with mitmproxy 11.0.2 from PyPI: in the HAR that it writes (`hardump`) an answer in JSON is base64
# once more than 30 of its first 100 bytes are not ASCII, although it states `charset=UTF-8`, and text otherwise. The same
# address so gives text for one page of a list and base64 for the next. An answer in GBK is base64 of its bytes in GBK,
# which a reader has to decode by the `charset` of `mimeType`.
#
# A script that takes `.response.content.text` for the JSON works until a page begins with Chinese texts. `disputes` reads
# both (src/input/document/har.rs).
# The server of this script is on 127.0.0.1, and its answers are made up.
set -euo pipefail
folder=$(mktemp -d)
server= proxy=
trap 'for one in $server $proxy; do kill "$one" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mitmproxy==11.0.2
cat >server.py <<'PY'
from http.server import BaseHTTPRequestHandler, HTTPServer

few = '{"page": 1, "status": "processing", "note": "等待"}'
many = '{"页": 1, "状态": "等待卖家处理", "备注": "请尽快"}'
answers = {
    "/few": ("application/json;charset=UTF-8", few.encode()),
    "/many": ("application/json;charset=UTF-8", many.encode()),
    "/gbk": ("text/javascript;charset=GBK", f"call({many})".encode("gbk")),
}


class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        kind, body = answers[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


made = HTTPServer(("127.0.0.1", 0), Server)
print(made.server_port, flush=True)
made.serve_forever()
PY
cat >show.py <<'PY'
import base64
import json

for entry in json.load(open("log.har"))["log"]["entries"]:
    content = entry["response"]["content"]
    text, kind = content["text"], content.get("encoding", "text")
    if kind == "base64":
        text = base64.b64decode(text).decode(content["mimeType"].split("charset=")[1])
    print(entry["request"]["url"].rsplit("/", 1)[1], kind, content["mimeType"], text)
PY
python3 server.py >port &
server=$!
until [ -s port ]; do sleep 0.1; done
free=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
HOME="$folder" python/bin/mitmdump --quiet --mode "reverse:http://127.0.0.1:$(cat port)" --listen-host 127.0.0.1 \
  --listen-port "$free" --set hardump=log.har &
proxy=$!
for page in few many gbk; do
  curl --silent --fail --output /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$free/$page"
done
kill -INT "$proxy"
wait "$proxy" || true
python3 show.py >seen
cat seen
diff seen - <<'SEEN'
few text application/json;charset=UTF-8 {"page": 1, "status": "processing", "note": "等待"}
many base64 application/json;charset=UTF-8 {"页": 1, "状态": "等待卖家处理", "备注": "请尽快"}
gbk base64 text/javascript;charset=GBK call({"页": 1, "状态": "等待卖家处理", "备注": "请尽快"})
SEEN
echo "as seen: JSON that begins with much Chinese is base64"
