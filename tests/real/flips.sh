# Flipped bits in a store, in its write-ahead log and in a rollback journal: no figure is wrong without an error.
source "$(dirname "$0")/common.sh"
check "flips" python3 "$REAL/flips.py" "$DISPUTES" "$SHOP" "$WORK" "${FLIPS:-60}"
sed 's/^/    /' "$WORK/check.out" | grep '|' || true
conclude
