#!/usr/bin/env bash
# Seen on 2026-11-30 with lokijs 1.5.12 from npm, a database in memory that is asked as MongoDB is, and sift 17.1.4 and
# mingo 7.2.7 beside it, both from npm, which take the same questions: of the orders paid before 14 December (`$lt`) lokijs
# finds also those that were never paid, whether the date is null or not there at all, and of amounts up to 5 (`$lte`) those
# without an amount and those where it is `true`. In MongoDB a comparison looks at values of its own type alone (its manual,
# "Comparison Query Operators", type bracketing). Not the other way round: no order without a date was paid on or after a
# day. `{amount: null}` misses those where it is not there. There is no error. The same question with an index has the same
# answer.
#
# Disputes "due before tomorrow" so hold all that have no deadline. `disputes list` says of each of these that no deadline
# is known.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund lokijs@1.5.12 sift@17.1.4 mingo@7.2.7
cat >find.cjs <<'JS'
const Loki = require("lokijs");
const sift = require("sift").default ?? require("sift");
const mingo = require("mingo");

const day = (text) => new Date(`${text}T12:00:00Z`);
const orders = () => [
  { order: "A", paid: day("2025-12-13"), amount: 4 },
  { order: "B", paid: day("2025-12-14"), amount: 12.5 },
  { order: "C", paid: null, amount: null },
  { order: "D" },
  { order: "E", paid: day("2025-12-20"), amount: true },
];
const plain = new Loki("orders").addCollection("orders");
const indexed = new Loki("orders").addCollection("orders", { indices: ["paid", "amount"] });
plain.insert(orders());
indexed.insert(orders());
const WAYS = {
  lokijs: (query) => plain.find(query),
  "lokijs with an index": (query) => indexed.find(query),
  sift: (query) => orders().filter(sift(query)),
  mingo: (query) => mingo.find(orders(), query).all(),
};
const QUERIES = [
  { paid: { $lt: day("2025-12-14") } },
  { paid: { $gte: day("2025-12-14") } },
  { amount: { $lte: 5 } },
  { amount: { $gt: 5 } },
  { amount: null },
];
for (const query of QUERIES) {
  console.log(JSON.stringify(query));
  for (const [way, find] of Object.entries(WAYS)) console.log(`  ${way}:`, find(query).map((row) => row.order).sort().join(" ") || "none");
}
JS
node find.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
{"paid":{"$lt":"2025-12-14T12:00:00.000Z"}}
  lokijs: A C D
  lokijs with an index: A C D
  sift: A
  mingo: A
{"paid":{"$gte":"2025-12-14T12:00:00.000Z"}}
  lokijs: B E
  lokijs with an index: B E
  sift: B E
  mingo: B E
{"amount":{"$lte":5}}
  lokijs: A C D E
  lokijs with an index: A C D E
  sift: A
  mingo: A
{"amount":{"$gt":5}}
  lokijs: B
  lokijs with an index: B
  sift: B
  mingo: B
{"amount":null}
  lokijs: C
  lokijs with an index: C
  sift: C D
  mingo: C D
SEEN
echo "as seen: what was never paid is paid before"
