# SIGKILL at random moments of every command that writes. KILLS=N of each (default 20).
source "$(dirname "$0")/common.sh"
GATEWAY="${GATEWAY:-$(dirname "$DISPUTES")/examples/gateway}"
if [ ! -x "$GATEWAY" ]; then
  echo "    the example gateway is not built (cargo build --examples)"
  exit 77
fi
export GATEWAY WORK
for command in import sync report points config backup repair auth notify; do
  check "kill -9 of $command loses nothing and leaves nothing" \
    timeout 3000 python3 "$REAL/kills.py" "$command" "${KILLS:-20}"
  grep '^kills' "$WORK/check.out" || true
done
conclude
