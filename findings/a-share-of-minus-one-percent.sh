#!/usr/bin/env bash
# Seen on 2026-12-01 with percent-round 2.3.1 and largest-remainder-round 1.1.0 from npm, which turn counts into whole
# percentages that add up to 100: for percent-round a count above nothing can have a share below nothing. Of disputes by
# reason, 1, 39, 47, 20, 41, 17 and 43, the first are -1 %. Each share is rounded, and what is then too much is taken
# from the share that was rounded most (up or down), whatever it is left with, or added to one: 9 of 204 (4.4 %) are 3
# %, and 3 of 24 (12.5 %) are 14 %. The sum is 100 and there is no error. largest-remainder-round, which goes by the
# largest remainder, is nowhere wrong by 1 % or more.
#
# A reason with one dispute so counts for less than none. `disputes` rounds every rate by itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund percent-round@2.3.1 largest-remainder-round@1.1.0
cat >shares.mjs <<'JS'
import percentRound from "percent-round";
import "largest-remainder-round";

const sum = (list) => list.reduce((left, right) => left + right, 0);
for (const counts of [
  [1, 39, 47, 20, 41, 17, 43],
  [40, 9, 40, 38, 28, 49],
  [7, 2, 2, 2, 3, 7, 1],
  [29, 661],
]) {
  const exact = counts.map((count) => ((100 * count) / sum(counts)).toFixed(1));
  console.log(`${counts.join(" ")}: exact ${exact.join(" ")}`);
  for (const [name, shares] of [["percent-round", percentRound(counts)], ["largest-remainder-round", counts.spread()]])
    console.log(`  ${name}: ${shares.join(" ")}, together ${sum(shares)}`);
}
const wrong = { "percent-round": 0, "largest-remainder-round": 0 };
const below = { ...wrong };
let lists = 0;
const numbers = [1, 2, 5, 11, 17, 39, 43];
for (const a of numbers) for (const b of numbers) for (const c of numbers) for (const d of numbers) for (const e of numbers) for (const f of numbers) {
  const counts = [a, b, c, d, e, f];
  lists += 1;
  for (const [name, shares] of [["percent-round", percentRound(counts)], ["largest-remainder-round", counts.spread()]]) {
    if (shares.some((share, place) => Math.abs(share - (100 * counts[place]) / sum(counts)) >= 1)) wrong[name] += 1;
    if (shares.some((share) => share < 0)) below[name] += 1;
  }
}
for (const name of Object.keys(wrong)) console.log(`${name}: ${wrong[name]} of ${lists} lists have a share that is wrong by 1 % or more, ${below[name]} one below nothing`);
JS
node shares.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other shares"; exit 1; }
1 39 47 20 41 17 43: exact 0.5 18.8 22.6 9.6 19.7 8.2 20.7
  percent-round: -1 19 23 10 20 8 21, together 100
  largest-remainder-round: 0 19 22 10 20 8 21, together 100
40 9 40 38 28 49: exact 19.6 4.4 19.6 18.6 13.7 24.0
  percent-round: 20 3 20 19 14 24, together 100
  largest-remainder-round: 20 4 19 19 14 24, together 100
7 2 2 2 3 7 1: exact 29.2 8.3 8.3 8.3 12.5 29.2 4.2
  percent-round: 29 8 8 8 14 29 4, together 100
  largest-remainder-round: 29 9 8 8 13 29 4, together 100
29 661: exact 4.2 95.8
  percent-round: 4 96, together 100
  largest-remainder-round: 4 96, together 100
percent-round: 4060 of 117649 lists have a share that is wrong by 1 % or more, 10 one below nothing
largest-remainder-round: 0 of 117649 lists have a share that is wrong by 1 % or more, 0 one below nothing
SEEN
echo "as seen: a share of minus one percent"
