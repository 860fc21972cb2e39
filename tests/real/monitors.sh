# `check` under Nagios; metrics under promtool and the node exporter's textfile collector.
source "$(dirname "$0")/common.sh"
needs promtool prometheus
needs prometheus-node-exporter prometheus-node-exporter
needs nagios4 nagios4-core

# Two settings that write into one folder, with odd names.
mkdir -p prom a b c
for place in a b c; do cp "$SHOP/orders.csv" "$SHOP/disputes.csv" "$place"; done
printf '[[shop]]\nname = "toys \\"x\\" \\\\ 店"\nfiles = ["orders.csv", "disputes.csv"]\n' >a/disputes.toml
printf '[[shop]]\nname = "all"\nfiles = ["orders.csv", "disputes.csv"]\n' >b/disputes.toml
for file in orders disputes; do sed 's/11010/11020/g; s/^63/64/' "c/$file.csv" >"c/$file-2.csv"; done
printf '[[shop]]\nname = "one"\nfiles = ["orders.csv", "disputes.csv"]\n' >c/disputes.toml
printf '[[shop]]\nname = "total"\nfiles = ["orders-2.csv", "disputes-2.csv"]\n' >>c/disputes.toml
for place in a b c; do
  (cd "$place" && "$DISPUTES" report --quiet --as-of 2026-01-16 --output r.html --metrics "../prom/$place.prom")
