"""Runs each bomb of docs/limits.md and compares its peak memory with the row: python3 bombs.py docs/limits.md [--measure]"""
import gzip, io, json, os, re, subprocess, sys, time, zipfile

PROGRAM, SHOP = os.environ["DISPUTES"], os.environ["SHOP"]
ORDERS = f"{SHOP}/orders.csv"


def packed(name, piece, times, end=b"", start=b""):
    with gzip.open(name, "wb", 9) as file:
        file.write(start)
        for _ in range(times):
            file.write(piece)
        file.write(end)
    return name


def archive(name, part, piece, times):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as zipped:
        with zipped.open(part, "w", force_zip64=True) as file:
            for _ in range(times):
                file.write(piece)
    return name


def text(name, content):
    return repeated(name, b"", content, 1)


def repeated(name, start, piece, times, end=b""):
    """In pieces: a child's peak memory begins with that of the process that starts it."""
    with open(name, "wb") as file:
        file.write(start)
        for _ in range(times):
            file.write(piece)
        file.write(end)
    return name


def filled(name, start, piece, end):
    """As much as one document may have."""
    times = (1 << 20) // len(piece)
    return repeated(name, start, piece * times, 63_000_000 // (len(piece) * times), end)


MEG = 1 << 20
ENTRY = b'{"request":{"url":"https://a.example/querysellerreverseorderlist"},"response":{"content":{}}}'
PAGE = b'{"dataSource":[],"pageInfo":{"total":1,"current":1,"pageSize":20}}'
ROW = b'{"order_id":"8200000000000001","created_at":"2026-01-05T08:30:00Z"}'
SPACES = b" " * MEG
HEAD = b"order_id,created_at,note\n"
BOMBS = {
    "10,000 nested brackets": lambda: text("a.json", b"[" * 10_000 + b"]" * 10_000),
    "5,000,000 brackets, never closed": lambda: text("b.json", b"[" * 5_000_000),
    "gzip of 1 GB of JSON text": lambda: packed("c.json.gz", b"x" * MEG, 1024, b'"]', b'["'),
    "JSON of 64 MB, numbers, 64 MB allowed": lambda: filled("k.json", b"[1", b",1", b"]"),
    "JSON of 64 MB, numbers of 16 bytes, 64 MB allowed": lambda: filled("l.json", b"[1", b",123456789012345", b"]"),
    "JSON of 64 MB, lists in an object, 64 MB allowed": lambda: filled("m.json", b'{"a":[[]', b",[                        ]", b"]}"),
    "JSON of 64 MB, small objects, 64 MB allowed": lambda: filled("n.json", b'[{"a":0}', b"," + b'{"a":0,"b":1,"c":"%s"}' % (b"0" * 40), b"]"),
    "JSON of 64 MB, entries of a HAR, 64 MB allowed": lambda: filled("o.json", b'{"log":{"entries":[' + ENTRY, b"," + ENTRY, b"]}}"),
    "JSON of 64 MB, pages of a list, 64 MB allowed": lambda: filled("p.json", b"[" + PAGE, b"," + PAGE, b"]"),
    "JSON of 64 MB, rows, 64 MB allowed": lambda: filled("q.json", b"[" + ROW, b"," + ROW, b"]"),
    "JSON of 64 MB, a text, 64 MB allowed": lambda: filled("r.json", b'["', b"x", b'"]'),
    "gzip of 64 MB of brackets": lambda: packed("d.json.gz", b"[" * MEG, 64),
    "gzip of 512 MB of blank lines": lambda: packed("e.csv.gz", b"\n" * MEG, 512, start=HEAD),
    "gzip of one line of 1 GB": lambda: packed("f.csv.gz", b"x" * MEG, 1024, start=HEAD),
    "zip of a csv of 1 GB of blank lines": lambda: archive("g.zip", "orders.csv", b"\n" * MEG, 1024),
    "xlsx with a sheet of 1 GB of blanks": lambda: archive("h.xlsx", "xl/worksheets/sheet1.xml", SPACES, 1024),
    "csv with a line of 200 MB": lambda: repeated("i.csv", HEAD, b"x" * MEG, 200),
    "JSON lines with a line of 32 MB": lambda: repeated("j.jsonl", b'{"order_id":"', b"x" * MEG, 32),
    "`/dev/zero`": lambda: "/dev/zero",
    "FIFO that never ends, 64 MB allowed": lambda: "fifo",
    "standard input that never ends, 64 MB allowed": lambda: "-",
}


def run(bomb):
    path = BOMBS[bomb]()
    words = [PROGRAM, "rate", ORDERS, path, "--as-of", "2026-01-16", "--threads", "2"]
    feeder, stdin = None, subprocess.DEVNULL
    if "64 MB allowed" in bomb:
        words += ["--max-input", "64MB"]
    if path == "fifo":
        if not os.path.exists("fifo"):
            os.mkfifo("fifo")
        feeder = subprocess.Popen(["sh", "-c", "exec cat /dev/zero > fifo"], stderr=subprocess.DEVNULL)
    if path == "-":
        stdin = open("/dev/zero", "rb")
    began = time.time()
    child = subprocess.Popen(words, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    if feeder:
        feeder.kill()
        feeder.wait()
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 3), f"{bomb}: exit {code}: {said[:300]}"
    assert len(said) < 5_000, f"{bomb}: {len(said)} bytes of words"
    if path not in ("-", "fifo", "/dev/zero"):
        os.remove(path)
    return usage.ru_maxrss // 1024, time.time() - began, code


stated = dict(re.findall(r"(?m)^\| (.+?) \| ≤ ([\d,]+) MB \|", open(sys.argv[1]).read()))
failed = []
for bomb in BOMBS:
    peak, seconds, code = run(bomb)
    print(f"{bomb}: {peak} MB, {seconds:.1f} s, exit {code}", flush=True)
    if "--measure" in sys.argv:
        continue
    if bomb not in stated:
        failed.append(f"docs/limits.md has no row `{bomb}`")
    elif peak > int(stated[bomb].replace(",", "")):
        failed.append(f"{bomb}: {peak} MB, docs/limits.md says ≤ {stated[bomb]} MB")
missing = set(stated) - set(BOMBS)
if failed or missing:
    sys.exit("\n".join(failed) + f"\nrows that are not run: {sorted(missing)}")
