# Inputs that are small on the disk and large in memory: refused or read, within the memory that docs/limits.md states.
source "$(dirname "$0")/common.sh"
check "every bomb stays within its row of docs/limits.md" python3 "$REAL/bombs.py" "$REAL/../../docs/limits.md"
cat "$WORK/check.out"
conclude
