# Every command that writes, on a full disk and without rights: a clear error, the old contents, nothing half.
source "$(dirname "$0")/common.sh"
if [ "$(id -u)" -ne 0 ]; then
  echo "    a small disk is mounted by root only"
  exit 77
fi
disk="$WORK/disk"
mkdir "$disk"
if ! mount -t tmpfs -o size=3m,mode=755 tmpfs "$disk" 2>/dev/null; then
  echo "    no small disk can be mounted here"
  exit 77
fi
cleanup() { umount -l "$disk"; }
GATEWAY="${GATEWAY:-$(dirname "$DISPUTES")/examples/gateway}"
export HOME="$disk" XDG_STATE_HOME="$disk/state" XDG_CONFIG_HOME="$disk/config"
# Somebody without rights has to reach the program and the shop.
chmod 755 "$WORK"
cp "$DISPUTES" "$WORK/program"
cp "$SHOP/orders.csv" "$SHOP/disputes.csv" "$WORK"
chmod 755 "$WORK/program"
DISPUTES="$WORK/program"
files=("$WORK/orders.csv" "$WORK/disputes.csv")
token='{"access_token":"50000000xINVENTED","refresh_token":"50001000xINVENTED","expires_in":86400,"refresh_expires_in":172800,"expire_time":4102444800000,"refresh_token_valid_time":4102444800000,"code":"0"}'

# A pretend platform; what it prints are settings, the application's secret and tokens.
commands=(import report metrics shops points config force backup auth notify man guide)
if [ -x "$GATEWAY" ]; then
  "$GATEWAY" --orders 120 --disputes 12 >"$WORK/gateway.out" 2>/dev/null &
  CHILDREN+=($!)
  until grep -q '^{' "$WORK/gateway.out"; do sleep 0.1; done
  platform="$(sed -n '/^\[shop.api\]/,/^# app-secret/p' "$WORK/gateway.out" | sed '1d;$d')"
  platform_secret="$(sed -n '/^# app-secret/{n;p}' "$WORK/gateway.out")"
  platform_tokens="$(grep '^{' "$WORK/gateway.out")"
  commands+=(sync)
else
  echo "    without the example gateway (cargo build --examples) no sync is tried"
fi

