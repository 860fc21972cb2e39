#!/usr/bin/env bash
# Seen on 2026-11-30 with dateutil-rs 0.1.1 from PyPI, which is published as python-dateutil in Rust and takes the same
# arguments: the offset of a time is dropped. `2025-12-13T19:48:00+08:00`, `…-0300` and `…Z` are all 19:48 without a zone. The
# form of mails, `Sat, 13 Dec 2025 19:48:00 -0800`, is midnight of that day, `13 December 2025 at 7:48 PM` too, and `December
# 13th, 2025, 7:48 p.m.` is 07:48 in the morning. There is no error for these; for others, as `12/13/2025 7:48 PM`, there is
# one. python-dateutil 2.9.0.post0 (PyPI) reads all of them, with the offsets (RFC 3339, 5.6, and RFC 5322, 3.3).
#
# The time between an order in the time of Beijing and an answer in that of Los Angeles so is wrong by 16 hours. `disputes`
# keeps offsets (docs/times.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check dateutil-rs==0.1.1 python-dateutil==2.9.0.post0
cat >look.py <<'PY'
import dateutil.parser
import dateutil_rs

for text in (
    "2025-12-13T19:48:00+08:00",
    "2025-12-13T19:48:00-0300",
    "2025-12-13T19:48:00Z",
    "Sat, 13 Dec 2025 19:48:00 -0800",
    "13 December 2025 at 7:48 PM",
    "December 13th, 2025, 7:48 p.m.",
):
    print(f"{text}\n  dateutil {dateutil.parser.parse(text)}  dateutil-rs {dateutil_rs.parse(text)}")
PY
python/bin/python look.py >seen
cat seen
diff seen - <<'SEEN'
2025-12-13T19:48:00+08:00
  dateutil 2025-12-13 19:48:00+08:00  dateutil-rs 2025-12-13 19:48:00
2025-12-13T19:48:00-0300
  dateutil 2025-12-13 19:48:00-03:00  dateutil-rs 2025-12-13 19:48:00
2025-12-13T19:48:00Z
  dateutil 2025-12-13 19:48:00+00:00  dateutil-rs 2025-12-13 19:48:00
Sat, 13 Dec 2025 19:48:00 -0800
  dateutil 2025-12-13 19:48:00-08:00  dateutil-rs 2025-12-13 00:00:00
13 December 2025 at 7:48 PM
  dateutil 2025-12-13 19:48:00  dateutil-rs 2025-12-13 00:00:00
December 13th, 2025, 7:48 p.m.
  dateutil 2025-12-13 19:48:00  dateutil-rs 2025-12-13 07:48:00
SEEN
echo "as seen: offsets are dropped"
