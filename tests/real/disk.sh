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
export HOME="$disk" XDG_STATE_HOME="$disk/state" XDG_CONFIG_HOME="$disk/config"
# Somebody without rights has to reach the program and the shop.
chmod 755 "$WORK"
cp "$DISPUTES" "$WORK/program"
cp "$SHOP/orders.csv" "$SHOP/disputes.csv" "$WORK"
chmod 755 "$WORK/program"
DISPUTES="$WORK/program"
files=("$WORK/orders.csv" "$WORK/disputes.csv")
token='{"access_token":"50000000xINVENTED","refresh_token":"50001000xINVENTED","expires_in":86400,"refresh_expires_in":172800,"expire_time":4102444800000,"refresh_token_valid_time":4102444800000,"code":"0"}'

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
  esac
}
fill() { dd if=/dev/zero of=ballast bs=4k status=none 2>/dev/null || true; }
snapshot() { find . -type f ! -name ballast ! -name '*.lock' ! -name '*-shm' ! -name '*-wal' -size +0 -exec sha256sum {} + | sort -k2; find . -type f -empty ! -name '*.lock' ! -name '*-wal' | sort; }
one() {
  local name="$1" words="$2" code=0 said before
  setup
  as=()
  if [ "$name" = backup ]; then
    "$DISPUTES" import "${files[@]}" --as-of 2026-01-16 --store store.sqlite >/dev/null 2>&1
  fi
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
for name in import report metrics points config force backup auth notify man; do
  check "full disk: $name" one "$name" disk
done
for name in import report metrics points config force backup auth notify man; do
  check "no rights: $name" one "$name" rights
done
cd /
conclude
