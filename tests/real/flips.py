"""Flips single bits of a store, of its log and of its journal, and compares every figure with that of the store as it
was written.

    flips.py PROGRAM SHOP FOLDER FLIPS

FLIPS bits are flipped in each of the files. Prints a table in Markdown; fails when a figure differs without an error,
or when `store check` finds nothing where reading found something.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys

PROGRAM, SHOP, FOLDER, FLIPS = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
DAY = ["--as-of", "2026-01-16"]
READS = [
    ["rate", *DAY, "--format", "json"],
    ["risk", *DAY, "--limit", "5%", "--format", "json"],
    ["list", "--all", *DAY, "--format", "json"],
    ["store", "export", "orders"],
    ["store", "export", "disputes"],
]


def run(folder, words):
    told = subprocess.run(
        [PROGRAM, *words, "--store", os.path.join(folder, "store.sqlite")],
        cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=120,
    )
    return told.returncode, told.stdout


def answers(folder):
    return [run(folder, words) for words in READS]


def fresh(name):
    folder = os.path.join(FOLDER, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    return folder


def copied(source, name):
    folder = fresh(name)
    for file in os.listdir(source):
        if file.startswith("store.sqlite") and not file.endswith((".lock", "-shm")):
            shutil.copy(os.path.join(source, file), folder)
    return folder


def imported(folder, files):
    code, _ = run(folder, ["import", *[os.path.join(SHOP, file) for file in files], *DAY])
    assert code == 0, files


def plain():
    """A store as a run leaves it: header, pages, packed segments and rows."""
    folder = fresh("plain")
    imported(folder, ["orders.csv", "disputes.csv"])
    return folder, ["store.sqlite"]


def logged():
    """A store whose last import stands in the log, as after a kill."""
    folder = fresh("logged")
    imported(folder, ["orders.csv"])
    reader = sqlite3.connect(os.path.join(folder, "store.sqlite"))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM orders").fetchone()
    imported(folder, ["disputes.csv"])
    kept = copied(folder, "logged-kept")
    reader.close()
    assert os.path.getsize(os.path.join(kept, "store.sqlite-wal")) > 0
    return kept, ["store.sqlite-wal"]


def journalled():
    """A store whose last change was stopped half-way, with the journal that takes it back."""
    folder = fresh("journalled")
    imported(folder, ["orders.csv", "disputes.csv"])
    if os.fork() == 0:
        base = sqlite3.connect(os.path.join(folder, "store.sqlite"), isolation_level=None)
        base.execute("PRAGMA journal_mode = DELETE")
        base.execute("PRAGMA cache_size = 1")
        base.execute("BEGIN IMMEDIATE")
        for table, column in (("dispute_events", "by"), ("dispute_sightings", "status"), ("disputes", "reason")):
            base.execute(f"UPDATE {table} SET \"{column}\" = \"{column}\" || 'x'")
        base.execute("PRAGMA cache_spill = 1")
        os._exit(0)
    os.wait()
    kept = copied(folder, "journalled-kept")
    assert os.path.getsize(os.path.join(kept, "store.sqlite-journal")) > 0
    return kept, ["store.sqlite-journal", "store.sqlite"]


def main():
    chance = random.Random(20260116)
    failed = False
    print("| file | flips | right all the same | refused | missed by `store check` | wrong |")
    print("|---|---|---|---|---|---|")
    for name, make in (("store", plain), ("write-ahead log", logged), ("rollback journal", journalled)):
        source, files = make()
        right = answers(copied(source, "now"))
        assert all(code == 0 for code, _ in right), name
        for file in files:
            size = os.path.getsize(os.path.join(source, file))
            same, refused, missed, wrong = 0, 0, [], []
            for flip in range(FLIPS):
                at, bit = flip * size // FLIPS + chance.randrange(max(1, size // FLIPS)), chance.randrange(8)
                folder = copied(source, "now")
                with open(os.path.join(folder, file), "r+b") as damaged:
                    damaged.seek(at)
                    byte = damaged.read(1)[0]
                    damaged.seek(at)
                    damaged.write(bytes([byte ^ 1 << bit]))
                kept = copied(folder, "damaged")
                told = answers(folder)
                differ = [READS[n][0] for n in range(len(READS)) if told[n][0] == 0 and told[n] != right[n]]
                if differ:
                    wrong.append((at, bit, differ))
                elif any(code != 0 for code, _ in told):
                    refused += 1
                    if run(kept, ["store", "check"])[0] == 0:
                        missed.append((at, bit))
                else:
                    same += 1
            print(f"| {name}: `{file}`, {size} bytes | {FLIPS} | {same} | {refused} | {len(missed)} | {len(wrong)} |", flush=True)
            for what in wrong[:10] + missed[:10]:
                print("   ", what)
            failed = failed or bool(wrong) or bool(missed)
    sys.exit(failed)


main()