setup() {
  umask 022
  cd /
  rm -rf "${disk:?}"/*
  cd "$disk"
  mkdir there
  printf '[[shop]]\nname = "main"\nfiles = ["%s", "%s"]\n[shop.api]\napp_key = "500001"\nsecret_file = "app-secret"\n[[notify]]\nname = "a"\nkind = "json"\nurl_file = "url"\n' "${files[@]}" >disputes.toml
  echo 'http://127.0.0.1:9/x' >url
  echo 'INVENTED' >app-secret
  chmod 600 url app-secret
  echo "the old page" >page.html
  echo "the old metrics" >m.prom
}
# Settings of two shops, of which each has a page.
two_shops() {
  printf '[[shop]]\nname = "%s"\nfiles = ["%s", "%s"]\n' one "${files[@]}" two "${files[@]}" >disputes.toml
  echo "the old page" >one.html
  echo "the old page" >two.html
}
# Settings of a shop that is read from the platform, and its tokens.
with_platform() {
  printf '[[shop]]\nname = "main"\n[shop.api]\n%s\n' "$platform" >disputes.toml
  echo "$platform_secret" >app-secret
  "$DISPUTES" auth import --shop main <<<"$platform_tokens" >/dev/null 2>&1
}
# NAME: the words of the call. `there` is made before; `full` fills the disk.
call() {
  case "$1" in
  import) "${as[@]}" "$DISPUTES" import "${files[@]}" --as-of 2026-01-16 ;;
  report) "${as[@]}" "$DISPUTES" report --as-of 2026-01-16 --quiet --output page.html ;;
  metrics) "${as[@]}" "$DISPUTES" report --as-of 2026-01-16 --quiet --no-record --output - --metrics m.prom >/dev/null ;;
  points) "${as[@]}" "$DISPUTES" points add --family mismatched-merchandise --points 6 --date 2026-01-01 ;;
  config) (cd there && "${as[@]}" "$DISPUTES" config init) ;;
  force) "${as[@]}" "$DISPUTES" config init --force ;;
  backup) "${as[@]}" "$DISPUTES" store backup --store store.sqlite copy.sqlite ;;
  auth) "${as[@]}" "$DISPUTES" auth import --shop main <<<"$token" ;;
  notify) "${as[@]}" "$DISPUTES" notify send --as-of 2026-01-16 ;;
  man) "${as[@]}" "$DISPUTES" man --dir pages ;;
  guide) "${as[@]}" "$DISPUTES" guide "${files[@]}" --settled settled.csv --as-of 2026-01-16 --output messages ;;
  shops) "${as[@]}" "$DISPUTES" report --as-of 2026-01-16 --quiet --output '{shop}.html' ;;
  sync) "${as[@]}" "$DISPUTES" sync --since 2025-06-01 ;;
  esac
}
# Sets a command up, as the user who calls it.
ready() {
  setup
  case "$1" in
  backup) "$DISPUTES" import "${files[@]}" --as-of 2026-01-16 --store store.sqlite >/dev/null 2>&1 ;;
  shops) two_shops ;;
  sync) with_platform ;;
  guide) printf '%s,resolved\n' order_id 1101077480464806 1101072646430748 1101073781739830 1101077776626563 1101073235264262 |
    sed '1s/resolved/agreed/' >settled.csv ;;
  esac
}
fill() { dd if=/dev/zero of=ballast bs=4k status=none 2>/dev/null || true; }
snapshot() { find . -type f ! -name ballast ! -name '*.lock' ! -name '*.changes' ! -name '*-shm' ! -name '*-wal' -size +0 -exec sha256sum {} + | sort -k2; find . -type f -empty ! -name '*.lock' ! -name '*.changes' ! -name '*-wal' | sort; }
one() {
  local name="$1" words="$2" code=0 said before
  as=()
  ready "$name"
  if [ "$words" = disk ]; then
    fill
  else
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chmod -R go+rX "$disk"
    chmod 700 there
  fi
  before="$(snapshot)"
  said="$(call "$name" 2>&1)" || code=$?
  if [ "$code" -eq 0 ]; then echo "exit 0: $said"; return 1; fi
  if [ "$code" -ge 100 ]; then echo "exit $code: $said"; return 1; fi
  if [ "$words" = disk ]; then
    grep -qiE 'no space|disk is full|full' <<<"$said" || { echo "does not say that the disk is full: $said"; return 1; }
  else
    grep -qiE 'denied|rights|read-only|may only be read|not permitted|chmod|others' <<<"$said" || { echo "does not say that rights are missing: $said"; return 1; }
  fi
  grep -qE '^hint: ' <<<"$said" || { echo "no hint: $said"; return 1; }
  lacks "$said" INVENTED || return 1
  rm -f ballast
  # What is new may only be whole (an empty lock, an empty folder); what was there is as it was.
  diff <(echo "$before") <(snapshot) || { echo "it said: $said"; return 1; }
}
# What was begun on a disk that was soon full, once there is room again: all is there, and nothing is half written.
nearly() {
  local name="$1" room code said
  for room in 4 24 60 150 400 900; do
    as=()
    ready "$name"
    fill
    truncate -s "-${room}K" ballast
    code=0
    said="$(call "$name" 2>&1)" || code=$?
    if [ "$code" -ne 0 ] && { ! grep -qiE 'no space|full|free room' <<<"$said" || ! grep -qE '^hint: ' <<<"$said"; }; then
      echo "$room kB: exit $code: $said"
      return 1
    fi
    rm -f ballast
    # No page and no message ends in its middle; those that are there are whole ones, old or new.
    for file in ./*.html messages/*.txt m.prom; do
      if [ -e "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then
        echo "$room kB: $file is cut off"
        return 1
      fi
    done
    code=0
    said="$(call "$name" 2>&1)" || code=$?
    # Some are refused the second time, because the first has done it.
    if [ "$code" -ne 0 ] && ! grep -qE 'exists|already|has files' <<<"$said"; then
      echo "$room kB, again: exit $code: $said"
      return 1
    fi
    if [ -n "$(find . -name '*.disputes-*' -o -name '.tmp*')" ]; then
      echo "$room kB: left: $(find . -name '*.disputes-*' -o -name '.tmp*')"
      return 1
    fi
    if [ -e state/disputes/store.sqlite ] && ! "$DISPUTES" store check >/dev/null 2>&1; then
      echo "$room kB: the store is damaged"
      return 1
    fi
  done
}
for name in "${commands[@]}"; do
  check "full disk: $name" one "$name" disk
done
for name in import report shops guide backup sync; do
  if [ "$name" != sync ] || [ -x "$GATEWAY" ]; then check "a disk that is soon full: $name" nearly "$name"; fi
done
for name in "${commands[@]}"; do
  check "no rights: $name" one "$name" rights
done
cd /
conclude
