#!/usr/bin/env bash
# Seen on 2026-11-29 with apprise 2.3.0 from PyPI: a refusal of DingTalk's and of WeCom's robots, which answer with
# HTTP status 200 and an `errcode` other than 0, counts as sent (status SUCCESS). The same library looks into the
# answers of Lark's and Feishu's robots, which state a `code` in the same way, and reports the failure.
#
# A robot with keyword security, or one that was asked too often, so drops a shop's news while the log says that
# they went out. `disputes` reads `errcode` of both (docs/receivers.md).
# The server of this script is on 127.0.0.1, and its answers have the form of those of the services.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check apprise==2.3.0
cat >look.py <<'PY'
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import apprise
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.wecombot import NotifyWeComBot

answer = b""


class Robot(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Robot)
threading.Thread(target=server.serve_forever, daemon=True).start()
here = f"http://127.0.0.1:{server.server_port}"
NotifyDingTalk.notify_url = here + "/?access_token={token}"
NotifyWeComBot.notify_url = here + "/?key={key}"
NotifyLark.notify_url = here + "/"
NotifyFeishu.notify_url = here + "/{token}/"
logging.disable(logging.CRITICAL)
for name, address, body in [
    ("DingTalk", "dingtalk://" + 40 * "a", b'{"errcode":310000,"errmsg":"keywords not in content"}'),
    ("WeCom", "wecombot://made-up-key", b'{"errcode":45009,"errmsg":"api freq out of limit"}'),
    ("Lark", "lark://" + 24 * "a", b'{"code":19024,"msg":"Key Words Not Found"}'),
    ("Feishu", "feishu://" + 24 * "a", b'{"code":19024,"msg":"Key Words Not Found"}'),
]:
    answer = body
    robot = apprise.Apprise()
    robot.add(address)
    print(name, "sent" if robot.notify(title="Disputes", body="3 are due") else "failed")
PY
python/bin/python look.py >seen 2>&1
cat seen
diff seen - <<'SEEN'
DingTalk sent
WeCom sent
Lark failed
Feishu failed
SEEN
echo "as seen: refusals of two robots count as sent"
