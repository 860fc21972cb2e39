#!/usr/bin/env bash
# Seen on 2026-11-30 with dingtalk-bot 0.1.0 from PyPI, which sends messages to DingTalk's robots, and dingtalkchatbot 1.5.7 (PyPI) beside
# it: a robot that is set up with a signature sends with the time at which the program was started. DingTalk refuses a request whose
# time is more than an hour off (its documentation of custom robots, "加签"), so that a program that runs on sends for an hour. Asked
# half an hour, two hours and a day after its start, the library signs the same millisecond each time: the time is the default of a
# parameter, `timestamp: int = time.time_ns() // 1_000_000`, which is computed once, when the module is read. Its own words are "与请求调用时间误差
# 不能超过 1 小时" and "不提供则使用当前时间": at most an hour off, and the present time if none is given. There is no error here, and a
# text of DingTalk's later. dingtalkchatbot signs anew after an hour.
#
# Reminders of disputes so stop an hour after the start of a service. `disputes notify` signs each message when it is sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check dingtalk-bot==0.1.0 httpx==0.28.1 pydantic==2.12.5 dingtalkchatbot==1.5.7
cat >later.py <<'PY'
import asyncio
import time
from urllib.parse import parse_qs, urlsplit

import dingtalk.bot
import dingtalkchatbot.chatbot as other

SECRET = "SEC0123456789"
start = time.time()
later = 0
real, real_ns = time.time, time.time_ns
time.time = lambda: real() + later
time.time_ns = lambda: real_ns() + later * 10**9
stamps = []


async def send(timestamp=None, **_):
    stamps.append(timestamp)
    return type("Response", (), {"text": '{"errcode": 0, "errmsg": "ok"}'})()


def post(url, **_):
    stamps.append(int(parse_qs(urlsplit(url).query)["timestamp"][0]))
    return type("Response", (), {"json": lambda self: {"errcode": 0}})()


dingtalk.bot.send = send
other.requests.post = post
first = dingtalk.bot.Bot(token="token", secret=SECRET)
second = other.DingtalkChatbot("https://localhost/robot/send?access_token=token", secret=SECRET)
for minutes in (0, 30, 120, 1440):
    later = minutes * 60
    stamps.clear()
    asyncio.run(first.text("a dispute needs an answer"))
    second.send_text("a dispute needs an answer")
    ages = [round((time.time() * 1000 - stamp) / 60_000) for stamp in stamps]
    print(f"{minutes} minutes after the start: dingtalk-bot signs {ages[0]} minutes ago, dingtalkchatbot {ages[1]} minutes ago")
PY
python/bin/python later.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other times"; exit 1; }
0 minutes after the start: dingtalk-bot signs 0 minutes ago, dingtalkchatbot 0 minutes ago
30 minutes after the start: dingtalk-bot signs 30 minutes ago, dingtalkchatbot 30 minutes ago
120 minutes after the start: dingtalk-bot signs 120 minutes ago, dingtalkchatbot 0 minutes ago
1440 minutes after the start: dingtalk-bot signs 1440 minutes ago, dingtalkchatbot 0 minutes ago
SEEN
echo "as seen: an hour after the start nothing is sent"