done
prometheus_text() {
  local file
  for file in prom/*.prom; do
    promtool check metrics <"$file" >lint.out 2>&1 || { echo "$file"; cat lint.out; return 1; }
    if [ -s lint.out ]; then echo "$file"; cat lint.out; return 1; fi
  done
}
check "promtool finds nothing in the metrics of odd shops" prometheus_text

port="$(free_port)"
prometheus-node-exporter --web.listen-address="127.0.0.1:$port" --collector.disable-defaults --collector.textfile \
  --collector.textfile.directory="$WORK/prom" >exporter.out 2>&1 &
CHILDREN+=($!)
wait_for_port "$port"
served() {
  python3 -c "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())" "http://127.0.0.1:$port/metrics" >served.txt
  has "$(cat served.txt)" "node_textfile_scrape_error 0"
  if grep -i 'collected before' exporter.out; then return 1; fi
  # Every series of every file is served, each once.
  cat prom/*.prom | grep '^disputes' | sed -E 's/ [^ ]+$//' | sort >written.txt
  uniq -d written.txt >doubled.txt
  if [ -s doubled.txt ]; then cat doubled.txt; return 1; fi
  # The exporter adds nothing to ours and writes labels in the order of their names.
  equal "$(grep -c '^disputes' served.txt)" "$(wc -l <written.txt)"
}
check "the node exporter serves every series of three settings, each once" served
prometheus_rules() {
  # The alarm of docs/cron.md, as Prometheus reads it.
  printf 'groups:\n- name: disputes\n  rules:\n  - alert: Silent\n    expr: %s\n' \
    "$(sed -n 's/^time() - /time() - /p' "$REAL/../../docs/cron.md" | head -1)" >rules.yml
  promtool check rules rules.yml
}
check "promtool takes the alarm of the documents" prometheus_rules

# Real Nagios runs `check` as an active check and parses what it says.
nagios="$WORK/nagios"
# Started by root it goes on as its own user, who has to read the shop and to run the program.
if [ "$(id -u)" -eq 0 ]; then chmod 755 "$WORK"; fi
mkdir -p "$nagios"/{results,archives}
chmod 777 "$nagios" "$nagios"/*
cat >"$nagios/nagios.cfg" <<CONF
log_file=$nagios/nagios.log
cfg_file=$nagios/objects.cfg
object_cache_file=$nagios/objects.cache
status_file=$nagios/status.dat
status_update_interval=1
temp_file=$nagios/tmp
temp_path=$nagios
lock_file=$nagios/lock
check_result_path=$nagios/results
state_retention_file=$nagios/retention.dat
log_archive_path=$nagios/archives
use_syslog=0
execute_service_checks=1
service_inter_check_delay_method=n
host_inter_check_delay_method=n
service_interleave_factor=1
max_service_check_spread=1
check_external_commands=0
interval_length=1
nagios_user=$(id -un)
nagios_group=$(id -gn)
illegal_macro_output_chars=\`~\$&|'"<>
process_performance_data=1
service_perfdata_file=$nagios/perfdata
service_perfdata_file_template=\$SERVICEDESC\$\t\$SERVICEPERFDATA\$
enable_environment_macros=0
max_concurrent_checks=4
query_socket=$nagios/query
CONF
program="env HOME=$HOME XDG_STATE_HOME=$XDG_STATE_HOME $DISPUTES check"
service() {
  printf 'define command {\n command_name %s\n command_line %s\n}\ndefine service {\n host_name here\n service_description %s\n check_command %s\n check_interval 600\n retry_interval 600\n max_check_attempts 1\n check_period always\n notification_period always\n notifications_enabled 0\n contacts me\n}\n' "$1" "$2" "$1" "$1"
}
{
  printf 'define timeperiod {\n timeperiod_name always\n alias always\n sunday 00:00-24:00\n monday 00:00-24:00\n tuesday 00:00-24:00\n wednesday 00:00-24:00\n thursday 00:00-24:00\n friday 00:00-24:00\n saturday 00:00-24:00\n}\n'
  printf 'define command {\n command_name none\n command_line /bin/true\n}\n'
  printf 'define contact {\n contact_name me\n host_notification_period always\n service_notification_period always\n host_notification_options n\n service_notification_options n\n host_notification_commands none\n service_notification_commands none\n}\n'
  printf 'define host {\n host_name here\n address 127.0.0.1\n max_check_attempts 1\n check_period always\n notification_period always\n contacts me\n}\n'
  files="$SHOP/orders.csv $SHOP/disputes.csv --as-of 2026-01-16"
  service good "$program $SHOP/orders.csv $SHOP/disputes.csv --as-of 2025-12-25 --critical 90% --warning 80%"
  service warn "$program $files --warning 5% --critical 10%"
  service bad "$program $files --critical 5% --critical due=48h"
  service missing "$program /nowhere/订单.csv"
  service shops "$program --config $WORK/a/disputes.toml --as-of 2026-01-16 --critical 1%"
} >"$nagios/objects.cfg"
accepted() { nagios4 -v "$nagios/nagios.cfg" >"$nagios/verify.out" 2>&1 || { tail -20 "$nagios/verify.out"; return 1; }; }
check "Nagios accepts the configuration" accepted
nagios4 "$nagios/nagios.cfg" >"$nagios/out" 2>&1 &
CHILDREN+=($!)
state() {
  awk -v name="$1" '/^servicestatus \{/ { inside = 1; text = ""; mine = 0 }
    inside { text = text $0 "\n" }
    inside && $0 == "\tservice_description=" name { mine = 1 }
    /^\t}/ { if (inside && mine) printf "%s", text; inside = 0 }' "$nagios/status.dat"
}
checked() {
  local attempt
  for attempt in $(seq 60); do
    if [ -f "$nagios/status.dat" ] && [ "$(grep -A80 '^servicestatus' "$nagios/status.dat" | grep -c 'has_been_checked=1')" -ge 5 ]; then break; fi
    sleep 0.5
  done
  local row name expected label
  for row in good:0:dispute_rate warn:1:dispute_rate bad:2:dispute_rate missing:3: shops:2:dispute_rate; do
    IFS=: read -r name expected label <<<"$row"
    has "$(state "$name")" "current_state=$expected" "plugin_output=DISPUTES" || { state "$name"; return 1; }
    if [ -n "$label" ]; then has "$(state "$name" | grep performance_data=)" "$label=" "overdue="; fi
    # All is on one line: nothing is left to the long text.
    has "$(state "$name")" "$(printf '\tlong_plugin_output=')"
    equal "$(state "$name" | grep -c '^.long_plugin_output=$')" 1
  done
}
check "Nagios takes state, text and performance data of every check" checked
conclude
