# What `schedule` prints, under systemd-analyze, a shell as cron starts it, plistlib and an XML reader.
source "$(dirname "$0")/common.sh"
needs systemd-analyze systemd

folder="$WORK/a shop's 100% \"place\" 店"
mkdir -p "$folder"
cp "$SHOP/orders.csv" "$SHOP/disputes.csv" "$folder"
printf '[[shop]]\nname = "main"\nfiles = ["orders.csv", "disputes.csv"]\n' >"$folder/disputes.toml"
cd "$folder"
scheduled() { "$DISPUTES" schedule "$1" --at 08:30 --output 'r {date}.html'; }

units() {
  mkdir -p "$HOME/.config/systemd/user"
  scheduled systemd | awk -v dir="$HOME/.config/systemd/user/" '
    /^# ~\/.config\/systemd\/user\// { file = dir substr($2, length("~/.config/systemd/user/") + 1) }
    file { print > file }'
  XDG_RUNTIME_DIR="$WORK" SYSTEMD_LOG_LEVEL=debug systemd-analyze verify --user \
    "$HOME/.config/systemd/user/disputes-report.service" "$HOME/.config/systemd/user/disputes-report.timer" >"$WORK/verify.out" 2>&1 || { cat "$WORK/verify.out"; return 1; }
  if grep -E 'disputes-report.*(Failed|ignor|Unknown|not found)|network-online|Cannot add' "$WORK/verify.out"; then return 1; fi
  has "$(scheduled systemd)" "loginctl enable-linger" "Persistent=true" "Restart=on-failure" "StartLimitBurst="
}
check "systemd-analyze verify --user finds nothing, at debug level too" units
words() {
  # The command that systemd would run, as systemd itself has read it.
  local line
  line="$(grep -m1 '^ExecStart=' "$HOME/.config/systemd/user/disputes-report.service")"
  equal "$(grep -c '%%' <<<"$line")" 1
}
check "percent signs of a path are doubled in a unit" words

cron() {
  local line command
  line="$(scheduled cron | tail -1)"
  # cron ends a command at a percent sign that has no backslash, and takes the backslash away.
  command="$(sed -E 's/^([^ ]+ ){5}//; s/\\%/%/g' <<<"$line")"
  equal "$(sed -E 's/\\%//g' <<<"$line" | grep -c '%' || true)" 0
  (cd / && env -i HOME="$HOME" PATH=/usr/bin:/bin XDG_STATE_HOME="$XDG_STATE_HOME" /bin/sh -c "$command --as-of 2026-01-16")
  test -s "r 2026-01-16.html"
}
check "cron's line writes the report from any folder" cron

plist() {
  scheduled launchd >"$WORK/x.plist"
  python3 - "$WORK/x.plist" "$folder" <<'PY'
import plistlib, sys
loaded = plistlib.load(open(sys.argv[1], "rb"))
assert loaded["WorkingDirectory"] == sys.argv[2], loaded
assert loaded["ProgramArguments"][-1] == sys.argv[2] + "/r {date}.html", loaded
assert loaded["StartCalendarInterval"] == {"Hour": 8, "Minute": 30}, loaded
PY
}
check "plistlib reads the property list, paths and all" plist

task() {
  scheduled windows >"$WORK/x.xml"
  python3 - "$WORK/x.xml" "$folder" <<'PY'
import sys, xml.dom.minidom
task = xml.dom.minidom.parse(sys.argv[1])
text = lambda name: task.getElementsByTagName(name)[0].firstChild.data
assert text("WorkingDirectory") == sys.argv[2]
assert text("StartWhenAvailable") == "true" and text("DisallowStartIfOnBatteries") == "false"
assert text("StopIfGoingOnBatteries") == "false" and text("MultipleInstancesPolicy") == "IgnoreNew"
# The order of the schema (settingsType is xs:all, calendarTriggerType a sequence).
names = [node.tagName for node in task.documentElement.childNodes if node.nodeType == node.ELEMENT_NODE]
assert names == ["Triggers", "Settings", "Actions"], names
PY
}
check "the Windows task is XML that runs on battery and after a missed start" task
conclude
