#!/usr/bin/env bash
# Compares whole commands with DuckDB, Polars and mawk on the same made-up file: the answers
# first, then paired runs. `bash benches/compare.sh [ORDERS] [RUNS]`
#
# Needs python3 with the packages duckdb and polars, mawk, and GNU time as `/usr/bin/time`.
set -euo pipefail
cd "$(dirname "$0")/.."

orders=${1:-1000000}
runs=${2:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --quiet --release --bin disputes --example generate
target/release/examples/generate "$orders" "$folder" csv
disputes=$PWD/target/release/disputes
engines=$PWD/benches/engines.py
cd "$folder"

# What each question is to each engine.
ours() {
  local extra=()
  case $1 in
    shop) extra=(--by shop) ;;
    product) extra=(--by product) ;;
    series) extra=(--series 90) ;;
  esac
  "$disputes" rate orders.csv disputes.csv --as-of 2026-01-16 --format json "${extra[@]}" 2>/dev/null
}

echo "== answers"
for question in total shop product series; do
  ours "$question" | python3 "$engines" normalise "$question" >"ours-$question.txt"
  for engine in duckdb polars; do
    python3 "$engines" "$engine" "$question" >"$engine-$question.txt"
    cmp "ours-$question.txt" "$engine-$question.txt" && echo "$question: $engine agrees"
  done
done
mawk -f - orders.csv <<<'BEGIN { FS = "," } NR > 1 { n++ } END { print n " rows" }'

echo "== runs: CPU seconds (user + system), seconds, peak memory in KB"
measure() {
  local name=$1
  shift
  /usr/bin/time -f "$name %U %S %e %M" -a -o times.txt "$@" >/dev/null 2>&1
}
export -f ours
export disputes
for _ in $(seq "$runs"); do
  for question in total shop product series; do
    measure "disputes-$question" bash -c "ours $question"
    for engine in duckdb polars; do
      measure "$engine-$question" python3 "$engines" "$engine" "$question"
    done
  done
  measure mawk-total mawk -f "$(dirname "$engines")/total.awk" disputes.csv orders.csv
done
python3 "$engines" table times.txt
