#!/usr/bin/env bash
# Seen on 2026-11-30 with json-diff-ts 4.10.4 from npm, which finds what has changed between two documents in JSON: of a
# list from which two orders were taken, one is still there once the changes have been through `atomizeChangeset`, which
# makes single changes of them, and `unatomizeChangeset`, which puts them together again. [A, B, C] with A and C taken out
# is [B, C], and with all three taken out it is [B]. Undone by `revertChangeset`, two orders that came in leave one behind.
# Each removal names a place in the list, and places move once the first is gone. There is no error. One order taken out,
# and changes applied as they are, come out right. jsondiffpatch 0.7.7 (npm) is right both ways.
#
# A list of open disputes that is kept by its changes so keeps closed ones. `disputes` works out each list anew.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund json-diff-ts@4.10.4 jsondiffpatch@0.7.7
cat >changes.mjs <<'JS'
import * as differ from "json-diff-ts";
import * as control from "jsondiffpatch";

const copy = (value) => JSON.parse(JSON.stringify(value));
const show = (document) => `[${document.orders.join(" ")}]`;
const WAYS = {
  "as they are": (before, after) => differ.applyChangeset(copy(before), differ.diff(before, after)),
  "stored as atoms": (before, after) =>
    differ.applyChangeset(copy(before), differ.unatomizeChangeset(copy(differ.atomizeChangeset(differ.diff(before, after))))),
  jsondiffpatch: (before, after) => control.patch(copy(before), copy(control.diff(before, after))),
};
const UNDO = {
  "undone": (before, after) => differ.revertChangeset(copy(after), differ.diff(before, after)),
  "undone by jsondiffpatch": (before, after) => control.unpatch(copy(after), copy(control.diff(before, after))),
};
for (const [from, to] of [["A B C", "A B"], ["A B C", "B"], ["A B C", "A"], ["A B C", ""], ["", "A B"], ["A", "A B C D"]]) {
  const [before, after] = [from, to].map((text) => ({ orders: text.split(" ").filter(Boolean) }));
  console.log(`${show(before)} becomes ${show(after)}`);
  for (const [way, apply] of Object.entries(WAYS)) console.log(`  ${way}:`, show(apply(copy(before), copy(after))));
  for (const [way, undo] of Object.entries(UNDO)) console.log(`  ${way}:`, show(undo(copy(before), copy(after))));
}
JS
node changes.mjs >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: another list"; exit 1; }
[A B C] becomes [A B]
  as they are: [A B]
  stored as atoms: [A B]
  jsondiffpatch: [A B]
  undone: [A B C]
  undone by jsondiffpatch: [A B C]
[A B C] becomes [B]
  as they are: [B]
  stored as atoms: [B C]
  jsondiffpatch: [B]
  undone: [A B C]
  undone by jsondiffpatch: [A B C]
[A B C] becomes [A]
  as they are: [A]
  stored as atoms: [A C]
  jsondiffpatch: [A]
  undone: [A B C]
  undone by jsondiffpatch: [A B C]
[A B C] becomes []
  as they are: []
  stored as atoms: [B]
  jsondiffpatch: []
  undone: [A B C]
  undone by jsondiffpatch: [A B C]
[] becomes [A B]
  as they are: [A B]
  stored as atoms: [A B]
  jsondiffpatch: [A B]
  undone: [B]
  undone by jsondiffpatch: []
[A] becomes [A B C D]
  as they are: [A B C D]
  stored as atoms: [A B C D]
  jsondiffpatch: [A B C D]
  undone: [A C]
  undone by jsondiffpatch: [A]
SEEN
echo "as seen: of two that were taken out one stays"
