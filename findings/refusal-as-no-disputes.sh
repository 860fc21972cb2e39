#!/usr/bin/env bash
# Seen on 2026-11-29 with node-taobao-topclient 0.1.7 (npm) and aliexpress-sdk 0.1.2 (PyPI), clients of the Open
# Platform that are published for sellers: a refusal of the newer gateway, an object with `type`, `code` and
# `message` (docs/platform/open-platform.md), is no error for either. For the same access token that ran out the
# first resolves to null, and the second returns the refusal as the answer. Both look for `error_response` alone,
# which the older gateway sends; that one they do report. In place of disputes there is then nothing.
#
# A program that asks for open disputes with one of them finds none from the day on which its token ends. `disputes`
# reads the refusal in each of its shapes, also in files that such programs saved (`refusal_saved`).
# The server of this script is on 127.0.0.1, and its answers are made up.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-taobao-topclient@0.1.7
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check aliexpress-sdk==0.1.2
cat >server.py <<'PY'
import json
from http.server import BaseHTTPRequestHandler, HTTPServer

text = "the specified access token is invalid or expired"
answers = iter(2 * [{"type": "ISV", "code": "IllegalAccessToken", "message": text}]
               + 2 * [{"error_response": {"code": 27, "msg": text}}])


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(next(answers)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


gateway = HTTPServer(("127.0.0.1", 0), Gateway)
print(gateway.server_port, flush=True)
gateway.serve_forever()
PY
cat >ask.js <<'JS'
const { default: Client } = require("node-taobao-topclient");
const url = `http://127.0.0.1:${process.argv[2]}/sync`;
new Client({ appkey: "key", appsecret: "secret", REST_URL: url })
  .execute("aliexpress.issue.issuelist.get", { session: "token", query_dto: { current_page: 1 } })
  .then((answer) => console.log("node-taobao-topclient answer:", JSON.stringify(answer)))
  .catch((error) => console.log("node-taobao-topclient error:", error.message));
JS
cat >ask.py <<'PY'
import sys

import aliexpress
from aliexpress.api.rest.IssueIssuelistGetRequest import AliexpressIssueIssuelistGetRequest

request = AliexpressIssueIssuelistGetRequest("127.0.0.1", int(sys.argv[1]))
request.set_app_info(aliexpress.appinfo("key", "secret"))
request.query_dto = '{"current_page": 1}'
try:
    print("aliexpress-sdk answer:", request.getResponse("token"))
except Exception as error:
    print("aliexpress-sdk error:", type(error).__name__, error.errorcode)
PY
python3 server.py >port &
server=$!
until [ -s port ]; do sleep 0.1; done
for _ in newer older; do
  node --no-deprecation ask.js "$(cat port)"
  python/bin/python ask.py "$(cat port)"
done >seen
cat seen
diff seen - <<'SEEN'
node-taobao-topclient answer: null
aliexpress-sdk answer: {'type': 'ISV', 'code': 'IllegalAccessToken', 'message': 'the specified access token is invalid or expired'}
node-taobao-topclient error: the specified access token is invalid or expired, code 27
aliexpress-sdk error: TopException 27
SEEN
echo "as seen: a refusal of the newer gateway is no error"
