#!/usr/bin/env bash
# Counts instructions of whole commands under callgrind, of every shape and order of rows, and compares
# them with benches/instructions.tsv. With the compiler that the table names, a tenth above it fails, and
# so does a command that the table lacks; another compiler counts otherwise, so that then the ratios are
# only shown. `--write` writes the table again, `--report` never fails.
# DISPUTES and GENERATE name programs that are built already; the table is of the release profile.
set -euo pipefail
cd "$(dirname "$0")/.."

table=benches/instructions.tsv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "${DISPUTES:-}" ] || [ -z "${GENERATE:-}" ]; then
  cargo build --quiet --release --locked --bin disputes
  # As the tests have it: a release build would build all that only tests need once more.
  cargo build --quiet --locked --example generate
fi
disputes=${DISPUTES:-target/release/disputes}
generate=${GENERATE:-target/debug/examples/generate}
shapes=(plain mixed seller-centre erp)
orders=(rising falling random)
make() {
  mkdir "$folder/$1"
  "$generate" "$2" "$folder/$1" "${@:3}"
}
for shape in "${shapes[@]}"; do
  for rows in "${orders[@]}"; do
    make "$shape-$rows" 50000 "$shape" --order "$rows"
  done
done
for form in csv quoted jsonl; do
  make "$form" 20000 "$form"
done
store=$folder/store.db
"$disputes" import "$folder/csv/orders.csv" "$folder/csv/disputes.csv" --store "$store" >/dev/null
order=$(sed -n '/,processing,/{p;q}' "$folder/csv/disputes.csv" | cut -d, -f2)

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$disputes" "$@" 2>&1 >/dev/null |
    sed -n 's/.*Collected : *//p'
}
rate() {
  local form=$1 ending=$2
  shift 2
  count rate "$folder/$form/orders.$ending" "$folder/$form/disputes.$ending" \
    --as-of 2026-01-16 --threads 1 --format json "$@"
}
measure() {
  printf 'version\t%s\n' "$(count --version)"
  printf 'rate csv\t%s\n' "$(rate csv csv)"
  for shape in "${shapes[@]}"; do
    for rows in "${orders[@]}"; do
      printf 'rate %s %s --by shop\t%s\n' "$shape" "$rows" "$(rate "$shape-$rows" csv --by shop)"
    done
  done
  printf 'rate csv --by shop\t%s\n' "$(rate csv csv --by shop)"
  printf 'rate csv --series 90\t%s\n' "$(rate csv csv --series 90)"
  printf 'rate quoted csv\t%s\n' "$(rate quoted csv)"
  printf 'rate jsonl\t%s\n' "$(rate jsonl jsonl)"
  local stored=(--store "$store" --as-of 2026-01-16)
  printf 'rate of the store\t%s\n' "$(count rate "${stored[@]}")"
  printf 'list of the store\t%s\n' "$(count list "${stored[@]}")"
  printf 'guide from the store\t%s\n' "$(count guide "$order" --agreed resolved "${stored[@]}")"
}

{
  printf 'compiler\t%s\n' "$(rustc --version)"
  measure
} >"$folder/now.tsv"
if [ "${1:-}" = --write ]; then
  cp "$folder/now.tsv" "$table"
  exit
fi
awk -v report="$([ "${1:-}" = --report ] && echo 1 || echo 0)" -F '\t' '
  FNR == NR { before[$1] = $2; next }
  $1 == "compiler" { same = $2 == before[$1]; next }
  !($1 in before) { printf "%-36s %14d  not in the table\n", $1, $2; lacking = 1; next }
  { ratio = $2 / before[$1]; printf "%-36s %14d  %.3f\n", $1, $2, ratio; if (ratio > 1.1) more = 1 }
  END {
    if (more) print "more than a tenth above " table
    if (more && !same) print "(counted with another compiler: " before["compiler"] ")"
    if (lacking) print "some are not in " table ": write it again with --write"
    exit (more && same || lacking) && !report
  }
' table="$table" "$table" "$folder/now.tsv"
