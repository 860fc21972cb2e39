#!/usr/bin/env bash
# Seen on 2026-11-30 with mongita 1.2.0 from PyPI, "a lightweight embedded document database" that is asked as MongoDB is, and mongomock
# 4.3.0 (PyPI) and sift 17.1.4 (npm), which take the same questions, beside it: what is asked with $or, $and or $nor is found nowhere. Of
# five orders those that are open or disputed (`$or`) are none, where it is three, and none are `$nor` of the two, where it is two.
# `$and` of two conditions that one order fulfils finds none either. The name is taken for a field of the order that nobody has. A count
# (`count_documents`) is 0 and a deletion (`delete_many`) deletes nothing. Operators that the library does not know raise an error
# inside of a field (`$exists`), and these do not: "When something is not implemented, efforts are made to be loud and obvious about it",
# the readme says. Of a list of tags `$ne` is true for a list that has the tag, and the tag alone finds that list too.
#
# A list of what needs an answer so is empty. `disputes` keeps what it reads in a database of its own (src/store).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund sift@17.1.4 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mongita==1.2.0 mongomock==4.3.0
cat >questions.json <<'JSON'
[
  {"state": "open"},
  {"$or": [{"state": "open"}, {"disputed": true}]},
  {"$nor": [{"state": "open"}, {"disputed": true}]},
  {"$and": [{"amount": {"$gt": 5}}, {"disputed": true}]},
  {"amount": {"$gt": 5}, "disputed": true},
  {"tags": "late"},
  {"tags": {"$ne": "late"}}
]
JSON
cat >orders.json <<'JSON'
[
  {"id": "A", "state": "open", "disputed": false, "amount": 12.5, "tags": ["late"]},
  {"id": "B", "state": "closed", "disputed": true, "amount": 8, "tags": ["late", "broken"]},
  {"id": "C", "state": "closed", "disputed": false, "amount": 3, "tags": []},
  {"id": "D", "state": "open", "disputed": true, "amount": 4, "tags": ["broken"]},
  {"id": "E", "state": "closed", "disputed": false, "amount": 20, "tags": []}
]
JSON
cat >ask.py <<'PY'
import json

import mongita
import mongomock

orders, questions = json.load(open("orders.json")), json.load(open("questions.json"))
for name, client in (("mongita", mongita.MongitaClientMemory()), ("mongomock", mongomock.MongoClient())):
    table = client["shop"]["orders"]
    table.insert_many(json.loads(json.dumps(orders)))
    for question in questions:
        found = "".join(sorted(order["id"] for order in table.find(question)))
        print(name.ljust(9), json.dumps(question).ljust(66), found or "none")
    print(name.ljust(9), "count_documents", table.count_documents(questions[1]), "delete_many", table.delete_many(questions[1]).deleted_count)
PY
cat >ask.cjs <<'JS'
const fs = require("fs");
const sift = require("sift").default;

const [orders, questions] = ["orders.json", "questions.json"].map((name) => JSON.parse(fs.readFileSync(name)));
for (const question of questions) {
  const found = orders.filter(sift(question)).map(({ id }) => id).join("");
  console.log("sift".padEnd(9), JSON.stringify(question).replace(/([:,])/g, "$1 ").padEnd(66), found || "none");
}
JS
{
  python/bin/python ask.py
  node ask.cjs
} >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other orders"; exit 1; }
mongita   {"state": "open"}                                                  AD
mongita   {"$or": [{"state": "open"}, {"disputed": true}]}                   none
mongita   {"$nor": [{"state": "open"}, {"disputed": true}]}                  none
mongita   {"$and": [{"amount": {"$gt": 5}}, {"disputed": true}]}             none
mongita   {"amount": {"$gt": 5}, "disputed": true}                           B
mongita   {"tags": "late"}                                                   AB
mongita   {"tags": {"$ne": "late"}}                                          ABCDE
mongita   count_documents 0 delete_many 0
mongomock {"state": "open"}                                                  AD
mongomock {"$or": [{"state": "open"}, {"disputed": true}]}                   ABD
mongomock {"$nor": [{"state": "open"}, {"disputed": true}]}                  CE
mongomock {"$and": [{"amount": {"$gt": 5}}, {"disputed": true}]}             B
mongomock {"amount": {"$gt": 5}, "disputed": true}                           B
mongomock {"tags": "late"}                                                   AB
mongomock {"tags": {"$ne": "late"}}                                          CDE
mongomock count_documents 3 delete_many 3
sift      {"state": "open"}                                                  AD
sift      {"$or": [{"state": "open"}, {"disputed": true}]}                   ABD
sift      {"$nor": [{"state": "open"}, {"disputed": true}]}                  CE
sift      {"$and": [{"amount": {"$gt": 5}}, {"disputed": true}]}             B
sift      {"amount": {"$gt": 5}, "disputed": true}                           B
sift      {"tags": "late"}                                                   AB
sift      {"tags": {"$ne": "late"}}                                          CDE
SEEN
echo "as seen: either, or finds nothing"
