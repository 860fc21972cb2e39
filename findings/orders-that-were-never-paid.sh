#!/usr/bin/env bash
# Seen on 2026-11-30 with msgpack 2.2.0RC2 for PHP and MessagePack 0.5.2 for Lua (Debian 12), which read MessagePack: a
# moment in the type that the format has for it (Timestamp, extension type -1), as the libraries of Python, Java and
# JavaScript write it, is nothing. For PHP the payment of each order is null, and for Lua the orders have no field of that
# name. There is no error and no warning, also with all of PHP's warnings on. msgpack 1.4.2 for Ruby (Debian 12) refuses the
# message and says why, and msgpack 1.2.4 for Python (PyPI), which wrote it, reads the moments.
#
# Orders with a moment of payment so look unpaid, and leave every window of thirty days. `disputes` reads no MessagePack.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! php -r 'exit(function_exists("msgpack_unpack") ? 0 : 1);' 2>/dev/null || ! command -v lua5.3 >/dev/null || [ ! -e /usr/share/lua/5.3/MessagePack.lua ] || ! ruby -e 'require "msgpack"' 2>/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends php-cli php-msgpack lua5.3 lua-messagepack ruby ruby-msgpack >/dev/null
fi
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check msgpack==1.2.4
cat >write.py <<'PY'
import datetime

import msgpack

paid = datetime.datetime(2025, 12, 13, 11, 48, 5, tzinfo=datetime.timezone.utc)
orders = [
    {"id": 8208460785972844, "paid": paid, "amount": 12.5},
    {"id": 8208460785972845, "paid": paid.replace(microsecond=500000), "amount": 3.25},
]
with open("orders", "wb") as file:
    msgpack.pack(orders, file, datetime=True)
with open("orders", "rb") as file:
    print("Python", *[f"{order['id']} {order['paid']}" for order in msgpack.unpack(file, timestamp=3)], sep=", ")
PY
cat >read.lua <<'LUA'
local MessagePack = require "MessagePack"
local orders = MessagePack.unpack(io.open("orders", "rb"):read("a"))
local seen = {}
for _, order in ipairs(orders) do
  local names = {}
  for name in pairs(order) do names[#names + 1] = name end
  table.sort(names)
  seen[#seen + 1] = string.format("%d paid: %s, fields: %s", order.id, order.paid, table.concat(names, " "))
end
print("Lua, " .. table.concat(seen, "; "))
LUA
cat >read.rb <<'RB'
require "msgpack"

begin
  puts "Ruby, #{MessagePack.unpack(File.binread("orders"))}"
rescue MessagePack::UnknownExtTypeError => error
  puts "Ruby, #{error.message}"
end
RB
{
  python/bin/python write.py
  php -d display_errors=1 -d error_reporting=-1 -r 'echo "PHP, ", json_encode(msgpack_unpack(file_get_contents("orders"))), "\n";'
  lua5.3 read.lua
  ruby read.rb
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
Python, 8208460785972844 2025-12-13 11:48:05+00:00, 8208460785972845 2025-12-13 11:48:05.500000+00:00
PHP, [{"id":8208460785972844,"paid":null,"amount":12.5},{"id":8208460785972845,"paid":null,"amount":3.25}]
Lua, 8208460785972844 paid: nil, fields: amount id; 8208460785972845 paid: nil, fields: amount id
Ruby, unexpected extension type
SEEN
echo "as seen: the moments are nothing"
