#!/usr/bin/env bash
# Seen on 2026-11-30 with jq 1.6 and gojq 0.12.11 (Debian 12), which run the same language on JSON: a time with its offset,
# read by `strptime("%Y-%m-%dT%H:%M:%S%z") | mktime`, is another moment in each. For jq `2025-12-13T19:48:00+08:00` is 19:48 in
# UTC: the offset is read and dropped. For gojq it is 11:48 in UTC, as it should be (RFC 3339, 5.6). The other way round
# `strftime("%H:%M %Z")` writes the hours of UTC in both, and the name of a zone behind them is the machine's for jq: with a
# clock in Shanghai 11:48 in UTC is `11:48 CST`, which is another moment. A `Z` in the format instead of `%z` reads alike.
# There is no error.
#
# A script that finds what was due in the JSON of a shop, tried on one machine and run on another, is hours off. `disputes`
# reads JSON with the offsets of its times, and names the zone of each column that it prints.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! command -v jq >/dev/null || ! command -v gojq >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq jq gojq >/dev/null
fi
export TZ=Asia/Shanghai
{
  jq --version
  gojq --version | cut -d ' ' -f 1,2
  for program in jq gojq; do
    for time in 2025-12-13T19:48:00+08:00 2025-12-13T19:48:00-0800 2025-12-13T19:48:00Z; do
      read=$("$program" --null-input --raw-output --arg time "$time" '$time | strptime("%Y-%m-%dT%H:%M:%S%z") | mktime | todate')
      echo "$program $time -> $read"
    done
    "$program" --null-input --raw-output '1765626480 | todate, strftime("%Y-%m-%d %H:%M %Z"), strflocaltime("%Y-%m-%d %H:%M %Z")'
  done
  python3 -c 'import datetime; print("python", datetime.datetime.fromisoformat("2025-12-13T19:48:00+08:00").timestamp())'
} >seen
cat seen
diff seen - <<'SEEN'
jq-1.6
gojq 0.12.11
jq 2025-12-13T19:48:00+08:00 -> 2025-12-13T19:48:00Z
jq 2025-12-13T19:48:00-0800 -> 2025-12-13T19:48:00Z
jq 2025-12-13T19:48:00Z -> 2025-12-13T19:48:00Z
2025-12-13T11:48:00Z
2025-12-13 11:48 CST
2025-12-13 19:48 CST
gojq 2025-12-13T19:48:00+08:00 -> 2025-12-13T11:48:00Z
gojq 2025-12-13T19:48:00-0800 -> 2025-12-14T03:48:00Z
gojq 2025-12-13T19:48:00Z -> 2025-12-13T19:48:00Z
2025-12-13T11:48:00Z
2025-12-13 11:48 UTC
2025-12-13 19:48 CST
python 1765626480.0
SEEN
echo "as seen: the same program is hours apart"
