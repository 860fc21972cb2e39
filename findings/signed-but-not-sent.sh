#!/usr/bin/env bash
# Seen on 2026-11-29 with lazop-sdk 1.0.3 (PyPI, with requests 2.34.2) and node-taobao-topclient 0.1.7 (npm): both sign
# parameters that they do not send. lazop-sdk signs `None` as the letters None and a list as Python prints it, while
# requests leaves None out and sends an item of a list at a time; node-taobao-topclient signs `undefined` as those
# letters and leaves it out. A server that signs what it received, as the platform does, gets another signature. An
# empty text and text in Chinese are signed as they are sent.
#
# The platform answers IncompleteSignature, which sounds like a wrong secret, to calls with a filter that is not set,
# and to no other. `disputes` signs the pairs that it sends (src/platform/sign.rs).
# The server of this script is on 127.0.0.1; it signs by the rule in docs/platform/open-platform.md, for the second
# client by the older one, MD5 with the secret on both sides.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-taobao-topclient@0.1.7
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check lazop-sdk==1.0.3 requests==2.34.2
cat >server.py <<'PY'
import hashlib
import hmac
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        pairs = parse_qsl(sent, keep_blank_values=True)
        joined = "".join(name + value for name, value in sorted(pairs) if name != "sign")
        if dict(pairs)["sign_method"] == "md5":
            signed = hashlib.md5(f"secret{joined}secret".encode()).hexdigest()
        else:
            signed = hmac.new(b"secret", (self.path + joined).encode(), hashlib.sha256).hexdigest()
        agrees = "agrees" if signed.upper() == dict(pairs)["sign"] else "does not agree"
        body = json.dumps({"code": "0", "message": agrees, "x_y_response": agrees}).encode()
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
cat >ask.py <<'PY'
import sys

import lazop_sdk

client = lazop_sdk.LazopClient(f"http://127.0.0.1:{sys.argv[1]}", "key", "secret")
for value in ("", "等待", None, [1, 2]):
    request = lazop_sdk.LazopRequest("/orders/get")
    request.add_api_param("status", value)
    print("lazop-sdk", repr(value), client.execute(request, "token").message)
PY
cat >ask.js <<'JS'
const { default: Client } = require("node-taobao-topclient");
const client = new Client({ appkey: "key", appsecret: "secret", REST_URL: `http://127.0.0.1:${process.argv[2]}/sync` });
(async () => {
  for (const status of ["", "等待", undefined]) {
    console.log("node-taobao-topclient", JSON.stringify(status), await client.execute("x.y", { status }));
  }
})();
JS
python3 server.py >port &
server=$!
until [ -s port ]; do sleep 0.1; done
{
  HOME="$folder" python/bin/python ask.py "$(cat port)"
  node --no-deprecation ask.js "$(cat port)"
} >seen
cat seen
diff seen - <<'SEEN'
lazop-sdk '' agrees
lazop-sdk '等待' agrees
lazop-sdk None does not agree
lazop-sdk [1, 2] does not agree
node-taobao-topclient "" agrees
node-taobao-topclient "等待" agrees
node-taobao-topclient undefined does not agree
SEEN
echo "as seen: what is left out of the call is in its signature"
