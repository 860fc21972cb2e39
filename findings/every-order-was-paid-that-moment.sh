#!/usr/bin/env bash
# Seen on 2026-11-30 with forerunnerdb 2.0.24, whose query language has "many of the same query operators that MongoDB does", and taffydb
# 2.7.3, two databases in memory from npm, and sift 17.1.4 (npm), which takes MongoDB's questions, beside them: asked for one moment both
# find every order. Of five orders `{paid: new Date("2030-01-01")}`, when none was paid, finds four for forerunnerdb, one of them with null
# for its payment, and five for taffydb, one of them without the field; `remove` of the same question removes them. `{$eq: …}` and `{is: …}`
# find none, also of the moment that an order has. A Date is compared as an object by its fields, of which it has none. Ranges are right.
# With forerunnerdb `{disputed: null}` finds all orders that have the field, and `{$ne: true}` leaves out the one that has it not. There
# is no error. Dates stored as `make(new Date(…))`, by which forerunnerdb keeps them in JSON, are found like the others.
#
# A correction to one order so is made to all that were paid. `disputes` keeps what it reads in a database of its own (src/store).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund forerunnerdb@2.0.24 taffydb@2.7.3 sift@17.1.4 >/dev/null
cat >ask.cjs <<'JS'
const Forerunner = require("forerunnerdb");
const sift = require("sift").default;
const { taffy } = require("taffydb");

const base = new Forerunner();
const first = new Date("2025-12-13T19:48:00Z");
const never = new Date("2030-01-01T00:00:00Z");
const made = (text) => base.make(new Date(text));
const orders = (date) => [
  { id: "A", paid: date("2025-12-13T19:48:00Z"), disputed: true },
  { id: "B", paid: null, disputed: null },
  { id: "C", paid: date("2026-01-14T01:00:00Z"), disputed: false },
  { id: "D", disputed: false },
  { id: "E", paid: date("2026-01-14T01:00:00Z") },
];
const plain = (text) => new Date(text);
const table = base.db("shop").collection("orders", { primaryKey: "id" });
const tableOfMade = base.db("shop").collection("made", { primaryKey: "id" });
table.insert(orders(plain));
tableOfMade.insert(orders(made));
const ids = (found) => found.map(({ id }) => id).sort().join("") || "none";
for (const question of [
  { paid: first },
  { paid: never },
  { paid: { $in: [never] } },
  { paid: { $eq: first } },
  { paid: { $gte: first, $lte: first } },
  { disputed: null },
  { disputed: { $ne: true } },
  { disputed: true },
]) {
  console.log(
    JSON.stringify(question).padEnd(78),
    ids(table.find(question)).padEnd(5),
    ids(tableOfMade.find(question)).padEnd(5),
    ids(orders(plain).filter(sift(question))),
  );
}
table.remove({ paid: never });
console.log("after remove of", JSON.stringify({ paid: never }), ids(table.find()));

const list = taffy(orders(plain));
const short = (question) => JSON.stringify(question).padEnd(78);
for (const question of [{ paid: first }, { paid: never }, { paid: { is: first } }, { paid: { gte: first, lte: first } }, { disputed: true }]) {
  console.log("taffydb", short(question), ids(list(question).get()));
}
list({ paid: never }).remove();
console.log("after remove of", JSON.stringify({ paid: never }), ids(list().get()));
process.exit();
JS
node ask.cjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
{"paid":"2025-12-13T19:48:00.000Z"}                                            ABCE  ABCE  A
{"paid":"2030-01-01T00:00:00.000Z"}                                            ABCE  ABCE  none
{"paid":{"$in":["2030-01-01T00:00:00.000Z"]}}                                  ABCE  ABCE  none
{"paid":{"$eq":"2025-12-13T19:48:00.000Z"}}                                    none  none  A
{"paid":{"$gte":"2025-12-13T19:48:00.000Z","$lte":"2025-12-13T19:48:00.000Z"}} A     A     A
{"disputed":null}                                                              ABCD  ABCD  BE
{"disputed":{"$ne":true}}                                                      BCD   BCD   BCDE
{"disputed":true}                                                              A     A     A
after remove of {"paid":"2030-01-01T00:00:00.000Z"} D
taffydb {"paid":"2025-12-13T19:48:00.000Z"}                                            ABCDE
taffydb {"paid":"2030-01-01T00:00:00.000Z"}                                            ABCDE
taffydb {"paid":{"is":"2025-12-13T19:48:00.000Z"}}                                     none
taffydb {"paid":{"gte":"2025-12-13T19:48:00.000Z","lte":"2025-12-13T19:48:00.000Z"}}   A
taffydb {"disputed":true}                                                              A
after remove of {"paid":"2030-01-01T00:00:00.000Z"} none
SEEN
echo "as seen: every order was paid that moment"
