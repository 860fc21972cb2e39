# What every part shares; sourced, not run.
set -euo pipefail
source "$REAL/../debian.sh"

WORK="$(mktemp -d)"
CHILDREN=()
broken=0

finish() {
  for child in "${CHILDREN[@]:-}"; do
    [ -n "$child" ] && kill "$child" 2>/dev/null || true
  done
  if declare -F cleanup >/dev/null; then cleanup; fi
  rm -rf "$WORK"
}
trap finish EXIT

export HOME="$WORK/home" XDG_STATE_HOME="$WORK/state" XDG_CONFIG_HOME="$WORK/config" NO_COLOR=1 TZ=UTC
unset LC_ALL LANGUAGE
export LANG=C.UTF-8
mkdir -p "$HOME"
cd "$WORK"

# Reports a check: `check NAME COMMAND…` holds when the command succeeds.
check() {
  local name="$1"
  shift
  local told="$WORK/check.out"
  if "$@" >"$told" 2>&1; then
    echo "ok $name" | tee -a "$RESULTS"
  else
    echo "FAILED $name" | tee -a "$RESULTS"
    sed 's/^/    /' "$told" | head -40
    broken=$((broken + 1))
  fi
}

# Ends a part: its status says whether all its checks held.
conclude() {
  [ "$broken" -eq 0 ]
}

# Runs the program with a status that is kept in `code` and all it says in `said`.
disputes() {
  code=0
  said="$("$DISPUTES" "$@" 2>&1)" || code=$?
}

# Succeeds when the text holds every one of the words.
has() {
  local text="$1" word
  shift
  for word in "$@"; do
    if ! grep -qF -- "$word" <<<"$text"; then
      echo "no '$word' in: $text"
      return 1
    fi
  done
}

# Succeeds when the text holds none of the words.
lacks() {
  local text="$1" word
  shift
  for word in "$@"; do
    if grep -qF -- "$word" <<<"$text"; then
      echo "'$word' in: $text"
      return 1
    fi
  done
}

equal() {
  if [ "$1" != "$2" ]; then
    printf 'expected: %s\nfound:    %s\n' "$2" "$1"
    return 1
  fi
}

# Installs Debian packages unless the program is there; the part is skipped where that cannot be.
needs() {
  local program="$1"
  shift
  if command -v "$program" >/dev/null; then return; fi
  if [ "${REAL_INSTALL:-}" != never ] && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    debian --no-install-recommends "$@" 2>/dev/null || true
  fi
  if ! command -v "$program" >/dev/null; then
    echo "    $program is not there (Debian: $*)"
    exit 77
  fi
}

# Makes a Python with these packages of PyPI; `PYTHON` is its path.
needs_python() {
  PYTHON="$WORK/venv/bin/python"
  if [ "${REAL_INSTALL:-}" = never ]; then
    echo "    Python's packages $* are not installed (REAL_INSTALL=never)"
    exit 77
  fi
  if ! { python3 -m venv "$WORK/venv" && HOME=/root "$WORK/venv/bin/pip" install -q "$@"; } >"$WORK/pip.out" 2>&1; then
    sed 's/^/    /' "$WORK/pip.out" | tail -3
    exit 77
  fi
}

# Waits until something listens on a port of this machine.
wait_for_port() {
  local attempt
  for attempt in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  echo "nothing listens on port $1 after $attempt attempts"
  return 1
}

# Returns a port that nobody uses.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
