#!/usr/bin/env bash
# Compares whole commands with DuckDB, Polars and mawk on the same made-up files, of every shape and
# order of rows: the answers first, then paired runs, then the growth from ten thousand orders on.
#
#   bash benches/compare.sh [ORDERS [RUNS [LARGEST]]]
#
# ORDERS (1,000,000) are compared in RUNS (5) paired runs, and as many disputes as JSON lines; growth
# is measured up to LARGEST (10,000,000) orders, 0 for none, of `plain` and `mixed`. $SHAPES names the
# shapes, each with its order of rows; without it all are compared. A file takes 204 to 330 bytes an
# order below $TMPDIR while it is used. DISPUTES and GENERATE name programs that are built already, OTHER
# another build of `disputes` to be timed beside it. Needs python3 with the packages duckdb and polars,
# mawk, and GNU time as `/usr/bin/time`.
set -euo pipefail
cd "$(dirname "$0")/.."

orders=${1:-1000000}
runs=${2:-5}
largest=${3:-10000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ -z "${DISPUTES:-}" ] || [ -z "${GENERATE:-}" ]; then
  cargo build --quiet --release --locked --bin disputes --example generate
fi
disputes=${DISPUTES:-$PWD/target/release/disputes}
generate=${GENERATE:-$PWD/target/release/examples/generate}
engines=$PWD/benches/engines.py
awk=$PWD/benches/total.awk
every=({plain,mixed,seller-centre,erp}:{rising,falling,random})
read -ra shapes <<<"${SHAPES:-${every[*]}}"
export SHAPE=plain

# What is asked of a shape: the seller centre names no shop, Dianxiaomi no completion.
questions_of() {
  case $1 in
    plain | mixed) questions=(total shop product series) ;;
    seller-centre) questions=(total product series) ;;
    erp) questions=(total shop) ;;
  esac
}

# Our command for a question, with the files of the current folder.
ours() {
  ours=("$disputes" rate orders.csv disputes.csv --as-of 2026-01-16 --format json)
  case $1 in
    shop) ours+=(--by shop) ;;
    product) ours+=(--by product) ;;
    series) ours+=(--series 90) ;;
    both) ours+=(--by shop --by product) ;;
    all) ours+=(--by shop --by product --series 90) ;;
  esac
}

answers() {
  for question in "${questions[@]}"; do
    ours "$question"
    "${ours[@]}" 2>/dev/null | python3 "$engines" normalise "$question" >"ours-$question.txt"
    for engine in duckdb polars; do
      python3 "$engines" "$engine" "$question" >"$engine-$question.txt"
      cmp "ours-$question.txt" "$engine-$question.txt" && echo "$question: $engine agrees"
    done
  done
  case $SHAPE in plain | mixed) ;; *) return ;; esac
  ours all
  "${ours[@]}" 2>/dev/null >all.json
  for question in "${questions[@]}"; do
    python3 "$engines" normalise "$question" <all.json | cmp - "ours-$question.txt"
  done && echo "all: as each alone"
  [ "$SHAPE" = plain ] || return 0
  mawk -f "$awk" disputes.csv orders.csv | sed 's/^/all /' >mawk-total.txt
  cmp ours-total.txt mawk-total.txt && echo "total: mawk agrees"
}

paired() {
  for _ in $(seq "$1"); do
    for question in "${questions[@]}"; do
      ours "$question"
      python3 "$engines" run "disputes-$question" "$times" "${ours[@]}"
      if [ -n "${OTHER:-}" ]; then
        python3 "$engines" run "other-$question" "$times" "$OTHER" "${ours[@]:1}"
      fi
      for engine in duckdb polars; do
        # They are timed from after their import on, so that Python's start is not held against
        # them.
        python3 "$engines" "$engine" "$question" "$times" >/dev/null
      done
    done
    case $SHAPE in plain | mixed) ;; *) continue ;; esac
    for question in both all; do
      ours "$question"
      python3 "$engines" run "disputes-$question" "$times" "${ours[@]}"
    done
    [ "$SHAPE" = plain ] || continue
    python3 "$engines" run mawk-total "$times" mawk -f "$awk" disputes.csv orders.csv
  done
}

compare() {
  local count=$1 order=$3 times=$folder/$1-$SHAPE-$3.times
  questions_of "$SHAPE"
  mkdir "$folder/$count"
  "$generate" "$count" "$folder/$count" "$SHAPE" --order "$order"
  (
    cd "$folder/$count"
    echo "== answers of $count orders, $SHAPE, ids $order"
    answers
    echo "== $count orders, $SHAPE, ids $order, medians of $2 paired runs"
    paired "$2"
    python3 "$engines" table "$times"
  )
  rm -r "${folder:?}/$count"
}

# Of disputes as JSON lines, those that are open, of one shop and filed in one month.
lines() {
  local times=$folder/lines.times
  mkdir "$folder/lines"
  "$generate" "$1" "$folder/lines" jsonl 100
  (
    cd "$folder/lines"
    rm orders.jsonl
    ours=("$disputes" list disputes.jsonl --as-of 2026-02-01 --shop shop-003 --format csv)
    ours+=(--opened-since 2025-10-01 --opened-until 2025-10-31 --columns dispute_id,order_id)
    echo "== answers of $1 disputes as JSON lines"
    "${ours[@]}" 2>/dev/null | tail -n +2 | tr , ' ' | sort >ours-lines.txt
    python3 "$engines" duckdb lines >duckdb-lines.txt
    cmp ours-lines.txt duckdb-lines.txt && echo "lines: duckdb agrees"
    echo "== $1 disputes as JSON lines, medians of $2 paired runs"
    for _ in $(seq "$2"); do
      python3 "$engines" run disputes-lines "$times" "${ours[@]}"
      python3 "$engines" duckdb lines "$times" >/dev/null
    done
    python3 "$engines" table "$times"
  )
  rm -r "${folder:?}/lines"
}

grow() {
  local times=$folder/growth-$SHAPE.times
  for count in 10000 100000 1000000 10000000 50000000; do
    [ "$count" -le "$largest" ] || continue
    mkdir "$folder/$count"
    "$generate" "$count" "$folder/$count" "$SHAPE" --order "$1"
    (
      cd "$folder/$count"
      ours total
      for _ in 1 2 3; do
        python3 "$engines" run "$count" "$times" "${ours[@]}"
      done
    )
    rm -r "${folder:?}/$count"
  done
  echo "== growth, $SHAPE, ids $1, 30-day rates, medians of 3 runs"
  python3 "$engines" growth "$times"
}

for shape in "${shapes[@]}"; do
  SHAPE=${shape%%:*} compare "$orders" "$runs" "${shape##*:}"
done
lines "$orders" "$runs"
if [ "$largest" -gt 0 ]; then
  SHAPE=plain grow rising
  SHAPE=mixed grow random
fi
